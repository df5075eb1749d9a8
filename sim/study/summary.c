/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "summary.h"
#include "summary_people.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static enum muster_status fill_items(struct muster_summary_candidate *out,
                                     const struct muster_study_candidate *candidate, size_t n)
{
    size_t count, places = candidate->shape.services + candidate->shape.groups +
                           muster_shape_years(&candidate->shape) + 3;
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
            muster_summary_months(to, from, result->replications) != MUSTER_OK ||
            muster_summary_falls(to, from, result->replications) != MUSTER_OK ||
            muster_summary_week(to, from, result->replications) != MUSTER_OK ||
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
        muster_summary_people_clear(candidate);
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

const struct muster_summary_fall *muster_summary_fall(const struct muster_summary_candidate *of,
                                                      const char *where)
{
    for (size_t i = 0; i < of->fall_count; i++)
        if (strcmp(of->fall[i].where, where) == 0)
            return &of->fall[i];
    return NULL;
}

const struct muster_summary_series *
muster_summary_series_find(const struct muster_summary_candidate *candidate, enum muster_side side,
                           const char *name, const char *where)
{
    for (size_t i = 0; i < candidate->series_count; i++)
        if (candidate->series[i].side == side && strcmp(candidate->series[i].name, name) == 0 &&
            strcmp(candidate->series[i].where, where) == 0)
            return &candidate->series[i];
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
