/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "burnout.h"

#include "off_phone.h"

#include <stdlib.h>
#include <string.h>

/* ---- life ---- */

/* Whether anybody leaves sooner for what was not delivered. */
static bool misses_something(const struct muster_scenario *scenario)
{
    for (size_t a = 0; a < scenario->activity_count; a++)
        if (scenario->activity[a].leaving_factor > 1)
            return scenario->attrition.given;
    return false;
}

enum muster_status muster_burnout_new(struct muster_burnout **out,
                                      const struct muster_roster *roster)
{
    *out = NULL;
    bool misses = misses_something(roster->scenario);
    if (roster->scenario->attrition.burnout.weeks == 0 && !misses)
        return MUSTER_OK;
    struct muster_burnout *burnout = calloc(1, sizeof *burnout);
    if (!burnout)
        return MUSTER_NO_MEMORY;
    burnout->week_count = (roster->period->day_count + 6) / 7;
    size_t cells = burnout->week_count * roster->role_count + 1;
    burnout->handling_s = calloc(cells, sizeof *burnout->handling_s);
    burnout->present_s = calloc(cells, sizeof *burnout->present_s);
    burnout->factor = calloc(roster->role_count + 1, sizeof *burnout->factor);
    burnout->before_first = calloc(roster->post_count + 2, sizeof *burnout->before_first);
    if (misses)
        burnout->missed =
            calloc(burnout->week_count * roster->post_count + 1, sizeof *burnout->missed);
    if ((misses && !burnout->missed) || !burnout->handling_s || !burnout->present_s ||
        !burnout->factor || !burnout->before_first) {
        muster_burnout_free(burnout);
        return MUSTER_NO_MEMORY;
    }
    *out = burnout;
    return MUSTER_OK;
}

struct muster_burnout *muster_burnout_free(struct muster_burnout *burnout)
{
    if (burnout) {
        free(burnout->handling_s);
        free(burnout->present_s);
        free(burnout->factor);
        free(burnout->missed);
        free(burnout->before);
        free(burnout->before_first);
    }
    free(burnout);
    return NULL;
}

void muster_burnout_begin(struct muster_workforce *workforce)
{
    const struct muster_roster *roster = workforce->roster;
    const struct muster_burnout_terms *terms = &roster->scenario->attrition.burnout;
    struct muster_burnout *burnout = workforce->burnout;
    if (!burnout)
        return;
    size_t cells = burnout->week_count * roster->role_count;
    burnout->rule = (struct muster_burnout_rule){1, 0, 1};
    if (terms->weeks > 0)
        burnout->rule = (struct muster_burnout_rule){
            terms->above, muster_parameter_value(&terms->per_point, workforce->key),
            terms->at_most};
    burnout->as = NULL;
    burnout->today = 0;
    memset(burnout->handling_s, 0, cells * sizeof *burnout->handling_s);
    memset(burnout->present_s, 0, cells * sizeof *burnout->present_s);
    for (size_t r = 0; r < roster->role_count; r++)
        burnout->factor[r] = 1;
}

/* ---- the load ---- */

bool muster_workforce_burns_out(const struct muster_workforce *workforce)
{
    return workforce->burnout != NULL;
}

void muster_workforce_worked(struct muster_workforce *workforce, size_t week, size_t group,
                             double handling_s, double present_s)
{
    struct muster_burnout *burnout = workforce->burnout;
    size_t cell = week * workforce->roster->role_count + group;
    burnout->handling_s[cell] = handling_s;
    burnout->present_s[cell] = present_s;
}

void muster_workforce_work_as(struct muster_workforce *workforce,
                              const struct muster_workforce *other)
{
    if (workforce->burnout)
        workforce->burnout->as = other->burnout;
}

/* The factors of whom nothing, or not all, was delivered to; whether any is above 1. */
static bool find_missed(const struct muster_workforce *workforce, size_t week)
{
    struct muster_burnout *burnout = workforce->burnout;
    size_t posts = workforce->roster->post_count;
    bool any = false;
    burnout->week = week;
    for (size_t p = 0; p < posts && burnout->missed; p++) {
        double *factor = &burnout->missed[week * posts + p];
        *factor = burnout->as ? burnout->as->missed[week * posts + p]
                              : muster_off_phone_leaving(workforce->off_phone, p);
        any = any || *factor > 1;
    }
    return any;
}

/* The factors of a week; whether any is above 1. */
static bool find_factors(const struct muster_workforce *workforce, size_t week)
{
    struct muster_burnout *burnout = workforce->burnout;
    const struct muster_burnout *lived = burnout->as ? burnout->as : burnout;
    size_t roles = workforce->roster->role_count;
    size_t weeks = (size_t)workforce->roster->scenario->attrition.burnout.weeks;
    bool any = false;
    for (size_t r = 0; r < roles; r++) {
        double handling_s = 0, present_s = 0;
        for (size_t w = week > weeks ? week - weeks : 0; w < week; w++) {
            handling_s += lived->handling_s[w * roles + r];
            present_s += lived->present_s[w * roles + r];
        }
        burnout->factor[r] = muster_burnout_factor(&burnout->rule, handling_s, present_s);
        any = any || burnout->factor[r] > 1;
    }
    return find_missed(workforce, week) || any;
}

void muster_burnout_hasten(struct muster_occupant *who, const struct muster_workforce *workforce,
                           const struct muster_role *role, size_t i)
{
    const struct muster_burnout *burnout = workforce->burnout;
    size_t post = role->first_post + who->post;
    double factor = burnout->factor[role->index];
    if (burnout->missed && i != MUSTER_JOINER &&
        muster_off_phone_whose(workforce->off_phone, post) == (int32_t)i)
        factor *= burnout->missed[burnout->week * workforce->roster->post_count + post];
    muster_leaving_hasten(who, workforce, burnout->today, factor);
}

/* ---- drawing anew ---- */

/* Puts those of now aside; their room of before is there for those to come. */
static void put_aside(struct muster_workforce *workforce)
{
    struct muster_burnout *burnout = workforce->burnout;
    struct muster_occupant *spare = burnout->before;
    size_t room = burnout->before_room;
    burnout->before = workforce->occupant;
    burnout->before_count = workforce->occupant_count;
    burnout->before_room = workforce->occupant_room;
    memcpy(burnout->before_first, workforce->post_first,
           (workforce->roster->post_count + 1) * sizeof *burnout->before_first);
    workforce->occupant = spare;
    workforce->occupant_room = room;
    workforce->occupant_count = 0;
}

int32_t muster_burnout_place(const struct muster_workforce *workforce, int32_t before)
{
    const size_t *first = workforce->burnout->before_first;
    size_t post = 0, end = workforce->roster->post_count; /* the last that begins by there */
    while (post + 1 < end) {
        size_t middle = (post + end) / 2;
        if (first[middle] <= (size_t)before)
            post = middle;
        else
            end = middle;
    }
    size_t place = workforce->post_first[post] + (size_t)before - first[post];
    return place < workforce->post_first[post + 1] ? (int32_t)place : -1;
}

/* A duty of the rota that is made already, on a day from today. */
static void keep_duty(struct muster_duty *duty, const struct muster_workforce *workforce,
                      size_t post, int32_t day)
{
    if (duty->occupant == MUSTER_DUTY_AGENCY && !muster_stand_in_on(workforce, post, day))
        duty->occupant = MUSTER_NO_DUTY;
    if (duty->occupant < 0)
        return;
    const struct muster_occupant *who = &workforce->occupant[duty->occupant];
    if (who->live > day)
        duty->occupant = MUSTER_NO_DUTY;
    else if (muster_post_worker(workforce, post, day) !=
             duty->occupant) /* left, or acts elsewhere */
        duty->flags |= MUSTER_DUTY_GHOST;
}

static void keep_duties(struct muster_workforce *workforce, int32_t today)
{
    const struct muster_roster *roster = workforce->roster;
    for (size_t week = workforce->rota_next < 2 ? 0 : workforce->rota_next - 2;
         week < workforce->rota_next; week++)
        for (size_t i = 0; i < 7 * roster->post_count; i++) {
            struct muster_duty *duty = &workforce->duty[week & 1][i];
            int32_t day = 7 * (int32_t)week - roster->week_offset + (int32_t)(i % 7);
            if (duty->occupant >= 0) {
                int32_t now = muster_burnout_place(workforce, duty->occupant);
                duty->occupant = now < 0 ? MUSTER_NO_DUTY : now;
            }
            if (day >= today)
                keep_duty(duty, workforce, i / 7, day);
        }
}

static void keep_activities(struct muster_workforce *workforce)
{
    for (size_t post = 0; post < workforce->roster->post_count; post++) {
        int32_t before = muster_off_phone_whose(workforce->off_phone, post);
        if (before >= 0)
            muster_off_phone_keep(workforce->off_phone, post,
                                  muster_burnout_place(workforce, before));
    }
}

enum muster_status muster_burnout_week(struct muster_workforce *workforce, size_t week)
{
    struct muster_burnout *burnout = workforce->burnout;
    if (!burnout || week == 0 || !workforce->has_leavers || !find_factors(workforce, week))
        return MUSTER_OK;
    burnout->today = workforce->stand_in_from = 7 * (int32_t)week;
    put_aside(workforce);
    if (muster_occupants_redraw(workforce) != MUSTER_OK ||
        muster_spells_redraw(workforce) != MUSTER_OK ||
        muster_acting_redraw(workforce) != MUSTER_OK ||
        muster_stand_ins_redraw(workforce) != MUSTER_OK)
        return MUSTER_NO_MEMORY;
    keep_duties(workforce, burnout->today);
    keep_activities(workforce);
    return MUSTER_OK;
}
