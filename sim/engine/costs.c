/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "costs.h"
#include "calendar.h"
#include "people.h"

static uint32_t bit(bool possible, enum muster_cost heading)
{
    return possible ? 1u << heading : 0;
}

static uint32_t headings_of_group(const struct muster_scenario *scenario,
                                  const struct muster_group *group)
{
    uint32_t stand_ins = bit(group->agency.given, MUSTER_COST_AGENCY) |
                         bit(group->casuals.given, MUSTER_COST_CASUALS);
    if (!group->shift_based || group->grade < 0)
        return stand_ins;
    const struct muster_grade *grade = &scenario->grade[group->grade];
    bool overtime = (scenario->overtime.given && !group->off_phones) ||
                    (group->has_saturday && group->saturday_repaid == MUSTER_REPAID_OVERTIME);
    const struct muster_pay *pay = &scenario->pay;
    bool insured = !(grade->on_cost > 0) && pay->ni_count > 0;
    bool pension =
        !(grade->on_cost > 0) && pay->members > 0 && muster_law_max(&pay->pension.law) > 0;
    return stand_ins | bit(true, MUSTER_COST_SALARIES) |
           bit(grade->on_cost > 0, MUSTER_COST_ON_COSTS) | bit(overtime, MUSTER_COST_OVERTIME) |
           bit(insured, MUSTER_COST_NATIONAL_INSURANCE) | bit(pension, MUSTER_COST_PENSION) |
           bit(pay->premium_count > 0, MUSTER_COST_PREMIA) |
           bit(group->acting_up.given, MUSTER_COST_ACTING_UP);
}

static bool possible(const struct muster_parameter *money)
{
    return muster_law_max(&money->law) > 0;
}

static uint32_t headings_of_costs(const struct muster_costs *costs)
{
    uint32_t set = bit(possible(&costs->recruitment_per_hire), MUSTER_COST_RECRUITMENT) |
                   bit(possible(&costs->training_per_hire), MUSTER_COST_TRAINING) |
                   bit(possible(&costs->per_contact), MUSTER_COST_CONTACTS) |
                   bit(possible(&costs->per_seat), MUSTER_COST_SEATS) |
                   bit(possible(&costs->capital), MUSTER_COST_CAPITAL) |
                   bit(costs->offset_count > 0, MUSTER_COST_OFFSETS);
    for (size_t i = 0; i < costs->item_count; i++)
        set |= bit(true, costs->item[i].yearly    ? MUSTER_COST_ITEMS
                         : costs->item[i].capital ? MUSTER_COST_CAPITAL
                                                  : MUSTER_COST_ONE_OFF);
    return set;
}

uint32_t muster_cost_headings(const struct muster_scenario *scenario)
{
    uint32_t headings = headings_of_costs(&scenario->costs);
    for (size_t i = 0; i < scenario->programme_count; i++)
        headings |= bit(possible(&scenario->programme[i].per_year) ||
                            possible(&scenario->programme[i].once),
                        MUSTER_COST_RETENTION);
    for (size_t g = 0; g < scenario->group_count; g++)
        headings |= headings_of_group(scenario, &scenario->group[g]);
    headings |= bit(scenario->relief.given && scenario->relief.hourly > 0, MUSTER_COST_RELIEF);
    return headings;
}

/* ---- what a replication costs beside its pay ---- */

/* One replication's books. */
struct closing {
    struct muster_tally *tally;
    struct muster_key key;
    int32_t start, end; /* of the horizon, end not in it */
};

/* Money a year from `from` up to `end`, within the horizon. */
static void spend_yearly(struct closing *at, enum muster_cost heading, double yearly, int32_t from,
                         int32_t end)
{
    int32_t date = at->start;
    from = from > at->start ? from : at->start;
    end = end < at->end ? end : at->end;
    for (size_t m = 0; m < at->tally->shape.months && yearly != 0; m++) {
        muster_cost_add(at->tally, (int32_t)m, heading,
                        yearly * muster_month_part(date, from, end));
        date = muster_month_next(date);
    }
}

static void spend_once(struct closing *at, enum muster_cost heading, double money, int32_t date)
{
    if (date < at->start || date >= at->end)
        return;
    struct muster_civil first = muster_civil_from_date(at->start);
    struct muster_civil then = muster_civil_from_date(date);
    muster_cost_add(at->tally, 12 * (then.year - first.year) + then.month - first.month, heading,
                    money);
}

/* So much for each of what a column by day counts, over its `entities`. */
static void spend_by_day(struct closing *at, enum muster_cost heading, double each,
                         const float *column, size_t entities)
{
    const struct muster_shape *shape = &at->tally->shape;
    for (size_t e = 0; e < entities && each != 0; e++) {
        int32_t month = 0, next = muster_month_next(at->start);
        for (size_t d = 0; d < shape->days; d++) {
            if (at->start + (int32_t)d == next) {
                next = muster_month_next(next);
                month++;
            }
            double count = (double)column[e * shape->days + d];
            if (count != 0)
                muster_cost_add(at->tally, month, heading, each * count);
        }
    }
}

static double money_of(const struct closing *at, const struct muster_parameter *parameter)
{
    return muster_parameter_value(parameter, at->key);
}

static void spend_programmes(struct closing *at, const struct muster_scenario *scenario)
{
    for (size_t i = 0; i < scenario->programme_count; i++) {
        const struct muster_programme *programme = &scenario->programme[i];
        int32_t from = programme->from > at->start ? programme->from : at->start;
        int32_t end = programme->until < at->end ? programme->until + 1 : at->end;
        spend_yearly(at, MUSTER_COST_RETENTION, money_of(at, &programme->per_year), from, end);
        if (programme->from == INT32_MIN || programme->from >= at->start)
            spend_once(at, MUSTER_COST_RETENTION, money_of(at, &programme->once), from);
    }
}

static void spend_items(struct closing *at, const struct muster_costs *costs)
{
    for (size_t i = 0; i < costs->item_count; i++) {
        const struct muster_item *item = &costs->item[i];
        double money = money_of(at, &item->amount);
        if (item->yearly)
            spend_yearly(at, MUSTER_COST_ITEMS, money, item->from, item->end);
        else
            spend_once(at, item->capital ? MUSTER_COST_CAPITAL : MUSTER_COST_ONE_OFF, money,
                       item->from);
    }
    for (size_t i = 0; i < costs->offset_count; i++) {
        const struct muster_item *item = &costs->offset[i];
        spend_yearly(at, MUSTER_COST_OFFSETS, -item->posts * money_of(at, &item->amount),
                     item->from, item->end);
    }
}

void muster_costs_close(struct muster_tally *tally, const struct muster_scenario *scenario,
                        size_t posts, struct muster_key key)
{
    const struct muster_costs *costs = &scenario->costs;
    const struct muster_shape *shape = &tally->shape;
    struct closing at = {tally, key, shape->start, shape->start + (int32_t)shape->days};
    spend_programmes(&at, scenario);
    if (!costs->given)
        return;
    const float *answered =
        tally->count_day +
        (size_t)muster_count_day_index(MUSTER_COUNT_ANSWERED) * shape->services * shape->days;
    const float *hires = tally->staff_day + (size_t)muster_staff_day_index(MUSTER_STAFF_HIRES) *
                                                shape->groups * shape->days;
    spend_by_day(&at, MUSTER_COST_CONTACTS, money_of(&at, &costs->per_contact), answered,
                 shape->services);
    spend_by_day(&at, MUSTER_COST_RECRUITMENT, money_of(&at, &costs->recruitment_per_hire), hires,
                 shape->groups);
    spend_by_day(&at, MUSTER_COST_TRAINING, money_of(&at, &costs->training_per_hire), hires,
                 shape->groups);
    double seats = costs->seats >= 0 ? costs->seats : (double)posts;
    spend_yearly(&at, MUSTER_COST_SEATS, seats * money_of(&at, &costs->per_seat), at.start, at.end);
    spend_once(&at, MUSTER_COST_CAPITAL, money_of(&at, &costs->capital), at.start);
    spend_items(&at, costs);
}
