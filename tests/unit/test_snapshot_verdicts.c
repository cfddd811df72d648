/* SPDX-License-Identifier: MIT */
/* Verdicts come back as they were stored, and the history tells new, persisting, reopened, fixed and to be rechecked
 * apart. */
#include "snapshot_fixture.h"

static day week(int n)
{
    return day_add(day_make(2026, 11, 6), 7 * n);
}

/* One judged run: words of blank-separated finding ids. */
struct judged {
    int64_t run;
    day as_of;
    const char *found, *healthy, *waived;
};

static void add_found(struct verdicts *v, const char *ids, struct arena *a)
{
    str rest = str_from(ids), id;
    while (rest.len && str_cut(&rest, ' ', &id))
        *arena_push(a, &v->findings) = (struct finding){ .id = id,
                                                         .rule = STR("link.broken"),
                                                         .subject = id,
                                                         .severity = SEVERITY_ERROR,
                                                         .department = STR("区财政局") };
}

static struct verdicts *judge(struct fixture *x, struct snapshot *s, const struct judged *j)
{
    struct verdicts *v = arena_new(&x->arena, struct verdicts, 1);
    str rest = str_from(j->healthy), id;
    v->run.id = j->run;
    v->as_of = j->as_of;
    add_found(v, j->found, &x->arena);
    while (rest.len && str_cut(&rest, ' ', &id))
        *arena_push(&x->arena, &v->healthy) = strtoull(id.ptr, NULL, 16);
    rest = str_from(j->waived);
    while (rest.len && str_cut(&rest, ' ', &id))
        *arena_push(&x->arena, &v->waived) = (struct waived_finding){ .id = id, .rule = STR("r"), .until = week(9) };
    assert_works(x, snapshot_put_verdicts(s, v, &x->arena, &x->fail));
    return v;
}

/* "a:new:0 b:persisting:2" */
static str findings_of(struct fixture *x, const struct verdicts *v)
{
    str text = STR("");
    for (size_t i = 0; i < v->findings.count; i++) {
        const struct finding *f = &v->findings.items[i];
        text = str_fmt(&x->arena, "%.*s%s%.*s:%.*s:%d", STR_ARG(text), i ? " " : "", STR_ARG(f->id), STR_ARG(f->state),
                       f->weeks);
    }
    return text;
}

static str ids_of(struct fixture *x, const struct fixed_finding *items, size_t count)
{
    str *ids = arena_new(&x->arena, str, count);
    for (size_t i = 0; i < count; i++)
        ids[i] = items[i].id;
    return str_join(&x->arena, ids, count, STR(" "));
}

#define check_verdicts(v, findings_, fixed_, recheck_)                                                                 \
    do {                                                                                                               \
        assert_string_equal(findings_of(x, (v)).ptr, findings_);                                                       \
        assert_string_equal(ids_of(x, (v)->fixed.items, (v)->fixed.count).ptr, fixed_);                                \
        assert_string_equal(ids_of(x, (v)->recheck.items, (v)->recheck.count).ptr, recheck_);                          \
    } while (0)

static void test_history(void **state)
{
    struct fixture *x = *state;
    struct snapshot *s = open_writer(x);
    int64_t run[5];
    const struct verdicts *v;
    run[0] = start_run(x, s);
    v = judge(x, s, &(struct judged){ run[0], week(0), "a b c d", "fff", "" });
    check_verdicts(v, "a:new:0 b:new:0 c:new:0 d:new:0", "", "");

    run[1] = start_run(x, s); /* b healed, c was not reached, d is waived */
    v = judge(x, s, &(struct judged){ run[1], week(1), "a e", "b", "d" });
    check_verdicts(v, "a:persisting:1 e:new:0", "b", "c");
    assert_int_equal(v->fixed.items[0].first_seen.n, week(0).n);
    assert_int_equal(v->fixed.items[0].last_seen.n, week(0).n);

    run[2] = start_run(x, s); /* b is back, c was there all the time, d's waiver ended */
    v = judge(x, s, &(struct judged){ run[2], day_add(week(2), 3), "a b c d", "e", "" });
    check_verdicts(v, "a:persisting:2 b:reopened:2 c:persisting:2 d:persisting:2", "e", "");

    run[3] = start_run(x, s); /* fixed ones are not told twice, a reopened one persists */
    v = judge(x, s, &(struct judged){ run[3], week(3), "b", "a e", "c" });
    check_verdicts(v, "b:persisting:3", "a", "d");
    assert_int_equal(v->fixed.items[0].last_seen.n, day_add(week(2), 3).n);

    run[4] = start_run(x, s); /* d stays open until somebody looks */
    v = judge(x, s, &(struct judged){ run[4], week(4), "", "c", "" });
    check_verdicts(v, "", "c", "b d");
    snapshot_close(s);
}

static void test_judged_again(void **state)
{
    struct fixture *x = *state;
    struct snapshot *s = open_writer(x);
    int64_t first = start_run(x, s);
    judge(x, s, &(struct judged){ first, week(0), "a b", "", "" });
    int64_t second = start_run(x, s);
    const struct judged again = { second, week(1), "a c", "b", "" };
    for (int times = 0; times < 3; times++) {
        check_verdicts(judge(x, s, &again), "a:persisting:1 c:new:0", "b", "");
        snapshot_close(s);
        s = open_writer(x);
    }
    struct verdicts *stored = snapshot_load_verdicts(s, second, &x->arena, &x->fail);
    assert_works(x, stored);
    check_verdicts(stored, "a:persisting:1 c:new:0", "b", "");
    /* with another rulebook b is found after all, and c is not */
    check_verdicts(judge(x, s, &(struct judged){ second, week(1), "a b", "c", "" }), "a:persisting:1 b:persisting:1",
                   "", "");
    /* the same verdicts stored twice */
    struct verdicts *v = judge(x, s, &again);
    assert_works(x, snapshot_put_verdicts(s, v, &x->arena, &x->fail));
    check_verdicts(v, "a:persisting:1 c:new:0", "b", "");
    assert_int_equal(v->departments.count, 1);
    assert_int_equal(v->departments.items[0].new_findings, 1);
    assert_int_equal(v->departments.items[0].fixed, 1);
    snapshot_close(s);
}

/* Ids as the checks make them, the highest bit set, and one that nobody can match. */
static void test_long_ids(void **state)
{
    struct fixture *x = *state;
    struct snapshot *s = open_writer(x);
    judge(x, s, &(struct judged){ start_run(x, s), week(0), "fedcba9876543210 0123456789abcdef nothex", "", "" });
    const struct judged next = { start_run(x, s), week(1), "", "fedcba9876543210 0", "" };
    check_verdicts(judge(x, s, &next), "", "fedcba9876543210", "0123456789abcdef nothex");
    snapshot_close(s);
}

static void test_run_history(void **state)
{
    struct fixture *x = *state;
    struct snapshot *s = open_writer(x);
    struct run_summary *runs = NULL;
    assert_int_equal(snapshot_run_history(s, &x->arena, &runs, &x->fail), 0);
    judge(x, s, &(struct judged){ start_run(x, s), week(0), "a b c", "", "" });
    start_run(x, s); /* never judged */
    struct verdicts *first = snapshot_load_verdicts(s, 1, &x->arena, &x->fail);
    assert_works(x, first);
    assert_true(!first->run.complete && str_eq(first->run.incomplete_because, STR("interrupted")));
    int64_t last = start_run(x, s);
    struct run_fact end = { .id = last, .complete = true };
    assert_works(x, snapshot_run_finish(s, &end, &x->fail));
    judge(x, s, &(struct judged){ last, week(1), "a d", "b c", "" });
    assert_int_equal(snapshot_run_history(s, &x->arena, &runs, &x->fail), 2);
    assert_true(runs[0].id == 1 && runs[0].findings == 3 && runs[0].new_findings == 3 && runs[0].fixed == 0);
    assert_true(runs[1].id == last && runs[1].findings == 2 && runs[1].new_findings == 1 && runs[1].fixed == 2);
    assert_true(runs[1].errors == 2 && runs[1].complete && !runs[0].complete);
    assert_int_equal(runs[1].as_of.n, week(1).n);
    struct verdicts *v = snapshot_load_verdicts(s, 0, &x->arena, &x->fail);
    assert_works(x, v);
    assert_int_equal(v->run.id, last);
    snapshot_close(s);
}

static const str pages[] = { STR_INIT("http://a/1"), STR_INIT("http://a/\"2\"") };
static const str rules[] = { STR_INIT("link.broken") };
static const struct clause_ref clauses[] = { { STR_INIT("shanting-2022"), STR_INIT("29"), STR_INIT("机制"),
                                               STR_INIT("落实") },
                                             { STR_INIT("national"), STR_INIT("1.1"), { 0 }, { 0 } } };

static void fill(struct verdicts *v, struct arena *a)
{
    *arena_push(a, &v->findings) = (struct finding){ .id = STR("f1"),
                                                     .rule = STR("link.broken"),
                                                     .rule_title = STR("断链"),
                                                     .severity = SEVERITY_WARNING,
                                                     .subject = STR("http://a/x"),
                                                     .where = pages,
                                                     .where_len = 2,
                                                     .where_count = 53,
                                                     .column_name = STR("财政"),
                                                     .column_path = STR("首页 > 财政"),
                                                     .column_url = STR("http://a/cz/"),
                                                     .indicator = STR("shanting-2022/35"),
                                                     .department = STR("区财政局"),
                                                     .clauses = clauses,
                                                     .clause_count = 2,
                                                     .message = STR("链接打不开"),
                                                     .remedy = STR("改正"),
                                                     .evidence = STR("{\"status\":404}") };
    *arena_push(a, &v->findings) = (struct finding){ .id = STR("f2"), .severity = SEVERITY_ERROR };
    *arena_push(a, &v->waived) =
        (struct waived_finding){ STR("w"), STR("r"), STR("s"), STR("why"), STR("who"), day_make(2026, 12, 31) };
    *arena_push(a, &v->unverified) = (struct unverified){ STR("r"), STR("s"), STR("wall"), STR("detail") };
    *arena_push(a, &v->clauses) = (struct clause_result){ STR("p"),    STR("29"),  STR("t"), STR("全文"), STR("u"),
                                                          STR("fail"), STR("why"), rules,    1,           12 };
    *arena_push(a, &v->indicators) = (struct indicator_result){ STR("p"),
                                                                STR("35"),
                                                                STR("简报"),
                                                                STR("局"),
                                                                STR("monthly"),
                                                                STR("每月"),
                                                                STR("http://a/"),
                                                                STR("财政"),
                                                                STR("名称"),
                                                                day_make(2026, 10, 12),
                                                                STR("overdue"),
                                                                STR("detail"),
                                                                STR("0 1 0 0 0 0 0 0 0 0 2 0") };
    *arena_push(a, &v->indicators) = (struct indicator_result){ .no = STR("36"), .newest = DAY_NONE };
    *arena_push(a, &v->policies) = (struct policy_row){ STR("http://a/x"),
                                                        STR("办法"),
                                                        STR("测政发〔2026〕1号"),
                                                        STR("局"),
                                                        day_make(2026, 3, 2),
                                                        STR("http://a/y"),
                                                        STR("解读"),
                                                        STR("图解"),
                                                        true,
                                                        day_make(2026, 3, 4),
                                                        2 };
    *arena_push(a, &v->identity) = (struct identity_result){ STR("网站标识码"), STR("3799010001"), STR("pass") };
    *arena_push(a, &v->departments) = (struct department_result){ STR("区财政局"), 3, 0, 0 };
    *arena_push(a, &v->hosts) =
        (struct host_result){ STR("a"), true, STR("found"), STR("nodata"), STR("ok"), STR("pending"), STR("wall") };
}

static void check_finding(const struct finding *f)
{
    assert_true(str_eq(f->rule_title, STR("断链")) && f->severity == SEVERITY_WARNING && str_eq(f->state, STR("new")));
    assert_true(f->where_len == 2 && str_eq(f->where[1], pages[1]) && f->where_count == 53);
    assert_true(str_eq(f->column_path, STR("首页 > 财政")) && str_eq(f->column_url, STR("http://a/cz/")));
    assert_true(f->clause_count == 2 && str_eq(f->clauses[0].quote, STR("落实")) && f->clauses[1].title.len == 0);
    assert_true(str_eq(f->clauses[1].clause, STR("1.1")) && str_eq(f->evidence, STR("{\"status\":404}")));
    assert_true(str_eq(f->message, STR("链接打不开")) && str_eq(f->remedy, STR("改正")));
    assert_true(str_eq(f->indicator, STR("shanting-2022/35")) && str_eq(f->department, STR("区财政局")));
    assert_int_equal(f->first_seen.n, week(0).n);
}

static void test_round_trip(void **state)
{
    struct fixture *x = *state;
    struct snapshot *s = open_writer(x);
    struct verdicts v = { .as_of = week(0),
                          .version = STR("0.1"),
                          .plans = STR("p national"),
                          .notes = STR("一。\n二。"),
                          .stats = { 1, 2, 3, 4, 5, 6, 7, 8, 9.5 } };
    v.run.id = start_run(x, s);
    fill(&v, &x->arena);
    assert_works(x, snapshot_put_verdicts(s, &v, &x->arena, &x->fail));
    snapshot_close(s);
    s = snapshot_open(x->dir, false, &x->fail);
    assert_works(x, s);
    const struct verdicts *w = snapshot_load_verdicts(s, v.run.id, &x->arena, &x->fail);
    assert_works(x, w);
    assert_int_equal(w->as_of.n, week(0).n);
    assert_true(str_eq(w->notes, v.notes) && str_eq(w->plans, v.plans) && str_eq(w->version, v.version));
    assert_memory_equal(&w->stats, &v.stats, sizeof v.stats);
    assert_true(str_eq(w->run.site, STR("a.gov.cn")));
    assert_int_equal(w->findings.count, 2);
    check_finding(&w->findings.items[0]);
    assert_true(w->findings.items[1].where_len == 0 && w->findings.items[1].severity == SEVERITY_ERROR);
    assert_true(w->waived.count == 1 && w->waived.items[0].until.n == day_make(2026, 12, 31).n);
    assert_true(w->unverified.count == 1 && str_eq(w->unverified.items[0].detail, STR("detail")));
    assert_true(w->clauses.count == 1 && w->clauses.items[0].rule_count == 1 && w->clauses.items[0].findings == 12);
    assert_true(str_eq(w->clauses.items[0].rules[0], rules[0]) && str_eq(w->clauses.items[0].text, STR("全文")));
    assert_true(w->indicators.count == 2 && w->indicators.items[0].newest.n == day_make(2026, 10, 12).n);
    assert_true(str_eq(w->indicators.items[0].months, STR("0 1 0 0 0 0 0 0 0 0 2 0")));
    assert_true(str_eq(w->indicators.items[0].limit_text, STR("每月")) && !day_known(w->indicators.items[1].newest));
    assert_true(w->policies.count == 1 && w->policies.items[0].several && w->policies.items[0].workdays == 2);
    assert_true(w->policies.items[0].interpreted.n == day_make(2026, 3, 4).n &&
                str_eq(w->policies.items[0].form, STR("图解")));
    assert_true(w->identity.count == 1 && str_eq(w->identity.items[0].value, STR("3799010001")) &&
                str_eq(w->identity.items[0].verdict, STR("pass")));
    assert_true(w->departments.count == 1 && w->departments.items[0].findings == 3);
    assert_int_equal(w->departments.items[0].new_findings, 1);
    assert_true(w->hosts.count == 1 && w->hosts.items[0].own && str_eq(w->hosts.items[0].wall, STR("wall")));
    snapshot_close(s);
}

static void test_nothing_judged(void **state)
{
    struct fixture *x = *state;
    struct snapshot *s = open_writer(x);
    assert_null(snapshot_load_verdicts(s, 0, &x->arena, &x->fail));
    assert_int_equal(x->fail.code, FAIL_USAGE);
    x->fail = (struct fail){ 0 };
    int64_t run = start_run(x, s);
    assert_null(snapshot_load_verdicts(s, run, &x->arena, &x->fail));
    assert_non_null(strstr(x->fail.text, "not judged"));
    x->fail = (struct fail){ 0 };
    assert_null(snapshot_load_verdicts(s, 77, &x->arena, &x->fail));
    assert_non_null(strstr(x->fail.text, "no run 77"));
    snapshot_close(s);
}

/* The last table refuses its row: what was stored before must still be there, whole. */
static void test_all_or_nothing(void **state)
{
    struct fixture *x = *state;
    struct snapshot *s = open_writer(x);
    int64_t run = start_run(x, s);
    judge(x, s, &(struct judged){ run, week(0), "a b", "", "" });
    snapshot_close(s);
    change_database(x,
                    "CREATE TRIGGER no BEFORE INSERT ON host_result BEGIN SELECT raise(ABORT, 'no more hosts'); END");
    s = open_writer(x);
    struct verdicts v = { .run = { .id = run }, .as_of = week(1) };
    fill(&v, &x->arena);
    assert_false(snapshot_put_verdicts(s, &v, &x->arena, &x->fail));
    assert_int_equal(x->fail.code, FAIL_MACHINE);
    assert_non_null(strstr(x->fail.text, "no more hosts"));
    x->fail = (struct fail){ 0 };
    check_verdicts(snapshot_load_verdicts(s, run, &x->arena, &x->fail), "a:new:0 b:new:0", "", "");
    judge(x, s, &(struct judged){ run, week(0), "c", "", "" }); /* and the snapshot still works */
    snapshot_close(s);
}

static int64_t ask(struct fixture *x, const char *sql)
{
    char path[128];
    sqlite3 *db;
    sqlite3_stmt *st;
    snprintf(path, sizeof path, "%s/snapshot.db", x->dir);
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &st, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(st), SQLITE_ROW);
    int64_t value = sqlite3_column_int64(st, 0);
    sqlite3_finalize(st);
    sqlite3_close(db);
    return value;
}

static int64_t put_filled(struct fixture *x, struct snapshot *s, int n)
{
    struct verdicts v = { .as_of = week(n) };
    v.run.id = start_run(x, s);
    fill(&v, &x->arena);
    assert_works(x, snapshot_put_verdicts(s, &v, &x->arena, &x->fail));
    return v.run.id;
}

/* What a run says again takes no room again. */
static void test_said_once(void **state)
{
    struct fixture *x = *state;
    struct snapshot *s = open_writer(x);
    put_filled(x, s, 0);
    int64_t texts = ask(x, "SELECT count(*) FROM wording");
    assert_int_equal(ask(x, "SELECT count(*) FROM wording WHERE text LIKE '%机制%'"), 1);
    for (int n = 1; n < 5; n++)
        put_filled(x, s, n);
    assert_int_equal(ask(x, "SELECT count(*) FROM finding WHERE clauses IS NOT NULL"), 5);
    assert_int_equal(ask(x, "SELECT count(*) FROM wording"), texts);
    snapshot_close(s);
}

#define UNSHARE(table, column)                                                                                         \
    "UPDATE " table " SET \"" column "\" = (SELECT text FROM wording WHERE id = " table ".\"" column "\");"

/* A snapshot of schema 5, whose rows held the texts themselves: everything is still told, by a reader too. */
static void test_old_texts(void **state)
{
    struct fixture *x = *state;
    struct snapshot *s = open_writer(x);
    int64_t run = put_filled(x, s, 0);
    put_filled(x, s, 1);
    snapshot_close(s);
    /* clang-format off */
    change_database(x,
        UNSHARE("unverified", "subject") UNSHARE("unverified", "detail") UNSHARE("clause_result", "title") UNSHARE("clause_result", "text")
        UNSHARE("clause_result", "units") UNSHARE("clause_result", "why") UNSHARE("clause_result", "rules") UNSHARE("indicator_result", "name")
        UNSHARE("indicator_result", "unit") UNSHARE("indicator_result", "limit_text") UNSHARE("indicator_result", "column")
        UNSHARE("indicator_result", "matched_by") UNSHARE("policy_row", "address") UNSHARE("policy_row", "title")
        UNSHARE("policy_row", "interpretation") UNSHARE("policy_row", "interpretation_title")
        "DROP VIEW saying; CREATE TABLE old (run INTEGER NOT NULL, n INTEGER NOT NULL, id TEXT, rule TEXT, rule_title TEXT, severity TEXT,"
        " state TEXT, first_seen TEXT, weeks INTEGER, subject TEXT, pages TEXT, where_count INTEGER, column_name TEXT, column_path TEXT,"
        " column_url TEXT, indicator TEXT, department TEXT, clauses TEXT, message TEXT, remedy TEXT, evidence TEXT, PRIMARY KEY (run, n))"
        " WITHOUT ROWID; INSERT INTO old SELECT * FROM finding; DROP TABLE finding; ALTER TABLE old RENAME TO finding;"
        "CREATE VIEW saying AS SELECT run, id, rule, subject, department, 'open' AS word FROM finding"
        " UNION ALL SELECT run, id, rule, subject, NULL, 'fixed' FROM fixed;"
        UNSHARE("finding", "rule_title") UNSHARE("finding", "pages") UNSHARE("finding", "column_name") UNSHARE("finding", "column_path")
        UNSHARE("finding", "column_url") UNSHARE("finding", "clauses") UNSHARE("finding", "message") UNSHARE("finding", "remedy")
        "ALTER TABLE run_verdict DROP COLUMN pruned; ALTER TABLE indicator_result DROP COLUMN column_name; DROP TABLE wording; DROP TABLE identity_result; ALTER TABLE url DROP COLUMN file_kind; ALTER TABLE url DROP COLUMN tls_problem; DROP TABLE missing; DROP TABLE name_server; DROP TABLE home_try; DROP TABLE probe_history; DROP TABLE national_result; ALTER TABLE host DROP COLUMN held_until; PRAGMA user_version = 5");
    /* clang-format on */
    s = snapshot_open(x->dir, false, &x->fail);
    assert_works(x, s);
    const struct verdicts *w = snapshot_load_verdicts(s, run, &x->arena, &x->fail);
    assert_works(x, w);
    check_finding(&w->findings.items[0]);
    assert_true(str_eq(w->clauses.items[0].text, STR("全文")) && str_eq(w->clauses.items[0].rules[0], rules[0]));
    assert_true(str_eq(w->unverified.items[0].detail, STR("detail")) &&
                str_eq(w->policies.items[0].title, STR("办法")));
    assert_true(str_eq(w->indicators.items[0].column, STR("http://a/")));
    assert_int_equal(ask(x, "SELECT count(*) FROM wording WHERE text LIKE '%机制%'"), 1);
    snapshot_close(s);
    s = open_writer(x);
    assert_int_equal(snapshot_prune(s, 1, &x->arena, &x->fail), 1); /* ids written in digits are ids, too */
    w = snapshot_load_verdicts(s, 0, &x->arena, &x->fail);
    assert_works(x, w);
    assert_true(str_eq(w->findings.items[0].remedy, STR("改正")) &&
                str_eq(w->findings.items[0].clauses[0].quote, STR("落实")));
    snapshot_close(s);
}

static void add_remedy(struct fixture *x, struct snapshot *s, int64_t run, day as_of, str remedy)
{
    struct verdicts v = { .run = { .id = run }, .as_of = as_of };
    *arena_push(&x->arena, &v.findings) = (struct finding){ .id = STR("a"),
                                                            .rule = STR("link.broken"),
                                                            .severity = SEVERITY_ERROR,
                                                            .remedy = remedy,
                                                            .department = STR("局") };
    *arena_push(&x->arena, &v.unverified) = (struct unverified){ STR("r"), remedy, STR("wall"), STR("detail") };
    assert_works(x, snapshot_put_verdicts(s, &v, &x->arena, &x->fail));
}

/* Pruned runs are numbers and a history; the runs that are kept are whole. */
static void test_prune(void **state)
{
    struct fixture *x = *state;
    struct run_summary *runs = NULL;
    struct snapshot *s = open_writer(x);
    static const str remedies[] = { STR_INIT("一"), STR_INIT("二"), STR_INIT("三") };
    int64_t run[3];
    for (int n = 0; n < 3; n++)
        add_remedy(x, s, run[n] = start_run(x, s), week(n), remedies[n]);
    assert_int_equal(snapshot_prune(s, 5, &x->arena, &x->fail), 0);
    assert_int_equal(snapshot_prune(s, 1, &x->arena, &x->fail), 2);
    assert_int_equal(snapshot_prune(s, 1, &x->arena, &x->fail), 0);
    assert_int_equal(ask(x, "SELECT count(*) FROM wording WHERE text IN ('一', '二')"), 0);
    assert_int_equal(ask(x, "SELECT count(*) FROM unverified"), 1);
    assert_int_equal(snapshot_run_history(s, &x->arena, &runs, &x->fail), 3);
    assert_true(runs[0].findings == 1 && runs[0].new_findings == 1 && runs[0].errors == 1 && runs[1].new_findings == 0);
    assert_null(snapshot_load_verdicts(s, run[0], &x->arena, &x->fail));
    assert_non_null(strstr(x->fail.text, "was pruned"));
    x->fail = (struct fail){ 0 };
    const struct verdicts *w = snapshot_load_verdicts(s, run[2], &x->arena, &x->fail);
    assert_works(x, w);
    assert_true(str_eq(w->findings.items[0].remedy, STR("三")) && str_eq(w->unverified.items[0].subject, STR("三")));
    const struct judged next = { start_run(x, s), week(3), "a", "", "" };
    check_verdicts(judge(x, s, &next), "a:persisting:3", "", "");
    snapshot_close(s);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_history),    TEST(test_judged_again),   TEST(test_long_ids),       TEST(test_run_history),
        TEST(test_round_trip), TEST(test_nothing_judged), TEST(test_all_or_nothing), TEST(test_said_once),
        TEST(test_old_texts),  TEST(test_prune),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
