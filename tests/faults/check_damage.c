/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Results files that are cut, damaged or of another version; two runs on one output; a clock that
 * jumps. A damaged file is refused with exit 4 by every verb that reads it, and nothing is made of
 * it; the second run is refused with exit 2 and harms nothing; the clock does not matter.
 */
#include "failing_world.h"

static const char *const READERS[] = {"show|hurt.h5", "show|hurt.h5|--scenario",
                                      "plot|hurt.h5|service-level-by-time|--output|figures",
                                      "run|desk.yaml|--output|hurt.h5|--resume"};
enum { READER_COUNT = sizeof READERS / sizeof READERS[0] };

/* Every reader refuses hurt.h5, which stays as it is. */
static void expect_refused(const char *what)
{
    copy_file("as-hurt", "hurt.h5");
    for (size_t i = 0; i < READER_COUNT; i++) {
        struct outcome outcome = run(READERS[i]);
        if (outcome.status != 4 || !strstr(outcome.err, "hurt.h5") ||
            !strstr(outcome.err, "--force"))
            ck_abort_msg("%s, %s: status %d: %s", what, READERS[i], outcome.status, outcome.err);
    }
    ck_assert(same_bytes("as-hurt", "hurt.h5"));
    ck_assert(!exists("hurt.h5.part") && !exists("hurt.h5.tmp"));
    ck_assert(!exists("figures/service-level-by-time.svg"));
}

static long size_of(const char *name)
{
    struct stat about;
    ck_assert_int_eq(stat(name, &about), 0);
    return (long)about.st_size;
}

START_TEST(a_file_cut_short)
{
    run_fine("run|desk.yaml|--output|whole.h5");
    long size = size_of("whole.h5");
    const long cuts[] = {0, 1, 7, 100, 2048, size / 3, size - 4096, size - 1};
    for (size_t i = 0; i < sizeof cuts / sizeof cuts[0]; i++) {
        char what[64];
        copy_file("hurt.h5", "whole.h5");
        ck_assert_int_eq(truncate("hurt.h5", cuts[i]), 0);
        snprintf(what, sizeof what, "cut to %ld of %ld", cuts[i], size);
        expect_refused(what);
    }
}
END_TEST

static void flip(const char *name, long at, int bit)
{
    FILE *file = fopen(name, "r+b");
    ck_assert_ptr_nonnull(file);
    fseek(file, at, SEEK_SET);
    int byte = fgetc(file);
    fseek(file, at, SEEK_SET);
    fputc(byte ^ (1 << bit), file);
    ck_assert_int_eq(fclose(file), 0);
}

/* Any one bit: in the numbers, in the texts, in HDF5's own structures. */
START_TEST(a_bit_flipped)
{
    run_fine("run|desk.yaml|--output|whole.h5");
    long size = size_of("whole.h5");
    long step = size / (thorough() ? 499 : 11);
    for (long at = 0; at < size; at += step) {
        char what[64];
        copy_file("hurt.h5", "whole.h5");
        flip("hurt.h5", at, (int)(at % 8));
        snprintf(what, sizeof what, "bit %d of byte %ld", (int)(at % 8), at);
        expect_refused(what);
    }
}
END_TEST

/* ---- two at once ---- */

/* Started together, one wins; the other says why it does not run, and the winner's file is whole.
 */
START_TEST(two_runs_on_one_output)
{
    run_fine("run|desk.yaml|--output|whole.h5|--replications|30");
    int refused = 0;
    for (int i = 0; i < (thorough() ? 50 : 6); i++) {
        forget_output();
        const char *words =
            i % 2 ? "run|desk.yaml|--replications|30|--resume" : "run|desk.yaml|--replications|30";
        pid_t one = start(words, "one", "said-by-one", NULL);
        pid_t two = start(words, "two", "said-by-two", NULL);
        int first = finish(one), second = finish(two);
        slurp(text_out, "said-by-one");
        slurp(text_err, "said-by-two");
        bool good = (first == 0 || first == 2) && (second == 0 || second == 2) &&
                    (first == 0 || second == 0) && (first == 0) == (text_out[0] == '\0') &&
                    (second == 0) == (text_err[0] == '\0');
        ck_assert_msg(good, "%d, %d: %s%s", first, second, text_out, text_err);
        ck_assert(same_bytes("desk.h5", "whole.h5"));
        ck_assert(!exists("desk.h5.part") && !exists("desk.h5.tmp"));
        refused += first == 2 || second == 2;
    }
    ck_assert_int_gt(refused, 0);
}
END_TEST

/* ---- the clock ---- */

START_TEST(the_clock_jumps)
{
    run_fine("run|desk.yaml|--output|whole.h5");
    struct outcome outcome = run_failing("run|desk.yaml", "clock:1+:0");
    ck_assert_int_eq(outcome.status, 0);
    ck_assert_str_eq(outcome.err, "");
    ck_assert(same_bytes("desk.h5", "whole.h5"));
    ck_assert_int_eq(
        run_failing("plot|whole.h5|service-level-by-time|--output|figures", "clock:1+:0").status,
        0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("damage");
    TCase *tcase = tcase_create("damage");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_set_timeout(tcase, 3600);
    tcase_add_test(tcase, a_file_cut_short);
    tcase_add_test(tcase, a_bit_flipped);
    tcase_add_test(tcase, two_runs_on_one_output);
    tcase_add_test(tcase, the_clock_jumps);
    suite_add_tcase(suite, tcase);
    return muster_check_run(suite);
}
