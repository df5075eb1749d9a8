/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rule_words.h"

#include "console.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define WEEKS 13

/* ---- conditions ---- */

void muster_rule_conditions(char text[MUSTER_RULE_LINE], const struct muster_condition *condition,
                            size_t count)
{
    text[0] = '\0';
    for (size_t i = 0; i < count; i++) {
        const char *join = i > 0 ? " or " : "";
        double limit = condition[i].limit;
        if (condition[i].gauge == MUSTER_GAUGE_WAIT)
            muster_words_append(text, "%swait > %s", join, muster_words_span(limit).text);
        else if (condition[i].gauge == MUSTER_GAUGE_QUEUE)
            muster_words_append(text, "%squeue > %s", join, muster_words_number(limit).text);
        else
            muster_words_append(text, "%sservice_level < %s", join, muster_words_share(limit).text);
    }
}

/* ---- activities ---- */

static void append_slots(char *text, const struct muster_activity *activity)
{
    for (size_t i = 0; i < activity->slot_count; i++) {
        muster_words_append(text, "%s", i > 0 ? ", " : "");
        for (int day = 0; day < 7; day++)
            if (activity->slot[i].weekdays >> day & 1)
                muster_words_append(text, "%s ", muster_words_weekday(day));
        muster_words_append(text, "%s-%s", muster_words_clock(activity->slot[i].from_s).text,
                            activity->slot[i].to_s == 86400
                                ? "24:00"
                                : muster_words_clock(activity->slot[i].to_s).text);
    }
}

void muster_rule_activity(char text[MUSTER_RULE_LINE], const struct muster_activity *activity)
{
    char when[MUSTER_RULE_LINE];
    snprintf(text, MUSTER_RULE_LINE, "%.100s ", activity->name);
    if (activity->slot_count > 0)
        append_slots(text, activity);
    else
        muster_words_append(text, "%s a %s and %s", muster_words_span(activity->each_s).text,
                            activity->pro_rata ? "full-timer" : "person",
                            activity->every_weeks == 1 ? "week" : "turn");
    if (activity->every_weeks > 1)
        muster_words_append(text, ", every %d weeks", activity->every_weeks);
    if (activity->together && activity->team > 0)
        muster_words_append(text, ", in teams of %d", activity->team);
    else if (activity->together)
        muster_words_append(text, ", all together");
    if (activity->block_s > 0)
        muster_words_append(text, ", in pieces of %s or more",
                            muster_words_span(activity->block_s).text);
    muster_rule_conditions(when, activity->cancel, activity->cancel_count);
    if (activity->cancel_count > 0)
        muster_words_append(text, ", %s when %s", activity->moved ? "moved once" : "cancelled",
                            when);
    if (activity->leaving_factor > 1)
        muster_words_append(text,
                            "; who gets none in 13 weeks is %s times as likely to give notice",
                            muster_words_number(activity->leaving_factor).text);
}

/* Hours a week that an activity asks of a group whose people are all on duty. */
static double asked_h(const struct muster_activity *activity, const struct muster_plan *plan,
                      size_t group)
{
    const struct muster_group *asked = &plan->scenario->group[group];
    double each_s = activity->each_s, people = 0;
    for (size_t i = 0; i < activity->slot_count; i++)
        for (int day = 0; day < 7; day++)
            if (activity->slot[i].weekdays >> day & 1)
                each_s += activity->slot[i].to_s - activity->slot[i].from_s;
    for (size_t p = 0; p < muster_roster_people(plan->roster, group); p++) {
        double week_s = muster_roster_post(plan->roster, group, p)->week_s;
        people += activity->pro_rata ? fmin(1, week_s / asked->full_time_week_s) : 1;
    }
    return people * each_s / activity->every_weeks / 3600;
}

/* The hours of the day in which most of what was planned lies. */
static void find_hours(struct muster_rule_activities *out, const struct muster_tally *tally,
                       size_t group)
{
    double of_hour[24] = {0}, all = 0;
    const struct muster_shape *shape = &tally->shape;
    size_t column = (size_t)muster_staff_week_index(MUSTER_STAFF_OFF_PHONE_PLANNED_S);
    const float *week = tally->staff_week + (column * shape->groups + group) * shape->intervals;
    for (size_t i = 0; i < shape->intervals; i++) {
        size_t hour = (size_t)((double)i * shape->interval_s / 3600) % 24;
        of_hour[hour] += (double)week[i];
        all += (double)week[i];
    }
    for (int k = 0; k < MUSTER_RULE_HOURS && all > 0; k++) {
        int best = 0;
        for (int hour = 1; hour < 24; hour++)
            best = of_hour[hour] > of_hour[best] ? hour : best;
        out->hour[k] = best;
        out->hour_share[k] = of_hour[best] / all;
        of_hour[best] = 0;
    }
}

/* Weeks from the start of simulation until a quarter of a year of the horizon has been planned. */
static enum muster_status plan_weeks(struct muster_rule_activities *out,
                                     const struct muster_plan *plan,
                                     struct muster_workforce *workforce, struct muster_tally *tally,
                                     size_t group)
{
    const struct muster_staff_event *event;
    size_t count, weeks = (plan->period.warm_days + 6) / 7 + WEEKS;
    enum muster_status status = muster_workforce_begin(workforce, (struct muster_key){1, 0});
    for (size_t week = 0; week < weeks && 7 * week < plan->period.day_count && !status; week++)
        status = muster_workforce_week(workforce, week, &event, &count, tally);
    double days = fmin((double)(7 * weeks), (double)plan->period.day_count);
    out->weeks = (days - (double)plan->period.warm_days) / 7;
    out->planned_h =
        tally->staff[group * MUSTER_STAFFS + MUSTER_STAFF_OFF_PHONE_PLANNED_S] / 3600 / out->weeks;
    out->people = tally->staff[group * MUSTER_STAFFS + MUSTER_STAFF_TRAINED_FTE] / 7 / out->weeks;
    find_hours(out, tally, group);
    return status;
}

enum muster_status muster_rule_activities(struct muster_rule_activities *out,
                                          const struct muster_plan *plan, size_t group)
{
    const struct muster_scenario *scenario = plan->scenario;
    struct muster_workforce *workforce = NULL;
    struct muster_tally tally = {0};
    *out = (struct muster_rule_activities){0};
    for (size_t a = 0; a < scenario->activity_count; a++)
        if (scenario->activity[a].of_group[group]) {
            out->count++;
            out->asked_h += asked_h(&scenario->activity[a], plan, group);
        }
    double week_h = muster_roster_week_h(plan->roster, group);
    out->share = week_h > 0 ? out->asked_h / week_h : 0;
    if (out->count == 0)
        return MUSTER_OK;
    enum muster_status status = muster_workforce_new(&workforce, plan->roster);
    if (!status)
        status = muster_tally_init(&tally, muster_plan_shape(plan));
    if (!status)
        status = plan_weeks(out, plan, workforce, &tally, group);
    muster_tally_clear(&tally);
    muster_workforce_free(workforce);
    return status;
}

/* ---- term time ---- */

void muster_rule_term(char text[MUSTER_RULE_LINE], const struct muster_part_time *part)
{
    snprintf(text, MUSTER_RULE_LINE, "%s h a week in term, none in school holidays; ",
             muster_words_number(part->week_s / 3600).text);
    muster_words_append(
        text, "paid are %s / (52.14 - %s weeks of leave and bank holidays) = %s of a year",
        muster_words_number(part->term_weeks).text, muster_words_number(part->leave_weeks).text,
        muster_words_share(part->paid_share).text);
    muster_words_append(text, ", in even months: %s h a week, as FTE and as money",
                        muster_words_number(muster_part_time_paid_s(part) / 3600).text);
}

/* ---- buddies ---- */

void muster_rule_buddy(char text[MUSTER_RULE_LINE], const struct muster_buddy *buddy,
                       const struct muster_group *group)
{
    bool all_new = group->has_in_post && group->in_post_tenure == MUSTER_TENURE_NEW;
    snprintf(text, MUSTER_RULE_LINE,
             "a newcomer takes %s of an experienced colleague's time on the phones for %d weeks, "
             "while both are there; one newcomer to a buddy",
             muster_words_share(muster_law_mean(&buddy->share.law)).text, buddy->days / 7);
    if (buddy->after_days > buddy->days)
        muster_words_append(text, ", who has been on the phones for %d days", buddy->after_days);
    if (all_new)
        muster_words_append(text, "; all are new at the start, so nobody is a buddy before day %d",
                            buddy->after_days + 1);
}

/* ---- relief ---- */

void muster_rule_relief(char text[MUSTER_RULE_LINE], const struct muster_relief *relief,
                        const char *currency)
{
    char when[MUSTER_RULE_LINE];
    if (relief->pool == 0) {
        snprintf(text, MUSTER_RULE_LINE, "nobody");
        return;
    }
    muster_rule_conditions(when, relief->trigger, relief->trigger_count);
    snprintf(text, MUSTER_RULE_LINE, "%d people", relief->pool);
    if (relief->people < relief->pool)
        muster_words_append(text, ", %d at a time", relief->people);
    muster_words_append(text, ", called when %.150s, there %s later", when,
                        muster_words_span(relief->arrives_after_s).text);
    double available = muster_law_mean(&relief->available.law);
    if (available < 1)
        muster_words_append(text, ", each with a chance of %s", muster_words_share(available).text);
    muster_words_append(text, "; they take what nobody else is free for");
    if (relief->hourly > 0)
        muster_words_append(text, "; %s%s an hour", currency,
                            muster_words_number(relief->hourly).text);
}

/* ---- overtime ---- */

void muster_rule_overtime(char text[MUSTER_RULE_LINE], const struct muster_overtime_offer *overtime)
{
    char when[MUSTER_RULE_LINE];
    text[0] = '\0';
    if (overtime->lost_shifts)
        muster_words_append(text, "lost shifts are offered to those free that day; ");
    if (overtime->extend_count > 0) {
        muster_rule_conditions(when, overtime->extend_when, overtime->extend_count);
        muster_words_append(text, "people stay on for %s when %.150s; ",
                            muster_words_span(overtime->extend_by_s).text, when);
    }
    muster_words_append(text, "%s accept, at most %s a person and week",
                        muster_words_share(muster_law_mean(&overtime->accepted.law)).text,
                        muster_words_span(overtime->at_most_s).text);
}

/* ---- burnout ---- */

void muster_rule_burnout(char text[MUSTER_RULE_LINE], const struct muster_burnout_terms *burnout)
{
    double points = 100 * (1 - burnout->above);
    double per_point = muster_law_mean(&burnout->per_point.law);
    double factor = 1 + points * per_point;
    snprintf(text, MUSTER_RULE_LINE, "up to %s occupancy over %d week%s nobody leaves for the load",
             muster_words_share(burnout->above).text, burnout->weeks,
             burnout->weeks == 1 ? "" : "s");
    if (points <= 0 || per_point <= 0)
        return;
    muster_words_append(text, "; at 100 %% notice is 1 + %s x %s = %s times as likely",
                        muster_words_number(points).text, muster_words_share(per_point).text,
                        muster_words_number(factor).text);
    if (factor > burnout->at_most)
        muster_words_append(
            text, ", but %s times at most: from %s on", muster_words_number(burnout->at_most).text,
            muster_words_share(burnout->above + (burnout->at_most - 1) / per_point / 100).text);
}
