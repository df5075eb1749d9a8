/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How many are on the phones: distributions worked out by hand for given numbers, steps and
 * attendance; for posts the sum that the tally keeps of the rota; and what Erlang A makes of them.
 */
#include "check_main.h"
#include "erlang.h"
#include "overlay.h"
#include "plan.h"
#include "present.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static void read_scenario(struct muster_question *question, const char *text)
{
    struct muster_faults faults;
    muster_faults_init(&faults);
    bool read = muster_question_read_text(question, &faults, "test.yaml", text, strlen(text), NULL);
    if (!read)
        muster_faults_print(&faults, stderr);
    ck_assert_msg(read, "the scenario has faults");
    muster_faults_clear(&faults);
}

static double open_time(const struct muster_present *present, size_t interval)
{
    double sum = 0;
    for (size_t n = 0; n <= present->most; n++)
        sum += present->seconds[interval * (present->most + 1) + n];
    return sum;
}

/* Half-hours; 3 people until 10:15, then 5, of whom each comes with a chance of 60 %. */
static const char given[] =
    "muster: 1\n"
    "horizon: {start: 2004-10-04, days: 14, interval: 30 min, warm_up: 7 d}\n"
    "opening: {mon-fri: 09:00-17:10}\n"
    "target: 80% in 20 s\n"
    "services:\n"
    "  calls: {rate: 40 per hour, handle: {exponential: {mean: 3 min}}, patience: {exponential: "
    "{mean: 2 min}}}\n"
    "staff:\n"
    "  steps: {present: {08:00: 3, 10:15: 5}, skills: [calls]}\n"
    "  some: {present: 2, attendance: {probability: 60%, drawn: day}, skills: [calls]}\n";

START_TEST(numbers_steps_and_attendance)
{
    struct muster_question question;
    struct muster_plan *plan;
    struct muster_present steps, some;
    struct muster_present_points points;
    read_scenario(&question, given);
    ck_assert_int_eq(muster_plan_new(&plan, &question.candidate[0].scenario), MUSTER_OK);
    ck_assert_int_eq(muster_present_init(&steps, plan, 1, 0), MUSTER_OK);
    ck_assert_int_eq(muster_present_init(&some, plan, 1, 1), MUSTER_OK);
    size_t tuesday = 48;
    muster_present_points(&points, &steps, tuesday + 18); /* 09:00 */
    ck_assert_uint_eq(points.count, 1);
    ck_assert_double_eq(points.people[0], 3);
    muster_present_points(&points, &steps, tuesday + 20); /* 10:00 */
    ck_assert_uint_eq(points.count, 2);
    ck_assert_double_eq(points.people[0], 3);
    ck_assert_double_eq(points.people[1], 5);
    ck_assert_double_eq_tol(points.share[0], 0.5, 1e-12);
    ck_assert_double_eq_tol(open_time(&steps, tuesday + 34), 2 * 600, 1e-9); /* closes at 17:10 */
    muster_present_points(&points, &steps, 5 * 48 + 20);                     /* Saturday */
    ck_assert_uint_eq(points.count, 0);
    muster_present_points(&points, &some, tuesday + 18);
    const double binomial[] = {0.16, 0.48, 0.36};
    ck_assert_uint_eq(points.count, 3);
    for (size_t n = 0; n < 3; n++) {
        ck_assert_double_eq(points.people[n], (double)n);
        ck_assert_double_eq_tol(points.share[n], binomial[n], 1e-12);
    }
    ck_assert_double_eq_tol(open_time(&some, tuesday + 18), 2 * 1800, 1e-6);
    muster_present_clear(&steps);
    muster_present_clear(&some);
    muster_plan_free(plan);
    muster_question_clear(&question);
}
END_TEST

/* With nobody sick, on leave or leaving, people are there as scheduled. */
static const char posts[] =
    "muster: 1\n"
    "horizon: {start: 2004-10-04, weeks: 8, interval: 15 min}\n"
    "opening: {mon-fri: 08:00-18:00, sat: 09:00-13:00}\n"
    "target: 80% in 20 s\n"
    "services:\n"
    "  calls: {rate: 40 per hour, handle: {exponential: {mean: 3 min}}}\n"
    "staff:\n"
    "  agents:\n"
    "    fte: 5\n"
    "    full_time_week: 37 h\n"
    "    shifts:\n"
    "      - {name: early, start: open, length: 7.9 h, lunch: {length: 30 min, between: "
    "11:30-14:00}}\n"
    "      - {name: late, end: close, length: 7.9 h, lunch: {length: 30 min, between: "
    "12:00-15:00}}\n"
    "    breaks: [{length: 15 min, paid: yes, between: 10:00-11:30, for_shifts_over: 4 h}]\n"
    "    saturday: {one_in: 2, shifts: [{start: 09:00, length: 4 h}], repaid: short_day}\n"
    "    rota: pattern\n"
    "    skills: [calls]\n";

START_TEST(people_as_scheduled)
{
    struct muster_question question;
    struct muster_plan *plan;
    struct muster_present present;
    struct muster_replication *run;
    struct muster_tally tally;
    read_scenario(&question, posts);
    ck_assert_int_eq(muster_plan_new(&plan, &question.candidate[0].scenario), MUSTER_OK);
    ck_assert_int_eq(muster_present_init(&present, plan, 3, 0), MUSTER_OK);
    ck_assert_int_eq(muster_replication_new(&run, plan), MUSTER_OK);
    ck_assert_int_eq(muster_tally_init(&tally, &plan->shape), MUSTER_OK);
    double scheduled[7 * 96] = {0};
    int column = muster_staff_week_index(MUSTER_STAFF_SCHEDULED_S);
    for (uint64_t r = 0; r < MUSTER_PRESENT_REPLICATIONS; r++) {
        struct muster_key key = {3, r};
        ck_assert_int_eq(muster_replication_run(run, key, &tally, NULL, NULL, NULL), MUSTER_OK);
        for (size_t i = 0; i < 7 * 96; i++)
            scheduled[i] += (double)tally.staff_week[(size_t)column * 7 * 96 + i];
    }
    bool varies = false;
    for (size_t i = 0; i < 7 * 96; i++) {
        struct muster_present_points points;
        double open_s = open_time(&present, i), mean = 0, share = 0;
        muster_present_points(&points, &present, i);
        for (size_t k = 0; k < points.count; k++) {
            mean += points.share[k] * points.people[k];
            share += points.share[k];
        }
        varies = varies || points.count > 1;
        /* A quarter of an hour, in each of eight weeks and of the replications. */
        ck_assert_double_eq_tol(open_s, open_s > 0 ? 900 * 8 * MUSTER_PRESENT_REPLICATIONS : 0,
                                1e-3);
        ck_assert_double_eq_tol(mean * open_s, scheduled[i], 1e-6 * scheduled[i] + 0.01);
        if (points.count)
            ck_assert_double_eq_tol(share, 1, 1e-12);
    }
    ck_assert(varies);
    muster_tally_clear(&tally);
    muster_replication_free(run);
    muster_present_clear(&present);
    muster_plan_free(plan);
    muster_question_clear(&question);
}
END_TEST

/* 0 … 99 people for a second each: neighbours together, nothing lost. */
START_TEST(many_numbers_are_gathered)
{
    double seconds[100];
    struct muster_present present = {.intervals = 1, .most = 99, .seconds = seconds};
    struct muster_present_points points;
    for (size_t n = 0; n < 100; n++)
        seconds[n] = 1;
    muster_present_points(&points, &present, 0);
    double share = 0, mean = 0;
    for (size_t k = 0; k < points.count; k++) {
        share += points.share[k];
        mean += points.share[k] * points.people[k];
        ck_assert_double_lt(points.share[k], 0.06);
        if (k > 0)
            ck_assert_double_gt(points.people[k], points.people[k - 1]);
    }
    ck_assert_uint_eq(points.count, MUSTER_PRESENT_POINTS);
    ck_assert_double_eq_tol(share, 1, 1e-12);
    ck_assert_double_eq_tol(mean, 49.5, 1e-9);
}
END_TEST

/* Two who attend with a chance of 60 %, alone: Erlang A of one and of two, nobody answers nobody.
 */
static const char desk[] =
    "muster: 1\n"
    "horizon: {start: 2004-10-04, days: 14, interval: 30 min}\n"
    "opening: {mon-fri: 09:00-17:00}\n"
    "target: 80% in 20 s\n"
    "services:\n"
    "  calls: {rate: 12 per hour, handle: {exponential: {mean: 3 min}}, patience: {exponential: "
    "{mean: 2 min}}}\n"
    "staff:\n"
    "  desk: {present: 2, attendance: {probability: 60%, drawn: day}, skills: [calls]}\n";

static double level(int agents, double patience_s)
{
    struct muster_queue queue = {.rate_per_s = 12 / 3600.0,
                                 .handle_s = 180,
                                 .patience_s = patience_s,
                                 .within_s = 20,
                                 .agents = agents};
    return muster_erlang_a(&queue).answered_within;
}

START_TEST(prediction_by_the_distribution)
{
    struct muster_question question;
    struct muster_study *study;
    struct muster_study_result result;
    struct muster_overlay o;
    struct muster_failure failure = {0};
    struct muster_study_options options = {.threads = 1, .profile = true};
    read_scenario(&question, desk);
    question.replications = 2;
    ck_assert_int_eq(muster_study_new(&study, &failure, &question), MUSTER_OK);
    ck_assert_int_eq(muster_study_run(&result, &failure, study, &options), MUSTER_OK);
    ck_assert_int_eq(muster_overlay_init(&o, study, &result), MUSTER_OK);
    ck_assert_double_eq_tol(o.erlang_a_spread[1], 0.48 * level(1, 120) + 0.36 * level(2, 120),
                            1e-9);
    ck_assert_double_eq_tol(o.erlang_c_spread[1],
                            0.48 * level(1, INFINITY) + 0.36 * level(2, INFINITY), 1e-9);
    muster_overlay_clear(&o);
    muster_study_result_clear(&result);
    muster_study_free(study);
    muster_question_clear(&question);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("present");
    TCase *present = tcase_create("present");
    tcase_set_timeout(present, 60);
    tcase_add_test(present, numbers_steps_and_attendance);
    tcase_add_test(present, people_as_scheduled);
    tcase_add_test(present, many_numbers_are_gathered);
    tcase_add_test(present, prediction_by_the_distribution);
    suite_add_tcase(suite, present);
    return muster_check_run(suite);
}
