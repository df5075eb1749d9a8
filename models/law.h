/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Probability laws of times, counts and parameters: moments, cdf, quantile,
 * residual law, and an addressed sampler for each. Every law is held as a standard form times
 * `scale`, so that common random numbers survive a change of mean.
 *
 * The scale is the mean for the laws given by one: to change the mean, set `scale`. For a geometric
 * law the scale is the unit, so that its values stay whole multiples of it; for uniform,
 * triangular, PERT, normal, empirical and mixture it is 1, and setting it stretches the law.
 *
 * Which sampler: muster_law_draw for per-contact laws (fast: ziggurat, rejection in the draw's own
 * stream); muster_law_quantile(law, u) for per-day, per-person and parameter draws (inversion).
 * Both have the same distribution.
 *
 * Ownership: a law owns `values`, `weights` and `part`; muster_law_clear frees them, the laws
 * without them need no clearing and may be copied by assignment. Thread rule: const use is safe
 * from any thread.
 */
#ifndef MUSTER_LAW_H
#define MUSTER_LAW_H

#include "exponent.h"
#include "random.h"
#include <math.h>
#include <stdbool.h>
#include <stddef.h>

enum muster_law_kind {
    MUSTER_LAW_CONSTANT,
    MUSTER_LAW_EXPONENTIAL,
    MUSTER_LAW_LOGNORMAL,
    MUSTER_LAW_GAMMA,
    MUSTER_LAW_ERLANG,
    MUSTER_LAW_WEIBULL,
    MUSTER_LAW_HYPEREXPONENTIAL,
    MUSTER_LAW_UNIFORM,
    MUSTER_LAW_TRIANGULAR,
    MUSTER_LAW_PERT,
    MUSTER_LAW_NORMAL,
    MUSTER_LAW_GEOMETRIC,
    MUSTER_LAW_EMPIRICAL,
    MUSTER_LAW_MIXTURE
};

struct muster_law {
    enum muster_law_kind kind;
    double scale;            /* multiplies the standard form; > 0, but for a constant its value */
    double a, b, c;          /* shape parameters of the standard form, set by the constructors */
    size_t count;            /* values (empirical) or parts (mixture) */
    double *values;          /* empirical: the sample, ascending, in the law's unit; owned */
    double *weights;         /* mixture: cumulated weights, the last 1; owned */
    struct muster_law *part; /* mixture: the parts; owned */
};

/* Constructors. Preconditions (the scenario reader has checked them; asserted here): mean > 0,
 * cv > 0, hyperexponential cv > 1, 1 <= k <= 1000, shape in [0.05, 50], a <= b, min <= mode <= max,
 * sd > 0. A constant may be any finite number. Means and limits in the caller's unit, which is then
 * the unit of every draw; cv = standard deviation / mean. */
struct muster_law muster_law_constant(double value);
struct muster_law muster_law_exponential(double mean);
struct muster_law muster_law_lognormal(double mean, double cv); /* of X itself, not of log X */
struct muster_law muster_law_gamma(double mean, double cv);     /* shape 1 / cv^2 */
struct muster_law muster_law_erlang(double mean, int k);        /* k stages of mean / k */
struct muster_law muster_law_weibull(double mean, double shape);
/* Exponential of mean m_1 with probability p, else m_2; balanced: p m_1 = (1 - p) m_2. */
struct muster_law muster_law_hyperexponential(double mean, double cv);
struct muster_law muster_law_uniform(double a, double b);
struct muster_law muster_law_triangular(double min, double mode, double max);
/* Beta on [min, max] with mean (min + 4 mode + max) / 6 (lambda = 4). */
struct muster_law muster_law_pert(double min, double mode, double max);
/* Normal given that it is positive, by rejection: mean and sd are those *before* the cut; the mean,
 * variance, cdf and quantile functions below are those of the law as cut. mean > 0. */
struct muster_law muster_law_normal(double mean, double sd);
/* Geometric on 1, 2, 3 … steps of `unit` (spells in days: unit = 86400 if times are seconds), with
 * mean `mean` in the same unit as the result; mean >= unit > 0. */
struct muster_law muster_law_geometric(double mean, double unit);
/* Resampling: each of the values equally likely. Copies them; count > 0; false when out of memory,
 * with *out safe to clear. */
bool muster_law_empirical(struct muster_law *out, const double *values, size_t count);
/* Takes ownership of the parts' contents (not of the arrays); weights > 0, any sum; count > 0. When
 * out of memory false: the parts still belong to the caller. */
bool muster_law_mixture(struct muster_law *out, const double *weights,
                        const struct muster_law *parts, size_t count);
/* Frees what the law owns; it is then the constant 0, and clearing it again does no harm. */
void muster_law_clear(struct muster_law *law);
/* Deep copy; false when out of memory, with *out cleared. */
bool muster_law_copy(struct muster_law *out, const struct muster_law *law);

/* Mean and variance, in the law's unit and its square; of an empirical law those of its values. */
double muster_law_mean(const struct muster_law *law);
double muster_law_variance(const struct muster_law *law);
double muster_law_cdf(const struct muster_law *law, double x); /* P(X <= x) */
/* Smallest x with P(X <= x) >= u; 0 < u < 1. Up to 15 us for a mixture. */
double muster_law_quantile(const struct muster_law *law, double u);
/* Smallest and largest possible value (infinity where unbounded). */
double muster_law_min(const struct muster_law *law);
double muster_law_max(const struct muster_law *law);
/* The residual (equilibrium) law: what is left of a time looked at in steady state,
 * (1/mean) * integral_0^x (1 - F); 0 <= result <= 1. And its quantile (u is taken as 1 - 1e-14 at
 * most; 15 us). For laws on [0, infinity) with a mean > 0. */
double muster_law_residual_cdf(const struct muster_law *law, double x);
double muster_law_residual_quantile(const struct muster_law *law, double u);

/* A draw for the slow path and for every law but the two inlined below. */
double muster_law_draw_any(const struct muster_law *law, uint64_t word,
                           struct muster_stream *reserve);

/* The draw of the commonest laws when `word` alone decides it: true and the value. Otherwise false,
 * and muster_law_draw(law, word, reserve) gives the draw. For callers who would rather not open the
 * reserve stream before it is needed. */
static inline bool muster_law_draw_quick(double *value, const struct muster_law *law, uint64_t word)
{
    double standard;
    switch (law->kind) {
    case MUSTER_LAW_CONSTANT:
        *value = law->scale;
        return true;
    case MUSTER_LAW_EXPONENTIAL:
        if (!muster_exponential_quick(&standard, word))
            return false;
        *value = law->scale * standard;
        return true;
    case MUSTER_LAW_LOGNORMAL:
        if (!muster_normal_quick(&standard, word))
            return false;
        *value = law->scale * muster_exponent(law->b + law->a * standard);
        return true;
    default:
        return false;
    }
}

/* One draw from `word`; reads on in `*reserve` when it needs more. */
static inline double muster_law_draw(const struct muster_law *law, uint64_t word,
                                     struct muster_stream *reserve)
{
    if (law->kind == MUSTER_LAW_EXPONENTIAL)
        return law->scale * muster_exponential(word, reserve);
    if (law->kind == MUSTER_LAW_CONSTANT)
        return law->scale;
    return muster_law_draw_any(law, word, reserve);
}

/* One draw from a stream. */
static inline double muster_law_stream(const struct muster_law *law, struct muster_stream *stream)
{
    uint64_t word = muster_stream_word(stream);
    return muster_law_draw(law, word, stream);
}

#endif
