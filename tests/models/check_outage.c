/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Outages against the M/G/infinity queue, lateness against its chance and mean.
 */
#include "check_main.h"
#include "lateness.h"
#include "outage.h"
#include "sample.h"

#include <math.h>

#define HOUR 3600.0

/* In 9 days, 1.3 outages a day of 2.7 h (cv 1.2): their number is Poisson (mean and variance 11.7),
 * and at an instant late in the time the system is down with chance 1 - exp(-h m), whatever the law
 * of the lengths but for its mean; the first nine hours have not settled. */
START_TEST(outages_match_theory)
{
    struct muster_law law[2] = {muster_law_lognormal(2.7 * HOUR, 1.2),
                                muster_law_constant(2.7 * HOUR)};
    for (size_t i = 0; i < 2; i++) {
        struct muster_outage_process process = {muster_entity("outage", "telephony"), 1.3 / 86400,
                                                &law[i], 1};
        struct sample number = {0}, square = {0}, down = {0};
        double end_s = 9 * 86400.0, mean = 1.3 * 9;
        int reps = (int)(40000 * MUSTER_EFFORT);
        for (int r = 0; r < reps; r++) {
            struct muster_key key = {20040513, (uint64_t)r};
            double from_s = 0, to_s;
            uint64_t n = 0;
            bool is_down = false;
            while (muster_outage_next(&from_s, &to_s, &process, key, n, from_s, end_s)) {
                is_down = is_down || (from_s <= 8.5 * 86400 && 8.5 * 86400 < to_s);
                n++;
            }
            sample_add(&number, (double)n);
            sample_add(&square, ((double)n - mean) * ((double)n - mean));
            sample_add(&down, is_down);
        }
        ASSERT_Z(number, mean);
        ASSERT_Z(square, mean);
        ASSERT_Z(down, 1 - exp(-1.3 * 2.7 / 24));
    }
}
END_TEST

START_TEST(no_rate_no_outage)
{
    struct muster_law law = muster_law_constant(HOUR);
    struct muster_outage_process process = {1, 0, &law, 1};
    double from_s = 0, to_s;
    ck_assert(!muster_outage_next(&from_s, &to_s, &process, (struct muster_key){1, 2}, 0, 0, 1e9));
}
END_TEST

/* 7 % of shifts, 11.5 min on average; exponential: the square's mean is twice that of the mean. */
START_TEST(lateness_matches_its_law)
{
    struct muster_law law = muster_law_exponential(5.75 * 60);
    struct muster_lateness_rule rule = {0.07, &law, 2};
    struct muster_key key = {20040513, 3};
    struct sample late = {0}, length = {0}, square = {0};
    int people = (int)(400 * MUSTER_EFFORT) + 1;
    for (uint64_t person = 0; person < (uint64_t)people; person++)
        for (int32_t date = 12700; date < 13100; date++) {
            double s = muster_lateness_on(&rule, key, muster_entity("test", "late"), person, date);
            sample_add(&late, s > 0);
            if (s > 0) {
                sample_add(&length, s);
                sample_add(&square, s * s);
            }
        }
    ASSERT_Z(late, 0.07);
    ASSERT_Z(length, 11.5 * 60);
    ASSERT_Z(square, 2 * 11.5 * 60 * 11.5 * 60);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("outages and lateness");
    TCase *tests = tcase_create("outages and lateness");
    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, outages_match_theory);
    tcase_add_test(tests, no_rate_no_outage);
    tcase_add_test(tests, lateness_matches_its_law);
    suite_add_tcase(suite, tests);
    return muster_check_run(suite);
}
