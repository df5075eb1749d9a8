/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Memory that is given back all at once: the nodes and texts of one document.
 * Thread rule: one arena belongs to one thread at a time.
 */
#ifndef MUSTER_ARENA_H
#define MUSTER_ARENA_H

#include <stddef.h>

struct muster_arena;

/* NULL: out of memory. */
struct muster_arena *muster_arena_new(void);
/* Frees the arena and all that was taken from it; takes NULL, returns NULL. */
struct muster_arena *muster_arena_free(struct muster_arena *arena);
/* `size` bytes of zeros, aligned for any type; NULL: out of memory. */
void *muster_arena_take(struct muster_arena *arena, size_t size);
/* A copy of `length` bytes with a NUL behind; NULL: out of memory. */
char *muster_arena_text(struct muster_arena *arena, const char *text, size_t length);
/* One shared copy of each different name (few: file names); NULL: out of memory. */
const char *muster_arena_name(struct muster_arena *arena, const char *name);

#endif
