/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The formulas backwards: agents or rates that reach a target.
 */
#include "erlang.h"
#include <assert.h>
#include <math.h>

double muster_erlang_level(const struct muster_queue_figures *f, enum muster_erlang_goal goal)
{
    double offered = 1 - f->blocked_fraction;
    switch (goal) {
    case MUSTER_ERLANG_OFFERED:
        return f->answered_within / offered;
    case MUSTER_ERLANG_ANSWERED:
        return f->answered_within / f->answered_fraction;
    case MUSTER_ERLANG_VIRTUAL:
        return 1 - f->virtual_longer / (offered - f->balked_fraction);
    case MUSTER_ERLANG_ABANDONED:
        return f->stable ? 1 - f->abandoned_fraction / offered : 0;
    case MUSTER_ERLANG_ATTEMPTED:
        return f->answered_within;
    case MUSTER_ERLANG_SERVED:
        return f->stable ? f->answered_fraction / offered : 0;
    case MUSTER_ERLANG_UNBLOCKED:
        return offered;
    case MUSTER_ERLANG_ASA:
        return -f->asa_s;
    }
    return NAN;
}

static bool reaches(const struct muster_queue *queue, enum muster_erlang_goal goal, double target)
{
    struct muster_queue_figures figures = muster_erlang_a(queue);
    return muster_erlang_level(&figures, goal) >= target;
}

int muster_erlang_agents(const struct muster_queue *queue, enum muster_erlang_goal goal,
                         double target, int most)
{
    struct muster_queue trial = *queue;
    int top = queue->lines && queue->lines < most ? queue->lines : most;
    double load_erl = queue->rate_per_s * queue->handle_s;
    int low = 0, step = 1; /* low misses (no agents serve nobody), high reaches */
    int high = load_erl < top ? (int)load_erl + 1 : top;
    for (trial.agents = high; !reaches(&trial, goal, target); trial.agents = high) {
        if (high >= top)
            return most + 1;
        low = high;
        high = top - high > step ? high + step : top;
        step *= 2;
    }
    while (high - low > 1) {
        trial.agents = low + (high - low) / 2;
        if (reaches(&trial, goal, target))
            high = trial.agents;
        else
            low = trial.agents;
    }
    return high;
}

double muster_erlang_rate(const struct muster_queue *queue, enum muster_erlang_goal goal,
                          double target)
{
    struct muster_queue trial = *queue;
    if (queue->agents == 0)
        return 0;
    double full_per_s = queue->agents / queue->handle_s;
    double low = full_per_s, high = full_per_s;
    for (trial.rate_per_s = high; reaches(&trial, goal, target); trial.rate_per_s = high) {
        if (high > 1e6 * full_per_s)
            return INFINITY;
        low = high;
        high *= 2;
    }
    for (trial.rate_per_s = low; !reaches(&trial, goal, target); trial.rate_per_s = low) {
        if (low < 1e-9 * full_per_s)
            return 0;
        high = low;
        low /= 2;
    }
    while (high - low > 1e-12 * high) {
        trial.rate_per_s = low + (high - low) / 2;
        if (reaches(&trial, goal, target))
            low = trial.rate_per_s;
        else
            high = trial.rate_per_s;
    }
    return low;
}

int muster_erlang_b_agents(double load_erl, double blocked, int most)
{
    double b = 1;
    int agents = 0;
    while (b > blocked && agents <= most) {
        agents++;
        b = load_erl * b / (agents + load_erl * b);
    }
    return agents;
}

double muster_erlang_b_load(int agents, double blocked)
{
    assert(agents >= 0 && blocked > 0 && blocked < 1);
    double low = 0, high = agents / (1 - blocked); /* what is served is below agents */
    while (high - low > 1e-13 * high) {
        double middle = low + (high - low) / 2;
        if (muster_erlang_b(middle, agents) <= blocked)
            low = middle;
        else
            high = middle;
    }
    return low;
}
