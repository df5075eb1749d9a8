/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "check_main.h"
#include "document.h"
#include "file.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* One document and its faults, from memory or a file. */
struct fixture {
    struct muster_document document;
    struct muster_faults faults;
};

static struct fixture fresh(void)
{
    struct fixture fixture;
    muster_document_init(&fixture.document);
    muster_faults_init(&fixture.faults);
    return fixture;
}

static struct fixture parsed_bytes(const char *text, size_t length)
{
    struct fixture fixture = fresh();
    muster_document_parse(&fixture.document, &fixture.faults, "a.yaml", text, length, NULL);
    return fixture;
}

static struct fixture parsed(const char *text)
{
    return parsed_bytes(text, strlen(text));
}

static void clear(struct fixture *fixture)
{
    muster_document_clear(&fixture->document);
    muster_faults_clear(&fixture->faults);
}

static void expect_printed(struct muster_faults *faults, const char *expected)
{
    char *text = NULL;
    size_t length = 0;
    FILE *file = open_memstream(&text, &length);
    ck_assert_ptr_nonnull(file);
    muster_faults_print(faults, file);
    fclose(file);
    ck_assert_msg(strcmp(text, expected) == 0, "got:\n%.1500s\nnot:\n%.1500s", text, expected);
    free(text);
}

static void expect_faults_of(const char *text, size_t length, const char *expected)
{
    struct fixture fixture = parsed_bytes(text, length);
    expect_printed(&fixture.faults, expected);
    clear(&fixture);
}

static void expect_faults(const char *text, const char *expected)
{
    expect_faults_of(text, strlen(text), expected);
}

static void expect_format(const struct muster_node *node, const char *expected)
{
    size_t length = 0;
    char *text = muster_node_format(node, &length);
    ck_assert_str_eq(text, expected);
    ck_assert_uint_eq(length, strlen(expected));
    free(text);
}

/* ---- What is read ---- */

START_TEST(reads_a_tree_with_positions)
{
    struct fixture fixture = parsed("muster: 1   # a comment\n"
                                    "caf\xc3\xa9: {talk: 'x y', no: no}\n"
                                    "staff:\n"
                                    "  agents:\n"
                                    "    shifts:\n"
                                    "      - {name: early, length: 7.9 h}\n"
                                    "      - {name: late}\n");
    expect_printed(&fixture.faults, "");
    const struct muster_node *root = fixture.document.root;
    ck_assert_uint_eq(root->count, 3);
    ck_assert_str_eq(muster_node_get(root, "muster")->text, "1");
    const struct muster_node *talk = muster_node_find(root, "caf\xc3\xa9.talk");
    ck_assert(talk->quoted && talk->flow);
    ck_assert_str_eq(talk->place.file, "a.yaml");
    ck_assert_int_eq(talk->key_place.line, 2);
    ck_assert_int_eq(talk->key_place.column, 8); /* characters, not bytes */
    ck_assert_int_eq(talk->place.column, 14);
    const struct muster_node *length = muster_node_find(root, "staff.agents.shifts.early.length");
    ck_assert_str_eq(length->text, "7.9 h");
    ck_assert_int_eq(length->place.line, 6);
    ck_assert_int_eq(length->place.column, 31);
    ck_assert_ptr_eq(muster_node_find(root, "staff.agents.shifts[1].length"), length);
    ck_assert_ptr_eq(muster_node_find(root, "staff.agents.shifts.[1].length"), length);
    ck_assert_str_eq(muster_node_find(root, "staff.agents.shifts[2].name")->text, "late");
    ck_assert_ptr_null(muster_node_find(root, "staff.agents.shifts[3]"));
    ck_assert_ptr_null(muster_node_find(root, "staff.agents.shifts[0]"));
    ck_assert_ptr_null(muster_node_find(root, "staff.agents.shifts[99999999999999999999999]"));
    ck_assert_ptr_null(muster_node_find(root, "muster.x"));
    ck_assert_ptr_null(muster_node_find(root, ""));
    ck_assert_str_eq(fixture.document.files->text + 12, strchr(fixture.document.files->text, '#'));
    clear(&fixture);
}
END_TEST

START_TEST(json_bom_crlf_and_directives_are_fine)
{
    struct fixture fixture =
        parsed("\xef\xbb\xbf%YAML 1.1\r\n---\r\nmuster: 1\r\nx: 'a'\r\n...\r\n");
    expect_printed(&fixture.faults, "");
    ck_assert_str_eq(muster_node_get(fixture.document.root, "muster")->text, "1");
    ck_assert_int_eq(muster_node_get(fixture.document.root, "x")->place.line, 4);
    clear(&fixture);
    fixture = parsed("{\n\t\"muster\":1,\n\t\"a\": [1, \"\\u00a3\", null, {\"b\": true}]\n}\n");
    expect_printed(&fixture.faults, "");
    ck_assert_str_eq(muster_node_find(fixture.document.root, "a[2]")->text, "\xc2\xa3");
    ck_assert_str_eq(muster_node_find(fixture.document.root, "a[4].b")->text, "true");
    clear(&fixture);
}
END_TEST

START_TEST(formats_the_same_tree_the_same_way)
{
    struct fixture fixture =
        parsed("b: [1, {}, []]\na:\n  x: \"q\\\"\\\\ \\t\\N\\L\\uFEFF\"\n  y:\n");
    static const char expected[] = "{\n"
                                   "  \"b\": [\n"
                                   "    \"1\",\n"
                                   "    {},\n"
                                   "    []\n"
                                   "  ],\n"
                                   "  \"a\": {\n"
                                   "    \"x\": \"q\\\"\\\\ \\u0009\\u0085\\u2028\\ufeff\",\n"
                                   "    \"y\": \"\"\n"
                                   "  }\n"
                                   "}\n";
    expect_printed(&fixture.faults, "");
    expect_format(fixture.document.root, expected);
    struct fixture again = parsed(expected);
    expect_printed(&again.faults, "");
    expect_format(again.document.root, expected);
    struct muster_document copy;
    muster_document_init(&copy);
    ck_assert(muster_document_copy(&copy, &again.document));
    clear(&again);
    expect_format(copy.root, expected);
    ck_assert_str_eq(muster_node_find(copy.root, "a.x")->place.file, "a.yaml");
    muster_document_clear(&copy);
    clear(&fixture);
}
END_TEST

/* ---- What is refused ---- */

START_TEST(reports_all_that_yaml_has_too_much)
{
    expect_faults("a: &x 1\n"
                  "b: *x\n"
                  "c: !!int 3\n"
                  "d: {e: 1, e: 2}\n"
                  "<<: {f: 1}\n"
                  "? [g, h]\n"
                  ": 2\n"
                  "a: again\n",
                  "a.yaml:1:4: a: anchors (&) are not allowed; repeat the value\n"
                  "a.yaml:2:4: b: aliases (*) are not allowed; repeat the value, or put a text "
                  "that begins with * in quotes\n"
                  "a.yaml:3:4: c: tags (!) are not allowed; remove it; the key says what kind of "
                  "value it takes\n"
                  "a.yaml:4:11: d.e: this key is already at 4:5; keep one of them\n"
                  "a.yaml:5:1: merge keys (<<) are not allowed; use include: other.yaml\n"
                  "a.yaml:6:3: a key must be a word, not a table, list or alias; write key: value\n"
                  "a.yaml:8:1: a: this key is already at 1:1; keep one of them\n");
}
END_TEST

START_TEST(reports_what_is_no_scenario)
{
    static const char empty[] = "a.yaml:1:1: the file is empty; begin with muster: 1\n";
    expect_faults("", empty);
    expect_faults("# only\n# comments\n", empty);
    expect_faults("\xef\xbb\xbf", empty);
    expect_faults("\n\n- a\n- b\n", "a.yaml:3:1: the file is not a table of keys and values; begin "
                                    "with muster: 1\n");
    expect_faults("---\n", "a.yaml:2:1: the file is not a table of keys and values; begin with "
                           "muster: 1\n");
    expect_faults("a: 1\n---\nb: 2\n", "a.yaml:2:1: a second document begins; one file is one "
                                       "scenario: remove the --- line\n");
    expect_faults("a:\n\tb: 1\n", "a.yaml:2:1: a tab cannot indent; indent with blanks\n");
    expect_faults("a: {b: 1\n\nc: [\n",
                  "a.yaml:3:2: not YAML: a comma or } is missing in the table that begins in line "
                  "1; close the bracket, or put a comma between the entries\n");
    expect_faults("a: b: c\n", "a.yaml:1:5: not YAML: a second ': ' in one line; check the "
                               "indentation, and put a text that holds ': ' in quotes\n");
    expect_faults("'': 1\n", "a.yaml:1:1: an empty key; write key: value\n");
}
END_TEST

START_TEST(reports_bytes_that_are_no_text)
{
    expect_faults_of("a: 1\nb: x\0y\n", 11, "a.yaml:2:5: a NUL byte; remove it\n");
    expect_faults("a: \"x\\0y\"\n", "a.yaml:1:4: a: a NUL character; remove it\n");
    expect_faults("a: caf\xe9\n", "a.yaml:1:7: byte 0xE9 is not UTF-8; save the file as UTF-8\n");
    expect_faults("a: \xc0\xaf\n", "a.yaml:1:4: byte 0xC0 is not UTF-8; save the file as UTF-8\n");
    expect_faults("a: \xed\xa0\x80\n",
                  "a.yaml:1:4: byte 0xED is not UTF-8; save the file as UTF-8\n");
    expect_faults("a: \xe2\x82", "a.yaml:1:4: byte 0xE2 is not UTF-8; save the file as UTF-8\n");
    expect_faults("a: 1\r\nb: \x1b[31m\n", "a.yaml:2:4: control character U+001B; remove it\n");
    expect_faults("a: x\xef\xbb\xbfy\n", "a.yaml:1:5: control character U+FEFF; remove it\n");
    expect_faults_of("\xff\xfe"
                     "a\0:\0",
                     6, "a.yaml:1:1: the file is UTF-16; save the file as UTF-8\n");
}
END_TEST

/* `count` times `piece`, to be freed. */
static char *repeated(const char *piece, size_t count)
{
    size_t size = strlen(piece);
    char *text = malloc(size * count + 1);
    ck_assert_ptr_nonnull(text);
    for (size_t i = 0; i < count; i++) {
        memcpy(text + i * size, piece, size);
    }
    text[size * count] = '\0';
    return text;
}

/* The text must be refused with `fault` within two seconds (20 under sanitizers). */
static void expect_quick(char *text, const char *fault)
{
    clock_t start = clock();
    expect_faults(text, fault);
    double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    ck_assert_double_lt(seconds, MUSTER_EFFORT < 1 ? 20 : 2);
    free(text);
}

START_TEST(hostile_inputs_are_refused_quickly)
{
    static const char deep[] =
        "more than 64 tables and lists inside each other; close some brackets\n";
    char expected[700];
    char path[600] = "";
    for (int i = 0; i < 64; i++) {
        strcat(path, "[1]");
    }
    snprintf(expected, sizeof expected, "a.yaml:1:65: %s: %s", path, deep);
    expect_quick(repeated("[", MUSTER_DOCUMENT_BYTES_MOST - 1), expected);
    snprintf(expected, sizeof expected, "a.yaml:1:129: %s: %s", path, deep);
    expect_quick(repeated("- ", 1 << 20), expected);
    char *keys = repeated("{? ", 1 << 20);
    struct fixture fixture = parsed(keys);
    ck_assert_ptr_null(fixture.document.root);
    ck_assert_uint_eq(fixture.faults.count, 65);
    ck_assert_int_eq(fixture.faults.items[64].column, 193);
    ck_assert_ptr_nonnull(strstr(fixture.faults.items[64].text, "more than 64 tables"));
    free(keys);
    clear(&fixture);
}
END_TEST

START_TEST(bounds_hold)
{
    struct fixture fixture = fresh();
    char *text = repeated("- a\n", MUSTER_DOCUMENT_NODES_MOST + 10);
    muster_document_parse(&fixture.document, &fixture.faults, "a", text, strlen(text), NULL);
    expect_printed(&fixture.faults, "a:500000:3: [500000]: more than 500000 values; put tables of "
                                    "data into CSV files\n");
    free(text);
    clear(&fixture);

    fixture = fresh();
    text = malloc(200000);
    ck_assert_ptr_nonnull(text);
    size_t length = 0;
    for (int i = 0; i < 5000; i++) {
        length += (size_t)snprintf(text + length, 200000 - length, "key%d: 1\n", i);
    }
    muster_document_parse(&fixture.document, &fixture.faults, "a", text, length, NULL);
    expect_printed(&fixture.faults,
                   "a:4097:1: more than 4096 keys in one table; put tables of data "
                   "into CSV files\n");
    free(text);
    clear(&fixture);

    char *scalar = repeated("x", 10u << 20);
    memcpy(scalar, "a: ", 3);
    expect_faults(scalar, "a.yaml:1:4: a: longer than 65536 bytes; shorten it\n");
    memcpy(scalar, "'aa", 3);
    scalar[300] = '\'';
    scalar[301] = ':';
    scalar[302] = ' ';
    scalar[303] = '\0';
    expect_faults(scalar, "a.yaml:1:1: longer than 256 bytes; shorten it\n");
    free(scalar);
}
END_TEST

/* Nine levels of nine references each: 3.9e8 leaves for who expands them. */
START_TEST(billion_laughs_are_not_expanded)
{
    char text[2000] = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
    for (int i = 1; i < 9; i++) {
        char line[200];
        snprintf(line, sizeof line, "a%d: &a%d [*a%d, *a%d, *a%d, *a%d, *a%d, *a%d, *a%d]\n", i, i,
                 i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1);
        strcat(text, line);
    }
    struct fixture fixture = parsed(text);
    ck_assert_uint_eq(fixture.faults.fault_count, 9 + 8 * 7);
    clear(&fixture);
}
END_TEST

/* ---- Thousands commas ---- */

START_TEST(finds_amounts_split_by_a_comma)
{
    struct fixture fixture = parsed("a: {salary: \xc2\xa3"
                                    "15,500, on_cost: 24%}\n"
                                    "b: [15,500, 16, 700, 20,1000]\n"
                                    "c: {salary: 15500, 7: 3}\n");
    expect_printed(&fixture.faults, "");
    const struct muster_node *salary = muster_node_find(fixture.document.root, "a.salary");
    ck_assert(muster_node_split_by_comma(salary, salary->next));
    ck_assert(!muster_node_split_by_comma(salary->next, salary->next->next));
    ck_assert(!muster_node_split_by_comma(NULL, salary));
    const struct muster_node *item = muster_node_find(fixture.document.root, "b[1]");
    static const bool split[] = {true, false, false, false, false};
    for (size_t i = 0; i < 5; i++, item = item->next) {
        ck_assert_int_eq(muster_node_split_by_comma(item, item->next), split[i]);
    }
    salary = muster_node_find(fixture.document.root, "c.salary");
    ck_assert(!muster_node_split_by_comma(salary, salary->next));
    clear(&fixture);
}
END_TEST

/* ---- Setting ---- */

START_TEST(sets_by_path)
{
    struct fixture fixture =
        parsed("staff: {agents: {fte: 12, shifts: [{name: early}]}}\nleave:\n");
    struct muster_document *document = &fixture.document;
    const char *key = NULL;
    ck_assert(muster_document_set_text(document, &fixture.faults, &key, "--set[1]",
                                       "staff.agents.fte=14"));
    ck_assert_str_eq(key, "staff.agents.fte");
    ck_assert(muster_document_set_text(document, &fixture.faults, NULL, "--set[2]",
                                       "staff.agents.shifts.early.lunch={length: 30 min}"));
    ck_assert(muster_document_set_text(document, &fixture.faults, NULL, "--set[3]",
                                       "opening.mon-fri=08:00-20:00"));
    ck_assert(
        muster_document_set_text(document, &fixture.faults, NULL, "--set[4]", "leave.days=21"));
    ck_assert(
        muster_document_set_text(document, &fixture.faults, NULL, "--set[5]", "staff.agents.x="));
    expect_printed(&fixture.faults, "");
    expect_format(document->root, "{\n"
                                  "  \"staff\": {\n"
                                  "    \"agents\": {\n"
                                  "      \"fte\": \"14\",\n"
                                  "      \"shifts\": [\n"
                                  "        {\n"
                                  "          \"name\": \"early\",\n"
                                  "          \"lunch\": {\n"
                                  "            \"length\": \"30 min\"\n"
                                  "          }\n"
                                  "        }\n"
                                  "      ],\n"
                                  "      \"x\": \"\"\n"
                                  "    }\n"
                                  "  },\n"
                                  "  \"leave\": {\n"
                                  "    \"days\": \"21\"\n"
                                  "  },\n"
                                  "  \"opening\": {\n"
                                  "    \"mon-fri\": \"08:00-20:00\"\n"
                                  "  }\n"
                                  "}\n");
    const struct muster_node *fte = muster_node_find(document->root, "staff.agents.fte");
    ck_assert_str_eq(fte->place.file, "--set[1]");
    ck_assert_int_eq(fte->place.line, 1);
    ck_assert_int_eq(fte->place.column, 18);
    const struct muster_node *days = muster_node_find(document->root, "leave.days");
    ck_assert_str_eq(days->key_place.file, "--set[4]");
    ck_assert_int_eq(days->key_place.column, 1);
    clear(&fixture);
}
END_TEST

START_TEST(refuses_settings_that_lead_nowhere)
{
    struct fixture fixture = parsed("a: {b: 1, c: [{name: x}]}\n");
    static const char *const texts[] = {"a.b.d=1", "a.c.y.z=1", "a.c[2].z=1", "a..b=1",
                                        "=1",      "a",         "a.b=[1",     "a.b=*x"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char name[16];
        snprintf(name, sizeof name, "--set[%zu]", i + 1);
        bool set =
            muster_document_set_text(&fixture.document, &fixture.faults, NULL, name, texts[i]);
        ck_assert_int_eq(set, i == 7);
    }
    expect_printed(
        &fixture.faults,
        "--set[1]:1:1: a.b.d: there is no d inside a single value; set the whole key\n"
        "--set[2]:1:1: a.c.y.z: there is no list item y; use its name, or its position from [1]\n"
        "--set[3]:1:1: a.c[2].z: there is no list item c[2]; use its name, or its position from "
        "[1]\n"
        "--set[4]:1:1: a..b: a key that is empty or too long; write keys with single dots between, "
        "staff.agents.fte\n"
        "--set[5]:1:1: needs a key and a value; write KEY=VALUE, such as staff.agents.fte=12\n"
        "--set[6]:1:1: needs a key and a value; write KEY=VALUE, such as staff.agents.fte=12\n"
        "--set[7]:1:5: not YAML: a comma or ] is missing in the list by the end of the text; close "
        "the bracket, or put a comma between the items\n"
        "--set[8]:1:5: aliases (*) are not allowed; repeat the value, or put a text that begins "
        "with * in quotes\n");
    char *deep = repeated("k.", 5000);
    deep[9999] = '=';
    muster_faults_clear(&fixture.faults);
    ck_assert(!muster_document_set_text(&fixture.document, &fixture.faults, NULL, "s", deep));
    ck_assert_uint_eq(fixture.faults.fault_count, 1);
    ck_assert_ptr_nonnull(strstr(fixture.faults.items[0].text, "more than 64 keys"));
    free(deep);
    clear(&fixture);
}
END_TEST

START_TEST(sets_a_copy_of_anothers_value)
{
    struct fixture fixture = parsed("a: 1\ncandidates: [{name: x, set: {b.c: {d: 2}}}]\n");
    struct muster_document copy;
    muster_document_init(&copy);
    ck_assert(muster_document_copy(&copy, &fixture.document));
    const struct muster_node *value =
        muster_node_get(muster_node_find(fixture.document.root, "candidates.x.set"), "b.c");
    ck_assert(muster_document_set(&copy, &fixture.faults, value->key, value));
    clear(&fixture);
    const struct muster_node *b = muster_node_get(copy.root, "b");
    ck_assert_int_eq(b->key_place.line, 2);
    ck_assert_int_eq(b->key_place.column, 30);
    ck_assert_str_eq(b->key_place.file, "a.yaml");
    ck_assert_str_eq(muster_node_find(b, "c.d")->text, "2");
    muster_document_clear(&copy);
}
END_TEST

/* ---- Files ---- */

static char folder[] = "/tmp/muster-document-XXXXXX";

static void in_folder(void)
{
    static const char pattern[] = "XXXXXX";
    memcpy(folder + sizeof folder - sizeof pattern, pattern, sizeof pattern);
    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(chdir(folder), 0);
    ck_assert_int_eq(mkdir("case", 0700), 0);
    ck_assert_int_eq(mkdir("case/parts", 0700), 0);
}

static void out_of_folder(void)
{
    static const char *const names[] = {
        "case/a.yaml", "case/b.yaml", "case/parts/c.yaml", "case/link", "outside.yaml",
        "case/parts",  "case/fifo",   "case/large.yaml",   "case",      folder};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        remove(names[i]);
    }
    ck_assert_int_eq(chdir("/"), 0);
}

static void write_file(const char *name, const char *text)
{
    FILE *file = fopen(name, "w");
    ck_assert_ptr_nonnull(file);
    fputs(text, file);
    ck_assert_int_eq(fclose(file), 0);
}

static struct fixture from_file(const char *path, const struct muster_document_options *options)
{
    struct fixture fixture = fresh();
    muster_document_read(&fixture.document, &fixture.faults, path, options);
    return fixture;
}

static void expect_file_faults(const char *path, const char *expected)
{
    struct fixture fixture = from_file(path, NULL);
    ck_assert(fixture.document.root == NULL || fixture.document.incomplete);
    expect_printed(&fixture.faults, expected);
    clear(&fixture);
}

static bool one_key_each(const struct muster_node *included, const struct muster_node *own)
{
    return included->count == 1 && own->count == 1 &&
           strcmp(included->first->key, own->first->key) != 0;
}

START_TEST(includes_merge)
{
    write_file("case/a.yaml", "include: parts/c.yaml\n"
                              "staff: {agents: {fte: 14, skills: [x]}}\n"
                              "talk: {gamma: 2}\n"
                              "new: 1\n");
    write_file("case/parts/c.yaml", "include: ../b.yaml\nstaff: {agents: {grade: g}}\n");
    write_file("case/b.yaml", "muster: 1\n"
                              "staff: {agents: {fte: 12, skills: [y, z]}, leaders: {fte: 1}}\n"
                              "talk: {exponential: 3}\n");
    struct muster_document_options options = {.replaces = one_key_each};
    struct fixture fixture = from_file("case/a.yaml", &options);
    expect_printed(&fixture.faults, "");
    const struct muster_node *root = fixture.document.root;
    ck_assert_str_eq(root->first->key, "muster");
    ck_assert_str_eq(root->last->key, "new");
    ck_assert_uint_eq(root->count, 4);
    ck_assert_str_eq(muster_node_find(root, "staff.agents.fte")->text, "14");
    ck_assert_str_eq(muster_node_find(root, "staff.agents.grade")->place.file, "case/parts/c.yaml");
    ck_assert_str_eq(muster_node_find(root, "staff.leaders.fte")->place.file,
                     "case/parts/../b.yaml");
    ck_assert_uint_eq(muster_node_find(root, "staff.agents.skills")->count, 1);
    ck_assert_uint_eq(muster_node_find(root, "talk")->count, 1);
    ck_assert_str_eq(muster_node_find(root, "talk.gamma")->text, "2");
    ck_assert_str_eq(fixture.document.files->next->next->name, "case/parts/../b.yaml");
    clear(&fixture);
}
END_TEST

START_TEST(includes_stay_inside_and_end)
{
    write_file("outside.yaml", "muster: 1\n");
    write_file("case/a.yaml", "x: 1\ninclude: ../outside.yaml\n");
    expect_file_faults("case/a.yaml",
                       "case/a.yaml:2:10: include: case/../outside.yaml is outside the scenario's "
                       "folder; move it there or use --allow-outside\n");
    struct muster_document_options options = {.allow_outside = true};
    struct fixture fixture = from_file("case/a.yaml", &options);
    expect_printed(&fixture.faults, "");
    ck_assert_uint_eq(fixture.document.root->count, 2);
    clear(&fixture);
    ck_assert_int_eq(symlink("../outside.yaml", "case/link"), 0);
    write_file("case/a.yaml", "include: link\n");
    expect_file_faults("case/a.yaml", "case/a.yaml:1:10: include: case/link is outside the "
                                      "scenario's folder; move it there or use --allow-outside\n");
    write_file("case/a.yaml", "include: b.yaml\n");
    write_file("case/b.yaml", "include: parts/../a.yaml\n");
    expect_file_faults("case/a.yaml", "case/b.yaml:1:10: include: case/a.yaml includes itself by "
                                      "way of others; remove one of the includes\n");
    write_file("case/a.yaml", "include: [b.yaml]\n");
    expect_file_faults("case/a.yaml", "case/a.yaml:1:10: include: needs the name of one file; "
                                      "write include: other.yaml\n");
    write_file("case/a.yaml", "include: c.yaml\n");
    expect_file_faults("case/a.yaml",
                       "case/a.yaml:1:10: include: case/c.yaml does not exist; check "
                       "the spelling and the folder\n");
    write_file("case/a.yaml", "include: b.yaml\n");
    write_file("case/b.yaml", "a: {\n");
    expect_file_faults("case/a.yaml", "case/b.yaml:2:1: not YAML: a value is missing by the end of "
                                      "the text; write the value, or close the bracket\n");
}
END_TEST

START_TEST(only_ordinary_files)
{
    expect_file_faults("case/none.yaml",
                       "case/none.yaml: does not exist; check the spelling and the folder\n");
    expect_file_faults("case", "case: is a folder; name a file\n");
    ck_assert_int_eq(mkfifo("case/fifo", 0600), 0);
    expect_file_faults("case/fifo", "case/fifo: is not an ordinary file; use - to read from "
                                    "standard input\n");
    expect_file_faults("/dev/zero", "/dev/zero: is not an ordinary file; use - to read from "
                                    "standard input\n");
    write_file("case/large.yaml", "");
    ck_assert_int_eq(truncate("case/large.yaml", MUSTER_DOCUMENT_BYTES_MOST + 1), 0);
    expect_file_faults("case/large.yaml", "case/large.yaml: is larger than 16 MB\n");
}
END_TEST

START_TEST(standard_input)
{
    write_file("case/a.yaml", "muster: 1\nx: *y\n");
    int before = dup(STDIN_FILENO);
    int file = open("case/a.yaml", O_RDONLY);
    ck_assert_int_eq(dup2(file, STDIN_FILENO), STDIN_FILENO);
    struct fixture fixture = from_file("-", NULL);
    dup2(before, STDIN_FILENO);
    close(file);
    close(before);
    ck_assert_uint_eq(fixture.document.root->count, 2);
    ck_assert_uint_eq(fixture.faults.count, 1);
    ck_assert_str_eq(fixture.faults.items[0].file, "stdin");
    ck_assert_int_eq(fixture.faults.items[0].line, 2);
    clear(&fixture);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("document");
    TCase *text = tcase_create("text");
    tcase_set_timeout(text, 60);
    tcase_add_test(text, reads_a_tree_with_positions);
    tcase_add_test(text, json_bom_crlf_and_directives_are_fine);
    tcase_add_test(text, formats_the_same_tree_the_same_way);
    tcase_add_test(text, reports_all_that_yaml_has_too_much);
    tcase_add_test(text, reports_what_is_no_scenario);
    tcase_add_test(text, reports_bytes_that_are_no_text);
    tcase_add_test(text, hostile_inputs_are_refused_quickly);
    tcase_add_test(text, bounds_hold);
    tcase_add_test(text, billion_laughs_are_not_expanded);
    tcase_add_test(text, finds_amounts_split_by_a_comma);
    tcase_add_test(text, sets_by_path);
    tcase_add_test(text, refuses_settings_that_lead_nowhere);
    tcase_add_test(text, sets_a_copy_of_anothers_value);
    suite_add_tcase(suite, text);
    TCase *files = tcase_create("files");
    tcase_add_checked_fixture(files, in_folder, out_of_folder);
    tcase_add_test(files, includes_merge);
    tcase_add_test(files, includes_stay_inside_and_end);
    tcase_add_test(files, only_ordinary_files);
    tcase_add_test(files, standard_input);
    suite_add_tcase(suite, files);
    return muster_check_run(suite);
}
