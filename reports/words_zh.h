/* SPDX-License-Identifier: MIT */
/* The closed lists of the house in the words of a district office. What has no Chinese word is shown as it is. */
#ifndef REPORTS_WORDS_ZH_H
#define REPORTS_WORDS_ZH_H
#include "core/words.h"

str zh_severity(enum severity s);
const char *zh_severity_sign(enum severity s);
str zh_state(str state);
str zh_rule(str rule);     /* its title, for where a rule is named without its findings; the id if it is not known */
str zh_reason(str reason); /* why a thing is unverified */
str zh_wall(str wall); /* which protection stopped us */
str zh_reason_means(str reason); /* one sentence more; empty if there is none */
str zh_incomplete(str because);  /* why a run was cut short */
str zh_evidence_key(str key);
str zh_evidence_value(str key, str value);

struct zh_result { /* of a clause or an indicator */
    const char *word, *word_zh, *sign, *css;
};
const struct zh_result *zh_clause_result(str result);
const struct zh_result *zh_indicator_result(str result);

#endif
