/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include <math.h>
#include <string.h>

static void bytes(struct fuzz_walk *walk, const void *data, size_t size)
{
    const unsigned char *at = data;
    for (size_t i = 0; i < size; i++)
        walk->hash = (walk->hash ^ at[i]) * UINT64_C(1099511628211);
}

static void fault(struct fuzz_walk *walk, const char *name, bool fine)
{
    if (!fine && !walk->bad)
        walk->bad = name;
}

/* Limits may be infinite; nothing is NaN. */
static void limit(struct fuzz_walk *walk, const char *name, double value)
{
    fault(walk, name, !isnan(value));
    bytes(walk, &value, sizeof value);
}

static void number(struct fuzz_walk *walk, const char *name, double value)
{
    fault(walk, name, isfinite(value));
    bytes(walk, &value, sizeof value);
}

static void numbers(struct fuzz_walk *walk, const char *name, const double *value, size_t count)
{
    number(walk, name, (double)count);
    for (size_t i = 0; i < count; i++)
        number(walk, name, value[i]);
}

static void whole(struct fuzz_walk *walk, int64_t value)
{
    bytes(walk, &value, sizeof value);
}

static void text(struct fuzz_walk *walk, const char *value)
{
    whole(walk, value != NULL);
    if (value)
        bytes(walk, value, strlen(value) + 1);
}

/* ---- random values ---- */

static void law_works(struct fuzz_walk *walk, const char *name, const struct muster_law *law)
{
    static const double AT[] = {1e-9, 0.5, 1 - 1e-9};
    double mean = muster_law_mean(law);
    fault(walk, name, isfinite(mean) && muster_law_variance(law) >= 0);
    for (size_t i = 0; i < sizeof AT / sizeof *AT; i++)
        fault(walk, name, isfinite(muster_law_quantile(law, AT[i])));
    fault(walk, name, muster_law_cdf(law, mean) >= 0 && muster_law_cdf(law, mean) <= 1);
}

static void law(struct fuzz_walk *walk, const char *name, const struct muster_law *is)
{
    whole(walk, is->kind);
    number(walk, name, is->scale);
    number(walk, name, is->a);
    number(walk, name, is->b);
    number(walk, name, is->c);
    whole(walk, (int64_t)is->count);
    for (size_t i = 0; is->values && i < is->count; i++)
        number(walk, name, is->values[i]);
    for (size_t i = 0; is->part && i < is->count; i++) {
        number(walk, name, is->weights[i]);
        law(walk, name, &is->part[i]);
    }
    law_works(walk, name, is);
}

static void parameter(struct fuzz_walk *walk, const char *name, const struct muster_parameter *is)
{
    law(walk, name, &is->law);
    whole(walk, (int64_t)is->entity);
}

static void quantity(struct fuzz_walk *walk, const char *name, const struct muster_quantity *is)
{
    whole(walk, is->given);
    if (!is->given)
        return;
    law(walk, name, &is->law);
    whole(walk, is->mean_uncertain);
    if (is->mean_uncertain)
        parameter(walk, name, &is->mean);
}

static void steps(struct fuzz_walk *walk, const char *name, const struct muster_steps *is)
{
    numbers(walk, name, is->at_s, is->count);
    numbers(walk, name, is->value, is->count);
    for (size_t i = 0; i < is->count; i++) {
        double before = i > 0 ? is->at_s[i - 1] : -1;
        fault(walk, name, is->at_s[i] > before && is->at_s[i] < 86400 && is->value[i] >= 0);
    }
}

/* ---- hours ---- */

static void hours(struct fuzz_walk *walk, const char *name, const struct muster_hours *is)
{
    whole(walk, is->always);
    for (size_t d = 0; d < 7; d++) {
        whole(walk, (int64_t)is->count[d]);
        for (size_t i = 0; i < is->count[d]; i++) {
            const struct muster_span *span = &is->span[d][i];
            number(walk, name, span->open_s);
            number(walk, name, span->close_s);
            fault(walk, name,
                  span->open_s >= (i > 0 ? is->span[d][i - 1].close_s : 0) &&
                      span->close_s > span->open_s);
        }
    }
    for (size_t i = 0; i < is->closed_count; i++) {
        whole(walk, is->closed[i]);
        fault(walk, name, i == 0 || is->closed[i] > is->closed[i - 1]);
    }
}

/* ---- services ---- */

static void demand(struct fuzz_walk *walk, const struct muster_service *is)
{
    whole(walk, is->demand_kind);
    parameter(walk, "demand", &is->demand);
    if (is->demand_kind == MUSTER_DEMAND_ANSWERED)
        parameter(walk, "answer_rate", &is->answer_rate);
    steps(walk, "rate", &is->rate);
    numbers(walk, "season", is->season, 12);
    if (is->has_weeks)
        numbers(walk, "week_weight", is->week_weight, 53);
    if (is->has_weekdays)
        numbers(walk, "weekday", is->weekday, 7);
    for (size_t d = 0; d < 7 && is->has_profile; d++)
        steps(walk, "profile", &is->profile[d]);
    number(walk, "bank_holiday.wanted", is->bank_holiday_wanted);
    number(walk, "bank_holiday.next_day", is->bank_holiday_next_day);
}

static void waves(struct fuzz_walk *walk, const struct muster_service *is)
{
    number(walk, "busyness.cv", is->busyness_cv);
    number(walk, "busyness.between_days", is->busyness_between_days);
    number(walk, "busyness.between_services", is->busyness_between_services);
    whole(walk, is->busyness_once);
    for (size_t i = 0; i < is->event_count; i++) {
        whole(walk, is->event[i].from);
        whole(walk, is->event[i].days);
        number(walk, "events.factor", is->event[i].factor);
        whole(walk, is->event[i].inside_volume);
    }
    parameter(walk, "growth", &is->growth_per_year);
    whole(walk, is->has_phase);
    whole(walk, is->phase_from);
    whole(walk, is->phase_ramp_days);
    parameter(walk, "when_closed.return", &is->closed_return);
    quantity(walk, "when_closed.delay", &is->closed_delay);
}

static void callers(struct fuzz_walk *walk, const struct muster_service *is)
{
    quantity(walk, "talk", &is->talk);
    quantity(walk, "wrap", &is->wrap);
    whole(walk, is->handle_for_today);
    quantity(walk, "patience", &is->patience);
    parameter(walk, "balk", &is->balk);
    number(walk, "short_abandon", is->short_abandon_s);
    for (size_t i = 0; i < MUSTER_RETRY_CAUSES; i++)
        parameter(walk, "retry", &is->retry[i]);
    quantity(walk, "retry.delay", &is->retry_delay);
    whole(walk, is->max_retries);
    parameter(walk, "first_contact_resolution", &is->resolution);
    quantity(walk, "repeat.delay", &is->repeat_delay);
    whole(walk, is->lines);
    whole(walk, is->priority);
    number(walk, "target", is->within_s);
    number(walk, "target", is->target_share);
}

static void service(struct fuzz_walk *walk, const struct muster_service *is)
{
    text(walk, is->name);
    whole(walk, (int64_t)is->entity);
    demand(walk, is);
    waves(walk, is);
    callers(walk, is);
}

/* ---- staff ---- */

static void shifts(struct fuzz_walk *walk, const struct muster_shift *is, size_t count)
{
    whole(walk, (int64_t)count);
    for (size_t i = 0; i < count; i++) {
        text(walk, is[i].name);
        whole(walk, is[i].anchor);
        number(walk, "shifts.start", is[i].start_s);
        number(walk, "shifts.length", is[i].length_s);
        number(walk, "shifts.lunch", is[i].lunch_s);
        number(walk, "shifts.lunch", is[i].lunch_from_s);
        number(walk, "shifts.lunch", is[i].lunch_to_s);
        whole(walk, is[i].contract);
        fault(walk, "shifts.length", is[i].length_s > is[i].lunch_s);
    }
}

static void contracts(struct fuzz_walk *walk, const struct muster_group *is)
{
    number(walk, "fte", is->fte);
    number(walk, "full_time_week", is->full_time_week_s);
    number(walk, "full_time", is->full_time);
    whole(walk, is->full_time_heads);
    double share = 0;
    for (size_t i = 0; i < is->part_time_count; i++) {
        number(walk, "part_time.week", is->part_time[i].week_s);
        number(walk, "part_time.share", is->part_time[i].share);
        whole(walk, is->part_time[i].term_time);
        number(walk, "part_time.term_weeks", is->part_time[i].term_weeks);
        number(walk, "part_time.weeks", is->part_time[i].paid_share);
        share += is->part_time[i].share;
    }
    fault(walk, "part_time.share", is->part_time_count == 0 || fabs(share - 1) < 1e-6);
    whole(walk, is->has_in_post);
    if (is->in_post_count == 0)
        number(walk, "in_post.fte", is->in_post_fte);
    whole(walk, is->in_post_tenure);
    fault(walk, "in_post.fte",
          !is->has_in_post || is->in_post_count > 0 || is->in_post_fte <= is->fte);
    for (size_t i = 0; i < is->in_post_count; i++) {
        fault(walk, "in_post.people", is->in_post[i].people >= 1);
        whole(walk, is->in_post[i].people);
        whole(walk, is->in_post[i].months);
        whole(walk, is->in_post[i].days);
    }
}

static void days(struct fuzz_walk *walk, const struct muster_group *is)
{
    shifts(walk, is->shift, is->shift_count);
    for (size_t i = 0; i < is->break_count; i++) {
        number(walk, "breaks", is->rest[i].length_s);
        number(walk, "breaks", is->rest[i].from_s);
        number(walk, "breaks", is->rest[i].to_s);
        number(walk, "breaks", is->rest[i].shifts_over_s);
        whole(walk, is->rest[i].paid);
    }
    whole(walk, is->has_saturday);
    whole(walk, is->saturday_one_in);
    shifts(walk, is->saturday_shift, is->saturday_shift_count);
    whole(walk, is->saturday_repaid);
    whole(walk, is->rota);
    whole(walk, is->rota_notice_weeks);
    whole(walk, is->grade);
}

static void group(struct fuzz_walk *walk, const struct muster_group *is, size_t services)
{
    text(walk, is->name);
    whole(walk, (int64_t)is->entity);
    for (size_t i = 0; i < is->skill_count; i++) {
        whole(walk, is->skill[i].service);
        whole(walk, is->skill[i].place);
        number(walk, "skills.handle_factor", is->skill[i].handle_factor);
        fault(walk, "skills", is->skill[i].service >= 0 && (size_t)is->skill[i].service < services);
    }
    whole(walk, is->shift_based);
    steps(walk, "present", &is->present);
    whole(walk, is->has_attendance);
    if (is->has_attendance)
        parameter(walk, "attendance", &is->attendance);
    whole(walk, is->attendance_daily);
    whole(walk, is->at_step);
    contracts(walk, is);
    days(walk, is);
}

/* ---- people ---- */

static void leave_rules(struct fuzz_walk *walk, const struct muster_leave *leave)
{
    for (size_t i = 0; i < leave->step_count; i++) {
        whole(walk, leave->step[i].years);
        number(walk, "leave.by_service", leave->step[i].days);
        fault(walk, "leave.by_service", i == 0 || leave->step[i].years > leave->step[i - 1].years);
    }
    number(walk, "leave.school_holidays.weight", leave->school_weight);
    for (size_t i = 0; i < leave->school_count; i++) {
        whole(walk, leave->school[i].from);
        whole(walk, leave->school[i].to);
        fault(walk, "leave.school_holidays", leave->school[i].from <= leave->school[i].to);
    }
    whole(walk, leave->has_carry);
    number(walk, "leave.carry_over.days", leave->carry_days);
    whole(walk, leave->carry_month);
    whole(walk, leave->carry_day);
    whole(walk, leave->has_christmas);
    for (int end = 0; end < 2; end++) {
        whole(walk, leave->christmas_month[end]);
        whole(walk, leave->christmas_day[end]);
    }
}

static void now_and_then(struct fuzz_walk *walk, const struct muster_scenario *is)
{
    whole(walk, is->lateness.given);
    if (is->lateness.given) {
        parameter(walk, "lateness.probability", &is->lateness.probability);
        quantity(walk, "lateness.length", &is->lateness.length);
    }
    whole(walk, is->lateness.paid);
    for (size_t i = 0; i < is->one_off_count; i++) {
        text(walk, is->one_off[i].name);
        parameter(walk, "one_offs.rate", &is->one_off[i].per_year);
        quantity(walk, "one_offs.length", &is->one_off[i].length);
        whole(walk, is->one_off[i].paid);
    }
    for (size_t i = 0; i < is->outage_count; i++) {
        text(walk, is->outage[i].name);
        parameter(walk, "outages.rate", &is->outage[i].per_year);
        quantity(walk, "outages.length", &is->outage[i].length);
        for (size_t k = 0; k < is->outage[i].service_count; k++) {
            whole(walk, is->outage[i].service[k]);
            fault(walk, "outages.services", (size_t)is->outage[i].service[k] < is->service_count);
        }
    }
}

static void unevenness(struct fuzz_walk *walk, const struct muster_sickness *sickness)
{
    number(walk, "sickness.frailty", sickness->frailty_cv);
    number(walk, "sickness.weekly_factor", sickness->weekly_cv);
    number(walk, "sickness.weekly_factor", sickness->weekly_between);
    whole(walk, sickness->has_weekdays);
    numbers(walk, "sickness.weekdays", sickness->weekday, 7);
    whole(walk, sickness->trigger.spells);
    number(walk, "sickness.triggers", sickness->trigger.spells_within_s);
    whole(walk, sickness->trigger.days);
    number(walk, "sickness.triggers", sickness->trigger.days_within_s);
    whole(walk, sickness->trigger.running_days);
}

static void absences(struct fuzz_walk *walk, const struct muster_scenario *is)
{
    const struct muster_leave *leave = &is->leave;
    const struct muster_sickness *sickness = &is->sickness;
    whole(walk, leave->given);
    number(walk, "leave.days", leave->days);
    leave_rules(walk, leave);
    now_and_then(walk, is);
    number(walk, "leave.statutory", leave->statutory);
    whole(walk, leave->year_month);
    whole(walk, leave->year_day);
    number(walk, "leave.cap", leave->cap);
    numbers(walk, "leave.pattern", leave->pattern, 12);
    whole(walk, sickness->given);
    if (!sickness->given)
        return;
    whole(walk, sickness->by_spells);
    parameter(walk, "sickness.days_lost_per_fte", &sickness->days_lost_per_fte);
    number(walk, "sickness.long_term_share", sickness->long_term_share);
    parameter(walk, "sickness.spells", &sickness->spells_per_year);
    quantity(walk, "sickness.length", &sickness->length);
    quantity(walk, "sickness.short", &sickness->short_spell);
    quantity(walk, "sickness.long", &sickness->long_spell);
    whole(walk, sickness->calendar_days);
    numbers(walk, "sickness.season", sickness->season, 12);
    whole(walk, sickness->steady_state);
    unevenness(walk, sickness);
}

static void turnover(struct fuzz_walk *walk, const struct muster_scenario *is)
{
    const struct muster_attrition *attrition = &is->attrition;
    whole(walk, attrition->given);
    if (attrition->given)
        parameter(walk, "attrition.yearly", &attrition->yearly);
    for (size_t i = 0; i < attrition->band_count; i++) {
        number(walk, "attrition.by_tenure", attrition->band[i].from_months);
        limit(walk, "attrition.by_tenure", attrition->band[i].to_months);
        number(walk, "attrition.by_tenure", attrition->band[i].multiplier);
    }
    whole(walk, attrition->notice_days);
    whole(walk, attrition->burnout.weeks);
    if (attrition->burnout.weeks > 0) {
        number(walk, "attrition.burnout.above", attrition->burnout.above);
        parameter(walk, "attrition.burnout.per_point", &attrition->burnout.per_point);
        number(walk, "attrition.burnout.at_most", attrition->burnout.at_most);
    }
    whole(walk, is->recruitment.given);
    quantity(walk, "recruitment.lead_time", &is->recruitment.lead_time);
    whole(walk, is->recruitment.intake_every_days);
    whole(walk, is->recruitment.induction_days);
    whole(walk, is->recruitment.buddy.given);
    if (is->recruitment.buddy.given)
        parameter(walk, "recruitment.buddy.share", &is->recruitment.buddy.share);
    whole(walk, is->recruitment.buddy.days);
    whole(walk, is->recruitment.buddy.after_days);
    whole(walk, is->learning.given);
    number(walk, "learning.initial", is->learning.initial);
    number(walk, "learning.tau", is->learning.tau_weeks);
    for (size_t i = 0; i < is->grade_count; i++) {
        text(walk, is->grade[i].name);
        number(walk, "pay.grades.salary", is->grade[i].salary_per_year);
        number(walk, "pay.grades.on_cost", is->grade[i].on_cost);
    }
}

/* ---- the whole ---- */

static void frame(struct fuzz_walk *walk, const struct muster_scenario *is)
{
    text(walk, is->title);
    text(walk, is->currency);
    whole(walk, is->start);
    whole(walk, is->days);
    number(walk, "horizon.interval", is->interval_s);
    number(walk, "horizon.warm_up", is->warm_up_s);
    fault(walk, "horizon.days", is->days >= 1 && is->days <= 36600);
    fault(walk, "horizon.interval", is->interval_s >= 300 && is->interval_s <= 3600);
    hours(walk, "opening", &is->opening);
    hours(walk, "opening", &is->base);
    hours(walk, "observed_opening", &is->observed);
    whole(walk, is->observed_given);
    whole(walk, is->at_close);
    for (size_t i = 0; i < is->target_count; i++) {
        text(walk, is->target[i].text);
        whole(walk, is->target[i].kind);
        number(walk, "target", is->target[i].share);
        number(walk, "target", is->target[i].within_s);
        whole(walk, is->target[i].service);
    }
    whole(walk, is->level);
    whole(walk, is->minimum_crew);
    whole(walk, is->lines);
}

void fuzz_walk_scenario(struct fuzz_walk *walk, const struct muster_scenario *scenario)
{
    *walk = (struct fuzz_walk){.hash = UINT64_C(14695981039346656037)};
    frame(walk, scenario);
    for (size_t k = 0; k < scenario->service_count; k++)
        service(walk, &scenario->service[k]);
    for (size_t g = 0; g < scenario->group_count; g++)
        group(walk, &scenario->group[g], scenario->service_count);
    absences(walk, scenario);
    turnover(walk, scenario);
}
