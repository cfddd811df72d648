/* SPDX-License-Identifier: MIT */
/* The waist, second half: everything one run saw, loaded from the snapshot into the run arena for the checks.
 * A test of a check builds a few of these by hand. Indices are positions in the arrays; NONE means no such thing. */
#ifndef CORE_SITE_FACTS_H
#define CORE_SITE_FACTS_H
#include "core/page_facts.h"

#define NONE UINT32_MAX

struct host_fact {
    str name;          /* lower case, without port 80/443; "name:port" otherwise */
    bool own;          /* in scope (CONTRACT section 2) */
    enum dns_state a, aaaa;
    str a_list, aaaa_list; /* addresses, joined by blanks */
    bool aaaa_mapped;  /* every AAAA is IPv4-mapped or otherwise not a global address */
    str wall;          /* name of the wall the whole host shows; empty if none */
    str outage;        /* "refused", "timeout" … when every address of the host failed in the same shape; empty if not */
    /* home page of the host over each family; PENDING: not asked */
    enum outcome v4, v6;
    int v4_status, v6_status;
    enum outcome https; /* own hosts: what https://host/ did; PENDING: not asked */
    str tls_problem;    /* "expired", "wrong-host", "untrusted", "other: …"; empty if none */
    day tls_until;      /* certificate's last day; DAY_NONE unknown */
    /* what the host answers for an address that cannot exist (link.soft-404) */
    bool probed;
    int missing_status;
    str missing_redirect, missing_title;
    str robots;         /* "ok", "absent", "unreachable", "disallows-all" */
};

struct resource_fact { /* one address */
    str address;
    uint32_t host;
    bool own;
    enum outcome outcome; /* of the last try that counts */
    enum refusal refusal; /* not NONE: never asked, and why */
    int status;
    uint32_t redirect_to; /* resource; NONE unless outcome is REDIRECT */
    str redirect_raw;     /* Location as written */
    str content_type;
    str error;            /* the library's or the wall's own words */
    str wall;             /* name of the wall; empty if none */
    int64_t length;       /* bytes of the body seen or promised; -1 unknown */
    uint64_t body_hash;   /* 0 unknown */
    enum file_kind file_kind; /* of an own file, by its first bytes */
    str tls_problem;      /* "expired", "wrong-host", "untrusted", "other" with OUTCOME_TLS */
    uint32_t tries;       /* requests made, HEAD and GET alike */
    uint32_t depth;       /* clicks from the home page */
    str methods;          /* such as "HEAD 404, GET 404, GET 404" */
    uint32_t first_s, last_s; /* when it was first and last asked, in seconds since the run started */
    const struct page_facts *page; /* NULL if it was not read as a page */
    const struct page_facts *attachment; /* of a file that was read for its text; limit_hit says why it has none. Else NULL */
};

struct place_fact {
    uint32_t page; /* resource */
    str where;     /* element path */
};

struct link_row { /* one distinct link: same target, text, kind, region, hiding */
    uint32_t target;  /* resource; NONE when problem is not LINK_FINE */
    str href;         /* as written on the first page */
    str fragment, text, title, label;
    enum link_kind kind;
    enum link_problem problem;
    enum region region;
    enum hiding hiding;
    bool works;
    uint32_t page_count; /* pages that show it */
    const struct place_fact *places; /* the first LIMIT_PLACES of them */
    uint32_t place_count;
};

struct probe_fact { /* one page asked over one family or under another name, beside the crawl */
    uint32_t resource;
    str kind;       /* "v6", "v4", "spider", "spider-again", "missing", "https"; "v4-2", "v6-2" … : asked again in turn, where v4 and v6 differed */
    enum outcome outcome;
    int status;
    str title;
    uint32_t ms;    /* whole request */
    const struct page_facts *page; /* NULL if nothing was read */
};

/* What one folder of an own host answers for an address that cannot exist there: an application below /sub/ has its own
 * way of saying so. The folders asked are those of the first and second level with the most pages, see
 * LIMIT_MISSING_FOLDERS. */
struct missing_fact {
    uint32_t host;
    str folder;  /* "/", "/sub/", "/sub/app/" */
    str ext;     /* of the pages asked for: "html", "jsp"; "/": folders; "-": names without one */
    enum outcome outcome; /* at the end of its redirects */
    int status;
    str redirect; /* where it was sent at last; empty: nowhere */
    const struct page_facts *page; /* NULL if nothing was read */
};

struct server_fact { /* a name server of a registrable domain of ours */
    str domain, name;       /* name empty: the domain's servers are not known, `state` says why */
    enum dns_state state;   /* of the question for the domain's servers */
    enum dns_state a, aaaa; /* of the server's own name */
    bool aaaa_odd;          /* it has AAAA records, and none that a server on the net can have */
};

struct home_try { /* the portal's home page asked once on a connection of its own; LIMIT_HOME_TRIES a family, in turn */
    int family;     /* 4, 6 */
    enum outcome outcome;
    int status;
    uint32_t connect_ms, first_ms, total_ms; /* each from the start of the request */
};

/* One look at the home page, by a run or by `audit probe`: whether it opened at all, over whichever family and address. */
struct visit_fact {
    int64_t at; /* seconds since 1970 */
    str source; /* "run", "probe" */
    enum outcome outcome;
    int status;
    enum outcome v6; /* PENDING: not asked, or no IPv6 here */
    uint32_t first_ms; /* of the fastest answer; 0: none */
};

struct run_fact {
    int64_t id;
    str site, home;       /* host as given; home address that answered */
    str started, finished; /* RFC 3339, +08:00 */
    bool complete;
    str incomplete_because; /* empty when complete; begins with "interrupted" if a signal ended it: such a run can be resumed */
    bool no_ipv6_here;
    int64_t bytes;
    double seconds;
    str options; /* JSON of what was asked: rate, concurrency, budgets; empty unknown */
};

struct site_facts {
    struct run_fact run;
    const struct host_fact *hosts;
    uint32_t host_count;
    const struct resource_fact *resources;
    uint32_t resource_count;
    const struct link_row *links;
    uint32_t link_count;
    const struct probe_fact *probes;
    uint32_t probe_count;
    const struct missing_fact *missing; /* in order of host */
    uint32_t missing_count;
    const struct server_fact *servers;
    uint32_t server_count;
    const struct home_try *home_tries; /* in the order they were made */
    uint32_t home_try_count;
    const struct visit_fact *visits;   /* of LIMIT_VISIT_DAYS, oldest first, this run's own among them */
    uint32_t visit_count;
    const uint32_t *by_address; /* hash table over resources, made by site_index() */
    uint32_t table_size;
};

void site_index(struct site_facts *site, struct arena *a);
uint32_t site_find(const struct site_facts *site, str address); /* resource or NONE */
uint32_t site_host(const struct site_facts *site, str name);    /* host or NONE */
/* Where a chain of redirects ends (at most LIMIT_REDIRECTS hops); `loop` (may be NULL) is set when it never ends. */
uint32_t site_follow(const struct site_facts *site, uint32_t resource, bool *loop);

#endif
