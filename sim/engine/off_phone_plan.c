/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Placing activities in a rota week: what off_phone.h says.
 */
#include "off_phone_week.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#define SURPLUS 0.02f
#define STEP_S MUSTER_STAGGER_S /* activities begin on its multiples */
#define STEPS MUSTER_OFF_PHONE_STEPS
#define ATTENDED 0.8 /* of the best attendance of a team is enough */

/* ---- pieces ---- */

static const struct muster_duty *duty_on(const struct muster_workforce *workforce, int32_t number,
                                         size_t post, int j)
{
    return workforce->duty[number & 1] + 7 * post + (size_t)j;
}

/* Adds a piece to a post's day, in order of time. */
static struct muster_piece *add_piece(struct muster_off_phone_week *week, size_t post, int j,
                                      struct muster_piece piece)
{
    int32_t at = (int32_t)week->piece_count++, *link = &week->first[7 * post + (size_t)j];
    while (*link >= 0 && week->piece[*link].at_s < piece.at_s)
        link = &week->piece[*link].next;
    piece.next = *link;
    *link = at;
    week->piece[at] = piece;
    return &week->piece[at];
}

static bool overlap(double from_s, double to_s, double at_s, double length_s)
{
    return at_s < to_s - 1e-6 && from_s + 1e-6 < at_s + length_s;
}

/* Whether [from_s, to_s) crosses an activity of the day; and which one, at most, of its items (-1:
 * none, -2: several). */
static bool crosses_piece(const struct muster_off_phone_week *week, size_t post, int j,
                          double from_s, double to_s)
{
    for (int32_t i = week->first[7 * post + (size_t)j]; i >= 0; i = week->piece[i].next)
        if (overlap(from_s, to_s, week->piece[i].at_s, week->piece[i].length_s))
            return true;
    return false;
}

static int crossed_item(const struct muster_day_plan *plan, double from_s, double to_s)
{
    int found = -1;
    for (size_t i = 0; i < plan->count; i++)
        if (overlap(from_s, to_s, plan->item[i].at_s, plan->item[i].length_s))
            found = found == -1 ? (int)i : -2;
    return found;
}

static bool free_at(const struct muster_off_phone_week *week, size_t post, int j, double from_s,
                    double to_s)
{
    const struct muster_day_plan *plan = &week->day[7 * post + (size_t)j];
    return plan->start_s <= from_s + 1e-6 && to_s <= plan->end_s + 1e-6 &&
           crossed_item(plan, from_s, to_s) == -1 && !crosses_piece(week, post, j, from_s, to_s);
}

/* A stretch of the day between its items and pieces, or a quarter of an hour before its end. */
struct gap {
    double from_s, to_s;
};

/* The first gap of the day that ends after from_s and holds length_s; false when there is none. */
static bool next_gap(struct gap *gap, const struct muster_off_phone_week *week, size_t post, int j,
                     double from_s, double length_s)
{
    const struct muster_day_plan *plan = &week->day[7 * post + (size_t)j];
    gap->from_s = fmax(plan->start_s, from_s);
    for (;;) {
        bool inside = false;
        gap->to_s = plan->end_s - STEP_S;
        for (size_t i = 0; i < plan->count; i++) {
            double at_s = plan->item[i].at_s, end_s = at_s + plan->item[i].length_s;
            if (at_s <= gap->from_s && gap->from_s < end_s) {
                gap->from_s = end_s;
                inside = true;
            } else if (at_s > gap->from_s) {
                gap->to_s = fmin(gap->to_s, at_s);
            }
        }
        for (int32_t i = week->first[7 * post + (size_t)j]; i >= 0; i = week->piece[i].next) {
            double at_s = week->piece[i].at_s, end_s = at_s + week->piece[i].length_s;
            if (at_s <= gap->from_s && gap->from_s < end_s) {
                gap->from_s = end_s;
                inside = true;
            } else if (at_s > gap->from_s) {
                gap->to_s = fmin(gap->to_s, at_s);
            }
        }
        if (inside)
            continue;
        if (gap->to_s - gap->from_s >= length_s - 1e-6)
            return true;
        if (gap->to_s >= plan->end_s - STEP_S || gap->to_s <= gap->from_s)
            return false;
        gap->from_s = gap->to_s;
    }
}

/* ---- what is missed ---- */

static float cost_of(float need)
{
    return need > 0 ? need * need : SURPLUS * need * need;
}

static float *need_of(const struct muster_off_phone_week *week,
                      const struct muster_off_phone *plans, size_t role, int j)
{
    size_t n = plans->roster->period->intervals_of_day;
    return week->need + (role * MUSTER_COVER_DAYS + (size_t)j) * n;
}

/* Rise in cost when so many people go off the phones from at_s of a day on. */
static float missed(const float *need, double interval_s, double at_s, double length_s,
                    float people)
{
    float sum = 0;
    double to_s = at_s + length_s;
    for (size_t i = (size_t)(at_s / interval_s); at_s < to_s - 1e-6; i++) {
        double end_s = fmin((double)(i + 1) * interval_s, to_s);
        float share = (float)((end_s - at_s) / interval_s) * people;
        sum += cost_of(need[i] + share) - cost_of(need[i]);
        at_s = end_s;
    }
    return sum;
}

static float *loss_of(const struct muster_off_phone_week *week, size_t role, int j)
{
    return week->loss + (role * 7 + (size_t)j) * STEPS;
}

/* What each step of [from_s, to_s) of a day is worth, once the need has changed. */
static void weigh_steps(struct muster_off_phone_week *week, const struct muster_off_phone *plans,
                        size_t role, int j, double from_s, double to_s)
{
    double interval_s = plans->roster->period->interval_s;
    const float *need = need_of(week, plans, role, j);
    float *loss = loss_of(week, role, j);
    /* A changed interval is part of every step that it reaches. */
    size_t first = (size_t)(floor(from_s / interval_s) * interval_s / STEP_S);
    double end_s = fmin(ceil(to_s / interval_s - 1e-6) * interval_s, STEPS * STEP_S);
    for (size_t step = first; step < STEPS && (double)step * STEP_S < end_s; step++)
        loss[step] = missed(need, interval_s, (double)step * STEP_S, STEP_S, 1);
}

/* Rise in cost when one person goes from a step on. */
static float missed_one(const float *loss, size_t step, double length_s)
{
    float sum = 0;
    size_t whole = (size_t)(length_s / STEP_S + 1e-6);
    for (size_t i = 0; i < whole; i++)
        sum += loss[step + i];
    float rest = (float)(length_s / STEP_S) - (float)whole;
    return rest > 1e-4f ? sum + rest * loss[step + whole] : sum;
}

/* Adds a piece and takes the person from those there. */
void muster_off_phone_take(struct muster_off_phone_week *week, const struct muster_off_phone *plans,
                           const struct muster_role *role, size_t p, int j,
                           struct muster_piece piece)
{
    const struct muster_period *period = plans->roster->period;
    size_t n = period->intervals_of_day;
    add_piece(week, role->first_post + p, j, piece);
    muster_row_add(need_of(week, plans, role->index, j), 2 * n, period->interval_s, piece.at_s,
                   piece.at_s + piece.length_s, 1 / period->interval_s);
    weigh_steps(week, plans, role->index, j, piece.at_s, piece.at_s + piece.length_s);
}

/* ---- the week before anything is planned ---- */

static void lay_out(struct muster_workforce *workforce, struct muster_off_phone_week *week,
                    int32_t number, const struct muster_role *role)
{
    const struct muster_off_phone *plans = workforce->off_phone;
    const struct muster_requirement *requirement = plans->roster->requirement;
    const struct muster_period *period = plans->roster->period;
    size_t n = period->intervals_of_day;
    float *need = need_of(week, plans, role->index, 0);
    memset(need, 0, MUSTER_COVER_DAYS * n * sizeof *need);
    for (int32_t j = 0; j < MUSTER_COVER_DAYS; j++) {
        int32_t day = week->first_day + j;
        if (requirement && day >= 0 && (size_t)day < requirement->days)
            memcpy(need + (size_t)j * n,
                   requirement->needed + (role->index * requirement->days + (size_t)day) * n,
                   n * sizeof *need);
    }
    double one = 1 / period->interval_s, end_s[7] = {0};
    for (size_t p = 0; p < role->post_count; p++)
        for (int j = 0; j < 7; j++) {
            const struct muster_duty *duty = duty_on(workforce, number, role->first_post + p, j);
            struct muster_day_plan *plan = &week->day[7 * (role->first_post + p) + (size_t)j];
            float *row = need + (size_t)j * n;
            week->first[7 * (role->first_post + p) + (size_t)j] = -1;
            plan->end_s = plan->start_s = 0;
            plan->count = 0;
            if (duty->occupant < 0 || duty->flags & MUSTER_DUTY_UNCOUNTED)
                continue;
            muster_day_plan_make(plan, role, duty, j, role->rank[p]);
            end_s[j] = fmax(end_s[j], plan->end_s);
            muster_row_add(row, 2 * n, period->interval_s, plan->start_s, plan->end_s, -one);
            for (size_t i = 0; i < plan->count; i++)
                muster_row_add(row, 2 * n, period->interval_s, plan->item[i].at_s,
                               plan->item[i].at_s + plan->item[i].length_s, one);
        }
    for (int j = 0; j < 7; j++)
        if (end_s[j] > 0)
            weigh_steps(week, plans, role->index, j, 0, end_s[j]);
}

/* ---- fixed slots ---- */

/* A place for an item that a slot displaces: behind it, else before it; -1: none. */
static double displaced_to(const struct muster_off_phone_week *week, size_t post, int j, int item,
                           const struct muster_slot *slot)
{
    const struct muster_day_plan *plan = &week->day[7 * post + (size_t)j];
    double length_s = plan->item[item].length_s;
    double place[2] = {slot->to_s, slot->from_s - length_s};
    for (int k = 0; k < 2; k++) {
        double from_s = place[k], to_s = place[k] + length_s;
        bool fits = plan->start_s <= from_s && to_s <= plan->end_s &&
                    !crosses_piece(week, post, j, from_s, to_s);
        for (size_t i = 0; i < plan->count && fits; i++)
            fits = (int)i == item ||
                   !overlap(from_s, to_s, plan->item[i].at_s, plan->item[i].length_s);
        if (fits)
            return from_s;
    }
    return -1;
}

static void attend_slot(struct muster_off_phone_week *week, const struct muster_off_phone *plans,
                        const struct muster_role *role, size_t p, int j, uint32_t activity,
                        const struct muster_slot *slot)
{
    const struct muster_period *period = plans->roster->period;
    size_t post = role->first_post + p, n = period->intervals_of_day;
    struct muster_day_plan *plan = &week->day[7 * post + (size_t)j];
    struct muster_piece piece = {.at_s = slot->from_s,
                                 .length_s = slot->to_s - slot->from_s,
                                 .activity = activity,
                                 .item = -1};
    int item = crossed_item(plan, slot->from_s, slot->to_s);
    if (plan->start_s > slot->from_s || slot->to_s > plan->end_s || item == -2 ||
        crosses_piece(week, post, j, slot->from_s, slot->to_s))
        return;
    if (item >= 0) {
        struct muster_plan_item *moved = &plan->item[item];
        float *row = need_of(week, plans, role->index, j);
        piece.item_at_s = displaced_to(week, post, j, item, slot);
        piece.item = item;
        if (piece.item_at_s < 0)
            return;
        double was_s = moved->at_s, length_s = moved->length_s;
        muster_row_add(row, 2 * n, period->interval_s, was_s, was_s + length_s,
                       -1 / period->interval_s);
        moved->at_s = piece.item_at_s;
        muster_row_add(row, 2 * n, period->interval_s, moved->at_s, moved->at_s + length_s,
                       1 / period->interval_s);
        weigh_steps(week, plans, role->index, j, fmin(was_s, moved->at_s),
                    fmax(was_s, moved->at_s) + length_s);
    }
    muster_off_phone_take(week, plans, role, p, j, piece);
}

/* The slot on a weekday's shifts: of the same day, or after the midnight that they run past. */
static void plan_slot(struct muster_off_phone_week *week, const struct muster_off_phone *plans,
                      const struct muster_role *role, uint32_t a, const struct muster_slot *asked,
                      int j)
{
    for (int late = 0; late < 2; late++) {
        struct muster_slot slot = {.from_s = asked->from_s + late * MUSTER_DAY_S,
                                   .to_s = asked->to_s + late * MUSTER_DAY_S};
        for (size_t p = 0; asked->weekdays >> (j + late) % 7 & 1 && p < role->post_count; p++)
            attend_slot(week, plans, role, p, j, a, &slot);
    }
}

static void plan_slots(struct muster_off_phone_week *week, const struct muster_off_phone *plans,
                       const struct muster_role *role, int32_t number, uint32_t a)
{
    const struct muster_activity *activity = &plans->activity[a];
    if (number % activity->every_weeks != 0)
        return;
    for (size_t i = 0; i < activity->slot_count; i++)
        for (int j = 0; j < 7; j++)
            plan_slot(week, plans, role, a, &activity->slot[i], j);
}

/* ---- together ---- */

/* A stretch of posts that go together. */
struct team {
    size_t first, end;
};

/* How many of a team are free for length_s from each step of a day and the next. */
static int count_free(int attend[STEPS], const struct muster_off_phone_week *week,
                      const struct muster_role *role, struct team team, int j, double length_s)
{
    int best = 0;
    memset(attend, 0, STEPS * sizeof *attend);
    for (size_t p = team.first; p < team.end; p++) {
        struct gap gap;
        for (double from_s = 0; next_gap(&gap, week, role->first_post + p, j, from_s, length_s);
             from_s = gap.to_s) {
            int step = (int)ceil(gap.from_s / STEP_S - 1e-6);
            for (; step < STEPS && step * STEP_S + length_s <= gap.to_s + 1e-6; step++) {
                attend[step]++;
                best = attend[step] > best ? attend[step] : best;
            }
        }
    }
    return best;
}

static bool crosses_midnight(double at_s, double length_s)
{
    return at_s < MUSTER_DAY_S && at_s + length_s > MUSTER_DAY_S + 1e-6;
}

/* One meeting of a team: false when nobody can come. */
static bool plan_meeting(struct muster_off_phone_week *week, const struct muster_off_phone *plans,
                         const struct muster_role *role, struct team team, uint32_t a,
                         double length_s)
{
    double interval_s = plans->roster->period->interval_s;
    int attend[7][STEPS], best = 0, best_j = -1, best_step = 0;
    float least = INFINITY;
    for (int j = 0; j < 7; j++) {
        int most = count_free(attend[j], week, role, team, j, length_s);
        best = most > best ? most : best;
    }
    for (int j = 0; j < 7 && best > 0; j++)
        for (int step = 0; step < STEPS; step++) {
            double at_s = step * STEP_S;
            if (attend[j][step] < ATTENDED * best || crosses_midnight(at_s, length_s))
                continue;
            float loss = missed(need_of(week, plans, role->index, j), interval_s, at_s, length_s,
                                (float)attend[j][step]) /
                         (float)attend[j][step];
            if (loss < least - 1e-6f) {
                least = loss;
                best_j = j;
                best_step = step;
            }
        }
    if (best_j < 0)
        return false;
    double at_s = best_step * STEP_S;
    for (size_t p = team.first; p < team.end; p++) {
        const struct muster_day_plan *plan =
            &week->day[7 * (role->first_post + p) + (size_t)best_j];
        if (at_s + length_s <= plan->end_s - STEP_S + 1e-6 &&
            free_at(week, role->first_post + p, best_j, at_s, at_s + length_s))
            muster_off_phone_take(week, plans, role, p, best_j,
                                  (struct muster_piece){at_s, length_s, 0, a, -1, -1});
    }
    return true;
}

static void plan_teams(struct muster_off_phone_week *week, const struct muster_off_phone *plans,
                       const struct muster_role *role, int32_t number, uint32_t a)
{
    const struct muster_activity *activity = &plans->activity[a];
    size_t size = activity->team > 0 ? (size_t)activity->team : role->post_count;
    size_t pieces = muster_off_phone_pieces(activity, activity->each_s);
    if (number % activity->every_weeks != 0)
        return;
    for (size_t first = 0; first < role->post_count; first += size) {
        struct team team = {first,
                            first + size < role->post_count ? first + size : role->post_count};
        for (size_t i = 0; i < pieces; i++)
            if (!plan_meeting(week, plans, role, team, a, activity->each_s / (double)pieces))
                break;
    }
}

/* ---- one by one ---- */

/* The time of one day, from from_s on, at which a person is missed less than *least. */
static bool least_of_day(float *least, double *time_s, const struct muster_off_phone_week *week,
                         const struct muster_role *role, size_t p, int j, double from_s,
                         double length_s)
{
    const float *loss = loss_of(week, role->index, j);
    bool found = false;
    struct gap gap;
    for (; next_gap(&gap, week, role->first_post + p, j, from_s, length_s); from_s = gap.to_s) {
        size_t step = (size_t)ceil(gap.from_s / STEP_S - 1e-6);
        size_t last = (size_t)((gap.to_s - length_s) / STEP_S + 1e-6);
        for (; step <= last; step++) {
            float value = missed_one(loss, step, length_s);
            if (value >= *least - 1e-6f || crosses_midnight((double)step * STEP_S, length_s))
                continue;
            *least = value;
            *time_s = (double)step * STEP_S;
            found = true;
        }
    }
    return found;
}

bool muster_off_phone_least(int *weekday, double *time_s, const struct muster_off_phone_week *week,
                            const struct muster_role *role, size_t p, int turn, int first,
                            double from_s, double length_s)
{
    float least = INFINITY;
    for (int k = 0; k < 7; k++) {
        int j = (k + turn) % 7;
        if (j >= first &&
            least_of_day(&least, time_s, week, role, p, j, j == first ? from_s : 0, length_s))
            *weekday = j;
    }
    return least < INFINITY;
}

static bool on_duty(const struct muster_off_phone_week *week, size_t post)
{
    for (int j = 0; j < 7; j++)
        if (week->day[7 * post + (size_t)j].end_s > 0)
            return true;
    return false;
}

/* Whether the activity is due to the post in this rota week. */
static bool due(const struct muster_off_phone *plans, const struct muster_off_phone_week *week,
                const struct muster_role *role, size_t p, int32_t number, uint32_t a)
{
    size_t post = role->first_post + p;
    int32_t every = plans->activity[a].every_weeks;
    int32_t *last = &plans->last[post * plans->activity_count + a];
    int32_t before = *last == MUSTER_OFF_PHONE_NEVER ? (int32_t)(p % (size_t)every) - every : *last;
    if (!on_duty(week, post) || number - before < every)
        return false;
    *last = number;
    return true;
}

static void plan_person(struct muster_off_phone_week *week, const struct muster_off_phone *plans,
                        const struct muster_role *role, size_t p, int32_t number, uint32_t a)
{
    const struct muster_activity *activity = &plans->activity[a];
    double full_s = role->group->full_time_week_s, share = 1;
    if (activity->pro_rata)
        share = fmin(1, role->post[p].week_s / full_s);
    size_t pieces = muster_off_phone_pieces(activity, share * activity->each_s);
    double length_s = share * activity->each_s / (double)pieces, at_s;
    int turn = (int)((role->rank[p] + (size_t)number) % 7), j;
    if (!due(plans, week, role, p, number, a))
        return;
    for (size_t i = 0; i < pieces; i++) {
        if (!muster_off_phone_least(&j, &at_s, week, role, p, turn, 0, 0, length_s))
            return;
        muster_off_phone_take(week, plans, role, p, j,
                              (struct muster_piece){at_s, length_s, 0, a, -1, -1});
    }
}

/* ---- the week ---- */

/* Fixed slots first, then teams, then people one by one. */
static void plan_role(struct muster_workforce *workforce, struct muster_off_phone_week *week,
                      int32_t number, const struct muster_role *role)
{
    struct muster_off_phone *plans = workforce->off_phone;
    lay_out(workforce, week, number, role);
    for (int kind = 0; kind < 3; kind++)
        for (uint32_t a = 0; a < plans->activity_count; a++) {
            const struct muster_activity *activity = &plans->activity[a];
            int own = activity->slot_count > 0 ? 0 : activity->together ? 1 : 2;
            if (own != kind || !activity->of_group[role->index])
                continue;
            if (kind == 0)
                plan_slots(week, plans, role, number, a);
            if (kind == 1)
                plan_teams(week, plans, role, number, a);
            for (size_t k = 0; kind == 2 && k < role->post_count; k++)
                plan_person(week, plans, role, (k + (size_t)number) % role->post_count, number, a);
        }
}

void muster_off_phone_plan(struct muster_workforce *workforce, int32_t number, int32_t first_day)
{
    struct muster_off_phone *plans = workforce->off_phone;
    struct muster_off_phone_week *week = &plans->week[number & 1];
    week->first_day = first_day;
    week->piece_count = 0;
    for (size_t r = 0; r < plans->roster->role_count; r++)
        if (plans->roster->role[r].post_count > 0)
            plan_role(workforce, week, number, &plans->roster->role[r]);
    assert(week->piece_count <= plans->piece_room);
}
