/* SPDX-License-Identifier: MIT */
/* A profile as libcyaml loads it: what the YAML says, before its values are checked. */
#ifndef AUDIT_PROFILE_SCHEMA_H
#define AUDIT_PROFILE_SCHEMA_H

struct cyaml_schema_value;

struct yaml_department {
    char *name, **aliases, **columns, **to, **cc;
    unsigned aliases_count, columns_count, to_count, cc_count;
};

struct yaml_pin {
    char *indicator, *topic, *url;
};

struct yaml_period {
    char *column;
    int days;
};

struct yaml_waiver {
    char *rule, *subject, *reason, *owner, *until;
};

struct yaml_mail {
    char *server, *security, *user, *password_file, *ca_file, *from, *reply_to;
    char *attach_xlsx, *attach_html, *all_clear;
    char **operators;
    unsigned operators_count;
    int *port, *timeout;
};

struct yaml_profile {
    char *site, *name, *area, *office;
    char **plans, **hosts, **networks, **skip, **enable;
    unsigned plans_count, hosts_count, networks_count, skip_count, enable_count;
    double *rate;
    int *deadline;
    int *concurrency;
    struct yaml_department *departments;
    struct yaml_pin *pins;
    struct yaml_period *periods;
    struct yaml_waiver *waivers;
    struct yaml_mail *mail;
    unsigned departments_count, pins_count, periods_count, waivers_count;
};

extern const struct cyaml_schema_value profile_schema;

#endif
