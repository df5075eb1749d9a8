/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a scenario key means, from the key table: definition, form, range, default and example.
 */
#ifndef MUSTER_EXPLAIN_H
#define MUSTER_EXPLAIN_H

#include <stdbool.h>
#include <stdio.h>

/* Writes about every key of that name: a dotted path ("staff.agents.fte", "staff.*.fte") or its
 * last word ("fte"). Unknown: returns false and writes a line with near spellings, if there are
 * any. */
bool muster_explain_key(FILE *file, const char *name);

#endif
