/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A batch: replications [first, end) of every candidate, done by worker threads that pull jobs from
 * one counter, candidate by candidate. A job's row goes to its own place, so who did what and when
 * leaves no mark. Replications already in the journal are read back instead of run.
 *
 * The caller's thread waits, reports progress about four times a second and watches the stop flag;
 * only it calls `progress`.
 */
#ifndef MUSTER_BATCH_H
#define MUSTER_BATCH_H

#include "engine.h"
#include "journal.h"
#include "profile.h"
#include "row.h"
#include "trace_log.h"
#include <stdatomic.h>

/* How far a study is. `total` is that of the batch under way: with a precision it may grow. */
struct muster_progress {
    size_t done, total;  /* replications, over all candidates */
    size_t ran;          /* of these, simulated now rather than read back */
    double elapsed_s;    /* since the study began */
    double rate_per_s;   /* simulated a second; 0 at first */
    const char *measure; /* of the precision still farthest from its goal; else the service level if
                            the run is watched; or NULL */
    double half_width;   /* reached at the last look; NAN before it */
    double half_width_goal; /* NAN: none */
};
typedef void muster_progress_fn(void *context, const struct muster_progress *progress);

struct muster_batch {
    size_t candidates;
    struct muster_plan *const *plan; /* [candidates] */
    uint64_t seed;
    struct muster_busy_hour busy_hour;
    size_t first, end;               /* replications to do */
    struct muster_row **rows;        /* [candidates][end]: those from `first` on are filled */
    struct muster_profile **profile; /* [candidates], or NULL */
    struct muster_trace_log **trace; /* [candidates][traced], or NULL */
    size_t traced;                   /* replications [0, traced) are traced */
    struct muster_journal *journal;  /* NULL: nothing is kept */
    size_t threads;                  /* >= 1 */
    const atomic_int *stop;          /* not 0: stop; may be NULL */
    muster_progress_fn *progress;    /* may be NULL */
    void *progress_context;
    struct muster_progress state; /* brought up to date */
    double began_s;               /* muster_clock_s when the study began */
};

/* MUSTER_OK, MUSTER_INTERRUPTED, MUSTER_NO_MEMORY, or what the journal or engine returned. After a
 * failure rows may be missing (their `block` is NULL); all present ones are whole. */
enum muster_status muster_batch_run(struct muster_failure *failure, struct muster_batch *batch);

/* Seconds of the monotonic clock. */
double muster_clock_s(void);

#endif
