/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Measures of staff time and people by calendar month: the same ratios, of the month's sums.
 */
#include "measure.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

static bool kept(int term)
{
    switch (term) {
    case MUSTER_TERM_ONE:
    case MUSTER_TERM_DAYS:
    case MUSTER_TERM_OPEN_S:
    case MUSTER_TERM_MONTH_LEAVERS:
    case MUSTER_TERM_MONTH_START:
    case MUSTER_TERM_SICK_DAYS:
        return true;
    default:
        return term >= MUSTER_TERM_STAFF && term < MUSTER_TERM_STAFF + MUSTER_STAFFS &&
               muster_staff_day_index((enum muster_staff)(term - MUSTER_TERM_STAFF)) >= 0;
    }
}

static bool all_kept(const short *term)
{
    for (int i = 0; i < 4 && term[i]; i++)
        if (!kept(abs(term[i])))
            return false;
    return true;
}

bool muster_measure_by_month(const struct muster_measure *measure)
{
    return measure->side == MUSTER_SIDE_STAFF && measure->formula == MUSTER_FORMULA_RATIO &&
           all_kept(measure->plus) && all_kept(measure->over);
}

/* One replication's month at a place. */
struct month {
    const struct muster_scope *scope;
    const struct muster_row *row;
    size_t place, month;
};

/* Sum over the place's groups of value[group][width]. */
static double people_at(const struct month *at, const double *value, size_t width)
{
    double sum = 0;
    for (size_t g = 0; g < at->row->shape.groups; g++)
        if (muster_place_holds(at->scope, at->place, g))
            sum += value[g * width + at->month];
    return sum;
}

static double column_at(const struct month *at, enum muster_staff column)
{
    double sum = 0;
    for (size_t g = 0; g < at->row->shape.groups; g++)
        if (muster_place_holds(at->scope, at->place, g))
            sum += muster_row_month(at->row, column, g, at->month);
    return sum;
}

static double sick_days(const struct month *at)
{
    const struct muster_scenario *scenario = at->scope->scenario;
    double days = 0;
    for (size_t g = 0; g < at->row->shape.groups; g++)
        if (muster_place_holds(at->scope, at->place, g) && scenario->group[g].shift_based)
            days += muster_row_month(at->row, MUSTER_STAFF_SICKNESS_S, g, at->month) /
                    (scenario->group[g].full_time_week_s / 5);
    return days;
}

static double term_at(const struct month *at, int term)
{
    const struct muster_row *row = at->row;
    size_t months = row->shape.months;
    switch (term) {
    case MUSTER_TERM_ONE:
        return 1;
    case MUSTER_TERM_DAYS:
        return (double)muster_month_days(&row->shape, at->month);
    case MUSTER_TERM_OPEN_S:
        return at->scope->open_month_s[at->month];
    case MUSTER_TERM_SICK_DAYS:
        return sick_days(at);
    case MUSTER_TERM_MONTH_START:
        return people_at(at, row->headcount_start, months + 1);
    /* A leaver belongs to the month of the last day in post, a joiner to that of the first. */
    case MUSTER_TERM_MONTH_LEAVERS:
    case MUSTER_TERM_STAFF + MUSTER_STAFF_LEAVERS:
        return people_at(at, row->leavers, months);
    case MUSTER_TERM_STAFF + MUSTER_STAFF_HIRES:
        return people_at(at, row->hires, months);
    default:
        return column_at(at, (enum muster_staff)(term - MUSTER_TERM_STAFF));
    }
}

static double sum_of_terms(const struct month *at, const short *term)
{
    double sum = 0;
    for (int i = 0; i < 4 && term[i]; i++)
        sum += term[i] < 0 ? -term_at(at, -term[i]) : term_at(at, term[i]);
    return sum;
}

enum muster_status muster_measure_month(struct muster_estimate *out,
                                        const struct muster_measure *measure,
                                        const struct muster_scope *scope,
                                        const struct muster_row *rows, size_t n, size_t place,
                                        size_t month)
{
    assert(muster_measure_by_month(measure) && scope->open_month_s);
    double *sum = malloc((2 * n + 1) * sizeof *sum);
    if (!sum) {
        muster_estimate_of_indicator(out, NULL, 0); /* all undefined */
        return MUSTER_NO_MEMORY;
    }
    for (size_t i = 0; i < n; i++) {
        struct month at = {scope, &rows[i], place, month};
        sum[2 * i] = measure->scale * sum_of_terms(&at, measure->plus);
        sum[2 * i + 1] = sum_of_terms(&at, measure->over);
    }
    enum muster_status status = muster_estimate_of_sums(out, sum, n, 2, muster_ratio_of_sums);
    free(sum);
    return status;
}
