/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _XOPEN_SOURCE 700 /* realpath is in POSIX's X/Open part */
#include "file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Where a fault goes and what it calls the file. */
struct complaint {
    struct muster_faults *faults;
    struct muster_place place;
    const char *fault_path;
    const char *name; /* "" when the place already names the file */
};

static struct complaint complaint_about(struct muster_faults *faults, struct muster_place place,
                                        const char *fault_path, const char *path)
{
    return (struct complaint){faults, place, fault_path, place.line > 0 ? path : ""};
}

static void complain(const struct complaint *about, const char *what, const char *remedy)
{
    muster_faults_add(about->faults, about->place, about->fault_path, remedy, "%s%s%s", about->name,
                      about->name[0] ? " " : "", what);
}

static void complain_errno(const struct complaint *about, int error)
{
    char text[200] = "cannot be read: ";
    switch (error) {
    case ENOMEM:
        about->faults->out_of_memory = true;
        return;
    case ENOENT:
    case ENOTDIR:
        complain(about, "does not exist", "check the spelling and the folder");
        return;
    case EACCES:
        complain(about, "may not be read", "give yourself the permission");
        return;
    case EISDIR:
        complain(about, "is a folder", "name a file");
        return;
    default:
        if (strerror_r(error, text + strlen(text), sizeof text - strlen(text)) != 0) {
            snprintf(text, sizeof text, "cannot be read (error %d)", error);
        }
        complain(about, text, NULL);
    }
}

static void complain_size(const struct complaint *about, size_t most)
{
    char text[80];
    if (most >= 1 << 20) {
        snprintf(text, sizeof text, "is larger than %zu MB", most >> 20);
    } else {
        snprintf(text, sizeof text, "is larger than %zu bytes", most);
    }
    complain(about, text, NULL);
}

/* Fills `text` until the end of the file or `most` bytes; -1 with errno. */
static ssize_t read_some(int descriptor, char *text, size_t most)
{
    size_t length = 0;
    while (length < most) {
        ssize_t got = read(descriptor, text + length, most - length);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return -1;
        }
        if (got == 0) {
            break;
        }
        length += (size_t)got;
    }
    return (ssize_t)length;
}

/* Doubles the buffer until the end of the file is inside, or `most` is passed. */
static char *read_all(size_t *length, const struct complaint *about, int descriptor, size_t most)
{
    char *text = NULL;
    size_t capacity = 0;
    *length = 0;
    do {
        capacity = capacity ? 2 * capacity : 1 << 16;
        char *larger = realloc(text, capacity + 1);
        if (!larger) {
            free(text);
            about->faults->out_of_memory = true;
            return NULL;
        }
        text = larger;
        ssize_t got = read_some(descriptor, text + *length, capacity - *length);
        if (got < 0) {
            complain_errno(about, errno);
            free(text);
            return NULL;
        }
        *length += (size_t)got;
    } while (*length == capacity && *length <= most);
    if (*length > most) {
        complain_size(about, most);
        free(text);
        return NULL;
    }
    text[*length] = '\0';
    return text;
}

char *muster_file_read_open(size_t *length, struct muster_faults *faults, int descriptor,
                            size_t most, struct muster_place place, const char *fault_path)
{
    struct complaint about = complaint_about(faults, place, fault_path, "standard input");
    return read_all(length, &about, descriptor, most);
}

char *muster_file_read(size_t *length, struct muster_faults *faults, const char *path, size_t most,
                       struct muster_place place, const char *fault_path)
{
    struct complaint about = complaint_about(faults, place, fault_path, path);
    int descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0) {
        complain_errno(&about, errno);
        return NULL;
    }
    char *text = NULL;
    struct stat status;
    if (fstat(descriptor, &status) != 0) {
        complain_errno(&about, errno);
    } else if (S_ISDIR(status.st_mode)) {
        complain_errno(&about, EISDIR);
    } else if (!S_ISREG(status.st_mode)) {
        complain(&about, "is not an ordinary file",
                 about.name[0] ? "copy it into one" : "use - to read from standard input");
    } else {
        text = read_all(length, &about, descriptor, most);
    }
    close(descriptor);
    return text;
}

char *muster_file_beside(const char *neighbour, const char *path)
{
    const char *slash = strrchr(neighbour, '/');
    size_t folder = path[0] == '/' || !slash ? 0 : (size_t)(slash - neighbour) + 1;
    size_t length = strlen(path);
    char *joined = malloc(folder + length + 1);
    if (joined) {
        memcpy(joined, neighbour, folder);
        memcpy(joined + folder, path, length + 1);
    }
    return joined;
}

static bool is_inside(const char *path, const char *folder)
{
    size_t length = strlen(folder);
    if (strncmp(path, folder, length) != 0) {
        return false;
    }
    return strcmp(folder, "/") == 0 || path[length] == '/';
}

char *muster_file_resolve(struct muster_faults *faults, const char *path, const char *name,
                          const char *folder, bool allow_outside, struct muster_place place,
                          const char *fault_path)
{
    struct complaint about = complaint_about(faults, place, fault_path, name);
    char *real = realpath(path, NULL);
    if (!real) {
        complain_errno(&about, errno);
        return NULL;
    }
    if (!allow_outside && !is_inside(real, folder)) {
        complain(&about, "is outside the scenario's folder",
                 "move it there or use --allow-outside");
        free(real);
        return NULL;
    }
    return real;
}

char *muster_file_real(const char *path)
{
    return realpath(path, NULL);
}

char *muster_file_folder(const char *path)
{
    char *folder = muster_file_beside(path, ".");
    char *real = folder ? realpath(folder, NULL) : NULL;
    free(folder);
    return real;
}
