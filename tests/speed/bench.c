/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How fast the engine is: nanoseconds a contact on W1 (M/M/350+M), W2 (M/M/10+M) and the district
 * year, read through the same scenario reader and run by the same loop as everything else.
 *
 * Beside each of the two a floor is timed in turn: the same queue as a bare event loop, one winner
 * tree, lazy abandonment, xoshiro numbers, no statistics but the counts that prove it right. Machines
 * and moments differ; the ratio of engine to floor is what to compare between commits.
 */
#include "engine.h"
#include "tournament.h"

#include <gsl/gsl_errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define ROUNDS 5

static double cpu_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* ---- the floor ---- */

static uint64_t xoshiro(uint64_t s[4])
{
    uint64_t sum = s[0] + s[3], shifted = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= shifted;
    s[3] = s[3] << 45 | s[3] >> 19;
    return (sum << 23 | sum >> 41) + s[0];
}

static double exponential(uint64_t s[4])
{
    double value;
    while (!muster_exponential_quick(&value, xoshiro(s)))
        value = 0; /* the 1 % tail is left out: this is a floor for time, not a model */
    return value;
}

struct waiting {
    double arrival_s, deadline_s;
};

/* ns a contact of a bare M/M/n+M loop. */
static double floor_ns(double rate_per_s, double handle_s, double patience_s, uint32_t agents,
                       long contacts)
{
    struct muster_tournament tree;
    uint32_t *idle = malloc(agents * sizeof *idle), idle_count = agents;
    struct waiting *queue = malloc(65536 * sizeof *queue);
    if (!idle || !queue || !muster_tournament_init(&tree, agents))
        exit(1);
    for (uint32_t i = 0; i < agents; i++)
        idle[i] = i;
    uint64_t s[4] = {1, 2, 3, 4}, head = 0, tail = 0;
    double next_s = 0, begin_s = cpu_s();
    long within = 0, abandoned = 0;
    for (long n = 0; n < contacts;) {
        double finish_s = muster_tournament_time(&tree);
        if (finish_s <= next_s) {
            while (head != tail && queue[head & 65535].deadline_s < finish_s) {
                head++;
                abandoned++;
            }
            size_t slot = muster_tournament_slot(&tree);
            double until_s = INFINITY;
            if (head != tail) {
                within += finish_s - queue[head++ & 65535].arrival_s <= 20;
                until_s = finish_s + handle_s * exponential(s);
            } else {
                idle[idle_count++] = (uint32_t)slot;
            }
            muster_tournament_set(&tree, slot, until_s);
            continue;
        }
        if (idle_count > 0) {
            within++;
            muster_tournament_set(&tree, idle[--idle_count], next_s + handle_s * exponential(s));
        } else {
            queue[tail++ & 65535] =
                (struct waiting){next_s, next_s + patience_s * exponential(s)};
        }
        next_s += exponential(s) / rate_per_s;
        n++;
    }
    double ns = (cpu_s() - begin_s) / (double)contacts * 1e9;
    if (within + abandoned == 0)
        puts("");
    muster_tournament_clear(&tree);
    free(idle);
    free(queue);
    return ns;
}

/* ---- the engine ---- */

static const char fixed_form[] =
    "muster: 1\n"
    "horizon: {start: 2004-10-04, days: %d, interval: 15 min, warm_up: 1 d}\n"
    "opening: always\n"
    "target: 80%% in 20 s\n"
    "services: {calls: {rate: %d per hour, handle: {exponential: {mean: 3.5 min}},\n"
    "  patience: {exponential: {mean: 2 min}}}}\n"
    "staff: {agents: {present: %d, skills: [calls]}}\n";

static void read_or_die(struct muster_question *question, const char *path, const char *text)
{
    struct muster_faults faults;
    muster_faults_init(&faults);
    struct muster_overrides none = {0};
    bool read = text ? muster_question_read_text(question, &faults, path, text, strlen(text), &none)
                     : muster_question_read(question, &faults, path, &none);
    muster_faults_print(&faults, stderr);
    muster_faults_clear(&faults);
    if (!read)
        exit(3);
}

struct timing {
    double ns_a_contact;
    double years_per_s;
};

/* One round of the first candidate: `replications` runs. */
static struct timing engine_round(const struct muster_question *question, int replications)
{
    struct muster_plan *plan;
    struct muster_replication *run;
    struct muster_tally tally;
    if (muster_plan_new(&plan, &question->candidate[0].scenario) ||
        muster_replication_new(&run, plan) ||
        muster_tally_init(&tally, muster_plan_shape(plan)))
        exit(1);
    double events = 0, begin_s = cpu_s();
    for (int i = 0; i < replications; i++) {
        struct muster_key key = {question->seed, (uint64_t)i};
        if (muster_replication_run(run, key, &tally, NULL, NULL, NULL))
            exit(1);
        events += tally.events[0];
    }
    double spent_s = cpu_s() - begin_s;
    double years = (double)muster_plan_shape(plan)->days / 365.25 * replications;
    muster_tally_clear(&tally);
    muster_replication_free(run);
    muster_plan_free(plan);
    return (struct timing){spent_s / events * 1e9, years / spent_s};
}

static int ascending(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static double median(double value[ROUNDS])
{
    qsort(value, ROUNDS, sizeof *value, ascending);
    return value[ROUNDS / 2];
}

static void fixed(const char *name, int per_hour, int agents, int days)
{
    char text[1024];
    snprintf(text, sizeof text, fixed_form, days, per_hour, agents);
    struct muster_question question;
    read_or_die(&question, name, text);
    double floor[ROUNDS], engine[ROUNDS], ratio[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
        floor[i] = floor_ns(per_hour / 3600.0, 210, 120, (uint32_t)agents, 4000000);
        engine[i] = engine_round(&question, 1).ns_a_contact;
        ratio[i] = engine[i] / floor[i];
    }
    double ns = median(engine);
    printf("%-14s %7.1f ns a contact  %6.2f M contacts/s   floor %6.1f ns   ratio %.2f\n", name, ns,
           1e3 / ns, median(floor), median(ratio));
    muster_question_clear(&question);
}

static void year(void)
{
    struct muster_question question;
    read_or_die(&question, MUSTER_SOURCE "/scenarios/district-council.yaml", NULL);
    double ns[ROUNDS], years[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
        struct timing timing = engine_round(&question, 10);
        ns[i] = timing.ns_a_contact;
        years[i] = timing.years_per_s;
    }
    printf("%-14s %7.1f ns a contact  %6.1f years/s\n", "district year", median(ns), median(years));
    muster_question_clear(&question);
}

int main(void)
{
    gsl_set_error_handler_off();
    printf("one core, processor time, median of %d rounds, floor and engine in turn\n", ROUNDS);
    fixed("W1", 6000, 350, 28);
    fixed("W2", 144, 10, 1000);
    year();
    return 0;
}
