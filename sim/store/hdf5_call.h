/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * HDF5 within the store: turning its error stack into a failure, and the small things both the
 * writer and the reader do. Included by sim/store/results*.c only.
 */
#ifndef MUSTER_HDF5_CALL_H
#define MUSTER_HDF5_CALL_H

#include "store_failure.h"
#include "store_layout.h"

#include <hdf5.h>

/* Tallies moved at a time: one chunk of the large datasets holds so many replications. A function
 * of the run only, so that the same run gives the same bytes. */
size_t muster_store_batch(size_t tally_bytes, size_t replications);

/* Before any other call: HDF5 neither prints its error stack nor tidies up at exit. */
void muster_hdf5_quiet(void);
/* The system's errno out of HDF5's error stack, or 0; *text [size] gets HDF5's own first words. */
int muster_hdf5_error(char *text, size_t size);

/* File access with locks that a file system without locks does not make fatal; < 0 on failure. */
hid_t muster_hdf5_access(void);

/* Closes and forgets; tells whether that went well. H5I_INVALID_HID is fine. */
bool muster_hdf5_close(hid_t *id);

/* The type of a field's elements, in memory and in the file. */
hid_t muster_hdf5_memory_type(enum muster_field_type type);
hid_t muster_hdf5_file_type(enum muster_field_type type);

#endif
