/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The workforce of one replication, week by week: what the rota, sickness, leave and holidays make
 * of each person's day, as events and as seconds.
 *
 * Paid seconds = on the phones as scheduled + paid breaks (of those there) + leave + holiday +
 * sickness + induction; each is added when it is decided, so the sum is exact. A sick day, a day of
 * leave or induction that is not rostered counts a fifth of the contract, Monday to Friday. Leave,
 * holidays and induction stand from 09:00 on (assumed); leave and holidays of somebody who works
 * past midnight only, from the start of that shift.
 * The hours of an overtime Saturday are in SCHEDULED, PAID and OVERTIME, not in DUE or ATTENDED.
 *
 * Seconds stand on the calendar day in which they pass. A shift past midnight has some on the day
 * after its own; those of them outside the horizon are not counted.
 */
#include "people.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define AWAY_FROM_S (9 * 3600.0)
#define GOLDEN 0.6180339887498949

/* ---- life ---- */

static enum muster_status room_for(struct muster_workforce *workforce)
{
    const struct muster_roster *roster = workforce->roster;
    size_t posts = roster->post_count + 1;
    workforce->post_first = calloc(posts + 1, sizeof *workforce->post_first);
    workforce->bank_s = calloc(posts, sizeof *workforce->bank_s);
    workforce->bank_next_s = calloc(posts, sizeof *workforce->bank_next_s);
    workforce->weight = calloc(MUSTER_YEAR_DAYS + 1, sizeof *workforce->weight);
    workforce->cover =
        calloc(MUSTER_COVER_DAYS * roster->period->intervals_of_day, sizeof *workforce->cover);
    bool enough = workforce->post_first && workforce->bank_s && workforce->bank_next_s &&
                  workforce->weight && workforce->cover;
    for (int i = 0; i < 2; i++) {
        workforce->duty[i] = calloc(7 * posts, sizeof *workforce->duty[i]);
        workforce->book[i].mark = calloc(posts, MUSTER_YEAR_DAYS);
        workforce->book[i].away =
            calloc((roster->role_count + 1) * MUSTER_YEAR_DAYS, sizeof *workforce->book[i].away);
        enough = enough && workforce->duty[i] && workforce->book[i].mark && workforce->book[i].away;
    }
    size_t items = 2 + MUSTER_PLAN_ITEMS;
    workforce->event_room = 9 * posts * items; /* seven days and those past midnight */
    workforce->event = calloc(workforce->event_room, sizeof *workforce->event);
    workforce->sorted = calloc(workforce->event_room, sizeof *workforce->sorted);
    return enough && workforce->event && workforce->sorted ? MUSTER_OK : MUSTER_NO_MEMORY;
}

enum muster_status muster_workforce_new(struct muster_workforce **out,
                                        const struct muster_roster *roster)
{
    struct muster_workforce *workforce = calloc(1, sizeof *workforce);
    *out = NULL;
    if (!workforce)
        return MUSTER_NO_MEMORY;
    workforce->roster = roster;
    enum muster_status status = room_for(workforce);
    if (status != MUSTER_OK) {
        muster_workforce_free(workforce);
        return status;
    }
    *out = workforce;
    return MUSTER_OK;
}

struct muster_workforce *muster_workforce_free(struct muster_workforce *workforce)
{
    if (!workforce)
        return NULL;
    for (int i = 0; i < 2; i++) {
        free(workforce->duty[i]);
        free(workforce->book[i].mark);
        free(workforce->book[i].away);
    }
    free(workforce->sorted);
    free(workforce->event);
    free(workforce->cover);
    free(workforce->weight);
    free(workforce->bank_next_s);
    free(workforce->bank_s);
    free(workforce->post_first);
    free(workforce->person);
    free(workforce->request);
    free(workforce->spell);
    free(workforce->occupant);
    free(workforce);
    return NULL;
}

/* Where the contract is no whole number of shifts, people start at different points of the cycle:
 * at most a shift ahead, or behind where hours are worked in advance. */
static void start_banks(struct muster_workforce *workforce)
{
    const struct muster_roster *roster = workforce->roster;
    for (size_t r = 0; r < roster->role_count; r++) {
        const struct muster_role *role = &roster->role[r];
        for (size_t p = 0; p < role->post_count; p++) {
            double longest_s = role->longest_s[role->post[p].full_time];
            double days = longest_s > 0 ? role->post[p].week_s / longest_s : 0;
            double turn = GOLDEN * (double)(role->rank[p] + 1);
            bool whole = fabs(days - floor(days + 0.5)) < 1e-6;
            bool in_advance =
                role->group->has_saturday && role->group->saturday_repaid == MUSTER_REPAID_TOIL;
            double share = floor((turn - floor(turn)) * 16) / 16 - (in_advance ? 15.0 / 16 : 0);
            workforce->bank_s[role->first_post + p] = whole ? 0 : share * longest_s;
        }
    }
}

enum muster_status muster_workforce_begin(struct muster_workforce *workforce, struct muster_key key)
{
    workforce->key = key;
    workforce->rota_next = 0;
    workforce->event_count = workforce->event_given = 0;
    workforce->book[0].number = workforce->book[1].number = 0;
    muster_spells_prepare(workforce);
    start_banks(workforce);
    enum muster_status status = muster_occupants_draw(workforce);
    return status == MUSTER_OK ? muster_spells_draw(workforce) : status;
}

/* ---- one day of a role ---- */

/* The calendar days that a shift has seconds in. */
enum side { TODAY, TOMORROW, SIDES };

/* What a role's day adds to the tally: to its own date, and to the next one's. */
struct role_day {
    struct muster_workforce *workforce;
    const struct muster_role *role;
    struct muster_tally *tally;
    const struct muster_period_day *date;
    int32_t day;
    bool counts[SIDES]; /* a day of the horizon */
    double sum[SIDES][MUSTER_STAFFS];
};

/* Seconds before and after midnight. */
struct split {
    double s[SIDES];
};

static double past_midnight(double from_s, double to_s)
{
    return fmax(0, to_s - fmax(from_s, MUSTER_DAY_S));
}

static void add(struct role_day *at, enum muster_staff column, const struct split *seconds)
{
    for (int side = TODAY; side < SIDES; side++)
        at->sum[side][column] += seconds->s[side];
}

/* Seconds of a span into the interval-of-week table; past midnight into the next weekday. */
static void add_week(struct role_day *at, enum muster_staff column, double from_s, double to_s,
                     double sign)
{
    const struct muster_shape *shape = &at->tally->shape;
    int index = muster_staff_week_index(column);
    if (index < 0)
        return;
    float *row = at->tally->staff_week +
                 ((size_t)index * shape->groups + at->role->index) * shape->intervals;
    for (int side = TODAY; side < SIDES; side++) {
        double midnight_s = side * MUSTER_DAY_S;
        double weekday_s = (at->date->weekday + side) % 7 * MUSTER_DAY_S;
        if (at->counts[side])
            muster_row_add(row, shape->intervals, shape->interval_s,
                           weekday_s + fmax(from_s - midnight_s, 0),
                           weekday_s + fmin(to_s - midnight_s, MUSTER_DAY_S), sign);
    }
}

/* Paid time away from the phones for one cause. */
static void pay_away(struct role_day *at, enum muster_staff cause, const struct split *seconds)
{
    add(at, cause, seconds);
    add(at, MUSTER_STAFF_PAID_S, seconds);
}

/* Pays a fifth of the contract from a time of day on; returns its seconds. */
static struct split pay_fifth(struct role_day *at, enum muster_staff cause, size_t p, double from_s)
{
    double fifth_s = at->role->post[p].week_s / 5;
    double late_s = past_midnight(from_s, from_s + fifth_s);
    struct split seconds = {{fifth_s - late_s, late_s}};
    pay_away(at, cause, &seconds);
    add_week(at, MUSTER_STAFF_PAID_S, from_s, from_s + fifth_s, 1);
    return seconds;
}

static void push(struct role_day *at, double time_s, enum muster_staff_change change, double value,
                 size_t p)
{
    struct muster_workforce *workforce = at->workforce;
    assert(workforce->event_count < workforce->event_room);
    workforce->event[workforce->event_count++] =
        (struct muster_staff_event){.time_s = at->day * MUSTER_DAY_S + time_s,
                                    .value = value,
                                    .group = (uint32_t)at->role->index,
                                    .person = (uint32_t)p,
                                    .change = change};
}

static double slowness(const struct role_day *at, const struct muster_occupant *who)
{
    const struct muster_learning *learning = &at->workforce->roster->scenario->learning;
    if (!learning->given || who->experienced)
        return 1;
    struct muster_learning_curve curve = {learning->initial, learning->tau_weeks};
    return muster_learning_slowness(&curve, who->worked_s / at->role->group->full_time_week_s);
}

static void push_shift(struct role_day *at, const struct muster_day_plan *plan,
                       const struct muster_occupant *who, size_t p)
{
    push(at, plan->start_s, MUSTER_CHANGE_ON, slowness(at, who), p);
    for (size_t i = 0; i < plan->count; i++)
        push(at, plan->item[i].at_s, plan->item[i].paid ? MUSTER_CHANGE_BREAK : MUSTER_CHANGE_LUNCH,
             plan->item[i].length_s, p);
    push(at, plan->end_s, MUSTER_CHANGE_OFF, 0, p);
}

/* A plan's seconds by interval: on the phones (SCHEDULED) or paid. */
static void add_plan(struct role_day *at, const struct muster_day_plan *plan,
                     enum muster_staff column)
{
    add_week(at, column, plan->start_s, plan->end_s, 1);
    for (size_t i = 0; i < plan->count; i++)
        if (column == MUSTER_STAFF_SCHEDULED_S || !plan->item[i].paid)
            add_week(at, column, plan->item[i].at_s, plan->item[i].at_s + plan->item[i].length_s,
                     -1);
}

/* A plan's paid or scheduled seconds before and after midnight. */
static struct split plan_split(const struct muster_day_plan *plan, enum muster_staff column)
{
    bool scheduled = column == MUSTER_STAFF_SCHEDULED_S;
    double all_s = scheduled ? plan->scheduled_s : plan->paid_s;
    double late_s = past_midnight(plan->start_s, plan->end_s);
    for (size_t i = 0; i < plan->count && late_s > 0; i++)
        if (scheduled || !plan->item[i].paid)
            late_s -=
                past_midnight(plan->item[i].at_s, plan->item[i].at_s + plan->item[i].length_s);
    return (struct split){{all_s - late_s, late_s}};
}

/* Money for an overtime Saturday, at the salary's hourly rate. */
static void pay_overtime(struct role_day *at, const struct split *seconds)
{
    const struct muster_scenario *scenario = at->workforce->roster->scenario;
    add(at, MUSTER_STAFF_OVERTIME_S, seconds);
    if (at->role->group->grade < 0)
        return;
    const struct muster_grade *grade = &scenario->grade[at->role->group->grade];
    double year_s = at->role->group->full_time_week_s * 365.25 / 7;
    for (int side = TODAY; side < SIDES; side++)
        if (at->counts[side])
            at->tally->cost[at->date[side].month_index * MUSTER_COSTS + MUSTER_COST_OVERTIME] +=
                seconds->s[side] * grade->salary_per_year / year_s;
}

/* A rostered day of a person who is there, sick, or gone (NULL). */
static void work_day(struct role_day *at, const struct muster_duty *duty,
                     struct muster_occupant *who, bool sick, size_t p)
{
    struct muster_day_plan plan;
    bool overtime = duty->flags & MUSTER_DUTY_OVERTIME;
    muster_day_plan_make(&plan, at->role, duty, at->date->weekday, at->role->rank[p]);
    if (!sick || !(duty->flags & MUSTER_DUTY_UNCOUNTED)) {
        struct split scheduled = plan_split(&plan, MUSTER_STAFF_SCHEDULED_S);
        add(at, MUSTER_STAFF_SCHEDULED_S, &scheduled);
        add_plan(at, &plan, MUSTER_STAFF_SCHEDULED_S);
    }
    if (!who || (sick && overtime))
        return;
    struct split paid = plan_split(&plan, MUSTER_STAFF_PAID_S);
    add_plan(at, &plan, MUSTER_STAFF_PAID_S);
    if (!overtime)
        add(at, MUSTER_STAFF_DUE_S, &paid);
    if (sick) {
        pay_away(at, MUSTER_STAFF_SICKNESS_S, &paid);
        return;
    }
    add(at, MUSTER_STAFF_PAID_S, &paid);
    if (overtime)
        pay_overtime(at, &paid);
    else
        add(at, MUSTER_STAFF_ATTENDED_S, &paid);
    push_shift(at, &plan, who, p);
    who->worked_s += plan.scheduled_s;
}

/* Before going live, Monday to Friday. */
static void induct(struct role_day *at, bool sick, size_t p)
{
    enum muster_staff cause = sick ? MUSTER_STAFF_SICKNESS_S : MUSTER_STAFF_INDUCTION_S;
    struct split fifth = pay_fifth(at, cause, p, AWAY_FROM_S);
    add(at, MUSTER_STAFF_DUE_S, &fifth);
    if (!sick)
        add(at, MUSTER_STAFF_ATTENDED_S, &fifth);
}

/* A post on a day, as it is looked at: nothing is counted. */
struct post_at {
    const struct muster_workforce *workforce;
    const struct muster_role *role;
    size_t post; /* within the role */
    int32_t day;
};

static struct post_at post_at(const struct role_day *at, size_t p)
{
    return (struct post_at){at->workforce, at->role, p, at->day};
}

/* When the hours of a day away begin: at the shift's start for those whose shifts of the weekday
 * all run past midnight. */
static double away_from(struct post_at at, const struct muster_occupant *who)
{
    const struct muster_allowed *allowed =
        &at.role->allowed[at.role->post[at.post].full_time][MUSTER_PART_WEEK];
    int weekday = at.workforce->roster->period->day[at.day].weekday;
    double first_s = INFINITY;
    for (size_t i = 0; i < allowed->count && at.day >= who->live; i++) {
        const struct muster_role_shift *shift = &at.role->shift[allowed->shift[i]];
        double start_s = shift->start_s[weekday], end_s = shift->end_s[weekday];
        if (end_s > start_s && end_s <= MUSTER_DAY_S)
            return AWAY_FROM_S;
        if (end_s > start_s)
            first_s = fmin(first_s, start_s);
    }
    return isinf(first_s) ? AWAY_FROM_S : first_s;
}

static bool on_leave(struct post_at at, const struct muster_occupant *who)
{
    size_t post = at.role->first_post + at.post;
    return at.day >= who->live && muster_leave_on(at.workforce, post, at.day) == MUSTER_LEAVE_TAKEN;
}

static bool is_sick(struct post_at at, const struct muster_occupant *who)
{
    return at.workforce->has_absence && !on_leave(at, who) &&
           muster_spell_on(at.workforce, who, at.day);
}

static const struct muster_duty *duty_of(struct post_at at)
{
    const struct muster_roster *roster = at.workforce->roster;
    int32_t rota_week = (at.day + roster->week_offset) / 7;
    return at.workforce->duty[rota_week & 1] + 7 * (at.role->first_post + at.post) +
           roster->period->day[at.day].weekday;
}

/* What a person in post is meant to do that day, sick or not. */
static enum muster_where where_is(struct post_at at, const struct muster_occupant *who)
{
    const struct muster_period_day *date = &at.workforce->roster->period->day[at.day];
    bool weekday = date->weekday < 5;
    if (date->closed && weekday)
        return MUSTER_WHERE_HOLIDAY;
    if (at.day < who->live)
        return weekday ? MUSTER_WHERE_INDUCTION : MUSTER_WHERE_FREE;
    if (on_leave(at, who))
        return MUSTER_WHERE_LEAVE;
    bool mine = duty_of(at)->occupant == (int32_t)(who - at.workforce->occupant);
    return mine ? MUSTER_WHERE_WORK : MUSTER_WHERE_FREE;
}

/* The day of a post's holder, and of a successor in induction. Counts people. */
static void occupant_day(struct role_day *at, struct muster_occupant *who, size_t p)
{
    bool sick = is_sick(post_at(at, p), who);
    at->sum[TODAY][MUSTER_STAFF_HEADCOUNT] += 1;
    at->sum[TODAY][MUSTER_STAFF_IN_POST_FTE] += at->role->fte[p];
    at->sum[TODAY][MUSTER_STAFF_TRAINED_FTE] += at->day >= who->live ? at->role->fte[p] : 0;
    at->sum[TODAY][MUSTER_STAFF_SICK_PEOPLE] += sick;
    at->sum[TODAY][MUSTER_STAFF_HIRES] += who->join == at->day && who->number > 0;
    switch (where_is(post_at(at, p), who)) {
    case MUSTER_WHERE_HOLIDAY:
        pay_fifth(at, MUSTER_STAFF_HOLIDAY_S, p, away_from(post_at(at, p), who));
        return;
    case MUSTER_WHERE_LEAVE:
        pay_fifth(at, MUSTER_STAFF_LEAVE_S, p, away_from(post_at(at, p), who));
        return;
    case MUSTER_WHERE_INDUCTION:
        induct(at, sick, p);
        return;
    case MUSTER_WHERE_WORK:
        work_day(at, duty_of(post_at(at, p)), who, sick, p);
        return;
    default:
        return;
    }
}

static void post_day(struct role_day *at, size_t p)
{
    struct muster_workforce *workforce = at->workforce;
    size_t post = at->role->first_post + p;
    for (size_t i = workforce->post_first[post]; i < workforce->post_first[post + 1]; i++) {
        struct muster_occupant *who = &workforce->occupant[i];
        at->sum[TODAY][MUSTER_STAFF_LEAVERS] += who->leave == at->day;
        if (who->join <= at->day && at->day < who->leave)
            occupant_day(at, who, p);
    }
    const struct muster_duty *duty = duty_of(post_at(at, p));
    if (duty->occupant >= 0 && duty->flags & MUSTER_DUTY_GHOST)
        work_day(at, duty, NULL, false, p);
    at->sum[TODAY][MUSTER_STAFF_ESTABLISHED_FTE] += at->role->fte[p];
}

static void add_cost(struct role_day *at)
{
    const struct muster_scenario *scenario = at->workforce->roster->scenario;
    if (at->role->group->grade < 0)
        return;
    const struct muster_grade *grade = &scenario->grade[at->role->group->grade];
    double *cost = at->tally->cost + at->date->month_index * MUSTER_COSTS;
    double salary = at->sum[TODAY][MUSTER_STAFF_IN_POST_FTE] * grade->salary_per_year / 365.25;
    cost[MUSTER_COST_SALARIES] += salary;
    cost[MUSTER_COST_ON_COSTS] += salary * grade->on_cost;
}

/* Adds one date's sums to the tally. */
static void add_date(struct role_day *at, enum side side)
{
    const struct muster_shape *shape = &at->tally->shape;
    const double *sum = at->sum[side];
    for (int column = 0; column < MUSTER_STAFFS; column++) {
        if (sum[column] == 0)
            continue;
        at->tally->staff[at->role->index * MUSTER_STAFFS + (size_t)column] += sum[column];
        int index = muster_staff_day_index((enum muster_staff)column);
        if (index >= 0)
            at->tally->staff_day[((size_t)index * shape->groups + at->role->index) * shape->days +
                                 (size_t)at->date[side].horizon_day] += (float)sum[column];
    }
}

static void role_day_make(struct muster_workforce *workforce, const struct muster_role *role,
                          int32_t day, struct muster_tally *tally)
{
    const struct muster_period *period = workforce->roster->period;
    const struct muster_period_day *date = &period->day[day];
    bool last = (size_t)day + 1 == period->day_count;
    struct role_day at = {.workforce = workforce,
                          .role = role,
                          .tally = tally,
                          .date = date,
                          .day = day,
                          .counts = {date->horizon_day >= 0, !last && date[1].horizon_day >= 0}};
    for (size_t p = 0; p < role->post_count; p++)
        post_day(&at, p);
    double sick = at.sum[TODAY][MUSTER_STAFF_SICK_PEOPLE];
    at.sum[TODAY][MUSTER_STAFF_SICK_PEOPLE_SQ] = sick * sick;
    for (int side = TODAY; side < SIDES; side++)
        if (at.counts[side])
            add_date(&at, (enum side)side);
    if (at.counts[TODAY])
        add_cost(&at);
}

/* People in post on the day after the horizon, and the spells begun within it. */
static void count_end(struct muster_workforce *workforce, struct muster_tally *tally)
{
    const struct muster_roster *roster = workforce->roster;
    int32_t day = (int32_t)roster->period->day_count;
    double start = (double)roster->period->warm_days;
    for (size_t r = 0; r < roster->role_count; r++) {
        double *staff = tally->staff + r * MUSTER_STAFFS;
        size_t last = roster->role[r].first_post + roster->role[r].post_count;
        for (size_t i = workforce->post_first[roster->role[r].first_post];
             i < workforce->post_first[last]; i++) {
            const struct muster_occupant *who = &workforce->occupant[i];
            staff[MUSTER_STAFF_HEADCOUNT_END] += who->join <= day && day < who->leave;
            for (size_t k = 0; k < who->spell_count; k++) {
                double from = workforce->spell[who->spell_first + k].from_day;
                staff[MUSTER_STAFF_SPELLS] += start <= from && from < day;
            }
        }
    }
}

/* ---- a week ---- */

static bool before(const struct muster_staff_event *a, const struct muster_staff_event *b)
{
    if (a->time_s != b->time_s)
        return a->time_s < b->time_s;
    if (a->change != b->change)
        return a->change < b->change;
    return a->group != b->group ? a->group < b->group : a->person < b->person;
}

/* Bottom-up merge sort: stable, no call per comparison. */
static void sort_events(struct muster_workforce *workforce)
{
    size_t n = workforce->event_count;
    for (size_t width = 1; width < n; width *= 2) {
        struct muster_staff_event *from = workforce->event, *to = workforce->sorted;
        for (size_t start = 0; start < n; start += 2 * width) {
            size_t i = start, middle = start + width < n ? start + width : n;
            size_t j = middle, end = start + 2 * width < n ? start + 2 * width : n;
            for (size_t k = start; k < end; k++)
                to[k] =
                    i < middle && (j >= end || !before(&from[j], &from[i])) ? from[i++] : from[j++];
        }
        workforce->event = to;
        workforce->sorted = from;
    }
}

enum muster_status muster_workforce_week(struct muster_workforce *workforce, size_t week,
                                         const struct muster_staff_event **events, size_t *count,
                                         struct muster_tally *tally)
{
    const struct muster_roster *roster = workforce->roster;
    size_t days = roster->period->day_count;
    size_t first = 7 * week, end = first + 7 < days ? first + 7 : days;
    /* What went past the last week's midnight comes first. */
    workforce->event_count -= workforce->event_given;
    memmove(workforce->event, workforce->event + workforce->event_given,
            workforce->event_count * sizeof *workforce->event);
    for (size_t day = first; day < end; day++) {
        if ((day + (size_t)roster->week_offset) / 7 >= workforce->rota_next) {
            enum muster_status status = muster_rota_make(workforce);
            if (status != MUSTER_OK)
                return status;
        }
        for (size_t r = 0; r < roster->role_count; r++)
            if (roster->role[r].post_count > 0)
                role_day_make(workforce, &roster->role[r], (int32_t)day, tally);
    }
    if (end == days && first < days)
        count_end(workforce, tally);
    sort_events(workforce);
    workforce->event_given = workforce->event_count;
    while (end < days && workforce->event_given > 0 &&
           workforce->event[workforce->event_given - 1].time_s >= (double)end * MUSTER_DAY_S)
        workforce->event_given--;
    *events = workforce->event;
    *count = workforce->event_given;
    return MUSTER_OK;
}

/* ---- who is where ---- */

static void person_hours(struct muster_person_day *out, struct post_at at,
                         const struct muster_occupant *who)
{
    struct muster_day_plan plan;
    if (out->where == MUSTER_WHERE_WORK) {
        muster_day_plan_make(&plan, at.role, duty_of(at),
                             at.workforce->roster->period->day[at.day].weekday,
                             at.role->rank[at.post]);
        out->start_s = plan.start_s;
        out->end_s = plan.end_s;
    } else if (out->where != MUSTER_WHERE_FREE) {
        out->start_s = away_from(at, who);
        out->end_s = out->start_s + at.role->post[at.post].week_s / 5;
    }
}

static const struct muster_occupant *holder_of(struct post_at at)
{
    const struct muster_workforce *workforce = at.workforce;
    const struct muster_occupant *holder = NULL;
    const size_t *first = workforce->post_first + at.role->first_post + at.post;
    for (size_t i = first[0]; i < first[1]; i++) {
        const struct muster_occupant *who = &workforce->occupant[i];
        bool there = who->join <= at.day && at.day < who->leave;
        if (there && (!holder || holder->live > at.day))
            holder = who;
    }
    return holder;
}

void muster_workforce_person(struct muster_person_day *out,
                             const struct muster_workforce *workforce, size_t group, size_t person,
                             size_t day)
{
    struct post_at at = {workforce, &workforce->roster->role[group], person, (int32_t)day};
    const struct muster_occupant *holder = holder_of(at);
    *out = (struct muster_person_day){.where = MUSTER_WHERE_VACANT};
    if (!holder)
        return;
    out->where = where_is(at, holder);
    person_hours(out, at, holder);
    bool due = out->where == MUSTER_WHERE_WORK || out->where == MUSTER_WHERE_INDUCTION;
    if (due && is_sick(at, holder))
        out->where = MUSTER_WHERE_SICK;
}
