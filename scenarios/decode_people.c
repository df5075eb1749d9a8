/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "decode.h"

#include "quantity.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- leave ---- */

static void decode_year_start(struct muster_leave *leave, struct muster_decoder *decoder,
                              const struct muster_node *table)
{
    size_t mark;
    muster_month_day_read(&leave->year_month, &leave->year_day,
                          muster_key_row(MUSTER_KEY_LEAVE_YEAR_STARTS)->standard);
    const struct muster_node *node =
        muster_decode_enter(&mark, decoder, table, MUSTER_KEY_LEAVE_YEAR_STARTS);
    if (node == NULL)
        return;
    if (node->kind != MUSTER_NODE_SCALAR) {
        muster_decode_form_fault(decoder, node, MUSTER_KEY_LEAVE_YEAR_STARTS);
    } else {
        struct muster_reading reading =
            muster_month_day_read(&leave->year_month, &leave->year_day, node->text);
        if (reading.status != MUSTER_READING_FINE)
            muster_decode_fault(decoder, node, reading.remedy, "%s %s", node->text,
                                reading.message);
    }
    muster_decode_leave(decoder, mark);
}

void muster_decode_leaves(struct muster_leave *leave, struct muster_decoder *decoder,
                          const struct muster_node *root)
{
    size_t mark;
    const struct muster_node *node = muster_decode_enter(&mark, decoder, root, MUSTER_KEY_LEAVE);
    decode_year_start(leave, decoder, node);
    leave->cap = muster_decode_number(decoder, node, MUSTER_KEY_LEAVE_CAP);
    muster_decode_months(leave->pattern, decoder, node, MUSTER_KEY_LEAVE_PATTERN);
    if (node == NULL)
        return;
    leave->given = true;
    leave->days = muster_decode_number(decoder, node, MUSTER_KEY_LEAVE_DAYS);
    leave->after_5_years = muster_decode_number(decoder, node, MUSTER_KEY_LEAVE_AFTER_5_YEARS);
    leave->statutory = muster_decode_number(decoder, node, MUSTER_KEY_LEAVE_STATUTORY);
    muster_decode_leave(decoder, mark);
}

/* ---- sickness ---- */

/* Days lost by spells of no length would be spells without end. */
static void check_spell(struct muster_decoder *decoder, const struct muster_quantity *spell,
                        const struct muster_node *node, enum muster_key_id id)
{
    static const double LEAST_S = 3600;
    if (spell->given && muster_law_mean(&spell->law) < LEAST_S)
        muster_decode_key_fault(decoder, node, id, "give a longer one, such as 2.5 d",
                                "a spell lasts at least an hour on average");
}

static void check_sickness(struct muster_decoder *decoder, const struct muster_sickness *sickness,
                           const struct muster_node *node)
{
    bool days = muster_decode_get(node, MUSTER_KEY_SICKNESS_DAYS_LOST) != NULL;
    if (days == sickness->by_spells) {
        muster_decode_fault(decoder, node, "write for example days_lost_per_fte: 9",
                            "give either days_lost_per_fte or spells");
        return;
    }
    if (sickness->by_spells) {
        muster_decode_need(decoder, node, MUSTER_KEY_SICKNESS_LENGTH, "spells have a length");
        muster_decode_refuse(decoder, node, MUSTER_KEY_SICKNESS_LONG_SHARE,
                             "it goes with days_lost_per_fte");
        muster_decode_refuse(decoder, node, MUSTER_KEY_SICKNESS_SHORT,
                             "it goes with days_lost_per_fte");
        muster_decode_refuse(decoder, node, MUSTER_KEY_SICKNESS_LONG,
                             "it goes with days_lost_per_fte");
    } else {
        muster_decode_refuse(decoder, node, MUSTER_KEY_SICKNESS_LENGTH, "it goes with spells");
        muster_decode_refuse(decoder, node, MUSTER_KEY_SICKNESS_COUNTED_IN, "it goes with spells");
        check_spell(decoder, &sickness->short_spell, node, MUSTER_KEY_SICKNESS_SHORT);
        check_spell(decoder, &sickness->long_spell, node, MUSTER_KEY_SICKNESS_LONG);
        if (sickness->long_term_share < 1)
            muster_decode_need(decoder, node, MUSTER_KEY_SICKNESS_SHORT,
                               "some of the days lost are short spells");
        if (sickness->long_term_share > 0)
            muster_decode_need(decoder, node, MUSTER_KEY_SICKNESS_LONG,
                               "some of the days lost are long spells");
    }
}

void muster_decode_sickness(struct muster_sickness *sickness, struct muster_decoder *decoder,
                            const struct muster_node *root)
{
    size_t mark;
    const struct muster_node *node = muster_decode_enter(&mark, decoder, root, MUSTER_KEY_SICKNESS);
    sickness->given = node != NULL;
    sickness->by_spells = muster_decode_get(node, MUSTER_KEY_SICKNESS_SPELLS) != NULL;
    muster_decode_parameter(&sickness->days_lost_per_fte, decoder, node,
                            MUSTER_KEY_SICKNESS_DAYS_LOST);
    sickness->long_term_share = muster_decode_number(decoder, node, MUSTER_KEY_SICKNESS_LONG_SHARE);
    muster_decode_parameter(&sickness->spells_per_year, decoder, node, MUSTER_KEY_SICKNESS_SPELLS);
    muster_decode_quantity(&sickness->length, decoder, node, MUSTER_KEY_SICKNESS_LENGTH);
    muster_decode_quantity(&sickness->short_spell, decoder, node, MUSTER_KEY_SICKNESS_SHORT);
    muster_decode_quantity(&sickness->long_spell, decoder, node, MUSTER_KEY_SICKNESS_LONG);
    sickness->calendar_days =
        muster_decode_choice(decoder, node, MUSTER_KEY_SICKNESS_COUNTED_IN) == 1;
    muster_decode_months(sickness->season, decoder, node, MUSTER_KEY_SICKNESS_SEASON);
    sickness->steady_state = muster_decode_choice(decoder, node, MUSTER_KEY_SICKNESS_START) == 0;
    if (node == NULL)
        return;
    check_sickness(decoder, sickness, node);
    muster_decode_leave(decoder, mark);
}

/* ---- pay ---- */

void muster_decode_pay(struct muster_scenario *scenario, struct muster_decoder *decoder,
                       const struct muster_node *root)
{
    size_t mark, inner;
    const struct muster_node *pay = muster_decode_enter(&mark, decoder, root, MUSTER_KEY_PAY);
    if (pay == NULL)
        return;
    const struct muster_node *grades =
        muster_decode_enter(&inner, decoder, pay, MUSTER_KEY_PAY_GRADES);
    if (grades != NULL && grades->kind == MUSTER_NODE_MAP)
        scenario->grade = muster_decode_room(decoder, grades->count, sizeof *scenario->grade);
    for (const struct muster_node *child = grades != NULL ? grades->first : NULL;
         child != NULL && scenario->grade != NULL; child = child->next) {
        char *copy =
            child->kind == MUSTER_NODE_MAP ? muster_decode_copy(decoder, child->key) : NULL;
        if (copy == NULL)
            continue;
        struct muster_grade *grade = &scenario->grade[scenario->grade_count++];
        size_t name = muster_path_push(&decoder->path, child->key);
        grade->name = copy;
        grade->salary_per_year = muster_decode_number(decoder, child, MUSTER_KEY_GRADE_SALARY);
        grade->on_cost = muster_decode_number(decoder, child, MUSTER_KEY_GRADE_ON_COST);
        muster_path_pop(&decoder->path, name);
    }
    muster_decode_leave(decoder, mark);
}
