/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "heap.h"

#include <assert.h>
#include <stdlib.h>

static bool before(const struct muster_heap_entry *a, const struct muster_heap_entry *b)
{
    if (a->time_s != b->time_s)
        return a->time_s < b->time_s;
    if (a->kind != b->kind)
        return a->kind < b->kind;
    if (a->what != b->what)
        return a->what < b->what;
    return a->order < b->order;
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

struct muster_heap_entry muster_heap_pop(struct muster_heap *heap)
{
    struct muster_heap_entry top = heap->entry[0];
    struct muster_heap_entry last = heap->entry[--heap->count];
    size_t at = 0;
    for (;;) {
        size_t child = 2 * at + 1;
        if (child >= heap->count)
            break;
        if (child + 1 < heap->count && before(&heap->entry[child + 1], &heap->entry[child]))
            child++;
        if (!before(&heap->entry[child], &last))
            break;
        heap->entry[at] = heap->entry[child];
        at = child;
    }
    heap->entry[at] = last;
    return top;
}
