/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The day's busyness: Gamma by its table against GSL's quantile, moments by quadrature and by
 * draws, correlations of the normal scores. z below 4.5.
 */
#include "busyness.h"
#include "check_main.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>

#define Z_MOST 4.5

static const double cvs[] = {0.05, 0.12, 0.3, 0.77, 1.4};

START_TEST(factor_is_the_gamma_quantile)
{
    struct muster_busyness busyness;
    double cv = cvs[_i], shape = 1 / (cv * cv);
    ck_assert(muster_busyness_init(&busyness, cv, 0, 0));
    for (double score = -7.03; score < 7; score += 0.0137) {
        double exact = score < 0 ? gsl_cdf_gamma_Pinv(gsl_cdf_ugaussian_P(score), shape, cv * cv)
                                 : gsl_cdf_gamma_Qinv(gsl_cdf_ugaussian_Q(score), shape, cv * cv);
        double factor = muster_busyness_factor(&busyness, score);
        ck_assert_msg(fabs(factor - exact) <= 2e-5 * (1 + exact),
                      "cv %g, score %g: factor %.8f, quantile %.8f", cv, score, factor, exact);
    }
    muster_busyness_clear(&busyness);
}
END_TEST

/* Mean 1 and variance cv^2 by the midpoint rule over the normal scores. */
START_TEST(moments_by_quadrature)
{
    struct muster_busyness busyness;
    double cv = cvs[_i], mean = 0, square = 0;
    const double step = 1e-3;
    ck_assert(muster_busyness_init(&busyness, cv, 0, 0));
    for (double score = -8 + step / 2; score < 8; score += step) {
        double factor = muster_busyness_factor(&busyness, score);
        double weight = gsl_ran_ugaussian_pdf(score) * step;
        mean += weight * factor;
        square += weight * factor * factor;
    }
    ck_assert_double_eq_tol(mean, 1, 2e-5);
    ck_assert_double_eq_tol(square - mean * mean, cv * cv, 1e-4 * (1 + cv * cv));
    muster_busyness_clear(&busyness);
}
END_TEST

START_TEST(off_is_one)
{
    struct muster_busyness busyness;
    ck_assert(muster_busyness_init(&busyness, 0, 0.5, 0.5));
    ck_assert_double_eq(muster_busyness_factor(&busyness, -3.2), 1);
    ck_assert_double_eq(muster_busyness_factor(&busyness, 2.7), 1);
    muster_busyness_clear(&busyness);
}
END_TEST

/* Sum of products of two scores over n pairs whose true correlation is r: its z, as a bivariate
 * normal gives var(xy) = 1 + r^2. */
static double correlation_z(double sum, double n, double r)
{
    return (sum - n * r) / sqrt(n * (1 + r * r));
}

/* Innovations of two services on a date correlate by sqrt(s1 s2), each is standard normal. */
START_TEST(services_share_by_the_root_of_the_product)
{
    struct muster_busyness one, two;
    ck_assert(muster_busyness_init(&one, 0.2, 0, 0.8));
    ck_assert(muster_busyness_init(&two, 0.2, 0, 0.35));
    uint64_t first = muster_entity("service", "first"), second = muster_entity("service", "second");
    double n = ceil(200000 * MUSTER_EFFORT), sum = 0, mean = 0, square = 0, cells[10] = {0};
    for (int i = 0; i < (int)n; i++) {
        struct muster_key key = {8, (uint64_t)i / 100};
        int32_t date = 12000 + i % 100;
        double x = muster_busyness_innovation(&one, key, first, date);
        double y = muster_busyness_innovation(&two, key, second, date);
        sum += x * y;
        mean += x;
        square += x * x;
        cells[(int)(10 * gsl_cdf_ugaussian_P(x))]++;
    }
    ck_assert_double_lt(fabs(correlation_z(sum, n, sqrt(0.8 * 0.35))), Z_MOST);
    ck_assert_double_lt(fabs(mean / sqrt(n)), Z_MOST);
    ck_assert_double_lt(fabs(square - n) / sqrt(2 * n), Z_MOST);
    double statistic = 0;
    for (int i = 0; i < 10; i++)
        statistic += pow(cells[i] - n / 10, 2) / (n / 10);
    ck_assert_double_gt(gsl_cdf_chisq_Q(statistic, 9), 3.4e-6);
    muster_busyness_clear(&one);
    muster_busyness_clear(&two);
}
END_TEST

/* The innovation is the service's and the date's own: it does not know of other settings' draws. */
START_TEST(innovation_is_addressed)
{
    struct muster_busyness alone, shared;
    struct muster_key key = {3, 14};
    uint64_t entity = muster_entity("service", "first");
    ck_assert(muster_busyness_init(&alone, 0.2, 0.1, 0));
    ck_assert(muster_busyness_init(&shared, 0.9, 0.7, 1));
    double own = muster_busyness_innovation(&alone, key, entity, 12345);
    ck_assert_double_eq(own, muster_busyness_innovation(&alone, key, entity, 12345));
    ck_assert_double_ne(own, muster_busyness_innovation(&alone, key, entity, 12346));
    ck_assert_double_ne(
        own, muster_busyness_innovation(&alone, (struct muster_key){3, 15}, entity, 12345));
    ck_assert_double_eq(/* s = 1: all services the same */
                        muster_busyness_innovation(&shared, key, entity, 12345),
                        muster_busyness_innovation(&shared, key, muster_entity("service", "second"),
                                                   12345));
    muster_busyness_clear(&alone);
    muster_busyness_clear(&shared);
}
END_TEST

/* AR(1): stationary from the first day, correlation r at lag 1 and r^2 at lag 2. One sum a
 * replication of 50 days keeps the pairs independent. */
START_TEST(days_follow_an_ar1)
{
    enum { DAYS = 50 };
    struct muster_busyness busyness;
    const double r = 0.62;
    ck_assert(muster_busyness_init(&busyness, 0.2, r, 0));
    uint64_t entity = muster_entity("service", "first");
    double n = ceil(4000 * MUSTER_EFFORT), sum[4] = {0}, squares[4] = {0};
    for (int i = 0; i < (int)n; i++) {
        double score[DAYS], figure[4] = {0};
        for (int d = 0; d < DAYS; d++) {
            double innovation = muster_busyness_innovation(
                &busyness, (struct muster_key){9, (uint64_t)i}, entity, 12000 + d);
            score[d] =
                muster_busyness_score(&busyness, d > 0 ? score[d - 1] : NAN, innovation, d == 0);
        }
        figure[0] = score[0] * score[0] - 1;
        figure[1] = score[DAYS - 1] * score[DAYS - 1] - 1;
        for (int d = 2; d < DAYS; d++) {
            figure[2] += score[d] * score[d - 1] - r;
            figure[3] += score[d] * score[d - 2] - r * r;
        }
        for (int f = 0; f < 4; f++) {
            sum[f] += figure[f];
            squares[f] += figure[f] * figure[f];
        }
    }
    for (int f = 0; f < 4; f++) {
        double z = sum[f] / sqrt(squares[f]);
        ck_assert_msg(fabs(z) < Z_MOST, "figure %d: z = %.2f", f, z);
    }
    muster_busyness_clear(&busyness);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("busyness");
    TCase *tcase = tcase_create("busyness");
    tcase_set_timeout(tcase, 120);
    int count = (int)(sizeof cvs / sizeof *cvs);
    tcase_add_loop_test(tcase, factor_is_the_gamma_quantile, 0, count);
    tcase_add_loop_test(tcase, moments_by_quadrature, 0, count);
    tcase_add_test(tcase, off_is_one);
    tcase_add_test(tcase, services_share_by_the_root_of_the_product);
    tcase_add_test(tcase, innovation_is_addressed);
    tcase_add_test(tcase, days_follow_an_ar1);
    suite_add_tcase(suite, tcase);
    return muster_check_run(suite);
}
