/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A year's leave of one role: people ask for blocks of two weeks and one week and for single days,
 * placed by the year's pattern; requests are settled in random order, blocks before single days; a
 * request is granted when on every working day of it fewer than `cap` people of the role are away,
 * else it moves to the nearest free week (day), else it is lost. A two-week block that fits nowhere
 * is asked for again as two single weeks. Blocks begin on Mondays and keep the weekend after them
 * free; a bank holiday inside one is not deducted.
 *
 * What is due grows with service: from the anniversary on which a step is reached its days are due
 * a year instead of those of the step before, so a leave year with an anniversary in it brings
 * days pro rata, like one that is joined or left half-way. Days carried over from the year before
 * are asked for first, as single days before the date by which they have to be taken.
 *
 * Request k of a person is drawn at (LEAVE, entity, occupant, year << 16 | k): its turn, its date;
 * k from 0 for blocks, from 256 for single days, from 1024 for days carried over.
 * Thread rule: the caller's arrays only.
 */
#ifndef MUSTER_LEAVE_H
#define MUSTER_LEAVE_H

#include "random.h"
#include <stddef.h>

/* From `years` whole years of service on, `days` a year more than those of the first day; steps
 * replace each other. */
struct muster_leave_step {
    int years; /* [1, 60] */
    double days;
};

/* What is due a year; steps ascending by years. */
struct muster_leave_terms {
    double days;
    size_t step_count;
    const struct muster_leave_step *step;
};

/* Days a year due on a date (days since 1970-01-01) to somebody who joined on another, and in
 * *until the anniversary on which that changes (INT32_MAX: never). */
double muster_leave_rate(int32_t *until, const struct muster_leave_terms *terms, int32_t joined,
                         int32_t date);

/* Days due for service on dates from <= d < to, of a leave year of year_from <= d < year_to. */
double muster_leave_due(const struct muster_leave_terms *terms, int32_t joined, int32_t from,
                        int32_t to, int32_t year_from, int32_t year_to);

/* What somebody who works only in term is paid, as a share of the same week all year round:
 *
 *   T / (52.14 - L), at most 1      T weeks of term, L weeks of leave and bank holidays of others
 *
 * so that paid days off are to days worked as with everybody else (njc2024): T + T L / (52.14 - L)
 * weeks of the year's 365/7. T in [0, 365/7], L in [0, 365/7). */
double muster_leave_term_share(double term_weeks, double leave_weeks);
/* The share of a day that is paid as leave on each Monday to Friday out of term, evenly, so that
 * the year's days come to the share paid; in [0, 1]. */
double muster_leave_out_of_term(double term_weeks, double paid_share);

enum muster_leave_mark {
    MUSTER_LEAVE_NONE,
    MUSTER_LEAVE_TAKEN, /* a working day of leave: deducted and paid */
    MUSTER_LEAVE_INSIDE /* a weekend or bank holiday of a block: away, not deducted */
};

/* The days that can be planned: a leave year, or what is left of it. */
struct muster_leave_year {
    size_t count;
    int first_weekday;            /* of day 0, Monday 0 */
    const unsigned char *working; /* [count] 1 = Monday to Friday, no bank holiday */
    const double *weight;         /* [count + 1] cumulated pattern */
    uint64_t number;              /* of the year, part of the draws' address */
    unsigned cap;                 /* people away at once, >= 1 */
    uint16_t *away;               /* [count] of the role so far; updated */
};

struct muster_leave_person {
    uint64_t entity, occupant;
    int32_t from, to;    /* may take leave on days from <= d < to of the year */
    double days;         /* balance in days of one fifth of the contract; what is left on return */
    unsigned char *mark; /* [count] muster_leave_mark; updated */
    double carried;      /* days carried over, apart from `days`; what has expired on return */
    int32_t carried_to;  /* carried days are taken before this day of the year */
    double as_wished;    /* returned: days granted where they were first asked for */
};

struct muster_leave_request {
    double turn;
    double date; /* (0, 1): the place within the pattern */
    uint32_t person;
    uint32_t days; /* 10, 5 or 1 */
};

/* Requests that a balance of `days`, carried ones included, makes at most. */
size_t muster_leave_requests(double days);

/* Plans all people's leave. `room` holds the sum of muster_leave_requests over the people. */
void muster_leave_plan(struct muster_leave_person *person, size_t count,
                       const struct muster_leave_year *year, struct muster_key key,
                       struct muster_leave_request *room);

#endif
