/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "decode.h"

#include "nearest.h"
#include "quantity.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define YEAR_S (365.25 * 86400.0)
#define EXACT_MOST 9007199254740992 /* 2^53: whole numbers up to here are doubles */

/* A table or list that begins below its key is found at its key. */
static struct muster_place place_of(const struct muster_node *node)
{
    bool below = node->kind != MUSTER_NODE_SCALAR && node->key != NULL &&
                 node->place.line > node->key_place.line &&
                 strcmp(node->place.file, node->key_place.file) == 0;
    return below ? node->key_place : node->place;
}

void muster_decode_fault(struct muster_decoder *decoder, const struct muster_node *node,
                         const char *remedy, const char *format, ...)
{
    char text[MUSTER_FAULT_TEXT_MOST];
    va_list list;
    va_start(list, format);
    vsnprintf(text, sizeof text, format, list);
    va_end(list);
    if (!decoder->incomplete || node->kind == MUSTER_NODE_SCALAR)
        muster_faults_add(decoder->faults, place_of(node), decoder->path.text, remedy, "%s", text);
}

void muster_decode_key_fault(struct muster_decoder *decoder, const struct muster_node *table,
                             enum muster_key_id id, const char *remedy, const char *format, ...)
{
    char text[MUSTER_FAULT_TEXT_MOST];
    va_list list;
    va_start(list, format);
    vsnprintf(text, sizeof text, format, list);
    va_end(list);
    size_t mark = 0;
    const struct muster_node *node = muster_decode_enter(&mark, decoder, table, id);
    muster_decode_fault(decoder, node, remedy, "%s", text);
    muster_decode_leave(decoder, mark);
}

void muster_decode_warn(struct muster_decoder *decoder, const struct muster_node *node,
                        const char *remedy, const char *format, ...)
{
    if (decoder->base_only || decoder->incomplete)
        return;
    char text[MUSTER_FAULT_TEXT_MOST];
    va_list list;
    va_start(list, format);
    vsnprintf(text, sizeof text, format, list);
    va_end(list);
    muster_faults_warn(decoder->faults, place_of(node), decoder->path.text, remedy, "%s", text);
}

void muster_decode_form_fault(struct muster_decoder *decoder, const struct muster_node *node,
                              enum muster_key_id id)
{
    static const char *const KINDS[] = {
        [MUSTER_NODE_SCALAR] = "a single value",
        [MUSTER_NODE_LIST] = "a list",
        [MUSTER_NODE_MAP] = "a table",
    };
    const struct muster_key_row *row = muster_key_row(id);
    char remedy[MUSTER_FAULT_TEXT_MOST];
    snprintf(remedy, sizeof remedy, "write for example %s", row->example);
    const char *found = KINDS[node->kind];
    if (node->kind == MUSTER_NODE_SCALAR ? node->text[0] == '\0' : node->count == 0)
        found = "nothing";
    muster_faults_add(decoder->faults, place_of(node), decoder->path.text, remedy,
                      "%s where %s belongs", found, muster_key_form(row->type));
}

const struct muster_node *muster_decode_get(const struct muster_node *table, enum muster_key_id id)
{
    return muster_node_get(table, muster_key_word(id));
}

const struct muster_node *muster_decode_enter(size_t *mark, struct muster_decoder *decoder,
                                              const struct muster_node *table,
                                              enum muster_key_id id)
{
    const struct muster_node *node = muster_decode_get(table, id);
    if (node != NULL)
        *mark = muster_path_push(&decoder->path, node->key);
    return node;
}

void muster_decode_leave(struct muster_decoder *decoder, size_t mark)
{
    muster_path_pop(&decoder->path, mark);
}

void muster_decode_missing(struct muster_decoder *decoder, const struct muster_node *table,
                           enum muster_key_id id)
{
    char remedy[400];
    snprintf(remedy, sizeof remedy, "write for example %s", muster_key_row(id)->example);
    size_t mark = muster_path_push(&decoder->path, muster_key_word(id));
    muster_decode_fault(decoder, table, remedy, "is missing");
    muster_path_pop(&decoder->path, mark);
}

void muster_decode_need(struct muster_decoder *decoder, const struct muster_node *table,
                        enum muster_key_id id, const char *why)
{
    if (muster_decode_get(table, id) != NULL)
        return;
    char remedy[200];
    snprintf(remedy, sizeof remedy, "write for example %s", muster_key_row(id)->example);
    muster_decode_fault(decoder, table, remedy, "%s is missing: %s", muster_key_word(id), why);
}

void muster_decode_refuse(struct muster_decoder *decoder, const struct muster_node *table,
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

/* "150000", "150,000" or "150000 per year". */
static struct muster_reading read_yearly(double *value, const char *text)
{
    int64_t whole;
    struct muster_reading reading = muster_count_read(&whole, text);
    if (reading.status == MUSTER_READING_FINE) {
        *value = (double)whole;
        return reading;
    }
    if (reading.status == MUSTER_READING_AMBIGUOUS)
        return reading;
    struct muster_reading bare = muster_number_read(value, text);
    if (bare.status == MUSTER_READING_FINE || strpbrk(text, "/pPaA") == NULL)
        return bare;
    reading = muster_rate_read(value, text);
    if (reading.status == MUSTER_READING_FINE)
        *value *= YEAR_S;
    return reading;
}

static struct muster_reading read_whole(double *value, const char *text)
{
    int64_t whole = 0;
    struct muster_reading reading = muster_count_read(&whole, text);
    *value = (double)whole;
    if (whole > EXACT_MOST || whole < -EXACT_MOST)
        *value = whole > 0 ? INFINITY : -INFINITY; /* out of every range, not rounded into one */
    return reading;
}

static struct muster_reading read_date(double *value, const char *text)
{
    int32_t date = 0;
    struct muster_reading reading = muster_date_read(&date, text);
    *value = date;
    return reading;
}

static struct muster_reading read_flag(double *value, const char *text)
{
    bool flag = false;
    struct muster_reading reading = muster_flag_read(&flag, text);
    *value = flag;
    return reading;
}

static struct muster_reading read_typed(double *value, enum muster_key_type type, const char *text,
                                        const char *currency)
{
    struct muster_reading reading;
    switch (type) {
    case MUSTER_TYPE_WHOLE:
    case MUSTER_TYPE_PEOPLE_STEPS:
        return read_whole(value, text);
    case MUSTER_TYPE_SHARE:
    case MUSTER_TYPE_SHARES:
    case MUSTER_TYPE_PRECISION:
        return muster_share_read(value, text);
    case MUSTER_TYPE_DURATION:
    case MUSTER_TYPE_TENURE:
    case MUSTER_TYPE_DAYS:
        return muster_duration_read(value, text);
    case MUSTER_TYPE_MONEY:
    case MUSTER_TYPE_BUDGET:
    case MUSTER_TYPE_SPINE:
        return muster_money_read(value, text, currency);
    case MUSTER_TYPE_DATE:
        return read_date(value, text);
    case MUSTER_TYPE_YESNO:
        return read_flag(value, text);
    case MUSTER_TYPE_YEARLY:
        return read_yearly(value, text);
    case MUSTER_TYPE_YEARLY_RATE:
        reading = muster_rate_read(value, text);
        *value *= YEAR_S;
        return reading;
    case MUSTER_TYPE_GROWTH:
        return muster_growth_read(value, text);
    case MUSTER_TYPE_RATE_STEPS:
        return muster_rate_read(value, text);
    case MUSTER_TYPE_START:
    case MUSTER_TYPE_END:
        return muster_clock_read(value, text);
    default:
        return muster_number_read(value, text);
    }
}

static bool inside(const struct muster_key_row *row, double value)
{
    return !row->ranged ||
           ((row->above ? value > row->least : value >= row->least) && value <= row->most);
}

static void range_fault(struct muster_decoder *decoder, const struct muster_node *node,
                        const struct muster_key_row *row, const char *text, double value)
{
    char range[96], remedy[80] = "";
    muster_key_range(range, sizeof range, row);
    while (*text == ' ')
        text++;
    if (value < 0 && *text == '-' && inside(row, -value))
        snprintf(remedy, sizeof remedy, "did you mean %.40s?", text + 1);
    else
        muster_key_limit(remedy, sizeof remedy, row, value);
    muster_decode_fault(decoder, node, remedy, "%s is out of range %s", text, range);
}

/* A reading without a remedy of its own shows how the key is written. */
static void reading_fault(struct muster_decoder *decoder, const struct muster_node *node,
                          const char *text, enum muster_key_id id,
                          const struct muster_reading *reading)
{
    char example[MUSTER_FAULT_TEXT_MOST];
    if (reading->status == MUSTER_READING_EMPTY) {
        muster_decode_form_fault(decoder, node, id);
        return;
    }
    snprintf(example, sizeof example, "write for example %s", muster_key_row(id)->example);
    muster_decode_fault(decoder, node, reading->remedy[0] ? reading->remedy : example, "%s %s",
                        text, reading->message);
}

bool muster_decode_text_value(double *value, struct muster_decoder *decoder,
                              const struct muster_node *node, const char *text,
                              enum muster_key_id id)
{
    const struct muster_key_row *row = muster_key_row(id);
    double read = 0;
    struct muster_reading reading = read_typed(&read, row->type, text, decoder->currency);
    if (reading.status != MUSTER_READING_FINE) {
        reading_fault(decoder, node, text, id, &reading);
        return false;
    }
    if (!inside(row, read)) {
        range_fault(decoder, node, row, text, read);
        return false;
    }
    if (row->type == MUSTER_TYPE_DAYS && fmod(read, 86400.0) != 0) {
        muster_decode_fault(decoder, node, "give whole days or weeks",
                            "%s is not a whole number of days", text);
        return false;
    }
    *value = read;
    return true;
}

bool muster_decode_value(double *value, struct muster_decoder *decoder,
                         const struct muster_node *node, enum muster_key_id id)
{
    if (node->kind == MUSTER_NODE_SCALAR)
        return muster_decode_text_value(value, decoder, node, node->text, id);
    if (muster_decode_law_node(node) != NULL)
        muster_decode_fault(decoder, node, "give one value",
                            "a distribution where a constant is needed");
    else
        muster_decode_form_fault(decoder, node, id);
    return false;
}

double muster_decode_harmless(struct muster_decoder *decoder, enum muster_key_id id)
{
    const struct muster_key_row *row = muster_key_row(id);
    double value = 0;
    if (row->standard != NULL && !muster_key_needed(row)) {
        read_typed(&value, row->type, row->standard, decoder->currency);
        return value;
    }
    return inside(row, 1) ? 1 : row->most;
}

double muster_decode_number(struct muster_decoder *decoder, const struct muster_node *table,
                            enum muster_key_id id)
{
    size_t mark;
    double value = muster_decode_harmless(decoder, id);
    const struct muster_node *node = muster_decode_enter(&mark, decoder, table, id);
    if (node == NULL)
        return value;
    muster_decode_value(&value, decoder, node, id);
    muster_decode_leave(decoder, mark);
    return value;
}

int muster_decode_whole(struct muster_decoder *decoder, const struct muster_node *table,
                        enum muster_key_id id)
{
    return (int)muster_decode_number(decoder, table, id);
}

bool muster_decode_flag(struct muster_decoder *decoder, const struct muster_node *table,
                        enum muster_key_id id)
{
    return muster_decode_number(decoder, table, id) != 0;
}

/* Says what the choices are, and which one is near. */
static void choice_fault(struct muster_decoder *decoder, const struct muster_node *node,
                         const struct muster_key_row *row, bool later)
{
    char choices[256], words[256], remedy[320];
    muster_key_choices(choices, sizeof choices, row);
    snprintf(remedy, sizeof remedy, "use %s", choices);
    if (later) {
        muster_decode_fault(decoder, node, remedy, "%s is not in this version", node->text);
        return;
    }
    snprintf(words, sizeof words, "%s", row->words);
    struct muster_nearest nearest;
    muster_nearest_init(&nearest, node->text);
    char *rest = words;
    const char *begun = NULL;
    for (char *word = strtok_r(rest, " ", &rest); word != NULL; word = strtok_r(NULL, " ", &rest)) {
        word += *word == '-';
        muster_nearest_offer(&nearest, word);
        if (node->text[0] != '\0' && strncmp(word, node->text, strlen(node->text)) == 0)
            begun = word;
    }
    const char *best = nearest.best != NULL ? nearest.best : begun;
    if (best != NULL)
        snprintf(remedy, sizeof remedy, "did you mean %s?", best);
    else
        snprintf(remedy, sizeof remedy, "write for example %s", row->example);
    muster_decode_fault(decoder, node, remedy, "%s is none of %s", node->text, choices);
}

int muster_decode_choice(struct muster_decoder *decoder, const struct muster_node *table,
                         enum muster_key_id id)
{
    const struct muster_key_row *row = muster_key_row(id);
    bool later = false;
    int choice = 0;
    if (row->standard != NULL && !muster_key_needed(row))
        choice = muster_key_choice(row, row->standard, &later);
    size_t mark;
    const struct muster_node *node = muster_decode_enter(&mark, decoder, table, id);
    if (node == NULL)
        return choice;
    if (node->kind != MUSTER_NODE_SCALAR || node->text[0] == '\0') {
        muster_decode_form_fault(decoder, node, id);
    } else {
        int given = muster_key_choice(row, node->text, &later);
        if (given < 0 || later)
            choice_fault(decoder, node, row, later);
        else
            choice = given;
    }
    muster_decode_leave(decoder, mark);
    return choice;
}

char *muster_decode_text(struct muster_decoder *decoder, const struct muster_node *table,
                         enum muster_key_id id, const char *otherwise)
{
    size_t mark;
    const struct muster_node *node = muster_decode_enter(&mark, decoder, table, id);
    if (node == NULL)
        return otherwise != NULL ? muster_decode_copy(decoder, otherwise) : NULL;
    const char *text = node->text;
    if (node->kind != MUSTER_NODE_SCALAR) {
        muster_decode_form_fault(decoder, node, id);
        text = "";
    }
    muster_decode_leave(decoder, mark);
    return muster_decode_copy(decoder, text);
}

bool muster_decode_span(double *from_s, double *to_s, struct muster_decoder *decoder,
                        const struct muster_node *table, enum muster_key_id id)
{
    size_t mark;
    const struct muster_node *node = muster_decode_enter(&mark, decoder, table, id);
    if (node == NULL)
        return false;
    struct muster_span span = {0, 86400};
    bool fine = false;
    if (node->kind != MUSTER_NODE_SCALAR) {
        muster_decode_form_fault(decoder, node, id);
    } else {
        struct muster_reading reading = muster_span_read(&span, node->text);
        fine = reading.status == MUSTER_READING_FINE;
        if (!fine)
            muster_decode_fault(decoder, node, reading.remedy, "%s %s", node->text,
                                reading.message);
    }
    muster_decode_leave(decoder, mark);
    *from_s = span.open_s;
    *to_s = span.close_s;
    return fine;
}

void *muster_decode_room(struct muster_decoder *decoder, size_t count, size_t size)
{
    void *room = calloc(count > 0 ? count : 1, size);
    if (room == NULL)
        decoder->faults->out_of_memory = true;
    return room;
}

char *muster_decode_copy(struct muster_decoder *decoder, const char *text)
{
    char *copy = strdup(text);
    if (copy == NULL)
        decoder->faults->out_of_memory = true;
    return copy;
}

bool muster_decode_next(struct muster_named *at, struct muster_decoder *decoder,
                        const struct muster_node *table)
{
    const struct muster_node *next = table->first;
    if (at->node != NULL) {
        muster_path_pop(&decoder->path, at->mark);
        next = at->node->next;
    }
    for (; next != NULL; next = next->next) {
        at->name = next->kind == MUSTER_NODE_MAP ? muster_decode_copy(decoder, next->key) : NULL;
        if (at->name == NULL)
            continue;
        at->mark = muster_path_push(&decoder->path, next->key);
        at->node = next;
        return true;
    }
    return false;
}
