/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "decode.h"

void muster_decode_overtime(struct muster_scenario *scenario, struct muster_decoder *decoder,
                            const struct muster_node *root)
{
    size_t mark;
    struct muster_overtime_offer *overtime = &scenario->overtime;
    const struct muster_node *node = muster_decode_enter(&mark, decoder, root, MUSTER_KEY_OVERTIME);
    muster_decode_parameter(&overtime->accepted, decoder, node, MUSTER_KEY_OVERTIME_ACCEPTED);
    if (node == NULL)
        return;
    overtime->given = node->kind == MUSTER_NODE_MAP;
    overtime->at_most_s = muster_decode_number(decoder, node, MUSTER_KEY_OVERTIME_AT_MOST);
    overtime->lost_shifts = muster_decode_flag(decoder, node, MUSTER_KEY_OVERTIME_LOST_SHIFTS);
    muster_decode_conditions(&overtime->extend_when, &overtime->extend_count, decoder, node,
                             MUSTER_KEY_OVERTIME_EXTEND_WHEN);
    overtime->extend_by_s = muster_decode_number(decoder, node, MUSTER_KEY_OVERTIME_EXTEND_BY);
    bool extends = muster_decode_get(node, MUSTER_KEY_OVERTIME_EXTEND_WHEN) != NULL;
    if (!extends && muster_decode_get(node, MUSTER_KEY_OVERTIME_EXTEND_BY) != NULL)
        muster_decode_key_fault(decoder, node, MUSTER_KEY_OVERTIME_EXTEND_BY, "add extend_when",
                                "it goes with extend_when");
    if (!extends && !overtime->lost_shifts && overtime->given)
        muster_decode_fault(decoder, node, "add extend_when, or leave lost_shifts out",
                            "nothing is offered");
    muster_decode_leave(decoder, mark);
}
