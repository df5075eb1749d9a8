/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Leave planning.
 */
#include "leave.h"
#include "calendar.h"
#include <math.h>
#include <stdlib.h>

#define FRACTION 1e-6 /* of a day: rounding only */

size_t muster_leave_requests(double days)
{
    return days > 0 ? (size_t)days + 4 : 4;
}

/* ---- what is due ---- */

/* The date so many years after joining; 28 February for those of 29 February. */
static int32_t anniversary(int32_t joined, int years)
{
    struct muster_civil civil = muster_civil_from_date(joined);
    civil.year += years;
    while (!muster_civil_valid(civil))
        civil.day--;
    return muster_date_from_civil(civil);
}

double muster_leave_rate(int32_t *until, const struct muster_leave_terms *terms, int32_t joined,
                         int32_t date)
{
    double days = terms->days;
    for (size_t i = 0; i < terms->step_count; i++) {
        int32_t reached = anniversary(joined, terms->step[i].years);
        if (reached > date) {
            *until = reached;
            return days;
        }
        days = terms->days + terms->step[i].days;
    }
    *until = INT32_MAX;
    return days;
}

double muster_leave_due(const struct muster_leave_terms *terms, int32_t joined, int32_t from,
                        int32_t to, int32_t year_from, int32_t year_to)
{
    double due = 0;
    int32_t until;
    for (int32_t date = from; date < to; date = until) {
        double rate = muster_leave_rate(&until, terms, joined, date);
        until = until < to ? until : to;
        due += rate * (until - date) / (year_to - year_from);
    }
    return due;
}

/* ---- term time ---- */

static const double YEAR_WEEKS = 365.0 / 7;

double muster_leave_term_share(double term_weeks, double leave_weeks)
{
    double worked = YEAR_WEEKS - leave_weeks; /* weeks, by those who work all year round */
    return term_weeks < worked ? term_weeks / worked : 1;
}

double muster_leave_out_of_term(double term_weeks, double paid_share)
{
    double weeks = YEAR_WEEKS - term_weeks, paid = YEAR_WEEKS * paid_share - term_weeks;
    return weeks > 0 ? fmin(1, fmax(0, paid / weeks)) : 0;
}

/* ---- requests ---- */

static int by_turn(const void *left, const void *right)
{
    const struct muster_leave_request *a = left, *b = right;
    if (a->turn != b->turn)
        return a->turn < b->turn ? -1 : 1;
    return (a->person > b->person) - (a->person < b->person);
}

static struct muster_leave_request request_at(const struct muster_leave_person *person,
                                              uint32_t index, uint32_t days, uint64_t number,
                                              struct muster_key key, uint64_t k)
{
    struct muster_stream stream = muster_stream_at(key, MUSTER_PURPOSE_LEAVE, person->entity,
                                                   person->occupant, number << 16 | k);
    struct muster_leave_request request = {.person = index, .days = days};
    request.turn = muster_stream_uniform(&stream);
    request.date = muster_stream_uniform(&stream);
    return request;
}

/* Two weeks when there are at least three, then single weeks while a few days stay free. */
static size_t ask_blocks(struct muster_leave_request *room,
                         const struct muster_leave_person *person, uint32_t index, uint64_t number,
                         struct muster_key key)
{
    size_t count = 0;
    double left = person->days;
    for (uint64_t k = 0; left >= 9; k++) {
        uint32_t days = left >= 15 && k == 0 ? 10 : 5;
        room[count++] = request_at(person, index, days, number, key, k);
        left -= days;
    }
    return count;
}

static size_t ask_days(struct muster_leave_request *room, const struct muster_leave_person *person,
                       uint32_t index, uint64_t number, struct muster_key key)
{
    size_t count = (size_t)fmax(0, person->days + FRACTION);
    for (size_t i = 0; i < count; i++)
        room[i] = request_at(person, index, 1, number, key, 256 + i);
    return count;
}

/* Days carried over, one by one. */
static size_t ask_carried(struct muster_leave_request *room,
                          const struct muster_leave_person *person, uint32_t index, uint64_t number,
                          struct muster_key key)
{
    size_t count = 0;
    for (double left = person->carried + FRACTION; left >= 1; left -= 1)
        room[count] = request_at(person, index, 1, number, key, 1024 + count), count++;
    return count;
}

/* ---- granting ---- */

static bool day_free(const struct muster_leave_person *person, const struct muster_leave_year *year,
                     int32_t day)
{
    if (day < person->from || day >= person->to || person->mark[day] != MUSTER_LEAVE_NONE)
        return false;
    return !year->working[day] || year->away[day] < year->cap;
}

static void day_take(struct muster_leave_person *person, const struct muster_leave_year *year,
                     int32_t day)
{
    person->mark[day] = year->working[day] ? MUSTER_LEAVE_TAKEN : MUSTER_LEAVE_INSIDE;
    if (year->working[day]) {
        year->away[day]++;
        person->days -= 1;
    }
}

/* Mondays to Fridays of the weeks must be free; the weekends come along. */
static bool grant_block(struct muster_leave_person *person, const struct muster_leave_year *year,
                        int32_t monday, int32_t weeks)
{
    int32_t friday = monday + 7 * weeks - 3;
    double cost = 0;
    for (int32_t day = monday; day <= friday; day++) {
        if (day < 0 || !day_free(person, year, day))
            return false;
        cost += year->working[day];
    }
    if (cost == 0 || cost > person->days + FRACTION)
        return false;
    for (int32_t day = monday; day <= friday + 2 && (size_t)day < year->count; day++)
        if (day < person->to && person->mark[day] == MUSTER_LEAVE_NONE)
            day_take(person, year, day);
    return true;
}

static bool grant_day(struct muster_leave_person *person, const struct muster_leave_year *year,
                      int32_t day)
{
    if (day < 0 || (size_t)day >= year->count || !year->working[day] ||
        !day_free(person, year, day))
        return false;
    day_take(person, year, day);
    return true;
}

/* The day on which a request falls: the pattern's quantile between the person's first and last. */
static int32_t wished(const struct muster_leave_person *person,
                      const struct muster_leave_year *year, double u)
{
    const double *weight = year->weight;
    double goal = weight[person->from] + u * (weight[person->to] - weight[person->from]);
    int32_t low = person->from, high = person->to - 1;
    while (low < high) {
        int32_t middle = low + (high - low) / 2;
        if (weight[middle + 1] > goal)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* The wish, then one step later and earlier in turn, as far as the year goes. */
/* Days away from the wish at which it was granted; negative: nowhere. */
static int32_t nearest_block(struct muster_leave_person *person,
                             const struct muster_leave_year *year, double u, int32_t weeks)
{
    int32_t day = wished(person, year, u);
    int32_t monday = day - (year->first_weekday + day) % 7;
    for (int32_t away = 0; away <= (int32_t)year->count; away += 7)
        if (grant_block(person, year, monday + away, weeks) ||
            grant_block(person, year, monday - away, weeks))
            return away;
    return -1;
}

static int32_t nearest_day(struct muster_leave_person *person, const struct muster_leave_year *year,
                           double u)
{
    int32_t day = wished(person, year, u);
    for (int32_t away = 0; away <= (int32_t)year->count; away++)
        if (grant_day(person, year, day + away) || grant_day(person, year, day - away))
            return away;
    return -1;
}

/* A day is where it was wished for on the wish or the Monday after a wish at the weekend. */
static void settle_day(struct muster_leave_person *person, const struct muster_leave_year *year,
                       double u)
{
    int32_t away = nearest_day(person, year, u);
    person->as_wished += away >= 0 && (away == 0 || !year->working[wished(person, year, u)]);
}

static void settle(struct muster_leave_person *person, const struct muster_leave_year *year,
                   const struct muster_leave_request *request)
{
    double before = person->days;
    if (request->days == 1) {
        settle_day(person, year, request->date);
        return;
    }
    int32_t away = nearest_block(person, year, request->date, (int32_t)request->days / 5);
    if (away == 0)
        person->as_wished += before - person->days;
    if (away < 0 && request->days == 10)
        for (int i = 0; i < 2; i++)
            nearest_block(person, year, request->date, 1);
}

typedef size_t ask_fn(struct muster_leave_request *room, const struct muster_leave_person *person,
                      uint32_t index, uint64_t number, struct muster_key key);

/* All requests of one kind, in their turn. */
static void settle_all(struct muster_leave_person *person, size_t count,
                       const struct muster_leave_year *year, struct muster_key key,
                       struct muster_leave_request *room, ask_fn *ask)
{
    size_t requests = 0;
    for (uint32_t i = 0; i < count; i++)
        if (person[i].from < person[i].to)
            requests += ask(room + requests, &person[i], i, year->number, key);
    if (requests > 0)
        qsort(room, requests, sizeof *room, by_turn);
    for (size_t i = 0; i < requests; i++)
        settle(&person[room[i].person], year, &room[i]);
}

/* Days carried over come out of their own balance, within their time. */
static void settle_carried(struct muster_leave_person *person, size_t count,
                           const struct muster_leave_year *year, struct muster_key key,
                           struct muster_leave_request *room)
{
    size_t requests = 0;
    for (uint32_t i = 0; i < count; i++)
        if (person[i].from < person[i].to && person[i].from < person[i].carried_to)
            requests += ask_carried(room + requests, &person[i], i, year->number, key);
    if (requests > 0)
        qsort(room, requests, sizeof *room, by_turn);
    for (size_t i = 0; i < requests; i++) {
        struct muster_leave_person *whose = &person[room[i].person], early = *whose;
        early.to = early.carried_to < early.to ? early.carried_to : early.to;
        early.days = early.carried;
        settle_day(&early, year, room[i].date);
        whose->carried = early.days;
        whose->as_wished = early.as_wished;
    }
}

void muster_leave_plan(struct muster_leave_person *person, size_t count,
                       const struct muster_leave_year *year, struct muster_key key,
                       struct muster_leave_request *room)
{
    for (size_t i = 0; i < count; i++)
        person[i].as_wished = 0;
    settle_carried(person, count, year, key, room);
    settle_all(person, count, year, key, room, ask_blocks);
    settle_all(person, count, year, key, room, ask_days);
}
