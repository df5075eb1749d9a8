/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who acts up in whose vacant posts. One step only: nobody acts up from a group in whose own posts
 * others act up, so that a post that is kept for somebody is never one that is covered.
 */
#include "decode.h"

#include <limits.h>

#define DAY_S 86400.0

static bool has(const struct muster_node *group, enum muster_key_id id)
{
    return group != NULL && muster_decode_get(group, id) != NULL;
}

/* What the two groups have to have in common, and may not. */
static void check_pair(struct muster_decoder *decoder, const struct muster_node *staff,
                       const struct muster_node *upper, const struct muster_group *lower)
{
    const struct muster_node *other = muster_node_get(staff, lower->name);
    bool paid = has(upper, MUSTER_KEY_GROUP_GRADE);
    if (has(other, MUSTER_KEY_GROUP_ACTING_UP))
        muster_decode_key_fault(
            decoder, upper, MUSTER_KEY_GROUP_ACTING_UP, "leave out one of the two",
            "in posts of %s people act up, too: it goes one step only", lower->name);
    if (paid != has(other, MUSTER_KEY_GROUP_GRADE))
        muster_decode_key_fault(decoder, upper, MUSTER_KEY_GROUP_ACTING_UP,
                                "give both groups a grade, or neither",
                                paid ? "%s has no grade, so nothing says what acting up pays"
                                     : "%s has a grade, and this group none: nothing says what "
                                       "acting up pays",
                                lower->name);
}

static void decode_acting_up(struct muster_group *group, struct muster_decoder *decoder,
                             const struct muster_scenario *scenario,
                             const struct muster_node *staff, const struct muster_node *table)
{
    size_t mark;
    struct muster_acting_up *acting = &group->acting_up;
    const struct muster_node *node =
        muster_decode_enter(&mark, decoder, table, MUSTER_KEY_GROUP_ACTING_UP);
    if (node == NULL)
        return;
    const struct muster_group *lower =
        muster_decode_other_group(decoder, scenario, group, node, MUSTER_KEY_ACTING_FROM);
    acting->after_days =
        (int)(muster_decode_number(decoder, node, MUSTER_KEY_ACTING_AFTER) / DAY_S);
    acting->most = muster_decode_get(node, MUSTER_KEY_ACTING_AT_MOST) != NULL
                       ? muster_decode_whole(decoder, node, MUSTER_KEY_ACTING_AT_MOST)
                       : INT_MAX;
    acting->given = lower != NULL;
    acting->from = lower != NULL ? (int)(lower - scenario->group) : 0;
    muster_decode_leave(decoder, mark);
    if (lower != NULL)
        check_pair(decoder, staff, table, lower);
}

void muster_decode_acting_up(struct muster_scenario *scenario, struct muster_decoder *decoder,
                             const struct muster_node *staff)
{
    size_t g = 0;
    for (const struct muster_node *child = staff->first; child != NULL && scenario->group != NULL;
         child = child->next) {
        if (child->kind != MUSTER_NODE_MAP)
            continue;
        struct muster_group *group = &scenario->group[g++];
        size_t inner = muster_path_push(&decoder->path, child->key);
        if (group->shift_based && muster_decode_get(child, MUSTER_KEY_GROUP_PRESENT) == NULL)
            decode_acting_up(group, decoder, scenario, staff, child);
        muster_path_pop(&decoder->path, inner);
    }
}
