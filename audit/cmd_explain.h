/* SPDX-License-Identifier: MIT */
/* `audit explain [RULE] [--plan NAME|FILE]...`: what a rule judges, by which figures, from which clauses. */
#ifndef AUDIT_CMD_EXPLAIN_H
#define AUDIT_CMD_EXPLAIN_H

/* argv[0] is "explain"; the exit status. Errors are one line on stderr. */
int cmd_explain(int argc, char **argv, const char *data_dir);

#endif
