/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Laws given by their limits, in the law's own unit (scale 1): constant, uniform, triangular, PERT;
 * and the normal cut off at 0.
 */
#include "law_family.h"
#include <assert.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>

static void range_a_to_c(double *min, double *max, const struct muster_law *law)
{
    *min = law->a;
    *max = law->c;
}

/* ---- constant: the scale is the value ---- */

struct muster_law muster_law_constant(double value)
{
    assert(isfinite(value));
    return (struct muster_law){.kind = MUSTER_LAW_CONSTANT, .scale = value, .a = 1, .c = 1};
}

static double constant_mean(const struct muster_law *law)
{
    (void)law;
    return 1;
}

static double constant_variance(const struct muster_law *law)
{
    (void)law;
    return 0;
}

static double constant_cdf(const struct muster_law *law, double x)
{
    (void)law;
    return x >= 1 ? 1 : 0;
}

static double constant_quantile(const struct muster_law *law, double u)
{
    (void)law;
    (void)u;
    return 1;
}

static double constant_limited(const struct muster_law *law, double x)
{
    (void)law;
    return fmin(x, 1);
}

static double constant_draw(const struct muster_law *law, uint64_t word,
                            struct muster_stream *reserve)
{
    (void)law;
    (void)word;
    (void)reserve;
    return 1;
}

const struct muster_law_family MUSTER_FAMILY_CONSTANT = {
    constant_mean,    constant_variance, constant_cdf, constant_quantile,
    constant_limited, constant_draw,     range_a_to_c};

/* ---- uniform on [a, c] ---- */

struct muster_law muster_law_uniform(double a, double b)
{
    assert(isfinite(a) && isfinite(b) && a <= b);
    return (struct muster_law){.kind = MUSTER_LAW_UNIFORM, .scale = 1, .a = a, .c = b};
}

static double uniform_mean(const struct muster_law *law)
{
    return 0.5 * (law->a + law->c);
}

static double uniform_variance(const struct muster_law *law)
{
    double width = law->c - law->a;
    return width * width / 12;
}

static double uniform_cdf(const struct muster_law *law, double x)
{
    if (x < law->a)
        return 0;
    return x >= law->c ? 1 : (x - law->a) / (law->c - law->a);
}

static double uniform_quantile(const struct muster_law *law, double u)
{
    return law->a + u * (law->c - law->a);
}

static double uniform_limited(const struct muster_law *law, double x)
{
    if (x <= law->a)
        return x;
    if (x >= law->c)
        return uniform_mean(law);
    double inside = x - law->a;
    return x - 0.5 * inside * inside / (law->c - law->a);
}

static double uniform_draw(const struct muster_law *law, uint64_t word,
                           struct muster_stream *reserve)
{
    (void)reserve;
    return uniform_quantile(law, muster_uniform(word));
}

const struct muster_law_family MUSTER_FAMILY_UNIFORM = {
    uniform_mean,    uniform_variance, uniform_cdf, uniform_quantile,
    uniform_limited, uniform_draw,     range_a_to_c};

/* ---- triangular on [a, c], mode b ---- */

struct muster_law muster_law_triangular(double min, double mode, double max)
{
    assert(isfinite(min) && isfinite(max) && min <= mode && mode <= max);
    return (struct muster_law){
        .kind = MUSTER_LAW_TRIANGULAR, .scale = 1, .a = min, .b = mode, .c = max};
}

static double triangular_mean(const struct muster_law *law)
{
    return (law->a + law->b + law->c) / 3;
}

static double triangular_variance(const struct muster_law *law)
{
    double rise = law->b - law->a;
    double fall = law->c - law->b;
    return (rise * rise + rise * fall + fall * fall) / 18;
}

static double triangular_cdf(const struct muster_law *law, double x)
{
    double width = law->c - law->a;
    if (x < law->a)
        return 0;
    if (x >= law->c)
        return 1;
    if (x < law->b)
        return (x - law->a) * (x - law->a) / (width * (law->b - law->a));
    return 1 - (law->c - x) * (law->c - x) / (width * (law->c - law->b));
}

static double triangular_quantile(const struct muster_law *law, double u)
{
    double width = law->c - law->a;
    double rise = law->b - law->a;
    if (u * width < rise)
        return law->a + sqrt(u * width * rise);
    return law->c - sqrt((1 - u) * width * (law->c - law->b));
}

/* The survival function is integrated from whichever end is near: cubes of the two flanks. */
static double triangular_limited(const struct muster_law *law, double x)
{
    double width = law->c - law->a;
    if (x <= law->a)
        return x;
    if (x >= law->c)
        return triangular_mean(law);
    if (x < law->b)
        return x - pow(x - law->a, 3) / (3 * width * (law->b - law->a));
    return triangular_mean(law) - pow(law->c - x, 3) / (3 * width * (law->c - law->b));
}

static double triangular_draw(const struct muster_law *law, uint64_t word,
                              struct muster_stream *reserve)
{
    (void)reserve;
    return triangular_quantile(law, muster_uniform(word));
}

const struct muster_law_family MUSTER_FAMILY_TRIANGULAR = {
    triangular_mean,    triangular_variance, triangular_cdf, triangular_quantile,
    triangular_limited, triangular_draw,     range_a_to_c};

/* ---- PERT: on [a, c], beta with first shape b and second 6 - b ---- */

struct muster_law muster_law_pert(double min, double mode, double max)
{
    assert(isfinite(min) && isfinite(max) && min <= mode && mode <= max);
    double place = max > min ? (mode - min) / (max - min) : 0.5;
    return (struct muster_law){
        .kind = MUSTER_LAW_PERT, .scale = 1, .a = min, .b = 1 + 4 * place, .c = max};
}

static double pert_mean(const struct muster_law *law)
{
    return law->a + (law->c - law->a) * law->b / 6;
}

static double pert_variance(const struct muster_law *law)
{
    double width = law->c - law->a;
    return width * width * law->b * (6 - law->b) / (36 * 7);
}

static double pert_cdf(const struct muster_law *law, double x)
{
    if (x < law->a)
        return 0;
    if (x >= law->c)
        return 1;
    return gsl_cdf_beta_P((x - law->a) / (law->c - law->a), law->b, 6 - law->b);
}

static double pert_quantile(const struct muster_law *law, double u)
{
    double x = law->a + (law->c - law->a) * gsl_cdf_beta_Pinv(u, law->b, 6 - law->b);
    if (law->a == law->c || fabs(pert_cdf(law, x) - u) < 1e-9 * fmin(u, 1 - u))
        return x;
    return muster_law_search(pert_cdf, law, u, law->a, law->c);
}

static double pert_limited(const struct muster_law *law, double x)
{
    if (x <= law->a)
        return x;
    if (x >= law->c)
        return pert_mean(law);
    double width = law->c - law->a;
    double z = (x - law->a) / width;
    double q = 6 - law->b;
    return law->a + width * (z * gsl_cdf_beta_Q(z, law->b, q) +
                             law->b / 6 * gsl_cdf_beta_P(z, law->b + 1, q));
}

/* Beta by two gammas: the share of the first in their sum. */
static double pert_draw(const struct muster_law *law, uint64_t word, struct muster_stream *reserve)
{
    double first = muster_gamma_draw(law->b, word, reserve);
    double second = muster_gamma_draw(6 - law->b, muster_stream_word(reserve), reserve);
    return law->a + (law->c - law->a) * (first / (first + second));
}

const struct muster_law_family MUSTER_FAMILY_PERT = {
    pert_mean, pert_variance, pert_cdf, pert_quantile, pert_limited, pert_draw, range_a_to_c};

/* ---- normal of mean a and deviation b, given that it is positive; c = P(it is) ---- */

struct muster_law muster_law_normal(double mean, double sd)
{
    assert(mean > 0 && sd > 0);
    return (struct muster_law){.kind = MUSTER_LAW_NORMAL,
                               .scale = 1,
                               .a = mean,
                               .b = sd,
                               .c = gsl_cdf_ugaussian_P(mean / sd)};
}

/* Inverse Mills ratio at the cut: density of the cut over the mass that is left. */
static double normal_mills(const struct muster_law *law)
{
    return gsl_ran_ugaussian_pdf(law->a / law->b) / law->c;
}

static double normal_mean(const struct muster_law *law)
{
    return law->a + law->b * normal_mills(law);
}

static double normal_variance(const struct muster_law *law)
{
    double mills = normal_mills(law);
    return law->b * law->b * (1 - mills * (mills + law->a / law->b));
}

static double normal_survival(const struct muster_law *law, double x)
{
    return x > 0 ? gsl_cdf_ugaussian_Q((x - law->a) / law->b) / law->c : 1;
}

static double normal_cdf(const struct muster_law *law, double x)
{
    if (x <= 0)
        return 0;
    double z = (x - law->a) / law->b;
    return z > 0 ? 1 - gsl_cdf_ugaussian_Q(z) / law->c
                 : (gsl_cdf_ugaussian_P(z) - gsl_cdf_ugaussian_P(-law->a / law->b)) / law->c;
}

static double normal_quantile(const struct muster_law *law, double u)
{
    double z = u > 0.5 ? gsl_cdf_ugaussian_Qinv((1 - u) * law->c)
                       : gsl_cdf_ugaussian_Pinv(gsl_cdf_ugaussian_P(-law->a / law->b) + u * law->c);
    return fmax(0, law->a + law->b * z);
}

/* x S(x) + E[X; X <= x], the last by parts: the density is its own primitive but for a factor. */
static double normal_limited(const struct muster_law *law, double x)
{
    double cut = gsl_ran_ugaussian_pdf(law->a / law->b) / law->c;
    double here = gsl_ran_ugaussian_pdf((x - law->a) / law->b) / law->c;
    return x * normal_survival(law, x) + law->a * normal_cdf(law, x) + law->b * (cut - here);
}

static double normal_draw(const struct muster_law *law, uint64_t word,
                          struct muster_stream *reserve)
{
    double x = law->a + law->b * muster_normal(word, reserve);
    while (x <= 0)
        x = law->a + law->b * muster_normal(muster_stream_word(reserve), reserve);
    return x;
}

const struct muster_law_family MUSTER_FAMILY_NORMAL = {
    normal_mean, normal_variance,          normal_cdf, normal_quantile, normal_limited,
    normal_draw, muster_law_range_positive};
