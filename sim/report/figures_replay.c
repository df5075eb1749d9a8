/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Figures of one replication, lived through again: a day by the minute, and the rota of its week.
 */
#include "calendar.h"
#include "day_view.h"
#include "figures_board.h"
#include "store_failure.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { DOTS_MOST = 600, STEPS_MOST = 150, ROTA_ROWS_MOST = 40 };

#define DAY_S 86400.0
#define MINUTE_S 60.0

/* "Monday 2005-01-31, the day with the lowest service level" and so on. */
static const char *day_words(struct muster_board *board, const struct muster_figures_source *source,
                             const struct muster_replay_day *chosen)
{
    static const char *const name[7] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                        "Friday", "Saturday", "Sunday"};
    char date[11];
    int32_t day = source->shape->start + (int32_t)chosen->day;
    muster_date_format(date, day);
    const char *why = "";
    if (!source->day || strcmp(source->day, "worst") == 0)
        why = ", the worst day";
    else if (strcmp(source->day, "median") == 0)
        why = ", the day of median service level";
    return muster_board_text(board, "%s %s%s, of replication %zu, the median one by service level",
                             name[muster_weekday(day)], date, why, chosen->replication + 1);
}

/* ---- one day ------------------------------------------------------------------------------- */

struct one_day {
    struct muster_replay replay;
    struct muster_replay_day chosen;
    struct muster_trace_log log;
    struct muster_replay_staff staff;
    struct muster_day_view view;
};

static enum muster_status relive(struct one_day *day, struct muster_failure *failure,
                                 const struct muster_figures_source *source, size_t candidate)
{
    enum muster_status status =
        muster_replay_choose(&day->chosen, failure, source, candidate, source->day);
    double day_s = DAY_S * (double)day->chosen.day;
    if (!status)
        status = muster_replay_open(&day->replay, failure, source, candidate);
    if (!status)
        status = muster_replay_run(&day->log, failure, &day->replay, day->chosen.replication,
                                   day_s - DAY_S, day_s + DAY_S);
    if (!status)
        status =
            muster_replay_staff_init(&day->staff, failure, &day->replay, day->chosen.replication,
                                     day->chosen.day, day->chosen.day + 1);
    if (!status &&
        muster_day_view_make(&day->view, &day->replay, day->chosen.day, &day->log, &day->staff))
        status = muster_failure_memory(failure);
    return status;
}

static void forget(struct one_day *day)
{
    muster_trace_log_clear(&day->log);
    muster_replay_staff_clear(&day->staff);
    muster_replay_close(&day->replay);
    free(day);
}

static void minutes_axis(struct muster_panel *panel, const struct muster_day_view *view)
{
    double from_s = MINUTE_S * (double)view->first, to_s = MINUTE_S * (double)view->end;
    double air_s = 0.03 * (to_s - from_s);
    panel->x = (struct muster_axis){.label = "time of day",
                                    .format = MUSTER_AXIS_TIME_OF_DAY,
                                    .lower = from_s - air_s,
                                    .upper = to_s + air_s};
}

static struct muster_panel *minutes_panel(struct muster_board *board, const char *title,
                                          const struct muster_day_view *view, const char *unit)
{
    struct muster_panel *panel = muster_board_panel(board, title);
    minutes_axis(panel, view);
    panel->y = (struct muster_axis){.label = unit, .from_zero = true};
    return panel;
}

/* Minutes that a step of the curves holds: few enough steps to be told apart. */
static size_t minutes_per_step(const struct muster_day_view *view)
{
    static const size_t nice[] = {1, 2, 5, 10};
    size_t i = 0;
    while (i + 1 < sizeof nice / sizeof *nice && (view->end - view->first) / nice[i] > STEPS_MOST)
        i++;
    return nice[i];
}

enum fold { FOLD_LAST, FOLD_MOST, FOLD_MEAN };

static double folded(const double *minute, size_t count, enum fold how)
{
    double sum = 0, most = -INFINITY;
    for (size_t m = 0; m < count; m++) {
        sum += minute[m];
        most = fmax(most, minute[m]);
    }
    return how == FOLD_LAST ? minute[count - 1] : how == FOLD_MOST ? most : sum / (double)count;
}

/* Steps of a view's minutes; keeps the panel's top above them. */
static void add_minutes(struct muster_board *board, const struct muster_day_view *view,
                        const double *minute, enum fold how, struct muster_curve style)
{
    size_t per = minutes_per_step(view), first = view->first / per;
    size_t end = (view->end + per - 1) / per;
    struct muster_axis *y = &board->panel[board->figure.panel_count - 1].y;
    double *value = muster_board_numbers(board, end);
    struct muster_stretch stretch = muster_stretch_of(board, first, end, 0, MINUTE_S * (double)per);
    for (size_t i = first; value && i < end; i++) {
        size_t left = MUSTER_DAY_MINUTES - i * per;
        value[i] = folded(minute + i * per, left < per ? left : per, how);
        if (how != FOLD_LAST)
            y->upper = fmax(y->upper, 1.08 * value[i]);
    }
    if (value)
        muster_board_steps(board, &stretch, value, style);
}

static bool is_dot(const struct muster_trace_row *row, const struct one_day *day,
                   enum muster_outcome outcome)
{
    double time_s = row->arrival_s - DAY_S * (double)day->chosen.day;
    return row->outcome == outcome && time_s >= 0 && time_s < DAY_S;
}

static const char *dots_label(struct muster_board *board, const char *what, size_t every)
{
    if (every == 1)
        return what;
    return muster_board_text(board, "%s, one of %zu", what, every);
}

/* The waits of the contacts with that outcome, at their arrival; of very many every n-th. */
static void add_dots(struct muster_board *board, const struct one_day *day,
                     enum muster_outcome outcome, struct muster_curve style)
{
    size_t all = 0, seen = 0, n = 0;
    for (size_t i = 0; i < day->log.count; i++)
        all += is_dot(&day->log.row[i], day, outcome);
    size_t every = all / DOTS_MOST + 1;
    double *x = muster_board_numbers(board, all / every + 1);
    double *y = muster_board_numbers(board, all / every + 1);
    for (size_t i = 0; x && y && i < day->log.count; i++) {
        const struct muster_trace_row *row = &day->log.row[i];
        if (!is_dot(row, day, outcome) || seen++ % every)
            continue;
        x[n] = row->arrival_s - DAY_S * (double)day->chosen.day;
        y[n++] = row->wait_s;
    }
    style.kind = MUSTER_CURVE_POINTS;
    style.label = dots_label(board, style.label, every);
    style.count = n;
    style.x = x;
    style.y = y;
    if (n && x && y)
        muster_board_add(board, style);
}

static void day_panels(struct muster_board *board, const struct muster_figures_source *source,
                       size_t candidate, const struct one_day *day)
{
    const struct muster_day_view *view = &day->view;
    struct muster_panel *panel = minutes_panel(board, "Service level so far", view, NULL);
    panel->y = muster_board_level_axis;
    panel->y.label = NULL;
    add_minutes(
        board, view, view->level, FOLD_LAST,
        (struct muster_curve){.label = "so far", .colour = MUSTER_COLOUR_BLUE, .width = 1.8});
    muster_board_target(board, source, candidate, false);
    minutes_panel(board, "Waits", view, "s");
    add_dots(board, day, MUSTER_OUTCOME_ANSWERED,
             (struct muster_curve){.label = "wait until answered",
                                   .colour = MUSTER_COLOUR_SKY,
                                   .mark = MUSTER_MARK_CIRCLE,
                                   .size = 2.5});
    add_dots(board, day, MUSTER_OUTCOME_ABANDONED,
             (struct muster_curve){.label = "until abandoned",
                                   .colour = MUSTER_COLOUR_VERMILLION,
                                   .mark = MUSTER_MARK_TRIANGLE,
                                   .size = 3.5});
    minutes_panel(board, "Queue", view, "contacts waiting");
    add_minutes(board, view, view->queue, FOLD_MOST,
                (struct muster_curve){.label = "most at once", .colour = MUSTER_COLOUR_INK});
    minutes_panel(board, "People", view, "people");
    add_minutes(
        board, view, view->handling, FOLD_MEAN,
        (struct muster_curve){.label = "handling", .colour = MUSTER_COLOUR_ORANGE, .width = 1});
    add_minutes(board, view, view->present, FOLD_MEAN,
                (struct muster_curve){.label = view->attendance ? "on the phones if all attend"
                                                                : "on the phones",
                                      .colour = MUSTER_COLOUR_BLUE,
                                      .width = 1.8});
}

enum muster_status muster_figures_one_day(struct muster_board *board,
                                          struct muster_failure *failure,
                                          const struct muster_figures_source *source,
                                          size_t candidate)
{
    struct one_day *day = calloc(1, sizeof *day);
    if (!day)
        return muster_failure_memory(failure);
    enum muster_status status = relive(day, failure, source, candidate);
    if (!status) {
        day_panels(board, source, candidate, day);
        board->figure.columns = 2;
        board->figure.share_x = true;
        muster_board_title(board, source, "One day", candidate);
        snprintf(board->subtitle, sizeof board->subtitle, "%s. Service level: %s",
                 day_words(board, source, &day->chosen),
                 muster_board_level(board, source, candidate, MUSTER_WINDOW_HORIZON));
        muster_board_note(board, source,
                          muster_board_text(board,
                                            "Simulated again from the seed. By %zu min: service "
                                            "level of the contacts that arrived until then, most "
                                            "waiting at once, mean people.",
                                            minutes_per_step(&day->view)));
    }
    forget(day);
    return status;
}

/* ---- the rota ------------------------------------------------------------------------------ */

struct rota {
    struct muster_replay replay;
    struct muster_replay_day chosen;
    struct muster_replay_staff staff;
    size_t first, end; /* days of the horizon */
    size_t rows;
};

/* What a bar of the chart stands for, in the order of drawing. */
enum bar {
    BAR_WORK,
    BAR_AGENCY,
    BAR_CASUAL,
    BAR_BREAK,
    BAR_LUNCH,
    BAR_ACTIVITY,
    BAR_LEAVE,
    BAR_SICK,
    BAR_HOLIDAY,
    BAR_INDUCTION,
    BAR_ONE_OFF,
    BAR_VACANT,
    BAR_ACTING,
    BAR_OTHER_WORK,
    BARS
};

static const struct {
    const char *label;
    enum muster_colour colour;
    double opacity, height;
} bar_style[BARS] = {[BAR_WORK] = {"on the phones", MUSTER_COLOUR_BLUE, 1, 0.66},
                     [BAR_AGENCY] = {"agency worker", MUSTER_COLOUR_INK, 0.45, 0.66},
                     [BAR_CASUAL] = {"casual", MUSTER_COLOUR_INK, 0.25, 0.66},
                     [BAR_BREAK] = {"break", MUSTER_COLOUR_YELLOW, 1, 0.66},
                     [BAR_LUNCH] = {"lunch", MUSTER_COLOUR_SKY, 1, 0.66},
                     [BAR_ACTIVITY] = {"meetings, coaching", MUSTER_COLOUR_PURPLE, 1, 0.66},
                     [BAR_LEAVE] = {"leave", MUSTER_COLOUR_GREEN, 0.55, 0.4},
                     [BAR_SICK] = {"sick", MUSTER_COLOUR_VERMILLION, 1, 0.4},
                     [BAR_HOLIDAY] = {"bank holiday", MUSTER_COLOUR_PURPLE, 0.7, 0.4},
                     [BAR_INDUCTION] = {"induction", MUSTER_COLOUR_ORANGE, 1, 0.4},
                     [BAR_ONE_OFF] = {"one-off", MUSTER_COLOUR_INK, 0.6, 0.4},
                     [BAR_VACANT] = {"vacant", MUSTER_COLOUR_GREY, 0.35, 0.16},
                     [BAR_ACTING] = {"acting up", MUSTER_COLOUR_PURPLE, 0.6, 0.16},
                     [BAR_OTHER_WORK] = {"off the phones", MUSTER_COLOUR_BLUE, 0.4, 0.4}};

/* A panel's bars of one kind. */
struct bars {
    size_t count, room;
    double *low, *high, *y;
};

static void add_bar(struct bars *bars, double low, double high, double y)
{
    if (bars->count == bars->room || !(high > low))
        return;
    bars->low[bars->count] = low;
    bars->high[bars->count] = high;
    bars->y[bars->count++] = y;
}

static enum bar bar_of(enum muster_where where)
{
    switch (where) {
    case MUSTER_WHERE_SICK:
        return BAR_SICK;
    case MUSTER_WHERE_LEAVE:
        return BAR_LEAVE;
    case MUSTER_WHERE_HOLIDAY:
        return BAR_HOLIDAY;
    case MUSTER_WHERE_INDUCTION:
        return BAR_INDUCTION;
    case MUSTER_WHERE_ONE_OFF:
        return BAR_ONE_OFF;
    case MUSTER_WHERE_VACANT:
        return BAR_VACANT;
    case MUSTER_WHERE_ACTING:
        return BAR_ACTING;
    case MUSTER_WHERE_OTHER_WORK:
        return BAR_OTHER_WORK;
    default:
        return BAR_WORK;
    }
}

static bool open_on(const struct rota *rota, size_t day)
{
    size_t of_day = rota->replay.plan->period.intervals_of_day;
    for (size_t i = 0; i < of_day; i++)
        if (muster_plan_open_s(rota->replay.plan, day, i) > 0)
            return true;
    return false;
}

/* Vacancies are marked across the day on which the others work. */
static void day_bars(struct bars bars[BARS], const struct rota *rota, size_t day, double from_s,
                     double to_s)
{
    for (size_t r = 0; r < rota->rows; r++) {
        const struct muster_person_day *person =
            &rota->staff.day[(day - rota->first) * rota->staff.posts + r];
        double y = (double)(rota->rows - r);
        enum bar bar = bar_of(person->where);
        if (person->cover != MUSTER_COVER_NONE)
            add_bar(&bars[person->cover == MUSTER_COVER_AGENCY ? BAR_AGENCY : BAR_CASUAL],
                    person->cover_start_s, person->cover_end_s, y);
        if (bar != BAR_VACANT && bar != BAR_ACTING)
            add_bar(&bars[bar], person->start_s, person->end_s, y);
        else if (person->cover == MUSTER_COVER_NONE && open_on(rota, day))
            add_bar(&bars[bar], from_s, to_s, y);
    }
}

/* Row of a person, the first group's first post on top; 0 = beyond the chart. */
static double row_of(const struct rota *rota, const struct muster_staff_event *event)
{
    size_t before = event->person;
    for (size_t g = 0; g < event->group; g++)
        before += muster_roster_people(rota->replay.plan->roster, g);
    return before < rota->rows ? (double)(rota->rows - before) : 0;
}

/* Breaks, lunches and activities as planned, on the day on which they begin. */
static void break_bars(struct bars bars[BARS], const struct rota *rota, size_t day)
{
    double day_s = DAY_S * (double)day + rota->replay.plan->period.warm_s;
    for (size_t i = 0; i < rota->staff.count; i++) {
        const struct muster_staff_event *event = &rota->staff.event[i];
        double at_s = event->time_s - day_s, row = row_of(rota, event);
        if (at_s < 0 || at_s >= DAY_S || row < 0.5)
            continue;
        if (event->change == MUSTER_CHANGE_BREAK)
            add_bar(&bars[BAR_BREAK], at_s, at_s + event->value, row);
        else if (event->change == MUSTER_CHANGE_LUNCH)
            add_bar(&bars[BAR_LUNCH], at_s, at_s + event->value, row);
        else if (event->change == MUSTER_CHANGE_OFF_PHONE)
            add_bar(&bars[BAR_ACTIVITY], at_s, at_s + event->value, row);
    }
}

/* The hours that any day's bars cover. */
static void hours_of(const struct rota *rota, double *from_s, double *to_s)
{
    *from_s = DAY_S;
    *to_s = 0;
    for (size_t i = 0; i < rota->staff.days * rota->staff.posts; i++) {
        const struct muster_person_day *person = &rota->staff.day[i];
        if (person->end_s > person->start_s) {
            *from_s = fmin(*from_s, person->start_s);
            *to_s = fmax(*to_s, person->end_s);
        }
        if (person->cover_end_s > person->cover_start_s) {
            *from_s = fmin(*from_s, person->cover_start_s);
            *to_s = fmax(*to_s, person->cover_end_s);
        }
    }
    if (*from_s >= *to_s) {
        *from_s = 0;
        *to_s = DAY_S;
    }
}

static void put_bars(struct muster_board *board, const struct bars bars[BARS])
{
    for (size_t b = 0; b < BARS; b++)
        if (bars[b].count)
            muster_board_add(board, (struct muster_curve){.kind = MUSTER_CURVE_SPANS,
                                                          .label = bar_style[b].label,
                                                          .colour = bar_style[b].colour,
                                                          .opacity = bar_style[b].opacity,
                                                          .bar_width = bar_style[b].height,
                                                          .count = bars[b].count,
                                                          .lower = bars[b].low,
                                                          .upper = bars[b].high,
                                                          .y = bars[b].y});
}

static bool room_for(struct bars bars[BARS], struct muster_board *board, size_t room)
{
    for (size_t b = 0; b < BARS; b++) {
        bars[b] = (struct bars){.room = room,
                                .low = muster_board_numbers(board, room),
                                .high = muster_board_numbers(board, room),
                                .y = muster_board_numbers(board, room)};
        if (!bars[b].low || !bars[b].high || !bars[b].y)
            return false;
    }
    return true;
}

/* Every three hours, or six of a long day. */
static const struct muster_tick *hour_ticks(struct muster_board *board, size_t *count,
                                            double from_s, double to_s)
{
    double step_s = 3600 * (to_s - from_s > 14 * 3600.0 ? 6 : 3);
    size_t room = (size_t)((to_s - from_s) / step_s) + 2;
    struct muster_tick *tick =
        (struct muster_tick *)muster_board_numbers(board, room * sizeof *tick / sizeof(double) + 1);
    *count = 0;
    for (double at_s = step_s * ceil(from_s / step_s); tick && at_s <= to_s; at_s += step_s)
        tick[(*count)++] =
            (struct muster_tick){at_s, muster_board_text(board, "%g", fmod(at_s / 3600, 24))};
    return tick;
}

static void rota_panel(struct muster_board *board, const struct rota *rota, size_t day,
                       const struct muster_tick *names)
{
    double from_s, to_s;
    struct bars bars[BARS];
    char date[11];
    int32_t civil = rota->replay.source->shape->start + (int32_t)day;
    static const char *const name[7] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    if (!room_for(bars, board, rota->rows * 16))
        return;
    muster_date_format(date, civil);
    hours_of(rota, &from_s, &to_s);
    struct muster_panel *panel = muster_board_panel(
        board, muster_board_text(board, "%s %s%s", name[muster_weekday(civil)], date + 8,
                                 open_on(rota, day) ? "" : ", closed"));
    double air_s = 0.04 * (to_s - from_s);
    size_t hours;
    const struct muster_tick *tick = hour_ticks(board, &hours, from_s, to_s);
    panel->x = (struct muster_axis){.label = "h",
                                    .ticks = tick,
                                    .tick_count = hours,
                                    .lower = from_s - air_s,
                                    .upper = to_s + air_s};
    panel->y = (struct muster_axis){.ticks = names, .tick_count = rota->rows};
    day_bars(bars, rota, day, from_s, to_s);
    break_bars(bars, rota, day);
    put_bars(board, bars);
}

/* "1, 37 h", with the group's name before it where there are several. */
static const struct muster_tick *row_names(struct muster_board *board, const struct rota *rota)
{
    const struct muster_plan *plan = rota->replay.plan;
    struct muster_tick *tick = (struct muster_tick *)muster_board_numbers(
        board, rota->rows * sizeof *tick / sizeof(double) + 1);
    size_t row = 0;
    for (size_t g = 0; tick && g < plan->shape.groups; g++)
        for (size_t p = 0; p < muster_roster_people(plan->roster, g) && row < rota->rows; p++) {
            bool several = plan->shape.groups > 1;
            const char *name = muster_board_text(
                board, "%.40s%s%zu, %.3g h", several ? rota->replay.scenario->group[g].name : "",
                several ? " " : "", p + 1, muster_roster_post(plan->roster, g, p)->week_s / 3600);
            tick[row] = (struct muster_tick){(double)(rota->rows - row), name};
            row++;
        }
    return tick;
}

/* The ISO week of the day, as much of it as the horizon has. */
static void choose_week(struct rota *rota, const struct muster_figures_source *source)
{
    size_t weekday = (size_t)muster_weekday(source->shape->start + (int32_t)rota->chosen.day);
    size_t days = source->shape->days, monday_end = rota->chosen.day + 7 - weekday;
    rota->first = rota->chosen.day > weekday ? rota->chosen.day - weekday : 0;
    rota->end = monday_end < days ? monday_end : days;
}

static enum muster_status make_rota(struct rota *rota, struct muster_failure *failure,
                                    const struct muster_figures_source *source, size_t candidate)
{
    enum muster_status status =
        muster_replay_choose(&rota->chosen, failure, source, candidate, source->day);
    if (!status)
        status = muster_replay_open(&rota->replay, failure, source, candidate);
    if (status)
        return status;
    choose_week(rota, source);
    return muster_replay_staff_init(&rota->staff, failure, &rota->replay, rota->chosen.replication,
                                    rota->first, rota->end);
}

static bool worked(const struct rota *rota, size_t day)
{
    for (size_t p = 0; p < rota->staff.posts; p++) {
        const struct muster_person_day *person =
            &rota->staff.day[(day - rota->first) * rota->staff.posts + p];
        bool idle = person->where == MUSTER_WHERE_FREE || person->where == MUSTER_WHERE_VACANT ||
                    person->where == MUSTER_WHERE_OUT_OF_TERM ||
                    person->where == MUSTER_WHERE_ACTING;
        if (!idle || person->cover_end_s > person->cover_start_s)
            return true;
    }
    return false;
}

static void rota_words(struct muster_board *board, const struct muster_figures_source *source,
                       size_t candidate, const struct rota *rota)
{
    const char *left_out = rota->staff.posts > rota->rows
                               ? muster_board_text(board, "The first %zu of %zu posts. ",
                                                   rota->rows, rota->staff.posts)
                               : "";
    muster_board_title(board, source, "Rota of a week", candidate);
    snprintf(board->subtitle, sizeof board->subtitle, "The week of %s",
             day_words(board, source, &rota->chosen));
    muster_board_note(board, source,
                      muster_board_text(board,
                                        "%sSimulated again from the seed. A row a post: its number "
                                        "and contracted hours. Breaks as planned; a sick person's "
                                        "bar is the shift; leave, holidays and induction stand at "
                                        "the hours paid.",
                                        left_out));
}

enum muster_status muster_figures_rota(struct muster_board *board, struct muster_failure *failure,
                                       const struct muster_figures_source *source, size_t candidate)
{
    struct rota rota = {.rows = 0};
    if (!isfinite(source->fte[candidate]))
        return muster_failure_set(failure, MUSTER_MISMATCH,
                                  "the scenario gives numbers present, not posts with shifts");
    enum muster_status status = make_rota(&rota, failure, source, candidate);
    rota.rows = rota.staff.posts < ROTA_ROWS_MOST ? rota.staff.posts : ROTA_ROWS_MOST;
    const struct muster_tick *names = status ? NULL : row_names(board, &rota);
    for (size_t day = rota.first; names && day < rota.end; day++)
        if (worked(&rota, day))
            rota_panel(board, &rota, day, names);
    if (!status) {
        board->figure.columns = board->figure.panel_count;
        board->figure.share_x = board->figure.share_y = true;
        rota_words(board, source, candidate, &rota);
    }
    muster_replay_staff_clear(&rota.staff);
    muster_replay_close(&rota.replay);
    return status;
}
