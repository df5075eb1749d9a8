/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figure.h"
#include "figure_fonts.h"
#include "figure_layout.h"
#include "figure_script.h"
#include "figure_terminal.h"
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LIMIT_S 60.0

/* A drawing under way. Strings are the drawing's own, freed by `finish`. */
struct drawing {
    struct muster_plot_error *error;
    const char *folder, *name;
    unsigned formats;
    char *script; /* starts with a `cd` into `work`, left out of the kept file */
    size_t length, preamble;
    char work[256];             /* our private folder; "" while there is none */
    struct muster_fonts *fonts; /* NULL while nobody has asked for them */
};

static const struct {
    unsigned format;
    const char *extension;
    const char *end; /* of a whole file */
} kinds[] = {{MUSTER_PLOT_SVG, "svg", "</svg>"},
             {MUSTER_PLOT_PNG, "png", "IEND\xae\x42\x60\x82"},
             {MUSTER_PLOT_PDF, "pdf", "%%EOF"}};
#define KINDS (sizeof kinds / sizeof *kinds)

static enum muster_plot_status fail(const struct drawing *drawing, enum muster_plot_status status,
                                    const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(drawing->error->text, sizeof drawing->error->text, format, arguments);
    va_end(arguments);
    return status;
}

/* malloc'ed text, NULL when out of memory. */
static char *print(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    char *text = length < 0 ? NULL : malloc((size_t)length + 1);
    if (!text)
        return NULL;
    va_start(arguments, format);
    vsnprintf(text, (size_t)length + 1, format, arguments);
    va_end(arguments);
    return text;
}

static bool is_name(const char *name)
{
    size_t length = strlen(name);
    return length >= 1 && length <= 64 &&
           strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-") == length;
}

/* The place for temporary folders. It appears in a script, so an unusual one is not taken. */
static const char *temporary_place(void)
{
    const char *place = getenv("TMPDIR");
    const char *safe = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/._-";
    if (place && place[0] == '/' && strlen(place) < 200 && strspn(place, safe) == strlen(place))
        return place;
    return "/tmp";
}

static enum muster_plot_status make_work_folder(struct drawing *drawing)
{
    snprintf(drawing->work, sizeof drawing->work, "%s/muster-XXXXXX", temporary_place());
    if (mkdtemp(drawing->work))
        return MUSTER_PLOT_OK;
    int code = errno;
    drawing->work[0] = '\0';
    return fail(drawing, MUSTER_PLOT_NO_FILE, "cannot make a temporary folder in %s: %s",
                temporary_place(), strerror(code));
}

/* Without formats: for the terminal. */
static bool print_script(struct drawing *drawing, const struct muster_figure *figure)
{
    struct muster_layout *layout = drawing->formats ? muster_layout_new(figure) : NULL;
    if (drawing->formats && !layout)
        return false;
    FILE *out = open_memstream(&drawing->script, &drawing->length);
    if (!out) {
        free(layout);
        return false;
    }
    int preamble = fprintf(out, "cd '%s'\n", drawing->work);
    drawing->preamble = preamble > 0 ? (size_t)preamble : 0;
    if (layout)
        muster_figure_script(out, figure, layout, drawing->fonts, drawing->name, drawing->formats);
    else
        muster_figure_terminal_script(out, figure);
    free(layout);
    bool good = !ferror(out);
    return fclose(out) == 0 && good;
}

/* Numbers in a script have a decimal point, whatever the locale of the program. */
static enum muster_plot_status make_script(struct drawing *drawing,
                                           const struct muster_figure *figure)
{
    locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (!plain)
        return fail(drawing, MUSTER_PLOT_NO_MEMORY, "out of memory");
    locale_t before = uselocale(plain);
    bool good = print_script(drawing, figure);
    uselocale(before);
    freelocale(plain);
    return good ? MUSTER_PLOT_OK : fail(drawing, MUSTER_PLOT_NO_MEMORY, "out of memory");
}

/* -- reading a file back ----------------------------------------------------------------------- */

/* Drops what is neither printable nor a line end, and spaces at the ends of lines. */
static void tidy(char *text)
{
    size_t used = 0;
    for (const char *c = text; *c; c++) {
        if (*c == '\n')
            while (used && text[used - 1] == ' ')
                used--;
        if (*c == '\n' || ((unsigned char)*c >= ' ' && *c != 0x7f))
            text[used++] = *c;
    }
    text[used] = '\0';
}

static enum muster_plot_status read_text(char **text, const struct drawing *drawing,
                                         const char *path)
{
    struct stat about;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    bool there = fd >= 0 && fstat(fd, &about) == 0 && about.st_size > 0;
    size_t size = there ? (size_t)about.st_size : 0, used = 0;
    char *read_in = there ? malloc(size + 1) : NULL;
    for (ssize_t n = 1; read_in && n > 0 && used<size; used += n> 0 ? (size_t)n : 0)
        n = read(fd, read_in + used, size - used);
    if (fd >= 0)
        close(fd);
    if (!there || used < size) {
        free(read_in);
        return there && !read_in ? fail(drawing, MUSTER_PLOT_NO_MEMORY, "out of memory")
                                 : fail(drawing, MUSTER_PLOT_FAILED, "gnuplot drew nothing");
    }
    read_in[used] = '\0';
    tidy(read_in);
    *text = read_in;
    return MUSTER_PLOT_OK;
}

/* -- letters that no font has ----------------------------------------------------------------- */

/* Asks by gnuplot, into a file. Whoever cannot be asked has the usual letters. */
static enum muster_plot_status ask_fonts(struct drawing *drawing, const atomic_int *stop)
{
    struct muster_plot_error error;
    enum muster_plot_status status = MUSTER_PLOT_NO_MEMORY;
    char *path = print("%s/fonts", drawing->work), *ranges = NULL;
    char *script = path ? print("set print '%s'\n%sset print\n", path, MUSTER_FONTS_SCRIPT) : NULL;
    if (script)
        status = muster_gnuplot_run(&error, script, strlen(script), LIMIT_S, stop);
    if (status == MUSTER_PLOT_OK)
        read_text(&ranges, drawing, path);
    if (status != MUSTER_PLOT_NO_MEMORY && status != MUSTER_PLOT_STOPPED) {
        drawing->fonts = muster_fonts_new(ranges ? ranges : "");
        status = drawing->fonts ? MUSTER_PLOT_OK : MUSTER_PLOT_NO_MEMORY;
    }
    if (path)
        unlink(path);
    free(ranges);
    free(script);
    free(path);
    drawing->error->text[0] = '\0';
    return status == MUSTER_PLOT_NO_MEMORY ? fail(drawing, status, "out of memory") : status;
}

static enum muster_plot_status
spare_letters(struct drawing *drawing, const struct muster_figure *figure, const atomic_int *stop)
{
    if (!(drawing->formats & (MUSTER_PLOT_PNG | MUSTER_PLOT_PDF)) ||
        !muster_fonts_wanted(drawing->script))
        return MUSTER_PLOT_OK;
    enum muster_plot_status status = ask_fonts(drawing, stop);
    if (status != MUSTER_PLOT_OK)
        return status;
    free(drawing->script);
    drawing->script = NULL;
    return make_script(drawing, figure);
}

/* -- delivering a file whole or not at all ---------------------------------------------------- */

static bool write_all(int fd, const char *bytes, size_t length)
{
    while (length) {
        ssize_t n = write(fd, bytes, length);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        bytes += n;
        length -= (size_t)n;
    }
    return true;
}

/* Copies an open file; false with errno set. */
static bool copy_all(int to, int from)
{
    char block[1 << 14];
    ssize_t n;
    while ((n = read(from, block, sizeof block)) != 0) {
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0 || !write_all(to, block, (size_t)n))
            return false;
    }
    return true;
}

/* A new file beside the one it will become, so that the rename stays on one file system. mkstemp
 * would make it private for ever: umask cannot be read without changing it for all threads. */
static int open_part(char **part, const char *path)
{
    for (unsigned i = 0; i < 100; i++) {
        *part = print("%s.%ld-%u.part", path, (long)getpid(), i);
        if (!*part) {
            errno = ENOMEM;
            return -1;
        }
        int fd = open(*part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (fd >= 0 || errno != EEXIST)
            return fd;
        free(*part);
        *part = NULL;
    }
    errno = EEXIST;
    return -1;
}

/* Fills and closes `fd`, then gives it its name; 0 or an errno value. */
static int fill_and_rename(int fd, const char *part, const char *path, const char *bytes,
                           size_t length, int from)
{
    int code = 0;
    if (!(bytes ? write_all(fd, bytes, length) : copy_all(fd, from)) || fsync(fd) != 0)
        code = errno;
    if (close(fd) != 0 && !code)
        code = errno;
    if (!code && rename(part, path) != 0)
        code = errno;
    if (code)
        unlink(part);
    return code;
}

/* Puts bytes (or, if `bytes` is NULL, the open file `from`) under `path`; 0 or an errno value. */
static int deliver(const char *path, const char *bytes, size_t length, int from)
{
    char *part = NULL;
    int fd = open_part(&part, path);
    int code = fd < 0 ? errno : fill_and_rename(fd, part, path, bytes, length, from);
    free(part);
    return code;
}

static enum muster_plot_status no_file(const struct drawing *drawing, const char *path, int code)
{
    return fail(drawing, MUSTER_PLOT_NO_FILE, "cannot write %s: %s", path, strerror(code));
}

/* Whether an open drawing has its proper end: gnuplot does not notice a full disk. */
static bool has_end(int file, size_t kind)
{
    char tail[16] = "";
    struct stat about;
    if (fstat(file, &about) != 0 || about.st_size < (off_t)sizeof tail ||
        pread(file, tail, sizeof tail, about.st_size - (off_t)sizeof tail) != sizeof tail)
        return false;
    size_t length = sizeof tail, end = strlen(kinds[kind].end);
    while (length > end && (tail[length - 1] == '\n' || tail[length - 1] == '\r'))
        length--;
    return memcmp(tail + length - end, kinds[kind].end, end) == 0;
}

static enum muster_plot_status deliver_figure(const struct drawing *drawing, size_t kind)
{
    const char *extension = kinds[kind].extension;
    char *made = print("%s/%s.%s", drawing->work, drawing->name, extension);
    char *path = print("%s/%s.%s", drawing->folder, drawing->name, extension);
    enum muster_plot_status status = MUSTER_PLOT_OK;
    struct stat about;
    int code, from = made ? open(made, O_RDONLY | O_CLOEXEC) : -1;
    if (!made || !path)
        status = fail(drawing, MUSTER_PLOT_NO_MEMORY, "out of memory");
    else if (from < 0 || fstat(from, &about) != 0 || about.st_size == 0)
        status =
            fail(drawing, MUSTER_PLOT_FAILED, "gnuplot drew no %s.%s", drawing->name, extension);
    else if (!has_end(from, kind))
        status = fail(drawing, MUSTER_PLOT_FAILED,
                      "gnuplot drew only part of %s.%s: see whether there is room in %s",
                      drawing->name, extension, temporary_place());
    else if ((code = deliver(path, NULL, 0, from)) != 0)
        status = no_file(drawing, path, code);
    if (from >= 0)
        close(from);
    free(path);
    free(made);
    return status;
}

static enum muster_plot_status keep(const struct drawing *drawing)
{
    char *path = print("%s/%s.gp", drawing->folder, drawing->name);
    if (!path)
        return fail(drawing, MUSTER_PLOT_NO_MEMORY, "out of memory");
    int code =
        deliver(path, drawing->script + drawing->preamble, drawing->length - drawing->preamble, -1);
    enum muster_plot_status status = code ? no_file(drawing, path, code) : MUSTER_PLOT_OK;
    free(path);
    return status;
}

static void finish(struct drawing *drawing)
{
    for (size_t i = 0; i < KINDS && drawing->work[0]; i++) {
        char *made = print("%s/%s.%s", drawing->work, drawing->name, kinds[i].extension);
        if (made)
            unlink(made);
        free(made);
    }
    if (drawing->work[0])
        rmdir(drawing->work);
    free(drawing->script);
    muster_fonts_free(drawing->fonts);
}

enum muster_plot_status muster_figure_draw(struct muster_plot_error *error,
                                           const struct muster_figure *figure, const char *folder,
                                           const char *name, unsigned formats, bool keep_script,
                                           const atomic_int *stop)
{
    assert(is_name(name) && (formats & 7u) && !(formats & ~7u));
    assert(figure->panel_count >= 1 && figure->panel_count <= MUSTER_FIGURE_PANELS_MAX);
    error->text[0] = '\0';
    struct drawing drawing = {.error = error, .folder = folder, .name = name, .formats = formats};
    enum muster_plot_status status = make_work_folder(&drawing);
    if (status == MUSTER_PLOT_OK)
        status = make_script(&drawing, figure);
    if (status == MUSTER_PLOT_OK)
        status = spare_letters(&drawing, figure, stop);
    if (status == MUSTER_PLOT_OK && keep_script)
        status = keep(&drawing);
    if (status == MUSTER_PLOT_OK)
        status = muster_gnuplot_run(error, drawing.script, drawing.length, LIMIT_S, stop);
    for (size_t i = 0; i < KINDS && status == MUSTER_PLOT_OK; i++)
        if (formats & kinds[i].format)
            status = deliver_figure(&drawing, i);
    finish(&drawing);
    return status;
}

/* -- letters ---------------------------------------------------------------------------------- */

enum muster_plot_status muster_figure_text(char **text, struct muster_plot_error *error,
                                           const struct muster_figure *figure,
                                           const atomic_int *stop)
{
    assert(figure->panel_count >= 1 && figure->panel_count <= MUSTER_FIGURE_PANELS_MAX);
    *text = NULL;
    error->text[0] = '\0';
    struct drawing drawing = {.error = error, .name = "figure"};
    enum muster_plot_status status = make_work_folder(&drawing);
    if (status == MUSTER_PLOT_OK)
        status = make_script(&drawing, figure);
    if (status == MUSTER_PLOT_OK)
        status = muster_gnuplot_run(error, drawing.script, drawing.length, LIMIT_S, stop);
    char *path = print("%s/%s", drawing.work, MUSTER_TERMINAL_FILE);
    if (status == MUSTER_PLOT_OK)
        status = path ? read_text(text, &drawing, path)
                      : fail(&drawing, MUSTER_PLOT_NO_MEMORY, "out of memory");
    if (path && drawing.work[0])
        unlink(path);
    free(path);
    finish(&drawing);
    return status;
}
