/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A winner tree: one leaf a slot, each node holds the earliest time below it, so the next event is
 * at the root and changing one slot's time costs one pass of conditional moves to the root. At equal
 * times the lower slot wins.
 */
#ifndef MUSTER_TOURNAMENT_H
#define MUSTER_TOURNAMENT_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

struct muster_player {
    double time_s; /* INFINITY: nothing due */
    uint64_t slot;
};

struct muster_tournament {
    size_t leaves; /* a power of two */
    struct muster_player *node; /* [2 * leaves], the root at 1 */
};

static inline void muster_tournament_reset(struct muster_tournament *tree)
{
    for (size_t i = 0; i < tree->leaves; i++)
        tree->node[tree->leaves + i] = (struct muster_player){INFINITY, i};
    for (size_t i = tree->leaves - 1; i > 0; i--)
        tree->node[i] = tree->node[2 * i];
}

/* False when out of memory. */
static inline bool muster_tournament_init(struct muster_tournament *tree, size_t slots)
{
    tree->leaves = 1;
    while (tree->leaves < slots)
        tree->leaves *= 2;
    tree->node = malloc(2 * tree->leaves * sizeof *tree->node);
    if (!tree->node)
        return false;
    muster_tournament_reset(tree);
    return true;
}

static inline void muster_tournament_clear(struct muster_tournament *tree)
{
    free(tree->node);
    tree->node = NULL;
}

static inline void muster_tournament_set(struct muster_tournament *tree, size_t slot, double time_s)
{
    struct muster_player *node = tree->node;
    size_t at = tree->leaves + slot;
    double best_s = time_s;
    uint64_t best = slot;
    node[at] = (struct muster_player){time_s, slot};
    while (at > 1) {
        double other_s = node[at ^ 1].time_s;
        uint64_t other = node[at ^ 1].slot;
        bool lost = (other_s < best_s) | ((other_s == best_s) & ((at & 1) != 0));
        best_s = lost ? other_s : best_s;
        best = lost ? other : best;
        at >>= 1;
        node[at] = (struct muster_player){best_s, best};
    }
}

#endif
