/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "utf8.h"

#include <ftw.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void fuzz_check(bool fine, const char *format, ...)
{
    if (fine)
        return;
    va_list arguments;
    va_start(arguments, format);
    fputs("finding: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    abort();
}

/* ---- files ---- */

static char folder[64];
static pid_t owner;

static int remove_one(const char *path, const struct stat *about, int kind, struct FTW *where)
{
    (void)about;
    (void)kind;
    (void)where;
    return remove(path);
}

/* libFuzzer's helpers are forked: only the process that made the folder takes it away. */
static void leave_folder(void)
{
    if (getpid() == owner && chdir("/") == 0)
        nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

void fuzz_enter_folder(void)
{
    snprintf(folder, sizeof folder, "/dev/shm/muster-fuzz-XXXXXX");
    if (!mkdtemp(folder)) {
        snprintf(folder, sizeof folder, "/tmp/muster-fuzz-XXXXXX");
        fuzz_check(mkdtemp(folder) != NULL, "no folder can be made");
    }
    owner = getpid();
    fuzz_check(chdir(folder) == 0 && atexit(leave_folder) == 0, "the folder is of no use");
}

void fuzz_put(const char *name, const void *bytes, size_t size)
{
    FILE *file = fopen(name, "wb");
    fuzz_check(file && fwrite(bytes, 1, size, file) == size && fclose(file) == 0,
               "%s cannot be written", name);
}

char *fuzz_get(const char *name, size_t *size)
{
    struct stat about;
    FILE *file = fopen(name, "rb");
    fuzz_check(file && fstat(fileno(file), &about) == 0, "%s cannot be read", name);
    *size = (size_t)about.st_size;
    char *bytes = calloc(1, *size + 1);
    fuzz_check(bytes && fread(bytes, 1, *size, file) == *size, "%s cannot be read", name);
    fclose(file);
    return bytes;
}

/* ---- what people see ---- */

bool fuzz_holds_nan(const uint8_t *bytes, size_t size)
{
    for (size_t i = 0; i + 3 <= size; i++)
        if (memcmp(bytes + i, "nan", 3) == 0)
            return true;
    return false;
}

void fuzz_check_output(const char *text, size_t length, bool numbers)
{
    for (size_t i = 0, size = 0; i < length; i += size) {
        uint32_t character = 0;
        size = muster_utf8_decode(&character, text + i, length - i);
        fuzz_check(size > 0, "byte %02x goes out", (unsigned char)text[i]);
        bool control = (character < 0x20 && character != '\n') ||
                       (character >= 0x7f && character < 0xa0) ||
                       (character >= 0x202a && character <= 0x202e);
        fuzz_check(!control, "character %04x goes out", (unsigned)character);
    }
    fuzz_check(!numbers || !fuzz_holds_nan((const uint8_t *)text, length), "a NaN goes out");
}

static void check_printed(struct muster_faults *faults)
{
    char *text = NULL;
    size_t length = 0;
    FILE *file = open_memstream(&text, &length);
    fuzz_check(file != NULL, "no memory");
    muster_faults_print(faults, file);
    fclose(file);
    fuzz_check_output(text, length, false);
    free(text);
}

void fuzz_check_faults(struct muster_faults *faults, bool accepted)
{
    fuzz_check(accepted == !muster_faults_any(faults), "accepted %d with %zu faults", accepted,
               faults->fault_count);
    fuzz_check(!faults->out_of_memory, "out of memory");
    for (size_t i = 0; i < faults->count; i++) {
        const struct muster_fault *fault = &faults->items[i];
        fuzz_check(fault->text[0] != '\0' && fault->file[0] != '\0', "a fault says nothing");
        fuzz_check(fault->line >= 1 && fault->column >= 1, "a fault stands nowhere: %s",
                   fault->text);
    }
    check_printed(faults);
    muster_faults_clear(faults);
}

/* ---- questions ---- */

static void check_same(const struct muster_candidate *a, const struct muster_candidate *b)
{
    struct fuzz_walk first, second;
    fuzz_walk_scenario(&first, &a->scenario);
    fuzz_walk_scenario(&second, &b->scenario);
    fuzz_check(!first.bad, "%s is no number", first.bad);
    fuzz_check(first.hash == second.hash, "candidate %s reads otherwise", a->name);
    fuzz_check(strcmp(a->name, b->name) == 0, "%s is called %s", a->name, b->name);
    fuzz_check(a->setting_count == b->setting_count, "%s has other settings", a->name);
    for (size_t i = 0; i < a->setting_count; i++)
        fuzz_check(strcmp(a->setting[i].key, b->setting[i].key) == 0 &&
                       strcmp(a->setting[i].text, b->setting[i].text) == 0,
                   "%s sets %s otherwise", a->name, a->setting[i].key);
}

/* How a question is run (replications, seed, precision) is not in the resolved text. */
static void check_run(const struct muster_question *question)
{
    fuzz_check(question->replications >= 1 && question->at_most >= 0, "replications");
    for (size_t i = 0; i < question->precision_count; i++)
        fuzz_check(question->precision[i].half_width > 0, "half-width");
}

void fuzz_check_question(const struct muster_question *question)
{
    struct muster_question again;
    struct muster_faults faults;
    muster_faults_init(&faults);
    bool fine = muster_question_read_text(&again, &faults, "resolved.yaml", question->resolved,
                                          strlen(question->resolved), NULL);
    if (!fine) {
        fputs(question->resolved, stderr);
        muster_faults_print(&faults, stderr);
    }
    fuzz_check(fine, "the resolved text is refused");
    fuzz_check_faults(&faults, fine);
    fuzz_check(strcmp(again.resolved, question->resolved) == 0, "resolved otherwise");
    fuzz_check(again.candidate_count == question->candidate_count, "other candidates");
    for (size_t i = 0; i < question->candidate_count; i++)
        check_same(&question->candidate[i], &again.candidate[i]);
    check_run(question);
    muster_question_clear(&again);
}
