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
    return day > month->from ? month->per_day : 0;
}

static int32_t notice_by_day(const struct muster_workforce *workforce, int32_t join, int32_t from,
                             double hazard)
{
    int32_t days = (int32_t)workforce->roster->period->day_count;
    struct service_month month = {0};
    if (workforce->roster->scenario->attrition.monthly_count > 0)
        month = month_of(workforce, join, months_before(workforce, join, from));
    for (int32_t day = from; day < days + AFTER_END; day++) {
        int32_t at = day < 0 ? 0 : day < days ? day : days - 1;
        hazard -= workforce->hazard_factor[at] * base_hazard(workforce, &month, join, day);
        if (hazard <= 0)
            return day;
    }
    return MUSTER_STAYS;
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
        occupant->notice = notice_by_day(workforce, occupant->join, from, -log(u));
    } else {
        /* A stay longer than the age says: no notice before age - notice. */
        double hazard = muster_stay_hazard(stay, fmax(0, age_day - stay->notice_days)) - log(u);
        occupant->notice = whole_day(muster_stay_notice_day(stay, hazard) + occupant->join);
    }
    if (occupant->notice == MUSTER_STAYS)
        return;
    occupant->leave = occupant->notice + workforce->roster->scenario->attrition.notice_days;
    if (occupant->leave < 1)
        occupant->leave = 1;
}
