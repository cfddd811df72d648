/* SPDX-License-Identifier: MIT */
/* Labelled fields in the arrangements of the publishing systems, and words that only look like labels. */
#include "core/arena.h"
#include "reading.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

static const struct page_facts *read_fields(struct arena *a, const char *html)
{
    struct reading *r = arena_new(a, struct reading, 1);
    *r = (struct reading){ .arena = a,
                           .tree = tree_parse(a, str_from(html)),
                           .page = arena_new(a, struct page_facts, 1) };
    metadata_read(r);
    return r->page;
}

static const str *field(const struct page_facts *p, enum meta_field wanted)
{
    for (size_t i = 0; i < p->metadata.count; i++) {
        if (p->metadata.items[i].field == wanted)
            return &p->metadata.items[i].value;
    }
    return NULL;
}

static const struct {
    const char *html;
    enum meta_field field;
    const char *value; /* NULL: must not be found */
} samples[] = {
    { "<table><tr><td><b>索 引 "
      "号：</b></td><td>000014349/2019-00005</td><td><b>主题分类：</b></td><td>农业</td></tr></table>",
      META_INDEX, "000014349/2019-00005" },
    { "<table><tr><td><b>索 引 "
      "号：</b></td><td>000014349/2019-00005</td><td><b>主题分类：</b></td><td>农业</td></tr></table>",
      META_TOPIC, "农业" },
    { "<table><tr><th>文　　号</th><td>山政发〔2026〕7号</td></tr></table>", META_NUMBER, "山政发〔2026〕7号" },
    { "<table><tr><td>文&nbsp;号</td><td> 山政发〔2026〕7号\xE2\x80\x8B </td></tr></table>", META_NUMBER,
      "山政发〔2026〕7号" },
    { "<dl><dd class=IndexNo><label><font>索 引 号：</font></label><div class=v>\n 014742224A/2023-01 "
      "\n</div></dd></dl>",
      META_INDEX, "014742224A/2023-01" },
    { "<dl><dt>成文日期</dt><dd>2026年6月1日</dd></dl>", META_WRITTEN, "2026年6月1日" },
    { "<p><span>索引号：11370406/2026-1</span> <span>发布机构：区财政局</span></p>", META_ISSUER, "区财政局" },
    { "<p>索引号：11370406/2026-1　　发布机构：区财政局　　公开方式：主动公开</p>", META_INDEX, "11370406/2026-1" },
    { "<p>索引号：11370406/2026-1　　发布机构：区财政局　　公开方式：主动公开</p>", META_ISSUER, "区财政局" },
    { "<p>索引号：11370406/2026-1　　发布机构：区财政局　　公开方式：主动公开</p>", META_OPENNESS, "主动公开" },
    { "<div class=row><div class=k>发文机关：</div><div class=v>区政府办公室</div></div>", META_ISSUER,
      "区政府办公室" },
    { "<ul><li><strong>有效性：</strong>有效</li></ul>", META_VALIDITY, "有效" },
    { "<ul><li><strong>文号</strong> 山政发〔2026〕7号</li></ul>", META_NUMBER, "山政发〔2026〕7号" },
    { "<p><strong>发文字号</strong>：<span>山政发【2026】7号</span></p>", META_NUMBER, "山政发【2026】7号" },
    { "<p><strong>发文字号</strong>：<span></span></p><p><strong>成文日期</strong>：<span>2026-06-01</span></p>",
      META_NUMBER, NULL },
    { "<table><tr><th>公开方式</th><td>主动公开</td><th>统一登记号</th><td>SSCR-2026-0010001</td></tr></table>",
      META_REGISTRATION, "SSCR-2026-0010001" },
    { "<table><tr><th>有效期至:</th><td>2031-06-30</td></tr></table>", META_VALID_UNTIL, "2031-06-30" },
    { "<span class=ly>来源：<b></b></span><span class=date>发布日期：<b>2017-05-15</b></span>", META_SOURCE, "" },
    { "<span class=ly>来源：<b></b></span><span class=date>发布日期：<b>2017-05-15</b></span>", META_PUBLISHED,
      "2017-05-15" },
    { "<table><tr><td>文号：</td><td></td><td>发布机构：</td><td>区府办</td></tr></table>", META_NUMBER, "" },
    { "<table><tr><td>文号：</td><td></td><td>发布机构：</td><td>区府办</td></tr></table>", META_ISSUER, "区府办" },
    { "<div>信息来源：区教育局 浏览次数：12</div>", META_SOURCE, "区教育局" },
    { "<div>[来源：区教育局]</div>", META_SOURCE, "区教育局" },
    { "<div>来源：山亭区“一网通办”专班 2026-07-01</div>", META_SOURCE, "山亭区“一网通办”专班 2026-07-01" },
    { "<script>document.write(\"来源：\"+\"区教育局\");\n//document.write('来源：旧')\n</script>", META_SOURCE,
      "区教育局" },
    { "<script>var ly='区教育局'; if(ly!='') document.writeln('<span>来源：区文旅局</span>');</script>", META_SOURCE,
      "区文旅局" },
    { "<table><tr><td>标　　题：</td><td>关于供热的通知</td></tr></table>", META_TITLE, "关于供热的通知" },
    { "<script>var ly = '区应急局'; document.write('来源：' + ly);</script>", META_SOURCE, "区应急局" },
    { "<table><tr><td>【文号】山政办发〔2026〕7号</td><td>【发布机构】区府办</td></tr></table>", META_NUMBER,
      "山政办发〔2026〕7号" },
    { "<table><tr><td>[ 索引号 ]</td><td>11370406/2026-1</td><td>[ 发布机构 ]</td><td>区府办</td></tr></table>",
      META_INDEX, "11370406/2026-1" },
    { "<p>【文号】山政办发〔2026〕7号 【发布机构】区府办 【公开属性】主动公开</p>", META_ISSUER, "区府办" },
    { "<p>[文　号]：山政办发[2026]7号 [成文日期]：2026-06-01</p>", META_NUMBER, "山政办发[2026]7号" },
    { "<p><label>文号</label>山政办发〔2026〕7号</p>", META_NUMBER, "山政办发〔2026〕7号" },
    { "<table><tr><th>索引号</th><th>发文机关</th><th>发文字号</th><th>备注</th></tr><tr><td>Y1</td><td>区政府</"
      "td><td>山政"
      "发〔2026〕7号</td><td></td></tr></table>",
      META_NUMBER, "山政发〔2026〕7号" },
    { "<dl><dt>信息公开属性</dt><dd>主动公开</dd></dl>", META_OPENNESS, "主动公开" },
    { "<ul><li><i>成文时间：</i><em>2026/06/01</em></li></ul>", META_WRITTEN, "2026/06/01" },
    /* decoys */
    { "<table><tr><th>索引号</th><th>文号</th></tr><tr><td>1</td><td><a href=x>山政发〔2026〕7号</a></td></tr></table>",
      META_NUMBER, NULL },
    { "<table><tr><th>索引号</th><th>文号</th></tr><tr><td>1</td><td>山政发〔2026〕7号</td></tr><tr><td>2</"
      "td><td>山政发"
      "〔2026〕8号</td></tr></table>",
      META_NUMBER, NULL },
    { "<table><tr><th>名称</th><th>索引号</th><th>发布机构</th><th>发布日期</th></tr></table>", META_INDEX, NULL },
    { "<table><tr><th>名称</th><th>索引号</th><th>发布机构</th><th>发布日期</th></tr></table>", META_PUBLISHED, NULL },
    { "<p>资金来源：财政拨款</p>", META_SOURCE, NULL },
    { "<p>请注明文号和发布机构，以便查询。</p>", META_NUMBER, NULL },
    { "<a href=x>来源：首页</a>", META_SOURCE, NULL },
    { "<style>.a:after{content:'来源：x'}</style>", META_SOURCE, NULL },
    { "<ul><li>文号：1号</li><li>文号：2号</li><li>文号：3号</li></ul>", META_NUMBER, NULL },
};

static void test_fields(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    for (size_t i = 0; i < ARRAY_LEN(samples); i++) {
        const str *got = field(read_fields(&a, samples[i].html), samples[i].field);
        if (!samples[i].value && got)
            fail_msg("%s: found %.*s", samples[i].html, STR_ARG(*got));
        if (samples[i].value && (!got || !str_eq(*got, str_from(samples[i].value))))
            fail_msg("%s: \"%.*s\" instead of \"%s\"", samples[i].html, got ? (int)got->len : 4,
                     got ? got->ptr : "none", samples[i].value);
    }
    arena_done(&a);
}

static void test_bounded(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a);
    str parts[1000];
    for (size_t i = 0; i < ARRAY_LEN(parts); i++)
        parts[i] = STR("<p>服务对象：x</p>");
    const struct page_facts *p = read_fields(&a, str_cstr(&a, str_join(&a, parts, ARRAY_LEN(parts), (str){ 0 })));
    assert_true(p->metadata.count > 2 && p->metadata.count <= 200);
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_fields), cmocka_unit_test(test_bounded) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
