/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Joining where one post has a say in another's: classes with few places, and plans of so many
 * people by date. A role's posts are then filled intake by intake, not one after another; the draws
 * are the same, so that a class with room for all moves nobody.
 */
#include "burnout.h"

#include <math.h>
#include <stdlib.h>

bool muster_joined_together(const struct muster_scenario *scenario)
{
    return scenario->recruitment.has_class || scenario->recruitment.by_plan;
}

static int by_post(const void *a, const void *b)
{
    const struct muster_occupant *x = a, *y = b;
    if (x->post != y->post)
        return x->post < y->post ? -1 : 1;
    return (x->number > y->number) - (x->number < y->number);
}

/* Those appended since `first`, in the order of posts, and where each post's begin. */
static void sort_holders(struct muster_workforce *workforce, const struct muster_role *role,
                         size_t first)
{
    size_t count = workforce->occupant_count - first, i = 0;
    struct muster_occupant *who = workforce->occupant + first;
    if (count > 0)
        qsort(who, count, sizeof *who, by_post);
    for (size_t p = 0; p < role->post_count; p++) {
        while (i < count && who[i].post < p)
            i++;
        workforce->post_first[role->first_post + p] = first + i;
    }
}

/* ---- by plan ---- */

/* The vacant post that is filled next on a day; post_count when there is none. */
static size_t vacant_on(const struct muster_workforce *workforce, const struct muster_role *role,
                        int32_t day)
{
    size_t next = role->post_count;
    for (size_t p = 0; p < role->post_count; p++) {
        const struct muster_seat *seat = &workforce->seat[p];
        bool vacant = seat->free_day <= day && day < role->to_day[p];
        if (vacant && (next == role->post_count || role->place[p] < role->place[next] - 1e-9))
            next = p;
    }
    return next;
}

static enum muster_status join_by_plan(struct muster_workforce *workforce,
                                       const struct muster_role *role)
{
    const struct muster_roster *roster = workforce->roster;
    const struct muster_recruitment *rule = &roster->scenario->recruitment;
    int32_t origin = roster->period->day[0].date, last = (int32_t)roster->period->day_count;
    for (size_t i = 0; i < rule->plan_count; i++) {
        int32_t day = rule->plan[i].date - origin;
        if (rule->plan[i].group != (int)role->index || day < muster_burnout_today(workforce) ||
            day > last)
            continue;
        for (int person = 0; person < rule->plan[i].people; person++) {
            size_t p = vacant_on(workforce, role, day);
            if (p == role->post_count)
                break;
            if (muster_seat_join(workforce, role, &workforce->seat[p], day) != MUSTER_OK)
                return MUSTER_NO_MEMORY;
        }
    }
    return MUSTER_OK;
}

/* ---- in classes ---- */

/* The seat that has been ready longest by a day, ties to the lower post; NULL when nobody is. */
static struct muster_seat *next_ready(const struct muster_workforce *workforce,
                                      const struct muster_role *role, double day)
{
    struct muster_seat *next = NULL;
    for (size_t p = 0; p < role->post_count; p++) {
        struct muster_seat *seat = &workforce->seat[p];
        if (seat->ready <= day && (!next || seat->ready < next->ready))
            next = seat;
    }
    return next;
}

static int ready_by(const struct muster_workforce *workforce, const struct muster_role *role,
                    int32_t day)
{
    int count = 0;
    for (size_t p = 0; p < role->post_count; p++)
        count += workforce->seat[p].ready <= day;
    return count;
}

static void look_for(struct muster_workforce *workforce, const struct muster_role *role, size_t p)
{
    if (!muster_seat_wanted(&workforce->seat[p], workforce, role))
        workforce->seat[p].ready = INFINITY;
}

static enum muster_status join_in_classes(struct muster_workforce *workforce,
                                          const struct muster_role *role)
{
    const struct muster_roster *roster = workforce->roster;
    const struct muster_recruitment *rule = &roster->scenario->recruitment;
    int32_t last = (int32_t)roster->period->day_count;
    for (size_t p = 0; p < role->post_count; p++)
        look_for(workforce, role, p);
    for (int32_t day = muster_next_intake(roster, muster_burnout_today(workforce)); day <= last;
         day = muster_next_intake(roster, day + 1)) {
        if (ready_by(workforce, role, day) < rule->class_least)
            continue;
        for (int place = 0; place < rule->class_most; place++) {
            struct muster_seat *seat = next_ready(workforce, role, day);
            if (!seat)
                break;
            if (muster_seat_join(workforce, role, seat, day < 1 ? 1 : day) != MUSTER_OK)
                return MUSTER_NO_MEMORY;
            look_for(workforce, role, seat->post);
        }
    }
    return MUSTER_OK;
}

enum muster_status muster_role_joins(struct muster_workforce *workforce,
                                     const struct muster_role *role)
{
    size_t first = workforce->occupant_count;
    enum muster_status status = MUSTER_OK;
    for (size_t p = 0; p < role->post_count && status == MUSTER_OK; p++) {
        status = muster_seat_open(&workforce->seat[p], workforce, role, p);
    }
    if (status == MUSTER_OK)
        status = workforce->roster->scenario->recruitment.by_plan
                     ? join_by_plan(workforce, role)
                     : join_in_classes(workforce, role);
    sort_holders(workforce, role, first);
    return status;
}
