/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Activities off the phones as the day lets them be. When one is due its conditions are looked at
 * once: it is cancelled, or begins after the contact in hand and is then taken whole, like a break.
 * A shift's end does not move: what of an activity is then missing counts as cancelled.
 *
 *   planned of those there = delivered + cancelled, exactly, once what was moved has come
 *
 * Time for a newcomer (buddies.h) comes the same way, is never cancelled and stands by itself.
 *
 * The seconds of a cancelled one go back to the scheduled ones. Thread rule: as the replication.
 */
#ifndef MUSTER_ACTIVITIES_H
#define MUSTER_ACTIVITIES_H

#include "state.h"

/* *out is NULL where the workforce has neither activities nor buddies. MUSTER_OK or
 * MUSTER_NO_MEMORY. Free with muster_activities_free: NULL is fine; returns NULL. */
enum muster_status muster_activities_new(struct muster_activities **out,
                                         const struct muster_replication *rep);
struct muster_activities *muster_activities_free(struct muster_activities *activities);
void muster_activities_reset(struct muster_activities *activities);

/* The event of an activity that is due. */
void muster_activity_due(struct muster_replication *rep, const struct muster_staff_event *event);
/* The person has been at the activities in hand from from_s to to_s, and is at none any more. */
void muster_activity_end(struct muster_replication *rep, uint32_t slot, double from_s, double to_s);
/* When the next moved one is due, INFINITY: none; and taking it. */
double muster_activity_next(const struct muster_activities *activities);
struct muster_staff_event muster_activity_take(struct muster_activities *activities);

#endif
