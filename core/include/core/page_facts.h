/* SPDX-License-Identifier: MIT */
/* The waist, first half: what one fetched page says of itself. The reader fills it, the snapshot keeps it as the same JSON
 * that `audit inspect` prints, the checks read it. Nothing here accuses anybody. All strings are UTF-8 and live in the arena
 * of whoever made the facts (the page arena while crawling, the run arena when loaded from the snapshot). */
#ifndef CORE_PAGE_FACTS_H
#define CORE_PAGE_FACTS_H
#include "core/day.h"
#include "core/fail.h"
#include "core/words.h"

struct json_writer;
struct json_value;

/* What was established. A fact whose bit is down is unknown, not absent: a check that needs it says *unverified*. */
enum page_known {
    KNOWN_TREE = 1 << 0,    /* parsed to the end: title, tags, links, ids, breadcrumb */
    KNOWN_ROWS = 1 << 1,    /* list rows: the HTML holds what a visitor sees */
    KNOWN_BODY = 1 << 2,    /* a body container was found */
    KNOWN_FOOTER = 1 << 3,
};

struct tag_fact { /* <meta name=… content=…>, as written, in page order */
    str name, content;
};

struct crumb_fact {
    str text, address; /* address: empty when the crumb is no link */
};

struct date_fact {
    day value;
    enum date_source source;
    str label; /* words before it, such as 发布时间; empty if none */
    str raw;   /* as written */
};

struct meta_fact { /* one labelled field of the metadata table (索引号, 文号 …) */
    enum meta_field field;
    str label, value; /* label without white space; value trimmed */
};

struct link_fact {
    str address;  /* resolved, normalised, without fragment; empty unless problem is LINK_FINE */
    str href;     /* as written */
    str fragment; /* without '#' */
    str text;     /* visible text, or alt of the image inside; squeezed */
    str title;    /* title attribute */
    str label;    /* heading of the block it stands in, such as 相关解读; empty if none */
    str place;    /* where in the page, for an editor: short element path such as "div#nav>ul>li[3]" */
    enum link_kind kind;
    enum link_problem problem;
    enum region region;
    enum hiding hiding; /* HIDING_NONE: visible */
    bool works;  /* a placeholder href that something else (onclick, known widget) makes work */
};

struct row_fact { /* one item of a list */
    str title;    /* full: the title attribute where the text is cut with … */
    str address;  /* normalised; empty if the row has no usable link */
    str date_raw;
    day date;     /* DAY_NONE if the row has none that can be known */
    bool yearless; /* the year was resolved from order and neighbours */
    uint32_t list; /* index into lists */
};

struct list_fact { /* one block of repeated rows */
    str heading;  /* title of the block; empty if none */
    str more;     /* address of its 更多 or heading link; empty if none */
    enum region region;
    bool main;    /* the page's own list (a column's items), not a side box */
    uint32_t first, count; /* rows */
};

enum js_mark { /* signs that items are brought by script (portal-markup 1.9) */
    JS_LIST = 1 << 0,      /* the main list's items are not in the HTML */
    JS_MORE = 1 << 1,      /* page 1 is in the HTML, further pages are not reachable without a script */
    JS_SHELL = 1 << 2,     /* the whole page is an application shell */
    JS_RELATED = 1 << 3,   /* blocks of related items come by script */
    JS_SAYS_EMPTY = 1 << 4, /* the list itself says that it holds nothing (totalrecord 0, count="0") */
    JS_WRITES = 1 << 5,     /* scripts in the page write or fetch some of what visitors see: perhaps the menu */
    JS_EMPTY_WORDS = 1 << 6, /* 暂无内容 or the like stands somewhere in the page, perhaps in a side box */
};

struct hidden_fact { /* a hidden block that holds text or links */
    enum hiding hiding;
    str text; /* first characters */
    uint32_t outside_links; /* links in it that leave the page's own registrable domain */
    str place; /* of the block: short element path */
};

struct script_fact { /* inline scripts that do what ordinary ones do not */
    bool asks_crawler;  /* tests the user agent for search engines */
    bool asks_referrer; /* tests the referrer */
    bool sets_title;
    str jumps_to;       /* decoded address of a location change; empty if none */
    str place;          /* of the script: short element path */
};

struct cell_fact { /* one cell of a data table, of annual reports and catalogues of decisions only; row and column are places in the grid, from 0 */
    uint32_t table, row, column;
    uint32_t rows, columns; /* it spans */
    str text;
};

struct body_fact { /* the container of an article's own text */
    uint32_t chars;  /* visible characters, white space not counted */
    uint32_t images, files, media, frames;
    str container;   /* what was recognised, such as ".TRS_Editor" */
    str box;         /* of a container known by nothing but its paragraphs: "div.txt", "td#con"; empty: it bears no name */
    bool ordinary;   /* by a word that other boxes bear too, such as "#content": empty, it proves nothing by itself */
};

struct page_facts {
    str address;     /* normalised address of this page */
    str attachment;  /* not a page but a file whose text was read: "pdf", "docx", "xlsx", "ofd", "doc" …; empty for pages */
    uint32_t known;  /* mask of enum page_known */
    uint32_t js;     /* mask of enum js_mark */
    str js_why;      /* the marker seen, such as "jpaas unitbuild" */
    str limit_hit;   /* name of the ceiling that cut the reading short, such as "too-tangled"; empty if none */
    str charset;     /* used */
    str charset_declared; /* by header and meta, "header/meta", when they differ from what was used; else empty */
    str title;       /* <title> */
    str heading;     /* h1 or the article's title element */
    str lang;
    uint32_t visible_chars; /* visible characters of the whole page */
    uint32_t prose_chars;   /* those of them that are no link and stand outside menus, breadcrumb and footer */
    struct body_fact body;
    str body_text;   /* squeezed text of the body container; kept apart in the snapshot */
    str visible_text; /* first characters of the whole page's visible text, for walls and not-found pages */
    str footer_text;
    day published;   /* by CONTRACT section 4, without the list row: labelled, PubDate, address */
    enum date_source published_source;
    enum pager pager;
    uint32_t page_count; /* pages the list says it has; 0 unknown */
    uint32_t item_count; /* items the list says it has (totalrecord, count=); meaningful with JS_SAYS_EMPTY or > 0 */
    uint32_t page_number; /* which page of its list this is, from 1; 0 unknown */
    struct { struct tag_fact *items; size_t count, room; } tags;
    struct { struct crumb_fact *items; size_t count, room; } crumbs;
    struct { struct date_fact *items; size_t count, room; } dates;
    struct { struct meta_fact *items; size_t count, room; } metadata;
    struct { struct link_fact *items; size_t count, room; } links; /* not in the stored JSON except region content and related */
    struct { struct list_fact *items; size_t count, room; } lists;
    struct { struct row_fact *items; size_t count, room; } rows;
    struct { str *items; size_t count, room; } next_pages; /* addresses of the list's other pages, normalised */
    struct { str *items; size_t count, room; } empty_boxes; /* of an article whose text was not found, like body.box */
    struct { str *items; size_t count, room; } ids;        /* id and name values that a fragment can reach */
    struct { struct hidden_fact *items; size_t count, room; } hidden;
    struct { struct script_fact *items; size_t count, room; } scripts;
    struct { struct cell_fact *items; size_t count, room; } cells;
    struct { str *items; size_t count, room; } programs; /* of a page that is no article: addresses of its script files, functions its inline scripts call */
};

/* First tag of that name (names compare without case); empty if absent. `seen` (may be NULL) tells absent from empty. */
str page_tag(const struct page_facts *p, const char *name, bool *seen);
/* First metadata value of that field; empty if absent. */
str page_meta(const struct page_facts *p, enum meta_field field);

/* JSON both ways. `whole` writes all links and texts (inspect); otherwise what the snapshot keeps. */
void page_facts_write(struct json_writer *w, const struct page_facts *p, bool whole);
struct page_facts *page_facts_read(struct arena *a, const struct json_value *json); /* missing members stay unknown */

#endif
