/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Closed formulas of the stationary queue, forwards and backwards.
 *
 * Erlang B by its recursion B(n) = a B(n-1) / (n + a B(n-1)), Erlang C from it [gross2008].
 *
 * Erlang A with finite lines and balking, M/M/n/K+M [garnett2002, mandelbaum2007]: with a queue of
 * k the weight relative to "all busy, none waiting" is w(k) = prod_{i<=k} l / (n m + i th), with
 * l the rate of those willing to queue, m = 1/handle, th = 1/patience. The caller who finds k
 * waiting meets a virtual wait V(k), the sum of exponentials of rates n m + i th, i = 0..k, so that
 *     P(V(k) > t) = I_x(n m/th, k+1), x = exp(-th t)   (Poisson when th = 0),
 *     E exp(-th V(k)) = n m / (n m + (k+1) th)         (endures it),
 * and, weighted by that endurance, the same with i shifted by one. Every one is a sum of positive
 * terms built along with w(k) and rescaled on the way, so no factorial and no cancellation.
 *
 * General patience, M/M/n+G [baccelli1981, zeltyn2005]: the virtual wait has density proportional
 * to exp(l H(x) - n m x), H(x) = integral_0^x P(patience > u) du, integrated adaptively around its
 * mode and normalised against Erlang B. Queues too long to sum state by state (an overload met with
 * hours of patience) take this road too.
 *
 * Units: rates per second, times in seconds, load in Erlang. Infinity for "no limit" / "endless
 * patience" is given as INFINITY (patience_s) and 0 (lines = unlimited).
 * Thread rule: pure functions; nothing is allocated (muster_erlang_general takes 170 kB of stack).
 */
#ifndef MUSTER_ERLANG_H
#define MUSTER_ERLANG_H

#include "law.h"
#include <stdbool.h>

enum { MUSTER_QUEUE_AGENTS_MOST = 100000, MUSTER_QUEUE_LINES_MOST = 1000000 };

/* The system. */
struct muster_queue {
    double rate_per_s; /* attempts per second, > 0 */
    double handle_s;   /* mean handle time (exponential), > 0 */
    double patience_s; /* mean patience (exponential), > 0; INFINITY = endless */
    double balk;       /* share who do not queue at all, [0, 1) */
    double within_s;   /* service level threshold, >= 0 */
    int agents;        /* [0, MUSTER_QUEUE_AGENTS_MOST] */
    int lines;         /* contacts in system at most, [0, MUSTER_QUEUE_LINES_MOST]; 0 = unlimited;
                          agents beyond the lines stand idle */
};

/* Every figure per attempt (blocked ones included) unless it says otherwise. NAN where undefined:
 * asa_s when nobody is served, occupancy of no agents.
 * A queue without patience or lines that gets more work than it can do is not stable: its waits and
 * queue are INFINITY, its service level 0, its answered fraction what the agents can do. */
struct muster_queue_figures {
    bool stable;
    double load_erl;
    double blocked_fraction;   /* of attempts */
    double balked_fraction;    /* of attempts */
    double waited_fraction;    /* joins the queue */
    double abandoned_fraction; /* joins the queue and leaves unserved */
    double answered_fraction;
    double answered_within;  /* served with wait <= within_s */
    double abandoned_within; /* abandons at or before within_s */
    double wait_longer;      /* still in queue at within_s */
    double virtual_longer;   /* the endlessly patient caller would wait longer than within_s */
    double wait_s;           /* mean seconds in queue, abandoned with their time, others 0 */
    double asa_s;            /* mean seconds in queue of those served */
    double queue_mean;       /* contacts waiting */
    double busy_mean;        /* agents busy */
    double occupancy;        /* busy_mean / agents */
};

/* Probability that all `agents` are taken in a system without queue, [0, 1]; load_erl >= 0. */
double muster_erlang_b(double load_erl, int agents);
/* Probability of waiting; 1 when load_erl >= agents. */
double muster_erlang_c(double load_erl, int agents);
/* Exponential patience or endless, finite or unlimited lines, balking: one solver. */
struct muster_queue_figures muster_erlang_a(const struct muster_queue *queue);
/* General patience law (of non-negative times). queue->patience_s is ignored, queue->balk is not;
 * queue->lines must be 0. */
struct muster_queue_figures muster_erlang_general(const struct muster_queue *queue,
                                                  const struct muster_law *patience);

/* Which definition a staffing search aims at (measures.md); more is better. */
enum muster_erlang_goal {
    MUSTER_ERLANG_OFFERED,   /* answered_within / offered */
    MUSTER_ERLANG_ANSWERED,  /* answered_within / answered */
    MUSTER_ERLANG_VIRTUAL,   /* 1 - virtual_longer, over contacts neither blocked nor balked */
    MUSTER_ERLANG_ABANDONED, /* 1 - abandoned / offered */
    MUSTER_ERLANG_ATTEMPTED, /* answered_within / attempted */
    MUSTER_ERLANG_SERVED,    /* answered / offered */
    MUSTER_ERLANG_UNBLOCKED, /* offered / attempted */
    MUSTER_ERLANG_ASA        /* minus asa_s: the target is minus the seconds allowed */
};
/* The figures' value by that definition, a share in [0, 1] (ASA: seconds, negative); NAN when 0/0.
 * An unstable queue is worth 0 (ASA: -INFINITY) by every definition but UNBLOCKED. */
double muster_erlang_level(const struct muster_queue_figures *figures,
                           enum muster_erlang_goal goal);
/* Fewest agents in [1, most] whose level is at least `target`; most + 1 if none does (with lines,
 * also when as many agents as lines do not). queue->agents is ignored; lines are kept. */
int muster_erlang_agents(const struct muster_queue *queue, enum muster_erlang_goal goal,
                         double target, int most);
/* Largest arrival rate per second that `agents` serve at `target`; 0 if none, INFINITY when lines
 * turn every surplus away so that no rate misses it. queue->rate_per_s is ignored. */
double muster_erlang_rate(const struct muster_queue *queue, enum muster_erlang_goal goal,
                          double target);

/* Erlang B backwards. Fewest agents in [0, most] that block at most the share `blocked` of
 * `load_erl`; most + 1 if none does. */
int muster_erlang_b_agents(double load_erl, double blocked, int most);
/* Largest load [erl] of which `agents` block at most the share `blocked`, (0, 1). */
double muster_erlang_b_load(int agents, double blocked);

#endif
