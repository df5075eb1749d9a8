/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Civil dates by counting from 1 March: the leap day is then the last of its year, and the months
 * begin 0, 31, 61, 92 … days into it, which is (153 m + 2) / 5.
 */
#include "calendar.h"
#include <assert.h>
#include <stdio.h>
#include <string.h>

enum {
    DAYS_OF_400_YEARS = 146097,
    DAYS_OF_100_YEARS = 36524,
    DAYS_OF_4_YEARS = 1461,
    EPOCH = 719468 /* days from 0000-03-01 to 1970-01-01 */
};

static bool is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month - 1] + (month == 2 && is_leap(year));
}

bool muster_civil_valid(struct muster_civil civil)
{
    return civil.year >= 1 && civil.year <= 9999 && civil.month >= 1 && civil.month <= 12 &&
           civil.day >= 1 && civil.day <= days_in_month(civil.year, civil.month);
}

int32_t muster_date_from_civil(struct muster_civil civil)
{
    assert(muster_civil_valid(civil));
    int year = civil.month > 2 ? civil.year : civil.year - 1;
    int month = civil.month > 2 ? civil.month - 3 : civil.month + 9; /* from March */
    int day = (153 * month + 2) / 5 + civil.day - 1;
    return 365 * year + year / 4 - year / 100 + year / 400 + day - EPOCH;
}

struct muster_civil muster_civil_from_date(int32_t date)
{
    int days = date + EPOCH;
    assert(days >= 306 && days < 25 * DAYS_OF_400_YEARS); /* 0001-01-01 … */
    int of_400 = days % DAYS_OF_400_YEARS;
    /* Taking out the leap days so far leaves years of 365 days. */
    int year = (of_400 - of_400 / (DAYS_OF_4_YEARS - 1) + of_400 / DAYS_OF_100_YEARS -
                of_400 / (DAYS_OF_400_YEARS - 1)) /
               365;
    int of_year = of_400 - (365 * year + year / 4 - year / 100);
    int month = (5 * of_year + 2) / 153;
    struct muster_civil civil = {.year = year + 400 * (days / DAYS_OF_400_YEARS) + (month >= 10),
                                 .month = month < 10 ? month + 3 : month - 9,
                                 .day = of_year - (153 * month + 2) / 5 + 1};
    return civil;
}

int muster_weekday(int32_t date)
{
    int from_thursday = date % 7; /* 1970-01-01 was a Thursday */
    return (from_thursday + 10) % 7;
}

struct muster_iso_week muster_iso_week(int32_t date)
{
    int32_t thursday = date - muster_weekday(date) + 3;
    int year = muster_civil_from_date(thursday).year;
    int32_t new_year = muster_date_from_civil((struct muster_civil){year, 1, 1});
    return (struct muster_iso_week){.year = year, .week = (thursday - new_year) / 7 + 1};
}

int32_t muster_month_start(int32_t date)
{
    return date - muster_civil_from_date(date).day + 1;
}

int32_t muster_date_add_months(int32_t date, int months)
{
    struct muster_civil civil = muster_civil_from_date(date);
    int month = civil.year * 12 + civil.month - 1 + months;
    civil.year = month / 12;
    civil.month = month % 12 + 1;
    while (!muster_civil_valid(civil))
        civil.day--;
    return muster_date_from_civil(civil);
}

int32_t muster_month_next(int32_t date)
{
    struct muster_civil civil = muster_civil_from_date(date);
    return date - civil.day + 1 + days_in_month(civil.year, civil.month);
}

/* Reads exactly `count` digits; -1 if one of them is none. */
static int read_digits(const char *text, int count)
{
    int number = 0;
    for (int i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        number = 10 * number + (text[i] - '0');
    }
    return number;
}

bool muster_date_parse(int32_t *date, const char *text)
{
    /* Left to right, so that nothing behind the text's end is looked at. */
    struct muster_civil civil = {0};
    if ((civil.year = read_digits(text, 4)) < 0 || text[4] != '-' ||
        (civil.month = read_digits(text + 5, 2)) < 0 || text[7] != '-' ||
        (civil.day = read_digits(text + 8, 2)) < 0 || text[10] != '\0')
        return false;
    if (!muster_civil_valid(civil))
        return false;
    *date = muster_date_from_civil(civil);
    return true;
}

static void write_digits(char *text, int count, int number)
{
    for (int i = count - 1; i >= 0; i--) {
        text[i] = (char)('0' + number % 10);
        number /= 10;
    }
}

void muster_date_format(char text[11], int32_t date)
{
    struct muster_civil civil = muster_civil_from_date(date);
    write_digits(text, 4, civil.year);
    text[4] = '-';
    write_digits(text + 5, 2, civil.month);
    text[7] = '-';
    write_digits(text + 8, 2, civil.day);
    text[10] = '\0';
}

int muster_financial_year(int32_t date)
{
    struct muster_civil civil = muster_civil_from_date(date);
    return civil.month >= 4 ? civil.year : civil.year - 1;
}

int32_t muster_financial_year_start(int year)
{
    return muster_date_from_civil((struct muster_civil){year, 4, 1});
}

void muster_financial_year_format(char text[8], int year)
{
    unsigned first = (unsigned)year % 10000, second = (unsigned)(year + 1) % 100;
    snprintf(text, 8, "%04u/%02u", first, second);
}

bool muster_financial_year_parse(int *year, const char *text)
{
    char again[8];
    int first = 0;
    if (strlen(text) != 7 || strspn(text, "0123456789/") != 7)
        return false;
    for (int i = 0; i < 4 && text[i] != '/'; i++)
        first = 10 * first + text[i] - '0';
    muster_financial_year_format(again, first);
    if (first < 1 || strcmp(again, text) != 0)
        return false;
    *year = first;
    return true;
}

double muster_month_part(int32_t date, int32_t from, int32_t end)
{
    int32_t first = muster_month_start(date), next = muster_month_next(date);
    int32_t low = from > first ? from : first, high = end < next ? end : next;
    return high > low ? (double)(high - low) / (next - first) / 12 : 0;
}
