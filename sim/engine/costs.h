/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which headings of cost a scenario can have. Whoever owns a table that causes a cost adds its line
 * to muster_cost_headings; the money itself goes into the tally by muster_cost_add (tally.h).
 * Thread rule: pure.
 */
#ifndef MUSTER_COSTS_H
#define MUSTER_COSTS_H

#include "scenario.h"
#include "tally.h"

/* The set, bit 1 << enum muster_cost each; 0 when nothing has a price. */
uint32_t muster_cost_headings(const struct muster_scenario *scenario);

#endif
