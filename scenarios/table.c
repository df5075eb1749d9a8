/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table.h"

#include "file.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static uint64_t hash_bytes(const char *bytes, size_t length)
{
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * 1099511628211u;
    return hash;
}

static bool exists_in(const char *folder, const char *name)
{
    char path[4096];
    struct stat status;
    int length = snprintf(path, sizeof path, "%s/%s", folder, name);
    return length > 0 && (size_t)length < sizeof path && stat(path, &status) == 0;
}

/* The folder with the shipped file of that name; NULL if there is none. */
static const char *data_folder(const char *name)
{
    const char *const folders[] = {getenv("MUSTER_DATA"), MUSTER_DATA_BUILD, MUSTER_DATA_INSTALL};
    if (strchr(name, '/') != NULL)
        return NULL;
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        if (folders[i] != NULL && exists_in(folders[i], name))
            return folders[i];
    return NULL;
}

/* "folder/name"; an absolute name stays. To be freed; NULL: out of memory. */
static char *join(const char *folder, const char *name)
{
    size_t size = strlen(folder) + strlen(name) + 2;
    char *path = malloc(size);
    if (path != NULL)
        snprintf(path, size, "%s%s%s", name[0] == '/' ? "" : folder, name[0] == '/' ? "" : "/",
                 name);
    return path;
}

/* The file's real path, to be freed; NULL with a fault. */
static char *find_file(const struct muster_tables *tables, const char *name, bool shipped,
                       struct muster_place place, const char *path, struct muster_faults *faults)
{
    const char *data = NULL;
    if (shipped && !exists_in(tables->folder, name))
        data = data_folder(name);
    char *wanted = join(data != NULL ? data : tables->folder, name);
    if (wanted == NULL) {
        faults->out_of_memory = true;
        return NULL;
    }
    char *real = muster_file_resolve(faults, wanted, name, tables->folder,
                                     data != NULL || tables->allow_outside, place, path);
    free(wanted);
    return real;
}

/* Ends the line at `text` and gives the start of the next one, NULL after the last. */
static char *split_line(char *text)
{
    char *end = strchr(text, '\n');
    if (end != NULL)
        *end = '\0';
    size_t length = strlen(text);
    if (length > 0 && text[length - 1] == '\r')
        text[length - 1] = '\0';
    return end != NULL ? end + 1 : NULL;
}

static char *trim(char *field)
{
    field += strspn(field, " \t");
    size_t length = strlen(field);
    while (length > 0 && (field[length - 1] == ' ' || field[length - 1] == '\t'))
        field[--length] = '\0';
    return field;
}

/* Takes a field in double quotes, "" for one of them; *rest = what stands behind the quotes. */
static char *unquote(char *field, char **rest)
{
    char *to = field;
    char *from = field + 1;
    while (*from != '\0' && !(from[0] == '"' && from[1] != '"')) {
        from += from[0] == '"';
        *to++ = *from++;
    }
    *rest = *from == '"' ? from + 1 : NULL;
    *to = '\0';
    return field;
}

/* Splits a line into at most `most` fields; returns how many there are, 0 for broken quotes. */
static size_t split_fields(char **field, size_t most, char *line)
{
    size_t count = 0;
    for (;;) {
        char *own = line + strspn(line, " \t");
        char *rest = own;
        bool quoted = *own == '"';
        if (quoted)
            own = unquote(own, &rest);
        if (rest == NULL)
            return 0;
        char *comma = strchr(rest, ',');
        if (comma != NULL)
            *comma = '\0';
        if (quoted && *trim(rest) != '\0')
            return 0;
        if (count < most)
            field[count] = quoted ? own : trim(own);
        count++;
        if (comma == NULL)
            return count;
        line = comma + 1;
    }
}

/* Room for one more row. */
static bool grow(struct muster_table *table, size_t *capacity)
{
    if (table->rows < *capacity)
        return true;
    size_t more = *capacity > 0 ? 2 * *capacity : 64;
    char **cell = realloc(table->cell, more * table->columns * sizeof *cell);
    if (cell == NULL)
        return false;
    table->cell = cell;
    int *line = realloc(table->line, more * sizeof *line);
    if (line == NULL)
        return false;
    table->line = line;
    *capacity = more;
    return true;
}

/* True when the header's columns are those of `header`. */
static bool is_header(char **field, size_t count, const char *header)
{
    for (size_t i = 0; i < count; i++) {
        size_t length = strcspn(header, ",");
        if (strlen(field[i]) != length || strncmp(field[i], header, length) != 0)
            return false;
        header += length + (header[length] == ',');
    }
    return *header == '\0';
}

enum { COLUMNS_MOST = 8 };

/* Reads one line that is not empty; false: the table is not usable. */
static bool take_line(struct muster_table *table, size_t *capacity, char *line, int number,
                      struct muster_faults *faults)
{
    char *field[COLUMNS_MOST] = {NULL};
    struct muster_place place = {table->name, number, 1};
    size_t count = split_fields(field, COLUMNS_MOST, line);
    bool first = table->line == NULL;
    if (count != table->columns || (first && !is_header(field, count, table->header))) {
        char remedy[120];
        snprintf(remedy, sizeof remedy,
                 first ? "the first line has to be %s" : "the columns are %s", table->header);
        muster_faults_add(
            faults, place, NULL, remedy,
            first ? "the columns are not the expected ones"
                  : (count == 0 ? "a double quote is not closed" : "another number of columns"));
        return false;
    }
    if (!grow(table, capacity)) {
        faults->out_of_memory = true;
        return false;
    }
    if (first)
        return true;
    memcpy(table->cell + table->rows * table->columns, field, count * sizeof *field);
    table->line[table->rows++] = number;
    return true;
}

static bool is_blank(const char *line)
{
    const char *start = line + strspn(line, " \t\r");
    return *start == '\0' || *start == '#';
}

static bool take_lines(struct muster_table *table, size_t length, struct muster_faults *faults)
{
    if (memchr(table->text, '\0', length) != NULL) {
        muster_faults_add(faults, (struct muster_place){table->name, 1, 1}, NULL,
                          "save it as text (CSV, UTF-8)", "the file holds NUL bytes");
        return false;
    }
    char *line = table->text;
    if (strncmp(line, "\xEF\xBB\xBF", 3) == 0)
        line += 3;
    size_t capacity = 0;
    bool fine = true;
    bool headed = true;
    for (int number = 1; line != NULL && headed && !faults->out_of_memory; number++) {
        char *next = split_line(line);
        if (!is_blank(line))
            fine = take_line(table, &capacity, line, number, faults) && fine;
        headed = fine || table->line != NULL;
        line = next;
    }
    if (fine && table->rows == 0) {
        muster_faults_add(faults, (struct muster_place){table->name, 1, 1}, NULL,
                          "put a line of data below the heading", "the file has no lines of data");
        fine = false;
    }
    return fine;
}

static struct muster_table *free_table(struct muster_table *table)
{
    if (table != NULL) {
        free(table->name);
        free(table->cell);
        free(table->line);
        free(table->text);
        free(table);
    }
    return NULL;
}

/* A new table of a file, unread; takes `text`. */
static struct muster_table *new_table(const char *name, const char *header, char *text,
                                      size_t length)
{
    struct muster_table *table = calloc(1, sizeof *table);
    if (table == NULL) {
        free(text);
        return NULL;
    }
    table->text = text;
    table->hash = hash_bytes(text, length);
    table->header = header;
    table->columns = 1;
    for (const char *at = header; *at != '\0'; at++)
        table->columns += *at == ',';
    assert(table->columns <= COLUMNS_MOST);
    table->name = strdup(name);
    return table->name != NULL ? table : free_table(table);
}

const struct muster_table *muster_table_read(struct muster_tables *tables, const char *name,
                                             const char *header, bool shipped,
                                             struct muster_place place, const char *path,
                                             struct muster_faults *faults)
{
    struct muster_table **end = &tables->first;
    for (; *end != NULL; end = &(*end)->next)
        if (strcmp((*end)->name, name) == 0 && strcmp((*end)->header, header) == 0)
            return (*end)->usable ? *end : NULL;
    char *real = find_file(tables, name, shipped, place, path, faults);
    if (real == NULL)
        return NULL;
    size_t length = 0;
    char *text = muster_file_read(&length, faults, real, MUSTER_TABLE_BYTES_MOST, place, path);
    free(real);
    if (text == NULL)
        return NULL;
    struct muster_table *table = new_table(name, header, text, length);
    if (table == NULL) {
        faults->out_of_memory = true;
        return NULL;
    }
    *end = table;
    table->usable = take_lines(table, length, faults);
    return table->usable ? table : NULL;
}

const char *muster_table_cell(const struct muster_table *table, size_t row, size_t column)
{
    assert(row < table->rows && column < table->columns);
    return table->cell[row * table->columns + column];
}

struct muster_place muster_table_place(const struct muster_table *table, size_t row)
{
    return (struct muster_place){table->name, table->line[row], 1};
}

void muster_tables_clear(struct muster_tables *tables)
{
    while (tables->first != NULL) {
        struct muster_table *next = tables->first->next;
        free_table(tables->first);
        tables->first = next;
    }
}
