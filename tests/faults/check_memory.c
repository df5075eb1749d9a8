/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Memory that runs out: for every n the n-th allocation of ours fails. Whatever was under way, the
 * command says so and exits with 1, or had no need of it and gives the right answer; it does not
 * crash, blame the scenario or the file, or leave anything half done.
 */
#include "failing_world.h"

/* Times differ from run to run. */
static void without_time(char *text)
{
    char *time = strstr(text, "\"elapsed_s\"");
    if (time)
        memset(time, ' ', strcspn(time, "\n"));
}

static char right[TEXT_MOST];

/* The answer of the n-th failing, against the undisturbed one. */
static bool judge(const char *words, unsigned long n)
{
    char order[64];
    snprintf(order, sizeof order, "alloc:%lu:12", n);
    struct outcome outcome = run_failing(words, order);
    without_time(outcome.out);
    if (outcome.status == 0 && strcmp(outcome.out, right) == 0)
        return true;
    if (outcome.status != 1 || (!strstr(outcome.err, "out of memory: close other programs") &&
                                !strstr(outcome.err, "Cannot allocate memory")))
        ck_abort_msg("%s, %s: status %d: %s", words, order, outcome.status, outcome.err);
    return false;
}

static unsigned long undisturbed(const char *words, int status)
{
    struct outcome outcome = run_failing(words, NULL);
    ck_assert_msg(outcome.status == status, "%s: %d: %s", words, outcome.status, outcome.err);
    without_time(outcome.out);
    strcpy(right, outcome.out);
    ck_assert_uint_gt(seen("alloc"), 0);
    return seen("alloc");
}

static const struct {
    const char *words;
    unsigned long most;
} CALLS[] = {
    {"check|desk.yaml", 50},
    {"check|" MUSTER_SOURCE "/scenarios/district-council.yaml", 40},
    {"run|desk.yaml|--threads|1|--output|none|--json|--profile", 30},
    {"run|desk.yaml|--threads|1|--output|none|--precision|service_level=40%", 15},
    {"run|desk.yaml|--threads|1|--output|none|--csv", 10},
    {"show|kept.h5", 20},
    {"show|kept.h5|--scenario", 10},
    {"plot|kept.h5|service-level-by-time|candidates-compared|--output|figures", 8},
    {"explain", 10},
    {"explain|service_level", 5},
    {"erlang|a|--rate|100 per hour|--handle|3 min|--patience|60 s|--agents|10|--json", 10},
};

START_TEST(an_allocation_fails)
{
    run_fine("run|desk.yaml|--output|kept.h5");
    int call = _i / shares();
    unsigned long count = undisturbed(CALLS[call].words, 0), step = stride(count, CALLS[call].most);
    for (unsigned long n = 1 + step * (unsigned long)(_i % shares()); n <= count;
         n += step * (unsigned long)shares())
        judge(CALLS[call].words, n);
}
END_TEST

/* `check` collects its doubts last of all: none is left out for want of memory. */
START_TEST(doubts_are_all_said)
{
    write_file("doubtful.yaml",
               "muster: 1\nhorizon: {start: 2004-10-04, days: 7}\nopening: always\n"
               "services: {calls: {rate: 900 per hour, handle: 9 s}}\n"
               "staff: {agents: {present: 2, skills: [calls]}}\n");
    unsigned long count = undisturbed("check|doubtful.yaml", 0), refused = 0;
    ck_assert_ptr_nonnull(strstr(right, "Please look again"));
    for (unsigned long n = count > 8 ? count - 8 : 1; n <= count; n++)
        refused += !judge("check|doubtful.yaml", n);
    ck_assert_uint_gt(refused, 0);
}
END_TEST

/* A file that has faults: they are all said, or none. */
START_TEST(faults_are_not_made_up)
{
    write_file("faulty.yaml", "muster: 1\nhorizon: {start: 2004-10-04, days: 7}\nopening: always\n"
                              "services: {calls: {rate: 30 per hour, handel: 3 min}}\n"
                              "staff: {agents: {present: -3, skills: [cals]}}\n");
    unsigned long count = undisturbed("check|faulty.yaml", 3);
    static char said[TEXT_MOST];
    strcpy(said, text_err);
    for (unsigned long n = 1; n <= count; n += stride(count, 40)) {
        char order[64];
        snprintf(order, sizeof order, "alloc:%lu:12", n);
        struct outcome outcome = run_failing("check|faulty.yaml", order);
        if (outcome.status == 3 ? strcmp(outcome.err, said) != 0
                                : outcome.status != 1 || strstr(outcome.err, "faulty.yaml"))
            ck_abort_msg("%s: status %d: %s", order, outcome.status, outcome.err);
    }
}
END_TEST

static const char RUN[] = "run|desk.yaml|--threads|1", RESUME[] = "run|desk.yaml|--resume";

START_TEST(a_run_that_is_kept_loses_nothing)
{
    unsigned long count = undisturbed(RUN, 0);
    ck_assert_int_eq(rename("desk.h5", "whole.h5"), 0);
    unsigned long step = stride(count, 15);
    for (unsigned long n = 1 + step * (unsigned long)_i; n <= count;
         n += step * (unsigned long)shares()) {
        char order[64];
        snprintf(order, sizeof order, "alloc %lu", n);
        forget_output();
        judge(RUN, n);
        expect_recovery(order, RESUME, "whole.h5", NULL, seen("record"), 6);
    }
}
END_TEST

/* Three replications become four: the old file stays until the new one is whole. */
START_TEST(a_finished_file_is_safe_while_it_grows)
{
    const char *more = "run|desk.yaml|--threads|1|--replications|4|--resume";
    run_fine("run|desk.yaml|--output|three.h5");
    copy_file("desk.h5", "three.h5");
    unsigned long count = undisturbed(more, 0);
    ck_assert_int_eq(rename("desk.h5", "four.h5"), 0);
    unsigned long step = stride(count, 10);
    for (unsigned long n = 1 + step * (unsigned long)_i; n <= count;
         n += step * (unsigned long)shares()) {
        char order[64];
        snprintf(order, sizeof order, "alloc %lu of a resumed run", n);
        forget_output();
        copy_file("desk.h5", "three.h5");
        judge(more, n);
        expect_recovery(order, more, "four.h5", "three.h5", 0, 0);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("memory");
    TCase *tcase = tcase_create("memory");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_set_timeout(tcase, 3600);
    tcase_add_loop_test(tcase, an_allocation_fails, 0,
                        (int)(sizeof CALLS / sizeof CALLS[0]) * shares());
    tcase_add_test(tcase, doubts_are_all_said);
    tcase_add_test(tcase, faults_are_not_made_up);
    tcase_add_loop_test(tcase, a_run_that_is_kept_loses_nothing, 0, shares());
    tcase_add_loop_test(tcase, a_finished_file_is_safe_while_it_grows, 0, shares());
    suite_add_tcase(suite, tcase);
    return muster_check_run(suite);
}
