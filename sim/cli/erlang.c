/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "erlang.h"
#include "cli_erlang.h"
#include "quantity.h"
#include "verbs.h"
#include <errno.h>
#include <getopt.h>
#include <jansson.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DONE = 0, FAILED = 1, USAGE = 2, OUT_OF_REACH = 5 };
enum { FIRST_OPTION = 1000 }; /* beyond every short option's letter */

static const double DEFAULT_WITHIN_S = 20;
static const double HOUR_S = 3600;

enum {
    OPTION_RATE,
    OPTION_HANDLE,
    OPTION_PATIENCE,
    OPTION_BALK,
    OPTION_AGENTS,
    OPTION_LINES,
    OPTION_WITHIN,
    OPTION_LEVEL,
    OPTION_TARGET,
    OPTION_JSON,
    OPTION_HELP,
    OPTION_COUNT
};

/* What was asked. NAN or -1: not given. */
struct request {
    char formula; /* 'b', 'c' or 'a' */
    double rate_per_s, handle_s, patience_s, balk, within_s;
    int agents, lines;
    enum muster_erlang_goal level; /* the declared service level */
    enum muster_erlang_goal goal;  /* what the target is a share of */
    double target;
    const char *target_text;
    bool json, help;
    bool given[OPTION_COUNT];
    int faults;
};

/* One system with its figures; agents or rate may have been found. */
struct answer {
    struct muster_queue queue;
    struct muster_queue_figures figures;
};

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
static void figure_values(double values[FIGURE_COUNT], const struct answer *answer,
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

/* ---- amounts with units ---- */

static void fault(struct request *request, const char *option, const char *text, const char *remedy)
{
    request->faults++;
    fprintf(stderr, "muster erlang: %s%s%s%s%s\n", option, text ? " '" : "", text ? text : "",
            text ? "': " : ": ", remedy);
}

/* True when the text reads well and its value lies in the range; otherwise adds a fault. */
static bool accept(struct request *request, const char *option, const char *text,
                   struct muster_reading reading, bool in_range, const char *range)
{
    if (!reading.status && in_range)
        return true;
    const char *message = reading.status ? reading.message : range;
    bool remedy = reading.status && reading.remedy[0];
    char words[256];
    snprintf(words, sizeof words, "%s%s%s", message, remedy ? "; " : "",
             remedy ? reading.remedy : "");
    fault(request, option, text, words);
    return false;
}

static void read_time(struct request *request, double *out_s, const char *option, const char *text,
                      bool zero)
{
    double value = 0;
    struct muster_reading reading = muster_duration_read(&value, text);
    if (accept(request, option, text, reading, zero ? value >= 0 : value > 0,
               zero ? "must not be negative" : "must be above 0"))
        *out_s = value;
}

static void read_count(struct request *request, int *out, const char *option, const char *text,
                       int least, int most)
{
    int64_t value = 0;
    char range[64];
    snprintf(range, sizeof range, "must be from %d to %d", least, most);
    struct muster_reading reading = muster_count_read(&value, text);
    if (accept(request, option, text, reading, value >= least && value <= most, range))
        *out = (int)value;
}

/* The target's goal and value. A loss system knows one goal only: not to block. */
static void set_target(struct request *request, const struct muster_target *target)
{
    request->target = target->share;
    switch (target->kind) {
    case MUSTER_TARGET_WITHIN:
        request->goal = request->level;
        break;
    case MUSTER_TARGET_ASA:
        request->goal = MUSTER_ERLANG_ASA;
        request->target = -target->within_s;
        break;
    case MUSTER_TARGET_ANSWERED:
        request->goal = MUSTER_ERLANG_SERVED;
        break;
    case MUSTER_TARGET_ABANDONED:
        request->goal = MUSTER_ERLANG_ABANDONED;
        request->target = 1 - target->share;
        break;
    }
}

/* "80%", "blocked 1%", or a target as in a scenario: "80% in 20 s", "asa 30 s", … */
static void read_target(struct request *request, const char *text)
{
    struct muster_target target = {.kind = MUSTER_TARGET_WITHIN, .within_s = request->within_s};
    bool blocked = strncmp(text, "blocked ", 8) == 0;
    struct muster_reading reading = muster_share_read(&target.share, blocked ? text + 8 : text);
    if (reading.status && !blocked)
        reading = muster_target_read(&target, text);
    bool share = target.kind != MUSTER_TARGET_ASA;
    if (!accept(request, "--target", text, reading,
                share ? target.share > 0 && target.share < 1 : target.within_s > 0,
                "must be above 0 and, a share, below 100%"))
        return;
    set_target(request, &target);
    if (target.kind == MUSTER_TARGET_WITHIN)
        request->within_s = target.within_s;
    if (blocked)
        request->target = 1 - target.share;
    if (request->formula == 'b' && target.kind != MUSTER_TARGET_WITHIN)
        fault(request, "--target", text, "nobody waits or abandons here; use 'blocked 1%'");
    if (blocked || request->formula == 'b')
        request->goal = MUSTER_ERLANG_UNBLOCKED;
}

/* ---- the options ---- */

static const struct muster_erlang_option OPTIONS[OPTION_COUNT] = {
    [OPTION_RATE] = {"rate", "'144 per hour'", "calls: N per s, min, hour, day, week or year"},
    [OPTION_HANDLE] = {"handle", "'3.5 min'", "mean handle time"},
    [OPTION_PATIENCE] = {"patience", "'2 min'", "mean patience (a; absent: endless)"},
    [OPTION_BALK] = {"balk", "10%", "share who will not queue at all (a)"},
    [OPTION_AGENTS] = {"agents", "N", "agents, 0 to 100000"},
    [OPTION_LINES] = {"lines", "N", "calls in the system at most, in service or not (a)"},
    [OPTION_WITHIN] = {"within", "'20 s'", "threshold of the service level (default 20 s)"},
    [OPTION_LEVEL] = {"service-level", "NAME", "offered (default), answered, attempted or virtual"},
    [OPTION_TARGET] = {"target", "'80%'", "work backwards, see above"},
    [OPTION_JSON] = {"json", NULL, "JSON instead of the table"},
    [OPTION_HELP] = {"help", NULL, "this text"},
};
const char muster_erlang_example[] =
    "muster erlang a --rate '144 per hour' --handle '3.5 min' --patience '2 min' \\\n"
    "                --agents 10 --within '20 s'\n"
    "muster erlang c --rate '144 per hour' --handle '3.5 min' --target '80%'\n";
const char muster_erlang_help[] =
    "The closed formulas of a steady queue: b, no queue at all (engaged tone);\n"
    "c, everybody waits for ever; a, callers give up, lines may be finite.\n"
    "\n"
    "Give --rate, --handle and --agents for the figures. With --target in place of\n"
    "--agents: the fewest agents that meet it; in place of --rate: the largest rate\n"
    "the agents can take; beside both: the figures, the agents needed, the largest\n"
    "rate (null in JSON: any rate, the lines turn the rest away).\n"
    "Targets: '80%' or '80% in 20 s' of the service level, 'asa 30 s',\n"
    "'abandoned 5%', 'answered 95%', 'blocked 1%' (b: only this, or '99%').\n";

const struct muster_erlang_option *muster_erlang_options(size_t *count)
{
    *count = OPTION_COUNT;
    return OPTIONS;
}

void muster_erlang_options_print(FILE *file)
{
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        char left[40];
        snprintf(left, sizeof left, "--%s %s", OPTIONS[i].name,
                 OPTIONS[i].value ? OPTIONS[i].value : "");
        fprintf(file, "  %-23s %s\n", left, OPTIONS[i].words);
    }
}

static bool read_level(enum muster_erlang_goal *out, const char *text)
{
    static const struct {
        const char *name;
        enum muster_erlang_goal goal;
    } LEVELS[] = {{"offered", MUSTER_ERLANG_OFFERED},
                  {"answered", MUSTER_ERLANG_ANSWERED},
                  {"attempted", MUSTER_ERLANG_ATTEMPTED},
                  {"virtual", MUSTER_ERLANG_VIRTUAL}};
    for (size_t i = 0; i < sizeof LEVELS / sizeof LEVELS[0]; i++)
        if (strcmp(LEVELS[i].name, text) == 0) {
            *out = LEVELS[i].goal;
            return true;
        }
    return false;
}

static void read_option(struct request *request, int option, const char *text)
{
    double value = 0;
    struct muster_reading reading;
    if (option < OPTION_COUNT)
        request->given[option] = true;
    switch (option) {
    case OPTION_RATE:
        reading = muster_rate_read(&value, text);
        if (accept(request, "--rate", text, reading, value > 0, "must be above 0"))
            request->rate_per_s = value;
        break;
    case OPTION_HANDLE:
        read_time(request, &request->handle_s, "--handle", text, false);
        break;
    case OPTION_PATIENCE:
        read_time(request, &request->patience_s, "--patience", text, false);
        break;
    case OPTION_BALK:
        reading = muster_share_read(&value, text);
        if (accept(request, "--balk", text, reading, value >= 0 && value < 1,
                   "must be from 0 to below 100%"))
            request->balk = value;
        break;
    case OPTION_AGENTS:
        read_count(request, &request->agents, "--agents", text, 0, MUSTER_QUEUE_AGENTS_MOST);
        break;
    case OPTION_LINES:
        read_count(request, &request->lines, "--lines", text, 1, MUSTER_QUEUE_LINES_MOST);
        break;
    case OPTION_WITHIN:
        read_time(request, &request->within_s, "--within", text, true);
        break;
    case OPTION_LEVEL:
        if (!read_level(&request->level, text))
            fault(request, "--service-level", text, "is offered, answered, attempted or virtual");
        break;
    case OPTION_TARGET:
        request->target_text = text;
        break;
    case OPTION_JSON:
        request->json = true;
        break;
    default:
        request->help = true;
    }
}

static void read_options(struct request *request, int argc, char **argv)
{
    struct option options[OPTION_COUNT + 1] = {{0}};
    for (int i = 0; i < OPTION_COUNT; i++)
        options[i] =
            (struct option){OPTIONS[i].name, OPTIONS[i].value ? required_argument : no_argument,
                            NULL, FIRST_OPTION + i};
    opterr = 0;
    optind = 1;
    for (int found; (found = getopt_long(argc, argv, ":h", options, NULL)) != -1;) {
        if (found == ':') {
            fault(request, argv[optind - 1], NULL, "needs a value; see muster erlang --help");
            request->given[optopt - FIRST_OPTION] = true;
        } else if (found == '?')
            fault(request, argv[optind - 1], NULL, "no such option; see muster erlang --help");
        else
            read_option(request, found == 'h' ? OPTION_HELP : found - FIRST_OPTION, optarg);
    }
    if (optind < argc && strlen(argv[optind]) == 1 && strchr("bca", argv[optind][0]))
        request->formula = argv[optind++][0];
    if (optind < argc)
        fault(request, argv[optind], NULL, "is not understood; the formulas are b, c and a");
}

/* What is missing, given what was found wrong already. */
static void check_given(struct request *request)
{
    const bool *given = request->given;
    if (!request->formula)
        fault(request, "formula", NULL, "say which: muster erlang b, c or a");
    if (!given[OPTION_HANDLE])
        fault(request, "--handle", NULL, "is needed, as --handle '3.5 min'");
    if (!given[OPTION_RATE] && !(given[OPTION_TARGET] && given[OPTION_AGENTS]))
        fault(request, "--rate", NULL, "is needed (or --agents with --target)");
    if (!given[OPTION_AGENTS] && !given[OPTION_TARGET])
        fault(request, "--agents", NULL, "is needed, or --target to find them");
}

/* What one option says about another. Service level and threshold are known now, so the target can
 * be read. */
static void check_request(struct request *request)
{
    check_given(request);
    if (request->target_text)
        read_target(request, request->target_text);
    if (request->lines > 0 && request->lines < request->agents)
        fault(request, "--lines", NULL, "fewer than the agents; calls in service hold lines too");
    bool patient = request->formula == 'b' || request->formula == 'c';
    if (patient && request->given[OPTION_PATIENCE])
        fault(request, "--patience", NULL, "belongs to muster erlang a");
    if (patient && request->given[OPTION_BALK])
        fault(request, "--balk", NULL, "belongs to muster erlang a");
    if (patient && request->given[OPTION_LINES])
        fault(request, "--lines", NULL, "belongs to muster erlang a");
}

/* ---- solving ---- */

/* Erlang B is the queue with as many lines as agents; there are no figures of no agents then. */
static void solve(struct answer *answer, const struct request *request)
{
    struct muster_queue *queue = &answer->queue;
    if (request->formula != 'b') {
        answer->figures = muster_erlang_a(queue);
        return;
    }
    double load = queue->rate_per_s * queue->handle_s;
    double blocked = muster_erlang_b(load, queue->agents);
    answer->figures =
        (struct muster_queue_figures){.stable = true,
                                      .load_erl = load,
                                      .blocked_fraction = blocked,
                                      .answered_fraction = 1 - blocked,
                                      .answered_within = 1 - blocked,
                                      .asa_s = queue->agents ? 0 : NAN,
                                      .busy_mean = load * (1 - blocked),
                                      .occupancy = load * (1 - blocked) / queue->agents};
}

static struct muster_queue queue_of(const struct request *request)
{
    return (struct muster_queue){.rate_per_s = request->rate_per_s,
                                 .handle_s = request->handle_s,
                                 .patience_s = request->patience_s,
                                 .balk = request->balk,
                                 .within_s = request->within_s,
                                 .agents = request->agents > 0 ? request->agents : 0,
                                 .lines = request->lines > 0 ? request->lines : 0};
}

static int agents_needed(const struct request *request)
{
    struct muster_queue queue = queue_of(request);
    if (request->formula == 'b')
        return muster_erlang_b_agents(queue.rate_per_s * queue.handle_s, 1 - request->target,
                                      MUSTER_QUEUE_AGENTS_MOST);
    return muster_erlang_agents(&queue, request->goal, request->target, MUSTER_QUEUE_AGENTS_MOST);
}

static double rate_largest(const struct request *request)
{
    struct muster_queue queue = queue_of(request);
    if (request->formula == 'b')
        return muster_erlang_b_load(queue.agents, 1 - request->target) / queue.handle_s;
    return muster_erlang_rate(&queue, request->goal, request->target);
}

/* Everything the result holds. */
struct result {
    struct answer answer; /* the system asked for, or the one found */
    struct answer needed; /* the agents found beside those given */
    bool has_answer, has_needed;
    bool sought_agents, sought_rate;
    int agents_needed;         /* above the most: none */
    double rate_largest_per_s; /* 0: none; INFINITY: any */
};

static void seek(struct result *result, const struct request *request)
{
    result->sought_agents = request->target_text && !isnan(request->rate_per_s);
    result->sought_rate = request->target_text && request->agents >= 0;
    if (result->sought_agents)
        result->agents_needed = agents_needed(request);
    if (result->sought_rate)
        result->rate_largest_per_s = rate_largest(request);
}

static void find_result(struct result *result, const struct request *request)
{
    *result = (struct result){.answer.queue = queue_of(request)};
    seek(result, request);
    bool found = result->sought_agents && result->agents_needed <= MUSTER_QUEUE_AGENTS_MOST;
    result->needed.queue = result->answer.queue;
    result->needed.queue.agents = result->agents_needed;
    if (request->agents < 0) {
        result->answer.queue.agents = result->agents_needed;
        result->has_answer = found;
    } else if (isnan(request->rate_per_s)) {
        result->answer.queue.rate_per_s = result->rate_largest_per_s;
        result->has_answer = result->rate_largest_per_s > 0 && isfinite(result->rate_largest_per_s);
    } else {
        result->has_answer = true;
        result->has_needed = found;
    }
    if (result->has_answer)
        solve(&result->answer, request);
    if (result->has_needed)
        solve(&result->needed, request);
}

static bool out_of_reach(const struct result *result, const struct request *request)
{
    if (result->sought_agents)
        return result->agents_needed > MUSTER_QUEUE_AGENTS_MOST;
    return request->target_text && result->rate_largest_per_s == 0;
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

static void put_answer(struct tree *tree, json_t *object, const struct answer *answer,
                       const struct request *request)
{
    double values[FIGURE_COUNT];
    figure_values(values, answer, request->level);
    put(tree, object, "agents", json_integer(answer->queue.agents));
    put(tree, object, "rate_per_h", json_real(answer->queue.rate_per_s * HOUR_S));
    put(tree, object, "stable", json_boolean(answer->figures.stable));
    for (int i = 0; i < FIGURE_COUNT; i++)
        put(tree, object, FIGURES[i].name, number_or_null(values[i]));
}

static void put_inputs(struct tree *tree, json_t *object, const struct request *request)
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

static void put_found(struct tree *tree, json_t *object, const struct result *result,
                      const struct request *request)
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

static bool print_json(const struct result *result, const struct request *request)
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

static void print_rows(const struct answer *answers[], size_t count, enum muster_erlang_goal level)
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

static void print_inputs(const struct result *result, const struct request *request)
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

static void print_found(const struct result *result, const struct request *request)
{
    if (request->target_text)
        printf("\nTarget %s:\n", request->target_text);
    if (result->sought_agents && result->agents_needed <= MUSTER_QUEUE_AGENTS_MOST)
        printf("  fewest agents                         %16d\n", result->agents_needed);
    else if (result->sought_agents)
        printf("  no number of agents meets it\n");
    if (result->sought_rate && isinf(result->rate_largest_per_s))
        printf("  with agents %d at any rate: the lines turn away what would miss it\n",
               request->agents);
    else if (result->sought_rate && result->rate_largest_per_s > 0)
        printf("  most calls per hour for %6d agents %18.4f\n", request->agents,
               result->rate_largest_per_s * HOUR_S);
    else if (result->sought_rate)
        printf("  with agents %d at no rate\n", request->agents);
}

static void print_table(const struct result *result, const struct request *request)
{
    const struct answer *answers[2] = {&result->answer, &result->needed};
    bool differ = result->needed.queue.agents != result->answer.queue.agents;
    print_inputs(result, request);
    print_found(result, request);
    if (result->has_answer)
        print_rows(answers, result->has_needed && differ ? 2 : 1, request->level);
    if (result->has_answer && !result->answer.figures.stable)
        printf("\nAgents: %d. They cannot do this work: the queue grows without end.\n",
               result->answer.queue.agents);
}

/* 0, or 1 when stdout is full or closed. */
static int close_output(bool printed)
{
    if (!printed && !ferror(stdout)) {
        fputs("muster erlang: out of memory: close other programs, and try again\n", stderr);
        return FAILED;
    }
    if (fflush(stdout) == 0 && !ferror(stdout) && printed)
        return DONE;
    fprintf(stderr, "muster erlang: cannot write to standard output: %s\n", strerror(errno));
    return FAILED;
}

int muster_cli_erlang(int argc, char **argv)
{
    struct request request = {.rate_per_s = NAN,
                              .handle_s = NAN,
                              .patience_s = INFINITY,
                              .within_s = DEFAULT_WITHIN_S,
                              .agents = -1,
                              .lines = -1,
                              .level = MUSTER_ERLANG_OFFERED};
    read_options(&request, argc, argv);
    if (request.help)
        return muster_verb_help("erlang");
    check_request(&request);
    if (request.faults)
        return USAGE;
    struct result result;
    find_result(&result, &request);
    bool printed = true;
    if (request.json)
        printed = print_json(&result, &request);
    else
        print_table(&result, &request);
    int status = close_output(printed);
    return status == DONE && out_of_reach(&result, &request) ? OUT_OF_REACH : status;
}
