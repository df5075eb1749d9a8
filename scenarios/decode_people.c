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

static void need(struct muster_decoder *decoder, const struct muster_node *table,
                 enum muster_key_id id, const char *why)
{
    if (muster_decode_get(table, id) != NULL)
        return;
    char remedy[200];
    snprintf(remedy, sizeof remedy, "write for example %s", muster_key_row(id)->example);
    muster_decode_fault(decoder, table, remedy, "%s is missing: %s", muster_key_word(id), why);
}

static void refuse(struct muster_decoder *decoder, const struct muster_node *table,
                   enum muster_key_id id, const char *why)
{
    size_t mark;
    const struct muster_node *node = muster_decode_enter(&mark, decoder, table, id);
    if (node == NULL)
        return;
    muster_faults_add(decoder->faults, node->key_place, decoder->path.text, "leave it out", "%s",
                      why);
    muster_decode_leave(decoder, mark);
}

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
        need(decoder, node, MUSTER_KEY_SICKNESS_LENGTH, "spells have a length");
        refuse(decoder, node, MUSTER_KEY_SICKNESS_LONG_SHARE, "it goes with days_lost_per_fte");
        refuse(decoder, node, MUSTER_KEY_SICKNESS_SHORT, "it goes with days_lost_per_fte");
        refuse(decoder, node, MUSTER_KEY_SICKNESS_LONG, "it goes with days_lost_per_fte");
    } else {
        refuse(decoder, node, MUSTER_KEY_SICKNESS_LENGTH, "it goes with spells");
        refuse(decoder, node, MUSTER_KEY_SICKNESS_COUNTED_IN, "it goes with spells");
        check_spell(decoder, &sickness->short_spell, node, MUSTER_KEY_SICKNESS_SHORT);
        check_spell(decoder, &sickness->long_spell, node, MUSTER_KEY_SICKNESS_LONG);
        if (sickness->long_term_share < 1)
            need(decoder, node, MUSTER_KEY_SICKNESS_SHORT,
                 "some of the days lost are short spells");
        if (sickness->long_term_share > 0)
            need(decoder, node, MUSTER_KEY_SICKNESS_LONG, "some of the days lost are long spells");
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
    if (fine && attrition->band_count > 0) {
        if (!isinf(attrition->band[attrition->band_count - 1].to_months))
            muster_decode_fault(decoder, node, "add later: 1", "there is no band later");
        else if (!some)
            muster_decode_fault(decoder, node, "give at least one above 0",
                                "all multipliers are 0");
    }
    muster_decode_leave(decoder, mark);
}

void muster_decode_attrition(struct muster_attrition *attrition, struct muster_decoder *decoder,
                             const struct muster_node *root)
{
    size_t mark;
    const struct muster_node *node =
        muster_decode_enter(&mark, decoder, root, MUSTER_KEY_ATTRITION);
    muster_decode_parameter(&attrition->yearly, decoder, node, MUSTER_KEY_ATTRITION_YEARLY);
    attrition->notice_days =
        (int)(muster_decode_number(decoder, node, MUSTER_KEY_ATTRITION_NOTICE) / 86400);
    if (node == NULL)
        return;
    attrition->given = true;
    decode_bands(attrition, decoder, node);
    muster_decode_leave(decoder, mark);
}

/* ---- recruitment and learning ---- */

void muster_decode_recruitment(struct muster_scenario *scenario, struct muster_decoder *decoder,
                               const struct muster_node *root)
{
    size_t mark;
    struct muster_recruitment *recruitment = &scenario->recruitment;
    const struct muster_node *node =
        muster_decode_enter(&mark, decoder, root, MUSTER_KEY_RECRUITMENT);
    muster_decode_quantity(&recruitment->lead_time, decoder, node,
                           MUSTER_KEY_RECRUITMENT_LEAD_TIME);
    if (node != NULL) {
        recruitment->given = true;
        recruitment->intake_every_days =
            (int)(muster_decode_number(decoder, node, MUSTER_KEY_RECRUITMENT_INTAKE_EVERY) / 86400);
        recruitment->induction_days =
            (int)(muster_decode_number(decoder, node, MUSTER_KEY_RECRUITMENT_INDUCTION) / 86400);
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
