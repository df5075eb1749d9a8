/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figure_axis.h"
#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define DAY_S 86400.0

/* -- ranges ---------------------------------------------------------------------------------- */

struct extent {
    double lower, upper; /* lower > upper while nothing is covered */
};

static void cover(struct extent *extent, double value)
{
    if (!isfinite(value))
        return;
    extent->lower = fmin(extent->lower, value);
    extent->upper = fmax(extent->upper, value);
}

static void cover_all(struct extent *extent, const double *values, size_t count)
{
    for (size_t i = 0; values && i < count; i++)
        cover(extent, values[i]);
}

/* Whether `lower` and `upper` lie along x. */
static bool runs_across(enum muster_curve_kind kind)
{
    return kind == MUSTER_CURVE_INTERVALS_ACROSS || kind == MUSTER_CURVE_SPANS;
}

static void cover_x(struct extent *extent, const struct muster_curve *curve)
{
    size_t n = curve->count;
    if (curve->kind == MUSTER_CURVE_UPRIGHT)
        cover(extent, curve->at);
    cover_all(extent, curve->x, n);
    if (runs_across(curve->kind)) {
        cover_all(extent, curve->lower, n);
        cover_all(extent, curve->upper, n);
    }
    if (curve->kind == MUSTER_CURVE_BARS && n) {
        cover(extent, curve->x[0] - 0.5 * curve->bar_width);
        cover(extent, curve->x[n - 1] + 0.5 * curve->bar_width);
    }
    if ((curve->kind == MUSTER_CURVE_STEPS || curve->kind == MUSTER_CURVE_BAND_STEPS) && n > 1)
        cover(extent, 2 * curve->x[n - 1] - curve->x[n - 2]);
}

static void cover_y(struct extent *extent, const struct muster_curve *curve)
{
    if (curve->kind == MUSTER_CURVE_LEVEL)
        cover(extent, curve->at);
    if (curve->kind == MUSTER_CURVE_BARS)
        cover(extent, 0);
    cover_all(extent, curve->y, curve->count);
    for (size_t i = 0; i < curve->count && curve->kind == MUSTER_CURVE_SPANS; i++) {
        cover(extent, curve->y[i] - 0.5 * curve->bar_width);
        cover(extent, curve->y[i] + 0.5 * curve->bar_width);
    }
    if (!runs_across(curve->kind)) {
        cover_all(extent, curve->lower, curve->count);
        cover_all(extent, curve->upper, curve->count);
    }
}

static const struct muster_axis *axis_of(const struct muster_panel *panel,
                                         enum muster_direction direction)
{
    return direction == MUSTER_ALONG_X ? &panel->x : &panel->y;
}

static bool has_marks(const struct muster_panel *panel)
{
    for (size_t i = 0; i < panel->curve_count; i++) {
        enum muster_curve_kind kind = panel->curves[i].kind;
        if (kind == MUSTER_CURVE_POINTS || kind == MUSTER_CURVE_INTERVALS ||
            kind == MUSTER_CURVE_INTERVALS_ACROSS)
            return true;
    }
    return false;
}

/* Half the smallest spacing of the caller's ticks: the air around names on an axis. */
static double half_spacing(const struct muster_axis *axis)
{
    double spacing = INFINITY;
    for (size_t i = 1; i < axis->tick_count; i++)
        spacing = fmin(spacing, fabs(axis->ticks[i].at - axis->ticks[i - 1].at));
    return isfinite(spacing) ? 0.5 * spacing : 0.5;
}

/* -- steps ----------------------------------------------------------------------------------- */

/* The i-th step of 1, 2, 5, 10 … times `unit`. */
static double decimal_step(double unit, int i)
{
    static const double of[3] = {1, 2, 5};
    int power = i / 3;
    return unit * of[i % 3] * pow(10, power);
}

/* The i-th smallest step worth trying for a span; INFINITY after the last. DATE steps of 28 days
 * and more stand for whole months. */
static double step_of(enum muster_axis_format format, double span, int i)
{
    static const double time[] = {60,   300,   600,   900,   1800,  3600,
                                  7200, 10800, 14400, 21600, 43200, DAY_S};
    static const double date[] = {1, 2, 7, 14, 30, 61, 91, 183, 365, 731, 1826, 3652};
    const int times = sizeof time / sizeof *time, dates = sizeof date / sizeof *date;
    if (format == MUSTER_AXIS_TIME_OF_DAY)
        return i < times ? time[i] : INFINITY;
    if (format == MUSTER_AXIS_DATE)
        return i < dates ? date[i] : INFINITY;
    double unit = pow(10, floor(log10(span)) - 3);
    return i < 15 ? decimal_step(unit, i) : INFINITY;
}

/* Nearer than that the numbers of an upright axis run into each other [pt]. */
static const double CLOSEST = 12;

/* The least distance of ticks on an upright axis of `length`: about eight of them, never crowded
 * [pt]. */
static double ticks_apart(double length)
{
    return fmax(18, length / 8);
}

struct civil {
    long year;
    int month, day;
};

/* Gregorian calendar by counting years from March, so that leap days come last. */
static struct civil civil_of(long date)
{
    long shifted = date + 719468; /* days since 0000-03-01 */
    long era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    long day_of_era = shifted - era * 146097;
    long year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    long day = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int from_march = (int)((5 * day + 2) / 153);
    struct civil civil = {.day = (int)day - (153 * from_march + 2) / 5 + 1,
                          .month = from_march < 10 ? from_march + 3 : from_march - 9};
    civil.year = year_of_era + era * 400 + (civil.month <= 2);
    return civil;
}

/* -- labels ---------------------------------------------------------------------------------- */

/* Writes |value| with `decimals` [0, 6] and thousands parted by commas, huge ones as 1.2e+15. */
static void grouped(char *text, size_t space, double value, int decimals)
{
    if (fabs(value) >= 1e12) {
        snprintf(text, space, "%.3g", fabs(value));
        return;
    }
    char plain[40];
    int n = snprintf(plain, sizeof plain, "%.*f", decimals, fabs(value));
    size_t length = n < 0 ? 0 : (size_t)n < sizeof plain ? (size_t)n : sizeof plain - 1;
    size_t whole = length - (decimals ? (size_t)decimals + 1 : 0), used = 0;
    for (size_t i = 0; i < length && used + 2 < space; i++) {
        if (i && i < whole && (whole - i) % 3 == 0)
            text[used++] = ',';
        text[used++] = plain[i];
    }
    text[used] = '\0';
}

static int decimals_for(double step)
{
    int decimals = (int)ceil(-log10(step) - 1e-9);
    return decimals < 0 ? 0 : decimals > 6 ? 6 : decimals;
}

static const char *sign_of(double value)
{
    return value < 0 ? "\xe2\x88\x92" : "";
}

static void money(char text[24], const char *currency, double value, double step)
{
    const char *unit = value == 0 ? "" : step >= 2e5 ? "M" : step >= 500 ? "k" : "";
    double scale = *unit == 'M' ? 1e6 : *unit == 'k' ? 1e3 : 1;
    char number[16];
    grouped(number, sizeof number, value / scale, value == 0 ? 0 : decimals_for(step / scale));
    if (snprintf(text, 24, "%s%.8s%s%s", sign_of(value), currency ? currency : "", number, unit) <
        0)
        text[0] = '\0';
}

static void date_label(char text[24], double value, double step, bool first)
{
    static const char *const month[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    struct civil civil = civil_of((long)floor(value));
    const char *name = month[civil.month - 1];
    int year = (int)(civil.year % 10000);
    if (step >= 365)
        snprintf(text, 24, "%s %d", civil.month == 1 ? "" : name, year);
    else if (step >= 28 && (first || civil.month == 1))
        snprintf(text, 24, "%s %d", name, year);
    else if (step >= 28)
        snprintf(text, 24, "%s", name);
    else
        snprintf(text, 24, "%d\xc2\xa0%s", civil.day, name);
}

static void label(char text[24], const struct muster_axis *axis, double value, double step,
                  bool first)
{
    char number[20];
    if (fabs(value) < 1e-9 * step)
        value = 0;
    switch (axis->format) {
    case MUSTER_AXIS_PERCENT:
        grouped(number, sizeof number, 100 * value, decimals_for(100 * step));
        snprintf(text, 24, "%s%.12s\xc2\xa0%%", sign_of(value), number);
        return;
    case MUSTER_AXIS_TIME_OF_DAY: {
        long minutes = lround(value / 60);
        minutes = minutes == 1440 ? minutes : ((minutes % 1440) + 1440) % 1440;
        snprintf(text, 24, "%02d:%02d", (int)(minutes / 60), (int)(minutes % 60));
        return;
    }
    case MUSTER_AXIS_DATE:
        date_label(text, value, step, first);
        return;
    case MUSTER_AXIS_MONEY:
        money(text, axis->currency, value, step);
        return;
    case MUSTER_AXIS_PLAIN:
        grouped(number, sizeof number, value, decimals_for(step));
        snprintf(text, 24, "%s%s", sign_of(value), number);
        return;
    }
}

/* -- ticks ----------------------------------------------------------------------------------- */

static void add_tick(struct muster_tick_set *set, const struct muster_axis *axis, double at,
                     double step)
{
    if (set->count >= MUSTER_FIGURE_TICKS_MAX)
        return;
    size_t i = set->count++;
    set->tick[i].at = at;
    set->tick[i].given = NULL;
    label(set->tick[i].text, axis, at, step, i == 0);
}

/* First days of every `months`-th month (1, 2, 3, 6, or whole years). */
static void add_months(struct muster_tick_set *set, const struct muster_axis *axis,
                       struct muster_range range, double step)
{
    long months = lround(step / 30.4375);
    long last = (long)floor(range.upper);
    for (long day = (long)ceil(range.lower); day <= last; day++) {
        struct civil civil = civil_of(day);
        if (civil.day == 1 && (civil.year * 12 + civil.month - 1) % months == 0)
            add_tick(set, axis, (double)day, step);
    }
}

static bool add_steps(struct muster_tick_set *set, const struct muster_axis *axis,
                      struct muster_range range, double step)
{
    set->count = 0;
    if ((range.upper - range.lower) / step > MUSTER_FIGURE_TICKS_MAX - 2)
        return false;
    if (axis->format == MUSTER_AXIS_DATE && step >= 28) {
        add_months(set, axis, range, step);
        return true;
    }
    /* Weeks begin on a Monday: 1970-01-05 was one. */
    double origin = axis->format == MUSTER_AXIS_DATE && step >= 7 ? 4 : 0;
    double slack = 1e-9 * step;
    for (double k = ceil((range.lower - origin - slack) / step);
         origin + k * step <= range.upper + slack; k++)
        add_tick(set, axis, origin + k * step, step);
    return true;
}

static void measure(struct muster_tick_set *set, struct muster_type type)
{
    set->widest = 0;
    set->lines = 0;
    for (size_t i = 0; i < set->count; i++) {
        struct muster_text text;
        muster_text_wrap(&text, muster_tick_label(set, i), type, set->wrap, MUSTER_TEXT_LINES_MAX);
        set->widest = fmax(set->widest, text.width);
        set->lines = text.count > set->lines ? text.count : set->lines;
    }
}

static double widest_word(const struct muster_tick_set *set, struct muster_type type)
{
    double widest = 0;
    for (size_t i = 0; i < set->count; i++)
        widest = fmax(widest, muster_text_word_width(muster_tick_label(set, i), type));
    return widest;
}

/* Ticks at the finest step whose labels stand apart, with some air between them if they stand side
 * by side.
 */
static void choose_step(struct muster_tick_set *set, const struct muster_axis *axis,
                        struct muster_range range, enum muster_direction direction,
                        struct muster_type type, double length)
{
    double span = range.upper - range.lower, step;
    for (int i = 0; isfinite(step = step_of(axis->format, span, i)); i++) {
        double spacing = length * step / span;
        if (!add_steps(set, axis, range, step))
            continue;
        if (spacing < (direction == MUSTER_ALONG_Y ? ticks_apart(length)
                                                   : fmax(28, widest_word(set, type) + 7)))
            continue;
        double finer = i > 0 ? step_of(axis->format, span, i - 1) : 0;
        if (direction == MUSTER_ALONG_Y && set->count < 2 && length * finer / span >= CLOSEST)
            add_steps(set, axis, range, finer); /* one number alone is no scale */
        return;
    }
}

static void take_given(struct muster_tick_set *set, const struct muster_axis *axis,
                       struct muster_range range)
{
    double slack = 1e-9 * (range.upper - range.lower);
    set->count = 0;
    for (size_t i = 0; i < axis->tick_count && set->count < MUSTER_FIGURE_TICKS_MAX; i++) {
        double at = axis->ticks[i].at;
        if (at < range.lower - slack || at > range.upper + slack)
            continue;
        set->tick[set->count].at = at;
        set->tick[set->count++].given = axis->ticks[i].label ? axis->ticks[i].label : "";
    }
}

/* Blanks labels until the widest word of those left has room; returns their spacing [pt]. */
static double thin_out(struct muster_tick_set *set, struct muster_type type, double spacing)
{
    double word = widest_word(set, type) + 4;
    size_t every = word > spacing ? (size_t)ceil(word / spacing) : 1;
    for (size_t i = 0; i < set->count; i++)
        if (i % every)
            set->tick[i].given = "";
    return spacing * (double)every;
}

void muster_axis_ticks(struct muster_tick_set *set, const struct muster_axis *axis,
                       struct muster_range range, enum muster_direction direction,
                       struct muster_type type, double length, double room)
{
    double span = range.upper - range.lower;
    assert(span > 0 && length > 0);
    if (axis->ticks)
        take_given(set, axis, range);
    else
        choose_step(set, axis, range, direction, type, length);
    set->wrap = room;
    if (direction == MUSTER_ALONG_X && axis->ticks)
        set->wrap = thin_out(set, type, length * 2 * half_spacing(axis) / span) - 4;
    else if (direction == MUSTER_ALONG_X && set->count > 1)
        set->wrap = length * (set->tick[1].at - set->tick[0].at) / span - 4;
    measure(set, type);
}

/* Widens to whole steps, the finest whose ticks stand apart on `length`. */
static struct extent rounded(struct extent extent, enum muster_axis_format format, double length)
{
    double span = extent.upper - extent.lower;
    for (int i = 0; isfinite(step_of(format, span, i)); i++) {
        double step = step_of(format, span, i);
        double lower = step * floor(extent.lower / step + 1e-9);
        double upper = step * ceil(extent.upper / step - 1e-9);
        if (length * step / (upper - lower) >= ticks_apart(length))
            return (struct extent){lower, upper};
    }
    return extent;
}

static struct extent widened(struct extent extent, double by)
{
    return (struct extent){extent.lower - by, extent.upper + by};
}

/* A fraction stays between 0 and 1 whatever the air around it. */
static struct extent clamped(struct extent extent, struct extent data,
                             enum muster_axis_format format)
{
    if (format != MUSTER_AXIS_PERCENT || data.lower < 0 || data.upper > 1)
        return extent;
    return (struct extent){fmax(extent.lower, 0), fmin(extent.upper, 1)};
}

static struct extent data_extent(const struct muster_panel *panels, size_t count,
                                 enum muster_direction direction)
{
    struct extent data = {INFINITY, -INFINITY};
    for (size_t p = 0; p < count; p++) {
        for (size_t i = 0; i < panels[p].curve_count; i++)
            (direction == MUSTER_ALONG_X ? cover_x : cover_y)(&data, &panels[p].curves[i]);
        const struct muster_axis *axis = axis_of(&panels[p], direction);
        for (size_t i = 0; i < axis->tick_count && axis->ticks; i++)
            cover(&data, axis->ticks[i].at);
        if (axis->from_zero)
            cover(&data, 0);
    }
    if (data.lower > data.upper)
        data = (struct extent){0, 1};
    if (!(data.upper - data.lower > 1e-12 * fmax(fabs(data.lower), fabs(data.upper))))
        data = widened(data, data.lower == 0 ? 0.5 : 0.05 * fabs(data.lower));
    return data;
}

struct muster_range muster_axis_range(const struct muster_panel *panels, size_t count,
                                      enum muster_direction direction, double length)
{
    const struct muster_axis *axis = axis_of(panels, direction);
    if (axis->lower < axis->upper)
        return (struct muster_range){axis->lower, axis->upper};
    struct extent data = data_extent(panels, count, direction), extent = data;
    double span = data.upper - data.lower;
    if (axis->ticks)
        extent = widened(data, half_spacing(axis));
    else if (direction == MUSTER_ALONG_Y)
        extent = clamped(rounded(data, axis->format, length), data, axis->format);
    else if (has_marks(panels))
        extent = clamped(widened(data, 0.04 * span), data, axis->format);
    return (struct muster_range){extent.lower, extent.upper};
}
