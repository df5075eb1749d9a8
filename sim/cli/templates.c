/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "templates.h"

#include <stdio.h>
#include <string.h>

/* Written by CMakeLists.txt: an array of bytes for each file, and the rows of TEMPLATES. */
#include "template_bytes.h"

enum { TEMPLATE_COUNT = sizeof TEMPLATES / sizeof TEMPLATES[0] };

const struct muster_template *muster_templates(size_t *count)
{
    *count = TEMPLATE_COUNT;
    return TEMPLATES;
}

const struct muster_template *muster_template_find(const char *name)
{
    for (size_t i = 0; i < TEMPLATE_COUNT; i++)
        if (!strcmp(TEMPLATES[i].name, name))
            return &TEMPLATES[i];
    return NULL;
}

void muster_template_question(char *text, size_t size, const struct muster_template *starter)
{
    const char *from = starter->text + strspn(starter->text, "# ");
    const char *mark = "Question.";
    if (!strncmp(from, mark, strlen(mark)))
        from += strlen(mark);
    from += strspn(from, " ");
    snprintf(text, size, "%.*s", (int)strcspn(from, "\n"), from);
}
