/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "role_day.h"

#include "buddies.h"
#include "off_phone.h"
#include "overtime.h"
#include "payroll.h"

#include <assert.h>
#include <math.h>

double muster_role_day_past_midnight(double from_s, double to_s)
{
    return fmax(0, to_s - fmax(from_s, MUSTER_DAY_S));
}

void muster_role_day_add(struct muster_role_day *at, enum muster_staff column,
                         const struct muster_split *seconds)
{
    for (int side = MUSTER_TODAY; side < MUSTER_SIDES; side++)
        at->sum[side][column] += seconds->s[side];
}

void muster_role_day_add_week(struct muster_role_day *at, enum muster_staff column, double from_s,
                              double to_s, double sign)
{
    const struct muster_shape *shape = &at->tally->shape;
    int index = muster_staff_week_index(column);
    if (index < 0)
        return;
    float *row = at->tally->staff_week +
                 ((size_t)index * shape->groups + at->role->index) * shape->intervals;
    for (int side = MUSTER_TODAY; side < MUSTER_SIDES; side++) {
        double midnight_s = side * MUSTER_DAY_S;
        double weekday_s = (at->date->weekday + side) % 7 * MUSTER_DAY_S;
        if (at->counts[side])
            muster_row_add(row, shape->intervals, shape->interval_s,
                           weekday_s + fmax(from_s - midnight_s, 0),
                           weekday_s + fmin(to_s - midnight_s, MUSTER_DAY_S), sign);
    }
}

void muster_role_day_pay_away(struct muster_role_day *at, enum muster_staff cause,
                              const struct muster_split *seconds)
{
    muster_role_day_add(at, cause, seconds);
    muster_role_day_add(at, MUSTER_STAFF_PAID_S, seconds);
}

/* Pays so many seconds from a time of day on; returns them. */
static struct muster_split pay_time(struct muster_role_day *at, enum muster_staff cause,
                                    double from_s, double length_s)
{
    double late_s = muster_role_day_past_midnight(from_s, from_s + length_s);
    struct muster_split seconds = {{length_s - late_s, late_s}};
    muster_role_day_pay_away(at, cause, &seconds);
    muster_role_day_add_week(at, MUSTER_STAFF_PAID_S, from_s, from_s + length_s, 1);
    return seconds;
}

/* The same of a fifth of the contract. */
static struct muster_split pay_fifth(struct muster_role_day *at, enum muster_staff cause, size_t p,
                                     double from_s)
{
    return pay_time(at, cause, from_s, at->role->post[p].week_s / 5);
}

void muster_role_day_push(struct muster_role_day *at, double time_s,
                          enum muster_staff_change change, double value, size_t p)
{
    struct muster_workforce *workforce = at->workforce;
    assert(workforce->event_count < workforce->event_room);
    workforce->event[workforce->event_count++] =
        (struct muster_staff_event){.time_s = at->day * MUSTER_DAY_S + time_s,
                                    .value = value,
                                    .group = (uint32_t)at->role->index,
                                    .person = (uint32_t)p,
                                    .change = change};
}

static double slowness(const struct muster_role_day *at, const struct muster_occupant *who,
                       size_t p)
{
    double behind = muster_off_phone_slowness(at->workforce->off_phone, at->role->first_post + p,
                                              (int32_t)(who - at->workforce->occupant));
    const struct muster_learning *learning = &at->workforce->roster->scenario->learning;
    if (!learning->given || who->experienced)
        return behind;
    struct muster_learning_curve curve = {learning->initial, learning->tau_weeks};
    return behind *
           muster_learning_slowness(&curve, who->worked_s / at->role->group->full_time_week_s);
}

static void push_shift(struct muster_role_day *at, const struct muster_day_plan *plan, double slow,
                       size_t p)
{
    muster_role_day_push(at, plan->start_s, MUSTER_CHANGE_ON, slow, p);
    for (size_t i = 0; i < plan->count; i++)
        muster_role_day_push(at, plan->item[i].at_s,
                             plan->item[i].paid ? MUSTER_CHANGE_BREAK : MUSTER_CHANGE_LUNCH,
                             plan->item[i].length_s, p);
    muster_role_day_push(at, plan->end_s, MUSTER_CHANGE_OFF, 0, p);
}

/* A plan's seconds by interval: on the phones (SCHEDULED) or paid. */
static void add_plan(struct muster_role_day *at, const struct muster_day_plan *plan,
                     enum muster_staff column)
{
    muster_role_day_add_week(at, column, plan->start_s, plan->end_s, 1);
    for (size_t i = 0; i < plan->count; i++)
        if (column == MUSTER_STAFF_SCHEDULED_S || !plan->item[i].paid)
            muster_role_day_add_week(at, column, plan->item[i].at_s,
                                     plan->item[i].at_s + plan->item[i].length_s, -1);
}

/* A plan's paid or scheduled seconds before and after midnight. */
static struct muster_split plan_split(const struct muster_day_plan *plan, enum muster_staff column)
{
    bool scheduled = column == MUSTER_STAFF_SCHEDULED_S;
    double all_s = scheduled ? plan->scheduled_s : plan->paid_s;
    double late_s = muster_role_day_past_midnight(plan->start_s, plan->end_s);
    for (size_t i = 0; i < plan->count && late_s > 0; i++)
        if (scheduled || !plan->item[i].paid)
            late_s -= muster_role_day_past_midnight(plan->item[i].at_s,
                                                    plan->item[i].at_s + plan->item[i].length_s);
    return (struct muster_split){{all_s - late_s, late_s}};
}

/* ---- activities off the phones ---- */

static void push_activity(struct muster_role_day *at, const struct muster_piece *piece, size_t p)
{
    muster_role_day_push(at, piece->at_s, MUSTER_CHANGE_OFF_PHONE, piece->length_s, p);
    at->workforce->event[at->workforce->event_count - 1].activity = piece->activity;
}

/* What is planned off the phones on a rostered day; the scheduled seconds that it takes. Of a
 * person who is there from from_s on (INFINITY: not at all) the events, too: the engine gives back
 * what is then cancelled. */
static double plan_activities(struct muster_role_day *at, const struct muster_piece *piece,
                              const struct muster_occupant *who, double from_s, size_t p)
{
    struct muster_off_phone *plans = at->workforce->off_phone;
    double sum_s = 0;
    for (; piece; piece = muster_off_phone_next(plans, piece)) {
        double to_s = piece->at_s + piece->length_s;
        bool late = piece->at_s >= MUSTER_DAY_S;
        struct muster_split seconds = {{late ? 0 : piece->length_s, late ? piece->length_s : 0}};
        struct muster_split taken = {{-seconds.s[MUSTER_TODAY], -seconds.s[MUSTER_TOMORROW]}};
        muster_role_day_add(at, MUSTER_STAFF_SCHEDULED_S, &taken);
        muster_role_day_add_week(at, MUSTER_STAFF_SCHEDULED_S, piece->at_s, to_s, -1);
        sum_s += piece->length_s;
        if (!who)
            continue;
        muster_role_day_add(at, MUSTER_STAFF_OFF_PHONE_PLANNED_S, &seconds);
        muster_role_day_add_week(at, MUSTER_STAFF_OFF_PHONE_PLANNED_S, piece->at_s, to_s, 1);
        muster_off_phone_planned(plans, at->role->first_post + p,
                                 (int32_t)(who - at->workforce->occupant), piece->activity,
                                 piece->length_s);
        if (piece->at_s >= from_s)
            push_activity(at, piece, p);
    }
    return sum_s;
}

/* Money for an overtime Saturday, at the salary's hourly rate times pay.overtime. */
static void pay_overtime(struct muster_role_day *at, const struct muster_split *seconds,
                         struct muster_occupant *who)
{
    const struct muster_scenario *scenario = at->workforce->roster->scenario;
    muster_role_day_add(at, MUSTER_STAFF_OVERTIME_S, seconds);
    if (at->role->group->grade < 0)
        return;
    double year_s = at->role->group->full_time_week_s * 365.25 / 7;
    double salary = muster_payroll_salary(at->workforce, at->role, who, at->day);
    for (int side = MUSTER_TODAY; side < MUSTER_SIDES; side++)
        if (at->counts[side])
            muster_payroll_extra(at->workforce, at->tally, who, at->date[side].month_index,
                                 MUSTER_COST_OVERTIME,
                                 seconds->s[side] * salary / year_s * scenario->pay.overtime);
}

/* Premia for the hours worked in their windows, less unpaid time within them. */
static void pay_premia(struct muster_role_day *at, const struct muster_day_plan *plan,
                       struct muster_occupant *who)
{
    const struct muster_pay *pay = &at->workforce->roster->scenario->pay;
    if (pay->premium_count == 0 || at->role->group->grade < 0)
        return;
    double year_s = at->role->group->full_time_week_s * 365.25 / 7;
    double per_s = muster_payroll_salary(at->workforce, at->role, who, at->day) / year_s;
    for (int side = MUSTER_TODAY; side < MUSTER_SIDES; side++) {
        double low = side * MUSTER_DAY_S, high = low + MUSTER_DAY_S;
        double sum_s = muster_payroll_premium_s(pay, at->date->weekday, fmax(plan->start_s, low),
                                                fmin(plan->end_s, high));
        for (size_t i = 0; i < plan->count; i++)
            if (!plan->item[i].paid)
                sum_s -= muster_payroll_premium_s(
                    pay, at->date->weekday, fmax(plan->item[i].at_s, low),
                    fmin(plan->item[i].at_s + plan->item[i].length_s, high));
        if (at->counts[side] && sum_s > 0)
            muster_payroll_extra(at->workforce, at->tally, who, at->date[side].month_index,
                                 MUSTER_COST_PREMIA, sum_s * per_s);
    }
}

/* ---- being away ---- */

/* A cause of being away when rostered; MUSTER_STAFFS: at work. Only UNPAID is without pay. */
static enum muster_staff cause_away(const struct muster_one_off *one_off, bool sick)
{
    if (sick)
        return MUSTER_STAFF_SICKNESS_S;
    if (one_off)
        return one_off->paid ? MUSTER_STAFF_ONE_OFF_S : MUSTER_STAFF_UNPAID_S;
    return MUSTER_STAFFS;
}

/* The plan of somebody who comes late: what begins before is dropped, and who comes in the middle
 * of lunch or a break begins after it. */
static void come_late(struct muster_day_plan *plan, double late_s)
{
    double start_s = plan->start_s + late_s;
    size_t kept = 0;
    if (late_s <= 0)
        return;
    for (size_t i = 0; i < plan->count; i++) {
        const struct muster_plan_item item = plan->item[i];
        if (item.at_s >= start_s)
            plan->item[kept++] = item;
        else
            start_s = fmax(start_s, item.at_s + item.length_s);
    }
    plan->count = kept;
    plan->start_s = fmin(start_s, plan->end_s);
    plan->paid_s = plan->scheduled_s = plan->end_s - plan->start_s;
    for (size_t i = 0; i < kept; i++) {
        plan->scheduled_s -= plan->item[i].length_s;
        plan->paid_s -= plan->item[i].paid ? 0 : plan->item[i].length_s;
    }
}

/* How late the shift begins [s]. */
static double lateness(const struct muster_role_day *at, const struct muster_occupant *who)
{
    const struct muster_workforce *workforce = at->workforce;
    if (workforce->lateness.chance <= 0)
        return 0;
    return muster_lateness_on(&workforce->lateness, workforce->key,
                              muster_home(workforce, at->role, who)->post[who->post].entity,
                              who->number, at->date->date);
}

/* Contracted time without pay: the salary is less by it, at its hourly rate, and what is paid on
 * top of it. */
static void dock(struct muster_role_day *at, const struct muster_split *seconds,
                 struct muster_occupant *who)
{
    const struct muster_group *group = at->role->group;
    muster_role_day_add(at, MUSTER_STAFF_UNPAID_S, seconds);
    if (group->grade < 0)
        return;
    double year_s = group->full_time_week_s * 365.25 / 7;
    const struct muster_grade *grade;
    double salary = muster_payroll_earns(&grade, at->workforce, at->role, who, at->day);
    for (int side = MUSTER_TODAY; side < MUSTER_SIDES; side++) {
        double money = seconds->s[side] * salary / year_s;
        int32_t month = at->counts[side] ? at->date[side].month_index : -1;
        if (month < 0 || money <= 0)
            continue;
        muster_payroll_extra(at->workforce, at->tally, who, month, MUSTER_COST_SALARIES, -money);
        muster_cost_add(at->tally, month, MUSTER_COST_ON_COSTS, -money * grade->on_cost);
    }
}

/* A rostered day as planned that is not worked. */
static void away_day(struct muster_role_day *at, const struct muster_day_plan *plan,
                     struct muster_occupant *who, enum muster_staff cause)
{
    struct muster_split due = plan_split(plan, MUSTER_STAFF_PAID_S);
    muster_role_day_add(at, MUSTER_STAFF_DUE_S, &due);
    if (cause == MUSTER_STAFF_UNPAID_S) {
        dock(at, &due, who);
        return;
    }
    add_plan(at, plan, MUSTER_STAFF_PAID_S);
    muster_role_day_pay_away(at, cause, &due);
}

/* A day as planned on which somebody is `there`: what lateness takes of it is paid or not. */
static void attend(struct muster_role_day *at, const struct muster_day_plan *plan,
                   const struct muster_day_plan *there, struct muster_occupant *who, bool overtime)
{
    bool paid_late = at->workforce->roster->scenario->lateness.paid;
    struct muster_split due = plan_split(plan, MUSTER_STAFF_PAID_S), work = due;
    if (there->start_s > plan->start_s) {
        struct muster_split lost;
        work = plan_split(there, MUSTER_STAFF_PAID_S);
        for (int side = MUSTER_TODAY; side < MUSTER_SIDES; side++)
            lost.s[side] = due.s[side] - work.s[side];
        if (paid_late)
            muster_role_day_pay_away(at, MUSTER_STAFF_LATENESS_S, &lost);
        else if (overtime) /* not paid in the first place */
            muster_role_day_add(at, MUSTER_STAFF_UNPAID_S, &lost);
        else
            dock(at, &lost, who);
    }
    add_plan(at, paid_late ? plan : there, MUSTER_STAFF_PAID_S);
    muster_role_day_add(at, MUSTER_STAFF_PAID_S, &work);
    if (overtime) {
        pay_overtime(at, &work, who);
        return;
    }
    muster_role_day_add(at, MUSTER_STAFF_DUE_S, &due);
    muster_role_day_add(at, MUSTER_STAFF_ATTENDED_S, &work);
}

/* A rostered day of a person who is there, away for a cause, or gone (NULL). */
static void work_day(struct muster_role_day *at, const struct muster_duty *duty,
                     struct muster_occupant *who, enum muster_staff cause, size_t p)
{
    struct muster_day_plan plan, there;
    bool overtime = duty->flags & MUSTER_DUTY_OVERTIME, away = cause != MUSTER_STAFFS;
    muster_day_plan_make(&plan, at->role, duty, at->date->weekday, at->role->rank[p]);
    const struct muster_piece *piece =
        muster_off_phone_first(at->workforce, at->role->first_post + p, at->day);
    if (piece)
        muster_off_phone_make_room(&plan, at->workforce->off_phone, piece);
    there = plan;
    if (who && !away)
        come_late(&there, lateness(at, who));
    double off_phone_s = plan_activities(at, piece, who, away ? INFINITY : there.start_s, p);
    if (!(duty->flags & MUSTER_DUTY_OFFERED) && (!away || !(duty->flags & MUSTER_DUTY_UNCOUNTED))) {
        struct muster_split scheduled = plan_split(&plan, MUSTER_STAFF_SCHEDULED_S);
        muster_role_day_add(at, MUSTER_STAFF_SCHEDULED_S, &scheduled);
        add_plan(at, &plan, MUSTER_STAFF_SCHEDULED_S);
    }
    if (!who || (away && overtime))
        return;
    if (away) {
        away_day(at, &plan, who, cause);
        return;
    }
    if (!(duty->flags & MUSTER_DUTY_OFFERED))
        off_phone_s += muster_buddies_help(at, &there, piece, p);
    attend(at, &plan, &there, who, overtime);
    pay_premia(at, &there, who);
    if (there.end_s > there.start_s)
        push_shift(at, &there, slowness(at, who, p), p);
    who->worked_s += fmax(0, there.scheduled_s - off_phone_s);
}

void muster_role_day_work(struct muster_role_day *at, const struct muster_duty *duty,
                          struct muster_occupant *who, size_t p)
{
    work_day(at, duty, who, MUSTER_STAFFS, p);
}

/* ---- who stands in ---- */

/* A shift worked by somebody who is not of the group's own people; its scheduled seconds. */
static double stand_in_shift(struct muster_role_day *at, const struct muster_duty *duty,
                             enum muster_staff column, double slow, size_t p)
{
    bool agency = column == MUSTER_STAFF_AGENCY_S;
    const struct muster_group *group = at->role->group;
    struct muster_day_plan plan;
    muster_day_plan_make(&plan, at->role, duty, at->date->weekday, at->role->rank[p]);
    struct muster_split scheduled = plan_split(&plan, MUSTER_STAFF_SCHEDULED_S);
    struct muster_split paid = plan_split(&plan, MUSTER_STAFF_PAID_S);
    muster_role_day_pay_away(at, column, &paid); /* in PAID, and of it */
    add_plan(at, &plan, MUSTER_STAFF_PAID_S);
    if (duty->occupant < 0) { /* the shift of somebody else stands in SCHEDULED already */
        muster_role_day_add(at, MUSTER_STAFF_SCHEDULED_S, &scheduled);
        add_plan(at, &plan, MUSTER_STAFF_SCHEDULED_S);
    }
    double hourly = agency ? group->agency.hourly : group->casuals.hourly;
    for (int side = MUSTER_TODAY; side < MUSTER_SIDES; side++)
        if (at->counts[side])
            muster_cost_add(at->tally, at->date[side].month_index,
                            agency ? MUSTER_COST_AGENCY : MUSTER_COST_CASUALS,
                            paid.s[side] / 3600 * hourly);
    push_shift(at, &plan, slow, p);
    return plan.scheduled_s;
}

static void agency_day(struct muster_role_day *at, const struct muster_duty *duty, size_t p)
{
    struct muster_stand_in *one =
        muster_stand_in_on(at->workforce, at->role->first_post + p, at->day);
    const struct muster_learning *learning = &at->workforce->roster->scenario->learning;
    struct muster_learning_curve curve = {learning->initial, learning->tau_weeks};
    double weeks = one->worked_s / at->role->group->full_time_week_s;
    double slow = learning->given ? muster_learning_slowness(&curve, weeks) : 1;
    one->worked_s += stand_in_shift(at, duty, MUSTER_STAFF_AGENCY_S, slow, p);
}

/* A casual for a shift that is lost, if one is left for the day. */
static void casual_day(struct muster_role_day *at, const struct muster_duty *duty, size_t p)
{
    if (at->casuals >= at->role->group->casuals.people)
        return;
    at->casuals++;
    int32_t week = (at->day + at->workforce->roster->week_offset) / 7;
    size_t place = 7 * (at->role->first_post + p) + (size_t)at->date->weekday;
    at->workforce->duty[week & 1][place].flags |= MUSTER_DUTY_TAKEN;
    stand_in_shift(at, duty, MUSTER_STAFF_CASUAL_S, 1, p);
}

/* Whether the holder has been off sick long enough for a casual to be called in. */
static bool known_sick(const struct muster_role_day *at, const struct muster_occupant *who)
{
    const struct muster_casuals *casuals = &at->role->group->casuals;
    return casuals->given && at->day >= casuals->after_days &&
           muster_spell_on(at->workforce, who, at->day) ==
               muster_spell_on(at->workforce, who, at->day - casuals->after_days);
}

/* A day due off the phones: before going live, or of a group without skills. */
static void due_fifth(struct muster_role_day *at, enum muster_staff work, enum muster_staff cause,
                      struct muster_occupant *who, size_t p)
{
    bool there = cause == MUSTER_STAFFS;
    double fifth_s = at->role->post[p].week_s / 5;
    struct muster_split fifth = {{fifth_s, 0}};
    if (cause == MUSTER_STAFF_UNPAID_S)
        dock(at, &fifth, who);
    else
        fifth = pay_fifth(at, there ? work : cause, p, MUSTER_AWAY_FROM_S);
    muster_role_day_add(at, MUSTER_STAFF_DUE_S, &fifth);
    if (there)
        muster_role_day_add(at, MUSTER_STAFF_ATTENDED_S, &fifth);
}

static struct muster_post_at post_at(const struct muster_role_day *at, size_t p)
{
    return (struct muster_post_at){at->workforce, at->role, p, at->day};
}

/* Contracts of term time have more hours in term than they are paid on average, and fewer out of
 * it. */
static void add_term(struct muster_role_day *at, size_t p)
{
    const struct muster_post *post = &at->role->post[p];
    if (!post->term_time || at->date->weekday >= 5)
        return;
    if (at->date->school)
        at->sum[MUSTER_TODAY][MUSTER_STAFF_OUT_OF_TERM_S] +=
            fmax(0, post->paid_s / 5 - post->out_of_term_s);
    else
        at->sum[MUSTER_TODAY][MUSTER_STAFF_TERM_S] += (post->week_s - post->paid_s) / 5;
}

/* The day of who works a post, and of a successor in induction. */
static void occupant_day(struct muster_role_day *at, struct muster_occupant *who, size_t p)
{
    bool sick = muster_post_sick(post_at(at, p), who);
    enum muster_staff cause = cause_away(muster_post_one_off(post_at(at, p), who), sick);
    switch (muster_post_where(post_at(at, p), who)) {
    case MUSTER_WHERE_HOLIDAY:
        pay_fifth(at, MUSTER_STAFF_HOLIDAY_S, p, muster_post_away_from(post_at(at, p), who));
        return;
    case MUSTER_WHERE_OUT_OF_TERM:
        if (at->date->weekday < 5)
            pay_time(at, MUSTER_STAFF_LEAVE_S, MUSTER_AWAY_FROM_S, at->role->post[p].out_of_term_s);
        return;
    case MUSTER_WHERE_LEAVE:
        pay_fifth(at, MUSTER_STAFF_LEAVE_S, p, muster_post_away_from(post_at(at, p), who));
        return;
    case MUSTER_WHERE_INDUCTION:
        due_fifth(at, MUSTER_STAFF_INDUCTION_S, cause, who, p);
        return;
    case MUSTER_WHERE_OTHER_WORK:
        due_fifth(at, MUSTER_STAFF_OTHER_WORK_S, cause, who, p);
        return;
    case MUSTER_WHERE_WORK:
        work_day(at, muster_post_duty(post_at(at, p)), who, cause, p);
        if (sick && known_sick(at, who))
            casual_day(at, muster_post_duty(post_at(at, p)), p);
        return;
    default: /* somebody stands in for the sick */
        if (sick && at->date->weekday < 5 &&
            muster_post_duty(post_at(at, p))->occupant == MUSTER_DUTY_AGENCY)
            due_fifth(at, MUSTER_STAFF_SICKNESS_S, cause, who, p);
        return;
    }
}

/* Counts somebody who holds a post. */
static void count_person(struct muster_role_day *at, const struct muster_occupant *who, size_t p)
{
    double *sum = at->sum[MUSTER_TODAY];
    sum[MUSTER_STAFF_HEADCOUNT] += 1;
    sum[MUSTER_STAFF_IN_POST_FTE] += at->role->fte[p];
    sum[MUSTER_STAFF_AHEAD_FTE] += at->day < at->role->from_day[p] ? at->role->fte[p] : 0;
    sum[MUSTER_STAFF_TRAINED_FTE] += at->day >= who->live ? at->role->fte[p] : 0;
    sum[MUSTER_STAFF_SICK_PEOPLE] += muster_post_sick(post_at(at, p), who);
    sum[MUSTER_STAFF_HIRES] += who->join == at->day && who->number > 0;
    add_term(at, p);
}

/* What a day of acting up costs beyond the own salary and what goes on top of it; where pay is
 * detailed, the payroll's months say. */
static void pay_acting(struct muster_role_day *at, const struct muster_occupant *who, size_t p)
{
    const struct muster_workforce *workforce = at->workforce;
    const struct muster_role *home = muster_home(workforce, at->role, who);
    if (workforce->payroll || home->group->grade < 0 || !at->counts[MUSTER_TODAY])
        return;
    const struct muster_grade *own, *grade;
    double salary = muster_payroll_earns(&own, workforce, home, who, at->day);
    double earns = muster_payroll_earns(&grade, workforce, at->role, who, at->day);
    double year = at->role->fte[p] / 365.25;
    int32_t month = at->date->month_index;
    muster_cost_add(at->tally, month, MUSTER_COST_ACTING_UP, year * (earns - salary));
    muster_cost_add(at->tally, month, MUSTER_COST_ON_COSTS,
                    year * (earns * grade->on_cost - salary * own->on_cost));
}

/* The day of somebody of a lower group who acts in the post. */
static void acting_day(struct muster_role_day *at, struct muster_occupant *who, size_t p)
{
    at->sum[MUSTER_TODAY][MUSTER_STAFF_ACTING_FTE] += at->role->fte[p];
    pay_acting(at, who, p);
    occupant_day(at, who, p);
}

/* The shift of somebody who has left since the rota was made. */
static void ghost_day(struct muster_role_day *at, const struct muster_duty *duty, size_t p)
{
    work_day(at, duty, NULL, MUSTER_STAFFS, p);
    if (at->role->group->casuals.given)
        casual_day(at, duty, p);
}

static void post_day(struct muster_role_day *at, size_t p)
{
    struct muster_workforce *workforce = at->workforce;
    size_t post = at->role->first_post + p;
    for (size_t i = workforce->post_first[post]; i < workforce->post_first[post + 1]; i++) {
        struct muster_occupant *who = &workforce->occupant[i];
        at->sum[MUSTER_TODAY][MUSTER_STAFF_LEAVERS] += who->leave == at->day;
        if (who->leave == at->day)
            at->sum[MUSTER_TODAY][MUSTER_STAFF_LEAVERS_FOR_LOAD] += who->for_load;
        if (!(who->join <= at->day && at->day < who->leave))
            continue;
        count_person(at, who, p);
        if (muster_acting_of(workforce, post, (int32_t)i, at->day))
            at->sum[MUSTER_TODAY][MUSTER_STAFF_ACTS_AWAY_FTE] += at->role->fte[p];
        else
            occupant_day(at, who, p);
    }
    const struct muster_acting *acting = muster_acting_in(workforce, post, at->day);
    if (acting)
        acting_day(at, &workforce->occupant[acting->actor], p);
    const struct muster_duty *duty = muster_post_duty(post_at(at, p));
    if (duty->occupant >= 0 && duty->flags & MUSTER_DUTY_GHOST)
        ghost_day(at, duty, p);
    else if (duty->occupant == MUSTER_DUTY_AGENCY)
        agency_day(at, duty, p);
    else if (duty->occupant == MUSTER_DUTY_CASUAL)
        casual_day(at, duty, p);
    if (at->role->from_day[p] <= at->day && at->day < at->role->to_day[p])
        at->sum[MUSTER_TODAY][MUSTER_STAFF_ESTABLISHED_FTE] += at->role->fte[p];
}

static void add_cost(struct muster_role_day *at)
{
    const struct muster_scenario *scenario = at->workforce->roster->scenario;
    if (at->role->group->grade < 0 || at->workforce->payroll)
        return;
    const struct muster_grade *grade = &scenario->grade[at->role->group->grade];
    double salary =
        at->sum[MUSTER_TODAY][MUSTER_STAFF_IN_POST_FTE] * grade->salary_per_year / 365.25;
    muster_cost_add(at->tally, at->date->month_index, MUSTER_COST_SALARIES, salary);
    muster_cost_add(at->tally, at->date->month_index, MUSTER_COST_ON_COSTS,
                    salary * grade->on_cost);
}

/* Adds one date's sums to the tally. */
static void add_date(struct muster_role_day *at, enum muster_side side)
{
    const struct muster_shape *shape = &at->tally->shape;
    const double *sum = at->sum[side];
    for (int column = 0; column < MUSTER_STAFFS; column++) {
        if (sum[column] == 0)
            continue;
        at->tally->staff[at->role->index * MUSTER_STAFFS + (size_t)column] += sum[column];
        int index = muster_staff_day_index((enum muster_staff)column);
        if (index >= 0)
            at->tally->staff_day[((size_t)index * shape->groups + at->role->index) * shape->days +
                                 (size_t)at->date[side].horizon_day] += (float)sum[column];
    }
}

void muster_role_day_make(struct muster_workforce *workforce, const struct muster_role *role,
                          int32_t day, struct muster_tally *tally)
{
    const struct muster_period *period = workforce->roster->period;
    const struct muster_period_day *date = &period->day[day];
    bool last = (size_t)day + 1 == period->day_count;
    struct muster_role_day at = {
        .workforce = workforce,
        .role = role,
        .tally = tally,
        .date = date,
        .day = day,
        .counts = {date->horizon_day >= 0, !last && date[1].horizon_day >= 0}};
    muster_buddies_pair(&at);
    for (size_t p = 0; p < role->post_count; p++)
        post_day(&at, p);
    muster_overtime_offer(&at);
    double sick = at.sum[MUSTER_TODAY][MUSTER_STAFF_SICK_PEOPLE];
    at.sum[MUSTER_TODAY][MUSTER_STAFF_SICK_PEOPLE_SQ] = sick * sick;
    for (int side = MUSTER_TODAY; side < MUSTER_SIDES; side++)
        if (at.counts[side])
            add_date(&at, (enum muster_side)side);
    if (at.counts[MUSTER_TODAY])
        add_cost(&at);
}
