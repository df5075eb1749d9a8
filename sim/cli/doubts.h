/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What `muster check` asks a planner to look at again: a scenario that can be read and run, and
 * most likely does not say what is meant. Sentences are collected, so that what is true of several
 * candidates is said once. Thread rule: one owner at a time.
 */
#ifndef MUSTER_DOUBTS_H
#define MUSTER_DOUBTS_H

#include "console.h"
#include "understood.h"

/* Starts as all zeros. */
struct muster_doubts {
    char (*text)[256]; /* owned */
    size_t count, room;
    bool incomplete; /* memory ran out: at least one sentence is missing */
};

/* Adds the doubts about one candidate, `name`, its plan and what is known of it. False: out of
 * memory, not all of them are there. */
bool muster_doubt_candidate(struct muster_doubts *doubts, const char *name,
                            const struct muster_plan *plan, const struct muster_understood *known);
/* doubts_unused.c: of these, what the scenario says and nothing comes of: dates outside the
 * horizon, activities on closed days, steps that nobody reaches. */
void muster_doubt_unused(struct muster_doubts *doubts, const struct muster_plan *plan);
/* Adds a sentence of at most 255 bytes, once. */
void muster_doubt(struct muster_doubts *doubts, const char *format, ...) MUSTER_PRINTF(2, 3);
/* Writes them to stdout under a heading; nothing when there are none. */
void muster_doubts_print(const struct muster_doubts *doubts);
void muster_doubts_clear(struct muster_doubts *doubts);

#endif
