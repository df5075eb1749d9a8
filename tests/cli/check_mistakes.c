/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * scenarios/mistakes.md is a table of mistakes for people to read, and the test's data: its first
 * block is a sound scenario, each block of `diff` a mistake in it, and the block behind that what
 * `muster check` says, word for word. The document is written again with what is said today and
 * compared; where it differs, today's is left beside the tests to be looked at and taken over.
 */
#include "commands.h"

#include <stdlib.h>

enum { MISTAKES_LEAST = 30 };

static char document[TEXT_MOST], again[2 * TEXT_MOST], base[TEXT_MOST], changed[3 * TEXT_MOST];
static char build_folder[512];

/* The text behind the line that is `fence`, from `at` on; NULL when there is none. */
static const char *behind(const char *at, const char *fence)
{
    const char *found = strstr(at, fence);
    return found ? found + strlen(fence) : NULL;
}

static void copy_until(char *to, const char *from, const char *end)
{
    memcpy(to, from, (size_t)(end - from));
    to[end - from] = '\0';
}

/* The lines of a diff that begin with `mark`, without it. */
static void lines_of(char *to, const char *diff, const char *end, char mark)
{
    for (const char *line = diff; line < end; line += strcspn(line, "\n") + 1)
        if (*line == mark) {
            size_t length = strcspn(line, "\n");
            memcpy(to, line + 1, length);
            to += length;
        }
    *to = '\0';
}

/* Makes the mistake: the lines with - stand in the scenario once, those with + take their place.
 */
static void apply(const char *diff, const char *end)
{
    static char out[TEXT_MOST], in[TEXT_MOST];
    lines_of(out, diff, end, '-');
    lines_of(in, diff, end, '+');
    char *at = strstr(base, out);
    ck_assert_msg(at != NULL, "not in the scenario:\n%s", out);
    ck_assert_msg(!out[0] || strstr(at + 1, out) == NULL, "twice in the scenario:\n%s", out);
    snprintf(changed, sizeof changed, "%.*s%s%s", (int)(at - base), base, in, at + strlen(out));
}

/* What a planner has to read: faults and warnings, and what `check` asks to look at again. */
static void say(char *to, size_t size)
{
    write_file("centre.yaml", changed);
    struct outcome outcome = run("check|centre.yaml");
    const char *doubts = strstr(outcome.out, "Please look again");
    ck_assert_msg(outcome.status == 0 || outcome.status == 3, "status %d: %s", outcome.status,
                  outcome.err);
    for (const char *line = outcome.err; *line; line += strcspn(line, "\n") + 1)
        ck_assert_msg(strncmp(line, "centre.yaml:", 12) == 0, "%s", line);
    snprintf(to, size, "%s%s", outcome.err, doubts ? doubts : "");
    if (!to[0])
        snprintf(to, size, "fine\n");
}

/* The document with the answers of today; returns how many mistakes it has. */
static size_t rewrite(void)
{
    static const char DIFF[] = "\n```diff\n", PLAIN[] = "\n```\n", END[] = "```\n";
    size_t count = 0, used = 0;
    const char *at = document;
    for (const char *diff; (diff = behind(at, DIFF)) != NULL; count++) {
        const char *end = strstr(diff, END);
        const char *answer = behind(end, PLAIN + 1);
        answer = behind(answer, PLAIN + 1);
        ck_assert_ptr_nonnull(answer);
        apply(diff, end);
        used += (size_t)snprintf(again + used, sizeof again - used, "%.*s", (int)(answer - at), at);
        say(again + used, sizeof again - used);
        used += strlen(again + used);
        at = strstr(answer, END);
        ck_assert_ptr_nonnull(at);
    }
    snprintf(again + used, sizeof again - used, "%s", at);
    return count;
}

static void read_document(void)
{
    slurp(document, MUSTER_SOURCE "/scenarios/mistakes.md");
    const char *scenario = behind(document, "\n```yaml\n");
    ck_assert_ptr_nonnull(scenario);
    copy_until(base, scenario, strstr(scenario, "```\n"));
}

/* Leaves today's document in the folder of the tests, and says where the two part. */
static void part_at(void)
{
    char path[600];
    size_t same = 0, line = 1;
    for (; document[same] && document[same] == again[same]; same++)
        line += document[same] == '\n';
    snprintf(path, sizeof path, "%s/mistakes.md", build_folder);
    write_file(path, again);
    ck_abort_msg("scenarios/mistakes.md is stale at line %zu: now\n%.600s\nsee %s", line,
                 again + same, path);
}

START_TEST(the_scenario_is_sound)
{
    read_document();
    write_file("centre.yaml", base);
    struct outcome outcome = run_fine("check|centre.yaml");
    ck_assert_str_eq(outcome.err, "");
    ck_assert_ptr_null(strstr(outcome.out, "Please look again"));
    run_fine("run|centre.yaml|--replications|2|--quiet");
}
END_TEST

START_TEST(every_mistake_is_answered_as_written)
{
    read_document();
    ck_assert_uint_ge(rewrite(), MISTAKES_LEAST);
    if (strcmp(document, again) != 0)
        part_at();
}
END_TEST

static void setup(void)
{
    ck_assert_ptr_nonnull(getcwd(build_folder, sizeof build_folder));
    enter_folder();
}

static Suite *suite(void)
{
    Suite *suite = suite_create("mistakes");
    TCase *tests = tcase_create("mistakes");
    tcase_set_timeout(tests, 120);
    tcase_add_checked_fixture(tests, setup, leave_folder);
    tcase_add_test(tests, the_scenario_is_sound);
    tcase_add_test(tests, every_mistake_is_answered_as_written);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    return muster_check_run(suite());
}
