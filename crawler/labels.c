/* SPDX-License-Identifier: MIT */
/* Labels matched without regard to the white space in them. */
#include "labels.h"
#include "core/text.h"

static uint32_t code_at(str text, size_t at, size_t *len)
{
    str rest = str_slice(text, at, text.len);
    uint32_t code = 0;
    str one = text_next(&rest, &code);
    *len = one.len;
    return one.len ? code : 0;
}

bool label_is_blank(uint32_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200F) ||
           c == 0xFEFF || c == 0x2060;
}

/* The first bytes that blanks have: most text is refused by one look. */
static bool may_be_blank(unsigned char byte)
{
    return byte <= ' ' || byte == 0xC2 || byte == 0xE2 || byte == 0xE3 || byte == 0xEF;
}

size_t label_skip_blanks(str text, size_t at)
{
    size_t len;
    while (at < text.len && may_be_blank((unsigned char)text.ptr[at]) && label_is_blank(code_at(text, at, &len)))
        at += len;
    return at;
}

bool label_at(str text, size_t at, str label, size_t *end)
{
    size_t used = 0;
    while (used < label.len) {
        if (at >= text.len)
            return false;
        if (text.ptr[at] == label.ptr[used]) {
            at++;
            used++;
            continue;
        }
        bool inside = !used || ((unsigned char)label.ptr[used] & 0xC0) == 0x80; /* blanks stand between characters */
        size_t next = inside ? at : label_skip_blanks(text, at);
        if (next == at)
            return false;
        at = next;
    }
    *end = at;
    return true;
}

bool label_colon(str text, size_t *at)
{
    static const str colons[] = { STR_INIT("："), STR_INIT(":"), STR_INIT("︰"), STR_INIT("∶") };
    size_t next = label_skip_blanks(text, *at);
    for (size_t i = 0; i < ARRAY_LEN(colons); i++) {
        if (str_starts(str_slice(text, next, text.len), colons[i])) {
            *at = next + colons[i].len;
            return true;
        }
    }
    return false;
}

str label_trim(str text)
{
    text = str_slice(text, label_skip_blanks(text, 0), text.len);
    while (text.len) {
        size_t last = text.len - 1, len;
        while (last > 0 && text.len - last < 4 && ((unsigned char)text.ptr[last] & 0xC0) == 0x80)
            last--;
        if (!label_is_blank(code_at(text, last, &len)))
            break;
        text.len = last;
    }
    return text;
}

bool label_is_all(str text, str label)
{
    size_t at = label_skip_blanks(text, 0);
    if (!label_at(text, at, label, &at))
        return false;
    (void)label_colon(text, &at);
    return label_skip_blanks(text, at) == text.len;
}

bool label_generic_at(str text, size_t at)
{
    int chinese = 0;
    while (at < text.len && chinese <= 8) {
        if (label_colon(text, &at))
            return chinese >= 2;
        size_t len;
        uint32_t code = code_at(text, at, &len);
        if (code >= 0x4E00 && code <= 0x9FFF)
            chinese++;
        else if (!label_is_blank(code))
            return false;
        at += len ? len : 1;
    }
    return false;
}

bool node_is_prose(const struct tree *t, uint32_t i)
{
    if (t->nodes[i].kind != NODE_TEXT || t->nodes[i].region == REGION_HEAD)
        return false;
    static const char *const other[] = { "script", "style",  "noscript", "template", "textarea",
                                         "select", "option", "title",    "xmp",      "iframe" };
    const struct node *parent = &t->nodes[t->nodes[i].parent];
    for (size_t k = 0; k < ARRAY_LEN(other); k++) {
        if (node_is(parent, other[k]))
            return false;
    }
    return true;
}
