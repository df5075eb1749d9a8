/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json.h"
#include "calendar.h"
#include "utf8.h"

#include <ctype.h>
#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Memory may run out anywhere while the tree is built. Every value passes through `set` or
 * `append`, which swallow what they are given and note a failure here; at the end nothing is
 * written then. */
struct tree {
    bool failed;
};

static void set(struct tree *tree, json_t *object, const char *key, json_t *value)
{
    if (json_object_set_new_nocheck(object, key, value) != 0)
        tree->failed = true;
}

static void append(struct tree *tree, json_t *array, json_t *value)
{
    if (json_array_append_new(array, value) != 0)
        tree->failed = true;
}

static json_t *number(double value)
{
    return isfinite(value) ? json_real(value) : json_null();
}

/* Text with every byte that is not UTF-8 replaced by U+FFFD. New memory of the caller's. */
static char *clean_text(const char *text)
{
    static const char replacement[] = "\xEF\xBF\xBD";
    size_t length = strlen(text), at = 0;
    char *clean = malloc(3 * length + 1);
    if (!clean)
        return NULL;
    for (size_t i = 0; i < length;) {
        uint32_t character;
        size_t size = muster_utf8_decode(&character, text + i, length - i);
        const char *from = size ? text + i : replacement;
        size_t bytes = size ? size : 3;
        memcpy(clean + at, from, bytes);
        at += bytes;
        i += size ? size : 1;
    }
    clean[at] = '\0';
    return clean;
}

static json_t *text_value(const char *text)
{
    char *clean = clean_text(text);
    json_t *value = clean ? json_string(clean) : NULL;
    free(clean);
    return value;
}

static void set_under(struct tree *tree, json_t *object, const char *name, json_t *value)
{
    char *clean = clean_text(name);
    if (clean) {
        set(tree, object, clean, value);
    } else {
        json_decref(value);
        tree->failed = true;
    }
    free(clean);
}

/* The object under a name, made when absent; NULL when out of memory. */
static json_t *child(struct tree *tree, json_t *object, const char *name)
{
    char *clean = clean_text(name);
    json_t *found = clean ? json_object_get(object, clean) : NULL;
    if (!found && clean) {
        set(tree, object, clean, json_object());
        found = json_object_get(object, clean);
    }
    if (!found)
        tree->failed = true;
    free(clean);
    return found;
}

/* ---- estimates ----------------------------------------------------------------------------- */

static const char *const weekday[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

static json_t *estimate_value(struct tree *tree, const struct muster_estimate *estimate)
{
    const struct {
        const char *key;
        double value;
        bool bound; /* only where the count brackets it */
    } part[] = {{"mean", estimate->mean, false},    {"se", estimate->se, false},
                {"lo", estimate->lo, false},        {"hi", estimate->hi, false},
                {"p10", estimate->p10, false},      {"p50", estimate->p50, false},
                {"p90", estimate->p90, false},      {"typical", estimate->typical, false},
                {"p10_lo", estimate->p10_lo, true}, {"p10_hi", estimate->p10_hi, true},
                {"p50_lo", estimate->p50_lo, true}, {"p50_hi", estimate->p50_hi, true},
                {"p90_lo", estimate->p90_lo, true}, {"p90_hi", estimate->p90_hi, true}};
    json_t *object = json_object();
    for (size_t i = 0; i < sizeof part / sizeof *part; i++)
        if (!part[i].bound || isfinite(part[i].value))
            set(tree, object, part[i].key, number(part[i].value));
    return object;
}

/* The name a measure goes by in the JSON: under "cost" the whole is its "total". */
static const char *key_of(const struct muster_measure *measure)
{
    return strcmp(measure->name, "cost") == 0 ? "total" : measure->name;
}

static void add_items(struct tree *tree, json_t *object,
                      const struct muster_summary_candidate *candidate)
{
    static const char *const section[] = {"services", "staff", "cost"};
    for (size_t s = 0; s < sizeof section / sizeof *section; s++)
        set(tree, object, section[s], json_object());
    for (int all = 1; all >= 0; all--) /* `all` stands first */
        for (size_t i = 0; i < candidate->item_count; i++) {
            const struct muster_summary_item *item = &candidate->item[i];
            json_t *under = json_object_get(object, section[item->measure->side]);
            if ((strcmp(item->where, "all") == 0) != all)
                continue;
            if (item->measure->side == MUSTER_SIDE_COST && *item->where)
                under = child(tree, child(tree, object, "cost_by_year"), item->where);
            else if (item->measure->side != MUSTER_SIDE_COST)
                under = child(tree, under, item->where);
            set(tree, under, key_of(item->measure), estimate_value(tree, &item->estimate));
        }
}

static json_t *verdict_value(enum muster_met_verdict verdict)
{
    if (verdict == MUSTER_VERDICT_UNDECIDED)
        return json_null();
    return json_boolean(verdict == MUSTER_VERDICT_MET);
}

static json_t *targets_value(struct tree *tree, const struct muster_summary_candidate *candidate)
{
    json_t *array = json_array();
    for (size_t t = 0; t < candidate->target_count; t++) {
        const struct muster_target_result *target = &candidate->target[t];
        json_t *object = json_object();
        set(tree, object, "target", text_value(target->target->text));
        set(tree, object, "service", text_value(target->service));
        set(tree, object, "p_target", estimate_value(tree, &target->p_target));
        set(tree, object, "p_target_day", estimate_value(tree, &target->p_target_day));
        set(tree, object, "p_target_week", estimate_value(tree, &target->p_target_week));
        set(tree, object, "p_target_month", estimate_value(tree, &target->p_target_month));
        set(tree, object, "horizon", estimate_value(tree, &target->horizon));
        set(tree, object, "met", verdict_value(target->met));
        append(tree, array, object);
    }
    return array;
}

/* ---- settings ------------------------------------------------------------------------------ */

/* Digits, at most one point among them, and an optional sign. */
static bool plain_number(const char *text, bool *whole)
{
    size_t digits = 0, points = 0;
    if (*text == '-')
        text++;
    for (; *text; text++) {
        if (*text == '.')
            points++;
        else if (isdigit((unsigned char)*text))
            digits++;
        else
            return false;
    }
    *whole = points == 0 && digits <= 15;
    return digits > 0 && points <= 1;
}

static json_t *setting_value(const char *text)
{
    bool whole;
    if (!plain_number(text, &whole))
        return text_value(text);
    return whole ? json_integer(strtoll(text, NULL, 10)) : json_real(strtod(text, NULL));
}

static json_t *settings_value(struct tree *tree, const struct muster_candidate *candidate)
{
    json_t *object = json_object();
    for (size_t s = 0; s < candidate->setting_count; s++) {
        const char *text = candidate->setting[s].text;
        set_under(tree, object, candidate->setting[s].key,
                  text ? setting_value(text) : json_null());
    }
    return object;
}

/* ---- by month ------------------------------------------------------------------------------ */

/* Points, `stride` of them apart, as arrays of their statistics. */
static json_t *points_value(struct tree *tree, const struct muster_summary_point *point,
                            size_t count, size_t stride)
{
    static const char *const key[] = {"mean", "se", "lo", "hi", "p10", "p50", "p90"};
    json_t *object = json_object();
    for (size_t k = 0; k < sizeof key / sizeof *key; k++) {
        json_t *array = json_array();
        for (size_t i = 0; i < count; i++) {
            const struct muster_summary_point *at = &point[i * stride];
            const double value[] = {at->mean, at->se, at->lo, at->hi, at->p10, at->p50, at->p90};
            append(tree, array, number(value[k]));
        }
        set(tree, object, key[k], array);
    }
    return object;
}

static json_t *months_value(struct tree *tree, const struct muster_shape *shape)
{
    json_t *array = json_array();
    int32_t date = muster_month_start(shape->start);
    for (size_t m = 0; m < shape->months; m++, date = muster_month_next(date)) {
        char text[11];
        muster_date_format(text, date);
        text[7] = '\0';
        append(tree, array, json_string(text));
    }
    return array;
}

static json_t *by_month_value(struct tree *tree, const struct muster_summary_candidate *candidate,
                              const struct muster_shape *shape)
{
    json_t *object = json_object();
    set(tree, object, "months", months_value(tree, shape));
    set(tree, object, "staff", json_object());
    set(tree, object, "cost", json_object());
    for (size_t s = 0; s < candidate->series_count; s++) {
        const struct muster_summary_series *series = &candidate->series[s];
        bool staff = series->side == MUSTER_SIDE_STAFF;
        json_t *under = json_object_get(object, staff ? "staff" : "cost");
        if (staff)
            under = child(tree, under, series->where);
        set(tree, under, series->name, points_value(tree, series->point, series->length, 1));
    }
    return object;
}

/* ---- from FTE to the phones ---------------------------------------------------------------- */

static json_t *fall_line_value(struct tree *tree, const struct muster_summary_fall *fall,
                               size_t line, const struct muster_study_candidate *ran)
{
    size_t lines;
    const struct muster_fall_line *about = &muster_fall_lines(&lines)[line];
    json_t *object = json_object();
    set(tree, object, "kind", json_string(about->kind == MUSTER_FALL_STAGE ? "stage" : "cause"));
    set(tree, object, "fte", estimate_value(tree, &fall->fte[line]));
    set(tree, object, "hours", estimate_value(tree, &fall->hours[line]));
    set(tree, object, "paper_h", number(fall->paper_h[line]));
    set(tree, object, "beyond_paper_h", estimate_value(tree, &fall->beyond[line]));
    if (fall->place == ran->shape.groups)
        set(tree, object, "beyond_paper_contacts",
            number(fall->beyond[line].mean * 3600 / ran->paper.handle_s));
    if (muster_fall_by_month(about))
        set(tree, object, "by_month",
            points_value(tree, fall->month + line, ran->shape.months, MUSTER_FALL_MOST));
    return object;
}

static json_t *waterfall_value(struct tree *tree, const struct muster_summary_candidate *candidate,
                               const struct muster_study_candidate *ran)
{
    size_t lines;
    const struct muster_fall_line *line = muster_fall_lines(&lines);
    json_t *object = json_object();
    set(tree, object, "planned_handle_s", number(ran->paper.handle_s));
    for (size_t f = candidate->fall_count; f-- > 0;) { /* `all` first */
        const struct muster_summary_fall *fall = &candidate->fall[f];
        json_t *under = child(tree, object, fall->where);
        for (size_t i = 0; i < lines; i++)
            if (fall->applies[i])
                set(tree, under, line[i].name, fall_line_value(tree, fall, i, ran));
    }
    return object;
}

/* Seven rows of 24 hours for each statistic. */
static json_t *hours_value(struct tree *tree, const struct muster_summary_candidate *candidate)
{
    json_t *object = json_object();
    for (size_t p = candidate->hours_count; p-- > 0;) {
        json_t *days = child(tree, object, candidate->hours[p].where);
        for (size_t d = 0; d < 7; d++)
            set(tree, days, weekday[d],
                points_value(tree, candidate->hours[p].hour + 24 * d, 24, 1));
    }
    return object;
}

/* ---- the typical week ---------------------------------------------------------------------- */

static json_t *week_value(struct tree *tree, const struct muster_study_candidate *candidate,
                          const struct muster_measure *measure, size_t place)
{
    json_t *week = json_array();
    size_t intervals = candidate->profile.intervals_of_day;
    for (size_t d = 0; d < 7; d++) {
        json_t *day = json_array();
        for (size_t i = 0; i < intervals; i++)
            append(tree, day,
                   number(muster_profile_value(&candidate->profile, measure, &candidate->scope,
                                               place, d * intervals + i)));
        append(tree, week, day);
    }
    return week;
}

static json_t *profile_value(struct tree *tree, const struct muster_study_candidate *candidate)
{
    json_t *object = json_object(), *days = json_array();
    set(tree, object, "interval_s", json_integer((json_int_t)candidate->shape.interval_s));
    for (size_t d = 0; d < 7; d++)
        append(tree, days, json_string(weekday[d]));
    set(tree, object, "days", days);
    set(tree, object, "services", json_object());
    set(tree, object, "staff", json_object());
    size_t count;
    const struct muster_measure *table = muster_measure_table(&count);
    for (size_t m = 0; m < count; m++) {
        size_t places = muster_measure_places(&table[m], &candidate->shape);
        if (!muster_profile_has(&table[m], &candidate->scope))
            continue;
        bool staff = table[m].side == MUSTER_SIDE_STAFF;
        for (size_t p = places; p-- > 0;) {
            if (!muster_measure_applies(&table[m], &candidate->scope, p))
                continue;
            json_t *under = json_object_get(object, staff ? "staff" : "services");
            under =
                child(tree, under, muster_measure_place(&table[m], candidate->scope.scenario, p));
            set(tree, under, table[m].name, week_value(tree, candidate, &table[m], p));
        }
    }
    return object;
}

/* ---- the document -------------------------------------------------------------------------- */

static json_t *candidate_value(struct tree *tree, const struct muster_summary *summary, size_t c)
{
    const struct muster_study_candidate *ran = &summary->result->candidate[c];
    const struct muster_summary_candidate *candidate = &summary->candidate[c];
    json_t *object = json_object();
    set(tree, object, "name", text_value(candidate->name));
    set(tree, object, "settings", settings_value(tree, &summary->result->question->candidate[c]));
    set(tree, object, "replications", json_integer((json_int_t)summary->result->replications));
    set(tree, object, "contacts_simulated", json_integer((json_int_t)ran->events));
    set(tree, object, "open_hours", number(ran->scope.open_s / 3600));
    add_items(tree, object, candidate);
    set(tree, object, "targets", targets_value(tree, candidate));
    set(tree, object, "by_month", by_month_value(tree, candidate, &ran->shape));
    if (candidate->fall_count > 0)
        set(tree, object, "waterfall", waterfall_value(tree, candidate, ran));
    set(tree, object, "on_the_phones", hours_value(tree, candidate));
    if (ran->profile.replications > 0)
        set(tree, object, "profile", profile_value(tree, ran));
    return object;
}

static json_t *difference_value(struct tree *tree, const struct muster_difference *difference)
{
    json_t *object = json_object();
    set(tree, object, "mean", number(difference->mean));
    set(tree, object, "se", number(difference->se));
    set(tree, object, "lo", number(difference->lo));
    set(tree, object, "hi", number(difference->hi));
    return object;
}

static json_t *comparison_value(struct tree *tree, const struct muster_summary *summary)
{
    json_t *array = json_array();
    for (size_t i = 0; i < summary->comparison_count; i++) {
        const struct muster_summary_comparison *item = &summary->comparison[i];
        json_t *object = json_object();
        set(tree, object, "a", text_value(summary->candidate[item->a].name));
        set(tree, object, "b", text_value(summary->candidate[item->b].name));
        set(tree, object, "measure", json_string(item->measure->name));
        set(tree, object, "difference", difference_value(tree, &item->difference));
        if (muster_measure_counts(item->measure))
            set(tree, object, "relative", difference_value(tree, &item->relative));
        if (item->why_none)
            set(tree, object, "why_none", json_string(item->why_none));
        append(tree, array, object);
    }
    return array;
}

/* In seconds after midnight; the same for all candidates. */
static json_t *busy_hour_value(struct tree *tree, const struct muster_busy_hour *hour)
{
    json_t *object = json_object(), *days = json_array();
    set(tree, object, "from_s", number(muster_busy_hour_from_s(hour)));
    set(tree, object, "to_s", number(muster_busy_hour_to_s(hour)));
    for (size_t d = 0; d < hour->days; d++)
        append(tree, days, json_string(weekday[d]));
    set(tree, object, "days", days);
    return object;
}

static json_t *seed_value(uint64_t seed)
{
    return seed <= INT64_MAX ? json_integer((json_int_t)seed) : json_real((double)seed);
}

static json_t *document(struct tree *tree, const struct muster_summary *summary)
{
    const struct muster_question *question = summary->result->question;
    const char *currency = question->candidate[0].scenario.currency;
    json_t *root = json_object(), *candidates = json_array();
    set(tree, root, "format", json_string("muster.result/1"));
    set(tree, root, "version", json_string(MUSTER_VERSION));
    set(tree, root, "seed", seed_value(question->seed));
    set(tree, root, "elapsed_s", number(summary->result->elapsed_s));
    set(tree, root, "currency", text_value(currency ? currency : ""));
    for (size_t c = 0; c < summary->candidate_count; c++)
        append(tree, candidates, candidate_value(tree, summary, c));
    set(tree, root, "candidates", candidates);
    set(tree, root, "busy_hour", busy_hour_value(tree, &summary->result->busy_hour));
    set(tree, root, "comparison", comparison_value(tree, summary));
    return root;
}

enum muster_status muster_json_write(FILE *file, const struct muster_summary *summary)
{
    struct tree tree = {false};
    json_t *root = document(&tree, summary);
    if (!root || tree.failed) {
        json_decref(root);
        return MUSTER_NO_MEMORY;
    }
    int written = json_dumpf(root, file, JSON_INDENT(1) | JSON_REAL_PRECISION(17));
    json_decref(root);
    if (written != 0 && !ferror(file)) /* Jansson allocates while it writes, too */
        return MUSTER_NO_MEMORY;
    if (written != 0 || fputc('\n', file) == EOF || fflush(file) != 0)
        return MUSTER_IO_FAILED;
    return MUSTER_OK;
}
