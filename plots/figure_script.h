/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A laid-out figure as a gnuplot script. All geometry is decided before: the script sets explicit
 * margins, ranges and tick positions, draws polygons, lines and marks from datablocks, and places
 * every piece of text, line by line, as a label. So user text passes through one function, and the
 * picture does not depend on gnuplot's own layout. Thread rule: one thread a file.
 */
#ifndef MUSTER_FIGURE_SCRIPT_H
#define MUSTER_FIGURE_SCRIPT_H

#include "figure_fonts.h"
#include "figure_layout.h"
#include <stdio.h>

/* Writes the script; in PNG and PDF letters that `fonts` lacks are spared (NULL: none are). It
 * draws name.svg, name.png, name.pdf (as `formats` says) into the working folder. Call with the C
 * locale in force (uselocale). Errors show in ferror(out). */
void muster_figure_script(FILE *out, const struct muster_figure *figure,
                          const struct muster_layout *layout, const struct muster_fonts *fonts,
                          const char *name, unsigned formats);

#endif
