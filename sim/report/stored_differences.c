/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stored_differences.h"
#include "difference_table.h"
#include "measure.h"
#include "store_failure.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Difference and relative difference of one measure, [candidate] each. */
struct stored {
    const char *measure;
    struct muster_difference *difference, *relative;
};

struct stored_all {
    const struct muster_results *results;
    size_t candidates, count;
    struct stored *item;
    const char *const *name;
};

static void read_difference(struct muster_difference *out, const double value[4], size_t pairs)
{
    *out = (struct muster_difference){value[0], value[1], value[2], value[3], pairs};
}

/* Reads one measure where the file has it. */
static enum muster_status read_measure(struct stored_all *all, struct muster_failure *failure,
                                       const struct muster_measure *measure)
{
    char path[128];
    struct muster_dataset_info info;
    struct muster_failure absent;
    snprintf(path, sizeof path, "/summary/comparison/%s", measure->name);
    if (!measure->compared || muster_results_info(&info, &absent, all->results, path) != MUSTER_OK)
        return MUSTER_OK;
    if (info.rank != 2 || info.length[0] != all->candidates ||
        info.length[1] != MUSTER_STORED_DIFFERENCE)
        return muster_failure_set(failure, MUSTER_BAD_FORMAT,
                                  "%s in the results file is not of the expected size", path);
    struct stored *item = &all->item[all->count];
    double *value = malloc(all->candidates * MUSTER_STORED_DIFFERENCE * sizeof *value);
    item->difference = calloc(2 * all->candidates, sizeof *item->difference);
    if (!value || !item->difference) {
        free(value);
        free(item->difference);
        return muster_failure_memory(failure);
    }
    all->count++;
    item->measure = measure->name;
    item->relative = item->difference + all->candidates;
    enum muster_status status =
        muster_results_read(value, failure, all->results, path, 0, all->candidates);
    size_t pairs = muster_results_replications(all->results);
    for (size_t c = 0; status == MUSTER_OK && c < all->candidates; c++) {
        const double *own = value + c * MUSTER_STORED_DIFFERENCE;
        read_difference(&item->difference[c], own, pairs);
        read_difference(&item->relative[c], own + MUSTER_STORED_DIFFERENCE / 2, pairs);
    }
    free(value);
    return status;
}

static enum muster_status read_all(struct stored_all *all, struct muster_failure *failure)
{
    size_t count;
    const struct muster_measure *table = muster_measure_table(&count);
    all->item = calloc(count, sizeof *all->item);
    if (!all->item)
        return muster_failure_memory(failure);
    for (size_t m = 0; m < count; m++) {
        enum muster_status status = read_measure(all, failure, &table[m]);
        if (status != MUSTER_OK)
            return status;
    }
    return MUSTER_OK;
}

static void clear_all(struct stored_all *all)
{
    for (size_t i = 0; i < all->count; i++)
        free(all->item[i].difference);
    free(all->item);
}

/* ---- as a table's source ------------------------------------------------------------------- */

static const struct stored *find(const struct stored_all *all, const char *measure)
{
    for (size_t i = 0; i < all->count; i++)
        if (strcmp(all->item[i].measure, measure) == 0)
            return &all->item[i];
    return NULL;
}

static const char *name_of(const void *context, size_t candidate)
{
    return ((const struct stored_all *)context)->name[candidate];
}

static const struct muster_difference *difference_of(const void *context, size_t b,
                                                     const char *measure)
{
    const struct stored *found = find(context, measure);
    return found ? &found->difference[b] : NULL;
}

static const struct muster_difference *relative_of(const void *context, size_t b,
                                                   const char *measure)
{
    const struct stored *found = find(context, measure);
    return found ? &found->relative[b] : NULL;
}

enum muster_status muster_stored_differences_print(FILE *file, struct muster_failure *failure,
                                                   const struct muster_results *results)
{
    struct stored_all all = {.results = results};
    struct muster_dataset_info info;
    char currency[32];
    struct muster_failure absent;
    all.name = muster_results_names(results, "candidate", &all.candidates);
    if (all.candidates < 2 ||
        muster_results_info(&info, &absent, results, "/summary/busy_hour") != MUSTER_OK)
        return muster_failure_none(failure);
    muster_results_currency(currency, sizeof currency, results);
    struct muster_differences differences = {.candidates = all.candidates,
                                             .context = &all,
                                             .name = name_of,
                                             .difference = difference_of,
                                             .relative = relative_of,
                                             .currency = currency};
    double hour_s[2], days[2];
    enum muster_status status =
        muster_results_read(hour_s, failure, results, "/summary/busy_hour", 0, 2);
    if (status == MUSTER_OK)
        status = muster_results_read(days, failure, results, "/summary/busy_hour_days", 0, 2);
    if (status == MUSTER_OK)
        status = read_all(&all, failure);
    if (status == MUSTER_OK) {
        muster_busy_hour_text(differences.busy_hour, hour_s[0], hour_s[1], (size_t)days[1] + 1);
        muster_difference_table_print(file, &differences);
    }
    clear_all(&all);
    return status;
}
