/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csv.h"
#include "calendar.h"

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

static void write_estimate(FILE *file, const struct muster_estimate *estimate)
{
    const double value[] = {estimate->mean, estimate->se,  estimate->lo,  estimate->hi,
                            estimate->p10,  estimate->p50, estimate->p90, estimate->typical};
    for (size_t i = 0; i < sizeof value / sizeof *value; i++)
        write_number(file, value[i]);
}

static const char *const side[] = {"services", "staff", "cost"};

static void write_item(FILE *file, const char *candidate, const struct muster_summary_item *item)
{
    const struct muster_estimate *estimate = &item->estimate;
    muster_csv_text(file, candidate);
    fprintf(file, ",%s,", side[item->measure->side]);
    muster_csv_text(file, item->where);
    fprintf(file, ",%s,%s", item->measure->name, item->measure->unit);
    write_estimate(file, estimate);
    fprintf(file, ",%zu,estimate\r\n", estimate->replications);
}

/* Lines in FTE and hours, and hours beyond those on paper. */
static void write_fall(FILE *file, const char *candidate, const struct muster_summary_fall *fall,
                       size_t replications)
{
    size_t lines;
    const struct muster_fall_line *line = muster_fall_lines(&lines);
    for (size_t i = 0; i < lines; i++) {
        const struct {
            const char *unit, *kind;
            const struct muster_estimate *estimate;
        } part[] = {{"FTE", "waterfall", &fall->fte[i]},
                    {"h", "waterfall", &fall->hours[i]},
                    {"h", "beyond paper", &fall->beyond[i]}};
        for (size_t k = 0; fall->applies[i] && k < sizeof part / sizeof *part; k++) {
            muster_csv_text(file, candidate);
            fputs(",staff,", file);
            muster_csv_text(file, fall->where);
            fprintf(file, ",%s,%s", line[i].name, part[k].unit);
            write_estimate(file, part[k].estimate);
            fprintf(file, ",%zu,%s\r\n", replications, part[k].kind);
        }
    }
}

/* A point has no plain mean of its own. */
static void write_point(FILE *file, const struct muster_summary_point *point)
{
    const double value[] = {point->mean, point->se,  point->lo,  point->hi,
                            point->p10,  point->p50, point->p90, NAN};
    for (size_t i = 0; i < sizeof value / sizeof *value; i++)
        write_number(file, value[i]);
}

/* The day on which each month, or what is told of its start, begins. */
static void write_series(FILE *file, const char *candidate,
                         const struct muster_summary_series *series,
                         const struct muster_shape *shape, size_t replications)
{
    int32_t date = muster_month_start(shape->start);
    for (size_t m = 0; m < series->length; m++, date = muster_month_next(date)) {
        char day[11];
        int32_t last = shape->start + (int32_t)shape->days;
        muster_date_format(day, m == 0 ? shape->start : date < last ? date : last);
        muster_csv_text(file, candidate);
        fprintf(file, ",%s,", side[series->side]);
        muster_csv_text(file, series->where);
        fprintf(file, ",%s,%s", series->name, series->unit);
        write_point(file, &series->point[m]);
        fprintf(file, ",%zu,month from %s\r\n", replications, day);
    }
}

static void write_hours(FILE *file, const char *candidate, const struct muster_summary_hours *hours,
                        size_t replications)
{
    static const char *const day[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    for (size_t h = 0; h < MUSTER_WEEK_HOURS; h++) {
        if (!isfinite(hours->hour[h].mean))
            continue;
        muster_csv_text(file, candidate);
        fputs(",staff,", file);
        muster_csv_text(file, hours->where);
        fputs(",on_the_phones,people", file);
        write_point(file, &hours->hour[h]);
        fprintf(file, ",%zu,%s %02zu:00\r\n", replications, day[h / 24], h % 24);
    }
}

static void write_people(FILE *file, const struct muster_summary *summary, size_t c)
{
    const struct muster_summary_candidate *candidate = &summary->candidate[c];
    const struct muster_shape *shape = &summary->result->candidate[c].shape;
    size_t n = summary->result->replications;
    for (size_t f = 0; f < candidate->fall_count; f++)
        write_fall(file, candidate->name, &candidate->fall[f], n);
    for (size_t p = 0; p < candidate->hours_count; p++)
        write_hours(file, candidate->name, &candidate->hours[p], n);
    for (size_t s = 0; s < candidate->series_count; s++)
        write_series(file, candidate->name, &candidate->series[s], shape, n);
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
    for (size_t c = 0; c < summary->candidate_count; c++)
        write_people(file, summary, c);
    for (size_t i = 0; i < summary->comparison_count; i++) {
        write_difference(file, summary, &summary->comparison[i], false);
        if (muster_measure_counts(summary->comparison[i].measure))
            write_difference(file, summary, &summary->comparison[i], true);
    }
    return fflush(file) != 0 || ferror(file) ? MUSTER_IO_FAILED : MUSTER_OK;
}
