/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Absence triggers: what an attendance policy looks at before it speaks to somebody. A person
 * reaches one when so many spells have begun within so many months, so many working days are lost
 * within so many, or a spell has lasted so many calendar days. Windows end on every day, not on
 * month ends. Thread rule: pure functions.
 */
#ifndef MUSTER_TRIGGERS_H
#define MUSTER_TRIGGERS_H

#include "sickness.h"

enum muster_trigger {
    MUSTER_TRIGGER_SPELLS,
    MUSTER_TRIGGER_DAYS,
    MUSTER_TRIGGER_RUNNING,
    MUSTER_TRIGGERS
};

/* A number of 0 switches a trigger off. */
struct muster_trigger_rule {
    int spells;
    double spells_within_days;
    int days;
    double days_within_days;
    int running; /* calendar days */
};

/* Which triggers a person reaches on days first <= d < end. spell[count] ascending, with days lost
 * (first, end) numbered like working[], from 0; what began before day 0 counts from there. */
void muster_triggers_reached(bool reached[MUSTER_TRIGGERS], const struct muster_trigger_rule *rule,
                             const struct muster_spell *spell, size_t count,
                             const unsigned char *working, int32_t first, int32_t end);

#endif
