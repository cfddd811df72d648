/* SPDX-License-Identifier: MIT */
/* The progress of a crawl, drawn. */
#include "progress.h"
#include "say.h"
#include <stdlib.h>
#include <inttypes.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { BAR_CELLS = 20, LINE_SECONDS = 10, LINE_LEN = 400 };

void progress_start(struct progress *p, enum progress_mode mode, bool quiet)
{
    const char *terminal = getenv("TERM");
    bool can_move = isatty(STDERR_FILENO) && terminal && strcmp(terminal, "dumb") != 0;
    *p = (struct progress){ .silent = quiet || mode == PROGRESS_NO,
                            .bar = mode == PROGRESS_YES || (mode == PROGRESS_AUTO && can_move),
                            .next_s = LINE_SECONDS };
}

static int columns(void)
{
    struct winsize size = { 0 };
    return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 20 ? size.ws_col : 80;
}

static void draw_bar(struct progress *p, const struct crawl_progress *now)
{
    int64_t done = now->pages + now->checked, all = done + now->queued;
    int cells = all > 0 ? (int)(done * BAR_CELLS / all) : 0;
    char line[LINE_LEN], current[LINE_LEN];
    say_plain(current, sizeof current, now->current);
    int n = snprintf(line, sizeof line,
                     "[%.*s%.*s] %s  %" PRId64 " pages  %" PRId64 " checked  %" PRId64 " waiting  %.1f/s  %s", cells,
                     "####################", BAR_CELLS - cells, "....................", now->phase, now->pages,
                     now->checked, now->queued, now->pages_per_second, current);
    int width = columns() - 1;
    if (n > width)
        n = width;
    if (n >= (int)sizeof line)
        n = (int)sizeof line - 1;
    while (n > 0 && ((unsigned char)line[n] & 0xc0) == 0x80)
        n--; /* not inside a character */
    fprintf(stderr, "\r%.*s\033[K", n, line);
    fflush(stderr);
    p->drawn = true;
}

void progress_show(void *progress, const struct crawl_progress *now)
{
    struct progress *p = progress;
    if (p->silent)
        return;
    if (p->bar) {
        draw_bar(p, now);
        return;
    }
    if (now->seconds < p->next_s)
        return;
    p->next_s = now->seconds + LINE_SECONDS;
    fprintf(stderr,
            "audit: %s: %" PRId64 " pages, %" PRId64 " links checked, %" PRId64 " waiting, %" PRId64
            " failed, %.0f s\n",
            now->phase, now->pages, now->checked, now->queued, now->failed, now->seconds);
}

void progress_end(struct progress *p)
{
    if (p->drawn)
        fputs("\r\033[K", stderr);
}
