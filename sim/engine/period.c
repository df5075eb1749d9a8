/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "period.h"

#include "calendar.h"
#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define DAY_S 86400.0

static bool among(const int32_t *dates, size_t count, int32_t date)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (dates[middle] < date)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && dates[low] == date;
}

bool muster_hours_closed(const struct muster_hours *hours, int32_t date)
{
    return among(hours->closed, hours->closed_count, date);
}

bool muster_hours_closing(const struct muster_hours *hours, int32_t date)
{
    return among(hours->closing, hours->closing_count, date);
}

static void fill_day(struct muster_period_day *day, const struct muster_scenario *scenario,
                     const struct muster_hours *hours, int32_t date)
{
    *day = (struct muster_period_day){.date = date,
                                      .weekday = (uint8_t)muster_weekday(date),
                                      .month = (int8_t)(muster_civil_from_date(date).month - 1),
                                      .iso_week = (int8_t)muster_iso_week(date).week,
                                      .horizon_day = -1,
                                      .week = -1,
                                      .month_index = -1};
    if (date >= scenario->start)
        day->horizon_day = date - scenario->start;
    day->closed = muster_hours_closed(hours, date);
    day->closing = muster_hours_closing(hours, date);
    day->school = muster_school_holiday(&scenario->leave, date);
}

/* Numbers the ISO weeks and months that the horizon touches and marks the whole ones. */
static void number_windows(struct muster_period *period)
{
    const struct muster_period_day *first = &period->day[period->warm_days];
    int32_t week = 0, month = 0;
    for (size_t d = period->warm_days; d < period->day_count; d++) {
        struct muster_period_day *day = &period->day[d];
        if (day != first && day->weekday == 0)
            week++;
        if (day != first && muster_civil_from_date(day->date).day == 1)
            month++;
        day->week = week;
        day->month_index = month;
        if (period->week_whole && day->weekday == 0)
            period->week_whole[week] = d + 7 <= period->day_count;
        if (period->month_whole && muster_civil_from_date(day->date).day == 1) {
            int32_t length = muster_month_next(day->date) - day->date;
            period->month_whole[month] = d + (size_t)length <= period->day_count;
        }
    }
    period->week_count = (size_t)week + 1;
    period->month_count = (size_t)month + 1;
}

static void add_window(struct muster_period *period, double open_s, double close_s, int32_t day)
{
    if (close_s > period->end_s)
        close_s = period->end_s;
    struct muster_window *next = &period->window[period->window_count];
    if (period->window_count && next[-1].close_s >= open_s) {
        /* a span past midnight touches the next day's */
        next[-1].close_s = fmax(next[-1].close_s, close_s);
        return;
    }
    *next = (struct muster_window){.open_s = open_s, .close_s = close_s, .day = day};
    period->window_count++;
}

static void lay_windows(struct muster_period *period, const struct muster_hours *hours)
{
    if (hours->always) {
        add_window(period, 0, period->end_s, 0);
        period->day[0].window_count = 1;
        return;
    }
    for (size_t d = 0; d < period->day_count; d++) {
        struct muster_period_day *day = &period->day[d];
        size_t before = period->window_count;
        bool closed = day->closed || day->closing;
        for (size_t i = 0; i < hours->count[day->weekday] && !closed; i++) {
            const struct muster_span *span = &hours->span[day->weekday][i];
            double midnight = (double)d * DAY_S;
            add_window(period, midnight + span->open_s, midnight + span->close_s, (int32_t)d);
        }
        day->window_count = period->window_count - before;
    }
}

/* Spreads the windows over the intervals of each day. */
static void open_seconds(struct muster_period *period)
{
    for (size_t w = 0; w < period->window_count; w++) {
        const struct muster_window *window = &period->window[w];
        size_t i = (size_t)(window->open_s / period->interval_s);
        double at = window->open_s;
        while (at < window->close_s) {
            double end = (double)(i + 1) * period->interval_s;
            double to = end < window->close_s ? end : window->close_s;
            period->open_s[i++] += (float)(to - at);
            at = to;
        }
    }
}

static size_t window_bound(const struct muster_period *period, const struct muster_hours *hours)
{
    size_t most = 1;
    for (int weekday = 0; weekday < 7; weekday++)
        if (hours->count[weekday] > most)
            most = hours->count[weekday];
    return most * period->day_count;
}

enum muster_status muster_period_init(struct muster_period *period,
                                      const struct muster_scenario *scenario,
                                      const struct muster_hours *hours)
{
    memset(period, 0, sizeof *period);
    period->warm_days = (size_t)(scenario->warm_up_s / DAY_S + 0.5);
    period->day_count = period->warm_days + (size_t)scenario->days;
    period->interval_s = scenario->interval_s;
    period->intervals_of_day = (size_t)(DAY_S / scenario->interval_s + 0.5);
    period->warm_s = (double)period->warm_days * DAY_S;
    period->end_s = (double)period->day_count * DAY_S;
    period->day = calloc(period->day_count, sizeof *period->day);
    period->open_s = calloc(period->day_count * period->intervals_of_day, sizeof *period->open_s);
    period->window = calloc(window_bound(period, hours), sizeof *period->window);
    if (!period->day || !period->open_s || !period->window)
        goto no_memory;
    for (size_t d = 0; d < period->day_count; d++)
        fill_day(&period->day[d], scenario, hours,
                 scenario->start - (int32_t)period->warm_days + (int32_t)d);
    number_windows(period);
    period->week_whole = calloc(period->week_count, sizeof *period->week_whole);
    period->month_whole = calloc(period->month_count, sizeof *period->month_whole);
    if (!period->week_whole || !period->month_whole)
        goto no_memory;
    number_windows(period);
    lay_windows(period, hours);
    open_seconds(period);
    return MUSTER_OK;
no_memory:
    muster_period_clear(period);
    return MUSTER_NO_MEMORY;
}

void muster_period_clear(struct muster_period *period)
{
    free(period->day);
    free(period->open_s);
    free(period->window);
    free(period->week_whole);
    free(period->month_whole);
    memset(period, 0, sizeof *period);
}

size_t muster_period_window(const struct muster_period *period, double time_s)
{
    size_t low = 0, high = period->window_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (period->window[middle].close_s > time_s)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}
