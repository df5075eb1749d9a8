/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The attempts of one traced replication, in the order in which they were settled.
 * Thread rule: one owner while being filled, const afterwards.
 */
#ifndef MUSTER_TRACE_LOG_H
#define MUSTER_TRACE_LOG_H

#include "engine.h"

struct muster_trace_log {
    struct muster_trace_row *row;
    size_t count, capacity;
    bool out_of_memory; /* rows are missing */
};

/* A muster_trace_fn; the context is the log. */
void muster_trace_log_add(void *log, const struct muster_trace_row *row);
void muster_trace_log_clear(struct muster_trace_log *log); /* a log of zeros is fine */

#endif
