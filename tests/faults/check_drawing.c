/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * gnuplot that is missing, dies, stops reading, hangs or runs out of disk, and readers that leave:
 * `muster plot` says what is wrong and what to do, exits with 1 (130 when it was asked to stop),
 * and leaves no figure that is not whole, no temporary folder and no process behind.
 */
#include "failing_world.h"
#include <errno.h>

static const char PLOT[] = "plot|whole.h5|service-level-by-time|--output|figures";

/* A gnuplot of our own goes first on the PATH; temporary files go where they can be counted. */
static void setup_drawing(void)
{
    char path[256];
    setup();
    run_fine("run|desk.yaml|--output|whole.h5");
    ck_assert_int_eq(mkdir("bin", 0755) | mkdir("temporary", 0755), 0);
    snprintf(path, sizeof path, "%s/temporary", folder);
    setenv("TMPDIR", path, 1);
}

static void fake_gnuplot(const char *script)
{
    char path[512];
    const char *before = getenv("PATH");
    write_file("bin/gnuplot", script);
    ck_assert_int_eq(chmod("bin/gnuplot", 0755), 0);
    snprintf(path, sizeof path, "%s/bin:%s", folder, before ? before : "");
    setenv("PATH", path, 1);
}

static int entries(const char *path)
{
    int count = 0;
    DIR *open_folder = opendir(path);
    while (open_folder && readdir(open_folder))
        count++;
    if (open_folder)
        closedir(open_folder);
    return count - 2; /* . and .. */
}

static const struct {
    const char *script, *said;
} BROKEN[] = {
    {"#!/bin/sh\nkill -SEGV $$\n", "gnuplot died of signal 11"},
    {"#!/bin/sh\nexit 0\n", "gnuplot"},
    {"#!/bin/sh\nhead -c 100 > /dev/null\nexec 0<&-\nsleep 0.2\nexit 3\n",
     "gnuplot ended with status 3"},
    {"#!/bin/sh\ncat > /dev/null\necho 'line 1: no terminal' >&2\nexit 1\n", "no terminal"},
    {"#!/bin/sh\ncat > /dev/null\n", "gnuplot drew no service-level-by-time.svg"},
};

START_TEST(a_broken_gnuplot)
{
    fake_gnuplot(BROKEN[_i].script);
    expect(PLOT, 1, BROKEN[_i].said);
    ck_assert_int_eq(entries("figures"), 0);
    ck_assert_int_eq(entries("temporary"), 0);
}
END_TEST

START_TEST(no_gnuplot_at_all)
{
    setenv("PATH", "/nowhere", 1);
    expect(PLOT, 1, "gnuplot is not on the PATH; install it (Debian: gnuplot-nox)");
    ck_assert_int_eq(entries("figures"), 0);
}
END_TEST

static const char HANGS[] = "#!/bin/sh\necho $$ > pid\nexec sleep 1000\n";

/* The process that hung is gone. */
static void expect_nobody(void)
{
    slurp(text_out, "pid");
    ck_assert_int_gt(atoi(text_out), 1);
    ck_assert(kill(atoi(text_out), 0) != 0 && errno == ESRCH);
}

START_TEST(a_gnuplot_that_hangs_can_be_left)
{
    fake_gnuplot(HANGS);
    pid_t child = start(PLOT, "stdout", "stderr", NULL);
    for (int i = 0; i < 5000 && !exists("pid"); i++)
        nap();
    nap();
    kill(child, SIGINT);
    ck_assert_int_eq(finish(child), 130);
    expect_nobody();
    ck_assert_int_eq(entries("figures"), 0);
    ck_assert_int_eq(entries("temporary"), 0);
}
END_TEST

/* Its 60 s are not for the quick suite; tests/plots has the same with a shorter limit. */
START_TEST(a_gnuplot_that_hangs_is_stopped)
{
    if (!thorough())
        return;
    fake_gnuplot(HANGS);
    expect(PLOT, 1, "gnuplot was stopped after 60 s: see whether `gnuplot --version` answers");
    expect_nobody();
}
END_TEST

/* gnuplot's own file may not grow: what it left is no figure. */
START_TEST(a_drawing_that_may_not_grow)
{
    char command[512];
    for (int format = 0; format < 3; format++) {
        static const char *const FORMATS[] = {"svg", "png", "pdf"};
        snprintf(command, sizeof command,
                 "ulimit -f 4; exec '%s' plot whole.h5 service-level-by-time --output figures "
                 "--format %s > listing 2> said",
                 MUSTER_BINARY, FORMATS[format]);
        int status = system(command);
        ck_assert_msg(WIFEXITED(status) && WEXITSTATUS(status) == 1, "%s: %d", FORMATS[format],
                      status);
        ck_assert_int_eq(entries("figures"), 0);
        ck_assert_int_eq(entries("temporary"), 0);
    }
}
END_TEST

/* A real full disk below the temporary folder or the figures. */
static void plot_on_full(const char *mount_point)
{
    char command[256];
    ck_assert_int_eq(mkdir("figures", 0755) != 0 && errno != EEXIST, 0);
    snprintf(command, sizeof command, "mount -t tmpfs -o size=8k none %s 2> /dev/null",
             mount_point);
    if (system(command) != 0) {
        fprintf(stderr, "plot_on_full: not tried, no tmpfs may be mounted here\n");
        return;
    }
    struct outcome outcome = run(PLOT);
    int figures = entries("figures");
    snprintf(command, sizeof command, "umount %s", mount_point);
    ck_assert_int_eq(system(command), 0);
    ck_assert_msg(outcome.status == 1, "%s: status %d: %s", mount_point, outcome.status,
                  outcome.err);
    ck_assert_int_eq(figures, 0);
}

START_TEST(a_full_disk)
{
    plot_on_full("temporary");
    plot_on_full("figures");
}
END_TEST

/* The shell's `| :` reads nothing. The results are whole all the same. */
START_TEST(a_reader_that_leaves)
{
    static const char *const FORMS[] = {"", "--json", "--csv"};
    for (size_t i = 0; i < 3; i++) {
        char command[512];
        snprintf(command, sizeof command,
                 "( '%s' run desk.yaml --force %s 2> said; echo $? > status ) | :", MUSTER_BINARY,
                 FORMS[i]);
        ck_assert_int_eq(system(command), 0);
        slurp(text_out, "status");
        ck_assert_str_eq(text_out, "1\n");
        slurp(text_err, "said");
        ck_assert_ptr_nonnull(strstr(text_err, "the results are whole in desk.h5"));
        ck_assert(same_bytes("desk.h5", "whole.h5"));
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("drawing");
    TCase *tcase = tcase_create("drawing");
    tcase_add_checked_fixture(tcase, setup_drawing, teardown);
    tcase_set_timeout(tcase, 600);
    tcase_add_loop_test(tcase, a_broken_gnuplot, 0, (int)(sizeof BROKEN / sizeof BROKEN[0]));
    tcase_add_test(tcase, no_gnuplot_at_all);
    tcase_add_test(tcase, a_gnuplot_that_hangs_can_be_left);
    tcase_add_test(tcase, a_gnuplot_that_hangs_is_stopped);
    tcase_add_test(tcase, a_drawing_that_may_not_grow);
    tcase_add_test(tcase, a_full_disk);
    tcase_add_test(tcase, a_reader_that_leaves);
    suite_add_tcase(suite, tcase);
    return muster_check_run(suite);
}
