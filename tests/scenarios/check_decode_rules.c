/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Activities off the phones and the conditions of real-time rules: what is read, and each mistake
 * with the fault expected.
 */
#include "check_main.h"
#include "quantity.h"
#include "scenario.h"
#include "scenario_texts.h"

#include <stdio.h>
#include <string.h>

START_TEST(conditions_are_read)
{
    static const struct {
        const char *text;
        enum muster_gauge gauge;
        double limit;
    } FINE[] = {{"wait > 60 s", MUSTER_GAUGE_WAIT, 60},
                {"wait>1.5 min", MUSTER_GAUGE_WAIT, 90},
                {"  wait  >  0 s ", MUSTER_GAUGE_WAIT, 0},
                {"queue > 5", MUSTER_GAUGE_QUEUE, 5},
                {"queue > 0", MUSTER_GAUGE_QUEUE, 0},
                {"service_level < 70%", MUSTER_GAUGE_LEVEL, 0.7},
                {"service_level < 0.8", MUSTER_GAUGE_LEVEL, 0.8}};
    for (size_t i = 0; i < sizeof FINE / sizeof *FINE; i++) {
        struct muster_condition condition;
        struct muster_reading reading = muster_condition_read(&condition, FINE[i].text);
        ck_assert_msg(reading.status == MUSTER_READING_FINE, "%s: %s", FINE[i].text,
                      reading.message);
        ck_assert_int_eq(condition.gauge, FINE[i].gauge);
        ck_assert_double_eq_tol(condition.limit, FINE[i].limit, 1e-12);
    }
}
END_TEST

START_TEST(other_conditions_are_refused)
{
    static const char *const BAD[] = {"",
                                      "wait",
                                      "wait >",
                                      "wait < 60 s",
                                      "wait >= 60 s",
                                      "wait > 60",
                                      "wait > -1 s",
                                      "wait > 25 h",
                                      "queue > 5 s",
                                      "queue > 2.5",
                                      "queue < 5",
                                      "queue > -1",
                                      "queue 5",
                                      "service_level > 70%",
                                      "service_level < 70",
                                      "service_level < 0%",
                                      "service level < 70%",
                                      "occupancy > 90%",
                                      "wait > 60 s and queue > 5",
                                      "waiting > 60 s",
                                      "> 60 s",
                                      "service_level < 101%",
                                      "queue > 1e300",
                                      "wait > nan s"};
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
        struct muster_condition condition = {MUSTER_GAUGE_QUEUE, -7};
        struct muster_reading reading = muster_condition_read(&condition, BAD[i]);
        ck_assert_msg(reading.status != MUSTER_READING_FINE, "%s", BAD[i]);
        ck_assert_ptr_nonnull(reading.message);
        ck_assert(condition.gauge == MUSTER_GAUGE_QUEUE && condition.limit == -7);
    }
}
END_TEST

/* REST with one setting; the faults as they are printed, warnings left out. */
static void read_with(struct muster_question *question, char *printed, size_t size, const char *set)
{
    const char *sets[] = {set};
    struct muster_overrides overrides = {.set_count = set != NULL, .set = sets};
    struct muster_faults faults;
    muster_faults_init(&faults);
    muster_question_read_text(question, &faults, "text.yaml", REST, strlen(REST), &overrides);
    printed[0] = '\0';
    for (size_t i = 0; i < faults.count; i++) {
        size_t used = strlen(printed);
        if (faults.items[i].severity == MUSTER_SEVERITY_FAULT &&
            !strstr(faults.items[i].path, "season"))
            snprintf(printed + used, size - used, "%s: %s; %s\n", faults.items[i].path,
                     faults.items[i].text, faults.items[i].remedy);
    }
    muster_faults_clear(&faults);
}

static const struct {
    const char *set, *says;
} FAULTY[] = {
    {"off_phone=[1]", "off_phone: a list where a table of names belongs"},
    {"off_phone.chat={}", "off_phone.chat: give one of each_week, each and at"},
    {"off_phone.coaching.each=1 h", "off_phone.coaching: give one of each_week, each and at"},
    {"off_phone.coaching.each_week=4 min", "is out of range [5 min, 40 h]"},
    {"off_phone.coaching.each_week=30", "needs a unit of time"},
    {"off_phone.coaching.every=2 weeks", "it goes with each or at"},
    {"off_phone.coaching.team=4", "off_phone.coaching.team: it goes with together: yes"},
    {"off_phone.coaching.block=1 h", "off_phone.coaching.block: a piece is longer than the whole"},
    {"off_phone.coaching.for=teem", "there is no group teem; did you mean team?"},
    {"off_phone.coaching.for=[team, [x]]", "off_phone.coaching.for[2]: a list where"},
    {"off_phone.coaching.cancel_when=wait < 60 s",
     "off_phone.coaching.cancel_when: wait < 60 s is no condition"},
    {"off_phone.coaching.cancel_when=[queue > 5, waits > 3]",
     "off_phone.coaching.cancel_when[2]: waits > 3 is no condition: it begins with wait, queue or "
     "service_level; write for example wait > 60 s"},
    {"off_phone.coaching.if_cancelled=later", "later is none of lost or moved"},
    {"off_phone.coaching.undelivered.handle_factor=0.9", "is out of range [1, 10]"},
    {"off_phone.coaching.undelivered.leaving_factor=0.9", "is out of range [1, 100]"},
    {"off_phone.meeting.every=10 d", "activities come by whole weeks"},
    {"off_phone.meeting.pro_rata=yes", "those who meet together meet for the same time"},
    {"off_phone.meeting.if_cancelled=moved", "it goes with cancel_when"},
    {"off_phone.meeting.team=1", "is out of range [2, 10000]"},
    {"off_phone.briefing.at=tue", "tue is no slot of the week; write for example tue 09:00-09:30"},
    {"off_phone.briefing.at=tuesdy 09:00-09:30", "is not a day of the week"},
    {"off_phone.briefing.at=tue 09:00", "off_phone.briefing.at: tue 09:00"},
    {"off_phone.briefing.at=sun 23:30-00:30", "runs past midnight; write two slots"},
    {"off_phone.briefing.at=[mon-tue 09:00-09:30, tue 09:15-10:00]",
     "off_phone.briefing.at[2]: tue 09:15-10:00 overlaps a slot before it"},
    {"off_phone.briefing.block=5 min", "it goes with each_week or each"},
    {"off_phone.briefing.together=yes", "a fixed slot is for everybody"},
    {"off_phone.briefing={at: mon 09:00-10:00, cancel_when: queue > 3, if_cancelled: moved}",
     "a fixed slot cannot be moved"},
    {"overtime={}", "overtime.accepted: is missing; write for example accepted: 60%"},
    {"overtime={accepted: 70}", "did you mean 70%?"},
    {"overtime={accepted: 50%, extend_by: 1 h}", "overtime.extend_by: it goes with extend_when"},
    {"overtime={accepted: 50%, lost_shifts: no}", "overtime: nothing is offered"},
    {"overtime.at_most=0 h", "is out of range (0 s, 60 h]"},
    {"overtime.extend_by=5 h", "is out of range [5 min, 4 h]"},
    {"overtime.extend_when=wait > 60", "overtime.extend_when: wait > 60 needs a unit of time"},
    {"relief=[1]", "relief: a list where a table of keys belongs"},
    {"relief={pool: 4}", "relief.trigger: is missing; write for example trigger: wait > 120 s"},
    {"relief={trigger: queue > 3}", "relief.pool: is missing"},
    {"relief.pool=-1", "is out of range [0, 1000]"},
    {"relief.people=5", "relief.people: more would come than are in the pool"},
    {"relief.trigger=queue < 5", "queue < 5 is no condition"},
    {"relief.at_most=10 min", "relief.at_most: it is less than at_least"},
    {"relief.available=70", "did you mean 70%?"},
    {"relief.skills=[three]", "relief.skills[1]: there is no service three"},
    {"relief.hourly=-1", "is out of range [0, 1000000]"},
    {"relief.settled=weekly", "weekly is none of yearly or monthly"},
};

START_TEST(mistakes_are_named)
{
    struct muster_question question;
    char printed[4000];
    read_with(&question, printed, sizeof printed, FAULTY[_i].set);
    muster_question_clear(&question);
    ck_assert_msg(strstr(printed, FAULTY[_i].says) != NULL, "%s\n%s", FAULTY[_i].set, printed);
}
END_TEST

START_TEST(activities_are_read)
{
    /* weeks.csv and school.csv of the text are not here: without them the file is sound */
    struct muster_question question;
    const char *sets[] = {"services.one.season={jan: 1}", "leave={days: 25}"};
    struct muster_overrides overrides = {.set_count = 2, .set = sets};
    struct muster_faults faults;
    muster_faults_init(&faults);
    ck_assert(
        muster_question_read_text(&question, &faults, "text.yaml", REST, strlen(REST), &overrides));
    const struct muster_scenario *scenario = &question.candidate[0].scenario;
    ck_assert_uint_eq(scenario->activity_count, 3);
    const struct muster_activity *coaching = &scenario->activity[0];
    ck_assert_str_eq(coaching->name, "coaching");
    ck_assert_double_eq(coaching->each_s, 2700);
    ck_assert_double_eq(coaching->block_s, 900);
    ck_assert(coaching->pro_rata && coaching->moved && !coaching->together);
    ck_assert_int_eq(coaching->every_weeks, 1);
    ck_assert_uint_eq(coaching->cancel_count, 2);
    ck_assert_int_eq(coaching->cancel[1].gauge, MUSTER_GAUGE_QUEUE);
    ck_assert_double_eq(coaching->handle_factor, 1.1);
    ck_assert_double_eq(coaching->leaving_factor, 1.3);
    ck_assert(coaching->of_group[0]);
    const struct muster_activity *meeting = &scenario->activity[1];
    ck_assert_double_eq(meeting->each_s, 3600);
    ck_assert_int_eq(meeting->every_weeks, 4);
    ck_assert_int_eq(meeting->team, 2);
    ck_assert(meeting->together && meeting->of_group[0]);
    const struct muster_activity *briefing = &scenario->activity[2];
    ck_assert_uint_eq(briefing->slot_count, 2);
    ck_assert_uint_eq(briefing->slot[0].weekdays, 2);
    ck_assert_double_eq(briefing->slot[0].from_s, 9 * 3600);
    ck_assert_uint_eq(briefing->slot[1].weekdays, 8 + 16);
    ck_assert_double_eq(briefing->slot[1].to_s, 16.25 * 3600);
    const struct muster_relief *relief = &scenario->relief;
    ck_assert(relief->given && !relief->settled_yearly);
    ck_assert_uint_eq(relief->group, 1);
    ck_assert_uint_eq(scenario->group_count, 2);
    ck_assert_str_eq(scenario->group[1].name, "relief");
    ck_assert(scenario->group[1].relief && !scenario->group[1].shift_based);
    ck_assert_uint_eq(scenario->group[1].skill_count, 2);
    ck_assert_int_gt(scenario->group[1].skill[0].place, scenario->group[0].skill[1].place);
    ck_assert_double_eq(scenario->group[1].skill[1].handle_factor, 1.2);
    ck_assert_int_eq(relief->people, 2);
    ck_assert_uint_eq(relief->trigger_count, 2);
    ck_assert_double_eq(relief->at_most_s, 3 * 3600);
    ck_assert_double_eq(relief->hourly, 14);
    muster_question_clear(&question);
    muster_faults_clear(&faults);
}
END_TEST

/* The group of the pool has its name for itself. */
START_TEST(relief_is_one_group)
{
    static const char text[] = "muster: 1\n"
                               "horizon: {start: 2024-01-01, days: 3}\n"
                               "opening: always\n"
                               "services: {calls: {rate: 9 per hour, handle: 3 min}}\n"
                               "staff: {relief: {present: 3, skills: [calls]}}\n"
                               "relief: {pool: 4, trigger: queue > 3}\n";
    struct muster_question question;
    struct muster_faults faults;
    muster_faults_init(&faults);
    ck_assert(
        !muster_question_read_text(&question, &faults, "text.yaml", text, strlen(text), NULL));
    ck_assert_uint_eq(faults.count, 1);
    ck_assert_str_eq(faults.items[0].path, "relief");
    ck_assert_ptr_nonnull(strstr(faults.items[0].text, "a group of staff is called relief"));
    muster_faults_clear(&faults);
}
END_TEST

static Suite *suite(void)
{
    Suite *suite = suite_create("decode rules");
    TCase *tests = tcase_create("decode rules");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, conditions_are_read);
    tcase_add_test(tests, other_conditions_are_refused);
    tcase_add_loop_test(tests, mistakes_are_named, 0, (int)(sizeof FAULTY / sizeof *FAULTY));
    tcase_add_test(tests, activities_are_read);
    tcase_add_test(tests, relief_is_one_group);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    return muster_check_run(suite());
}
