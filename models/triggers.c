/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "triggers.h"

#include <math.h>

/* Spell i is the one with which the number is reached: it begins inside the time looked at and so
 * many, itself included, have begun within the window. */
static bool spells_reached(const struct muster_trigger_rule *rule, const struct muster_spell *spell,
                           size_t i, int32_t first, int32_t end)
{
    size_t before = (size_t)rule->spells - 1;
    if (rule->spells <= 0 || i < before || spell[i].first < first || spell[i].first >= end)
        return false;
    return spell[i].first - spell[i - before].first < rule->spells_within_days;
}

static int working_days(const unsigned char *working, int32_t from, int32_t to)
{
    int days = 0;
    for (int32_t day = from > 0 ? from : 0; day < to; day++)
        days += working[day];
    return days;
}

/* Working days lost in the window that ends with `day`. */
static int lost_until(const struct muster_trigger_rule *rule, const struct muster_spell *spell,
                      size_t last, const unsigned char *working, int32_t day)
{
    int32_t since = day + 1 - (int32_t)ceil(rule->days_within_days);
    int lost = 0;
    for (size_t k = last + 1; k-- > 0 && spell[k].end > since;) {
        int32_t from = spell[k].first > since ? spell[k].first : since;
        lost += working_days(working, from, spell[k].end < day + 1 ? spell[k].end : day + 1);
    }
    return lost;
}

/* Whether the window is full on any day of the spell. */
static bool days_reached(const struct muster_trigger_rule *rule, const struct muster_spell *spell,
                         size_t i, const unsigned char *working, int32_t first, int32_t end)
{
    int32_t from = spell[i].first > first ? spell[i].first : first;
    for (int32_t day = from; day < spell[i].end && day < end && rule->days > 0; day++)
        if (lost_until(rule, spell, i, working, day) >= rule->days)
            return true;
    return false;
}

static bool running_reached(const struct muster_trigger_rule *rule,
                            const struct muster_spell *spell, int32_t first, int32_t end)
{
    int32_t on = spell->first + rule->running - 1; /* the day on which it is reached */
    return rule->running > 0 && on < spell->end && spell->end > first && on < end;
}

void muster_triggers_reached(bool reached[MUSTER_TRIGGERS], const struct muster_trigger_rule *rule,
                             const struct muster_spell *spell, size_t count,
                             const unsigned char *working, int32_t first, int32_t end)
{
    for (int i = 0; i < MUSTER_TRIGGERS; i++)
        reached[i] = false;
    for (size_t i = 0; i < count; i++) {
        reached[MUSTER_TRIGGER_SPELLS] |= spells_reached(rule, spell, i, first, end);
        if (!reached[MUSTER_TRIGGER_DAYS])
            reached[MUSTER_TRIGGER_DAYS] = days_reached(rule, spell, i, working, first, end);
        reached[MUSTER_TRIGGER_RUNNING] |= running_reached(rule, &spell[i], first, end);
    }
}
