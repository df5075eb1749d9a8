/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pay of one person, as the conditions of service of local government have it [njc1997]; money in
 * the currency, dates in days since 1970-01-01.
 *
 * Increments. A grade is a range of points of a spine. A person rises by a point on 1 April, but
 * six months after the start when that lies between 2 October and 31 March (then fewer than six
 * months have been served by 1 April), and on each 1 April after that, up to the grade's last
 * point.
 *
 * Employer's national insurance is reckoned by person and month: rate x (pay above the threshold),
 * so two halves with a threshold each are cheaper than one whole.
 *
 * Sick pay. On the first day of an absence the service says how many days on full and on half pay
 * the scheme gives; the days so paid in the twelve months (365 days) before that first day are
 * taken off; full pay comes first, then half pay, then none. Days are calendar days from the first
 * to the last day of the absence; a month is 365.25 / 12 of them, the days are rounded. Thread
 * rule: pure functions.
 */
#ifndef MUSTER_PAY_H
#define MUSTER_PAY_H

#include <stddef.h>
#include <stdint.h>

/* Increments due to a person who started on `start`, up to and with `date`. */
int muster_increments(int32_t start, int32_t date);
/* The date of the next one after `date`. */
int32_t muster_increment_next(int32_t start, int32_t date);

/* A dated table of employer's national insurance: each row holds from its date on. */
struct muster_ni_row {
    int32_t from;
    double threshold_month; /* pay of a month that is free [money] */
    double rate;            /* [0, 1] */
};
/* The row in force on a date, NULL before the first. */
const struct muster_ni_row *muster_ni_on(const struct muster_ni_row *row, size_t count,
                                         int32_t date);
/* The contribution on one person's pay of a month, of which a share `part` in (0, 1] is looked at.
 */
double muster_ni_month(const struct muster_ni_row *row, double pay, double part);

/* A step of the sick-pay scheme, ascending by service. */
struct muster_sick_step {
    double from_days; /* of service, [0, …) */
    int full, half;   /* days */
};
/* An absence of a person: days [first, end) on full pay up to `half_from`, on half pay up to
 * `none_from`, on none after that. */
struct muster_sick_pay {
    int32_t first, end, half_from, none_from;
};
/* Fills in the borders of absence[count - 1], given those before it (ascending, filled in), for a
 * person with `service_days` on its first day. */
void muster_sick_pay_fill(struct muster_sick_pay *absence, size_t count,
                          const struct muster_sick_step *step, size_t steps, double service_days);
/* Share of the pay of a day that is not paid: 0, 0.5 or 1; `absence` holds the day. */
double muster_sick_unpaid(const struct muster_sick_pay *absence, int32_t day);

#endif
