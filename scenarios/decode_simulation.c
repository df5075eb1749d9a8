/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "decode.h"

#include <math.h>
#include <stdlib.h>

static void decode_precision(struct muster_question *question, struct muster_decoder *decoder,
                             const struct muster_node *table)
{
    size_t mark;
    const struct muster_node *node =
        muster_decode_enter(&mark, decoder, table, MUSTER_KEY_PRECISION);
    if (node == NULL)
        return;
    if (node->kind != MUSTER_NODE_MAP || node->count == 0)
        muster_decode_form_fault(decoder, node, MUSTER_KEY_PRECISION);
    else
        question->precision = muster_decode_room(decoder, node->count, sizeof *question->precision);
    for (const struct muster_node *child = node->first;
         child != NULL && question->precision != NULL; child = child->next) {
        size_t inner = muster_path_push(&decoder->path, child->key);
        struct muster_precision *precision = &question->precision[question->precision_count++];
        precision->measure = muster_decode_copy(decoder, child->key);
        muster_decode_value(&precision->half_width, decoder, child, MUSTER_KEY_PRECISION);
        muster_path_pop(&decoder->path, inner);
    }
    muster_decode_leave(decoder, mark);
}

void muster_decode_simulation(struct muster_question *question, struct muster_decoder *decoder,
                              const struct muster_node *root)
{
    size_t mark;
    const struct muster_node *node =
        muster_decode_enter(&mark, decoder, root, MUSTER_KEY_SIMULATION);
    question->replications = muster_decode_whole(decoder, node, MUSTER_KEY_REPLICATIONS);
    question->seed = (uint64_t)muster_decode_number(decoder, node, MUSTER_KEY_SEED);
    const struct muster_node *at_most = muster_decode_get(node, MUSTER_KEY_AT_MOST);
    double most = fmin(10.0 * question->replications, muster_key_row(MUSTER_KEY_AT_MOST)->most);
    question->at_most =
        at_most != NULL ? muster_decode_whole(decoder, node, MUSTER_KEY_AT_MOST) : (int)most;
    if (node == NULL)
        return;
    decode_precision(question, decoder, node);
    if (at_most != NULL && question->at_most < question->replications)
        muster_decode_key_fault(decoder, node, MUSTER_KEY_AT_MOST,
                                "raise at_most or lower replications",
                                "at_most is less than replications");
    muster_decode_leave(decoder, mark);
}
