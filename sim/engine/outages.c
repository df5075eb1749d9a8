/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Systems that fail, and what that does to the routing. While a service is down its arriving
 * contacts find nobody free and no one who becomes free takes from its queue; contacts in hand are
 * finished, and patience, lines and the queue run on. When it is back the idle take what waits.
 *
 * Nothing of this is asked on the way of a contact: a service that is down points to an idle list
 * that is always empty, and its groups to a queue that is, or to a shorter list of queues.
 */
#include "outage.h"
#include "state.h"

#include <stdlib.h>
#include <string.h>

#define YEAR_S (365.25 * 86400)

/* ---- room ---- */

enum muster_status muster_outages_new(struct muster_replication *rep)
{
    const struct muster_plan *plan = rep->plan;
    if (plan->scenario->outage_count == 0)
        return MUSTER_OK;
    rep->down = calloc(plan->shape.services, sizeof *rep->down);
    if (!rep->down)
        return MUSTER_NO_MEMORY;
    for (size_t g = 0; g < plan->shape.groups; g++) {
        const struct muster_plan_group *group = &plan->group[g];
        struct muster_plan_group *reach = calloc(1, sizeof *reach);
        rep->crew[g].reach = reach;
        if (!reach)
            return MUSTER_NO_MEMORY;
        *reach = *group;
        reach->take = calloc(group->take_count + 1, sizeof *reach->take);
        if (!reach->take)
            return MUSTER_NO_MEMORY;
    }
    return MUSTER_OK;
}

void muster_outages_free(struct muster_replication *rep)
{
    for (size_t g = 0; rep->crew && g < rep->plan->shape.groups; g++) {
        if (rep->crew[g].reach)
            free(rep->crew[g].reach->take);
        free(rep->crew[g].reach);
    }
    free(rep->down);
    free(rep->edge);
}

void muster_outages_reset(struct muster_replication *rep)
{
    uint32_t nowhere = rep->plan->slots + (uint32_t)rep->plan->shape.groups;
    rep->person[nowhere] = (struct muster_person){.next = nowhere, .before = nowhere};
    rep->edge_count = rep->edge_next = 0;
    if (rep->down)
        memset(rep->down, 0, rep->plan->shape.services * sizeof *rep->down);
}

/* ---- draws ---- */

static bool add_edge(struct muster_replication *rep, struct muster_down_edge edge)
{
    if (rep->edge_count == rep->edge_room) {
        size_t room = 2 * rep->edge_room + 32;
        struct muster_down_edge *more = realloc(rep->edge, room * sizeof *more);
        if (!more)
            return false;
        rep->edge = more;
        rep->edge_room = room;
    }
    rep->edge[rep->edge_count++] = edge;
    return true;
}

static int by_time(const void *a, const void *b)
{
    const struct muster_down_edge *x = a, *y = b;
    if (x->time_s != y->time_s)
        return x->time_s < y->time_s ? -1 : 1;
    if (x->outage != y->outage)
        return x->outage < y->outage ? -1 : 1;
    return (int)y->begins - (int)x->begins;
}

static double drawn_value(const struct muster_replication *rep,
                          const struct muster_parameter *parameter)
{
    if (parameter->law.kind == MUSTER_LAW_CONSTANT)
        return parameter->law.scale;
    struct muster_stream stream =
        muster_stream_at(rep->key, MUSTER_PURPOSE_PARAMETER, parameter->entity, 0, 0);
    return muster_law_quantile(&parameter->law, muster_stream_uniform(&stream));
}

static bool draw_system(struct muster_replication *rep, uint32_t outage)
{
    const struct muster_outage *asked = &rep->plan->scenario->outage[outage];
    double mean = asked->length.mean_uncertain ? drawn_value(rep, &asked->length.mean) : 0;
    double own = muster_law_mean(&asked->length.law), end_s = rep->plan->period.end_s;
    struct muster_outage_process process = {.entity = asked->entity,
                                            .onset_per_s =
                                                drawn_value(rep, &asked->per_year) / YEAR_S,
                                            .length = &asked->length.law,
                                            .scale = mean > 0 ? mean / own : 1};
    double from_s = 0, to_s;
    for (uint64_t n = 0; muster_outage_next(&from_s, &to_s, &process, rep->key, n, from_s, end_s);
         n++)
        if (to_s > from_s && (!add_edge(rep, (struct muster_down_edge){from_s, outage, true}) ||
                              !add_edge(rep, (struct muster_down_edge){to_s, outage, false})))
            return false;
    return true;
}

enum muster_status muster_outages_draw(struct muster_replication *rep)
{
    for (uint32_t i = 0; i < rep->plan->scenario->outage_count; i++)
        if (!draw_system(rep, i))
            return MUSTER_NO_MEMORY;
    if (rep->edge_count > 1)
        qsort(rep->edge, rep->edge_count, sizeof *rep->edge, by_time);
    return MUSTER_OK;
}

/* ---- routing ---- */

static void point_service(struct muster_replication *rep, size_t service)
{
    const struct muster_plan *plan = rep->plan;
    const struct muster_plan_service *way = &plan->service[service];
    uint32_t nowhere = plan->slots + (uint32_t)plan->shape.groups;
    uint32_t up = way->way_count == 1 ? plan->slots + way->way[0].group : MUSTER_NOBODY;
    rep->drawn[service].idle = rep->down[service] ? nowhere : up;
}

/* The queues that a group can still take from. */
static void point_crew(struct muster_replication *rep, size_t g, double time_s)
{
    const struct muster_plan_group *group = &rep->plan->group[g];
    struct muster_crew *crew = &rep->crew[g];
    struct muster_plan_group *reach = crew->reach;
    reach->take_count = 0;
    for (size_t i = 0; i < group->take_count; i++)
        if (!rep->down[group->take[i].service])
            reach->take[reach->take_count++] = group->take[i];
    bool dark = group->take_count > 0 && reach->take_count == 0;
    crew->plan = reach;
    crew->line = group->take_count == 1 ? &rep->line[group->take[0].service] : NULL;
    if (dark)
        crew->line = &rep->nobody;
    if (dark && !crew->dark)
        crew->dark_from_s = muster_crew_available(crew, time_s);
    if (!dark && crew->dark)
        crew->dark_s += muster_crew_available(crew, time_s) - crew->dark_from_s;
    crew->dark = dark;
}

static void turn_service(struct muster_replication *rep, size_t service, bool begins)
{
    if (begins)
        rep->down[service]++;
    else
        rep->down[service]--;
    point_service(rep, service);
}

void muster_outages_turn(struct muster_replication *rep, double time_s)
{
    const struct muster_down_edge *edge = &rep->edge[rep->edge_next++];
    const struct muster_outage *outage = &rep->plan->scenario->outage[edge->outage];
    size_t services = outage->service_count ? outage->service_count : rep->plan->shape.services;
    for (size_t i = 0; i < services; i++)
        turn_service(rep, outage->service_count ? (size_t)outage->service[i] : i, edge->begins);
    for (size_t g = 0; g < rep->plan->shape.groups; g++)
        point_crew(rep, g, time_s);
    if (!edge->begins)
        muster_idle_take(rep, time_s);
}
