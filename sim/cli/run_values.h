/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each replication's own value of the measures, for the results file: what p10, p50 and p90 are
 * taken over. Counts are not repeated: the tally's columns stand in the file under the same names.
 * Thread rule: pure functions.
 */
#ifndef MUSTER_RUN_VALUES_H
#define MUSTER_RUN_VALUES_H

#include "summary.h"

/* Whether the file has the measure's own values beside the tally's columns. */
bool muster_run_values_kept(const struct muster_measure *measure);
/* Places of its dataset: the services or the groups without `all`; 1, the whole horizon, for cost.
 */
size_t muster_run_values_places(const struct muster_measure *measure,
                                const struct muster_shape *shape);
/* values[candidate][replication][place] in new memory of the caller's, NAN where undefined or not
 * measured; NULL when memory ran out. *any: it is measured somewhere. */
double *muster_run_values(bool *any, const struct muster_summary *summary,
                          const struct muster_measure *measure);

#endif
