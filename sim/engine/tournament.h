/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A winner tree: one leaf a slot, each node holds the earliest key below it, so the next event is
 * at the root and changing one slot's time costs one pass of conditional moves to the root. At
 * equal times the lower slot wins.
 *
 * A key is one word: the bits of the time, a double that is not negative, which order as integers
 * do, with the slot in the lowest ones. A match is then a minimum of two integers, half the work of
 * carrying time and slot apart. The price: with 2^b leaves times are rounded up to a multiple of
 * 2^b of their last places, for 500 people late in a year to 2 us, for one slot not at all.
 * Thread rule: one owner at a time.
 */
#ifndef MUSTER_TOURNAMENT_H
#define MUSTER_TOURNAMENT_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct muster_tournament {
    size_t leaves;      /* a power of two */
    uint64_t low, high; /* the bits of a key that hold the slot, and those that hold the time */
    uint64_t *node;     /* [2 * leaves], the root at 1 */
};

/* The key of a slot due at time_s >= 0 [s]. */
static inline uint64_t muster_tournament_key(const struct muster_tournament *tree, size_t slot,
                                             double time_s)
{
    uint64_t bits;
    memcpy(&bits, &time_s, sizeof bits);
    return ((bits + tree->low) & tree->high) | slot;
}

/* Bits of the earliest time, of INFINITY if nothing is due. */
static inline uint64_t muster_tournament_bits(const struct muster_tournament *tree)
{
    return tree->node[1] & tree->high;
}

/* Whose that is. */
static inline size_t muster_tournament_slot(const struct muster_tournament *tree)
{
    return (size_t)(tree->node[1] & tree->low);
}

/* Nothing is due any more. */
static inline void muster_tournament_reset(struct muster_tournament *tree)
{
    for (size_t i = 0; i < tree->leaves; i++)
        tree->node[tree->leaves + i] = muster_tournament_key(tree, i, INFINITY);
    for (size_t i = tree->leaves - 1; i > 0; i--)
        tree->node[i] = tree->node[2 * i];
}

/* False when out of memory. */
static inline bool muster_tournament_init(struct muster_tournament *tree, size_t slots)
{
    tree->leaves = 1;
    while (tree->leaves < slots)
        tree->leaves *= 2;
    tree->low = tree->leaves - 1;
    tree->high = ~tree->low;
    tree->node = malloc(2 * tree->leaves * sizeof *tree->node);
    if (!tree->node)
        return false;
    muster_tournament_reset(tree);
    return true;
}

/* Frees what muster_tournament_init took. */
static inline void muster_tournament_clear(struct muster_tournament *tree)
{
    free(tree->node);
    tree->node = NULL;
}

/* time_s >= 0 */
static inline void muster_tournament_set(struct muster_tournament *tree, size_t slot, double time_s)
{
    uint64_t *node = tree->node;
    uint64_t best = muster_tournament_key(tree, slot, time_s);
    size_t at = tree->leaves + slot;
    node[at] = best;
    while (at > 1) {
        uint64_t other = node[at ^ 1];
        best = other < best ? other : best;
        at >>= 1;
        node[at] = best;
    }
}

#endif
