/* SPDX-License-Identifier: MIT */
/* `audit inspect FILE|URL`: what one page or one document says of itself, as JSON. */
#include "job.h"
#include "core/json.h"
#include "core/limits.h"
#include "crawler/crawl.h"
#include "crawler/read.h"
#include <errno.h>
#include <stdlib.h>

static bool is_address(str s)
{
    return str_starts_nocase(s, STR("http://")) || str_starts_nocase(s, STR("https://"));
}

static bool read_file(struct job *j, str name, str *body, struct fail *f)
{
    FILE *file = fopen(str_cstr(&j->arena, name), "rb");
    if (!file)
        return fail_errno(f, FAIL_USAGE, "cannot read '%.*s'", STR_ARG(name));
    struct buf b;
    char bytes[16384];
    buf_init(&b, LIMIT_HTML_LEN);
    for (size_t n; !b.full && (n = fread(bytes, 1, sizeof bytes, file)) > 0;)
        buf_add(&b, (str){ bytes, n });
    bool ok = !ferror(file);
    if (!ok)
        fail_errno(f, FAIL_USAGE, "cannot read '%.*s'", STR_ARG(name));
    else if (b.full)
        ok = fail_set(f, FAIL_USAGE, "'%.*s' is longer than %u bytes", STR_ARG(name), LIMIT_HTML_LEN);
    *body = str_dup(&j->arena, buf_str(&b));
    buf_done(&b);
    fclose(file);
    return ok;
}

static struct page_facts *read_local(struct job *j, str name, struct fail *f)
{
    struct read_input in = { .address = j->o.url.len ? j->o.url : STR("http://page.invalid/") };
    if (j->o.url.len && !is_address(j->o.url))
        return fail_set(f, FAIL_USAGE, "option '--url': '%.*s' is no http(s) address", STR_ARG(j->o.url)), NULL;
    if (!read_file(j, name, &in.body, f))
        return NULL;
    return read_any(&j->arena, &in, false);
}

int cmd_inspect(struct job *j, struct fail *f)
{
    if (j->o.operands.count != 1)
        return fail_set(f, FAIL_USAGE, "'audit inspect' takes one FILE or URL") ? 0 : FAIL_USAGE;
    str what = j->o.operands.items[0];
    struct page_facts *page = is_address(what) ? crawl_fetch_one(what, j->o.dns, &j->arena, f) : read_local(j, what, f);
    if (!page)
        return FAIL_USAGE;
    struct json_writer w;
    json_to_file(&w, stdout, true);
    page_facts_write(&w, page, true);
    if (!json_ok(&w) || putchar('\n') == EOF || fflush(stdout) != 0)
        fail_errno(f, FAIL_MACHINE, "cannot write to the standard output");
    return EXIT_COMPLETE;
}
