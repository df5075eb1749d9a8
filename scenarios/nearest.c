/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nearest.h"

#include <string.h>

enum { LONGEST = 64 }; /* longer words get no suggestion */

static char fold(char c)
{
    if (c >= 'A' && c <= 'Z') {
        return (char)(c - 'A' + 'a');
    }
    return c == '-' || c == ' ' ? '_' : c;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* One row of the table of distances between prefixes: rows[0] is the one to fill. */
static void fill_row(size_t *rows[3], const char *a, size_t i, const char *b, size_t b_length)
{
    rows[0][0] = i;
    for (size_t j = 1; j <= b_length; j++) {
        size_t changed = fold(a[i - 1]) != fold(b[j - 1]);
        size_t best = least(rows[1][j] + 1, rows[0][j - 1] + 1);
        best = least(best, rows[1][j - 1] + changed);
        if (i > 1 && j > 1 && fold(a[i - 1]) == fold(b[j - 2]) &&
            fold(a[i - 2]) == fold(b[j - 1])) {
            best = least(best, rows[2][j - 2] + 1);
        }
        rows[0][j] = best;
    }
}

static size_t distance(const char *a, size_t a_length, const char *b, size_t b_length)
{
    size_t table[3][LONGEST + 1] = {{0}};
    size_t *rows[3] = {table[0], table[1], table[2]};
    for (size_t j = 0; j <= b_length; j++) {
        rows[0][j] = j;
    }
    for (size_t i = 1; i <= a_length; i++) {
        size_t *oldest = rows[2];
        rows[2] = rows[1];
        rows[1] = rows[0];
        rows[0] = oldest;
        fill_row(rows, a, i, b, b_length);
    }
    return rows[0][b_length];
}

void muster_nearest_init(struct muster_nearest *nearest, const char *text)
{
    size_t allowed = strlen(text) / 3;
    allowed = allowed < 1 ? 1 : least(allowed, 3);
    *nearest = (struct muster_nearest){.text = text, .distance = allowed + 1};
}

void muster_nearest_offer(struct muster_nearest *nearest, const char *word)
{
    size_t length = strlen(nearest->text);
    size_t word_length = strlen(word);
    size_t gap = length > word_length ? length - word_length : word_length - length;
    if (length == 0 || length > LONGEST || word_length > LONGEST || gap >= nearest->distance) {
        return;
    }
    size_t found = distance(nearest->text, length, word, word_length);
    if (found < nearest->distance) {
        nearest->distance = found;
        nearest->best = word;
    }
}

const char *muster_nearest_of(const char *text, const char *const *words, size_t count)
{
    struct muster_nearest nearest;
    muster_nearest_init(&nearest, text);
    for (size_t i = 0; i < count; i++) {
        muster_nearest_offer(&nearest, words[i]);
    }
    return nearest.best;
}
