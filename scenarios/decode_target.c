/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "decode.h"

#include "quantity.h"

#include <stdlib.h>
#include <string.h>

/* Waits are counted against one threshold a service: a second one for its contacts is refused. */
static void refuse_second_threshold(struct muster_decoder *decoder, const struct muster_node *node,
                                    const struct muster_scenario *scenario,
                                    const struct muster_target *target)
{
    for (size_t i = 0; i < scenario->target_count; i++) {
        const struct muster_target *before = &scenario->target[i];
        if (before->kind == MUSTER_TARGET_WITHIN && target->kind == MUSTER_TARGET_WITHIN &&
            before->service == target->service && before->within_s != target->within_s) {
            muster_decode_fault(decoder, node, "give both the same time, or run it twice",
                                "%s beside %s: a second time threshold for the same contacts is "
                                "not in this version",
                                node->text, before->text);
            return;
        }
    }
}

static void add_target(struct muster_scenario *scenario, struct muster_decoder *decoder,
                       const struct muster_node *node, enum muster_key_id id, int service)
{
    struct muster_target target = {.service = service};
    if (node->kind != MUSTER_NODE_SCALAR || node->text[0] == '\0') {
        muster_decode_form_fault(decoder, node, id);
        return;
    }
    struct muster_reading reading = muster_target_read(&target, node->text);
    if (reading.status != MUSTER_READING_FINE) {
        muster_decode_fault(decoder, node, reading.remedy, "%s %s", node->text, reading.message);
        return;
    }
    refuse_second_threshold(decoder, node, scenario, &target);
    size_t size = (scenario->target_count + 1) * sizeof *scenario->target;
    struct muster_target *more = realloc(scenario->target, size);
    target.text = muster_decode_copy(decoder, node->text);
    if (more == NULL) {
        decoder->faults->out_of_memory = true;
        free(target.text);
        return;
    }
    scenario->target = more;
    scenario->target[scenario->target_count++] = target;
}

void muster_decode_targets(struct muster_scenario *scenario, struct muster_decoder *decoder,
                           const struct muster_node *table, enum muster_key_id id, int service)
{
    size_t mark;
    const struct muster_node *node = muster_decode_enter(&mark, decoder, table, id);
    if (node == NULL)
        return;
    size_t position = 0;
    if (node->kind != MUSTER_NODE_LIST)
        add_target(scenario, decoder, node, id, service);
    for (const struct muster_node *item = node->first;
         node->kind == MUSTER_NODE_LIST && item != NULL; item = item->next) {
        size_t inner = muster_path_push_position(&decoder->path, ++position);
        add_target(scenario, decoder, item, id, service);
        muster_path_pop(&decoder->path, inner);
    }
    muster_decode_leave(decoder, mark);
}

/* The first target with a threshold for the service (-1: for all), or NULL. */
static const struct muster_target *first_within(const struct muster_scenario *scenario, int service)
{
    for (size_t i = 0; i < scenario->target_count; i++)
        if (scenario->target[i].kind == MUSTER_TARGET_WITHIN &&
            scenario->target[i].service == service)
            return &scenario->target[i];
    return NULL;
}

void muster_decode_thresholds(struct muster_scenario *scenario)
{
    const struct muster_target *of_all = first_within(scenario, -1);
    for (size_t k = 0; k < scenario->service_count; k++) {
        const struct muster_target *own = first_within(scenario, (int)k);
        const struct muster_target *target = own != NULL ? own : of_all;
        scenario->service[k].within_s = target != NULL ? target->within_s : 20;
        scenario->service[k].target_share = target != NULL ? target->share : 0.8;
    }
}
