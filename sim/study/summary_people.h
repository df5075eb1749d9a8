/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The parts of a summary by month, by line of the waterfall and by hour of the week. Only summary.c
 * includes this. Thread rule: pure functions of their arguments.
 */
#ifndef MUSTER_SUMMARY_PEOPLE_H
#define MUSTER_SUMMARY_PEOPLE_H

#include "summary.h"

/* Fill the candidate from its n replications. MUSTER_OK or MUSTER_NO_MEMORY; what was made is in
 * *out either way, for muster_summary_people_clear. */
enum muster_status muster_summary_months(struct muster_summary_candidate *out,
                                         const struct muster_study_candidate *candidate, size_t n);
enum muster_status muster_summary_falls(struct muster_summary_candidate *out,
                                        const struct muster_study_candidate *candidate, size_t n);
enum muster_status muster_summary_week(struct muster_summary_candidate *out,
                                       const struct muster_study_candidate *candidate, size_t n);
void muster_summary_people_clear(struct muster_summary_candidate *candidate);

#endif
