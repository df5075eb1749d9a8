/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "decode.h"

#include "calendar.h"
#include "quantity.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- spines ---- */

/* A whole number in [0, 10000]: a point. */
static bool read_point(int *point, const char *text)
{
    int64_t value;
    if (muster_count_read(&value, text).status != MUSTER_READING_FINE || value < 0 || value > 10000)
        return false;
    *point = (int)value;
    return true;
}

/* Adds a point with the salary of `value`; points ascend. */
static void add_point(struct muster_spine *spine, struct muster_decoder *decoder,
                      struct muster_place place, const char *text, const struct muster_node *value)
{
    int point = 0;
    if (!read_point(&point, text)) {
        muster_faults_add(decoder->faults, place, decoder->path.text,
                          "number the points, for example 12", "%s is no point", text);
    } else if (spine->count > 0 && point <= spine->point[spine->count - 1]) {
        muster_faults_add(decoder->faults, place, decoder->path.text, "write them ascending",
                          "point %s does not follow the one before it", text);
    } else if (muster_decode_value(&spine->salary[spine->count], decoder, value,
                                   MUSTER_KEY_SPINE)) {
        spine->point[spine->count++] = point;
    }
}

static bool spine_room(struct muster_spine *spine, struct muster_decoder *decoder, size_t count)
{
    spine->point = muster_decode_room(decoder, count, sizeof *spine->point);
    spine->salary = muster_decode_room(decoder, count, sizeof *spine->salary);
    return spine->point != NULL && spine->salary != NULL;
}

static void spine_of_file(struct muster_spine *spine, struct muster_decoder *decoder,
                          const struct muster_node *node)
{
    const struct muster_table *table =
        muster_table_read(decoder->tables, node->text, "point,salary,basis", true, node->place,
                          decoder->path.text, decoder->faults);
    if (table == NULL || !spine_room(spine, decoder, table->rows))
        return;
    for (size_t row = 0; row < table->rows; row++) {
        struct muster_place place = muster_table_place(table, row);
        struct muster_node value = {.kind = MUSTER_NODE_SCALAR, .place = place};
        value.text = muster_table_cell(table, row, 1);
        add_point(spine, decoder, place, muster_table_cell(table, row, 0), &value);
    }
}

static void decode_spine(struct muster_spine *spine, struct muster_decoder *decoder,
                         const struct muster_node *node)
{
    if (node->kind == MUSTER_NODE_SCALAR && node->text[0] != '\0') {
        spine_of_file(spine, decoder, node);
    } else if (node->kind != MUSTER_NODE_MAP || node->count == 0) {
        muster_decode_form_fault(decoder, node, MUSTER_KEY_SPINE);
    } else if (spine_room(spine, decoder, node->count)) {
        for (const struct muster_node *child = node->first; child != NULL; child = child->next) {
            size_t mark = muster_path_push(&decoder->path, child->key);
            add_point(spine, decoder, child->key_place, child->key, child);
            muster_path_pop(&decoder->path, mark);
        }
    }
}

static void decode_spines(struct muster_pay *pay, struct muster_decoder *decoder,
                          const struct muster_node *table)
{
    size_t mark;
    const struct muster_node *node =
        muster_decode_enter(&mark, decoder, table, MUSTER_KEY_PAY_SPINES);
    if (node == NULL)
        return;
    if (node->kind == MUSTER_NODE_MAP)
        pay->spine = muster_decode_room(decoder, node->count, sizeof *pay->spine);
    for (const struct muster_node *child = node->first; child != NULL && pay->spine != NULL;
         child = child->next) {
        char *name = muster_decode_copy(decoder, child->key);
        if (name == NULL)
            break;
        size_t inner = muster_path_push(&decoder->path, child->key);
        struct muster_spine *spine = &pay->spine[pay->spine_count++];
        spine->name = name;
        decode_spine(spine, decoder, child);
        muster_path_pop(&decoder->path, inner);
    }
    muster_decode_leave(decoder, mark);
}

/* ---- grades ---- */

/* The position of a point in the spine, -1 when it has none. */
static int position_of(const struct muster_spine *spine, int point)
{
    for (size_t i = 0; i < spine->count; i++)
        if (spine->point[i] == point)
            return (int)i;
    return -1;
}

/* "12-17" */
static bool read_points(int *first, int *last, const char *text)
{
    char low[16];
    const char *dash = strchr(text, '-');
    if (dash == NULL || dash - text >= (long)sizeof low)
        return false;
    snprintf(low, sizeof low, "%.*s", (int)(dash - text), text);
    return read_point(first, low) && read_point(last, dash + 1) && *first <= *last;
}

static const struct muster_spine *spine_named(struct muster_grade *grade,
                                              const struct muster_pay *pay, const char *name)
{
    for (size_t i = 0; i < pay->spine_count; i++)
        if (strcmp(pay->spine[i].name, name) == 0) {
            grade->spine = (int)i;
            return &pay->spine[i];
        }
    return NULL;
}

static void decode_points(struct muster_grade *grade, struct muster_decoder *decoder,
                          const struct muster_spine *spine, const struct muster_node *node)
{
    int first = 0, last = 0, low, high;
    char *text = muster_decode_text(decoder, node, MUSTER_KEY_GRADE_POINTS, "");
    if (text == NULL)
        return;
    if (!read_points(&first, &last, text)) {
        muster_decode_key_fault(decoder, node, MUSTER_KEY_GRADE_POINTS,
                                "write the first and the last point, for example 12-17",
                                "%s is no range of points", text);
    } else if ((low = position_of(spine, first)) < 0 || (high = position_of(spine, last)) < 0) {
        muster_decode_key_fault(decoder, node, MUSTER_KEY_GRADE_POINTS, "use points of the spine",
                                "the spine %s has not both of these points", spine->name);
    } else {
        grade->first = (size_t)low;
        grade->last = (size_t)high;
        grade->salary_per_year = spine->salary[low];
    }
    free(text);
}

static void decode_in_post(struct muster_grade *grade, struct muster_decoder *decoder,
                           const struct muster_spine *spine, const struct muster_node *node)
{
    if (muster_decode_get(node, MUSTER_KEY_GRADE_IN_POST) == NULL)
        return;
    int point = muster_decode_whole(decoder, node, MUSTER_KEY_GRADE_IN_POST);
    int at = position_of(spine, point);
    if (at < (int)grade->first || at > (int)grade->last)
        muster_decode_key_fault(decoder, node, MUSTER_KEY_GRADE_IN_POST, "use one of its points",
                                "%d is no point of this grade", point);
    else
        grade->in_post = at;
}

static void decode_on_spine(struct muster_grade *grade, struct muster_decoder *decoder,
                            const struct muster_pay *pay, const struct muster_node *node)
{
    char *name = muster_decode_text(decoder, node, MUSTER_KEY_GRADE_SPINE, "");
    if (name == NULL)
        return;
    const struct muster_spine *spine = spine_named(grade, pay, name);
    if (spine == NULL)
        muster_decode_key_fault(decoder, node, MUSTER_KEY_GRADE_SPINE, "name one of pay.spines",
                                "there is no spine %s", name);
    else if (muster_decode_get(node, MUSTER_KEY_GRADE_POINTS) == NULL)
        muster_decode_fault(decoder, node, "add for example points: 12-17",
                            "the points of the spine are missing");
    else if (spine->count > 0) {
        decode_points(grade, decoder, spine, node);
        decode_in_post(grade, decoder, spine, node);
    }
    free(name);
}

static void decode_grade(struct muster_grade *grade, struct muster_decoder *decoder,
                         const struct muster_pay *pay, const struct muster_node *node)
{
    static const enum muster_key_id WITH_SPINE[] = {MUSTER_KEY_GRADE_POINTS,
                                                    MUSTER_KEY_GRADE_IN_POST};
    bool salary = muster_decode_get(node, MUSTER_KEY_GRADE_SALARY) != NULL;
    bool spine = muster_decode_get(node, MUSTER_KEY_GRADE_SPINE) != NULL;
    grade->spine = grade->in_post = -1;
    grade->salary_per_year = muster_decode_number(decoder, node, MUSTER_KEY_GRADE_SALARY);
    grade->on_cost = muster_decode_number(decoder, node, MUSTER_KEY_GRADE_ON_COST);
    if (salary == spine)
        muster_decode_fault(decoder, node, "write for example salary: 15500",
                            "give salary, or spine and points");
    else if (spine)
        decode_on_spine(grade, decoder, pay, node);
    for (size_t i = 0; i < sizeof WITH_SPINE / sizeof *WITH_SPINE && !spine; i++)
        if (muster_decode_get(node, WITH_SPINE[i]) != NULL)
            muster_decode_key_fault(decoder, node, WITH_SPINE[i], "leave it out",
                                    "it goes with spine");
}

static void decode_grades(struct muster_scenario *scenario, struct muster_decoder *decoder,
                          const struct muster_node *pay)
{
    size_t mark;
    const struct muster_node *grades =
        muster_decode_enter(&mark, decoder, pay, MUSTER_KEY_PAY_GRADES);
    if (grades == NULL)
        return;
    if (grades->kind == MUSTER_NODE_MAP)
        scenario->grade = muster_decode_room(decoder, grades->count, sizeof *scenario->grade);
    struct muster_named at = {0};
    while (scenario->grade != NULL && muster_decode_next(&at, decoder, grades)) {
        struct muster_grade *grade = &scenario->grade[scenario->grade_count++];
        grade->name = at.name;
        decode_grade(grade, decoder, &scenario->pay, at.node);
    }
    muster_decode_leave(decoder, mark);
}

/* ---- awards, national insurance, pension ---- */

static void decode_award(struct muster_pay *pay, struct muster_decoder *decoder,
                         const struct muster_node *node)
{
    struct muster_award *award = &pay->award[pay->award_count];
    award->from = (int32_t)muster_decode_number(decoder, node, MUSTER_KEY_AWARD_FROM);
    muster_decode_parameter(&award->rise, decoder, node, MUSTER_KEY_AWARD_RISE);
    if (pay->award_count > 0 && award->from <= award[-1].from &&
        muster_decode_get(node, MUSTER_KEY_AWARD_FROM) != NULL)
        muster_decode_key_fault(decoder, node, MUSTER_KEY_AWARD_FROM, "write them ascending",
                                "it does not follow the award before it");
    pay->award_count++;
}

static void decode_awards(struct muster_pay *pay, struct muster_decoder *decoder,
                          const struct muster_node *table)
{
    size_t mark, position = 0;
    const struct muster_node *node =
        muster_decode_enter(&mark, decoder, table, MUSTER_KEY_PAY_AWARD);
    if (node == NULL)
        return;
    bool list = node->kind == MUSTER_NODE_LIST;
    if (list && node->count > MUSTER_AWARDS_MOST) {
        muster_decode_fault(decoder, node, "leave some out", "more than %d pay awards",
                            MUSTER_AWARDS_MOST);
        muster_decode_leave(decoder, mark);
        return;
    }
    pay->award = muster_decode_room(decoder, list ? node->count : 1, sizeof *pay->award);
    for (const struct muster_node *item = list ? node->first : node;
         item != NULL && pay->award != NULL; item = list ? item->next : NULL) {
        size_t inner = muster_path_push_position(&decoder->path, ++position);
        if (!list)
            muster_path_pop(&decoder->path, inner);
        if (item->kind == MUSTER_NODE_MAP)
            decode_award(pay, decoder, item);
        muster_path_pop(&decoder->path, inner);
    }
    muster_decode_leave(decoder, mark);
}

/* One line from,threshold_month,rate,basis. */
static bool take_ni(struct muster_ni_row *row, struct muster_decoder *decoder,
                    const struct muster_table *table, size_t line)
{
    struct muster_place place = muster_table_place(table, line);
    double threshold = 0, rate = 0;
    int32_t from = 0;
    const char *wrong = NULL;
    if (muster_date_read(&from, muster_table_cell(table, line, 0)).status != MUSTER_READING_FINE)
        wrong = "from is no date such as 2004-04-06";
    else if (line > 0 && from <= row[-1].from)
        wrong = "from does not follow the line before it";
    else if (muster_number_read(&threshold, muster_table_cell(table, line, 1)).status !=
                 MUSTER_READING_FINE ||
             threshold < 0)
        wrong = "threshold_month is no amount";
    else if (muster_share_read(&rate, muster_table_cell(table, line, 2)).status !=
                 MUSTER_READING_FINE ||
             rate < 0)
        wrong = "rate is no share such as 12.8%";
    if (wrong != NULL)
        muster_faults_add(decoder->faults, place, decoder->path.text,
                          "write for example 2004-04-06,395,12.8%,looked up", "%s", wrong);
    *row = (struct muster_ni_row){from, threshold, rate};
    return wrong == NULL;
}

/* The horizon lies within the table: a row holds for a year and a day at most. */
static void check_ni(struct muster_decoder *decoder, const struct muster_scenario *scenario,
                     const struct muster_node *node)
{
    const struct muster_pay *pay = &scenario->pay;
    int32_t last = scenario->start + scenario->days - 1;
    if (!decoder->horizon_known || pay->ni == NULL || pay->ni_count == 0)
        return;
    if (scenario->start < pay->ni[0].from || last > pay->ni[pay->ni_count - 1].from + 366)
        muster_decode_fault(decoder, node, "add lines to a copy of it, or move the horizon",
                            "the horizon reaches beyond the years of %s", node->text);
}

static void decode_ni(struct muster_scenario *scenario, struct muster_decoder *decoder,
                      const struct muster_node *pay)
{
    size_t mark;
    const struct muster_node *node =
        muster_decode_enter(&mark, decoder, pay, MUSTER_KEY_PAY_NATIONAL_INSURANCE);
    if (node == NULL)
        return;
    if (node->kind != MUSTER_NODE_SCALAR || node->text[0] == '\0') {
        muster_decode_form_fault(decoder, node, MUSTER_KEY_PAY_NATIONAL_INSURANCE);
    } else {
        const struct muster_table *table =
            muster_table_read(decoder->tables, node->text, "from,threshold_month,rate,basis", true,
                              node->place, decoder->path.text, decoder->faults);
        size_t rows = table != NULL ? table->rows : 0;
        bool fine = table != NULL;
        scenario->pay.ni = muster_decode_room(decoder, rows, sizeof *scenario->pay.ni);
        for (size_t i = 0; i < rows && fine && scenario->pay.ni != NULL; i++)
            fine = take_ni(&scenario->pay.ni[scenario->pay.ni_count++], decoder, table, i);
        if (fine)
            check_ni(decoder, scenario, node);
    }
    muster_decode_leave(decoder, mark);
}

static void decode_pension(struct muster_pay *pay, struct muster_decoder *decoder,
                           const struct muster_node *table)
{
    size_t mark;
    const struct muster_node *node =
        muster_decode_enter(&mark, decoder, table, MUSTER_KEY_PAY_PENSION);
    if (node == NULL)
        return;
    muster_decode_parameter(&pay->pension, decoder, node, MUSTER_KEY_PENSION_RATE);
    pay->members = muster_decode_number(decoder, node, MUSTER_KEY_PENSION_MEMBERS);
    muster_decode_leave(decoder, mark);
}

/* ---- sick pay, premia ---- */

static int days_of(double seconds)
{
    return (int)(seconds / 86400 + 0.5);
}

static void decode_sick_step(struct muster_pay *pay, struct muster_decoder *decoder,
                             const struct muster_node *node)
{
    struct muster_sick_step *step = &pay->sick[pay->sick_count];
    step->from_days = muster_decode_number(decoder, node, MUSTER_KEY_SICK_FROM) / 86400;
    step->full = days_of(muster_decode_number(decoder, node, MUSTER_KEY_SICK_FULL));
    step->half = days_of(muster_decode_number(decoder, node, MUSTER_KEY_SICK_HALF));
    if (pay->sick_count > 0 && step->from_days <= step[-1].from_days &&
        muster_decode_get(node, MUSTER_KEY_SICK_FROM) != NULL)
        muster_decode_key_fault(decoder, node, MUSTER_KEY_SICK_FROM, "write them ascending",
                                "it does not follow the step before it");
    pay->sick_count++;
}

static void decode_premium(struct muster_pay *pay, struct muster_decoder *decoder,
                           const struct muster_node *node)
{
    struct muster_premium *premium = &pay->premium[pay->premium_count++];
    *premium = (struct muster_premium){.to_s = 86400};
    char *days = muster_decode_text(decoder, node, MUSTER_KEY_PREMIUM_DAYS, "mon-sun");
    if (days == NULL)
        return;
    struct muster_reading reading = muster_weekdays_read(&premium->days, days);
    if (reading.status != MUSTER_READING_FINE)
        muster_decode_key_fault(decoder, node, MUSTER_KEY_PREMIUM_DAYS,
                                reading.remedy[0] ? reading.remedy : "write for example mon-fri",
                                "%s %s", days, reading.message);
    free(days);
    muster_decode_span(&premium->from_s, &premium->to_s, decoder, node, MUSTER_KEY_PREMIUM_BETWEEN);
    premium->factor = muster_decode_number(decoder, node, MUSTER_KEY_PREMIUM_FACTOR);
}

typedef void decode_one(struct muster_pay *pay, struct muster_decoder *decoder,
                        const struct muster_node *node);

/* The tables of a list; returns the number of its items, for room. */
static void decode_list(struct muster_pay *pay, struct muster_decoder *decoder,
                        const struct muster_node *list, decode_one *decode)
{
    size_t position = 0;
    for (const struct muster_node *item = list->first; item != NULL; item = item->next) {
        size_t mark = muster_path_push_position(&decoder->path, ++position);
        if (item->kind == MUSTER_NODE_MAP)
            decode(pay, decoder, item);
        muster_path_pop(&decoder->path, mark);
    }
}

static void decode_lists(struct muster_pay *pay, struct muster_decoder *decoder,
                         const struct muster_node *table)
{
    size_t mark;
    const struct muster_node *node =
        muster_decode_enter(&mark, decoder, table, MUSTER_KEY_PAY_SICK_PAY);
    if (node != NULL) {
        pay->sick = muster_decode_room(decoder, node->count, sizeof *pay->sick);
        if (node->kind == MUSTER_NODE_LIST && pay->sick != NULL)
            decode_list(pay, decoder, node, decode_sick_step);
        muster_decode_leave(decoder, mark);
    }
    node = muster_decode_enter(&mark, decoder, table, MUSTER_KEY_PAY_PREMIA);
    if (node != NULL) {
        pay->premium = muster_decode_room(decoder, node->count, sizeof *pay->premium);
        if (node->kind == MUSTER_NODE_LIST && pay->premium != NULL)
            decode_list(pay, decoder, node, decode_premium);
        muster_decode_leave(decoder, mark);
    }
}

void muster_decode_pay(struct muster_scenario *scenario, struct muster_decoder *decoder,
                       const struct muster_node *root)
{
    size_t mark;
    struct muster_pay *pay = &scenario->pay;
    pay->pension.law = muster_law_constant(0);
    pay->overtime = 1;
    const struct muster_node *node = muster_decode_enter(&mark, decoder, root, MUSTER_KEY_PAY);
    if (node == NULL)
        return;
    decode_spines(pay, decoder, node);
    decode_grades(scenario, decoder, node);
    decode_awards(pay, decoder, node);
    decode_ni(scenario, decoder, node);
    decode_pension(pay, decoder, node);
    decode_lists(pay, decoder, node);
    pay->overtime = muster_decode_number(decoder, node, MUSTER_KEY_PAY_OVERTIME);
    pay->vacancy_factor = muster_decode_number(decoder, node, MUSTER_KEY_PAY_VACANCY_FACTOR);
    pay->detailed = pay->spine_count > 0 || pay->award_count > 0 || pay->ni_count > 0 ||
                    pay->sick_count > 0 || pay->premium_count > 0 ||
                    muster_law_max(&pay->pension.law) > 0;
    muster_decode_leave(decoder, mark);
}
