/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "erlang.h"
#include "cli_erlang.h"
#include "erlang_result.h"
#include "verbs.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { DONE = 0, FAILED = 1, USAGE = 2, OUT_OF_REACH = 5 };

/* ---- solving ---- */

/* Erlang B is the queue with as many lines as agents; there are no figures of no agents then. */
static void solve(struct muster_erlang_answer *answer, const struct muster_erlang_request *request)
{
    struct muster_queue *queue = &answer->queue;
    if (request->formula != 'b') {
        answer->figures = muster_erlang_a(queue);
        return;
    }
    double load = queue->rate_per_s * queue->handle_s;
    double blocked = muster_erlang_b(load, queue->agents);
    answer->figures =
        (struct muster_queue_figures){.stable = true,
                                      .load_erl = load,
                                      .blocked_fraction = blocked,
                                      .answered_fraction = 1 - blocked,
                                      .answered_within = 1 - blocked,
                                      .asa_s = queue->agents ? 0 : NAN,
                                      .busy_mean = load * (1 - blocked),
                                      .occupancy = load * (1 - blocked) / queue->agents};
}

static struct muster_queue queue_of(const struct muster_erlang_request *request)
{
    return (struct muster_queue){.rate_per_s = request->rate_per_s,
                                 .handle_s = request->handle_s,
                                 .patience_s = request->patience_s,
                                 .balk = request->balk,
                                 .within_s = request->within_s,
                                 .agents = request->agents > 0 ? request->agents : 0,
                                 .lines = request->lines > 0 ? request->lines : 0};
}

static int agents_needed(const struct muster_erlang_request *request)
{
    struct muster_queue queue = queue_of(request);
    if (request->formula == 'b')
        return muster_erlang_b_agents(queue.rate_per_s * queue.handle_s, 1 - request->target,
                                      MUSTER_QUEUE_AGENTS_MOST);
    return muster_erlang_agents(&queue, request->goal, request->target, MUSTER_QUEUE_AGENTS_MOST);
}

static double rate_largest(const struct muster_erlang_request *request)
{
    struct muster_queue queue = queue_of(request);
    if (request->formula == 'b')
        return muster_erlang_b_load(queue.agents, 1 - request->target) / queue.handle_s;
    return muster_erlang_rate(&queue, request->goal, request->target);
}

static void seek(struct muster_erlang_result *result, const struct muster_erlang_request *request)
{
    result->sought_agents = request->target_text && !isnan(request->rate_per_s);
    result->sought_rate = request->target_text && request->agents >= 0;
    if (result->sought_agents)
        result->agents_needed = agents_needed(request);
    if (result->sought_rate)
        result->rate_largest_per_s = rate_largest(request);
}

static void find_result(struct muster_erlang_result *result,
                        const struct muster_erlang_request *request)
{
    *result = (struct muster_erlang_result){.answer.queue = queue_of(request)};
    seek(result, request);
    bool found = result->sought_agents && result->agents_needed <= MUSTER_QUEUE_AGENTS_MOST;
    result->needed.queue = result->answer.queue;
    result->needed.queue.agents = result->agents_needed;
    if (request->agents < 0) {
        result->answer.queue.agents = result->agents_needed;
        result->has_answer = found;
    } else if (isnan(request->rate_per_s)) {
        result->answer.queue.rate_per_s = result->rate_largest_per_s;
        result->has_answer = result->rate_largest_per_s > 0 && isfinite(result->rate_largest_per_s);
    } else {
        result->has_answer = true;
        result->has_needed = found;
    }
    if (result->has_answer)
        solve(&result->answer, request);
    if (result->has_needed)
        solve(&result->needed, request);
}

static bool out_of_reach(const struct muster_erlang_result *result,
                         const struct muster_erlang_request *request)
{
    if (result->sought_agents)
        return result->agents_needed > MUSTER_QUEUE_AGENTS_MOST;
    return request->target_text && result->rate_largest_per_s == 0;
}

/* 0, or 1 when stdout is full or closed. */
static int close_output(bool printed)
{
    if (!printed && !ferror(stdout)) {
        fputs("muster erlang: out of memory: close other programs, and try again\n", stderr);
        return FAILED;
    }
    if (fflush(stdout) == 0 && !ferror(stdout) && printed)
        return DONE;
    fprintf(stderr, "muster erlang: cannot write to standard output: %s\n", strerror(errno));
    return FAILED;
}

int muster_cli_erlang(int argc, char **argv)
{
    struct muster_erlang_request request;
    bool sound = muster_erlang_request_read(&request, argc, argv);
    if (request.help)
        return muster_verb_help("erlang");
    if (!sound)
        return USAGE;
    struct muster_erlang_result result;
    find_result(&result, &request);
    bool printed = true;
    if (request.json)
        printed = muster_erlang_print_json(&result, &request);
    else
        muster_erlang_print_table(&result, &request);
    int status = close_output(printed);
    return status == DONE && out_of_reach(&result, &request) ? OUT_OF_REACH : status;
}
