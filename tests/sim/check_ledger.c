/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The ledger of counts: levels by hand, what a day has come to so far whether its first intervals
 * are still kept or posted, and contacts who are settled long after their interval was posted.
 */
#include "engine_runs.h"
#include "ledger.h"

START_TEST(levels_by_hand)
{
    double value[MUSTER_COUNTS] = {0};
    value[MUSTER_COUNT_ATTEMPTED] = 203;
    value[MUSTER_COUNT_BLOCKED] = 11;
    value[MUSTER_COUNT_OFFERED] = 192;
    value[MUSTER_COUNT_BALKED] = 5;
    value[MUSTER_COUNT_ANSWERED] = 151;
    value[MUSTER_COUNT_ANSWERED_WITHIN] = 120;
    value[MUSTER_COUNT_ABANDONED_WITHIN] = 17;
    value[MUSTER_COUNT_ABANDONED_SHORT] = 8;
    value[MUSTER_COUNT_VIRTUAL_WITHIN] = 131;
    static const double LEVEL[MUSTER_LEVEL_COUNT] = {
        [MUSTER_LEVEL_OFFERED] = 120.0 / 192,
        [MUSTER_LEVEL_ANSWERED] = 120.0 / 151,
        [MUSTER_LEVEL_SHORT_WAITS_REMOVED] = 120.0 / 175,
        [MUSTER_LEVEL_ABANDONED_CREDITED] = 137.0 / 192,
        [MUSTER_LEVEL_SHORT_ABANDONS_REMOVED] = 120.0 / 184,
        [MUSTER_LEVEL_ATTEMPTED] = 120.0 / 203,
        [MUSTER_LEVEL_VIRTUAL] = 131.0 / 187};
    for (int level = 0; level < MUSTER_LEVEL_COUNT; level++) {
        ck_assert_double_gt(LEVEL[level], 0);
        ck_assert_double_eq(muster_ledger_level(value, (enum muster_service_level)level),
                            LEVEL[level]);
    }
    double nothing[MUSTER_COUNTS] = {0};
    for (int level = 0; level < MUSTER_LEVEL_COUNT; level++)
        ck_assert(isnan(muster_ledger_level(nothing, (enum muster_service_level)level)));
}
END_TEST

#define QUICK_INTERVALS                                                                            \
    "muster: 1\n"                                                                                  \
    "horizon: {start: 2004-10-04, days: 4, interval: 5 min}\n"                                     \
    "opening: always\n"                                                                            \
    "target: 80% in 2 min\n"                                                                       \
    "services: {calls: {rate: 30 per hour, handle: {exponential: {mean: 3 min}}}}\n"               \
    "staff: {desk: {present: 1, skills: [calls]}}\n"

/* A day has 288 intervals, of which 128 are kept. */
START_TEST(the_day_so_far)
{
    struct run run;
    struct muster_ledger ledger;
    run_open(&run, QUICK_INTERVALS);
    ck_assert_int_eq(muster_ledger_init(&ledger, run.scenario, &run.plan->period), MUSTER_OK);
    muster_ledger_begin(&ledger, &run.tally);
    double answered = 0, wanted = 0;
    for (uint32_t i = 0; i < 2 * 288; i++) {
        if (i % 288 == 0)
            answered = wanted = 0;
        muster_ledger_now(&ledger, 0)->value[MUSTER_COUNT_ANSWERED] += i;
        muster_ledger_now(&ledger, 0)->first += 3;
        answered += i;
        wanted += 3;
        double value[MUSTER_COUNTS] = {0};
        muster_ledger_so_far(value, &ledger, 0);
        HOLDS_2(value[MUSTER_COUNT_ANSWERED], ==, answered);
        HOLDS_2(value[MUSTER_COUNT_WANTED], ==, wanted);
        HOLDS_2(value[MUSTER_COUNT_OFFERED], ==, wanted);
        muster_ledger_step(&ledger);
    }
    muster_ledger_clear(&ledger);
    run_close(&run);
}
END_TEST

/* Half as much work again as one person can do, and nobody hangs up: by the second day callers
 * wait longer than the 10 h 40 min for which intervals are kept. */
START_TEST(answered_after_posting)
{
    struct run run;
    run_open(&run, QUICK_INTERVALS);
    run_replication(&run, 11, 0, true);
    double answered = 0, within = 0, wait_s = 0, handle_s = 0, longest_s = 0, day[4] = {0};
    for (size_t i = 0; i < run.rows; i++) {
        const struct muster_trace_row *row = &run.row[i];
        if (row->outcome != MUSTER_OUTCOME_ANSWERED)
            continue;
        answered++;
        within += row->wait_s <= 120;
        wait_s += row->wait_s;
        handle_s += row->handle_s;
        longest_s = fmax(longest_s, row->wait_s);
        day[(size_t)(row->arrival_s / 86400)]++;
    }
    HOLDS_2(longest_s, >, 15 * 3600);
    HOLDS_2(run_count(&run, 0, MUSTER_COUNT_ANSWERED), ==, answered);
    HOLDS_2(run_count(&run, 0, MUSTER_COUNT_ANSWERED_WITHIN), ==, within);
    HOLDS_2(run_count(&run, 0, MUSTER_COUNT_VIRTUAL_WITHIN), ==, within);
    HOLDS_2(fabs(run_count(&run, 0, MUSTER_COUNT_WAIT_ANSWERED_S) - wait_s), <, 1e-9 * wait_s);
    HOLDS_2(fabs(run_count(&run, 0, MUSTER_COUNT_HANDLE_S) - handle_s), <, 1e-9 * handle_s);
    for (size_t d = 0; d < 4; d++)
        HOLDS_2(run_day(&run, 0, MUSTER_COUNT_ANSWERED, d), ==, day[d]);
    run_close(&run);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("ledger");
    TCase *ledger = tcase_create("ledger");
    tcase_set_timeout(ledger, 60);
    tcase_add_test(ledger, levels_by_hand);
    tcase_add_test(ledger, the_day_so_far);
    tcase_add_test(ledger, answered_after_posting);
    suite_add_tcase(suite, ledger);
    return muster_check_run(suite);
}
