/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doubts.h"

#include "words.h"

#include <math.h>

/* Dates [from, until] that hold no day of the horizon. */
static bool outside(const struct muster_scenario *scenario, int32_t from, int32_t until)
{
    return from >= scenario->start + scenario->days || until < scenario->start;
}

static void doubt_agencies(struct muster_doubts *doubts, const struct muster_scenario *scenario)
{
    for (size_t g = 0; g < scenario->group_count; g++) {
        const struct muster_agency *agency = &scenario->group[g].agency;
        if (agency->given && outside(scenario, agency->from, agency->until))
            muster_doubt(doubts,
                         "%s: the dates of agency hold no day of the horizon: nobody stands in",
                         scenario->group[g].name);
    }
}

static void doubt_programmes(struct muster_doubts *doubts, const struct muster_scenario *scenario)
{
    for (size_t i = 0; i < scenario->programme_count; i++)
        if (outside(scenario, scenario->programme[i].from, scenario->programme[i].until))
            muster_doubt(doubts,
                         "retention: the dates of %s hold no day of the horizon: it keeps nobody",
                         scenario->programme[i].name);
}

static void doubt_items(struct muster_doubts *doubts, const struct muster_scenario *scenario,
                        const char *table, const struct muster_item *item, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        int32_t last = item[i].yearly ? item[i].end - 1 : item[i].from;
        if (outside(scenario, item[i].from, last))
            muster_doubt(doubts, "costs.%s: %s lies outside the horizon: it comes to nothing",
                         table, item[i].name);
    }
}

static void doubt_awards(struct muster_doubts *doubts, const struct muster_scenario *scenario)
{
    for (size_t i = 0; i < scenario->pay.award_count; i++) {
        int32_t from = scenario->pay.award[i].from;
        if (from >= scenario->start + scenario->days)
            muster_doubt(doubts, "pay: the award of %s comes after the horizon: it changes nothing",
                         muster_words_date(from).text);
        else if (from < scenario->start)
            muster_doubt(doubts,
                         "pay: the award of %s was before the horizon: it raises every salary of "
                         "the file from the first day on; are they not raised by it already?",
                         muster_words_date(from).text);
    }
}

static void doubt_sick_pay(struct muster_doubts *doubts, const struct muster_scenario *scenario)
{
    const struct muster_pay *pay = &scenario->pay;
    if (pay->sick_count > 0 && pay->sick[0].from_days > 0)
        muster_doubt(doubts,
                     "pay: sick_pay begins at %s months of service: who has served less is paid "
                     "nothing when off sick",
                     muster_words_number(pay->sick[0].from_days * 12 / 365.25).text);
}

/* A weekday on which the centre is closed, the night before included. */
static bool closed_on(const struct muster_hours *hours, int day)
{
    int before = (day + 6) % 7;
    size_t spans = hours->count[before];
    bool night = spans > 0 && hours->span[before][spans - 1].close_s > 86400;
    return !hours->always && hours->count[day] == 0 && !night;
}

static void doubt_slots(struct muster_doubts *doubts, const struct muster_scenario *scenario)
{
    for (size_t a = 0; a < scenario->activity_count; a++)
        for (size_t i = 0; i < scenario->activity[a].slot_count; i++)
            for (int day = 0; day < 7; day++)
                if (scenario->activity[a].slot[i].weekdays >> day & 1 &&
                    closed_on(&scenario->opening, day))
                    muster_doubt(doubts,
                                 "off_phone: %s: the centre is closed on %s: nobody has it then",
                                 scenario->activity[a].name, muster_words_weekday(day));
}

/* Classes fill vacant posts of a group, and there are never more of these than posts. */
static void doubt_classes(struct muster_doubts *doubts, const struct muster_plan *plan)
{
    const struct muster_recruitment *rule = &plan->scenario->recruitment;
    for (size_t g = 0; g < plan->scenario->group_count; g++) {
        size_t posts = muster_roster_people(plan->roster, g);
        if (rule->has_class && posts > 0 && (size_t)rule->class_least > posts)
            muster_doubt(doubts,
                         "%s: a class starts with %d people at least, and there are %zu %s: nobody "
                         "ever joins",
                         plan->scenario->group[g].name, rule->class_least, posts,
                         posts == 1 ? "post" : "posts");
    }
}

void muster_doubt_unused(struct muster_doubts *doubts, const struct muster_plan *plan)
{
    const struct muster_scenario *scenario = plan->scenario;
    doubt_agencies(doubts, scenario);
    doubt_programmes(doubts, scenario);
    doubt_items(doubts, scenario, "items", scenario->costs.item, scenario->costs.item_count);
    doubt_items(doubts, scenario, "offsets", scenario->costs.offset, scenario->costs.offset_count);
    doubt_awards(doubts, scenario);
    doubt_sick_pay(doubts, scenario);
    doubt_slots(doubts, scenario);
    doubt_classes(doubts, plan);
}
