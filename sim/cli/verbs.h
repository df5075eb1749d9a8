/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The verbs of the command, declared once: `muster VERB …`, `muster help` and "did you mean" walk
 * this one table. A verb returns an exit status (options.h).
 * Thread rule: constant data; verbs run on the main thread.
 */
#ifndef MUSTER_VERBS_H
#define MUSTER_VERBS_H

#include "options.h"

typedef int muster_verb_fn(const struct muster_command *command);

struct muster_verb {
    const char *name;
    const char *usage;   /* behind the name: "SCENARIO [OPTIONS]" */
    const char *does;    /* a line of `muster help` */
    const char *example; /* whole commands that run as they stand, a line each, "\\" goes on */
    const char *help;    /* what it does, at most 80 columns; NULL: not in this version */
    unsigned bit;        /* whose options it takes */
    size_t least, most;  /* words */
    muster_verb_fn *run;
};

/* The table, for help, the manual and the shells' completion. */
const struct muster_verb *muster_verbs(size_t *count);

/* Prints the help of the verb `name`, or says that there is none; an exit status. */
int muster_verb_help(const char *name);

/* Runs the command line of the whole program. */
int muster_verbs_run(int argc, char **argv);

/* The verbs, each in its own cli_*.c; the command is read and its words counted already. Each
 * returns an exit status and has said on stderr what was wrong. */
int muster_cli_init(const struct muster_command *command);
int muster_cli_check(const struct muster_command *command);
int muster_cli_run(const struct muster_command *command);
int muster_cli_plot(const struct muster_command *command);
int muster_cli_show(const struct muster_command *command);
int muster_cli_explain(const struct muster_command *command);
int muster_cli_validate(const struct muster_command *command);

/* The figures that `muster plot` knows, each with its sentence. */
void muster_plot_figures(FILE *file);
/* The templates of `muster init`, each with its question. */
void muster_init_templates(FILE *file);

#endif
