/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a run adds to its results file of people and money by month, the waterfall and the hours of
 * the week, one block of doubles a dataset:
 *   /summary/by_month/staff/NAME [candidate, group_and_all, month, point_statistic]
 *   /summary/by_month/staff/headcount_start [candidate, group_and_all, month_start, …]
 *   /summary/by_month/cost/NAME [candidate, month, point_statistic]
 *   /summary/waterfall/fte, hours, beyond_paper_h [candidate, group_and_all, waterfall_line,
 *                                                  statistic]
 *   /summary/waterfall/paper_h [candidate, group_and_all, waterfall_line]
 *   /summary/waterfall/fte_by_month [candidate, group_and_all, month, waterfall_line,
 *                                    point_statistic]
 *   /summary/waterfall/planned_handle_s [candidate]
 *   /summary/on_the_phones [candidate, group_and_all, hour_of_week, point_statistic]
 * Thread rule: pure functions of their arguments.
 */
#ifndef MUSTER_PEOPLE_EXTRAS_H
#define MUSTER_PEOPLE_EXTRAS_H

#include "results.h"
#include "summary.h"

enum { MUSTER_PEOPLE_AXES = 4 };

/* Room for the axes: "waterfall_line", "hour_of_week", "point_statistic", "month_start". */
struct muster_people_axes {
    const char *line[MUSTER_FALL_MOST];
    double hour_s[MUSTER_WEEK_HOURS];
    char (*month)[16]; /* [months + 1], owned */
    const char **month_name;
};
/* Fills axis[MUSTER_PEOPLE_AXES], which point into *room. MUSTER_OK, or MUSTER_NO_MEMORY with *room
 * cleared. */
enum muster_status muster_people_axes_init(struct muster_people_axes *room,
                                           struct muster_results_axis *axis,
                                           const struct muster_summary *summary);
void muster_people_axes_clear(struct muster_people_axes *room);

/* Numbers of datasets; some have none. */
size_t muster_people_datasets_most(void);
/* Makes the number-th dataset: *dataset without its path, which goes to path[96], and *block, the
 * caller's to free(); NULL when there is none of that number. False when out of memory. */
bool muster_people_dataset(struct muster_dataset *dataset, char path[96], double **block,
                           const struct muster_summary *summary, size_t number);

/* The same for the manual: what a row of the file's own is, the waterfall first, then the hours of
 * the week; false when there is none. Folders of measures by month stand in this header's story. */
bool muster_people_row(struct muster_dataset *dataset, char path[96], size_t number);

#endif
