/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sickness spells and leave of the people of one replication. Spells are drawn for each occupant
 * over the whole stay; leave is planned a leave year at a time, when the first day of it is
 * rostered.
 */
#include "people.h"

#include "calendar.h"
#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- sickness ---- */

void muster_spells_prepare(struct muster_workforce *workforce)
{
    const struct muster_roster *roster = workforce->roster;
    const struct muster_sickness *rule = &roster->scenario->sickness;
    struct muster_key key = workforce->key;
    workforce->has_absence = false;
    if (!rule->given)
        return;
    if (rule->by_spells) {
        struct muster_spell_kind kind = {
            &rule->length.law, muster_quantity_scale(&rule->length, key), rule->calendar_days};
        double spells = muster_parameter_value(&rule->spells_per_year, key);
        muster_absence_from_spells(&workforce->absence, spells, kind, roster->working_per_day);
    } else {
        struct muster_spell_kind kind[2] = {
            {&rule->short_spell.law, muster_quantity_scale(&rule->short_spell, key), false},
            {&rule->long_spell.law, muster_quantity_scale(&rule->long_spell, key), true}};
        double days = muster_parameter_value(&rule->days_lost_per_fte, key);
        if (!muster_absence_from_days(&workforce->absence, days, rule->long_term_share, kind,
                                      roster->working_per_day, 1 - roster->on_leave))
            workforce->absence.onset_per_day = 1; /* more days than there are: nearly always away */
    }
    workforce->has_absence = workforce->absence.onset_per_day > 0;
}

static struct muster_spell *append(struct muster_workforce *workforce)
{
    if (workforce->spell_count == workforce->spell_room) {
        size_t room = 2 * workforce->spell_room + 64;
        struct muster_spell *more = realloc(workforce->spell, room * sizeof *more);
        if (!more)
            return NULL;
        workforce->spell = more;
        workforce->spell_room = room;
    }
    return &workforce->spell[workforce->spell_count++];
}

static struct muster_stream spell_stream(const struct muster_workforce *workforce, uint64_t entity,
                                         const struct muster_occupant *occupant, uint64_t n)
{
    return muster_stream_at(workforce->key, MUSTER_PURPOSE_SICKNESS, entity, occupant->number, n);
}

/* The spell that an occupant is in at the start. What is long was known long before. */
static bool first_spell(struct muster_spell *spell, const struct muster_workforce *workforce,
                        uint64_t entity, const struct muster_occupant *occupant)
{
    const struct muster_roster *roster = workforce->roster;
    struct muster_stream stream = spell_stream(workforce, entity, occupant, 0);
    if (occupant->number > 0 || !roster->scenario->sickness.steady_state ||
        !muster_absence_start(spell, &workforce->absence, &roster->absence_days, 0, &stream))
        return false;
    spell->from_day = spell->long_term ? -1000 : -1;
    return true;
}

static enum muster_status draw_spells(struct muster_workforce *workforce, uint64_t entity,
                                      struct muster_occupant *occupant)
{
    const struct muster_roster *roster = workforce->roster;
    struct muster_spell spell;
    double since = fmax(0, occupant->join);
    occupant->spell_first = workforce->spell_count;
    bool found = first_spell(&spell, workforce, entity, occupant);
    for (uint64_t n = 1;; n++) {
        if (found) {
            struct muster_spell *kept = append(workforce);
            if (!kept)
                return MUSTER_NO_MEMORY;
            *kept = spell;
            since = spell.to_day;
        }
        struct muster_stream stream = spell_stream(workforce, entity, occupant, n);
        found =
            muster_absence_next(&spell, &workforce->absence, &roster->absence_days, since, &stream);
        if (!found || spell.from_day >= occupant->leave)
            break;
    }
    occupant->spell_count = workforce->spell_count - occupant->spell_first;
    return MUSTER_OK;
}

enum muster_status muster_spells_draw(struct muster_workforce *workforce)
{
    const struct muster_roster *roster = workforce->roster;
    workforce->spell_count = 0;
    for (size_t r = 0; r < roster->role_count && workforce->has_absence; r++)
        for (size_t p = 0; p < roster->role[r].post_count; p++) {
            size_t post = roster->role[r].first_post + p;
            for (size_t i = workforce->post_first[post]; i < workforce->post_first[post + 1]; i++)
                if (draw_spells(workforce, roster->role[r].post[p].entity,
                                &workforce->occupant[i]) != MUSTER_OK)
                    return MUSTER_NO_MEMORY;
        }
    return MUSTER_OK;
}

const struct muster_spell *muster_spell_on(const struct muster_workforce *workforce,
                                           const struct muster_occupant *occupant, int32_t day)
{
    if (occupant->spell_count == 0)
        return NULL;
    /* Only the last spell that began by then can still last. */
    const struct muster_spell *spell = workforce->spell + occupant->spell_first;
    size_t low = 0, high = occupant->spell_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (spell[middle].first <= day)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 && day < spell[low - 1].end ? &spell[low - 1] : NULL;
}

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

static double pattern_weight(const struct muster_leave *leave, int32_t from, int32_t to)
{
    double sum = 0;
    for (int32_t date = from; date < to;) {
        int32_t next = muster_month_next(date);
        int32_t end = next < to ? next : to;
        sum += (end - date) * leave->pattern[muster_civil_from_date(date).month - 1];
        date = end;
    }
    return sum;
}

/* Days of leave due in the leave year [from, to) of dates, planned from `start` on. Those in post
 * when a year is entered half-way have had their share by the pattern; joiners and leavers get
 * theirs by the time in post. */
static double entitlement(const struct muster_roster *roster,
                          const struct muster_occupant *occupant, int32_t from, int32_t to)
{
    const struct muster_leave *leave = &roster->scenario->leave;
    int32_t origin = roster->period->day[0].date;
    int32_t join = origin + occupant->join;
    int32_t end = occupant->leave < to - origin ? origin + occupant->leave : to;
    double days = leave->days + leave->statutory;
    if (to - join > 5 * 365.25)
        days += leave->after_5_years;
    if (from < origin && occupant->join <= 0) {
        double whole = pattern_weight(leave, from, to);
        return whole > 0 ? days * pattern_weight(leave, origin, end) / whole : 0;
    }
    return days * (end - (join > from ? join : from)) / (to - from);
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

/* People who can take leave in the book's days: live in some of them. Their number. */
static size_t list_people(struct muster_workforce *workforce, const struct muster_role *role,
                          struct muster_leave_book *book, int32_t from, int32_t to, bool count_only)
{
    size_t people = 0;
    for (size_t p = 0; p < role->post_count; p++) {
        size_t post = role->first_post + p;
        for (size_t i = workforce->post_first[post]; i < workforce->post_first[post + 1]; i++) {
            struct muster_occupant *who = &workforce->occupant[i];
            int32_t first, end;
            if (!live_in(&first, &end, who, book))
                continue;
            if (!count_only)
                workforce->person[people] = (struct muster_leave_person){
                    .entity = role->post[p].entity,
                    .occupant = who->number,
                    .from = first - book->first,
                    .to = end - book->first,
                    .days = entitlement(workforce->roster, who, from, to) + who->leave_carry,
                    .mark = book->mark + post * MUSTER_YEAR_DAYS};
            people++;
        }
    }
    return people;
}

/* What is left below a day is kept for the next year; whole days that found no place are lost. */
static void keep_rest(struct muster_workforce *workforce, const struct muster_role *role,
                      const struct muster_leave_book *book)
{
    size_t next = 0;
    for (size_t p = 0; p < role->post_count; p++) {
        size_t post = role->first_post + p;
        for (size_t i = workforce->post_first[post]; i < workforce->post_first[post + 1]; i++) {
            struct muster_occupant *who = &workforce->occupant[i];
            int32_t first, end;
            if (!live_in(&first, &end, who, book))
                continue;
            double left = fmax(0, workforce->person[next++].days);
            who->leave_carry = left - floor(left);
        }
    }
}

static enum muster_status plan_role(struct muster_workforce *workforce,
                                    const struct muster_role *role, struct muster_leave_book *book,
                                    int32_t from, int32_t to)
{
    const struct muster_roster *roster = workforce->roster;
    const struct muster_leave *leave = &roster->scenario->leave;
    size_t people = list_people(workforce, role, book, from, to, true);
    double most = leave->days + leave->statutory + leave->after_5_years + 1;
    if (make_room(workforce, people, people * muster_leave_requests(most)) != MUSTER_OK)
        return MUSTER_NO_MEMORY;
    list_people(workforce, role, book, from, to, false);
    double cap = floor(leave->cap * (double)role->post_count + 1e-9);
    struct muster_leave_year year = {.count = (size_t)(book->end - book->first),
                                     .first_weekday = (book->first + roster->week_offset) % 7,
                                     .working = roster->working + book->first,
                                     .weight = workforce->weight,
                                     .number = (uint64_t)book->number,
                                     .cap = cap < 1 ? 1 : (unsigned)cap,
                                     .away = book->away + role->index * MUSTER_YEAR_DAYS};
    muster_leave_plan(workforce->person, people, &year, workforce->key, workforce->request);
    keep_rest(workforce, role, book);
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
    for (int32_t day = book->first; day < book->end; day++) {
        int month = muster_civil_from_date(origin + day).month - 1;
        workforce->weight[day - book->first + 1] =
            workforce->weight[day - book->first] + leave->pattern[month];
    }
    assert(book->end <= last + MUSTER_YEAR_DAYS); /* `working` reaches a year beyond the horizon */
    for (size_t r = 0; r < roster->role_count; r++)
        if (roster->role[r].post_count > 0 &&
            plan_role(workforce, &roster->role[r], book, from, to) != MUSTER_OK)
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
