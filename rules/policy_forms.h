/* SPDX-License-Identifier: MIT */
/* In which forms a policy file is interpreted: text, graphics, video … */
#ifndef RULES_POLICY_FORMS_H
#define RULES_POLICY_FORMS_H
#include "policy_pairs.h"

enum policy_form {
    FORM_TEXT = 1 << 0,
    FORM_HEAD = 1 << 1, /* by the responsible department's head */
    FORM_QUESTIONS = 1 << 2,
    FORM_GRAPHICS = 1 << 3,
    FORM_VIDEO = 1 << 4,
    FORM_ANIMATION = 1 << 5,
    FORM_PRESS = 1 << 6,
    FORM_EXPERT = 1 << 7,
    FORM_MEDIA = 1 << 8,
    FORM_FOLLOW_UP = 1 << 9, /* again, after it took effect */
};
#define FORM_PLAIN (FORM_TEXT | FORM_HEAD | FORM_FOLLOW_UP) /* what is written text only */

/* Forms of one interpretation: by its column, its title, the words of the policy page's link to it, and its body. */
uint32_t policy_forms(struct judge *j, const struct policy_pairs *all, const struct pair *p);
str policy_forms_text(struct arena *a, uint32_t mask); /* 图解、视频 */

#endif
