/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Runs that are killed at any moment, and journals cut at any byte: what was done is there, what is
 * under the final name is whole, and --resume ends with the bytes of an undisturbed run. The same
 * of runs that are asked to stop: within a second, with exit 130 and the command that goes on.
 */
#include "failing_world.h"
#include "sim/everything.h"
#include <errno.h>

/* SplitMix64's output function: where to kill and to cut; any spread would do. */
static unsigned long mix(unsigned long number)
{
    unsigned long long x = number + 0x9e3779b97f4a7c15ULL;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
    return (unsigned long)(x ^ (x >> 31));
}

static double now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static void sleep_s(double seconds)
{
    struct timespec pause = {(time_t)seconds, (long)(1e9 * (seconds - (double)(time_t)seconds))};
    while (nanosleep(&pause, &pause) != 0 && errno == EINTR)
        ;
}

/* ---- killed ---- */

/* The suite of runs: each a call, what lay there before, the call that goes on, and how many
 * replications it is of where those that were kept are counted (0: they are not). */
static const struct suite_run {
    const char *words, *before, *resume;
    unsigned long all;
} RUNS[] = {
    {"run|desk.yaml|--threads|1", NULL, "run|desk.yaml|--resume|--threads|2", 6},
    {"run|desk.yaml|--threads|3|--replications|40", NULL,
     "run|desk.yaml|--resume|--threads|2|--replications|40", 80},
    {"run|desk.yaml|--resume|--threads|2|--replications|20", "three.h5",
     "run|desk.yaml|--resume|--threads|1|--replications|20", 0},
    {"run|desk.yaml|--force|--threads|2|--replications|12", "three.h5",
     "run|desk.yaml|--resume|--threads|2|--replications|12", 0},
    {"run|people.yaml|--threads|1|--replications|5|--output|desk.h5", NULL,
     "run|people.yaml|--resume|--threads|2|--replications|5|--output|desk.h5", 0},
};
enum { RUN_COUNT = sizeof RUNS / sizeof RUNS[0] };

/* Runs to the end once: the bytes to be had, and how long it takes. */
static double whole_run(const char *whole, const struct suite_run *one)
{
    forget_output();
    if (one->before)
        copy_file("desk.h5", one->before);
    double began_s = now_s();
    run_fine(one->words);
    double took_s = now_s() - began_s;
    ck_assert_int_eq(rename("desk.h5", whole), 0);
    return took_s;
}

/* Whole records in the journal of the killed run; -1 when it has none. */
static long records(unsigned long record_bytes)
{
    long whole = 0;
    if (!exists("desk.h5.part/manifest"))
        return -1;
    for (int writer = 0; writer < 8; writer++) {
        char name[64];
        struct stat about;
        snprintf(name, sizeof name, "desk.h5.part/runs-%05d.journal", writer);
        whole += stat(name, &about) == 0 ? about.st_size / (long)record_bytes : 0;
    }
    return whole;
}

/* Starts the run, kills it after `pause_s`; true when that came in time. */
static bool killed(const struct suite_run *one, double pause_s)
{
    forget_output();
    if (one->before)
        copy_file("desk.h5", one->before);
    pid_t child = start(one->words, "stdout", "stderr", NULL);
    sleep_s(pause_s);
    kill(child, SIGKILL);
    return finish(child) == -SIGKILL;
}

static void judge_killed(const char *what, const struct suite_run *one, const char *whole,
                         unsigned long record_bytes)
{
    /* A file that a killed run was making keeps its working name until the next run. */
    unlink("desk.h5.tmp");
    long kept = one->all > 0 ? records(record_bytes) : -1;
    expect_recovery(what, one->resume, whole, one->before, kept < 0 ? 0 : (unsigned long)kept,
                    kept < 0 ? 0 : one->all);
}

/* Bytes of one record: those of the journal of a run that could not write its results. */
static unsigned long measure_record(void)
{
    struct outcome outcome = run_failing("run|desk.yaml|--threads|1", "rename:4+:5");
    ck_assert_int_eq(outcome.status, 1);
    ck_assert_uint_eq(seen("record"), 6);
    unsigned long bytes = (unsigned long)journal_bytes("desk.h5.part") / 6;
    forget_output();
    return bytes;
}

START_TEST(killed_at_any_moment)
{
    static char people[sizeof everything + sizeof everything_else];
    snprintf(people, sizeof people, "%s%s", everything, everything_else);
    write_file("people.yaml", people);
    run_fine("run|desk.yaml|--output|three.h5");
    unsigned long record_bytes = measure_record(), kills = thorough() ? 1000 / RUN_COUNT : 3;
    const struct suite_run *one = &RUNS[_i];
    double took_s = whole_run("whole.h5", one);
    unsigned long in_time = 0;
    for (unsigned long k = 0; k < kills; k++) {
        char what[96];
        double pause_s = took_s * (double)(mix(k) % 100000) / 100000;
        snprintf(what, sizeof what, "%s, killed after %.6f s", one->words, pause_s);
        in_time += killed(one, pause_s);
        judge_killed(what, one, "whole.h5", record_bytes);
    }
    if (thorough())
        fprintf(stderr, "%s: %lu of %lu kills in time\n", one->words, in_time, kills);
    ck_assert_uint_gt(in_time, 0);
}
END_TEST

/* ---- cut ---- */

/* The journal of five replications of one candidate, cut to `length` bytes, resumed. */
static void resume_cut(const char *whole_journal, long length, long record_bytes)
{
    char what[64];
    static const char RESUME[] = "run|one.yaml|--replications|5|--output|desk.h5|--resume";
    forget_output();
    ck_assert_int_eq(system("cp -r kept.part desk.h5.part"), 0);
    copy_file("desk.h5.part/runs-00000.journal", whole_journal);
    ck_assert_int_eq(truncate("desk.h5.part/runs-00000.journal", length), 0);
    snprintf(what, sizeof what, "journal cut at byte %ld", length);
    expect_recovery(what, RESUME, "whole.h5", NULL, (unsigned long)(length / record_bytes), 5);
}

/* The scan alone, at every byte, is tests/sim/check_store.c's; here whole runs go on from it. */
START_TEST(resumed_from_any_byte)
{
    write_file("one.yaml", DESK);
    ck_assert_int_eq(system("sed -i '/^candidates/,/four/d' one.yaml"), 0);
    static const char RUN[] = "run|one.yaml|--replications|5|--threads|1|--output|desk.h5";
    run_fine(RUN);
    ck_assert_int_eq(rename("desk.h5", "whole.h5"), 0);
    ck_assert_int_eq(run_failing(RUN, "rename:4+:5").status, 1);
    ck_assert_int_eq(rename("desk.h5.part", "kept.part"), 0);
    copy_file("journal", "kept.part/runs-00000.journal");
    long size = journal_bytes("kept.part"), record = size / 5;
    ck_assert_int_eq(size % 5, 0);
    for (long boundary = 0; boundary <= 5; boundary++)
        for (long off = -1; off <= 1; off++)
            if (boundary * record + off >= 0 && boundary * record + off <= size)
                resume_cut("journal", boundary * record + off, record);
    for (unsigned long k = 0; k < (thorough() ? 200 : 20); k++)
        resume_cut("journal", (long)(mix(k) % (unsigned long)size), record);
}
END_TEST

/* ---- asked to stop ---- */

static const char LONG_RUN[] = "run|desk.yaml|--threads|2|--replications|100000";

/* A signal at a moment of the run; the status, and the seconds until the end. */
static int signalled(const char *words, int number, double pause_s, double *took_s)
{
    pid_t child = start(words, "stdout", "stderr", NULL);
    sleep_s(pause_s);
    double began_s = now_s();
    kill(child, number);
    int status = finish(child);
    *took_s = now_s() - began_s;
    slurp(text_err, "stderr");
    slurp(text_out, "stdout");
    return status;
}

START_TEST(asked_to_stop_it_stops)
{
    static const int SIGNALS[] = {SIGINT, SIGTERM};
    for (size_t i = 0; i < 2; i++) {
        double took_s;
        forget_output();
        int status = signalled(LONG_RUN, SIGNALS[i], 0.6, &took_s);
        ck_assert_msg(status == 130, "status %d: %s", status, text_err);
        ck_assert_double_lt(took_s,
                            1 / MUSTER_EFFORT + 1); /* a second, on a machine that is busy */
        ck_assert_str_eq(text_out, "");
        ck_assert_ptr_nonnull(strstr(text_err, "interrupted; every completed replication is kept"));
        ck_assert_ptr_nonnull(strstr(text_err, "--replications 100000 --resume\n"));
        ck_assert(exists("desk.h5.part/manifest") && !exists("desk.h5"));
    }
}
END_TEST

/* Reading, planning, simulating, writing, reading back, answering. */
START_TEST(asked_at_any_moment_it_ends_in_order)
{
    static const struct suite_run one = {"run|desk.yaml|--threads|2|--replications|40", NULL,
                                         "run|desk.yaml|--resume|--threads|2|--replications|40", 0};
    double took_s, whole_s = whole_run("whole.h5", &one);
    unsigned long moments = thorough() ? 200 : 8, stopped = 0;
    for (unsigned long k = 0; k < moments; k++) {
        char what[64];
        forget_output();
        /* The first moments are the loader's, before there is any program of ours to ask. */
        double pause_s = 0.02 + whole_s * (double)k / (double)moments;
        int status = signalled(one.words, k % 2 ? SIGINT : SIGTERM, pause_s, &took_s);
        snprintf(what, sizeof what, "asked after %.4f s: status %d", pause_s, status);
        if (status != 130 && status != 0 && !(pause_s < 0.1 && status < 0))
            ck_abort_msg("%s: %s", what, text_err);
        stopped += status == 130;
        expect_recovery(what, one.resume, "whole.h5", NULL, 0, 0);
    }
    ck_assert_uint_gt(stopped, 0);
}
END_TEST

/* A verb that keeps nothing is gone at once. */
START_TEST(other_verbs_stop_too)
{
    double took_s;
    ck_assert_int_eq(signalled("validate", SIGINT, 0.5, &took_s), 130);
    ck_assert_ptr_nonnull(strstr(text_err, "muster: interrupted"));
    ck_assert_double_lt(took_s, 1 / MUSTER_EFFORT + 1);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("killed");
    TCase *tcase = tcase_create("killed");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_set_timeout(tcase, 3600);
    tcase_add_loop_test(tcase, killed_at_any_moment, 0, RUN_COUNT);
    tcase_add_test(tcase, resumed_from_any_byte);
    tcase_add_test(tcase, asked_to_stop_it_stops);
    tcase_add_test(tcase, asked_at_any_moment_it_ends_in_order);
    tcase_add_test(tcase, other_verbs_stop_too);
    suite_add_tcase(suite, tcase);
    return muster_check_run(suite);
}
