/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "check_main.h"
#include "faults.h"
#include "nearest.h"

#include <stdio.h>
#include <string.h>

/* What muster_faults_print writes, to be freed. */
static char *printed(struct muster_faults *faults)
{
    char *text = NULL;
    size_t length = 0;
    FILE *file = open_memstream(&text, &length);
    ck_assert_ptr_nonnull(file);
    muster_faults_print(faults, file);
    fclose(file);
    return text;
}

static void expect(struct muster_faults *faults, const char *text)
{
    char *got = printed(faults);
    ck_assert_str_eq(got, text);
    free(got);
}

START_TEST(prints_sorted_without_duplicates)
{
    struct muster_faults faults;
    muster_faults_init(&faults);
    struct muster_place late = {"council.yaml", 14, 17};
    struct muster_place early = {"council.yaml", 9, 30};
    struct muster_place other = {"base.yaml", 200, 1};
    for (int i = 0; i < 2; i++) {
        muster_faults_add(&faults, late, "staff.agents.fte", "did you mean 3?",
                          "%d is out of range [0, %d]", -3, 10000);
    }
    muster_faults_warn(&faults, early, "services.calls.talk", NULL, "is longer than the wait");
    muster_faults_add(&faults, other, NULL, NULL, "the file is empty");
    muster_faults_add(&faults, (struct muster_place){.file = "z.yaml"}, NULL, NULL,
                      "does not exist");
    ck_assert_uint_eq(faults.fault_count, 4);
    expect(&faults, "base.yaml:200:1: the file is empty\n"
                    "council.yaml:9:30: warning: services.calls.talk: is longer than the wait\n"
                    "council.yaml:14:17: staff.agents.fte: -3 is out of range [0, 10000]; "
                    "did you mean 3?\n"
                    "z.yaml: does not exist\n");
    ck_assert_uint_eq(faults.fault_count, 3);
    ck_assert_uint_eq(faults.warning_count, 1);
    muster_faults_clear(&faults);
}
END_TEST

START_TEST(warnings_are_no_faults)
{
    struct muster_faults faults;
    muster_faults_init(&faults);
    ck_assert(!muster_faults_any(&faults));
    muster_faults_warn(&faults, (struct muster_place){"a", 1, 1}, NULL, NULL, "odd");
    ck_assert(!muster_faults_any(&faults));
    muster_faults_add(&faults, (struct muster_place){"a", 1, 1}, NULL, NULL, "wrong");
    ck_assert(muster_faults_any(&faults));
    muster_faults_clear(&faults);
    ck_assert(!muster_faults_any(&faults));
}
END_TEST

START_TEST(escapes_what_could_deceive)
{
    struct muster_faults faults;
    muster_faults_init(&faults);
    muster_faults_add(&faults, (struct muster_place){"a\nb", 1, 1}, "k\x1b[31m", NULL, "%s",
                      "tab\t nul-free \x7f caf\xc3\xa9 \xe2\x80\xae \xc2\x9b latin \xe9!");
    expect(&faults, "a\\nb:1:1: k\\x1b[31m: tab\\t nul-free \\x7f caf\xc3\xa9 \\u202e \\x9b latin "
                    "\\xe9!\n");
    muster_faults_clear(&faults);
}
END_TEST

START_TEST(keeps_a_thousand_and_counts_the_rest)
{
    struct muster_faults faults;
    muster_faults_init(&faults);
    for (int i = 0; i < 1234; i++) {
        muster_faults_add(&faults, (struct muster_place){"a", i + 1, 1}, NULL, NULL, "wrong");
    }
    ck_assert_uint_eq(faults.count, 1000);
    ck_assert_uint_eq(faults.fault_count, 1234);
    char *text = printed(&faults);
    ck_assert_ptr_nonnull(strstr(text, "a:1000:1: wrong\nand 234 more\n"));
    free(text);
    muster_faults_clear(&faults);
}
END_TEST

START_TEST(cuts_endless_texts)
{
    struct muster_faults faults;
    char *endless = malloc(100001);
    ck_assert_ptr_nonnull(endless);
    memset(endless, 'x', 100000);
    endless[100000] = '\0';
    muster_faults_init(&faults);
    muster_faults_add(&faults, (struct muster_place){endless, 1, 1}, endless, endless, "%s",
                      endless);
    char *text = printed(&faults);
    ck_assert_uint_lt(strlen(text), 5 * MUSTER_FAULT_TEXT_MOST);
    free(text);
    free(endless);
    muster_faults_clear(&faults);
}
END_TEST

START_TEST(paths_go_down_and_up)
{
    struct muster_path path = {0};
    size_t top = muster_path_push(&path, "staff");
    size_t second = muster_path_push(&path, "shifts");
    size_t third = muster_path_push_position(&path, 2);
    muster_path_push(&path, "length");
    ck_assert_str_eq(path.text, "staff.shifts[2].length");
    muster_path_pop(&path, third);
    ck_assert_str_eq(path.text, "staff.shifts");
    muster_path_pop(&path, second);
    ck_assert_str_eq(path.text, "staff");
    for (int i = 0; i < 100; i++) {
        muster_path_push(&path, "a long key indeed");
    }
    ck_assert_uint_eq(strlen(path.text), sizeof path.text - 1);
    muster_path_pop(&path, second);
    ck_assert_str_eq(path.text, "staff");
    muster_path_pop(&path, top);
    ck_assert_str_eq(path.text, "");
}
END_TEST

START_TEST(suggests_the_nearest_word)
{
    static const char *const words[] = {"services", "service_level", "staff", "sickness",
                                        "target",   "title",         "h",     "s"};
    const size_t count = sizeof words / sizeof *words;
    ck_assert_str_eq(muster_nearest_of("servces", words, count), "services");
    ck_assert_str_eq(muster_nearest_of("Service Level", words, count), "service_level");
    ck_assert_str_eq(muster_nearest_of("satff", words, count), "staff");
    ck_assert_str_eq(muster_nearest_of("sikcnes", words, count), "sickness");
    ck_assert_ptr_null(muster_nearest_of("budget", words, count));
    ck_assert_ptr_null(muster_nearest_of("", words, count));
    char endless[1000];
    memset(endless, 's', sizeof endless - 1);
    endless[sizeof endless - 1] = '\0';
    ck_assert_ptr_null(muster_nearest_of(endless, words, count));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("faults");
    TCase *list = tcase_create("faults");
    tcase_add_test(list, prints_sorted_without_duplicates);
    tcase_add_test(list, warnings_are_no_faults);
    tcase_add_test(list, escapes_what_could_deceive);
    tcase_add_test(list, keeps_a_thousand_and_counts_the_rest);
    tcase_add_test(list, cuts_endless_texts);
    tcase_add_test(list, paths_go_down_and_up);
    tcase_add_test(list, suggests_the_nearest_word);
    suite_add_tcase(suite, list);
    return muster_check_run(suite);
}
