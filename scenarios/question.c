/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "decode.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A distribution of another kind takes the place of an included one as a whole. */
static bool replaces(const struct muster_node *included, const struct muster_node *own)
{
    const struct muster_node *before = muster_decode_law_node(included);
    const struct muster_node *after = muster_decode_law_node(own);
    if (before == NULL && after == NULL)
        return false;
    return before == NULL || after == NULL || strcmp(before->key, after->key) != 0;
}

static void apply_sets(struct muster_document *document, struct muster_faults *faults,
                       const struct muster_overrides *overrides)
{
    for (size_t i = 0; overrides != NULL && i < overrides->set_count; i++) {
        char name[40];
        struct muster_decoder decoder = {.faults = faults, .incomplete = document->incomplete};
        snprintf(name, sizeof name, "--set[%zu]", i + 1);
        snprintf(decoder.path.text, sizeof decoder.path.text, "%.*s",
                 (int)strcspn(overrides->set[i], "="), overrides->set[i]);
        if (muster_decode_path_known(&decoder, document->root, overrides->set[i],
                                     (struct muster_place){name, 1, 1}))
            muster_document_set_text(document, faults, NULL, name, overrides->set[i]);
    }
}

/* How often and how precisely a question is run is not part of it: 200 replications can become 500,
 * and the seed is matched by itself. */
static void drop_simulation(struct muster_document *document)
{
    for (struct muster_node **at = &document->root->first; *at != NULL; at = &(*at)->next)
        if (strcmp((*at)->key, "simulation") == 0) {
            *at = (*at)->next;
            document->root->count--;
            return;
        }
}

/* The tree's text, and behind it a comment for each data file with what it held. */
static char *resolve(struct muster_document *document, const struct muster_tables *tables)
{
    size_t length = 0;
    drop_simulation(document);
    char *tree = muster_node_format(document->root, &length);
    if (tree == NULL)
        return NULL;
    size_t size = length + 2;
    for (const struct muster_table *table = tables->first; table != NULL; table = table->next)
        size += strlen(table->name) + 64;
    char *text = malloc(size);
    if (text != NULL) {
        memcpy(text, tree, length + 1);
        size_t used = length;
        for (const struct muster_table *table = tables->first; table != NULL; table = table->next)
            used += (size_t)snprintf(text + used, size - used, "%s# data %s %016" PRIx64 "\n",
                                     used > 0 && text[used - 1] != '\n' ? "\n" : "", table->name,
                                     table->hash);
    }
    free(tree);
    return text;
}

static void keep(char **to, const char *text, struct muster_faults *faults)
{
    *to = strdup(text);
    if (*to == NULL)
        faults->out_of_memory = true;
}

/* Everything after the tree has been read. The resolved text wants the data files, which are known
 * after decoding, and the whole tree, which decoding takes apart: so a copy is kept. */
static void decode_all(struct muster_question *out, struct muster_faults *faults,
                       struct muster_document *document, const struct muster_overrides *overrides)
{
    struct muster_tables tables = {.folder = document->folder,
                                   .allow_outside = overrides != NULL && overrides->allow_outside};
    struct muster_document whole;
    muster_document_init(&whole);
    apply_sets(document, faults, overrides);
    if (!muster_document_copy(&whole, document))
        faults->out_of_memory = true;
    keep(&out->as_read, document->files->text, faults);
    muster_decode_candidates(out, document, &tables, faults);
    if (!muster_faults_any(faults)) {
        out->resolved = resolve(&whole, &tables);
        faults->out_of_memory = faults->out_of_memory || out->resolved == NULL;
    }
    muster_document_clear(&whole);
    muster_tables_clear(&tables);
}

static bool finish(struct muster_question *out, struct muster_faults *faults,
                   struct muster_document *document, bool usable,
                   const struct muster_overrides *overrides)
{
    if (usable)
        decode_all(out, faults, document, overrides);
    muster_document_clear(document);
    muster_faults_sort(faults);
    bool fine = usable && !muster_faults_any(faults);
    if (!fine)
        muster_question_clear(out);
    return fine;
}

bool muster_question_read(struct muster_question *out, struct muster_faults *faults,
                          const char *path, const struct muster_overrides *overrides)
{
    struct muster_document document;
    struct muster_document_options options = {
        .allow_outside = overrides != NULL && overrides->allow_outside, .replaces = replaces};
    *out = (struct muster_question){0};
    muster_document_init(&document);
    keep(&out->path, path, faults);
    bool usable = muster_document_read(&document, faults, path, &options);
    return finish(out, faults, &document, usable, overrides);
}

bool muster_question_read_text(struct muster_question *out, struct muster_faults *faults,
                               const char *name, const char *text, size_t length,
                               const struct muster_overrides *overrides)
{
    struct muster_document document;
    struct muster_document_options options = {
        .allow_outside = overrides != NULL && overrides->allow_outside, .replaces = replaces};
    *out = (struct muster_question){0};
    muster_document_init(&document);
    keep(&out->path, name, faults);
    bool usable = muster_document_parse(&document, faults, name, text, length, &options);
    return finish(out, faults, &document, usable, overrides);
}
