/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Contracts of term time: hours and pay by hand, nothing in the holidays, and nobody else moved.
 */
#include "engine_runs.h"
#include "workforce.h"

#define HOUR 3600.0

/* 52 weeks from a Monday, 13 of them school holidays; nobody calls. */
#define HEAD                                                                                       \
    "muster: 1\n"                                                                                  \
    "horizon: {start: 2024-01-01, weeks: 52, interval: 30 min}\n"                                  \
    "opening: {mon-fri: 08:00-18:00}\n"                                                            \
    "services: {calls: {rate: {08:00: 0 per hour}, handle: 5 min}}\n"                              \
    "staff:\n"
#define HOLIDAYS                                                                                   \
    "leave: {days: 26, school_holidays: {weight: 1.5, dates: [{from: 2024-03-25, to: "             \
    "2024-04-07}, "                                                                                \
    "{from: 2024-07-22, to: 2024-09-08}, {from: 2024-10-21, to: 2024-11-03}, {from: 2024-12-16, "  \
    "to: 2024-12-29}]}}\n"
#define TERM_TEAM(FTE, HOURS, WEEKS)                                                               \
    "  helpers:\n    fte: " FTE "\n    full_time: 0%\n    part_time: {week: " HOURS WEEKS "}\n"    \
    "    shifts: [{start: 09:00, length: 5 h, for: part_time}, {start: 09:00, length: 7.4 h, for:" \
    " full_time}]\n    skills: [calls]\n    grade: agent\n"
#define PAY "pay: {grades: {agent: {salary: 24000, on_cost: 25%}}}\n"

static bool in_holidays(const struct run *run, size_t day)
{
    return muster_school_holiday(&run->scenario->leave, run->scenario->start + (int32_t)day);
}

/* ---- by hand ---- */

/* Four people of 25 h in term. Others have 26 days of leave, 5.2 weeks, and no bank holidays: paid
 * are 39 / (52.143 - 5.2) = 83.08 % of a year, 43.32 weeks; 39 are worked, and 4.32 spread over the
 * 13.143 weeks that are not term: 1.644 h a day. */
START_TEST(a_year_by_hand)
{
    const double weeks = 365.0 / 7, share = 39 / (weeks - 5.2);
    const double out_s = (weeks * share - 39) / (weeks - 39) * 5 * HOUR;
    const double fte = share * 25 / 37;
    struct run run;
    run_open(&run, HEAD TERM_TEAM("2.25", "25 h", ", weeks: term_time") HOLIDAYS PAY);
    ck_assert_uint_eq(muster_roster_people(run.plan->roster, 0), 4);
    run_replication(&run, 1, 0, false);
    ck_assert_double_eq_tol(share, 0.830797, 1e-6);
    ck_assert_double_eq_tol(out_s / HOUR, 1.643534, 1e-6);
    ck_assert_double_eq_tol(run_staff(&run, 0, MUSTER_STAFF_PRESENT_S), 4 * 39 * 25 * HOUR, 1e-3);
    ck_assert_double_eq_tol(run_staff(&run, 0, MUSTER_STAFF_DUE_S), 4 * 39 * 25 * HOUR, 1e-3);
    ck_assert_double_eq_tol(run_staff(&run, 0, MUSTER_STAFF_LEAVE_S), 4 * 65 * out_s, 1e-3);
    ck_assert_double_eq_tol(run_staff(&run, 0, MUSTER_STAFF_PAID_S),
                            4 * (39 * 25 * HOUR + 65 * out_s), 1e-3);
    ck_assert_double_eq_tol(run_staff(&run, 0, MUSTER_STAFF_IN_POST_FTE), 4 * 364 * fte, 1e-6);
    ck_assert_double_eq_tol(run_staff(&run, 0, MUSTER_STAFF_ESTABLISHED_FTE), 4 * 364 * fte, 1e-6);
    for (size_t d = 0; d < run.tally.shape.days; d++) {
        bool off = in_holidays(&run, d), weekday = d % 7 < 5;
        double present = run_staff_day(&run, 0, MUSTER_STAFF_PRESENT_S, d);
        double leave = run_staff_day(&run, 0, MUSTER_STAFF_LEAVE_S, d);
        ck_assert_double_eq_tol(present, weekday && !off ? 20 * HOUR : 0, 1e-2);
        ck_assert_double_eq_tol(leave, weekday && off ? 4 * out_s : 0, 1e-2);
    }
    /* 52 weeks have 39 of term as a year has, and lack a seventh of a week that is none */
    ck_assert_double_eq_tol(run_staff(&run, 0, MUSTER_STAFF_TERM_S) -
                                run_staff(&run, 0, MUSTER_STAFF_OUT_OF_TERM_S),
                            4 * (25 * share * HOUR - 5 * out_s) / 7, 1e-3);
    run_close(&run);
}
END_TEST

/* The same money every month, August or not; and by the day of a plain salary. */
START_TEST(even_pay)
{
    const double fte = 39 / (365.0 / 7 - 5.2) * 25 / 37;
    struct run run;
    run_open(&run, HEAD TERM_TEAM("2.25", "25 h", ", weeks: term_time") HOLIDAYS
             "pay: {grades: {agent: {salary: 24000}}, pension: {rate: 10%}}\n");
    run_replication(&run, 1, 0, false);
    for (size_t m = 0; m < 11; m++) {
        ck_assert_double_eq_tol(run.tally.cost[m * MUSTER_COSTS + MUSTER_COST_SALARIES],
                                4 * fte * 2000, 1e-6);
        ck_assert_double_eq_tol(run.tally.cost[m * MUSTER_COSTS + MUSTER_COST_PENSION],
                                4 * fte * 200, 1e-6);
    }
    run_close(&run);
    run_open(&run,
             HEAD TERM_TEAM("2.25", "25 h", ", weeks: term_time, term_weeks: 38") HOLIDAYS PAY);
    run_replication(&run, 1, 0, false);
    double sum = 0;
    for (size_t m = 0; m < run.tally.shape.months; m++)
        sum += run.tally.cost[m * MUSTER_COSTS + MUSTER_COST_SALARIES];
    ck_assert_double_eq_tol(sum, 4 * fte * 38 / 39 * 24000 * 364 / 365.25, 1e-6);
    run_close(&run);
}
END_TEST

/* What a planner is told: nobody can be there in the holidays. */
START_TEST(gaps_in_holidays)
{
    char text[12][160];
    struct run run;
    run_open(&run, HEAD "  agents:\n    fte: 3\n    shifts: [{start: 08:00, length: 8 h}]\n"
                        "    skills: [calls]\n" TERM_TEAM("2.25", "25 h", ", weeks: term_time")
                            HOLIDAYS PAY);
    /* 16:00-18:00 has nobody all the year; the helpers are there while an agent is */
    ck_assert_uint_eq(muster_roster_gaps(run.plan->roster, text, 12), 5);
    run_close(&run);
    run_open(&run, HEAD "  agents:\n    fte: 3\n    shifts: [{start: 08:00, length: 4 h}]\n"
                        "    skills: [calls]\n" TERM_TEAM("2.25", "25 h", ", weeks: term_time")
                            HOLIDAYS PAY);
    ck_assert_uint_eq(muster_roster_gaps(run.plan->roster, text, 12), 10);
    ck_assert_str_eq(text[0], "Monday 14:00-18:00: open, but no allowed shift reaches it");
    ck_assert_str_eq(text[5], "Monday 12:00-14:00 in school holidays: open, but only contracts of "
                              "term time reach it");
    struct muster_roster_reach reach = muster_roster_reach(run.plan->roster);
    ck_assert_double_eq_tol(reach.open_s, 50 * HOUR, 1e-6);
    ck_assert_double_eq_tol(reach.unreached_s, 20 * HOUR, 1e-6);
    ck_assert_double_eq_tol(reach.holiday_s, 10 * HOUR, 1e-6);
    run_close(&run);
}
END_TEST

/* ---- laws ---- */

#define AGENTS                                                                                     \
    "  agents:\n    fte: 6\n    in_post: {fte: 6, tenure: steady_state}\n    shifts: [{start: "    \
    "08:00, length: 7.9 h, lunch: {length: 30 min, between: 11:30-14:00}}]\n    skills: [calls]\n"
#define TURNOVER                                                                                   \
    "sickness: {spells: 4 per year, length: {exponential: {mean: 5 d}}}\n"                         \
    "one_offs: {jury: {rate: 0.5 per year, length: 3 d}}\n"                                        \
    "lateness: {probability: 5%, length: 10 min}\n"                                                \
    "off_phone: {coaching: {each_week: 30 min}}\n"                                                 \
    "attrition: {yearly: 60%}\n"                                                                   \
    "recruitment: {lead_time: {exponential: {mean: 5 weeks}}, induction: 2 weeks}\n"               \
    "overtime: {accepted: 80%, lost_shifts: yes}\n"
#define CASUALS "    casuals: {people: 4, hourly: 9}\n    in_post: {fte: 3, tenure: new}\n"

/* Of as many posts with and without it: people come, go and fall ill as before, and other groups do
 * not notice. In the holidays nobody works, casuals and overtime included. */
START_TEST(nobody_else_moves)
{
    static const enum muster_staff kept[] = {MUSTER_STAFF_HEADCOUNT, MUSTER_STAFF_LEAVERS,
                                             MUSTER_STAFF_HIRES, MUSTER_STAFF_SPELLS,
                                             MUSTER_STAFF_HEADCOUNT_END};
    static const enum muster_staff part[] = {MUSTER_STAFF_PRESENT_S,   MUSTER_STAFF_LEAVE_S,
                                             MUSTER_STAFF_SICKNESS_S,  MUSTER_STAFF_INDUCTION_S,
                                             MUSTER_STAFF_LATENESS_S,  MUSTER_STAFF_ONE_OFF_S,
                                             MUSTER_STAFF_OFF_PHONE_S, MUSTER_STAFF_BREAK_S};
    struct run term, year;
    run_open(&term, HEAD AGENTS TERM_TEAM("3.6", "20 h", ", weeks: term_time")
                        CASUALS HOLIDAYS TURNOVER PAY);
    /* eight posts of 20 h are 4.32 FTE, of term time 3.59; six are held at the start */
    run_open(&year, HEAD AGENTS TERM_TEAM(
                        "4.33", "20 h",
                        ", weeks: all") "    casuals: {people: 4, hourly: 9}\n    in_post: "
                                        "{fte: 3.5, tenure: new}\n" HOLIDAYS TURNOVER PAY);
    ck_assert_uint_eq(muster_roster_people(term.plan->roster, 1), 8);
    ck_assert_uint_eq(muster_roster_people(year.plan->roster, 1), 8);
    for (uint64_t n = 0; n < 6; n++) {
        run_replication(&term, 2, n, false);
        run_replication(&year, 2, n, false);
        for (int column = 0; column < MUSTER_STAFFS; column++)
            HOLDS_MSG(run_staff(&term, 0, (enum muster_staff)column) ==
                          run_staff(&year, 0, (enum muster_staff)column),
                      "%s", muster_staff_column[column].name);
        for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
            HOLDS_MSG(run_staff(&term, 1, kept[i]) == run_staff(&year, 1, kept[i]), "%s: %g %g",
                      muster_staff_column[kept[i]].name, run_staff(&term, 1, kept[i]),
                      run_staff(&year, 1, kept[i]));
        double paid = run_staff(&term, 1, MUSTER_STAFF_PAID_S), sum = 0;
        for (size_t i = 0; i < sizeof part / sizeof *part; i++)
            sum += run_staff(&term, 1, part[i]);
        HOLDS_MSG(fabs(paid - sum) <= 1e-9 * paid + 1e-3, "paid %.6f, explained %.6f", paid, sum);
        HOLDS_2(run_staff(&term, 1, MUSTER_STAFF_CASUAL_S), >, 0);
        HOLDS_2(run_staff(&term, 1, MUSTER_STAFF_OVERTIME_S), >, 0);
        for (size_t d = 0; d < term.tally.shape.days; d++) {
            double work = run_staff_day(&term, 1, MUSTER_STAFF_PRESENT_S, d) +
                          run_staff_day(&term, 1, MUSTER_STAFF_CASUAL_S, d) +
                          run_staff_day(&term, 1, MUSTER_STAFF_SICKNESS_S, d) +
                          run_staff_day(&term, 1, MUSTER_STAFF_INDUCTION_S, d);
            double leave = run_staff_day(&term, 1, MUSTER_STAFF_LEAVE_S, d);
            HOLDS_2(in_holidays(&term, d) ? work : leave, ==, 0);
        }
    }
    run_close(&term);
    run_close(&year);
}
END_TEST

/* Bank holidays of term are days off with pay; those out of term are part of what is spread. */
START_TEST(bank_holidays)
{
    const double weeks = 365.0 / 7, share = 39 / (weeks - 5.6);
    const double out_s = (weeks * share - 39) / (weeks - 39) * 5 * HOUR;
    struct run run;
    run_open(&run, "muster: 1\n"
                   "horizon: {start: 2024-01-01, weeks: 52, interval: 30 min}\n"
                   "opening: {mon-fri: 08:00-18:00, closed: [2024-04-01, 2024-05-06]}\n"
                   "services: {calls: {rate: {08:00: 0 per hour}, handle: 5 min}}\n"
                   "staff:\n" TERM_TEAM("2.3", "25 h", ", weeks: term_time") HOLIDAYS PAY);
    run_replication(&run, 1, 0, false);
    ck_assert_double_eq_tol(run_staff(&run, 0, MUSTER_STAFF_HOLIDAY_S), 4 * 5 * HOUR, 1e-3);
    ck_assert_double_eq_tol(run_staff(&run, 0, MUSTER_STAFF_LEAVE_S), 4 * 65 * out_s, 1e-3);
    ck_assert_double_eq_tol(run_staff(&run, 0, MUSTER_STAFF_PRESENT_S), 4 * 194 * 5 * HOUR, 1e-3);
    run_close(&run);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("term time");
    TCase *tests = tcase_create("term time");
    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, a_year_by_hand);
    tcase_add_test(tests, even_pay);
    tcase_add_test(tests, gaps_in_holidays);
    tcase_add_test(tests, nobody_else_moves);
    tcase_add_test(tests, bank_holidays);
    suite_add_tcase(suite, tests);
    return muster_check_run(suite);
}
