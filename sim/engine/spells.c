/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sickness spells, and the days away that come now and then, of the people of one replication. Both
 * are drawn for each occupant over the whole stay.
 */
#include "burnout.h"

#include <math.h>
#include <stdlib.h>

/* ---- sickness ---- */

/* The hazard's factor on every day: season, weekday and the week's shared factor. */
static void lay_hazard(struct muster_workforce *workforce)
{
    const struct muster_roster *roster = workforce->roster;
    const struct muster_busyness *weekly = &roster->weekly;
    int32_t origin = roster->period->day[0].date;
    double score = 0, factor = 1;
    workforce->sick_days = roster->absence_days;
    if (!workforce->hazard)
        return;
    workforce->sick_days.season = workforce->hazard;
    for (size_t d = 0; d < roster->absence_days.count; d++) {
        size_t weekday = ((size_t)roster->week_offset + d) % 7;
        if (weekly->cv > 0 && (d == 0 || weekday == 0)) {
            double innovation =
                muster_sickness_week_innovation(workforce->key, origin + (int32_t)d);
            score = muster_busyness_score(weekly, score, innovation, d == 0);
            factor = muster_busyness_factor(weekly, score);
        }
        /* what begins on a day is first missed on the next */
        workforce->hazard[d] = roster->season[d] * roster->sick_weekday[(weekday + 1) % 7] * factor;
    }
}

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
        else if (rule->frailty_cv > 0 || rule->weekly_cv > 0)
            muster_frailty_solve(&workforce->absence, rule->frailty_cv, roster->shared_days);
    }
    lay_hazard(workforce);
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
                        const struct muster_absence *own, uint64_t entity,
                        const struct muster_occupant *occupant)
{
    const struct muster_roster *roster = workforce->roster;
    struct muster_stream stream = spell_stream(workforce, entity, occupant, 0);
    if (occupant->number > 0 || !roster->scenario->sickness.steady_state ||
        !muster_absence_start(spell, own, &roster->absence_days, 0, &stream))
        return false;
    spell->from_day = spell->long_term ? -1000 : -1;
    return true;
}

static enum muster_status draw_spells(struct muster_workforce *workforce, uint64_t entity,
                                      struct muster_occupant *occupant)
{
    struct muster_absence own = workforce->absence;
    struct muster_spell spell;
    double since = fmax(0, occupant->join);
    own.onset_per_day *= muster_frailty_of(workforce->roster->scenario->sickness.frailty_cv,
                                           workforce->key, entity, occupant->number);
    occupant->spell_first = workforce->spell_count;
    bool found = first_spell(&spell, workforce, &own, entity, occupant);
    for (uint64_t n = 1;; n++) {
        if (found) {
            struct muster_spell *kept = append(workforce);
            if (!kept)
                return MUSTER_NO_MEMORY;
            *kept = spell;
            since = spell.to_day;
        }
        struct muster_stream stream = spell_stream(workforce, entity, occupant, n);
        found = muster_absence_next(&spell, &own, &workforce->sick_days, since, &stream);
        if (!found || spell.from_day >= occupant->leave)
            break;
    }
    occupant->spell_count = workforce->spell_count - occupant->spell_first;
    return MUSTER_OK;
}

/* ---- days away now and then ---- */

static struct muster_one_off_time *append_one_off(struct muster_workforce *workforce)
{
    if (workforce->one_off_count == workforce->one_off_room) {
        size_t room = 2 * workforce->one_off_room + 16;
        struct muster_one_off_time *more = realloc(workforce->one_off, room * sizeof *more);
        if (!more)
            return NULL;
        workforce->one_off = more;
        workforce->one_off_room = room;
    }
    return &workforce->one_off[workforce->one_off_count++];
}

/* All times of one cause for one occupant: a renewal process of its own, at work when it starts. */
static enum muster_status draw_cause(struct muster_workforce *workforce, size_t cause,
                                     uint64_t entity, const struct muster_occupant *occupant)
{
    const struct muster_one_off *rule = &workforce->roster->scenario->one_off[cause];
    uint64_t own = muster_entity_item(rule->entity, entity);
    double since = fmax(0, occupant->join);
    for (uint64_t n = 1;; n++) {
        struct muster_spell spell;
        struct muster_stream stream =
            muster_stream_at(workforce->key, MUSTER_PURPOSE_ONE_OFF, own, occupant->number, n);
        if (!muster_absence_next(&spell, &workforce->one_off_absence[cause],
                                 &workforce->roster->even_days, since, &stream) ||
            spell.from_day >= occupant->leave)
            return MUSTER_OK;
        struct muster_one_off_time *kept = append_one_off(workforce);
        if (!kept)
            return MUSTER_NO_MEMORY;
        *kept = (struct muster_one_off_time){spell.first, spell.end, (uint32_t)cause};
        since = spell.to_day;
    }
}

static enum muster_status draw_one_offs(struct muster_workforce *workforce, uint64_t entity,
                                        struct muster_occupant *occupant)
{
    const struct muster_scenario *scenario = workforce->roster->scenario;
    enum muster_status status = MUSTER_OK;
    occupant->one_off_first = workforce->one_off_count;
    for (size_t cause = 0; cause < scenario->one_off_count && status == MUSTER_OK; cause++)
        if (workforce->one_off_absence[cause].onset_per_day > 0)
            status = draw_cause(workforce, cause, entity, occupant);
    occupant->one_off_count = workforce->one_off_count - occupant->one_off_first;
    return status;
}

void muster_one_offs_prepare(struct muster_workforce *workforce)
{
    const struct muster_roster *roster = workforce->roster;
    for (size_t i = 0; i < roster->scenario->one_off_count; i++) {
        const struct muster_one_off *rule = &roster->scenario->one_off[i];
        struct muster_spell_kind kind = {
            &rule->length.law, muster_quantity_scale(&rule->length, workforce->key), false};
        muster_absence_from_spells(&workforce->one_off_absence[i],
                                   muster_parameter_value(&rule->per_year, workforce->key), kind,
                                   roster->working_per_day);
    }
}

const struct muster_one_off *muster_one_off_on(const struct muster_workforce *workforce,
                                               const struct muster_occupant *occupant, int32_t day)
{
    const struct muster_one_off_time *time = workforce->one_off + occupant->one_off_first;
    for (size_t i = 0; i < occupant->one_off_count; i++)
        if (time[i].first <= day && day < time[i].end)
            return &workforce->roster->scenario->one_off[time[i].cause];
    return NULL;
}

/* ---- everybody ---- */

static enum muster_status draw_person(struct muster_workforce *workforce, uint64_t entity,
                                      struct muster_occupant *occupant)
{
    enum muster_status status = MUSTER_OK;
    if (workforce->has_absence)
        status = draw_spells(workforce, entity, occupant);
    if (status == MUSTER_OK && workforce->roster->scenario->one_off_count > 0)
        status = draw_one_offs(workforce, entity, occupant);
    return status;
}

enum muster_status muster_spells_draw(struct muster_workforce *workforce)
{
    const struct muster_roster *roster = workforce->roster;
    bool any = workforce->has_absence || roster->scenario->one_off_count > 0;
    workforce->spell_count = workforce->one_off_count = 0;
    for (size_t r = 0; r < roster->role_count && any; r++)
        for (size_t p = 0; p < roster->role[r].post_count; p++) {
            size_t post = roster->role[r].first_post + p;
            for (size_t i = workforce->post_first[post]; i < workforce->post_first[post + 1]; i++)
                if (draw_person(workforce, roster->role[r].post[p].entity,
                                &workforce->occupant[i]) != MUSTER_OK)
                    return MUSTER_NO_MEMORY;
        }
    return MUSTER_OK;
}

/* Before today's drawing, somebody in the same post on the same days; NULL when nobody was. */
static const struct muster_occupant *same_before(const struct muster_workforce *workforce,
                                                 size_t post, size_t i)
{
    const struct muster_burnout *burnout = workforce->burnout;
    const struct muster_occupant *who = &workforce->occupant[i];
    size_t before = burnout->before_first[post] + i - workforce->post_first[post];
    if (before >= burnout->before_first[post + 1])
        return NULL;
    const struct muster_occupant *was = &burnout->before[before];
    return was->join == who->join && was->leave == who->leave ? was : NULL;
}

/* No spell begins once somebody has left. */
static void cut_spells(struct muster_occupant *who, const struct muster_workforce *workforce)
{
    const struct muster_spell *spell = workforce->spell + who->spell_first;
    while (who->spell_count > 0 && spell[who->spell_count - 1].from_day >= who->leave)
        who->spell_count--;
}

static enum muster_status redraw_person(struct muster_workforce *workforce, uint64_t entity,
                                        size_t post, size_t i)
{
    struct muster_occupant *who = &workforce->occupant[i];
    const struct muster_occupant *was = same_before(workforce, post, i);
    if (who->join < workforce->burnout->today) {
        cut_spells(who, workforce);
        return MUSTER_OK;
    }
    if (!was)
        return draw_person(workforce, entity, who);
    who->spell_first = was->spell_first;
    who->spell_count = was->spell_count;
    who->one_off_first = was->one_off_first;
    who->one_off_count = was->one_off_count;
    return MUSTER_OK;
}

enum muster_status muster_spells_redraw(struct muster_workforce *workforce)
{
    const struct muster_roster *roster = workforce->roster;
    for (size_t r = 0; r < roster->role_count; r++)
        for (size_t p = 0; p < roster->role[r].post_count; p++) {
            size_t post = roster->role[r].first_post + p;
            for (size_t i = workforce->post_first[post]; i < workforce->post_first[post + 1]; i++)
                if (redraw_person(workforce, roster->role[r].post[p].entity, post, i) != MUSTER_OK)
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
