/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The progress line, seen by a terminal: replications done, rate, time left, half-width; and by
 * nobody else.
 */
#define _XOPEN_SOURCE 700 /* a pseudo-terminal */
#include "check_main.h"
#include "utf8.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

enum { TEXT_MOST = 1 << 16, WORDS_MOST = 16 };

static const char SCENARIO[] = "muster: 1\n"
                               "horizon: {start: 2004-10-04, days: 5, interval: 1 h}\n"
                               "opening: always\n"
                               "target: 80% in 20 s\n"
                               "services:\n"
                               "  calls:\n"
                               "    rate: 300 per hour\n"
                               "    handle: {exponential: {mean: 3.5 min}}\n"
                               "    patience: {exponential: {mean: 2 min}}\n"
                               "staff: {agents: {present: 20, skills: [calls]}}\n"
                               "simulation: {replications: 60, seed: 9}\n";

static char folder[64];
static char seen[TEXT_MOST];

static void setup(void)
{
    strcpy(folder, "/tmp/muster-progress-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(chdir(folder), 0);
    FILE *file = fopen("desk.yaml", "w");
    ck_assert_ptr_nonnull(file);
    fputs(SCENARIO, file);
    ck_assert_int_eq(fclose(file), 0);
}

static void teardown(void)
{
    unlink("desk.yaml");
    ck_assert_int_eq(chdir("/"), 0);
    rmdir(folder);
}

/* Everything that comes out of `from` until the other end is closed everywhere. */
static void read_all(int from)
{
    size_t used = 0;
    for (ssize_t got; used < TEXT_MOST - 1; used += (size_t)got) {
        got = read(from, seen + used, TEXT_MOST - 1 - used);
        if (got <= 0)
            break;
    }
    seen[used] = '\0';
}

/* Runs `muster`, words split at '|', with `err` as its standard error; gives the child. */
static pid_t start(const char *words, int err)
{
    char line[512];
    char *argv[WORDS_MOST] = {line};
    size_t count = 0;
    snprintf(line, sizeof line, "%s|%s", MUSTER_BINARY, words);
    for (char *word = strtok(line, "|"); word && count < WORDS_MOST - 1; word = strtok(NULL, "|"))
        argv[count++] = word;
    argv[count] = NULL;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, err, STDERR_FILENO);
    pid_t child;
    ck_assert_int_eq(posix_spawn(&child, MUSTER_BINARY, &actions, NULL, argv, environ), 0);
    posix_spawn_file_actions_destroy(&actions);
    return child;
}

static void finish(pid_t child)
{
    int status = 0;
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert_msg(WIFEXITED(status) && WEXITSTATUS(status) == 0, "status %d: %s", status, seen);
}

static void run_on_terminal(const char *words)
{
    int terminal = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    ck_assert_int_ge(terminal, 0);
    ck_assert_int_eq(grantpt(terminal), 0);
    ck_assert_int_eq(unlockpt(terminal), 0);
    int err = open(ptsname(terminal), O_RDWR | O_NOCTTY | O_CLOEXEC);
    ck_assert_int_ge(err, 0);
    pid_t child = start(words, err);
    close(err);
    read_all(terminal);
    close(terminal);
    finish(child);
}

static void run_on_pipe(const char *words)
{
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    pid_t child = start(words, ends[1]);
    close(ends[1]);
    read_all(ends[0]);
    close(ends[0]);
    finish(child);
}

static void expect_seen(const char *const *words)
{
    for (; *words; words++)
        ck_assert_msg(strstr(seen, *words) != NULL, "'%s' is not in: %s", *words, seen);
}

START_TEST(a_terminal_sees_count_rate_time_left_and_half_width)
{
    static const char *const WORDS[] = {"60 of 60 replications, ", " a second, ", " s left",
                                        "service_level ± 0.", NULL};
    run_on_terminal("run|desk.yaml|--output|none");
    expect_seen(WORDS);
    /* The line is wiped at the end: nothing of it stays. */
    ck_assert_str_eq(seen + strlen(seen) - 4, "\r\033[K");
}
END_TEST

START_TEST(what_is_aimed_at_stands_beside_what_is_reached)
{
    static const char *const WORDS[] = {"asa_s ± ", "(wanted ± 0.1 %)", NULL};
    run_on_terminal(
        "run|desk.yaml|--output|none|--precision|asa_s=0.1%|--set|simulation.at_most=90");
    expect_seen(WORDS);
}
END_TEST

/* A line that wraps is wiped only in part: what does not fit into 80 columns is left out. */
START_TEST(the_line_stays_on_one_line)
{
    static const char *const WORDS[] = {" left, ± ", "(wanted ± 0.01 %)", NULL};
    run_on_terminal("run|desk.yaml|--output|none|--precision|"
                    "abandoned_fraction=0.01%|--set|simulation.at_most=200");
    expect_seen(WORDS);
    for (char *line = strtok(seen, "\r\n"); line; line = strtok(NULL, "\r\n"))
        if (strstr(line, " a second, "))
            ck_assert_msg(muster_utf8_count(line, strlen(line)) - strlen("?[K") < 80, "%s", line);
}
END_TEST

START_TEST(nobody_else_sees_it)
{
    run_on_pipe("run|desk.yaml|--output|none");
    ck_assert_str_eq(seen, "");
    run_on_terminal("run|desk.yaml|--output|none|--no-progress");
    ck_assert_str_eq(seen, "");
    run_on_terminal("run|desk.yaml|--output|none|--quiet");
    ck_assert_str_eq(seen, "");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("progress");
    TCase *tcase = tcase_create("progress");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_set_timeout(tcase, 200);
    tcase_add_test(tcase, a_terminal_sees_count_rate_time_left_and_half_width);
    tcase_add_test(tcase, what_is_aimed_at_stands_beside_what_is_reached);
    tcase_add_test(tcase, the_line_stays_on_one_line);
    tcase_add_test(tcase, nobody_else_sees_it);
    suite_add_tcase(suite, tcase);
    return muster_check_run(suite);
}
