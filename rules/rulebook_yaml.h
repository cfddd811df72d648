/* SPDX-License-Identifier: MIT */
/* The shape of a rulebook file as libcyaml loads it; read by rulebook.c only. */
#ifndef RULES_RULEBOOK_YAML_H
#define RULES_RULEBOOK_YAML_H
#include "core/words.h"

struct cyaml_schema_value;

struct yaml_rule_param {
    char *name, *value;
};

struct yaml_rule_tests {
    char **match, **nomatch;
    unsigned match_count, nomatch_count;
};

struct yaml_rule {
    char *id, *title, *check, *clause, *message, *remedy, *about, *source;
    enum severity severity;
    struct yaml_rule_param *params;
    unsigned params_count;
    struct yaml_rule_tests tests;
    bool opt_in;
};

struct yaml_topic {
    char *name, *names, *clause;
};

struct yaml_class {
    char *name, *names, *source;
    int days;
};

struct yaml_national {
    char *part, *item, *condition, *measure, *why, *tag, *source;
    int points;
    struct yaml_rule_param *params;
    unsigned params_count;
};

struct yaml_words {
    char **words;
    unsigned words_count;
};

struct yaml_rulebook {
    struct yaml_rule *rules;
    struct yaml_topic *topics;
    struct yaml_class *classes;
    struct yaml_words *synonyms;
    struct yaml_national *national;
    unsigned rules_count, topics_count, classes_count, synonyms_count, national_count;
};

extern const struct cyaml_schema_value *const rulebook_yaml_schema; /* of a struct yaml_rulebook * */

#endif
