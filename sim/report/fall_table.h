/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From established FTE to people on the phones, for people, 80 columns wide, wherever it comes from
 * (a summary, a results file): the waterfall in FTE with its simulation error and likely range, who
 * is on the phones in one hour of the week, and the hours on paper beside the simulated ones, with
 * what the difference is worth in contacts, line by line.
 * Thread rule: pure functions of their arguments.
 */
#ifndef MUSTER_FALL_TABLE_H
#define MUSTER_FALL_TABLE_H

#include "summary.h"
#include <stdio.h>

struct muster_fall_report {
    size_t candidate; /* from 0 */
    const char *name; /* of the candidate */
    bool only;        /* the only candidate: its name goes without saying */
    bool whole;       /* all the groups that there are: so does theirs */
    size_t days;      /* of the horizon */
    const struct muster_summary_fall *fall;
    const struct muster_summary_hours *hours; /* of the same place */
    double handle_s; /* planned; NAN where the place does not answer all contacts */
    size_t hour;     /* of the week, to be told in a sentence */
};

/* The hour of the week to tell: at that time of day [s] on the first weekday that opens then. */
size_t muster_fall_hour(const struct muster_summary_hours *hours, double time_s);
/* Waterfall, sentence, paper. */
void muster_fall_table_print(FILE *file, const struct muster_fall_report *report);
/* People on the phones by hour of the day and weekday, mean and simulation error. */
void muster_fall_hours_print(FILE *file, const struct muster_fall_report *report);

#endif
