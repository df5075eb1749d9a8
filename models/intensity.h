/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The shape of a day's demand: a step function over 24 hours and its integral, for inverting a
 * unit-rate Poisson process (exact for step rates) [cinlar1975].
 *
 * Thread rule: const once made.
 */
#ifndef MUSTER_INTENSITY_H
#define MUSTER_INTENSITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Places of the guide for each step: few steps begin between two of them, so that the place found
 * is mostly the right one, which no processor could guess. */
#define MUSTER_INTENSITY_FINE 8

struct muster_intensity {
    size_t count;  /* steps */
    double *at_s;  /* [count + 1] beginnings, then 86400 */
    double *rate;  /* [count] per second */
    double *below; /* [count + 1] integral before each step; the last is the day's total */
    double *pace;  /* [count] seconds per unit of integral, 1 / rate; 0 where the rate is 0 */
    /* [MUSTER_INTENSITY_FINE count] the step in which the integral passes that share of the total
     */
    uint32_t *guide;
    double marks_per_unit; /* places of the guide per unit of integral */
};

/* Steps that begin at at_s (ascending, in [0, 86400)) with value; 0 before the first. False when
 * out of memory. */
bool muster_intensity_init(struct muster_intensity *intensity, const double *at_s,
                           const double *value, size_t count);
void muster_intensity_clear(struct muster_intensity *intensity);
double muster_intensity_total(const struct muster_intensity *intensity);
/* Integral from 0 to time_s. */
double muster_intensity_until(const struct muster_intensity *intensity, double time_s);
/* The time at which the integral reaches `amount`, in [0, total). */
double muster_intensity_time(const struct muster_intensity *intensity, double amount);
/* Multiplies the rates between from_s and to_s (step boundaries are split); false: no memory. */
bool muster_intensity_scale(struct muster_intensity *intensity, double from_s, double to_s,
                            double factor);

/* The same for amounts that only grow: *step remembers the place. amount < total. */
static inline double muster_intensity_next(const struct muster_intensity *intensity, size_t *step,
                                           double amount)
{
    size_t i = *step;
    while (i + 1 < intensity->count && intensity->below[i + 1] <= amount)
        i++;
    *step = i;
    return intensity->at_s[i] + (amount - intensity->below[i]) * intensity->pace[i];
}

#endif
