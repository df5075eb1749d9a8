/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "run_extras.h"
#include "run_values.h"
#include "stored_differences.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    AXIS_STATISTIC,
    AXIS_GROUP_AND_ALL,
    AXIS_DIFFERENCE,
    AXIS_BOUND,
    AXIS_YEAR,
    AXIS_PEOPLE,
    AXIS_CONTACT = AXIS_PEOPLE + MUSTER_PEOPLE_AXES
};

static const char *const STATISTICS[] = {"mean",   "se",     "lo",      "hi",     "p10",
                                         "p50",    "p90",    "typical", "p10_lo", "p10_hi",
                                         "p50_lo", "p50_hi", "p90_lo",  "p90_hi"};
enum { STATISTIC_COUNT = sizeof STATISTICS / sizeof STATISTICS[0] };

const char *const *muster_statistic_names(size_t *count)
{
    *count = STATISTIC_COUNT;
    return STATISTICS;
}

static const char *const DIFFERENCE_STATISTICS[MUSTER_STORED_DIFFERENCE] = {
    "mean", "se", "lo", "hi", "relative_mean", "relative_se", "relative_lo", "relative_hi"};
static const char *const BOUNDS[] = {"from", "to"};
static const struct muster_bounds_row BOUNDS_ROWS[] = {
    {"busy_hour", "s", "busy hour of the first candidate, after midnight"},
    {"busy_hour_days", "1", "days of the week that have it, 0 = Monday"}};
enum { BOUNDS_ROW_COUNT = sizeof BOUNDS_ROWS / sizeof BOUNDS_ROWS[0] };

const char *const *muster_difference_statistic_names(size_t *count)
{
    *count = MUSTER_STORED_DIFFERENCE;
    return DIFFERENCE_STATISTICS;
}

const struct muster_bounds_row *muster_bounds_rows(size_t *count)
{
    *count = BOUNDS_ROW_COUNT;
    return BOUNDS_ROWS;
}

void muster_statistics_of(double *value, const struct muster_estimate *estimate)
{
    const double all[STATISTIC_COUNT] = {
        estimate->mean,   estimate->se,     estimate->lo,      estimate->hi,     estimate->p10,
        estimate->p50,    estimate->p90,    estimate->typical, estimate->p10_lo, estimate->p10_hi,
        estimate->p50_lo, estimate->p50_hi, estimate->p90_lo,  estimate->p90_hi};
    memcpy(value, all, sizeof all);
}

/* ---- the summary ---- */

/* The measure of every candidate at `places` places from `first` on, in one block; NAN where it
 * does not apply. */
static double *measure_block(const struct muster_summary *summary,
                             const struct muster_measure *measure, size_t first, size_t places,
                             bool *any)
{
    size_t each = places * STATISTIC_COUNT;
    double *block = malloc(summary->candidate_count * each * sizeof *block);
    if (!block)
        return NULL;
    *any = false;
    for (size_t i = 0; i < summary->candidate_count * each; i++)
        block[i] = NAN;
    for (size_t c = 0; c < summary->candidate_count; c++) {
        const struct muster_summary_candidate *candidate = &summary->candidate[c];
        for (size_t i = 0; i < candidate->item_count; i++) {
            const struct muster_summary_item *item = &candidate->item[i];
            if (item->measure != measure || item->place < first || item->place >= first + places)
                continue;
            muster_statistics_of(block + c * each + (item->place - first) * STATISTIC_COUNT,
                                 &item->estimate);
            *any = true;
        }
    }
    return block;
}

/* The next dataset, its path made of the folder and the name; it owns `block`. */
static struct muster_dataset *add(struct muster_run_extras *out, const char *folder,
                                  const char *name, void *block)
{
    size_t index = out->extras.dataset_count++;
    struct muster_dataset *dataset = &out->dataset[index];
    snprintf(out->path[index], sizeof out->path[index], "%s%s", folder, name);
    out->block[index] = block;
    *dataset = (struct muster_dataset){
        .path = out->path[index], .data = MUSTER_DATA_DOUBLE, .values = block};
    return dataset;
}

/* What a dataset of measures is about: a folder, the axis of its places (NULL: one), and these. */
struct places {
    const char *folder, *axis;
    size_t first, count;
};

static bool add_places(struct muster_run_extras *out, const struct muster_summary *summary,
                       const struct muster_measure *measure, const struct places *places)
{
    bool any;
    double *block = measure_block(summary, measure, places->first, places->count, &any);
    if (!block)
        return false;
    if (!any) {
        free(block);
        return true;
    }
    struct muster_dataset *dataset = add(out, places->folder, measure->name, block);
    dataset->unit = measure->unit;
    dataset->long_name = measure->sentence;
    dataset->axis[dataset->rank++] = "candidate";
    if (places->axis)
        dataset->axis[dataset->rank++] = places->axis;
    dataset->axis[dataset->rank++] = "statistic";
    return true;
}

static bool add_measure(struct muster_run_extras *out, const struct muster_summary *summary,
                        const struct muster_measure *measure)
{
    size_t count = muster_measure_places(measure, &summary->result->candidate[0].shape);
    const struct places services = {"/summary/services/", "service_and_all", 0, count};
    const struct places staff = {"/summary/staff/", "group_and_all", 0, count};
    const struct places whole = {"/summary/cost/", NULL, count - 1, 1};
    const struct places years = {"/summary/cost_by_year/", "financial_year", 0, count - 1};
    switch (measure->side) {
    case MUSTER_SIDE_SERVICES:
        return add_places(out, summary, measure, &services);
    case MUSTER_SIDE_STAFF:
        return add_places(out, summary, measure, &staff);
    case MUSTER_SIDE_COST:
        break;
    }
    return add_places(out, summary, measure, &whole) &&
           (count == 1 || add_places(out, summary, measure, &years));
}

/* ---- the replications' own values ---- */

static bool add_values(struct muster_run_extras *out, const struct muster_summary *summary,
                       const struct muster_measure *measure)
{
    static const char *const FOLDERS[] = {[MUSTER_SIDE_SERVICES] = "/runs/services/",
                                          [MUSTER_SIDE_STAFF] = "/runs/staff/",
                                          [MUSTER_SIDE_COST] = "/runs/cost/"};
    static const char *const AXES[] = {[MUSTER_SIDE_SERVICES] = "service",
                                       [MUSTER_SIDE_STAFF] = "group",
                                       [MUSTER_SIDE_COST] = NULL};
    bool any;
    if (!muster_run_values_kept(measure))
        return true;
    double *block = muster_run_values(&any, summary, measure);
    if (!block)
        return false;
    if (!any) {
        free(block);
        return true;
    }
    struct muster_dataset *dataset = add(out, FOLDERS[measure->side], measure->name, block);
    dataset->unit = measure->unit;
    dataset->long_name = measure->sentence;
    dataset->axis[dataset->rank++] = "candidate";
    dataset->axis[dataset->rank++] = "replication";
    if (AXES[measure->side])
        dataset->axis[dataset->rank++] = AXES[measure->side];
    return true;
}

/* ---- differences from the first candidate ---- */

static void store_difference(double value[4], const struct muster_difference *difference)
{
    value[0] = difference->mean;
    value[1] = difference->se;
    value[2] = difference->lo;
    value[3] = difference->hi;
}

static bool add_comparison(struct muster_run_extras *out, const struct muster_summary *summary,
                           const struct muster_measure *measure)
{
    enum { WIDTH = MUSTER_STORED_DIFFERENCE };
    size_t length = summary->candidate_count * WIDTH;
    bool any = false;
    double *block = malloc(length * sizeof *block);
    if (!block)
        return false;
    for (size_t i = 0; i < length; i++)
        block[i] = NAN;
    for (size_t i = 0; i < summary->comparison_count; i++) {
        const struct muster_summary_comparison *compared = &summary->comparison[i];
        if (compared->measure != measure)
            continue;
        any = true;
        store_difference(block + compared->b * WIDTH, &compared->difference);
        store_difference(block + compared->b * WIDTH + WIDTH / 2, &compared->relative);
    }
    if (!any) {
        free(block);
        return true;
    }
    struct muster_dataset *dataset = add(out, "/summary/comparison/", measure->name, block);
    dataset->unit = measure->unit;
    dataset->long_name = measure->sentence;
    dataset->rank = 2;
    dataset->axis[0] = "candidate";
    dataset->axis[1] = "difference_statistic";
    return true;
}

static void add_busy_hour(struct muster_run_extras *out, const struct muster_busy_hour *hour)
{
    out->bounds[0][0] = muster_busy_hour_from_s(hour);
    out->bounds[0][1] = muster_busy_hour_to_s(hour);
    out->bounds[1][1] = (double)hour->days - 1;
    for (size_t i = 0; i < BOUNDS_ROW_COUNT; i++) {
        struct muster_dataset *dataset = add(out, "/summary/", BOUNDS_ROWS[i].name, NULL);
        dataset->values = out->bounds[i];
        dataset->unit = BOUNDS_ROWS[i].unit;
        dataset->long_name = BOUNDS_ROWS[i].sentence;
        dataset->rank = 1;
        dataset->axis[0] = "bound";
    }
}

static bool add_people(struct muster_run_extras *out, const struct muster_summary *summary)
{
    for (size_t number = 0; number < muster_people_datasets_most(); number++) {
        size_t index = out->extras.dataset_count;
        double *block;
        if (!muster_people_dataset(&out->dataset[index], out->path[index], &block, summary, number))
            return false;
        if (!block)
            continue;
        out->dataset[index].path = out->path[index];
        out->block[index] = block;
        out->extras.dataset_count++;
    }
    return true;
}

/* ---- the trace ---- */

static const struct muster_trace_column COLUMNS[] = {
    {"candidate", "1", "number of the candidate, from 0", true},
    {"replication", "1", "number of the replication, from 0", true},
    {"service", "1", "number of the service, from 0", true},
    {"wanted_day", "d", "day of the horizon on which the contact was first wanted", true},
    {"number", "1", "number of the contact on that day and service", true},
    {"generation", "1", "0 first contact, 1 its repeat, 2 the repeat's repeat", true},
    {"attempt", "1", "0 first try, 1 second", true},
    {"origin", "1", "0 first, 1 return, 2 retry, 3 repeat", true},
    {"outcome", "1",
     "0 answered, 1 abandoned, 2 blocked, 3 balked, 4 lost at close, 5 unfinished, 6 closed", true},
    {"group", "1", "who answered, from 0; -1 nobody", true},
    {"person", "1", "person in the group, from 0; -1 nobody", true},
    {"arrival", "s", "arrival after the start of the horizon, the warm-up negative", false},
    {"wait", "s", "time in the queue", false},
    {"handle", "s", "time handled; 0 if not answered", false},
    {"base_handle", "s", "talk and wrap of this contact by experienced staff", false},
    {"patience", "s", "this attempt's patience", false},
};
enum { COLUMN_COUNT = sizeof COLUMNS / sizeof COLUMNS[0] };

const struct muster_trace_column *muster_trace_columns(size_t *count)
{
    *count = COLUMN_COUNT;
    return COLUMNS;
}

struct traced {
    size_t candidate, replication;
    const struct muster_trace_row *row;
};

static int32_t whole_of(const struct traced *t, size_t column)
{
    const int64_t values[] = {
        (int64_t)t->candidate,    (int64_t)t->replication, t->row->service, t->row->wanted_day,
        t->row->number,           t->row->generation,      t->row->attempt, (int64_t)t->row->origin,
        (int64_t)t->row->outcome, t->row->group,           t->row->person};
    assert(column < sizeof values / sizeof *values);
    return (int32_t)values[column];
}

static double number_of(const struct traced *t, size_t column)
{
    const double values[] = {t->row->arrival_s, t->row->wait_s, t->row->handle_s,
                             t->row->base_handle_s, t->row->patience_s};
    assert(column >= 11 && column - 11 < sizeof values / sizeof *values);
    return values[column - 11];
}

/* Calls for every traced row in order; returns how many. */
static size_t trace_column(void *block, const struct muster_study_result *result, size_t column)
{
    size_t count = 0;
    for (size_t c = 0; c < result->candidate_count; c++)
        for (size_t r = 0; result->candidate[c].trace && r < result->traced; r++) {
            const struct muster_trace_log *log = &result->candidate[c].trace[r];
            for (size_t i = 0; block && i < log->count; i++) {
                struct traced traced = {c, r, &log->row[i]};
                if (COLUMNS[column].whole)
                    ((int32_t *)block)[count + i] = whole_of(&traced, column);
                else
                    ((double *)block)[count + i] = number_of(&traced, column);
            }
            count += log->count;
        }
    return count;
}

static bool add_trace(struct muster_run_extras *out, const struct muster_study_result *result)
{
    size_t length = trace_column(NULL, result, 0);
    if (length == 0)
        return true;
    out->axis[AXIS_CONTACT] =
        (struct muster_results_axis){.name = "contact",
                                     .unit = "1",
                                     .long_name = "number of the traced attempt",
                                     .length = length,
                                     .data = MUSTER_DATA_INT32};
    out->extras.axis_count = AXIS_CONTACT + 1;
    for (size_t i = 0; i < COLUMN_COUNT; i++) {
        void *block = malloc(length * (COLUMNS[i].whole ? sizeof(int32_t) : sizeof(double)));
        if (!block)
            return false;
        trace_column(block, result, i);
        struct muster_dataset *dataset = add(out, "/trace/contacts/", COLUMNS[i].name, block);
        dataset->unit = COLUMNS[i].unit;
        dataset->long_name = COLUMNS[i].sentence;
        dataset->axis[0] = "contact";
        dataset->rank = 1;
        dataset->data = COLUMNS[i].whole ? MUSTER_DATA_INT32 : MUSTER_DATA_DOUBLE;
    }
    return true;
}

/* ---- all of it ---- */

static struct muster_results_axis text_axis(const char *name, const char *long_name, size_t length,
                                            const char *const *values)
{
    return (struct muster_results_axis){.name = name,
                                        .unit = "",
                                        .long_name = long_name,
                                        .length = length,
                                        .data = MUSTER_DATA_TEXT,
                                        .values = values};
}

static bool make_axes(struct muster_run_extras *out, const struct muster_summary *summary)
{
    const struct muster_scope *scope = &summary->result->candidate[0].scope;
    size_t groups = scope->shape->groups, years = scope->scenario->year_count;
    out->place = malloc((groups + 1) * sizeof *out->place);
    out->year = malloc((years + 1) * sizeof *out->year);
    if (!out->place || !out->year)
        return false;
    for (size_t g = 0; g < groups; g++)
        out->place[g] = scope->scenario->group[g].name;
    out->place[groups] = "all";
    for (size_t y = 0; y < years; y++)
        out->year[y] = scope->scenario->year_name[y];
    out->axis[AXIS_STATISTIC] =
        text_axis("statistic",
                  "mean with its simulation error (se, lo, hi); quantiles over replications, their "
                  "plain mean, and the quantiles' bounds",
                  STATISTIC_COUNT, STATISTICS);
    out->axis[AXIS_GROUP_AND_ALL] =
        text_axis("group_and_all", "name of the staff group, then all of them together", groups + 1,
                  out->place);
    out->axis[AXIS_DIFFERENCE] =
        text_axis("difference_statistic",
                  "difference from the first candidate, replications paired, with its simulation "
                  "error; of counts the same as a fraction of the first candidate's",
                  MUSTER_STORED_DIFFERENCE, DIFFERENCE_STATISTICS);
    out->axis[AXIS_BOUND] = text_axis("bound", "first and last", 2, BOUNDS);
    out->axis[AXIS_YEAR] =
        text_axis("financial_year", "financial year touched by the horizon, 1 April to 31 March",
                  years, out->year);
    out->extras.axis_count = AXIS_CONTACT;
    return muster_people_axes_init(&out->people, out->axis + AXIS_PEOPLE, summary) == MUSTER_OK;
}

enum muster_status muster_run_extras_init(struct muster_run_extras *out,
                                          const struct muster_summary *summary,
                                          const struct muster_study *study)
{
    size_t measures;
    const struct muster_measure *table = muster_measure_table(&measures);
    *out = (struct muster_run_extras){.dataset_most = 4 * measures + BOUNDS_ROW_COUNT +
                                                      COLUMN_COUNT + MUSTER_OVERLAY_DATASETS +
                                                      muster_people_datasets_most()};
    out->dataset = calloc(out->dataset_most, sizeof *out->dataset);
    out->path = calloc(out->dataset_most, sizeof *out->path);
    out->block = calloc(out->dataset_most, sizeof *out->block);
    bool fine = out->dataset && out->path && out->block && make_axes(out, summary);
    for (size_t i = 0; fine && i < measures; i++)
        fine = add_values(out, summary, &table[i]) && add_measure(out, summary, &table[i]) &&
               add_comparison(out, summary, &table[i]);
    if (fine)
        add_busy_hour(out, &summary->result->busy_hour);
    fine = fine && add_people(out, summary) && add_trace(out, summary->result) &&
           muster_overlay_init(&out->overlay, study, summary->result) == MUSTER_OK;
    if (fine)
        out->extras.dataset_count +=
            muster_overlay_datasets(out->dataset + out->extras.dataset_count, &out->overlay);
    out->extras.axis = out->axis;
    out->extras.dataset = out->dataset;
    if (!fine)
        muster_run_extras_clear(out);
    return fine ? MUSTER_OK : MUSTER_NO_MEMORY;
}

void muster_run_extras_clear(struct muster_run_extras *extras)
{
    for (size_t i = 0; extras->block && i < extras->dataset_most; i++)
        free(extras->block[i]);
    free(extras->block);
    free(extras->dataset);
    free(extras->path);
    free(extras->place);
    muster_people_axes_clear(&extras->people);
    free(extras->year);
    muster_overlay_clear(&extras->overlay);
    *extras = (struct muster_run_extras){0};
}
