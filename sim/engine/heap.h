/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A binary heap of small timed entries, for events that are few beside the contacts: breaks ending,
 * patience that must be acted on, attempts due later. Ties go by `kind`, then `what`, then `order`,
 * so the result never depends on the way the heap was filled. Times are not negative. Pushing never
 * allocates: the caller makes room between events.
 */
#ifndef MUSTER_HEAP_H
#define MUSTER_HEAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct muster_heap_entry {
    double time_s;
    uint32_t kind;
    uint32_t what;  /* slot, service or pool index */
    uint64_t order; /* token or position */
};

struct muster_heap {
    size_t count, room;
    struct muster_heap_entry *entry;
};

/* Room for at least `room` entries; false when out of memory (the heap is unchanged). */
bool muster_heap_reserve(struct muster_heap *heap, size_t room);
void muster_heap_clear(struct muster_heap *heap);
void muster_heap_push(struct muster_heap *heap, struct muster_heap_entry entry);
struct muster_heap_entry muster_heap_pop(struct muster_heap *heap);

#endif
