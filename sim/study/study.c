/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study.h"
#include "calendar.h"
#include "payroll.h"
#include "store_failure.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FIRST_LOOK = 30, THREADS_MOST = 1024 };

struct muster_study {
    const struct muster_question *question;
    struct muster_plan **plan; /* [candidate_count] */
};

/* One run under way. */
struct run {
    struct muster_study *study;
    const struct muster_study_options *options;
    struct muster_study_result *result;
    struct muster_batch batch;
};

size_t muster_study_threads(size_t asked)
{
    long online = sysconf(_SC_NPROCESSORS_ONLN);
    size_t threads = asked ? asked : online > 0 ? (size_t)online : 1;
    return threads < THREADS_MOST ? threads : THREADS_MOST;
}

size_t muster_study_next_look(size_t last)
{
    return last == 0 ? FIRST_LOOK : (3 * last + 1) / 2;
}

/* ---- plans --------------------------------------------------------------------------------- */

/* One results file has one set of headings. */
static void share_headings(struct muster_study *study)
{
    uint32_t headings = 0;
    for (size_t c = 0; c < study->question->candidate_count; c++)
        headings |= muster_plan_shape(study->plan[c])->headings;
    for (size_t c = 0; c < study->question->candidate_count; c++)
        muster_plan_share_headings(study->plan[c], headings);
}

enum muster_status muster_study_new(struct muster_study **out, struct muster_failure *failure,
                                    const struct muster_question *question)
{
    *out = NULL;
    struct muster_study *study = calloc(1, sizeof *study);
    if (!study)
        return muster_failure_memory(failure);
    study->question = question;
    study->plan = calloc(question->candidate_count, sizeof(struct muster_plan *));
    enum muster_status status = study->plan ? MUSTER_OK : MUSTER_NO_MEMORY;
    for (size_t c = 0; status == MUSTER_OK && c < question->candidate_count; c++) {
        status = muster_plan_new(&study->plan[c], &question->candidate[c].scenario);
        if (status != MUSTER_OK && status != MUSTER_NO_MEMORY)
            muster_failure_set(failure, status, "candidate \"%s\" could not be planned",
                               question->candidate[c].name);
    }
    if (status == MUSTER_NO_MEMORY)
        muster_failure_memory(failure);
    if (status != MUSTER_OK) {
        muster_study_free(study);
        return status;
    }
    share_headings(study);
    *out = study;
    return muster_failure_none(failure);
}

struct muster_study *muster_study_free(struct muster_study *study)
{
    if (!study)
        return NULL;
    for (size_t c = 0; study->plan && c < study->question->candidate_count; c++)
        muster_plan_free(study->plan[c]);
    free(study->plan);
    free(study);
    return NULL;
}

const struct muster_shape *muster_study_shape(const struct muster_study *study)
{
    return muster_plan_shape(study->plan[0]);
}

const struct muster_plan *muster_study_plan(const struct muster_study *study, size_t candidate)
{
    return study->plan[candidate];
}

/* ---- precision ----------------------------------------------------------------------------- */

bool muster_study_aims_at(const char *measure)
{
    const struct muster_measure *found = muster_measure_find(measure);
    return found && found->formula != MUSTER_FORMULA_INDICATOR && muster_measure_single(found);
}

/* Half-width of a measure of all services (groups), absolute for fractions, else relative; NAN when
 * undefined or when nothing varies. */
static double half_width(const struct muster_measure *measure,
                         const struct muster_study_candidate *candidate, size_t n,
                         enum muster_status *status)
{
    struct muster_estimate estimate;
    size_t place = muster_measure_places(measure, &candidate->shape) - 1;
    enum muster_status now =
        muster_measure_estimate(&estimate, measure, &candidate->scope, candidate->rows, n, place);
    if (now != MUSTER_OK)
        *status = now;
    double half = (estimate.hi - estimate.lo) / 2;
    if (!(estimate.se > 0))
        return NAN;
    return strcmp(measure->unit, "1") == 0 ? half : half / fabs(estimate.mean);
}

/* Whether every precision is reached by every candidate; notes the one farthest from its goal. */
static bool precise(struct run *run, enum muster_status *status)
{
    const struct muster_question *question = run->study->question;
    struct muster_progress *state = &run->batch.state;
    double worst = -1;
    for (size_t p = 0; p < question->precision_count; p++) {
        const struct muster_measure *measure = muster_measure_find(question->precision[p].measure);
        double goal = question->precision[p].half_width;
        bool aims = muster_study_aims_at(question->precision[p].measure);
        for (size_t c = 0; aims && c < run->result->candidate_count; c++) {
            double half = half_width(measure, &run->result->candidate[c], run->batch.end, status);
            double ratio = isnan(half) ? INFINITY : half / goal;
            if (ratio <= worst)
                continue;
            worst = ratio;
            state->measure = measure->name;
            state->half_width = half;
            state->half_width_goal = goal;
        }
    }
    return worst <= 1;
}

/* Notes the half-width of the service level, of the candidate where it is widest. */
static void look_at_level(struct run *run, enum muster_status *status)
{
    const struct muster_measure *measure = muster_measure_find("service_level");
    struct muster_progress *state = &run->batch.state;
    state->half_width = NAN;
    for (size_t c = 0; c < run->result->candidate_count; c++) {
        double half = half_width(measure, &run->result->candidate[c], run->batch.end, status);
        if (isnan(state->half_width) || half > state->half_width)
            state->half_width = half;
    }
    state->measure = measure->name;
}

/* ---- a run --------------------------------------------------------------------------------- */

static bool grow(struct run *run, size_t end)
{
    for (size_t c = 0; c < run->result->candidate_count; c++) {
        struct muster_row *rows = realloc(run->result->candidate[c].rows, end * sizeof *rows);
        if (!rows)
            return false;
        memset(rows + run->result->replications, 0,
               (end - run->result->replications) * sizeof *rows);
        run->result->candidate[c].rows = rows;
        run->batch.rows[c] = rows;
    }
    run->batch.first = run->result->replications;
    run->batch.end = run->result->replications = end;
    return true;
}

/* To `end` replications of each candidate, on the way to `total` of them. */
static enum muster_status advance(struct run *run, struct muster_failure *failure, size_t end,
                                  size_t total)
{
    if (!grow(run, end))
        return muster_failure_memory(failure);
    run->batch.state.total = total * run->result->candidate_count;
    return muster_batch_run(failure, &run->batch);
}

/* A fixed count; with somebody watching, the half-width is looked at on the way. */
static enum muster_status replicate_count(struct run *run, struct muster_failure *failure,
                                          size_t wanted)
{
    size_t look = run->options->watched ? muster_study_next_look(0) : wanted;
    for (;; look = muster_study_next_look(look)) {
        size_t end = look < wanted ? look : wanted;
        enum muster_status status = advance(run, failure, end, wanted);
        if (status != MUSTER_OK || end == wanted)
            return status;
        look_at_level(run, &status);
        if (status != MUSTER_OK)
            return muster_failure_memory(failure);
    }
}

/* A fixed count, or looks at the precision until it is reached. */
static enum muster_status replicate(struct run *run, struct muster_failure *failure)
{
    const struct muster_question *question = run->study->question;
    size_t wanted = (size_t)question->replications;
    if (question->precision_count == 0)
        return replicate_count(run, failure, wanted);
    size_t most = question->at_most > 0 ? (size_t)question->at_most : 10 * wanted;
    size_t look = muster_study_next_look(0);
    while (look < wanted)
        look = muster_study_next_look(look);
    for (;; look = muster_study_next_look(look)) {
        size_t end = look < most ? look : most;
        enum muster_status status = advance(run, failure, end, end);
        if (status != MUSTER_OK)
            return status;
        run->result->precise = precise(run, &status);
        if (status != MUSTER_OK)
            return muster_failure_memory(failure);
        if (run->result->precise || end == most)
            return MUSTER_OK;
    }
}

/* Open seconds of the horizon, its months and the hours of the week. */
static void open_seconds(struct muster_study_candidate *candidate, const struct muster_plan *plan)
{
    const struct muster_shape *shape = muster_plan_shape(plan);
    size_t of_day = shape->intervals / 7, month = 0, left = muster_month_days(shape, 0);
    for (size_t d = 0; d < shape->days; d++, left--) {
        size_t hour = 24 * (size_t)muster_weekday(shape->start + (int32_t)d);
        if (left == 0)
            left = muster_month_days(shape, ++month);
        for (size_t i = 0; i < of_day; i++) {
            double open_s = muster_plan_open_s(plan, d, i);
            candidate->scope.open_s += open_s;
            candidate->open_month_s[month] += open_s;
            candidate->open_hour_s[hour + i * 24 / of_day] += open_s;
        }
    }
}

static enum muster_status candidate_init(struct run *run, size_t c)
{
    struct muster_study_candidate *candidate = &run->result->candidate[c];
    const struct muster_plan *plan = run->study->plan[c];
    const struct muster_candidate *asked = &run->study->question->candidate[c];
    candidate->name = asked->name;
    candidate->shape = *muster_plan_shape(plan);
    candidate->open_month_s = calloc(candidate->shape.months + 1, sizeof(double));
    candidate->scope = (struct muster_scope){.scenario = &asked->scenario,
                                             .shape = &candidate->shape,
                                             .open_month_s = candidate->open_month_s};
    candidate->pay_month = calloc(candidate->shape.months + 1, sizeof *candidate->pay_month);
    if (!candidate->pay_month)
        return MUSTER_NO_MEMORY;
    if (plan->roster)
        muster_payroll_on_paper(candidate->pay_month, plan->roster);
    candidate->scope.paper_month = candidate->pay_month;
    if (!candidate->open_month_s || muster_paper_init(&candidate->paper, plan) != MUSTER_OK)
        return MUSTER_NO_MEMORY;
    open_seconds(candidate, plan);
    if (run->options->profile && muster_profile_init(&candidate->profile, plan) != MUSTER_OK)
        return MUSTER_NO_MEMORY;
    if (run->options->traced == 0)
        return MUSTER_OK;
    candidate->trace = calloc(run->options->traced, sizeof *candidate->trace);
    return candidate->trace ? MUSTER_OK : MUSTER_NO_MEMORY;
}

/* The batch works on arrays by candidate; the result holds candidates. */
static enum muster_status batch_init(struct run *run)
{
    struct muster_batch *batch = &run->batch;
    size_t candidates = run->result->candidate_count;
    *batch = (struct muster_batch){.candidates = candidates,
                                   .plan = run->study->plan,
                                   .seed = run->study->question->seed,
                                   .busy_hour = run->result->busy_hour,
                                   .traced = run->options->traced,
                                   .journal = run->options->journal,
                                   .threads = muster_study_threads(run->options->threads),
                                   .stop = run->options->stop,
                                   .progress = run->options->progress,
                                   .progress_context = run->options->progress_context,
                                   .state = {.half_width = NAN, .half_width_goal = NAN},
                                   .began_s = muster_clock_s()};
    batch->rows = calloc(candidates, sizeof *batch->rows);
    batch->profile = run->options->profile ? calloc(candidates, sizeof *batch->profile) : NULL;
    batch->trace = run->options->traced ? calloc(candidates, sizeof *batch->trace) : NULL;
    if (!batch->rows || (run->options->profile && !batch->profile) ||
        (run->options->traced && !batch->trace))
        return MUSTER_NO_MEMORY;
    for (size_t c = 0; c < candidates; c++) {
        if (batch->profile)
            batch->profile[c] = &run->result->candidate[c].profile;
        if (batch->trace)
            batch->trace[c] = run->result->candidate[c].trace;
    }
    return MUSTER_OK;
}

static void batch_clear(struct muster_batch *batch)
{
    free(batch->rows);
    free(batch->profile);
    free(batch->trace);
}

static enum muster_status result_init(struct run *run)
{
    struct muster_study_result *result = run->result;
    memset(result, 0, sizeof *result);
    result->question = run->study->question;
    result->traced = run->options->traced;
    result->busy_hour = muster_busy_hour_of(run->study->plan[0]);
    result->candidate = calloc(run->study->question->candidate_count, sizeof *result->candidate);
    if (!result->candidate)
        return MUSTER_NO_MEMORY;
    result->candidate_count = run->study->question->candidate_count;
    for (size_t c = 0; c < result->candidate_count; c++)
        if (candidate_init(run, c) != MUSTER_OK)
            return MUSTER_NO_MEMORY;
    return MUSTER_OK;
}

enum muster_status muster_study_run(struct muster_study_result *out, struct muster_failure *failure,
                                    struct muster_study *study,
                                    const struct muster_study_options *options)
{
    struct run run = {.study = study, .options = options, .result = out};
    muster_failure_none(failure);
    enum muster_status status = result_init(&run);
    if (status == MUSTER_OK)
        status = batch_init(&run);
    if (status != MUSTER_OK)
        muster_failure_memory(failure);
    else
        status = replicate(&run, failure);
    double began_s = run.batch.began_s;
    batch_clear(&run.batch);
    if (status != MUSTER_OK) {
        muster_study_result_clear(out);
        return status;
    }
    for (size_t c = 0; c < out->candidate_count; c++)
        for (size_t i = 0; i < out->replications; i++)
            out->candidate[c].events += out->candidate[c].rows[i].events[0];
    out->elapsed_s = muster_clock_s() - began_s;
    return MUSTER_OK;
}

void muster_study_result_clear(struct muster_study_result *result)
{
    for (size_t c = 0; c < result->candidate_count; c++) {
        struct muster_study_candidate *candidate = &result->candidate[c];
        for (size_t i = 0; candidate->rows && i < result->replications; i++)
            muster_row_clear(&candidate->rows[i]);
        free(candidate->rows);
        free(candidate->open_month_s);
        muster_paper_clear(&candidate->paper);
        free(candidate->pay_month);
        muster_profile_clear(&candidate->profile);
        for (size_t i = 0; candidate->trace && i < result->traced; i++)
            muster_trace_log_clear(&candidate->trace[i]);
        free(candidate->trace);
    }
    free(result->candidate);
    memset(result, 0, sizeof *result);
}
