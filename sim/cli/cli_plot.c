/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "console.h"
#include "figure.h"
#include "figures.h"
#include "nearest.h"
#include "verbs.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

void muster_plot_figures(FILE *file)
{
    size_t count;
    const struct muster_figure_kind *kind = muster_figure_kinds(&count);
    for (size_t i = 0; i < count; i++) {
        char label[64];
        snprintf(label, sizeof label, "  %s", kind[i].name);
        muster_console_wrap(file, label, 28, kind[i].sentence);
    }
}

/* Names the figure meant, or all of them. */
static void unknown_figure(const struct muster_command *command, const char *name)
{
    struct muster_nearest nearest;
    size_t count;
    const struct muster_figure_kind *kind = muster_figure_kinds(&count);
    muster_nearest_init(&nearest, name);
    for (size_t i = 0; i < count; i++)
        muster_nearest_offer(&nearest, kind[i].name);
    if (nearest.best) {
        muster_console_say(command, "%s: no such figure; did you mean %s?", name, nearest.best);
        return;
    }
    muster_console_say(command, "%s: no such figure; the figures are", name);
    muster_plot_figures(stderr);
}

static bool check_names(const struct muster_command *command)
{
    for (size_t i = 1; i < command->word_count; i++)
        if (!muster_figure_kind_find(command->word[i])) {
            unknown_figure(command, command->word[i]);
            return false;
        }
    return true;
}

/* The last folder of the path is made when it is missing. */
static bool make_folder(const struct muster_command *command, const char *folder)
{
    struct stat status;
    if (mkdir(folder, 0777) == 0 ||
        (errno == EEXIST && stat(folder, &status) == 0 && S_ISDIR(status.st_mode)))
        return true;
    muster_console_say(command, "%s: %s", folder, strerror(errno));
    return false;
}

static bool read_formats(unsigned *formats, const struct muster_command *command)
{
    const char *text = command->text[MUSTER_OPTION_FORMAT];
    *formats = MUSTER_PLOT_SVG;
    if (!text || muster_figures_formats(formats, text))
        return true;
    muster_console_say(command, "--format '%s': is svg, png or pdf, or several as svg,pdf", text);
    return false;
}

/* --dumb makes no files, so what is about files is a mistake beside it. */
static bool check_dumb(const struct muster_command *command)
{
    static const struct {
        enum muster_option_id id;
        const char *name;
    } about_files[] = {{MUSTER_OPTION_FORMAT, "format"},
                       {MUSTER_OPTION_FOLDER, "output"},
                       {MUSTER_OPTION_SCRIPT, "script"}};
    bool good = true;
    for (size_t i = 0; i < sizeof about_files / sizeof *about_files; i++)
        if (command->given[MUSTER_OPTION_DUMB] && command->given[about_files[i].id]) {
            muster_console_say(command, "--%s is about files, and --dumb makes none",
                               about_files[i].name);
            good = false;
        }
    return good;
}

struct remarks {
    const struct muster_command *command;
};

static void say_left_out(void *context, const char *figure, const char *reason)
{
    const struct remarks *remarks = context;
    muster_console_say(remarks->command, "%s: left out: %s", figure, reason);
}

int muster_cli_plot(const struct muster_command *command)
{
    const char *folder = command->text[MUSTER_OPTION_FOLDER];
    struct remarks remarks = {command};
    bool quiet = command->given[MUSTER_OPTION_QUIET];
    struct muster_figures_request request = {.path = command->word[0],
                                             .folder = folder ? folder : ".",
                                             .names = (const char *const *)command->word + 1,
                                             .name_count = command->word_count - 1,
                                             .candidate = command->text[MUSTER_OPTION_CANDIDATE],
                                             .day = command->text[MUSTER_OPTION_DAY],
                                             .keep_script = command->given[MUSTER_OPTION_SCRIPT],
                                             .listing = quiet ? NULL : stdout,
                                             .letters =
                                                 command->given[MUSTER_OPTION_DUMB] ? stdout : NULL,
                                             .remark = quiet ? NULL : say_left_out,
                                             .remark_context = &remarks,
                                             .stop = muster_console_stop()};
    if (!read_formats(&request.formats, command) || !check_names(command) || !check_dumb(command))
        return MUSTER_EXIT_USAGE;
    if (folder && !make_folder(command, folder))
        return MUSTER_EXIT_FAILED;
    struct muster_failure failure = {0};
    if (muster_figures_draw(&failure, &request) != MUSTER_OK)
        return muster_console_failure(command, &failure);
    return muster_console_close(command->verb->name, MUSTER_EXIT_DONE);
}
