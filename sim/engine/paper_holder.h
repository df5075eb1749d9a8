/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who holds a post on paper: the same people as in the simulation, without chance. Whoever holds it
 * at the start stays and rises with service; a post that is vacant then, or comes later, is held by
 * somebody who joins with the first day of the horizon or its own. What is drawn in a replication
 * is here a list of equally likely dates: the tenures of a team in its steady state at the
 * quantiles (k + 1/2) / 32, attrition at its mean.
 *
 * Thread rule: a roster is const; pure functions.
 */
#ifndef MUSTER_PAPER_HOLDER_H
#define MUSTER_PAPER_HOLDER_H

#include "people.h"

enum { MUSTER_PAPER_HOLDERS = 32 };

struct muster_paper_holder {
    size_t count;                       /* dates, 1 or MUSTER_PAPER_HOLDERS */
    int32_t join[MUSTER_PAPER_HOLDERS]; /* simulated days, <= 0 for those in post at the start */
    bool in_post;                       /* at the start */
    bool experienced;                   /* in post at the start, and nobody says for how long */
};

/* Of post `p` of the role; `stay` is muster_paper_stay's, of the same roster. */
void muster_paper_holder(struct muster_paper_holder *out, const struct muster_roster *roster,
                         const struct muster_role *role, size_t p, const struct muster_stay *stay);
/* How long people stay, attrition at its mean; false when nobody leaves. */
bool muster_paper_stay(struct muster_stay *stay, const struct muster_roster *roster);

/* Days of annual leave a year that are due to a full-timer of the group by service, mean over the
 * posts by their hours and over the horizon; statutory days not in it. 0 without leave or posts. */
double muster_paper_leave_days(const struct muster_roster *roster, size_t group);

#endif
