/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "run_values.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool is_column(const char *name, const struct muster_column *column, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!strcmp(column[i].name, name))
            return true;
    return false;
}

static bool is_heading(const char *name)
{
    for (size_t i = 0; i < MUSTER_COSTS; i++)
        if (!strcmp(muster_heading[i].name, name))
            return true;
    return false;
}

bool muster_run_values_kept(const struct muster_measure *measure)
{
    const char *name = measure->name;
    if (!muster_measure_single(measure) || !strcmp(name, "wait_max_s"))
        return false;
    switch (measure->side) {
    case MUSTER_SIDE_SERVICES:
        return !is_column(name, muster_count_column, MUSTER_COUNTS);
    case MUSTER_SIDE_STAFF:
        return !is_column(name, muster_staff_column, MUSTER_STAFFS);
    case MUSTER_SIDE_COST:
        break;
    }
    return !is_heading(name);
}

size_t muster_run_values_places(const struct muster_measure *measure,
                                const struct muster_shape *shape)
{
    return measure->side == MUSTER_SIDE_COST ? 1 : muster_measure_places(measure, shape) - 1;
}

/* One candidate's values[replication][place]. */
static bool fill(double *value, const struct muster_study_result *result, size_t candidate,
                 const struct muster_measure *measure, size_t places)
{
    const struct muster_study_candidate *of = &result->candidate[candidate];
    size_t last = muster_measure_places(measure, &of->shape) - 1;
    bool any = false;
    for (size_t i = 0; i < places; i++) {
        size_t place = measure->side == MUSTER_SIDE_COST ? last : i;
        bool applies = muster_measure_applies(measure, &of->scope, place);
        any = any || applies;
        for (size_t r = 0; r < result->replications; r++)
            value[r * places + i] =
                applies ? muster_measure_value(measure, &of->scope, &of->rows[r], place) : NAN;
    }
    return any;
}

double *muster_run_values(bool *any, const struct muster_summary *summary,
                          const struct muster_measure *measure)
{
    const struct muster_study_result *result = summary->result;
    size_t places = muster_run_values_places(measure, &result->candidate[0].shape);
    size_t each = result->replications * places;
    double *value = malloc((result->candidate_count * each + 1) * sizeof *value);
    *any = false;
    for (size_t c = 0; value && c < result->candidate_count; c++)
        *any = fill(value + c * each, result, c, measure, places) || *any;
    return value;
}
