/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One day of one replication by the minute, out of its contacts and its rota: the service level so
 * far, the queue, who is handling and who is on the phones.
 *
 * On the phones is worked out as the engine lives it: from the shift's start; a break begins after
 * the contact in hand and is taken whole; at the shift's end the contact in hand is finished, and
 * at close the queue. Of groups given by numbers present it is the number given while open, before
 * any attendance is drawn. Thread rule: the caller's arrays only.
 */
#ifndef MUSTER_DAY_VIEW_H
#define MUSTER_DAY_VIEW_H

#include "replay.h"

enum { MUSTER_DAY_MINUTES = 1440 };

struct muster_day_view {
    double level[MUSTER_DAY_MINUTES];    /* of the contacts that arrived until the minute's end;
                                            NAN before the first */
    double queue[MUSTER_DAY_MINUTES];    /* most contacts waiting at once in the minute */
    double handling[MUSTER_DAY_MINUTES]; /* mean people handling contacts */
    double present[MUSTER_DAY_MINUTES];  /* mean people on the phones; attendance: as planned */
    size_t first, end;                   /* minutes from the first to the last with anything */
    bool attendance;                     /* some group's attendance is drawn: present is a plan */
};

/* `log` holds the attempts of the day and the one before; `day` of the horizon; `staff` of that
 * day. The level is that of the definition, or of all offered contacts where it is the virtual one,
 * which a trace does not tell. MUSTER_OK or MUSTER_NO_MEMORY. */
enum muster_status muster_day_view_make(struct muster_day_view *view,
                                        const struct muster_replay *replay, size_t day,
                                        const struct muster_trace_log *log,
                                        const struct muster_replay_staff *staff);

/* What an attempt adds to the service level: numerator and denominator. */
struct muster_day_hit {
    double hit, of;
};
struct muster_day_hit muster_day_hit(const struct muster_trace_row *row,
                                     const struct muster_scenario *scenario);

#endif
