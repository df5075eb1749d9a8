/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gauge.h"

#include <math.h>

static bool waits(const struct muster_attempt *attempt, double time_s)
{
    return !attempt->gone && attempt->deadline_s >= time_s;
}

double muster_gauge_waits_since(const struct muster_replication *rep,
                                const struct muster_plan_group *group, double time_s)
{
    double first_s = INFINITY;
    for (size_t i = 0; i < group->take_count; i++) {
        const struct muster_line *line = &rep->line[group->take[i].service];
        uint64_t at = line->head;
        while (at != line->tail && !waits(&line->item[at & line->mask], time_s))
            at++;
        if (at != line->tail)
            first_s = fmin(first_s, line->item[at & line->mask].due_s);
    }
    return first_s;
}

static double waiting(const struct muster_replication *rep, const struct muster_plan_group *group,
                      double time_s)
{
    double count = 0;
    for (size_t i = 0; i < group->take_count; i++) {
        const struct muster_line *line = &rep->line[group->take[i].service];
        for (uint64_t at = line->head; at != line->tail; at++)
            count += waits(&line->item[at & line->mask], time_s);
    }
    return count;
}

static bool level_below(const struct muster_replication *rep, const struct muster_plan_group *group,
                        double limit)
{
    double value[MUSTER_COUNTS] = {0};
    for (size_t i = 0; i < group->take_count; i++)
        muster_ledger_so_far(value, &rep->ledger, group->take[i].service);
    /* Nothing offered: no level, and a comparison with it does not hold. */
    return muster_ledger_level(value, rep->plan->scenario->level) < limit;
}

bool muster_gauge_holds(const struct muster_replication *rep, const struct muster_plan_group *group,
                        const struct muster_condition *condition, double time_s)
{
    switch (condition->gauge) {
    case MUSTER_GAUGE_WAIT:
        return time_s - muster_gauge_waits_since(rep, group, time_s) > condition->limit;
    case MUSTER_GAUGE_QUEUE:
        return waiting(rep, group, time_s) > condition->limit;
    default:
        return level_below(rep, group, condition->limit);
    }
}

bool muster_gauge_any(const struct muster_replication *rep, const struct muster_plan_group *group,
                      const struct muster_condition *condition, size_t count, double time_s)
{
    for (size_t i = 0; i < count; i++)
        if (muster_gauge_holds(rep, group, &condition[i], time_s))
            return true;
    return false;
}
