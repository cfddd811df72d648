/* SPDX-License-Identifier: MIT */
/* The command line by the rows of options.def. */
#include "options.h"
#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum option_kind {
    OPTION_TEXT, /* least…most: length in bytes */
    OPTION_LIST, /* repeatable text */
    OPTION_DAY,
    OPTION_REAL, /* least…most: value */
    OPTION_INT,
    OPTION_DURATION, /* least…most: seconds */
    OPTION_FLAG,
    OPTION_CHOICE, /* one of the words in `argument`, apart by | */
    OPTION_SUBSET, /* some of the words in `argument`, apart by , */
};

struct option_row {
    const char *section; /* heading row: nothing else is set */
    const char *name, *argument;
    enum option_kind kind;
    unsigned commands;
    double least, most;
    const char *standard, *help;
    size_t at; /* offset in struct options */
};

static const struct option_row rows[] = {
#define SECTION(heading) { .section = (heading) },
#define OPTION(field, name_, argument_, kind_, commands_, least_, most_, default_, help_)                              \
    { .name = (name_),                                                                                                 \
      .argument = (argument_),                                                                                         \
      .kind = (kind_),                                                                                                 \
      .commands = (commands_),                                                                                         \
      .least = (least_),                                                                                               \
      .most = (most_),                                                                                                 \
      .standard = (default_),                                                                                          \
      .help = (help_),                                                                                                 \
      .at = offsetof(struct options, field) },
#include "options.def"
#undef SECTION
#undef OPTION
};
static_assert(ARRAY_LEN(rows) <= 64, "options.given has a bit for every row");

static const struct option_row *row_find(str name)
{
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        if (rows[i].name && str_eq(str_from(rows[i].name), name))
            return &rows[i];
    return NULL;
}

bool options_given(const struct options *o, const char *name)
{
    const struct option_row *row = row_find(str_from(name));
    return row && (o->given & (UINT64_C(1) << (size_t)(row - rows)));
}

/* --- near words --- */

enum { NEAR_LEN = 32 };

static size_t min3(size_t a, size_t b, size_t c)
{
    size_t least = a < b ? a : b;
    return least < c ? least : c;
}

/* Levenshtein distance of two short words. */
static size_t word_distance(str x, str y)
{
    if (x.len > NEAR_LEN || y.len > NEAR_LEN)
        return SIZE_MAX;
    size_t row[NEAR_LEN + 1];
    for (size_t j = 0; j <= y.len; j++)
        row[j] = j;
    for (size_t i = 1; i <= x.len; i++) {
        size_t corner = row[0];
        row[0] = i;
        for (size_t j = 1; j <= y.len; j++) {
            size_t above = row[j];
            row[j] = min3(above + 1, row[j - 1] + 1, corner + (x.ptr[i - 1] != y.ptr[j - 1]));
            corner = above;
        }
    }
    return row[y.len];
}

str options_nearest(str word, const str *words, size_t count)
{
    str best = { 0 };
    size_t least = word.len <= 4 ? 2 : 3;
    for (size_t i = 0; i < count; i++) {
        bool begins = word.len >= 3 && str_starts(words[i], word);
        size_t d = begins ? 0 : word_distance(word, words[i]);
        if (d < least) {
            least = d;
            best = words[i];
        }
    }
    return best;
}

static bool fail_unknown(str name, unsigned command, struct fail *f)
{
    str names[ARRAY_LEN(rows)];
    size_t count = 0;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        if (rows[i].name && (rows[i].commands & command))
            names[count++] = str_from(rows[i].name);
    str near = options_nearest(name, names, count);
    if (near.len)
        return fail_set(f, FAIL_USAGE, "unknown option '--%.*s'; did you mean '--%.*s'?", STR_ARG(name), STR_ARG(near));
    return fail_set(f, FAIL_USAGE, "unknown option '--%.*s'; 'audit --help' lists the options", STR_ARG(name));
}

/* --- values --- */

int64_t options_duration(str text)
{
    static const struct {
        char unit;
        int64_t seconds;
    } units[] = { { 's', 1 }, { 'm', 60 }, { 'h', 3600 }, { 'd', 86400 } };
    int64_t factor = 1, n;
    for (size_t i = 0; text.len && i < ARRAY_LEN(units); i++)
        if (text.ptr[text.len - 1] == units[i].unit) {
            factor = units[i].seconds;
            text.len--;
            break;
        }
    if (!str_to_int(text, &n) || n < 0 || n > INT64_MAX / factor)
        return -1;
    return n * factor;
}

static bool fail_range(const struct option_row *row, str value, struct fail *f)
{
    if (row->kind == OPTION_DURATION)
        return fail_set(f, FAIL_USAGE, "option '--%s': '%.*s' is no duration; give such as 90s, 30m, 6h or 1d",
                        row->name, STR_ARG(value));
    return fail_set(f, FAIL_USAGE, "option '--%s': '%.*s' must be a%s number from %.0f to %.0f", row->name,
                    STR_ARG(value), row->kind == OPTION_INT ? " whole" : "", row->least, row->most);
}

static bool set_number(void *at, const struct option_row *row, str value, struct fail *f)
{
    int64_t n = 0;
    if (row->kind == OPTION_DURATION)
        n = options_duration(value);
    else if (!str_to_int(value, &n))
        return fail_range(row, value, f);
    if ((double)n < row->least || (double)n > row->most)
        return fail_range(row, value, f);
    *(int64_t *)at = n;
    return true;
}

static bool set_real(double *at, const struct option_row *row, str value, struct fail *f)
{
    char text[40], *end;
    snprintf(text, sizeof text, "%.*s", STR_ARG(value));
    double n = strtod(text, &end);
    bool plain = value.len && value.len < sizeof text && strspn(text, "0123456789.") == value.len;
    if (!plain || *end || !isfinite(n) || n < row->least || n > row->most)
        return fail_range(row, value, f);
    *at = n;
    return true;
}

static bool fail_words(const struct option_row *row, str value, struct fail *f)
{
    return fail_set(f, FAIL_USAGE, "option '--%s': '%.*s' is not allowed; give %s%s", row->name, STR_ARG(value),
                    row->kind == OPTION_SUBSET ? "some of " : "", row->argument);
}

/* Position of `value` among the allowed words, or -1. */
static int64_t word_index(const struct option_row *row, char sep, str value)
{
    str rest = str_from(row->argument), word;
    for (int64_t i = 0; str_cut(&rest, sep, &word); i++)
        if (str_eq(word, value))
            return i;
    return -1;
}

static bool set_subset(str *at, const struct option_row *row, str value, struct fail *f)
{
    str rest = value, word;
    bool any = false;
    while (str_cut(&rest, ',', &word)) {
        if (word_index(row, ',', word) < 0)
            return fail_words(row, word, f);
        any = true;
    }
    *at = value;
    return any || fail_words(row, value, f);
}

static bool set_text(str *at, const struct option_row *row, str value, struct fail *f)
{
    if ((double)value.len < row->least || (double)value.len > row->most)
        return fail_set(f, FAIL_USAGE, "option '--%s': its %s must be %.0f to %.0f bytes long", row->name,
                        row->argument, row->least, row->most);
    *at = value;
    return true;
}

static bool set_value(struct options *o, const struct option_row *row, str value, struct arena *a, struct fail *f)
{
    void *at = (char *)o + row->at;
    str text;
    switch (row->kind) {
    case OPTION_TEXT:
        return set_text(at, row, value, f);
    case OPTION_LIST:
        if (!set_text(&text, row, value, f))
            return false;
        *arena_push(a, (struct text_list *)at) = text;
        return true;
    case OPTION_DAY:
        *(day *)at = day_from_iso(value);
        return day_known(*(day *)at) ||
               fail_set(f, FAIL_USAGE, "option '--%s': '%.*s' is no day; give YYYY-MM-DD", row->name, STR_ARG(value));
    case OPTION_REAL:
        return set_real(at, row, value, f);
    case OPTION_INT:
    case OPTION_DURATION:
        return set_number(at, row, value, f);
    case OPTION_FLAG:
        *(bool *)at = true;
        return true;
    case OPTION_CHOICE:
        *(int64_t *)at = word_index(row, '|', value);
        return *(int64_t *)at >= 0 || fail_words(row, value, f);
    case OPTION_SUBSET:
        return set_subset(at, row, value, f);
    }
    return false;
}

/* --- the line --- */

struct words_left {
    char *const *at;
    int count;
};

static bool parse_option(struct options *o, unsigned command, str word, struct words_left *left, struct arena *a,
                         struct fail *f)
{
    str name = str_slice(word, 2, word.len), value = { 0 };
    size_t equals = str_find(name, STR("="));
    bool has_value = equals != SIZE_MAX;
    if (has_value) {
        value = str_slice(name, equals + 1, name.len);
        name = str_slice(name, 0, equals);
    }
    if (str_eq(name, STR("help")) && !has_value)
        return o->help = true;
    const struct option_row *row = row_find(name);
    if (!row)
        return fail_unknown(name, command, f);
    if (!(row->commands & command))
        return fail_set(f, FAIL_USAGE, "option '--%s' means nothing to this command", row->name);
    if (row->kind == OPTION_FLAG && has_value)
        return fail_set(f, FAIL_USAGE, "option '--%s' takes no value", row->name);
    if (row->kind != OPTION_FLAG && !has_value) {
        if (!left->count || !strncmp(*left->at, "--", 2)) /* the next option is no value; --name=--value says so */
            return fail_set(f, FAIL_USAGE, "option '--%s' needs its %s", row->name, row->argument);
        value = str_from(*left->at++);
        left->count--;
    }
    o->given |= UINT64_C(1) << (size_t)(row - rows);
    return set_value(o, row, value, a, f);
}

static bool options_agree(const struct options *o, struct fail *f)
{
    if (o->resume && o->fresh)
        return fail_set(f, FAIL_USAGE, "'--resume' and '--fresh' exclude each other; give one");
    if (o->quiet && o->verbose)
        return fail_set(f, FAIL_USAGE, "'--quiet' and '--verbose' exclude each other; give one");
    return true;
}

bool options_parse(struct options *o, unsigned command, int argc, char *const *argv, struct arena *a, struct fail *f)
{
    *o = (struct options){
        .as_of = DAY_NONE, .rate = 4, .concurrency = 4, .fail_on = FAIL_ON_NEVER, .max_age_s = 8 * 86400
    };
    struct words_left left = { argv, argc };
    bool options_over = false;
    while (left.count) {
        str word = str_from(*left.at++);
        left.count--;
        if (options_over || word.len < 2 || word.ptr[0] != '-') {
            *arena_push(a, &o->operands) = word;
        } else if (str_eq(word, STR("--"))) {
            options_over = true;
        } else if (str_eq(word, STR("-h"))) {
            o->help = true;
        } else if (!str_starts(word, STR("--"))) {
            return fail_set(f, FAIL_USAGE, "unknown option '%.*s'; options begin with '--', see 'audit --help'",
                            STR_ARG(word));
        } else if (!parse_option(o, command, word, &left, a, f)) {
            return false;
        }
    }
    return o->help || options_agree(o, f);
}

/* --- help --- */

static bool section_has(size_t heading, unsigned command)
{
    for (size_t i = heading + 1; i < ARRAY_LEN(rows) && !rows[i].section; i++)
        if (rows[i].commands & command)
            return true;
    return false;
}

void options_print_help(FILE *out, unsigned command)
{
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const struct option_row *row = &rows[i];
        if (row->section && section_has(i, command))
            fprintf(out, "\n%s\n", row->section);
        if (row->section || !(row->commands & command))
            continue;
        char left[80];
        snprintf(left, sizeof left, "--%s%s%s", row->name, row->argument ? " " : "",
                 row->argument ? row->argument : "");
        fprintf(out, "  %-38s %s", left, row->help);
        if (row->kind != OPTION_FLAG)
            fprintf(out, " (%s%s)", strcmp(row->standard, "required") ? "default: " : "", row->standard);
        fputc('\n', out);
    }
}
