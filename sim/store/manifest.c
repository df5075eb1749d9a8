/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "manifest.h"
#include "checksum.h"

#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A growing text; once memory runs out it stays failed. */
struct text {
    char *bytes;
    size_t length, capacity;
    bool failed;
};

static void add_bytes(struct text *text, const char *bytes, size_t length)
{
    if (!text->failed && text->length + length + 1 > text->capacity) {
        size_t capacity = 2 * (text->length + length + 64);
        char *more = realloc(text->bytes, capacity);
        text->failed = !more;
        if (more) {
            text->bytes = more;
            text->capacity = capacity;
        }
    }
    if (text->failed)
        return;
    memcpy(text->bytes + text->length, bytes, length);
    text->length += length;
    text->bytes[text->length] = '\0';
}

static void add_line(struct text *text, const char *key, const char *value)
{
    add_bytes(text, key, strlen(key));
    add_bytes(text, ": ", 2);
    size_t start = text->length;
    add_bytes(text, value, strlen(value));
    for (size_t i = start; !text->failed && i < text->length; i++)
        if ((unsigned char)text->bytes[i] < ' ')
            text->bytes[i] = '?'; /* a name with a line break must not become a line */
    add_bytes(text, "\n", 1);
}

static void add_number(struct text *text, const char *key, uint64_t number)
{
    char value[32];
    snprintf(value, sizeof value, "%" PRIu64, number);
    add_line(text, key, value);
}

static void add_hash(struct text *text, const char *key, uint64_t hash)
{
    char value[32];
    snprintf(value, sizeof value, "%016" PRIx64, hash);
    add_line(text, key, value);
}

static void add_columns(struct text *text, const struct muster_column *column, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        add_bytes(text, column[i].name, strlen(column[i].name));
        add_bytes(text, column[i].by_day ? "d" : "-", 1);
        add_bytes(text, column[i].by_interval ? "i," : "-,", 2);
    }
}

/* A name of the tally's layout: a build with other columns must not read this one's records. */
static uint64_t columns_hash(bool *failed)
{
    struct text names = {NULL, 0, 0, false};
    add_columns(&names, muster_count_column, MUSTER_COUNTS);
    add_columns(&names, muster_staff_column, MUSTER_STAFFS);
    for (size_t i = 0; i < MUSTER_COSTS; i++)
        add_bytes(&names, muster_heading[i].name, strlen(muster_heading[i].name));
    char sizes[64];
    snprintf(sizes, sizeof sizes, ",%d,%d", (int)MUSTER_METS, (int)MUSTER_WAIT_BINS);
    add_bytes(&names, sizes, strlen(sizes));
    uint64_t hash = names.failed ? 0 : muster_text_hash(names.bytes);
    *failed = *failed || names.failed;
    free(names.bytes);
    return hash;
}

static const char *byte_order(void)
{
    const uint16_t one = 1;
    return *(const unsigned char *)&one == 1 ? "little" : "big";
}

static void add_shape(struct text *text, const struct muster_shape *shape)
{
    add_number(text, "services", shape->services);
    add_number(text, "groups", shape->groups);
    add_number(text, "targets", shape->targets);
    add_number(text, "days", shape->days);
    add_number(text, "intervals", shape->intervals);
    add_number(text, "months", shape->months);
    add_number(text, "weeks", shape->weeks);
    char value[32];
    add_number(text, "interval_ms", (uint64_t)llround(1000 * shape->interval_s));
    snprintf(value, sizeof value, "%" PRId32, shape->start);
    add_line(text, "start", value);
    add_number(text, "shift_based", shape->shift_based);
    add_number(text, "headings", shape->headings);
    add_number(text, "bytes", muster_tally_bytes(shape));
}

char *muster_manifest_text(const struct muster_question *question, const struct muster_shape *shape)
{
    struct text text = {NULL, 0, 0, false};
    add_line(&text, "format", MUSTER_STORE_FORMAT);
    add_line(&text, "version", MUSTER_VERSION);
    add_number(&text, "seed", question->seed);
    add_hash(&text, "scenario", muster_text_hash(question->resolved));
    add_hash(&text, "columns", columns_hash(&text.failed));
    add_line(&text, "byte_order", byte_order());
    add_number(&text, "candidates", question->candidate_count);
    add_shape(&text, shape);
    for (size_t i = 0; i < question->candidate_count; i++)
        add_line(&text, "candidate", question->candidate[i].name);
    const struct muster_scenario *base = &question->candidate[0].scenario;
    for (size_t i = 0; i < shape->services; i++)
        add_line(&text, "service", base->service[i].name);
    for (size_t i = 0; i < shape->groups; i++)
        add_line(&text, "group", base->group[i].name);
    if (text.failed) {
        free(text.bytes);
        return NULL;
    }
    return text.bytes;
}

/* Copies the line at `from` without its end, cut to what fits; returns the next line. */
static const char *copy_line(char *line, size_t size, const char *from)
{
    size_t length = strcspn(from, "\n");
    snprintf(line, size, "%.*s", (int)(length < size ? length : size), from);
    return from[length] ? from + length + 1 : from + length;
}

/* The first line in which two texts differ; `line` holds each one's, cut. Returns its number. */
static size_t first_difference(char line[2][96], const char *there, const char *here)
{
    size_t number = 0;
    do {
        size_t same = strcspn(there, "\n");
        bool equal = strncmp(there, here, same + 1) == 0;
        there = copy_line(line[0], sizeof line[0], there);
        here = copy_line(line[1], sizeof line[1], here);
        number++;
        if (!equal)
            break;
    } while (*there || *here);
    return number;
}

enum muster_status muster_identity_match(struct muster_failure *failure, const char *place,
                                         struct muster_identity there, struct muster_identity here)
{
    char line[2][96];
    bool same_scenario = strcmp(there.resolved, here.resolved) == 0;
    if (same_scenario && strcmp(there.manifest, here.manifest) == 0)
        return muster_failure_none(failure);
    first_difference(line, there.manifest, here.manifest);
    bool scenario = same_scenario ? false
                                  : strncmp(line[0], "scenario: ", 10) == 0 ||
                                        strcmp(there.manifest, here.manifest) == 0;
    if (!scenario)
        return muster_failure_set(failure, MUSTER_MISMATCH,
                                  "%s was made by another run: it has '%s', this run '%s'; use "
                                  "--force to discard it or --output for another file",
                                  place, line[0], line[1]);
    size_t number = first_difference(line, there.resolved, here.resolved);
    return muster_failure_set(failure, MUSTER_MISMATCH,
                              "%s was made from another scenario: line %zu of the resolved text is "
                              "'%s' there, '%s' here; use --force to discard it or --output for "
                              "another file",
                              place, number, line[0], line[1]);
}

const char *muster_manifest_next(char *value, size_t size, const char *text, const char *key)
{
    size_t length = strlen(key);
    while (*text) {
        if (strncmp(text, key, length) == 0 && strncmp(text + length, ": ", 2) == 0)
            return copy_line(value, size, text + length + 2);
        text += strcspn(text, "\n");
        text += *text == '\n';
    }
    return NULL;
}

bool muster_manifest_value(char *value, size_t size, const char *text, const char *key, size_t n)
{
    for (size_t i = 0; text && i <= n; i++)
        text = muster_manifest_next(value, size, text, key);
    return text != NULL;
}

/* A whole number of the manifest in [0, most]. */
static bool number_of(uint64_t *number, const char *text, const char *key, uint64_t most)
{
    char value[32], *end;
    if (!muster_manifest_value(value, sizeof value, text, key, 0) || value[0] < '0' ||
        value[0] > '9')
        return false;
    errno = 0;
    *number = strtoull(value, &end, 10);
    return errno == 0 && *end == '\0' && *number <= most;
}

static bool size_of(size_t *size, const char *text, const char *key, uint64_t most)
{
    uint64_t number;
    if (!number_of(&number, text, key, most))
        return false;
    *size = (size_t)number;
    return true;
}

static bool shape_of(struct muster_shape *shape, const char *text)
{
    /* Bounds keep every product of sizes far from overflow, whatever a damaged file says. */
    uint64_t shift_based, headings, interval_ms;
    char start[32];
    if (!size_of(&shape->services, text, "services", 100000) ||
        !size_of(&shape->groups, text, "groups", 100000) ||
        !size_of(&shape->targets, text, "targets", 100000) ||
        !size_of(&shape->days, text, "days", 100000) ||
        !size_of(&shape->intervals, text, "intervals", 100000) ||
        !size_of(&shape->months, text, "months", 100000) ||
        !size_of(&shape->weeks, text, "weeks", 100000) ||
        !number_of(&shift_based, text, "shift_based", 1) ||
        !number_of(&headings, text, "headings", (1u << MUSTER_COSTS) - 1) ||
        !number_of(&interval_ms, text, "interval_ms", 604800000) || interval_ms == 0 ||
        !muster_manifest_value(start, sizeof start, text, "start", 0))
        return false;
    shape->shift_based = shift_based != 0;
    shape->headings = (uint32_t)headings;
    shape->costed = headings != 0;
    shape->interval_s = (double)interval_ms / 1000;
    long date = strtol(start, NULL, 10);
    shape->start = (int32_t)date;
    return date > -1000000 && date < 4000000;
}

bool muster_manifest_parse(struct muster_manifest *manifest, const char *text)
{
    memset(manifest, 0, sizeof *manifest);
    char format[64];
    return muster_manifest_value(format, sizeof format, text, "format", 0) &&
           strcmp(format, MUSTER_STORE_FORMAT) == 0 &&
           number_of(&manifest->seed, text, "seed", UINT64_MAX) &&
           size_of(&manifest->candidates, text, "candidates", 10000) &&
           size_of(&manifest->bytes, text, "bytes", SIZE_MAX / 4) &&
           shape_of(&manifest->shape, text);
}
