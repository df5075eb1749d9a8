/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `muster` as people run it, for the tests of the whole command: a folder of its own to run in, the
 * words of the call, the two streams, the files left behind, the exit status.
 */
#ifndef MUSTER_COMMANDS_H
#define MUSTER_COMMANDS_H

#include "check_main.h"
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

enum { TEXT_MOST = 1 << 22, WORDS_MOST = 32 };

/* What one run left behind; the texts are good until the next run. */
struct outcome {
    int status; /* of exit, or minus the signal */
    char *out, *err;
};

static char text_out[TEXT_MOST], text_err[TEXT_MOST];

/* ---- the folder ---- */

static char folder[64];

static inline void write_file(const char *name, const char *text)
{
    FILE *file = fopen(name, "w");
    ck_assert_ptr_nonnull(file);
    fputs(text, file);
    ck_assert_int_eq(fclose(file), 0);
}

static inline void enter_folder(void)
{
    strcpy(folder, "/tmp/muster-command-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(chdir(folder), 0);
}

/* The folder holds files, and folders of files. */
static inline void remove_folder(const char *path)
{
    DIR *open_folder = opendir(path);
    for (struct dirent *entry; open_folder && (entry = readdir(open_folder));) {
        char name[512];
        int length = snprintf(name, sizeof name, "%s/%s", path, entry->d_name);
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0 ||
            length >= (int)sizeof name)
            continue;
        if (unlink(name) != 0)
            remove_folder(name);
    }
    if (open_folder)
        closedir(open_folder);
    rmdir(path);
}

static inline void leave_folder(void)
{
    ck_assert_int_eq(chdir("/"), 0);
    remove_folder(folder);
}

static inline bool exists(const char *name)
{
    struct stat status;
    return lstat(name, &status) == 0;
}

static inline void slurp(char *text, const char *name)
{
    FILE *file = fopen(name, "r");
    ck_assert_ptr_nonnull(file);
    text[fread(text, 1, TEXT_MOST - 1, file)] = '\0';
    fclose(file);
}

static inline void expect_same_bytes(const char *a, const char *b)
{
    FILE *one = fopen(a, "rb"), *two = fopen(b, "rb");
    ck_assert_msg(one && two, "%s or %s is not there", a, b);
    long at = 0;
    for (int left = 0, right = 0; left != EOF; at++) {
        left = getc(one);
        right = getc(two);
        if (left != right)
            ck_abort_msg("%s and %s differ at byte %ld", a, b, at);
    }
    ck_assert_int_gt(at, 1000);
    fclose(one);
    fclose(two);
}

/* Bytes of replications in an unfinished run's journal so far. */
static inline long journal_bytes(const char *path)
{
    long bytes = 0;
    DIR *open_folder = opendir(path);
    for (struct dirent *entry; open_folder && (entry = readdir(open_folder));) {
        char name[512];
        struct stat status;
        snprintf(name, sizeof name, "%s/%s", path, entry->d_name);
        if (strstr(entry->d_name, ".journal") && stat(name, &status) == 0)
            bytes += (long)status.st_size;
    }
    if (open_folder)
        closedir(open_folder);
    return bytes;
}

/* ---- running ---- */

/* Starts a program with the words, split at '|' so that they may hold blanks. */
static inline pid_t start_program(const char *program, const char *words, const char *out,
                                  const char *err, const char *in)
{
    char line[1024];
    char *argv[WORDS_MOST] = {line};
    size_t count = 0;
    snprintf(line, sizeof line, "%s%s%s", program, words[0] ? "|" : "", words);
    for (char *word = strtok(line, "|"); word && count < WORDS_MOST - 1; word = strtok(NULL, "|"))
        argv[count++] = word;
    argv[count] = NULL;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, in ? in : "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, err, O_WRONLY | O_CREAT | O_TRUNC,
                                     0666);
    if (out)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, out, O_WRONLY | O_CREAT | O_TRUNC,
                                         0666);
    else
        posix_spawn_file_actions_addclose(&actions, STDOUT_FILENO);
    pid_t child;
    ck_assert_int_eq(posix_spawn(&child, program, &actions, NULL, argv, environ), 0);
    posix_spawn_file_actions_destroy(&actions);
    return child;
}

static inline pid_t start(const char *words, const char *out, const char *err, const char *in)
{
    return start_program(MUSTER_BINARY, words, out, err, in);
}

/* The exit status, or minus the signal. */
static inline int finish(pid_t child)
{
    int status = 0;
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

static inline struct outcome run_program(const char *program, const char *words)
{
    struct outcome outcome = {.out = text_out, .err = text_err};
    outcome.status = finish(start_program(program, words, "stdout", "stderr", NULL));
    slurp(outcome.out, "stdout");
    slurp(outcome.err, "stderr");
    return outcome;
}

static inline struct outcome run(const char *words)
{
    return run_program(MUSTER_BINARY, words);
}

static inline struct outcome run_fine(const char *words)
{
    struct outcome outcome = run(words);
    ck_assert_msg(outcome.status == 0, "%s: status %d: %s", words, outcome.status, outcome.err);
    return outcome;
}

/* The call ends with `status`, says `said` on stderr and nothing on stdout. */
static inline void expect(const char *words, int status, const char *said)
{
    struct outcome outcome = run(words);
    ck_assert_msg(outcome.status == status, "%s: status %d, not %d: %s", words, outcome.status,
                  status, outcome.err);
    ck_assert_msg(strstr(outcome.err, said) != NULL, "%s: '%s' is not in: %s", words, said,
                  outcome.err);
    ck_assert_msg(outcome.out[0] == '\0', "%s: stdout: %s", words, outcome.out);
}

static inline void nap(void)
{
    nanosleep(&(struct timespec){.tv_nsec = 2000000}, NULL);
}

#endif
