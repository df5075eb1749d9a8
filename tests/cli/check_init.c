/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The starter scenarios: each is what lies in scenarios/templates, runs at once without a doubt or
 * a warning, has every figure marked, and never takes the place of a file.
 */
#include "check_main.h"
#include "templates.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { TEXT_MOST = 1 << 18 };

static char folder[64];
static char said[TEXT_MOST];

static void setup(void)
{
    strcpy(folder, "/tmp/muster-init-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(chdir(folder), 0);
}

static void teardown(void)
{
    char line[128];
    snprintf(line, sizeof line, "rm -r '%s'", folder);
    ck_assert_int_eq(chdir("/"), 0);
    ck_assert_int_eq(system(line), 0);
}

static void slurp(const char *name)
{
    FILE *file = fopen(name, "r");
    ck_assert_ptr_nonnull(file);
    said[fread(said, 1, TEXT_MOST - 1, file)] = '\0';
    fclose(file);
}

/* Runs `muster` with these words for the shell; both streams are in `said`. Its exit status. */
static int run(const char *words)
{
    char line[1024];
    snprintf(line, sizeof line, "'%s' %s > said 2>&1 < /dev/null", MUSTER_BINARY, words);
    int status = system(line);
    slurp("said");
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static const struct muster_template *starter_at(int i)
{
    size_t count;
    const struct muster_template *starter = muster_templates(&count);
    ck_assert_uint_eq(count, 5);
    return &starter[i];
}

START_TEST(every_template_runs_at_once)
{
    const struct muster_template *starter = starter_at(_i);
    char words[160];
    snprintf(words, sizeof words, "init %s --quiet", starter->name);
    ck_assert_int_eq(run(words), 0);
    snprintf(words, sizeof words, "%s.yaml\n", starter->name);
    ck_assert_str_eq(said, words);
    snprintf(words, sizeof words, "check %s.yaml", starter->name);
    ck_assert_msg(run(words) == 0, "%s", said);
    ck_assert_msg(!strstr(said, "warning") && !strstr(said, "Please look again"), "%s", said);
    snprintf(words, sizeof words, "run %s.yaml --replications 2", starter->name);
    ck_assert_msg(run(words) == 0, "%s", said);
    ck_assert_msg(!strstr(said, "warning"), "%s", said);
    ck_assert_ptr_nonnull(strstr(said, "Differences from candidate 1"));
}
END_TEST

START_TEST(what_is_written_is_the_file_in_the_tree)
{
    const struct muster_template *starter = starter_at(_i);
    char words[512];
    snprintf(words, sizeof words, "init %s --output -", starter->name);
    ck_assert_int_eq(run(words), 0);
    ck_assert_str_eq(said, starter->text);
    snprintf(words, sizeof words, "%s/scenarios/templates/%s.yaml", MUSTER_SOURCE, starter->name);
    slurp(words);
    ck_assert_str_eq(said, starter->text);
    ck_assert_int_eq(strncmp(said, "# Question.  ", 13), 0);
}
END_TEST

/* Whether a figure stands in the part of a line before its comment. */
static bool has_figure(const char *line, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (isdigit((unsigned char)line[i]))
            return true;
    return false;
}

/* A figure is `assumed` or `asked`, on its line or on the line of comment above it; the language's
 * version, the seed and the number of replications are neither. */
START_TEST(every_figure_is_marked)
{
    bool above = false;
    int figures = 0;
    for (const char *line = starter_at(_i)->text, *end; *line; line = end + 1) {
        end = strchr(line, '\n');
        ck_assert_ptr_nonnull(end);
        char text[512];
        snprintf(text, sizeof text, "%.*s", (int)(end - line), line);
        bool marked = strstr(text, "# assumed") || strstr(text, "# asked");
        bool free_of_mark = !strncmp(text, "muster:", 7) || !strncmp(text, "simulation:", 11);
        if (has_figure(text, strcspn(text, "#")) && !free_of_mark) {
            ck_assert_msg(marked || above, "%s: not marked: %s", starter_at(_i)->name, text);
            figures++;
        }
        above = marked && text[strspn(text, " ")] == '#';
    }
    ck_assert_int_ge(figures, 9);
}
END_TEST

START_TEST(nothing_is_overwritten)
{
    FILE *file = fopen("new-centre.yaml", "w");
    ck_assert_ptr_nonnull(file);
    fputs("mine\n", file);
    fclose(file);
    ck_assert_int_eq(run("init new-centre"), 2);
    ck_assert_ptr_nonnull(strstr(said, "stays as it is"));
    ck_assert_int_eq(run("init just-erlang --output new-centre.yaml"), 2);
    slurp("new-centre.yaml");
    ck_assert_str_eq(said, "mine\n");
    ck_assert_int_eq(symlink("nowhere", "just-erlang.yaml"), 0);
    ck_assert_int_eq(run("init just-erlang"), 2);
    ck_assert_int_eq(access("nowhere", F_OK), -1);
    ck_assert_int_eq(mkdir("fte-budget.yaml", 0777), 0);
    ck_assert_int_eq(run("init fte-budget"), 2);
    ck_assert_int_eq(run("init fte-budget --output no/such/folder.yaml"), 1);
    ck_assert_ptr_nonnull(strstr(said, "no/such/folder.yaml: No such file"));
}
END_TEST

START_TEST(the_templates_are_listed_with_their_questions)
{
    ck_assert_int_eq(run("init"), 0);
    ck_assert_ptr_nonnull(strstr(said, "new-centre       A centre is to be opened"));
    ck_assert_int_eq(run("init new-center"), 2);
    ck_assert_ptr_nonnull(strstr(said, "did you mean new-centre?"));
    ck_assert_int_eq(run("init qqqqqqqqqqqq"), 2);
    ck_assert_ptr_nonnull(strstr(said, "fte-budget"));
}
END_TEST

/* The words that it prints are a shell's. */
START_TEST(what_to_do_next_is_printed_as_a_command)
{
    ck_assert_int_eq(run("init just-erlang --output \"it's mine.yaml\""), 0);
    const char *command = strstr(said, "muster check ");
    ck_assert_ptr_nonnull(command);
    char words[160];
    snprintf(words, sizeof words, "%.*s", (int)strcspn(command + 7, "\n"), command + 7);
    ck_assert_msg(run(words) == 0, "%s: %s", words, said);
    ck_assert_ptr_nonnull(strstr(said, "Just Erlang"));
}
END_TEST

int main(void)
{
    size_t count;
    muster_templates(&count);
    Suite *suite = suite_create("init");
    TCase *tcase = tcase_create("init");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_set_timeout(tcase, 200);
    tcase_add_loop_test(tcase, every_template_runs_at_once, 0, (int)count);
    tcase_add_loop_test(tcase, what_is_written_is_the_file_in_the_tree, 0, (int)count);
    tcase_add_loop_test(tcase, every_figure_is_marked, 0, (int)count);
    tcase_add_test(tcase, nothing_is_overwritten);
    tcase_add_test(tcase, the_templates_are_listed_with_their_questions);
    tcase_add_test(tcase, what_to_do_next_is_printed_as_a_command);
    suite_add_tcase(suite, tcase);
    return muster_check_run(suite);
}
