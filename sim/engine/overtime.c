/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "overtime.h"
#include "payroll.h"

#include <math.h>
#include <stdlib.h>

struct muster_overtime {
    const struct muster_overtime_offer *asked;
    double accepted; /* chance of this replication */
    float *used_s;   /* [post] of the week */
    int32_t *week;   /* [post] the week it was used in */
    int32_t *day;    /* [post] of the last shift taken */
};

enum kind { SHIFT, STAY };

enum muster_status muster_overtime_new(struct muster_overtime **out,
                                       const struct muster_roster *roster)
{
    *out = NULL;
    if (!roster->scenario->overtime.given)
        return MUSTER_OK;
    struct muster_overtime *overtime = calloc(1, sizeof *overtime);
    if (!overtime)
        return MUSTER_NO_MEMORY;
    size_t posts = roster->post_count + 1;
    overtime->asked = &roster->scenario->overtime;
    overtime->used_s = calloc(posts, sizeof *overtime->used_s);
    overtime->week = calloc(posts, sizeof *overtime->week);
    overtime->day = calloc(posts, sizeof *overtime->day);
    if (!overtime->used_s || !overtime->week || !overtime->day) {
        muster_overtime_free(overtime);
        return MUSTER_NO_MEMORY;
    }
    *out = overtime;
    return MUSTER_OK;
}

struct muster_overtime *muster_overtime_free(struct muster_overtime *overtime)
{
    if (overtime) {
        free(overtime->used_s);
        free(overtime->week);
        free(overtime->day);
    }
    free(overtime);
    return NULL;
}

void muster_overtime_begin(struct muster_workforce *workforce)
{
    struct muster_overtime *overtime = workforce->overtime;
    if (!overtime)
        return;
    overtime->accepted = muster_parameter_value(&overtime->asked->accepted, workforce->key);
    for (size_t p = 0; p < workforce->roster->post_count; p++)
        overtime->week[p] = overtime->day[p] = -1;
}

/* Whether a person accepts so many seconds on a day and has them left; then they are used. */
static bool accepts(const struct muster_workforce *workforce, struct muster_post_at at,
                    const struct muster_occupant *who, double seconds, enum kind kind)
{
    struct muster_overtime *overtime = workforce->overtime;
    size_t post = at.role->first_post + at.post;
    int32_t week = (at.day + workforce->roster->week_offset) / 7;
    uint64_t date = (uint64_t)(int64_t)workforce->roster->period->day[at.day].date;
    if (overtime->week[post] != week)
        overtime->used_s[post] = 0;
    overtime->week[post] = week;
    if ((double)overtime->used_s[post] + seconds > overtime->asked->at_most_s + 1e-3)
        return false;
    struct muster_stream stream =
        muster_stream_at(workforce->key, MUSTER_PURPOSE_OVERTIME,
                         muster_home(workforce, at.role, who)->post[who->post].entity, who->number,
                         date << 1 | (uint64_t)kind);
    if (muster_stream_uniform(&stream) >= overtime->accepted)
        return false;
    overtime->used_s[post] += (float)seconds;
    return true;
}

/* The person on the phones of a post, or NULL. */
static struct muster_occupant *live_holder(const struct muster_workforce *workforce,
                                           struct muster_post_at at)
{
    int32_t worker = muster_post_worker(workforce, at.role->first_post + at.post, at.day);
    return worker >= 0 ? &workforce->occupant[worker] : NULL;
}

/* ---- lost shifts ---- */

/* Whether the post's shift is known to be lost. */
static bool is_lost(struct muster_post_at at)
{
    const struct muster_duty *duty = muster_post_duty(at);
    if (duty->occupant < 0 ||
        duty->flags & (MUSTER_DUTY_UNCOUNTED | MUSTER_DUTY_OVERTIME | MUSTER_DUTY_TAKEN))
        return false;
    const struct muster_occupant *who = &at.workforce->occupant[duty->occupant];
    return duty->flags & MUSTER_DUTY_GHOST ||
           (muster_post_where(at, who) == MUSTER_WHERE_WORK &&
            (muster_post_sick(at, who) || muster_post_one_off(at, who)));
}

/* Whether the post's holder takes a shift that is not theirs; then they work it. */
static bool takes(struct muster_role_day *at, const struct muster_duty *lost, size_t p)
{
    struct muster_workforce *workforce = at->workforce;
    struct muster_overtime *overtime = workforce->overtime;
    struct muster_post_at here = {workforce, at->role, p, at->day};
    size_t post = at->role->first_post + p;
    struct muster_occupant *who = live_holder(workforce, here);
    if (!who || muster_post_duty(here)->occupant != MUSTER_NO_DUTY ||
        overtime->day[post] == at->day || muster_post_where(here, who) != MUSTER_WHERE_FREE ||
        muster_post_sick(here, who) || muster_post_one_off(here, who))
        return false;
    struct muster_day_plan plan;
    struct muster_duty duty = *lost;
    duty.occupant = (int32_t)(who - workforce->occupant);
    duty.flags = (uint8_t)((duty.flags & MUSTER_DUTY_CUT_START) | MUSTER_DUTY_OVERTIME |
                           MUSTER_DUTY_OFFERED);
    muster_day_plan_make(&plan, at->role, &duty, at->date->weekday, at->role->rank[p]);
    if (!accepts(workforce, here, who, plan.paid_s, SHIFT))
        return false;
    overtime->day[post] = at->day;
    muster_role_day_work(at, &duty, who, p);
    return true;
}

void muster_overtime_offer(struct muster_role_day *at)
{
    const struct muster_overtime *overtime = at->workforce->overtime;
    size_t posts = at->role->post_count;
    if (!overtime || !overtime->asked->lost_shifts || at->role->group->off_phones)
        return;
    for (size_t p = 0; p < posts; p++) {
        struct muster_post_at lost = {at->workforce, at->role, p, at->day};
        bool taken = !is_lost(lost);
        for (size_t k = 1; k < posts && !taken; k++)
            taken = takes(at, muster_post_duty(lost), (p + k) % posts);
    }
}

/* ---- staying on ---- */

static void pay(struct muster_workforce *workforce, const struct muster_role *role,
                struct muster_occupant *who, int32_t day, double seconds,
                struct muster_tally *tally)
{
    const struct muster_scenario *scenario = workforce->roster->scenario;
    const struct muster_period_day *date = &workforce->roster->period->day[day];
    if (role->group->grade < 0 || date->month_index < 0)
        return;
    double year_s = role->group->full_time_week_s * 365.25 / 7;
    double salary = muster_payroll_salary(workforce, role, who, day);
    muster_payroll_extra(workforce, tally, who, date->month_index, MUSTER_COST_OVERTIME,
                         seconds * salary / year_s * scenario->pay.overtime);
}

bool muster_overtime_stays(struct muster_workforce *workforce, size_t group, size_t person,
                           double time_s, double seconds, struct muster_tally *tally)
{
    struct muster_post_at at = {workforce, &workforce->roster->role[group], person,
                                (int32_t)(time_s / MUSTER_DAY_S)};
    const struct muster_occupant *who = live_holder(workforce, at);
    if (!who || muster_post_sick(at, who) || !accepts(workforce, at, who, seconds, STAY))
        return false;
    if (workforce->roster->period->day[at.day].horizon_day >= 0)
        pay(workforce, at.role, &workforce->occupant[who - workforce->occupant], at.day, seconds,
            tally);
    return true;
}
