/* SPDX-License-Identifier: MIT */
/* What a profile may say, as a libcyaml schema: unknown fields and wrong types are refused with file, line and field.
 */
#include "profile_schema.h"
#include <cyaml/cyaml.h>

/* clang-format off */
enum { LIST = CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, MAY = CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, MUST = CYAML_FLAG_POINTER };
#define TEXT(type, field, need) CYAML_FIELD_STRING_PTR(#field, need, struct type, field, 1, 4096)
#define TEXTS(type, field) CYAML_FIELD_SEQUENCE(#field, LIST, struct type, field, &text_schema, 0, 10000)
#define ROWS(field, schema) CYAML_FIELD_SEQUENCE(#field, LIST, struct yaml_profile, field, &(schema), 0, 10000)
#define ROW_SCHEMA(name, type, fields) \
    static const cyaml_schema_value_t name = { CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct type, fields) }

static const cyaml_schema_value_t text_schema = { CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char, 1, 4096) };

static const cyaml_schema_field_t department_fields[] = {
    TEXT(yaml_department, name, MUST),
    TEXTS(yaml_department, aliases),
    TEXTS(yaml_department, columns),
    TEXTS(yaml_department, to),
    TEXTS(yaml_department, cc),
    CYAML_FIELD_END
};
ROW_SCHEMA(department_schema, yaml_department, department_fields);

static const cyaml_schema_field_t pin_fields[] = {
    TEXT(yaml_pin, indicator, MAY),
    TEXT(yaml_pin, topic, MAY),
    TEXT(yaml_pin, url, MUST),
    CYAML_FIELD_END
};
ROW_SCHEMA(pin_schema, yaml_pin, pin_fields);

static const cyaml_schema_field_t period_fields[] = {
    TEXT(yaml_period, column, MUST),
    CYAML_FIELD_INT("days", CYAML_FLAG_DEFAULT, struct yaml_period, days),
    CYAML_FIELD_END
};
ROW_SCHEMA(period_schema, yaml_period, period_fields);

static const cyaml_schema_field_t waiver_fields[] = {
    TEXT(yaml_waiver, rule, MUST),
    TEXT(yaml_waiver, subject, MUST),
    TEXT(yaml_waiver, reason, MUST),
    TEXT(yaml_waiver, owner, MAY),
    TEXT(yaml_waiver, until, MUST),
    CYAML_FIELD_END
};
ROW_SCHEMA(waiver_schema, yaml_waiver, waiver_fields);

static const cyaml_schema_field_t mail_fields[] = {
    TEXT(yaml_mail, server, MAY),
    CYAML_FIELD_INT_PTR("port", MAY, struct yaml_mail, port),
    TEXT(yaml_mail, security, MAY),
    TEXT(yaml_mail, user, MAY),
    TEXT(yaml_mail, password_file, MAY),
    TEXT(yaml_mail, ca_file, MAY),
    TEXT(yaml_mail, from, MUST),
    TEXT(yaml_mail, reply_to, MAY),
    TEXTS(yaml_mail, operators),
    TEXT(yaml_mail, attach_xlsx, MAY),
    TEXT(yaml_mail, attach_html, MAY),
    TEXT(yaml_mail, all_clear, MAY),
    CYAML_FIELD_INT_PTR("timeout", MAY, struct yaml_mail, timeout),
    CYAML_FIELD_END
};

static const cyaml_schema_field_t profile_fields[] = {
    TEXT(yaml_profile, site, MAY),
    TEXT(yaml_profile, name, MAY),
    TEXT(yaml_profile, area, MAY),
    TEXT(yaml_profile, office, MAY),
    TEXTS(yaml_profile, plans),
    TEXTS(yaml_profile, hosts),
    TEXTS(yaml_profile, networks),
    TEXTS(yaml_profile, skip),
    TEXTS(yaml_profile, enable),
    CYAML_FIELD_FLOAT_PTR("rate", MAY, struct yaml_profile, rate),
    CYAML_FIELD_INT_PTR("deadline", MAY, struct yaml_profile, deadline),
    CYAML_FIELD_INT_PTR("concurrency", MAY, struct yaml_profile, concurrency),
    ROWS(departments, department_schema),
    ROWS(pins, pin_schema),
    ROWS(periods, period_schema),
    ROWS(waivers, waiver_schema),
    CYAML_FIELD_MAPPING_PTR("mail", MAY, struct yaml_profile, mail, mail_fields),
    CYAML_FIELD_END
};
/* clang-format on */

const cyaml_schema_value_t profile_schema = { CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct yaml_profile,
                                                                  profile_fields) };
