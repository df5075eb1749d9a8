/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "check_main.h"
#include "explain.h"
#include "keys.h"

#include <stdio.h>
#include <string.h>

static char *explained(bool *found, const char *name)
{
    char *text = NULL;
    size_t size = 0;
    FILE *file = open_memstream(&text, &size);
    ck_assert_ptr_nonnull(file);
    *found = muster_explain_key(file, name);
    fclose(file);
    return text;
}

START_TEST(one_key)
{
    bool found;
    char *text = explained(&found, "horizon.interval");
    ck_assert(found);
    ck_assert_str_eq(text, "horizon.interval\n"
                           "  The step in which the day is counted; a whole number of them make an "
                           "hour.\n"
                           "  form      a time with its unit such as 3.5 min\n"
                           "  range     [5 min, 1 h]\n"
                           "  default   15 min\n"
                           "  example   interval: 30 min\n");
    free(text);
}
END_TEST

START_TEST(last_word)
{
    bool found;
    char *text = explained(&found, "fte");
    ck_assert(found);
    ck_assert_ptr_nonnull(strstr(text, "staff.*.fte\n"));
    ck_assert_ptr_nonnull(strstr(text, "staff.*.in_post.fte\n"));
    free(text);
}
END_TEST

START_TEST(choices_and_users_names)
{
    bool found;
    char *text = explained(&found, "staff.agents.rota");
    ck_assert(found);
    ck_assert_ptr_nonnull(strstr(text, "one of    fixed, pattern or cover\n"));
    ck_assert_ptr_nonnull(strstr(text, "default   fixed\n"));
    free(text);
}
END_TEST

START_TEST(unknown_key)
{
    bool found;
    char *text = explained(&found, "patiense");
    ck_assert(!found);
    ck_assert_str_eq(text, "patiense is no key of a scenario; did you mean "
                           "services.*.patience?\n");
    free(text);
    text = explained(&found, "qqqqqqqq");
    ck_assert(!found);
    ck_assert_str_eq(text, "qqqqqqqq is no key of a scenario\n");
    free(text);
}
END_TEST

/* Every key by its full path and by its last word. */
START_TEST(every_key)
{
    for (unsigned id = 0; id < MUSTER_KEY_COUNT; id++) {
        bool found;
        const char *word = muster_key_word((enum muster_key_id)id);
        if (strcmp(word, "*") == 0)
            continue;
        char *text = explained(&found, word);
        ck_assert_msg(found, "%s", word);
        ck_assert_ptr_nonnull(strstr(text, muster_key_row((enum muster_key_id)id)->meaning));
        free(text);
    }
}
END_TEST

static Suite *suite(void)
{
    Suite *suite = suite_create("explain");
    TCase *tests = tcase_create("explain");
    tcase_add_test(tests, one_key);
    tcase_add_test(tests, last_word);
    tcase_add_test(tests, choices_and_users_names);
    tcase_add_test(tests, unknown_key);
    tcase_add_test(tests, every_key);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    return muster_check_run(suite());
}
