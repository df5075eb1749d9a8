/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journal.h"
#include "journal_folder.h"
#include "manifest.h"
#include "store_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* Counts the records of one file by their heads. */
static void count_records(struct muster_journal_survey *survey, int file, size_t bytes)
{
    struct stat about;
    size_t record_bytes =
        sizeof(struct muster_journal_head) + bytes + sizeof(struct muster_journal_tail);
    if (fstat(file, &about) != 0)
        return;
    for (uint64_t at = 0; at + record_bytes <= (uint64_t)about.st_size; at += record_bytes) {
        struct muster_journal_head head;
        if (muster_read_at(file, &head, sizeof head, at) != 0 ||
            !muster_journal_head_is_sound(&head, bytes, survey->candidates))
            return;
        survey->done[head.candidate]++;
    }
}

static int survey_files(struct muster_journal_survey *survey, const char *folder, size_t bytes)
{
    size_t files;
    int error = muster_journal_files(&files, folder);
    for (size_t i = 0; !error && i < files; i++) {
        char name[48];
        snprintf(name, sizeof name, "runs-%05zu.journal", i);
        char *path = muster_journal_inside(folder, name);
        int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
        if (file >= 0) {
            count_records(survey, file, bytes);
            close(file);
        }
        error = path ? 0 : ENOMEM;
        free(path);
    }
    return error;
}

static bool is_locked(const char *folder)
{
    char *path = muster_journal_inside(folder, "lock");
    int lock = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    free(path);
    if (lock < 0)
        return false;
    bool locked = flock(lock, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    close(lock);
    return locked;
}

enum muster_status muster_journal_survey(struct muster_journal_survey *survey,
                                         struct muster_failure *failure, const char *folder)
{
    struct muster_manifest manifest;
    memset(survey, 0, sizeof *survey);
    enum muster_status status =
        muster_journal_read_text(&survey->manifest, failure, folder, "manifest");
    if (status == MUSTER_OK)
        status = muster_journal_read_text(&survey->as_read, failure, folder, "as_read.yaml");
    if (status == MUSTER_OK && !muster_manifest_parse(&manifest, survey->manifest))
        status = muster_failure_set(failure, MUSTER_BAD_FORMAT,
                                    "%s is not an unfinished run of this format (%s)", folder,
                                    MUSTER_STORE_FORMAT);
    if (status != MUSTER_OK) {
        muster_journal_survey_clear(survey);
        return status;
    }
    survey->candidates = manifest.candidates;
    survey->done = calloc(survey->candidates ? survey->candidates : 1, sizeof *survey->done);
    int error = survey->done ? survey_files(survey, folder, manifest.bytes) : ENOMEM;
    survey->in_use = is_locked(folder);
    if (error) {
        muster_journal_survey_clear(survey);
        return muster_journal_io_failed(failure, "list", folder, error);
    }
    return muster_failure_none(failure);
}

void muster_journal_survey_clear(struct muster_journal_survey *survey)
{
    free(survey->manifest);
    free(survey->as_read);
    free(survey->done);
    memset(survey, 0, sizeof *survey);
}
