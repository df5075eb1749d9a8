/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The journal: every replication that is done, safe on disk while the study runs.
 *
 * Beside the output RUNS.h5 stands the folder RUNS.h5.part with
 *     lock              held by flock while a run writes here
 *     manifest          the run's identity (manifest.h); written last, so without it nothing counts
 *     as_read.yaml, resolved.yaml
 *     runs-00000.journal …   one file per writer, records one after the other:
 *         magic, length of the payload, candidate, replication | tally block | CRC-32C, end mark
 * in the machine's own byte order. A record is one pwrite at the end of its file; each file is
 * synced at most every two seconds. After a crash a file holds whole records and at most one broken
 * one at its end: a resuming run cuts each file at its first bad record and runs what is missing.
 * A replication is a function of the scenario, the seed and its number, so what is lost is only
 * time: a resumed run gives the same bits.
 *
 * Thread rule: append may be called by several threads at once, each with its own writer number;
 * has, count, leading and read at any time; the rest by one thread while no other is inside.
 */
#ifndef MUSTER_JOURNAL_H
#define MUSTER_JOURNAL_H

#include "scenario.h"
#include "status.h"
#include "tally.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct muster_journal;

enum muster_open {
    MUSTER_OPEN_NEW,   /* refuse what exists */
    MUSTER_OPEN_FORCE, /* discard it */
    MUSTER_OPEN_RESUME /* go on with it; start anew when there is nothing */
};
enum {
    MUSTER_WRITERS_MOST = 10000,
    MUSTER_REPLICATIONS_MOST = 100000000 /* replication numbers stay below it */
};

/* Opens the journal folder `folder` for a question whose tallies have `shape`, for `writers`
 * threads [1, MUSTER_WRITERS_MOST]. *out is NULL on failure:
 *   MUSTER_IN_USE     another run writes there
 *   MUSTER_EXISTS     an unfinished run lies there and `mode` is NEW
 *   MUSTER_MISMATCH   RESUME, and it is another run's; the text says what differs
 *   MUSTER_BAD_FORMAT RESUME, and its texts cannot be read as a journal's
 *   MUSTER_IO_FAILED, MUSTER_NO_MEMORY
 * The question is not kept. */
enum muster_status muster_journal_open(struct muster_journal **out, struct muster_failure *failure,
                                       const char *folder, const struct muster_question *question,
                                       const struct muster_shape *shape, enum muster_open mode,
                                       size_t writers);

/* Adds one replication's tally block (muster_tally_bytes(shape) long). MUSTER_IO_FAILED leaves the
 * journal as it was, and a later append may succeed. Already present: nothing is written. */
enum muster_status muster_journal_append(struct muster_failure *failure,
                                         struct muster_journal *journal, size_t writer,
                                         size_t candidate, size_t replication, const void *block);

/* Whether the replication is there; how many of a candidate are; how many from 0 on without gap. */
bool muster_journal_has(struct muster_journal *journal, size_t candidate, size_t replication);
size_t muster_journal_count(struct muster_journal *journal, size_t candidate);
size_t muster_journal_leading(struct muster_journal *journal, size_t candidate);

/* Reads one replication back into `block`, its checksum checked. MUSTER_BAD_FORMAT when it is
 * absent or damaged. */
enum muster_status muster_journal_read(void *block, struct muster_failure *failure,
                                       struct muster_journal *journal, size_t candidate,
                                       size_t replication);

/* What it was opened with; the texts and the shape are its own. */
size_t muster_journal_candidates(const struct muster_journal *journal);
const struct muster_shape *muster_journal_shape(const struct muster_journal *journal);
const char *muster_journal_manifest(const struct muster_journal *journal);
const char *muster_journal_folder(const struct muster_journal *journal);
/* Bytes of broken records cut off on opening. */
uint64_t muster_journal_cut_bytes(const struct muster_journal *journal);

/* Removes the folder; the journal stays open (and the name locked) but must not be used any more.
 * For when the results are safe elsewhere. 0 or an errno value. */
int muster_journal_remove(struct muster_journal *journal);
/* Syncs, unlocks and frees; the folder stays. NULL is fine; returns NULL. */
struct muster_journal *muster_journal_close(struct muster_journal *journal);

/* A look at an unfinished run from outside, without disturbing it: the record heads are counted,
 * the payloads not checked. */
struct muster_journal_survey {
    char *manifest; /* owned */
    char *as_read;
    size_t candidates;
    size_t *done; /* [candidates] records */
    bool in_use;  /* a run is writing there now */
};
enum muster_status muster_journal_survey(struct muster_journal_survey *survey,
                                         struct muster_failure *failure, const char *folder);
void muster_journal_survey_clear(struct muster_journal_survey *survey);

#endif
