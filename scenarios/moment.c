/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The part of quantity.h about times of day, dates and days of the week; and yes and no.
 */
#include "quantity.h"

#include "calendar.h"
#include "number.h"
#include "slips.h"

#include <string.h>

static const char *const weekday_names[7] = {"monday", "tuesday",  "wednesday", "thursday",
                                             "friday", "saturday", "sunday"};
static const char *const month_names[12] = {"january",   "february", "march",    "april",
                                            "may",       "june",     "july",     "august",
                                            "september", "october",  "november", "december"};

static struct muster_reading malformed(const char *message)
{
    return muster_reading_bad(MUSTER_READING_MALFORMED, message, NULL, NULL);
}

/* The same with the writer's probable meaning. */
static struct muster_reading slipped(const char *message, const char *text,
                                     void (*slip)(char *, size_t, const char *),
                                     const char *otherwise)
{
    struct muster_reading reading =
        muster_reading_bad(MUSTER_READING_MALFORMED, message, otherwise, NULL);
    char meant[sizeof reading.remedy];
    slip(meant, sizeof meant, text);
    if (meant[0]) {
        memcpy(reading.remedy, meant, sizeof meant);
    }
    return reading;
}

/* ---- Times of day ---- */

/* Exactly `least` to `most` digits off *text. */
static bool take_digits(int *value, const char **text, size_t least, size_t most)
{
    size_t digits = strspn(*text, "0123456789");
    if (digits < least || digits > most) {
        return false;
    }
    *value = 0;
    for (size_t i = 0; i < digits; i++) {
        *value = 10 * *value + (*(*text)++ - '0');
    }
    return true;
}

/* ":12.5" off *text, when it is there. */
static bool take_seconds(double *seconds, const char **text)
{
    *seconds = 0;
    if (**text != ':') {
        return true;
    }
    const char *start = *text + 1;
    const char *end = start;
    int whole = 0;
    if (!take_digits(&whole, &end, 2, 2)) {
        return false;
    }
    *text = end;
    *seconds = whole;
    if (*end == '.') {
        double fine = 0;
        if (strspn(end + 1, "0123456789") == 0 || muster_number_take(&fine, &start, false).status) {
            return false;
        }
        *seconds = fine;
        *text = start;
    }
    return *seconds < 60;
}

/* "08:30" or "08:30:12.5" off *text. */
static bool take_clock(double *seconds, const char **text)
{
    const char *rest = muster_text_skip(*text);
    int hour = 0;
    int minute = 0;
    double second = 0;
    if (!take_digits(&hour, &rest, 1, 2) || *rest++ != ':' || !take_digits(&minute, &rest, 2, 2) ||
        !take_seconds(&second, &rest) || minute > 59) {
        return false;
    }
    double total = hour * 3600.0 + minute * 60.0 + second;
    if (total > 86400) {
        return false;
    }
    *seconds = total;
    *text = rest;
    return true;
}

struct muster_reading muster_clock_read(double *seconds, const char *text)
{
    const char *begin = text;
    double taken = 0;
    if (muster_text_ended(text)) {
        return muster_reading_bad(MUSTER_READING_EMPTY, "no time of day is given", NULL, NULL);
    }
    if (!take_clock(&taken, &text) || !muster_text_ended(text)) {
        return slipped("is not a time of day from 00:00 to 24:00, e.g. 08:30", begin,
                       muster_slip_clock, "write hours:minutes");
    }
    *seconds = taken;
    return muster_reading_fine();
}

/* Past "-" or a dash, or NULL. */
static const char *past_dash(const char *text)
{
    static const char dash[] = "\xe2\x80\x93"; /* U+2013, as word processors write it */
    text = muster_text_skip(text);
    if (*text == '-') {
        return text + 1;
    }
    return strncmp(text, dash, strlen(dash)) == 0 ? text + strlen(dash) : NULL;
}

static struct muster_reading take_span(struct muster_span *span, const char **text)
{
    double open = 0;
    double close = 0;
    const char *rest = *text;
    bool taken = take_clock(&open, &rest);
    rest = taken ? past_dash(rest) : NULL;
    if (!rest || !take_clock(&close, &rest)) {
        return slipped("is not a span of the day, e.g. 08:00-18:00", *text, muster_slip_span,
                       "write from-to, each as hours:minutes");
    }
    if (open >= 86400) {
        return slipped("begins at 24:00, and a day's spans begin from 00:00 to 23:59", *text,
                       muster_slip_span, "write from-to, each as hours:minutes");
    }
    if (open == close) {
        return muster_reading_bad(MUSTER_READING_AMBIGUOUS, "is a span without length",
                                  "write 00:00-24:00 for a whole day", NULL);
    }
    *span = (struct muster_span){.open_s = open, .close_s = close > open ? close : close + 86400};
    *text = rest;
    return muster_reading_fine();
}

struct muster_reading muster_spans_read(struct muster_span spans[MUSTER_SPANS_MOST], size_t *count,
                                        const char *text)
{
    struct muster_span taken[MUSTER_SPANS_MOST];
    size_t number = 0;
    for (;;) {
        if (number == MUSTER_SPANS_MOST) {
            return muster_reading_bad(MUSTER_READING_MALFORMED, "has more than 12 spans",
                                      "join some of them", NULL);
        }
        struct muster_reading reading = take_span(&taken[number], &text);
        if (reading.status) {
            return reading;
        }
        number++;
        text = muster_text_skip(text);
        if (*text != ',') {
            break;
        }
        text++;
    }
    if (*text != '\0') {
        return muster_reading_bad(MUSTER_READING_MALFORMED,
                                  "is not a list of spans, e.g. 08:00-12:00, 13:00-17:00",
                                  "put a comma between spans", NULL);
    }
    memcpy(spans, taken, number * sizeof *taken);
    *count = number;
    return muster_reading_fine();
}

struct muster_reading muster_span_read(struct muster_span *span, const char *text)
{
    struct muster_span taken;
    struct muster_reading reading = take_span(&taken, &text);
    if (reading.status) {
        return reading;
    }
    if (!muster_text_ended(text)) {
        return malformed("is not a span of the day, e.g. 08:00-18:00");
    }
    *span = taken;
    return reading;
}

/* ---- Dates ---- */

struct muster_reading muster_date_read(int32_t *date, const char *text)
{
    char trimmed[11];
    text = muster_text_skip(text);
    size_t length = strcspn(text, " \t");
    if (length != 10 || !muster_text_ended(text + length)) {
        return slipped("is not a date, e.g. 2004-10-01", text, muster_slip_date,
                       "write year-month-day");
    }
    memcpy(trimmed, text, length);
    trimmed[length] = '\0';
    if (!muster_date_parse(date, trimmed)) {
        return slipped("is not a date that exists, e.g. 2004-10-01", text, muster_slip_date,
                       "write year-month-day");
    }
    return muster_reading_fine();
}

struct muster_reading muster_month_day_read(int *month, int *day, const char *text)
{
    int m = 0;
    int d = 0;
    text = muster_text_skip(text);
    bool taken = take_digits(&m, &text, 2, 2) && *text++ == '-' && take_digits(&d, &text, 2, 2);
    if (!taken || !muster_text_ended(text) ||
        !muster_civil_valid((struct muster_civil){.year = 2000, .month = m, .day = d})) {
        return muster_reading_bad(MUSTER_READING_MALFORMED, "is not a month and day, e.g. 04-01",
                                  "write month-day, each with two digits", NULL);
    }
    *month = m;
    *day = d;
    return muster_reading_fine();
}

/* ---- Names ---- */

/* Takes a name, whole or its first three letters, off *text; its index, or -1. */
static int take_name(const char **text, const char *const *names, int count)
{
    for (int i = 0; i < count; i++) {
        char brief[4] = {names[i][0], names[i][1], names[i][2], '\0'};
        const char *rest = muster_text_word(*text, names[i]);
        rest = rest ? rest : muster_text_word(*text, brief);
        if (rest) {
            *text = rest;
            return i;
        }
    }
    return -1;
}

/* "mon" or "mon-fri" off *text as bits; 0 when it is none. */
static unsigned take_days(const char **text)
{
    int first = take_name(text, weekday_names, 7);
    int last = first;
    const char *rest = past_dash(*text);
    if (first >= 0 && rest) {
        last = take_name(&rest, weekday_names, 7);
        *text = rest;
    }
    if (first < 0 || last < 0) {
        return 0;
    }
    unsigned days = 1u << first;
    while (first != last) {
        first = (first + 1) % 7;
        days |= 1u << first;
    }
    return days;
}

struct muster_reading muster_weekdays_read(unsigned *days, const char *text)
{
    unsigned all = 0;
    for (;;) {
        unsigned taken = take_days(&text);
        if (taken == 0) {
            return muster_reading_bad(MUSTER_READING_MALFORMED,
                                      "is not a day of the week, e.g. mon, sat or mon-fri",
                                      "write mon, tue, wed, thu, fri, sat or sun", NULL);
        }
        all |= taken;
        text = muster_text_skip(text);
        if (*text != ',') {
            break;
        }
        text++;
    }
    if (*text != '\0') {
        return muster_reading_bad(MUSTER_READING_MALFORMED,
                                  "is not a day of the week, e.g. mon, sat or mon-fri",
                                  "write mon, tue, wed, thu, fri, sat or sun", NULL);
    }
    *days = all;
    return muster_reading_fine();
}

struct muster_reading muster_month_read(int *month, const char *text)
{
    int found = take_name(&text, month_names, 12);
    if (found < 0 || !muster_text_ended(text)) {
        return muster_reading_bad(MUSTER_READING_MALFORMED, "is not a month, jan to dec",
                                  "write jan, feb, mar and so on", NULL);
    }
    *month = found + 1;
    return muster_reading_fine();
}

struct muster_reading muster_flag_read(bool *flag, const char *text)
{
    static const struct {
        const char *word;
        bool flag;
    } words[] = {{"yes", true},    {"no", false}, {"true", true},
                 {"false", false}, {"on", true},  {"off", false}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const char *rest = muster_text_word(text, words[i].word);
        if (rest && muster_text_ended(rest)) {
            *flag = words[i].flag;
            return muster_reading_fine();
        }
    }
    return malformed("must be yes or no");
}
