/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "replay.h"
#include "calendar.h"
#include "results.h"
#include "store_failure.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- the scenario -------------------------------------------------------------------------- */

static enum muster_status refuse(struct muster_failure *failure, const char *reason)
{
    return muster_failure_set(failure, MUSTER_MISMATCH,
                              "a replication has to be simulated again for it, and %s", reason);
}

/* The first fault tells the story. */
static enum muster_status refuse_scenario(struct muster_failure *failure,
                                          const struct muster_faults *faults)
{
    if (faults->out_of_memory || faults->count == 0)
        return muster_failure_memory(failure);
    return muster_failure_set(
        failure, MUSTER_MISMATCH,
        "a replication has to be simulated again for it, and the scenario in the results file "
        "cannot be read any more (%.160s: %.160s); its data files have to be in this folder",
        faults->items[0].path, faults->items[0].text);
}

static enum muster_status read_question(struct muster_replay *replay,
                                        struct muster_failure *failure)
{
    const char *resolved = muster_results_resolved(replay->source->results);
    struct muster_faults faults;
    muster_faults_init(&faults);
    enum muster_status status = MUSTER_OK;
    if (!muster_question_read_text(&replay->question, &faults, "/scenario/resolved", resolved,
                                   strlen(resolved), NULL))
        status = refuse_scenario(failure, &faults);
    else if (strcmp(replay->question.resolved, resolved) != 0)
        status = refuse(failure, "the scenario in the results file means something else now: its "
                                 "data files changed, or it is of another version of muster");
    else if (replay->question.candidate_count != replay->source->candidates)
        status = refuse(failure, "the scenario in the results file has other candidates");
    muster_faults_clear(&faults);
    return status;
}

static bool same_shape(const struct muster_shape *a, const struct muster_shape *b)
{
    return a->services == b->services && a->groups == b->groups && a->targets == b->targets &&
           a->days == b->days && a->intervals == b->intervals && a->months == b->months &&
           a->weeks == b->weeks && a->start == b->start;
}

enum muster_status muster_replay_open(struct muster_replay *replay, struct muster_failure *failure,
                                      const struct muster_figures_source *source, size_t candidate)
{
    *replay = (struct muster_replay){.source = source, .candidate = candidate};
    enum muster_status status = read_question(replay, failure);
    if (!status) {
        replay->scenario = &replay->question.candidate[candidate].scenario;
        status = muster_plan_new(&replay->plan, replay->scenario);
        if (status)
            muster_failure_set(failure, status, "the plan of the candidate could not be made");
    }
    if (!status && !same_shape(muster_plan_shape(replay->plan), source->shape))
        status = refuse(failure, "the results file is of another shape than its scenario");
    if (status)
        muster_replay_close(replay);
    return status;
}

void muster_replay_close(struct muster_replay *replay)
{
    muster_plan_free(replay->plan);
    muster_question_clear(&replay->question);
    *replay = (struct muster_replay){0};
}

/* ---- contacts ------------------------------------------------------------------------------ */

struct listener {
    struct muster_trace_log *log;
    double from_s, to_s;
};

static void hear(void *context, const struct muster_trace_row *row)
{
    const struct listener *listener = context;
    if (row->arrival_s >= listener->from_s && row->arrival_s < listener->to_s)
        muster_trace_log_add(listener->log, row);
}

/* The tally as the file has it; *block is the caller's to free(). */
static enum muster_status stored(void **block, struct muster_failure *failure,
                                 const struct muster_replay *replay, size_t replication)
{
    *block = malloc(muster_tally_bytes(replay->source->shape));
    if (!*block)
        return muster_failure_memory(failure);
    return muster_results_tallies(*block, failure, replay->source->results, replay->candidate,
                                  replication, 1);
}

static struct muster_key key_of(const struct muster_replay *replay, size_t replication)
{
    return (struct muster_key){.seed = replay->source->seed, .replication = replication};
}

static enum muster_status simulate(struct muster_tally *tally, struct muster_failure *failure,
                                   const struct muster_replay *replay, size_t replication,
                                   struct listener *listener)
{
    struct muster_replication *run;
    enum muster_status status = muster_replication_new(&run, replay->plan);
    if (!status)
        status =
            muster_replication_run(run, key_of(replay, replication), tally, hear, listener, NULL);
    muster_replication_free(run);
    if (status == MUSTER_INTERRUPTED)
        return muster_failure_set(failure, status, "interrupted");
    if (status || listener->log->out_of_memory)
        return muster_failure_memory(failure);
    return MUSTER_OK;
}

enum muster_status muster_replay_run(struct muster_trace_log *log, struct muster_failure *failure,
                                     const struct muster_replay *replay, size_t replication,
                                     double from_s, double to_s)
{
    struct muster_tally tally;
    struct listener listener = {log, from_s, to_s};
    void *block = NULL;
    memset(log, 0, sizeof *log);
    if (muster_tally_init(&tally, replay->source->shape))
        return muster_failure_memory(failure);
    enum muster_status status = stored(&block, failure, replay, replication);
    if (!status)
        status = simulate(&tally, failure, replay, replication, &listener);
    if (!status && memcmp(block, tally.block, tally.bytes) != 0)
        status = refuse(failure, "it comes out otherwise than in the results file: that was made "
                                 "by another version of muster, or on another kind of machine");
    free(block);
    muster_tally_clear(&tally);
    return status;
}

/* ---- people -------------------------------------------------------------------------------- */

struct watching {
    struct muster_replay_staff *staff;
    const struct muster_replay *replay;
    struct muster_workforce *workforce;
    size_t first, end; /* simulated days */
    size_t room;
};

static bool keep_event(struct watching *watching, const struct muster_staff_event *event)
{
    struct muster_replay_staff *staff = watching->staff;
    if (staff->count == watching->room) {
        size_t room = watching->room ? 2 * watching->room : 1024;
        struct muster_staff_event *grown = realloc(staff->event, room * sizeof *grown);
        if (!grown)
            return false;
        staff->event = grown;
        watching->room = room;
    }
    staff->event[staff->count++] = *event;
    return true;
}

static bool keep_events(struct watching *watching, const struct muster_staff_event *event,
                        size_t count)
{
    double from_s = 86400.0 * ((double)watching->first - 1), to_s = 86400.0 * (double)watching->end;
    for (size_t i = 0; i < count; i++)
        if (event[i].time_s >= from_s && event[i].time_s < to_s + 86400.0 &&
            !keep_event(watching, &event[i]))
            return false;
    return true;
}

static void keep_day(struct watching *watching, size_t day)
{
    const struct muster_plan *plan = watching->replay->plan;
    struct muster_person_day *to =
        watching->staff->day + (day - watching->first) * watching->staff->posts;
    for (size_t g = 0; g < plan->shape.groups; g++)
        for (size_t p = 0; p < muster_roster_people(plan->roster, g); p++)
            muster_workforce_person(to++, watching->workforce, g, p, day);
}

/* Who leaves because of the load follows the contacts: they are simulated first. */
static enum muster_status work_as(struct muster_replication **run, struct watching *watching,
                                  struct muster_tally *scratch, struct muster_key key)
{
    enum muster_status status = muster_replication_new(run, watching->replay->plan);
    if (!status)
        status = muster_replication_run(*run, key, scratch, NULL, NULL, NULL);
    if (!status)
        muster_workforce_work_as(watching->workforce, muster_replication_people(*run));
    return status;
}

/* Weeks are lived in order from the first. */
static enum muster_status live(struct watching *watching, struct muster_tally *scratch)
{
    size_t days = watching->replay->plan->period.day_count;
    for (size_t week = 0; 7 * week <= watching->end && 7 * week < days; week++) {
        const struct muster_staff_event *event;
        size_t count;
        enum muster_status status =
            muster_workforce_week(watching->workforce, week, &event, &count, scratch);
        if (status)
            return status;
        for (size_t day = 7 * week; day < 7 * week + 7; day++)
            if (day >= watching->first && day < watching->end)
                keep_day(watching, day);
        if (!keep_events(watching, event, count))
            return MUSTER_NO_MEMORY;
    }
    return MUSTER_OK;
}

enum muster_status muster_replay_staff_init(struct muster_replay_staff *staff,
                                            struct muster_failure *failure,
                                            const struct muster_replay *replay, size_t replication,
                                            size_t first, size_t end)
{
    const struct muster_plan *plan = replay->plan;
    struct muster_tally scratch = {0};
    struct muster_replication *run = NULL;
    struct watching watching = {.staff = staff,
                                .replay = replay,
                                .first = first + plan->period.warm_days,
                                .end = end + plan->period.warm_days};
    *staff = (struct muster_replay_staff){.days = end - first};
    for (size_t g = 0; g < plan->shape.groups; g++)
        staff->posts += muster_roster_people(plan->roster, g);
    staff->day = calloc(staff->days * staff->posts + 1, sizeof *staff->day);
    enum muster_status status = staff->day ? MUSTER_OK : MUSTER_NO_MEMORY;
    if (!status && staff->posts == 0)
        return MUSTER_OK;
    if (!status)
        status = muster_tally_init(&scratch, &plan->shape);
    if (!status)
        status = muster_workforce_new(&watching.workforce, plan->roster);
    if (!status)
        status = muster_workforce_begin(watching.workforce, key_of(replay, replication));
    if (!status && muster_workforce_burns_out(watching.workforce))
        status = work_as(&run, &watching, &scratch, key_of(replay, replication));
    if (!status)
        status = live(&watching, &scratch);
    muster_workforce_free(watching.workforce);
    muster_replication_free(run);
    muster_tally_clear(&scratch);
    if (!status)
        return MUSTER_OK;
    muster_replay_staff_clear(staff);
    return muster_failure_memory(failure);
}

void muster_replay_staff_clear(struct muster_replay_staff *staff)
{
    free(staff->event);
    free(staff->day);
    *staff = (struct muster_replay_staff){0};
}
