/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Laws that hold in every replication of every scenario: contacts are conserved, windows add up,
 * Little's law, handling and paid time, waits against patience. Each is checked against the trace
 * of single attempts or by a second way of adding up, on the shipped scenarios, the headline and
 * small nasty ones.
 */
#include "calendar.h"
#include "engine_runs.h"
#include "everything.h"

#include <glob.h>

#define DAY_S 86400.0

/* ---- plain sums ---- */

/* Equal but for the rounding of 4-byte sums. */
static void near(const char *what, double a, double b)
{
    double slack = 0.01 + 2e-5 * fmax(fabs(a), fabs(b));
    HOLDS_MSG(fabs(a - b) <= slack, "%s: %.9g against %.9g", what, a, b);
}

static void whole_and_finite(const struct run *run)
{
    const struct muster_tally *tally = &run->tally;
    const struct muster_shape *shape = &tally->shape;
    for (size_t i = 0; i < shape->services * MUSTER_COUNTS; i++) {
        HOLDS(isfinite(tally->count[i]) && tally->count[i] >= 0);
        if (i % MUSTER_COUNTS < MUSTER_COUNT_WAIT_S)
            HOLDS_MSG(tally->count[i] == floor(tally->count[i]), "%s is no whole number",
                      muster_count_column[i % MUSTER_COUNTS].name);
    }
    for (size_t i = 0; i < shape->groups * MUSTER_STAFFS; i++)
        HOLDS_MSG(isfinite(tally->staff[i]) && tally->staff[i] >= 0, "%s is %g",
                  muster_staff_column[i % MUSTER_STAFFS].name, tally->staff[i]);
    for (size_t i = 0; i < muster_count_day_columns() * shape->services * shape->days; i++)
        HOLDS(isfinite(tally->count_day[i]) && tally->count_day[i] >= 0);
    for (size_t i = 0; i < muster_count_week_columns() * shape->services * shape->intervals; i++)
        HOLDS(isfinite(tally->count_week[i]) && tally->count_week[i] >= 0);
    for (size_t i = 0; i < muster_staff_day_columns() * shape->groups * shape->days; i++)
        HOLDS(isfinite(tally->staff_day[i]) && tally->staff_day[i] >= 0);
    for (size_t i = 0; i < muster_staff_week_columns() * shape->groups * shape->intervals; i++)
        HOLDS(isfinite(tally->staff_week[i]) && tally->staff_week[i] >= 0);
    for (size_t i = 0; i < shape->months * MUSTER_COSTS; i++)
        HOLDS(
            isfinite(tally->cost[i]) &&
            (i % MUSTER_COSTS == MUSTER_COST_OFFSETS ? tally->cost[i] <= 0 : tally->cost[i] >= 0));
}

/* Days add up to the horizon, and so do the intervals of the week. */
static void windows_add_up(const struct run *run)
{
    const struct muster_shape *shape = &run->tally.shape;
    for (int c = 0; c < MUSTER_COUNTS; c++)
        for (size_t k = 0; k < shape->services; k++) {
            double days = 0, week = 0;
            for (size_t d = 0; d < shape->days && muster_count_column[c].by_day; d++)
                days += run_day(run, k, (enum muster_count)c, d);
            for (size_t i = 0; i < shape->intervals && muster_count_column[c].by_interval; i++)
                week += run_week(run, k, (enum muster_count)c, i);
            double horizon = run_count(run, k, (enum muster_count)c);
            if (muster_count_column[c].by_day)
                near(muster_count_column[c].name, days, horizon);
            if (muster_count_column[c].by_interval)
                near(muster_count_column[c].name, week, horizon);
        }
    for (int c = 0; c < MUSTER_STAFFS; c++)
        for (size_t g = 0; g < shape->groups; g++) {
            double days = 0, week = 0;
            for (size_t d = 0; d < shape->days && muster_staff_column[c].by_day; d++)
                days += run_staff_day(run, g, (enum muster_staff)c, d);
            for (size_t i = 0; i < shape->intervals && muster_staff_column[c].by_interval; i++)
                week += run_staff_week(run, g, (enum muster_staff)c, i);
            double horizon = run_staff(run, g, (enum muster_staff)c);
            if (muster_staff_column[c].by_day)
                near(muster_staff_column[c].name, days, horizon);
            if (muster_staff_column[c].by_interval)
                near(muster_staff_column[c].name, week, horizon);
        }
}

/* ---- contacts are conserved ---- */

typedef double value_fn(const struct run *run, size_t service, enum muster_count column,
                        size_t window);

static double of_horizon(const struct run *run, size_t service, enum muster_count column,
                         size_t window)
{
    (void)window;
    return run_count(run, service, column);
}

/* An ISO week of the horizon, added up from its days. */
static double of_week(const struct run *run, size_t service, enum muster_count column,
                      size_t window)
{
    int32_t first = muster_weekday(run->scenario->start);
    double sum = 0;
    for (size_t d = 0; d < run->tally.shape.days; d++)
        if ((d + (size_t)first) / 7 == window)
            sum += run_day(run, service, column, d);
    return sum;
}

/* Both identities over one window; returns the contacts still queueing at the horizon's end. */
static double conserved(const struct run *run, size_t k, value_fn *value, size_t window)
{
    double attempted = value(run, k, MUSTER_COUNT_ATTEMPTED, window);
    double offered = value(run, k, MUSTER_COUNT_OFFERED, window);
    HOLDS_2(attempted, ==, offered + value(run, k, MUSTER_COUNT_BLOCKED, window));
    HOLDS_2(attempted, ==,
            value(run, k, MUSTER_COUNT_WANTED, window) -
                value(run, k, MUSTER_COUNT_WANTED_WHEN_CLOSED, window) +
                value(run, k, MUSTER_COUNT_RETURNED, window) +
                value(run, k, MUSTER_COUNT_RETRIES, window) +
                value(run, k, MUSTER_COUNT_REPEATS, window));
    double open = offered - value(run, k, MUSTER_COUNT_ANSWERED, window) -
                  value(run, k, MUSTER_COUNT_ABANDONED, window) -
                  value(run, k, MUSTER_COUNT_BALKED, window) -
                  value(run, k, MUSTER_COUNT_LOST_AT_CLOSE, window);
    HOLDS_2(open, >=, 0);
    double virtual = value(run, k, MUSTER_COUNT_VIRTUAL_WITHIN, window);
    HOLDS_2(virtual, >=, value(run, k, MUSTER_COUNT_ANSWERED_WITHIN, window));
    HOLDS_2(virtual, <=, offered - value(run, k, MUSTER_COUNT_BALKED, window));
    return open;
}

static void contacts_conserved(const struct run *run)
{
    const struct muster_shape *shape = &run->tally.shape;
    for (size_t k = 0; k < shape->services; k++) {
        double unfinished = run_count(run, k, MUSTER_COUNT_UNFINISHED), days = 0, weeks = 0;
        HOLDS_2(conserved(run, k, of_horizon, 0), ==, unfinished);
        for (size_t d = 0; d < shape->days; d++)
            days += conserved(run, k, run_day, d);
        for (size_t w = 0; w < shape->weeks; w++)
            weeks += conserved(run, k, of_week, w);
        HOLDS_2(days, ==, unfinished);
        HOLDS_2(weeks, ==, unfinished);
        for (size_t i = 0; i < shape->intervals; i++)
            HOLDS_2(run_week(run, k, MUSTER_COUNT_ATTEMPTED, i), ==,
                    run_week(run, k, MUSTER_COUNT_OFFERED, i) +
                        run_week(run, k, MUSTER_COUNT_BLOCKED, i));
    }
}

/* ---- the trace against the tally ---- */

static double horizon_s(const struct run *run)
{
    return (double)run->scenario->days * DAY_S;
}

/* The window that holds a time of the trace, or NULL. Arrivals come before the window's end. */
static const struct muster_window *window_at(const struct run *run, double time_s)
{
    const struct muster_period *period = &run->plan->period;
    double engine_s = time_s + period->warm_s;
    for (size_t w = muster_period_window(period, engine_s - 1e-6); w < period->window_count; w++) {
        const struct muster_window *window = &period->window[w];
        if (window->open_s > engine_s)
            return NULL;
        if (engine_s <= window->close_s)
            return window;
    }
    return NULL;
}

struct outcome_sums {
    double outcome[MUSTER_OUTCOME_CLOSED + 1];
    double wanted, wanted_closed, returned, retries, repeats, served;
    double waited, answered_within, abandoned_within, abandoned_short;
    double wait_s, wait_answered_s, wait_abandoned_s, handle_s, longest_s, positive;
};

static void add_row(struct outcome_sums *sums, const struct run *run,
                    const struct muster_trace_row *row)
{
    const struct muster_service *asked = &run->scenario->service[row->service];
    sums->outcome[row->outcome]++;
    bool closed = row->outcome == MUSTER_OUTCOME_CLOSED;
    sums->wanted += row->origin == MUSTER_ORIGIN_FIRST;
    sums->wanted_closed += row->origin == MUSTER_ORIGIN_FIRST && closed;
    if (closed || row->outcome == MUSTER_OUTCOME_BLOCKED)
        HOLDS(row->wait_s == 0 && row->handle_s == 0);
    if (closed)
        return;
    sums->returned += row->origin == MUSTER_ORIGIN_RETURN;
    sums->retries += row->origin == MUSTER_ORIGIN_RETRY;
    sums->repeats += row->origin == MUSTER_ORIGIN_REPEAT;
    sums->waited += !isnan(row->patience_s);
    sums->wait_s += row->wait_s;
    sums->positive += row->wait_s > 0;
    sums->longest_s = fmax(sums->longest_s, row->wait_s);
    if (row->outcome == MUSTER_OUTCOME_ANSWERED) {
        sums->answered_within += row->wait_s <= asked->within_s;
        sums->wait_answered_s += row->wait_s;
        sums->handle_s += row->handle_s;
    }
    if (row->outcome == MUSTER_OUTCOME_ABANDONED) {
        sums->abandoned_within += row->wait_s <= asked->within_s;
        sums->abandoned_short += row->wait_s <= asked->short_abandon_s;
        sums->wait_abandoned_s += row->wait_s;
    }
}

static void sums_match(const struct run *run, size_t k, const struct outcome_sums *sums)
{
    const struct {
        enum muster_count column;
        double traced;
    } pair[] = {{MUSTER_COUNT_WANTED, sums->wanted},
                {MUSTER_COUNT_WANTED_WHEN_CLOSED, sums->wanted_closed},
                {MUSTER_COUNT_RETURNED, sums->returned},
                {MUSTER_COUNT_RETRIES, sums->retries},
                {MUSTER_COUNT_REPEATS, sums->repeats},
                {MUSTER_COUNT_SERVED, sums->served},
                {MUSTER_COUNT_ANSWERED, sums->outcome[MUSTER_OUTCOME_ANSWERED]},
                {MUSTER_COUNT_ABANDONED, sums->outcome[MUSTER_OUTCOME_ABANDONED]},
                {MUSTER_COUNT_BLOCKED, sums->outcome[MUSTER_OUTCOME_BLOCKED]},
                {MUSTER_COUNT_BALKED, sums->outcome[MUSTER_OUTCOME_BALKED]},
                {MUSTER_COUNT_LOST_AT_CLOSE, sums->outcome[MUSTER_OUTCOME_LOST_AT_CLOSE]},
                {MUSTER_COUNT_UNFINISHED, sums->outcome[MUSTER_OUTCOME_UNFINISHED]},
                {MUSTER_COUNT_WAITED, sums->waited},
                {MUSTER_COUNT_ANSWERED_WITHIN, sums->answered_within},
                {MUSTER_COUNT_ABANDONED_WITHIN, sums->abandoned_within},
                {MUSTER_COUNT_ABANDONED_SHORT, sums->abandoned_short}};
    for (size_t i = 0; i < sizeof pair / sizeof *pair; i++)
        HOLDS_MSG(run_count(run, k, pair[i].column) == pair[i].traced,
                  "%s: %.0f counted, %.0f traced", muster_count_column[pair[i].column].name,
                  run_count(run, k, pair[i].column), pair[i].traced);
    near("wait_s", run_count(run, k, MUSTER_COUNT_WAIT_S), sums->wait_s);
    near("wait_answered_s", run_count(run, k, MUSTER_COUNT_WAIT_ANSWERED_S), sums->wait_answered_s);
    near("wait_abandoned_s", run_count(run, k, MUSTER_COUNT_WAIT_ABANDONED_S),
         sums->wait_abandoned_s);
    near("handle_s", run_count(run, k, MUSTER_COUNT_HANDLE_S), sums->handle_s);
    HOLDS_2(run->tally.wait_max_s[k], ==, sums->longest_s);
    double binned = 0;
    for (size_t b = 0; b < MUSTER_WAIT_BINS; b++)
        binned += run->tally.wait_bin[k * MUSTER_WAIT_BINS + b];
    HOLDS_2(binned, ==, sums->positive);
}

/* Every count of the tally once more from the attempts themselves. */
static void trace_matches(const struct run *run)
{
    for (size_t k = 0; k < run->tally.shape.services; k++) {
        struct outcome_sums sums = {0};
        for (size_t i = 0; i < run->rows; i++) {
            const struct muster_trace_row *row = &run->row[i];
            if (row->service != k)
                continue;
            if (row->arrival_s >= 0)
                add_row(&sums, run, row);
            sums.served += row->generation == 0 && row->wanted_day >= 0 &&
                           row->outcome == MUSTER_OUTCOME_ANSWERED;
        }
        sums_match(run, k, &sums);
    }
}

static void rows_are_sane(const struct run *run)
{
    for (size_t i = 0; i < run->rows; i++) {
        const struct muster_trace_row *row = &run->row[i];
        bool closed = row->outcome == MUSTER_OUTCOME_CLOSED;
        bool answered = row->outcome == MUSTER_OUTCOME_ANSWERED;
        HOLDS(row->wait_s >= 0 && row->handle_s >= 0 && row->base_handle_s > 0);
        HOLDS_2(answered, ==, row->group >= 0);
        HOLDS_2(answered, ==, row->person >= 0);
        HOLDS_2(answered, ==, row->handle_s > 0);
        HOLDS_MSG(closed == !window_at(run, row->arrival_s),
                  "arrival at %.6f: open is not what the outcome %d says", row->arrival_s,
                  (int)row->outcome);
        HOLDS(!(row->wait_s > row->patience_s));
        if (row->outcome == MUSTER_OUTCOME_ABANDONED)
            HOLDS_2(row->wait_s, ==, row->patience_s);
        if (row->origin == MUSTER_ORIGIN_FIRST)
            HOLDS(row->attempt == 0 && row->generation == 0);
        if (answered) {
            double last_s = row->arrival_s + row->wait_s;
            HOLDS_2(last_s, <=, horizon_s(run));
        }
    }
}

/* ---- Little ---- */

struct sweep {
    double time_s;
    int change;
};

static int sweep_order(const void *a, const void *b)
{
    const struct sweep *x = a, *y = b;
    return x->time_s < y->time_s ? -1 : x->time_s > y->time_s;
}

/* Sweeps the length of the queue over the clock: callers of a window count until it closes. The
 * integral by day of the horizon. */
static void queue_integral(double *by_day, const struct run *run, size_t service)
{
    struct sweep *sweep =
        calloc(2 * run->rows + 2 * (size_t)run->scenario->days + 2, sizeof *sweep);
    size_t n = 0;
    for (size_t i = 0; i < run->rows; i++) {
        const struct muster_trace_row *row = &run->row[i];
        if (row->service != service || !(row->wait_s > 0))
            continue;
        double close_s = window_at(run, row->arrival_s)->close_s - run->plan->period.warm_s;
        sweep[n++] = (struct sweep){row->arrival_s, 1};
        sweep[n++] = (struct sweep){fmin(row->arrival_s + row->wait_s, close_s), -1};
    }
    for (int d = 0; d <= run->scenario->days; d++)
        sweep[n++] = (struct sweep){(double)d * DAY_S, 0};
    qsort(sweep, n, sizeof *sweep, sweep_order);
    double queue = 0, last_s = 0;
    for (size_t i = 0; i < n; i++) {
        double span_s = sweep[i].time_s - last_s;
        if (last_s >= 0 && sweep[i].time_s <= horizon_s(run) && span_s > 0)
            by_day[(size_t)(last_s / DAY_S)] += queue * span_s;
        queue += sweep[i].change;
        last_s = sweep[i].time_s;
    }
    free(sweep);
}

static void little(const struct run *run)
{
    const struct muster_shape *shape = &run->tally.shape;
    for (size_t k = 0; k < shape->services; k++) {
        double *by_day = calloc(shape->days + 1, sizeof *by_day), sum = 0;
        queue_integral(by_day, run, k);
        for (size_t d = 0; d < shape->days; d++) {
            near("queue of a day", run_day(run, k, MUSTER_COUNT_QUEUE_S, d), by_day[d]);
            sum += by_day[d];
        }
        near("queue", run_count(run, k, MUSTER_COUNT_QUEUE_S), sum);
        free(by_day);
        bool no_late_waits =
            (run->scenario->opening.always || run->scenario->at_close == MUSTER_CLOSE_CUT) &&
            run->scenario->warm_up_s <= 0;
        if (no_late_waits)
            near("Little", run_count(run, k, MUSTER_COUNT_QUEUE_S),
                 run_count(run, k, MUSTER_COUNT_WAIT_S));
    }
}

/* ---- people's time ---- */

/* Handling seconds by group are the realised handle times inside the horizon. */
static void handling_matches(const struct run *run)
{
    const struct muster_shape *shape = &run->tally.shape;
    double *sum = calloc(shape->groups, sizeof *sum);
    for (size_t i = 0; i < run->rows; i++) {
        const struct muster_trace_row *row = &run->row[i];
        if (row->outcome != MUSTER_OUTCOME_ANSWERED)
            continue;
        double from_s = row->arrival_s + row->wait_s, to_s = from_s + row->handle_s;
        sum[row->group] += fmax(0, fmin(to_s, horizon_s(run)) - fmax(from_s, 0));
    }
    for (size_t g = 0; g < shape->groups; g++) {
        near("handling", run_staff(run, g, MUSTER_STAFF_HANDLING_S), sum[g]);
        for (size_t i = 0; i < shape->intervals; i++)
            HOLDS_2(run_staff_week(run, g, MUSTER_STAFF_HANDLING_S, i), <=,
                    run_staff_week(run, g, MUSTER_STAFF_PRESENT_S, i) * (1 + 1e-4) + 0.01);
        HOLDS_2(run_staff(run, g, MUSTER_STAFF_HANDLING_S), <=,
                run_staff(run, g, MUSTER_STAFF_PRESENT_S) * (1 + 1e-12) + 1e-6);
    }
    free(sum);
}

struct handled {
    double from_s, to_s;
    int32_t group, person;
};

static int by_person_then_time(const void *a, const void *b)
{
    const struct handled *x = a, *y = b;
    if (x->group != y->group)
        return x->group < y->group ? -1 : 1;
    if (x->person != y->person)
        return x->person < y->person ? -1 : 1;
    return x->from_s < y->from_s ? -1 : x->from_s > y->from_s;
}

/* Nobody handles two contacts at once. */
static void one_at_a_time(const struct run *run)
{
    struct handled *handled = calloc(run->rows + 1, sizeof *handled);
    size_t n = 0;
    for (size_t i = 0; i < run->rows; i++) {
        const struct muster_trace_row *row = &run->row[i];
        double from_s = row->arrival_s + row->wait_s;
        if (row->outcome == MUSTER_OUTCOME_ANSWERED)
            handled[n++] =
                (struct handled){from_s, from_s + row->handle_s, row->group, row->person};
    }
    qsort(handled, n, sizeof *handled, by_person_then_time);
    for (size_t i = 1; i < n; i++)
        if (handled[i - 1].group == handled[i].group && handled[i - 1].person == handled[i].person)
            HOLDS_2(handled[i - 1].to_s, <=, handled[i].from_s + 1e-6);
    free(handled);
}

/* Paid time is time on the phones and time away for each cause, and nothing else. */
static void paid_law(const struct run *run)
{
    static const enum muster_staff part[] = {
        MUSTER_STAFF_PRESENT_S,   MUSTER_STAFF_LEAVE_S,     MUSTER_STAFF_HOLIDAY_S,
        MUSTER_STAFF_SICKNESS_S,  MUSTER_STAFF_INDUCTION_S, MUSTER_STAFF_OTHER_WORK_S,
        MUSTER_STAFF_LATENESS_S,  MUSTER_STAFF_ONE_OFF_S,   MUSTER_STAFF_OUTAGE_S,
        MUSTER_STAFF_OFF_PHONE_S, MUSTER_STAFF_BUDDYING_S};
    for (size_t g = 0; g < run->tally.shape.groups; g++) {
        if (!run->scenario->group[g].shift_based)
            continue;
        double paid = run_staff(run, g, MUSTER_STAFF_PAID_S);
        double parts = run_staff(run, g, MUSTER_STAFF_BREAK_S), breaks = 0;
        for (size_t i = 0; i < sizeof part / sizeof *part; i++)
            parts += run_staff(run, g, part[i]);
        HOLDS_MSG(fabs(paid - parts) <= 1e-9 * paid + 1e-3,
                  "paid %.6f s, on the phones and away %.6f s", paid, parts);
        for (size_t d = 0; d < run->tally.shape.days; d++) {
            double day = run_staff_day(run, g, MUSTER_STAFF_PAID_S, d);
            for (size_t i = 0; i < sizeof part / sizeof *part; i++)
                day -= run_staff_day(run, g, part[i], d);
            HOLDS_MSG(day >= -0.5, "day %zu: %.3f s unpaid", d, -day);
            HOLDS_MSG(run->scenario->group[g].break_count > 0 || day <= 0.5,
                      "day %zu: %.3f s paid for nothing", d, day);
            breaks += day;
        }
        HOLDS_2(fabs(breaks - run_staff(run, g, MUSTER_STAFF_BREAK_S)), <=,
                0.5 + 2e-6 * paid); /* days are 4-byte sums */
    }
}

/* ---- windows that meet the target ---- */

static void days_met(const struct run *run)
{
    const struct muster_shape *shape = &run->tally.shape;
    if (run->scenario->level != MUSTER_LEVEL_OFFERED)
        return;
    for (size_t k = 0; k < shape->services; k++) {
        double met = 0, of = 0, level = 0;
        for (size_t d = 0; d < shape->days; d++) {
            double offered = run_day(run, k, MUSTER_COUNT_OFFERED, d);
            double within = run_day(run, k, MUSTER_COUNT_ANSWERED_WITHIN, d);
            of += offered > 0;
            met += offered > 0 && within / offered >= run->scenario->service[k].target_share;
            level += offered > 0 ? within / offered : 0;
        }
        const double *counted = run->tally.met + k * MUSTER_METS;
        HOLDS_2(counted[MUSTER_MET_DAYS], ==, met);
        HOLDS_2(counted[MUSTER_MET_DAYS_OF], ==, of);
        near("sum of daily levels", counted[MUSTER_MET_DAY_LEVEL_SUM], level);
        HOLDS_2(counted[MUSTER_MET_INTERVALS], <=, counted[MUSTER_MET_INTERVALS_OF]);
    }
}

static void all_laws(struct run *run, uint64_t seed, uint64_t number)
{
    run_replication(run, seed, number, true);
    whole_and_finite(run);
    windows_add_up(run);
    contacts_conserved(run);
    paid_law(run);
    days_met(run);
    rows_are_sane(run);
    trace_matches(run);
    little(run);
    handling_matches(run);
    one_at_a_time(run);
}

/* ---- nasty little scenarios ---- */

#define HEAD(days, opening)                                                                        \
    "muster: 1\n"                                                                                  \
    "horizon: {start: 2004-10-04, days: " #days ", interval: 15 min}\n"                            \
    "opening: " opening "\n"
#define TEN "{exponential: {mean: 10 min}}"
#define FIVE "{exponential: {mean: 5 min}}"
/* Open into the night, everybody's absences on; `horizon` adds keys to that table, `breaks` one to
 * the group. */
#define NIGHT(horizon, breaks)                                                                     \
    "muster: 1\nhorizon: {start: 2004-12-20, days: 28, interval: 15 min" horizon                   \
    "}\nopening: {mon-sun: 18:00-02:00, closed: [2004-12-25, 2004-12-27]}\n"                       \
    "services: {calls: {rate: 40 per hour, handle: " FIVE ", patience: " TEN "}}\n"                \
    "staff: {agents: {fte: 12, full_time_week: 37 h, full_time: 70%, part_time: {week: 18.5 h}, "  \
    "in_post: {fte: 11, tenure: new}, skills: [calls], rota: cover, grade: agent, shifts: "        \
    "[{start: open, length: 7.9 h, lunch: {length: 30 min, between: 20:00-22:00}}, {end: close, "  \
    "length: 4 h}]" breaks "}}\n"                                                                  \
    "leave: {days: 25, cap: 30%}\n"                                                                \
    "sickness: {days_lost_per_fte: 20, long_term_share: 30%, short: {geometric: {mean: 2.5 d}}, "  \
    "long: {lognormal: {mean: 30 d, cv: 0.8}}}\n"                                                  \
    "attrition: {yearly: 60%, notice: 2 weeks}\n"                                                  \
    "recruitment: {lead_time: 3 weeks, induction: 2 weeks}\n"                                      \
    "pay: {grades: {agent: {salary: 15500, on_cost: 24%}}}\n"

/* All that looks at the queues while the day goes on. */
#define RULES                                                                                      \
    "off_phone:\n"                                                                                 \
    "  meeting: {each_week: 1 h, together: yes, team: 5}\n"                                        \
    "  coaching: {each_week: 50 min, block: 20 min, cancel_when: [wait > 1 s, queue > 4], "        \
    "if_cancelled: moved, undelivered: {handle_factor: 1.2}}\n"                                    \
    "  late briefing: {at: ['mon-fri 23:45-24:00', 'mon-sun 00:10-00:25'], cancel_when: "          \
    "service_level < 95%}\n"                                                                       \
    "relief: {pool: 3, people: 2, trigger: [wait > 5 s, queue > 1, service_level < 40%], "         \
    "available: 70%, arrives_after: 10 min, at_least: 20 min, at_most: 2 h, hourly: 12, "          \
    "handle_factor: 1.3}\n"                                                                        \
    "overtime: {accepted: 60%, at_most: 10 h, extend_when: service_level < 99%, extend_by: 40 "    \
    "min}\n"

static const struct {
    const char *name;
    const char *text;
} nasty[] = {
    {"rules in the night", NIGHT("", "") RULES},
    {"rules, a warm-up, breaks, people late, systems down",
     NIGHT(", warm_up: 3 d", ", breaks: [{length: 15 min, between: 19:00-22:00}, {length: 10 min, "
                             "between: 23:00-01:30}]") RULES
     "lateness: {probability: 20%, length: {exponential: {mean: 12 min}}}\n"
     "outages: {exchange: {rate: 60 per year, length: {lognormal: {mean: 1 h, cv: "
     "1}}}}\n"},
    {"cut at close, retries, the queue full",
     HEAD(
         14,
         "{mon-fri: 09:00-10:00, at_close: cut}") "services: {calls: {rate: 60 per hour, "
                                                  "handle: " FIVE ", patience: " TEN
                                                  ", retry: {abandoned: 50%, cut: 70%, delay: " FIVE
                                                  "}}}\n"
                                                  "staff: {agents: {present: 3, skills: "
                                                  "[calls]}}\n"},
    {"split opening, endless patience, nobody in the afternoon",
     HEAD(14, "{mon-fri: '08:00-12:00, 13:00-17:00'}") "services: {calls: {rate: 40 per hour, "
                                                       "handle: " FIVE "}}\n"
                                                       "staff: {agents: {present: {08:00: 4, "
                                                       "15:30: 0}, skills: [calls]}}\n"},
    {"past midnight, returns and repeats",
     HEAD(21, "{mon-sun: 22:00-02:00, closed: [2004-10-13]}") "services:\n  calls: {demand: "
                                                              "{wanted: 60000}, handle: " FIVE
                                                              ", patience: " FIVE
                                                              ", when_closed: {return: 70%}, "
                                                              "first_contact_resolution: 60%,\n"
                                                              "    repeat: {delay: {lognormal: "
                                                              "{mean: 6 h, cv: 1.5}}}, retry: "
                                                              "{abandoned: 60%, delay: " TEN "}}\n"
                                                              "staff: {agents: {present: 6, "
                                                              "skills: [calls]}}\n"},
    {"open for one minute",
     HEAD(40, "{mon-fri: 09:00-09:01}") "services: {calls: {demand: {wanted: 20000}, handle: " FIVE
                                        ", patience: " FIVE ", when_closed: {return: 95%}, retry: "
                                        "{abandoned: 90%, delay: " TEN "}}}\n"
                                        "staff: {agents: {present: 2, skills: [calls]}}\n"},
    {"nobody there",
     HEAD(10,
          "{mon-sun: 08:00-18:00}") "services: {patient: {rate: 9 per hour, handle: " FIVE
                                    "}, hasty: {rate: 9 per hour, "
                                    "handle: " FIVE ", patience: " FIVE
                                    ", retry: {abandoned: 50%, delay: " TEN "}}}\n"
                                    "staff: {agents: {present: 0, skills: [patient, hasty]}}\n"},
    {"nobody calls", HEAD(10, "always") "services: {calls: {rate: 0 per hour, handle: " FIVE "}}\n"
                                        "staff: {agents: {present: 2, skills: [calls]}}\n"},
    {"lines that bind, balking, retries without end",
     HEAD(10, "{mon-sat: 08:00-20:00}") "services: {calls: {rate: {08:00: 40 per hour, 10:00: 160 "
                                        "per hour, 12:00: 60 per hour}, "
                                        "talk: " FIVE
                                        ", wrap: {exponential: {mean: 1 min}}, patience: " FIVE
                                        ", balk: 15%, lines: 12,\n    retry: {abandoned: 70%, "
                                        "blocked: 90%, balked: 80%, delay: "
                                        "{exponential: {mean: 3 min}}}}}\n"
                                        "staff: {agents: {present: 9, skills: [calls]}}\n"},
    {"services, groups, nested skills, priorities, shared lines, steps by person",
     "lines: 25\n" HEAD(
         14,
         "{mon-fri: 08:00-18:00, sat: 09:00-13:00}") "services:\n"
                                                     "  calls: {rate: 90 per hour, handle: " FIVE
                                                     ", patience: " FIVE
                                                     ", priority: 2, retry: {abandoned: 40%, "
                                                     "blocked: 60%, delay: " TEN "}}\n"
                                                     "  complaints: {rate: 30 per hour, talk: " TEN
                                                     ", wrap: 2 min, patience: {weibull: {mean: "
                                                     "6 min, shape: 0.7}}, target: 70% in 40 s}\n"
                                                     "  benefits: {demand: {wanted: 30000}, "
                                                     "when_closed: {return: 50%, delay: " TEN
                                                     "}, handle: {lognormal: {mean: 6 min, cv: "
                                                     "1}}, patience: " TEN ", balk: 5%,\n"
                                                     "    busyness: {cv: 0.3, between_days: 0.4, "
                                                     "between_services: 0.5}}\n"
                                                     "staff:\n"
                                                     "  ones: {present: {08:00: 6, 12:00: 3, "
                                                     "13:30: 7}, at_step: by_person, skills: "
                                                     "[calls, "
                                                     "complaints]}\n"
                                                     "  twos: {present: {08:00: 4, 17:00: 2}, "
                                                     "skills: [[calls, benefits], complaints], "
                                                     "attendance: {probability: 80%, drawn: day}}\n"
                                                     "  threes: {present: 3, skills: [benefits, "
                                                     "{service: calls, handle_factor: 1.5}]}\n"},
    {"events, phase, growth, leap day and week 53",
     "muster: 1\n"
     "horizon: {start: 2004-02-20, days: 330, interval: 30 min}\n"
     "opening: {mon-fri: 08:00-17:00, closed: [2004-04-09, 2004-04-12, 2004-12-27, 2004-12-28, "
     "2005-01-03]}\n"
     "services:\n"
     "  calls: {demand: {wanted: {pert: [20000, 30000, 50000]}}, season: {feb: 3, dec: 0.5},\n"
     "    weekdays: {mon: 2, tue: 1, wed: 1, thu: 1, fri: 1, sat: 0.3, sun: 0.1}, profile: {07:00: "
     "1, 12:00: 3, 20:00: 0},\n"
     "    bank_holiday: {wanted: 20%, next_day: 1.5}, busyness: {cv: 0.2, between_days: 0.5},\n"
     "    events: [{from: 2004-02-29, days: 3, factor: 4}], growth: 40% per year, phase: {from: "
     "2004-03-15, ramp: 6 weeks},\n"
     "    when_closed: {return: 60%}, handle: " FIVE ", patience: " FIVE "}\n"
     "staff: {agents: {present: 3, skills: [calls]}}\n"},
    {"round the clock but for two dates",
     HEAD(14, "{mon-sun: 00:00-24:00, closed: [2004-10-09, "
              "2004-10-12]}") "services: {calls: {demand: "
                              "{wanted: 100000}, handle: " FIVE ", patience: " FIVE
                              ", when_closed: {return: 90%}}}\n"
                              "staff: {agents: {present: 1, "
                              "skills: [calls]}}\n"},
    {"always open after a warm-up, five-minute intervals",
     "muster: 1\nhorizon: {start: 2004-10-04, days: 3, interval: 5 min, warm_up: 2 d}\n"
     "opening: always\n"
     "services: {calls: {rate: 70 per hour, handle: " TEN ", patience: {exponential: {mean: 40 "
     "min}}, first_contact_resolution: 70%, repeat: {delay: " TEN "}}}\n"
     "staff: {agents: {present: 11, skills: [calls]}}\n"},
    {"always open, no warm-up, overloaded",
     HEAD(4, "always") "services: {calls: {rate: 80 per hour, handle: " TEN
                       ", patience: {exponential: {mean: 2 h}}}}\n"
                       "staff: {agents: {present: 9, at_step: by_person, skills: [calls]}}\n"},
    {"shifts, lunches and breaks under a load far too high",
     HEAD(
         84,
         "{mon-fri: 08:00-18:00, sat: 09:00-13:00, closed: [2004-11-11]}") "services: {calls: "
                                                                           "{rate: 60 per hour, "
                                                                           "handle: {exponential: "
                                                                           "{mean: 25 min}}, "
                                                                           "patience: " TEN "}}\n"
                                                                           "staff:\n  agents: "
                                                                           "{fte: 9.4, "
                                                                           "full_time_week: 37 h, "
                                                                           "full_time: 60%, "
                                                                           "part_time: {week: 20 "
                                                                           "h}, in_post: {fte: 9, "
                                                                           "tenure: steady_state}, "
                                                                           "grade: agent,\n"
                                                                           "    shifts: [{start: "
                                                                           "open, length: 7.9 h, "
                                                                           "lunch: {length: 30 "
                                                                           "min, between: "
                                                                           "11:30-14:00}, "
                                                                           "for: full_time}, {end: "
                                                                           "close, length: 7.9 h, "
                                                                           "lunch: {length: 30 "
                                                                           "min, between: "
                                                                           "17:00-18:00}, for: "
                                                                           "full_time}, {end: "
                                                                           "close, length: 5 h, "
                                                                           "for: part_time}],\n"
                                                                           "    breaks: [{length: "
                                                                           "15 min, paid: yes, "
                                                                           "between: 10:00-11:30, "
                                                                           "for_shifts_over: 4 h}, "
                                                                           "{length: 10 min, paid: "
                                                                           "no, between: "
                                                                           "17:30-18:00, "
                                                                           "for_shifts_over: 4 "
                                                                           "h}],\n"
                                                                           "    saturday: {one_in: "
                                                                           "2, shifts: [{start: "
                                                                           "09:00, length: 4 h}], "
                                                                           "repaid: overtime}, "
                                                                           "rota: pattern, skills: "
                                                                           "[calls]}\n"
                                                                           "leave: {days: 25, cap: "
                                                                           "30%}\n"
                                                                           "sickness: "
                                                                           "{days_lost_per_fte: "
                                                                           "20, long_term_share: "
                                                                           "30%, short: "
                                                                           "{geometric: {mean: 2.5 "
                                                                           "d}}, long: {lognormal: "
                                                                           "{mean: 30 d, cv: "
                                                                           "0.8}}}\n"
                                                                           "attrition: {yearly: "
                                                                           "60%, notice: 2 weeks}\n"
                                                                           "recruitment: "
                                                                           "{lead_time: 3 weeks, "
                                                                           "induction: 2 weeks}\n"
                                                                           "learning: {initial: "
                                                                           "1.8, tau: 6 weeks}\n"
                                                                           "pay: {grades: {agent: "
                                                                           "{salary: 15500, "
                                                                           "on_cost: 24%}}}\n"},
    {"shifts that end just before midnight, overtime past it",
     HEAD(30, "{mon-sun: 12:00-23:50}") "services: {calls: {rate: 40 per hour, handle: "
                                        "{exponential: {mean: 14 min}}, patience: " TEN "}}\n"
                                        "staff: {agents: {fte: 8, full_time_week: 37 h, in_post: "
                                        "{fte: 8, tenure: new}, skills: "
                                        "[calls], rota: cover,\n"
                                        "  shifts: [{start: open, length: 7.9 h, lunch: {length: "
                                        "30 min, between: 15:00-17:00}}, "
                                        "{end: close, length: 7.9 h, lunch: {length: 30 min, "
                                        "between: 19:00-21:00}}]}}\n"},
    {"people past midnight, the horizon ends in a night", NIGHT("", "")},
    {"people past midnight, the horizon begins in a night, too", NIGHT(", warm_up: 3 d", "")},
    {"paid breaks across midnight, and across both ends of the horizon",
     NIGHT(", warm_up: 3 d",
           ", breaks: [{length: 30 min, paid: yes, between: 23:30-00:15, for_shifts_over: 1 h}]")},
    {"a shift-based role beside a fixed one, hourly intervals",
     "muster: 1\nhorizon: {start: 2004-12-20, weeks: 6, interval: 60 min}\n"
     "opening: {mon-sat: 08:00-20:00, closed: [2004-12-25, 2004-12-27], at_close: cut}\n"
     "services: {calls: {demand: {offered: 90000}, handle: " FIVE ", patience: " FIVE
     ", when_closed: {return: 50%}, retry: {abandoned: 30%, cut: 50%, delay: " TEN "}}}\n"
     "staff:\n"
     "  agents: {fte: 5, full_time_week: 37 h, in_post: {fte: 5, tenure: new}, rota: fixed, "
     "shifts: [{start: open, length: 8 h, lunch: {length: 1 h, between: 11:00-14:00}}, {end: "
     "close, length: 8 h, lunch: {length: 1 h, between: 15:00-17:00}}],\n"
     "    saturday: {one_in: 3, shifts: [{start: 10:00, length: 8 h}], repaid: day_off}, skills: "
     "[calls]}\n"
     "  relief: {present: {08:00: 0, 12:00: 2, 14:00: 0}, skills: [calls]}\n"},
    {"nights, people late and at court, telephones that fail",
     NIGHT(", warm_up: 9 d", "") "lateness: {probability: 30%, length: {exponential: {mean: 50 "
                                 "min}}, paid: yes}\n"
                                 "one_offs: {jury service: {rate: 3 per year, length: 5 d}, study: "
                                 "{rate: 3 per year, length: 2 d, paid: no}}\n"
                                 "outages: {lines: {rate: 300 per year, length: {lognormal: {mean: "
                                 "1 h, cv: 1}}}}\n"},
    {"late without pay, breaks, Christmas closed",
     NIGHT(
         "",
         ", breaks: [{length: 15 min, paid: yes, between: 18:00-19:30}]") "lateness: {probability: "
                                                                          "50%, length: "
                                                                          "{exponential: {mean: 90 "
                                                                          "min}}, paid: no}\n"
                                                                          "outages: {lines: {rate: "
                                                                          "100 per year, length: 3 "
                                                                          "h}, power: {rate: 50 "
                                                                          "per year, length: "
                                                                          "20 min}}\n"},
};

START_TEST(laws_hold_in_a_nasty_scenario)
{
    struct run run;
    run_open(&run, nasty[_i].text);
    int most = MUSTER_EFFORT < 1 ? 1 : 4;
    for (int number = 0; number < most; number++)
        all_laws(&run, 77, (uint64_t)number);
    run_close(&run);
}
END_TEST

/* ---- the headline and the shipped scenarios ---- */

static const char headline[] =
    "muster: 1\n"
    "currency: £\n"
    "horizon: {start: 2004-10-04, weeks: 52, interval: 15 min}\n"
    "opening: {mon-fri: 08:00-18:00, sat: 09:00-13:00, closed: england-wales.csv, at_close: "
    "serve_queue}\n"
    "observed_opening: {mon-fri: 08:45-16:15}\n"
    "target: 80% in 20 s\n"
    "minimum_crew: 2\n"
    "services:\n"
    "  general enquiries:\n"
    "    channel: call\n"
    "    demand: {wanted: {pert: [150000, 175000, 200000]}}\n"
    "    season: {jan: 1.05, feb: 0.95, mar: 1.2}\n"
    "    weekdays: {mon: 1.25, tue: 1.05, wed: 0.98, thu: 0.95, fri: 0.92, sat: 0.35, sun: 0.1}\n"
    "    profile: {06:00: 0.2, 08:00: 1.0, 09:00: 2.1, 10:00: 2.3, 12:00: 1.8, 14:00: 1.7, 17:00: "
    "1.0, 18:00: 0.6, 20:00: 0.3, 22:00: 0}\n"
    "    bank_holiday: {wanted: 20%, next_day: 1.25}\n"
    "    busyness: {cv: 0.12, between_days: 0.3}\n"
    "    events: [{from: 2005-03-07, days: 10, factor: 1.8, why: council tax bills}]\n"
    "    growth: 3% per year\n"
    "    when_closed: {return: 60%}\n"
    "    talk: {lognormal: {mean: 2.7 min, cv: 0.9}}\n"
    "    wrap: {exponential: {mean: 0.8 min}}\n"
    "    patience: {exponential: {mean: 3 min}}\n"
    "    balk: 2%\n"
    "    retry: {abandoned: 35%, blocked: 60%, delay: {exponential: {mean: 25 min}}, max_retries: "
    "3}\n"
    "    first_contact_resolution: 85%\n"
    "    repeat: {delay: {lognormal: {mean: 2 d, cv: 1}}}\n"
    "    lines: 30\n"
    "staff:\n"
    "  agents:\n"
    "    fte: 12\n"
    "    full_time_week: 37 h\n"
    "    full_time: 70%\n"
    "    part_time: {week: 18.5 h}\n"
    "    in_post: {fte: 12, tenure: new}\n"
    "    shifts:\n"
    "      - {name: early, start: open, length: 7.9 h, lunch: {length: 30 min, between: "
    "11:30-14:00}, for: full_time}\n"
    "      - {name: nine, start: 09:00, length: 7.9 h, lunch: {length: 30 min, between: "
    "11:30-14:30}, for: full_time}\n"
    "      - {name: late, end: close, length: 7.9 h, lunch: {length: 30 min, between: "
    "12:00-15:00}, for: full_time}\n"
    "      - {name: morning, start: 09:00, length: 4 h, for: part_time}\n"
    "      - {name: evening, end: close, length: 4 h, for: part_time}\n"
    "    breaks: [{length: 15 min, paid: yes, between: 10:00-11:30, for_shifts_over: 4 h}]\n"
    "    saturday: {one_in: 4, shifts: [{start: 09:00, length: 4 h}], repaid: short_day}\n"
    "    rota: cover\n"
    "    rota_notice: 4 weeks\n"
    "    skills: [general enquiries]\n"
    "    grade: agent\n"
    "leave: {days: 21, after_5_years: 6, statutory: 3, year_starts: 04-01, cap: 15%, pattern: "
    "{jul: 1.4, aug: 1.8, dec: 1.5}}\n"
    "sickness: {days_lost_per_fte: 9, long_term_share: 60%, short: {geometric: {mean: 2.5 d}}, "
    "long: {lognormal: {mean: 45 d, cv: 0.8}}, season: {jan: 1.4}, start: steady_state}\n"
    "attrition: {yearly: 20%, by_tenure: {0-3 months: 2.5, 3-12 months: 1.4, later: 0.8}, notice: "
    "4 weeks}\n"
    "recruitment: {lead_time: {lognormal: {mean: 10 weeks, cv: 0.4}}, intake_every: 4 weeks, "
    "induction: 12 weeks}\n"
    "learning: {initial: 1.6, tau: 8 weeks}\n"
    "pay: {grades: {agent: {salary: 15500, on_cost: 24%}}}\n"
    "candidates:\n"
    "  - {name: as proposed}\n"
    "  - {name: open till eight, set: {opening.mon-fri: 08:00-20:00, opening.sat: 08:00-20:00, "
    "staff.agents.fte: 14, staff.agents.saturday: {one_in: 2, repaid: short_day, shifts: [{start: "
    "open, length: 4 h}, {start: 12:00, length: 4 h}, {end: close, length: 4 h}]}}}\n";

START_TEST(laws_hold_in_the_headline)
{
    struct run run;
    run_open_candidate(&run, headline, (size_t)_i);
    all_laws(&run, 20040513, 0);
    all_laws(&run, 20040513, 1);
    run_close(&run);
}
END_TEST

static void every_candidate(const char *path)
{
    struct run run;
    memset(&run, 0, sizeof run);
    muster_faults_init(&run.faults);
    bool read = muster_question_read(&run.question, &run.faults, path, NULL);
    if (!read)
        muster_faults_print(&run.faults, stderr);
    ck_assert_msg(read, "%s has faults", path);
    for (size_t c = 0; c < run.question.candidate_count; c++) {
        run_prepare(&run, c);
        all_laws(&run, run.question.seed, 3);
        run_retire(&run);
    }
    run_close(&run);
}

START_TEST(laws_hold_in_the_shipped_scenarios)
{
    glob_t found;
    int status = glob(MUSTER_SOURCE "/scenarios/*.yaml", 0, NULL, &found);
    if (status == GLOB_NOMATCH)
        return;
    ck_assert_int_eq(status, 0);
    for (size_t i = 0; i < found.gl_pathc; i++)
        every_candidate(found.gl_pathv[i]);
    globfree(&found);
}
END_TEST

/* ---- every table of people, time away and money at once ---- */

START_TEST(laws_hold_with_everything_on)
{
    struct run run;
    char text[sizeof everything + sizeof everything_else];
    snprintf(text, sizeof text, "%s%s", everything, everything_else);
    run_open_candidate(&run, text, 0);
    all_laws(&run, 7, (uint64_t)_i);
    HOLDS_2(run_staff(&run, 2, MUSTER_STAFF_AGENCY_S), >, 0);
    HOLDS_2(run_staff(&run, 2, MUSTER_STAFF_CASUAL_S), >, 0);
    HOLDS_2(run_staff(&run, 2, MUSTER_STAFF_OVERTIME_S), >, 0);
    HOLDS_2(run_staff(&run, 2, MUSTER_STAFF_OFF_PHONE_S), >, 0);
    HOLDS_2(run_staff(&run, 2, MUSTER_STAFF_BUDDYING_S), >, 0);
    HOLDS_2(run_staff(&run, 3, MUSTER_STAFF_TERM_S), >, 0);
    HOLDS_2(run_staff(&run, 3, MUSTER_STAFF_OUT_OF_TERM_S), >, 0);
    HOLDS_2(run_staff(&run, 2, MUSTER_STAFF_ONE_OFF_S), >, 0);
    HOLDS_2(run_staff(&run, 2, MUSTER_STAFF_OUTAGE_S), >, 0);
    HOLDS_2(run_staff(&run, 1, MUSTER_STAFF_ACTING_FTE), >, 0);
    HOLDS_2(run_staff(&run, 1, MUSTER_STAFF_ACTING_FTE), ==,
            run_staff(&run, 2, MUSTER_STAFF_ACTS_AWAY_FTE));
    HOLDS_2(run_staff(&run, 2, MUSTER_STAFF_HANDLING_S), >,
            0.35 * run_staff(&run, 2, MUSTER_STAFF_PRESENT_S)); /* there is burnout */
    run_close(&run);
}
END_TEST

/* The year that ./dev bench times. */
START_TEST(laws_hold_in_the_year_of_the_bench)
{
    every_candidate(MUSTER_SOURCE "/tests/speed/everything-on.yaml");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("laws");
    TCase *tcase = tcase_create("laws");
    tcase_set_timeout(tcase, 240);
    tcase_add_loop_test(tcase, laws_hold_in_a_nasty_scenario, 0,
                        (int)(sizeof nasty / sizeof *nasty));
    tcase_add_loop_test(tcase, laws_hold_in_the_headline, 0, 2);
    tcase_add_loop_test(tcase, laws_hold_with_everything_on, 0, 2);
    tcase_add_test(tcase, laws_hold_in_the_year_of_the_bench);
    tcase_add_test(tcase, laws_hold_in_the_shipped_scenarios);
    suite_add_tcase(suite, tcase);
    return muster_check_run(suite);
}
