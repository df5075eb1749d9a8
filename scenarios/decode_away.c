/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lateness, days away that come now and then, and systems that fail.
 */
#include "decode.h"

void muster_decode_lateness(struct muster_lateness *lateness, struct muster_decoder *decoder,
                            const struct muster_node *root)
{
    size_t mark;
    const struct muster_node *node = muster_decode_enter(&mark, decoder, root, MUSTER_KEY_LATENESS);
    muster_decode_parameter(&lateness->probability, decoder, node, MUSTER_KEY_LATENESS_PROBABILITY);
    muster_decode_quantity(&lateness->length, decoder, node, MUSTER_KEY_LATENESS_LENGTH);
    lateness->paid = muster_decode_flag(decoder, node, MUSTER_KEY_LATENESS_PAID);
    if (node == NULL)
        return;
    lateness->given = true;
    muster_decode_leave(decoder, mark);
}

/* ---- days away now and then ---- */

static void decode_one_off(struct muster_one_off *one_off, struct muster_decoder *decoder,
                           const struct muster_node *node)
{
    one_off->entity = muster_entity("one-off", node->key);
    muster_decode_parameter(&one_off->per_year, decoder, node, MUSTER_KEY_ONE_OFF_RATE);
    muster_decode_quantity(&one_off->length, decoder, node, MUSTER_KEY_ONE_OFF_LENGTH);
    one_off->paid = muster_decode_flag(decoder, node, MUSTER_KEY_ONE_OFF_PAID);
}

void muster_decode_one_offs(struct muster_scenario *scenario, struct muster_decoder *decoder,
                            const struct muster_node *root)
{
    size_t mark;
    const struct muster_node *node = muster_decode_enter(&mark, decoder, root, MUSTER_KEY_ONE_OFFS);
    if (node == NULL)
        return;
    if (node->kind == MUSTER_NODE_MAP)
        scenario->one_off = muster_decode_room(decoder, node->count, sizeof *scenario->one_off);
    struct muster_named at = {0};
    while (scenario->one_off != NULL && muster_decode_next(&at, decoder, node)) {
        struct muster_one_off *one_off = &scenario->one_off[scenario->one_off_count++];
        one_off->name = at.name;
        decode_one_off(one_off, decoder, at.node);
    }
    muster_decode_leave(decoder, mark);
}

/* ---- outages ---- */

static void decode_outage(struct muster_outage *outage, struct muster_decoder *decoder,
                          const struct muster_scenario *scenario, const struct muster_node *node)
{
    outage->entity = muster_entity("outage", node->key);
    muster_decode_parameter(&outage->per_year, decoder, node, MUSTER_KEY_OUTAGE_RATE);
    muster_decode_quantity(&outage->length, decoder, node, MUSTER_KEY_OUTAGE_LENGTH);
    outage->service_count = muster_decode_services(&outage->service, decoder, scenario, node,
                                                   MUSTER_KEY_OUTAGE_SERVICES);
}

void muster_decode_outages(struct muster_scenario *scenario, struct muster_decoder *decoder,
                           const struct muster_node *root)
{
    size_t mark;
    const struct muster_node *node = muster_decode_enter(&mark, decoder, root, MUSTER_KEY_OUTAGES);
    if (node == NULL)
        return;
    if (node->kind == MUSTER_NODE_MAP)
        scenario->outage = muster_decode_room(decoder, node->count, sizeof *scenario->outage);
    struct muster_named at = {0};
    while (scenario->outage != NULL && muster_decode_next(&at, decoder, node)) {
        struct muster_outage *outage = &scenario->outage[scenario->outage_count++];
        outage->name = at.name;
        decode_outage(outage, decoder, scenario, at.node);
    }
    muster_decode_leave(decoder, mark);
}
