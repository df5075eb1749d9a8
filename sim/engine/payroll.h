/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pay of the people of one replication, month by month, when the scenario says more than a salary
 * with on-costs (muster_pay.detailed): increments, awards, national insurance by person, pension,
 * sick pay, premia. The equations are those of models/pay.h.
 *
 *   a month's salary   a twelfth of the year's, day by day within the month (days / days of the
 *                      month), at the point and award of the day, times contracted FTE, less what
 *                      sick pay leaves out
 *   national insurance on that salary with the overtime and premia of the month; where the horizon
 *                      cuts the month, the threshold counts by its days
 *   pension            on that salary, times the members' share
 *
 *   acting up          what the first point of the grade acted in is more than the own salary, by
 *                      the same days; on top goes what goes with that grade
 *
 * A grade with on_cost has that instead of the two before. Nobody is paid for days outside the
 * horizon. A month is paid when a week begins after its end, so that all its overtime is known.
 * A replication's award and pension are drawn once, as parameters: nobody else's draws move.
 * Thread rule: belongs to the workforce's thread.
 */
#ifndef MUSTER_PAYROLL_H
#define MUSTER_PAYROLL_H

#include "people.h"

struct muster_payroll {
    const struct muster_pay *pay;
    double *award; /* [award_count] factors of this replication */
    double pension;
    int32_t next_month; /* first month of the horizon not yet paid */
};

/* MUSTER_OK or MUSTER_NO_MEMORY. Without detailed pay nothing is made, and the rest does nothing.
 */
enum muster_status muster_payroll_new(struct muster_payroll **out,
                                      const struct muster_scenario *scenario);
struct muster_payroll *muster_payroll_free(struct muster_payroll *payroll);
/* Draws; nobody is paid yet. */
void muster_payroll_begin(struct muster_payroll *payroll, struct muster_key key);
/* Pays the months that are over on simulated day `day`; INT32_MAX: all that are left. */
void muster_payroll_due(struct muster_workforce *workforce, struct muster_tally *tally,
                        int32_t day);
/* A year's salary of one FTE as somebody who works in a group has it on a simulated day; 0 without
 * a grade. Also right without detailed pay. Who acts up in the group has the first point of its
 * grade, or their own salary if that is more. An hour's is that over full_time_week x 365.25 / 7.
 */
double muster_payroll_salary(const struct muster_workforce *workforce,
                             const struct muster_role *role, const struct muster_occupant *who,
                             int32_t day);
/* The same where there is a grade, and the grade whose on-costs go with it. */
double muster_payroll_earns(const struct muster_grade **grade,
                            const struct muster_workforce *workforce,
                            const struct muster_role *role, const struct muster_occupant *who,
                            int32_t day);
/* Money beside the salary that a person earns in a month of the horizon: under its heading, and in
 * the pay that national insurance is reckoned on. For the months of this week and the next day. */
void muster_payroll_extra(struct muster_workforce *workforce, struct muster_tally *tally,
                          struct muster_occupant *who, int32_t month, enum muster_cost heading,
                          double money);
/* Seconds of [from_s, to_s) of a day, times factor - 1, that are paid a premium; times past
 * midnight belong to the next weekday. */
double muster_payroll_premium_s(const struct muster_pay *pay, int weekday, double from_s,
                                double to_s);

/* Pay of the establishment on paper by month of the horizon: every post filled all the time, nobody
 * sick, uncertain parameters at their means; on-costs, national insurance and pension included,
 * overtime and premia not. Those in post at the start stand where a replication has them: at
 * in_post_point, where their tenure has brought them (paper_holder.h), or at the last point when
 * nobody says for how long they have served; holders of other posts join at the first. By the day
 * as in a replication. */
void muster_payroll_on_paper(double *month, const struct muster_roster *roster);

#endif
