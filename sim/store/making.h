/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A results file while it is made: what is known of it, and the steps from which it is put
 * together. Once `failure` is set every step does nothing, so that steps need no checks of their
 * own. Private to results_write.c, making.c and making_axes.c. Thread rule: that of HDF5, one
 * thread at a time.
 */
#ifndef MUSTER_MAKING_H
#define MUSTER_MAKING_H

#include "checksum.h"
#include "hdf5_call.h"
#include "results.h"

#include <stdbool.h>

struct muster_making {
    struct muster_failure *failure;
    const char *path;
    char *temporary;
    const struct muster_question *question;
    struct muster_journal *journal;
    size_t replications;
    struct muster_extras extras;
    const atomic_int *stop; /* may be NULL */
    struct muster_store_layout layout;
    hid_t file;
    hid_t text_type;   /* variable length, UTF-8 */
    hid_t with_groups; /* link creation: make missing groups */
    hid_t scale[MUSTER_AXES];
    size_t axis_length[MUSTER_AXES];
    hid_t *extra_scale; /* [extras.axis_count] */
    hid_t *field;       /* [layout.field_count] */
    size_t batch;
    unsigned char *block;  /* [batch] tallies */
    unsigned char *values; /* [batch] of the largest field */
    unsigned char *back;   /* a packed chunk read back */
    struct muster_packer *packer;
    struct muster_crc_table crc;
    uint32_t *written, *read; /* [layout.field_count] CRC-32C of what went through */
};

/* What a new dataset is. chunk[0] = 0: neither chunked nor filtered. */
struct muster_making_plan {
    const char *path, *unit, *long_name;
    hid_t type;
    int rank;
    hsize_t length[MUSTER_RANK_MOST];
    hsize_t chunk[MUSTER_RANK_MOST];
    bool whole_chunks; /* always written chunk by chunk: no cache */
};

/* Whether nothing has failed. */
bool muster_making_fine(const struct muster_making *making);
/* Out of memory, unless something failed before. */
void muster_making_no_memory(struct muster_making *making);
/* The world failed: says what, why (errno or a reason), and that nothing is lost. */
void muster_making_failed(struct muster_making *making, const char *what, int error,
                          const char *reason);
/* Checks an HDF5 return code or identifier: below 0 it failed. Whether all is fine. */
bool muster_making_ok(struct muster_making *making, long long code, const char *what);
/* Closes *id if it is open. */
void muster_making_close(struct muster_making *making, hid_t *id, const char *what);

/* A text attribute of an object. */
void muster_making_text(struct muster_making *making, hid_t object, const char *name,
                        const char *text);
/* A new dataset, open, with its unit and sentence; H5I_INVALID_HID when it could not be made. */
hid_t muster_making_dataset(struct muster_making *making, const struct muster_making_plan *plan);
/* All values of a dataset, which lie in memory as `type` says. */
void muster_making_values(struct muster_making *making, hid_t dataset, hid_t type,
                          const void *values, const char *path);

/* /axes: the standard ones, left open in making->scale, and the caller's in making->extra_scale. */
void muster_making_axes(struct muster_making *making);

#endif
