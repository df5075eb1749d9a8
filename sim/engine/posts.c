/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Posts from FTE: the whole-number mix of contracts nearest the split. A contract's hours are those
 * paid on the year's average (week_s here): the week's, of term time their paid share. A mix uses
 * the hours when no further post of the shortest contract fits; among those, the one nearest in FTE
 * (in people when the split is of people), ties to more full-timers.
 */
#include "workforce.h"

#include "leave.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define ODD_POST_S (8 * 3600.0) /* a remainder from here on becomes a post of its own */
#define ODD_CONTRACT 1000       /* its number among the contracts */
#define ROUNDING_S 1e-3

/* The search over mixes; contract 0 is full-time. */
struct mix_search {
    size_t contracts;
    const double *week_s;
    const double *target; /* posts of each contract, not whole */
    const double *weight; /* of a post in the distance */
    double shortest_s;
    int reach; /* counts tried on either side of the target */
    int *count, *best;
    double best_distance;
    bool found;
};

static void mix_try(struct mix_search *search, size_t i, double left_s, double distance)
{
    if (distance > search->best_distance + 1e-9)
        return;
    if (i == search->contracts) {
        bool nearer = !search->found || distance < search->best_distance - 1e-9;
        if (left_s < search->shortest_s - ROUNDING_S && nearer) {
            memcpy(search->best, search->count, search->contracts * sizeof(int));
            search->best_distance = distance;
            search->found = true;
        }
        return;
    }
    int high = (int)ceil(search->target[i]) + search->reach;
    int low = (int)floor(search->target[i]) - search->reach;
    for (int n = high; n >= 0 && n >= low; n--) {
        double rest = left_s - n * search->week_s[i];
        double miss = (n - search->target[i]) * search->weight[i];
        search->count[i] = n;
        if (rest > -ROUNDING_S)
            mix_try(search, i + 1, rest, distance + miss * miss);
    }
}

/* Posts of each contract that the split asks for, and what a post of it weighs in the distance. */
static void mix_targets(double *target, double *weight, const double *week_s,
                        const struct muster_group *group)
{
    double hours = group->fte * group->full_time_week_s;
    double full = group->part_time_count ? group->full_time : 1;
    double heads_per_s = 0; /* part-time people per part-time second */
    for (size_t i = 0; i < group->part_time_count; i++)
        heads_per_s += group->part_time[i].share / muster_part_time_paid_s(&group->part_time[i]);
    if (group->full_time_heads && group->part_time_count && full < 1) {
        /* f heads of W and 1 - f of 1 / heads_per_s: the share of hours that full-timers work */
        double full_hours = full * week_s[0];
        full = full_hours / (full_hours + (1 - full) / heads_per_s);
    }
    for (size_t i = 0; i <= group->part_time_count; i++) {
        double share = i == 0 ? full : (1 - full) * group->part_time[i - 1].share;
        target[i] = share * hours / week_s[i];
        weight[i] = group->full_time_heads ? 1 : week_s[i] / group->full_time_week_s;
    }
}

static double shortest_used(const double *week_s, const double *target, size_t contracts)
{
    double shortest = INFINITY;
    for (size_t i = 0; i < contracts; i++)
        if (target[i] > 1e-9)
            shortest = fmin(shortest, week_s[i]);
    return shortest;
}

static void mix_find(int *best, const double *week_s, const struct muster_group *group,
                     double *target, double *weight, int *count)
{
    struct mix_search search = {.contracts = group->part_time_count + 1,
                                .week_s = week_s,
                                .target = target,
                                .weight = weight,
                                .count = count,
                                .best = best};
    mix_targets(target, weight, week_s, group);
    search.shortest_s = shortest_used(week_s, target, search.contracts);
    double left_s = group->fte * group->full_time_week_s;
    int widest = search.contracts <= 3 ? 64 : search.contracts <= 6 ? 3 : 1;
    for (search.reach = 1; !search.found && search.reach <= widest; search.reach *= 2) {
        search.best_distance = INFINITY;
        mix_try(&search, 0, left_s, 0);
    }
    if (!search.found) /* contracts that hardly fit: whole posts of the split, the rest is odd */
        for (size_t i = 0; i < search.contracts; i++)
            best[i] = (int)floor(target[i] + 1e-9);
}

/* A post of a contract, 0 full-time; of `paid_s` a week on average. */
static struct muster_post post_of(const struct muster_group *group, uint64_t contract,
                                  uint64_t number, double paid_s)
{
    uint64_t role = muster_entity("post", group->name);
    const struct muster_part_time *part =
        contract > 0 && contract != ODD_CONTRACT ? &group->part_time[contract - 1] : NULL;
    bool term = part && part->term_time;
    double out = term ? muster_leave_out_of_term(part->term_weeks, part->paid_share) : 0;
    return (struct muster_post){.week_s = part ? part->week_s : paid_s,
                                .paid_s = paid_s,
                                .term_time = term,
                                .out_of_term_s = term ? out * part->week_s / 5 : 0,
                                .from = INT32_MIN,
                                .to = INT32_MAX,
                                .full_time = contract == 0,
                                .entity =
                                    muster_entity_item(muster_entity_item(role, contract), number)};
}

/* Posts of an establishment that does not change. */
static enum muster_status posts_of(struct muster_post **posts, size_t *count,
                                   const struct muster_group *group)
{
    size_t contracts = group->part_time_count + 1;
    double *number = calloc(3 * contracts, sizeof *number);
    int *whole = calloc(2 * contracts, sizeof *whole);
    *posts = NULL;
    *count = 0;
    if (!number || !whole)
        goto finish;
    double *week_s = number;
    week_s[0] = group->full_time_week_s;
    for (size_t i = 1; i < contracts; i++)
        week_s[i] = muster_part_time_paid_s(&group->part_time[i - 1]);
    mix_find(whole, week_s, group, number + contracts, number + 2 * contracts, whole + contracts);
    double left_s = group->fte * group->full_time_week_s;
    size_t total = 1;
    for (size_t i = 0; i < contracts; i++) {
        total += (size_t)whole[i];
        left_s -= whole[i] * week_s[i];
    }
    *posts = calloc(total, sizeof **posts);
    if (!*posts)
        goto finish;
    for (size_t i = 0; i < contracts; i++)
        for (int n = 1; n <= whole[i]; n++)
            (*posts)[(*count)++] = post_of(group, i, (uint64_t)n, week_s[i]);
    if (left_s >= ODD_POST_S - ROUNDING_S)
        (*posts)[(*count)++] = post_of(group, ODD_CONTRACT, 1, left_s);
finish:
    free(whole);
    free(number);
    return *posts ? MUSTER_OK : MUSTER_NO_MEMORY;
}

/* ---- by dates ---- */

/* The same post in another step: its hours and who it is. A post that went comes back as another.
 */
static struct muster_post *find_post(struct muster_post *posts, size_t count,
                                     const struct muster_post *wanted, int32_t from)
{
    for (size_t i = 0; i < count; i++)
        if (posts[i].entity == wanted->entity && posts[i].week_s == wanted->week_s &&
            posts[i].to == from)
            return &posts[i];
    return NULL;
}

static bool entity_known(const struct muster_post *posts, size_t count, uint64_t entity)
{
    for (size_t i = 0; i < count; i++)
        if (posts[i].entity == entity)
            return true;
    return false;
}

/* Adds the posts of one step, [from, to) of dates, to those of the steps before. */
static enum muster_status add_step(struct muster_post **posts, size_t *count,
                                   const struct muster_post *step, size_t step_posts, int32_t from,
                                   int32_t to)
{
    struct muster_post *more = realloc(*posts, (*count + step_posts + 1) * sizeof *more);
    if (!more)
        return MUSTER_NO_MEMORY;
    *posts = more;
    size_t before = *count;
    for (size_t i = 0; i < step_posts; i++) {
        struct muster_post *same = find_post(more, before, &step[i], from);
        if (same) {
            same->to = to;
            continue;
        }
        struct muster_post post = step[i];
        for (uint64_t turn = 1; entity_known(more, *count, post.entity); turn++)
            post.entity = muster_entity_item(step[i].entity, turn);
        post.from = from;
        post.to = to;
        more[(*count)++] = post;
    }
    return MUSTER_OK;
}

enum muster_status muster_posts_from_fte(struct muster_post **posts, size_t *count,
                                         const struct muster_group *group)
{
    if (group->step_count == 0)
        return posts_of(posts, count, group);
    *posts = calloc(1, sizeof **posts);
    *count = 0;
    enum muster_status status = *posts ? MUSTER_OK : MUSTER_NO_MEMORY;
    for (size_t i = 0; i < group->step_count && status == MUSTER_OK; i++) {
        struct muster_group step = *group;
        struct muster_post *own = NULL;
        size_t own_count = 0;
        step.fte = group->step[i].fte;
        status = posts_of(&own, &own_count, &step);
        if (status == MUSTER_OK)
            status = add_step(posts, count, own, own_count, group->step[i].from,
                              i + 1 < group->step_count ? group->step[i + 1].from : INT32_MAX);
        free(own);
    }
    if (status != MUSTER_OK) {
        free(*posts);
        *posts = NULL;
        *count = 0;
    }
    return status;
}

double muster_group_fte_on(const struct muster_group *group, int32_t date)
{
    double fte = group->step_count > 0 ? 0 : group->fte;
    for (size_t i = 0; i < group->step_count && group->step[i].from <= date; i++)
        fte = group->step[i].fte;
    return fte;
}

double muster_group_mean_fte(const struct muster_group *group, int32_t start, int32_t days)
{
    double sum = 0;
    if (group->step_count == 0 || days <= 0)
        return group->fte;
    for (size_t i = 0; i < group->step_count; i++) {
        int32_t from = group->step[i].from, to = start + days;
        if (i + 1 < group->step_count && group->step[i + 1].from < to)
            to = group->step[i + 1].from;
        from = from > start ? from : start;
        sum += to > from ? group->step[i].fte * (to - from) : 0;
    }
    return sum / days;
}
