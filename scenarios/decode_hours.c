/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "decode.h"

#include "nearest.h"
#include "quantity.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DAY_S 86400.0
enum { SPANS_MOST = 2 * MUSTER_SPANS_MOST };

/* The week's spans as they are read: seconds after Monday 00:00. */
struct day_spans {
    size_t count;
    struct muster_span span[SPANS_MOST];
    const struct muster_node *node; /* where the day is given */
};

static bool same_text(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

/* Puts the spans of one entry into the day, ascending. */
static void add_spans(struct day_spans *day, const struct muster_span *span, size_t count)
{
    for (size_t k = 0; k < count && day->count < SPANS_MOST; k++) {
        size_t i = day->count++;
        for (; i > 0 && day->span[i - 1].open_s > span[k].open_s; i--)
            day->span[i] = day->span[i - 1];
        day->span[i] = span[k];
    }
}

static void day_fault(struct muster_decoder *decoder, const struct muster_node *node,
                      const char *remedy, const char *text)
{
    size_t mark = muster_path_push(&decoder->path, node->key);
    muster_decode_fault(decoder, node, remedy, "%s", text);
    muster_path_pop(&decoder->path, mark);
}

/* Touching spans become one; overlapping ones are a fault. */
static void merge_day(struct day_spans *day, struct muster_decoder *decoder)
{
    size_t kept = 0;
    for (size_t i = 0; i < day->count; i++) {
        struct muster_span *last = kept > 0 ? &day->span[kept - 1] : NULL;
        if (last != NULL && day->span[i].open_s < last->close_s)
            day_fault(decoder, day->node, "let each span end before the next one begins",
                      "spans overlap");
        if (last != NULL && day->span[i].open_s <= last->close_s) {
            if (day->span[i].close_s > last->close_s)
                last->close_s = day->span[i].close_s;
        } else {
            day->span[kept++] = day->span[i];
        }
    }
    day->count = kept;
}

static const char *const WEEKDAYS[] = {"mon", "tue", "wed",    "thu",     "fri",
                                       "sat", "sun", "closed", "at_close"};

/* "mond-fry": each side of the dash by itself. */
static void nearest_days(char *remedy, size_t size, const char *key, bool own_keys)
{
    char from[16] = "";
    size_t length = strcspn(key, "-");
    const char *best = muster_nearest_of(key, WEEKDAYS, own_keys ? 9 : 8);
    if (best != NULL) {
        snprintf(remedy, size, "did you mean %s?", best);
        return;
    }
    if (key[length] != '-' || length >= sizeof from)
        return;
    memcpy(from, key, length);
    const char *first = muster_nearest_of(from, WEEKDAYS, 7);
    const char *last = muster_nearest_of(key + length + 1, WEEKDAYS, 7);
    if (first != NULL && last != NULL)
        snprintf(remedy, size, "did you mean %s-%s?", first, last);
}

static void weekday_fault(struct muster_decoder *decoder, const struct muster_node *node,
                          const struct muster_reading *reading, bool own_keys)
{
    struct muster_span span;
    if (muster_span_read(&span, node->key).status == MUSTER_READING_FINE) {
        muster_faults_add(decoder->faults, node->key_place, decoder->path.text,
                          "put several spans in quotes: '08:00-12:00, 13:00-17:00'",
                          "inside {} a comma separates: %s stands without a weekday", node->key);
        return;
    }
    char remedy[128] = "write mon, tue, wed, thu, fri, sat or sun";
    nearest_days(remedy, sizeof remedy, node->key, own_keys);
    muster_faults_add(decoder->faults, node->key_place, decoder->path.text, remedy, "%s %s",
                      node->key, reading->message);
}

/* Words where times belong mean, most likely, a day without any. */
static void spans_fault(struct muster_decoder *decoder, const struct muster_node *node,
                        const struct muster_reading *reading)
{
    bool words = strpbrk(node->text, "0123456789") == NULL;
    const char *remedy = words ? "write closed, or leave the day out, if it is not open"
                               : "write for example 08:00-12:00, 13:00-17:00";
    muster_decode_fault(decoder, node, !words && reading->remedy[0] ? reading->remedy : remedy,
                        "%s %s", node->text, reading->message);
}

/* One entry "mon-fri: 08:00-12:00, 13:00-17:00"; closed = no spans. */
static void read_entry(struct day_spans week[7], struct muster_decoder *decoder,
                       const struct muster_node *node, bool own_keys)
{
    unsigned days = 0;
    size_t count = 0;
    struct muster_span span[MUSTER_SPANS_MOST];
    struct muster_reading reading = muster_weekdays_read(&days, node->key);
    if (reading.status != MUSTER_READING_FINE) {
        weekday_fault(decoder, node, &reading, own_keys);
        return;
    }
    if (node->kind != MUSTER_NODE_SCALAR) {
        muster_decode_fault(decoder, node, "write for example 08:00-12:00, 13:00-17:00",
                            "a text with spans belongs here");
        return;
    }
    if (!same_text(node->text, "closed")) {
        reading = muster_spans_read(span, &count, node->text);
        if (reading.status != MUSTER_READING_FINE) {
            spans_fault(decoder, node, &reading);
            return;
        }
    }
    for (int day = 0; day < 7; day++) {
        if ((days >> day & 1) == 0)
            continue;
        if (week[day].node != NULL) {
            muster_decode_fault(decoder, node, "put all spans of a day behind one key",
                                "%s is given twice", WEEKDAYS[day]);
            continue;
        }
        week[day].node = node;
        add_spans(&week[day], span, count);
    }
}

/* A span past midnight must not run into the next day's first; where it touches it, or midnight
 * itself is touched from both sides, the spans stay as they are: the engine sees no gap. */
static void check_midnight(struct day_spans week[7], struct muster_decoder *decoder)
{
    for (int day = 0; day < 7; day++) {
        const struct day_spans *today = &week[day];
        const struct day_spans *next = &week[(day + 1) % 7];
        if (today->count == 0 || next->count == 0)
            continue;
        if (today->span[today->count - 1].close_s - DAY_S > next->span[0].open_s)
            day_fault(decoder, today->node, "end it earlier, or begin the next day later",
                      "the span past midnight overlaps those of the next day");
    }
}

static bool open_all_week(const struct day_spans week[7])
{
    for (int day = 0; day < 7; day++)
        if (week[day].count != 1 || week[day].span[0].open_s != 0 ||
            week[day].span[0].close_s != DAY_S)
            return false;
    return true;
}

static void keep_week(struct muster_hours *hours, struct muster_decoder *decoder,
                      const struct day_spans week[7])
{
    for (int day = 0; day < 7; day++) {
        size_t count = week[day].count;
        hours->span[day] = muster_decode_room(decoder, count, sizeof *hours->span[day]);
        if (hours->span[day] == NULL)
            continue;
        memcpy(hours->span[day], week[day].span, count * sizeof *hours->span[day]);
        hours->count[day] = count;
    }
}

static void read_week(struct muster_hours *hours, struct muster_decoder *decoder,
                      const struct muster_node *node, enum muster_key_id id)
{
    struct day_spans week[7] = {0};
    size_t spans = 0;
    bool own_keys = id == MUSTER_KEY_OPENING;
    size_t before = decoder->faults->fault_count;
    for (const struct muster_node *child = node->first; child != NULL; child = child->next) {
        if (muster_key_child(id, child->key) != MUSTER_KEY_COUNT)
            continue;
        size_t mark = muster_path_push(&decoder->path, child->key);
        read_entry(week, decoder, child, own_keys);
        muster_path_pop(&decoder->path, mark);
    }
    for (int day = 0; day < 7; day++) {
        merge_day(&week[day], decoder);
        spans += week[day].count;
    }
    check_midnight(week, decoder);
    if (spans == 0 && decoder->faults->fault_count == before)
        muster_decode_fault(decoder, node, "write for example mon-fri: 08:00-18:00",
                            "the centre is never open");
    hours->always = open_all_week(week);
    keep_week(hours, decoder, week);
}

bool muster_decode_hours(struct muster_hours *hours, struct muster_decoder *decoder,
                         const struct muster_node *root, enum muster_key_id id)
{
    size_t mark;
    const struct muster_node *node = muster_decode_enter(&mark, decoder, root, id);
    if (node == NULL)
        return false;
    if (node->kind == MUSTER_NODE_MAP) {
        read_week(hours, decoder, node, id);
    } else if (node->kind == MUSTER_NODE_SCALAR && same_text(node->text, "always")) {
        struct day_spans week[7] = {0};
        for (int day = 0; day < 7; day++)
            add_spans(&week[day], &(struct muster_span){0, DAY_S}, 1);
        hours->always = true;
        keep_week(hours, decoder, week);
    } else {
        muster_decode_form_fault(decoder, node, id);
    }
    muster_decode_leave(decoder, mark);
    return true;
}
