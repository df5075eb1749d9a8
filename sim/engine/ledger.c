/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledger.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Rows of counts by interval of the week. */
static size_t week_rows(const struct muster_ledger *ledger)
{
    return ledger->services * 7 * ledger->period->intervals_of_day;
}

enum muster_status muster_ledger_init(struct muster_ledger *ledger,
                                      const struct muster_scenario *scenario,
                                      const struct muster_period *period)
{
    *ledger = (struct muster_ledger){
        .scenario = scenario, .period = period, .services = scenario->service_count};
    for (int c = 0; c < MUSTER_COUNTS; c++) {
        ledger->count_day_at[c] = muster_count_column[c].by_day ? ledger->count_days : -1;
        if (muster_count_column[c].by_day)
            ledger->count_day[ledger->count_days++] = c;
        if (muster_count_column[c].by_interval)
            ledger->count_week[ledger->count_weeks++] = c;
    }
    for (int c = 0; c < MUSTER_STAFFS; c++) {
        ledger->staff_day_at[c] = muster_staff_day_index((enum muster_staff)c);
        ledger->staff_week_at[c] = muster_staff_week_index((enum muster_staff)c);
    }
    size_t rows = ledger->services + 1;
    ledger->ring = calloc(MUSTER_LEDGER_RING * ledger->services, sizeof *ledger->ring);
    ledger->today = calloc(ledger->services, sizeof *ledger->today);
    ledger->week = calloc(week_rows(ledger), sizeof *ledger->week);
    ledger->window = calloc(3 * rows, sizeof *ledger->window);
    ledger->share = calloc(rows, sizeof *ledger->share);
    if (!ledger->ring || !ledger->today || !ledger->week || !ledger->window || !ledger->share) {
        muster_ledger_clear(ledger);
        return MUSTER_NO_MEMORY;
    }
    for (size_t row = 0; row < rows; row++)
        ledger->share[row] = muster_ledger_share(scenario, row);
    return MUSTER_OK;
}

void muster_ledger_clear(struct muster_ledger *ledger)
{
    free(ledger->ring);
    free(ledger->today);
    free(ledger->week);
    free(ledger->window);
    free(ledger->share);
    memset(ledger, 0, sizeof *ledger);
}

/* Where an interval stands: its horizon day (or -1 for the warm-up) and its place in the week. */
static int32_t horizon_day(const struct muster_ledger *ledger, uint32_t interval, size_t *of_week)
{
    const struct muster_period *period = ledger->period;
    size_t day = interval / period->intervals_of_day;
    if (day >= period->day_count)
        return -1;
    const struct muster_period_day *place = &period->day[day];
    *of_week =
        (size_t)place->weekday * period->intervals_of_day + interval % period->intervals_of_day;
    return place->horizon_day;
}

void muster_ledger_begin(struct muster_ledger *ledger, struct muster_tally *tally)
{
    memset(ledger->ring, 0, MUSTER_LEDGER_RING * ledger->services * sizeof *ledger->ring);
    memset(ledger->today, 0, ledger->services * sizeof *ledger->today);
    memset(ledger->week, 0, week_rows(ledger) * sizeof *ledger->week);
    ledger->today_is = -1;
    ledger->tally = tally;
    ledger->now = 0;
    ledger->row = ledger->ring;
    ledger->end_s = ledger->period->interval_s;
    ledger->now_day = horizon_day(ledger, 0, &ledger->now_of_week);
}

/* Posts an interval: to the interval of the week, and to its day, which is posted when it is over.
 * Whole rows: what has no column is not looked at. */
static void post(struct muster_ledger *ledger, size_t service, size_t of_week,
                 const double *restrict value)
{
    float *restrict week = ledger->week[service * 7 * ledger->period->intervals_of_day + of_week];
    double *restrict day = ledger->today[service];
    for (int c = 0; c < MUSTER_LEDGER_WIDTH; c++)
        day[c] += value[c];
    for (int c = 0; c < MUSTER_LEDGER_WIDTH; c++)
        week[c] += (float)value[c];
}

/* Posts the day that is over, and begins another. */
static void turn_day(struct muster_ledger *ledger, int32_t next)
{
    struct muster_tally *tally = ledger->tally;
    const struct muster_shape *shape = &tally->shape;
    for (size_t k = 0; k < ledger->services && ledger->today_is >= 0; k++) {
        float *by_day = tally->count_day + k * shape->days + (size_t)ledger->today_is;
        double *sum = tally->count + k * MUSTER_COUNTS;
        for (int c = 0; c < MUSTER_COUNTS; c++)
            sum[c] += ledger->today[k][c];
        for (int i = 0; i < ledger->count_days; i++, by_day += shape->services * shape->days)
            *by_day += (float)ledger->today[k][ledger->count_day[i]];
    }
    memset(ledger->today, 0, ledger->services * sizeof *ledger->today);
    ledger->today_is = next;
}

void muster_ledger_post(struct muster_ledger *ledger, size_t service, uint32_t interval,
                        enum muster_count column, double value)
{
    size_t of_week;
    int32_t day = horizon_day(ledger, interval, &of_week);
    if (day < 0)
        return;
    struct muster_tally *tally = ledger->tally;
    const struct muster_shape *shape = &tally->shape;
    tally->count[service * MUSTER_COUNTS + column] += value;
    int by_day = ledger->count_day_at[column];
    if (by_day >= 0)
        tally
            ->count_day[((size_t)by_day * shape->services + service) * shape->days + (size_t)day] +=
            (float)value;
    ledger->week[service * shape->intervals + of_week][column] += (float)value;
}

void muster_ledger_staff(struct muster_ledger *ledger, size_t group, enum muster_staff column,
                         double value)
{
    size_t of_week = ledger->now_of_week;
    int32_t day = ledger->now_day;
    if (day < 0)
        return;
    struct muster_tally *tally = ledger->tally;
    const struct muster_shape *shape = &tally->shape;
    tally->staff[group * MUSTER_STAFFS + column] += value;
    int by_day = ledger->staff_day_at[column], by_week = ledger->staff_week_at[column];
    if (by_day >= 0)
        tally->staff_day[((size_t)by_day * shape->groups + group) * shape->days + (size_t)day] +=
            (float)value;
    if (by_week >= 0)
        tally->staff_week[((size_t)by_week * shape->groups + group) * shape->intervals + of_week] +=
            (float)value;
}

static void staff_day_span(struct muster_ledger *ledger, size_t group, enum muster_staff column,
                           size_t day, double from_s, double to_s, double sign)
{
    struct muster_tally *tally = ledger->tally;
    const struct muster_shape *shape = &tally->shape;
    const struct muster_period_day *date = &ledger->period->day[day];
    int by_day = ledger->staff_day_at[column], by_week = ledger->staff_week_at[column];
    if (date->horizon_day < 0)
        return;
    tally->staff[group * MUSTER_STAFFS + column] += sign * (to_s - from_s);
    if (by_day >= 0)
        tally->staff_day[((size_t)by_day * shape->groups + group) * shape->days +
                         (size_t)date->horizon_day] += (float)(sign * (to_s - from_s));
    double interval_s = ledger->period->interval_s;
    size_t intervals = ledger->period->intervals_of_day;
    float *row = by_week >= 0 ? tally->staff_week +
                                    ((size_t)by_week * shape->groups + group) * shape->intervals +
                                    (size_t)date->weekday * intervals
                              : NULL;
    for (size_t i = (size_t)(from_s / interval_s); row && from_s < to_s && i < intervals; i++) {
        double end_s = fmin((double)(i + 1) * interval_s, to_s);
        row[i] += (float)(sign * (end_s - from_s));
        from_s = end_s;
    }
}

void muster_ledger_staff_span(struct muster_ledger *ledger, size_t group, enum muster_staff column,
                              double from_s, double to_s, double sign)
{
    size_t day = (size_t)(from_s / 86400);
    for (; from_s < to_s && day < ledger->period->day_count; day++) {
        double midnight_s = (double)day * 86400, end_s = fmin(midnight_s + 86400, to_s);
        staff_day_span(ledger, group, column, day, from_s - midnight_s, end_s - midnight_s, sign);
        from_s = end_s;
    }
}

/* Spreads the short cuts of a cell to the columns they stand for. */
static void spread(struct muster_ledger_cell *cell)
{
    double *value = cell->value;
    value[MUSTER_COUNT_WANTED] += cell->first;
    value[MUSTER_COUNT_ATTEMPTED] += cell->first;
    value[MUSTER_COUNT_OFFERED] = value[MUSTER_COUNT_ATTEMPTED] - value[MUSTER_COUNT_BLOCKED];
    static const enum muster_count implied[] = {MUSTER_COUNT_ANSWERED, MUSTER_COUNT_ANSWERED_WITHIN,
                                                MUSTER_COUNT_ANSWERED_CLOCK, MUSTER_COUNT_SERVED};
    for (size_t i = 0; i < sizeof implied / sizeof *implied; i++)
        value[implied[i]] += cell->at_once;
    value[MUSTER_COUNT_VIRTUAL_WITHIN] += value[MUSTER_COUNT_ANSWERED_WITHIN];
    value[MUSTER_COUNT_WAIT_S] +=
        value[MUSTER_COUNT_WAIT_ANSWERED_S] + value[MUSTER_COUNT_WAIT_ABANDONED_S];
}

void muster_ledger_so_far(double value[MUSTER_COUNTS], const struct muster_ledger *ledger,
                          size_t service)
{
    uint32_t intervals = (uint32_t)ledger->period->intervals_of_day;
    uint32_t begin = ledger->now - ledger->now % intervals, first = begin;
    if (ledger->now >= MUSTER_LEDGER_RING && first <= ledger->now - MUSTER_LEDGER_RING) {
        first = ledger->now - MUSTER_LEDGER_RING + 1;
        size_t day = begin / intervals;
        bool posted = day < ledger->period->day_count && ledger->today_is >= 0 &&
                      ledger->today_is == ledger->period->day[day].horizon_day;
        for (int c = 0; c < MUSTER_COUNTS && posted; c++)
            value[c] += ledger->today[service][c];
    }
    for (uint32_t i = first; i <= ledger->now; i++) {
        struct muster_ledger_cell cell =
            ledger->ring[(i & (MUSTER_LEDGER_RING - 1)) * ledger->services + service];
        spread(&cell);
        for (int c = 0; c < MUSTER_COUNTS && cell.touched; c++)
            value[c] += cell.value[c];
    }
}

/* What a target says of some counts. */
struct verdict {
    bool counted; /* there is something to judge */
    bool met;
};

double muster_ledger_level(const double value[MUSTER_COUNTS], enum muster_service_level level)
{
    double within = value[MUSTER_COUNT_ANSWERED_WITHIN], offered = value[MUSTER_COUNT_OFFERED];
    switch (level) {
    case MUSTER_LEVEL_ANSWERED:
        return within / value[MUSTER_COUNT_ANSWERED];
    case MUSTER_LEVEL_SHORT_WAITS_REMOVED:
        return within / (offered - value[MUSTER_COUNT_ABANDONED_WITHIN]);
    case MUSTER_LEVEL_ABANDONED_CREDITED:
        return (within + value[MUSTER_COUNT_ABANDONED_WITHIN]) / offered;
    case MUSTER_LEVEL_SHORT_ABANDONS_REMOVED:
        return within / (offered - value[MUSTER_COUNT_ABANDONED_SHORT]);
    case MUSTER_LEVEL_ATTEMPTED:
        return within / value[MUSTER_COUNT_ATTEMPTED];
    case MUSTER_LEVEL_VIRTUAL:
        return value[MUSTER_COUNT_VIRTUAL_WITHIN] / (offered - value[MUSTER_COUNT_BALKED]);
    default:
        return within / offered;
    }
}

static struct verdict judge(const double *value, const struct muster_target *target,
                            enum muster_service_level level)
{
    double answered = value[MUSTER_COUNT_ANSWERED], offered = value[MUSTER_COUNT_OFFERED];
    double figure;
    bool met;
    switch (target->kind) {
    case MUSTER_TARGET_ASA:
        figure = value[MUSTER_COUNT_WAIT_ANSWERED_S] / answered;
        met = figure <= target->within_s;
        break;
    case MUSTER_TARGET_ANSWERED:
        figure = answered / offered;
        met = figure >= target->share;
        break;
    case MUSTER_TARGET_ABANDONED:
        figure = value[MUSTER_COUNT_ABANDONED] / offered;
        met = figure <= target->share;
        break;
    default:
        figure = muster_ledger_level(value, level);
        met = figure >= target->share;
    }
    return (struct verdict){offered > 0 && isfinite(figure), met};
}

double muster_ledger_share(const struct muster_scenario *scenario, size_t row)
{
    if (row < scenario->service_count)
        return scenario->service[row].target_share;
    for (size_t i = 0; i < scenario->target_count; i++)
        if (scenario->target[i].kind == MUSTER_TARGET_WITHIN && scenario->target[i].service < 0)
            return scenario->target[i].share;
    return 0.8;
}

/* Judges one window: value[row] for each service, then for `all`. `met` is the window's column. */
static void judge_window(struct muster_ledger *ledger, double (*value)[MUSTER_LEDGER_WIDTH],
                         enum muster_met met)
{
    const struct muster_scenario *scenario = ledger->scenario;
    struct muster_tally *tally = ledger->tally;
    for (size_t row = 0; row <= ledger->services; row++) {
        const struct muster_target own = {.share = ledger->share[row]};
        struct verdict verdict = judge(value[row], &own, scenario->level);
        double *to = tally->met + row * MUSTER_METS;
        to[met] += verdict.counted && verdict.met;
        to[met + 1] += verdict.counted;
        if (met == MUSTER_MET_DAYS && verdict.counted)
            to[MUSTER_MET_DAY_LEVEL_SUM] += muster_ledger_level(value[row], scenario->level);
    }
    for (size_t t = 0; t < scenario->target_count; t++) {
        const struct muster_target *target = &scenario->target[t];
        size_t row = target->service < 0 ? ledger->services : (size_t)target->service;
        struct verdict verdict = judge(value[row], target, scenario->level);
        tally->target_met[t * MUSTER_METS + met] += verdict.counted && verdict.met;
        tally->target_met[t * MUSTER_METS + met + 1] += verdict.counted;
    }
}

static void sum_rows(double (*value)[MUSTER_LEDGER_WIDTH], size_t services)
{
    memcpy(value[services], value[0], sizeof *value);
    for (size_t k = 1; k < services; k++)
        for (int c = 0; c < MUSTER_COUNTS; c++)
            value[services][c] += value[k][c];
}

/* Posts the interval's cells and judges it, then empties them. */
static void close_interval(struct muster_ledger *ledger, uint32_t interval)
{
    struct muster_ledger_cell *cell =
        &ledger->ring[(interval & (MUSTER_LEDGER_RING - 1)) * ledger->services];
    bool any = false;
    for (size_t k = 0; k < ledger->services; k++)
        any |= cell[k].touched;
    if (!any)
        return;
    size_t of_week = 0;
    int32_t day = horizon_day(ledger, interval, &of_week);
    if (day >= 0 && day != ledger->today_is)
        turn_day(ledger, day);
    for (size_t k = 0; k < ledger->services && day >= 0; k++)
        if (cell[k].touched) {
            spread(&cell[k]);
            post(ledger, k, of_week, cell[k].value);
        }
    if (day >= 0 && ledger->period->open_s[interval] > 0) {
        for (size_t k = 0; k < ledger->services; k++)
            memcpy(ledger->window[k], cell[k].value, sizeof cell[k].value);
        sum_rows(ledger->window, ledger->services);
        judge_window(ledger, ledger->window, MUSTER_MET_INTERVALS);
    }
    memset(cell, 0, ledger->services * sizeof *cell);
}

void muster_ledger_step(struct muster_ledger *ledger)
{
    ledger->now++;
    ledger->end_s = ((double)ledger->now + 1) * ledger->period->interval_s;
    if (ledger->now >= MUSTER_LEDGER_RING)
        close_interval(ledger, ledger->now - MUSTER_LEDGER_RING);
    ledger->row = &ledger->ring[(ledger->now & (MUSTER_LEDGER_RING - 1)) * ledger->services];
    ledger->now_day = horizon_day(ledger, ledger->now, &ledger->now_of_week);
}

/* Adds a day's counts of every service to value[]. */
static void add_day(const struct muster_tally *tally, size_t day,
                    double (*value)[MUSTER_LEDGER_WIDTH])
{
    const struct muster_shape *shape = &tally->shape;
    for (size_t k = 0; k < shape->services; k++) {
        const float *from = tally->count_day + k * shape->days + day;
        for (int c = 0; c < MUSTER_COUNTS; c++)
            if (muster_count_column[c].by_day) {
                value[k][c] += (double)*from;
                from += shape->services * shape->days;
            }
    }
}

/* Judges days, weeks and months from the tally's days. */
static void judge_windows(struct muster_ledger *ledger)
{
    double(*value)[MUSTER_LEDGER_WIDTH] = ledger->window;
    const struct muster_period *period = ledger->period;
    size_t rows = ledger->services + 1;
    double(*day)[MUSTER_LEDGER_WIDTH] = value, (*week)[MUSTER_LEDGER_WIDTH] = value + rows,
    (*month)[MUSTER_LEDGER_WIDTH] = value + 2 * rows;
    size_t bytes = rows * sizeof *value;
    memset(week, 0, 2 * bytes);
    for (size_t d = period->warm_days; d < period->day_count; d++) {
        const struct muster_period_day *at = &period->day[d];
        size_t h = (size_t)at->horizon_day;
        memset(day, 0, bytes);
        add_day(ledger->tally, h, day);
        add_day(ledger->tally, h, week);
        add_day(ledger->tally, h, month);
        sum_rows(day, ledger->services);
        judge_window(ledger, day, MUSTER_MET_DAYS);
        bool last = d + 1 == period->day_count;
        if (last || period->day[d + 1].week != at->week) {
            sum_rows(week, ledger->services);
            if (period->week_whole[at->week])
                judge_window(ledger, week, MUSTER_MET_WEEKS);
            memset(week, 0, bytes);
        }
        if (last || period->day[d + 1].month_index != at->month_index) {
            sum_rows(month, ledger->services);
            if (period->month_whole[at->month_index])
                judge_window(ledger, month, MUSTER_MET_MONTHS);
            memset(month, 0, bytes);
        }
    }
}

/* Hands the intervals of the week to the tally, column by column. */
static void give_week(struct muster_ledger *ledger)
{
    float *to = ledger->tally->count_week;
    size_t rows = week_rows(ledger);
    for (int i = 0; i < ledger->count_weeks; i++)
        for (size_t row = 0; row < rows; row++)
            *to++ = ledger->week[row][ledger->count_week[i]];
}

void muster_ledger_finish(struct muster_ledger *ledger)
{
    uint32_t first = ledger->now >= MUSTER_LEDGER_RING ? ledger->now - MUSTER_LEDGER_RING + 1 : 0;
    for (uint32_t i = first; i <= ledger->now; i++)
        if (i / ledger->period->intervals_of_day < ledger->period->day_count)
            close_interval(ledger, i);
    turn_day(ledger, -1);
    give_week(ledger);
    judge_windows(ledger);
}
