/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What `muster check` works out about one candidate, in arithmetic that a planner can follow:
 *
 *   work      contacts expected x mean handle time
 *   hours     FTE x (365/7 weeks x 5 days - leave - bank holidays - sickness) x hours a day -
 * breaks occupancy work / hours, when every post is filled and trained peak      the interval with
 * the highest offered load, met by Erlang C and Erlang A
 *
 *   Saturday  people who come x hours of a shift / hours needed, people in the busiest interval
 *   opening   open hours a week x minimum crew / contracted hours: what can never be covered
 *
 * No simulation, no chance: means only. Times in seconds, a year is 365.25 days.
 * Thread rule: pure functions of their arguments.
 */
#ifndef MUSTER_UNDERSTOOD_H
#define MUSTER_UNDERSTOOD_H

#include "erlang.h"
#include "paper.h"
#include "plan.h"

/* One service over the horizon. */
struct muster_understood_service {
    double wanted;      /* first contacts wanted over the horizon, closed hours included */
    double wanted_open; /* of these while open */
    double expected;    /* first attempts and returns in opening, over the horizon */
    double expected_y;  /* the same a year */
    double handle_s, patience_s;
};

/* One group by FTE: a full-timer's year, then the whole group's. */
struct muster_understood_people {
    struct muster_paper_year year;
    double holidays_inside; /* closed Mon-Fri dates in the horizon */
    double trained;         /* long-run share in post and past induction; 1 without attrition */
};

/* A group's Saturdays, averages over those of the horizon that open. */
struct muster_understood_saturday {
    double crew;     /* posts / one_in; all posts without a Saturday table */
    double shift_h;  /* of one of them without lunch, mean over the table's shifts; 0 without it */
    double needed_h; /* people hours, by the planner of the rota */
    double needed;   /* people in the busiest interval */
    double at_s;     /* time of day of that interval */
};

/* Whether the people could be there whenever the centre opens: a week without closed dates, nobody
 * away, no breaks. */
struct muster_understood_cover {
    double open_h;
    int crew;           /* minimum_crew, at least one */
    double people_h;    /* contracts of all posts and overtime Saturdays; NAN where a group is given
                           by hours of the day */
    double unreached_h; /* open hours that no shift reaches */
    double thin_h;      /* reached by fewer than minimum_crew */
    double holiday_h;   /* left to nobody or too few in school holidays only */
};

/* The interval with the highest offered load. */
struct muster_understood_peak {
    size_t day, interval; /* of the horizon, of the day */
    double rate_per_s, load_erl;
    struct muster_queue queue; /* all services in one, agents 0 */
    enum muster_erlang_goal goal;
    double share;           /* asked for */
    double required;        /* by the planner of the rota, all groups */
    double present;         /* of groups given by hours of the day; NAN: none */
    int agents_c, agents_a; /* fewest that reach the share; 0 = none does */
};

struct muster_understood {
    double horizon_y;  /* years */
    double open_h;     /* over the horizon */
    double work_h;     /* over the horizon, expected contacts only */
    double required_h; /* people hours asked for over the horizon, all groups */
    double phone_h;    /* hours on the phones over the horizon, all groups, all posts filled */
    double least_h;    /* the same with the long-run vacancies and inductions */
    struct muster_understood_peak peak;
};

/* What the plan says of a service, of a group's people and Saturdays, of the target's reach, and of
 * the candidate as a whole: expectations only, nothing is simulated. */
struct muster_understood_service muster_understood_service(const struct muster_plan *plan,
                                                           size_t service);
struct muster_understood_people muster_understood_people(const struct muster_plan *plan,
                                                         size_t group);
struct muster_understood_saturday muster_understood_saturday(const struct muster_plan *plan,
                                                             size_t group);
struct muster_understood_cover muster_understood_cover(const struct muster_plan *plan);
/* Weeks of term a year by the dates of school holidays; NAN for a horizon much shorter than one. */
double muster_understood_term_weeks(const struct muster_plan *plan);
struct muster_understood muster_understood(const struct muster_plan *plan);

/* Hours a week that a set of hours is open. */
double muster_understood_week_h(const struct muster_hours *hours);

#endif
