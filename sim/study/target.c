/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "target.h"

#include <math.h>
#include <stdlib.h>

static bool at_most(const struct muster_target *target)
{
    return target->kind == MUSTER_TARGET_ASA || target->kind == MUSTER_TARGET_ABANDONED;
}

static double limit_of(const struct muster_target *target)
{
    return target->kind == MUSTER_TARGET_ASA ? target->within_s : target->share;
}

static size_t place_of(const struct muster_target *target, const struct muster_scenario *scenario)
{
    return target->service < 0 ? scenario->service_count : (size_t)target->service;
}

/* The measure that a kind of target is about. */
static const struct muster_measure *measure_of(const struct muster_target *target,
                                               const struct muster_scenario *scenario)
{
    switch (target->kind) {
    case MUSTER_TARGET_ASA:
        return muster_measure_find("asa_s");
    case MUSTER_TARGET_ANSWERED:
        return muster_measure_find("answered_fraction");
    case MUSTER_TARGET_ABANDONED:
        return muster_measure_find("abandoned_fraction");
    case MUSTER_TARGET_WITHIN:
        break;
    }
    return muster_measure_level(scenario->level);
}

/* Tallies count each service by one threshold; another one cannot be judged from them. A target for
 * all is by each service's own threshold when it is the first of its kind. */
static bool counted(const struct muster_target *target, const struct muster_scenario *scenario)
{
    if (target->kind != MUSTER_TARGET_WITHIN)
        return true;
    if (target->service >= 0)
        return target->within_s == scenario->service[target->service].within_s;
    for (size_t t = 0; t < scenario->target_count; t++)
        if (scenario->target[t].kind == MUSTER_TARGET_WITHIN && scenario->target[t].service < 0) {
            if (scenario->target[t].within_s == target->within_s)
                return true;
            break;
        }
    for (size_t s = 0; s < scenario->service_count; s++)
        if (scenario->service[s].within_s != target->within_s)
            return false;
    return true;
}

/* One 0 or 1 a replication. */
static enum muster_status estimate_p(struct muster_estimate *out,
                                     const struct muster_target *target,
                                     const struct muster_scope *scope,
                                     const struct muster_row *rows, size_t n)
{
    const struct muster_measure *measure = measure_of(target, scope->scenario);
    size_t place = place_of(target, scope->scenario);
    double *met = malloc((n + 1) * sizeof *met);
    muster_estimate_of_indicator(out, NULL, 0);
    if (!met)
        return MUSTER_NO_MEMORY;
    for (size_t i = 0; i < n; i++) {
        double value = muster_measure_value(measure, scope, &rows[i], place);
        bool good =
            at_most(target) ? value <= limit_of(target) + 1e-12 : value >= limit_of(target) - 1e-12;
        met[i] = isnan(value) ? NAN : good;
    }
    muster_estimate_of_indicator(out, met, n);
    free(met);
    return MUSTER_OK;
}

/* Share of windows meeting target `index`: columns `met` and `met` + 1. */
static enum muster_status estimate_windows(struct muster_estimate *out, size_t index,
                                           enum muster_met met, const struct muster_row *rows,
                                           size_t n)
{
    double *sum = malloc((2 * n + 1) * sizeof *sum);
    muster_estimate_of_indicator(out, NULL, 0);
    if (!sum)
        return MUSTER_NO_MEMORY;
    for (size_t i = 0; i < n; i++) {
        sum[2 * i] = rows[i].target_met[index * MUSTER_METS + met];
        sum[2 * i + 1] = rows[i].target_met[index * MUSTER_METS + met + 1];
    }
    enum muster_status status = muster_estimate_of_sums(out, sum, n, 2, muster_ratio_of_sums);
    free(sum);
    return status;
}

static enum muster_met_verdict verdict_of(const struct muster_target_result *result)
{
    struct muster_estimate estimate = result->horizon;
    double limit = limit_of(result->target);
    if (at_most(result->target)) {
        estimate.mean = -estimate.mean;
        limit = -limit;
    }
    return (enum muster_met_verdict)muster_estimate_side(&estimate, limit);
}

static enum muster_met_verdict assured(const struct muster_target_result *result,
                                       const struct muster_assurance *assurance)
{
    switch (assurance->of) {
    case MUSTER_ASSURANCE_WEEKS:
        return (enum muster_met_verdict)muster_estimate_side(&result->p_target_week,
                                                             assurance->share);
    case MUSTER_ASSURANCE_MONTHS:
        return (enum muster_met_verdict)muster_estimate_side(&result->p_target_month,
                                                             assurance->share);
    case MUSTER_ASSURANCE_YEARS:
        return (enum muster_met_verdict)muster_estimate_indicator_side(&result->p_target,
                                                                       assurance->share);
    case MUSTER_ASSURANCE_NONE:
        break;
    }
    return verdict_of(result);
}

static void undefined(struct muster_target_result *out, const struct muster_target *target,
                      const struct muster_scenario *scenario)
{
    *out = (struct muster_target_result){.target = target};
    out->service = target->service < 0 ? "all" : scenario->service[target->service].name;
    muster_estimate_of_indicator(&out->horizon, NULL, 0);
    out->p_target = out->p_target_day = out->p_target_week = out->p_target_month = out->horizon;
}

enum muster_status muster_target_require(struct muster_target_result *out,
                                         const struct muster_scope *scope,
                                         const struct muster_target *target,
                                         const struct muster_row *rows, size_t n)
{
    undefined(out, target, scope->scenario);
    if (!counted(target, scope->scenario))
        return MUSTER_OK;
    enum muster_status status =
        muster_measure_estimate(&out->horizon, measure_of(target, scope->scenario), scope, rows, n,
                                place_of(target, scope->scenario));
    if (status == MUSTER_OK)
        status = estimate_p(&out->p_target, target, scope, rows, n);
    out->met = verdict_of(out);
    return status;
}

enum muster_status muster_target_judge(struct muster_target_result *out,
                                       const struct muster_scope *scope, size_t index,
                                       const struct muster_assurance *assurance,
                                       const struct muster_row *rows, size_t n)
{
    const struct muster_target *target = &scope->scenario->target[index];
    enum muster_status status = muster_target_require(out, scope, target, rows, n);
    if (status != MUSTER_OK || !counted(target, scope->scenario))
        return status;
    if (estimate_windows(&out->p_target_day, index, MUSTER_MET_DAYS, rows, n) != MUSTER_OK ||
        estimate_windows(&out->p_target_week, index, MUSTER_MET_WEEKS, rows, n) != MUSTER_OK ||
        estimate_windows(&out->p_target_month, index, MUSTER_MET_MONTHS, rows, n) != MUSTER_OK)
        return MUSTER_NO_MEMORY;
    out->met = assured(out, assurance);
    return MUSTER_OK;
}
