/* SPDX-License-Identifier: MIT */
/* Input: a site's profile in YAML. A wrong one is told in one line. */
#include "fuzz.h"
#include "profile.h"
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    int fd = memfd_create("profile", MFD_CLOEXEC);
    PROMISE(fd >= 0 && write(fd, data, len) == (ssize_t)len);
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    struct arena a;
    arena_init(&a);
    struct fail f = { 0 };
    const struct site_profile *p = profile_load(path, &a, &f);
    PROMISE((p != NULL) == (f.code == FAIL_NONE));
    PROMISE(p || (f.text[0] && !strchr(f.text, '\n')));
    arena_done(&a);
    close(fd);
    return 0;
}
