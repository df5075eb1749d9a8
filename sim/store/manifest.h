/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The identity of a run: what must be the same for `--resume`, as a text of `key: value` lines.
 * It lies in RUNS.h5.part/manifest while running and as the attribute `identity` of /runs in the
 * finished file. Two runs with the same text have bit-identical replications.
 */
#ifndef MUSTER_MANIFEST_H
#define MUSTER_MANIFEST_H

#include "scenario.h"
#include "store_failure.h"
#include "tally.h"
#include <stdbool.h>

#define MUSTER_STORE_FORMAT "muster.store/1"

/* The text for a question and the shape of its tallies, in new memory of the caller's; NULL when
 * out of memory. Replications, precision and threads are not in it: 200 can become 500. */
char *muster_manifest_text(const struct muster_question *question,
                           const struct muster_shape *shape);

/* MUSTER_OK when the identity at `place` is this one; else MUSTER_MISMATCH with a text saying what
 * differs: the first differing key, for a scenario the first differing line of its resolved text.
 */
struct muster_identity {
    const char *manifest;
    const char *resolved;
};
enum muster_status muster_identity_match(struct muster_failure *failure, const char *place,
                                         struct muster_identity there, struct muster_identity here);

/* The value of the n-th line with `key` (n from 0) into value[size]; false when there is none. */
bool muster_manifest_value(char *value, size_t size, const char *text, const char *key, size_t n);

/* The value of the first line with `key` from `text` on; returns what follows that line, NULL when
 * there is none. */
const char *muster_manifest_next(char *value, size_t size, const char *text, const char *key);

/* What a manifest says of the run; false when it is not a manifest or its numbers are absurd. */
struct muster_manifest {
    uint64_t seed;
    size_t candidates;
    size_t bytes; /* of one tally */
    struct muster_shape shape;
};
bool muster_manifest_parse(struct muster_manifest *manifest, const char *text);

#endif
