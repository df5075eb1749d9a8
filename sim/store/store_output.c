/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store_output.h"
#include "manifest.h"
#include "results.h"
#include "store_failure.h"
#include "store_file.h"

#include <stdlib.h>
#include <string.h>

static enum muster_status exists(struct muster_failure *failure, const char *path)
{
    return muster_failure_set(failure, MUSTER_EXISTS,
                              "%s exists: --force replaces it, --resume continues it, --output "
                              "writes to another file; nothing was run",
                              path);
}

static enum muster_status no_file(struct muster_failure *failure, const char *path)
{
    return muster_failure_set(failure, MUSTER_EXISTS,
                              "%s is no ordinary file: --output names the file to write; nothing "
                              "was run",
                              path);
}

/* Whether the finished file is of the same run as the question. */
static enum muster_status match(struct muster_failure *failure, const char *path,
                                const struct muster_results *results,
                                const struct muster_question *question,
                                const struct muster_shape *shape)
{
    char *manifest = muster_manifest_text(question, shape);
    if (!manifest)
        return muster_failure_memory(failure);
    enum muster_status status =
        muster_identity_match(failure, path,
                              (struct muster_identity){muster_results_manifest(results),
                                                       muster_results_resolved(results)},
                              (struct muster_identity){manifest, question->resolved});
    free(manifest);
    return status;
}

/* Appends one batch of the finished file's tallies, those that the journal has not. */
static enum muster_status restore_batch(struct muster_failure *failure,
                                        struct muster_journal *journal,
                                        const struct muster_results *results, unsigned char *blocks,
                                        size_t candidate, size_t first, size_t count)
{
    size_t bytes = muster_tally_bytes(muster_journal_shape(journal));
    enum muster_status status =
        muster_results_tallies(blocks, failure, results, candidate, first, count);
    for (size_t i = 0; status == MUSTER_OK && i < count; i++)
        status =
            muster_journal_append(failure, journal, 0, candidate, first + i, blocks + i * bytes);
    return status;
}

static enum muster_status restore(struct muster_failure *failure, struct muster_journal *journal,
                                  const struct muster_results *results, const atomic_int *stop)
{
    size_t batch = muster_results_batch(results);
    size_t replications = muster_results_replications(results);
    unsigned char *blocks = malloc(batch * muster_tally_bytes(muster_journal_shape(journal)));
    if (!blocks)
        return muster_failure_memory(failure);
    enum muster_status status = muster_failure_none(failure);
    for (size_t c = 0; c < muster_results_candidates(results); c++)
        for (size_t r = 0; status == MUSTER_OK && r < replications; r += batch) {
            size_t left = replications - r;
            if (stop && atomic_load(stop))
                status = muster_failure_set(failure, MUSTER_INTERRUPTED, "interrupted");
            else if (muster_journal_leading(journal, c) < replications)
                status = restore_batch(failure, journal, results, blocks, c, r,
                                       left < batch ? left : batch);
        }
    free(blocks);
    return status;
}

/* --resume with a finished file. Without an unfinished run beside it the file must match; with one,
 * the file may be anything (it is about to be replaced) and gives only what it can. */
static enum muster_status resume(struct muster_journal **out, struct muster_failure *failure,
                                 const char *path, const char *folder,
                                 const struct muster_question *question,
                                 const struct muster_shape *shape, size_t writers, bool unfinished,
                                 const atomic_int *stop)
{
    struct muster_results *results = NULL;
    enum muster_status status = muster_results_open(&results, failure, path);
    if (status == MUSTER_OK)
        status = match(failure, path, results, question, shape);
    bool usable = status == MUSTER_OK;
    if (usable || unfinished)
        status =
            muster_journal_open(out, failure, folder, question, shape, MUSTER_OPEN_RESUME, writers);
    if (usable && status == MUSTER_OK)
        status = restore(failure, *out, results, stop);
    muster_results_close(results);
    if (status != MUSTER_OK && status != MUSTER_INTERRUPTED)
        *out = muster_journal_close(*out);
    return status;
}

/* Another run may have finished between the look at `path` and the lock. */
static enum muster_status look_again(struct muster_journal **out, struct muster_failure *failure,
                                     const char *path)
{
    if (!muster_path_exists(path))
        return MUSTER_OK;
    muster_journal_remove(*out);
    *out = muster_journal_close(*out);
    return exists(failure, path);
}

static bool has_manifest(const char *folder)
{
    char *path = muster_text_join(folder, "/manifest");
    bool has = path && muster_path_exists(path);
    free(path);
    return has;
}

enum muster_status muster_output_open(struct muster_journal **out, struct muster_failure *failure,
                                      const char *path, const struct muster_question *question,
                                      const struct muster_shape *shape, enum muster_open mode,
                                      size_t writers, const atomic_int *stop)
{
    *out = NULL;
    if (muster_path_is_other(path))
        return no_file(failure, path);
    bool finished = muster_path_exists(path);
    char *folder = muster_text_join(path, ".part");
    if (!folder)
        return muster_failure_memory(failure);
    bool unfinished = has_manifest(folder);
    enum muster_status status;
    if (mode == MUSTER_OPEN_NEW && finished && !unfinished)
        status = exists(failure, path);
    else if (mode == MUSTER_OPEN_RESUME && finished)
        status = resume(out, failure, path, folder, question, shape, writers, unfinished, stop);
    else
        status = muster_journal_open(out, failure, folder, question, shape, mode, writers);
    if (status == MUSTER_OK && mode == MUSTER_OPEN_NEW)
        status = look_again(out, failure, path);
    free(folder);
    return status;
}
