/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "archive.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const statistic_name[] = {"mean",   "se",     "lo",      "hi",     "p10",
                                             "p50",    "p90",    "typical", "p10_lo", "p10_hi",
                                             "p50_lo", "p50_hi", "p90_lo",  "p90_hi"};
static const char *const difference_name[] = {"mean", "se", "lo", "hi"};
enum {
    STATISTICS = sizeof statistic_name / sizeof *statistic_name,
    DIFFERENCES = sizeof difference_name / sizeof *difference_name,
    PATH_MOST = 128
};

static void put_estimate(double *to, const struct muster_estimate *estimate)
{
    const double value[STATISTICS] = {
        estimate->mean,   estimate->se,     estimate->lo,      estimate->hi,     estimate->p10,
        estimate->p50,    estimate->p90,    estimate->typical, estimate->p10_lo, estimate->p10_hi,
        estimate->p50_lo, estimate->p50_hi, estimate->p90_lo,  estimate->p90_hi};
    memcpy(to, value, sizeof value);
}

/* Adds a dataset of `length` values, all NAN, whose path is made from `format`. Its values are
 * returned for filling; NULL when out of memory. */
static double *add(struct muster_archive *archive, const struct muster_dataset *like, size_t length,
                   const char *format, ...) MUSTER_PRINTF(4, 5);
static double *add(struct muster_archive *archive, const struct muster_dataset *like, size_t length,
                   const char *format, ...)
{
    if (archive->extras.dataset_count == archive->capacity) {
        size_t capacity = archive->capacity ? 2 * archive->capacity : 64;
        struct muster_dataset *grown = realloc(archive->dataset, capacity * sizeof *grown);
        if (!grown)
            return NULL;
        archive->dataset = grown;
        archive->extras.dataset = grown;
        archive->capacity = capacity;
    }
    char *path = malloc(PATH_MOST);
    double *values = malloc(length * sizeof *values);
    if (!path || !values) {
        free(path);
        free(values);
        return NULL;
    }
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(path, PATH_MOST, format, arguments);
    va_end(arguments);
    for (size_t i = 0; i < length; i++)
        values[i] = NAN;
    struct muster_dataset *dataset = &archive->dataset[archive->extras.dataset_count++];
    *dataset = *like;
    dataset->path = path;
    dataset->data = MUSTER_DATA_DOUBLE;
    dataset->values = values;
    return values;
}

/* ---- estimates ----------------------------------------------------------------------------- */

static bool add_measure(struct muster_archive *archive, const struct muster_summary *summary,
                        const struct muster_measure *measure)
{
    static const char *const side[] = {"services", "staff", "cost"};
    static const char *const place[] = {"service_and_all", "group_and_all"};
    size_t places = muster_measure_places(measure, &summary->result->candidate[0].shape);
    struct muster_dataset like = {.unit = measure->unit, .long_name = measure->sentence};
    like.axis[like.rank++] = "candidate";
    if (measure->side != MUSTER_SIDE_COST)
        like.axis[like.rank++] = place[measure->side];
    like.axis[like.rank++] = "statistic";
    double *values = NULL;
    for (size_t c = 0; c < summary->candidate_count; c++)
        for (size_t i = 0; i < summary->candidate[c].item_count; i++) {
            const struct muster_summary_item *item = &summary->candidate[c].item[i];
            if (item->measure != measure || item->place >= places)
                continue;
            if (!values)
                values = add(archive, &like, summary->candidate_count * places * STATISTICS,
                             "/summary/%s/%s", side[measure->side], measure->name);
            if (!values)
                return false;
            put_estimate(values + (c * places + item->place) * STATISTICS, &item->estimate);
        }
    return true;
}

static bool add_comparison(struct muster_archive *archive, const struct muster_summary *summary,
                           const struct muster_measure *measure)
{
    struct muster_dataset like = {.unit = measure->unit,
                                  .long_name = measure->sentence,
                                  .rank = 2,
                                  .axis = {"candidate", "difference"}};
    double *values = NULL;
    for (size_t i = 0; i < summary->comparison_count; i++) {
        const struct muster_summary_comparison *item = &summary->comparison[i];
        if (item->measure != measure)
            continue;
        if (!values)
            values = add(archive, &like, summary->candidate_count * DIFFERENCES,
                         "/summary/comparison/%s", measure->name);
        if (!values)
            return false;
        const double value[DIFFERENCES] = {item->difference.mean, item->difference.se,
                                           item->difference.lo, item->difference.hi};
        memcpy(values + item->b * DIFFERENCES, value, sizeof value);
    }
    return true;
}

/* ---- targets ------------------------------------------------------------------------------- */

static bool add_target_estimate(struct muster_archive *archive,
                                const struct muster_summary *summary, size_t which)
{
    static const char *const name[] = {"p_target", "p_target_day", "p_target_week",
                                       "p_target_month", "horizon"};
    static const char *const sentence[] = {
        "share of replications whose horizon meets the target",
        "share of days that meet the target", "share of whole ISO weeks that meet the target",
        "share of whole months that meet the target",
        "what the target is about, over the horizon: a fraction, or for an asa target seconds"};
    size_t targets = summary->candidate[0].target_count;
    struct muster_dataset like = {.unit = "1",
                                  .long_name = sentence[which],
                                  .rank = 3,
                                  .axis = {"candidate", "target", "statistic"}};
    double *values = add(archive, &like, summary->candidate_count * targets * STATISTICS,
                         "/summary/targets/%s", name[which]);
    for (size_t c = 0; values && c < summary->candidate_count; c++)
        for (size_t t = 0; t < targets && t < summary->candidate[c].target_count; t++) {
            const struct muster_target_result *result = &summary->candidate[c].target[t];
            const struct muster_estimate *part[] = {&result->p_target, &result->p_target_day,
                                                    &result->p_target_week, &result->p_target_month,
                                                    &result->horizon};
            put_estimate(values + (c * targets + t) * STATISTICS, part[which]);
        }
    return values != NULL;
}

static bool add_targets(struct muster_archive *archive, const struct muster_summary *summary)
{
    size_t targets = summary->candidate[0].target_count;
    if (targets == 0)
        return true;
    for (size_t which = 0; which < 5; which++)
        if (!add_target_estimate(archive, summary, which))
            return false;
    struct muster_dataset like = {.unit = "1",
                                  .long_name =
                                      "whether the target is met: 1 met, 0 missed, NaN undecided",
                                  .rank = 2,
                                  .axis = {"candidate", "target"}};
    double *values =
        add(archive, &like, summary->candidate_count * targets, "/summary/targets/met");
    for (size_t c = 0; values && c < summary->candidate_count; c++)
        for (size_t t = 0; t < targets && t < summary->candidate[c].target_count; t++)
            if (summary->candidate[c].target[t].met != MUSTER_VERDICT_UNDECIDED)
                values[c * targets + t] = summary->candidate[c].target[t].met == MUSTER_VERDICT_MET;
    return values != NULL;
}

/* ---- trace --------------------------------------------------------------------------------- */

enum trace_column {
    TRACE_CANDIDATE,
    TRACE_REPLICATION,
    TRACE_SERVICE,
    TRACE_WANTED_DAY,
    TRACE_NUMBER,
    TRACE_GENERATION,
    TRACE_ATTEMPT,
    TRACE_ORIGIN,
    TRACE_OUTCOME,
    TRACE_GROUP,
    TRACE_PERSON,
    TRACE_ARRIVAL_S,
    TRACE_WAIT_S,
    TRACE_HANDLE_S,
    TRACE_BASE_HANDLE_S,
    TRACE_PATIENCE_S,
    TRACE_COLUMNS
};

static const struct {
    const char *name, *unit, *sentence;
} trace_column[TRACE_COLUMNS] = {
    [TRACE_CANDIDATE] = {"candidate", "1", "number of the candidate, from 0"},
    [TRACE_REPLICATION] = {"replication", "1", "number of the replication, from 0"},
    [TRACE_SERVICE] = {"service", "1", "number of the service, from 0"},
    [TRACE_WANTED_DAY] = {"wanted_day", "d", "day of the horizon the contact was first wanted"},
    [TRACE_NUMBER] = {"number", "1", "number of the contact of that day and service"},
    [TRACE_GENERATION] = {"generation", "1", "0 first contact, 1 its repeat …"},
    [TRACE_ATTEMPT] = {"attempt", "1", "0 first try …"},
    [TRACE_ORIGIN] = {"origin", "1", "0 first, 1 return, 2 retry, 3 repeat"},
    [TRACE_OUTCOME] = {"outcome", "1",
                       "0 answered, 1 abandoned, 2 blocked, 3 balked, 4 lost at close, "
                       "5 unfinished, 6 closed"},
    [TRACE_GROUP] = {"group", "1", "number of the group that answered, from 0, or -1"},
    [TRACE_PERSON] = {"person", "1", "number of the person in the group, from 0, or -1"},
    [TRACE_ARRIVAL_S] = {"arrival_s", "s", "arrival since the horizon's start"},
    [TRACE_WAIT_S] = {"wait_s", "s", "wait"},
    [TRACE_HANDLE_S] = {"handle_s", "s", "handle time as it was, 0 if not answered"},
    [TRACE_BASE_HANDLE_S] = {"base_handle_s", "s", "the contact's own talk and wrap"},
    [TRACE_PATIENCE_S] = {"patience_s", "s", "patience of this attempt; NaN where never drawn"}};

static double trace_value(const struct muster_trace_row *row, size_t candidate, size_t replication,
                          enum trace_column column)
{
    const double value[TRACE_COLUMNS] = {[TRACE_CANDIDATE] = (double)candidate,
                                         [TRACE_REPLICATION] = (double)replication,
                                         [TRACE_SERVICE] = row->service,
                                         [TRACE_WANTED_DAY] = row->wanted_day,
                                         [TRACE_NUMBER] = row->number,
                                         [TRACE_GENERATION] = row->generation,
                                         [TRACE_ATTEMPT] = row->attempt,
                                         [TRACE_ORIGIN] = (double)row->origin,
                                         [TRACE_OUTCOME] = (double)row->outcome,
                                         [TRACE_GROUP] = row->group,
                                         [TRACE_PERSON] = row->person,
                                         [TRACE_ARRIVAL_S] = row->arrival_s,
                                         [TRACE_WAIT_S] = row->wait_s,
                                         [TRACE_HANDLE_S] = row->handle_s,
                                         [TRACE_BASE_HANDLE_S] = row->base_handle_s,
                                         [TRACE_PATIENCE_S] = row->patience_s};
    return value[column];
}

static void fill_trace(double *values, const struct muster_study_result *result,
                       enum trace_column column)
{
    for (size_t c = 0; c < result->candidate_count; c++)
        for (size_t i = 0; i < result->traced; i++) {
            const struct muster_trace_log *log = &result->candidate[c].trace[i];
            for (size_t r = 0; r < log->count; r++)
                *values++ = trace_value(&log->row[r], c, i, column);
        }
}

static size_t traced_rows(const struct muster_study_result *result)
{
    size_t rows = 0;
    for (size_t c = 0; c < result->candidate_count; c++)
        for (size_t i = 0; i < result->traced; i++)
            rows += result->candidate[c].trace[i].count;
    return rows;
}

static bool add_trace(struct muster_archive *archive, const struct muster_study_result *result)
{
    size_t rows = traced_rows(result);
    if (rows == 0)
        return true;
    archive->axis[archive->extras.axis_count++] =
        (struct muster_axis){.name = "contact",
                             .unit = "1",
                             .long_name = "attempts of the traced replications",
                             .length = rows,
                             .data = MUSTER_DATA_INT32};
    for (size_t k = 0; k < TRACE_COLUMNS; k++) {
        struct muster_dataset like = {.unit = trace_column[k].unit,
                                      .long_name = trace_column[k].sentence,
                                      .rank = 1,
                                      .axis = {"contact"}};
        double *values = add(archive, &like, rows, "/trace/contacts/%s", trace_column[k].name);
        if (!values)
            return false;
        fill_trace(values, result, (enum trace_column)k);
    }
    return true;
}

/* ---- all of it ----------------------------------------------------------------------------- */

static bool add_axes(struct muster_archive *archive, const struct muster_summary *summary)
{
    const struct muster_scenario *scenario = summary->result->candidate[0].scope.scenario;
    size_t groups = scenario->group_count;
    archive->place = malloc((groups + 1) * sizeof *archive->place);
    if (!archive->place)
        return false;
    for (size_t g = 0; g < groups; g++)
        archive->place[g] = scenario->group[g].name;
    archive->place[groups] = "all";
    const struct muster_axis axis[] = {
        {"statistic", "", "mean over replications, its simulation error, and the likely range",
         STATISTICS, MUSTER_DATA_TEXT, statistic_name},
        {"difference", "", "paired difference from the first candidate and its simulation error",
         DIFFERENCES, MUSTER_DATA_TEXT, difference_name},
        {"group_and_all", "", "name of the staff group, then all of them together", groups + 1,
         MUSTER_DATA_TEXT, archive->place}};
    memcpy(archive->axis, axis, sizeof axis);
    archive->extras.axis = archive->axis;
    archive->extras.axis_count = sizeof axis / sizeof *axis;
    return true;
}

enum muster_status muster_archive_init(struct muster_archive *out,
                                       const struct muster_summary *summary)
{
    memset(out, 0, sizeof *out);
    size_t count;
    const struct muster_measure *table = muster_measure_table(&count);
    bool fine = add_axes(out, summary);
    for (size_t m = 0; fine && m < count; m++)
        fine = add_measure(out, summary, &table[m]) && add_comparison(out, summary, &table[m]);
    if (fine && add_targets(out, summary) && add_trace(out, summary->result))
        return MUSTER_OK;
    muster_archive_clear(out);
    return MUSTER_NO_MEMORY;
}

void muster_archive_clear(struct muster_archive *archive)
{
    for (size_t i = 0; i < archive->extras.dataset_count; i++) {
        free((void *)(uintptr_t)archive->dataset[i].path);
        free((void *)(uintptr_t)archive->dataset[i].values);
    }
    free(archive->dataset);
    free(archive->place);
    memset(archive, 0, sizeof *archive);
}
