/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A binary heap of small timed entries, for events that are few beside the contacts: breaks ending,
 * patience that must be acted on, attempts due later; and for the next contact of each service.
 * Ties go by a word of the caller's, which also says what is due, so the result never depends on
 * the way the heap was filled. Times are not negative. Pushing never allocates: the caller makes
 * room between events.
 * Thread rule: one owner at a time.
 */
#ifndef MUSTER_HEAP_H
#define MUSTER_HEAP_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct muster_heap_entry {
    double time_s;
    uint64_t what; /* the lower first at equal times */
};

struct muster_heap {
    size_t count, room;
    struct muster_heap_entry *entry; /* [room + 2] the earliest at 0; never ones behind the last */
};

/* Earliest time, INFINITY if nothing is due. The heap has been given room. */
static inline double muster_heap_time(const struct muster_heap *heap)
{
    return heap->entry[0].time_s;
}

/* Room for at least `room` entries; false when out of memory (the heap is unchanged). */
bool muster_heap_reserve(struct muster_heap *heap, size_t room);
/* Throws all entries away. The heap has been given room. */
void muster_heap_empty(struct muster_heap *heap);
void muster_heap_clear(struct muster_heap *heap);
void muster_heap_push(struct muster_heap *heap, struct muster_heap_entry entry);
struct muster_heap_entry muster_heap_pop(struct muster_heap *heap);
/* Lets the earliest entry, just replaced by a later one, sink to its place. */
void muster_heap_sink(struct muster_heap *heap);

/* Takes the earliest entry away and puts a later one in. */
static inline void muster_heap_replace(struct muster_heap *heap, struct muster_heap_entry entry)
{
    heap->entry[0] = entry;
    if (heap->count > 1)
        muster_heap_sink(heap);
}

#endif
