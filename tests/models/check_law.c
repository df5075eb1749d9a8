/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every law: its functions against GSL and against numerical integration, its two samplers against
 * its functions, at |z| < 4.5 with fixed seeds; and the battery itself against samplers spoiled on
 * purpose.
 */
#include "check_main.h"
#include "law.h"
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_integration.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define WORST_Z 4.5
#define WORST_KS                                                                                   \
    2.51 /* P(sqrt(n) D > x) = 2 exp(-2 x^2), the two-sided chance of 4.5 deviations               \
          */

/* ---- the laws under test, with untidy parameters ---- */

struct law_case {
    const char *name;
    struct muster_law law;
    bool smooth;     /* has a density: no atoms */
    double mean, cv; /* as asked for; cv 0 where the constructor is not given one */
};

enum { CASES = 33 };

static struct muster_law empirical_case(void)
{
    static const double values[] = {61.3, 12.7, 240, 61.3, 5.25, 88.1, 133.9};
    struct muster_law law;
    ck_assert(muster_law_empirical(&law, values, sizeof values / sizeof *values));
    return law;
}

/* Sickness: short spells in whole days, long ones spread out; one part is a mixture itself. */
static struct muster_law mixture_case(void)
{
    static const double inner_weights[] = {3, 1};
    const struct muster_law inner[] = {muster_law_geometric(2.5, 1), muster_law_constant(4)};
    static const double weights[] = {0.7, 0.1, 0.2};
    struct muster_law parts[] = {muster_law_constant(0), muster_law_lognormal(45.3, 0.8),
                                 muster_law_uniform(0.5, 9.3)};
    ck_assert(muster_law_mixture(&parts[0], inner_weights, inner, 2));
    struct muster_law law;
    ck_assert(muster_law_mixture(&law, weights, parts, 3));
    return law;
}

static struct muster_law smooth_mixture_case(void)
{
    static const double weights[] = {9, 1};
    const struct muster_law parts[] = {muster_law_exponential(37.1), muster_law_gamma(412.9, 0.4)};
    struct muster_law law;
    ck_assert(muster_law_mixture(&law, weights, parts, 2));
    return law;
}

static void cases_make(struct law_case cases[CASES])
{
    const struct law_case all[CASES] = {
        {"constant", muster_law_constant(187.3), false, 187.3, 0},
        {"exponential", muster_law_exponential(211.7), true, 211.7, 1},
        {"lognormal 0.9", muster_law_lognormal(162.3, 0.9), true, 162.3, 0.9},
        {"lognormal 0.05", muster_law_lognormal(2.385, 0.05), true, 2.385, 0.05},
        {"lognormal 2", muster_law_lognormal(2.385, 2), true, 2.385, 2},
        {"gamma 0.12", muster_law_gamma(1, 0.12), true, 1, 0.12},
        {"gamma 0.7", muster_law_gamma(93.1, 0.7), true, 93.1, 0.7},
        {"gamma 1", muster_law_gamma(93.1, 1), true, 93.1, 1},
        {"gamma 1.6", muster_law_gamma(93.1, 1.6), true, 93.1, 1.6},
        {"gamma 3", muster_law_gamma(0.031, 3), true, 0.031, 3},
        {"erlang 1", muster_law_erlang(187.3, 1), true, 187.3, 1},
        {"erlang 2", muster_law_erlang(187.3, 2), true, 187.3, 0.70710678118654752},
        {"erlang 5", muster_law_erlang(187.3, 5), true, 187.3, 0.44721359549995794},
        {"erlang 6", muster_law_erlang(187.3, 6), true, 187.3, 0.40824829046386302},
        {"erlang 1000", muster_law_erlang(187.3, 1000), true, 187.3, 0.03162277660168379},
        {"weibull 0.8", muster_law_weibull(187.3, 0.8), true, 187.3, 0},
        {"weibull 0.5", muster_law_weibull(187.3, 0.5), true, 187.3, 2.23606797749978970},
        {"weibull 3.7", muster_law_weibull(187.3, 3.7), true, 187.3, 0},
        {"hyperexponential 1.5", muster_law_hyperexponential(187.3, 1.5), true, 187.3, 1.5},
        {"hyperexponential 1.01", muster_law_hyperexponential(187.3, 1.01), true, 187.3, 1.01},
        {"hyperexponential 3", muster_law_hyperexponential(187.3, 3), true, 187.3, 3},
        {"uniform", muster_law_uniform(13.7, 88.4), true, 51.05, 0},
        {"triangular", muster_law_triangular(13.7, 22.1, 88.4), true, 41.4, 0},
        {"triangular, mode at min", muster_law_triangular(0, 0, 3.3), true, 1.1, 0},
        {"triangular, mode at max", muster_law_triangular(0.3, 3.3, 3.3), true, 2.3, 0},
        {"pert", muster_law_pert(150000, 175000, 200000), true, 175000, 0},
        {"pert, mode at min", muster_law_pert(0.6, 0.6, 0.85), true, 3.85 / 6, 0},
        {"normal, mean 2 sd", muster_law_normal(2.385, 1.19), true, 0, 0},
        {"normal, mean 10 sd", muster_law_normal(238.5, 23.85), true, 238.5, 0.1},
        {"geometric", muster_law_geometric(2.5 * 86400, 86400), false, 216000, 0.77459666924148338},
        {"empirical", empirical_case(), false, 602.55 / 7, 0},
        {"mixture with atoms", mixture_case(), false, 0, 0},
        {"mixture", smooth_mixture_case(), true, 0.9 * 37.1 + 0.1 * 412.9, 0},
    };
    memcpy(cases, all, sizeof all);
}

static void cases_clear(struct law_case cases[CASES])
{
    for (int i = 0; i < CASES; i++)
        muster_law_clear(&cases[i].law);
}

/* The case of a looped test; the caller clears the law. */
static struct law_case case_of(int which)
{
    struct law_case cases[CASES];
    cases_make(cases);
    struct law_case mine = cases[which];
    cases[which].law = muster_law_constant(0);
    cases_clear(cases);
    return mine;
}

/* ---- numerical integration ---- */

struct integrand {
    const struct muster_law *law;
    double (*function)(const struct muster_law *law, double x);
};

static double integrand_value(double x, void *parameters)
{
    const struct integrand *integrand = parameters;
    return integrand->function(integrand->law, x);
}

static double survival(const struct muster_law *law, double x)
{
    return 1 - muster_law_cdf(law, x);
}

static double survival_x(const struct muster_law *law, double x)
{
    return 2 * x * survival(law, x);
}

static double residual_survival(const struct muster_law *law, double x)
{
    return 1 - muster_law_residual_cdf(law, x);
}

static double midpoints(const gsl_function *f, double from, double to)
{
    enum { POINTS = 50000 };
    double step = (to - from) / POINTS;
    double sum = 0;
    for (int i = 0; i < POINTS; i++)
        sum += GSL_FN_EVAL(f, from + (i + 0.5) * step);
    return sum * step;
}

/* From 0 to x in pieces between quantiles: by quadrature where the law is smooth, by midpoints
 * where it jumps. */
static double integrate(double (*function)(const struct muster_law *, double),
                        const struct law_case *c, double x)
{
    static const double level[] = {1e-6, 1e-3, 0.05,  0.25,     0.5,      0.75,
                                   0.95, 0.99, 0.999, 1 - 1e-5, 1 - 1e-7, 1 - 1e-10};
    struct integrand integrand = {&c->law, function};
    double sum = 0;
    gsl_function f = {integrand_value, &integrand};
    gsl_integration_cquad_workspace *work = gsl_integration_cquad_workspace_alloc(200);
    double from = 0;
    for (size_t i = 0; i <= sizeof level / sizeof *level && from < x; i++) {
        bool last = i == sizeof level / sizeof *level;
        double to = last ? x : fmin(x, muster_law_quantile(&c->law, level[i]));
        double piece = 0;
        if (to > from && c->smooth)
            gsl_integration_cquad(&f, from, to, 0, 1e-9, work, &piece, NULL, NULL);
        else if (to > from)
            piece = midpoints(&f, from, to);
        sum += piece;
        from = fmax(from, to);
    }
    gsl_integration_cquad_workspace_free(work);
    return sum;
}

/* Where to stop integrating: hardly anything lies beyond. */
static double far_end(const struct law_case *c)
{
    return isinf(muster_law_max(&c->law)) ? muster_law_quantile(&c->law, 1 - 1e-14)
                                          : muster_law_max(&c->law);
}

static double tolerance(const struct law_case *c)
{
    return c->smooth ? 2e-7 : 2e-5;
}

/* ---- the law's functions ---- */

START_TEST(moments_are_those_asked_for)
{
    struct law_case c = case_of(_i);
    double mean = muster_law_mean(&c.law);
    double sd = sqrt(muster_law_variance(&c.law));
    /* The cut at 10 deviations changes nothing that a double can show. */
    if (c.mean > 0)
        ck_assert_double_eq_tol(mean / c.mean, 1, 1e-13);
    if (c.cv > 0)
        ck_assert_double_eq_tol(sd / mean / c.cv, 1, 1e-12);
    muster_law_clear(&c.law);
}
END_TEST

/* E[X] = integral of S, E[X^2] = integral of 2 x S. */
START_TEST(moments_are_those_of_the_cdf)
{
    struct law_case c = case_of(_i);
    double end = far_end(&c);
    double mean = integrate(survival, &c, end);
    double square = integrate(survival_x, &c, end);
    double variance = muster_law_variance(&c.law);
    ck_assert_msg(fabs(mean / muster_law_mean(&c.law) - 1) < tolerance(&c), "%s: mean %.9g, %.9g",
                  c.name, muster_law_mean(&c.law), mean);
    ck_assert_msg(fabs(square / (variance + mean * mean) - 1) < 50 * tolerance(&c),
                  "%s: E[X^2] %.9g, %.9g", c.name, variance + mean * mean, square);
    muster_law_clear(&c.law);
}
END_TEST

/* The cdf against GSL's, for every law GSL has. */
START_TEST(cdf_is_that_of_gsl)
{
    static const double at[] = {0.001, 0.03, 0.4, 0.9, 1, 1.3, 2.7, 6.1};
    double m = 187.3;
    struct muster_law exponential = muster_law_exponential(m);
    struct muster_law lognormal = muster_law_lognormal(m, 0.9);
    struct muster_law gamma = muster_law_gamma(m, 1.6);
    struct muster_law erlang = muster_law_erlang(m, 3);
    struct muster_law weibull = muster_law_weibull(m, 0.8);
    struct muster_law uniform = muster_law_uniform(13.7, 288.4);
    struct muster_law pert = muster_law_pert(0, 150, 600);
    struct muster_law geometric = muster_law_geometric(3 * m, m);
    for (size_t i = 0; i < sizeof at / sizeof *at; i++) {
        double x = at[i] * m;
        double v = log(1 + 0.9 * 0.9);
        double want[] = {gsl_cdf_exponential_P(x, m),
                         gsl_cdf_lognormal_P(x, log(m) - v / 2, sqrt(v)),
                         gsl_cdf_gamma_P(x, 1 / 2.56, 2.56 * m),
                         gsl_cdf_gamma_P(x, 3, m / 3),
                         gsl_cdf_weibull_P(x, m / tgamma(1 + 1 / 0.8), 0.8),
                         gsl_cdf_flat_P(x, 13.7, 288.4),
                         gsl_cdf_beta_P(fmin(1, x / 600), 2, 4),
                         x < m ? 0 : gsl_cdf_geometric_P((unsigned)(x / m + 1e-9), 1.0 / 3)};
        const struct muster_law *law[] = {&exponential, &lognormal, &gamma, &erlang,
                                          &weibull,     &uniform,   &pert,  &geometric};
        for (size_t k = 0; k < sizeof law / sizeof *law; k++)
            ck_assert_msg(fabs(muster_law_cdf(law[k], x) - want[k]) < 1e-12,
                          "kind %d at %g: %.15g, GSL %.15g", (int)law[k]->kind, x,
                          muster_law_cdf(law[k], x), want[k]);
    }
}
END_TEST

/* Origin: by hand. Normal cut at 0 with mean 2 sd 1: P(Z > -2) = .977249868, density at the cut
 * .053990967, so mean 2 + .053990967/.977249868 and P(X <= 2) = .477249868/.977249868. Triangular
 * (0, 1, 4): half of it lies under 4 - sqrt 6. Balanced hyperexponential of cv^2 = 3: p = (1 + sqrt
 * .5)/2. */
START_TEST(known_values)
{
    struct muster_law normal = muster_law_normal(2, 1);
    ck_assert_double_eq_tol(muster_law_mean(&normal), 2.055247862, 1e-8);
    ck_assert_double_eq_tol(muster_law_cdf(&normal, 2), 0.488360132, 1e-8);
    struct muster_law triangular = muster_law_triangular(0, 1, 4);
    ck_assert_double_eq_tol(muster_law_quantile(&triangular, 0.5), 4 - sqrt(6), 1e-14);
    struct muster_law hyper = muster_law_hyperexponential(1, sqrt(3));
    double p = (1 + sqrt(0.5)) / 2;
    ck_assert_double_eq_tol(muster_law_cdf(&hyper, 1),
                            1 - p * exp(-2 * p) - (1 - p) * exp(-2 * (1 - p)), 1e-14);
    struct muster_law constant = muster_law_constant(-3.5);
    ck_assert_double_eq(muster_law_quantile(&constant, 0.3), -3.5);
    ck_assert_double_eq(muster_law_cdf(&constant, -3.5), 1);
    ck_assert_double_eq(muster_law_cdf(&constant, -3.6), 0);
    struct muster_law growth = muster_law_uniform(-0.02, 0.04);
    ck_assert_double_eq_tol(muster_law_quantile(&growth, 0.25), -0.005, 1e-15);
    ck_assert_double_eq_tol(muster_law_mean(&growth), 0.01, 1e-15);
}
END_TEST

static const double LEVELS[] = {1e-10, 1e-6, 0.001, 0.01,  0.1,    0.25,     0.5,
                                0.75,  0.9,  0.99,  0.999, 0.9999, 1 - 1e-6, 1 - 1e-10};
enum { LEVEL_COUNT = sizeof LEVELS / sizeof *LEVELS };

START_TEST(quantile_inverts_the_cdf)
{
    struct law_case c = case_of(_i);
    double before = -INFINITY;
    for (int i = 0; i < LEVEL_COUNT; i++) {
        double u = LEVELS[i];
        double x = muster_law_quantile(&c.law, u);
        double back = muster_law_cdf(&c.law, x);
        ck_assert_double_ge(x, before);
        ck_assert(x >= muster_law_min(&c.law) && x <= muster_law_max(&c.law));
        if (c.smooth)
            ck_assert_msg(fabs(back - u) < 1e-8 * fmin(u, 1 - u) + 1e-14, "%s: %.15g gives %.15g",
                          c.name, u, back);
        else
            ck_assert(back >= u - 1e-14 && muster_law_cdf(&c.law, x * (1 - 1e-9)) <= u);
        before = x;
    }
    muster_law_clear(&c.law);
}
END_TEST

/* The other way round, where the cdf is neither flat nor near 1. */
START_TEST(quantile_of_cdf_is_the_value)
{
    struct law_case c = case_of(_i);
    for (int i = 2; i < LEVEL_COUNT - 2; i++) {
        double x = muster_law_quantile(&c.law, LEVELS[i]);
        double level = muster_law_cdf(&c.law, x);
        if (level < 1)
            ck_assert_double_eq_tol(muster_law_quantile(&c.law, level) / x, 1, 1e-9);
    }
    muster_law_clear(&c.law);
}
END_TEST

START_TEST(cdf_is_0_below_and_1_above)
{
    struct law_case c = case_of(_i);
    double min = muster_law_min(&c.law);
    double max = muster_law_max(&c.law);
    ck_assert_double_eq(muster_law_cdf(&c.law, -1), 0);
    ck_assert_double_eq(muster_law_cdf(&c.law, min - 1e-9 * (1 + min)), 0);
    ck_assert_double_eq(muster_law_cdf(&c.law, isinf(max) ? 1e12 : max), 1);
    ck_assert_double_eq(muster_law_residual_cdf(&c.law, 0), 0);
    ck_assert_double_eq(muster_law_residual_cdf(&c.law, -1), 0);
    ck_assert_double_eq_tol(muster_law_residual_cdf(&c.law, isinf(max) ? 1e12 : max), 1, 1e-12);
    muster_law_clear(&c.law);
}
END_TEST

START_TEST(residual_cdf_is_the_integral_of_the_survival)
{
    struct law_case c = case_of(_i);
    for (int i = 2; i < LEVEL_COUNT - 1; i++) {
        double x = muster_law_quantile(&c.law, LEVELS[i]);
        double want = integrate(survival, &c, x) / muster_law_mean(&c.law);
        double got = muster_law_residual_cdf(&c.law, x);
        ck_assert_msg(fabs(got - want) < tolerance(&c), "%s at %g: %.12g, integral %.12g", c.name,
                      x, got, want);
    }
    muster_law_clear(&c.law);
}
END_TEST

/* Residual mean: E[X^2] / (2 E[X]). */
START_TEST(residual_mean_is_that_of_renewal_theory)
{
    struct law_case c = case_of(_i);
    double mean = muster_law_mean(&c.law);
    double want = 0.5 * (muster_law_variance(&c.law) / mean + mean);
    double end = isinf(muster_law_max(&c.law)) ? muster_law_residual_quantile(&c.law, 1 - 1e-12)
                                               : muster_law_max(&c.law);
    double got = integrate(residual_survival, &c, end);
    ck_assert_msg(fabs(got / want - 1) < 50 * tolerance(&c), "%s: %.9g, want %.9g", c.name, got,
                  want);
    muster_law_clear(&c.law);
}
END_TEST

START_TEST(residual_quantile_inverts_the_residual_cdf)
{
    struct law_case c = case_of(_i);
    for (int i = 0; i < LEVEL_COUNT; i++) {
        double u = LEVELS[i];
        double x = muster_law_residual_quantile(&c.law, u);
        ck_assert_msg(fabs(muster_law_residual_cdf(&c.law, x) - u) < 1e-9 * fmin(u, 1 - u) + 1e-14,
                      "%s: residual quantile of %.12g is %g", c.name, u, x);
    }
    ck_assert(isfinite(muster_law_residual_quantile(&c.law, 1 - 0x1p-53)));
    muster_law_clear(&c.law);
}
END_TEST

START_TEST(constant_has_a_uniform_residual)
{
    struct muster_law law = muster_law_constant(4);
    ck_assert_double_eq_tol(muster_law_residual_quantile(&law, 0.25), 1, 1e-12);
    ck_assert_double_eq_tol(muster_law_residual_cdf(&law, 3), 0.75, 1e-12);
}
END_TEST

START_TEST(scale_stretches_everything)
{
    struct law_case c = case_of(_i);
    struct muster_law wide;
    ck_assert(muster_law_copy(&wide, &c.law));
    wide.scale *= 3;
    ck_assert_double_eq_tol(muster_law_mean(&wide) / muster_law_mean(&c.law), 3, 1e-12);
    ck_assert_double_eq_tol(muster_law_variance(&wide), 9 * muster_law_variance(&c.law),
                            1e-12 * muster_law_variance(&wide) + 1e-300);
    for (uint64_t i = 0; i < 300; i++) {
        struct muster_stream one =
            muster_stream_at((struct muster_key){1, 2}, MUSTER_PURPOSE_TALK, 0, i, 0);
        struct muster_stream two = one;
        double u = ((double)i + 0.5) / 300;
        double x = muster_law_stream(&c.law, &one);
        ck_assert_double_eq_tol(muster_law_stream(&wide, &two) / x, 3, 1e-12);
        double q = muster_law_quantile(&c.law, u);
        ck_assert_double_eq_tol(muster_law_quantile(&wide, u) / q, 3, 1e-12);
        double between = 1.0001 * q;
        ck_assert_double_eq_tol(muster_law_cdf(&wide, 3 * between), muster_law_cdf(&c.law, between),
                                1e-12);
        ck_assert_double_eq_tol(muster_law_residual_cdf(&wide, 3 * between),
                                muster_law_residual_cdf(&c.law, between), 1e-12);
    }
    muster_law_clear(&wide);
    muster_law_clear(&c.law);
}
END_TEST

/* ---- the battery: draws against the law's functions ---- */

enum { TAILS = 6, CELLS = 256 }; /* a power of 2: cells are found by halving */
static const double TAIL[TAILS] = {0.001, 0.01, 0.5, 0.99, 0.999, 0.9999};

/* What a sampler is held against: the law under test, whose functions were tested above. */
struct battery {
    const struct muster_law *law;
    double n, center;
    double power[5];          /* sums of (x - center)^k */
    double tail_at[TAILS];    /* quantiles */
    double tail_count[TAILS]; /* draws at or below them */
    double edge[CELLS];       /* upper edges of the cells, ascending, the last infinite */
    double cell_count[CELLS];
    int cells;
};

static void battery_begin(struct battery *b, const struct muster_law *law)
{
    *b = (struct battery){.law = law, .center = muster_law_mean(law)};
    for (int i = 0; i < TAILS; i++)
        b->tail_at[i] = muster_law_quantile(law, TAIL[i]);
    for (int i = 1; i < CELLS; i++) {
        double edge = muster_law_quantile(law, (double)i / CELLS);
        if (b->cells == 0 || edge > b->edge[b->cells - 1]) /* atoms fill several */
            b->edge[b->cells++] = edge;
    }
    b->cells++;
    for (int i = b->cells - 1; i < CELLS; i++)
        b->edge[i] = INFINITY;
}

static void battery_take(struct battery *b, double x)
{
    double y = x - b->center;
    b->n++;
    b->power[1] += y;
    b->power[2] += y * y;
    b->power[3] += y * y * y;
    b->power[4] += y * y * y * y;
    for (int i = 0; i < TAILS; i++)
        b->tail_count[i] += x <= b->tail_at[i];
    int cell = 0; /* the first whose edge is not under x */
    for (int step = CELLS / 2; step > 0; step /= 2)
        cell += x > b->edge[cell + step - 1] ? step : 0;
    b->cell_count[cell]++;
}

/* The worst of the z values, with the name of the one it is. */
struct verdict {
    double z;
    const char *what;
};

static void verdict_note(struct verdict *verdict, const char *what, double z)
{
    if (fabs(z) > fabs(verdict->z) || isnan(z))
        *verdict = (struct verdict){isnan(z) ? INFINITY : z, what};
}

/* z of an observed deviation; where nothing may vary, rounding is all that is allowed. */
static double z_of(double deviation, double sd, double size)
{
    if (sd > 1e-9 * size)
        return deviation / sd;
    return fabs(deviation) < 1e-6 * size ? 0 : INFINITY;
}

static void verdict_moments(struct verdict *verdict, const struct battery *b)
{
    double n = b->n;
    double variance = muster_law_variance(b->law);
    double fourth = fmax(0, b->power[4] / n - pow(b->power[2] / n, 2));
    double size = fmax(1e-300, fabs(b->center));
    verdict_note(verdict, "mean", z_of(b->power[1] / n, sqrt(variance / n), size));
    verdict_note(verdict, "variance",
                 z_of(b->power[2] / n - variance, sqrt(fourth / n), size * size));
}

static void verdict_tails(struct verdict *verdict, const struct battery *b)
{
    static const char *const names[TAILS] = {"tail .001", "tail .01",  "tail .5",
                                             "tail .99",  "tail .999", "tail .9999"};
    for (int i = 0; i < TAILS; i++) {
        double p = muster_law_cdf(b->law, b->tail_at[i]);
        double sd = sqrt(b->n * p * (1 - p));
        verdict_note(verdict, names[i], z_of(b->tail_count[i] - b->n * p, sd, b->n));
    }
}

/* Chi-square over the cells as a normal score (Wilson and Hilferty), and the largest gap between
 * the two distribution functions at the edges, put on the scale of z. */
static void verdict_cells(struct verdict *verdict, const struct battery *b)
{
    double square = 0;
    double gap = 0;
    double sum = 0;
    double below = 0;
    for (int i = 0; i < b->cells; i++) {
        double cdf = i == b->cells - 1 ? 1 : muster_law_cdf(b->law, b->edge[i]);
        double expected = b->n * (cdf - below);
        if (expected > 1e-6)
            square += pow(b->cell_count[i] - expected, 2) / expected;
        else if (b->cell_count[i] > 0)
            square = INFINITY;
        sum += b->cell_count[i];
        gap = fmax(gap, fabs(sum / b->n - cdf));
        below = cdf;
    }
    double spread = 2.0 / (9 * fmax(1, b->cells - 1));
    if (b->cells > 2)
        verdict_note(verdict, "cells",
                     fmax(0, (cbrt(square / (b->cells - 1)) - 1 + spread) / sqrt(spread)));
    verdict_note(verdict, "distance", sqrt(b->n) * gap * WORST_Z / WORST_KS);
}

static struct verdict battery_end(const struct battery *b)
{
    struct verdict verdict = {0, "nothing"};
    verdict_moments(&verdict, b);
    verdict_tails(&verdict, b);
    verdict_cells(&verdict, b);
    return verdict;
}

static const struct muster_key SEED = {20040513, 1};

/* Draws as the engine makes them: a word of the contact's block, a reserve at its own address. */
static struct verdict judge_draws(const struct muster_law *law, uint64_t entity, double n)
{
    struct battery battery;
    battery_begin(&battery, law);
    for (uint64_t i = 0; i < (uint64_t)(n / 4); i++) {
        struct muster_stream contact = muster_stream_at(SEED, MUSTER_PURPOSE_CONTACT, entity, i, 0);
        for (uint64_t k = 0; k < 4; k++) {
            struct muster_stream reserve =
                muster_stream_at(SEED, MUSTER_PURPOSE_TALK, entity, i, k);
            battery_take(&battery, muster_law_draw(law, muster_stream_word(&contact), &reserve));
        }
    }
    return battery_end(&battery);
}

/* So many draws that a mean wrong by 0.4 % shows at z = 6, but a million at least. */
static double enough(const struct muster_law *law)
{
    double cv_square = muster_law_variance(law) / pow(muster_law_mean(law), 2);
    return MUSTER_EFFORT * fmax(1e6, pow(6 / 0.004, 2) * cv_square);
}

START_TEST(draws_follow_the_law)
{
    struct law_case c = case_of(_i);
    struct verdict verdict = judge_draws(&c.law, (uint64_t)_i, enough(&c.law));
    ck_assert_msg(fabs(verdict.z) < WORST_Z, "%s: %s z = %.2f", c.name, verdict.what, verdict.z);
    muster_law_clear(&c.law);
}
END_TEST

/* Draws that share one stream for word and reserve. */
START_TEST(stream_draws_follow_the_law)
{
    struct law_case c = case_of(_i);
    struct battery battery;
    struct muster_stream stream = muster_stream_at(SEED, MUSTER_PURPOSE_WRAP, (uint64_t)_i, 0, 0);
    battery_begin(&battery, &c.law);
    for (int i = 0; i < (int)(3e5 * MUSTER_EFFORT); i++)
        battery_take(&battery, muster_law_stream(&c.law, &stream));
    struct verdict verdict = battery_end(&battery);
    ck_assert_msg(fabs(verdict.z) < WORST_Z, "%s: %s z = %.2f", c.name, verdict.what, verdict.z);
    muster_law_clear(&c.law);
}
END_TEST

START_TEST(quantiles_of_uniforms_follow_the_law)
{
    struct law_case c = case_of(_i);
    struct battery battery;
    struct muster_stream stream =
        muster_stream_at(SEED, MUSTER_PURPOSE_BUSYNESS, (uint64_t)_i, 0, 0);
    battery_begin(&battery, &c.law);
    for (int i = 0; i < (int)(5e4 * MUSTER_EFFORT); i++)
        battery_take(&battery, muster_law_quantile(&c.law, muster_stream_uniform(&stream)));
    struct verdict verdict = battery_end(&battery);
    ck_assert_msg(fabs(verdict.z) < WORST_Z, "%s: %s z = %.2f", c.name, verdict.what, verdict.z);
    muster_law_clear(&c.law);
}
END_TEST

/* The two ziggurats themselves, with more draws; the normal by its first four moments and its tails
 * on both sides of where its ziggurat ends. */
START_TEST(exponential_ziggurat)
{
    struct muster_law law = muster_law_exponential(1);
    struct verdict verdict = judge_draws(&law, 1001, 1e7 * MUSTER_EFFORT);
    ck_assert_msg(fabs(verdict.z) < WORST_Z, "%s z = %.2f", verdict.what, verdict.z);
}
END_TEST

START_TEST(normal_ziggurat)
{
    struct muster_stream stream = muster_stream_at(SEED, MUSTER_PURPOSE_TALK, 1002, 0, 0);
    static const double at[] = {-4, -3.6541528853610088, -2.5, -1, 0, 0.3, 1.7, 3, 3.7, 4.2};
    enum { POINTS = sizeof at / sizeof *at };
    double below[POINTS] = {0};
    double sum[5] = {0};
    double n = floor(1e7 * MUSTER_EFFORT);
    for (int i = 0; i < (int)n; i++) {
        double z = muster_normal(muster_stream_word(&stream), &stream);
        double square = z * z;
        sum[1] += z;
        sum[2] += square - 1;
        sum[3] += square * z;
        sum[4] += square * square - 3;
        for (int k = 0; k < POINTS; k++)
            below[k] += z <= at[k];
    }
    static const double variance[] = {0, 1, 2, 15, 96}; /* of Z, Z^2, Z^3, Z^4 */
    for (int k = 1; k <= 4; k++)
        ck_assert_msg(fabs(sum[k]) / sqrt(n * variance[k]) < WORST_Z, "moment %d: z = %.2f", k,
                      sum[k] / sqrt(n * variance[k]));
    for (int k = 0; k < POINTS; k++) {
        double p = gsl_cdf_ugaussian_P(at[k]);
        double z = (below[k] - n * p) / sqrt(n * p * (1 - p));
        ck_assert_msg(fabs(z) < WORST_Z, "P(Z <= %g): z = %.2f", at[k], z);
    }
}
END_TEST

/* The tails are so rare that a wrong one hardly shows above: draw nothing but tails, from words
 * that lie in it. What follows is the law given that it is beyond r. */
START_TEST(tails_of_the_ziggurats)
{
    const double r[] = {MUSTER_ZIGGURAT_EXPONENTIAL_TAIL, MUSTER_ZIGGURAT_NORMAL_TAIL};
    const double mass[] = {exp(-r[0]), gsl_cdf_ugaussian_Q(r[1])};
    const double beyond[] = {0.02, 0.1, 0.25, 0.5, 1, 1.5};
    enum { POINTS = sizeof beyond / sizeof *beyond };
    double longer[2][POINTS] = {{0}};
    double n = floor(1e6 * MUSTER_EFFORT);
    for (uint64_t i = 0; i < (uint64_t)n; i++) {
        struct muster_stream reserve = muster_stream_at(SEED, MUSTER_PURPOSE_TALK, 1004, i, 0);
        uint64_t word = ~UINT64_C(0x1ff); /* layer 0, plus, the largest abscissa */
        double x = muster_exponential(word, &reserve);
        double y = muster_normal(word, &reserve);
        for (int k = 0; k < POINTS; k++) {
            longer[0][k] += x > r[0] + beyond[k];
            longer[1][k] += y > r[1] + beyond[k];
        }
    }
    for (int k = 0; k < POINTS; k++) {
        double p[] = {exp(-r[0] - beyond[k]) / mass[0],
                      gsl_cdf_ugaussian_Q(r[1] + beyond[k]) / mass[1]};
        for (int which = 0; which < 2; which++) {
            double z = (longer[which][k] - n * p[which]) / sqrt(n * p[which] * (1 - p[which]));
            ck_assert_msg(fabs(z) < WORST_Z, "%s tail beyond %g: z = %.2f",
                          which == 0 ? "exponential" : "normal", r[which] + beyond[k], z);
        }
    }
}
END_TEST

/* ---- the battery finds spoiled samplers ---- */

/* Each moves the mean of the exponential by 0.4 % or less. */
static double spoiled(int how, double x)
{
    double tail = MUSTER_ZIGGURAT_EXPONENTIAL_TAIL;
    switch (how) {
    case 0: /* the tail is cut at its 0.4 %: E[min(X, c)] = 1 - exp(-c) */
        return fmin(x, -log(0.004));
    case 1: /* everything a little short */
        return 0.996 * x;
    case 2: /* the ziggurat's tail falls at its beginning */
        return fmin(x, tail);
    case 3: /* the tail is too long by half: +0.02 % */
        return x > tail ? tail + 1.5 * (x - tail) : x;
    default: /* one stretch in the body is moved up by 0.02 */
        return x > 1 && x < 1.02 ? x + 0.02 : x;
    }
}

START_TEST(spoiled_samplers_are_found)
{
    struct muster_law law = muster_law_exponential(1);
    struct muster_stream stream = muster_stream_at(SEED, MUSTER_PURPOSE_TALK, 1003, 0, 0);
    struct battery battery;
    battery_begin(&battery, &law);
    for (int i = 0; i < 10000000; i++)
        battery_take(&battery, spoiled(_i, -log(muster_stream_uniform(&stream))));
    struct verdict verdict = battery_end(&battery);
    ck_assert_msg(fabs(verdict.z) > WORST_Z, "spoiled %d passed: %s z = %.2f", _i, verdict.what,
                  verdict.z);
}
END_TEST

/* ---- building and owning ---- */

START_TEST(copies_are_deep)
{
    struct muster_law law = mixture_case();
    struct muster_law copy;
    ck_assert(muster_law_copy(&copy, &law));
    double mean = muster_law_mean(&law);
    double quantile = muster_law_quantile(&law, 0.37);
    muster_law_clear(&law);
    ck_assert_double_eq(muster_law_mean(&copy), mean);
    ck_assert_double_eq(muster_law_quantile(&copy, 0.37), quantile);
    muster_law_clear(&copy);
    muster_law_clear(&copy);
    ck_assert_int_eq(copy.kind, MUSTER_LAW_CONSTANT);
}
END_TEST

START_TEST(empirical_keeps_the_callers_values)
{
    double values[] = {3, 1, 2};
    struct muster_law law;
    ck_assert(muster_law_empirical(&law, values, 3));
    ck_assert_double_eq(values[0], 3);
    values[0] = 99;
    ck_assert_double_eq(muster_law_max(&law), 3);
    ck_assert_double_eq(muster_law_min(&law), 1);
    ck_assert_double_eq(muster_law_cdf(&law, 2), 2.0 / 3);
    ck_assert_double_eq(muster_law_quantile(&law, 1.0 / 3), 1);
    ck_assert_double_eq(muster_law_quantile(&law, 2.0 / 3), 2);
    ck_assert_double_eq(muster_law_quantile(&law, 0.67), 3);
    muster_law_clear(&law);
}
END_TEST

/* Whole days stay whole, and the cdf counts the day it stands on. */
START_TEST(geometric_days_are_whole)
{
    struct muster_law law = muster_law_geometric(2.385 * 86400, 86400);
    struct muster_stream stream = muster_stream_at(SEED, MUSTER_PURPOSE_SICKNESS, 1, 0, 0);
    for (int i = 0; i < 10000; i++) {
        double x = muster_law_stream(&law, &stream);
        ck_assert(x >= 86400 && fmod(x, 86400) == 0);
    }
    double p = 1 / 2.385;
    for (int n = 1; n < 40; n++) {
        ck_assert_double_eq_tol(muster_law_cdf(&law, n * 86400.0), 1 - pow(1 - p, n), 1e-13);
        double u = muster_law_cdf(&law, n * 86400.0);
        ck_assert_double_eq(muster_law_quantile(&law, u), n * 86400.0);
    }
}
END_TEST

START_TEST(laws_without_spread_are_constants)
{
    struct muster_law laws[] = {muster_law_uniform(2.5, 2.5), muster_law_triangular(2.5, 2.5, 2.5),
                                muster_law_pert(2.5, 2.5, 2.5), muster_law_geometric(2.5, 2.5)};
    for (size_t i = 0; i < sizeof laws / sizeof *laws; i++) {
        struct muster_stream stream = muster_stream_at(SEED, MUSTER_PURPOSE_TALK, 7, i, 0);
        ck_assert_double_eq(muster_law_mean(&laws[i]), 2.5);
        ck_assert_double_eq(muster_law_variance(&laws[i]), 0);
        ck_assert_double_eq(muster_law_stream(&laws[i], &stream), 2.5);
        ck_assert_double_eq(muster_law_quantile(&laws[i], 0.3), 2.5);
        ck_assert_double_eq(muster_law_cdf(&laws[i], 2.5), 1);
        ck_assert_double_eq(muster_law_cdf(&laws[i], 2.4999), 0);
        ck_assert_double_eq_tol(muster_law_residual_cdf(&laws[i], 1), 0.4, 1e-14);
    }
}
END_TEST

/* Extreme variability: finite and inverted still; GSL's incomplete gamma function of shape 10^6 is
 * itself uneven by 10^-8. */
START_TEST(wild_laws_stay_sane)
{
    struct muster_law laws[] = {muster_law_gamma(1, 20),     muster_law_gamma(1, 0.001),
                                muster_law_lognormal(1, 50), muster_law_hyperexponential(1, 100),
                                muster_law_weibull(1, 0.05), muster_law_weibull(1, 50)};
    for (size_t i = 0; i < sizeof laws / sizeof *laws; i++) {
        for (int k = 3; k < LEVEL_COUNT; k++) {
            double x = muster_law_quantile(&laws[i], LEVELS[k]);
            ck_assert(isfinite(x) && x >= 0);
            if (x > 1e-300)
                ck_assert_msg(fabs(muster_law_cdf(&laws[i], x) - LEVELS[k]) < 1e-7, "%zu at %g: %g",
                              i, LEVELS[k], x);
        }
        for (uint64_t k = 0; k < 1000; k++) {
            struct muster_stream stream = muster_stream_at(SEED, MUSTER_PURPOSE_TALK, 8, i, k);
            double x = muster_law_stream(&laws[i], &stream);
            ck_assert(isfinite(x) && x >= 0);
        }
    }
}
END_TEST

static void add_cases(TCase *tests)
{
    tcase_add_loop_test(tests, moments_are_those_asked_for, 0, CASES);
    tcase_add_loop_test(tests, moments_are_those_of_the_cdf, 0, CASES);
    tcase_add_loop_test(tests, quantile_inverts_the_cdf, 0, CASES);
    tcase_add_loop_test(tests, quantile_of_cdf_is_the_value, 0, CASES);
    tcase_add_loop_test(tests, cdf_is_0_below_and_1_above, 0, CASES);
    tcase_add_loop_test(tests, residual_cdf_is_the_integral_of_the_survival, 0, CASES);
    tcase_add_loop_test(tests, residual_mean_is_that_of_renewal_theory, 0, CASES);
    tcase_add_loop_test(tests, residual_quantile_inverts_the_residual_cdf, 0, CASES);
    tcase_add_loop_test(tests, scale_stretches_everything, 0, CASES);
    tcase_add_loop_test(tests, draws_follow_the_law, 0, CASES);
    tcase_add_loop_test(tests, stream_draws_follow_the_law, 0, CASES);
    tcase_add_loop_test(tests, quantiles_of_uniforms_follow_the_law, 0, CASES);
}

static Suite *suite(void)
{
    Suite *suite = suite_create("law");
    TCase *tests = tcase_create("law");
    tcase_set_timeout(tests, 120);
    add_cases(tests);
    tcase_add_test(tests, cdf_is_that_of_gsl);
    tcase_add_test(tests, known_values);
    tcase_add_test(tests, constant_has_a_uniform_residual);
    tcase_add_test(tests, exponential_ziggurat);
    tcase_add_test(tests, normal_ziggurat);
    tcase_add_test(tests, tails_of_the_ziggurats);
    tcase_add_loop_test(tests, spoiled_samplers_are_found, 0, 5);
    tcase_add_test(tests, copies_are_deep);
    tcase_add_test(tests, empirical_keeps_the_callers_values);
    tcase_add_test(tests, geometric_days_are_whole);
    tcase_add_test(tests, laws_without_spread_are_constants);
    tcase_add_test(tests, wild_laws_stay_sane);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    gsl_set_error_handler_off();
    return muster_check_run(suite());
}
