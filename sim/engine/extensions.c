/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extensions.h"

#include "gauge.h"

#include <math.h>
#include <stdlib.h>

#define SHORTEST_S 300.0 /* nobody stays on for less */
#define STAYED 1         /* in an event's activity: made longer already */

enum muster_status muster_extensions_init(struct muster_staff_queue *queue,
                                          const struct muster_plan *plan)
{
    if (plan->scenario->overtime.extend_count == 0)
        return MUSTER_OK;
    queue->room = plan->slots + 1;
    queue->event = calloc(queue->room, sizeof *queue->event);
    return queue->event ? MUSTER_OK : MUSTER_NO_MEMORY;
}

bool muster_extension_granted(struct muster_replication *rep,
                              const struct muster_staff_event *event)
{
    struct muster_staff_queue *queue = &rep->longer;
    const struct muster_overtime_offer *asked = &rep->plan->scenario->overtime;
    const struct muster_plan_group *group = &rep->plan->group[event->group];
    const struct muster_person *person = &rep->person[group->first_slot + event->person];
    double until_s = fmin(event->time_s + asked->extend_by_s,
                          fmin(rep->window_close_s, rep->plan->period.end_s));
    if (event->activity == STAYED || !rep->open || queue->count == queue->room ||
        until_s - event->time_s < SHORTEST_S || person->state == MUSTER_PERSON_OFF ||
        person->leaving ||
        !muster_gauge_any(rep, group, asked->extend_when, asked->extend_count, event->time_s) ||
        !muster_workforce_stays(rep->workforce, event->group, event->person, event->time_s,
                                until_s - event->time_s, rep->tally))
        return false;
    struct muster_staff_event again = *event;
    again.time_s = until_s;
    again.activity = STAYED;
    muster_staff_queue_add(queue, again);
    muster_ledger_staff_span(&rep->ledger, event->group, MUSTER_STAFF_PAID_S, event->time_s,
                             until_s, 1);
    muster_ledger_staff_span(&rep->ledger, event->group, MUSTER_STAFF_OVERTIME_S, event->time_s,
                             until_s, 1);
    return true;
}

void muster_extension_void(struct muster_replication *rep, const struct muster_staff_event *event)
{
    struct muster_staff_queue *queue = &rep->longer;
    size_t kept = 0;
    for (size_t i = 0; i < queue->count; i++)
        if (queue->event[i].group != event->group || queue->event[i].person != event->person)
            queue->event[kept++] = queue->event[i];
    queue->count = kept;
}
