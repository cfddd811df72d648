/* SPDX-License-Identifier: MIT */
/* What the titles of policy files and interpretations name, and document numbers in the forms people write them. */
#include "names.h"
#include "policy_pairs.h"
#include "core/arena.h"
#include "core/ascii.h"
#include "core/text.h"

static uint64_t mask_of(str core)
{
    uint64_t mask = 0;
    uint32_t code = 0;
    while (core.len > 0) {
        text_next(&core, &code);
        mask |= UINT64_C(1) << ((code * UINT32_C(2654435761)) >> 26);
    }
    return mask;
}

void policy_core_add(struct arena *a, struct title_cores *c, str text)
{
    str core = text_core(a, text);
    if (text_chars(core) < 4 || c->count == POLICY_CORES)
        return;
    for (size_t i = 0; i < c->count; i++) {
        if (str_eq(c->items[i], core))
            return;
    }
    c->masks[c->count] = mask_of(core);
    c->items[c->count++] = core;
}

/* Cuts everything up to and including `mark`. */
static str after(str s, str mark)
{
    size_t at = str_find(s, mark);
    return at == SIZE_MAX ? s : str_slice(s, at + mark.len, s.len);
}

static str without_tail(str s, const str *tails, size_t count)
{
    for (bool cut = true; cut;) {
        cut = false;
        s = str_trim(s);
        for (size_t i = 0; i < count; i++) {
            if (s.len > tails[i].len && str_ends(s, tails[i])) {
                s = str_slice(s, 0, s.len - tails[i].len);
                cut = true;
            }
        }
    }
    return s;
}

/* 某某人民政府关于印发X的通知 → X; 关于做好X的通知 → 做好X. */
static str plain_title(str title)
{
    static const str tails[] = { STR_INIT("的通知"),     STR_INIT("的公告"),   STR_INIT("的通告"),
                                 STR_INIT("（已废止）"), STR_INIT("(已废止)"), STR_INIT("（失效）"),
                                 STR_INIT("（废止）"),   STR_INIT("（试行）"), STR_INIT("(试行)") };
    str t = after(title, STR("关于"));
    t = after(t, STR("印发"));
    t = after(t, STR("公布"));
    return without_tail(t, tails, ARRAY_LEN(tails));
}

static str plain_interpretation(str title)
{
    static const str tails[] = { STR_INIT("解读"), STR_INIT("政策"),     STR_INIT("文字"),       STR_INIT("图文"),
                                 STR_INIT("视频"), STR_INIT("图解"),     STR_INIT("一图读懂"),   STR_INIT("问答"),
                                 STR_INIT("的"),   STR_INIT("起草说明"), STR_INIT("新闻发布会"), STR_INIT("之"),
                                 STR_INIT("—"),    STR_INIT("-") };
    static const str heads[] = { STR_INIT("一图读懂"), STR_INIT("图解"),       STR_INIT("图文解读"),
                                 STR_INIT("文字解读"), STR_INIT("视频解读"),   STR_INIT("政策解读"),
                                 STR_INIT("专家解读"), STR_INIT("媒体解读"),   STR_INIT("政策问答"),
                                 STR_INIT("解读"),     STR_INIT("负责人解读"), STR_INIT("："),
                                 STR_INIT(":"),        STR_INIT("|"),          STR_INIT("｜") };
    str t = str_trim(title);
    for (bool cut = true; cut;) {
        cut = false;
        for (size_t i = 0; i < ARRAY_LEN(heads); i++) {
            if (str_starts(t, heads[i])) {
                t = str_trim(str_slice(t, heads[i].len, t.len));
                cut = true;
            }
        }
    }
    return without_tail(t, tails, ARRAY_LEN(tails));
}

struct title_cores policy_cores(struct arena *a, str title)
{
    struct title_cores c = { .count = 0 };
    str rest = title;
    for (;;) {
        size_t open = str_find(rest, STR("《"));
        if (open == SIZE_MAX)
            break;
        rest = str_slice(rest, open + 3, rest.len);
        size_t close = str_find_last(rest, STR("》"));
        size_t first = str_find(rest, STR("》"));
        /* 《关于印发〈X〉的通知》 and 《关于印发《X》的通知》: both the whole and what is inside. */
        if (first == SIZE_MAX)
            break;
        str inner = str_slice(rest, 0, first), whole = str_slice(rest, 0, close);
        policy_core_add(a, &c, inner);
        policy_core_add(a, &c, plain_title(inner));
        if (str_has(whole, STR("《")))
            policy_core_add(a, &c, plain_title(whole));
    }
    if (c.count == 0 || !name_has_any(title, STR("解读|图解|一图读懂|问答|发布会|起草说明")))
        policy_core_add(a, &c, plain_title(plain_interpretation(title)));
    return c;
}

/* --- two titles --- */

/* The figures in both must agree: last year's plan is not this year's. */
static bool same_figures(str x, str y)
{
    size_t i = 0, k = 0;
    for (;;) {
        while (i < x.len && !ascii_is_digit(x.ptr[i]))
            i++;
        while (k < y.len && !ascii_is_digit(y.ptr[k]))
            k++;
        if (i >= x.len || k >= y.len)
            return i >= x.len && k >= y.len;
        if (x.ptr[i++] != y.ptr[k++])
            return false;
    }
}

/* Titles alike enough to matter share most characters of the shorter one. */
static bool may_be_alike(uint64_t x, uint64_t y)
{
    int nx = __builtin_popcountll(x), ny = __builtin_popcountll(y), both = __builtin_popcountll(x & y);
    return both * 10 >= (nx < ny ? nx : ny) * 6;
}

/* The same of two names. */
static uint32_t two_titles_say(struct arena *a, str p, str q)
{
    if (!same_figures(p, q))
        return 0;
    size_t pn = text_chars(p), qn = text_chars(q), least = pn < qn ? pn : qn, most = pn < qn ? qn : pn;
    bool within = str_has(p, q) || str_has(q, p);
    if (within && least >= 8 && least * 10 >= most * 8)
        return PAIR_TITLE;
    if (most > least * 2 + 4)
        return 0;
    double like = text_similarity(a, p, q);
    if (like >= POLICY_ALIKE)
        return PAIR_TITLE;
    return like >= POLICY_DOUBT || (within && least >= 6) ? PAIR_DOUBT : 0;
}

uint32_t policy_cores_say(struct arena *a, const struct title_cores *x, const struct title_cores *y)
{
    uint32_t proof = 0;
    for (size_t i = 0; i < x->count; i++) {
        for (size_t k = 0; k < y->count; k++) {
            if (str_eq(x->items[i], y->items[k]))
                return PAIR_TITLE;
            if (!may_be_alike(x->masks[i], y->masks[k]))
                continue;
            uint32_t said = two_titles_say(a, x->items[i], y->items[k]);
            if (said == PAIR_TITLE)
                return said;
            proof |= said;
        }
    }
    return proof;
}

/* --- numbers --- */

static const struct {
    str open, close;
} brackets[] = { { STR_INIT("〔"), STR_INIT("〕") }, { STR_INIT("【"), STR_INIT("】") },
                 { STR_INIT("["), STR_INIT("]") },   { STR_INIT("［"), STR_INIT("］") },
                 { STR_INIT("（"), STR_INIT("）") }, { STR_INIT("("), STR_INIT(")") },
                 { STR_INIT("﹝"), STR_INIT("﹞") } };

/* Chinese characters right before `end`: the organ's short name. */
static size_t organ_start(str s, size_t end)
{
    size_t at = end;
    for (int chars = 0; chars < 10 && at >= 3; chars++) {
        unsigned char lead = (unsigned char)s.ptr[at - 3];
        uint32_t code = 0;
        str one = str_slice(s, at - 3, at);
        if (lead < 0xE4 || lead > 0xE9 || text_next(&one, &code).len != 3 || code < 0x4E00 || code > 0x9FA5)
            break;
        at -= 3;
    }
    return at;
}

static str number_at(struct arena *a, str s, size_t bracket, size_t kind)
{
    size_t year = bracket + brackets[kind].open.len;
    if (ascii_digits_at(s, year) != 4 || !str_starts(str_slice(s, year + 4, s.len), brackets[kind].close))
        return STR("");
    bool plausible =
        str_starts(str_slice(s, year, s.len), STR("19")) || str_starts(str_slice(s, year, s.len), STR("20"));
    if (!plausible)
        return STR("");
    size_t serial = year + 4 + brackets[kind].close.len;
    if (str_starts(str_slice(s, serial, s.len), STR("第")))
        serial += 3;
    size_t digits = ascii_digits_at(s, serial);
    if (digits == 0 || digits > 5 || !str_starts(str_slice(s, serial + digits, s.len), STR("号")))
        return STR("");
    size_t from = organ_start(s, bracket);
    str organ = str_slice(s, from, bracket);
    static const str before[] = { STR_INIT("根据"), STR_INIT("按照"), STR_INIT("依据"), STR_INIT("转发"),
                                  STR_INIT("印发") };
    for (size_t i = 0; i < ARRAY_LEN(before); i++)
        organ = after(organ, before[i]);
    if (organ.len < 6)
        return STR("");
    return str_fmt(a, "%.*s〔%.*s〕%.*s号", STR_ARG(organ), STR_ARG(str_slice(s, year, year + 4)),
                   STR_ARG(str_slice(s, serial, serial + digits)));
}

str policy_number_next(struct arena *a, str *rest)
{
    for (size_t i = 0; i < rest->len; i++) {
        for (size_t k = 0; k < ARRAY_LEN(brackets); k++) {
            if (!str_starts(str_slice(*rest, i, rest->len), brackets[k].open))
                continue;
            str number = number_at(a, *rest, i, k);
            if (!number.len)
                continue;
            *rest = str_slice(*rest, i + brackets[k].open.len, rest->len);
            return number;
        }
    }
    *rest = STR("");
    return STR("");
}

str policy_number(struct arena *a, str text)
{
    return policy_number_next(a, &text);
}

bool policy_number_well_formed(str number)
{
    size_t open = str_find(number, STR("〔")), close = str_find(number, STR("〕"));
    if (open == SIZE_MAX || close == SIZE_MAX || ascii_digits_at(number, open + 3) != 4 || close != open + 7)
        return false;
    size_t serial = close + 3, digits = ascii_digits_at(number, serial);
    return digits > 0 && number.ptr[serial] != '0' && str_eq(str_slice(number, serial + digits, number.len), STR("号"));
}
