/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "trace_log.h"

#include <stdlib.h>
#include <string.h>

void muster_trace_log_add(void *context, const struct muster_trace_row *row)
{
    struct muster_trace_log *log = context;
    if (log->count == log->capacity) {
        size_t capacity = log->capacity ? 2 * log->capacity : 4096;
        struct muster_trace_row *grown = realloc(log->row, capacity * sizeof *grown);
        if (!grown) {
            log->out_of_memory = true;
            return;
        }
        log->row = grown;
        log->capacity = capacity;
    }
    log->row[log->count++] = *row;
}

void muster_trace_log_clear(struct muster_trace_log *log)
{
    free(log->row);
    memset(log, 0, sizeof *log);
}
