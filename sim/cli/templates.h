/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The starter scenarios of `muster init`: scenarios/templates/NAME.yaml as they are, put into the
 * program by the build, so that they are there wherever it is installed. Thread rule: constant
 * data.
 */
#ifndef MUSTER_TEMPLATES_H
#define MUSTER_TEMPLATES_H

#include <stddef.h>

struct muster_template {
    const char *name;
    const char *text; /* zero-terminated; its first line is "# Question.  …" */
};

/* In the order of their names. */
const struct muster_template *muster_templates(size_t *count);
/* NULL when there is none of that name. */
const struct muster_template *muster_template_find(const char *name);
/* Writes the question into text[size]. */
void muster_template_question(char *text, size_t size, const struct muster_template *starter);

#endif
