/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "options.h"
#include "console.h"
#include "measure.h"
#include "nearest.h"
#include "quantity.h"
#include "verbs.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_OPTION = 1000 }; /* beyond every short option's letter */

enum option_type {
    TYPE_FLAG,
    TYPE_TEXT,
    TYPE_SETTING,   /* KEY=VALUE, repeatable */
    TYPE_WHOLE,     /* [least, most] */
    TYPE_PRECISION, /* MEASURE=HALF-WIDTH, repeatable */
    TYPE_TARGET,
    TYPE_WHEN /* always, never or auto; alone: always */
};

enum {
    QUESTION = MUSTER_VERB_CHECK | MUSTER_VERB_RUN, /* verbs that read a scenario */
    EVERY = QUESTION | MUSTER_VERB_PLOT | MUSTER_VERB_SHOW | MUSTER_VERB_EXPLAIN |
            MUSTER_VERB_VALIDATE | MUSTER_VERB_INIT
};

#define REPLICATIONS_MOST 10000000

static const struct option_row {
    const char *name, *value;
    enum option_type type;
    unsigned verbs;
    bool later; /* not in this version */
    int64_t least, most;
    const char *words;
} OPTIONS[MUSTER_OPTION_COUNT] = {
    [MUSTER_OPTION_SET] = {"set", "KEY=VALUE", TYPE_SETTING, QUESTION, false, 0, 0,
                           "change a key of the scenario; may be repeated"},
    [MUSTER_OPTION_REPLICATIONS] = {"replications", "N", TYPE_WHOLE,
                                    QUESTION | MUSTER_VERB_VALIDATE, false, 1, REPLICATIONS_MOST,
                                    "how many; switches the scenario's precision off"},
    [MUSTER_OPTION_PRECISION] = {"precision", "MEASURE=W", TYPE_PRECISION, QUESTION, false, 0, 0,
                                 "go on until the half-width is W: service_level=0.5%"},
    [MUSTER_OPTION_SEED] = {"seed", "N", TYPE_WHOLE, QUESTION | MUSTER_VERB_VALIDATE, false, 0,
                            INT64_MAX, "the seed of all random numbers"},
    [MUSTER_OPTION_THREADS] = {"threads", "N", TYPE_WHOLE, QUESTION | MUSTER_VERB_VALIDATE, false,
                               1, 1024, "threads (default: all); the result is the same"},
    [MUSTER_OPTION_QUICK] = {"quick", NULL, TYPE_FLAG, MUSTER_VERB_VALIDATE, false, 0, 0,
                             "a third of the replications"},
    [MUSTER_OPTION_REQUIRE] = {"require", "TARGET", TYPE_TARGET, MUSTER_VERB_RUN, false, 0, 0,
                               "exit 5 unless every candidate meets it: '80% in 20 s'"},
    [MUSTER_OPTION_PROFILE] = {"profile", NULL, TYPE_FLAG, MUSTER_VERB_RUN, false, 0, 0,
                               "the typical week by interval, in --json"},
    [MUSTER_OPTION_TRACE] = {"trace", "N", TYPE_WHOLE, MUSTER_VERB_RUN, false, 0, REPLICATIONS_MOST,
                             "keep every contact of the first N replications"},
    [MUSTER_OPTION_OUTPUT] = {"output", "FILE", TYPE_TEXT, MUSTER_VERB_RUN, false, 0, 0,
                              "the results file (default: the scenario's name with .h5, here); "
                              "none: write nothing"},
    [MUSTER_OPTION_FOLDER] = {"output", "DIR", TYPE_TEXT, MUSTER_VERB_PLOT, false, 0, 0,
                              "the folder for the figures (default: this one)"},
    [MUSTER_OPTION_STARTER] = {"output", "FILE", TYPE_TEXT, MUSTER_VERB_INIT, false, 0, 0,
                               "the file to write (default: the template's name with .yaml, "
                               "here); -: standard output"},
    [MUSTER_OPTION_FORCE] = {"force", NULL, TYPE_FLAG, MUSTER_VERB_RUN, false, 0, 0,
                             "replace the results file that is there"},
    [MUSTER_OPTION_RESUME] = {"resume", NULL, TYPE_FLAG, MUSTER_VERB_RUN, false, 0, 0,
                              "go on with it, finished or not"},
    [MUSTER_OPTION_FORMAT] = {"format", "LIST", TYPE_TEXT, MUSTER_VERB_PLOT, false, 0, 0,
                              "svg,png,pdf: one or more (default: svg)"},
    [MUSTER_OPTION_CANDIDATE] = {"candidate", "NAME", TYPE_TEXT,
                                 MUSTER_VERB_PLOT | MUSTER_VERB_SHOW, false, 0, 0,
                                 "whose figures, where a figure shows one (default: the first); "
                                 "show: its people, from FTE to the phones"},
    [MUSTER_OPTION_DAY] = {"day", "WHEN", TYPE_TEXT, MUSTER_VERB_PLOT, false, 0, 0,
                           "worst, median or a date: the day of one-day and the week of rota "
                           "(default: worst)"},
    [MUSTER_OPTION_SCRIPT] = {"script", NULL, TYPE_FLAG, MUSTER_VERB_PLOT, false, 0, 0,
                              "keep the gnuplot scripts"},
    [MUSTER_OPTION_DUMB] = {"dumb", NULL, TYPE_FLAG, MUSTER_VERB_PLOT, false, 0, 0,
                            "show the figures here, in letters, and make no files"},
    [MUSTER_OPTION_SCENARIO] = {"scenario", NULL, TYPE_FLAG, MUSTER_VERB_SHOW, false, 0, 0,
                                "the scenario that made it, byte for byte"},
    [MUSTER_OPTION_JSON] = {"json", NULL, TYPE_FLAG, MUSTER_VERB_RUN, false, 0, 0,
                            "the whole answer as JSON instead of the table"},
    [MUSTER_OPTION_CSV] = {"csv", NULL, TYPE_FLAG, MUSTER_VERB_RUN, false, 0, 0,
                           "every estimate as CSV instead of the table"},
    [MUSTER_OPTION_QUIET] = {"quiet", NULL, TYPE_FLAG, EVERY, false, 0, 0,
                             "no progress, warnings or remarks"},
    [MUSTER_OPTION_NO_PROGRESS] = {"no-progress", NULL, TYPE_FLAG,
                                   EVERY & ~(unsigned)(MUSTER_VERB_EXPLAIN | MUSTER_VERB_INIT),
                                   false, 0, 0, "no progress line"},
    [MUSTER_OPTION_COLOR] = {"color", "[=WHEN]", TYPE_WHEN, EVERY, false, 0, 0,
                             "always, never or auto; NO_COLOR is obeyed"},
    [MUSTER_OPTION_ALLOW_OUTSIDE] = {"allow-outside", NULL, TYPE_FLAG, QUESTION, false, 0, 0,
                                     "data files may lie outside the scenario's folder"},
    [MUSTER_OPTION_SHARD] = {"shard", "I/N", TYPE_TEXT, MUSTER_VERB_RUN, true, 0, 0, ""},
    [MUSTER_OPTION_ASSURANCE] = {"assurance", "SHARE", TYPE_TEXT, MUSTER_VERB_RUN, true, 0, 0, ""},
    [MUSTER_OPTION_ERROR] = {"error", "SHARE", TYPE_TEXT, MUSTER_VERB_RUN, true, 0, 0, ""},
    [MUSTER_OPTION_HELP] = {"help", NULL, TYPE_FLAG, EVERY | MUSTER_VERB_HELP, false, 0, 0,
                            "this text"},
};

bool muster_option_of(struct muster_option *option, enum muster_option_id id, unsigned verb_bit)
{
    const struct option_row *row = &OPTIONS[id];
    *option = (struct muster_option){row->name, row->value, row->words};
    return row->verbs & verb_bit && !row->later;
}

static void fault(const struct muster_command *command, const char *option, const char *text,
                  const char *what)
{
    fprintf(stderr, "muster %s: --%s%s%s%s: %s\n", command->verb->name, option, text ? " '" : "",
            text ? text : "", text ? "'" : "", what);
}

/* ---- values ---- */

static bool read_whole(struct muster_command *command, const struct option_row *row, int64_t *value,
                       const char *text)
{
    char range[96];
    struct muster_reading reading = muster_count_read(value, text);
    if (!reading.status && *value >= row->least && *value <= row->most)
        return true;
    snprintf(range, sizeof range, "must be a whole number from %lld to %lld", (long long)row->least,
             (long long)row->most);
    fault(command, row->name, text, range);
    return false;
}

static bool read_setting(struct muster_command *command, const struct option_row *row,
                         const char *text)
{
    const char *equals = strchr(text, '=');
    if (!equals || equals == text) {
        fault(command, row->name, text, "must be KEY=VALUE, as staff.agents.fte=14");
        return false;
    }
    command->set[command->set_count++] = text;
    return true;
}

/* "service_level=0.5%": absolute for fractions, relative otherwise. */
static bool read_precision(struct muster_command *command, const struct option_row *row,
                           const char *text)
{
    const char *equals = strchr(text, '=');
    char name[64];
    size_t length = equals ? (size_t)(equals - text) : 0;
    if (!equals || length >= sizeof name) {
        fault(command, row->name, text, "must be MEASURE=HALF-WIDTH, as service_level=0.5%");
        return false;
    }
    memcpy(name, text, length);
    name[length] = '\0';
    double half = 0;
    if (!muster_study_aims_at(name)) {
        fault(command, row->name, text, "no measure of that name can be made precise");
        return false;
    }
    struct muster_reading reading = muster_share_read(&half, equals + 1);
    if (reading.status || !(half > 0 && half < 1)) {
        fault(command, row->name, text, "the half-width must be above 0 and below 100%");
        return false;
    }
    struct muster_precision *item = &command->precision[command->precision_count++];
    item->half_width = half;
    item->measure = strdup(name);
    command->out_of_memory = !item->measure;
    return item->measure != NULL;
}

static bool read_target(struct muster_command *command, const struct option_row *row,
                        const char *text)
{
    struct muster_target target = {.service = -1};
    struct muster_reading reading = muster_target_read(&target, text);
    if (reading.status) {
        char what[192];
        snprintf(what, sizeof what, "%s%s%s", reading.message, reading.remedy[0] ? "; " : "",
                 reading.remedy);
        fault(command, row->name, text, what);
        return false;
    }
    command->require = target;
    return true;
}

static bool read_when(const struct muster_command *command, const struct option_row *row,
                      const char *text)
{
    if (!text || !strcmp(text, "always") || !strcmp(text, "never") || !strcmp(text, "auto"))
        return true;
    fault(command, row->name, text, "is always, never or auto");
    return false;
}

static bool read_value(struct muster_command *command, enum muster_option_id id, const char *text)
{
    const struct option_row *row = &OPTIONS[id];
    command->given[id] = true;
    command->text[id] = text;
    if (row->later) {
        fault(command, row->name, NULL, "not in this version");
        return false;
    }
    switch (row->type) {
    case TYPE_SETTING:
        return read_setting(command, row, text);
    case TYPE_WHOLE:
        return read_whole(command, row, &command->number[id], text);
    case TYPE_PRECISION:
        return read_precision(command, row, text);
    case TYPE_TARGET:
        return read_target(command, row, text);
    case TYPE_WHEN:
        return read_when(command, row, text);
    default:
        return true;
    }
}

/* ---- the command line ---- */

/* "--ouput=x" -> the verb's option spelt most like it. */
static void unknown_option(const struct muster_command *command, const char *word)
{
    char name[64];
    snprintf(name, sizeof name, "%.*s", (int)strcspn(word, "="), word);
    struct muster_nearest nearest;
    muster_nearest_init(&nearest, name + strspn(name, "-"));
    bool elsewhere = false;
    for (size_t i = 0; i < MUSTER_OPTION_COUNT; i++) {
        if (OPTIONS[i].verbs & command->verb->bit)
            muster_nearest_offer(&nearest, OPTIONS[i].name);
        elsewhere = elsewhere || !strcmp(OPTIONS[i].name, name + strspn(name, "-"));
    }
    fprintf(stderr, "muster %s: %s: ", command->verb->name, name);
    if (elsewhere)
        fprintf(stderr, "not an option of this verb; see");
    else if (nearest.best)
        fprintf(stderr, "no such option; did you mean --%s? See", nearest.best);
    else
        fprintf(stderr, "no such option; see");
    fprintf(stderr, " muster %s --help\n", command->verb->name);
}

static size_t long_options(struct option options[MUSTER_OPTION_COUNT + 1], unsigned bit)
{
    size_t count = 0;
    for (int i = 0; i < MUSTER_OPTION_COUNT; i++) {
        const struct option_row *row = &OPTIONS[i];
        if (!(row->verbs & bit))
            continue;
        int value = row->type == TYPE_WHEN   ? optional_argument
                    : row->type == TYPE_FLAG ? no_argument
                                             : required_argument;
        options[count++] = (struct option){row->name, value, NULL, FIRST_OPTION + i};
    }
    options[count] = (struct option){NULL, 0, NULL, 0};
    return count;
}

static bool read_options(struct muster_command *command, int argc, char **argv)
{
    struct option options[MUSTER_OPTION_COUNT + 1];
    long_options(options, command->verb->bit);
    bool fine = true;
    opterr = 0;
    optind = 1;
    for (;;) {
        int at = optind;
        int found = getopt_long(argc, argv, ":h", options, NULL);
        if (found == -1)
            break;
        const char *word = argv[optind > at ? optind - 1 : at];
        if (found == ':') {
            fprintf(stderr, "muster %s: %s: needs a value\n", command->verb->name, word);
            fine = false;
        } else if (found == '?' && optopt >= FIRST_OPTION) {
            fprintf(stderr, "muster %s: %s: takes no value\n", command->verb->name, word);
            fine = false;
        } else if (found == '?') {
            unknown_option(command, word);
            fine = false;
        } else {
            enum muster_option_id id =
                found == 'h' ? MUSTER_OPTION_HELP : (enum muster_option_id)(found - FIRST_OPTION);
            fine = read_value(command, id, optarg) && fine;
        }
    }
    command->word = argv + optind;
    command->word_count = (size_t)(argc - optind);
    return fine;
}

/* Options that cannot stand together. */
static bool check_pairs(const struct muster_command *command)
{
    static const enum muster_option_id PAIRS[][2] = {
        {MUSTER_OPTION_JSON, MUSTER_OPTION_CSV},
        {MUSTER_OPTION_FORCE, MUSTER_OPTION_RESUME},
        {MUSTER_OPTION_REPLICATIONS, MUSTER_OPTION_PRECISION},
        {MUSTER_OPTION_REPLICATIONS, MUSTER_OPTION_QUICK},
    };
    for (size_t i = 0; i < sizeof PAIRS / sizeof PAIRS[0]; i++)
        if (command->given[PAIRS[i][0]] && command->given[PAIRS[i][1]]) {
            fprintf(stderr, "muster %s: --%s and --%s exclude each other\n", command->verb->name,
                    OPTIONS[PAIRS[i][0]].name, OPTIONS[PAIRS[i][1]].name);
            return false;
        }
    return true;
}

static bool check_words(const struct muster_command *command)
{
    const struct muster_verb *verb = command->verb;
    if (command->word_count >= verb->least && command->word_count <= verb->most)
        return true;
    if (command->word_count > verb->most)
        fprintf(stderr, "muster %s: '%s' is too much\n", verb->name, command->word[verb->most]);
    fprintf(stderr, "usage: muster %s %s\n", verb->name, verb->usage);
    return false;
}

bool muster_command_read(struct muster_command *command, const struct muster_verb *verb, int argc,
                         char **argv)
{
    *command = (struct muster_command){.verb = verb};
    command->set = calloc((size_t)argc, sizeof *command->set);
    command->precision = calloc((size_t)argc, sizeof *command->precision);
    command->out_of_memory = !command->set || !command->precision;
    bool fine = !command->out_of_memory && read_options(command, argc, argv);
    if (command->out_of_memory)
        muster_console_failure(command, &(struct muster_failure){.status = MUSTER_NO_MEMORY});
    if (fine && command->given[MUSTER_OPTION_HELP])
        return true;
    return fine && check_pairs(command) && check_words(command);
}

void muster_command_clear(struct muster_command *command)
{
    for (size_t i = 0; i < command->precision_count; i++)
        free(command->precision[i].measure);
    free(command->precision);
    free(command->set);
    *command = (struct muster_command){0};
}

/* ---- help ---- */

void muster_options_print(FILE *file, unsigned verb_bit)
{
    for (size_t i = 0; i < MUSTER_OPTION_COUNT; i++) {
        const struct option_row *row = &OPTIONS[i];
        if (!(row->verbs & verb_bit) || row->later)
            continue;
        char left[40];
        snprintf(left, sizeof left, "  --%s%s%s", row->name,
                 row->value && row->type != TYPE_WHEN ? " " : "", row->value ? row->value : "");
        muster_console_wrap(file, left, 27, row->words);
    }
}
