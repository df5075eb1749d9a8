/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * When people give notice and leave. Where the hazard depends on tenure alone, its inverse gives
 * the day. Where a month of service, the season or anything else by date has a say, it is added up
 * day by day until it reaches the person's Exp(1) draw: the same draw, so that a factor of 1 moves
 * nobody.
 *
 * Chances by month of service go by the calendar: month k runs from the day of joining moved on k
 * months; notice is given on one of its days but the first, each with the same hazard.
 */
#include "people.h"

#include "calendar.h"
#include <math.h>

#define AFTER_END 370 /* days looked at beyond the horizon: leave years run on */

double muster_uniform_at(struct muster_key key, enum muster_purpose purpose, uint64_t entity,
                         uint64_t index, uint64_t sub)
{
    struct muster_stream stream = muster_stream_at(key, purpose, entity, index, sub);
    return muster_stream_uniform(&stream);
}

/* A whole day; far beyond any horizon for what never happens. */
static int32_t whole_day(double day)
{
    return day < 1e9 ? (int32_t)floor(day + 0.5) : MUSTER_STAYS;
}

/* The last day that is looked at. */
static int32_t last_day(const struct muster_workforce *workforce)
{
    return (int32_t)workforce->roster->period->day_count + AFTER_END - 1;
}

/* What multiplies everybody's hazard, by day. */
static void fill_factors(struct muster_workforce *workforce)
{
    const struct muster_roster *roster = workforce->roster;
    const struct muster_attrition *rule = &roster->scenario->attrition;
    double mean = 0;
    for (int month = 0; month < 12; month++)
        mean += rule->season[month] / 12;
    for (size_t d = 0; d < roster->period->day_count; d++)
        workforce->hazard_factor[d] =
            rule->has_season ? rule->season[roster->period->day[d].month] / mean : 1;
    for (size_t i = 0; i < roster->scenario->programme_count; i++) {
        const struct muster_programme *programme = &roster->scenario->programme[i];
        double factor = muster_parameter_value(&programme->hazard, workforce->key);
        for (size_t d = 0; d < roster->period->day_count; d++) {
            int32_t date = roster->period->day[d].date;
            if (programme->from <= date && date <= programme->until)
                workforce->hazard_factor[d] *= factor;
        }
    }
}

struct muster_stay muster_leaving_stay(const struct muster_roster *roster, double yearly)
{
    const struct muster_attrition *rule = &roster->scenario->attrition;
    struct muster_stay stay = {.count = roster->step_count,
                               .from_day = roster->step_from_day,
                               .multiplier = roster->step_multiplier,
                               .notice_days = rule->notice_days,
                               .per_day = 1};
    if (yearly > 0 && rule->monthly_count == 0)
        muster_stay_solve(&stay, yearly);
    return stay;
}

void muster_leaving_prepare(struct muster_workforce *workforce)
{
    const struct muster_roster *roster = workforce->roster;
    const struct muster_attrition *rule = &roster->scenario->attrition;
    workforce->has_leavers = workforce->hazard_by_day = false;
    if (!rule->given)
        return;
    double yearly = muster_parameter_value(&rule->yearly, workforce->key);
    workforce->stay = muster_leaving_stay(roster, yearly);
    workforce->has_leavers = yearly > 0 || rule->monthly_count > 0;
    workforce->hazard_by_day =
        rule->monthly_count > 0 || rule->has_season || roster->scenario->programme_count > 0;
    if (workforce->hazard_by_day)
        fill_factors(workforce);
}

/* ---- day by day ---- */

/* A month of service: simulated days (from, to) have its hazard, the first has none. */
struct service_month {
    int number;
    int32_t from, to;
    double per_day;
};

static struct service_month month_of(const struct muster_workforce *workforce, int32_t join,
                                     int number)
{
    const struct muster_attrition *rule = &workforce->roster->scenario->attrition;
    int32_t origin = workforce->roster->period->day[0].date;
    size_t last = rule->monthly_count - 1;
    double chance = rule->monthly[(size_t)number < last ? (size_t)number : last];
    struct service_month month = {.number = number,
                                  .from = muster_date_add_months(origin + join, number) - origin,
                                  .to = muster_date_add_months(origin + join, number + 1) - origin};
    month.per_day = -log1p(-chance) / (month.to - month.from - 1);
    return month;
}

/* Months completed by a day, or one less: a place to start looking. */
static int months_before(const struct muster_workforce *workforce, int32_t join, int32_t day)
{
    int32_t origin = workforce->roster->period->day[0].date;
    struct muster_civil a = muster_civil_from_date(origin + join);
    struct muster_civil b = muster_civil_from_date(origin + day);
    int months = 12 * (b.year - a.year) + b.month - a.month - 1;
    return months > 0 ? months : 0;
}

/* The hazard that tenure alone gives on one day. */
static double base_hazard(const struct muster_workforce *workforce, struct service_month *month,
                          int32_t join, int32_t day)
{
    if (workforce->roster->scenario->attrition.monthly_count == 0) {
        double tenure = day - join;
        return muster_stay_hazard(&workforce->stay, tenure + 0.5) -
               muster_stay_hazard(&workforce->stay, fmax(0, tenure - 0.5));
    }
    while (day >= month->to)
        *month = month_of(workforce, join, month->number + 1);
    while (day < month->from && month->number > 0)
        *month = month_of(workforce, join, month->number - 1);
    return day > month->from ? month->per_day : 0;
}

static struct service_month first_month(const struct muster_workforce *workforce, int32_t join,
                                        int32_t day)
{
    if (workforce->roster->scenario->attrition.monthly_count == 0)
        return (struct service_month){0};
    return month_of(workforce, join, months_before(workforce, join, day));
}

/* The hazard of one day, but for burnout. */
static double day_hazard(const struct muster_workforce *workforce, struct service_month *month,
                         int32_t join, int32_t day)
{
    int32_t days = (int32_t)workforce->roster->period->day_count;
    int32_t at = day < 0 ? 0 : day < days ? day : days - 1;
    double factor = workforce->hazard_by_day ? workforce->hazard_factor[at] : 1;
    return factor * base_hazard(workforce, month, join, day);
}

/* The first day on or after `from` on which the hazard drawn is used up. */
static void due_by_day(struct muster_occupant *who, const struct muster_workforce *workforce,
                       int32_t from, double hazard)
{
    struct service_month month = first_month(workforce, who->join, from);
    for (int32_t day = from; day <= last_day(workforce) && who->due == MUSTER_STAYS; day++) {
        hazard -= day_hazard(workforce, &month, who->join, day);
        if (hazard <= 0)
            who->due = day;
    }
    who->over = -hazard;
}

void muster_leaving_draw(struct muster_occupant *occupant, const struct muster_workforce *workforce,
                         uint64_t entity, double age_day)
{
    if (!workforce->has_leavers)
        return;
    const struct muster_stay *stay = &workforce->stay;
    double u =
        muster_uniform_at(workforce->key, MUSTER_PURPOSE_ATTRITION, entity, occupant->number, 0);
    if (workforce->hazard_by_day) {
        int32_t known = (int32_t)fmin(age_day, stay->notice_days);
        int32_t from = occupant->join + (int32_t)fmin(age_day, 1e9) - known;
        due_by_day(occupant, workforce, from, -log(u));
        return;
    }
    /* A stay longer than the age says: no notice before age - notice. */
    double hazard = muster_stay_hazard(stay, fmax(0, age_day - stay->notice_days)) - log(u);
    occupant->due = whole_day(muster_stay_notice_day(stay, hazard) + occupant->join);
    if (workforce->burnout && occupant->due != MUSTER_STAYS)
        occupant->over = muster_stay_hazard(stay, occupant->due - occupant->join + 0.5) - hazard;
}

void muster_leaving_hasten(struct muster_occupant *who, const struct muster_workforce *workforce,
                           int32_t day, double factor)
{
    int32_t at = who->due == MUSTER_STAYS ? last_day(workforce) : who->due;
    int32_t from = who->join > day ? who->join : day, end = day + 7;
    bool never = who->due == MUSTER_STAYS && !workforce->hazard_by_day; /* not in a million years */
    if (!workforce->has_leavers || factor <= 1 || from >= end || never)
        return;
    struct service_month month = first_month(workforce, who->join, from);
    for (int32_t d = from; d < end && d <= at; d++)
        who->over += (factor - 1) * day_hazard(workforce, &month, who->join, d);
    /* What is over now was used up before: back to the day on which it was. */
    for (; at > from && who->over >= 0; at--) {
        double used = day_hazard(workforce, &month, who->join, at) * (at < end ? factor : 1);
        if (who->over < used)
            break;
        who->over -= used;
    }
    if (who->over >= 0)
        who->due = at;
    if (who->due < end)
        who->for_load = 1 - 1 / factor;
}

void muster_leaving_settle(struct muster_occupant *who, const struct muster_workforce *workforce)
{
    who->notice = who->leave = who->due;
    if (who->due != MUSTER_STAYS)
        who->leave += workforce->roster->scenario->attrition.notice_days;
    if (who->leave < 1)
        who->leave = 1;
    if (who->leave <= who->join) /* everybody is in post for a day at least */
        who->leave = who->join + 1;
    if (who->let_go > 0 && who->let_go < who->leave) {
        who->leave = who->notice = who->let_go;
        who->for_load = 0;
    }
}
