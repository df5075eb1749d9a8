/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Inside the planning of activities: what off_phone.c (the table, what is asked of it, effects) and
 * off_phone_plan.c (placing) share. Only they include this header; others see off_phone.h.
 */
#ifndef MUSTER_OFF_PHONE_WEEK_H
#define MUSTER_OFF_PHONE_WEEK_H

#include "off_phone.h"

#define MUSTER_OFF_PHONE_WEEKS 14  /* 13 that are over and the current one */
#define MUSTER_OFF_PHONE_STEPS 192 /* of a day and the next, each MUSTER_STAGGER_S */
#define MUSTER_OFF_PHONE_NEVER INT32_MIN

/* The plan of one rota week; two of them alternate. */
struct muster_off_phone_week {
    int32_t first_day;
    int32_t *first;              /* [post][7] first piece of the duty's day, -1 = none */
    struct muster_day_plan *day; /* [post][7] of those on duty, count on; end_s = 0: no duty */
    float *need;                 /* [role][MUSTER_COVER_DAYS][intervals] people still needed */
    float *loss; /* [role][7][MUSTER_OFF_PHONE_STEPS] rise in cost when one goes for that step */
    size_t piece_count;
    struct muster_piece *piece;
};

struct muster_off_phone {
    const struct muster_roster *roster;
    const struct muster_activity *activity;
    size_t activity_count, piece_room;
    struct muster_off_phone_week week[2];
    int32_t *last; /* [post][activity] rota week of the last one, or NEVER */
    bool has_effect;
    size_t now;                 /* place of the current simulated week in the ring */
    int32_t *occupant;          /* [post] whose hours these are */
    float *planned, *delivered; /* [post][activity][MUSTER_OFF_PHONE_WEEKS] s */
};

/* Equal pieces into which a time is cut. */
size_t muster_off_phone_pieces(const struct muster_activity *activity, double each_s);
/* The time of the week, from from_s of weekday `first` on, at which a person of the role is missed
 * least for length_s; weekdays are looked at from `turn` on. False when there is none. */
bool muster_off_phone_least(int *weekday, double *time_s, const struct muster_off_phone_week *week,
                            const struct muster_role *role, size_t p, int turn, int first,
                            double from_s, double length_s);
/* Adds a piece and takes the person from those there. */
void muster_off_phone_take(struct muster_off_phone_week *week, const struct muster_off_phone *plans,
                           const struct muster_role *role, size_t p, int j,
                           struct muster_piece piece);

#endif
