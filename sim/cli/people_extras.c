/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "people_extras.h"
#include "calendar.h"
#include "run_extras.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const POINTS[] = {"mean", "se", "lo", "hi", "p10", "p50", "p90"};
enum { POINT_COUNT = sizeof POINTS / sizeof POINTS[0] };

/* ---- axes ---------------------------------------------------------------------------------- */

static enum muster_status name_months(struct muster_people_axes *room,
                                      const struct muster_shape *shape)
{
    room->month = calloc(shape->months + 1, sizeof *room->month);
    room->month_name = calloc(shape->months + 1, sizeof *room->month_name);
    if (!room->month || !room->month_name)
        return MUSTER_NO_MEMORY;
    int32_t date = muster_month_start(shape->start);
    for (size_t m = 0; m <= shape->months; m++, date = muster_month_next(date)) {
        int32_t last = shape->start + (int32_t)shape->days;
        int32_t at = m == 0 ? shape->start : m == shape->months ? last : date;
        muster_date_format(room->month[m], at);
        room->month_name[m] = room->month[m];
    }
    return MUSTER_OK;
}

enum muster_status muster_people_axes_init(struct muster_people_axes *room,
                                           struct muster_results_axis *axis,
                                           const struct muster_summary *summary)
{
    size_t lines;
    const struct muster_fall_line *line = muster_fall_lines(&lines);
    const struct muster_shape *shape = &summary->result->candidate[0].shape;
    memset(room, 0, sizeof *room);
    for (size_t i = 0; i < lines; i++)
        room->line[i] = line[i].name;
    for (size_t h = 0; h < MUSTER_WEEK_HOURS; h++)
        room->hour_s[h] = 3600.0 * (double)h;
    if (name_months(room, shape) != MUSTER_OK) {
        muster_people_axes_clear(room);
        return MUSTER_NO_MEMORY;
    }
    const struct muster_results_axis all[MUSTER_PEOPLE_AXES] = {
        {"waterfall_line", "", "line of the waterfall from established FTE to the phones", lines,
         MUSTER_DATA_TEXT, room->line},
        {"hour_of_week", "s", "start of the hour, from Monday 00:00", MUSTER_WEEK_HOURS,
         MUSTER_DATA_DOUBLE, room->hour_s},
        {"point_statistic", "", "mean with its simulation error (se, lo, hi); the likely range",
         POINT_COUNT, MUSTER_DATA_TEXT, POINTS},
        {"month_start", "", "first day of a month in the horizon, then the day after the horizon",
         shape->months + 1, MUSTER_DATA_TEXT, room->month_name}};
    memcpy(axis, all, sizeof all);
    return MUSTER_OK;
}

void muster_people_axes_clear(struct muster_people_axes *room)
{
    free(room->month);
    free(room->month_name);
    memset(room, 0, sizeof *room);
}

/* ---- blocks -------------------------------------------------------------------------------- */

/* A dataset in the making; `any`: some value was stored. */
struct making {
    const struct muster_summary *summary;
    size_t places, width; /* values of one place */
    double *block;        /* [candidate][places][width] */
};

static bool block_of(struct making *at, const struct muster_summary *summary, size_t places,
                     size_t width)
{
    size_t length = summary->candidate_count * places * width;
    *at = (struct making){summary, places, width, malloc(length * sizeof(double))};
    for (size_t i = 0; at->block && i < length; i++)
        at->block[i] = NAN;
    return at->block != NULL;
}

static double *cell(const struct making *at, size_t candidate, size_t place)
{
    return at->block + (candidate * at->places + place) * at->width;
}

static void put_point(double *to, const struct muster_summary_point *point)
{
    const double value[POINT_COUNT] = {point->mean, point->se,  point->lo, point->hi,
                                       point->p10,  point->p50, point->p90};
    memcpy(to, value, sizeof value);
}

static size_t groups_of(const struct muster_summary *summary)
{
    return summary->result->candidate[0].shape.groups;
}

static void axes_of(struct muster_dataset *dataset, const char *const *axis)
{
    for (dataset->rank = 0; axis[dataset->rank]; dataset->rank++)
        dataset->axis[dataset->rank] = axis[dataset->rank];
}

/* ---- the waterfall ------------------------------------------------------------------------- */

enum fall_part {
    FALL_FTE,
    FALL_HOURS,
    FALL_BEYOND,
    FALL_PAPER,
    FALL_MONTHS,
    FALL_HANDLE,
    FALL_PARTS
};

static const struct fall_row {
    const char *name, *unit, *sentence;
    const char *axis[6];
} FALL[FALL_PARTS] = {
    [FALL_FTE] = {"fte",
                  "FTE",
                  "waterfall from established FTE to the phones; causes that reduce are negative",
                  {"candidate", "group_and_all", "waterfall_line", "statistic"}},
    [FALL_HOURS] = {"hours",
                    "h",
                    "the same in paid hours over the horizon",
                    {"candidate", "group_and_all", "waterfall_line", "statistic"}},
    [FALL_BEYOND] = {"beyond_paper_h",
                     "h",
                     "hours simulated less hours on paper",
                     {"candidate", "group_and_all", "waterfall_line", "statistic"}},
    [FALL_PAPER] = {"paper_h",
                    "h",
                    "hours on paper, by the year of one FTE",
                    {"candidate", "group_and_all", "waterfall_line"}},
    [FALL_MONTHS] = {"fte_by_month",
                     "FTE",
                     "waterfall by month",
                     {"candidate", "group_and_all", "month", "waterfall_line", "point_statistic"}},
    [FALL_HANDLE] = {"planned_handle_s", "s", "planned handle time of a contact", {"candidate"}}};

static size_t fall_width(const struct muster_summary *summary, enum fall_part part)
{
    size_t lines, statistics;
    muster_fall_lines(&lines);
    muster_statistic_names(&statistics);
    switch (part) {
    case FALL_PAPER:
        return lines;
    case FALL_MONTHS:
        return summary->result->candidate[0].shape.months * lines * POINT_COUNT;
    case FALL_HANDLE:
        return 1;
    default:
        return lines * statistics;
    }
}

static void put_fall(double *to, const struct muster_summary_fall *fall, enum fall_part part,
                     size_t months)
{
    size_t lines, statistics;
    const struct muster_fall_line *line = muster_fall_lines(&lines);
    muster_statistic_names(&statistics);
    for (size_t i = 0; i < lines; i++) {
        if (!fall->applies[i])
            continue;
        if (part == FALL_PAPER)
            to[i] = fall->paper_h[i];
        else if (part != FALL_MONTHS)
            muster_statistics_of(to + i * statistics, part == FALL_FTE     ? &fall->fte[i]
                                                      : part == FALL_HOURS ? &fall->hours[i]
                                                                           : &fall->beyond[i]);
        for (size_t m = 0; part == FALL_MONTHS && m < months && muster_fall_by_month(&line[i]); m++)
            put_point(to + (m * lines + i) * POINT_COUNT, &fall->month[m * MUSTER_FALL_MOST + i]);
    }
}

bool muster_people_row(struct muster_dataset *dataset, char path[96], size_t number)
{
    static const struct fall_row hours = {
        "/summary/on_the_phones",
        "people",
        "people on the phones by hour of the week, mean while open",
        {"candidate", "group_and_all", "hour_of_week", "point_statistic"}};
    if (number > FALL_PARTS)
        return false;
    const struct fall_row *row = number < FALL_PARTS ? &FALL[number] : &hours;
    snprintf(path, 96, "%s%s", number < FALL_PARTS ? "/summary/waterfall/" : "", row->name);
    dataset->unit = row->unit;
    dataset->long_name = row->sentence;
    axes_of(dataset, row->axis);
    return true;
}

static bool make_fall(struct making *at, struct muster_dataset *dataset, char path[96],
                      const struct muster_summary *summary, enum fall_part part)
{
    size_t places = part == FALL_HANDLE ? 1 : groups_of(summary) + 1;
    if (!block_of(at, summary, places, fall_width(summary, part)))
        return false;
    for (size_t c = 0; c < summary->candidate_count; c++) {
        const struct muster_summary_candidate *from = &summary->candidate[c];
        const struct muster_study_candidate *ran = &summary->result->candidate[c];
        if (part == FALL_HANDLE)
            *cell(at, c, 0) = ran->paper.handle_s;
        for (size_t f = 0; part != FALL_HANDLE && f < from->fall_count; f++)
            put_fall(cell(at, c, from->fall[f].place), &from->fall[f], part, ran->shape.months);
    }
    muster_people_row(dataset, path, part);
    return true;
}

/* ---- hours of the week --------------------------------------------------------------------- */

static bool make_hours(struct making *at, struct muster_dataset *dataset, char path[96],
                       const struct muster_summary *summary)
{
    if (!block_of(at, summary, groups_of(summary) + 1, (size_t)MUSTER_WEEK_HOURS * POINT_COUNT))
        return false;
    for (size_t c = 0; c < summary->candidate_count; c++)
        for (size_t p = 0; p < summary->candidate[c].hours_count; p++)
            for (size_t h = 0; h < MUSTER_WEEK_HOURS; h++)
                put_point(cell(at, c, summary->candidate[c].hours[p].place) + h * POINT_COUNT,
                          &summary->candidate[c].hours[p].hour[h]);
    muster_people_row(dataset, path, FALL_PARTS);
    return true;
}

/* ---- series by month ----------------------------------------------------------------------- */

/* The series of that side and name of the first candidate that has it, or NULL. */
static const struct muster_summary_series *series_of(const struct muster_summary *summary,
                                                     enum muster_side side, const char *name)
{
    for (size_t c = 0; c < summary->candidate_count; c++)
        for (size_t s = 0; s < summary->candidate[c].series_count; s++)
            if (summary->candidate[c].series[s].side == side &&
                strcmp(summary->candidate[c].series[s].name, name) == 0)
                return &summary->candidate[c].series[s];
    return NULL;
}

/* People at the start of a month, each measure, each heading of cost, their total. */
static const struct muster_summary_series *series_at(const struct muster_summary *summary,
                                                     size_t number)
{
    size_t measures;
    const struct muster_measure *table = muster_measure_table(&measures);
    if (number == 0)
        return series_of(summary, MUSTER_SIDE_STAFF, "headcount_start");
    if (--number < measures)
        return series_of(summary, MUSTER_SIDE_STAFF, table[number].name);
    number -= measures;
    return series_of(summary, MUSTER_SIDE_COST,
                     number < MUSTER_COSTS ? muster_heading[number].name : "total");
}

static bool make_series(struct making *at, struct muster_dataset *dataset, char path[96],
                        const struct muster_summary *summary,
                        const struct muster_summary_series *like)
{
    bool staff = like->side == MUSTER_SIDE_STAFF;
    bool starts = like->length > summary->result->candidate[0].shape.months;
    const char *month = starts ? "month_start" : "month";
    const char *const with_place[] = {"candidate", "group_and_all", month, "point_statistic", NULL};
    const char *const alone[] = {"candidate", month, "point_statistic", NULL};
    if (!block_of(at, summary, staff ? groups_of(summary) + 1 : 1, like->length * POINT_COUNT))
        return false;
    for (size_t c = 0; c < summary->candidate_count; c++)
        for (size_t s = 0; s < summary->candidate[c].series_count; s++) {
            const struct muster_summary_series *from = &summary->candidate[c].series[s];
            if (from->side != like->side || strcmp(from->name, like->name) != 0)
                continue;
            for (size_t m = 0; m < from->length; m++)
                put_point(cell(at, c, staff ? from->place : 0) + m * POINT_COUNT, &from->point[m]);
        }
    snprintf(path, 96, "/summary/by_month/%s/%s", staff ? "staff" : "cost", like->name);
    dataset->unit = like->unit;
    dataset->long_name = like->sentence ? like->sentence : like->name;
    axes_of(dataset, staff ? with_place : alone);
    return true;
}

/* ---- all of them --------------------------------------------------------------------------- */

size_t muster_people_datasets_most(void)
{
    size_t measures;
    muster_measure_table(&measures);
    return FALL_PARTS + 1 + 1 + measures + MUSTER_COSTS + 1;
}

bool muster_people_dataset(struct muster_dataset *dataset, char path[96], double **block,
                           const struct muster_summary *summary, size_t number)
{
    struct making at = {0};
    const struct muster_summary_series *series = NULL;
    bool made = true;
    *block = NULL;
    memset(dataset, 0, sizeof *dataset);
    dataset->data = MUSTER_DATA_DOUBLE;
    if (number > FALL_PARTS)
        series = series_at(summary, number - FALL_PARTS - 1);
    if (number < FALL_PARTS && summary->candidate[0].fall_count > 0)
        made = make_fall(&at, dataset, path, summary, (enum fall_part)number);
    else if (number == FALL_PARTS)
        made = make_hours(&at, dataset, path, summary);
    else if (series)
        made = make_series(&at, dataset, path, summary, series);
    dataset->values = *block = at.block;
    return made;
}
