/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "roff.h"
#include "utf8.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum { WIDTH = 76 };

/* ---- characters ---- */

/* One character as roff spells it; returns the bytes read. */
static size_t put_character(char *out, size_t size, const char *text)
{
    static const struct {
        char character;
        const char *spelling;
    } SPELT[] = {{'\\', "\\e"}, {'-', "\\-"}, {'\'', "\\(aq"}, {'^', "\\(ha"}, {'~', "\\(ti"}};
    uint32_t code;
    size_t length = muster_utf8_decode(&code, text, strlen(text));
    for (size_t i = 0; i < sizeof SPELT / sizeof SPELT[0]; i++)
        if (text[0] == SPELT[i].character) {
            snprintf(out, size, "%s", SPELT[i].spelling);
            return 1;
        }
    if (length > 1)
        snprintf(out, size, "\\[u%04X]", (unsigned)code);
    else
        snprintf(out, size, "%c", text[0]);
    return length ? length : 1;
}

/* Text of `length` bytes without any wrapping; at a line's beginning nothing looks like a request.
 */
static void put_literal(FILE *file, const char *text, size_t length)
{
    if (length > 0 && (text[0] == '.' || text[0] == '\''))
        fputs("\\&", file);
    for (size_t i = 0; i < length;) {
        char spelt[16];
        i += put_character(spelt, sizeof spelt, text + i);
        fputs(spelt, file);
    }
}

/* ---- words ---- */

struct flow {
    FILE *file;
    size_t column;
    bool bold;
};

/* One word with its `bold` marks; roff's hyphen stays a hyphen outside of them. */
static void spell_word(char *out, size_t size, struct flow *flow, const char *word, size_t length)
{
    size_t used = 0;
    out[0] = '\0';
    if (word[0] == '.' || word[0] == '\'')
        used += (size_t)snprintf(out, size, "\\&");
    for (size_t i = 0; i < length && used + 16 < size;) {
        char spelt[16];
        if (word[i] == '`') {
            flow->bold = !flow->bold;
            used += (size_t)snprintf(out + used, size - used, "%s", flow->bold ? "\\fB" : "\\fR");
            i++;
            continue;
        }
        bool option = word[i] == '-' && (flow->bold || word[i + 1] == '-' || i == 0 ||
                                         word[i - 1] == '-' || isdigit((unsigned char)word[i + 1]));
        size_t read = put_character(spelt, sizeof spelt, word + i);
        if (word[i] == '-' && !option)
            snprintf(spelt, sizeof spelt, "-");
        used += (size_t)snprintf(out + used, size - used, "%s", spelt);
        i += read;
    }
}

static void put_word(struct flow *flow, const char *word, size_t length)
{
    char spelt[1024];
    spell_word(spelt, sizeof spelt, flow, word, length);
    size_t width = strlen(spelt);
    if (flow->column > 0 && flow->column + 1 + width > WIDTH) {
        fputc('\n', flow->file);
        flow->column = 0;
    }
    flow->column += (size_t)fprintf(flow->file, "%s%s", flow->column ? " " : "", spelt);
    bool ends = length > 1 && strchr(".?!", word[length - 1]) && !isdigit((unsigned char)word[0]);
    if (ends && !flow->bold) {
        fputc('\n', flow->file);
        flow->column = 0;
    }
}

static void put_words(FILE *file, const char *words, size_t length)
{
    struct flow flow = {.file = file};
    const char *end = words + length;
    while (words < end) {
        size_t blank = strspn(words, " \n");
        words += blank;
        size_t word = strcspn(words, " \n");
        if (words >= end || word == 0)
            break;
        put_word(&flow, words, words + word > end ? (size_t)(end - words) : word);
        words += word;
    }
    if (flow.column > 0)
        fputc('\n', file);
}

void muster_roff_words(FILE *file, const char *words)
{
    put_words(file, words, strlen(words));
}

void muster_roff_paragraph(FILE *file, const char *words)
{
    while (*words) {
        const char *end = strstr(words, "\n\n");
        size_t length = end ? (size_t)(end - words) : strlen(words);
        fputs(".PP\n", file);
        put_words(file, words, length);
        words += length + (end ? 2 : 0);
    }
}

/* ---- the rest ---- */

void muster_roff_title(FILE *file, const char *name, int section, const char *date)
{
    fputs(".\\\" SPDX-License-Identifier: GPL-3.0-or-later\n"
          ".\\\" Made by the build from the tables of the program.\n",
          file);
    fputs(".TH ", file);
    for (; *name; name++)
        fputc(toupper((unsigned char)*name), file);
    fprintf(file, " %d %s \"muster %s\" \"muster manual\"\n", section, date, MUSTER_VERSION);
}

void muster_roff_section(FILE *file, const char *name)
{
    fprintf(file, ".SH %s\n", name);
}

void muster_roff_heading(FILE *file, const char *name)
{
    fputs(".SS ", file);
    put_literal(file, name, strlen(name));
    fputc('\n', file);
}

void muster_roff_term(FILE *file, const char *term, const char *value)
{
    fputs(".TP\n\\fB", file);
    put_literal(file, term, strlen(term));
    fputs("\\fR", file);
    if (value) {
        fputs(" \\fI", file);
        put_literal(file, value, strlen(value));
        fputs("\\fR", file);
    }
    fputc('\n', file);
}

void muster_roff_line(FILE *file, const char *label, const char *words)
{
    fprintf(file, ".br\n\\fI%s\\fR\n", label);
    muster_roff_words(file, words);
}

void muster_roff_example(FILE *file, const char *lines)
{
    fputs(".PP\n.in +4\n.nf\n", file);
    for (size_t length; *lines; lines += length + (lines[length] != '\0')) {
        length = strcspn(lines, "\n");
        put_literal(file, lines, length);
        fputc('\n', file);
    }
    fputs(".fi\n.in\n", file);
}
