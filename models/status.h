/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How the world fails. A user's mistake is a fault (faults.h); a programmer's is an assert.
 * Thread rule: constants.
 */
#ifndef MUSTER_STATUS_H
#define MUSTER_STATUS_H

enum muster_status {
    MUSTER_OK,
    MUSTER_NO_MEMORY,
    MUSTER_IO_FAILED,  /* a file could not be written or read; see the text beside it */
    MUSTER_BAD_FORMAT, /* a results file or journal of another format, truncated or damaged */
    MUSTER_MISMATCH,   /* --resume: another scenario, seed or version */
    MUSTER_IN_USE,     /* another run writes there */
    MUSTER_EXISTS,     /* the output exists */
    MUSTER_INTERRUPTED /* stopped by request; everything completed is kept */
};

/* A status with its story. `text` says what happened and what to do. */
struct muster_failure {
    enum muster_status status;
    char text[512];
};

#endif
