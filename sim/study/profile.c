/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "profile.h"
#include "calendar.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double unit = 0x1p20;

static size_t count_cells(const struct muster_shape *shape)
{
    return muster_count_week_columns() * shape->services * shape->intervals;
}

static size_t staff_cells(const struct muster_shape *shape)
{
    return muster_staff_week_columns() * shape->groups * shape->intervals;
}

static void fill_open(struct muster_profile *profile, const struct muster_plan *plan)
{
    for (size_t d = 0; d < profile->shape.days; d++) {
        size_t weekday = (size_t)muster_weekday(profile->shape.start + (int32_t)d);
        profile->weekdays[weekday]++;
        for (size_t i = 0; i < profile->intervals_of_day; i++) {
            double open_s = muster_plan_open_s(plan, d, i);
            size_t interval = weekday * profile->intervals_of_day + i;
            profile->open_s[interval] += open_s;
            profile->open[interval] += open_s > 0;
        }
    }
}

enum muster_status muster_profile_init(struct muster_profile *profile,
                                       const struct muster_plan *plan)
{
    memset(profile, 0, sizeof *profile);
    profile->shape = *muster_plan_shape(plan);
    size_t intervals = profile->shape.intervals;
    profile->intervals_of_day = intervals / 7;
    profile->count = calloc(count_cells(&profile->shape) + 1, sizeof *profile->count);
    profile->staff = calloc(staff_cells(&profile->shape) + 1, sizeof *profile->staff);
    profile->open_s = calloc(intervals, sizeof *profile->open_s);
    profile->open = calloc(intervals, sizeof *profile->open);
    if (!profile->count || !profile->staff || !profile->open_s || !profile->open) {
        muster_profile_clear(profile);
        return MUSTER_NO_MEMORY;
    }
    fill_open(profile, plan);
    return MUSTER_OK;
}

/* llround without the call: a float of these sizes and a half add up exactly. */
static int64_t nearest(double value)
{
    return (int64_t)(value + copysign(0.5, value));
}

static void add(int64_t *sum, const float *value, size_t n)
{
    for (size_t i = 0; i < n; i++)
        sum[i] += nearest((double)value[i] * unit);
}

void muster_profile_add(struct muster_profile *profile, const struct muster_tally *tally)
{
    add(profile->count, tally->count_week, count_cells(&profile->shape));
    add(profile->staff, tally->staff_week, staff_cells(&profile->shape));
    profile->replications++;
}

void muster_profile_clear(struct muster_profile *profile)
{
    free(profile->count);
    free(profile->staff);
    free(profile->open_s);
    free(profile->open);
    memset(profile, 0, sizeof *profile);
}

/* Sum of cells [index][place][interval] of value[][places][intervals]. */
static double cell(const int64_t *value, int index, size_t places, size_t intervals, size_t place,
                   size_t interval)
{
    assert(index >= 0);
    const int64_t *column = value + (size_t)index * places * intervals + interval;
    int64_t sum = 0;
    for (size_t p = 0; p < places; p++)
        if (place == p || place == places)
            sum += column[p * intervals];
    return (double)sum / unit;
}

double muster_profile_count(const struct muster_profile *profile, enum muster_count column,
                            size_t place, size_t interval)
{
    return cell(profile->count, muster_count_week_index(column), profile->shape.services,
                profile->shape.intervals, place, interval);
}

double muster_profile_staff(const struct muster_profile *profile, enum muster_staff column,
                            size_t place, size_t interval)
{
    return cell(profile->staff, muster_staff_week_index(column), profile->shape.groups,
                profile->shape.intervals, place, interval);
}
