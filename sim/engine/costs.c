/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "costs.h"

static uint32_t bit(bool possible, enum muster_cost heading)
{
    return possible ? 1u << heading : 0;
}

static uint32_t headings_of_group(const struct muster_scenario *scenario,
                                  const struct muster_group *group)
{
    if (!group->shift_based || group->grade < 0)
        return 0;
    const struct muster_grade *grade = &scenario->grade[group->grade];
    bool overtime = group->has_saturday && group->saturday_repaid == MUSTER_REPAID_OVERTIME;
    return bit(true, MUSTER_COST_SALARIES) | bit(grade->on_cost > 0, MUSTER_COST_ON_COSTS) |
           bit(overtime, MUSTER_COST_OVERTIME);
}

uint32_t muster_cost_headings(const struct muster_scenario *scenario)
{
    uint32_t headings = 0;
    for (size_t g = 0; g < scenario->group_count; g++)
        headings |= headings_of_group(scenario, &scenario->group[g]);
    return headings;
}
