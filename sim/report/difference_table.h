/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the first candidate would gain and lose as each other one, for people, 80 columns wide, from
 * paired differences under common random numbers, wherever they come from (a summary, a results
 * file):
 *   service, answered contacts and cost;
 *   callers gained (served on some attempt) and moved: those who found the centre closed and came
 *   back, and the contacts of the busy hour;
 *   what a net extra answered contact costs, or why no interval can be given.
 * "+-" is half a 95 % interval. Thread rule: pure function of its arguments.
 */
#ifndef MUSTER_DIFFERENCE_TABLE_H
#define MUSTER_DIFFERENCE_TABLE_H

#include "busy_hour.h"
#include "estimate.h"
#include <stdio.h>

struct muster_differences {
    size_t candidates;
    const void *context; /* of the three functions */
    const char *(*name)(const void *context, size_t candidate);
    /* Of candidate b >= 1 from the first; NULL when the measure does not apply. */
    const struct muster_difference *(*difference)(const void *context, size_t b,
                                                  const char *measure);
    const struct muster_difference *(*relative)(const void *context, size_t b, const char *measure);
    const char *currency;
    char busy_hour[MUSTER_BUSY_HOUR_TEXT]; /* "10:00 to 11:00, Mon-Fri" */
};

/* Prints nothing for a single candidate. */
void muster_difference_table_print(FILE *file, const struct muster_differences *from);

#endif
