/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Data files: the first byte chooses the use (weeks of the year, values of a distribution, closed
 * dates). Cells, written out again in quotes, read the same; the question made from them is sound.
 */
#include "fuzz.h"
#include "table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define HEAD                                                                                       \
    "muster: 1\nhorizon: {start: 2004-12-20, weeks: 4}\ntarget: 80% in 20 s\n"                     \
    "staff: {desk: {present: 2, skills: [calls]}}\n"

struct use {
    const char *header;
    const char *scenario;
};
static const struct use USE[] = {
    {"week,weight",
     HEAD "opening: {mon-fri: 09:00-17:00}\nservices: {calls: {demand: {wanted: 20000}, "
          "season: {file: data.csv}, handle: 3 min}}\n"},
    {"value", HEAD "opening: {mon-fri: 09:00-17:00}\nservices: {calls: {rate: 20 per hour, handle: "
                   "{empirical: data.csv, unit: min}}}\n"},
    {"date,name", HEAD "opening: {mon-fri: 09:00-17:00, closed: data.csv}\n"
                       "services: {calls: {demand: {wanted: 20000}, handle: 3 min}}\n"},
};
enum { USES = sizeof USE / sizeof *USE };

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    fuzz_enter_folder();
    return 0;
}

static const struct muster_table *read_table(struct muster_tables *tables, const char *name,
                                             const char *header)
{
    struct muster_faults faults;
    struct muster_place place = {"text.yaml", 1, 1};
    muster_faults_init(&faults);
    const struct muster_table *table =
        muster_table_read(tables, name, header, false, place, "data", &faults);
    fuzz_check_faults(&faults, table != NULL);
    return table;
}

static void write_cell(FILE *file, const char *cell)
{
    fputc('"', file);
    for (; *cell; cell++)
        fputs(*cell == '"' ? "\"\"" : (char[]){*cell, '\0'}, file);
    fputc('"', file);
}

static void write_table(const char *name, const struct muster_table *table)
{
    FILE *file = fopen(name, "wb");
    fuzz_check(file != NULL, "no file");
    fprintf(file, "%s\n", table->header);
    for (size_t r = 0; r < table->rows; r++)
        for (size_t c = 0; c < table->columns; c++) {
            write_cell(file, muster_table_cell(table, r, c));
            fputc(c + 1 < table->columns ? ',' : '\n', file);
        }
    fuzz_check(fclose(file) == 0, "no file");
}

static void check_table(struct muster_tables *tables, const struct muster_table *table)
{
    write_table("again.csv", table);
    const struct muster_table *again = read_table(tables, "again.csv", table->header);
    fuzz_check(again && again->rows == table->rows, "rows written are not read");
    for (size_t r = 0; r < table->rows; r++) {
        fuzz_check(table->line[r] > (r > 0 ? table->line[r - 1] : 0), "lines out of order");
        for (size_t c = 0; c < table->columns; c++)
            fuzz_check(strcmp(muster_table_cell(again, r, c), muster_table_cell(table, r, c)) == 0,
                       "row %zu column %zu reads otherwise", r, c);
    }
}

static void use_table(const struct use *use)
{
    struct muster_question question;
    struct muster_faults faults;
    muster_faults_init(&faults);
    bool fine = muster_question_read_text(&question, &faults, "text.yaml", use->scenario,
                                          strlen(use->scenario), NULL);
    fuzz_check_faults(&faults, fine);
    if (fine)
        fuzz_check_question(&question);
    muster_question_clear(&question);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    const struct use *use = &USE[data[0] % USES];
    struct muster_tables tables = {.folder = "."};
    char *here = getcwd(NULL, 0);
    tables.folder = here;
    fuzz_put("data.csv", data + 1, size - 1);
    const struct muster_table *table = read_table(&tables, "data.csv", use->header);
    if (table)
        check_table(&tables, table);
    muster_tables_clear(&tables);
    free(here);
    use_table(use);
    return 0;
}
