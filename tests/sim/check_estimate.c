/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "check_main.h"
#include "estimate.h"
#include "random.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>

enum { MOST = 400 };

/* Untidy data of one replication: offered 500 to 1500, a rate that falls with it. */
static void draw_rows(double *row, size_t n, uint64_t seed)
{
    for (size_t i = 0; i < n; i++) {
        struct muster_stream stream =
            muster_stream_at((struct muster_key){seed, i}, MUSTER_PURPOSE_PARAMETER, 1, 0, 0);
        double u = muster_stream_uniform(&stream), v = muster_stream_uniform(&stream);
        row[2 * i + 1] = 500 + 1000 * u;
        row[2 * i] = row[2 * i + 1] * (0.95 - 0.3 * u + 0.1 * (v - 0.5));
    }
}
static const double true_ratio = 0.775; /* integral of (500+1000u)(0.95-0.3u) du / 1000 */

static double ratio_without(const double *row, size_t n, size_t left_out)
{
    double above = 0, below = 0;
    for (size_t i = 0; i < n; i++)
        if (i != left_out) {
            above += row[2 * i];
            below += row[2 * i + 1];
        }
    return above / below;
}

static double brute_se(const double *value, size_t n)
{
    double mean = 0, square = 0;
    for (size_t i = 0; i < n; i++)
        mean += value[i] / (double)n;
    for (size_t i = 0; i < n; i++)
        square += (value[i] - mean) * (value[i] - mean);
    return sqrt(square * (double)(n - 1) / (double)n);
}

START_TEST(jackknife_is_what_leaving_out_gives)
{
    double row[2 * MOST], deleted[MOST];
    size_t n = 37;
    draw_rows(row, n, 5);
    struct muster_estimate estimate;
    ck_assert_int_eq(muster_estimate_of_sums(&estimate, row, n, 2, muster_ratio_of_sums),
                     MUSTER_OK);
    for (size_t i = 0; i < n; i++)
        deleted[i] = ratio_without(row, n, i);
    double se = brute_se(deleted, n);
    ck_assert_double_eq_tol(estimate.mean, ratio_without(row, n, n), 1e-14);
    ck_assert_double_eq_tol(estimate.se, se, 1e-12);
    double t = gsl_cdf_tdist_Pinv(0.975, 36); /* 2.028094 in any table */
    ck_assert_double_eq_tol(t, 2.028094, 1e-6);
    ck_assert_double_eq_tol(estimate.hi - estimate.mean, t * se, 1e-12);
    ck_assert_double_eq_tol(estimate.mean - estimate.lo, t * se, 1e-12);
}
END_TEST

START_TEST(paired_jackknife_leaves_out_the_pair)
{
    double a[2 * MOST], b[2 * MOST], deleted[MOST];
    size_t n = 41;
    draw_rows(a, n, 6);
    for (size_t i = 0; i < n; i++) { /* common demand, a better service */
        b[2 * i + 1] = a[2 * i + 1];
        b[2 * i] = fmin(a[2 * i] * 1.03, b[2 * i + 1]);
    }
    struct muster_difference difference;
    ck_assert_int_eq(muster_difference_of_sums(&difference, a, b, n, 2, muster_ratio_of_sums),
                     MUSTER_OK);
    for (size_t i = 0; i < n; i++)
        deleted[i] = ratio_without(b, n, i) - ratio_without(a, n, i);
    ck_assert_double_eq_tol(difference.mean, ratio_without(b, n, n) - ratio_without(a, n, n),
                            1e-14);
    ck_assert_double_eq_tol(difference.se, brute_se(deleted, n), 1e-12);
    struct muster_estimate alone;
    muster_estimate_of_sums(&alone, a, n, 2, muster_ratio_of_sums);
    ck_assert_double_lt(difference.se, 0.2 * alone.se); /* what common numbers are for */
}
END_TEST

START_TEST(mean_has_the_textbook_error)
{
    /* mean 14.555 / 4; s and se from it, 4 values by hand */
    double own[4] = {2.385, 6.17, 0.94, 5.06}, row[8];
    double mean = 3.63875, square = 0;
    for (int i = 0; i < 4; i++) {
        row[2 * i] = own[i];
        row[2 * i + 1] = 1;
        square += (own[i] - mean) * (own[i] - mean);
    }
    struct muster_estimate plain, ratio;
    muster_estimate_of_values(&plain, own, 4);
    muster_estimate_of_sums(&ratio, row, 4, 2, muster_ratio_of_sums);
    ck_assert_double_eq_tol(plain.mean, mean, 1e-14);
    ck_assert_double_eq_tol(plain.se, sqrt(square / 3 / 4), 1e-14);
    ck_assert_double_eq_tol(ratio.se, plain.se, 1e-12);
    ck_assert_double_eq_tol(plain.typical, mean, 1e-14);
    ck_assert_double_eq_tol(plain.hi - plain.mean, 3.182446305 * plain.se, 1e-8); /* t, 3 df */
}
END_TEST

START_TEST(undefined_is_nan_and_never_clipped)
{
    struct muster_estimate estimate;
    double zero[4] = {0, 0, 0, 0}, one[2] = {3, 4};
    double near_one[6] = {100, 100, 99, 100, 100, 100};
    muster_estimate_of_sums(&estimate, zero, 2, 2, muster_ratio_of_sums);
    ck_assert_double_nan(estimate.mean);
    ck_assert_double_nan(estimate.se);
    ck_assert_double_nan(estimate.p50);
    muster_estimate_of_sums(&estimate, one, 1, 2, muster_ratio_of_sums);
    ck_assert_double_eq(estimate.mean, 0.75);
    ck_assert_double_nan(estimate.se);
    ck_assert_double_nan(estimate.lo);
    ck_assert_double_eq(estimate.p50, 0.75);
    muster_estimate_of_sums(&estimate, near_one, 3, 2, muster_ratio_of_sums);
    ck_assert_double_gt(estimate.hi, 1);
    muster_estimate_of_sums(&estimate, one, 0, 2, muster_ratio_of_sums);
    ck_assert_double_nan(estimate.mean);
}
END_TEST

START_TEST(equal_replications_have_no_variance)
{
    double row[2 * 45];
    for (int i = 0; i < 45; i++) {
        row[2 * i] = 0.1;
        row[2 * i + 1] = 0.7;
    }
    struct muster_estimate estimate;
    muster_estimate_of_sums(&estimate, row, 45, 2, muster_ratio_of_sums);
    ck_assert(estimate.se == 0);
}
END_TEST

START_TEST(interval_covers)
{
    int seeds = (int)(200 * MUSTER_EFFORT), covered = 0;
    double row[2 * 30];
    for (int seed = 0; seed < seeds; seed++) {
        struct muster_estimate estimate;
        draw_rows(row, 30, 1000 + (uint64_t)seed);
        muster_estimate_of_sums(&estimate, row, 30, 2, muster_ratio_of_sums);
        covered += estimate.lo <= true_ratio && true_ratio <= estimate.hi;
    }
    double share = (double)covered / seeds;
    double slack = MUSTER_EFFORT < 1 ? 0.1 : 0;
    ck_assert_double_ge(share, 0.90 - slack);
    ck_assert_double_le(share, 0.99 + slack);
}
END_TEST

/* ---- ratios of pairs ---- */

/* Pairs of a normal law: y of mean 2 and sd 1, x of mean 3 and sd 1.5, correlated 0.6. By Box and
 * Muller: two normals from two uniforms. */
static const double true_quotient = 1.5, circle = 6.283185307179586;
static void draw_pairs(double *x, double *y, size_t n, uint64_t seed)
{
    for (size_t i = 0; i < n; i++) {
        struct muster_stream stream =
            muster_stream_at((struct muster_key){seed, i}, MUSTER_PURPOSE_PARAMETER, 2, 0, 0);
        double u = muster_stream_uniform(&stream), v = muster_stream_uniform(&stream);
        double radius = sqrt(-2 * log(u)), first = radius * cos(circle * v),
               second = radius * sin(circle * v);
        y[i] = 2 + first;
        x[i] = 3 + 1.5 * (0.6 * first + 0.8 * second);
    }
}

/* The t statistic of the mean of x - rho y, over n pairs. */
static double t_of(const double *x, const double *y, size_t n, double rho)
{
    double mean = 0, square = 0;
    for (size_t i = 0; i < n; i++)
        mean += (x[i] - rho * y[i]) / (double)n;
    for (size_t i = 0; i < n; i++)
        square += pow(x[i] - rho * y[i] - mean, 2);
    return mean / sqrt(square / (double)(n - 1) / (double)n);
}

/* By definition the limits are the quotients that are just not refuted. */
START_TEST(quotient_limits_are_where_t_is_reached)
{
    double x[MOST], y[MOST];
    static const size_t sizes[] = {5, 12, 37};
    for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
        size_t n = sizes[k];
        double t = gsl_cdf_tdist_Pinv(0.975, (double)(n - 1));
        struct muster_difference quotient;
        draw_pairs(x, y, n, 40 + k);
        muster_ratio_of_pairs(&quotient, x, y, n);
        ck_assert_double_eq_tol(t_of(x, y, n, quotient.lo), t, 1e-9);
        ck_assert_double_eq_tol(t_of(x, y, n, quotient.hi), -t, 1e-9);
        ck_assert_double_eq_tol(t_of(x, y, n, quotient.mean), 0, 1e-9);
        ck_assert(quotient.lo < quotient.mean && quotient.mean < quotient.hi);
        ck_assert_double_gt(quotient.se, 0);
    }
}
END_TEST

/* The t interval of y reaches 0, or does not, by a hair: mean 1 -+ 2.776445 s / sqrt 5 (t, 4 df).
 */
START_TEST(no_quotient_interval_where_the_denominator_may_be_nothing)
{
    static const double at[5] = {-2, -1, 0, 1, 2}; /* variance 2.5 */
    double x[5], y[5], root = sqrt(5 / 2.5) / 2.776445;
    struct muster_difference quotient;
    for (int sure = 0; sure <= 1; sure++)
        for (int sign = -1; sign <= 1; sign += 2) {
            for (int i = 0; i < 5; i++) {
                y[i] = sign * (1 + at[i] * root * (sure ? 0.999 : 1.001));
                x[i] = 3.3 + 0.1 * at[4 - i];
            }
            muster_ratio_of_pairs(&quotient, x, y, 5);
            ck_assert_double_eq_tol(quotient.mean, sign * 3.3, 1e-12);
            ck_assert_int_eq(isfinite(quotient.lo) && isfinite(quotient.hi), sure);
            ck_assert_int_eq(isfinite(quotient.se), sure);
        }
    muster_ratio_of_pairs(&quotient, x, y, 1);
    ck_assert_double_eq(quotient.mean, x[0] / y[0]);
    ck_assert_double_nan(quotient.lo);
    double zero[5] = {0};
    muster_ratio_of_pairs(&quotient, x, zero, 5);
    ck_assert_double_nan(quotient.mean);
    muster_ratio_of_pairs(&quotient, zero, y, 0);
    ck_assert_double_nan(quotient.mean);
    for (int i = 0; i < 5; i++)
        y[i] = 0.7;
    muster_ratio_of_pairs(&quotient, zero, y, 5); /* for nothing: exactly nothing */
    ck_assert(quotient.mean == 0 && quotient.lo == 0 && quotient.hi == 0);
}
END_TEST

/* Of normal pairs the limits hold exactly: 2.5 % beyond either. Eight pairs, a denominator known to
 * 18 %: an interval of equal arms would miss far more often above than below. */
START_TEST(quotient_interval_covers_in_both_tails)
{
    size_t seeds = (size_t)(4000 * MUSTER_EFFORT), below = 0, above = 0;
    double x[8], y[8];
    for (size_t seed = 0; seed < seeds; seed++) {
        struct muster_difference quotient;
        draw_pairs(x, y, 8, 5000 + seed);
        muster_ratio_of_pairs(&quotient, x, y, 8);
        /* no interval: nothing is refuted on the side that is open */
        below += quotient.hi < true_quotient;
        above += quotient.lo > true_quotient;
    }
    double n = (double)seeds, scatter = sqrt(0.025 * 0.975 / n);
    ck_assert_msg(fabs((double)below / n - 0.025) < 4.5 * scatter, "%zu below", below);
    ck_assert_msg(fabs((double)above / n - 0.025) < 4.5 * scatter, "%zu above", above);
}
END_TEST

/* Newcombe, R. G. (1998), Statistics in Medicine 17, 857-872, table I, method 3. */
START_TEST(wilson_known_answers)
{
    static const double known[][4] = {{81, 263, 0.2553, 0.3662},
                                      {15, 148, 0.0624, 0.1605},
                                      {0, 20, 0, 0.1611},
                                      {1, 29, 0.0061, 0.1718}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        double lo, hi;
        muster_wilson(&lo, &hi, known[i][0], known[i][1], 1.959964);
        ck_assert_double_eq_tol(lo, known[i][2], 5e-5);
        ck_assert_double_eq_tol(hi, known[i][3], 5e-5);
    }
    double lo, hi;
    muster_wilson(&lo, &hi, 20, 20, 1.959964);
    ck_assert(hi == 1);
}
END_TEST

/* Bentur et al. (2009), airway hyper-responsiveness of 21 children before and after, table
 * [1 1; 7 12]: Newcombe's square-and-add interval is -0.507 to -0.026 (Fagerland, Lydersen and
 * Laake 2014, Statistics in Medicine 33, 2850-2875). */
START_TEST(newcombe_paired_known_answer)
{
    double table[4] = {1, 1, 7, 12}, lo, hi;
    muster_newcombe_paired(&lo, &hi, table);
    ck_assert_double_eq_tol(lo, -0.507, 5e-4);
    ck_assert_double_eq_tol(hi, -0.026, 5e-4);
    double swapped[4] = {1, 7, 1, 12}, swapped_lo, swapped_hi;
    muster_newcombe_paired(&swapped_lo, &swapped_hi, swapped);
    ck_assert_double_eq_tol(swapped_lo, -hi, 1e-14);
    ck_assert_double_eq_tol(swapped_hi, -lo, 1e-14);
}
END_TEST

START_TEST(indicator_differences_count_the_pairs)
{
    double a[21], b[21];
    for (int i = 0; i < 21; i++) { /* the same table: b first */
        b[i] = i < 2;
        a[i] = i < 1 || (i >= 2 && i < 9);
    }
    struct muster_difference difference;
    muster_difference_of_indicator(&difference, a, b, 21);
    ck_assert_double_eq_tol(difference.mean, -6.0 / 21, 1e-14);
    ck_assert_double_eq_tol(difference.lo, -0.507, 5e-4);
    a[20] = NAN;
    muster_difference_of_indicator(&difference, a, b, 21);
    ck_assert_uint_eq(difference.pairs, 20);
}
END_TEST

/* Quantile bounds against the binomial law itself: on each side at most 2.5 %, and not one order
 * statistic wider than that needs. */
START_TEST(order_statistics_bracket_the_quantile)
{
    static const double p_of[] = {0.1, 0.5, 0.9};
    for (unsigned n = 1; n <= 120; n++)
        for (int k = 0; k < 3; k++) {
            double p = p_of[k], below = 0, above = 0;
            size_t lo, hi;
            muster_quantile_bounds(&lo, &hi, n, p);
            for (unsigned j = 0; j < lo; j++) /* the quantile lies below x_(lo) */
                below += gsl_ran_binomial_pdf(j, p, n);
            for (unsigned j = hi ? (unsigned)hi : n + 1; j <= n; j++)
                above += gsl_ran_binomial_pdf(j, p, n);
            ck_assert_double_le(below, 0.025 + 1e-12);
            ck_assert_double_le(above, 0.025 + 1e-12);
            ck_assert_double_gt(below + gsl_ran_binomial_pdf((unsigned)lo, p, n), 0.025 - 1e-12);
            double next = gsl_ran_binomial_pdf(hi ? (unsigned)hi - 1 : n, p, n);
            ck_assert_double_gt(above + next, 0.025 - 1e-12);
        }
    size_t lo, hi;
    muster_quantile_bounds(&lo, &hi, 30, 0.5); /* the sign test's table: ranks 10 and 21 */
    ck_assert_uint_eq(lo, 10);
    ck_assert_uint_eq(hi, 21);
    muster_quantile_bounds(&lo, &hi, 35, 0.1); /* 0.9^35 = 0.02503 */
    ck_assert_uint_eq(lo, 0);
    muster_quantile_bounds(&lo, &hi, 36, 0.1); /* 0.9^36 = 0.02253 */
    ck_assert_uint_eq(lo, 1);
}
END_TEST

START_TEST(likely_range_interpolates_and_skips_undefined)
{
    double own[12] = {7, 1, 3, 2, 6, 5, 4, 9, 8, 11, 10, NAN};
    struct muster_estimate estimate;
    ck_assert_int_eq(muster_estimate_of_deleted(&estimate, 6, own, own, 12), MUSTER_OK);
    ck_assert_double_eq_tol(estimate.p10, 2, 1e-14);
    ck_assert_double_eq_tol(estimate.p50, 6, 1e-14);
    ck_assert_double_eq_tol(estimate.p90, 10, 1e-14);
    ck_assert_double_eq_tol(estimate.typical, 6, 1e-14);
    ck_assert_double_nan(estimate.p10_lo);
    ck_assert_double_eq(estimate.p50_lo, 2); /* ranks 2 and 10 of 11 */
    ck_assert_double_eq(estimate.p50_hi, 10);
}
END_TEST

START_TEST(sides_need_the_one_sided_bound)
{
    struct muster_estimate estimate = {.mean = 0.8, .se = 0.01, .replications = 30};
    double t = 1.699127; /* 95 %, 29 degrees of freedom, any table */
    ck_assert_int_eq(muster_estimate_side(&estimate, 0.8 - t * 0.01 - 1e-6), 1);
    ck_assert_int_eq(muster_estimate_side(&estimate, 0.8 - t * 0.01 + 1e-6), 0);
    ck_assert_int_eq(muster_estimate_side(&estimate, 0.8 + t * 0.01 - 1e-6), 0);
    ck_assert_int_eq(muster_estimate_side(&estimate, 0.8 + t * 0.01 + 1e-6), -1);
    estimate.se = NAN;
    ck_assert_int_eq(muster_estimate_side(&estimate, 0.5), 0);
    double lo, hi, met[100];
    for (int i = 0; i < 100; i++)
        met[i] = i < 95;
    muster_estimate_of_indicator(&estimate, met, 100);
    muster_wilson(&lo, &hi, 95, 100, 1.644854);
    ck_assert_int_eq(muster_estimate_indicator_side(&estimate, lo - 1e-6), 1);
    ck_assert_int_eq(muster_estimate_indicator_side(&estimate, lo + 1e-6), 0);
    ck_assert_int_eq(muster_estimate_indicator_side(&estimate, hi + 1e-6), -1);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("estimate");
    TCase *tests = tcase_create("estimate");
    tcase_add_test(tests, jackknife_is_what_leaving_out_gives);
    tcase_add_test(tests, paired_jackknife_leaves_out_the_pair);
    tcase_add_test(tests, mean_has_the_textbook_error);
    tcase_add_test(tests, undefined_is_nan_and_never_clipped);
    tcase_add_test(tests, equal_replications_have_no_variance);
    tcase_add_test(tests, interval_covers);
    tcase_add_test(tests, quotient_limits_are_where_t_is_reached);
    tcase_add_test(tests, no_quotient_interval_where_the_denominator_may_be_nothing);
    tcase_add_test(tests, quotient_interval_covers_in_both_tails);
    tcase_add_test(tests, wilson_known_answers);
    tcase_add_test(tests, newcombe_paired_known_answer);
    tcase_add_test(tests, indicator_differences_count_the_pairs);
    tcase_add_test(tests, order_statistics_bracket_the_quantile);
    tcase_add_test(tests, likely_range_interpolates_and_skips_undefined);
    tcase_add_test(tests, sides_need_the_one_sided_bound);
    suite_add_tcase(suite, tests);
    return muster_check_run(suite);
}
