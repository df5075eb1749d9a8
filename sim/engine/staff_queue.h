/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Staff events that the day itself brings: few, in order of time, first come first of equal ones.
 * Thread rule: belongs to one thread.
 */
#ifndef MUSTER_STAFF_QUEUE_H
#define MUSTER_STAFF_QUEUE_H

#include "workforce.h"

#include <math.h>

struct muster_staff_queue {
    size_t count, room;
    struct muster_staff_event *event; /* [room] descending in time: the next one is the last */
};

/* When the next one is due [s]; INFINITY: none. */
static inline double muster_staff_queue_next(const struct muster_staff_queue *queue)
{
    return queue->count > 0 ? queue->event[queue->count - 1].time_s : INFINITY;
}

/* Takes the next one; there is one. */
static inline struct muster_staff_event muster_staff_queue_take(struct muster_staff_queue *queue)
{
    return queue->event[--queue->count];
}

/* Adds one; there is room. */
static inline void muster_staff_queue_add(struct muster_staff_queue *queue,
                                          struct muster_staff_event event)
{
    size_t at = queue->count++;
    for (; at > 0 && queue->event[at - 1].time_s <= event.time_s; at--)
        queue->event[at] = queue->event[at - 1];
    queue->event[at] = event;
}

#endif
