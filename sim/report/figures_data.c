/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figures_data.h"
#include "results.h"
#include "store_failure.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- the file ------------------------------------------------------------------------------ */

/* Reads rows [first, first + count) of a dataset of `row` doubles each into new memory. */
static enum muster_status read_rows(double **values, struct muster_failure *failure,
                                    const struct muster_figures_source *source, const char *path,
                                    size_t first, size_t count, size_t row)
{
    struct muster_dataset_info info;
    *values = NULL;
    enum muster_status status = muster_results_info(&info, failure, source->results, path);
    if (status)
        return status;
    size_t there = 1;
    for (int i = 1; i < info.rank; i++)
        there *= info.length[i];
    if (info.text || info.rank < 1 || there != row || info.length[0] < first + count) {
        muster_failure_set(failure, MUSTER_BAD_FORMAT,
                           "%s in the results file is not of the expected size", path);
        return MUSTER_BAD_FORMAT;
    }
    *values = calloc(count * row + 1, sizeof **values);
    if (!*values)
        return muster_failure_memory(failure);
    status = muster_results_read(*values, failure, source->results, path, first, count);
    if (status) {
        free(*values);
        *values = NULL;
    }
    return status;
}

static enum muster_status read_candidates(double **values, struct muster_failure *failure,
                                          const struct muster_figures_source *source,
                                          const char *path, size_t row)
{
    return read_rows(values, failure, source, path, 0, source->candidates, row);
}

/* The last column of a [candidate][services + 1] dataset. */
static enum muster_status read_all_services(double **values, struct muster_failure *failure,
                                            const struct muster_figures_source *source,
                                            const char *path)
{
    size_t row = source->shape->services + 1;
    enum muster_status status = read_candidates(values, failure, source, path, row);
    for (size_t c = 0; !status && c < source->candidates; c++)
        (*values)[c] = (*values)[c * row + row - 1];
    return status;
}

static enum muster_status read_planned(struct muster_figures_source *source,
                                       struct muster_failure *failure)
{
    struct muster_dataset_info info;
    enum muster_status status =
        muster_results_info(&info, failure, source->results, "/planned/definition");
    if (status)
        return muster_failure_set(failure, status,
                                  "the results file has no /planned/definition, so it does not say "
                                  "which service level is meant; run the scenario again");
    status = read_candidates(&source->definition, failure, source, "/planned/definition", 1);
    if (!status)
        status = read_candidates(&source->within_s, failure, source, "/planned/within_s",
                                 source->shape->services);
    if (!status)
        status = read_all_services(&source->share, failure, source, "/planned/target_share");
    if (!status)
        status = read_candidates(&source->fte, failure, source, "/planned/fte", 1);
    if (!status)
        status = read_candidates(&source->people, failure, source, "/planned/people", 1);
    if (!status)
        status = read_all_services(&source->erlang_c, failure, source,
                                   "/planned/service_level_erlang_c");
    if (!status)
        status = read_all_services(&source->erlang_a, failure, source,
                                   "/planned/service_level_erlang_a");
    if (!status)
        status = read_all_services(&source->erlang_c_spread, failure, source,
                                   "/planned/service_level_erlang_c_spread");
    if (!status)
        status = read_all_services(&source->erlang_a_spread, failure, source,
                                   "/planned/service_level_erlang_a_spread");
    for (size_t c = 0; !status && c < source->candidates; c++)
        if (!(source->definition[c] >= 0 && source->definition[c] < MUSTER_LEVEL_COUNT))
            status = muster_failure_set(failure, MUSTER_BAD_FORMAT,
                                        "/planned/definition names no service level");
    return status;
}

/* The store gives money the scenario's currency as its unit. */
static void read_currency(struct muster_figures_source *source)
{
    muster_results_currency(source->currency, sizeof source->currency, source->results);
}

enum muster_status muster_figures_source_open(struct muster_figures_source *out,
                                              struct muster_failure *failure, const char *path)
{
    memset(out, 0, sizeof *out);
    enum muster_status status = muster_results_open(&out->results, failure, path);
    if (status)
        return status;
    size_t names;
    out->candidates = muster_results_candidates(out->results);
    out->replications = muster_results_replications(out->results);
    out->name = muster_results_names(out->results, "candidate", &names);
    assert(names == out->candidates);
    out->shape = muster_results_shape(out->results);
    out->intervals_of_day = out->shape->intervals / 7;
    out->seed = muster_results_seed(out->results);
    out->version = muster_results_version(out->results);
    read_currency(out);
    status = read_planned(out, failure);
    if (status)
        muster_figures_source_close(out);
    return status;
}

void muster_figures_source_close(struct muster_figures_source *source)
{
    free(source->definition);
    free(source->within_s);
    free(source->share);
    free(source->fte);
    free(source->people);
    free(source->erlang_c);
    free(source->erlang_a);
    free(source->erlang_c_spread);
    free(source->erlang_a_spread);
    muster_results_close(source->results);
    memset(source, 0, sizeof *source);
}

static size_t windows_of(const struct muster_figures_source *source,
                         enum muster_figures_window window)
{
    switch (window) {
    case MUSTER_WINDOW_DAY:
        return source->shape->days;
    case MUSTER_WINDOW_WEEK:
        return source->shape->weeks;
    case MUSTER_WINDOW_INTERVAL:
        return source->shape->intervals;
    case MUSTER_WINDOW_HORIZON:
        break;
    }
    return 1;
}

/* ---- ratios -------------------------------------------------------------------------------- */

static const struct muster_column *column_of(int term)
{
    if (muster_term_is_count(term))
        return &muster_count_column[term - MUSTER_TERM_COUNT];
    assert(term >= MUSTER_TERM_STAFF && term < MUSTER_TERM_STAFF + MUSTER_STAFFS);
    return &muster_staff_column[term - MUSTER_TERM_STAFF];
}

static bool kept(const short *term, enum muster_figures_window window)
{
    for (int i = 0; i < 4 && term[i]; i++) {
        const struct muster_column *column = column_of(abs(term[i]));
        bool days = window == MUSTER_WINDOW_DAY || window == MUSTER_WINDOW_WEEK;
        if ((days && !column->by_day) || (window == MUSTER_WINDOW_INTERVAL && !column->by_interval))
            return false;
    }
    return true;
}

const struct muster_measure *muster_figures_level(const struct muster_figures_source *source,
                                                  size_t candidate,
                                                  enum muster_figures_window window)
{
    enum muster_service_level level = (enum muster_service_level)source->definition[candidate];
    const struct muster_measure *measure = muster_measure_level(level);
    if (kept(measure->plus, window) && kept(measure->over, window))
        return measure;
    return muster_measure_level(MUSTER_LEVEL_OFFERED);
}

/* Adds sign * a dataset [candidate][replication][place][window], summed over places, to every
 * `side` of the pairs. */
static enum muster_status add_dataset(double *pairs, int side, struct muster_failure *failure,
                                      const struct muster_figures_source *source, size_t candidate,
                                      const char *path, size_t places, size_t windows, double sign)
{
    double *values;
    size_t row = source->replications * places * windows;
    enum muster_status status = read_rows(&values, failure, source, path, candidate, 1, row);
    if (status)
        return status;
    for (size_t r = 0; r < source->replications; r++)
        for (size_t p = 0; p < places; p++)
            for (size_t w = 0; w < windows; w++)
                pairs[(r * windows + w) * 2 + (size_t)side] +=
                    sign * values[(r * places + p) * windows + w];
    free(values);
    return MUSTER_OK;
}

static enum muster_status add_costs(double *pairs, int side, struct muster_failure *failure,
                                    const struct muster_figures_source *source, size_t candidate,
                                    double sign)
{
    enum muster_status status = MUSTER_OK;
    for (int h = 0; !status && h < MUSTER_COSTS; h++) {
        if (!muster_shape_has(source->shape, (enum muster_cost)h))
            continue;
        char path[96];
        snprintf(path, sizeof path, "/runs/cost/%s", muster_heading[h].name);
        status = add_dataset(pairs, side, failure, source, candidate, path, 1, 1, sign);
    }
    return status;
}

static enum muster_status add_term(double *pairs, int side, struct muster_failure *failure,
                                   const struct muster_figures_source *source, size_t candidate,
                                   int term, enum muster_figures_window window)
{
    static const char *const folder[] = {"/runs", "/by_day", "/by_week", "/by_interval_of_week"};
    size_t windows = windows_of(source, window);
    double sign = term < 0 ? -1 : 1;
    char path[160];
    if (abs(term) == MUSTER_TERM_ONE) {
        for (size_t i = 0; i < source->replications * windows; i++)
            pairs[i * 2 + (size_t)side] += sign;
        return MUSTER_OK;
    }
    if (abs(term) == MUSTER_TERM_COST_ALL)
        return add_costs(pairs, side, failure, source, candidate, sign);
    bool count = muster_term_is_count(abs(term));
    snprintf(path, sizeof path, "%s/%s/%s", folder[window], count ? "services" : "staff",
             column_of(abs(term))->name);
    return add_dataset(pairs, side, failure, source, candidate, path,
                       count ? source->shape->services : source->shape->groups, windows, sign);
}

enum muster_status muster_figures_pairs(double **pairs, struct muster_failure *failure,
                                        const struct muster_figures_source *source,
                                        size_t candidate, const struct muster_measure *measure,
                                        enum muster_figures_window window)
{
    size_t cells = source->replications * windows_of(source, window);
    enum muster_status status = MUSTER_OK;
    assert(measure->formula == MUSTER_FORMULA_RATIO);
    *pairs = calloc(2 * cells + 1, sizeof **pairs);
    if (!*pairs)
        return muster_failure_memory(failure);
    for (int i = 0; !status && i < 4 && measure->plus[i]; i++)
        status = add_term(*pairs, 0, failure, source, candidate, measure->plus[i], window);
    for (int i = 0; !status && i < 4 && measure->over[i]; i++)
        status = add_term(*pairs, 1, failure, source, candidate, measure->over[i], window);
    for (size_t i = 0; !status && i < cells; i++)
        (*pairs)[2 * i] *= measure->scale;
    if (status) {
        free(*pairs);
        *pairs = NULL;
    }
    return status;
}

/* ---- quantiles over replications ----------------------------------------------------------- */

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The defined ratios of window w, sorted; how many. */
static size_t own_ratios(double *own, const double *pairs, size_t replications, size_t count,
                         size_t w)
{
    size_t n = 0;
    for (size_t r = 0; r < replications; r++) {
        const double *pair = pairs + (r * count + w) * 2;
        if (pair[1] > 0 && isfinite(pair[0] / pair[1]))
            own[n++] = pair[0] / pair[1];
    }
    qsort(own, n, sizeof *own, ascending);
    return n;
}

static double range_end(const double *own, size_t n, double p, size_t least)
{
    return n >= least ? muster_quantile(own, n, p) : NAN;
}

enum muster_status muster_fan_init(struct muster_fan *fan, const double *pairs, size_t replications,
                                   size_t count)
{
    memset(fan, 0, sizeof *fan);
    double *own = calloc(replications + 1, sizeof *own);
    double *block = calloc(7 * count + 1, sizeof *block);
    if (!own || !block) {
        free(own);
        free(block);
        return MUSTER_NO_MEMORY;
    }
    *fan = (struct muster_fan){count,
                               block,
                               block + count,
                               block + 2 * count,
                               block + 3 * count,
                               block + 4 * count,
                               block + 5 * count,
                               block + 6 * count};
    for (size_t w = 0; w < count; w++) {
        size_t n = own_ratios(own, pairs, replications, count, w);
        fan->p05[w] = range_end(own, n, 0.05, MUSTER_RANGE_90_LEAST);
        fan->p10[w] = range_end(own, n, 0.10, MUSTER_RANGE_80_LEAST);
        fan->p25[w] = range_end(own, n, 0.25, MUSTER_RANGE_50_LEAST);
        fan->p50[w] = range_end(own, n, 0.50, 1);
        fan->p75[w] = range_end(own, n, 0.75, MUSTER_RANGE_50_LEAST);
        fan->p90[w] = range_end(own, n, 0.90, MUSTER_RANGE_80_LEAST);
        fan->p95[w] = range_end(own, n, 0.95, MUSTER_RANGE_90_LEAST);
    }
    free(own);
    return MUSTER_OK;
}

void muster_fan_clear(struct muster_fan *fan)
{
    free(fan->p05);
    memset(fan, 0, sizeof *fan);
}

/* ---- staff --------------------------------------------------------------------------------- */

static enum muster_status week_rows(double **values, struct muster_failure *failure,
                                    const struct muster_figures_source *source, size_t candidate,
                                    const char *path, size_t rows)
{
    return read_rows(values, failure, source, path, candidate, 1, rows * source->shape->intervals);
}

enum muster_status muster_figures_week_init(struct muster_figures_week *week,
                                            struct muster_failure *failure,
                                            const struct muster_figures_source *source,
                                            size_t candidate)
{
    memset(week, 0, sizeof *week);
    size_t of_day = source->intervals_of_day;
    enum muster_status status =
        week_rows(&week->open_s, failure, source, candidate, "/planned/open_s", 1);
    if (!status)
        status = week_rows(&week->open_days, failure, source, candidate, "/planned/open_days", 1);
    if (status) {
        muster_figures_week_clear(week);
        return status;
    }
    week->group_count = muster_figures_weekdays(week->group, week->open_s, week->open_days, of_day,
                                                source->shape->interval_s);
    week->first = of_day;
    for (size_t i = 0; i < source->shape->intervals; i++)
        if (week->open_s[i] > 0) {
            size_t at = i % of_day;
            week->first = at < week->first ? at : week->first;
            week->end = at + 1 > week->end ? at + 1 : week->end;
        }
    if (week->end == 0)
        week->first = 0;
    return MUSTER_OK;
}

void muster_figures_week_clear(struct muster_figures_week *week)
{
    free(week->open_s);
    free(week->open_days);
    memset(week, 0, sizeof *week);
}

/* Person seconds of a staff column, all groups: (*pairs)[replication][interval][0]. */
static enum muster_status staff_seconds(double **pairs, struct muster_failure *failure,
                                        const struct muster_figures_source *source,
                                        size_t candidate, enum muster_staff column)
{
    size_t windows = source->shape->intervals;
    char path[160];
    *pairs = calloc(2 * source->replications * windows + 1, sizeof **pairs);
    if (!*pairs)
        return muster_failure_memory(failure);
    snprintf(path, sizeof path, "/by_interval_of_week/staff/%s", muster_staff_column[column].name);
    enum muster_status status =
        add_dataset(*pairs, 0, failure, source, candidate, path, source->shape->groups, windows, 1);
    if (status) {
        free(*pairs);
        *pairs = NULL;
    }
    return status;
}

static bool closes_within(const struct muster_figures_source *source,
                          const struct muster_figures_week *week, size_t interval)
{
    return week->open_s[interval] < week->open_days[interval] * source->shape->interval_s;
}

/* Who stays to finish after a close within the interval is present too; the rota tells how many
 * were there to be had before it. */
static enum muster_status limit_to_rota(double *pairs, struct muster_failure *failure,
                                        const struct muster_figures_source *source,
                                        size_t candidate, const struct muster_figures_week *week)
{
    double *rota;
    size_t windows = source->shape->intervals;
    enum muster_status status =
        staff_seconds(&rota, failure, source, candidate, MUSTER_STAFF_SCHEDULED_S);
    if (status)
        return status;
    for (size_t i = 0; i < source->replications * windows; i++)
        if (closes_within(source, week, i % windows))
            pairs[2 * i] = fmin(pairs[2 * i], rota[2 * i]);
    free(rota);
    return MUSTER_OK;
}

/* Person seconds over open seconds; both are 0 while closed. */
static enum muster_status staff_pairs(double **pairs, struct muster_failure *failure,
                                      const struct muster_figures_source *source, size_t candidate,
                                      const struct muster_figures_week *week,
                                      enum muster_staff column)
{
    size_t windows = source->shape->intervals;
    enum muster_status status = staff_seconds(pairs, failure, source, candidate, column);
    if (!status && column == MUSTER_STAFF_PRESENT_S) {
        status = limit_to_rota(*pairs, failure, source, candidate, week);
        if (status)
            free(*pairs);
    }
    if (status)
        return status;
    double *pair = *pairs;
    for (size_t r = 0; r < source->replications; r++)
        for (size_t w = 0; w < windows; w++, pair += 2) {
            pair[1] = week->open_s[w];
            if (!(pair[1] > 0))
                pair[0] = 0;
        }
    return MUSTER_OK;
}

/* Mean over replications; the denominators are the same in all. */
static void mean_of_pairs(double *mean, const double *pairs, size_t replications, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        double plus = 0, over = 0;
        for (size_t r = 0; r < replications; r++) {
            plus += pairs[(r * count + i) * 2];
            over += pairs[(r * count + i) * 2 + 1];
        }
        mean[i] = over > 0 ? plus / over : NAN;
    }
}

static enum muster_status staff_column(double *mean, struct muster_fan *fan,
                                       struct muster_failure *failure,
                                       const struct muster_figures_source *source, size_t candidate,
                                       const struct muster_figures_week *week,
                                       const struct muster_weekdays *days, enum muster_staff column)
{
    size_t of_day = source->intervals_of_day, n = source->replications;
    double *pairs, *folded = calloc(2 * n * of_day + 1, sizeof *folded);
    if (!folded)
        return muster_failure_memory(failure);
    enum muster_status status = staff_pairs(&pairs, failure, source, candidate, week, column);
    if (!status) {
        muster_figures_fold(folded, pairs, n, of_day, days);
        mean_of_pairs(mean, folded, n, of_day);
        free(pairs);
        if (fan && muster_fan_init(fan, folded, n, of_day))
            status = muster_failure_memory(failure);
    }
    free(folded);
    return status;
}

/* The requirement of all groups, the days weighted by their open time. */
static enum muster_status staff_needed(double *needed, struct muster_failure *failure,
                                       const struct muster_figures_source *source, size_t candidate,
                                       const struct muster_figures_week *week,
                                       const struct muster_weekdays *days)
{
    size_t of_day = source->intervals_of_day, groups = source->shape->groups;
    double *values;
    enum muster_status status =
        week_rows(&values, failure, source, candidate, "/planned/needed", groups);
    for (size_t i = 0; !status && i < of_day; i++) {
        double people_s = 0, open_s = 0;
        for (size_t d = 0; d < 7; d++) {
            size_t w = d * of_day + i;
            if (!days->in[d] || !(week->open_s[w] > 0))
                continue;
            open_s += week->open_s[w];
            for (size_t g = 0; g < groups; g++)
                people_s += week->open_s[w] * values[g * source->shape->intervals + w];
        }
        needed[i] = open_s > 0 ? people_s / open_s : NAN;
    }
    free(values);
    return status;
}

enum muster_status muster_figures_staff_init(struct muster_figures_staff *staff,
                                             struct muster_failure *failure,
                                             const struct muster_figures_source *source,
                                             size_t candidate,
                                             const struct muster_figures_week *week,
                                             const struct muster_weekdays *days)
{
    size_t of_day = source->intervals_of_day;
    memset(staff, 0, sizeof *staff);
    staff->count = of_day;
    staff->needed = calloc(of_day + 1, sizeof(double));
    staff->scheduled = calloc(of_day + 1, sizeof(double));
    staff->present_mean = calloc(of_day + 1, sizeof(double));
    enum muster_status status = MUSTER_OK;
    if (!staff->needed || !staff->scheduled || !staff->present_mean)
        status = muster_failure_memory(failure);
    if (!status)
        status = staff_needed(staff->needed, failure, source, candidate, week, days);
    if (!status)
        status = staff_column(staff->scheduled, NULL, failure, source, candidate, week, days,
                              MUSTER_STAFF_SCHEDULED_S);
    if (!status)
        status = staff_column(staff->present_mean, &staff->present, failure, source, candidate,
                              week, days, MUSTER_STAFF_PRESENT_S);
    if (status)
        muster_figures_staff_clear(staff);
    return status;
}

void muster_figures_staff_clear(struct muster_figures_staff *staff)
{
    free(staff->needed);
    free(staff->scheduled);
    free(staff->present_mean);
    muster_fan_clear(&staff->present);
    memset(staff, 0, sizeof *staff);
}
