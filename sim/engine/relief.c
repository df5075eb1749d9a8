/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "relief.h"

#include "calendar.h"
#include "gauge.h"

#include <math.h>
#include <stdlib.h>

#define LOOK_S 60.0    /* between looks at the queues while somebody helps; after a vain call */
#define MOMENT_S 0.001 /* a wait is looked at so long after it has reached the limit */
#define NEVER UINT64_MAX

enum where { HOME, COMING, HERE };

struct helper {
    enum where where;
    double from_s; /* COMING: arrives; HERE: has been since */
};

struct muster_relief_pool {
    const struct muster_relief *asked;
    const struct muster_plan_group *group;
    struct helper *helper; /* [asked->pool] */
    double available;      /* chance of this replication */
    double wait_s, queue;  /* least limits of the trigger, INFINITY: none */
    bool level;            /* the trigger looks at a service level */
    int32_t today;         /* date of the last call */
    uint64_t call;         /* number of the next call of the day */
    double called_s;       /* the last call arrives: no other until then */
    double quiet_s;        /* nobody has waited since, INFINITY: somebody waits */
    double wait_look_s, level_look_s, help_look_s; /* next looks, INFINITY: none */
};

/* ---- making and freeing ---- */

enum muster_status muster_relief_new(struct muster_relief_pool **out,
                                     const struct muster_replication *rep)
{
    const struct muster_relief *asked = &rep->plan->scenario->relief;
    *out = NULL;
    if (!asked->given || asked->pool == 0)
        return MUSTER_OK;
    struct muster_relief_pool *pool = calloc(1, sizeof *pool);
    if (!pool)
        return MUSTER_NO_MEMORY;
    pool->asked = asked;
    pool->group = &rep->plan->group[asked->group];
    pool->helper = calloc((size_t)asked->pool, sizeof *pool->helper);
    pool->wait_s = pool->queue = INFINITY;
    for (size_t i = 0; i < asked->trigger_count; i++) {
        const struct muster_condition *condition = &asked->trigger[i];
        if (condition->gauge == MUSTER_GAUGE_WAIT)
            pool->wait_s = fmin(pool->wait_s, condition->limit);
        if (condition->gauge == MUSTER_GAUGE_QUEUE)
            pool->queue = fmin(pool->queue, condition->limit);
        pool->level |= condition->gauge == MUSTER_GAUGE_LEVEL;
    }
    if (!pool->helper)
        return muster_relief_free(pool), MUSTER_NO_MEMORY;
    *out = pool;
    return MUSTER_OK;
}

struct muster_relief_pool *muster_relief_free(struct muster_relief_pool *pool)
{
    if (pool)
        free(pool->helper);
    free(pool);
    return NULL;
}

/* ---- looks ---- */

static double next_after(double time_s, double every_s)
{
    return (floor(time_s / every_s) + 1) * every_s;
}

/* Queues of the pool's services ask for a look when they grow beyond so many. */
static void watch(struct muster_replication *rep, uint64_t most)
{
    const struct muster_plan_group *group = rep->relief->group;
    for (size_t i = 0; i < group->take_count; i++)
        muster_line_watch(&rep->line[group->take[i].service], most);
}

static size_t count_of(const struct muster_relief_pool *pool, enum where where)
{
    size_t count = 0;
    for (int i = 0; i < pool->asked->pool; i++)
        count += pool->helper[i].where == where;
    return count;
}

/* Whether anybody may be called now. */
static bool may_call(const struct muster_replication *rep, double time_s)
{
    const struct muster_relief_pool *pool = rep->relief;
    return rep->open && time_s >= pool->called_s && count_of(pool, HOME) > 0;
}

static void look_no_more(struct muster_replication *rep)
{
    struct muster_relief_pool *pool = rep->relief;
    pool->wait_look_s = pool->level_look_s = INFINITY;
    watch(rep, NEVER);
}

/* Sets when the trigger is next looked at: it does not hold now. */
static void look_again(struct muster_replication *rep, double time_s)
{
    struct muster_relief_pool *pool = rep->relief;
    double since_s = INFINITY, most = pool->queue / (double)pool->group->take_count;
    if (pool->wait_s < INFINITY)
        since_s = muster_gauge_waits_since(rep, pool->group, time_s);
    pool->wait_look_s = since_s + pool->wait_s + MOMENT_S;
    if (pool->wait_s < INFINITY && isinf(since_s))
        most = 0;
    watch(rep, isinf(most) ? NEVER : (uint64_t)most);
    pool->level_look_s = pool->level ? next_after(time_s, rep->plan->period.interval_s) : INFINITY;
}

/* ---- calling ---- */

static bool is_free(struct muster_replication *rep, int person, double time_s)
{
    struct muster_relief_pool *pool = rep->relief;
    if (pool->available >= 1)
        return true;
    int32_t date = rep->plan->period.day[(size_t)(time_s / 86400)].date;
    struct muster_stream stream = muster_stream_at(
        rep->key, MUSTER_PURPOSE_RELIEF, rep->plan->scenario->group[pool->asked->group].entity,
        (uint64_t)(int64_t)date, pool->call << 32 | (uint32_t)person);
    return muster_stream_uniform(&stream) < pool->available;
}

static void call(struct muster_replication *rep, double time_s)
{
    struct muster_relief_pool *pool = rep->relief;
    int32_t today = (int32_t)(time_s / 86400);
    if (today != pool->today)
        pool->call = 0;
    pool->today = today;
    int left = pool->asked->people;
    pool->called_s = time_s + pool->asked->arrives_after_s;
    for (int i = 0; i < pool->asked->pool && left > 0; i++) {
        if (pool->helper[i].where != HOME)
            continue;
        left--;
        if (is_free(rep, i, time_s))
            pool->helper[i] = (struct helper){COMING, pool->called_s};
    }
    if (count_of(pool, COMING) == 0)
        pool->called_s = fmax(pool->called_s, time_s + LOOK_S);
    pool->call++;
    look_no_more(rep);
    /* The next look is when they arrive, or would have. */
    pool->help_look_s = fmin(pool->help_look_s, pool->called_s);
}

/* Calls, or says when to look again. */
static void look(struct muster_replication *rep, double time_s)
{
    const struct muster_relief_pool *pool = rep->relief;
    if (!may_call(rep, time_s))
        look_no_more(rep);
    else if (muster_gauge_any(rep, pool->group, pool->asked->trigger, pool->asked->trigger_count,
                              time_s))
        call(rep, time_s);
    else
        look_again(rep, time_s);
}

/* ---- coming and going ---- */

/* Arriving contacts look at one idle list only while none of the pool is here. */
static void route(struct muster_replication *rep)
{
    const struct muster_relief_pool *pool = rep->relief;
    bool here = count_of(pool, HERE) > 0;
    for (size_t i = 0; i < pool->group->take_count; i++) {
        uint32_t service = pool->group->take[i].service;
        const struct muster_plan_service *plan = &rep->plan->service[service];
        bool sole = !here && plan->way_count <= 2;
        rep->drawn[service].idle = sole ? rep->plan->slots + plan->way[0].group : MUSTER_NOBODY;
    }
}

static void arrive(struct muster_replication *rep, double time_s)
{
    struct muster_relief_pool *pool = rep->relief;
    bool some = false;
    for (int i = 0; i < pool->asked->pool; i++) {
        struct helper *helper = &pool->helper[i];
        if (helper->where != COMING || helper->from_s > time_s)
            continue;
        *helper = (struct helper){HERE, time_s};
        some = true;
        muster_person_on(rep, pool->group->first_slot + (uint32_t)i, time_s,
                         pool->asked->handle_factor);
    }
    if (some)
        route(rep);
}

static void release(struct muster_replication *rep, double time_s)
{
    struct muster_relief_pool *pool = rep->relief;
    bool some = false;
    for (int i = 0; i < pool->asked->pool; i++) {
        struct helper *helper = &pool->helper[i];
        double helped_s = time_s - helper->from_s;
        bool enough = helped_s >= pool->asked->at_least_s &&
                      time_s - pool->quiet_s >= pool->asked->released_after_s;
        if (helper->where != HERE || helped_s <= 0 ||
            (!enough && helped_s < pool->asked->at_most_s))
            continue;
        helper->where = HOME;
        some = true;
        muster_person_off(rep, pool->group->first_slot + (uint32_t)i, time_s);
    }
    if (some)
        route(rep);
}

/* The next whole minute at which it matters whether anybody waits: before that nobody goes. */
static double next_help_look(const struct muster_relief_pool *pool, double time_s)
{
    const struct muster_relief *asked = pool->asked;
    double from_s = INFINITY, stay_s = fmax(0, asked->at_least_s - asked->released_after_s);
    for (int i = 0; i < asked->pool; i++)
        if (pool->helper[i].where == HERE)
            from_s = fmin(from_s, pool->helper[i].from_s + fmin(stay_s, asked->at_most_s));
    return isinf(from_s) ? INFINITY
                         : fmax(next_after(time_s, LOOK_S), ceil(from_s / LOOK_S) * LOOK_S);
}

void muster_relief_turn(struct muster_replication *rep, double time_s)
{
    struct muster_relief_pool *pool = rep->relief;
    if (pool->help_look_s <= time_s) {
        arrive(rep, time_s);
        if (isinf(muster_gauge_waits_since(rep, pool->group, time_s)))
            pool->quiet_s = fmin(pool->quiet_s, time_s);
        else
            pool->quiet_s = INFINITY;
        release(rep, time_s);
        pool->help_look_s = next_help_look(pool, time_s);
        if (count_of(pool, COMING) > 0 || pool->called_s > time_s)
            pool->help_look_s = fmin(pool->help_look_s, pool->called_s);
    }
    look(rep, time_s);
}

double muster_relief_next(const struct muster_relief_pool *pool)
{
    return pool ? fmin(pool->help_look_s, fmin(pool->wait_look_s, pool->level_look_s)) : INFINITY;
}

void muster_relief_joined(struct muster_replication *rep)
{
    const struct muster_plan_group *group = rep->relief->group;
    double time_s = -1; /* when the last one joined */
    for (size_t i = 0; i < group->take_count; i++) {
        const struct muster_line *line = &rep->line[group->take[i].service];
        if (line->tail != line->head && line->tail - line->head > line->asked)
            time_s = fmax(time_s, line->item[(line->tail - 1) & line->mask].due_s);
    }
    if (time_s >= 0)
        look(rep, time_s);
}

/* ---- days ---- */

void muster_relief_open(struct muster_replication *rep, double time_s)
{
    if (rep->relief)
        look(rep, time_s);
}

void muster_relief_close(struct muster_replication *rep, double time_s)
{
    struct muster_relief_pool *pool = rep->relief;
    if (!pool)
        return;
    for (int i = 0; i < pool->asked->pool; i++) {
        if (pool->helper[i].where == HERE)
            muster_person_off(rep, pool->group->first_slot + (uint32_t)i, time_s);
        pool->helper[i].where = HOME;
    }
    look_no_more(rep);
    pool->help_look_s = INFINITY;
    pool->called_s = -INFINITY;
    route(rep);
}

void muster_relief_reset(struct muster_replication *rep)
{
    struct muster_relief_pool *pool = rep->relief;
    if (!pool)
        return;
    for (int i = 0; i < pool->asked->pool; i++)
        pool->helper[i].where = HOME;
    const struct muster_parameter *available = &pool->asked->available;
    pool->available = available->law.scale;
    if (available->law.kind != MUSTER_LAW_CONSTANT) {
        struct muster_stream stream =
            muster_stream_at(rep->key, MUSTER_PURPOSE_PARAMETER, available->entity, 0, 0);
        pool->available = muster_law_quantile(&available->law, muster_stream_uniform(&stream));
    }
    pool->today = -1;
    pool->call = 0;
    pool->called_s = -INFINITY;
    pool->quiet_s = INFINITY;
    pool->wait_look_s = pool->level_look_s = pool->help_look_s = INFINITY;
    route(rep);
}

/* ---- money ---- */

/* The month in which the hours of a day are paid. */
static int32_t paid_in(const struct muster_plan *plan, const struct muster_relief *relief,
                       size_t day)
{
    const struct muster_period *period = &plan->period;
    int32_t month = period->day[day].month_index;
    if (!relief->settled_yearly)
        return month;
    int to_march = (2 - period->day[day].month + 12) % 12; /* months until the next March */
    int32_t last = (int32_t)period->month_count - 1;
    return month + to_march < last ? month + to_march : last;
}

void muster_relief_pay(struct muster_replication *rep)
{
    if (!rep->relief || rep->relief->asked->hourly <= 0)
        return;
    const struct muster_relief *relief = rep->relief->asked;
    const struct muster_shape *shape = &rep->tally->shape;
    size_t column = (size_t)muster_staff_day_index(MUSTER_STAFF_RELIEF_S);
    const float *day_s =
        rep->tally->staff_day + (column * shape->groups + relief->group) * shape->days;
    for (size_t d = 0; d < shape->days; d++)
        if (day_s[d] > 0)
            muster_cost_add(rep->tally, paid_in(rep->plan, relief, d + rep->plan->period.warm_days),
                            MUSTER_COST_RELIEF, (double)day_s[d] / 3600 * relief->hourly);
}
