/* SPDX-License-Identifier: MIT */
/* Letters: who gets one, what the subject says, and the message as a tree of parts. */
#include "snapshot_fixture.h"
#include "mail_file.h"
#include "mail_message.h"
#include "mail_words.h"
#include "report_sample.h"
#include "core/text.h"

static void test_place(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        { "枣庄市山亭区人民政府门户网站", "山亭区" },
        { "云河区", "云河区" },
        { "枣庄市云河区人民政府", "云河区" },
        { "山东省枣庄市山亭区政府网站", "山亭区" },
        { "福州市人民政府", "福州市" },
        { "www.yunhequ.gov.cn", "www.yunhequ.gov.cn" },
        { "", "" },
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        str place = mail_place(str_from(rows[i][0]));
        if (!str_eq(place, str_from(rows[i][1])))
            fail_msg("%s: %.*s", rows[i][0], STR_ARG(place));
    }
}

static void test_week(void **state)
{
    (void)state;
    static const struct {
        int y, m, d, year, week;
    } rows[] = { { 2026, 11, 20, 2026, 47 }, { 2026, 1, 1, 2026, 1 },   { 2027, 1, 1, 2026, 53 },
                 { 2027, 1, 3, 2026, 53 },   { 2027, 1, 4, 2027, 1 },   { 2024, 12, 30, 2025, 1 },
                 { 2023, 1, 1, 2022, 52 },   { 2020, 12, 31, 2020, 53 } };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        int year, week;
        mail_iso_week(day_make(rows[i].y, rows[i].m, rows[i].d), &year, &week);
        assert_int_equal(year, rows[i].year);
        assert_int_equal(week, rows[i].week);
    }
}

static const str finance_to[] = { STR_INIT("czj@b.cn"), STR_INIT("boss@b.cn") };
static const str finance_cc[] = { STR_INIT("Boss@b.cn"), STR_INIT("zwgk@b.cn") };
static const str operators[] = { STR_INIT("op@b.cn") };
static const str office_to[] = { STR_INIT("office@b.cn") };
static const str education_names[] = { STR_INIT("区教育和体育局") };
static const struct profile_department departments[] = {
    { .name = STR_INIT("区财政局"), .to = finance_to, .to_count = 2, .cc = finance_cc, .cc_count = 2 },
    { .name = STR_INIT("教体局"), .aliases = education_names, .alias_count = 1, .to = operators, .to_count = 1 },
    { .name = STR_INIT("区闲局"), .to = operators, .to_count = 1 },
    { .name = STR_INIT("区政府办"), .to = office_to, .to_count = 1 },
};

struct desk {
    struct site_profile profile;
    struct report_model model;
    struct verdicts *v;
    struct mail_book book;
    struct snapshot *s;
};

static void desk_open(struct desk *d, struct fixture *x, bool complete)
{
    *d = (struct desk){ .profile = {
                            .name = STR("枣庄市山亭区人民政府"), .departments = departments, .department_count = 3 } };
    d->profile.mail = (struct profile_mail){
        .given = true, .from = STR("audit@b.cn"), .operators = operators, .operator_count = 1, .attach_xlsx = true
    };
    d->s = open_writer(x);
    d->v = sample_verdicts(&x->arena, 90);
    d->v->run.complete = complete;
    d->model = sample_model(&x->arena, d->v);
}

static void make_book(struct desk *d, struct fixture *x)
{
    assert_works(x, mail_book_make(&d->book, d->s, &d->model, &d->profile, &x->arena, &x->fail));
}

static const struct mail_letter *letter(const struct desk *d, const char *department)
{
    for (size_t i = 0; i < d->book.count; i++)
        if (str_eq(d->book.letters[i].department, str_from(department)))
            return &d->book.letters[i];
    return NULL;
}

static void test_who(void **state)
{
    struct fixture *x = *state;
    struct desk d;
    const str *to;
    desk_open(&d, x, true);
    make_book(&d, x);
    const struct mail_letter *l = letter(&d, "区财政局");
    assert_true(l && l->due && !l->forwarded);
    assert_int_equal(mail_recipients(l, &x->arena, &to), 3); /* one address stands there twice */
    assert_true(str_eq(to[0], STR("czj@b.cn")) && str_eq(to[2], STR("zwgk@b.cn")));
    l = letter(&d, "区教育和体育局"); /* found by its other name */
    assert_true(l && l->due && !l->forwarded && str_eq(l->to[0], STR("op@b.cn")));
    l = letter(&d, "区政务公开办公室");
    assert_true(l && l->due && l->forwarded && str_eq(l->to[0], STR("op@b.cn")));
    assert_false(letter(&d, "区闲局")->due);
    assert_null(letter(&d, "教体局")); /* it has a letter under its other name */
    assert_null(letter(&d, ""));
    d.profile.department_count = 4;
    d.profile.office = STR("区政府办");
    d.profile.mail.all_clear = true;
    make_book(&d, x);
    assert_true(str_eq(letter(&d, "区政务公开办公室")->to[0], STR("office@b.cn")));
    assert_true(letter(&d, "区闲局")->due);
    snapshot_close(d.s);
}

static void test_subjects(void **state)
{
    struct fixture *x = *state;
    struct desk d;
    desk_open(&d, x, true);
    make_book(&d, x);
    const struct mail_letter *l = letter(&d, "区财政局");
    str expected = str_fmt(&x->arena, "【山亭区门户巡检】区财政局：新增%d 共%d（2026第47周）",
                           (int)l->view->tally.fresh, (int)l->view->count);
    assert_true(str_eq(l->subject, expected));
    expected = STR("【山亭区巡检】区教育和体育局：新增"); /* a long name takes room from the front */
    assert_true(str_starts(letter(&d, "区教育和体育局")->subject, expected));
    assert_true(str_eq(letter(&d, "区闲局")->subject, STR("【山亭区门户巡检】区闲局：没有发现问题（2026第47周）")));
    snapshot_close(d.s);
}

/* Of a crawl that was cut short nobody can say that all is well. */
static void test_incomplete(void **state)
{
    struct fixture *x = *state;
    struct desk d;
    desk_open(&d, x, false);
    d.profile.mail.all_clear = true;
    make_book(&d, x);
    assert_false(letter(&d, "区闲局")->due);
    assert_true(letter(&d, "区财政局")->due);
    assert_true(str_has(letter(&d, "区财政局")->subject, STR("检查未做完")));
    snapshot_close(d.s);
}

static void test_order(void **state)
{
    struct fixture *x = *state;
    struct desk d;
    desk_open(&d, x, true);
    make_book(&d, x);
    const struct mail_letter *l = &d.book.summary;
    bool new_ended = false;
    for (size_t i = 1; i < l->view->count; i++) {
        const struct finding *f = l->order[i - 1], *g = l->order[i];
        assert_true(f->severity >= g->severity);
        if (f->severity != g->severity)
            new_ended = false;
        new_ended = new_ended || !str_eq(g->state, STR("new"));
        assert_false(f->severity == g->severity && str_eq(g->state, STR("new")) && new_ended);
    }
    snapshot_close(d.s);
}

/* The first page of a letter: what fails a site at once, old or new, then a few of every kind. */
static void test_grave_first(void **state)
{
    struct fixture *x = *state;
    struct desk d;
    desk_open(&d, x, true);
    sample_finding(&x->arena, d.v, "link.hidden", "暗链", SEVERITY_ERROR, "区财政局")->state = STR("persisting");
    sample_finding(&x->arena, d.v, "site.home-stale", "首页不更新", SEVERITY_ERROR, "区财政局")->state = STR("new");
    sample_finding(&x->arena, d.v, "policy.unlinked", "没有链接", SEVERITY_ERROR, "区财政局")->state = STR("new");
    sample_finding(&x->arena, d.v, "site.footer", "标识", SEVERITY_WARNING, "区财政局")->state = STR("new");
    make_book(&d, x);
    static const char *const rules[] = { "site.home-stale", "link.hidden", "link.broken",
                                         "link.broken",     "link.broken", "policy.unlinked" };
    const struct mail_letter *l = letter(&d, "区财政局");
    for (size_t i = 0; i < ARRAY_LEN(rules); i++)
        if (!str_eq(l->order[i]->rule, str_from(rules[i])))
            fail_msg("%zu is %.*s, not %s", i, STR_ARG(l->order[i]->rule), rules[i]);
    assert_true(str_eq(l->order[6]->rule, STR("link.broken")) && str_eq(l->order[6]->state, STR("new")));
    snapshot_close(d.s);
}

static size_t count_of(str s, const char *what)
{
    size_t n = 0, len = strlen(what);
    for (size_t at; (at = str_find(s, str_from(what))) != SIZE_MAX; s = str_slice(s, at + len, s.len))
        n++;
    return n;
}

static void test_message(void **state)
{
    struct fixture *x = *state;
    struct desk d;
    struct mail_content c;
    struct buf b;
    str thread[] = { STR("<1@h>"), STR("<2@h>\r\nX: y") };
    desk_open(&d, x, true);
    sample_hostile(&x->arena, d.v);
    make_book(&d, x);
    buf_init(&b, LIMIT_MAIL);
    for (size_t i = 0; i <= d.book.count; i++) {
        const struct mail_letter *l = i < d.book.count ? &d.book.letters[i] : &d.book.summary;
        assert_works(x, mail_content_make(&c, &d.book, l, &x->arena, &x->fail));
        buf_clear(&b);
        mail_message(&b, &c, mail_message_id(&d.book, l, STR("a@b.cn"), &x->arena), thread, 1, &x->arena);
        str m = buf_str(&b);
        assert_false(b.full);
        for (size_t k = 0; k < m.len; k++) { /* ASCII, and CRLF only together */
            assert_true((unsigned char)m.ptr[k] < 0x7f && m.ptr[k] != 0);
            assert_true(m.ptr[k] != '\n' || m.ptr[k - 1] == '\r');
            assert_true(m.ptr[k] != '\r' || m.ptr[k + 1] == '\n');
        }
        assert_false(str_has(m, STR("\r\n.")));
        assert_true(str_find(m, STR("text/plain")) < str_find(m, STR("text/html")));
        assert_int_equal(count_of(m, "multipart/alternative"), 1);
        assert_int_equal(count_of(m, "spreadsheetml"), l->view->count ? 1 : 0);
        assert_int_equal(count_of(m, "\r\nMessage-ID: "), 1);
        assert_true(str_has(m, STR("\r\nIn-Reply-To: <1@h>\r\nReferences: <1@h>\r\n")));
        assert_true(str_ends(m, str_fmt(&x->arena, "--%s--\r\n", c.boundary)));
    }
    buf_done(&b);
    snapshot_close(d.s);
}

static size_t written_len(const struct mail_style *style, const struct mail_book *b, const struct mail_letter *l,
                          struct arena *a)
{
    struct mail_attachments none = { 0 };
    char *text = NULL;
    size_t len = 0;
    FILE *file = open_memstream(&text, &len);
    assert_true(mail_body(file, style, b, l, &none, a));
    fclose(file);
    assert_true(text_is_utf8((str){ text, len }));
    free(text);
    return len;
}

/* The longest texts that a portal can bring do not make the HTML body longer than webmails show. */
static void test_ceiling(void **state)
{
    struct fixture *x = *state;
    struct desk d;
    struct buf b;
    desk_open(&d, x, true);
    buf_init(&b, 1 << 16);
    for (size_t i = 0; i < 5000; i++)
        buf_add(&b, STR("&\"<"));
    str bad = buf_str(&b);
    for (size_t i = 0; i < d.v->findings.count; i++) {
        struct finding *f = &d.v->findings.items[i];
        f->message = f->column_path = f->remedy = f->rule_title = bad;
        str *where = arena_new(&x->arena, str, 1);
        where[0] = str_fmt(&x->arena, "http://a/%.*s", 390, bad.ptr);
        f->where = where;
        f->where_len = 1;
        f->department = i % 2 ? STR("区财政局") : str_fmt(&x->arena, "%zu%.*s", i, 300, bad.ptr);
    }
    for (size_t i = 0; i < 100; i++) {
        *arena_push(&x->arena, &d.v->fixed) = (struct fixed_finding){ STR("1"), STR("r"), bad, DAY_NONE, DAY_NONE };
        *arena_push(&x->arena, &d.v->recheck) = (struct fixed_finding){ STR("2"), STR("r"), bad, DAY_NONE, DAY_NONE };
    }
    make_book(&d, x);
    for (size_t i = 0; i < 100; i++) {
        struct outbox_row row = { .department = bad, .recipient = STR("a@b.cn"), .state = OUTBOX_FAILED, .said = bad };
        *arena_push(&x->arena, &d.book.sent) = row;
        *arena_push(&x->arena, &d.book.lost) = row;
    }
    assert_true(written_len(&mail_style_html, &d.book, &d.book.summary, &x->arena) <= MAIL_HTML_BYTES);
    assert_true(written_len(&mail_style_html, &d.book, letter(&d, "区财政局"), &x->arena) <= MAIL_HTML_BYTES);
    assert_true(written_len(&mail_style_text, &d.book, &d.book.summary, &x->arena) > 1000);
    buf_done(&b);
    snapshot_close(d.s);
}

static void test_ids(void **state)
{
    struct fixture *x = *state;
    struct desk d;
    desk_open(&d, x, true);
    d.v->run.site = STR("Evil>\r\nX: y@..host:80");
    make_book(&d, x);
    const struct mail_letter *l = letter(&d, "区财政局"), *other = letter(&d, "区教育和体育局");
    str id = mail_message_id(&d.book, l, STR("a@b.cn"), &x->arena);
    assert_true(str_starts(id, STR("<7.20261120020000.")) && str_ends(id, STR(">")));
    for (size_t i = 1; i + 1 < id.len; i++)
        assert_true(id.ptr[i] > ' ' && id.ptr[i] != '<' && id.ptr[i] != '>' && id.ptr[i] != ':');
    assert_int_equal(count_of(id, "@"), 1);
    assert_int_equal(count_of(id, ".."), 0);
    assert_true(str_eq(id, mail_message_id(&d.book, l, STR("A@b.cn"), &x->arena)));
    assert_false(str_eq(id, mail_message_id(&d.book, l, STR("c@b.cn"), &x->arena)));
    assert_false(str_eq(id, mail_message_id(&d.book, other, STR("a@b.cn"), &x->arena)));
    snapshot_close(d.s);
}

static void test_file_names(void **state)
{
    struct fixture *x = *state;
    struct arena *a = &x->arena;
    assert_true(str_eq(mail_file_of(STR("区财政局"), STR("a@b.cn"), a), STR("区财政局-a@b.cn.eml")));
    static const str bad[] = { STR_INIT("../../etc/passwd"),
                               STR_INIT("a/b"),
                               STR_INIT("a_b\n"),
                               STR_INIT(".x"),
                               STR_INIT("-x"),
                               STR_INIT("a\0b"),
                               STR_INIT("\xFF"),
                               STR_INIT("") };
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        str name = mail_file_of(bad[i], STR("a@b.cn"), a);
        assert_true(name.ptr[0] != '.' && !str_has(name, STR("/")) && str_has(name, STR("~")) &&
                    !memchr(name.ptr, 0, name.len));
    }
    assert_false(str_eq(mail_file_of(STR("a/b"), STR("x@b"), a), mail_file_of(STR("a:b"), STR("x@b"), a)));
    str longest = str_fmt(a, "%0900d", 1);
    assert_true(mail_file_of(longest, longest, a).len < 256);
}

int main(void)
{
#define ON_DESK(test) cmocka_unit_test_setup_teardown(test, fixture_setup, fixture_teardown)
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_place), cmocka_unit_test(test_week), ON_DESK(test_who),
        ON_DESK(test_subjects),       ON_DESK(test_incomplete),    ON_DESK(test_order),
        ON_DESK(test_message),        ON_DESK(test_ceiling),       ON_DESK(test_ids),
        ON_DESK(test_file_names),     ON_DESK(test_grave_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
