/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "decode.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Each candidate is a copy of the whole file: together they stay within a few seconds and a
 * gigabyte. A value that is set may bring services of its own, so it weighs more. */
enum {
    CANDIDATES_MOST = 10000,
    KEYS_MOST = 1000,
    VALUES_MOST = 10000000, /* values in all candidates together */
    SET_WEIGHT = 20,
    PARTS_MOST = 250000 /* services, groups and settings in all candidates together */
};

/* What the candidates are made from. */
struct plan {
    struct muster_question *question;
    struct muster_document *base; /* without candidates */
    const struct muster_node *candidates;
    struct muster_decoder *decoder;
    struct muster_hours base_opening;
    size_t key_count;           /* may be more than are kept */
    const char *key[KEYS_MOST]; /* every key any candidate sets, in first-use order */
};

/* One value that a candidate sets. */
struct choice {
    const char *key;
    const struct muster_node *value;
};

static void add_key(struct plan *plan, const char *key)
{
    for (size_t i = 0; i < plan->key_count && i < KEYS_MOST; i++)
        if (strcmp(plan->key[i], key) == 0)
            return;
    if (plan->key_count < KEYS_MOST)
        plan->key[plan->key_count] = key;
    plan->key_count++;
}

/* Some tables are the same for all candidates: they compare on common random numbers. */
static bool may_vary(const struct plan *plan, const struct muster_node *node)
{
    struct muster_decoder *decoder = plan->decoder;
    static const char *const SHARED[] = {"muster",  "title",      "currency",  "include",
                                         "horizon", "simulation", "candidates"};
    size_t length = strcspn(node->key, ".");
    for (size_t i = 0; i < sizeof SHARED / sizeof *SHARED; i++)
        if (strlen(SHARED[i]) == length && strncmp(SHARED[i], node->key, length) == 0) {
            muster_faults_add(decoder->faults, node->key_place, decoder->path.text,
                              "set it for the whole file", "%s cannot differ between candidates",
                              node->key);
            return false;
        }
    return muster_decode_path_known(decoder, plan->base->root, node->key, node->key_place);
}

/* The text of a key in the base file, its default, or nothing. */
static char *base_text(const struct plan *plan, const char *key)
{
    const struct muster_node *node = muster_node_find(plan->base->root, key);
    if (node != NULL)
        return muster_node_inline(node);
    enum muster_key_id id = muster_key_find(key);
    const char *standard = id != MUSTER_KEY_COUNT ? muster_key_row(id)->standard : NULL;
    if (standard == NULL || muster_key_needed(muster_key_row(id)))
        standard = "";
    return muster_decode_copy(plan->decoder, standard);
}

static void fill_settings(struct muster_candidate *candidate, const struct plan *plan,
                          const struct choice *choice, size_t count)
{
    candidate->setting =
        muster_decode_room(plan->decoder, plan->key_count, sizeof *candidate->setting);
    candidate->own = muster_decode_room(plan->decoder, plan->key_count, sizeof *candidate->own);
    for (size_t i = 0; i < plan->key_count && candidate->setting != NULL && candidate->own != NULL;
         i++) {
        const struct muster_node *value = NULL;
        for (size_t k = 0; k < count; k++)
            if (strcmp(choice[k].key, plan->key[i]) == 0)
                value = choice[k].value;
        struct muster_setting *setting = &candidate->setting[candidate->setting_count++];
        setting->key = muster_decode_copy(plan->decoder, plan->key[i]);
        candidate->own[i] = value != NULL;
        setting->text = value != NULL ? muster_node_inline(value) : base_text(plan, plan->key[i]);
        if (setting->text == NULL)
            plan->decoder->faults->out_of_memory = true;
    }
}

/* The candidate's own tree: the base with its values in place. */
static bool make_tree(struct muster_document *tree, const struct plan *plan,
                      const struct choice *choice, size_t count)
{
    struct muster_faults *faults = plan->decoder->faults;
    if (!muster_document_copy(tree, plan->base)) {
        faults->out_of_memory = true;
        return false;
    }
    bool fine = true;
    for (size_t i = 0; i < count; i++)
        fine = muster_document_set(tree, faults, choice[i].key, choice[i].value) && fine;
    return fine;
}

/* Adds the candidate `name` (taken over) with its values. */
static void add_candidate(struct plan *plan, char *name, const struct choice *choice, size_t count)
{
    struct muster_question *question = plan->question;
    struct muster_candidate *candidate = &question->candidate[question->candidate_count++];
    struct muster_document tree;
    candidate->name = name;
    fill_settings(candidate, plan, choice, count);
    muster_document_init(&tree);
    if (make_tree(&tree, plan, choice, count)) {
        struct muster_decoder decoder = *plan->decoder;
        decoder.path = (struct muster_path){.length = 0};
        muster_decode_scenario(&candidate->scenario, &decoder, tree.root, &plan->base_opening);
    }
    muster_document_clear(&tree);
    if (plan->decoder->faults->count > MUSTER_FAULTS_MOST / 2)
        muster_faults_sort(plan->decoder->faults);
}

static size_t count_values(const struct muster_node *node)
{
    size_t count = 1;
    for (const struct muster_node *child = node->first; child != NULL; child = child->next)
        count += count_values(child);
    return count;
}

static size_t count_in(const struct muster_node *root, enum muster_key_id id)
{
    const struct muster_node *table = muster_decode_get(root, id);
    return table != NULL ? table->count : 0;
}

/* The values that one candidate sets, at most (of a grid) or on average (of a list). */
static size_t count_set(const struct plan *plan, size_t candidates)
{
    const struct muster_node *vary = muster_decode_get(plan->candidates, MUSTER_KEY_CANDIDATE_VARY);
    if (vary == NULL)
        return count_values(plan->candidates) / candidates;
    size_t sum = 0;
    for (const struct muster_node *key = vary->first; key != NULL; key = key->next) {
        size_t most = 0;
        for (const struct muster_node *value = key->first; value != NULL; value = value->next) {
            size_t count = count_values(value);
            most = count > most ? count : most;
        }
        sum += most;
    }
    return sum;
}

static bool are_too_large(const struct plan *plan, size_t candidates)
{
    const struct muster_node *root = plan->base->root;
    size_t parts =
        count_in(root, MUSTER_KEY_SERVICES) + count_in(root, MUSTER_KEY_STAFF) + plan->key_count;
    size_t values = count_values(root) + SET_WEIGHT * count_set(plan, candidates);
    return parts > PARTS_MOST / candidates || values > VALUES_MOST / candidates;
}

/* Room for that many candidates [1, …]; false with a fault when they are too many. */
static bool make_room(struct plan *plan, size_t candidates)
{
    struct muster_decoder *decoder = plan->decoder;
    static const char remedy[] = "split them between several files";
    if (candidates > CANDIDATES_MOST)
        muster_decode_fault(decoder, plan->candidates, remedy, "%zu candidates: at most %d",
                            candidates, CANDIDATES_MOST);
    else if (plan->key_count > KEYS_MOST)
        muster_decode_fault(decoder, plan->candidates, remedy,
                            "the candidates set more than %d different keys", KEYS_MOST);
    else if (are_too_large(plan, candidates))
        muster_decode_fault(decoder, plan->candidates, remedy,
                            "%zu candidates of so large a file are too many", candidates);
    else
        plan->question->candidate =
            muster_decode_room(decoder, candidates, sizeof *plan->question->candidate);
    return plan->question->candidate != NULL;
}

/* ---- the list ---- */

static size_t read_set(struct choice *choice, struct plan *plan, const struct muster_node *item)
{
    size_t mark, count = 0;
    struct muster_decoder *decoder = plan->decoder;
    const struct muster_node *set =
        muster_decode_enter(&mark, decoder, item, MUSTER_KEY_CANDIDATE_SET);
    if (set == NULL)
        return 0;
    if (set->kind != MUSTER_NODE_MAP)
        muster_decode_form_fault(decoder, set, MUSTER_KEY_CANDIDATE_SET);
    for (const struct muster_node *value = set->first;
         value != NULL && set->kind == MUSTER_NODE_MAP; value = value->next) {
        size_t inner = muster_path_push(&decoder->path, value->key);
        if (may_vary(plan, value))
            choice[count++] = (struct choice){value->key, value};
        muster_path_pop(&decoder->path, inner);
    }
    muster_decode_leave(decoder, mark);
    return count;
}

static bool name_taken(const struct muster_question *question, const char *name)
{
    for (size_t i = 0; i < question->candidate_count; i++)
        if (question->candidate[i].name != NULL && strcmp(question->candidate[i].name, name) == 0)
            return true;
    return false;
}

/* The name of a list's item, to be owned by the candidate. */
static char *read_name(struct plan *plan, const struct muster_node *item)
{
    struct muster_decoder *decoder = plan->decoder;
    char *name = muster_decode_text(decoder, item, MUSTER_KEY_CANDIDATE_NAME, "");
    if (name == NULL)
        return NULL;
    const struct muster_node *node = muster_decode_get(item, MUSTER_KEY_CANDIDATE_NAME);
    if (name[0] == '\0')
        muster_decode_fault(decoder, node != NULL ? node : item,
                            "write for example name: as proposed",
                            "the candidate's name is missing");
    else if (strpbrk(name, "\r\n") != NULL)
        muster_decode_fault(decoder, node, "write it in one line",
                            "a name may not contain line breaks");
    else if (name_taken(plan->question, name))
        muster_decode_key_fault(decoder, item, MUSTER_KEY_CANDIDATE_NAME,
                                "give each candidate its own name", "there is another candidate %s",
                                name);
    return name;
}

static void read_item(struct plan *plan, const struct muster_node *item)
{
    struct choice *choice = NULL;
    const struct muster_node *set = muster_decode_get(item, MUSTER_KEY_CANDIDATE_SET);
    const struct muster_node *vary = muster_decode_get(item, MUSTER_KEY_CANDIDATE_VARY);
    if (vary != NULL)
        muster_decode_key_fault(plan->decoder, item, MUSTER_KEY_CANDIDATE_VARY,
                                "write candidates: {vary: …}", "vary does not go into a list");
    choice = muster_decode_room(plan->decoder, set != NULL ? set->count : 1, sizeof *choice);
    if (choice == NULL)
        return;
    size_t count = read_set(choice, plan, item);
    add_candidate(plan, read_name(plan, item), choice, count);
    free(choice);
}

static void read_list(struct plan *plan)
{
    size_t position = 0;
    if (plan->candidates->count > CANDIDATES_MOST) {
        muster_decode_fault(plan->decoder, plan->candidates, "compare fewer at a time",
                            "there are more than %d candidates", CANDIDATES_MOST);
        return;
    }
    for (const struct muster_node *item = plan->candidates->first; item != NULL;
         item = item->next) {
        const struct muster_node *set = muster_decode_get(item, MUSTER_KEY_CANDIDATE_SET);
        if (set != NULL && set->kind == MUSTER_NODE_MAP)
            for (const struct muster_node *value = set->first; value != NULL; value = value->next)
                add_key(plan, value->key);
    }
    if (plan->candidates->count == 0 || !make_room(plan, plan->candidates->count))
        return;
    for (const struct muster_node *item = plan->candidates->first; item != NULL;
         item = item->next) {
        size_t mark = muster_path_push_position(&plan->decoder->path, ++position);
        if (item->kind == MUSTER_NODE_MAP)
            read_item(plan, item);
        muster_path_pop(&plan->decoder->path, mark);
    }
}

/* ---- the grid ---- */

/* "staff.agents.fte=10, staff.agents.full_time=100%" */
static char *grid_name(struct muster_decoder *decoder, const struct choice *choice, size_t count)
{
    size_t size = 1, used = 0;
    char *name = NULL;
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < count; i++) {
            char *text = muster_node_inline(choice[i].value);
            if (text == NULL) {
                decoder->faults->out_of_memory = true;
                free(name);
                return NULL;
            }
            const char *gap = i > 0 ? ", " : "";
            if (pass == 0)
                size += strlen(gap) + strlen(choice[i].key) + 1 + strlen(text);
            else
                used +=
                    (size_t)snprintf(name + used, size - used, "%s%s=%s", gap, choice[i].key, text);
            free(text);
        }
        if (pass == 0)
            name = muster_decode_room(decoder, size, 1);
        if (name == NULL)
            return NULL;
    }
    return name;
}

/* The keys of vary that have values, and the number of combinations; 0 after a fault. */
static size_t grid_size(struct plan *plan, const struct muster_node *vary)
{
    struct muster_decoder *decoder = plan->decoder;
    size_t size = 1;
    for (const struct muster_node *key = vary->first; key != NULL; key = key->next) {
        size_t mark = muster_path_push(&decoder->path, key->key);
        bool fine = may_vary(plan, key);
        if (key->kind != MUSTER_NODE_LIST || key->count == 0) {
            muster_decode_fault(decoder, key, "write for example [10, 12, 14]",
                                "a list of values belongs here");
            fine = false;
        } else if (fine && size > CANDIDATES_MOST / key->count && size > 0) {
            muster_decode_fault(decoder, key, "vary less", "the grid has more than %d candidates",
                                CANDIDATES_MOST);
            fine = false;
        }
        size = fine ? size * key->count : 0;
        add_key(plan, key->key);
        muster_path_pop(&decoder->path, mark);
        if (size == 0)
            return 0;
    }
    return size;
}

/* The combination of that number: the last key varies fastest. */
static void pick(struct choice *choice, const struct muster_node *vary, size_t number, size_t size)
{
    size_t i = 0;
    for (const struct muster_node *key = vary->first; key != NULL; key = key->next, i++) {
        size /= key->count;
        size_t skip = number / size;
        number %= size;
        const struct muster_node *value = key->first;
        while (skip-- > 0)
            value = value->next;
        choice[i] = (struct choice){key->key, value};
    }
}

static void read_grid(struct plan *plan, const struct muster_node *vary)
{
    if (vary->kind != MUSTER_NODE_MAP || vary->count == 0) {
        muster_decode_form_fault(plan->decoder, vary, MUSTER_KEY_CANDIDATE_VARY);
        return;
    }
    size_t size = grid_size(plan, vary);
    if (size == 0 || !make_room(plan, size))
        return;
    struct choice *choice = muster_decode_room(plan->decoder, vary->count, sizeof *choice);
    for (size_t i = 0; i < size && choice != NULL; i++) {
        pick(choice, vary, i, size);
        add_candidate(plan, grid_name(plan->decoder, choice, vary->count), choice, vary->count);
    }
    free(choice);
}

/* ---- what must be the same in all of them ---- */

static bool same_names(const struct muster_scenario *a, const struct muster_scenario *b)
{
    if (a->service_count != b->service_count || a->group_count != b->group_count)
        return false;
    for (size_t k = 0; k < a->service_count; k++)
        if (strcmp(a->service[k].name, b->service[k].name) != 0)
            return false;
    for (size_t g = 0; g < a->group_count; g++)
        if (strcmp(a->group[g].name, b->group[g].name) != 0)
            return false;
    return true;
}

static const char *remedy_of(const struct muster_scenario *a, const struct muster_scenario *b)
{
    return a->relief.given != b->relief.given
               ? "write relief into the file, and set relief.pool to 0 where there is none"
               : "set keys of services and groups, not whole ones";
}

static void check_same(struct plan *plan)
{
    const struct muster_question *question = plan->question;
    if (muster_faults_any(plan->decoder->faults))
        return;
    for (size_t i = 1; i < question->candidate_count; i++)
        if (!same_names(&question->candidate[0].scenario, &question->candidate[i].scenario))
            muster_decode_fault(
                plan->decoder, plan->candidates,
                remedy_of(&question->candidate[0].scenario, &question->candidate[i].scenario),
                "%s has other services or groups than %s", question->candidate[i].name,
                question->candidate[0].name);
}

/* ---- all of it ---- */

/* The base file's opening is what observed demand refers to, whatever candidates set. */
static void read_base_opening(struct plan *plan)
{
    struct muster_faults aside;
    struct muster_decoder decoder = *plan->decoder;
    struct muster_scenario base = {0};
    /* Tables of its own: one that is faulty is read, and said to be, when the candidates are. */
    struct muster_tables tables = {.folder = decoder.tables->folder,
                                   .allow_outside = decoder.tables->allow_outside};
    muster_faults_init(&aside);
    decoder.faults = &aside;
    decoder.tables = &tables;
    decoder.base_only = true;
    muster_decode_horizon(&base, &decoder, plan->base->root);
    muster_decode_hours(&plan->base_opening, &decoder, plan->base->root, MUSTER_KEY_OPENING);
    muster_decode_closed(&plan->base_opening, &decoder,
                         muster_decode_get(plan->base->root, MUSTER_KEY_OPENING),
                         MUSTER_KEY_OPENING_CLOSED, base.start, base.start);
    if (plan->base_opening.closed_count > 0)
        plan->base_opening.always = false;
    plan->decoder->faults->out_of_memory |= aside.out_of_memory;
    muster_faults_clear(&aside);
    muster_tables_clear(&tables);
}

/* Takes `candidates` out of the tree and looks at its keys. */
static void take_out(struct plan *plan)
{
    struct muster_node *root = plan->base->root;
    struct muster_node *before = NULL;
    for (struct muster_node *node = root->first; node != NULL; before = node, node = node->next) {
        if (strcmp(node->key, muster_key_word(MUSTER_KEY_CANDIDATES)) != 0)
            continue;
        plan->candidates = node;
        *(before != NULL ? &before->next : &root->first) = node->next;
        if (root->last == node)
            root->last = before;
        root->count--;
        break;
    }
}

/* The keys of the table itself; dotted ones below set and vary are the trees' business. */
static void walk_candidates(struct plan *plan)
{
    size_t position = 0;
    const struct muster_node *node = plan->candidates;
    if (node->kind == MUSTER_NODE_MAP)
        muster_decode_walk(plan->decoder, node, MUSTER_KEY_CANDIDATES);
    else if (node->kind != MUSTER_NODE_LIST || node->count == 0)
        muster_decode_form_fault(plan->decoder, node, MUSTER_KEY_CANDIDATES);
    for (const struct muster_node *item = node->first;
         item != NULL && node->kind == MUSTER_NODE_LIST; item = item->next) {
        size_t mark = muster_path_push_position(&plan->decoder->path, ++position);
        if (item->kind == MUSTER_NODE_MAP)
            muster_decode_walk(plan->decoder, item, MUSTER_KEY_CANDIDATES);
        else
            muster_decode_fault(plan->decoder, item, "write for example {name: as proposed}",
                                "a table of keys belongs here");
        muster_path_pop(&plan->decoder->path, mark);
    }
}

static void read_candidates(struct plan *plan)
{
    size_t mark = muster_path_push(&plan->decoder->path, plan->candidates->key);
    const struct muster_node *vary = muster_decode_get(plan->candidates, MUSTER_KEY_CANDIDATE_VARY);
    walk_candidates(plan);
    if (plan->candidates->kind == MUSTER_NODE_LIST) {
        read_list(plan);
    } else if (vary != NULL) {
        size_t inner = muster_path_push(&plan->decoder->path, vary->key);
        read_grid(plan, vary);
        muster_path_pop(&plan->decoder->path, inner);
    } else if (plan->candidates->kind == MUSTER_NODE_MAP) {
        muster_decode_fault(plan->decoder, plan->candidates,
                            "write candidates: {vary: …}, or a list with names", "vary is missing");
    }
    check_same(plan);
    muster_path_pop(&plan->decoder->path, mark);
}

static void read_base(struct plan *plan)
{
    struct muster_question *question = plan->question;
    question->candidate = muster_decode_room(plan->decoder, 1, sizeof *question->candidate);
    if (question->candidate != NULL)
        add_candidate(plan, muster_decode_copy(plan->decoder, "base"), NULL, 0);
}

void muster_decode_candidates(struct muster_question *question, struct muster_document *document,
                              struct muster_tables *tables, struct muster_faults *faults)
{
    struct muster_decoder decoder = {
        .faults = faults, .tables = tables, .currency = "", .incomplete = document->incomplete};
    struct plan *plan = muster_decode_room(&decoder, 1, sizeof *plan);
    if (plan == NULL)
        return;
    *plan = (struct plan){.question = question, .base = document, .decoder = &decoder};
    take_out(plan);
    read_base_opening(plan);
    muster_decode_simulation(question, &decoder, document->root);
    if (plan->candidates != NULL)
        read_candidates(plan);
    else
        read_base(plan);
    muster_hours_clear(&plan->base_opening);
    free(plan);
}
