/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journal.h"
#include "checksum.h"
#include "manifest.h"
#include "store_failure.h"
#include "store_file.h"

#include <assert.h>
#include <dirent.h>
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

#define RECORD_MAGIC UINT64_C(0x6a7274736d2f3101)
#define RECORD_END UINT32_C(0x2e646e65)
#define SYNC_EVERY_S 2.0

struct head {
    uint64_t magic;
    uint64_t length;
    uint32_t candidate;
    uint32_t replication;
};

struct tail {
    uint32_t crc; /* of head and payload */
    uint32_t end;
};

/* One journal file. `buffer` makes head, payload and tail one write. */
struct writer {
    int file; /* -1: none */
    uint64_t end;
    unsigned char *buffer;
    double synced_s; /* monotonic clock */
    bool dirty;
};

/* Where a replication lies; writer_plus_1 = 0: nowhere. */
struct entry {
    uint32_t writer_plus_1;
    uint64_t offset;
};

/* By replication, in pages made when needed: a lone high number costs one page, not all below. */
enum { PAGE = 1024 };
struct entries {
    struct entry **page;
    size_t pages;
    size_t count;   /* present */
    size_t leading; /* 0 … leading - 1 are all present */
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
    struct entries *index; /* [candidates] */
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

static const char *remedy_of(int error)
{
    return error == ENOSPC || error == EDQUOT || error == EFBIG ? "free some space"
                                                                : "put that right";
}

static enum muster_status io_failed(struct muster_failure *failure, const char *doing,
                                    const char *where, int error)
{
    if (error == ENOMEM)
        return muster_failure_memory(failure);
    return muster_failure_set(
        failure, MUSTER_IO_FAILED,
        "cannot %s %s: %s; %s and try again, or use --output for another place", doing, where,
        strerror(error), remedy_of(error));
}

/* folder/name in new memory, or NULL. */
static char *inside(const char *folder, const char *name)
{
    size_t size = strlen(folder) + strlen(name) + 2;
    char *path = malloc(size);
    if (path)
        snprintf(path, size, "%s/%s", folder, name);
    return path;
}

static int remove_inside(const char *folder, const char *name)
{
    char *path = inside(folder, name);
    if (!path)
        return ENOMEM;
    int error = unlink(path) == 0 || errno == ENOENT ? 0 : errno;
    free(path);
    return error;
}

/* ---- the folder ---- */

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

/* Highest journal file number in the folder plus 1, into *count. */
static int count_files(size_t *count, const char *folder)
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

/* Removes everything but the lock. The manifest goes first: without it the rest counts for nothing,
 * so being killed in between does no harm. */
static int wipe(const char *folder)
{
    size_t files;
    int error = 0;
    for (size_t i = 0; !error && i < sizeof text_name / sizeof *text_name; i++)
        error = remove_inside(folder, text_name[i]);
    if (!error)
        error = count_files(&files, folder);
    for (size_t i = 0; !error && i < files; i++) {
        char name[48];
        snprintf(name, sizeof name, "runs-%05zu.journal", i);
        error = remove_inside(folder, name);
    }
    return error;
}

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
    char *path = inside(journal->folder, "lock");
    if (!path)
        return muster_failure_memory(failure);
    enum muster_status status = muster_failure_none(failure);
    journal->lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    bool locked = journal->lock >= 0 && flock(journal->lock, LOCK_EX | LOCK_NB) == 0;
    int error = locked ? 0 : errno;
    bool gone = journal->lock < 0 && error == ENOENT; /* a run that ended took its folder along */
    if (journal->lock < 0 && !gone)
        status = io_failed(failure, "create", path, error);
    else if (!gone && !locked && error != EWOULDBLOCK)
        status = io_failed(failure, "lock", path, error);
    else if (!locked || !lock_is_current(journal->lock, path))
        status = muster_failure_set(failure, MUSTER_IN_USE,
                                    "another run is writing to %s: wait for it or use --output "
                                    "for another file",
                                    journal->folder);
    free(path);
    return status;
}

static enum muster_status write_text(struct muster_failure *failure, const char *folder,
                                     const char *name, const char *text)
{
    char *path = inside(folder, name);
    if (!path)
        return muster_failure_memory(failure);
    int error = muster_text_write(path, text);
    enum muster_status status =
        error ? io_failed(failure, "write", path, error) : muster_failure_none(failure);
    free(path);
    return status;
}

static enum muster_status start_anew(struct muster_journal *journal, struct muster_failure *failure,
                                     const struct muster_question *question)
{
    int error = wipe(journal->folder);
    if (error)
        return io_failed(failure, "clear", journal->folder, error);
    enum muster_status status =
        write_text(failure, journal->folder, "as_read.yaml", question->as_read);
    if (status == MUSTER_OK)
        status = write_text(failure, journal->folder, "resolved.yaml", question->resolved);
    if (status == MUSTER_OK)
        status = write_text(failure, journal->folder, "manifest", journal->manifest);
    return status;
}

/* Reads folder/name; what is missing or unreadable is no journal of ours. */
static enum muster_status read_text(char **text, struct muster_failure *failure, const char *folder,
                                    const char *name)
{
    char *path = inside(folder, name);
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

static enum muster_status check_identity(struct muster_journal *journal,
                                         struct muster_failure *failure,
                                         const struct muster_question *question)
{
    char *manifest = NULL, *resolved = NULL;
    enum muster_status status = read_text(&manifest, failure, journal->folder, "manifest");
    if (status == MUSTER_OK)
        status = read_text(&resolved, failure, journal->folder, "resolved.yaml");
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
    char *path = inside(journal->folder, "manifest");
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

static bool head_is_sound(const struct head *head, size_t bytes, size_t candidates)
{
    return head->magic == RECORD_MAGIC && head->length == bytes && head->candidate < candidates &&
           head->replication < MUSTER_REPLICATIONS_MOST;
}

static bool record_is_sound(const struct muster_journal *journal, const unsigned char *record)
{
    struct head head;
    struct tail tail;
    memcpy(&head, record, sizeof head);
    memcpy(&tail, record + sizeof head + journal->bytes, sizeof tail);
    return head_is_sound(&head, journal->bytes, journal->candidates) && tail.end == RECORD_END &&
           tail.crc == muster_crc(&journal->crc, 0, record, sizeof head + journal->bytes);
}

static bool grow(struct entries *entries, size_t page)
{
    size_t pages = entries->pages ? entries->pages : 4;
    while (pages <= page)
        pages *= 2;
    struct entry **more = realloc(entries->page, pages * sizeof *more);
    if (!more)
        return false;
    for (size_t i = entries->pages; i < pages; i++)
        more[i] = NULL;
    entries->page = more;
    entries->pages = pages;
    return true;
}

/* The place of a replication, made when missing; NULL when out of memory. */
static struct entry *place(struct entries *entries, size_t replication)
{
    size_t page = replication / PAGE;
    if (page >= entries->pages && !grow(entries, page))
        return NULL;
    if (!entries->page[page])
        entries->page[page] = calloc(PAGE, sizeof **entries->page);
    return entries->page[page] ? &entries->page[page][replication % PAGE] : NULL;
}

static struct entry look(const struct entries *entries, size_t replication)
{
    size_t page = replication / PAGE;
    if (page >= entries->pages || !entries->page[page])
        return (struct entry){0, 0};
    return entries->page[page][replication % PAGE];
}

static bool present(const struct entries *entries, size_t replication)
{
    return look(entries, replication).writer_plus_1 != 0;
}

static void free_entries(struct entries *entries)
{
    for (size_t i = 0; i < entries->pages; i++)
        free(entries->page[i]);
    free(entries->page);
}

/* Notes where a replication lies; a second copy is ignored. False when out of memory. */
static bool note(struct entries *entries, size_t replication, size_t writer, uint64_t offset)
{
    if (present(entries, replication))
        return true;
    struct entry *entry = place(entries, replication);
    if (!entry)
        return false;
    *entry = (struct entry){(uint32_t)writer + 1, offset};
    entries->count++;
    while (present(entries, entries->leading))
        entries->leading++;
    return true;
}

/* Indexes the whole records of a file and cuts it after them. */
static enum muster_status scan(struct muster_journal *journal, struct muster_failure *failure,
                               size_t number)
{
    struct writer *writer = &journal->writer[number];
    struct stat about;
    if (fstat(writer->file, &about) != 0)
        return io_failed(failure, "read the journal in", journal->folder, errno);
    uint64_t size = (uint64_t)about.st_size;
    while (writer->end + journal->record_bytes <= size) {
        int error =
            muster_read_at(writer->file, writer->buffer, journal->record_bytes, writer->end);
        if (error)
            return io_failed(failure, "read the journal in", journal->folder, error);
        if (!record_is_sound(journal, writer->buffer))
            break;
        struct head head;
        memcpy(&head, writer->buffer, sizeof head);
        if (!note(&journal->index[head.candidate], head.replication, number, writer->end))
            return muster_failure_memory(failure);
        writer->end += journal->record_bytes;
    }
    journal->cut_bytes += size - writer->end;
    if (size > writer->end && ftruncate(writer->file, (off_t)writer->end) != 0)
        return io_failed(failure, "cut the journal in", journal->folder, errno);
    return muster_failure_none(failure);
}

/* Opens journal file `number`; one that an earlier run did not leave is made when
 * it is a writer's. */
static enum muster_status open_file(struct muster_journal *journal, struct muster_failure *failure,
                                    size_t number, bool make)
{
    char name[48];
    snprintf(name, sizeof name, "runs-%05zu.journal", number);
    char *path = inside(journal->folder, name);
    if (!path)
        return muster_failure_memory(failure);
    struct writer *writer = &journal->writer[number];
    writer->file = open(path, O_RDWR | O_CLOEXEC | (make ? O_CREAT : 0), 0666);
    enum muster_status status = muster_failure_none(failure);
    if (writer->file < 0 && (make || errno != ENOENT))
        status = io_failed(failure, "open", path, errno);
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
    int error = count_files(&found, journal->folder);
    if (error)
        return io_failed(failure, "list", journal->folder, error);
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
    return error ? io_failed(failure, "sync", journal->folder, error) : status;
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
    journal->record_bytes = sizeof(struct head) + journal->bytes + sizeof(struct tail);
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
        return io_failed(failure, "create the folder", journal->folder, errno);
    int error = made ? muster_parent_sync(journal->folder) : 0;
    if (error)
        return io_failed(failure, "sync the folder of", journal->folder, error);
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
    int error = wipe(journal->folder);
    if (!error)
        error = remove_inside(journal->folder, "lock");
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
        free_entries(&journal->index[i]);
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
    struct head head = {RECORD_MAGIC, journal->bytes, (uint32_t)candidate, (uint32_t)replication};
    memcpy(record, &head, sizeof head);
    memcpy(record + sizeof head, block, journal->bytes);
    struct tail tail = {muster_crc(&journal->crc, 0, record, sizeof head + journal->bytes),
                        RECORD_END};
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
                              journal->folder, strerror(error), remedy_of(error));
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
    bool noted = note(&journal->index[candidate], replication, writer_number, writer->end);
    pthread_mutex_unlock(&journal->mutex);
    writer->end += journal->record_bytes;
    if (!noted)
        return muster_failure_memory(failure);
    int error = now_s() - writer->synced_s < SYNC_EVERY_S ? 0 : sync_writer(writer);
    return error ? io_failed(failure, "sync the journal in", journal->folder, error) : status;
}

bool muster_journal_has(struct muster_journal *journal, size_t candidate, size_t replication)
{
    assert(candidate < journal->candidates);
    pthread_mutex_lock(&journal->mutex);
    bool has = present(&journal->index[candidate], replication);
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

static struct entry find(struct muster_journal *journal, size_t candidate, size_t replication)
{
    pthread_mutex_lock(&journal->mutex);
    struct entry entry = look(&journal->index[candidate], replication);
    pthread_mutex_unlock(&journal->mutex);
    return entry;
}

enum muster_status muster_journal_read(void *block, struct muster_failure *failure,
                                       struct muster_journal *journal, size_t candidate,
                                       size_t replication)
{
    assert(candidate < journal->candidates);
    struct entry entry = find(journal, candidate, replication);
    if (entry.writer_plus_1 == 0)
        return muster_failure_set(failure, MUSTER_BAD_FORMAT,
                                  "replication %zu of candidate %zu is not in %s", replication,
                                  candidate + 1, journal->folder);
    int file = journal->writer[entry.writer_plus_1 - 1].file;
    struct head head;
    struct tail tail;
    int error = muster_read_at(file, &head, sizeof head, entry.offset);
    if (!error)
        error = muster_read_at(file, block, journal->bytes, entry.offset + sizeof head);
    if (!error)
        error =
            muster_read_at(file, &tail, sizeof tail, entry.offset + sizeof head + journal->bytes);
    if (error)
        return io_failed(failure, "read the journal in", journal->folder, error);
    uint32_t crc = muster_crc(&journal->crc, 0, &head, sizeof head);
    if (!head_is_sound(&head, journal->bytes, journal->candidates) ||
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

/* ---- from outside ---- */

/* Counts the records of one file by their heads. */
static void count_records(struct muster_journal_survey *survey, int file, size_t bytes)
{
    struct stat about;
    size_t record_bytes = sizeof(struct head) + bytes + sizeof(struct tail);
    if (fstat(file, &about) != 0)
        return;
    for (uint64_t at = 0; at + record_bytes <= (uint64_t)about.st_size; at += record_bytes) {
        struct head head;
        if (muster_read_at(file, &head, sizeof head, at) != 0 ||
            !head_is_sound(&head, bytes, survey->candidates))
            return;
        survey->done[head.candidate]++;
    }
}

static int survey_files(struct muster_journal_survey *survey, const char *folder, size_t bytes)
{
    size_t files;
    int error = count_files(&files, folder);
    for (size_t i = 0; !error && i < files; i++) {
        char name[48];
        snprintf(name, sizeof name, "runs-%05zu.journal", i);
        char *path = inside(folder, name);
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
    char *path = inside(folder, "lock");
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
    enum muster_status status = read_text(&survey->manifest, failure, folder, "manifest");
    if (status == MUSTER_OK)
        status = read_text(&survey->as_read, failure, folder, "as_read.yaml");
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
        return io_failed(failure, "list", folder, error);
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
