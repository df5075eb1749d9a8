/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A person's stretches on the phones, read off the events of the shifts: from the shift's start to
 * each break or lunch, from its end to the next, and to the shift's end. A break begins when the
 * contact in hand is finished and is taken whole; one may run into the next.
 * Thread rule: a person belongs to one thread.
 */
#ifndef MUSTER_ON_PHONES_H
#define MUSTER_ON_PHONES_H

#include "workforce.h"

/* One person; all zeros before the first event. */
struct muster_on_phones {
    bool on;
    double from_s; /* on the phones again from here; a break under way ends here */
};

/* Takes the person's next event, at `time_s` of any clock, on which the person is free of the
 * contact in hand at `free_s` [>= time_s]. True when a stretch [*from_s, *to_s) is complete. */
static inline bool muster_on_phones_event(struct muster_on_phones *person, double *from_s,
                                          double *to_s, const struct muster_staff_event *event,
                                          double time_s, double free_s)
{
    bool was_on = person->on && person->from_s <= time_s;
    *from_s = person->from_s;
    *to_s = free_s;
    if (event->change == MUSTER_CHANGE_ON) {
        *person = (struct muster_on_phones){true, time_s};
        return false;
    }
    if (event->change == MUSTER_CHANGE_OFF)
        person->on = false;
    else
        person->from_s = (was_on ? free_s : person->from_s) + event->value;
    return was_on;
}

#endif
