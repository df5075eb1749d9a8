/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The life of a results file, from `--output RUNS.h5` to its end:
 *
 *   muster_output_open      new, --force or --resume; an existing output is never touched by chance
 *   muster_journal_append   by the workers, replication by replication
 *   muster_results_write    RUNS.h5 from the journal, whole or not at all; the journal goes
 *   muster_journal_close
 *
 * `--resume` goes on from RUNS.h5.part, from a finished RUNS.h5 (its tallies are put back into a
 * journal, bit for bit, so that 200 replications can become 500), from both, or from nothing.
 * RUNS.h5 itself stays as it is until the new one takes its place.
 * Thread rule: as results.h.
 */
#ifndef MUSTER_STORE_OUTPUT_H
#define MUSTER_STORE_OUTPUT_H

#include "journal.h"

#include <stdatomic.h>

/* Opens the journal of the output `path` for `writers` threads. Failures as muster_journal_open;
 * MUSTER_EXISTS also for a finished file when `mode` is NEW, and in every mode for a folder, a
 * device or a pipe: nothing is made or changed then. Putting a finished file's tallies back can
 * take long: MUSTER_INTERRUPTED when *stop is no longer 0 (NULL: never), with *out open and what is
 * back in it; `path` is as it was, and RESUME goes on. */
enum muster_status muster_output_open(struct muster_journal **out, struct muster_failure *failure,
                                      const char *path, const struct muster_question *question,
                                      const struct muster_shape *shape, enum muster_open mode,
                                      size_t writers, const atomic_int *stop);

#endif
