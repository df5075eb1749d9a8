/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Attrition by tenure: the rate it is rescaled to, its inverses, and its long run.
 */
#include "attrition.h"
#include "check_main.h"
#include "random.h"

#include <math.h>

static const double FROM_DAY[3] = {0, 91.3, 365.25};
static const double MULTIPLIER[3] = {2.5, 1.4, 0.8};

static struct muster_stay stay_of(double yearly, double notice_days, size_t steps)
{
    struct muster_stay stay = {
        .count = steps, .from_day = FROM_DAY, .multiplier = MULTIPLIER, .notice_days = notice_days};
    ck_assert(muster_stay_solve(&stay, yearly));
    return stay;
}

/* Mean stay by the trapezoidal rule on a fine grid, from the definition alone. */
static double mean_by_quadrature(const struct muster_stay *stay)
{
    double sum = 0, step = 0.25, hazard = 0;
    for (double t = 0; hazard < 40; t += step) {
        double multiplier = t < 91.25 ? 2.5 : t < 365.25 ? 1.4 : 0.8;
        double next = hazard + stay->per_day * multiplier * step;
        sum += step * (exp(-hazard) + exp(-next)) / 2;
        hazard = next;
    }
    return sum + stay->notice_days;
}

START_TEST(yearly_rate_is_met)
{
    struct muster_stay flat = stay_of(0.2, 0, 0);
    ck_assert_double_eq_tol(flat.per_day, 0.2 / 365.25, 1e-15);
    /* with four weeks' notice: 1 / (365.25 / 0.2 - 28) */
    flat = stay_of(0.2, 28, 0);
    ck_assert_double_eq_tol(flat.per_day, 1 / (365.25 / 0.2 - 28), 1e-15);
    struct muster_stay stay = stay_of(0.23, 28, 3);
    ck_assert_double_eq_tol(muster_stay_mean_days(&stay), 365.25 / 0.23, 1e-6);
    ck_assert_double_eq_tol(mean_by_quadrature(&stay), 365.25 / 0.23, 0.2);
}
END_TEST

START_TEST(impossible_rate_is_refused)
{
    struct muster_stay stay = {.notice_days = 90};
    ck_assert(!muster_stay_solve(&stay, 5)); /* stays of 73 days, 90 of them notice */
}
END_TEST

START_TEST(inverses_agree)
{
    struct muster_stay stay = stay_of(0.23, 28, 3);
    for (double day = 0.5; day < 9000; day *= 1.7)
        ck_assert_double_eq_tol(muster_stay_notice_day(&stay, muster_stay_hazard(&stay, day)), day,
                                1e-9 * day);
    for (double u = 0.01; u < 1; u += 0.07) {
        double tenure = muster_stay_tenure(&stay, u);
        ck_assert_double_eq_tol(
            muster_stay_survived_days(&stay, tenure) / muster_stay_mean_days(&stay), u, 1e-9);
    }
    ck_assert_double_eq_tol(muster_stay_survived_days(&stay, INFINITY),
                            muster_stay_mean_days(&stay), 1e-9);
}
END_TEST

/* A person in post in the long run, of stationary tenure, leaves within the next year with
 * probability that makes the mean 0.23: P = (share of stays ending in 365.25 days) = integral of
 * P(tenure < stay <= tenure + 365.25). In the stationary process expected departures of the first
 * holders within x days are survived(x) / mean. */
START_TEST(steady_state_departures)
{
    struct muster_stay stay = stay_of(0.23, 28, 3);
    struct muster_key key = {20040513, 3};
    double x = 300, gone = 0, people = floor(200000 * MUSTER_EFFORT);
    for (uint64_t i = 0; i < (uint64_t)people; i++) {
        struct muster_stream stream = muster_stream_at(key, MUSTER_PURPOSE_TENURE, 1, i, 0);
        double tenure = muster_stay_tenure(&stay, muster_stream_uniform(&stream));
        double hazard =
            muster_stay_hazard(&stay, fmax(0, tenure - 28)) - log(muster_stream_uniform(&stream));
        gone += muster_stay_notice_day(&stay, hazard) + 28 - tenure <= x;
    }
    double p = muster_stay_survived_days(&stay, x) / muster_stay_mean_days(&stay);
    double z = (gone / people - p) / sqrt(p * (1 - p) / people);
    ck_assert_msg(fabs(z) < 4.5, "gone %.5f, exact %.5f, z %.2f", gone / people, p, z);
}
END_TEST

/* ---- burnout ---- */

/* A straight line above the threshold, exactly 1 up to it, and capped. */
START_TEST(burnout_rises_with_occupancy)
{
    struct muster_burnout_rule rule = {.above = 0.85, .per_point = 0.05, .at_most = 1.6};
    ck_assert_double_eq(muster_burnout_factor(&rule, 0, 0), 1);
    ck_assert_double_eq(muster_burnout_factor(&rule, 70.3, 100), 1);
    ck_assert_double_eq(muster_burnout_factor(&rule, 0.85 * 4096, 4096), 1);
    ck_assert_double_eq_tol(muster_burnout_factor(&rule, 2.385 * 0.8813, 2.385),
                            1 + 0.05 * (88.13 - 85), 1e-12);
    ck_assert_double_eq_tol(muster_burnout_factor(&rule, 96.9, 100), 1.595, 1e-12);
    ck_assert_double_eq(muster_burnout_factor(&rule, 98.1, 100), 1.6);
    rule = (struct muster_burnout_rule){.above = 1, .per_point = 10, .at_most = 100};
    ck_assert_double_eq(muster_burnout_factor(&rule, 100 + 1e-9, 100), 1); /* rounding */
}
END_TEST

/* Under a factor that changes every week the share still there is exp of minus the hazards of the
 * weeks, each times its own: half a year, of people who all see the same load. */
START_TEST(burnout_of_weeks_by_simulation)
{
    struct muster_burnout_rule rule = {.above = 0.8, .per_point = 0.06, .at_most = 3};
    struct muster_stay stay = stay_of(0.6, 0, 3);
    double hazard = 0, gone = 0, people = floor(100000 * MUSTER_EFFORT);
    double factor[26];
    for (int w = 0; w < 26; w++) {
        double occupancy = 0.7 + 0.25 * fabs(sin(w));
        factor[w] = muster_burnout_factor(&rule, occupancy * 7, 7);
        double by_hand = occupancy > 0.8 ? 1 + 6 * (occupancy - 0.8) : 1;
        ck_assert_double_eq_tol(factor[w], by_hand, 1e-12);
        hazard += by_hand * stay.per_day *
                  (w < 13 ? 2.5 * 7 : 1.4 * 7); /* the step lies at 91.3 days: 13 weeks and 0.3 */
    }
    hazard += 0.3 * (2.5 - 1.4) * factor[13] * stay.per_day;
    for (uint64_t i = 0; i < (uint64_t)people; i++) {
        struct muster_stream stream =
            muster_stream_at((struct muster_key){7, 1}, MUSTER_PURPOSE_ATTRITION, 1, i, 0);
        double left = -log(muster_stream_uniform(&stream));
        for (int w = 0; w < 26; w++)
            left -= factor[w] *
                    (muster_stay_hazard(&stay, 7 * w + 7) - muster_stay_hazard(&stay, 7 * w));
        gone += left <= 0;
    }
    double p = -expm1(-hazard), z = (gone / people - p) / sqrt(p * (1 - p) / people);
    ck_assert_msg(fabs(z) < 3.5, "gone %.5f, exact %.5f, z %.2f", gone / people, p, z);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("attrition");
    TCase *tests = tcase_create("attrition");
    tcase_add_test(tests, yearly_rate_is_met);
    tcase_add_test(tests, impossible_rate_is_refused);
    tcase_add_test(tests, inverses_agree);
    tcase_add_test(tests, steady_state_departures);
    tcase_add_test(tests, burnout_rises_with_occupancy);
    tcase_add_test(tests, burnout_of_weeks_by_simulation);
    suite_add_tcase(suite, tests);
    return muster_check_run(suite);
}
