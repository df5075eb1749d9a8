/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "summary.h"
#include "costs.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static enum muster_status fill_items(struct muster_summary_candidate *out,
                                     const struct muster_study_candidate *candidate, size_t n)
{
    size_t count, places = candidate->shape.services + candidate->shape.groups + 2;
    const struct muster_measure *table = muster_measure_table(&count);
    out->item = calloc(count * places, sizeof *out->item);
    if (!out->item)
        return MUSTER_NO_MEMORY;
    for (size_t m = 0; m < count; m++)
        for (size_t p = 0; p < muster_measure_places(&table[m], &candidate->shape); p++) {
            if (!muster_measure_single(&table[m]) ||
                !muster_measure_applies(&table[m], &candidate->scope, p))
                continue;
            struct muster_summary_item *item = &out->item[out->item_count++];
            item->measure = &table[m];
            item->place = p;
            item->where = muster_measure_place(&table[m], candidate->scope.scenario, p);
            enum muster_status status = muster_measure_estimate(
                &item->estimate, &table[m], &candidate->scope, candidate->rows, n, p);
            if (status != MUSTER_OK)
                return status;
        }
    return MUSTER_OK;
}

static enum muster_status fill_targets(struct muster_summary_candidate *out,
                                       const struct muster_study_candidate *candidate, size_t n,
                                       const struct muster_assurance *assurance)
{
    size_t count = candidate->scope.scenario->target_count;
    out->target = calloc(count + 1, sizeof *out->target);
    if (!out->target)
        return MUSTER_NO_MEMORY;
    for (size_t t = 0; t < count; t++) {
        enum muster_status status = muster_target_judge(&out->target[t], &candidate->scope, t,
                                                        assurance, candidate->rows, n);
        if (status != MUSTER_OK)
            return status;
    }
    out->target_count = count;
    return MUSTER_OK;
}

/* ---- by month ------------------------------------------------------------------------------ */

enum people { HEADCOUNT_START, LEAVERS, HIRES, FTE_TRAINED, PEOPLE_SERIES };
static const char *const people_name[PEOPLE_SERIES] = {"headcount_start", "leavers", "hires",
                                                       "fte_trained"};

static double people_at(const struct muster_row *row, enum people which, size_t place, size_t month)
{
    size_t width = row->shape.months + (which == HEADCOUNT_START);
    const double *value[PEOPLE_SERIES] = {row->headcount_start, row->leavers, row->hires,
                                          row->fte_trained};
    double sum = 0;
    for (size_t g = 0; g < row->shape.groups; g++)
        if (place == g || place == row->shape.groups)
            sum += value[which][g * width + month];
    return sum;
}

/* The last heading is their total. */
static double cost_at(const struct muster_row *row, size_t heading, size_t month)
{
    const double *cost = row->cost + month * MUSTER_COSTS;
    if (heading < MUSTER_COSTS)
        return cost[heading];
    double sum = 0;
    for (size_t h = 0; h < MUSTER_COSTS; h++)
        sum += cost[h];
    return sum;
}

/* Fills one series; `which` is of the people (at `place`) or a heading. */
static enum muster_status fill_series(struct muster_summary_series *out,
                                      const struct muster_study_candidate *candidate, size_t n,
                                      size_t which, size_t place)
{
    out->mean = malloc((2 * out->length + n + 1) * sizeof *out->mean);
    if (!out->mean)
        return MUSTER_NO_MEMORY;
    out->se = out->mean + out->length;
    double *own = out->se + out->length;
    for (size_t m = 0; m < out->length; m++) {
        struct muster_estimate estimate;
        for (size_t i = 0; i < n; i++)
            own[i] = out->side == MUSTER_SIDE_STAFF
                         ? people_at(&candidate->rows[i], (enum people)which, place, m)
                         : cost_at(&candidate->rows[i], which, m);
        if (muster_estimate_of_values(&estimate, own, n) != MUSTER_OK)
            return MUSTER_NO_MEMORY;
        out->mean[m] = estimate.mean;
        out->se[m] = estimate.se;
    }
    return MUSTER_OK;
}

static enum muster_status fill_people(struct muster_summary_candidate *out,
                                      const struct muster_study_candidate *candidate, size_t n)
{
    const struct muster_measure *headcount = muster_measure_find("headcount");
    for (size_t p = 0; p <= candidate->shape.groups; p++) {
        if (!muster_measure_applies(headcount, &candidate->scope, p))
            continue;
        for (size_t which = 0; which < PEOPLE_SERIES; which++) {
            struct muster_summary_series *series = &out->series[out->series_count++];
            series->side = MUSTER_SIDE_STAFF;
            series->where = muster_measure_place(headcount, candidate->scope.scenario, p);
            series->name = people_name[which];
            series->length = candidate->shape.months + (which == HEADCOUNT_START);
            if (fill_series(series, candidate, n, which, p) != MUSTER_OK)
                return MUSTER_NO_MEMORY;
        }
    }
    return MUSTER_OK;
}

static enum muster_status fill_by_month(struct muster_summary_candidate *out,
                                        const struct muster_study_candidate *candidate, size_t n)
{
    out->series = calloc((candidate->shape.groups + 1) * PEOPLE_SERIES + MUSTER_COSTS + 1,
                         sizeof *out->series);
    if (!out->series || fill_people(out, candidate, n) != MUSTER_OK)
        return MUSTER_NO_MEMORY;
    uint32_t headings = muster_cost_headings(candidate->scope.scenario);
    for (size_t h = 0; headings && h <= MUSTER_COSTS; h++) {
        if (h < MUSTER_COSTS && !(headings >> h & 1))
            continue;
        struct muster_summary_series *series = &out->series[out->series_count++];
        series->side = MUSTER_SIDE_COST;
        series->where = "";
        series->name = h < MUSTER_COSTS ? muster_heading[h].name : "total";
        series->length = candidate->shape.months;
        if (fill_series(series, candidate, n, h, 0) != MUSTER_OK)
            return MUSTER_NO_MEMORY;
    }
    return MUSTER_OK;
}

/* ---- comparison ---------------------------------------------------------------------------- */

/* One measure of a and b, which it applies to. */
static enum muster_status compare_measure(struct muster_summary_comparison *to,
                                          const struct muster_compared *a,
                                          const struct muster_compared *b, size_t n)
{
    muster_difference_of_indicator(&to->relative, NULL, NULL, 0); /* undefined */
    enum muster_status status = muster_measure_difference(&to->difference, to->measure, a, b, n);
    if (status == MUSTER_OK && muster_measure_counts(to->measure))
        status = muster_measure_relative(&to->relative, to->measure, a, b, n);
    return status;
}

/* The first candidate against number b, over all services, all groups, and cost. */
static enum muster_status compare(struct muster_summary *out, size_t b)
{
    const struct muster_study_result *result = out->result;
    const struct muster_study_candidate *first = &result->candidate[0];
    const struct muster_study_candidate *other = &result->candidate[b];
    size_t count;
    const struct muster_measure *table = muster_measure_table(&count);
    for (size_t m = 0; m < count; m++) {
        struct muster_compared side[2] = {
            {&first->scope, first->rows, muster_measure_places(&table[m], &first->shape) - 1},
            {&other->scope, other->rows, muster_measure_places(&table[m], &other->shape) - 1}};
        if (!table[m].compared ||
            !muster_measure_applies(&table[m], &first->scope, side[0].place) ||
            !muster_measure_applies(&table[m], &other->scope, side[1].place))
            continue;
        struct muster_summary_comparison *to = &out->comparison[out->comparison_count++];
        *to = (struct muster_summary_comparison){.b = b, .measure = &table[m]};
        enum muster_status status = compare_measure(to, &side[0], &side[1], result->replications);
        if (status != MUSTER_OK)
            return status;
        if (!muster_measure_single(&table[m])) /* `answered` stands before it in the table */
            to->why_none = muster_measure_why_none(&to->difference,
                                                   muster_summary_difference(out, b, "answered"));
    }
    return MUSTER_OK;
}

static enum muster_status fill(struct muster_summary *out, const struct muster_assurance *assurance)
{
    const struct muster_study_result *result = out->result;
    size_t measures;
    muster_measure_table(&measures);
    out->candidate = calloc(result->candidate_count, sizeof *out->candidate);
    out->comparison = calloc(measures * result->candidate_count, sizeof *out->comparison);
    if (!out->candidate || !out->comparison)
        return MUSTER_NO_MEMORY;
    out->candidate_count = result->candidate_count;
    for (size_t c = 0; c < result->candidate_count; c++) {
        const struct muster_study_candidate *from = &result->candidate[c];
        struct muster_summary_candidate *to = &out->candidate[c];
        to->name = from->name;
        if (fill_items(to, from, result->replications) != MUSTER_OK ||
            fill_targets(to, from, result->replications, assurance) != MUSTER_OK ||
            fill_by_month(to, from, result->replications) != MUSTER_OK ||
            (c > 0 && compare(out, c) != MUSTER_OK))
            return MUSTER_NO_MEMORY;
    }
    return MUSTER_OK;
}

enum muster_status muster_summary_init(struct muster_summary *out,
                                       const struct muster_study_result *result,
                                       const struct muster_assurance *assurance)
{
    static const struct muster_assurance none = {MUSTER_ASSURANCE_NONE, 0};
    memset(out, 0, sizeof *out);
    out->result = result;
    enum muster_status status = fill(out, assurance ? assurance : &none);
    if (status != MUSTER_OK)
        muster_summary_clear(out);
    return status;
}

void muster_summary_clear(struct muster_summary *summary)
{
    for (size_t c = 0; c < summary->candidate_count; c++) {
        struct muster_summary_candidate *candidate = &summary->candidate[c];
        for (size_t s = 0; s < candidate->series_count; s++)
            free(candidate->series[s].mean);
        free(candidate->series);
        free(candidate->target);
        free(candidate->item);
    }
    free(summary->candidate);
    free(summary->comparison);
    memset(summary, 0, sizeof *summary);
}

const struct muster_estimate *muster_summary_find(const struct muster_summary_candidate *candidate,
                                                  const char *measure, const char *where)
{
    for (size_t i = 0; i < candidate->item_count; i++)
        if (strcmp(candidate->item[i].measure->name, measure) == 0 &&
            strcmp(candidate->item[i].where, where) == 0)
            return &candidate->item[i].estimate;
    return NULL;
}

const struct muster_summary_comparison *
muster_summary_compared(const struct muster_summary *summary, size_t b, const char *measure)
{
    for (size_t i = 0; i < summary->comparison_count; i++)
        if (summary->comparison[i].b == b &&
            strcmp(summary->comparison[i].measure->name, measure) == 0)
            return &summary->comparison[i];
    return NULL;
}

const struct muster_difference *muster_summary_difference(const struct muster_summary *summary,
                                                          size_t b, const char *measure)
{
    const struct muster_summary_comparison *found = muster_summary_compared(summary, b, measure);
    return found ? &found->difference : NULL;
}
