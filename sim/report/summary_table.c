/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "summary_table.h"
#include "cells.h"
#include "cost_table.h"
#include "difference_table.h"
#include "fall_table.h"

#include <math.h>
#include <stdlib.h>

static double mean_of(const struct muster_estimate *estimate)
{
    return estimate ? estimate->mean : NAN;
}

/* "81.2 % ± 0.4" */
static void percent_error(char *out, const struct muster_estimate *estimate)
{
    if (!estimate || !isfinite(estimate->mean))
        snprintf(out, MUSTER_CELL_TEXT, "%s", muster_cell_dash);
    else if (!isfinite(estimate->se))
        muster_cell_percent(out, estimate->mean);
    else
        snprintf(out, MUSTER_CELL_TEXT, "%.1f ± %.1f %%", 100 * estimate->mean,
                 50 * (estimate->hi - estimate->lo));
}

/* "77.1 to 84.9 %" */
static void percent_likely(char *out, const struct muster_estimate *estimate)
{
    if (!estimate || !isfinite(estimate->p10))
        snprintf(out, MUSTER_CELL_TEXT, "%s", muster_cell_dash);
    else
        snprintf(out, MUSTER_CELL_TEXT, "%.1f to %.1f %%", 100 * estimate->p10,
                 100 * estimate->p90);
}

static void name_cell(FILE *file, const struct muster_summary *summary, size_t c)
{
    muster_cell_candidate(file, c, summary->candidate[c].name);
}

/* ---- blocks -------------------------------------------------------------------------------- */

/* The threshold of the services: the same for all, or "their own". */
static void threshold(char *out, const struct muster_scenario *scenario)
{
    double within_s = scenario->service[0].within_s;
    for (size_t s = 1; s < scenario->service_count; s++)
        if (scenario->service[s].within_s != within_s) {
            snprintf(out, MUSTER_CELL_TEXT, "%s", "each service's own");
            return;
        }
    snprintf(out, MUSTER_CELL_TEXT, "%g s", within_s);
}

static void write_head(FILE *file, const struct muster_summary *summary)
{
    const struct muster_study_result *result = summary->result;
    const struct muster_scenario *scenario = result->candidate[0].scope.scenario;
    const struct muster_measure *level = muster_measure_level(scenario->level);
    char text[512], within[MUSTER_CELL_TEXT];
    if (scenario->title && *scenario->title) {
        muster_cell_wrap(file, scenario->title, 0);
    }
    threshold(within, scenario);
    snprintf(text, sizeof text, "Service level here: %s (%s); threshold %s.", level->sentence,
             level->name, within);
    muster_cell_wrap(file, text, 0);
    snprintf(text, sizeof text,
             "Means over %zu replications of %d days. \"±\" is simulation error (95 %%): more "
             "replications shrink it. \"Likely\" is p10 to p90 of the replications, what one such "
             "period may bring: more replications do not shrink it.",
             result->replications, (int)scenario->days);
    muster_cell_wrap(file, text, 0);
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
    muster_cell_put(file, "Candidate", -MUSTER_CELL_NAME);
    muster_cell_put(file, people ? "FTE" : "people", 8);
    muster_cell_put(file, "h/week", 8);
    muster_cell_put(file, "offered", 11);
    muster_cell_put(file, "answered", 11);
    muster_cell_put(file, "abandoned", 10);
    muster_cell_put(file, "ASA", 8);
    fputc('\n', file);
    muster_cell_rule(file);
    for (size_t c = 0; c < summary->candidate_count; c++) {
        const struct muster_summary_candidate *candidate = &summary->candidate[c];
        const struct muster_study_candidate *ran = &summary->result->candidate[c];
        const char *const column[] = {"offered", "answered"};
        char text[MUSTER_CELL_TEXT];
        name_cell(file, summary, c);
        muster_cell_decimal(text,
                            mean_of(muster_summary_find(
                                candidate, people ? "fte_established" : "fte_scheduled", "all")),
                            1, "");
        muster_cell_put(file, text, 8);
        muster_cell_decimal(text, week_hours(&ran->scope.scenario->opening), 1, "");
        muster_cell_put(file, text, 8);
        for (size_t i = 0; i < 2; i++) {
            muster_cell_whole(text, mean_of(muster_summary_find(candidate, column[i], "all")));
            muster_cell_put(file, text, 11);
        }
        muster_cell_percent(text,
                            mean_of(muster_summary_find(candidate, "abandoned_fraction", "all")));
        muster_cell_put(file, text, 10);
        muster_cell_decimal(text, mean_of(muster_summary_find(candidate, "asa_s", "all")), 1, " s");
        muster_cell_put(file, text, 8);
        fputc('\n', file);
    }
}

static void write_service(FILE *file, const struct muster_summary *summary)
{
    fputc('\n', file);
    muster_cell_put(file, "Candidate", -MUSTER_CELL_NAME);
    muster_cell_put(file, "service level", 14);
    muster_cell_put(file, "likely", 16);
    muster_cell_put(file, "weeks", 9);
    muster_cell_put(file, "occup.", 7);
    muster_cell_put(file, "cost", 10);
    fputc('\n', file);
    muster_cell_rule(file);
    for (size_t c = 0; c < summary->candidate_count; c++) {
        const struct muster_summary_candidate *candidate = &summary->candidate[c];
        const char *currency = summary->result->candidate[c].scope.scenario->currency;
        const struct muster_estimate *level =
            muster_summary_find(candidate, "service_level", "all");
        char text[MUSTER_CELL_TEXT];
        name_cell(file, summary, c);
        percent_error(text, level);
        muster_cell_put(file, text, 14);
        percent_likely(text, level);
        muster_cell_put(file, text, 16);
        muster_cell_percent(text, mean_of(muster_summary_find(candidate, "p_target_week", "all")));
        muster_cell_put(file, text, 9);
        muster_cell_decimal(text, 100 * mean_of(muster_summary_find(candidate, "occupancy", "all")),
                            0, " %");
        muster_cell_put(file, text, 7);
        muster_cell_money(text, mean_of(muster_summary_find(candidate, "cost", "")),
                          currency ? currency : "");
        muster_cell_put(file, text, 10);
        fputc('\n', file);
    }
}

static const char *name_of(const void *context, size_t candidate)
{
    return ((const struct muster_summary *)context)->candidate[candidate].name;
}

static const struct muster_difference *difference_of(const void *context, size_t b,
                                                     const char *measure)
{
    return muster_summary_difference(context, b, measure);
}

static const struct muster_difference *relative_of(const void *context, size_t b,
                                                   const char *measure)
{
    const struct muster_summary_comparison *found = muster_summary_compared(context, b, measure);
    return found ? &found->relative : NULL;
}

static void write_differences(FILE *file, const struct muster_summary *summary)
{
    const struct muster_busy_hour *hour = &summary->result->busy_hour;
    const char *currency = summary->result->candidate[0].scope.scenario->currency;
    struct muster_differences differences = {.candidates = summary->candidate_count,
                                             .context = summary,
                                             .name = name_of,
                                             .difference = difference_of,
                                             .relative = relative_of,
                                             .currency = currency ? currency : ""};
    muster_busy_hour_text(differences.busy_hour, muster_busy_hour_from_s(hour),
                          muster_busy_hour_to_s(hour), hour->days);
    muster_difference_table_print(file, &differences);
}

static void write_target_row(FILE *file, const struct muster_summary *summary, size_t c, size_t t)
{
    static const char *const verdict[] = {"missed", "undecided", "met"};
    if (t >= summary->candidate[c].target_count)
        return;
    const struct muster_target_result *target = &summary->candidate[c].target[t];
    char text[MUSTER_CELL_TEXT];
    name_cell(file, summary, c);
    muster_cell_put(file, isnan(target->horizon.mean) ? muster_cell_dash : verdict[target->met + 1],
                    11);
    muster_cell_percent(text, target->p_target_day.mean);
    muster_cell_put(file, text, 10);
    muster_cell_percent(text, target->p_target_week.mean);
    muster_cell_put(file, text, 10);
    muster_cell_percent(text, target->p_target_month.mean);
    muster_cell_put(file, text, 10);
    muster_cell_percent(text, target->p_target.mean);
    muster_cell_put(file, text, 15);
    fputc('\n', file);
}

static void write_targets(FILE *file, const struct muster_summary *summary)
{
    for (size_t t = 0; t < summary->candidate[0].target_count; t++) {
        const struct muster_target_result *target = &summary->candidate[0].target[t];
        char text[256];
        snprintf(text, sizeof text, "Target %.80s, %.80s:", target->target->text, target->service);
        fputc('\n', file);
        muster_cell_wrap(file, text, 0);
        muster_cell_put(file, "Candidate", -MUSTER_CELL_NAME);
        muster_cell_put(file, "horizon", 11);
        muster_cell_put(file, "days met", 10);
        muster_cell_put(file, "weeks", 10);
        muster_cell_put(file, "months", 10);
        muster_cell_put(file, "replications", 15);
        fputc('\n', file);
        muster_cell_rule(file);
        for (size_t c = 0; c < summary->candidate_count; c++)
            write_target_row(file, summary, c, t);
    }
}

static void write_service_row(FILE *file, const struct muster_summary_candidate *candidate,
                              const char *service)
{
    static const char *const column[] = {"offered", "answered"};
    char text[MUSTER_CELL_TEXT];
    fputs("   ", file);
    muster_cell_put(file, service, -(MUSTER_CELL_NAME - 3));
    for (size_t i = 0; i < 2; i++) {
        muster_cell_whole(text, mean_of(muster_summary_find(candidate, column[i], service)));
        muster_cell_put(file, text, 11);
    }
    percent_error(text, muster_summary_find(candidate, "service_level", service));
    muster_cell_put(file, text, 16);
    muster_cell_percent(text,
                        mean_of(muster_summary_find(candidate, "abandoned_fraction", service)));
    muster_cell_put(file, text, 10);
    muster_cell_decimal(text, mean_of(muster_summary_find(candidate, "asa_s", service)), 1, " s");
    muster_cell_put(file, text, 8);
    fputc('\n', file);
}

static void write_services(FILE *file, const struct muster_summary *summary)
{
    if (summary->result->candidate[0].shape.services < 2)
        return;
    fputc('\n', file);
    muster_cell_put(file, "By service", -MUSTER_CELL_NAME);
    muster_cell_put(file, "offered", 11);
    muster_cell_put(file, "answered", 11);
    muster_cell_put(file, "service level", 16);
    muster_cell_put(file, "abandoned", 10);
    muster_cell_put(file, "ASA", 8);
    fputc('\n', file);
    muster_cell_rule(file);
    for (size_t c = 0; c < summary->candidate_count; c++) {
        const struct muster_scenario *scenario = summary->result->candidate[c].scope.scenario;
        muster_cell_candidate_line(file, c, summary->candidate[c].name);
        for (size_t s = 0; s < scenario->service_count; s++)
            write_service_row(file, &summary->candidate[c], scenario->service[s].name);
    }
}

/* Of the first candidate, all groups together. */
static void write_fall(FILE *file, const struct muster_summary *summary)
{
    const struct muster_summary_candidate *candidate = &summary->candidate[0];
    const struct muster_study_candidate *ran = &summary->result->candidate[0];
    const struct muster_busy_hour *busy = &summary->result->busy_hour;
    const struct muster_summary_fall *fall = muster_summary_fall(candidate, "all");
    if (!fall)
        return;
    const struct muster_summary_hours *hours = &candidate->hours[candidate->hours_count - 1];
    struct muster_fall_report report = {.name = candidate->name,
                                        .only = summary->candidate_count == 1,
                                        .whole = true,
                                        .days = ran->shape.days,
                                        .fall = fall,
                                        .hours = hours,
                                        .handle_s = ran->paper.handle_s,
                                        .hour =
                                            muster_fall_hour(hours, muster_busy_hour_from_s(busy))};
    muster_fall_table_print(file, &report);
}

static void write_notes(FILE *file, const struct muster_summary *summary,
                        const struct muster_summary_notes *notes)
{
    for (size_t c = 0; notes && c < summary->candidate_count; c++) {
        if (notes[c].count == 0)
            continue;
        fputs("\nCoverage of ", file);
        muster_cell_candidate_line(file, c, summary->candidate[c].name);
        for (size_t i = 0; i < notes[c].count; i++)
            muster_cell_wrap(file, notes[c].text[i], 2);
    }
}

enum muster_status muster_summary_print(FILE *file, const struct muster_summary *summary,
                                        const struct muster_summary_notes *notes)
{
    write_head(file, summary);
    write_volume(file, summary);
    write_service(file, summary);
    muster_cost_table_print(file, summary);
    write_differences(file, summary);
    write_targets(file, summary);
    write_services(file, summary);
    write_fall(file, summary);
    write_notes(file, summary, notes);
    return fflush(file) != 0 || ferror(file) ? MUSTER_IO_FAILED : MUSTER_OK;
}
