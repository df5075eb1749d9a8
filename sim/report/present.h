/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How many people of a group are on the phones while open, by interval of the week: not the mean
 * but how the number is distributed over the days. A tally keeps only its mean; so it is lived
 * through again without the contacts: people's shifts, breaks as planned, leave, sickness,
 * vacancies of the first MUSTER_PRESENT_REPLICATIONS replications. Of a group given by numbers
 * present it is that number, or where each attends with a chance p the binomial law (p: its mean).
 *
 * Who leaves because of the load (attrition.burnout) follows the contacts: they are simulated
 * first. What is left out: a break that begins after the contact in hand, and who stays to finish
 * one. Thread rule: const once made.
 */
#ifndef MUSTER_PRESENT_H
#define MUSTER_PRESENT_H

#include "engine.h"

enum { MUSTER_PRESENT_REPLICATIONS = 4, MUSTER_PRESENT_POINTS = 24 };

struct muster_present {
    size_t intervals, most;
    double *seconds; /* [interval of the week][most + 1] open time with so many there; owned */
};

/* Of one group of a candidate. MUSTER_OK or MUSTER_NO_MEMORY with *out cleared. */
enum muster_status muster_present_init(struct muster_present *out, const struct muster_plan *plan,
                                       uint64_t seed, size_t group);
void muster_present_clear(struct muster_present *present); /* zeros are fine */

/* The distribution in an interval: numbers and their shares of the time, the shares adding up to 1.
 * More than MUSTER_PRESENT_POINTS different numbers are taken together with their neighbours, at
 * their mean. Count 0 when never open. */
struct muster_present_points {
    size_t count;
    double people[MUSTER_PRESENT_POINTS], share[MUSTER_PRESENT_POINTS];
};
void muster_present_points(struct muster_present_points *out, const struct muster_present *present,
                           size_t interval);

#endif
