/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario.h"

#include "calendar.h"

#include <math.h>

double muster_part_time_paid_s(const struct muster_part_time *part)
{
    return part->term_time ? part->week_s * part->paid_share : part->week_s;
}

bool muster_school_holiday(const struct muster_leave *leave, int32_t date)
{
    for (size_t i = 0; i < leave->school_count && leave->school[i].from <= date; i++)
        if (date <= leave->school[i].to)
            return true;
    return false;
}

double muster_bank_holidays(const struct muster_hours *hours, int32_t start, int32_t days)
{
    double whole = fmax(1, floor((double)days / 365.25 + 0.5)), count = 0;
    for (size_t i = 0; i < hours->closed_count; i++) {
        double since = hours->closed[i] - start;
        count +=
            since >= 0 && since < floor(whole * 365.25) && muster_weekday(hours->closed[i]) < 5;
    }
    return count / whole;
}
