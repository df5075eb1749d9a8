/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The tables of joining and leaving: attrition, recruitment, learning.
 */
#include "decode.h"

#include "quantity.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DAY_S 86400.0

/* ---- attrition ---- */

/* "0-3 months" or "later"; months. */
static bool read_band(struct muster_tenure_band *band, const char *text, double from_months)
{
    char lower[32], upper[64];
    double from_s, to_s;
    if (strcmp(text, "later") == 0) {
        band->from_months = from_months;
        band->to_months = INFINITY;
        return true;
    }
    size_t digits = strspn(text, "0123456789.");
    size_t gap = digits + strspn(text + digits, " ");
    size_t end = strlen(text);
    if (digits == 0 || digits > 10 || text[gap] != '-' || end - gap > 30)
        return false;
    const char *unit = text + gap + 1 + strspn(text + gap + 1, " ");
    unit += strspn(unit, "0123456789.");
    snprintf(upper, sizeof upper, "%s", text + gap + 1);
    snprintf(lower, sizeof lower, "%.*s %s", (int)digits, text, unit);
    if (muster_duration_read(&from_s, lower).status != MUSTER_READING_FINE ||
        muster_duration_read(&to_s, upper).status != MUSTER_READING_FINE)
        return false;
    const double month_s = 365.25 / 12 * 86400;
    band->from_months = from_s / month_s;
    band->to_months = to_s / month_s;
    return true;
}

static bool decode_band(struct muster_attrition *attrition, struct muster_decoder *decoder,
                        const struct muster_node *node)
{
    size_t i = attrition->band_count;
    double from = i > 0 ? attrition->band[i - 1].to_months : 0;
    struct muster_tenure_band *band = &attrition->band[attrition->band_count++];
    const char *wrong = NULL;
    if (!read_band(band, node->key, from))
        wrong = "is no band of service";
    else if (isinf(from) || fabs(band->from_months - from) > 1e-6)
        wrong = "does not begin where the band before it ends";
    else if (band->to_months <= band->from_months)
        wrong = "ends before it begins";
    if (wrong != NULL)
        muster_faults_add(decoder->faults, node->key_place, decoder->path.text,
                          "write for example {0-3 months: 2.5, 3-12 months: 1.4, later: 0.8}",
                          "%s %s", node->key, wrong);
    band->from_months = from;
    return muster_decode_value(&band->multiplier, decoder, node, MUSTER_KEY_ATTRITION_BY_TENURE) &&
           wrong == NULL;
}

static void decode_bands(struct muster_attrition *attrition, struct muster_decoder *decoder,
                         const struct muster_node *table)
{
    size_t mark;
    bool fine = true, some = false;
    const struct muster_node *node =
        muster_decode_enter(&mark, decoder, table, MUSTER_KEY_ATTRITION_BY_TENURE);
    if (node == NULL)
        return;
    if (node->kind != MUSTER_NODE_MAP || node->count == 0)
        muster_decode_form_fault(decoder, node, MUSTER_KEY_ATTRITION_BY_TENURE);
    else
        attrition->band = muster_decode_room(decoder, node->count, sizeof *attrition->band);
    for (const struct muster_node *child = node->first; child != NULL && attrition->band != NULL;
         child = child->next) {
        size_t inner = muster_path_push(&decoder->path, child->key);
        fine = decode_band(attrition, decoder, child) && fine;
        some = some || attrition->band[attrition->band_count - 1].multiplier > 0;
        muster_path_pop(&decoder->path, inner);
    }
    if (fine && attrition->band != NULL && attrition->band_count > 0) {
        if (!isinf(attrition->band[attrition->band_count - 1].to_months))
            muster_decode_fault(decoder, node, "add later: 1", "there is no band later");
        else if (!some)
            muster_decode_fault(decoder, node, "give at least one above 0",
                                "all multipliers are 0");
    }
    muster_decode_leave(decoder, mark);
}

/* One share for each month of service. */
static void decode_monthly(struct muster_attrition *attrition, struct muster_decoder *decoder,
                           const struct muster_node *table)
{
    size_t mark, position = 0;
    const struct muster_node *node =
        muster_decode_enter(&mark, decoder, table, MUSTER_KEY_ATTRITION_MONTHLY);
    if (node == NULL)
        return;
    if (node->kind != MUSTER_NODE_LIST || node->count == 0)
        muster_decode_form_fault(decoder, node, MUSTER_KEY_ATTRITION_MONTHLY);
    else
        attrition->monthly = muster_decode_room(decoder, node->count, sizeof *attrition->monthly);
    for (const struct muster_node *item = node->first; item != NULL && attrition->monthly != NULL;
         item = item->next) {
        size_t inner = muster_path_push_position(&decoder->path, ++position);
        double *share = &attrition->monthly[attrition->monthly_count++];
        muster_decode_value(share, decoder, item, MUSTER_KEY_ATTRITION_MONTHLY);
        muster_path_pop(&decoder->path, inner);
    }
    muster_decode_leave(decoder, mark);
}

/* The yearly rate that the monthly chances make in the long run; 0 when some stay for ever. */
static double yearly_of(const struct muster_attrition *attrition)
{
    double survived = 1, months = 0;
    for (size_t k = 0; k < attrition->monthly_count; k++) {
        double share = attrition->monthly[k];
        bool last = k + 1 == attrition->monthly_count;
        double stayed = share > 0 ? -share / log1p(-share) : 1; /* mean part of the month */
        months += last ? (share > 0 ? survived / -log1p(-share) : INFINITY) : survived * stayed;
        survived *= 1 - share;
    }
    return 12 / (months + attrition->notice_days / (365.25 / 12));
}

static void decode_burnout(struct muster_burnout_terms *burnout, struct muster_decoder *decoder,
                           const struct muster_node *table)
{
    size_t mark;
    const struct muster_node *node =
        muster_decode_enter(&mark, decoder, table, MUSTER_KEY_ATTRITION_BURNOUT);
    muster_decode_parameter(&burnout->per_point, decoder, node, MUSTER_KEY_BURNOUT_PER_POINT);
    if (node == NULL)
        return;
    burnout->above = muster_decode_number(decoder, node, MUSTER_KEY_BURNOUT_ABOVE);
    burnout->weeks = muster_decode_whole(decoder, node, MUSTER_KEY_BURNOUT_WEEKS);
    burnout->at_most = muster_decode_number(decoder, node, MUSTER_KEY_BURNOUT_AT_MOST);
    if (burnout->above >= 1 && !muster_faults_any(decoder->faults))
        muster_decode_warn(decoder, node, "lower above, or leave burnout out",
                           "occupancy is never above 100 %%, so burnout never comes");
    muster_decode_leave(decoder, mark);
}

/* What the ways to give the hazard rule out beside one another. */
static void check_attrition(struct muster_decoder *decoder,
                            const struct muster_attrition *attrition,
                            const struct muster_node *node)
{
    bool monthly = muster_decode_get(node, MUSTER_KEY_ATTRITION_MONTHLY) != NULL;
    if (!monthly && muster_decode_get(node, MUSTER_KEY_ATTRITION_YEARLY) == NULL) {
        muster_decode_missing(decoder, node, MUSTER_KEY_ATTRITION_YEARLY);
    }
    if (monthly) {
        static const char WHY[] = "monthly_by_tenure gives the rate itself";
        muster_decode_refuse(decoder, node, MUSTER_KEY_ATTRITION_YEARLY, WHY);
        muster_decode_refuse(decoder, node, MUSTER_KEY_ATTRITION_BY_TENURE, WHY);
        muster_decode_refuse(decoder, node, MUSTER_KEY_ATTRITION_WEIBULL, WHY);
    } else if (attrition->weibull_shape > 0) {
        muster_decode_refuse(decoder, node, MUSTER_KEY_ATTRITION_BY_TENURE,
                             "weibull_shape gives the form of the hazard");
    }
}

void muster_decode_attrition(struct muster_attrition *attrition, struct muster_decoder *decoder,
                             const struct muster_node *root)
{
    size_t mark;
    const struct muster_node *node =
        muster_decode_enter(&mark, decoder, root, MUSTER_KEY_ATTRITION);
    muster_decode_parameter(&attrition->yearly, decoder, node, MUSTER_KEY_ATTRITION_YEARLY);
    attrition->notice_days =
        (int)(muster_decode_number(decoder, node, MUSTER_KEY_ATTRITION_NOTICE) / DAY_S);
    muster_decode_months(attrition->season, decoder, node, MUSTER_KEY_ATTRITION_SEASON);
    if (node == NULL)
        return;
    attrition->given = true;
    attrition->has_season = muster_decode_get(node, MUSTER_KEY_ATTRITION_SEASON) != NULL;
    if (muster_decode_get(node, MUSTER_KEY_ATTRITION_WEIBULL) != NULL)
        attrition->weibull_shape =
            muster_decode_number(decoder, node, MUSTER_KEY_ATTRITION_WEIBULL);
    decode_bands(attrition, decoder, node);
    decode_monthly(attrition, decoder, node);
    decode_burnout(&attrition->burnout, decoder, node);
    check_attrition(decoder, attrition, node);
    if (attrition->monthly_count > 0 && !muster_faults_any(decoder->faults))
        attrition->yearly.law = muster_law_constant(yearly_of(attrition));
    muster_decode_leave(decoder, mark);
}

/* ---- retention ---- */

static int32_t date_or(struct muster_decoder *decoder, const struct muster_node *table,
                       enum muster_key_id id, int32_t otherwise)
{
    return muster_decode_get(table, id) != NULL ? (int32_t)muster_decode_number(decoder, table, id)
                                                : otherwise;
}

static void decode_programme(struct muster_programme *out, struct muster_decoder *decoder,
                             const struct muster_node *node)
{
    out->name = muster_decode_copy(decoder, node->key);
    out->from = date_or(decoder, node, MUSTER_KEY_PROGRAMME_FROM, INT32_MIN);
    out->until = date_or(decoder, node, MUSTER_KEY_PROGRAMME_UNTIL, INT32_MAX);
    muster_decode_parameter(&out->hazard, decoder, node, MUSTER_KEY_PROGRAMME_HAZARD);
    muster_decode_parameter(&out->per_year, decoder, node, MUSTER_KEY_PROGRAMME_PER_YEAR);
    muster_decode_parameter(&out->once, decoder, node, MUSTER_KEY_PROGRAMME_ONCE);
    if (out->until < out->from)
        muster_decode_fault(decoder, node, "exchange them", "until lies before from");
}

void muster_decode_retention(struct muster_scenario *scenario, struct muster_decoder *decoder,
                             const struct muster_node *root)
{
    size_t mark;
    const struct muster_node *node =
        muster_decode_enter(&mark, decoder, root, MUSTER_KEY_RETENTION);
    if (node == NULL)
        return;
    if (node->kind == MUSTER_NODE_MAP)
        scenario->programme = muster_decode_room(decoder, node->count, sizeof *scenario->programme);
    for (const struct muster_node *child = node->first;
         child != NULL && scenario->programme != NULL; child = child->next) {
        if (child->kind != MUSTER_NODE_MAP)
            continue;
        size_t inner = muster_path_push(&decoder->path, child->key);
        decode_programme(&scenario->programme[scenario->programme_count++], decoder, child);
        muster_path_pop(&decoder->path, inner);
    }
    if (!scenario->attrition.given)
        muster_decode_warn(decoder, node, "add attrition, or leave it out",
                           "nobody leaves, so there is nobody to keep");
    muster_decode_leave(decoder, mark);
}

/* ---- recruitment ---- */

static void decode_stages(struct muster_recruitment *recruitment, struct muster_decoder *decoder,
                          const struct muster_node *table)
{
    size_t mark;
    const struct muster_node *node =
        muster_decode_enter(&mark, decoder, table, MUSTER_KEY_RECRUITMENT_STAGES);
    if (node == NULL)
        return;
    if (node->kind == MUSTER_NODE_MAP && node->count > 0)
        recruitment->stage = muster_decode_room(decoder, node->count, sizeof *recruitment->stage);
    else if (node->kind == MUSTER_NODE_MAP)
        muster_decode_fault(decoder, node, "write for example {approval: 2 weeks, advert: 4 weeks}",
                            "there is no stage");
    for (const struct muster_node *child = node->first; child != NULL && recruitment->stage != NULL;
         child = child->next) {
        size_t inner = muster_path_push(&decoder->path, child->key);
        struct muster_stage *stage = &recruitment->stage[recruitment->stage_count++];
        stage->name = muster_decode_copy(decoder, child->key);
        stage->entity = muster_entity("stage", child->key);
        muster_decode_quantity_at(&stage->time, decoder, child, MUSTER_KEY_RECRUITMENT_STAGE);
        muster_path_pop(&decoder->path, inner);
    }
    muster_decode_leave(decoder, mark);
}

static void decode_sign_off(struct muster_sign_off *sign_off, struct muster_decoder *decoder,
                            const struct muster_node *table)
{
    size_t mark;
    const struct muster_node *node =
        muster_decode_enter(&mark, decoder, table, MUSTER_KEY_RECRUITMENT_SIGN_OFF);
    muster_decode_parameter(&sign_off->pass, decoder, node, MUSTER_KEY_SIGN_OFF_PASS);
    if (node == NULL)
        return;
    sign_off->given = true;
    sign_off->retrain_days =
        (int)(muster_decode_number(decoder, node, MUSTER_KEY_SIGN_OFF_RETRAIN) / DAY_S);
    if (muster_decode_get(node, MUSTER_KEY_SIGN_OFF_ATTEMPTS) != NULL)
        sign_off->attempts = muster_decode_whole(decoder, node, MUSTER_KEY_SIGN_OFF_ATTEMPTS);
    muster_decode_leave(decoder, mark);
}

static void decode_buddy(struct muster_buddy *buddy, struct muster_decoder *decoder,
                         const struct muster_node *table)
{
    size_t mark;
    const struct muster_node *node =
        muster_decode_enter(&mark, decoder, table, MUSTER_KEY_RECRUITMENT_BUDDY);
    muster_decode_parameter(&buddy->share, decoder, node, MUSTER_KEY_BUDDY_SHARE);
    if (node == NULL)
        return;
    buddy->given = true;
    buddy->days = 7 * muster_decode_whole(decoder, node, MUSTER_KEY_BUDDY_WEEKS);
    buddy->after_days = (int)(muster_decode_number(decoder, node, MUSTER_KEY_BUDDY_AFTER) / DAY_S);
    if (buddy->after_days < buddy->days)
        buddy->after_days = buddy->days;
    muster_decode_leave(decoder, mark);
}

static void decode_class(struct muster_recruitment *recruitment, struct muster_decoder *decoder,
                         const struct muster_node *table)
{
    size_t mark;
    const struct muster_node *node =
        muster_decode_enter(&mark, decoder, table, MUSTER_KEY_RECRUITMENT_CLASS);
    if (node == NULL)
        return;
    recruitment->has_class = true;
    recruitment->class_least = muster_decode_whole(decoder, node, MUSTER_KEY_CLASS_LEAST);
    recruitment->class_most = muster_decode_whole(decoder, node, MUSTER_KEY_CLASS_MOST);
    if (recruitment->class_least > recruitment->class_most)
        muster_decode_fault(decoder, node, "exchange them", "least is more than most");
    if (!recruitment->first_of_month && recruitment->intake_every_days == 0)
        muster_decode_fault(decoder, node, "add for example intake_every: 4 weeks",
                            "classes start at intakes, and there are none");
    muster_decode_leave(decoder, mark);
}

/* ---- joiners by plan ---- */

/* The only group by fte, or -1 when there are several. */
static int only_group(const struct muster_scenario *scenario)
{
    int only = -1;
    for (size_t g = 0; g < scenario->group_count; g++) {
        if (!scenario->group[g].shift_based)
            continue;
        if (only >= 0)
            return -1;
        only = (int)g;
    }
    return only;
}

static void plan_people(struct muster_scenario *scenario, struct muster_decoder *decoder,
                        const struct muster_node *node, int32_t date, int group)
{
    struct muster_recruitment *recruitment = &scenario->recruitment;
    double people = 0;
    if (!muster_decode_value(&people, decoder, node, MUSTER_KEY_RECRUITMENT_PLAN))
        return;
    if (people != floor(people))
        muster_decode_fault(decoder, node, "give a whole number", "%s people join", node->text);
    recruitment->plan[recruitment->plan_count++] =
        (struct muster_joiners){date, group, (int)people};
}

/* {agents: 10, team leaders: 1} on one date. */
static void plan_groups(struct muster_scenario *scenario, struct muster_decoder *decoder,
                        const struct muster_node *node, int32_t date)
{
    for (const struct muster_node *child = node->first; child != NULL; child = child->next) {
        size_t mark = muster_path_push(&decoder->path, child->key);
        int found = -1;
        for (size_t g = 0; g < scenario->group_count; g++)
            if (scenario->group[g].shift_based && scenario->group[g].name != NULL &&
                strcmp(scenario->group[g].name, child->key) == 0)
                found = (int)g;
        if (found >= 0)
            plan_people(scenario, decoder, child, date, found);
        else if (!decoder->incomplete)
            muster_faults_add(decoder->faults, child->key_place, decoder->path.text,
                              "name a group of staff that has fte or posts",
                              "there is no such group");
        muster_path_pop(&decoder->path, mark);
    }
}

static void plan_date(struct muster_scenario *scenario, struct muster_decoder *decoder,
                      const struct muster_node *child)
{
    int32_t date;
    const struct muster_recruitment *recruitment = &scenario->recruitment;
    if (!muster_decode_date_key(&date, decoder, child))
        return;
    if (recruitment->plan_count > 0 && date <= recruitment->plan[recruitment->plan_count - 1].date)
        muster_faults_add(decoder->faults, child->key_place, decoder->path.text,
                          "put the dates in order", "does not come after the date before");
    if (decoder->horizon_known &&
        (date < scenario->start || date >= scenario->start + scenario->days))
        muster_faults_warn(decoder->faults, child->key_place, decoder->path.text,
                           "those there before belong to in_post", "lies outside the horizon");
    if (child->kind == MUSTER_NODE_MAP)
        plan_groups(scenario, decoder, child, date);
    else if (only_group(scenario) >= 0)
        plan_people(scenario, decoder, child, date, only_group(scenario));
    else if (!decoder->incomplete)
        muster_decode_fault(decoder, child, "write for example {agents: 10}",
                            "of several groups, it has to say which");
}

static void decode_plan(struct muster_scenario *scenario, struct muster_decoder *decoder,
                        const struct muster_node *table)
{
    size_t mark;
    const struct muster_node *node =
        muster_decode_enter(&mark, decoder, table, MUSTER_KEY_RECRUITMENT_PLAN);
    if (node == NULL)
        return;
    scenario->recruitment.by_plan = true;
    if (node->kind != MUSTER_NODE_MAP || node->count == 0)
        muster_decode_form_fault(decoder, node, MUSTER_KEY_RECRUITMENT_PLAN);
    else
        scenario->recruitment.plan = muster_decode_room(
            decoder, node->count * (scenario->group_count + 1), sizeof *scenario->recruitment.plan);
    for (const struct muster_node *child = node->first;
         child != NULL && scenario->recruitment.plan != NULL; child = child->next) {
        size_t inner = muster_path_push(&decoder->path, child->key);
        plan_date(scenario, decoder, child);
        muster_path_pop(&decoder->path, inner);
    }
    muster_decode_leave(decoder, mark);
}

/* When joiners are ready, and when they can start. */
static void check_recruitment(struct muster_decoder *decoder, const struct muster_node *node)
{
    bool lead = muster_decode_get(node, MUSTER_KEY_RECRUITMENT_LEAD_TIME) != NULL;
    bool stages = muster_decode_get(node, MUSTER_KEY_RECRUITMENT_STAGES) != NULL;
    if (lead && stages)
        muster_decode_key_fault(decoder, node, MUSTER_KEY_RECRUITMENT_LEAD_TIME, "leave one out",
                                "give lead_time or stages");
    if (muster_decode_get(node, MUSTER_KEY_RECRUITMENT_PLAN) != NULL) {
        static const enum muster_key_id OTHERS[] = {
            MUSTER_KEY_RECRUITMENT_LEAD_TIME,    MUSTER_KEY_RECRUITMENT_STAGES,
            MUSTER_KEY_RECRUITMENT_INTAKE_EVERY, MUSTER_KEY_RECRUITMENT_INTAKE,
            MUSTER_KEY_RECRUITMENT_CLASS,        MUSTER_KEY_RECRUITMENT_AHEAD};
        for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++)
            muster_decode_refuse(decoder, node, OTHERS[i], "the plan says who joins when");
        return;
    }
    if (!lead && !stages)
        muster_decode_missing(decoder, node, MUSTER_KEY_RECRUITMENT_LEAD_TIME);
    if (muster_decode_get(node, MUSTER_KEY_RECRUITMENT_INTAKE) != NULL)
        muster_decode_refuse(decoder, node, MUSTER_KEY_RECRUITMENT_INTAKE_EVERY,
                             "intake says when joiners start");
}

void muster_decode_recruitment(struct muster_scenario *scenario, struct muster_decoder *decoder,
                               const struct muster_node *root)
{
    size_t mark;
    struct muster_recruitment *recruitment = &scenario->recruitment;
    const struct muster_node *node =
        muster_decode_enter(&mark, decoder, root, MUSTER_KEY_RECRUITMENT);
    muster_decode_quantity(&recruitment->lead_time, decoder, node,
                           MUSTER_KEY_RECRUITMENT_LEAD_TIME);
    decode_stages(recruitment, decoder, node);
    decode_sign_off(&recruitment->sign_off, decoder, node);
    decode_buddy(&recruitment->buddy, decoder, node);
    if (node != NULL) {
        recruitment->given = true;
        recruitment->intake_every_days =
            (int)(muster_decode_number(decoder, node, MUSTER_KEY_RECRUITMENT_INTAKE_EVERY) / DAY_S);
        recruitment->first_of_month =
            muster_decode_get(node, MUSTER_KEY_RECRUITMENT_INTAKE) != NULL &&
            muster_decode_choice(decoder, node, MUSTER_KEY_RECRUITMENT_INTAKE) == 0;
        recruitment->induction_days =
            (int)(muster_decode_number(decoder, node, MUSTER_KEY_RECRUITMENT_INDUCTION) / DAY_S);
        recruitment->ahead_days =
            (int)(muster_decode_number(decoder, node, MUSTER_KEY_RECRUITMENT_AHEAD) / DAY_S);
        check_recruitment(decoder, node);
        decode_class(recruitment, decoder, node);
        decode_plan(scenario, decoder, node);
        muster_decode_leave(decoder, mark);
    }
    struct muster_learning *learning = &scenario->learning;
    node = muster_decode_enter(&mark, decoder, root, MUSTER_KEY_LEARNING);
    if (node != NULL) {
        learning->given = true;
        learning->initial = muster_decode_number(decoder, node, MUSTER_KEY_LEARNING_INITIAL);
        learning->tau_weeks = muster_decode_number(decoder, node, MUSTER_KEY_LEARNING_TAU) / 604800;
        muster_decode_leave(decoder, mark);
    }
}
