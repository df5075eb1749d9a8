/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The seal of a results file: a last line, behind what HDF5 counts as the file,
 *     "\nmuster seal: 00000000001296189 bytes, crc32c 1a2b3c4d\n"
 * HDF5 1.10 crashes on many files with a damaged byte in them (tree nodes, heaps and object headers
 * of its older format have no checksum), so nothing is given to it that is not what was written.
 * Readers of other makes see an ordinary HDF5 file. The seal guards against damage, not malice.
 * Thread rule: nothing is shared.
 */
#ifndef MUSTER_STORE_SEAL_H
#define MUSTER_STORE_SEAL_H

#include "status.h"

/* Appends the seal to a closed file. 0 or an errno value. */
int muster_seal_write(const char *path);

/* MUSTER_OK when the file ends in a seal that fits it. MUSTER_BAD_FORMAT with a text otherwise,
 * also for what cannot be opened or is no regular file; opening never waits. */
enum muster_status muster_seal_check(struct muster_failure *failure, const char *path);

#endif
