/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the tests of provoked failure share: a small question with its undisturbed answer, the
 * command in a world that fails on order (failing.c), and how much of it all to try. The quick
 * suite takes a share of the cases, evenly spread; with MUSTER_THOROUGH=1 in the environment all
 * are run.
 */
#ifndef MUSTER_FAILING_WORLD_H
#define MUSTER_FAILING_WORLD_H

#include "commands.h"

/* A run of six replications in a moment: small in time, whole in kind. */
static const char DESK[] = "muster: 1\n"
                           "title: A small desk\n"
                           "horizon: {start: 2004-10-04, days: 6, interval: 1 h}\n"
                           "opening: {mon-fri: 09:00-17:00, sat: 09:00-12:00}\n"
                           "target: 80% in 20 s\n"
                           "services:\n"
                           "  calls:\n"
                           "    rate: 30 per hour\n"
                           "    handle: {exponential: {mean: 3.5 min}}\n"
                           "    patience: {exponential: {mean: 2 min}}\n"
                           "staff:\n"
                           "  agents: {present: 3, skills: [calls]}\n"
                           "candidates:\n"
                           "  - {name: three}\n"
                           "  - {name: four, set: {staff.agents.present: 4}}\n"
                           "simulation: {replications: 3, seed: 3}\n";

static inline bool thorough(void)
{
    const char *asked = getenv("MUSTER_THOROUGH");
    return asked && asked[0] && strcmp(asked, "0") != 0;
}

/* Of cases 1 … count every stride-th, so that the quick suite runs at most `most` of them. */
static inline unsigned long stride(unsigned long count, unsigned long most)
{
    most = (unsigned long)((double)most * MUSTER_EFFORT) + 1;
    return thorough() || count <= most ? 1 : (count + most - 1) / most;
}

/* A sweep that may take long is so many tests: Check keeps a test's time in 31 bits of
 * microseconds, which end after 35 minutes. */
static inline int shares(void)
{
    return thorough() ? 16 : 1;
}

/* The command in a world that fails as `order` says (failing.c); NULL: that only counts. */
static inline struct outcome run_failing(const char *words, const char *order)
{
    setenv("MUSTER_COUNTS", "counts", 1);
    if (order)
        setenv("MUSTER_FAIL", order, 1);
    struct outcome outcome = run_program(MUSTER_FAILING, words);
    unsetenv("MUSTER_FAIL");
    unsetenv("MUSTER_COUNTS");
    return outcome;
}

/* How many events of a kind the last run_failing saw. */
static inline unsigned long seen(const char *kind)
{
    char name[32];
    unsigned long count, found = 0;
    FILE *file = fopen("counts", "r");
    ck_assert_ptr_nonnull(file);
    while (fscanf(file, "%31s %lu", name, &count) == 2)
        if (strcmp(name, kind) == 0)
            found = count;
    fclose(file);
    return found;
}

static inline void setup(void)
{
    enter_folder();
    write_file("desk.yaml", DESK);
}

static inline void teardown(void)
{
    leave_folder();
}

static inline void copy_file(const char *to, const char *from)
{
    char command[256];
    snprintf(command, sizeof command, "cp '%s' '%s'", from, to);
    ck_assert_int_eq(system(command), 0);
}

/* desk.h5 and what lies beside it. */
static inline void forget_output(void)
{
    unlink("desk.h5");
    unlink("desk.h5.tmp");
    remove_folder("desk.h5.part");
}

static inline bool same_bytes(const char *a, const char *b)
{
    char command[256];
    snprintf(command, sizeof command, "cmp -s '%s' '%s'", a, b);
    return system(command) == 0;
}

/* After any failure: what stands under the final name is whole (`whole`, or `before` when there was
 * something), nothing half-made lies about, and --resume leads to the undisturbed bytes without
 * simulating again what the journal had: `kept` replications of `all` (0: not known). */
static inline void expect_recovery(const char *what, const char *resume, const char *whole,
                                   const char *before, unsigned long kept, unsigned long all)
{
    bool finished = exists("desk.h5");
    if (finished && !same_bytes("desk.h5", whole) && !(before && same_bytes("desk.h5", before)))
        ck_abort_msg("%s: desk.h5 is neither whole nor as it was", what);
    if (exists("desk.h5.tmp"))
        ck_abort_msg("%s: desk.h5.tmp is left", what);
    bool journal = exists("desk.h5.part/manifest");
    struct outcome outcome = run_failing(resume, NULL);
    ck_assert_msg(outcome.status == 0, "%s, then %s: status %d: %s", what, resume, outcome.status,
                  outcome.err);
    if (!same_bytes("desk.h5", whole) || exists("desk.h5.part") || exists("desk.h5.tmp"))
        ck_abort_msg("%s, then %s: not as undisturbed", what, resume);
    if (journal && !finished && all && seen("record") != all - kept)
        ck_abort_msg("%s: %lu of %lu were kept, and %lu simulated again", what, kept, all,
                     seen("record"));
}

#endif
