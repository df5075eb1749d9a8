/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Text on a figure: made harmless, measured, wrapped, quoted.
 *
 * Harmless: whatever the bytes, the result is valid UTF-8 (U+FFFD for what is not) without
 * controls; tabs and line ends become spaces, bidirectional overrides are dropped (right-to-left
 * letters themselves stay). Measured with the advance widths of DejaVu Sans, 3 % generous, so that
 * a viewer's substitute font (Arial, Helvetica: narrower) fits too. Pure functions.
 */
#ifndef MUSTER_FIGURE_TEXT_H
#define MUSTER_FIGURE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define MUSTER_TEXT_LINES_MAX 3
#define MUSTER_TEXT_BYTES 512

struct muster_type { /* as in typeface */
    double size;     /* [pt] */
    bool bold;
    bool mono; /* of a terminal: a letter is `size` wide, an East Asian one twice as much */
};

struct muster_text {
    size_t count; /* lines in use; 0 for an empty text */
    double width; /* of the widest [pt] */
    char line[MUSTER_TEXT_LINES_MAX][MUSTER_TEXT_BYTES];
};

/* Reads one code point of UTF-8 and moves on; U+FFFD for one invalid byte. */
uint32_t muster_text_next(const char **at);

/* Sets `raw` (NULL = "") in lines of about equal length, no wider than `width` [pt], at most
 * `lines` [1, MUSTER_TEXT_LINES_MAX] of them; what is left over is cut with an ellipsis. Breaks at
 * spaces; a word that is wider than `width` alone after - / _ , at last anywhere. */
void muster_text_wrap(struct muster_text *text, const char *raw, struct muster_type type,
                      double width, size_t lines);

/* Width of the widest piece of `raw` that a wrapped text cannot break [pt]. */
double muster_text_word_width(const char *raw, struct muster_type type);

/* Writes `line` as a gnuplot single-quoted string, the only form in which gnuplot interprets
 * nothing. Control bytes are left out; an apostrophe becomes the typographic one (U+2019), because
 * doubling it is not enough: gnuplot 5.4 takes a doubled quote at the start for an empty string,
 * and what follows for another token. */
void muster_text_quote(FILE *out, const char *line);

#endif
