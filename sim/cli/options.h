/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The options of the command, declared once: the parser, every help text and the faults of wrong
 * usage walk this one table. Values are read and checked here, so that a verb never meets a bad
 * one. Thread rule: one thread (getopt, stderr).
 */
#ifndef MUSTER_OPTIONS_H
#define MUSTER_OPTIONS_H

#include "scenario.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* The exit statuses. */
enum muster_exit {
    MUSTER_EXIT_DONE = 0,
    MUSTER_EXIT_FAILED = 1,       /* while running: disk, memory, gnuplot, stdout closed */
    MUSTER_EXIT_USAGE = 2,        /* also: output in use or in the way, --resume does not match */
    MUSTER_EXIT_FAULTS = 3,       /* in the scenario or its data, or they cannot be read */
    MUSTER_EXIT_RESULTS = 4,      /* results file unreadable or of another format */
    MUSTER_EXIT_UNMET = 5,        /* a target is not met */
    MUSTER_EXIT_INTERRUPTED = 130 /* stopped; what is complete is kept */
};

/* One bit for each verb that takes options. */
enum muster_verb_bit {
    MUSTER_VERB_CHECK = 1 << 0,
    MUSTER_VERB_RUN = 1 << 1,
    MUSTER_VERB_PLOT = 1 << 2,
    MUSTER_VERB_SHOW = 1 << 3,
    MUSTER_VERB_EXPLAIN = 1 << 4,
    MUSTER_VERB_VALIDATE = 1 << 5,
    MUSTER_VERB_ERLANG = 1 << 6, /* its options are its own, see cli_erlang.h */
    MUSTER_VERB_HELP = 1 << 7,
    MUSTER_VERB_INIT = 1 << 8
};

enum muster_option_id {
    MUSTER_OPTION_SET,
    MUSTER_OPTION_REPLICATIONS,
    MUSTER_OPTION_PRECISION,
    MUSTER_OPTION_SEED,
    MUSTER_OPTION_THREADS,
    MUSTER_OPTION_QUICK,
    MUSTER_OPTION_REQUIRE,
    MUSTER_OPTION_PROFILE,
    MUSTER_OPTION_TRACE,
    MUSTER_OPTION_OUTPUT,
    MUSTER_OPTION_FOLDER,  /* --output of `plot` */
    MUSTER_OPTION_STARTER, /* --output of `init` */
    MUSTER_OPTION_FORCE,
    MUSTER_OPTION_RESUME,
    MUSTER_OPTION_FORMAT,
    MUSTER_OPTION_CANDIDATE,
    MUSTER_OPTION_DAY,
    MUSTER_OPTION_SCRIPT,
    MUSTER_OPTION_DUMB,
    MUSTER_OPTION_SCENARIO,
    MUSTER_OPTION_JSON,
    MUSTER_OPTION_CSV,
    MUSTER_OPTION_QUIET,
    MUSTER_OPTION_NO_PROGRESS,
    MUSTER_OPTION_COLOR,
    MUSTER_OPTION_ALLOW_OUTSIDE,
    MUSTER_OPTION_SHARD,
    MUSTER_OPTION_ASSURANCE,
    MUSTER_OPTION_ERROR,
    MUSTER_OPTION_HELP,
    MUSTER_OPTION_COUNT
};

struct muster_verb;

/* What was asked: the words that are not options, and the options' last values. Texts are borrowed
 * from argv. */
struct muster_command {
    const struct muster_verb *verb;
    int argc; /* as the program was called, for saying how to go on */
    char **argv;
    size_t word_count;
    char **word;
    bool given[MUSTER_OPTION_COUNT];
    const char *text[MUSTER_OPTION_COUNT];
    int64_t number[MUSTER_OPTION_COUNT]; /* of whole-number options */
    size_t set_count;
    const char **set;                   /* every --set in order; owned */
    struct muster_precision *precision; /* of --precision, one measure each; owned */
    size_t precision_count;
    struct muster_target require; /* of --require; text borrowed */
    bool out_of_memory;
};

/* Reads argv[0 … argc-1] behind the verb's name (argv[0] is the verb). False when something is
 * wrong, each fault said on stderr: exit with MUSTER_EXIT_USAGE, or MUSTER_EXIT_FAILED when memory
 * ran out. Clear in any case. */
bool muster_command_read(struct muster_command *command, const struct muster_verb *verb, int argc,
                         char **argv);
void muster_command_clear(struct muster_command *command);

/* One option as people see it, for the manual and the shells' completion. */
struct muster_option {
    const char *name;
    const char *value; /* what it takes, "FILE"; "[=WHEN]": may take one; NULL: nothing */
    const char *words;
};
/* Whether the verb has that option in this version. */
bool muster_option_of(struct muster_option *option, enum muster_option_id id, unsigned verb_bit);

/* The verb's options with their sentences, at most 80 columns. */
void muster_options_print(FILE *file, unsigned verb_bit);

#endif
