/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "utf8.h"

/* The size a first byte announces, and the bits of the character it carries. */
static size_t first_byte(uint32_t *bits, unsigned char byte)
{
    if (byte < 0x80) {
        *bits = byte;
        return 1;
    }
    if (byte >= 0xc2 && byte < 0xe0) {
        *bits = byte & 0x1fu;
        return 2;
    }
    if (byte >= 0xe0 && byte < 0xf0) {
        *bits = byte & 0x0fu;
        return 3;
    }
    if (byte >= 0xf0 && byte < 0xf5) {
        *bits = byte & 0x07u;
        return 4;
    }
    return 0;
}

size_t muster_utf8_decode(uint32_t *character, const char *text, size_t length)
{
    static const uint32_t smallest[5] = {0, 0, 0x80, 0x800, 0x10000};
    if (length == 0) {
        return 0;
    }
    uint32_t c = 0;
    size_t size = first_byte(&c, (unsigned char)text[0]);
    if (size == 0 || size > length) {
        return 0;
    }
    for (size_t i = 1; i < size; i++) {
        unsigned char byte = (unsigned char)text[i];
        if ((byte & 0xc0u) != 0x80) {
            return 0;
        }
        c = (c << 6) | (byte & 0x3fu);
    }
    if (c < smallest[size] || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff)) {
        return 0;
    }
    *character = c;
    return size;
}

size_t muster_utf8_count(const char *text, size_t length)
{
    size_t count = 0;
    while (length > 0) {
        uint32_t c = 0;
        size_t size = muster_utf8_decode(&c, text, length);
        size = size ? size : 1;
        text += size;
        length -= size;
        count++;
    }
    return count;
}

bool muster_utf8_is_unruly(uint32_t c)
{
    return c < 0x20 || (c >= 0x7f && c <= 0x9f) || c == 0x200e || c == 0x200f ||
           (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0xfeff;
}
