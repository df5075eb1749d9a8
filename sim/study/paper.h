/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sum on paper: how many hours one FTE is on the phones in a year, as a planner or a finance
 * officer works it out before anything is simulated.
 *
 *   days at work = 365/7 weeks x 5 days - leave - statutory days - bank holidays - sickness
 *                  - one-offs
 *   hours        = days at work x (hours of a day - paid breaks - meetings - lateness - buddying)
 *
 * Losses on one base, days, add; each later base multiplies. A day is a fifth of the full-timer's
 * week. Buddying is the share that it takes x the part of the people who are newcomers, by the
 * yearly leavers or the joiners planned, at most half. What is asked beyond the days or hours left
 * is not lost: nothing falls below 0. It knows no vacancies, nobody who is new, no idle time: what
 * these cost is the difference between paper and simulation (waterfall.h).
 *
 * No chance: means of what the scenario gives. Thread rule: pure functions of their arguments.
 */
#ifndef MUSTER_PAPER_H
#define MUSTER_PAPER_H

#include "plan.h"

#define MUSTER_PAPER_YEAR_DAYS 365.0

/* A full-timer's year in one group. */
struct muster_paper_year {
    double days;             /* 365/7 x 5 */
    double leave, statutory; /* days a year; leave as due by service, mean over the posts */
    double holidays;         /* closed dates on Mondays to Fridays, a year's */
    double sickness;         /* expected working days a year */
    double one_offs, unpaid; /* expected working days a year of one-offs, with and without pay */
    double days_work;        /* what is left, at least 0 */
    double day_h;            /* hours of a day: the week's fifth */
    double breaks_h;         /* paid breaks of such a day */
    double meetings_h;       /* planned activities off the phones, a fifth of a week's */
    double late_h, unpaid_late_h; /* lateness expected a day; one of them is 0 */
    double buddying_h;            /* the buddy's share of what these leave, for each newcomer */
    double phone_h;               /* days_work x (day_h less each of these) */
};

/* Of a group by FTE; of any other, zeros but for the days. */
struct muster_paper_year muster_paper_year(const struct muster_plan *plan, size_t group);

/* Hours a year that one activity off the phones takes of a full-timer of the group, on the days at
 * work. */
double muster_paper_activity_h(const struct muster_plan *plan, size_t group, size_t activity);

/* Closed dates on Mondays to Fridays within so many days [>= 0] from the horizon's start. */
double muster_paper_holidays(const struct muster_plan *plan, double days);

/* Mean seconds that experienced staff handle a contact, services weighted by the contacts expected
 * over the horizon; NAN when none is expected. */
double muster_paper_handle_s(const struct muster_plan *plan);

#endif
