/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The budget beside the cost. Financial years run from 1 April. The amount of a year is for its
 * days from 1 April, or from the day that the file says, to 31 March; of these the horizon holds
 * some, and so much of the amount, by days, is compared with the cost of the year inside the
 * horizon. One amount for the horizon is compared as it is.
 *
 * Whole = all years that have a budget: their amounts against the cost of these years. A
 * replication is on budget when in no such year it costs more than the amount.
 * Thread rule: pure.
 */
#ifndef MUSTER_BUDGET_H
#define MUSTER_BUDGET_H

#include "row.h"
#include "scenario.h"

/* Days of the horizon that a year's amount is for, and all the days that it is for. */
struct muster_budget_days {
    int32_t inside, of;
};

/* The year's amount at `place` (0 = the first financial year touched by the horizon; their number =
 * the whole), pro rata by days; NAN when there is none. `days` may be NULL; of the whole it is the
 * horizon's days twice. */
double muster_budget_at(struct muster_budget_days *days, const struct muster_scenario *scenario,
                        const struct muster_shape *shape, size_t place);
/* Money of a replication under the headings in the set (1 << enum muster_cost), in the year at
 * `place` or in the whole horizon. */
double muster_cost_at(const struct muster_row *row, uint32_t headings, size_t place);
/* The same over the years that have a budget; the horizon when one amount is for it. */
double muster_cost_budgeted(const struct muster_row *row, const struct muster_scenario *scenario,
                            uint32_t headings, size_t place);
/* FTE established, all groups, mean over the days of the year at `place`; of the whole, over the
 * years that have a budget, or over the horizon when one amount is for it. */
double muster_established_budgeted(const struct muster_row *row,
                                   const struct muster_scenario *scenario, size_t place);
/* FTE times days of a staff column in FTE d, all groups, in the year at `place` or in the horizon.
 */
double muster_fte_days_at(const struct muster_row *row, enum muster_staff column, size_t place);
/* 1 when the replication is on budget at `place`, 0 when not, NAN without a budget. */
double muster_on_budget(const struct muster_row *row, const struct muster_scenario *scenario,
                        size_t place);
/* The full-year effect: twelve times the recurring cost, net of offsets, of the last whole calendar
 * month of the horizon; NAN when it holds none. What is spent once is left out; relief, which may
 * be settled in one month of the year, counts as the whole horizon's, 365.25 days of it. */
double muster_cost_full_year(const struct muster_row *row);

#define MUSTER_COST_SET_ALL ((1u << MUSTER_COSTS) - 1)
#define MUSTER_COST_SET_ONCE (1u << MUSTER_COST_CAPITAL | 1u << MUSTER_COST_ONE_OFF)
#define MUSTER_COST_SET_SETTLED (1u << MUSTER_COST_RELIEF)
#define MUSTER_COST_SET_GROSS (MUSTER_COST_SET_ALL & ~(1u << MUSTER_COST_OFFSETS))
/* What goes with the people in post. */
#define MUSTER_COST_SET_PEOPLE                                                                     \
    (1u << MUSTER_COST_SALARIES | 1u << MUSTER_COST_ON_COSTS | 1u << MUSTER_COST_OVERTIME |        \
     1u << MUSTER_COST_NATIONAL_INSURANCE | 1u << MUSTER_COST_PENSION | 1u << MUSTER_COST_PREMIA)
/* What stands in for people: it is spent on an established post as much as its holder's pay is. */
#define MUSTER_COST_SET_STAND_INS                                                                  \
    (1u << MUSTER_COST_AGENCY | 1u << MUSTER_COST_CASUALS | 1u << MUSTER_COST_ACTING_UP)
#define MUSTER_COST_SET_POSTS (MUSTER_COST_SET_PEOPLE | MUSTER_COST_SET_STAND_INS)

#endif
