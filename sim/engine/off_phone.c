/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "off_phone_week.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- making and freeing ---- */

size_t muster_off_phone_pieces(const struct muster_activity *activity, double each_s)
{
    if (activity->block_s <= 0)
        return 1;
    double pieces = floor(each_s / activity->block_s + 1e-9);
    return pieces < 1 ? 1 : (size_t)pieces;
}

/* Pieces of a post in a week, at most. */
static size_t most_pieces(const struct muster_activity *activity)
{
    size_t slots = 0;
    for (size_t i = 0; i < activity->slot_count; i++)
        for (int j = 0; j < 7; j++)
            slots += activity->slot[i].weekdays >> j & 1;
    return activity->slot_count > 0 ? slots : muster_off_phone_pieces(activity, activity->each_s);
}

static enum muster_status week_room(struct muster_off_phone_week *week,
                                    const struct muster_off_phone *plans)
{
    const struct muster_roster *roster = plans->roster;
    size_t posts = roster->post_count + 1, n = roster->period->intervals_of_day;
    week->first = calloc(7 * posts, sizeof *week->first);
    week->day = calloc(7 * posts, sizeof *week->day);
    week->need = calloc((roster->role_count + 1) * MUSTER_COVER_DAYS * n, sizeof *week->need);
    week->loss = calloc((roster->role_count + 1) * 7 * MUSTER_OFF_PHONE_STEPS, sizeof *week->loss);
    week->piece = calloc(plans->piece_room + 1, sizeof *week->piece);
    return week->first && week->day && week->need && week->loss && week->piece ? MUSTER_OK
                                                                               : MUSTER_NO_MEMORY;
}

static enum muster_status make(struct muster_off_phone *plans)
{
    size_t posts = plans->roster->post_count + 1, cells = posts * plans->activity_count;
    for (size_t a = 0; a < plans->activity_count; a++) {
        /* One more of each for those that are moved. */
        plans->piece_room += 2 * plans->roster->post_count * most_pieces(&plans->activity[a]);
        plans->has_effect |=
            plans->activity[a].handle_factor > 1 || plans->activity[a].leaving_factor > 1;
    }
    for (int i = 0; i < 2; i++)
        if (week_room(&plans->week[i], plans) != MUSTER_OK)
            return MUSTER_NO_MEMORY;
    plans->last = calloc(cells, sizeof *plans->last);
    if (!plans->last || !plans->has_effect)
        return plans->last ? MUSTER_OK : MUSTER_NO_MEMORY;
    plans->occupant = calloc(posts, sizeof *plans->occupant);
    plans->planned = calloc(cells * MUSTER_OFF_PHONE_WEEKS, sizeof *plans->planned);
    plans->delivered = calloc(cells * MUSTER_OFF_PHONE_WEEKS, sizeof *plans->delivered);
    return plans->occupant && plans->planned && plans->delivered ? MUSTER_OK : MUSTER_NO_MEMORY;
}

enum muster_status muster_off_phone_new(struct muster_off_phone **out,
                                        const struct muster_roster *roster)
{
    *out = NULL;
    if (roster->scenario->activity_count == 0)
        return MUSTER_OK;
    struct muster_off_phone *plans = calloc(1, sizeof *plans);
    if (!plans)
        return MUSTER_NO_MEMORY;
    plans->roster = roster;
    plans->activity = roster->scenario->activity;
    plans->activity_count = roster->scenario->activity_count;
    if (make(plans) != MUSTER_OK) {
        muster_off_phone_free(plans);
        return MUSTER_NO_MEMORY;
    }
    *out = plans;
    return MUSTER_OK;
}

struct muster_off_phone *muster_off_phone_free(struct muster_off_phone *plans)
{
    if (!plans)
        return NULL;
    for (int i = 0; i < 2; i++) {
        free(plans->week[i].first);
        free(plans->week[i].day);
        free(plans->week[i].need);
        free(plans->week[i].loss);
        free(plans->week[i].piece);
    }
    free(plans->last);
    free(plans->occupant);
    free(plans->planned);
    free(plans->delivered);
    free(plans);
    return NULL;
}

size_t muster_off_phone_events(const struct muster_off_phone *plans)
{
    return plans ? 2 * plans->piece_room : 0; /* of two rota weeks */
}

void muster_off_phone_begin(struct muster_off_phone *plans)
{
    size_t cells = plans->roster->post_count * plans->activity_count;
    for (size_t i = 0; i < cells; i++)
        plans->last[i] = MUSTER_OFF_PHONE_NEVER;
    for (size_t p = 0; plans->has_effect && p < plans->roster->post_count; p++)
        plans->occupant[p] = -1;
}

/* ---- what is asked of the plan ---- */

static int32_t rota_week(const struct muster_roster *roster, int32_t day)
{
    return (day + roster->week_offset) / 7;
}

const struct muster_piece *muster_off_phone_first(const struct muster_workforce *workforce,
                                                  size_t post, int32_t day)
{
    const struct muster_off_phone *plans = workforce->off_phone;
    if (!plans)
        return NULL;
    const struct muster_off_phone_week *week = &plans->week[rota_week(plans->roster, day) & 1];
    int32_t first = week->first[7 * post + (size_t)(day - week->first_day)];
    return first < 0 ? NULL : &week->piece[first];
}

/* Which of the two weeks a piece stands in. */
static const struct muster_off_phone_week *week_of(const struct muster_off_phone *plans,
                                                   const struct muster_piece *piece)
{
    const struct muster_off_phone_week *week = &plans->week[0];
    bool here = piece >= week->piece && piece < week->piece + plans->piece_room + 1;
    return here ? week : &plans->week[1];
}

const struct muster_piece *muster_off_phone_next(const struct muster_off_phone *plans,
                                                 const struct muster_piece *piece)
{
    return piece->next < 0 ? NULL : &week_of(plans, piece)->piece[piece->next];
}

void muster_off_phone_make_room(struct muster_day_plan *plan, const struct muster_off_phone *plans,
                                const struct muster_piece *piece)
{
    for (; piece; piece = muster_off_phone_next(plans, piece))
        if (piece->item >= 0)
            plan->item[piece->item].at_s = piece->item_at_s;
}

double muster_off_phone_later(struct muster_workforce *workforce, size_t group, size_t person,
                              double time_s, double length_s, uint32_t activity)
{
    struct muster_off_phone *plans = workforce->off_phone;
    const struct muster_role *role = &plans->roster->role[group];
    int32_t day = (int32_t)(time_s / MUSTER_DAY_S);
    struct muster_off_phone_week *week = &plans->week[rota_week(plans->roster, day) & 1];
    double at_s;
    int first = day - week->first_day, j;
    double from_s = time_s - (double)day * MUSTER_DAY_S + MUSTER_STAGGER_S;
    if (week->piece_count >= plans->piece_room ||
        !muster_off_phone_least(&j, &at_s, week, role, person, 0, first, from_s, length_s))
        return -1;
    muster_off_phone_take(week, plans, role, person, j,
                          (struct muster_piece){at_s, length_s, 0, activity, -1, -1});
    return (week->first_day + j) * MUSTER_DAY_S + at_s;
}

/* ---- effects ---- */

static size_t cell_of(const struct muster_off_phone *plans, size_t post, size_t activity)
{
    return (post * plans->activity_count + activity) * MUSTER_OFF_PHONE_WEEKS;
}

void muster_off_phone_week(struct muster_off_phone *plans, size_t week)
{
    plans->now = week % MUSTER_OFF_PHONE_WEEKS;
    size_t cells = plans->roster->post_count * plans->activity_count;
    for (size_t i = 0; plans->has_effect && i < cells; i++)
        plans->planned[i * MUSTER_OFF_PHONE_WEEKS + plans->now] =
            plans->delivered[i * MUSTER_OFF_PHONE_WEEKS + plans->now] = 0;
}

void muster_off_phone_planned(struct muster_off_phone *plans, size_t post, int32_t occupant,
                              uint32_t activity, double seconds)
{
    if (!plans->has_effect)
        return;
    if (plans->occupant[post] != occupant) {
        size_t from = cell_of(plans, post, 0),
               count = plans->activity_count * MUSTER_OFF_PHONE_WEEKS;
        memset(plans->planned + from, 0, count * sizeof *plans->planned);
        memset(plans->delivered + from, 0, count * sizeof *plans->delivered);
        plans->occupant[post] = occupant;
    }
    plans->planned[cell_of(plans, post, activity) + plans->now] += (float)seconds;
}

void muster_off_phone_delivered(struct muster_off_phone *plans, size_t post, uint32_t activity,
                                double seconds)
{
    if (plans->has_effect)
        plans->delivered[cell_of(plans, post, activity) + plans->now] += (float)seconds;
}

int32_t muster_off_phone_whose(const struct muster_off_phone *plans, size_t post)
{
    return plans && plans->has_effect ? plans->occupant[post] : -1;
}

void muster_off_phone_keep(struct muster_off_phone *plans, size_t post, int32_t occupant)
{
    plans->occupant[post] = occupant;
}

/* The part of an activity that was planned in the weeks that are over and not delivered. */
static double missing(const struct muster_off_phone *plans, size_t post, size_t activity)
{
    double planned = 0, delivered = 0;
    for (size_t w = 0; w < MUSTER_OFF_PHONE_WEEKS; w++) {
        size_t cell = cell_of(plans, post, activity) + w;
        planned += w == plans->now ? 0 : (double)plans->planned[cell];
        delivered += w == plans->now ? 0 : (double)plans->delivered[cell];
    }
    return planned > 0 ? fmax(0, 1 - delivered / planned) : 0;
}

double muster_off_phone_slowness(const struct muster_off_phone *plans, size_t post,
                                 int32_t occupant)
{
    double slowness = 1;
    if (!plans || !plans->has_effect || plans->occupant[post] != occupant)
        return slowness;
    for (size_t a = 0; a < plans->activity_count; a++)
        slowness *= 1 + (plans->activity[a].handle_factor - 1) * missing(plans, post, a);
    return slowness;
}

double muster_off_phone_leaving(const struct muster_off_phone *plans, size_t post)
{
    double factor = 1;
    for (size_t a = 0; a < plans->activity_count && plans->occupant[post] >= 0; a++)
        if (plans->activity[a].leaving_factor > 1)
            factor *= 1 + (plans->activity[a].leaving_factor - 1) * missing(plans, post, a);
    return factor;
}
