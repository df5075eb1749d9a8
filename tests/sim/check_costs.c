/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Costs beside pay, financial years and budget, worked out by hand. The horizon is 2005-02-15 to
 * 2005-06-14, 120 days: 14 of 28 days of February, March, April, May, 14 of 30 days of June; so two
 * financial years, 2004/05 with 45 days and 2005/06 with 75.
 *
 *   seats       3 x 1,200 a year = 300 a month: 150, 300 | 300, 300, 140
 *   capital     5,000 in February
 *   items       yearly 600 from 2005-03-17: 15 of 31 days of March, 50 a month: 24.1935, | 50, 50,
 *               23.3333; once 700 on 2005-04-30
 *   offsets     2 posts x 2,400 from 2005-05-01: 400 a month: | 0, -400, -186.667
 */
#include "budget.h"
#include "costs.h"
#include "csv.h"
#include "json.h"
#include "sample.h"
#include "summary.h"
#include "summary_table.h"

#include <jansson.h>
#include <string.h>

static const char CENTRE[] =
    "muster: 1\n"
    "currency: £\n"
    "horizon: {start: 2005-02-15, days: 120}\n"
    "opening: {mon-fri: 09:00-17:00}\n"
    "target: 80% in 20 s\n"
    "services: {calls: {rate: 20 per hour, handle: 3 min}}\n"
    "staff: {desk: {present: 3, skills: [calls]}}\n"
    "costs:\n"
    "  per_seat: 1200\n"
    "  per_contact: 0.5\n"
    "  capital: 5000\n"
    "  items: {rent: {yearly: 600, from: 2005-03-17}, party: {once: 700, on: 2005-04-30}, before: "
    "{once: 9, on: 2005-02-14}, after: {once: 9, on: 2005-06-15}}\n"
    "  offsets: {office: {posts: 2, yearly: 2400, from: 2005-05-01}}\n";
static const char BUDGET[] =
    "budget: {2004/05: 50000, 2005/06: {amount: 20000, from: 2005-05-01}}\n";

struct asked {
    struct muster_question question;
    struct muster_study *study;
    struct muster_study_result result;
    struct muster_summary summary;
};

static void ask(struct asked *asked, const char *more, int replications)
{
    char text[4096];
    struct muster_faults faults;
    struct muster_failure failure;
    int length = snprintf(text, sizeof text, "%s%ssimulation: {replications: %d, seed: 17}\n",
                          CENTRE, more, replications);
    muster_faults_init(&faults);
    bool read = muster_question_read_text(&asked->question, &faults, "centre.yaml", text,
                                          (size_t)length, NULL);
    if (!read)
        muster_faults_print(&faults, stderr);
    ck_assert(read);
    muster_faults_clear(&faults);
    ck_assert_int_eq(muster_study_new(&asked->study, &failure, &asked->question), MUSTER_OK);
    ck_assert_int_eq(muster_study_run(&asked->result, &failure, asked->study,
                                      &(struct muster_study_options){.threads = 2}),
                     MUSTER_OK);
    ck_assert_int_eq(muster_summary_init(&asked->summary, &asked->result, NULL), MUSTER_OK);
}

static void forget(struct asked *asked)
{
    muster_summary_clear(&asked->summary);
    muster_study_result_clear(&asked->result);
    muster_study_free(asked->study);
    muster_question_clear(&asked->question);
}

static const struct muster_row *row_of(const struct asked *asked, size_t r)
{
    return &asked->result.candidate[0].rows[r];
}

static double mean_of(const struct asked *asked, const char *measure, const char *where)
{
    const struct muster_estimate *estimate =
        muster_summary_find(&asked->summary.candidate[0], measure, where);
    ck_assert_msg(estimate != NULL, "no %s %s", measure, where);
    return estimate->mean;
}

START_TEST(money_falls_into_its_month)
{
    static const struct {
        enum muster_cost heading;
        double month[5];
    } KNOWN[] = {{MUSTER_COST_SEATS, {150, 300, 300, 300, 140}},
                 {MUSTER_COST_CAPITAL, {5000, 0, 0, 0, 0}},
                 {MUSTER_COST_ITEMS, {0, 50.0 * 15 / 31, 50, 50, 50.0 * 14 / 30}},
                 {MUSTER_COST_ONE_OFF, {0, 0, 700, 0, 0}},
                 {MUSTER_COST_OFFSETS, {0, 0, 0, -400, -400.0 * 14 / 30}}};
    struct asked asked;
    ask(&asked, "", 3);
    const struct muster_row *row = row_of(&asked, 1);
    ck_assert_uint_eq(row->shape.months, 5);
    for (size_t i = 0; i < sizeof KNOWN / sizeof *KNOWN; i++)
        for (size_t m = 0; m < 5; m++)
            ck_assert_double_eq_tol(row->cost[m * MUSTER_COSTS + KNOWN[i].heading],
                                    KNOWN[i].month[m], 1e-9);
    double contacts = muster_cost_at(row, 1u << MUSTER_COST_CONTACTS, 2);
    ck_assert_double_eq_tol(contacts, 0.5 * row->count[MUSTER_COUNT_ANSWERED], 1e-9);
    forget(&asked);
}
END_TEST

/* By month and heading they are the whole, exactly; gross and offsets are net. */
START_TEST(parts_are_the_whole)
{
    struct asked asked;
    ask(&asked, BUDGET, 8);
    for (size_t r = 0; r < 8; r++) {
        const struct muster_row *row = row_of(&asked, r);
        double parts = 0, years = 0, all = muster_cost_at(row, MUSTER_COST_SET_ALL, 2);
        for (size_t i = 0; i < 5 * MUSTER_COSTS; i++)
            parts += row->cost[i];
        for (size_t y = 0; y < 2; y++)
            years += muster_cost_at(row, MUSTER_COST_SET_ALL, y);
        ck_assert_double_eq(all, parts);
        ck_assert_double_eq_tol(years, all, 1e-9);
        ck_assert_double_eq_tol(muster_cost_at(row, MUSTER_COST_SET_GROSS, 2) +
                                    muster_cost_at(row, 1u << MUSTER_COST_OFFSETS, 2),
                                all, 1e-9);
    }
    ck_assert_double_eq_tol(mean_of(&asked, "cost_one_off", "") +
                                mean_of(&asked, "cost_recurring", ""),
                            mean_of(&asked, "cost", ""), 1e-9);
    ck_assert_double_eq_tol(mean_of(&asked, "cost", "2004/05") + mean_of(&asked, "cost", "2005/06"),
                            mean_of(&asked, "cost", ""), 1e-9);
    forget(&asked);
}
END_TEST

/* Of 2004/05 (365 days) 45 are inside; of the 335 days from 1 May, 45 too. */
START_TEST(a_year_in_part_counts_by_its_days)
{
    struct asked asked;
    ask(&asked, BUDGET, 4);
    double first = 50000.0 * 45 / 365, second = 20000.0 * 45 / 335;
    ck_assert_double_eq_tol(mean_of(&asked, "budget", "2004/05"), first, 1e-9);
    ck_assert_double_eq_tol(mean_of(&asked, "budget", "2005/06"), second, 1e-9);
    ck_assert_double_eq_tol(mean_of(&asked, "budget", ""), first + second, 1e-9);
    ck_assert_double_eq_tol(mean_of(&asked, "budget_left", ""),
                            first + second - mean_of(&asked, "cost", ""), 1e-9);
    forget(&asked);
}
END_TEST

/* The last whole month is May: 300 + 50 - 400 and its contacts, twelve times; nothing of once. */
START_TEST(the_full_year_is_twelve_last_whole_months)
{
    struct asked asked;
    ask(&asked, "", 3);
    for (size_t r = 0; r < 3; r++) {
        const struct muster_row *row = row_of(&asked, r);
        double may = 300 + 50 - 400 + row->cost[3 * MUSTER_COSTS + MUSTER_COST_CONTACTS];
        ck_assert_double_eq_tol(muster_cost_full_year(row), 12 * may, 1e-9);
    }
    forget(&asked);
}
END_TEST

/* Relief is paid at 31 March and at the end, and counts by the days: 120 of 365.25. */
START_TEST(what_is_settled_yearly_is_no_month)
{
    struct asked asked;
    ask(&asked, "relief: {pool: 2, trigger: wait > 5 s, hourly: 10}\n", 3);
    for (size_t r = 0; r < 3; r++) {
        const struct muster_row *row = row_of(&asked, r);
        double may = 300 + 50 - 400 + row->cost[3 * MUSTER_COSTS + MUSTER_COST_CONTACTS];
        double march = row->cost[1 * MUSTER_COSTS + MUSTER_COST_RELIEF];
        double june = row->cost[4 * MUSTER_COSTS + MUSTER_COST_RELIEF];
        ck_assert_double_gt(march, 0);
        ck_assert_double_gt(june, 0);
        ck_assert_double_eq_tol(muster_cost_full_year(row),
                                12 * may + (march + june) * 365.25 / 120, 1e-9);
    }
    forget(&asked);
}
END_TEST

/* Seats, rent and offices are certain, the contacts are not: a budget within their range is kept by
 * as many replications as cost no more than it, counted here one by one. */
START_TEST(on_budget_is_counted)
{
    enum { N = 60 };
    struct asked asked;
    ask(&asked, "budget: 13300\n", N);
    double kept = 0, met = 0;
    for (size_t r = 0; r < N; r++) {
        const struct muster_row *row = row_of(&asked, r);
        double within = row->count[MUSTER_COUNT_ANSWERED_WITHIN] / row->count[MUSTER_COUNT_OFFERED];
        bool on = muster_cost_at(row, MUSTER_COST_SET_ALL, 2) <= 13300;
        kept += on;
        met += on && within >= 0.8;
    }
    ck_assert_double_gt(kept, 0);
    ck_assert_double_lt(kept, N);
    ck_assert_double_eq_tol(mean_of(&asked, "p_on_budget", ""), kept / N, 1e-12);
    ck_assert_double_eq_tol(mean_of(&asked, "p_target_and_on_budget", ""), met / N, 1e-12);
    double lo, hi;
    muster_wilson(&lo, &hi, kept, N, 1.959963984540054);
    const struct muster_estimate *p =
        muster_summary_find(&asked.summary.candidate[0], "p_on_budget", "");
    ck_assert_double_eq_tol(p->lo, lo, 1e-9);
    ck_assert_double_eq_tol(p->hi, hi, 1e-9);
    forget(&asked);
}
END_TEST

/* One year over its budget is over the budget, whatever the other has left. */
START_TEST(one_year_over_is_over)
{
    struct asked asked;
    ask(&asked, "budget: {2004/05: 10000, 2005/06: 1000000}\n", 4);
    ck_assert_double_gt(mean_of(&asked, "budget_left", ""), 0);
    ck_assert_double_eq(mean_of(&asked, "p_on_budget", "2004/05"), 0);
    ck_assert_double_eq(mean_of(&asked, "p_on_budget", "2005/06"), 1);
    ck_assert_double_eq(mean_of(&asked, "p_on_budget", ""), 0);
    forget(&asked);
}
END_TEST

/* A year without an amount is compared with nothing. */
START_TEST(only_years_with_an_amount_are_compared)
{
    struct asked asked;
    ask(&asked, "budget: {2005/06: 50000}\n", 4);
    ck_assert_ptr_null(muster_summary_find(&asked.summary.candidate[0], "budget", "2004/05"));
    ck_assert_double_eq_tol(mean_of(&asked, "budget_left", ""),
                            50000.0 * 75 / 365 - mean_of(&asked, "cost", "2005/06"), 1e-9);
    forget(&asked);
}
END_TEST

/* Four FTE until 31 March, eight from 1 April: each year's money buys FTE at that year's numbers.
 */
START_TEST(a_year_pays_for_its_own_people)
{
    static const struct {
        const char *year;
        double fte;
    } ROWS[] = {{"2004/05", 4}, {"2005/06", 8}, {"", (4 * 45 + 8 * 75) / 120.0}};
    struct asked asked;
    ask(&asked,
        "budget: {2004/05: 90000, 2005/06: 110000}\n"
        "pay: {grades: {clerk: {salary: 12000}}}\n"
        "candidates: [{name: grows, set: {staff.desk: {fte: {2005-02-15: 4, 2005-04-01: 8}, "
        "skills: "
        "[calls], grade: clerk, shifts: [{start: 09:00, length: 7.4 h}]}}}]\n",
        4);
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        double people = mean_of(&asked, "salaries", ROWS[i].year);
        double other = mean_of(&asked, "cost", ROWS[i].year) - people;
        double left = mean_of(&asked, "budget", ROWS[i].year) - other;
        ck_assert_double_gt(people, 0);
        ck_assert_double_eq_tol(mean_of(&asked, "budget_fte", ROWS[i].year),
                                left / people * ROWS[i].fte, 1e-6);
    }
    forget(&asked);
}
END_TEST

/* Rent and offices alone are more than the budget: it pays for nobody, and for no fewer. */
START_TEST(a_budget_spent_on_other_things_pays_for_nobody)
{
    struct asked asked;
    ask(&asked,
        "budget: 100\n"
        "pay: {grades: {clerk: {salary: 12000}}}\n"
        "candidates: [{name: four, set: {staff.desk: {fte: 4, skills: [calls], grade: clerk, "
        "shifts: [{start: 09:00, length: 7.4 h}]}}}]\n",
        4);
    ck_assert_double_lt(mean_of(&asked, "budget_left", ""), -100);
    ck_assert_double_eq(mean_of(&asked, "budget_fte", ""), 0);
    ck_assert_double_eq(mean_of(&asked, "budget_fte_on_paper", ""), 0);
    forget(&asked);
}
END_TEST

static char *written(const struct asked *asked,
                     enum muster_status (*write)(FILE *file, const struct muster_summary *summary))
{
    char *text = NULL;
    size_t length = 0;
    FILE *file = open_memstream(&text, &length);
    ck_assert_int_eq(write(file, &asked->summary), MUSTER_OK);
    fclose(file);
    return text;
}

static enum muster_status write_table(FILE *file, const struct muster_summary *summary)
{
    return muster_summary_print(file, summary, NULL);
}

/* Two of four posts are vacant, and agency workers stand in: an established FTE costs its holder's
 * pay or its stand-in's, a filled post its holder's alone, and on paper nobody stands in. */
START_TEST(who_stands_in_is_no_fixed_cost)
{
    struct asked asked;
    ask(&asked,
        "budget: 60000\n"
        "pay: {grades: {clerk: {salary: 12000}}}\n"
        "candidates: [{name: four, set: {staff.desk: {fte: 4, in_post: {fte: 2, tenure: new}, "
        "skills: [calls], "
        "grade: clerk, shifts: [{start: 09:00, length: 7.4 h}], agency: {hourly: 14}}}}]\n",
        4);
    double people = mean_of(&asked, "salaries", ""), agency = mean_of(&asked, "agency", "");
    double left = mean_of(&asked, "budget", "") - (mean_of(&asked, "cost", "") - people - agency);
    ck_assert_double_gt(agency, people);
    ck_assert_double_eq_tol(mean_of(&asked, "budget_fte", ""), left / (people + agency) * 4, 1e-9);
    ck_assert_double_eq_tol(mean_of(&asked, "budget_fte_on_paper", ""), left / (2 * people) * 4,
                            1e-9);
    ck_assert_double_eq_tol(mean_of(&asked, "pay_per_fte_in_post", ""), people / (2 * 120) * 365.25,
                            1e-9);
    char *text = written(&asked, write_table);
    ck_assert_ptr_nonnull(strstr(text, "An FTE in post costs "));
    ck_assert_ptr_nonnull(strstr(text, "agency workers standing in"));
    free(text);
    forget(&asked);
}
END_TEST

START_TEST(reports_say_the_same)
{
    struct asked asked;
    ask(&asked, BUDGET, 5);
    double cost = mean_of(&asked, "cost", "2005/06");
    char *text = written(&asked, muster_json_write);
    json_t *root = json_loads(text, 0, NULL), *one = json_object_get(root, "candidates");
    one = json_object_get(json_array_get(one, 0), "cost_by_year");
    one = json_object_get(json_object_get(one, "2005/06"), "total");
    ck_assert_double_eq_tol(json_number_value(json_object_get(one, "mean")), cost, 1e-6);
    json_decref(root);
    free(text);
    static const char LEAD[] = ",cost,\"2005/06\",cost,currency,";
    text = written(&asked, muster_csv_write);
    const char *line = strstr(text, LEAD);
    ck_assert_ptr_nonnull(line);
    ck_assert_double_eq_tol(strtod(line + strlen(LEAD), NULL), cost, 1e-6);
    free(text);
    text = written(&asked, write_table);
    ck_assert_ptr_nonnull(strstr(text, "The risk of overspending is"));
    ck_assert_ptr_nonnull(strstr(text, "2004/05 with 45 of the 365 days"));
    ck_assert_ptr_nonnull(strstr(text, "Full-year effect:"));
    free(text);
    forget(&asked);
}
END_TEST

/* What has a price moves no draw: the same contacts, to the last one. */
START_TEST(a_price_moves_no_draw)
{
    struct asked with, without;
    ask(&with, "budget: {2004/05: 1}\n", 3);
    ask(&without, "candidates: [{name: free, set: {costs: {per_contact: 0}}}]\n", 3);
    for (size_t r = 0; r < 3; r++)
        ck_assert(memcmp(row_of(&with, r)->count, row_of(&without, r)->count,
                         MUSTER_COUNTS * sizeof(double)) == 0);
    ck_assert_ptr_null(muster_summary_find(&without.summary.candidate[0], "cost", ""));
    forget(&with);
    forget(&without);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("costs");
    TCase *tests = tcase_create("costs");
    tcase_add_test(tests, money_falls_into_its_month);
    tcase_add_test(tests, parts_are_the_whole);
    tcase_add_test(tests, a_year_in_part_counts_by_its_days);
    tcase_add_test(tests, the_full_year_is_twelve_last_whole_months);
    tcase_add_test(tests, what_is_settled_yearly_is_no_month);
    tcase_add_test(tests, on_budget_is_counted);
    tcase_add_test(tests, one_year_over_is_over);
    tcase_add_test(tests, only_years_with_an_amount_are_compared);
    tcase_add_test(tests, a_year_pays_for_its_own_people);
    tcase_add_test(tests, a_budget_spent_on_other_things_pays_for_nobody);
    tcase_add_test(tests, who_stands_in_is_no_fixed_cost);
    tcase_add_test(tests, reports_say_the_same);
    tcase_add_test(tests, a_price_moves_no_draw);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
