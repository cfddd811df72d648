/* SPDX-License-Identifier: MIT */
/* The program: finds the command, reads its options, runs it, and turns failures into one line and an exit status. */
#include "job.h"
#include "cmd_explain.h"
#include "cmd_plan.h"
#include "core/log.h"
#include "crawler/read.h"
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

struct command {
    const char *name, *operands, *help;
    unsigned options; /* option set; 0: reads its own words */
    command_fn run;
    plain_fn plain;
};

static const struct command commands[] = {
#define COMMAND(name_, set, function, operands_, help_)                                                                \
    { .name = (name_), .options = (set), .run = (function), .operands = (operands_), .help = (help_) },
#define PLAIN(name_, function, operands_, help_)                                                                       \
    { .name = (name_), .plain = (function), .operands = (operands_), .help = (help_) },
#include "commands.def"
};

static const struct command *command_find(str name)
{
    for (size_t i = 0; i < ARRAY_LEN(commands); i++)
        if (str_eq(str_from(commands[i].name), name))
            return &commands[i];
    return NULL;
}

static int say_failure(const struct fail *f)
{
    fprintf(stderr, "audit: %s\n", f->text);
    return (int)f->code;
}

static int unknown_command(str name)
{
    struct fail f = { 0 };
    str names[ARRAY_LEN(commands) + 1];
    size_t count = 0;
    for (size_t i = 0; i < ARRAY_LEN(commands); i++)
        names[count++] = str_from(commands[i].name);
    names[count++] = STR("help");
    str near = options_nearest(name, names, count);
    if (near.len)
        fail_set(&f, FAIL_USAGE, "unknown command '%.*s'; did you mean '%.*s'?", STR_ARG(name), STR_ARG(near));
    else
        fail_set(&f, FAIL_USAGE, "unknown command '%.*s'; 'audit --help' lists the commands", STR_ARG(name));
    return say_failure(&f);
}

/* --- help --- */

static int end_of_output(void)
{
    struct fail f = { 0 };
    if (fflush(stdout) == 0 && !ferror(stdout))
        return EXIT_SUCCESS;
    fail_errno(&f, FAIL_MACHINE, "cannot write to the standard output");
    return say_failure(&f);
}

static int help_all(void)
{
    puts("audit checks a government portal against its work plans.\n\n"
         "  audit --site HOST [OPTION ...]        crawl, check and report\n"
         "  audit COMMAND [OPTION ...]\n\nCommands");
    for (size_t i = 1; i < ARRAY_LEN(commands); i++) {
        const struct command *c = &commands[i];
        printf("  %-10s %s\n", c->name, c->help);
    }
    printf("  %-10s %s\n", "help", "the options of a command: help COMMAND");
    options_print_help(stdout, ON_AUDIT);
    puts("\nExit status: 0 complete, 1 --fail-on was met, 2 wrong use, 3 incomplete, 4 the machine failed.");
    return end_of_output();
}

static int help_command(const struct command *c)
{
    if (c == &commands[0])
        return help_all();
    printf("audit %s%s%s\n  %s\n", c->name, *c->operands ? " " : "", c->operands, c->help);
    if (c->options)
        options_print_help(stdout, c->options);
    return end_of_output();
}

static int help(int argc, char **argv)
{
    if (argc < 1)
        return help_all();
    const struct command *c = command_find(str_from(argv[0]));
    return c ? help_command(c) : unknown_command(str_from(argv[0]));
}

/* --- running --- */

static int run_command(const struct command *c, int argc, char **argv)
{
    struct fail f = { 0 };
    struct job j = { .data_dir = job_data_dir() };
    int status = FAIL_USAGE;
    arena_init(&j.arena);
    if (options_parse(&j.o, c->options, argc, argv, &j.arena, &f)) {
        log_setup(j.o.quiet     ? LOG_ERROR
                  : j.o.verbose ? LOG_INFO
                                : LOG_WARN,
                  j.o.log.len ? str_cstr(&j.arena, j.o.log) : NULL);
        status = j.o.help ? help_command(c) : c->run(&j, &f);
    }
    if (f.code == FAIL_NONE && fflush(stdout) != 0)
        fail_errno(&f, FAIL_MACHINE, "cannot write to the standard output");
    if (f.code != FAIL_NONE)
        status = say_failure(&f);
    arena_done(&j.arena);
    return status;
}

/* A page's memory goes back to the system when the page was read: left to itself, malloc would keep what the longest
 * pages took. */
enum { RETURNED_LEN = 1 << 20 };

int main(int argc, char **argv)
{
    mallopt(M_MMAP_THRESHOLD, RETURNED_LEN);
    if (argc < 2) {
        fputs("audit: nothing to do; 'audit --site HOST' audits a portal, 'audit --help' tells more\n", stderr);
        return FAIL_USAGE;
    }
    str first = str_from(argv[1]);
    if (str_eq(first, STR("--version")) || str_eq(first, STR("-V")))
        return puts("audit " AUDIT_VERSION) >= 0 ? EXIT_SUCCESS : FAIL_MACHINE;
    if (str_eq(first, STR("help")))
        return help(argc - 2, argv + 2);
    if (str_starts(first, STR("-")))
        return run_command(&commands[0], argc - 1, argv + 1);
    if (str_eq(first, STR(READ_OFFICE_COMMAND)))
        return read_office_child();
    const struct command *c = command_find(first);
    if (!c)
        return unknown_command(first);
    if (!c->plain)
        return run_command(c, argc - 2, argv + 2);
    bool asks_help = argc == 3 && (!strcmp(argv[2], "--help") || !strcmp(argv[2], "-h"));
    return asks_help ? help_command(c) : c->plain(argc - 1, argv + 1, job_data_dir());
}
