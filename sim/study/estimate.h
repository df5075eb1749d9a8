/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From replications to an estimate with its two kinds of spread, which are never mixed:
 *
 *   simulation error   se, lo, hi: what more replications would shrink. For a function f of sums
 *                      over replications (a ratio of sums, mostly) the delete-one-replication
 *                      jackknife [efron1993]
 *                          se^2 = (n-1)/n * sum_i (f_(i) - mean of the f_(i))^2
 *                      with f_(i) from the sums without replication i, and Student t with n-1
 *                      degrees of freedom: mean -+ t se, symmetric, never clipped. O(n).
 *   likely range       p10, p50, p90 of the replications' own values f(row_i): what one such period
 *                      may bring, whatever the number of replications. Linear interpolation between
 *                      order statistics; bounds by order statistics where their number brackets the
 *                      quantile with 97.5 % on that side (binomial, [david2003]), else NAN.
 *
 * Ratios whose denominator is itself a difference, such as extra cost over extra answers, can have
 * a denominator near 0, where neither the jackknife nor any symmetric interval holds. They get
 * Fieller's limits [fieller1954], with Student t: all rho that the pairs' x - rho y do not refute,
 *     (mean x - rho mean y)^2 <= t^2 (s_xx - 2 rho s_xy + rho^2 s_yy) / n,
 * an interval around the ratio exactly where the t interval of mean y leaves out 0.
 *
 * Indicators (one 0/1 a replication): Wilson's interval [wilson1927]; the paired difference of two
 * by Newcombe's method 10, with McNemar's pairs [newcombe1998]. All intervals are 95 % and
 * two-sided. What is not defined (0/0, the se of one replication) is NAN. Thread rule: pure
 * functions of their arguments.
 */
#ifndef MUSTER_ESTIMATE_H
#define MUSTER_ESTIMATE_H

#include "status.h"
#include <stdbool.h>
#include <stddef.h>

struct muster_estimate {
    double mean; /* f of the sums over all replications */
    double se, lo, hi;
    double p10, p50, p90; /* of the replications' own values */
    double typical;       /* their plain mean */
    double p10_lo, p10_hi, p50_lo, p50_hi, p90_lo, p90_hi;
    size_t replications;
};

/* b - a over pairs of replications with common random numbers. */
struct muster_difference {
    double mean, se, lo, hi;
    size_t pairs;
};

/* A smooth function of sums; divides as it likes, NAN or infinity count as undefined. */
typedef double muster_of_sums(const double *sum);

/* Estimate of f over row[n][width]: width sums a replication. n >= 0, width in [1, 8].
 * MUSTER_OK or MUSTER_NO_MEMORY (*out is then all NAN). */
enum muster_status muster_estimate_of_sums(struct muster_estimate *out, const double *row, size_t n,
                                           size_t width, muster_of_sums *f);
/* The commonest f: sum of row[][0] / sum of row[][1]. */
double muster_ratio_of_sums(const double *sum);

/* Estimate from the value over all replications, each replication's delete-one value and each one's
 * own value (for statistics that are not functions of few sums, such as quantiles). */
enum muster_status muster_estimate_of_deleted(struct muster_estimate *out, double mean,
                                              const double *deleted, const double *own, size_t n);

/* Plain mean of own[n] (typical = mean). */
enum muster_status muster_estimate_of_values(struct muster_estimate *out, const double *own,
                                             size_t n);

/* Share of 1s among indicator[n] (0, 1; NAN is left out), Wilson's interval; no likely range. */
void muster_estimate_of_indicator(struct muster_estimate *out, const double *indicator, size_t n);

/* f(sums of b) - f(sums of a), jackknifed by deleting the pair. */
enum muster_status muster_difference_of_sums(struct muster_difference *out, const double *a,
                                             const double *b, size_t n, size_t width,
                                             muster_of_sums *f);
/* Share of 1s in b less that in a; pairs with a NAN are left out. */
void muster_difference_of_indicator(struct muster_difference *out, const double *a, const double *b,
                                    size_t n);

/* Sum of x[n] over sum of y[n], pair by pair, with Fieller's limits. `se` is that of the linearised
 * ratio. lo, hi and se are NAN where mean y may be 0 (its t interval holds 0; fewer than two
 * pairs); all is NAN where the sum of y is 0. */
void muster_ratio_of_pairs(struct muster_difference *out, const double *x, const double *y,
                           size_t n);

/* Whether a value is shown to lie on one side of `limit` at 95 %, one-sided: 1 at or above it, -1
 * below it, 0 undecided or undefined. Means: Student t; indicators: Wilson's one-sided bound. */
int muster_estimate_side(const struct muster_estimate *estimate, double limit);
int muster_estimate_indicator_side(const struct muster_estimate *estimate, double limit);

/* Building blocks, with their own tests. */
/* Wilson's limits for `hits` of n at the normal quantile z; n >= 1. */
void muster_wilson(double *lo, double *hi, double hits, double n, double z);
/* Newcombe's limits for p1 - p2 from the paired table [both, only first, only second, neither]. */
void muster_newcombe_paired(double *lo, double *hi, const double table[4]);
/* Quantile p of ascending value[n] by linear interpolation at (n-1)p; NAN if n is 0. */
double muster_quantile(const double *value, size_t n, double p);
/* Numbers (1 = smallest) of the order statistics bounding quantile p of n values; 0 where none. */
void muster_quantile_bounds(size_t *lo, size_t *hi, size_t n, double p);

#endif
