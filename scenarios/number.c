/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "number.h"

#include <errno.h>
#include <limits.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NUMBER_MOST = 40 }; /* characters */

struct muster_reading muster_reading_fine(void)
{
    return (struct muster_reading){.status = MUSTER_READING_FINE};
}

struct muster_reading muster_reading_bad(enum muster_reading_status status, const char *message,
                                         const char *format, const char *text)
{
    struct muster_reading reading = {.status = status, .message = message};
    if (format) {
        int length = text ? snprintf(reading.remedy, sizeof reading.remedy, format, text)
                          : snprintf(reading.remedy, sizeof reading.remedy, "%s", format);
        if (length < 0 || (size_t)length >= sizeof reading.remedy) {
            reading.remedy[0] = '\0'; /* a cut remedy could mislead, and could split a character */
        }
    }
    return reading;
}

const char *muster_text_skip(const char *text)
{
    static const char *const HARD[] = {"\xc2\xa0", "\xe2\x80\xaf"}; /* U+00A0, U+202F */
    for (const char *before = NULL; before != text;) {
        before = text;
        text += strspn(text, " \t");
        for (size_t i = 0; i < sizeof HARD / sizeof *HARD; i++) {
            text += strncmp(text, HARD[i], strlen(HARD[i])) == 0 ? strlen(HARD[i]) : 0;
        }
    }
    return text;
}

bool muster_text_ended(const char *text)
{
    return *muster_text_skip(text) == '\0';
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

const char *muster_text_word(const char *text, const char *word)
{
    text = muster_text_skip(text);
    while (*word && lower(*text) == *word) {
        text++;
        word++;
    }
    bool goes_on = lower(*text) >= 'a' && lower(*text) <= 'z';
    return *word || goes_on ? NULL : text;
}

static size_t count_digits(const char *text)
{
    return strspn(text, "0123456789");
}

/* Copies digits, dropping thousands commas; false when the commas are not thousands commas. */
static bool take_integer(char *copy, size_t *length, const char **text, bool commas)
{
    size_t digits = count_digits(*text);
    bool grouped = (*text)[digits] == ',' && count_digits(*text + digits + 1) > 0;
    if (grouped && (!commas || digits == 0 || digits > 3)) {
        return false;
    }
    for (;;) {
        if (*length + digits > NUMBER_MOST) {
            return true; /* the caller sees a digit left over */
        }
        memcpy(copy + *length, *text, digits);
        *length += digits;
        *text += digits;
        if (**text != ',' || count_digits(*text + 1) == 0) {
            return true;
        }
        digits = count_digits(++*text);
        if (digits != 3) {
            return false;
        }
    }
}

static void take_run(char *copy, size_t *length, const char **text, size_t count)
{
    for (size_t i = 0; i < count && *length < NUMBER_MOST; i++) {
        copy[(*length)++] = *(*text)++;
    }
}

/* ".5" behind the integer, "e3" behind that; returns the number of digits behind the point. */
static size_t take_rest(char *copy, size_t *length, const char **text)
{
    size_t decimals = **text == '.' ? count_digits(*text + 1) : 0;
    if (decimals > 0) {
        take_run(copy, length, text, decimals + 1);
    }
    if (lower(**text) == 'e') {
        size_t sign = strspn(*text + 1, "+-") == 1;
        size_t digits = count_digits(*text + 1 + sign);
        take_run(copy, length, text, digits > 0 ? 1 + sign + digits : 0);
    }
    return decimals;
}

/* strtod, told the point that the program's locale expects: a locale of our own would need memory,
 * and a number is never refused for the lack of it. */
static bool convert(double *value, const char *digits)
{
    char copy[NUMBER_MOST + MB_LEN_MAX + 2];
    size_t whole = strcspn(digits, ".");
    bool pointed = digits[whole] == '.';
    snprintf(copy, sizeof copy, "%.*s%.*s%s", (int)whole, digits, pointed ? MB_LEN_MAX : 0,
             localeconv()->decimal_point, digits + whole + pointed);
    char *end = NULL;
    errno = 0;
    double converted = strtod(copy, &end);
    bool fits = errno != ERANGE && isfinite(converted);
    if (fits && *end == '\0') {
        *value = converted;
        return true;
    }
    return false;
}

struct muster_reading muster_number_take(double *value, const char **text, bool commas)
{
    char copy[NUMBER_MOST + 2] = "";
    size_t length = 0;
    const char *rest = muster_text_skip(*text);
    if (*rest == '\0') {
        return muster_reading_bad(MUSTER_READING_EMPTY, "no value is given", NULL, NULL);
    }
    if (*rest == '-' || *rest == '+') {
        copy[length++] = *rest++;
    }
    const char *start = rest;
    if (!take_integer(copy, &length, &rest, commas)) {
        return muster_reading_bad(MUSTER_READING_AMBIGUOUS, "a comma inside a number",
                                  commas ? "write 3.5 with a point, 15,500 in groups of three"
                                         : "write 3.5 with a point, and no thousands commas",
                                  NULL);
    }
    size_t digits = (size_t)(rest - start);
    digits += take_rest(copy, &length, &rest);
    if (digits == 0 && count_digits(rest) == 0) {
        return muster_reading_bad(MUSTER_READING_NO_NUMBER, "is not a number", NULL, NULL);
    }
    copy[length] = '\0';
    if (length >= NUMBER_MOST || count_digits(rest) > 0 || !convert(value, copy)) {
        return muster_reading_bad(MUSTER_READING_TOO_LARGE, "has too many digits or does not fit",
                                  "write a number with fewer digits", NULL);
    }
    *text = rest;
    return muster_reading_fine();
}
