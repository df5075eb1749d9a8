/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who stands in a post: agency workers between two days, by the rota of the post. A vacancy lasts
 * from a holder's leaving (or the post's beginning, or the start) until the next one goes live; the
 * agency is there `ready_after` later. Where somebody acts in the post there is no agency
 * meanwhile; the post of somebody who acts elsewhere counts as vacant.
 *
 * Stand-ins are nobody's own people: no leave, no sickness, no headcount. They are new to the
 * centre, and learn as newcomers do.
 */
#include "people.h"

#include <stdlib.h>
#include <string.h>

static bool agency_given(const struct muster_scenario *scenario)
{
    for (size_t g = 0; g < scenario->group_count; g++)
        if (scenario->group[g].agency.given)
            return true;
    return false;
}

static struct muster_stand_in *append(struct muster_workforce *workforce)
{
    if (workforce->stand_in_count == workforce->stand_in_room) {
        size_t room = 2 * workforce->stand_in_room + 16;
        struct muster_stand_in *more = realloc(workforce->stand_in, room * sizeof *more);
        if (!more)
            return NULL;
        workforce->stand_in = more;
        workforce->stand_in_room = room;
    }
    return &workforce->stand_in[workforce->stand_in_count++];
}

struct muster_stand_in *muster_stand_in_on(const struct muster_workforce *workforce, size_t post,
                                           int32_t day)
{
    if (workforce->stand_in_count == 0)
        return NULL;
    for (int32_t i = workforce->stand_in_first[post]; i >= 0; i = workforce->stand_in[i].next)
        if (workforce->stand_in[i].from <= day && day < workforce->stand_in[i].to)
            return &workforce->stand_in[i];
    return NULL;
}

/* Agency workers of a role on a day. */
static uint16_t *at_once(struct muster_workforce *workforce, const struct muster_role *role,
                         int32_t day)
{
    return &workforce->agency_on[role->index * workforce->roster->period->day_count + (size_t)day];
}

/* Puts a stand-in on the post's list. */
static void list(struct muster_workforce *workforce, size_t i)
{
    struct muster_stand_in *one = &workforce->stand_in[i];
    one->next = workforce->stand_in_first[one->post];
    workforce->stand_in_first[one->post] = (int32_t)i;
}

/* Whoever stood in until the people were drawn anew. */
static struct muster_stand_in *until_today(const struct muster_workforce *workforce, size_t post,
                                           int32_t from)
{
    if (from == 0 || from != workforce->stand_in_from)
        return NULL;
    for (int32_t i = workforce->stand_in_first[post]; i >= 0; i = workforce->stand_in[i].next)
        if (workforce->stand_in[i].to == from)
            return &workforce->stand_in[i];
    return NULL;
}

static enum muster_status stand(struct muster_workforce *workforce, const struct muster_role *role,
                                size_t p, int32_t from, int32_t to)
{
    for (int32_t day = from; day < to; day++)
        ++*at_once(workforce, role, day);
    struct muster_stand_in *same = until_today(workforce, role->first_post + p, from);
    if (same) {
        same->to = to;
        return MUSTER_OK;
    }
    struct muster_stand_in *one = append(workforce);
    if (!one)
        return MUSTER_NO_MEMORY;
    size_t post = role->first_post + p;
    *one = (struct muster_stand_in){.from = from, .to = to, .post = (uint32_t)post};
    list(workforce, workforce->stand_in_count - 1);
    return MUSTER_OK;
}

/* Dates of the group's agency as days, and within the simulated ones. */
static void clip(int32_t *from, int32_t *to, const struct muster_workforce *workforce,
                 const struct muster_agency *agency)
{
    const struct muster_period *period = workforce->roster->period;
    int64_t origin = period->day[0].date;
    int64_t first = agency->from - origin, end = agency->until - origin + 1;
    *from = *from > workforce->stand_in_from ? *from : workforce->stand_in_from;
    *from = *from > first ? *from : (int32_t)first;
    *to = *to < (int32_t)period->day_count ? *to : (int32_t)period->day_count;
    *to = *to < end ? *to : (int32_t)end;
}

enum muster_status muster_stand_in_add(struct muster_workforce *workforce,
                                       const struct muster_role *role, size_t p, int32_t from,
                                       int32_t to)
{
    const struct muster_agency *agency = &role->group->agency;
    if (!agency->given)
        return MUSTER_OK;
    clip(&from, &to, workforce, agency);
    for (int32_t day = from; day < to;) {
        while (day < to && *at_once(workforce, role, day) >= agency->most)
            day++;
        int32_t begun = day;
        while (day < to && *at_once(workforce, role, day) < agency->most)
            day++;
        if (begun < day && stand(workforce, role, p, begun, day) != MUSTER_OK)
            return MUSTER_NO_MEMORY;
    }
    return MUSTER_OK;
}

/* The days on which nobody works a post, one stretch after another. */
static enum muster_status cover_post(struct muster_workforce *workforce,
                                     const struct muster_role *role, size_t p)
{
    size_t post = role->first_post + p;
    int32_t last = (int32_t)workforce->roster->period->day_count;
    int32_t end = role->to_day[p] < last ? role->to_day[p] : last;
    for (int32_t day = role->from_day[p] > 0 ? role->from_day[p] : 0; day < end; day++) {
        int32_t from = day;
        while (day < end && muster_post_worker(workforce, post, day) < 0)
            day++;
        if (from < day &&
            muster_stand_in_add(workforce, role, p, from + role->group->agency.ready_after_days,
                                day) != MUSTER_OK)
            return MUSTER_NO_MEMORY;
    }
    return MUSTER_OK;
}

/* Those off sick for long: from the day on which they have been away so long. */
static enum muster_status cover_sick(struct muster_workforce *workforce,
                                     const struct muster_role *role, size_t p)
{
    int32_t after = role->group->agency.sick_after_days;
    const size_t *first = workforce->post_first + role->first_post + p;
    for (size_t i = first[0]; i < first[1]; i++) {
        const struct muster_occupant *who = &workforce->occupant[i];
        for (size_t k = 0; k < who->spell_count; k++) {
            const struct muster_spell *spell = &workforce->spell[who->spell_first + k];
            int32_t from = spell->first + after, end = spell->end;
            from = from > who->live ? from : who->live;
            end = end < who->leave ? end : who->leave;
            while (from < end &&
                   muster_acting_of(workforce, role->first_post + p, (int32_t)i, from))
                from++; /* their own post is covered already */
            if (from < end && muster_stand_in_add(workforce, role, p, from, end) != MUSTER_OK)
                return MUSTER_NO_MEMORY;
        }
    }
    return MUSTER_OK;
}

enum muster_status muster_stand_ins_for_sick(struct muster_workforce *workforce)
{
    const struct muster_roster *roster = workforce->roster;
    for (size_t r = 0; r < roster->role_count && workforce->has_absence; r++)
        for (size_t p = 0;
             p < roster->role[r].post_count && roster->role[r].group->agency.sick_after_days > 0;
             p++)
            if (cover_sick(workforce, &roster->role[r], p) != MUSTER_OK)
                return MUSTER_NO_MEMORY;
    return MUSTER_OK;
}

/* Nobody is listed, and from a day on nobody is counted. */
static void forget_from(struct muster_workforce *workforce, int32_t day)
{
    const struct muster_roster *roster = workforce->roster;
    size_t days = roster->period->day_count;
    for (size_t post = 0; post < roster->post_count; post++)
        workforce->stand_in_first[post] = -1;
    for (size_t r = 0; r < roster->role_count; r++)
        memset(workforce->agency_on + r * days + day, 0,
               (days - (size_t)day) * sizeof *workforce->agency_on);
}

static enum muster_status cover_vacancies(struct muster_workforce *workforce)
{
    const struct muster_roster *roster = workforce->roster;
    for (size_t r = 0; r < roster->role_count; r++)
        for (size_t p = 0; p < roster->role[r].post_count && roster->role[r].group->agency.given;
             p++)
            if (cover_post(workforce, &roster->role[r], p) != MUSTER_OK)
                return MUSTER_NO_MEMORY;
    return MUSTER_OK;
}

enum muster_status muster_stand_ins_draw(struct muster_workforce *workforce)
{
    if (!workforce->agency_on) /* no group has agency workers */
        return MUSTER_OK;
    workforce->stand_in_count = 0;
    workforce->stand_in_from = 0;
    forget_from(workforce, 0);
    return cover_vacancies(workforce);
}

enum muster_status muster_stand_ins_redraw(struct muster_workforce *workforce)
{
    int32_t today = workforce->stand_in_from;
    if (!workforce->agency_on)
        return MUSTER_OK;
    size_t count = 0;
    for (size_t i = 0; i < workforce->stand_in_count; i++) {
        struct muster_stand_in one = workforce->stand_in[i];
        one.to = one.to < today ? one.to : today;
        if (one.from < today)
            workforce->stand_in[count++] = one;
    }
    workforce->stand_in_count = count;
    forget_from(workforce, today);
    for (size_t i = 0; i < count; i++)
        list(workforce, i);
    enum muster_status status = cover_vacancies(workforce);
    return status == MUSTER_OK ? muster_stand_ins_for_sick(workforce) : status;
}

enum muster_status muster_stand_ins_room(struct muster_workforce *workforce)
{
    const struct muster_roster *roster = workforce->roster;
    if (!agency_given(roster->scenario))
        return MUSTER_OK;
    workforce->stand_in_first = calloc(roster->post_count + 1, sizeof *workforce->stand_in_first);
    workforce->agency_on =
        calloc(roster->role_count * roster->period->day_count + 1, sizeof *workforce->agency_on);
    return workforce->stand_in_first && workforce->agency_on ? MUSTER_OK : MUSTER_NO_MEMORY;
}
