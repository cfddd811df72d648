/* SPDX-License-Identifier: MIT */
/* Finds plans: built-in ones by name, YAML files, official texts. */
#include "rules/plan.h"
#include "plan_yaml.h"
#include "text_file.h"
#include "core/arena.h"
#include "core/limits.h"

static const char *plans_folder(struct arena *a, const char *data_dir)
{
    return str_fmt(a, "%s/plans", data_dir).ptr;
}

static str name_of_path(const char *path)
{
    str name = str_from(path);
    size_t slash = str_find_last(name, STR("/"));
    if (slash != SIZE_MAX)
        name = str_slice(name, slash + 1, name.len);
    size_t dot = str_find_last(name, STR("."));
    return dot == SIZE_MAX || dot == 0 ? name : str_slice(name, 0, dot);
}

static str builtin_names(struct arena *a, const char *data_dir)
{
    struct fail unimportant = { 0 };
    struct text_files files;
    if (!text_files_list(a, plans_folder(a, data_dir), STR(".yaml"), &files, &unimportant) || files.count == 0)
        return STR("none");
    str *names = arena_new(a, str, files.count);
    for (size_t i = 0; i < files.count; i++)
        names[i] = name_of_path(files.items[i]);
    return str_join(a, names, files.count, STR(", "));
}

static struct plan *load_yaml(struct arena *a, const char *path, struct fail *f)
{
    str text = text_file_read(a, path, LIMIT_YAML_LEN, f);
    return f->code == FAIL_NONE ? plan_from_yaml(a, path, text, f) : NULL;
}

struct plan *plan_import_file(struct arena *a, const char *path, struct fail *f)
{
    str text = text_file_read(a, path, LIMIT_PLAN_TEXT_LEN, f);
    if (f->code != FAIL_NONE)
        return NULL;
    struct fail why = { 0 };
    struct plan *p = plan_import(a, text, name_of_path(path), &why);
    if (!p)
        fail_set(f, why.code, "%s: %s", path, why.text);
    return p;
}

static const struct plan_clause *same_clause(const struct plan *p, str id)
{
    for (size_t i = 0; i < p->clause_count; i++) {
        if (str_eq(p->clauses[i].id, id))
            return &p->clauses[i];
    }
    return NULL;
}

static const struct plan_indicator *same_indicator(const struct plan *p, str no)
{
    for (size_t i = 0; i < p->indicator_count; i++) {
        if (str_eq(p->indicators[i].no, no))
            return &p->indicators[i];
    }
    return NULL;
}

static bool is_one_of(const str *list, size_t count, str word)
{
    for (size_t i = 0; i < count; i++)
        if (str_eq(list[i], word))
            return true;
    return false;
}

bool plan_clause_admits(const struct plan_clause *c, str rule)
{
    return !c->no_demand && (!c->judged_by_count || is_one_of(c->judged_by, c->judged_by_count, rule));
}

bool plan_clause_concerns(const struct plan_clause *c, str subject)
{
    return !c->subject_count || is_one_of(c->subjects, c->subject_count, subject);
}

/* What the built-in plan of the same document knows beyond the text: site, reasons, further names. */
static void learn_from(struct arena *a, struct plan *p, const struct plan *builtin)
{
    struct plan_clause *clauses = arena_new(a, struct plan_clause, p->clause_count);
    for (size_t i = 0; i < p->clause_count; i++) {
        const struct plan_clause *same = same_clause(builtin, p->clauses[i].id);
        clauses[i] = p->clauses[i];
        clauses[i].not_automatic = same ? same->not_automatic : (str){ 0 };
        clauses[i].no_demand = same && same->no_demand;
        clauses[i].judged_by = same ? same->judged_by : NULL;
        clauses[i].judged_by_count = same ? same->judged_by_count : 0;
        clauses[i].subjects = same ? same->subjects : NULL;
        clauses[i].subject_count = same ? same->subject_count : 0;
    }
    struct plan_indicator *indicators = arena_new(a, struct plan_indicator, p->indicator_count);
    for (size_t i = 0; i < p->indicator_count; i++) {
        const struct plan_indicator *same = same_indicator(builtin, p->indicators[i].no);
        indicators[i] = p->indicators[i];
        indicators[i].names = same ? same->names : NULL;
        indicators[i].name_count = same ? same->name_count : 0;
    }
    p->clauses = clauses;
    p->indicators = indicators;
    p->site = builtin->site;
    p->area_code = builtin->area_code;
}

static struct plan *load_text(struct arena *a, const char *data_dir, const char *path, struct fail *f)
{
    struct plan *p = plan_import_file(a, path, f);
    struct fail unimportant = { 0 };
    struct text_files files;
    if (!p || p->number.len == 0 || !text_files_list(a, plans_folder(a, data_dir), STR(".yaml"), &files, &unimportant))
        return p;
    for (size_t i = 0; i < files.count; i++) {
        const struct plan *builtin = load_yaml(a, files.items[i], &unimportant);
        if (builtin && str_eq(builtin->number, p->number))
            learn_from(a, p, builtin);
    }
    return p;
}

static bool is_plain_name(str name)
{
    return name.len && !str_has(name, STR("/")) && name.ptr[0] != '.';
}

struct plan *plan_load(struct arena *a, const char *data_dir, str name_or_file, struct fail *f)
{
    const char *file = str_cstr(a, name_or_file);
    if (is_plain_name(name_or_file)) {
        const char *builtin = str_fmt(a, "%s/%s.yaml", plans_folder(a, data_dir), file).ptr;
        if (text_file_exists(builtin))
            return load_yaml(a, builtin, f);
    }
    if (!text_file_exists(file)) {
        fail_set(f, FAIL_USAGE, "plan '%s': no such file and no such built-in plan; built in are: %s", file,
                 builtin_names(a, data_dir).ptr);
        return NULL;
    }
    bool yaml = str_ends_nocase(name_or_file, STR(".yaml")) || str_ends_nocase(name_or_file, STR(".yml"));
    return yaml ? load_yaml(a, file, f) : load_text(a, data_dir, file, f);
}

static bool host_is_under(str host, str suffix)
{
    if (suffix.len == 0 || !str_ends_nocase(host, suffix))
        return false;
    return host.len == suffix.len || host.ptr[host.len - suffix.len - 1] == '.';
}

size_t plan_builtin_for(struct arena *a, const char *data_dir, str host, str **ids, struct fail *f)
{
    struct text_files files;
    struct {
        str *items;
        size_t count, room;
    } found = { 0 };
    *ids = NULL;
    if (!text_files_list(a, plans_folder(a, data_dir), STR(".yaml"), &files, f))
        return 0;
    for (size_t i = 0; i < files.count; i++) {
        const struct plan *p = load_yaml(a, files.items[i], f);
        if (!p)
            return 0;
        if (host_is_under(host, p->site))
            *arena_push(a, &found) = p->id;
    }
    *ids = found.items;
    return found.count;
}
