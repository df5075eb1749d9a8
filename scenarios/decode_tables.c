/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "decode.h"

#include "nearest.h"
#include "quantity.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- steps over the day ---- */

static void place_step(struct muster_steps *steps, double at_s, double value)
{
    size_t i = steps->count++;
    for (; i > 0 && steps->at_s[i - 1] > at_s; i--) {
        steps->at_s[i] = steps->at_s[i - 1];
        steps->value[i] = steps->value[i - 1];
    }
    steps->at_s[i] = at_s;
    steps->value[i] = value;
}

static bool step_time(double *at_s, struct muster_decoder *decoder,
                      const struct muster_steps *steps, const struct muster_node *node)
{
    struct muster_reading reading = muster_clock_read(at_s, node->key);
    const char *wrong = reading.message;
    if (reading.status == MUSTER_READING_FINE && *at_s >= 86400)
        wrong = "is out of range [00:00, 24:00)";
    for (size_t i = 0; i < steps->count && wrong == NULL; i++)
        if (steps->at_s[i] == *at_s)
            wrong = "stands there twice";
    if (wrong != NULL)
        muster_faults_add(decoder->faults, node->key_place, decoder->path.text, reading.remedy,
                          "%s %s", node->key, wrong);
    return wrong == NULL;
}

bool muster_decode_steps(struct muster_steps *steps, struct muster_decoder *decoder,
                         const struct muster_node *node, enum muster_key_id id)
{
    if (node->kind != MUSTER_NODE_MAP || node->count == 0) {
        muster_decode_form_fault(decoder, node, id);
        return false;
    }
    steps->at_s = muster_decode_room(decoder, node->count, sizeof *steps->at_s);
    steps->value = muster_decode_room(decoder, node->count, sizeof *steps->value);
    if (steps->at_s == NULL || steps->value == NULL)
        return false;
    bool fine = true;
    for (const struct muster_node *step = node->first; step != NULL; step = step->next) {
        double at_s = 0, value = 0;
        size_t mark = muster_path_push(&decoder->path, step->key);
        bool timed = step_time(&at_s, decoder, steps, step);
        bool valued = muster_decode_value(&value, decoder, step, id);
        if (timed && valued)
            place_step(steps, at_s, value);
        fine = fine && timed && valued;
        muster_path_pop(&decoder->path, mark);
    }
    return fine;
}

static bool any_above_zero(const double *value, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (value[i] > 0)
            return true;
    return false;
}

static bool decode_day_profile(struct muster_steps *steps, struct muster_decoder *decoder,
                               const struct muster_node *node)
{
    bool fine = muster_decode_steps(steps, decoder, node, MUSTER_KEY_SERVICE_PROFILE);
    if (fine && !any_above_zero(steps->value, steps->count)) {
        muster_decode_fault(decoder, node, "give at least one above 0", "all weights are 0");
        fine = false;
    }
    return fine;
}

static bool copy_steps(struct muster_steps *copy, struct muster_decoder *decoder,
                       const struct muster_steps *steps)
{
    copy->at_s = muster_decode_room(decoder, steps->count, sizeof *copy->at_s);
    copy->value = muster_decode_room(decoder, steps->count, sizeof *copy->value);
    if (copy->at_s == NULL || copy->value == NULL)
        return false;
    copy->count = steps->count;
    for (size_t i = 0; i < steps->count; i++) {
        copy->at_s[i] = steps->at_s[i];
        copy->value[i] = steps->value[i];
    }
    return true;
}

static void clear_steps(struct muster_steps *steps)
{
    free(steps->at_s);
    free(steps->value);
    *steps = (struct muster_steps){0};
}

/* {mon-fri: {08:00: 1}, sat: {…}, sun: {…}}: every weekday once. */
static bool profile_by_weekday(struct muster_steps profile[7], struct muster_decoder *decoder,
                               const struct muster_node *node)
{
    unsigned seen = 0;
    bool fine = true;
    for (const struct muster_node *part = node->first; part != NULL; part = part->next) {
        unsigned days = 0;
        struct muster_steps steps = {0};
        size_t mark = muster_path_push(&decoder->path, part->key);
        struct muster_reading reading = muster_weekdays_read(&days, part->key);
        if (reading.status != MUSTER_READING_FINE || (days & seen) != 0) {
            muster_faults_add(decoder->faults, part->key_place, decoder->path.text, reading.remedy,
                              "%s %s", part->key,
                              reading.message != NULL ? reading.message : "repeats a weekday");
            fine = false;
        } else if (decode_day_profile(&steps, decoder, part)) {
            for (int day = 0; day < 7; day++)
                if ((days >> day & 1) != 0)
                    copy_steps(&profile[day], decoder, &steps);
        } else {
            fine = false;
        }
        seen |= days;
        clear_steps(&steps);
        muster_path_pop(&decoder->path, mark);
    }
    if (fine && seen != 127)
        muster_decode_fault(decoder, node, "give all seven", "weekdays are missing");
    return fine && seen == 127;
}

bool muster_decode_profile(struct muster_steps profile[7], struct muster_decoder *decoder,
                           const struct muster_node *node)
{
    if (node->kind == MUSTER_NODE_MAP && node->first != NULL &&
        node->first->kind == MUSTER_NODE_MAP)
        return profile_by_weekday(profile, decoder, node);
    if (!decode_day_profile(&profile[0], decoder, node))
        return false;
    for (int day = 1; day < 7; day++)
        copy_steps(&profile[day], decoder, &profile[0]);
    return true;
}

/* ---- months and weekdays ---- */

static const char *const MONTHS[12] = {"jan", "feb", "mar", "apr", "may", "jun",
                                       "jul", "aug", "sep", "oct", "nov", "dec"};
static const char *const WEEKDAYS[7] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

static void named_value(double *value, bool *seen, struct muster_decoder *decoder,
                        const struct muster_node *node, enum muster_key_id id)
{
    if (*seen)
        muster_faults_add(decoder->faults, node->key_place, decoder->path.text, "keep one of them",
                          "%s stands there twice", node->key);
    *seen = true;
    muster_decode_value(value, decoder, node, id);
}

static void key_fault(struct muster_decoder *decoder, const struct muster_node *node,
                      const struct muster_reading *reading, const char *const *words, size_t count)
{
    char remedy[128];
    const char *best = muster_nearest_of(node->key, words, count);
    snprintf(remedy, sizeof remedy, "%s%s%s", best != NULL ? "did you mean " : reading->remedy,
             best != NULL ? best : "", best != NULL ? "?" : "");
    muster_faults_add(decoder->faults, node->key_place, decoder->path.text, remedy, "%s %s",
                      node->key, reading->message);
}

static void months_of(double weight[12], struct muster_decoder *decoder,
                      const struct muster_node *node, enum muster_key_id id)
{
    bool seen[12] = {false};
    for (const struct muster_node *child = node->first; child != NULL; child = child->next) {
        int month = 0;
        size_t mark = muster_path_push(&decoder->path, child->key);
        struct muster_reading reading = muster_month_read(&month, child->key);
        if (reading.status != MUSTER_READING_FINE)
            key_fault(decoder, child, &reading, MONTHS, 12);
        else
            named_value(&weight[month - 1], &seen[month - 1], decoder, child, id);
        muster_path_pop(&decoder->path, mark);
    }
    if (!any_above_zero(weight, 12))
        muster_decode_fault(decoder, node, "give at least one above 0", "all weights are 0");
}

void muster_decode_months(double weight[12], struct muster_decoder *decoder,
                          const struct muster_node *table, enum muster_key_id id)
{
    size_t mark;
    for (int month = 0; month < 12; month++)
        weight[month] = 1;
    const struct muster_node *node = muster_decode_enter(&mark, decoder, table, id);
    if (node == NULL)
        return;
    if (node->kind != MUSTER_NODE_MAP)
        muster_decode_form_fault(decoder, node, id);
    else if (muster_key_child(id, "file") == MUSTER_KEY_COUNT ||
             muster_node_get(node, "file") == NULL)
        months_of(weight, decoder, node, id);
    muster_decode_leave(decoder, mark);
}

static void missing_weekdays(struct muster_decoder *decoder, const struct muster_node *node,
                             const bool seen[7], enum muster_key_id id)
{
    bool callers = id == MUSTER_KEY_SERVICE_WEEKDAYS;
    char text[64] = "";
    size_t used = 0;
    for (int day = 0; day < 7; day++)
        if (!seen[day])
            used += (size_t)snprintf(text + used, sizeof text - used, "%s%s", used > 0 ? ", " : "",
                                     WEEKDAYS[day]);
    if (used > 0)
        muster_decode_fault(decoder, node,
                            callers ? "give all seven; 0 where nobody calls"
                                    : "give all seven; 1 where a day is like any other",
                            "%s missing", text);
}

bool muster_decode_weekdays(double weight[7], struct muster_decoder *decoder,
                            const struct muster_node *table, enum muster_key_id id)
{
    size_t mark;
    bool seen[7] = {false};
    const struct muster_node *node = muster_decode_enter(&mark, decoder, table, id);
    if (node == NULL)
        return false;
    for (int day = 0; day < 7; day++)
        weight[day] = 1;
    for (const struct muster_node *child = node->first; child != NULL; child = child->next) {
        if (node->kind != MUSTER_NODE_MAP)
            break;
        unsigned days = 0;
        size_t inner = muster_path_push(&decoder->path, child->key);
        struct muster_reading reading = muster_weekdays_read(&days, child->key);
        if (reading.status != MUSTER_READING_FINE)
            key_fault(decoder, child, &reading, WEEKDAYS, 7);
        for (int day = 0; day < 7; day++)
            if ((days >> day & 1) != 0)
                named_value(&weight[day], &seen[day], decoder, child, id);
        muster_path_pop(&decoder->path, inner);
    }
    if (node->kind != MUSTER_NODE_MAP)
        muster_decode_form_fault(decoder, node, id);
    else
        missing_weekdays(decoder, node, seen, id);
    if (!any_above_zero(weight, 7))
        muster_decode_fault(decoder, node, "give at least one above 0", "all weights are 0");
    muster_decode_leave(decoder, mark);
    return true;
}

/* ---- weeks from a file ---- */

/* One line "week,weight". */
static void take_week(double weight[53], bool seen[53], struct muster_decoder *decoder,
                      const struct muster_table *table, size_t row)
{
    struct muster_place place = muster_table_place(table, row);
    struct muster_node value = {.kind = MUSTER_NODE_SCALAR, .place = place};
    int64_t week = 0;
    const char *text = muster_table_cell(table, row, 0);
    struct muster_reading reading = muster_count_read(&week, text);
    value.text = muster_table_cell(table, row, 1);
    if (reading.status != MUSTER_READING_FINE || week < 1 || week > 53)
        muster_faults_add(decoder->faults, place, decoder->path.text, "number the ISO weeks from 1",
                          "week %s is out of range [1, 53]", text);
    else if (seen[week - 1])
        muster_faults_add(decoder->faults, place, decoder->path.text, "keep one of them",
                          "week %s stands there twice", text);
    else if (muster_decode_value(&weight[week - 1], decoder, &value,
                                 MUSTER_KEY_SERVICE_SEASON_FILE))
        seen[week - 1] = true;
}

static void take_weeks(double weight[53], struct muster_decoder *decoder,
                       const struct muster_node *file, const struct muster_table *table)
{
    bool seen[53] = {false};
    size_t before = decoder->faults->fault_count;
    for (size_t row = 0; row < table->rows; row++)
        take_week(weight, seen, decoder, table, row);
    if (decoder->faults->fault_count > before)
        return;
    for (int week = 0; week < 52; week++)
        if (!seen[week]) {
            muster_decode_fault(decoder, file, "give weeks 1 to 52", "week %d is missing",
                                week + 1);
            return;
        }
    if (!seen[52])
        weight[52] = weight[51];
    if (!any_above_zero(weight, 53))
        muster_decode_fault(decoder, file, "give at least one above 0", "all weights are 0");
}

bool muster_decode_week_file(double weight[53], struct muster_decoder *decoder,
                             const struct muster_node *season)
{
    size_t mark;
    const struct muster_node *file =
        season->kind == MUSTER_NODE_MAP
            ? muster_decode_enter(&mark, decoder, season, MUSTER_KEY_SERVICE_SEASON_FILE)
            : NULL;
    if (file == NULL)
        return false;
    if (season->count > 1)
        muster_decode_fault(decoder, season, "leave one of them out",
                            "file stands alone, without months");
    if (file->kind != MUSTER_NODE_SCALAR || file->text[0] == '\0') {
        muster_decode_form_fault(decoder, file, MUSTER_KEY_SERVICE_SEASON_FILE);
    } else {
        const struct muster_table *table =
            muster_table_read(decoder->tables, file->text, "week,weight", false, file->place,
                              decoder->path.text, decoder->faults);
        if (table != NULL)
            take_weeks(weight, decoder, file, table);
    }
    muster_decode_leave(decoder, mark);
    return true;
}
