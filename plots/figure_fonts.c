/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figure_fonts.h"

#include "figure_text.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { POINTS = 0x110000 };

struct muster_fonts {
    unsigned char has[POINTS / 8];
};

/* Latin, Greek, Cyrillic, punctuation, currencies, arrows, boxes: in the DejaVu fonts. */
static bool is_common(uint32_t point)
{
    return point < 0x500 || (point >= 0x1e00 && point < 0x2600);
}

bool muster_fonts_wanted(const char *text)
{
    while (*text)
        if (!is_common(muster_text_next(&text)))
            return true;
    return false;
}

/* One range of a line; false when `text` does not begin with one. */
static bool read_range(unsigned long *from, unsigned long *to, char **rest, const char *text)
{
    *from = strtoul(text, rest, 16);
    if (*rest == text)
        return false;
    *to = *from;
    if (**rest != '-')
        return true;
    text = *rest + 1;
    *to = strtoul(text, rest, 16);
    return *rest != text;
}

struct muster_fonts *muster_fonts_new(const char *ranges)
{
    struct muster_fonts *fonts = calloc(1, sizeof *fonts);
    while (fonts && *ranges) {
        unsigned long from, to;
        char *rest;
        if (!read_range(&from, &to, &rest, ranges)) {
            ranges++;
            continue;
        }
        for (unsigned long point = from; point <= to && point < POINTS; point++)
            fonts->has[point / 8] |= (unsigned char)(1u << point % 8);
        ranges = rest;
    }
    return fonts;
}

struct muster_fonts *muster_fonts_free(struct muster_fonts *fonts)
{
    free(fonts);
    return NULL;
}

void muster_fonts_spare(char *out, size_t size, const struct muster_fonts *fonts, const char *line)
{
    static const char SQUARE[] = "\xe2\x96\xa1";
    size_t used = 0;
    while (*line) {
        const char *from = line;
        uint32_t point = muster_text_next(&line);
        bool there = is_common(point) || (fonts->has[point / 8] >> point % 8 & 1);
        size_t length = there ? (size_t)(line - from) : strlen(SQUARE);
        if (used + length >= size)
            break;
        memcpy(out + used, there ? from : SQUARE, length);
        used += length;
    }
    out[used] = '\0';
}
