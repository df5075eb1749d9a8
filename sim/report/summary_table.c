/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "summary_table.h"
#include "utf8.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { CELL = 64, NAME_WIDTH = 24, WIDTH = 80 };
static const char dash[] = "-"; /* undefined */

/* ---- cells --------------------------------------------------------------------------------- */

/* Prints one character, '?' for what is not UTF-8 or would control the terminal.
 * Returns its bytes. */
static size_t put_character(FILE *file, const char *text, size_t length)
{
    uint32_t character;
    size_t size = muster_utf8_decode(&character, text, length);
    if (size == 0 || character < 0x20 || (character >= 0x7f && character < 0xa0))
        fputc('?', file);
    else
        fwrite(text, 1, size, file);
    return size ? size : 1;
}

/* Prints `text` in `width` columns, cut when longer; negative width: flush left. */
static void cell(FILE *file, const char *text, int width)
{
    size_t length = strlen(text), room = (size_t)abs(width);
    size_t columns = muster_utf8_count(text, length);
    bool cut = columns > room;
    size_t kept = cut ? room - 1 : columns, at = 0;
    for (size_t i = columns; width > 0 && i < room; i++)
        fputc(' ', file);
    for (size_t i = 0; i < kept; i++)
        at += put_character(file, text + at, length - at);
    if (cut)
        fputs("…", file);
    for (size_t i = columns; width < 0 && i < room; i++)
        fputc(' ', file);
}

/* A whole number with commas. */
static void thousands(char *out, double value, bool sign)
{
    char digits[CELL];
    int length = snprintf(digits, sizeof digits, "%.0f", fabs(value));
    char *to = out;
    bool zero = strcmp(digits, "0") == 0;
    if (value < 0 && !zero)
        *to++ = '-';
    else if (sign && !zero)
        *to++ = '+';
    for (int i = 0; i < length && to - out < CELL - 2; i++) {
        if (i > 0 && (length - i) % 3 == 0)
            *to++ = ',';
        *to++ = digits[i];
    }
    *to = '\0';
}

static void whole(char *out, double value)
{
    if (isfinite(value) && fabs(value) < 1e15)
        thousands(out, value, false);
    else
        strcpy(out, dash);
}

static void decimal(char *out, double value, int places, const char *unit)
{
    if (isfinite(value))
        snprintf(out, CELL, "%.*f%s", places, value, unit);
    else
        strcpy(out, dash);
}

static void percent(char *out, double value)
{
    decimal(out, 100 * value, 1, " %");
}

static double mean_of(const struct muster_estimate *estimate)
{
    return estimate ? estimate->mean : NAN;
}

/* "81.2 % ± 0.4" */
static void percent_error(char *out, const struct muster_estimate *estimate)
{
    if (!estimate || !isfinite(estimate->mean))
        strcpy(out, dash);
    else if (!isfinite(estimate->se))
        percent(out, estimate->mean);
    else
        snprintf(out, CELL, "%.1f ± %.1f %%", 100 * estimate->mean,
                 50 * (estimate->hi - estimate->lo));
}

/* "77.1 to 84.9 %" */
static void percent_likely(char *out, const struct muster_estimate *estimate)
{
    if (!estimate || !isfinite(estimate->p10))
        strcpy(out, dash);
    else
        snprintf(out, CELL, "%.1f to %.1f %%", 100 * estimate->p10, 100 * estimate->p90);
}

static void money(char *out, double value, const char *currency)
{
    char amount[CELL];
    whole(amount, value);
    snprintf(out, CELL, "%.8s%s", isfinite(value) ? currency : "", amount);
}

static void rule(FILE *file)
{
    for (int i = 0; i < WIDTH; i++)
        fputc('-', file);
    fputc('\n', file);
}

static void name_cell(FILE *file, const struct muster_summary *summary, size_t c)
{
    char number[CELL];
    snprintf(number, sizeof number, "%zu ", c + 1);
    cell(file, number, -3);
    cell(file, summary->candidate[c].name, -(NAME_WIDTH - 3));
}

/* ---- blocks -------------------------------------------------------------------------------- */

/* Prints `text` in lines of at most WIDTH columns, each led by `indent` spaces. */
static void wrapped(FILE *file, const char *text, int indent)
{
    size_t column = 0;
    while (*text) {
        size_t length = strcspn(text, " ");
        size_t shown = muster_utf8_count(text, length);
        if (column > 0 && column + 1 + shown + (size_t)indent > WIDTH) {
            fputc('\n', file);
            column = 0;
        } else if (column > 0) {
            fputc(' ', file);
            column++;
        }
        if (column == 0)
            fprintf(file, "%*s", indent, "");
        for (size_t i = 0; i < length;)
            i += put_character(file, text + i, length - i);
        column += shown;
        text += length;
        text += strspn(text, " ");
    }
    fputc('\n', file);
}

/* The threshold of the services: the same for all, or "their own". */
static void threshold(char *out, const struct muster_scenario *scenario)
{
    double within_s = scenario->service[0].within_s;
    for (size_t s = 1; s < scenario->service_count; s++)
        if (scenario->service[s].within_s != within_s) {
            strcpy(out, "each service's own");
            return;
        }
    snprintf(out, CELL, "%g s", within_s);
}

static void write_head(FILE *file, const struct muster_summary *summary)
{
    const struct muster_study_result *result = summary->result;
    const struct muster_scenario *scenario = result->candidate[0].scope.scenario;
    const struct muster_measure *level = muster_measure_level(scenario->level);
    char text[512], within[CELL];
    if (scenario->title && *scenario->title) {
        wrapped(file, scenario->title, 0);
    }
    threshold(within, scenario);
    snprintf(text, sizeof text, "Service level here: %s (%s); threshold %s.", level->sentence,
             level->name, within);
    wrapped(file, text, 0);
    snprintf(text, sizeof text,
             "Means over %zu replications of %d days. \"±\" is simulation error (95 %%): more "
             "replications shrink it. \"Likely\" is p10 to p90 of the replications, what one such "
             "period may bring: more replications do not shrink it.",
             result->replications, (int)scenario->days);
    wrapped(file, text, 0);
}

/* Hours of the opening in a week without closed dates. */
static double week_hours(const struct muster_hours *opening)
{
    double open_s = 0;
    for (int weekday = 0; weekday < 7; weekday++)
        for (size_t i = 0; i < opening->count[weekday]; i++)
            open_s += opening->span[weekday][i].close_s - opening->span[weekday][i].open_s;
    return opening->always ? 168 : open_s / 3600;
}

static void write_volume(FILE *file, const struct muster_summary *summary)
{
    bool people = muster_summary_find(&summary->candidate[0], "fte_established", "all") != NULL;
    fputc('\n', file);
    cell(file, "Candidate", -NAME_WIDTH);
    cell(file, people ? "FTE" : "people", 8);
    cell(file, "h/week", 8);
    cell(file, "offered", 11);
    cell(file, "answered", 11);
    cell(file, "abandoned", 10);
    cell(file, "ASA", 8);
    fputc('\n', file);
    rule(file);
    for (size_t c = 0; c < summary->candidate_count; c++) {
        const struct muster_summary_candidate *candidate = &summary->candidate[c];
        const struct muster_study_candidate *ran = &summary->result->candidate[c];
        const char *const column[] = {"offered", "answered"};
        char text[CELL];
        name_cell(file, summary, c);
        decimal(text,
                mean_of(muster_summary_find(candidate, people ? "fte_established" : "fte_scheduled",
                                            "all")),
                1, "");
        cell(file, text, 8);
        decimal(text, week_hours(&ran->scope.scenario->opening), 1, "");
        cell(file, text, 8);
        for (size_t i = 0; i < 2; i++) {
            whole(text, mean_of(muster_summary_find(candidate, column[i], "all")));
            cell(file, text, 11);
        }
        percent(text, mean_of(muster_summary_find(candidate, "abandoned_fraction", "all")));
        cell(file, text, 10);
        decimal(text, mean_of(muster_summary_find(candidate, "asa_s", "all")), 1, " s");
        cell(file, text, 8);
        fputc('\n', file);
    }
}

static void write_service(FILE *file, const struct muster_summary *summary)
{
    fputc('\n', file);
    cell(file, "Candidate", -NAME_WIDTH);
    cell(file, "service level", 14);
    cell(file, "likely", 16);
    cell(file, "weeks", 9);
    cell(file, "occup.", 7);
    cell(file, "cost", 10);
    fputc('\n', file);
    rule(file);
    for (size_t c = 0; c < summary->candidate_count; c++) {
        const struct muster_summary_candidate *candidate = &summary->candidate[c];
        const char *currency = summary->result->candidate[c].scope.scenario->currency;
        const struct muster_estimate *level =
            muster_summary_find(candidate, "service_level", "all");
        char text[CELL];
        name_cell(file, summary, c);
        percent_error(text, level);
        cell(file, text, 14);
        percent_likely(text, level);
        cell(file, text, 16);
        percent(text, mean_of(muster_summary_find(candidate, "p_target_week", "all")));
        cell(file, text, 9);
        decimal(text, 100 * mean_of(muster_summary_find(candidate, "occupancy", "all")), 0, " %");
        cell(file, text, 7);
        money(text, mean_of(muster_summary_find(candidate, "cost", "")), currency ? currency : "");
        cell(file, text, 10);
        fputc('\n', file);
    }
}

static void write_difference(FILE *file, const struct muster_difference *difference, int width,
                             bool points)
{
    char text[CELL] = "-", amount[CELL], error[CELL];
    if (difference && isfinite(difference->mean)) {
        double half = (difference->hi - difference->lo) / 2;
        if (points) {
            snprintf(text, CELL, "%+.1f ± %.1f", 100 * difference->mean, 100 * half);
        } else {
            thousands(amount, difference->mean, true);
            whole(error, half);
            snprintf(text, CELL, "%.24s ± %.24s", amount, error);
        }
    }
    cell(file, text, width);
}

static void write_differences(FILE *file, const struct muster_summary *summary)
{
    if (summary->candidate_count < 2)
        return;
    fputs("\nDifferences from candidate 1, same demand and callers (± simulation error)\n", file);
    cell(file, "Candidate", -NAME_WIDTH);
    cell(file, "level, pts", 12);
    cell(file, "aband., pts", 12);
    cell(file, "answered", 15);
    cell(file, "cost", 17);
    fputc('\n', file);
    rule(file);
    for (size_t c = 1; c < summary->candidate_count; c++) {
        name_cell(file, summary, c);
        write_difference(file, muster_summary_difference(summary, c, "service_level"), 12, true);
        write_difference(file, muster_summary_difference(summary, c, "abandoned_fraction"), 12,
                         true);
        write_difference(file, muster_summary_difference(summary, c, "answered"), 15, false);
        write_difference(file, muster_summary_difference(summary, c, "cost"), 17, false);
        fputc('\n', file);
    }
}

static void write_target_row(FILE *file, const struct muster_summary *summary, size_t c, size_t t)
{
    static const char *const verdict[] = {"missed", "undecided", "met"};
    if (t >= summary->candidate[c].target_count)
        return;
    const struct muster_target_result *target = &summary->candidate[c].target[t];
    char text[CELL];
    name_cell(file, summary, c);
    cell(file, isnan(target->horizon.mean) ? dash : verdict[target->met + 1], 11);
    percent(text, target->p_target_day.mean);
    cell(file, text, 10);
    percent(text, target->p_target_week.mean);
    cell(file, text, 10);
    percent(text, target->p_target_month.mean);
    cell(file, text, 10);
    percent(text, target->p_target.mean);
    cell(file, text, 15);
    fputc('\n', file);
}

static void write_targets(FILE *file, const struct muster_summary *summary)
{
    for (size_t t = 0; t < summary->candidate[0].target_count; t++) {
        const struct muster_target_result *target = &summary->candidate[0].target[t];
        char text[256];
        snprintf(text, sizeof text, "Target %.80s, %.80s:", target->target->text, target->service);
        fputc('\n', file);
        wrapped(file, text, 0);
        cell(file, "Candidate", -NAME_WIDTH);
        cell(file, "horizon", 11);
        cell(file, "days met", 10);
        cell(file, "weeks", 10);
        cell(file, "months", 10);
        cell(file, "replications", 15);
        fputc('\n', file);
        rule(file);
        for (size_t c = 0; c < summary->candidate_count; c++)
            write_target_row(file, summary, c, t);
    }
}

static void write_service_row(FILE *file, const struct muster_summary_candidate *candidate,
                              const char *service)
{
    static const char *const column[] = {"offered", "answered"};
    char text[CELL];
    fputs("   ", file);
    cell(file, service, -(NAME_WIDTH - 3));
    for (size_t i = 0; i < 2; i++) {
        whole(text, mean_of(muster_summary_find(candidate, column[i], service)));
        cell(file, text, 11);
    }
    percent_error(text, muster_summary_find(candidate, "service_level", service));
    cell(file, text, 16);
    percent(text, mean_of(muster_summary_find(candidate, "abandoned_fraction", service)));
    cell(file, text, 10);
    decimal(text, mean_of(muster_summary_find(candidate, "asa_s", service)), 1, " s");
    cell(file, text, 8);
    fputc('\n', file);
}

static void write_services(FILE *file, const struct muster_summary *summary)
{
    if (summary->result->candidate[0].shape.services < 2)
        return;
    fputc('\n', file);
    cell(file, "By service", -NAME_WIDTH);
    cell(file, "offered", 11);
    cell(file, "answered", 11);
    cell(file, "service level", 16);
    cell(file, "abandoned", 10);
    cell(file, "ASA", 8);
    fputc('\n', file);
    rule(file);
    for (size_t c = 0; c < summary->candidate_count; c++) {
        const struct muster_scenario *scenario = summary->result->candidate[c].scope.scenario;
        name_cell(file, summary, c);
        fputc('\n', file);
        for (size_t s = 0; s < scenario->service_count; s++)
            write_service_row(file, &summary->candidate[c], scenario->service[s].name);
    }
}

static void write_notes(FILE *file, const struct muster_summary *summary,
                        const struct muster_summary_notes *notes)
{
    for (size_t c = 0; notes && c < summary->candidate_count; c++) {
        if (notes[c].count == 0)
            continue;
        fputs("\nCoverage of ", file);
        name_cell(file, summary, c);
        fputc('\n', file);
        for (size_t i = 0; i < notes[c].count; i++)
            wrapped(file, notes[c].text[i], 2);
    }
}

enum muster_status muster_summary_print(FILE *file, const struct muster_summary *summary,
                                        const struct muster_summary_notes *notes)
{
    write_head(file, summary);
    write_volume(file, summary);
    write_service(file, summary);
    write_differences(file, summary);
    write_targets(file, summary);
    write_services(file, summary);
    write_notes(file, summary, notes);
    return fflush(file) != 0 || ferror(file) ? MUSTER_IO_FAILED : MUSTER_OK;
}
