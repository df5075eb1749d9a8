/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who works in whose place, and what keeps people or lets them go live, as `muster check` tells it.
 * Thread rule: pure functions of their arguments.
 */
#ifndef MUSTER_STAFF_WORDS_H
#define MUSTER_STAFF_WORDS_H

#include "scenario.h"
#include "words.h"

enum { MUSTER_STAFF_LINE = MUSTER_WORDS_LINE };

/* "from agents, 2 weeks after a post falls vacant, at most 2 at once, until …" */
void muster_staff_acting_up(char text[MUSTER_STAFF_LINE], const struct muster_scenario *scenario,
                            const struct muster_group *group);

/* "£14 an hour, 1 week after a post falls vacant until a recruit goes live, …" */
void muster_staff_agency(char text[MUSTER_STAFF_LINE], const struct muster_agency *agency,
                         const char *currency);
/* "at most 2 a day, £9.5 an hour, for shifts known to be lost: …" */
void muster_staff_casuals(char text[MUSTER_STAFF_LINE], const struct muster_casuals *casuals,
                          const char *currency);
/* "85 % pass at the end of induction; …" */
void muster_staff_sign_off(char text[MUSTER_STAFF_LINE], const struct muster_sign_off *sign_off);
/* "coaching: 0.8 times as many give notice, from …; £20,000 a year" */
void muster_staff_retention(char text[MUSTER_STAFF_LINE], const struct muster_programme *programme,
                            const char *currency);

#endif
