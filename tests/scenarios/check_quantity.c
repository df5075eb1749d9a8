/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Known answers by hand: 1 week = 604,800 s; a month = 365.25 / 12 d = 2,629,800 s; a year =
 * 31,557,600 s; 2004-10-01 is day 12,692 since 1970.
 */
#include "check_main.h"
#include "quantity.h"
#include "slips.h"

#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct muster_reading reader(double *value, const char *text);

static struct muster_reading read_pounds(double *amount, const char *text)
{
    return muster_money_read(amount, text, "\xc2\xa3");
}

static void expect_value(reader *read, const char *text, double expected)
{
    double value = -12345;
    struct muster_reading reading = read(&value, text);
    ck_assert_msg(reading.status == MUSTER_READING_FINE, "'%s': %s", text, reading.message);
    ck_assert_msg(fabs(value - expected) <= 1e-15 * fabs(expected), "'%s': %.17g, not %.17g", text,
                  value, expected);
}

/* Refused with this message; returns the reading for its remedy. */
static struct muster_reading expect_refused(reader *read, const char *text,
                                            enum muster_reading_status status, const char *message)
{
    double value = -12345;
    struct muster_reading reading = read(&value, text);
    ck_assert_msg(reading.status == status, "'%s': status %d", text, (int)reading.status);
    ck_assert_str_eq(reading.message, message);
    ck_assert_double_eq(value, -12345);
    return reading;
}

static void expect_bad(reader *read, const char *text, enum muster_reading_status status,
                       const char *message, const char *remedy)
{
    struct muster_reading reading = expect_refused(read, text, status, message);
    ck_assert_msg(strcmp(reading.remedy, remedy) == 0, "'%s': %s, not %s", text, reading.remedy,
                  remedy);
}

START_TEST(durations)
{
    expect_value(muster_duration_read, "3.5 min", 210);
    expect_value(muster_duration_read, "20 s", 20);
    expect_value(muster_duration_read, "20s", 20);
    expect_value(muster_duration_read, "  20\ts  ", 20);
    expect_value(muster_duration_read, "1 h", 3600);
    expect_value(muster_duration_read, "37 hours", 133200);
    expect_value(muster_duration_read, "2 d", 172800);
    expect_value(muster_duration_read, "8 weeks", 4838400);
    expect_value(muster_duration_read, "1 week", 604800);
    expect_value(muster_duration_read, "2 months", 5259600);
    expect_value(muster_duration_read, "0 months", 0);
    expect_value(muster_duration_read, "250 ms", 0.25);
    expect_value(muster_duration_read, "7 ns", 7e-9);
    expect_value(muster_duration_read, "1e3 Seconds", 1000);
    expect_value(muster_duration_read, "-2 minutes", -120);
    expect_value(muster_duration_read, ".5 h", 1800);
    expect_bad(muster_duration_read, "3.5", MUSTER_READING_NO_UNIT, "needs a unit of time",
               "write 3.5 s, 3.5 min, 3.5 h, 3.5 d or 3.5 weeks");
    expect_bad(muster_duration_read, "", MUSTER_READING_EMPTY, "no value is given", "");
    expect_bad(muster_duration_read, "min", MUSTER_READING_NO_NUMBER, "is not a number", "");
    expect_bad(muster_duration_read, "3 mintues", MUSTER_READING_UNKNOWN_UNIT,
               "has a unit that is not known", "did you mean minutes?");
    expect_bad(muster_duration_read, "3 parsecs", MUSTER_READING_UNKNOWN_UNIT,
               "has a unit that is not known", "use ns, ms, s, min, h, d, weeks or months");
    expect_bad(muster_duration_read, "3,5 min", MUSTER_READING_AMBIGUOUS, "a comma inside a number",
               "write 3.5 with a point, and no thousands commas");
    expect_bad(muster_duration_read, "1 h 30 min", MUSTER_READING_MALFORMED,
               "must be one number and one unit", "write 1 h 30 min as 1.5 h");
}
END_TEST

START_TEST(numbers_are_decimal)
{
    expect_value(muster_number_read, "0.8", 0.8);
    expect_value(muster_number_read, "+1.6", 1.6);
    expect_value(muster_number_read, "1e-3", 0.001);
    expect_value(muster_number_read, "0.1", 0.1);
    expect_value(muster_number_read, "123456789012345678901234567890",
                 123456789012345678901234567890.0);
    static const char *const bad[] = {"nan", "inf", "-inf", "infinity", "x12",
                                      ".",   "-",   "e5",   "--5"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        expect_bad(muster_number_read, bad[i], MUSTER_READING_NO_NUMBER, "is not a number", "");
    }
    static const char *const extra[] = {"0x10", "5 min", "1.2.3", "5.", "3%", "1e", "5-"};
    for (size_t i = 0; i < sizeof extra / sizeof *extra; i++) {
        expect_refused(muster_number_read, extra[i], MUSTER_READING_EXTRA_UNIT,
                       "is more than a number, and a number is due");
    }
    static const char *const large[] = {"1e309", "1e-400", "1e999999999",
                                        "12345678901234567890123456789012345678901234567890",
                                        "0.00000000000000000000000000000000000000000000001"};
    for (size_t i = 0; i < sizeof large / sizeof *large; i++) {
        expect_bad(muster_number_read, large[i], MUSTER_READING_TOO_LARGE,
                   "has too many digits or does not fit", "write a number with fewer digits");
    }
}
END_TEST

/* The decimal comma of a German locale must not reach the scenario. Without such a locale
 * installed the C locale is tried again. */
START_TEST(locale_plays_no_part)
{
    const char *set = setlocale(LC_ALL, "de_DE.UTF-8");
    expect_value(muster_duration_read, "3.5 min", 210);
    expect_bad(muster_duration_read, "3,5 min", MUSTER_READING_AMBIGUOUS, "a comma inside a number",
               "write 3.5 with a point, and no thousands commas");
    if (set) {
        char text[16];
        snprintf(text, sizeof text, "%.1f", 3.5);
        ck_assert_str_eq(text, "3,5"); /* and the program's own locale is left as it was */
    }
    setlocale(LC_ALL, "C");
}
END_TEST

START_TEST(counts)
{
    static const struct {
        const char *text;
        int64_t value;
    } good[] = {{"30", 30},
                {"-3", -3},
                {"150,000", 150000},
                {"1e3", 1000},
                {"12.0", 12},
                {" 7 ", 7},
                {"9223372036854775807", INT64_MAX},
                {"1,234,567", 1234567}};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        int64_t value = 0;
        ck_assert_int_eq(muster_count_read(&value, good[i].text).status, MUSTER_READING_FINE);
        ck_assert_int_eq(value, good[i].value);
    }
    static const struct {
        const char *text;
        enum muster_reading_status status;
    } bad[] = {{"2.5", MUSTER_READING_MALFORMED},
               {"15,50", MUSTER_READING_AMBIGUOUS},
               {"1500,000", MUSTER_READING_AMBIGUOUS},
               {"1,5000", MUSTER_READING_AMBIGUOUS},
               {"9223372036854775808", MUSTER_READING_TOO_LARGE},
               {"four", MUSTER_READING_NO_NUMBER},
               {"4 people", MUSTER_READING_EXTRA_UNIT}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        int64_t value = 99;
        ck_assert_int_eq(muster_count_read(&value, bad[i].text).status, bad[i].status);
        ck_assert_int_eq(value, 99);
    }
}
END_TEST

START_TEST(shares_and_growth)
{
    expect_value(muster_share_read, "30%", 0.3);
    expect_value(muster_share_read, "0.3", 0.3);
    expect_value(muster_share_read, "2.5 %", 0.025);
    expect_value(muster_share_read, "1", 1);
    expect_value(muster_share_read, "120%", 1.2);
    expect_bad(muster_share_read, "70", MUSTER_READING_AMBIGUOUS,
               "is not a share, such as 30% or 0.3", "did you mean 70%?");
    expect_bad(muster_share_read, "30 percent", MUSTER_READING_AMBIGUOUS,
               "is not a share, such as 30% or 0.3", "did you mean 30%?");
    expect_bad(muster_share_read, "30% off", MUSTER_READING_EXTRA_UNIT,
               "is not a share, such as 30% or 0.3", "");
    expect_value(muster_growth_read, "3% per year", 0.03);
    expect_value(muster_growth_read, "-2% a year", -0.02);
    expect_bad(muster_growth_read, "3%", MUSTER_READING_NO_UNIT,
               "needs `per year`, e.g. 3% per year", "");
    expect_bad(muster_growth_read, "3% per month", MUSTER_READING_NO_UNIT,
               "needs `per year`, e.g. 3% per year", "");
}
END_TEST

START_TEST(money)
{
    expect_value(read_pounds,
                 "\xc2\xa3"
                 "15,500",
                 15500);
    expect_value(read_pounds, "15500", 15500);
    expect_value(read_pounds, "1,234,567.89", 1234567.89);
    expect_value(read_pounds, "0.06", 0.06);
    expect_value(read_pounds, "-\xc2\xa3 3.20", -3.2);
    expect_value(read_pounds, "\xc2\xa3-3.20", -3.2);
    expect_value(read_pounds, "-3.20", -3.2);
    expect_value(read_pounds, "14 \xc2\xa3", 14);
    expect_bad(read_pounds, "$14", MUSTER_READING_NO_NUMBER, "is not an amount of money",
               "write such as \xc2\xa3"
               "15,500");
    expect_bad(read_pounds, "14 EUR", MUSTER_READING_UNKNOWN_UNIT,
               "is not an amount in the scenario's currency",
               "write such as \xc2\xa3"
               "15,500");
    expect_bad(read_pounds, "15,50", MUSTER_READING_AMBIGUOUS, "a comma inside a number",
               "write 3.5 with a point, 15,500 in groups of three");
}
END_TEST

START_TEST(rates)
{
    static const char message[] = "needs `per` and a unit of time, e.g. 64 per hour";
    expect_value(muster_rate_read, "64 per hour", 64.0 / 3600);
    expect_value(muster_rate_read, "144 per h", 0.04);
    expect_value(muster_rate_read, "2 per s", 2);
    expect_value(muster_rate_read, "6/min", 0.1);
    expect_value(muster_rate_read, "864 a day", 0.01);
    expect_value(muster_rate_read, "604,800 per week", 1);
    expect_value(muster_rate_read, "2629800 per month", 1);
    expect_value(muster_rate_read, "31,557,600 per year", 1);
    expect_bad(muster_rate_read, "64", MUSTER_READING_NO_UNIT, message, "");
    expect_bad(muster_rate_read, "64 hour", MUSTER_READING_NO_UNIT, message, "");
    expect_bad(muster_rate_read, "64 per ms", MUSTER_READING_UNKNOWN_UNIT, message,
               "use s, min, hour, day, week, month or year");
    expect_bad(muster_rate_read, "64 per 2 hours", MUSTER_READING_UNKNOWN_UNIT, message,
               "use s, min, hour, day, week, month or year");
}
END_TEST

START_TEST(times_of_day)
{
    expect_value(muster_clock_read, "08:30", 30600);
    expect_value(muster_clock_read, "8:30", 30600);
    expect_value(muster_clock_read, "08:30:12.5", 30612.5);
    expect_value(muster_clock_read, "00:00", 0);
    expect_value(muster_clock_read, "24:00", 86400);
    expect_bad(muster_clock_read, " ", MUSTER_READING_EMPTY, "no time of day is given", "");
    static const char *const bad[] = {"24:01",  "25:00",    "08:60",    "8.30",     "08:3",
                                      "0830",   "08:30:60", "08",       "-08:30",   "08:30:1e1",
                                      "08:30:", "08:30pm",  "24:00:01", "08:30:5.", "111111111:30"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        expect_refused(muster_clock_read, bad[i], MUSTER_READING_MALFORMED,
                       "is not a time of day from 00:00 to 24:00, e.g. 08:30");
    }
}
END_TEST

static void expect_span(const char *text, double open_s, double close_s)
{
    struct muster_span span = {0};
    ck_assert_int_eq(muster_span_read(&span, text).status, MUSTER_READING_FINE);
    ck_assert_double_eq(span.open_s, open_s);
    ck_assert_double_eq(span.close_s, close_s);
}

START_TEST(spans_of_the_day)
{
    expect_span("08:00-18:00", 28800, 64800);
    expect_span("08:00 \xe2\x80\x93 18:00", 28800, 64800);
    expect_span("22:00-02:00", 79200, 93600);
    expect_span("00:00-24:00", 0, 86400);
    expect_span("22:00-00:00", 79200, 86400);
    struct muster_span spans[MUSTER_SPANS_MOST];
    size_t count = 0;
    ck_assert_int_eq(muster_spans_read(spans, &count, "08:00-12:00, 13:00-17:00").status,
                     MUSTER_READING_FINE);
    ck_assert_uint_eq(count, 2);
    ck_assert_double_eq(spans[1].open_s, 46800);
    ck_assert_int_eq(muster_spans_read(spans, &count, "08:00-12:00,").status,
                     MUSTER_READING_MALFORMED);
    ck_assert_int_eq(muster_spans_read(spans, &count, "08:00-12:00 13:00-17:00").status,
                     MUSTER_READING_MALFORMED);
    char many[400] = "08:00-09:00";
    for (size_t i = 0; i < MUSTER_SPANS_MOST; i++) {
        strcat(many, ",08:00-09:00");
    }
    ck_assert_str_eq(muster_spans_read(spans, &count, many).message, "has more than 12 spans");
    ck_assert_uint_eq(count, 2);
    struct muster_span span = {0};
    ck_assert_str_eq(muster_span_read(&span, "08:00-08:00").remedy,
                     "write 00:00-24:00 for a whole day");
    ck_assert_str_eq(muster_span_read(&span, "24:00-02:00").message,
                     "begins at 24:00, and a day's spans begin from 00:00 to 23:59");
    ck_assert_int_eq(muster_span_read(&span, "08:00").status, MUSTER_READING_MALFORMED);
    ck_assert_int_eq(muster_span_read(&span, "8am-6pm").status, MUSTER_READING_MALFORMED);
    ck_assert_int_eq(muster_span_read(&span, "08:00-12:00, 13:00-17:00").status,
                     MUSTER_READING_MALFORMED);
}
END_TEST

START_TEST(dates)
{
    int32_t date = 0;
    ck_assert_int_eq(muster_date_read(&date, " 2004-10-01 ").status, MUSTER_READING_FINE);
    ck_assert_int_eq(date, 12692);
    ck_assert_str_eq(muster_date_read(&date, "2004-02-30").message,
                     "is not a date that exists, e.g. 2004-10-01");
    ck_assert_str_eq(muster_date_read(&date, "1/10/2004 at noon").message,
                     "is not a date, e.g. 2004-10-01");
    int month = 0;
    int day = 0;
    ck_assert_int_eq(muster_month_day_read(&month, &day, "04-01").status, MUSTER_READING_FINE);
    ck_assert_int_eq(month, 4);
    ck_assert_int_eq(day, 1);
    ck_assert_int_eq(muster_month_day_read(&month, &day, "02-29").status, MUSTER_READING_FINE);
    ck_assert_int_eq(muster_month_day_read(&month, &day, "04-31").status, MUSTER_READING_MALFORMED);
    ck_assert_int_eq(muster_month_day_read(&month, &day, "13-01").status, MUSTER_READING_MALFORMED);
    ck_assert_int_eq(muster_month_day_read(&month, &day, "4").status, MUSTER_READING_MALFORMED);
    ck_assert_int_eq(muster_month_read(&month, "Sep").status, MUSTER_READING_FINE);
    ck_assert_int_eq(month, 9);
    ck_assert_int_eq(muster_month_read(&month, "december").status, MUSTER_READING_FINE);
    ck_assert_int_eq(month, 12);
    ck_assert_int_eq(muster_month_read(&month, "sept").status, MUSTER_READING_MALFORMED);
}
END_TEST

START_TEST(days_of_the_week)
{
    static const struct {
        const char *text;
        unsigned days;
    } good[] = {{"mon", 1},
                {"mon-fri", 31},
                {"sat", 32},
                {"Sunday", 64},
                {"mon-sun", 127},
                {"sat-mon", 97},
                {"mon, wed, fri", 21},
                {"mon-tue,sun", 67},
                {"wed - thursday", 12}};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        unsigned days = 0;
        ck_assert_int_eq(muster_weekdays_read(&days, good[i].text).status, MUSTER_READING_FINE);
        ck_assert_uint_eq(days, good[i].days);
    }
    static const char *const bad[] = {"", "mo", "mond", "mon-", "mon fri", "mon,", "1", "mon-xyz"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        unsigned days = 99;
        ck_assert_int_eq(muster_weekdays_read(&days, bad[i]).status, MUSTER_READING_MALFORMED);
        ck_assert_uint_eq(days, 99);
    }
}
END_TEST

START_TEST(flags)
{
    bool flag = false;
    ck_assert_int_eq(muster_flag_read(&flag, "yes").status, MUSTER_READING_FINE);
    ck_assert(flag);
    ck_assert_int_eq(muster_flag_read(&flag, "No").status, MUSTER_READING_FINE);
    ck_assert(!flag);
    ck_assert_int_eq(muster_flag_read(&flag, "true").status, MUSTER_READING_FINE);
    ck_assert(flag);
    ck_assert_str_eq(muster_flag_read(&flag, "maybe").message, "must be yes or no");
    ck_assert_str_eq(muster_flag_read(&flag, "yes please").message, "must be yes or no");
}
END_TEST

static void expect_target(const char *text, enum muster_target_kind kind, double share,
                          double within_s)
{
    struct muster_target target = {.service = 7};
    struct muster_reading reading = muster_target_read(&target, text);
    ck_assert_msg(reading.status == MUSTER_READING_FINE, "'%s': %s", text, reading.message);
    ck_assert_int_eq(target.kind, kind);
    ck_assert_double_eq_tol(target.share, share, 1e-15);
    ck_assert_double_eq(target.within_s, within_s);
    ck_assert_int_eq(target.service, 7);
}

START_TEST(targets)
{
    expect_target("80% in 20 s", MUSTER_TARGET_WITHIN, 0.8, 20);
    expect_target("0.8 within 1.5 min", MUSTER_TARGET_WITHIN, 0.8, 90);
    expect_target("asa 180 s", MUSTER_TARGET_ASA, 0, 180);
    expect_target("ASA 3 min", MUSTER_TARGET_ASA, 0, 180);
    expect_target("answered 90%", MUSTER_TARGET_ANSWERED, 0.9, 0);
    expect_target("abandoned 5%", MUSTER_TARGET_ABANDONED, 0.05, 0);
    struct muster_target target = {0};
    ck_assert_str_eq(muster_target_read(&target, "80 in 20 s").remedy, "did you mean 80% in 20 s?");
    ck_assert_str_eq(muster_target_read(&target, "80/20").remedy, "did you mean 80% in 20 s?");
    ck_assert_str_eq(muster_target_read(&target, "80% in 20").remedy, "did you mean 80% in 20 s?");
    ck_assert_str_eq(muster_target_read(&target, "80% in 20").message, "needs a unit of time");
    ck_assert_str_eq(muster_target_read(&target, "120% in 20 s").message,
                     "is out of range [0%, 100%]");
    ck_assert_str_eq(muster_target_read(&target, "good").message, "is not a target");
    ck_assert_str_eq(muster_target_read(&target, "asa -5 s").message, "has a time below 0");
    ck_assert_str_eq(muster_target_read(&target, "95% of deferred within 2 days").message,
                     "is a kind of target not in this version");
    ck_assert_str_eq(muster_target_read(&target, "80%").remedy,
                     "write such as 80% in 20 s, asa 180 s, answered 90%, abandoned 5%");
}
END_TEST

typedef void slip(char *remedy, size_t size, const char *text);

struct slipped {
    slip *guess;
    const char *text, *remedy;
};

static const struct slipped SLIPPED[] = {
    {muster_slip_clock, "8.30", "did you mean 08:30?"},
    {muster_slip_clock, "0830", "did you mean 08:30?"},
    {muster_slip_clock, "9", "did you mean 09:00?"},
    {muster_slip_clock, "8:30 pm", "did you mean 20:30?"},
    {muster_slip_clock, "12am", "did you mean 00:00?"},
    {muster_slip_clock, "12 pm", "did you mean 12:00?"},
    {muster_slip_clock, "25:30", "did you mean 01:30?"},
    {muster_slip_clock, "noon", ""},
    {muster_slip_clock, "8:75", ""},
    {muster_slip_clock, "12345", ""},
    {muster_slip_clock, "99", ""},
    {muster_slip_span, "8.30-18.00", "did you mean 08:30-18:00?"},
    {muster_slip_span, "8-18", "did you mean 08:00-18:00?"},
    {muster_slip_span, "0800 \xe2\x80\x94 1800", "did you mean 08:00-18:00?"},
    {muster_slip_span, "9am to 5.30pm", "did you mean 09:00-17:30?"},
    {muster_slip_span, "24:00-06:00", "did you mean 00:00-06:00?"},
    {muster_slip_span, "20:00-26:00", "did you mean 20:00-02:00?"},
    {muster_slip_span, "8-12, 13-17", "did you mean 08:00-12:00?"},
    {muster_slip_span, "8-8", ""},
    {muster_slip_span, "all day", ""},
    {muster_slip_date, "06.01.2025", "did you mean 2025-01-06 (year-month-day)?"},
    {muster_slip_date, "6/1/2025", "did you mean 2025-01-06 (year-month-day)?"},
    {muster_slip_date, "1/31/2025", "did you mean 2025-01-31 (year-month-day)?"},
    {muster_slip_date, "2025-1-6", "did you mean 2025-01-06 (year-month-day)?"},
    {muster_slip_date, "2025/01/06", "did you mean 2025-01-06 (year-month-day)?"},
    {muster_slip_date, "2025-31-01", "did you mean 2025-01-31 (year-month-day)?"},
    {muster_slip_date, "2025-06-31", "write year-month-day, and a day that the month has"},
    {muster_slip_date, "06.01.25", ""},
    {muster_slip_date, "6 January 2025", ""},
    {muster_slip_date, "06.01-2025", ""},
    {muster_slip_unit, "40 ", "write 40 s, 40 min, 40 h, 40 d or 40 weeks"},
    {muster_slip_unit, "123456789012", "add s, min, h, d or weeks"},
    {muster_slip_number, "150 000", "did you mean 150000?"},
    {muster_slip_number, "1 500 000", "did you mean 1500000?"},
    {muster_slip_number, "150k", "did you mean 150000?"},
    {muster_slip_number, "90%", "did you mean 0.9?"},
    {muster_slip_number, "16 FTE", "write the number alone; the key itself says the unit"},
    {muster_slip_number, "15 00", "write the number alone; the key itself says the unit"},
};

START_TEST(slips)
{
    const struct slipped *slipped = &SLIPPED[_i];
    char remedy[96];
    slipped->guess(remedy, sizeof remedy, slipped->text);
    ck_assert_msg(strcmp(remedy, slipped->remedy) == 0, "'%s': %s, not %s", slipped->text, remedy,
                  slipped->remedy);
}
END_TEST

START_TEST(slips_of_durations)
{
    expect_bad(muster_duration_read, "2.7 m", MUSTER_READING_UNKNOWN_UNIT,
               "has a unit that is not known", "did you mean min?");
    expect_bad(muster_duration_read, "3 hrs", MUSTER_READING_UNKNOWN_UNIT,
               "has a unit that is not known", "did you mean h?");
    expect_bad(muster_duration_read, "2 years", MUSTER_READING_UNKNOWN_UNIT,
               "has a unit that is not known", "write years as months: 2 years are 24 months");
    expect_bad(muster_duration_read, "0:40", MUSTER_READING_UNKNOWN_UNIT,
               "has a unit that is not known",
               "write 40 s, or 40 min if hours and minutes are meant");
    expect_value(muster_duration_read, "40\xc2\xa0s", 40);
    expect_value(muster_duration_read, "40\xe2\x80\xafmin", 2400);
}
END_TEST

/* 150.000 is 150 here and 150,000 elsewhere: whoever writes a count or money so has to say. */
START_TEST(points_between_thousands)
{
    int64_t count = 0;
    double amount = 0;
    ck_assert_str_eq(muster_count_read(&count, "150.000").remedy,
                     "write 150000 or 150, whichever is meant");
    ck_assert_str_eq(muster_money_read(&amount, "£24.000", "£").remedy,
                     "write 24000 or 24, whichever is meant");
    ck_assert_int_eq(muster_money_read(&amount, "£24.00", "£").status, MUSTER_READING_FINE);
    ck_assert_int_eq(muster_money_read(&amount, "0.065", "£").status, MUSTER_READING_FINE);
    ck_assert_double_eq(amount, 0.065);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("quantity");
    TCase *list = tcase_create("quantity");
    tcase_add_test(list, durations);
    tcase_add_test(list, numbers_are_decimal);
    tcase_add_test(list, locale_plays_no_part);
    tcase_add_test(list, counts);
    tcase_add_test(list, shares_and_growth);
    tcase_add_test(list, money);
    tcase_add_test(list, rates);
    tcase_add_test(list, times_of_day);
    tcase_add_test(list, spans_of_the_day);
    tcase_add_test(list, dates);
    tcase_add_test(list, days_of_the_week);
    tcase_add_test(list, flags);
    tcase_add_test(list, targets);
    tcase_add_loop_test(list, slips, 0, (int)(sizeof SLIPPED / sizeof *SLIPPED));
    tcase_add_test(list, slips_of_durations);
    tcase_add_test(list, points_between_thousands);
    suite_add_tcase(suite, list);
    return muster_check_run(suite);
}
