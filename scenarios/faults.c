/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "faults.h"

#include "utf8.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

void muster_faults_init(struct muster_faults *faults)
{
    *faults = (struct muster_faults){0};
}

static void fault_clear(struct muster_fault *fault)
{
    free(fault->file);
    free(fault->path);
    free(fault->text);
    free(fault->remedy);
}

void muster_faults_clear(struct muster_faults *faults)
{
    if (!faults) {
        return;
    }
    for (size_t i = 0; i < faults->count; i++) {
        fault_clear(&faults->items[i]);
    }
    free(faults->items);
    muster_faults_init(faults);
}

static char *copy_text(const char *text)
{
    size_t length = text ? strnlen(text, MUSTER_FAULT_TEXT_MOST) : 0;
    char *copy = malloc(length + 1);
    if (copy) {
        if (length > 0) {
            memcpy(copy, text, length);
        }
        copy[length] = '\0';
    }
    return copy;
}

static bool has_room(struct muster_faults *faults)
{
    if (faults->count < faults->capacity) {
        return true;
    }
    size_t capacity = faults->capacity ? 2 * faults->capacity : 16;
    struct muster_fault *items = realloc(faults->items, capacity * sizeof *items);
    if (!items) {
        return false;
    }
    faults->items = items;
    faults->capacity = capacity;
    return true;
}

static void add(struct muster_faults *faults, struct muster_fault fault)
{
    if (!fault.file || !fault.path || !fault.text || !fault.remedy || !has_room(faults)) {
        fault_clear(&fault);
        faults->out_of_memory = true;
        return;
    }
    faults->items[faults->count++] = fault;
}

static void add_formatted(struct muster_faults *faults, enum muster_severity severity,
                          struct muster_place place, const char *path, const char *remedy,
                          const char *format, va_list arguments)
{
    size_t *total =
        severity == MUSTER_SEVERITY_FAULT ? &faults->fault_count : &faults->warning_count;
    (*total)++;
    if (faults->count >= MUSTER_FAULTS_MOST) {
        faults->unlisted++;
        return;
    }
    char text[MUSTER_FAULT_TEXT_MOST];
    if (vsnprintf(text, sizeof text, format, arguments) < 0) {
        text[0] = '\0';
    }
    add(faults, (struct muster_fault){.severity = severity,
                                      .file = copy_text(place.file),
                                      .line = place.line,
                                      .column = place.column,
                                      .path = copy_text(path),
                                      .text = copy_text(text),
                                      .remedy = copy_text(remedy)});
}

void muster_faults_add(struct muster_faults *faults, struct muster_place place, const char *path,
                       const char *remedy, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    add_formatted(faults, MUSTER_SEVERITY_FAULT, place, path, remedy, format, arguments);
    va_end(arguments);
}

void muster_faults_warn(struct muster_faults *faults, struct muster_place place, const char *path,
                        const char *remedy, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    add_formatted(faults, MUSTER_SEVERITY_WARNING, place, path, remedy, format, arguments);
    va_end(arguments);
}

bool muster_faults_any(const struct muster_faults *faults)
{
    return faults->fault_count > 0 || faults->out_of_memory;
}

static int compare(const void *left, const void *right)
{
    const struct muster_fault *a = left;
    const struct muster_fault *b = right;
    int order = strcmp(a->file, b->file);
    if (order == 0) {
        order = (a->line > b->line) - (a->line < b->line);
    }
    if (order == 0) {
        order = (a->column > b->column) - (a->column < b->column);
    }
    if (order == 0) {
        order = strcmp(a->path, b->path);
    }
    if (order == 0) {
        order = strcmp(a->text, b->text);
    }
    if (order == 0) {
        order = strcmp(a->remedy, b->remedy);
    }
    return order ? order : (int)a->severity - (int)b->severity;
}

void muster_faults_sort(struct muster_faults *faults)
{
    if (faults->count < 2) {
        return;
    }
    qsort(faults->items, faults->count, sizeof *faults->items, compare);
    size_t kept = 1;
    for (size_t i = 1; i < faults->count; i++) {
        struct muster_fault *item = &faults->items[i];
        if (compare(&faults->items[kept - 1], item) != 0) {
            faults->items[kept++] = *item;
            continue;
        }
        size_t *total =
            item->severity == MUSTER_SEVERITY_FAULT ? &faults->fault_count : &faults->warning_count;
        (*total)--;
        fault_clear(item);
    }
    faults->count = kept;
}

static void print_text(FILE *file, const char *text)
{
    size_t left = strlen(text);
    while (left > 0) {
        uint32_t c = 0;
        size_t size = muster_utf8_decode(&c, text, left);
        if (size == 0) {
            fprintf(file, "\\x%02x", (unsigned)(unsigned char)*text);
            size = 1;
        } else if (!muster_utf8_is_unruly(c)) {
            fwrite(text, 1, size, file);
        } else if (c == '\n' || c == '\t' || c == '\r') {
            fputs(c == '\n' ? "\\n" : c == '\t' ? "\\t" : "\\r", file);
        } else {
            fprintf(file, c < 0x100 ? "\\x%02x" : "\\u%04x", (unsigned)c);
        }
        text += size;
        left -= size;
    }
}

static void print_fault(FILE *file, const struct muster_fault *fault)
{
    if (fault->file[0] != '\0') {
        print_text(file, fault->file);
        if (fault->line > 0) {
            fprintf(file, ":%d:%d", fault->line, fault->column);
        }
        fputs(": ", file);
    }
    if (fault->severity == MUSTER_SEVERITY_WARNING) {
        fputs("warning: ", file);
    }
    if (fault->path[0] != '\0') {
        print_text(file, fault->path);
        fputs(": ", file);
    }
    print_text(file, fault->text);
    if (fault->remedy[0] != '\0') {
        fputs("; ", file);
        print_text(file, fault->remedy);
    }
    fputc('\n', file);
}

void muster_faults_print(struct muster_faults *faults, FILE *file)
{
    muster_faults_sort(faults);
    for (size_t i = 0; i < faults->count; i++) {
        print_fault(file, &faults->items[i]);
    }
    if (faults->unlisted > 0) {
        fprintf(file, "and %zu more\n", faults->unlisted);
    }
    if (faults->out_of_memory) {
        fputs("out of memory: this list is not complete\n", file);
    }
}

/* Appends to the part that fits and counts the whole, so that a pop finds its way back. */
static void append(struct muster_path *path, const char *text)
{
    size_t size = sizeof path->text;
    if (path->length < size - 1) {
        snprintf(path->text + path->length, size - path->length, "%s", text);
    }
    path->length += strlen(text);
}

size_t muster_path_push(struct muster_path *path, const char *key)
{
    size_t before = path->length;
    if (before > 0) {
        append(path, ".");
    }
    append(path, key);
    return before;
}

size_t muster_path_push_position(struct muster_path *path, size_t position)
{
    size_t before = path->length;
    char text[32];
    snprintf(text, sizeof text, "[%zu]", position);
    append(path, text);
    return before;
}

void muster_path_pop(struct muster_path *path, size_t length)
{
    assert(length <= path->length);
    path->length = length;
    if (length < sizeof path->text) {
        path->text[length] = '\0';
    }
}
