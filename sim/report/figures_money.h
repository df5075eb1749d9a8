/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the figures of money read from a results file. Thread rule: one source, one thread.
 */
#ifndef MUSTER_FIGURES_MONEY_H
#define MUSTER_FIGURES_MONEY_H

#include "figures_data.h"

#define MUSTER_MONEY_YEAR_DAYS 365.0

/* Cost of all headings: (*cost)[replication][month], the caller's to free(). MUSTER_OK, or a
 * failure with *cost NULL. */
enum muster_status muster_money_costs(double **cost, struct muster_failure *failure,
                                      const struct muster_figures_source *source, size_t candidate);
/* The sum over months. */
double muster_money_total(const double *cost, size_t months);
/* A statistic (0 = the mean) of a measure of cost over the horizon; NAN where the file has it not.
 */
double muster_money_measure(const struct muster_figures_source *source, size_t candidate,
                            const char *measure, size_t statistic);
/* The budget of each financial year, spread evenly over its days in the horizon, as money in a
 * twelfth of a year: rate[month], NAN for those of a year without and for rate[months], the
 * horizon's end. False where no year has its own. */
bool muster_money_budget_rates(double *rate, const struct muster_figures_source *source,
                               size_t candidate);

#endif
