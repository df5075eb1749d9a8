/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli_erlang.h"
#include "erlang_result.h"
#include "quantity.h"

#include <getopt.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { FIRST_OPTION = 1000 }; /* beyond every short option's letter */

static const double DEFAULT_WITHIN_S = 20;

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

/* The request as far as it is read. */
struct asked {
    struct muster_erlang_request *out;
    bool given[OPTION_COUNT];
    int faults;
};

/* ---- amounts with units ---- */

static void fault(struct asked *asked, const char *option, const char *text, const char *remedy)
{
    asked->faults++;
    fprintf(stderr, "muster erlang: %s%s%s%s%s\n", option, text ? " '" : "", text ? text : "",
            text ? "': " : ": ", remedy);
}

/* True when the text reads well and its value lies in the range; otherwise adds a fault. */
static bool accept(struct asked *asked, const char *option, const char *text,
                   struct muster_reading reading, bool in_range, const char *range)
{
    if (!reading.status && in_range)
        return true;
    const char *message = reading.status ? reading.message : range;
    bool remedy = reading.status && reading.remedy[0];
    char words[256];
    snprintf(words, sizeof words, "%s%s%s", message, remedy ? "; " : "",
             remedy ? reading.remedy : "");
    fault(asked, option, text, words);
    return false;
}

static void read_time(struct asked *asked, double *out_s, const char *option, const char *text,
                      bool zero)
{
    double value = 0;
    struct muster_reading reading = muster_duration_read(&value, text);
    if (accept(asked, option, text, reading, zero ? value >= 0 : value > 0,
               zero ? "must not be negative" : "must be above 0"))
        *out_s = value;
}

static void read_count(struct asked *asked, int *out, const char *option, const char *text,
                       int least, int most)
{
    int64_t value = 0;
    char range[64];
    snprintf(range, sizeof range, "must be from %d to %d", least, most);
    struct muster_reading reading = muster_count_read(&value, text);
    if (accept(asked, option, text, reading, value >= least && value <= most, range))
        *out = (int)value;
}

/* The target's goal and value. A loss system knows one goal only: not to block. */
static void set_target(struct asked *asked, const struct muster_target *target)
{
    asked->out->target = target->share;
    switch (target->kind) {
    case MUSTER_TARGET_WITHIN:
        asked->out->goal = asked->out->level;
        break;
    case MUSTER_TARGET_ASA:
        asked->out->goal = MUSTER_ERLANG_ASA;
        asked->out->target = -target->within_s;
        break;
    case MUSTER_TARGET_ANSWERED:
        asked->out->goal = MUSTER_ERLANG_SERVED;
        break;
    case MUSTER_TARGET_ABANDONED:
        asked->out->goal = MUSTER_ERLANG_ABANDONED;
        asked->out->target = 1 - target->share;
        break;
    }
}

/* "80%", "blocked 1%", or a target as in a scenario: "80% in 20 s", "asa 30 s", … */
static void read_target(struct asked *asked, const char *text)
{
    struct muster_target target = {.kind = MUSTER_TARGET_WITHIN, .within_s = asked->out->within_s};
    bool blocked = strncmp(text, "blocked ", 8) == 0;
    struct muster_reading reading = muster_share_read(&target.share, blocked ? text + 8 : text);
    if (reading.status && !blocked)
        reading = muster_target_read(&target, text);
    bool share = target.kind != MUSTER_TARGET_ASA;
    if (!accept(asked, "--target", text, reading,
                share ? target.share > 0 && target.share < 1 : target.within_s > 0,
                "must be above 0 and, a share, below 100%"))
        return;
    set_target(asked, &target);
    if (target.kind == MUSTER_TARGET_WITHIN)
        asked->out->within_s = target.within_s;
    if (blocked)
        asked->out->target = 1 - target.share;
    if (asked->out->formula == 'b' && target.kind != MUSTER_TARGET_WITHIN)
        fault(asked, "--target", text, "nobody waits or abandons here; use 'blocked 1%'");
    if (blocked || asked->out->formula == 'b')
        asked->out->goal = MUSTER_ERLANG_UNBLOCKED;
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
    "muster erlang a --rate '144 per hour' --handle '3.5 min' \\\n"
    "                --patience '2 min' --agents 10 --within '20 s'\n"
    "muster erlang c --rate '144 per hour' --handle '3.5 min' \\\n"
    "                --target '80%'\n";
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

static void read_option(struct asked *asked, int option, const char *text)
{
    double value = 0;
    struct muster_reading reading;
    if (option < OPTION_COUNT)
        asked->given[option] = true;
    switch (option) {
    case OPTION_RATE:
        reading = muster_rate_read(&value, text);
        if (accept(asked, "--rate", text, reading, value > 0, "must be above 0"))
            asked->out->rate_per_s = value;
        break;
    case OPTION_HANDLE:
        read_time(asked, &asked->out->handle_s, "--handle", text, false);
        break;
    case OPTION_PATIENCE:
        read_time(asked, &asked->out->patience_s, "--patience", text, false);
        break;
    case OPTION_BALK:
        reading = muster_share_read(&value, text);
        if (accept(asked, "--balk", text, reading, value >= 0 && value < 1,
                   "must be from 0 to below 100%"))
            asked->out->balk = value;
        break;
    case OPTION_AGENTS:
        read_count(asked, &asked->out->agents, "--agents", text, 0, MUSTER_QUEUE_AGENTS_MOST);
        break;
    case OPTION_LINES:
        read_count(asked, &asked->out->lines, "--lines", text, 1, MUSTER_QUEUE_LINES_MOST);
        break;
    case OPTION_WITHIN:
        read_time(asked, &asked->out->within_s, "--within", text, true);
        break;
    case OPTION_LEVEL:
        if (!read_level(&asked->out->level, text))
            fault(asked, "--service-level", text, "is offered, answered, attempted or virtual");
        break;
    case OPTION_TARGET:
        asked->out->target_text = text;
        break;
    case OPTION_JSON:
        asked->out->json = true;
        break;
    default:
        asked->out->help = true;
    }
}

static void read_options(struct asked *asked, int argc, char **argv)
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
            fault(asked, argv[optind - 1], NULL, "needs a value; see muster erlang --help");
            asked->given[optopt - FIRST_OPTION] = true;
        } else if (found == '?')
            fault(asked, argv[optind - 1], NULL, "no such option; see muster erlang --help");
        else
            read_option(asked, found == 'h' ? OPTION_HELP : found - FIRST_OPTION, optarg);
    }
    if (optind < argc && strlen(argv[optind]) == 1 && strchr("bca", argv[optind][0]))
        asked->out->formula = argv[optind++][0];
    if (optind < argc)
        fault(asked, argv[optind], NULL, "is not understood; the formulas are b, c and a");
}

/* What is missing, given what was found wrong already. */
static void check_given(struct asked *asked)
{
    const bool *given = asked->given;
    if (!asked->out->formula)
        fault(asked, "formula", NULL, "say which: muster erlang b, c or a");
    if (!given[OPTION_HANDLE])
        fault(asked, "--handle", NULL, "is needed, as --handle '3.5 min'");
    if (!given[OPTION_RATE] && !(given[OPTION_TARGET] && given[OPTION_AGENTS]))
        fault(asked, "--rate", NULL, "is needed (or --agents with --target)");
    if (!given[OPTION_AGENTS] && !given[OPTION_TARGET])
        fault(asked, "--agents", NULL, "is needed, or --target to find them");
}

/* What one option says about another. Service level and threshold are known now, so the target can
 * be read. */
static void check_request(struct asked *asked)
{
    check_given(asked);
    if (asked->out->target_text)
        read_target(asked, asked->out->target_text);
    if (asked->out->lines > 0 && asked->out->lines < asked->out->agents)
        fault(asked, "--lines", NULL, "fewer than the agents; calls in service hold lines too");
    bool patient = asked->out->formula == 'b' || asked->out->formula == 'c';
    if (patient && asked->given[OPTION_PATIENCE])
        fault(asked, "--patience", NULL, "belongs to muster erlang a");
    if (patient && asked->given[OPTION_BALK])
        fault(asked, "--balk", NULL, "belongs to muster erlang a");
    if (patient && asked->given[OPTION_LINES])
        fault(asked, "--lines", NULL, "belongs to muster erlang a");
}

bool muster_erlang_request_read(struct muster_erlang_request *out, int argc, char **argv)
{
    struct asked asked = {.out = out};
    *out = (struct muster_erlang_request){.rate_per_s = NAN,
                                          .handle_s = NAN,
                                          .patience_s = INFINITY,
                                          .within_s = DEFAULT_WITHIN_S,
                                          .agents = -1,
                                          .lines = -1,
                                          .level = MUSTER_ERLANG_OFFERED};
    read_options(&asked, argc, argv);
    if (!out->help)
        check_request(&asked);
    return asked.faults == 0;
}
