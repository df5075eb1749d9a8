/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the tests of the engine share: a scenario text run for a replication, with its tally and the
 * trace of every attempt. A run that cannot be made fails the test that asked for it.
 */
#ifndef MUSTER_ENGINE_RUNS_H
#define MUSTER_ENGINE_RUNS_H

#include "check_main.h"
#include "engine.h"
#include "plan.h"
#include "sample.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Check writes to a pipe at every assertion; in loops over contacts and windows these speak only
 * when something does not hold. */
#define HOLDS_MSG(condition, ...)                                                                  \
    do {                                                                                           \
        if (!(condition))                                                                          \
            ck_abort_msg(__VA_ARGS__);                                                             \
    } while (0)
#define HOLDS(condition) HOLDS_MSG(condition, "does not hold: %s", #condition)
#define HOLDS_2(a, relation, b)                                                                    \
    HOLDS_MSG((double)(a)relation(double)(b), "%s " #relation " %s does not hold: %.9g, %.9g", #a, \
              #b, (double)(a), (double)(b))

struct run {
    struct muster_question question;
    struct muster_faults faults;
    const struct muster_scenario *scenario;
    struct muster_plan *plan;
    struct muster_replication *replication;
    struct muster_tally tally;
    struct muster_trace_row *row;
    size_t rows, room;
};

/* The reader has filled run->question: makes the candidate ready. */
static inline void run_prepare(struct run *run, size_t candidate)
{
    ck_assert_uint_lt(candidate, run->question.candidate_count);
    run->scenario = &run->question.candidate[candidate].scenario;
    ck_assert_int_eq(muster_plan_new(&run->plan, run->scenario), MUSTER_OK);
    ck_assert_int_eq(muster_replication_new(&run->replication, run->plan), MUSTER_OK);
    ck_assert_int_eq(muster_tally_init(&run->tally, muster_plan_shape(run->plan)), MUSTER_OK);
}

static inline void run_open_candidate(struct run *run, const char *text, size_t candidate)
{
    memset(run, 0, sizeof *run);
    muster_faults_init(&run->faults);
    bool read = muster_question_read_text(&run->question, &run->faults, "test.yaml", text,
                                          strlen(text), NULL);
    if (!read)
        muster_faults_print(&run->faults, stderr);
    ck_assert_msg(read, "the scenario has faults");
    run_prepare(run, candidate);
}

static inline void run_open(struct run *run, const char *text)
{
    run_open_candidate(run, text, 0);
}

/* The end of a candidate's engine; the question stays. */
static inline void run_retire(struct run *run)
{
    muster_tally_clear(&run->tally);
    run->replication = muster_replication_free(run->replication);
    run->plan = muster_plan_free(run->plan);
}

static inline void run_close(struct run *run)
{
    run_retire(run);
    muster_question_clear(&run->question);
    muster_faults_clear(&run->faults);
    free(run->row);
    memset(run, 0, sizeof *run);
}

static inline void run_keep(void *context, const struct muster_trace_row *row)
{
    struct run *run = context;
    if (run->rows == run->room) {
        run->room = run->room ? 2 * run->room : 1024;
        run->row = realloc(run->row, run->room * sizeof *run->row);
        ck_assert_ptr_nonnull(run->row);
    }
    run->row[run->rows++] = *row;
}

/* Runs replication `number`, keeping every attempt in run->row when `traced`. */
static inline void run_replication(struct run *run, uint64_t seed, uint64_t number, bool traced)
{
    run->rows = 0;
    ck_assert_int_eq(muster_replication_run(run->replication, (struct muster_key){seed, number},
                                            &run->tally, traced ? run_keep : NULL, run, NULL),
                     MUSTER_OK);
}

static inline double run_count(const struct run *run, size_t service, enum muster_count column)
{
    return run->tally.count[service * MUSTER_COUNTS + column];
}

static inline double run_staff(const struct run *run, size_t group, enum muster_staff column)
{
    return run->tally.staff[group * MUSTER_STAFFS + column];
}

static inline double run_day(const struct run *run, size_t service, enum muster_count column,
                             size_t day)
{
    const struct muster_shape *shape = &run->tally.shape;
    size_t at = (size_t)muster_count_day_index(column) * shape->services + service;
    return (double)run->tally.count_day[at * shape->days + day];
}

static inline double run_week(const struct run *run, size_t service, enum muster_count column,
                              size_t interval)
{
    const struct muster_shape *shape = &run->tally.shape;
    size_t at = (size_t)muster_count_week_index(column) * shape->services + service;
    return (double)run->tally.count_week[at * shape->intervals + interval];
}

static inline double run_staff_day(const struct run *run, size_t group, enum muster_staff column,
                                   size_t day)
{
    const struct muster_shape *shape = &run->tally.shape;
    size_t at = (size_t)muster_staff_day_index(column) * shape->groups + group;
    return (double)run->tally.staff_day[at * shape->days + day];
}

static inline double run_staff_week(const struct run *run, size_t group, enum muster_staff column,
                                    size_t interval)
{
    const struct muster_shape *shape = &run->tally.shape;
    size_t at = (size_t)muster_staff_week_index(column) * shape->groups + group;
    return (double)run->tally.staff_week[at * shape->intervals + interval];
}

#endif
