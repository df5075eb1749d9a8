/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Busyness: what makes a whole day busier or quieter than the calendar says. One Gamma factor a
 * day, mean 1, coefficient of variation cv [whitt1999, avramidis2004], through normal scores:
 *   e_k(d) = sqrt(s_k) C(d) + sqrt(1 - s_k) I_k(d)      services j, k correlate by sqrt(s_j s_k)
 *   z_k(d) = r z_k(d - 1) + sqrt(1 - r^2) e_k(d)        AR(1) between days, stationary from day 0
 *   B_k(d) = Gamma quantile of Phi(z_k(d))
 * The quantile is tabulated, because inverting the Gamma cdf costs 3 us.
 *
 * Thread rule: const once made.
 */
#ifndef MUSTER_BUSYNESS_H
#define MUSTER_BUSYNESS_H

#include "random.h"
#include <stdbool.h>

#define MUSTER_BUSYNESS_POINTS 2049

struct muster_busyness {
    double cv;               /* 0 = the factor is always 1 */
    double between_days;     /* r, [0, 1) */
    double between_services; /* s, [0, 1] */
    double *factor;          /* [MUSTER_BUSYNESS_POINTS] quantiles at equally spaced scores */
};

/* False when out of memory. */
bool muster_busyness_init(struct muster_busyness *busyness, double cv, double between_days,
                          double between_services);
void muster_busyness_clear(struct muster_busyness *busyness);
/* Factor of a normal score. */
double muster_busyness_factor(const struct muster_busyness *busyness, double score);
/* The innovation e_k of a service on a date. */
double muster_busyness_innovation(const struct muster_busyness *busyness, struct muster_key key,
                                  uint64_t service, int32_t date);
/* The next score from the last; `first` starts the stationary law. */
double muster_busyness_score(const struct muster_busyness *busyness, double last, double innovation,
                             bool first);

#endif
