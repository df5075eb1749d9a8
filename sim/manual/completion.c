/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "completion.h"
#include "cli_erlang.h"
#include "figures.h"
#include "keys.h"
#include "measure.h"
#include "templates.h"

#include <string.h>

/* ---- places ---- */

enum source {
    SOURCE_NONE,
    SOURCE_KEYS,
    SOURCE_MEASURES,
    SOURCE_BOTH,
    SOURCE_FIGURES,
    SOURCE_TEMPLATES,
    SOURCE_VERBS
};

static const struct place {
    const char *name;
    enum muster_place_kind kind;
    enum source source;
    const char *words; /* of SOURCE_NONE */
} PLACES[] = {
    {"SCENARIO", MUSTER_PLACE_SCENARIO, SOURCE_NONE, NULL},
    {"RUNS.h5", MUSTER_PLACE_RESULTS, SOURCE_NONE, NULL},
    {"FILE", MUSTER_PLACE_FILE, SOURCE_NONE, NULL},
    {"DIR", MUSTER_PLACE_FOLDER, SOURCE_NONE, NULL},
    {"KEY=VALUE", MUSTER_PLACE_ASSIGN, SOURCE_KEYS, NULL},
    {"MEASURE=W", MUSTER_PLACE_ASSIGN, SOURCE_MEASURES, NULL},
    {"FIGURE", MUSTER_PLACE_WORDS, SOURCE_FIGURES, NULL},
    {"TEMPLATE", MUSTER_PLACE_WORDS, SOURCE_TEMPLATES, NULL},
    {"VERB", MUSTER_PLACE_WORDS, SOURCE_VERBS, NULL},
    {"NAME", MUSTER_PLACE_WORDS, SOURCE_BOTH, NULL},
    {"b|c|a", MUSTER_PLACE_WORDS, SOURCE_NONE, "b|c|a"},
    {"LIST", MUSTER_PLACE_WORDS, SOURCE_NONE, "svg|png|pdf"},
    {"[=WHEN]", MUSTER_PLACE_WORDS, SOURCE_NONE, "always|never|auto"},
};

static const struct place *place_find(const char *name)
{
    for (size_t i = 0; i < sizeof PLACES / sizeof PLACES[0]; i++)
        if (!strcmp(PLACES[i].name, name))
            return &PLACES[i];
    return NULL;
}

enum muster_place_kind muster_place_kind(const char *place)
{
    const struct place *found = place_find(place);
    return found ? found->kind : MUSTER_PLACE_NOTHING;
}

/* ---- words ---- */

struct list {
    FILE *file;
    const char *between;
    bool any;
};

static void put(struct list *list, const char *word)
{
    fprintf(list->file, "%s%s", list->any ? list->between : "", word);
    list->any = true;
}

/* Keys to be explained, or to be set: then without those that go on behind a name of the user's,
 * which only the scenario knows. */
static void put_keys(struct list *list, bool to_set)
{
    for (int i = 0; i < MUSTER_KEY_COUNT; i++) {
        const struct muster_key_row *row = muster_key_row((enum muster_key_id)i);
        if (row->type == MUSTER_TYPE_LATER || strncmp(row->path, "distribution.", 13) == 0)
            continue;
        if (!to_set || !strchr(row->path, '*'))
            put(list, row->path);
    }
}

static void put_measures(struct list *list)
{
    size_t count;
    const struct muster_measure *table = muster_measure_table(&count);
    for (size_t i = 0; i < count; i++)
        put(list, table[i].name);
}

static void put_figures(struct list *list)
{
    size_t count;
    const struct muster_figure_kind *kind = muster_figure_kinds(&count);
    for (size_t i = 0; i < count; i++)
        put(list, kind[i].name);
}

static void put_templates(struct list *list)
{
    size_t count;
    const struct muster_template *starter = muster_templates(&count);
    for (size_t i = 0; i < count; i++)
        put(list, starter[i].name);
}

static void put_verbs(struct list *list)
{
    size_t at = 0;
    for (const struct muster_verb *verb; (verb = muster_verb_next(&at));)
        put(list, verb->name);
}

static void put_alternatives(struct list *list, const char *words)
{
    while (*words) {
        char word[32];
        size_t length = strcspn(words, "|");
        snprintf(word, sizeof word, "%.*s", (int)length, words);
        put(list, word);
        words += length + (words[length] != '\0');
    }
}

void muster_place_words(FILE *file, const char *place, const char *between)
{
    struct list list = {.file = file, .between = between};
    const struct place *found = place_find(place);
    if (!found)
        return;
    if (found->source == SOURCE_KEYS || found->source == SOURCE_BOTH)
        put_keys(&list, found->kind == MUSTER_PLACE_ASSIGN);
    if (found->source == SOURCE_MEASURES || found->source == SOURCE_BOTH)
        put_measures(&list);
    if (found->source == SOURCE_FIGURES)
        put_figures(&list);
    if (found->source == SOURCE_TEMPLATES)
        put_templates(&list);
    if (found->source == SOURCE_VERBS)
        put_verbs(&list);
    if (found->words)
        put_alternatives(&list, found->words);
}

/* ---- verbs ---- */

const struct muster_verb *muster_verb_next(size_t *at)
{
    size_t count;
    const struct muster_verb *verb = muster_verbs(&count);
    while (*at < count && !verb[*at].help)
        ++*at;
    return *at < count ? &verb[(*at)++] : NULL;
}

/* "[FIGURE...]" -> "FIGURE", true. */
static void bare_place(char *place, size_t size, bool *more, const char *token, size_t length)
{
    if (length > 1 && token[0] == '[') {
        token++;
        length -= 2;
    }
    *more = length > 3 && !strncmp(token + length - 3, "...", 3);
    snprintf(place, size, "%.*s", (int)(*more ? length - 3 : length), token);
}

bool muster_verb_place(char *place, size_t size, bool *more, const struct muster_verb *verb,
                       size_t n)
{
    const char *token = verb->usage;
    while (*token) {
        size_t length = strcspn(token, " ");
        bare_place(place, size, more, token, length);
        token += length;
        token += strspn(token, " ");
        bool option = !strcmp(place, "OPTIONS") || place[0] == '-';
        if (!option && n-- == 0)
            return true;
    }
    return false;
}

bool muster_verb_option(struct muster_option *option, const struct muster_verb *verb, size_t n)
{
    if (verb->bit == MUSTER_VERB_ERLANG) {
        size_t count;
        const struct muster_erlang_option *own = muster_erlang_options(&count);
        if (n < count)
            *option = (struct muster_option){own[n].name, own[n].value, own[n].words};
        return n < count;
    }
    for (int i = 0; i < MUSTER_OPTION_COUNT; i++)
        if (muster_option_of(option, (enum muster_option_id)i, verb->bit) && n-- == 0)
            return true;
    return false;
}
