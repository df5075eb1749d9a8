/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The measures, declared once: name, unit, definition and the sums of tally columns that make it.
 * The study, the store, the JSON, the tables and `muster explain` walk this one table.
 *
 * Almost every measure is a ratio of sums over replications, scale * sum(plus) / sum(over), where
 * both are signed lists of terms (a tally column or one of the special terms below). A count is the
 * ratio to the number of replications: its mean. The estimators are those of estimate.h.
 *
 * Between the first candidate (a) and another (b), replications paired: the difference b - a of
 * what is declared `compared`; of a count, that also as a share of a's (relative). What is had a
 * net extra unit, scale * (plus of b - plus of a) / (over of b - over of a), has a value only where
 * b has more of the unit, and an interval only where that is beyond the simulation error.
 *
 * A measure has places: services by number and then `all` (services), groups and then `all`
 * (staff), the financial years touched by the horizon and then the whole of it (cost, by_year), or
 * one (other cost). `all` sums the columns, each service by its own threshold.
 * Thread rule: constant tables and pure functions.
 */
#ifndef MUSTER_MEASURE_H
#define MUSTER_MEASURE_H

#include "estimate.h"
#include "row.h"
#include "scenario.h"
#include <stdio.h>

enum muster_side { MUSTER_SIDE_SERVICES, MUSTER_SIDE_STAFF, MUSTER_SIDE_COST };

enum muster_formula {
    MUSTER_FORMULA_RATIO,
    MUSTER_FORMULA_LEVEL,     /* the declared one of the seven service levels */
    MUSTER_FORMULA_VARIANCE,  /* plus[1] / over - (plus[0] / over)^2 */
    MUSTER_FORMULA_QUANTILE,  /* of the pooled waits, at `scale` */
    MUSTER_FORMULA_INDICATOR, /* product of the terms of `plus`, 0 or 1 a replication */
    MUSTER_FORMULA_EXTRA      /* only between candidates: difference of plus / difference of over */
};

/* What a scenario must have for a measure to appear; everything else would be a row of zeros. */
enum muster_need {
    MUSTER_NEED_NOTHING,
    MUSTER_NEED_TARGET,
    MUSTER_NEED_CLOSING, /* contacts can meet a closed centre */
    MUSTER_NEED_CLOSE,   /* the centre closes */
    MUSTER_NEED_AGAIN,   /* any way to try again */
    MUSTER_NEED_RETRY,
    MUSTER_NEED_REPEAT,
    MUSTER_NEED_LINES,
    MUSTER_NEED_BALK,
    MUSTER_NEED_PATIENCE,
    MUSTER_NEED_PEOPLE, /* posts, not a given requirement line */
    MUSTER_NEED_LEAVE,
    MUSTER_NEED_HOLIDAYS,
    MUSTER_NEED_SICKNESS,
    MUSTER_NEED_LATENESS, /* paid */
    MUSTER_NEED_ONE_OFFS,
    MUSTER_NEED_OUTAGES,
    MUSTER_NEED_UNPAID, /* some of the time away is not paid */
    MUSTER_NEED_ATTRITION,
    MUSTER_NEED_BURNOUT,
    MUSTER_NEED_INDUCTION,
    MUSTER_NEED_AHEAD, /* people recruited before their post exists */
    MUSTER_NEED_BREAKS,
    MUSTER_NEED_OFF_PHONE,
    MUSTER_NEED_BUDDY,
    MUSTER_NEED_TERM, /* some work only in term */
    MUSTER_NEED_RELIEF,
    MUSTER_NEED_AGENCY,
    MUSTER_NEED_CASUALS,
    MUSTER_NEED_ACTING_UP, /* the group is acted up in, or from */
    MUSTER_NEED_COST,
    MUSTER_NEED_ONCE,    /* something is spent once */
    MUSTER_NEED_OFFSETS, /* savings elsewhere */
    MUSTER_NEED_MONTH,   /* a cost, and a whole calendar month */
    MUSTER_NEED_BUDGET,
    MUSTER_NEED_PAPER,        /* people with a grade, and what they cost on paper */
    MUSTER_NEED_BUDGET_PAY,   /* a budget and people with a grade */
    MUSTER_NEED_BUDGET_TARGET /* a budget and a target */
};

/* Terms: 0 ends a list; a negative term is subtracted. */
enum muster_term {
    MUSTER_TERM_END = 0,
    MUSTER_TERM_COUNT = 1,   /* + enum muster_count */
    MUSTER_TERM_STAFF = 101, /* + enum muster_staff */
    MUSTER_TERM_MET = 201,   /* + enum muster_met */
    MUSTER_TERM_COST = 301,  /* + enum muster_cost */
    MUSTER_TERM_ONE = 401,   /* 1 a replication */
    MUSTER_TERM_OPEN_S,      /* open seconds of the horizon */
    MUSTER_TERM_DAYS,        /* days of the horizon */
    MUSTER_TERM_WORK_S,      /* attempts times the mean handle time of those answered, by service */
    MUSTER_TERM_WAIT_MAX_S,  /* longest wait */
    MUSTER_TERM_MONTH_LEAVERS,
    MUSTER_TERM_MONTH_START,    /* headcount at the start of each month, summed over months */
    MUSTER_TERM_COST_ALL,       /* all headings */
    MUSTER_TERM_ANSWERED_ALL,   /* answered contacts of all services */
    MUSTER_TERM_BUSY_HOUR,      /* contacts offered in the busy hour */
    MUSTER_TERM_MET_TARGET,     /* 1 when the horizon meets the target, else 0 */
    MUSTER_TERM_ON_BUDGET,      /* 1 when no year costs more than its budget, else 0 */
    MUSTER_TERM_COST_GROSS,     /* all headings but offsets */
    MUSTER_TERM_COST_ONCE,      /* capital and items spent once */
    MUSTER_TERM_FULL_YEAR,      /* see budget.h */
    MUSTER_TERM_BUDGET,         /* pro rata, see budget.h */
    MUSTER_TERM_COST_BUDGETED,  /* all headings, of the years with a budget */
    MUSTER_TERM_BUDGET_FTE,     /* budget left for people times FTE established */
    MUSTER_TERM_PAPER,          /* pay of the establishment on paper, see payroll.h */
    MUSTER_TERM_PAPER_BUDGETED, /* of it, the years with a budget, less the vacancy factor */
    MUSTER_TERM_COST_POSTS,     /* people in post and stand-ins, of the years with a budget */
    MUSTER_TERM_COST_PEOPLE,    /* what goes with people in post */
    MUSTER_TERM_IN_POST_DAYS,   /* FTE in post, all groups, times days */
    MUSTER_TERM_SICK_DAYS       /* sickness in days of a fifth of the group's full-time week */
};

/* Whether a term (its sign taken off) is a column of muster_count_column. */
static inline bool muster_term_is_count(int term)
{
    return term >= MUSTER_TERM_COUNT && term < MUSTER_TERM_COUNT + MUSTER_COUNTS;
}

struct muster_measure {
    const char *name;
    const char *unit; /* "1" is a fraction; "currency" is money */
    const char *sentence;
    enum muster_side side;
    enum muster_formula formula;
    enum muster_need need;
    short plus[4], over[4];
    double scale;  /* factor, or the quantile's p */
    bool compared; /* between candidates */
};

/* One candidate as the measures need to know it; borrowed. */
struct muster_scope {
    const struct muster_scenario *scenario;
    const struct muster_shape *shape;
    double open_s;              /* open seconds of the horizon */
    const double *open_month_s; /* [months] of these by calendar month; NULL: not known */
    const double *paper_month;  /* [months] pay of the establishment on paper; NULL: not known */
};

/* Whether a group belongs to a place of staff: it is that group, or one of all, which are those on
 * the phones. */
static inline bool muster_place_holds(const struct muster_scope *scope, size_t place, size_t group)
{
    return place == group ||
           (place == scope->shape->groups && !scope->scenario->group[group].off_phones);
}

/* The table, *count measures long. */
const struct muster_measure *muster_measure_table(size_t *count);
/* NULL when there is none of that name. */
const struct muster_measure *muster_measure_find(const char *name);
/* Places of a measure, `all` (the last one) included. */
size_t muster_measure_places(const struct muster_measure *measure,
                             const struct muster_shape *shape);
/* Whether a measure of cost has the financial years for places too. */
bool muster_measure_by_year(const struct muster_measure *measure);
/* The name of a place: the service's, the group's or "all"; of cost "2004/05", "" for the whole. */
const char *muster_measure_place(const struct muster_measure *measure,
                                 const struct muster_scenario *scenario, size_t place);
/* False when the model it measures is switched off at that place. */
bool muster_measure_applies(const struct muster_measure *measure, const struct muster_scope *scope,
                            size_t place);

/* One replication's own value; NAN if undefined. */
double muster_measure_value(const struct muster_measure *measure, const struct muster_scope *scope,
                            const struct muster_row *row, size_t place);
/* Over rows[n], in order of replication. Single measures only (asserted), as above. */
enum muster_status muster_measure_estimate(struct muster_estimate *out,
                                           const struct muster_measure *measure,
                                           const struct muster_scope *scope,
                                           const struct muster_row *rows, size_t n, size_t place);
/* Whether it can be made by calendar month: staff time and people, all its columns kept by day. */
bool muster_measure_by_month(const struct muster_measure *measure);
/* In the month-th calendar month. Only of what can be made by month (asserted), in a scope that
 * knows its months. */
enum muster_status muster_measure_month(struct muster_estimate *out,
                                        const struct muster_measure *measure,
                                        const struct muster_scope *scope,
                                        const struct muster_row *rows, size_t n, size_t place,
                                        size_t month);
/* Whether a group has what a measure of staff needs. */
bool muster_measure_group_has(const struct muster_scenario *scenario, size_t group,
                              enum muster_need need);
/* Whether the measure says something of one candidate, not only of two. */
bool muster_measure_single(const struct muster_measure *measure);
/* Whether it is a count, which has a relative difference. */
bool muster_measure_counts(const struct muster_measure *measure);

/* One side of a comparison: a place of a candidate, and its rows[n]. */
struct muster_compared {
    const struct muster_scope *scope;
    const struct muster_row *rows;
    size_t place;
};
/* b - a, the rows paired by replication. Not for quantiles (asserted). Of an EXTRA measure the
 * ratio of the differences, all NAN where b does not have more. */
enum muster_status muster_measure_difference(struct muster_difference *out,
                                             const struct muster_measure *measure,
                                             const struct muster_compared *a,
                                             const struct muster_compared *b, size_t n);
/* (b - a) / a of a count (asserted). */
enum muster_status muster_measure_relative(struct muster_difference *out,
                                           const struct muster_measure *measure,
                                           const struct muster_compared *a,
                                           const struct muster_compared *b, size_t n);
/* Why an EXTRA measure has no interval, from it and the difference of its unit (answered contacts);
 * NULL when it has one. */
const char *muster_measure_why_none(const struct muster_difference *each,
                                    const struct muster_difference *gain);

/* The measure of one definition of the service level. */
const struct muster_measure *muster_measure_level(enum muster_service_level level);
/* The measure itself; for the declared service level, the one of its definition. */
const struct muster_measure *muster_measure_declared(const struct muster_measure *measure,
                                                     const struct muster_scope *scope);

/* Writes the definition of a measure for `muster explain`; false when there is none
 * of that name. */
bool muster_measure_explain(FILE *file, const char *name);

#endif
