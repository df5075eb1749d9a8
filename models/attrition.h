/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Leaving: a person gives notice when the hazard accumulated since joining reaches one Exp(1) draw,
 * and leaves `notice_days` later. The hazard is a step function of tenure,
 *
 *   lambda(t) = c m(t),  H(t) = integral_0^t lambda,  P(no notice by t) = exp(-H(t)),
 *
 * with c such that the long-run rate of leaving is as given: leavers / mean headcount = 1 /
 * E[stay], E[stay] = integral exp(-H) + notice (renewal theorem, [cox1962]). In the long run the
 * tenure of those in post has density P(stay > t) / E[stay].
 *
 * Burnout multiplies the hazard by what the load of the last weeks gives: it rises in a straight
 * line with the occupancy above a threshold, up to a cap.
 *
 * Time in days; a year is 365.25 of them. Thread rule: pure functions.
 */
#ifndef MUSTER_ATTRITION_H
#define MUSTER_ATTRITION_H

#include <stdbool.h>
#include <stddef.h>

struct muster_stay {
    size_t count;             /* steps; 0 = a flat hazard */
    const double *from_day;   /* [count] ascending, the first 0; borrowed */
    const double *multiplier; /* [count] >= 0, the last > 0; borrowed */
    double notice_days;       /* >= 0 */
    double per_day;           /* c */
};

/* Finds c for `yearly` leavers per head, > 0. False when notice alone makes stays longer than
 * 1 / yearly: then c is infinite and everyone gives notice on joining. */
bool muster_stay_solve(struct muster_stay *stay, double yearly);

double muster_stay_hazard(const struct muster_stay *stay, double tenure_day); /* H(t) */
double muster_stay_notice_day(const struct muster_stay *stay, double hazard); /* H^-1 */
double muster_stay_mean_days(const struct muster_stay *stay);                 /* E[stay] */
/* Integral of P(stay > t) over [0, x]. */
double muster_stay_survived_days(const struct muster_stay *stay, double x);
/* Tenure of a person in post in the long run, by inversion; 0 < u < 1. */
double muster_stay_tenure(const struct muster_stay *stay, double u);

/* ---- burnout ---- */

struct muster_burnout_rule {
    double above;     /* occupancy, 0 to 1 */
    double per_point; /* rise of the factor by percentage point of occupancy above that, >= 0 */
    double at_most;   /* the factor, >= 1 */
};

/* Factor on the hazard, 1 to at_most, after some time on the phones [person seconds]: handling
 * contacts, and present, handling or available. 1 when nobody was present, and exactly 1 up to the
 * threshold. */
double muster_burnout_factor(const struct muster_burnout_rule *rule, double handling_s,
                             double present_s);

#endif
