/* SPDX-License-Identifier: MIT */
/* A portal with a catalogue of major decisions and columns for what becomes of its matters. */
#ifndef TESTS_DECISION_SITE_H
#define TESTS_DECISION_SITE_H
#include "decision.h"
#include "site_builder.h"

#define TEXT                                                                                                                                                                   \
    "为提高决策质量，现将文稿向社会公布，欢迎社会各界提出宝贵意见，可以来信、来电或者发送电子邮件，我们将认真研究每一" \
    "条"                                                                                                                                                                      \
    "意见，并在规定的时间内答复，感谢大家对我们工作的关心和支持，联系电话和地址见政府网站的首页，工作日均可联系。"
#define WINDOW "征集时间：2026年3月2日至2026年4月10日。" TEXT

struct area {
    uint32_t catalogue, calls, files, explained, answers;
};

static inline struct area area(struct builder *b)
{
    tag(b, 0, "SiteName", "测试区人民政府");
    column(b, SITE "/zdjc/", "重大行政决策");
    struct area a = { column(b, SITE "/zdjc/jcml/", "重大行政决策目录"), column(b, SITE "/zjdc/", "意见征集"),
                      column(b, SITE "/zcwj/", "政策文件"), column(b, SITE "/zcjd/", "政策解读"),
                      column(b, SITE "/yjfk/", "意见反馈") };
    return a;
}

static inline uint32_t put(struct builder *b, uint32_t list, const char *title, const char *date, const char *text)
{
    bool file = str_ends(b->resources[list].address, STR("/zcwj/"));
    char *address = str_cstr(&b->arena, str_fmt(&b->arena, "%.*s202601/t20260101_%u.html",
                                                STR_ARG(b->resources[list].address), b->site.resource_count));
    uint32_t a = article(b, address, title, date);
    b->pages[a].body_text = text_of(text);
    row(b, list, title, address, date);
    if (file) {
        meta(b, a, META_ISSUER, "测试区人民政府");
        meta(b, a, META_NUMBER, str_cstr(&b->arena, str_fmt(&b->arena, "测政发〔2026〕%u号", a)));
    }
    return a;
}

static inline char *at(struct builder *b, uint32_t r)
{
    return str_cstr(&b->arena, b->resources[r].address);
}

static inline void cell(struct builder *b, uint32_t p, uint32_t row, uint32_t column, uint32_t rows, uint32_t columns,
                        const char *text)
{
    *arena_push(&b->arena, &b->pages[p].cells) =
        (struct cell_fact){ .row = row, .column = column, .rows = rows, .columns = columns, .text = text_of(text) };
}

/* The usual table of matters; names end with NULL. */
static inline uint32_t put_catalogue(struct builder *b, struct area a, const char *title, const char *date,
                                     const char *const *names)
{
    static const char *const heads[] = { "序号", "决策事项名称", "承办单位", "完成时间" };
    uint32_t p = put(b, a.catalogue, title, date, "现将目录公布如下，请认真组织实施。");
    for (uint32_t i = 0; i < ARRAY_LEN(heads); i++)
        cell(b, p, 0, i, 1, 1, heads[i]);
    for (uint32_t i = 0; names[i]; i++) {
        cell(b, p, i + 1, 0, 1, 1, "9");
        cell(b, p, i + 1, 1, 1, 1, names[i]);
        cell(b, p, i + 1, 2, 1, 1, "区住房城乡建设局");
        cell(b, p, i + 1, 3, 1, 1, "12月");
    }
    return p;
}

#define CATALOGUE "测试区人民政府2026年度重大行政决策事项目录"

static inline struct page_facts *attach(struct builder *b, uint32_t p, const char *text, const char *why)
{
    static struct page_facts file;
    file = (struct page_facts){ .attachment = STR_INIT("pdf"), .known = text[0] ? KNOWN_BODY : 0 };
    file.body_text = text_of(text);
    file.limit_hit = text_of(why);
    b->resources[resource(b, SITE "/f/ml.pdf", OUTCOME_OK, 200)].attachment = &file;
    page_link(b, p, SITE "/f/ml.pdf", "附件：目录.pdf", "");
    return &file;
}

#endif
