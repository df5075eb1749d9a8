/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Uneven sickness: people who fall ill more often than others, and weeks in which everybody does.
 *
 *   hazard of a person on a day = h Z s W      h onsets a day, s season
 *   Z Gamma, mean 1, cv `frailty`: the person's, for the whole stay [vaupel1979]
 *   W Gamma, mean 1, cv `weekly`: the week's, shared by all; normal scores AR(1) between weeks
 *
 * Who is away cannot fall ill again, and that is more often the frail, in the bad weeks: the mean
 * number of onsets is less than h. For a given Z, to second order in W,
 *
 *   onsets a day = h Z / (1 + h Z (m + k)),  k = E[integral_0^L Cov(W(0), W(u)) du]
 *
 * m the mean length of a spell L in calendar days; exact where W is constant (k = 0). Its mean over
 * Z has a single integral,
 *
 *   E[h Z / (1 + h Z c)] = (1 - I) / c,  I = integral_0^infinity e^-s (1 + s h c v)^(-1/v) ds,
 *
 * v = frailty^2, and h is found for the days lost that are wanted. Thread rule: pure functions; the
 * weekly factor's table is const once made.
 */
#ifndef MUSTER_FRAILTY_H
#define MUSTER_FRAILTY_H

#include "busyness.h"
#include "sickness.h"

/* Z of a person; 1 when cv is 0. */
double muster_frailty_of(double cv, struct muster_key key, uint64_t entity, uint64_t occupant);

/* W of the weeks is muster_busyness_factor of a score that goes from week to week by
 * muster_busyness_score; this is its innovation in the week (ISO) that holds a date. */
double muster_sickness_week_innovation(struct muster_key key, int32_t date);

/* k of a candidate's spells [calendar days], from the means of the laws; weekly->cv > 0. */
double muster_sickness_shared_days(const struct muster_absence *absence,
                                   const struct muster_busyness *weekly, double working_per_day);

/* Mean onsets per day in post. */
double muster_frailty_onsets(double onset_per_day, double occupied_days, double cv);

/* Raises absence->onset_per_day, which loses the right number of days with Z = W = 1, so that they
 * are lost on average over Z and W. False when no rate does. */
bool muster_frailty_solve(struct muster_absence *absence, double cv, double shared_days);

#endif
