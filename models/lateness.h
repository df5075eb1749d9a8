/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lateness: a shift begins late with a fixed chance, by a draw of the given law (usually
 * exponential). A shift's lateness is drawn at (LATENESS, post, occupant, date) and does not depend
 * on the shift, so a changed rota changes nobody's punctuality. Thread rule: pure functions.
 */
#ifndef MUSTER_LATENESS_H
#define MUSTER_LATENESS_H

#include "law.h"

struct muster_lateness_rule {
    double chance;                   /* [0, 1] */
    const struct muster_law *length; /* s; borrowed */
    double scale;                    /* multiplies every draw; 1 unless the mean is uncertain */
};

/* How late [s] the shift of a date begins; 0 on time. */
double muster_lateness_on(const struct muster_lateness_rule *rule, struct muster_key key,
                          uint64_t entity, uint64_t occupant, int32_t date);

#endif
