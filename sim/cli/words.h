/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers as a planner says them, for `muster check`. Units are tied to their numbers
 * (MUSTER_CONSOLE_TIE), so that a line is not broken between them.
 * Thread rule: pure functions.
 */
#ifndef MUSTER_WORDS_H
#define MUSTER_WORDS_H

#include "faults.h"

#include <stdint.h>

enum { MUSTER_WORDS_LINE = 400 }; /* what is said of one rule */

struct muster_words {
    char text[64];
};

/* 0 = Monday: "Mon". */
const char *muster_words_weekday(int weekday);
/* 150000.4: "150,000"; below 1,000 with decimals, as sums are to come out. */
struct muster_words muster_words_number(double value);
/* [s] "40 s", "220 s", "3.5 min", "2.7 h", "endless". */
struct muster_words muster_words_span(double seconds);
/* 0.7: "70 %"; 0.7125: "71.3 %". */
struct muster_words muster_words_share(double value);
/* [s after midnight] "08:30"; past midnight from 00:00 again. */
struct muster_words muster_words_clock(double seconds);
/* "Mon 2004-10-04". */
struct muster_words muster_words_date(int32_t date);

/* Adds to what a line says, as printf has it; what finds no room is left out. */
void muster_words_append(char text[MUSTER_WORDS_LINE], const char *format, ...) MUSTER_PRINTF(2, 3);

#endif
