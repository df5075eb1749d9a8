/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A scenario's text as a tree that knows where everything stands: read from libyaml's events, with
 * YAML reduced to what planners need. Every scalar, plain or quoted, is text; maps keep the order
 * of the file; JSON text is a valid document. Faults (all but the last two groups let the reader go
 * on, so that many are reported at once):
 *   - duplicate and merge (<<) keys, keys that are tables or lists, tags, anchors, aliases;
 *   - a top level that is not a table, an empty file, a second document;
 *   - what is not YAML, NUL bytes, control characters, what is not UTF-8;
 *   - more than the bounds below, and files that are no regular files (opened without waiting, so
 *     a FIFO is a fault, not a hang).
 * `include: other.yaml` at the top level of a file takes that file's tree first: maps merge, lists
 * and single values replace, positions name the included file. Included paths are relative to the
 * file that includes them and stay, links resolved, within the folder of the first file.
 * Ownership: a document owns its nodes and their texts; pointers to them last until it is cleared.
 * Thread rule: a document may be read by many threads, changed by one.
 */
#ifndef MUSTER_DOCUMENT_H
#define MUSTER_DOCUMENT_H

#include "faults.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    MUSTER_DOCUMENT_DEPTH_MOST = 64,       /* tables and lists inside each other */
    MUSTER_DOCUMENT_BYTES_MOST = 16 << 20, /* of one file */
    MUSTER_DOCUMENT_NODES_MOST = 500000,   /* of one document, its includes counted */
    MUSTER_DOCUMENT_KEYS_MOST = 4096,      /* of one table */
    MUSTER_DOCUMENT_KEY_MOST = 256,        /* bytes of a key */
    MUSTER_DOCUMENT_SCALAR_MOST = 65536,   /* bytes of a scalar */
    MUSTER_DOCUMENT_INCLUDES_MOST = 16     /* files in a chain of includes */
};

enum muster_node_kind { MUSTER_NODE_SCALAR, MUSTER_NODE_LIST, MUSTER_NODE_MAP };

/* A value, with its key when it stands in a map. Children are a chain: first, first->next, … */
struct muster_node {
    enum muster_node_kind kind;
    bool quoted;      /* a scalar in quotes or a block (| or >) */
    bool flow;        /* stands inside {} or [] */
    const char *text; /* of a scalar, without NUL; "" for an absent value; NULL otherwise */
    struct muster_place place; /* where the value begins */
    int end_line, end_column;  /* just after a scalar */
    const char *key;           /* NULL in a list and at the root */
    struct muster_place key_place;
    size_t count; /* children */
    struct muster_node *first, *last, *next;
};

/* One file that was read, in reading order (an included file after the one including it). */
struct muster_document_file {
    const char *name;      /* as it stands in positions: "council.yaml", "stdin", "--set[1]" */
    const char *real_path; /* links resolved; NULL for text that came from elsewhere */
    const char *text;      /* the bytes as read, comments and all, NUL after the last */
    size_t length;
    struct muster_document_file *next;
};

struct muster_document {
    struct muster_node *root; /* a map; NULL when nothing usable was read */
    bool incomplete;          /* an include was not read, with a fault: keys may be missing */
    struct muster_document_file *files;
    const char *folder; /* of the first file, links resolved; of `file:` paths too. "." for text */
    struct muster_arena *arena; /* holds all of the above */
};

struct muster_document_options {
    bool allow_outside; /* includes may leave the folder */
    /* NULL, or says that `own` takes the place of the included map as a whole instead of merging
     * with it (a distribution of another kind). Both are maps. */
    bool (*replaces)(const struct muster_node *included, const struct muster_node *own);
};

/* Empty; call before anything else. */
void muster_document_init(struct muster_document *document);
/* Frees everything; NULL is ignored. */
void muster_document_clear(struct muster_document *document);

/* Reads the file at `path` ("-" = standard input, includes relative to the current folder) into an
 * initialised, empty document. `options` may be NULL. Returns true when document->root is usable;
 * there may be faults all the same. Clear the document in either case. */
bool muster_document_read(struct muster_document *document, struct muster_faults *faults,
                          const char *path, const struct muster_document_options *options);
/* The same from memory; `name` stands in the positions. */
bool muster_document_parse(struct muster_document *document, struct muster_faults *faults,
                           const char *name, const char *text, size_t length,
                           const struct muster_document_options *options);
/* A deep copy of the tree (one per candidate) into an initialised, empty document. The files stay
 * with the original. False: out of memory. */
bool muster_document_copy(struct muster_document *copy, const struct muster_document *document);

/* The value of `key` in a map; NULL when absent or `map` is NULL or no map. */
struct muster_node *muster_node_get(const struct muster_node *map, const char *key);
/* Follows a dotted path: keys, list items by their `name` or by position from 1, "shifts[2]" or
 * "shifts.[2]". A key that holds the brackets itself comes first. NULL when absent. */
struct muster_node *muster_node_find(const struct muster_node *root, const char *path);

/* Puts a copy of `value` (of this or another document) at the dotted path, in the place of what is
 * there, making missing tables on the way. New keys take the position of value's key, or else of
 * value. False with a fault at that position when a list item is missing, or a single value or
 * list stands where a table is needed. */
bool muster_document_set(struct muster_document *document, struct muster_faults *faults,
                         const char *path, const struct muster_node *value);
/* The same from a command line's "KEY=VALUE" (YAML after the first '='); `name` is "--set[1]".
 * When `key` is not NULL it receives the key's text, owned by the document. */
bool muster_document_set_text(struct muster_document *document, struct muster_faults *faults,
                              const char **key, const char *name, const char *text);

/* True when a thousands comma split an amount in two inside {} or []: `node` stands right after
 * `previous`, a money value, and is a key of digits without a value, or an item of three digits
 * with no blank after the comma. The caller knows that `previous` is money. */
bool muster_node_split_by_comma(const struct muster_node *previous, const struct muster_node *node);

/* The tree as JSON text (so also YAML): two blanks a level, keys in order, every scalar a string.
 * Same tree, same bytes; reading it gives the same tree. To be freed by the caller; NULL: out of
 * memory. */
char *muster_node_format(const struct muster_node *node, size_t *length);

#endif
