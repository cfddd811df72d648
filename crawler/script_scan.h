/* SPDX-License-Identifier: MIT */
/* JavaScript as far as one can read it without running it: calls and assignments by name, literal strings, what is conditional. */
#ifndef CRAWLER_SCRIPT_SCAN_H
#define CRAWLER_SCRIPT_SCAN_H
#include "core/str.h"

enum { SCRIPT_BRACES = 64 };

struct script_scan {
    str code;
    size_t at, statement;    /* where we are; where the statement at hand began */
    size_t depth, conditional; /* open braces; how many of them make what is inside uncertain */
    bool uncertain[SCRIPT_BRACES];
};

struct script_act {
    str name;         /* dotted, as written: "window.location.href", "document.write" */
    bool is_call;     /* name(…); otherwise name = … */
    size_t from;      /* where the name begins, */
    size_t value;     /* where the first argument or the assigned value does */
};

bool script_next(struct script_scan *s, struct script_act *out); /* false at the end */
/* Inside of a function, an if or their like. Of the act given last only. */
bool script_is_conditional(const struct script_scan *s, const struct script_act *act);

#define SCRIPT_VARIABLE '\x01' /* stands for every part of an expression that is no literal */
/* The string expression at `at`: literals put together, SCRIPT_VARIABLE for other parts; empty if there is no literal in it. */
str script_string(struct arena *a, str code, size_t at);
str script_unescape(struct arena *a, str text); /* \xNN, \uNNNN and plain escapes */

/* Last part of a dotted name is the word. */
bool script_name_is(str name, const char *word);
bool script_is_location(const struct script_act *act); /* sets or calls something that leaves the page */

/* First address that the code of an onclick or a javascript: address opens; empty if none. */
str script_opens(struct arena *a, str code);

#endif
