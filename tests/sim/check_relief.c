/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The relief pool: against a Markov chain solved exactly, when it comes and goes, what it costs,
 * and that nobody else's draws move.
 */
#include "engine_runs.h"

#include <stdlib.h>

/* ---- a chain ----
 *
 * s own people, R of relief called at once when a q+1st contact queues, who go again at the first
 * whole minute at which nobody waits, the contact in hand finished. Everything is exponential, so
 * between whole minutes (own busy and waiting i, relief busy j, called or not) is a Markov chain; a
 * whole minute turns "called" off where nobody waits. The distribution at whole minutes is found by
 * iteration, time averages within a minute by uniformisation. Own people take a contact first. */

enum { OWN = 3, RELIEF = 2, QUEUE = 2, MOST = 70, STATES = (MOST + 1) * (RELIEF + 1) * 2 };
#define RATE (1.73 / 60)   /* contacts a second */
#define SERVICE (1 / 93.0) /* a second */

struct chain {
    double at[STATES];      /* at whole minutes */
    double average[STATES]; /* over time */
};

static size_t state(int i, int j, int called)
{
    return ((size_t)i * (RELIEF + 1) + (size_t)j) * 2 + (size_t)called;
}

/* Adds the probability flow out of one state in 1 / total seconds to next[]. */
static void flow(double *next, int i, int j, int called, double p, double total)
{
    int own = i < OWN ? i : OWN, waiting = i - own;
    double arrival = RATE / total * p, done = own * SERVICE / total * p;
    double relieved = j * SERVICE / total * p, rest = p - arrival - done - relieved;
    if (i >= OWN && called && j < RELIEF) {
        next[state(i, j + 1, 1)] += arrival;
    } else if (i >= OWN && !called && waiting + 1 > QUEUE) {
        int taken = RELIEF - j < waiting + 1 ? RELIEF - j : waiting + 1;
        next[state(i + 1 - taken, j + taken, 1)] += arrival;
    } else {
        next[state(i < MOST ? i + 1 : i, j, called)] += arrival;
    }
    if (i > 0)
        next[state(i - 1, j, called)] += done; /* of those who wait, one is next */
    if (j > 0 && called && waiting > 0)
        next[state(i - 1, j, 1)] += relieved;
    else if (j > 0)
        next[state(i, j - 1, called)] += relieved;
    next[state(i, j, called)] += rest;
}

static void step(double *next, const double *now, double total)
{
    memset(next, 0, STATES * sizeof *next);
    for (int i = 0; i <= MOST; i++)
        for (int j = 0; j <= RELIEF; j++)
            for (int called = 0; called < 2; called++)
                if (now[state(i, j, called)] > 0)
                    flow(next, i, j, called, now[state(i, j, called)], total);
}

/* A minute from chain->at; its average and its end. */
static void minute(struct chain *chain, double end[STATES])
{
    double total = RATE + (OWN + RELIEF) * SERVICE, jumps = total * 60;
    double now[STATES], next[STATES], weight = exp(-jumps), below = weight;
    memcpy(now, chain->at, sizeof now);
    memset(end, 0, STATES * sizeof *end);
    memset(chain->average, 0, sizeof chain->average);
    for (int k = 0; k < 80; k++) {
        for (size_t x = 0; x < STATES; x++) {
            end[x] += weight * now[x];
            chain->average[x] += (1 - below) / jumps * now[x];
        }
        step(next, now, total);
        memcpy(now, next, sizeof now);
        weight *= jumps / (k + 1);
        below += weight;
    }
}

static void solve(struct chain *chain)
{
    double end[STATES];
    memset(chain, 0, sizeof *chain);
    chain->at[state(0, 0, 0)] = 1;
    for (int n = 0; n < 3000; n++) {
        minute(chain, end);
        for (int i = 0; i <= OWN; i++) /* nobody waits: relief goes */
            for (int j = 0; j <= RELIEF; j++) {
                end[state(i, j, 0)] += end[state(i, j, 1)];
                end[state(i, j, 1)] = 0;
            }
        memcpy(chain->at, end, sizeof end);
    }
}

static const char chain_text[] =
    "muster: 1\n"
    "horizon: {start: 2024-01-01, days: 4, warm_up: 1 d}\n"
    "opening: always\n"
    "services: {calls: {rate: 1.73 per min, handle: {exponential: {mean: 93 s}}}}\n"
    "staff: {agents: {present: 3, skills: [calls]}}\n"
    "relief: {pool: 2, trigger: queue > 2}\n";

START_TEST(chain_is_met)
{
    static struct chain chain;
    double relief = 0, queue = 0, sum = 0;
    solve(&chain);
    for (int i = 0; i <= MOST; i++)
        for (int j = 0; j <= RELIEF; j++)
            for (int called = 0; called < 2; called++) {
                double p = chain.average[state(i, j, called)];
                sum += p;
                relief += p * (called ? RELIEF : j);
                queue += p * (i > OWN ? i - OWN : 0);
            }
    ck_assert_double_eq_tol(sum, 1, 1e-9);
    ck_assert(relief > 0.2 && relief < 1.5 && queue > 0.1);
    struct run run;
    run_open(&run, chain_text);
    int n = (int)(60 * MUSTER_EFFORT) + 10;
    double mean[2] = {0}, square[2] = {0};
    for (int r = 0; r < n; r++) {
        run_replication(&run, 11, (uint64_t)r, false);
        double seen[2] = {run_staff(&run, 1, MUSTER_STAFF_RELIEF_S) / (4 * 86400.0),
                          run_count(&run, 0, MUSTER_COUNT_QUEUE_S) / (4 * 86400.0)};
        for (int k = 0; k < 2; k++) {
            mean[k] += seen[k] / n;
            square[k] += seen[k] * seen[k] / n;
        }
    }
    double expected[2] = {relief, queue};
    for (int k = 0; k < 2; k++) {
        double se = sqrt((square[k] - mean[k] * mean[k]) / (n - 1));
        ck_assert_msg(fabs(mean[k] - expected[k]) < 3.5 * se, "%d: %.5f +- %.5f, exactly %.5f", k,
                      mean[k], se, expected[k]);
        ck_assert_double_lt(se, 0.02 * expected[k]);
    }
    run_close(&run);
}
END_TEST

/* ---- coming and going ---- */

#define DESK(RELIEF)                                                                               \
    "muster: 1\n"                                                                                  \
    "currency: £\n"                                                                               \
    "horizon: {start: 2024-02-12, days: 70}\n"                                                     \
    "opening: {mon-fri: 09:00-17:00, at_close: cut}\n"                                             \
    "services: {calls: {rate: 60 per hour, handle: 4 min, patience: 2 h}}\n"                       \
    "staff: {agents: {present: 2, skills: [calls]}}\n" RELIEF

/* First answers of relief a day: the longest waiting has waited two minutes, and the way takes 20;
 * after closing nobody comes, and the next day begins anew. */
START_TEST(relief_comes_in_time)
{
    struct run run;
    run_open(&run, DESK("relief: {pool: 3, trigger: wait > 2 min, arrives_after: 20 min}\n"));
    run_replication(&run, 3, 1, true);
    double first_s = INFINITY, answer_s = INFINITY;
    int day = -1, days = 0;
    for (size_t i = 0; i <= run.rows; i++) {
        const struct muster_trace_row *row = i < run.rows ? &run.row[i] : NULL;
        int today = row ? (int)(row->arrival_s / 86400) : -2;
        if (today != day) { /* rows come as they are settled, day after day */
            if (day >= 0 && answer_s < INFINITY) {
                /* Whoever had waited 2 min by then came at first_s. */
                HOLDS_2(fabs(answer_s - (first_s + 120 + 1200)), <=, 0.0011);
                days++;
            }
            day = today;
            first_s = answer_s = INFINITY;
        }
        if (!row)
            break;
        if (row->wait_s > 120)
            first_s = fmin(first_s, row->arrival_s);
        if (row->group == 1)
            answer_s = fmin(answer_s, row->arrival_s + row->wait_s);
    }
    ck_assert_int_ge(days, 45);
    run_close(&run);
}
END_TEST

/* At most so long; by halves of the pool; not at all when nobody is free. */
START_TEST(relief_keeps_its_limits)
{
    static const struct {
        const char *relief;
        double least_h, most_h; /* a day of 8 h */
    } CASES[] = {
        {"relief: {pool: 3, trigger: wait > 2 min}\n", 16, 24},
        {"relief: {pool: 3, people: 1, trigger: wait > 2 min, at_most: 1 h}\n", 8, 22},
        {"relief: {pool: 3, trigger: wait > 2 min, available: 0%}\n", 0, 0},
        {"relief: {pool: 3, trigger: wait > 8 h}\n", 0, 0},
        {"relief: {pool: 0, trigger: wait > 1 s}\n", 0, 0},
        {"relief: {pool: 2, trigger: service_level < 90%, at_least: 8 h}\n", 12, 16.2},
    };
    struct run run;
    char text[2000];
    snprintf(text, sizeof text, "%s%s", DESK(""), CASES[_i].relief);
    run_open(&run, text);
    run_replication(&run, 3, 1, false);
    double hours = run_staff(&run, 1, MUSTER_STAFF_RELIEF_S) / 3600 / 50;
    ck_assert_msg(hours >= CASES[_i].least_h && hours <= CASES[_i].most_h, "%.3f h a day", hours);
    ck_assert_double_eq(run_staff(&run, 1, MUSTER_STAFF_PAID_S),
                        run_staff(&run, 1, MUSTER_STAFF_RELIEF_S));
    ck_assert_double_eq(run_staff(&run, 0, MUSTER_STAFF_RELIEF_S), 0);
    double offered = run_count(&run, 0, MUSTER_COUNT_OFFERED);
    double settled = run_count(&run, 0, MUSTER_COUNT_ANSWERED) +
                     run_count(&run, 0, MUSTER_COUNT_ABANDONED) +
                     run_count(&run, 0, MUSTER_COUNT_LOST_AT_CLOSE) +
                     run_count(&run, 0, MUSTER_COUNT_UNFINISHED);
    ck_assert_double_eq(offered, settled);
    run_close(&run);
}
END_TEST

/* Each of the pool is free with a chance of 40 %: of 5 called at the first look of a day, two come
 * on average. They take an hour, so one call a day is made within the last two hours. */
START_TEST(half_the_pool_is_busy)
{
    struct run run;
    run_open(&run, DESK("relief: {pool: 5, trigger: wait > 1 min, available: 40%, arrives_after: "
                        "4 h, at_least: 8 h}\n"));
    double hours = 0, square = 0;
    int n = 20;
    for (int r = 0; r < n; r++) {
        run_replication(&run, 3, (uint64_t)r, false);
        double h = run_staff(&run, 1, MUSTER_STAFF_RELIEF_S) / 3600;
        hours += h / n;
        square += h * h / n;
    }
    /* The call comes in the first half hour: they are there for 3.5 to 4 h of 8. */
    double se = sqrt((square - hours * hours) / (n - 1));
    ck_assert_msg(hours > 50 * 2 * 3.4 - 4 * se && hours < 50 * 2 * 4.0 + 4 * se, "%.1f +- %.1f h",
                  hours, se);
    run_close(&run);
}
END_TEST

/* ---- money ---- */

START_TEST(relief_is_settled)
{
    double all[2];
    for (int yearly = 0; yearly < 2; yearly++) {
        struct run run;
        run_open(&run, yearly ? DESK("relief: {pool: 3, trigger: wait > 2 min, hourly: £14.5}\n")
                              : DESK("relief: {pool: 3, trigger: wait > 2 min, hourly: £14.5, "
                                     "settled: monthly}\n"));
        run_replication(&run, 3, 1, false);
        double hours = run_staff(&run, 1, MUSTER_STAFF_RELIEF_S) / 3600, month[3];
        ck_assert_uint_eq(run.tally.shape.months, 3); /* 12 February to 21 April */
        all[yearly] = 0;
        for (size_t m = 0; m < 3; m++) {
            month[m] = run.tally.cost[m * MUSTER_COSTS + MUSTER_COST_RELIEF];
            all[yearly] += month[m];
        }
        ck_assert_double_eq_tol(all[yearly], 14.5 * hours, 1e-5 * all[yearly]);
        ck_assert((month[0] > 0) == !yearly);
        ck_assert(month[1] > 0 && month[2] > 0);
        run_close(&run);
    }
    ck_assert_double_eq_tol(all[0], all[1], 1e-9 * all[0]);
}
END_TEST

/* ---- nobody else's draws ---- */

START_TEST(no_other_draw_moves)
{
    struct run with, without, idle;
    run_open(&without, DESK(""));
    run_open(&idle, DESK("relief: {pool: 3, trigger: queue > 100000}\n"));
    run_open(&with, DESK("relief: {pool: 3, trigger: queue > 2, available: 60%}\n"));
    run_replication(&without, 5, 1, true);
    run_replication(&idle, 5, 1, true);
    run_replication(&with, 5, 1, true);
    /* Never called: the same attempt by attempt, but for the clock's last places, which are as many
     * as there are people (tournament.h). */
    ck_assert_uint_eq(idle.rows, without.rows);
    for (size_t i = 0; i < idle.rows; i++)
        HOLDS(idle.row[i].arrival_s == without.row[i].arrival_s &&
              fabs(idle.row[i].wait_s - without.row[i].wait_s) < 1e-4 &&
              idle.row[i].handle_s == without.row[i].handle_s &&
              idle.row[i].person == without.row[i].person);
    for (int c = 0; c < MUSTER_COUNTS; c++)
        ck_assert_double_eq_tol(run_count(&idle, 0, (enum muster_count)c),
                                run_count(&without, 0, (enum muster_count)c),
                                1e-8 * run_count(&without, 0, (enum muster_count)c) + 1e-9);
    ck_assert_uint_eq(with.rows, without.rows);
    double sum[2] = {0};
    for (size_t i = 0; i < with.rows; i++) {
        sum[0] += without.row[i].arrival_s;
        sum[1] += with.row[i].arrival_s;
    }
    ck_assert_double_eq_tol(sum[0], sum[1], 1e-9 * sum[0]);
    ck_assert_double_gt(run_count(&with, 0, MUSTER_COUNT_ANSWERED),
                        run_count(&without, 0, MUSTER_COUNT_ANSWERED));
    run_close(&with);
    run_close(&idle);
    run_close(&without);
}
END_TEST

static Suite *suite(void)
{
    Suite *suite = suite_create("relief");
    TCase *tests = tcase_create("relief");
    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, chain_is_met);
    tcase_add_test(tests, relief_comes_in_time);
    tcase_add_loop_test(tests, relief_keeps_its_limits, 0, 6);
    tcase_add_test(tests, half_the_pool_is_busy);
    tcase_add_test(tests, relief_is_settled);
    tcase_add_test(tests, no_other_draw_moves);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    return muster_check_run(suite());
}
