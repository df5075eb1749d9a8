/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The measures' own values of each replication in the results file, against the counts and sums
 * beside them, and the summary's statistics against them.
 */
#include "commands.h"
#include "results.h"

#include <math.h>

enum { CANDIDATES = 2, REPLICATIONS = 11, VALUES = CANDIDATES * REPLICATIONS, STATISTICS = 14 };

static const char DESK[] =
    "muster: 1\n"
    "horizon: {start: 2004-10-04, weeks: 2, interval: 30 min}\n"
    "opening: {mon-fri: 09:00-17:00}\n"
    "target: 80% in 20 s\n"
    "services: {calls: {rate: 23 per hour, handle: {exponential: {mean: 4.2 min}},\n"
    "  patience: {exponential: {mean: 85 s}}}}\n"
    "staff: {agents: {fte: 4, full_time_week: 37 h, rota: fixed, skills: [calls], grade: agent,\n"
    "  shifts: [{start: open, length: 7.4 h}, {end: close, length: 7.4 h}]}}\n"
    "pay: {grades: {agent: {salary: 15500, on_cost: 24%}}}\n"
    "candidates: [{name: four}, {name: three, set: {staff.agents.fte: 3}}]\n"
    "simulation: {replications: 11, seed: 3}\n";

static struct muster_results *results;
static struct muster_failure failure;

static void setup(void)
{
    enter_folder();
    write_file("desk.yaml", DESK);
    run_fine("run|desk.yaml");
    ck_assert_int_eq(muster_results_open(&results, &failure, "desk.h5"), MUSTER_OK);
}

static void teardown(void)
{
    results = muster_results_close(results);
    leave_folder();
}

static void read_all(double *values, const char *path)
{
    ck_assert_msg(muster_results_read(values, &failure, results, path, 0, CANDIDATES) == MUSTER_OK,
                  "%s: %s", path, failure.text);
}

/* The dataset is the ratio of two others, replication by replication. */
static void expect_ratio(const char *path, const char *plus, const char *over)
{
    double value[VALUES], up[VALUES], down[VALUES];
    read_all(value, path);
    read_all(up, plus);
    read_all(down, over);
    for (size_t i = 0; i < VALUES; i++)
        ck_assert_double_eq_tol(value[i], up[i] / down[i], 1e-12);
}

START_TEST(ratios_are_those_of_the_sums)
{
    expect_ratio("/runs/services/service_level", "/runs/services/answered_within",
                 "/runs/services/offered");
    expect_ratio("/runs/services/abandoned_fraction", "/runs/services/abandoned",
                 "/runs/services/offered");
    expect_ratio("/runs/services/asa_s", "/runs/services/wait_answered_sum_s",
                 "/runs/services/answered");
    expect_ratio("/runs/services/p_target_week", "/runs/targets/weeks_met", "/runs/targets/weeks");
    expect_ratio("/runs/cost/cost_per_answered", "/runs/cost/cost", "/runs/services/answered");
}
END_TEST

START_TEST(all_costs_are_the_headings_together)
{
    double cost[VALUES], salaries[VALUES], on_costs[VALUES];
    read_all(cost, "/runs/cost/cost");
    read_all(salaries, "/runs/cost/salaries");
    read_all(on_costs, "/runs/cost/on_costs");
    for (size_t i = 0; i < VALUES; i++)
        ck_assert_double_eq_tol(cost[i], salaries[i] + on_costs[i], 1e-6);
}
END_TEST

static int by_size(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

/* Of eleven replications the quantiles lie on the second, the sixth and the tenth. */
START_TEST(quantiles_are_over_the_own_values)
{
    double value[VALUES], summary[CANDIDATES][2][STATISTICS];
    size_t count;
    char **statistic;
    ck_assert_int_eq(muster_results_texts(&statistic, &count, &failure, results, "/axes/statistic"),
                     MUSTER_OK);
    ck_assert_uint_eq(count, STATISTICS);
    read_all(value, "/runs/staff/occupancy");
    read_all(&summary[0][0][0], "/summary/staff/occupancy");
    for (size_t c = 0; c < CANDIDATES; c++) {
        double *own = value + c * REPLICATIONS;
        qsort(own, REPLICATIONS, sizeof *own, by_size);
        for (size_t s = 0; s < STATISTICS; s++) {
            size_t at = !strcmp(statistic[s], "p10")   ? 1
                        : !strcmp(statistic[s], "p50") ? 5
                        : !strcmp(statistic[s], "p90") ? 9
                                                       : REPLICATIONS;
            if (at < REPLICATIONS)
                ck_assert_double_eq_tol(summary[c][0][s], own[at], 1e-12);
        }
    }
    muster_results_texts_free(statistic, count);
}
END_TEST

/* A measure whose model is switched off has no values; a count is not there twice. */
START_TEST(what_is_not_measured_is_not_there)
{
    struct muster_dataset_info info;
    ck_assert_int_eq(
        muster_results_info(&info, &failure, results, "/runs/services/balked_fraction"),
        MUSTER_BAD_FORMAT);
    ck_assert_int_eq(muster_results_info(&info, &failure, results, "/runs/staff/sick_share"),
                     MUSTER_BAD_FORMAT);
    ck_assert_int_eq(muster_results_info(&info, &failure, results, "/runs/services/asa_s"),
                     MUSTER_OK);
    ck_assert_int_eq(info.rank, 3);
    ck_assert_str_eq(info.axis[2], "service");
    ck_assert_str_eq(info.unit, "s");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("run values");
    TCase *tcase = tcase_create("run values");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_set_timeout(tcase, 100);
    tcase_add_test(tcase, ratios_are_those_of_the_sums);
    tcase_add_test(tcase, all_costs_are_the_headings_together);
    tcase_add_test(tcase, quantiles_are_over_the_own_values);
    tcase_add_test(tcase, what_is_not_measured_is_not_there);
    suite_add_tcase(suite, tcase);
    return muster_check_run(suite);
}
