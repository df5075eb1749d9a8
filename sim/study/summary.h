/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The answers of a study, computed once for every report: each candidate's estimates, its targets,
 * its people and costs by month, its waterfall from FTE to the phones, its people on the phones by
 * hour of the week, and the paired differences between the first candidate and each other under
 * common random numbers.
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

/* One of many estimates of a series: its mean with the simulation error, and the likely range. */
struct muster_summary_point {
    double mean, se, lo, hi, p10, p50, p90;
};

/* One thing by calendar month. */
struct muster_summary_series {
    enum muster_side side; /* staff or cost */
    const char *where;     /* group's name, "all", or "" */
    const char *name;      /* "headcount_start", "shrinkage_leave", "salaries" … */
    const char *unit, *sentence;
    size_t place;                       /* as in measure.h */
    size_t length;                      /* months; headcount_start: one more */
    struct muster_summary_point *point; /* [length], owned */
};

/* The waterfall of a group with posts, or of all of them on the phones (waterfall.h). Arrays by
 * line; what does not apply is all NAN. */
struct muster_summary_fall {
    size_t place;
    const char *where;
    bool applies[MUSTER_FALL_MOST];
    struct muster_estimate fte[MUSTER_FALL_MOST], hours[MUSTER_FALL_MOST];
    struct muster_estimate beyond[MUSTER_FALL_MOST]; /* hours simulated less those on paper */
    double paper_h[MUSTER_FALL_MOST];                /* mean over replications */
    struct muster_summary_point *month;              /* [months][MUSTER_FALL_MOST] FTE, owned */
};

/* People on the phones by hour of the week, mean while open. */
struct muster_summary_hours {
    size_t place;
    const char *where;
    struct muster_summary_point hour[MUSTER_WEEK_HOURS]; /* NAN when never open */
};

struct muster_summary_candidate {
    const char *name;
    size_t item_count;
    struct muster_summary_item *item; /* in the order of the table, then by place */
    size_t target_count;
    struct muster_target_result *target;
    size_t series_count;
    struct muster_summary_series *series;
    size_t fall_count;
    struct muster_summary_fall *fall; /* `all` last */
    size_t hours_count;
    struct muster_summary_hours *hours; /* by group, `all` last */
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
/* The waterfall of a place by name, or NULL. */
const struct muster_summary_fall *muster_summary_fall(const struct muster_summary_candidate *of,
                                                      const char *where);
/* The series of that name and place, or NULL. */
const struct muster_summary_series *
muster_summary_series_find(const struct muster_summary_candidate *candidate, enum muster_side side,
                           const char *name, const char *where);
/* The comparison of candidate b with the first, or NULL. */
const struct muster_summary_comparison *
muster_summary_compared(const struct muster_summary *summary, size_t b, const char *measure);
/* Its difference, or NULL. */
const struct muster_difference *muster_summary_difference(const struct muster_summary *summary,
                                                          size_t b, const char *measure);

#endif
