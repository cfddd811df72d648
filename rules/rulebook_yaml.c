/* SPDX-License-Identifier: MIT */
/* Schema tables of rulebook files. */
#include "rulebook_yaml.h"
#include <cyaml/cyaml.h>

enum { NEEDED = CYAML_FLAG_POINTER, OPTIONAL = CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL };

#define TEXT(type, field, flags) CYAML_FIELD_STRING_PTR(#field, (flags), type, field, 1, CYAML_UNLIMITED)
#define LIST(type, field, entry) CYAML_FIELD_SEQUENCE(#field, OPTIONAL, type, field, &(entry), 0, CYAML_UNLIMITED)

static const cyaml_strval_t severities[] = {
#define SEVERITIES(constant, word) { .str = (word), .val = (constant) },
#include "core/words.def"
};

static const cyaml_schema_value_t text_value = { CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char, 1, CYAML_UNLIMITED) };

static const cyaml_schema_field_t param_fields[] = {
    TEXT(struct yaml_rule_param, name, NEEDED),
    CYAML_FIELD_STRING_PTR("value", NEEDED, struct yaml_rule_param, value, 0, CYAML_UNLIMITED),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t param_value = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct yaml_rule_param, param_fields),
};

static const cyaml_schema_field_t test_fields[] = {
    LIST(struct yaml_rule_tests, match, text_value),
    LIST(struct yaml_rule_tests, nomatch, text_value),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t rule_fields[] = {
    TEXT(struct yaml_rule, id, NEEDED),
    TEXT(struct yaml_rule, title, NEEDED),
    TEXT(struct yaml_rule, check, NEEDED),
    CYAML_FIELD_ENUM("severity", CYAML_FLAG_STRICT, struct yaml_rule, severity, severities, SEVERITY_COUNT_),
    TEXT(struct yaml_rule, clause, OPTIONAL),
    TEXT(struct yaml_rule, message, NEEDED),
    TEXT(struct yaml_rule, remedy, NEEDED),
    TEXT(struct yaml_rule, about, OPTIONAL),
    TEXT(struct yaml_rule, source, OPTIONAL),
    CYAML_FIELD_BOOL("opt_in", CYAML_FLAG_OPTIONAL, struct yaml_rule, opt_in),
    LIST(struct yaml_rule, params, param_value),
    CYAML_FIELD_MAPPING("tests", CYAML_FLAG_OPTIONAL, struct yaml_rule, tests, test_fields),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t rule_value = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct yaml_rule, rule_fields),
};

static const cyaml_schema_field_t topic_fields[] = {
    TEXT(struct yaml_topic, name, NEEDED),
    TEXT(struct yaml_topic, names, NEEDED),
    TEXT(struct yaml_topic, clause, OPTIONAL),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t topic_value = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct yaml_topic, topic_fields),
};

static const cyaml_schema_field_t class_fields[] = {
    TEXT(struct yaml_class, name, NEEDED),
    TEXT(struct yaml_class, names, NEEDED),
    CYAML_FIELD_INT("days", CYAML_FLAG_DEFAULT, struct yaml_class, days),
    TEXT(struct yaml_class, source, OPTIONAL),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t class_value = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct yaml_class, class_fields),
};

static const cyaml_schema_field_t national_fields[] = {
    TEXT(struct yaml_national, part, NEEDED),
    TEXT(struct yaml_national, item, NEEDED),
    TEXT(struct yaml_national, condition, NEEDED),
    TEXT(struct yaml_national, measure, OPTIONAL),
    TEXT(struct yaml_national, why, OPTIONAL),
    CYAML_FIELD_INT("points", CYAML_FLAG_OPTIONAL, struct yaml_national, points),
    TEXT(struct yaml_national, tag, NEEDED),
    TEXT(struct yaml_national, source, NEEDED),
    LIST(struct yaml_national, params, param_value),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t national_value = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct yaml_national, national_fields),
};

static const cyaml_schema_field_t words_fields[] = {
    CYAML_FIELD_SEQUENCE("words", CYAML_FLAG_POINTER, struct yaml_words, words, &text_value, 1, CYAML_UNLIMITED),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t words_value = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct yaml_words, words_fields),
};

static const cyaml_schema_field_t book_fields[] = {
    LIST(struct yaml_rulebook, rules, rule_value),        LIST(struct yaml_rulebook, topics, topic_value),
    LIST(struct yaml_rulebook, classes, class_value),     LIST(struct yaml_rulebook, synonyms, words_value),
    LIST(struct yaml_rulebook, national, national_value), CYAML_FIELD_END,
};
static const cyaml_schema_value_t book_value = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct yaml_rulebook, book_fields),
};

const struct cyaml_schema_value *const rulebook_yaml_schema = &book_value;
