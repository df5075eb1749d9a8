/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a run adds to its results file beside the counts and sums of the replications:
 *   /runs/services/MEASURE    [candidate, replication, service]  own values (run_values.h)
 *   /runs/staff/MEASURE       [candidate, replication, group]
 *   /runs/cost/MEASURE        [candidate, replication]
 *   /summary/services/MEASURE [candidate, service_and_all, statistic]
 *   /summary/staff/MEASURE    [candidate, group_and_all, statistic]
 *   /summary/cost/MEASURE     [candidate, statistic]
 *   /summary/comparison/MEASURE [candidate, difference_statistic] (stored_differences.h)
 *   /summary/busy_hour        [bound]  seconds after midnight
 *   /summary/busy_hour_days   [bound]  days of the week, 0 = Monday
 *   /summary/by_month/…, /summary/waterfall/…, /summary/on_the_phones (people_extras.h)
 *   /planned/…                what a planner expects (overlay.h)
 *   /trace/contacts/COLUMN    [contact], with --trace
 * The statistics are those of the JSON. Thread rule: const once made.
 */
#ifndef MUSTER_RUN_EXTRAS_H
#define MUSTER_RUN_EXTRAS_H

#include "overlay.h"
#include "people_extras.h"
#include "results.h"
#include "summary.h"

struct muster_run_extras {
    struct muster_extras extras; /* points into the rest */
    struct muster_results_axis axis[6 + MUSTER_PEOPLE_AXES];
    struct muster_dataset *dataset;
    char (*path)[96]; /* of each dataset */
    void **block;     /* values of each dataset, or NULL where shared */
    const char **place, **year;
    double bounds[2][2]; /* of muster_bounds_rows */
    struct muster_people_axes people;
    struct muster_overlay overlay;
    size_t dataset_most;
};

/* The columns of the trace and the statistics of the summary, in the file's order. */
struct muster_trace_column {
    const char *name, *unit, *sentence;
    bool whole; /* whole numbers */
};
const struct muster_trace_column *muster_trace_columns(size_t *count);
const char *const *muster_statistic_names(size_t *count);
/* The values of an estimate in that order. */
void muster_statistics_of(double *value, const struct muster_estimate *estimate);
const char *const *muster_difference_statistic_names(size_t *count);
/* What says when the busy hour is, in /summary [bound]. */
struct muster_bounds_row {
    const char *name, *unit, *sentence;
};
const struct muster_bounds_row *muster_bounds_rows(size_t *count);

/* The summary's result is of `study` and kept the typical week. MUSTER_OK or MUSTER_NO_MEMORY with
 * *out cleared. The summary must outlive it. */
enum muster_status muster_run_extras_init(struct muster_run_extras *out,
                                          const struct muster_summary *summary,
                                          const struct muster_study *study);
void muster_run_extras_clear(struct muster_run_extras *extras);

#endif
