/* SPDX-License-Identifier: MIT */
/* What is no page but brings parts of pages: a script file that writes a menu, whatever its name, or a piece of markup
 * that scripts load into pages. The links that always come are the site's own. */
#include "core/arena.h"
#include "core/buf.h"
#include "core/text.h"
#include "crawler/read.h"
#include "crawler/url.h"

enum { SCRIPT_BYTES = 256 * 1024, SCRIPT_ROOM = 2 * SCRIPT_BYTES, LONGEST_NAME = 64, PART_LINKS = 3 };

static str file_name(str address)
{
    str path = str_slice(address, 0, str_find(address, STR("?")));
    return str_slice(path, str_find_last(path, STR("/")) + 1, path.len);
}

static bool has_part(str name, const char *const *parts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_has_nocase(name, str_from(parts[i])))
            return true;
    return false;
}

static bool writes_foot(str name)
{
    static const char *const parts[] = { "foot", "bottom", "copyright", "dibu", "yejiao", "wei" };
    return has_part(name, parts, ARRAY_LEN(parts));
}

bool script_may_write(str address)
{
    static const char *const libraries[] = { "jquery", "min.js", "bootstrap", "swiper", "echarts",
                                             "layui",  "vue",    "slick",     "weixin", "jweixin" };
    str name = file_name(address);
    return str_ends(name, STR(".js")) && name.len <= LONGEST_NAME && !has_part(name, libraries, ARRAY_LEN(libraries));
}

/* The code as a page would hold it: an end tag in a string must not end the script. */
static str as_page(struct arena *a, str code)
{
    struct buf page;
    buf_init(&page, SCRIPT_ROOM);
    (void)buf_add(&page, STR("<html><body><script>"));
    for (size_t from = 0; from < code.len;) {
        size_t hit = str_find(str_slice(code, from, code.len), STR("</"));
        size_t end = hit == SIZE_MAX ? code.len : from + hit;
        (void)buf_add(&page, str_slice(code, from, end));
        if (hit != SIZE_MAX)
            (void)buf_add(&page, STR("<\\/"));
        from = end + (hit == SIZE_MAX ? 0 : 2);
    }
    (void)buf_add(&page, STR("</script></body></html>"));
    str out = str_dup(a, buf_str(&page));
    buf_done(&page);
    return out;
}

/* What is written relative to a page cannot be told from the script: it stands in pages of many folders. */
static void keep_links(struct page_facts *p, enum region region)
{
    size_t kept = 0;
    for (size_t i = 0; i < p->links.count; i++) {
        struct link_fact link = p->links.items[i];
        bool absolute = str_starts(link.href, STR("/")) || str_starts_nocase(link.href, STR("http"));
        if (!absolute || link.problem != LINK_FINE)
            continue;
        link.region = region;
        p->links.items[kept++] = link;
    }
    p->links.count = kept;
}

/* Links of a part are known, and nothing else of it: it is no page that anybody visits. */
static struct page_facts *part_of(struct arena *a, const struct page_facts *p, enum region region)
{
    struct page_facts *out = arena_new(a, struct page_facts, 1);
    *out = (struct page_facts){ .address = p->address, .charset = p->charset, .published = DAY_NONE };
    out->links = p->links;
    keep_links(out, region);
    return out;
}

bool read_is_part(str body, size_t links)
{
    static const str pages[] = { STR_INIT("<html"), STR_INIT("<head"),     STR_INIT("<title"),
                                 STR_INIT("<body"), STR_INIT("<!doctype"), STR_INIT("<frameset") };
    for (size_t i = 0; i < ARRAY_LEN(pages); i++) {
        if (str_has_nocase(body, pages[i]))
            return false;
    }
    return links >= PART_LINKS;
}

struct page_facts *read_part(struct arena *a, const struct page_facts *page)
{
    return part_of(a, page, writes_foot(file_name(page->address)) ? REGION_FOOTER : REGION_NAV);
}

struct page_facts *read_script_file(struct arena *a, const struct read_input *in)
{
    str code = str_slice(in->body, 0, SCRIPT_BYTES);
    struct read_input page = { .body = as_page(a, code), .address = in->address };
    return read_part(a, read_page(a, &page));
}
