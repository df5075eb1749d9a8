/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store_file.h"
#include "store_failure.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int muster_write_at(int file, const void *data, size_t length, uint64_t offset)
{
    const char *from = data;
    while (length > 0) {
        ssize_t written = pwrite(file, from, length, (off_t)offset);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return written < 0 ? errno : ENOSPC;
        from += written;
        length -= (size_t)written;
        offset += (uint64_t)written;
    }
    return 0;
}

int muster_read_at(int file, void *data, size_t length, uint64_t offset)
{
    char *to = data;
    while (length > 0) {
        ssize_t got = pread(file, to, length, (off_t)offset);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return got < 0 ? errno : EIO;
        to += got;
        length -= (size_t)got;
        offset += (uint64_t)got;
    }
    return 0;
}

/* More than a scenario of the largest size resolves to. */
enum { TEXT_BYTES_MOST = 256 << 20 };

/* Reads the whole of an open file. */
static int read_all(char **text, int file)
{
    struct stat about;
    if (fstat(file, &about) != 0)
        return errno;
    if (!S_ISREG(about.st_mode))
        return EINVAL;
    if (about.st_size > TEXT_BYTES_MOST)
        return EFBIG;
    size_t length = (size_t)about.st_size;
    char *bytes = malloc(length + 1);
    if (!bytes)
        return ENOMEM;
    int error = muster_read_at(file, bytes, length, 0);
    if (error) {
        free(bytes);
        return error;
    }
    bytes[length] = '\0';
    if (strlen(bytes) != length) {
        free(bytes);
        return EILSEQ;
    }
    *text = bytes;
    return 0;
}

int muster_text_read(char **text, const char *path)
{
    *text = NULL;
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0)
        return errno;
    int error = read_all(text, file);
    close(file);
    return error;
}

static int write_new(const char *path, const char *text)
{
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (file < 0)
        return errno;
    int error = muster_write_at(file, text, strlen(text), 0);
    if (!error && fsync(file) != 0)
        error = errno;
    if (close(file) != 0 && !error)
        error = errno;
    return error;
}

int muster_text_write(const char *path, const char *text)
{
    char *temporary = muster_text_join(path, ".tmp");
    if (!temporary)
        return ENOMEM;
    int error = write_new(temporary, text);
    if (!error && rename(temporary, path) != 0)
        error = errno;
    if (error)
        unlink(temporary);
    free(temporary);
    return error ? error : muster_parent_sync(path);
}

/* The folder that holds `path`, in new memory, or NULL. */
static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash)
        return muster_text_join(".", "");
    char *folder = muster_text_join(path, "");
    if (folder)
        folder[slash == path ? 1 : slash - path] = '\0';
    return folder;
}

int muster_folder_sync(const char *folder)
{
    int file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (file < 0)
        return errno;
    /* Some file systems cannot sync a folder and say EINVAL: there is nothing more to do then. */
    int error = fsync(file) == 0 || errno == EINVAL ? 0 : errno;
    close(file);
    return error;
}

int muster_parent_sync(const char *path)
{
    char *folder = folder_of(path);
    if (!folder)
        return ENOMEM;
    int error = muster_folder_sync(folder);
    free(folder);
    return error;
}

bool muster_path_exists(const char *path)
{
    struct stat about;
    return lstat(path, &about) == 0;
}

bool muster_path_is_other(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && !S_ISREG(about.st_mode);
}
