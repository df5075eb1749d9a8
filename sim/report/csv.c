/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csv.h"

#include <math.h>
#include <string.h>

void muster_csv_text(FILE *file, const char *text)
{
    fputc('"', file);
    if (*text && strchr("=+-@\t\r\n", *text))
        fputc('\'', file);
    for (; *text; text++) {
        if (*text == '"')
            fputc('"', file);
        fputc(*text, file);
    }
    fputc('"', file);
}

static void write_number(FILE *file, double value)
{
    fputc(',', file);
    if (isfinite(value))
        fprintf(file, "%.17g", value);
}

static const char *const side[] = {"services", "staff", "cost"};

static void write_item(FILE *file, const char *candidate, const struct muster_summary_item *item)
{
    const struct muster_estimate *estimate = &item->estimate;
    const double value[] = {estimate->mean, estimate->se,  estimate->lo,  estimate->hi,
                            estimate->p10,  estimate->p50, estimate->p90, estimate->typical};
    muster_csv_text(file, candidate);
    fprintf(file, ",%s,", side[item->measure->side]);
    muster_csv_text(file, item->where);
    fprintf(file, ",%s,%s", item->measure->name, item->measure->unit);
    for (size_t i = 0; i < sizeof value / sizeof *value; i++)
        write_number(file, value[i]);
    fprintf(file, ",%zu,estimate\r\n", estimate->replications);
}

/* Differences have no likely range. */
static void write_difference(FILE *file, const struct muster_summary *summary,
                             const struct muster_summary_comparison *compared, bool relative)
{
    const struct muster_measure *measure = compared->measure;
    const struct muster_difference *difference =
        relative ? &compared->relative : &compared->difference;
    const double value[] = {
        difference->mean, difference->se, difference->lo, difference->hi, NAN, NAN, NAN, NAN};
    muster_csv_text(file, summary->candidate[compared->b].name);
    fprintf(file, ",%s,\"%s\",%s,%s", side[measure->side],
            measure->side == MUSTER_SIDE_COST ? "" : "all", measure->name,
            relative ? "1" : measure->unit);
    for (size_t i = 0; i < sizeof value / sizeof *value; i++)
        write_number(file, value[i]);
    fprintf(file, ",%zu,%s\r\n", difference->pairs,
            relative ? "relative difference" : "difference");
}

enum muster_status muster_csv_write(FILE *file, const struct muster_summary *summary)
{
    fputs(
        "candidate,side,where,measure,unit,mean,se,lo,hi,p10,p50,p90,typical,replications,kind\r\n",
        file);
    for (size_t c = 0; c < summary->candidate_count; c++)
        for (size_t i = 0; i < summary->candidate[c].item_count; i++)
            write_item(file, summary->candidate[c].name, &summary->candidate[c].item[i]);
    for (size_t i = 0; i < summary->comparison_count; i++) {
        write_difference(file, summary, &summary->comparison[i], false);
        if (muster_measure_counts(summary->comparison[i].measure))
            write_difference(file, summary, &summary->comparison[i], true);
    }
    return fflush(file) != 0 || ferror(file) ? MUSTER_IO_FAILED : MUSTER_OK;
}
