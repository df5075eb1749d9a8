/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Addressed random numbers: every draw is a pure function of (seed, replication, purpose, entity,
 * index, sub-index), computed by Philox4x64-10 [salmon2011]. Nothing is drawn from a shared tap, so
 * adding a table, an agent or a candidate moves no other draw, and any thread may draw anything.
 *
 * An address names an endless private stream of 64-bit words: block b of it is
 *   philox4x64_10(key = (seed, replication), counter = (purpose << 32 | b, entity, index, sub)).
 * A law that rejects simply reads on in its own stream.
 *
 * Entities are hashes of names (muster_entity), never table positions.
 * Thread rule: no state but the caller's; safe everywhere.
 */
#ifndef MUSTER_RANDOM_H
#define MUSTER_RANDOM_H

#include "ziggurat.h"
#include <stdbool.h>
#include <stdint.h>

/* What a draw is for; part of the address, so the numbers are never reordered, only appended. */
enum muster_purpose {
    MUSTER_PURPOSE_PARAMETER = 1, /* entity: key path hash; once a replication */
    MUSTER_PURPOSE_BUSYNESS,      /* entity: service; index: date */
    MUSTER_PURPOSE_CONTACT,       /* entity: service; index: date << 32 | number; sub: generation.
                                     Words: gap to this arrival (of a repeat: its delay), talk, wrap,
                                     patience; the spare bits of all four: the decisions of the
                                     first attempt */
    MUSTER_PURPOSE_GAP,           /* reserve streams: for a word of those that is refused */
    MUSTER_PURPOSE_TALK,          /* reserve stream */
    MUSTER_PURPOSE_WRAP,          /* reserve stream */
    MUSTER_PURPOSE_PATIENCE,      /* reserve stream; sub: generation << 32 | attempt */
    MUSTER_PURPOSE_ATTEMPT,       /* further attempts; sub as patience. Words: delay or time of
                                     return that leads here, decisions, patience */
    MUSTER_PURPOSE_RETRY_DELAY,   /* reserve stream; sub as patience */
    MUSTER_PURPOSE_REPEAT_DELAY,  /* reserve stream; sub as patience */
    MUSTER_PURPOSE_RETURN_TIME,   /* reserve stream; sub as patience */
    MUSTER_PURPOSE_ATTENDANCE,    /* entity: group; index: date; sub: person */
    MUSTER_PURPOSE_LEAVE,         /* entity: post; index: occupant; sub: request */
    MUSTER_PURPOSE_SICKNESS,      /* entity: post; index: occupant; sub: spell */
    MUSTER_PURPOSE_SICKNESS_WEEK, /* shared winter factor; index: week */
    MUSTER_PURPOSE_TENURE,        /* entity: post; starting tenure */
    MUSTER_PURPOSE_ATTRITION,     /* entity: post; index: occupant */
    MUSTER_PURPOSE_RECRUITMENT,   /* entity: post; index: occupant */
    MUSTER_PURPOSE_SLOWNESS,      /* entity: post; index: occupant */
    MUSTER_PURPOSE_SIGN_OFF,      /* entity: post; index: occupant; sub: attempt */
    MUSTER_PURPOSE_RELIEF,        /* entity: pool; index: date; sub: call of the day, person */
    MUSTER_PURPOSE_FRAILTY,       /* entity: post; index: occupant */
    MUSTER_PURPOSE_LATENESS,      /* entity: post; index: occupant; sub: date */
    MUSTER_PURPOSE_ONE_OFF,       /* entity: post and cause; index: occupant; sub: time away */
    MUSTER_PURPOSE_OUTAGE,        /* entity: system; index: outage */
    MUSTER_PURPOSE_OVERTIME       /* entity: post; index: occupant; sub: date << 1 | kind */
};

/* Key of one replication. */
struct muster_key {
    uint64_t seed;
    uint64_t replication;
};

/* A private stream at one address. Open it with muster_stream_at; read it with the functions below
 * or hand it to a law. */
struct muster_stream {
    struct muster_key key;
    uint64_t purpose, entity, index, sub;
    uint64_t word[4];
    uint32_t block; /* next block to compute */
    uint32_t left;  /* words of `word` not yet read, read from the front */
};

/* A 128-bit product: the extension both compilers have. */
__extension__ typedef unsigned __int128 muster_product;

/* The multipliers and key steps of Philox4x64. */
#define MUSTER_PHILOX_LEFT UINT64_C(0xD2E7470EE14C6C93)
#define MUSTER_PHILOX_RIGHT UINT64_C(0xCA5A826395121157)
#define MUSTER_PHILOX_WEYL0 UINT64_C(0x9E3779B97F4A7C15)
#define MUSTER_PHILOX_WEYL1 UINT64_C(0xBB67AE8584CAA73B)

/* State of a Philox4x64 computation. */
struct muster_philox {
    uint64_t a, b, c, d, weyl0, weyl1;
};

/* One of the ten rounds, the key's step included. */
static inline struct muster_philox muster_philox_round(struct muster_philox x)
{
    muster_product left = (muster_product)MUSTER_PHILOX_LEFT * x.a;
    muster_product right = (muster_product)MUSTER_PHILOX_RIGHT * x.c;
    return (struct muster_philox){.a = (uint64_t)(right >> 64) ^ x.b ^ x.weyl0,
                                  .b = (uint64_t)right,
                                  .c = (uint64_t)(left >> 64) ^ x.d ^ x.weyl1,
                                  .d = (uint64_t)left,
                                  .weyl0 = x.weyl0 + MUSTER_PHILOX_WEYL0,
                                  .weyl1 = x.weyl1 + MUSTER_PHILOX_WEYL1};
}

/* One raw Philox4x64-10 block: out[4] from counter[4] and key[2]. Written out, the ten rounds too,
 * because the block is the heart of every draw: compilers make of it half the time of Random123's
 * own function, which the tests hold it against. */
__attribute__((always_inline)) static inline void
muster_philox(uint64_t out[4], const uint64_t counter[4], const uint64_t key[2])
{
    struct muster_philox x = {counter[0], counter[1], counter[2], counter[3], key[0], key[1]};
    x = muster_philox_round(x);
    x = muster_philox_round(x);
    x = muster_philox_round(x);
    x = muster_philox_round(x);
    x = muster_philox_round(x);
    x = muster_philox_round(x);
    x = muster_philox_round(x);
    x = muster_philox_round(x);
    x = muster_philox_round(x);
    x = muster_philox_round(x);
    out[0] = x.a;
    out[1] = x.b;
    out[2] = x.c;
    out[3] = x.d;
}

/* Blocks that differ in counter[2] alone, as the contacts of a service do: what the first two
 * rounds and the key schedule make of the rest is worked out once. */
struct muster_philox_series {
    uint64_t a1, a2, b2, d1; /* parts of the state after one and two rounds */
    uint64_t c1, key;        /* what a2 and b2 are made of, for another counter[3] */
    uint64_t weyl[8][2];     /* keys of the rounds after */
};
struct muster_philox_series muster_philox_series_make(const uint64_t counter[4],
                                                      const uint64_t key[2]);

/* Rounds three to ten of a series. */
__attribute__((always_inline)) static inline void
muster_philox_series_rounds(uint64_t out[4], const struct muster_philox_series *series, uint64_t a,
                            uint64_t b, uint64_t c, uint64_t d)
{
#pragma GCC unroll 8 /* clang reads it too; left to itself the loop costs a misprediction */
    for (int round = 0; round < 8; round++) {
        muster_product left = (muster_product)MUSTER_PHILOX_LEFT * a;
        muster_product right = (muster_product)MUSTER_PHILOX_RIGHT * c;
        a = (uint64_t)(right >> 64) ^ b ^ series->weyl[round][0];
        b = (uint64_t)right;
        c = (uint64_t)(left >> 64) ^ d ^ series->weyl[round][1];
        d = (uint64_t)left;
    }
    out[0] = a;
    out[1] = b;
    out[2] = c;
    out[3] = d;
}

/* The same block as muster_philox with counter[2] = number. */
__attribute__((always_inline)) static inline void
muster_philox_series_block(uint64_t out[4], const struct muster_philox_series *series,
                           uint64_t number)
{
    muster_product right = (muster_product)MUSTER_PHILOX_RIGHT * number;
    muster_product left =
        (muster_product)MUSTER_PHILOX_LEFT * ((uint64_t)(right >> 64) ^ series->a1);
    muster_philox_series_rounds(out, series, series->a2 ^ (uint64_t)right, series->b2,
                                (uint64_t)(left >> 64) ^ series->d1, (uint64_t)left);
}

/* With counter[2] = number and counter[3] = sub, whatever the series was made with there. */
__attribute__((always_inline)) static inline void
muster_philox_series_sub(uint64_t out[4], const struct muster_philox_series *series,
                         uint64_t number, uint64_t sub)
{
    muster_product right = (muster_product)MUSTER_PHILOX_RIGHT * number;
    muster_product left =
        (muster_product)MUSTER_PHILOX_LEFT * ((uint64_t)(right >> 64) ^ series->a1);
    muster_product second = (muster_product)MUSTER_PHILOX_RIGHT * (series->c1 ^ sub);
    muster_philox_series_rounds(
        out, series, (uint64_t)(second >> 64) ^ (uint64_t)right ^ series->key, (uint64_t)second,
        (uint64_t)(left >> 64) ^ series->d1, (uint64_t)left);
}

/* 64-bit FNV-1a of a name, finished with a 64-bit mix; `kind` keeps the names of different things
 * apart ("service", "group", "post" …). */
uint64_t muster_entity(const char *kind, const char *name);

/* An entity derived from another and a number (post 7 of a contract of a role). */
uint64_t muster_entity_item(uint64_t entity, uint64_t number);

/* Opens the stream at an address. Cheap: no block is computed before the first word is read, so a
 * reserve stream that is never needed costs a few stores. */
static inline struct muster_stream muster_stream_at(struct muster_key key,
                                                    enum muster_purpose purpose, uint64_t entity,
                                                    uint64_t index, uint64_t sub)
{
    return (struct muster_stream){
        .key = key, .purpose = purpose, .entity = entity, .index = index, .sub = sub};
}

/* Computes the stream's next block; the four words are then unread. Readers never call it. */
void muster_stream_refill(struct muster_stream *stream);

/* Next 64-bit word of the stream; an address holds 2^34 of them. */
static inline uint64_t muster_stream_word(struct muster_stream *stream)
{
    if (stream->left == 0)
        muster_stream_refill(stream);
    uint64_t word = stream->word[4 - stream->left];
    stream->left--;
    return word;
}

/* Uniform on the open interval (0, 1), 52 bits, symmetric: never 0 or 1. */
static inline double muster_uniform(uint64_t word)
{
    return ((double)(int64_t)(word >> 12) + 0.5) * 0x1p-52;
}

/* Next uniform of the stream, on (0, 1). */
static inline double muster_stream_uniform(struct muster_stream *stream)
{
    return muster_uniform(muster_stream_word(stream));
}

/* The mean of the standard exponential: 1. A build with -DMUSTER_BREAK_exponential draws 3 % too
 * short, so that a test can see `muster validate` notice. */
#ifdef MUSTER_BREAK_exponential
#define MUSTER_EXPONENTIAL_MEAN 0.97
#else
#define MUSTER_EXPONENTIAL_MEAN 1.0
#endif

/* The ziggurat's quick path alone, for a caller who would rather not open the reserve stream before
 * it is needed: true and a standard exponential in *value when the word is accepted (98.9 %);
 * otherwise false, and muster_exponential(word, reserve) gives the draw. */
static inline bool muster_exponential_quick(double *value, uint64_t word)
{
    const struct muster_ziggurat_layer *layer = MUSTER_ZIGGURAT_EXPONENTIAL + (word & 255);
    uint64_t abscissa = muster_ziggurat_abscissa(word);
    *value = MUSTER_EXPONENTIAL_MEAN * ((double)(int64_t)abscissa * layer->step);
    return abscissa < layer->inner;
}

/* The rest of the ziggurat: wedge, tail, next try. Same value as muster_exponential. */
double muster_exponential_reserve(uint64_t word, struct muster_stream *reserve);

/* Standard exponential (mean 1, never 0) by ziggurat [marsaglia2000]: uses `word`; in the 1 % of
 * cases where the word is rejected, reads on from `*reserve`. */
static inline double muster_exponential(uint64_t word, struct muster_stream *reserve)
{
    double value;
    return muster_exponential_quick(&value, word) ? value
                                                  : muster_exponential_reserve(word, reserve);
}

/* The rest of the ziggurat: wedge, tail, next try. Same value as muster_normal. */
double muster_normal_reserve(uint64_t word, struct muster_stream *reserve);

/* The quick path of the normal alone, as muster_exponential_quick (98.8 %). */
static inline bool muster_normal_quick(double *value, uint64_t word)
{
    const struct muster_ziggurat_layer *layer = MUSTER_ZIGGURAT_NORMAL + (word & 255);
    uint64_t abscissa = muster_ziggurat_abscissa(word);
    *value = muster_ziggurat_signed((double)(int64_t)abscissa * layer->step, word);
    return abscissa < layer->inner;
}

/* Standard normal by ziggurat, same rule (1.2 % rejected; never 0). */
static inline double muster_normal(uint64_t word, struct muster_stream *reserve)
{
    double value;
    return muster_normal_quick(&value, word) ? value : muster_normal_reserve(word, reserve);
}

#endif
