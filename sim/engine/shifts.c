/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shifts against the opening of each weekday, and the day that a shift makes for one person: lunch
 * and breaks are staggered between people over the quarters of an hour that the window allows.
 */
#include "people.h"

#include <math.h>
#include <stdlib.h>

#define LUNCH_OVER_S (6 * 3600.0) /* a day cut to this or less has no lunch */
#define HALF_MIDDLE_S 3600.0
#define GOLDEN 0.6180339887498949 /* spreads any number of people evenly over the places */
#define SPREAD 16                 /* people over whom the shares of `present` are averaged */

/* ---- opening ---- */

/* First opening and last close of a weekday; false when it does not open. */
static bool weekday_open(double *open_s, double *close_s, const struct muster_scenario *scenario,
                         int weekday)
{
    const struct muster_hours *hours = &scenario->opening;
    *open_s = 0;
    *close_s = MUSTER_DAY_S;
    if (hours->always)
        return true;
    size_t count = hours->count[weekday];
    if (count == 0)
        return false;
    *open_s = hours->span[weekday][0].open_s;
    *close_s = hours->span[weekday][count - 1].close_s;
    return true;
}

/* How late a shift of this weekday may end: the close, or on into a next day that opens at once. */
static double latest_end(const struct muster_scenario *scenario, int weekday, double close_s)
{
    const struct muster_hours *hours = &scenario->opening;
    int next = (weekday + 1) % 7;
    if (hours->always)
        return 2 * MUSTER_DAY_S;
    if (close_s != MUSTER_DAY_S || hours->count[next] == 0 || hours->span[next][0].open_s > 0)
        return close_s;
    return MUSTER_DAY_S + hours->span[next][0].close_s;
}

static void resolve_day(struct muster_role_shift *shift, const struct muster_scenario *scenario,
                        int weekday)
{
    const struct muster_shift *rule = shift->rule;
    double open_s, close_s, start_s = rule->start_s;
    shift->start_s[weekday] = shift->end_s[weekday] = 0;
    if (!weekday_open(&open_s, &close_s, scenario, weekday))
        return;
    if (rule->anchor == MUSTER_ANCHOR_OPEN)
        start_s = open_s;
    if (rule->anchor == MUSTER_ANCHOR_CLOSE)
        start_s = close_s - rule->length_s;
    double from = fmax(start_s, open_s);
    double to = fmin(start_s + rule->length_s, latest_end(scenario, weekday, close_s));
    if (to - from < 0.5 * rule->length_s)
        return;
    shift->start_s[weekday] = from;
    shift->end_s[weekday] = to;
}

/* ---- one person's day ---- */

static bool overlaps(const struct muster_day_plan *plan, double at_s, double length_s)
{
    for (size_t i = 0; i < plan->count; i++)
        if (at_s < plan->item[i].at_s + plan->item[i].length_s &&
            plan->item[i].at_s < at_s + length_s)
            return true;
    return false;
}

static void insert_item(struct muster_day_plan *plan, struct muster_plan_item item)
{
    size_t i = plan->count++;
    for (; i > 0 && plan->item[i - 1].at_s > item.at_s; i--)
        plan->item[i] = plan->item[i - 1];
    plan->item[i] = item;
}

/* How many places there are from `first` to `last`. */
static size_t places_of(double first_s, double last_s)
{
    return last_s < first_s ? 0 : (size_t)((last_s - first_s) / MUSTER_STAGGER_S + 1e-6) + 1;
}

static size_t own_place(size_t places, size_t rank)
{
    double share = GOLDEN * (double)(rank + 1);
    return (size_t)((share - floor(share)) * (double)places);
}

/* A window that is over before the shift begins belongs to the next day. */
static double window_shift(double to_s, double start_s)
{
    return to_s <= start_s ? MUSTER_DAY_S : 0;
}

size_t muster_lunch_places(double *first_s, const struct muster_role_shift *shift, int weekday)
{
    const struct muster_shift *rule = shift->rule;
    double later_s = window_shift(rule->lunch_to_s, shift->start_s[weekday]);
    *first_s = fmax(rule->lunch_from_s + later_s, shift->start_s[weekday]);
    double last_s = fmin(rule->lunch_to_s + later_s, shift->end_s[weekday]) - rule->lunch_s;
    return rule->lunch_s > 0 ? places_of(*first_s, last_s) : 0;
}

/* At the wished place among those of [from, to] that hold it whole, else the next free one; false
 * if none is free. MUSTER_LUNCH_OWN wishes for the place of the person's rank. */
static bool place_item(struct muster_day_plan *plan, double from_s, double to_s,
                       struct muster_plan_item item, size_t wish, size_t rank)
{
    double later_s = window_shift(to_s, plan->start_s);
    double first = fmax(from_s + later_s, plan->start_s);
    size_t places = places_of(first, fmin(to_s + later_s, plan->end_s) - item.length_s);
    if (places == 0 || plan->count == MUSTER_PLAN_ITEMS)
        return false;
    size_t place = wish < places ? wish : own_place(places, rank);
    for (size_t k = 0; k < places; k++, place = place + 1 < places ? place + 1 : 0) {
        item.at_s = first + MUSTER_STAGGER_S * (double)place;
        if (!overlaps(plan, item.at_s, item.length_s)) {
            insert_item(plan, item);
            return true;
        }
    }
    return false;
}

/* Lunch in its window; about the middle of the shift when the window lies outside. */
static void place_lunch(struct muster_day_plan *plan, const struct muster_shift *rule, size_t wish,
                        size_t rank)
{
    struct muster_plan_item lunch = {0, rule->lunch_s, false};
    double middle = 0.5 * (plan->start_s + plan->end_s), reach = HALF_MIDDLE_S + rule->lunch_s;
    if (!place_item(plan, rule->lunch_from_s, rule->lunch_to_s, lunch, wish, rank))
        place_item(plan, middle - reach, middle + reach, lunch, wish, rank);
}

static double unpaid_breaks(const struct muster_group *group, double length_s)
{
    double sum = 0;
    for (size_t i = 0; i < group->break_count; i++)
        if (!group->rest[i].paid && length_s > group->rest[i].shifts_over_s)
            sum += group->rest[i].length_s;
    return sum;
}

/* Length of a day cut to `paid_s` paid seconds. */
static double cut_length(const struct muster_group *group, const struct muster_shift *rule,
                         double paid_s)
{
    double length = paid_s + (paid_s > LUNCH_OVER_S ? rule->lunch_s : 0);
    return length + unpaid_breaks(group, length);
}

/* Takes the duty's cut off the shift; true when what is left has a lunch. */
static bool cut_plan(struct muster_day_plan *plan, const struct muster_role *role,
                     const struct muster_duty *duty, int weekday)
{
    const struct muster_role_shift *shift = &role->shift[duty->shift];
    if (duty->cut_s == 0)
        return shift->rule->lunch_s > 0;
    double paid_s = shift->paid_s[weekday] - (double)duty->cut_s;
    double length_s = cut_length(role->group, shift->rule, paid_s);
    if (duty->flags & MUSTER_DUTY_CUT_START)
        plan->start_s = plan->end_s - length_s;
    else
        plan->end_s = plan->start_s + length_s;
    return shift->rule->lunch_s > 0 && paid_s > LUNCH_OVER_S;
}

void muster_day_plan_make(struct muster_day_plan *plan, const struct muster_role *role,
                          const struct muster_duty *duty, int weekday, size_t rank)
{
    const struct muster_role_shift *shift = &role->shift[duty->shift];
    plan->count = 0;
    plan->start_s = shift->start_s[weekday];
    plan->end_s = shift->end_s[weekday];
    if (cut_plan(plan, role, duty, weekday))
        place_lunch(plan, shift->rule, duty->lunch, rank);
    double length_s = plan->end_s - plan->start_s;
    for (size_t i = 0; i < role->group->break_count; i++) {
        const struct muster_break *rest = &role->group->rest[i];
        struct muster_plan_item item = {0, rest->length_s, rest->paid};
        if (length_s > rest->shifts_over_s + 1e-6)
            place_item(plan, rest->from_s, rest->to_s, item, MUSTER_LUNCH_OWN, rank + 7 * i + 3);
    }
    plan->paid_s = plan->scheduled_s = length_s;
    for (size_t i = 0; i < plan->count; i++) {
        plan->scheduled_s -= plan->item[i].length_s;
        plan->paid_s -= plan->item[i].paid ? 0 : plan->item[i].length_s;
    }
}

/* ---- tables ---- */

void muster_row_add(float *row, size_t intervals, double interval_s, double from_s, double to_s,
                    double weight)
{
    if (to_s <= from_s)
        return;
    size_t first = (size_t)(from_s / interval_s), last = (size_t)(to_s / interval_s);
    if (first >= intervals)
        return;
    if (first == last) {
        row[first] += (float)(weight * (to_s - from_s));
        return;
    }
    row[first] += (float)(weight * ((double)(first + 1) * interval_s - from_s));
    float whole = (float)(weight * interval_s);
    size_t i = first + 1, end = last < intervals ? last : intervals;
    for (; i + MUSTER_FOUR <= end; i += MUSTER_FOUR)
        for (size_t j = 0; j < MUSTER_FOUR; j++) /* compilers make one addition of them */
            row[i + j] += whole;
    for (; i < end; i++)
        row[i] += whole;
    if (last < intervals)
        row[last] += (float)(weight * (to_s - (double)last * interval_s));
}

/* Presence of one shift on one weekday, averaged over people's places for lunch and breaks. */
static void fill_present(struct muster_role *role, size_t s, int weekday,
                         const struct muster_period *period)
{
    struct muster_role_shift *shift = &role->shift[s];
    size_t n = 2 * period->intervals_of_day;
    float *row = shift->present + (size_t)weekday * (n + MUSTER_FOUR);
    double weight = 1 / (SPREAD * period->interval_s);
    struct muster_duty duty = {.shift = (uint16_t)s, .lunch = MUSTER_LUNCH_OWN};
    for (size_t rank = 0; rank < SPREAD; rank++) {
        struct muster_day_plan plan;
        muster_day_plan_make(&plan, role, &duty, weekday, rank);
        muster_row_add(row, n, period->interval_s, plan.start_s, plan.end_s, weight);
        for (size_t i = 0; i < plan.count; i++)
            muster_row_add(row, n, period->interval_s, plan.item[i].at_s,
                           plan.item[i].at_s + plan.item[i].length_s, -weight);
    }
    double from = shift->start_s[weekday] / period->interval_s;
    double to = ceil(shift->end_s[weekday] / period->interval_s - 1e-9);
    shift->from[weekday] = (uint16_t)fmin(from, (double)n);
    shift->to[weekday] = (uint16_t)fmin(to, (double)n);
    for (size_t i = shift->to[weekday]; i < n; i++)
        row[i] = 0; /* not even a rounding */
}

static enum muster_status fill_shift(struct muster_role *role, size_t s,
                                     const struct muster_roster *roster)
{
    struct muster_role_shift *shift = &role->shift[s];
    shift->present =
        calloc(7 * (2 * roster->period->intervals_of_day + MUSTER_FOUR), sizeof *shift->present);
    if (!shift->present)
        return MUSTER_NO_MEMORY;
    struct muster_duty duty = {.shift = (uint16_t)s, .lunch = MUSTER_LUNCH_OWN};
    for (int weekday = 0; weekday < 7; weekday++) {
        resolve_day(shift, roster->scenario, weekday);
        if (shift->end_s[weekday] == shift->start_s[weekday])
            continue;
        struct muster_day_plan plan;
        muster_day_plan_make(&plan, role, &duty, weekday, 0);
        shift->paid_s[weekday] = plan.paid_s;
        fill_present(role, s, weekday, roster->period);
    }
    return MUSTER_OK;
}

/* The week's shifts, then Saturday's. */
static const struct muster_shift *rule_of(const struct muster_group *group, size_t s)
{
    return s < group->shift_count ? &group->shift[s]
                                  : &group->saturday_shift[s - group->shift_count];
}

static bool suits(const struct muster_shift *rule, bool full_time)
{
    return rule->contract == MUSTER_FOR_ALL ||
           (rule->contract == MUSTER_FOR_FULL_TIME) == full_time;
}

/* The shifts of a contract; when none is meant for it, all of them. */
static enum muster_status fill_allowed(struct muster_role *role, bool full_time,
                                       enum muster_week_part part)
{
    size_t from = part == MUSTER_PART_WEEK ? 0 : role->week_shift_count;
    size_t to = part == MUSTER_PART_WEEK ? role->week_shift_count : role->shift_count;
    struct muster_allowed *allowed = &role->allowed[full_time][part];
    allowed->shift = calloc(role->shift_count + 1, sizeof *allowed->shift);
    if (!allowed->shift)
        return MUSTER_NO_MEMORY;
    for (size_t s = from; s < to; s++)
        if (suits(rule_of(role->group, s), full_time))
            allowed->shift[allowed->count++] = s;
    bool none = allowed->count == 0;
    for (size_t s = from; s < to && none; s++)
        allowed->shift[allowed->count++] = s;
    return MUSTER_OK;
}

static void longest_shift(struct muster_role *role, bool full_time)
{
    const struct muster_allowed *allowed = &role->allowed[full_time][MUSTER_PART_WEEK];
    for (size_t i = 0; i < allowed->count; i++)
        for (int weekday = 0; weekday < 7; weekday++)
            role->longest_s[full_time] =
                fmax(role->longest_s[full_time], role->shift[allowed->shift[i]].paid_s[weekday]);
}

enum muster_status muster_role_shifts(struct muster_role *role, const struct muster_roster *roster)
{
    const struct muster_group *group = role->group;
    role->week_shift_count = group->shift_count;
    role->shift_count =
        group->shift_count + (group->has_saturday ? group->saturday_shift_count : 0);
    role->shift = calloc(role->shift_count + 1, sizeof *role->shift);
    if (!role->shift)
        return MUSTER_NO_MEMORY;
    for (size_t s = 0; s < role->shift_count; s++) {
        role->shift[s].rule = rule_of(group, s);
        if (fill_shift(role, s, roster) != MUSTER_OK)
            return MUSTER_NO_MEMORY;
    }
    for (int full_time = 0; full_time < 2; full_time++) {
        for (int part = 0; part < 2; part++)
            if (fill_allowed(role, full_time, (enum muster_week_part)part) != MUSTER_OK)
                return MUSTER_NO_MEMORY;
        longest_shift(role, full_time);
    }
    return MUSTER_OK;
}
