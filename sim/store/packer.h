/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A chunk of numbers as a results file holds it: bytes shuffled, deflated [rfc1951], Fletcher's
 * checksum [fletcher1982] behind. These are HDF5's own filters, so HDF5 and whatever reads its
 * files undoes them; only writing goes past it. Its deflate looks for repeated strings, which
 * shuffled sums do not have: looking for runs of one byte alone takes half the time and no more
 * room.
 *
 * Thread rule: a packer is used by one thread at a time.
 */
#ifndef MUSTER_PACKER_H
#define MUSTER_PACKER_H

#include <stddef.h>

struct muster_packer;

/* For chunks of up to `most` bytes. NULL: no memory. */
struct muster_packer *muster_packer_new(size_t most);
/* NULL is fine; returns NULL. */
struct muster_packer *muster_packer_free(struct muster_packer *packer);

/* The most bytes that a chunk of `bytes` can take. */
size_t muster_packed_most(size_t bytes);

/* Packs `count` numbers of `width` bytes each, little-endian, count x width <= most. The result is
 * *size bytes, the packer's own and valid until its next call. */
const unsigned char *muster_packer_pack(size_t *size, struct muster_packer *packer,
                                        const void *values, size_t count, size_t width);

#endif
