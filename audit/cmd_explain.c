/* SPDX-License-Identifier: MIT */
/* `audit explain`: a rule in words, its figures with their source, and the clauses it is bound to. */
#include "cmd_explain.h"
#include "options.h"
#include "core/arena.h"
#include "core/text.h"
#include "rules/rulebook.h"
#include <stdio.h>
#include <string.h>

enum { SHOWN_CHARS = 200 }; /* of a figure; word lists are long */

static const char usage[] = "usage: audit explain [RULE] [--plan NAME|FILE]...";

struct explain_words {
    const char *rule;
    struct text_list plans;
};

static bool read_words(int argc, char **argv, struct explain_words *w, struct arena *a, struct fail *f)
{
    *w = (struct explain_words){ 0 };
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--plan") == 0 && i + 1 < argc)
            *arena_push(a, &w->plans) = str_from(argv[++i]);
        else if (argv[i][0] == '-' && argv[i][1])
            return fail_set(f, FAIL_USAGE, "explain: unknown option or missing value: '%s'; %s", argv[i], usage);
        else if (w->rule)
            return fail_set(f, FAIL_USAGE, "explain: one rule at a time, '%s' is too much", argv[i]);
        else
            w->rule = argv[i];
    }
    return true;
}

static void list_rules(const struct rulebook *b)
{
    for (size_t i = 0; i < b->rule_count; i++) {
        const struct rule *r = &b->rules[i];
        printf("%-22.*s %-8.*s %.*s\n", STR_ARG(r->id), STR_ARG(words_severity(r->severity)), STR_ARG(r->title));
    }
}

static bool unknown_rule(struct arena *a, const struct rulebook *b, const char *name, struct fail *f)
{
    str *ids = arena_new(a, str, b->rule_count);
    for (size_t i = 0; i < b->rule_count; i++)
        ids[i] = b->rules[i].id;
    str near = options_nearest(str_from(name), ids, b->rule_count);
    const char *hint = near.len ? str_fmt(a, "did you mean '%.*s'? ", STR_ARG(near)).ptr : "";
    return fail_set(f, FAIL_USAGE, "explain: no rule '%s'; %s'audit explain' lists all", name, hint);
}

static void print_line(const char *label, str words)
{
    if (words.len)
        printf("%s%.*s\n", label, STR_ARG(words));
}

static void print_rule(const struct rule *r)
{
    printf("%.*s  %.*s  (%.*s)\n", STR_ARG(r->id), STR_ARG(r->title), STR_ARG(words_severity(r->severity)));
    print_line("judges:  ", r->about);
    for (size_t i = 0; i < r->param_count; i++) {
        str shown = text_clip(r->params[i].value, SHOWN_CHARS);
        printf("figure:  %.*s = %.*s%s\n", STR_ARG(r->params[i].name), STR_ARG(shown),
               shown.len < r->params[i].value.len ? " … (see the rulebook)" : "");
    }
    if (r->opt_in)
        puts("opt-in:  judged only for sites whose profile names it in 'enable'");
    print_line("source:  ", r->source);
    print_line("says:    ", r->message);
    print_line("remedy:  ", r->remedy);
    print_line("pattern: ", r->clause_source);
}

static void print_bound(const struct bound_clause *bound, size_t count)
{
    for (size_t i = 0; i < count; i++)
        printf("clause:  %.*s/%.*s %.*s 「%.*s」\n", STR_ARG(bound[i].plan->id), STR_ARG(bound[i].clause->id),
               STR_ARG(bound[i].clause->title), STR_ARG(bound[i].quote));
}

/* Topics and indicators bind the rules that judge them beside the rules' own patterns. */
static void print_topics(struct arena *a, const struct rulebook *b, const struct plan *const *plans, size_t count)
{
    for (size_t i = 0; i < b->topic_count; i++) {
        struct bound_clause *bound = NULL;
        size_t n = bind_topic(a, &b->topics[i], plans, count, &bound);
        if (n)
            printf("topic:   %.*s\n", STR_ARG(b->topics[i].name));
        print_bound(bound, n);
    }
}

static void print_indicators(struct arena *a, const struct plan *const *plans, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < plans[i]->indicator_count; k++) {
            const struct plan_indicator *n = &plans[i]->indicators[k];
            printf("figure:  %.*s/%.*s %.*s %s\n", STR_ARG(plans[i]->id), STR_ARG(n->no), STR_ARG(n->name),
                   plan_limit_text(a, &n->limit).ptr);
        }
    }
}

static bool explain_rule(struct arena *a, const struct rulebook *b, const struct explain_words *w, const char *data_dir,
                         struct fail *f)
{
    const struct rule *r = rulebook_find(b, str_from(w->rule));
    if (!r)
        return unknown_rule(a, b, w->rule, f);
    const struct plan *national = plan_load(a, data_dir, STR("national"), f);
    const struct plan **plans = arena_new(a, const struct plan *, w->plans.count + 1);
    size_t count = 0;
    while (f->code == FAIL_NONE && count < w->plans.count) {
        plans[count] = plan_load(a, data_dir, w->plans.items[count], f);
        count++;
    }
    if (f->code != FAIL_NONE)
        return false;
    if (count == 0)
        plans[count++] = national;
    print_rule(r);
    struct bound_clause *bound = NULL;
    size_t n = bind_rule(a, r, plans, count, national, &bound);
    print_bound(bound, n);
    if (str_eq(r->check, STR("column.missing")))
        print_topics(a, b, plans, count);
    if (str_starts(r->check, STR("disclosure.")))
        print_indicators(a, plans, count);
    return true;
}

int cmd_explain(int argc, char **argv, const char *data_dir)
{
    struct explain_words words;
    struct fail f = { 0 };
    struct arena a;
    arena_init(&a);
    if (argc > 1 && strcmp(argv[1], "--help") == 0)
        puts(usage);
    else if (read_words(argc, argv, &words, &a, &f)) {
        struct rulebook *book = rulebook_load(&a, data_dir, &f);
        if (book && words.rule)
            explain_rule(&a, book, &words, data_dir, &f);
        else if (book)
            list_rules(book);
        rulebook_free(book);
    }
    if (f.code == FAIL_NONE && (fflush(stdout) != 0 || ferror(stdout)))
        fail_set(&f, FAIL_MACHINE, "cannot write to the standard output");
    if (f.code != FAIL_NONE)
        fprintf(stderr, "audit: %s\n", f.text);
    arena_done(&a);
    return (int)f.code;
}
