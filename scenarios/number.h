/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The small pieces that quantity.h's readers share: blanks, words, numbers, readings.
 * Thread rule: pure functions.
 */
#ifndef MUSTER_NUMBER_H
#define MUSTER_NUMBER_H

#include "quantity.h"

/* The reading that found nothing wrong. */
struct muster_reading muster_reading_fine(void);
/* The remedy is `format` with `text` put in for its %s; as it stands when `text` is NULL; none when
 * both are. */
struct muster_reading muster_reading_bad(enum muster_reading_status status, const char *message,
                                         const char *format, const char *text);

const char *muster_text_skip(const char *text); /* past blanks, tabs, no-break spaces */
bool muster_text_ended(const char *text);       /* nothing but blanks is left */
/* Past `word` (whole, in any capitals), or NULL when the text begins with something else. */
const char *muster_text_word(const char *text, const char *word);

/* Takes a number off *text. Thousands commas only when `commas`. The locale plays no part. */
struct muster_reading muster_number_take(double *value, const char **text, bool commas);

#endif
