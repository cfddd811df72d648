/* SPDX-License-Identifier: MIT */
/* The lists of a run's verdicts and the tables that hold them: one row a column. */
#include "snapshot_lists.h"
#include "core/finding.h"
#include <stddef.h>

/* clang-format off */
#define TEXT(type, name)   { #name, FIELD_STR, offsetof(struct type, name), 0, false }
#define SHARED(type, name) { #name, FIELD_STR, offsetof(struct type, name), 0, true }
#define DAY(type, name)    { #name, FIELD_DAY, offsetof(struct type, name), 0, false }
#define INT(type, name)    { #name, FIELD_INT, offsetof(struct type, name), 0, false }
#define LONG(type, name)   { #name, FIELD_LONG, offsetof(struct type, name), 0, false }
#define FLAG(type, name)   { #name, FIELD_BOOL, offsetof(struct type, name), 0, false }

static const struct field finding_fields[] = {
    TEXT(finding, id), TEXT(finding, rule), SHARED(finding, rule_title),
    { "severity", FIELD_SEVERITY, offsetof(struct finding, severity), 0, false },
    TEXT(finding, state), DAY(finding, first_seen), INT(finding, weeks), TEXT(finding, subject),
    { "pages", FIELD_TEXTS, offsetof(struct finding, where), offsetof(struct finding, where_len), true },
    LONG(finding, where_count), SHARED(finding, column_name), SHARED(finding, column_path), SHARED(finding, column_url),
    TEXT(finding, indicator), TEXT(finding, department),
    { "clauses", FIELD_CLAUSES, offsetof(struct finding, clauses), offsetof(struct finding, clause_count), true },
    SHARED(finding, message), SHARED(finding, remedy), TEXT(finding, evidence),
};
static const struct field fixed_fields[] = { /* of recheck too */
    TEXT(fixed_finding, id), TEXT(fixed_finding, rule), TEXT(fixed_finding, subject), DAY(fixed_finding, first_seen),
    DAY(fixed_finding, last_seen),
};
static const struct field waived_fields[] = {
    TEXT(waived_finding, id), TEXT(waived_finding, rule), TEXT(waived_finding, subject), TEXT(waived_finding, reason),
    TEXT(waived_finding, owner), DAY(waived_finding, until),
};
static const struct field unverified_fields[] = {
    TEXT(unverified, rule), SHARED(unverified, subject), TEXT(unverified, reason), SHARED(unverified, detail),
};
static const struct field clause_fields[] = {
    TEXT(clause_result, plan), TEXT(clause_result, clause), SHARED(clause_result, title), SHARED(clause_result, text),
    SHARED(clause_result, units), TEXT(clause_result, result), SHARED(clause_result, why),
    { "rules", FIELD_TEXTS, offsetof(struct clause_result, rules), offsetof(struct clause_result, rule_count), true },
    LONG(clause_result, findings),
};
static const struct field indicator_fields[] = {
    TEXT(indicator_result, plan), TEXT(indicator_result, no), SHARED(indicator_result, name), SHARED(indicator_result, unit),
    TEXT(indicator_result, limit), SHARED(indicator_result, limit_text), SHARED(indicator_result, column),
    SHARED(indicator_result, column_name),
    SHARED(indicator_result, matched_by), DAY(indicator_result, newest), TEXT(indicator_result, result),
    TEXT(indicator_result, detail), TEXT(indicator_result, months),
};
static const struct field department_fields[] = {
    TEXT(department_result, name), LONG(department_result, findings), LONG(department_result, new_findings),
    LONG(department_result, fixed),
};
static const struct field host_fields[] = {
    TEXT(host_result, name), FLAG(host_result, own), TEXT(host_result, a), TEXT(host_result, aaaa), TEXT(host_result, v4),
    TEXT(host_result, v6), TEXT(host_result, wall),
};
static const struct field ipv6_fields[] = {
    TEXT(ipv6_result, indicator), TEXT(ipv6_result, value), TEXT(ipv6_result, source), TEXT(ipv6_result, threshold),
    TEXT(ipv6_result, verdict),
};

static const struct field national_fields[] = {
    TEXT(national_result, part), SHARED(national_result, item), SHARED(national_result, condition), LONG(national_result, points),
    TEXT(national_result, tag), SHARED(national_result, source), TEXT(national_result, verdict), TEXT(national_result, value),
    SHARED(national_result, why),
};
static const struct field identity_fields[] = {
    TEXT(identity_result, item), TEXT(identity_result, value), TEXT(identity_result, verdict),
};
static const struct field policy_fields[] = {
    SHARED(policy_row, address), SHARED(policy_row, title), TEXT(policy_row, number), TEXT(policy_row, department),
    DAY(policy_row, published), SHARED(policy_row, interpretation), SHARED(policy_row, interpretation_title),
    TEXT(policy_row, form), FLAG(policy_row, several), DAY(policy_row, interpreted), INT(policy_row, workdays),
};

#define LIST(table, fields, type, member) \
    { #table, fields, ARRAY_LEN(fields), sizeof(struct type), offsetof(struct verdicts, member) }
const struct list verdict_lists[] = {
    LIST(finding, finding_fields, finding, findings),
    LIST(fixed, fixed_fields, fixed_finding, fixed),
    LIST(recheck, fixed_fields, fixed_finding, recheck),
    LIST(waived, waived_fields, waived_finding, waived),
    LIST(unverified, unverified_fields, unverified, unverified),
    LIST(clause_result, clause_fields, clause_result, clauses),
    LIST(indicator_result, indicator_fields, indicator_result, indicators),
    LIST(department_result, department_fields, department_result, departments),
    LIST(host_result, host_fields, host_result, hosts),
    LIST(ipv6_result, ipv6_fields, ipv6_result, ipv6),
    LIST(national_result, national_fields, national_result, national),
    LIST(identity_result, identity_fields, identity_result, identity),
    LIST(policy_row, policy_fields, policy_row, policies),
};
/* clang-format on */
const size_t verdict_list_count = ARRAY_LEN(verdict_lists);
