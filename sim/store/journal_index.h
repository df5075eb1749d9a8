/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where the replications of one candidate lie in the files of a journal. By replication, in pages
 * made when needed: a lone high number costs one page, not all below. Private to journal.c. Thread
 * rule: one thread at a time; the journal's mutex guards it.
 */
#ifndef MUSTER_JOURNAL_INDEX_H
#define MUSTER_JOURNAL_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Where a replication lies; writer_plus_1 = 0: nowhere. */
struct muster_journal_entry {
    uint32_t writer_plus_1;
    uint64_t offset;
};

struct muster_journal_index {
    struct muster_journal_entry **page;
    size_t pages;
    size_t count;   /* present */
    size_t leading; /* 0 … leading - 1 are all present */
};

/* Zeroes are an empty index. */
void muster_journal_index_clear(struct muster_journal_index *index);
/* Notes where a replication lies; a second copy is ignored. False when out of memory. */
bool muster_journal_index_note(struct muster_journal_index *index, size_t replication,
                               size_t writer, uint64_t offset);
/* Where it lies. */
struct muster_journal_entry muster_journal_index_find(const struct muster_journal_index *index,
                                                      size_t replication);
/* Whether it lies anywhere. */
bool muster_journal_index_has(const struct muster_journal_index *index, size_t replication);

#endif
