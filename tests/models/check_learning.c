/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The learning curve at hand-computed points.
 */
#include "check_main.h"
#include "learning.h"

#include <math.h>

START_TEST(curve_at_known_points)
{
    struct muster_learning_curve curve = {1.6, 8};
    ck_assert_double_eq(muster_learning_slowness(&curve, 0), 1.6);
    ck_assert_double_eq_tol(muster_learning_slowness(&curve, 8), 1.2207276647,
                            1e-10); /* 1 + .6/e */
    /* half of the way after tau ln 2 = 5.545 weeks */
    ck_assert_double_eq_tol(muster_learning_slowness(&curve, 5.5451774445), 1.3, 1e-10);
    ck_assert_double_eq(muster_learning_slowness(&curve, INFINITY), 1);
}
END_TEST

START_TEST(no_learning_is_one)
{
    struct muster_learning_curve curve = {1, 3};
    for (double weeks = 0; weeks < 20; weeks += 2.3)
        ck_assert_double_eq(muster_learning_slowness(&curve, weeks), 1);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("learning");
    TCase *tests = tcase_create("learning");
    tcase_add_test(tests, curve_at_known_points);
    tcase_add_test(tests, no_learning_is_one);
    suite_add_tcase(suite, tests);
    return muster_check_run(suite);
}
