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

bool muster_heap_reserve(struct muster_heap *heap, size_t room)
{
    if (room <= heap->room)
        return true;
    struct muster_heap_entry *entry = realloc(heap->entry, room * sizeof *entry);
    if (!entry)
        return false;
    heap->entry = entry;
    heap->room = room;
    return true;
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
    while (at > 0) {
        size_t parent = (at - 1) / 2;
        if (!before(&entry, &heap->entry[parent]))
            break;
        heap->entry[at] = heap->entry[parent];
        at = parent;
    }
    heap->entry[at] = entry;
}

/* The hole goes down to a leaf along the earlier children, then the last entry rises from there:
 * half the comparisons of sifting it down, since it nearly always belongs near the bottom. */
struct muster_heap_entry muster_heap_pop(struct muster_heap *heap)
{
    struct muster_heap_entry *entry = heap->entry, top = entry[0];
    struct muster_heap_entry last = entry[--heap->count];
    size_t at = 0, child;
    while ((child = 2 * at + 1) + 1 < heap->count) {
        child += before(&entry[child + 1], &entry[child]);
        entry[at] = entry[child];
        at = child;
    }
    if (child < heap->count) {
        entry[at] = entry[child];
        at = child;
    }
    while (at > 0 && before(&last, &entry[(at - 1) / 2])) {
        entry[at] = entry[(at - 1) / 2];
        at = (at - 1) / 2;
    }
    entry[at] = last;
    return top;
}

void muster_heap_sink(struct muster_heap *heap)
{
    struct muster_heap_entry *entry = heap->entry, sinking = entry[0];
    size_t at = 0, child;
    while ((child = 2 * at + 1) < heap->count) {
        child += child + 1 < heap->count && before(&entry[child + 1], &entry[child]);
        if (!before(&entry[child], &sinking))
            break;
        entry[at] = entry[child];
        at = child;
    }
    entry[at] = sinking;
}
