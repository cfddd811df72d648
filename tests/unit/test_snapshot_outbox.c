/* SPDX-License-Identifier: MIT */
/* The outbox: rows stay as they were queued, threads go back in time, and an older snapshot gets one. */
#include "snapshot_fixture.h"

static struct outbox_row row_of(int64_t run, const char *department, const char *recipient, const char *id)
{
    return (struct outbox_row){
        .run = run, .department = str_from(department), .recipient = str_from(recipient), .message_id = str_from(id)
    };
}

static void queue(struct fixture *x, struct snapshot *s, struct outbox_row row, enum outbox_state state)
{
    assert_works(x, snapshot_outbox_queue(s, &row, &x->fail));
    row.state = state;
    row.code = 250;
    row.said = STR("fine");
    row.at = STR("2026-11-20T03:00:00+08:00");
    if (state != OUTBOX_QUEUED)
        assert_works(x, snapshot_outbox_mark(s, &row, &x->fail));
}

static void test_rows(void **state)
{
    struct fixture *x = *state;
    struct snapshot *s = open_writer(x);
    queue(x, s, row_of(1, "区财政局", "a@b", "<1@h>"), OUTBOX_SENT);
    queue(x, s, row_of(1, "", "op@b", "<2@h>"), OUTBOX_QUEUED); /* the summary */
    struct outbox_row again = row_of(1, "区财政局", "a@b", "<other@h>");
    assert_works(x, snapshot_outbox_queue(s, &again, &x->fail));
    again = row_of(1, "", "op@b", "<other@h>");
    assert_works(x, snapshot_outbox_queue(s, &again, &x->fail));
    snapshot_close(s);
    s = open_writer(x);
    struct outbox_rows rows = { 0 };
    assert_works(x, snapshot_outbox_load(s, 1, &rows, &x->arena, &x->fail));
    assert_int_equal(rows.count, 2);
    assert_int_equal(rows.items[0].department.len, 0);
    assert_true(str_eq(rows.items[0].message_id, STR("<2@h>")) && rows.items[0].state == OUTBOX_QUEUED);
    assert_true(str_eq(rows.items[1].message_id, STR("<1@h>")) && rows.items[1].state == OUTBOX_SENT);
    assert_int_equal(rows.items[1].attempts, 1);
    assert_int_equal(rows.items[1].code, 250);
    assert_true(str_eq(rows.items[1].said, STR("fine")));
    snapshot_close(s);
}

static void test_thread(void **state)
{
    struct fixture *x = *state;
    struct snapshot *s = open_writer(x);
    char id[24];
    str *ids;
    for (int run = 1; run <= 12; run++) {
        snprintf(id, sizeof id, "<%02d@h>", run);
        queue(x, s, row_of(run, "区财政局", "a@b", id), run == 11 ? OUTBOX_FAILED : OUTBOX_SENT);
        queue(x, s, row_of(run, "区财政局", "other@b", "<no@h>"), OUTBOX_SENT);
        queue(x, s, row_of(run, "区教育局", "a@b", "<no@h>"), OUTBOX_SENT);
    }
    struct outbox_row row = row_of(12, "区财政局", "a@b", "");
    assert_int_equal(snapshot_outbox_thread(s, &row, &x->arena, &ids, &x->fail), 8);
    assert_true(str_eq(ids[7], STR("<10@h>")) && str_eq(ids[0], STR("<03@h>"))); /* what failed is no mail to answer */
    snapshot_close(s);
}

static void test_lost(void **state)
{
    struct fixture *x = *state;
    struct snapshot *s = open_writer(x);
    queue(x, s, row_of(1, "甲", "a@b", "<1@h>"), OUTBOX_FAILED);
    queue(x, s, row_of(3, "甲", "a@b", "<3@h>"), OUTBOX_DEFERRED);
    queue(x, s, row_of(3, "乙", "b@b", "<4@h>"), OUTBOX_SENT);
    queue(x, s, row_of(5, "乙", "b@b", "<5@h>"), OUTBOX_QUEUED);
    assert_works(x, snapshot_outbox_give_up(s, 5, STR("superseded"), &x->fail));
    struct outbox_rows lost = { 0 }, now = { 0 };
    assert_works(x, snapshot_outbox_lost(s, 5, &lost, &x->arena, &x->fail));
    assert_int_equal(lost.count, 1);
    assert_true(lost.items[0].run == 3 && lost.items[0].state == OUTBOX_FAILED &&
                str_eq(lost.items[0].said, STR("superseded")));
    assert_works(x, snapshot_outbox_load(s, 5, &now, &x->arena, &x->fail));
    assert_true(now.count == 1 && now.items[0].state == OUTBOX_QUEUED);
    snapshot_close(s);
}

/* A snapshot of schema 1: it gets an outbox, even when it is only read, and keeps its runs. */
static void test_upgrade(void **state)
{
    struct fixture *x = *state;
    struct outbox_rows rows = { 0 };
    struct snapshot *s = open_writer(x);
    int64_t run = start_run(x, s);
    snapshot_close(s);
    change_database(x, "ALTER TABLE indicator_result DROP COLUMN months;ALTER TABLE indicator_result DROP COLUMN "
                       "column_name; DROP TABLE outbox; DROP TABLE ipv6_result; DROP TABLE missing; DROP TABLE "
                       "name_server; DROP TABLE home_try; DROP TABLE probe_history; DROP TABLE national_result;"
                       " ALTER TABLE host DROP COLUMN held_until; ALTER TABLE url DROP COLUMN file_kind; ALTER TABLE "
                       "url DROP COLUMN tls_problem; DROP TABLE "
                       "policy_row; DROP TABLE wording; DROP TABLE identity_result; ALTER TABLE run_verdict DROP "
                       "COLUMN pruned; PRAGMA "
                       "user_version = 1");
    s = snapshot_open(x->dir, false, &x->fail);
    assert_works(x, s);
    assert_works(x, snapshot_outbox_load(s, run, &rows, &x->arena, &x->fail));
    assert_int_equal(rows.count, 0);
    snapshot_close(s);
    s = open_writer(x);
    queue(x, s, row_of(run, "甲", "a@b", "<1@h>"), OUTBOX_SENT);
    assert_works(x, snapshot_outbox_load(s, run, &rows, &x->arena, &x->fail));
    assert_int_equal(rows.count, 1);
    assert_int_equal(snapshot_run_latest(s, &x->fail), run);
    snapshot_close(s);
    s = open_writer(x); /* once is enough */
    snapshot_close(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_rows, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_thread, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_lost, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_upgrade, fixture_setup, fixture_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
