/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Slips of the pen in quantities, and what their writer probably meant: 8.30-18.00, 06/01/2025,
 * 2.7 m, 150k. Nothing is ever read by these guesses; they only fill the remedy of a fault. Each
 * function takes the text that a reader of quantity.h refused and writes "did you mean 08:30?" or
 * another remedy into remedy[size]; "" when there is no good guess. What it suggests is readable.
 * Thread rule: pure functions.
 */
#ifndef MUSTER_SLIPS_H
#define MUSTER_SLIPS_H

#include <stddef.h>

/* "8.30", "0830", "8am", "25:00": a time of day. */
void muster_slip_clock(char *remedy, size_t size, const char *text);
/* "8-18", "8am to 6pm", "24:00-06:00": a span of the day. */
void muster_slip_span(char *remedy, size_t size, const char *text);
/* "06.01.2025", "6/1/2025" (day first), "2025-1-6", "2025/01/06", "2025-31-01". */
void muster_slip_date(char *remedy, size_t size, const char *text);
/* A number without unit, `number` as written: "write 40 s, 40 min, …, whichever is meant". */
void muster_slip_unit(char *remedy, size_t size, const char *number);
/* What stands behind the number of a duration: "m", "hrs"; and "0:40" as a whole. */
void muster_slip_duration(char *remedy, size_t size, const char *text, const char *unit);
/* A bare number with something behind it: "150 000", "150k", "90%", "16 FTE". */
void muster_slip_number(char *remedy, size_t size, const char *text);

#endif
