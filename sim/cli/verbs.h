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
    const char *usage;  /* behind the name: "SCENARIO [OPTIONS]" */
    const char *does;   /* a line of `muster help` */
    const char *help;   /* the example first; NULL: not in this version */
    unsigned bit;       /* whose options it takes */
    size_t least, most; /* words */
    muster_verb_fn *run;
};

/* Runs the command line of the whole program. */
int muster_verbs_run(int argc, char **argv);

/* ---- the verbs, each in its own cli_*.c ---- */
int muster_cli_check(const struct muster_command *command);
int muster_cli_run(const struct muster_command *command);
int muster_cli_plot(const struct muster_command *command);
int muster_cli_show(const struct muster_command *command);
int muster_cli_explain(const struct muster_command *command);
int muster_cli_validate(const struct muster_command *command);

/* The figures that `muster plot` knows, each with its sentence. */
void muster_plot_figures(FILE *file);

#endif
