/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What real-time rules look at: the state of the queues at one moment. Each look walks the queues
 * of the services asked for; rules look seldom, so the event loop itself keeps no such figures.
 * Thread rule: as the replication.
 */
#ifndef MUSTER_GAUGE_H
#define MUSTER_GAUGE_H

#include "state.h"

/* Over the services that a group takes from: whether a condition holds at time_s. The wait is that
 * of the longest waiting, 0 when nobody waits; the service level is the declared one of the
 * calendar day so far, who still waits not answered, and holds of nothing while nothing was
 * offered. */
bool muster_gauge_holds(const struct muster_replication *rep, const struct muster_plan_group *group,
                        const struct muster_condition *condition, double time_s);
/* Whether any of them does. */
bool muster_gauge_any(const struct muster_replication *rep, const struct muster_plan_group *group,
                      const struct muster_condition *condition, size_t count, double time_s);
/* When the longest waiting of the group's services came, INFINITY: nobody waits. */
double muster_gauge_waits_since(const struct muster_replication *rep,
                                const struct muster_plan_group *group, double time_s);

#endif
