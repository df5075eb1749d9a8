/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Contracts, joining and leaving, by scenarios run through the engine: who is in post when, what it
 * adds to paid time, and that a table added moves nobody else.
 */
#include "engine_runs.h"

/* A team with a few calls; more groups and tables are added behind. */
#define HEAD(horizon)                                                                              \
    "muster: 1\n"                                                                                  \
    "currency: £\n"                                                                               \
    "horizon: {start: 2004-10-04, " horizon ", interval: 30 min}\n"                                \
    "opening: {mon-fri: 08:00-18:00, closed: england-wales.csv}\n"                                 \
    "services: {calls: {rate: 20 per hour, handle: {exponential: {mean: 3 min}}, patience: "       \
    "{exponential: {mean: 2 min}}}}\n"
#define SHIFTS                                                                                     \
    "    shifts: [{start: 08:00, length: 7.9 h, lunch: {length: 30 min, between: 11:30-14:00}}, "  \
    "{end: close, length: 7.9 h, lunch: {length: 30 min, between: 12:00-15:00}}]\n"                \
    "    breaks: [{length: 15 min, between: 10:00-11:30}]\n"                                       \
    "    skills: [calls]\n"
#define TURNOVER                                                                                   \
    "leave: {days: 21, statutory: 3}\n"                                                            \
    "sickness: {spells: 2.5 per year, length: {exponential: {mean: 4 d}}}\n"                       \
    "attrition: {yearly: 40%}\n"                                                                   \
    "recruitment: {lead_time: {lognormal: {mean: 8 weeks, cv: 0.4}}, intake_every: 2 weeks, "      \
    "induction: 3 weeks}\n"

/* Every column of a group is the same in both runs. */
static void same_group(const struct run *a, size_t g, const struct run *b, size_t h)
{
    for (int column = 0; column < MUSTER_STAFFS; column++)
        HOLDS_MSG(run_staff(a, g, (enum muster_staff)column) ==
                      run_staff(b, h, (enum muster_staff)column),
                  "%s: %.9g, %.9g", muster_staff_column[column].name,
                  run_staff(a, g, (enum muster_staff)column),
                  run_staff(b, h, (enum muster_staff)column));
}

/* Paid time of a group is what is scheduled of those there, and each cause away, exactly. */
static void paid_is_explained(const struct run *run, size_t g)
{
    static const enum muster_staff part[] = {MUSTER_STAFF_PRESENT_S,   MUSTER_STAFF_BREAK_S,
                                             MUSTER_STAFF_LEAVE_S,     MUSTER_STAFF_HOLIDAY_S,
                                             MUSTER_STAFF_SICKNESS_S,  MUSTER_STAFF_INDUCTION_S,
                                             MUSTER_STAFF_OTHER_WORK_S};
    double paid = run_staff(run, g, MUSTER_STAFF_PAID_S), sum = 0;
    for (size_t i = 0; i < sizeof part / sizeof *part; i++)
        sum += run_staff(run, g, part[i]);
    HOLDS_MSG(fabs(paid - sum) <= 1e-9 * paid + 1e-3, "paid %.6f, explained %.6f", paid, sum);
}

/* ---- off the phones ---- */

#define AGENTS "staff:\n  agents:\n    fte: 8\n    in_post: {fte: 8, tenure: new}\n" SHIFTS
#define MANAGER                                                                                    \
    "  manager:\n    fte: 1.5\n    part_time: {week: 18.5 h}\n    full_time: 67%\n"                \
    "    in_post: {fte: 1.5, tenure: new}\n"

START_TEST(group_without_skills)
{
    struct run with, without;
    run_open(&with, HEAD("weeks: 52") AGENTS MANAGER TURNOVER);
    run_open(&without, HEAD("weeks: 52") AGENTS TURNOVER);
    for (uint64_t n = 0; n < 20; n++) {
        run_replication(&with, 5, n, false);
        run_replication(&without, 5, n, false);
        same_group(&with, 0, &without, 0);
        paid_is_explained(&with, 1);
        ck_assert_double_eq(run_staff(&with, 1, MUSTER_STAFF_SCHEDULED_S), 0);
        ck_assert_double_eq(run_staff(&with, 1, MUSTER_STAFF_PRESENT_S), 0);
        ck_assert_double_gt(run_staff(&with, 1, MUSTER_STAFF_OTHER_WORK_S), 0);
        /* A fifth of the contract every Monday to Friday in post, whatever it goes to. */
        double days = run_staff(&with, 1, MUSTER_STAFF_PAID_S) / (37.0 / 5 * 3600);
        double in_post = run_staff(&with, 1, MUSTER_STAFF_IN_POST_FTE) * 5 / 7;
        ck_assert_double_le(fabs(days - in_post), 4 * 1.5);
        HOLDS(muster_plan_required(with.plan, 1, 30, 20) == 0);
    }
    run_close(&with);
    run_close(&without);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("joining");
    TCase *tests = tcase_create("joining");
    tcase_add_test(tests, group_without_skills);
    suite_add_tcase(suite, tests);
    return muster_check_run(suite);
}
