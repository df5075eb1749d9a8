/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journal.h"
#include "checksum.h"
#include "journal_folder.h"
#include "journal_index.h"
#include "manifest.h"
#include "store_file.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define RECORD_END UINT32_C(0x2e646e65)
#define SYNC_EVERY_S 2.0

/* One journal file. `buffer` makes head, payload and tail one write. */
struct writer {
    int file; /* -1: none */
    uint64_t end;
    unsigned char *buffer;
    double synced_s; /* monotonic clock */
    bool dirty;
};

struct muster_journal {
    char *folder;
    char *manifest;
    int lock;
    size_t candidates;
    struct muster_shape shape;
    size_t bytes;
    size_t record_bytes;
    size_t writer_count; /* files: this run's writers and those of earlier runs */
    struct writer *writer;
    struct muster_journal_index *index; /* [candidates] */
    uint64_t cut_bytes;
    struct muster_crc_table crc;
    pthread_mutex_t mutex; /* guards the index */
};

static double now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* ---- the folder ---- */

/* Whether the open lock file is still the one in the folder: a run that ends removes its own, and
 * a lock on a removed file keeps nobody out. */
static bool lock_is_current(int lock, const char *path)
{
    struct stat mine, current;
    return fstat(lock, &mine) == 0 && stat(path, &current) == 0 && mine.st_ino == current.st_ino &&
           mine.st_dev == current.st_dev;
}

static enum muster_status take_lock(struct muster_journal *journal, struct muster_failure *failure)
{
    char *path = muster_journal_inside(journal->folder, "lock");
    if (!path)
        return muster_failure_memory(failure);
    enum muster_status status = muster_failure_none(failure);
    journal->lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    bool locked = journal->lock >= 0 && flock(journal->lock, LOCK_EX | LOCK_NB) == 0;
    int error = locked ? 0 : errno;
    bool gone = journal->lock < 0 && error == ENOENT; /* a run that ended took its folder along */
    if (journal->lock < 0 && !gone)
        status = muster_journal_io_failed(failure, "create", path, error);
    else if (!gone && !locked && error != EWOULDBLOCK)
        status = muster_journal_io_failed(failure, "lock", path, error);
    else if (!locked || !lock_is_current(journal->lock, path))
        status = muster_failure_set(failure, MUSTER_IN_USE,
                                    "another run is writing to %s: wait for it or use --output "
                                    "for another file",
                                    journal->folder);
    free(path);
    return status;
}

static enum muster_status start_anew(struct muster_journal *journal, struct muster_failure *failure,
                                     const struct muster_question *question)
{
    int error = muster_journal_wipe(journal->folder);
    if (error)
        return muster_journal_io_failed(failure, "clear", journal->folder, error);
    enum muster_status status =
        muster_journal_write_text(failure, journal->folder, "as_read.yaml", question->as_read);
    if (status == MUSTER_OK)
        status = muster_journal_write_text(failure, journal->folder, "resolved.yaml",
                                           question->resolved);
    if (status == MUSTER_OK)
        status = muster_journal_write_text(failure, journal->folder, "manifest", journal->manifest);
    return status;
}

static enum muster_status check_identity(struct muster_journal *journal,
                                         struct muster_failure *failure,
                                         const struct muster_question *question)
{
    char *manifest = NULL, *resolved = NULL;
    enum muster_status status =
        muster_journal_read_text(&manifest, failure, journal->folder, "manifest");
    if (status == MUSTER_OK)
        status = muster_journal_read_text(&resolved, failure, journal->folder, "resolved.yaml");
    if (status == MUSTER_OK)
        status = muster_identity_match(
            failure, journal->folder, (struct muster_identity){manifest, resolved},
            (struct muster_identity){journal->manifest, question->resolved});
    free(manifest);
    free(resolved);
    return status;
}

static enum muster_status settle(struct muster_journal *journal, struct muster_failure *failure,
                                 const struct muster_question *question, enum muster_open mode)
{
    char *path = muster_journal_inside(journal->folder, "manifest");
    if (!path)
        return muster_failure_memory(failure);
    bool exists = muster_path_exists(path);
    free(path);
    if (!exists || mode == MUSTER_OPEN_FORCE)
        return start_anew(journal, failure, question);
    if (mode == MUSTER_OPEN_NEW)
        return muster_failure_set(failure, MUSTER_EXISTS,
                                  "an unfinished run lies in %s: --resume continues it, --force "
                                  "discards it",
                                  journal->folder);
    return check_identity(journal, failure, question);
}

/* ---- records ---- */

static bool record_is_sound(const struct muster_journal *journal, const unsigned char *record)
{
    struct muster_journal_head head;
    struct muster_journal_tail tail;
    memcpy(&head, record, sizeof head);
    memcpy(&tail, record + sizeof head + journal->bytes, sizeof tail);
    return muster_journal_head_is_sound(&head, journal->bytes, journal->candidates) &&
           tail.end == RECORD_END &&
           tail.crc == muster_crc(&journal->crc, 0, record, sizeof head + journal->bytes);
}

/* Indexes the whole records of a file and cuts it after them. */
static enum muster_status scan(struct muster_journal *journal, struct muster_failure *failure,
                               size_t number)
{
    struct writer *writer = &journal->writer[number];
    struct stat about;
    if (fstat(writer->file, &about) != 0)
        return muster_journal_io_failed(failure, "read the journal in", journal->folder, errno);
    uint64_t size = (uint64_t)about.st_size;
    while (writer->end + journal->record_bytes <= size) {
        int error =
            muster_read_at(writer->file, writer->buffer, journal->record_bytes, writer->end);
        if (error)
            return muster_journal_io_failed(failure, "read the journal in", journal->folder, error);
        if (!record_is_sound(journal, writer->buffer))
            break;
        struct muster_journal_head head;
        memcpy(&head, writer->buffer, sizeof head);
        if (!muster_journal_index_note(&journal->index[head.candidate], head.replication, number,
                                       writer->end))
            return muster_failure_memory(failure);
        writer->end += journal->record_bytes;
    }
    journal->cut_bytes += size - writer->end;
    if (size > writer->end && ftruncate(writer->file, (off_t)writer->end) != 0)
        return muster_journal_io_failed(failure, "cut the journal in", journal->folder, errno);
    return muster_failure_none(failure);
}

/* Opens journal file `number`; one that an earlier run did not leave is made when
 * it is a writer's. */
static enum muster_status open_file(struct muster_journal *journal, struct muster_failure *failure,
                                    size_t number, bool make)
{
    char name[48];
    snprintf(name, sizeof name, "runs-%05zu.journal", number);
    char *path = muster_journal_inside(journal->folder, name);
    if (!path)
        return muster_failure_memory(failure);
    struct writer *writer = &journal->writer[number];
    writer->file = open(path, O_RDWR | O_CLOEXEC | (make ? O_CREAT : 0), 0666);
    enum muster_status status = muster_failure_none(failure);
    if (writer->file < 0 && (make || errno != ENOENT))
        status = muster_journal_io_failed(failure, "open", path, errno);
    free(path);
    if (status != MUSTER_OK || writer->file < 0)
        return status;
    writer->buffer = malloc(journal->record_bytes);
    if (!writer->buffer)
        return muster_failure_memory(failure);
    writer->synced_s = now_s();
    return scan(journal, failure, number);
}

static enum muster_status open_files(struct muster_journal *journal, struct muster_failure *failure,
                                     size_t writers)
{
    size_t found;
    int error = muster_journal_files(&found, journal->folder);
    if (error)
        return muster_journal_io_failed(failure, "list", journal->folder, error);
    size_t count = found > writers ? found : writers;
    journal->writer = calloc(count, sizeof *journal->writer);
    if (!journal->writer)
        return muster_failure_memory(failure);
    journal->writer_count = count;
    for (size_t i = 0; i < count; i++)
        journal->writer[i].file = -1;
    enum muster_status status = muster_failure_none(failure);
    for (size_t i = 0; status == MUSTER_OK && i < count; i++)
        status = open_file(journal, failure, i, i < writers);
    /* The names of new files; old ones were synced by the run that made them. */
    error = status == MUSTER_OK && writers > found ? muster_folder_sync(journal->folder) : 0;
    return error ? muster_journal_io_failed(failure, "sync", journal->folder, error) : status;
}

/* ---- life ---- */

static enum muster_status journal_new(struct muster_journal **out, struct muster_failure *failure,
                                      const char *folder, const struct muster_question *question,
                                      const struct muster_shape *shape)
{
    struct muster_journal *journal = calloc(1, sizeof *journal);
    *out = NULL;
    if (!journal)
        return muster_failure_memory(failure);
    pthread_mutex_init(&journal->mutex, NULL);
    muster_crc_table_init(&journal->crc);
    journal->lock = -1;
    journal->folder = muster_text_join(folder, "");
    journal->manifest = muster_manifest_text(question, shape);
    journal->candidates = question->candidate_count;
    journal->index = calloc(journal->candidates, sizeof *journal->index);
    journal->shape = *shape;
    journal->bytes = muster_tally_bytes(shape);
    journal->record_bytes =
        sizeof(struct muster_journal_head) + journal->bytes + sizeof(struct muster_journal_tail);
    *out = journal;
    if (!journal->folder || !journal->manifest || !journal->index)
        return muster_failure_memory(failure);
    return muster_failure_none(failure);
}

/* Makes the folder and locks it. */
static enum muster_status enter(struct muster_journal *journal, struct muster_failure *failure)
{
    bool made = mkdir(journal->folder, 0777) == 0;
    if (!made && errno != EEXIST)
        return muster_journal_io_failed(failure, "create the folder", journal->folder, errno);
    int error = made ? muster_parent_sync(journal->folder) : 0;
    if (error)
        return muster_journal_io_failed(failure, "sync the folder of", journal->folder, error);
    return take_lock(journal, failure);
}

enum muster_status muster_journal_open(struct muster_journal **out, struct muster_failure *failure,
                                       const char *folder, const struct muster_question *question,
                                       const struct muster_shape *shape, enum muster_open mode,
                                       size_t writers)
{
    assert(writers >= 1 && writers <= MUSTER_WRITERS_MOST);
    enum muster_status status = journal_new(out, failure, folder, question, shape);
    if (status == MUSTER_OK)
        status = enter(*out, failure);
    if (status == MUSTER_OK)
        status = settle(*out, failure, question, mode);
    if (status == MUSTER_OK)
        status = open_files(*out, failure, writers);
    if (status != MUSTER_OK)
        *out = muster_journal_close(*out);
    return status;
}

static int sync_writer(struct writer *writer)
{
    if (writer->file < 0 || !writer->dirty)
        return 0;
    writer->synced_s = now_s();
    if (fdatasync(writer->file) != 0)
        return errno;
    writer->dirty = false;
    return 0;
}

int muster_journal_remove(struct muster_journal *journal)
{
    int error = muster_journal_wipe(journal->folder);
    if (!error)
        error = muster_journal_remove_inside(journal->folder, "lock");
    /* ENOTEMPTY: somebody's own file, or the next run already waiting: theirs stays. */
    if (!error && rmdir(journal->folder) != 0 && errno != ENOTEMPTY && errno != EEXIST)
        error = errno;
    return error;
}

struct muster_journal *muster_journal_close(struct muster_journal *journal)
{
    if (!journal)
        return NULL;
    for (size_t i = 0; i < journal->writer_count; i++) {
        sync_writer(&journal->writer[i]);
        if (journal->writer[i].file >= 0)
            close(journal->writer[i].file);
        free(journal->writer[i].buffer);
    }
    for (size_t i = 0; journal->index && i < journal->candidates; i++)
        muster_journal_index_clear(&journal->index[i]);
    if (journal->lock >= 0)
        close(journal->lock);
    pthread_mutex_destroy(&journal->mutex);
    free(journal->writer);
    free(journal->index);
    free(journal->manifest);
    free(journal->folder);
    free(journal);
    return NULL;
}

/* ---- use ---- */

static void compose(const struct muster_journal *journal, unsigned char *record, size_t candidate,
                    size_t replication, const void *block)
{
    struct muster_journal_head head = {MUSTER_JOURNAL_MAGIC, journal->bytes, (uint32_t)candidate,
                                       (uint32_t)replication};
    memcpy(record, &head, sizeof head);
    memcpy(record + sizeof head, block, journal->bytes);
    struct muster_journal_tail tail = {
        muster_crc(&journal->crc, 0, record, sizeof head + journal->bytes), RECORD_END};
    memcpy(record + sizeof head + journal->bytes, &tail, sizeof tail);
}

static enum muster_status write_record(struct muster_failure *failure,
                                       struct muster_journal *journal, struct writer *writer)
{
    int error = muster_write_at(writer->file, writer->buffer, journal->record_bytes, writer->end);
    if (!error) {
        writer->dirty = true;
        return muster_failure_none(failure);
    }
    /* What was written of it goes; should even that fail, the next scan cuts it. */
    int cut = ftruncate(writer->file, (off_t)writer->end);
    (void)cut;
    return muster_failure_set(failure, MUSTER_IO_FAILED,
                              "cannot write to the journal in %s: %s; every replication done is "
                              "kept: %s and run the same command again with --resume",
                              journal->folder, strerror(error), muster_journal_remedy(error));
}

enum muster_status muster_journal_append(struct muster_failure *failure,
                                         struct muster_journal *journal, size_t writer_number,
                                         size_t candidate, size_t replication, const void *block)
{
    assert(writer_number < journal->writer_count && journal->writer[writer_number].file >= 0);
    assert(candidate < journal->candidates && replication < MUSTER_REPLICATIONS_MOST);
    if (muster_journal_has(journal, candidate, replication))
        return muster_failure_none(failure);
    struct writer *writer = &journal->writer[writer_number];
    compose(journal, writer->buffer, candidate, replication, block);
    enum muster_status status = write_record(failure, journal, writer);
    if (status != MUSTER_OK)
        return status;
    pthread_mutex_lock(&journal->mutex);
    bool noted = muster_journal_index_note(&journal->index[candidate], replication, writer_number,
                                           writer->end);
    pthread_mutex_unlock(&journal->mutex);
    writer->end += journal->record_bytes;
    if (!noted)
        return muster_failure_memory(failure);
    int error = now_s() - writer->synced_s < SYNC_EVERY_S ? 0 : sync_writer(writer);
    return error ? muster_journal_io_failed(failure, "sync the journal in", journal->folder, error)
                 : status;
}

bool muster_journal_has(struct muster_journal *journal, size_t candidate, size_t replication)
{
    assert(candidate < journal->candidates);
    pthread_mutex_lock(&journal->mutex);
    bool has = muster_journal_index_has(&journal->index[candidate], replication);
    pthread_mutex_unlock(&journal->mutex);
    return has;
}

size_t muster_journal_count(struct muster_journal *journal, size_t candidate)
{
    assert(candidate < journal->candidates);
    pthread_mutex_lock(&journal->mutex);
    size_t count = journal->index[candidate].count;
    pthread_mutex_unlock(&journal->mutex);
    return count;
}

size_t muster_journal_leading(struct muster_journal *journal, size_t candidate)
{
    assert(candidate < journal->candidates);
    pthread_mutex_lock(&journal->mutex);
    size_t leading = journal->index[candidate].leading;
    pthread_mutex_unlock(&journal->mutex);
    return leading;
}

static struct muster_journal_entry find(struct muster_journal *journal, size_t candidate,
                                        size_t replication)
{
    pthread_mutex_lock(&journal->mutex);
    struct muster_journal_entry entry =
        muster_journal_index_find(&journal->index[candidate], replication);
    pthread_mutex_unlock(&journal->mutex);
    return entry;
}

enum muster_status muster_journal_read(void *block, struct muster_failure *failure,
                                       struct muster_journal *journal, size_t candidate,
                                       size_t replication)
{
    assert(candidate < journal->candidates);
    struct muster_journal_entry entry = find(journal, candidate, replication);
    if (entry.writer_plus_1 == 0)
        return muster_failure_set(failure, MUSTER_BAD_FORMAT,
                                  "replication %zu of candidate %zu is not in %s", replication,
                                  candidate + 1, journal->folder);
    int file = journal->writer[entry.writer_plus_1 - 1].file;
    struct muster_journal_head head;
    struct muster_journal_tail tail;
    int error = muster_read_at(file, &head, sizeof head, entry.offset);
    if (!error)
        error = muster_read_at(file, block, journal->bytes, entry.offset + sizeof head);
    if (!error)
        error =
            muster_read_at(file, &tail, sizeof tail, entry.offset + sizeof head + journal->bytes);
    if (error)
        return muster_journal_io_failed(failure, "read the journal in", journal->folder, error);
    uint32_t crc = muster_crc(&journal->crc, 0, &head, sizeof head);
    if (!muster_journal_head_is_sound(&head, journal->bytes, journal->candidates) ||
        tail.crc != muster_crc(&journal->crc, crc, block, journal->bytes))
        return muster_failure_set(failure, MUSTER_BAD_FORMAT,
                                  "a record in %s was damaged after it was written: run again "
                                  "with --resume",
                                  journal->folder);
    return muster_failure_none(failure);
}

size_t muster_journal_candidates(const struct muster_journal *journal)
{
    return journal->candidates;
}

const struct muster_shape *muster_journal_shape(const struct muster_journal *journal)
{
    return &journal->shape;
}

const char *muster_journal_manifest(const struct muster_journal *journal)
{
    return journal->manifest;
}

const char *muster_journal_folder(const struct muster_journal *journal)
{
    return journal->folder;
}

uint64_t muster_journal_cut_bytes(const struct muster_journal *journal)
{
    return journal->cut_bytes;
}
