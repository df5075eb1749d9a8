/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The answers of a study, computed once for every report: each candidate's estimates, its targets,
 * its people and costs by month, and the paired differences between the first candidate and each
 * other under common random numbers.
 * Thread rule: const once made.
 */
#ifndef MUSTER_SUMMARY_H
#define MUSTER_SUMMARY_H

#include "study.h"
#include "target.h"

struct muster_summary_item {
    const struct muster_measure *measure;
    size_t place;      /* see measure.h */
    const char *where; /* name of the place; borrowed */
    struct muster_estimate estimate;
};

/* One thing by calendar month: plain means over replications. */
struct muster_summary_series {
    enum muster_side side; /* staff or cost */
    const char *where;     /* group's name, "all", or "" */
    const char *name;      /* "headcount_start", "salaries" … */
    size_t length;         /* months; headcount_start: one more */
    double *mean, *se;     /* [length], owned */
};

struct muster_summary_candidate {
    const char *name;
    size_t item_count;
    struct muster_summary_item *item; /* in the order of the table, then by place */
    size_t target_count;
    struct muster_target_result *target;
    size_t series_count;
    struct muster_summary_series *series;
};

struct muster_summary_comparison {
    size_t a, b; /* candidates */
    const struct muster_measure *measure;
    struct muster_difference difference; /* b - a, of all services or groups */
    struct muster_difference relative;   /* of counts: (b - a) / a; else undefined */
    const char *why_none;                /* of EXTRA measures without an interval, else NULL */
};

struct muster_summary {
    const struct muster_study_result *result; /* borrowed */
    size_t candidate_count;
    struct muster_summary_candidate *candidate;
    size_t comparison_count;
    struct muster_summary_comparison *comparison;
};

/* `assurance` may be NULL. The result must outlive the summary. MUSTER_OK, or MUSTER_NO_MEMORY with
 * *out cleared. */
enum muster_status muster_summary_init(struct muster_summary *out,
                                       const struct muster_study_result *result,
                                       const struct muster_assurance *assurance);
void muster_summary_clear(struct muster_summary *summary);

/* The estimate of a measure at a place by name ("all", a service, a group; cost: ""), or NULL when
 * its model is switched off. */
const struct muster_estimate *muster_summary_find(const struct muster_summary_candidate *candidate,
                                                  const char *measure, const char *where);
/* The comparison of candidate b with the first, or NULL. */
const struct muster_summary_comparison *
muster_summary_compared(const struct muster_summary *summary, size_t b, const char *measure);
/* Its difference, or NULL. */
const struct muster_difference *muster_summary_difference(const struct muster_summary *summary,
                                                          size_t b, const char *measure);

#endif
