/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What candidates gain over the first one, by whole commands: the table of `muster run`, its JSON
 * and CSV, what `muster show` says of the results file, what `muster explain` says of the measures.
 * All must tell the same.
 */
#include "commands.h"

#include <jansson.h>
#include <math.h>

static const char HOURS[] =
    "muster: 1\n"
    "currency: £\n"
    "horizon: {start: 2004-10-04, weeks: 4, interval: 30 min}\n"
    "opening: {mon-fri: 09:00-17:00}\n"
    "services:\n"
    "  calls:\n"
    "    demand: {wanted: 60000}\n"
    "    profile: {08:00: 1, 10:00: 2, 12:00: 1, 20:00: 0}\n"
    "    when_closed: {return: 60%}\n"
    "    talk: {exponential: {mean: 3.5 min}}\n"
    "    patience: {exponential: {mean: 2 min}}\n"
    "staff:\n"
    "  agents:\n"
    "    fte: 5\n"
    "    full_time_week: 37 h\n"
    "    rota: fixed\n"
    "    skills: [calls]\n"
    "    grade: agent\n"
    "    shifts:\n"
    "      - {name: early, start: open, length: 7.4 h}\n"
    "      - {name: late, end: close, length: 7.4 h}\n"
    "pay: {grades: {agent: {salary: 15500, on_cost: 24%}}}\n"
    "candidates:\n"
    "  - {name: until five}\n"
    "  - {name: until eight, set: {opening.mon-fri: 09:00-20:00, staff.agents.fte: 7}}\n"
    "  - {name: one fewer, set: {staff.agents.fte: 4}}\n"
    "simulation: {replications: 12, seed: 3}\n";

static void setup(void)
{
    enter_folder();
    write_file("hours.yaml", HOURS);
}

static void teardown(void)
{
    leave_folder();
}

/* From the first table of differences on, to the end or to `stop`; new memory. */
static char *differences_in(const char *text, const char *stop)
{
    const char *from = strstr(text, "\nDifferences from candidate 1");
    ck_assert_msg(from != NULL, "%s", text);
    const char *to = stop ? strstr(from, stop) : NULL;
    return strndup(from, to ? (size_t)(to - from) : strlen(from));
}

START_TEST(show_repeats_what_run_said)
{
    char *said = differences_in(run_fine("run|hours.yaml").out, "\nFrom established");
    char *shown = differences_in(run_fine("show|hours.h5").out, NULL);
    ck_assert_str_eq(said, shown);
    static const char *const SAID[] = {"Callers gained and moved", "(10:00 to 11:00, Mon-Fri)",
                                       "Cost of a net extra answered contact", " (£",
                                       "none: fewer are answered"};
    for (size_t i = 0; i < sizeof SAID / sizeof SAID[0]; i++)
        ck_assert_msg(strstr(said, SAID[i]) != NULL, "%s is not in %s", SAID[i], said);
    free(said);
    free(shown);
}
END_TEST

static json_t *compared(json_t *root, const char *b, const char *measure)
{
    size_t i;
    json_t *item;
    json_array_foreach(json_object_get(root, "comparison"), i,
                       item) if (strcmp(json_string_value(json_object_get(item, "b")), b) == 0 &&
                                 strcmp(json_string_value(json_object_get(item, "measure")),
                                        measure) == 0) return item;
    ck_abort_msg("no %s of %s", measure, b);
    return NULL;
}

static double part_of(json_t *item, const char *which, const char *statistic)
{
    json_t *value = json_object_get(json_object_get(item, which), statistic);
    return json_is_number(value) ? json_number_value(value) : NAN;
}

START_TEST(the_table_is_the_json_in_words)
{
    char *text = strdup(run_fine("run|hours.yaml|--output|none").out);
    json_t *root = json_loads(run_fine("run|hours.yaml|--output|none|--json").out, 0, NULL);
    ck_assert_ptr_nonnull(root);
    json_t *each = compared(root, "until eight", "cost_per_extra_answered");
    double mean = part_of(each, "difference", "mean"), lo = part_of(each, "difference", "lo"),
           hi = part_of(each, "difference", "hi");
    ck_assert_double_eq_tol(
        mean,
        part_of(compared(root, "until eight", "cost"), "difference", "mean") /
            part_of(compared(root, "until eight", "answered"), "difference", "mean"),
        1e-9);
    ck_assert(0 < lo && lo < mean && mean < hi);
    char price[80];
    snprintf(price, sizeof price, "£%.2f (£%.2f to £%.2f)\n", mean, lo, hi);
    ck_assert_msg(strstr(text, price) != NULL, "%s is not in %s", price, text);
    json_t *served = compared(root, "until eight", "served");
    snprintf(price, sizeof price, "%+.1f ± %.1f", 100 * part_of(served, "relative", "mean"),
             50 * (part_of(served, "relative", "hi") - part_of(served, "relative", "lo")));
    ck_assert_msg(strstr(text, price) != NULL, "%s is not in %s", price, text);
    json_t *none = compared(root, "one fewer", "cost_per_extra_answered");
    ck_assert(json_is_null(json_object_get(json_object_get(none, "difference"), "mean")));
    ck_assert_str_eq(json_string_value(json_object_get(none, "why_none")), "fewer are answered");
    ck_assert_double_eq(
        json_number_value(json_object_get(json_object_get(root, "busy_hour"), "from_s")), 36000);
    json_decref(root);
    free(text);
}
END_TEST

START_TEST(csv_names_the_kind_of_each_row)
{
    struct outcome outcome = run_fine("run|hours.yaml|--output|none|--csv");
    size_t estimates = 0, differences = 0, relative = 0, rows = 0, people = 0;
    for (char *line = strtok(outcome.out, "\r\n"); line; line = strtok(NULL, "\r\n")) {
        const char *kind = strrchr(line, ',') + 1;
        estimates += strcmp(kind, "estimate") == 0;
        differences += strcmp(kind, "difference") == 0;
        relative += strcmp(kind, "relative difference") == 0;
        people += strstr(line, ",on_the_phones,people,") || strcmp(kind, "waterfall") == 0 ||
                  strcmp(kind, "beyond paper") == 0 || strncmp(kind, "month from ", 11) == 0;
        bool of_two = strstr(line, "cost_per_extra_answered") != NULL;
        ck_assert(!of_two || strcmp(kind, "difference") == 0);
        rows++;
    }
    ck_assert_uint_eq(rows, 1 + estimates + differences + relative + people);
    ck_assert_uint_gt(relative, 0);
    ck_assert_uint_gt(differences, relative);
}
END_TEST

START_TEST(the_measures_are_explained)
{
    static const char *const CALLS[][2] = {
        {"explain|cost_per_extra_answered", "Fieller's interval"},
        {"explain|offered_busy_hour", "first candidate's planner expects most"},
        {"explain|served", "on some attempt"}};
    for (size_t i = 0; i < sizeof CALLS / sizeof CALLS[0]; i++) {
        struct outcome outcome = run_fine(CALLS[i][0]);
        ck_assert_msg(strstr(outcome.out, CALLS[i][1]) != NULL, "%s", outcome.out);
    }
}
END_TEST

/* It takes two candidates; and a measure that nobody knows is not passed over. */
START_TEST(no_precision_of_what_one_candidate_has_not)
{
    struct outcome outcome = run("run|hours.yaml|--precision|cost_per_extra_answered=5%");
    ck_assert_int_eq(outcome.status, 2);
    static const char *const NAMES[] = {"cost_per_extra_answered", "service_levle"};
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++) {
        char words[128];
        snprintf(words, sizeof words, "run|hours.yaml|--set|simulation.precision={%s: 1%%}",
                 NAMES[i]);
        outcome = run(words);
        ck_assert_int_eq(outcome.status, 3);
        ck_assert_msg(strstr(outcome.err, NAMES[i]) != NULL, "%s", outcome.err);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("differences");
    TCase *tcase = tcase_create("differences");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_set_timeout(tcase, 200);
    tcase_add_test(tcase, show_repeats_what_run_said);
    tcase_add_test(tcase, the_table_is_the_json_in_words);
    tcase_add_test(tcase, csv_names_the_kind_of_each_row);
    tcase_add_test(tcase, the_measures_are_explained);
    tcase_add_test(tcase, no_precision_of_what_one_candidate_has_not);
    suite_add_tcase(suite, tcase);
    return muster_check_run(suite);
}
