/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A study: many replications of every candidate with common random numbers, on all cores.
 *
 *   question -> study (a plan per candidate) -> run (rows per candidate and replication)
 *            -> summary (summary.h)
 *
 * The number of replications is fixed, or grows until every measure of the question's `precision`
 * has the half-width asked for in every candidate. That is looked at only at 30, 45, 68, 102 …
 * replications (each the last x 1.5, rounded to the nearest, halves up), first not before
 * `replications`, and a spread of exactly zero never counts as reached; `at_most` ends it. So the
 * number does not depend on threads, resuming or timing.
 *
 * Rows are kept by replication number: the result has the same bits for any number of threads, any
 * order of finishing, and whether replications were simulated or read back from a journal.
 *
 * A caller on another thread may watch by `progress` and stop by setting *stop; a run then returns
 * MUSTER_INTERRUPTED within a second, and everything completed is in the journal.
 * Thread rule: a study may be run by one thread at a time; it starts its own workers.
 */
#ifndef MUSTER_STUDY_H
#define MUSTER_STUDY_H

#include "batch.h"
#include "measure.h"
#include "waterfall.h"
#include <stdatomic.h>

struct muster_study;

struct muster_study_options {
    size_t threads;                 /* 0: one for each online processor */
    bool profile;                   /* keep the typical week */
    size_t traced;                  /* replications [0, traced) contact by contact */
    struct muster_journal *journal; /* NULL: nothing is kept on disk; borrowed */
    const atomic_int *stop;         /* may be NULL; borrowed */
    muster_progress_fn *progress;   /* may be NULL; called on the caller's thread */
    void *progress_context;
    bool watched; /* somebody reads the half-width of `progress`: a fixed count is looked at on the
                     way too */
};

struct muster_study_candidate {
    const char *name; /* borrowed from the question */
    struct muster_shape shape;
    struct muster_scope scope; /* scenario borrowed from the question, shape the one above */
    double *open_month_s;      /* [months] the scope's; owned */
    double open_hour_s[MUSTER_WEEK_HOURS]; /* open seconds by hour of the week from Monday 00:00 */
    struct muster_paper paper;
    double *pay_month;              /* [months] pay of the establishment on paper (payroll.h) */
    struct muster_row *rows;        /* [replications] */
    struct muster_profile profile;  /* all zero when not asked for */
    struct muster_trace_log *trace; /* [traced] or NULL */
    double events;                  /* attempts simulated, warm-up included, over replications */
};

struct muster_study_result {
    const struct muster_question *question; /* borrowed */
    size_t replications;                    /* of every candidate */
    size_t traced;
    struct muster_busy_hour busy_hour; /* of the first candidate */
    size_t candidate_count;
    struct muster_study_candidate *candidate;
    double elapsed_s;
    bool precise; /* a precision was asked for and reached */
};

/* Makes the plans. `question` is borrowed and must outlive the study and its results. On failure
 * *out is NULL: MUSTER_NO_MEMORY, or what a plan returned. */
enum muster_status muster_study_new(struct muster_study **out, struct muster_failure *failure,
                                    const struct muster_question *question);
struct muster_study *muster_study_free(struct muster_study *study); /* NULL is fine; returns NULL */

/* The shape of the candidates' tallies, for opening a journal. */
const struct muster_shape *muster_study_shape(const struct muster_study *study);
const struct muster_plan *muster_study_plan(const struct muster_study *study, size_t candidate);
/* Threads that a run will use: `asked`, or the online processors for 0; never above 1024. */
size_t muster_study_threads(size_t asked);

/* Runs it. On failure or interruption *out is cleared and *failure tells the story. */
enum muster_status muster_study_run(struct muster_study_result *out, struct muster_failure *failure,
                                    struct muster_study *study,
                                    const struct muster_study_options *options);
void muster_study_result_clear(struct muster_study_result *result); /* zeros are fine */

/* Whether a precision may name this measure: there is one, a mean or ratio of one candidate. */
bool muster_study_aims_at(const char *measure);
/* The numbers of replications at which a precision is looked at: the first (0: 30) and the one
 * after `last`. */
size_t muster_study_next_look(size_t last);

#endif
