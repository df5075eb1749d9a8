/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Leaving because of the load. Every seven simulated days the occupancy of each group over the last
 * weeks gives a factor on its people's hazard of giving notice in the seven days to come
 * (muster_burnout_factor of models/attrition.h):
 *
 *   occupancy = sum of handling / sum of handling and available, person seconds of the group's
 *               people and of whoever stands in for them, warm-up included
 *
 * Likewise what was planned for a person off the phones and not delivered (off_phone.h) gives a
 * factor of their own; the two multiply.
 *
 * The factor is 1 at least, so that burnout only brings notices forward; what lies further ahead
 * than seven days is drawn as if there were none. Whenever a factor is above 1 the people who have
 * joined stay as they are, with what they have lived through; their notices are brought forward,
 * and whoever follows is drawn anew from there, from the same addresses: a lead time is the same
 * wherever it begins. Nobody's past is touched:
 *
 *   notice of somebody in post      on or after today, as nobody gives it who has not used up the
 *                                   hazard drawn by yesterday
 *   recruiting, joining, classes    follow notices, so nothing of before today moves
 *   spells, days away               of whoever stays in post are the same, until they leave
 *   leave                           booked a leave year at a time, stays booked with the post: a
 *                                   successor who goes live meanwhile takes over what is left of it
 *   rota already made               somebody who leaves stays on it, as a gap
 *   agency, acting up               whoever stands in or acts today and is still wanted goes on
 *
 * Thread rule: belongs to the workforce's thread.
 */
#ifndef MUSTER_BURNOUT_H
#define MUSTER_BURNOUT_H

#include "people.h"

struct muster_burnout {
    struct muster_burnout_rule rule; /* of this replication */
    size_t week_count;               /* that the replication can have */
    double *handling_s, *present_s;  /* [week][role] on the phones; of the weeks that are over */
    const struct muster_burnout *as; /* whose weeks are lived, if not its own */
    int32_t today;                   /* of the last drawing; 0: at the start */
    double *factor;                  /* [role] of the seven days from today */
    double *missed; /* [week][post] of whoever is planned for, for what was not delivered; NULL */
    size_t week;    /* that begins today */
    /* those of before today's drawing */
    size_t before_count, before_room;
    struct muster_occupant *before;
    size_t *before_first; /* [post + 1] */
};

/* *out is NULL when nobody leaves because of the load. MUSTER_OK or MUSTER_NO_MEMORY. Free with
 * muster_burnout_free: NULL is fine; returns NULL. */
enum muster_status muster_burnout_new(struct muster_burnout **out,
                                      const struct muster_roster *roster);
struct muster_burnout *muster_burnout_free(struct muster_burnout *burnout);
/* A new replication: its parameter is drawn. */
void muster_burnout_begin(struct muster_workforce *workforce);
/* Draws anew what the weeks before week `week` change. MUSTER_OK or MUSTER_NO_MEMORY. */
enum muster_status muster_burnout_week(struct muster_workforce *workforce, size_t week);
/* Brings forward the notice of somebody in post in the seven days from today: of whoever was the
 * i-th of those before, or of a joiner. */
void muster_burnout_hasten(struct muster_occupant *who, const struct muster_workforce *workforce,
                           const struct muster_role *role, size_t i);
#define MUSTER_JOINER SIZE_MAX

/* Where one of those of before today's drawing stands now: holders keep their place in the post's
 * order. -1: not drawn again. */
int32_t muster_burnout_place(const struct muster_workforce *workforce, int32_t before);

/* The day from which on people are drawn. */
static inline int32_t muster_burnout_today(const struct muster_workforce *workforce)
{
    return workforce->burnout ? workforce->burnout->today : 0;
}

#endif
