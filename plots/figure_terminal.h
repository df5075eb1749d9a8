/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A figure as a script for gnuplot's `dumb` terminal: letters on a grid. A row of text is a row of
 * the grid, so everything is placed in columns and rows, and each curve becomes a letter wherever
 * it passes the middle of a cell: '*' the first line, 'o' the second; '.' the first area, ':' the
 * second; '-' and '|' reference lines; the parts of a table from dense '@' to thin. A panel's
 * legend stands below it and says which is which. Thread rule: one thread a file.
 */
#ifndef MUSTER_FIGURE_TERMINAL_H
#define MUSTER_FIGURE_TERMINAL_H

#include "figure_layout.h"
#include <stdio.h>

#define MUSTER_TERMINAL_FILE "figure.txt"

/* Writes the script; it draws all panels into MUSTER_TERMINAL_FILE of the working folder. Call with
 * the C locale in force (uselocale). Errors show in ferror(out). */
void muster_figure_terminal_script(FILE *out, const struct muster_figure *figure);

#endif
