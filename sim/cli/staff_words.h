/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who works in whose place, as `muster check` tells it.
 * Thread rule: pure functions of their arguments.
 */
#ifndef MUSTER_STAFF_WORDS_H
#define MUSTER_STAFF_WORDS_H

#include "scenario.h"

enum { MUSTER_STAFF_LINE = 400 };

/* "from agents, 2 weeks after a post falls vacant, at most 2 at once, until …" */
void muster_staff_acting_up(char text[MUSTER_STAFF_LINE], const struct muster_scenario *scenario,
                            const struct muster_group *group);

#endif
