/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The simulated calendar of one candidate: every day from the warm-up's first to the horizon's
 * last, with its weekday, its windows of opening and its place in weeks and months. Engine time is
 * seconds since 00:00 of simulated day 0 (the warm-up's first day); every day has 86,400 s. Thread
 * rule: const once made.
 */
#ifndef MUSTER_PERIOD_H
#define MUSTER_PERIOD_H

#include "scenario.h"
#include "status.h"

/* One stretch of being open. A window past midnight is one window. */
struct muster_window {
    double open_s;  /* engine time */
    double close_s; /* engine time; the end of simulation for `always` */
    int32_t day;    /* simulated day it belongs to */
};

struct muster_period_day {
    int32_t date;
    uint8_t weekday;     /* 0 Monday */
    int8_t month;        /* 0 January */
    int8_t iso_week;     /* 1 … 53 */
    bool closed;         /* a bank holiday or other closed date */
    bool closing;        /* the Christmas closing: closed, and people take leave */
    bool school;         /* in the school holidays */
    int32_t horizon_day; /* index in the horizon, or -1 in the warm-up */
    int32_t week;        /* index of ISO weeks touched by the horizon, or -1 */
    int32_t month_index; /* index of months touched by the horizon, or -1 */
    size_t window_count; /* windows that begin on this day */
};

struct muster_period {
    size_t day_count; /* warm_days + horizon days */
    size_t warm_days;
    struct muster_period_day *day;
    size_t window_count;
    struct muster_window *window; /* ascending */
    size_t week_count, month_count;
    bool *week_whole, *month_whole; /* inside the horizon from first to last day */
    double interval_s;
    size_t intervals_of_day;
    double end_s;  /* engine time of the horizon's end */
    double warm_s; /* engine time of the horizon's start */
    /* seconds open in interval i of simulated day d: open_s[d * intervals_of_day + i] */
    float *open_s;
};

/* Lays out the simulated days under `hours`. MUSTER_OK, or MUSTER_NO_MEMORY with *period cleared.
 */
enum muster_status muster_period_init(struct muster_period *period,
                                      const struct muster_scenario *scenario,
                                      const struct muster_hours *hours);
void muster_period_clear(struct muster_period *period);

/* Whether `date` is among the hours' closed dates. */
bool muster_hours_closed(const struct muster_hours *hours, int32_t date);
bool muster_hours_closing(const struct muster_hours *hours, int32_t date);

/* First window with close_s > time_s, or window_count. */
size_t muster_period_window(const struct muster_period *period, double time_s);

#endif
