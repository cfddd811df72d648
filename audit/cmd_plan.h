/* SPDX-License-Identifier: MIT */
/* `audit plan import FILE [--id ID]` and `audit plan show PLAN [--json]`. */
#ifndef AUDIT_CMD_PLAN_H
#define AUDIT_CMD_PLAN_H

/* argv[0] is "plan"; the exit status. Errors are one line on stderr. */
int cmd_plan(int argc, char **argv, const char *data_dir);

#endif
