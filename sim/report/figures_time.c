/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Figures along time: service level by time of day and by week, staff by time of day.
 */
#include "calendar.h"
#include "figures_board.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A stretch of windows as steps: one more value than windows, NAN, says where the last one ends. */
struct stretch {
    const double *x; /* [count] */
    size_t first, end, count;
};

static struct stretch stretch_of(struct muster_board *board, size_t first, size_t end, double start,
                                 double width)
{
    struct stretch stretch = {NULL, first, end, end - first + 1};
    double *x = muster_board_numbers(board, stretch.count);
    for (size_t i = 0; x && i < stretch.count; i++)
        x[i] = start + width * (double)(first + i);
    stretch.x = x;
    return stretch;
}

/* A copy of the stretch of `values`, the last one NAN. */
static const double *cut(struct muster_board *board, const struct stretch *stretch,
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

static void add_band(struct muster_board *board, const struct stretch *stretch, const double *low,
                     const double *high, const char *label, double opacity)
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
static void add_steps(struct muster_board *board, const struct stretch *stretch, const double *y,
                      struct muster_curve curve)
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

static void add_fan(struct muster_board *board, const struct stretch *stretch,
                    const struct muster_fan *fan)
{
    add_band(board, stretch, fan->p05, fan->p95, "90 % of replications", 0.18);
    add_band(board, stretch, fan->p25, fan->p75, "50 % of replications", 0.35);
    add_steps(board, stretch, fan->p50,
              (struct muster_curve){.label = "median", .colour = MUSTER_COLOUR_BLUE, .width = 1.8});
}

/* What of the fan this number of replications allows. */
static const char *fan_words(const struct muster_figures_source *source)
{
    if (source->replications >= MUSTER_RANGE_90_LEAST)
        return "median, 50 % and 90 % of them";
    if (source->replications >= MUSTER_RANGE_50_LEAST)
        return "median and 50 % of them (a 90 % range needs 20)";
    return source->replications > 1 ? "median (ranges need 4 and 20)" : "no range from one";
}

static void level_words(struct muster_board *board, const struct muster_figures_source *source,
                        size_t candidate, enum muster_figures_window window)
{
    snprintf(board->subtitle, sizeof board->subtitle, "Service level: %s. %s: %s",
             muster_board_level(board, source, candidate, window),
             muster_board_replications(board, source), fan_words(source));
    muster_board_note(board, source,
                      "Bands: likely range, how one replication differs from another; not "
                      "simulation error.");
}

/* A little more than the open hours, so that the labels at the ends stay within the panel. */
static void time_axis(struct muster_panel *panel, const struct muster_figures_source *source,
                      const struct muster_figures_week *week)
{
    double from_s = source->shape->interval_s * (double)week->first;
    double to_s = source->shape->interval_s * (double)week->end;
    double air_s = 0.05 * (to_s - from_s);
    panel->x = (struct muster_axis){.label = "time of day",
                                    .format = MUSTER_AXIS_TIME_OF_DAY,
                                    .lower = from_s - air_s,
                                    .upper = to_s + air_s};
}

static const struct muster_axis level_axis = {
    .label = "service level", .format = MUSTER_AXIS_PERCENT, .lower = 0, .upper = 1};

/* ---- service level by time of day ---------------------------------------------------------- */

static bool level_panel(struct muster_board *board, const struct muster_figures_source *source,
                        size_t candidate, const struct muster_figures_week *week,
                        const struct muster_weekdays *days, const double *pairs)
{
    size_t of_day = source->intervals_of_day, n = source->replications;
    struct muster_fan fan = {0};
    double *folded = calloc(2 * n * of_day + 1, sizeof *folded);
    bool good = folded != NULL;
    if (good) {
        muster_figures_fold(folded, pairs, n, of_day, days);
        good = muster_fan_init(&fan, folded, n, of_day) == MUSTER_OK;
    }
    if (good) {
        struct muster_panel *panel =
            muster_board_panel(board, muster_board_text(board, "%s", days->label));
        time_axis(panel, source, week);
        panel->y = level_axis;
        struct stretch stretch =
            stretch_of(board, week->first, week->end, 0, source->shape->interval_s);
        add_fan(board, &stretch, &fan);
        muster_board_target(board, source, candidate, false);
    }
    muster_fan_clear(&fan);
    free(folded);
    return good;
}

enum muster_status muster_figures_level_by_time(struct muster_board *board,
                                                struct muster_failure *failure,
                                                const struct muster_figures_source *source,
                                                size_t candidate)
{
    struct muster_figures_week week;
    double *pairs = NULL;
    enum muster_status status = muster_figures_week_init(&week, failure, source, candidate);
    if (!status)
        status =
            muster_figures_pairs(&pairs, failure, source, candidate,
                                 muster_figures_level(source, candidate, MUSTER_WINDOW_INTERVAL),
                                 MUSTER_WINDOW_INTERVAL);
    for (size_t g = 0; !status && g < week.group_count; g++)
        if (!level_panel(board, source, candidate, &week, &week.group[g], pairs))
            board->no_memory = true;
    board->figure.share_x = board->figure.share_y = true;
    muster_board_title(board, source, "Service level by time of day", candidate);
    level_words(board, source, candidate, MUSTER_WINDOW_INTERVAL);
    free(pairs);
    muster_figures_week_clear(&week);
    return status;
}

/* ---- service level by week ----------------------------------------------------------------- */

enum muster_status muster_figures_level_by_week(struct muster_board *board,
                                                struct muster_failure *failure,
                                                const struct muster_figures_source *source,
                                                size_t candidate)
{
    size_t weeks = source->shape->weeks;
    double monday = source->shape->start - muster_weekday(source->shape->start);
    struct muster_fan fan = {0};
    double *pairs;
    enum muster_status status = muster_figures_pairs(
        &pairs, failure, source, candidate,
        muster_figures_level(source, candidate, MUSTER_WINDOW_WEEK), MUSTER_WINDOW_WEEK);
    if (status)
        return status;
    board->no_memory = muster_fan_init(&fan, pairs, source->replications, weeks) != MUSTER_OK;
    if (!board->no_memory) {
        struct muster_panel *panel = muster_board_panel(board, NULL);
        panel->x = (struct muster_axis){.label = "ISO week, Monday to Monday",
                                        .format = MUSTER_AXIS_DATE,
                                        .lower = monday,
                                        .upper = monday + 7 * (double)weeks};
        panel->y = level_axis;
        struct stretch stretch = stretch_of(board, 0, weeks, monday, 7);
        add_fan(board, &stretch, &fan);
        muster_board_target(board, source, candidate, false);
    }
    muster_board_title(board, source, "Service level by week", candidate);
    level_words(board, source, candidate, MUSTER_WINDOW_WEEK);
    muster_fan_clear(&fan);
    free(pairs);
    return MUSTER_OK;
}

/* ---- staff by time of day ------------------------------------------------------------------ */

static void staff_panel(struct muster_board *board, const struct muster_figures_source *source,
                        const struct muster_figures_week *week, const struct muster_weekdays *days,
                        const struct muster_figures_staff *staff)
{
    struct muster_panel *panel =
        muster_board_panel(board, muster_board_text(board, "%s", days->label));
    time_axis(panel, source, week);
    panel->y = (struct muster_axis){.label = "people on the phones", .from_zero = true};
    struct stretch stretch =
        stretch_of(board, week->first, week->end, 0, source->shape->interval_s);
    add_band(board, &stretch, staff->present.p05, staff->present.p95,
             "present, 90 % of replications", 0.25);
    add_steps(
        board, &stretch, staff->present_mean,
        (struct muster_curve){.label = "present", .colour = MUSTER_COLOUR_BLUE, .width = 1.8});
    add_steps(board, &stretch, staff->scheduled,
              (struct muster_curve){.label = "scheduled",
                                    .colour = MUSTER_COLOUR_ORANGE,
                                    .dash = MUSTER_DASH_LONG,
                                    .width = 1.8});
    add_steps(board, &stretch, staff->needed,
              (struct muster_curve){.label = "needed",
                                    .colour = MUSTER_COLOUR_INK,
                                    .dash = MUSTER_DASH_SHORT,
                                    .width = 1.8});
}

/* The same upright axis for all panels, with air above the highest line. */
static void staff_axis(struct muster_board *board)
{
    double most = 0;
    for (size_t p = 0; p < board->figure.panel_count; p++)
        for (size_t c = 0; c < board->panel[p].curve_count; c++) {
            const struct muster_curve *curve = &board->curve[p][c];
            const double *y = curve->y ? curve->y : curve->upper;
            for (size_t i = 0; y && i < curve->count; i++)
                most = isfinite(y[i]) ? fmax(most, y[i]) : most;
        }
    for (size_t p = 0; p < board->figure.panel_count && most > 0; p++)
        board->panel[p].y.upper = 1.08 * most;
}

static void staff_words(struct muster_board *board, const struct muster_figures_source *source,
                        size_t candidate)
{
    double share = source->share[candidate];
    const char *level = muster_board_level(board, source, candidate, MUSTER_WINDOW_HORIZON);
    const char *target = isfinite(share) ? muster_board_text(board, "%g %% %s", 100 * share, level)
                                         : "its planning level";
    snprintf(board->subtitle, sizeof board->subtitle,
             "Mean while open, all groups; needed: by Erlang A for %s. %s", target,
             muster_board_replications(board, source));
    muster_board_note(board, source,
                      source->replications >= MUSTER_RANGE_90_LEAST
                          ? "Scheduled: by the rota, before sickness. Band: the mean of one "
                            "replication, not of one day."
                          : "Scheduled: by the rota, before sickness. A 90 % range needs 20 "
                            "replications.");
    muster_board_title(board, source, "Staff needed, scheduled and present by time of day",
                       candidate);
}

enum muster_status muster_figures_staff_by_time(struct muster_board *board,
                                                struct muster_failure *failure,
                                                const struct muster_figures_source *source,
                                                size_t candidate)
{
    struct muster_figures_week week;
    enum muster_status status = muster_figures_week_init(&week, failure, source, candidate);
    for (size_t g = 0; !status && g < week.group_count; g++) {
        struct muster_figures_staff staff;
        status =
            muster_figures_staff_init(&staff, failure, source, candidate, &week, &week.group[g]);
        if (!status)
            staff_panel(board, source, &week, &week.group[g], &staff);
        muster_figures_staff_clear(&staff);
    }
    board->figure.share_x = board->figure.share_y = true;
    staff_axis(board);
    staff_words(board, source, candidate);
    muster_figures_week_clear(&week);
    return status;
}
