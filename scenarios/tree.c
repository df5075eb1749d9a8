/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree.h"

#include "utf8.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

struct builder {
    struct muster_arena *arena;
    size_t *node_count;
    struct muster_faults *faults;
    const struct muster_tree_source *source;
    const char *file; /* the source's name, kept by the arena */
    const char *text; /* of the source, behind a byte order mark */
    size_t length;
    yaml_parser_t parser;
    struct muster_path path;
    int depth;
    bool stopped; /* nothing after this can be read */
};

/* ---- The encoding ---- */

/* The characters YAML 1.1 lets stand unescaped, as libyaml's reader has them. */
static bool is_printable(uint32_t c)
{
    return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c <= 0x7e) || c == 0x85 ||
           (c >= 0xa0 && c <= 0xfffd && c != 0xfeff) || c >= 0x10000;
}

static bool ends_line(uint32_t c, const char *next)
{
    return c == '\n' || (c == '\r' && *next != '\n') || c == 0x85 || c == 0x2028 || c == 0x2029;
}

static void fault_character(struct builder *builder, struct muster_place place, const char *at,
                            bool decoded, uint32_t c)
{
    if (!decoded) {
        muster_faults_add(builder->faults, place, NULL, "save the file as UTF-8",
                          "byte 0x%02X is not UTF-8", (unsigned)(unsigned char)*at);
    } else if (c == 0) {
        muster_faults_add(builder->faults, place, NULL, "remove it", "a NUL byte");
    } else {
        muster_faults_add(builder->faults, place, NULL, "remove it", "control character U+%04X",
                          (unsigned)c);
    }
}

/* Finds the first character that may not be there; libyaml then has nothing to say about them. */
static bool encoding_is_sound(struct builder *builder)
{
    struct muster_place place = {builder->file, 1, 1 + builder->source->columns_before};
    const char *text = builder->text;
    const char *end = text + builder->length;
    while (text < end) {
        uint32_t c = 0;
        size_t size = muster_utf8_decode(&c, text, (size_t)(end - text));
        if (size == 0 || !is_printable(c)) {
            fault_character(builder, place, text, size > 0, c);
            return false;
        }
        text += size;
        place.column++;
        if (ends_line(c, text)) {
            place.line++;
            place.column = 1;
        }
    }
    return true;
}

/* ---- Places and faults ---- */

static struct muster_place place_of(const struct builder *builder, yaml_mark_t mark)
{
    int before = mark.line == 0 ? builder->source->columns_before : 0;
    return (struct muster_place){builder->file, (int)mark.line + 1, (int)mark.column + 1 + before};
}

static void fault_at(struct builder *builder, yaml_mark_t mark, const char *text,
                     const char *remedy)
{
    muster_faults_add(builder->faults, place_of(builder, mark), builder->path.text, remedy, "%s",
                      text);
}

/* A fault after which the rest of the source has no meaning. */
static void stop_at(struct builder *builder, yaml_mark_t mark, const char *text, const char *remedy)
{
    fault_at(builder, mark, text, remedy);
    builder->stopped = true;
}

static void stop_for_memory(struct builder *builder)
{
    builder->faults->out_of_memory = true;
    builder->stopped = true;
}

/* The character a mark points at; '\0' at the end of the text. */
static char character_at(const struct builder *builder, yaml_mark_t mark)
{
    const char *text = builder->text;
    size_t left = builder->length;
    for (size_t i = 0; i < mark.index && left > 0; i++) {
        uint32_t c = 0;
        size_t size = muster_utf8_decode(&c, text, left);
        size = size ? size : 1;
        text += size;
        left -= size;
    }
    return left > 0 ? *text : '\0';
}

/* What usually lies behind libyaml's words. */
struct syntax {
    const char *problem, *text, *remedy;
    bool at_begin; /* the fault lies where the construct began, not where it was noticed */
};

static const struct syntax SYNTAX[] = {
    {"mapping values are not allowed in this context", "a second ': ' in one line",
     "check the indentation, and put a text that holds ': ' in quotes", false},
    {"did not find expected key", "the line does not fit the table",
     "indent it like the other keys, and close brackets and quotes above", false},
    {"did not find expected '-' indicator", "the line does not fit the list",
     "indent it like the other items", false},
    {"could not find expected ':'", "a line without key and value",
     "write key: value, with a blank behind the colon", true},
    {"did not find expected ',' or '}'", "a comma or } is missing in the table",
     "close the bracket, or put a comma between the entries", false},
    {"did not find expected ',' or ']'", "a comma or ] is missing in the list",
     "close the bracket, or put a comma between the items", false},
    {"did not find expected node content", "a value is missing",
     "write the value, or close the bracket", false},
    {"found unexpected end of stream", "quotes are not closed", "close the quotes", true},
    {"found character that cannot start any token", "this character cannot begin a text",
     "put a text that begins with @, ` or % in quotes", false},
    {"found invalid Unicode character escape code", "an escape that is no character",
     "write the character itself", false},
    {"block sequence entries are not allowed in this context", "a list begins within a line",
     "begin the list on a line of its own", false},
};

static struct syntax syntax_of(const char *problem)
{
    for (size_t i = 0; i < sizeof SYNTAX / sizeof *SYNTAX; i++) {
        if (strcmp(problem, SYNTAX[i].problem) == 0) {
            return SYNTAX[i];
        }
    }
    return (struct syntax){problem, problem, "check the line and the one above it", false};
}

static void stop_for_syntax(struct builder *builder)
{
    const yaml_parser_t *parser = &builder->parser;
    if (parser->error == YAML_MEMORY_ERROR) {
        stop_for_memory(builder);
        return;
    }
    builder->stopped = true;
    const char *problem = parser->problem ? parser->problem : "unreadable";
    struct syntax syntax = syntax_of(problem);
    struct muster_place place = place_of(builder, parser->problem_mark);
    struct muster_place begun = place_of(builder, parser->context_mark);
    char character = character_at(builder, parser->problem_mark);
    if (character == '\t') {
        muster_faults_add(builder->faults, place, NULL, "indent with blanks",
                          "a tab cannot indent");
    } else if (character == '\0' && parser->context) {
        /* The end of the text says nothing; what was left open does. */
        muster_faults_add(builder->faults, begun, NULL, syntax.remedy,
                          "not YAML: %s by the end of the text", syntax.text);
    } else if (parser->context && syntax.at_begin) {
        muster_faults_add(builder->faults, begun, NULL, syntax.remedy, "not YAML: %s", syntax.text);
    } else if (parser->context && begun.line != place.line) {
        muster_faults_add(builder->faults, place, NULL, syntax.remedy,
                          "not YAML: %s that begins in line %d", syntax.text, begun.line);
    } else {
        muster_faults_add(builder->faults, place, NULL, syntax.remedy, "not YAML: %s", syntax.text);
    }
}

/* ---- Events ---- */

/* The next event, to be deleted by the caller; false when reading has stopped. */
static bool next_event(struct builder *builder, yaml_event_t *event)
{
    if (builder->stopped) {
        return false;
    }
    if (!yaml_parser_parse(&builder->parser, event)) {
        stop_for_syntax(builder);
        return false;
    }
    return true;
}

static void check_decoration(struct builder *builder, const yaml_event_t *event,
                             const yaml_char_t *anchor, const yaml_char_t *tag)
{
    if (anchor) {
        fault_at(builder, event->start_mark, "anchors (&) are not allowed", "repeat the value");
    }
    if (tag) {
        fault_at(builder, event->start_mark, "tags (!) are not allowed",
                 "remove it; the key says what kind of value it takes");
    }
}

static struct muster_node *new_node(struct builder *builder, enum muster_node_kind kind,
                                    yaml_mark_t start)
{
    if (*builder->node_count >= MUSTER_DOCUMENT_NODES_MOST) {
        stop_at(builder, start, "more than 500000 values", "put tables of data into CSV files");
        return NULL;
    }
    struct muster_node *node = muster_arena_take(builder->arena, sizeof *node);
    if (!node) {
        stop_for_memory(builder);
        return NULL;
    }
    (*builder->node_count)++;
    node->kind = kind;
    node->place = place_of(builder, start);
    return node;
}

/* Escapes such as "\e" bring in what may not stand in the file itself. */
static bool has_control(const char *text, size_t length)
{
    for (size_t i = 0; i < length;) {
        uint32_t c = 0;
        size_t size = muster_utf8_decode(&c, text + i, length - i);
        if (size > 0 && c != 0 && !is_printable(c) && c != 0xfeff) {
            return true;
        }
        i += size > 0 ? size : 1;
    }
    return false;
}

static const char *scalar_text(struct builder *builder, const yaml_event_t *event, size_t most)
{
    const char *text = (const char *)event->data.scalar.value;
    size_t length = event->data.scalar.length;
    if (memchr(text, '\0', length)) {
        fault_at(builder, event->start_mark, "a NUL character", "remove it");
        length = strlen(text);
    }
    if (has_control(text, length)) {
        fault_at(builder, event->start_mark, "a control character", "remove it");
    }
    if (length > most) {
        char problem[64];
        snprintf(problem, sizeof problem, "longer than %zu bytes", most);
        fault_at(builder, event->start_mark, problem, "shorten it");
        length = 0;
    }
    const char *copy = muster_arena_text(builder->arena, text, length);
    if (!copy) {
        stop_for_memory(builder);
    }
    return copy;
}

static struct muster_node *build_scalar(struct builder *builder, const yaml_event_t *event)
{
    struct muster_node *node = new_node(builder, MUSTER_NODE_SCALAR, event->start_mark);
    if (!node) {
        return NULL;
    }
    check_decoration(builder, event, event->data.scalar.anchor, event->data.scalar.tag);
    struct muster_place end = place_of(builder, event->end_mark);
    node->end_line = end.line;
    node->end_column = end.column;
    node->quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
    node->text = scalar_text(builder, event, MUSTER_DOCUMENT_SCALAR_MOST);
    return node->text ? node : NULL;
}

static struct muster_node *build_alias(struct builder *builder, const yaml_event_t *event)
{
    fault_at(builder, event->start_mark, "aliases (*) are not allowed",
             "repeat the value, or put a text that begins with * in quotes");
    struct muster_node *node = new_node(builder, MUSTER_NODE_SCALAR, event->start_mark);
    if (node) {
        node->text = "";
        node->end_line = node->place.line;
        node->end_column = node->place.column;
    }
    return node;
}

static struct muster_node *build_node(struct builder *builder, const yaml_event_t *event);

/* Reads items until the end of the list. */
static void build_items(struct builder *builder, struct muster_node *list, bool flow)
{
    yaml_event_t event;
    while (next_event(builder, &event)) {
        bool ended = event.type == YAML_SEQUENCE_END_EVENT;
        if (!ended) {
            size_t before = muster_path_push_position(&builder->path, list->count + 1);
            struct muster_node *item = build_node(builder, &event);
            if (item) {
                item->flow = flow;
                muster_tree_append(list, item);
            }
            muster_path_pop(&builder->path, before);
        }
        yaml_event_delete(&event);
        if (ended) {
            return;
        }
    }
}

/* A key and where it stands; text NULL when it cannot be one (the fault is added). */
struct key {
    const char *text;
    struct muster_place place;
};

static struct key build_key(struct builder *builder, const yaml_event_t *event)
{
    struct key key = {NULL, place_of(builder, event->start_mark)};
    if (event->type != YAML_SCALAR_EVENT) {
        fault_at(builder, event->start_mark, "a key must be a word, not a table, list or alias",
                 "write key: value");
        (void)build_node(builder, event); /* reads past it */
        return key;
    }
    check_decoration(builder, event, event->data.scalar.anchor, event->data.scalar.tag);
    if (event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE &&
        strcmp((const char *)event->data.scalar.value, "<<") == 0) {
        fault_at(builder, event->start_mark, "merge keys (<<) are not allowed",
                 "use include: other.yaml");
        return key;
    }
    if (event->data.scalar.length == 0) {
        fault_at(builder, event->start_mark, "an empty key", "write key: value");
        return key;
    }
    key.text = scalar_text(builder, event, MUSTER_DOCUMENT_KEY_MOST);
    return key;
}

static void build_entry(struct builder *builder, struct muster_node *map,
                        const yaml_event_t *key_event, bool flow)
{
    struct key key = build_key(builder, key_event);
    size_t before = muster_path_push(&builder->path, key.text ? key.text : "?");
    yaml_event_t event;
    if (next_event(builder, &event)) {
        struct muster_node *value = build_node(builder, &event);
        if (value && key.text) {
            value->key = key.text;
            value->key_place = key.place;
            value->flow = flow;
            muster_tree_append(map, value);
        }
        yaml_event_delete(&event);
    }
    muster_path_pop(&builder->path, before);
}

static int compare_keys(const void *left, const void *right)
{
    const struct muster_node *a = *(const struct muster_node *const *)left;
    const struct muster_node *b = *(const struct muster_node *const *)right;
    int order = strcmp(a->key, b->key);
    if (order == 0) {
        order = (a->key_place.line > b->key_place.line) - (a->key_place.line < b->key_place.line);
    }
    if (order == 0) {
        order = (a->key_place.column > b->key_place.column) -
                (a->key_place.column < b->key_place.column);
    }
    return order;
}

static void fault_duplicate(struct builder *builder, const struct muster_node *first,
                            const struct muster_node *again)
{
    size_t before = muster_path_push(&builder->path, again->key);
    muster_faults_add(builder->faults, again->key_place, builder->path.text, "keep one of them",
                      "this key is already at %d:%d", first->key_place.line,
                      first->key_place.column);
    muster_path_pop(&builder->path, before);
}

/* Drops the nodes whose key was emptied. */
static void drop_keyless(struct muster_node *map)
{
    struct muster_node *child = map->first;
    map->first = map->last = NULL;
    map->count = 0;
    while (child) {
        struct muster_node *next = child->next;
        if (child->key) {
            muster_tree_append(map, child);
        }
        child = next;
    }
}

/* Sorting finds duplicates in n log n; the first of each key stays. */
static void drop_duplicates(struct builder *builder, struct muster_node *map)
{
    if (map->count < 2) {
        return;
    }
    struct muster_node **sorted = malloc(map->count * sizeof(struct muster_node *));
    if (!sorted) {
        stop_for_memory(builder);
        return;
    }
    size_t count = 0;
    for (struct muster_node *child = map->first; child; child = child->next) {
        sorted[count++] = child;
    }
    qsort(sorted, count, sizeof *sorted, compare_keys);
    struct muster_node *first = sorted[0];
    for (size_t i = 1; i < count; i++) {
        if (strcmp(first->key, sorted[i]->key) != 0) {
            first = sorted[i];
            continue;
        }
        fault_duplicate(builder, first, sorted[i]);
        sorted[i]->key = NULL;
    }
    free(sorted);
    drop_keyless(map);
}

/* Reads keys and values until the end of the map. */
static void build_entries(struct builder *builder, struct muster_node *map, bool flow)
{
    yaml_event_t event;
    while (next_event(builder, &event)) {
        bool ended = event.type == YAML_MAPPING_END_EVENT;
        if (!ended && map->count >= MUSTER_DOCUMENT_KEYS_MOST) {
            stop_at(builder, event.start_mark, "more than 4096 keys in one table",
                    "put tables of data into CSV files");
        } else if (!ended) {
            build_entry(builder, map, &event, flow);
        }
        yaml_event_delete(&event);
        if (ended) {
            break;
        }
    }
    drop_duplicates(builder, map);
}

static struct muster_node *build_collection(struct builder *builder, const yaml_event_t *event)
{
    bool is_map = event->type == YAML_MAPPING_START_EVENT;
    if (builder->depth >= MUSTER_DOCUMENT_DEPTH_MOST) {
        stop_at(builder, event->start_mark, "more than 64 tables and lists inside each other",
                "close some brackets");
        return NULL;
    }
    struct muster_node *node =
        new_node(builder, is_map ? MUSTER_NODE_MAP : MUSTER_NODE_LIST, event->start_mark);
    if (!node) {
        return NULL;
    }
    builder->depth++;
    if (is_map) {
        check_decoration(builder, event, event->data.mapping_start.anchor,
                         event->data.mapping_start.tag);
        build_entries(builder, node, event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE);
    } else {
        check_decoration(builder, event, event->data.sequence_start.anchor,
                         event->data.sequence_start.tag);
        build_items(builder, node, event->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE);
    }
    builder->depth--;
    return node;
}

/* The value that `event` begins, up to its end. NULL: reading has stopped. */
static struct muster_node *build_node(struct builder *builder, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        return build_scalar(builder, event);
    case YAML_ALIAS_EVENT:
        return build_alias(builder, event);
    case YAML_SEQUENCE_START_EVENT:
    case YAML_MAPPING_START_EVENT:
        return build_collection(builder, event);
    default:
        return NULL;
    }
}

/* Stream start, document start, the value, document end, stream end; nothing else. */
static struct muster_node *build_stream(struct builder *builder)
{
    struct muster_node *root = NULL;
    bool ended = false;
    bool begun = false;
    yaml_event_t event;
    while (!ended && next_event(builder, &event)) {
        ended = event.type == YAML_STREAM_END_EVENT;
        if (event.type == YAML_DOCUMENT_START_EVENT && begun) {
            stop_at(builder, event.start_mark, "a second document begins",
                    "one file is one scenario: remove the --- line");
        } else if (event.type == YAML_DOCUMENT_START_EVENT) {
            begun = true;
        } else if (event.type != YAML_STREAM_START_EVENT && event.type != YAML_DOCUMENT_END_EVENT &&
                   !ended) {
            root = build_node(builder, &event);
        }
        yaml_event_delete(&event);
    }
    return builder->stopped ? NULL : root;
}

static bool is_utf16(const char *text, size_t length)
{
    return length >= 2 && (memcmp(text, "\xff\xfe", 2) == 0 || memcmp(text, "\xfe\xff", 2) == 0);
}

/* Skips the byte order mark of an editor that writes one. */
static void find_text(struct builder *builder)
{
    builder->text = builder->source->text;
    builder->length = builder->source->length;
    if (builder->length >= 3 && memcmp(builder->text, "\xef\xbb\xbf", 3) == 0) {
        builder->text += 3;
        builder->length -= 3;
    }
}

static struct muster_node *parse(struct builder *builder)
{
    if (!yaml_parser_initialize(&builder->parser)) {
        stop_for_memory(builder);
        return NULL;
    }
    yaml_parser_set_encoding(&builder->parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&builder->parser, (const unsigned char *)builder->text,
                                 builder->length);
    struct muster_node *root = build_stream(builder);
    yaml_parser_delete(&builder->parser);
    return root;
}

bool muster_tree_is_text(struct muster_faults *faults, const struct muster_tree_source *source)
{
    struct builder builder = {.faults = faults,
                              .source = source,
                              .file = source->name,
                              .text = source->text,
                              .length = source->length};
    return encoding_is_sound(&builder);
}

struct muster_node *muster_tree_build(struct muster_arena *arena, size_t *node_count,
                                      struct muster_faults *faults,
                                      const struct muster_tree_source *source)
{
    struct builder builder = {.arena = arena,
                              .node_count = node_count,
                              .faults = faults,
                              .source = source,
                              .file = muster_arena_name(arena, source->name)};
    if (!builder.file) {
        stop_for_memory(&builder);
        return NULL;
    }
    find_text(&builder);
    if (is_utf16(builder.text, builder.length)) {
        muster_faults_add(faults, (struct muster_place){builder.file, 1, 1}, NULL,
                          "save the file as UTF-8", "the file is UTF-16");
        return NULL;
    }
    return encoding_is_sound(&builder) ? parse(&builder) : NULL;
}
