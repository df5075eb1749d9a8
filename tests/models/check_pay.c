/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pay worked out by hand: increments, national insurance by person, sick pay over twelve months.
 */
#include "pay.h"

#include "calendar.h"
#include "check_main.h"

#include <math.h>

static int32_t date(int year, int month, int day)
{
    return muster_date_from_civil((struct muster_civil){year, month, day});
}

/* A start from April to September waits for 1 April, one from October to March six months. */
START_TEST(increments_fall_when_they_should)
{
    static const struct {
        struct muster_civil start, first;
    } KNOWN[] = {{{2004, 4, 1}, {2005, 4, 1}},   {{2004, 6, 15}, {2005, 4, 1}},
                 {{2004, 9, 30}, {2005, 4, 1}},  {{2004, 10, 1}, {2005, 4, 1}},
                 {{2004, 10, 2}, {2005, 4, 2}},  {{2004, 11, 8}, {2005, 5, 8}},
                 {{2005, 1, 31}, {2005, 7, 31}}, {{2005, 3, 31}, {2005, 9, 30}}};
    for (size_t i = 0; i < sizeof KNOWN / sizeof *KNOWN; i++) {
        int32_t start = muster_date_from_civil(KNOWN[i].start);
        int32_t first = muster_date_from_civil(KNOWN[i].first);
        ck_assert_int_eq(muster_increments(start, first - 1), 0);
        ck_assert_int_eq(muster_increments(start, first), 1);
        ck_assert_int_eq(muster_increment_next(start, start), first);
        ck_assert_int_eq(muster_increments(start, date(2006, 3, 31)), 1);
        ck_assert_int_eq(muster_increments(start, date(2006, 4, 1)), 2);
        ck_assert_int_eq(muster_increments(start, date(2009, 4, 1)), 5);
        ck_assert_int_eq(muster_increment_next(start, date(2006, 4, 1)), date(2007, 4, 1));
    }
}
END_TEST

/* 15,500 a year is 1,291.67 a month: 12.8 % of what is above 395 is 114.77; each half, 645.83, pays
 * 12.8 % of 250.83 = 32.11, both 64.21: 50.56 less, the rate on the second threshold. */
START_TEST(two_halves_are_cheaper_than_one_whole)
{
    const struct muster_ni_row row[] = {{date(2003, 4, 6), 385, 0.128},
                                        {date(2004, 4, 6), 395, 0.128}};
    const struct muster_ni_row *now = muster_ni_on(row, 2, date(2004, 10, 31));
    double pay = 15500.0 / 12, whole = muster_ni_month(now, pay, 1);
    double half = muster_ni_month(now, pay / 2, 1);
    ck_assert_double_eq_tol(whole, 114.7733, 1e-4);
    ck_assert_double_eq_tol(half, 32.1067, 1e-4);
    ck_assert_double_eq_tol(whole - 2 * half, 0.128 * 395, 1e-9);
    ck_assert_double_eq(muster_ni_month(now, 395, 1), 0);
    ck_assert_double_eq_tol(muster_ni_month(now, 395, 0.5), 0.128 * 197.5, 1e-9);
    ck_assert_ptr_eq(muster_ni_on(row, 2, date(2004, 4, 5)), &row[0]);
    ck_assert_ptr_null(muster_ni_on(row, 2, date(2003, 4, 5)));
}
END_TEST

/* The scheme of the first two years: 30 days full; after four months also 61 half; in the second
 * year 61 and 61. */
static const struct muster_sick_step SCHEME[] = {{0, 30, 0}, {121.75, 30, 61}, {365.25, 61, 61}};

static double paid_days(const struct muster_sick_pay *absence)
{
    double paid = 0;
    for (int32_t day = absence->first; day < absence->end; day++)
        paid += 1 - muster_sick_unpaid(absence, day);
    return paid;
}

START_TEST(sick_pay_runs_out)
{
    struct muster_sick_pay one = {.first = 100, .end = 220};
    muster_sick_pay_fill(&one, 1, SCHEME, 3, 100); /* 30 full, 90 nothing */
    ck_assert_double_eq(paid_days(&one), 30);
    muster_sick_pay_fill(&one, 1, SCHEME, 3, 122); /* 30 full, 61 half, 29 nothing */
    ck_assert_double_eq(paid_days(&one), 30 + 30.5);
    muster_sick_pay_fill(&one, 1, SCHEME, 3, 400); /* 61 full, 59 half */
    ck_assert_double_eq(paid_days(&one), 61 + 29.5);
    muster_sick_pay_fill(&one, 1, NULL, 0, 400);
    ck_assert_double_eq(paid_days(&one), 0);
}
END_TEST

/* Somebody with two years of service: 20 days from day 0, 50 from day 100 (of 61 full days 41 are
 * left: 41 full, 9 half), 30 from day 390. The first absence is over a year before day 390, the
 * second is not: 41 full and 9 half days. Left are 20 full; then 10 of 52 half. */
START_TEST(twelve_months_roll)
{
    struct muster_sick_pay absence[] = {{.first = 0, .end = 20},
                                        {.first = 100, .end = 150},
                                        {.first = 390, .end = 420},
                                        {.first = 459, .end = 470}};
    for (size_t i = 0; i < 4; i++)
        muster_sick_pay_fill(absence, i + 1, SCHEME, 3, 730 + absence[i].first);
    ck_assert_double_eq(paid_days(&absence[0]), 20);
    ck_assert_double_eq(paid_days(&absence[1]), 41 + 4.5);
    ck_assert_double_eq(paid_days(&absence[2]), 20 + 5);
    /* On day 459 days 100 up to 459 - 365 = 94 are all still inside: 41 + 20 full, none left;
     * 9 + 10 half, 42 left. */
    ck_assert_double_eq(paid_days(&absence[3]), 5.5);
}
END_TEST

START_TEST(financial_years)
{
    int year = 0;
    char name[8];
    ck_assert_int_eq(muster_financial_year(date(2005, 3, 31)), 2004);
    ck_assert_int_eq(muster_financial_year(date(2005, 4, 1)), 2005);
    ck_assert_int_eq(muster_financial_year_start(2004), date(2004, 4, 1));
    muster_financial_year_format(name, 1999);
    ck_assert_str_eq(name, "1999/00");
    ck_assert(muster_financial_year_parse(&year, "1999/00") && year == 1999);
    ck_assert(!muster_financial_year_parse(&year, "2004/06"));
    ck_assert(!muster_financial_year_parse(&year, "04/05"));
    ck_assert(!muster_financial_year_parse(&year, "2004-05"));
    ck_assert(!muster_financial_year_parse(&year, "2004/05 "));
    /* a twelfth for a whole month, by its days else */
    ck_assert_double_eq(muster_month_part(date(2004, 10, 9), 0, 99999), 1.0 / 12);
    ck_assert_double_eq_tol(
        muster_month_part(date(2004, 10, 9), date(2004, 10, 22), date(2005, 1, 1)), 10.0 / 31 / 12,
        1e-15);
    ck_assert_double_eq(muster_month_part(date(2004, 10, 9), date(2004, 11, 1), 99999), 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("pay");
    TCase *tests = tcase_create("pay");
    tcase_add_test(tests, increments_fall_when_they_should);
    tcase_add_test(tests, two_halves_are_cheaper_than_one_whole);
    tcase_add_test(tests, sick_pay_runs_out);
    tcase_add_test(tests, twelve_months_roll);
    tcase_add_test(tests, financial_years);
    suite_add_tcase(suite, tests);
    return muster_check_run(suite);
}
