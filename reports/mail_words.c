/* SPDX-License-Identifier: MIT */
/* Subjects and sentences. */
#include "mail_words.h"
#include "core/arena.h"
#include "core/text.h"
#include "words_zh.h"
#include <inttypes.h>

enum { SUBJECT_FRONT_CHARS = 22, DEPARTMENT_CHARS = 30, SAID_CHARS = 120 };

void mail_iso_week(day d, int *year, int *week)
{
    day thursday = day_add(day_week_start(d), 3);
    *year = day_parts(thursday).year;
    *week = (thursday.n - day_make(*year, 1, 1).n) / 7 + 1;
}

/* 枣庄市山亭区人民政府门户网站 → 山亭区: a subject has room for the last place only. */
str mail_place(str name)
{
    static const str tails[] = { STR_INIT("网站"), STR_INIT("门户"), STR_INIT("政府"), STR_INIT("人民") };
    static const str units[] = { STR_INIT("省"), STR_INIT("市"), STR_INIT("州"), STR_INIT("盟") };
    for (size_t i = 0; i < ARRAY_LEN(tails); i++)
        if (str_ends(name, tails[i]) && name.len > tails[i].len + 5)
            name.len -= tails[i].len;
    for (size_t i = 0; i < ARRAY_LEN(units); i++)
        for (size_t at; (at = str_find(name, units[i])) != SIZE_MAX && at > 0 && name.len - at - 3 >= 6;)
            name = str_slice(name, at + 3, name.len);
    return text_clip(name, 20);
}

static str verdict_words(const struct mail_book *b, const struct mail_letter *l, struct arena *a)
{
    const struct tally *t = &l->view->tally;
    str again = t->reopened ? str_fmt(a, "重现%" PRId64 " ", t->reopened) : (str){ 0 };
    if (t->all)
        return str_fmt(a, "新增%" PRId64 " %.*s共%" PRId64, t->fresh, STR_ARG(again), t->all);
    if (l->fixed.count && !l->recheck.count && b->model->v->run.complete)
        return STR("全部整改");
    return STR("没有发现问题");
}

/* What it is about comes first and stays short, so that the verdict is seen in a list of mails. */
str mail_subject(const struct mail_book *b, const struct mail_letter *l, struct arena *a)
{
    str verdict = verdict_words(b, l, a);
    str who = text_clip(l->department.len ? l->department : STR("汇总"), DEPARTMENT_CHARS);
    if (!b->model->v->run.complete)
        who = str_fmt(a, "%.*s（检查未做完）", STR_ARG(who));
    const str fronts[] = { str_fmt(a, "【%.*s门户巡检】", STR_ARG(b->place)),
                           str_fmt(a, "【%.*s巡检】", STR_ARG(b->place)), STR("【巡检】") };
    size_t i = 0;
    while (i + 1 < ARRAY_LEN(fronts) &&
           text_chars(fronts[i]) + text_chars(who) + 1 + text_chars(verdict) > SUBJECT_FRONT_CHARS)
        i++;
    return str_fmt(a, "%.*s%.*s：%.*s（%d第%d周）", STR_ARG(fronts[i]), STR_ARG(who), STR_ARG(verdict), b->year,
                   b->week);
}

/* --- findings --- */

static void add_field(struct mail_item *item, const char *label, str text, bool address)
{
    if (!text.len)
        return;
    item->fields[item->field_count].label = label;
    item->fields[item->field_count].text = text;
    item->fields[item->field_count++].address = address;
}

/* shanting-2022/35 is for programs. */
static str indicator_words(str indicator, struct arena *a)
{
    size_t slash = str_find(indicator, STR("/"));
    str no = slash == SIZE_MAX ? indicator : str_slice(indicator, slash + 1, indicator.len);
    return no.len ? str_fmt(a, "定时公开事项第%.*s项", STR_ARG(no)) : (str){ 0 };
}

static str basis(const struct mail_book *b, const struct finding *f, struct arena *a)
{
    if (!f->clause_count)
        return indicator_words(f->indicator, a);
    return model_clause(b->model, &f->clauses[0], a);
}

static bool is_web_address(str s)
{
    return str_starts(s, STR("http://")) || str_starts(s, STR("https://"));
}

/* Where the fault stands, and of a link where it leads to. A subject that is no address is in the message. */
static void add_addresses(struct mail_item *item, const struct finding *f)
{
    if (f->where_len)
        add_field(item, "网址", f->where[0], true);
    else if (is_web_address(f->subject))
        add_field(item, "网址", f->subject, true);
    if (f->where_len && str_starts(f->rule, STR("link.")) && is_web_address(f->subject) &&
        !str_eq(f->subject, f->where[0]))
        add_field(item, "链接", f->subject, true);
}

struct mail_item mail_item_of(const struct mail_book *b, const struct finding *f, bool with_department, struct arena *a)
{
    struct mail_item item = { .severity = f->severity };
    str since = day_to_iso(a, f->first_seen);
    item.tag = str_fmt(a, "%s %.*s · %.*s", zh_severity_sign(f->severity), STR_ARG(zh_severity(f->severity)),
                       STR_ARG(zh_state(f->state)));
    item.title = f->rule_title.len ? f->rule_title : zh_rule(f->rule);
    if (with_department)
        item.title = str_fmt(a, "%.*s（%.*s）", STR_ARG(item.title),
                             STR_ARG(f->department.len ? f->department : STR("未定部门")));
    add_field(&item, "位置", f->column_path.len ? f->column_path : f->column_name, false);
    add_field(&item, "问题", f->message, false);
    add_addresses(&item, f);
    add_field(&item, "依据", basis(b, f, a), false);
    add_field(&item, "整改", f->remedy, false);
    if (since.len && f->weeks > 0)
        since = str_fmt(a, "%.*s，已 %d 周", STR_ARG(since), f->weeks);
    add_field(&item, "首次发现", since, false);
    day due = model_due(b->model, f);
    if (day_known(due))
        add_field(&item, "期限",
                  str_fmt(a, "%.*s%s", STR_ARG(day_to_iso(a, due)),
                          day_compare(due, b->model->v->as_of) < 0 ? "（已过）" : ""),
                  false);
    return item;
}

str mail_former(const struct fixed_finding *f, struct arena *a)
{
    str since = day_to_iso(a, f->first_seen);
    return str_fmt(a, "%.*s：%.*s（首次发现 %.*s）", STR_ARG(zh_rule(f->rule)), STR_ARG(f->subject), STR_ARG(since));
}

/* --- sentences --- */

static void add_line(struct mail_lines *lines, str text)
{
    if (text.len && lines->count < MAIL_LINES)
        lines->items[lines->count++] = text;
}

static str day_words(day d, struct arena *a)
{
    struct day_parts p = day_parts(d);
    return day_known(d) ? str_fmt(a, "%d年%d月%d日", p.year, p.month, p.day) : STR("未知日期");
}

static str open_words(const struct mail_letter *l, str who, struct arena *a)
{
    const struct tally *t = &l->view->tally;
    str again = t->reopened ? str_fmt(a, "，重新出现 %" PRId64 " 个", t->reopened) : (str){ 0 };
    return str_fmt(a,
                   "%.*s有 %" PRId64 " 个问题待整改：新增 %" PRId64 " 个，持续 %" PRId64 " 个%.*s；其中错误 %" PRId64
                   " 个、不规范 %" PRId64 " 个、提示 %" PRId64 " 个。",
                   STR_ARG(who), t->all, t->fresh, t->persisting, STR_ARG(again), t->severity[SEVERITY_ERROR],
                   t->severity[SEVERITY_WARNING], t->severity[SEVERITY_NOTICE]);
}

static void add_past(struct mail_lines *lines, const struct mail_letter *l, struct arena *a)
{
    if (!l->view->count && l->department.len && l->fixed.count)
        add_line(lines, str_fmt(a, "上次提出的问题（%zu 个）已全部整改。", l->fixed.count));
    else if (l->fixed.count)
        add_line(lines, str_fmt(a, "另有 %zu 个问题复查时已整改。", l->fixed.count));
    if (l->recheck.count)
        add_line(lines, str_fmt(a, "另有 %zu 个以前的问题本次没有走到或没有条件判定，待复核，不能算已整改。",
                                l->recheck.count));
}

/* Of the summary: how many departments have something to do, and what fell to none of them. */
static str scope_words(const struct mail_book *b, struct arena *a)
{
    size_t named = 0;
    for (size_t i = 0; i < b->count; i++)
        named += b->letters[i].view->count > 0;
    return str_fmt(a, "涉及 %zu 个部门，", named);
}

static str nameless_words(const struct mail_letter *l, struct arena *a)
{
    const struct view *v = l->view;
    for (size_t i = 0; i < v->department_count; i++)
        if (!v->departments[i].name.len)
            return str_fmt(a, "其中 %zu 个问题没有定到部门，只写在这封汇总里，请指定责任部门。",
                           v->departments[i].count);
    return (str){ 0 };
}

struct mail_lines mail_opening(const struct mail_book *b, const struct mail_letter *l, struct arena *a)
{
    const struct verdicts *v = b->model->v;
    struct mail_lines lines = { 0 };
    str site = b->model->site_name.len ? b->model->site_name : v->run.site;
    str who = l->department.len ? l->department : scope_words(b, a);
    add_line(&lines, str_fmt(a, "%.*s（%.*s）截至%.*s的检查结果：", STR_ARG(site), STR_ARG(v->run.site),
                             STR_ARG(day_words(v->as_of, a))));
    if (l->forwarded)
        add_line(&lines,
                 str_fmt(a, "“%.*s”没有登记邮件地址，请代为转交，并在网站档案里登记地址。", STR_ARG(l->department)));
    if (!v->run.complete)
        add_line(&lines, str_fmt(a, "本次检查没有做完（%.*s），没有走到的页面不在结论之内。",
                                 STR_ARG(zh_incomplete(v->run.incomplete_because))));
    if (l->view->count)
        add_line(&lines, open_words(l, who, a));
    else if (!l->fixed.count || !l->department.len)
        add_line(&lines, STR("能够判定的项目中没有发现问题。"));
    if (!l->department.len)
        add_line(&lines, nameless_words(l, a));
    add_past(&lines, l, a);
    if (!l->department.len && v->unverified.count)
        add_line(&lines, str_fmt(a, "有 %zu 项无法判定（网站防护、脚本加载等原因），不计为问题，见完整报告。",
                                 v->unverified.count));
    return lines;
}

struct mail_lines mail_closing(const struct mail_book *b, const struct mail_letter *l, struct arena *a)
{
    const struct verdicts *v = b->model->v;
    struct mail_lines lines = { 0 };
    if (l->view->count && l->department.len && b->profile->mail.attach_xlsx)
        add_line(&lines, STR("整改后请在附件台账的“整改情况”一栏填写；下次检查会自动复查。"));
    add_line(&lines, b->profile->mail.reply_to.len
                         ? str_fmt(a, "本邮件由检查程序自动发出。对结论有异议或需更换联系人，请回复本邮件（%.*s）。",
                                   STR_ARG(b->profile->mail.reply_to))
                         : STR("本邮件由检查程序自动发出。"));
    add_line(&lines, str_fmt(a, "第 %" PRId64 " 次检查，%.*s 完成；依据%.*s；检查程序 audit %.*s。", v->run.id,
                             STR_ARG(model_clock(v->run.finished.len ? v->run.finished : v->run.started, a)),
                             STR_ARG(model_plan_titles(b->model, a)), STR_ARG(v->version)));
    return lines;
}

/* --- deliveries --- */

str mail_trouble(const struct outbox_row *row, struct arena *a)
{
    static const char *const words[] = { [OUTBOX_QUEUED] = "还没有发出",
                                         [OUTBOX_SENT] = "已发出",
                                         [OUTBOX_DEFERRED] = "暂时没有送达，将再试",
                                         [OUTBOX_FAILED] = "没有送达，不再试" };
    str who = row->department.len ? row->department : STR("汇总");
    str code = row->code ? str_fmt(a, "%" PRId64 " ", row->code) : (str){ 0 };
    str said = text_clip(row->said, SAID_CHARS);
    return str_fmt(a, "%.*s <%.*s>：%s%s%.*s%.*s", STR_ARG(who), STR_ARG(row->recipient), words[row->state],
                   said.len ? "：" : "", STR_ARG(code), STR_ARG(said));
}

str mail_delivery(const struct mail_book *b, const struct mail_letter *l, struct arena *a)
{
    size_t sent = 0, other = 0;
    if (!l->due)
        return STR("不发");
    for (size_t i = 0; i < b->sent.count; i++)
        if (str_eq(b->sent.items[i].department, l->department)) {
            sent += b->sent.items[i].state == OUTBOX_SENT;
            other += b->sent.items[i].state != OUTBOX_SENT;
        }
    str how = sent && !other ? STR("已发") : other ? str_fmt(a, "%zu 处没有送达", other) : STR("待发");
    return l->forwarded ? str_fmt(a, "%.*s（没有登记地址，请转交）", STR_ARG(how)) : how;
}
