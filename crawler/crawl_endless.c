/* SPDX-License-Identifier: MIT */
/* Addresses without an end. One page for every address below it, with relative links: see endless_below(). And: a
 * calendar's days lead to more days, and every one shows the same page but for its date. Addresses that differ only in
 * their numbers are of one form. One that was found only on pages of its own form is no longer asked once so many of
 * them in a row showed nothing new; whatever another page links to is asked all the same, so that the articles of
 * show.jsp?id= are read to the last. */
#include "crawl_internal.h"
#include "core/ascii.h"
#include <string.h>

enum { SAYINGS = 8, FIRST_FORMS = 64 };

struct address_form {
    uint64_t key;   /* hash; 0: free */
    uint32_t count; /* addresses of it that count, see the callers */
    uint32_t same;  /* pages of it, one after the other, that showed nothing new */
    uint64_t *said; /* the last SAYINGS different ones */
    uint32_t at;
};

/* FNV-1a of what is no digit and no blank. */
static uint64_t hash_more(uint64_t hash, str text)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char b = (unsigned char)text.ptr[i];
        if (b > ' ' && !ascii_is_digit(b))
            hash = (hash ^ b) * 1099511628211u;
    }
    return hash;
}

uint64_t steady_hash(const struct page_facts *page)
{
    return hash_more(hash_more(14695981039346656037u, page->title), page->visible_text) | 1;
}

/* Without digits in its path, and without what has digits in its query. */
static uint64_t form_of(str address)
{
    size_t mark = str_find(address, STR("?"));
    uint64_t hash = hash_more(14695981039346656037u, str_slice(address, 0, mark));
    str rest = mark == SIZE_MAX ? (str){ 0 } : str_slice(address, mark + 1, address.len), part;
    while (str_cut(&rest, '&', &part)) {
        size_t value = str_find(part, STR("="));
        bool varies = value != SIZE_MAX && ascii_has_digit(str_slice(part, value, part.len));
        hash = hash_more(hash_mix(hash, '&'), varies ? str_slice(part, 0, value) : part);
    }
    return hash | 1;
}

static struct address_form *slot_of(const struct forms *f, uint64_t key)
{
    uint32_t at = (uint32_t)(key >> 8) & (f->room - 1);
    while (f->items[at].key && f->items[at].key != key)
        at = (at + 1) & (f->room - 1);
    return &f->items[at];
}

static void grow(struct forms *f, struct arena *a)
{
    struct forms old = *f;
    f->room = old.room ? old.room * 2 : FIRST_FORMS;
    f->items = arena_new(a, struct address_form, f->room);
    for (uint32_t i = 0; i < old.room; i++)
        if (old.items[i].key)
            *slot_of(f, old.items[i].key) = old.items[i];
}

static struct address_form *form_find(const struct host *h, uint64_t key)
{
    struct address_form *form = h->forms.room ? slot_of(&h->forms, key) : NULL;
    return form && form->key ? form : NULL;
}

static struct address_form *form_put(struct host *h, uint64_t key)
{
    if (h->forms.count + 1 > h->forms.room / 2)
        grow(&h->forms, &h->crawl->arena);
    struct address_form *form = slot_of(&h->forms, key);
    h->forms.count += !form->key;
    form->key = key;
    return form;
}

bool endless_is_bred(str address, const struct entry *page)
{
    return page && form_of(address) == form_of(page->address);
}

static bool lies_below(str address, str page)
{
    size_t folder = page.len;
    while (folder && page.ptr[folder - 1] != '/')
        folder--;
    return str_starts(address, str_slice(page, 0, folder));
}

bool endless_below(struct entry *e, const struct page_facts *page)
{
    uint64_t wording = steady_hash(page);
    for (size_t i = 0; i < page->links.count; i++)
        wording = hash_mix(hash_mix(wording, str_hash(page->links.items[i].href)), str_hash(page->links.items[i].text));
    e->wording = wording | 1;
    bool same = e->finder && e->finder->wording == e->wording && lies_below(e->address, e->finder->address);
    e->alike = same ? (uint8_t)(e->finder->alike + 1) : 0;
    return e->alike >= LIMIT_ALIKE_BELOW;
}

void endless_count(struct host *h, str address, int by)
{
    struct address_form *form = form_put(h, form_of(address));
    form->count += (uint32_t)by;
}

enum refusal endless_refusal(const struct host *h, str address)
{
    const struct address_form *form = form_find(h, form_of(address));
    if (form && form->same >= LIMIT_SAME_PAGES)
        return REFUSAL_ENDLESS;
    bool many = form && form->count > LIMIT_BRED_QUERIES && str_has(address, STR("?"));
    return many ? REFUSAL_CEILING : REFUSAL_NONE;
}

void endless_learn(struct host *h, str address, const struct page_facts *page)
{
    struct address_form *form = form_find(h, form_of(address));
    if (!form)
        return;
    uint64_t says = steady_hash(page);
    if (!form->said)
        form->said = arena_new(&h->crawl->arena, uint64_t, SAYINGS);
    for (size_t i = 0; i < SAYINGS; i++) {
        if (form->said[i] == says) {
            form->same++;
            return;
        }
    }
    form->same = 0;
    form->said[form->at++ % SAYINGS] = says;
}

void endless_was_told(struct host *h, str address)
{
    form_put(h, form_of(address))->same = LIMIT_SAME_PAGES;
}

bool endless_queries(struct host *h, str address)
{
    size_t mark = str_find(address, STR("?"));
    if (mark == SIZE_MAX)
        return false;
    uint64_t path = hash_mix(str_hash(str_slice(address, 0, mark)), '?') | 1;
    return ++form_put(h, path)->count > LIMIT_PATH_QUERIES;
}
