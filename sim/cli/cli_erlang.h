/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `muster erlang b|c|a`: the closed formulas of models/erlang.h, forwards and backwards,
 * as a table for people or as JSON, with the names of measures.md.
 * Thread rule: one thread (getopt, stdout).
 */
#ifndef MUSTER_CLI_ERLANG_H
#define MUSTER_CLI_ERLANG_H

#include <stddef.h>
#include <stdio.h>

/* Its words in the table of verbs (verbs.h). */
extern const char muster_erlang_example[], muster_erlang_help[];

/* Its options, declared once: the parser, the help, the manual and completion walk them. */
struct muster_erlang_option {
    const char *name;
    const char *value; /* an example as a shell takes it; NULL: none */
    const char *words;
};
const struct muster_erlang_option *muster_erlang_options(size_t *count);
void muster_erlang_options_print(FILE *file);

/* argv[0] is "erlang". Writes the result to stdout and faults to stderr. Returns the exit status:
 * 0 done, 1 stdout failed or memory ran out, 2 usage, 5 nothing reaches the target. */
int muster_cli_erlang(int argc, char **argv);

#endif
