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
    {.name = "init", .does = "write an annotated starter scenario"},
    {.name = "check",
     .usage = "SCENARIO [OPTIONS]",
     .does = "validate a scenario and say what was understood",
     .help = "Example:\n"
             "  muster check district-council.yaml\n"
             "\n"
             "Reports every fault at once (exit 3), or prints what the file says in plain\n"
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
     .help = "Example:\n"
             "  muster run district-council.yaml --set staff.agents.fte=14 \\\n"
             "             --replications 500 --output fourteen.h5\n"
             "\n"
             "Prints the summary table and writes every replication to the results file.\n"
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
     .help = "Example:\n"
             "  muster plot district-council.h5 --format svg,png --output figures\n"
             "\n"
             "Draws the figures asked for, or all that the file has something to say about,\n"
             "and prints the names of the files made.\n",
     .bit = MUSTER_VERB_PLOT,
     .least = 1,
     .most = ANY_NUMBER,
     .run = muster_cli_plot},
    {.name = "report", .does = "one file to hand on: HTML, xlsx, csv, json or md"},
    {.name = "show",
     .usage = "RUNS.h5 [--scenario]",
     .does = "what a results file or unfinished run holds",
     .help = "Example:\n"
             "  muster show district-council.h5\n"
             "\n"
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
     .help = "",
     .bit = MUSTER_VERB_ERLANG},
    {.name = "validate",
     .usage = "[OPTIONS]",
     .does = "run cases with known answers, print simulated against exact",
     .help = "Example:\n"
             "  muster validate --quick\n"
             "\n"
             "Every case goes the way of any scenario: text, reader, engine, estimates. A\n"
             "figure is off when it lies further from the exact value, in standard errors,\n"
             "than a correct simulator does once in a hundred validations. Exit 1 if any is.\n",
     .bit = MUSTER_VERB_VALIDATE,
     .least = 0,
     .most = 0,
     .run = muster_cli_validate},
    {.name = "explain",
     .usage = "[NAME]",
     .does = "any scenario key or measure: definition, unit, default",
     .help = "Example:\n"
             "  muster explain service_level\n"
             "\n"
             "NAME is a measure, a key (patience), a key's path (staff.*.fte) or a\n"
             "distribution (lognormal). Without NAME: all of them.\n",
     .bit = MUSTER_VERB_EXPLAIN,
     .least = 0,
     .most = 1,
     .run = muster_cli_explain},
    {.name = "help",
     .usage = "[VERB]",
     .does = "this list, or a verb's help",
     .help = "Example:\n  muster help run\n",
     .bit = MUSTER_VERB_HELP,
     .least = 0,
     .most = 1,
     .run = run_help},
};
enum { VERB_COUNT = sizeof VERBS / sizeof VERBS[0] };

static const struct muster_verb *verb_find(const char *name)
{
    for (size_t i = 0; i < VERB_COUNT; i++)
        if (!strcmp(VERBS[i].name, name))
            return &VERBS[i];
    return NULL;
}

/* ---- help ---- */

static int verb_help(const struct muster_verb *verb)
{
    if (verb->bit == MUSTER_VERB_ERLANG) {
        char name[] = "erlang", option[] = "--help";
        char *argv[] = {name, option, NULL};
        return muster_cli_erlang(2, argv);
    }
    printf("%s\nUsage: muster %s %s\n\n", verb->help, verb->name, verb->usage);
    muster_options_print(stdout, verb->bit);
    if (verb->bit == MUSTER_VERB_PLOT) {
        puts("\nFigures:");
        muster_plot_figures(stdout);
    }
    return muster_console_close(verb->name, MUSTER_EXIT_DONE);
}

static void print_verbs(FILE *file)
{
    fputs("Example:\n"
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

static int run_help(const struct muster_command *command)
{
    if (command->word_count == 0) {
        print_verbs(stdout);
        return muster_console_close("help", MUSTER_EXIT_DONE);
    }
    const struct muster_verb *verb = verb_find(command->word[0]);
    if (!verb)
        return unknown_verb(command->word[0]);
    return verb->help ? verb_help(verb) : not_here(verb);
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
        fprintf(stderr, "muster: memory ran out\n");
        return MUSTER_EXIT_FAILED;
    }
    memcpy(kept, argv, ((size_t)argc + 1) * sizeof *kept);
    struct muster_command command;
    int status = MUSTER_EXIT_USAGE;
    bool fine = muster_command_read(&command, verb, argc - 1, argv + 1);
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
