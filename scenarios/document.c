/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document.h"

#include "arena.h"
#include "file.h"
#include "segment.h"
#include "tree.h"
#include "utf8.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What one reading of a file and all it includes shares. */
struct reading {
    struct muster_document *document;
    struct muster_faults *faults;
    const struct muster_document_options *options;
    size_t node_count;
    size_t chain_length;
    bool incomplete; /* an include was not read */
    const struct muster_document_file *chain[MUSTER_DOCUMENT_INCLUDES_MOST];
};

void muster_document_init(struct muster_document *document)
{
    *document = (struct muster_document){0};
}

void muster_document_clear(struct muster_document *document)
{
    if (document) {
        muster_arena_free(document->arena);
        muster_document_init(document);
    }
}

/* ---- Files ---- */

static struct muster_document_file *add_file(struct reading *reading, const char *name,
                                             const char *real_path, const char *text, size_t length)
{
    struct muster_arena *arena = reading->document->arena;
    struct muster_document_file *file = muster_arena_take(arena, sizeof *file);
    if (file) {
        file->name = muster_arena_name(arena, name);
        file->real_path = real_path ? muster_arena_name(arena, real_path) : NULL;
        file->text = muster_arena_text(arena, text, length);
        file->length = length;
    }
    if (!file || !file->name || !file->text || (real_path && !file->real_path)) {
        reading->faults->out_of_memory = true;
        return NULL;
    }
    struct muster_document_file **end = &reading->document->files;
    while (*end) {
        end = &(*end)->next;
    }
    *end = file;
    return file;
}

static bool begin(struct muster_document *document, struct muster_faults *faults,
                  const char *folder)
{
    document->arena = muster_arena_new();
    if (document->arena) {
        document->folder = muster_arena_name(document->arena, folder);
    }
    if (!document->folder) {
        faults->out_of_memory = true;
    }
    return document->folder != NULL;
}

/* ---- Includes ---- */

/* Puts `own` over `included`, which becomes the result: maps merge, everything else replaces. */
static void merge(struct reading *reading, struct muster_node *included,
                  const struct muster_node *own)
{
    bool (*replaces)(const struct muster_node *, const struct muster_node *) =
        reading->options->replaces;
    struct muster_node *next = NULL;
    for (struct muster_node *child = own->first; child; child = next) {
        next = child->next;
        struct muster_node *base = muster_node_get(included, child->key);
        if (!base) {
            muster_tree_append(included, child);
        } else if (base->kind == MUSTER_NODE_MAP && child->kind == MUSTER_NODE_MAP &&
                   !(replaces && replaces(base, child))) {
            merge(reading, base, child);
        } else {
            muster_tree_replace(base, child);
            base->key_place = child->key_place;
        }
    }
}

static struct muster_node *detach(struct muster_node *map, const char *key)
{
    struct muster_node *previous = NULL;
    for (struct muster_node *child = map->first; child; child = child->next) {
        if (strcmp(child->key, key) == 0) {
            if (previous) {
                previous->next = child->next;
            } else {
                map->first = child->next;
            }
            map->last = map->last == child ? previous : map->last;
            map->count--;
            return child;
        }
        previous = child;
    }
    return NULL;
}

static bool chain_allows(struct reading *reading, const char *real_path,
                         const struct muster_node *include)
{
    for (size_t i = 0; i < reading->chain_length; i++) {
        const char *known = reading->chain[i]->real_path;
        if (known && strcmp(known, real_path) == 0) {
            muster_faults_add(reading->faults, include->place, "include",
                              "remove one of the includes", "%s includes itself%s",
                              reading->chain[i]->name,
                              i + 1 < reading->chain_length ? " by way of others" : "");
            return false;
        }
    }
    if (reading->chain_length >= MUSTER_DOCUMENT_INCLUDES_MOST) {
        muster_faults_add(reading->faults, include->place, "include", NULL,
                          "more than %d files include each other", MUSTER_DOCUMENT_INCLUDES_MOST);
        return false;
    }
    return true;
}

static struct muster_node *read_file(struct reading *reading,
                                     const struct muster_document_file *file);

/* Reads the file behind an include whose display name and real path are known. */
static struct muster_node *read_resolved(struct reading *reading, const struct muster_node *include,
                                         const char *name, const char *real_path)
{
    size_t length = 0;
    if (!chain_allows(reading, real_path, include)) {
        return NULL;
    }
    char *text = muster_file_read(&length, reading->faults, real_path, MUSTER_DOCUMENT_BYTES_MOST,
                                  include->place, "include");
    if (!text) {
        return NULL;
    }
    const struct muster_document_file *file = add_file(reading, name, real_path, text, length);
    free(text);
    return file ? read_file(reading, file) : NULL;
}

/* The tree of the file that `include` names, seen from `file`; NULL with a fault. */
static struct muster_node *read_included(struct reading *reading,
                                         const struct muster_document_file *file,
                                         const struct muster_node *include)
{
    if (include->kind != MUSTER_NODE_SCALAR || include->text[0] == '\0') {
        muster_faults_add(reading->faults, include->place, "include", "write include: other.yaml",
                          "needs the name of one file");
        return NULL;
    }
    char *name = muster_file_beside(file->real_path ? file->name : "", include->text);
    if (!name) {
        reading->faults->out_of_memory = true;
        return NULL;
    }
    struct muster_node *root = NULL;
    char *real_path =
        muster_file_resolve(reading->faults, name, name, reading->document->folder,
                            reading->options->allow_outside, include->place, "include");
    if (real_path) {
        root = read_resolved(reading, include, name, real_path);
    }
    free(real_path);
    free(name);
    return root;
}

/* The tree of a file with its includes merged in; NULL with a fault when it is not usable. */
static struct muster_node *read_file(struct reading *reading,
                                     const struct muster_document_file *file)
{
    struct muster_tree_source source = {
        .name = file->name, .text = file->text, .length = file->length};
    struct muster_place top = {file->name, 1, 1};
    size_t faults_before = reading->faults->fault_count;
    struct muster_node *root =
        muster_tree_build(reading->document->arena, &reading->node_count, reading->faults, &source);
    if (!root) {
        if (reading->faults->fault_count == faults_before && !reading->faults->out_of_memory) {
            muster_faults_add(reading->faults, top, NULL, "begin with muster: 1",
                              "the file is empty");
        }
        return NULL;
    }
    if (root->kind != MUSTER_NODE_MAP) {
        muster_faults_add(reading->faults, root->place, NULL, "begin with muster: 1",
                          "the file is not a table of keys and values");
        return NULL;
    }
    const struct muster_node *include = detach(root, "include");
    if (!include) {
        return root;
    }
    reading->chain[reading->chain_length++] = file;
    struct muster_node *included = read_included(reading, file, include);
    reading->chain_length--;
    if (included) {
        merge(reading, included, root);
        return included;
    }
    reading->incomplete = true;
    return root;
}

/* ---- Reading ---- */

static const struct muster_document_options defaults;

static bool read_text(struct muster_document *document, struct muster_faults *faults,
                      const char *name, const char *real_path, const char *text, size_t length,
                      const struct muster_document_options *options)
{
    struct reading reading = {
        .document = document, .faults = faults, .options = options ? options : &defaults};
    const struct muster_document_file *file = add_file(&reading, name, real_path, text, length);
    document->root = file ? read_file(&reading, file) : NULL;
    document->incomplete = reading.incomplete;
    return document->root != NULL;
}

bool muster_document_parse(struct muster_document *document, struct muster_faults *faults,
                           const char *name, const char *text, size_t length,
                           const struct muster_document_options *options)
{
    char *folder = muster_file_folder("");
    bool read = begin(document, faults, folder ? folder : ".") &&
                read_text(document, faults, name, NULL, text, length, options);
    free(folder);
    return read;
}

static bool read_standard_input(struct muster_document *document, struct muster_faults *faults,
                                const struct muster_document_options *options)
{
    size_t length = 0;
    char *text = muster_file_read_open(&length, faults, STDIN_FILENO, MUSTER_DOCUMENT_BYTES_MOST,
                                       (struct muster_place){.file = "stdin"}, NULL);
    bool read = text && muster_document_parse(document, faults, "stdin", text, length, options);
    free(text);
    return read;
}

bool muster_document_read(struct muster_document *document, struct muster_faults *faults,
                          const char *path, const struct muster_document_options *options)
{
    if (strcmp(path, "-") == 0) {
        return read_standard_input(document, faults, options);
    }
    size_t length = 0;
    char *text = muster_file_read(&length, faults, path, MUSTER_DOCUMENT_BYTES_MOST,
                                  (struct muster_place){.file = path}, NULL);
    errno = 0;
    char *real_path = text ? muster_file_real(path) : NULL;
    char *folder = text && real_path ? muster_file_folder(path) : NULL;
    bool read = false;
    if (text && (!real_path || !folder) && errno == ENOMEM) {
        faults->out_of_memory = true;
    } else if (text && (!real_path || !folder)) {
        muster_faults_add(faults, (struct muster_place){.file = path}, NULL, NULL,
                          "vanished while it was read");
    } else if (text && begin(document, faults, folder)) {
        read = read_text(document, faults, path, real_path, text, length, options);
    }
    free(folder);
    free(real_path);
    free(text);
    return read;
}

bool muster_document_copy(struct muster_document *copy, const struct muster_document *document)
{
    copy->arena = muster_arena_new();
    if (copy->arena) {
        copy->folder = muster_arena_name(copy->arena, document->folder);
        copy->root = document->root ? muster_tree_copy(copy->arena, document->root) : NULL;
    }
    return copy->arena && copy->folder && (copy->root || !document->root);
}

/* ---- Setting ---- */

/* Where a new value comes from: the key it replaces is spoken of at this place. */
struct setting {
    struct muster_document *document;
    struct muster_faults *faults;
    const char *path;
    struct muster_place place;
};

static void fault_setting(const struct setting *setting, const char *remedy, const char *format,
                          const struct muster_segment *segment)
{
    muster_faults_add(setting->faults, setting->place, setting->path, remedy, format,
                      segment ? (int)segment->length : 0, segment ? segment->text : "");
}

/* A new key in `map`, empty until a value or keys are put there. */
static struct muster_node *add_key(const struct setting *setting, struct muster_node *map,
                                   const struct muster_segment *segment)
{
    struct muster_arena *arena = setting->document->arena;
    struct muster_node *node = muster_arena_take(arena, sizeof *node);
    const char *key = muster_arena_text(arena, segment->text, segment->length);
    struct muster_place place = setting->place;
    place.file = muster_arena_name(arena, place.file);
    if (!node || !key || !place.file) {
        setting->faults->out_of_memory = true;
        return NULL;
    }
    *node = (struct muster_node){
        .kind = MUSTER_NODE_MAP, .place = place, .key = key, .key_place = place};
    muster_tree_append(map, node);
    return node;
}

static bool is_absent(const struct muster_node *node)
{
    return node->kind == MUSTER_NODE_SCALAR && !node->quoted && node->text[0] == '\0';
}

/* The child that the segment names, made when it is missing and can be. */
static struct muster_node *step_or_add(const struct setting *setting, struct muster_node *node,
                                       const struct muster_segment *segment)
{
    if (segment->length == 0 || segment->length > MUSTER_DOCUMENT_KEY_MOST) {
        fault_setting(setting, "write keys with single dots between, staff.agents.fte",
                      "a key that is empty or too long%.*s", NULL);
        return NULL;
    }
    if (is_absent(node)) {
        node->kind = MUSTER_NODE_MAP;
        node->text = NULL;
    }
    struct muster_node *child = muster_segment_step(node, segment);
    if (child) {
        return child;
    }
    if (node->kind == MUSTER_NODE_SCALAR) {
        fault_setting(setting, "set the whole key", "there is no %.*s inside a single value",
                      segment);
    } else if (node->kind == MUSTER_NODE_LIST || segment->position > 0) {
        fault_setting(setting, "use its name, or its position from [1]",
                      "there is no list item %.*s", segment);
    } else if (node->count >= MUSTER_DOCUMENT_KEYS_MOST) {
        fault_setting(setting, NULL, "too many keys in one table to add %.*s", segment);
    } else {
        child = add_key(setting, node, segment);
    }
    return child;
}

/* Tables and lists inside each other, the node itself counted. */
static int height_of(const struct muster_node *node)
{
    int most = 0;
    for (const struct muster_node *child = node->first; child; child = child->next) {
        int height = height_of(child);
        most = height > most ? height : most;
    }
    return node->kind == MUSTER_NODE_SCALAR ? 0 : most + 1;
}

static bool set(const struct setting *setting, const struct muster_node *value)
{
    struct muster_node *node = setting->document->root;
    struct muster_segment segment;
    const char *rest = setting->path;
    int height = height_of(value);
    for (int depth = 1; node && muster_segment_next(&segment, &rest); depth++) {
        if (depth + height > MUSTER_DOCUMENT_DEPTH_MOST) {
            fault_setting(setting, NULL, "more than 64 keys inside each other%.*s", NULL);
            return false;
        }
        node = step_or_add(setting, node, &segment);
    }
    const struct muster_node *copy =
        node ? muster_tree_copy(setting->document->arena, value) : NULL;
    if (copy) {
        muster_tree_replace(node, copy);
    } else if (node) {
        setting->faults->out_of_memory = true;
    }
    return copy != NULL;
}

bool muster_document_set(struct muster_document *document, struct muster_faults *faults,
                         const char *path, const struct muster_node *value)
{
    struct setting setting = {.document = document,
                              .faults = faults,
                              .path = path,
                              .place = value->key ? value->key_place : value->place};
    return set(&setting, value);
}

/* An absent value ("--set KEY="), so that the schema can say what the key needs. */
static struct muster_node *absent_value(struct muster_arena *arena, struct muster_place place)
{
    struct muster_node *node = muster_arena_take(arena, sizeof *node);
    if (node) {
        place.file = muster_arena_name(arena, place.file);
        *node = (struct muster_node){.kind = MUSTER_NODE_SCALAR,
                                     .text = "",
                                     .place = place,
                                     .end_line = place.line,
                                     .end_column = place.column};
    }
    return node && place.file ? node : NULL;
}

/* The tree of the text behind "KEY="; NULL with a fault. */
static struct muster_node *build_value(struct muster_document *document,
                                       struct muster_faults *faults, const char *name,
                                       const char *text, int columns_before)
{
    struct muster_tree_source source = {
        .name = name, .text = text, .length = strlen(text), .columns_before = columns_before};
    size_t nodes = 0;
    size_t faults_before = faults->fault_count;
    struct muster_node *value = muster_tree_build(document->arena, &nodes, faults, &source);
    if (!value && faults->fault_count == faults_before && !faults->out_of_memory) {
        value = absent_value(document->arena, (struct muster_place){name, 1, 1 + columns_before});
        faults->out_of_memory = !value;
    }
    return value;
}

bool muster_document_set_text(struct muster_document *document, struct muster_faults *faults,
                              const char **key, const char *name, const char *text)
{
    struct muster_place place = {name, 1, 1};
    const char *equals = strchr(text, '=');
    if (!equals || equals == text) {
        muster_faults_add(faults, place, NULL, "write KEY=VALUE, such as staff.agents.fte=12",
                          "needs a key and a value");
        return false;
    }
    size_t key_length = (size_t)(equals - text);
    struct muster_tree_source own = {.name = name, .text = text, .length = key_length};
    if (!muster_tree_is_text(faults, &own)) {
        return false;
    }
    const char *path = muster_arena_text(document->arena, text, key_length);
    if (!path) {
        faults->out_of_memory = true;
        return false;
    }
    if (key) {
        *key = path;
    }
    int columns_before = (int)muster_utf8_count(text, key_length) + 1;
    const struct muster_node *value =
        build_value(document, faults, name, equals + 1, columns_before);
    struct setting setting = {document, faults, path, place};
    return value && set(&setting, value);
}
