/* SPDX-License-Identifier: MIT */
/* `audit columns`: the column tree of the latest crawl, to see what the program took for a column, or to pin one. */
#include "job.h"
#include "say.h"
#include "core/finding.h"
#include "core/snapshot.h"
#include "rules/columns.h"
#include "rules/copies.h"
#include <stdlib.h>

static void print_text(str s)
{
    char text[400];
    say_plain(text, sizeof text, s.len ? s : STR("-"));
    fputs(text, stdout);
}

struct listing {
    struct job *job;
    const struct rulebook *book;
    const struct verdicts *judged; /* NULL: not judged yet */
};

/* What the column was taken for: a topic, a class with a limit of its own, indicators of the last check. */
static void print_matches(const struct listing *l, const struct column *c)
{
    const char *before = "\t";
    for (size_t i = 0; i < l->book->topic_count; i++) {
        if (l->book->topics[i].names && pattern_matches(l->book->topics[i].names, c->name)) {
            printf("%stopic ", before);
            print_text(l->book->topics[i].name);
            before = ", ";
        }
    }
    for (size_t i = 0; i < l->book->class_count; i++) {
        if (l->book->classes[i].names && pattern_matches(l->book->classes[i].names, c->name)) {
            printf("%sclass ", before);
            print_text(l->book->classes[i].name);
            before = ", ";
            break;
        }
    }
    for (size_t i = 0; l->judged && i < l->judged->indicators.count; i++) {
        const struct indicator_result *r = &l->judged->indicators.items[i];
        if (str_eq(r->column, c->address)) {
            printf("%s%.*s/%.*s ", before, STR_ARG(r->plan), STR_ARG(r->no));
            print_text(r->name);
            before = ", ";
        }
    }
    if (before[0] == '\t')
        fputs("\t-", stdout);
}

static void print_column(const struct listing *l, const struct column *c)
{
    struct arena *a = &l->job->arena;
    str newest = day_to_iso(a, c->newest);
    int every = column_rhythm(a, c, l->job->as_of);
    str rhythm = every ? str_fmt(a, "%d d", every) : STR("-");
    printf("%6zu  %-10.*s  %6.*s  ", c->item_count, STR_ARG(newest.len ? newest : STR("-")), STR_ARG(rhythm));
    print_text(c->path.len ? c->path : c->name);
    fputs("\t", stdout);
    print_text(c->unit);
    fputs("\t", stdout);
    print_text(c->address);
    print_matches(l, c);
    if (c->by_script)
        fputs("\tby script", stdout);
    else if (!c->complete)
        fputs("\tnot all pages seen", stdout);
    putchar('\n');
}

/* Children stand below their parent: a parent's path begins its children's. */
static int by_path(const void *a, const void *b)
{
    const struct column *x = *(const struct column *const *)a, *y = *(const struct column *const *)b;
    int path = str_compare(x->path, y->path);
    return path ? path : str_compare(x->address, y->address);
}

static void print_tree(struct listing *l, const struct columns *columns)
{
    const struct column **order = arena_new(&l->job->arena, const struct column *, columns->count + 1);
    for (size_t i = 0; i < columns->count; i++)
        order[i] = &columns->items[i];
    if (columns->count)
        qsort(order, columns->count, sizeof *order, by_path);
    for (size_t i = 0; i < columns->count; i++) {
        struct arena_mark mark = arena_mark(&l->job->arena);
        print_column(l, order[i]);
        arena_release(&l->job->arena, mark);
    }
}

static bool print_columns(struct job *j, struct snapshot *s, struct fail *f)
{
    int64_t run = snapshot_run_latest(s, f);
    if (f->code == FAIL_NONE && !run)
        return fail_set(f, FAIL_USAGE, "%s: holds no crawl yet; crawl first", j->state_dir);
    struct site_facts *site = run ? snapshot_load_site(s, run, &j->arena, f) : NULL;
    struct rulebook *book = site ? rulebook_load(&j->arena, j->data_dir, f) : NULL;
    if (!book)
        return false;
    copies_fold(site, &j->arena);
    echoes_silence(site, &j->arena);
    struct fail none = { 0 };
    struct listing l = { j, book, snapshot_load_verdicts(s, run, &j->arena, &none) };
    const struct columns *columns = columns_build(&j->arena, site, book, j->profile, j->as_of);
    puts(" items  newest       every  path\tunit\taddress\tserves");
    print_tree(&l, columns);
    rulebook_free(book);
    return true;
}

int cmd_columns(struct job *j, struct fail *f)
{
    if (!job_prepare(j, f))
        return FAIL_USAGE;
    struct snapshot *s = snapshot_open(j->state_dir, false, f);
    if (!s)
        return FAIL_MACHINE;
    bool ok = print_columns(j, s, f);
    snapshot_close(s);
    return ok ? EXIT_COMPLETE : FAIL_MACHINE;
}
