/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a planner's formulas say about the same candidates, to be laid over the simulated curves:
 * opening, expected contacts and people needed by interval of the week, and the service level that
 * Erlang C and Erlang A [garnett2002] predict. Computed when a study is done, while its plans are
 * at hand, and kept in the results file under /planned.
 *
 * A prediction takes each interval of the week by itself, as if it lasted for ever: the mean
 * contacts that arrive (first attempts and returns, no retries) meet the people on the phones, once
 * their mean number (where that is not whole, the two numbers around it by their share of the time)
 * and once each number that is there on some day, by its share of the time (present.h). With
 * several groups a service is asked of the groups that place it highest, in proportion to the
 * people present; what a group gets is one queue of mean handle time and mean patience, read at
 * each service's own threshold. The declared service level is then the ratio of the volume-weighted
 * sums. Erlang C at a load of 1 or more is 0.
 *
 * The mean is the one simulated. In an interval that closes on the way, people present are at most
 * those on the rota: who stays on to finish is no help before the close.
 *
 * People needed are the plan's requirement, date by date, where a rota asked for one; else those
 * for the interval's mean contacts.
 * Thread rule: const once made.
 */
#ifndef MUSTER_OVERLAY_H
#define MUSTER_OVERLAY_H

#include "results.h"
#include "study.h"

enum { MUSTER_OVERLAY_DATASETS = 13 };

/* Row-major; the first index is the candidate. Owned. */
struct muster_overlay {
    size_t candidates, services, groups, intervals; /* intervals of the week */
    double *open_s;          /* [candidate][interval] open seconds over the horizon */
    double *open_days;       /* [candidate][interval] days on which the interval is open at all */
    double *expected;        /* [candidate][service][interval] contacts over the horizon */
    double *needed;          /* [candidate][group][interval] mean people; NAN when never open */
    double *fte;             /* [candidate] of all groups with posts; NAN when there is none */
    double *people;          /* [candidate] most that the staffing given by hours has at once, all
                                groups; NAN when there is none */
    double *erlang_c;        /* [candidate][service, then all] predicted service level, [0, 1] */
    double *erlang_a;        /* the same with patience; NAN where no service of the place has any */
    double *erlang_c_spread; /* both again, by the distribution of the number on the phones */
    double *erlang_a_spread;
    int32_t *definition; /* [candidate] enum muster_service_level */
    double *within_s;    /* [candidate][service] threshold */
    double *share;       /* [candidate][service, then all] asked for by a target; NAN: by none */
};

/* `result` is of `study` and kept the typical week (study options: profile; asserted).
 * MUSTER_OK, or MUSTER_NO_MEMORY with *out cleared. */
enum muster_status muster_overlay_init(struct muster_overlay *out, const struct muster_study *study,
                                       const struct muster_study_result *result);
void muster_overlay_clear(struct muster_overlay *overlay); /* zeros are fine */

/* Extra datasets for muster_results_write; they borrow from `overlay`. Returns how many. */
size_t muster_overlay_datasets(struct muster_dataset out[MUSTER_OVERLAY_DATASETS],
                               const struct muster_overlay *overlay);

#endif
