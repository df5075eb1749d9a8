/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Learning on the phones: slowness, the factor on the handle time of an experienced person,
 *
 *   slowness = 1 + (initial - 1) exp(-w / tau),
 *
 * w weeks of full-time hours worked on the phones since going live [mazur1978]. Pure functions.
 */
#ifndef MUSTER_LEARNING_H
#define MUSTER_LEARNING_H

struct muster_learning_curve {
    double initial;   /* >= 1 */
    double tau_weeks; /* > 0 */
};

/* 1 for INFINITY weeks. */
double muster_learning_slowness(const struct muster_learning_curve *curve, double weeks);

#endif
