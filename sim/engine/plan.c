/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan.h"
#include "costs.h"

#include <math.h>
#include <stdlib.h>

static int by_place(const void *a, const void *b)
{
    const struct muster_way *x = a, *y = b;
    if (x->place != y->place)
        return x->place < y->place ? -1 : 1;
    return x->group < y->group ? -1 : x->group > y->group;
}

static int by_rank(const void *a, const void *b)
{
    const struct muster_take *x = a, *y = b;
    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    return x->service < y->service ? -1 : x->service > y->service;
}

static enum muster_status plan_service(struct muster_plan_service *out,
                                       const struct muster_scenario *scenario, size_t service)
{
    const struct muster_service *asked = &scenario->service[service];
    out->way = calloc(scenario->group_count + 1, sizeof *out->way);
    if (!out->way)
        return MUSTER_NO_MEMORY;
    for (size_t g = 0; g < scenario->group_count; g++)
        for (size_t i = 0; i < scenario->group[g].skill_count; i++)
            if ((size_t)scenario->group[g].skill[i].service == service)
                out->way[out->way_count++] =
                    (struct muster_way){(uint32_t)g, (uint32_t)scenario->group[g].skill[i].place};
    qsort(out->way, out->way_count, sizeof *out->way, by_place);
    out->entity = asked->entity;
    out->talk = &asked->talk.law;
    out->wrap = asked->wrap.given ? &asked->wrap.law : NULL;
    out->patience = asked->patience.given ? &asked->patience.law : NULL;
    out->within_s = asked->within_s;
    out->short_abandon_s = asked->short_abandon_s;
    out->lines = asked->lines;
    out->limited = asked->lines > 0 || scenario->lines > 0;
    out->drops_closed = asked->demand_kind == MUSTER_DEMAND_RATE;
    return MUSTER_OK;
}

static uint32_t most_present(const struct muster_group *group)
{
    double most = 0;
    for (size_t i = 0; i < group->present.count; i++)
        most = fmax(most, group->present.value[i]);
    return (uint32_t)most;
}

static enum muster_status plan_group(struct muster_plan_group *out,
                                     const struct muster_scenario *scenario, size_t group)
{
    const struct muster_group *asked = &scenario->group[group];
    out->take = calloc(asked->skill_count + 1, sizeof *out->take);
    out->factor = calloc(scenario->service_count, sizeof *out->factor);
    if (!out->take || !out->factor)
        return MUSTER_NO_MEMORY;
    for (size_t i = 0; i < asked->skill_count; i++) {
        const struct muster_skill *skill = &asked->skill[i];
        /* lowest priority first, then the group's own place */
        uint32_t rank =
            (uint32_t)scenario->service[skill->service].priority * 65536u + (uint32_t)skill->place;
        out->take[out->take_count++] = (struct muster_take){(uint32_t)skill->service, rank};
        out->factor[skill->service] = skill->handle_factor;
    }
    qsort(out->take, out->take_count, sizeof *out->take, by_rank);
    out->fixed = !asked->shift_based && !asked->relief;
    out->by_presence = !asked->shift_based;
    out->by_person = asked->at_step == MUSTER_STEP_BY_PERSON;
    return MUSTER_OK;
}

static struct muster_shape shape_of(const struct muster_plan *plan)
{
    const struct muster_scenario *scenario = plan->scenario;
    struct muster_shape shape = {.services = scenario->service_count,
                                 .groups = scenario->group_count,
                                 .targets = scenario->target_count,
                                 .days = (size_t)scenario->days,
                                 .intervals = 7 * plan->period.intervals_of_day,
                                 .months = plan->period.month_count,
                                 .weeks = plan->period.week_count,
                                 .interval_s = scenario->interval_s,
                                 .start = scenario->start};
    for (size_t g = 0; g < scenario->group_count; g++)
        shape.shift_based |= scenario->group[g].shift_based;
    shape.headings = muster_cost_headings(scenario);
    shape.costed = shape.headings != 0;
    return shape;
}

/* Numbers the slots: one a person, group after group. */
static void number_slots(struct muster_plan *plan)
{
    for (size_t g = 0; g < plan->scenario->group_count; g++) {
        struct muster_plan_group *group = &plan->group[g];
        group->first_slot = plan->slots;
        const struct muster_group *asked = &plan->scenario->group[g];
        group->slots = group->fixed        ? most_present(asked)
                       : asked->relief     ? (uint32_t)plan->scenario->relief.pool
                       : asked->off_phones ? 0
                                           : (uint32_t)muster_roster_people(plan->roster, g);
        plan->slots += group->slots;
    }
}

static enum muster_status fill(struct muster_plan *plan, const struct muster_scenario *scenario)
{
    plan->scenario = scenario;
    enum muster_status status = muster_period_init(&plan->period, scenario, &scenario->opening);
    if (!status)
        status = muster_demand_init(&plan->demand, scenario, &plan->period);
    plan->service = calloc(scenario->service_count, sizeof *plan->service);
    plan->group = calloc(scenario->group_count, sizeof *plan->group);
    if (!plan->service || !plan->group)
        return MUSTER_NO_MEMORY;
    for (size_t k = 0; k < scenario->service_count && !status; k++)
        status = plan_service(&plan->service[k], scenario, k);
    for (size_t g = 0; g < scenario->group_count && !status; g++)
        status = plan_group(&plan->group[g], scenario, g);
    if (status)
        return status;
    plan->shape = shape_of(plan);
    if (plan->shape.shift_based)
        status = muster_requirement_init(&plan->requirement, plan);
    if (!status)
        status = muster_roster_new(&plan->roster, scenario, &plan->period, &plan->requirement);
    if (!status)
        number_slots(plan);
    return status;
}

enum muster_status muster_plan_new(struct muster_plan **out, const struct muster_scenario *scenario)
{
    *out = calloc(1, sizeof **out);
    if (!*out)
        return MUSTER_NO_MEMORY;
    enum muster_status status = fill(*out, scenario);
    if (status)
        *out = muster_plan_free(*out);
    return status;
}

struct muster_plan *muster_plan_free(struct muster_plan *plan)
{
    if (!plan)
        return NULL;
    for (size_t k = 0; plan->service && k < plan->scenario->service_count; k++)
        free(plan->service[k].way);
    for (size_t g = 0; plan->group && g < plan->scenario->group_count; g++) {
        free(plan->group[g].take);
        free(plan->group[g].factor);
    }
    free(plan->service);
    free(plan->group);
    free(plan->requirement.needed);
    muster_roster_free(plan->roster);
    muster_demand_clear(&plan->demand);
    muster_period_clear(&plan->period);
    free(plan);
    return NULL;
}

const struct muster_shape *muster_plan_shape(const struct muster_plan *plan)
{
    return &plan->shape;
}

void muster_plan_share_headings(struct muster_plan *plan, uint32_t headings)
{
    plan->shape.headings = headings;
    plan->shape.costed = headings != 0;
}

static size_t cell_of(const struct muster_plan *plan, size_t day, size_t interval_of_day)
{
    return (plan->period.warm_days + day) * plan->period.intervals_of_day + interval_of_day;
}

double muster_plan_expected(const struct muster_plan *plan, size_t service, size_t day,
                            size_t interval_of_day)
{
    size_t cells = plan->period.day_count * plan->period.intervals_of_day;
    return (double)plan->demand.expected[service * cells + cell_of(plan, day, interval_of_day)];
}

double muster_plan_wanted(const struct muster_plan *plan, size_t service, size_t day,
                          size_t interval_of_day)
{
    return muster_demand_wanted(&plan->demand, plan->scenario, &plan->period, service,
                                day + plan->period.warm_days, interval_of_day);
}

double muster_plan_open_s(const struct muster_plan *plan, size_t day, size_t interval_of_day)
{
    return (double)plan->period.open_s[cell_of(plan, day, interval_of_day)];
}

double muster_plan_required(const struct muster_plan *plan, size_t group, size_t day,
                            size_t interval_of_day)
{
    if (!plan->requirement.needed)
        return NAN;
    size_t cells = plan->period.day_count * plan->period.intervals_of_day;
    return (double)plan->requirement.needed[group * cells + cell_of(plan, day, interval_of_day)];
}
