/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Letters that no installed font has. Pango, which gnuplot's PNG and PDF are drawn with, puts a box
 * with the letter's number in their place, and gnuplot's scaling makes that box as large as the
 * page. So such letters are replaced by a white square (U+25A1) before gnuplot sees them. An SVG
 * keeps them: its viewer may have the fonts.
 *
 * Which letters there are is asked of fontconfig, by gnuplot (figure.c), and only for a figure that
 * has unusual ones. Thread rule: const once made.
 */
#ifndef MUSTER_FIGURE_FONTS_H
#define MUSTER_FIGURE_FONTS_H

#include <stdbool.h>
#include <stddef.h>

struct muster_fonts;

/* What gnuplot runs to write the letters of all fonts into its print file. */
#define MUSTER_FONTS_SCRIPT                                                                        \
    "print system(\"fc-list ':scalable=true' --format '%{charset}\\\\n' 2>/dev/null\")\n"

/* Whether the text, UTF-8, has letters that the DejaVu fonts may lack. */
bool muster_fonts_wanted(const char *text);
/* From lines of ranges, "20-7e a0 3b1-3c9", hexadecimal, as fc-list prints them; what does not read
 * as one is passed over. Empty: only what the DejaVu fonts have. NULL: out of memory. */
struct muster_fonts *muster_fonts_new(const char *ranges);
struct muster_fonts *muster_fonts_free(struct muster_fonts *fonts); /* NULL is fine; returns NULL */
/* Copies `line` with the letters that are missing replaced; cut where `size` ends. */
void muster_fonts_spare(char *out, size_t size, const struct muster_fonts *fonts, const char *line);

#endif
