/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store_seal.h"
#include "checksum.h"
#include "store_failure.h"
#include "store_file.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SEAL_BYTES = 55, BLOCK_BYTES = 1 << 20 };

static void format_seal(char seal[SEAL_BYTES + 1], uint64_t length, uint32_t crc)
{
    snprintf(seal, SEAL_BYTES + 1, "\nmuster seal: %017" PRIu64 " bytes, crc32c %08" PRIx32 "\n",
             length, crc);
}

/* The seal that the first `length` bytes of a file ask for. 0 or an errno value. */
static int make_seal(char seal[SEAL_BYTES + 1], int file, uint64_t length)
{
    struct muster_crc_table table;
    unsigned char *block = malloc(BLOCK_BYTES);
    uint32_t crc = 0;
    int error = block ? 0 : ENOMEM;
    muster_crc_table_init(&table);
    for (uint64_t at = 0; !error && at < length;) {
        size_t size = length - at < BLOCK_BYTES ? (size_t)(length - at) : BLOCK_BYTES;
        error = muster_read_at(file, block, size, at);
        if (!error)
            crc = muster_crc(&table, crc, block, size);
        at += size;
    }
    free(block);
    format_seal(seal, length, crc);
    return error;
}

static int append_seal(int file)
{
    char seal[SEAL_BYTES + 1];
    struct stat about;
    if (fstat(file, &about) != 0)
        return errno;
    int error = make_seal(seal, file, (uint64_t)about.st_size);
    return error ? error : muster_write_at(file, seal, SEAL_BYTES, (uint64_t)about.st_size);
}

int muster_seal_write(const char *path)
{
    int file = open(path, O_RDWR | O_CLOEXEC);
    int error = file < 0 ? errno : append_seal(file);
    if (file >= 0 && close(file) != 0 && !error)
        error = errno;
    return error;
}

/* ---- reading ---- */

static enum muster_status refuse(struct muster_failure *failure, const char *path, const char *what)
{
    return muster_failure_set(
        failure, MUSTER_BAD_FORMAT,
        "%s is not a whole results file: %s; muster run --force makes it again", path, what);
}

static enum muster_status check_open(struct muster_failure *failure, const char *path, int file)
{
    char there[SEAL_BYTES + 1] = "", wanted[SEAL_BYTES + 1];
    struct stat about;
    if (fstat(file, &about) != 0 || !S_ISREG(about.st_mode))
        return refuse(failure, path, "it is no ordinary file");
    uint64_t length = about.st_size > SEAL_BYTES ? (uint64_t)about.st_size - SEAL_BYTES : 0;
    int error = length > 0 ? muster_read_at(file, there, SEAL_BYTES, length) : 0;
    if (!error && strncmp(there, "\nmuster seal: ", 14) != 0)
        return refuse(failure, path,
                      "it does not end in muster's seal; it is no results file, or cut short, or "
                      "another program has changed it");
    error = error ? error : make_seal(wanted, file, length);
    if (error == ENOMEM)
        return muster_failure_memory(failure);
    if (error)
        return refuse(failure, path, strerror(error));
    if (memcmp(there, wanted, SEAL_BYTES) != 0)
        return refuse(failure, path,
                      "it is damaged: its bytes do not give the checksum of its seal");
    return muster_failure_none(failure);
}

enum muster_status muster_seal_check(struct muster_failure *failure, const char *path)
{
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0)
        return muster_failure_set(failure, MUSTER_BAD_FORMAT, "cannot read %s: %s", path,
                                  strerror(errno));
    enum muster_status status = check_open(failure, path, file);
    close(file);
    return status;
}
