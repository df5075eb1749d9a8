/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Outages of a system: onsets are a Poisson process in calendar time, day and night, each outage
 * lasts a draw of its own. Outages of one system may overlap; it is down while any lasts, so
 *
 *   P(down) = 1 - exp(-h m),  h onsets per second, m mean length (M/G/infinity) [cox1962]
 *
 * Outage n of a system is drawn at (OUTAGE, entity of its name, n): gap since the onset before,
 * then length. Nothing is down when time starts. Thread rule: pure functions.
 */
#ifndef MUSTER_OUTAGE_H
#define MUSTER_OUTAGE_H

#include "law.h"

struct muster_outage_process {
    uint64_t entity;
    double onset_per_s;              /* >= 0 */
    const struct muster_law *length; /* s; borrowed */
    double scale;                    /* multiplies every length; 1 unless the mean is uncertain */
};

/* Outage `n` (from 0), whose predecessor began at since_s (0 for the first): true with its begin
 * and end; false when none begins before end_s. */
bool muster_outage_next(double *from_s, double *to_s, const struct muster_outage_process *process,
                        struct muster_key key, uint64_t n, double since_s, double end_s);

#endif
