/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "packer.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum { CHECKSUM_BYTES = 4, WINDOW_BITS = 15, MEMORY_LEVEL = 8 };

struct muster_packer {
    z_stream stream;
    size_t most;
    unsigned char *shuffled; /* [most] */
    unsigned char *packed;   /* [muster_packed_most(most)] */
};

size_t muster_packed_most(size_t bytes)
{
    return compressBound((uLong)bytes) + bytes / 64 + CHECKSUM_BYTES;
}

struct muster_packer *muster_packer_new(size_t most)
{
    struct muster_packer *packer = calloc(1, sizeof *packer);
    if (!packer)
        return NULL;
    packer->most = most;
    packer->shuffled = malloc(most + 1);
    packer->packed = malloc(muster_packed_most(most));
    if (!packer->shuffled || !packer->packed ||
        deflateInit2(&packer->stream, Z_BEST_SPEED, Z_DEFLATED, WINDOW_BITS, MEMORY_LEVEL, Z_RLE) !=
            Z_OK)
        return muster_packer_free(packer);
    return packer;
}

struct muster_packer *muster_packer_free(struct muster_packer *packer)
{
    if (!packer)
        return NULL;
    deflateEnd(&packer->stream);
    free(packer->shuffled);
    free(packer->packed);
    free(packer);
    return NULL;
}

/* The first bytes of all numbers, then the second ones, and so on. */
static void shuffle(unsigned char *to, const unsigned char *from, size_t count, size_t width)
{
    for (size_t b = 0; b < width; b++)
        for (size_t i = 0; i < count; i++)
            *to++ = from[i * width + b];
}

static uint32_t folded(uint32_t sum)
{
    return (sum & 0xffff) + (sum >> 16);
}

/* Fletcher's checksum as HDF5 has it: big-endian words of two bytes, the last one filled up with
 * nothing; 360 of them before a sum can run over. */
static uint32_t fletcher(const unsigned char *data, size_t length)
{
    uint32_t sum = 0, sum_of_sums = 0;
    for (size_t words = length / 2; words > 0;) {
        size_t now = words < 360 ? words : 360;
        words -= now;
        for (; now > 0; now--, data += 2) {
            sum += (uint32_t)data[0] << 8 | data[1];
            sum_of_sums += sum;
        }
        sum = folded(sum);
        sum_of_sums = folded(sum_of_sums);
    }
    if (length % 2) {
        sum = folded(sum + ((uint32_t)data[0] << 8));
        sum_of_sums = folded(sum_of_sums + sum);
    }
    return folded(sum_of_sums) << 16 | folded(sum);
}

const unsigned char *muster_packer_pack(size_t *size, struct muster_packer *packer,
                                        const void *values, size_t count, size_t width)
{
    size_t bytes = count * width;
    z_stream *stream = &packer->stream;
    assert(bytes <= packer->most);
    shuffle(packer->shuffled, values, count, width);
    deflateReset(stream);
    stream->next_in = packer->shuffled;
    stream->avail_in = (uInt)bytes;
    stream->next_out = packer->packed;
    stream->avail_out = (uInt)(muster_packed_most(bytes) - CHECKSUM_BYTES);
    int done = deflate(stream, Z_FINISH);
    assert(done == Z_STREAM_END); /* there is room for the worst */
    (void)done;
    size_t length = stream->total_out;
    uint32_t sum = fletcher(packer->packed, length);
    for (size_t i = 0; i < CHECKSUM_BYTES; i++)
        packer->packed[length + i] = (unsigned char)(sum >> 8 * i);
    *size = length + CHECKSUM_BYTES;
    return packer->packed;
}
