/* SPDX-License-Identifier: MIT */
/* YAML by libcyaml: its log lines are turned into our one line with file, line and field. */
#include "core/yaml.h"
#include "core/limits.h"
#include "core/buf.h"
#include "core/text.h"
#include <cyaml/cyaml.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct complaint {
    char first[200]; /* what is wrong */
    char place[200]; /* innermost: "mapping field 'x' (line: 3, column: 5)" */
    char field[64];  /* innermost field that has a name */
};

static void trim_line(char *line)
{
    line[strcspn(line, "\n")] = '\0';
}

/* libcyaml tells a fault as one line of what is wrong and then a backtrace, innermost first. */
__attribute__((format(printf, 3, 0))) static void on_log(cyaml_log_t level, void *ctx, const char *fmt, va_list args)
{
    struct complaint *c = ctx;
    char line[200];
    if (level < CYAML_LOG_ERROR)
        return;
    vsnprintf(line, sizeof line, fmt, args);
    trim_line(line);
    const char *in = strstr(line, "in ");
    if (strstr(line, "Backtrace"))
        return;
    if (!in || !strstr(line, "line: ")) {
        if (!c->first[0])
            snprintf(c->first, sizeof c->first, "%s", line);
        return;
    }
    const char *field = strstr(in, "field '");
    if (!c->place[0])
        snprintf(c->place, sizeof c->place, "%s", in + 3);
    if (!c->field[0] && field)
        sscanf(field, "field '%63[^']'", c->field);
}

static const char *after_colon(const char *line)
{
    const char *load = strncmp(line, "Load: ", 6) == 0 ? line + 6 : line;
    return strncmp(load, "libyaml: ", 9) == 0 ? load + 9 : load;
}

static int line_of(const struct complaint *c)
{
    const char *at = strstr(c->place, "line: ");
    if (!at)
        at = strstr(c->first, "line: ");
    return at ? (int)strtol(at + 6, NULL, 10) : 0;
}

/* libcyaml stands before the key that it does not know, on the value it took last; a user wants the key's own line. */
static bool is_key_at(str line, size_t at, str key)
{
    size_t after = at + key.len;
    if (at && !strchr(" \t-{,'\"", line.ptr[at - 1]))
        return false;
    if (after < line.len && (line.ptr[after] == '\'' || line.ptr[after] == '"'))
        after++;
    while (after < line.len && line.ptr[after] == ' ')
        after++;
    return after < line.len && line.ptr[after] == ':';
}

static int line_of_key(str text, str key, int from)
{
    str line;
    for (int number = 1; str_cut(&text, '\n', &line); number++) {
        if (number < from || str_starts(str_trim(line), STR("#")))
            continue;
        for (size_t at = 0; at + key.len <= line.len; at++)
            if (str_starts(str_slice(line, at, line.len), key) && is_key_at(line, at, key))
                return number;
    }
    return from;
}

static int line_of_fault(const struct complaint *c, str text)
{
    const char *key = strstr(c->first, "Unexpected key: ");
    int line = line_of(c);
    return key ? line_of_key(text, str_from(key + strlen("Unexpected key: ")), line) : line;
}

static void strip_position(char *text)
{
    char *at = strstr(text, " (line: ");
    if (at)
        *at = '\0';
}

/* Finds the field of that name anywhere in the schema; bounded, as a schema may be recursive. */
static const cyaml_schema_value_t *schema_of_field(const cyaml_schema_value_t *v, const char *name)
{
    const cyaml_schema_value_t *stack[64];
    int count = 0;
    stack[count++] = v;
    for (int steps = 0; count > 0 && steps < 200; steps++) {
        const cyaml_schema_value_t *now = stack[--count];
        while (now->type == CYAML_SEQUENCE || now->type == CYAML_SEQUENCE_FIXED)
            now = now->sequence.entry;
        if (now->type != CYAML_MAPPING)
            continue;
        for (const cyaml_schema_field_t *field = now->mapping.fields; field->key; field++) {
            if (strcmp(field->key, name) == 0)
                return &field->value;
            if (count < (int)ARRAY_LEN(stack))
                stack[count++] = &field->value;
        }
    }
    return NULL;
}

static void list_word(char *out, size_t room, const char *word)
{
    size_t n = strlen(out);
    snprintf(out + n, room - n, "%s%s", n ? ", " : "", word);
}

/* The words a field may hold: what a user needs to mend a mistake without opening the manual. */
static void allowed_words(const cyaml_schema_value_t *schema, const struct complaint *c, char *out, size_t room)
{
    const cyaml_schema_value_t *v = c->field[0] ? schema_of_field(schema, c->field) : schema;
    out[0] = '\0';
    while (v && (v->type == CYAML_SEQUENCE || v->type == CYAML_SEQUENCE_FIXED))
        v = v->sequence.entry;
    if (v && v->type == CYAML_ENUM) {
        for (uint32_t i = 0; i < v->enumeration.count; i++)
            list_word(out, room, v->enumeration.strings[i].str);
    } else if (v && v->type == CYAML_MAPPING) {
        for (const cyaml_schema_field_t *field = v->mapping.fields; field->key; field++)
            list_word(out, room, field->key);
    }
}

static void explain(const char *name, str text, const cyaml_schema_value_t *schema, struct complaint *c,
                    cyaml_err_t err, struct fail *f)
{
    char allowed[240];
    int line = line_of_fault(c, text);
    bool wants_list = strstr(c->first, "Unexpected key") || strstr(c->first, "Invalid ");
    allowed_words(schema, c, allowed, sizeof allowed);
    strip_position(c->place);
    const char *what = c->first[0] ? after_colon(c->first) : cyaml_strerror(err);
    char where[300] = "";
    if (line > 0)
        snprintf(where, sizeof where, ":%d", line);
    fail_set(f, FAIL_USAGE, "%s%s: %s%s%s%s%s%s", name, where, c->place[0] ? "in " : "", c->place,
             c->place[0] ? ": " : "", what, wants_list && allowed[0] ? "; allowed: " : "", wants_list ? allowed : "");
}

void *yaml_load_text(const char *name, str text, const cyaml_schema_value_t *schema, struct fail *f)
{
    if (text.len > LIMIT_YAML_LEN) {
        fail_set(f, FAIL_USAGE, "%s: longer than %u bytes", name, LIMIT_YAML_LEN);
        return NULL;
    }
    if (!text_is_utf8(text)) {
        fail_set(f, FAIL_USAGE, "%s: not UTF-8; save the file as UTF-8", name);
        return NULL;
    }
    struct complaint c = { .first = "" };
    cyaml_config_t config = {
        .log_fn = on_log, .log_ctx = &c, .mem_fn = cyaml_mem, .log_level = CYAML_LOG_ERROR, .flags = CYAML_CFG_NO_ALIAS
    };
    void *value = NULL;
    cyaml_err_t err =
        cyaml_load_data((const uint8_t *)(text.ptr ? text.ptr : ""), text.len, &config, schema, &value, NULL);
    if (err == CYAML_OK && !value)
        fail_set(f, FAIL_USAGE, "%s: empty", name);
    else if (err != CYAML_OK)
        explain(name, text, schema, &c, err, f);
    return err == CYAML_OK ? value : NULL;
}

void *yaml_load(const char *path, const cyaml_schema_value_t *schema, struct fail *f)
{
    FILE *file = fopen(path, "rb");
    if (!file) {
        fail_errno(f, FAIL_USAGE, "%s", path);
        return NULL;
    }
    struct buf b;
    buf_init(&b, LIMIT_YAML_LEN + 1);
    char part[16384];
    for (size_t n; (n = fread(part, 1, sizeof part, file)) > 0 && buf_add(&b, (str){ part, n });)
        ;
    bool bad = ferror(file) != 0;
    fclose(file);
    void *value = NULL;
    if (bad)
        fail_set(f, FAIL_USAGE, "%s: cannot be read", path);
    else
        value = yaml_load_text(path, buf_str(&b), schema, f);
    buf_done(&b);
    return value;
}

void yaml_free(const cyaml_schema_value_t *schema, void *value)
{
    static const cyaml_config_t config = { .mem_fn = cyaml_mem };
    if (value)
        cyaml_free(&config, schema, value, 0);
}

str yaml_quote(struct arena *a, str s)
{
    struct buf b;
    buf_init(&b, LIMIT_YAML_LEN);
    buf_add_char(&b, '"');
    for (size_t i = 0; i < s.len; i++) {
        unsigned char ch = (unsigned char)s.ptr[i];
        if (ch == '"' || ch == '\\')
            buf_fmt(&b, "\\%c", ch);
        else if (ch == '\n')
            buf_add(&b, STR("\\n"));
        else if (ch < 0x20 || ch == 0x7f)
            buf_fmt(&b, "\\x%02x", ch);
        else
            buf_add_char(&b, (char)ch);
    }
    buf_add_char(&b, '"');
    str out = str_dup(a, buf_str(&b));
    buf_done(&b);
    return out;
}
