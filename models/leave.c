/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Leave planning.
 */
#include "leave.h"
#include <math.h>
#include <stdlib.h>

#define FRACTION 1e-6 /* of a day: rounding only */

size_t muster_leave_requests(double days)
{
    return days > 0 ? (size_t)days + 4 : 4;
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
static bool nearest_block(struct muster_leave_person *person, const struct muster_leave_year *year,
                          double u, int32_t weeks)
{
    int32_t day = wished(person, year, u);
    int32_t monday = day - (year->first_weekday + day) % 7;
    for (int32_t away = 0; away <= (int32_t)year->count; away += 7)
        if (grant_block(person, year, monday + away, weeks) ||
            grant_block(person, year, monday - away, weeks))
            return true;
    return false;
}

static bool nearest_day(struct muster_leave_person *person, const struct muster_leave_year *year,
                        double u)
{
    int32_t day = wished(person, year, u);
    for (int32_t away = 0; away <= (int32_t)year->count; away++)
        if (grant_day(person, year, day + away) || grant_day(person, year, day - away))
            return true;
    return false;
}

static void settle(struct muster_leave_person *person, const struct muster_leave_year *year,
                   const struct muster_leave_request *request)
{
    if (request->days == 1)
        nearest_day(person, year, request->date);
    else if (!nearest_block(person, year, request->date, (int32_t)request->days / 5) &&
             request->days == 10)
        for (int i = 0; i < 2; i++)
            nearest_block(person, year, request->date, 1);
}

void muster_leave_plan(struct muster_leave_person *person, size_t count,
                       const struct muster_leave_year *year, struct muster_key key,
                       struct muster_leave_request *room)
{
    for (int phase = 0; phase < 2; phase++) {
        size_t requests = 0;
        for (uint32_t i = 0; i < count; i++)
            if (person[i].from < person[i].to)
                requests += (phase ? ask_days : ask_blocks)(room + requests, &person[i], i,
                                                            year->number, key);
        if (requests > 0)
            qsort(room, requests, sizeof *room, by_turn);
        for (size_t i = 0; i < requests; i++)
            settle(&person[room[i].person], year, &room[i]);
    }
}
