/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fall_table.h"
#include "cells.h"

#include <math.h>
#include <stdarg.h>

enum { LABEL = 20 };

static const char *const DAY[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                  "Friday", "Saturday", "Sunday"};

static void put_label(FILE *file, const struct muster_fall_line *line)
{
    char text[MUSTER_CELL_TEXT];
    snprintf(text, sizeof text, "%s%s", line->kind == MUSTER_FALL_STAGE ? "" : "  ", line->label);
    muster_cell_put(file, text, -LABEL);
}

static void put_head(FILE *file, const struct muster_fall_report *report, const char *what)
{
    char text[512];
    int used = snprintf(text, sizeof text, "%s", what);
    if (!report->only)
        used += snprintf(text + used, sizeof text - (size_t)used, ": candidate %zu, %.80s",
                         report->candidate + 1, report->name);
    if (!report->whole)
        snprintf(text + used, sizeof text - (size_t)used, "%s %.80s", report->only ? ":" : ",",
                 report->fall->where);
    fputc('\n', file);
    muster_cell_wrap(file, text, 0);
}

/* A figure that rounds to nothing has no sign. */
static double unsigned_zero(double value, int places)
{
    return fabs(value) < 0.5 * pow(10, -places) ? 0 : value;
}

/* "9.10 ± 0.33" */
static void put_error(FILE *file, double mean, double half, int places, int width)
{
    char text[2 * MUSTER_CELL_TEXT];
    mean = unsigned_zero(mean, places);
    if (!isfinite(mean))
        snprintf(text, sizeof text, "%s", muster_cell_dash);
    else if (isfinite(half))
        snprintf(text, sizeof text, "%.*f ± %.*f", places, mean, places, half);
    else
        snprintf(text, sizeof text, "%.*f", places, mean);
    muster_cell_put(file, text, width);
}

static void put_likely(FILE *file, double p10, double p90, int places, int width)
{
    char text[2 * MUSTER_CELL_TEXT];
    if (isfinite(p10) && isfinite(p90))
        snprintf(text, sizeof text, "%.*f to %.*f", places, unsigned_zero(p10, places), places,
                 unsigned_zero(p90, places));
    else
        snprintf(text, sizeof text, "%s", muster_cell_dash);
    muster_cell_put(file, text, width);
}

static double half_of(const struct muster_estimate *estimate)
{
    return (estimate->hi - estimate->lo) / 2;
}

/* ---- the waterfall ------------------------------------------------------------------------- */

static void print_fte(FILE *file, const struct muster_fall_report *report)
{
    size_t lines;
    const struct muster_fall_line *line = muster_fall_lines(&lines);
    const struct muster_summary_fall *fall = report->fall;
    double whole = fall->fte[0].mean;
    put_head(file, report, "From established FTE to people on the phones");
    muster_cell_put(file, "", -LABEL);
    muster_cell_put(file, "FTE", 18);
    muster_cell_put(file, "likely", 22);
    muster_cell_put(file, "of established", 20);
    fputc('\n', file);
    muster_cell_rule(file);
    for (size_t i = 0; i < lines; i++) {
        char text[MUSTER_CELL_TEXT];
        if (!fall->applies[i] || line[i].answers)
            continue;
        put_label(file, &line[i]);
        put_error(file, fall->fte[i].mean, half_of(&fall->fte[i]), 2, 18);
        put_likely(file, fall->fte[i].p10, fall->fte[i].p90, 2, 22);
        muster_cell_percent(text, unsigned_zero(fall->fte[i].mean / whole, 3));
        muster_cell_put(file, text, 20);
        fputc('\n', file);
    }
}

/* "Of 12.0 FTE established 7.3 ± 0.3 people are on the phones from 10:00 to 11:00 on a Monday". */
static void print_hour(FILE *file, const struct muster_fall_report *report)
{
    const struct muster_summary_point *at = &report->hours->hour[report->hour];
    char text[256], likely[96] = "", error[48] = "";
    size_t hour = report->hour % 24;
    if (!isfinite(at->mean))
        return;
    if (isfinite(at->hi))
        snprintf(error, sizeof error, " ± %.1f", (at->hi - at->lo) / 2);
    if (isfinite(at->p10))
        snprintf(likely, sizeof likely, " (likely %.1f to %.1f)", at->p10, at->p90);
    snprintf(text, sizeof text,
             "Of %.1f FTE established %.1f%s people are on the phones from %02zu:00 to %02zu:00 on "
             "a %s, while open%s.",
             report->fall->fte[0].mean, at->mean, error, hour, hour + 1, DAY[report->hour / 24],
             likely);
    muster_cell_wrap(file, text, 0);
}

/* ---- the sum on paper ---------------------------------------------------------------------- */

static void put_whole(FILE *file, double value, int width)
{
    char text[MUSTER_CELL_TEXT];
    muster_cell_whole(text, value);
    muster_cell_put(file, text, width);
}

/* "-1,298 ± 350" */
static void put_beyond(FILE *file, const struct muster_estimate *beyond, double scale, int width)
{
    char amount[MUSTER_CELL_TEXT], error[MUSTER_CELL_TEXT], text[2 * MUSTER_CELL_TEXT];
    double half = half_of(beyond) * scale;
    if (!isfinite(beyond->mean * scale)) {
        muster_cell_put(file, muster_cell_dash, width);
        return;
    }
    muster_cell_thousands(amount, beyond->mean * scale, true);
    muster_cell_whole(error, half);
    if (isfinite(half) && half >= 0.5)
        snprintf(text, sizeof text, "%.30s ± %.30s", amount, error);
    else
        snprintf(text, sizeof text, "%.30s", amount);
    muster_cell_put(file, text, width);
}

/* A year of one FTE on paper, told from the lines: what is lost in days, then in hours of a day. */
struct paper_words {
    char text[640];
    size_t used;
};

static void add_words(struct paper_words *words, const char *format, ...) MUSTER_PRINTF(2, 3);
static void add_words(struct paper_words *words, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    size_t room = sizeof words->text - words->used;
    int length = vsnprintf(words->text + words->used, room, format, list);
    va_end(list);
    words->used += length < 0 ? 0 : (size_t)length < room ? (size_t)length : room - 1;
}

/* Causes between two stages, in `each` hours on paper with its unit; returns their sum. */
static double add_causes(struct paper_words *words, const struct muster_summary_fall *fall,
                         const char *from, const char *to, double each, const char *unit)
{
    size_t lines;
    const struct muster_fall_line *line = muster_fall_lines(&lines);
    size_t i = (size_t)(muster_fall_find(from) - line), end = (size_t)(muster_fall_find(to) - line);
    double sum = 0;
    for (; i < end; i++) {
        double amount = fall->paper_h[i] / each;
        if (line[i].kind != MUSTER_FALL_CAUSE || !fall->applies[i] || !(fabs(amount) > 1e-9))
            continue;
        add_words(words, ", less %s %.*f%s", line[i].label, *unit ? 2 : 1, fabs(amount), unit);
        sum += amount;
    }
    return sum;
}

static void print_year(FILE *file, const struct muster_fall_report *report)
{
    const struct muster_summary_fall *fall = report->fall;
    double days = MUSTER_PAPER_YEAR_DAYS / 7 * 5;
    double years = fall->fte[0].mean * (double)report->days / MUSTER_PAPER_YEAR_DAYS;
    double day_h = fall->paper_h[0] / years / days;
    struct paper_words words = {.used = 0};
    add_words(&words, "On paper one FTE is %.1f days of %.2f h a year", days, day_h);
    days += add_causes(&words, fall, "established", "at_work", years * day_h, "");
    add_words(&words, ": %.1f days at work", days);
    day_h += add_causes(&words, fall, "at_work", "on_the_phones", years * days, " h");
    add_words(&words, "; %.2f h a day on the phones, %.0f productive hours.", day_h, days * day_h);
    muster_cell_wrap(file, words.text, 0);
}

static void print_worth(FILE *file, const struct muster_fall_report *report, double per_h)
{
    size_t lines;
    muster_fall_lines(&lines);
    const struct muster_summary_fall *fall = report->fall;
    size_t last = lines - 1;
    char text[512], paper[MUSTER_CELL_TEXT], answered[MUSTER_CELL_TEXT], hours[MUSTER_CELL_TEXT];
    if (!fall->applies[last] || !(fall->fte[0].mean > 0))
        return;
    muster_cell_whole(hours, fall->paper_h[last]);
    muster_cell_whole(paper, fall->paper_h[last] * per_h);
    muster_cell_whole(answered, fall->hours[last].mean * per_h);
    snprintf(text, sizeof text,
             "%.1f FTE are %s productive hours in these %zu days, enough for %s contacts of %.0f "
             "s; simulated they answer %s.",
             fall->fte[0].mean, hours, report->days, paper, report->handle_s, answered);
    muster_cell_wrap(file, text, 0);
}

static void print_paper(FILE *file, const struct muster_fall_report *report)
{
    size_t lines;
    const struct muster_fall_line *line = muster_fall_lines(&lines);
    const struct muster_summary_fall *fall = report->fall;
    double per_h = 3600 / report->handle_s;
    put_head(file, report, "The sum on paper and the hours simulated");
    muster_cell_put(file, "", -LABEL);
    muster_cell_put(file, "on paper, h", 12);
    muster_cell_put(file, "simulated, h", 13);
    muster_cell_put(file, "difference, h", 16);
    muster_cell_put(file, "contacts", 19);
    fputc('\n', file);
    muster_cell_rule(file);
    for (size_t i = 0; i < lines; i++) {
        if (!fall->applies[i])
            continue;
        put_label(file, &line[i]);
        put_whole(file, fall->paper_h[i], 12);
        put_whole(file, fall->hours[i].mean, 13);
        put_beyond(file, &fall->beyond[i], 1, 16);
        put_beyond(file, &fall->beyond[i], per_h, 19);
        fputc('\n', file);
    }
    if (fall->fte[0].mean > 0)
        print_year(file, report);
    print_worth(file, report, per_h);
}

void muster_fall_table_print(FILE *file, const struct muster_fall_report *report)
{
    print_fte(file, report);
    print_hour(file, report);
    print_paper(file, report);
}

size_t muster_fall_hour(const struct muster_summary_hours *hours, double time_s)
{
    size_t hour = (size_t)(time_s / 3600) % 24;
    for (size_t d = 0; d < 7; d++)
        if (isfinite(hours->hour[24 * d + hour].mean))
            return 24 * d + hour;
    return hour;
}

/* ---- by hour of the week ------------------------------------------------------------------- */

static bool open_at(const struct muster_summary_hours *hours, size_t hour)
{
    for (size_t d = 0; d < 7; d++)
        if (isfinite(hours->hour[24 * d + hour].mean))
            return true;
    return false;
}

void muster_fall_hours_print(FILE *file, const struct muster_fall_report *report)
{
    put_head(file, report, "People on the phones by hour, mean while open (± simulation error)");
    muster_cell_put(file, "", -5);
    for (size_t d = 0; d < 7; d++) {
        char day[4];
        snprintf(day, sizeof day, "%.3s", DAY[d]);
        muster_cell_put(file, day, 10);
    }
    fputc('\n', file);
    muster_cell_rule(file);
    for (size_t h = 0; h < 24; h++) {
        if (!open_at(report->hours, h))
            continue;
        fprintf(file, "%02zu:00", h);
        for (size_t d = 0; d < 7; d++) {
            const struct muster_summary_point *at = &report->hours->hour[24 * d + h];
            char text[MUSTER_CELL_TEXT];
            if (!isfinite(at->mean))
                snprintf(text, sizeof text, "%s", muster_cell_dash);
            else if (isfinite(at->hi))
                snprintf(text, sizeof text, "%.1f±%.1f", at->mean, (at->hi - at->lo) / 2);
            else
                snprintf(text, sizeof text, "%.1f", at->mean);
            muster_cell_put(file, text, 10);
        }
        fputc('\n', file);
    }
}
