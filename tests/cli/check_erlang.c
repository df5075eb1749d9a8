/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `muster erlang` as people run it: the whole command, its output, its faults, its exit status.
 */
#include "check_main.h"
#include <fcntl.h>
#include <jansson.h>
#include <math.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

enum { TEXT_MOST = 16384, WORDS_MOST = 32 };

/* What one run left behind. */
struct outcome {
    int status;
    char out[TEXT_MOST];
    char err[TEXT_MOST];
};

/* Splits at '|', so that options may hold blanks: "muster|erlang|a|--rate|144 per hour". */
static void split(char *argv[WORDS_MOST], char *words)
{
    size_t count = 0;
    for (char *word = strtok(words, "|"); word && count < WORDS_MOST - 1; word = strtok(NULL, "|"))
        argv[count++] = word;
    argv[count] = NULL;
}

static int temporary(void)
{
    char name[] = "/tmp/muster-check-XXXXXX";
    int file = mkstemp(name);
    ck_assert_int_ge(file, 0);
    unlink(name);
    return file;
}

static void slurp(char text[TEXT_MOST], int file)
{
    ssize_t length = pread(file, text, TEXT_MOST - 1, 0);
    ck_assert_int_ge(length, 0);
    text[length] = '\0';
    close(file);
}

/* Runs `muster erlang` with the words; stdout goes to `out`, or is closed when out < 0. */
static int spawn(const char *words, int out, int err)
{
    char line[1024];
    char *argv[WORDS_MOST];
    snprintf(line, sizeof line, "muster|erlang%s%s", words[0] ? "|" : "", words);
    split(argv, line);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, err, STDERR_FILENO);
    if (out >= 0)
        posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
    else
        posix_spawn_file_actions_addclose(&actions, STDOUT_FILENO);
    pid_t child;
    int status = 0;
    ck_assert_int_eq(posix_spawn(&child, MUSTER_BINARY, &actions, NULL, argv, environ), 0);
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    posix_spawn_file_actions_destroy(&actions);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static struct outcome run(const char *words)
{
    struct outcome outcome;
    int out = temporary(), err = temporary();
    outcome.status = spawn(words, out, err);
    slurp(outcome.out, out);
    slurp(outcome.err, err);
    return outcome;
}

static json_t *run_json(const char *words, int status)
{
    char line[1024];
    snprintf(line, sizeof line, "%s|--json", words);
    struct outcome outcome = run(line);
    ck_assert_msg(outcome.status == status, "status %d: %s", outcome.status, outcome.err);
    ck_assert_str_eq(outcome.err, "");
    json_error_t error;
    json_t *root = json_loads(outcome.out, 0, &error);
    ck_assert_msg(root != NULL, "%s", error.text);
    return root;
}

static void check_number(json_t *root, const char *name, double expected)
{
    json_t *value = json_object_get(root, name);
    ck_assert_msg(json_is_number(value), "%s is no number", name);
    double found = json_number_value(value);
    ck_assert_msg(fabs(found - expected) <= 1e-5 * fabs(expected), "%s: %.9g, not %.9g", name,
                  found, expected);
}

static void check_null(json_t *root, const char *name)
{
    ck_assert_msg(json_is_null(json_object_get(root, name)), "%s is not null", name);
}

#define DESK "--rate|144 per hour|--handle|3.5 min"

/* M/M/n+M exact, computed independently. */
START_TEST(erlang_a_forwards)
{
    json_t *root = run_json("a|" DESK "|--patience|2 min|--agents|10|--within|20 s", 0);
    check_number(root, "service_level", 0.792755);
    check_number(root, "service_level_offered", 0.792755);
    check_number(root, "abandoned_fraction", 0.0790475);
    check_number(root, "answered_fraction", 1 - 0.0790475);
    check_number(root, "wait_s", 9.4857);
    check_number(root, "offered_load_erl", 8.4);
    check_number(root, "occupancy", 8.4 * (1 - 0.0790475) / 10);
    check_number(root, "blocked_fraction", 0);
    check_number(root, "agents", 10);
    ck_assert_str_eq(json_string_value(json_object_get(root, "formula")), "a");
    json_decref(root);
}
END_TEST

/* 12 agents, 17 lines, no abandonment: exact, computed independently, per attempt; the measures are
 * per offered contact. */
START_TEST(erlang_a_with_lines)
{
    json_t *root = run_json("a|--rate|252 per hour|--handle|120 s|--agents|12|--lines|17", 0);
    const double offered = 1 - 0.00947687;
    check_number(root, "blocked_fraction", 0.00947687);
    check_number(root, "waited_fraction", 0.156365 / offered);
    check_number(root, "service_level_offered", 0.918768 / offered);
    check_number(root, "service_level_attempted", 0.918768);
    check_number(root, "service_level_virtual", 1 - 0.0717553 / offered);
    check_number(root, "wait_s", 3.6327 / offered);
    check_number(root, "asa_s", 3.66745);
    check_number(root, "queue_mean", 0.254289);
    check_null(root, "patience_s");
    check_null(root, "time_to_abandon_s");
    json_decref(root);
}
END_TEST

/* Five-second patience, M/M/n+M exact: every definition of the service level is far
 * from the next. */
START_TEST(every_service_level)
{
    json_t *root = run_json("a|--rate|200 per hour|--handle|190 s|--patience|5 s|--agents|10", 0);
    check_number(root, "service_level_offered", 0.770305);
    check_number(root, "service_level_answered", 0.770305 / (1 - 0.229298));
    check_number(root, "service_level_short_waits_removed", 0.770305 / (1 - 0.227787));
    check_number(root, "service_level_abandoned_credited", 0.770305 + 0.227787);
    check_number(root, "service_level_virtual", 1 - 0.104175);
    check_number(root, "time_to_abandon_s", (1.14649 - 0.293799 * (1 - 0.229298)) / 0.229298);
    json_decref(root);
    root = run_json("a|--rate|200 per hour|--handle|190 s|--patience|5 s|--agents|10|"
                    "--service-level|answered",
                    0);
    check_number(root, "service_level", 0.770305 / (1 - 0.229298));
    json_decref(root);
}
END_TEST

START_TEST(erlang_b_and_c)
{
    json_t *root = run_json("c|--rate|60 per hour|--handle|5 min|--agents|7", 0);
    check_number(root, "waited_fraction", 0.32415); /* Erlang C, exact */
    check_number(root, "asa_s", 48.6225);
    check_number(root, "service_level", 0.716313);
    json_decref(root);
    root = run_json("b|--rate|400 per hour|--handle|200 s|--agents|20", 0);
    check_number(root, "blocked_fraction", 0.21452); /* Erlang B, exact */
    check_number(root, "occupancy", 0.872756);
    json_decref(root);
}
END_TEST

START_TEST(undefined_is_null)
{
    json_t *root = run_json("c|" DESK "|--agents|8", 0);
    check_null(root, "asa_s");
    check_null(root, "wait_s");
    check_null(root, "queue_mean");
    check_null(root, "lines");
    check_number(root, "service_level", 0);
    ck_assert(json_is_false(json_object_get(root, "stable")));
    json_decref(root);
    root = run_json("a|" DESK "|--agents|0|--patience|2 min", 0);
    check_null(root, "asa_s");
    check_null(root, "occupancy");
    check_null(root, "service_level_answered");
    check_number(root, "abandoned_fraction", 1);
    json_decref(root);
}
END_TEST

/* Fewest agents, then largest rate, then both: consistent with the forward figures. */
START_TEST(backwards)
{
    json_t *found = run_json("a|" DESK "|--patience|2 min|--target|80%", 0);
    check_number(found, "agents", 11);
    check_number(found, "agents_needed", 11);
    json_t *both = run_json("a|" DESK "|--patience|2 min|--agents|10|--target|80% in 20 s", 0);
    check_number(both, "agents", 10);
    check_number(both, "service_level", 0.792755);
    check_number(both, "agents_needed", 11);
    json_t *needed = json_object_get(both, "needed");
    check_number(needed, "service_level",
                 json_number_value(json_object_get(found, "service_level")));
    json_t *rate = run_json("a|--handle|3.5 min|--patience|2 min|--agents|10|--target|80%", 0);
    check_number(rate, "service_level", 0.8);
    check_number(rate, "rate_per_h",
                 json_number_value(json_object_get(both, "rate_largest_per_h")));
    json_decref(found);
    json_decref(both);
    json_decref(rate);
}
END_TEST

START_TEST(other_targets)
{
    json_t *root = run_json("b|" DESK "|--target|blocked 1%", 0);
    check_number(root, "agents", 16); /* B(8.4, 15) = 1.3 %, B(8.4, 16) = 0.66 % */
    json_decref(root);
    root = run_json("a|" DESK "|--patience|2 min|--target|abandoned 5%", 0);
    check_number(root, "agents", 11); /* 7.90 % at 10, 4.84 % at 11 */
    json_decref(root);
    root = run_json("c|--rate|60 per hour|--handle|5 min|--target|asa 50 s", 0);
    check_number(root, "agents", 7); /* 48.6 s */
    json_decref(root);
    root = run_json("a|--rate|1200 per hour|--handle|3.5 min|--lines|12|--service-level|attempted|"
                    "--target|80%",
                    5);
    check_null(root, "agents_needed");
    json_decref(root);
}
END_TEST

/* The table: nothing wider than 80 columns, the words and the numbers in it. */
START_TEST(table_is_tidy)
{
    struct outcome outcome =
        run("a|" DESK "|--patience|2 min|--agents|10|--balk|5%|--lines|14|--target|80%");
    ck_assert_int_eq(outcome.status, 0);
    ck_assert_str_eq(outcome.err, "");
    for (char *line = strtok(outcome.out, "\n"); line; line = strtok(NULL, "\n"))
        ck_assert_msg(strlen(line) <= 80, "too wide: %s", line);
    outcome = run("a|" DESK "|--patience|2 min|--agents|10");
    ck_assert_ptr_nonnull(strstr(outcome.out, "service level"));
    ck_assert_ptr_nonnull(strstr(outcome.out, "79.28 %"));
    ck_assert_ptr_nonnull(strstr(outcome.out, "77.36 %"));
}
END_TEST

START_TEST(help_opens_with_an_example)
{
    struct outcome outcome = run("--help");
    ck_assert_int_eq(outcome.status, 0);
    ck_assert_str_eq(outcome.err, "");
    ck_assert_int_eq(strncmp(outcome.out, "Example:", 8), 0);
    for (char *line = strtok(outcome.out, "\n"); line; line = strtok(NULL, "\n"))
        ck_assert_msg(strlen(line) <= 80, "too wide: %s", line);
}
END_TEST

/* Each a usage error: status 2, nothing on stdout, the culprit named on stderr. */
static const struct {
    const char *words, *named;
} FAULTS[] = {
    {"", "formula"},
    {"d|" DESK "|--agents|9", "d"},
    {"a|--handle|3 min|--agents|9", "--rate"},
    {"a|--rate|144|--handle|3 min|--agents|9", "--rate '144'"},
    {"a|--rate|-3 per hour|--handle|3 min|--agents|9", "--rate"},
    {"a|--rate|144 per hour|--agents|9", "--handle"},
    {"a|--rate|144 per hour|--handle|3.5|--agents|9", "--handle '3.5'"},
    {"a|" DESK, "--agents"},
    {"a|" DESK "|--agents|-1", "--agents '-1'"},
    {"a|" DESK "|--agents|9.5", "--agents '9.5'"},
    {"a|" DESK "|--agents|100001", "--agents '100001'"},
    {"a|" DESK "|--agents", "--agents"},
    {"a|" DESK "|--agents|9|--target|80", "--target '80'"},
    {"a|" DESK "|--agents|9|--target|0%", "--target"},
    {"a|" DESK "|--agents|9|--target|100%", "--target"},
    {"a|" DESK "|--agents|9|--lines|8", "--lines"},
    {"a|" DESK "|--agents|9|--balk|100%", "--balk"},
    {"a|" DESK "|--agents|9|--within|20", "--within '20'"},
    {"a|" DESK "|--agents|9|--within|-1 s", "--within"},
    {"a|" DESK "|--agents|9|--patience|0 s", "--patience"},
    {"a|" DESK "|--agents|9|--service-level|best", "--service-level 'best'"},
    {"a|" DESK "|--agents|9|--colour", "--colour"},
    {"a|" DESK "|--agents|9|more", "more"},
    {"c|" DESK "|--agents|9|--patience|2 min", "--patience"},
    {"b|" DESK "|--agents|9|--lines|12", "--lines"},
    {"b|" DESK "|--agents|9|--target|asa 20 s", "--target"},
};
enum { FAULT_COUNT = sizeof FAULTS / sizeof FAULTS[0] };

START_TEST(usage_faults)
{
    struct outcome outcome = run(FAULTS[_i].words);
    ck_assert_msg(outcome.status == 2, "%s: status %d", FAULTS[_i].words, outcome.status);
    ck_assert_str_eq(outcome.out, "");
    ck_assert_msg(strstr(outcome.err, FAULTS[_i].named) != NULL, "%s: %s", FAULTS[_i].words,
                  outcome.err);
}
END_TEST

START_TEST(all_faults_at_once)
{
    struct outcome outcome = run("a|--rate|144|--handle|3|--patience|2|--agents|x");
    ck_assert_int_eq(outcome.status, 2);
    ck_assert_ptr_nonnull(strstr(outcome.err, "--rate"));
    ck_assert_ptr_nonnull(strstr(outcome.err, "--handle"));
    ck_assert_ptr_nonnull(strstr(outcome.err, "--patience"));
    ck_assert_ptr_nonnull(strstr(outcome.err, "--agents"));
}
END_TEST

START_TEST(stdout_that_fails)
{
    int err = temporary();
    ck_assert_int_eq(spawn("a|" DESK "|--agents|9|--json", -1, err), 1);
    ck_assert_int_eq(spawn("a|" DESK "|--agents|9", -1, err), 1);
    int full = open("/dev/full", O_WRONLY);
    if (full >= 0) { /* not every system has one */
        ck_assert_int_eq(spawn("a|" DESK "|--agents|9", full, err), 1);
        ck_assert_int_eq(spawn("a|" DESK "|--agents|9|--json", full, err), 1);
        close(full);
    }
    struct outcome outcome;
    slurp(outcome.err, err);
    ck_assert_ptr_nonnull(strstr(outcome.err, "standard output"));
}
END_TEST

static const struct {
    const char *words;
    int status;
    const char *said;
} LIMITS[] = {
    /* At 11 agents 95.16 % are answered, at 10 92.1 %. */
    {"a|--rate|144 per hour|--handle|3.5 min|--patience|2 min|--target|answered 95%", 0,
     "fewest agents                                       11"},
    {"a|--rate|9999999 per s|--handle|3 d|--target|80%", 5, "no number of agents meets it"},
    {"a|--handle|3 min|--agents|0|--target|80%", 5, "with agents 0 at no rate"},
    {"a|--handle|3 min|--agents|3|--lines|3|--target|80%", 0,
     "with agents 3 at any rate: the lines turn away what would miss it\n"},
    {"a|--handle|3 min|--agents|3|--target|blocked 1%", 0, "with agents 3 at any rate\n"},
    {"b|--handle|3 min|--agents|1|--target|blocked 50%", 0,
     "most calls per hour for      1 agents            20.0000"},
    {"c|--rate|144 per hour|--handle|3.5 min|--agents|5", 0,
     "Agents: 5. They cannot do this work: the queue grows without end."},
};

START_TEST(limits_of_the_search)
{
    struct outcome outcome = run(LIMITS[_i].words);
    ck_assert_int_eq(outcome.status, LIMITS[_i].status);
    ck_assert_msg(strstr(outcome.out, LIMITS[_i].said) != NULL, "%s", outcome.out);
}
END_TEST

static Suite *suite(void)
{
    Suite *all = suite_create("muster erlang");
    TCase *cases = tcase_create("command");
    tcase_set_timeout(cases, 60);
    tcase_add_test(cases, erlang_a_forwards);
    tcase_add_test(cases, erlang_a_with_lines);
    tcase_add_test(cases, every_service_level);
    tcase_add_test(cases, erlang_b_and_c);
    tcase_add_test(cases, undefined_is_null);
    tcase_add_test(cases, backwards);
    tcase_add_test(cases, other_targets);
    tcase_add_loop_test(cases, limits_of_the_search, 0, (int)(sizeof LIMITS / sizeof *LIMITS));
    tcase_add_test(cases, table_is_tidy);
    tcase_add_test(cases, help_opens_with_an_example);
    tcase_add_loop_test(cases, usage_faults, 0, FAULT_COUNT);
    tcase_add_test(cases, all_faults_at_once);
    tcase_add_test(cases, stdout_that_fails);
    suite_add_tcase(all, cases);
    return all;
}

int main(void)
{
    return muster_check_run(suite());
}
