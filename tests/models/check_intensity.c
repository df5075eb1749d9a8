/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The step function of a day's demand: integral, its inverse, splitting and scaling, on untidy
 * steps. Areas by hand.
 */
#include "check_main.h"
#include "intensity.h"

#include <math.h>

#define DAY_S 86400.0

/* 0 to 06:30, 2.5 to 09:00, 0 to 10:00, 0.125 to 17:17, 4 to midnight. */
static const double at_s[] = {23400, 32400, 36000, 62220};
static const double value[] = {2.5, 0, 0.125, 4};
#define TOTAL (2.5 * 9000 + 0.125 * 26220 + 4.0 * 24180)

START_TEST(areas_by_hand)
{
    struct muster_intensity day;
    ck_assert(muster_intensity_init(&day, at_s, value, 4));
    ck_assert_double_eq(muster_intensity_total(&day), TOTAL);
    ck_assert_double_eq(muster_intensity_until(&day, 0), 0);
    ck_assert_double_eq(muster_intensity_until(&day, 23400), 0);
    ck_assert_double_eq(muster_intensity_until(&day, 25000), 2.5 * 1600);
    ck_assert_double_eq(muster_intensity_until(&day, 34000), 2.5 * 9000);
    ck_assert_double_eq(muster_intensity_until(&day, 40000), 2.5 * 9000 + 0.125 * 4000);
    ck_assert_double_eq(muster_intensity_until(&day, DAY_S), TOTAL);
    muster_intensity_clear(&day);
    muster_intensity_clear(&day); /* twice does no harm */
}
END_TEST

/* A step at midnight, no step at all, one value all day. */
START_TEST(plain_days)
{
    struct muster_intensity day;
    ck_assert(muster_intensity_init(&day, (double[]){0}, (double[]){1.5}, 1));
    ck_assert_double_eq(muster_intensity_total(&day), 1.5 * DAY_S);
    ck_assert_double_eq(muster_intensity_time(&day, 1.5 * 1234), 1234);
    muster_intensity_clear(&day);
    ck_assert(muster_intensity_init(&day, at_s, value, 0));
    ck_assert_double_eq(muster_intensity_total(&day), 0);
    ck_assert_double_eq(muster_intensity_until(&day, 50000), 0);
    muster_intensity_clear(&day);
}
END_TEST

/* The inverse undoes the integral, and never lands where nobody calls. */
START_TEST(time_inverts_until)
{
    struct muster_intensity day;
    ck_assert(muster_intensity_init(&day, at_s, value, 4));
    size_t step = 0;
    double last_s = 0;
    for (int i = 0; i < 100000; i++) {
        double amount = TOTAL * (i + 0.5) / 100000;
        double time_s = muster_intensity_time(&day, amount);
        ck_assert_double_eq_tol(muster_intensity_until(&day, time_s), amount, 1e-7);
        ck_assert_double_ge(time_s, 23400);
        ck_assert(time_s <= 32400 || time_s >= 36000);
        ck_assert_double_ge(time_s, last_s);
        ck_assert_double_eq_tol(muster_intensity_next(&day, &step, amount), time_s, 1e-6);
        last_s = time_s;
    }
    ck_assert_double_lt(last_s, DAY_S);
    muster_intensity_clear(&day);
}
END_TEST

/* The remembered place skips over steps, also when whole ones lie between two amounts. */
START_TEST(next_skips_steps)
{
    struct muster_intensity day;
    ck_assert(muster_intensity_init(&day, at_s, value, 4));
    size_t step = 0;
    ck_assert_double_eq_tol(muster_intensity_next(&day, &step, 0), 23400, 1e-9);
    ck_assert_double_eq_tol(muster_intensity_next(&day, &step, 2.5 * 9000 + 0.125 * 26220 + 40),
                            62230, 1e-6);
    muster_intensity_clear(&day);
}
END_TEST

START_TEST(scaling_splits_steps)
{
    struct muster_intensity day;
    ck_assert(muster_intensity_init(&day, at_s, value, 4));
    ck_assert(muster_intensity_scale(&day, 30000, 70000, 0.4)); /* cuts two steps */
    double exact = 2.5 * 6600 + 0.4 * (2.5 * 2400 + 0.125 * 26220 + 4 * 7780) + 4.0 * 16400;
    ck_assert_double_eq_tol(muster_intensity_total(&day), exact, 1e-9);
    ck_assert_double_eq_tol(muster_intensity_until(&day, 30000), 2.5 * 6600, 1e-9);
    ck_assert_double_eq_tol(muster_intensity_until(&day, 31000), 2.5 * 6600 + 1000, 1e-9);
    ck_assert(muster_intensity_scale(&day, 0, DAY_S, 10));
    ck_assert_double_eq_tol(muster_intensity_total(&day), 10 * exact, 1e-8);
    ck_assert(muster_intensity_scale(&day, 24000, 25000, 0)); /* inside one step */
    ck_assert_double_eq_tol(muster_intensity_total(&day), 10 * exact - 25000, 1e-8);
    ck_assert_double_eq_tol(muster_intensity_until(&day, 24500), 25 * 600, 1e-9);
    ck_assert(muster_intensity_scale(&day, 36000, 62220, 1)); /* on the steps: nothing new */
    ck_assert_double_eq_tol(muster_intensity_total(&day), 10 * exact - 25000, 1e-8);
    for (size_t i = 1; i <= day.count; i++)
        ck_assert_double_gt(day.at_s[i], day.at_s[i - 1]);
    muster_intensity_clear(&day);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("intensity");
    TCase *tcase = tcase_create("intensity");
    tcase_add_test(tcase, areas_by_hand);
    tcase_add_test(tcase, plain_days);
    tcase_add_test(tcase, time_inverts_until);
    tcase_add_test(tcase, next_skips_steps);
    tcase_add_test(tcase, scaling_splits_steps);
    suite_add_tcase(suite, tcase);
    return muster_check_run(suite);
}
