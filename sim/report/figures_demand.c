/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Demand given and realised: what the scenario says against what was simulated.
 */
#include "calendar.h"
#include "figures_board.h"
#include "replay.h"
#include "store_failure.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct muster_measure realised = {.formula = MUSTER_FORMULA_RATIO,
                                               .plus = {MUSTER_TERM_COUNT + MUSTER_COUNT_WANTED},
                                               .over = {MUSTER_TERM_ONE},
                                               .scale = 1};

/* ---- given --------------------------------------------------------------------------------- */

static size_t weekday_of(const struct muster_figures_source *source, size_t day)
{
    return (size_t)muster_weekday(source->shape->start + (int32_t)day);
}

static double wanted(const struct muster_figures_source *source, const struct muster_plan *plan,
                     size_t day, size_t interval)
{
    double sum = 0;
    for (size_t k = 0; k < source->shape->services; k++)
        sum += muster_plan_wanted(plan, k, day, interval);
    return sum;
}

/* Sums for now; the means need the numbers of days. */
static void add_given(struct muster_figures_demand *demand,
                      const struct muster_figures_source *source, const struct muster_plan *plan)
{
    size_t offset = weekday_of(source, 0);
    for (size_t day = 0; day < source->shape->days; day++)
        for (size_t i = 0; i < source->intervals_of_day; i++) {
            double here = wanted(source, plan, day, i);
            demand->week[(day + offset) / 7] += here;
            demand->weekday[weekday_of(source, day)] += here;
            demand->time[i] += here;
        }
}

/* How many days each weekday has, and how many anybody wants anything on. */
struct days {
    double weekday[7];
    double busy;
};

static struct days count_days(const struct muster_figures_source *source,
                              const struct muster_plan *plan)
{
    struct days days = {.busy = 0};
    for (size_t day = 0; day < source->shape->days; day++) {
        double sum = 0;
        for (size_t i = 0; i < source->intervals_of_day; i++)
            sum += wanted(source, plan, day, i);
        days.weekday[weekday_of(source, day)]++;
        days.busy += sum > 0;
    }
    return days;
}

/* ---- realised ------------------------------------------------------------------------------ */

static enum muster_status week_fan(struct muster_fan *fan, struct muster_failure *failure,
                                   const struct muster_figures_source *source, size_t candidate)
{
    double *pairs;
    enum muster_status status =
        muster_figures_pairs(&pairs, failure, source, candidate, &realised, MUSTER_WINDOW_WEEK);
    if (status)
        return status;
    if (muster_fan_init(fan, pairs, source->replications, source->shape->weeks))
        status = muster_failure_memory(failure);
    free(pairs);
    return status;
}

/* Sums of intervals of the week over the same weekday or the same time, over their days. */
static bool folded_fan(struct muster_fan *fan, const double *pairs,
                       const struct muster_figures_source *source, const struct days *days,
                       bool by_weekday)
{
    size_t of_day = source->intervals_of_day, count = by_weekday ? 7 : of_day;
    double *folded = calloc(2 * source->replications * count + 1, sizeof *folded);
    if (!folded)
        return false;
    for (size_t r = 0; r < source->replications; r++) {
        double *own = folded + 2 * r * count;
        for (size_t i = 0; i < 7 * of_day; i++)
            own[2 * (by_weekday ? i / of_day : i % of_day)] += pairs[2 * (r * 7 * of_day + i)];
        for (size_t i = 0; i < count; i++)
            own[2 * i + 1] = by_weekday ? days->weekday[i] : days->busy;
    }
    bool good = muster_fan_init(fan, folded, source->replications, count) == MUSTER_OK;
    free(folded);
    return good;
}

static enum muster_status fill_fans(struct muster_figures_demand *demand,
                                    struct muster_failure *failure,
                                    const struct muster_figures_source *source, size_t candidate,
                                    const struct days *days)
{
    double *pairs;
    enum muster_status status = week_fan(&demand->week_fan, failure, source, candidate);
    if (status)
        return status;
    status =
        muster_figures_pairs(&pairs, failure, source, candidate, &realised, MUSTER_WINDOW_INTERVAL);
    if (status)
        return status;
    if (!folded_fan(&demand->weekday_fan, pairs, source, days, true) ||
        !folded_fan(&demand->time_fan, pairs, source, days, false))
        status = muster_failure_memory(failure);
    free(pairs);
    return status;
}

enum muster_status muster_figures_demand_init(struct muster_figures_demand *demand,
                                              struct muster_failure *failure,
                                              const struct muster_figures_source *source,
                                              size_t candidate, const struct muster_plan *plan)
{
    memset(demand, 0, sizeof *demand);
    demand->week = calloc(source->shape->weeks + 1, sizeof *demand->week);
    demand->weekday = calloc(7, sizeof *demand->weekday);
    demand->time = calloc(source->intervals_of_day + 1, sizeof *demand->time);
    if (!demand->week || !demand->weekday || !demand->time) {
        muster_figures_demand_clear(demand);
        return muster_failure_memory(failure);
    }
    struct days days = count_days(source, plan);
    add_given(demand, source, plan);
    for (size_t d = 0; d < 7; d++)
        demand->weekday[d] = days.weekday[d] > 0 ? demand->weekday[d] / days.weekday[d] : NAN;
    for (size_t i = 0; i < source->intervals_of_day; i++)
        demand->time[i] = days.busy > 0 ? demand->time[i] / days.busy : NAN;
    enum muster_status status = fill_fans(demand, failure, source, candidate, &days);
    if (status)
        muster_figures_demand_clear(demand);
    return status;
}

void muster_figures_demand_clear(struct muster_figures_demand *demand)
{
    free(demand->week);
    free(demand->weekday);
    free(demand->time);
    muster_fan_clear(&demand->week_fan);
    muster_fan_clear(&demand->weekday_fan);
    muster_fan_clear(&demand->time_fan);
    memset(demand, 0, sizeof *demand);
}

/* ---- drawn --------------------------------------------------------------------------------- */

static struct muster_panel *demand_panel(struct muster_board *board, const char *title,
                                         struct muster_stretch stretch,
                                         const struct muster_fan *fan, const double *given)
{
    struct muster_panel *panel = muster_board_panel(board, title);
    panel->y = (struct muster_axis){.label = "contacts", .from_zero = true};
    muster_board_fan(board, &stretch, fan);
    muster_board_steps(board, &stretch, given,
                       (struct muster_curve){.label = "given by the scenario",
                                             .colour = MUSTER_COLOUR_VERMILLION,
                                             .dash = MUSTER_DASH_SHORT});
    return panel;
}

static const struct muster_tick *weekday_ticks(struct muster_board *board)
{
    static const char *const name[7] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    struct muster_tick *tick =
        (struct muster_tick *)muster_board_numbers(board, 7 * sizeof *tick / sizeof(double) + 1);
    for (size_t d = 0; tick && d < 7; d++)
        tick[d] = (struct muster_tick){(double)d + 0.5, name[d]};
    return tick;
}

static void draw_demand(struct muster_board *board, const struct muster_figures_source *source,
                        const struct muster_figures_demand *demand)
{
    double monday = source->shape->start - muster_weekday(source->shape->start);
    size_t weeks = source->shape->weeks;
    struct muster_panel *panel = demand_panel(board, "A week, through the horizon",
                                              muster_stretch_of(board, 0, weeks, monday, 7),
                                              &demand->week_fan, demand->week);
    panel->x = (struct muster_axis){
        .format = MUSTER_AXIS_DATE, .lower = monday, .upper = monday + 7 * (double)weeks};
    panel = demand_panel(board, "A day, by weekday", muster_stretch_of(board, 0, 7, 0, 1),
                         &demand->weekday_fan, demand->weekday);
    panel->x = (struct muster_axis){
        .ticks = weekday_ticks(board), .tick_count = 7, .lower = 0, .upper = 7};
    panel = demand_panel(
        board,
        muster_board_text(board, "%g minutes, by time of day", source->shape->interval_s / 60),
        muster_stretch_of(board, 0, source->intervals_of_day, 0, source->shape->interval_s),
        &demand->time_fan, demand->time);
    panel->x = (struct muster_axis){
        .format = MUSTER_AXIS_TIME_OF_DAY, .lower = -1800, .upper = 86400 + 1800};
}

enum muster_status muster_figures_demand(struct muster_board *board, struct muster_failure *failure,
                                         const struct muster_figures_source *source,
                                         size_t candidate)
{
    struct muster_replay replay = {0};
    struct muster_figures_demand demand = {0};
    enum muster_status status = muster_replay_open(&replay, failure, source, candidate);
    if (!status)
        status = muster_figures_demand_init(&demand, failure, source, candidate, replay.plan);
    if (!status)
        draw_demand(board, source, &demand);
    board->figure.columns = 1;
    board->figure.height_cm = 14.8;
    muster_board_title(board, source, "Demand given and realised", candidate);
    snprintf(board->subtitle, sizeof board->subtitle,
             "First contacts that customers want, closed hours included. %s: %s",
             muster_board_replications(board, source), muster_board_fan_words(source));
    muster_board_note(
        board, source,
        "Given: mean over what the scenario leaves uncertain. By weekday: mean of its "
        "days; by time: mean of days with any. Bands: likely range, how one "
        "replication differs from another.");
    muster_figures_demand_clear(&demand);
    muster_replay_close(&replay);
    return status;
}
