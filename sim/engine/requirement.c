/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The planner's requirement: people on the phones per interval, by Erlang A for the target at the
 * expected demand. Each service is asked of the groups that place it highest, in proportion to
 * their size. The inverse is tabulated once: the largest rate that n people serve, for each n up to
 * EACH_TO and in steps of 1/STEPS beyond. There the rate bends as the square root of n does, so
 * that a straight line between two steps is right to a twentieth of a person at
 * MUSTER_QUEUE_AGENTS_MOST and to less below; further on, the last line is prolonged.
 */
#include "plan.h"

#include "erlang.h"
#include "law.h"
#include <math.h>
#include <stdlib.h>

#define EACH_TO 1000
#define STEPS 16
#define STEPS_MOST 80         /* from EACH_TO to MUSTER_QUEUE_AGENTS_MOST */
#define PATIENCE_LEAST_S 1e-3 /* the formulas know no patience of 0 */

static double mean_of(const struct muster_quantity *quantity)
{
    return quantity->given ? muster_law_mean(&quantity->law) : 0;
}

double muster_plan_handle_s(const struct muster_plan *plan, size_t service)
{
    const struct muster_service *asked = &plan->scenario->service[service];
    return mean_of(&asked->talk) + mean_of(&asked->wrap);
}

double muster_plan_patience_s(const struct muster_plan *plan, size_t service)
{
    const struct muster_service *asked = &plan->scenario->service[service];
    return asked->patience.given ? fmax(PATIENCE_LEAST_S, muster_law_mean(&asked->patience.law))
                                 : INFINITY;
}

static double size_of(const struct muster_scenario *scenario, size_t group)
{
    const struct muster_group *asked = &scenario->group[group];
    double most = 0;
    if (asked->shift_based)
        return asked->fte; /* nobody plans with relief: its `present` is empty */
    for (size_t i = 0; i < asked->present.count; i++)
        most = fmax(most, asked->present.value[i]);
    return most;
}

/* Share of a service's contacts that the planner counts on this group for. */
static double share_of(const struct muster_plan *plan, size_t service, size_t group)
{
    const struct muster_plan_service *routed = &plan->service[service];
    double first = 0, own = 0;
    for (size_t i = 0; i < routed->way_count && routed->way[i].place == routed->way[0].place; i++) {
        double size = size_of(plan->scenario, routed->way[i].group);
        first += size;
        if (routed->way[i].group == group)
            own = size;
    }
    return first > 0 ? own / first : 0;
}

enum muster_erlang_goal muster_plan_goal(const struct muster_plan *plan)
{
    switch (plan->scenario->level) {
    case MUSTER_LEVEL_ANSWERED:
        return MUSTER_ERLANG_ANSWERED;
    case MUSTER_LEVEL_ATTEMPTED:
        return MUSTER_ERLANG_ATTEMPTED;
    case MUSTER_LEVEL_VIRTUAL:
        return MUSTER_ERLANG_VIRTUAL;
    default:
        return MUSTER_ERLANG_OFFERED;
    }
}

/* Mixture of the services a group answers, weighted by their yearly expectation. */
static struct muster_queue mixture(const struct muster_plan *plan, size_t group, double *target)
{
    struct muster_queue queue = {.rate_per_s = 1, .patience_s = INFINITY, .within_s = 20};
    double weight = 0, handle = 0, impatience = 0, within = 0, goal = 0;
    size_t cells = plan->period.day_count * plan->period.intervals_of_day;
    for (size_t k = 0; k < plan->scenario->service_count; k++) {
        const struct muster_service *asked = &plan->scenario->service[k];
        double volume = 0, share = share_of(plan, k, group);
        for (size_t i = 0; i < cells && share > 0; i++)
            volume += plan->demand.expected[k * cells + i];
        volume *= share;
        weight += volume;
        handle += volume * muster_plan_handle_s(plan, k) * plan->group[group].factor[k];
        impatience += volume / muster_plan_patience_s(plan, k);
        within += volume * asked->within_s;
        goal += volume * asked->target_share;
    }
    *target = 0;
    if (weight <= 0 || handle <= 0)
        return queue;
    queue.handle_s = handle / weight;
    queue.patience_s = impatience > 0 ? weight / impatience : INFINITY;
    queue.within_s = within / weight;
    *target = goal / weight;
    return queue;
}

/* Numbers of people, ascending, and the largest rate that each serves. */
struct served {
    size_t count;
    int people[EACH_TO + STEPS_MOST + 1];
    double rate_per_s[EACH_TO + STEPS_MOST + 1];
};

static int next_people(int people)
{
    if (people < EACH_TO)
        return people + 1;
    int next = people + people / STEPS;
    return next < MUSTER_QUEUE_AGENTS_MOST ? next : MUSTER_QUEUE_AGENTS_MOST;
}

/* From nobody until `most` is served. */
static void tabulate(struct served *served, struct muster_queue queue, enum muster_erlang_goal goal,
                     double target, double most)
{
    int people = 0;
    double rate_per_s = 0;
    served->count = 0;
    for (;;) {
        served->people[served->count] = people;
        served->rate_per_s[served->count++] = rate_per_s;
        if (rate_per_s >= most || people == MUSTER_QUEUE_AGENTS_MOST)
            return;
        people = queue.agents = next_people(people);
        rate_per_s = fmax(rate_per_s, muster_erlang_rate(&queue, goal, target));
    }
}

/* Fewest people who serve the rate. */
static double people_for(const struct served *served, double asked_per_s)
{
    size_t low = 0, high = served->count - 1;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (served->rate_per_s[middle] >= asked_per_s)
            high = middle;
        else
            low = middle + 1;
    }
    if (served->people[low] <= EACH_TO)
        return served->people[low];
    double from = served->people[low - 1], step = served->people[low] - from;
    double from_per_s = served->rate_per_s[low - 1], more = served->rate_per_s[low] - from_per_s;
    return more > 0 ? ceil(from + (asked_per_s - from_per_s) / more * step) : from + step;
}

static double asked_rate(const struct muster_plan *plan, size_t group, size_t cell)
{
    const struct muster_period *period = &plan->period;
    size_t cells = period->day_count * period->intervals_of_day;
    double open_s = period->open_s[cell], contacts = 0;
    if (open_s <= 0)
        return 0;
    for (size_t k = 0; k < plan->scenario->service_count; k++) {
        double share = share_of(plan, k, group);
        if (share > 0)
            contacts += share * plan->demand.expected[k * cells + cell];
    }
    return contacts / open_s;
}

static void group_requirement(float *needed, const struct muster_plan *plan, size_t group)
{
    const struct muster_group *asked = &plan->scenario->group[group];
    size_t cells = plan->period.day_count * plan->period.intervals_of_day;
    double target, most = 0;
    struct muster_queue queue = mixture(plan, group, &target);
    for (size_t i = 0; i < cells; i++) {
        double rate_per_s = asked_rate(plan, group, i);
        needed[i] = (float)rate_per_s;
        most = fmax(most, rate_per_s);
    }
    struct served served;
    tabulate(&served, queue, muster_plan_goal(plan), target, target > 0 ? most : 0);
    for (size_t i = 0; i < cells; i++) {
        double people = needed[i] > 0 ? people_for(&served, (double)needed[i]) : 0;
        bool answers = plan->period.open_s[i] > 0 && !asked->off_phones && !asked->relief;
        needed[i] = (float)fmax(people, answers ? plan->scenario->minimum_crew : 0);
    }
}

enum muster_status muster_requirement_init(struct muster_requirement *requirement,
                                           const struct muster_plan *plan)
{
    size_t cells = plan->period.day_count * plan->period.intervals_of_day;
    requirement->groups = plan->scenario->group_count;
    requirement->days = plan->period.day_count;
    requirement->intervals_of_day = plan->period.intervals_of_day;
    requirement->needed = calloc(requirement->groups * cells, sizeof *requirement->needed);
    if (!requirement->needed)
        return MUSTER_NO_MEMORY;
    for (size_t g = 0; g < requirement->groups; g++)
        group_requirement(requirement->needed + g * cells, plan, g);
    return MUSTER_OK;
}
