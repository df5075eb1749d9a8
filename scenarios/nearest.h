/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The known word nearest to a mistyped one, for "did you mean …?". The distance counts insertions,
 * deletions, substitutions and swaps of neighbours (optimal string alignment; the source is
 * damerau1964); capitals, and '-', '_' and blank, count as equal. A word further away than a third
 * of its length (at least 1, at most 3) is no suggestion. Ties: the word offered first.
 * Thread rule: pure functions on the caller's struct.
 */
#ifndef MUSTER_NEAREST_H
#define MUSTER_NEAREST_H

#include <stddef.h>

struct muster_nearest {
    const char *text; /* borrowed: the mistyped word */
    const char *best; /* borrowed: the nearest word so far, NULL = none near enough */
    size_t distance;  /* of `best`; before the first, one more than allowed */
};

/* Begins a search for words like `text`, which must outlive it. */
void muster_nearest_init(struct muster_nearest *nearest, const char *text);
/* Takes part in the search; `word` must outlive `nearest`. Then read `best`. */
void muster_nearest_offer(struct muster_nearest *nearest, const char *word);
/* The same over an array: the nearest of words[0 … count-1], or NULL. */
const char *muster_nearest_of(const char *text, const char *const *words, size_t count);

#endif
