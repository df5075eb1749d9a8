/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Input files: ordinary ones only, of bounded size, inside the folder they are confined to.
 * A fault is added at `place` under `fault_path` and speaks of the file by the path given.
 * Thread rule: nothing is shared.
 */
#ifndef MUSTER_FILE_H
#define MUSTER_FILE_H

#include "faults.h"

#include <stdbool.h>
#include <stddef.h>

/* The whole of a regular file of at most `most` bytes; opening never waits for a FIFO or device.
 * Returns the bytes, to be freed by the caller, with a NUL after *length of them; or NULL. */
char *muster_file_read(size_t *length, struct muster_faults *faults, const char *path, size_t most,
                       struct muster_place place, const char *fault_path);
/* The same from an open descriptor of any kind (standard input), which stays open. */
char *muster_file_read_open(size_t *length, struct muster_faults *faults, int descriptor,
                            size_t most, struct muster_place place, const char *fault_path);

/* "data/weeks.csv" beside "council/base.yaml" is "council/data/weeks.csv"; an absolute path stays.
 * To be freed by the caller; NULL: out of memory. */
char *muster_file_beside(const char *neighbour, const char *path);
/* The real path (links resolved), to be freed by the caller; NULL when it does not exist or,
 * unless allow_outside, is not inside `folder` (a real path). Faults call it `name`. */
char *muster_file_resolve(struct muster_faults *faults, const char *path, const char *name,
                          const char *folder, bool allow_outside, struct muster_place place,
                          const char *fault_path);
/* The real path without further ado; NULL: does not exist. No fault. */
char *muster_file_real(const char *path);
/* The real folder that holds `path`, to be freed by the caller; NULL: does not exist. No fault. */
char *muster_file_folder(const char *path);

#endif
