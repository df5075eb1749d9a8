/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The words of the JSON and of the tables that are no measures of measure.h: parts of an estimate,
 * counts of the run, series by month, headings. `muster explain` knows them from here.
 * Thread rule: a constant table.
 */
#ifndef MUSTER_RESULT_WORDS_H
#define MUSTER_RESULT_WORDS_H

#include <stddef.h>

struct muster_result_word {
    const char *name;     /* as printed */
    const char *unit;     /* NULL: none of its own */
    const char *sentence; /* what it means; names the measure that it stands for, if any */
};

/* The table, *count words long. */
const struct muster_result_word *muster_result_word_table(size_t *count);
/* NULL when there is none of that name. */
const struct muster_result_word *muster_result_word_find(const char *name);

#endif
