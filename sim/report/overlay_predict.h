/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One queue's share of a prediction: Erlang's formula at a number of people that need not be whole,
 * as numerator and denominator of any definition of the service level. Pure functions.
 */
#ifndef MUSTER_OVERLAY_PREDICT_H
#define MUSTER_OVERLAY_PREDICT_H

#include "erlang.h"
#include "scenario.h"

/* `hits` of `of` contacts count as within; both per attempt. */
struct muster_hits {
    double hits, of;
};

/* `queue`: rate, handle time, patience and threshold; its agents are ignored. `people` [>= 0];
 * `short_abandon_s` [>= 0] is read by the definition that needs it. */
struct muster_hits muster_overlay_hits(const struct muster_queue *queue, double people,
                                       enum muster_service_level level, double short_abandon_s);

#endif
