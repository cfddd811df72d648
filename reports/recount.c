/* SPDX-License-Identifier: MIT */
/* Files, interpretations and their forms, counted from rows of which those of one file stand together. */
#include "recount.h"
#include "core/arena.h"
#include <stdlib.h>

static bool concerns(const struct policy_row *p, str only)
{
    return !only.len || str_eq(p->department, only);
}

static str key_of(const struct policy_row *p)
{
    return p->interpretation.len ? p->interpretation : p->interpretation_title;
}

static int by_interpretation(const void *a, const void *b)
{
    const struct policy_row *const *x = a, *const *y = b;
    return str_compare(key_of(*x), key_of(*y));
}

static void count_files(struct recount *r, const struct verdicts *v, str only)
{
    for (size_t i = 0, end; i < v->policies.count; i = end) {
        const struct policy_row *p = &v->policies.items[i];
        bool explained = false, several = false;
        for (end = i; end < v->policies.count && str_eq(v->policies.items[end].address, p->address); end++) {
            explained |= v->policies.items[end].form.len > 0;
            several |= v->policies.items[end].several;
        }
        if (!concerns(p, only))
            continue;
        r->files++;
        r->explained += explained;
        r->several += several;
    }
}

static void count_form(struct recount *r, str name)
{
    size_t at = 0;
    while (at < r->form_count && !str_eq(r->forms[at].name, name))
        at++;
    if (at == RECOUNT_FORMS)
        return;
    if (at == r->form_count)
        r->forms[r->form_count++].name = name;
    r->forms[at].count++;
}

/* 图解、视频 is of two forms. */
static void count_forms(struct recount *r, str forms)
{
    while (forms.len) {
        size_t cut = str_find(forms, STR("、"));
        count_form(r, str_slice(forms, 0, cut == SIZE_MAX ? forms.len : cut));
        forms = cut == SIZE_MAX ? STR("") : str_slice(forms, cut + sizeof "、" - 1, forms.len);
    }
}

static void sort_forms(struct recount *r)
{
    for (size_t i = 1; i < r->form_count; i++) {
        for (size_t k = i; k && r->forms[k].count > r->forms[k - 1].count; k--) {
            str name = r->forms[k].name;
            size_t count = r->forms[k].count;
            r->forms[k] = r->forms[k - 1];
            r->forms[k - 1].name = name;
            r->forms[k - 1].count = count;
        }
    }
}

struct recount recount_policies(struct arena *a, const struct verdicts *v, str only)
{
    struct recount r = { 0 };
    const struct policy_row **rows = arena_new(a, const struct policy_row *, v->policies.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < v->policies.count; i++) {
        if (concerns(&v->policies.items[i], only) && v->policies.items[i].form.len)
            rows[count++] = &v->policies.items[i];
    }
    count_files(&r, v, only);
    if (count)
        qsort(rows, count, sizeof *rows, by_interpretation);
    for (size_t i = 0; i < count; i++) {
        if (i && str_eq(key_of(rows[i - 1]), key_of(rows[i])))
            continue;
        r.interpretations++;
        count_forms(&r, rows[i]->form);
    }
    sort_forms(&r);
    return r;
}
