/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree.h"

#include <string.h>

void muster_tree_append(struct muster_node *parent, struct muster_node *child)
{
    child->next = NULL;
    if (parent->last) {
        parent->last->next = child;
    } else {
        parent->first = child;
    }
    parent->last = child;
    parent->count++;
}

void muster_tree_replace(struct muster_node *node, const struct muster_node *value)
{
    struct muster_node old = *node;
    *node = *value;
    node->key = old.key;
    node->key_place = old.key_place;
    node->next = old.next;
}

/* Copies what a node says of itself; false: out of memory. */
static bool copy_self(struct muster_arena *arena, struct muster_node *copy,
                      const struct muster_node *node)
{
    *copy = *node;
    copy->first = copy->last = copy->next = NULL;
    copy->count = 0;
    copy->place.file = muster_arena_name(arena, node->place.file);
    if (node->text) {
        copy->text = muster_arena_text(arena, node->text, strlen(node->text));
    }
    if (node->key) {
        copy->key = muster_arena_text(arena, node->key, strlen(node->key));
        copy->key_place.file = muster_arena_name(arena, node->key_place.file);
    }
    return copy->place.file && (!node->text || copy->text) &&
           (!node->key || (copy->key && copy->key_place.file));
}

struct muster_node *muster_tree_copy(struct muster_arena *arena, const struct muster_node *node)
{
    struct muster_node *copy = muster_arena_take(arena, sizeof *copy);
    if (!copy || !copy_self(arena, copy, node)) {
        return NULL;
    }
    for (const struct muster_node *child = node->first; child; child = child->next) {
        struct muster_node *added = muster_tree_copy(arena, child);
        if (!added) {
            return NULL;
        }
        muster_tree_append(copy, added);
    }
    return copy;
}
