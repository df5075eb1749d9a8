/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is known of a candidate's people before anything is drawn: posts, shifts against the
 * opening, who is in post at the start, and what no rota can cover.
 */
#include "people.h"

#include "calendar.h"
#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define MONTH_DAYS (365.25 / 12)
#define AFTER_END 370 /* days of calendar kept beyond the horizon, for leave years that run on */

/* ---- calendar ---- */

static double year_season(const double season[12])
{
    double sum = 0;
    for (int month = 0; month < 12; month++)
        sum += season[month] / 12;
    return sum > 0 ? sum : 1;
}

static enum muster_status fill_days(struct muster_roster *roster)
{
    const struct muster_scenario *scenario = roster->scenario;
    size_t days = roster->period->day_count;
    int32_t origin = roster->period->day[0].date;
    roster->working = calloc(days + AFTER_END, 1);
    roster->closing = calloc(days + AFTER_END, 1);
    roster->season = calloc(days + AFTER_END, sizeof *roster->season);
    roster->even = calloc(days + AFTER_END, sizeof *roster->even);
    if (!roster->working || !roster->closing || !roster->season || !roster->even)
        return MUSTER_NO_MEMORY;
    double mean = year_season(scenario->sickness.season);
    for (size_t d = 0; d < days + AFTER_END; d++) {
        int32_t date = origin + (int32_t)d;
        int month = muster_civil_from_date(date).month - 1;
        roster->working[d] =
            muster_weekday(date) < 5 && !muster_hours_closed(&scenario->opening, date);
        roster->closing[d] = muster_hours_closing(&scenario->opening, date);
        roster->season[d] = scenario->sickness.given ? scenario->sickness.season[month] / mean : 1;
        roster->even[d] = 1;
    }
    roster->week_offset = muster_weekday(origin);
    return MUSTER_OK;
}

/* Long-run working days: the closed dates of the list are spread over the years that it covers. */
static double working_share(const struct muster_hours *hours)
{
    double closed = 0;
    for (size_t i = 0; i < hours->closed_count; i++)
        closed += muster_weekday(hours->closed[i]) < 5;
    if (closed == 0)
        return 5.0 / 7;
    int first = muster_civil_from_date(hours->closed[0]).year;
    int last = muster_civil_from_date(hours->closed[hours->closed_count - 1]).year;
    return 5.0 / 7 - fmin(closed / (last - first + 1) / 365.25, 0.5);
}

/* Sick days fall by the season, leave by its pattern: the share of sick working days on leave. */
static double share_on_leave(const struct muster_roster *roster)
{
    const struct muster_leave *leave = &roster->scenario->leave;
    if (!leave->given)
        return 0;
    double weight = 0, both = 0, sick = 0;
    for (int month = 0; month < 12; month++) {
        double season =
            roster->scenario->sickness.given ? roster->scenario->sickness.season[month] : 1;
        weight += leave->pattern[month];
        both += leave->pattern[month] * season;
        sick += season;
    }
    double working_days = 365.25 * roster->working_per_day;
    double share = (leave->days + leave->statutory) / working_days;
    return weight > 0 && sick > 0 ? fmin(share * 12 * both / (weight * sick), 0.9) : 0;
}

/* Where the steps of a Weibull hazard begin: every four weeks of the first year, every quarter of
 * the next four, every year after. */
static double weibull_from(size_t i)
{
    return i < 13   ? 28.0 * (double)i
           : i < 29 ? 364 + 91.0 * (double)(i - 13)
                    : 1820 + 365.0 * (double)(i - 29);
}

#define WEIBULL_STEPS 64

static size_t steps_of(const struct muster_attrition *attrition)
{
    if (!attrition->given)
        return 0;
    if (attrition->monthly_count > 0)
        return attrition->monthly_count;
    return attrition->weibull_shape > 0 ? WEIBULL_STEPS : attrition->band_count;
}

/* The tenure steps of the hazard: bands, months, or the mean of a Weibull's in each step. */
static enum muster_status fill_steps(struct muster_roster *roster)
{
    const struct muster_attrition *attrition = &roster->scenario->attrition;
    size_t count = steps_of(attrition);
    roster->step_from_day = calloc(count + 1, sizeof(double));
    roster->step_multiplier = calloc(count + 1, sizeof(double));
    if (!roster->step_from_day || !roster->step_multiplier)
        return MUSTER_NO_MEMORY;
    roster->step_count = count;
    for (size_t i = 0; i < count; i++) {
        if (attrition->monthly_count > 0) {
            roster->step_from_day[i] = (double)i * MONTH_DAYS;
            roster->step_multiplier[i] = -log1p(-attrition->monthly[i]) / MONTH_DAYS;
        } else if (attrition->weibull_shape > 0) {
            double from = weibull_from(i), to = weibull_from(i + 1), k = attrition->weibull_shape;
            roster->step_from_day[i] = from;
            roster->step_multiplier[i] =
                (pow(to / 365, k) - pow(from / 365, k)) / ((to - from) / 365);
        } else {
            roster->step_from_day[i] = attrition->band[i].from_months * MONTH_DAYS;
            roster->step_multiplier[i] = attrition->band[i].multiplier;
        }
    }
    return MUSTER_OK;
}

/* ---- roles ---- */

static bool same_contract(const struct muster_post *a, const struct muster_post *b)
{
    return a->full_time == b->full_time && a->week_s == b->week_s && a->term_time == b->term_time;
}

/* Place of a post in the order in which posts are filled: contracts side by side, so that a part of
 * the establishment keeps the split. */
static double filling_place(const struct muster_role *role, size_t p)
{
    size_t same = 0, before = 0;
    for (size_t i = 0; i < role->post_count; i++)
        if (same_contract(&role->post[i], &role->post[p])) {
            same++;
            before += i < p;
        }
    return ((double)before + 0.5) / (double)same;
}

/* The day on which people of a list of tenures joined. */
static int32_t joined_on(const struct muster_in_post *served, int32_t origin)
{
    return muster_date_add_months(origin, -served->months) - served->days - origin;
}

/* The post that is filled next within `room` FTE; post_count when there is none. */
static size_t next_post(const struct muster_role *role, double room)
{
    size_t next = role->post_count;
    for (size_t p = 0; p < role->post_count; p++)
        if (!role->filled[p] && role->fte[p] <= room + 1e-6 && role->from_day[p] <= 0 &&
            role->to_day[p] > 0 &&
            (next == role->post_count || role->place[p] < role->place[next] - 1e-9))
            next = p;
    return next;
}

/* Marks the posts held at the start, as many as in_post allows. */
static void fill_posts(struct muster_role *role, int32_t origin)
{
    const struct muster_group *group = role->group;
    double room = group->has_in_post ? group->in_post_fte : INFINITY;
    size_t served = 0;
    for (int person = 0;; person++) {
        while (served < group->in_post_count && person == group->in_post[served].people) {
            served++;
            person = 0;
        }
        bool listed = group->in_post_tenure == MUSTER_TENURE_LISTED;
        size_t next = next_post(role, room);
        if (next == role->post_count || (listed && served == group->in_post_count))
            break;
        role->filled[next] = true;
        role->joined[next] = listed ? joined_on(&group->in_post[served], origin) : 0;
        room -= role->fte[next];
    }
}

/* Posts that somebody holds at the start, or can be recruited to. */
static void fill_ever(struct muster_role *role, const struct muster_roster *roster)
{
    const struct muster_recruitment *rule = &roster->scenario->recruitment;
    size_t heads = 0;
    for (size_t p = 0; p < role->post_count; p++)
        role->ever[p] = role->filled[p] || (rule->given && !rule->by_plan) ||
                        role->group->agency.given || role->group->casuals.given ||
                        role->group->acting_up.given;
    for (size_t i = 0; i < rule->plan_count; i++)
        heads += rule->plan[i].group == (int)role->index ? (size_t)rule->plan[i].people : 0;
    for (; heads > 0; heads--) {
        size_t next = role->post_count;
        for (size_t p = 0; p < role->post_count; p++)
            if (!role->ever[p] &&
                (next == role->post_count || role->place[p] < role->place[next] - 1e-9))
                next = p;
        if (next == role->post_count)
            return;
        role->ever[next] = true;
    }
}

static enum muster_status role_room(struct muster_role *role)
{
    size_t posts = role->post_count + 1;
    role->fte = calloc(posts, sizeof *role->fte);
    role->rank = calloc(posts, sizeof *role->rank);
    role->filled = calloc(posts, sizeof *role->filled);
    role->ever = calloc(posts, sizeof *role->ever);
    role->place = calloc(posts, sizeof *role->place);
    role->joined = calloc(posts, sizeof *role->joined);
    role->from_day = calloc(posts, sizeof *role->from_day);
    role->to_day = calloc(posts, sizeof *role->to_day);
    bool enough = role->fte && role->rank && role->filled && role->ever && role->place &&
                  role->joined && role->from_day && role->to_day;
    return enough ? MUSTER_OK : MUSTER_NO_MEMORY;
}

/* A date as a simulated day; those long before or after stay so. */
static int32_t day_of(int32_t date, int32_t origin)
{
    return date == INT32_MIN || date == INT32_MAX ? date : date - origin;
}

static enum muster_status role_init(struct muster_role *role, const struct muster_roster *roster,
                                    size_t index, size_t first_post)
{
    const struct muster_group *group = &roster->scenario->group[index];
    role->group = group;
    role->index = index;
    role->first_post = first_post;
    if (!group->shift_based)
        return MUSTER_OK;
    enum muster_status status = muster_posts_from_fte(&role->post, &role->post_count, group);
    if (status != MUSTER_OK)
        return status;
    status = role_room(role);
    if (status != MUSTER_OK)
        return status;
    int32_t origin = roster->period->day[0].date;
    for (size_t p = 0; p < role->post_count; p++) {
        role->fte[p] = role->post[p].paid_s / group->full_time_week_s;
        role->place[p] = filling_place(role, p);
        role->from_day[p] = day_of(role->post[p].from, origin);
        role->to_day[p] = day_of(role->post[p].to, origin);
        for (size_t i = 0; i < p; i++)
            role->rank[p] += role->post[i].full_time == role->post[p].full_time;
    }
    fill_posts(role, origin);
    fill_ever(role, roster);
    return muster_role_shifts(role, roster);
}

static void role_clear(struct muster_role *role)
{
    for (size_t s = 0; role->shift && s < role->shift_count; s++)
        free(role->shift[s].present);
    free(role->shift);
    for (int full_time = 0; full_time < 2; full_time++)
        for (int part = 0; part < 2; part++)
            free(role->allowed[full_time][part].shift);
    free(role->to_day);
    free(role->from_day);
    free(role->joined);
    free(role->place);
    free(role->ever);
    free(role->filled);
    free(role->rank);
    free(role->fte);
    free(role->post);
}

/* ---- roster ---- */

/* The mix of spells before anything is drawn, for what depends on their lengths alone. */
static void spell_mix(struct muster_absence *out, const struct muster_roster *roster)
{
    const struct muster_sickness *rule = &roster->scenario->sickness;
    struct muster_spell_kind length = {&rule->length.law, 1, rule->calendar_days};
    struct muster_spell_kind kind[2] = {{&rule->short_spell.law, 1, false},
                                        {&rule->long_spell.law, 1, true}};
    if (rule->by_spells)
        muster_absence_from_spells(out, 1, length, roster->working_per_day);
    else
        muster_absence_from_days(out, 0, rule->long_term_share, kind, roster->working_per_day, 1);
}

/* Weekdays and weeks that differ. */
static enum muster_status fill_sickness(struct muster_roster *roster)
{
    const struct muster_sickness *rule = &roster->scenario->sickness;
    double mean = 0;
    for (int day = 0; day < 7; day++)
        mean += rule->weekday[day] / 7;
    for (int day = 0; day < 7; day++)
        roster->sick_weekday[day] = rule->has_weekdays ? rule->weekday[day] / mean : 1;
    if (!rule->given || rule->weekly_cv <= 0)
        return MUSTER_OK;
    if (!muster_busyness_init(&roster->weekly, rule->weekly_cv, rule->weekly_between, 0))
        return MUSTER_NO_MEMORY;
    struct muster_absence mix;
    spell_mix(&mix, roster);
    roster->shared_days =
        muster_sickness_shared_days(&mix, &roster->weekly, roster->working_per_day);
    return MUSTER_OK;
}

static enum muster_status fill_roster(struct muster_roster *roster)
{
    enum muster_status status = fill_days(roster);
    if (status == MUSTER_OK)
        status = fill_steps(roster);
    roster->working_per_day = working_share(&roster->scenario->opening);
    roster->on_leave = share_on_leave(roster);
    if (roster->scenario->leave.given)
        roster->leave_weight =
            muster_leave_year_weight(&roster->scenario->leave, roster->period->day[0].date);
    if (status == MUSTER_OK)
        status = fill_sickness(roster);
    roster->absence_days = (struct muster_absence_days){.count = roster->period->day_count + 1,
                                                        .working = roster->working,
                                                        .season = roster->season,
                                                        .working_per_day = roster->working_per_day};
    roster->even_days = roster->absence_days;
    roster->even_days.season = roster->even;
    for (size_t r = 0; r < roster->role_count && status == MUSTER_OK; r++) {
        status = role_init(&roster->role[r], roster, r, roster->post_count);
        roster->post_count += roster->role[r].post_count;
    }
    return status;
}

enum muster_status muster_roster_new(struct muster_roster **out,
                                     const struct muster_scenario *scenario,
                                     const struct muster_period *period,
                                     const struct muster_requirement *requirement)
{
    struct muster_roster *roster = calloc(1, sizeof *roster);
    *out = NULL;
    if (!roster)
        return MUSTER_NO_MEMORY;
    roster->scenario = scenario;
    roster->period = period;
    roster->requirement = requirement;
    roster->role = calloc(scenario->group_count + 1, sizeof *roster->role);
    roster->role_count = roster->role ? scenario->group_count : 0;
    enum muster_status status = roster->role ? fill_roster(roster) : MUSTER_NO_MEMORY;
    if (status != MUSTER_OK) {
        muster_roster_free(roster);
        return status;
    }
    *out = roster;
    return MUSTER_OK;
}

struct muster_roster *muster_roster_free(struct muster_roster *roster)
{
    if (!roster)
        return NULL;
    for (size_t r = 0; r < roster->role_count; r++)
        role_clear(&roster->role[r]);
    free(roster->role);
    free(roster->step_multiplier);
    free(roster->step_from_day);
    muster_busyness_clear(&roster->weekly);
    free(roster->even);
    free(roster->season);
    free(roster->closing);
    free(roster->working);
    free(roster);
    return NULL;
}

size_t muster_roster_people(const struct muster_roster *roster, size_t group)
{
    return roster->role[group].post_count;
}

double muster_roster_week_h(const struct muster_roster *roster, size_t group)
{
    double week_s = 0;
    for (size_t p = 0; p < roster->role[group].post_count; p++)
        week_s += roster->role[group].post[p].week_s;
    return week_s / 3600;
}

double muster_roster_most_h(const struct muster_roster *roster, size_t group, bool full_time)
{
    const struct muster_role *role = &roster->role[group];
    const struct muster_allowed *allowed = &role->allowed[full_time][MUSTER_PART_WEEK];
    double week_s = 0;
    for (int weekday = 0; weekday < 7; weekday++) {
        double longest_s = 0;
        for (size_t i = 0; i < allowed->count; i++)
            longest_s = fmax(longest_s, role->shift[allowed->shift[i]].paid_s[weekday]);
        week_s += weekday == 5 && role->group->has_saturday ? 0 : longest_s;
    }
    return week_s / 3600;
}

const struct muster_post *muster_roster_post(const struct muster_roster *roster, size_t group,
                                             size_t person)
{
    assert(person < muster_roster_people(roster, group));
    return &roster->role[group].post[person];
}
