/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the three shells' completions have in common: which words may stand in a place. A place is
 * named by what usages and options call it: "SCENARIO", "KEY=VALUE", "b|c|a". Thread rule: one
 * thread a file.
 */
#ifndef MUSTER_COMPLETION_H
#define MUSTER_COMPLETION_H

#include "verbs.h"
#include <stdbool.h>
#include <stdio.h>

enum muster_place_kind {
    MUSTER_PLACE_NOTHING, /* a number, a text: nothing to offer */
    MUSTER_PLACE_FILE,
    MUSTER_PLACE_FOLDER,
    MUSTER_PLACE_SCENARIO, /* *.yaml */
    MUSTER_PLACE_RESULTS,  /* *.h5 */
    MUSTER_PLACE_WORDS,    /* those of muster_place_words */
    MUSTER_PLACE_ASSIGN    /* the same, each with a "=" and a value to follow */
};
/* NOTHING for a place of no such name. */
enum muster_place_kind muster_place_kind(const char *place);

/* Prints the words that may stand in a place of kind WORDS or ASSIGN, `between` them. */
void muster_place_words(FILE *file, const char *place, const char *between);

/* The n-th word behind the verb, from 0: its place into place[size], and whether it and its kind
 * may follow for ever. False when there is none. */
bool muster_verb_place(char *place, size_t size, bool *more, const struct muster_verb *verb,
                       size_t n);

/* The n-th option that a verb has, erlang's included; false beyond the last one. */
bool muster_verb_option(struct muster_option *option, const struct muster_verb *verb, size_t n);

/* The next verb of this version from *at on, NULL beyond the last one. */
const struct muster_verb *muster_verb_next(size_t *at);

#endif
