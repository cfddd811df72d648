/* SPDX-License-Identifier: MIT */
/* Files that hold the text a page lacks, or what a letter is about: fetched whole, once, and after a break as well. */
#include "crawl_bench.h"

#define PAPER                                                                                                          \
    "HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\nConnection: close\r\n\r\n"                                    \
    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"         \
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj\n"  \
    "4 0 obj<</Length 66>>stream\nBT /F1 12 Tf 20 100 Td (Catalogue of major decisions, 2026) Tj ET \nendstream "      \
    "endobj\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
#define ARTICLE(text) TITLED("通知", text)
#define TITLED(title, text)                                                                                            \
    "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\n\r\n"                           \
    "<html><head><title>t</title><meta name=\"ArticleTitle\" content=\"" title "\"></head><body><h1>" title "</h1>"    \
    "<div class=\"TRS_Editor\">" text "</div></body></html>"
#define LONG_TEXT                                                                                                                                                              \
    "<p>"                                                                                                                                                                      \
    "这一篇的正文写在页面上，所以附件只要看一看在不在就够了，不需要整个取回来读。这一篇的正文写在页面上，所以附件只要" \
    "看一看"                                                                                                                                                                \
    "在不在就够了，不需要整个取回来读。这一篇的正文写在页面上，所以附件只要看一看在不在就够了，不需要整个取回来读。</"  \
    "p>"

static const struct page papers[] = {
    { "/", HTML "<a href=\"/seen.pdf\">s</a><a href=\"/bare.html\">b</a><a href=\"/told.html\">t</a>"
                "<a href=\"/letter.html\">l</a></body></html>" },
    { "/bare.html", ARTICLE("<p><a href=\"/seen.pdf\">一.pdf</a> <a href=\"/new.pdf\">二.pdf</a> <a "
                            "href=\"/short.pdf\">三.pdf</a></p>") },
    { "/told.html", ARTICLE(LONG_TEXT "<p><a href=\"/other.pdf\">附件.pdf</a></p>") },
    { "/letter.html",
      TITLED("关于公布2026年度重大行政决策事项目录的通知", LONG_TEXT "<p><a href=\"/annex.pdf\">附件.pdf</a></p>") },
    { "/annex.pdf", PAPER },
    { "/seen.pdf", PAPER },
    { "/new.pdf", PAPER },
    { "/other.pdf", PAPER },
    { "/short.pdf", "HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\nContent-Length: 900\r\n\r\n%PDF-1.4" },
};

static struct tiny_reply answer(void *ctx, const struct tiny_request *r)
{
    (void)ctx;
    for (size_t i = 0; i < ARRAY_LEN(papers); i++)
        if (!strcmp(r->path, papers[i].path))
            return (struct tiny_reply){ .text = papers[i].text };
    return (struct tiny_reply){ .text = NOT_FOUND };
}

static void test_files_that_hold_a_page_s_text(void **state)
{
    struct bench *b = *state;
    crawl(b);
    static const char *const read[] = { "/seen.pdf", "/new.pdf", "/annex.pdf" };
    for (size_t i = 0; i < ARRAY_LEN(read); i++) {
        const struct resource_fact *r = at(b, read[i]);
        assert_int_equal(r->outcome, OUTCOME_OK);
        assert_null(r->page);
        assert_non_null(r->attachment);
        assert_true(str_eq(r->attachment->attachment, STR("pdf")));
        if (!access("/usr/bin/pdftotext", X_OK))
            assert_true(r->attachment->known & KNOWN_BODY);
    }
    assert_null(at(b, "/other.pdf")->attachment);
    assert_asked(b, "GET /other.pdf", 1);                       /* looked at only */
    assert_int_equal(at(b, "/short.pdf")->outcome, OUTCOME_OK); /* asked for whole it failed: that proves nothing */
    assert_null(at(b, "/short.pdf")->attachment);
    assert_true(b->run.complete);
}

/* Files that were wanted for their text before the break are still wanted after it, and none is read twice. */
static void test_files_are_read_after_a_break(void **state)
{
    struct bench *b = *state;
    b->options.concurrency = 1;
    for (int stop = 3; stop <= 6; stop++) {
        tiny_forget(&b->server);
        b->options.fresh = true;
        b->options.rate = 8;
        b->stop_after = stop;
        crawl(b);
        b->options.fresh = false;
        b->options.rate = 0;
        b->stop_after = 0;
        if (!b->run.complete)
            crawl(b);
        assert_true(b->run.complete);
        static const char *const read[] = { "/seen.pdf", "/new.pdf", "/annex.pdf" };
        for (size_t i = 0; i < ARRAY_LEN(read); i++)
            if (!at(b, read[i])->attachment)
                fail_msg("stopped after %d: %s was not read", stop, read[i]);
        assert_null(at(b, "/other.pdf")->attachment);
        if (tiny_times(&b->server, "GET /new.pdf") > 2)
            fail_msg("stopped after %d: /new.pdf was asked %d times", stop, tiny_times(&b->server, "GET /new.pdf"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_files_that_hold_a_page_s_text, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_files_are_read_after_a_break, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
