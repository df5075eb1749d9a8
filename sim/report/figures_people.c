/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Figures of people through the year: headcount and trained FTE by day, joiners and leavers by
 * week, absence by week.
 */
#include "calendar.h"
#include "figures_board.h"
#include "store_failure.h"

#include <math.h>
#include <stdlib.h>

/* One line of such a figure: a ratio of staff columns, by replication and window. */
struct series {
    const char *title;
    struct muster_measure ratio;
};

#define STAFF(column) (MUSTER_TERM_STAFF + MUSTER_STAFF_##column)
#define SERIES(words, column, of)                                                                  \
    {                                                                                              \
        words,                                                                                     \
        {                                                                                          \
            .formula = MUSTER_FORMULA_RATIO, .plus = {STAFF(column)}, .over = {of}, .scale = 1     \
        }                                                                                          \
    }

static const struct series headcount = SERIES("Headcount", HEADCOUNT, MUSTER_TERM_ONE);
static const struct series trained =
    SERIES("Trained FTE: in post and past induction", TRAINED_FTE, MUSTER_TERM_ONE);
static const struct series established = SERIES("", ESTABLISHED_FTE, MUSTER_TERM_ONE);
static const struct series in_post = SERIES("", IN_POST_FTE, MUSTER_TERM_ONE);
static const struct series joiners = SERIES("", HIRES, MUSTER_TERM_ONE);
static const struct series leavers = SERIES("", LEAVERS, MUSTER_TERM_ONE);
static const struct series causes[] = {SERIES("Leave", LEAVE_S, STAFF(PAID_S)),
                                       SERIES("Sickness", SICKNESS_S, STAFF(PAID_S)),
                                       SERIES("Induction", INDUCTION_S, STAFF(PAID_S))};
static const struct series together = {
    "Together",
    {.formula = MUSTER_FORMULA_RATIO,
     .plus = {STAFF(LEAVE_S), STAFF(SICKNESS_S), STAFF(INDUCTION_S)},
     .over = {STAFF(PAID_S)},
     .scale = 1}};

static enum muster_status no_posts(struct muster_failure *failure)
{
    return muster_failure_set(failure, MUSTER_MISMATCH,
                              "the scenario gives numbers present, not posts with people in them");
}

/* The fan of a series; *most, if not NULL, is the largest value of any replication and window. */
static enum muster_status series_fan(struct muster_fan *fan, double *most,
                                     struct muster_failure *failure,
                                     const struct muster_figures_source *source, size_t candidate,
                                     const struct series *series, enum muster_figures_window window)
{
    size_t n = source->replications;
    size_t count = window == MUSTER_WINDOW_DAY ? source->shape->days : source->shape->weeks;
    double *pairs;
    enum muster_status status =
        muster_figures_pairs(&pairs, failure, source, candidate, &series->ratio, window);
    if (status)
        return status;
    for (size_t i = 0; most && i < n * count; i++)
        *most = fmax(*most, pairs[2 * i]);
    if (muster_fan_init(fan, pairs, n, count))
        status = muster_failure_memory(failure);
    free(pairs);
    return status;
}

static struct muster_stretch days_of(struct muster_board *board,
                                     const struct muster_figures_source *source)
{
    return muster_stretch_of(board, 0, source->shape->days, source->shape->start, 1);
}

static struct muster_axis days_axis(const struct muster_figures_source *source)
{
    double start = source->shape->start;
    return (struct muster_axis){
        .format = MUSTER_AXIS_DATE, .lower = start, .upper = start + (double)source->shape->days};
}

/* ---- headcount ----------------------------------------------------------------------------- */

/* Round the values, with air above and below, that no line lies on the edge. */
static void airy(struct muster_axis *axis, const struct muster_fan *fan)
{
    double low = INFINITY, high = -INFINITY;
    for (size_t i = 0; i < fan->count; i++) {
        /* fmin and fmax pass over a range that so few replications have not */
        low = fmin(low, fmin(fan->p50[i], fmin(fan->p25[i], fan->p05[i])));
        high = fmax(high, fmax(fan->p50[i], fmax(fan->p75[i], fan->p95[i])));
    }
    double air = 0.08 * fmax(high - low, 1);
    axis->lower = fmax(0, low - air);
    axis->upper = high + air;
}

static enum muster_status people_panel(struct muster_board *board, struct muster_failure *failure,
                                       const struct muster_figures_source *source, size_t candidate,
                                       const struct series *series, const char *unit)
{
    struct muster_fan fan;
    enum muster_status status =
        series_fan(&fan, NULL, failure, source, candidate, series, MUSTER_WINDOW_DAY);
    if (status)
        return status;
    struct muster_panel *panel = muster_board_panel(board, series->title);
    panel->x = days_axis(source);
    panel->y = (struct muster_axis){.label = unit};
    airy(&panel->y, &fan);
    struct muster_stretch stretch = days_of(board, source);
    muster_board_fan(board, &stretch, &fan);
    muster_fan_clear(&fan);
    return MUSTER_OK;
}

/* In the panel of trained FTE: what is allowed, and who is there at all. */
static enum muster_status add_median(struct muster_board *board, struct muster_failure *failure,
                                     const struct muster_figures_source *source, size_t candidate,
                                     const struct series *series, struct muster_curve curve)
{
    struct muster_fan fan;
    struct muster_axis *y = &board->panel[board->figure.panel_count - 1].y;
    enum muster_status status =
        series_fan(&fan, NULL, failure, source, candidate, series, MUSTER_WINDOW_DAY);
    if (status)
        return status;
    struct muster_stretch stretch = days_of(board, source);
    for (size_t d = 0; d < fan.count; d++)
        if (fan.p50[d] > y->upper)
            y->upper = fan.p50[d] + 0.08 * (fan.p50[d] - y->lower);
    muster_board_steps(board, &stretch, fan.p50, curve);
    muster_fan_clear(&fan);
    return MUSTER_OK;
}

static enum muster_status add_in_post(struct muster_board *board, struct muster_failure *failure,
                                      const struct muster_figures_source *source, size_t candidate)
{
    enum muster_status status = add_median(board, failure, source, candidate, &in_post,
                                           (struct muster_curve){.label = "in post, median",
                                                                 .colour = MUSTER_COLOUR_INK,
                                                                 .dash = MUSTER_DASH_SHORT});
    if (!status)
        status = add_median(board, failure, source, candidate, &established,
                            (struct muster_curve){.label = "established",
                                                  .colour = MUSTER_COLOUR_VERMILLION,
                                                  .dash = MUSTER_DASH_LONG});
    return status;
}

/* Mean of a series over replications, by week, times sign; *most grows to the largest. */
static enum muster_status weekly_mean(double *mean, double *most, double sign,
                                      struct muster_failure *failure,
                                      const struct muster_figures_source *source, size_t candidate,
                                      const struct series *series)
{
    size_t n = source->replications, weeks = source->shape->weeks;
    double *pairs;
    enum muster_status status = muster_figures_pairs(&pairs, failure, source, candidate,
                                                     &series->ratio, MUSTER_WINDOW_WEEK);
    for (size_t w = 0; !status && w < weeks; w++) {
        mean[w] = 0;
        for (size_t r = 0; r < n; r++)
            mean[w] += sign * pairs[2 * (r * weeks + w)] / (double)n;
        *most = fmax(*most, fabs(mean[w]));
    }
    if (!status)
        free(pairs);
    return status;
}

/* Joiners above, leavers below: a class is a week in which many join. Nothing where nobody does. */
static enum muster_status moves_panel(struct muster_board *board, struct muster_failure *failure,
                                      const struct muster_figures_source *source, size_t candidate)
{
    size_t weeks = source->shape->weeks;
    double *x = muster_board_numbers(board, weeks), most = 0, least = 0;
    double *joined = muster_board_numbers(board, weeks), *left = muster_board_numbers(board, weeks);
    double monday = source->shape->start - muster_weekday(source->shape->start);
    if (!x || !joined || !left)
        return MUSTER_OK; /* the board knows */
    enum muster_status status = weekly_mean(joined, &most, 1, failure, source, candidate, &joiners);
    if (!status)
        status = weekly_mean(left, &least, -1, failure, source, candidate, &leavers);
    if (status || !(most > 0 || least > 0))
        return status;
    double air = 0.15 * (most + least);
    for (size_t w = 0; w < weeks; w++)
        x[w] = monday + 7 * (double)w + 3.5;
    struct muster_panel *panel = muster_board_panel(board, "Joiners and leavers, week by week");
    panel->x = days_axis(source);
    panel->y = (struct muster_axis){.label = "people", .lower = -least - air, .upper = most + air};
    muster_board_add(board, (struct muster_curve){.kind = MUSTER_CURVE_BARS,
                                                  .label = "joiners, mean (classes stand out)",
                                                  .colour = MUSTER_COLOUR_GREEN,
                                                  .bar_width = 5,
                                                  .count = weeks,
                                                  .x = x,
                                                  .y = joined});
    muster_board_add(board, (struct muster_curve){.kind = MUSTER_CURVE_BARS,
                                                  .label = "leavers, mean",
                                                  .colour = MUSTER_COLOUR_ORANGE,
                                                  .bar_width = 5,
                                                  .count = weeks,
                                                  .x = x,
                                                  .y = left});
    muster_board_add(
        board, (struct muster_curve){
                   .kind = MUSTER_CURVE_LEVEL, .colour = MUSTER_COLOUR_INK, .width = 0.7, .at = 0});
    return MUSTER_OK;
}

enum muster_status muster_figures_headcount(struct muster_board *board,
                                            struct muster_failure *failure,
                                            const struct muster_figures_source *source,
                                            size_t candidate)
{
    if (!isfinite(source->fte[candidate]))
        return no_posts(failure);
    enum muster_status status =
        people_panel(board, failure, source, candidate, &headcount, "people");
    if (!status)
        status = people_panel(board, failure, source, candidate, &trained, "FTE");
    if (!status)
        status = add_in_post(board, failure, source, candidate);
    if (!status)
        status = moves_panel(board, failure, source, candidate);
    board->figure.columns = 1;
    board->figure.share_x = true;
    muster_board_title(board, source, "Headcount and trained FTE, day by day", candidate);
    snprintf(board->subtitle, sizeof board->subtitle, "All groups with posts. %s: %s",
             muster_board_replications(board, source), muster_board_fan_words(source));
    muster_board_note(board, source,
                      "Headcount: people in post, those in induction included. Leavers: the week "
                      "after the last day. Bands: likely range, how one replication differs from "
                      "another; not simulation error.");
    return status;
}

/* ---- absence ------------------------------------------------------------------------------- */

/* Nothing for a cause that never happens. */
static enum muster_status cause_panel(struct muster_board *board, struct muster_failure *failure,
                                      const struct muster_figures_source *source, size_t candidate,
                                      const struct series *series)
{
    struct muster_fan fan;
    double most = 0, monday = source->shape->start - muster_weekday(source->shape->start);
    size_t weeks = source->shape->weeks;
    enum muster_status status =
        series_fan(&fan, &most, failure, source, candidate, series, MUSTER_WINDOW_WEEK);
    if (!status && most > 0) {
        struct muster_panel *panel = muster_board_panel(board, series->title);
        panel->x = (struct muster_axis){
            .format = MUSTER_AXIS_DATE, .lower = monday, .upper = monday + 7 * (double)weeks};
        panel->y = (struct muster_axis){
            .label = "of paid time", .format = MUSTER_AXIS_PERCENT, .from_zero = true};
        struct muster_stretch stretch = muster_stretch_of(board, 0, weeks, monday, 7);
        muster_board_fan(board, &stretch, &fan);
    }
    if (!status)
        muster_fan_clear(&fan);
    return status;
}

enum muster_status muster_figures_absence(struct muster_board *board,
                                          struct muster_failure *failure,
                                          const struct muster_figures_source *source,
                                          size_t candidate)
{
    if (!isfinite(source->fte[candidate]))
        return no_posts(failure);
    enum muster_status status = MUSTER_OK;
    for (size_t i = 0; !status && i < sizeof causes / sizeof *causes; i++)
        status = cause_panel(board, failure, source, candidate, &causes[i]);
    if (!status && board->figure.panel_count > 1)
        status = cause_panel(board, failure, source, candidate, &together);
    if (!status && board->figure.panel_count == 0)
        status = muster_failure_set(failure, MUSTER_MISMATCH,
                                    "nobody is ever away: no leave, sickness or induction");
    board->figure.share_x = board->figure.share_y = true;
    muster_board_title(board, source, "Absence, week by week", candidate);
    snprintf(board->subtitle, sizeof board->subtitle,
             "Share of the paid time of all groups, by ISO week. %s: %s",
             muster_board_replications(board, source), muster_board_fan_words(source));
    muster_board_note(board, source,
                      "Bank holidays and breaks are not in it. Bands: likely range, how one "
                      "replication differs from another; not simulation error.");
    return status;
}
