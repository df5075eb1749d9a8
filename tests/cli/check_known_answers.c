/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Known answers about people, asked of the whole command: cases of a reference collection whose
 * numbers come from independent calculations (tenure cohorts by month steps; a renewal process;
 * Erlang A mixed over a binomial number of people; plain products and sums), copied here as facts.
 * `muster run --json` gives each figure with its simulation error: every one lies within Z_MOST
 * standard errors of the exact value, at a fixed seed. Sanitizer builds take a tenth of the
 * replications.
 */
#include "commands.h"
#include "sample.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>

/* ---- asking ---- */

/* Runs the scenario so often; the answer is json_decref's. */
static json_t *answer(const char *scenario, int replications, int seed)
{
    char words[256];
    json_error_t error;
    write_file("case.yaml", scenario);
    snprintf(words, sizeof words,
             "run|case.yaml|--json|--output|none|--threads|2|--replications|%d|--seed|%d",
             (int)ceil(replications * MUSTER_EFFORT), seed);
    run_fine(words);
    json_t *root = json_load_file("stdout", 0, &error);
    ck_assert_msg(root != NULL, "%s", error.text);
    return root;
}

/* A member of the first candidate by a path with '/' between its words. */
static const json_t *member(const json_t *root, const char *path)
{
    char text[160];
    const json_t *at = json_array_get(json_object_get(root, "candidates"), 0);
    snprintf(text, sizeof text, "%s", path);
    for (char *word = strtok(text, "/"); word && at; word = strtok(NULL, "/"))
        at = json_object_get(at, word);
    ck_assert_msg(at != NULL, "no %s", path);
    return at;
}

/* The value of an estimate; of one month of a series, unless month is -1. */
static double point(const json_t *estimate, const char *name, int month)
{
    const json_t *value = json_object_get(estimate, name);
    return json_number_value(month < 0 ? value : json_array_get(value, (size_t)month));
}

static void is_near(const json_t *root, const char *path, int month, double exact)
{
    const json_t *estimate = member(root, path);
    double mean = point(estimate, "mean", month), se = point(estimate, "se", month);
    bool certain = !(se > 0) && fabs(mean - exact) < 1e-9;
    ck_assert_msg(certain || (se > 0 && fabs(mean - exact) < Z_MOST * se),
                  "%s, month %d: %.6g with a standard error of %.3g, exact %.6g: z %.2f", path,
                  month, mean, se, exact, (mean - exact) / se);
}

/* ---- H1: replacement after two months ---- */

#define H1_MONTHS 24
static const double H1_HEADS[H1_MONTHS + 1] = {
    100.0,   97.494,  95.1481, 95.473,  95.6251, 95.4922, 95.3421, 95.3897, 95.4121,
    95.3015, 95.2798, 95.2967, 95.2792, 95.2859, 95.2747, 95.2398, 95.2237, 95.2226,
    95.2182, 95.2123, 95.2081, 95.2057, 95.2029, 95.2,    95.1984};
static const double H1_LEAVERS[H1_MONTHS] = {2.506,   2.34593, 2.18109, 2.19379, 2.31399, 2.34394,
                                             2.26634, 2.32158, 2.37689, 2.34332, 2.36003, 2.36073,
                                             2.35342, 2.37189, 2.38833, 2.388,   2.38942, 2.39241,
                                             2.3953,  2.39664, 2.39768, 2.39947, 2.40057, 2.401};
static const double H1_HIRES[H1_MONTHS] = {0.0,     0.0,     0.0,     2.506,   2.34593, 2.18109,
                                           2.19379, 2.31399, 2.34394, 2.26634, 2.32158, 2.37689,
                                           2.34332, 2.36003, 2.36073, 2.35342, 2.37189, 2.38833,
                                           2.388,   2.38942, 2.39241, 2.3953,  2.39664, 2.39768};

/* 100 people by months of service; the chance of leaving in each month of it; whoever leaves in a
 * month is followed by somebody who joins on the first of the third month after. */
static const char h1[] =
    "muster: 1\n"
    "horizon: {start: 2003-01-01, days: 731, interval: 60 min}\n"
    "opening: {mon-fri: 09:00-17:00}\n"
    "services: {calls: {rate: 1 per hour, handle: 1 min}}\n"
    "staff:\n"
    "  agents:\n"
    "    fte: 100\n"
    "    in_post: [{people: 4, tenure: 0 months}, {people: 3, tenure: 1 month}, {people: 5, "
    "tenure: 3 months}, {people: 6, tenure: 6 months}, {people: 82, tenure: 12 months}]\n"
    "    shifts: [{start: 09:00, length: 7.4 h}]\n"
    "    skills: [calls]\n"
    "attrition: {monthly_by_tenure: [9%, 8%, 7%, 5%, 5%, 5%, 3%, 3%, 3%, 3%, 3%, 3%, 1.8%], "
    "notice: 0 d}\n"
    "recruitment: {lead_time: 2 months, intake: first_of_month}\n";

START_TEST(h1_headcount_by_month)
{
    json_t *root = answer(h1, 400, 24);
    for (int m = 0; m <= H1_MONTHS; m++)
        is_near(root, "by_month/staff/agents/headcount_start", m, H1_HEADS[m]);
    for (int m = 0; m < H1_MONTHS; m++) {
        is_near(root, "by_month/staff/agents/leavers", m, H1_LEAVERS[m]);
        is_near(root, "by_month/staff/agents/hires", m, H1_HIRES[m]);
    }
    json_decref(root);
}
END_TEST

/* ---- S1: spells of sickness ---- */

/* 80 people, 0.01 spells a day at work, exponential of 4.5 calendar days, from the start as in the
 * long run: 3.44498 off sick, and 3.49282 spells a person and 365 days. */
START_TEST(s1_people_off_sick)
{
    json_t *root = answer("muster: 1\n"
                          "horizon: {start: 2004-10-04, weeks: 13, interval: 60 min}\n"
                          "opening: {mon-fri: 09:00-17:00}\n"
                          "services: {calls: {rate: 1 per hour, handle: 1 min}}\n"
                          "staff: {agents: {fte: 80, shifts: [{start: 09:00, length: 7.4 h}], "
                          "skills: [calls]}}\n"
                          "sickness: {spells: 3.6525 per year, length: {exponential: {mean: 4.5 "
                          "d}}, counted_in: calendar_days, start: steady_state}\n",
                          400, 1);
    is_near(root, "staff/agents/sick_people", -1, 3.44498);
    is_near(root, "staff/agents/sick_share", -1, 1 - 0.956938);
    is_near(root, "staff/agents/spells_per_year", -1, 3.49282 * 365.25 / 365);
    json_decref(root);
}
END_TEST

/* ---- R1: Erlang A with a random number of people ---- */

/* 330 calls an hour of 320 s, patience 150 s; of 34 people each is there with 93 %, once for the
 * whole horizon. */
START_TEST(r1_random_attendance)
{
    json_t *root = answer("muster: 1\n"
                          "horizon: {start: 2004-10-04, days: 1, interval: 30 min, warm_up: 1 d}\n"
                          "opening: always\n"
                          "target: 80% in 20 s\n"
                          "services: {calls: {rate: 330 per hour, handle: {exponential: {mean: 320 "
                          "s}}, patience: {exponential: {mean: 150 s}}}}\n"
                          "staff: {agents: {present: 34, skills: [calls], attendance: "
                          "{probability: 93%, drawn: horizon}}}\n",
                          600, 34);
    is_near(root, "services/calls/waited_fraction", -1, 0.30596);
    is_near(root, "services/calls/abandoned_fraction", -1, 0.0550994);
    is_near(root, "services/calls/service_level", -1, 0.810267);
    is_near(root, "services/calls/wait_s", -1, 8.26491);
    is_near(root, "services/calls/queue_mean", -1, 0.757617);
    json_decref(root);
}
END_TEST

/* ---- L1: net to gross ---- */

#define L1_HEAD                                                                                    \
    "muster: 1\n"                                                                                  \
    "horizon: {start: 2004-10-04, weeks: 52, interval: 60 min}\n"                                  \
    "opening: {mon-fri: 08:00-18:00}\n"                                                            \
    "services: {calls: {rate: 1 per hour, handle: 1 min}}\n"                                       \
    "staff: {agents: {fte: 10, full_time_week: 40 h, shifts: [{start: 09:00, length: 8 h}], "      \
    "skills: [calls], breaks: [{length: "
#define L1_TAIL                                                                                    \
    ", between: 09:00-17:00}]}}\n"                                                                 \
    "simulation: {replications: 2, seed: 1}\n"

/* Hours of the sum on paper: established and on the phones. */
static double net_to_gross(const char *scenario)
{
    json_t *root = answer(scenario, 20, 1);
    double gross = json_number_value(member(root, "waterfall/all/established/paper_h"));
    double net = json_number_value(member(root, "waterfall/all/on_the_phones/paper_h"));
    json_decref(root);
    ck_assert_double_gt(net, 0);
    return 100 * gross / net;
}

/* 100 net of parts of 10, 6, 12 and 3 %. Each of what the one before leaves: 100 / (0.9 x 0.94 x
 * 0.88 x 0.97); each of the whole: 100 / 0.69. On paper days are taken off days, and hours of the
 * day off those of the days at work. A year has 365 / 7 x 5 = 260.714286 days of 8 h.
 *
 *   of what is left: leave 26.0714286 d, sickness 6 % of the others 14.0785714 d; meetings 12 % of
 *   8 h = 0.96 h a day, 4.8 h a week; breaks 3 % of 7.04 h = 0.2112 h = 760.32 s
 *   of the whole: leave as above, sickness 15.6428571 d; 84 % of the days are left, so that 12 % of
 *   the whole is 8 h x 12 / 84 a day, 5.714285714 h a week, and 3 % is 8 h x 3 / 84 = 1028.571 s
 */
START_TEST(l1_net_to_gross)
{
    double of_rest = net_to_gross(L1_HEAD "760.32 s" L1_TAIL "leave: {days: 26.0714286}\n"
                                          "sickness: {days_lost_per_fte: 14.0785714, short: 1 d, "
                                          "long_term_share: 0%}\n"
                                          "off_phone: {meetings: {each_week: 4.8 h}}\n");
    double of_all = net_to_gross(L1_HEAD "1028.57143 s" L1_TAIL "leave: {days: 26.0714286}\n"
                                         "sickness: {days_lost_per_fte: 15.6428571, short: 1 d, "
                                         "long_term_share: 0%}\n"
                                         "off_phone: {meetings: {each_week: 5.71428571 h}}\n");
    ck_assert_double_eq_tol(of_rest, 138.476, 0.0005);
    ck_assert_double_eq_tol(of_all, 144.928, 0.0005);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("known answers");
    TCase *tests = tcase_create("known answers");
    tcase_add_checked_fixture(tests, enter_folder, leave_folder);
    tcase_set_timeout(tests, 300);
    tcase_add_test(tests, h1_headcount_by_month);
    tcase_add_test(tests, s1_people_off_sick);
    tcase_add_test(tests, r1_random_attendance);
    tcase_add_test(tests, l1_net_to_gross);
    suite_add_tcase(suite, tests);
    return muster_check_run(suite);
}
