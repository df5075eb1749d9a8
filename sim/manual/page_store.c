/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "manifest.h"
#include "measure.h"
#include "overlay.h"
#include "pages.h"
#include "roff.h"
#include "run_extras.h"
#include "run_values.h"
#include "store_layout.h"

#include <string.h>

/* ---- fields: the replications ---- */

/* The length of the folder's part of a path: "/runs/services". */
static size_t folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return (size_t)(slash - path);
}

/* "/by_day/services [candidate, replication, service, day]" */
static void put_folder(FILE *file, const struct muster_field *field)
{
    char heading[256];
    size_t used = (size_t)snprintf(heading, sizeof heading, "%.*s [", (int)folder_of(field->path),
                                   field->path);
    for (int i = 0; i < field->rank; i++)
        used += (size_t)snprintf(heading + used, sizeof heading - used, "%s%s", i ? ", " : "",
                                 muster_axis_name[field->axis[i]].name);
    snprintf(heading + used, sizeof heading - used, "]");
    muster_roff_heading(file, heading);
}

static void put_dataset(FILE *file, const char *name, const char *unit, const char *sentence)
{
    char words[512];
    snprintf(words, sizeof words, "[%s] %s", unit && unit[0] ? unit : "text", sentence);
    muster_roff_term(file, name, NULL);
    muster_roff_words(file, words);
}

static void put_fields(FILE *file, const struct muster_store_layout *layout)
{
    muster_roff_section(file, "REPLICATIONS");
    muster_roff_words(
        file, "Counts and sums of every replication as they were: estimates are computed "
              "from them, ratio of sums over replications. With one service or several, one "
              "group or several. Calls stand in the window in which the attempt arrived; "
              "times of staff, and what is called `clock`, when they happen.");
    for (size_t i = 0; i < layout->field_count; i++) {
        const struct muster_field *field = &layout->field[i];
        const struct muster_field *before = i > 0 ? field - 1 : NULL;
        size_t length = folder_of(field->path);
        bool same = before && before->rank == field->rank && folder_of(before->path) == length &&
                    !strncmp(before->path, field->path, length) &&
                    before->axis[field->rank - 1] == field->axis[field->rank - 1];
        if (!same)
            put_folder(file, field);
        put_dataset(file, field->path + length + 1, field->unit, field->sentence);
    }
}

/* A shape in which everything that the program knows has a place. */
static enum muster_status make_layout(struct muster_store_layout *layout)
{
    const struct muster_shape shape = {.services = 1,
                                       .groups = 1,
                                       .targets = 1,
                                       .days = 7,
                                       .intervals = 168, /* hours */
                                       .months = 1,
                                       .weeks = 1,
                                       .interval_s = 3600,
                                       .start = 12695, /* Monday 2004-10-04 */
                                       .shift_based = true,
                                       .costed = true,
                                       .headings = (1u << MUSTER_COSTS) - 1};
    return muster_layout_init(layout, &shape);
}

/* ---- what is computed from them ---- */

static void put_measures(FILE *file)
{
    static const char *const FOLDERS[] = {
        [MUSTER_SIDE_SERVICES] = "/summary/services [candidate, service_and_all, statistic]",
        [MUSTER_SIDE_STAFF] = "/summary/staff [candidate, group_and_all, statistic]",
        [MUSTER_SIDE_COST] = "/summary/cost [candidate, statistic]"};
    size_t count, statistics;
    const struct muster_measure *table = muster_measure_table(&count);
    const char *const *statistic = muster_statistic_names(&statistics);
    char words[1024] = "Each with the statistics";
    size_t used = strlen(words);
    for (size_t i = 0; i < statistics; i++)
        used += (size_t)snprintf(words + used, sizeof words - used, "%s `%s`", i ? "," : "",
                                 statistic[i]);
    snprintf(words + used, sizeof words - used,
             ": `mean` is the estimate, `se`, `lo` and `hi` its simulation error at 95 %%, which "
             "more replications shrink. `p10`, `p50` and `p90` are over replications, the likely "
             "range, which they do not shrink, with bounds. A measure is there when the scenario "
             "has what it measures; the same names stand in `--json` and `--csv`.");
    muster_roff_section(file, "MEASURES");
    muster_roff_words(file, words);
    for (int side = MUSTER_SIDE_SERVICES; side <= MUSTER_SIDE_COST; side++) {
        muster_roff_heading(file, FOLDERS[side]);
        for (size_t i = 0; i < count; i++)
            if ((int)table[i].side == side && muster_measure_single(&table[i]))
                put_dataset(file, table[i].name, table[i].unit, table[i].sentence);
    }
    muster_roff_heading(file, "/summary/cost_by_year [candidate, financial_year, statistic]");
    for (size_t i = 0; i < count; i++)
        if (muster_measure_by_year(&table[i]))
            put_dataset(file, table[i].name, table[i].unit, table[i].sentence);
}

/* What they mean was told above; here it is where they are. */
static void put_values(FILE *file)
{
    static const char *const FOLDERS[] = {
        [MUSTER_SIDE_SERVICES] = "/runs/services [candidate, replication, service]",
        [MUSTER_SIDE_STAFF] = "/runs/staff [candidate, replication, group]",
        [MUSTER_SIDE_COST] = "/runs/cost [candidate, replication]"};
    size_t count;
    const struct muster_measure *table = muster_measure_table(&count);
    muster_roff_section(file, "OWN VALUES");
    muster_roff_words(file, "Each replication's own value of the measures that are no count, which "
                            "`p10`, `p50` and `p90` are taken over; units and sentences as above. "
                            "Of all services or groups together they follow from the sums.");
    for (int side = MUSTER_SIDE_SERVICES; side <= MUSTER_SIDE_COST; side++) {
        char words[2048] = "";
        size_t used = 0;
        for (size_t i = 0; i < count; i++)
            if ((int)table[i].side == side && muster_run_values_kept(&table[i]))
                used += (size_t)snprintf(words + used, sizeof words - used, "%s`%s`",
                                         used ? ", " : "", table[i].name);
        muster_roff_heading(file, FOLDERS[side]);
        muster_roff_words(file, words);
    }
}

/* Measures of one candidate were told above; those of two are told here. */
static void put_comparison(FILE *file)
{
    size_t count, statistics, rows;
    const struct muster_measure *table = muster_measure_table(&count);
    const char *const *statistic = muster_difference_statistic_names(&statistics);
    const struct muster_bounds_row *row = muster_bounds_rows(&rows);
    char words[1024] = "Differences from the first candidate, replications paired, with";
    size_t used = strlen(words);
    for (size_t i = 0; i < statistics; i++)
        used += (size_t)snprintf(words + used, sizeof words - used, "%s `%s`", i ? "," : "",
                                 statistic[i]);
    snprintf(words + used, sizeof words - used,
             "; the relative ones, of counts only, are fractions of the first candidate's.");
    muster_roff_section(file, "COMPARISON");
    muster_roff_words(file, words);
    muster_roff_heading(file, "/summary/comparison [candidate, difference_statistic]");
    for (size_t i = 0; i < count; i++)
        if (table[i].compared)
            put_dataset(file, table[i].name, table[i].unit, table[i].sentence);
    muster_roff_heading(file, "/summary [bound]");
    for (size_t i = 0; i < rows; i++)
        put_dataset(file, row[i].name, row[i].unit, row[i].sentence);
}

/* "[candidate, service]" of a dataset's axes. */
static void put_axes(FILE *file, const struct muster_dataset *dataset)
{
    char words[512];
    size_t used = (size_t)snprintf(words, sizeof words, "[");
    for (int a = 0; a < dataset->rank; a++)
        used += (size_t)snprintf(words + used, sizeof words - used, "%s%s", a ? ", " : "",
                                 dataset->axis[a]);
    snprintf(words + used, sizeof words - used, "]");
    muster_roff_term(file, dataset->path, words);
    snprintf(words, sizeof words, "[%s] %s", dataset->unit, dataset->long_name);
    muster_roff_words(file, words);
}

static void put_people(FILE *file)
{
    muster_roff_section(file, "PEOPLE");
    muster_roff_words(file, "How established FTE become people on the phones, line by line, and "
                            "people and cost by month (`point_statistic`: mean, se, lo, hi, p10, "
                            "p50, p90). The lines, explained by `muster explain`, are in "
                            "/axes/waterfall_line.");
    char folder[96] = "";
    for (size_t number = 0;; number++) {
        struct muster_dataset dataset = {0};
        char path[96];
        if (!muster_people_row(&dataset, path, number))
            break;
        char *slash = strrchr(path, '/');
        *slash = '\0';
        if (strcmp(folder, path) != 0)
            muster_roff_heading(file, path);
        memcpy(folder, path, sizeof folder);
        dataset.path = slash + 1;
        put_axes(file, &dataset);
    }
    muster_roff_heading(file, "/summary/by_month/staff [candidate, group_and_all, month, "
                              "point_statistic]");
    size_t count;
    const struct muster_measure *table = muster_measure_table(&count);
    for (size_t i = 0; i < count; i++)
        if (muster_measure_by_month(&table[i]))
            put_dataset(file, table[i].name, table[i].unit, table[i].sentence);
    put_dataset(file, "headcount_start", "people",
                "people at the start of a month, by month_start instead of month");
    muster_roff_heading(file, "/summary/by_month/cost [candidate, month, point_statistic]");
    for (int h = 0; h < MUSTER_COSTS; h++)
        put_dataset(file, muster_heading[h].name, "currency", muster_heading[h].words);
    put_dataset(file, "total", "currency", "all headings together");
}

static void put_planned(FILE *file)
{
    const struct muster_overlay nothing = {0};
    struct muster_dataset dataset[MUSTER_OVERLAY_DATASETS];
    size_t count = muster_overlay_datasets(dataset, &nothing);
    muster_roff_section(file, "PLANNED");
    muster_roff_words(file, "What formulas say of the same candidates, for comparison.");
    for (size_t i = 0; i < count; i++)
        put_axes(file, &dataset[i]);
}

static void put_trace(FILE *file)
{
    size_t count;
    const struct muster_trace_column *column = muster_trace_columns(&count);
    muster_roff_section(file, "TRACE");
    muster_roff_words(file, "With `--trace`: every attempt of the first replications, a value in "
                            "each of these.");
    muster_roff_heading(file, "/trace/contacts [contact]");
    for (size_t i = 0; i < count; i++)
        put_dataset(file, column[i].name, column[i].unit, column[i].sentence);
}

/* ---- the file ---- */

static void put_head(FILE *file)
{
    static const char *const ATTRIBUTES[][2] = {{"format", "`" MUSTER_STORE_FORMAT "`."},
                                                {"version", "Of the program that made it."},
                                                {"seed", "Of all random numbers."},
                                                {"Conventions", "What readers of netCDF expect."}};
    static const char *const SCENARIO[][2] = {
        {"/scenario/as_read", "The scenario's text, byte for byte (`muster show --scenario`)."},
        {"/scenario/resolved", "The same with every default written out."},
        {"/scenario/identity", "What must be the same for `--resume`: a text of keys and values."},
        {"/candidates/name", "The candidates."},
        {"/candidates/settings", "What each of them sets; absent when nobody sets anything."}};
    muster_roff_section(file, "DESCRIPTION");
    muster_roff_words(
        file,
        "`muster run` writes one HDF5 file. It is there complete or not at all; two runs of "
        "one scenario with one version give the same bytes, so it holds no time, no host and "
        "no path. Every dataset has `units` and `long_name`, and its dimensions are attached "
        "to the scales in `/axes`. Not-a-number means undefined. Behind what HDF5 reads stands "
        "one line with the length and a checksum of all before it: muster opens no file that "
        "they do not fit, nor one that another program has changed.");
    muster_roff_section(file, "ATTRIBUTES");
    for (size_t i = 0; i < sizeof ATTRIBUTES / sizeof ATTRIBUTES[0]; i++) {
        muster_roff_term(file, ATTRIBUTES[i][0], NULL);
        muster_roff_words(file, ATTRIBUTES[i][1]);
    }
    muster_roff_section(file, "SCENARIO");
    for (size_t i = 0; i < sizeof SCENARIO / sizeof SCENARIO[0]; i++) {
        muster_roff_term(file, SCENARIO[i][0], NULL);
        muster_roff_words(file, SCENARIO[i][1]);
    }
    muster_roff_section(file, "AXES");
    for (int i = 0; i < MUSTER_AXES; i++) {
        char path[64];
        snprintf(path, sizeof path, "/axes/%s", muster_axis_name[i].name);
        put_dataset(file, path, muster_axis_name[i].unit, muster_axis_name[i].sentence);
    }
}

enum muster_status muster_page_store(FILE *file, const char *date)
{
    struct muster_store_layout layout;
    enum muster_status status = make_layout(&layout);
    if (status != MUSTER_OK)
        return status;
    muster_roff_title(file, "muster-store", 5, date);
    muster_roff_section(file, "NAME");
    fputs("muster-store \\- the results file of muster\n", file);
    put_head(file);
    put_fields(file, &layout);
    put_measures(file);
    put_values(file);
    put_comparison(file);
    put_people(file);
    put_planned(file);
    put_trace(file);
    muster_roff_section(file, "EXAMPLES");
    muster_roff_words(file, "What a file holds, by muster and by the tools of HDF5:");
    muster_roff_example(file, "muster init just-erlang\n"
                              "muster run just-erlang.yaml --trace 1\n"
                              "muster show just-erlang.h5\n"
                              "h5ls -r just-erlang.h5\n"
                              "h5dump -d /summary/services/service_level just-erlang.h5");
    muster_roff_section(file, "SEE ALSO");
    fputs("\\fBmuster\\fR(1), \\fBmuster-scenario\\fR(5), \\fBh5ls\\fR(1), \\fBh5dump\\fR(1)\n",
          file);
    muster_layout_clear(&layout);
    return MUSTER_OK;
}
