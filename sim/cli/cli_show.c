/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "console.h"
#include "store_show.h"
#include "stored_differences.h"
#include "stored_people.h"
#include "verbs.h"

static enum muster_status show_people(struct muster_failure *failure,
                                      const struct muster_command *command)
{
    struct muster_results *results;
    enum muster_status status = muster_results_open(&results, failure, command->word[0]);
    if (status != MUSTER_OK)
        return status;
    status = muster_stored_people_print(stdout, failure, results,
                                        command->text[MUSTER_OPTION_CANDIDATE]);
    muster_results_close(results);
    return status;
}

int muster_cli_show(const struct muster_command *command)
{
    struct muster_failure failure = {0};
    enum muster_status status = command->given[MUSTER_OPTION_SCENARIO]
                                    ? muster_show_scenario(&failure, stdout, command->word[0])
                                : command->given[MUSTER_OPTION_CANDIDATE]
                                    ? show_people(&failure, command)
                                    : muster_show_print(&failure, stdout, command->word[0],
                                                        muster_stored_differences_print);
    if (status != MUSTER_OK)
        return muster_console_failure(command, &failure);
    return muster_console_close(command->verb->name, MUSTER_EXIT_DONE);
}
