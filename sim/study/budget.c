/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "budget.h"

#include "calendar.h"

#include <math.h>

#define DAYS_A_YEAR 365.25

static int32_t later(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

static int32_t earlier(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

static double amount_of(struct muster_budget_days *days, const struct muster_budget_year *year,
                        const struct muster_shape *shape)
{
    int32_t end = muster_financial_year_start(year->year + 1);
    int32_t first = later(year->from, shape->start);
    int32_t last = earlier(end, shape->start + (int32_t)shape->days);
    *days = (struct muster_budget_days){last > first ? last - first : 0, end - year->from};
    return year->amount * days->inside / days->of;
}

/* The budget of the year at `place`, or NULL. */
static const struct muster_budget_year *year_at(const struct muster_scenario *scenario,
                                                const struct muster_shape *shape, size_t place)
{
    int wanted = muster_financial_year(shape->start) + (int)place;
    for (size_t i = 0; i < scenario->budget.count; i++)
        if (scenario->budget.year[i].year == wanted)
            return &scenario->budget.year[i];
    return NULL;
}

double muster_budget_at(struct muster_budget_days *days, const struct muster_scenario *scenario,
                        const struct muster_shape *shape, size_t place)
{
    const struct muster_budget *budget = &scenario->budget;
    size_t years = muster_shape_years(shape);
    struct muster_budget_days mine = {(int32_t)shape->days, (int32_t)shape->days};
    double amount = NAN;
    if (place < years) {
        const struct muster_budget_year *year = year_at(scenario, shape, place);
        if (year)
            amount = amount_of(&mine, year, shape);
    } else if (budget->whole) {
        amount = budget->amount;
    } else {
        for (size_t y = 0; y < years; y++) {
            double one = muster_budget_at(NULL, scenario, shape, y);
            if (!isnan(one))
                amount = isnan(amount) ? one : amount + one;
        }
    }
    if (days)
        *days = mine;
    return amount;
}

double muster_cost_at(const struct muster_row *row, uint32_t headings, size_t place)
{
    double sum = 0;
    size_t years = muster_shape_years(&row->shape);
    for (size_t m = 0; m < row->shape.months; m++) {
        if (place < years && muster_shape_year_of(&row->shape, m) != place)
            continue;
        for (size_t h = 0; h < MUSTER_COSTS; h++)
            if (headings >> h & 1)
                sum += row->cost[m * MUSTER_COSTS + h];
    }
    return sum;
}

double muster_cost_budgeted(const struct muster_row *row, const struct muster_scenario *scenario,
                            uint32_t headings, size_t place)
{
    size_t years = muster_shape_years(&row->shape);
    if (place < years || scenario->budget.whole)
        return muster_cost_at(row, headings, place);
    double sum = 0;
    for (size_t y = 0; y < years; y++)
        if (year_at(scenario, &row->shape, y))
            sum += muster_cost_at(row, headings, y);
    return sum;
}

double muster_established_budgeted(const struct muster_row *row,
                                   const struct muster_scenario *scenario, size_t place)
{
    const struct muster_shape *shape = &row->shape;
    size_t years = muster_shape_years(shape);
    double fte_days = 0, days = 0;
    for (size_t m = 0; m < shape->months; m++) {
        size_t year = muster_shape_year_of(shape, m);
        if (place < years ? year != place
                          : !scenario->budget.whole && !year_at(scenario, shape, year))
            continue;
        for (size_t g = 0; g < shape->groups; g++)
            fte_days += muster_row_month(row, MUSTER_STAFF_ESTABLISHED_FTE, g, m);
        days += (double)muster_month_days(shape, m);
    }
    return days > 0 ? fte_days / days : 0;
}

double muster_fte_days_at(const struct muster_row *row, enum muster_staff column, size_t place)
{
    const struct muster_shape *shape = &row->shape;
    double fte_days = 0;
    for (size_t m = 0; m < shape->months; m++)
        for (size_t g = 0; g < shape->groups; g++)
            if (place >= muster_shape_years(shape) || muster_shape_year_of(shape, m) == place)
                fte_days += muster_row_month(row, column, g, m);
    return fte_days;
}

static double on_budget(const struct muster_row *row, double amount, size_t place)
{
    if (isnan(amount))
        return NAN;
    return muster_cost_at(row, MUSTER_COST_SET_ALL, place) <= amount;
}

double muster_on_budget(const struct muster_row *row, const struct muster_scenario *scenario,
                        size_t place)
{
    size_t years = muster_shape_years(&row->shape);
    if (place < years || scenario->budget.whole)
        return on_budget(row, muster_budget_at(NULL, scenario, &row->shape, place), place);
    double all = NAN;
    for (size_t y = 0; y < years; y++) {
        double one = on_budget(row, muster_budget_at(NULL, scenario, &row->shape, y), y);
        if (!isnan(one))
            all = isnan(all) ? one : all * one;
    }
    return all;
}

double muster_cost_full_year(const struct muster_row *row)
{
    const struct muster_shape *shape = &row->shape;
    int32_t end = shape->start + (int32_t)shape->days;
    bool last_whole = muster_month_start(end) == end;
    bool first_whole = muster_month_start(shape->start) == shape->start;
    size_t whole_end = shape->months - !last_whole;
    if (whole_end == 0 || (whole_end == 1 && !first_whole))
        return NAN;
    double sum = 0;
    for (size_t h = 0; h < MUSTER_COSTS; h++)
        if (!((MUSTER_COST_SET_ONCE | MUSTER_COST_SET_SETTLED) >> h & 1))
            sum += row->cost[(whole_end - 1) * MUSTER_COSTS + h];
    double settled = muster_cost_at(row, MUSTER_COST_SET_SETTLED, muster_shape_years(shape));
    return 12 * sum + settled * DAYS_A_YEAR / (double)shape->days;
}
