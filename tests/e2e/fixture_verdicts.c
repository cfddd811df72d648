/* SPDX-License-Identifier: MIT */
/* Stores one week of made-up verdicts in the snapshot of DIR: fixture_verdicts DIR WEEK [incomplete]. Each call is a
 * run. Week 1: many findings of several departments, one with a hostile name. Week 2: one department has mended
 * everything, one has mended one of two and the other was not looked at. Week 0: week 1 of a portal in ruins. */
#include <stdio.h>
#include <stdlib.h>
#include "core/arena.h"
#include "core/snapshot.h"
#include "report_sample.h"

enum { MANY = 55, RUIN = 5000, FIRST_DAY = 13 };

struct made {
    struct arena *arena;
    struct verdicts *v;
    uint64_t next;
};

static struct finding *make(struct made *m, const char *department, enum severity severity, const char *title)
{
    struct finding *f = sample_finding(m->arena, m->v, "link.broken", title, severity, department);
    m->next++;
    f->id = str_fmt(m->arena, "%016llx", (unsigned long long)(m->next * 0x9e3779b97f4a7c15u));
    f->subject = str_fmt(m->arena, "http://www.yunhequ.gov.cn/fj/%llu.doc?a=1&b=<2>", (unsigned long long)m->next);
    f->column_path = STR("首页 > 政务公开 > 财政预决算");
    f->message =
        str_fmt(m->arena, "附件“决算公开表%llu”打不开：服务器回答 404（找不到）。", (unsigned long long)m->next);
    f->remedy = STR("重新上传附件并更正链接；文件已撤销的，删除链接。");
    f->evidence = STR("{}");
    return f;
}

/* Findings keep their numbers from week to week; what is left out is well or was not looked at. */
static void skip(struct made *m, bool healthy)
{
    m->next++;
    if (healthy)
        *arena_push(m->arena, &m->v->healthy) = m->next * 0x9e3779b97f4a7c15u;
}

static void fill(struct made *m, int week)
{
    for (int i = 0; i < (week ? MANY : RUIN); i++)
        make(m, "区财政局", i % 5 == 4 ? SEVERITY_WARNING : SEVERITY_ERROR, "断链");
    for (int i = 0; i < 2; i++)
        week <= 1 ? (void)make(m, "区档案馆", SEVERITY_ERROR, "断链") : skip(m, true);
    for (int i = 0; i < 2; i++)
        week <= 1 ? (void)make(m, "区教育和体育局", SEVERITY_ERROR, "断链") : skip(m, i == 0);
    struct finding *f = make(m, "../=区<b>局\r\nBcc: evil@evil.example\r\n", SEVERITY_ERROR, HOSTILE "\r\n\r\n.\r\n");
    f->message = STR("第一行\r\n.\r\n第二行" HOSTILE);
    make(m, "", SEVERITY_NOTICE, "无主的问题");
    make(m, "没有地址的局", SEVERITY_WARNING, "断链");
    make(m, "被退信的局", SEVERITY_ERROR, "断链");
    if (week > 1)
        make(m, "区财政局", SEVERITY_ERROR, "新断链");
}

static int store(struct snapshot *s, struct arena *a, int week, bool complete, struct fail *f)
{
    str iso = day_to_iso(a, day_make(2026, 11, FIRST_DAY + (week - 1) * 7));
    struct run_start start = { STR("www.yunhequ.gov.cn"), str_fmt(a, "%.*sT02:00:00+08:00", STR_ARG(iso)), STR("0.1.0"),
                               STR("{}") };
    int64_t run = snapshot_run_start(s, &start, f);
    if (!run)
        return 4;
    struct made m = { .arena = a, .v = arena_new(a, struct verdicts, 1) };
    m.v->run = (struct run_fact){ .id = run,
                                  .site = start.site,
                                  .home = STR("http://www.yunhequ.gov.cn/"),
                                  .started = start.started,
                                  .finished = str_fmt(a, "%.*sT02:41:10+08:00", STR_ARG(iso)),
                                  .complete = complete,
                                  .incomplete_because = complete ? (str){ 0 } : STR("interrupted") };
    m.v->as_of = day_from_iso(iso);
    m.v->version = STR("0.1.0");
    m.v->plans = STR("sample-2026《2026年政务公开工作要点》 national《政府网站检查指标》");
    fill(&m, week);
    sample_plan(a, m.v);
    return snapshot_run_finish(s, &m.v->run, f) && snapshot_put_verdicts(s, m.v, a, f) ? 0 : 4;
}

int main(int argc, char **argv)
{
    struct arena arena;
    struct fail f = { 0 };
    if (argc < 3)
        return 2;
    arena_init(&arena);
    struct snapshot *s = snapshot_open(argv[1], true, &f);
    int status = s ? store(s, &arena, (int)strtol(argv[2], NULL, 10), argc < 4, &f) : 4;
    snapshot_close(s);
    arena_done(&arena);
    if (f.code)
        fprintf(stderr, "fixture_verdicts: %s\n", f.text);
    return status;
}
