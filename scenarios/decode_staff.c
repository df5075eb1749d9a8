/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "decode.h"

#include <stdlib.h>
#include <string.h>

static void decode_present(struct muster_group *group, struct muster_decoder *decoder,
                           const struct muster_node *table)
{
    size_t mark;
    const struct muster_node *node =
        muster_decode_enter(&mark, decoder, table, MUSTER_KEY_GROUP_PRESENT);
    if (node->kind == MUSTER_NODE_MAP && !muster_decode_is_law(node)) {
        muster_decode_steps(&group->present, decoder, node, MUSTER_KEY_GROUP_PRESENT);
    } else {
        double people = 0;
        group->present.at_s = muster_decode_room(decoder, 1, sizeof *group->present.at_s);
        group->present.value = muster_decode_room(decoder, 1, sizeof *group->present.value);
        if (muster_decode_value(&people, decoder, node, MUSTER_KEY_GROUP_PRESENT) &&
            group->present.at_s != NULL && group->present.value != NULL) {
            group->present.value[0] = people;
            group->present.count = 1;
        }
    }
    muster_decode_leave(decoder, mark);
}

static void decode_attendance(struct muster_group *group, struct muster_decoder *decoder,
                              const struct muster_node *table)
{
    size_t mark;
    const struct muster_node *node =
        muster_decode_enter(&mark, decoder, table, MUSTER_KEY_GROUP_ATTENDANCE);
    group->has_attendance = node != NULL;
    muster_decode_parameter(&group->attendance, decoder, node, MUSTER_KEY_ATTENDANCE_PROBABILITY);
    group->attendance_daily = muster_decode_choice(decoder, node, MUSTER_KEY_ATTENDANCE_DRAWN) == 0;
    if (node != NULL)
        muster_decode_leave(decoder, mark);
}

/* Keys of one form are faults beside the key that chooses the other. */
static void refuse_other_form(struct muster_decoder *decoder, const struct muster_node *table,
                              bool shift_based)
{
    static const enum muster_key_id FIXED[] = {MUSTER_KEY_GROUP_ATTENDANCE,
                                               MUSTER_KEY_GROUP_AT_STEP, MUSTER_KEY_COUNT};
    static const enum muster_key_id SHIFTS[] = {MUSTER_KEY_GROUP_FULL_TIME_WEEK,
                                                MUSTER_KEY_GROUP_FULL_TIME,
                                                MUSTER_KEY_GROUP_FULL_TIME_HEADS,
                                                MUSTER_KEY_GROUP_PART_TIME,
                                                MUSTER_KEY_GROUP_IN_POST,
                                                MUSTER_KEY_GROUP_SHIFTS,
                                                MUSTER_KEY_GROUP_BREAKS,
                                                MUSTER_KEY_GROUP_SATURDAY,
                                                MUSTER_KEY_GROUP_ROTA,
                                                MUSTER_KEY_GROUP_ROTA_NOTICE,
                                                MUSTER_KEY_GROUP_ANNUALISED,
                                                MUSTER_KEY_GROUP_AGENCY,
                                                MUSTER_KEY_GROUP_CASUALS,
                                                MUSTER_KEY_GROUP_ACTING_UP,
                                                MUSTER_KEY_GROUP_GRADE,
                                                MUSTER_KEY_COUNT};
    for (const enum muster_key_id *id = shift_based ? FIXED : SHIFTS; *id != MUSTER_KEY_COUNT;
         id++) {
        size_t mark;
        const struct muster_node *node = muster_decode_enter(&mark, decoder, table, *id);
        if (node == NULL)
            continue;
        muster_faults_add(decoder->faults, node->key_place, decoder->path.text, "leave it out",
                          shift_based ? "it goes with present, not with fte"
                                      : "it goes with fte, not with present");
        muster_decode_leave(decoder, mark);
    }
}

/* Who has no skills answers nothing: neither a requirement line nor shifts. */
static void refuse_off_phones(struct muster_decoder *decoder, const struct muster_node *table)
{
    static const enum muster_key_id PHONES[] = {
        MUSTER_KEY_GROUP_PRESENT,    MUSTER_KEY_GROUP_SHIFTS, MUSTER_KEY_GROUP_BREAKS,
        MUSTER_KEY_GROUP_SATURDAY,   MUSTER_KEY_GROUP_ROTA,   MUSTER_KEY_GROUP_ROTA_NOTICE,
        MUSTER_KEY_GROUP_ANNUALISED, MUSTER_KEY_GROUP_AGENCY, MUSTER_KEY_GROUP_CASUALS};
    for (size_t i = 0; i < sizeof PHONES / sizeof *PHONES; i++)
        if (muster_decode_get(table, PHONES[i]) != NULL)
            muster_decode_key_fault(decoder, table, PHONES[i],
                                    "add for example skills: [calls], or leave it out",
                                    "a group without skills is off the phones");
}

static void decode_group(struct muster_group *group, struct muster_decoder *decoder,
                         const struct muster_scenario *scenario, const struct muster_node *node)
{
    group->name = muster_decode_copy(decoder, node->key);
    group->entity = muster_entity("group", node->key);
    group->grade = -1;
    group->attendance.law = muster_law_constant(1);
    muster_decode_skills(group, decoder, scenario, node);
    bool present = muster_decode_get(node, MUSTER_KEY_GROUP_PRESENT) != NULL;
    int forms = (muster_decode_get(node, MUSTER_KEY_GROUP_FTE) != NULL) +
                (muster_decode_get(node, MUSTER_KEY_GROUP_POSTS) != NULL) +
                (muster_decode_get(node, MUSTER_KEY_GROUP_ONE_PER) != NULL);
    bool fte = forms > 0;
    group->shift_based = fte;
    group->off_phones =
        muster_decode_get(node, MUSTER_KEY_GROUP_SKILLS) == NULL && !decoder->incomplete;
    if (group->off_phones)
        refuse_off_phones(decoder, node);
    if (present == fte) {
        muster_decode_fault(decoder, node, "present goes without shifts, fte with them",
                            present ? "give either present or fte, not both"
                                    : "give either present or fte");
        return;
    }
    if (forms > 1)
        muster_decode_fault(decoder, node, "leave the others out",
                            "give one of fte, posts and one_per");
    refuse_other_form(decoder, node, fte);
    if (present) {
        decode_present(group, decoder, node);
        decode_attendance(group, decoder, node);
        group->at_step =
            (enum muster_at_step)muster_decode_choice(decoder, node, MUSTER_KEY_GROUP_AT_STEP);
    } else {
        group->at_step = MUSTER_STEP_BY_PERSON;
        muster_decode_contracts(group, decoder, scenario, node);
        muster_decode_stand_ins(group, decoder, node);
        if (!group->off_phones)
            muster_decode_shifts(group, decoder, scenario, node);
    }
}

/* Groups in the order of the file; spans of control come when the groups that they count are known.
 */
static void decode_groups(struct muster_scenario *scenario, struct muster_decoder *decoder,
                          const struct muster_node *node, bool spans)
{
    size_t g = 0;
    for (const struct muster_node *child = node->first; child != NULL && scenario->group != NULL;
         child = child->next) {
        if (child->kind != MUSTER_NODE_MAP)
            continue;
        size_t inner = muster_path_push(&decoder->path, child->key);
        if ((muster_decode_get(child, MUSTER_KEY_GROUP_ONE_PER) != NULL) == spans)
            decode_group(&scenario->group[g], decoder, scenario, child);
        g++;
        muster_path_pop(&decoder->path, inner);
    }
}

void muster_decode_staff(struct muster_scenario *scenario, struct muster_decoder *decoder,
                         const struct muster_node *root)
{
    size_t mark;
    const struct muster_node *node = muster_decode_enter(&mark, decoder, root, MUSTER_KEY_STAFF);
    if (node == NULL)
        return;
    if (node->kind == MUSTER_NODE_MAP)
        scenario->group =
            muster_decode_room(decoder, node->count + 1, sizeof *scenario->group); /* and relief */
    if (node->kind == MUSTER_NODE_MAP && node->count == 0)
        muster_decode_fault(decoder, node,
                            "write for example agents: {present: 10, skills: [calls]}",
                            "there is no group");
    for (const struct muster_node *child = node->first; child != NULL && scenario->group != NULL;
         child = child->next)
        scenario->group_count += child->kind == MUSTER_NODE_MAP;
    decode_groups(scenario, decoder, node, false);
    decode_groups(scenario, decoder, node, true);
    muster_decode_acting_up(scenario, decoder, node);
    muster_decode_leave(decoder, mark);
}
