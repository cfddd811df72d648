/* SPDX-License-Identifier: MIT */
/* Official texts of plans, as converted from Word or PDF, read into plans. PCRE2 does the reading. */
#include "plan_import.h"
#include "core/arena.h"
#include "core/buf.h"
#include "core/limits.h"
#include "core/text.h"

#define HAN         "\\p{Han}"
#define CHINESE     "[一二三四五六七八九十百]{1,4}"
#define DIGITS      "[0-9０-９]{1,3}"
#define ROLE        "(?:(?:牵头|责任|主要责任|配合|协助|主办|协办|承办|参与|参加|落实|实施)(?:单位|部门|科室|处室|机构))"
#define LIMIT_LABEL "(?:(?:更新|公开|完成|发布|整改)(?:时限|频率|期限|周期)|时限)"
#define IN_BRACKETS "[(（]\\s*(?<body>" ROLE "\\s*[:：](?:[^()（）]|[(（][^()（）]*[)）])*+)[)）]"
#define YEAR        "(?:[1１][9９]|[2２][0０])[0-9０-９]{2}"
#define PERIOD                                                                                                                                             \
    "(?:即时|及时|实时|随时|动态|长期|每?个?(?:工作日|日|天|周|星期|月|季度?|半年|学期|学年|年)度?|[一1]个?(?:日|天|" \
    "周|星期|月|"                                                                                                                                      \
    "季度?|年)[一1]次)"
#define COUNT     "(?:[0-9]{1,3}|[一二两三四五六七八九十]{1,3})"
#define CELL_DONE "(?:公开|更新|发布|公布|报送|完成|公示)"
#define NOTE      "(?:[(（][^()（）]*[)）])?"
#define UNIT_NAME                                                                                                      \
    "(?:[区县市省州镇乡各本]" HAN                                                                                      \
    "{0,18}?(?:局|委|办|部|室|中心|公司|政府|管委会|院|站|所|队|会|部门|单位|镇街|街道|镇|乡|行)" NOTE ")"
#define BARE_UNIT "(?:" HAN "{2,18}(?:局|委员会|办公室|管委会|人民政府|街道办事处|公司|事务服务中心)" NOTE ")"

static const char *const sources[IMPORT_PATTERN_COUNT] = {
    [IMPORT_DEBRIS] = "\\[bookmark:[^\\]]*\\]|[\\x{00ad}\\x{200b}-\\x{200f}\\x{feff}\\f\\v]",
    [IMPORT_NOISE] = "^(?:[-—–－−·]\\s*[0-9０-９]{1,4}\\s*[-—–－−·]|第\\s*[0-9]+\\s*页.*|"
                     ".*[0-9０-９]\\s*日\\s*印发)$",
    [IMPORT_CLOSER] = "^(?:抄送[:：]|[-—─–_=*＿－]{5,}$)",
    [IMPORT_CHAPTER] = "^第\\s*(?<n>" CHINESE "|" DIGITS ")\\s*章\\s*",
    [IMPORT_ARTICLE] = "^第\\s*(?<n>" CHINESE "|" DIGITS ")\\s*条\\s*",
    [IMPORT_COMMA] = "^(?<n>" CHINESE ")\\s*[、.．]\\s*",
    [IMPORT_BRACKET] = "^[(（]\\s*(?<n>" CHINESE ")\\s*[)）]\\s*[、.．]?\\s*",
    [IMPORT_POINT] = "^(?<n>" DIGITS ")\\s*[.．、](?![0-9０-９])\\s*",
    [IMPORT_BRACKET_DIGIT] = "^[(（]\\s*(?<n>" DIGITS ")\\s*[)）]\\s*[、.．]?\\s*",
    [IMPORT_ANNEX] = "^附\\s*[件表]\\s*(?:" DIGITS "|" CHINESE ")?\\s*(?:[:：]|$)",
    [IMPORT_CLOSED] = IN_BRACKETS "\\s*[。.]?\\s*$",
    [IMPORT_UNITS] = IN_BRACKETS,
    [IMPORT_UNITS_TAIL] = "(?<=[。；;])\\s*(?<body>" ROLE "\\s*[:：][^。]*)[。]?\\s*$",
    [IMPORT_LABEL] = "(?:" ROLE "|(?<limit>" LIMIT_LABEL "))\\s*[:：]",
    [IMPORT_UNIT_BREAK] = "\\s*(?:[、，,；;。\\s]|以?及(?=[区县市省镇乡各有相])|和(?=[区县市省镇乡各](?!" HAN
                          "{0,4}(?:保障|体育|改革))))\\s*",
    [IMPORT_TITLE] = "《(?<t>[^《》]{4,80})》\\s*已经?",
    [IMPORT_TITLE_NOTICE] = "关于印发\\s*《?(?<t>[^》]{4,80}?)》?\\s*的通知",
    [IMPORT_NUMBER] = "(?<![" HAN "])(?<t>" HAN "{1,12}[〔\\[［【(（﹝]\\s*" YEAR
                      "\\s*[〕\\]］】)）﹞]\\s*第?\\s*[0-9０-９]{1,5}\\s*号)",
    [IMPORT_DATE] = "^(?<y>" YEAR ")\\s*年\\s*(?<m>[0-9０-９]{1,2})\\s*月\\s*(?<d>[0-9０-９]{1,2})\\s*日$",
    [IMPORT_ISSUER] = "^" HAN "{2,40}(?:办公室|政府|委员会|厅|局|领导小组|委|部)$",
    [IMPORT_CELL_LIMIT] =
        "^(?:[^()（）]{0,20}?(?:[后起前次]|每年|当年|本年|年度))?(?:" PERIOD "(?:" COUNT
        "日(?:之|以)?[前内])?" CELL_DONE "?|" COUNT "个?(?:工作日|日|天|周|小时)(?:之内|以内|内)" CELL_DONE "?|" COUNT
        "月份?(?:底|末|" COUNT "日)?前" CELL_DONE "?|年底前" CELL_DONE "?)(?:[(（][^()（）]*[)）])?$",
    [IMPORT_CELL_UNIT] = "^" UNIT_NAME "(?:[、，,；;]" UNIT_NAME ")*+$",
    [IMPORT_CELL_BARE_UNIT] = "^(?:" UNIT_NAME "|" BARE_UNIT ")(?:[、，,；;](?:" UNIT_NAME "|" BARE_UNIT "))*+$",
    [IMPORT_GLUED] = "^(?<cell>.*[^0-9０-９])(?<n>[0-9０-９]{1,3})$",
    [IMPORT_SEE_ANNEX] = "(?:详?见|参见|按照?)[^。]{0,6}附[件表]",
};

bool import_find(const struct importer *im, enum import_pattern which, str text, size_t from, struct pattern_match *m)
{
    return pattern_find(im->patterns[which], text, from, m);
}

static bool compile_all(struct importer *im, struct fail *f)
{
    for (size_t i = 0; i < IMPORT_PATTERN_COUNT; i++) {
        im->patterns[i] = pattern_compile(str_from(sources[i]), "plan_import.c", f);
        if (!im->patterns[i])
            return false;
    }
    im->limits = limit_reader_new(im->arena);
    return true;
}

static void free_patterns(struct importer *im)
{
    for (size_t i = 0; i < IMPORT_PATTERN_COUNT; i++)
        pattern_free(im->patterns[i]);
    if (im->limits)
        limit_reader_free(im->limits);
}

/* What `name` captured of the first match in the text, tightened; empty if there is none. */
static str captured(const struct importer *im, enum import_pattern which, str text, const char *name)
{
    struct pattern_match m;
    if (!import_find(im, which, text, 0, &m))
        return (str){ 0 };
    return import_tighten(im->arena, pattern_named(im->patterns[which], &m, name));
}

static str head_number(const struct importer *im)
{
    for (size_t i = 0; i < im->body_start; i++) {
        str number = captured(im, IMPORT_NUMBER, im->lines.items[i], "t");
        if (number.len)
            return number;
    }
    return (str){ 0 };
}

/* The date under which the notice is signed and the authority over it. */
static void head_signature(const struct importer *im, struct plan *p)
{
    struct pattern_match m;
    for (size_t i = 0; i < im->body_start; i++) {
        if (!import_find(im, IMPORT_DATE, im->lines.items[i], 0, &m))
            continue;
        const struct pattern *date = im->patterns[IMPORT_DATE];
        int64_t year = 0;
        str_to_int(text_nfkc(im->arena, pattern_named(date, &m, "y")), &year);
        day signed_on =
            day_make((int)year, plan_number(pattern_named(date, &m, "m")), plan_number(pattern_named(date, &m, "d")));
        p->date = day_to_iso(im->arena, signed_on);
        if (i > 0 && import_find(im, IMPORT_ISSUER, im->lines.items[i - 1], 0, &m))
            p->issuer = im->lines.items[i - 1];
        return;
    }
}

static void read_head(const struct importer *im, str id, struct plan *p)
{
    str head = import_join(im->arena, im->lines.items, im->body_start);
    p->id = str_dup(im->arena, id);
    p->title = captured(im, IMPORT_TITLE, head, "t");
    if (p->title.len == 0)
        p->title = captured(im, IMPORT_TITLE_NOTICE, head, "t");
    if (p->title.len == 0)
        p->title = im->body_start ? im->lines.items[im->body_start - 1] : p->id;
    p->number = head_number(im);
    head_signature(im, p);
}

static struct plan *import_all(struct importer *im, str text, str id, struct fail *f)
{
    import_lines(im, text);
    import_nodes(im);
    import_clauses(im);
    if (im->clauses.count == 0) {
        fail_set(f, FAIL_USAGE,
                 "no numbered clauses found; looked for 一、 （一） 1. （1） 第一条 at the start of lines");
        return NULL;
    }
    import_table(im);
    struct plan *p = arena_new(im->arena, struct plan, 1);
    read_head(im, id, p);
    p->clauses = im->clauses.items;
    p->clause_count = im->clauses.count;
    p->indicators = im->indicators.items;
    p->indicator_count = im->indicators.count;
    return p;
}

struct plan *plan_import(struct arena *a, str text, str id, struct fail *f)
{
    if (text.len > LIMIT_PLAN_TEXT_LEN) {
        fail_set(f, FAIL_USAGE, "longer than %u bytes", LIMIT_PLAN_TEXT_LEN);
        return NULL;
    }
    if (!text_is_utf8(text)) {
        fail_set(f, FAIL_USAGE, "not UTF-8; save the text as UTF-8");
        return NULL;
    }
    struct importer im = { .arena = a };
    struct plan *p = compile_all(&im, f) ? import_all(&im, text, id, f) : NULL;
    free_patterns(&im);
    return p;
}
