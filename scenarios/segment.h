/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One step of a dotted path ("staff.agents.shifts[2].length"): shared by looking up and setting.
 * Thread rule: pure functions.
 */
#ifndef MUSTER_SEGMENT_H
#define MUSTER_SEGMENT_H

#include "document.h"

struct muster_segment {
    const char *text; /* borrowed from the path, not terminated */
    size_t length;
    size_t key_length; /* without a trailing [2] */
    size_t position;   /* the 2 of it; 0 = none */
    bool last;
};

/* Takes the next segment off *path (NULL when none is left); false: none left. */
bool muster_segment_next(struct muster_segment *segment, const char **path);
/* The child of `node` that the segment names, or NULL. */
struct muster_node *muster_segment_step(const struct muster_node *node,
                                        const struct muster_segment *segment);

#endif
