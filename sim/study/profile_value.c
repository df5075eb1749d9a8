/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "profile.h"

#include <math.h>
#include <stdlib.h>

static bool is_staff(int term)
{
    return term >= MUSTER_TERM_STAFF && term < MUSTER_TERM_STAFF + MUSTER_STAFFS;
}

static bool kept(int term)
{
    if (muster_term_is_count(term))
        return muster_count_week_index((enum muster_count)(term - MUSTER_TERM_COUNT)) >= 0;
    if (is_staff(term))
        return muster_staff_week_index((enum muster_staff)(term - MUSTER_TERM_STAFF)) >= 0;
    return false;
}

static bool all_kept(const short *term)
{
    for (int i = 0; i < 4 && term[i]; i++)
        if (!kept(abs(term[i])))
            return false;
    return true;
}

bool muster_profile_has(const struct muster_measure *measure, const struct muster_scope *scope)
{
    measure = muster_measure_declared(measure, scope);
    if (measure->formula != MUSTER_FORMULA_RATIO || !all_kept(measure->plus))
        return false;
    int over = measure->over[0];
    return over == MUSTER_TERM_ONE || over == MUSTER_TERM_OPEN_S || all_kept(measure->over);
}

static double sum_at(const struct muster_profile *profile, const short *term, size_t place,
                     size_t interval)
{
    double sum = 0;
    for (int i = 0; i < 4 && term[i]; i++) {
        int column = abs(term[i]);
        double value =
            muster_term_is_count(column)
                ? muster_profile_count(profile, (enum muster_count)(column - MUSTER_TERM_COUNT),
                                       place, interval)
                : muster_profile_staff(profile, (enum muster_staff)(column - MUSTER_TERM_STAFF),
                                       place, interval);
        sum += term[i] < 0 ? -value : value;
    }
    return sum;
}

/* What goes on while the centre is closed: work after close, by the clock. */
static bool goes_on(const struct muster_measure *measure)
{
    switch (measure->plus[0] - MUSTER_TERM_COUNT) {
    case MUSTER_COUNT_ABANDONED_CLOCK:
    case MUSTER_COUNT_ANSWERED_CLOCK:
        return true;
    default:
        return false;
    }
}

double muster_profile_value(const struct muster_profile *profile,
                            const struct muster_measure *measure, const struct muster_scope *scope,
                            size_t place, size_t interval)
{
    measure = muster_measure_declared(measure, scope);
    size_t weekday = interval / profile->intervals_of_day;
    double n = (double)profile->replications, days = (double)profile->weekdays[weekday];
    double open = profile->open[interval];
    double sum = measure->scale * sum_at(profile, measure->plus, place, interval);
    double over;
    if (days == 0 || (open == 0 && !(goes_on(measure) && sum > 0)))
        return NAN;
    if (measure->over[0] == MUSTER_TERM_ONE)
        over = n * (open > 0 ? open : days);
    else if (measure->over[0] == MUSTER_TERM_OPEN_S)
        over = n * profile->open_s[interval];
    else
        over = sum_at(profile, measure->over, place, interval);
    double value = sum / over;
    return isfinite(value) ? value : NAN;
}
