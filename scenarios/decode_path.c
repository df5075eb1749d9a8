/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "decode.h"

#include "nearest.h"

#include <stdio.h>
#include <string.h>

/* Says that `table` has no `name`, and which of its names is near. */
static void unknown_name(struct muster_decoder *decoder, const struct muster_node *table,
                         const char *name, struct muster_place place)
{
    char remedy[300] = "use a name that the file has";
    struct muster_nearest nearest;
    muster_nearest_init(&nearest, name);
    for (const struct muster_node *child = table->first; child != NULL; child = child->next)
        muster_nearest_offer(&nearest, child->key);
    if (nearest.best != NULL)
        snprintf(remedy, sizeof remedy, "did you mean %.200s?", nearest.best);
    muster_faults_add(decoder->faults, place, decoder->path.text, remedy, "there is no %s.%s",
                      table->key, name);
}

bool muster_decode_path_known(struct muster_decoder *decoder, const struct muster_node *root,
                              const char *path, struct muster_place place)
{
    static const enum muster_key_id NAMED[] = {MUSTER_KEY_SERVICES, MUSTER_KEY_STAFF};
    if (decoder->incomplete)
        return true;
    for (size_t i = 0; i < sizeof NAMED / sizeof *NAMED; i++) {
        const char *word = muster_key_word(NAMED[i]);
        size_t length = strlen(word);
        const struct muster_node *table = muster_node_get(root, word);
        if (strncmp(path, word, length) != 0 || path[length] != '.' || table == NULL ||
            table->kind != MUSTER_NODE_MAP)
            continue;
        char name[MUSTER_DOCUMENT_KEY_MOST + 1];
        size_t end = strcspn(path + length + 1, ".=");
        if (end >= sizeof name)
            continue;
        memcpy(name, path + length + 1, end);
        name[end] = '\0';
        if (muster_node_get(table, name) != NULL)
            continue;
        unknown_name(decoder, table, name, place);
        return false;
    }
    return true;
}
