/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Activities off the phones, the relief pool and burnout as `muster check` tells them: what they
 * ask for by arithmetic, and where the rota puts them, from one drawing of people over a quarter of
 * a year. Thread rule: pure functions of their arguments.
 */
#ifndef MUSTER_RULE_WORDS_H
#define MUSTER_RULE_WORDS_H

#include "plan.h"
#include "words.h"

enum { MUSTER_RULE_LINE = MUSTER_WORDS_LINE, MUSTER_RULE_HOURS = 3 };

/* What a group's activities ask for, and what the rota makes of it. */
struct muster_rule_activities {
    size_t count;
    double asked_h;   /* a week, everybody on duty; of fixed slots those of all posts */
    double share;     /* of the contracted hours */
    double planned_h; /* a week, as the rota of the drawn people has it */
    double weeks;     /* over so many weeks */
    double people;    /* past induction, mean over these weeks, in FTE */
    /* hours of the day with most of it, and their share of it; 0 beyond those there are */
    int hour[MUSTER_RULE_HOURS];
    double hour_share[MUSTER_RULE_HOURS];
};

/* MUSTER_OK, or MUSTER_NO_MEMORY. */
enum muster_status muster_rule_activities(struct muster_rule_activities *out,
                                          const struct muster_plan *plan, size_t group);
/* "team meeting 30 min a person and week, in teams of 6, cancelled when wait > 1 min" */
void muster_rule_activity(char text[MUSTER_RULE_LINE], const struct muster_activity *activity);
/* "25 h a week in term, none in school holidays; paid are 39 / (52.14 - 6.2 weeks ...) = 84.9 %" */
void muster_rule_term(char text[MUSTER_RULE_LINE], const struct muster_part_time *part);
/* "15 % of a colleague's time on the phones for 4 weeks" */
void muster_rule_buddy(char text[MUSTER_RULE_LINE], const struct muster_buddy *buddy,
                       const struct muster_group *group);
/* "wait > 2 min or queue > 5" */
void muster_rule_conditions(char text[MUSTER_RULE_LINE], const struct muster_condition *condition,
                            size_t count);
/* "4 people, called when wait > 2 min, there 20 min later; ..." */
void muster_rule_relief(char text[MUSTER_RULE_LINE], const struct muster_relief *relief,
                        const char *currency);
/* "lost shifts are offered to those free that day; 60 % accept, at most 8 h a person and week" */
void muster_rule_overtime(char text[MUSTER_RULE_LINE],
                          const struct muster_overtime_offer *overtime);

/* "at 100 % occupancy 1 + 15 x 5 % = 1.75 times as many give notice; up to 85 % nobody more …" */
void muster_rule_burnout(char text[MUSTER_RULE_LINE], const struct muster_burnout_terms *burnout);

#endif
