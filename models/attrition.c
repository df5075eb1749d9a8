/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Attrition by tenure.
 */
#include "attrition.h"
#include <assert.h>
#include <math.h>

#define YEAR_DAYS 365.25

static size_t steps(const struct muster_stay *stay)
{
    return stay->count ? stay->count : 1;
}

static double step_from(const struct muster_stay *stay, size_t i)
{
    return i < stay->count ? stay->from_day[i] : i == 0 ? 0 : INFINITY;
}

static double step_rate(const struct muster_stay *stay, size_t i)
{
    return stay->per_day * (stay->count ? stay->multiplier[i] : 1);
}

double muster_stay_hazard(const struct muster_stay *stay, double tenure_day)
{
    double hazard = 0;
    for (size_t i = 0; i < steps(stay) && step_from(stay, i) < tenure_day; i++)
        hazard +=
            step_rate(stay, i) * (fmin(tenure_day, step_from(stay, i + 1)) - step_from(stay, i));
    return hazard;
}

double muster_stay_notice_day(const struct muster_stay *stay, double hazard)
{
    for (size_t i = 0;; i++) {
        double from = step_from(stay, i), rate = step_rate(stay, i);
        double whole = rate > 0 ? rate * (step_from(stay, i + 1) - from) : 0;
        if (rate > 0 && hazard <= whole)
            return from + hazard / rate;
        if (i + 1 == steps(stay))
            return INFINITY;
        hazard -= whole;
    }
}

/* Integral of exp(-H) over [0, x]: in a step it is exp(-H(from)) (1 - exp(-rate w)) / rate. */
static double unnoticed_days(const struct muster_stay *stay, double x)
{
    double sum = 0, survival = 1;
    for (size_t i = 0; i < steps(stay) && step_from(stay, i) < x; i++) {
        double width = fmin(x, step_from(stay, i + 1)) - step_from(stay, i);
        double rate = step_rate(stay, i);
        sum += survival * (rate > 0 ? -expm1(-rate * width) / rate : width);
        survival *= exp(-rate * width);
    }
    return sum;
}

double muster_stay_survived_days(const struct muster_stay *stay, double x)
{
    double after = x - stay->notice_days; /* nobody leaves before the notice is over */
    return after <= 0 ? x : stay->notice_days + unnoticed_days(stay, after);
}

double muster_stay_mean_days(const struct muster_stay *stay)
{
    return stay->notice_days + unnoticed_days(stay, INFINITY);
}

bool muster_stay_solve(struct muster_stay *stay, double yearly)
{
    assert(yearly > 0);
    double target = YEAR_DAYS / yearly;
    double low = 1e-12, high = 1; /* c, per day; the mean falls as c grows */
    stay->per_day = high;
    while (muster_stay_mean_days(stay) > target && high < 1e12)
        stay->per_day = high *= 16;
    if (muster_stay_mean_days(stay) > target)
        return false;
    for (int i = 0; i < 200 && high / low > 1 + 1e-15; i++) {
        stay->per_day = sqrt(low * high);
        if (muster_stay_mean_days(stay) > target)
            low = stay->per_day;
        else
            high = stay->per_day;
    }
    return true;
}

double muster_stay_tenure(const struct muster_stay *stay, double u)
{
    double goal = u * muster_stay_mean_days(stay);
    if (goal <= stay->notice_days)
        return goal;
    double low = stay->notice_days, high = low + 365;
    while (muster_stay_survived_days(stay, high) < goal && high < 1e7)
        high *= 2;
    for (int i = 0; i < 60; i++) {
        double middle = 0.5 * (low + high);
        if (muster_stay_survived_days(stay, middle) < goal)
            low = middle;
        else
            high = middle;
    }
    return high;
}

/* ---- burnout ---- */

double muster_burnout_factor(const struct muster_burnout_rule *rule, double handling_s,
                             double present_s)
{
    if (!(present_s > 0))
        return 1;
    double occupancy = fmin(1, handling_s / present_s);
    double points = 100 * fmax(0, occupancy - rule->above);
    return fmin(rule->at_most, 1 + rule->per_point * points);
}
