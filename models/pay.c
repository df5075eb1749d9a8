/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pay.h"

#include "calendar.h"

#include <math.h>

#define MONTHS_TO_FIRST 6

/* The first 1 April after a date. */
static int32_t april_after(int32_t date)
{
    return muster_financial_year_start(muster_financial_year(date) + 1);
}

static int32_t first_increment(int32_t start)
{
    int32_t april = april_after(start), six_months = muster_date_add_months(start, MONTHS_TO_FIRST);
    return six_months > april ? six_months : april;
}

int muster_increments(int32_t start, int32_t date)
{
    int32_t first = first_increment(start);
    if (date < first)
        return 0;
    return 1 + muster_financial_year(date) - muster_financial_year(first);
}

int32_t muster_increment_next(int32_t start, int32_t date)
{
    int32_t first = first_increment(start);
    return date < first ? first : april_after(date);
}

const struct muster_ni_row *muster_ni_on(const struct muster_ni_row *row, size_t count,
                                         int32_t date)
{
    const struct muster_ni_row *found = NULL;
    for (size_t i = 0; i < count && row[i].from <= date; i++)
        found = &row[i];
    return found;
}

double muster_ni_month(const struct muster_ni_row *row, double pay, double part)
{
    return row ? row->rate * fmax(0, pay - part * row->threshold_month) : 0;
}

static int32_t overlap(int32_t from, int32_t end, int32_t low, int32_t high)
{
    int32_t first = from > low ? from : low, last = end < high ? end : high;
    return last > first ? last - first : 0;
}

static int32_t least(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

void muster_sick_pay_fill(struct muster_sick_pay *absence, size_t count,
                          const struct muster_sick_step *step, size_t steps, double service_days)
{
    enum { TWELVE_MONTHS = 365 };
    struct muster_sick_pay *now = &absence[count - 1];
    int32_t full = 0, half = 0, since = now->first - TWELVE_MONTHS;
    for (size_t i = 0; i < steps && step[i].from_days <= service_days; i++) {
        full = step[i].full;
        half = step[i].half;
    }
    for (size_t i = 0; i + 1 < count; i++) {
        full -= overlap(absence[i].first, absence[i].half_from, since, now->first);
        half -= overlap(absence[i].half_from, absence[i].none_from, since, now->first);
    }
    now->half_from = least(now->end, now->first + (full > 0 ? full : 0));
    now->none_from = least(now->end, now->half_from + (half > 0 ? half : 0));
}

double muster_sick_unpaid(const struct muster_sick_pay *absence, int32_t day)
{
    return day < absence->half_from ? 0 : day < absence->none_from ? 0.5 : 1;
}
