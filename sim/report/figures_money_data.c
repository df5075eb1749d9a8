/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figures_money.h"
#include "results.h"
#include "store_failure.h"

#include <math.h>
#include <stdlib.h>

enum { STATISTICS = 14 };

enum muster_status muster_money_costs(double **cost, struct muster_failure *failure,
                                      const struct muster_figures_source *source, size_t candidate)
{
    size_t n = source->replications, months = source->shape->months;
    double *one = malloc((n * months + 1) * sizeof *one);
    enum muster_status status = MUSTER_OK;
    *cost = calloc(n * months + 1, sizeof **cost);
    if (!one || !*cost)
        status = muster_failure_memory(failure);
    for (int h = 0; !status && h < MUSTER_COSTS; h++) {
        char path[96];
        if (!muster_shape_has(source->shape, (enum muster_cost)h))
            continue;
        snprintf(path, sizeof path, "/by_month/cost/%s", muster_heading[h].name);
        status = muster_results_read(one, failure, source->results, path, candidate, 1);
        for (size_t i = 0; !status && i < n * months; i++)
            (*cost)[i] += one[i];
    }
    free(one);
    if (status) {
        free(*cost);
        *cost = NULL;
    }
    return status;
}

double muster_money_total(const double *cost, size_t months)
{
    double sum = 0;
    for (size_t m = 0; m < months; m++)
        sum += cost[m];
    return sum;
}

double muster_money_measure(const struct muster_figures_source *source, size_t candidate,
                            const char *measure, size_t statistic)
{
    struct muster_dataset_info info;
    struct muster_failure failure;
    char path[96];
    double value[STATISTICS];
    snprintf(path, sizeof path, "/summary/cost/%s", measure);
    if (muster_results_info(&info, &failure, source->results, path) != MUSTER_OK ||
        info.rank != 2 || info.length[1] != STATISTICS ||
        muster_results_read(value, &failure, source->results, path, candidate, 1) != MUSTER_OK)
        return NAN;
    return value[statistic];
}

bool muster_money_budget_rates(double *rate, const struct muster_figures_source *source,
                               size_t candidate)
{
    static const char PATH[] = "/summary/cost_by_year/budget";
    const struct muster_shape *shape = source->shape;
    size_t years = muster_shape_years(shape);
    struct muster_dataset_info info;
    struct muster_failure failure;
    double *value = calloc(years * STATISTICS + 1, sizeof *value);
    double *days = calloc(years + 1, sizeof *days);
    bool some = false;
    bool there =
        value && days && muster_results_info(&info, &failure, source->results, PATH) == MUSTER_OK &&
        info.rank == 3 && info.length[1] == years && info.length[2] == STATISTICS &&
        muster_results_read(value, &failure, source->results, PATH, candidate, 1) == MUSTER_OK;
    for (size_t m = 0; there && m < shape->months; m++)
        days[muster_shape_year_of(shape, m)] += (double)muster_month_days(shape, m);
    for (size_t m = 0; there && m < shape->months; m++) {
        size_t year = muster_shape_year_of(shape, m);
        rate[m] = value[year * STATISTICS] / days[year] * MUSTER_MONEY_YEAR_DAYS / 12;
        some = some || isfinite(rate[m]);
    }
    rate[shape->months] = NAN; /* the horizon is over */
    free(days);
    free(value);
    return some;
}
