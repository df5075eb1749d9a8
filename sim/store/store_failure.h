/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How the store fails: a status and a text for people, made here; and the two names that lie beside
 * a results file while it is being made. Thread rule: the caller's structs only.
 */
#ifndef MUSTER_STORE_FAILURE_H
#define MUSTER_STORE_FAILURE_H

#include "faults.h"
#include "status.h"

/* Fills *failure (text cut to what fits) and returns `status`. */
enum muster_status muster_failure_set(struct muster_failure *failure, enum muster_status status,
                                      const char *format, ...) MUSTER_PRINTF(3, 4);
/* MUSTER_OK with an empty text. */
enum muster_status muster_failure_none(struct muster_failure *failure);
/* MUSTER_NO_MEMORY with its text. */
static inline enum muster_status muster_failure_memory(struct muster_failure *failure)
{
    muster_failure_set(failure, MUSTER_NO_MEMORY, "out of memory");
    return failure->status = MUSTER_NO_MEMORY;
}

/* a + b in new memory of the caller's, or NULL. */
char *muster_text_join(const char *a, const char *b);

#endif
