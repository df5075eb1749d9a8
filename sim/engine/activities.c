/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "activities.h"

#include "buddies.h"
#include "gauge.h"
#include "off_phone.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define IN_HAND 4 /* activities that run into each other; the last one takes in any more */

/* The activities that a person is at, or will be after the contact in hand. */
struct in_hand {
    size_t count;
    uint32_t activity[IN_HAND];
    double length_s[IN_HAND];
};

struct muster_activities {
    size_t slots;
    struct in_hand *in_hand; /* [slots] */
    struct muster_staff_queue moved;
};

enum muster_status muster_activities_new(struct muster_activities **out,
                                         const struct muster_replication *rep)
{
    *out = NULL;
    bool buddies = rep->plan->scenario->recruitment.buddy.given;
    if (!rep->workforce || (muster_workforce_activities(rep->workforce) == 0 && !buddies))
        return MUSTER_OK;
    struct muster_activities *activities = calloc(1, sizeof *activities);
    if (!activities)
        return MUSTER_NO_MEMORY;
    activities->slots = rep->plan->slots;
    activities->moved.room = muster_workforce_activities(rep->workforce);
    activities->in_hand = calloc(activities->slots + 1, sizeof *activities->in_hand);
    activities->moved.event = calloc(activities->moved.room + 1, sizeof *activities->moved.event);
    if (!activities->in_hand || !activities->moved.event) {
        muster_activities_free(activities);
        return MUSTER_NO_MEMORY;
    }
    *out = activities;
    return MUSTER_OK;
}

struct muster_activities *muster_activities_free(struct muster_activities *activities)
{
    if (activities) {
        free(activities->in_hand);
        free(activities->moved.event);
    }
    free(activities);
    return NULL;
}

void muster_activities_reset(struct muster_activities *activities)
{
    if (!activities)
        return;
    memset(activities->in_hand, 0, activities->slots * sizeof *activities->in_hand);
    activities->moved.count = 0;
}

double muster_activity_next(const struct muster_activities *activities)
{
    return activities ? muster_staff_queue_next(&activities->moved) : INFINITY;
}

struct muster_staff_event muster_activity_take(struct muster_activities *activities)
{
    return muster_staff_queue_take(&activities->moved);
}

/* Comes once again later in the week; false when there is no room. */
static bool move(struct muster_replication *rep, const struct muster_staff_event *event)
{
    struct muster_staff_queue *queue = &rep->activities->moved;
    if (queue->count == queue->room)
        return false;
    struct muster_staff_event again = *event;
    again.time_s = muster_workforce_later(rep->workforce, event->group, event->person,
                                          event->time_s, event->value, event->activity);
    if (again.time_s < 0 || again.time_s >= rep->plan->period.end_s)
        return false;
    again.activity |= MUSTER_OFF_PHONE_MOVED;
    muster_staff_queue_add(queue, again);
    return true;
}

/* The seconds of an event's time go from or back to those scheduled on the phones. */
static void reschedule(struct muster_replication *rep, const struct muster_staff_event *event,
                       double sign)
{
    muster_ledger_staff_span(&rep->ledger, event->group, MUSTER_STAFF_SCHEDULED_S, event->time_s,
                             event->time_s + event->value, sign);
}

static void cancelled(struct muster_replication *rep, uint32_t group, double time_s, double seconds)
{
    if (seconds > 0)
        muster_ledger_staff_span(&rep->ledger, group, MUSTER_STAFF_OFF_PHONE_CANCELLED_S, time_s,
                                 time_s + seconds, 1);
}

/* Whether load cancels what is due. */
static bool cancels(struct muster_replication *rep, const struct muster_staff_event *event,
                    uint32_t which)
{
    if (which == MUSTER_OFF_PHONE_BUDDY)
        return false;
    const struct muster_activity *activity = &rep->plan->scenario->activity[which];
    return muster_gauge_any(rep, &rep->plan->group[event->group], activity->cancel,
                            activity->cancel_count, event->time_s);
}

/* What does not take place now: it comes again, or is counted. */
static void put_off(struct muster_replication *rep, const struct muster_staff_event *event,
                    uint32_t which, bool cancelled_now)
{
    bool moved = event->activity & MUSTER_OFF_PHONE_MOVED;
    if (!moved)
        reschedule(rep, event, 1);
    if (which == MUSTER_OFF_PHONE_BUDDY ||
        (cancelled_now && !moved && rep->plan->scenario->activity[which].moved && move(rep, event)))
        return;
    cancelled(rep, event->group, event->time_s, event->value);
}

void muster_activity_due(struct muster_replication *rep, const struct muster_staff_event *event)
{
    uint32_t slot = rep->plan->group[event->group].first_slot + event->person;
    uint32_t which = event->activity & ~MUSTER_OFF_PHONE_MOVED;
    const struct muster_person *person = &rep->person[slot];
    bool there = person->state != MUSTER_PERSON_OFF && !person->leaving;
    bool by_load = there && cancels(rep, event, which);
    if (!there || by_load) {
        put_off(rep, event, which, by_load);
        return;
    }
    if (event->activity & MUSTER_OFF_PHONE_MOVED)
        reschedule(rep, event, -1);
    struct in_hand *hand = &rep->activities->in_hand[slot];
    size_t at = hand->count < IN_HAND ? hand->count++ : IN_HAND - 1;
    bool more = at == hand->count - 1 && hand->length_s[at] > 0;
    hand->activity[at] = more ? hand->activity[at] : which;
    hand->length_s[at] += event->value;
    muster_person_break(rep, slot, event->time_s, event->value, MUSTER_CHANGE_OFF_PHONE);
}

void muster_activity_end(struct muster_replication *rep, uint32_t slot, double from_s, double to_s)
{
    struct in_hand *hand = &rep->activities->in_hand[slot];
    uint32_t group = rep->person[slot].group;
    uint32_t person = slot - rep->plan->group[group].first_slot;
    for (size_t i = 0; i < hand->count; i++) {
        double length_s = hand->length_s[i], left_s = fmax(0, to_s - from_s);
        /* Whole but for the rounding of the clock. */
        double taken_s = left_s >= length_s - 1e-6 ? length_s : left_s;
        bool buddy = hand->activity[i] == MUSTER_OFF_PHONE_BUDDY;
        if (taken_s > 0)
            muster_ledger_staff_span(&rep->ledger, group,
                                     buddy ? MUSTER_STAFF_BUDDYING_S : MUSTER_STAFF_OFF_PHONE_S,
                                     from_s, from_s + taken_s, 1);
        if (taken_s > 0 && !buddy)
            muster_workforce_delivered(rep->workforce, group, person, hand->activity[i], taken_s);
        if (!buddy)
            cancelled(rep, group, fmax(from_s, to_s), length_s - taken_s);
        from_s += length_s;
    }
    memset(hand, 0, sizeof *hand);
}
