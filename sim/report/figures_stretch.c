/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What figures along windows of time share: stretches of steps, bands and fans over them, axes.
 */
#include "figures_board.h"

#include <math.h>
#include <string.h>

const struct muster_axis muster_board_level_axis = {
    .label = "service level", .format = MUSTER_AXIS_PERCENT, .lower = 0, .upper = 1};

struct muster_stretch muster_stretch_of(struct muster_board *board, size_t first, size_t end,
                                        double start, double width)
{
    struct muster_stretch stretch = {NULL, first, end, end - first + 1};
    double *x = muster_board_numbers(board, stretch.count);
    for (size_t i = 0; x && i < stretch.count; i++)
        x[i] = start + width * (double)(first + i);
    stretch.x = x;
    return stretch;
}

/* A copy of the stretch of `values`, the last one NAN. */
static const double *cut(struct muster_board *board, const struct muster_stretch *stretch,
                         const double *values)
{
    double *copy = muster_board_numbers(board, stretch->count);
    if (copy)
        memcpy(copy, values + stretch->first, (stretch->count - 1) * sizeof *copy);
    return copy;
}

static bool any(const double *values, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++)
        if (isfinite(values[i]))
            return true;
    return false;
}

void muster_board_band(struct muster_board *board, const struct muster_stretch *stretch,
                       const double *low, const double *high, const char *label, double opacity)
{
    if (!any(low, stretch->first, stretch->end))
        return;
    struct muster_curve curve = {.kind = MUSTER_CURVE_BAND_STEPS,
                                 .label = label,
                                 .colour = MUSTER_COLOUR_BLUE,
                                 .opacity = opacity,
                                 .count = stretch->count,
                                 .x = stretch->x,
                                 .lower = cut(board, stretch, low),
                                 .upper = cut(board, stretch, high)};
    if (curve.lower && curve.upper && curve.x)
        muster_board_add(board, curve);
}

/* Without the windows before the first and after the last value: a line that begins with a gap gets
 * a ragged end on paper. */
void muster_board_steps(struct muster_board *board, const struct muster_stretch *stretch,
                        const double *y, struct muster_curve curve)
{
    const double *all = cut(board, stretch, y);
    size_t first = 0, count = stretch->count;
    if (!all || !stretch->x)
        return;
    while (first < count && !isfinite(all[first]))
        first++;
    while (count > first && !isfinite(all[count - 1]))
        count--;
    if (first == count)
        return;
    curve.kind = MUSTER_CURVE_STEPS;
    curve.count = count - first + 1; /* and the gap that says where the last one ends */
    curve.x = stretch->x + first;
    curve.y = all + first;
    muster_board_add(board, curve);
}

void muster_board_fan(struct muster_board *board, const struct muster_stretch *stretch,
                      const struct muster_fan *fan)
{
    muster_board_band(board, stretch, fan->p05, fan->p95, "90 % of replications", 0.18);
    muster_board_band(board, stretch, fan->p25, fan->p75, "50 % of replications", 0.35);
    muster_board_steps(
        board, stretch, fan->p50,
        (struct muster_curve){.label = "median", .colour = MUSTER_COLOUR_BLUE, .width = 1.8});
}

const char *muster_board_fan_words(const struct muster_figures_source *source)
{
    if (source->replications >= MUSTER_RANGE_90_LEAST)
        return "median, 50 % and 90 % of them";
    if (source->replications >= MUSTER_RANGE_50_LEAST)
        return "median and 50 % of them (a 90 % range needs 20)";
    return source->replications > 1 ? "median (ranges need 4 and 20)" : "no range from one";
}

struct muster_axis muster_board_time_axis(const struct muster_figures_source *source,
                                          const struct muster_figures_week *week)
{
    double from_s = source->shape->interval_s * (double)week->first;
    double to_s = source->shape->interval_s * (double)week->end;
    double air_s = 0.05 * (to_s - from_s);
    return (struct muster_axis){.label = "time of day",
                                .format = MUSTER_AXIS_TIME_OF_DAY,
                                .lower = from_s - air_s,
                                .upper = to_s + air_s};
}
