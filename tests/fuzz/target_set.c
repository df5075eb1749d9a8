/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * --set: the first byte chooses a sound scenario, each line behind it is one expression.
 */
#include "fuzz.h"
#include "sample_files.h"
#include "scenario_texts.h"

#include <stdlib.h>

enum { SETS_MOST = 32 };

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    fuzz_enter_folder();
    fuzz_put_sample_files();
    return 0;
}

/* Cuts the text into lines; what stands behind a NUL in one cannot be said on a command line. */
static size_t cut(const char *set[SETS_MOST], char *text, size_t size)
{
    size_t count = 0;
    char *end = text + size;
    for (char *line = text; line < end && count < SETS_MOST; line += strlen(line) + 1) {
        char *stop = memchr(line, '\n', (size_t)(end - line));
        if (stop)
            *stop = '\0';
        set[count++] = line;
    }
    return count;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const BASE[] = {HEADLINE, FIXED, REST, JOINING, PAID};
    const char *set[SETS_MOST];
    if (size == 0)
        return 0;
    const char *base = BASE[data[0] % 3];
    char *text = calloc(1, size);
    fuzz_check(text != NULL, "no memory");
    memcpy(text, data + 1, size - 1);
    struct muster_overrides overrides = {.set = set, .set_count = cut(set, text, size - 1)};
    struct muster_question question;
    struct muster_faults faults;
    muster_faults_init(&faults);
    bool fine =
        muster_question_read_text(&question, &faults, "base.yaml", base, strlen(base), &overrides);
    fuzz_check_faults(&faults, fine);
    if (fine)
        fuzz_check_question(&question);
    muster_question_clear(&question);
    free(text);
    return 0;
}
