/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store_layout.h"
#include "calendar.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct muster_axis_name muster_axis_name[MUSTER_AXES] = {
    [MUSTER_AXIS_CANDIDATE] = {"candidate", "", "name of the candidate", true},
    [MUSTER_AXIS_REPLICATION] = {"replication", "1", "number of the replication", false},
    [MUSTER_AXIS_SERVICE] = {"service", "", "name of the service", true},
    [MUSTER_AXIS_SERVICE_AND_ALL] = {"service_and_all", "",
                                     "name of the service, then all of them together", true},
    [MUSTER_AXIS_GROUP] = {"group", "", "name of the staff group", true},
    [MUSTER_AXIS_TARGET] = {"target", "", "target as written", true},
    [MUSTER_AXIS_DAY] = {"day", "days since 1970-01-01", "day of the horizon", false},
    [MUSTER_AXIS_WEEK] = {"iso_week", "", "ISO week touched by the horizon", true},
    [MUSTER_AXIS_MONTH] = {"month", "", "month touched by the horizon", true},
    [MUSTER_AXIS_INTERVAL] = {"interval_of_week", "s", "start of the interval, from Monday 00:00",
                              false},
    [MUSTER_AXIS_WAIT_BIN] = {"wait_bin", "s",
                              "lower edge of the bin of waits above 0; the ends are open", false},
    [MUSTER_AXIS_SETTING] = {"setting", "", "key that some candidate sets", true},
};

/* What a window axis is called in paths and sentences. */
struct window {
    const char *folder;
    const char *by;
    enum muster_axis_id axis;
    enum muster_fold fold;
};
static const struct window day_window = {"by_day", "by day", MUSTER_AXIS_DAY, MUSTER_FOLD_NONE};
static const struct window week_window = {"by_week", "by ISO week", MUSTER_AXIS_WEEK,
                                          MUSTER_FOLD_WEEK};
static const struct window month_window = {"by_month", "by month", MUSTER_AXIS_MONTH,
                                           MUSTER_FOLD_MONTH};
static const struct window interval_window = {
    "by_interval_of_week", "by interval of the week, summed over the horizon's weeks",
    MUSTER_AXIS_INTERVAL, MUSTER_FOLD_NONE};

/* The two tables of columns. */
struct table {
    const char *folder; /* "services" */
    const struct muster_column *column;
    int columns;
    enum muster_axis_id axis;
    size_t entities;
    const double *total; /* in a block, and so on */
    const float *day;
    const float *week;
};

struct maker {
    struct muster_store_layout *layout;
    const unsigned char *block; /* what the arrays point into, for offsets */
    size_t capacity;
    bool failed;
};

static struct muster_field *add(struct maker *maker)
{
    struct muster_store_layout *layout = maker->layout;
    if (layout->field_count == maker->capacity) {
        size_t capacity = 2 * maker->capacity + 64;
        struct muster_field *more = realloc(layout->field, capacity * sizeof *more);
        if (!more) {
            maker->failed = true;
            return NULL;
        }
        layout->field = more;
        maker->capacity = capacity;
    }
    struct muster_field *field = &layout->field[layout->field_count++];
    memset(field, 0, sizeof *field);
    field->stride = field->entities = field->windows = 1;
    field->rank = 2;
    field->axis[0] = MUSTER_AXIS_CANDIDATE;
    field->axis[1] = MUSTER_AXIS_REPLICATION;
    return field;
}

/* Adds a dimension; its length comes from the layout. */
static void along(struct maker *maker, struct muster_field *field, enum muster_axis_id axis,
                  size_t *length)
{
    *length = maker->layout->axis_length[axis];
    field->axis[field->rank++] = axis;
}

static void add_total(struct maker *maker, const struct table *table, int column)
{
    struct muster_field *field = add(maker);
    if (!field)
        return;
    const struct muster_column *is = &table->column[column];
    snprintf(field->path, sizeof field->path, "/runs/%s/%s", table->folder, is->name);
    snprintf(field->sentence, sizeof field->sentence, "%s", is->sentence);
    field->unit = is->unit;
    field->offset = (size_t)((const unsigned char *)(table->total + column) - maker->block);
    field->stride = (size_t)table->columns;
    field->from = table->entities;
    along(maker, field, table->axis, &field->entities);
}

static void add_windows(struct maker *maker, const struct table *table, int column,
                        const struct window *window, const float *values, size_t values_windows)
{
    struct muster_field *field = add(maker);
    if (!field)
        return;
    const struct muster_column *is = &table->column[column];
    snprintf(field->path, sizeof field->path, "/%s/%s/%s", window->folder, table->folder, is->name);
    snprintf(field->sentence, sizeof field->sentence, "%s, %s", is->sentence, window->by);
    field->unit = is->unit;
    field->type = MUSTER_FIELD_FLOAT;
    field->fold = window->fold;
    field->offset = (size_t)((const unsigned char *)values - maker->block);
    field->from = table->entities * values_windows;
    along(maker, field, table->axis, &field->entities);
    along(maker, field, window->axis, &field->windows);
}

/* All datasets of one table of columns. */
static void add_table(struct maker *maker, const struct table *table)
{
    const struct muster_shape *shape = &maker->layout->shape;
    size_t day_values = table->entities * shape->days;
    size_t week_values = table->entities * shape->intervals;
    const float *day = table->day, *week = table->week;
    for (int i = 0; i < table->columns; i++) {
        add_total(maker, table, i);
        if (table->column[i].by_day) {
            add_windows(maker, table, i, &day_window, day, shape->days);
            add_windows(maker, table, i, &week_window, day, shape->days);
            add_windows(maker, table, i, &month_window, day, shape->days);
            day += day_values;
        }
        if (table->column[i].by_interval) {
            add_windows(maker, table, i, &interval_window, week, shape->intervals);
            week += week_values;
        }
    }
}

static const char *const met_name[MUSTER_METS] = {
    [MUSTER_MET_INTERVALS] = "intervals_met",
    [MUSTER_MET_INTERVALS_OF] = "intervals",
    [MUSTER_MET_DAYS] = "days_met",
    [MUSTER_MET_DAYS_OF] = "days",
    [MUSTER_MET_WEEKS] = "weeks_met",
    [MUSTER_MET_WEEKS_OF] = "weeks",
    [MUSTER_MET_MONTHS] = "months_met",
    [MUSTER_MET_MONTHS_OF] = "months",
    [MUSTER_MET_DAY_LEVEL_SUM] = "day_level_sum",
};
static const char *const met_sentence[MUSTER_METS] = {
    [MUSTER_MET_INTERVALS] = "open intervals with an offered contact that meet",
    [MUSTER_MET_INTERVALS_OF] = "open intervals with an offered contact, judged by",
    [MUSTER_MET_DAYS] = "days that meet",
    [MUSTER_MET_DAYS_OF] = "days with an offered contact, judged by",
    [MUSTER_MET_WEEKS] = "whole ISO weeks that meet",
    [MUSTER_MET_WEEKS_OF] = "whole ISO weeks with an offered contact, judged by",
    [MUSTER_MET_MONTHS] = "whole months that meet",
    [MUSTER_MET_MONTHS_OF] = "whole months with an offered contact, judged by",
    [MUSTER_MET_DAY_LEVEL_SUM] = "sum over days of the day's own service level, beside",
};

static void add_met(struct maker *maker, const char *folder, const char *judge,
                    enum muster_axis_id axis, const double *values)
{
    for (int i = 0; i < MUSTER_METS; i++) {
        struct muster_field *field = add(maker);
        if (!field)
            return;
        snprintf(field->path, sizeof field->path, "/runs/%s/%s", folder, met_name[i]);
        snprintf(field->sentence, sizeof field->sentence, "%s %s", met_sentence[i], judge);
        field->unit = "1";
        field->offset = (size_t)((const unsigned char *)(values + i) - maker->block);
        field->stride = MUSTER_METS;
        along(maker, field, axis, &field->entities);
        field->from = field->entities;
    }
}

static void add_cost(struct maker *maker, const double *values, bool by_month)
{
    for (int i = 0; i < MUSTER_COSTS; i++) {
        if (!muster_shape_has(&maker->layout->shape, (enum muster_cost)i))
            continue;
        struct muster_field *field = add(maker);
        if (!field)
            return;
        snprintf(field->path, sizeof field->path, "/%s/cost/%s", by_month ? "by_month" : "runs",
                 muster_heading[i].name);
        snprintf(field->sentence, sizeof field->sentence, "cost: %s%s", muster_heading[i].name,
                 by_month ? ", by month" : "");
        field->unit = "currency";
        field->fold = by_month ? MUSTER_FOLD_NONE : MUSTER_FOLD_SUM;
        field->offset = (size_t)((const unsigned char *)(values + i) - maker->block);
        field->stride = MUSTER_COSTS;
        field->from = maker->layout->shape.months;
        if (by_month)
            along(maker, field, MUSTER_AXIS_MONTH, &field->windows);
    }
}

static void add_single(struct maker *maker, const char *path, const char *unit,
                       const char *sentence, const void *values)
{
    struct muster_field *field = add(maker);
    if (!field)
        return;
    snprintf(field->path, sizeof field->path, "%s", path);
    snprintf(field->sentence, sizeof field->sentence, "%s", sentence);
    field->unit = unit;
    field->offset = (size_t)((const unsigned char *)values - maker->block);
    field->from = 1;
}

static void add_waits(struct maker *maker, const struct muster_tally *tally)
{
    add_single(maker, "/runs/services/wait_max_s", "s", "longest wait of an offered contact",
               tally->wait_max_s);
    add_single(maker, "/runs/services/wait_bins", "contacts",
               "waits above 0 of all offered contacts, by bins of 1 % width", tally->wait_bin);
    if (maker->failed)
        return;
    struct muster_field *field = &maker->layout->field[maker->layout->field_count - 2];
    along(maker, field, MUSTER_AXIS_SERVICE, &field->entities);
    field->from = field->entities;
    field++;
    field->type = MUSTER_FIELD_UINT32;
    along(maker, field, MUSTER_AXIS_SERVICE, &field->entities);
    along(maker, field, MUSTER_AXIS_WAIT_BIN, &field->windows);
    field->from = field->entities * field->windows;
}

static void add_all(struct maker *maker, const struct muster_tally *tally)
{
    const struct muster_shape *shape = &tally->shape;
    const struct table services = {"services",          muster_count_column, MUSTER_COUNTS,
                                   MUSTER_AXIS_SERVICE, shape->services,     tally->count,
                                   tally->count_day,    tally->count_week};
    const struct table staff = {"staff",           muster_staff_column, MUSTER_STAFFS,
                                MUSTER_AXIS_GROUP, shape->groups,       tally->staff,
                                tally->staff_day,  tally->staff_week};
    add_single(maker, "/runs/contacts_simulated", "contacts",
               "attempts simulated, warm-up included", tally->events);
    if (shape->services > 0) {
        add_table(maker, &services);
        add_waits(maker, tally);
    }
    if (shape->groups > 0)
        add_table(maker, &staff);
    add_met(maker, "attainment", "the service's own level", MUSTER_AXIS_SERVICE_AND_ALL,
            tally->met);
    if (shape->targets > 0)
        add_met(maker, "targets", "the target", MUSTER_AXIS_TARGET, tally->target_met);
    if (shape->costed) {
        add_cost(maker, tally->cost, false);
        add_cost(maker, tally->cost, true);
    }
}

/* Where each day falls; false when that does not fit the shape. */
static bool place_days(struct muster_store_layout *layout)
{
    const struct muster_shape *shape = &layout->shape;
    int32_t monday = shape->start - muster_weekday(shape->start);
    struct muster_civil first = muster_civil_from_date(shape->start);
    for (size_t d = 0; d < shape->days; d++) {
        int32_t date = shape->start + (int32_t)d;
        struct muster_civil civil = muster_civil_from_date(date);
        layout->week_of_day[d] = (size_t)(date - monday) / 7;
        layout->month_of_day[d] =
            (size_t)(12 * (civil.year - first.year) + civil.month - first.month);
    }
    return shape->days > 0 && layout->week_of_day[shape->days - 1] + 1 == shape->weeks &&
           layout->month_of_day[shape->days - 1] + 1 == shape->months;
}

static void measure_axes(struct muster_store_layout *layout)
{
    const struct muster_shape *shape = &layout->shape;
    size_t *length = layout->axis_length;
    length[MUSTER_AXIS_SERVICE] = shape->services;
    length[MUSTER_AXIS_SERVICE_AND_ALL] = shape->services + 1;
    length[MUSTER_AXIS_GROUP] = shape->groups;
    length[MUSTER_AXIS_TARGET] = shape->targets;
    length[MUSTER_AXIS_DAY] = shape->days;
    length[MUSTER_AXIS_WEEK] = shape->weeks;
    length[MUSTER_AXIS_MONTH] = shape->months;
    length[MUSTER_AXIS_INTERVAL] = shape->intervals;
    length[MUSTER_AXIS_WAIT_BIN] = MUSTER_WAIT_BINS;
}

enum muster_status muster_layout_init(struct muster_store_layout *layout,
                                      const struct muster_shape *shape)
{
    memset(layout, 0, sizeof *layout);
    layout->shape = *shape;
    layout->bytes = muster_tally_bytes(shape);
    measure_axes(layout);
    struct muster_tally tally;
    enum muster_status status = muster_tally_init(&tally, shape);
    layout->week_of_day = calloc(shape->days + 1, sizeof *layout->week_of_day);
    layout->month_of_day = calloc(shape->days + 1, sizeof *layout->month_of_day);
    struct maker maker = {layout, tally.block, 0, false};
    if (status != MUSTER_OK || !layout->week_of_day || !layout->month_of_day)
        status = MUSTER_NO_MEMORY;
    else if (!place_days(layout))
        status = MUSTER_BAD_FORMAT;
    else
        add_all(&maker, &tally);
    if (maker.failed)
        status = MUSTER_NO_MEMORY;
    muster_tally_clear(&tally);
    if (status != MUSTER_OK)
        muster_layout_clear(layout);
    return status;
}

void muster_layout_clear(struct muster_store_layout *layout)
{
    free(layout->week_of_day);
    free(layout->month_of_day);
    free(layout->field);
    memset(layout, 0, sizeof *layout);
}

enum muster_field_type muster_field_file_type(const struct muster_field *field)
{
    return field->fold == MUSTER_FOLD_NONE ? field->type : MUSTER_FIELD_DOUBLE;
}

size_t muster_field_elements(const struct muster_field *field)
{
    return field->entities * field->windows;
}

size_t muster_field_element_bytes(const struct muster_field *field)
{
    return muster_field_file_type(field) == MUSTER_FIELD_DOUBLE ? sizeof(double) : sizeof(float);
}

static size_t tally_element_bytes(const struct muster_field *field)
{
    return field->type == MUSTER_FIELD_DOUBLE ? sizeof(double) : sizeof(float);
}

/* Sums over the days of each week or month, in the order of days. */
static void fold_days(double *out, const struct muster_field *field, const float *from,
                      const size_t *window_of_day)
{
    size_t days = field->from / field->entities;
    memset(out, 0, muster_field_elements(field) * sizeof *out);
    for (size_t e = 0; e < field->entities; e++)
        for (size_t d = 0; d < days; d++)
            out[e * field->windows + window_of_day[d]] += (double)from[e * days + d];
}

static void fold_sum(double *out, const struct muster_field *field, const double *from)
{
    *out = 0;
    for (size_t i = 0; i < field->from; i++)
        *out += from[i * field->stride];
}

void muster_field_gather(void *out, const struct muster_store_layout *layout,
                         const struct muster_field *field, const void *block)
{
    const unsigned char *from = (const unsigned char *)block + field->offset;
    size_t size = tally_element_bytes(field);
    if (field->fold == MUSTER_FOLD_WEEK)
        fold_days(out, field, (const float *)(const void *)from, layout->week_of_day);
    else if (field->fold == MUSTER_FOLD_MONTH)
        fold_days(out, field, (const float *)(const void *)from, layout->month_of_day);
    else if (field->fold == MUSTER_FOLD_SUM)
        fold_sum(out, field, (const double *)(const void *)from);
    else if (field->stride == 1)
        memcpy(out, from, field->from * size);
    else
        for (size_t i = 0; i < field->from; i++)
            memcpy((unsigned char *)out + i * size, from + i * field->stride * size, size);
}

void muster_field_scatter(void *block, const struct muster_field *field, const void *values)
{
    assert(field->fold == MUSTER_FOLD_NONE);
    unsigned char *to = (unsigned char *)block + field->offset;
    size_t size = tally_element_bytes(field);
    for (size_t i = 0; i < field->from; i++)
        memcpy(to + i * field->stride * size, (const unsigned char *)values + i * size, size);
}

void muster_week_label(char text[16], const struct muster_shape *shape, size_t week)
{
    int32_t monday = shape->start - muster_weekday(shape->start) + 7 * (int32_t)week;
    struct muster_iso_week iso = muster_iso_week(monday);
    snprintf(text, 16, "%04d-W%02d", iso.year % 10000, iso.week % 100);
}

void muster_month_label(char text[16], const struct muster_shape *shape, size_t month)
{
    struct muster_civil civil = muster_civil_from_date(shape->start);
    int number = civil.year * 12 + civil.month - 1 + (int)month;
    snprintf(text, 16, "%04d-%02d", number / 12 % 10000, number % 12 + 1);
}
