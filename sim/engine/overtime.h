/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Overtime offered.
 *
 *   lost shifts   a rostered shift that is known in the morning to be lost (its holder is off sick
 *                 or away once, or has left since the rota was made) is offered to the
 *                 group's people who are free that day, post after post from the one behind it
 *   longer shifts when a shift ends and the condition holds, its holder is asked to stay on, once,
 *                 at the latest until the doors close (extensions.h)
 *
 * Each accepts with the given chance, one decision a person and day for each of the two, as long as
 * the week's hours (Monday to Sunday) stay within the most. They are paid by the hour at the
 * salary's rate times pay.overtime and stand in PAID and OVERTIME; not in SCHEDULED, DUE or
 * ATTENDED. Draws: (MUSTER_PURPOSE_OVERTIME, post, occupant, date << 1 | 0 for shifts, 1 for
 * staying on). Thread rule: as the workforce.
 */
#ifndef MUSTER_OVERTIME_H
#define MUSTER_OVERTIME_H

#include "role_day.h"

/* *out is NULL when the scenario offers none. MUSTER_OK or MUSTER_NO_MEMORY. Free with
 * muster_overtime_free: NULL is fine; returns NULL. */
enum muster_status muster_overtime_new(struct muster_overtime **out,
                                       const struct muster_roster *roster);
struct muster_overtime *muster_overtime_free(struct muster_overtime *overtime);
void muster_overtime_begin(struct muster_workforce *workforce);

/* Offers the lost shifts of a role's day, once all its posts have been looked at. */
void muster_overtime_offer(struct muster_role_day *at);
/* Whether the holder of a post stays on for so many seconds from time_s on; then they are paid. */
bool muster_overtime_stays(struct muster_workforce *workforce, size_t group, size_t person,
                           double time_s, double seconds, struct muster_tally *tally);

#endif
