/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "decode.h"

#include "nearest.h"
#include "quantity.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WEEK_S (7 * 86400.0)

/* ---- fixed slots ---- */

/* "tue 09:00-09:30": weekdays up to the last blank, then a span. */
static struct muster_reading read_slot(struct muster_slot *slot, const char *text)
{
    char weekdays[64] = "";
    struct muster_span span;
    size_t end = strlen(text);
    while (end > 0 && text[end - 1] == ' ')
        end--;
    size_t blank = end;
    while (blank > 0 && text[blank - 1] != ' ')
        blank--;
    if (blank == 0 || blank >= sizeof weekdays)
        return (struct muster_reading){MUSTER_READING_MALFORMED, "is no slot of the week",
                                       "write for example tue 09:00-09:30"};
    memcpy(weekdays, text, blank);
    struct muster_reading reading = muster_weekdays_read(&slot->weekdays, weekdays);
    if (reading.status == MUSTER_READING_FINE)
        reading = muster_span_read(&span, text + blank);
    if (reading.status != MUSTER_READING_FINE)
        return reading;
    if (span.close_s > 86400)
        return (struct muster_reading){MUSTER_READING_MALFORMED, "runs past midnight",
                                       "write two slots, up to 24:00 and from 00:00"};
    slot->from_s = span.open_s;
    slot->to_s = span.close_s;
    return reading;
}

static void decode_slot(struct muster_activity *activity, struct muster_decoder *decoder,
                        const struct muster_node *node)
{
    if (node->kind != MUSTER_NODE_SCALAR || node->text[0] == '\0') {
        muster_decode_form_fault(decoder, node, MUSTER_KEY_ACTIVITY_AT);
        return;
    }
    struct muster_slot slot = {0};
    struct muster_reading reading = read_slot(&slot, node->text);
    if (reading.status != MUSTER_READING_FINE) {
        muster_decode_fault(decoder, node, reading.remedy, "%s %s", node->text, reading.message);
        return;
    }
    for (size_t i = 0; i < activity->slot_count; i++)
        if (activity->slot[i].weekdays & slot.weekdays && slot.from_s < activity->slot[i].to_s &&
            activity->slot[i].from_s < slot.to_s) {
            muster_decode_fault(decoder, node, "give other times", "%s overlaps a slot before it",
                                node->text);
            return;
        }
    activity->slot[activity->slot_count++] = slot;
}

static void decode_slots(struct muster_activity *activity, struct muster_decoder *decoder,
                         const struct muster_node *table)
{
    size_t mark, position = 0;
    const struct muster_node *node =
        muster_decode_enter(&mark, decoder, table, MUSTER_KEY_ACTIVITY_AT);
    if (node == NULL)
        return;
    bool list = node->kind == MUSTER_NODE_LIST && node->count > 0;
    activity->slot = muster_decode_room(decoder, list ? node->count : 1, sizeof *activity->slot);
    if (!list && activity->slot != NULL)
        decode_slot(activity, decoder, node);
    for (const struct muster_node *item = node->first;
         list && activity->slot != NULL && item != NULL; item = item->next) {
        size_t inner = muster_path_push_position(&decoder->path, ++position);
        decode_slot(activity, decoder, item);
        muster_path_pop(&decoder->path, inner);
    }
    muster_decode_leave(decoder, mark);
}

/* ---- groups ---- */

/* Who can have an activity: people by fte who answer. */
static bool may_have(const struct muster_group *group)
{
    return group->shift_based && group->skill_count > 0;
}

static void add_group(struct muster_activity *activity, struct muster_decoder *decoder,
                      const struct muster_scenario *scenario, const struct muster_node *node)
{
    struct muster_nearest nearest;
    char remedy[300] = "name a group of staff that is given by fte";
    if (node->kind != MUSTER_NODE_SCALAR || node->text[0] == '\0') {
        muster_decode_form_fault(decoder, node, MUSTER_KEY_ACTIVITY_FOR);
        return;
    }
    muster_nearest_init(&nearest, node->text);
    for (size_t g = 0; g < scenario->group_count; g++) {
        const struct muster_group *group = &scenario->group[g];
        if (strcmp(group->name, node->text) == 0) {
            activity->of_group[g] = may_have(group);
            if (!group->shift_based)
                muster_decode_fault(decoder, node, remedy,
                                    "%s is given by present: it has no hours to plan", node->text);
            else if (group->skill_count == 0)
                muster_decode_fault(decoder, node, "leave it out",
                                    "%s has no skills and is off the phones anyway", node->text);
            return;
        }
        muster_nearest_offer(&nearest, group->name);
    }
    if (decoder->incomplete)
        return;
    if (nearest.best != NULL)
        snprintf(remedy, sizeof remedy, "did you mean %.200s?", nearest.best);
    muster_decode_fault(decoder, node, remedy, "there is no group %s", node->text);
}

static void decode_groups(struct muster_activity *activity, struct muster_decoder *decoder,
                          const struct muster_scenario *scenario, const struct muster_node *table)
{
    size_t mark, position = 0;
    activity->of_group = muster_decode_room(decoder, scenario->group_count, sizeof(bool));
    const struct muster_node *node =
        muster_decode_enter(&mark, decoder, table, MUSTER_KEY_ACTIVITY_FOR);
    for (size_t g = 0; node == NULL && activity->of_group != NULL && g < scenario->group_count; g++)
        activity->of_group[g] = may_have(&scenario->group[g]);
    if (node == NULL)
        return;
    bool list = node->kind == MUSTER_NODE_LIST && node->count > 0;
    if (!list && activity->of_group != NULL)
        add_group(activity, decoder, scenario, node);
    for (const struct muster_node *item = node->first;
         list && activity->of_group != NULL && item != NULL; item = item->next) {
        size_t inner = muster_path_push_position(&decoder->path, ++position);
        add_group(activity, decoder, scenario, item);
        muster_path_pop(&decoder->path, inner);
    }
    muster_decode_leave(decoder, mark);
}

/* ---- one activity ---- */

static void refuse(struct muster_decoder *decoder, const struct muster_node *table,
                   enum muster_key_id id, const char *why)
{
    size_t mark;
    const struct muster_node *node = muster_decode_enter(&mark, decoder, table, id);
    if (node == NULL)
        return;
    muster_faults_add(decoder->faults, node->key_place, decoder->path.text, "leave it out", "%s",
                      why);
    muster_decode_leave(decoder, mark);
}

/* What goes with what. */
static void check_activity(const struct muster_activity *activity, struct muster_decoder *decoder,
                           const struct muster_node *node)
{
    bool each_week = muster_decode_get(node, MUSTER_KEY_ACTIVITY_EACH_WEEK) != NULL;
    bool each = muster_decode_get(node, MUSTER_KEY_ACTIVITY_EACH) != NULL;
    bool at = muster_decode_get(node, MUSTER_KEY_ACTIVITY_AT) != NULL;
    if (each_week + each + at != 1) {
        muster_decode_fault(decoder, node, "write for example each_week: 30 min",
                            "give one of each_week, each and at");
        return;
    }
    if (each_week)
        refuse(decoder, node, MUSTER_KEY_ACTIVITY_EVERY,
               "it goes with each or at: each_week is "
               "every week");
    if (at) {
        refuse(decoder, node, MUSTER_KEY_ACTIVITY_BLOCK, "it goes with each_week or each");
        refuse(decoder, node, MUSTER_KEY_ACTIVITY_TOGETHER, "a fixed slot is for everybody");
        refuse(decoder, node, MUSTER_KEY_ACTIVITY_PRO_RATA, "it goes with each_week or each");
        if (activity->moved)
            muster_decode_key_fault(decoder, node, MUSTER_KEY_ACTIVITY_IF_CANCELLED, "write lost",
                                    "a fixed slot cannot be moved");
    }
    if (!activity->together)
        refuse(decoder, node, MUSTER_KEY_ACTIVITY_TEAM, "it goes with together: yes");
    if (activity->together && activity->pro_rata)
        refuse(decoder, node, MUSTER_KEY_ACTIVITY_PRO_RATA,
               "those who meet together meet for the same time");
    if (activity->block_s > activity->each_s && !at)
        muster_decode_key_fault(decoder, node, MUSTER_KEY_ACTIVITY_BLOCK,
                                "give at most the time itself", "a piece is longer than the whole");
    if (activity->cancel_count == 0 &&
        muster_decode_get(node, MUSTER_KEY_ACTIVITY_CANCEL_WHEN) == NULL)
        refuse(decoder, node, MUSTER_KEY_ACTIVITY_IF_CANCELLED, "it goes with cancel_when");
}

static void decode_every(struct muster_activity *activity, struct muster_decoder *decoder,
                         const struct muster_node *node)
{
    double every_s = muster_decode_number(decoder, node, MUSTER_KEY_ACTIVITY_EVERY);
    activity->every_weeks = (int)(every_s / WEEK_S);
    if (activity->every_weeks * WEEK_S != every_s)
        muster_decode_key_fault(decoder, node, MUSTER_KEY_ACTIVITY_EVERY,
                                "give whole weeks, such as 2 weeks",
                                "activities come by whole weeks");
}

static void decode_activity(struct muster_activity *activity, struct muster_decoder *decoder,
                            const struct muster_scenario *scenario, const struct muster_node *node)
{
    size_t mark;
    bool each = muster_decode_get(node, MUSTER_KEY_ACTIVITY_EACH) != NULL;
    bool at = muster_decode_get(node, MUSTER_KEY_ACTIVITY_AT) != NULL;
    double each_week_s = muster_decode_number(decoder, node, MUSTER_KEY_ACTIVITY_EACH_WEEK);
    double each_s = muster_decode_number(decoder, node, MUSTER_KEY_ACTIVITY_EACH);
    activity->each_s = at ? 0 : each ? each_s : each_week_s;
    decode_every(activity, decoder, node);
    decode_slots(activity, decoder, node);
    if (muster_decode_get(node, MUSTER_KEY_ACTIVITY_BLOCK) != NULL)
        activity->block_s = muster_decode_number(decoder, node, MUSTER_KEY_ACTIVITY_BLOCK);
    activity->together = muster_decode_flag(decoder, node, MUSTER_KEY_ACTIVITY_TOGETHER);
    if (muster_decode_get(node, MUSTER_KEY_ACTIVITY_TEAM) != NULL)
        activity->team = muster_decode_whole(decoder, node, MUSTER_KEY_ACTIVITY_TEAM);
    activity->pro_rata = muster_decode_flag(decoder, node, MUSTER_KEY_ACTIVITY_PRO_RATA);
    decode_groups(activity, decoder, scenario, node);
    muster_decode_conditions(&activity->cancel, &activity->cancel_count, decoder, node,
                             MUSTER_KEY_ACTIVITY_CANCEL_WHEN);
    activity->moved = muster_decode_choice(decoder, node, MUSTER_KEY_ACTIVITY_IF_CANCELLED) == 1;
    activity->handle_factor = activity->leaving_factor = 1;
    const struct muster_node *undelivered =
        muster_decode_enter(&mark, decoder, node, MUSTER_KEY_ACTIVITY_UNDELIVERED);
    if (undelivered != NULL) {
        activity->handle_factor =
            muster_decode_number(decoder, undelivered, MUSTER_KEY_UNDELIVERED_HANDLE_FACTOR);
        activity->leaving_factor =
            muster_decode_number(decoder, undelivered, MUSTER_KEY_UNDELIVERED_LEAVING_FACTOR);
        muster_decode_leave(decoder, mark);
    }
    check_activity(activity, decoder, node);
}

void muster_decode_off_phone(struct muster_scenario *scenario, struct muster_decoder *decoder,
                             const struct muster_node *root)
{
    size_t mark;
    const struct muster_node *node =
        muster_decode_enter(&mark, decoder, root, MUSTER_KEY_OFF_PHONE);
    if (node == NULL)
        return;
    if (node->kind == MUSTER_NODE_MAP)
        scenario->activity = muster_decode_room(decoder, node->count, sizeof *scenario->activity);
    struct muster_named at = {0};
    while (scenario->activity != NULL && muster_decode_next(&at, decoder, node)) {
        struct muster_activity *activity = &scenario->activity[scenario->activity_count++];
        activity->name = at.name;
        decode_activity(activity, decoder, scenario, at.node);
    }
    muster_decode_leave(decoder, mark);
}
