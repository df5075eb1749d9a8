/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "summary_people.h"
#include "costs.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void point_of(struct muster_summary_point *out, const struct muster_estimate *from)
{
    *out = (struct muster_summary_point){from->mean, from->se,  from->lo, from->hi,
                                         from->p10,  from->p50, from->p90};
}

/* ---- by month ------------------------------------------------------------------------------ */

static double start_at(const struct muster_scope *scope, const struct muster_row *row, size_t place,
                       size_t month)
{
    double sum = 0;
    for (size_t g = 0; g < row->shape.groups; g++)
        if (muster_place_holds(scope, place, g))
            sum += row->headcount_start[g * (row->shape.months + 1) + month];
    return sum;
}

/* The last heading is their total. */
static double cost_at(const struct muster_row *row, size_t heading, size_t month)
{
    const double *cost = row->cost + month * MUSTER_COSTS;
    if (heading < MUSTER_COSTS)
        return cost[heading];
    double sum = 0;
    for (size_t h = 0; h < MUSTER_COSTS; h++)
        sum += cost[h];
    return sum;
}

/* The next series, with room for its points; NULL: out of memory. */
static struct muster_summary_series *next_series(struct muster_summary_candidate *out,
                                                 enum muster_side side, size_t length)
{
    struct muster_summary_series *series = &out->series[out->series_count];
    series->point = calloc(length > 0 ? length : 1, sizeof *series->point);
    if (!series->point)
        return NULL;
    out->series_count++;
    series->side = side;
    series->length = length;
    series->where = "";
    return series;
}

/* `which`: a heading of cost; place: of people at the start. `own` has room for n. */
static enum muster_status fill_values(struct muster_summary_series *out,
                                      const struct muster_study_candidate *candidate, size_t n,
                                      size_t which, double *own)
{
    for (size_t m = 0; m < out->length; m++) {
        struct muster_estimate estimate;
        for (size_t i = 0; i < n; i++)
            own[i] = out->side == MUSTER_SIDE_STAFF
                         ? start_at(&candidate->scope, &candidate->rows[i], out->place, m)
                         : cost_at(&candidate->rows[i], which, m);
        if (muster_estimate_of_values(&estimate, own, n) != MUSTER_OK)
            return MUSTER_NO_MEMORY;
        point_of(&out->point[m], &estimate);
    }
    return MUSTER_OK;
}

static enum muster_status fill_start(struct muster_summary_candidate *out,
                                     const struct muster_study_candidate *candidate, size_t n,
                                     size_t place, double *own)
{
    struct muster_summary_series *series =
        next_series(out, MUSTER_SIDE_STAFF, candidate->shape.months + 1);
    if (!series)
        return MUSTER_NO_MEMORY;
    series->place = place;
    series->name = "headcount_start";
    series->unit = "people";
    series->sentence = "people in post at the start of a month, joiners of that day included";
    return fill_values(series, candidate, n, 0, own);
}

static enum muster_status fill_measure(struct muster_summary_candidate *out,
                                       const struct muster_study_candidate *candidate, size_t n,
                                       const struct muster_measure *measure, size_t place)
{
    struct muster_summary_series *series =
        next_series(out, MUSTER_SIDE_STAFF, candidate->shape.months);
    if (!series)
        return MUSTER_NO_MEMORY;
    series->place = place;
    series->name = measure->name;
    series->unit = measure->unit;
    series->sentence = measure->sentence;
    for (size_t m = 0; m < series->length; m++) {
        struct muster_estimate estimate;
        if (muster_measure_month(&estimate, measure, &candidate->scope, candidate->rows, n, place,
                                 m) != MUSTER_OK)
            return MUSTER_NO_MEMORY;
        point_of(&series->point[m], &estimate);
    }
    return MUSTER_OK;
}

/* Everything of one place: the people at the start of a month before the measures. */
static enum muster_status fill_place(struct muster_summary_candidate *out,
                                     const struct muster_study_candidate *candidate, size_t n,
                                     size_t place, double *own)
{
    size_t count;
    const struct muster_measure *table = muster_measure_table(&count);
    const struct muster_measure *headcount = muster_measure_find("headcount");
    const char *where = muster_measure_place(headcount, candidate->scope.scenario, place);
    size_t first = out->series_count;
    enum muster_status status = MUSTER_OK;
    if (muster_measure_applies(headcount, &candidate->scope, place))
        status = fill_start(out, candidate, n, place, own);
    for (size_t m = 0; m < count && status == MUSTER_OK; m++)
        if (muster_measure_by_month(&table[m]) &&
            muster_measure_applies(&table[m], &candidate->scope, place))
            status = fill_measure(out, candidate, n, &table[m], place);
    for (size_t s = first; s < out->series_count; s++)
        out->series[s].where = where;
    return status;
}

static enum muster_status fill_costs(struct muster_summary_candidate *out,
                                     const struct muster_study_candidate *candidate, size_t n,
                                     double *own)
{
    uint32_t headings = muster_cost_headings(candidate->scope.scenario);
    for (size_t h = 0; headings && h <= MUSTER_COSTS; h++) {
        if (h < MUSTER_COSTS && !(headings >> h & 1))
            continue;
        struct muster_summary_series *series =
            next_series(out, MUSTER_SIDE_COST, candidate->shape.months);
        if (!series)
            return MUSTER_NO_MEMORY;
        series->name = h < MUSTER_COSTS ? muster_heading[h].name : "total";
        series->unit = "currency";
        series->sentence = h < MUSTER_COSTS ? muster_heading[h].words : "all headings of cost";
        if (fill_values(series, candidate, n, h, own) != MUSTER_OK)
            return MUSTER_NO_MEMORY;
    }
    return MUSTER_OK;
}

enum muster_status muster_summary_months(struct muster_summary_candidate *out,
                                         const struct muster_study_candidate *candidate, size_t n)
{
    size_t measures, groups = candidate->shape.groups;
    muster_measure_table(&measures);
    double *own = malloc((n + 1) * sizeof *own);
    out->series = calloc((groups + 1) * (measures + 1) + MUSTER_COSTS + 1, sizeof *out->series);
    enum muster_status status = own && out->series ? MUSTER_OK : MUSTER_NO_MEMORY;
    for (size_t p = 0; p <= groups && status == MUSTER_OK; p++)
        status = fill_place(out, candidate, n, p, own);
    if (status == MUSTER_OK)
        status = fill_costs(out, candidate, n, own);
    free(own);
    return status;
}

/* ---- the waterfall ------------------------------------------------------------------------- */

/* A line of n waterfalls: estimates of FTE, hours, and what goes beyond paper. */
static enum muster_status fill_line(struct muster_summary_fall *out, const struct muster_fall *fall,
                                    size_t n, size_t line, double *own)
{
    double paper_h = 0;
    for (size_t i = 0; i < n; i++) {
        own[i] = fall[i].fte[line];
        own[n + i] = fall[i].hours[line];
        own[2 * n + i] = fall[i].hours[line] - fall[i].paper_h[line];
        paper_h += fall[i].paper_h[line] / (double)n;
    }
    out->paper_h[line] = paper_h;
    return muster_estimate_of_values(&out->fte[line], own, n) == MUSTER_OK &&
                   muster_estimate_of_values(&out->hours[line], own + n, n) == MUSTER_OK &&
                   muster_estimate_of_values(&out->beyond[line], own + 2 * n, n) == MUSTER_OK
               ? MUSTER_OK
               : MUSTER_NO_MEMORY;
}

static enum muster_status fill_month(struct muster_summary_point *point,
                                     const struct muster_fall *fall, size_t n, size_t line,
                                     double *own)
{
    struct muster_estimate estimate;
    for (size_t i = 0; i < n; i++)
        own[i] = fall[i].fte[line];
    if (muster_estimate_of_values(&estimate, own, n) != MUSTER_OK)
        return MUSTER_NO_MEMORY;
    point_of(point, &estimate);
    return MUSTER_OK;
}

/* Room for the waterfalls of n replications and for three lists of their values. */
struct room {
    struct muster_fall *fall;
    double *own;
};

static void fill_window(struct room *room, const struct muster_study_candidate *candidate, size_t n,
                        size_t place, size_t month)
{
    for (size_t i = 0; i < n; i++)
        muster_fall_of_row(&room->fall[i], &candidate->scope, &candidate->paper,
                           &candidate->rows[i], place, month);
}

static enum muster_status fill_fall(struct muster_summary_fall *out,
                                    const struct muster_study_candidate *candidate, size_t n,
                                    struct room *room)
{
    size_t lines, months = candidate->shape.months;
    const struct muster_fall_line *line = muster_fall_lines(&lines);
    out->month = calloc(months * MUSTER_FALL_MOST + 1, sizeof *out->month);
    if (!out->month)
        return MUSTER_NO_MEMORY;
    fill_window(room, candidate, n, out->place, MUSTER_FALL_HORIZON);
    for (size_t i = 0; i < lines; i++) {
        out->applies[i] = muster_fall_applies(&line[i], &candidate->scope, out->place);
        if (out->applies[i] && fill_line(out, room->fall, n, i, room->own) != MUSTER_OK)
            return MUSTER_NO_MEMORY;
    }
    for (size_t m = 0; m < months; m++) {
        fill_window(room, candidate, n, out->place, m);
        for (size_t i = 0; i < lines; i++)
            if (out->applies[i] && muster_fall_by_month(&line[i]) &&
                fill_month(&out->month[m * MUSTER_FALL_MOST + i], room->fall, n, i, room->own) !=
                    MUSTER_OK)
                return MUSTER_NO_MEMORY;
    }
    return MUSTER_OK;
}

enum muster_status muster_summary_falls(struct muster_summary_candidate *out,
                                        const struct muster_study_candidate *candidate, size_t n)
{
    const struct muster_fall_line *established = muster_fall_find("established");
    const struct muster_measure *headcount = muster_measure_find("headcount");
    size_t places = candidate->shape.groups + 1;
    struct room room = {malloc((n + 1) * sizeof *room.fall),
                        malloc((3 * n + 1) * sizeof *room.own)};
    out->fall = calloc(places, sizeof *out->fall);
    enum muster_status status = room.fall && room.own && out->fall ? MUSTER_OK : MUSTER_NO_MEMORY;
    for (size_t p = 0; p < places && status == MUSTER_OK; p++) {
        if (!muster_fall_applies(established, &candidate->scope, p))
            continue;
        struct muster_summary_fall *fall = &out->fall[out->fall_count++];
        fall->place = p;
        fall->where = muster_measure_place(headcount, candidate->scope.scenario, p);
        status = fill_fall(fall, candidate, n, &room);
    }
    free(room.fall);
    free(room.own);
    return status;
}

/* ---- by hour of the week ------------------------------------------------------------------- */

static double present_s(const struct muster_row *row, size_t place, size_t hour)
{
    double sum = 0;
    for (size_t g = 0; g < row->shape.groups; g++)
        if (place == g || place == row->shape.groups)
            sum += (double)row->present_hour_s[g * MUSTER_WEEK_HOURS + hour];
    return sum;
}

static enum muster_status fill_hour(struct muster_summary_point *out,
                                    const struct muster_study_candidate *candidate, size_t n,
                                    size_t place, size_t hour, double *own)
{
    struct muster_estimate estimate;
    double open_s = candidate->open_hour_s[hour];
    *out = (struct muster_summary_point){NAN, NAN, NAN, NAN, NAN, NAN, NAN};
    if (!(open_s > 0))
        return MUSTER_OK;
    for (size_t i = 0; i < n; i++)
        own[i] = present_s(&candidate->rows[i], place, hour) / open_s;
    if (muster_estimate_of_values(&estimate, own, n) != MUSTER_OK)
        return MUSTER_NO_MEMORY;
    point_of(out, &estimate);
    return MUSTER_OK;
}

enum muster_status muster_summary_week(struct muster_summary_candidate *out,
                                       const struct muster_study_candidate *candidate, size_t n)
{
    const struct muster_measure *present = muster_measure_find("fte_present");
    size_t places = candidate->shape.groups + 1;
    double *own = malloc((n + 1) * sizeof *own);
    out->hours = calloc(places, sizeof *out->hours);
    enum muster_status status = own && out->hours ? MUSTER_OK : MUSTER_NO_MEMORY;
    for (size_t p = 0; p < places && status == MUSTER_OK; p++) {
        if (!muster_measure_applies(present, &candidate->scope, p))
            continue;
        struct muster_summary_hours *hours = &out->hours[out->hours_count++];
        hours->place = p;
        hours->where = muster_measure_place(present, candidate->scope.scenario, p);
        for (size_t h = 0; h < MUSTER_WEEK_HOURS && status == MUSTER_OK; h++)
            status = fill_hour(&hours->hour[h], candidate, n, p, h, own);
    }
    free(own);
    return status;
}

void muster_summary_people_clear(struct muster_summary_candidate *candidate)
{
    for (size_t s = 0; s < candidate->series_count; s++)
        free(candidate->series[s].point);
    for (size_t f = 0; f < candidate->fall_count; f++)
        free(candidate->fall[f].month);
    free(candidate->series);
    free(candidate->fall);
    free(candidate->hours);
}
