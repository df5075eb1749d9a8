/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "present.h"
#include "on_phones.h"
#include "plan.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define DAY_S 86400.0

static double *row_of(struct muster_present *present, size_t interval)
{
    return present->seconds + interval * (present->most + 1);
}

/* Adds the open time of the horizon in [from_s, to_s) [engine time], interval by interval, with
 * `people` there. *window is the first window that can matter; it only moves on. */
static void add_open(struct muster_present *present, const struct muster_period *period,
                     size_t *window, double from_s, double to_s, size_t people)
{
    from_s = fmax(from_s, period->warm_s);
    while (*window < period->window_count && period->window[*window].close_s <= from_s)
        ++*window;
    for (size_t w = *window; w < period->window_count && period->window[w].open_s < to_s; w++) {
        double at_s = fmax(from_s, period->window[w].open_s);
        double end_s = fmin(to_s, period->window[w].close_s);
        while (at_s < end_s) {
            size_t cell = (size_t)(at_s / period->interval_s);
            size_t day = cell / period->intervals_of_day;
            double until_s = fmin(end_s, period->interval_s * (double)(cell + 1));
            if (day >= period->day_count)
                return;
            size_t weekday = (size_t)period->day[day].weekday;
            size_t interval = weekday * period->intervals_of_day + cell % period->intervals_of_day;
            row_of(present, interval)[people] += until_s - at_s;
            at_s = until_s;
        }
    }
}

/* ---- groups with posts --------------------------------------------------------------------- */

struct change {
    double time_s;
    int by;
};

struct changes {
    struct change *item;
    size_t count, room;
};

static int by_time(const void *a, const void *b)
{
    const struct change *x = a, *y = b;
    if (x->time_s < y->time_s || x->time_s > y->time_s)
        return x->time_s < y->time_s ? -1 : 1;
    return x->by - y->by;
}

static bool add_stretch(struct changes *changes, double from_s, double to_s)
{
    if (changes->count + 2 > changes->room) {
        size_t room = changes->room ? 2 * changes->room : 4096;
        struct change *grown = realloc(changes->item, room * sizeof *grown);
        if (!grown)
            return false;
        changes->item = grown;
        changes->room = room;
    }
    changes->item[changes->count++] = (struct change){from_s, 1};
    changes->item[changes->count++] = (struct change){to_s, -1};
    return true;
}

static void count_present(struct muster_present *present, const struct muster_period *period,
                          struct changes *changes)
{
    double from_s = 0;
    size_t people = 0, window = 0;
    if (changes->count)
        qsort(changes->item, changes->count, sizeof *changes->item, by_time);
    for (size_t i = 0; i < changes->count; i++) {
        const struct change *change = &changes->item[i];
        add_open(present, period, &window, from_s, change->time_s, people);
        people = change->by > 0 ? people + 1 : people - 1;
        from_s = fmax(from_s, change->time_s);
    }
    add_open(present, period, &window, from_s, period->end_s, people);
}

/* The shifts of one replication. */
struct posts {
    const struct muster_plan *plan;
    size_t group;
    struct muster_workforce *workforce;
    struct muster_replication *run; /* whose load makes people leave; NULL: nobody does */
    struct muster_tally scratch;
    struct muster_on_phones *person; /* [posts of the group] */
    struct changes changes;
};

static enum muster_status live_week(struct posts *posts, size_t week)
{
    const struct muster_staff_event *event;
    size_t count;
    enum muster_status status =
        muster_workforce_week(posts->workforce, week, &event, &count, &posts->scratch);
    for (size_t i = 0; !status && i < count; i++) {
        double from_s, to_s;
        if (event[i].group == posts->group &&
            muster_on_phones_event(&posts->person[event[i].person], &from_s, &to_s, &event[i],
                                   event[i].time_s, event[i].time_s) &&
            from_s < to_s && !add_stretch(&posts->changes, from_s, to_s))
            status = MUSTER_NO_MEMORY;
    }
    return status;
}

static enum muster_status live_replication(struct muster_present *present, struct posts *posts,
                                           struct muster_key key)
{
    const struct muster_period *period = &posts->plan->period;
    memset(posts->person, 0, present->most * sizeof *posts->person);
    posts->changes.count = 0;
    enum muster_status status = muster_workforce_begin(posts->workforce, key);
    if (!status && posts->run) {
        status = muster_replication_run(posts->run, key, &posts->scratch, NULL, NULL, NULL);
        muster_workforce_work_as(posts->workforce, muster_replication_people(posts->run));
    }
    for (size_t week = 0; !status && 7 * week < period->day_count; week++)
        status = live_week(posts, week);
    if (!status)
        count_present(present, period, &posts->changes);
    return status;
}

static enum muster_status live_posts(struct muster_present *present, const struct muster_plan *plan,
                                     uint64_t seed, size_t group)
{
    struct posts posts = {.plan = plan, .group = group};
    posts.person = calloc(present->most + 1, sizeof *posts.person);
    enum muster_status status = posts.person ? MUSTER_OK : MUSTER_NO_MEMORY;
    if (!status)
        status = muster_tally_init(&posts.scratch, &plan->shape);
    if (!status)
        status = muster_workforce_new(&posts.workforce, plan->roster);
    if (!status && muster_workforce_burns_out(posts.workforce))
        status = muster_replication_new(&posts.run, plan);
    for (uint64_t r = 0; !status && r < MUSTER_PRESENT_REPLICATIONS; r++)
        status = live_replication(present, &posts, (struct muster_key){seed, r});
    muster_workforce_free(posts.workforce);
    muster_replication_free(posts.run);
    muster_tally_clear(&posts.scratch);
    free(posts.changes.item);
    free(posts.person);
    return status;
}

/* ---- groups given by numbers --------------------------------------------------------------- */

static void add_steps(struct muster_present *present, const struct muster_plan *plan,
                      const struct muster_steps *steps)
{
    size_t window = 0;
    for (size_t day = 0; day < plan->period.day_count; day++) {
        double midnight_s = DAY_S * (double)day, from_s = midnight_s;
        size_t people = 0;
        for (size_t i = 0; i < steps->count; i++) {
            add_open(present, &plan->period, &window, from_s, midnight_s + steps->at_s[i], people);
            from_s = midnight_s + steps->at_s[i];
            people = (size_t)steps->value[i];
        }
        add_open(present, &plan->period, &window, from_s, midnight_s + DAY_S, people);
    }
}

/* P(k of n attend). */
static double binomial(size_t k, size_t n, double chance)
{
    if (!(chance > 0 && chance < 1))
        return k == (chance > 0 ? n : 0);
    double up = (double)k, down = (double)(n - k);
    return exp(lgamma((double)n + 1) - lgamma(up + 1) - lgamma(down + 1) + up * log(chance) +
               down * log1p(-chance));
}

/* Spreads each number planned over those who attend. */
static bool attend(struct muster_present *present, double chance)
{
    double *spread = calloc(present->most + 1, sizeof *spread);
    for (size_t i = 0; spread && i < present->intervals; i++) {
        double *row = row_of(present, i);
        memset(spread, 0, (present->most + 1) * sizeof *spread);
        for (size_t n = 0; n <= present->most; n++)
            for (size_t k = 0; row[n] > 0 && k <= n; k++)
                spread[k] += row[n] * binomial(k, n, chance);
        memcpy(row, spread, (present->most + 1) * sizeof *spread);
    }
    free(spread);
    return spread != NULL;
}

/* ---- all of it ----------------------------------------------------------------------------- */

static size_t most_of(const struct muster_plan *plan, size_t group)
{
    const struct muster_group *asked = &plan->scenario->group[group];
    double most = 0;
    if (asked->shift_based)
        return muster_roster_people(plan->roster, group);
    for (size_t i = 0; i < asked->present.count; i++)
        most = fmax(most, asked->present.value[i]);
    return (size_t)most;
}

enum muster_status muster_present_init(struct muster_present *out, const struct muster_plan *plan,
                                       uint64_t seed, size_t group)
{
    const struct muster_group *asked = &plan->scenario->group[group];
    *out =
        (struct muster_present){.intervals = plan->shape.intervals, .most = most_of(plan, group)};
    out->seconds = calloc(out->intervals * (out->most + 1), sizeof *out->seconds);
    enum muster_status status = out->seconds ? MUSTER_OK : MUSTER_NO_MEMORY;
    if (!status && asked->shift_based)
        status = live_posts(out, plan, seed, group);
    else if (!status)
        add_steps(out, plan, &asked->present);
    if (!status && !asked->shift_based && asked->has_attendance &&
        !attend(out, fmin(1, fmax(0, muster_law_mean(&asked->attendance.law)))))
        status = MUSTER_NO_MEMORY;
    if (status)
        muster_present_clear(out);
    return status;
}

void muster_present_clear(struct muster_present *present)
{
    free(present->seconds);
    *present = (struct muster_present){0};
}

/* Neighbours taken together so that each point has about an equal share of the time. */
static void gather(struct muster_present_points *out, const double *row, size_t most, double all,
                   size_t different)
{
    bool each = different <= MUSTER_PRESENT_POINTS;
    double passed = 0;
    memset(out, 0, sizeof *out);
    for (size_t n = 0; n <= most; n++) {
        if (!(row[n] > 0))
            continue;
        size_t at = each ? out->count : (size_t)(passed / all * MUSTER_PRESENT_POINTS);
        at = at < MUSTER_PRESENT_POINTS ? at : MUSTER_PRESENT_POINTS - 1;
        out->people[at] += row[n] / all * (double)n;
        out->share[at] += row[n] / all;
        out->count = at + 1;
        passed += row[n];
    }
    for (size_t i = 0; i < out->count; i++)
        out->people[i] = out->share[i] > 0 ? out->people[i] / out->share[i] : 0;
}

void muster_present_points(struct muster_present_points *out, const struct muster_present *present,
                           size_t interval)
{
    const double *row = present->seconds + interval * (present->most + 1);
    double all = 0;
    size_t different = 0;
    for (size_t n = 0; n <= present->most; n++) {
        all += row[n];
        different += row[n] > 0;
    }
    gather(out, row, present->most, all, different);
}
