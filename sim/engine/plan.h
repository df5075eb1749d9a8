/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A candidate made ready to run: calendar, demand, requirement, people and the routing rule as flat
 * tables. Made once, const, shared by every thread.
 */
#ifndef MUSTER_PLAN_H
#define MUSTER_PLAN_H

#include "demand.h"
#include "engine.h"
#include "workforce.h"

/* One way for a service's contacts to be answered; ways of equal `place` compete by
 * longest idle. */
struct muster_way {
    uint32_t group;
    uint32_t place;
};

/* One queue that a group takes from. Takes of equal `rank` compete by longest waiting. */
struct muster_take {
    uint32_t service;
    uint32_t rank;
};

struct muster_plan_service {
    size_t way_count;
    struct muster_way *way; /* ascending place */
    uint64_t entity;
    const struct muster_law *talk, *wrap, *patience; /* NULL: none */
    double within_s, short_abandon_s;
    bool limited;      /* lines of its own, or shared ones */
    bool drops_closed; /* `rate`: nobody calls while closed */
    int lines;
};

struct muster_plan_group {
    size_t take_count;
    struct muster_take *take; /* ascending rank */
    double *factor;           /* [service] handle factor, 0 if unskilled */
    uint32_t first_slot;      /* of the engine's slots */
    uint32_t slots;
    bool fixed;       /* the fixed-staffing form */
    bool by_presence; /* paid for what they are there: fixed, and relief */
    bool by_person;
};

struct muster_plan {
    const struct muster_scenario *scenario;
    struct muster_period period;
    struct muster_demand demand;
    struct muster_requirement requirement;
    struct muster_roster *roster;
    struct muster_shape shape;
    struct muster_plan_service *service;
    struct muster_plan_group *group;
    uint32_t slots;
};

/* Fills plan->requirement (requirement.c). */
enum muster_status muster_requirement_init(struct muster_requirement *requirement,
                                           const struct muster_plan *plan);

#endif
