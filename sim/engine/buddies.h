/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Buddies: experienced people who help newcomers of their group, and lose time on the phones by it.
 *
 *   newcomer  live for less than `weeks` weeks
 *   buddy     live for `after` at least, and no newcomer (those whose service is not told are)
 *
 * Pairs are made each day, of those who then work their shift: the newest has the first choice
 * (ties to the lower post), and takes of the free colleagues the one whose shift shares most of
 * theirs, at equal times the next post in turn; so a pair stays together while both are there. A
 * colleague has one newcomer; a newcomer for whom nobody is left, or nobody there at the same time,
 * is counted.
 *
 * Of the buddy's time on the phones within both shifts the share is spent off them, in the middle
 * of equal parts of at most an hour, as an activity that load does not cancel: the contact in hand
 * is finished first, and what then finds no room before the shift's end is not delivered. Nothing
 * is drawn but the share (a parameter). Thread rule: as the workforce.
 */
#ifndef MUSTER_BUDDIES_H
#define MUSTER_BUDDIES_H

#include "role_day.h"

/* In an event's activity: none of the scenario's. */
#define MUSTER_OFF_PHONE_BUDDY UINT32_C(0x40000000)

struct muster_piece;

/* *out is NULL when the scenario has none. MUSTER_OK or MUSTER_NO_MEMORY. Free with
 * muster_buddies_free: NULL is fine; returns NULL. */
enum muster_status muster_buddies_new(struct muster_buddies **out,
                                      const struct muster_roster *roster);
struct muster_buddies *muster_buddies_free(struct muster_buddies *buddies);
/* Events in a week and the day after it, at most, beside those of the scenario's own activities;
 * these cut what is left into `more` parts at most. */
size_t muster_buddies_events(const struct muster_buddies *buddies, size_t more);
/* A new replication: its share. */
void muster_buddies_begin(struct muster_workforce *workforce);

/* Pairs the people of a role's day; newcomers without a buddy are counted. */
void muster_buddies_pair(struct muster_role_day *at);
/* What post p's day, as planned and with its activities from `piece` on, loses to a newcomer:
 * events and scheduled seconds, whose sum is returned. */
double muster_buddies_help(struct muster_role_day *at, const struct muster_day_plan *plan,
                           const struct muster_piece *piece, size_t p);

#endif
