/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The exponential function by table and polynomial [tang1989], for draws: half of libm's time,
 * and the same bits on every machine. libm's own differ from version to version and with the
 * processor (fused multiply-add or not).
 *
 * x = (128 n + j) ln 2 / 128 + r, |r| <= ln 2 / 256, so e^x = 2^n 2^(j/128) e^r. The multiple of
 * ln 2 / 128 is taken off in two parts, the first of 33 bits, so that its product is exact;
 * 2^(j/128) is a table row with the remainder of its rounding; e^r - 1 a polynomial of degree 5,
 * whose next term is below 2^-60. Wrong by at most 0.52 units in the last place (tested against
 * long double), below 2^-1022 by 0.76.
 * Thread rule: constants.
 */
#ifndef MUSTER_EXPONENT_H
#define MUSTER_EXPONENT_H

#define MUSTER_EXPONENT_ROWS 128
#define MUSTER_EXPONENT_PER 0x1.71547652b82fep+7 /* 128 / ln 2 */
#define MUSTER_EXPONENT_QUICK 700.0 /* the size of arguments from which care is needed */

struct muster_exponent_row {
    double size; /* 2^(j/128), rounded */
    double rest; /* 2^(j/128) / size - 1 */
};
extern const struct muster_exponent_row MUSTER_EXPONENT[MUSTER_EXPONENT_ROWS];

/* e^x. 0 and INFINITY beyond what a double holds, NaN of NaN. A function of its own: written into
 * the event loop it took the registers that the loop lives on. */
double muster_exponent(double x);

#endif
