/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What `muster erlang` is asked, and what it found: read from the command line by erlang_request.c,
 * solved by erlang.c, printed by erlang_print.c. Thread rule: one command, one thread.
 */
#ifndef MUSTER_ERLANG_RESULT_H
#define MUSTER_ERLANG_RESULT_H

#include "erlang.h"
#include <stdbool.h>

/* What was asked. NAN or -1: not given. */
struct muster_erlang_request {
    char formula; /* 'b', 'c' or 'a' */
    double rate_per_s, handle_s, patience_s, balk, within_s;
    int agents, lines;
    enum muster_erlang_goal level; /* the declared service level */
    enum muster_erlang_goal goal;  /* what the target is a share of */
    double target;
    const char *target_text; /* borrowed from the command line; NULL: none */
    bool json, help;
};

/* One system with its figures; agents or rate may have been found. */
struct muster_erlang_answer {
    struct muster_queue queue;
    struct muster_queue_figures figures;
};

/* Everything the result holds. */
struct muster_erlang_result {
    struct muster_erlang_answer answer; /* the system asked for, or the one found */
    struct muster_erlang_answer needed; /* the agents found beside those given */
    bool has_answer, has_needed;
    bool sought_agents, sought_rate;
    int agents_needed;         /* above the most: none */
    double rate_largest_per_s; /* 0: none; INFINITY: any */
};

/* Reads the command line; false when a fault has been printed to stderr. With `help` asked for, all
 * else is as it came. */
bool muster_erlang_request_read(struct muster_erlang_request *out, int argc, char **argv);

/* To stdout: one JSON object, false when there was no memory for it or it could not be written; or
 * the table of figures for people. */
bool muster_erlang_print_json(const struct muster_erlang_result *result,
                              const struct muster_erlang_request *request);
void muster_erlang_print_table(const struct muster_erlang_result *result,
                               const struct muster_erlang_request *request);

#endif
