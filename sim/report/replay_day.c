/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which replication and which of its days a figure shows.
 */
#include "calendar.h"
#include "replay.h"
#include "store_failure.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A level and where it was. */
struct ranked {
    double level;
    size_t at;
};

static int by_level(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    if (x->level < y->level || x->level > y->level)
        return x->level < y->level ? -1 : 1;
    return (x->at > y->at) - (x->at < y->at);
}

/* Ascending levels of the windows that have one; *list is the caller's to free(). */
static size_t rank(struct ranked **list, const double *pairs, size_t count)
{
    size_t n = 0;
    *list = calloc(count + 1, sizeof **list);
    for (size_t i = 0; *list && i < count; i++)
        if (pairs[2 * i + 1] > 0)
            (*list)[n++] = (struct ranked){pairs[2 * i] / pairs[2 * i + 1], i};
    if (n)
        qsort(*list, n, sizeof **list, by_level);
    return n;
}

static enum muster_status choose_replication(size_t *replication, struct muster_failure *failure,
                                             const struct muster_figures_source *source,
                                             size_t candidate)
{
    double *pairs;
    struct ranked *list;
    enum muster_status status = muster_figures_pairs(
        &pairs, failure, source, candidate,
        muster_figures_level(source, candidate, MUSTER_WINDOW_HORIZON), MUSTER_WINDOW_HORIZON);
    if (status)
        return status;
    size_t n = rank(&list, pairs, source->replications);
    *replication = list && n ? list[(n - 1) / 2].at : 0;
    if (!list)
        status = muster_failure_memory(failure);
    free(list);
    free(pairs);
    return status;
}

static enum muster_status no_day(struct muster_failure *failure, const char *which,
                                 const struct muster_figures_source *source)
{
    char first[11], last[11];
    muster_date_format(first, source->shape->start);
    muster_date_format(last, source->shape->start + (int32_t)source->shape->days - 1);
    return muster_failure_set(failure, MUSTER_MISMATCH,
                              "“%.40s” is not worst, median or a day with contacts from %s to %s",
                              which ? which : "worst", first, last);
}

/* The lowest level among days with half the mean contacts or more. */
static const struct ranked *worst(const struct ranked *list, size_t n, const double *pairs)
{
    double sum = 0;
    size_t i = 0;
    for (size_t k = 0; k < n; k++)
        sum += pairs[2 * list[k].at + 1];
    while (i + 1 < n && pairs[2 * list[i].at + 1] < 0.5 * sum / (double)n)
        i++;
    return n ? &list[i] : NULL;
}

static const struct ranked *dated(const struct ranked *list, size_t n,
                                  const struct muster_figures_source *source, int32_t date)
{
    for (size_t i = 0; i < n; i++)
        if (source->shape->start + (int32_t)list[i].at == date)
            return &list[i];
    return NULL;
}

static const struct ranked *pick(const struct ranked *list, size_t n, const double *pairs,
                                 const struct muster_figures_source *source, const char *which)
{
    int32_t date;
    if (!which || strcmp(which, "worst") == 0)
        return worst(list, n, pairs);
    if (strcmp(which, "median") == 0)
        return n ? &list[(n - 1) / 2] : NULL;
    return muster_date_parse(&date, which) ? dated(list, n, source, date) : NULL;
}

enum muster_status muster_replay_choose(struct muster_replay_day *out,
                                        struct muster_failure *failure,
                                        const struct muster_figures_source *source,
                                        size_t candidate, const char *which)
{
    double *pairs;
    struct ranked *list;
    enum muster_status status = choose_replication(&out->replication, failure, source, candidate);
    if (status)
        return status;
    status = muster_figures_pairs(&pairs, failure, source, candidate,
                                  muster_figures_level(source, candidate, MUSTER_WINDOW_DAY),
                                  MUSTER_WINDOW_DAY);
    if (status)
        return status;
    const double *own = pairs + 2 * out->replication * source->shape->days;
    size_t n = rank(&list, own, source->shape->days);
    const struct ranked *picked = list ? pick(list, n, own, source, which) : NULL;
    if (picked) {
        out->day = picked->at;
        out->level = picked->level;
    } else {
        status = list ? no_day(failure, which, source) : muster_failure_memory(failure);
    }
    free(list);
    free(pairs);
    return status;
}
