/* SPDX-License-Identifier: MIT */
/* YAML files by libcyaml: schema tables say what is allowed; a mistake is told with file, line and field.
 * Only yaml.c includes cyaml's loader; files that own a schema include <cyaml/cyaml.h> for the table macros. */
#ifndef CORE_YAML_H
#define CORE_YAML_H
#include "core/fail.h"
#include "core/str.h"

struct cyaml_schema_value;

/* Loads `path` into a structure described by the schema. The value is owned by libcyaml: give it back with yaml_free().
 * NULL with "FILE:LINE: field 'x': …, allowed: …". Text that is not UTF-8, too long (LIMIT_YAML_LEN), or empty fails. */
void *yaml_load(const char *path, const struct cyaml_schema_value *schema, struct fail *f) MUST_CHECK;
void *yaml_load_text(const char *name, str text, const struct cyaml_schema_value *schema, struct fail *f) MUST_CHECK;
void yaml_free(const struct cyaml_schema_value *schema, void *value);

/* One YAML scalar, quoted as needed, for writers of YAML. */
str yaml_quote(struct arena *a, str s);

#endif
