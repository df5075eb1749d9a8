/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "decode.h"

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

/* People and weeks that differ. */
static void decode_uneven(struct muster_sickness *sickness, struct muster_decoder *decoder,
                          const struct muster_node *table)
{
    size_t mark;
    const struct muster_node *node =
        muster_decode_enter(&mark, decoder, table, MUSTER_KEY_SICKNESS_FRAILTY);
    if (node != NULL) {
        sickness->frailty_cv = muster_decode_number(decoder, node, MUSTER_KEY_FRAILTY_CV);
        muster_decode_leave(decoder, mark);
    }
    node = muster_decode_enter(&mark, decoder, table, MUSTER_KEY_SICKNESS_WEEKLY);
    if (node != NULL) {
        sickness->weekly_cv = muster_decode_number(decoder, node, MUSTER_KEY_WEEKLY_CV);
        sickness->weekly_between = muster_decode_number(decoder, node, MUSTER_KEY_WEEKLY_BETWEEN);
        muster_decode_leave(decoder, mark);
    }
    sickness->has_weekdays =
        muster_decode_weekdays(sickness->weekday, decoder, table, MUSTER_KEY_SICKNESS_WEEKDAYS);
}

static void decode_triggers(struct muster_trigger_numbers *trigger, struct muster_decoder *decoder,
                            const struct muster_node *table)
{
    size_t mark;
    const struct muster_node *node =
        muster_decode_enter(&mark, decoder, table, MUSTER_KEY_SICKNESS_TRIGGERS);
    *trigger = (struct muster_trigger_numbers){
        .spells = muster_decode_whole(decoder, node, MUSTER_KEY_TRIGGERS_SPELLS),
        .spells_within_s = muster_decode_number(decoder, node, MUSTER_KEY_TRIGGERS_SPELLS_WITHIN),
        .days = muster_decode_whole(decoder, node, MUSTER_KEY_TRIGGERS_DAYS),
        .days_within_s = muster_decode_number(decoder, node, MUSTER_KEY_TRIGGERS_DAYS_WITHIN),
        .running_days =
            (int)(muster_decode_number(decoder, node, MUSTER_KEY_TRIGGERS_RUNNING) / 86400)};
    if (node != NULL)
        muster_decode_leave(decoder, mark);
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
    decode_triggers(&sickness->trigger, decoder, node);
    if (node == NULL)
        return;
    decode_uneven(sickness, decoder, node);
    check_sickness(decoder, sickness, node);
    muster_decode_leave(decoder, mark);
}
