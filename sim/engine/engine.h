/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One replication: one horizon of one candidate, one continuous event loop.
 *
 *   scenario -> plan (once per candidate, const, shared by threads)
 *            -> replication (state of one thread, reused) -> tally
 *
 * At equal times: completion; end of break or staff change; patience expiry; arrival; window end
 * (completions are rounded up by some millionths of a second, see tournament.h). Of arrivals first
 * contacts come before later attempts, the lower service first, later attempts as scheduled. The
 * loop neither allocates nor opens nor locks; when a pool is nearly full it returns to the driver,
 * which makes room and goes on.
 */
#ifndef MUSTER_ENGINE_H
#define MUSTER_ENGINE_H

#include "erlang.h"
#include "random.h"
#include "scenario.h"
#include "tally.h"
#include <stdatomic.h>

struct muster_plan;
struct muster_replication;
struct muster_workforce;

/* How a contact's attempt ended. */
enum muster_outcome {
    MUSTER_OUTCOME_ANSWERED,
    MUSTER_OUTCOME_ABANDONED,
    MUSTER_OUTCOME_BLOCKED,
    MUSTER_OUTCOME_BALKED,
    MUSTER_OUTCOME_LOST_AT_CLOSE,
    MUSTER_OUTCOME_UNFINISHED,
    MUSTER_OUTCOME_CLOSED /* wanted or tried while closed: no attempt was made */
};
enum muster_origin {
    MUSTER_ORIGIN_FIRST,
    MUSTER_ORIGIN_RETURN,
    MUSTER_ORIGIN_RETRY,
    MUSTER_ORIGIN_REPEAT
};

/* One attempt, as --trace reports it. Times: seconds since the horizon's start
 * (warm-up: below 0). */
struct muster_trace_row {
    uint32_t service;
    int32_t wanted_day;  /* day of the horizon on which the contact was first wanted */
    uint32_t number;     /* of that day and service */
    uint32_t generation; /* 0 first contact, 1 its repeat … */
    uint32_t attempt;    /* 0 first try … */
    enum muster_origin origin;
    enum muster_outcome outcome;
    int32_t group;  /* who answered, or -1 */
    int32_t person; /* 0-based in the group, or -1 */
    double arrival_s;
    double wait_s;
    double handle_s;      /* realised, 0 if not answered */
    double base_handle_s; /* H0 talk + wrap of this contact */
    double patience_s;    /* this attempt's, INFINITY if endless; NAN where never drawn */
};

/* Called for each attempt when it is settled; NULL = no trace. May not touch the replication. */
typedef void muster_trace_fn(void *context, const struct muster_trace_row *row);

/* Everything about a candidate that no draw changes: opening, demand, posts, requirement, roster.
 * The scenario must outlive it. MUSTER_OK or MUSTER_NO_MEMORY. */
enum muster_status muster_plan_new(struct muster_plan **out,
                                   const struct muster_scenario *scenario);
struct muster_plan *muster_plan_free(struct muster_plan *plan); /* NULL is fine; returns NULL */
const struct muster_shape *muster_plan_shape(const struct muster_plan *plan);
/* Candidates of one run share the headings that any of them can have. */
void muster_plan_share_headings(struct muster_plan *plan, uint32_t headings);

/* Room for one replication at a time; the plan must outlive it. MUSTER_OK or MUSTER_NO_MEMORY. Free
 * with muster_replication_free: NULL is fine; returns NULL. */
enum muster_status muster_replication_new(struct muster_replication **out,
                                          const struct muster_plan *plan);
struct muster_replication *muster_replication_free(struct muster_replication *replication);

/* Runs replication `key.replication` into *tally (zeroed first). `stop`, if not NULL, is looked at
 * once a simulated day; when it is not 0 the run ends with MUSTER_INTERRUPTED. */
enum muster_status muster_replication_run(struct muster_replication *replication,
                                          struct muster_key key, struct muster_tally *tally,
                                          muster_trace_fn *trace, void *trace_context,
                                          const atomic_int *stop);

/* The people of the replication last run, for muster_workforce_work_as; NULL without posts. */
const struct muster_workforce *
muster_replication_people(const struct muster_replication *replication);

/* What the planner expects, for `check`, rotas and figures: attempts (first plus returns, no
 * retries) of a service per interval of a horizon day; mean seconds of handling by experienced
 * staff; people needed on the phones (Erlang A for the target); open seconds of the interval. */
double muster_plan_expected(const struct muster_plan *plan, size_t service, size_t day,
                            size_t interval_of_day);
/* First contacts that customers are expected to want in it, closed time included. */
double muster_plan_wanted(const struct muster_plan *plan, size_t service, size_t day,
                          size_t interval_of_day);
double muster_plan_open_s(const struct muster_plan *plan, size_t day, size_t interval_of_day);
double muster_plan_handle_s(const struct muster_plan *plan, size_t service);
double muster_plan_patience_s(const struct muster_plan *plan,
                              size_t service); /* INFINITY: endless */
double muster_plan_required(const struct muster_plan *plan, size_t group, size_t day,
                            size_t interval_of_day);
/* What the Erlang formulas are asked for: the declared service level, or the share of all offered
 * contacts where they have no counterpart of it. */
enum muster_erlang_goal muster_plan_goal(const struct muster_plan *plan);

#endif
