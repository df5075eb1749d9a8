/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "decode.h"

#include <stdlib.h>
#include <string.h>

void muster_hours_clear(struct muster_hours *hours)
{
    for (int day = 0; day < 7; day++)
        free(hours->span[day]);
    free(hours->closed);
    free(hours->closing);
    *hours = (struct muster_hours){0};
}

bool muster_hours_copy(struct muster_hours *copy, const struct muster_hours *hours)
{
    *copy = (struct muster_hours){.always = hours->always};
    bool fine = true;
    for (int day = 0; day < 7 && fine; day++) {
        size_t size = hours->count[day] * sizeof *hours->span[day];
        if (size == 0)
            continue;
        copy->span[day] = malloc(size);
        fine = copy->span[day] != NULL;
        if (fine)
            memcpy(copy->span[day], hours->span[day], size);
        copy->count[day] = fine ? hours->count[day] : 0;
    }
    if (fine && hours->closed_count > 0) {
        copy->closed = malloc(hours->closed_count * sizeof *copy->closed);
        fine = copy->closed != NULL;
        if (fine)
            memcpy(copy->closed, hours->closed, hours->closed_count * sizeof *copy->closed);
        copy->closed_count = fine ? hours->closed_count : 0;
    }
    return fine;
}

static void clear_steps(struct muster_steps *steps)
{
    free(steps->at_s);
    free(steps->value);
}

static void clear_quantity(struct muster_quantity *quantity)
{
    muster_law_clear(&quantity->law);
    muster_law_clear(&quantity->mean.law);
}

static void clear_service(struct muster_service *service)
{
    free(service->name);
    muster_law_clear(&service->demand.law);
    muster_law_clear(&service->answer_rate.law);
    clear_steps(&service->rate);
    for (int day = 0; day < 7; day++)
        clear_steps(&service->profile[day]);
    free(service->event);
    muster_law_clear(&service->growth_per_year.law);
    muster_law_clear(&service->closed_return.law);
    clear_quantity(&service->closed_delay);
    clear_quantity(&service->talk);
    clear_quantity(&service->wrap);
    clear_quantity(&service->patience);
    muster_law_clear(&service->balk.law);
    for (int cause = 0; cause < MUSTER_RETRY_CAUSES; cause++)
        muster_law_clear(&service->retry[cause].law);
    clear_quantity(&service->retry_delay);
    muster_law_clear(&service->resolution.law);
    clear_quantity(&service->repeat_delay);
}

static void clear_shifts(struct muster_shift *shift, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free(shift[i].name);
    free(shift);
}

static void clear_group(struct muster_group *group)
{
    free(group->name);
    free(group->skill);
    clear_steps(&group->present);
    muster_law_clear(&group->attendance.law);
    free(group->part_time);
    free(group->in_post);
    free(group->step);
    clear_shifts(group->shift, group->shift_count);
    free(group->rest);
    clear_shifts(group->saturday_shift, group->saturday_shift_count);
}

static void clear_activity(struct muster_activity *activity)
{
    free(activity->name);
    free(activity->slot);
    free(activity->of_group);
    free(activity->cancel);
}

static void clear_away(struct muster_scenario *scenario)
{
    free(scenario->leave.step);
    free(scenario->leave.school);
    muster_law_clear(&scenario->lateness.probability.law);
    clear_quantity(&scenario->lateness.length);
    for (size_t i = 0; i < scenario->one_off_count; i++) {
        free(scenario->one_off[i].name);
        muster_law_clear(&scenario->one_off[i].per_year.law);
        clear_quantity(&scenario->one_off[i].length);
    }
    free(scenario->one_off);
    for (size_t i = 0; i < scenario->outage_count; i++) {
        free(scenario->outage[i].name);
        muster_law_clear(&scenario->outage[i].per_year.law);
        clear_quantity(&scenario->outage[i].length);
        free(scenario->outage[i].service);
    }
    free(scenario->outage);
}

static void clear_people(struct muster_scenario *scenario)
{
    clear_away(scenario);
    muster_law_clear(&scenario->sickness.days_lost_per_fte.law);
    muster_law_clear(&scenario->sickness.spells_per_year.law);
    clear_quantity(&scenario->sickness.length);
    clear_quantity(&scenario->sickness.short_spell);
    clear_quantity(&scenario->sickness.long_spell);
    muster_law_clear(&scenario->attrition.yearly.law);
    muster_law_clear(&scenario->attrition.burnout.per_point.law);
    free(scenario->attrition.band);
    free(scenario->attrition.monthly);
    for (size_t i = 0; i < scenario->programme_count; i++) {
        free(scenario->programme[i].name);
        muster_law_clear(&scenario->programme[i].hazard.law);
        muster_law_clear(&scenario->programme[i].per_year.law);
        muster_law_clear(&scenario->programme[i].once.law);
    }
    free(scenario->programme);
    clear_quantity(&scenario->recruitment.lead_time);
    for (size_t i = 0; i < scenario->activity_count; i++)
        clear_activity(&scenario->activity[i]);
    free(scenario->activity);
    for (size_t i = 0; i < scenario->recruitment.stage_count; i++) {
        free(scenario->recruitment.stage[i].name);
        clear_quantity(&scenario->recruitment.stage[i].time);
    }
    free(scenario->recruitment.stage);
    free(scenario->recruitment.plan);
    muster_law_clear(&scenario->recruitment.sign_off.pass.law);
    muster_law_clear(&scenario->recruitment.buddy.share.law);
    free(scenario->overtime.extend_when);
    muster_law_clear(&scenario->overtime.accepted.law);
    free(scenario->relief.trigger);
    muster_law_clear(&scenario->relief.available.law);
    for (size_t i = 0; i < scenario->grade_count; i++)
        free(scenario->grade[i].name);
    free(scenario->grade);
}

static void clear_items(struct muster_item *item, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        free(item[i].name);
        muster_law_clear(&item[i].amount.law);
    }
    free(item);
}

static void clear_pay(struct muster_pay *pay)
{
    for (size_t i = 0; i < pay->spine_count; i++) {
        free(pay->spine[i].name);
        free(pay->spine[i].point);
        free(pay->spine[i].salary);
    }
    free(pay->spine);
    for (size_t i = 0; i < pay->award_count; i++)
        muster_law_clear(&pay->award[i].rise.law);
    free(pay->award);
    free(pay->ni);
    free(pay->sick);
    free(pay->premium);
    muster_law_clear(&pay->pension.law);
}

static void clear_costs(struct muster_costs *costs)
{
    muster_law_clear(&costs->recruitment_per_hire.law);
    muster_law_clear(&costs->training_per_hire.law);
    muster_law_clear(&costs->per_contact.law);
    muster_law_clear(&costs->per_seat.law);
    muster_law_clear(&costs->capital.law);
    clear_items(costs->item, costs->item_count);
    clear_items(costs->offset, costs->offset_count);
}

void muster_scenario_clear(struct muster_scenario *scenario)
{
    free(scenario->title);
    free(scenario->currency);
    muster_hours_clear(&scenario->opening);
    muster_hours_clear(&scenario->base);
    muster_hours_clear(&scenario->observed);
    for (size_t i = 0; i < scenario->target_count; i++)
        free(scenario->target[i].text);
    free(scenario->target);
    for (size_t k = 0; k < scenario->service_count; k++)
        clear_service(&scenario->service[k]);
    free(scenario->service);
    for (size_t g = 0; g < scenario->group_count; g++)
        clear_group(&scenario->group[g]);
    free(scenario->group);
    clear_people(scenario);
    clear_pay(&scenario->pay);
    clear_costs(&scenario->costs);
    free(scenario->budget.year);
    free(scenario->year_name);
    *scenario = (struct muster_scenario){0};
}

static void clear_candidate(struct muster_candidate *candidate)
{
    free(candidate->name);
    for (size_t i = 0; i < candidate->setting_count; i++) {
        free(candidate->setting[i].key);
        free(candidate->setting[i].text);
    }
    free(candidate->setting);
    free(candidate->own);
    muster_scenario_clear(&candidate->scenario);
}

void muster_question_clear(struct muster_question *question)
{
    if (question == NULL)
        return;
    free(question->path);
    free(question->as_read);
    free(question->resolved);
    for (size_t i = 0; i < question->candidate_count; i++)
        clear_candidate(&question->candidate[i]);
    free(question->candidate);
    for (size_t i = 0; i < question->precision_count; i++)
        free(question->precision[i].measure);
    free(question->precision);
    *question = (struct muster_question){0};
}
