/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "intensity.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define DAY_S 86400.0

static void sum_up(struct muster_intensity *intensity)
{
    intensity->below[0] = 0;
    for (size_t i = 0; i < intensity->count; i++) {
        double span_s = intensity->at_s[i + 1] - intensity->at_s[i];
        intensity->below[i + 1] = intensity->below[i] + intensity->rate[i] * span_s;
        intensity->pace[i] = intensity->rate[i] > 0 ? 1 / intensity->rate[i] : 0;
    }
    double total = intensity->below[intensity->count];
    size_t step = 0;
    size_t marks = MUSTER_INTENSITY_FINE * intensity->count;
    for (size_t j = 0; j < marks; j++) {
        while (step + 1 < intensity->count &&
               intensity->below[step + 1] <= total * (double)j / (double)marks)
            step++;
        intensity->guide[j] = (uint32_t)step;
    }
    intensity->marks_per_unit = total > 0 ? (double)marks / total : 0;
}

static bool make_room(struct muster_intensity *intensity, size_t count)
{
    intensity->at_s = calloc(count + 1, sizeof(double));
    intensity->rate = calloc(count + 1, sizeof(double));
    intensity->below = calloc(count + 1, sizeof(double));
    intensity->pace = calloc(count + 1, sizeof(double));
    intensity->guide = calloc(MUSTER_INTENSITY_FINE * (count + 1), sizeof *intensity->guide);
    if (intensity->at_s && intensity->rate && intensity->below && intensity->pace &&
        intensity->guide)
        return true;
    muster_intensity_clear(intensity);
    return false;
}

bool muster_intensity_init(struct muster_intensity *intensity, const double *at_s,
                           const double *value, size_t count)
{
    memset(intensity, 0, sizeof *intensity);
    if (!make_room(intensity, count + 1))
        return false;
    size_t n = 0;
    if (count == 0 || at_s[0] > 0)
        n = 1; /* nothing before the first step */
    for (size_t i = 0; i < count; i++, n++) {
        assert(at_s[i] >= 0 && at_s[i] < DAY_S && value[i] >= 0);
        intensity->at_s[n] = at_s[i];
        intensity->rate[n] = value[i];
    }
    intensity->count = n;
    intensity->at_s[n] = DAY_S;
    sum_up(intensity);
    return true;
}

void muster_intensity_clear(struct muster_intensity *intensity)
{
    free(intensity->at_s);
    free(intensity->rate);
    free(intensity->below);
    free(intensity->pace);
    free(intensity->guide);
    memset(intensity, 0, sizeof *intensity);
}

double muster_intensity_total(const struct muster_intensity *intensity)
{
    return intensity->below[intensity->count];
}

/* Last step that begins at or before `value` in an ascending array. */
static size_t step_of(const double *array, size_t count, double value)
{
    size_t low = 0, high = count;
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (array[middle] <= value)
            low = middle;
        else
            high = middle;
    }
    return low;
}

double muster_intensity_until(const struct muster_intensity *intensity, double time_s)
{
    if (time_s >= DAY_S)
        return muster_intensity_total(intensity);
    size_t i = step_of(intensity->at_s, intensity->count, time_s);
    return intensity->below[i] + intensity->rate[i] * (time_s - intensity->at_s[i]);
}

/* The last step that begins at or before an amount, from the guide's place on: mostly that itself.
 */
static size_t step_at(const struct muster_intensity *intensity, double amount)
{
    size_t last = intensity->count - 1, last_mark = MUSTER_INTENSITY_FINE * intensity->count - 1;
    double place = amount * intensity->marks_per_unit;
    size_t i = intensity->guide[place < (double)last_mark ? (size_t)place : last_mark];
    while (i > 0 && intensity->below[i] > amount) /* the product may have been rounded up */
        i--;
    while (i < last && intensity->below[i + 1] <= amount)
        i++;
    return i;
}

double muster_intensity_time(const struct muster_intensity *intensity, double amount)
{
    size_t i = step_at(intensity, amount);
    while (i > 0 && intensity->rate[i] <= 0)
        i--;
    if (intensity->rate[i] <= 0)
        return intensity->at_s[i];
    double time_s = intensity->at_s[i] + (amount - intensity->below[i]) / intensity->rate[i];
    return time_s < intensity->at_s[i + 1] ? time_s : intensity->at_s[i + 1];
}

bool muster_intensity_scale(struct muster_intensity *intensity, double from_s, double to_s,
                            double factor)
{
    struct muster_intensity finer = {0};
    if (!make_room(&finer, intensity->count + 2))
        return false;
    size_t n = 0;
    for (size_t i = 0; i < intensity->count; i++) {
        double cuts[4] = {intensity->at_s[i], from_s, to_s, intensity->at_s[i + 1]};
        for (int c = 0; c < 3; c++) {
            double begin = cuts[c];
            if (c > 0 && (begin <= cuts[0] || begin >= cuts[3]))
                continue;
            finer.at_s[n] = begin;
            finer.rate[n++] = intensity->rate[i] * (begin >= from_s && begin < to_s ? factor : 1.0);
        }
    }
    finer.count = n;
    finer.at_s[n] = DAY_S;
    sum_up(&finer);
    muster_intensity_clear(intensity);
    *intensity = finer;
    return true;
}
