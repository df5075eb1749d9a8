/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The differences from the first candidate as a results file holds them:
 *   /summary/comparison/MEASURE [candidate, difference_statistic]
 *       mean, se, lo, hi of the difference, then of the relative one; NaN for the first candidate
 *   /summary/busy_hour [bound], /summary/busy_hour_days [bound]
 * Thread rule: that of results.h.
 */
#ifndef MUSTER_STORED_DIFFERENCES_H
#define MUSTER_STORED_DIFFERENCES_H

#include "results.h"
#include <stdio.h>

enum { MUSTER_STORED_DIFFERENCE = 8 };

/* Prints them as `run` did (difference_table.h); nothing when the file holds one candidate, or is
 * of a version that did not store them. MUSTER_OK, MUSTER_NO_MEMORY, or MUSTER_BAD_FORMAT. */
enum muster_status muster_stored_differences_print(FILE *file, struct muster_failure *failure,
                                                   const struct muster_results *results);

#endif
