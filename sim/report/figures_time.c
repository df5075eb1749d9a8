/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Figures along time: service level by time of day and by week, staff by time of day.
 */
#include "calendar.h"
#include "figures_board.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void level_words(struct muster_board *board, const struct muster_figures_source *source,
                        size_t candidate, enum muster_figures_window window)
{
    snprintf(board->subtitle, sizeof board->subtitle, "Service level: %s. %s: %s",
             muster_board_level(board, source, candidate, window),
             muster_board_replications(board, source), muster_board_fan_words(source));
    muster_board_note(board, source,
                      "Bands: likely range, how one replication differs from another; not "
                      "simulation error.");
}

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
        panel->x = muster_board_time_axis(source, week);
        panel->y = muster_board_level_axis;
        struct muster_stretch stretch =
            muster_stretch_of(board, week->first, week->end, 0, source->shape->interval_s);
        muster_board_fan(board, &stretch, &fan);
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
        panel->y = muster_board_level_axis;
        struct muster_stretch stretch = muster_stretch_of(board, 0, weeks, monday, 7);
        muster_board_fan(board, &stretch, &fan);
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
    panel->x = muster_board_time_axis(source, week);
    panel->y = (struct muster_axis){.label = "people on the phones", .from_zero = true};
    struct muster_stretch stretch =
        muster_stretch_of(board, week->first, week->end, 0, source->shape->interval_s);
    muster_board_band(board, &stretch, staff->present.p05, staff->present.p95,
                      "present, 90 % of replications", 0.25);
    muster_board_steps(
        board, &stretch, staff->present_mean,
        (struct muster_curve){.label = "present", .colour = MUSTER_COLOUR_BLUE, .width = 1.8});
    muster_board_steps(board, &stretch, staff->scheduled,
                       (struct muster_curve){.label = "scheduled",
                                             .colour = MUSTER_COLOUR_ORANGE,
                                             .dash = MUSTER_DASH_LONG,
                                             .width = 1.8});
    muster_board_steps(board, &stretch, staff->needed,
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
