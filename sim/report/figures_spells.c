/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One replication's year, post by post: sickness spells among leave, induction and vacancies, those
 * that agency workers fill apart, as the replication lived through again has them.
 */
#include "figures_board.h"
#include "replay.h"
#include "store_failure.h"

#include <math.h>
#include <string.h>

enum { ROWS_MOST = 45 };

enum bar { BAR_VACANT, BAR_AGENCY, BAR_ACTING, BAR_INDUCTION, BAR_LEAVE, BAR_SICK, BARS };
static const struct {
    const char *label;
    enum muster_colour colour;
    double width;
} style[BARS] = {
    {"vacant", MUSTER_COLOUR_GREY, 0.3},      {"agency worker", MUSTER_COLOUR_SKY, 0.3},
    {"acting up", MUSTER_COLOUR_PURPLE, 0.3}, {"induction", MUSTER_COLOUR_YELLOW, 0.5},
    {"leave", MUSTER_COLOUR_GREEN, 0.4},      {"off sick", MUSTER_COLOUR_VERMILLION, 0.8}};

/* Bars of one kind. */
struct bars {
    size_t count, room;
    double *low, *high, *y;
};

static enum bar bar_of(const struct muster_person_day *person)
{
    switch (person->where) {
    case MUSTER_WHERE_VACANT:
        return person->cover == MUSTER_COVER_AGENCY ? BAR_AGENCY : BAR_VACANT;
    case MUSTER_WHERE_ACTING:
        return BAR_ACTING;
    case MUSTER_WHERE_INDUCTION:
        return BAR_INDUCTION;
    case MUSTER_WHERE_LEAVE:
        return BAR_LEAVE;
    case MUSTER_WHERE_SICK:
        return BAR_SICK;
    default:
        return BARS;
    }
}

static void put_bar(struct bars *bars, double from, double to, double y)
{
    if (bars->count == bars->room)
        return;
    bars->low[bars->count] = from;
    bars->high[bars->count] = to;
    bars->y[bars->count++] = y;
}

/* One post's bars. Days off between two days of a kind belong to it: a spell goes on over the
 * weekend, and a bank holiday. */
static void post_bars(struct bars bars[BARS], const struct muster_replay_staff *staff, size_t post,
                      double start, double y)
{
    size_t from = 0, last = 0;
    enum bar now = BARS;
    for (size_t d = 0; d <= staff->days; d++) {
        static const struct muster_person_day past = {.where = MUSTER_WHERE_WORK};
        const struct muster_person_day *person =
            d < staff->days ? &staff->day[d * staff->posts + post] : &past;
        enum bar bar = bar_of(person);
        bool off = person->where == MUSTER_WHERE_FREE || person->where == MUSTER_WHERE_HOLIDAY ||
                   person->where == MUSTER_WHERE_OUT_OF_TERM;
        if (d < staff->days && (off || bar == now)) {
            last = off ? last : d;
            continue;
        }
        if (now != BARS)
            put_bar(&bars[now], start + (double)from, start + (double)last + 1, y);
        now = bar;
        from = last = d;
    }
}

static bool room_for(struct bars bars[BARS], struct muster_board *board,
                     const struct muster_replay_staff *staff, size_t rows)
{
    for (int b = 0; b < BARS; b++) {
        size_t room = rows * (staff->days / 2 + 1);
        bars[b] = (struct bars){.room = room,
                                .low = muster_board_numbers(board, room),
                                .high = muster_board_numbers(board, room),
                                .y = muster_board_numbers(board, room)};
        if (!bars[b].low || !bars[b].high || !bars[b].y)
            return false;
    }
    return true;
}

/* Number of the post in its group, with the group's name where there are several. */
static const struct muster_tick *post_names(struct muster_board *board,
                                            const struct muster_replay *replay, size_t rows)
{
    const struct muster_plan *plan = replay->plan;
    struct muster_tick *tick =
        (struct muster_tick *)muster_board_numbers(board, rows * sizeof *tick / sizeof(double) + 1);
    size_t row = 0;
    for (size_t g = 0; tick && g < plan->shape.groups; g++)
        for (size_t p = 0; p < muster_roster_people(plan->roster, g) && row < rows; p++, row++)
            tick[row] = (struct muster_tick){
                (double)(rows - 1 - row),
                muster_board_text(board, "%.30s%s%zu",
                                  plan->shape.groups > 1 ? replay->scenario->group[g].name : "",
                                  plan->shape.groups > 1 ? " " : "", p + 1)};
    return tick;
}

static void spells_panel(struct muster_board *board, const struct muster_replay *replay,
                         const struct muster_replay_staff *staff, size_t rows)
{
    struct bars bars[BARS];
    const struct muster_tick *tick = post_names(board, replay, rows);
    double start = replay->source->shape->start;
    if (!tick || !room_for(bars, board, staff, rows))
        return;
    for (size_t p = 0; p < rows; p++)
        post_bars(bars, staff, p, start, (double)(rows - 1 - p));
    struct muster_panel *panel = muster_board_panel(board, NULL);
    panel->x = (struct muster_axis){
        .format = MUSTER_AXIS_DATE, .lower = start, .upper = start + (double)staff->days};
    panel->y = (struct muster_axis){.label = "post",
                                    .ticks = tick,
                                    .tick_count = rows,
                                    .lower = -0.6,
                                    .upper = (double)rows - 0.4};
    for (int b = 0; b < BARS; b++)
        if (bars[b].count)
            muster_board_add(board, (struct muster_curve){.kind = MUSTER_CURVE_SPANS,
                                                          .label = style[b].label,
                                                          .colour = style[b].colour,
                                                          .bar_width = style[b].width,
                                                          .count = bars[b].count,
                                                          .lower = bars[b].low,
                                                          .upper = bars[b].high,
                                                          .y = bars[b].y});
}

/* Days off sick of all posts, as drawn. */
static size_t sick_days(const struct muster_replay_staff *staff)
{
    size_t days = 0;
    for (size_t i = 0; i < staff->days * staff->posts; i++)
        days += staff->day[i].where == MUSTER_WHERE_SICK;
    return days;
}

enum muster_status muster_figures_spells(struct muster_board *board, struct muster_failure *failure,
                                         const struct muster_figures_source *source,
                                         size_t candidate)
{
    struct muster_replay replay = {0};
    struct muster_replay_staff staff = {0};
    struct muster_replay_day chosen;
    if (!isfinite(source->fte[candidate]))
        return muster_failure_set(failure, MUSTER_MISMATCH,
                                  "the scenario gives numbers present, not posts with people in "
                                  "them");
    enum muster_status status = muster_replay_choose(&chosen, failure, source, candidate, "median");
    if (!status)
        status = muster_replay_open(&replay, failure, source, candidate);
    if (!status && !replay.scenario->sickness.given)
        status = muster_failure_set(failure, MUSTER_MISMATCH, "nobody is ever off sick");
    if (!status)
        status = muster_replay_staff_init(&staff, failure, &replay, chosen.replication, 0,
                                          source->shape->days);
    if (!status) {
        size_t rows = staff.posts < ROWS_MOST ? staff.posts : ROWS_MOST;
        spells_panel(board, &replay, &staff, rows);
        muster_board_title(board, source, "Sickness spells, post by post", candidate);
        snprintf(board->subtitle, sizeof board->subtitle,
                 "Replication %zu, the median one by service level: %zu working days off sick",
                 chosen.replication + 1, sick_days(&staff));
        muster_board_note(
            board, source,
            muster_board_text(
                board,
                "%sSimulated again from the seed. A row a post, whoever holds it. A "
                "spell goes on over days off; it is seen from the first day that "
                "was to be worked to the last.",
                rows < staff.posts
                    ? muster_board_text(board, "The first %zu of %zu posts. ", rows, staff.posts)
                    : ""));
    }
    muster_replay_staff_clear(&staff);
    muster_replay_close(&replay);
    return status;
}
