/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "understood.h"

#include "calendar.h"

#include <math.h>

static const double DAY_S = 86400, HOUR_S = 3600, YEAR_DAYS = 365.25;

static size_t intervals_of_day(const struct muster_plan *plan)
{
    return plan->shape.intervals / 7;
}

static double years(const struct muster_plan *plan)
{
    return (double)plan->shape.days / YEAR_DAYS;
}

double muster_understood_week_h(const struct muster_hours *hours)
{
    double open_s = 0;
    if (hours->always)
        return 168;
    for (int day = 0; day < 7; day++)
        for (size_t i = 0; i < hours->count[day]; i++)
            open_s += hours->span[day][i].close_s - hours->span[day][i].open_s;
    return open_s / HOUR_S;
}

/* The day's first contacts, all and while open. */
static void add_wanted(struct muster_understood_service *out, const struct muster_plan *plan,
                       size_t service, size_t day)
{
    const struct muster_demand_service *demand = &plan->demand.service[service];
    size_t simulated = day + plan->period.warm_days;
    const struct muster_intensity *shape = &demand->shape[plan->period.day[simulated].weekday];
    double growth = muster_law_mean(&plan->scenario->service[service].growth_per_year.law);
    double level = demand->mean_level * demand->scale[simulated] *
                   exp(log1p(growth) * (double)day / YEAR_DAYS);
    double interval_s = plan->shape.interval_s;
    out->wanted += level * muster_intensity_total(shape);
    for (size_t i = 0; i < intervals_of_day(plan); i++) {
        double from_s = (double)i * interval_s;
        out->wanted_open += level * muster_plan_open_s(plan, day, i) / interval_s *
                            (muster_intensity_until(shape, from_s + interval_s) -
                             muster_intensity_until(shape, from_s));
    }
}

struct muster_understood_service muster_understood_service(const struct muster_plan *plan,
                                                           size_t service)
{
    struct muster_understood_service out = {.handle_s = muster_plan_handle_s(plan, service),
                                            .patience_s = muster_plan_patience_s(plan, service)};
    for (size_t d = 0; d < plan->shape.days; d++) {
        add_wanted(&out, plan, service, d);
        for (size_t i = 0; i < intervals_of_day(plan); i++)
            out.expected += muster_plan_expected(plan, service, d, i);
    }
    out.expected_y = out.expected / years(plan);
    return out;
}

/* ---- people ---- */

/* Share of posts that hold a trained person in the long run: a leaver's post stands empty while the
 * successor is looked for (notice counts against that) and inducted. */
static double trained_share(const struct muster_scenario *scenario)
{
    const struct muster_recruitment *recruitment = &scenario->recruitment;
    if (!scenario->attrition.given || !recruitment->given)
        return 1;
    double lead =
        recruitment->lead_time.given ? muster_law_mean(&recruitment->lead_time.law) / DAY_S : 0;
    for (size_t i = 0; i < recruitment->stage_count; i++)
        lead += muster_law_mean(&recruitment->stage[i].time.law) / DAY_S;
    double vacant =
        fmax(0, lead + recruitment->intake_every_days / 2.0 - scenario->attrition.notice_days);
    double leavers = muster_law_mean(&scenario->attrition.yearly.law);
    double in_post_days = leavers > 0 ? YEAR_DAYS / leavers : INFINITY;
    return isinf(in_post_days)
               ? 1
               : fmax(0, in_post_days - recruitment->induction_days) / (in_post_days + vacant);
}

struct muster_understood_people muster_understood_people(const struct muster_plan *plan,
                                                         size_t group)
{
    return (struct muster_understood_people){
        .year = muster_paper_year(plan, group),
        .holidays_inside = muster_paper_holidays(plan, (double)plan->shape.days),
        .trained = trained_share(plan->scenario)};
}

/* People hours that a group is asked for in one interval of the average Saturday that opens; the
 * interval's open hours go to *open_h. */
static double saturday_needed_h(double *open_h, const struct muster_plan *plan, size_t group,
                                size_t i)
{
    double needed_h = 0, saturdays = 0;
    *open_h = 0;
    for (size_t d = 0; d < plan->shape.days; d++) {
        double open_s = muster_plan_open_s(plan, d, i);
        if (plan->period.day[d + plan->period.warm_days].weekday != 5 || open_s <= 0)
            continue;
        needed_h += muster_plan_required(plan, group, d, i) * open_s / HOUR_S;
        *open_h += open_s / HOUR_S;
        saturdays++;
    }
    if (saturdays == 0)
        return 0;
    *open_h /= saturdays;
    return needed_h / saturdays;
}

struct muster_understood_saturday muster_understood_saturday(const struct muster_plan *plan,
                                                             size_t group)
{
    const struct muster_group *asked = &plan->scenario->group[group];
    struct muster_understood_saturday out = {.crew =
                                                 (double)muster_roster_people(plan->roster, group)};
    if (asked->has_saturday)
        out.crew /= asked->saturday_one_in;
    for (size_t i = 0; asked->has_saturday && i < asked->saturday_shift_count; i++)
        out.shift_h += (asked->saturday_shift[i].length_s - asked->saturday_shift[i].lunch_s) /
                       HOUR_S / (double)asked->saturday_shift_count;
    for (size_t i = 0; i < intervals_of_day(plan); i++) {
        double open_h, needed_h = saturday_needed_h(&open_h, plan, group, i);
        out.needed_h += needed_h;
        if (needed_h > out.needed * open_h) {
            out.needed = needed_h / open_h;
            out.at_s = (double)i * plan->shape.interval_s;
        }
    }
    return out;
}

struct muster_understood_cover muster_understood_cover(const struct muster_plan *plan)
{
    const struct muster_scenario *scenario = plan->scenario;
    struct muster_roster_reach reach = muster_roster_reach(plan->roster);
    struct muster_understood_cover out = {.open_h = muster_understood_week_h(&scenario->opening),
                                          .crew = scenario->minimum_crew,
                                          .unreached_h = reach.unreached_s / HOUR_S,
                                          .thin_h = reach.thin_s / HOUR_S,
                                          .holiday_h = reach.holiday_s / HOUR_S};
    if (out.crew < 1)
        out.crew = 1;
    for (size_t g = 0; g < scenario->group_count; g++) {
        const struct muster_group *group = &scenario->group[g];
        if (group->off_phones || group->relief)
            continue;
        if (!group->shift_based)
            out.people_h = NAN;
        out.people_h += muster_roster_week_h(plan->roster, g);
        if (group->has_saturday && group->saturday_repaid == MUSTER_REPAID_OVERTIME) {
            struct muster_understood_saturday saturday = muster_understood_saturday(plan, g);
            out.people_h += saturday.crew * saturday.shift_h;
        }
    }
    return out;
}

double muster_understood_term_weeks(const struct muster_plan *plan)
{
    double term = 0, weekdays = 0;
    for (size_t d = plan->period.warm_days; d < plan->period.day_count; d++) {
        weekdays += plan->period.day[d].weekday < 5;
        term += plan->period.day[d].weekday < 5 && !plan->period.day[d].school;
    }
    return plan->shape.days >= 330 ? term / weekdays * 365 / 7 : NAN;
}

/* ---- the peak ---- */

/* People of the groups given by hours of the day at a time of day; NAN when there
 * is no such group. */
static double present_at(const struct muster_plan *plan, double at_s)
{
    double people = 0;
    bool any = false;
    for (size_t g = 0; g < plan->scenario->group_count; g++) {
        const struct muster_group *group = &plan->scenario->group[g];
        double now = 0;
        if (group->shift_based || group->relief)
            continue;
        any = true;
        for (size_t i = 0; i < group->present.count && group->present.at_s[i] <= at_s; i++)
            now = group->present.value[i];
        people += now * (group->has_attendance ? muster_law_mean(&group->attendance.law) : 1);
    }
    return any ? people : NAN;
}

/* All services of the interval as one queue: means weighted by contacts. */
static void peak_queue(struct muster_understood_peak *peak, const struct muster_plan *plan,
                       double open_s)
{
    double contacts = 0, work = 0, impatience = 0, within = 0, share = 0;
    for (size_t s = 0; s < plan->scenario->service_count; s++) {
        double n = muster_plan_expected(plan, s, peak->day, peak->interval);
        contacts += n;
        work += n * muster_plan_handle_s(plan, s);
        impatience += n / muster_plan_patience_s(plan, s);
        within += n * plan->scenario->service[s].within_s;
        share += n * plan->scenario->service[s].target_share;
    }
    peak->rate_per_s = contacts / open_s;
    peak->load_erl = work / open_s;
    peak->share = share / contacts;
    peak->queue =
        (struct muster_queue){.rate_per_s = peak->rate_per_s,
                              .handle_s = work / contacts,
                              .patience_s = impatience > 0 ? contacts / impatience : INFINITY,
                              .within_s = within / contacts};
}

static int agents_or_none(const struct muster_queue *queue,
                          const struct muster_understood_peak *peak, int limit)
{
    int agents = muster_erlang_agents(queue, peak->goal, peak->share, limit);
    return agents <= limit ? agents : 0;
}

static void find_peak(struct muster_understood_peak *peak, const struct muster_plan *plan)
{
    double most = 0, most_open_s = 0;
    for (size_t d = 0; d < plan->shape.days; d++)
        for (size_t i = 0; i < intervals_of_day(plan); i++) {
            double open_s = muster_plan_open_s(plan, d, i), work = 0;
            for (size_t s = 0; s < plan->scenario->service_count && open_s > 0; s++)
                work += muster_plan_expected(plan, s, d, i) * muster_plan_handle_s(plan, s);
            if (open_s <= 0 || work / open_s <= most * (1 + 1e-9))
                continue;
            most = work / open_s;
            most_open_s = open_s;
            peak->day = d;
            peak->interval = i;
        }
    if (most <= 0)
        return;
    peak_queue(peak, plan, most_open_s);
    peak->goal = muster_plan_goal(plan);
    peak->present = present_at(plan, (double)peak->interval * plan->shape.interval_s);
    for (size_t g = 0; g < plan->scenario->group_count; g++)
        peak->required += muster_plan_required(plan, g, peak->day, peak->interval);
    struct muster_queue endless = peak->queue;
    endless.patience_s = INFINITY;
    int limit = (int)fmin(2 * most + 1000, MUSTER_QUEUE_AGENTS_MOST);
    peak->agents_c = agents_or_none(&endless, peak, limit);
    peak->agents_a = agents_or_none(&peak->queue, peak, limit);
}

/* ---- the whole ---- */

static void add_interval(struct muster_understood *out, const struct muster_plan *plan, size_t d,
                         size_t i)
{
    double open_h = muster_plan_open_s(plan, d, i) / HOUR_S;
    if (open_h <= 0)
        return;
    out->open_h += open_h;
    for (size_t s = 0; s < plan->scenario->service_count; s++)
        out->work_h += muster_plan_expected(plan, s, d, i) * muster_plan_handle_s(plan, s) / HOUR_S;
    for (size_t g = 0; g < plan->scenario->group_count; g++)
        out->required_h += muster_plan_required(plan, g, d, i) * open_h;
    double present = present_at(plan, (double)i * plan->shape.interval_s);
    if (!isnan(present)) {
        out->phone_h += present * open_h;
        out->least_h += present * open_h;
    }
}

struct muster_understood muster_understood(const struct muster_plan *plan)
{
    struct muster_understood out = {.horizon_y = years(plan), .peak = {.present = NAN}};
    for (size_t d = 0; d < plan->shape.days; d++)
        for (size_t i = 0; i < intervals_of_day(plan); i++)
            add_interval(&out, plan, d, i);
    for (size_t g = 0; g < plan->scenario->group_count; g++) {
        if (!plan->scenario->group[g].shift_based || plan->scenario->group[g].off_phones)
            continue;
        struct muster_understood_people people = muster_understood_people(plan, g);
        double fte = muster_group_mean_fte(&plan->scenario->group[g], plan->shape.start,
                                           (int32_t)plan->shape.days);
        double hours = fte * people.year.phone_h * out.horizon_y;
        out.phone_h += hours;
        out.least_h += hours * people.trained;
    }
    find_peak(&out.peak, plan);
    return out;
}
