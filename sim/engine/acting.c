/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who acts up: people of a lower group in vacant posts of a higher one.
 *
 * A post that has been vacant (as stand_ins.c says) for `after` days is covered, day by day in the
 * order of the file and of the establishment, by the person of the lower group who has been live
 * longest (ties: the lower post), on a contract of as many FTE, neither under notice, off sick nor
 * acting on that day; on the first day on which there is one and the group has fewer than `most`.
 * They act until a recruit goes live in the post, the post ends, or they leave; then the next one.
 * No draw is made: who acts follows from who holds which post, and moves nobody else.
 *
 * They work the post's rota, on the skills of its group, and keep their leave, their sickness,
 * their experience and their own post, to which nobody is recruited. Both rotas know of it.
 */
#include "burnout.h"

#include <math.h>
#include <stdlib.h>

#define SAME_FTE 1e-6

static bool anybody_acts(const struct muster_scenario *scenario)
{
    for (size_t g = 0; g < scenario->group_count; g++)
        if (scenario->group[g].acting_up.given)
            return true;
    return false;
}

const struct muster_acting *muster_acting_last(const struct muster_workforce *workforce,
                                               size_t post, int32_t day)
{
    if (workforce->acting_count == 0)
        return NULL;
    for (int32_t i = workforce->acting_in[post]; i >= 0; i = workforce->acting[i].next_in)
        if (workforce->acting[i].from <= day)
            return &workforce->acting[i];
    return NULL;
}

const struct muster_acting *muster_acting_in(const struct muster_workforce *workforce, size_t post,
                                             int32_t day)
{
    const struct muster_acting *one = muster_acting_last(workforce, post, day);
    return one && day < one->to ? one : NULL;
}

const struct muster_acting *muster_acting_of(const struct muster_workforce *workforce, size_t post,
                                             int32_t occupant, int32_t day)
{
    if (workforce->acting_count == 0)
        return NULL;
    for (int32_t i = workforce->acting_of[post]; i >= 0; i = workforce->acting[i].next_of) {
        const struct muster_acting *one = &workforce->acting[i];
        if (one->actor == occupant && one->from <= day && day < one->to)
            return one;
    }
    return NULL;
}

/* ---- who ---- */

/* The person of the lower role who would act from a day on; -1 when there is none. */
static int32_t longest_live(const struct muster_workforce *workforce,
                            const struct muster_role *lower, double fte, int32_t day)
{
    int32_t best = -1;
    for (size_t p = 0; p < lower->post_count; p++) {
        size_t post = lower->first_post + p;
        if (lower->post[p].term_time)
            continue;
        for (size_t i = workforce->post_first[post];
             i < workforce->post_first[post + 1] && fabs(lower->fte[p] - fte) < SAME_FTE; i++) {
            const struct muster_occupant *who = &workforce->occupant[i];
            bool there = who->live <= day && day < who->leave && day < who->notice &&
                         !muster_acting_of(workforce, post, (int32_t)i, day) &&
                         !(workforce->has_absence && muster_spell_on(workforce, who, day));
            if (there && (best < 0 || who->live < workforce->occupant[best].live))
                best = (int32_t)i;
        }
    }
    return best;
}

/* The first day from one on on which the post is no longer vacant. */
static int32_t vacant_until(const struct muster_workforce *workforce,
                            const struct muster_role *role, size_t p, int32_t day)
{
    int32_t end = (int32_t)workforce->roster->period->day_count;
    end = role->to_day[p] < end ? role->to_day[p] : end;
    while (day < end && !muster_post_held(workforce, role->first_post + p, day))
        day++;
    return day;
}

/* When somebody acting on a day no longer does. */
static int32_t acts_until(const struct muster_workforce *workforce, const struct muster_acting *one,
                          int32_t day)
{
    int32_t until = vacant_until(workforce, one->role, one->post, day);
    int32_t leave = workforce->occupant[one->actor].leave;
    return until < leave ? until : leave;
}

/* Puts somebody who acts on the lists of the two posts. */
static void list(struct muster_workforce *workforce, size_t i)
{
    struct muster_acting *one = &workforce->acting[i];
    const struct muster_role *lower = &workforce->roster->role[one->role->group->acting_up.from];
    size_t own = lower->first_post + workforce->occupant[one->actor].post;
    one->next_in = workforce->acting_in[one->role->first_post + one->post];
    one->next_of = workforce->acting_of[own];
    workforce->acting_in[one->role->first_post + one->post] = workforce->acting_of[own] =
        (int32_t)i;
}

static enum muster_status act(struct muster_workforce *workforce, const struct muster_role *role,
                              size_t p, int32_t actor, int32_t day)
{
    if (workforce->acting_count == workforce->acting_room) {
        size_t room = 2 * workforce->acting_room + 16;
        struct muster_acting *more = realloc(workforce->acting, room * sizeof *more);
        if (!more)
            return MUSTER_NO_MEMORY;
        workforce->acting = more;
        workforce->acting_room = room;
    }
    struct muster_acting *one = &workforce->acting[workforce->acting_count++];
    *one = (struct muster_acting){.from = day, .actor = actor, .role = role, .post = (uint32_t)p};
    one->to = acts_until(workforce, one, day);
    list(workforce, workforce->acting_count - 1);
    return MUSTER_OK;
}

/* ---- when ---- */

/* Whether a post is vacant on a day and has been for so long; counts the days. */
static bool vacant_so_long(struct muster_workforce *workforce, const struct muster_role *role,
                           size_t p, int32_t day)
{
    int32_t *days = &workforce->vacant_days[role->first_post + p];
    bool vacant = role->from_day[p] <= day && day < role->to_day[p] &&
                  !muster_post_held(workforce, role->first_post + p, day) &&
                  !role->post[p].term_time;
    int32_t before = *days;
    *days = vacant ? before + 1 : 0;
    return vacant && before >= role->group->acting_up.after_days;
}

/* The posts of a role on one day. */
static enum muster_status cover_day(struct muster_workforce *workforce,
                                    const struct muster_role *role, int32_t day, bool begin)
{
    const struct muster_acting_up *rule = &role->group->acting_up;
    double nobody_of = -1; /* FTE of which nobody is left today */
    int at_once = 0;
    for (size_t p = 0; p < role->post_count; p++)
        at_once += muster_acting_in(workforce, role->first_post + p, day) != NULL;
    for (size_t p = 0; p < role->post_count; p++) {
        if (!vacant_so_long(workforce, role, p, day) || !begin || at_once >= rule->most ||
            muster_acting_in(workforce, role->first_post + p, day) || role->fte[p] == nobody_of)
            continue;
        int32_t actor =
            longest_live(workforce, &workforce->roster->role[rule->from], role->fte[p], day);
        if (actor < 0) {
            nobody_of = role->fte[p];
            continue;
        }
        if (act(workforce, role, p, actor, day) != MUSTER_OK)
            return MUSTER_NO_MEMORY;
        at_once++;
    }
    return MUSTER_OK;
}

/* Finds those who begin to act on or after a day. */
static enum muster_status cover_from(struct muster_workforce *workforce, int32_t from)
{
    const struct muster_roster *roster = workforce->roster;
    for (int32_t day = 0; day < (int32_t)roster->period->day_count; day++)
        for (size_t r = 0; r < roster->role_count; r++)
            if (roster->role[r].group->acting_up.given &&
                cover_day(workforce, &roster->role[r], day, day >= from) != MUSTER_OK)
                return MUSTER_NO_MEMORY;
    return MUSTER_OK;
}

static void forget_lists(struct muster_workforce *workforce)
{
    for (size_t post = 0; post < workforce->roster->post_count; post++) {
        workforce->acting_in[post] = workforce->acting_of[post] = -1;
        workforce->vacant_days[post] = 0;
    }
}

enum muster_status muster_acting_draw(struct muster_workforce *workforce)
{
    workforce->acting_count = 0;
    if (!workforce->acting_in) /* nobody acts up anywhere */
        return MUSTER_OK;
    forget_lists(workforce);
    return cover_from(workforce, 0);
}

enum muster_status muster_acting_redraw(struct muster_workforce *workforce)
{
    int32_t today = muster_burnout_today(workforce);
    size_t count = 0;
    if (!workforce->acting_in)
        return MUSTER_OK;
    forget_lists(workforce);
    for (size_t i = 0; i < workforce->acting_count; i++) {
        struct muster_acting one = workforce->acting[i];
        if (one.from >= today)
            continue;
        one.actor = muster_burnout_place(workforce, one.actor);
        if (one.to > today)
            one.to = acts_until(workforce, &one, today);
        workforce->acting[count] = one;
        list(workforce, count++);
    }
    workforce->acting_count = count;
    return cover_from(workforce, today);
}

enum muster_status muster_acting_room(struct muster_workforce *workforce)
{
    size_t posts = workforce->roster->post_count + 1;
    if (!anybody_acts(workforce->roster->scenario))
        return MUSTER_OK;
    workforce->acting_in = calloc(posts, sizeof *workforce->acting_in);
    workforce->acting_of = calloc(posts, sizeof *workforce->acting_of);
    workforce->vacant_days = calloc(posts, sizeof *workforce->vacant_days);
    return workforce->acting_in && workforce->acting_of && workforce->vacant_days
               ? MUSTER_OK
               : MUSTER_NO_MEMORY;
}
