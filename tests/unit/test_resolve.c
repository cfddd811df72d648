/* SPDX-License-Identifier: MIT */
/* Names to addresses: a tiny UDP server in the test answers, stays silent, or fails. */
#include "resolve.h"
#include "core/arena.h"
#include <arpa/inet.h>
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uv.h>

enum { TYPE_A = 1, TYPE_NS = 2, TYPE_AAAA = 28, TYPE_CNAME = 5, SERVFAIL = 2, NXDOMAIN = 3, REFUSED = 5, SILENT = -1 };

/* What the stub says of a name: rcode, addresses by family; `alias`: a CNAME stands before them. */
static const struct zone {
    const char *name;
    int rcode_a, rcode_aaaa;
    const char *v4[3], *v6[8];
    bool alias;
    int servers;
} zones[] = {
    { .name = "both.x.gov.cn", .v4 = { "60.210.8.10", "60.210.8.11" }, .v6 = { "240e:d1::10" } },
    { .name = "four.x.gov.cn", .v4 = { "60.210.8.10" } },
    { .name = "six.x.gov.cn", .v6 = { "240e:d1::10" } },
    { .name = "none.x.gov.cn" },
    { .name = "gone.x.gov.cn", .rcode_a = NXDOMAIN, .rcode_aaaa = NXDOMAIN },
    { .name = "balancer.x.gov.cn", .rcode_aaaa = NXDOMAIN, .v4 = { "60.210.8.10" } },
    { .name = "failing.x.gov.cn", .rcode_a = SERVFAIL, .rcode_aaaa = SERVFAIL },
    { .name = "refused.x.gov.cn", .rcode_a = REFUSED, .rcode_aaaa = REFUSED },
    { .name = "x.gov.cn", .servers = 2 },
    { .name = "many.gov.cn", .servers = 9 },
    { .name = "half.x.gov.cn", .rcode_aaaa = SERVFAIL, .v4 = { "60.210.8.10" } },
    { .name = "silent.x.gov.cn", .rcode_a = SILENT, .rcode_aaaa = SILENT },
    { .name = "alias.x.gov.cn", .v4 = { "60.210.8.12" }, .v6 = { "240e:d1::12" }, .alias = true },
    { .name = "dangling.x.gov.cn", .alias = true },
    { .name = "odd.x.gov.cn",
      .v4 = { "60.210.8.13" },
      .v6 = { "::ffff:60.210.8.13", "::", "fe80::1", "2001:db8::1", "ff02::1", "240e:d1::13", "fd80::1", "::1" } },
};

struct stub {
    uv_udp_t udp;
    char server[32];
    int asked;
    char room[2048];
};

struct lab {
    uv_loop_t loop;
    struct stub stub;
    struct resolver *resolver;
    struct fail fail;
};

static void on_alloc(uv_handle_t *handle, size_t suggested, uv_buf_t *buf)
{
    (void)suggested;
    struct stub *s = handle->data;
    *buf = uv_buf_init(s->room, sizeof s->room);
}

static size_t put_bytes(unsigned char *out, size_t at, const void *bytes, size_t len)
{
    memcpy(out + at, bytes, len);
    return at + len;
}

static size_t put_record(unsigned char *out, size_t at, int type, const void *data, size_t len)
{
    /* name: a pointer to the question's; an alias points at label "t" behind a pointer */
    unsigned char head[] = { 0xc0, 12, 0, (unsigned char)type, 0, 1, 0, 0, 0, 60, 0, (unsigned char)len };
    at = put_bytes(out, at, head, sizeof head);
    return put_bytes(out, at, data, len);
}

static size_t read_name(const unsigned char *q, size_t len, char *name)
{
    size_t at = 12, out = 0;
    while (at < len && q[at] && out + q[at] + 2 < 256) {
        memcpy(name + out, q + at + 1, q[at]);
        out += q[at];
        name[out++] = '.';
        at += q[at] + 1u;
    }
    name[out ? out - 1 : 0] = '\0';
    return at + 5; /* behind type and class */
}

static const struct zone *zone_of(const char *name)
{
    for (size_t i = 0; i < ARRAY_LEN(zones); i++)
        if (strcmp(zones[i].name, name) == 0)
            return &zones[i];
    return NULL;
}

/* The answer's bytes; 0: say nothing. */
static size_t answer(const unsigned char *q, size_t len, unsigned char *out)
{
    char name[256];
    size_t end = read_name(q, len, name);
    int type = q[end - 3], count = 0;
    const struct zone *z = zone_of(name);
    int rcode = !z ? NXDOMAIN : type == TYPE_AAAA ? z->rcode_aaaa : z->rcode_a;
    if (rcode == SILENT)
        return 0;
    size_t at = put_bytes(out, 0, q, end);
    out[2] = 0x81;
    out[3] = (unsigned char)(0x80 | rcode);
    memset(out + 6, 0, 6);
    if (rcode == 0 && z->alias) {
        at = put_record(out, at, TYPE_CNAME, "\xc0\x0c", 2);
        count++;
    }
    for (int i = 0; rcode == 0 && type == TYPE_NS && i < z->servers; i++) {
        const unsigned char label[] = {
            3, 'N', 'S', (unsigned char)('1' + i), 0xc0, 12
        }; /* NS1 below the name itself */
        at = put_record(out, at, TYPE_NS, label, sizeof label);
        count++;
    }
    for (int i = 0; rcode == 0 && type != TYPE_NS && i < 8; i++) {
        unsigned char ip[16];
        const char *text = type == TYPE_A ? (i < 3 ? z->v4[i] : NULL) : z->v6[i];
        if (!text)
            break;
        inet_pton(type == TYPE_A ? AF_INET : AF_INET6, text, ip);
        at = put_record(out, at, type, ip, type == TYPE_A ? 4 : 16);
        count++;
    }
    out[7] = (unsigned char)count;
    return at;
}

static void on_query(uv_udp_t *udp, ssize_t len, const uv_buf_t *buf, const struct sockaddr *from, unsigned flags)
{
    (void)flags;
    struct stub *s = udp->data;
    if (len < 17 || !from)
        return;
    unsigned char out[1024];
    s->asked++;
    size_t size = answer((const unsigned char *)buf->base, (size_t)len, out);
    uv_buf_t reply = uv_buf_init((char *)out, (unsigned)size);
    if (size)
        uv_udp_try_send(udp, &reply, 1, from);
}

static void stub_start(struct stub *s, uv_loop_t *loop)
{
    struct sockaddr_in at;
    int len = sizeof at;
    uv_ip4_addr("127.0.0.1", 0, &at);
    uv_udp_init(loop, &s->udp);
    s->udp.data = s;
    assert_int_equal(uv_udp_bind(&s->udp, (struct sockaddr *)&at, 0), 0);
    uv_udp_getsockname(&s->udp, (struct sockaddr *)&at, &len);
    snprintf(s->server, sizeof s->server, "127.0.0.1:%d", ntohs(at.sin_port));
    uv_udp_recv_start(&s->udp, on_alloc, on_query);
    uv_unref((uv_handle_t *)&s->udp); /* the loop ends when the resolver has nothing left to do */
}

static int set_up(void **state)
{
    struct lab *lab = calloc(1, sizeof *lab);
    uv_loop_init(&lab->loop);
    stub_start(&lab->stub, &lab->loop);
    lab->resolver = resolver_new(&lab->loop, str_from(lab->stub.server), &lab->fail);
    *state = lab;
    return lab->resolver ? 0 : -1;
}

static int tear_down(void **state)
{
    struct lab *lab = *state;
    resolver_free(lab->resolver);
    uv_close((uv_handle_t *)&lab->stub.udp, NULL);
    uv_run(&lab->loop, UV_RUN_DEFAULT);
    int closed = uv_loop_close(&lab->loop);
    free(lab);
    return closed;
}

struct heard {
    struct resolved result;
    int calls;
};

static void on_resolved(void *ctx, const struct resolved *r)
{
    struct heard *h = ctx;
    h->result = *r;
    h->calls++;
}

static struct resolved ask(struct lab *lab, const char *host)
{
    struct heard h = { 0 };
    resolver_ask(lab->resolver, host, on_resolved, &h);
    assert_int_equal(h.calls, 0); /* never from inside the call */
    uv_run(&lab->loop, UV_RUN_DEFAULT);
    assert_int_equal(h.calls, 1);
    return h.result;
}

static void finds_both_families(void **state)
{
    struct resolved r = ask(*state, "both.x.gov.cn");
    assert_int_equal(r.a, DNS_FOUND);
    assert_int_equal(r.aaaa, DNS_FOUND);
    assert_int_equal(r.v4_count, 2);
    assert_string_equal(r.v4[0], "60.210.8.10");
    assert_string_equal(r.v4[1], "60.210.8.11");
    assert_int_equal(r.v6_count, 1);
    assert_string_equal(r.v6[0], "240e:d1::10");
    assert_int_equal(r.v6_odd, 0);
    assert_string_equal(r.error, "");
}

struct state_case {
    const char *host;
    enum dns_state a, aaaa;
};

static void states_stay_apart(void **state)
{
    static const struct state_case cases[] = {
        { "four.x.gov.cn", DNS_FOUND, DNS_NODATA },
        { "six.x.gov.cn", DNS_NODATA, DNS_FOUND },
        { "none.x.gov.cn", DNS_NODATA, DNS_NODATA },
        { "gone.x.gov.cn", DNS_NXDOMAIN, DNS_NXDOMAIN },
        { "unknown.example", DNS_NXDOMAIN, DNS_NXDOMAIN },
        { "balancer.x.gov.cn", DNS_FOUND, DNS_NODATA },
        { "failing.x.gov.cn", DNS_ERROR, DNS_ERROR },
        { "refused.x.gov.cn", DNS_ERROR, DNS_ERROR },
        { "half.x.gov.cn", DNS_FOUND, DNS_ERROR },
        { "alias.x.gov.cn", DNS_FOUND, DNS_FOUND },
        { "dangling.x.gov.cn", DNS_NODATA, DNS_NODATA },
        { "both.x.gov.cn.", DNS_FOUND, DNS_FOUND },
        { "", DNS_NXDOMAIN, DNS_NXDOMAIN },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct resolved r = ask(*state, cases[i].host);
        if (r.a != cases[i].a || r.aaaa != cases[i].aaaa)
            fail_msg("%s: %.*s, %.*s", cases[i].host, STR_ARG(words_dns_state(r.a)), STR_ARG(words_dns_state(r.aaaa)));
        bool failed = r.a == DNS_ERROR || r.aaaa == DNS_ERROR;
        assert_int_equal(r.error[0] != '\0', failed);
    }
}

static void odd_addresses_are_counted_apart(void **state)
{
    struct resolved r = ask(*state, "odd.x.gov.cn");
    assert_int_equal(r.aaaa, DNS_FOUND);
    assert_int_equal(r.v6_odd, 5);
    assert_int_equal(r.v6_count, 3); /* a named server is a laboratory: ULA and loopback are meant */
    assert_string_equal(r.v6[0], "240e:d1::13");
}

static void literals_need_no_server(void **state)
{
    struct lab *lab = *state;
    struct resolved r = ask(lab, "60.210.8.10");
    assert_int_equal(r.a, DNS_FOUND);
    assert_int_equal(r.aaaa, DNS_UNKNOWN);
    assert_string_equal(r.v4[0], "60.210.8.10");
    r = ask(lab, "[::1]");
    assert_int_equal(r.a, DNS_UNKNOWN);
    assert_int_equal(r.aaaa, DNS_FOUND);
    assert_string_equal(r.v6[0], "::1");
    r = ask(lab, "localhost");
    assert_int_equal(r.a, DNS_FOUND);
    assert_string_equal(r.v4[0], "127.0.0.1");
    assert_int_equal(lab->stub.asked, 0);
}

static void silence_is_an_error(void **state)
{
    struct lab *lab = *state;
    enum { MANY = 100 };
    static struct heard silent[MANY], good;
    for (int i = 0; i < MANY; i++)
        resolver_ask(lab->resolver, "silent.x.gov.cn", on_resolved, &silent[i]);
    good = (struct heard){ 0 };
    resolver_ask(lab->resolver, "both.x.gov.cn", on_resolved, &good);
    uv_run(&lab->loop, UV_RUN_ONCE);
    resolver_ask(lab->resolver, "4.3.2.1", on_resolved, &good);
    while (good.calls == 0)
        uv_run(&lab->loop, UV_RUN_ONCE);
    assert_int_equal(silent[0].calls, 0);
    /* wait for the first ones only: they hold their places until the tries are over */
    while (silent[0].calls == 0)
        uv_run(&lab->loop, UV_RUN_ONCE);
    assert_int_equal(silent[0].result.a, DNS_ERROR);
    assert_int_equal(silent[0].result.aaaa, DNS_ERROR);
    assert_true(strlen(silent[0].result.error) > 0);
    /* tear_down() ends the resolver while the others are pending: nobody is called any more */
}

static void ends_with_questions_pending(void **state)
{
    struct lab *lab = *state;
    static struct heard h[5];
    const char *hosts[] = { "silent.x.gov.cn", "both.x.gov.cn", "1.2.3.4", "localhost", "gone.x.gov.cn" };
    for (int i = 0; i < 5; i++)
        resolver_ask(lab->resolver, hosts[i], on_resolved, &h[i]);
    resolver_free(lab->resolver);
    uv_run(&lab->loop, UV_RUN_DEFAULT);
    for (int i = 0; i < 5; i++)
        assert_int_equal(h[i].calls, 0);
    lab->resolver = NULL;
}

static void on_resolved_end(void *ctx, const struct resolved *r)
{
    (void)r;
    struct lab *lab = ctx;
    resolver_free(lab->resolver);
    lab->resolver = NULL;
}

static void may_end_inside_an_answer(void **state)
{
    struct lab *lab = *state;
    static struct heard late;
    resolver_ask(lab->resolver, "both.x.gov.cn", on_resolved_end, lab);
    resolver_ask(lab->resolver, "4.3.2.1", on_resolved_end, lab);
    resolver_ask(lab->resolver, "4.3.2.1", on_resolved, &late);
    uv_run(&lab->loop, UV_RUN_DEFAULT);
    assert_null(lab->resolver);
    assert_int_equal(late.calls, 0);
}

struct chain {
    struct lab *lab;
    int left;
};

static void on_resolved_again(void *ctx, const struct resolved *r)
{
    struct chain *c = ctx;
    assert_int_equal(r->a, DNS_FOUND);
    if (c->left-- > 0)
        resolver_ask(c->lab->resolver, c->left % 2 ? "both.x.gov.cn" : "4.3.2.1", on_resolved_again, c);
}

static void answers_may_ask_again(void **state)
{
    struct lab *lab = *state;
    struct chain chains[200];
    for (int i = 0; i < 200; i++) {
        chains[i] = (struct chain){ lab, 3 };
        resolver_ask(lab->resolver, "four.x.gov.cn", on_resolved_again, &chains[i]);
    }
    uv_run(&lab->loop, UV_RUN_DEFAULT);
    for (int i = 0; i < 200; i++)
        assert_int_equal(chains[i].left, -1);
}

static void servers_are_checked(void **state)
{
    (void)state;
    static const char *const bad[] = { "dns.example", "1.2.3", "1.2.3.4:x", "1.2.3.4:", "[::1", "1.2.3.4:99999", " " };
    static const char *const good[] = { "1.2.3.4", "1.2.3.4:5353", "::1", "[::1]", "[::1]:5353" };
    uv_loop_t loop;
    uv_loop_init(&loop);
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        struct fail f = { 0 };
        struct resolver *r = resolver_new(&loop, str_from(bad[i]), &f);
        if (r)
            fail_msg("'%s' was taken", bad[i]);
        assert_int_equal(f.code, FAIL_USAGE);
    }
    for (size_t i = 0; i < ARRAY_LEN(good); i++) {
        struct fail f = { 0 };
        struct resolver *r = resolver_new(&loop, str_from(good[i]), &f);
        if (!r)
            fail_msg("'%s': %s", good[i], f.text);
        resolver_free(r);
    }
    uv_run(&loop, UV_RUN_DEFAULT);
    assert_int_equal(uv_loop_close(&loop), 0);
}

static void the_system_resolver_reads_hosts(void **state)
{
    (void)state;
    struct lab lab = { 0 };
    uv_loop_init(&lab.loop);
    lab.resolver = resolver_new(&lab.loop, (str){ 0 }, &lab.fail);
    assert_non_null(lab.resolver);
    struct resolved r = ask(&lab, "localhost");
    assert_int_equal(r.a, DNS_FOUND);
    assert_string_equal(r.v4[0], "127.0.0.1");
    resolver_free(lab.resolver);
    uv_run(&lab.loop, UV_RUN_DEFAULT);
    assert_int_equal(uv_loop_close(&lab.loop), 0);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

static void on_servers(void *ctx, const struct name_servers *servers)
{
    *(struct name_servers *)ctx = *servers;
}

static struct name_servers servers_of(struct lab *lab, const char *domain)
{
    struct name_servers got = { 0 };
    resolver_ask_servers(lab->resolver, str_from(domain), on_servers, &got);
    assert_int_equal(got.state, DNS_UNKNOWN); /* never from inside the call */
    uv_run(&lab->loop, UV_RUN_DEFAULT);
    return got;
}

static void name_servers_of_a_domain(void **state)
{
    struct lab *lab = *state;
    struct name_servers got = servers_of(lab, "x.gov.cn");
    assert_int_equal(got.state, DNS_FOUND);
    assert_int_equal(got.count, 2);
    assert_string_equal(got.names[0], "ns1.x.gov.cn");
    assert_string_equal(got.names[1], "ns2.x.gov.cn");
    assert_int_equal(servers_of(lab, "many.gov.cn").count, LIMIT_NAME_SERVERS);
    assert_int_equal(servers_of(lab, "none.x.gov.cn").state, DNS_NODATA);
    assert_int_equal(servers_of(lab, "unknown.example").state, DNS_NXDOMAIN);
    assert_int_equal(servers_of(lab, "failing.x.gov.cn").state, DNS_ERROR);
    assert_int_equal(servers_of(lab, "").state, DNS_NXDOMAIN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(finds_both_families),
        CASE(states_stay_apart),
        CASE(odd_addresses_are_counted_apart),
        CASE(literals_need_no_server),
        CASE(silence_is_an_error),
        CASE(ends_with_questions_pending),
        CASE(may_end_inside_an_answer),
        CASE(answers_may_ask_again),
        CASE(name_servers_of_a_domain),
        cmocka_unit_test(servers_are_checked),
        cmocka_unit_test(the_system_resolver_reads_hosts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
