/* SPDX-License-Identifier: MIT */
/* The calendar strip of one timed indicator: a square a month, darker the more was published, so that rhythm and gaps
 * are seen at a glance. */
#include "html.h"
#include "core/arena.h"
#include <inttypes.h>

enum { STRIP_MONTHS = 12, STRIP_STEP = 13, STRIP_SIDE = 11, STRIP_HEIGHT = 24 };

static size_t read_counts(str months, int64_t *counts)
{
    size_t n = 0;
    str word;
    while (n < STRIP_MONTHS && str_cut(&months, ' ', &word)) {
        if (!str_to_int(word, &counts[n]) || counts[n] < 0)
            return 0;
        n++;
    }
    return n;
}

/* The month `back` months before the as-of day's. */
static struct day_parts month_before(day as_of, int back)
{
    struct day_parts p = day_parts(as_of);
    int month = p.year * 12 + p.month - 1 - back;
    return (struct day_parts){ month / 12, month % 12 + 1, 1 };
}

static void write_month(struct out *o, size_t x, struct day_parts m, int64_t count)
{
    static const char *const shades[] = { "0.3", "0.5", "0.7", "0.9" };
    size_t shade = count > 8 ? 3 : count > 3 ? 2 : count > 1 ? 1 : 0;
    out_fmt(o, "<g><title>%d年%d月：%" PRId64 " 条</title><rect x=\"%zu\" y=\"0.5\" width=\"%d\" height=\"%d\" ",
            m.year, m.month, count, x, STRIP_SIDE, STRIP_SIDE);
    if (count)
        out_fmt(o, "fill=\"currentColor\" fill-opacity=\"%s\"/></g>", shades[shade]);
    else
        out_raw(o, "fill=\"none\" stroke=\"currentColor\" stroke-opacity=\"0.45\" stroke-dasharray=\"2 2\"/></g>");
    if (m.month == 1 || m.month == 7)
        out_fmt(o, "<text x=\"%zu\" y=\"%d\" font-size=\"9\" fill=\"currentColor\">%d月</text>", x, STRIP_HEIGHT - 1,
                m.month);
}

void html_month_strip(struct html *h, const struct indicator_result *n)
{
    struct out *o = &h->out;
    int64_t counts[STRIP_MONTHS] = { 0 }, total = 0;
    day as_of = h->model->v->as_of;
    if (read_counts(n->months, counts) != STRIP_MONTHS || !day_known(as_of)) {
        out_raw(o, "<td><span class=\"dim\">—</span></td>");
        return;
    }
    size_t silent = 0;
    for (size_t i = 0; i < STRIP_MONTHS; i++) {
        total += counts[i];
        silent += counts[i] == 0;
    }
    out_fmt(o,
            "<td><svg class=\"strip\" role=\"img\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" "
            "aria-label=\"近12个月共 "
            "%" PRId64 " 条，%zu 个月没有\">",
            STRIP_MONTHS * STRIP_STEP, STRIP_HEIGHT, STRIP_MONTHS * STRIP_STEP, STRIP_HEIGHT, total, silent);
    for (size_t i = 0; i < STRIP_MONTHS; i++)
        write_month(o, i * STRIP_STEP + 1, month_before(as_of, STRIP_MONTHS - 1 - (int)i), counts[i]);
    out_raw(o, "</svg></td>");
}
