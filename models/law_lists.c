/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Laws of points and of parts: geometric, empirical (resampling), mixture.
 */
#include "law_family.h"
#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- geometric on 1, 2, 3 … steps: a = chance of the last step at each, b = log(1 - a) ---- */

struct muster_law muster_law_geometric(double mean, double unit)
{
    assert(unit > 0 && mean >= unit);
    double last = unit / mean;
    return (struct muster_law){
        .kind = MUSTER_LAW_GEOMETRIC, .scale = unit, .a = last, .b = log1p(-last)};
}

static double geometric_mean(const struct muster_law *law)
{
    return 1 / law->a;
}

static double geometric_variance(const struct muster_law *law)
{
    return (1 - law->a) / (law->a * law->a);
}

/* When the first step is always the last (a = 1), b is -infinity and exp(b n) is 0. */
static double geometric_cdf(const struct muster_law *law, double x)
{
    return x < 1 ? 0 : -expm1(law->b * floor(x));
}

/* The logarithm finds n but for rounding; the cdf itself decides. */
static double geometric_quantile(const struct muster_law *law, double u)
{
    double n = fmax(1, ceil(log1p(-u) / law->b));
    while (n > 1 && geometric_cdf(law, n - 1) >= u)
        n--;
    while (geometric_cdf(law, n) < u)
        n++;
    return n;
}

/* Whole steps by the geometric sum, then the part of a step under way. */
static double geometric_limited(const struct muster_law *law, double x)
{
    double n = floor(x);
    double done = n > 0 ? -expm1(law->b * n) : 0;
    return done / law->a + fmax(0, x - n) * (1 - done);
}

static double geometric_draw(const struct muster_law *law, uint64_t word,
                             struct muster_stream *reserve)
{
    (void)reserve;
    return fmax(1, ceil(log(muster_uniform(word)) / law->b));
}

static void geometric_range(double *min, double *max, const struct muster_law *law)
{
    *min = 1;
    *max = law->a < 1 ? INFINITY : 1;
}

const struct muster_law_family MUSTER_FAMILY_GEOMETRIC = {
    geometric_mean,    geometric_variance, geometric_cdf,  geometric_quantile,
    geometric_limited, geometric_draw,     geometric_range};

/* ---- empirical: each value equally likely ---- */

static int ascending(const void *left, const void *right)
{
    double a = *(const double *)left;
    double b = *(const double *)right;
    return (a > b) - (a < b);
}

bool muster_law_empirical(struct muster_law *out, const double *values, size_t count)
{
    assert(count > 0);
    *out = (struct muster_law){.kind = MUSTER_LAW_EMPIRICAL, .scale = 1, .count = count};
    out->values = malloc(count * sizeof *values);
    if (!out->values)
        return false;
    memcpy(out->values, values, count * sizeof *values);
    qsort(out->values, count, sizeof *values, ascending);
    return true;
}

static double empirical_mean(const struct muster_law *law)
{
    double sum = 0;
    for (size_t i = 0; i < law->count; i++)
        sum += law->values[i];
    return sum / (double)law->count;
}

static double empirical_variance(const struct muster_law *law)
{
    double mean = empirical_mean(law);
    double sum = 0;
    for (size_t i = 0; i < law->count; i++)
        sum += (law->values[i] - mean) * (law->values[i] - mean);
    return sum / (double)law->count;
}

static double empirical_cdf(const struct muster_law *law, double x)
{
    size_t low = 0; /* values before this are <= x, those from `high` on are above */
    size_t high = law->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (law->values[middle] <= x)
            low = middle + 1;
        else
            high = middle;
    }
    return (double)low / (double)law->count;
}

/* The first value whose place reaches u; places are computed as the cdf computes them. */
static double empirical_quantile(const struct muster_law *law, double u)
{
    double count = (double)law->count;
    size_t i = (size_t)fmin(u * count, count - 1);
    while (i > 0 && (double)i / count >= u)
        i--;
    while (i + 1 < law->count && (double)(i + 1) / count < u)
        i++;
    return law->values[i];
}

static double empirical_limited(const struct muster_law *law, double x)
{
    double sum = 0;
    for (size_t i = 0; i < law->count; i++)
        sum += fmin(law->values[i], x);
    return sum / (double)law->count;
}

static double empirical_draw(const struct muster_law *law, uint64_t word,
                             struct muster_stream *reserve)
{
    (void)reserve;
    return law->values[(size_t)(muster_uniform(word) * (double)law->count)];
}

static void empirical_range(double *min, double *max, const struct muster_law *law)
{
    *min = law->values[0];
    *max = law->values[law->count - 1];
}

const struct muster_law_family MUSTER_FAMILY_EMPIRICAL = {
    empirical_mean,    empirical_variance, empirical_cdf,  empirical_quantile,
    empirical_limited, empirical_draw,     empirical_range};

/* ---- mixture ---- */

bool muster_law_mixture(struct muster_law *out, const double *weights,
                        const struct muster_law *parts, size_t count)
{
    assert(count > 0);
    *out = (struct muster_law){.kind = MUSTER_LAW_MIXTURE, .scale = 1, .count = count};
    out->weights = malloc(count * sizeof *weights);
    out->part = malloc(count * sizeof *parts);
    if (!out->weights || !out->part) {
        free(out->weights);
        free(out->part);
        *out = muster_law_constant(0);
        return false;
    }
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        assert(weights[i] > 0);
        out->weights[i] = sum += weights[i];
    }
    for (size_t i = 0; i < count; i++)
        out->weights[i] /= sum;
    memcpy(out->part, parts, count * sizeof *parts);
    return true;
}

static double weight(const struct muster_law *law, size_t i)
{
    return law->weights[i] - (i > 0 ? law->weights[i - 1] : 0);
}

static double mixture_mean(const struct muster_law *law)
{
    double sum = 0;
    for (size_t i = 0; i < law->count; i++)
        sum += weight(law, i) * muster_law_mean(&law->part[i]);
    return sum;
}

/* Within the parts and between them. */
static double mixture_variance(const struct muster_law *law)
{
    double mean = mixture_mean(law);
    double sum = 0;
    for (size_t i = 0; i < law->count; i++) {
        double gap = muster_law_mean(&law->part[i]) - mean;
        sum += weight(law, i) * (muster_law_variance(&law->part[i]) + gap * gap);
    }
    return sum;
}

static double mixture_cdf(const struct muster_law *law, double x)
{
    double sum = 0;
    for (size_t i = 0; i < law->count; i++)
        sum += weight(law, i) * muster_law_cdf(&law->part[i], x);
    return sum;
}

/* Between the parts' own quantiles. */
static double mixture_quantile(const struct muster_law *law, double u)
{
    double low = INFINITY;
    double high = -INFINITY;
    for (size_t i = 0; i < law->count; i++) {
        double x = muster_law_quantile(&law->part[i], u);
        low = fmin(low, x);
        high = fmax(high, x);
    }
    return muster_law_search(mixture_cdf, law, u, low, high);
}

/* A part's integral of its survival function is its mean times its residual cdf. */
static double mixture_limited(const struct muster_law *law, double x)
{
    double sum = 0;
    for (size_t i = 0; i < law->count; i++) {
        const struct muster_law *part = &law->part[i];
        double mean = muster_law_mean(part);
        if (mean > 0)
            sum += weight(law, i) * mean * muster_law_residual_cdf(part, x);
    }
    return sum;
}

static double mixture_draw(const struct muster_law *law, uint64_t word,
                           struct muster_stream *reserve)
{
    double u = muster_uniform(word);
    size_t i = 0;
    while (i + 1 < law->count && u >= law->weights[i])
        i++;
    return muster_law_stream(&law->part[i], reserve);
}

static void mixture_range(double *min, double *max, const struct muster_law *law)
{
    *min = INFINITY;
    *max = -INFINITY;
    for (size_t i = 0; i < law->count; i++) {
        *min = fmin(*min, muster_law_min(&law->part[i]));
        *max = fmax(*max, muster_law_max(&law->part[i]));
    }
}

const struct muster_law_family MUSTER_FAMILY_MIXTURE = {
    mixture_mean,    mixture_variance, mixture_cdf,  mixture_quantile,
    mixture_limited, mixture_draw,     mixture_range};
