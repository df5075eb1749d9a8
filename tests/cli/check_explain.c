/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `muster explain` knows every name that a run prints: in the JSON, in the table, in the CSV and in
 * the results file. The names are taken from what a run with every model on has printed.
 */
#include "commands.h"
#include "result_words.h"
#include "tally.h"
#include <jansson.h>

/* Every model that adds a measure is on. */
static const char ALL_ON[] =
    "muster: 1\n"
    "currency: £\n"
    "horizon: {start: 2004-12-06, weeks: 8, interval: 1 h}\n"
    "opening: {mon-fri: 08:00-18:00, sat: 09:00-13:00, closed: [2004-12-27, 2004-12-28]}\n"
    "target: [80% in 20 s, asa 30 s]\n"
    "minimum_crew: 2\n"
    "services:\n"
    "  calls: {demand: {wanted: 60000}, when_closed: {return: 60%}, handle: 3.5 min, patience: "
    "{exponential: {mean: 3 min}}, balk: 2%, retry: {abandoned: 35%, blocked: 60%, delay: 25 min}, "
    "first_contact_resolution: 85%, repeat: {delay: 2 d}, lines: 20}\n"
    "  faults: {rate: 5 per hour, handle: 4 min}\n"
    "staff:\n"
    "  agents: {fte: 6, full_time_week: 37 h, in_post: {fte: 5, tenure: new}, shifts: [{start: "
    "open, length: 7.9 h, lunch: {length: 30 min, between: 11:30-14:00}}, {end: close, length: 7.9 "
    "h, lunch: {length: 30 min, between: 11:30-14:00}}], breaks: [{length: 15 min, paid: yes, "
    "between: 10:00-11:30, for_shifts_over: 4 h}], saturday: {one_in: 3, shifts: [{start: 09:00, "
    "length: 4 h}], repaid: overtime}, rota: cover, skills: [[calls, faults]], grade: agent}\n"
    "leave: {days: 21}\n"
    "sickness: {days_lost_per_fte: 9, long_term_share: 60%, short: {geometric: {mean: 2.5 d}}, "
    "long: {lognormal: {mean: 45 d, cv: 0.8}}}\n"
    "attrition: {yearly: 20%, notice: 4 weeks}\n"
    "recruitment: {lead_time: 4 weeks, induction: 2 weeks}\n"
    "pay: {grades: {agent: {salary: 15500, on_cost: 24%}}}\n"
    "candidates: [{name: six}, {name: seven, set: {staff.agents.fte: 7}}]\n"
    "simulation: {replications: 3, seed: 1}\n";

static void setup(void)
{
    enter_folder();
    write_file("all.yaml", ALL_ON);
}

static void teardown(void)
{
    leave_folder();
}

/* ---- names ---- */

enum { NAMES_MOST = 256 };

struct names {
    size_t count;
    char name[NAMES_MOST][64];
};

static void keep(struct names *names, const char *name)
{
    for (size_t i = 0; i < names->count; i++)
        if (strcmp(names->name[i], name) == 0)
            return;
    ck_assert_uint_lt(names->count, NAMES_MOST);
    ck_assert_uint_lt(strlen(name), sizeof names->name[0]);
    strcpy(names->name[names->count++], name);
}

static bool kept(const struct names *names, const char *name)
{
    for (size_t i = 0; i < names->count; i++)
        if (strcmp(names->name[i], name) == 0)
            return true;
    return false;
}

/* The keys of an object, and of the objects under them down to `depth` more levels. */
static void keep_keys(struct names *names, json_t *object, int depth)
{
    const char *key;
    json_t *value;
    json_object_foreach(object, key, value)
    {
        keep(names, key);
        if (depth > 0 && json_is_object(value))
            keep_keys(names, value, depth - 1);
    }
}

/* The same without the object's own keys, which are names of services or groups. */
static void keep_under(struct names *names, json_t *object, int depth)
{
    const char *key;
    json_t *value;
    ck_assert_msg(json_object_size(object) > 0, "a part of the JSON is missing");
    json_object_foreach(object, key, value) keep_keys(names, value, depth);
}

static void explained(const struct names *names)
{
    for (size_t i = 0; i < names->count; i++) {
        char words[80];
        snprintf(words, sizeof words, "explain|%s", names->name[i]);
        struct outcome outcome = run_fine(words);
        ck_assert_msg(strstr(outcome.out, names->name[i]) != NULL, "%s: %s", words, outcome.out);
        ck_assert_str_eq(outcome.err, "");
    }
}

/* ---- what is printed ---- */

static void keep_candidate(struct names *names, json_t *candidate)
{
    keep(names, "contacts_simulated");
    keep(names, "open_hours");
    ck_assert_ptr_nonnull(json_object_get(candidate, "contacts_simulated"));
    ck_assert_ptr_nonnull(json_object_get(candidate, "open_hours"));
    keep_under(names, json_object_get(candidate, "services"), 1);
    keep_under(names, json_object_get(candidate, "staff"), 1);
    keep_keys(names, json_object_get(candidate, "cost"), 1);
    json_t *target = json_array_get(json_object_get(candidate, "targets"), 0);
    keep_keys(names, target, 1);
    json_t *month = json_object_get(candidate, "by_month");
    keep_under(names, json_object_get(month, "staff"), 1);
    keep_keys(names, json_object_get(month, "cost"), 1);
    json_t *fall = json_object_get(candidate, "waterfall");
    keep(names, "waterfall");
    keep(names, "planned_handle_s");
    ck_assert_ptr_nonnull(json_object_get(fall, "planned_handle_s"));
    json_t *all = json_object_get(fall, "all");
    const char *line;
    json_t *value;
    json_object_foreach(all, line, value)
    {
        keep(names, line);
        keep(names, json_string_value(json_object_get(value, "kind")));
        json_object_del(value, "kind");
        json_object_del(value, "by_month"); /* the part of that name, told above */
        keep_keys(names, value, 1);
    }
    json_t *profile = json_object_get(candidate, "profile");
    keep_under(names, json_object_get(profile, "services"), 0);
    keep_under(names, json_object_get(profile, "staff"), 0);
}

START_TEST(every_name_of_the_json_is_explained)
{
    static const char *const THERE[] = {"headcount_start",  "leavers",          "total",
                                        "shrinkage_breaks", "fte_present",      "p90_hi",
                                        "p_target",         "blocked_fraction", "turnover_month",
                                        "bank_holidays",    "beyond_paper_h",   "cause"};
    static struct names names;
    names.count = 0;
    struct outcome outcome =
        run_fine("run|all.yaml|--json|--profile|--output|none|--replications|40|--quiet");
    json_error_t error;
    json_t *root = json_loads(outcome.out, 0, &error);
    ck_assert_msg(root != NULL, "%s", error.text);
    keep_candidate(&names, json_array_get(json_object_get(root, "candidates"), 0));
    json_t *comparison = json_object_get(root, "comparison");
    ck_assert_uint_gt(json_array_size(comparison), 0);
    for (size_t i = 0; i < json_array_size(comparison); i++) {
        json_t *item = json_array_get(comparison, i);
        keep(&names, json_string_value(json_object_get(item, "measure")));
        keep(&names, "difference");
        keep_keys(&names, json_object_get(item, "difference"), 0);
    }
    json_decref(root);
    for (size_t i = 0; i < sizeof THERE / sizeof THERE[0]; i++)
        ck_assert_msg(kept(&names, THERE[i]), "%s is not in the JSON", THERE[i]);
    ck_assert_uint_gt(names.count, 90);
    explained(&names);
}
END_TEST

/* Splits a line of headings; an unknown one fails. */
static void keep_headings(struct names *names, char *line)
{
    static const char *const HEADING[] = {
        "FTE",        "people",         "h/week",  "offered",       "answered",    "abandoned",
        "ASA",        "likely",         "weeks",   "service level", "occup.",      "cost",
        "level, pts", "aband., pts",    "horizon", "days met",      "months",      "replications",
        "Candidate",  "callers served", "%",       "came back",     "busy hour, %"};
    char *at = line + strspn(line, " ");
    while (*at) {
        size_t length = 0;
        for (size_t i = 0; i < sizeof HEADING / sizeof HEADING[0]; i++)
            if (strncmp(at, HEADING[i], strlen(HEADING[i])) == 0 && strlen(HEADING[i]) > length)
                length = strlen(HEADING[i]);
        ck_assert_msg(length > 0, "a heading that this test does not know: %s", at);
        char heading[64];
        snprintf(heading, sizeof heading, "%.*s", (int)length, at);
        if (strcmp(heading, "Candidate") != 0)
            keep(names, strcmp(heading, "service level") == 0 ? "service_level" : heading);
        at += length;
        at += strspn(at, " ");
    }
}

START_TEST(every_heading_of_the_table_is_explained)
{
    static struct names names;
    names.count = 0;
    struct outcome outcome = run_fine("run|all.yaml|--output|none|--quiet");
    size_t tables = 0;
    for (char *line = outcome.out, *end; (end = strchr(line, '\n')); line = end + 1) {
        *end = '\0';
        if (strncmp(line, "Candidate", 9) != 0)
            continue;
        keep_headings(&names, line);
        tables++;
    }
    ck_assert_uint_ge(tables, 4);
    ck_assert_uint_gt(names.count, 12);
    explained(&names);
}
END_TEST

/* What the results file keeps by day, week and interval of the week. */
START_TEST(every_column_of_the_results_is_explained)
{
    static struct names names;
    names.count = 0;
    for (int c = 0; c < MUSTER_COUNTS; c++)
        keep(&names, muster_count_column[c].name);
    for (int c = 0; c < MUSTER_STAFFS; c++)
        keep(&names, muster_staff_column[c].name);
    explained(&names);
}
END_TEST

START_TEST(words_are_explained_once)
{
    size_t count;
    const struct muster_result_word *word = muster_result_word_table(&count);
    for (size_t i = 0; i < count; i++) {
        ck_assert_ptr_eq(muster_result_word_find(word[i].name), &word[i]);
        ck_assert_uint_gt(strlen(word[i].sentence), 10);
    }
    expect("explain|headcount_strat", 2, "did you mean headcount_start?");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("explain");
    TCase *tcase = tcase_create("explain");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_set_timeout(tcase, 200);
    tcase_add_test(tcase, every_name_of_the_json_is_explained);
    tcase_add_test(tcase, every_heading_of_the_table_is_explained);
    tcase_add_test(tcase, every_column_of_the_results_is_explained);
    tcase_add_test(tcase, words_are_explained_once);
    suite_add_tcase(suite, tcase);
    return muster_check_run(suite);
}
