/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a study adds to the results file beside the replications themselves:
 *   /summary/services/MEASURE [candidate, service_and_all, statistic]
 *   /summary/staff/MEASURE    [candidate, group_and_all, statistic]
 *   /summary/cost/MEASURE     [candidate, statistic]
 *   /summary/targets/p_target, p_target_day, p_target_week, p_target_month, horizon
 *                             [candidate, target, statistic]
 *   /summary/targets/met      [candidate, target]  1 met, 0 missed, NaN undecided
 *   /summary/comparison/MEASURE [candidate, difference]  less the first candidate
 *   /trace/contacts/COLUMN    [contact], when replications were traced
 * where statistic is mean, se, lo, hi, p10 … and difference mean, se, lo, hi. A measure whose model
 * is switched off everywhere is not there.
 * Thread rule: one owner.
 */
#ifndef MUSTER_ARCHIVE_H
#define MUSTER_ARCHIVE_H

#include "results.h"
#include "summary.h"

struct muster_archive {
    struct muster_extras extras; /* for muster_results_write; valid while the archive is */
    struct muster_axis axis[4];
    struct muster_dataset *dataset;
    size_t capacity;
    const char **place; /* names of the groups, then "all" */
};

/* The summary must outlive the archive. MUSTER_OK, or MUSTER_NO_MEMORY with *out cleared. */
enum muster_status muster_archive_init(struct muster_archive *out,
                                       const struct muster_summary *summary);
void muster_archive_clear(struct muster_archive *archive); /* zeros are fine */

#endif
