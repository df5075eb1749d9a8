/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A winner tree: one leaf a slot, each node holds the earliest time below it, so the next event is
 * at the root and changing one slot's time costs one pass of conditional moves to the root. At
 * equal times the lower slot wins.
 */
#ifndef MUSTER_TOURNAMENT_H
#define MUSTER_TOURNAMENT_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Times are kept as the bits of a double that is not negative, which order as integers do:
 * comparing those needs no branch for NaN. */
struct muster_player {
    uint64_t time; /* bits of the time [s]; of INFINITY: nothing due */
    uint64_t slot;
};

struct muster_tournament {
    size_t leaves;              /* a power of two */
    struct muster_player *node; /* [2 * leaves], the root at 1 */
};

static inline uint64_t muster_time_bits(double time_s)
{
    uint64_t bits;
    memcpy(&bits, &time_s, sizeof bits);
    return bits;
}

/* Earliest time, INFINITY if nothing is due. */
static inline double muster_tournament_time(const struct muster_tournament *tree)
{
    double time_s;
    memcpy(&time_s, &tree->node[1].time, sizeof time_s);
    return time_s;
}

static inline size_t muster_tournament_slot(const struct muster_tournament *tree)
{
    return (size_t)tree->node[1].slot;
}

static inline void muster_tournament_reset(struct muster_tournament *tree)
{
    for (size_t i = 0; i < tree->leaves; i++)
        tree->node[tree->leaves + i] = (struct muster_player){muster_time_bits(INFINITY), i};
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

/* One match: the other side wins when its time is below `bar`. Two conditional moves; left to
 * themselves compilers make a branch of it that is mispredicted half the time (measured: 57 ns
 * against 17 a change at 400 slots). */
static inline void muster_tournament_match(uint64_t *time, uint64_t *slot, uint64_t bar,
                                           uint64_t other_time, uint64_t other)
{
#if defined(__x86_64__)
    __asm__("cmp %2, %3\n\tcmovb %3, %0\n\tcmovb %4, %1"
            : "+r"(*time), "+r"(*slot)
            : "r"(bar), "r"(other_time), "r"(other)
            : "cc");
#else
    uint64_t lost = -(uint64_t)(other_time < bar);
    *time ^= (*time ^ other_time) & lost;
    *slot ^= (*slot ^ other) & lost;
#endif
}

/* time_s >= 0; a left neighbour wins a tie, so the bar of a right one is a bit higher. */
static inline void muster_tournament_set(struct muster_tournament *tree, size_t slot, double time_s)
{
    struct muster_player *node = tree->node;
    size_t at = tree->leaves + slot;
    uint64_t best_time = muster_time_bits(time_s), best = slot;
    node[at] = (struct muster_player){best_time, slot};
    while (at > 1) {
        uint64_t other_time = node[at ^ 1].time, other = node[at ^ 1].slot;
        muster_tournament_match(&best_time, &best, best_time + (at & 1), other_time, other);
        at >>= 1;
        node[at].time = best_time;
        node[at].slot = best;
    }
}

#endif
