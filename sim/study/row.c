/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "row.h"
#include "calendar.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* A histogram is packed as its first bin, its number of bins and their counts, each as a chain of
 * 7-bit groups, least significant first, with the top bit set on all but the last. */
enum { GROUP_BITS = 7, MORE = 0x80, VALUE = 0x7f };

static size_t put_number(unsigned char *to, uint32_t value)
{
    size_t length = 0;
    while (value > VALUE) {
        if (to)
            to[length] = (unsigned char)((value & VALUE) | MORE);
        length++;
        value >>= GROUP_BITS;
    }
    if (to)
        to[length] = (unsigned char)value;
    return length + 1;
}

static const unsigned char *get_number(uint32_t *value, const unsigned char *from)
{
    *value = 0;
    for (int shift = 0;; shift += GROUP_BITS) {
        *value |= (uint32_t)(*from & VALUE) << shift;
        if (!(*from++ & MORE))
            return from;
    }
}

/* Packs bin[MUSTER_WAIT_BINS] at `to` (NULL: only measures). Returns the bytes. */
static size_t pack(unsigned char *to, const uint32_t *bin)
{
    uint32_t first = 0, end = MUSTER_WAIT_BINS;
    while (end > 0 && bin[end - 1] == 0)
        end--;
    while (first < end && bin[first] == 0)
        first++;
    size_t length = put_number(to, first);
    length += put_number(to ? to + length : NULL, end - first);
    for (uint32_t i = first; i < end; i++)
        length += put_number(to ? to + length : NULL, bin[i]);
    return length;
}

static enum muster_status pack_all(struct muster_row *row, const struct muster_tally *tally)
{
    size_t length = 0;
    for (size_t s = 0; s < row->shape.services; s++)
        length += pack(NULL, tally->wait_bin + s * MUSTER_WAIT_BINS);
    row->waits = malloc(length ? length : 1);
    if (!row->waits)
        return MUSTER_NO_MEMORY;
    size_t at = 0;
    for (size_t s = 0; s < row->shape.services; s++)
        at += pack(row->waits + at, tally->wait_bin + s * MUSTER_WAIT_BINS);
    return MUSTER_OK;
}

void muster_row_waits(double *bin, const struct muster_row *row, size_t service, double sign)
{
    const unsigned char *from = row->waits;
    for (size_t s = 0; s <= service; s++) {
        uint32_t first, count, value;
        from = get_number(&first, from);
        from = get_number(&count, from);
        for (uint32_t i = first; i < first + count; i++) {
            from = get_number(&value, from);
            if (s == service)
                bin[i] += sign * (double)value;
        }
    }
}

static double on_day(const struct muster_tally *tally, enum muster_staff column, size_t group,
                     size_t day)
{
    size_t index = (size_t)muster_staff_day_index(column);
    const struct muster_shape *shape = &tally->shape;
    return (double)tally->staff_day[(index * shape->groups + group) * shape->days + day];
}

/* People of one group by month. A day's leavers column counts those whose last day was the day
 * before; the horizon's last day closes its month, so that month takes what the total still has. */
static void fill_people(struct muster_row *row, const struct muster_tally *tally, size_t group)
{
    size_t months = row->shape.months, month = 0, days_of_month = 0;
    double *start = row->headcount_start + group * (months + 1);
    double *leavers = row->leavers + group * months;
    double *hires = row->hires + group * months;
    double *trained = row->fte_trained + group * months;
    double left = row->staff[group * MUSTER_STAFFS + MUSTER_STAFF_LEAVERS];
    int32_t next = muster_month_next(row->shape.start);
    for (size_t d = 0; d < row->shape.days; d++) {
        bool first = row->shape.start + (int32_t)d == next;
        double gone = on_day(tally, MUSTER_STAFF_LEAVERS, group, d);
        left -= gone;
        if (d > 0)
            leavers[month] += gone;
        if (first) {
            next = muster_month_next(next);
            month++;
            days_of_month = 0;
        }
        if (d == 0 || first)
            start[month] = on_day(tally, MUSTER_STAFF_HEADCOUNT, group, d);
        hires[month] += on_day(tally, MUSTER_STAFF_HIRES, group, d);
        days_of_month++;
        trained[month] += (on_day(tally, MUSTER_STAFF_TRAINED_FTE, group, d) - trained[month]) /
                          (double)days_of_month;
    }
    leavers[month] += left;
    start[months] = row->staff[group * MUSTER_STAFFS + MUSTER_STAFF_HEADCOUNT_END];
}

/* By-day columns of one group by month. */
static void fill_months(struct muster_row *row, const struct muster_tally *tally, size_t group)
{
    size_t columns = muster_staff_day_columns();
    const struct muster_shape *shape = &row->shape;
    for (size_t c = 0; c < columns; c++) {
        const float *day = tally->staff_day + (c * shape->groups + group) * shape->days;
        double *to = row->staff_month + group * shape->months * columns + c;
        size_t at = 0;
        for (size_t m = 0; m < shape->months; m++, to += columns)
            for (size_t end = at + muster_month_days(shape, m); at < end; at++)
                *to += (double)day[at];
    }
}

/* An hour is a whole number of intervals. */
static void fill_hours(struct muster_row *row, const struct muster_tally *tally, size_t group)
{
    const struct muster_shape *shape = &row->shape;
    size_t index = (size_t)muster_staff_week_index(MUSTER_STAFF_PRESENT_S);
    const float *week = tally->staff_week + (index * shape->groups + group) * shape->intervals;
    float *to = row->present_hour_s + group * MUSTER_WEEK_HOURS;
    size_t parts = shape->intervals / MUSTER_WEEK_HOURS;
    for (size_t h = 0; h < MUSTER_WEEK_HOURS; h++) {
        for (size_t i = 0; i < parts; i++)
            to[h] += week[h * parts + i];
    }
}

size_t muster_month_days(const struct muster_shape *shape, size_t month)
{
    int32_t end = shape->start + (int32_t)shape->days, from = shape->start, next;
    for (next = muster_month_next(from); month > 0; month--) {
        from = next;
        next = muster_month_next(next);
    }
    if (next > end)
        next = end;
    return next > from ? (size_t)(next - from) : 0;
}

double muster_row_month(const struct muster_row *row, enum muster_staff column, size_t group,
                        size_t month)
{
    int index = muster_staff_day_index(column);
    assert(index >= 0 && group < row->shape.groups);
    return row->staff_month[(group * row->shape.months + month) * muster_staff_day_columns() +
                            (size_t)index];
}

/* Contacts of a service offered in the busy hour of all its days. */
static double offered_in(const struct muster_tally *tally, size_t service,
                         const struct muster_busy_hour *busy_hour)
{
    const struct muster_shape *shape = &tally->shape;
    size_t index = (size_t)muster_count_week_index(MUSTER_COUNT_OFFERED);
    const float *week = tally->count_week + (index * shape->services + service) * shape->intervals;
    double sum = 0;
    for (size_t d = 0; d < busy_hour->days; d++)
        for (size_t i = 0; i < busy_hour->count; i++)
            sum += (double)week[d * shape->intervals / 7 + busy_hour->first + i];
    return sum;
}

static enum muster_status allocate(struct muster_row *row)
{
    const struct muster_shape *shape = &row->shape;
    size_t length[] = {shape->services * MUSTER_COUNTS,
                       shape->groups * MUSTER_STAFFS,
                       (shape->services + 1) * MUSTER_METS,
                       shape->targets * MUSTER_METS,
                       shape->services,
                       shape->services,
                       1,
                       shape->months * MUSTER_COSTS,
                       shape->groups * (shape->months + 1),
                       shape->groups * shape->months,
                       shape->groups * shape->months,
                       shape->groups * shape->months,
                       shape->groups * shape->months * muster_staff_day_columns()};
    double **array[] = {&row->count,           &row->staff,     &row->met,    &row->target_met,
                        &row->wait_max_s,      &row->busy_hour, &row->events, &row->cost,
                        &row->headcount_start, &row->leavers,   &row->hires,  &row->fte_trained,
                        &row->staff_month};
    size_t total = 0;
    for (size_t i = 0; i < sizeof length / sizeof *length; i++)
        total += length[i];
    row->block = calloc(total, sizeof *row->block);
    row->present_hour_s = calloc(shape->groups * MUSTER_WEEK_HOURS + 1, sizeof(float));
    if (!row->block || !row->present_hour_s)
        return MUSTER_NO_MEMORY;
    double *next = row->block;
    for (size_t i = 0; i < sizeof length / sizeof *length; i++) {
        *array[i] = next;
        next += length[i];
    }
    return MUSTER_OK;
}

enum muster_status muster_row_init(struct muster_row *row, const struct muster_tally *tally,
                                   const struct muster_busy_hour *busy_hour)
{
    memset(row, 0, sizeof *row);
    row->shape = tally->shape;
    const struct muster_shape *shape = &row->shape;
    if (allocate(row) != MUSTER_OK || pack_all(row, tally) != MUSTER_OK) {
        muster_row_clear(row);
        return MUSTER_NO_MEMORY;
    }
    memcpy(row->count, tally->count, shape->services * MUSTER_COUNTS * sizeof(double));
    memcpy(row->staff, tally->staff, shape->groups * MUSTER_STAFFS * sizeof(double));
    memcpy(row->met, tally->met, (shape->services + 1) * MUSTER_METS * sizeof(double));
    if (shape->targets)
        memcpy(row->target_met, tally->target_met, shape->targets * MUSTER_METS * sizeof(double));
    memcpy(row->wait_max_s, tally->wait_max_s, shape->services * sizeof(double));
    for (size_t s = 0; s < shape->services; s++)
        row->busy_hour[s] = offered_in(tally, s, busy_hour);
    row->events[0] = tally->events[0];
    memcpy(row->cost, tally->cost, shape->months * MUSTER_COSTS * sizeof(double));
    for (size_t g = 0; g < shape->groups; g++) {
        fill_hours(row, tally, g);
        fill_months(row, tally, g);
        if (shape->shift_based)
            fill_people(row, tally, g);
    }
    return MUSTER_OK;
}

void muster_row_clear(struct muster_row *row)
{
    free(row->block);
    free(row->present_hour_s);
    free(row->waits);
    memset(row, 0, sizeof *row);
}
