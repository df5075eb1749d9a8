/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the verbs share of the outer world: the two streams, colour, interruption. stdout carries
 * the result and nothing else; what is said to people goes to stderr. Thread rule: main thread; the
 * stop flag may be read by any.
 */
#ifndef MUSTER_CONSOLE_H
#define MUSTER_CONSOLE_H

#include "options.h"
#include "status.h"
#include "study.h"
#include <stdatomic.h>

/* Before anything else: SIGPIPE and SIGXFSZ are ignored, SIGINT and SIGTERM end the program with
 * MUSTER_EXIT_INTERRUPTED, and descriptors 0 to 2 are taken, so that no file opened later becomes
 * stdout. */
void muster_console_start(void);
/* For a verb that has something to keep or to tidy up: from now on the two signals only make what
 * is returned other than 0, and a second one kills. */
const atomic_int *muster_console_stop(void);

/* Whether stdout can be written at all; says so on stderr when not. */
bool muster_console_ready(const struct muster_command *command);
/* `status`, or MUSTER_EXIT_FAILED with a word on stderr when stdout did not take everything. */
int muster_console_close(const char *verb, int status);

/* Whether stderr is to be coloured: --color, NO_COLOR, a terminal. */
bool muster_console_colour(const struct muster_command *command);
/* "muster VERB: …" with a line end, on stderr. */
void muster_console_say(const struct muster_command *command, const char *format, ...)
    MUSTER_PRINTF(2, 3);
/* The faults on stderr, warnings too unless --quiet. */
void muster_console_faults(const struct muster_command *command, struct muster_faults *faults);
/* Says the failure and returns the exit status that it stands for. */
int muster_console_failure(const struct muster_command *command,
                           const struct muster_failure *failure);

/* Prints a word as a shell would read it back. */
void muster_console_quote(FILE *file, const char *word);

/* Prints a user's text: what would move the cursor or turn the line around is shown as '?'. */
void muster_console_text(FILE *file, const char *text);
/* Prints `label`, then the words from column `indent` on, broken before column 80; never at a tie,
 * which is printed as a blank. */
#define MUSTER_CONSOLE_TIE "\x1f"
void muster_console_wrap(FILE *file, const char *label, int indent, const char *words);

/* The progress line: on a terminal only. The context is the struct. */
struct muster_progress_line {
    bool wanted;
    bool shown; /* a line stands on the terminal */
};
struct muster_progress_line muster_progress_line(const struct muster_command *command);
void muster_progress_line_show(void *line, const struct muster_progress *progress);
void muster_progress_line_end(struct muster_progress_line *line); /* wipes it */

/* Reads the command's scenario with everything that its options add. MUSTER_EXIT_DONE, to be freed
 * with muster_cli_question_clear; or it is said why not: MUSTER_EXIT_FAULTS, or MUSTER_EXIT_FAILED
 * when memory ran out. */
struct muster_cli_question {
    struct muster_question question;
    struct muster_faults faults;           /* warnings stay here */
    struct muster_precision *precision_of; /* the question's own while --precision stands in */
    size_t precision_count_of;
};
int muster_cli_question_read(struct muster_cli_question *out, const struct muster_command *command);
void muster_cli_question_clear(struct muster_cli_question *question);

#endif
