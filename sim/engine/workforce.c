/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The workforce of one replication: its life, its weeks, and who is where.
 */
#include "buddies.h"
#include "burnout.h"
#include "off_phone.h"
#include "overtime.h"
#include "payroll.h"
#include "role_day.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define GOLDEN 0.6180339887498949

/* ---- life ---- */

static enum muster_status room_for(struct muster_workforce *workforce)
{
    const struct muster_roster *roster = workforce->roster;
    size_t posts = roster->post_count + 1;
    workforce->post_first = calloc(posts + 1, sizeof *workforce->post_first);
    workforce->seat = calloc(posts, sizeof *workforce->seat);
    workforce->bank_s = calloc(posts, sizeof *workforce->bank_s);
    workforce->bank_next_s = calloc(posts, sizeof *workforce->bank_next_s);
    workforce->hazard_factor =
        calloc(roster->period->day_count + 1, sizeof *workforce->hazard_factor);
    workforce->weight = calloc(MUSTER_YEAR_DAYS + 1, sizeof *workforce->weight);
    workforce->cover = calloc(MUSTER_COVER_DAYS * roster->period->intervals_of_day + MUSTER_FOUR,
                              sizeof *workforce->cover);
    workforce->leave_counts = calloc(roster->role_count + 1, sizeof *workforce->leave_counts);
    workforce->one_off_absence =
        calloc(roster->scenario->one_off_count + 1, sizeof *workforce->one_off_absence);
    bool uneven = roster->weekly.cv > 0 || roster->scenario->sickness.has_weekdays;
    if (uneven)
        workforce->hazard = calloc(roster->absence_days.count, sizeof *workforce->hazard);
    bool enough = workforce->post_first && workforce->bank_s && workforce->bank_next_s &&
                  workforce->weight && workforce->cover && workforce->hazard_factor &&
                  workforce->seat && workforce->leave_counts && workforce->one_off_absence &&
                  (!uneven || workforce->hazard);
    for (int i = 0; i < 2; i++) {
        workforce->duty[i] = calloc(7 * posts, sizeof *workforce->duty[i]);
        workforce->book[i].mark = calloc(posts, MUSTER_YEAR_DAYS);
        workforce->book[i].away =
            calloc((roster->role_count + 1) * MUSTER_YEAR_DAYS, sizeof *workforce->book[i].away);
        enough = enough && workforce->duty[i] && workforce->book[i].mark && workforce->book[i].away;
    }
    if (muster_burnout_new(&workforce->burnout, roster) != MUSTER_OK ||
        muster_off_phone_new(&workforce->off_phone, roster) != MUSTER_OK ||
        muster_buddies_new(&workforce->buddies, roster) != MUSTER_OK ||
        muster_overtime_new(&workforce->overtime, roster) != MUSTER_OK ||
        muster_payroll_new(&workforce->payroll, roster->scenario) != MUSTER_OK)
        return MUSTER_NO_MEMORY;
    size_t items = 2 + MUSTER_PLAN_ITEMS;
    workforce->event_room = 9 * posts * items; /* seven days and those past midnight */
    size_t activities = muster_off_phone_events(workforce->off_phone);
    workforce->event_room += activities + muster_buddies_events(workforce->buddies, activities);
    workforce->event = calloc(workforce->event_room, sizeof *workforce->event);
    workforce->sorted = calloc(workforce->event_room, sizeof *workforce->sorted);
    enough = enough && muster_stand_ins_room(workforce) == MUSTER_OK &&
             muster_acting_room(workforce) == MUSTER_OK;
    return enough && workforce->event && workforce->sorted ? MUSTER_OK : MUSTER_NO_MEMORY;
}

enum muster_status muster_workforce_new(struct muster_workforce **out,
                                        const struct muster_roster *roster)
{
    struct muster_workforce *workforce = calloc(1, sizeof *workforce);
    *out = NULL;
    if (!workforce)
        return MUSTER_NO_MEMORY;
    workforce->roster = roster;
    enum muster_status status = room_for(workforce);
    if (status != MUSTER_OK) {
        muster_workforce_free(workforce);
        return status;
    }
    *out = workforce;
    return MUSTER_OK;
}

struct muster_workforce *muster_workforce_free(struct muster_workforce *workforce)
{
    if (!workforce)
        return NULL;
    for (int i = 0; i < 2; i++) {
        free(workforce->duty[i]);
        free(workforce->book[i].mark);
        free(workforce->book[i].away);
    }
    muster_burnout_free(workforce->burnout);
    muster_off_phone_free(workforce->off_phone);
    muster_buddies_free(workforce->buddies);
    muster_overtime_free(workforce->overtime);
    muster_payroll_free(workforce->payroll);
    free(workforce->sorted);
    free(workforce->event);
    free(workforce->cover);
    free(workforce->weight);
    free(workforce->hazard_factor);
    free(workforce->bank_next_s);
    free(workforce->bank_s);
    free(workforce->post_first);
    free(workforce->acting);
    free(workforce->acting_in);
    free(workforce->acting_of);
    free(workforce->vacant_days);
    free(workforce->stand_in);
    free(workforce->stand_in_first);
    free(workforce->agency_on);
    free(workforce->seat);
    free(workforce->person);
    free(workforce->request);
    free(workforce->hazard);
    free(workforce->leave_counts);
    free(workforce->one_off_absence);
    free(workforce->one_off);
    free(workforce->spell);
    free(workforce->occupant);
    free(workforce);
    return NULL;
}

/* Where the contract is no whole number of shifts, people start at different points of the cycle:
 * at most a shift ahead, or behind where hours are worked in advance. */
static void start_banks(struct muster_workforce *workforce)
{
    const struct muster_roster *roster = workforce->roster;
    for (size_t r = 0; r < roster->role_count; r++) {
        const struct muster_role *role = &roster->role[r];
        for (size_t p = 0; p < role->post_count; p++) {
            double longest_s = role->longest_s[role->post[p].full_time];
            double days = longest_s > 0 ? role->post[p].week_s / longest_s : 0;
            double turn = GOLDEN * (double)(role->rank[p] + 1);
            bool whole = fabs(days - floor(days + 0.5)) < 1e-6;
            bool in_advance =
                role->group->has_saturday && role->group->saturday_repaid == MUSTER_REPAID_TOIL;
            double share = floor((turn - floor(turn)) * 16) / 16 - (in_advance ? 15.0 / 16 : 0);
            workforce->bank_s[role->first_post + p] = whole ? 0 : share * longest_s;
        }
    }
}

static void prepare_lateness(struct muster_workforce *workforce)
{
    const struct muster_lateness *rule = &workforce->roster->scenario->lateness;
    workforce->lateness = (struct muster_lateness_rule){0};
    if (!rule->given)
        return;
    double chance = muster_parameter_value(&rule->probability, workforce->key);
    workforce->lateness =
        (struct muster_lateness_rule){fmin(1, fmax(0, chance)), &rule->length.law,
                                      muster_quantity_scale(&rule->length, workforce->key)};
}

enum muster_status muster_workforce_begin(struct muster_workforce *workforce, struct muster_key key)
{
    workforce->key = key;
    workforce->rota_next = 0;
    workforce->event_count = workforce->event_given = 0;
    workforce->book[0].number = workforce->book[1].number = 0;
    muster_spells_prepare(workforce);
    muster_one_offs_prepare(workforce);
    prepare_lateness(workforce);
    memset(workforce->leave_counts, 0,
           workforce->roster->role_count * sizeof *workforce->leave_counts);
    start_banks(workforce);
    if (workforce->off_phone)
        muster_off_phone_begin(workforce->off_phone);
    muster_buddies_begin(workforce);
    muster_overtime_begin(workforce);
    muster_payroll_begin(workforce->payroll, key);
    muster_burnout_begin(workforce);
    enum muster_status status = muster_occupants_draw(workforce);
    if (status == MUSTER_OK)
        status = muster_spells_draw(workforce);
    if (status == MUSTER_OK)
        status = muster_acting_draw(workforce);
    if (status == MUSTER_OK)
        status = muster_stand_ins_draw(workforce);
    return status == MUSTER_OK ? muster_stand_ins_for_sick(workforce) : status;
}

static struct muster_trigger_rule triggers_of(const struct muster_sickness *sickness)
{
    const struct muster_trigger_numbers *asked = &sickness->trigger;
    return (struct muster_trigger_rule){.spells = asked->spells,
                                        .spells_within_days = asked->spells_within_s / MUSTER_DAY_S,
                                        .days = asked->days,
                                        .days_within_days = asked->days_within_s / MUSTER_DAY_S,
                                        .running = asked->running_days};
}

static void count_triggers(const struct muster_workforce *workforce,
                           const struct muster_occupant *who, double *staff)
{
    const struct muster_roster *roster = workforce->roster;
    struct muster_trigger_rule rule = triggers_of(&roster->scenario->sickness);
    int32_t last = (int32_t)roster->period->day_count;
    bool reached[MUSTER_TRIGGERS], any = false;
    if (who->spell_count == 0)
        return;
    muster_triggers_reached(reached, &rule, workforce->spell + who->spell_first, who->spell_count,
                            roster->working, (int32_t)roster->period->warm_days,
                            who->leave < last ? who->leave : last);
    for (int i = 0; i < MUSTER_TRIGGERS; i++) {
        staff[MUSTER_STAFF_TRIGGER_SPELLS + i] += reached[i];
        any = any || reached[i];
    }
    staff[MUSTER_STAFF_TRIGGERS] += any;
}

static void count_leave(const struct muster_leave_counts *counts, double *staff)
{
    staff[MUSTER_STAFF_LEAVE_ASKED] += counts->asked;
    staff[MUSTER_STAFF_LEAVE_MOVED] += counts->asked - counts->as_wished - counts->refused;
    staff[MUSTER_STAFF_LEAVE_REFUSED] += counts->refused;
    staff[MUSTER_STAFF_LEAVE_CARRIED] += counts->carried;
    staff[MUSTER_STAFF_LEAVE_LOST] += counts->lost;
}

/* People in post on the day after the horizon, and what is known of each at its end: the spells
 * begun within it, the triggers reached, the leave that found no place. */
static void count_end(struct muster_workforce *workforce, struct muster_tally *tally)
{
    const struct muster_roster *roster = workforce->roster;
    int32_t day = (int32_t)roster->period->day_count;
    double start = (double)roster->period->warm_days;
    for (size_t r = 0; r < roster->role_count; r++) {
        double *staff = tally->staff + r * MUSTER_STAFFS;
        size_t last = roster->role[r].first_post + roster->role[r].post_count;
        count_leave(&workforce->leave_counts[r], staff);
        for (size_t i = workforce->post_first[roster->role[r].first_post];
             i < workforce->post_first[last]; i++) {
            const struct muster_occupant *who = &workforce->occupant[i];
            staff[MUSTER_STAFF_HEADCOUNT_END] += who->join <= day && day < who->leave;
            for (size_t k = 0; k < who->spell_count; k++) {
                double from = workforce->spell[who->spell_first + k].from_day;
                staff[MUSTER_STAFF_SPELLS] += start <= from && from < day;
            }
            count_triggers(workforce, who, staff);
        }
    }
}

/* ---- a week ---- */

/* Order of events as one number: time, which is not negative, so that its bits order as it does;
 * then the change, the group, the person. */
static inline muster_product rank_of(const struct muster_staff_event *event)
{
    uint64_t bits;
    memcpy(&bits, &event->time_s, sizeof bits);
    uint64_t which = (uint64_t)event->change << 61 | (uint64_t)event->group << 32 | event->person;
    return (muster_product)bits << 64 | which;
}

/* Merges from[start, middle) and from[middle, end), each in order, without a decision that nobody
 * could foresee. */
static void merge(struct muster_staff_event *to, const struct muster_staff_event *from,
                  size_t start, size_t middle, size_t end)
{
    size_t i = start, j = middle, k = start;
    while (i < middle && j < end) {
        size_t right = rank_of(&from[j]) < rank_of(&from[i]);
        to[k++] = from[i ^ ((i ^ j) & -right)];
        i += 1 - right;
        j += right;
    }
    memcpy(&to[k], &from[i], (middle - i) * sizeof *to);
    memcpy(&to[k + (middle - i)], &from[j], (end - j) * sizeof *to);
}

/* Bottom-up merge sort: stable, no call per comparison. */
static void sort_events(struct muster_workforce *workforce)
{
    size_t n = workforce->event_count;
    for (size_t width = 1; width < n; width *= 2) {
        struct muster_staff_event *from = workforce->event, *to = workforce->sorted;
        for (size_t start = 0; start < n; start += 2 * width) {
            size_t middle = start + width < n ? start + width : n;
            merge(to, from, start, middle, middle + width < n ? middle + width : n);
        }
        workforce->event = to;
        workforce->sorted = from;
    }
}

enum muster_status muster_workforce_week(struct muster_workforce *workforce, size_t week,
                                         const struct muster_staff_event **events, size_t *count,
                                         struct muster_tally *tally)
{
    const struct muster_roster *roster = workforce->roster;
    size_t days = roster->period->day_count;
    size_t first = 7 * week, end = first + 7 < days ? first + 7 : days;
    /* What went past the last week's midnight comes first. */
    workforce->event_count -= workforce->event_given;
    memmove(workforce->event, workforce->event + workforce->event_given,
            workforce->event_count * sizeof *workforce->event);
    if (workforce->off_phone)
        muster_off_phone_week(workforce->off_phone, week);
    if (muster_burnout_week(workforce, week) != MUSTER_OK)
        return MUSTER_NO_MEMORY;
    muster_payroll_due(workforce, tally, (int32_t)first);
    for (size_t day = first; day < end; day++) {
        if ((day + (size_t)roster->week_offset) / 7 >= workforce->rota_next) {
            enum muster_status status = muster_rota_make(workforce);
            if (status != MUSTER_OK)
                return status;
        }
        for (size_t r = 0; r < roster->role_count; r++)
            if (roster->role[r].post_count > 0)
                muster_role_day_make(workforce, &roster->role[r], (int32_t)day, tally);
    }
    if (end == days && first < days)
        count_end(workforce, tally);
    sort_events(workforce);
    workforce->event_given = workforce->event_count;
    while (end < days && workforce->event_given > 0 &&
           workforce->event[workforce->event_given - 1].time_s >= (double)end * MUSTER_DAY_S)
        workforce->event_given--;
    *events = workforce->event;
    *count = workforce->event_given;
    return MUSTER_OK;
}

void muster_workforce_close(struct muster_workforce *workforce, struct muster_tally *tally)
{
    muster_payroll_due(workforce, tally, INT32_MAX);
}

/* ---- activities off the phones ---- */

void muster_workforce_delivered(struct muster_workforce *workforce, size_t group, size_t person,
                                uint32_t activity, double seconds)
{
    size_t post = workforce->roster->role[group].first_post + person;
    muster_off_phone_delivered(workforce->off_phone, post, activity, seconds);
}

double muster_workforce_later(struct muster_workforce *workforce, size_t group, size_t person,
                              double time_s, double length_s, uint32_t activity)
{
    return muster_off_phone_later(workforce, group, person, time_s, length_s, activity);
}

bool muster_workforce_stays(struct muster_workforce *workforce, size_t group, size_t person,
                            double time_s, double seconds, struct muster_tally *tally)
{
    return muster_overtime_stays(workforce, group, person, time_s, seconds, tally);
}

size_t muster_workforce_activities(const struct muster_workforce *workforce)
{
    return muster_off_phone_events(workforce->off_phone);
}

/* ---- who is where ---- */

double muster_post_away_from(struct muster_post_at at, const struct muster_occupant *who)
{
    const struct muster_allowed *allowed =
        &at.role->allowed[at.role->post[at.post].full_time][MUSTER_PART_WEEK];
    int weekday = at.workforce->roster->period->day[at.day].weekday;
    double first_s = INFINITY;
    for (size_t i = 0; i < allowed->count && at.day >= who->live; i++) {
        const struct muster_role_shift *shift = &at.role->shift[allowed->shift[i]];
        double start_s = shift->start_s[weekday], end_s = shift->end_s[weekday];
        if (end_s > start_s && end_s <= MUSTER_DAY_S)
            return MUSTER_AWAY_FROM_S;
        if (end_s > start_s)
            first_s = fmin(first_s, start_s);
    }
    return isinf(first_s) ? MUSTER_AWAY_FROM_S : first_s;
}

static bool on_leave(struct muster_post_at at, const struct muster_occupant *who)
{
    return at.day >= who->live &&
           muster_leave_of(at.workforce, at.role, who, at.day) == MUSTER_LEAVE_TAKEN;
}

bool muster_post_out_of_term(struct muster_post_at at)
{
    return at.role->post[at.post].term_time && at.workforce->roster->period->day[at.day].school;
}

bool muster_post_sick(struct muster_post_at at, const struct muster_occupant *who)
{
    return at.workforce->has_absence && !on_leave(at, who) && !muster_post_out_of_term(at) &&
           muster_spell_on(at.workforce, who, at.day);
}

const struct muster_one_off *muster_post_one_off(struct muster_post_at at,
                                                 const struct muster_occupant *who)
{
    if (who->one_off_count == 0 || on_leave(at, who) || muster_post_out_of_term(at) ||
        muster_post_sick(at, who))
        return NULL;
    return muster_one_off_on(at.workforce, who, at.day);
}

const struct muster_duty *muster_post_duty(struct muster_post_at at)
{
    const struct muster_roster *roster = at.workforce->roster;
    int32_t rota_week = (at.day + roster->week_offset) / 7;
    return at.workforce->duty[rota_week & 1] + 7 * (at.role->first_post + at.post) +
           roster->period->day[at.day].weekday;
}

enum muster_where muster_post_where(struct muster_post_at at, const struct muster_occupant *who)
{
    const struct muster_period_day *date = &at.workforce->roster->period->day[at.day];
    bool weekday = date->weekday < 5;
    if (muster_post_out_of_term(at))
        return MUSTER_WHERE_OUT_OF_TERM;
    if (date->closed && weekday)
        return MUSTER_WHERE_HOLIDAY;
    if (date->closing && weekday)
        return MUSTER_WHERE_LEAVE;
    if (at.day < who->live)
        return weekday ? MUSTER_WHERE_INDUCTION : MUSTER_WHERE_FREE;
    if (on_leave(at, who))
        return MUSTER_WHERE_LEAVE;
    if (at.role->group->off_phones)
        return weekday ? MUSTER_WHERE_OTHER_WORK : MUSTER_WHERE_FREE;
    bool mine = muster_post_duty(at)->occupant == (int32_t)(who - at.workforce->occupant);
    return mine ? MUSTER_WHERE_WORK : MUSTER_WHERE_FREE;
}

/* The shift of the post's duty. */
static void duty_hours(double *start_s, double *end_s, struct muster_post_at at)
{
    struct muster_day_plan plan;
    muster_day_plan_make(&plan, at.role, muster_post_duty(at),
                         at.workforce->roster->period->day[at.day].weekday, at.role->rank[at.post]);
    *start_s = plan.start_s;
    *end_s = plan.end_s;
}

static void person_hours(struct muster_person_day *out, struct muster_post_at at,
                         const struct muster_occupant *who)
{
    if (out->where == MUSTER_WHERE_WORK) {
        duty_hours(&out->start_s, &out->end_s, at);
    } else if (out->where != MUSTER_WHERE_FREE && out->where != MUSTER_WHERE_OUT_OF_TERM) {
        out->start_s = muster_post_away_from(at, who);
        out->end_s = out->start_s + at.role->post[at.post].week_s / 5;
    }
}

/* Who works in the post, or holds it. */
static const struct muster_occupant *holder_of(struct muster_post_at at)
{
    const struct muster_workforce *workforce = at.workforce;
    const struct muster_occupant *holder = NULL;
    const size_t *first = workforce->post_first + at.role->first_post + at.post;
    const struct muster_acting *acting =
        muster_acting_in(workforce, at.role->first_post + at.post, at.day);
    if (acting)
        return &workforce->occupant[acting->actor];
    for (size_t i = first[0]; i < first[1]; i++) {
        const struct muster_occupant *who = &workforce->occupant[i];
        bool there = who->join <= at.day && at.day < who->leave;
        if (there && (!holder || holder->live > at.day))
            holder = who;
    }
    return holder;
}

static void cover(struct muster_person_day *out, struct muster_post_at at)
{
    size_t post = at.role->first_post + at.post;
    if (at.role->group->off_phones)
        return;
    const struct muster_duty *duty = muster_post_duty(at);
    bool casual = duty->flags & MUSTER_DUTY_TAKEN;
    if (casual)
        out->cover = MUSTER_COVER_CASUAL;
    else if (muster_stand_in_on(at.workforce, post, at.day))
        out->cover = MUSTER_COVER_AGENCY;
    if (casual || duty->occupant == MUSTER_DUTY_AGENCY)
        duty_hours(&out->cover_start_s, &out->cover_end_s, at);
}

void muster_workforce_person(struct muster_person_day *out,
                             const struct muster_workforce *workforce, size_t group, size_t person,
                             size_t day)
{
    struct muster_post_at at = {workforce, &workforce->roster->role[group], person, (int32_t)day};
    const struct muster_occupant *holder = holder_of(at);
    *out = (struct muster_person_day){.where = MUSTER_WHERE_VACANT};
    cover(out, at);
    if (!holder)
        return;
    if (muster_acting_of(workforce, at.role->first_post + person,
                         (int32_t)(holder - workforce->occupant), at.day)) {
        out->where = MUSTER_WHERE_ACTING;
        return;
    }
    out->where = muster_post_where(at, holder);
    person_hours(out, at, holder);
    bool due = out->where == MUSTER_WHERE_WORK || out->where == MUSTER_WHERE_INDUCTION ||
               out->where == MUSTER_WHERE_OTHER_WORK;
    bool replaced = out->where == MUSTER_WHERE_FREE && out->cover_end_s > out->cover_start_s;
    if ((due || replaced) && muster_post_sick(at, holder))
        out->where = MUSTER_WHERE_SICK;
    else if (due && muster_post_one_off(at, holder))
        out->where = MUSTER_WHERE_ONE_OFF;
}
