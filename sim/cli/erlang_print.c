/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "erlang_result.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>

static const double HOUR_S = 3600;

/* ---- the figures, named as measures ---- */

enum {
    FIGURE_SERVICE_LEVEL,
    FIGURE_OFFERED,
    FIGURE_ANSWERED,
    FIGURE_SHORT_WAITS_REMOVED,
    FIGURE_ABANDONED_CREDITED,
    FIGURE_ATTEMPTED,
    FIGURE_VIRTUAL,
    FIGURE_ANSWERED_FRACTION,
    FIGURE_ABANDONED_FRACTION,
    FIGURE_BALKED_FRACTION,
    FIGURE_BLOCKED_FRACTION,
    FIGURE_WAITED_FRACTION,
    FIGURE_ASA,
    FIGURE_WAIT,
    FIGURE_TIME_TO_ABANDON,
    FIGURE_QUEUE,
    FIGURE_BUSY,
    FIGURE_OCCUPANCY,
    FIGURE_LOAD,
    FIGURE_COUNT
};

enum figure_unit { UNIT_SHARE, UNIT_SECONDS, UNIT_NUMBER };

static const struct {
    const char *name;
    enum figure_unit unit;
    const char *words;
} FIGURES[FIGURE_COUNT] = {
    [FIGURE_SERVICE_LEVEL] = {"service_level", UNIT_SHARE, "service level, as declared"},
    [FIGURE_OFFERED] = {"service_level_offered", UNIT_SHARE, "  in time, of offered"},
    [FIGURE_ANSWERED] = {"service_level_answered", UNIT_SHARE, "  in time, of answered"},
    [FIGURE_SHORT_WAITS_REMOVED] = {"service_level_short_waits_removed", UNIT_SHARE,
                                    "  in time, short abandons not counted"},
    [FIGURE_ABANDONED_CREDITED] = {"service_level_abandoned_credited", UNIT_SHARE,
                                   "  in time, short abandons credited"},
    [FIGURE_ATTEMPTED] = {"service_level_attempted", UNIT_SHARE, "  in time, of attempted"},
    [FIGURE_VIRTUAL] = {"service_level_virtual", UNIT_SHARE,
                        "  in time, for the endlessly patient"},
    [FIGURE_ANSWERED_FRACTION] = {"answered_fraction", UNIT_SHARE, "answered"},
    [FIGURE_ABANDONED_FRACTION] = {"abandoned_fraction", UNIT_SHARE, "abandoned"},
    [FIGURE_BALKED_FRACTION] = {"balked_fraction", UNIT_SHARE, "would not queue"},
    [FIGURE_BLOCKED_FRACTION] = {"blocked_fraction", UNIT_SHARE, "blocked, of attempted"},
    [FIGURE_WAITED_FRACTION] = {"waited_fraction", UNIT_SHARE, "had to wait"},
    [FIGURE_ASA] = {"asa_s", UNIT_SECONDS, "mean wait of the answered"},
    [FIGURE_WAIT] = {"wait_s", UNIT_SECONDS, "mean wait of all offered"},
    [FIGURE_TIME_TO_ABANDON] = {"time_to_abandon_s", UNIT_SECONDS, "mean time to abandon"},
    [FIGURE_QUEUE] = {"queue_mean", UNIT_NUMBER, "calls waiting, on average"},
    [FIGURE_BUSY] = {"busy_mean", UNIT_NUMBER, "agents busy, on average"},
    [FIGURE_OCCUPANCY] = {"occupancy", UNIT_SHARE, "occupancy"},
    [FIGURE_LOAD] = {"offered_load_erl", UNIT_NUMBER, "offered load, erlang"},
};

/* From figures per attempt to the measures' own bases. */
static void figure_values(double values[FIGURE_COUNT], const struct muster_erlang_answer *answer,
                          enum muster_erlang_goal level)
{
    const struct muster_queue_figures *f = &answer->figures;
    double offered = 1 - f->blocked_fraction;
    values[FIGURE_SERVICE_LEVEL] = muster_erlang_level(f, level);
    values[FIGURE_OFFERED] = muster_erlang_level(f, MUSTER_ERLANG_OFFERED);
    values[FIGURE_ANSWERED] = muster_erlang_level(f, MUSTER_ERLANG_ANSWERED);
    values[FIGURE_SHORT_WAITS_REMOVED] = f->answered_within / (offered - f->abandoned_within);
    values[FIGURE_ABANDONED_CREDITED] = (f->answered_within + f->abandoned_within) / offered;
    values[FIGURE_ATTEMPTED] = muster_erlang_level(f, MUSTER_ERLANG_ATTEMPTED);
    values[FIGURE_VIRTUAL] = muster_erlang_level(f, MUSTER_ERLANG_VIRTUAL);
    values[FIGURE_ANSWERED_FRACTION] = f->answered_fraction / offered;
    values[FIGURE_ABANDONED_FRACTION] = f->abandoned_fraction / offered;
    values[FIGURE_BALKED_FRACTION] = f->balked_fraction / offered;
    values[FIGURE_BLOCKED_FRACTION] = f->blocked_fraction;
    values[FIGURE_WAITED_FRACTION] = f->waited_fraction / offered;
    values[FIGURE_ASA] = f->asa_s;
    values[FIGURE_WAIT] = f->wait_s / offered;
    values[FIGURE_TIME_TO_ABANDON] =
        f->abandoned_fraction > 0
            ? (f->wait_s - (f->answered_fraction > 0 ? f->asa_s * f->answered_fraction : 0)) /
                  f->abandoned_fraction
            : NAN;
    values[FIGURE_QUEUE] = f->queue_mean;
    values[FIGURE_BUSY] = f->busy_mean;
    values[FIGURE_OCCUPANCY] = f->occupancy;
    values[FIGURE_LOAD] = f->load_erl;
}

/* ---- JSON ---- */

static json_t *number_or_null(double value)
{
    return isfinite(value) ? json_real(value) : json_null();
}

struct tree {
    bool failed;
};

/* Takes the value; a value that found no memory is noted, and then nothing is printed. */
static void put(struct tree *tree, json_t *object, const char *name, json_t *value)
{
    if (json_object_set_new(object, name, value) != 0)
        tree->failed = true;
}

static void put_answer(struct tree *tree, json_t *object, const struct muster_erlang_answer *answer,
                       const struct muster_erlang_request *request)
{
    double values[FIGURE_COUNT];
    figure_values(values, answer, request->level);
    put(tree, object, "agents", json_integer(answer->queue.agents));
    put(tree, object, "rate_per_h", json_real(answer->queue.rate_per_s * HOUR_S));
    put(tree, object, "stable", json_boolean(answer->figures.stable));
    for (int i = 0; i < FIGURE_COUNT; i++)
        put(tree, object, FIGURES[i].name, number_or_null(values[i]));
}

static void put_inputs(struct tree *tree, json_t *object,
                       const struct muster_erlang_request *request)
{
    char formula[2] = {request->formula, '\0'};
    put(tree, object, "format", json_string("muster.erlang/1"));
    put(tree, object, "version", json_string(MUSTER_VERSION));
    put(tree, object, "formula", json_string(formula));
    put(tree, object, "handle_s", json_real(request->handle_s));
    put(tree, object, "patience_s", number_or_null(request->patience_s));
    put(tree, object, "balk", json_real(request->balk));
    put(tree, object, "within_s", json_real(request->within_s));
    put(tree, object, "lines", request->lines > 0 ? json_integer(request->lines) : json_null());
    if (request->target_text)
        put(tree, object, "target", json_string(request->target_text));
}

static void put_found(struct tree *tree, json_t *object, const struct muster_erlang_result *result,
                      const struct muster_erlang_request *request)
{
    if (result->sought_agents)
        put(tree, object, "agents_needed",
            result->agents_needed <= MUSTER_QUEUE_AGENTS_MOST ? json_integer(result->agents_needed)
                                                              : json_null());
    if (result->sought_rate)
        put(tree, object, "rate_largest_per_h",
            number_or_null(result->rate_largest_per_s * HOUR_S));
    if (result->has_needed) {
        json_t *needed = json_object();
        put_answer(tree, needed, &result->needed, request);
        put(tree, object, "needed", needed);
    }
}

bool muster_erlang_print_json(const struct muster_erlang_result *result,
                              const struct muster_erlang_request *request)
{
    struct tree tree = {false};
    json_t *object = json_object();
    put_inputs(&tree, object, request);
    if (result->has_answer)
        put_answer(&tree, object, &result->answer, request);
    put_found(&tree, object, result, request);
    bool printed = !tree.failed && json_dumpf(object, stdout, JSON_SORT_KEYS | JSON_INDENT(2)) == 0;
    json_decref(object);
    return printed && putchar('\n') != EOF;
}

/* ---- the table ---- */

static void format_value(char *out, size_t size, double value, enum figure_unit unit)
{
    const char *suffix = unit == UNIT_SHARE ? " %" : unit == UNIT_SECONDS ? " s" : "";
    double shown = unit == UNIT_SHARE ? 100 * value : value;
    if (isnan(value))
        snprintf(out, size, "-");
    else if (isinf(value))
        snprintf(out, size, "no end");
    else
        snprintf(out, size, fabs(shown) < 1e6 ? "%.2f%s" : "%.4g%s", shown, suffix);
}

static void print_rows(const struct muster_erlang_answer *answers[], size_t count,
                       enum muster_erlang_goal level)
{
    double values[2][FIGURE_COUNT];
    for (size_t i = 0; i < count; i++)
        figure_values(values[i], answers[i], level);
    printf("\n%-40s", "");
    for (size_t i = 0; i < count; i++) {
        char head[32];
        int agents = answers[i]->queue.agents;
        snprintf(head, sizeof head, agents == 1 ? "%d agent" : "%d agents", agents);
        printf(" %16s", head);
    }
    for (int row = 0; row < FIGURE_COUNT; row++) {
        printf("\n%-40s", FIGURES[row].words);
        for (size_t i = 0; i < count; i++) {
            char cell[32];
            format_value(cell, sizeof cell, values[i][row], FIGURES[row].unit);
            printf(" %16s", cell);
        }
    }
    putchar('\n');
}

static void print_inputs(const struct muster_erlang_result *result,
                         const struct muster_erlang_request *request)
{
    static const char *const LEVELS[] = {[MUSTER_ERLANG_OFFERED] = "of offered",
                                         [MUSTER_ERLANG_ANSWERED] = "of answered",
                                         [MUSTER_ERLANG_VIRTUAL] = "for the endlessly patient",
                                         [MUSTER_ERLANG_ABANDONED] = "",
                                         [MUSTER_ERLANG_ATTEMPTED] = "of attempted"};
    printf("Erlang %c", request->formula - 'a' + 'A');
    if (result->has_answer || result->sought_agents)
        printf(": %.6g calls per hour", result->answer.queue.rate_per_s * HOUR_S);
    printf(", handled in %.6g s\n", request->handle_s);
    if (isfinite(request->patience_s))
        printf("patience %.6g s\n", request->patience_s);
    if (request->balk > 0)
        printf("%.4g %% will not queue\n", 100 * request->balk);
    if (request->lines > 0)
        printf("%d lines\n", request->lines);
    printf("service level: answered within %.6g s, %s\n", request->within_s,
           LEVELS[request->level]);
}

static void print_found(const struct muster_erlang_result *result,
                        const struct muster_erlang_request *request)
{
    if (request->target_text)
        printf("\nTarget %s:\n", request->target_text);
    if (result->sought_agents && result->agents_needed <= MUSTER_QUEUE_AGENTS_MOST)
        printf("  fewest agents                         %16d\n", result->agents_needed);
    else if (result->sought_agents)
        printf("  no number of agents meets it\n");
    if (result->sought_rate && isinf(result->rate_largest_per_s))
        printf("  with agents %d at any rate%s\n", request->agents,
               request->lines > 0 ? ": the lines turn away what would miss it" : "");
    else if (result->sought_rate && result->rate_largest_per_s > 0)
        printf("  most calls per hour for %6d agents %18.4f\n", request->agents,
               result->rate_largest_per_s * HOUR_S);
    else if (result->sought_rate)
        printf("  with agents %d at no rate\n", request->agents);
}

void muster_erlang_print_table(const struct muster_erlang_result *result,
                               const struct muster_erlang_request *request)
{
    const struct muster_erlang_answer *answers[2] = {&result->answer, &result->needed};
    bool differ = result->needed.queue.agents != result->answer.queue.agents;
    print_inputs(result, request);
    print_found(result, request);
    if (result->has_answer)
        print_rows(answers, result->has_needed && differ ? 2 : 1, request->level);
    if (result->has_answer && !result->answer.figures.stable)
        printf("\nAgents: %d. They cannot do this work: the queue grows without end.\n",
               result->answer.queue.agents);
}
