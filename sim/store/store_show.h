/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `muster show`: what a results file, or an unfinished run, holds; and the scenario that made it.
 * Thread rule: as results.h.
 */
#ifndef MUSTER_STORE_SHOW_H
#define MUSTER_STORE_SHOW_H

#include "results.h"
#include "status.h"
#include <stdio.h>

/* Says more of a finished file, after what the store knows of it. */
typedef enum muster_status muster_show_more(FILE *file, struct muster_failure *failure,
                                            const struct muster_results *results);

/* Prints at most 80 columns a line. `path` is RUNS.h5 or RUNS.h5.part; when only RUNS.h5.part
 * exists, RUNS.h5 means that. `more` may be NULL. MUSTER_BAD_FORMAT, MUSTER_IO_FAILED (also when
 * `file` cannot take the text), MUSTER_NO_MEMORY. */
enum muster_status muster_show_print(struct muster_failure *failure, FILE *file, const char *path,
                                     muster_show_more *more);

/* The scenario text as it was read, byte for byte. */
enum muster_status muster_show_scenario(struct muster_failure *failure, FILE *file,
                                        const char *path);

#endif
