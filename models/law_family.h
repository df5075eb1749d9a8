/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Inside the laws: each family answers the same seven questions about its standard form (the law
 * with scale 1); law.c multiplies by the scale. What a, b, c mean is told at each constructor.
 *
 * Only law*.c include this header.
 */
#ifndef MUSTER_LAW_FAMILY_H
#define MUSTER_LAW_FAMILY_H

#include "law.h"

struct muster_law_family {
    double (*mean)(const struct muster_law *law);
    double (*variance)(const struct muster_law *law);
    double (*cdf)(const struct muster_law *law, double x);
    double (*quantile)(const struct muster_law *law, double u);
    /* E[min(X, x)] = integral_0^x (1 - F), for laws on [0, infinity) and x > 0. */
    double (*limited)(const struct muster_law *law, double x);
    double (*draw)(const struct muster_law *law, uint64_t word, struct muster_stream *reserve);
    void (*range)(double *min, double *max, const struct muster_law *law);
};

extern const struct muster_law_family MUSTER_FAMILY_CONSTANT, MUSTER_FAMILY_EXPONENTIAL,
    MUSTER_FAMILY_LOGNORMAL, MUSTER_FAMILY_GAMMA, MUSTER_FAMILY_ERLANG, MUSTER_FAMILY_WEIBULL,
    MUSTER_FAMILY_HYPEREXPONENTIAL, MUSTER_FAMILY_UNIFORM, MUSTER_FAMILY_TRIANGULAR,
    MUSTER_FAMILY_PERT, MUSTER_FAMILY_NORMAL, MUSTER_FAMILY_GEOMETRIC, MUSTER_FAMILY_EMPIRICAL,
    MUSTER_FAMILY_MIXTURE;

/* Standard gamma of that shape > 0 [marsaglia2000gamma]. */
double muster_gamma_draw(double shape, uint64_t word, struct muster_stream *reserve);

/* Range of a law on [0, infinity). */
void muster_law_range_positive(double *min, double *max, const struct muster_law *law);

/* The smallest double x in [low, high] with cdf(law, x) >= u; high if there is none. The bisection
 * halves the set of doubles, not the interval, so it needs at most 64 steps whatever the scales,
 * and jumps of the cdf do no harm. */
double muster_law_search(double (*cdf)(const struct muster_law *, double),
                         const struct muster_law *law, double u, double low, double high);

#endif
