/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Civil dates (proleptic Gregorian), weekdays, ISO weeks [reingold2018]. A date is a count of days
 * since 1970-01-01 (int32_t); every day has 24 hours, there are no time zones. Dates of the years
 * 1 to 9999 are valid everywhere below.
 * Thread rule: pure functions.
 */
#ifndef MUSTER_CALENDAR_H
#define MUSTER_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

struct muster_civil {
    int year;  /* [1, 9999] */
    int month; /* [1, 12] */
    int day;   /* [1, 31] */
};

/* The week of the date's Thursday: week 1 holds 4 January, weeks begin on Monday. */
struct muster_iso_week {
    int year; /* the ISO week-numbering year: differs from the civil year at most in the first and
                 last three days of it */
    int week; /* [1, 53] */
};

/* Is there such a day? */
bool muster_civil_valid(struct muster_civil civil);
/* `civil` is valid. */
int32_t muster_date_from_civil(struct muster_civil civil);
struct muster_civil muster_civil_from_date(int32_t date);
/* Monday 0 … Sunday 6. */
int muster_weekday(int32_t date);
struct muster_iso_week muster_iso_week(int32_t date);
/* First day of the month of `date`; first day of the next month. */
int32_t muster_month_start(int32_t date);
int32_t muster_month_next(int32_t date);
/* The same day so many months on (or back), or that month's last when it has no such day. */
int32_t muster_date_add_months(int32_t date, int months);
/* The financial year of councils: 1 April to 31 March. The year in which that of `date` began;
 * its first day is the 1 April of that year. "2004/05" goes into text[8]. */
int muster_financial_year(int32_t date);
int32_t muster_financial_year_start(int year);
void muster_financial_year_format(char text[8], int year);
/* Parses "2004/05" (the years follow each other); false otherwise, *year untouched. */
bool muster_financial_year_parse(int *year, const char *text);
/* What falls to the days from `from` up to, not with, `end` within the month of `date`, of a sum a
 * year that is paid in twelfths by month: days / days of the month / 12. */
double muster_month_part(int32_t date, int32_t from, int32_t end);
/* Parses "2004-10-01" (exactly ten characters, valid date); false otherwise, *date untouched. */
bool muster_date_parse(int32_t *date, const char *text);
/* Writes "2004-10-01" into text[11]. */
void muster_date_format(char text[11], int32_t date);

#endif
