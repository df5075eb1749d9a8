/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "decode.h"

#include "nearest.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int find_service(const struct muster_scenario *scenario, const char *name)
{
    for (size_t k = 0; k < scenario->service_count; k++)
        if (strcmp(scenario->service[k].name, name) == 0)
            return (int)k;
    return -1;
}

static void unknown_service(struct muster_decoder *decoder, const struct muster_scenario *scenario,
                            const struct muster_node *node)
{
    struct muster_nearest nearest;
    char remedy[300] = "add it to services, or use one that is there";
    if (scenario->service_count == 0 || decoder->incomplete)
        return; /* said already, or perhaps in the include */
    muster_nearest_init(&nearest, node->text);
    for (size_t k = 0; k < scenario->service_count; k++)
        muster_nearest_offer(&nearest, scenario->service[k].name);
    if (nearest.best != NULL)
        snprintf(remedy, sizeof remedy, "did you mean %.200s?", nearest.best);
    muster_decode_fault(decoder, node, remedy, "there is no service %s", node->text);
}

static void add_skill(struct muster_group *group, struct muster_decoder *decoder,
                      const struct muster_scenario *scenario, const struct muster_node *name,
                      struct muster_skill skill)
{
    if (name->kind != MUSTER_NODE_SCALAR || name->text[0] == '\0') {
        muster_decode_fault(decoder, name, "write for example [calls, complaints]",
                            "the name of a service belongs here");
        return;
    }
    skill.service = find_service(scenario, name->text);
    if (skill.service < 0) {
        unknown_service(decoder, scenario, name);
        return;
    }
    for (size_t i = 0; i < group->skill_count; i++)
        if (group->skill[i].service == skill.service) {
            muster_decode_fault(decoder, name, "leave one of them out", "%s stands there twice",
                                name->text);
            return;
        }
    group->skill[group->skill_count++] = skill; /* room for as many as there are services */
}

/* calls, or {service: calls, handle_factor: 1.4} */
static void decode_skill(struct muster_group *group, struct muster_decoder *decoder,
                         const struct muster_scenario *scenario, const struct muster_node *item,
                         int place)
{
    struct muster_skill skill = {.place = place, .handle_factor = 1};
    if (item->kind != MUSTER_NODE_MAP) {
        add_skill(group, decoder, scenario, item, skill);
        return;
    }
    muster_decode_walk(decoder, item, MUSTER_KEY_GROUP_SKILLS);
    skill.handle_factor = muster_decode_number(decoder, item, MUSTER_KEY_SKILL_FACTOR);
    size_t mark;
    const struct muster_node *name =
        muster_decode_enter(&mark, decoder, item, MUSTER_KEY_SKILL_SERVICE);
    if (name == NULL)
        return;
    add_skill(group, decoder, scenario, name, skill);
    muster_decode_leave(decoder, mark);
}

void muster_decode_skills(struct muster_group *group, struct muster_decoder *decoder,
                          const struct muster_scenario *scenario, const struct muster_node *node)
{
    size_t mark;
    int place = 0;
    const struct muster_node *list =
        muster_decode_enter(&mark, decoder, node, MUSTER_KEY_GROUP_SKILLS);
    group->skill = muster_decode_room(decoder, scenario->service_count, sizeof *group->skill);
    if (list == NULL)
        return;
    if (list->kind != MUSTER_NODE_LIST || list->count == 0)
        muster_decode_form_fault(decoder, list, MUSTER_KEY_GROUP_SKILLS);
    for (const struct muster_node *item = list->first;
         item != NULL && list->kind == MUSTER_NODE_LIST && group->skill != NULL;
         item = item->next, place++) {
        size_t inner = muster_path_push_position(&decoder->path, (size_t)place + 1);
        if (item->kind != MUSTER_NODE_LIST)
            decode_skill(group, decoder, scenario, item, place);
        for (const struct muster_node *equal = item->first;
             equal != NULL && item->kind == MUSTER_NODE_LIST; equal = equal->next)
            decode_skill(group, decoder, scenario, equal, place);
        muster_path_pop(&decoder->path, inner);
    }
    muster_decode_leave(decoder, mark);
}

static void add_service(int *service, size_t *count, struct muster_decoder *decoder,
                        const struct muster_scenario *scenario, const struct muster_node *item,
                        enum muster_key_id id)
{
    int found = -1;
    if (item->kind != MUSTER_NODE_SCALAR || item->text[0] == '\0')
        muster_decode_form_fault(decoder, item, id);
    else if ((found = find_service(scenario, item->text)) < 0)
        unknown_service(decoder, scenario, item);
    for (size_t i = 0; i < *count && found >= 0; i++)
        if (service[i] == found) {
            muster_decode_fault(decoder, item, "leave one of them out", "%s stands there twice",
                                item->text);
            found = -1;
        }
    if (found >= 0)
        service[(*count)++] = found;
}

size_t muster_decode_services(int **service, struct muster_decoder *decoder,
                              const struct muster_scenario *scenario,
                              const struct muster_node *table, enum muster_key_id id)
{
    size_t mark, count = 0, position = 0;
    const struct muster_node *list = muster_decode_enter(&mark, decoder, table, id);
    if (list == NULL)
        return 0;
    *service = muster_decode_room(decoder, scenario->service_count, sizeof **service);
    if (list->kind != MUSTER_NODE_LIST || list->count == 0)
        muster_decode_form_fault(decoder, list, id);
    for (const struct muster_node *item = list->first;
         item != NULL && list->kind == MUSTER_NODE_LIST && *service != NULL; item = item->next) {
        size_t inner = muster_path_push_position(&decoder->path, ++position);
        add_service(*service, &count, decoder, scenario, item, id);
        muster_path_pop(&decoder->path, inner);
    }
    muster_decode_leave(decoder, mark);
    return count;
}
