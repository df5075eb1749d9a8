/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "words.h"

#include "calendar.h"
#include "console.h"

#include <math.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

const char *muster_words_weekday(int weekday)
{
    static const char *const WEEKDAYS[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    return WEEKDAYS[weekday];
}

/* "16.40" -> "16.4", "16.00" -> "16". */
static void trim(char *text)
{
    char *dot = strchr(text, '.');
    char *end = text + strlen(text);
    while (dot && end > dot && (end[-1] == '0' || end[-1] == '.') && *dot == '.')
        *--end = '\0';
}

struct muster_words muster_words_number(double value)
{
    struct muster_words out, digits;
    if (fabs(value) < 1000) {
        snprintf(out.text, sizeof out.text, fabs(value) < 100 ? "%.2f" : "%.1f", value);
        trim(out.text);
        return out;
    }
    if (!(fabs(value) < 1e15)) {
        snprintf(out.text, sizeof out.text, isfinite(value) ? "%.4g" : "beyond counting", value);
        return out;
    }
    snprintf(digits.text, sizeof digits.text, "%.0f", value);
    size_t length = strlen(digits.text), used = 0;
    for (size_t i = 0; i < length && used + 2 < sizeof out.text; i++) {
        bool comma = i > 0 && digits.text[i - 1] != '-' && (length - i) % 3 == 0;
        if (comma)
            out.text[used++] = ',';
        out.text[used++] = digits.text[i];
    }
    out.text[used] = '\0';
    return out;
}

/* Whether two decimals say it all: sums that are printed must come out by hand. */
static bool is_round(double value)
{
    return fabs(100 * value - nearbyint(100 * value)) < 1e-6;
}

struct muster_words muster_words_span(double seconds)
{
    struct muster_words out;
    if (isinf(seconds))
        snprintf(out.text, sizeof out.text, "endless");
    else if (seconds < 90 || (seconds < 5400 && !is_round(seconds / 60)))
        snprintf(out.text, sizeof out.text, "%.40s" MUSTER_CONSOLE_TIE "s",
                 muster_words_number(seconds).text);
    else if (seconds < 5400)
        snprintf(out.text, sizeof out.text, "%.40s" MUSTER_CONSOLE_TIE "min",
                 muster_words_number(seconds / 60).text);
    else
        snprintf(out.text, sizeof out.text, "%.40s" MUSTER_CONSOLE_TIE "h",
                 muster_words_number(seconds / 3600).text);
    return out;
}

struct muster_words muster_words_share(double value)
{
    struct muster_words out, digits;
    snprintf(digits.text, sizeof digits.text, "%.1f", 100 * value);
    trim(digits.text);
    snprintf(out.text, sizeof out.text, "%.40s" MUSTER_CONSOLE_TIE "%%", digits.text);
    return out;
}

struct muster_words muster_words_clock(double seconds)
{
    struct muster_words out;
    int minutes = (int)lround(seconds / 60);
    snprintf(out.text, sizeof out.text, "%02d:%02d",
             minutes > 24 * 60 ? minutes / 60 - 24 : minutes / 60, minutes % 60);
    return out;
}

struct muster_words muster_words_date(int32_t date)
{
    char text[11];
    struct muster_words out;
    muster_date_format(text, date);
    snprintf(out.text, sizeof out.text, "%s %s", muster_words_weekday(muster_weekday(date)), text);
    return out;
}

void muster_words_append(char text[MUSTER_WORDS_LINE], const char *format, ...)
{
    size_t used = strlen(text);
    va_list list;
    va_start(list, format);
    vsnprintf(text + used, MUSTER_WORDS_LINE - used, format, list);
    va_end(list);
}
