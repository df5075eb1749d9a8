/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * service_level SCENARIO REPLICATIONS: the mean service level of each candidate to the last bit, by
 * the libraries as they are installed.
 */
#include <muster/faults.h>
#include <muster/scenario.h>
#include <muster/summary.h>

#include <stdio.h>
#include <stdlib.h>

static int print_levels(const struct muster_question *question)
{
    struct muster_failure failure;
    struct muster_study *study = NULL;
    struct muster_study_result result = {0};
    struct muster_summary summary = {0};
    struct muster_study_options options = {.threads = 1};
    int status = EXIT_FAILURE;
    if (muster_study_new(&study, &failure, question) == MUSTER_OK &&
        muster_study_run(&result, &failure, study, &options) == MUSTER_OK &&
        muster_summary_init(&summary, &result, NULL) == MUSTER_OK)
        status = EXIT_SUCCESS;
    for (size_t c = 0; c < summary.candidate_count; c++)
        printf("%.17g\n", muster_summary_find(&summary.candidate[c], "service_level", "all")->mean);
    muster_summary_clear(&summary);
    muster_study_result_clear(&result);
    muster_study_free(study);
    return status;
}

int main(int argc, char **argv)
{
    if (argc != 3)
        return EXIT_FAILURE;
    struct muster_question question;
    struct muster_faults faults;
    const struct muster_overrides none = {0};
    muster_faults_init(&faults);
    bool read = muster_question_read(&question, &faults, argv[1], &none);
    muster_faults_print(&faults, stderr);
    muster_faults_clear(&faults);
    if (!read)
        return EXIT_FAILURE;
    question.replications = atoi(argv[2]);
    int status = print_levels(&question);
    muster_question_clear(&question);
    return status;
}
