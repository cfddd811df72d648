/* SPDX-License-Identifier: MIT */
/* The table of IPv6 indicators (解析, 授权体系, 可达, 成功率, 一致性, 二级, 三级, 时延比), from the same facts as
 * ipv6.*. */
#include "ipv6_table.h"
#include "address.h"
#include "core/arena.h"
#include "ipv6_pages.h"
#include "core/limits.h"
#include "say.h"
#include <stddef.h>
#include <stdlib.h>

static const str SOURCE = STR_INIT("网信办 IPv6 监测指标");

static void put(struct judge *j, str indicator, str value, str threshold, str verdict)
{
    *arena_push(j->arena, &j->out->ipv6) = (struct ipv6_result){ indicator, value, SOURCE, threshold, verdict };
}

static int64_t findings_of(const struct judge *j, str rule)
{
    int64_t n = 0;
    for (size_t i = 0; i < j->out->findings.count; i++)
        n += str_eq(j->out->findings.items[i].rule, rule);
    return n;
}

static bool unsure_of(const struct judge *j, str rule)
{
    for (size_t i = 0; i < j->out->unverified.count; i++) {
        if (str_eq(j->out->unverified.items[i].rule, rule))
            return true;
    }
    return false;
}

static str word_of(bool known, bool good)
{
    return !known ? STR("unverified") : good ? STR("pass") : STR("fail");
}

/* --- names --- */

static void put_names(struct judge *j)
{
    int64_t named = 0, with = 0;
    for (uint32_t i = 0; i < j->site->host_count; i++) {
        const struct host_fact *h = &j->site->hosts[i];
        bool known = h->aaaa == DNS_FOUND || h->aaaa == DNS_NODATA;
        if (!h->own || h->a != DNS_FOUND || !known)
            continue;
        named++;
        with += h->aaaa == DNS_FOUND && !h->aaaa_mapped;
    }
    bool bad = findings_of(j, STR("ipv6.no-aaaa")) > 0;
    put(j, STR("域名解析"),
        str_fmt(j->arena, "%lld 个在用域名中 %lld 个有 AAAA 记录", (long long)named, (long long)with),
        STR("在用域名都有"), word_of(named > 0, !bad));
}

/* One name server that IPv6 users' resolvers can ask is enough for the name to be found without IPv4. */
static void put_servers(struct judge *j)
{
    static const str wanted = STR_INIT("至少一台域名服务器有 AAAA 记录");
    int64_t servers = 0, with = 0, unsure = 0;
    str domain = { 0 };
    for (uint32_t i = 0; i < j->site->server_count; i++) {
        const struct server_fact *n = &j->site->servers[i];
        domain = n->domain;
        if (!n->name.len)
            continue;
        servers++;
        with += n->aaaa == DNS_FOUND && !n->aaaa_odd;
        unsure += n->aaaa == DNS_ERROR || n->aaaa == DNS_UNKNOWN;
    }
    if (servers == 0) {
        str why = domain.len ? str_fmt(j->arena, "没有问到 %.*s 的域名服务器", STR_ARG(domain)) : STR("未测");
        put(j, STR("域名授权体系"), why, wanted, STR("unverified"));
        return;
    }
    put(j, STR("域名授权体系"),
        str_fmt(j->arena, "%.*s 的 %lld 台域名服务器中 %lld 台有 AAAA 记录%s", STR_ARG(domain), (long long)servers,
                (long long)with, unsure ? "，有的没有问到" : ""),
        wanted, word_of(with > 0 || unsure == 0, with > 0));
}

/* --- reach --- */

static bool answers(enum outcome o)
{
    return o == OUTCOME_OK || o == OUTCOME_REDIRECT;
}

static void put_home(struct judge *j, const struct host_fact *h)
{
    bool here = !j->site->run.no_ipv6_here;
    if (h && h->aaaa != DNS_FOUND && h->aaaa != DNS_UNKNOWN && h->aaaa != DNS_ERROR) {
        put(j, STR("首页可达"), STR("没有 IPv6 地址"), STR("可达"), STR("fail"));
        return;
    }
    bool known = h && here && h->v6 != OUTCOME_PENDING && h->v6 != OUTCOME_WALL && h->v6 != OUTCOME_NO_ROUTE;
    str value = known ? answers(h->v6) ? STR("可以打开") : say_outcome(j->arena, h->v6, h->v6_status) : STR("未测");
    put(j, STR("首页可达"), value, STR("可达"), word_of(known, known && answers(h->v6)));
}

struct share {
    int64_t asked, good;
};

/* Walls, and failures of our own side, count neither way. */
static struct share share_of(const struct judge *j, int family)
{
    struct share s = { 0 };
    for (uint32_t i = 0; i < j->site->home_try_count; i++) {
        const struct home_try *t = &j->site->home_tries[i];
        bool counts = t->family == family && t->outcome != OUTCOME_PENDING && t->outcome != OUTCOME_WALL &&
                      t->outcome != OUTCOME_NO_HOST && t->outcome != OUTCOME_NO_ROUTE &&
                      t->outcome != OUTCOME_DNS_ERROR;
        s.asked += counts;
        s.good += counts && answers(t->outcome);
    }
    return s;
}

static void put_rate(struct judge *j)
{
    const struct rule *rule = rulebook_find(j->book, STR("ipv6.unreachable"));
    int least = rule ? (int)rule_param_int(rule, "success", 90) : 90;
    struct share six = share_of(j, 6), four = share_of(j, 4);
    str wanted = str_fmt(j->arena, "不低于 %d%%（各 %d 次）", least, LIMIT_HOME_TRIES);
    if (six.asked == 0) {
        put(j, STR("首页访问成功率"), STR("未测"), wanted, STR("unverified"));
        return;
    }
    str value = str_fmt(j->arena, "IPv6 %lld 次中 %lld 次成功，IPv4 %lld 次中 %lld 次", (long long)six.asked,
                        (long long)six.good, (long long)four.asked, (long long)four.good);
    bool good = six.good * 100 >= least * six.asked;
    bool bad = ipv6_most_percent(six.good, six.asked) < least;
    put(j, STR("首页访问成功率"), value, wanted, word_of(good || bad, good));
}

static void put_sameness(struct judge *j)
{
    int64_t both = 0, bad = findings_of(j, STR("ipv6.differs"));
    for (uint32_t i = 0; i < j->site->probe_count; i++) {
        const struct probe_fact *p = &j->site->probes[i];
        both += str_eq(p->kind, STR("v6")) && p->page && probe_of(j->site, p->resource, "v4");
    }
    str value = both ? str_fmt(j->arena, "比较 %lld 个首页和栏目页，%lld 个不一致", (long long)both, (long long)bad)
                     : STR("未测");
    bool known = bad > 0 || (both > 0 && !unsure_of(j, STR("ipv6.differs")));
    put(j, STR("内容一致性"), value, STR("标题、正文一致"), word_of(known, bad == 0));
}

static void put_level(struct judge *j, str name, uint32_t depth, int least)
{
    struct level_share s = ipv6_level(j, depth);
    bool known = s.percent >= 0 && !j->site->run.no_ipv6_here;
    str value = known ? str_fmt(j->arena, "%d%%（抽 %lld 个）", s.percent, (long long)s.asked) : STR("未测");
    put(j, name, value, str_fmt(j->arena, "不低于 %d%%", least), word_of(known, s.percent >= least));
}

/* --- time --- */

static int by_size(const void *x, const void *y)
{
    double a = *(const double *)x, b = *(const double *)y;
    return a < b ? -1 : a > b;
}

struct delay { /* medians, in milliseconds */
    double connect, first;
    size_t times;
};

static double median_of(struct judge *j, int family, size_t field)
{
    double *all = arena_new(j->arena, double, (size_t)j->site->home_try_count + 1);
    size_t n = 0;
    for (uint32_t i = 0; i < j->site->home_try_count; i++) {
        const struct home_try *t = &j->site->home_tries[i];
        if (t->family == family && answers(t->outcome))
            all[n++] = *(const uint32_t *)(const void *)((const char *)t + field);
    }
    qsort(all, n, sizeof *all, by_size);
    return n ? n % 2 ? all[n / 2] : (all[n / 2 - 1] + all[n / 2]) / 2 : 0;
}

static struct delay delay_of(struct judge *j, int family)
{
    struct delay d = { median_of(j, family, offsetof(struct home_try, connect_ms)),
                       median_of(j, family, offsetof(struct home_try, first_ms)), 0 };
    for (uint32_t i = 0; i < j->site->home_try_count; i++)
        d.times += j->site->home_tries[i].family == family && answers(j->site->home_tries[i].outcome);
    return d;
}

/* Clocks count whole milliseconds, so that half of one stands for less than one. */
static double ratio_of(double six, double four)
{
    return (six < 0.5 ? 0.5 : six) / (four < 0.5 ? 0.5 : four);
}

static str in_ms(struct judge *j, double ms)
{
    return ms < 1 ? STR("不足 1 毫秒") : str_fmt(j->arena, "%.0f 毫秒", ms);
}

/* One kind of delay over IPv6, and how many times that of IPv4 it is. */
static str compared(struct judge *j, const char *what, double six, double four)
{
    return str_fmt(j->arena, "%s%.*s，是 IPv4（%.*s）的 %.1f 倍", what, STR_ARG(in_ms(j, six)), STR_ARG(in_ms(j, four)),
                   ratio_of(six, four));
}

static void put_delay(struct judge *j)
{
    struct delay six = delay_of(j, 6), four = delay_of(j, 4);
    bool known = six.times && four.times;
    str connect = compared(j, "连接 ", six.connect, four.connect),
        first = compared(j, "首字节 ", six.first, four.first);
    str value = known ? str_fmt(j->arena, "%.*s；%.*s（%zu 次的中位数）", STR_ARG(connect), STR_ARG(first), six.times)
                      : STR("未测");
    put(j, STR("时延比"), value, STR("仅供参考"), known ? STR("info") : STR("unverified"));
}

/* --- windows in the sky: what stands outside and cannot be had over IPv6 --- */

enum { WINDOWS_NAMED = 5 };

struct windows {
    str named[WINDOWS_NAMED];
    size_t name_count;
    int64_t hosts, without, unsure, things;
};

static bool is_part_of_page(enum link_kind kind)
{
    return kind == LINK_IMAGE || kind == LINK_SCRIPT || kind == LINK_STYLE || kind == LINK_MEDIA ||
           kind == LINK_FRAME || kind == LINK_OBJECT;
}

/* Hosts outside to which pages of ours link, or (`parts`) from which they take images, scripts, styles and frames. */
static struct windows windows_of(struct judge *j, bool parts)
{
    struct windows w = { 0 };
    bool *met = arena_new(j->arena, bool, (size_t)j->site->host_count + 1);
    int64_t *things = arena_new(j->arena, int64_t, (size_t)j->site->host_count + 1);
    for (uint32_t i = 0; i < j->site->link_count; i++) {
        const struct link_row *l = &j->site->links[i];
        if (l->target == NONE || is_part_of_page(l->kind) != parts || l->kind == LINK_FORM || l->kind == LINK_SITEMAP)
            continue;
        uint32_t host = j->site->resources[l->target].host;
        met[host] = true;
        things[host]++;
    }
    for (uint32_t i = 0; i < j->site->host_count; i++) {
        const struct host_fact *h = &j->site->hosts[i];
        bool known = h->aaaa == DNS_NODATA || h->aaaa == DNS_FOUND, six = h->aaaa == DNS_FOUND && !h->aaaa_mapped;
        if (h->own || !met[i] || (known && !six && h->a != DNS_FOUND))
            continue;
        w.hosts += known;
        w.unsure += !known && h->a == DNS_FOUND;
        if (!known || six)
            continue;
        w.without++;
        w.things += things[i];
        if (w.name_count < WINDOWS_NAMED)
            w.named[w.name_count++] = h->name;
    }
    return w;
}

static void put_windows(struct judge *j)
{
    static const struct {
        bool parts;
        const char *indicator, *things;
    } kinds[] = { { false, "外链天窗", "链接" }, { true, "资源天窗", "图片、脚本等资源" } };
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
        struct windows w = windows_of(j, kinds[i].parts);
        str value = w.hosts ? str_fmt(j->arena, "%lld 个站外域名中 %lld 个没有 AAAA 记录，涉及 %lld 个%s",
                                      (long long)w.hosts, (long long)w.without, (long long)w.things, kinds[i].things)
                            : STR("没有站外域名");
        if (w.without)
            value = str_fmt(j->arena, "%.*s：%.*s%s", STR_ARG(value),
                            STR_ARG(str_join(j->arena, w.named, w.name_count, STR("、"))),
                            w.without > (int64_t)w.name_count ? " 等" : "");
        put(j, str_from(kinds[i].indicator), value, STR("仅供参考"),
            w.hosts || !w.unsure ? STR("info") : STR("unverified"));
    }
}

void ipv6_table(struct judge *j)
{
    const struct rule *links = rulebook_find(j->book, STR("ipv6.links"));
    int least = links ? (int)rule_param_int(links, "percent", 90) : 90;
    uint32_t host = site_host(j->site, address_host(j->site->run.home));
    put_names(j);
    put_servers(j);
    put_home(j, host == NONE ? NULL : &j->site->hosts[host]);
    put_rate(j);
    put_sameness(j);
    put_level(j, STR("二级链接通达率"), 1, least);
    put_level(j, STR("三级链接通达率"), 2, least);
    put_delay(j);
    put_windows(j);
}
