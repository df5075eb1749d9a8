/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The calendar against dates that can be looked up, and against a plain day-by-day count.
 */
#include "calendar.h"
#include "check_main.h"
#include <string.h>

static int32_t date_of(int year, int month, int day)
{
    return muster_date_from_civil((struct muster_civil){year, month, day});
}

/* Origin: GNU date, `date -u -d DATE +%s` / 86400, +%u and +%G-%V. */
struct known_date {
    const char *text;
    int32_t date;
    int weekday, iso_year, iso_week;
};

static const struct known_date KNOWN[] = {
    {"1970-01-01", 0, 3, 1970, 1},      {"1969-12-31", -1, 2, 1970, 1},
    {"1900-01-01", -25567, 0, 1900, 1}, {"1900-02-28", -25509, 2, 1900, 9},
    {"1900-03-01", -25508, 3, 1900, 9}, {"2000-02-29", 11016, 1, 2000, 9},
    {"2004-02-29", 12477, 6, 2004, 9},  {"2004-10-01", 12692, 4, 2004, 40},
    {"2004-10-04", 12695, 0, 2004, 41}, {"2004-12-26", 12778, 6, 2004, 52},
    {"2004-12-27", 12779, 0, 2004, 53}, {"2005-01-01", 12784, 5, 2004, 53},
    {"2005-01-02", 12785, 6, 2004, 53}, {"2005-01-03", 12786, 0, 2005, 1},
    {"2008-12-29", 14242, 0, 2009, 1},  {"2009-12-31", 14609, 3, 2009, 53},
    {"2010-01-03", 14612, 6, 2009, 53}, {"2010-01-04", 14613, 0, 2010, 1},
    {"2012-01-01", 15340, 6, 2011, 52}, {"2015-12-31", 16800, 3, 2015, 53},
    {"2016-01-03", 16803, 6, 2015, 53}, {"2020-12-31", 18627, 3, 2020, 53},
    {"2021-01-03", 18630, 6, 2020, 53}, {"2021-01-04", 18631, 0, 2021, 1},
    {"2024-12-30", 20087, 0, 2025, 1},  {"2100-02-28", 47540, 6, 2100, 8},
    {"2100-03-01", 47541, 0, 2100, 9},  {"2199-12-31", 84005, 1, 2200, 1},
};
enum { KNOWN_COUNT = sizeof KNOWN / sizeof *KNOWN };

START_TEST(known_dates)
{
    const struct known_date *known = &KNOWN[_i];
    int32_t date;
    ck_assert(muster_date_parse(&date, known->text));
    ck_assert_int_eq(date, known->date);
    ck_assert_int_eq(muster_weekday(date), known->weekday);
    ck_assert_int_eq(muster_iso_week(date).year, known->iso_year);
    ck_assert_int_eq(muster_iso_week(date).week, known->iso_week);
    char text[11];
    muster_date_format(text, date);
    ck_assert_str_eq(text, known->text);
}
END_TEST

/* Every day of 1900 to 2200 in order: date, civil, weekday, month bounds and ISO week by counting
 * on from the day before. 1900-01-01 was a Monday, so ISO week 1 of 1900. */
START_TEST(counting_day_by_day_1900_to_2200)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int32_t date = -25567; /* 1900-01-01: 70 years of 365 days and 17 leap days before 1970 */
    int weekday = 0;
    for (int year = 1900; year <= 2200; year++) {
        bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        for (int month = 1; month <= 12; month++) {
            int length = lengths[month - 1] + (month == 2 && leap);
            int32_t start = date;
            for (int day = 1; day <= length; day++, date++, weekday = (weekday + 1) % 7) {
                struct muster_civil civil = muster_civil_from_date(date);
                bool right = civil.year == year && civil.month == month && civil.day == day &&
                             date_of(year, month, day) == date && muster_weekday(date) == weekday &&
                             muster_month_start(date) == start &&
                             muster_month_next(date) == start + length;
                ck_assert_msg(right, "%d-%d-%d", year, month, day);
            }
            ck_assert(!muster_civil_valid((struct muster_civil){year, month, length + 1}));
        }
    }
}
END_TEST

/* Weeks follow one another: each Monday is one week on, or week 1 of the next year; week 1 is the
 * one with 4 January in it (ISO 8601). */
START_TEST(iso_weeks_follow_one_another)
{
    int32_t monday = date_of(1900, 1, 1);
    struct muster_iso_week before = muster_iso_week(monday);
    ck_assert(before.year == 1900 && before.week == 1);
    for (monday += 7; monday < date_of(2201, 1, 1); monday += 7) {
        struct muster_iso_week week = muster_iso_week(monday);
        int32_t fourth = date_of(before.year + 1, 1, 4);
        bool first = monday <= fourth && fourth < monday + 7;
        ck_assert_int_eq(week.year, before.year + first);
        ck_assert_int_eq(week.week, first ? 1 : before.week + 1);
        for (int day = 1; day < 7; day++)
            ck_assert_int_eq(muster_iso_week(monday + day).week, week.week);
        before = week;
    }
}
END_TEST

/* Origin: a year has 53 weeks when it begins on a Thursday, or is leap and begins
 * on a Wednesday. */
START_TEST(years_of_53_weeks)
{
    static const int long_years[] = {1998, 2004, 2009, 2015, 2020, 2026, 2032};
    size_t next = 0;
    for (int year = 1998; year <= 2032; year++) {
        int weeks = muster_iso_week(date_of(year, 12, 28)).week; /* always in the last week */
        bool is_long = year == long_years[next];
        ck_assert_int_eq(weeks, is_long ? 53 : 52);
        next += is_long;
    }
    ck_assert_uint_eq(next, sizeof long_years / sizeof *long_years);
}
END_TEST

START_TEST(ends_of_the_calendar)
{
    int32_t first = date_of(1, 1, 1);
    int32_t last = date_of(9999, 12, 31);
    ck_assert_int_eq(last - first, 3652058); /* 9999 years: 365 * 9999 + 2424 leap days, less 1 */
    ck_assert_int_eq(muster_civil_from_date(first).year, 1);
    ck_assert_int_eq(muster_civil_from_date(last).day, 31);
    ck_assert_int_eq(muster_weekday(first), 0);
    int wrong = 0;
    for (int32_t date = first; date <= last; date++)
        wrong += muster_date_from_civil(muster_civil_from_date(date)) != date;
    ck_assert_int_eq(wrong, 0);
}
END_TEST

static const char *const REJECTED[] = {"",
                                       "2004",
                                       "2004-10",
                                       "2004-10-0",
                                       "2004-10-001",
                                       "2004-10-01 ",
                                       " 2004-10-01",
                                       "2004/10/01",
                                       "20041001",
                                       "04-10-01",
                                       "2004-1-01",
                                       "2004-00-01",
                                       "2004-13-01",
                                       "2004-10-00",
                                       "2004-10-32",
                                       "2004-09-31",
                                       "2005-02-29",
                                       "1900-02-29",
                                       "2100-02-29",
                                       "0000-01-01",
                                       "-004-01-01",
                                       "+004-01-01",
                                       "2004-1a-01",
                                       "2004-10-01T00:00",
                                       "10000-01-01",
                                       "2004-10-1x",
                                       "2004--1-01",
                                       "2004-10-",
                                       "01-10-2004"};
enum { REJECTED_COUNT = sizeof REJECTED / sizeof *REJECTED };

START_TEST(parse_rejects)
{
    int32_t date = 12345;
    ck_assert_msg(!muster_date_parse(&date, REJECTED[_i]), "took \"%s\"", REJECTED[_i]);
    ck_assert_int_eq(date, 12345);
}
END_TEST

START_TEST(parse_takes_leap_days)
{
    int32_t date;
    ck_assert(muster_date_parse(&date, "2000-02-29"));
    ck_assert(muster_date_parse(&date, "2004-02-29"));
    ck_assert_int_eq(muster_month_next(date), date + 1);
}
END_TEST

START_TEST(civil_dates_out_of_range_are_invalid)
{
    static const struct muster_civil wrong[] = {{0, 1, 1},     {10000, 1, 1}, {-4, 2, 29},
                                                {2004, 0, 1},  {2004, 13, 1}, {2004, 1, 0},
                                                {2004, 1, -1}, {2003, 2, 29}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        ck_assert(!muster_civil_valid(wrong[i]));
}
END_TEST

static Suite *suite(void)
{
    Suite *suite = suite_create("calendar");
    TCase *tests = tcase_create("calendar");
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, known_dates, 0, KNOWN_COUNT);
    tcase_add_test(tests, counting_day_by_day_1900_to_2200);
    tcase_add_test(tests, iso_weeks_follow_one_another);
    tcase_add_test(tests, years_of_53_weeks);
    tcase_add_test(tests, ends_of_the_calendar);
    tcase_add_loop_test(tests, parse_rejects, 0, REJECTED_COUNT);
    tcase_add_test(tests, parse_takes_leap_days);
    tcase_add_test(tests, civil_dates_out_of_range_are_invalid);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    return muster_check_run(suite());
}
