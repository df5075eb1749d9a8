/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "decode.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Counts what does not fit, so that one pass measures and the next one writes. */
struct line {
    char *text;
    size_t size, used;
};

static void put(struct line *line, const char *text)
{
    for (; *text != '\0'; text++, line->used++)
        if (line->used < line->size)
            line->text[line->used] = *text == '\n' ? ' ' : *text;
}

static void put_node(struct line *line, const struct muster_node *node)
{
    if (node->kind == MUSTER_NODE_SCALAR) {
        put(line, node->text);
        return;
    }
    bool map = node->kind == MUSTER_NODE_MAP;
    put(line, map ? "{" : "[");
    for (const struct muster_node *child = node->first; child != NULL; child = child->next) {
        if (map) {
            put(line, child->key);
            put(line, ": ");
        }
        put_node(line, child);
        put(line, child->next != NULL ? ", " : "");
    }
    put(line, map ? "}" : "]");
}

char *muster_node_inline(const struct muster_node *node)
{
    struct line line = {NULL, 0, 0};
    put_node(&line, node);
    size_t size = line.used;
    line = (struct line){calloc(size + 1, 1), size, 0};
    if (line.text != NULL)
        put_node(&line, node);
    return line.text;
}
