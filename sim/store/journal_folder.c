/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journal_folder.h"
#include "journal.h"
#include "store_file.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *muster_journal_remedy(int error)
{
    return error == ENOSPC || error == EDQUOT || error == EFBIG ? "free some space"
                                                                : "put that right";
}

enum muster_status muster_journal_io_failed(struct muster_failure *failure, const char *doing,
                                            const char *where, int error)
{
    if (error == ENOMEM)
        return muster_failure_memory(failure);
    return muster_failure_set(
        failure, MUSTER_IO_FAILED,
        "cannot %s %s: %s; %s and try again, or use --output for another place", doing, where,
        strerror(error), muster_journal_remedy(error));
}

char *muster_journal_inside(const char *folder, const char *name)
{
    size_t size = strlen(folder) + strlen(name) + 2;
    char *path = malloc(size);
    if (path)
        snprintf(path, size, "%s/%s", folder, name);
    return path;
}

int muster_journal_remove_inside(const char *folder, const char *name)
{
    char *path = muster_journal_inside(folder, name);
    if (!path)
        return ENOMEM;
    int error = unlink(path) == 0 || errno == ENOENT ? 0 : errno;
    free(path);
    return error;
}

/* The number in "runs-00012.journal", or -1 for any other name. */
static int journal_number(const char *name)
{
    int number = 0;
    if (strlen(name) != strlen("runs-00000.journal") || strncmp(name, "runs-", 5) != 0 ||
        strcmp(name + 10, ".journal") != 0)
        return -1;
    for (size_t i = 5; i < 10; i++) {
        if (name[i] < '0' || name[i] > '9')
            return -1;
        number = 10 * number + (name[i] - '0');
    }
    return number < MUSTER_WRITERS_MOST ? number : -1;
}

int muster_journal_files(size_t *count, const char *folder)
{
    *count = 0;
    DIR *listing = opendir(folder);
    if (!listing)
        return errno;
    for (struct dirent *item = readdir(listing); item; item = readdir(listing)) {
        int number = journal_number(item->d_name);
        if (number >= 0 && (size_t)number + 1 > *count)
            *count = (size_t)number + 1;
    }
    closedir(listing);
    return 0;
}

static const char *const text_name[] = {"manifest",          "manifest.tmp", "resolved.yaml",
                                        "resolved.yaml.tmp", "as_read.yaml", "as_read.yaml.tmp"};

int muster_journal_wipe(const char *folder)
{
    size_t files;
    int error = 0;
    for (size_t i = 0; !error && i < sizeof text_name / sizeof *text_name; i++)
        error = muster_journal_remove_inside(folder, text_name[i]);
    if (!error)
        error = muster_journal_files(&files, folder);
    for (size_t i = 0; !error && i < files; i++) {
        char name[48];
        snprintf(name, sizeof name, "runs-%05zu.journal", i);
        error = muster_journal_remove_inside(folder, name);
    }
    return error;
}

enum muster_status muster_journal_write_text(struct muster_failure *failure, const char *folder,
                                             const char *name, const char *text)
{
    char *path = muster_journal_inside(folder, name);
    if (!path)
        return muster_failure_memory(failure);
    int error = muster_text_write(path, text);
    enum muster_status status = error ? muster_journal_io_failed(failure, "write", path, error)
                                      : muster_failure_none(failure);
    free(path);
    return status;
}

enum muster_status muster_journal_read_text(char **text, struct muster_failure *failure,
                                            const char *folder, const char *name)
{
    char *path = muster_journal_inside(folder, name);
    if (!path)
        return muster_failure_memory(failure);
    int error = muster_text_read(text, path);
    free(path);
    if (error == ENOMEM)
        return muster_failure_memory(failure);
    if (error)
        return muster_failure_set(failure, MUSTER_BAD_FORMAT,
                                  "cannot read %s/%s: %s; --force discards this unfinished run",
                                  folder, name, strerror(error));
    return muster_failure_none(failure);
}

bool muster_journal_head_is_sound(const struct muster_journal_head *head, size_t bytes,
                                  size_t candidates)
{
    return head->magic == MUSTER_JOURNAL_MAGIC && head->length == bytes &&
           head->candidate < candidates && head->replication < MUSTER_REPLICATIONS_MOST;
}
