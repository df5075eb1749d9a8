/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "console.h"
#include "nearest.h"
#include "store_file.h"
#include "templates.h"
#include "verbs.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

void muster_init_templates(FILE *file)
{
    size_t count;
    const struct muster_template *starter = muster_templates(&count);
    for (size_t i = 0; i < count; i++) {
        char label[64], question[160];
        snprintf(label, sizeof label, "  %s", starter[i].name);
        muster_template_question(question, sizeof question, &starter[i]);
        muster_console_wrap(file, label, 19, question);
    }
}

static int unknown_template(const struct muster_command *command, const char *name)
{
    struct muster_nearest nearest;
    size_t count;
    const struct muster_template *starter = muster_templates(&count);
    muster_nearest_init(&nearest, name);
    for (size_t i = 0; i < count; i++)
        muster_nearest_offer(&nearest, starter[i].name);
    if (nearest.best) {
        muster_console_say(command, "%s: no such template; did you mean %s?", name, nearest.best);
        return MUSTER_EXIT_USAGE;
    }
    muster_console_say(command, "%s: no such template; the templates are", name);
    muster_init_templates(stderr);
    return MUSTER_EXIT_USAGE;
}

/* A file that is there, or a link of that name, is never touched; half a file does not stay. */
static int write_new(const char *path, const char *text)
{
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (file == -1)
        return errno;
    int failure = muster_write_at(file, text, strlen(text), 0);
    if (close(file) != 0 && failure == 0)
        failure = errno;
    if (failure != 0)
        unlink(path);
    return failure;
}

static void say_next(const char *verb, const char *path)
{
    fprintf(stderr, "  muster %s ", verb);
    muster_console_quote(stderr, path);
    fputc('\n', stderr);
}

static int write_starter(const struct muster_command *command, const char *path, const char *text)
{
    int failure = write_new(path, text);
    if (failure == EEXIST) {
        muster_console_say(
            command, "%s is there already and stays as it is; another name: --output FILE", path);
        return MUSTER_EXIT_USAGE;
    }
    if (failure != 0) {
        muster_console_say(command, "%s: %s", path, strerror(failure));
        return MUSTER_EXIT_FAILED;
    }
    puts(path);
    if (!command->given[MUSTER_OPTION_QUIET]) {
        fputs("It runs as it stands; change what is marked `assumed`. Then:\n", stderr);
        say_next("check", path);
        say_next("run", path);
    }
    return muster_console_close(command->verb->name, MUSTER_EXIT_DONE);
}

int muster_cli_init(const struct muster_command *command)
{
    const char *output = command->text[MUSTER_OPTION_STARTER];
    if (command->word_count == 0) {
        muster_init_templates(stdout);
        return muster_console_close(command->verb->name, MUSTER_EXIT_DONE);
    }
    const struct muster_template *starter = muster_template_find(command->word[0]);
    if (!starter)
        return unknown_template(command, command->word[0]);
    if (output && !strcmp(output, "-")) {
        fputs(starter->text, stdout);
        return muster_console_close(command->verb->name, MUSTER_EXIT_DONE);
    }
    char name[80];
    snprintf(name, sizeof name, "%s.yaml", starter->name);
    return write_starter(command, output ? output : name, starter->text);
}
