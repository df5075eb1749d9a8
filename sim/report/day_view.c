/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "day_view.h"
#include "on_phones.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define DAY_S 86400.0
#define MINUTE_S 60.0

/* ---- service level ------------------------------------------------------------------------- */

struct muster_day_hit muster_day_hit(const struct muster_trace_row *row,
                                     const struct muster_scenario *scenario)
{
    const struct muster_service *service = &scenario->service[row->service];
    bool attempted = row->outcome != MUSTER_OUTCOME_CLOSED;
    bool offered = attempted && row->outcome != MUSTER_OUTCOME_BLOCKED;
    bool answered = row->outcome == MUSTER_OUTCOME_ANSWERED;
    bool abandoned = row->outcome == MUSTER_OUTCOME_ABANDONED;
    bool within = row->wait_s <= service->within_s;
    double hit = answered && within;
    switch (scenario->level) {
    case MUSTER_LEVEL_ANSWERED:
        return (struct muster_day_hit){hit, answered};
    case MUSTER_LEVEL_SHORT_WAITS_REMOVED:
        return (struct muster_day_hit){hit, offered && !(abandoned && within)};
    case MUSTER_LEVEL_ABANDONED_CREDITED:
        return (struct muster_day_hit){hit + (abandoned && within), offered};
    case MUSTER_LEVEL_SHORT_ABANDONS_REMOVED: {
        bool brief = abandoned && row->wait_s <= service->short_abandon_s;
        return (struct muster_day_hit){hit, offered && !brief};
    }
    case MUSTER_LEVEL_ATTEMPTED:
        return (struct muster_day_hit){hit, attempted};
    default:
        return (struct muster_day_hit){hit, offered};
    }
}

/* A contact's share of the level, at its arrival. */
struct arrival {
    double time_s;
    struct muster_day_hit hit;
};

static int by_arrival(const void *a, const void *b)
{
    double x = ((const struct arrival *)a)->time_s, y = ((const struct arrival *)b)->time_s;
    return (x > y) - (x < y);
}

static bool fill_level(struct muster_day_view *view, const struct muster_replay *replay,
                       double day_s, const struct muster_trace_log *log)
{
    struct arrival *arrival = calloc(log->count + 1, sizeof *arrival);
    struct muster_day_hit sum = {0, 0};
    size_t count = 0, next = 0;
    if (!arrival)
        return false;
    for (size_t i = 0; i < log->count; i++) {
        double time_s = log->row[i].arrival_s - day_s;
        if (time_s >= 0 && time_s < DAY_S)
            arrival[count++] =
                (struct arrival){time_s, muster_day_hit(&log->row[i], replay->scenario)};
    }
    if (count)
        qsort(arrival, count, sizeof *arrival, by_arrival);
    for (size_t m = 0; m < MUSTER_DAY_MINUTES; m++) {
        for (; next < count && arrival[next].time_s < MINUTE_S * (double)(m + 1); next++) {
            sum.hit += arrival[next].hit.hit;
            sum.of += arrival[next].hit.of;
        }
        view->level[m] = sum.of > 0 ? sum.hit / sum.of : NAN;
    }
    free(arrival);
    return true;
}

/* ---- numbers by the minute ----------------------------------------------------------------- */

/* Adds the part of [from, to) [s of the day] that lies in each minute. */
static void add_time(double *mean, double from_s, double to_s)
{
    from_s = fmax(from_s, 0);
    to_s = fmin(to_s, DAY_S);
    for (size_t m = (size_t)(from_s / MINUTE_S); m < MUSTER_DAY_MINUTES && from_s < to_s; m++) {
        double until_s = fmin(to_s, MINUTE_S * (double)(m + 1));
        mean[m] += (until_s - from_s) / MINUTE_S;
        from_s = until_s;
    }
}

struct change {
    double time_s;
    int by;
};

/* Who leaves goes before who comes. */
static int by_time(const void *a, const void *b)
{
    const struct change *x = a, *y = b;
    if (x->time_s < y->time_s || x->time_s > y->time_s)
        return x->time_s < y->time_s ? -1 : 1;
    return x->by - y->by;
}

/* The largest number in each minute, the one that holds at its start included. */
static void fill_most(double *most, struct change *change, size_t count)
{
    double now = 0;
    size_t next = 0;
    if (count)
        qsort(change, count, sizeof *change, by_time);
    for (size_t m = 0; m < MUSTER_DAY_MINUTES; m++) {
        for (; next < count && change[next].time_s <= MINUTE_S * (double)m; next++)
            now += change[next].by;
        most[m] = now;
        for (; next < count && change[next].time_s < MINUTE_S * (double)(m + 1); next++) {
            now += change[next].by;
            most[m] = fmax(most[m], now);
        }
    }
}

static bool fill_queue(struct muster_day_view *view, double day_s,
                       const struct muster_trace_log *log)
{
    struct change *change = calloc(2 * log->count + 1, sizeof *change);
    size_t count = 0;
    for (size_t i = 0; change && i < log->count; i++) {
        const struct muster_trace_row *row = &log->row[i];
        double from_s = row->arrival_s - day_s, to_s = from_s + row->wait_s;
        if (row->outcome == MUSTER_OUTCOME_ANSWERED)
            add_time(view->handling, to_s, to_s + row->handle_s);
        if (!(row->wait_s > 0))
            continue;
        change[count++] = (struct change){from_s, 1};
        change[count++] = (struct change){to_s, -1};
    }
    if (change)
        fill_most(view->queue, change, count);
    free(change);
    return change != NULL;
}

/* ---- on the phones ------------------------------------------------------------------------- */

/* A contact in hand. */
struct stint {
    uint32_t group, person;
    double from_s, to_s;
};

static int by_person(const void *a, const void *b)
{
    const struct stint *x = a, *y = b;
    if (x->group != y->group)
        return x->group < y->group ? -1 : 1;
    if (x->person != y->person)
        return x->person < y->person ? -1 : 1;
    return (x->from_s > y->from_s) - (x->from_s < y->from_s);
}

struct stints {
    struct stint *item;
    size_t count;
};

static bool stints_init(struct stints *stints, double day_s, const struct muster_trace_log *log)
{
    *stints = (struct stints){calloc(log->count + 1, sizeof *stints->item), 0};
    for (size_t i = 0; stints->item && i < log->count; i++) {
        const struct muster_trace_row *row = &log->row[i];
        double from_s = row->arrival_s - day_s + row->wait_s;
        if (row->outcome == MUSTER_OUTCOME_ANSWERED && row->person >= 0)
            stints->item[stints->count++] = (struct stint){
                (uint32_t)row->group, (uint32_t)row->person, from_s, from_s + row->handle_s};
    }
    if (stints->count)
        qsort(stints->item, stints->count, sizeof *stints->item, by_person);
    return stints->item != NULL;
}

/* The last contact that the person begins by `time_s`, or -1. */
static ptrdiff_t last_begun(const struct stints *stints, uint32_t group, uint32_t person,
                            double time_s)
{
    struct stint wanted = {group, person, time_s, 0};
    size_t low = 0, high = stints->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (by_person(&stints->item[middle], &wanted) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    ptrdiff_t at = (ptrdiff_t)low - 1;
    bool own = at >= 0 && stints->item[at].group == group && stints->item[at].person == person;
    return own ? at : -1;
}

/* When the person is free of the contact in hand at `time_s`; with `on`, of those taken straight
 * after it too. */
static double free_at(const struct stints *stints, const struct muster_staff_event *event,
                      double time_s, bool on)
{
    ptrdiff_t at = last_begun(stints, event->group, event->person, time_s);
    if (at < 0 || stints->item[at].to_s <= time_s)
        return time_s;
    double free_s = stints->item[at].to_s;
    while (on && (size_t)at + 1 < stints->count) {
        const struct stint *next = &stints->item[++at];
        if (next->group != event->group || next->person != event->person ||
            next->from_s > free_s + 1e-6)
            break;
        free_s = next->to_s;
    }
    return free_s;
}

static bool fill_posts(struct muster_day_view *view, const struct muster_replay *replay,
                       double day_s, const struct muster_trace_log *log,
                       const struct muster_replay_staff *staff)
{
    const struct muster_plan *plan = replay->plan;
    struct stints stints;
    struct muster_on_phones *person = calloc(plan->slots + 1, sizeof *person);
    bool good = stints_init(&stints, day_s, log) && person;
    for (size_t i = 0; good && i < staff->count; i++) {
        const struct muster_staff_event *event = &staff->event[i];
        double time_s = event->time_s - plan->period.warm_s - day_s, from_s, to_s;
        double free_s = free_at(&stints, event, time_s, event->change == MUSTER_CHANGE_OFF);
        size_t slot = plan->group[event->group].first_slot + event->person;
        if (muster_on_phones_event(&person[slot], &from_s, &to_s, event, time_s, free_s))
            add_time(view->present, from_s, to_s);
    }
    free(person);
    free(stints.item);
    return good;
}

/* Numbers present are there while open. */
static void add_step(struct muster_day_view *view, const struct muster_replay *replay, double day_s,
                     double from_s, double to_s, double people)
{
    const struct muster_period *period = &replay->plan->period;
    double origin_s = period->warm_s + day_s;
    for (size_t w = 0; w < period->window_count; w++) {
        double open_s = fmax(period->window[w].open_s - origin_s, from_s);
        double close_s = fmin(period->window[w].close_s - origin_s, to_s);
        double share[MUSTER_DAY_MINUTES] = {0};
        if (open_s >= close_s)
            continue;
        add_time(share, open_s, close_s);
        for (size_t m = 0; m < MUSTER_DAY_MINUTES; m++)
            view->present[m] += people * share[m];
    }
}

static void fill_fixed(struct muster_day_view *view, const struct muster_replay *replay,
                       double day_s)
{
    for (size_t g = 0; g < replay->scenario->group_count; g++) {
        const struct muster_group *group = &replay->scenario->group[g];
        const struct muster_steps *steps = &group->present;
        view->attendance = view->attendance || (!group->shift_based && group->has_attendance);
        for (size_t i = 0; !group->shift_based && i < steps->count; i++)
            add_step(view, replay, day_s, steps->at_s[i],
                     i + 1 < steps->count ? steps->at_s[i + 1] : DAY_S, steps->value[i]);
    }
}

/* ---- all of it ----------------------------------------------------------------------------- */

static void find_ends(struct muster_day_view *view)
{
    view->first = MUSTER_DAY_MINUTES;
    for (size_t m = 0; m < MUSTER_DAY_MINUTES; m++) {
        if (!(view->queue[m] > 0 || view->handling[m] > 0 || view->present[m] > 0))
            continue;
        view->first = m < view->first ? m : view->first;
        view->end = m + 1;
    }
    if (view->end == 0)
        view->first = 0;
}

enum muster_status muster_day_view_make(struct muster_day_view *view,
                                        const struct muster_replay *replay, size_t day,
                                        const struct muster_trace_log *log,
                                        const struct muster_replay_staff *staff)
{
    double day_s = DAY_S * (double)day;
    memset(view, 0, sizeof *view);
    if (!fill_level(view, replay, day_s, log) || !fill_queue(view, day_s, log) ||
        !fill_posts(view, replay, day_s, log, staff))
        return MUSTER_NO_MEMORY;
    fill_fixed(view, replay, day_s);
    find_ends(view);
    return MUSTER_OK;
}
