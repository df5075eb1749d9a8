/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The build's writer of manual pages and completions: manual PAGE DATE, on standard output.
 */
#include "pages.h"

#include <string.h>

static enum muster_status write_page(const char *page, const char *date)
{
    if (!strcmp(page, "muster.1"))
        muster_page_command(stdout, date);
    else if (!strcmp(page, "muster-scenario.5"))
        muster_page_scenario(stdout, date);
    else if (!strcmp(page, "muster-store.5"))
        return muster_page_store(stdout, date);
    else if (!strcmp(page, "muster.bash"))
        muster_complete_bash(stdout);
    else if (!strcmp(page, "_muster"))
        muster_complete_zsh(stdout);
    else if (!strcmp(page, "muster.fish"))
        muster_complete_fish(stdout);
    else
        return MUSTER_BAD_FORMAT;
    return MUSTER_OK;
}

int main(int argc, char **argv)
{
    if (argc != 3 || write_page(argv[1], argv[2]) != MUSTER_OK) {
        fputs("usage: manual muster.1|muster-scenario.5|muster-store.5|muster.bash|_muster|"
              "muster.fish DATE\n",
              stderr);
        return 1;
    }
    return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}
