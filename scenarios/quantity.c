/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "quantity.h"

#include "nearest.h"
#include "number.h"
#include "slips.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define DAY_S 86400.0
#define YEAR_D 365.25

/* ---- Bare numbers ---- */

static struct muster_reading extra_unit(const char *text)
{
    struct muster_reading reading = muster_reading_bad(
        MUSTER_READING_EXTRA_UNIT, "is more than a number, and a number is due", NULL, NULL);
    muster_slip_number(reading.remedy, sizeof reading.remedy, text);
    return reading;
}

/* "150.000" is 150 here and 150,000 elsewhere. */
static bool may_be_thousands(const char *text, const char *end)
{
    text = muster_text_skip(text);
    text += *text == '-' || *text == '+';
    size_t whole = strspn(text, "0123456789");
    return whole >= 1 && whole <= 3 && text[0] != '0' && text[whole] == '.' &&
           text + whole + 4 == end && strspn(text + whole + 1, "0123456789") == 3;
}

static struct muster_reading thousands(const char *text, const char *end)
{
    char joined[16] = "", whole[40] = "";
    text = muster_text_skip(text);
    size_t digits = strcspn(text, "."), length = (size_t)(end - text);
    if (length < sizeof joined)
        snprintf(joined, sizeof joined, "%.*s%.*s", (int)digits, text, (int)(length - digits - 1),
                 text + digits + 1);
    snprintf(whole, sizeof whole, "%s or %.*s", joined, (int)digits, text);
    return muster_reading_bad(MUSTER_READING_AMBIGUOUS, "may have a point between thousands",
                              "write %s, whichever is meant", whole);
}

struct muster_reading muster_number_read(double *value, const char *text)
{
    const char *begin = text;
    double number = 0;
    struct muster_reading reading = muster_number_take(&number, &text, false);
    if (reading.status) {
        return reading;
    }
    if (!muster_text_ended(text)) {
        return extra_unit(begin);
    }
    *value = number;
    return reading;
}

/* Digits exactly, beyond the 53 bits of a double; false when there is more than digits. */
static bool take_whole(int64_t *value, const char *text)
{
    text = muster_text_skip(text);
    bool negative = *text == '-';
    text += negative;
    size_t digits = strspn(text, "0123456789");
    int64_t whole = 0;
    for (size_t i = 0; i < digits; i++) {
        int digit = text[i] - '0';
        if (whole > (INT64_MAX - digit) / 10) {
            return false;
        }
        whole = 10 * whole + digit;
    }
    *value = negative ? -whole : whole;
    return digits > 0 && muster_text_ended(text + digits);
}

struct muster_reading muster_count_read(int64_t *value, const char *text)
{
    const char *begin = text;
    int64_t whole = 0;
    double number = 0;
    if (take_whole(&whole, text)) {
        *value = whole;
        return muster_reading_fine();
    }
    struct muster_reading reading = muster_number_take(&number, &text, true);
    if (reading.status) {
        return reading;
    }
    if (may_be_thousands(begin, text)) {
        return thousands(begin, text);
    }
    if (!muster_text_ended(text)) {
        return extra_unit(begin);
    }
    if (fabs(number) > 9007199254740992.0) {
        return muster_reading_bad(MUSTER_READING_TOO_LARGE, "has too many digits or does not fit",
                                  "write a number with fewer digits", NULL);
    }
    if (floor(number) != number) {
        return muster_reading_bad(MUSTER_READING_MALFORMED, "must be a whole number",
                                  "write it without a part behind the point", NULL);
    }
    *value = (int64_t)number;
    return reading;
}

/* ---- Units of time ---- */

struct unit {
    const char *name;
    double seconds;
};

static const struct unit units[] = {
    {"ns", 1e-9},
    {"nanosecond", 1e-9},
    {"nanoseconds", 1e-9},
    {"ms", 1e-3},
    {"millisecond", 1e-3},
    {"milliseconds", 1e-3},
    {"s", 1},
    {"sec", 1},
    {"secs", 1},
    {"second", 1},
    {"seconds", 1},
    {"min", 60},
    {"mins", 60},
    {"minute", 60},
    {"minutes", 60},
    {"h", 3600},
    {"hour", 3600},
    {"hours", 3600},
    {"d", DAY_S},
    {"day", DAY_S},
    {"days", DAY_S},
    {"week", 7 * DAY_S},
    {"weeks", 7 * DAY_S},
    {"month", YEAR_D / 12 * DAY_S},
    {"months", YEAR_D / 12 * DAY_S},
};
static const struct unit year = {"year", YEAR_D *DAY_S};

/* Takes a unit off *text; NULL when it is none. */
static const struct unit *take_unit(const char **text)
{
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        const char *rest = muster_text_word(*text, units[i].name);
        if (rest) {
            *text = rest;
            return &units[i];
        }
    }
    return NULL;
}

static struct muster_reading unknown_unit(const char *whole, const char *text)
{
    char word[32];
    struct muster_reading slip =
        muster_reading_bad(MUSTER_READING_UNKNOWN_UNIT, "has a unit that is not known", NULL, NULL);
    muster_slip_duration(slip.remedy, sizeof slip.remedy, whole, text);
    if (slip.remedy[0]) {
        return slip;
    }
    text = muster_text_skip(text);
    size_t length = strcspn(text, " \t");
    if (length < sizeof word) {
        struct muster_nearest nearest;
        memcpy(word, text, length);
        word[length] = '\0';
        muster_nearest_init(&nearest, word);
        for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
            muster_nearest_offer(&nearest, units[i].name);
        }
        if (nearest.best && length > 2) {
            return muster_reading_bad(MUSTER_READING_UNKNOWN_UNIT, "has a unit that is not known",
                                      "did you mean %s?", nearest.best);
        }
    }
    return muster_reading_bad(MUSTER_READING_UNKNOWN_UNIT, "has a unit that is not known",
                              "use ns, ms, s, min, h, d, weeks or months", NULL);
}

struct muster_reading muster_duration_read(double *seconds, const char *text)
{
    const char *begin = text;
    double number = 0;
    struct muster_reading reading = muster_number_take(&number, &text, false);
    if (reading.status) {
        return reading;
    }
    if (muster_text_ended(text)) {
        reading = muster_reading_bad(MUSTER_READING_NO_UNIT, "needs a unit of time", NULL, NULL);
        muster_slip_unit(reading.remedy, sizeof reading.remedy, muster_text_skip(begin));
        return reading;
    }
    const struct unit *unit = take_unit(&text);
    if (!unit) {
        return unknown_unit(begin, text);
    }
    if (!muster_text_ended(text)) {
        return muster_reading_bad(MUSTER_READING_MALFORMED, "must be one number and one unit",
                                  "write 1 h 30 min as 1.5 h", NULL);
    }
    *seconds = number * unit->seconds;
    return reading;
}

/* ---- Shares and growth ---- */

/* Takes "30%" or a bare number off *text. */
static struct muster_reading take_share(double *share, const char **text)
{
    double number = 0;
    struct muster_reading reading = muster_number_take(&number, text, false);
    if (reading.status) {
        return reading;
    }
    const char *rest = muster_text_skip(*text);
    if (*rest == '%') {
        *share = number / 100;
        *text = rest + 1;
        return reading;
    }
    if (fabs(number) > 1) {
        char suggestion[40];
        snprintf(suggestion, sizeof suggestion, "%.10g", number);
        return muster_reading_bad(MUSTER_READING_AMBIGUOUS, "is not a share, such as 30% or 0.3",
                                  "did you mean %s%%?", suggestion);
    }
    *share = number;
    return reading;
}

struct muster_reading muster_share_read(double *share, const char *text)
{
    double taken = 0;
    struct muster_reading reading = take_share(&taken, &text);
    if (reading.status) {
        return reading;
    }
    if (!muster_text_ended(text)) {
        return muster_reading_bad(MUSTER_READING_EXTRA_UNIT, "is not a share, such as 30% or 0.3",
                                  NULL, NULL);
    }
    *share = taken;
    return reading;
}

/* Past "per" or "a" or "/", or NULL. */
static const char *take_per(const char *text)
{
    const char *rest = muster_text_word(text, "per");
    rest = rest ? rest : muster_text_word(text, "a");
    rest = rest ? rest : muster_text_word(text, "an");
    text = muster_text_skip(text);
    return rest ? rest : *text == '/' ? text + 1 : NULL;
}

struct muster_reading muster_growth_read(double *share_per_year, const char *text)
{
    double taken = 0;
    struct muster_reading reading = take_share(&taken, &text);
    if (reading.status) {
        return reading;
    }
    const char *rest = take_per(text);
    rest = rest ? muster_text_word(rest, year.name) : NULL;
    if (!rest || !muster_text_ended(rest)) {
        return muster_reading_bad(MUSTER_READING_NO_UNIT, "needs `per year`, e.g. 3% per year",
                                  NULL, NULL);
    }
    *share_per_year = taken;
    return reading;
}

/* ---- Money ---- */

/* Past the currency sign when it stands there. */
static const char *past_currency(const char *text, const char *currency)
{
    text = muster_text_skip(text);
    size_t length = currency ? strlen(currency) : 0;
    return length > 0 && strncmp(text, currency, length) == 0 ? text + length : text;
}

/* "-£5" reads like "£-5". */
static const char *past_sign(const char *text, bool *negative)
{
    text = muster_text_skip(text);
    *negative = *text == '-';
    return text + *negative;
}

struct muster_reading muster_money_read(double *amount, const char *text, const char *currency)
{
    bool negative = false;
    double number = 0;
    const char *signless = past_sign(text, &negative);
    const char *start = past_currency(signless, currency);
    negative = negative && start != signless;
    start = negative ? start : past_currency(text, currency);
    const char *number_at = start;
    struct muster_reading reading = muster_number_take(&number, &start, true);
    if (reading.status == MUSTER_READING_NO_NUMBER) {
        return muster_reading_bad(MUSTER_READING_NO_NUMBER, "is not an amount of money",
                                  "write such as %s15,500",
                                  currency && strlen(currency) < 16 ? currency : "");
    }
    if (reading.status) {
        return reading;
    }
    if (may_be_thousands(number_at, start)) {
        return thousands(number_at, start);
    }
    if (!muster_text_ended(past_currency(start, currency))) {
        return muster_reading_bad(
            MUSTER_READING_UNKNOWN_UNIT, "is not an amount in the scenario's currency",
            "write such as %s15,500", currency && strlen(currency) < 16 ? currency : "");
    }
    *amount = negative ? -number : number;
    return reading;
}

/* ---- Rates ---- */

struct muster_reading muster_rate_read(double *per_second, const char *text)
{
    static const char message[] = "needs `per` and a unit of time, e.g. 64 per hour";
    double number = 0;
    struct muster_reading reading = muster_number_take(&number, &text, true);
    if (reading.status) {
        return reading;
    }
    const char *rest = take_per(text);
    if (!rest) {
        return muster_reading_bad(MUSTER_READING_NO_UNIT, message, NULL, NULL);
    }
    const char *past_year = muster_text_word(rest, year.name);
    const struct unit *unit = past_year ? &year : take_unit(&rest);
    rest = past_year ? past_year : rest;
    if (!unit || unit->seconds < 1 || !muster_text_ended(rest)) {
        return muster_reading_bad(MUSTER_READING_UNKNOWN_UNIT, message,
                                  "use s, min, hour, day, week, month or year", NULL);
    }
    *per_second = number / unit->seconds;
    return reading;
}

/* ---- Targets ---- */

static struct muster_reading bad_target(void)
{
    return muster_reading_bad(MUSTER_READING_MALFORMED, "is not a target",
                              "write such as 80% in 20 s, asa 180 s, answered 90%, abandoned 5%",
                              NULL);
}

static struct muster_reading check_target_share(double share)
{
    if (share < 0 || share > 1) {
        return muster_reading_bad(MUSTER_READING_MALFORMED, "is out of range [0%, 100%]",
                                  "give a share from 0% to 100%", NULL);
    }
    return muster_reading_fine();
}

static struct muster_reading read_target_time(double *seconds, const char *text)
{
    double taken = 0;
    struct muster_reading reading = muster_duration_read(&taken, text);
    if (!reading.status && taken < 0) {
        return muster_reading_bad(MUSTER_READING_MALFORMED, "has a time below 0",
                                  "leave the minus out", NULL);
    }
    if (!reading.status) {
        *seconds = taken;
    }
    return reading;
}

/* "80/20", "80 in 20 s": what a planner says for 80% in 20 s. */
static struct muster_reading target_slip(struct muster_reading *reading, const char *text)
{
    double share = 0, seconds = 0;
    if (reading->status != MUSTER_READING_AMBIGUOUS ||
        muster_number_take(&share, &text, false).status) {
        return *reading;
    }
    text = muster_text_skip(text);
    const char *rest = *text == '/' ? text + 1 : muster_text_word(text, "in");
    if (rest && !muster_number_take(&seconds, &rest, false).status && share > 0 && share <= 100 &&
        seconds >= 0 && seconds < 1e6) {
        const char *unit = muster_text_ended(rest) ? "s" : muster_text_skip(rest);
        reading->message = "is not a target";
        snprintf(reading->remedy, sizeof reading->remedy, "did you mean %.6g%% in %.6g %.20s?",
                 share, seconds, unit);
    }
    return *reading;
}

/* "80% in 20 s" */
static struct muster_reading read_within(struct muster_target *target, const char *text)
{
    double share = 0;
    double seconds = 0;
    const char *begin = text;
    struct muster_reading reading = take_share(&share, &text);
    if (reading.status) {
        return reading.status == MUSTER_READING_NO_NUMBER ? bad_target()
                                                          : target_slip(&reading, begin);
    }
    if (muster_text_word(text, "of")) {
        return muster_reading_bad(MUSTER_READING_MALFORMED,
                                  "is a kind of target not in this version",
                                  "write such as 80% in 20 s, asa 180 s, answered 90%", NULL);
    }
    const char *rest = muster_text_word(text, "in");
    rest = rest ? rest : muster_text_word(text, "within");
    if (!rest) {
        return bad_target();
    }
    reading = read_target_time(&seconds, rest);
    if (reading.status == MUSTER_READING_NO_UNIT) {
        snprintf(reading.remedy, sizeof reading.remedy, "did you mean %.6g%% in %.20s s?",
                 100 * share, muster_text_skip(rest));
    }
    if (!reading.status) {
        reading = check_target_share(share);
    }
    if (!reading.status) {
        target->kind = MUSTER_TARGET_WITHIN;
        target->share = share;
        target->within_s = seconds;
    }
    return reading;
}

static struct muster_reading read_share_target(struct muster_target *target,
                                               enum muster_target_kind kind, const char *text)
{
    double share = 0;
    struct muster_reading reading = muster_share_read(&share, text);
    if (!reading.status) {
        reading = check_target_share(share);
    }
    if (!reading.status) {
        target->kind = kind;
        target->share = share;
        target->within_s = 0;
    }
    return reading;
}

struct muster_reading muster_target_read(struct muster_target *target, const char *text)
{
    const char *rest = muster_text_word(text, "answered");
    if (rest) {
        return read_share_target(target, MUSTER_TARGET_ANSWERED, rest);
    }
    rest = muster_text_word(text, "abandoned");
    if (rest) {
        return read_share_target(target, MUSTER_TARGET_ABANDONED, rest);
    }
    rest = muster_text_word(text, "asa");
    if (!rest) {
        return read_within(target, text);
    }
    double seconds = 0;
    struct muster_reading reading = read_target_time(&seconds, rest);
    if (!reading.status) {
        target->kind = MUSTER_TARGET_ASA;
        target->share = 0;
        target->within_s = seconds;
    }
    return reading;
}
