/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sickness of one person: an alternating renewal process [cox1962]. At work, a spell begins with a
 * hazard of `onset_per_day` (per calendar day, times the season of the month); it is short or long
 * with fixed chances and lasts a draw of its kind's law, counted in working days (Monday to Friday,
 * not a bank holiday) or in calendar days. Then the person is at work again.
 *
 *   P(absent) = h m / (1 + h m),  h onsets per day at work, m mean calendar days of a spell
 *
 * The process runs in continuous time; a day is lost when it is absent at that day's start, 00:00.
 * So whole days are lost, their mean is the law's mean whatever the law, and the state on days d
 * and d + k is the sampled continuous process. Time is in days: day 0 starts at 0.0.
 *
 * Draws: spell n of a person is read from the stream (SICKNESS, person's entity, occupant, n) in
 * the order gap, kind, length; n = 0 is the state at the start: absent?, kind, residual length.
 * They depend on dates alone, never on shifts, so a changed rota moves nobody's absence. Thread
 * rule: pure functions of their arguments.
 */
#ifndef MUSTER_SICKNESS_H
#define MUSTER_SICKNESS_H

#include "law.h"
#include <stddef.h>

/* Lengths of one kind of spell. */
struct muster_spell_kind {
    const struct muster_law *law; /* s, a day = 86,400; borrowed */
    double scale;                 /* multiplies every draw; 1 unless the mean is uncertain */
    bool calendar;                /* counted in calendar days, else working days */
};

struct muster_absence {
    size_t kinds;                     /* 1 or 2 */
    struct muster_spell_kind kind[2]; /* short, long */
    double long_chance;               /* of a spell, 0 with one kind */
    double onset_per_day;             /* h, per calendar day at work, season 1 */
    double mean_days;                 /* m, calendar days of a spell, both kinds together */
    double lost_per_spell;            /* working days a spell takes */
};

/* The calendar that spells meet. */
struct muster_absence_days {
    size_t count;
    const unsigned char *working; /* [count] 1 = Monday to Friday, no bank holiday */
    const double *season;         /* [count] factor on the hazard; mean 1 over a year */
    double working_per_day;       /* long-run share of working days, about 5/7 */
};

struct muster_spell {
    double from_day, to_day; /* absent in [from, to), continuous */
    int32_t first, end;      /* days lost: first <= d < end (any weekday) */
    bool long_term;
};

/* From spells a person-year at work (365.25 days) of one kind. */
void muster_absence_from_spells(struct muster_absence *out, double spells_per_year,
                                struct muster_spell_kind kind, double working_per_day);

/* The onset rate that loses `days_lost` working days a person-year in post, `long_share` of them in
 * long spells. Only a share `counted` of sick working days is lost (the rest falls on leave).
 * Returns false when no rate can lose so many days. long_share in [0, 1], counted in (0, 1]. */
bool muster_absence_from_days(struct muster_absence *out, double days_lost, double long_share,
                              const struct muster_spell_kind kind[2], double working_per_day,
                              double counted);

/* Stationary chance of being absent where the season's factor is `season`. */
double muster_absence_probability(const struct muster_absence *absence, double season);

/* The spell in progress at day `at` in the stationary state: false = at work. Kinds stand in it by
 * frequency times mean, the rest of it by the residual law. */
bool muster_absence_start(struct muster_spell *spell, const struct muster_absence *absence,
                          const struct muster_absence_days *days, int32_t at,
                          struct muster_stream *stream);

/* The next spell of a person at work since `since`; false when none begins before the last day. */
bool muster_absence_next(struct muster_spell *spell, const struct muster_absence *absence,
                         const struct muster_absence_days *days, double since,
                         struct muster_stream *stream);

#endif
