/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One replication of a results file lived through again: the file holds the resolved scenario and
 * the seed, and a replication is a function of both, so what the file does not keep (contact by
 * contact, person by person) is simulated again instead of stored.
 *
 *   /scenario/resolved -> question -> plan of one candidate -> run with a trace
 *
 * A replay proves itself: the scenario read back must resolve to the very text in the file (the
 * data files it reads included), and the tally of the replication simulated again must be the one
 * in the file, bit for bit. Otherwise it is refused with MUSTER_MISMATCH and the reason: another
 * version of the program, or data files that changed or are not in the current folder.
 *
 * Thread rule: one thread; results.h.
 */
#ifndef MUSTER_REPLAY_H
#define MUSTER_REPLAY_H

#include "figures_data.h"
#include "plan.h"
#include "trace_log.h"

struct muster_replay {
    const struct muster_figures_source *source; /* borrowed */
    size_t candidate;
    struct muster_question question; /* owned, as is the plan */
    struct muster_plan *plan;
    const struct muster_scenario *scenario; /* the candidate's */
};

/* Reads the file's scenario again and plans the candidate. The source must outlive it. MUSTER_OK,
 * or a failure with its text, *replay then empty. */
enum muster_status muster_replay_open(struct muster_replay *replay, struct muster_failure *failure,
                                      const struct muster_figures_source *source, size_t candidate);
void muster_replay_close(struct muster_replay *replay); /* zeros are fine */

/* Simulates a replication and checks it against the file. *log takes the attempts that arrive in
 * [from_s, to_s) [s since the horizon's start]; clear it in any case. */
enum muster_status muster_replay_run(struct muster_trace_log *log, struct muster_failure *failure,
                                     const struct muster_replay *replay, size_t replication,
                                     double from_s, double to_s);

/* ---- people ---- */

/* The shifts of some days of a replication, planned as drawn: nobody who is away has events. */
struct muster_replay_staff {
    size_t count;
    struct muster_staff_event *event; /* ascending; engine time; owned */
    size_t days, posts;               /* of all groups */
    struct muster_person_day *day;    /* [days][posts]; owned */
};

/* Of days [first, end) of the horizon. Events of the day before are in it too: a shift may run past
 * midnight. */
enum muster_status muster_replay_staff_init(struct muster_replay_staff *staff,
                                            struct muster_failure *failure,
                                            const struct muster_replay *replay, size_t replication,
                                            size_t first, size_t end);
void muster_replay_staff_clear(struct muster_replay_staff *staff);

/* ---- which day ---- */

/* A replication and a day of its horizon. */
struct muster_replay_day {
    size_t replication, day;
    double level; /* the declared service level of the day */
};

/* The replication is the median one by the horizon's service level (the lower of two; ties: the
 * lowest number). In it `which` is a date, "median": the day whose level is the median of its days
 * (the lower of two), or "worst" (or NULL): the day with the lowest level among those with at least
 * half the mean contacts offered of days with any. Ties: the earliest day. MUSTER_MISMATCH for a
 * date outside the horizon or without contacts, or another word. */
enum muster_status muster_replay_choose(struct muster_replay_day *out,
                                        struct muster_failure *failure,
                                        const struct muster_figures_source *source,
                                        size_t candidate, const char *which);

#endif
