/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How many posts a group has: fte, posts or one_per, the same all the time or by dates.
 */
#include "decode.h"

#include "calendar.h"
#include "nearest.h"
#include "quantity.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

bool muster_decode_date_key(int32_t *date, struct muster_decoder *decoder,
                            const struct muster_node *node)
{
    struct muster_reading reading = muster_date_read(date, node->key);
    if (reading.status == MUSTER_READING_FINE)
        return true;
    muster_faults_add(decoder->faults, node->key_place, decoder->path.text,
                      reading.remedy[0] ? reading.remedy : "write for example 2004-10-04", "%s %s",
                      node->key, reading.message);
    return false;
}

/* {2004-10-04: 12, 2005-04-01: 20} */
static void decode_steps(struct muster_group *group, struct muster_decoder *decoder,
                         const struct muster_node *node, enum muster_key_id id)
{
    if (node->count == 0)
        muster_decode_form_fault(decoder, node, id);
    group->step = muster_decode_room(decoder, node->count, sizeof *group->step);
    for (const struct muster_node *child = node->first; child != NULL && group->step != NULL;
         child = child->next) {
        size_t mark = muster_path_push(&decoder->path, child->key);
        struct muster_fte_step step = {0};
        bool dated = muster_decode_date_key(&step.from, decoder, child);
        if (muster_decode_value(&step.fte, decoder, child, id) && dated) {
            if (group->step_count > 0 && step.from <= group->step[group->step_count - 1].from)
                muster_faults_add(decoder->faults, child->key_place, decoder->path.text,
                                  "put the dates in order", "does not come after the date before");
            group->step[group->step_count++] = step;
            group->fte = fmax(group->fte, step.fte);
        }
        muster_path_pop(&decoder->path, mark);
    }
}

static void check_whole(struct muster_decoder *decoder, const struct muster_node *node,
                        const struct muster_group *group)
{
    bool whole = group->fte == floor(group->fte);
    for (size_t i = 0; i < group->step_count; i++)
        whole = whole && group->step[i].fte == floor(group->step[i].fte);
    if (!whole)
        muster_decode_fault(decoder, node, "give whole numbers, or fte",
                            "posts are whole full-time posts");
}

/* Posts and spans of control are full-time posts. */
static void refuse_mixes(struct muster_decoder *decoder, const struct muster_node *table)
{
    static const enum muster_key_id MIXES[] = {
        MUSTER_KEY_GROUP_FULL_TIME, MUSTER_KEY_GROUP_FULL_TIME_HEADS, MUSTER_KEY_GROUP_PART_TIME};
    for (size_t i = 0; i < sizeof MIXES / sizeof *MIXES; i++)
        muster_decode_refuse(decoder, table, MIXES[i],
                             "posts and one_per are full-time posts; give fte for a mix");
}

static const struct muster_group *find_group(const struct muster_scenario *scenario,
                                             const char *name)
{
    for (size_t g = 0; g < scenario->group_count; g++)
        if (scenario->group[g].name != NULL && strcmp(scenario->group[g].name, name) == 0)
            return &scenario->group[g];
    return NULL;
}

static void unknown_group(struct muster_decoder *decoder, const struct muster_scenario *scenario,
                          const struct muster_node *node)
{
    struct muster_nearest nearest;
    char remedy[300] = "name a group of staff that has fte or posts";
    muster_nearest_init(&nearest, node->text);
    for (size_t g = 0; g < scenario->group_count; g++)
        if (scenario->group[g].name != NULL)
            muster_nearest_offer(&nearest, scenario->group[g].name);
    if (nearest.best != NULL)
        snprintf(remedy, sizeof remedy, "did you mean %.200s?", nearest.best);
    if (!decoder->incomplete)
        muster_decode_fault(decoder, node, remedy, "%s is no group with fte or posts", node->text);
}

const struct muster_group *muster_decode_other_group(struct muster_decoder *decoder,
                                                     const struct muster_scenario *scenario,
                                                     const struct muster_group *group,
                                                     const struct muster_node *table,
                                                     enum muster_key_id id)
{
    size_t mark;
    const struct muster_node *node = muster_decode_enter(&mark, decoder, table, id);
    const struct muster_group *found = NULL;
    if (node == NULL)
        return NULL;
    const struct muster_group *other =
        node->kind == MUSTER_NODE_SCALAR ? find_group(scenario, node->text) : NULL;
    if (node->kind != MUSTER_NODE_SCALAR)
        muster_decode_form_fault(decoder, node, id);
    else if (other == group)
        muster_decode_fault(decoder, node, "name another group of staff", "%s is the group itself",
                            node->text);
    else if (other == NULL || !other->shift_based)
        unknown_group(decoder, scenario, node);
    else
        found = other;
    muster_decode_leave(decoder, mark);
    return found;
}

static double posts_for(double fte, double each)
{
    return ceil(fte / each - 1e-9);
}

/* The posts that the span makes of the other group's establishment, step by step. */
static void span_of(struct muster_group *group, struct muster_decoder *decoder,
                    const struct muster_group *other, double each)
{
    group->fte = posts_for(other->fte, each);
    if (other->step_count == 0)
        return;
    group->step = muster_decode_room(decoder, other->step_count, sizeof *group->step);
    for (size_t i = 0; i < other->step_count && group->step != NULL; i++)
        group->step[group->step_count++] =
            (struct muster_fte_step){other->step[i].from, posts_for(other->step[i].fte, each)};
}

static void decode_span(struct muster_group *group, struct muster_decoder *decoder,
                        const struct muster_scenario *scenario, const struct muster_node *table)
{
    size_t mark;
    const struct muster_node *node =
        muster_decode_enter(&mark, decoder, table, MUSTER_KEY_GROUP_ONE_PER);
    double each = muster_decode_number(decoder, node, MUSTER_KEY_ONE_PER_FTE);
    const struct muster_group *other =
        muster_decode_other_group(decoder, scenario, group, node, MUSTER_KEY_ONE_PER_OF);
    if (other != NULL)
        span_of(group, decoder, other, each);
    muster_decode_leave(decoder, mark);
}

void muster_decode_establishment(struct muster_group *group, struct muster_decoder *decoder,
                                 const struct muster_scenario *scenario,
                                 const struct muster_node *table)
{
    bool posts = muster_decode_get(table, MUSTER_KEY_GROUP_POSTS) != NULL;
    enum muster_key_id id = posts ? MUSTER_KEY_GROUP_POSTS : MUSTER_KEY_GROUP_FTE;
    size_t mark;
    const struct muster_node *node = muster_decode_enter(&mark, decoder, table, id);
    if (muster_decode_get(table, MUSTER_KEY_GROUP_ONE_PER) != NULL && node == NULL) {
        refuse_mixes(decoder, table);
        decode_span(group, decoder, scenario, table);
        return;
    }
    if (node == NULL)
        return;
    if (node->kind == MUSTER_NODE_MAP && !muster_decode_is_law(node))
        decode_steps(group, decoder, node, id);
    else
        muster_decode_value(&group->fte, decoder, node, id);
    if (posts)
        check_whole(decoder, node, group);
    muster_decode_leave(decoder, mark);
    if (posts)
        refuse_mixes(decoder, table);
}
