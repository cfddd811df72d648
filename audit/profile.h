/* SPDX-License-Identifier: MIT */
/* The site's profile, audit-profile(5): found, loaded, and every value checked with file, line and field. Run arena. */
#ifndef AUDIT_PROFILE_H
#define AUDIT_PROFILE_H
#include "core/arena.h"
#include "core/fail.h"
#include "core/site_profile.h"

/* The empty profile. */
struct site_profile *profile_none(struct arena *a);
struct site_profile *profile_load(const char *path, struct arena *a, struct fail *f) MUST_CHECK;

/* HOST.yaml in $XDG_CONFIG_HOME/audit, /etc/audit and DATA_DIR/profiles, with and without "www."; empty if there is
 * none. */
str profile_find(str host, const char *data_dir, struct arena *a);

#endif
