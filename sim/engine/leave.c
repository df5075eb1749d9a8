/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Leave of the people of one replication, planned a leave year at a time, when the first day of it
 * is rostered.
 *
 * Days of the Christmas closing are taken off what is due before anybody asks; whoever is due less
 * is given them all the same. What finds no place is carried over as far as the rule goes, and the
 * rest is lost; fractions of a day always go on. Who works only in term asks for none. A leaver's
 * days without a place are neither: they are paid out.
 */
#include "people.h"

#include "calendar.h"
#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- leave ---- */

static int32_t year_start(const struct muster_leave *leave, int year)
{
    struct muster_civil civil = {year, leave->year_month, leave->year_day};
    while (!muster_civil_valid(civil)) /* 29 February */
        civil.day--;
    return muster_date_from_civil(civil);
}

/* The year in which the leave year of a date begins. */
static int year_of(const struct muster_leave *leave, int32_t date)
{
    int year = muster_civil_from_date(date).year;
    return date < year_start(leave, year) ? year - 1 : year;
}

/* What a year's date weighs in people's wishes; *school goes on with the dates. */
static double date_weight(const struct muster_leave *leave, int32_t date, size_t *school)
{
    while (*school < leave->school_count && leave->school[*school].to < date)
        (*school)++;
    bool holidays = *school < leave->school_count && leave->school[*school].from <= date;
    return leave->pattern[muster_civil_from_date(date).month - 1] *
           (holidays ? leave->school_weight : 1);
}

double muster_leave_year_weight(const struct muster_leave *leave, int32_t date)
{
    int year = year_of(leave, date);
    double sum = 0;
    size_t school = 0;
    for (int32_t d = year_start(leave, year); d < year_start(leave, year + 1); d++)
        sum += date_weight(leave, d, &school);
    return sum;
}

static struct muster_leave_terms terms_of(const struct muster_leave *leave)
{
    return (struct muster_leave_terms){leave->days + leave->statutory, leave->step_count,
                                       leave->step};
}

/* Days due from the first day on to somebody in post then, of the year entered half-way: what was
 * due before has been taken by the pattern. */
static double balance(const struct muster_workforce *workforce,
                      const struct muster_occupant *occupant, const struct muster_leave_book *book)
{
    const struct muster_roster *roster = workforce->roster;
    const struct muster_leave_terms terms = terms_of(&roster->scenario->leave);
    const double *weight = workforce->weight;
    int32_t origin = roster->period->day[0].date, until;
    int32_t end = occupant->leave < book->end ? occupant->leave : book->end;
    double due = 0;
    for (int32_t day = book->first; day < end && roster->leave_weight > 0; day = until) {
        double rate = muster_leave_rate(&until, &terms, origin + occupant->join, origin + day);
        until = until == INT32_MAX || until - origin > end ? end : until - origin;
        due +=
            rate * (weight[until - book->first] - weight[day - book->first]) / roster->leave_weight;
    }
    return due;
}

/* Days of leave due in the leave year [from, to) of dates, as far as it is simulated. */
static double entitlement(const struct muster_workforce *workforce,
                          const struct muster_occupant *occupant,
                          const struct muster_leave_book *book, int32_t from, int32_t to)
{
    const struct muster_roster *roster = workforce->roster;
    const struct muster_leave_terms terms = terms_of(&roster->scenario->leave);
    int32_t origin = roster->period->day[0].date;
    int32_t join = origin + occupant->join;
    int32_t end = occupant->leave < to - origin ? origin + occupant->leave : to;
    if (from < origin && occupant->join <= 0)
        return balance(workforce, occupant, book);
    return muster_leave_due(&terms, join, join > from ? join : from, end, from, to);
}

/* The first day on which days carried over can no longer be taken, from the book's first. */
static int32_t carried_to(const struct muster_roster *roster, const struct muster_leave_book *book,
                          int32_t from)
{
    const struct muster_leave *leave = &roster->scenario->leave;
    int32_t first = roster->period->day[0].date + book->first;
    if (!leave->carry_month)
        return book->end - book->first;
    struct muster_civil civil = {muster_civil_from_date(from).year, leave->carry_month,
                                 leave->carry_day};
    while (!muster_civil_valid(civil))
        civil.day--;
    if (muster_date_from_civil(civil) < from)
        civil.year++;
    int32_t date = muster_date_from_civil(civil) + 1;
    return date > first ? date - first : 0;
}

/* The closing's days on which somebody is live are leave, whatever is due. Their number. */
static double take_closing(struct muster_leave_book *book, const struct muster_roster *roster,
                           unsigned char *mark, int32_t first, int32_t end)
{
    double days = 0;
    for (int32_t day = first; day < end && roster->scenario->opening.closing_count > 0; day++)
        if (roster->closing[day] && roster->working[day]) {
            mark[day - book->first] = MUSTER_LEAVE_TAKEN;
            days++;
        }
    return days;
}

static enum muster_status make_room(struct muster_workforce *workforce, size_t people,
                                    size_t requests)
{
    if (people > workforce->person_room) {
        struct muster_leave_person *more = realloc(workforce->person, people * sizeof *more);
        if (!more)
            return MUSTER_NO_MEMORY;
        workforce->person = more;
        workforce->person_room = people;
    }
    if (requests > workforce->request_room) {
        struct muster_leave_request *more = realloc(workforce->request, requests * sizeof *more);
        if (!more)
            return MUSTER_NO_MEMORY;
        workforce->request = more;
        workforce->request_room = requests;
    }
    return MUSTER_OK;
}

/* The book's days on which somebody is live: [*first, *end); false when there are none. */
static bool live_in(int32_t *first, int32_t *end, const struct muster_occupant *who,
                    const struct muster_leave_book *book)
{
    *first = who->live > book->first ? who->live : book->first;
    *end = who->leave < book->end ? who->leave : book->end;
    return *first < *end;
}

/* Completes a person with what is due. */
static void list_person(struct muster_leave_person *out, const struct muster_workforce *workforce,
                        struct muster_leave_book *book, const struct muster_occupant *who,
                        struct muster_leave_person person)
{
    const struct muster_roster *roster = workforce->roster;
    int32_t from = year_start(&roster->scenario->leave, book->number);
    int32_t to = year_start(&roster->scenario->leave, book->number + 1);
    double closing =
        take_closing(book, roster, person.mark, person.from + book->first, person.to + book->first);
    person.days = entitlement(workforce, who, book, from, to) + who->leave_carry;
    if (closing > 0)
        person.days = fmax(0, person.days - closing);
    person.carried = who->leave_over;
    person.carried_to = carried_to(roster, book, from);
    *out = person;
}

/* People who can take leave in the book's days: live in some of them. Their number. */
static size_t list_people(struct muster_workforce *workforce, const struct muster_role *role,
                          struct muster_leave_book *book, bool count_only)
{
    size_t people = 0;
    for (size_t p = 0; p < role->post_count; p++) {
        size_t post = role->first_post + p;
        if (role->post[p].term_time)
            continue;
        for (size_t i = workforce->post_first[post]; i < workforce->post_first[post + 1]; i++) {
            struct muster_occupant *who = &workforce->occupant[i];
            int32_t first, end;
            if (!live_in(&first, &end, who, book))
                continue;
            if (!count_only)
                list_person(
                    &workforce->person[people], workforce, book, who,
                    (struct muster_leave_person){.entity = role->post[p].entity,
                                                 .occupant = who->number,
                                                 .from = first - book->first,
                                                 .to = end - book->first,
                                                 .mark = book->mark + post * MUSTER_YEAR_DAYS});
            people++;
        }
    }
    return people;
}

/* What a person leaves over: as far as the rule goes it is kept for the next year. */
static void keep_rest(struct muster_leave_counts *counts, struct muster_occupant *who,
                      const struct muster_leave *leave, const struct muster_leave_person *person,
                      bool stays)
{
    double left = fmax(0, person->days), whole = floor(left), expired = floor(person->carried);
    double over = leave->has_carry ? fmin(whole, leave->carry_days) : 0;
    who->leave_carry = left - whole;
    who->leave_over = over;
    counts->refused += whole + expired;
    if (stays) {
        counts->carried += over;
        counts->lost += whole - over + expired;
    }
}

/* Whole days that are asked for. */
static double asked_for(const struct muster_leave_person *person)
{
    return floor(person->days + 1e-6) + floor(person->carried + 1e-6);
}

static void keep_rests(struct muster_workforce *workforce, const struct muster_role *role,
                       const struct muster_leave_book *book, double asked)
{
    const struct muster_period *period = workforce->roster->period;
    struct muster_leave_counts counts = {.asked = asked};
    size_t next = 0;
    for (size_t p = 0; p < role->post_count; p++) {
        size_t post = role->first_post + p;
        if (role->post[p].term_time)
            continue;
        for (size_t i = workforce->post_first[post]; i < workforce->post_first[post + 1]; i++) {
            struct muster_occupant *who = &workforce->occupant[i];
            int32_t first, end;
            if (!live_in(&first, &end, who, book))
                continue;
            const struct muster_leave_person *person = &workforce->person[next++];
            counts.as_wished += person->as_wished;
            keep_rest(&counts, who, &workforce->roster->scenario->leave, person,
                      who->leave >= book->end);
        }
    }
    if ((size_t)book->end <= period->warm_days || (size_t)book->first >= period->day_count)
        return;
    struct muster_leave_counts *sum = &workforce->leave_counts[role->index];
    sum->asked += counts.asked;
    sum->as_wished += counts.as_wished;
    sum->refused += counts.refused;
    sum->carried += counts.carried;
    sum->lost += counts.lost;
}

static enum muster_status plan_role(struct muster_workforce *workforce,
                                    const struct muster_role *role, struct muster_leave_book *book)
{
    const struct muster_roster *roster = workforce->roster;
    const struct muster_leave *leave = &roster->scenario->leave;
    size_t people = list_people(workforce, role, book, true);
    double most = leave->days + leave->statutory + leave->carry_days + 1;
    for (size_t i = 0; i < leave->step_count; i++)
        most = fmax(most,
                    leave->days + leave->statutory + leave->carry_days + 1 + leave->step[i].days);
    if (make_room(workforce, people, people * muster_leave_requests(most)) != MUSTER_OK)
        return MUSTER_NO_MEMORY;
    list_people(workforce, role, book, false);
    double cap = floor(leave->cap * (double)role->post_count + 1e-9), asked = 0;
    for (size_t i = 0; i < people; i++)
        asked += asked_for(&workforce->person[i]);
    struct muster_leave_year year = {.count = (size_t)(book->end - book->first),
                                     .first_weekday = (book->first + roster->week_offset) % 7,
                                     .working = roster->working + book->first,
                                     .weight = workforce->weight,
                                     .number = (uint64_t)book->number,
                                     .cap = cap < 1 ? 1 : (unsigned)cap,
                                     .away = book->away + role->index * MUSTER_YEAR_DAYS};
    muster_leave_plan(workforce->person, people, &year, workforce->key, workforce->request);
    keep_rests(workforce, role, book, asked);
    return MUSTER_OK;
}

static enum muster_status plan_year(struct muster_workforce *workforce, int number)
{
    const struct muster_roster *roster = workforce->roster;
    const struct muster_leave *leave = &roster->scenario->leave;
    int32_t origin = roster->period->day[0].date;
    int32_t last = (int32_t)roster->period->day_count;
    int32_t from = year_start(leave, number), to = year_start(leave, number + 1);
    struct muster_leave_book *book = &workforce->book[number & 1];
    book->number = number;
    book->first = from > origin ? from - origin : 0;
    book->end = to - origin;
    memset(book->mark, 0, roster->post_count * MUSTER_YEAR_DAYS);
    memset(book->away, 0, roster->role_count * MUSTER_YEAR_DAYS * sizeof *book->away);
    workforce->weight[0] = 0;
    size_t school = 0;
    for (int32_t day = book->first; day < book->end; day++)
        workforce->weight[day - book->first + 1] =
            workforce->weight[day - book->first] + date_weight(leave, origin + day, &school);
    assert(book->end <= last + MUSTER_YEAR_DAYS); /* `working` reaches a year beyond the horizon */
    for (size_t r = 0; r < roster->role_count; r++)
        if (roster->role[r].post_count > 0 &&
            plan_role(workforce, &roster->role[r], book) != MUSTER_OK)
            return MUSTER_NO_MEMORY;
    return MUSTER_OK;
}

enum muster_status muster_leave_year_plan(struct muster_workforce *workforce, int32_t day)
{
    const struct muster_roster *roster = workforce->roster;
    if (!roster->scenario->leave.given)
        return MUSTER_OK;
    int number = year_of(&roster->scenario->leave, roster->period->day[0].date + day);
    if (workforce->book[number & 1].number == number)
        return MUSTER_OK;
    return plan_year(workforce, number);
}

enum muster_leave_mark muster_leave_on(const struct muster_workforce *workforce, size_t post,
                                       int32_t day)
{
    for (int i = 0; i < 2; i++) {
        const struct muster_leave_book *book = &workforce->book[i];
        if (book->number && day >= book->first && day < book->end)
            return (enum muster_leave_mark)
                book->mark[post * MUSTER_YEAR_DAYS + (size_t)(day - book->first)];
    }
    return MUSTER_LEAVE_NONE;
}

enum muster_leave_mark muster_leave_of(const struct muster_workforce *workforce,
                                       const struct muster_role *role,
                                       const struct muster_occupant *who, int32_t day)
{
    size_t post = muster_home(workforce, role, who)->first_post + who->post;
    return muster_leave_on(workforce, post, day);
}
