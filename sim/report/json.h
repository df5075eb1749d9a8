/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The machine-readable answer, format "muster.result/1": every estimate of a summary as JSON.
 * Numbers have 17 significant digits, what is undefined is null, text is valid UTF-8, keys stand in
 * a fixed order: two runs of one scenario differ in `elapsed_s` only.
 * Thread rule: pure function of its arguments.
 */
#ifndef MUSTER_JSON_H
#define MUSTER_JSON_H

#include "summary.h"
#include <stdio.h>

/* Writes the document and a newline. The typical week is in it when the study kept it.
 * MUSTER_NO_MEMORY, or MUSTER_IO_FAILED when writing to `file` failed. */
enum muster_status muster_json_write(FILE *file, const struct muster_summary *summary);

#endif
