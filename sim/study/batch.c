/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "batch.h"
#include "store_failure.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* What the workers share. */
struct crew {
    struct muster_batch *batch;
    atomic_size_t next;   /* job */
    atomic_int failed;    /* some worker gave up */
    pthread_mutex_t lock; /* for all below, and the batch's profile and state */
    pthread_cond_t changed;
    size_t working; /* workers not yet done */
    enum muster_status status;
    struct muster_failure failure;
};

/* What a worker owns. The replication's state is of one candidate at a time. */
struct worker {
    struct crew *crew;
    size_t number;
    pthread_t thread;
    struct muster_replication *replication;
    size_t candidate; /* whose state that is */
    struct muster_tally tally;
};

double muster_clock_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static bool stopped(const struct muster_batch *batch)
{
    return batch->stop && *batch->stop;
}

/* Makes the worker's state and tally those of `candidate`. */
static enum muster_status prepare(struct worker *worker, size_t candidate)
{
    if (worker->replication && worker->candidate == candidate)
        return MUSTER_OK;
    const struct muster_plan *plan = worker->crew->batch->plan[candidate];
    worker->replication = muster_replication_free(worker->replication);
    muster_tally_clear(&worker->tally);
    worker->candidate = candidate;
    enum muster_status status = muster_tally_init(&worker->tally, muster_plan_shape(plan));
    if (status == MUSTER_OK)
        status = muster_replication_new(&worker->replication, plan);
    return status;
}

static enum muster_status simulate(struct muster_failure *failure, struct worker *worker,
                                   size_t candidate, size_t replication)
{
    struct muster_batch *batch = worker->crew->batch;
    struct muster_key key = {batch->seed, replication};
    bool traced = batch->trace && replication < batch->traced;
    struct muster_trace_log *log = traced ? &batch->trace[candidate][replication] : NULL;
    enum muster_status status =
        muster_replication_run(worker->replication, key, &worker->tally,
                               log ? muster_trace_log_add : NULL, log, batch->stop);
    if (status == MUSTER_OK && log && log->out_of_memory)
        status = MUSTER_NO_MEMORY;
    if (status == MUSTER_NO_MEMORY)
        muster_failure_memory(failure);
    else if (status == MUSTER_INTERRUPTED)
        muster_failure_set(failure, status, "interrupted");
    else if (status != MUSTER_OK)
        muster_failure_set(failure, status, "candidate %zu, replication %zu could not be simulated",
                           candidate + 1, replication);
    if (status == MUSTER_OK && batch->journal)
        status = muster_journal_append(failure, batch->journal, worker->number, candidate,
                                       replication, worker->tally.block);
    return status;
}

static enum muster_status do_job(struct muster_failure *failure, struct worker *worker,
                                 size_t candidate, size_t replication)
{
    struct muster_batch *batch = worker->crew->batch;
    bool traced = batch->trace && replication < batch->traced;
    bool there =
        batch->journal && !traced && muster_journal_has(batch->journal, candidate, replication);
    enum muster_status status = prepare(worker, candidate);
    if (status != MUSTER_OK)
        return muster_failure_memory(failure);
    status = there ? muster_journal_read(worker->tally.block, failure, batch->journal, candidate,
                                         replication)
                   : simulate(failure, worker, candidate, replication);
    if (status != MUSTER_OK)
        return status;
    status =
        muster_row_init(&batch->rows[candidate][replication], &worker->tally, &batch->busy_hour);
    if (status != MUSTER_OK)
        return muster_failure_memory(failure);
    pthread_mutex_lock(&worker->crew->lock);
    if (batch->profile)
        muster_profile_add(batch->profile[candidate], &worker->tally);
    batch->state.done++;
    batch->state.ran += !there;
    pthread_mutex_unlock(&worker->crew->lock);
    return MUSTER_OK;
}

/* The first failure is the one reported; an interruption is one, too. */
static void give_up(struct crew *crew, enum muster_status status,
                    const struct muster_failure *failure)
{
    pthread_mutex_lock(&crew->lock);
    if (crew->status == MUSTER_OK) {
        crew->status = status;
        crew->failure = *failure;
    }
    pthread_mutex_unlock(&crew->lock);
    atomic_store(&crew->failed, 1);
}

static void *work(void *argument)
{
    struct worker *worker = argument;
    struct crew *crew = worker->crew;
    struct muster_batch *batch = crew->batch;
    size_t each = batch->end - batch->first, jobs = each * batch->candidates;
    while (!atomic_load(&crew->failed)) {
        struct muster_failure failure;
        size_t job = atomic_fetch_add(&crew->next, 1);
        if (job >= jobs)
            break;
        enum muster_status status =
            stopped(batch) ? muster_failure_set(&failure, MUSTER_INTERRUPTED, "interrupted")
                           : do_job(&failure, worker, job / each, batch->first + job % each);
        if (status != MUSTER_OK)
            give_up(crew, status, &failure);
    }
    muster_replication_free(worker->replication);
    muster_tally_clear(&worker->tally);
    pthread_mutex_lock(&crew->lock);
    crew->working--;
    pthread_cond_signal(&crew->changed);
    pthread_mutex_unlock(&crew->lock);
    return NULL;
}

/* Called with the lock held; gives it back while the caller is told. */
static void report(struct crew *crew)
{
    struct muster_batch *batch = crew->batch;
    batch->state.elapsed_s = muster_clock_s() - batch->began_s;
    if (batch->state.elapsed_s > 0)
        batch->state.rate_per_s = (double)batch->state.ran / batch->state.elapsed_s;
    struct muster_progress state = batch->state;
    pthread_mutex_unlock(&crew->lock);
    if (batch->progress)
        batch->progress(batch->progress_context, &state);
    pthread_mutex_lock(&crew->lock);
}

static void wait_for_workers(struct crew *crew)
{
    pthread_mutex_lock(&crew->lock);
    while (crew->working > 0) {
        struct timespec until;
        clock_gettime(CLOCK_MONOTONIC, &until);
        until.tv_nsec += 250000000;
        until.tv_sec += until.tv_nsec / 1000000000;
        until.tv_nsec %= 1000000000;
        pthread_cond_timedwait(&crew->changed, &crew->lock, &until);
        if (crew->working > 0)
            report(crew);
    }
    report(crew);
    pthread_mutex_unlock(&crew->lock);
}

static void crew_init(struct crew *crew, struct muster_batch *batch)
{
    memset(crew, 0, sizeof *crew);
    crew->batch = batch;
    atomic_init(&crew->next, 0);
    atomic_init(&crew->failed, 0);
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_mutex_init(&crew->lock, NULL);
    pthread_cond_init(&crew->changed, &attributes);
    pthread_condattr_destroy(&attributes);
}

/* Starts up to `threads` workers; fewer when the system has no more, none is a failure. */
static size_t start(struct crew *crew, struct worker *worker, size_t threads)
{
    size_t started = 0;
    while (started < threads) {
        worker[started] = (struct worker){.crew = crew, .number = started};
        pthread_mutex_lock(&crew->lock);
        crew->working++;
        pthread_mutex_unlock(&crew->lock);
        if (pthread_create(&worker[started].thread, NULL, work, &worker[started]) == 0) {
            started++;
            continue;
        }
        pthread_mutex_lock(&crew->lock);
        crew->working--;
        pthread_mutex_unlock(&crew->lock);
        break;
    }
    return started;
}

enum muster_status muster_batch_run(struct muster_failure *failure, struct muster_batch *batch)
{
    size_t jobs = (batch->end - batch->first) * batch->candidates;
    size_t threads = batch->threads < jobs ? batch->threads : jobs;
    muster_failure_none(failure);
    if (threads == 0)
        return MUSTER_OK;
    struct worker *worker = calloc(threads, sizeof *worker);
    if (!worker)
        return muster_failure_memory(failure);
    struct crew crew;
    crew_init(&crew, batch);
    size_t started = start(&crew, worker, threads);
    wait_for_workers(&crew);
    for (size_t i = 0; i < started; i++)
        pthread_join(worker[i].thread, NULL);
    pthread_cond_destroy(&crew.changed);
    pthread_mutex_destroy(&crew.lock);
    free(worker);
    if (started == 0)
        return muster_failure_set(failure, MUSTER_NO_MEMORY, "no thread could be started");
    if (crew.status != MUSTER_OK)
        *failure = crew.failure;
    return crew.status;
}
