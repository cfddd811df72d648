/* SPDX-License-Identifier: MIT */
/* Made-up items of the national indicators: one of every verdict that is not a hint. */
#ifndef REPORT_NATIONAL_H
#define REPORT_NATIONAL_H
#include "core/arena.h"
#include "core/finding.h"

static inline void sample_national(struct arena *a, struct verdicts *v)
{
    static const struct national_result rows[] = {
        { STR_INIT("veto"), STR_INIT("站点无法访问"), STR_INIT("一周内打不开的比例达到 5%"), 0, STR_INIT("S"),
          STR_INIT("通报"), STR_INIT("unverified"), STR_INIT("近 7 天访问 3 次，0 次打不开"),
          STR_INIT("每天至少访问 20 次才能判定") },
        { STR_INIT("veto"), STR_INIT("服务不实用"), STR_INIT("没有办事服务"), 0, STR_INIT("S"), STR_INIT("通报"),
          STR_INIT("not-judged"), STR_INIT(""), STR_INIT("须人工检查") },
        { STR_INIT("deduction"), STR_INIT("政策文件"), STR_INIT("六个月未更新"), 5, STR_INIT("S"), STR_INIT("自查报告"),
          STR_INIT("fail"), STR_INIT("“政策文件”类栏目到期没有更新"), STR_INIT("") },
        { STR_INIT("deduction"), STR_INIT("留言公开"), STR_INIT("两个月未更新"), 3, STR_INIT("S"), STR_INIT("自查报告"),
          STR_INIT("pass"), STR_INIT("按期更新"), STR_INIT("") },
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        *arena_push(a, &v->national) = rows[i];
}

#endif
