/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "decode.h"

#include "calendar.h"
#include "quantity.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Room for `count` dates. */
static bool room_for(struct muster_hours *hours, struct muster_decoder *decoder, size_t count)
{
    hours->closed = muster_decode_room(decoder, count, sizeof *hours->closed);
    return hours->closed != NULL;
}

/* Keeps the dates ascending, each once; files have them in that order. */
static void keep_date(struct muster_hours *hours, int32_t date)
{
    size_t i = hours->closed_count;
    while (i > 0 && hours->closed[i - 1] > date)
        i--;
    if (i > 0 && hours->closed[i - 1] == date)
        return;
    memmove(&hours->closed[i + 1], &hours->closed[i],
            (hours->closed_count - i) * sizeof *hours->closed);
    hours->closed[i] = date;
    hours->closed_count++;
}

static void read_list(struct muster_hours *hours, struct muster_decoder *decoder,
                      const struct muster_node *node)
{
    size_t position = 0;
    if (!room_for(hours, decoder, node->count))
        return;
    for (const struct muster_node *item = node->first; item != NULL; item = item->next) {
        int32_t date = 0;
        size_t mark = muster_path_push_position(&decoder->path, ++position);
        struct muster_reading reading = {.status = MUSTER_READING_MALFORMED,
                                         .message = "is not a date such as 2004-10-04"};
        if (item->kind == MUSTER_NODE_SCALAR)
            reading = muster_date_read(&date, item->text);
        if (reading.status != MUSTER_READING_FINE)
            muster_decode_fault(decoder, item, reading.remedy, "%s %s",
                                item->kind == MUSTER_NODE_SCALAR ? item->text : "this",
                                reading.message);
        else
            keep_date(hours, date);
        muster_path_pop(&decoder->path, mark);
    }
}

/* A file of dates covers the years of its first to those of its last date. */
static void check_cover(struct muster_decoder *decoder, const struct muster_node *node,
                        const struct muster_hours *hours, int32_t first, int32_t last)
{
    if (hours->closed_count == 0)
        return;
    int from = muster_civil_from_date(hours->closed[0]).year;
    int to = muster_civil_from_date(hours->closed[hours->closed_count - 1]).year;
    if (muster_civil_from_date(first).year < from || muster_civil_from_date(last).year > to)
        muster_decode_fault(decoder, node, "give a list of dates, or a horizon within these years",
                            "%s covers the years %d to %d, the horizon reaches beyond", node->text,
                            from, to);
}

static void read_file(struct muster_hours *hours, struct muster_decoder *decoder,
                      const struct muster_node *node, int32_t first, int32_t last)
{
    const struct muster_table *table =
        muster_table_read(decoder->tables, node->text, "date,name", true, node->place,
                          decoder->path.text, decoder->faults);
    if (table == NULL || !room_for(hours, decoder, table->rows))
        return;
    size_t before = decoder->faults->fault_count;
    for (size_t row = 0; row < table->rows; row++) {
        int32_t date = 0;
        const char *text = muster_table_cell(table, row, 0);
        struct muster_reading reading = muster_date_read(&date, text);
        if (reading.status != MUSTER_READING_FINE)
            muster_faults_add(decoder->faults, muster_table_place(table, row), NULL, reading.remedy,
                              "%s %s", text, reading.message);
        else
            keep_date(hours, date);
    }
    if (decoder->faults->fault_count == before && decoder->horizon_known)
        check_cover(decoder, node, hours, first, last);
}

void muster_decode_closed(struct muster_hours *hours, struct muster_decoder *decoder,
                          const struct muster_node *table, enum muster_key_id id, int32_t first,
                          int32_t last)
{
    size_t mark;
    const struct muster_node *node =
        table != NULL ? muster_decode_enter(&mark, decoder, table, id) : NULL;
    if (node == NULL)
        return;
    if (node->kind == MUSTER_NODE_LIST)
        read_list(hours, decoder, node);
    else if (node->kind == MUSTER_NODE_SCALAR && node->text[0] != '\0')
        read_file(hours, decoder, node, first, last);
    else
        muster_decode_form_fault(decoder, node, id);
    muster_decode_leave(decoder, mark);
}
