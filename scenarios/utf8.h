/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * UTF-8, as RFC 3629 has it: no overlong forms, no surrogates, nothing above U+10FFFF.
 * Thread rule: pure functions.
 */
#ifndef MUSTER_UTF8_H
#define MUSTER_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Reads the character at `text` of at most `length` bytes. Returns its size in bytes [1, 4], or 0
 * when the bytes are not UTF-8 (or length is 0). */
size_t muster_utf8_decode(uint32_t *character, const char *text, size_t length);
/* The number of characters in `length` bytes; a byte that is not UTF-8 counts as one. */
size_t muster_utf8_count(const char *text, size_t length);
/* True for a character that would move a terminal's cursor or turn a line around: controls, line
 * and paragraph separators, direction marks and overrides, the byte order mark. */
bool muster_utf8_is_unruly(uint32_t character);

#endif
