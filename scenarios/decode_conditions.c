/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "decode.h"

#include "quantity.h"

static void decode_one(struct muster_condition *condition, size_t *count,
                       struct muster_decoder *decoder, const struct muster_node *node,
                       enum muster_key_id id)
{
    if (node->kind != MUSTER_NODE_SCALAR || node->text[0] == '\0') {
        muster_decode_form_fault(decoder, node, id);
        return;
    }
    struct muster_reading reading = muster_condition_read(&condition[*count], node->text);
    if (reading.status == MUSTER_READING_FINE)
        ++*count;
    else
        muster_decode_fault(decoder, node, reading.remedy[0] ? reading.remedy : "", "%s %s",
                            node->text, reading.message);
}

void muster_decode_conditions(struct muster_condition **conditions, size_t *count,
                              struct muster_decoder *decoder, const struct muster_node *table,
                              enum muster_key_id id)
{
    size_t mark, position = 0;
    const struct muster_node *node = muster_decode_enter(&mark, decoder, table, id);
    *conditions = NULL;
    *count = 0;
    if (node == NULL)
        return;
    bool list = node->kind == MUSTER_NODE_LIST && node->count > 0;
    *conditions = muster_decode_room(decoder, list ? node->count : 1, sizeof **conditions);
    if (*conditions != NULL && !list)
        decode_one(*conditions, count, decoder, node, id);
    for (const struct muster_node *item = node->first; *conditions != NULL && list && item != NULL;
         item = item->next) {
        size_t inner = muster_path_push_position(&decoder->path, ++position);
        decode_one(*conditions, count, decoder, item, id);
        muster_path_pop(&decoder->path, inner);
    }
    muster_decode_leave(decoder, mark);
}
