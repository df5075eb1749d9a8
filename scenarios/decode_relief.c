/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "decode.h"

#include <math.h>
#include <string.h>

/* Behind every place in the lists of a centre's own groups: relief takes what they leave. */
#define RELIEF_PLACE 4096

static void all_services(struct muster_group *group, const struct muster_scenario *scenario)
{
    for (size_t k = 0; k < scenario->service_count && group->skill != NULL; k++)
        group->skill[group->skill_count++] =
            (struct muster_skill){.service = (int)k, .place = 0, .handle_factor = 1};
}

/* The people of the pool are a group of their own, the last one. */
static void add_group(struct muster_scenario *scenario, struct muster_decoder *decoder,
                      const struct muster_node *node)
{
    static const char NAME[] = "relief";
    for (size_t g = 0; g < scenario->group_count; g++)
        if (scenario->group[g].name != NULL && strcmp(scenario->group[g].name, NAME) == 0) {
            muster_decode_fault(decoder, node, "give that group another name",
                                "a group of staff is called relief, as those of the pool are");
            return;
        }
    char *name = scenario->group != NULL ? muster_decode_copy(decoder, NAME) : NULL;
    if (name == NULL)
        return;
    struct muster_group *group = &scenario->group[scenario->group_count];
    group->name = name;
    group->entity = muster_entity("relief", "");
    group->grade = -1;
    group->relief = true;
    group->at_step = MUSTER_STEP_BY_PERSON;
    group->attendance.law = muster_law_constant(1);
    muster_decode_skills(group, decoder, scenario, node);
    if (muster_decode_get(node, MUSTER_KEY_RELIEF_SKILLS) == NULL)
        all_services(group, scenario);
    for (size_t i = 0; i < group->skill_count; i++)
        group->skill[i].place += RELIEF_PLACE;
    scenario->relief.group = scenario->group_count++;
}

static double given(struct muster_decoder *decoder, const struct muster_node *node,
                    enum muster_key_id id, double otherwise)
{
    return muster_decode_get(node, id) != NULL ? muster_decode_number(decoder, node, id)
                                               : otherwise;
}

void muster_decode_relief(struct muster_scenario *scenario, struct muster_decoder *decoder,
                          const struct muster_node *root)
{
    size_t mark;
    struct muster_relief *relief = &scenario->relief;
    const struct muster_node *node = muster_decode_enter(&mark, decoder, root, MUSTER_KEY_RELIEF);
    muster_decode_parameter(&relief->available, decoder, node, MUSTER_KEY_RELIEF_AVAILABLE);
    if (node == NULL)
        return;
    if (node->kind == MUSTER_NODE_MAP) {
        relief->given = true;
        relief->pool = muster_decode_whole(decoder, node, MUSTER_KEY_RELIEF_POOL);
        relief->people = (int)given(decoder, node, MUSTER_KEY_RELIEF_PEOPLE, relief->pool);
        muster_decode_conditions(&relief->trigger, &relief->trigger_count, decoder, node,
                                 MUSTER_KEY_RELIEF_TRIGGER);
        relief->arrives_after_s =
            muster_decode_number(decoder, node, MUSTER_KEY_RELIEF_ARRIVES_AFTER);
        relief->at_least_s = muster_decode_number(decoder, node, MUSTER_KEY_RELIEF_AT_LEAST);
        relief->at_most_s = given(decoder, node, MUSTER_KEY_RELIEF_AT_MOST, INFINITY);
        relief->released_after_s =
            muster_decode_number(decoder, node, MUSTER_KEY_RELIEF_RELEASED_AFTER);
        relief->handle_factor =
            muster_decode_number(decoder, node, MUSTER_KEY_RELIEF_HANDLE_FACTOR);
        relief->hourly = given(decoder, node, MUSTER_KEY_RELIEF_HOURLY, 0);
        relief->settled_yearly =
            muster_decode_choice(decoder, node, MUSTER_KEY_RELIEF_SETTLED) == 0;
        if (relief->pool == 0)
            relief->people = 0;
        if (relief->people > relief->pool)
            muster_decode_key_fault(decoder, node, MUSTER_KEY_RELIEF_PEOPLE,
                                    "give at most the pool",
                                    "more would come than are in the "
                                    "pool");
        if (relief->at_most_s < relief->at_least_s)
            muster_decode_key_fault(decoder, node, MUSTER_KEY_RELIEF_AT_MOST,
                                    "give at least at_least", "it is less than at_least");
        add_group(scenario, decoder, node);
    }
    muster_decode_leave(decoder, mark);
}
