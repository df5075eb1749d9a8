/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Laws of times, on (0, infinity) with standard mean 1: exponential, lognormal, gamma, Erlang,
 * Weibull, hyperexponential.
 */
#include "law_family.h"
#include <assert.h>
#include <gsl/gsl_cdf.h>
#include <math.h>

static double mean_one(const struct muster_law *law)
{
    (void)law;
    return 1;
}

/* ---- exponential ---- */

struct muster_law muster_law_exponential(double mean)
{
    assert(mean > 0);
    return (struct muster_law){.kind = MUSTER_LAW_EXPONENTIAL, .scale = mean};
}

static double exponential_variance(const struct muster_law *law)
{
    (void)law;
    return 1;
}

static double exponential_cdf(const struct muster_law *law, double x)
{
    (void)law;
    return x > 0 ? -expm1(-x) : 0;
}

static double exponential_quantile(const struct muster_law *law, double u)
{
    (void)law;
    return -log1p(-u);
}

static double exponential_draw(const struct muster_law *law, uint64_t word,
                               struct muster_stream *reserve)
{
    (void)law;
    return muster_exponential(word, reserve);
}

/* Without memory: E[min(X, x)] = F(x). */
const struct muster_law_family MUSTER_FAMILY_EXPONENTIAL = {
    mean_one,        exponential_variance, exponential_cdf,          exponential_quantile,
    exponential_cdf, exponential_draw,     muster_law_range_positive};

/* ---- lognormal: exp(b + a Z), a = sigma, b = -sigma^2 / 2 ---- */

struct muster_law muster_law_lognormal(double mean, double cv)
{
    assert(mean > 0 && cv > 0);
    double variance = log1p(cv * cv);
    return (struct muster_law){
        .kind = MUSTER_LAW_LOGNORMAL, .scale = mean, .a = sqrt(variance), .b = -0.5 * variance};
}

static double lognormal_variance(const struct muster_law *law)
{
    return expm1(law->a * law->a);
}

static double lognormal_cdf(const struct muster_law *law, double x)
{
    return x > 0 ? gsl_cdf_ugaussian_P((log(x) - law->b) / law->a) : 0;
}

static double lognormal_quantile(const struct muster_law *law, double u)
{
    return exp(law->b + law->a * gsl_cdf_ugaussian_Pinv(u));
}

/* x (1 - F(x)) + E[X; X <= x]; under the measure X dF the logarithm is shifted by sigma^2. */
static double lognormal_limited(const struct muster_law *law, double x)
{
    double z = (log(x) - law->b) / law->a;
    return x * gsl_cdf_ugaussian_Q(z) + gsl_cdf_ugaussian_P(z - law->a);
}

static double lognormal_draw(const struct muster_law *law, uint64_t word,
                             struct muster_stream *reserve)
{
    return muster_exponent(law->b + law->a * muster_normal(word, reserve));
}

const struct muster_law_family MUSTER_FAMILY_LOGNORMAL = {
    mean_one,       lognormal_variance,       lognormal_cdf, lognormal_quantile, lognormal_limited,
    lognormal_draw, muster_law_range_positive};

/* ---- gamma: shape a, times b = 1 / a ---- */

struct muster_law muster_law_gamma(double mean, double cv)
{
    assert(mean > 0 && cv > 0);
    return (struct muster_law){
        .kind = MUSTER_LAW_GAMMA, .scale = mean, .a = 1 / (cv * cv), .b = cv * cv};
}

static double gamma_variance(const struct muster_law *law)
{
    return law->b;
}

static double gamma_cdf(const struct muster_law *law, double x)
{
    return x > 0 ? gsl_cdf_gamma_P(x, law->a, law->b) : 0;
}

static double gamma_quantile(const struct muster_law *law, double u)
{
    /* GSL's own inverse gives up silently for some small shapes: look before trusting it. */
    double x =
        u < 0.5 ? gsl_cdf_gamma_Pinv(u, law->a, law->b) : gsl_cdf_gamma_Qinv(1 - u, law->a, law->b);
    double miss =
        u < 0.5 ? gamma_cdf(law, x) / u - 1 : gsl_cdf_gamma_Q(x, law->a, law->b) / (1 - u) - 1;
    if (fabs(miss) < 1e-9)
        return x;
    double high = 1;
    while (gamma_cdf(law, high) < u && high < 1e300)
        high *= 2;
    return muster_law_search(gamma_cdf, law, u, 0, high);
}

static double gamma_limited(const struct muster_law *law, double x)
{
    return x * gsl_cdf_gamma_Q(x, law->a, law->b) + gsl_cdf_gamma_P(x, law->a + 1, law->b);
}

/* Shape >= 1, squeeze and rejection. */
static double gamma_marsaglia(double shape, uint64_t word, struct muster_stream *reserve)
{
    double d = shape - 1.0 / 3;
    double c = 1 / sqrt(9 * d);
    for (;; word = muster_stream_word(reserve)) {
        double z = muster_normal(word, reserve);
        double v = 1 + c * z;
        if (v <= 0)
            continue;
        v = v * v * v;
        double u = muster_stream_uniform(reserve);
        double square = z * z;
        if (u < 1 - 0.0331 * square * square || log(u) < 0.5 * square + d * (1 - v + log(v)))
            return d * v;
    }
}

double muster_gamma_draw(double shape, uint64_t word, struct muster_stream *reserve)
{
    if (shape >= 1)
        return gamma_marsaglia(shape, word, reserve);
    double larger = gamma_marsaglia(shape + 1, word, reserve);
    return larger * pow(muster_stream_uniform(reserve), 1 / shape);
}

static double gamma_draw(const struct muster_law *law, uint64_t word, struct muster_stream *reserve)
{
    return law->b * muster_gamma_draw(law->a, word, reserve);
}

const struct muster_law_family MUSTER_FAMILY_GAMMA = {
    mean_one,   gamma_variance,           gamma_cdf, gamma_quantile, gamma_limited,
    gamma_draw, muster_law_range_positive};

/* ---- Erlang: gamma of whole shape a = k, times b = 1 / k ---- */

struct muster_law muster_law_erlang(double mean, int k)
{
    assert(mean > 0 && k >= 1 && k <= 1000);
    return (struct muster_law){.kind = MUSTER_LAW_ERLANG, .scale = mean, .a = k, .b = 1.0 / k};
}

/* A few stages are summed: the reserve block costs less than the rejection's logarithms. */
static double erlang_draw(const struct muster_law *law, uint64_t word,
                          struct muster_stream *reserve)
{
    if (law->a > 5)
        return gamma_draw(law, word, reserve);
    double sum = muster_exponential(word, reserve);
    for (int stages = (int)law->a; stages > 1; stages--)
        sum += muster_exponential(muster_stream_word(reserve), reserve);
    return law->b * sum;
}

const struct muster_law_family MUSTER_FAMILY_ERLANG = {
    mean_one,    gamma_variance,           gamma_cdf, gamma_quantile, gamma_limited,
    erlang_draw, muster_law_range_positive};

/* ---- Weibull: b E^c, a = shape, b = 1 / Gamma(1 + 1/shape), c = 1 / shape ---- */

struct muster_law muster_law_weibull(double mean, double shape)
{
    assert(mean > 0 && shape >= 0.05 && shape <= 50);
    return (struct muster_law){.kind = MUSTER_LAW_WEIBULL,
                               .scale = mean,
                               .a = shape,
                               .b = exp(-lgamma(1 + 1 / shape)),
                               .c = 1 / shape};
}

static double weibull_variance(const struct muster_law *law)
{
    return expm1(lgamma(1 + 2 * law->c) - 2 * lgamma(1 + law->c));
}

static double weibull_cdf(const struct muster_law *law, double x)
{
    return x > 0 ? -expm1(-pow(x / law->b, law->a)) : 0;
}

static double weibull_quantile(const struct muster_law *law, double u)
{
    return law->b * pow(-log1p(-u), law->c);
}

/* integral_0^x exp(-(y/b)^a) dy: put t = (y/b)^a; what is left is an incomplete gamma function. */
static double weibull_limited(const struct muster_law *law, double x)
{
    return gsl_cdf_gamma_P(pow(x / law->b, law->a), law->c, 1);
}

static double weibull_draw(const struct muster_law *law, uint64_t word,
                           struct muster_stream *reserve)
{
    return law->b * pow(muster_exponential(word, reserve), law->c);
}

const struct muster_law_family MUSTER_FAMILY_WEIBULL = {
    mean_one,     weibull_variance,         weibull_cdf, weibull_quantile, weibull_limited,
    weibull_draw, muster_law_range_positive};

/* ---- hyperexponential: with probability a exponential of mean b, otherwise of mean c;
 *      balanced, a b = (1 - a) c = 1/2 ---- */

struct muster_law muster_law_hyperexponential(double mean, double cv)
{
    assert(mean > 0 && cv > 1);
    double square = cv * cv;
    double often = 0.5 * (1 + sqrt((square - 1) / (square + 1)));
    double rare = 1 / ((square + 1) * 2 * often); /* 1 - often, without cancellation */
    return (struct muster_law){.kind = MUSTER_LAW_HYPEREXPONENTIAL,
                               .scale = mean,
                               .a = often,
                               .b = 0.5 / often,
                               .c = 0.5 / rare};
}

/* E[X^2] - 1 = 2 (a b^2 + (1 - a) c^2) - 1 = b + c - 1. */
static double hyperexponential_variance(const struct muster_law *law)
{
    return law->b + law->c - 1;
}

static double hyperexponential_cdf(const struct muster_law *law, double x)
{
    return x > 0 ? -0.5 / law->b * expm1(-x / law->b) - 0.5 / law->c * expm1(-x / law->c) : 0;
}

static double hyperexponential_log_survival(const struct muster_law *law, double x)
{
    double cdf = hyperexponential_cdf(law, x);
    if (cdf < 0.5)
        return log1p(-cdf);
    return log(0.5 / law->b * exp(-x / law->b) + 0.5 / law->c * exp(-x / law->c));
}

/* Newton on log S, which is convex and falls: from the left it never overshoots. */
static double hyperexponential_quantile(const struct muster_law *law, double u)
{
    double goal = log1p(-u);
    double x = 0;
    for (int i = 0; i < 100; i++) {
        double quick = 0.5 / law->b * exp(-x / law->b);
        double slow = 0.5 / law->c * exp(-x / law->c);
        double hazard = (quick / law->b + slow / law->c) / (quick + slow);
        double step = (hyperexponential_log_survival(law, x) - goal) / hazard;
        x += step;
        if (!(step > 1e-15 * x))
            break;
    }
    return x;
}

static double hyperexponential_limited(const struct muster_law *law, double x)
{
    return -0.5 * expm1(-x / law->b) - 0.5 * expm1(-x / law->c);
}

/* The word chooses the branch and, within it, its place: no reserve block is spent. */
static double hyperexponential_draw(const struct muster_law *law, uint64_t word,
                                    struct muster_stream *reserve)
{
    (void)reserve;
    double u = muster_uniform(word);
    if (u < law->a)
        return -law->b * log(u / law->a);
    return -law->c * log((1 - u) / (1 - law->a));
}

const struct muster_law_family MUSTER_FAMILY_HYPEREXPONENTIAL = {mean_one,
                                                                 hyperexponential_variance,
                                                                 hyperexponential_cdf,
                                                                 hyperexponential_quantile,
                                                                 hyperexponential_limited,
                                                                 hyperexponential_draw,
                                                                 muster_law_range_positive};
