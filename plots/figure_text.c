/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figure_text.h"
#include <assert.h>
#include <stdint.h>
#include <string.h>

#define REPLACEMENT 0xfffdu
#define GENEROSITY 1.03
#define BOLD_WIDER 1.15

/* Advance widths of DejaVu Sans, thousandths of an em, for the bytes from 32 to 126. */
static const short advance[95] = {
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361,  318, 337, 636, 636, 636,
    636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632,
    575, 775, 752, 295, 295, 656, 557, 863, 748, 787, 603, 787, 695, 635,  611, 732, 684, 989, 685,
    611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635, 615, 352,  635, 634, 278, 278, 579,
    278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592,  525, 636, 337, 636, 838};

/* Bytes that follow the first of a UTF-8 sequence; -1 if `byte` cannot be first. */
static int followers(unsigned char byte)
{
    if (byte < 0x80)
        return 0;
    if (byte >= 0xc2 && byte <= 0xdf)
        return 1;
    if (byte >= 0xe0 && byte <= 0xef)
        return 2;
    if (byte >= 0xf0 && byte <= 0xf4)
        return 3;
    return -1;
}

uint32_t muster_text_next(const char **at)
{
    const unsigned char *s = (const unsigned char *)*at;
    int more = followers(*s);
    *at += 1;
    if (more <= 0)
        return more < 0 ? REPLACEMENT : *s;
    uint32_t point = *s & (0x3fu >> more);
    for (int i = 1; i <= more; i++) {
        if ((s[i] & 0xc0) != 0x80)
            return REPLACEMENT;
        point = point << 6 | (s[i] & 0x3fu);
    }
    const uint32_t shortest[4] = {0, 0x80, 0x800, 0x10000};
    if (point < shortest[more] || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff))
        return REPLACEMENT;
    *at += more;
    return point;
}

static bool is_dropped(uint32_t point)
{
    return point < 0x20 || (point >= 0x7f && point <= 0x9f) || point == 0xfeff ||
           (point >= 0x200b && point <= 0x200f) || (point >= 0x202a && point <= 0x202e) ||
           (point >= 0x2060 && point <= 0x206f) || (point & 0xfffe) == 0xfffe;
}

static size_t put_point(char *out, uint32_t point)
{
    if (point < 0x80) {
        out[0] = (char)point;
        return 1;
    }
    size_t length = point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    for (size_t i = length - 1; i > 0; i--, point >>= 6)
        out[i] = (char)(0x80u | (point & 0x3f));
    out[0] = (char)((0xf00u >> length & 0xf0u) | point);
    return length;
}

/* Writes a harmless copy of `raw`, cut to fit `space` bytes; spaces are single,
 * none at the ends. */
static void clean(char *out, size_t space, const char *raw)
{
    size_t n = 0;
    bool gap = false;
    while (*raw && n + 6 < space) {
        uint32_t point = muster_text_next(&raw);
        if (point == ' ' || (point >= '\t' && point <= '\r') || point == 0x85 || point == 0x2028 ||
            point == 0x2029) {
            gap = n > 0;
            continue;
        }
        if (is_dropped(point))
            continue;
        if (gap)
            out[n++] = ' ';
        gap = false;
        n += put_point(out + n, point);
    }
    out[n] = '\0';
}

/* Columns of a terminal: marks that combine take none, East Asian letters two. */
static double point_columns(uint32_t point)
{
    if (point >= 0x300 && point < 0x370)
        return 0;
    bool wide = (point >= 0x1100 && point < 0x1160) || (point >= 0x2e80 && point < 0xa4d0) ||
                (point >= 0xac00 && point < 0xd7b0) || (point >= 0xf900 && point < 0xfb00) ||
                (point >= 0xfe30 && point < 0xfe70) || (point >= 0xff00 && point < 0xff61) ||
                (point >= 0x1f300 && point < 0x1faf0) || (point >= 0x20000 && point < 0x3fffe);
    return wide ? 2 : 1;
}

static double point_width(uint32_t point, bool mono)
{
    if (mono)
        return point_columns(point);
    if (point >= 32 && point < 127)
        return advance[point - 32] / 1000.0;
    if (point == 0xa0)
        return 0.32;
    if (point >= 0x300 && point < 0x370) /* combining marks */
        return 0;
    if (point == 0x2212) /* minus */
        return 0.84;
    return point < 0x1100 ? 0.7 : point >= 0x2000 && point < 0x2050 ? 0.9 : 1.05;
}

static double em(struct muster_type type)
{
    return type.mono ? type.size : type.size * GENEROSITY * (type.bold ? BOLD_WIDER : 1.0);
}

/* Inside a word: second best. */
static bool hyphen(uint32_t point)
{
    return point == '-' || point == '/' || point == '_';
}

/* How many bytes of `s` go on a line of `width` ems; all of them if they fit. */
static size_t bytes_that_fit(const char *s, double width, bool mono)
{
    const char *at = s, *last_space = NULL, *last_hyphen = NULL;
    double used = 0;
    while (*at) {
        const char *before = at;
        uint32_t point = muster_text_next(&at);
        used += point_width(point, mono);
        if (used > width && point != ' ') {
            const char *end = last_space ? last_space : last_hyphen ? last_hyphen : before;
            return (size_t)((end > s ? end : at) - s);
        }
        if (point == ' ')
            last_space = at;
        else if (hyphen(point))
            last_hyphen = at;
    }
    return (size_t)(at - s);
}

static size_t lines_needed(const char *s, double width, bool mono)
{
    size_t lines = 0;
    for (; *s; lines++)
        s += bytes_that_fit(s, width, mono);
    return lines;
}

static double width_of(const char *s, bool mono)
{
    double width = 0;
    while (*s)
        width += point_width(muster_text_next(&s), mono);
    return width;
}

/* The narrowest column, of those down to half of `width`, that needs no more lines. */
static double balanced(const char *s, double width, size_t lines, bool mono)
{
    size_t needed = lines_needed(s, width, mono);
    if (needed <= 1 || needed > lines)
        return width;
    double narrow = width;
    for (int percent = 95; percent >= 50; percent -= 5) {
        double tried = width * percent / 100;
        if (lines_needed(s, tried, mono) > needed)
            break;
        narrow = tried;
    }
    return narrow;
}

static void copy_line(char *line, const char *s, size_t length)
{
    while (length && s[length - 1] == ' ')
        length--;
    memcpy(line, s, length);
    line[length] = '\0';
}

/* The last line of a text that is longer than its lines. */
static void copy_cut(char *line, const char *s, double width, bool mono)
{
    const char ellipsis[] = "\xe2\x80\xa6";
    const char *at = s;
    double used = 1.0;
    size_t length = 0;
    while (*at) {
        used += point_width(muster_text_next(&at), mono);
        if (used > width)
            break;
        length = (size_t)(at - s);
    }
    copy_line(line, s, length);
    memcpy(line + strlen(line), ellipsis, sizeof ellipsis);
}

void muster_text_wrap(struct muster_text *text, const char *raw, struct muster_type type,
                      double width, size_t lines)
{
    assert(lines >= 1 && lines <= MUSTER_TEXT_LINES_MAX && type.size > 0);
    char whole[MUSTER_TEXT_BYTES];
    clean(whole, sizeof whole - 4, raw ? raw : "");
    double full = width / em(type), column = balanced(whole, full, lines, type.mono);
    text->count = 0;
    text->width = 0;
    for (const char *s = whole; *s && text->count < lines; text->count++) {
        char *line = text->line[text->count];
        size_t length = bytes_that_fit(s, column, type.mono);
        if (text->count + 1 == lines && s[length])
            copy_cut(line, s, full, type.mono);
        else
            copy_line(line, s, length);
        double line_width = width_of(line, type.mono) * em(type);
        text->width = line_width > text->width ? line_width : text->width;
        s += length;
    }
}

double muster_text_word_width(const char *raw, struct muster_type type)
{
    char whole[MUSTER_TEXT_BYTES];
    clean(whole, sizeof whole, raw ? raw : "");
    double widest = 0, word = 0;
    for (const char *s = whole; *s;) {
        uint32_t point = muster_text_next(&s);
        word += point == ' ' ? 0 : point_width(point, type.mono);
        widest = word > widest ? word : widest;
        if (point == ' ' || hyphen(point))
            word = 0;
    }
    return widest * em(type);
}

void muster_text_quote(FILE *out, const char *line)
{
    fputc('\'', out);
    for (; *line; line++) {
        unsigned char byte = (unsigned char)*line;
        if (byte < 0x20 || byte == 0x7f)
            continue;
        if (byte == '\'')
            fputs("\xe2\x80\x99", out);
        else
            fputc(byte, out);
    }
    fputc('\'', out);
}
