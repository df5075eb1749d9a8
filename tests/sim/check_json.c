/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "check_main.h"
#include "csv.h"
#include "json.h"
#include "summary_table.h"
#include "utf8.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char scenario_text[] = "muster: 1\n"
                                    "title: \"Desk \\\"north\\\" ünd süd\"\n"
                                    "currency: £\n"
                                    "horizon: {start: 2004-10-25, days: 10, interval: 15 min}\n"
                                    "opening: {mon-fri: 08:00-11:00}\n"
                                    "target: [80% in 20 s, abandoned 5%]\n"
                                    "services:\n"
                                    "  calls:\n"
                                    "    rate: 60 per hour\n"
                                    "    handle: {exponential: {mean: 3.5 min}}\n"
                                    "    patience: {exponential: {mean: 2 min}}\n"
                                    "  complaints:\n"
                                    "    rate: 9 per hour\n"
                                    "    handle: {exponential: {mean: 6.17 min}}\n"
                                    "staff:\n"
                                    "  agents: {present: 6, skills: [calls, complaints]}\n"
                                    "candidates:\n"
                                    "  - {name: \"=six\"}\n"
                                    "  - {name: seven, set: {staff.agents.present: 7}}\n"
                                    "simulation: {replications: 40, seed: 11}\n";

struct answered {
    struct muster_question question;
    struct muster_study *study;
    struct muster_study_result result;
    struct muster_summary summary;
};

static void answer(struct answered *answered, int replications, bool profile)
{
    struct muster_faults faults;
    struct muster_failure failure;
    muster_faults_init(&faults);
    bool read = muster_question_read_text(&answered->question, &faults, "desk.yaml", scenario_text,
                                          strlen(scenario_text), NULL);
    if (!read)
        muster_faults_print(&faults, stderr);
    ck_assert(read);
    muster_faults_clear(&faults);
    answered->question.replications = replications;
    ck_assert_int_eq(muster_study_new(&answered->study, &failure, &answered->question), MUSTER_OK);
    ck_assert_int_eq(
        muster_study_run(&answered->result, &failure, answered->study,
                         &(struct muster_study_options){.threads = 2, .profile = profile}),
        MUSTER_OK);
    ck_assert_int_eq(muster_summary_init(&answered->summary, &answered->result, NULL), MUSTER_OK);
}

static void forget(struct answered *answered)
{
    muster_summary_clear(&answered->summary);
    muster_study_result_clear(&answered->result);
    muster_study_free(answered->study);
    muster_question_clear(&answered->question);
}

static char *json_text(const struct muster_summary *summary)
{
    char *text = NULL;
    size_t length = 0;
    FILE *file = open_memstream(&text, &length);
    ck_assert_int_eq(muster_json_write(file, summary), MUSTER_OK);
    fclose(file);
    return text;
}

static json_t *parsed(const struct muster_summary *summary)
{
    char *text = json_text(summary);
    json_error_t error;
    json_t *root = json_loads(text, JSON_REJECT_DUPLICATES, &error);
    ck_assert_msg(root != NULL, "%s", error.text);
    free(text);
    return root;
}

/* The value at a path of keys (and array positions written as numbers). */
static json_t *at(json_t *value, const char *const *path)
{
    for (; *path; path++) {
        json_t *next = json_is_array(value)
                           ? json_array_get(value, (size_t)strtoul(*path, NULL, 10))
                           : json_object_get(value, *path);
        ck_assert_msg(next != NULL, "no %s", *path);
        value = next;
    }
    return value;
}
#define AT(value, ...) at(value, (const char *const[]){__VA_ARGS__, NULL})

START_TEST(document_is_as_the_command_says)
{
    struct answered answered;
    answer(&answered, 40, false);
    json_t *root = parsed(&answered.summary);
    ck_assert_str_eq(json_string_value(AT(root, "format")), "muster.result/1");
    ck_assert_int_eq(json_integer_value(AT(root, "seed")), 11);
    ck_assert(json_is_real(AT(root, "elapsed_s")));
    ck_assert_str_eq(json_string_value(AT(root, "currency")), "£");
    ck_assert_uint_eq(json_array_size(AT(root, "candidates")), 2);
    ck_assert_str_eq(json_string_value(AT(root, "candidates", "0", "name")), "=six");
    ck_assert_int_eq(
        json_integer_value(AT(root, "candidates", "1", "settings", "staff.agents.present")), 7);
    ck_assert_int_eq(json_integer_value(AT(root, "candidates", "0", "replications")), 40);
    ck_assert_int_eq(json_integer_value(AT(root, "candidates", "0", "contacts_simulated")),
                     (json_int_t)answered.result.candidate[0].events);
    json_t *all = AT(root, "candidates", "0", "services", "all");
    const struct muster_estimate *level =
        muster_summary_find(&answered.summary.candidate[0], "service_level", "all");
    ck_assert(json_real_value(AT(all, "service_level", "mean")) == level->mean);
    ck_assert(json_real_value(AT(all, "service_level", "lo")) == level->lo);
    ck_assert(json_real_value(AT(all, "service_level", "p90")) == level->p90);
    ck_assert(json_is_real(AT(all, "service_level", "p10_lo"))); /* 40 bracket it */
    ck_assert_ptr_nonnull(AT(root, "candidates", "0", "services", "complaints", "asa_s"));
    ck_assert_ptr_nonnull(AT(root, "candidates", "0", "staff", "agents", "occupancy", "typical"));
    ck_assert_ptr_null(json_object_get(all, "retries"));
    ck_assert_uint_eq(json_object_size(AT(root, "candidates", "0", "cost")), 0);
    ck_assert_ptr_null(json_object_get(AT(root, "candidates", "0"), "profile"));
    json_decref(root);
    forget(&answered);
}
END_TEST

START_TEST(targets_months_and_differences)
{
    struct answered answered;
    answer(&answered, 40, false);
    json_t *root = parsed(&answered.summary);
    json_t *target = AT(root, "candidates", "1", "targets", "0");
    ck_assert_str_eq(json_string_value(AT(target, "target")), "80% in 20 s");
    ck_assert_str_eq(json_string_value(AT(target, "service")), "all");
    ck_assert_ptr_nonnull(AT(target, "p_target", "mean"));
    json_t *met = AT(target, "met");
    ck_assert(json_is_boolean(met) || json_is_null(met));
    json_t *months = AT(root, "candidates", "0", "by_month", "months");
    ck_assert_uint_eq(json_array_size(months), 2);
    ck_assert_str_eq(json_string_value(json_array_get(months, 0)), "2004-10");
    ck_assert_str_eq(json_string_value(json_array_get(months, 1)), "2004-11");
    json_t *comparison = AT(root, "comparison");
    bool found = false;
    for (size_t i = 0; i < json_array_size(comparison); i++) {
        json_t *item = json_array_get(comparison, i);
        ck_assert_str_eq(json_string_value(AT(item, "a")), "=six");
        ck_assert_str_eq(json_string_value(AT(item, "b")), "seven");
        if (strcmp(json_string_value(AT(item, "measure")), "service_level") != 0)
            continue;
        found = true;
        ck_assert_double_gt(json_real_value(AT(item, "difference", "mean")), 0);
        ck_assert(json_real_value(AT(item, "difference", "mean")) ==
                  muster_summary_difference(&answered.summary, 1, "service_level")->mean);
        ck_assert_ptr_null(json_object_get(item, "relative"));
    }
    for (size_t i = 0; i < json_array_size(comparison); i++) {
        json_t *item = json_array_get(comparison, i);
        if (strcmp(json_string_value(AT(item, "measure")), "served") == 0)
            ck_assert_double_eq_tol(
                json_real_value(AT(item, "relative", "mean")),
                json_real_value(AT(item, "difference", "mean")) /
                    muster_summary_find(&answered.summary.candidate[0], "served", "all")->mean,
                1e-12);
    }
    ck_assert_double_eq(json_real_value(AT(root, "busy_hour", "from_s")), 8 * 3600.0);
    ck_assert_uint_eq(json_array_size(AT(root, "busy_hour", "days")), 5);
    ck_assert(found);
    json_decref(root);
    forget(&answered);
}
END_TEST

START_TEST(undefined_is_null_and_never_nan)
{
    struct answered answered;
    answer(&answered, 1, false);
    char *text = json_text(&answered.summary);
    ck_assert_ptr_null(strstr(text, "NaN"));
    ck_assert_ptr_null(strstr(text, "nan"));
    ck_assert_ptr_null(strstr(text, "inf"));
    free(text);
    json_t *root = parsed(&answered.summary);
    json_t *level = AT(root, "candidates", "0", "services", "all", "service_level");
    ck_assert(json_is_null(AT(level, "se")));
    ck_assert(json_is_null(AT(level, "lo")));
    ck_assert(json_is_real(AT(level, "mean")));
    ck_assert_ptr_null(json_object_get(level, "p10_lo"));
    json_decref(root);
    forget(&answered);
}
END_TEST

/* Ratios of sums over the same intervals; counts per open interval; null while closed and on days
 * that are closed; the two weeks' sums give back the horizon's. */
START_TEST(profile_adds_up_to_the_horizon)
{
    struct answered answered;
    answer(&answered, 40, true);
    json_t *root = parsed(&answered.summary);
    json_t *profile = AT(root, "candidates", "0", "profile");
    ck_assert_int_eq(json_integer_value(AT(profile, "interval_s")), 900);
    ck_assert_uint_eq(json_array_size(AT(profile, "days")), 7);
    json_t *offered = AT(profile, "services", "all", "offered");
    json_t *level = AT(profile, "services", "all", "service_level");
    json_t *present = AT(profile, "staff", "agents", "fte_present");
    ck_assert_uint_eq(json_array_size(offered), 7);
    ck_assert_uint_eq(json_array_size(json_array_get(offered, 0)), 96);
    double sum = 0, within = 0;
    /* Monday 25 October to Wednesday 3 November: Mon, Tue, Wed twice */
    for (size_t d = 0; d < 7; d++)
        for (size_t i = 0; i < 96; i++) {
            json_t *here = json_array_get(json_array_get(offered, d), i);
            bool open = d < 5 && i >= 32 && i < 44;
            ck_assert(open ? json_is_real(here) : json_is_null(here));
            ck_assert(open || json_is_null(json_array_get(json_array_get(level, d), i)));
            if (!open)
                continue;
            double count = json_real_value(here) * (d < 3 ? 2 : 1);
            sum += count;
            within += count * json_real_value(json_array_get(json_array_get(level, d), i));
            ck_assert_double_eq_tol(
                json_real_value(json_array_get(json_array_get(present, d), i)), 6,
                i < 43 ? 1e-3 : 0.6); /* the last interval has the work after close in it */
        }
    const struct muster_summary_candidate *candidate = &answered.summary.candidate[0];
    double total = muster_summary_find(candidate, "offered", "all")->mean;
    ck_assert_double_eq_tol(sum, total, 1e-6 * total);
    ck_assert_double_eq_tol(within / sum,
                            muster_summary_find(candidate, "service_level", "all")->mean, 1e-6);
    json_decref(root);
    forget(&answered);
}
END_TEST

START_TEST(writing_twice_gives_the_same_bytes)
{
    struct answered one, two;
    answer(&one, 12, true);
    answer(&two, 12, true);
    two.result.elapsed_s = one.result.elapsed_s;
    char *a = json_text(&one.summary), *b = json_text(&two.summary);
    ck_assert_str_eq(a, b);
    free(a);
    free(b);
    forget(&one);
    forget(&two);
}
END_TEST

START_TEST(broken_text_becomes_valid)
{
    struct answered answered;
    answer(&answered, 3, false);
    static char name[] = "bad\xff\xc0 \x01 \"quoted\"";
    answered.summary.candidate[0].name = name;
    json_t *root = parsed(&answered.summary);
    ck_assert_str_eq(json_string_value(AT(root, "candidates", "0", "name")),
                     "bad\xEF\xBF\xBD\xEF\xBF\xBD \x01 \"quoted\"");
    json_decref(root);
    forget(&answered);
}
END_TEST

START_TEST(a_full_disk_is_noticed)
{
    struct answered answered;
    FILE *full = fopen("/dev/full", "w");
    answer(&answered, 3, false);
    ck_assert_ptr_nonnull(full);
    ck_assert_int_eq(muster_json_write(full, &answered.summary), MUSTER_IO_FAILED);
    fclose(full);
    full = fopen("/dev/full", "w");
    ck_assert_int_eq(muster_csv_write(full, &answered.summary), MUSTER_IO_FAILED);
    fclose(full);
    full = fopen("/dev/full", "w");
    ck_assert_int_eq(muster_summary_print(full, &answered.summary, NULL), MUSTER_IO_FAILED);
    fclose(full);
    forget(&answered);
}
END_TEST

/* ---- the other two reports ---- */

START_TEST(csv_is_tidy_and_runs_no_formula)
{
    struct answered answered;
    char *text = NULL;
    size_t length = 0, lines = 0, people = 0;
    answer(&answered, 12, false);
    FILE *file = open_memstream(&text, &length);
    ck_assert_int_eq(muster_csv_write(file, &answered.summary), MUSTER_OK);
    fclose(file);
    for (char *line = strtok(text, "\r\n"); line; line = strtok(NULL, "\r\n")) {
        size_t commas = 0;
        for (const char *c = line; *c; c++)
            commas += *c == ',';
        ck_assert_uint_eq(commas, 14);
        ck_assert(*line != '=' && strncmp(line, "\"=", 2) != 0);
        people += strstr(line, ",month from ") || strstr(line, ",on_the_phones,");
        lines++;
    }
    size_t counts = 0; /* have a relative difference, too */
    for (size_t i = 0; i < answered.summary.comparison_count; i++)
        counts += muster_measure_counts(answered.summary.comparison[i].measure);
    ck_assert_uint_gt(counts, 3);
    ck_assert_uint_gt(people, 0);
    ck_assert_uint_eq(lines, 1 + people + answered.summary.candidate[0].item_count +
                                 answered.summary.candidate[1].item_count +
                                 answered.summary.comparison_count + counts);
    free(text);
    static const char *const given[] = {"=1+1", "+1", "-1", "@x", "\t=1", "a\"b,c", "plain"};
    static const char *const safe[] = {"\"'=1+1\"", "\"'+1\"",      "\"'-1\"",  "\"'@x\"",
                                       "\"'\t=1\"", "\"a\"\"b,c\"", "\"plain\""};
    for (size_t i = 0; i < sizeof given / sizeof *given; i++) {
        file = open_memstream(&text, &length);
        muster_csv_text(file, given[i]);
        fclose(file);
        ck_assert_str_eq(text, safe[i]);
        free(text);
    }
    forget(&answered);
}
END_TEST

START_TEST(table_fits_and_tells_error_from_likely_range)
{
    struct answered answered;
    char *text = NULL, number[32];
    size_t length = 0;
    answer(&answered, 40, false);
    const char *const gap[] = {"Saturday 12:00 to 13:00: no allowed shift reaches these open "
                               "intervals, and this sentence goes on beyond one line"};
    struct muster_summary_notes notes[2] = {{0, NULL}, {1, gap}};
    FILE *file = open_memstream(&text, &length);
    ck_assert_int_eq(muster_summary_print(file, &answered.summary, notes), MUSTER_OK);
    fclose(file);
    static const char *const said[] = {"service_level_offered",
                                       "threshold 20 s",
                                       "simulation error",
                                       "likely",
                                       "80% in 20 s",
                                       "abandoned 5%",
                                       "=six",
                                       "seven",
                                       "complaints",
                                       "no allowed shift"};
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        ck_assert_msg(strstr(text, said[i]) != NULL, "%s", said[i]);
    const struct muster_estimate *level =
        muster_summary_find(&answered.summary.candidate[0], "service_level", "all");
    snprintf(number, sizeof number, "%.1f ± %.1f %%", 100 * level->mean,
             100 * (level->hi - level->mean));
    ck_assert_ptr_nonnull(strstr(text, number));
    snprintf(number, sizeof number, "%.1f to %.1f %%", 100 * level->p10, 100 * level->p90);
    ck_assert_ptr_nonnull(strstr(text, number));
    for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n"))
        ck_assert_msg(muster_utf8_count(line, strlen(line)) <= 80, "%s", line);
    free(text);
    forget(&answered);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("json");
    TCase *tests = tcase_create("json");
    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, document_is_as_the_command_says);
    tcase_add_test(tests, targets_months_and_differences);
    tcase_add_test(tests, undefined_is_null_and_never_nan);
    tcase_add_test(tests, profile_adds_up_to_the_horizon);
    tcase_add_test(tests, writing_twice_gives_the_same_bytes);
    tcase_add_test(tests, broken_text_becomes_valid);
    tcase_add_test(tests, a_full_disk_is_noticed);
    tcase_add_test(tests, csv_is_tidy_and_runs_no_formula);
    tcase_add_test(tests, table_fits_and_tells_error_from_likely_range);
    suite_add_tcase(suite, tests);
    return muster_check_run(suite);
}
