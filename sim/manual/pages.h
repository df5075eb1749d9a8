/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The generated pages and completions, each out of the program's own tables: verbs.h, options.h,
 * cli_erlang.h, templates.h, keys.h, measure.h, figures.h, tally.h by way of store_layout.h,
 * overlay.h and run_extras.h. Nothing is said here that a table says. Thread rule: one thread.
 */
#ifndef MUSTER_PAGES_H
#define MUSTER_PAGES_H

#include "status.h"
#include <stdio.h>

/* muster(1): verbs, options, figures, templates, exit status. */
void muster_page_command(FILE *file, const char *date);
/* muster-scenario(5): every key of a scenario file. */
void muster_page_scenario(FILE *file, const char *date);
/* muster-store(5): every dataset of a results file, every measure. MUSTER_OK or MUSTER_NO_MEMORY.
 */
enum muster_status muster_page_store(FILE *file, const char *date);

/* Completion for a shell: verbs, options, what their values and the words may be. */
void muster_complete_bash(FILE *file);
void muster_complete_zsh(FILE *file);
void muster_complete_fish(FILE *file);

#endif
