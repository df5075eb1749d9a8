/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper.h"
#include "calendar.h"
#include "paper_holder.h"

#include <math.h>

static const double DAY_S = 86400, HOUR_S = 3600;

double muster_paper_holidays(const struct muster_plan *plan, double days)
{
    const struct muster_hours *hours = &plan->scenario->opening;
    double count = 0;
    for (size_t i = 0; i < hours->closed_count; i++) {
        double since = hours->closed[i] - plan->shape.start;
        count += since >= 0 && since < days && muster_weekday(hours->closed[i]) < 5;
    }
    return count;
}

static double sick_days(const struct muster_sickness *sickness)
{
    if (!sickness->given)
        return 0;
    if (!sickness->by_spells)
        return muster_law_mean(&sickness->days_lost_per_fte.law);
    double days = muster_law_mean(&sickness->spells_per_year.law) *
                  muster_law_mean(&sickness->length.law) / DAY_S;
    return sickness->calendar_days ? days * 5 / 7 : days;
}

/* Paid breaks of a full-timer's day, from the longest shift that is theirs. */
static double breaks_h(const struct muster_group *group)
{
    double longest_s = 0, breaks_s = 0;
    for (size_t i = 0; i < group->shift_count; i++)
        if (group->shift[i].contract != MUSTER_FOR_PART_TIME)
            longest_s = fmax(longest_s, group->shift[i].length_s);
    for (size_t i = 0; i < group->break_count; i++)
        if (longest_s > group->rest[i].shifts_over_s && group->rest[i].paid)
            breaks_s += group->rest[i].length_s;
    return breaks_s / HOUR_S;
}

/* Seconds a week of one activity, of a full-timer. */
static double activity_s(const struct muster_activity *activity)
{
    double once_s = activity->each_s;
    for (size_t i = 0; i < 7 * activity->slot_count; i++)
        if (activity->slot[i / 7].weekdays >> (i % 7) & 1)
            once_s += activity->slot[i / 7].to_s - activity->slot[i / 7].from_s;
    return once_s / activity->every_weeks;
}

/* Hours a day of what is planned off the phones for a full-timer. */
static double meetings_h(const struct muster_scenario *scenario, size_t group)
{
    double week_s = 0;
    for (size_t a = 0; a < scenario->activity_count; a++)
        if (scenario->activity[a].of_group[group])
            week_s += activity_s(&scenario->activity[a]);
    return week_s / 5 / HOUR_S;
}

/* Expected working days a year of the one-offs with, or without, pay. */
static double one_off_days(const struct muster_scenario *scenario, bool paid)
{
    double days = 0;
    for (size_t i = 0; i < scenario->one_off_count; i++)
        if (scenario->one_off[i].paid == paid)
            days += muster_law_mean(&scenario->one_off[i].per_year.law) *
                    muster_law_mean(&scenario->one_off[i].length.law) / DAY_S;
    return days;
}

static double lateness_h(const struct muster_lateness *lateness, bool paid)
{
    if (!lateness->given || lateness->paid != paid)
        return 0;
    return muster_law_mean(&lateness->probability.law) * muster_law_mean(&lateness->length.law) /
           HOUR_S;
}

/* The part of the people who are in their weeks with a buddy. */
static double newcomers(const struct muster_plan *plan, size_t group)
{
    const struct muster_scenario *scenario = plan->scenario;
    const struct muster_recruitment *rule = &scenario->recruitment;
    double days = (double)plan->shape.days, joiners = 0;
    double fte = muster_group_mean_fte(&scenario->group[group], plan->shape.start, (int32_t)days);
    for (size_t i = 0; i < rule->plan_count; i++)
        joiners += rule->plan[i].group == (int)group ? rule->plan[i].people : 0;
    double yearly = rule->by_plan               ? joiners / fmax(fte, 1) * 365.25 / days
                    : scenario->attrition.given ? muster_law_mean(&scenario->attrition.yearly.law)
                                                : 0;
    return fmin(yearly * rule->buddy.days / 365.25, 0.5);
}

static double buddying_h(const struct muster_plan *plan, size_t group, double phone_h)
{
    const struct muster_buddy *buddy = &plan->scenario->recruitment.buddy;
    if (!buddy->given || plan->scenario->group[group].off_phones)
        return 0;
    return muster_law_mean(&buddy->share.law) * newcomers(plan, group) * phone_h;
}

/* What of the time asked for is left, and is left no longer. */
static double out_of(double *left, double asked)
{
    double taken = fmin(asked, *left);
    *left -= taken;
    return taken;
}

struct muster_paper_year muster_paper_year(const struct muster_plan *plan, size_t group)
{
    const struct muster_scenario *scenario = plan->scenario;
    const struct muster_group *asked = &scenario->group[group];
    struct muster_paper_year out = {.days = MUSTER_PAPER_YEAR_DAYS / 7 * 5};
    if (!asked->shift_based)
        return out;
    out.days_work = out.days;
    out.holidays =
        out_of(&out.days_work, muster_bank_holidays(&scenario->opening, plan->shape.start,
                                                    (int32_t)plan->shape.days));
    if (scenario->leave.given) {
        out.leave = out_of(&out.days_work, muster_paper_leave_days(plan->roster, group));
        out.statutory = out_of(&out.days_work, scenario->leave.statutory);
    }
    out.sickness = out_of(&out.days_work, sick_days(&scenario->sickness));
    out.one_offs = out_of(&out.days_work, one_off_days(scenario, true));
    out.unpaid = out_of(&out.days_work, one_off_days(scenario, false));
    out.day_h = asked->full_time_week_s / 5 / HOUR_S;
    double left_h = out.day_h;
    out.late_h = out_of(&left_h, lateness_h(&scenario->lateness, true));
    out.unpaid_late_h = out_of(&left_h, lateness_h(&scenario->lateness, false));
    out.breaks_h = out_of(&left_h, breaks_h(asked));
    out.meetings_h = out_of(&left_h, meetings_h(scenario, group));
    out.buddying_h = out_of(&left_h, buddying_h(plan, group, left_h));
    out.phone_h = out.days_work * left_h;
    return out;
}

double muster_paper_activity_h(const struct muster_plan *plan, size_t group, size_t activity)
{
    const struct muster_activity *asked = &plan->scenario->activity[activity];
    struct muster_paper_year year = muster_paper_year(plan, group);
    double all_h = meetings_h(plan->scenario, group), day_h = activity_s(asked) / 5 / HOUR_S;
    return asked->of_group[group] && all_h > 0 ? year.days_work * day_h * year.meetings_h / all_h
                                               : 0;
}

double muster_paper_handle_s(const struct muster_plan *plan)
{
    double contacts = 0, work_s = 0;
    for (size_t s = 0; s < plan->scenario->service_count; s++) {
        double expected = 0;
        for (size_t d = 0; d < plan->shape.days; d++)
            for (size_t i = 0; i < plan->shape.intervals / 7; i++)
                expected += muster_plan_expected(plan, s, d, i);
        contacts += expected;
        work_s += expected * muster_plan_handle_s(plan, s);
    }
    return contacts > 0 ? work_s / contacts : NAN;
}
