/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The ziggurat tables [marsaglia2000] of the standard exponential, f(x) = exp(-x), and of the
 * half normal, f(x) = exp(-x^2 / 2), x >= 0, in 256 layers of equal area v.
 *
 * Layer i >= 1 is the box [0, x_i] x [f(x_i), f(x_(i+1))], x_1 = r, x_256 = 0; layer 0 is the strip
 * [0, r] x [0, f(r)] with the tail beyond r, drawn as a box of width x_0 = v / f(r). A point whose
 * abscissa lies under x_(i+1) is certainly below f; the others are looked at one by one.
 *
 * One 64-bit word makes a point. Its bits are used once [doornik2005]: 0-7 choose the layer, 8 is
 * the sign (normal), 21-63 are the abscissa, made odd so that it is never 0 and is symmetric. The
 * twelve bits 9-20 are left to the caller, who may decide something else by them.
 * Thread rule: constants.
 */
#ifndef MUSTER_ZIGGURAT_H
#define MUSTER_ZIGGURAT_H

#include <stdint.h>
#include <string.h>

struct muster_ziggurat_layer {
    double step;    /* x_i / 2^44: one unit of abscissa */
    uint64_t inner; /* abscissae under this, floor(2^44 x_(i+1) / x_i), are accepted at once */
};

#define MUSTER_ZIGGURAT_SIGN UINT64_C(0x100)

extern const struct muster_ziggurat_layer MUSTER_ZIGGURAT_EXPONENTIAL[256];
extern const struct muster_ziggurat_layer MUSTER_ZIGGURAT_NORMAL[256];
extern const double MUSTER_ZIGGURAT_EXPONENTIAL_TAIL; /* r, where the tail begins */
extern const double MUSTER_ZIGGURAT_NORMAL_TAIL;
extern const double MUSTER_ZIGGURAT_EXPONENTIAL_HEIGHT[257]; /* f(x_i); [0] is 0, the floor */
extern const double MUSTER_ZIGGURAT_NORMAL_HEIGHT[257];

/* The abscissa of a word: an odd number in [1, 2^44 - 1]. */
static inline uint64_t muster_ziggurat_abscissa(uint64_t word)
{
    return word >> 20 | 1;
}

/* A size with the sign of a word; without a branch, since no one could predict it. */
static inline double muster_ziggurat_signed(double size, uint64_t word)
{
    uint64_t bits;
    memcpy(&bits, &size, sizeof bits);
    bits ^= (word & MUSTER_ZIGGURAT_SIGN) << 55;
    memcpy(&size, &bits, sizeof size);
    return size;
}

/* The twelve bits of a word that no point is made of. */
static inline uint32_t muster_ziggurat_spare(uint64_t word)
{
    return (uint32_t)(word >> 9) & 0xfff;
}

#endif
