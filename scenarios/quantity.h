/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From a planner's words to numbers: "3.5 min", "08:30", "22:00-02:00", "30%", "£15,500",
 * "64 per hour", "mon-fri", "80% in 20 s". Shared by the scenario reader and the command line.
 * Every function returns a reading: fine, or what went wrong in words that need no context, with a
 * remedy. It judges the form only; ranges are the schema's. Blanks around and between the parts do
 * not matter. Numbers are decimal with a point, whatever the locale: no hexadecimal, nan or inf, at
 * most 40 characters, no value beyond a double. Outputs are untouched when something went wrong.
 * Thread rule: pure functions.
 */
#ifndef MUSTER_QUANTITY_H
#define MUSTER_QUANTITY_H

#include "scenario.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum muster_reading_status {
    MUSTER_READING_FINE,
    MUSTER_READING_EMPTY,        /* no text at all */
    MUSTER_READING_NO_NUMBER,    /* a number was expected */
    MUSTER_READING_TOO_LARGE,    /* the number does not fit */
    MUSTER_READING_NO_UNIT,      /* a number without the unit it needs */
    MUSTER_READING_UNKNOWN_UNIT, /* a unit that is none, or not one of these */
    MUSTER_READING_EXTRA_UNIT,   /* a unit where a bare number is due */
    MUSTER_READING_AMBIGUOUS,    /* 70 for a share, a decimal comma */
    MUSTER_READING_MALFORMED     /* anything else */
};

struct muster_reading {
    enum muster_reading_status status;
    const char *message; /* static; NULL when fine */
    char remedy[96];     /* what to write instead; may be empty */
};

enum { MUSTER_SPANS_MOST = 12 }; /* spans in one text */

/* Bare numbers: "0.8", "1e3". */
struct muster_reading muster_number_read(double *value, const char *text);
/* Whole numbers, |value| <= 2^63 - 1: "30", "150,000", "1e3". */
struct muster_reading muster_count_read(int64_t *value, const char *text);
/* [s] "3.5 min", "2 months"; units ns ms s min h d week month, long forms and plurals; a month is
 * 365.25 / 12 days. The sign is kept. */
struct muster_reading muster_duration_read(double *seconds, const char *text);
/* [1] "30%" and "0.3" are 0.3; a bare number outside [-1, 1] is a fault ("70": "70%?"). */
struct muster_reading muster_share_read(double *share, const char *text);
/* Money, `currency` ("£", "EUR") before or behind the number or absent: "£15,500", "-3.20". */
struct muster_reading muster_money_read(double *amount, const char *text, const char *currency);
/* [1/s] "64 per hour", "150,000 per year" (365.25 days): any unit of time but ns and ms. */
struct muster_reading muster_rate_read(double *per_second, const char *text);
/* [1/year] "3% per year", "-2% a year". */
struct muster_reading muster_growth_read(double *share_per_year, const char *text);

/* [s after midnight, 0 … 86400] "08:30", "8:30", "08:30:12.5", "24:00". */
struct muster_reading muster_clock_read(double *seconds, const char *text);
/* "08:00-18:00", "22:00-02:00" (ends after 86,400), "00:00-24:00"; start == end is a fault. */
struct muster_reading muster_span_read(struct muster_span *span, const char *text);
/* "08:00-12:00, 13:00-17:00" in the order written, at most MUSTER_SPANS_MOST. */
struct muster_reading muster_spans_read(struct muster_span spans[MUSTER_SPANS_MOST], size_t *count,
                                        const char *text);
/* Days since 1970-01-01: "2004-10-01". */
struct muster_reading muster_date_read(int32_t *date, const char *text);
/* "04-01": a month [1, 12] and a day that the month has (29 in February). */
struct muster_reading muster_month_day_read(int *month, int *day, const char *text);

/* yes/no, true/false, on/off. */
struct muster_reading muster_flag_read(bool *flag, const char *text);
/* One bit a day, Monday 1 … Sunday 64: "sat", "mon-fri", "mon, wed, fri", "sat-mon". */
struct muster_reading muster_weekdays_read(unsigned *days, const char *text);
/* January 1 … December 12: "jan", "january". */
struct muster_reading muster_month_read(int *month, const char *text);

/* "80% in 20 s", "asa 180 s", "answered 90%", "abandoned 5%": sets kind, share and within_s
 * (0 when it has none); text and service are left alone. The share is within [0, 1]. */
struct muster_reading muster_target_read(struct muster_target *target, const char *text);

/* "wait > 60 s" (0 s to 1 d), "queue > 5" (0 to 1000000), "service_level < 70%" (above 0, at most
 * 100%): the sign is the one of the bad side. */
struct muster_reading muster_condition_read(struct muster_condition *condition, const char *text);

#endif
