/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The answer for people, 80 columns wide: what was declared, a row for each candidate, the paired
 * differences against the first, targets, services, coverage gaps. "+-" stands only before
 * simulation error (half a 95 % interval), "likely" only above p10 to p90 of the replications.
 * Thread rule: pure function of its arguments.
 */
#ifndef MUSTER_SUMMARY_TABLE_H
#define MUSTER_SUMMARY_TABLE_H

#include "summary.h"
#include <stdio.h>

/* Sentences about one candidate (coverage gaps), borrowed. */
struct muster_summary_notes {
    size_t count;
    const char *const *text;
};

/* `notes`: [candidates], or NULL. MUSTER_OK, or MUSTER_IO_FAILED when writing to `file` failed. */
enum muster_status muster_summary_print(FILE *file, const struct muster_summary *summary,
                                        const struct muster_summary_notes *notes);

#endif
