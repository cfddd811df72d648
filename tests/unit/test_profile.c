/* SPDX-License-Identifier: MIT */
/* The profile: everything it may say, and every mistake told with file, line and field. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "profile.h"

struct loaded {
    struct arena arena;
    struct fail fail;
    struct site_profile *p;
};

static void load(struct loaded *l, const char *yaml)
{
    char path[] = "/tmp/audit-profile-XXXXXX";
    int fd = mkstemp(path);
    *l = (struct loaded){ 0 };
    arena_init(&l->arena);
    assert_int_equal(write(fd, yaml, strlen(yaml)), (ssize_t)strlen(yaml));
    close(fd);
    l->p = profile_load(path, &l->arena, &l->fail);
    unlink(path);
}

static void test_whole(void **state)
{
    (void)state;
    struct loaded l;
    load(
        &l,
        "site: shanting.gov.cn\n"
        "name: 枣庄市山亭区人民政府\n"
        "office: 区政务公开办公室\n"
        "plans: [shanting-2022, national]\n"
        "hosts: [zwfw.example.cn]\n"
        "networks: [10.0.0.0/8, 'fd00::/8']\n"
        "enable: [annual.*]\n"
        "skip: ['/old/.*\\.html$']\n"
        "rate: 2.5\n"
        "concurrency: 6\n"
        "departments:\n"
        "  - name: 区财政局\n"
        "    aliases: [财政局, 山亭区财政局]\n"
        "    columns: [http://www.shanting.gov.cn/czj/]\n"
        "    to: [czj@example.gov.cn]\n"
        "    cc: [zwgk@example.gov.cn]\n"
        "  - name: 区教体局\n"
        "pins:\n"
        "  - {indicator: shanting-2022/35, url: 'http://www.shanting.gov.cn/szjb/'}\n"
        "  - {topic: 政策解读, url: 'http://www.shanting.gov.cn/zcjd/'}\n"
        "periods:\n"
        "  - {column: 年度报告, days: 400}\n"
        "waivers:\n"
        "  - {rule: link.broken, subject: 'http://old.example/*', reason: 正在迁移, owner: 李某, until: 2026-12-31}\n");
    if (!l.p)
        fail_msg("%s", l.fail.text);
    assert_true(str_eq(l.p->office, STR("区政务公开办公室")));
    assert_int_equal(l.p->plan_count, 2);
    assert_int_equal(l.p->network_count, 2);
    assert_int_equal(l.p->enable_count, 1);
    assert_true(str_eq(l.p->enable[0], STR("annual.*")));
    assert_int_equal(l.p->concurrency, 6);
    assert_true(l.p->rate > 2.4 && l.p->rate < 2.6);
    assert_int_equal(l.p->department_count, 2);
    assert_true(str_eq(l.p->departments[0].aliases[1], STR("山亭区财政局")));
    assert_true(str_eq(l.p->departments[0].to[0], STR("czj@example.gov.cn")));
    assert_int_equal(l.p->departments[1].alias_count, 0);
    assert_true(str_eq(l.p->pins[0].what, STR("shanting-2022/35")));
    assert_true(str_eq(l.p->pins[1].what, STR("政策解读")));
    assert_int_equal(l.p->periods[0].days, 400);
    assert_int_equal(day_compare(l.p->waivers[0].until, day_make(2026, 12, 31)), 0);
    arena_done(&l.arena);
}

static void test_small(void **state)
{
    (void)state;
    struct loaded l;
    load(&l, "name: 某区\n");
    if (!l.p)
        fail_msg("%s", l.fail.text);
    assert_true(l.p->rate == 0 && l.p->concurrency == 0 && l.p->plan_count == 0 && l.p->waiver_count == 0);
    arena_done(&l.arena);
}

static void test_mistakes(void **state)
{
    (void)state;
    static const struct {
        const char *yaml, *line, *field;
    } rows[] = {
        { "name: x\nsiet: y\n", ":2", "siet" },
        { "name: x\n\nrate: fast\n", ":3", "rate" },
        { "name: x\nrate: 0\n", ":2", "rate" },
        { "concurrency: 1000\n", ":1", "concurrency" },
        { "name: x\nsite: 'a b/c'\n", ":2", "site" },
        { "networks:\n  - 10.0.0.0/8\n  - 10.0.0.0/33\n", ":3", "networks" },
        { "networks: [everything]\n", ":1", "networks" },
        { "skip:\n  - /ok/\n  - '(/open'\n", ":3", "skip" },
        { "departments:\n  - aliases: [x]\n", ":2", "name" },
        { "departments:\n  - name: a\n    to: ['a@b\r\nBcc: c@d']\n", ":3", "to" },
        { "departments:\n  - name: a\n    columns: [/czj/]\n", ":3", "columns" },
        { "pins:\n  - url: http://x/\n", ":2", "pins" },
        { "pins:\n  - {indicator: '35', url: http://x/}\n", ":2", "indicator" },
        { "pins:\n  - {topic: 政策, url: 'javascript:x'}\n", ":2", "url" },
        { "periods:\n  - {column: a, days: 0}\n", ":2", "days" },
        { "waivers:\n  - {rule: r, subject: s, reason: why, until: soon}\n", ":2", "until" },
        { "waivers:\n  - {rule: r, subject: s, until: 2026-12-31}\n", ":2", "reason" },
        { "mail:\n  from: a@b.cn\n", ":1", "operators" },
        { "mail:\n  operators: [a@b.cn]\n", ":2", "from" },
        { "mail:\n  from: 财政@b.cn\n  operators: [a@b.cn]\n", ":2", "from" },
        { "mail:\n  from: a@b.cn\n  operators: [a@b.cn, 'x y@b.cn']\n", ":3", "operators" },
        { "mail:\n  from: a@b.cn\n  operators: [a@b.cn]\n  port: 70000\n", ":4", "port" },
        { "mail:\n  from: a@b.cn\n  operators: [a@b.cn]\n  security: ssl\n", ":4", "security" },
        { "mail:\n  from: a@b.cn\n  operators: [a@b.cn]\n  attach_html: maybe\n", ":4", "attach_html" },
        { "mail:\n  from: a@b.cn\n  operators: [a@b.cn]\n  timeout: 0\n", ":4", "timeout" },
        { "mail:\n  from: a@b.cn\n  operators: [a@b.cn]\n  server: 'x/../y'\n", ":4", "server" },
        { "mail:\n  from: a@b.cn\n  operators: [a@b.cn]\n  server: mx.b.cn\n  user: u\n  security: none\n", ":6",
          "security" },
        { "departments:\n  - name: a\n    to: [\"x@y.cn\\nBcc: z@y.cn\"]\n", ":3", "to" },
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct loaded l;
        load(&l, rows[i].yaml);
        if (l.p || l.fail.code != FAIL_USAGE || !strstr(l.fail.text, rows[i].line) ||
            !strstr(l.fail.text, rows[i].field) || strchr(l.fail.text, '\n'))
            fail_msg("%s: said '%s'", rows[i].yaml, l.fail.text);
        arena_done(&l.arena);
    }
}

static void test_mail(void **state)
{
    (void)state;
    struct loaded l;
    load(&l, "mail:\n  from: audit@b.cn\n  operators: [op@b.cn]\n");
    assert_non_null(l.p);
    const struct profile_mail *m = &l.p->mail;
    assert_true(m->given && m->security == MAIL_STARTTLS && m->port == 25 && m->timeout_s == 60);
    assert_true(str_eq(m->server, STR("localhost")) && m->attach_xlsx && m->attach_html && !m->all_clear);
    assert_int_equal(m->password_file.len + m->ca_file.len + m->user.len + m->reply_to.len, 0);
    arena_done(&l.arena);
    load(&l,
         "mail:\n  from: audit@b.cn\n  operators: [op@b.cn]\n  server: mx.b.cn\n  security: tls\n  user: u\n"
         "  password_file: secret\n  ca_file: /etc/ca.pem\n  attach_html: no\n  all_clear: yes\n  reply_to: r@b.cn\n");
    assert_non_null(l.p);
    m = &l.p->mail;
    assert_true(m->security == MAIL_TLS && m->port == 465 && !m->attach_html && m->all_clear);
    assert_true(str_eq(m->password_file, STR("/tmp/secret")) && str_eq(m->ca_file, STR("/etc/ca.pem")));
    arena_done(&l.arena);
    load(&l, "site: b.cn\n");
    assert_false(l.p->mail.given);
    arena_done(&l.arena);
}

static void test_missing(void **state)
{
    (void)state;
    struct arena a;
    struct fail f = { 0 };
    arena_init(&a);
    assert_null(profile_load("/nonexistent/profile.yaml", &a, &f));
    assert_int_equal(f.code, FAIL_USAGE);
    assert_non_null(strstr(f.text, "/nonexistent/profile.yaml"));
    arena_done(&a);
}

static void test_find(void **state)
{
    (void)state;
    struct arena a;
    char dir[] = "/tmp/audit-profiles-XXXXXX";
    arena_init(&a);
    assert_non_null(mkdtemp(dir));
    setenv("XDG_CONFIG_HOME", "/nonexistent", 1);
    char *folder = str_cstr(&a, str_fmt(&a, "%s/profiles", dir));
    char *path = str_cstr(&a, str_fmt(&a, "%s/shanting.gov.cn.yaml", folder));
    assert_int_equal(mkdir(folder, 0777), 0);
    assert_int_equal(profile_find(STR("shanting.gov.cn"), dir, &a).len, 0);
    FILE *file = fopen(path, "w");
    fclose(file);
    assert_true(str_eq(profile_find(STR("shanting.gov.cn"), dir, &a), str_from(path)));
    assert_true(str_eq(profile_find(STR("www.shanting.gov.cn"), dir, &a), str_from(path)));
    assert_int_equal(profile_find(STR("zwfw.shanting.gov.cn"), dir, &a).len, 0);
    unlink(path);
    rmdir(folder);
    rmdir(dir);
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_whole),   cmocka_unit_test(test_small),
                                        cmocka_unit_test(test_mail),    cmocka_unit_test(test_mistakes),
                                        cmocka_unit_test(test_missing), cmocka_unit_test(test_find) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
