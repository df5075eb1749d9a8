/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "decode.h"

#include "calendar.h"

#include <stdlib.h>
#include <string.h>

/* The date under a key, otherwise when absent. */
static int32_t date_of(struct muster_decoder *decoder, const struct muster_node *table,
                       enum muster_key_id id, int32_t otherwise)
{
    bool given = muster_decode_get(table, id) != NULL;
    int32_t date = (int32_t)muster_decode_number(decoder, table, id);
    return given ? date : otherwise;
}

/* From and until of a sum a year; `until` is its last day. */
static void decode_span(struct muster_item *item, struct muster_decoder *decoder,
                        const struct muster_node *node, const struct muster_scenario *scenario,
                        enum muster_key_id from, enum muster_key_id until)
{
    item->from = date_of(decoder, node, from, scenario->start);
    item->end = date_of(decoder, node, until, INT32_MAX - 1) + 1;
    if (muster_decode_get(node, until) != NULL && item->end <= item->from)
        muster_decode_key_fault(decoder, node, until, "give a later day",
                                "it ends before it begins");
}

static void go_with(struct muster_decoder *decoder, const struct muster_node *node,
                    enum muster_key_id id, const char *other)
{
    if (muster_decode_get(node, id) != NULL)
        muster_decode_key_fault(decoder, node, id, "leave it out", "it goes with %s", other);
}

static void decode_item(struct muster_item *item, struct muster_decoder *decoder,
                        const struct muster_node *node, const struct muster_scenario *scenario)
{
    bool once = muster_decode_get(node, MUSTER_KEY_ITEM_ONCE) != NULL;
    item->yearly = muster_decode_get(node, MUSTER_KEY_ITEM_YEARLY) != NULL;
    if (once == item->yearly) {
        muster_decode_fault(decoder, node, "write for example {once: 30000, on: 2004-06-01}",
                            "give once or yearly");
        item->yearly = false;
    }
    muster_decode_parameter(&item->amount, decoder, node,
                            item->yearly ? MUSTER_KEY_ITEM_YEARLY : MUSTER_KEY_ITEM_ONCE);
    item->capital = muster_decode_flag(decoder, node, MUSTER_KEY_ITEM_CAPITAL);
    if (item->yearly) {
        go_with(decoder, node, MUSTER_KEY_ITEM_ON, "once");
        go_with(decoder, node, MUSTER_KEY_ITEM_CAPITAL, "once");
    } else {
        go_with(decoder, node, MUSTER_KEY_ITEM_FROM, "yearly");
        go_with(decoder, node, MUSTER_KEY_ITEM_UNTIL, "yearly");
        item->from = date_of(decoder, node, MUSTER_KEY_ITEM_ON, scenario->start);
        if (once && muster_decode_get(node, MUSTER_KEY_ITEM_ON) == NULL)
            muster_decode_fault(decoder, node, "add for example on: 2004-06-01",
                                "the day on which it is spent is missing");
        return;
    }
    decode_span(item, decoder, node, scenario, MUSTER_KEY_ITEM_FROM, MUSTER_KEY_ITEM_UNTIL);
}

static void decode_offset(struct muster_item *item, struct muster_decoder *decoder,
                          const struct muster_node *node, const struct muster_scenario *scenario)
{
    item->yearly = true;
    muster_decode_parameter(&item->amount, decoder, node, MUSTER_KEY_OFFSET_YEARLY);
    item->posts = muster_decode_number(decoder, node, MUSTER_KEY_OFFSET_POSTS);
    decode_span(item, decoder, node, scenario, MUSTER_KEY_OFFSET_FROM, MUSTER_KEY_OFFSET_UNTIL);
}

typedef void decode_one(struct muster_item *item, struct muster_decoder *decoder,
                        const struct muster_node *node, const struct muster_scenario *scenario);

static size_t decode_named(struct muster_item **item, struct muster_decoder *decoder,
                           const struct muster_node *costs, enum muster_key_id id,
                           const struct muster_scenario *scenario, decode_one *decode)
{
    size_t mark, count = 0;
    const struct muster_node *node = muster_decode_enter(&mark, decoder, costs, id);
    if (node == NULL)
        return 0;
    if (node->kind == MUSTER_NODE_MAP)
        *item = muster_decode_room(decoder, node->count, sizeof **item);
    struct muster_named at = {0};
    while (*item != NULL && muster_decode_next(&at, decoder, node)) {
        struct muster_item *next = &(*item)[count++];
        *next = (struct muster_item){.name = at.name, .posts = 1};
        decode(next, decoder, at.node, scenario);
    }
    muster_decode_leave(decoder, mark);
    return count;
}

void muster_decode_costs(struct muster_scenario *scenario, struct muster_decoder *decoder,
                         const struct muster_node *root)
{
    size_t mark;
    struct muster_costs *costs = &scenario->costs;
    const struct muster_node *node = muster_decode_enter(&mark, decoder, root, MUSTER_KEY_COSTS);
    muster_decode_parameter(&costs->recruitment_per_hire, decoder, node, MUSTER_KEY_COSTS_PER_HIRE);
    muster_decode_parameter(&costs->training_per_hire, decoder, node, MUSTER_KEY_COSTS_TRAINING);
    muster_decode_parameter(&costs->per_contact, decoder, node, MUSTER_KEY_COSTS_PER_CONTACT);
    muster_decode_parameter(&costs->per_seat, decoder, node, MUSTER_KEY_COSTS_PER_SEAT);
    muster_decode_parameter(&costs->capital, decoder, node, MUSTER_KEY_COSTS_CAPITAL);
    costs->seats = -1;
    if (node == NULL)
        return;
    costs->given = true;
    if (muster_decode_get(node, MUSTER_KEY_COSTS_SEATS) != NULL) {
        costs->seats = muster_decode_number(decoder, node, MUSTER_KEY_COSTS_SEATS);
        if (muster_decode_get(node, MUSTER_KEY_COSTS_PER_SEAT) == NULL)
            go_with(decoder, node, MUSTER_KEY_COSTS_SEATS, "per_seat");
    }
    costs->item_count =
        decode_named(&costs->item, decoder, node, MUSTER_KEY_COSTS_ITEMS, scenario, decode_item);
    costs->offset_count = decode_named(&costs->offset, decoder, node, MUSTER_KEY_COSTS_OFFSETS,
                                       scenario, decode_offset);
    muster_decode_leave(decoder, mark);
}

/* ---- budget ---- */

/* The financial years that the horizon touches, by name. */
static void name_years(struct muster_scenario *scenario, struct muster_decoder *decoder)
{
    int first = muster_financial_year(scenario->start);
    int last = muster_financial_year(scenario->start + scenario->days - 1);
    size_t count = (size_t)(last - first) + 1;
    if (!decoder->horizon_known)
        count = 1;
    scenario->year_name = muster_decode_room(decoder, count, sizeof *scenario->year_name);
    for (size_t i = 0; i < count && scenario->year_name != NULL; i++)
        muster_financial_year_format(scenario->year_name[i], first + (int)i);
    scenario->year_count = scenario->year_name != NULL ? count : 0;
}

/* One year's money: an amount, or a table. */
static void decode_year(struct muster_budget_year *year, struct muster_decoder *decoder,
                        const struct muster_node *node)
{
    int32_t first = muster_financial_year_start(year->year);
    year->from = first;
    if (node->kind != MUSTER_NODE_MAP) {
        muster_decode_value(&year->amount, decoder, node, MUSTER_KEY_BUDGET_AMOUNT);
        return;
    }
    muster_decode_walk(decoder, node, MUSTER_KEY_BUDGET_YEAR);
    year->amount = muster_decode_number(decoder, node, MUSTER_KEY_BUDGET_AMOUNT);
    year->from = date_of(decoder, node, MUSTER_KEY_BUDGET_FROM, first);
    if (year->from < first || year->from >= muster_financial_year_start(year->year + 1)) {
        muster_decode_key_fault(decoder, node, MUSTER_KEY_BUDGET_FROM,
                                "give a day from 1 April to 31 March",
                                "the day lies outside the financial year");
        year->from = first;
    }
}

static void decode_years(struct muster_budget *budget, struct muster_decoder *decoder,
                         const struct muster_node *node)
{
    budget->year = muster_decode_room(decoder, node->count, sizeof *budget->year);
    if (node->count == 0)
        muster_decode_fault(decoder, node, "write for example {2004/05: 150000}",
                            "there is no financial year");
    const struct muster_node *previous = NULL;
    for (const struct muster_node *child = node->first; child != NULL && budget->year != NULL;
         child = child->next) {
        int year = 0;
        size_t mark = muster_path_push(&decoder->path, child->key);
        if (muster_decode_split_decimal(decoder, child, previous)) {
            /* told */
        } else if (!muster_financial_year_parse(&year, child->key) || year < 1899 || year > 2999) {
            muster_faults_add(decoder->faults, child->key_place, decoder->path.text,
                              "write for example 2004/05", "%s is no financial year", child->key);
        } else {
            size_t at = budget->count;
            while (at > 0 && budget->year[at - 1].year > year) {
                budget->year[at] = budget->year[at - 1];
                at--;
            }
            budget->year[at] = (struct muster_budget_year){.year = year};
            decode_year(&budget->year[at], decoder, child);
            budget->count++;
        }
        muster_path_pop(&decoder->path, mark);
        previous = child;
    }
}

void muster_decode_budget(struct muster_scenario *scenario, struct muster_decoder *decoder,
                          const struct muster_node *root)
{
    size_t mark;
    struct muster_budget *budget = &scenario->budget;
    name_years(scenario, decoder);
    const struct muster_node *node = muster_decode_enter(&mark, decoder, root, MUSTER_KEY_BUDGET);
    if (node == NULL)
        return;
    budget->given = true;
    budget->whole = node->kind != MUSTER_NODE_MAP;
    if (budget->whole)
        muster_decode_value(&budget->amount, decoder, node, MUSTER_KEY_BUDGET);
    else
        decode_years(budget, decoder, node);
    muster_decode_leave(decoder, mark);
}
