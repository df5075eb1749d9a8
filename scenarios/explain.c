/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "explain.h"

#include "keys.h"
#include "nearest.h"

#include <string.h>

static void line(FILE *file, const char *label, const char *text)
{
    if (text != NULL && text[0] != '\0')
        fprintf(file, "  %-9s %s\n", label, text);
}

static const char *draw_text(enum muster_key_draw draw)
{
    if (draw == MUSTER_DRAW_PARAMETER)
        return "may be a distribution, drawn once per replication";
    if (draw == MUSTER_DRAW_QUANTITY)
        return "a constant or a distribution, drawn anew each time";
    return NULL;
}

static const char *default_text(const struct muster_key_row *row)
{
    if (muster_key_needed(row))
        return "none: it has to be given";
    if (row->standard == NULL)
        return NULL;
    return strcmp(row->standard, "''") == 0 ? "no text" : row->standard;
}

static void explain(FILE *file, enum muster_key_id id)
{
    const struct muster_key_row *row = muster_key_row(id);
    char range[96], choices[256] = "";
    muster_key_range(range, sizeof range, row);
    if (row->type == MUSTER_TYPE_CHOICE)
        muster_key_choices(choices, sizeof choices, row);
    fprintf(file, "%s\n  %s.\n", row->path, row->meaning);
    line(file, "form", muster_key_form(row->type));
    line(file, "one of", choices);
    line(file, "range", range);
    line(file, "random", draw_text(row->draw));
    line(file, "default", default_text(row));
    line(file, "example", row->example);
}

/* Near spellings among last words, each once. */
static void suggest(FILE *file, const char *name)
{
    const char *dot = strrchr(name, '.');
    struct muster_nearest nearest;
    muster_nearest_init(&nearest, dot != NULL ? dot + 1 : name);
    for (unsigned id = 0; id < MUSTER_KEY_COUNT; id++)
        muster_nearest_offer(&nearest, muster_key_word((enum muster_key_id)id));
    fprintf(file, "%s is no key of a scenario", name);
    if (nearest.best == NULL) {
        fputc('\n', file);
        return;
    }
    fputs("; did you mean", file);
    const char *gap = " ";
    for (unsigned id = 0; id < MUSTER_KEY_COUNT; id++)
        if (strcmp(muster_key_word((enum muster_key_id)id), nearest.best) == 0) {
            fprintf(file, "%s%s", gap, muster_key_row((enum muster_key_id)id)->path);
            gap = ", ";
        }
    fputs("?\n", file);
}

bool muster_explain_key(FILE *file, const char *name)
{
    enum muster_key_id exact = muster_key_find(name);
    bool found = exact != MUSTER_KEY_COUNT;
    if (found)
        explain(file, exact);
    for (unsigned id = 0; id < MUSTER_KEY_COUNT && strchr(name, '.') == NULL; id++) {
        const char *word = muster_key_word((enum muster_key_id)id);
        if (id == exact || strcmp(word, name) != 0 || strcmp(word, "*") == 0)
            continue;
        if (found)
            fputc('\n', file);
        explain(file, (enum muster_key_id)id);
        found = true;
    }
    if (!found)
        suggest(file, name);
    return found;
}
