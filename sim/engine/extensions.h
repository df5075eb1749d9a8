/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Longer shifts: who stays on when the shift ends, because the queues are as the scenario's
 * `overtime` says. Looked at when a shift ends and at no other time; nobody stays twice, beyond the
 * doors' closing or the horizon. Their time is in PAID and OVERTIME by when it passes.
 * Thread rule: as the replication.
 */
#ifndef MUSTER_EXTENSIONS_H
#define MUSTER_EXTENSIONS_H

#include "staff_queue.h"
#include "state.h"

/* Room for the shifts that are made longer; none where the scenario has no such rule. MUSTER_OK or
 * MUSTER_NO_MEMORY. */
enum muster_status muster_extensions_init(struct muster_staff_queue *queue,
                                          const struct muster_plan *plan);
/* The end of a shift: true when it is put off; it comes again by muster_staff_queue_take. */
bool muster_extension_granted(struct muster_replication *rep,
                              const struct muster_staff_event *event);
/* A shift begins: the end of one that was made longer into it is forgotten. */
void muster_extension_void(struct muster_replication *rep, const struct muster_staff_event *event);

#endif
