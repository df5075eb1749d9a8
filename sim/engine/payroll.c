/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "payroll.h"
#include "paper_holder.h"

#include "calendar.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ABSENCES_MOST = 128 }; /* of a person within twelve months */

/* ---- making ---- */

enum muster_status muster_payroll_new(struct muster_payroll **out,
                                      const struct muster_scenario *scenario)
{
    *out = NULL;
    if (!scenario->pay.detailed)
        return MUSTER_OK;
    struct muster_payroll *payroll = calloc(1, sizeof *payroll);
    if (!payroll)
        return MUSTER_NO_MEMORY;
    payroll->pay = &scenario->pay;
    payroll->award = calloc(scenario->pay.award_count + 1, sizeof *payroll->award);
    if (!payroll->award) {
        free(payroll);
        return MUSTER_NO_MEMORY;
    }
    *out = payroll;
    return MUSTER_OK;
}

struct muster_payroll *muster_payroll_free(struct muster_payroll *payroll)
{
    if (payroll)
        free(payroll->award);
    free(payroll);
    return NULL;
}

void muster_payroll_begin(struct muster_payroll *payroll, struct muster_key key)
{
    if (!payroll)
        return;
    payroll->next_month = 0;
    for (size_t i = 0; i < payroll->pay->award_count; i++)
        payroll->award[i] = 1 + muster_parameter_value(&payroll->pay->award[i].rise, key);
    payroll->pension = muster_parameter_value(&payroll->pay->pension, key);
}

/* ---- the salary of a day ---- */

/* A person as pay sees one. */
struct earner {
    const struct muster_pay *pay;
    const struct muster_grade *grade;
    const double *award;
    int32_t start;    /* date of joining */
    int32_t origin;   /* date of simulated day 0, when those in post stood at in_post */
    bool in_post;     /* from the start */
    bool experienced; /* tenure unknown */
};

static double award_on(const struct earner *who, int32_t date)
{
    double factor = 1;
    for (size_t i = 0; i < who->pay->award_count && who->pay->award[i].from <= date; i++)
        factor *= who->award[i];
    return factor;
}

/* A year's salary of one FTE on a date. */
static double salary_on(const struct earner *who, int32_t date)
{
    const struct muster_grade *grade = who->grade;
    double factor = award_on(who, date);
    if (grade->spine < 0)
        return factor * grade->salary_per_year;
    int position = (int)grade->first;
    if (who->in_post && grade->in_post >= 0)
        position =
            grade->in_post + muster_financial_year(date) - muster_financial_year(who->origin);
    else if (who->experienced)
        position = (int)grade->last;
    else
        position += muster_increments(who->start, date);
    if (position > (int)grade->last)
        position = (int)grade->last;
    return factor * who->pay->spine[grade->spine].salary[position];
}

/* The first date after `date` on which the salary can change. */
static int32_t next_change(const struct earner *who, int32_t date)
{
    int32_t next = muster_increment_next(who->start, date);
    int32_t april = muster_financial_year_start(muster_financial_year(date) + 1);
    next = april < next ? april : next;
    for (size_t i = 0; i < who->pay->award_count; i++)
        if (who->pay->award[i].from > date && who->pay->award[i].from < next)
            next = who->pay->award[i].from;
    return next;
}

static struct earner earner_of(const struct muster_workforce *workforce,
                               const struct muster_role *role, const struct muster_occupant *who)
{
    const struct muster_roster *roster = workforce->roster;
    int32_t origin = roster->period->day[0].date;
    return (struct earner){.pay = &roster->scenario->pay,
                           .grade = &roster->scenario->grade[role->group->grade],
                           .award = workforce->payroll ? workforce->payroll->award : NULL,
                           .start = origin + who->join,
                           .origin = origin,
                           .in_post = who->number == 0,
                           .experienced = who->experienced};
}

/* Somebody at the first point of a role's grade. */
static struct earner newcomer(const struct muster_workforce *workforce,
                              const struct muster_role *role, int32_t date)
{
    const struct muster_roster *roster = workforce->roster;
    return (struct earner){.pay = &roster->scenario->pay,
                           .grade = &roster->scenario->grade[role->group->grade],
                           .award = workforce->payroll ? workforce->payroll->award : NULL,
                           .start = date,
                           .origin = roster->period->day[0].date};
}

/* A year's salary on a simulated day; of a scenario without detailed pay nothing changes it. */
static double earned_on(const struct muster_workforce *workforce, const struct earner *who,
                        int32_t day)
{
    return workforce->payroll ? salary_on(who, workforce->roster->period->day[day].date)
                              : who->grade->salary_per_year;
}

double muster_payroll_earns(const struct muster_grade **grade,
                            const struct muster_workforce *workforce,
                            const struct muster_role *role, const struct muster_occupant *who,
                            int32_t day)
{
    const struct muster_role *home = muster_home(workforce, role, who);
    struct earner own = earner_of(workforce, home, who);
    double salary = earned_on(workforce, &own, day);
    *grade = own.grade;
    if (home == role)
        return salary;
    struct earner acting = newcomer(workforce, role, workforce->roster->period->day[day].date);
    double raised = earned_on(workforce, &acting, day);
    if (raised > salary)
        *grade = acting.grade;
    return fmax(salary, raised);
}

double muster_payroll_salary(const struct muster_workforce *workforce,
                             const struct muster_role *role, const struct muster_occupant *who,
                             int32_t day)
{
    const struct muster_grade *grade;
    return role->group->grade < 0 ? 0 : muster_payroll_earns(&grade, workforce, role, who, day);
}

void muster_payroll_extra(struct muster_workforce *workforce, struct muster_tally *tally,
                          struct muster_occupant *who, int32_t month, enum muster_cost heading,
                          double money)
{
    muster_cost_add(tally, month, heading, money);
    if (workforce->payroll)
        who->extra_pay[month & 1] += money;
}

/* ---- premia ---- */

static double window_s(const struct muster_premium *premium, int weekday, double from_s,
                       double to_s)
{
    double sum_s = 0;
    for (int side = -1; side < 2; side++) { /* the day before's window may reach past midnight */
        if (!(premium->days >> ((weekday + side + 7) % 7) & 1))
            continue;
        double low = premium->from_s + side * MUSTER_DAY_S;
        double high = premium->to_s + side * MUSTER_DAY_S;
        sum_s += fmax(0, fmin(to_s, high) - fmax(from_s, low));
    }
    return sum_s;
}

double muster_payroll_premium_s(const struct muster_pay *pay, int weekday, double from_s,
                                double to_s)
{
    double sum_s = 0;
    for (size_t i = 0; i < pay->premium_count; i++)
        sum_s += (pay->premium[i].factor - 1) * window_s(&pay->premium[i], weekday, from_s, to_s);
    return sum_s;
}

/* ---- a month ---- */

/* A month of the horizon: simulated days [first, end) of the days of the calendar month. */
struct month {
    int32_t index, first, end;
    double days; /* of the calendar month */
};

static struct month month_at(const struct muster_period *period, int32_t index, int32_t first)
{
    int32_t date = period->day[first].date;
    int32_t last = (int32_t)period->day_count, end = first + (muster_month_next(date) - date);
    return (struct month){index, first, end < last ? end : last,
                          muster_month_next(date) - muster_month_start(date)};
}

/* The absences of a person with what sick pay gives, ascending; those that matter up to `end`. */
static size_t absences_of(struct muster_sick_pay *absence, const struct muster_workforce *workforce,
                          const struct muster_occupant *who, int32_t end)
{
    const struct muster_pay *pay = &workforce->roster->scenario->pay;
    size_t count = 0;
    for (size_t k = 0; k < who->spell_count && pay->sick_count > 0; k++) {
        const struct muster_spell *spell = &workforce->spell[who->spell_first + k];
        if (spell->first >= end)
            break;
        if (spell->end <= spell->first)
            continue;
        if (count == ABSENCES_MOST)
            memmove(absence, absence + 1, --count * sizeof *absence);
        absence[count++] = (struct muster_sick_pay){.first = spell->first, .end = spell->end};
        muster_sick_pay_fill(absence, count, pay->sick, pay->sick_count,
                             (double)spell->first - who->join);
    }
    return count;
}

static double unpaid_on(const struct muster_sick_pay *absence, size_t count, int32_t day)
{
    for (size_t i = count; i-- > 0;)
        if (absence[i].first <= day && day < absence[i].end)
            return muster_sick_unpaid(&absence[i], day);
    return 0;
}

/* A person's pay of a month, yearly amounts summed over its days until `scale` has made money of
 * them. */
struct month_pay {
    double own;    /* at the own salary, days of acting up included */
    double beyond; /* what acting up pays more */
    /* of days that are paid by another grade: */
    double own_then;          /* at the own salary */
    double on_costs, insured; /* on-costs; pay on which national insurance and pension are due */
    int32_t days, insured_days;
};

/* A day on which acting up pays better than the own grade. */
static void act_up(struct month_pay *pay, const struct muster_grade *grade, double raised,
                   double salary, double share)
{
    pay->days++;
    pay->beyond += (raised - salary) * share;
    pay->own_then += salary * share;
    if (grade->on_cost > 0) {
        pay->on_costs += raised * share * grade->on_cost;
    } else {
        pay->insured += raised * share;
        pay->insured_days++;
    }
}

static void scale(struct month_pay *pay, double fte, double days)
{
    double *sum[] = {&pay->own, &pay->beyond, &pay->own_then, &pay->on_costs, &pay->insured};
    for (size_t i = 0; i < sizeof sum / sizeof *sum; i++)
        *sum[i] = *sum[i] * fte / (12 * days);
}

static struct month_pay pay_of(const struct muster_workforce *workforce, const struct month *month,
                               const struct earner *earner, const struct muster_role *role,
                               const struct muster_occupant *who)
{
    struct muster_sick_pay absence[ABSENCES_MOST];
    struct month_pay pay = {0};
    size_t post = role->first_post + who->post;
    int32_t first = who->join > month->first ? who->join : month->first;
    int32_t end = who->leave < month->end ? who->leave : month->end, change = INT32_MIN;
    size_t count = absences_of(absence, workforce, who, end);
    double yearly = 0;
    for (int32_t day = first; day < end; day++) {
        int32_t date = earner->origin + day;
        if (date >= change) {
            yearly = salary_on(earner, date);
            change = next_change(earner, date);
        }
        double share = 1 - (count > 0 ? unpaid_on(absence, count, day) : 0);
        pay.own += yearly * share;
        const struct muster_acting *acting =
            muster_acting_of(workforce, post, (int32_t)(who - workforce->occupant), day);
        if (!acting)
            continue;
        struct earner there = newcomer(workforce, acting->role, date);
        double raised = salary_on(&there, date);
        if (raised > yearly)
            act_up(&pay, there.grade, raised, yearly, share);
    }
    scale(&pay, role->fte[who->post], month->days);
    return pay;
}

/* National insurance and pension on pay of so many days of a month. */
static void add_insured(struct muster_tally *tally, const struct muster_payroll *payroll,
                        const struct month *month, double days, double salary, double extra,
                        int32_t date)
{
    const struct muster_pay *pay = payroll->pay;
    const struct muster_ni_row *row = muster_ni_on(pay->ni, pay->ni_count, date);
    muster_cost_add(tally, month->index, MUSTER_COST_NATIONAL_INSURANCE,
                    muster_ni_month(row, salary + extra, days / month->days));
    muster_cost_add(tally, month->index, MUSTER_COST_PENSION,
                    salary * pay->members * payroll->pension);
}

/* What the employer pays on top: each day by the grade that it is paid by. */
static void add_employers(struct muster_tally *tally, const struct muster_payroll *payroll,
                          const struct month *month, const struct muster_grade *grade,
                          const struct month_pay *pay, double extra, int32_t date)
{
    bool own_on_cost = grade->on_cost > 0;
    double own = pay->own - pay->own_then, days = month->end - month->first;
    double on_costs = pay->on_costs + own * grade->on_cost;
    double insured_days = own_on_cost ? pay->insured_days : days - pay->days + pay->insured_days;
    if (own_on_cost || pay->on_costs > 0)
        muster_cost_add(tally, month->index, MUSTER_COST_ON_COSTS, on_costs);
    if (insured_days > 0)
        add_insured(tally, payroll, month, insured_days, pay->insured + (own_on_cost ? 0 : own),
                    extra, date);
}

static void pay_person(struct muster_workforce *workforce, struct muster_tally *tally,
                       const struct month *month, const struct muster_role *role,
                       struct muster_occupant *who)
{
    double extra = who->extra_pay[month->index & 1];
    who->extra_pay[month->index & 1] = 0;
    if ((who->join >= month->end || who->leave <= month->first) && extra == 0)
        return;
    struct earner earner = earner_of(workforce, role, who);
    struct month_pay pay = pay_of(workforce, month, &earner, role, who);
    muster_cost_add(tally, month->index, MUSTER_COST_SALARIES, pay.own);
    if (pay.days > 0)
        muster_cost_add(tally, month->index, MUSTER_COST_ACTING_UP, pay.beyond);
    add_employers(tally, workforce->payroll, month, earner.grade, &pay, extra,
                  earner.origin + month->end - 1);
}

static void pay_month(struct muster_workforce *workforce, struct muster_tally *tally,
                      const struct month *month)
{
    const struct muster_roster *roster = workforce->roster;
    for (size_t r = 0; r < roster->role_count; r++) {
        const struct muster_role *role = &roster->role[r];
        for (size_t p = 0; p < role->post_count && role->group->grade >= 0; p++) {
            const size_t *first = workforce->post_first + role->first_post + p;
            for (size_t i = first[0]; i < first[1]; i++)
                pay_person(workforce, tally, month, role, &workforce->occupant[i]);
        }
    }
}

void muster_payroll_due(struct muster_workforce *workforce, struct muster_tally *tally, int32_t day)
{
    struct muster_payroll *payroll = workforce->payroll;
    if (!payroll)
        return;
    const struct muster_period *period = workforce->roster->period;
    int32_t first = (int32_t)period->warm_days;
    for (int32_t m = 0; m < (int32_t)period->month_count; m++) {
        struct month month = month_at(period, m, first);
        if (month.end > day && day != INT32_MAX)
            return;
        if (m >= payroll->next_month) {
            pay_month(workforce, tally, &month);
            payroll->next_month = m + 1;
        }
        first = month.end;
    }
}

/* ---- on paper ---- */

static int32_t days_of_post(int32_t *first, const struct muster_role *role, size_t p,
                            const struct month *month)
{
    int32_t from = role->from_day[p], to = role->to_day[p];
    *first = from > month->first ? from : month->first;
    int32_t end = to < month->end ? to : month->end;
    return end > *first ? end - *first : 0;
}

/* The pay by the day of scenarios without more than salaries and on-costs. */
static double simple_person(const struct muster_role *role, size_t p,
                            const struct muster_grade *grade, const struct month *month)
{
    int32_t first, days = days_of_post(&first, role, p, month);
    return role->fte[p] * grade->salary_per_year * (1 + grade->on_cost) / 365.25 * days;
}

/* Mean salary over days of one who stands as `who` does, all the days. */
static double mean_salary(const struct earner *who, int32_t first, int32_t days)
{
    double sum = 0;
    for (int32_t day = first, end = first + days, next; day < end; day = next) {
        next = next_change(who, who->origin + day) - who->origin;
        next = next < end ? next : end;
        sum += salary_on(who, who->origin + day) * (next - day);
    }
    return days > 0 ? sum / days : 0;
}

/* What the holder of a post costs in a month. */
static double paper_person(const struct earner *who, const struct muster_role *role, size_t p,
                           const struct month *month)
{
    int32_t first, days = days_of_post(&first, role, p, month);
    double salary = mean_salary(who, first, days) * days * role->fte[p] / (12 * month->days);
    if (who->grade->on_cost > 0)
        return salary * (1 + who->grade->on_cost);
    const struct muster_ni_row *row =
        muster_ni_on(who->pay->ni, who->pay->ni_count, who->origin + month->end - 1);
    double part = (month->end - month->first) / month->days;
    return salary * (1 + who->pay->members * muster_law_mean(&who->pay->pension.law)) +
           muster_ni_month(row, salary, part);
}

/* The same, whoever of those that are equally likely it is. */
static double paper_post(const struct muster_roster *roster, const struct muster_role *role,
                         size_t p, const struct muster_stay *stay, const double *award,
                         const struct month *month)
{
    struct muster_paper_holder holder;
    int32_t origin = roster->period->day[0].date;
    double sum = 0;
    muster_paper_holder(&holder, roster, role, p, stay);
    struct earner who = {.pay = &roster->scenario->pay,
                         .grade = &roster->scenario->grade[role->group->grade],
                         .award = award,
                         .origin = origin,
                         .in_post = holder.in_post,
                         .experienced = holder.experienced};
    for (size_t k = 0; k < holder.count; k++) {
        who.start = origin + holder.join[k];
        sum += paper_person(&who, role, p, month) / (double)holder.count;
    }
    return sum;
}

static double paper_role(const struct muster_roster *roster, const struct muster_role *role,
                         const struct muster_stay *stay, const double *award,
                         const struct month *month)
{
    const struct muster_scenario *scenario = roster->scenario;
    double sum = 0;
    for (size_t p = 0; p < role->post_count && role->group->grade >= 0; p++)
        sum += scenario->pay.detailed
                   ? paper_post(roster, role, p, stay, award, month)
                   : simple_person(role, p, &scenario->grade[role->group->grade], month);
    return sum;
}

void muster_payroll_on_paper(double *month, const struct muster_roster *roster)
{
    const struct muster_pay *pay = &roster->scenario->pay;
    const struct muster_period *period = roster->period;
    double award[MUSTER_AWARDS_MOST] = {0};
    int32_t first = (int32_t)period->warm_days;
    struct muster_stay stay;
    const struct muster_stay *leavers = muster_paper_stay(&stay, roster) ? &stay : NULL;
    for (size_t i = 0; i < pay->award_count; i++)
        award[i] = 1 + muster_law_mean(&pay->award[i].rise.law);
    for (size_t m = 0; m < period->month_count; m++) {
        struct month now = month_at(period, (int32_t)m, first);
        month[m] = 0;
        for (size_t r = 0; r < roster->role_count; r++)
            month[m] += paper_role(roster, &roster->role[r], leavers, award, &now);
        first = now.end;
    }
}
