/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "decode.h"

#include "calendar.h"
#include "quantity.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FOLLOWING_DAYS = 370 }; /* leave years run on beyond the horizon */

/* A month and day; the key's default, if it has one, when absent. False: neither. */
static bool decode_month_day(int *month, int *day, struct muster_decoder *decoder,
                             const struct muster_node *table, enum muster_key_id id)
{
    size_t mark;
    const char *standard = muster_key_row(id)->standard;
    bool fine = standard != NULL &&
                muster_month_day_read(month, day, standard).status == MUSTER_READING_FINE;
    const struct muster_node *node = muster_decode_enter(&mark, decoder, table, id);
    if (node == NULL)
        return fine;
    if (node->kind != MUSTER_NODE_SCALAR) {
        muster_decode_form_fault(decoder, node, id);
    } else {
        struct muster_reading reading = muster_month_day_read(month, day, node->text);
        fine = reading.status == MUSTER_READING_FINE;
        if (!fine)
            muster_decode_fault(decoder, node, reading.remedy, "%s %s", node->text,
                                reading.message);
    }
    muster_decode_leave(decoder, mark);
    return fine;
}

/* ---- years of service ---- */

/* "5 years" or "1 year". */
static bool read_years(int *years, const char *text)
{
    char *end = NULL;
    size_t digits = strspn(text, "0123456789");
    if (digits == 0 || digits > 2)
        return false;
    *years = (int)strtol(text, &end, 10);
    end += strspn(end, " ");
    return (strcmp(end, "year") == 0 || strcmp(end, "years") == 0) && *years >= 1 && *years <= 60;
}

static void decode_step(struct muster_leave *leave, struct muster_decoder *decoder,
                        const struct muster_node *node)
{
    struct muster_leave_step step = {0};
    const char *wrong = NULL;
    int before = leave->step_count > 0 ? leave->step[leave->step_count - 1].years : 0;
    if (!read_years(&step.years, node->key))
        wrong = "is no number of years from 1 to 60";
    else if (step.years <= before)
        wrong = "does not come after the one before it";
    if (wrong != NULL)
        muster_faults_add(decoder->faults, node->key_place, decoder->path.text,
                          "write for example {5 years: 6, 10 years: 8}", "%s %s", node->key, wrong);
    if (muster_decode_value(&step.days, decoder, node, MUSTER_KEY_LEAVE_BY_SERVICE) &&
        wrong == NULL)
        leave->step[leave->step_count++] = step;
}

static void decode_steps(struct muster_leave *leave, struct muster_decoder *decoder,
                         const struct muster_node *table)
{
    size_t mark;
    double after_5 = muster_decode_number(decoder, table, MUSTER_KEY_LEAVE_AFTER_5_YEARS);
    const struct muster_node *node =
        muster_decode_enter(&mark, decoder, table, MUSTER_KEY_LEAVE_BY_SERVICE);
    if (node == NULL) {
        leave->step = muster_decode_room(decoder, 1, sizeof *leave->step);
        if (after_5 > 0 && leave->step != NULL)
            leave->step[leave->step_count++] = (struct muster_leave_step){5, after_5};
        return;
    }
    if (muster_decode_get(table, MUSTER_KEY_LEAVE_AFTER_5_YEARS) != NULL)
        muster_decode_fault(decoder, node, "write the step of 5 years into by_service",
                            "give either by_service or after_5_years");
    if (node->kind != MUSTER_NODE_MAP || node->count == 0)
        muster_decode_form_fault(decoder, node, MUSTER_KEY_LEAVE_BY_SERVICE);
    else
        leave->step = muster_decode_room(decoder, node->count, sizeof *leave->step);
    for (const struct muster_node *child = node->first; child != NULL && leave->step != NULL;
         child = child->next) {
        size_t inner = muster_path_push(&decoder->path, child->key);
        decode_step(leave, decoder, child);
        muster_path_pop(&decoder->path, inner);
    }
    muster_decode_leave(decoder, mark);
}

/* ---- school holidays ---- */

static int by_from(const void *left, const void *right)
{
    const struct muster_dates *a = left, *b = right;
    return (a->from > b->from) - (a->from < b->from);
}

static void keep_dates(struct muster_leave *leave, struct muster_decoder *decoder,
                       struct muster_place place, struct muster_dates dates)
{
    if (dates.to < dates.from)
        muster_faults_add(decoder->faults, place, decoder->path.text, "exchange the two dates",
                          "the last day lies before the first");
    else
        leave->school[leave->school_count++] = dates;
}

static void school_list(struct muster_leave *leave, struct muster_decoder *decoder,
                        const struct muster_node *table)
{
    size_t mark, position = 0;
    const struct muster_node *node =
        muster_decode_enter(&mark, decoder, table, MUSTER_KEY_SCHOOL_DATES);
    if (node == NULL)
        return;
    if (node->kind == MUSTER_NODE_LIST)
        leave->school = muster_decode_room(decoder, node->count, sizeof *leave->school);
    for (const struct muster_node *item = node->first; item != NULL && leave->school != NULL;
         item = item->next) {
        size_t inner = muster_path_push_position(&decoder->path, ++position);
        if (item->kind == MUSTER_NODE_MAP && muster_decode_get(item, MUSTER_KEY_SCHOOL_FROM) &&
            muster_decode_get(item, MUSTER_KEY_SCHOOL_TO))
            keep_dates(leave, decoder, item->place,
                       (struct muster_dates){
                           (int32_t)muster_decode_number(decoder, item, MUSTER_KEY_SCHOOL_FROM),
                           (int32_t)muster_decode_number(decoder, item, MUSTER_KEY_SCHOOL_TO)});
        muster_path_pop(&decoder->path, inner);
    }
    muster_decode_leave(decoder, mark);
}

static void school_rows(struct muster_leave *leave, struct muster_decoder *decoder,
                        const struct muster_table *table)
{
    leave->school = muster_decode_room(decoder, table->rows, sizeof *leave->school);
    for (size_t row = 0; row < table->rows && leave->school != NULL; row++) {
        int32_t date[2] = {0, 0};
        bool fine = true;
        for (size_t column = 0; column < 2; column++) {
            const char *text = muster_table_cell(table, row, column);
            struct muster_reading reading = muster_date_read(&date[column], text);
            if (reading.status == MUSTER_READING_FINE)
                continue;
            muster_faults_add(decoder->faults, muster_table_place(table, row), NULL, reading.remedy,
                              "%s %s", text, reading.message);
            fine = false;
        }
        if (fine)
            keep_dates(leave, decoder, muster_table_place(table, row),
                       (struct muster_dates){date[0], date[1]});
    }
}

static void school_file(struct muster_leave *leave, struct muster_decoder *decoder,
                        const struct muster_node *table)
{
    size_t mark;
    const struct muster_node *node =
        muster_decode_enter(&mark, decoder, table, MUSTER_KEY_SCHOOL_FILE);
    if (node == NULL)
        return;
    if (node->kind != MUSTER_NODE_SCALAR || node->text[0] == '\0') {
        muster_decode_form_fault(decoder, node, MUSTER_KEY_SCHOOL_FILE);
    } else {
        const struct muster_table *rows =
            muster_table_read(decoder->tables, node->text, "from,to", true, node->place,
                              decoder->path.text, decoder->faults);
        if (rows != NULL)
            school_rows(leave, decoder, rows);
    }
    muster_decode_leave(decoder, mark);
}

static void decode_school(struct muster_leave *leave, struct muster_decoder *decoder,
                          const struct muster_node *table)
{
    size_t mark;
    leave->school_weight = 1;
    const struct muster_node *node =
        muster_decode_enter(&mark, decoder, table, MUSTER_KEY_LEAVE_SCHOOL);
    if (node == NULL)
        return;
    bool dates = muster_decode_get(node, MUSTER_KEY_SCHOOL_DATES) != NULL;
    bool file = muster_decode_get(node, MUSTER_KEY_SCHOOL_FILE) != NULL;
    leave->school_weight = muster_decode_number(decoder, node, MUSTER_KEY_SCHOOL_WEIGHT);
    if (dates == file)
        muster_decode_fault(decoder, node,
                            "write for example dates: [{from: 2004-12-20, to: 2005-01-02}]",
                            "give either dates or file");
    else if (dates)
        school_list(leave, decoder, node);
    else
        school_file(leave, decoder, node);
    if (leave->school_count > 1)
        qsort(leave->school, leave->school_count, sizeof *leave->school, by_from);
    muster_decode_leave(decoder, mark);
}

/* ---- carrying over, Christmas ---- */

static void decode_carry(struct muster_leave *leave, struct muster_decoder *decoder,
                         const struct muster_node *table)
{
    size_t mark;
    const struct muster_node *node =
        muster_decode_enter(&mark, decoder, table, MUSTER_KEY_LEAVE_CARRY);
    if (node == NULL)
        return;
    leave->has_carry = true;
    leave->carry_days = muster_decode_number(decoder, node, MUSTER_KEY_CARRY_DAYS);
    if (!decode_month_day(&leave->carry_month, &leave->carry_day, decoder, node,
                          MUSTER_KEY_CARRY_UNTIL))
        leave->carry_month = leave->carry_day = 0;
    muster_decode_leave(decoder, mark);
}

static void decode_christmas(struct muster_leave *leave, struct muster_decoder *decoder,
                             const struct muster_node *table)
{
    size_t mark;
    const struct muster_node *node =
        muster_decode_enter(&mark, decoder, table, MUSTER_KEY_LEAVE_CHRISTMAS);
    if (node == NULL)
        return;
    bool from = decode_month_day(&leave->christmas_month[0], &leave->christmas_day[0], decoder,
                                 node, MUSTER_KEY_CHRISTMAS_FROM);
    bool to = decode_month_day(&leave->christmas_month[1], &leave->christmas_day[1], decoder, node,
                               MUSTER_KEY_CHRISTMAS_TO);
    leave->has_christmas = from && to;
    muster_decode_leave(decoder, mark);
}

static int32_t christmas_date(const struct muster_leave *leave, int end, int year)
{
    struct muster_civil civil = {year, leave->christmas_month[end], leave->christmas_day[end]};
    while (!muster_civil_valid(civil)) /* 29 February */
        civil.day--;
    return muster_date_from_civil(civil);
}

static bool is_closed(const struct muster_hours *hours, int32_t date)
{
    for (size_t i = 0; i < hours->closed_count; i++)
        if (hours->closed[i] == date)
            return true;
    return false;
}

/* The closing's dates that are not closed already, in the years that simulated leave reaches. */
void muster_decode_closing(struct muster_scenario *scenario, struct muster_decoder *decoder)
{
    enum { LONGEST = 366 };
    const struct muster_leave *leave = &scenario->leave;
    struct muster_hours *hours = &scenario->opening;
    if (!leave->has_christmas || !decoder->horizon_known)
        return;
    int32_t first = scenario->start - (int32_t)(scenario->warm_up_s / 86400);
    int32_t last = scenario->start + scenario->days + FOLLOWING_DAYS;
    int from_year = muster_civil_from_date(first).year - 1;
    int to_year = muster_civil_from_date(last).year;
    hours->closing = muster_decode_room(decoder, (size_t)(to_year - from_year + 1) * LONGEST,
                                        sizeof *hours->closing);
    for (int year = from_year; year <= to_year && hours->closing != NULL; year++) {
        int32_t from = christmas_date(leave, 0, year), to = christmas_date(leave, 1, year);
        if (to < from)
            to = christmas_date(leave, 1, year + 1);
        for (int32_t date = from; date <= to; date++)
            if (!is_closed(hours, date))
                hours->closing[hours->closing_count++] = date;
    }
    hours->always = hours->always && hours->closing_count == 0;
}

void muster_decode_leaves(struct muster_leave *leave, struct muster_decoder *decoder,
                          const struct muster_node *root)
{
    size_t mark;
    const struct muster_node *node = muster_decode_enter(&mark, decoder, root, MUSTER_KEY_LEAVE);
    decode_month_day(&leave->year_month, &leave->year_day, decoder, node,
                     MUSTER_KEY_LEAVE_YEAR_STARTS);
    leave->cap = muster_decode_number(decoder, node, MUSTER_KEY_LEAVE_CAP);
    muster_decode_months(leave->pattern, decoder, node, MUSTER_KEY_LEAVE_PATTERN);
    leave->school_weight = 1;
    if (node == NULL)
        return;
    leave->given = true;
    leave->days = muster_decode_number(decoder, node, MUSTER_KEY_LEAVE_DAYS);
    leave->statutory = muster_decode_number(decoder, node, MUSTER_KEY_LEAVE_STATUTORY);
    decode_steps(leave, decoder, node);
    decode_school(leave, decoder, node);
    decode_carry(leave, decoder, node);
    decode_christmas(leave, decoder, node);
    muster_decode_leave(decoder, mark);
}
