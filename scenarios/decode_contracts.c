/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "decode.h"

#include "leave.h"
#include "nearest.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Works only in term: what of a year is paid. */
static void decode_term_time(struct muster_part_time *part, struct muster_decoder *decoder,
                             const struct muster_scenario *scenario, const struct muster_node *node)
{
    const struct muster_leave *leave = &scenario->leave;
    size_t before = decoder->faults->fault_count;
    part->term_time = muster_decode_choice(decoder, node, MUSTER_KEY_PART_TIME_WEEKS) == 1;
    bool known = decoder->faults->fault_count == before;
    part->term_weeks = muster_decode_number(decoder, node, MUSTER_KEY_PART_TIME_TERM_WEEKS);
    if (!part->term_time && known)
        muster_decode_refuse(decoder, node, MUSTER_KEY_PART_TIME_TERM_WEEKS,
                             "it goes with weeks: term_time");
    if (!part->term_time)
        return;
    double days = leave->days + leave->statutory;
    if (decoder->horizon_known)
        days += muster_bank_holidays(&scenario->opening, scenario->start, scenario->days);
    part->leave_weeks = days / 5;
    part->paid_share = muster_leave_term_share(part->term_weeks, part->leave_weeks);
    if (leave->school_count == 0)
        muster_decode_key_fault(decoder, node, MUSTER_KEY_PART_TIME_WEEKS,
                                "add for example leave: {school_holidays: {weight: 1, dates: "
                                "[{from: 2004-12-20, to: 2005-01-02}]}}",
                                "there are no school holidays, so there is no term");
}

static void decode_part_time(struct muster_part_time *part, struct muster_decoder *decoder,
                             const struct muster_scenario *scenario, const struct muster_node *node,
                             const struct muster_group *group, bool several)
{
    decode_term_time(part, decoder, scenario, node);
    part->week_s = muster_decode_number(decoder, node, MUSTER_KEY_PART_TIME_WEEK);
    part->share = several ? muster_decode_number(decoder, node, MUSTER_KEY_PART_TIME_SHARE) : 1;
    if (muster_decode_get(node, MUSTER_KEY_PART_TIME_WEEK) != NULL &&
        part->week_s > group->full_time_week_s)
        muster_decode_fault(decoder, node, "shorten it, or lengthen full_time_week",
                            "the part-time week is longer than full_time_week");
    if (several && muster_decode_get(node, MUSTER_KEY_PART_TIME_SHARE) == NULL)
        muster_decode_fault(decoder, node, "write for example {week: 18.5 h, share: 60%}",
                            "several part-time contracts need a share each");
}

static void decode_part_times(struct muster_group *group, struct muster_decoder *decoder,
                              const struct muster_scenario *scenario,
                              const struct muster_node *table)
{
    size_t mark, position = 0;
    double sum = 0;
    const struct muster_node *node =
        muster_decode_enter(&mark, decoder, table, MUSTER_KEY_GROUP_PART_TIME);
    if (node == NULL)
        return;
    bool list = node->kind == MUSTER_NODE_LIST;
    size_t before = decoder->faults->fault_count;
    group->part_time =
        muster_decode_room(decoder, list ? node->count : 1, sizeof *group->part_time);
    for (const struct muster_node *item = list ? node->first : node;
         item != NULL && group->part_time != NULL; item = list ? item->next : NULL) {
        size_t inner = muster_path_push_position(&decoder->path, ++position);
        if (!list)
            muster_path_pop(&decoder->path, inner);
        struct muster_part_time *part = &group->part_time[group->part_time_count];
        if (item->kind == MUSTER_NODE_MAP) {
            decode_part_time(part, decoder, scenario, item, group, list && node->count > 1);
            sum += part->share;
            group->part_time_count++;
        }
        muster_path_pop(&decoder->path, inner);
    }
    if (decoder->faults->fault_count == before && group->part_time_count > 0 &&
        fabs(sum - 1) > 1e-9)
        muster_decode_fault(decoder, node, "share is a share of the part-timers, not of all",
                            "the shares add up to %.6g%%, not to 100%%", 100 * sum);
    muster_decode_leave(decoder, mark);
}

/* A time of service as whole months and days. */
static void months_and_days(struct muster_in_post *out, double tenure_s)
{
    const double month_s = 365.25 / 12 * 86400;
    double months = floor(tenure_s / month_s + 1e-6);
    out->months = (int)months;
    out->days = (int)floor(fmax(0, tenure_s - months * month_s) / 86400 + 0.5);
}

/* A key that this form of in_post cannot do without. */
static void in_post_lacks(struct muster_decoder *decoder, const struct muster_node *node,
                          enum muster_key_id id)
{
    if (muster_decode_get(node, id) == NULL)
        muster_decode_missing(decoder, node, id);
}

/* {people: 4, tenure: 3 months} */
static void decode_served(struct muster_in_post *out, struct muster_decoder *decoder,
                          const struct muster_node *node)
{
    double tenure_s = 0;
    size_t mark;
    muster_decode_refuse(decoder, node, MUSTER_KEY_IN_POST_FTE, "a list counts people");
    in_post_lacks(decoder, node, MUSTER_KEY_IN_POST_PEOPLE);
    in_post_lacks(decoder, node, MUSTER_KEY_IN_POST_TENURE);
    out->people = muster_decode_whole(decoder, node, MUSTER_KEY_IN_POST_PEOPLE);
    const struct muster_node *tenure =
        muster_decode_enter(&mark, decoder, node, MUSTER_KEY_IN_POST_TENURE);
    if (tenure == NULL)
        return;
    bool word = tenure->kind == MUSTER_NODE_SCALAR && strspn(tenure->text, "0123456789. -") == 0 &&
                tenure->text[0] != '\0';
    if (word)
        muster_decode_fault(decoder, tenure, "write for example tenure: 3 months",
                            "%s is no time of service", tenure->text);
    else if (muster_decode_value(&tenure_s, decoder, tenure, MUSTER_KEY_IN_POST_TENURE))
        months_and_days(out, tenure_s);
    muster_decode_leave(decoder, mark);
}

static void decode_in_post_list(struct muster_group *group, struct muster_decoder *decoder,
                                const struct muster_node *node)
{
    size_t position = 0;
    group->in_post_tenure = MUSTER_TENURE_LISTED;
    group->in_post_fte = INFINITY;
    group->in_post = muster_decode_room(decoder, node->count, sizeof *group->in_post);
    for (const struct muster_node *item = node->first; item != NULL && group->in_post != NULL;
         item = item->next) {
        size_t inner = muster_path_push_position(&decoder->path, ++position);
        if (item->kind == MUSTER_NODE_MAP)
            decode_served(&group->in_post[group->in_post_count++], decoder, item);
        muster_path_pop(&decoder->path, inner);
    }
}

/* new or steady_state; the text of a time is for lists. */
static void decode_tenure(struct muster_group *group, struct muster_decoder *decoder,
                          const struct muster_node *table)
{
    size_t mark;
    const struct muster_node *node =
        muster_decode_enter(&mark, decoder, table, MUSTER_KEY_IN_POST_TENURE);
    if (node == NULL)
        return;
    if (node->kind != MUSTER_NODE_SCALAR || node->text[0] == '\0')
        muster_decode_form_fault(decoder, node, MUSTER_KEY_IN_POST_TENURE);
    else if (strcmp(node->text, "steady_state") == 0)
        group->in_post_tenure = MUSTER_TENURE_STEADY_STATE;
    else if (strcmp(node->text, "new") != 0)
        muster_decode_fault(decoder, node,
                            "or give a list: in_post: [{people: 4, tenure: 3 months}]",
                            "%s is none of new or steady_state", node->text);
    muster_decode_leave(decoder, mark);
}

static void decode_in_post(struct muster_group *group, struct muster_decoder *decoder,
                           const struct muster_node *table, bool fte_known)
{
    size_t mark;
    const struct muster_node *node =
        muster_decode_enter(&mark, decoder, table, MUSTER_KEY_GROUP_IN_POST);
    if (node == NULL)
        return;
    group->has_in_post = true;
    if (node->kind == MUSTER_NODE_LIST) {
        decode_in_post_list(group, decoder, node);
        muster_decode_leave(decoder, mark);
        return;
    }
    muster_decode_refuse(decoder, node, MUSTER_KEY_IN_POST_PEOPLE, "it goes in a list");
    in_post_lacks(decoder, node, MUSTER_KEY_IN_POST_FTE);
    in_post_lacks(decoder, node, MUSTER_KEY_IN_POST_TENURE);
    group->in_post_fte = muster_decode_number(decoder, node, MUSTER_KEY_IN_POST_FTE);
    decode_tenure(group, decoder, node);
    if (fte_known && group->in_post_fte > group->fte) {
        muster_decode_warn(decoder, node, "raise fte, or lower in_post",
                           "%.6g FTE in post, but the establishment is %.6g: so many start",
                           group->in_post_fte, group->fte);
        group->in_post_fte = group->fte;
    }
    muster_decode_leave(decoder, mark);
}

static void unknown_grade(struct muster_decoder *decoder, const struct muster_scenario *scenario,
                          const struct muster_node *node)
{
    struct muster_nearest nearest;
    char remedy[300] = "add it to pay: {grades: …}";
    if (decoder->incomplete)
        return;
    muster_nearest_init(&nearest, node->text);
    for (size_t i = 0; i < scenario->grade_count; i++)
        muster_nearest_offer(&nearest, scenario->grade[i].name);
    if (nearest.best != NULL)
        snprintf(remedy, sizeof remedy, "did you mean %.200s?", nearest.best);
    muster_decode_fault(decoder, node, remedy, "there is no grade %s in pay.grades", node->text);
}

static void decode_grade(struct muster_group *group, struct muster_decoder *decoder,
                         const struct muster_scenario *scenario, const struct muster_node *table)
{
    size_t mark;
    const struct muster_node *node =
        muster_decode_enter(&mark, decoder, table, MUSTER_KEY_GROUP_GRADE);
    if (node == NULL) {
        if (scenario->grade_count > 0)
            muster_decode_warn(decoder, table, "add grade", "has no grade, so it costs nothing");
        return;
    }
    if (node->kind != MUSTER_NODE_SCALAR || node->text[0] == '\0') {
        muster_decode_form_fault(decoder, node, MUSTER_KEY_GROUP_GRADE);
    } else {
        for (size_t i = 0; i < scenario->grade_count; i++)
            if (strcmp(scenario->grade[i].name, node->text) == 0)
                group->grade = (int)i;
        if (group->grade < 0)
            unknown_grade(decoder, scenario, node);
    }
    muster_decode_leave(decoder, mark);
}

/* full_time, of FTE, or full_time_heads, of people. */
static void decode_split(struct muster_group *group, struct muster_decoder *decoder,
                         const struct muster_node *node)
{
    group->full_time_heads = muster_decode_get(node, MUSTER_KEY_GROUP_FULL_TIME_HEADS) != NULL;
    group->full_time = muster_decode_number(
        decoder, node,
        group->full_time_heads ? MUSTER_KEY_GROUP_FULL_TIME_HEADS : MUSTER_KEY_GROUP_FULL_TIME);
    if (group->full_time_heads && muster_decode_get(node, MUSTER_KEY_GROUP_FULL_TIME) != NULL)
        muster_decode_key_fault(decoder, node, MUSTER_KEY_GROUP_FULL_TIME, "leave one out",
                                "give full_time or full_time_heads");
}

/* Factors on the hours of each month whose mean over a year's days is 1. */
static void decode_annualised(struct muster_group *group, struct muster_decoder *decoder,
                              const struct muster_node *node)
{
    static const double DAYS[12] = {31, 28.25, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    double mean = 0;
    for (int month = 0; month < 12; month++)
        group->month_hours[month] = 1;
    if (muster_decode_get(node, MUSTER_KEY_GROUP_ANNUALISED) == NULL)
        return;
    group->annualised = true;
    muster_decode_months(group->month_hours, decoder, node, MUSTER_KEY_GROUP_ANNUALISED);
    for (int month = 0; month < 12; month++)
        mean += group->month_hours[month] * DAYS[month] / 365.25;
    for (int month = 0; month < 12 && mean > 0; month++)
        group->month_hours[month] /= mean;
}

void muster_decode_contracts(struct muster_group *group, struct muster_decoder *decoder,
                             const struct muster_scenario *scenario, const struct muster_node *node)
{
    size_t before = decoder->faults->fault_count;
    muster_decode_establishment(group, decoder, scenario, node);
    bool fte_known = decoder->faults->fault_count == before;
    group->full_time_week_s = muster_decode_number(decoder, node, MUSTER_KEY_GROUP_FULL_TIME_WEEK);
    decode_split(group, decoder, node);
    decode_annualised(group, decoder, node);
    decode_part_times(group, decoder, scenario, node);
    for (size_t i = 0; i < group->part_time_count && group->annualised; i++)
        if (group->part_time[i].term_time)
            muster_decode_key_fault(decoder, node, MUSTER_KEY_GROUP_ANNUALISED, "leave one out",
                                    "the year is laid out by weeks: term_time already");
    if (group->full_time < 1 && muster_decode_get(node, MUSTER_KEY_GROUP_PART_TIME) == NULL)
        muster_decode_fault(decoder, node, "add for example part_time: {week: 18.5 h}",
                            "not all work full time: part_time is missing");
    decode_in_post(group, decoder, node, fte_known);
    decode_grade(group, decoder, scenario, node);
    group->rota = (enum muster_rota)muster_decode_choice(decoder, node, MUSTER_KEY_GROUP_ROTA);
    double notice_s = muster_decode_number(decoder, node, MUSTER_KEY_GROUP_ROTA_NOTICE);
    group->rota_notice_weeks = (int)(notice_s / 604800);
    if (group->rota_notice_weeks * 604800.0 != notice_s)
        muster_decode_key_fault(decoder, node, MUSTER_KEY_GROUP_ROTA_NOTICE, "give whole weeks",
                                "this is not a whole number of weeks");
}
