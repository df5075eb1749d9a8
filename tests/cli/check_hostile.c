/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Scenarios that mean harm, or look as if they did: names that are commands to a shell, gnuplot, a
 * spreadsheet or a terminal, files that are none, sizes and times beyond reason. The whole command
 * gives the right answer or a fault that says where; it does not crash, hang, print what is no
 * number, or run what it was given.
 */
#include "commands.h"

#include <jansson.h>
#include <stdlib.h>

static const char DESK[] = "muster: 1\n"
                           "title: Desk\n"
                           "horizon: {start: 2024-12-30, days: 2}\n"
                           "opening: {mon-fri: 09:00-12:00}\n"
                           "target: 80% in 20 s\n"
                           "services:\n"
                           "  calls:\n"
                           "    rate: 30 per hour\n"
                           "    handle: {exponential: {mean: 3.5 min}}\n"
                           "    patience: {exponential: {mean: 2 min}}\n"
                           "staff:\n"
                           "  agents: {present: 3, skills: [calls]}\n"
                           "simulation: {replications: 2}\n";

/* ---- what must never happen ---- */

/* Every command below is run beside this name; whatever is executed would create it. */
#define CANARY "canary"

static void expect_nothing_ran(void)
{
    ck_assert_msg(!exists(CANARY) && !exists("figures/" CANARY), "a command was executed");
}

/* Nothing that moves a cursor or turns the line around reaches a terminal. */
static void expect_plain(const char *words, const char *text)
{
    static const char *const TURNING[] = {"\xe2\x80\xae", "\xe2\x80\xad", "\xe2\x81\xa6",
                                          "\xe2\x81\xa7", "\xe2\x81\xa9"};
    for (const char *at = text; *at; at++)
        ck_assert_msg((unsigned char)*at >= 0x20 || *at == '\n' || *at == '\r',
                      "%s: control character %d", words, *at);
    for (size_t i = 0; i < sizeof TURNING / sizeof *TURNING; i++)
        ck_assert_msg(!strstr(text, TURNING[i]), "%s: a direction mark", words);
}

static void expect_numbers(const char *words, const char *text)
{
    static const char *const NEVER[] = {" nan", "-nan", " inf ", " inf\n", " -inf", "inf %"};
    for (size_t i = 0; i < sizeof NEVER / sizeof *NEVER; i++)
        ck_assert_msg(!strstr(text, NEVER[i]), "%s: prints%s", words, NEVER[i]);
}

/* Runs it; done, or `status`. */
static struct outcome expect_sane(const char *words, int status)
{
    struct outcome outcome = run(words);
    ck_assert_msg(outcome.status == 0 || outcome.status == status, "%s: status %d: %.800s", words,
                  outcome.status, outcome.err);
    expect_plain(words, outcome.err);
    expect_nothing_ran();
    return outcome;
}

/* ---- names ---- */

static const char *const NAMES[] = {
    "`touch " CANARY "`",
    "$(touch " CANARY ")",
    "| touch " CANARY,
    "'; system('touch " CANARY "'); '",
    "`system('touch " CANARY "')`",
    "\"; touch " CANARY "; \"",
    "@" CANARY "{/Bold x}_1^2 %h",
    "</script></svg></text>]]><!--",
    "<svg><b>&amp;&#x41;",
    "+cmd|' /C touch " CANARY "'!A0",
    "-2+3+cmd",
    "@SUM(A1:A9)",
    "%s%n%d%x",
    "a,b;c\"d'e",
    "{x: 1}",
    "#hash",
    "nan",
    "null",
    "C:\\temp\\new",
    "/etc/passwd",
    "   ",
    "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d \xd8\xb3\xd9\x84\xd8\xa7\xd9\x85",
    "\xe9\x9b\xbb\xe8\xa9\xb1",
    "\xf0\x9f\x93\x9e caf\xc3\xa9 \xe2\x98\x8e",
    "e\xcc\x81\xcc\x82\xcc\x83\xcc\x84\xcc\x85",
    "\xe2\x80\xaeturned\xe2\x80\xac",
    "zero\xe2\x80\x8bwidth",
    "a\\nb",
    "tab\\tb",
    "\\e[31mred",
    "bell\\a",
    "nul\\0",
    "del\\x7f",
    "csi\\x9b31m",
    "\\u2028line",
    "..",
    "=1+1",
};
enum { NAME_COUNT = sizeof NAMES / sizeof *NAMES };

/* The name in double quotes; what is a backslash in NAMES before one of these is an escape. */
static void quote(char *to, const char *name)
{
    *to++ = '"';
    for (; *name; name++) {
        bool escape = *name == '\\' && name[1] && strchr("nte0axu", name[1]) != NULL &&
                      strncmp(name, "\\temp", 5) != 0 && strncmp(name, "\\new", 4) != 0;
        if (*name == '"' || (*name == '\\' && !escape))
            *to++ = '\\';
        *to++ = *name;
    }
    strcpy(to, "\"");
}

static void write_named(const char *name)
{
    char quoted[256], text[4096];
    quote(quoted, name);
    snprintf(text, sizeof text,
             "muster: 1\ntitle: %s\nhorizon: {start: 2024-12-30, days: 2}\n"
             "opening: {mon-fri: 09:00-12:00}\ntarget: 80%% in 20 s\nservices:\n  %s:\n"
             "    rate: 30 per hour\n    handle: 3.5 min\n    patience: 2 min\nstaff:\n"
             "  %s: {present: 3, skills: [%s]}\n"
             "candidates: [{name: %s}, {name: other, set: {minimum_crew: 1}}]\n"
             "simulation: {replications: 2}\n",
             quoted, quoted, quoted, quoted, quoted);
    write_file("named.yaml", text);
}

/* No field begins as a formula would. */
static void expect_no_formula(const char *text)
{
    for (const char *at = text; *at; at++) {
        bool field = at == text || at[-1] == '\n' || at[-1] == ',';
        const char *first = *at == '"' ? at + 1 : at;
        bool formula = strchr("=+@\t", *first) != NULL && *first;
        bool minus = *first == '-' && !(first[1] >= '0' && first[1] <= '9' && first == at);
        ck_assert_msg(!field || (!formula && !minus), "a formula: %.40s", at);
    }
}

/* What the last run said, whole: it can be longer than a text of commands.h. */
static void expect_json(void)
{
    json_error_t error;
    json_t *root = json_load_file("stdout", JSON_REJECT_DUPLICATES, &error);
    ck_assert_msg(root != NULL, "%s", error.text);
    json_decref(root);
}

static void expect_no_tag(const char *path)
{
    if (!exists(path))
        return;
    slurp(text_out, path);
    ck_assert_ptr_null(strstr(text_out, "<script"));
    ck_assert_ptr_null(strstr(text_out, "<b>"));
    ck_assert_ptr_null(strstr(text_out, "</svg></text>"));
}

START_TEST(names_are_text)
{
    write_named(NAMES[_i]);
    struct outcome outcome = expect_sane("check|named.yaml", 3);
    expect_plain("check", outcome.out);
    if (outcome.status == 3)
        return;
    expect_sane("run|named.yaml|--json|--profile|--output|named.h5", 0);
    expect_json();
    outcome = expect_sane("run|named.yaml|--output|none", 0);
    expect_plain("run", outcome.out);
    expect_no_formula(expect_sane("run|named.yaml|--csv|--output|none", 0).out);
    expect_plain("show", expect_sane("show|named.h5", 0).out);
    expect_sane("show|named.h5|--scenario", 0);
}
END_TEST

/* gnuplot takes most of a second: the names that speak to it. */
START_TEST(names_reach_gnuplot_as_text)
{
    write_named(NAMES[_i]);
    expect_sane("run|named.yaml|--output|named.h5", 0);
    expect_sane("plot|named.h5|--output|figures|--format|svg|--script", 0);
    expect_no_tag("figures/service-level-by-time.svg");
    expect_no_tag("figures/candidates-compared.svg");
}
END_TEST

/* ---- files ---- */

enum { SCENARIO_TEXT = 4096 };

static void make_strange_files(void)
{
    ck_assert_int_eq(mkdir("inside", 0777), 0);
    ck_assert_int_eq(mkdir("inside/folder.csv", 0777), 0);
    ck_assert_int_eq(mkfifo("inside/fifo.csv", 0666), 0);
    ck_assert_int_eq(symlink("../secret.csv", "inside/link.csv"), 0);
    ck_assert_int_eq(symlink("/dev/zero", "inside/zero.csv"), 0);
    ck_assert_int_eq(symlink("loop.csv", "inside/loop.csv"), 0);
    ck_assert_int_eq(symlink("nowhere.csv", "inside/broken.csv"), 0);
    write_file("secret.csv", "date,name\n2024-12-31,a secret\n");
    write_file("inside/empty.csv", "");
    write_file("inside/long.csv", "date,name,date,name,date,name,date,name,date,name\n");
}

static const char *const STRANGE[] = {"../secret.csv",
                                      "/etc/passwd",
                                      "/dev/zero",
                                      "link.csv",
                                      "fifo.csv",
                                      "folder.csv",
                                      "zero.csv",
                                      "loop.csv",
                                      "broken.csv",
                                      "empty.csv",
                                      "long.csv",
                                      ".",
                                      "..",
                                      "../../../../..",
                                      "",
                                      "~/x.csv",
                                      "$(touch canary)",
                                      "| touch canary",
                                      "`touch canary`"};
enum { STRANGE_COUNT = sizeof STRANGE / sizeof *STRANGE };

static const char *const FILE_KEYS[] = {"opening.closed=", "services.calls.season={file: ",
                                        "services.calls.handle={unit: s, empirical: "};

static void set_file(char *words, size_t size, size_t key, const char *name)
{
    snprintf(words, size, "check|inside/desk.yaml|--set|%s'%s'%s", FILE_KEYS[key], name,
             key > 0 ? "}" : "");
    for (char *bar = strstr(words, "| touch"); bar; bar = NULL)
        *bar = ';'; /* the words are split at bars */
}

START_TEST(files_stay_in_their_folder)
{
    make_strange_files();
    write_file("inside/desk.yaml", DESK);
    for (size_t key = 0; key < sizeof FILE_KEYS / sizeof *FILE_KEYS; key++)
        for (size_t i = 0; i < STRANGE_COUNT; i++) {
            char words[512];
            set_file(words, sizeof words, key, STRANGE[i]);
            struct outcome outcome = expect_sane(words, 3);
            ck_assert_msg(outcome.status == 3, "%s is fine", words);
            ck_assert_msg(!strstr(outcome.err, "a secret"), "%s: %s", words, outcome.err);
        }
}
END_TEST

START_TEST(includes_stay_in_their_folder)
{
    make_strange_files();
    for (size_t i = 0; i < STRANGE_COUNT; i++) {
        char text[SCENARIO_TEXT];
        snprintf(text, sizeof text, "include: '%s'\n%s", STRANGE[i], DESK);
        write_file("inside/desk.yaml", text);
        struct outcome outcome = expect_sane("check|inside/desk.yaml", 3);
        ck_assert_msg(outcome.status == 3, "%s is fine", STRANGE[i]);
        ck_assert_msg(strstr(outcome.err, ":1:"), "%s", outcome.err);
    }
}
END_TEST

/* What is no scenario or no results file, given as one. */
START_TEST(strange_files_as_the_argument)
{
    static const char *const FILES[] = {"inside/fifo.csv", "inside/folder.csv", "/dev/zero",
                                        "inside/loop.csv", "inside/broken.csv", "secret.csv",
                                        "inside/empty.csv"};
    make_strange_files();
    for (size_t i = 0; i < sizeof FILES / sizeof *FILES; i++) {
        char words[256];
        snprintf(words, sizeof words, "check|%s", FILES[i]);
        ck_assert_int_eq(expect_sane(words, 3).status, 3);
        snprintf(words, sizeof words, "run|%s|--output|none", FILES[i]);
        ck_assert_int_eq(expect_sane(words, 3).status, 3);
        snprintf(words, sizeof words, "show|%s", FILES[i]);
        ck_assert_int_eq(expect_sane(words, 4).status, 4);
        snprintf(words, sizeof words, "plot|%s", FILES[i]);
        ck_assert_int_eq(expect_sane(words, 4).status, 4);
    }
}
END_TEST

/* ---- sizes ---- */

static char *repeated(const char *begin, const char *piece, size_t times, const char *end)
{
    size_t length = strlen(piece);
    char *text = malloc(strlen(begin) + times * length + strlen(end) + 1);
    ck_assert_ptr_nonnull(text);
    char *to = stpcpy(text, begin);
    for (size_t i = 0; i < times; i++)
        to = (char *)memcpy(to, piece, length) + length;
    strcpy(to, end);
    return text;
}

static void expect_file(const char *begin, const char *piece, size_t times, const char *said)
{
    char *text = repeated(begin, piece, times, "");
    write_file("big.yaml", text);
    free(text);
    struct outcome outcome = expect_sane("check|big.yaml", 3);
    ck_assert_int_eq(outcome.status, 3);
    ck_assert_msg(strstr(outcome.err, said), "%s: %.500s", said, outcome.err);
    ck_assert_uint_lt(strlen(outcome.err), 300000);
}

START_TEST(sixteen_megabytes)
{
    enum { MB = 1 << 20 };
    expect_file("", "[", 16 * MB, "more than 64 tables and lists inside each other");
    expect_file("", "{a: ", 4 * MB, "more than 64 tables and lists inside each other");
    expect_file("a: [", "[],", 5 * MB, "more than 500000 values");
    expect_file("a: [", "1,", 8 * MB - 2, "more than 500000 values");
    expect_file("", "a: 1\n", 3 * MB, "more than 4096 keys in one table");
    expect_file("title: ", "x", 16 * MB - 8, "longer than 65536 bytes");
    expect_file("#", "x", 16 * MB, "is larger than 16 MB");
    expect_file("", "\n", 16 * MB, "the file is empty");
    expect_file("title: '", "''", 8 * MB - 8, "quotes are not closed");
}
END_TEST

START_TEST(many_faults_are_counted)
{
    char *text = repeated(DESK, "x: {}\n", 1, "y: 1\n");
    write_file("big.yaml", text);
    free(text);
    struct outcome outcome = expect_sane("check|big.yaml", 3);
    ck_assert_ptr_nonnull(strstr(outcome.err, "big.yaml:14:1: x: unknown key"));
    ck_assert_ptr_nonnull(strstr(outcome.err, "big.yaml:15:1: y: unknown key"));
}
END_TEST

/* A text that is made line by line. */
struct grown {
    char *text;
    size_t length;
    FILE *file;
};

static FILE *grow(struct grown *grown, const char *begin)
{
    grown->file = open_memstream(&grown->text, &grown->length);
    ck_assert_ptr_nonnull(grown->file);
    fputs(begin, grown->file);
    return grown->file;
}

static void write_grown(struct grown *grown, const char *name)
{
    fclose(grown->file);
    write_file(name, grown->text);
    free(grown->text);
}

static void write_candidates(int count)
{
    struct grown grown;
    FILE *file = grow(&grown, DESK);
    fputs("candidates:\n", file);
    for (int i = 0; i < count; i++)
        fprintf(file, "  - {name: c%d, set: {staff.agents.present: %d}}\n", i, i % 20);
    write_grown(&grown, "many.yaml");
}

START_TEST(ten_thousand_candidates)
{
    write_candidates(10000);
    expect_numbers("check", expect_sane("check|many.yaml", 0).out);
    write_candidates(10001);
    ck_assert_ptr_nonnull(strstr(expect_sane("check|many.yaml", 3).err, "10000 candidates"));
    write_candidates(500);
    expect_numbers("run", run_fine("run|many.yaml|--replications|1|--output|none").out);
}
END_TEST

START_TEST(five_hundred_services)
{
    struct grown grown;
    FILE *file = grow(&grown, "muster: 1\nhorizon: {start: 2024-12-30, days: 2}\n"
                              "opening: {mon-fri: 09:00-12:00}\ntarget: 80% in 20 s\nservices:\n");
    for (int i = 0; i < 500; i++)
        fprintf(file, "  s%d: {rate: 1 per hour, handle: 3 min, patience: 1 min}\n", i);
    fputs("staff:\n  agents:\n    present: 30\n    skills: [s0", file);
    for (int i = 1; i < 500; i++)
        fprintf(file, ", s%d", i);
    fputs("]\n", file);
    write_grown(&grown, "many.yaml");
    expect_numbers("check", run_fine("check|many.yaml").out);
    run_fine("run|many.yaml|--replications|2|--output|many.h5");
    expect_numbers("show", run_fine("show|many.h5").out);
    run_fine("plot|many.h5|--format|svg|--output|figures");
}
END_TEST

/* ---- numbers and times ---- */

/* Settings on top of the desk, with what is right: status 0 with finite numbers, or the fault. */
static const struct {
    const char *set, *said; /* NULL: fine */
} EXTREME[] = {
    {"services.calls.handle=1e300 h", "out of range [0 s, 7 d]; give at most 7 d"},
    {"services.calls.handle={lognormal: {mean: 1e300 s, cv: 1}}", "out of range"},
    {"services.calls.handle=1e400 s", "has too many digits or does not fit"},
    {"services.calls.patience={exponential: {mean: 1e300 min}}", "give at most 366 d"},
    {"services.calls.patience=0 s", NULL},
    {"services.calls.patience={exponential: {mean: 1e-300 s}}", NULL},
    {"services.calls.handle=0 s", NULL},
    {"services.calls.handle={lognormal: {mean: 3 min, cv: 20}}", NULL},
    {"services.calls.rate=0 per hour", NULL},
    {"services.calls.rate={09:00: 0 per hour}", NULL},
    {"services.calls.rate=nan per hour", "is not a number"},
    {"services.calls.rate=-inf per hour", "is not a number"},
    {"services.calls.balk=100%", NULL},
    {"services.calls.lines=1", NULL},
    {"services.calls.retry={abandoned: 100%, delay: 1 s, max_retries: 3}", NULL},
    {"services.calls.retry={abandoned: 100%, blocked: 100%, delay: 0 s}", "without end"},
    {"staff.agents.present=0", NULL},
    {"staff.agents.present={09:00: 1, 09:01: 0, 11:59: 1}", NULL},
    {"staff.agents.attendance={probability: 0%}", NULL},
    {"opening={mon-fri: 09:00-09:01}", NULL},
    {"opening={mon: 23:59-24:00, tue: 00:00-00:01}", NULL},
    {"opening={mon: 09:00:00-09:00:00.001}", NULL},
    {"opening={mon-fri: 22:00-02:00}", NULL},
    {"opening={sun: 23:00-01:00}", NULL},
    {"opening={mon-fri: 09:00-12:00, closed: [2024-12-30, 2024-12-31]}", NULL},
    {"opening={sat: 09:00-12:00}", NULL}, /* never within the horizon */
    {"horizon={start: 2024-02-28, days: 3}", NULL},
    {"horizon={start: 2024-02-29, days: 1}", NULL},
    {"horizon={start: 2023-02-29, days: 1}", "is not a date that exists"},
    {"horizon={start: 2020-12-28, weeks: 2}", NULL}, /* week 53 */
    {"horizon={start: 9999-12-31, days: 2}", "leaves the years 1900 to 2999"},
    {"horizon={start: 0001-01-01, days: 2}", "leaves the years 1900 to 2999"},
    {"horizon={start: 2999-12-31, days: 1}", NULL},
    {"horizon={start: 2999-12-31, days: 2}", "leaves the years 1900 to 2999"},
    {"horizon={start: 1900-01-01, days: 1, warm_up: 1 d}", "leaves the years 1900 to 2999"},
    {"horizon={start: 2024-12-30, days: 36601}", "give at most 36600"},
    {"opening.closed=england-wales.csv", NULL},
    {"target=100% in 0 s", NULL},
    {"target=0% in 1e300 s", NULL},
    {"target=asa 0 s", NULL},
    {"simulation.seed=9007199254740993", "out of range"},
    {"simulation.replications=1e300", "does not fit"},
    {"minimum_crew=10000", NULL},
    {"a.b.c.d.e=1", "unknown key"},
    {"services.calls=", "belongs"},
    {"services.calls.rate={", "not YAML"},
    {"services.calls.rate=!!python/object 1", "tags (!) are not allowed"},
    {"services.calls.rate=*x", "aliases (*) are not allowed"},
};

START_TEST(beyond_reason)
{
    char words[512];
    write_file("desk.yaml", DESK);
    snprintf(words, sizeof words, "check|desk.yaml|--set|%s", EXTREME[_i].set);
    struct outcome outcome = expect_sane(words, 3);
    ck_assert_msg(outcome.status == (EXTREME[_i].said ? 3 : 0), "%s: %s", words, outcome.err);
    expect_numbers(words, outcome.out);
    if (EXTREME[_i].said) {
        ck_assert_msg(strstr(outcome.err, EXTREME[_i].said), "%s: %s", words, outcome.err);
        return;
    }
    snprintf(words, sizeof words, "run|desk.yaml|--json|--profile|--output|none|--set|%s",
             EXTREME[_i].set);
    expect_sane(words, 0);
    expect_json();
    snprintf(words, sizeof words, "run|desk.yaml|--output|desk.h5|--set|%s", EXTREME[_i].set);
    expect_numbers(words, expect_sane(words, 0).out);
    expect_numbers("show", expect_sane("show|desk.h5", 0).out);
}
END_TEST

/* Ten million calls a year, and a horizon that no table of bank holidays reaches. */
START_TEST(large_and_far)
{
    write_file("desk.yaml", DESK);
    expect_numbers("run", run_fine("run|desk.yaml|--output|none|--set|services.calls.rate=1e7 per "
                                   "year|--set|staff.agents.present=100")
                              .out);
    struct outcome outcome = run("check|desk.yaml|--set|opening.closed=england-wales.csv|--set|"
                                 "horizon={start: 2040-01-02, days: 2}");
    ck_assert_int_eq(outcome.status, 3);
    ck_assert_ptr_nonnull(strstr(outcome.err, "the horizon reaches beyond"));
}
END_TEST

/* Nobody at all through every verb: figures of nothing are drawn or refused, never half-made. */
START_TEST(nothing_at_all)
{
    write_file("desk.yaml", DESK);
    run_fine("run|desk.yaml|--output|desk.h5|--set|staff.agents.present=0|--set|"
             "services.calls.rate=0 per hour");
    expect_numbers("show", run_fine("show|desk.h5").out);
    expect_sane("plot|desk.h5|--format|svg|--output|figures", 1);
}
END_TEST

START_TEST(usage_takes_text_for_text)
{
    static const char *const WORDS[] = {"explain|$(touch canary)",  "explain|`touch canary`",
                                        "explain|../../etc/passwd", "explain|%s%n",
                                        "explain|staff.*.fte.*.*",  "explain|."};
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        ck_assert_int_eq(expect_sane(WORDS[i], 2).status, 2);
}
END_TEST

/* ---- */

static Suite *suite(void)
{
    enum { GNUPLOT_NAMES = 9 };
    Suite *suite = suite_create("hostile");
    TCase *tests = tcase_create("hostile");
    tcase_set_timeout(tests, 600);
    tcase_add_checked_fixture(tests, enter_folder, leave_folder);
    tcase_add_loop_test(tests, names_are_text, 0, NAME_COUNT);
    tcase_add_loop_test(tests, names_reach_gnuplot_as_text, 0, GNUPLOT_NAMES);
    tcase_add_test(tests, files_stay_in_their_folder);
    tcase_add_test(tests, includes_stay_in_their_folder);
    tcase_add_test(tests, strange_files_as_the_argument);
    tcase_add_test(tests, sixteen_megabytes);
    tcase_add_test(tests, many_faults_are_counted);
    tcase_add_test(tests, ten_thousand_candidates);
    tcase_add_test(tests, five_hundred_services);
    tcase_add_loop_test(tests, beyond_reason, 0, (int)(sizeof EXTREME / sizeof *EXTREME));
    tcase_add_test(tests, large_and_far);
    tcase_add_test(tests, nothing_at_all);
    tcase_add_test(tests, usage_takes_text_for_text);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    return muster_check_run(suite());
}
