/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Small files that are either whole or absent, and writes that finish what they began.
 * Functions return 0 or an errno value, so that the caller tells the story. Thread rule: any
 * thread, each its own file.
 */
#ifndef MUSTER_STORE_FILE_H
#define MUSTER_STORE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Writes all of `data` at `offset`, through short writes and interruptions. */
int muster_write_at(int file, const void *data, size_t length, uint64_t offset);
/* Reads all of `length` bytes at `offset`; a shorter file gives EIO. */
int muster_read_at(int file, void *data, size_t length, uint64_t offset);

/* A whole file as zero-terminated text in new memory of the caller's. Opening never waits. EINVAL:
 * no ordinary file; EFBIG: over 256 MB; EILSEQ: holds NUL, so it is no text. */
int muster_text_read(char **text, const char *path);
/* Writes path.tmp, fsync, renames it to `path`, fsync of the folder: after a crash `path` is as
 * before or complete. */
int muster_text_write(const char *path, const char *text);
/* fsync of a folder; of the folder that holds `path`. */
int muster_folder_sync(const char *folder);
int muster_parent_sync(const char *path);

/* Whether anything of that name is there, a link to nothing included. */
bool muster_path_exists(const char *path);
/* Whether something is there that is no ordinary file: a folder, a device, a pipe. */
bool muster_path_is_other(const char *path);

#endif
