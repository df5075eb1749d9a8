/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Do the stated 95 % intervals tell the truth? Three cases whose exact values are known, each
 * asked 200 times with seeds 1 to 200 by the way every user goes: scenario text, study, summary.
 * An interval [lo, hi] covers when the exact value lies in it; of 200 that are right 95 times in a
 * hundred, 180 to 198 cover (90 to 99 %), but for once in some 600 times. Beside that the mean of
 * the 200 answers must be the exact value within 4.5 standard errors of itself, so that no case
 * passes by wide intervals around a wrong middle.
 *
 * Twenty replications a study: few enough that Student's t matters (the normal quantile would
 * cover 93.5 %), and enough for the jackknife of a ratio.
 */
#include "check_main.h"
#include "study.h"
#include "summary.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { SEEDS = 200, SEEDS_LEAST = 20, REPLICATIONS = 20, FIGURES = 3 };

struct figure {
    const char *measure;
    double exact;
};

/* The scenario lacks its `simulation` table. */
struct coverage_case {
    const char *name;
    const char *scenario;
    struct figure figure[FIGURES];
};

/* Exact values: numerical solution of the queue's differential equations (steady: of its balance
 * equations), computed apart from this program; "served within 20 s", "abandoned" and the mean
 * wait are over all offered contacts. */
static const struct coverage_case CASES[] = {
    /* M/M/10+M, closed form. */
    {.name = "steady",
     .scenario = "muster: 1\n"
                 "horizon: {start: 2004-10-04, days: 1, interval: 30 min, warm_up: 1 d}\n"
                 "opening: always\n"
                 "target: 80% in 20 s\n"
                 "services: {calls: {rate: 144 per hour, handle: {exponential: {mean: 210 s}},\n"
                 "  patience: {exponential: {mean: 120 s}}}}\n"
                 "staff: {agents: {present: 10, skills: [calls]}}\n",
     .figure = {{"service_level_offered", 0.792755},
                {"abandoned_fraction", 0.079047},
                {"wait_s", 9.4857}}},
    /* Two hours from empty, 30 agents of whom 18 leave after the first. */
    {.name = "time-varying",
     .scenario = "muster: 1\n"
                 "horizon: {start: 2004-10-04, days: 6, interval: 30 min}\n"
                 "opening: {mon-sun: 08:00-10:00}\n"
                 "target: 80% in 20 s\n"
                 "services: {calls: {rate: {08:00: 300 per hour, 09:30: 130 per hour},\n"
                 "  handle: {exponential: {mean: 330 s}},\n"
                 "  patience: {exponential: {mean: 100 s}}}}\n"
                 "staff: {agents: {present: {08:00: 30, 09:00: 12}, skills: [calls]}}\n",
     .figure = {{"service_level_offered", 0.608469},
                {"abandoned_fraction", 0.226323},
                {"wait_s", 22.6323}}},
    /* A day of 13 hours whose rate carries a gamma factor of mean 1 and cv 5 %, drawn for the day;
     * one in ten will not queue. */
    {.name = "overdispersed",
     .scenario = "muster: 1\n"
                 "horizon: {start: 2004-10-04, days: 3, interval: 30 min}\n"
                 "opening: {mon-sun: 08:00-21:00}\n"
                 "target: 80% in 20 s\n"
                 "services:\n"
                 "  calls:\n"
                 "    rate: {08:00: 100 per hour, 09:00: 150 per hour, 11:00: 180 per hour,\n"
                 "      12:00: 200 per hour, 13:00: 150 per hour, 16:00: 120 per hour,\n"
                 "      17:00: 100 per hour, 18:00: 80 per hour, 19:00: 70 per hour,\n"
                 "      20:00: 60 per hour}\n"
                 "    handle: {exponential: {mean: 100 s}}\n"
                 "    patience: {exponential: {mean: 1000 s}}\n"
                 "    balk: 10%\n"
                 "    busyness: {cv: 0.05}\n"
                 "staff:\n"
                 "  agents: {present: {08:00: 4, 09:00: 6, 10:00: 8, 13:00: 7, 14:00: 8,\n"
                 "    16:00: 6, 18:00: 4}, skills: [calls]}\n",
     .figure = {{"service_level_offered", 0.9075},
                {"abandoned_fraction", 7.84118 / 1660},
                {"wait_s", 4.7236}}},
};

/* What 200 answers to one figure add up to; deviations are from the exact value. */
struct covered {
    size_t asked, covered;
    double deviation, deviation_squared;
};

static void count_answer(struct covered *covered, const struct muster_estimate *estimate,
                         double exact)
{
    double deviation = estimate->mean - exact;
    covered->asked++;
    covered->covered += estimate->lo <= exact && exact <= estimate->hi;
    covered->deviation += deviation;
    covered->deviation_squared += deviation * deviation;
}

static void read_case(struct muster_question *question, const struct coverage_case *one,
                      size_t seed)
{
    char text[2048];
    int length = snprintf(text, sizeof text, "%ssimulation: {replications: %d, seed: %zu}\n",
                          one->scenario, REPLICATIONS, seed);
    ck_assert_int_lt(length, (int)sizeof text);
    struct muster_faults faults;
    muster_faults_init(&faults);
    bool read = muster_question_read_text(question, &faults, one->name, text, (size_t)length, NULL);
    if (!read)
        muster_faults_print(&faults, stderr);
    ck_assert(read);
    muster_faults_clear(&faults);
}

/* One study of a case, its answers added to covered[FIGURES]. */
static void ask_once(struct covered *covered, const struct coverage_case *one, size_t seed)
{
    struct muster_question question;
    struct muster_study *study;
    struct muster_study_result result;
    struct muster_summary summary;
    struct muster_failure failure;
    read_case(&question, one, seed);
    ck_assert_int_eq(muster_study_new(&study, &failure, &question), MUSTER_OK);
    ck_assert_int_eq(
        muster_study_run(&result, &failure, study, &(struct muster_study_options){.threads = 1}),
        MUSTER_OK);
    ck_assert_int_eq(muster_summary_init(&summary, &result, NULL), MUSTER_OK);
    for (size_t f = 0; f < FIGURES; f++) {
        const struct figure *figure = &one->figure[f];
        const struct muster_estimate *estimate =
            muster_summary_find(&summary.candidate[0], figure->measure, "all");
        ck_assert_ptr_nonnull(estimate);
        count_answer(&covered[f], estimate, figure->exact);
    }
    muster_summary_clear(&summary);
    muster_study_result_clear(&result);
    muster_study_free(study);
    muster_question_clear(&question);
}

/* The mean of all answers less the exact value, in its standard errors. */
static double middle_z(const struct covered *covered)
{
    double n = (double)covered->asked, mean = covered->deviation / n;
    double variance = (covered->deviation_squared - n * mean * mean) / (n - 1);
    return mean / sqrt(variance / n);
}

/* Fewer seeds scatter more: the bounds give way by three standard errors of the difference. */
static void judge(const struct covered *covered, const char *name, const char *measure)
{
    double n = (double)covered->asked, share = (double)covered->covered / n;
    double slack = 3 * (sqrt(0.95 * 0.05 / n) - sqrt(0.95 * 0.05 / SEEDS));
    double z = middle_z(covered);
    printf("%-14s %-22s %5.1f %% of %zu cover, middle %+.2f standard errors off\n", name, measure,
           100 * share, covered->asked, z);
    ck_assert_msg(share >= 0.90 - slack && share <= 0.99 + slack,
                  "%s, %s: %zu of %zu intervals cover", name, measure, covered->covered,
                  covered->asked);
    ck_assert_msg(fabs(z) < 4.5, "%s, %s: the middle is %.2f standard errors off", name, measure,
                  z);
}

START_TEST(intervals_cover)
{
    const struct coverage_case *one = &CASES[_i];
    struct covered covered[FIGURES] = {{0}};
    double seeds = fmax(SEEDS * MUSTER_EFFORT, SEEDS_LEAST);
    for (size_t seed = 1; (double)seed <= seeds; seed++)
        ask_once(covered, one, seed);
    for (size_t f = 0; f < FIGURES; f++)
        judge(&covered[f], one->name, one->figure[f].measure);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("coverage");
    TCase *tcase = tcase_create("coverage");
    tcase_set_timeout(tcase, 200);
    tcase_add_loop_test(tcase, intervals_cover, 0, (int)(sizeof CASES / sizeof CASES[0]));
    suite_add_tcase(suite, tcase);
    return muster_check_run(suite);
}
