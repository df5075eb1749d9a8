/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Faults: what is wrong with a scenario or its data, where, and what to do about it. A reader adds
 * every fault it meets and carries on; the caller prints them at the end, sorted by file and
 * position, each as
 *     council.yaml:14:17: staff.agents.fte: -3 is out of range [0, 10000]; did you mean 3?
 * A warning reads the same with "warning: " before the path. Text that came from a user may hold
 * anything: control characters, direction marks and broken UTF-8 are escaped when printed.
 * Thread rule: one list belongs to one thread.
 */
#ifndef MUSTER_FAULTS_H
#define MUSTER_FAULTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#if defined(__GNUC__)
#define MUSTER_PRINTF(position, first) __attribute__((format(printf, position, first)))
#else
#define MUSTER_PRINTF(position, first)
#endif

enum {
    MUSTER_FAULTS_MOST = 1000,    /* kept; the rest are only counted */
    MUSTER_FAULT_TEXT_MOST = 1024 /* bytes of one text, remedy or path; longer ones are cut */
};

/* A position in a file. `file` is borrowed; line 0 means the file as a whole. */
struct muster_place {
    const char *file;
    int line;   /* [1, …], 0 = none */
    int column; /* [1, …] in characters */
};

enum muster_severity { MUSTER_SEVERITY_FAULT, MUSTER_SEVERITY_WARNING };

struct muster_fault {
    enum muster_severity severity;
    char *file;
    int line;
    int column;
    char *path;   /* "staff.agents.fte"; may be empty */
    char *text;   /* what is wrong, with the allowed range */
    char *remedy; /* what to do; may be empty */
};

struct muster_faults {
    struct muster_fault *items; /* owned */
    size_t count;
    size_t capacity;
    size_t fault_count;   /* all faults added, kept or not; duplicates until sorted */
    size_t warning_count; /* all warnings added */
    size_t unlisted;      /* added beyond MUSTER_FAULTS_MOST */
    bool out_of_memory;   /* memory ran out, here or in a reader: the list is not complete */
};

/* An empty list. */
void muster_faults_init(struct muster_faults *faults);
/* Frees everything; the list is empty and usable again. NULL is ignored. */
void muster_faults_clear(struct muster_faults *faults);

/* Adds a fault (warning) at `place`. `path` and `remedy` may be NULL. The text is made from
 * `format`; all strings are copied. Never fails: lack of memory sets out_of_memory. */
void muster_faults_add(struct muster_faults *faults, struct muster_place place, const char *path,
                       const char *remedy, const char *format, ...) MUSTER_PRINTF(5, 6);
void muster_faults_warn(struct muster_faults *faults, struct muster_place place, const char *path,
                        const char *remedy, const char *format, ...) MUSTER_PRINTF(5, 6);

/* True when there is a fault (warnings do not count) or memory ran out. */
bool muster_faults_any(const struct muster_faults *faults);
/* Sorts by file, line, column, path and text, and drops duplicates. */
void muster_faults_sort(struct muster_faults *faults);
/* Sorts, then writes one line each, and a last line when some were not kept or memory ran out. */
void muster_faults_print(struct muster_faults *faults, FILE *file);

/* The dotted path of the key being read, for faults: push a key or a list position on the way
 * down, go back to the length that the push returned on the way up. Never overflows: a path too
 * long is cut. A path of all zeros is empty. */
struct muster_path {
    char text[512];
    size_t length; /* of the path as it should be; text holds what fits */
};
/* "staff" + "agents" = "staff.agents". Returns the length before. */
size_t muster_path_push(struct muster_path *path, const char *key);
/* "staff.agents.shifts" + 2 = "staff.agents.shifts[2]"; `position` counts from 1. */
size_t muster_path_push_position(struct muster_path *path, size_t position);
void muster_path_pop(struct muster_path *path, size_t length);

#endif
