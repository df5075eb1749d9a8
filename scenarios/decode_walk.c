/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "decode.h"

#include <stdio.h>
#include <string.h>

/* A name may stand in dotted paths and in tables of results. */
static void check_name(struct muster_decoder *decoder, const struct muster_node *node)
{
    const char *name = node->key;
    const char *wrong = NULL;
    if (name[0] == '\0')
        wrong = "the name is empty";
    else if (strpbrk(name, ".=\n\r") != NULL)
        wrong = "a name may not contain '.', '=' or line breaks";
    else if (strcmp(name, "all") == 0)
        wrong = "all is reserved for the sum of all";
    if (wrong != NULL)
        muster_faults_add(decoder->faults, node->key_place, decoder->path.text,
                          "choose another name", "%s", wrong);
}

/* Where else the word is a key: "fte" belongs to staff.*. */
static const char *elsewhere(const char *word)
{
    for (unsigned id = 0; id < MUSTER_KEY_LAW_EXPONENTIAL; id++)
        if (strcmp(muster_key_word((enum muster_key_id)id), word) == 0)
            return muster_key_row((enum muster_key_id)id)->path;
    return NULL;
}

bool muster_decode_split_decimal(struct muster_decoder *decoder, const struct muster_node *node,
                                 const struct muster_node *previous)
{
    bool digits = node->key[0] >= '0' && node->key[0] <= '9';
    if (previous == NULL || !node->flow || !digits || node->kind != MUSTER_NODE_SCALAR ||
        node->text[0] != '\0' || previous->kind != MUSTER_NODE_SCALAR || previous->quoted ||
        previous->end_line != node->key_place.line ||
        previous->end_column + 1 != node->key_place.column ||
        strspn(node->key, "0123456789") == strlen(node->key) ||
        previous->text[strspn(previous->text, "-0123456789")] != '\0')
        return false;
    char remedy[400];
    snprintf(remedy, sizeof remedy, "write %s.%s, with a point", previous->text, node->key);
    muster_faults_add(decoder->faults, node->key_place, decoder->path.text, remedy,
                      "inside {} a comma separates: %s,%s are two things", previous->text,
                      node->key);
    return true;
}

/* "it belongs to staff.NAME.fte": the star of the key table is a name of the user's. */
static void belongs_to(char *remedy, size_t size, const char *path)
{
    size_t used = (size_t)snprintf(remedy, size, "it belongs to ");
    for (; *path != '\0' && used + 5 < size; path++)
        used += (size_t)snprintf(remedy + used, size - used, *path == '*' ? "NAME" : "%c", *path);
}

/* The keys that the table has, when they make a short list. */
static void known_keys(char *remedy, size_t size, enum muster_key_id parent)
{
    size_t used = (size_t)snprintf(remedy, size, "the keys here are");
    for (unsigned i = 0; i < MUSTER_KEY_LAW_EXPONENTIAL && used + 1 < size; i++) {
        enum muster_key_id id = (enum muster_key_id)i;
        if (muster_key_stands_in(id, parent) && muster_key_row(id)->type != MUSTER_TYPE_LATER)
            used += (size_t)snprintf(remedy + used, size - used, " %s,", muster_key_word(id));
    }
    if (used + 1 < size && remedy[used - 1] == ',')
        remedy[used - 1] = '\0';
    else
        snprintf(remedy, size, "`muster explain` lists all keys");
}

static void unknown_key(struct muster_decoder *decoder, const struct muster_node *node,
                        enum muster_key_id parent, const struct muster_node *before,
                        const struct muster_node *previous)
{
    if (muster_decode_split_decimal(decoder, node, previous))
        return;
    if (before != NULL && muster_node_split_by_comma(before, node)) {
        char joined[400];
        snprintf(joined, sizeof joined, "write %s%s", before->text, node->key);
        muster_faults_add(decoder->faults, node->key_place, decoder->path.text, joined,
                          "inside {} a comma separates: %s,%s are two things", before->text,
                          node->key);
        return;
    }
    const char *nearest = muster_key_nearest(parent, node->key);
    char remedy[400] = "";
    if (nearest != NULL)
        snprintf(remedy, sizeof remedy, "did you mean %s?", nearest);
    else if (elsewhere(node->key) != NULL)
        belongs_to(remedy, sizeof remedy, elsewhere(node->key));
    else if (parent == MUSTER_KEY_CANDIDATES && muster_key_find(node->key) != MUSTER_KEY_COUNT)
        snprintf(remedy, sizeof remedy, "put it into set: {%s: …}", node->key);
    else
        known_keys(remedy, sizeof remedy, parent);
    muster_faults_add(decoder->faults, node->key_place, decoder->path.text, remedy, "unknown key");
}

static void missing_keys(struct muster_decoder *decoder, const struct muster_node *table,
                         enum muster_key_id parent)
{
    for (unsigned i = 0; i < MUSTER_KEY_LAW_EXPONENTIAL; i++) {
        enum muster_key_id id = (enum muster_key_id)i;
        if (!muster_key_needed(muster_key_row(id)) || !muster_key_stands_in(id, parent) ||
            muster_decode_get(table, id) != NULL)
            continue;
        muster_decode_missing(decoder, table, id);
    }
}

static void item_fault(struct muster_decoder *decoder, const struct muster_node *item,
                       enum muster_key_id id)
{
    char remedy[400];
    snprintf(remedy, sizeof remedy, "write for example %s", muster_key_row(id)->example);
    muster_decode_fault(decoder, item, remedy, "a table of keys belongs here");
}

static void walk_list(struct muster_decoder *decoder, const struct muster_node *list,
                      enum muster_key_id id)
{
    size_t position = 1;
    for (const struct muster_node *item = list->first; item != NULL; item = item->next) {
        size_t mark = muster_path_push_position(&decoder->path, position++);
        if (item->kind == MUSTER_NODE_MAP)
            muster_decode_walk(decoder, item, id);
        else
            item_fault(decoder, item, id);
        muster_path_pop(&decoder->path, mark);
    }
}

static void walk_value(struct muster_decoder *decoder, const struct muster_node *node,
                       enum muster_key_id id)
{
    enum muster_key_type type = muster_key_row(id)->type;
    bool table = type == MUSTER_TYPE_TABLE || type == MUSTER_TYPE_NAMED;
    if (type == MUSTER_TYPE_LATER)
        muster_faults_add(decoder->faults, node->key_place, decoder->path.text, "leave it out",
                          "not in this version");
    else if (node->kind == MUSTER_NODE_MAP && (table || type == MUSTER_TYPE_TABLES))
        muster_decode_walk(decoder, node, id);
    else if (node->kind == MUSTER_NODE_LIST &&
             (type == MUSTER_TYPE_LIST || type == MUSTER_TYPE_TABLES))
        walk_list(decoder, node, id);
    else if (table || type == MUSTER_TYPE_LIST || type == MUSTER_TYPE_TABLES)
        muster_decode_form_fault(decoder, node, id);
}

/* Amounts in which planners put thousands commas. */
static bool may_be_split(enum muster_key_id id)
{
    enum muster_key_type type = muster_key_row(id)->type;
    return type == MUSTER_TYPE_MONEY || type == MUSTER_TYPE_YEARLY || type == MUSTER_TYPE_WHOLE;
}

void muster_decode_walk(struct muster_decoder *decoder, const struct muster_node *table,
                        enum muster_key_id parent)
{
    const struct muster_node *before = NULL, *previous = NULL;
    for (const struct muster_node *node = table->first; node != NULL; node = node->next) {
        size_t mark = muster_path_push(&decoder->path, node->key);
        enum muster_key_id id = muster_key_child(parent, node->key);
        if (id == MUSTER_KEY_COUNT) {
            unknown_key(decoder, node, parent, before, previous);
        } else {
            if (strcmp(muster_key_word(id), "*") == 0)
                check_name(decoder, node);
            walk_value(decoder, node, id);
        }
        muster_path_pop(&decoder->path, mark);
        previous = node;
        before = id != MUSTER_KEY_COUNT && may_be_split(id) ? node : NULL;
    }
    missing_keys(decoder, table, parent);
}
