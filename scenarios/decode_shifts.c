/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "decode.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define DAY_S 86400.0

/* The time of day of `start` or `end`, or true in *anchored for the word open or close. */
static bool read_edge(double *at_s, bool *anchored, struct muster_decoder *decoder,
                      const struct muster_node *node, enum muster_key_id id)
{
    const char *word = id == MUSTER_KEY_SHIFT_START ? "open" : "close";
    *anchored = node->kind == MUSTER_NODE_SCALAR && strcmp(node->text, word) == 0;
    return *anchored || muster_decode_value(at_s, decoder, node, id);
}

/* Exactly one of start and end; a shift with an end on the clock is turned to its start. */
static void decode_edges(struct muster_shift *shift, struct muster_decoder *decoder,
                         const struct muster_node *node)
{
    const struct muster_node *start = muster_decode_get(node, MUSTER_KEY_SHIFT_START);
    const struct muster_node *end = muster_decode_get(node, MUSTER_KEY_SHIFT_END);
    if ((start == NULL) == (end == NULL)) {
        muster_decode_fault(decoder, node, "write for example start: 09:00, or end: close",
                            "give start or end");
        return;
    }
    size_t mark;
    double at_s = 0;
    bool anchored = false;
    enum muster_key_id id = start != NULL ? MUSTER_KEY_SHIFT_START : MUSTER_KEY_SHIFT_END;
    const struct muster_node *edge = muster_decode_enter(&mark, decoder, node, id);
    bool fine = read_edge(&at_s, &anchored, decoder, edge, id);
    muster_decode_leave(decoder, mark);
    if (!fine)
        return;
    if (anchored)
        shift->anchor = start != NULL ? MUSTER_ANCHOR_OPEN : MUSTER_ANCHOR_CLOSE;
    else
        shift->start_s = fmod(start != NULL ? at_s : at_s - shift->length_s + DAY_S, DAY_S);
}

/* True when a rest of that length fits into both its window and the shift. */
static bool fits(const struct muster_shift *shift, double length_s, double from_s, double to_s)
{
    if (shift->anchor != MUSTER_ANCHOR_TIME)
        return to_s - from_s >= length_s;
    double first = fmax(from_s, shift->start_s);
    double last = fmin(to_s, shift->start_s + shift->length_s);
    double next =
        fmin(to_s + DAY_S, shift->start_s + shift->length_s) - fmax(from_s + DAY_S, shift->start_s);
    return fmax(last - first, next) >= length_s;
}

static void decode_lunch(struct muster_shift *shift, struct muster_decoder *decoder,
                         const struct muster_node *table, bool known)
{
    size_t mark;
    const struct muster_node *node =
        muster_decode_enter(&mark, decoder, table, MUSTER_KEY_SHIFT_LUNCH);
    if (node == NULL)
        return;
    size_t before = decoder->faults->fault_count;
    shift->lunch_s = muster_decode_number(decoder, node, MUSTER_KEY_LUNCH_LENGTH);
    bool given = muster_decode_span(&shift->lunch_from_s, &shift->lunch_to_s, decoder, node,
                                    MUSTER_KEY_LUNCH_BETWEEN);
    if (known && given && decoder->faults->fault_count == before) {
        if (shift->lunch_s >= shift->length_s)
            muster_decode_fault(decoder, node, "shorten it, or lengthen the shift",
                                "lunch is as long as the shift");
        else if (!fits(shift, shift->lunch_s, shift->lunch_from_s, shift->lunch_to_s))
            muster_decode_fault(decoder, node, "widen between",
                                "lunch does not fit into the shift and between");
    }
    muster_decode_leave(decoder, mark);
}

/* A shift on the clock that no day's opening holds is worth a warning. */
static void check_opening(const struct muster_shift *shift, struct muster_decoder *decoder,
                          const struct muster_hours *opening, const struct muster_node *node,
                          unsigned days)
{
    double first = INFINITY, last = -INFINITY;
    for (int day = 0; day < 7; day++)
        if ((days >> day & 1) != 0 && opening->count[day] > 0) {
            first = fmin(first, opening->span[day][0].open_s);
            last = fmax(last, opening->span[day][opening->count[day] - 1].close_s);
        }
    if (opening->always || shift->anchor != MUSTER_ANCHOR_TIME || first > last)
        return;
    if (shift->start_s < first)
        muster_decode_warn(decoder, node, "check start and opening",
                           "the shift starts before opening on every day");
    if (shift->start_s + shift->length_s > last)
        muster_decode_warn(decoder, node, "check start, length and opening",
                           "the shift ends after close on every day");
}

/* True when the shift's time is known for sure. */
static bool decode_shift(struct muster_shift *shift, struct muster_decoder *decoder,
                         const struct muster_node *node, size_t position)
{
    char name[32];
    size_t before = decoder->faults->fault_count;
    snprintf(name, sizeof name, "shift %zu", position);
    shift->name = muster_decode_text(decoder, node, MUSTER_KEY_SHIFT_NAME, name);
    shift->length_s = muster_decode_number(decoder, node, MUSTER_KEY_SHIFT_LENGTH);
    shift->contract = (enum muster_for)muster_decode_choice(decoder, node, MUSTER_KEY_SHIFT_FOR);
    decode_edges(shift, decoder, node);
    bool known = muster_decode_get(node, MUSTER_KEY_SHIFT_LENGTH) != NULL &&
                 decoder->faults->fault_count == before;
    decode_lunch(shift, decoder, node, known);
    return known;
}

/* The list of shifts under `id`; their opening is that of `days`. */
static void decode_list(struct muster_shift **shift, size_t *count, struct muster_decoder *decoder,
                        const struct muster_hours *opening, const struct muster_node *table,
                        enum muster_key_id id, unsigned days)
{
    size_t mark, position = 0;
    const struct muster_node *node = muster_decode_enter(&mark, decoder, table, id);
    if (node == NULL)
        return;
    bool list = node->kind == MUSTER_NODE_LIST;
    if (list)
        *shift = muster_decode_room(decoder, node->count, sizeof **shift);
    if (list && node->count == 0)
        muster_decode_fault(decoder, node, "write for example {start: 09:00, length: 8 h}",
                            "there is no shift");
    for (const struct muster_node *item = node->first; item != NULL && *shift != NULL;
         item = item->next) {
        size_t inner = muster_path_push_position(&decoder->path, ++position);
        if (item->kind == MUSTER_NODE_MAP) {
            struct muster_shift *next = &(*shift)[(*count)++];
            if (decode_shift(next, decoder, item, position))
                check_opening(next, decoder, opening, item, days);
        }
        muster_path_pop(&decoder->path, inner);
    }
    muster_decode_leave(decoder, mark);
}

/* Every contract needs a shift that it may work. */
static void check_contracts(struct muster_decoder *decoder, const struct muster_group *group,
                            const struct muster_node *node)
{
    bool full = false, part = false;
    for (size_t i = 0; i < group->shift_count; i++) {
        full = full || group->shift[i].contract != MUSTER_FOR_PART_TIME;
        part = part || group->shift[i].contract != MUSTER_FOR_FULL_TIME;
    }
    const struct muster_node *shifts = muster_decode_get(node, MUSTER_KEY_GROUP_SHIFTS);
    if (shifts == NULL)
        muster_decode_fault(decoder, node, "add for example shifts: [{start: 09:00, length: 8 h}]",
                            "fte needs shifts");
    else if (group->shift_count > 0 && group->full_time > 0 && !full)
        muster_decode_key_fault(decoder, node, MUSTER_KEY_GROUP_SHIFTS,
                                "add one, or take `for: part_time` out of one",
                                "no shift is for full_time");
    else if (group->shift_count > 0 && group->full_time < 1 && !part)
        muster_decode_key_fault(decoder, node, MUSTER_KEY_GROUP_SHIFTS,
                                "add one, or take `for: full_time` out of one",
                                "no shift is for part_time");
}

static void decode_break(struct muster_break *rest, struct muster_decoder *decoder,
                         const struct muster_node *node)
{
    rest->length_s = muster_decode_number(decoder, node, MUSTER_KEY_BREAK_LENGTH);
    rest->paid = muster_decode_flag(decoder, node, MUSTER_KEY_BREAK_PAID);
    rest->shifts_over_s = muster_decode_number(decoder, node, MUSTER_KEY_BREAK_OVER);
    bool given =
        muster_decode_span(&rest->from_s, &rest->to_s, decoder, node, MUSTER_KEY_BREAK_BETWEEN);
    if (given && rest->to_s - rest->from_s < rest->length_s)
        muster_decode_fault(decoder, node, "widen between",
                            "the break is longer than the time between which it is taken");
}

static void decode_breaks(struct muster_group *group, struct muster_decoder *decoder,
                          const struct muster_node *table)
{
    size_t mark, position = 0;
    const struct muster_node *node =
        muster_decode_enter(&mark, decoder, table, MUSTER_KEY_GROUP_BREAKS);
    if (node == NULL)
        return;
    if (node->kind == MUSTER_NODE_LIST)
        group->rest = muster_decode_room(decoder, node->count, sizeof *group->rest);
    for (const struct muster_node *item = node->first; item != NULL && group->rest != NULL;
         item = item->next) {
        size_t inner = muster_path_push_position(&decoder->path, ++position);
        if (item->kind == MUSTER_NODE_MAP)
            decode_break(&group->rest[group->break_count++], decoder, item);
        muster_path_pop(&decoder->path, inner);
    }
    muster_decode_leave(decoder, mark);
}

static void decode_saturday(struct muster_group *group, struct muster_decoder *decoder,
                            const struct muster_scenario *scenario, const struct muster_node *table)
{
    size_t mark;
    const struct muster_node *node =
        muster_decode_enter(&mark, decoder, table, MUSTER_KEY_GROUP_SATURDAY);
    if (node == NULL)
        return;
    group->has_saturday = true;
    group->saturday_one_in = muster_decode_whole(decoder, node, MUSTER_KEY_SATURDAY_ONE_IN);
    group->saturday_repaid =
        (enum muster_repaid)muster_decode_choice(decoder, node, MUSTER_KEY_SATURDAY_REPAID);
    decode_list(&group->saturday_shift, &group->saturday_shift_count, decoder, &scenario->opening,
                node, MUSTER_KEY_SATURDAY_SHIFTS, 1u << 5);
    /* A candidate that shuts on Saturdays leaves the file's table idle. */
    if (scenario->opening.count[5] == 0 && scenario->base.count[5] == 0 &&
        !muster_faults_any(decoder->faults))
        muster_decode_warn(decoder, node, "open on Saturdays, or leave it out",
                           "the centre is not open on Saturdays");
    muster_decode_leave(decoder, mark);
}

void muster_decode_shifts(struct muster_group *group, struct muster_decoder *decoder,
                          const struct muster_scenario *scenario, const struct muster_node *node)
{
    decode_list(&group->shift, &group->shift_count, decoder, &scenario->opening, node,
                MUSTER_KEY_GROUP_SHIFTS, 0x1f);
    check_contracts(decoder, group, node);
    decode_breaks(group, decoder, node);
    decode_saturday(group, decoder, scenario, node);
}
