/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tables in plain text, 80 columns wide: cells of a fixed width, counted in characters, in which
 * nothing of a user's text can move the cursor; and numbers as they stand in them.
 * Thread rule: pure functions of their arguments.
 */
#ifndef MUSTER_CELLS_H
#define MUSTER_CELLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum { MUSTER_CELL_TEXT = 64, MUSTER_CELL_NAME = 24, MUSTER_CELL_LINE = 80 };
extern const char muster_cell_dash[]; /* undefined */

/* Prints `text` in `width` columns, cut when longer; negative width: flush left. */
void muster_cell_put(FILE *file, const char *text, int width);
/* Number and name of a candidate, in MUSTER_CELL_NAME columns; `number` counts from 0. */
void muster_cell_candidate(FILE *file, size_t number, const char *name);
/* The same to the end of the line, with no blanks behind it. */
void muster_cell_candidate_line(FILE *file, size_t number, const char *name);
/* A line of dashes. */
void muster_cell_rule(FILE *file);
/* Prints `text` in lines of at most MUSTER_CELL_LINE columns, each led by `indent` spaces. */
void muster_cell_wrap(FILE *file, const char *text, int indent);

/* Numbers into out[MUSTER_CELL_TEXT]; the dash where they are not finite. */
void muster_cell_whole(char *out, double value); /* "12,345" */
void muster_cell_decimal(char *out, double value, int places, const char *unit);
void muster_cell_percent(char *out, double value);                     /* a fraction: "12.3 %" */
void muster_cell_money(char *out, double value, const char *currency); /* "£12,345" */
/* A whole number with commas; the value must be finite. */
void muster_cell_thousands(char *out, double value, bool sign);

#endif
