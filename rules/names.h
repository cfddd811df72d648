/* SPDX-License-Identifier: MIT */
/* Names of columns, units and sites as people write them: what is a placeholder, what is a unit, which names mean the
 * same. */
#ifndef RULES_NAMES_H
#define RULES_NAMES_H
#include "rules/rulebook.h"
#include "core/arena.h"

bool name_is_page_kind(str text);   /* 正文, 列表: what a breadcrumb's end says of any page */
bool name_is_placeholder(str value);    /* 网站名称, ${title}, {{x}}, xx … left in by a template */
bool name_is_home(str text);            /* words of a link that leads home by intent; also an empty text */
str name_first_part(str title);         /* before the first separator of a page title: - _ | — */
bool name_has_any(str text, str words); /* one of words separated by '|' occurs */

bool unit_is_name(str name);  /* 区财政局, 山城街道办事处: an organ of government by the form of its name */
bool unit_is_group(str name); /* 区直部门, 镇街: a column that holds units */
bool unit_is_collective(str unit); /* 区直各部门, 各镇街 … in a plan: many units, not one */
/* Synonym sets of a rulebook by their comparable forms; remembers the comparable form of every unit asked for. */
struct name_index;
struct name_index *name_index_make(struct arena *a, const struct rulebook *book);
bool unit_same(struct name_index *n, str x, str y); /* 山亭区财政局, 区财政局, 财政局 are one */

#endif
