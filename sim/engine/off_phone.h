/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Meetings, coaching, training: when each person is off the phones for them. Planned once the
 * rota of a week is made, from what the rota knows, never from the replication's own contacts:
 *
 *   fixed slots      everybody of the group on shift; a lunch or break in the way moves behind the
 *                    slot, else before it; who has no room for that stays on the phones
 *   together         team by team: of the times when at least four fifths of the best attendance
 *                    are on shift, the one at which they are missed least
 *   one by one       person after person, where the person is missed least
 *
 * Missed least is the rota's own measure: with need = requirement - people by the rota, lunches,
 * breaks and earlier activities taken off, the rise of the sum over intervals of need^2, a surplus
 * weighing SURPLUS times as much. So the largest surplus comes first. Times begin on quarters of
 * an hour, lie inside the shift and a quarter of an hour from its end, never across lunch, a break,
 * another activity or midnight; ties go to the person's own day in the rotation.
 *
 * Who comes every n weeks has it in the first week on shift at least n weeks after the last one
 * (people take turns by their number); a week without duty has none, and nothing is made good.
 * Time that finds no room in a week is not planned. A piece is at least `block` long: the time is
 * cut into as many equal pieces as that allows.
 *
 * What was planned and what was delivered of an activity with an effect is kept for each post over
 * 13 weeks (simulated weeks of seven days, the current one left out; a new holder begins with
 * nothing): the holder takes 1 + (handle_factor - 1) x (1 - delivered / planned) times as long, and
 * the hazard of giving notice rises likewise by the leaving_factor (burnout.h).
 * Thread rule: as the workforce.
 */
#ifndef MUSTER_OFF_PHONE_H
#define MUSTER_OFF_PHONE_H

#include "people.h"

#define MUSTER_OFF_PHONE_MOVED                                                                     \
    UINT32_C(0x80000000) /* in an event's activity: moved once already                             \
                          */

/* A piece planned for a post; times from the 00:00 of the duty's day. */
struct muster_piece {
    double at_s, length_s;
    double item_at_s;  /* a lunch or break that makes room begins here instead */
    uint32_t activity; /* index */
    int32_t item;      /* its place in the day's plan, -1 = none moves */
    int32_t next;      /* the day's next piece, -1 = none */
};

struct muster_off_phone;

/* *out is NULL when the scenario has no activity. MUSTER_OK or MUSTER_NO_MEMORY. Free with
 * muster_off_phone_free: NULL is fine; returns NULL. */
enum muster_status muster_off_phone_new(struct muster_off_phone **out,
                                        const struct muster_roster *roster);
struct muster_off_phone *muster_off_phone_free(struct muster_off_phone *plans);
/* Events of activities in a week and the day after it, at most. */
size_t muster_off_phone_events(const struct muster_off_phone *plans);
/* A new replication; a new simulated week. */
void muster_off_phone_begin(struct muster_off_phone *plans);
void muster_off_phone_week(struct muster_off_phone *plans, size_t week);

/* Plans rota week `number`, whose Monday is simulated day first_day (may be negative); its duties
 * have been chosen. */
void muster_off_phone_plan(struct muster_workforce *workforce, int32_t number, int32_t first_day);
/* The first piece of a post (among all posts) on a simulated day, or NULL; and the next of a day.
 */
const struct muster_piece *muster_off_phone_first(const struct muster_workforce *workforce,
                                                  size_t post, int32_t day);
const struct muster_piece *muster_off_phone_next(const struct muster_off_phone *plans,
                                                 const struct muster_piece *piece);
/* Lunches and breaks that make room for the pieces, moved in the day's plan. */
void muster_off_phone_make_room(struct muster_day_plan *plan, const struct muster_off_phone *plans,
                                const struct muster_piece *piece);
/* A time later in the rota week of simulated day `day`, after at_s [s from its 00:00], for length_s
 * of the post's holder: engine time, or -1 when there is none. It is taken. */
double muster_off_phone_later(struct muster_workforce *workforce, size_t group, size_t person,
                              double time_s, double length_s, uint32_t activity);

/* ---- effects ---- */

/* Planned for the holder of a post (index among occupants) in this simulated week. */
void muster_off_phone_planned(struct muster_off_phone *plans, size_t post, int32_t occupant,
                              uint32_t activity, double seconds);
void muster_off_phone_delivered(struct muster_off_phone *plans, size_t post, uint32_t activity,
                                double seconds);
/* Whose that is (index among occupants), -1: nobody's; and when the holder's index changes. */
int32_t muster_off_phone_whose(const struct muster_off_phone *plans, size_t post);
void muster_off_phone_keep(struct muster_off_phone *plans, size_t post, int32_t occupant);
/* How many times as long the holder takes; 1 when nothing is missing. */
double muster_off_phone_slowness(const struct muster_off_phone *plans, size_t post,
                                 int32_t occupant);
/* How many times as likely whoever muster_off_phone_whose names is to give notice; where some
 * activity has a leaving_factor. */
double muster_off_phone_leaving(const struct muster_off_phone *plans, size_t post);

#endif
