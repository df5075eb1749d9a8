/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Figures that come one a replication, summed up, and how many standard errors their mean lies from
 * what is exact. All z of the suite stay below Z_MOST.
 */
#ifndef MUSTER_SAMPLE_H
#define MUSTER_SAMPLE_H

#include "check_main.h"

#include <math.h>

#define Z_MOST 4.5

struct sample {
    double n, sum, squares;
};

static inline void sample_add(struct sample *sample, double value)
{
    sample->n++;
    sample->sum += value;
    sample->squares += value * value;
}

static inline double sample_mean(const struct sample *sample)
{
    return sample->sum / sample->n;
}

static inline double sample_variance(const struct sample *sample)
{
    double mean = sample_mean(sample);
    return fmax(0, sample->squares - sample->n * mean * mean) / (sample->n - 1);
}

static inline double sample_z(const struct sample *sample, double exact)
{
    return (sample_mean(sample) - exact) / sqrt(sample_variance(sample) / sample->n);
}

#define ASSERT_Z(sample, exact)                                                                    \
    do {                                                                                           \
        double z_ = sample_z(&(sample), exact);                                                    \
        ck_assert_msg(fabs(z_) < Z_MOST, "%s: mean %.6g, exact %.6g, z %.2f", #sample,             \
                      sample_mean(&(sample)), (double)(exact), z_);                                \
    } while (0)

#endif
