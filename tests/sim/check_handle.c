/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whose handle times a file gives: with `handle_for: today` those of the people who are there at
 * the start, so that the first contacts take as long as it says and experienced people are faster.
 */
#include "engine_runs.h"

/* Calls of three minutes sharp; everybody who joins is slower by 60 %, less each week. */
#define TEAM(handle_for, learning, in_post)                                                        \
    "muster: 1\n"                                                                                  \
    "horizon: {start: 2004-10-04, weeks: 60, interval: 30 min}\n"                                  \
    "opening: {mon-fri: 09:00-17:00}\n"                                                            \
    "services: {calls: {rate: 60 per hour, handle: 3 min, handle_for: " handle_for "}}\n"          \
    "staff: {agents: {fte: 12, " in_post "shifts: [{start: 09:00, length: 8 h}],\n"                \
    "  skills: [calls]}}\n" learning
#define LEARNING "learning: {initial: 1.6, tau: 8 weeks}\n"
#define NEW "in_post: {fte: 12, tenure: new}, "
#define STEADY "in_post: {fte: 12, tenure: steady_state}, "
#define ATTRITION "attrition: {yearly: 60%}\nrecruitment: {lead_time: 0 d, induction: 0 d}\n"

/* Mean seconds of the calls that arrive on days [from, to), over replications. */
static double handled_s(const char *text, double from, double to, uint64_t replications)
{
    struct run run;
    double sum = 0, count = 0;
    run_open(&run, text);
    for (uint64_t n = 0; n < replications; n++) {
        run_replication(&run, 23, n, true);
        for (size_t i = 0; i < run.rows; i++) {
            double day = run.row[i].arrival_s / 86400;
            if (run.row[i].outcome == MUSTER_OUTCOME_ANSWERED && day >= from && day < to) {
                sum += run.row[i].handle_s;
                count++;
            }
        }
    }
    run_close(&run);
    ck_assert_double_gt(count, 300);
    return sum / count;
}

START_TEST(newcomers)
{
    ck_assert_double_eq_tol(handled_s(TEAM("experienced", LEARNING, NEW), 0, 1, 1), 1.6 * 180, 1);
    ck_assert_double_eq_tol(handled_s(TEAM("today", LEARNING, NEW), 0, 1, 1), 180, 0.6);
    /* A year later they have learnt. */
    ck_assert_double_eq_tol(handled_s(TEAM("today", LEARNING, NEW), 364, 420, 1), 180 / 1.6, 0.2);
}
END_TEST

START_TEST(experienced_people)
{
    ck_assert_double_eq_tol(handled_s(TEAM("today", "", NEW), 0, 5, 1), 180, 1e-9);
    ck_assert_double_eq_tol(handled_s(TEAM("today", LEARNING, STEADY), 0, 5, 1), 180, 1e-9);
}
END_TEST

/* In the long run people are of an age that is exponential, as is what is left to learn: the share
 * left is l / (l + 1/8) with leavers l a week, 0.084 at 60 % a year, and calls take 180 s. Of 12
 * people times 60 replications the mean has a standard error of some 1 s. */
START_TEST(steady_state)
{
    uint64_t replications = (uint64_t)(60 * MUSTER_EFFORT);
    double mean_s = handled_s(TEAM("today", LEARNING ATTRITION, STEADY), 0, 5, replications);
    ck_assert_double_eq_tol(mean_s, 180, 4.5 / sqrt(MUSTER_EFFORT));
    double left = 0.6 / (365.25 / 7) / (0.6 / (365.25 / 7) + 1 / 8.0);
    mean_s = handled_s(TEAM("experienced", LEARNING ATTRITION, STEADY), 0, 5, replications);
    ck_assert_double_eq_tol(mean_s, 180 * (1 + 0.6 * left), 4.5 / sqrt(MUSTER_EFFORT));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("handle");
    TCase *handle = tcase_create("handle");
    tcase_set_timeout(handle, 120);
    tcase_add_test(handle, newcomers);
    tcase_add_test(handle, experienced_people);
    tcase_add_test(handle, steady_state);
    suite_add_tcase(suite, handle);
    return muster_check_run(suite);
}
