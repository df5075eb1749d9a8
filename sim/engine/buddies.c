/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "buddies.h"

#include "off_phone.h"

#include <math.h>
#include <stdlib.h>

#define PART_S 3600.0

enum part { PART_NONE, PART_NEWCOMER, PART_BUDDY, PART_PAIRED };

/* A post's day: what its holder is to newcomers, and the shift; of a paired buddy, the newcomer's.
 */
struct helper {
    enum part part;
    double start_s, end_s;
    double from_s, to_s;
};

struct newcomer {
    int32_t live;
    uint32_t post; /* within the role */
};

struct muster_buddies {
    const struct muster_roster *roster;
    double share; /* of this replication */
    /* of the role whose day it is */
    struct helper *helper; /* [post] */
    size_t free;           /* buddies without a newcomer */
    size_t newcomers;
    struct newcomer *newcomer; /* [post] */
};

enum muster_status muster_buddies_new(struct muster_buddies **out,
                                      const struct muster_roster *roster)
{
    *out = NULL;
    if (!roster->scenario->recruitment.buddy.given)
        return MUSTER_OK;
    struct muster_buddies *buddies = calloc(1, sizeof *buddies);
    if (!buddies)
        return MUSTER_NO_MEMORY;
    buddies->roster = roster;
    buddies->helper = calloc(roster->post_count + 1, sizeof *buddies->helper);
    buddies->newcomer = calloc(roster->post_count + 1, sizeof *buddies->newcomer);
    if (!buddies->helper || !buddies->newcomer) {
        muster_buddies_free(buddies);
        return MUSTER_NO_MEMORY;
    }
    *out = buddies;
    return MUSTER_OK;
}

struct muster_buddies *muster_buddies_free(struct muster_buddies *buddies)
{
    if (buddies) {
        free(buddies->helper);
        free(buddies->newcomer);
    }
    free(buddies);
    return NULL;
}

size_t muster_buddies_events(const struct muster_buddies *buddies, size_t more)
{
    /* a day's parts of an hour, and one more for each lunch or break */
    size_t parts = (size_t)(MUSTER_DAY_S / PART_S) + MUSTER_PLAN_ITEMS + 1;
    return buddies ? 9 * (buddies->roster->post_count + 1) * parts + more : 0;
}

void muster_buddies_begin(struct muster_workforce *workforce)
{
    const struct muster_buddy *rule = &workforce->roster->scenario->recruitment.buddy;
    if (workforce->buddies)
        workforce->buddies->share =
            fmin(1, fmax(0, muster_parameter_value(&rule->share, workforce->key)));
}

/* ---- pairs ---- */

/* Who works a post's shift of its rota today, or NULL. */
static const struct muster_occupant *at_work(const struct muster_role_day *at, size_t p)
{
    struct muster_post_at post = {at->workforce, at->role, p, at->day};
    const struct muster_duty *duty = muster_post_duty(post);
    if (duty->occupant < 0 || duty->flags & MUSTER_DUTY_GHOST)
        return NULL;
    const struct muster_occupant *who = &at->workforce->occupant[duty->occupant];
    bool works = muster_post_where(post, who) == MUSTER_WHERE_WORK &&
                 !muster_post_sick(post, who) && !muster_post_one_off(post, who);
    return works ? who : NULL;
}

static enum part part_of(const struct muster_role_day *at, const struct muster_occupant *who)
{
    const struct muster_buddy *rule = &at->workforce->roster->scenario->recruitment.buddy;
    int32_t days = at->day - who->live;
    if (who->experienced || days >= rule->after_days)
        return PART_BUDDY;
    return days < rule->days ? PART_NEWCOMER : PART_NONE;
}

static void look(struct muster_role_day *at, size_t p)
{
    struct muster_buddies *buddies = at->workforce->buddies;
    struct helper *helper = &buddies->helper[p];
    struct muster_post_at post = {at->workforce, at->role, p, at->day};
    const struct muster_occupant *who = at_work(at, p);
    struct muster_day_plan plan;
    *helper = (struct helper){.part = PART_NONE};
    if (!who)
        return;
    muster_day_plan_make(&plan, at->role, muster_post_duty(post), at->date->weekday,
                         at->role->rank[p]);
    *helper =
        (struct helper){.part = part_of(at, who), .start_s = plan.start_s, .end_s = plan.end_s};
    buddies->free += helper->part == PART_BUDDY;
    if (helper->part == PART_NEWCOMER)
        buddies->newcomer[buddies->newcomers++] = (struct newcomer){who->live, (uint32_t)p};
}

/* Who has been live for the shortest time comes first, ties to the lower post. */
static int newest_first(const void *a, const void *b)
{
    const struct newcomer *x = a, *y = b;
    if (x->live != y->live)
        return x->live > y->live ? -1 : 1;
    return (x->post > y->post) - (x->post < y->post);
}

static double shared_s(const struct helper *a, const struct helper *b)
{
    return fmin(a->end_s, b->end_s) - fmax(a->start_s, b->start_s);
}

/* The free colleague with most of newcomer p's shift, from the next post on; `count` if none. */
static size_t choose(const struct helper *helper, size_t count, size_t p)
{
    double whole_s = helper[p].end_s - helper[p].start_s, most_s = 0;
    size_t found = count;
    for (size_t k = 1; k < count && most_s < whole_s - 1; k++) {
        size_t other = p + k < count ? p + k : p + k - count;
        double both_s = shared_s(&helper[p], &helper[other]);
        if (helper[other].part == PART_BUDDY && both_s > most_s + 1) {
            most_s = both_s;
            found = other;
        }
    }
    return found;
}

void muster_buddies_pair(struct muster_role_day *at)
{
    struct muster_buddies *buddies = at->workforce->buddies;
    size_t count = at->role->post_count;
    if (!buddies || at->role->group->off_phones)
        return;
    buddies->free = buddies->newcomers = 0;
    for (size_t p = 0; p < count; p++)
        look(at, p);
    if (buddies->newcomers > 1)
        qsort(buddies->newcomer, buddies->newcomers, sizeof *buddies->newcomer, newest_first);
    struct helper *helper = buddies->helper;
    for (size_t i = 0; i < buddies->newcomers; i++) {
        size_t p = buddies->newcomer[i].post;
        size_t buddy = buddies->free > 0 ? choose(helper, count, p) : count;
        if (buddy == count) {
            at->sum[MUSTER_TODAY][MUSTER_STAFF_UNBUDDIED] += 1;
            continue;
        }
        helper[buddy].part = PART_PAIRED;
        helper[buddy].from_s = helper[p].start_s;
        helper[buddy].to_s = helper[p].end_s;
        buddies->free--;
    }
}

/* ---- time ---- */

/* Steps over what covers *at_s, and says until when the phones are then free of all else. */
static double free_until(double *at_s, double to_s, const struct muster_day_plan *plan,
                         const struct muster_off_phone *plans, const struct muster_piece *first)
{
    for (bool moved = true; moved;) {
        double next_s = to_s;
        moved = false;
        for (size_t i = 0; i < plan->count; i++) {
            double from_s = plan->item[i].at_s, end_s = from_s + plan->item[i].length_s;
            moved = moved || (from_s <= *at_s && *at_s < end_s);
            *at_s = from_s <= *at_s ? fmax(*at_s, end_s) : *at_s;
            next_s = from_s > *at_s ? fmin(next_s, from_s) : next_s;
        }
        for (const struct muster_piece *piece = first; piece;
             piece = muster_off_phone_next(plans, piece)) {
            double end_s = piece->at_s + piece->length_s;
            moved = moved || (piece->at_s <= *at_s && *at_s < end_s);
            *at_s = piece->at_s <= *at_s ? fmax(*at_s, end_s) : *at_s;
            next_s = piece->at_s > *at_s ? fmin(next_s, piece->at_s) : next_s;
        }
        if (!moved)
            return next_s;
    }
    return to_s;
}

static void spend(struct muster_role_day *at, double from_s, double length_s, size_t p)
{
    double to_s = from_s + length_s, late_s = muster_role_day_past_midnight(from_s, to_s);
    struct muster_split taken = {{late_s - length_s, -late_s}};
    muster_role_day_add(at, MUSTER_STAFF_SCHEDULED_S, &taken);
    muster_role_day_add_week(at, MUSTER_STAFF_SCHEDULED_S, from_s, to_s, -1);
    muster_role_day_push(at, from_s, MUSTER_CHANGE_OFF_PHONE, length_s, p);
    at->workforce->event[at->workforce->event_count - 1].activity = MUSTER_OFF_PHONE_BUDDY;
}

double muster_buddies_help(struct muster_role_day *at, const struct muster_day_plan *plan,
                           const struct muster_piece *piece, size_t p)
{
    const struct muster_buddies *buddies = at->workforce->buddies;
    if (!buddies || buddies->share <= 0 || buddies->helper[p].part != PART_PAIRED)
        return 0;
    double at_s = fmax(plan->start_s, buddies->helper[p].from_s), sum_s = 0;
    double to_s = fmin(plan->end_s, buddies->helper[p].to_s);
    while (at_s < to_s) {
        double end_s = free_until(&at_s, to_s, plan, at->workforce->off_phone, piece);
        if (end_s <= at_s)
            break;
        double parts = ceil((end_s - at_s) / PART_S);
        double part_s = (end_s - at_s) / parts, length_s = buddies->share * part_s;
        for (int i = 0; i < (int)parts; i++)
            spend(at, at_s + i * part_s + (part_s - length_s) / 2, length_s, p);
        sum_s += parts * length_s;
        at_s = end_s;
    }
    return sum_s;
}
