/* SPDX-License-Identifier: MIT */
/* The summary of a run for the operator. */
#include "say.h"
#include "core/arena.h"
#include <inttypes.h>
#include <stdlib.h>

enum { NAME_LEN = 200, DEPARTMENTS_SHOWN = 30 };

void say_plain(char *out, size_t room, str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.len && n + 1 < room; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        /* C1 controls are two bytes in UTF-8: C2 80 … C2 9F. */
        bool c1 = c == 0xc2 && i + 1 < s.len && (unsigned char)s.ptr[i + 1] < 0xa0;
        if (c1)
            i++;
        out[n++] = c < 0x20 || c == 0x7f || c1 ? '?' : (char)c;
    }
    out[n] = '\0';
}

static void say_str(FILE *out, str s)
{
    char text[NAME_LEN];
    say_plain(text, sizeof text, s);
    fputs(text, out);
}

static void say_seconds(FILE *out, double seconds)
{
    int64_t s = (int64_t)seconds;
    if (s >= 3600)
        fprintf(out, "%" PRId64 " h %" PRId64 " min", s / 3600, s / 60 % 60);
    else if (s >= 60)
        fprintf(out, "%" PRId64 " min %" PRId64 " s", s / 60, s % 60);
    else
        fprintf(out, "%.1f s", seconds);
}

void say_crawl(FILE *out, const struct run_fact *run)
{
    fprintf(out, "run %" PRId64 " of ", run->id);
    say_str(out, run->home.len ? run->home : run->site);
    fprintf(out, ": %s, %.1f MB in ", run->complete ? "complete" : "INCOMPLETE", (double)run->bytes / 1e6);
    say_seconds(out, run->seconds);
    if (!run->complete && run->incomplete_because.len) {
        fputs(" (", out);
        say_str(out, run->incomplete_because);
        fputs(")", out);
    }
    fputc('\n', out);
}

void say_incomplete(FILE *out, const struct run_fact *run)
{
    fputs("audit: the audit is incomplete: ", out);
    say_str(out, run->incomplete_because);
    fputs(str_starts(run->incomplete_because, STR("interrupted")) ? "; --resume goes on\n" : "\n", out);
}

struct line { /* one word and how often */
    str word;
    int severity;
    int64_t count, fresh;
};

struct lines {
    struct line *items;
    size_t count, room;
};

static void count_word(struct lines *l, struct arena *a, str word, int severity, bool fresh)
{
    size_t i = 0;
    while (i < l->count && !(l->items[i].severity == severity && str_eq(l->items[i].word, word)))
        i++;
    if (i == l->count)
        *arena_push(a, l) = (struct line){ .word = word, .severity = severity };
    l->items[i].count++;
    l->items[i].fresh += fresh;
}

static int compare_lines(const void *px, const void *py)
{
    const struct line *x = px, *y = py;
    if (x->severity != y->severity)
        return x->severity > y->severity ? -1 : 1;
    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return str_compare(x->word, y->word);
}

static void sort_lines(struct lines *l)
{
    if (l->count)
        qsort(l->items, l->count, sizeof *l->items, compare_lines);
}

static void say_findings(FILE *out, const struct verdicts *v, struct arena *a)
{
    int64_t by[SEVERITY_COUNT_] = { 0 }, fresh = 0;
    struct lines rules = { 0 };
    for (size_t i = 0; i < v->findings.count; i++) {
        const struct finding *f = &v->findings.items[i];
        bool is_new = str_eq(f->state, STR("new"));
        by[f->severity]++;
        fresh += is_new;
        count_word(&rules, a, f->rule, (int)f->severity, is_new);
    }
    fprintf(out,
            "findings     %zu: %" PRId64 " errors, %" PRId64 " warnings, %" PRId64 " notices; %" PRId64
            " new, %zu fixed, %zu to recheck, %zu waived\n",
            v->findings.count, by[SEVERITY_ERROR], by[SEVERITY_WARNING], by[SEVERITY_NOTICE], fresh, v->fixed.count,
            v->recheck.count, v->waived.count);
    sort_lines(&rules);
    for (size_t i = 0; i < rules.count; i++) {
        const struct line *r = &rules.items[i];
        fprintf(out, "  %-8.*s %6" PRId64 "  ", STR_ARG(words_severity((enum severity)r->severity)), r->count);
        say_str(out, r->word);
        fputc('\n', out);
    }
}

static void say_departments(FILE *out, const struct verdicts *v, struct arena *a)
{
    struct lines departments = { 0 };
    for (size_t i = 0; i < v->findings.count; i++)
        count_word(&departments, a, v->findings.items[i].department, 0, str_eq(v->findings.items[i].state, STR("new")));
    if (!departments.count)
        return;
    sort_lines(&departments);
    fprintf(out, "departments  %zu\n", departments.count);
    for (size_t i = 0; i < departments.count && i < DEPARTMENTS_SHOWN; i++) {
        const struct line *d = &departments.items[i];
        fprintf(out, "  %6" PRId64 "  ", d->count);
        say_str(out, d->word.len ? d->word : STR("(none named)"));
        if (d->fresh)
            fprintf(out, "  (%" PRId64 " new)", d->fresh);
        fputc('\n', out);
    }
    if (departments.count > DEPARTMENTS_SHOWN)
        fprintf(out, "  and %zu more, see the report\n", departments.count - DEPARTMENTS_SHOWN);
}

static void say_unverified(FILE *out, const struct verdicts *v, struct arena *a)
{
    struct lines reasons = { 0 };
    for (size_t i = 0; i < v->unverified.count; i++)
        count_word(&reasons, a, v->unverified.items[i].reason, 0, false);
    sort_lines(&reasons);
    fprintf(out, "unverified   %zu", v->unverified.count);
    for (size_t i = 0; i < reasons.count; i++) {
        fprintf(out, "%s%" PRId64 " ", i ? ", " : ": ", reasons.items[i].count);
        say_str(out, reasons.items[i].word);
    }
    fputc('\n', out);
}

/* Ids without their titles. */
static void say_plans(FILE *out, str plans)
{
    bool in_title = false;
    for (size_t i = 0; i < plans.len; i++) {
        str rest = str_slice(plans, i, plans.len);
        in_title = in_title || str_starts(rest, STR("《"));
        if (!in_title) {
            say_str(out, str_slice(rest, 0, 1));
        } else if (str_starts(rest, STR(" ")) && i >= 3 && str_ends(str_slice(plans, 0, i), STR("》"))) {
            in_title = false;
            fputc(' ', out);
        }
    }
}

void say_verdicts(FILE *out, const struct verdicts *v, struct arena *a)
{
    const struct stats *s = &v->stats;
    fprintf(out, "judged       as of %.*s by ", STR_ARG(day_to_iso(a, v->as_of)));
    say_plans(out, v->plans.len ? v->plans : STR("no plan"));
    fprintf(out,
            "\nseen         %" PRId64 " pages, %" PRId64 " columns, %" PRId64 " articles, %" PRId64 " links (%" PRId64
            " checked), %" PRId64 " hosts\n",
            s->pages, s->columns, s->articles, s->links, s->links_checked, s->hosts);
    say_findings(out, v, a);
    say_departments(out, v, a);
    say_unverified(out, v, a);
}

void say_written(FILE *out, str written)
{
    str name, rest = written;
    size_t more = 0;
    while (str_cut(&rest, '\n', &name)) {
        bool own_page = str_has(name, STR("/departments/"));
        more += own_page;
        if (!name.len || own_page)
            continue;
        fputs("written      ", out);
        say_str(out, name);
        fputc('\n', out);
    }
    if (more)
        fprintf(out, "             and %zu pages below departments/\n", more);
}
