/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The folder of an unfinished run: "manifest", the scenario as read and as resolved, "lock", and
 * records of replications in runs-00000.journal, runs-00001.journal ... A record is a head, the
 * bytes of a tally and a tail. Private to journal.c and journal_survey.c. Functions that return an
 * int return 0 or an errno. Thread rule: one thread at a time for a folder.
 */
#ifndef MUSTER_JOURNAL_FOLDER_H
#define MUSTER_JOURNAL_FOLDER_H

#include "store_failure.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MUSTER_JOURNAL_MAGIC UINT64_C(0x6a7274736d2f3101)

struct muster_journal_head {
    uint64_t magic;
    uint64_t length;
    uint32_t candidate;
    uint32_t replication;
};

struct muster_journal_tail {
    uint32_t crc; /* of head and payload */
    uint32_t end;
};

/* Whether a record of `bytes` of tally begins so. */
bool muster_journal_head_is_sound(const struct muster_journal_head *head, size_t bytes,
                                  size_t candidates);

/* What to do about a failed write, by its errno. */
const char *muster_journal_remedy(int error);
/* Says what could not be done where, and why. MUSTER_IO_FAILED, or MUSTER_NO_MEMORY for ENOMEM. */
enum muster_status muster_journal_io_failed(struct muster_failure *failure, const char *doing,
                                            const char *where, int error);
/* folder/name in new memory of the caller's, or NULL. */
char *muster_journal_inside(const char *folder, const char *name);
/* Removes a file of the folder, which need not be there. */
int muster_journal_remove_inside(const char *folder, const char *name);
/* Highest journal file number in the folder plus 1, into *count. */
int muster_journal_files(size_t *count, const char *folder);
/* Removes everything but the lock. The manifest goes first: without it the rest counts for nothing,
 * so being killed in between does no harm. */
int muster_journal_wipe(const char *folder);

/* Writes and reads folder/name. What is missing or unreadable is no journal of ours:
 * MUSTER_BAD_FORMAT. *text is the caller's to free(). */
enum muster_status muster_journal_write_text(struct muster_failure *failure, const char *folder,
                                             const char *name, const char *text);
enum muster_status muster_journal_read_text(char **text, struct muster_failure *failure,
                                            const char *folder, const char *name);

#endif
