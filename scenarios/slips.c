/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "slips.h"

#include "calendar.h"
#include "nearest.h"
#include "number.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* ---- times of day ---- */

struct guess {
    int hour, minute; /* hour up to 47 */
};

/* One to four digits off *text; returns how many there were. */
static size_t take_digits(int *value, const char **text)
{
    size_t digits = strspn(*text, "0123456789");
    *value = 0;
    for (size_t i = 0; i < digits && i < 4; i++)
        *value = 10 * *value + ((*text)[i] - '0');
    *text += digits;
    return digits;
}

/* "am", "pm", "h" or "Uhr" behind the hour. */
static void take_half(struct guess *guess, const char **text)
{
    static const char *const SILENT[] = {"h", "hrs", "uhr", "o'clock"};
    const char *am = muster_text_word(*text, "am");
    const char *pm = muster_text_word(*text, "pm");
    if ((am != NULL || pm != NULL) && guess->hour <= 12) {
        guess->hour = guess->hour % 12 + (pm != NULL ? 12 : 0);
        *text = am != NULL ? am : pm;
    }
    for (size_t i = 0; i < sizeof SILENT / sizeof *SILENT; i++) {
        const char *rest = muster_text_word(*text, SILENT[i]);
        if (rest != NULL) {
            *text = rest;
            return;
        }
    }
}

/* "8", "8.30", "0830", "8h30", "8:30 pm" off *text. */
static bool guess_clock(struct guess *guess, const char **text)
{
    const char *rest = muster_text_skip(*text);
    int first = 0, second = 0;
    size_t digits = take_digits(&first, &rest);
    if (digits == 0 || digits > 4)
        return false;
    if (digits > 2) {
        second = first % 100;
        first /= 100;
    } else if (*rest != '\0' && strchr(":.hH", *rest) != NULL && strspn(rest + 1, "0123456789")) {
        rest++;
        if (take_digits(&second, &rest) != 2)
            return false;
    }
    *guess = (struct guess){.hour = first, .minute = second};
    take_half(guess, &rest);
    *text = rest;
    return guess->hour < 48 && guess->minute < 60;
}

static struct guess next_morning(struct guess guess)
{
    bool past = guess.hour > 24 || (guess.hour == 24 && guess.minute > 0);
    return (struct guess){guess.hour - (past ? 24 : 0), guess.minute};
}

void muster_slip_clock(char *remedy, size_t size, const char *text)
{
    struct guess guess;
    remedy[0] = '\0';
    if (!guess_clock(&guess, &text) || !muster_text_ended(text))
        return;
    guess = next_morning(guess);
    snprintf(remedy, size, "did you mean %02d:%02d?", guess.hour, guess.minute);
}

/* Past what stands between two times of day, or NULL. */
static const char *past_between(const char *text)
{
    static const char *const BETWEEN[] = {"to", "until", "till", "bis"};
    static const char *const DASHES[] = {"-", "\xe2\x80\x93", "\xe2\x80\x94"};
    for (size_t i = 0; i < sizeof BETWEEN / sizeof *BETWEEN; i++) {
        const char *rest = muster_text_word(text, BETWEEN[i]);
        if (rest != NULL)
            return rest;
    }
    text = muster_text_skip(text);
    for (size_t i = 0; i < sizeof DASHES / sizeof *DASHES; i++)
        if (strncmp(text, DASHES[i], strlen(DASHES[i])) == 0)
            return text + strlen(DASHES[i]);
    return NULL;
}

void muster_slip_span(char *remedy, size_t size, const char *text)
{
    struct guess open, close;
    remedy[0] = '\0';
    const char *rest = guess_clock(&open, &text) ? past_between(text) : NULL;
    if (rest == NULL || !guess_clock(&close, &rest))
        return;
    if (!muster_text_ended(rest) && *muster_text_skip(rest) != ',')
        return;
    open = next_morning(open);
    close = next_morning(close);
    open.hour %= 24;
    if (open.hour != close.hour || open.minute != close.minute)
        snprintf(remedy, size, "did you mean %02d:%02d-%02d:%02d?", open.hour, open.minute,
                 close.hour, close.minute);
}

/* ---- dates ---- */

/* Three numbers with one kind of mark between them. */
static bool split_date(int part[3], size_t digits[3], const char *text)
{
    char mark = '\0';
    text = muster_text_skip(text);
    for (int i = 0; i < 3; i++) {
        if (i > 0 && (*text == '\0' || strchr("-./ ", *text) == NULL || (mark && *text != mark)))
            return false;
        if (i > 0)
            mark = *text++;
        digits[i] = take_digits(&part[i], &text);
        if (digits[i] == 0 || digits[i] > 4)
            return false;
    }
    return muster_text_ended(text);
}

void muster_slip_date(char *remedy, size_t size, const char *text)
{
    int part[3];
    size_t digits[3];
    remedy[0] = '\0';
    if (!split_date(part, digits, text) || (digits[0] == 4) == (digits[2] == 4))
        return;
    bool year_first = digits[0] == 4;
    struct muster_civil civil = {
        .year = part[year_first ? 0 : 2], .month = part[1], .day = part[year_first ? 2 : 0]};
    if (civil.month > 12) {
        int day = civil.month;
        civil.month = civil.day;
        civil.day = day;
    }
    if (muster_civil_valid(civil))
        snprintf(remedy, size, "did you mean %04d-%02d-%02d (year-month-day)?", civil.year,
                 civil.month, civil.day);
    else
        snprintf(remedy, size, "write year-month-day, and a day that the month has");
}

/* ---- lengths of time ---- */

void muster_slip_unit(char *remedy, size_t size, const char *number)
{
    int length = (int)strcspn(number, " \t");
    if (length > 10)
        snprintf(remedy, size, "add s, min, h, d or weeks");
    else
        snprintf(remedy, size, "write %.*s s, %.*s min, %.*s h, %.*s d or %.*s weeks", length,
                 number, length, number, length, number, length, number, length, number);
}

/* "0:40" may be minutes and seconds, or hours and minutes. */
static void slip_colon(char *remedy, size_t size, const char *text)
{
    int first = 0, second = 0;
    const char *rest = muster_text_skip(text);
    if (take_digits(&first, &rest) == 0 || *rest++ != ':' || take_digits(&second, &rest) != 2 ||
        !muster_text_ended(rest))
        return;
    int whole = 60 * first + second;
    snprintf(remedy, size, "write %d s, or %d min if hours and minutes are meant", whole, whole);
}

void muster_slip_duration(char *remedy, size_t size, const char *text, const char *unit)
{
    static const struct {
        const char *word, *meant;
    } SLIPS[] = {{"m", "min"},      {"hr", "h"},        {"hrs", "h"},   {"sek", "s"},
                 {"wk", "weeks"},   {"wks", "weeks"},   {"w", "weeks"}, {"mo", "months"},
                 {"mth", "months"}, {"mths", "months"}, {"std", "h"},   {"tage", "days"}};
    remedy[0] = '\0';
    if (*muster_text_skip(unit) == ':')
        slip_colon(remedy, size, text);
    for (size_t i = 0; i < sizeof SLIPS / sizeof *SLIPS; i++) {
        const char *rest = muster_text_word(unit, SLIPS[i].word);
        if (rest != NULL && muster_text_ended(rest))
            snprintf(remedy, size, "did you mean %s?", SLIPS[i].meant);
    }
    if (muster_text_word(unit, "year") != NULL || muster_text_word(unit, "years") != NULL)
        snprintf(remedy, size, "write years as months: 2 years are 24 months");
}

/* ---- bare numbers ---- */

/* "150 000": groups of three digits behind blanks, joined. */
static bool join_groups(char *joined, size_t size, const char *text)
{
    size_t used = 0, groups = 0;
    text = muster_text_skip(text);
    for (;; groups++) {
        size_t digits = strspn(text, "0123456789");
        if (digits == 0 || digits > 3 || (groups > 0 && digits != 3) || used + digits >= size)
            return false;
        memcpy(joined + used, text, digits);
        used += digits;
        joined[used] = '\0';
        const char *next = muster_text_skip(text + digits);
        if (*next == '\0')
            return groups > 0;
        if (next == text + digits)
            return false;
        text = next;
    }
}

void muster_slip_number(char *remedy, size_t size, const char *text)
{
    char joined[32];
    double value = 0;
    const char *rest = text;
    snprintf(remedy, size, "write the number alone; the key itself says the unit");
    if (join_groups(joined, sizeof joined, text)) {
        snprintf(remedy, size, "did you mean %s?", joined);
        return;
    }
    if (muster_number_take(&value, &rest, true).status != MUSTER_READING_FINE || fabs(value) > 1e12)
        return;
    rest = muster_text_skip(rest);
    const char *thousand = muster_text_word(rest, "k");
    if (*rest == '%' && muster_text_ended(rest + 1))
        snprintf(remedy, size, "did you mean %.10g?", value / 100);
    else if (thousand != NULL && muster_text_ended(thousand))
        snprintf(remedy, size, "did you mean %.10g?", 1000 * value);
}
