/* SPDX-License-Identifier: MIT */
/* Made-up verdicts for the tests of the reports: one of everything, and a portal that means harm. */
#ifndef REPORT_SAMPLE_H
#define REPORT_SAMPLE_H
#include "core/limits.h"
#include "report_national.h"
#include "reports/report.h"

#define HOSTILE "</title><script>alert(1)</script>\"'><img src=x onerror=alert(2)>\xE2\x80\xAE&\x01\xFF"

static inline const str *sample_pages(struct arena *a, size_t count)
{
    str *pages = arena_new(a, str, count);
    for (size_t i = 0; i < count; i++)
        pages[i] = str_fmt(a, "http://www.shanting.gov.cn/zwgk/czzj/t20260%zu01_%zu.html", i % 9 + 1, 1000 + i);
    return pages;
}

static inline const struct clause_ref *sample_clause(struct arena *a)
{
    struct clause_ref *c = arena_new(a, struct clause_ref, 1);
    *c = (struct clause_ref){ STR("sample-2026"), STR("29"), STR("完善日常工作机制"),
                              STR("消除空链、断链、错链，杜绝栏目长期不更新") };
    return c;
}

static inline struct finding *sample_finding(struct arena *a, struct verdicts *v, const char *rule, const char *title,
                                             enum severity severity, const char *department)
{
    struct finding *f = arena_push(a, &v->findings);
    *f = (struct finding){ .id = str_fmt(a, "%016zx", v->findings.count * 0x9e3779b97f4a7c15u),
                           .rule = str_from(rule),
                           .rule_title = str_from(title),
                           .severity = severity,
                           .state = v->findings.count % 3 ? STR("persisting") : STR("new"),
                           .first_seen = day_make(2026, 11, 6),
                           .weeks = v->findings.count % 3 ? 2 : 0,
                           .department = str_from(department),
                           .clauses = sample_clause(a),
                           .clause_count = 1 };
    return f;
}

static inline void sample_broken(struct arena *a, struct verdicts *v, size_t n)
{
    static const char *const departments[] = { "区财政局", "区教育和体育局", "区政务公开办公室", "" };
    struct finding *f = sample_finding(a, v, "link.broken", "断链", SEVERITY_ERROR, departments[n % 4]);
    f->subject = str_fmt(a, "http://www.shanting.gov.cn/zwgk/fj/%zu.doc", n);
    f->where = sample_pages(a, 5);
    f->where_len = 5;
    f->where_count = 53;
    f->column_name = STR("财政预决算");
    f->column_path = STR("首页 > 政务公开 > 财政预决算");
    f->column_url = STR("http://www.shanting.gov.cn/zwgk/czzj/");
    f->message = str_fmt(a, "附件“2025年部门决算公开表%zu”打不开：服务器回答 404（找不到）。", n);
    f->remedy = STR("重新上传附件并更正链接；文件已撤销的，删除链接。");
    f->evidence = STR("{\"kind\":\"attachment\",\"outcome\":\"status\",\"status\":404,\"tries\":4,\"text\":"
                      "\"2025年部门决算公开表\",\"error\":null}");
}

static inline void sample_others(struct arena *a, struct verdicts *v)
{
    struct finding *f = sample_finding(a, v, "column.stale", "栏目不更新", SEVERITY_ERROR, "区教育和体育局");
    f->subject = STR("http://www.shanting.gov.cn/jyj/tzgg/");
    f->column_path = STR("首页 > 部门信息公开 > 区教育和体育局 > 通知公告");
    f->column_url = f->subject;
    f->message = STR("栏目“通知公告”已 234 天没有更新，要求 180 天内更新一次。");
    f->remedy = STR("尽快补发应公开的信息；确无内容的，归并栏目。");
    f->evidence = STR("{\"newest\":\"2026-03-31\",\"due\":\"2026-05-24\",\"days\":234,\"items\":41}");
    f = sample_finding(a, v, "disclosure.overdue", "定时公开逾期", SEVERITY_ERROR, "区财政局");
    f->subject = f->indicator = STR("sample-2026/35");
    f->column_path = STR("首页 > 政务公开 > 财政收支");
    f->message = STR("“财政收支简报”应当每月公开，最新一条是 2026-08-12。");
    f->remedy = STR("补发缺少的月份，今后每月按时发布。");
    f->evidence = STR("{\"column\":\"http://www.shanting.gov.cn/czsz/"
                      "\",\"newest\":\"2026-08-12\",\"due\":\"2026-10-01\",\"units\":[\"区财政局\",\"区税务局\"]}");
    f = sample_finding(a, v, "site.tags", "网页标签", SEVERITY_WARNING, "区政务公开办公室");
    f->subject = STR("ColumnName");
    f->where = sample_pages(a, 2);
    f->where_len = 2;
    f->where_count = 2;
    f->message = STR("2 个栏目页缺少 ColumnName 标签。");
    f->remedy = STR("在模板中补上标签。");
    f->evidence = STR("{\"tag\":\"ColumnName\",\"reason\":\"missing\",\"count\":2}");
    f = sample_finding(a, v, "policy.metadata", "文件要素", SEVERITY_NOTICE, "区教育和体育局");
    f->subject = STR("http://www.shanting.gov.cn/zcwj/12.html");
    f->message = STR("政策文件缺少文号。");
    f->remedy = STR("补上文号。");
    f->evidence = STR("{}");
}

static inline void sample_hostile(struct arena *a, struct verdicts *v)
{
    str bad = STR(HOSTILE);
    struct finding *f = sample_finding(a, v, "link.mislinked", "错链", SEVERITY_ERROR, "../=区<b>局");
    f->subject = STR("javascript:alert(document.domain)");
    f->message = bad;
    f->column_name = f->column_path = bad;
    f->column_url = STR("JAVASCRIPT:alert(1)");
    f->remedy = STR("=HYPERLINK(\"http://evil.example/\",\"x\")");
    f->evidence =
        STR("{\"text\":\"</dd><script>alert(3)</script>\",\"href\":\"javascript:void(0)\",\"reason\":\"placeholder\","
            "\"texts\":[\"<b>\",\"data:text/html,x\",\"http://ok.example/?a=1&b=\\\"2\\\"\"]}");
    str *where = arena_new(a, str, 1);
    where[0] = STR("http://www.shanting.gov.cn/\"onmouseover=alert(4) x=\"");
    f->where = where;
    f->where_len = 1;
    f->where_count = 1;
    *arena_push(a, &v->unverified) = (struct unverified){ STR("link.broken"), bad, STR("<reason>"), bad };
    *arena_push(a, &v->national) = (struct national_result){ .part = STR("deduction"),
                                                             .item = bad,
                                                             .condition = bad,
                                                             .tag = STR("M"),
                                                             .source = bad,
                                                             .verdict = STR("hint"),
                                                             .value = bad,
                                                             .why = bad };
}

static inline void sample_plan(struct arena *a, struct verdicts *v)
{
    static const char *const results[] = { "pass", "fail", "unverified", "not-automatic" };
    static const char *const states[] = { "pass", "overdue", "late", "missing", "unverified" };
    str *rules = arena_new(a, str, 2);
    rules[0] = STR("link.broken");
    rules[1] = STR("column.stale");
    for (int i = 1; i <= 29; i++)
        *arena_push(a, &v->clauses) = (struct clause_result){
            .plan = STR("sample-2026"),
            .clause = str_fmt(a, "%d", i),
            .title = STR("加强重点领域信息公开"),
            .text = STR("围绕财政预决算、重大项目、公共资源配置等领域，及时公开群众关心的信息，做到应公开尽公开。"),
            .units = STR("区财政局、区发展和改革局"),
            .result = str_from(results[i % 4]),
            .rules = rules,
            .rule_count = i % 4 == 3 ? 0 : 2,
            .findings = i % 4 == 1 ? i : 0,
            .why = i % 4 == 3 ? STR("培训和会议在网站上没有固定痕迹，需要人工检查。") : (str){ 0 }
        };
    for (int i = 1; i <= 12; i++)
        *arena_push(a, &v->indicators) =
            (struct indicator_result){ .plan = STR("sample-2026"),
                                       .no = str_fmt(a, "%d", i),
                                       .name = STR("财政收支简报"),
                                       .unit = STR("区财政局"),
                                       .limit = STR("monthly"),
                                       .limit_text = STR("每月"),
                                       .newest = i % 5 == 3 ? DAY_NONE : day_make(2026, 10, i),
                                       .column =
                                           i % 5 == 3 ? (str){ 0 } : STR("http://www.shanting.gov.cn/zwgk/czzj/szjb/"),
                                       .matched_by = i % 5 == 3 ? (str){ 0 } : STR("栏目名称“财政收支简报”"),
                                       .months = i % 5 == 3 ? (str){ 0 } : STR("1 1 1 0 0 1 2 4 9 1 1 0"),
                                       .result = str_from(states[i % 5]) };
}

static inline void sample_policies(struct arena *a, struct verdicts *v)
{
    for (int i = 0; i < 4; i++) {
        bool explained = i != 3;
        *arena_push(a, &v->policies) =
            (struct policy_row){ .address = str_fmt(a, "http://www.shanting.gov.cn/zcwj/%d.html", i / 2),
                                 .title = STR("关于印发<河道>保洁办法的通知"),
                                 .number = STR("山政发〔2026〕1号"),
                                 .department = STR("区财政局"),
                                 .published = day_make(2026, 3, 2),
                                 .interpretation =
                                     explained ? str_fmt(a, "http://www.shanting.gov.cn/zcjd/%d.html", i) : (str){ 0 },
                                 .interpretation_title = explained ? STR("《河道保洁办法》解读") : (str){ 0 },
                                 .form = explained ? i ? STR("图解、视频") : STR("文字") : (str){ 0 },
                                 .several = explained && i,
                                 .interpreted = explained ? day_make(2026, 3, 3) : DAY_NONE,
                                 .workdays = explained ? i - 1 : -1 };
    }
}

static inline void sample_rest(struct arena *a, struct verdicts *v)
{
    sample_policies(a, v);
    static const char *const reasons[] = { "wall", "javascript-list", "no-ipv6-here" };
    for (size_t i = 0; i < 7; i++)
        *arena_push(a, &v->unverified) =
            (struct unverified){ STR("link.broken"), str_fmt(a, "https://www.example%zu.gov.cn/", i),
                                 str_from(reasons[i % 3]), STR("知道创宇 加速乐") };
    *arena_push(a, &v->fixed) =
        (struct fixed_finding){ STR("00000000000000aa"), STR("link.broken"), STR("http://www.shanting.gov.cn/old.html"),
                                day_make(2026, 10, 30), day_make(2026, 11, 13) };
    *arena_push(a, &v->recheck) =
        (struct fixed_finding){ STR("00000000000000bb"), STR("column.stale"), STR("http://jyj.shanting.gov.cn/tzgg/"),
                                day_make(2026, 10, 30), day_make(2026, 11, 13) };
    *arena_push(a, &v->waived) =
        (struct waived_finding){ STR("00000000000000cc"), STR("site.footer"), STR("police"),
                                 STR("正在换证"),         STR("李某"),        day_make(2026, 12, 31) };
    *arena_push(a, &v->departments) = (struct department_result){ STR("区财政局"), 3, 1, 2 };
    sample_national(a, v);
    *arena_push(a, &v->hosts) = (struct host_result){
        STR("www.shanting.gov.cn"), true, STR("found"), STR("found"), STR("ok"), STR("timeout"), (str){ 0 }
    };
    *arena_push(a, &v->hosts) = (struct host_result){
        STR("www.example.com"), false, STR("found"), STR("nodata"), (str){ 0 }, (str){ 0 }, (str){ 0 }
    };
}

static inline struct verdicts *sample_verdicts(struct arena *a, size_t broken)
{
    struct verdicts *v = arena_new(a, struct verdicts, 1);
    v->run = (struct run_fact){ .id = 7,
                                .site = STR("www.shanting.gov.cn"),
                                .home = STR("http://www.shanting.gov.cn/"),
                                .started = STR("2026-11-20T02:00:00+08:00"),
                                .finished = STR("2026-11-20T02:41:10+08:00"),
                                .complete = true };
    v->as_of = day_make(2026, 11, 20);
    v->version = STR("0.1.0");
    v->plans = STR("big-sample-2026《别的》 sample-2026《2026年政务公开工作要点》 national");
    v->notes = STR("站外链接没有检查。\n2027 年的放假安排尚未公布，按周一至周五计算。\n");
    v->stats = (struct stats){ 4210, 180, 3400, 96, 51200, 8000, 31, 180000000, 2470.5 };
    for (size_t i = 0; i < broken; i++)
        sample_broken(a, v, i);
    sample_others(a, v);
    sample_plan(a, v);
    sample_rest(a, v);
    return v;
}

static inline struct report_model sample_model(struct arena *a, const struct verdicts *v)
{
    struct run_summary *runs = arena_new(a, struct run_summary, 8);
    for (int i = 0; i < 8; i++)
        runs[i] = (struct run_summary){
            i + 1, STR("2026-11-20T02:00:00+08:00"), day_add(day_make(2026, 10, 2), i * 7), i != 3, 30 - i * 2, i, 2,
            20 - i
        };
    return (struct report_model){ .v = v, .runs = runs, .run_count = 8, .site_name = STR("枣庄市山亭区人民政府") };
}

/* What a writer writes, as a string. */
static inline str sample_written(report_fn write, const struct report_model *m, struct arena *a)
{
    char *text = NULL;
    size_t len = 0;
    FILE *file = open_memstream(&text, &len);
    bool ok = file && write(file, m, a);
    if (file)
        fclose(file);
    str out = ok ? str_dup(a, (str){ text, len }) : (str){ 0 };
    free(text);
    return out;
}

#endif
