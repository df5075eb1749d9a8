/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A world that fails on order. Linked with the objects of `muster` it makes `muster_failing`, the
 * same command whose calls to the system can be made to fail:
 *
 *   MUSTER_FAIL=KIND:N:ERRNO    the N-th event of that kind, counted from 1, fails with that error
 *   MUSTER_FAIL=KIND:N+:ERRNO   and so do all that follow
 *   MUSTER_COUNTS=FILE          at the end the events of each kind are written there, one a line
 *
 * The kinds are those of `kind_name`. `byte` counts the bytes written to files: the write that
 * reaches byte N is cut short there, as on a disk that is full; with + nothing can be written any
 * more. `record` cannot fail: it counts the writes to journals that went through whole. `clock`
 * gives a wall clock that jumps by years at every look, for MUSTER_FAIL=clock:1+:0.
 *
 * Allocations are those of our own objects only (the linker's --wrap) and of the JSON written for
 * them; the other calls are taken from all libraries, HDF5 among them, because the names defined
 * here go before those of libc.
 */
#define _GNU_SOURCE /* RTLD_NEXT */
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <locale.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

enum kind {
    KIND_ALLOC,
    KIND_BYTE,
    KIND_WRITE,
    KIND_READ,
    KIND_SYNC,
    KIND_RENAME,
    KIND_TRUNCATE,
    KIND_OPEN,
    KIND_CLOSE,
    KIND_MKDIR,
    KIND_UNLINK,
    KIND_LOCK,
    KIND_THREAD,
    KIND_RECORD,
    KIND_CLOCK,
    KINDS
};
static const char *const kind_name[KINDS] = {"alloc",  "byte",     "write",  "read",   "sync",
                                             "rename", "truncate", "open",   "close",  "mkdir",
                                             "unlink", "lock",     "thread", "record", "clock"};

static atomic_ullong seen[KINDS];
static enum kind failing = KINDS;
static unsigned long long failing_at;
static bool for_good;
static int failing_with;

enum { FILES_MOST = 1024 };
static atomic_bool is_journal[FILES_MOST];

/* ---- orders and counts ---- */

static void read_orders(void)
{
    const char *text = getenv("MUSTER_FAIL");
    const char *number = text ? strchr(text, ':') : NULL;
    if (!number)
        return;
    for (int kind = 0; kind < KINDS; kind++)
        if (strlen(kind_name[kind]) == (size_t)(number - text) &&
            strncmp(kind_name[kind], text, (size_t)(number - text)) == 0)
            failing = (enum kind)kind;
    char *rest;
    failing_at = strtoull(number + 1, &rest, 10);
    for_good = *rest == '+';
    rest += for_good;
    failing_with = *rest == ':' ? atoi(rest + 1) : EIO;
}

static void write_counts(void)
{
    const char *path = getenv("MUSTER_COUNTS");
    FILE *file = path ? fopen(path, "w") : NULL;
    for (int kind = 0; file && kind < KINDS; kind++)
        fprintf(file, "%s %llu\n", kind_name[kind], atomic_load(&seen[kind]));
    if (file)
        fclose(file);
}

static void begin(void)
{
    read_orders();
    atexit(write_counts);
}

static pthread_once_t begun = PTHREAD_ONCE_INIT;

/* Counts an event; true, with errno set, when it has to fail. */
static bool fails(enum kind kind)
{
    pthread_once(&begun, begin);
    unsigned long long number = atomic_fetch_add(&seen[kind], 1) + 1;
    if (kind != failing || number < failing_at || (number > failing_at && !for_good))
        return false;
    errno = failing_with;
    return true;
}

/* How many of `length` bytes the disk still takes; fewer only with errno set. */
static size_t room(size_t length)
{
    unsigned long long before = atomic_fetch_add(&seen[KIND_BYTE], length);
    if (failing != KIND_BYTE || before + length < failing_at)
        return length;
    if (before >= failing_at && !for_good)
        return length;
    errno = failing_with;
    return before >= failing_at ? 0 : (size_t)(failing_at - before - 1);
}

/* The function of that name that would be called without this file. */
static void find(void *function, const char *name)
{
    void *found = dlsym(RTLD_NEXT, name);
    memcpy(function, &found, sizeof found);
}

/* ---- memory ---- */

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
char *__real_strdup(const char *text);
char *__real_realpath(const char *path, char *resolved);
DIR *__real_opendir(const char *path);
FILE *__real_open_memstream(char **text, size_t *length);
locale_t __real_newlocale(int mask, const char *name, locale_t base);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);
char *__wrap_strdup(const char *text);
char *__wrap_realpath(const char *path, char *resolved);
DIR *__wrap_opendir(const char *path);
FILE *__wrap_open_memstream(char **text, size_t *length);
locale_t __wrap_newlocale(int mask, const char *name, locale_t base);

void *__wrap_malloc(size_t size)
{
    return fails(KIND_ALLOC) ? NULL : __real_malloc(size);
}

/* Before main: what Jansson allocates is ours, too. */
__attribute__((constructor)) static void count_json(void)
{
    json_set_alloc_funcs(__wrap_malloc, free);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return fails(KIND_ALLOC) ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *old, size_t size)
{
    return fails(KIND_ALLOC) ? NULL : __real_realloc(old, size);
}

char *__wrap_strdup(const char *text)
{
    return fails(KIND_ALLOC) ? NULL : __real_strdup(text);
}

char *__wrap_realpath(const char *path, char *resolved)
{
    return fails(KIND_ALLOC) ? NULL : __real_realpath(path, resolved);
}

DIR *__wrap_opendir(const char *path)
{
    return fails(KIND_ALLOC) ? NULL : __real_opendir(path);
}

FILE *__wrap_open_memstream(char **text, size_t *length)
{
    return fails(KIND_ALLOC) ? NULL : __real_open_memstream(text, length);
}

locale_t __wrap_newlocale(int mask, const char *name, locale_t base)
{
    return fails(KIND_ALLOC) ? (locale_t)0 : __real_newlocale(mask, name, base);
}

/* ---- files ---- */

int open(const char *path, int flags, ...)
{
    int (*next)(const char *, int, ...);
    va_list list;
    va_start(list, flags);
    mode_t mode = flags & O_CREAT ? va_arg(list, mode_t) : 0;
    va_end(list);
    if (fails(KIND_OPEN))
        return -1;
    find(&next, "open");
    int file = next(path, flags, mode);
    if (file >= 0 && file < FILES_MOST)
        atomic_store(&is_journal[file], strstr(path, ".journal") != NULL);
    return file;
}

int close(int file)
{
    int (*next)(int);
    find(&next, "close");
    bool fail = fails(KIND_CLOSE);
    int error = errno, status = next(file);
    if (fail)
        errno = error;
    return fail ? -1 : status;
}

ssize_t pwrite(int file, const void *data, size_t length, off_t offset)
{
    ssize_t (*next)(int, const void *, size_t, off_t);
    find(&next, "pwrite");
    if (fails(KIND_WRITE))
        return -1;
    size_t fits = room(length);
    int error = errno;
    ssize_t written = fits || !length ? next(file, data, fits, offset) : -1;
    if (!fits && length)
        errno = error;
    if (file >= 0 && file < FILES_MOST && atomic_load(&is_journal[file]) &&
        written == (ssize_t)length)
        atomic_fetch_add(&seen[KIND_RECORD], 1);
    return written;
}

/* The standard streams are the tests' own ears. */
ssize_t write(int file, const void *data, size_t length)
{
    ssize_t (*next)(int, const void *, size_t);
    find(&next, "write");
    if (file <= STDERR_FILENO)
        return next(file, data, length);
    if (fails(KIND_WRITE))
        return -1;
    size_t fits = room(length);
    return fits || !length ? next(file, data, fits) : -1;
}

ssize_t pread(int file, void *data, size_t length, off_t offset)
{
    ssize_t (*next)(int, void *, size_t, off_t);
    find(&next, "pread");
    return fails(KIND_READ) ? -1 : next(file, data, length, offset);
}

ssize_t read(int file, void *data, size_t length)
{
    ssize_t (*next)(int, void *, size_t);
    find(&next, "read");
    return fails(KIND_READ) ? -1 : next(file, data, length);
}

int fsync(int file)
{
    int (*next)(int);
    find(&next, "fsync");
    return fails(KIND_SYNC) ? -1 : next(file);
}

int fdatasync(int file)
{
    int (*next)(int);
    find(&next, "fdatasync");
    return fails(KIND_SYNC) ? -1 : next(file);
}

int rename(const char *from, const char *to)
{
    int (*next)(const char *, const char *);
    find(&next, "rename");
    return fails(KIND_RENAME) ? -1 : next(from, to);
}

int ftruncate(int file, off_t length)
{
    int (*next)(int, off_t);
    find(&next, "ftruncate");
    return fails(KIND_TRUNCATE) ? -1 : next(file, length);
}

int mkdir(const char *path, mode_t mode)
{
    int (*next)(const char *, mode_t);
    find(&next, "mkdir");
    return fails(KIND_MKDIR) ? -1 : next(path, mode);
}

int unlink(const char *path)
{
    int (*next)(const char *);
    find(&next, "unlink");
    return fails(KIND_UNLINK) ? -1 : next(path);
}

int flock(int file, int operation)
{
    int (*next)(int, int);
    find(&next, "flock");
    return fails(KIND_LOCK) ? -1 : next(file, operation);
}

/* ---- threads and time ---- */

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *work(void *),
                   void *context)
{
    int (*next)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);
    find(&next, "pthread_create");
    return fails(KIND_THREAD) ? failing_with : next(thread, attributes, work, context);
}

/* Years forward and back again, by turns. */
static time_t jump(void)
{
    return fails(KIND_CLOCK) ? (time_t)(atomic_load(&seen[KIND_CLOCK]) % 7 - 3) * 200000000 : 0;
}

int clock_gettime(clockid_t clock, struct timespec *now)
{
    int (*next)(clockid_t, struct timespec *);
    find(&next, "clock_gettime");
    int status = next(clock, now);
    if (clock == CLOCK_REALTIME)
        now->tv_sec += jump();
    return status;
}

time_t time(time_t *out)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (out)
        *out = now.tv_sec;
    return now.tv_sec;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone)
{
    struct timespec precise;
    (void)zone;
    clock_gettime(CLOCK_REALTIME, &precise);
    *now = (struct timeval){precise.tv_sec, precise.tv_nsec / 1000};
    return 0;
}
