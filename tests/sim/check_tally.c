/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The tally: its columns and block, the bins of waits, and the ledger that fills it.
 */
#include "check_main.h"
#include "ledger.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- columns ---- */

static void indices_count_up(int count, int (*index)(int column), size_t columns)
{
    int next = 0;
    for (int c = 0; c < count; c++) {
        int at = index(c);
        ck_assert(at == -1 || at == next);
        next += at >= 0;
    }
    ck_assert_int_eq(next, (int)columns);
}

static int count_day(int column)
{
    return muster_count_day_index((enum muster_count)column);
}
static int count_week(int column)
{
    return muster_count_week_index((enum muster_count)column);
}
static int staff_day(int column)
{
    return muster_staff_day_index((enum muster_staff)column);
}
static int staff_week(int column)
{
    return muster_staff_week_index((enum muster_staff)column);
}

START_TEST(columns_are_declared_once)
{
    indices_count_up(MUSTER_COUNTS, count_day, muster_count_day_columns());
    indices_count_up(MUSTER_COUNTS, count_week, muster_count_week_columns());
    indices_count_up(MUSTER_STAFFS, staff_day, muster_staff_day_columns());
    indices_count_up(MUSTER_STAFFS, staff_week, muster_staff_week_columns());
    ck_assert_int_eq(muster_count_week_index(MUSTER_COUNT_PENDING), -1);
    ck_assert_int_ge(muster_count_week_index(MUSTER_COUNT_ABANDONED_CLOCK), 0);
}
END_TEST

/* Every column has a name of its own, a unit and a sentence. */
START_TEST(columns_are_described)
{
    const struct muster_column *table[2] = {muster_count_column, muster_staff_column};
    const int count[2] = {MUSTER_COUNTS, MUSTER_STAFFS};
    for (int t = 0; t < 2; t++)
        for (int c = 0; c < count[t]; c++) {
            ck_assert_ptr_nonnull(table[t][c].name);
            ck_assert_ptr_nonnull(table[t][c].unit);
            ck_assert_uint_gt(strlen(table[t][c].sentence), 10);
            for (int other = 0; other < c; other++)
                ck_assert_str_ne(table[t][c].name, table[t][other].name);
        }
}
END_TEST

/* ---- the block ---- */

static const struct muster_shape shape = {.services = 3,
                                          .groups = 2,
                                          .targets = 2,
                                          .days = 61,
                                          .intervals = 7 * 48,
                                          .months = 3,
                                          .weeks = 10,
                                          .interval_s = 1800};

struct part {
    const void *from;
    size_t bytes;
};

/* The arrays lie in the block one after another, without gap or overlap. */
START_TEST(views_cover_the_block)
{
    struct muster_tally tally;
    ck_assert_int_eq(muster_tally_init(&tally, &shape), MUSTER_OK);
    const struct part part[] = {
        {tally.count, 3 * MUSTER_COUNTS * sizeof(double)},
        {tally.staff, 2 * MUSTER_STAFFS * sizeof(double)},
        {tally.met, 4 * MUSTER_METS * sizeof(double)},
        {tally.target_met, 2 * MUSTER_METS * sizeof(double)},
        {tally.wait_max_s, 3 * sizeof(double)},
        {tally.events, sizeof(double)},
        {tally.cost, 3 * MUSTER_COSTS * sizeof(double)},
        {tally.count_day, muster_count_day_columns() * 3 * 61 * sizeof(float)},
        {tally.count_week, muster_count_week_columns() * 3 * 336 * sizeof(float)},
        {tally.staff_day, muster_staff_day_columns() * 2 * 61 * sizeof(float)},
        {tally.staff_week, muster_staff_week_columns() * 2 * 336 * sizeof(float)},
        {tally.wait_bin, (size_t)3 * MUSTER_WAIT_BINS * sizeof(uint32_t)}};
    const char *at = tally.block;
    for (size_t i = 0; i < sizeof part / sizeof *part; i++) {
        ck_assert_ptr_eq(part[i].from, at);
        at += part[i].bytes;
    }
    size_t used = (size_t)(at - (const char *)tally.block);
    ck_assert_uint_eq(tally.bytes, muster_tally_bytes(&shape));
    ck_assert(tally.bytes >= used && tally.bytes < used + 8);
    muster_tally_clear(&tally);
}
END_TEST

/* A block copied elsewhere is the same tally. */
START_TEST(blocks_can_be_moved)
{
    struct muster_tally tally, moved;
    ck_assert_int_eq(muster_tally_init(&tally, &shape), MUSTER_OK);
    tally.count[2 * MUSTER_COUNTS + MUSTER_COUNT_QUEUE_S] = 17.25;
    tally.wait_bin[3 * MUSTER_WAIT_BINS - 1] = 9;
    void *block = malloc(tally.bytes);
    ck_assert_ptr_nonnull(block);
    memcpy(block, tally.block, tally.bytes);
    muster_tally_view(&moved, &shape, block);
    ck_assert_double_eq(moved.count[2 * MUSTER_COUNTS + MUSTER_COUNT_QUEUE_S], 17.25);
    ck_assert_uint_eq(moved.wait_bin[3 * MUSTER_WAIT_BINS - 1], 9);
    muster_tally_zero(&moved);
    for (size_t i = 0; i < moved.bytes; i++)
        ck_assert_int_eq(((const char *)block)[i], 0);
    free(block);
    muster_tally_clear(&tally);
    ck_assert_ptr_null(tally.block);
}
END_TEST

/* ---- bins of waits ---- */

/* Bins follow one another; each but the open ends is at most 1 % wide; its edges are known to
 * 1e-9. */
START_TEST(bins_are_one_per_cent_wide)
{
    ck_assert_double_eq(muster_wait_bin_low(0), 0);
    for (size_t bin = 1; bin < MUSTER_WAIT_BINS; bin++) {
        double low = muster_wait_bin_low(bin);
        ck_assert_uint_eq(muster_wait_bin(low * (1 + 1e-9)), bin);
        ck_assert_uint_eq(muster_wait_bin(low * (1 - 1e-9)), bin - 1);
        if (bin + 1 == MUSTER_WAIT_BINS)
            continue;
        double high = muster_wait_bin_low(bin + 1);
        ck_assert_msg((high - low) / low <= 0.01 * (1 + 1e-12), "bin %zu is %.4f wide", bin,
                      (high - low) / low);
    }
}
END_TEST

START_TEST(bins_have_open_ends)
{
    ck_assert_uint_eq(muster_wait_bin(1e-300), 0);
    ck_assert_uint_eq(muster_wait_bin(0x1p-8), 0);
    ck_assert_uint_eq(muster_wait_bin(0x1p-7), 0);
    ck_assert_uint_eq(muster_wait_bin(1e9), MUSTER_WAIT_BINS - 1);
    ck_assert_double_gt(muster_wait_bin_low(MUSTER_WAIT_BINS - 1), 86400.0);
    for (double wait_s = 0.008; wait_s < 130000; wait_s *= 1.00137) {
        size_t bin = muster_wait_bin(wait_s);
        ck_assert_double_le(muster_wait_bin_low(bin), wait_s);
        ck_assert_double_gt(muster_wait_bin_low(bin + 1), wait_s);
    }
}
END_TEST

/* ---- the ledger ---- */

struct books {
    struct muster_scenario scenario;
    struct muster_service service;
    struct muster_target target;
    struct muster_span span[1];
    struct muster_period period;
    struct muster_ledger ledger;
    struct muster_tally tally;
};

/* Twenty days with a day of warm-up from Saturday 1 January 2005, open 09:00 to 10:00. */
static void books_open(struct books *books)
{
    memset(books, 0, sizeof *books);
    struct muster_scenario *scenario = &books->scenario;
    books->span[0] = (struct muster_span){9 * 3600, 10 * 3600};
    for (int weekday = 0; weekday < 7; weekday++) {
        scenario->opening.count[weekday] = 1;
        scenario->opening.span[weekday] = books->span;
    }
    books->service = (struct muster_service){.within_s = 20, .target_share = 0.75};
    books->target =
        (struct muster_target){.kind = MUSTER_TARGET_ANSWERED, .share = 0.9, .service = -1};
    scenario->service = &books->service;
    scenario->service_count = 1;
    scenario->target = &books->target;
    scenario->target_count = 1;
    scenario->start = 12784; /* 2005-01-01 */
    scenario->days = 20;
    scenario->warm_up_s = 86400;
    scenario->interval_s = 1800;
    ck_assert_int_eq(muster_period_init(&books->period, scenario, &scenario->opening), MUSTER_OK);
    ck_assert_int_eq(muster_ledger_init(&books->ledger, scenario, &books->period), MUSTER_OK);
    struct muster_shape own = {.services = 1,
                               .groups = 1,
                               .targets = 1,
                               .days = 20,
                               .intervals = 336,
                               .months = books->period.month_count,
                               .weeks = books->period.week_count,
                               .interval_s = 1800};
    ck_assert_int_eq(muster_tally_init(&books->tally, &own), MUSTER_OK);
    muster_ledger_begin(&books->ledger, &books->tally);
}

static void books_close(struct books *books)
{
    muster_tally_clear(&books->tally);
    muster_ledger_clear(&books->ledger);
    muster_period_clear(&books->period);
}

static double of_day(const struct books *books, enum muster_count column, size_t day)
{
    return (double)books->tally.count_day[(size_t)muster_count_day_index(column) * 20 + day];
}

static double of_week(const struct books *books, enum muster_count column, size_t interval)
{
    return (double)
        books->tally.count_week[(size_t)muster_count_week_index(column) * 336 + interval];
}

static void walk_to(struct books *books, uint32_t interval)
{
    while (books->ledger.now < interval)
        muster_ledger_step(&books->ledger);
}

/* Hot or long gone, a count ends in the window of its interval; the warm-up's are dropped. */
START_TEST(late_posts_find_their_window)
{
    struct books books;
    books_open(&books);
    muster_ledger_add(&books.ledger, 0, 18, MUSTER_COUNT_ABANDONED, 5); /* warm-up, 09:00 */
    walk_to(&books, 48 + 18);
    muster_ledger_add(&books.ledger, 0, 48 + 18, MUSTER_COUNT_ABANDONED, 1);
    walk_to(&books, 48 * 15);
    muster_ledger_add(&books.ledger, 0, 48 + 18, MUSTER_COUNT_ABANDONED, 2); /* two weeks late */
    muster_ledger_add(&books.ledger, 0, 18, MUSTER_COUNT_ABANDONED, 4);      /* warm-up */
    muster_ledger_add(&books.ledger, 0, 48 * 8 + 18, MUSTER_COUNT_ABANDONED, 8);
    walk_to(&books, 48 * 21);
    muster_ledger_finish(&books.ledger);
    ck_assert_double_eq(books.tally.count[MUSTER_COUNT_ABANDONED], 11);
    ck_assert_double_eq(of_day(&books, MUSTER_COUNT_ABANDONED, 0), 3);
    ck_assert_double_eq(of_day(&books, MUSTER_COUNT_ABANDONED, 7), 8);
    ck_assert_double_eq(of_week(&books, MUSTER_COUNT_ABANDONED, 5 * 48 + 18), 11);
    books_close(&books);
}
END_TEST

static void day_of_contacts(struct books *books, size_t day, double offered, double within,
                            double answered)
{
    uint32_t interval = (uint32_t)(48 * (day + 1) + 18);
    walk_to(books, interval);
    muster_ledger_add(&books->ledger, 0, interval, MUSTER_COUNT_ATTEMPTED, offered);
    muster_ledger_add(&books->ledger, 0, interval, MUSTER_COUNT_ANSWERED_WITHIN, within);
    muster_ledger_add(&books->ledger, 0, interval, MUSTER_COUNT_ANSWERED, answered);
}

/* Days of 40 contacts; 30 within 20 s is exactly 75 %, which counts as met. The horizon of 20 days
 * from a Saturday holds the whole weeks from the 3rd and the 10th, and no whole month. */
START_TEST(windows_are_judged)
{
    struct books books;
    books_open(&books);
    for (size_t day = 0; day < 20; day++)
        if (day != 4) /* nothing offered: skipped */
            day_of_contacts(&books, day, 40, day < 9 ? 30 : 29, day % 2 ? 36 : 35);
    walk_to(&books, 48 * 21);
    muster_ledger_finish(&books.ledger);
    for (int row = 0; row < 2; row++) {
        const double *met = books.tally.met + row * MUSTER_METS;
        bool own = row == 0; /* `all` asks 80 %, for want of a target in time */
        ck_assert_double_eq(met[MUSTER_MET_DAYS], own ? 8 : 0);
        ck_assert_double_eq(met[MUSTER_MET_DAYS_OF], 19);
        ck_assert_double_eq(met[MUSTER_MET_INTERVALS], own ? 8 : 0);
        ck_assert_double_eq(met[MUSTER_MET_INTERVALS_OF], 19);
        ck_assert_double_eq(met[MUSTER_MET_WEEKS], own ? 1 : 0);
        ck_assert_double_eq(met[MUSTER_MET_WEEKS_OF], 2);
        ck_assert_double_eq(met[MUSTER_MET_MONTHS_OF], 0);
        ck_assert_double_eq_tol(met[MUSTER_MET_DAY_LEVEL_SUM], (8 * 30 + 11 * 29) / 40.0, 1e-12);
    }
    const double *answered = books.tally.target_met; /* 36 of 40 is 90 % */
    ck_assert_double_eq(answered[MUSTER_MET_DAYS], 10);
    ck_assert_double_eq(answered[MUSTER_MET_DAYS_OF], 19);
    books_close(&books);
}
END_TEST

/* One first contact answered at once stands for all the columns that it implies. */
START_TEST(short_cuts_are_spread)
{
    struct books books;
    books_open(&books);
    walk_to(&books, 48 + 18);
    struct muster_ledger_cell *cell = muster_ledger_at(&books.ledger, 0, 48 + 18);
    cell->first += 3;
    cell->at_once += 2;
    cell->value[MUSTER_COUNT_BLOCKED] += 1;
    walk_to(&books, 48 * 21);
    muster_ledger_finish(&books.ledger);
    const struct {
        enum muster_count column;
        double value;
    } expected[] = {{MUSTER_COUNT_WANTED, 3},          {MUSTER_COUNT_ATTEMPTED, 3},
                    {MUSTER_COUNT_BLOCKED, 1},         {MUSTER_COUNT_OFFERED, 2},
                    {MUSTER_COUNT_ANSWERED, 2},        {MUSTER_COUNT_ANSWERED_WITHIN, 2},
                    {MUSTER_COUNT_VIRTUAL_WITHIN, 2},  {MUSTER_COUNT_SERVED, 2},
                    {MUSTER_COUNT_ANSWERED_CLOCK, 2},  {MUSTER_COUNT_WAITED, 0},
                    {MUSTER_COUNT_ABANDONED_CLOCK, 0}, {MUSTER_COUNT_WAIT_S, 0}};
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
        ck_assert_msg(books.tally.count[expected[i].column] == expected[i].value, "%s: %g, not %g",
                      muster_count_column[expected[i].column].name,
                      books.tally.count[expected[i].column], expected[i].value);
    books_close(&books);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("tally");
    TCase *tcase = tcase_create("tally");
    tcase_add_test(tcase, columns_are_declared_once);
    tcase_add_test(tcase, columns_are_described);
    tcase_add_test(tcase, views_cover_the_block);
    tcase_add_test(tcase, blocks_can_be_moved);
    tcase_add_test(tcase, bins_are_one_per_cent_wide);
    tcase_add_test(tcase, bins_have_open_ends);
    tcase_add_test(tcase, late_posts_find_their_window);
    tcase_add_test(tcase, windows_are_judged);
    tcase_add_test(tcase, short_cuts_are_spread);
    suite_add_tcase(suite, tcase);
    return muster_check_run(suite);
}
