/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Posts from FTE: the whole-number mix of contracts nearest the split. A mix uses the hours when no
 * further post of the shortest contract fits; among those, the one nearest in FTE (in people when
 * the split is of people), ties to more full-timers.
 */
#include "workforce.h"

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
        heads_per_s += group->part_time[i].share / group->part_time[i].week_s;
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

static struct muster_post post_of(const struct muster_group *group, uint64_t contract,
                                  uint64_t number, double week_s)
{
    uint64_t role = muster_entity("post", group->name);
    return (struct muster_post){.week_s = week_s,
                                .full_time = contract == 0,
                                .entity =
                                    muster_entity_item(muster_entity_item(role, contract), number)};
}

enum muster_status muster_posts_from_fte(struct muster_post **posts, size_t *count,
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
        week_s[i] = group->part_time[i - 1].week_s;
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
