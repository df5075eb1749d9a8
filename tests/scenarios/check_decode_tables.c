/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Mistakes in tables of weights, bands and parts, in targets and in candidates: one setting on top
 * of a sound scenario, and the fault expected.
 */
#include "check_main.h"
#include "scenario.h"

#include <stdio.h>
#include <string.h>

static const char SOUND[] =
    "muster: 1\n"
    "horizon: {start: 2004-11-01, weeks: 52}\n"
    "opening: {mon-fri: 09:00-17:00}\n"
    "services: {calls: {demand: {wanted: 90000}, handle: 3 min, patience: 3 min}}\n"
    "staff: {agents: {fte: 10, in_post: {fte: 10, tenure: new}, shifts: [{start: 09:00, length: "
    "8 h}], skills: [calls]}}\n";

static const struct {
    const char *set;
    const char *expected;
} FAULTY[] = {
    {"services.calls.profile={mon-wed: {09:00: 1, 17:00: 0}, wed-fri: {09:00: 1, 17:00: 0}}",
     "--set[1]:1:56: services.calls.profile.wed-fri: wed-fri repeats a weekday\n"},
    {"services.calls.profile={mon-fry: {09:00: 1, 17:00: 0}, sat: {09:00: 1, 10:00: 0}}",
     "--set[1]:1:25: services.calls.profile.mon-fry: mon-fry is not a day of the week, e.g. mon, "
     "sat or mon-fri; write mon, tue, wed, thu, fri, sat or sun\n"},
    {"services.calls.season={jan: 0, feb: 0, mar: 0, apr: 0, may: 0, jun: 0, jul: 0, aug: 0, sep: "
     "0, oct: 0, nov: 0, dec: 0}",
     "--set[1]:1:23: services.calls.season: all weights are 0; give at least one above 0\n"},
    {"services.calls.season={jan: 2, January: 1}",
     "--set[1]:1:32: services.calls.season.January: January stands there twice; keep one of "
     "them\n"},
    {"services.calls.weekdays={mon: 0, tue: 0, wed: 0, thu: 0, fri: 0, sat: 0, sun: 0}",
     "--set[1]:1:25: services.calls.weekdays: all weights are 0; give at least one above 0\n"},
    {"services.calls.weekdays={mon-fri: 1, fri: 2, sat: 0, sun: 0}",
     "--set[1]:1:38: services.calls.weekdays.fri: fri stands there twice; keep one of them\n"},
    {"target=[80% in 20 s, 90% in 60 s]",
     "--set[1]:1:22: target[2]: 90% in 60 s beside 80% in 20 s: a second time threshold for the "
     "same contacts is not in this version; give both the same time, or run it twice\n"},
    {"services.calls.handle={mixture: 3 min}",
     "--set[1]:1:33: services.calls.handle.mixture: a single value where a list of tables belongs; "
     "write for example {mixture: [{weight: 0.9, exponential: {mean: 2 min}}, {weight: 0.1, "
     "exponential: {mean: 9 min}}]}\n"},
    {"services.calls.handle={mixture: []}",
     "--set[1]:1:33: services.calls.handle.mixture: nothing where a list of tables belongs; write "
     "for example {mixture: [{weight: 0.9, exponential: {mean: 2 min}}, {weight: 0.1, exponential: "
     "{mean: 9 min}}]}\n"},
    {"attrition={yearly: 20%, by_tenure: {0-3 months: 0, later: 0}}",
     "--set[1]:1:36: attrition.by_tenure: all multipliers are 0; give at least one above 0\n"},
    {"attrition={yearly: 20%, by_tenure: {0-3 months: 2}}",
     "--set[1]:1:36: attrition.by_tenure: there is no band later; add later: 1\n"},
    {"recruitment={plan: {2005-01-03: 2.5}}",
     "--set[1]:1:33: recruitment.plan.2005-01-03: 2.5 people join; give a whole number\n"},
    {"candidates=[{name: a, vary: {staff.agents.fte: [1, 2]}}]",
     "--set[1]:1:29: candidates[1].vary: vary does not go into a list; write candidates: {vary: "
     "…}\n"},
    {"candidates=[{name: a}, {name: b, set: {relief: {pool: 2, trigger: queue > 3}}}]",
     "--set[1]:1:12: candidates: b has other services or groups than a; write relief into the "
     "file, and set relief.pool to 0 where there is none\n"},
};

static void expect(const char *set, const char *expected)
{
    struct muster_question question;
    struct muster_faults faults;
    struct muster_overrides overrides = {1, &set, false};
    char *said = NULL;
    size_t length;
    muster_faults_init(&faults);
    bool read = muster_question_read_text(&question, &faults, "text.yaml", SOUND, strlen(SOUND),
                                          set[0] ? &overrides : NULL);
    FILE *file = open_memstream(&said, &length);
    ck_assert_ptr_nonnull(file);
    muster_faults_print(&faults, file);
    fclose(file);
    ck_assert_str_eq(said, expected);
    ck_assert_int_eq(read, expected[0] == '\0');
    free(said);
    muster_question_clear(&question);
    muster_faults_clear(&faults);
}

START_TEST(the_scenario_is_sound)
{
    expect("", "");
}
END_TEST

START_TEST(mistakes_are_named)
{
    expect(FAULTY[_i].set, FAULTY[_i].expected);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("decode tables");
    TCase *tests = tcase_create("decode tables");
    tcase_add_test(tests, the_scenario_is_sound);
    tcase_add_loop_test(tests, mistakes_are_named, 0, (int)(sizeof FAULTY / sizeof *FAULTY));
    suite_add_tcase(suite, tests);
    return muster_check_run(suite);
}
