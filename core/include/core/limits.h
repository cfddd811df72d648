/* SPDX-License-Identifier: MIT */
/* Every ceiling of the house, by name. A ceiling that was hit is a fact in the report. */
#ifndef CORE_LIMITS_H
#define CORE_LIMITS_H

#define LIMIT_URL_LEN 4096              /* bytes of an address; longer ones are the problem LINK_TOO_LONG */
#define LIMIT_HTML_LEN (8u << 20)       /* bytes of an HTML body, decoded */
#define LIMIT_WAITING_LEN (32u << 20)   /* bytes of bodies waiting to be read: no more are asked for meanwhile */
#define LIMIT_PEEK_LEN (256u << 10)     /* bytes read of a body that is only checked */
#define LIMIT_MAGIC_LEN (4u << 10)      /* … and that is no text: its beginning says what it is */
#define LIMIT_ROBOTS_LEN (500u << 10)   /* RFC 9309 section 2.5 */
#define LIMIT_SITEMAP_LEN (8u << 20)
#define LIMIT_SITEMAPS 50               /* sitemap files a host */
#define LIMIT_SITEMAP_URLS 50000        /* addresses taken from one sitemap file (sitemaps.org) */
#define LIMIT_HEADER_LEN (64u << 10)    /* bytes of one response's header */
#define LIMIT_REDIRECTS 10              /* hops */
#define LIMIT_TREE_DEPTH 3000           /* nested elements before a page is TOO_TANGLED */
#define LIMIT_OPEN_FORMATTING 1500      /* unclosed formatting elements before a page is TOO_TANGLED */
#define LIMIT_TREE_WORK 100000000       /* open elements met by tags, summed: the parser's time */
#define LIMIT_TREE_BYTES (160u << 20)   /* memory the parser may take for one page */
#define LIMIT_LONG_PAGE (1u << 20)      /* bytes of a page; no two so long are read at the same time */
#define LIMIT_TAG_ATTRS 1000            /* attributes of one element */
#define LIMIT_NODES 400000              /* nodes of one tree */
#define LIMIT_PAGE_LINKS 20000          /* links recorded of one page */
#define LIMIT_ADDRESSES 2000000         /* of one run */
#define LIMIT_ALIKE_BELOW 2             /* pages one below the other that are the same: no links from there on */
#define LIMIT_SAME_PAGES 300            /* pages of one form in a row that show nothing new: see crawl_endless.c */
#define LIMIT_BRED_QUERIES 5000         /* queries of one form that only each other link to */
#define LIMIT_PATH_QUERIES 50000        /* queries of one path */
#define LIMIT_PAGE_ROWS 5000            /* list rows recorded of one page */
#define LIMIT_TABLE_CELLS 4000          /* table cells recorded of one page */
#define LIMIT_PAGE_IDS 5000             /* anchors recorded of one page */
#define LIMIT_PAGER_PAGES 2000          /* next pages synthesised for one list */
#define LIMIT_TITLE_LEN 1024            /* bytes kept of a title, link text, tag value */
#define LIMIT_BODY_TEXT (256u << 10)    /* bytes kept of an article's text */
#define LIMIT_PLACES 20                 /* pages remembered per distinct link */
#define LIMIT_RETRY_AFTER_S 600         /* seconds a Retry-After may hold a host */
#define LIMIT_PATTERN_MATCH 200000      /* PCRE2 match limit */
#define LIMIT_PATTERN_DEPTH 2000        /* PCRE2 depth limit */
#define LIMIT_PATTERN_HEAP_KB 20000     /* PCRE2 heap limit */
#define LIMIT_YAML_LEN (4u << 20)       /* bytes of a profile, plan or rulebook */
#define LIMIT_PLAN_TEXT_LEN (4u << 20)  /* bytes of an official text to import */
#define LIMIT_PAGE_JSON (64u << 20)     /* bytes of one page's facts in the snapshot */
#define LIMIT_BATCH 200                 /* pages in one snapshot transaction */
#define LIMIT_DNS_ADDRESSES 16          /* addresses kept of one host and family */
#define LIMIT_MISSING_FOLDERS 40        /* folders of one own host asked for an address that cannot exist */
#define LIMIT_IPV6_SAMPLE 100           /* pages of one level asked over IPv6: those whose addresses hash lowest */
#define LIMIT_IPV6_COLUMNS 300          /* columns asked over both families */
#define LIMIT_IPV6_ROUNDS 8             /* times a page that differs is asked over both families, with the first */
#define LIMIT_IPV6_DIFFERING 100        /* such pages a run */
#define LIMIT_HOME_TRIES 5              /* times a run asks the home page over each family */
#define LIMIT_NAME_SERVERS 8            /* name servers of a domain */
#define LIMIT_VISIT_DAYS 35             /* days that a visit of the home page is remembered */
#define LIMIT_ATTACHMENT (8u << 20)     /* bytes of a file whose text is read because its page has none */
#define LIMIT_ATTACHMENTS 2000          /* such files a run */
#define LIMIT_PAGE_ATTACHMENTS 3        /* such files of one page */
#define LIMIT_ZIP_ENTRIES 4000          /* entries of a file that is a zip archive */
#define LIMIT_ZIP_BYTES (64u << 20)     /* bytes of such a file, unpacked */
#define LIMIT_ZIP_RATIO 200             /* unpacked to packed, of more than a few bytes */
#define LIMIT_XML_DEPTH 256             /* nested elements of a document */
#define LIMIT_CHILD_WALL_MS 20000       /* time that the reader of one file may take */
#define LIMIT_WRITTEN_LEN (4u << 20)    /* bytes of the list of report files */
#define LIMIT_MAIL_ATTACHMENT (6u << 20) /* bytes; a larger one is left out, and the mail says so */
#define LIMIT_MAIL (24u << 20)          /* bytes of one mail with everything in it */

#endif
