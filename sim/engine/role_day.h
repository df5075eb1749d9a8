/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One day of a role: what the rota, sickness, leave and holidays make of each person's day, as
 * events and as seconds.
 *
 * Paid seconds = on the phones as scheduled + paid breaks (of those there) + leave + holiday +
 * sickness + induction + paid lateness + paid one-offs + activities and buddying + other work (of
 * groups off the phones);
 * each is added when it is decided, so the sum is exact. A sick day, a day of leave or induction
 * that is not rostered (out of term, the part of it that is paid then as leave) counts a fifth of
 * the contract, Monday to Friday. Leave, holidays and induction stand from 09:00 on (assumed);
 * leave and holidays of somebody who works past midnight only, from the start of that shift. The
 * hours of an overtime Saturday are in SCHEDULED, PAID and OVERTIME, not in DUE or ATTENDED.
 *
 * Seconds stand on the calendar day in which they pass. A shift past midnight has some on the day
 * after its own; those of them outside the horizon are not counted.
 * Thread rule: as workforce.h.
 */
#ifndef MUSTER_ROLE_DAY_H
#define MUSTER_ROLE_DAY_H

#include "people.h"

/* The calendar days that a shift has seconds in. */
enum muster_side { MUSTER_TODAY, MUSTER_TOMORROW, MUSTER_SIDES };

/* What a role's day adds to the tally: to its own date, and to the next one's. */
struct muster_role_day {
    struct muster_workforce *workforce;
    const struct muster_role *role;
    struct muster_tally *tally;
    const struct muster_period_day *date;
    int32_t day;
    bool counts[MUSTER_SIDES]; /* a day of the horizon */
    int casuals;               /* called in so far */
    double sum[MUSTER_SIDES][MUSTER_STAFFS];
};

/* Seconds before and after midnight. */
struct muster_split {
    double s[MUSTER_SIDES];
};

/* Counts the day of a role: events into the workforce, seconds, people and salaries into the tally.
 * The rota of the day's week has been made. */
void muster_role_day_make(struct muster_workforce *workforce, const struct muster_role *role,
                          int32_t day, struct muster_tally *tally);

/* A shift worked by somebody who is there; events and seconds. */
void muster_role_day_work(struct muster_role_day *at, const struct muster_duty *duty,
                          struct muster_occupant *who, size_t p);

/* ---- what the causes share ---- */

/* Seconds of [from_s, to_s) after midnight. */
double muster_role_day_past_midnight(double from_s, double to_s);
void muster_role_day_add(struct muster_role_day *at, enum muster_staff column,
                         const struct muster_split *seconds);
/* Seconds of a span, times sign, into the interval-of-week table of columns that have one; past
 * midnight into the next weekday. */
void muster_role_day_add_week(struct muster_role_day *at, enum muster_staff column, double from_s,
                              double to_s, double sign);
/* Paid time away from the phones for one cause. */
void muster_role_day_pay_away(struct muster_role_day *at, enum muster_staff cause,
                              const struct muster_split *seconds);
/* An event of post p at time_s [s, from the day's 00:00]. */
void muster_role_day_push(struct muster_role_day *at, double time_s,
                          enum muster_staff_change change, double value, size_t p);

#endif
