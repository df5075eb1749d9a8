/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "heap.h"
#include "random.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Time and word as one number: times are not negative, so their bits order as they do. */
static inline muster_product rank_of(const struct muster_heap_entry *entry)
{
    uint64_t bits;
    memcpy(&bits, &entry->time_s, sizeof bits);
    return (muster_product)bits << 64 | entry->what;
}

static inline bool before(const struct muster_heap_entry *a, const struct muster_heap_entry *b)
{
    return rank_of(a) < rank_of(b);
}

static const struct muster_heap_entry never = {INFINITY, UINT64_MAX};

bool muster_heap_reserve(struct muster_heap *heap, size_t room)
{
    if (heap->entry && room <= heap->room)
        return true;
    struct muster_heap_entry *entry = realloc(heap->entry, (room + 2) * sizeof *entry);
    if (!entry)
        return false;
    heap->entry = entry;
    heap->room = room;
    entry[heap->count] = entry[heap->count + 1] = never;
    return true;
}

void muster_heap_empty(struct muster_heap *heap)
{
    heap->count = 0;
    heap->entry[0] = heap->entry[1] = never;
}

void muster_heap_clear(struct muster_heap *heap)
{
    free(heap->entry);
    *heap = (struct muster_heap){0};
}

void muster_heap_push(struct muster_heap *heap, struct muster_heap_entry entry)
{
    assert(heap->count < heap->room);
    size_t at = heap->count++;
    heap->entry[heap->count + 1] = never;
    while (at > 0) {
        size_t parent = (at - 1) / 2;
        if (!before(&entry, &heap->entry[parent]))
            break;
        heap->entry[at] = heap->entry[parent];
        at = parent;
    }
    heap->entry[at] = entry;
}

/* The place of the earlier of two children, of which the second may be one that is never due. */
static size_t earlier_child(const struct muster_heap *heap, size_t at)
{
    size_t child = 2 * at + 1;
    return child + before(&heap->entry[child + 1], &heap->entry[child]);
}

void muster_heap_sink(struct muster_heap *heap)
{
    struct muster_heap_entry *entry = heap->entry, sinking = entry[0];
    size_t at = 0;
    while (2 * at + 1 < heap->count) {
        size_t child = earlier_child(heap, at);
        if (!before(&entry[child], &sinking))
            break;
        entry[at] = entry[child];
        at = child;
    }
    entry[at] = sinking;
}

struct muster_heap_entry muster_heap_pop(struct muster_heap *heap)
{
    struct muster_heap_entry top = heap->entry[0];
    heap->entry[0] = heap->entry[--heap->count];
    heap->entry[heap->count] = never;
    muster_heap_sink(heap);
    return top;
}
