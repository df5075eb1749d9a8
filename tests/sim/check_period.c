/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The simulated calendar: windows of opening, open seconds, weeks and months. Dates and weekdays
 * are those of the printed calendar.
 */
#include "calendar.h"
#include "check_main.h"
#include "period.h"

#include <math.h>
#include <string.h>

#define HOUR 3600.0
#define DAY_S 86400.0

struct agenda {
    struct muster_scenario scenario;
    struct muster_span span[7][3];
    int32_t closed[4];
    struct muster_period period;
};

static int32_t date_of(int year, int month, int day)
{
    return muster_date_from_civil((struct muster_civil){year, month, day});
}

static void agenda_open(struct agenda *agenda, int32_t start, int32_t days)
{
    memset(agenda, 0, sizeof *agenda);
    agenda->scenario.start = start;
    agenda->scenario.days = days;
    agenda->scenario.interval_s = 900;
}

static void opens(struct agenda *agenda, int weekday, double from_h, double to_h)
{
    struct muster_hours *hours = &agenda->scenario.opening;
    hours->span[weekday] = agenda->span[weekday];
    agenda->span[weekday][hours->count[weekday]++] =
        (struct muster_span){from_h * HOUR, to_h * HOUR};
}

static void closes(struct agenda *agenda, int32_t date)
{
    agenda->scenario.opening.closed = agenda->closed;
    agenda->closed[agenda->scenario.opening.closed_count++] = date;
}

static void agenda_make(struct agenda *agenda)
{
    ck_assert_int_eq(
        muster_period_init(&agenda->period, &agenda->scenario, &agenda->scenario.opening),
        MUSTER_OK);
}

/* Open seconds of the intervals agree with the windows. */
static double open_s(const struct muster_period *period)
{
    double windows = 0, intervals = 0;
    for (size_t w = 0; w < period->window_count; w++) {
        windows += period->window[w].close_s - period->window[w].open_s;
        ck_assert_double_lt(period->window[w].open_s, period->window[w].close_s);
        if (w > 0)
            ck_assert_double_gt(period->window[w].open_s, period->window[w - 1].close_s);
    }
    for (size_t i = 0; i < period->day_count * period->intervals_of_day; i++)
        intervals += (double)period->open_s[i];
    ck_assert_double_eq_tol(intervals, windows, 1e-3);
    return windows;
}

/* 2004-12-20 to 2005-01-16: ISO weeks 52, 53, 1, 2; whole weeks all four, whole months none. */
START_TEST(week_53)
{
    struct agenda agenda;
    agenda_open(&agenda, date_of(2004, 12, 20), 28);
    for (int weekday = 0; weekday < 5; weekday++)
        opens(&agenda, weekday, 8, 18);
    closes(&agenda, date_of(2004, 12, 27));
    closes(&agenda, date_of(2004, 12, 28));
    closes(&agenda, date_of(2005, 1, 3));
    agenda_make(&agenda);
    const struct muster_period *period = &agenda.period;
    const int week[4] = {52, 53, 1, 2};
    for (size_t d = 0; d < 28; d++) {
        ck_assert_int_eq(period->day[d].iso_week, week[d / 7]);
        ck_assert_int_eq(period->day[d].week, (int)(d / 7));
        ck_assert_int_eq(period->day[d].month_index, d >= 12);
        ck_assert_int_eq(period->day[d].month, d >= 12 ? 0 : 11);
        ck_assert_int_eq(period->day[d].closed, d == 7 || d == 8 || d == 14);
    }
    ck_assert_uint_eq(period->week_count, 4);
    for (int w = 0; w < 4; w++)
        ck_assert(period->week_whole[w]);
    ck_assert_uint_eq(period->month_count, 2);
    ck_assert(!period->month_whole[0] && !period->month_whole[1]);
    ck_assert_uint_eq(period->window_count, 17);
    ck_assert_double_eq(open_s(period), 17 * 10 * HOUR);
    muster_period_clear(&agenda.period);
}
END_TEST

/* From Wednesday 2004-01-28 for 40 days to Sunday 2004-03-07: of the weeks the first is not whole,
 * of the months only February, with its 29 days. */
START_TEST(whole_weeks_and_months)
{
    struct agenda agenda;
    agenda_open(&agenda, date_of(2004, 1, 28), 40);
    opens(&agenda, 0, 9, 10);
    agenda_make(&agenda);
    const struct muster_period *period = &agenda.period;
    ck_assert_uint_eq(period->week_count, 6);
    for (int w = 0; w < 6; w++)
        ck_assert_int_eq(period->week_whole[w], w > 0);
    ck_assert_uint_eq(period->month_count, 3);
    ck_assert(!period->month_whole[0] && period->month_whole[1] && !period->month_whole[2]);
    ck_assert_int_eq(period->day[32].date, date_of(2004, 2, 29));
    ck_assert_int_eq(period->day[32].month_index, 1);
    muster_period_clear(&agenda.period);
    agenda_open(&agenda, date_of(2004, 1, 28), 39); /* one day less: the last week is cut */
    opens(&agenda, 0, 9, 10);
    agenda_make(&agenda);
    ck_assert(!agenda.period.week_whole[5]);
    muster_period_clear(&agenda.period);
}
END_TEST

/* 22:00 to 02:00 belongs to its start day: the night into a closed date is worked, the one out of
 * it is not; the last night is cut at the horizon's end. */
START_TEST(past_midnight)
{
    struct agenda agenda;
    agenda_open(&agenda, date_of(2004, 10, 4), 7);
    for (int weekday = 0; weekday < 7; weekday++)
        opens(&agenda, weekday, 22, 26);
    closes(&agenda, date_of(2004, 10, 6));
    agenda_make(&agenda);
    const struct muster_period *period = &agenda.period;
    ck_assert_uint_eq(period->window_count, 6);
    ck_assert_double_eq(period->window[1].close_s, 2 * DAY_S + 2 * HOUR);
    ck_assert_int_eq(period->window[1].day, 1);
    ck_assert_int_eq(period->window[2].day, 3);
    ck_assert_double_eq(period->window[5].close_s, 7 * DAY_S);
    ck_assert_double_eq(open_s(period), (5 * 4 + 2) * HOUR);
    ck_assert_double_eq((double)period->open_s[2 * 96 + 7], 900); /* Wednesday 01:45 */
    ck_assert_double_eq((double)period->open_s[2 * 96 + 8], 0);
    ck_assert_double_eq((double)period->open_s[2 * 96 + 88], 0);
    ck_assert_uint_eq(period->day[2].window_count, 0);
    muster_period_clear(&agenda.period);
}
END_TEST

/* Spans that touch at midnight are one window; those that do not, are not. */
START_TEST(touching_spans_are_one_window)
{
    struct agenda agenda;
    agenda_open(&agenda, date_of(2004, 10, 4), 7);
    opens(&agenda, 0, 20, 24);
    opens(&agenda, 1, 0, 6);
    opens(&agenda, 1, 8, 12);
    opens(&agenda, 1, 13, 17);
    agenda_make(&agenda);
    const struct muster_period *period = &agenda.period;
    ck_assert_uint_eq(period->window_count, 3);
    ck_assert_double_eq(period->window[0].open_s, 20 * HOUR);
    ck_assert_double_eq(period->window[0].close_s, 30 * HOUR);
    ck_assert_int_eq(period->window[0].day, 0);
    ck_assert_double_eq(open_s(period), 18 * HOUR);
    ck_assert_uint_eq(muster_period_window(period, 0), 0);
    ck_assert_uint_eq(muster_period_window(period, 30 * HOUR - 1), 0);
    ck_assert_uint_eq(muster_period_window(period, 30 * HOUR), 1);
    ck_assert_uint_eq(muster_period_window(period, 36 * HOUR), 2);
    ck_assert_uint_eq(muster_period_window(period, 41 * HOUR), 3);
    muster_period_clear(&agenda.period);
}
END_TEST

/* `always` is one window over warm-up and horizon; the warm-up is before the start. */
START_TEST(always_and_warm_up)
{
    struct agenda agenda;
    agenda_open(&agenda, date_of(2005, 3, 1), 31);
    agenda.scenario.opening.always = true;
    agenda.scenario.warm_up_s = 2 * DAY_S;
    agenda_make(&agenda);
    const struct muster_period *period = &agenda.period;
    ck_assert_uint_eq(period->day_count, 33);
    ck_assert_uint_eq(period->warm_days, 2);
    ck_assert_int_eq(period->day[0].date, date_of(2005, 2, 27));
    ck_assert_int_eq(period->day[1].horizon_day, -1);
    ck_assert_int_eq(period->day[1].week, -1);
    ck_assert_int_eq(period->day[2].horizon_day, 0);
    ck_assert_double_eq(period->warm_s, 2 * DAY_S);
    ck_assert_uint_eq(period->window_count, 1);
    ck_assert_double_eq(open_s(period), 33 * DAY_S);
    ck_assert_uint_eq(period->month_count, 1);
    ck_assert(period->month_whole[0]);
    muster_period_clear(&agenda.period);
}
END_TEST

/* One minute a day, inside an interval. */
START_TEST(one_minute)
{
    struct agenda agenda;
    agenda_open(&agenda, date_of(2004, 10, 4), 7);
    opens(&agenda, 2, 9 + 7 / 60.0, 9 + 8 / 60.0);
    agenda_make(&agenda);
    ck_assert_double_eq_tol(open_s(&agenda.period), 60, 1e-6);
    ck_assert_double_eq_tol((double)agenda.period.open_s[2 * 96 + 36], 60, 1e-6);
    muster_period_clear(&agenda.period);
}
END_TEST

START_TEST(closed_dates_are_found)
{
    int32_t dates[] = {-5, 3, 4, 90, 12000};
    const struct muster_hours hours = {.closed_count = 5, .closed = dates};
    for (int32_t date = -10; date < 12010; date++) {
        bool in = false;
        for (int i = 0; i < 5; i++)
            in |= dates[i] == date;
        ck_assert_int_eq(muster_hours_closed(&hours, date), in);
    }
    const struct muster_hours none = {0};
    ck_assert(!muster_hours_closed(&none, 3));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("period");
    TCase *tcase = tcase_create("period");
    tcase_add_test(tcase, week_53);
    tcase_add_test(tcase, whole_weeks_and_months);
    tcase_add_test(tcase, past_midnight);
    tcase_add_test(tcase, touching_spans_are_one_window);
    tcase_add_test(tcase, always_and_warm_up);
    tcase_add_test(tcase, one_minute);
    tcase_add_test(tcase, closed_dates_are_found);
    suite_add_tcase(suite, tcase);
    return muster_check_run(suite);
}
