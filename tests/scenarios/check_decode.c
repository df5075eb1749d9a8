/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the reader makes of whole scenarios, field by field. The expected numbers are those of the
 * texts in scenario_texts.h, turned to seconds, shares and dates by hand.
 */
#include "calendar.h"
#include "check_main.h"
#include "scenario.h"
#include "scenario_texts.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct reading {
    struct muster_question question;
    struct muster_faults faults;
};

static void read_with(struct reading *reading, const char *text,
                      const struct muster_overrides *overrides)
{
    muster_faults_init(&reading->faults);
    bool fine = muster_question_read_text(&reading->question, &reading->faults, "text.yaml", text,
                                          strlen(text), overrides);
    if (!fine)
        muster_faults_print(&reading->faults, stderr);
    ck_assert(fine);
}

static void done(struct reading *reading)
{
    muster_question_clear(&reading->question);
    muster_faults_clear(&reading->faults);
}

static int32_t date(int year, int month, int day)
{
    return muster_date_from_civil((struct muster_civil){year, month, day});
}

static void expect(double value, double expected)
{
    ck_assert_double_eq_tol(value, expected, 1e-12 * fmax(1, fabs(expected)));
}

START_TEST(headline_frame)
{
    struct reading r;
    read_with(&r, HEADLINE, NULL);
    const struct muster_question *q = &r.question;
    ck_assert_uint_eq(q->candidate_count, 2);
    ck_assert_int_eq(q->replications, 200);
    ck_assert_uint_eq(q->seed, 20040513);
    ck_assert_int_eq(q->at_most, 1500);
    ck_assert_uint_eq(q->precision_count, 1);
    ck_assert_str_eq(q->precision[0].measure, "service_level");
    expect(q->precision[0].half_width, 0.005);
    ck_assert_str_eq(q->as_read, HEADLINE);
    const struct muster_scenario *s = &q->candidate[0].scenario;
    ck_assert_str_eq(s->currency, "£");
    ck_assert_int_eq(s->start, date(2004, 10, 4));
    ck_assert_int_eq(s->days, 364);
    expect(s->interval_s, 900);
    ck_assert_int_eq(s->minimum_crew, 2);
    ck_assert_uint_eq(s->target_count, 1);
    ck_assert_int_eq(s->target[0].kind, MUSTER_TARGET_WITHIN);
    ck_assert_str_eq(s->target[0].text, "80% in 20 s");
    done(&r);
}
END_TEST

START_TEST(headline_hours)
{
    struct reading r;
    read_with(&r, HEADLINE, NULL);
    const struct muster_scenario *s = &r.question.candidate[0].scenario;
    const struct muster_scenario *eight = &r.question.candidate[1].scenario;
    ck_assert(!s->opening.always);
    ck_assert_uint_eq(s->opening.count[4], 1);
    expect(s->opening.span[4][0].open_s, 8 * 3600);
    expect(s->opening.span[4][0].close_s, 18 * 3600);
    expect(s->opening.span[5][0].close_s, 13 * 3600);
    ck_assert_uint_eq(s->opening.count[6], 0);
    expect(eight->opening.span[0][0].close_s, 20 * 3600);
    expect(eight->opening.span[5][0].open_s, 8 * 3600);
    /* The observed opening is stated, so no candidate moves it. */
    ck_assert(eight->observed_given);
    expect(eight->observed.span[0][0].open_s, 8.75 * 3600);
    ck_assert_uint_eq(eight->observed.count[5], 0);
    ck_assert_uint_eq(eight->observed.closed_count, s->opening.closed_count);
    bool easter = false;
    for (size_t i = 0; i < s->opening.closed_count; i++)
        easter = easter || s->opening.closed[i] == date(2005, 3, 28);
    ck_assert(easter);
    done(&r);
}
END_TEST

START_TEST(headline_demand)
{
    struct reading r;
    read_with(&r, HEADLINE, NULL);
    const struct muster_service *k = &r.question.candidate[0].scenario.service[0];
    ck_assert_str_eq(k->name, "general enquiries");
    ck_assert_int_eq(k->demand_kind, MUSTER_DEMAND_WANTED);
    ck_assert_int_eq(k->demand.law.kind, MUSTER_LAW_PERT);
    expect(muster_law_mean(&k->demand.law), 175000);
    ck_assert_uint_eq(k->demand.entity,
                      muster_entity("parameter", "services.general enquiries.demand.wanted"));
    expect(k->season[0], 1.05);
    expect(k->season[11], 1);
    ck_assert(k->has_weekdays && k->has_profile && !k->has_weeks);
    expect(k->weekday[6], 0.1);
    ck_assert_uint_eq(k->profile[6].count, 6);
    expect(k->profile[3].at_s[2], 9 * 3600);
    expect(k->profile[3].value[2], 2.1);
    expect(k->bank_holiday_wanted, 0.2);
    expect(k->bank_holiday_next_day, 1.25);
    expect(k->busyness_cv, 0.12);
    expect(k->busyness_between_days, 0.3);
    ck_assert(!k->busyness_once);
    ck_assert_uint_eq(k->event_count, 1);
    ck_assert_int_eq(k->event[0].from, date(2005, 3, 7));
    ck_assert_int_eq(k->event[0].days, 10);
    expect(k->event[0].factor, 1.8);
    ck_assert(!k->event[0].inside_volume);
    expect(k->growth_per_year.law.scale, 0.03);
    ck_assert(k->has_phase);
    ck_assert_int_eq(k->phase_ramp_days, 56);
    expect(k->closed_return.law.scale, 0.6);
    ck_assert(!k->closed_delay.given);
    done(&r);
}
END_TEST

START_TEST(headline_callers)
{
    struct reading r;
    read_with(&r, HEADLINE, NULL);
    const struct muster_service *k = &r.question.candidate[0].scenario.service[0];
    ck_assert_int_eq(k->talk.law.kind, MUSTER_LAW_LOGNORMAL);
    expect(muster_law_mean(&k->talk.law), 162);
    expect(muster_law_mean(&k->wrap.law), 48);
    ck_assert(k->patience.given && k->patience.mean_uncertain && !k->talk.mean_uncertain);
    expect(muster_law_mean(&k->patience.law), 180);
    expect(muster_law_quantile(&k->patience.mean.law, 0.25), 150);
    expect(k->balk.law.scale, 0.02);
    expect(k->short_abandon_s, 6);
    expect(k->retry[MUSTER_RETRY_ABANDONED].law.scale, 0.35);
    expect(k->retry[MUSTER_RETRY_BLOCKED].law.scale, 0.6);
    expect(k->retry[MUSTER_RETRY_CUT].law.scale, 0);
    expect(muster_law_mean(&k->retry_delay.law), 1500);
    ck_assert_int_eq(k->max_retries, 3);
    expect(k->resolution.law.scale, 0.85);
    expect(muster_law_mean(&k->repeat_delay.law), 2 * 86400);
    ck_assert_int_eq(k->lines, 30);
    ck_assert_int_eq(k->priority, 1);
    expect(k->within_s, 20);
    expect(k->target_share, 0.8);
    done(&r);
}
END_TEST

START_TEST(headline_contracts)
{
    struct reading r;
    read_with(&r, HEADLINE, NULL);
    const struct muster_scenario *s = &r.question.candidate[0].scenario;
    const struct muster_group *g = &s->group[0];
    ck_assert(g->shift_based);
    expect(g->fte, 12);
    expect(r.question.candidate[1].scenario.group[0].fte, 14);
    expect(g->full_time_week_s, 37 * 3600);
    expect(g->full_time, 0.7);
    ck_assert_uint_eq(g->part_time_count, 1);
    expect(g->part_time[0].week_s, 18.5 * 3600);
    expect(g->part_time[0].share, 1);
    ck_assert(g->has_in_post);
    ck_assert_int_eq(g->in_post_tenure, MUSTER_TENURE_NEW);
    ck_assert_int_eq(g->rota, MUSTER_ROTA_COVER);
    ck_assert_int_eq(g->rota_notice_weeks, 3);
    ck_assert_int_eq(g->at_step, MUSTER_STEP_BY_PERSON);
    ck_assert_int_eq(g->grade, 0);
    expect(s->grade[0].salary_per_year, 15500);
    expect(s->grade[0].on_cost, 0.24);
    done(&r);
}
END_TEST

START_TEST(headline_shifts)
{
    struct reading r;
    read_with(&r, HEADLINE, NULL);
    const struct muster_group *g = &r.question.candidate[0].scenario.group[0];
    ck_assert_uint_eq(g->shift_count, 5);
    ck_assert_int_eq(g->shift[0].anchor, MUSTER_ANCHOR_OPEN);
    ck_assert_str_eq(g->shift[0].name, "early");
    ck_assert_str_eq(g->shift[1].name, "shift 2");
    ck_assert_int_eq(g->shift[2].anchor, MUSTER_ANCHOR_CLOSE);
    expect(g->shift[1].start_s, 9 * 3600);
    expect(g->shift[1].length_s, 7.9 * 3600);
    expect(g->shift[1].lunch_s, 1800);
    expect(g->shift[1].lunch_from_s, 11.5 * 3600);
    expect(g->shift[1].lunch_to_s, 14.5 * 3600);
    ck_assert_int_eq(g->shift[3].contract, MUSTER_FOR_PART_TIME);
    /* `end: 14:00, length: 5 h` starts at nine. */
    ck_assert_int_eq(g->shift[4].anchor, MUSTER_ANCHOR_TIME);
    expect(g->shift[4].start_s, 9 * 3600);
    ck_assert_int_eq(g->shift[4].contract, MUSTER_FOR_ALL);
    ck_assert_uint_eq(g->break_count, 1);
    ck_assert(!g->rest[0].paid);
    expect(g->rest[0].shifts_over_s, 4 * 3600);
    ck_assert(g->has_saturday);
    ck_assert_int_eq(g->saturday_one_in, 4);
    ck_assert_int_eq(g->saturday_repaid, MUSTER_REPAID_TOIL);
    ck_assert_uint_eq(r.question.candidate[1].scenario.group[0].saturday_shift_count, 2);
    done(&r);
}
END_TEST

START_TEST(headline_people)
{
    struct reading r;
    read_with(&r, HEADLINE, NULL);
    const struct muster_scenario *s = &r.question.candidate[0].scenario;
    ck_assert(s->leave.given && s->sickness.given && s->attrition.given);
    expect(s->leave.days, 21);
    ck_assert_uint_eq(s->leave.step_count, 1);
    ck_assert_int_eq(s->leave.step[0].years, 5);
    expect(s->leave.step[0].days, 6);
    expect(s->leave.statutory, 3);
    ck_assert_int_eq(s->leave.year_month, 9);
    ck_assert_int_eq(s->leave.year_day, 2);
    expect(s->leave.cap, 0.15);
    expect(s->leave.pattern[7], 1.8);
    ck_assert_uint_eq(s->leave.school_count, 2);
    ck_assert_int_lt(s->leave.school[0].from, s->leave.school[1].from);
    ck_assert_int_eq(s->sickness.trigger.spells, 3); /* not written */
    expect(s->sickness.trigger.spells_within_s, 6 * 365.25 / 12 * 86400);
    ck_assert(!s->sickness.by_spells && s->sickness.steady_state);
    expect(s->sickness.days_lost_per_fte.law.scale, 9);
    expect(s->sickness.long_term_share, 0.6);
    expect(muster_law_mean(&s->sickness.short_spell.law), 2.5 * 86400);
    expect(muster_law_mean(&s->sickness.long_spell.law), 45 * 86400);
    expect(s->sickness.season[0], 1.4);
    expect(s->attrition.yearly.law.scale, 0.2);
    ck_assert_uint_eq(s->attrition.band_count, 3);
    expect(s->attrition.band[1].from_months, 3);
    expect(s->attrition.band[1].to_months, 12);
    expect(s->attrition.band[1].multiplier, 1.4);
    ck_assert(isinf(s->attrition.band[2].to_months));
    ck_assert_int_eq(s->attrition.notice_days, 28);
    expect(muster_law_mean(&s->recruitment.lead_time.law), 70 * 86400);
    ck_assert_int_eq(s->recruitment.intake_every_days, 28);
    ck_assert_int_eq(s->recruitment.induction_days, 84);
    expect(s->learning.initial, 1.6);
    expect(s->learning.tau_weeks, 8);
    done(&r);
}
END_TEST

START_TEST(settings_of_candidates)
{
    struct reading r;
    read_with(&r, HEADLINE, NULL);
    const struct muster_candidate *a = &r.question.candidate[0], *b = &r.question.candidate[1];
    ck_assert_str_eq(a->name, "as proposed");
    ck_assert_uint_eq(a->setting_count, 4);
    ck_assert_uint_eq(b->setting_count, 4);
    ck_assert_str_eq(a->setting[2].key, "staff.agents.fte");
    ck_assert_str_eq(a->setting[2].text, "12");
    ck_assert_str_eq(b->setting[2].text, "14");
    ck_assert_str_eq(a->setting[3].text,
                     "{one_in: 4, shifts: [{start: 09:00, length: 4 h}], repaid: toil}");
    done(&r);
}
END_TEST

START_TEST(grid_of_candidates)
{
    struct reading r;
    char *text = strdup(HEADLINE);
    strstr(text, "candidates:")[0] = '#';
    strstr(text, "  - {name: as")[0] = '#';
    strstr(text, "  - {name: open")[0] = '#';
    strstr(text, "     staff.agents.saturday: {one_in: 2")[0] = '#';
    const char *sets[] = {
        "candidates={vary: {staff.agents.fte: [10, 12], staff.agents.full_time: [100%, 70%, 40%]}}",
        "staff.agents.in_post.fte=10"};
    struct muster_overrides overrides = {.set_count = 2, .set = sets};
    read_with(&r, text, &overrides);
    ck_assert_uint_eq(r.question.candidate_count, 6);
    ck_assert_str_eq(r.question.candidate[0].name,
                     "staff.agents.fte=10, staff.agents.full_time=100%");
    ck_assert_str_eq(r.question.candidate[1].name,
                     "staff.agents.fte=10, staff.agents.full_time=70%");
    ck_assert_str_eq(r.question.candidate[5].name,
                     "staff.agents.fte=12, staff.agents.full_time=40%");
    expect(r.question.candidate[5].scenario.group[0].fte, 12);
    expect(r.question.candidate[4].scenario.group[0].full_time, 0.7);
    expect(r.question.candidate[4].scenario.group[0].in_post_fte, 10);
    done(&r);
    free(text);
}
END_TEST

START_TEST(fixed_form)
{
    struct reading r;
    read_with(&r, FIXED, NULL);
    ck_assert_uint_eq(r.question.candidate_count, 1);
    ck_assert_str_eq(r.question.candidate[0].name, "base");
    ck_assert_int_eq(r.question.replications, 100);
    ck_assert_uint_eq(r.question.seed, 1);
    ck_assert_int_eq(r.question.at_most, 1000);
    const struct muster_scenario *s = &r.question.candidate[0].scenario;
    ck_assert(s->opening.always && s->observed.always && !s->observed_given);
    expect(s->interval_s, 900);
    expect(s->warm_up_s, 86400);
    ck_assert_int_eq(s->level, MUSTER_LEVEL_OFFERED);
    const struct muster_service *calls = &s->service[0], *complaints = &s->service[1];
    ck_assert_int_eq(calls->demand_kind, MUSTER_DEMAND_RATE);
    expect(calls->demand.law.scale, 0.04);
    ck_assert_uint_eq(calls->rate.count, 0);
    expect(muster_law_mean(&calls->talk.law), 210);
    ck_assert(!calls->wrap.given);
    ck_assert_int_eq(calls->max_retries, -1);
    ck_assert_int_eq(calls->priority, 2);
    expect(calls->within_s, 20);
    expect(calls->resolution.law.scale, 1);
    expect(calls->short_abandon_s, 5);
    ck_assert_uint_eq(complaints->rate.count, 2);
    expect(complaints->rate.at_s[0], 8 * 3600);
    expect(complaints->rate.value[0], 3 / 3600.0);
    expect(complaints->rate.value[1], 0);
    ck_assert_int_eq(complaints->talk.law.kind, MUSTER_LAW_CONSTANT);
    ck_assert(!complaints->patience.given);
    expect(complaints->within_s, 45);
    expect(complaints->target_share, 0.9);
    ck_assert_int_eq(s->target[1].service, 1);
    done(&r);
}
END_TEST

START_TEST(fixed_form_staff)
{
    struct reading r;
    read_with(&r, FIXED, NULL);
    const struct muster_scenario *s = &r.question.candidate[0].scenario;
    const struct muster_group *general = &s->group[0], *special = &s->group[1];
    ck_assert(!general->shift_based);
    ck_assert_uint_eq(general->present.count, 1);
    expect(general->present.value[0], 10);
    expect(general->present.at_s[0], 0);
    ck_assert_int_eq(general->at_step, MUSTER_STEP_IDLE_FIRST);
    ck_assert(!general->has_attendance);
    ck_assert_uint_eq(special->present.count, 2);
    expect(special->present.value[0], 4);
    ck_assert_int_eq(special->at_step, MUSTER_STEP_BY_PERSON);
    ck_assert(special->has_attendance && !special->attendance_daily);
    expect(special->attendance.law.scale, 0.93);
    ck_assert_uint_eq(special->skill_count, 2);
    ck_assert_int_eq(special->skill[0].service, 1);
    ck_assert_int_eq(special->skill[1].place, 1);
    expect(special->skill[1].handle_factor, 1.4);
    ck_assert_uint_eq(special->entity, muster_entity("group", "specialists"));
    done(&r);
}
END_TEST

/* A folder of its own with a table of weeks beside the scenario. */
static void write_file(const char *folder, const char *name, const char *text)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    fputs(text, file);
    fclose(file);
}

static void remove_file(const char *folder, const char *name)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    remove(path);
}

static void expect_rest_of_leave(const struct muster_scenario *s)
{
    const struct muster_leave *leave = &s->leave;
    ck_assert_uint_eq(leave->step_count, 2);
    ck_assert_int_eq(leave->step[1].years, 10);
    expect(leave->step[1].days, 6.5);
    expect(leave->school_weight, 1.5);
    ck_assert_uint_eq(leave->school_count, 2);
    ck_assert_int_eq(leave->school[0].from,
                     muster_date_from_civil((struct muster_civil){2004, 10, 25}));
    ck_assert_int_eq(leave->school[1].to,
                     muster_date_from_civil((struct muster_civil){2005, 2, 18}));
    ck_assert(leave->has_carry && leave->has_christmas);
    expect(leave->carry_days, 5);
    ck_assert_int_eq(leave->carry_month, 6);
    ck_assert_int_eq(leave->carry_day, 30);
    /* 27 December to 2 January, 7 days a year, of 2003/04 to 2005/06 */
    ck_assert_uint_eq(s->opening.closing_count, 3 * 7);
    ck_assert_int_eq(s->opening.closing[6],
                     muster_date_from_civil((struct muster_civil){2004, 1, 2}));
}

static void expect_rest_of_absence(const struct muster_scenario *s)
{
    expect(s->sickness.frailty_cv, 0.8);
    expect(s->sickness.weekly_cv, 0.4);
    expect(s->sickness.weekly_between, 0.7);
    ck_assert(s->sickness.has_weekdays);
    expect(s->sickness.weekday[0], 1.3);
    ck_assert_int_eq(s->sickness.trigger.spells, 4);
    expect(s->sickness.trigger.days_within_s, 24 * 365.25 / 12 * 86400);
    ck_assert_int_eq(s->sickness.trigger.running_days, 28);
    ck_assert(s->lateness.given && !s->lateness.paid);
    expect(s->lateness.probability.law.scale, 0.04);
    ck_assert_uint_eq(s->one_off_count, 2);
    ck_assert(s->one_off[0].paid && !s->one_off[1].paid);
    expect(s->one_off[0].per_year.law.scale, 0.02);
    expect(s->one_off[0].length.law.scale, 10 * 86400);
    ck_assert_uint_eq(s->outage_count, 2);
    ck_assert_uint_eq(s->outage[0].service_count, 0);
    ck_assert_uint_eq(s->outage[1].service_count, 1);
    ck_assert_int_eq(s->outage[1].service[0], 1);
}

START_TEST(rest_with_files)
{
    char folder[] = "/tmp/muster-decode-XXXXXX", path[512], weeks[2048] = "week,weight\n";
    ck_assert_ptr_nonnull(mkdtemp(folder));
    for (int week = 1; week <= 52; week++)
        snprintf(weeks + strlen(weeks), sizeof weeks - strlen(weeks), "%d,%g\n", week, 0.1 * week);
    write_file(folder, "weeks.csv", weeks);
    write_file(folder, "school.csv", "from,to\n2005-02-14,2005-02-18\n2004-10-25,2004-10-29\n");
    write_file(folder, "rest.yaml", REST);
    snprintf(path, sizeof path, "%s/rest.yaml", folder);
    struct reading r;
    muster_faults_init(&r.faults);
    bool fine = muster_question_read(&r.question, &r.faults, path, NULL);
    muster_faults_print(&r.faults, stderr);
    ck_assert(fine);
    ck_assert_uint_eq(r.question.candidate_count, 6);
    ck_assert_ptr_nonnull(strstr(r.question.resolved, "# data weeks.csv "));
    const struct muster_scenario *s = &r.question.candidate[5].scenario;
    ck_assert_int_eq(s->lines, 50);
    ck_assert_int_eq(s->minimum_crew, 3);
    const struct muster_service *one = &s->service[0];
    ck_assert(one->has_weeks);
    expect(one->week_weight[51], 5.2);
    expect(one->week_weight[52], 5.2);
    ck_assert_int_eq(one->demand_kind, MUSTER_DEMAND_ANSWERED);
    ck_assert_int_eq(one->answer_rate.law.kind, MUSTER_LAW_PERT);
    ck_assert_int_eq(one->talk.law.kind, MUSTER_LAW_MIXTURE);
    expect(muster_law_mean(&one->talk.law), 162);
    expect(one->closed_delay.law.scale, 3600);
    ck_assert(one->busyness_once && one->event[0].inside_volume);
    expect(s->service[1].demand.law.scale, 20000);
    ck_assert_uint_eq(s->opening.count[0], 2);
    expect(s->opening.span[0][1].open_s, 13 * 3600);
    ck_assert_uint_eq(s->observed.closed_count, 1);
    const struct muster_group *team = &s->group[0];
    ck_assert(team->full_time_heads);
    expect(team->part_time[1].share, 0.4);
    ck_assert_int_eq(team->skill[0].place, 0);
    ck_assert_int_eq(team->skill[1].place, 0);
    ck_assert(s->sickness.by_spells && s->sickness.calendar_days);
    expect(s->sickness.spells_per_year.law.scale, 3.65);
    ck_assert_int_eq(s->attrition.notice_days, 28);
    ck_assert_int_eq(s->target[0].kind, MUSTER_TARGET_ASA);
    expect(s->service[0].within_s, 20);
    expect_rest_of_leave(s);
    expect_rest_of_absence(s);
    done(&r);
    remove_file(folder, "school.csv");
    remove_file(folder, "weeks.csv");
    remove_file(folder, "rest.yaml");
    rmdir(folder);
}
END_TEST

START_TEST(resolved_is_canonical)
{
    struct reading a, b, c;
    const char *sets[] = {"staff.generalists.present=11"};
    struct muster_overrides overrides = {.set_count = 1, .set = sets};
    char *spaced = malloc(sizeof FIXED + 64);
    snprintf(spaced, sizeof FIXED + 64, "# a comment\n%s\n\n", FIXED);
    read_with(&a, FIXED, NULL);
    read_with(&b, spaced, NULL);
    read_with(&c, FIXED, &overrides);
    ck_assert_str_eq(a.question.resolved, b.question.resolved);
    ck_assert_str_ne(a.question.resolved, c.question.resolved);
    struct reading again;
    read_with(&again, a.question.resolved, NULL);
    ck_assert_str_eq(again.question.resolved, a.question.resolved);
    done(&a);
    done(&b);
    done(&c);
    done(&again);
    free(spaced);
}
END_TEST

/* The opening `text` on top of the fixed form. */
static void read_opening(struct reading *reading, const char *text)
{
    const char *sets[] = {text};
    struct muster_overrides overrides = {.set_count = 1, .set = sets};
    read_with(reading, FIXED, &overrides);
}

START_TEST(opening_forms)
{
    struct reading r;
    read_opening(&r, "opening={mon-sun: 00:00-24:00}");
    ck_assert(r.question.candidate[0].scenario.opening.always);
    done(&r);
    read_opening(&r, "opening={mon-sun: 00:00-24:00, closed: [2004-10-20, 2004-10-10]}");
    ck_assert(!r.question.candidate[0].scenario.opening.always);
    ck_assert_int_eq(r.question.candidate[0].scenario.opening.closed[0], date(2004, 10, 10));
    done(&r);
    read_opening(&r, "opening={mon: '13:00-17:00, 08:00-13:00', fri: 22:00-02:00}");
    const struct muster_hours *hours = &r.question.candidate[0].scenario.opening;
    ck_assert_uint_eq(hours->count[0], 1);
    expect(hours->span[0][0].open_s, 8 * 3600);
    expect(hours->span[0][0].close_s, 17 * 3600);
    expect(hours->span[4][0].close_s, 26 * 3600);
    ck_assert_uint_eq(hours->count[5], 0);
    done(&r);
}
END_TEST

static Suite *suite(void)
{
    Suite *suite = suite_create("decode");
    TCase *tests = tcase_create("decode");
    tcase_add_test(tests, headline_frame);
    tcase_add_test(tests, headline_hours);
    tcase_add_test(tests, headline_demand);
    tcase_add_test(tests, headline_callers);
    tcase_add_test(tests, headline_contracts);
    tcase_add_test(tests, headline_shifts);
    tcase_add_test(tests, headline_people);
    tcase_add_test(tests, settings_of_candidates);
    tcase_add_test(tests, grid_of_candidates);
    tcase_add_test(tests, fixed_form);
    tcase_add_test(tests, fixed_form_staff);
    tcase_add_test(tests, rest_with_files);
    tcase_add_test(tests, resolved_is_canonical);
    tcase_add_test(tests, opening_forms);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    return muster_check_run(suite());
}
