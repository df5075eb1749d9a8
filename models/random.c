/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Addressed random numbers: streams, names, and the rare branches of the ziggurats.
 */
#include "random.h"
#include <math.h>
#include <stddef.h>

/* ---- names ---- */

/* The finishing steps of MurmurHash3: every bit of the result depends on every bit given. */
static uint64_t mix(uint64_t bits)
{
    bits = (bits ^ bits >> 33) * UINT64_C(0xff51afd7ed558ccd);
    bits = (bits ^ bits >> 33) * UINT64_C(0xc4ceb9fe1a85ec53);
    return bits ^ bits >> 33;
}

/* FNV-1a over the text and its closing zero, which keeps ("ab", "c") and ("a", "bc") apart. */
static uint64_t fold(uint64_t hash, const char *text)
{
    for (size_t i = 0;; i++) {
        hash = (hash ^ (unsigned char)text[i]) * UINT64_C(0x100000001b3);
        if (text[i] == '\0')
            return hash;
    }
}

uint64_t muster_entity(const char *kind, const char *name)
{
    return mix(fold(fold(UINT64_C(0xcbf29ce484222325), kind), name));
}

uint64_t muster_entity_item(uint64_t entity, uint64_t number)
{
    /* The inner mix keeps (entity, number) and (entity + 1, number - 1) apart. */
    return mix(entity ^ mix(number + UINT64_C(0x9e3779b97f4a7c15)));
}

/* ---- streams ---- */

void muster_stream_refill(struct muster_stream *stream)
{
    const uint64_t counter[4] = {stream->purpose << 32 | stream->block, stream->entity,
                                 stream->index, stream->sub};
    const uint64_t key[2] = {stream->key.seed, stream->key.replication};
    muster_philox(stream->word, counter, key);
    stream->block++;
    stream->left = 4;
}

struct muster_philox_series muster_philox_series_make(const uint64_t counter[4],
                                                      const uint64_t key[2])
{
    struct muster_philox_series series = {.a1 = counter[1] ^ key[0]};
    uint64_t weyl[2] = {key[0] + MUSTER_PHILOX_WEYL0, key[1] + MUSTER_PHILOX_WEYL1};
    muster_product left = (muster_product)MUSTER_PHILOX_LEFT * counter[0];
    series.c1 = (uint64_t)(left >> 64) ^ key[1];
    series.key = weyl[0];
    muster_product right = (muster_product)MUSTER_PHILOX_RIGHT * (series.c1 ^ counter[3]);
    series.a2 = (uint64_t)(right >> 64) ^ weyl[0];
    series.b2 = (uint64_t)right;
    series.d1 = (uint64_t)left ^ weyl[1];
    for (int round = 0; round < 8; round++) {
        weyl[0] += MUSTER_PHILOX_WEYL0;
        weyl[1] += MUSTER_PHILOX_WEYL1;
        series.weyl[round][0] = weyl[0];
        series.weyl[round][1] = weyl[1];
    }
    return series;
}

/* ---- ziggurats ---- */

/* True when the point at abscissa x of a layer, at a height drawn now, lies below f(x). */
static bool below(const double *height, unsigned layer, double density, double u)
{
    return height[layer] + u * (height[layer + 1] - height[layer]) < density;
}

double muster_exponential_reserve(uint64_t word, struct muster_stream *reserve)
{
    double start = 0; /* the exponential has no memory: its tail is r and another exponential */
    for (;;) {
        unsigned i = word & 255;
        uint64_t abscissa = muster_ziggurat_abscissa(word);
        double x = (double)(int64_t)abscissa * MUSTER_ZIGGURAT_EXPONENTIAL[i].step;
        if (abscissa < MUSTER_ZIGGURAT_EXPONENTIAL[i].inner)
            return MUSTER_EXPONENTIAL_MEAN * (start + x);
        if (i == 0)
            start += MUSTER_ZIGGURAT_EXPONENTIAL_TAIL;
        else if (below(MUSTER_ZIGGURAT_EXPONENTIAL_HEIGHT, i, exp(-x),
                       muster_stream_uniform(reserve)))
            return MUSTER_EXPONENTIAL_MEAN * (start + x);
        word = muster_stream_word(reserve);
    }
}

/* Normal beyond r: r + x, x exponential of rate r, kept with probability exp(-x^2 / 2)
 * [marsaglia2000]. By logarithms: the tail must not lean on the other ziggurat. */
static double normal_tail(struct muster_stream *reserve)
{
    double x;
    double y;
    do {
        x = -log(muster_stream_uniform(reserve)) / MUSTER_ZIGGURAT_NORMAL_TAIL;
        y = -log(muster_stream_uniform(reserve));
    } while (2 * y < x * x);
    return MUSTER_ZIGGURAT_NORMAL_TAIL + x;
}

/* One half-normal point: true when it is accepted. */
static bool normal_point(double *x, uint64_t word, struct muster_stream *reserve)
{
    unsigned i = word & 255;
    uint64_t abscissa = muster_ziggurat_abscissa(word);
    *x = (double)(int64_t)abscissa * MUSTER_ZIGGURAT_NORMAL[i].step;
    if (abscissa < MUSTER_ZIGGURAT_NORMAL[i].inner)
        return true;
    if (i == 0) {
        *x = normal_tail(reserve);
        return true;
    }
    return below(MUSTER_ZIGGURAT_NORMAL_HEIGHT, i, exp(-0.5 * *x * *x),
                 muster_stream_uniform(reserve));
}

double muster_normal_reserve(uint64_t word, struct muster_stream *reserve)
{
    double x;
    while (!normal_point(&x, word, reserve))
        word = muster_stream_word(reserve);
    return muster_ziggurat_signed(x, word);
}
