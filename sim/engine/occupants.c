/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who holds each post over the horizon: those in post at the start, and for each leaver the person
 * recruited. Recruiting begins with the notice (at the horizon's start for posts vacant then);
 * after the lead time the recruit joins at the next intake, is inducted, and goes live, at the
 * earliest when the predecessor has left.
 */
#include "people.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

static double uniform_at(struct muster_key key, enum muster_purpose purpose, uint64_t entity,
                         uint64_t index)
{
    struct muster_stream stream = muster_stream_at(key, purpose, entity, index, 0);
    return muster_stream_uniform(&stream);
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

/* A whole day; far beyond any horizon for what never happens. */
static int32_t whole_day(double day)
{
    return day < 1e9 ? (int32_t)floor(day + 0.5) : MUSTER_STAYS;
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
    *occupant = (struct muster_occupant){.leave = MUSTER_STAYS, .notice = MUSTER_STAYS};
    return occupant;
}

/* Notice and leaving of a person who has been in post for `age_day` when time starts for them. */
static void draw_leaving(struct muster_occupant *occupant, const struct muster_workforce *workforce,
                         uint64_t entity, double age_day)
{
    if (!workforce->has_leavers)
        return;
    const struct muster_stay *stay = &workforce->stay;
    double u = uniform_at(workforce->key, MUSTER_PURPOSE_ATTRITION, entity, occupant->number);
    /* A stay longer than the age says: no notice before age - notice. */
    double hazard = muster_stay_hazard(stay, fmax(0, age_day - stay->notice_days)) - log(u);
    occupant->notice = whole_day(muster_stay_notice_day(stay, hazard) + occupant->join);
    if (occupant->notice == MUSTER_STAYS)
        return;
    occupant->leave = occupant->notice + workforce->roster->scenario->attrition.notice_days;
    if (occupant->leave < 1)
        occupant->leave = 1;
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
    bool steady = role->group->in_post_tenure == MUSTER_TENURE_STEADY_STATE;
    /* Without leavers a steady state is a team without newcomers. */
    occupant->experienced = !role->group->has_in_post || (steady && !workforce->has_leavers);
    if (workforce->has_leavers && (steady || !role->group->has_in_post))
        age = muster_stay_tenure(&workforce->stay,
                                 uniform_at(workforce->key, MUSTER_PURPOSE_TENURE, entity, 0));
    occupant->join = -whole_day(age);
    if (age > 0)
        occupant->live = occupant->join + scenario->recruitment.induction_days;
    if (occupant->live < 0)
        occupant->worked_s = -occupant->live / 7.0 * role->post[p].week_s * share_worked(workforce);
    draw_leaving(occupant, workforce, entity, age);
    return MUSTER_OK;
}

/* Days from the notice until the recruit is ready to join. */
static double lead_days(const struct muster_workforce *workforce, uint64_t entity, uint32_t number)
{
    const struct muster_quantity *lead = &workforce->roster->scenario->recruitment.lead_time;
    if (!lead->given)
        return 0;
    double u = uniform_at(workforce->key, MUSTER_PURPOSE_RECRUITMENT, entity, number);
    return workforce->lead_scale * muster_law_quantile(&lead->law, u) / MUSTER_DAY_S;
}

/* The first intake on or after a day; intakes lie on the horizon's start + n * every. */
static int32_t next_intake(const struct muster_roster *roster, int32_t day)
{
    int32_t every = roster->scenario->recruitment.intake_every_days;
    int32_t start = (int32_t)roster->period->warm_days;
    if (every <= 0)
        return day;
    int32_t since = (day - start) % every;
    if (since < 0)
        since += every;
    return since == 0 ? day : day + every - since;
}

/* Successors until one would join after the last day. `wanted` is when recruiting begins, `free`
 * the first day on which the post is free. */
static enum muster_status draw_successors(struct muster_workforce *workforce,
                                          const struct muster_role *role, size_t p, int32_t wanted,
                                          int32_t free_day)
{
    const struct muster_roster *roster = workforce->roster;
    int32_t last = (int32_t)roster->period->day_count;
    uint64_t entity = role->post[p].entity;
    for (uint32_t number = 1; wanted <= last && roster->scenario->recruitment.given; number++) {
        double ready = wanted + lead_days(workforce, entity, number);
        int32_t join = ready > last ? last + 1 : next_intake(roster, (int32_t)ceil(ready));
        if (join < 1)
            join = 1;
        if (join > last)
            break;
        struct muster_occupant *occupant = append(workforce);
        if (!occupant)
            return MUSTER_NO_MEMORY;
        occupant->number = number;
        occupant->join = join;
        occupant->live = join + roster->scenario->recruitment.induction_days;
        if (occupant->live < free_day)
            occupant->live = free_day;
        draw_leaving(occupant, workforce, entity, 0);
        if (occupant->leave <= join) /* everybody is in post for a day at least */
            occupant->leave = join + 1;
        wanted = occupant->notice;
        free_day = occupant->leave > free_day ? occupant->leave : free_day;
    }
    return MUSTER_OK;
}

static enum muster_status draw_post(struct muster_workforce *workforce,
                                    const struct muster_role *role, size_t p)
{
    int32_t wanted = (int32_t)workforce->roster->period->warm_days, free_day = 0;
    if (role->filled[p]) {
        enum muster_status status = draw_first(workforce, role, p);
        if (status != MUSTER_OK)
            return status;
        const struct muster_occupant *first = &workforce->occupant[workforce->occupant_count - 1];
        wanted = first->notice;
        free_day = first->leave;
    }
    return draw_successors(workforce, role, p, wanted, free_day);
}

static void prepare_leaving(struct muster_workforce *workforce)
{
    const struct muster_scenario *scenario = workforce->roster->scenario;
    workforce->has_leavers = false;
    if (!scenario->attrition.given)
        return;
    double yearly = muster_parameter_value(&scenario->attrition.yearly, workforce->key);
    workforce->stay = (struct muster_stay){.count = workforce->roster->step_count,
                                           .from_day = workforce->roster->step_from_day,
                                           .multiplier = workforce->roster->step_multiplier,
                                           .notice_days = scenario->attrition.notice_days};
    workforce->has_leavers = yearly > 0;
    if (workforce->has_leavers)
        muster_stay_solve(&workforce->stay, yearly);
}

enum muster_status muster_occupants_draw(struct muster_workforce *workforce)
{
    const struct muster_roster *roster = workforce->roster;
    prepare_leaving(workforce);
    workforce->lead_scale =
        muster_quantity_scale(&roster->scenario->recruitment.lead_time, workforce->key);
    workforce->occupant_count = 0;
    for (size_t r = 0; r < roster->role_count; r++)
        for (size_t p = 0; p < roster->role[r].post_count; p++) {
            workforce->post_first[roster->role[r].first_post + p] = workforce->occupant_count;
            enum muster_status status = draw_post(workforce, &roster->role[r], p);
            if (status != MUSTER_OK)
                return status;
        }
    workforce->post_first[roster->post_count] = workforce->occupant_count;
    return MUSTER_OK;
}
