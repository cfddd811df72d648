/* SPDX-License-Identifier: MIT */
/* Chinese text made comparable, by libunistring. */
#include "core/ascii.h"
#include "core/text.h"
#include "core/arena.h"
#include "core/fail.h"
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

bool text_is_utf8(str s)
{
    return s.len == 0 || u8_check((const uint8_t *)s.ptr, s.len) == NULL;
}

str text_next(str *rest, uint32_t *code_point)
{
    if (rest->len == 0)
        return (str){ 0 };
    ucs4_t c = 0xFFFD;
    int n = u8_mbtoucr(&c, (const uint8_t *)rest->ptr, rest->len);
    if (n <= 0) {
        n = 1;
        c = 0xFFFD;
    }
    str one = str_slice(*rest, 0, (size_t)n);
    *rest = str_slice(*rest, (size_t)n, rest->len);
    *code_point = c;
    return one;
}

size_t text_chars(str s)
{
    size_t count = 0;
    for (size_t i = 0; i < s.len; i++)
        count += ((unsigned char)s.ptr[i] & 0xC0) != 0x80;
    return count;
}

str text_clip(str s, size_t max_chars)
{
    size_t count = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (((unsigned char)s.ptr[i] & 0xC0) != 0x80 && count++ == max_chars)
            return str_slice(s, 0, i);
    }
    return s;
}

/* NFKC leaves the CJK Radicals Supplement alone; texts out of PDF files are full of it. */
static uint32_t unify_radical(uint32_t c)
{
    static const struct {
        uint16_t radical, ideograph;
    } table[] = {
        { 0x2E9F, 0x6BCD }, { 0x2EA0, 0x6C11 }, { 0x2EAE, 0x7AF9 }, { 0x2EC1, 0x864E }, { 0x2EC4, 0x897F },
        { 0x2EC5, 0x89C1 }, { 0x2EC6, 0x89D2 }, { 0x2EC9, 0x8D1D }, { 0x2ECB, 0x8F66 }, { 0x2ED1, 0x9577 },
        { 0x2ED3, 0x957F }, { 0x2ED4, 0x95E8 }, { 0x2ED8, 0x9752 }, { 0x2EDA, 0x9875 }, { 0x2EDB, 0x98CE },
        { 0x2EDC, 0x98DE }, { 0x2EDD, 0x98DF }, { 0x2EE2, 0x9A6C }, { 0x2EE3, 0x9AA8 }, { 0x2EE4, 0x9B3C },
        { 0x2EE5, 0x9C7C }, { 0x2EE6, 0x9E1F }, { 0x2EE8, 0x9EA6 }, { 0x2EE9, 0x9EC4 }, { 0x2EEC, 0x9F50 },
        { 0x2EEE, 0x9F7F }, { 0x2EF0, 0x9F99 }, { 0x2EF3, 0x9F9F },
    };
    if (c < 0x2E80 || c > 0x2EF3)
        return c;
    for (size_t i = 0; i < ARRAY_LEN(table); i++) {
        if (table[i].radical == c)
            return table[i].ideograph;
    }
    return c;
}

static bool is_zero_width(uint32_t c)
{
    return (c >= 0x200B && c <= 0x200F) || (c >= 0x2060 && c <= 0x2064) || c == 0xFEFF || c == 0x00AD ||
           (c >= 0x202A && c <= 0x202E);
}

static bool is_white(uint32_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

static bool is_ascii(str s)
{
    for (size_t i = 0; i < s.len; i++) {
        if ((unsigned char)s.ptr[i] >= 0x80)
            return false;
    }
    return true;
}

/* Writes one code point; `at` has room for 4 bytes. */
static char *put(char *at, uint32_t c)
{
    int n = u8_uctomb((uint8_t *)at, c, 4);
    return n > 0 ? at + n : at;
}

static str clean(struct arena *a, str s)
{
    char *out = arena_new(a, char, s.len * 3 + 1), *at = out;
    uint32_t c = 0;
    while (s.len) {
        text_next(&s, &c);
        if (!is_zero_width(c))
            at = put(at, unify_radical(c));
    }
    return (str){ out, (size_t)(at - out) };
}

str text_nfkc(struct arena *a, str s)
{
    if (is_ascii(s))
        return s;
    str in = clean(a, s);
    size_t len = 0;
    uint8_t *normal = u8_normalize(UNINORM_NFKC, (const uint8_t *)in.ptr, in.len, NULL, &len);
    if (!normal)
        fail_no_memory();
    str out = str_dup(a, (str){ (const char *)normal, len });
    free(normal);
    return out;
}

str text_squeeze(struct arena *a, str s)
{
    char *out = arena_new(a, char, s.len + 1), *at = out;
    bool blank = false;
    uint32_t c = 0;
    while (s.len) {
        str one = text_next(&s, &c);
        if (is_white(c)) {
            blank = at != out;
        } else if (!is_zero_width(c)) {
            if (blank)
                *at++ = ' ';
            blank = false;
            at = mempcpy(at, one.ptr, one.len);
        }
    }
    return (str){ out, (size_t)(at - out) };
}

str text_lower(struct arena *a, str s)
{
    if (is_ascii(s))
        return str_lower(a, s);
    size_t len = 0;
    uint8_t *low = u8_tolower((const uint8_t *)s.ptr, s.len, NULL, NULL, NULL, &len);
    if (!low)
        return s; /* not UTF-8: nothing to fold */
    str out = str_dup(a, (str){ (const char *)low, len });
    free(low);
    return out;
}

static bool is_punctuation(uint32_t c)
{
    if (c < 0x80)
        return !ascii_is_alnum(c);
    return uc_is_general_category_withtable(c, UC_CATEGORY_MASK_P | UC_CATEGORY_MASK_S | UC_CATEGORY_MASK_Z);
}

static str fold(struct arena *a, str s, bool drop_punctuation)
{
    str in = text_lower(a, text_nfkc(a, s));
    char *out = arena_new(a, char, in.len + 1), *at = out;
    uint32_t c = 0;
    while (in.len) {
        str one = text_next(&in, &c);
        if (!is_white(c) && !(drop_punctuation && is_punctuation(c)))
            at = mempcpy(at, one.ptr, one.len);
    }
    return (str){ out, (size_t)(at - out) };
}

str text_bare(struct arena *a, str s)
{
    return fold(a, s, false);
}

str text_core(struct arena *a, str s)
{
    return fold(a, s, true);
}

/* The traditional characters that dark-link words are written with to slip past word lists. */
str text_simplify(struct arena *a, str s)
{
    static const char *const pairs[] = {
        "錢钱", "網网", "娛娱", "樂乐", "場场", "賭赌", "綫线", "線线", "門门", "龍龙", "開开", "體体",
        "億亿", "發发", "萬万", "贏赢", "遊游", "戲戏", "機机", "豐丰", "貝贝", "業业", "會会", "員员",
        "註注", "冊册", "現现", "優优", "幣币", "莊庄", "閑闲", "馬马", "電电", "進进", "歡欢", "約约",
        "視视", "頻频", "藥药", "證证", "貨货", "單单", "雙双", "獎奖", "號号", "碼码", "報报", "雲云",
        "環环", "輪轮", "盤盘", "賽赛", "車车", "陽阳", "財财", "寶宝", "銀银", "國国", "際际", "東东",
    };
    char *out = arena_new(a, char, s.len + 1), *at = out;
    uint32_t c = 0;
    while (s.len) {
        str one = text_next(&s, &c), write = one;
        for (size_t i = 0; one.len == 3 && i < ARRAY_LEN(pairs); i++) {
            if (memcmp(pairs[i], one.ptr, 3) == 0)
                write = (str){ pairs[i] + 3, 3 };
        }
        at = mempcpy(at, write.ptr, write.len);
    }
    return (str){ out, (size_t)(at - out) };
}
