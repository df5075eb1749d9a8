/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verbs.h"
#include "cli_erlang.h"
#include "console.h"
#include "nearest.h"

#include <gsl/gsl_version.h>
#include <hdf5.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

static int run_help(const struct muster_command *command);

enum { ANY_NUMBER = 100 };

static const struct muster_verb VERBS[] = {
    {.name = "init",
     .usage = "[TEMPLATE] [OPTIONS]",
     .does = "write an annotated starter scenario",
     .example = "muster init new-centre\n",
     .help = "Writes new-centre.yaml, which runs at once; every figure in it is marked\n"
             "`assumed` (put your own) or `asked` (what it varies). Without TEMPLATE: the\n"
             "templates, each with its question. A file that is there stays as it is.\n",
     .bit = MUSTER_VERB_INIT,
     .least = 0,
     .most = 1,
     .run = muster_cli_init},
    {.name = "check",
     .usage = "SCENARIO [OPTIONS]",
     .does = "validate a scenario and say what was understood",
     .example = "muster check district-council.yaml\n",
     .help = "Reports every fault at once (exit 3), or prints what the file says in plain\n"
             "words, with the arithmetic behind it: demand, opening, posts, hours on the\n"
             "phones, coverage gaps, the load of the busiest interval, Erlang C and A.\n"
             "SCENARIO - is standard input.\n",
     .bit = MUSTER_VERB_CHECK,
     .least = 1,
     .most = 1,
     .run = muster_cli_check},
    {.name = "run",
     .usage = "SCENARIO [OPTIONS]",
     .does = "simulate every candidate, write the results file",
     .example = "muster run district-council.yaml --output council.h5\n"
                "muster run district-council.yaml --replications 500 \\\n"
                "           --set staff.agents.part_time.week='20 h' \\\n"
                "           --output twenty-hours.h5\n",
     .help = "Prints the summary table and writes every replication to the results file.\n"
             "Interrupted or killed, a run goes on with --resume where it stopped; 200\n"
             "replications become 500 the same way. SCENARIO - is standard input.\n",
     .bit = MUSTER_VERB_RUN,
     .least = 1,
     .most = 1,
     .run = muster_cli_run},
    {.name = "compare", .does = "several scenarios or results, with paired differences"},
    {.name = "size", .does = "the smallest structure that meets the target"},
    {.name = "sweep", .does = "a grid of candidates from the command line"},
    {.name = "plot",
     .usage = "RUNS.h5 [FIGURE...] [OPTIONS]",
     .does = "draw the figures of a results file",
     .example = "muster plot council.h5 --format svg,png --output figures\n",
     .help = "Draws the figures asked for, or all that the file has something to say about,\n"
             "and prints the names of the files made; with --dumb the figures themselves, 80\n"
             "by 24 letters each. The demand, one-day and rota figures simulate a replication\n"
             "again from the seed: the median one by service level.\n",
     .bit = MUSTER_VERB_PLOT,
     .least = 1,
     .most = ANY_NUMBER,
     .run = muster_cli_plot},
    {.name = "report", .does = "one file to hand on: HTML, xlsx, csv, json or md"},
    {.name = "show",
     .usage = "RUNS.h5 [--scenario]",
     .does = "what a results file or unfinished run holds",
     .example = "muster show council.h5\n",
     .help = "What was run, and which datasets the file has (see muster-store(5)).\n"
             "With --scenario: the scenario text that made it, byte for byte.\n",
     .bit = MUSTER_VERB_SHOW,
     .least = 1,
     .most = 1,
     .run = muster_cli_show},
    {.name = "merge", .does = "shards to one results file"},
    {.name = "fit", .does = "history to a scenario fragment"},
    {.name = "erlang",
     .usage = "b|c|a OPTIONS",
     .does = "closed formulas, forwards and backwards",
     .example = muster_erlang_example,
     .help = muster_erlang_help,
     .bit = MUSTER_VERB_ERLANG},
    {.name = "validate",
     .usage = "[OPTIONS]",
     .does = "run cases with known answers, print simulated against exact",
     .example = "muster validate --quick\n",
     .help = "Every case goes the way of any scenario: text, reader, engine, estimates. A\n"
             "figure is off when it lies further from the exact value, in standard errors,\n"
             "than a correct simulator does once in a hundred validations. Exit 1 if any is.\n",
     .bit = MUSTER_VERB_VALIDATE,
     .least = 0,
     .most = 0,
     .run = muster_cli_validate},
    {.name = "explain",
     .usage = "[NAME]",
     .does = "any scenario key or measure: definition, unit, default",
     .example = "muster explain service_level\n"
                "muster explain staff.agents.shifts.length\n",
     .help = "NAME is a measure, a key (patience), a key's path (staff.*.fte) or a\n"
             "distribution (lognormal). Without NAME: all of them.\n",
     .bit = MUSTER_VERB_EXPLAIN,
     .least = 0,
     .most = 1,
     .run = muster_cli_explain},
    {.name = "help",
     .usage = "[VERB]",
     .does = "this list, or a verb's help",
     .example = "muster help run\n",
     .help = "",
     .bit = MUSTER_VERB_HELP,
     .least = 0,
     .most = 1,
     .run = run_help},
};
enum { VERB_COUNT = sizeof VERBS / sizeof VERBS[0] };

const struct muster_verb *muster_verbs(size_t *count)
{
    *count = VERB_COUNT;
    return VERBS;
}

static const struct muster_verb *verb_find(const char *name)
{
    for (size_t i = 0; i < VERB_COUNT; i++)
        if (!strcmp(VERBS[i].name, name))
            return &VERBS[i];
    return NULL;
}

/* ---- help ---- */

/* The example's lines, each two blanks in. */
static void print_example(const char *example)
{
    puts("Example:");
    for (const char *line = example; *line; line += strcspn(line, "\n") + 1)
        printf("  %.*s\n", (int)strcspn(line, "\n"), line);
}

static int verb_help(const struct muster_verb *verb)
{
    print_example(verb->example);
    printf("%s%s\nUsage: muster %s %s\n\n", verb->help[0] ? "\n" : "", verb->help, verb->name,
           verb->usage);
    if (verb->bit == MUSTER_VERB_ERLANG)
        muster_erlang_options_print(stdout);
    else
        muster_options_print(stdout, verb->bit);
    if (verb->bit == MUSTER_VERB_PLOT) {
        puts("\nFigures:");
        muster_plot_figures(stdout);
    }
    if (verb->bit == MUSTER_VERB_INIT) {
        puts("\nTemplates:");
        muster_init_templates(stdout);
    }
    return muster_console_close(verb->name, MUSTER_EXIT_DONE);
}

static void print_verbs(FILE *file)
{
    fputs("Example:\n"
          "  muster init new-centre                 # a first scenario, to be changed\n"
          "  muster check district-council.yaml     # what does the file say?\n"
          "  muster run district-council.yaml       # simulate every candidate\n"
          "  muster plot district-council.h5        # draw the figures\n"
          "\n"
          "Usage: muster VERB [SCENARIO|RUNS.h5] [OPTIONS]\n\n",
          file);
    for (size_t i = 0; i < VERB_COUNT; i++)
        if (VERBS[i].help)
            fprintf(file, "  %-10s %s\n", VERBS[i].name, VERBS[i].does);
    fputs("\nmuster help VERB has the options of a verb; muster --version the versions.\n", file);
}

static int not_here(const struct muster_verb *verb)
{
    fprintf(stderr, "muster: %s: not in this version\n", verb->name);
    return MUSTER_EXIT_USAGE;
}

static int unknown_verb(const char *name)
{
    struct muster_nearest nearest;
    muster_nearest_init(&nearest, name);
    for (size_t i = 0; i < VERB_COUNT; i++)
        muster_nearest_offer(&nearest, VERBS[i].name);
    fprintf(stderr, "muster: %s: no such verb", name);
    if (nearest.best)
        fprintf(stderr, "; did you mean %s?", nearest.best);
    fprintf(stderr, "%s muster help\n", nearest.best ? " See" : "; see");
    return MUSTER_EXIT_USAGE;
}

int muster_verb_help(const char *name)
{
    const struct muster_verb *verb = verb_find(name);
    if (!verb)
        return unknown_verb(name);
    return verb->help ? verb_help(verb) : not_here(verb);
}

static int run_help(const struct muster_command *command)
{
    if (command->word_count > 0)
        return muster_verb_help(command->word[0]);
    print_verbs(stdout);
    return muster_console_close("help", MUSTER_EXIT_DONE);
}

/* ---- versions ---- */

static int print_version(void)
{
    unsigned major = 0, minor = 0, release = 0;
    H5get_libversion(&major, &minor, &release);
    printf("muster %s\n", MUSTER_VERSION);
    printf("  libyaml %s, GSL %s, HDF5 %u.%u.%u, jansson %s\n", yaml_get_version_string(),
           gsl_version, major, minor, release, JANSSON_VERSION);
    puts("  scenario format 1, results format muster.store/1, answers muster.result/1");
    puts("  GPL-3.0-or-later; no warranty");
    return muster_console_close("--version", MUSTER_EXIT_DONE);
}

/* ---- the whole command ---- */

static int verb_run(const struct muster_verb *verb, int argc, char **argv)
{
    if (!verb->help)
        return not_here(verb);
    if (verb->bit == MUSTER_VERB_ERLANG)
        return muster_cli_erlang(argc - 1, argv + 1);
    /* getopt moves the words about; the command is kept as it was given. */
    char **kept = malloc(((size_t)argc + 1) * sizeof *kept);
    if (!kept) {
        struct muster_command unread = {.verb = verb};
        return muster_console_failure(&unread,
                                      &(struct muster_failure){.status = MUSTER_NO_MEMORY});
    }
    memcpy(kept, argv, ((size_t)argc + 1) * sizeof *kept);
    struct muster_command command;
    bool fine = muster_command_read(&command, verb, argc - 1, argv + 1);
    int status = command.out_of_memory ? MUSTER_EXIT_FAILED : MUSTER_EXIT_USAGE;
    command.argc = argc;
    command.argv = kept;
    if (fine && command.given[MUSTER_OPTION_HELP])
        status = verb_help(verb);
    else if (fine && muster_console_ready(&command))
        status = verb->run(&command);
    else if (fine)
        status = MUSTER_EXIT_FAILED;
    muster_command_clear(&command);
    free(kept);
    return status;
}

int muster_verbs_run(int argc, char **argv)
{
    if (argc < 2) {
        print_verbs(stderr);
        return MUSTER_EXIT_USAGE;
    }
    if (!strcmp(argv[1], "--version"))
        return print_version();
    if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h")) {
        print_verbs(stdout);
        return muster_console_close("help", MUSTER_EXIT_DONE);
    }
    const struct muster_verb *verb = verb_find(argv[1]);
    return verb ? verb_run(verb, argc, argv) : unknown_verb(argv[1]);
}
