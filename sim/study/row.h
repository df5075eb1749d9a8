/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a study keeps of one replication's tally: the horizon's columns, costs, people and staff
 * time by month, people on the phones by hour of the week, and the wait histogram in packed form
 * (one to two kilobytes a service). The arrays by day and interval are not kept, so memory does not
 * grow with the horizon but for a few numbers a month. Thread rule: one owner while being filled,
 * const afterwards.
 */
#ifndef MUSTER_ROW_H
#define MUSTER_ROW_H

#include "busy_hour.h"
#include "tally.h"

enum { MUSTER_WEEK_HOURS = 168 };

struct muster_row {
    struct muster_shape shape;
    double *block;
    double *count;      /* [service][MUSTER_COUNTS] */
    double *staff;      /* [group][MUSTER_STAFFS] */
    double *met;        /* [service, then all][MUSTER_METS] */
    double *target_met; /* [target][MUSTER_METS] */
    double *wait_max_s; /* [service] */
    double *busy_hour;  /* [service] offered in the busy hour, all its days */
    double *events;     /* [1] */
    double *cost;       /* [month][MUSTER_COSTS] */
    /* People by calendar month. A leaver belongs to the month of the last day in post; a joiner to
     * the month of the first. Only of groups with posts; others are 0. */
    double *headcount_start; /* [group][months + 1] joiners of that day included */
    double *leavers;         /* [group][months] */
    double *hires;           /* [group][months] */
    double *fte_trained;     /* [group][months] mean over the month's days */
    double *staff_month;     /* [group][month][by_day column] sums over the month's days */
    float *present_hour_s;   /* [group][MUSTER_WEEK_HOURS] PRESENT_S by hour from Monday 00:00 */
    unsigned char *waits;    /* packed histograms of all services, one after another */
};

/* MUSTER_OK, or MUSTER_NO_MEMORY with *row cleared. */
enum muster_status muster_row_init(struct muster_row *row, const struct muster_tally *tally,
                                   const struct muster_busy_hour *busy_hour);
/* Sum of a by_day column (asserted) over the days of a calendar month. The days are 4-byte numbers,
 * so months add up to the horizon but for rounding. */
double muster_row_month(const struct muster_row *row, enum muster_staff column, size_t group,
                        size_t month);
/* Days of the horizon in its month-th calendar month. */
size_t muster_month_days(const struct muster_shape *shape, size_t month);
void muster_row_clear(struct muster_row *row); /* a row of zeros is fine */
/* Adds sign times the service's wait histogram to bin[MUSTER_WAIT_BINS] (waits above 0 only). */
void muster_row_waits(double *bin, const struct muster_row *row, size_t service, double sign);

#endif
