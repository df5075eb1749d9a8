/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From the bytes of one file to a tree of nodes: checks of the encoding, then libyaml's events.
 * The document's own; everybody else reads documents (document.h). Thread rule: one thread a
 * document.
 */
#ifndef MUSTER_TREE_H
#define MUSTER_TREE_H

#include "arena.h"
#include "document.h"

/* What is read, and where its first character stands. */
struct muster_tree_source {
    const char *name;
    const char *text;
    size_t length;
    int columns_before; /* characters before the text in its first line: "KEY=" of --set KEY=VALUE
                         */
};

/* The tree of one source, its nodes taken from `arena`; *node_count grows by their number and is
 * bounded. An empty source gives NULL without a fault; NULL with a fault when the source cannot be
 * read at all; otherwise a tree, perhaps with faults about parts of it. */
struct muster_node *muster_tree_build(struct muster_arena *arena, size_t *node_count,
                                      struct muster_faults *faults,
                                      const struct muster_tree_source *source);

/* True when every character of a source may stand in a file; false with a fault at the first other
 * one. */
bool muster_tree_is_text(struct muster_faults *faults, const struct muster_tree_source *source);

/* Appends to a list or map. */
void muster_tree_append(struct muster_node *parent, struct muster_node *child);
/* Gives `node` the value of `value`, keeping its own key and neighbour. */
void muster_tree_replace(struct muster_node *node, const struct muster_node *value);
/* A deep copy into `arena`, key included; NULL: out of memory. */
struct muster_node *muster_tree_copy(struct muster_arena *arena, const struct muster_node *node);

#endif
