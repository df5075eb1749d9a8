/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The part of document.h that looks at nodes without changing them.
 */
#include "document.h"

#include "segment.h"
#include "utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct muster_node *muster_node_get(const struct muster_node *map, const char *key)
{
    if (!map || map->kind != MUSTER_NODE_MAP) {
        return NULL;
    }
    for (struct muster_node *child = map->first; child; child = child->next) {
        if (strcmp(child->key, key) == 0) {
            return child;
        }
    }
    return NULL;
}

/* ---- Dotted paths ---- */

static bool equals(const char *text, const char *part, size_t length)
{
    return strncmp(text, part, length) == 0 && text[length] == '\0';
}

static struct muster_node *get_part(const struct muster_node *map, const char *part, size_t length)
{
    for (struct muster_node *child = map->first; child; child = child->next) {
        if (equals(child->key, part, length)) {
            return child;
        }
    }
    return NULL;
}

bool muster_segment_next(struct muster_segment *segment, const char **path)
{
    if (!*path) {
        return false;
    }
    size_t length = strcspn(*path, ".");
    *segment = (struct muster_segment){.text = *path, .length = length, .key_length = length};
    *path = (*path)[length] == '.' ? *path + length + 1 : NULL;
    segment->last = !*path;

    const char *open = memchr(segment->text, '[', length);
    if (!open || segment->text[length - 1] != ']') {
        return true;
    }
    size_t position = 0;
    for (const char *digit = open + 1; digit < segment->text + length - 1; digit++) {
        if (*digit < '0' || *digit > '9' || position > MUSTER_DOCUMENT_NODES_MOST) {
            return true;
        }
        position = 10 * position + (size_t)(*digit - '0');
    }
    segment->position = position;
    segment->key_length = (size_t)(open - segment->text);
    return true;
}

static struct muster_node *item_at(const struct muster_node *list, size_t position)
{
    if (!list || list->kind != MUSTER_NODE_LIST) {
        return NULL;
    }
    struct muster_node *item = list->first;
    for (size_t i = 1; item && i < position; i++) {
        item = item->next;
    }
    return item;
}

static struct muster_node *item_named(const struct muster_node *list, const char *name,
                                      size_t length)
{
    for (struct muster_node *item = list->first; item; item = item->next) {
        const struct muster_node *own = muster_node_get(item, "name");
        if (own && own->kind == MUSTER_NODE_SCALAR && equals(own->text, name, length)) {
            return item;
        }
    }
    return NULL;
}

struct muster_node *muster_segment_step(const struct muster_node *node,
                                        const struct muster_segment *segment)
{
    bool positioned = segment->position > 0;
    struct muster_node *found = NULL;
    if (node->kind == MUSTER_NODE_MAP) {
        found = get_part(node, segment->text, segment->length);
        if (!found && positioned && segment->key_length > 0) {
            found = item_at(get_part(node, segment->text, segment->key_length), segment->position);
        }
    } else if (node->kind == MUSTER_NODE_LIST) {
        found = item_named(node, segment->text, segment->length);
        if (!found && positioned && segment->key_length == 0) {
            found = item_at(node, segment->position);
        }
    }
    return found;
}

struct muster_node *muster_node_find(const struct muster_node *root, const char *path)
{
    struct muster_node *node = NULL;
    struct muster_segment segment;
    while (root && muster_segment_next(&segment, &path)) {
        node = muster_segment_step(root, &segment);
        root = node;
    }
    return node;
}

/* ---- Thousands commas ---- */

static size_t digits_only(const char *text)
{
    size_t digits = strspn(text, "0123456789");
    return text[digits] == '\0' ? digits : 0;
}

static bool ends_in_digit(const struct muster_node *node)
{
    size_t length = node->text ? strlen(node->text) : 0;
    return length > 0 && node->text[length - 1] >= '0' && node->text[length - 1] <= '9';
}

bool muster_node_split_by_comma(const struct muster_node *previous, const struct muster_node *node)
{
    if (!previous || !node || !node->flow || node->kind != MUSTER_NODE_SCALAR || node->quoted ||
        previous->quoted || !ends_in_digit(previous)) {
        return false;
    }
    if (node->key) {
        return digits_only(node->key) > 0 && node->text[0] == '\0';
    }
    bool adjacent =
        node->place.line == previous->end_line && node->place.column == previous->end_column + 1;
    return adjacent && digits_only(node->text) == 3;
}

/* ---- JSON ---- */

struct writer {
    char *text;
    size_t length;
    size_t capacity;
    bool failed;
};

static void write_bytes(struct writer *writer, const char *bytes, size_t count)
{
    if (writer->failed) {
        return;
    }
    if (writer->capacity - writer->length <= count) {
        size_t capacity = 2 * writer->capacity + count + 256;
        char *text = realloc(writer->text, capacity);
        if (!text) {
            writer->failed = true;
            return;
        }
        writer->text = text;
        writer->capacity = capacity;
    }
    memcpy(writer->text + writer->length, bytes, count);
    writer->length += count;
    writer->text[writer->length] = '\0';
}

static void write_text(struct writer *writer, const char *text)
{
    write_bytes(writer, text, strlen(text));
}

/* Characters that JSON forbids in strings or that YAML would fold, drop or refuse. */
static bool needs_escape(uint32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029 || c == 0xfeff ||
           c == 0xfffe || c == 0xffff || c == '"' || c == '\\';
}

static void write_string(struct writer *writer, const char *text)
{
    size_t left = strlen(text);
    write_text(writer, "\"");
    while (left > 0) {
        uint32_t c = 0;
        size_t size = muster_utf8_decode(&c, text, left);
        size = size ? size : 1;
        if (!needs_escape(c)) {
            write_bytes(writer, text, size);
        } else {
            char escape[8];
            bool short_form = c == '"' || c == '\\';
            snprintf(escape, sizeof escape, short_form ? "\\%c" : "\\u%04x", (unsigned)c);
            write_text(writer, escape);
        }
        text += size;
        left -= size;
    }
    write_text(writer, "\"");
}

static void write_line(struct writer *writer, size_t level)
{
    write_text(writer, "\n");
    for (size_t i = 0; i < level; i++) {
        write_text(writer, "  ");
    }
}

static void write_node(struct writer *writer, const struct muster_node *node, size_t level)
{
    if (node->kind == MUSTER_NODE_SCALAR) {
        write_string(writer, node->text);
        return;
    }
    bool is_map = node->kind == MUSTER_NODE_MAP;
    write_text(writer, is_map ? "{" : "[");
    for (const struct muster_node *child = node->first; child; child = child->next) {
        write_text(writer, child == node->first ? "" : ",");
        write_line(writer, level + 1);
        if (is_map) {
            write_string(writer, child->key);
            write_text(writer, ": ");
        }
        write_node(writer, child, level + 1);
    }
    if (node->first) {
        write_line(writer, level);
    }
    write_text(writer, is_map ? "}" : "]");
}

char *muster_node_format(const struct muster_node *node, size_t *length)
{
    struct writer writer = {0};
    write_node(&writer, node, 0);
    write_text(&writer, "\n");
    if (writer.failed) {
        free(writer.text);
        return NULL;
    }
    *length = writer.length;
    return writer.text;
}
