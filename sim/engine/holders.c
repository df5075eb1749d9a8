/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who works a post on a day: its live holder unless they act elsewhere, else somebody who acts in
 * it; on a rota made before, also somebody who has left since.
 */
#include "people.h"

const struct muster_role *muster_home(const struct muster_workforce *workforce,
                                      const struct muster_role *role,
                                      const struct muster_occupant *who)
{
    if (!role->group->acting_up.given)
        return role;
    const size_t *first = workforce->post_first + role->first_post;
    size_t at = (size_t)(who - workforce->occupant);
    return first[0] <= at && at < first[role->post_count]
               ? role
               : &workforce->roster->role[role->group->acting_up.from];
}

bool muster_post_held(const struct muster_workforce *workforce, size_t post, int32_t day)
{
    for (size_t i = workforce->post_first[post]; i < workforce->post_first[post + 1]; i++)
        if (workforce->occupant[i].live <= day && day < workforce->occupant[i].leave)
            return true;
    return false;
}

int32_t muster_post_worker(const struct muster_workforce *workforce, size_t post, int32_t day)
{
    for (size_t i = workforce->post_first[post]; i < workforce->post_first[post + 1]; i++)
        if (workforce->occupant[i].live <= day && day < workforce->occupant[i].leave)
            return muster_acting_of(workforce, post, (int32_t)i, day) ? -1 : (int32_t)i;
    const struct muster_acting *acting = muster_acting_in(workforce, post, day);
    return acting ? acting->actor : -1;
}

/* Whether somebody who has left by a day gave notice after the rota was made. */
static bool left_since(const struct muster_occupant *who, int32_t day, int32_t made)
{
    return who->live <= day && who->leave <= day && who->notice > made;
}

int32_t muster_post_rostered(uint8_t *flags, const struct muster_workforce *workforce, size_t post,
                             int32_t day, int32_t made)
{
    int32_t worker = muster_post_worker(workforce, post, day), ghost = MUSTER_NO_DUTY;
    *flags = 0;
    if (worker >= 0 || muster_post_held(workforce, post, day))
        return worker >= 0 ? worker : MUSTER_NO_DUTY;
    for (size_t i = workforce->post_first[post]; i < workforce->post_first[post + 1]; i++) {
        const struct muster_occupant *who = &workforce->occupant[i];
        if (left_since(who, day, made) &&
            !muster_acting_of(workforce, post, (int32_t)i, who->leave - 1))
            ghost = (int32_t)i;
    }
    const struct muster_acting *last = muster_acting_last(workforce, post, day);
    if (last && last->to == workforce->occupant[last->actor].leave &&
        left_since(&workforce->occupant[last->actor], day, made))
        ghost = last->actor;
    if (ghost >= 0)
        *flags = MUSTER_DUTY_GHOST;
    return ghost;
}
