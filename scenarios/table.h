/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Small tables of data in CSV files: a first line with exactly the columns expected, then as many
 * fields in every line. Fields are separated by commas, blanks around them do not count, a field
 * may stand in double quotes; lines that are empty or begin with # are left out. Files are found in
 * the scenario's folder (links resolved; not outside it unless allowed); shipped ones, by a bare
 * name, also in $MUSTER_DATA, or else in the data folder of the build or of the installation.
 * Each file is read once per question; its contents are part of what a resolved scenario is.
 * Thread rule: one collection belongs to one thread.
 */
#ifndef MUSTER_TABLE_H
#define MUSTER_TABLE_H

#include "faults.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { MUSTER_TABLE_BYTES_MOST = 64 * 1 << 20 };

struct muster_table {
    char *name;    /* as written in the scenario */
    uint64_t hash; /* FNV-1a of the bytes */
    size_t columns, rows;
    char **cell; /* row by row; borrowed from text */
    int *line;   /* of each row */
    char *text;
    struct muster_table *next;
    const char *header; /* borrowed: the columns it was read with */
    bool usable;
};

struct muster_tables {
    const char *folder; /* borrowed: a real path */
    bool allow_outside;
    struct muster_table *first; /* in the order of reading */
};

/* The table in the file `name`, with the columns `header` ("week,weight"), owned by `tables`; NULL
 * with faults: about the name at `place` under `path`, about the contents at the file's own lines.
 * shipped: look in the data folder too. */
const struct muster_table *muster_table_read(struct muster_tables *tables, const char *name,
                                             const char *header, bool shipped,
                                             struct muster_place place, const char *path,
                                             struct muster_faults *faults);
const char *muster_table_cell(const struct muster_table *table, size_t row, size_t column);
/* The place of a row, for faults about its contents. */
struct muster_place muster_table_place(const struct muster_table *table, size_t row);
void muster_tables_clear(struct muster_tables *tables);

#endif
