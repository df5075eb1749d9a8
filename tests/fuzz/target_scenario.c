/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Scenario texts: refused with reasons or read, resolved and read again to the same.
 */
#include "fuzz.h"
#include "sample_files.h"

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    fuzz_enter_folder();
    fuzz_put_sample_files();
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct muster_question question;
    struct muster_faults faults;
    muster_faults_init(&faults);
    bool fine =
        muster_question_read_text(&question, &faults, "text.yaml", (const char *)data, size, NULL);
    fuzz_check_faults(&faults, fine);
    if (fine)
        fuzz_check_question(&question);
    muster_question_clear(&question);
    return 0;
}
