/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who holds each post over the horizon: those in post at the start, and for each leaver the person
 * recruited. Recruiting begins with the notice (at the horizon's start for posts vacant then);
 * after the lead time the recruit joins at the next intake, is inducted, and goes live, at the
 * earliest when the predecessor has left.
 */
#include "burnout.h"

#include "calendar.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

static double uniform_at(struct muster_key key, enum muster_purpose purpose, uint64_t entity,
                         uint64_t index)
{
    return muster_uniform_at(key, purpose, entity, index, 0);
}

double muster_parameter_value(const struct muster_parameter *parameter, struct muster_key key)
{
    if (parameter->law.kind == MUSTER_LAW_CONSTANT)
        return muster_law_mean(&parameter->law);
    return muster_law_quantile(&parameter->law,
                               uniform_at(key, MUSTER_PURPOSE_PARAMETER, parameter->entity, 0));
}

double muster_quantity_scale(const struct muster_quantity *quantity, struct muster_key key)
{
    if (!quantity->mean_uncertain)
        return 1;
    return muster_parameter_value(&quantity->mean, key) / muster_law_mean(&quantity->law);
}

static struct muster_occupant *append(struct muster_workforce *workforce)
{
    if (workforce->occupant_count == workforce->occupant_room) {
        size_t room = 2 * workforce->occupant_room + 16;
        struct muster_occupant *more = realloc(workforce->occupant, room * sizeof *more);
        if (!more)
            return NULL;
        workforce->occupant = more;
        workforce->occupant_room = room;
    }
    struct muster_occupant *occupant = &workforce->occupant[workforce->occupant_count++];
    *occupant = (struct muster_occupant){
        .leave = MUSTER_STAYS, .notice = MUSTER_STAYS, .due = MUSTER_STAYS};
    return occupant;
}

/* Weeks on the phones of a person who has been live for some days, as a share of the contract. */
static double share_worked(const struct muster_workforce *workforce)
{
    const struct muster_roster *roster = workforce->roster;
    double weekday_share = roster->working_per_day * 7 / 5; /* less bank holidays */
    double sick = workforce->has_absence ? muster_absence_probability(&workforce->absence, 1) : 0;
    return weekday_share * (1 - roster->on_leave) * (1 - sick);
}

static enum muster_status draw_first(struct muster_workforce *workforce,
                                     const struct muster_role *role, size_t p)
{
    const struct muster_scenario *scenario = workforce->roster->scenario;
    struct muster_occupant *occupant = append(workforce);
    if (!occupant)
        return MUSTER_NO_MEMORY;
    uint64_t entity = role->post[p].entity;
    double age = 0;
    bool listed = role->group->in_post_tenure == MUSTER_TENURE_LISTED;
    bool steady = role->group->in_post_tenure == MUSTER_TENURE_STEADY_STATE;
    /* Without leavers a steady state is a team without newcomers. */
    occupant->experienced = !role->group->has_in_post || (steady && !workforce->has_leavers);
    if (workforce->has_leavers && (steady || !role->group->has_in_post))
        age = muster_stay_tenure(&workforce->stay,
                                 uniform_at(workforce->key, MUSTER_PURPOSE_TENURE, entity, 0));
    if (listed)
        age = -role->joined[p];
    occupant->join = -(int32_t)floor(fmin(age, 1e9) + 0.5);
    if (age > 0 || listed)
        occupant->live = occupant->join + scenario->recruitment.induction_days;
    if (occupant->live < 0)
        occupant->worked_s = -occupant->live / 7.0 * role->post[p].paid_s * share_worked(workforce);
    muster_leaving_draw(occupant, workforce, entity, age);
    muster_leaving_settle(occupant, workforce);
    return MUSTER_OK;
}

static double stage_days(const struct muster_workforce *workforce, uint64_t entity, uint32_t number,
                         const struct muster_quantity *time, double scale, uint64_t stage)
{
    double u = muster_uniform_at(workforce->key, MUSTER_PURPOSE_RECRUITMENT, entity, number, stage);
    return scale * muster_law_quantile(&time->law, u) / MUSTER_DAY_S;
}

/* A constant lead time of whole months, where intakes go by the calendar, too; else 0. */
static int calendar_months(const struct muster_recruitment *rule)
{
    const double month_s = 365.25 / 12 * MUSTER_DAY_S;
    if (!rule->first_of_month || rule->lead_time.law.kind != MUSTER_LAW_CONSTANT)
        return 0;
    double months = muster_law_mean(&rule->lead_time.law) / month_s;
    return fabs(months - floor(months + 0.5)) < 1e-6 ? (int)floor(months + 0.5) : 0;
}

/* When a recruit who has been looked for from a day on is ready to join. */
static double ready_day(const struct muster_workforce *workforce, uint64_t entity, uint32_t number,
                        int32_t wanted)
{
    const struct muster_roster *roster = workforce->roster;
    const struct muster_recruitment *rule = &roster->scenario->recruitment;
    int months = calendar_months(rule);
    int32_t origin = roster->period->day[0].date;
    if (months > 0)
        return muster_date_add_months(origin + wanted, months) - origin;
    if (rule->lead_time.given)
        return wanted +
               stage_days(workforce, entity, number, &rule->lead_time, workforce->lead_scale, 0);
    double ready = wanted;
    for (size_t i = 0; i < rule->stage_count; i++)
        ready += stage_days(workforce, entity, number, &rule->stage[i].time,
                            muster_quantity_scale(&rule->stage[i].time, workforce->key),
                            rule->stage[i].entity);
    return ready;
}

/* The first intake on or after a day: the first of a month, or the horizon's start + n * every. */
int32_t muster_next_intake(const struct muster_roster *roster, int32_t day)
{
    const struct muster_recruitment *rule = &roster->scenario->recruitment;
    int32_t every = rule->intake_every_days, origin = roster->period->day[0].date;
    int32_t start = (int32_t)roster->period->warm_days;
    if (rule->first_of_month)
        return muster_month_next(origin + day - 1) - origin;
    if (every <= 0)
        return day;
    int32_t since = (day - start) % every;
    if (since < 0)
        since += every;
    return since == 0 ? day : day + every - since;
}

/* Induction and examinations of a joiner: when they go live, or when they are let go. */
static void draw_sign_off(struct muster_occupant *who, const struct muster_workforce *workforce,
                          uint64_t entity)
{
    const struct muster_recruitment *rule = &workforce->roster->scenario->recruitment;
    const struct muster_sign_off *exam = &rule->sign_off;
    who->live = who->join + rule->induction_days;
    if (!exam->given)
        return;
    double pass = fmin(1, muster_parameter_value(&exam->pass, workforce->key));
    int32_t last = (int32_t)workforce->roster->period->day_count + MUSTER_YEAR_DAYS;
    for (uint64_t attempt = 1; who->live < last; attempt++) {
        double u = muster_uniform_at(workforce->key, MUSTER_PURPOSE_SIGN_OFF, entity, who->number,
                                     attempt);
        if (u < pass)
            return;
        if (exam->attempts > 0 && attempt == (uint64_t)exam->attempts) {
            who->let_go = who->live > who->join ? who->live : who->join + 1;
            return;
        }
        who->live += exam->retrain_days;
    }
}

static void seat_empty(struct muster_seat *seat, const struct muster_workforce *workforce,
                       const struct muster_role *role, size_t p)
{
    int32_t start = (int32_t)workforce->roster->period->warm_days, from = role->from_day[p];
    *seat = (struct muster_seat){.post = p, .number = 1, .wanted = start, .ready = INFINITY};
    if (from > start)
        seat->wanted = from - workforce->roster->scenario->recruitment.ahead_days;
    seat->free_day = from > 0 ? from : 0;
}

/* Who holds the post now is followed by somebody when they leave. */
static void seat_taken(struct muster_seat *seat, const struct muster_occupant *who)
{
    seat->number = who->number + 1;
    seat->wanted = who->notice;
    if (who->leave > seat->free_day || who->number == 0)
        seat->free_day = who->leave;
}

static enum muster_status seat_first(struct muster_workforce *workforce,
                                     const struct muster_role *role, struct muster_seat *seat)
{
    enum muster_status status = draw_first(workforce, role, seat->post);
    if (status == MUSTER_OK) {
        struct muster_occupant *who = &workforce->occupant[workforce->occupant_count - 1];
        who->post = (uint32_t)seat->post;
        seat_taken(seat, who);
    }
    return status;
}

/* Those who hold it already, when it is drawn anew in the course of a replication. */
static enum muster_status seat_resume(struct muster_workforce *workforce,
                                      const struct muster_role *role, struct muster_seat *seat)
{
    const struct muster_burnout *burnout = workforce->burnout;
    const size_t *first = burnout->before_first + role->first_post + seat->post;
    for (size_t i = first[0]; i < first[1] && burnout->before[i].join < burnout->today; i++) {
        struct muster_occupant *who = append(workforce);
        if (!who)
            return MUSTER_NO_MEMORY;
        *who = burnout->before[i];
        if (who->notice >= burnout->today) {
            muster_burnout_hasten(who, workforce, role, i);
            muster_leaving_settle(who, workforce);
        }
        seat_taken(seat, who);
    }
    return MUSTER_OK;
}

enum muster_status muster_seat_open(struct muster_seat *seat, struct muster_workforce *workforce,
                                    const struct muster_role *role, size_t p)
{
    seat_empty(seat, workforce, role, p);
    if (workforce->burnout && workforce->burnout->today > 0)
        return seat_resume(workforce, role, seat);
    return role->filled[p] ? seat_first(workforce, role, seat) : MUSTER_OK;
}

/* Whether the post is recruited for, and then when the next holder would be ready. */
bool muster_seat_wanted(struct muster_seat *seat, const struct muster_workforce *workforce,
                        const struct muster_role *role)
{
    const struct muster_roster *roster = workforce->roster;
    int32_t last = (int32_t)roster->period->day_count;
    if (seat->wanted > last || seat->wanted >= role->to_day[seat->post] ||
        !roster->scenario->recruitment.given)
        return false;
    seat->ready = ready_day(workforce, role->post[seat->post].entity, seat->number, seat->wanted);
    return seat->ready <= last;
}

enum muster_status muster_seat_join(struct muster_workforce *workforce,
                                    const struct muster_role *role, struct muster_seat *seat,
                                    int32_t join)
{
    uint64_t entity = role->post[seat->post].entity;
    struct muster_occupant *who = append(workforce);
    if (!who)
        return MUSTER_NO_MEMORY;
    who->post = (uint32_t)seat->post;
    who->number = seat->number;
    who->join = join;
    draw_sign_off(who, workforce, entity);
    if (who->live < seat->free_day)
        who->live = seat->free_day;
    muster_leaving_draw(who, workforce, entity, 0);
    if (workforce->burnout)
        muster_burnout_hasten(who, workforce, role, MUSTER_JOINER);
    muster_leaving_settle(who, workforce);
    seat_taken(seat, who);
    return MUSTER_OK;
}

/* The holders of a post one after another, until one would join after the last day. */
static enum muster_status draw_post(struct muster_workforce *workforce,
                                    const struct muster_role *role, size_t p)
{
    int32_t last = (int32_t)workforce->roster->period->day_count;
    struct muster_seat seat;
    enum muster_status status = muster_seat_open(&seat, workforce, role, p);
    while (status == MUSTER_OK && muster_seat_wanted(&seat, workforce, role)) {
        int32_t join = muster_next_intake(workforce->roster, (int32_t)ceil(seat.ready));
        if (join < 1)
            join = 1;
        if (join > last)
            break;
        status = muster_seat_join(workforce, role, &seat, join);
    }
    return status;
}

enum muster_status muster_occupants_draw(struct muster_workforce *workforce)
{
    muster_leaving_prepare(workforce);
    workforce->lead_scale =
        muster_quantity_scale(&workforce->roster->scenario->recruitment.lead_time, workforce->key);
    return muster_occupants_redraw(workforce);
}

enum muster_status muster_occupants_redraw(struct muster_workforce *workforce)
{
    const struct muster_roster *roster = workforce->roster;
    workforce->occupant_count = 0;
    bool together = muster_joined_together(roster->scenario);
    for (size_t r = 0; r < roster->role_count; r++) {
        if (together && muster_role_joins(workforce, &roster->role[r]) != MUSTER_OK)
            return MUSTER_NO_MEMORY;
        for (size_t p = 0; p < roster->role[r].post_count && !together; p++) {
            workforce->post_first[roster->role[r].first_post + p] = workforce->occupant_count;
            enum muster_status status = draw_post(workforce, &roster->role[r], p);
            if (status != MUSTER_OK)
                return status;
        }
    }
    workforce->post_first[roster->post_count] = workforce->occupant_count;
    return MUSTER_OK;
}
