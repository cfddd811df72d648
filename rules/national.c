/* SPDX-License-Identifier: MIT */
/* Each item of the indicators has a measure that counts what was seen; how many make a veto, and how many points an
 * item takes off, stands in the rulebook. What was not seen is never "well": it is unverified, or not for a crawl. */
#include "national.h"
#include "core/arena.h"
#include "core/buf.h"
#include "reach.h"

/* What a measure has seen of one item. */
struct seen {
    int64_t count, unsure; /* subjects for which the condition holds; those that could not be judged */
    bool judged;           /* something was looked at */
    str value, why;        /* why: of what is unsure */
};
typedef struct seen (*measure_fn)(struct judge *j, const struct national_item *n);

static str phrase(struct judge *j, const struct national_item *n, const char *name)
{
    (void)j;
    return rule_param_str(&n->params, name, (str){ 0 });
}

/* --- columns --- */

enum silence { SILENCE_FRESH, SILENCE_SILENT, SILENCE_UNSURE, SILENCE_NONE };

/* As column.stale judges: only what is known to have no newer item is silent. */
static enum silence silence_of(const struct column *c, day oldest)
{
    if (!c->leaf || c->single || c->item_count == 0)
        return SILENCE_NONE;
    if (day_known(c->newest) && day_compare(c->newest, oldest) >= 0)
        return SILENCE_FRESH;
    if (c->by_script || !day_known(c->newest) || !day_known(c->newest_bound) || c->undated * 4 > c->item_count)
        return SILENCE_UNSURE;
    return SILENCE_SILENT;
}

static const struct column_class *class_of(const struct judge *j, const struct column *c)
{
    for (size_t i = 0; i < j->book->class_count; i++) {
        if (j->book->classes[i].names && pattern_matches(j->book->classes[i].names, c->name))
            return &j->book->classes[i];
    }
    return NULL;
}

static day oldest_allowed(const struct judge *j, const struct national_item *n)
{
    int64_t months = rule_param_int(&n->params, "months", 0);
    return months ? day_add_months(j->as_of, -(int)months)
                  : day_add(j->as_of, -(int)rule_param_int(&n->params, "days", 365));
}

static void add_silence(struct seen *s, enum silence silence)
{
    s->judged |= silence != SILENCE_NONE;
    s->count += silence == SILENCE_SILENT;
    s->unsure += silence == SILENCE_UNSURE;
}

/* Where one of them is fresh the whole is; where all are silent the whole is. */
static enum silence sum_of(const int64_t of[])
{
    return of[SILENCE_FRESH]    ? SILENCE_FRESH
           : of[SILENCE_UNSURE] ? SILENCE_UNSURE
           : of[SILENCE_SILENT] ? SILENCE_SILENT
                                : SILENCE_NONE;
}

/* All columns of one class that belong to the portal itself, not to a unit, taken together. */
static enum silence class_silence(const struct judge *j, str class, day oldest)
{
    int64_t of[SILENCE_NONE + 1] = { 0 };
    for (size_t i = 0; i < j->columns->count; i++) {
        const struct column *c = &j->columns->items[i];
        const struct column_class *k = class_of(j, c);
        if (k && str_eq(k->name, class) && !c->unit.len)
            of[silence_of(c, oldest)]++;
    }
    return sum_of(of);
}

static str column_value(struct judge *j, const struct seen *s, const char *what)
{
    str more = s->unsure ? str_fmt(j->arena, "，另有 %lld 个看不清", (long long)s->unsure) : (str){ 0 };
    return str_fmt(j->arena, "%lld 个%s%.*s", (long long)s->count, what, STR_ARG(more));
}

/* 动态要闻 of the whole site column by column; 通知公告 and 政策文件 of the portal itself, each class as one. */
static struct seen columns_silent(struct judge *j, const struct national_item *n)
{
    struct seen s = { .why = STR("有的栏目由脚本生成、没有读全，或条目没有日期") };
    day news = day_add(j->as_of, -(int)rule_param_int(&n->params, "days", 14));
    day files = day_add_months(j->as_of, -(int)rule_param_int(&n->params, "months", 6));
    str each = phrase(j, n, "each"), whole = phrase(j, n, "whole"), class;
    for (size_t i = 0; i < j->columns->count; i++) {
        const struct column_class *k = class_of(j, &j->columns->items[i]);
        if (k && str_eq(k->name, each))
            add_silence(&s, silence_of(&j->columns->items[i], news));
    }
    while (str_cut(&whole, '|', &class))
        add_silence(&s, class_silence(j, class, files));
    s.value = column_value(j, &s, "栏目到期没有更新");
    return s;
}

static struct seen columns_long_silent(struct judge *j, const struct national_item *n)
{
    struct seen s = { .why = STR("有的栏目由脚本生成、没有读全，或条目没有日期") };
    day oldest = oldest_allowed(j, n);
    for (size_t i = 0; i < j->columns->count; i++) {
        const struct column *c = &j->columns->items[i];
        const struct column_class *k = class_of(j, c);
        if (!k || k->days > 0) /* what does not change with time is never silent */
            add_silence(&s, silence_of(c, oldest));
    }
    s.value = column_value(j, &s, "栏目长期没有更新");
    return s;
}

static struct seen columns_blank(struct judge *j, const struct national_item *n)
{
    (void)n;
    struct seen s = { .why = STR("有的栏目由脚本生成或没有读全") };
    for (size_t i = 0; i < j->columns->count; i++) {
        const struct column *c = &j->columns->items[i];
        const struct page_facts *p = j->site->resources[c->resource].page;
        bool read = p && (p->known & KNOWN_ROWS) && c->complete && !c->by_script;
        if (!c->leaf || c->single)
            continue;
        s.judged = true;
        s.count += c->item_count == 0 && (c->says_empty || read);
        s.unsure += c->item_count == 0 && !c->says_empty && !read;
    }
    s.value = column_value(j, &s, "空白栏目");
    return s;
}

static struct seen class_silent(struct judge *j, const struct national_item *n)
{
    struct seen s = { .why = STR("栏目由脚本生成、没有读全，或条目没有日期") };
    str class = phrase(j, n, "class");
    add_silence(&s, class_silence(j, class, oldest_allowed(j, n)));
    if (s.judged)
        s.value = s.count    ? str_fmt(j->arena, "“%.*s”类栏目到期没有更新", STR_ARG(class))
                  : s.unsure ? str_fmt(j->arena, "“%.*s”类栏目看不清最新日期", STR_ARG(class))
                             : str_fmt(j->arena, "“%.*s”类栏目按期更新", STR_ARG(class));
    else
        s.why = str_fmt(j->arena, "没有看到“%.*s”类栏目", STR_ARG(class));
    return s;
}

/* Columns that go by such a name, taken together. */
static struct seen named_silent(struct judge *j, const struct national_item *n)
{
    struct seen s = { .why = STR("栏目由脚本生成、没有读全，或条目没有日期") };
    const struct pattern *names = rule_param_pattern(&n->params, "names_pattern");
    int64_t of[SILENCE_NONE + 1] = { 0 };
    day oldest = oldest_allowed(j, n);
    str name = { 0 };
    for (size_t i = 0; names && i < j->columns->count; i++) {
        const struct column *c = &j->columns->items[i];
        enum silence silence = pattern_matches(names, c->name) ? silence_of(c, oldest) : SILENCE_NONE;
        of[silence]++;
        name = silence == SILENCE_NONE ? name : c->name;
    }
    add_silence(&s, sum_of(of));
    if (s.judged)
        s.value = str_fmt(j->arena, "栏目“%.*s”%s", STR_ARG(name),
                          s.count    ? "到期没有更新"
                          : s.unsure ? "看不清最新日期"
                                     : "按期更新");
    else
        s.why = STR("没有看到这个栏目的条目");
    return s;
}

/* --- what rules have said --- */

static bool is_meant(const struct national_item *n, str rule, str subject)
{
    const struct pattern *rules = rule_param_pattern(&n->params, "rules_pattern");
    const struct pattern *subjects = rule_param_pattern(&n->params, "subject_pattern");
    return rules && pattern_matches(rules, rule) && (!subjects || pattern_matches(subjects, subject));
}

static bool rule_passed(const struct judge *j, const struct national_item *n)
{
    const struct pattern *rules = rule_param_pattern(&n->params, "rules_pattern");
    for (size_t i = 0; rules && j->passed && i < j->book->rule_count; i++) {
        if (j->passed[i] && pattern_matches(rules, j->book->rules[i].id))
            return true;
    }
    return false;
}

static struct seen by_rules(struct judge *j, const struct national_item *n)
{
    struct seen s = { .why = STR("相关规则有没能判定的对象") };
    for (size_t i = 0; i < j->out->findings.count; i++)
        s.count += is_meant(n, j->out->findings.items[i].rule, j->out->findings.items[i].subject);
    for (size_t i = 0; i < j->out->waived.count; i++) /* inspectors know no waivers */
        s.count += is_meant(n, j->out->waived.items[i].rule, j->out->waived.items[i].subject);
    for (size_t i = 0; i < j->out->unverified.count; i++)
        s.unsure += is_meant(n, j->out->unverified.items[i].rule, j->out->unverified.items[i].subject);
    s.judged = s.count || s.unsure || rule_passed(j, n);
    if (s.judged)
        s.value = str_fmt(j->arena, "%lld 处%s", (long long)s.count, s.unsure ? "，有的没能判定" : "");
    else
        s.why = STR("没有启用相关规则，或没有可判断的对象");
    return s;
}

/* --- reachability --- */

static bool found(const struct judge *j, const char *rule)
{
    for (size_t i = 0; i < j->out->findings.count; i++) {
        if (str_eq(j->out->findings.items[i].rule, str_from(rule)))
            return true;
    }
    return false;
}

/* The share counts only where every whole day of the week has visits enough. */
static struct seen home_reach(struct judge *j, const struct national_item *n)
{
    int64_t days = rule_param_int(&n->params, "days", 7), least = rule_param_int(&n->params, "visits", 20);
    int64_t percent = rule_param_int(&n->params, "percent", 5), gap = rule_param_int(&n->params, "gap_minutes", 10);
    struct reach r = reach_of(j->site, j->as_of, (int)days, (int)gap);
    bool closed = found(j, "site.unreachable"), enough = r.least >= least;
    struct seen s = { .judged = true, .unsure = !enough };
    s.count = enough && r.failed * 100 >= percent * r.visits;
    s.value = str_fmt(j->arena, "%s近 %lld 天访问 %lld 次，%lld 次打不开（%.1f%%）", closed ? "本次打不开；" : "",
                      (long long)days, (long long)r.visits, (long long)r.failed,
                      r.visits ? 100.0 * (double)r.failed / (double)r.visits : 0.0);
    s.why = str_fmt(j->arena,
                    "每天至少访问 %lld 次才能判定，最少的一天有 %lld 次；用 audit probe --state 每 15 分钟访问一次",
                    (long long)least, (long long)r.least);
    return s;
}

/* --- verdicts --- */

static const struct {
    const char *name;
    measure_fn measure;
} measures[] = {
    { "home-reach", home_reach },
    { "columns-silent", columns_silent },
    { "columns-blank", columns_blank },
    { "columns-long-silent", columns_long_silent },
    { "class-silent", class_silent },
    { "named-silent", named_silent },
    { "rules", by_rules },
};

static measure_fn measure_of(str name)
{
    for (size_t i = 0; i < ARRAY_LEN(measures); i++) {
        if (str_eq(str_from(measures[i].name), name))
            return measures[i].measure;
    }
    return NULL;
}

bool national_known(const struct rulebook *b, struct fail *f)
{
    for (size_t i = 0; i < b->national_count; i++) {
        const struct national_item *n = &b->national[i];
        if (n->measure.len && !measure_of(n->measure))
            return fail_set(f, FAIL_USAGE, "rulebook: national item '%.*s': field 'measure': '%.*s' is unknown",
                            STR_ARG(n->item), STR_ARG(n->measure));
    }
    return true;
}

/* What is seen counts where its figures were read somewhere; else it is a hint. */
static str seen_word(const struct national_item *n)
{
    bool counts = str_eq(n->tag, STR("S")) && (n->points > 0 || str_eq(n->part, STR("veto")));
    bool hint = rule_param_int(&n->params, "hint", 0) != 0;
    return counts && !hint ? STR("fail") : STR("hint");
}

static void judge_item(struct judge *j, const struct national_item *n, struct national_result *r)
{
    measure_fn measure = measure_of(n->measure);
    if (!measure) {
        r->verdict = STR("not-judged");
        r->why = n->why;
        return;
    }
    struct seen s = measure(j, n);
    int64_t least = rule_param_int(&n->params, "count", 1);
    bool partly = n->why.len > 0; /* a crawl sees a part of it: nothing seen is no proof */
    r->value = s.value;
    if (!s.judged || (partly && s.count < least)) {
        r->verdict = STR("not-judged");
        r->why = partly ? n->why : s.why;
    } else if (s.count >= least) {
        r->verdict = seen_word(n);
        r->why = partly ? n->why : (str){ 0 };
    } else if (s.count + s.unsure >= least || !j->site->run.complete) {
        r->verdict = STR("unverified");
        r->why = s.count + s.unsure >= least ? s.why : STR("抓取没有完成");
    } else {
        r->verdict = STR("pass");
    }
}

void national_table(struct judge *j)
{
    for (size_t i = 0; i < j->book->national_count; i++) {
        const struct national_item *n = &j->book->national[i];
        struct national_result *r = arena_push(j->arena, &j->out->national);
        *r = (struct national_result){ .part = n->part,
                                       .item = n->item,
                                       .condition = n->condition,
                                       .points = n->points,
                                       .tag = n->tag,
                                       .source = n->source };
        judge_item(j, n, r);
    }
}
