/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pay of whole replications against sums by hand. One full-timer and two half-timers, all new on
 * Friday 2004-10-01, on points 12 to 14 of 12,000, 12,600 and 13,200 a year; a year to 2005-09-30.
 * Increments: six months after 1 October is 1 April 2005, when the award of 5 % begins, too.
 *
 *   October to March   12,000 / 12 = 1,000.00 an FTE and month
 *   April to September 12,600 x 1.05 / 12 = 1,102.50
 *   national insurance (threshold 395 a month to 5 April, then 400; 12.8 %), of the full-timer
 *   0.128 x 605 = 77.44, of a half-timer 0.128 x 105 = 13.44; from April 0.128 x 702.50 = 89.92 and
 *   0.128 x 151.25 = 19.36
 *   pension 10 % of the salaries of 80 %
 */
#include "budget.h"
#include "payroll.h"
#include "plan.h"
#include "sample.h"
#include "summary.h"

#include <string.h>

static const char CENTRE[] = "muster: 1\n"
                             "currency: £\n"
                             "horizon: {start: 2004-10-01, days: 365}\n"
                             "opening: {mon-fri: 08:00-20:00, sat: 10:00-14:00}\n"
                             "services: {calls: {rate: 2 per hour, handle: 3 min}}\n"
                             "staff:\n"
                             "  desk:\n"
                             "    fte: 2\n"
                             "    full_time_week: 37 h\n"
                             "    full_time: 50%\n"
                             "    part_time: {week: 18.5 h}\n"
                             "    in_post: {fte: 2, tenure: new}\n"
                             "    shifts: [{name: day, start: 09:00, length: 7.4 h, for: "
                             "full_time}, {name: late, end: close, "
                             "length: 3.7 h, for: part_time}]\n"
                             "    skills: [calls]\n"
                             "    grade: agent\n";
static const char PAY[] =
    "pay:\n"
    "  spines: {local: {11: 11500, 12: 12000, 13: 12600, 14: 13200, 15: 14000}}\n"
    "  grades: {agent: {spine: local, points: 12-14}}\n"
    "  award: {from: 2005-04-01, rise: 5%}\n"
    "  national_insurance: ni.csv\n"
    "  pension: {rate: 10%, members: 80%}\n";

struct asked {
    struct muster_question question;
    struct muster_study *study;
    struct muster_study_result result;
    struct muster_summary summary;
};

static void ask(struct asked *asked, const char *pay, const char *more)
{
    char text[4096];
    struct muster_faults faults;
    struct muster_failure failure;
    FILE *file = fopen("ni.csv", "w");
    fputs("from,threshold_month,rate,basis\n2004-04-06,395,12.8%,test\n2005-04-06,400,12.8%,test\n",
          file);
    fclose(file);
    file = fopen("payroll.yaml", "w");
    int length = snprintf(text, sizeof text, "%s%s%ssimulation: {replications: 3, seed: 7}\n",
                          CENTRE, pay, more);
    fwrite(text, 1, (size_t)length, file);
    fclose(file);
    muster_faults_init(&faults);
    bool read = muster_question_read(&asked->question, &faults, "payroll.yaml", NULL);
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

static double money(const struct asked *asked, enum muster_cost heading, size_t month)
{
    return asked->result.candidate[0].rows[0].cost[month * MUSTER_COSTS + heading];
}

static double mean_of(const struct asked *asked, const char *measure)
{
    const struct muster_estimate *estimate =
        muster_summary_find(&asked->summary.candidate[0], measure, "");
    ck_assert_msg(estimate != NULL, "no %s", measure);
    return estimate->mean;
}

START_TEST(a_year_by_hand)
{
    struct asked asked;
    ask(&asked, PAY, "");
    for (size_t m = 0; m < 12; m++) {
        bool later = m >= 6;
        ck_assert_double_eq_tol(money(&asked, MUSTER_COST_SALARIES, m), later ? 2205 : 2000, 1e-8);
        ck_assert_double_eq_tol(money(&asked, MUSTER_COST_NATIONAL_INSURANCE, m),
                                later ? 89.92 + 2 * 19.36 : 77.44 + 2 * 13.44, 1e-8);
        ck_assert_double_eq_tol(money(&asked, MUSTER_COST_PENSION, m), 0.08 * (later ? 2205 : 2000),
                                1e-8);
    }
    /* Nobody was away or left: on paper it is the same. */
    ck_assert_double_eq_tol(mean_of(&asked, "pay_on_paper"), mean_of(&asked, "cost"), 1e-6);
    forget(&asked);
}
END_TEST

/* Three stand at point 14, the last: no increment, the award alone. */
START_TEST(a_stated_point_holds)
{
    struct asked asked;
    ask(&asked, PAY, "candidates: [{name: base, set: {pay.grades.agent.in_post_point: 14}}]\n");
    ck_assert_double_eq_tol(money(&asked, MUSTER_COST_SALARIES, 0), 2200, 1e-8);
    ck_assert_double_eq_tol(money(&asked, MUSTER_COST_SALARIES, 7), 2310, 1e-8);
    forget(&asked);
}
END_TEST

/* Weekdays 18:00 to 20:00 at 1.25: of a half-timer's shift, 16:18 to 20:00, two hours are paid a
 * quarter more. All half-timers' shifts are such, the full-timer's none. */
START_TEST(evenings_are_paid_more)
{
    struct asked asked;
    ask(&asked, PAY,
        "candidates: [{name: base, set: {opening: {mon-fri: 08:00-20:00}, pay.premia: [{days: "
        "mon-fri, between: 18:00-20:00, "
        "factor: "
        "1.25}]}}]\n");
    double hours = 0;
    const struct muster_row *row = &asked.result.candidate[0].rows[0];
    hours = row->staff[MUSTER_STAFF_PAID_S] / 3600 - 7.4 * 261; /* 261 weekdays in this year */
    double days = hours / 3.7, before = 0, after = 0;
    for (size_t m = 0; m < 12; m++)
        *(m < 6 ? &before : &after) += money(&asked, MUSTER_COST_PREMIA, m);
    double hour = 12000 / (37 * 365.25 / 7), later = 12600 * 1.05 / (37 * 365.25 / 7);
    double evenings_before = before / (0.25 * 2 * hour),
           evenings_after = after / (0.25 * 2 * later);
    ck_assert_double_eq_tol(evenings_before + evenings_after, days, 0.01 * days);
    ck_assert_double_eq_tol(evenings_before, floor(evenings_before + 0.5), 1e-6);
    /* Premia count for national insurance. */
    ck_assert_double_gt(money(&asked, MUSTER_COST_NATIONAL_INSURANCE, 1), 77.44 + 2 * 13.44 + 1);
    forget(&asked);
}
END_TEST

/* Overtime at time and a half costs half as much again as at plain time. */
START_TEST(overtime_has_its_rate)
{
    struct asked plain, more;
    ask(&plain, PAY,
        "candidates: [{name: base, set: {staff.desk.saturday: {one_in: 2, shifts: [{start: 10:00, "
        "length: 4 h}], repaid: overtime}}}]\n");
    double cost = mean_of(&plain, "overtime");
    forget(&plain);
    ask(&more, PAY,
        "candidates: [{name: base, set: {pay.overtime: 1.5, staff.desk.saturday: {one_in: 2, "
        "shifts: [{start: 10:00, length: 4 h}], repaid: overtime}}}]\n");
    ck_assert_double_gt(cost, 0);
    ck_assert_double_eq_tol(mean_of(&more, "overtime"), 1.5 * cost, 1e-6);
    forget(&more);
}
END_TEST

/* Who has served for years stands on paper where the simulation has them, too: nobody is away or
 * leaves, so the two are equal. */
START_TEST(served_years_count_on_paper)
{
    struct asked asked;
    ask(&asked, PAY,
        "candidates: [{name: base, set: {staff.desk.in_post: [{people: 1, tenure: 108 months}, "
        "{people: 1, tenure: 14 months}, {people: 1, tenure: 0 d}]}}]\n");
    ck_assert_double_eq_tol(mean_of(&asked, "pay_on_paper"), mean_of(&asked, "cost"), 1e-6);
    forget(&asked);
}
END_TEST

/* A month's pay and FTE in post, all replications. */
static double month_pay(const struct asked *asked, size_t month, double *fte_days)
{
    double pay = 0;
    *fte_days = 0;
    for (size_t r = 0; r < 3; r++) {
        const struct muster_row *row = &asked->result.candidate[0].rows[r];
        *fte_days += muster_row_month(row, MUSTER_STAFF_IN_POST_FTE, 0, month);
        for (int h = 0; h < MUSTER_COSTS; h++)
            pay +=
                MUSTER_COST_SET_PEOPLE >> h & 1 ? row->cost[month * MUSTER_COSTS + (size_t)h] : 0;
    }
    return pay;
}

/* With a flat hazard those who have not left yet are as old as those who have, so a filled post
 * costs in each month what it costs on paper. 600 people, their points spread by less than 4 %. */
START_TEST(a_steady_state_is_the_same_on_paper)
{
    struct asked asked;
    ask(&asked, PAY,
        "attrition: {yearly: 60%}\n"
        "candidates: [{name: base, set: {staff.desk: {fte: 200, in_post: {fte: 200, tenure: "
        "steady_state}, shifts: [{start: 09:00, length: 7.4 h}], skills: [calls], grade: "
        "agent}}}]\n");
    const double *paper = asked.result.candidate[0].scope.paper_month;
    for (size_t m = 0; m < 12; m++) {
        double fte_days, pay = month_pay(&asked, m, &fte_days);
        double days = (double)muster_month_days(asked.result.candidate[0].scope.shape, m);
        ck_assert_double_lt(fabs(pay / fte_days / (paper[m] / (200 * days)) - 1), 0.006);
    }
    ck_assert_double_lt(paper[0], 250000); /* not all at the last point */
    forget(&asked);
}
END_TEST

static const char SICK[] =
    "sickness: {spells: 0.8 per year, length: 200 d, counted_in: calendar_days, start: none}\n";

/* Sick pay takes off what the scheme does not give, and nothing else: contacts and people stay the
 * same to the last bit. */
START_TEST(sick_pay_saves_and_moves_nobody)
{
    struct asked full, scheme;
    ask(&full, PAY, SICK);
    char more[512];
    snprintf(more, sizeof more,
             "%scandidates: [{name: base, set: {pay.sick_pay: [{from: 0 months, full: 1 month}, "
             "{from: 4 months, full: 1 month, half: 2 months}]}}]\n",
             SICK);
    ask(&scheme, PAY, more);
    ck_assert_double_lt(mean_of(&scheme, "salaries"), mean_of(&full, "salaries") - 500);
    for (size_t r = 0; r < 3; r++) {
        const struct muster_row *a = &full.result.candidate[0].rows[r];
        const struct muster_row *b = &scheme.result.candidate[0].rows[r];
        ck_assert(!memcmp(a->count, b->count, MUSTER_COUNTS * sizeof(double)));
        ck_assert(!memcmp(a->staff, b->staff, MUSTER_STAFFS * sizeof(double)));
        double saved = 0; /* at most what 200 days of each cost; something where somebody was ill */
        for (size_t m = 0; m < 12; m++)
            saved += a->cost[m * MUSTER_COSTS] - b->cost[m * MUSTER_COSTS];
        ck_assert_double_ge(saved, -1e-9);
        if (a->staff[MUSTER_STAFF_SICKNESS_S] > 3600 * 37 * 20)
            ck_assert_double_gt(saved, 0);
    }
    forget(&full);
    forget(&scheme);
}
END_TEST

/* An award that is not known is drawn once per replication, and moves nobody. */
START_TEST(an_uncertain_award_is_a_parameter)
{
    struct asked certain, drawn;
    ask(&certain, PAY, "");
    ask(&drawn, PAY,
        "candidates: [{name: base, set: {pay.award: {from: 2005-04-01, rise: {uniform: [2%, "
        "8%]}}}}]\n");
    double seen[3];
    for (size_t r = 0; r < 3; r++) {
        const struct muster_row *a = &certain.result.candidate[0].rows[r];
        const struct muster_row *b = &drawn.result.candidate[0].rows[r];
        ck_assert(!memcmp(a->count, b->count, MUSTER_COUNTS * sizeof(double)));
        seen[r] = b->cost[8 * MUSTER_COSTS] / 2100 - 1;
        ck_assert(seen[r] > 0.02 && seen[r] < 0.08);
        ck_assert_double_eq(b->cost[0], a->cost[0]);
    }
    ck_assert(seen[0] != seen[1] && seen[1] != seen[2]);
    forget(&certain);
    forget(&drawn);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("payroll");
    TCase *tests = tcase_create("payroll");
    tcase_add_test(tests, a_year_by_hand);
    tcase_add_test(tests, a_stated_point_holds);
    tcase_add_test(tests, evenings_are_paid_more);
    tcase_add_test(tests, overtime_has_its_rate);
    tcase_add_test(tests, served_years_count_on_paper);
    tcase_add_test(tests, a_steady_state_is_the_same_on_paper);
    tcase_add_test(tests, sick_pay_saves_and_moves_nobody);
    tcase_add_test(tests, an_uncertain_award_is_a_parameter);
    suite_add_tcase(suite, tests);
    return muster_check_run(suite);
}
