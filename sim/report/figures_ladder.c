/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figures_data.h"
#include "results.h"
#include "store_failure.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- candidates side by side --------------------------------------------------------------- */

/* Settings that only say how many there are. */
static bool sets_size(const char *key)
{
    const char *word = strrchr(key, '.');
    word = word ? word + 1 : key;
    return strncmp(key, "staff.", 6) == 0 &&
           (strcmp(word, "fte") == 0 || strcmp(word, "present") == 0);
}

/* Whether a candidate differs from the first in nothing but the number of people. */
static bool differs_in_size(const struct muster_figures_source *source, size_t candidate)
{
    size_t count;
    const char *const *key = muster_results_names(source->results, "setting", &count);
    for (size_t s = 0; s < count; s++)
        if (!sets_size(key[s]) && strcmp(muster_results_setting(source->results, candidate, s),
                                         muster_results_setting(source->results, 0, s)) != 0)
            return false;
    return true;
}

static size_t choose(struct muster_ladder *ladder, const struct muster_figures_source *source,
                     bool size_only)
{
    const double *size = ladder->fte ? source->fte : source->people;
    size_t count = 0;
    for (size_t c = 0; c < source->candidates; c++)
        if (isfinite(size[c]) && (!size_only || differs_in_size(source, c)))
            ladder->candidate[count++] = c;
    return count;
}

/* By size, then in the file's order. */
static void sort_ladder(struct muster_ladder *ladder, const double *size)
{
    for (size_t i = 1; i < ladder->count; i++) {
        size_t c = ladder->candidate[i], j = i;
        for (; j > 0 && size[ladder->candidate[j - 1]] > size[c]; j--)
            ladder->candidate[j] = ladder->candidate[j - 1];
        ladder->candidate[j] = c;
    }
}

static enum muster_status fill_rung(struct muster_ladder *ladder, struct muster_failure *failure,
                                    const struct muster_figures_source *source, size_t i)
{
    size_t c = ladder->candidate[i];
    double *pairs;
    ladder->size[i] = ladder->fte ? source->fte[c] : source->people[c];
    ladder->erlang_c[i] = source->erlang_c[c];
    ladder->erlang_a[i] = source->erlang_a[c];
    ladder->erlang_c_spread[i] = source->erlang_c_spread[c];
    ladder->erlang_a_spread[i] = source->erlang_a_spread[c];
    enum muster_status status = muster_figures_pairs(
        &pairs, failure, source, c, muster_figures_level(source, c, MUSTER_WINDOW_HORIZON),
        MUSTER_WINDOW_HORIZON);
    if (status)
        return status;
    if (muster_estimate_of_sums(&ladder->level[i], pairs, source->replications, 2,
                                muster_ratio_of_sums))
        status = muster_failure_memory(failure);
    if (source->replications < MUSTER_RANGE_80_LEAST)
        ladder->level[i].p10 = ladder->level[i].p90 = NAN;
    free(pairs);
    return status;
}

enum muster_status muster_ladder_init(struct muster_ladder *ladder, struct muster_failure *failure,
                                      const struct muster_figures_source *source)
{
    size_t most = source->candidates + 1;
    memset(ladder, 0, sizeof *ladder);
    ladder->candidate = calloc(most, sizeof *ladder->candidate);
    ladder->size = calloc(most, sizeof(double));
    ladder->erlang_c = calloc(most, sizeof(double));
    ladder->erlang_a = calloc(most, sizeof(double));
    ladder->erlang_c_spread = calloc(most, sizeof(double));
    ladder->erlang_a_spread = calloc(most, sizeof(double));
    ladder->level = calloc(most, sizeof *ladder->level);
    enum muster_status status = MUSTER_OK;
    if (!ladder->candidate || !ladder->size || !ladder->erlang_c || !ladder->erlang_a ||
        !ladder->erlang_c_spread || !ladder->erlang_a_spread || !ladder->level)
        status = muster_failure_memory(failure);
    if (!status) {
        ladder->fte = isfinite(source->fte[0]);
        ladder->count = choose(ladder, source, true);
        ladder->size_only = ladder->count > 1;
        if (!ladder->size_only)
            ladder->count = choose(ladder, source, false);
        sort_ladder(ladder, ladder->fte ? source->fte : source->people);
    }
    for (size_t i = 0; !status && i < ladder->count; i++)
        status = fill_rung(ladder, failure, source, i);
    if (status)
        muster_ladder_clear(ladder);
    return status;
}

void muster_ladder_clear(struct muster_ladder *ladder)
{
    free(ladder->candidate);
    free(ladder->size);
    free(ladder->erlang_c);
    free(ladder->erlang_a);
    free(ladder->erlang_c_spread);
    free(ladder->erlang_a_spread);
    free(ladder->level);
    memset(ladder, 0, sizeof *ladder);
}

static const struct muster_measure *compared(const struct muster_figures_source *source,
                                             size_t candidate, const char *name)
{
    const struct muster_measure *measure = muster_measure_find(name);
    assert(measure);
    return measure->formula == MUSTER_FORMULA_LEVEL
               ? muster_figures_level(source, candidate, MUSTER_WINDOW_HORIZON)
               : measure;
}

enum muster_status muster_figures_difference(struct muster_difference *out,
                                             struct muster_failure *failure,
                                             const struct muster_figures_source *source,
                                             size_t candidate, const char *measure)
{
    double *a, *b = NULL;
    enum muster_status status = muster_figures_pairs(
        &a, failure, source, 0, compared(source, 0, measure), MUSTER_WINDOW_HORIZON);
    if (!status)
        status = muster_figures_pairs(&b, failure, source, candidate,
                                      compared(source, candidate, measure), MUSTER_WINDOW_HORIZON);
    if (!status &&
        muster_difference_of_sums(out, a, b, source->replications, 2, muster_ratio_of_sums))
        status = muster_failure_memory(failure);
    free(a);
    free(b);
    return status;
}

/* ---- density ------------------------------------------------------------------------------- */

struct muster_density muster_density_of(const double *value, size_t n)
{
    double mean = 0, squares = 0;
    for (size_t i = 0; i < n; i++)
        mean += value[i] / (double)n;
    for (size_t i = 0; i < n; i++)
        squares += (value[i] - mean) * (value[i] - mean);
    double spread = n > 1 ? sqrt(squares / (double)(n - 1)) : 0;
    double middle = muster_quantile(value, n, 0.75) - muster_quantile(value, n, 0.25);
    if (middle > 0)
        spread = fmin(spread, middle / 1.34);
    return (struct muster_density){value, n, 0.9 * spread * pow((double)n, -0.2)};
}

double muster_density_at(const struct muster_density *density, double x)
{
    if (!(density->bandwidth > 0))
        return 0;
    double sum = 0;
    for (size_t i = 0; i < density->n; i++) {
        double z = (x - density->value[i]) / density->bandwidth;
        sum += exp(-z * z / 2);
    }
    return sum / ((double)density->n * density->bandwidth * sqrt(2 * acos(-1.0)));
}
