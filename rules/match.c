/* SPDX-License-Identifier: MIT */
/* Matching by name: pinned columns first, then equal names, names that contain each other, and names alike. */
#include "match.h"
#include "kinds.h"
#include "names.h"
#include "judging.h"
#include "core/text.h"

enum { MAX_WORDS = 24 };

struct form { /* a name made comparable */
    str core, loose;
    size_t chars; /* of loose */
};

struct wanted { /* every name an indicator goes by */
    struct form names[MAX_WORDS];
    size_t count;
};

struct column_forms {
    const struct form *items;
    size_t count;
};

struct matcher {
    struct judge *j;
    struct column_forms *columns;
    double *scores; /* of the indicator at hand, per column */
};

/* Words in front and at the end that tell nothing: 单位工作动态 → 工作动态, 城乡低保信息公开 → 城乡低保. */
static str loosened(str core)
{
    static const str heads[] = { STR_INIT("本单位"), STR_INIT("本部门"), STR_INIT("单位"),
                                 STR_INIT("部门"),   STR_INIT("本级"),   STR_INIT("全区"),
                                 STR_INIT("区级"),   STR_INIT("县级"),   STR_INIT("政府") };
    static const str tails[] = { STR_INIT("信息公开"), STR_INIT("公开情况"), STR_INIT("情况公开"),
                                 STR_INIT("信息"),     STR_INIT("情况"),     STR_INIT("公开"),
                                 STR_INIT("公示"),     STR_INIT("专栏"),     STR_INIT("栏目") };
    for (size_t i = 0; i < ARRAY_LEN(heads); i++) {
        if (str_starts(core, heads[i]) && core.len >= heads[i].len + 9) {
            core = str_slice(core, heads[i].len, core.len);
            break;
        }
    }
    for (size_t i = 0; i < ARRAY_LEN(tails); i++) {
        if (str_ends(core, tails[i]) && core.len >= tails[i].len + 9)
            return str_slice(core, 0, core.len - tails[i].len);
    }
    return core;
}

static struct form form_of(str core)
{
    struct form f = { .core = core, .loose = loosened(core) };
    f.chars = text_chars(f.loose);
    return f;
}

static void add_wanted(struct wanted *w, str core)
{
    for (size_t i = 0; i < w->count; i++) {
        if (str_eq(w->names[i].core, core))
            return;
    }
    if (core.len && w->count < MAX_WORDS)
        w->names[w->count++] = form_of(core);
}

static void add_with_synonyms(struct arena *a, struct wanted *w, str name, const struct rulebook *book)
{
    str core = text_core(a, name), loose = loosened(core);
    add_wanted(w, core);
    for (size_t i = 0; book && i < book->synonym_count; i++) {
        const struct synonym *s = &book->synonyms[i];
        bool in = false;
        for (size_t k = 0; k < s->count && !in; k++) {
            str word = text_core(a, s->words[k]);
            in = str_eq(word, core) || str_eq(word, loose);
        }
        for (size_t k = 0; in && k < s->count; k++)
            add_wanted(w, text_core(a, s->words[k]));
    }
}

static double pair_score(struct arena *a, const struct form *want, const struct form *have)
{
    if (str_eq(want->core, have->core))
        return 1.0;
    if (str_eq(want->loose, have->loose) && want->chars >= 3)
        return 0.97;
    size_t least = want->chars < have->chars ? want->chars : have->chars;
    size_t most = want->chars < have->chars ? have->chars : want->chars;
    if (least < 4)
        return 0;
    if (least * 10 >= most * 6 && (str_has(want->loose, have->loose) || str_has(have->loose, want->loose)))
        return 0.9;
    if (str_has(have->loose, want->loose))
        return 0.7;
    if (least * 10 < most * 5)
        return 0;
    struct arena_mark mark = arena_mark(a);
    double like = text_similarity(a, want->loose, have->loose);
    arena_release(a, mark);
    return like >= MATCH_DOUBT ? like * 0.9 : 0;
}

static double score_forms(struct arena *a, const struct wanted *w, const struct column_forms *c)
{
    double best = 0;
    for (size_t n = 0; n < c->count && best < 1.0; n++) {
        double weight = n == 0 ? 1.0 : 0.98; /* the column's own name weighs more than words of links that open it */
        for (size_t i = 0; i < w->count; i++) {
            double s = pair_score(a, &w->names[i], &c->items[n]) * weight;
            best = s > best ? s : best;
        }
    }
    return best;
}

static struct column_forms forms_of_column(struct arena *a, const struct column *c)
{
    struct form *forms = arena_new(a, struct form, c->name_count + 1);
    for (size_t i = 0; i < c->name_count; i++)
        forms[i] = form_of(text_core(a, c->names[i]));
    return (struct column_forms){ forms, c->name_count };
}

struct name_index *names_of(struct judge *j)
{
    if (!j->names)
        j->names = name_index_make(j->arena, j->book);
    return j->names;
}

static str how_words(double score)
{
    if (score >= MATCH_EXACT)
        return STR("栏目名称相同");
    if (score >= MATCH_SAME)
        return STR("栏目名称同义");
    return score >= MATCH_SURE ? STR("栏目名称包含") : STR("栏目名称相近");
}

struct candidate {
    uint32_t column;
    double score;
};

static bool is_units(struct judge *j, const struct column *c, const str *units, size_t count)
{
    for (size_t i = 0; c->unit.len && i < count; i++) {
        if (unit_same(names_of(j), c->unit, units[i]))
            return true;
    }
    return false;
}

/* Of a column for some units (none: anybody's). */
static double column_score(const struct matcher *m, uint32_t column, const str *units, size_t unit_count)
{
    const struct column *c = &m->j->columns->items[column];
    double s = m->scores[column];
    if (s <= 0)
        return 0;
    bool same = is_units(m->j, c, units, unit_count);
    if (c->unit.len && !same)
        s -= 0.2; /* some other unit's own column of that name */
    if (same)
        s += 0.05;
    if (!c->leaf)
        s -= 0.03;
    if (c->item_count == 0 && !c->single && !c->by_script)
        s -= 0.01;
    return s;
}

/* Columns of other units are passed over, or count for less. */
static struct candidate best_column(const struct matcher *m, const str *units, size_t unit_count, bool only_units)
{
    struct judge *j = m->j;
    struct candidate best = { NONE, 0 };
    for (uint32_t i = 0; i < j->columns->count; i++) {
        if (only_units && !is_units(j, &j->columns->items[i], units, unit_count))
            continue;
        double s = column_score(m, i, units, unit_count);
        if (s > best.score)
            best = (struct candidate){ i, s };
    }
    return best.score >= MATCH_DOUBT * 0.9 - 0.03 ? best : (struct candidate){ NONE, 0 };
}

static uint32_t pinned(struct judge *j, str id)
{
    for (size_t i = 0; j->profile && i < j->profile->pin_count; i++) {
        const struct profile_pin *pin = &j->profile->pins[i];
        uint32_t r = str_eq(pin->what, id) ? site_find(j->site, pin->url) : NONE;
        r = r == NONE ? NONE : site_follow(j->site, r, NULL);
        if (r != NONE && j->columns->of_resource[r] != NONE)
            return j->columns->of_resource[r];
    }
    return NONE;
}

size_t match_site_units(struct judge *j, str *units)
{
    size_t count = 0;
    for (uint32_t i = 0; i < j->columns->count; i++) {
        const struct column *c = &j->columns->items[i];
        bool root = c->unit.len && !c->leaf && unit_same(names_of(j), c->unit, c->name);
        for (size_t k = 0; root && k < count; k++)
            root = !unit_same(names_of(j), units[k], c->unit);
        if (root && count < MATCH_UNITS)
            units[count++] = c->unit;
    }
    return count;
}

static bool is_collective(const struct plan_indicator *x)
{
    for (size_t i = 0; i < x->unit_count; i++) {
        if (unit_is_collective(x->units[i]))
            return true;
    }
    return false;
}

/* A list of named units asks those, 区直各部门 asks every unit with a subtree. */
static bool is_asked(struct judge *j, const struct matched *m, str unit)
{
    for (size_t i = 0; !m->collective && i < m->indicator->unit_count; i++) {
        if (unit_same(names_of(j), m->indicator->units[i], unit))
            return true;
    }
    return m->collective;
}

static void add_served(struct matched *m, uint32_t column, str unit)
{
    for (size_t i = 0; i < m->column_count; i++) {
        if (m->columns[i].column == column)
            return;
    }
    m->columns[m->column_count++] = (struct served){ column, unit };
}

/* Most units have such a column: then one without it lacks it. */
static void match_units(const struct matcher *x, struct matched *m)
{
    struct judge *j = x->j;
    str units[MATCH_UNITS];
    size_t count = match_site_units(j, units), found = 0;
    m->columns = arena_new(j->arena, struct served, count + 1);
    m->lacking = arena_new(j->arena, str, count + 1);
    double worst = 1.0;
    for (size_t i = 0; i < count; i++) {
        if (!is_asked(j, m, units[i]))
            continue;
        struct candidate c = best_column(x, &units[i], 1, true);
        if (c.column == NONE) {
            m->lacking[m->lacking_count++] = units[i];
            continue;
        }
        found++;
        worst = c.score < worst ? c.score : worst;
        add_served(m, c.column, units[i]);
    }
    bool usual = m->collective && found >= 3 && found * 3 >= count * 2 && !judge_blind(j).len;
    if (!usual)
        m->lacking_count = 0;
    m->doubt = found && worst < MATCH_SURE;
    if (found)
        m->how = str_fmt(j->arena, "各单位子栏目，%.*s", STR_ARG(how_words(worst)));
}

struct column_list {
    uint32_t *items;
    size_t count, room;
};

/* Other columns that bear the very name: one that only contains it is another thing. */
static void find_also(const struct matcher *x, struct matched *m, const str *units, size_t unit_count)
{
    struct column_list found = { 0 };
    for (uint32_t i = 0; i < x->j->columns->count; i++) {
        if (i != m->columns[0].column && column_score(x, i, units, unit_count) >= MATCH_SAME)
            *arena_push(x->j->arena, &found) = i;
    }
    m->also = found.items;
    m->also_count = found.count;
}

static void match_site(const struct matcher *x, struct matched *m)
{
    size_t unit_count = m->collective ? 0 : m->indicator->unit_count;
    struct candidate c = best_column(x, m->indicator->units, unit_count, false);
    if (c.column == NONE)
        return;
    if (!m->columns)
        m->columns = arena_new(x->j->arena, struct served, 1);
    add_served(m, c.column, STR(""));
    m->doubt = c.score < MATCH_SURE;
    m->exact = c.score >= MATCH_EXACT;
    m->how = how_words(c.score);
    find_also(x, m, m->indicator->units, unit_count);
}

/* A broad name is served by columns that share no word with it: 养老保险 is 社会保险. The rulebook tells which. */
static void find_parts(const struct matcher *x, struct matched *m)
{
    const struct rule *rule = rulebook_find(x->j->book, STR("disclosure.missing"));
    struct column_list found = { 0 };
    str kinds[KINDS_MAX];
    size_t count = rule ? kinds_of(rule, kinds) : 0;
    for (size_t k = 0; k < count; k++) {
        const struct pattern *named = kind_pattern(rule, kinds[k], "named_pattern");
        const struct pattern *parts = kind_pattern(rule, kinds[k], "parts_pattern");
        if (!named || !parts || !pattern_matches(named, m->indicator->name))
            continue;
        for (uint32_t i = 0; i < x->j->columns->count; i++) {
            if (x->j->columns->items[i].leaf && pattern_matches(parts, x->j->columns->items[i].name))
                *arena_push(x->j->arena, &found) = i;
        }
    }
    m->parts = found.items;
    m->part_count = found.count;
}

static bool title_carries(str title, const struct wanted *w)
{
    for (size_t n = 0; n < w->count; n++) {
        if (w->names[n].chars >= 4 && str_has(title, w->names[n].loose))
            return true;
    }
    return false;
}

/* No sure column: items of other columns whose titles carry the whole name still disclose it. */
static void match_items(struct judge *j, struct matched *m, const struct wanted *w)
{
    struct {
        const struct item **items;
        size_t count, room;
    } found = { 0 };
    for (uint32_t i = 0; i < j->columns->count; i++) {
        for (size_t k = 0; k < j->columns->items[i].item_count; k++) {
            const struct item *it = &j->columns->items[i].items[k];
            struct arena_mark mark = arena_mark(j->arena);
            bool hit = title_carries(text_core(j->arena, it->title), w);
            arena_release(j->arena, mark);
            if (hit)
                *arena_push(j->arena, &found) = it;
        }
    }
    m->items = found.items;
    m->item_count = found.count;
    if (found.count == 0)
        return;
    m->column_count = 0;
    m->doubt = true;
    m->how = STR("没有专门栏目，按条目标题");
}

static void match_one(struct matcher *x, struct matched *m)
{
    struct judge *j = x->j;
    struct wanted w = { .count = 0 };
    add_with_synonyms(j->arena, &w, m->indicator->name, j->book);
    for (size_t i = 0; i < m->indicator->name_count; i++)
        add_with_synonyms(j->arena, &w, m->indicator->names[i], j->book);
    m->collective = is_collective(m->indicator);
    m->by_policy = m->indicator->limit.kind == PLAN_LIMIT_WITHIN && name_has_any(m->indicator->name, STR("解读"));
    uint32_t pin = pinned(j, m->id);
    if (pin != NONE) {
        m->columns = arena_new(j->arena, struct served, 1);
        add_served(m, pin, STR(""));
        m->pinned = true;
        m->how = STR("站点配置指定");
        return;
    }
    find_parts(x, m);
    for (size_t i = 0; i < j->columns->count; i++)
        x->scores[i] = score_forms(j->arena, &w, &x->columns[i]);
    if (m->collective)
        match_units(x, m);
    if (m->column_count == 0)
        match_site(x, m);
    if (m->column_count == 0 && !m->collective && m->indicator->unit_count > 1)
        match_units(x, m);
    if (m->column_count == 0 || m->doubt)
        match_items(j, m, &w);
}

/* What a yearly or periodic indicator judges is not judged by the column's age once more. */
static void mark_served(struct judge *j, struct matching *all)
{
    bool *serves = arena_new(j->arena, bool, j->columns->count + 1);
    for (size_t i = 0; i < all->count; i++) {
        const struct matched *m = &all->items[i];
        for (size_t k = 0; k < m->column_count && !m->doubt; k++)
            serves[m->columns[k].column] = true;
    }
    all->serves = serves;
}

const struct matching *match_of(struct judge *j)
{
    if (j->matching)
        return j->matching;
    struct matching *all = arena_new(j->arena, struct matching, 1);
    struct matcher x = { .j = j,
                         .columns = arena_new(j->arena, struct column_forms, j->columns->count + 1),
                         .scores = arena_new(j->arena, double, j->columns->count + 1) };
    for (size_t i = 0; i < j->columns->count; i++)
        x.columns[i] = forms_of_column(j->arena, &j->columns->items[i]);
    for (size_t p = 0; p < j->plan_count; p++)
        all->count += j->plans[p]->indicator_count;
    all->items = arena_new(j->arena, struct matched, all->count + 1);
    size_t n = 0;
    for (size_t p = 0; p < j->plan_count; p++) {
        for (size_t i = 0; i < j->plans[p]->indicator_count; i++) {
            struct matched *m = &all->items[n++];
            m->plan = j->plans[p];
            m->indicator = &j->plans[p]->indicators[i];
            m->id = str_fmt(j->arena, "%.*s/%.*s", STR_ARG(m->plan->id), STR_ARG(m->indicator->no));
            match_one(&x, m);
        }
    }
    mark_served(j, all);
    j->matching = all;
    return all;
}
