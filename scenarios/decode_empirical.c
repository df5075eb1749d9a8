/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "decode.h"

#include <stdio.h>
#include <stdlib.h>

/* The values of the file in the unit of the key; each fault at its own line. */
static bool read_values(double *values, struct muster_decoder *decoder,
                        const struct muster_table *table, const char *unit, enum muster_key_id id)
{
    bool fine = true;
    for (size_t row = 0; row < table->rows; row++) {
        char text[160];
        struct muster_node node = {.kind = MUSTER_NODE_SCALAR, .text = text};
        node.place = muster_table_place(table, row);
        snprintf(text, sizeof text, "%s%s%s", muster_table_cell(table, row, 0),
                 unit[0] != '\0' ? " " : "", unit);
        if (!muster_decode_value(&values[row], decoder, &node, id))
            fine = false;
    }
    return fine;
}

bool muster_decode_empirical(struct muster_law *law, struct muster_decoder *decoder,
                             const struct muster_node *node, enum muster_key_id id)
{
    const struct muster_node *file = muster_decode_get(node, MUSTER_KEY_LAW_EMPIRICAL);
    const struct muster_node *unit = muster_decode_get(node, MUSTER_KEY_LAW_UNIT);
    if (file->kind != MUSTER_NODE_SCALAR || file->text[0] == '\0') {
        muster_decode_form_fault(decoder, file, MUSTER_KEY_LAW_EMPIRICAL);
        return false;
    }
    if (unit != NULL && unit->kind != MUSTER_NODE_SCALAR) {
        muster_decode_form_fault(decoder, unit, MUSTER_KEY_LAW_UNIT);
        return false;
    }
    const struct muster_table *table =
        muster_table_read(decoder->tables, file->text, "value", false, file->place,
                          decoder->path.text, decoder->faults);
    if (table == NULL)
        return false;
    enum muster_key_type type = muster_key_row(id)->type;
    bool timed = type == MUSTER_TYPE_DURATION || type == MUSTER_TYPE_RATE_STEPS;
    if (timed && unit == NULL) {
        muster_decode_fault(decoder, file, "write {empirical: file.csv, unit: s}",
                            "the unit of the values is missing");
        return false;
    }
    double *values = muster_decode_room(decoder, table->rows, sizeof *values);
    bool fine =
        values != NULL && read_values(values, decoder, table, unit != NULL ? unit->text : "", id);
    if (fine && !muster_law_empirical(law, values, table->rows)) {
        decoder->faults->out_of_memory = true;
        fine = false;
    }
    free(values);
    return fine;
}
