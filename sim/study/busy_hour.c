/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "busy_hour.h"
#include "calendar.h"

#include <stdio.h>

enum { INTERVALS_MOST = 288 }; /* of a day: none is shorter than five minutes */

/* What makes an hour busier must be more than rounding. */
static const double more = 1 + 1e-6;

/* Adds up what is expected of each interval on the days of the week [0, days); returns the sum. */
static double expect(double *expected, const struct muster_plan *plan, size_t days)
{
    const struct muster_shape *shape = muster_plan_shape(plan);
    double sum = 0;
    for (size_t d = 0; d < shape->days; d++) {
        if ((size_t)muster_weekday(shape->start + (int32_t)d) >= days)
            continue;
        for (size_t i = 0; i < shape->intervals / 7; i++)
            for (size_t s = 0; s < shape->services; s++) {
                double here = muster_plan_expected(plan, s, d, i);
                expected[i] += here;
                sum += here;
            }
    }
    return sum;
}

struct muster_busy_hour muster_busy_hour_of(const struct muster_plan *plan)
{
    double expected[INTERVALS_MOST] = {0}, most = 0;
    const struct muster_shape *shape = muster_plan_shape(plan);
    struct muster_busy_hour hour = {0, (size_t)(3600 / shape->interval_s), 5, shape->interval_s};
    if (!(expect(expected, plan, hour.days) > 0)) {
        hour.days = 7;
        expect(expected, plan, hour.days);
    }
    for (size_t i = 0; i + hour.count <= shape->intervals / 7; i++) {
        double sum = 0;
        for (size_t j = i; j < i + hour.count; j++)
            sum += expected[j];
        if (sum > most * more) {
            most = sum;
            hour.first = i;
        }
    }
    return hour;
}

double muster_busy_hour_from_s(const struct muster_busy_hour *hour)
{
    return (double)hour->first * hour->interval_s;
}

double muster_busy_hour_to_s(const struct muster_busy_hour *hour)
{
    return (double)(hour->first + hour->count) * hour->interval_s;
}

void muster_busy_hour_text(char *text, double from_s, double to_s, size_t days)
{
    int from = (int)(from_s / 60), to = (int)(to_s / 60);
    snprintf(text, MUSTER_BUSY_HOUR_TEXT, "%02d:%02d to %02d:%02d, Mon-%s", from / 60, from % 60,
             to / 60, to % 60, days == 5 ? "Fri" : "Sun");
}
