/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the fuzz targets share. A target (target_NAME.c) takes any bytes, gives them to one of the
 * readers and aborts when what comes back is wrong: not only a crash, a leak or undefined behaviour
 * but also an accepted input that is not what it says.
 *
 *   scenario   the text of a scenario file
 *   set        lines of --set, the first byte chooses the scenario they are put on
 *   csv        a data file; the first byte chooses what it is used for
 *   journal    an unfinished run; the first byte chooses the file and whether checksums are put
 * right results    changes to a results file: see target_results.c
 *
 * The same source is built twice: with clang and libFuzzer (./dev fuzz), which makes inputs up, and
 * with any compiler and replay.c, which runs the kept ones (CTest). corpus/NAME holds the kept
 * inputs that seeds.c does not make.
 * Thread rule: one thread; a process runs one target.
 */
#ifndef MUSTER_FUZZ_H
#define MUSTER_FUZZ_H

#include "faults.h"
#include "scenario.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The entry that libFuzzer and replay.c call. Returns 0. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
/* Called once before. Returns 0. */
int LLVMFuzzerInitialize(int *argc, char ***argv);

/* Aborts with a message of printf's kind unless `fine`: the input is a finding. */
void fuzz_check(bool fine, const char *format, ...) MUSTER_PRINTF(2, 3);

/* A fresh folder in memory, or else in the temporary folder, to be the current one from now on. It
 * is removed when the process ends well. */
void fuzz_enter_folder(void);
/* Writes a file of the current folder. */
void fuzz_put(const char *name, const void *bytes, size_t size);
/* The whole of a file, NUL behind it, to be freed. */
char *fuzz_get(const char *name, size_t *size);

/* What went to a stream: printable UTF-8 in lines, no escape, no NaN (as a number) in it. */
void fuzz_check_output(const char *text, size_t length, bool numbers);

bool fuzz_holds_nan(const uint8_t *bytes, size_t size);

/* A refusal gives reasons, each with a place, fit to be printed. Clears the faults. */
void fuzz_check_faults(struct muster_faults *faults, bool accepted);
/* An accepted question: every number in it is one, every law can be drawn from, and its resolved
 * text, read again, gives the same question. */
void fuzz_check_question(const struct muster_question *question);

/* question_walk.c: passes by every number and text of a scenario in a fixed order. */
struct fuzz_walk {
    uint64_t hash; /* of all of them */
    const char
        *bad; /* name of the first number that is not one, or law that cannot be drawn from */
};
void fuzz_walk_scenario(struct fuzz_walk *walk, const struct muster_scenario *scenario);

#endif
