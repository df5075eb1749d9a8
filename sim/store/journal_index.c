/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journal_index.h"

#include <stdlib.h>

enum { PAGE = 1024 };

static bool grow(struct muster_journal_index *index, size_t page)
{
    size_t pages = index->pages ? index->pages : 4;
    while (pages <= page)
        pages *= 2;
    struct muster_journal_entry **more = realloc(index->page, pages * sizeof *more);
    if (!more)
        return false;
    for (size_t i = index->pages; i < pages; i++)
        more[i] = NULL;
    index->page = more;
    index->pages = pages;
    return true;
}

/* The place of a replication, made when missing; NULL when out of memory. */
static struct muster_journal_entry *place(struct muster_journal_index *index, size_t replication)
{
    size_t page = replication / PAGE;
    if (page >= index->pages && !grow(index, page))
        return NULL;
    if (!index->page[page])
        index->page[page] = calloc(PAGE, sizeof **index->page);
    return index->page[page] ? &index->page[page][replication % PAGE] : NULL;
}

struct muster_journal_entry muster_journal_index_find(const struct muster_journal_index *index,
                                                      size_t replication)
{
    size_t page = replication / PAGE;
    if (page >= index->pages || !index->page[page])
        return (struct muster_journal_entry){0, 0};
    return index->page[page][replication % PAGE];
}

bool muster_journal_index_has(const struct muster_journal_index *index, size_t replication)
{
    return muster_journal_index_find(index, replication).writer_plus_1 != 0;
}

void muster_journal_index_clear(struct muster_journal_index *index)
{
    for (size_t i = 0; i < index->pages; i++)
        free(index->page[i]);
    free(index->page);
}

bool muster_journal_index_note(struct muster_journal_index *index, size_t replication,
                               size_t writer, uint64_t offset)
{
    if (muster_journal_index_has(index, replication))
        return true;
    struct muster_journal_entry *entry = place(index, replication);
    if (!entry)
        return false;
    *entry = (struct muster_journal_entry){(uint32_t)writer + 1, offset};
    index->count++;
    while (muster_journal_index_has(index, index->leading))
        index->leading++;
    return true;
}
