/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Buddies: hours by hand, who has one, and that nobody's draws move.
 */
#include "engine_runs.h"

#define HOUR 3600.0
#define NO_CALLS "{08:00: 0 per hour}"

/* People on one shift: 7.9 h with lunch and a paid break, 7.15 h on the phones. */
#define CENTRE(WEEKS, CALLS, TEAM, SHIFT, REST)                                                    \
    "muster: 1\n"                                                                                  \
    "horizon: {start: 2024-01-01, weeks: " WEEKS ", interval: 15 min}\n"                           \
    "opening: {mon-fri: 08:00-18:00}\n"                                                            \
    "services: {calls: {rate: " CALLS ", handle: {exponential: {mean: 5 min}}, patience: "         \
    "{exponential: {mean: 3 min}}}}\n"                                                             \
    "staff:\n"                                                                                     \
    "  agents:\n" TEAM "    shifts: [" SHIFT "]\n"                                                 \
    "    breaks: [{length: 15 min, between: 10:00-11:30, for_shifts_over: 5 h}]\n"                 \
    "    skills: [calls]\n" REST
#define DAY_SHIFT                                                                                  \
    "{start: 09:00, length: 7.9 h, lunch: {length: 30 min, between: 11:30-14:00}, for: full_time}"
#define TEN(NEW, OLD)                                                                              \
    "    fte: 10\n    in_post: [{people: " NEW ", tenure: 0 months}, {people: " OLD                \
    ", tenure: 24 months}]\n"
#define RECRUIT(BUDDY) "recruitment: {lead_time: 4 weeks" BUDDY "}\n"

static double buddying(const struct run *run)
{
    return run_staff(run, 0, MUSTER_STAFF_BUDDYING_S);
}

/* ---- by hand ---- */

/* Ten agents, one of them new: a fifth of one colleague's 7.15 h on each of the 20 days of four
 * weeks, 28.6 h; nobody calls. Paid hours are the same, and so is all else but time on the phones.
 */
START_TEST(a_fifth_of_one_for_four_weeks)
{
    struct run with, without;
    run_open(&with, CENTRE("6", NO_CALLS, TEN("1", "9"), DAY_SHIFT,
                           RECRUIT(", buddy: {weeks: 4, share: 20%}")));
    run_open(&without, CENTRE("6", NO_CALLS, TEN("1", "9"), DAY_SHIFT, RECRUIT("")));
    run_replication(&with, 1, 0, false);
    run_replication(&without, 1, 0, false);
    const double lost = 20 * 0.2 * 7.15 * HOUR;
    ck_assert_double_eq_tol(buddying(&with), lost, 1e-6);
    for (size_t d = 0; d < with.tally.shape.days; d++)
        ck_assert_double_eq_tol(run_staff_day(&with, 0, MUSTER_STAFF_BUDDYING_S, d),
                                d < 28 && d % 7 < 5 ? lost / 20 : 0, 1e-2);
    static const enum muster_staff less[] = {MUSTER_STAFF_PRESENT_S, MUSTER_STAFF_SCHEDULED_S};
    for (int i = 0; i < 2; i++)
        ck_assert_double_eq_tol(run_staff(&without, 0, less[i]) - run_staff(&with, 0, less[i]),
                                lost, 1e-3);
    ck_assert_double_eq(run_staff(&with, 0, MUSTER_STAFF_UNBUDDIED), 0);
    ck_assert_double_eq(run_staff(&with, 0, MUSTER_STAFF_PAID_S),
                        run_staff(&without, 0, MUSTER_STAFF_PAID_S));
    ck_assert_double_eq(run_staff(&with, 0, MUSTER_STAFF_BREAK_S),
                        run_staff(&without, 0, MUSTER_STAFF_BREAK_S));
    run_close(&with);
    run_close(&without);
}
END_TEST

/* Of ten, seven are new: three pairs a day for two weeks, four newcomers without. When the three
 * must have been live for three years, there is nobody. */
START_TEST(more_newcomers_than_buddies)
{
    struct run run;
    run_open(&run, CENTRE("4", NO_CALLS, TEN("7", "3"), DAY_SHIFT,
                          RECRUIT(", buddy: {weeks: 2, share: 10%}")));
    run_replication(&run, 1, 0, false);
    ck_assert_double_eq_tol(buddying(&run), 10 * 3 * 0.1 * 7.15 * HOUR, 1e-6);
    ck_assert_double_eq(run_staff(&run, 0, MUSTER_STAFF_UNBUDDIED), 10 * 4);
    run_close(&run);
    run_open(&run, CENTRE("4", NO_CALLS, TEN("7", "3"), DAY_SHIFT,
                          RECRUIT(", buddy: {weeks: 2, share: 10%, after: 1096 d}")));
    run_replication(&run, 1, 0, false);
    ck_assert_double_eq(buddying(&run), 0);
    ck_assert_double_eq(run_staff(&run, 0, MUSTER_STAFF_UNBUDDIED), 10 * 7);
    run_close(&run);
}
END_TEST

/* A full-timer from 08:00 to 16:00, experienced by the time that a part-timer joins, from 09:00 to
 * 13:00: the share is of these four hours. At a share of 1 the buddy spends all of them.
 */
#define MORNINGS(BUDDY)                                                                            \
    "muster: 1\n"                                                                                  \
    "horizon: {start: 2024-01-01, weeks: 14, interval: 15 min}\n"                                  \
    "opening: {mon-fri: 08:00-18:00}\n"                                                            \
    "services: {calls: {rate: " NO_CALLS ", handle: 5 min}}\n"                                     \
    "staff:\n"                                                                                     \
    "  agents:\n    fte: 1.5\n    full_time_week: 40 h\n    full_time: 67%\n"                      \
    "    part_time: {week: 20 h}\n    in_post: {fte: 1, tenure: new}\n"                            \
    "    shifts: [{start: 08:00, length: 8 h, for: full_time}, {start: 09:00, length: 4 h, for: "  \
    "part_time}]\n"                                                                                \
    "    skills: [calls]\n"                                                                        \
    "recruitment: {plan: {2024-02-26: 1}, buddy: " BUDDY "}\n"

START_TEST(only_while_both_are_there)
{
    static const char *const CASES[] = {MORNINGS("{weeks: 4, share: 25%}"),
                                        MORNINGS("{weeks: 1, share: 100%}")};
    struct run run;
    run_open(&run, CASES[_i]);
    run_replication(&run, 1, 0, false);
    ck_assert_double_eq_tol(buddying(&run), 20 * HOUR, 1e-6);
    run_close(&run);
}
END_TEST

/* ---- laws ---- */

#define TURNOVER(BUDDY)                                                                            \
    "leave: {days: 21, statutory: 3}\n"                                                            \
    "sickness: {spells: 2.5 per year, length: {exponential: {mean: 4 d}}}\n"                       \
    "lateness: {probability: 10%, length: {exponential: {mean: 12 min}}}\n"                        \
    "off_phone: {coaching: {each_week: 45 min, cancel_when: wait > 20 s, if_cancelled: moved}}\n"  \
    "attrition: {yearly: 80%}\n"                                                                   \
    "learning: {initial: 1.6, tau: 8 weeks}\n"                                                     \
    "recruitment: {lead_time: {lognormal: {mean: 8 weeks, cv: 0.4}}, intake_every: 2 weeks, "      \
    "induction: 3 weeks" BUDDY "}\n"
#define BUSY(BUDDY)                                                                                \
    CENTRE(                                                                                        \
        "52", "70 per hour",                                                                       \
        "    fte: 10\n    full_time: 70%\n    part_time: {week: 18.5 h}\n    in_post: {fte: 9, "   \
        "tenure: steady_state}\n",                                                                 \
        DAY_SHIFT ", {end: close, length: 3.7 h, for: part_time}", TURNOVER(BUDDY))

static bool same(const struct run *a, const struct run *b, enum muster_staff column)
{
    return run_staff(a, 0, column) == run_staff(b, 0, column);
}

/* A share of nothing changes nothing but the count of those without; another share moves nobody's
 * coming, going or absence, and paid time is what it was but for the contacts in hand at the end of
 * shifts. */
START_TEST(nobodys_draws_move)
{
    static const enum muster_staff kept[] = {
        MUSTER_STAFF_LEAVE_S,   MUSTER_STAFF_SICKNESS_S, MUSTER_STAFF_INDUCTION_S,
        MUSTER_STAFF_DUE_S,     MUSTER_STAFF_ATTENDED_S, MUSTER_STAFF_IN_POST_FTE,
        MUSTER_STAFF_LEAVERS,   MUSTER_STAFF_HIRES,      MUSTER_STAFF_LATENESS_S,
        MUSTER_STAFF_HEADCOUNT, MUSTER_STAFF_SPELLS,     MUSTER_STAFF_UNBUDDIED};
    struct run without, none, some;
    run_open(&without, BUSY(""));
    run_open(&none, BUSY(", buddy: {weeks: 6, share: 0%}"));
    run_open(&some, BUSY(", buddy: {weeks: 6, share: {uniform: [10%, 30%]}}"));
    for (uint64_t n = 0; n < 6; n++) {
        run_replication(&without, 4, n, false);
        run_replication(&none, 4, n, false);
        run_replication(&some, 4, n, false);
        for (int column = 0; column < MUSTER_STAFFS; column++)
            HOLDS_MSG(column == MUSTER_STAFF_UNBUDDIED ||
                          same(&without, &none, (enum muster_staff)column),
                      "%s", muster_staff_column[column].name);
        ck_assert_mem_eq(without.tally.count, none.tally.count,
                         MUSTER_COUNTS * sizeof *none.tally.count);
        for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
            HOLDS_MSG(same(&none, &some, kept[i]), "%s", muster_staff_column[kept[i]].name);
        HOLDS_2(run_count(&some, 0, MUSTER_COUNT_WANTED), ==,
                run_count(&none, 0, MUSTER_COUNT_WANTED));
        double paid = run_staff(&some, 0, MUSTER_STAFF_PAID_S);
        double more = run_staff(&some, 0, MUSTER_STAFF_OVERTIME_S) -
                      run_staff(&none, 0, MUSTER_STAFF_OVERTIME_S);
        HOLDS_2(fabs(paid - more - run_staff(&none, 0, MUSTER_STAFF_PAID_S)), <=, 1e-3);
        double parts = 0;
        static const enum muster_staff part[] = {MUSTER_STAFF_PRESENT_S,   MUSTER_STAFF_BREAK_S,
                                                 MUSTER_STAFF_LEAVE_S,     MUSTER_STAFF_SICKNESS_S,
                                                 MUSTER_STAFF_INDUCTION_S, MUSTER_STAFF_OFF_PHONE_S,
                                                 MUSTER_STAFF_LATENESS_S,  MUSTER_STAFF_BUDDYING_S};
        for (size_t i = 0; i < sizeof part / sizeof *part; i++)
            parts += run_staff(&some, 0, part[i]);
        HOLDS_2(fabs(paid - parts), <=, 1e-9 * paid + 1e-3);
        HOLDS_2(buddying(&some), >, 0);
    }
    run_close(&without);
    run_close(&none);
    run_close(&some);
}
END_TEST

/* A newcomer's six weeks cost, at a share s, at most s of 30 of a full-timer's 7.15 h; about as
 * much as the sum on paper says, for each joiner. */
START_TEST(costs_what_a_joiner_is_worth)
{
    struct run run;
    double hours = 0, hires = 0, missed = 0;
    run_open(&run, BUSY(", buddy: {weeks: 6, share: 20%}"));
    for (uint64_t n = 0; n < 12; n++) {
        run_replication(&run, 9, n, false);
        hours += buddying(&run) / HOUR;
        hires += run_staff(&run, 0, MUSTER_STAFF_HIRES);
        missed += run_staff(&run, 0, MUSTER_STAFF_UNBUDDIED);
    }
    /* part-timers take half; holidays, sickness, leavers and what the year cuts off go off it */
    ck_assert_double_lt(hours, hires * 30 * 0.2 * 7.15);
    ck_assert_double_gt(hours, 0.4 * hires * 30 * 0.2 * 7.15);
    ck_assert_double_lt(missed, 0.2 * hires * 30);
    run_close(&run);
}
END_TEST

/* ---- past midnight ---- */

/* Nights of 22:00 to 06:00: what is spent after midnight stands on the next day. */
START_TEST(past_midnight)
{
    struct run run;
    run_open(&run, "muster: 1\n"
                   "horizon: {start: 2024-01-01, weeks: 3, interval: 15 min}\n"
                   "opening: always\n"
                   "services: {calls: {rate: {00:00: 0 per hour}, handle: 5 min}}\n"
                   "staff:\n"
                   "  agents:\n    fte: 2\n    full_time_week: 40 h\n"
                   "    in_post: [{people: 1, tenure: 0 months}, {people: 1, tenure: 24 months}]\n"
                   "    shifts: [{start: 22:00, length: 8 h}]\n"
                   "    rota: fixed\n"
                   "    skills: [calls]\n"
                   "recruitment: {lead_time: 4 weeks, buddy: {weeks: 1, share: 50%}}\n");
    run_replication(&run, 1, 0, false);
    double all = 0;
    for (size_t d = 0; d < run.tally.shape.days; d++)
        all += run_staff_day(&run, 0, MUSTER_STAFF_BUDDYING_S, d);
    ck_assert_double_eq_tol(all, buddying(&run), 1);
    ck_assert_double_gt(all, 0);
    ck_assert_double_eq_tol(fmod(all + 1, HOUR), 1, 1); /* pairs share whole nights, 4 h of each */
    ck_assert_double_eq_tol(run_staff(&run, 0, MUSTER_STAFF_PAID_S),
                            run_staff(&run, 0, MUSTER_STAFF_PRESENT_S) + buddying(&run), 1e-3);
    run_close(&run);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("buddies");
    TCase *tests = tcase_create("buddies");
    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, a_fifth_of_one_for_four_weeks);
    tcase_add_test(tests, more_newcomers_than_buddies);
    tcase_add_loop_test(tests, only_while_both_are_there, 0, 2);
    tcase_add_test(tests, nobodys_draws_move);
    tcase_add_test(tests, costs_what_a_joiner_is_worth);
    tcase_add_test(tests, past_midnight);
    suite_add_tcase(suite, tests);
    return muster_check_run(suite);
}
