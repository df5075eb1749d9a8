/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Relief: a pool of people shared with a partner, who come when the centre is short.
 *
 *   trigger holds -> a call: so many of those not yet here are asked, each is free with the given
 *   probability -> they arrive after the delay -> help -> go
 *
 * They are the scenario's last group, answer what their own list says, and only what none of the
 * centre's own people is free for. After a call nobody is called until it has arrived; if the
 * trigger then still holds, more of the pool are; a call for which nobody is free is repeated a
 * minute later at the earliest. They go together with those who came with them:
 * once they have helped for `at_least` and nobody has waited for `released_after`, or after
 * `at_most`, the contact in hand finished; all of them at closing.
 *
 * When the trigger is looked at. A wait: when the longest waiting reaches the limit (within a
 * millisecond). A queue: when somebody joins it. A service level: at the ends of intervals. While
 * they help and may go, queues are looked at once a minute, on the minute. So nothing is looked at
 * while nobody waits, and the event loop is no longer than without (struct muster_line, `watch`).
 *
 * Their presence is paid by the hour at the agreed rate, in the month in which it falls or at the
 * end of the financial year (31 March), what is left at the end of the horizon in its last month.
 * Draws: (MUSTER_PURPOSE_RELIEF, the pool, date, call of the day << 32 | person).
 * Thread rule: as the replication.
 */
#ifndef MUSTER_RELIEF_H
#define MUSTER_RELIEF_H

#include "state.h"

/* *out is NULL where the scenario has no relief. MUSTER_OK or MUSTER_NO_MEMORY. Free with
 * muster_relief_free: NULL is fine; returns NULL. */
enum muster_status muster_relief_new(struct muster_relief_pool **out,
                                     const struct muster_replication *rep);
struct muster_relief_pool *muster_relief_free(struct muster_relief_pool *pool);
void muster_relief_reset(struct muster_replication *rep);

/* The doors open, close; a queue has grown to what is watched for. */
void muster_relief_open(struct muster_replication *rep, double time_s);
void muster_relief_close(struct muster_replication *rep, double time_s);
void muster_relief_joined(struct muster_replication *rep);
/* When the pool is next to be looked at, INFINITY: not; and doing it. */
double muster_relief_next(const struct muster_relief_pool *pool);
void muster_relief_turn(struct muster_replication *rep, double time_s);
/* Prices the hours of the replication. */
void muster_relief_pay(struct muster_replication *rep);

#endif
