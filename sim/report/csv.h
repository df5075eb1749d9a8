/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The answer as one tidy table: a row for each candidate, place and measure, in the columns
 *   candidate,side,where,measure,unit,mean,se,lo,hi,p10,p50,p90,typical,replications,kind
 * kind: "estimate" of the candidate by itself; "difference" from the first candidate, paired;
 * "relative difference", of counts, as a fraction of the first candidate's.
 * After RFC 4180, UTF-8, lines ended by CR LF. What is undefined is empty. Text that a spreadsheet
 * would run as a formula (it begins with = + - @, a tab or a line break) is led by an apostrophe.
 * Thread rule: pure function of its arguments.
 */
#ifndef MUSTER_CSV_H
#define MUSTER_CSV_H

#include "summary.h"
#include <stdio.h>

/* MUSTER_OK, or MUSTER_IO_FAILED when writing to `file` failed. */
enum muster_status muster_csv_write(FILE *file, const struct muster_summary *summary);
/* One text as a field. */
void muster_csv_text(FILE *file, const char *text);

#endif
