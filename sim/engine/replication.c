/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The driver of a replication: draws its parameters, walks the days, opens and closes, brings
 * people on and off the phones, makes room for the loop, and closes the books at the end.
 */
#include "activities.h"
#include "costs.h"
#include "extensions.h"
#include "relief.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define DAY_S 86400.0

/* ---- making and freeing ---- */

static enum muster_status line_room(struct muster_line *line, uint64_t room)
{
    uint64_t size = 16;
    while (size < room)
        size *= 2;
    if (line->item && size <= line->mask + 1)
        return MUSTER_OK;
    struct muster_attempt *item = malloc(size * sizeof *item);
    if (!item)
        return MUSTER_NO_MEMORY;
    for (uint64_t at = line->head; line->item && at != line->tail; at++)
        item[at & (size - 1)] = line->item[at & line->mask];
    free(line->item);
    line->item = item;
    line->mask = size - 1;
    muster_line_watch(line, line->asked);
    return MUSTER_OK;
}

static enum muster_status pool_room(struct muster_replication *rep, size_t room)
{
    if (room <= rep->pool_room)
        return MUSTER_OK;
    if (room > (size_t)1 << MUSTER_LATER_PLACE_BITS)
        return MUSTER_NO_MEMORY;
    struct muster_attempt *pool = realloc(rep->pool, room * sizeof *pool);
    if (!pool)
        return MUSTER_NO_MEMORY;
    rep->pool = pool;
    uint32_t *spare = realloc(rep->pool_free, room * sizeof *spare);
    if (!spare)
        return MUSTER_NO_MEMORY;
    rep->pool_free = spare;
    uint32_t *next = realloc(rep->pool_next, room * sizeof *next);
    if (!next)
        return MUSTER_NO_MEMORY;
    rep->pool_next = next;
    if (!muster_heap_reserve(&rep->later, room))
        return MUSTER_NO_MEMORY;
    for (size_t i = rep->pool_room; i < room; i++)
        rep->pool_free[rep->pool_free_count++] = (uint32_t)i;
    rep->pool_room = room;
    return MUSTER_OK;
}

/* Room for whatever one step of the driver or a stretch of the loop may add. */
static enum muster_status make_room(struct muster_replication *rep)
{
    size_t queued = 0;
    for (size_t k = 0; k < rep->plan->shape.services; k++) {
        struct muster_line *line = &rep->line[k];
        queued += line->tail - line->head;
        enum muster_status status = line_room(line, 2 * (line->tail - line->head) + 16);
        if (status)
            return status;
    }
    size_t burst = queued + rep->plan->slots + 64;
    if (rep->timers.count + burst > rep->timers.room &&
        !muster_heap_reserve(&rep->timers, 2 * (rep->timers.count + burst)))
        return MUSTER_NO_MEMORY;
    rep->room_low = false;
    if (rep->pool_free_count >= burst)
        return MUSTER_OK;
    return pool_room(rep, 2 * (rep->pool_room + burst));
}

static enum muster_status attend_new(struct muster_replication *rep)
{
    for (size_t g = 0; g < rep->plan->shape.groups; g++) {
        if (!rep->plan->group[g].fixed || !rep->plan->scenario->group[g].has_attendance)
            continue;
        rep->crew[g].attend_store = calloc((size_t)rep->plan->group[g].slots + 1, sizeof(double));
        if (!rep->crew[g].attend_store)
            return MUSTER_NO_MEMORY;
    }
    return MUSTER_OK;
}

static size_t most_steps(const struct muster_plan *plan)
{
    size_t steps = 1;
    for (size_t g = 0; g < plan->shape.groups; g++)
        steps += plan->scenario->group[g].present.count + 1;
    return steps;
}

static enum muster_status make(struct muster_replication *rep)
{
    const struct muster_plan *plan = rep->plan;
    size_t services = plan->shape.services, groups = plan->shape.groups;
    rep->person = calloc((size_t)plan->slots + groups + 1, sizeof *rep->person);
    rep->crew = calloc(groups, sizeof *rep->crew);
    rep->source = calloc(services, sizeof *rep->source);
    rep->drawn = calloc(services, sizeof *rep->drawn);
    rep->line = calloc(services, sizeof *rep->line);
    rep->step = calloc(most_steps(plan), sizeof *rep->step);
    rep->due = calloc(plan->period.day_count * plan->period.intervals_of_day, sizeof *rep->due);
    bool trees = muster_tournament_init(&rep->finish, plan->slots ? plan->slots : 1) &&
                 muster_heap_reserve(&rep->next_first, services);
    if (!trees || !rep->person || !rep->crew || !rep->source || !rep->drawn || !rep->line ||
        !rep->step || !rep->due)
        return MUSTER_NO_MEMORY;
    enum muster_status status = attend_new(rep);
    if (!status)
        status = muster_outages_new(rep);
    if (!status)
        status = muster_ledger_init(&rep->ledger, plan->scenario, &plan->period);
    if (!status && plan->shape.shift_based)
        status = muster_workforce_new(&rep->workforce, plan->roster);
    if (!status && rep->workforce && muster_workforce_burns_out(rep->workforce)) {
        rep->load = calloc(groups, sizeof *rep->load);
        status = rep->load ? MUSTER_OK : MUSTER_NO_MEMORY;
    }
    if (!status)
        status = muster_activities_new(&rep->activities, rep);
    if (!status)
        status = muster_relief_new(&rep->relief, rep);
    if (!status)
        status = muster_extensions_init(&rep->longer, plan);
    return status ? status : make_room(rep);
}

enum muster_status muster_replication_new(struct muster_replication **out,
                                          const struct muster_plan *plan)
{
    *out = calloc(1, sizeof **out);
    if (!*out)
        return MUSTER_NO_MEMORY;
    (*out)->plan = plan;
    enum muster_status status = make(*out);
    if (status)
        *out = muster_replication_free(*out);
    return status;
}

struct muster_replication *muster_replication_free(struct muster_replication *rep)
{
    if (!rep)
        return NULL;
    for (size_t k = 0; rep->line && k < rep->plan->shape.services; k++)
        free(rep->line[k].item);
    for (size_t g = 0; rep->crew && g < rep->plan->shape.groups; g++)
        free(rep->crew[g].attend_store);
    muster_outages_free(rep);
    muster_tournament_clear(&rep->finish);
    muster_heap_clear(&rep->next_first);
    muster_ledger_clear(&rep->ledger);
    muster_activities_free(rep->activities);
    muster_relief_free(rep->relief);
    free(rep->longer.event);
    muster_workforce_free(rep->workforce);
    muster_heap_clear(&rep->timers);
    muster_heap_clear(&rep->later);
    free(rep->person);
    free(rep->crew);
    free(rep->source);
    free(rep->drawn);
    free(rep->line);
    free(rep->step);
    free(rep->pool);
    free(rep->pool_free);
    free(rep->pool_next);
    free(rep->due);
    free(rep->load);
    free(rep);
    return NULL;
}

const struct muster_workforce *muster_replication_people(const struct muster_replication *rep)
{
    return rep->workforce;
}

/* ---- parameters of the replication ---- */

static double parameter(const struct muster_replication *rep,
                        const struct muster_parameter *parameter)
{
    if (parameter->law.kind == MUSTER_LAW_CONSTANT)
        return parameter->law.scale;
    struct muster_stream stream =
        muster_stream_at(rep->key, MUSTER_PURPOSE_PARAMETER, parameter->entity, 0, 0);
    return muster_law_quantile(&parameter->law, muster_stream_uniform(&stream));
}

/* The number of 24 bits below which a decision falls with this chance. */
static uint32_t below(double chance)
{
    return (uint32_t)ceil(chance * 0x1p24 - 0.5);
}

static double share(const struct muster_replication *rep, const struct muster_parameter *asked)
{
    return fmin(1, fmax(0, parameter(rep, asked)));
}

/* The block series of a service for one purpose: they differ in contact and sub-index alone. */
static struct muster_philox_series series(const struct muster_replication *rep, size_t service,
                                          enum muster_purpose purpose)
{
    const uint64_t counter[4] = {(uint64_t)purpose << 32, rep->plan->service[service].entity};
    const uint64_t key[2] = {rep->key.seed, rep->key.replication};
    return muster_philox_series_make(counter, key);
}

/* So many contacts may queue and the lines, if there are any, cannot all be engaged. */
static uint64_t spare_lines(const struct muster_replication *rep, int lines)
{
    uint64_t people = rep->plan->slots;
    if (lines <= 0)
        return UINT64_MAX;
    return (uint64_t)lines > people ? (uint64_t)lines - people : 0;
}

/* The factor on every draw of a law whose mean is itself uncertain. */
static double factor(const struct muster_replication *rep, const struct muster_quantity *quantity)
{
    if (!quantity->given || !quantity->mean_uncertain)
        return 1;
    return parameter(rep, &quantity->mean) / muster_law_mean(&quantity->law);
}

/* Mean slowness at the start of those whose handle times the file gives, if they are today's. */
static double today(const struct muster_scenario *scenario, const struct muster_service *service)
{
    if (!service->handle_for_today || !scenario->learning.given)
        return 1;
    double slow = 0, heads = 0;
    for (size_t g = 0; g < scenario->group_count; g++) {
        const struct muster_group *group = &scenario->group[g];
        if (!group->shift_based || group->off_phones)
            continue;
        double gain = 1; /* share of the learning still to come */
        if (group->in_post_tenure == MUSTER_TENURE_STEADY_STATE) {
            double leaving = muster_law_mean(&scenario->attrition.yearly.law) / (365.25 / 7);
            gain = leaving / (leaving + 1 / scenario->learning.tau_weeks);
        }
        slow += group->fte * (1 + (scenario->learning.initial - 1) * gain);
        heads += group->fte;
    }
    return heads > 0 ? slow / heads : 1;
}

static void draw_parameters(struct muster_replication *rep)
{
    const struct muster_scenario *scenario = rep->plan->scenario;
    rep->spare = spare_lines(rep, scenario->lines);
    for (size_t k = 0; k < scenario->service_count; k++) {
        const struct muster_service *asked = &scenario->service[k];
        struct muster_drawn *drawn = &rep->drawn[k];
        double answered =
            asked->demand_kind == MUSTER_DEMAND_ANSWERED ? parameter(rep, &asked->answer_rate) : 1;
        double experienced = 1 / today(scenario, asked);
        const struct muster_plan_service *plan = &rep->plan->service[k];
        *drawn = (struct muster_drawn){
            .talk_law = plan->talk,
            .wrap_law = plan->wrap,
            .patience_law = plan->patience,
            .limited = plan->limited,
            .spare = spare_lines(rep, plan->lines),
            .contacts = series(rep, k, MUSTER_PURPOSE_CONTACT),
            .attempts = series(rep, k, MUSTER_PURPOSE_ATTEMPT),
            .idle = plan->way_count == 1 ? rep->plan->slots + plan->way[0].group : MUSTER_NOBODY,
            .level = fmax(0, muster_demand_level(asked, parameter(rep, &asked->demand), answered)),
            .growth = log1p(fmax(-0.99, parameter(rep, &asked->growth_per_year))),
            .talk = factor(rep, &asked->talk) * experienced,
            .wrap = factor(rep, &asked->wrap) * experienced,
            .patience = factor(rep, &asked->patience),
            .retry_delay = factor(rep, &asked->retry_delay),
            .repeat_delay = factor(rep, &asked->repeat_delay),
            .closed_delay = factor(rep, &asked->closed_delay),
            .balk = below(share(rep, &asked->balk)),
            .closed_return = below(share(rep, &asked->closed_return)),
            .unresolved = below(1 - share(rep, &asked->resolution))};
        drawn->decides = drawn->balk > 0 || drawn->closed_return > 0 || drawn->unresolved > 0;
        for (int cause = 0; cause < MUSTER_RETRY_CAUSES; cause++) {
            drawn->retry[cause] = below(share(rep, &asked->retry[cause]));
            drawn->decides |= drawn->retry[cause] > 0;
        }
    }
}

/* ---- fixed groups ---- */

static uint32_t fixed_people(const struct muster_replication *rep, size_t group, double time_s)
{
    const struct muster_steps *present = &rep->plan->scenario->group[group].present;
    double of_day = fmod(time_s, DAY_S), value = 0;
    for (size_t i = 0; i < present->count && present->at_s[i] <= of_day; i++)
        value = present->value[i];
    return (uint32_t)value;
}

static void draw_attendance(struct muster_replication *rep, size_t group, size_t day)
{
    const struct muster_group *asked = &rep->plan->scenario->group[group];
    struct muster_crew *crew = &rep->crew[group];
    if (!crew->attend_store || (day > 0 && !asked->attendance_daily))
        return;
    double chance = share(rep, &asked->attendance);
    uint64_t date =
        asked->attendance_daily ? (uint64_t)(int64_t)rep->plan->period.day[day].date : UINT64_MAX;
    for (uint32_t i = 0; i < rep->plan->group[group].slots; i++) {
        struct muster_stream stream =
            muster_stream_at(rep->key, MUSTER_PURPOSE_ATTENDANCE, asked->entity, date, i + 1);
        bool attends = muster_stream_uniform(&stream) < chance;
        crew->attend_store[i + 1] = crew->attend_store[i] + attends;
    }
    crew->attend = crew->attend_store;
}

/* Brings a fixed group to its number at time_s; while closed nobody is idle. */
static void fixed_apply(struct muster_replication *rep, size_t group, double time_s)
{
    const struct muster_plan_group *plan = &rep->plan->group[group];
    struct muster_crew *crew = &rep->crew[group];
    if (!rep->open)
        return;
    uint32_t people = fixed_people(rep, group, time_s);
    muster_crew_planned(crew, time_s, people);
    if (!plan->by_person) {
        muster_crew_limit(rep, (uint32_t)group, time_s,
                          crew->attend ? (uint32_t)crew->attend[people] : people);
        return;
    }
    for (uint32_t i = 0; i < plan->slots; i++) {
        uint32_t slot = plan->first_slot + i;
        struct muster_person *person = &rep->person[slot];
        bool wanted = i < people && (!crew->attend || crew->attend[i + 1] > crew->attend[i]);
        bool here = person->state != MUSTER_PERSON_OFF && !person->leaving;
        if (wanted && !here)
            muster_person_on(rep, slot, time_s, 1);
        else if (!wanted && here)
            muster_person_off(rep, slot, time_s);
    }
}

/* At closing, idle people of fixed groups go and the busy ones stay as long as there is a queue. */
static void fixed_close(struct muster_replication *rep, size_t group, double time_s)
{
    const struct muster_plan_group *plan = &rep->plan->group[group];
    struct muster_crew *crew = &rep->crew[group];
    muster_crew_planned(crew, time_s, 0);
    for (uint32_t i = 0; i < plan->slots; i++) {
        struct muster_person *person = &rep->person[plan->first_slot + i];
        bool here = person->state != MUSTER_PERSON_OFF && !person->leaving;
        if (person->state == MUSTER_PERSON_IDLE || (plan->by_person && here))
            muster_person_off(rep, plan->first_slot + i, time_s);
    }
}

static int by_time(const void *a, const void *b)
{
    const struct muster_step *x = a, *y = b;
    if (x->time_s != y->time_s)
        return x->time_s < y->time_s ? -1 : 1;
    return x->group < y->group ? -1 : x->group > y->group;
}

/* The day's changes of fixed groups; midnight itself is one. */
static void lay_steps(struct muster_replication *rep, size_t day)
{
    const struct muster_plan *plan = rep->plan;
    rep->step_count = rep->step_next = 0;
    for (size_t g = 0; g < plan->shape.groups; g++) {
        if (!plan->group[g].fixed)
            continue;
        const struct muster_steps *present = &plan->scenario->group[g].present;
        double midnight_s = (double)day * DAY_S;
        rep->step[rep->step_count++] = (struct muster_step){midnight_s, (uint32_t)g};
        for (size_t i = 0; i < present->count; i++)
            if (present->at_s[i] > 0)
                rep->step[rep->step_count++] =
                    (struct muster_step){midnight_s + present->at_s[i], (uint32_t)g};
    }
    qsort(rep->step, rep->step_count, sizeof *rep->step, by_time);
}

/* ---- opening and closing ---- */

static void next_window(struct muster_replication *rep)
{
    const struct muster_period *period = &rep->plan->period;
    if (rep->open)
        rep->next_window_s = period->window[rep->window].close_s;
    else if (rep->window < period->window_count)
        rep->next_window_s = period->window[rep->window].open_s;
    else
        rep->next_window_s = INFINITY;
}

static void open_doors(struct muster_replication *rep, double time_s)
{
    const struct muster_plan *plan = rep->plan;
    for (size_t k = 0; k < plan->shape.services; k++)
        muster_line_empty(rep, k, time_s);
    rep->open = true;
    rep->window_close_s = plan->period.window[rep->window].close_s;
    for (size_t g = 0; g < plan->shape.groups; g++)
        if (plan->group[g].fixed)
            fixed_apply(rep, g, time_s);
    muster_relief_open(rep, time_s);
}

/* Whether anybody who may answer the service is on duty at closing. */
static bool attended(const struct muster_replication *rep, size_t service)
{
    const struct muster_plan_service *plan = &rep->plan->service[service];
    if (rep->down && rep->down[service])
        return false;
    for (size_t i = 0; i < plan->way_count; i++) {
        const struct muster_plan_group *group = &rep->plan->group[plan->way[i].group];
        for (uint32_t p = 0; p < group->slots; p++) {
            const struct muster_person *person = &rep->person[group->first_slot + p];
            if (person->state != MUSTER_PERSON_OFF && muster_person_closes(rep, person))
                return true;
        }
    }
    return false;
}

static void close_doors(struct muster_replication *rep, double time_s)
{
    const struct muster_plan *plan = rep->plan;
    rep->open = false;
    rep->window++;
    for (size_t g = 0; g < plan->shape.groups; g++)
        if (plan->group[g].fixed)
            fixed_close(rep, g, time_s);
    muster_relief_close(rep, time_s);
    for (size_t k = 0; k < plan->shape.services; k++) {
        if (plan->scenario->at_close == MUSTER_CLOSE_CUT)
            muster_line_lose(rep, k, time_s, false);
        else if (!attended(rep, k))
            muster_line_lose(rep, k, time_s, true);
    }
}

static void turn_window(struct muster_replication *rep, double time_s)
{
    if (rep->open)
        close_doors(rep, time_s);
    else
        open_doors(rep, time_s);
    next_window(rep);
}

/* ---- staff ---- */

static void next_staff(struct muster_replication *rep)
{
    rep->next_staff_s = INFINITY;
    if (rep->staff_next < rep->staff_count)
        rep->next_staff_s = rep->staff_event[rep->staff_next].time_s;
    if (rep->step_next < rep->step_count)
        rep->next_staff_s = fmin(rep->next_staff_s, rep->step[rep->step_next].time_s);
    rep->next_staff_s = fmin(rep->next_staff_s, muster_activity_next(rep->activities));
    rep->next_staff_s = fmin(rep->next_staff_s, muster_relief_next(rep->relief));
    if (rep->edge_next < rep->edge_count)
        rep->next_staff_s = fmin(rep->next_staff_s, rep->edge[rep->edge_next].time_s);
    rep->next_staff_s = fmin(rep->next_staff_s, muster_staff_queue_next(&rep->longer));
}

static void staff_change(struct muster_replication *rep, const struct muster_staff_event *event)
{
    uint32_t slot = rep->plan->group[event->group].first_slot + event->person;
    switch (event->change) {
    case MUSTER_CHANGE_ON:
        if (rep->longer.count > 0)
            muster_extension_void(rep, event);
        muster_person_on(rep, slot, event->time_s, event->value);
        break;
    case MUSTER_CHANGE_OFF:
        if (rep->longer.room > 0 && muster_extension_granted(rep, event))
            break;
        muster_person_off(rep, slot, event->time_s);
        break;
    case MUSTER_CHANGE_OFF_PHONE:
        muster_activity_due(rep, event);
        break;
    default:
        muster_person_break(rep, slot, event->time_s, event->value, event->change);
    }
}

/* An activity that was cancelled before comes once again, or a longer shift ends. */
static void turn_moved(struct muster_replication *rep)
{
    struct muster_staff_event event = muster_activity_next(rep->activities) == rep->next_staff_s
                                          ? muster_activity_take(rep->activities)
                                          : muster_staff_queue_take(&rep->longer);
    staff_change(rep, &event);
}

static void turn_staff(struct muster_replication *rep, double time_s)
{
    if (rep->staff_next < rep->staff_count && rep->staff_event[rep->staff_next].time_s == time_s)
        staff_change(rep, &rep->staff_event[rep->staff_next++]);
    else if (muster_activity_next(rep->activities) == time_s ||
             muster_staff_queue_next(&rep->longer) == time_s)
        turn_moved(rep);
    else if (muster_relief_next(rep->relief) == time_s)
        muster_relief_turn(rep, time_s);
    else if (rep->step_next < rep->step_count && rep->step[rep->step_next].time_s == time_s)
        fixed_apply(rep, rep->step[rep->step_next++].group, time_s);
    else
        muster_outages_turn(rep, time_s);
    next_staff(rep);
}

/* ---- the run ---- */

static void reset(struct muster_replication *rep)
{
    const struct muster_plan *plan = rep->plan;
    muster_tournament_reset(&rep->finish);
    for (uint32_t i = 0; i < plan->slots; i++)
        rep->person[i] = (struct muster_person){.line_of = MUSTER_NOBODY};
    for (size_t g = 0; g < plan->shape.groups; g++) {
        double *store = rep->crew[g].attend_store;
        struct muster_plan_group *reach = rep->crew[g].reach;
        uint32_t end = plan->slots + (uint32_t)g; /* the idle list's sentinel: empty */
        rep->person[end] = (struct muster_person){.next = end, .before = end};
        const struct muster_plan_group *group = &plan->group[g];
        struct muster_line *line =
            group->take_count == 1 ? &rep->line[group->take[0].service] : NULL;
        rep->crew[g] = (struct muster_crew){.plan = group,
                                            .factor = group->factor,
                                            .line = line,
                                            .sentinel = end,
                                            .attend_store = store,
                                            .reach = reach,
                                            .limit = INFINITY};
        for (uint32_t i = 0; i < plan->group[g].slots; i++) {
            rep->person[plan->group[g].first_slot + i].group = (uint32_t)g;
            rep->person[plan->group[g].first_slot + i].crew = &rep->crew[g];
        }
    }
    for (size_t k = 0; k < plan->shape.services; k++) {
        rep->line[k].head = rep->line[k].tail = 0;
        muster_line_watch(&rep->line[k], UINT64_MAX);
    }
    muster_activities_reset(rep->activities);
    muster_outages_reset(rep);
    rep->longer.count = 0;
    muster_heap_empty(&rep->timers);
    muster_heap_empty(&rep->later);
    rep->scheduled = 0;
    for (size_t i = 0; i < plan->period.day_count * plan->period.intervals_of_day; i++)
        rep->due[i] = (struct muster_due){MUSTER_NOBODY, 0};
    rep->soon.next = 0;
    rep->soon.time_s[0] = INFINITY;
    rep->pool_free_count = rep->pool_room;
    for (size_t i = 0; i < rep->pool_room; i++)
        rep->pool_free[i] = (uint32_t)i;
    rep->staff_count = rep->staff_next = rep->step_count = rep->step_next = 0;
    rep->window = 0;
    rep->open = rep->room_low = false;
    rep->window_close_s = rep->events = 0;
    rep->warm_cells = (uint32_t)(plan->period.warm_days * plan->period.intervals_of_day);
}

/* Tells the workforce what was done in the seven days that are over. */
static void tell_load(struct muster_replication *rep, size_t day)
{
    for (size_t g = 0; g < rep->plan->shape.groups; g++) {
        if (day > 0)
            muster_workforce_worked(rep->workforce, day / 7 - 1, g, rep->load[g].busy_s,
                                    rep->load[g].present_s);
        rep->load[g] = (struct muster_load){0};
    }
}

static enum muster_status begin_day(struct muster_replication *rep, size_t day)
{
    const struct muster_plan *plan = rep->plan;
    muster_loop_advance(rep, (double)day * DAY_S);
    for (size_t g = 0; g < plan->shape.groups; g++)
        if (plan->group[g].fixed)
            draw_attendance(rep, g, day);
    lay_steps(rep, day);
    if (rep->workforce && day % 7 == 0) {
        if (rep->load)
            tell_load(rep, day);
        enum muster_status status = muster_workforce_week(
            rep->workforce, day / 7, &rep->staff_event, &rep->staff_count, rep->tally);
        if (status)
            return status;
        rep->staff_next = 0;
    }
    muster_heap_empty(&rep->next_first);
    for (size_t k = 0; k < plan->shape.services; k++)
        muster_source_begin(rep, k, day);
    next_staff(rep);
    next_window(rep);
    muster_loop_refresh(rep);
    return MUSTER_OK;
}

static enum muster_status run_day(struct muster_replication *rep, size_t day)
{
    double limit_s = ((double)day + 1) * DAY_S;
    enum muster_status status = begin_day(rep, day);
    while (!status) {
        switch (muster_loop_run(rep, limit_s)) {
        case MUSTER_PAUSE_LIMIT:
            return MUSTER_OK;
        case MUSTER_PAUSE_ROOM:
            status = make_room(rep);
            if (!status && rep->relief) {
                muster_relief_joined(rep);
                next_staff(rep);
            }
            break;
        case MUSTER_PAUSE_STAFF:
            status = make_room(rep);
            if (!status)
                turn_staff(rep, rep->next_staff_s);
            break;
        default:
            status = make_room(rep);
            if (!status)
                turn_window(rep, rep->next_window_s);
            next_staff(rep); /* relief looks again, or no more */
        }
        muster_loop_refresh(rep);
    }
    return status;
}

static void close_books(struct muster_replication *rep)
{
    const struct muster_plan *plan = rep->plan;
    muster_breaks_close(rep, plan->period.end_s);
    muster_loop_advance(rep, plan->period.end_s);
    for (size_t k = 0; k < plan->shape.services; k++)
        muster_line_unfinished(rep, k, plan->period.end_s);
    muster_ledger_finish(&rep->ledger);
    if (rep->workforce)
        muster_workforce_close(rep->workforce, rep->tally);
    size_t lent = plan->scenario->relief.given ? (size_t)plan->scenario->relief.pool : 0;
    muster_costs_close(rep->tally, plan->scenario, plan->slots - lent, rep->key);
    muster_relief_pay(rep);
    rep->tally->events[0] = rep->events;
}

enum muster_status muster_replication_run(struct muster_replication *rep, struct muster_key key,
                                          struct muster_tally *tally, muster_trace_fn *trace,
                                          void *trace_context, const atomic_int *stop)
{
    muster_tally_zero(tally);
    rep->key = key;
    rep->tally = tally;
    rep->trace = trace;
    rep->trace_context = trace_context;
    reset(rep);
    draw_parameters(rep);
    muster_relief_reset(rep);
    muster_ledger_begin(&rep->ledger, tally);
    enum muster_status status = muster_outages_draw(rep);
    if (!status && rep->workforce)
        status = muster_workforce_begin(rep->workforce, key);
    if (!status)
        status = make_room(rep);
    for (size_t day = 0; day < rep->plan->period.day_count && !status; day++)
        status = stop && *stop ? MUSTER_INTERRUPTED : run_day(rep, day);
    if (!status)
        close_books(rep);
    return status;
}
