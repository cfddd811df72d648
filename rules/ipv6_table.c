/* SPDX-License-Identifier: MIT */
/* The table of IPv6 indicators (解析, 授权体系, 可达, 成功率, 一致性, 二级, 三级, 时延比), from the same facts as
 * ipv6.*. */
#include "ipv6_table.h"
#include "address.h"
#include "core/arena.h"
#include "ipv6_pages.h"
#include "say.h"
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
    put(j, STR("域名授权体系"), STR("未测"), STR("域名服务器有 AAAA 记录"), STR("unverified"));
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

static void put_rate(struct judge *j)
{
    int64_t asked = 0, good = 0;
    for (uint32_t i = 0; i < j->site->probe_count; i++) {
        const struct probe_fact *p = &j->site->probes[i];
        bool counts = str_eq(p->kind, STR("v6")) && p->outcome != OUTCOME_PENDING && p->outcome != OUTCOME_WALL &&
                      p->outcome != OUTCOME_NO_HOST && p->outcome != OUTCOME_NO_ROUTE;
        asked += counts;
        good += counts && answers(p->outcome);
    }
    str value = asked ? str_fmt(j->arena, "%lld%%（%lld 页中 %lld 页）", (long long)(good * 100 / asked),
                                (long long)asked, (long long)good)
                      : STR("未测");
    put(j, STR("访问成功率"), value, STR("仅供参考"), asked ? STR("info") : STR("unverified"));
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

static void put_delay(struct judge *j)
{
    double *ratios = arena_new(j->arena, double, (size_t)j->site->probe_count + 1);
    size_t n = 0;
    for (uint32_t i = 0; i < j->site->probe_count; i++) {
        const struct probe_fact *six = &j->site->probes[i];
        if (!str_eq(six->kind, STR("v6")) || six->outcome != OUTCOME_OK)
            continue;
        const struct probe_fact *four = probe_of(j->site, six->resource, "v4");
        if (four && four->outcome == OUTCOME_OK)
            ratios[n++] = (double)(six->ms + 1) / (double)(four->ms + 1);
    }
    qsort(ratios, n, sizeof *ratios, by_size);
    str value = n ? str_fmt(j->arena, "IPv6 用时是 IPv4 的 %.1f 倍（%zu 页的中位数）", ratios[n / 2], n) : STR("未测");
    put(j, STR("时延比"), value, STR("仅供参考"), n ? STR("info") : STR("unverified"));
}

void ipv6_table(struct judge *j)
{
    const struct rule *links = rulebook_find(j->book, STR("ipv6.links"));
    int least = links ? (int)rule_param_int(links, "percent", 90) : 90;
    uint32_t host = site_host(j->site, address_host(j->site->run.home));
    put_names(j);
    put_home(j, host == NONE ? NULL : &j->site->hosts[host]);
    put_rate(j);
    put_sameness(j);
    put_level(j, STR("二级链接通达率"), 1, least);
    put_level(j, STR("三级链接通达率"), 2, least);
    put_delay(j);
}
