/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The waterfall and the hours of the week as a results file holds them:
 *   /summary/waterfall/fte, hours, beyond_paper_h [candidate, group_and_all, waterfall_line,
 *                                                  statistic]
 *   /summary/waterfall/paper_h [candidate, group_and_all, waterfall_line]
 *   /summary/waterfall/planned_handle_s [candidate]
 *   /summary/on_the_phones [candidate, group_and_all, hour_of_week, point_statistic]
 * A line that the file does not name is left out: files of other versions can be read.
 * Thread rule: that of results.h.
 */
#ifndef MUSTER_STORED_PEOPLE_H
#define MUSTER_STORED_PEOPLE_H

#include "fall_table.h"
#include "results.h"

/* One candidate's, by place: the groups, then all. */
struct muster_stored_people {
    size_t places;
    const char **where;                 /* [places] borrowed from the file, and "all" */
    struct muster_summary_fall *fall;   /* [places]; established does not apply: no posts there */
    struct muster_summary_hours *hours; /* [places] */
    double handle_s;
};

/* MUSTER_MISMATCH: the file has no waterfall, for want of posts or of a later version's datasets;
 * MUSTER_BAD_FORMAT, MUSTER_NO_MEMORY. *out is cleared on failure. */
enum muster_status muster_stored_people_init(struct muster_stored_people *out,
                                             struct muster_failure *failure,
                                             const struct muster_results *results,
                                             size_t candidate);
void muster_stored_people_clear(struct muster_stored_people *people); /* zeros are fine */

/* Prints them as `run` does, of the candidate of that name (MUSTER_MISMATCH: none), with the hours
 * of the week; of several groups each. */
enum muster_status muster_stored_people_print(FILE *file, struct muster_failure *failure,
                                              const struct muster_results *results,
                                              const char *name);

#endif
