/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What `muster check` asks a planner to look at again: a scenario that can be read and run, and
 * most likely does not say what is meant. Sentences are collected, so that what is true of several
 * candidates is said once. Thread rule: one owner at a time.
 */
#ifndef MUSTER_DOUBTS_H
#define MUSTER_DOUBTS_H

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
/* Writes them to stdout under a heading; nothing when there are none. */
void muster_doubts_print(const struct muster_doubts *doubts);
void muster_doubts_clear(struct muster_doubts *doubts);

#endif
