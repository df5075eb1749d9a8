/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What became of the targets. A target is met when the horizon's estimate is on its good side at
 * the one-sided 95 % bound, missed when it is on the bad side at the other, undecided otherwise.
 * With an assurance (90 % of weeks) the same test is made of the share of weeks, months or
 * replications that meet it. Thread rule: pure functions of their arguments.
 */
#ifndef MUSTER_TARGET_H
#define MUSTER_TARGET_H

#include "measure.h"

enum muster_assurance_of {
    MUSTER_ASSURANCE_NONE,
    MUSTER_ASSURANCE_WEEKS,
    MUSTER_ASSURANCE_MONTHS,
    MUSTER_ASSURANCE_YEARS /* replications */
};

struct muster_assurance {
    enum muster_assurance_of of;
    double share;
};

enum muster_met_verdict {
    MUSTER_VERDICT_MISSED = -1,
    MUSTER_VERDICT_UNDECIDED,
    MUSTER_VERDICT_MET
};

struct muster_target_result {
    const struct muster_target *target; /* borrowed */
    const char *service;                /* its name or "all"; borrowed */
    struct muster_estimate horizon;     /* what the target is about, over the horizon */
    struct muster_estimate p_target;    /* share of replications */
    struct muster_estimate p_target_day, p_target_week, p_target_month;
    enum muster_met_verdict met;
};

/* Of the scenario's target number `index` over rows[n]. Everything is undefined for a target whose
 * threshold is not the one its service is counted by. MUSTER_OK or MUSTER_NO_MEMORY. */
enum muster_status muster_target_judge(struct muster_target_result *out,
                                       const struct muster_scope *scope, size_t index,
                                       const struct muster_assurance *assurance,
                                       const struct muster_row *rows, size_t n);

/* The same for a target that need not be one of the scenario's (--require): the windows' shares are
 * undefined, and the verdict is that of the horizon. */
enum muster_status muster_target_require(struct muster_target_result *out,
                                         const struct muster_scope *scope,
                                         const struct muster_target *target,
                                         const struct muster_row *rows, size_t n);

#endif
