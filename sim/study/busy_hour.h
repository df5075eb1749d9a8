/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The busy hour: the hour of the day, the same on Mondays to Fridays, in which most contacts are
 * expected over the horizon, all services together (the time-consistent busy hour of [e600]); the
 * same on all seven days where nothing is expected on these five. It is taken from
 * the planner's expectation, first attempts and returns, and not from the simulated contacts: so it
 * is no accident of the draws, and one hour serves all candidates of a study, that of the first
 * one. It begins with an interval of the scenario; of hours that expect the same, the earliest.
 * Thread rule: pure functions of their arguments.
 */
#ifndef MUSTER_BUSY_HOUR_H
#define MUSTER_BUSY_HOUR_H

#include "engine.h"

/* Intervals of the day [first, first + count), on the days of the week [0, days). */
struct muster_busy_hour {
    size_t first, count;
    size_t days; /* 5 or 7 */
    double interval_s;
};

enum { MUSTER_BUSY_HOUR_TEXT = 40 };

/* From the plan's expected contacts, all services together. */
struct muster_busy_hour muster_busy_hour_of(const struct muster_plan *plan);
/* Seconds after midnight. */
double muster_busy_hour_from_s(const struct muster_busy_hour *hour);
double muster_busy_hour_to_s(const struct muster_busy_hour *hour);
/* "10:00 to 11:00, Mon-Fri" into text[MUSTER_BUSY_HOUR_TEXT]. */
void muster_busy_hour_text(char *text, double from_s, double to_s, size_t days);

#endif
