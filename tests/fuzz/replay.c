/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Runs a target without libFuzzer: replay [--damage N] FILE-OR-FOLDER…
 * Every input as it is, then cut short at N places, then N times with bytes and pieces
 * changed at random (fixed seed). An input that takes more than LIMIT_S of processor time, or more
 * than LIMIT_BYTES of memory, ends the process; so does one that waits for WAIT_S.
 */
#include "fuzz.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

#ifdef MUSTER_SANITIZED
enum { LIMIT_S = 120 };
#else
enum { LIMIT_S = 20 };
#endif
enum { WAIT_S = 600 };
enum { DAMAGED_MOST = 1 << 14 }; /* larger inputs are run as they are */

struct replay {
    unsigned damage;
    size_t inputs, runs;
    uint64_t state;
};

/* Both signals end the process. */
static void set_limits(time_t processor_s, unsigned wait_s)
{
    struct itimerval limit = {.it_value = {.tv_sec = processor_s}};
    setitimer(ITIMER_PROF, &limit, NULL);
    alarm(wait_s);
}

/* A copy without anything behind it, so that reading past the end is noticed. */
static void run(struct replay *replay, const char *name, const char *bytes, size_t size)
{
    uint8_t *copy = malloc(size > 0 ? size : 1);
    fuzz_check(copy != NULL, "no memory for %s", name);
    memcpy(copy, bytes, size);
    set_limits(LIMIT_S, WAIT_S);
    LLVMFuzzerTestOneInput(copy, size);
    set_limits(0, 0);
    free(copy);
    replay->runs++;
}

static uint64_t next(struct replay *replay)
{
    replay->state ^= replay->state << 13;
    replay->state ^= replay->state >> 7;
    replay->state ^= replay->state << 17;
    return replay->state;
}

/* Changes one byte, copies a piece over another, or takes a piece out. */
static size_t damage(char *bytes, size_t size, struct replay *replay)
{
    static const char MARKS[] = "{}[]:,-'\"\n #&*!|>%@`0917.eE=x";
    size_t at = next(replay) % size, from = next(replay) % size;
    size_t piece = 1 + next(replay) % 20;
    piece = piece > size - at ? size - at : piece;
    piece = piece > size - from ? size - from : piece;
    switch (next(replay) % 4) {
    case 0:
        bytes[at] = (char)next(replay);
        return size;
    case 1:
        bytes[at] = MARKS[next(replay) % (sizeof MARKS - 1)];
        return size;
    case 2:
        memmove(bytes + at, bytes + from, piece);
        return size;
    default:
        memmove(bytes + at, bytes + at + piece, size - at - piece);
        return size - piece;
    }
}

static void run_damaged(struct replay *replay, const char *name, const char *bytes, size_t size)
{
    char *copy = malloc(size + 1);
    fuzz_check(copy != NULL, "no memory for %s", name);
    for (size_t length = 0; length < size; length += 1 + size / replay->damage)
        run(replay, name, bytes, length);
    for (unsigned round = 0; round < replay->damage; round++) {
        size_t length = size;
        memcpy(copy, bytes, size);
        for (uint64_t changes = 1 + next(replay) % 4; changes > 0 && length > 1; changes--)
            length = damage(copy, length, replay);
        run(replay, name, copy, length);
    }
    free(copy);
}

static void run_file(struct replay *replay, const char *path)
{
    size_t size;
    char *bytes = fuzz_get(path, &size);
    fprintf(stderr, "%s\n", path); /* the last line tells which one it was */
    run(replay, path, bytes, size);
    if (replay->damage > 0 && size > 0 && size <= DAMAGED_MOST)
        run_damaged(replay, path, bytes, size);
    replay->inputs++;
    free(bytes);
}

static void run_all(struct replay *replay, const char *path)
{
    struct dirent **item;
    struct stat about;
    fuzz_check(stat(path, &about) == 0, "%s is missing", path);
    if (!S_ISDIR(about.st_mode)) {
        run_file(replay, path);
        return;
    }
    int count = scandir(path, &item, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        char inner[4096];
        snprintf(inner, sizeof inner, "%s/%s", path, item[i]->d_name);
        if (item[i]->d_name[0] != '.')
            run_all(replay, inner);
        free(item[i]);
    }
    free(item);
}

/* A sanitizer's shadow takes terabytes of addresses. */
static void limit_memory(void)
{
#ifndef MUSTER_SANITIZED
    static const rlim_t LIMIT_BYTES = (rlim_t)3 << 30;
    struct rlimit limit = {LIMIT_BYTES, LIMIT_BYTES};
    setrlimit(RLIMIT_AS, &limit);
#endif
}

int main(int argc, char **argv)
{
    struct replay replay = {.state = UINT64_C(88172645463325252)};
    int first = 1;
    if (argc > 2 && strcmp(argv[1], "--damage") == 0) {
        replay.damage = (unsigned)strtoul(argv[2], NULL, 10);
        first = 3;
    }
    char *path[64];
    int count = 0;
    for (int i = first; i < argc && count < 64; i++) {
        path[count] = realpath(argv[i], NULL);
        fuzz_check(path[count] != NULL, "%s is missing", argv[i]);
        count++;
    }
    LLVMFuzzerInitialize(&argc, &argv);
    limit_memory();
    for (int i = 0; i < count; i++) {
        run_all(&replay, path[i]);
        free(path[i]);
    }
    printf("%zu inputs, %zu runs\n", replay.inputs, replay.runs);
    return replay.inputs > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
