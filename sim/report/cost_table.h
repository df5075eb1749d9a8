/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Money as finance reads it: cost by heading and financial year, gross and net, spent once and
 * recurring, beside the budget; and what the budget pays for, in sentences. Printed when the
 * scenario has costs or a budget. The same figures stand in the JSON (cost, cost_by_year), the CSV
 * (where = "2004/05") and the results file (/summary/cost, /summary/cost_by_year).
 * Thread rule: reads the summary, writes to one file.
 */
#ifndef MUSTER_COST_TABLE_H
#define MUSTER_COST_TABLE_H

#include "summary.h"
#include <stdio.h>

/* Prints nothing when there is no money to tell of. Errors show in ferror(file). */
void muster_cost_table_print(FILE *file, const struct muster_summary *summary);

#endif
