/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Overtime offered: lost shifts taken by those who are free, longer shifts under load, what they
 * cost, the law of paid time, and that nobody else's draws move.
 */
#include "engine_runs.h"

#include <stdlib.h>

#define SHIFT_S (7.4 * 3600)

/* Two people by fte: a full-timer of five shifts a week, a half of two or three. */
#define PAIR(CALLS, REST)                                                                          \
    "muster: 1\n"                                                                                  \
    "horizon: {start: 2024-01-01, weeks: 52}\n"                                                    \
    "opening: {mon-fri: 08:00-18:00, at_close: cut}\n"                                             \
    "target: 80% in 1 s\n"                                                                         \
    "services: {calls: {rate: " CALLS ", handle: 4 s, patience: 2 s}}\n"                           \
    "staff:\n"                                                                                     \
    "  agents:\n"                                                                                  \
    "    fte: 1.5\n"                                                                               \
    "    full_time: 60%\n"                                                                         \
    "    part_time: {week: 18.5 h}\n"                                                              \
    "    shifts: [{start: 08:00, length: 7.4 h}]\n"                                                \
    "    skills: [calls]\n"                                                                        \
    "    grade: agent\n"                                                                           \
    "pay: {grades: {agent: {salary: 19305}}}\n" REST

#define NOBODY_CALLS "{08:00: 0 per hour}"
#define ILL "sickness: {days_lost_per_fte: 40, short: {geometric: {mean: 2 d}}}\n"

static void paid_law(const struct run *run)
{
    static const enum muster_staff part[] = {MUSTER_STAFF_PRESENT_S, MUSTER_STAFF_LEAVE_S,
                                             MUSTER_STAFF_SICKNESS_S};
    for (size_t d = 0; d <= run->tally.shape.days; d++) {
        bool all = d == run->tally.shape.days;
        double rest = all ? run_staff(run, 0, MUSTER_STAFF_PAID_S)
                          : run_staff_day(run, 0, MUSTER_STAFF_PAID_S, d);
        for (size_t i = 0; i < sizeof part / sizeof *part; i++)
            rest -= all ? run_staff(run, 0, part[i]) : run_staff_day(run, 0, part[i], d);
        HOLDS_MSG(fabs(rest) <= (all ? 1e-2 : 0.5), "day %zu: %.4f s", d, rest);
    }
}

static double overtime(const struct run *run)
{
    return run_staff(run, 0, MUSTER_STAFF_OVERTIME_S);
}

static double cost(const struct run *run)
{
    double sum = 0;
    for (size_t m = 0; m < run->tally.shape.months; m++)
        sum += run->tally.cost[m * MUSTER_COSTS + MUSTER_COST_OVERTIME];
    return sum;
}

/* ---- lost shifts ---- */

/* Of the full-timer's lost shifts, the half takes those of free days: all of them, a share, none.
 * Nobody calls: overtime is what was offered and taken, in whole shifts. */
START_TEST(lost_shifts_are_taken)
{
    static const struct {
        const char *offer;
        double chance;
    } CASES[] = {{"overtime: {accepted: 100%, at_most: 60 h}\n", 1},
                 {"overtime: {accepted: 30%, at_most: 60 h}\n", 0.3},
                 {"overtime: {accepted: 0%, at_most: 60 h}\n", 0},
                 {"overtime: {accepted: 100%, at_most: 7 h}\n", 0},
                 {"overtime: {accepted: 100%, lost_shifts: no, extend_when: wait > 1 s}\n", 0}};
    char text[3000];
    struct run all, run;
    run_open(&all, PAIR(NOBODY_CALLS, ILL "overtime: {accepted: 100%, at_most: 60 h}\n"));
    snprintf(text, sizeof text, "%s%s", PAIR(NOBODY_CALLS, ILL), CASES[_i].offer);
    run_open(&run, text);
    double offered = 0, taken = 0;
    for (uint64_t r = 0; r < 30; r++) {
        run_replication(&all, 9, r, false);
        run_replication(&run, 9, r, false);
        offered += overtime(&all) / SHIFT_S;
        taken += overtime(&run) / SHIFT_S;
        ck_assert_double_lt(overtime(&all), run_staff(&all, 0, MUSTER_STAFF_SICKNESS_S));
        /* Which shifts are lost is the same, offered or not. */
        ck_assert_double_eq(run_staff(&all, 0, MUSTER_STAFF_SICKNESS_S),
                            run_staff(&run, 0, MUSTER_STAFF_SICKNESS_S));
        ck_assert_double_eq(run_staff(&all, 0, MUSTER_STAFF_DUE_S),
                            run_staff(&run, 0, MUSTER_STAFF_DUE_S));
        ck_assert_double_eq(run_staff(&all, 0, MUSTER_STAFF_SCHEDULED_S),
                            run_staff(&run, 0, MUSTER_STAFF_SCHEDULED_S));
        /* 19305 a year is 10 an hour of 37 h a week. */
        ck_assert_double_eq_tol(cost(&run), overtime(&run) / 3600 * 19305 / (37 * 365.25 / 7),
                                1e-6 * (1 + cost(&run)));
        paid_law(&run);
    }
    ck_assert_double_gt(offered, 300);
    ck_assert_double_eq_tol(taken, floor(taken + 0.5), 1e-6);
    double se = sqrt(offered * CASES[_i].chance * (1 - CASES[_i].chance));
    ck_assert_msg(fabs(taken - CASES[_i].chance * offered) <= 3.5 * se + 1e-6,
                  "%.0f of %.0f shifts", taken, offered);
    run_close(&all);
    run_close(&run);
}
END_TEST

/* ---- longer shifts ---- */

/* So many callers that half of them give up: whoever is asked stays half an hour, each day, and a
 * contact of 4 s at most after it. */
START_TEST(shifts_are_longer)
{
    struct run run;
    run_open(&run, PAIR("3600 per hour", "overtime: {accepted: 100%, at_most: 60 h, extend_when: "
                                         "service_level < 99%}\n"));
    run_replication(&run, 9, 1, false);
    double shifts = 52 * 1.5 * 5; /* nobody is away */
    ck_assert_double_eq_tol(run_staff(&run, 0, MUSTER_STAFF_DUE_S), shifts * SHIFT_S, SHIFT_S);
    double days = run_staff(&run, 0, MUSTER_STAFF_DUE_S) / SHIFT_S;
    ck_assert(overtime(&run) >= days * 1800 - 1e-3 && overtime(&run) <= days * (1800 + 4.01));
    ck_assert_double_eq_tol(cost(&run), days * 1800 / 3600 * 19305 / (37 * 365.25 / 7), 0.01);
    paid_law(&run);
    run_close(&run);
}
END_TEST

/* pay.overtime raises both kinds alike. */
START_TEST(overtime_has_its_rate)
{
    static const char *const text =
        PAIR("400 per hour", ILL "overtime: {accepted: 100%, at_most: 60 h, extend_when: "
                                 "service_level < 99%}\n");
    char dearer[3000];
    const char *at = strstr(text, "salary: 19305}}");
    ck_assert_ptr_nonnull(at);
    at += strlen("salary: 19305}}");
    snprintf(dearer, sizeof dearer, "%.*s, overtime: 1.5%s", (int)(at - text), text, at);
    struct run plain, dear;
    run_open(&plain, text);
    run_open(&dear, dearer);
    run_replication(&plain, 9, 1, false);
    run_replication(&dear, 9, 1, false);
    ck_assert_double_eq(overtime(&plain), overtime(&dear));
    ck_assert_double_gt(cost(&plain), 1000);
    ck_assert_double_eq_tol(cost(&dear), 1.5 * cost(&plain), 1e-6 * cost(&plain));
    run_close(&plain);
    run_close(&dear);
}
END_TEST

/* The week's most: a full-timer may stay twice. */
START_TEST(hours_of_a_week_are_limited)
{
    struct run run;
    run_open(&run, PAIR("3600 per hour", "overtime: {accepted: 100%, at_most: 1 h, extend_when: "
                                         "[queue > 0, wait > 0 s, service_level < 99%]}\n"));
    run_replication(&run, 9, 1, false);
    ck_assert(overtime(&run) >= 52 * 4 * 1800 && overtime(&run) <= 52 * (4 * 1800 + 8 * 4.01));
    paid_law(&run);
    run_close(&run);
}
END_TEST

/* Shifts to the very end of opening cannot become longer. */
START_TEST(doors_close)
{
    struct run run;
    run_open(&run, PAIR("3600 per hour", "overtime: {accepted: 100%, at_most: 60 h, extend_when: "
                                         "service_level < 99%, extend_by: 4 h}\n"));
    run_replication(&run, 9, 1, false);
    double days = run_staff(&run, 0, MUSTER_STAFF_DUE_S) / SHIFT_S;
    double until_close_s = 10 * 3600 - SHIFT_S; /* 2.6 h */
    ck_assert_double_eq_tol(overtime(&run), days * until_close_s, days * 4.01);
    paid_law(&run);
    run_close(&run);
}
END_TEST

/* ---- nobody else's draws ---- */

START_TEST(no_other_draw_moves)
{
    struct run with, without;
    run_open(&without, PAIR("200 per hour", ILL "leave: {days: 20}\n"));
    run_open(&with, PAIR("200 per hour", ILL "leave: {days: 20}\n"
                                             "overtime: {accepted: 60%, at_most: 20 h, "
                                             "extend_when: service_level < 95%}\n"));
    run_replication(&without, 5, 1, true);
    run_replication(&with, 5, 1, true);
    ck_assert_uint_eq(with.rows, without.rows);
    double sum[2] = {0};
    for (size_t i = 0; i < with.rows; i++) {
        sum[0] += without.row[i].arrival_s;
        sum[1] += with.row[i].arrival_s;
    }
    ck_assert_double_eq_tol(sum[0], sum[1], 1e-9 * sum[0]);
    static const enum muster_staff same[] = {MUSTER_STAFF_LEAVE_S, MUSTER_STAFF_SICKNESS_S,
                                             MUSTER_STAFF_DUE_S, MUSTER_STAFF_SPELLS,
                                             MUSTER_STAFF_SCHEDULED_S};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        ck_assert_double_eq(run_staff(&with, 0, same[i]), run_staff(&without, 0, same[i]));
    ck_assert_double_gt(overtime(&with), overtime(&without) + 3600);
    paid_law(&with);
    run_close(&with);
    run_close(&without);
}
END_TEST

static Suite *suite(void)
{
    Suite *suite = suite_create("overtime");
    TCase *tests = tcase_create("overtime");
    tcase_set_timeout(tests, 120);
    tcase_add_loop_test(tests, lost_shifts_are_taken, 0, 5);
    tcase_add_test(tests, shifts_are_longer);
    tcase_add_test(tests, overtime_has_its_rate);
    tcase_add_test(tests, hours_of_a_week_are_limited);
    tcase_add_test(tests, doors_close);
    tcase_add_test(tests, no_other_draw_moves);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    return muster_check_run(suite());
}
