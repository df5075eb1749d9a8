/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How fast muster is: nanoseconds a contact on W1 (M/M/350+M) and W2 (M/M/10+M), years a second on
 * the district centre, as shipped and with every table of people and money, all read through the
 * same scenario reader and run by the same loop as everything else; then what a second thread gives
 * and what storing costs, on whole studies.
 *
 *   bench [--quick] [--save FILE] [--against FILE]
 *
 * --save writes the medians as lines "name value"; --against puts the ones of another commit beside
 * those of today. --quick is one short round of each, to see that everything runs; its figures
 * mean little. Beside each a floor is timed in turn: the same queue (beside the district, W2's) as
 * a bare event loop, one winner tree, lazy abandonment, xoshiro numbers, no statistics but the
 * counts that prove it right. Machines and moments differ; the ratio to the floor hardly does. The
 * floor has a tree of its own, plain and never improved, or it would be no yardstick.
 *
 * The engine is timed by processor time, so a neighbour disturbs it little; studies by the clock on
 * the wall (storing by both), so they need an idle machine.
 */
#include "engine.h"
#include "results.h"
#include "store_output.h"
#include "study.h"
#include "summary.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { ROUNDS = 5, STUDY_ROUNDS = 3, ROWS_MOST = 32 };

/* How much is done; a round is `part` of a whole one. */
struct effort {
    size_t rounds, study_rounds;
    int replications;
    double part;
};
static const struct effort WHOLE = {ROUNDS, STUDY_ROUNDS, 10, 1}, QUICK = {1, 1, 1, 0.02};

#define DISTRICT MUSTER_SOURCE "/scenarios/district-council.yaml"
#define EVERYTHING MUSTER_SOURCE "/tests/speed/everything-on.yaml"

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

/* A winner tree of times and slots apart, whose matches are conditional moves. */
struct player {
    uint64_t time; /* bits of a time that is not negative */
    uint64_t slot;
};

struct tree {
    size_t leaves; /* a power of two */
    struct player *node;
};

static bool tree_init(struct tree *tree, uint32_t slots)
{
    tree->leaves = 1;
    while (tree->leaves < slots)
        tree->leaves *= 2;
    tree->node = malloc(2 * tree->leaves * sizeof *tree->node);
    if (!tree->node)
        return false;
    const double never = INFINITY;
    for (size_t i = 2 * tree->leaves; i-- > 1;) {
        memcpy(&tree->node[i].time, &never, sizeof never);
        tree->node[i].slot = i >= tree->leaves ? i - tree->leaves : tree->node[2 * i].slot;
    }
    return true;
}

static inline double tree_time(const struct tree *tree)
{
    double time_s;
    memcpy(&time_s, &tree->node[1].time, sizeof time_s);
    return time_s;
}

static inline void tree_set(struct tree *tree, size_t slot, double time_s)
{
    struct player *node = tree->node, best = {.slot = slot};
    memcpy(&best.time, &time_s, sizeof time_s);
    size_t at = tree->leaves + slot;
    node[at] = best;
    while (at > 1) {
        struct player other = node[at ^ 1];
#if defined(__x86_64__)
        __asm__("cmp %2, %3\n\tcmovb %3, %0\n\tcmovb %4, %1"
                : "+r"(best.time), "+r"(best.slot)
                : "r"(best.time + (at & 1)), "r"(other.time), "r"(other.slot)
                : "cc");
#else
        uint64_t lost = -(uint64_t)(other.time < best.time + (at & 1));
        best.time ^= (best.time ^ other.time) & lost;
        best.slot ^= (best.slot ^ other.slot) & lost;
#endif
        node[at >>= 1] = best;
    }
}

struct waiting {
    double arrival_s, deadline_s;
};

/* ns a contact of a bare M/M/n+M loop. */
static double floor_ns(double rate_per_s, double handle_s, double patience_s, uint32_t agents,
                       long contacts)
{
    struct tree tree;
    uint32_t *idle = malloc(agents * sizeof *idle), idle_count = agents;
    struct waiting *queue = malloc(65536 * sizeof *queue);
    if (!idle || !queue || !tree_init(&tree, agents))
        exit(1);
    for (uint32_t i = 0; i < agents; i++)
        idle[i] = i;
    uint64_t s[4] = {1, 2, 3, 4}, head = 0, tail = 0;
    double next_s = 0, begin_s = cpu_s();
    long within = 0, abandoned = 0;
    for (long n = 0; n < contacts;) {
        double finish_s = tree_time(&tree);
        if (finish_s <= next_s) {
            while (head != tail && queue[head & 65535].deadline_s < finish_s) {
                head++;
                abandoned++;
            }
            size_t slot = (size_t)tree.node[1].slot;
            double until_s = INFINITY;
            if (head != tail) {
                within += finish_s - queue[head++ & 65535].arrival_s <= 20;
                until_s = finish_s + handle_s * exponential(s);
            } else {
                idle[idle_count++] = (uint32_t)slot;
            }
            tree_set(&tree, slot, until_s);
            continue;
        }
        if (idle_count > 0) {
            within++;
            tree_set(&tree, idle[--idle_count], next_s + handle_s * exponential(s));
        } else {
            queue[tail++ & 65535] = (struct waiting){next_s, next_s + patience_s * exponential(s)};
        }
        next_s += exponential(s) / rate_per_s;
        n++;
    }
    double ns = (cpu_s() - begin_s) / (double)contacts * 1e9;
    if (within + abandoned == 0)
        puts("");
    free(tree.node);
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
    if (!read)
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
        muster_replication_new(&run, plan) || muster_tally_init(&tally, muster_plan_shape(plan)))
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

/* ---- the table ---- */

struct row {
    const char *name;
    const char *unit;
    const char *wanted; /* "" where nothing is */
    double value;       /* median of the rounds */
    double best;        /* of the rounds */
};

struct table {
    struct effort effort;
    struct row row[ROWS_MOST];
    size_t rows;
    char before_name[ROWS_MOST][64]; /* of the other commit */
    double before[ROWS_MOST];
    size_t befores;
};

/* Adds the median and the best of value[n], which it sorts. */
static void table_add(struct table *table, const char *name, const char *unit, const char *wanted,
                      double *value, size_t n)
{
    if (table->rows == ROWS_MOST)
        exit(1);
    qsort(value, n, sizeof *value, ascending);
    double best = wanted[0] == '>' ? value[n - 1] : value[0];
    table->row[table->rows++] = (struct row){name, unit, wanted, value[n / 2], best};
}

static void table_read(struct table *table, const char *path)
{
    FILE *file = fopen(path, "r");
    if (!file) {
        perror(path);
        exit(1);
    }
    while (table->befores < ROWS_MOST &&
           fscanf(file, "%63s %lf", table->before_name[table->befores],
                  &table->before[table->befores]) == 2)
        table->befores++;
    fclose(file);
    if (table->befores == 0) {
        fprintf(stderr, "%s: no figures of an earlier bench\n", path);
        exit(1);
    }
}

static void table_save(const struct table *table, const char *path)
{
    FILE *file = fopen(path, "w");
    if (!file) {
        perror(path);
        exit(1);
    }
    for (size_t i = 0; i < table->rows; i++)
        fprintf(file, "%s %.6g\n", table->row[i].name, table->row[i].value);
    if (fclose(file) != 0) {
        perror(path);
        exit(1);
    }
}

static const double *table_before(const struct table *table, const char *name)
{
    for (size_t i = 0; i < table->befores; i++)
        if (!strcmp(table->before_name[i], name))
            return &table->before[i];
    return NULL;
}

static void table_print(const struct table *table)
{
    printf("%-21s %-12s %8s %9s %9s", "", "unit", "wanted", "now", "best");
    puts(table->befores ? "    before now/before" : "");
    for (size_t i = 0; i < table->rows; i++) {
        const struct row *row = &table->row[i];
        const double *before = table_before(table, row->name);
        printf("%-21s %-12s %8s %9.2f %9.2f", row->name, row->unit, row->wanted, row->value,
               row->best);
        if (before)
            printf(" %9.2f %10.2f", *before, row->value / *before);
        putchar('\n');
    }
}

/* ---- one thread, one replication after another ---- */

struct fixed_names {
    const char *ns, *rate, *floor, *ratio;
    const char *rate_wanted, *ratio_wanted;
};

static void fixed(struct table *table, const struct fixed_names *names, int per_hour, int agents,
                  int days)
{
    char text[1024];
    const struct effort *effort = &table->effort;
    snprintf(text, sizeof text, fixed_form, (int)ceil(days * effort->part), per_hour, agents);
    struct muster_question question;
    read_or_die(&question, names->ns, text);
    double floor[ROUNDS], engine[ROUNDS], rate[ROUNDS], ratio[ROUNDS];
    for (size_t i = 0; i < effort->rounds; i++) {
        floor[i] =
            floor_ns(per_hour / 3600.0, 210, 120, (uint32_t)agents, (long)(4000000 * effort->part));
        engine[i] = engine_round(&question, 1).ns_a_contact;
        rate[i] = 1e3 / engine[i];
        ratio[i] = engine[i] / floor[i];
    }
    table_add(table, names->ns, "ns/contact", "", engine, effort->rounds);
    table_add(table, names->rate, "M contacts/s", names->rate_wanted, rate, effort->rounds);
    table_add(table, names->floor, "ns/contact", "", floor, effort->rounds);
    table_add(table, names->ratio, "1", names->ratio_wanted, ratio, effort->rounds);
    muster_question_clear(&question);
}

struct year_names {
    const char *ns, *years, *ratio;
    const char *years_wanted, *ratio_wanted;
};

static void year(struct table *table, const struct year_names *names,
                 const struct muster_question *question)
{
    double ns[ROUNDS], years[ROUNDS], ratio[ROUNDS];
    const struct effort *effort = &table->effort;
    for (size_t i = 0; i < effort->rounds; i++) {
        double floor = floor_ns(144 / 3600.0, 210, 120, 10, (long)(4000000 * effort->part));
        struct timing timing = engine_round(question, effort->replications);
        ns[i] = timing.ns_a_contact;
        years[i] = timing.years_per_s;
        ratio[i] = ns[i] / floor;
    }
    table_add(table, names->ns, "ns/contact", "", ns, effort->rounds);
    table_add(table, names->years, "years/s", names->years_wanted, years, effort->rounds);
    table_add(table, names->ratio, "1", names->ratio_wanted, ratio, effort->rounds);
}

/* ---- whole studies ---- */

static void succeed(enum muster_status status, const struct muster_failure *failure)
{
    if (status == MUSTER_OK)
        return;
    fprintf(stderr, "bench: %s\n", failure->text);
    exit(1);
}

struct spent {
    double wall_s, cpu_s;
};

/* For all candidates, answers included; `output` NULL stores nothing. */
static struct spent study_round(const struct muster_question *question, size_t threads,
                                const char *output)
{
    struct muster_failure failure = {0};
    struct muster_study *study;
    struct muster_study_result result;
    struct muster_summary summary;
    struct muster_journal *journal = NULL;
    double begin_s = muster_clock_s(), begin_cpu_s = cpu_s();
    succeed(muster_study_new(&study, &failure, question), &failure);
    if (output)
        succeed(muster_output_open(&journal, &failure, output, question, muster_study_shape(study),
                                   MUSTER_OPEN_FORCE, threads, NULL),
                &failure);
    struct muster_study_options options = {
        .threads = threads, .profile = output != NULL, .journal = journal};
    succeed(muster_study_run(&result, &failure, study, &options), &failure);
    succeed(muster_summary_init(&summary, &result, NULL), &failure);
    if (output)
        succeed(muster_results_write(&failure, output, question, journal, result.replications, NULL,
                                     NULL),
                &failure);
    muster_journal_close(journal);
    struct spent spent = {muster_clock_s() - begin_s, cpu_s() - begin_cpu_s};
    muster_summary_clear(&summary);
    muster_study_result_clear(&result);
    muster_study_free(study);
    return spent;
}

/* A name for the results file in the folder for passing files; the file is not made. */
static void passing_name(char *path, size_t size)
{
    const char *folder = getenv("TMPDIR");
    snprintf(path, size, "%s/muster-bench-%ld.h5", folder && *folder ? folder : "/tmp",
             (long)getpid());
}

static void studies(struct table *table, struct muster_question *question)
{
    char output[512];
    passing_name(output, sizeof output);
    const size_t rounds = table->effort.study_rounds;
    question->replications = table->effort.replications;
    double wall[STUDY_ROUNDS], gain[STUDY_ROUNDS], cost[STUDY_ROUNDS], cost_cpu[STUDY_ROUNDS];
    for (size_t i = 0; i < rounds; i++) {
        struct spent one = study_round(question, 1, NULL), two = study_round(question, 2, NULL),
                     stored = study_round(question, 1, output);
        wall[i] = one.wall_s;
        gain[i] = one.wall_s / two.wall_s;
        cost[i] = 100 * (stored.wall_s / one.wall_s - 1);
        cost_cpu[i] = 100 * (stored.cpu_s / one.cpu_s - 1);
    }
    remove(output);
    table_add(table, "study_s", "s", "", wall, rounds);
    table_add(table, "two_threads_over_one", "1", ">= 1.8", gain, rounds);
    table_add(table, "storing_adds", "%", "<= 15", cost, rounds);
    table_add(table, "storing_adds_cpu", "%", "", cost_cpu, rounds);
}

/* The options after --quick; false when they are not understood. */
static bool understood(int argc, char **argv, const char **save, const char **against)
{
    for (int i = 0; i < argc; i += 2) {
        if (i + 1 < argc && !strcmp(argv[i], "--save"))
            *save = argv[i + 1];
        else if (i + 1 < argc && !strcmp(argv[i], "--against"))
            *against = argv[i + 1];
        else
            return false;
    }
    return true;
}

int main(int argc, char **argv)
{
    const char *save = NULL, *against = NULL;
    bool quick = argc > 1 && !strcmp(argv[1], "--quick");
    if (!understood(argc - 1 - quick, argv + 1 + quick, &save, &against)) {
        fputs("usage: bench [--quick] [--save FILE] [--against FILE]\n", stderr);
        return 2;
    }
    gsl_set_error_handler_off();
    struct table table = {.effort = quick ? QUICK : WHOLE};
    if (against)
        table_read(&table, against);
    const struct fixed_names w1 = {"W1_ns",         "W1_rate", "W1_floor_ns",
                                   "W1_over_floor", ">= 10",   "<= 2.07"};
    const struct fixed_names w2 = {"W2_ns",         "W2_rate", "W2_floor_ns",
                                   "W2_over_floor", ">= 13",   "<= 2.03"};
    fixed(&table, &w1, 6000, 350, 28);
    fixed(&table, &w2, 144, 10, 1000);
    const struct year_names shipped = {"district_ns", "district_years", "district_over_floor",
                                       ">= 30", "<= 4.3"};
    const struct year_names every = {"everything_ns", "everything_years", "everything_over_floor",
                                     ">= 20", "<= 6.5"};
    struct muster_question district, everything;
    read_or_die(&district, DISTRICT, NULL);
    read_or_die(&everything, EVERYTHING, NULL);
    year(&table, &shipped, &district);
    year(&table, &every, &everything);
    studies(&table, &district);
    muster_question_clear(&district);
    muster_question_clear(&everything);
    table_print(&table);
    if (save)
        table_save(&table, save);
    return 0;
}
