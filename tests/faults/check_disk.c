/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A disk that fails: full at any byte, refusing any one call, really full, read-only, with a limit
 * on the size of files. The command says what failed and what to do and exits with 1; no
 * replication that was done is lost, no half-written file gets a name that people use, and --resume
 * ends where an undisturbed run would have.
 */
#include "failing_world.h"
#include <errno.h>
#include <sys/resource.h>

static const char RUN[] = "run|desk.yaml|--threads|1", RESUME[] = "run|desk.yaml|--resume";

/* The undisturbed file, whole.h5, and how many events of a kind its making takes. */
static unsigned long undisturbed(const char *kind)
{
    struct outcome outcome = run_failing(RUN, NULL);
    ck_assert_int_eq(outcome.status, 0);
    ck_assert_int_eq(rename("desk.h5", "whole.h5"), 0);
    ck_assert_uint_eq(seen("record"), 6);
    ck_assert_uint_gt(seen(kind), 0);
    return seen(kind);
}

/* One run with that order; what it says and what it leaves. */
static void disturbed(const char *order, const char *said)
{
    forget_output();
    struct outcome outcome = run_failing(RUN, order);
    if (outcome.status == 3 && strstr(outcome.err, "desk.yaml: cannot be read: "))
        return; /* it was the scenario's turn */
    if (outcome.status != 0 &&
        (outcome.status != 1 || !strstr(outcome.err, said) || !strstr(outcome.err, "muster run: ")))
        ck_abort_msg("%s: status %d: %s", order, outcome.status, outcome.err);
    if (outcome.status == 0 && !same_bytes("desk.h5", "whole.h5"))
        ck_abort_msg("%s: done, and wrong", order);
    if (outcome.status == 1 && exists("desk.h5.part/manifest") &&
        !strstr(outcome.err, "--resume") && !strstr(outcome.err, "--output"))
        ck_abort_msg("%s: nobody says how to go on: %s", order, outcome.err);
    if (outcome.status == 1 || exists("desk.h5.part"))
        expect_recovery(order, RESUME, "whole.h5", NULL, seen("record"), 6);
}

START_TEST(the_disk_is_full_at_any_byte)
{
    static const char *const FOR_GOOD[] = {"", "+"};
    unsigned long count = undisturbed("byte");
    unsigned long step = thorough() ? count / 997 + 1 : stride(count, 10);
    for (unsigned long n = 1 + step * (unsigned long)_i; n <= count;
         n += step * (unsigned long)shares()) {
        char order[64];
        snprintf(order, sizeof order, "byte:%lu%s:%d", n, FOR_GOOD[n % 2], ENOSPC);
        disturbed(order, strerror(ENOSPC));
    }
}
END_TEST

/* The last bytes are those of a flush whose failure HDF5 does not report. */
START_TEST(the_last_bytes_do_not_fit)
{
    unsigned long count = undisturbed("byte");
    for (unsigned long n = count; n > count - (thorough() ? 200 : 2); n--) {
        char order[64];
        snprintf(order, sizeof order, "byte:%lu+:%d", n, ENOSPC);
        disturbed(order, strerror(ENOSPC));
    }
}
END_TEST

static const struct {
    const char *kind;
    int error;
    unsigned long most;
} CALLS[] = {
    {"write", EIO, 4},   {"read", EIO, 4},      {"sync", EIO, 6},     {"rename", EACCES, 4},
    {"open", EMFILE, 6}, {"close", EIO, 5},     {"mkdir", ENOSPC, 1}, {"unlink", EACCES, 5},
    {"lock", ENOLCK, 4}, {"thread", EAGAIN, 1},
};

/* Once, and from then on. */
START_TEST(a_call_is_refused)
{
    int call = _i / shares();
    unsigned long count = undisturbed(CALLS[call].kind), step = stride(count, CALLS[call].most);
    for (unsigned long n = 1 + step * (unsigned long)(_i % shares()); n <= count;
         n += step * (unsigned long)shares()) {
        char order[64];
        snprintf(order, sizeof order, "%s:%lu:%d", CALLS[call].kind, n, CALLS[call].error);
        disturbed(order, ": ");
        snprintf(order, sizeof order, "%s:%lu+:%d", CALLS[call].kind, n, CALLS[call].error);
        if (thorough() || n % 3 == 1)
            disturbed(order, ": ");
    }
}
END_TEST

/* ---- a real full disk ---- */

static bool mounted;

static void unmount(void)
{
    if (mounted && chdir(folder) == 0 && system("umount full") == 0)
        mounted = false;
}

static void teardown_mount(void)
{
    unmount();
    teardown();
}

static bool mount_of(long kilobytes)
{
    char command[128];
    snprintf(command, sizeof command, "mount -t tmpfs -o size=%ldk none full 2> /dev/null",
             kilobytes);
    mounted = system(command) == 0;
    return mounted;
}

START_TEST(a_real_disk_is_full)
{
    undisturbed("byte");
    ck_assert_int_eq(mkdir("full", 0755), 0);
    for (long kilobytes = 40, step = thorough() ? 20 : 500; kilobytes < 1500; kilobytes += step) {
        if (!mount_of(kilobytes)) {
            fprintf(stderr, "a_real_disk_is_full: not tried, no tmpfs may be mounted here\n");
            return;
        }
        ck_assert_int_eq(chdir("full"), 0);
        struct outcome outcome =
            run_program(MUSTER_BINARY, "run|../desk.yaml|--threads|1|--output|desk.h5");
        /* Where not even the message finds room there is the status. */
        ck_assert_int_eq(outcome.status, exists("desk.h5") ? 0 : 1);
        ck_assert(outcome.err[0] == '\0' || strstr(outcome.err, "No space left on device"));
        ck_assert(!exists("desk.h5.tmp"));
        ck_assert_int_eq(system("mount -o remount,size=9m ."), 0);
        if (outcome.status)
            run_fine("run|../desk.yaml|--threads|1|--output|desk.h5|--resume");
        ck_assert(same_bytes("desk.h5", "../whole.h5"));
        unmount();
    }
}
END_TEST

/* ---- limits and permissions ---- */

/* `ulimit -f` sends a signal that would kill. */
START_TEST(files_may_not_grow)
{
    undisturbed("byte");
    for (int blocks = 1; blocks <= 400; blocks *= thorough() ? 2 : 19) {
        char command[256];
        snprintf(command, sizeof command,
                 "ulimit -f %d; exec '%s' run desk.yaml --threads 1 2> said", blocks,
                 MUSTER_BINARY);
        int status = system(command);
        ck_assert_msg(WIFEXITED(status) && WEXITSTATUS(status) == 1, "%d blocks: %d", blocks,
                      status);
        slurp(text_err, "said");
        ck_assert_ptr_nonnull(strstr(text_err, "File too large"));
        expect_recovery(command, RESUME, "whole.h5", NULL, 0, 0);
        forget_output();
    }
}
END_TEST

/* Root may write anywhere, so an unprivileged user tries; the status of the command as that user.
 */
static int as_nobody(const char *verb, const char *what, const char *output)
{
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        int said = open("/dev/null", O_RDWR);
        char path[128];
        snprintf(path, sizeof path, "%s/said", folder);
        int err = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
        dup2(said, STDOUT_FILENO);
        dup2(err, STDERR_FILENO);
        if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
            _exit(99);
        execl(MUSTER_BINARY, "muster", verb, what, "--output", output, (char *)NULL);
        _exit(98);
    }
    return finish(child);
}

START_TEST(a_read_only_folder)
{
    undisturbed("byte");
    ck_assert_int_eq(mkdir("locked", 0555), 0);
    ck_assert_int_eq(chmod(folder, 0755), 0);
    int run = as_nobody("run", "desk.yaml", "locked/desk.h5");
    if (run == 98 || run == 99) {
        fprintf(stderr, "a_read_only_folder: not tried, no other user may run the command here\n");
        return;
    }
    ck_assert_int_eq(run, 1);
    slurp(text_err, "said");
    ck_assert_ptr_nonnull(strstr(text_err, "locked/desk.h5.part: Permission denied"));
    ck_assert_ptr_nonnull(strstr(text_err, "--output"));
    ck_assert_int_eq(as_nobody("plot", "whole.h5", "locked"), 1);
    slurp(text_err, "said");
    ck_assert_ptr_nonnull(strstr(text_err, "Permission denied"));
    ck_assert_int_eq(rmdir("locked"), 0); /* empty */
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("disk");
    TCase *tcase = tcase_create("disk");
    tcase_add_checked_fixture(tcase, setup, teardown_mount);
    tcase_set_timeout(tcase, 3600);
    tcase_add_loop_test(tcase, the_disk_is_full_at_any_byte, 0, shares());
    tcase_add_test(tcase, the_last_bytes_do_not_fit);
    tcase_add_loop_test(tcase, a_call_is_refused, 0,
                        (int)(sizeof CALLS / sizeof CALLS[0]) * shares());
    tcase_add_test(tcase, a_real_disk_is_full);
    tcase_add_test(tcase, files_may_not_grow);
    tcase_add_test(tcase, a_read_only_folder);
    suite_add_tcase(suite, tcase);
    return muster_check_run(suite);
}
