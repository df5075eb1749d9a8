/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cells.h"
#include "utf8.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const char muster_cell_dash[] = "-";

/* Prints one character, '?' for what is not UTF-8 or would control the terminal.
 * Returns its bytes. */
static size_t put_character(FILE *file, const char *text, size_t length)
{
    uint32_t character;
    size_t size = muster_utf8_decode(&character, text, length);
    if (size == 0 || muster_utf8_is_unruly(character))
        fputc('?', file);
    else
        fwrite(text, 1, size, file);
    return size ? size : 1;
}

/* Prints `text` in `width` columns, cut when longer; negative width: flush left. */
void muster_cell_put(FILE *file, const char *text, int width)
{
    size_t length = strlen(text), room = (size_t)abs(width);
    size_t columns = muster_utf8_count(text, length);
    bool cut = columns > room;
    size_t kept = cut ? room - 1 : columns, at = 0;
    for (size_t i = columns; width > 0 && i < room; i++)
        fputc(' ', file);
    for (size_t i = 0; i < kept; i++)
        at += put_character(file, text + at, length - at);
    if (cut)
        fputs("…", file);
    for (size_t i = columns; width < 0 && i < room; i++)
        fputc(' ', file);
}

/* A whole number with commas. */
void muster_cell_thousands(char *out, double value, bool sign)
{
    char digits[MUSTER_CELL_TEXT];
    int length = snprintf(digits, sizeof digits, "%.0f", fabs(value));
    char *to = out;
    bool zero = strcmp(digits, "0") == 0;
    if (value < 0 && !zero)
        *to++ = '-';
    else if (sign && !zero)
        *to++ = '+';
    for (int i = 0; i < length && to - out < MUSTER_CELL_TEXT - 2; i++) {
        if (i > 0 && (length - i) % 3 == 0)
            *to++ = ',';
        *to++ = digits[i];
    }
    *to = '\0';
}

void muster_cell_whole(char *out, double value)
{
    if (isfinite(value) && fabs(value) < 1e15)
        muster_cell_thousands(out, value, false);
    else
        snprintf(out, MUSTER_CELL_TEXT, "%s", muster_cell_dash);
}

void muster_cell_decimal(char *out, double value, int places, const char *unit)
{
    if (isfinite(value))
        snprintf(out, MUSTER_CELL_TEXT, "%.*f%s", places, value, unit);
    else
        snprintf(out, MUSTER_CELL_TEXT, "%s", muster_cell_dash);
}

void muster_cell_percent(char *out, double value)
{
    muster_cell_decimal(out, 100 * value, 1, " %");
}

void muster_cell_money(char *out, double value, const char *currency)
{
    char amount[MUSTER_CELL_TEXT];
    muster_cell_whole(amount, value);
    snprintf(out, MUSTER_CELL_TEXT, "%.8s%.40s", isfinite(value) ? currency : "", amount);
}

void muster_cell_rule(FILE *file)
{
    for (int i = 0; i < MUSTER_CELL_LINE; i++)
        fputc('-', file);
    fputc('\n', file);
}

/* Prints `text` in lines of at most MUSTER_CELL_LINE columns, each led by `indent` spaces. */
void muster_cell_wrap(FILE *file, const char *text, int indent)
{
    size_t column = 0;
    while (*text) {
        size_t length = strcspn(text, " ");
        size_t shown = muster_utf8_count(text, length);
        if (column > 0 && column + 1 + shown + (size_t)indent > MUSTER_CELL_LINE) {
            fputc('\n', file);
            column = 0;
        } else if (column > 0) {
            fputc(' ', file);
            column++;
        }
        if (column == 0)
            fprintf(file, "%*s", indent, "");
        for (size_t i = 0; i < length;)
            i += put_character(file, text + i, length - i);
        column += shown;
        text += length;
        text += strspn(text, " ");
    }
    fputc('\n', file);
}

void muster_cell_candidate(FILE *file, size_t number, const char *name)
{
    char text[MUSTER_CELL_TEXT];
    snprintf(text, sizeof text, "%zu ", number + 1);
    muster_cell_put(file, text, -3);
    muster_cell_put(file, name, -(MUSTER_CELL_NAME - 3));
}

void muster_cell_candidate_line(FILE *file, size_t number, const char *name)
{
    enum { ROOM = MUSTER_CELL_NAME - 3 };
    char text[MUSTER_CELL_TEXT];
    size_t columns = muster_utf8_count(name, strlen(name));
    snprintf(text, sizeof text, "%zu ", number + 1);
    muster_cell_put(file, text, -3);
    muster_cell_put(file, name, -(int)(columns < ROOM ? columns : ROOM));
    fputc('\n', file);
}
