/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The key table against the reader: every key is read (a value that no key accepts gives a fault at
 * its path), or is "not in this version"; defaults and ranges agree; examples are legal.
 */
#include "check_main.h"
#include "document.h"
#include "keys.h"
#include "scenario.h"
#include "scenario_texts.h"

#include <stdio.h>
#include <string.h>

/* Writes the concrete path of the key's words below `node`, with positions for lists. */
static bool locate(char *path, size_t size, const struct muster_node *node, const char *words)
{
    size_t used = strlen(path);
    if (node->kind == MUSTER_NODE_LIST) {
        size_t position = 1;
        for (const struct muster_node *item = node->first; item != NULL; item = item->next) {
            snprintf(path + used, size - used, "[%zu]", position++);
            if (item->kind == MUSTER_NODE_MAP && locate(path, size, item, words))
                return true;
        }
        path[used] = '\0';
        return false;
    }
    size_t length = strcspn(words, ".");
    for (const struct muster_node *child = node->first; child != NULL; child = child->next) {
        bool same = strlen(child->key) == length && strncmp(child->key, words, length) == 0;
        if (!same && !(length == 1 && words[0] == '*'))
            continue;
        snprintf(path + used, size - used, "%s%s", used > 0 ? "." : "", child->key);
        if (words[length] == '\0' || locate(path, size, child, words + length + 1))
            return true;
    }
    path[used] = '\0';
    return false;
}

static const char *const TEXTS[] = {HEADLINE, FIXED, REST, JOINING, PAID};

/* The text that holds a key of that path, or a table in which it could stand; NULL: none. */
static const char *find_text(char *path, size_t size, const char *words)
{
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) {
        struct muster_document document;
        struct muster_faults faults;
        muster_faults_init(&faults);
        muster_document_init(&document);
        ck_assert(muster_document_parse(&document, &faults, "text.yaml", TEXTS[i], strlen(TEXTS[i]),
                                        NULL));
        path[0] = '\0';
        bool found = locate(path, size, document.root, words);
        muster_document_clear(&document);
        muster_faults_clear(&faults);
        if (found)
            return TEXTS[i];
    }
    return NULL;
}

/* Reads `text` with path=value: true when a fault at the path (or inside it) says `says`. */
static bool gives_fault(const char *text, const char *path, const char *value, const char *says)
{
    char set[600];
    const char *sets[] = {set};
    struct muster_overrides overrides = {.set_count = 1, .set = sets};
    struct muster_question question;
    struct muster_faults faults;
    snprintf(set, sizeof set, "%s=%s", path, value);
    muster_faults_init(&faults);
    bool fine =
        muster_question_read_text(&question, &faults, "text.yaml", text, strlen(text), &overrides);
    bool found = false;
    for (size_t i = 0; i < faults.count; i++)
        found = found || (strncmp(faults.items[i].path, path, strlen(path)) == 0 &&
                          strstr(faults.items[i].text, says) != NULL);
    muster_question_clear(&question);
    muster_faults_clear(&faults);
    return !fine && found;
}

static bool is_law_key(unsigned id)
{
    return strncmp(muster_key_row((enum muster_key_id)id)->path, "distribution.", 13) == 0;
}

/* A list in a list is no value of any key, but a nested list of skills. */
START_TEST(every_key_is_read)
{
    for (unsigned id = 0; id < MUSTER_KEY_COUNT; id++) {
        const struct muster_key_row *row = muster_key_row((enum muster_key_id)id);
        char path[400];
        if (row->type == MUSTER_TYPE_LATER || is_law_key(id) || id == MUSTER_KEY_INCLUDE)
            continue;
        const char *text = find_text(path, sizeof path, row->path);
        ck_assert_msg(text != NULL, "no test scenario has %s", row->path);
        ck_assert_msg(gives_fault(text, path, "[[x]]", ""), "%s is not read", row->path);
    }
}
END_TEST

START_TEST(later_keys_are_refused)
{
    size_t count = 0;
    for (unsigned id = 0; id < MUSTER_KEY_COUNT; id++) {
        const struct muster_key_row *row = muster_key_row((enum muster_key_id)id);
        char parent[400] = "", path[400] = "";
        if (row->type != MUSTER_TYPE_LATER)
            continue;
        const char *text = FIXED, *dot = strrchr(row->path, '.');
        snprintf(parent, sizeof parent, "%.*s", dot != NULL ? (int)(dot - row->path) : 0,
                 row->path);
        if (strcmp(parent, "staff.*.skills") == 0)
            snprintf(path, sizeof path, "staff.specialists.skills[2]");
        else if (dot != NULL)
            text = find_text(path, sizeof path, parent);
        ck_assert_ptr_nonnull(text);
        size_t used = strlen(path);
        snprintf(path + used, sizeof path - used, "%s%s", used > 0 ? "." : "",
                 muster_key_word((enum muster_key_id)id));
        ck_assert_msg(gives_fault(text, path, "1", "not in this version"), "%s", path);
        count++;
    }
    ck_assert_uint_gt(count, 3);
}
END_TEST

/* The table itself: words are unique where they stand, defaults lie in their range. */
START_TEST(table_is_sound)
{
    for (unsigned i = 0; i < MUSTER_KEY_COUNT; i++) {
        enum muster_key_id id = (enum muster_key_id)i;
        const struct muster_key_row *row = muster_key_row(id);
        ck_assert(row->meaning[0] != '\0' && row->meaning[strlen(row->meaning) - 1] != '.');
        ck_assert(!row->ranged || row->least <= row->most);
        if (!is_law_key(i))
            ck_assert_msg(muster_key_find(row->path) == id, "%s", row->path);
        if (row->type == MUSTER_TYPE_CHOICE && row->standard != NULL && !muster_key_needed(row)) {
            bool later;
            ck_assert_int_ge(muster_key_choice(row, row->standard, &later), 0);
            ck_assert(!later);
        }
    }
}
END_TEST

/* Each law key, wrong in a handle time. */
START_TEST(law_keys_are_read)
{
    static const struct {
        const char *value, *says;
    } WRONG[] = {
        {"{exponential: {mean: [[x]]}}", "list"},
        {"{lognormal: {mean: 1 min, cv: 21}}", "(0, 20]"},
        {"{gamma: {mean: 1 min, cv: -1}}", "(0, 20]"},
        {"{erlang: {mean: 1 min, k: 1001}}", "[1, 1000]"},
        {"{weibull: {mean: 1 min, shape: 51}}", "[0.05, 50]"},
        {"{hyperexponential: {mean: 1 min, cv: 0.5}}", "above 1"},
        {"{uniform: [2 min, 1 min]}", "less than"},
        {"{triangular: [1 min, 2 min]}", "3 values"},
        {"{pert: [1 min, 2 min, 3]}", "unit"},
        {"{normal: {mean: 1 min, sd: 31 s}}", "twice"},
        {"{geometric: {mean: 1 min}}", "whole days"},
        {"{empirical: [[x]]}", "file"},
        {"{empirical: x.csv, unit: [[x]]}", "text"},
        {"{mixture: [{weight: 0, exponential: {mean: 1 min}}]}", "(0, 1000000000]"},
        {"{mixture: [{weight: 1, exponential: {mean: {uniform: [1 min, 2 min]}}}]}",
         "distribution where a constant"},
    };
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++)
        ck_assert_msg(gives_fault(FIXED, "services.calls.handle", WRONG[i].value, WRONG[i].says),
                      "%s", WRONG[i].value);
}
END_TEST

START_TEST(ranges_have_units)
{
    char text[96];
    muster_key_range(text, sizeof text, muster_key_row(MUSTER_KEY_HORIZON_INTERVAL));
    ck_assert_str_eq(text, "[5 min, 1 h]");
    muster_key_range(text, sizeof text, muster_key_row(MUSTER_KEY_LEAVE_CAP));
    ck_assert_str_eq(text, "(0%, 100%]");
    muster_key_range(text, sizeof text, muster_key_row(MUSTER_KEY_GROUP_FTE));
    ck_assert_str_eq(text, "[0, 10000]");
    muster_key_range(text, sizeof text, muster_key_row(MUSTER_KEY_TITLE));
    ck_assert_str_eq(text, "");
}
END_TEST

START_TEST(paths_find_keys)
{
    ck_assert_int_eq(muster_key_find("staff.agents.fte"), MUSTER_KEY_GROUP_FTE);
    ck_assert_int_eq(muster_key_find("staff.*.fte"), MUSTER_KEY_GROUP_FTE);
    ck_assert_int_eq(muster_key_find("staff.agents.shifts[2].start"), MUSTER_KEY_SHIFT_START);
    ck_assert_int_eq(muster_key_find("staff.agents.shifts.early.start"), MUSTER_KEY_SHIFT_START);
    ck_assert_int_eq(muster_key_find("staff.agents.saturday.shifts.[1].lunch.length"),
                     MUSTER_KEY_LUNCH_LENGTH);
    ck_assert_int_eq(muster_key_find("staff.agents.ftee"), MUSTER_KEY_COUNT);
    ck_assert_int_eq(muster_key_find(""), MUSTER_KEY_COUNT);
    ck_assert_int_eq(muster_key_find("staff."), MUSTER_KEY_COUNT);
}
END_TEST

static Suite *suite(void)
{
    Suite *suite = suite_create("keys");
    TCase *tests = tcase_create("keys");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, every_key_is_read);
    tcase_add_test(tests, later_keys_are_refused);
    tcase_add_test(tests, table_is_sound);
    tcase_add_test(tests, law_keys_are_read);
    tcase_add_test(tests, ranges_have_units);
    tcase_add_test(tests, paths_find_keys);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    return muster_check_run(suite());
}
