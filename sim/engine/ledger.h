/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Streaming statistics. The counts of the last intervals are kept hot in a ring of cells, one per
 * service and interval; when the ring comes round a cell is posted to the tally's horizon, day and
 * interval-of-week sums. A contact settled later than that is posted directly. Memory does not grow
 * with the horizon.
 *
 * A contact answered at once when first wanted, the commonest case, costs three additions: `first`
 * and `at_once` are spread to the columns they imply when the cell is posted. Likewise, in a cell
 * (not when posting to an interval that has left the ring) whoever is answered within the threshold
 * is counted once for himself and his virtual wait, and a wait once, by its outcome. Thread rule:
 * one owner at a time.
 */
#ifndef MUSTER_LEDGER_H
#define MUSTER_LEDGER_H

#include "period.h"
#include "tally.h"

#define MUSTER_LEDGER_RING 128 /* intervals kept hot; a power of two */

/* Columns of a row of counts, filled up so that four of them fit in it a whole number of times. */
#define MUSTER_LEDGER_WIDTH ((MUSTER_COUNTS + 3) / 4 * 4)

struct muster_ledger_cell {
    double value[MUSTER_LEDGER_WIDTH];
    double first;   /* first contacts that attempted */
    double at_once; /* answered without waiting in the interval in which they were first wanted */
    bool touched;
    double spare; /* 256 bytes in all: a shift finds a cell */
};

struct muster_ledger {
    const struct muster_scenario *scenario;
    const struct muster_period *period;
    struct muster_tally *tally; /* borrowed for one replication */
    size_t services;
    uint32_t now;                    /* current interval, counted from engine time 0 */
    double end_s;                    /* its end */
    struct muster_ledger_cell *ring; /* [MUSTER_LEDGER_RING][services] */
    struct muster_ledger_cell *row;  /* [services] of the ring: the current interval */
    int32_t now_day;                 /* its horizon day, or -1 */
    size_t now_of_week;              /* its place in the week */
    /* the tables' by_day and by_interval columns, in order; and their places, -1: none */
    int count_days, count_weeks;
    int count_day[MUSTER_COUNTS], count_week[MUSTER_COUNTS];
    int count_day_at[MUSTER_COUNTS];
    int staff_day_at[MUSTER_STAFFS], staff_week_at[MUSTER_STAFFS];
    double *share;                        /* [services + 1] that each row is asked to reach */
    double (*today)[MUSTER_LEDGER_WIDTH]; /* [services] of the day whose intervals are posted */
    int32_t today_is;                     /* its horizon day, or -1 */
    float (*week)[MUSTER_LEDGER_WIDTH];   /* [service][interval of the week] what the tally gets */
    double (
        *window)[MUSTER_LEDGER_WIDTH]; /* scratch for judging: a day, week, month of every row */
};

/* Room for the counts of one replication at a time. MUSTER_OK, or MUSTER_NO_MEMORY with *ledger
 * cleared. Begin points it at the tally that it is to fill, zeroed. */
enum muster_status muster_ledger_init(struct muster_ledger *ledger,
                                      const struct muster_scenario *scenario,
                                      const struct muster_period *period);
void muster_ledger_clear(struct muster_ledger *ledger);
void muster_ledger_begin(struct muster_ledger *ledger, struct muster_tally *tally);
/* Moves on to the next interval; the cell that the ring then gives up is posted. */
void muster_ledger_step(struct muster_ledger *ledger);
/* Posts everything and works out which windows met their targets. */
void muster_ledger_finish(struct muster_ledger *ledger);
/* Adds to an interval that has left the ring, or is anywhere. */
void muster_ledger_post(struct muster_ledger *ledger, size_t service, uint32_t interval,
                        enum muster_count column, double value);
/* Adds staff time to the window sums of the current interval. */
void muster_ledger_staff(struct muster_ledger *ledger, size_t group, enum muster_staff column,
                         double value);
/* Adds seconds of staff time, those of [from_s, to_s) of engine time times sign, to the windows in
 * which they pass; outside the horizon they are not counted. */
void muster_ledger_staff_span(struct muster_ledger *ledger, size_t group, enum muster_staff column,
                              double from_s, double to_s, double sign);
/* Adds a service's counts of the calendar day so far to value[]; whoever still waits is offered
 * and nothing else. */
void muster_ledger_so_far(double value[MUSTER_COUNTS], const struct muster_ledger *ledger,
                          size_t service);
/* The service level of some counts by a definition; NAN of nothing. */
double muster_ledger_level(const double value[MUSTER_COUNTS], enum muster_service_level level);
/* The share that the service of this row, or past the last one `all`, is asked to reach: that of
 * its own target, `all`: of the first one for all; else 80 %. */
double muster_ledger_share(const struct muster_scenario *scenario, size_t row);

/* Interval of an engine time. */
static inline uint32_t muster_ledger_interval(const struct muster_ledger *ledger, double time_s)
{
    return (uint32_t)(time_s / ledger->period->interval_s);
}

/* The cell of an interval that is still hot. */
static inline struct muster_ledger_cell *muster_ledger_at(struct muster_ledger *ledger,
                                                          size_t service, uint32_t interval)
{
    struct muster_ledger_cell *cell =
        &ledger->ring[(interval & (MUSTER_LEDGER_RING - 1)) * ledger->services + service];
    cell->touched = true;
    return cell;
}

/* The current interval's cell. */
static inline struct muster_ledger_cell *muster_ledger_now(struct muster_ledger *ledger,
                                                           size_t service)
{
    struct muster_ledger_cell *cell = &ledger->row[service];
    cell->touched = true;
    return cell;
}

/* Whether the interval's cell is still in the ring. */
static inline bool muster_ledger_hot(const struct muster_ledger *ledger, uint32_t interval)
{
    return interval + MUSTER_LEDGER_RING > ledger->now;
}

/* Adds to a count of any past interval, hot or posted. */
static inline void muster_ledger_add(struct muster_ledger *ledger, size_t service,
                                     uint32_t interval, enum muster_count column, double value)
{
    if (muster_ledger_hot(ledger, interval))
        muster_ledger_at(ledger, service, interval)->value[column] += value;
    else
        muster_ledger_post(ledger, service, interval, column, value);
}

#endif
