/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Values that a scenario takes from files beside it: resampled durations and shares, pay spines;
 * what is read, and every fault at the file's own line. Each test works in a folder of its own.
 */
#include "check_main.h"
#include "scenario.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/muster-files-XXXXXX";
static struct muster_question question;
static struct muster_faults faults;

static const char *in_folder(const char *name)
{
    static char path[512];
    ck_assert_int_lt(snprintf(path, sizeof path, "%s/%s", folder, name), (int)sizeof path);
    return path;
}

static void setup(void)
{
    memcpy(folder + sizeof folder - 7, "XXXXXX", 6);
    ck_assert_ptr_nonnull(mkdtemp(folder));
    muster_faults_init(&faults);
}

static void teardown(void)
{
    static const char *const NAMES[] = {"s.yaml", "v.csv", "other.csv"};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        unlink(in_folder(NAMES[i]));
    rmdir(folder);
    muster_faults_clear(&faults);
}

static void write_file(const char *name, const char *text)
{
    FILE *file = fopen(in_folder(name), "w");
    ck_assert_ptr_nonnull(file);
    fputs(text, file);
    ck_assert_int_eq(fclose(file), 0);
}

#define SCENARIO(handle)                                                                           \
    "muster: 1\n"                                                                                  \
    "horizon: {start: 2004-10-04, days: 1}\n"                                                      \
    "opening: always\n"                                                                            \
    "services: {calls: {rate: 9 per hour, handle: " handle "}}\n"                                  \
    "staff: {desk: {present: 2, skills: [calls]}}\n"                                               \
    "simulation: {replications: 1}\n"
#define EMPIRICAL SCENARIO("{empirical: v.csv, unit: min}")

static bool read_scenario(const char *text)
{
    write_file("s.yaml", text);
    return muster_question_read(&question, &faults, in_folder("s.yaml"), NULL);
}

static const struct muster_law *read_law(const char *scenario, const char *values)
{
    write_file("v.csv", values);
    bool read = read_scenario(scenario);
    if (!read)
        muster_faults_print(&faults, stderr);
    ck_assert(read);
    return &question.candidate[0].scenario.service[0].talk.law;
}

/* Everything that is said of the scenario, one line a fault, the folder's own name left out. */
static void faults_are(const char *scenario, const char *expected)
{
    char *said = NULL, *at;
    size_t length;
    ck_assert(!read_scenario(scenario));
    FILE *file = open_memstream(&said, &length);
    ck_assert_ptr_nonnull(file);
    muster_faults_print(&faults, file);
    fclose(file);
    while ((at = strstr(said, folder)) != NULL)
        memmove(at, at + strlen(folder) + 1, strlen(at + strlen(folder)));
    ck_assert_str_eq(said, expected);
    free(said);
    muster_faults_clear(&faults);
    muster_faults_init(&faults);
}

/* ---- resampling ---- */

/* 6.5, 2, 2, 4 and 0 minutes: mean 2.9, and the square of the distance 4.84 on average. */
START_TEST(values_of_a_file)
{
    const struct muster_law *law =
        read_law(EMPIRICAL, "# of March\nvalue\n6.5\n2\n\n \"2\" \n4\n0\n");
    ck_assert_double_eq_tol(muster_law_mean(law), 2.9 * 60, 1e-9);
    ck_assert_double_eq_tol(muster_law_variance(law), 4.84 * 3600, 1e-6);
    ck_assert_double_eq(muster_law_min(law), 0);
    ck_assert_double_eq(muster_law_max(law), 390);
    ck_assert_double_eq(muster_law_cdf(law, 119), 0.2);
    ck_assert_double_eq(muster_law_cdf(law, 120), 0.6);
    ck_assert_double_eq(muster_law_quantile(law, 0.61), 240);
    ck_assert_double_eq(muster_law_quantile(law, 0.999), 390);
    muster_question_clear(&question);
}
END_TEST

/* Draws are the values and no others, each as often as it stands there (chi square, 3 degrees of
 * freedom, 25 is passed once in 65,000 times); nothing lies beyond the longest. */
START_TEST(draws_of_a_file)
{
    static const double VALUE[] = {0, 120, 240, 390}, SHARE[] = {0.2, 0.4, 0.2, 0.2};
    enum { DRAWS = 20000 };
    const struct muster_law *law = read_law(EMPIRICAL, "value\n6.5\n2\n2\n4\n0\n");
    struct muster_stream stream =
        muster_stream_at((struct muster_key){5, 0}, MUSTER_PURPOSE_PARAMETER, 0, 0, 0);
    double count[4] = {0}, chi = 0;
    for (int i = 0; i < DRAWS; i++) {
        double x = muster_law_stream(law, &stream);
        int k = 0;
        while (k < 4 && x != VALUE[k])
            k++;
        ck_assert_msg(k < 4, "%g is no value of the file", x);
        count[k]++;
    }
    for (int k = 0; k < 4; k++)
        chi += pow(count[k] - DRAWS * SHARE[k], 2) / (DRAWS * SHARE[k]);
    ck_assert_double_lt(chi, 25);
    muster_question_clear(&question);
}
END_TEST

START_TEST(faulty_values)
{
    write_file("v.csv", "value\n3\nnan\ninf\n-3\n1e300\n\n2 min\ntwo\n4\n\"\"\n");
    faults_are(EMPIRICAL, "v.csv:3:1: services.calls.handle.empirical: nan min is not a number; "
                          "write for example handle: {exponential: {mean: 3.5 min}}\n"
                          "v.csv:4:1: services.calls.handle.empirical: inf min is not a number; "
                          "write for example handle: {exponential: {mean: 3.5 min}}\n"
                          "v.csv:5:1: services.calls.handle.empirical: -3 min is out of range [0 "
                          "s, 7 d]; did you mean 3 min?\n"
                          "v.csv:6:1: services.calls.handle.empirical: 1e300 min is out of range "
                          "[0 s, 7 d]; give at most 7 d\n"
                          "v.csv:8:1: services.calls.handle.empirical: 2 min min must be one "
                          "number and one unit; write 1 h 30 min as 1.5 h\n"
                          "v.csv:9:1: services.calls.handle.empirical: two min is not a number; "
                          "write for example handle: {exponential: {mean: 3.5 min}}\n"
                          "v.csv:11:1: services.calls.handle.empirical:  min is not a number; "
                          "write for example handle: {exponential: {mean: 3.5 min}}\n");
}
END_TEST

START_TEST(faulty_files)
{
    write_file("v.csv", "duration\n3\n");
    faults_are(EMPIRICAL, "v.csv:1:1: the columns are not the expected ones; the first line has to "
                          "be value\n");
    write_file("v.csv", "");
    faults_are(EMPIRICAL, "v.csv:1:1: the file has no lines of data; put a line of data below the "
                          "heading\n");
    write_file("v.csv", "value\n3,4\n");
    faults_are(EMPIRICAL, "v.csv:2:1: another number of columns; the columns are value\n");
    unlink(in_folder("v.csv"));
    faults_are(EMPIRICAL, "s.yaml:4:58: services.calls.handle.empirical: v.csv does not exist; "
                          "check the spelling and the folder\n");
    ck_assert_int_eq(symlink("/etc/passwd", in_folder("v.csv")), 0);
    faults_are(EMPIRICAL, "s.yaml:4:58: services.calls.handle.empirical: v.csv is outside the "
                          "scenario's folder; move it there or use --allow-outside\n");
    unlink(in_folder("v.csv"));
    ck_assert_int_eq(mkfifo(in_folder("v.csv"), 0600), 0);
    faults_are(EMPIRICAL, "s.yaml:4:58: services.calls.handle.empirical: v.csv is not an ordinary "
                          "file; copy it into one\n");
    faults_are(SCENARIO("{empirical: ../v.csv, unit: min}"),
               "s.yaml:4:58: services.calls.handle.empirical: ../v.csv does not exist; check the "
               "spelling and the folder\n");
    /* A link within the folder is no way out. */
    unlink(in_folder("v.csv"));
    write_file("other.csv", "value\n3\n");
    ck_assert_int_eq(symlink("other.csv", in_folder("v.csv")), 0);
    ck_assert(read_scenario(EMPIRICAL));
    muster_question_clear(&question);
}
END_TEST

START_TEST(faulty_settings)
{
    write_file("v.csv", "value\n3\n");
    faults_are(SCENARIO("{empirical: v.csv}"),
               "s.yaml:4:58: services.calls.handle.empirical: the unit of the values is missing; "
               "write {empirical: file.csv, unit: s}\n");
    faults_are(SCENARIO("{empirical: [v.csv], unit: min}"),
               "s.yaml:4:58: services.calls.handle.empirical: a list where the name of a file "
               "belongs; write for example {empirical: handle.csv, unit: s}\n");
    faults_are(SCENARIO("{empirical: v.csv, unit: [min]}"),
               "s.yaml:4:71: services.calls.handle.empirical: a list where a text belongs; write "
               "for example unit: s\n");
    faults_are(SCENARIO("{empirical: v.csv, unit: parsecs}"),
               "v.csv:2:1: services.calls.handle.empirical: 3 parsecs has a unit that is not "
               "known; use ns, ms, s, min, h, d, weeks or months\n");
    faults_are(SCENARIO("{empirical: '', unit: min}"),
               "s.yaml:4:58: services.calls.handle.empirical: nothing where the name of a file "
               "belongs; write for example {empirical: handle.csv, unit: s}\n");
    faults_are(SCENARIO("{empirical: v.csv, unit: min, cv: 2}"),
               "s.yaml:4:76: services.calls.handle.cv: unknown key beside empirical; give one "
               "distribution\n");
}
END_TEST

/* ---- pay ---- */

#define PAID                                                                                       \
    "muster: 1\n"                                                                                  \
    "horizon: {start: 2004-10-04, weeks: 52}\n"                                                    \
    "opening: {mon-fri: 09:00-17:00}\n"                                                            \
    "services: {calls: {rate: 9 per hour, handle: 3 min}}\n"                                       \
    "staff: {desk: {fte: 2, in_post: {fte: 2, tenure: new}, shifts: [{start: 09:00, length: "      \
    "8 h}], skills: [calls], grade: agent}}\n"                                                     \
    "pay: {spines: {council: v.csv}, grades: {agent: {spine: council, points: 12-14}}}\n"          \
    "simulation: {replications: 1}\n"

START_TEST(spine_of_a_file)
{
    write_file("v.csv", "point,salary,basis\n12,13000,NJC 2004\n13, 13350.5 ,\n14,\"13700\",\n");
    bool read = read_scenario(PAID);
    if (!read)
        muster_faults_print(&faults, stderr);
    ck_assert(read);
    const struct muster_scenario *scenario = &question.candidate[0].scenario;
    ck_assert_uint_eq(scenario->pay.spine_count, 1);
    const struct muster_spine *spine = &scenario->pay.spine[0];
    ck_assert_uint_eq(spine->count, 3);
    ck_assert_int_eq(spine->point[1], 13);
    ck_assert_double_eq(spine->salary[0], 13000);
    ck_assert_double_eq(spine->salary[1], 13350.5);
    ck_assert_double_eq(spine->salary[2], 13700);
    muster_question_clear(&question);
}
END_TEST

START_TEST(faulty_spines)
{
    write_file("v.csv",
               "point,salary,basis\n12,13000,\n11,12000,\nx,1,\n14,-3,\n15,,\n15,1 min,\n");
    faults_are(
        PAID, "s.yaml:6:74: pay.grades.agent.points: the spine council has not both of these "
              "points; use points of the spine\n"
              "v.csv:3:1: pay.spines.council: point 11 does not follow the one before it; write "
              "them ascending\n"
              "v.csv:4:1: pay.spines.council: x is no point; number the points, for example 12\n"
              "v.csv:5:1: pay.spines.council: -3 is out of range [0, 1000000000]; did you mean 3?\n"
              "v.csv:6:1: pay.spines.council: nothing where points with salaries such as {12: "
              "13000, 13: 13350}, or the name of a file belongs; write for example local "
              "government: {12: 13000, 13: 13350, 14: 13600}\n"
              "v.csv:7:1: pay.spines.council: 1 min is not an amount in the scenario's currency; "
              "write such as 15,500\n");
    write_file("v.csv", "point,salary\n12,13000\n");
    faults_are(PAID, "v.csv:1:1: the columns are not the expected ones; the first line has to be "
                     "point,salary,basis\n");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("files");
    TCase *files = tcase_create("files");
    tcase_add_checked_fixture(files, setup, teardown);
    tcase_add_test(files, values_of_a_file);
    tcase_add_test(files, draws_of_a_file);
    tcase_add_test(files, faulty_values);
    tcase_add_test(files, faulty_files);
    tcase_add_test(files, faulty_settings);
    tcase_add_test(files, spine_of_a_file);
    tcase_add_test(files, faulty_spines);
    suite_add_tcase(suite, files);
    return muster_check_run(suite);
}
