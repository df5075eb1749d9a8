/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "arena.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK_BYTES = 1 << 14 };

struct chunk {
    struct chunk *next;
    size_t used, size; /* of bytes */
    alignas(max_align_t) unsigned char bytes[];
};

struct name {
    struct name *next;
    const char *text;
};

struct muster_arena {
    struct chunk *chunks; /* the first is the one being filled */
    struct name *names;
};

struct muster_arena *muster_arena_new(void)
{
    return calloc(1, sizeof(struct muster_arena));
}

struct muster_arena *muster_arena_free(struct muster_arena *arena)
{
    if (!arena) {
        return NULL;
    }
    struct chunk *chunk = arena->chunks;
    while (chunk) {
        struct chunk *next = chunk->next;
        free(chunk);
        chunk = next;
    }
    free(arena);
    return NULL;
}

static struct chunk *chunk_new(size_t size)
{
    struct chunk *chunk = calloc(1, sizeof *chunk + size);
    if (chunk) {
        chunk->size = size;
    }
    return chunk;
}

void *muster_arena_take(struct muster_arena *arena, size_t size)
{
    size_t step = alignof(max_align_t);
    size = (size + step - 1) / step * step;
    struct chunk *chunk = arena->chunks;
    if (!chunk || chunk->size - chunk->used < size) {
        chunk = chunk_new(size > CHUNK_BYTES ? size : CHUNK_BYTES);
        if (!chunk) {
            return NULL;
        }
        chunk->next = arena->chunks;
        arena->chunks = chunk;
    }
    void *taken = chunk->bytes + chunk->used;
    chunk->used += size;
    return taken;
}

char *muster_arena_text(struct muster_arena *arena, const char *text, size_t length)
{
    char *copy = muster_arena_take(arena, length + 1);
    if (copy && length > 0) {
        memcpy(copy, text, length);
    }
    return copy;
}

const char *muster_arena_name(struct muster_arena *arena, const char *name)
{
    for (const struct name *known = arena->names; known; known = known->next) {
        if (known->text == name || strcmp(known->text, name) == 0) {
            return known->text;
        }
    }
    struct name *added = muster_arena_take(arena, sizeof *added);
    char *text = muster_arena_text(arena, name, strlen(name));
    if (!added || !text) {
        return NULL;
    }
    *added = (struct name){.next = arena->names, .text = text};
    arena->names = added;
    return text;
}
