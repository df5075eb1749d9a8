/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Manual pages in the man macros, out of plain text: everything is escaped here, lines stay under
 * 80 characters, a sentence begins a line. In words, `text` becomes bold; line ends are blanks.
 * Thread rule: one thread a file.
 */
#ifndef MUSTER_ROFF_H
#define MUSTER_ROFF_H

#include <stdio.h>

/* The head of page NAME(section); `date` as 2005-01-31. */
void muster_roff_title(FILE *file, const char *name, int section, const char *date);
/* A heading; a smaller one under it. */
void muster_roff_section(FILE *file, const char *name);
void muster_roff_heading(FILE *file, const char *name);
/* Words that go on where the last ones ended. */
void muster_roff_words(FILE *file, const char *words);
/* A new paragraph; text between empty lines becomes paragraphs of its own. */
void muster_roff_paragraph(FILE *file, const char *words);
/* A term in bold, `value` behind it in italics or NULL; its words follow, indented. */
void muster_roff_term(FILE *file, const char *term, const char *value);
/* A line that begins with a word in italics: "Default: 15 min". */
void muster_roff_line(FILE *file, const char *label, const char *words);
/* Lines as they are. */
void muster_roff_example(FILE *file, const char *lines);

#endif
