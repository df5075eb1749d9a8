/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Time away by whole replications: outages against the trace of every contact, lateness and days
 * away against their means and the law of paid time, leave by hand, and draws that a table added
 * leaves alone.
 */
#include "engine_runs.h"
#include "outage.h"
#include "workforce.h"

#define HOUR 3600.0

/* ---- outages ---- */

#define DESK(REST)                                                                                 \
    "muster: 1\n"                                                                                  \
    "horizon: {start: 2024-01-01, days: 10}\n"                                                     \
    "opening: always\n"                                                                            \
    "services:\n"                                                                                  \
    "  calls: {rate: 100 per hour, handle: {exponential: {mean: 5 min}}, patience: {exponential: " \
    "{mean: 20 min}}, retry: {abandoned: 50%, delay: 10 min}}\n"                                   \
    "  claims: {rate: 20 per hour, handle: 6 min}\n"                                               \
    "staff:\n"                                                                                     \
    "  both: {present: 9, skills: [calls, claims]}\n"                                              \
    "  one: {present: 3, skills: [claims]}\n" REST

/* Whether the only system of a scenario is down at a time of replication `number` of seed 7. */
static bool down_at(const struct run *run, uint64_t number, double time_s)
{
    const struct muster_outage *asked = &run->scenario->outage[0];
    struct muster_outage_process process = {
        asked->entity, muster_law_mean(&asked->per_year.law) / (365.25 * 86400), &asked->length.law,
        1};
    double from_s = 0, to_s;
    for (uint64_t n = 0; muster_outage_next(&from_s, &to_s, &process,
                                            (struct muster_key){7, number}, n, from_s, 1e9) &&
                         from_s < time_s;
         n++)
        if (time_s > from_s + 1e-6 && time_s < to_s - 1e-6)
            return true;
    return false;
}

static double offered(const struct run *run, size_t service)
{
    return run_count(run, service, MUSTER_COUNT_ANSWERED) +
           run_count(run, service, MUSTER_COUNT_ABANDONED) +
           run_count(run, service, MUSTER_COUNT_UNFINISHED) +
           run_count(run, service, MUSTER_COUNT_LOST_AT_CLOSE) +
           run_count(run, service, MUSTER_COUNT_BALKED);
}

/* Nothing of the service begins while it is down, what waits then goes on when it is back, and no
 * contact is lost count of. */
START_TEST(nobody_is_answered_while_down)
{
    struct run run;
    run_open(&run, DESK("outages: {lines: {rate: 200 per year, length: {lognormal: {mean: 40 min, "
                        "cv: 0.7}}, services: [calls]}}\n"));
    double down = 0, other = 0;
    for (uint64_t number = 0; number < 4; number++) {
        run_replication(&run, 7, number, true);
        for (size_t i = 0; i < run.rows; i++) {
            const struct muster_trace_row *row = &run.row[i];
            bool is_down = down_at(&run, number, row->arrival_s + row->wait_s);
            down += down_at(&run, number, row->arrival_s);
            if (row->outcome != MUSTER_OUTCOME_ANSWERED)
                continue;
            HOLDS(row->service != 0 || !is_down);
            other += row->service == 1 && is_down;
        }
        for (size_t k = 0; k < 2; k++)
            HOLDS_2(run_count(&run, k, MUSTER_COUNT_OFFERED), ==, offered(&run, k));
        /* both groups can still answer claims */
        HOLDS_2(run_staff(&run, 0, MUSTER_STAFF_OUTAGE_S), ==, 0);
        HOLDS_2(run_staff(&run, 1, MUSTER_STAFF_OUTAGE_S), ==, 0);
    }
    ck_assert_double_gt(down, 500);
    ck_assert_double_gt(other, 100);
    run_close(&run);
}
END_TEST

/* All services down: who is not busy is neither available nor gone. Of the specialists, who have no
 * other work, presence and outage together are all of the paid time. */
START_TEST(time_down_is_accounted_for)
{
    struct run run;
    run_open(&run, DESK("outages: {power: {rate: 150 per year, length: 55 min}}\n"));
    for (uint64_t number = 0; number < 4; number++) {
        run_replication(&run, 7, number, false);
        for (size_t g = 0; g < 2; g++) {
            double people = g == 0 ? 9 : 3, all_s = people * 10 * 86400;
            double outage_s = run_staff(&run, g, MUSTER_STAFF_OUTAGE_S);
            ck_assert_double_eq_tol(run_staff(&run, g, MUSTER_STAFF_PRESENT_S) + outage_s, all_s,
                                    1e-3);
            ck_assert_double_eq_tol(run_staff(&run, g, MUSTER_STAFF_PAID_S), all_s, 1e-3);
            double down_s = 0;
            for (double s = 30; s < 10 * 86400; s += 60)
                down_s += 60 * down_at(&run, number, s);
            /* less the contacts in hand: some five minutes at most at each of some four outages */
            HOLDS_2(outage_s, <=, people * (down_s + 600));
            HOLDS_2(outage_s, >=, people * (down_s - 8 * 900));
            HOLDS_2(run_staff(&run, g, MUSTER_STAFF_HANDLING_S), <=,
                    run_staff(&run, g, MUSTER_STAFF_PRESENT_S) + 1e-3);
        }
    }
    run_close(&run);
}
END_TEST

/* Frequency and length that nobody knows well are drawn once a replication: the mean of the time
 * down stays 200 x 30 min a year, and replications differ more than by chance alone. */
START_TEST(outages_of_uncertain_means)
{
    static const char *const TEXT[] = {
        DESK("outages: {power: {rate: 200 per year, length: {exponential: {mean: 30 min}}}}\n"),
        DESK("outages: {power: {rate: {uniform: [100 per year, 300 per year]}, length: "
             "{exponential: {mean: {uniform: [15 min, 45 min]}}}}}\n")};
    enum { RUNS = 400 };
    double variance[2];
    for (int k = 0; k < 2; k++) {
        struct run run;
        double sum = 0, squares = 0;
        run_open(&run, TEXT[k]);
        int runs = (int)(RUNS * MUSTER_EFFORT);
        for (uint64_t number = 0; number < (uint64_t)runs; number++) {
            run_replication(&run, 7, number, false);
            /* specialists who are never busy for long lose what the system is down */
            double down_h = run_staff(&run, 1, MUSTER_STAFF_OUTAGE_S) / 3 / HOUR;
            sum += down_h;
            squares += down_h * down_h;
        }
        double mean = sum / runs, expected = 200 * 0.5 * 10 / 365.25;
        variance[k] = squares / runs - mean * mean;
        run_close(&run);
        double z = (mean - expected) / sqrt(variance[k] / runs);
        ck_assert_msg(fabs(z) < 4.5, "%d: %g h down, %g expected, z = %.2f", k, mean, expected, z);
    }
    ck_assert_double_gt(variance[1], 1.1 * variance[0]);
}
END_TEST

/* Wanted contacts are the same with and without: nobody else's draws move. */
START_TEST(outages_move_no_draws)
{
    struct run with, without;
    run_open(&with, DESK("outages: {power: {rate: 150 per year, length: 55 min}}\n"));
    run_open(&without, DESK(""));
    run_replication(&with, 7, 1, false);
    run_replication(&without, 7, 1, false);
    for (size_t k = 0; k < 2; k++)
        ck_assert_double_eq(run_count(&with, k, MUSTER_COUNT_WANTED),
                            run_count(&without, k, MUSTER_COUNT_WANTED));
    ck_assert_double_gt(run_count(&with, 0, MUSTER_COUNT_ABANDONED),
                        run_count(&without, 0, MUSTER_COUNT_ABANDONED) + 50);
    run_close(&with);
    run_close(&without);
}
END_TEST

/* ---- people ---- */

/* Ten full-timers of 37 h, 7.4 h a day, Monday to Friday. */
#define TEAM(START, WEEKS, REST)                                                                   \
    "muster: 1\n"                                                                                  \
    "horizon: {start: " START ", weeks: " WEEKS ", interval: 30 min}\n"                            \
    "opening: {mon-fri: 08:00-18:00}\n"                                                            \
    "services: {calls: {rate: 10 per hour, handle: {exponential: {mean: 5 min}}, patience: "       \
    "{exponential: {mean: 3 min}}}}\n"                                                             \
    "staff:\n"                                                                                     \
    "  agents:\n"                                                                                  \
    "    fte: 10\n"                                                                                \
    "    full_time_week: 37 h\n"                                                                   \
    "    shifts: [{start: 09:00, length: 7.9 h, lunch: {length: 30 min, between: 12:00-14:00}}]\n" \
    "    breaks: [{length: 15 min, between: 09:00-10:30}]\n"                                       \
    "    rota: fixed\n"                                                                            \
    "    skills: [calls]\n" REST

static double days_of(const struct run *run, enum muster_staff column)
{
    return run_staff(run, 0, column) / (7.4 * HOUR);
}

static double day_s(const struct run *run, enum muster_staff column, size_t day)
{
    const struct muster_shape *shape = &run->tally.shape;
    size_t at = (size_t)muster_staff_day_index(column) * shape->groups;
    return (double)run->tally.staff_day[at * shape->days + day];
}

/* Paid time and each cause, exactly; breaks missed by coming late are lost with it. */
static void paid_law(const struct run *run)
{
    double parts = 0;
    static const enum muster_staff cause[] = {MUSTER_STAFF_PRESENT_S, MUSTER_STAFF_BREAK_S,
                                              MUSTER_STAFF_LEAVE_S,   MUSTER_STAFF_SICKNESS_S,
                                              MUSTER_STAFF_ONE_OFF_S, MUSTER_STAFF_LATENESS_S,
                                              MUSTER_STAFF_OUTAGE_S};
    for (size_t i = 0; i < sizeof cause / sizeof *cause; i++)
        parts += run_staff(run, 0, cause[i]);
    HOLDS_2(fabs(run_staff(run, 0, MUSTER_STAFF_PAID_S) - parts), <, 0.01);
}

/* Late on 20 % of the shifts by 40 minutes on average. Paid: the same is paid as without. Unpaid:
 * what is not paid is what was lost. The share lost is p E[late] of 7.4 h, but for the lunch half
 * hour that a very late one swallows (e^(-3 h / 40 min) of them: 1 %). */
START_TEST(lateness_is_paid_or_not)
{
    static const char *const TEXT[] = {
        TEAM("2024-01-01", "20",
             "lateness: {probability: 20%, length: {exponential: {mean: 40 "
             "min}}, paid: yes}\n"),
        TEAM("2024-01-01", "20",
             "lateness: {probability: 20%, length: {exponential: {mean: 40 "
             "min}}, paid: no}\n"),
        TEAM("2024-01-01", "20", "")};
    struct run run[3];
    struct sample lost = {0};
    for (size_t i = 0; i < 3; i++)
        run_open(&run[i], TEXT[i]);
    for (uint64_t number = 0; number < 10; number++) {
        for (size_t i = 0; i < 3; i++) {
            run_replication(&run[i], 9, number, false);
            paid_law(&run[i]);
        }
        double late_s = run_staff(&run[0], 0, MUSTER_STAFF_LATENESS_S);
        double whole_s = run_staff(&run[2], 0, MUSTER_STAFF_PAID_S) -
                         run_staff(&run[2], 0, MUSTER_STAFF_OVERTIME_S);
        HOLDS_2(fabs(whole_s - 10 * 20 * 37 * HOUR), <, 1e-3);
        HOLDS_2(fabs(run_staff(&run[1], 0, MUSTER_STAFF_UNPAID_S) - late_s), <, 1e-3);
        HOLDS_2(fabs(run_staff(&run[0], 0, MUSTER_STAFF_DUE_S) -
                     run_staff(&run[0], 0, MUSTER_STAFF_ATTENDED_S) - late_s),
                <, 1e-3);
        HOLDS_2(fabs(run_staff(&run[1], 0, MUSTER_STAFF_DUE_S) - whole_s), <, 1e-3);
        HOLDS_2(run_count(&run[0], 0, MUSTER_COUNT_WANTED), ==,
                run_count(&run[2], 0, MUSTER_COUNT_WANTED));
        sample_add(&lost, late_s / whole_s);
    }
    double expected = 0.2 * 40 * 60 / (7.4 * HOUR);
    ck_assert_double_eq_tol(sample_mean(&lost), expected, 0.1 * expected);
    for (size_t i = 0; i < 3; i++)
        run_close(&run[i]);
}
END_TEST

/* Jury service, 1.5 times a person-year (often enough to count), of 6 working days: an alternating
 * renewal process, so of 365.25 days a year 1.5 m / (1 + 1.5 m / 365.25) begin, m = 6 * 7 / 5
 * calendar days; each takes six working days. From the 20th week on it is in its steady state. */
START_TEST(one_offs_take_their_days)
{
    struct run run, without;
    const char *sick = "sickness: {spells: 2 per year, length: 4 d, start: none}\n";
    char text[3000];
    snprintf(text, sizeof text, "%s%s",
             TEAM("2023-01-02", "104",
                  "one_offs: {jury service: {rate: 1.5 per year, length: 6 d}, study: {rate: 1 per "
                  "year, length: 2 d, paid: no}}\n"),
             sick);
    run_open(&run, text);
    snprintf(text, sizeof text, "%s%s", TEAM("2023-01-02", "104", ""), sick);
    run_open(&without, text);
    struct sample jury = {0}, study = {0};
    int reps = (int)(60 * MUSTER_EFFORT) + 1;
    for (int number = 0; number < reps; number++) {
        run_replication(&run, 5, (uint64_t)number, false);
        paid_law(&run);
        double years = 10 * 104 * 7 / 365.25;
        sample_add(&jury, days_of(&run, MUSTER_STAFF_ONE_OFF_S) / years);
        sample_add(&study, days_of(&run, MUSTER_STAFF_UNPAID_S) / years);
        if (number > 2)
            continue;
        run_replication(&without, 5, (uint64_t)number, false);
        HOLDS_2(run_staff(&run, 0, MUSTER_STAFF_SICKNESS_S), ==,
                run_staff(&without, 0, MUSTER_STAFF_SICKNESS_S));
        HOLDS_2(run_staff(&run, 0, MUSTER_STAFF_SPELLS), ==,
                run_staff(&without, 0, MUSTER_STAFF_SPELLS));
        HOLDS_2(run_count(&run, 0, MUSTER_COUNT_WANTED), ==,
                run_count(&without, 0, MUSTER_COUNT_WANTED));
    }
    /* 2 x 4 of 261 working days sick take their share; who is at jury service does not study. */
    double well = 1 - 8 / (365.25 * 5 / 7) / (1 + 8 * 1.4 / 365.25);
    double on_jury = 1.5 * 8.4 / 365.25 / (1 + 1.5 * 8.4 / 365.25);
    double expected = on_jury * 365.25 * 5 / 7 * well;
    double at_study = 1 * 2.8 / 365.25 / (1 + 2.8 / 365.25);
    double second = at_study * 365.25 * 5 / 7 * well * (1 - on_jury);
    ck_assert_double_eq_tol(sample_mean(&jury), expected, 0.03 * expected / sqrt(MUSTER_EFFORT));
    ck_assert_double_eq_tol(sample_mean(&study), second, 0.06 * second / sqrt(MUSTER_EFFORT));
    run_close(&run);
    run_close(&without);
}
END_TEST

/* What is late without pay costs nothing: salaries are less by its share of the year's hours, and
 * on-costs by theirs. */
START_TEST(unpaid_time_is_not_paid_for)
{
    static const char *const TEXT[] = {
        TEAM("2024-01-01", "26",
             "    grade: agent\npay: {grades: {agent: {salary: 24000, on_cost: 25%}}}\nlateness: "
             "{probability: 20%, length: {exponential: {mean: 40 min}}, paid: no}\none_offs: "
             "{study: {rate: 2 per year, length: 3 d, paid: no}}\n"),
        TEAM("2024-01-01", "26",
             "    grade: agent\npay: {grades: {agent: {salary: 24000, on_cost: 25%}}}\n")};
    struct run run[2];
    double cost[2][2] = {{0, 0}, {0, 0}};
    for (size_t i = 0; i < 2; i++) {
        run_open(&run[i], TEXT[i]);
        run_replication(&run[i], 9, 1, false);
        for (size_t m = 0; m < run[i].tally.shape.months; m++) {
            cost[i][0] += run[i].tally.cost[m * MUSTER_COSTS + MUSTER_COST_SALARIES];
            cost[i][1] += run[i].tally.cost[m * MUSTER_COSTS + MUSTER_COST_ON_COSTS];
        }
    }
    double unpaid_s = run_staff(&run[0], 0, MUSTER_STAFF_UNPAID_S);
    double less = 24000 * unpaid_s / (37 * HOUR * 365.25 / 7);
    ck_assert_double_gt(less, 1000);
    ck_assert_double_eq_tol(cost[1][0] - cost[0][0], less, 1e-6 * less);
    ck_assert_double_eq_tol(cost[1][1] - cost[0][1], 0.25 * less, 1e-6 * less);
    for (size_t i = 0; i < 2; i++)
        run_close(&run[i]);
}
END_TEST

/* ---- leave ---- */

/* Joined on 1 October 2019 (1,644 days, 54 months before the start): five years are reached in the
 * middle of the leave year 2024/25. 183 days at 20, 182 at 26 a year: 22.99 days, 22 of them whole,
 * and the year after 26.99. Part-timers get the same number of their shorter days. */
START_TEST(an_anniversary_in_mid_year)
{
    struct run run;
    run_open(&run, TEAM("2024-04-01", "104",
                        "    in_post: [{people: 10, tenure: 1644 d}]\n"
                        "leave: {days: 20, by_service: {5 years: 6, 10 years: 9}}\n"));
    run_replication(&run, 3, 0, false);
    double first = 0, second = 0;
    for (size_t d = 0; d < 365; d++)
        first += day_s(&run, MUSTER_STAFF_LEAVE_S, d) / (7.4 * HOUR);
    for (size_t d = 365; d < 728; d++)
        second += day_s(&run, MUSTER_STAFF_LEAVE_S, d) / (7.4 * HOUR);
    ck_assert_double_eq_tol(first, 10 * 22, 1e-6);
    ck_assert_double_le(second, 10 * 26 + 1e-6); /* two days of the year are beyond the horizon */
    ck_assert_double_ge(second, 10 * 26 - 6);
    ck_assert_double_eq(run_staff(&run, 0, MUSTER_STAFF_LEAVE_REFUSED), 0);
    run_close(&run);
}
END_TEST

/* Closed from 27 to 31 December 2024 (Friday, Monday, Tuesday: 25 and 26 December are not bank
 * holidays here): three days of everybody's 25 are taken then, and the centre has no callers. */
START_TEST(christmas_is_leave)
{
    struct run run, open;
    run_open(&run, TEAM("2024-04-01", "52",
                        "leave: {days: 25, christmas_closing: {from: 12-27, to: 12-31}}\n"));
    run_open(&open, TEAM("2024-04-01", "52", "leave: {days: 25}\n"));
    run_replication(&run, 3, 0, false);
    run_replication(&open, 3, 0, false);
    static const size_t closed[] = {270, 273, 274}; /* days from 1 April */
    for (size_t i = 0; i < 3; i++) {
        ck_assert_double_eq_tol(day_s(&run, MUSTER_STAFF_LEAVE_S, closed[i]), 74 * HOUR, 0.1);
        ck_assert_double_eq(run_day(&run, 0, MUSTER_COUNT_ATTEMPTED, closed[i]), 0);
        ck_assert_double_gt(run_day(&open, 0, MUSTER_COUNT_ATTEMPTED, closed[i]), 0);
    }
    ck_assert_double_eq(run_staff(&run, 0, MUSTER_STAFF_HOLIDAY_S), 0);
    /* 52 weeks from 1 April leave out the last day of the leave year */
    ck_assert_double_ge(days_of(&run, MUSTER_STAFF_LEAVE_S), 10 * 25 - 10);
    ck_assert_double_le(days_of(&run, MUSTER_STAFF_LEAVE_S), 10 * 25 + 1e-6);
    ck_assert_double_eq(run_staff(&run, 0, MUSTER_STAFF_LEAVE_ASKED), 10 * 22);
    run_close(&run);
    run_close(&open);
}
END_TEST

/* Ten people, one at a time on leave: 261 working days of 2024/25 and as many of the year after for
 * 10 x 30. Of what finds no place two days a head go on, until the end of May, and come first; all
 * days are counted once. */
START_TEST(what_is_carried_over_and_lost)
{
    struct run run, strict;
    run_open(&run, TEAM("2024-04-01", "104",
                        "leave: {days: 30, cap: 10%, carry_over: {days: 2, until: 05-31}}\n"));
    run_open(&strict, TEAM("2024-04-01", "104", "leave: {days: 30, cap: 10%}\n"));
    run_replication(&run, 3, 0, false);
    run_replication(&strict, 3, 0, false);
    double asked = run_staff(&run, 0, MUSTER_STAFF_LEAVE_ASKED);
    double refused = run_staff(&run, 0, MUSTER_STAFF_LEAVE_REFUSED);
    double carried = run_staff(&run, 0, MUSTER_STAFF_LEAVE_CARRIED);
    double lost = run_staff(&run, 0, MUSTER_STAFF_LEAVE_LOST);
    double taken = days_of(&run, MUSTER_STAFF_LEAVE_S);
    ck_assert_double_eq(refused, carried + lost); /* nobody leaves */
    ck_assert_double_gt(carried, 10);
    ck_assert_double_le(carried, 2 * 2 * 10);
    ck_assert_double_gt(lost, 20);
    /* 600 days are due; those carried into the second year are asked for twice. Leave of the last
     * two days of the second leave year lies beyond the horizon. */
    double again = asked - 600;
    ck_assert_double_ge(again, 10);
    ck_assert_double_le(again, 20);
    ck_assert_double_le(asked - refused - taken, 2);
    ck_assert_double_ge(asked - refused - taken, 0);
    ck_assert_double_gt(run_staff(&run, 0, MUSTER_STAFF_LEAVE_MOVED), 0);
    ck_assert_double_eq(run_staff(&strict, 0, MUSTER_STAFF_LEAVE_CARRIED), 0);
    ck_assert_double_eq(run_staff(&strict, 0, MUSTER_STAFF_LEAVE_LOST),
                        run_staff(&strict, 0, MUSTER_STAFF_LEAVE_REFUSED));
    run_close(&run);
    run_close(&strict);
}
END_TEST

/* A school holiday of six weeks that weighs three: its 30 working days of 261 draw 90 / (231 + 90)
 * of the single days wished for. */
START_TEST(school_holidays_draw_wishes)
{
    struct run run;
    run_open(&run, TEAM("2024-04-01", "52",
                        "leave: {days: 4, school_holidays: {weight: 3, dates: [{from: 2024-07-22, "
                        "to: 2024-09-01}]}}\n"));
    double inside = 0, all = 0;
    int reps = (int)(150 * MUSTER_EFFORT) + 1;
    for (int number = 0; number < reps; number++) {
        run_replication(&run, 4, (uint64_t)number, false);
        for (size_t d = 0; d < 364; d++) {
            double days = day_s(&run, MUSTER_STAFF_LEAVE_S, d) / (7.4 * HOUR);
            all += days;
            inside += d >= 112 && d < 154 ? days : 0;
        }
    }
    double p = 126 / (365 - 42 + 126.0); /* in days of the calendar */
    ck_assert_double_eq_tol(inside / all, p, 4.5 * sqrt(p * (1 - p) / all) + 0.004);
    run_close(&run);
}
END_TEST

/* ---- uneven sickness ---- */

/* Frail people and bad weeks lose the days that the file says, and move neither contacts nor
 * leave; triggers are reached by fewer people than there are. */
START_TEST(days_lost_stay_when_uneven)
{
    static const char *const TEXT[] = {
        TEAM("2023-01-02", "156",
             "leave: {days: 25}\nsickness: {days_lost_per_fte: 11, long_term_share: 50%, short: "
             "{geometric: {mean: 2.5 d}}, long: {lognormal: {mean: 30 d, cv: 0.7}}, frailty: {cv: "
             "1.2}, weekly_factor: {cv: 0.6, between_weeks: 0.8}, weekdays: {mon: 2, tue-fri: 1, "
             "sat-sun: 1}}\n"),
        TEAM("2023-01-02", "156",
             "leave: {days: 25}\nsickness: {days_lost_per_fte: 11, long_term_share: 50%, short: "
             "{geometric: {mean: 2.5 d}}, long: {lognormal: {mean: 30 d, cv: 0.7}}}\n")};
    struct run run[2];
    struct sample lost[2] = {{0, 0, 0}, {0, 0, 0}}, people = {0};
    for (size_t i = 0; i < 2; i++)
        run_open(&run[i], TEXT[i]);
    int reps = (int)(150 * MUSTER_EFFORT) + 2;
    for (int number = 0; number < reps; number++) {
        for (size_t i = 0; i < 2; i++) {
            run_replication(&run[i], 6, (uint64_t)number, false);
            paid_law(&run[i]);
            sample_add(&lost[i],
                       days_of(&run[i], MUSTER_STAFF_SICKNESS_S) / (10 * 156 * 7 / 365.25));
        }
        double any = run_staff(&run[0], 0, MUSTER_STAFF_TRIGGERS), most = 0, sum = 0;
        for (int t = 0; t < 3; t++) {
            double reached =
                run_staff(&run[0], 0, (enum muster_staff)(MUSTER_STAFF_TRIGGER_SPELLS + t));
            most = fmax(most, reached);
            sum += reached;
        }
        HOLDS(any >= most && any <= sum && any <= 10);
        sample_add(&people, any);
        HOLDS_2(run_count(&run[0], 0, MUSTER_COUNT_WANTED), ==,
                run_count(&run[1], 0, MUSTER_COUNT_WANTED));
        HOLDS_2(run_staff(&run[0], 0, MUSTER_STAFF_LEAVE_S), ==,
                run_staff(&run[1], 0, MUSTER_STAFF_LEAVE_S));
    }
    ASSERT_Z(lost[0], 11);
    ASSERT_Z(lost[1], 11);
    if (MUSTER_EFFORT >= 1) /* frail people and bad weeks spread it */
        ck_assert_double_gt(sample_variance(&lost[0]), 1.2 * sample_variance(&lost[1]));
    ck_assert_double_gt(sample_mean(&people), 1);
    ck_assert_double_lt(sample_mean(&people), 9.5);
    for (size_t i = 0; i < 2; i++)
        run_close(&run[i]);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("time away");
    TCase *tests = tcase_create("time away");
    tcase_set_timeout(tests, 300);
    tcase_add_test(tests, nobody_is_answered_while_down);
    tcase_add_test(tests, time_down_is_accounted_for);
    tcase_add_test(tests, outages_of_uncertain_means);
    tcase_add_test(tests, outages_move_no_draws);
    tcase_add_test(tests, lateness_is_paid_or_not);
    tcase_add_test(tests, one_offs_take_their_days);
    tcase_add_test(tests, unpaid_time_is_not_paid_for);
    tcase_add_test(tests, an_anniversary_in_mid_year);
    tcase_add_test(tests, christmas_is_leave);
    tcase_add_test(tests, what_is_carried_over_and_lost);
    tcase_add_test(tests, school_holidays_draw_wishes);
    tcase_add_test(tests, days_lost_stay_when_uneven);
    suite_add_tcase(suite, tests);
    return muster_check_run(suite);
}
