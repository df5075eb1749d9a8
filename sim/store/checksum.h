/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two checks on stored bytes: CRC-32C (Castagnoli polynomial 0x1EDC6F41, reflected; castagnoli1993,
 * parameters and known answers of rfc3720, appendix B.4) against damage, and FNV-1a 64 (fnv) as the
 * short name of a text. Neither guards against malice.
 * Thread rule: pure functions; a table is const once made.
 */
#ifndef MUSTER_CHECKSUM_H
#define MUSTER_CHECKSUM_H

#include <stddef.h>
#include <stdint.h>

/* row[k][b]: the remainder of byte b followed by k zero bytes, so that eight bytes go at once. */
struct muster_crc_table {
    uint32_t row[8][256];
};
void muster_crc_table_init(struct muster_crc_table *table);

/* CRC-32C of `length` bytes after `crc`, the value for the bytes before them (0: none). */
uint32_t muster_crc(const struct muster_crc_table *table, uint32_t crc, const void *data,
                    size_t length);

/* FNV-1a 64 of a zero-terminated text. */
uint64_t muster_text_hash(const char *text);

#endif
