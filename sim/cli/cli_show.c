/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "console.h"
#include "store_show.h"
#include "stored_differences.h"
#include "verbs.h"

int muster_cli_show(const struct muster_command *command)
{
    struct muster_failure failure = {0};
    enum muster_status status = command->given[MUSTER_OPTION_SCENARIO]
                                    ? muster_show_scenario(&failure, stdout, command->word[0])
                                    : muster_show_print(&failure, stdout, command->word[0],
                                                        muster_stored_differences_print);
    if (status != MUSTER_OK)
        return muster_console_failure(command, &failure);
    return muster_console_close(command->verb->name, MUSTER_EXIT_DONE);
}
