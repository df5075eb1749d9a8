/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which headings of cost a scenario can have. Whoever owns a table that causes a cost adds its line
 * to muster_cost_headings; the money itself goes into the tally by muster_cost_add (tally.h).
 * Thread rule: pure.
 */
#ifndef MUSTER_COSTS_H
#define MUSTER_COSTS_H

#include "random.h"
#include "scenario.h"
#include "tally.h"

/* Adds what a replication costs beside its pay: hires, training, contacts, seats, capital, items
 * and offsets. Yearly money is spent in twelfths by month, a part of a month by its days. `posts`
 * is the number of seats unless the scenario says how many. The tally's other columns are complete.
 */
void muster_costs_close(struct muster_tally *tally, const struct muster_scenario *scenario,
                        size_t posts, struct muster_key key);

/* The set, bit 1 << enum muster_cost each; 0 when nothing has a price. */
uint32_t muster_cost_headings(const struct muster_scenario *scenario);

#endif
