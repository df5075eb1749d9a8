/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The numbers behind the figures, out of a results file, before anything is drawn: every value of a
 * curve can be computed by hand from what is declared here.
 *
 *   pairs      the two sums whose ratio is the measure, by replication and window
 *   fan        by window: the quantiles over replications of the replication's own ratio
 *   ladder     a measure by candidate: estimate, size, predictions
 *   difference between the first candidate and each other
 *
 * What is undefined (0/0, closed, too few replications for a range) is NAN, which a figure shows as
 * a gap. Knows nothing of drawing. Thread rule: as results.h.
 */
#ifndef MUSTER_FIGURES_DATA_H
#define MUSTER_FIGURES_DATA_H

#include "measure.h"
#include "tally.h"
#include <stdatomic.h>

struct muster_results;

/* Ranges over replications need so many of them. */
enum { MUSTER_RANGE_90_LEAST = 20, MUSTER_RANGE_80_LEAST = 10, MUSTER_RANGE_50_LEAST = 4 };

/* A results file and what every figure needs of it. Read only for the caller. */
struct muster_figures_source {
    struct muster_results *results; /* owned */
    size_t candidates, replications;
    const char *const *name; /* [candidates] */
    const struct muster_shape *shape;
    size_t intervals_of_day;
    uint64_t seed;
    const char *version;
    char currency[64];      /* "" when nothing has a price */
    const atomic_int *stop; /* for simulating again; borrowed, NULL after opening */
    const char *day;        /* of figures of one day, see replay.h; borrowed, NULL after opening */
    /* /planned, see overlay.h; owned */
    double *definition;          /* [candidate] enum muster_service_level */
    double *within_s;            /* [candidate][service] */
    double *share;               /* [candidate] asked for by a target; NAN */
    double *fte, *people;        /* [candidate] NAN when it has none */
    double *erlang_c, *erlang_a; /* [candidate] all services */
    double *erlang_c_spread, *erlang_a_spread;
};

/* MUSTER_BAD_FORMAT also when the file has no /planned datasets. */
enum muster_status muster_figures_source_open(struct muster_figures_source *out,
                                              struct muster_failure *failure, const char *path);
void muster_figures_source_close(struct muster_figures_source *source); /* zeros are fine */

enum muster_figures_window {
    MUSTER_WINDOW_HORIZON, /* one window */
    MUSTER_WINDOW_DAY,     /* shape.days */
    MUSTER_WINDOW_WEEK,    /* shape.weeks */
    MUSTER_WINDOW_INTERVAL /* shape.intervals, of the week */
};

/* The declared service level of a candidate as a ratio that is kept by `window`: where a column is
 * not (balked contacts by interval of the week), the one of all offered contacts. */
const struct muster_measure *muster_figures_level(const struct muster_figures_source *source,
                                                  size_t candidate,
                                                  enum muster_figures_window window);

/* Sums plus and over of a ratio measure, all services or groups together:
 * (*pairs)[replications][windows][2], the caller's to free(). */
enum muster_status muster_figures_pairs(double **pairs, struct muster_failure *failure,
                                        const struct muster_figures_source *source,
                                        size_t candidate, const struct muster_measure *measure,
                                        enum muster_figures_window window);

/* ---- the week's days ---- */

/* Weekdays that share their opening hours. */
struct muster_weekdays {
    bool in[7];     /* Monday first */
    char label[48]; /* "Mon–Fri", "Sat", "Mon, Wed–Thu", "every day" */
};
/* Groups of the weekdays that are open at all, by first day; open_s, open_days: [7 * of_day], as in
 * overlay.h. Returns how many. */
size_t muster_figures_weekdays(struct muster_weekdays out[7], const double *open_s,
                               const double *open_days, size_t of_day, double interval_s);
/* Sums pairs[replications][7 * of_day][2] over the group's days into
 * out[replications][of_day][2]. */
void muster_figures_fold(double *out, const double *pairs, size_t replications, size_t of_day,
                         const struct muster_weekdays *days);

/* A candidate's week. Arrays owned. */
struct muster_figures_week {
    double *open_s, *open_days; /* [intervals] */
    size_t group_count;
    struct muster_weekdays group[7];
    size_t first, end; /* intervals of the day from the first to the last open one of any day */
};
enum muster_status muster_figures_week_init(struct muster_figures_week *week,
                                            struct muster_failure *failure,
                                            const struct muster_figures_source *source,
                                            size_t candidate);
void muster_figures_week_clear(struct muster_figures_week *week);

/* Ratio of sums over all replications in cells of `per` intervals, a whole part of a day:
 * [7 * intervals_of_day / per] from Monday 00:00, NAN where nothing is below. Of
 * pairs[replications][7 * intervals_of_day][2]; the caller's to free(), NULL: out of memory. */
double *muster_figures_cells(const double *pairs, const struct muster_figures_source *source,
                             size_t per);

/* ---- quantiles over replications ---- */

struct muster_fan {
    size_t count;                                    /* windows */
    double *p05, *p10, *p25, *p50, *p75, *p90, *p95; /* [count]; one block, owned by p05 */
};
/* Of the replications' own ratios in pairs[replications][count][2]; those without a denominator are
 * left out. MUSTER_OK or MUSTER_NO_MEMORY. */
enum muster_status muster_fan_init(struct muster_fan *fan, const double *pairs, size_t replications,
                                   size_t count);
void muster_fan_clear(struct muster_fan *fan); /* zeros are fine */

/* ---- staff by time of day ---- */

/* Mean people of all groups while open, by interval of the day, of one group of weekdays. */
struct muster_figures_staff {
    size_t count;              /* intervals of the day */
    double *needed;            /* planner's requirement; owned */
    double *scheduled;         /* by the rota, before sickness; owned */
    struct muster_fan present; /* over replications */
    double *present_mean;      /* owned */
};
enum muster_status muster_figures_staff_init(struct muster_figures_staff *staff,
                                             struct muster_failure *failure,
                                             const struct muster_figures_source *source,
                                             size_t candidate,
                                             const struct muster_figures_week *week,
                                             const struct muster_weekdays *days);
void muster_figures_staff_clear(struct muster_figures_staff *staff);

/* ---- demand ---- */

/* First contacts wanted of all services, closed time included: as the scenario gives them and as
 * they were simulated, by ISO week, by weekday (mean of its days) and by interval of the day (mean
 * of the days on which anything is wanted). */
struct muster_figures_demand {
    double *week, *weekday, *time; /* given: [weeks], [7], [intervals_of_day]; NAN: no such day */
    struct muster_fan week_fan, weekday_fan, time_fan; /* over replications */
};
struct muster_plan;
/* `plan` is the candidate's (see replay.h). */
enum muster_status muster_figures_demand_init(struct muster_figures_demand *demand,
                                              struct muster_failure *failure,
                                              const struct muster_figures_source *source,
                                              size_t candidate, const struct muster_plan *plan);
void muster_figures_demand_clear(struct muster_figures_demand *demand); /* zeros are fine */

/* ---- candidates side by side ---- */

/* The candidates to be shown against their size: those that differ from the first in size only, or
 * all when these are fewer than two; ascending by size. */
struct muster_ladder {
    size_t count;
    bool size_only;    /* nothing but the size differs */
    bool fte;          /* the size is FTE; else people */
    size_t *candidate; /* all arrays [count]; owned */
    double *size;
    struct muster_estimate *level;             /* declared service level over the horizon */
    double *erlang_c, *erlang_a;               /* at the mean number present */
    double *erlang_c_spread, *erlang_a_spread; /* by its distribution */
};
enum muster_status muster_ladder_init(struct muster_ladder *ladder, struct muster_failure *failure,
                                      const struct muster_figures_source *source);
void muster_ladder_clear(struct muster_ladder *ladder);

/* A measure's difference, candidate - first, replications paired. */
enum muster_status muster_figures_difference(struct muster_difference *out,
                                             struct muster_failure *failure,
                                             const struct muster_figures_source *source,
                                             size_t candidate, const char *measure);

/* The density of value[n] at x by a Gaussian kernel with Silverman's rule of thumb
 * [silverman1986]; 0 for values that are all equal. */
struct muster_density {
    const double *value;
    size_t n;
    double bandwidth;
};
struct muster_density muster_density_of(const double *value, size_t n); /* value ascending */
double muster_density_at(const struct muster_density *density, double x);

#endif
