/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `muster` as people run it: the whole command in a folder of its own, its two streams, its files,
 * its exit status. What the numbers are worth is other suites' business.
 */
#include "commands.h"
#include "keys.h"
#include <jansson.h>

static const char DESK[] = "muster: 1\n"
                           "title: A small desk\n"
                           "horizon: {start: 2004-10-04, weeks: 2, interval: 30 min}\n"
                           "opening: {mon-fri: 09:00-17:00, sat: 09:00-12:00}\n"
                           "target: 80% in 20 s\n"
                           "services:\n"
                           "  calls:\n"
                           "    rate: 30 per hour\n"
                           "    handle: {exponential: {mean: 3.5 min}}\n"
                           "    patience: {exponential: {mean: 2 min}}\n"
                           "staff:\n"
                           "  agents: {present: 3, skills: [calls]}\n"
                           "candidates:\n"
                           "  - {name: three}\n"
                           "  - {name: four, set: {staff.agents.present: 4}}\n"
                           "simulation: {replications: 6, seed: 3}\n";

/* One replication takes long enough for a signal to fall between two of them. */
static const char LONG[] = "muster: 1\n"
                           "horizon: {start: 2004-10-04, days: 15, interval: 1 h}\n"
                           "opening: always\n"
                           "services:\n"
                           "  calls:\n"
                           "    rate: 300 per hour\n"
                           "    handle: {exponential: {mean: 3.5 min}}\n"
                           "    patience: {exponential: {mean: 2 min}}\n"
                           "staff: {agents: {present: 20, skills: [calls]}}\n"
                           "simulation: {replications: 40, seed: 9}\n";

static const char FAULTY[] = "muster: 1\n"
                             "horizon: {start: 2004-10-04, days: 7}\n"
                             "opening: always\n"
                             "services:\n"
                             "  calls: {rate: 30 per hour, handel: 3 min}\n"
                             "staff:\n"
                             "  agents: {present: -3, skills: [calls]}\n";

/* Twelve FTE, 70 % of them full-time, no bank holidays, and afternoons that nobody is there for. */
static const char PEOPLE[] =
    "muster: 1\n"
    "horizon: {start: 2004-10-04, weeks: 4}\n"
    "opening: {mon-fri: 08:00-18:00, sat: 09:00-13:00}\n"
    "services:\n"
    "  calls: {demand: {wanted: 60000}, profile: {08:00: 1, 18:00: 0}, handle: 3.5 min}\n"
    "staff:\n"
    "  agents:\n"
    "    fte: 12\n"
    "    full_time_week: 37 h\n"
    "    full_time: 70%\n"
    "    part_time: {week: 18.5 h}\n"
    "    shifts:\n"
    "      - {name: early, start: 08:00, length: 7.4 h}\n"
    "      - {name: short, start: 10:00, length: 3.7 h, for: part_time}\n"
    "    rota: fixed\n"
    "    skills: [calls]\n"
    "leave: {days: 21, statutory: 3}\n"
    "sickness: {days_lost_per_fte: 9, long_term_share: 60%, short: {geometric: {mean: 2.5 d}}, "
    "long: {lognormal: {mean: 45 d, cv: 0.8}}}\n";

static void setup(void)
{
    enter_folder();
    write_file("desk.yaml", DESK);
    write_file("long.yaml", LONG);
    write_file("faulty.yaml", FAULTY);
    write_file("people.yaml", PEOPLE);
}

static void teardown(void)
{
    leave_folder();
}

/* ---- usage ---- */

static const struct {
    const char *words, *said;
} WRONG[] = {
    {"", "Usage: muster VERB"},
    {"rnu|desk.yaml", "no such verb; did you mean run?"},
    {"compare|desk.yaml", "not in this version"},
    {"size|desk.yaml", "not in this version"},
    {"sweep|desk.yaml", "not in this version"},
    {"report|desk.h5", "not in this version"},
    {"merge|desk.h5", "not in this version"},
    {"fit|desk.csv", "not in this version"},
    {"help|size", "not in this version"},
    {"help|plto", "did you mean plot?"},
    {"run", "usage: muster run SCENARIO"},
    {"run|desk.yaml|again.yaml", "'again.yaml' is too much"},
    {"run|desk.yaml|--ouput|x.h5", "did you mean --output?"},
    {"run|desk.yaml|--zebra", "--zebra: no such option"},
    {"run|desk.yaml|-x", "no such option"},
    {"run|desk.yaml|--output", "--output: needs a value"},
    {"run|desk.yaml|--force=yes", "takes no value"},
    {"check|desk.yaml|--trace|3", "not an option of this verb"},
    {"run|desk.yaml|--shard|1/4", "--shard: not in this version"},
    {"run|desk.yaml|--assurance|90%", "--assurance: not in this version"},
    {"run|desk.yaml|--error|1%", "--error: not in this version"},
    {"run|desk.yaml|--json|--csv", "exclude each other"},
    {"run|desk.yaml|--force|--resume", "exclude each other"},
    {"run|desk.yaml|--replications|0", "from 1 to"},
    {"run|desk.yaml|--replications|many", "from 1 to"},
    {"run|desk.yaml|--threads|0", "from 1 to"},
    {"run|desk.yaml|--seed|-1", "from 0 to"},
    {"run|desk.yaml|--set|fte", "must be KEY=VALUE"},
    {"run|desk.yaml|--precision|level=1%", "no measure of that name"},
    {"run|desk.yaml|--precision|service_level=0%", "must be above 0"},
    {"run|desk.yaml|--require|most of them", "--require"},
    {"run|desk.yaml|--require|80% in 45 s", "counts within 20 s"},
    {"run|desk.yaml|--color=pink", "always, never or auto"},
    {"plot|none.h5|service-level-by-tmie", "did you mean service-level-by-time?"},
    {"plot|none.h5|--format|bmp", "svg, png or pdf"},
    {"explain|servce_level", "did you mean service_level?"},
};

START_TEST(wrong_usage_exits_2_and_says_why)
{
    expect(WRONG[_i].words, 2, WRONG[_i].said);
    ck_assert(!exists("desk.h5"));
    ck_assert(!exists("desk.h5.part"));
}
END_TEST

static const char *const VERBS[] = {"init",   "check",    "run",     "plot", "show",
                                    "erlang", "validate", "explain", "help"};

/* Characters of the longest line. */
static size_t widest(const char *text)
{
    size_t most = 0, width = 0;
    for (; *text; text++) {
        if (*text == '\n')
            width = 0;
        else if (((unsigned char)*text & 0xC0) != 0x80)
            width++;
        most = width > most ? width : most;
    }
    return most;
}

START_TEST(help_begins_with_an_example)
{
    static const char *const FORMS[] = {"%s|--help", "%s|-h", "help|%s"};
    for (size_t i = 0; i < 3; i++) {
        char words[64], example[64];
        snprintf(words, sizeof words, FORMS[i], VERBS[_i]);
        snprintf(example, sizeof example, "Example:\n  muster %s", VERBS[_i]);
        struct outcome outcome = run_fine(words);
        if (strcmp(words, "help|--help") != 0 && strcmp(words, "help|-h") != 0)
            ck_assert_msg(strncmp(outcome.out, example, strlen(example)) == 0, "%s: %.60s", words,
                          outcome.out);
        ck_assert_str_eq(outcome.err, "");
        ck_assert_msg(widest(outcome.out) <= 80, "%s is wider than 80", words);
    }
}
END_TEST

START_TEST(version_names_the_libraries)
{
    struct outcome outcome = run_fine("--version");
    static const char *const NAMES[] = {"muster ", "libyaml ", "GSL ", "HDF5 ", "jansson "};
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++)
        ck_assert_msg(strstr(outcome.out, NAMES[i]) != NULL, "%s", NAMES[i]);
}
END_TEST

/* ---- faults ---- */

START_TEST(faults_are_all_reported_like_a_compiler_does)
{
    static const char *const CALLS[] = {"check|faulty.yaml", "run|faulty.yaml"};
    for (size_t i = 0; i < 2; i++) {
        expect(CALLS[i], 3, "faulty.yaml:5:30: services.calls.handel: ");
        ck_assert_ptr_nonnull(strstr(text_err, "did you mean handle?"));
        ck_assert_ptr_nonnull(strstr(text_err, "faulty.yaml:7:21: staff.agents.present: "));
    }
    expect("check|desk.yaml|--set|services.calls.rate=30 bananas", 3, "--set[1]:1:");
    expect("run|missing.yaml", 3, "missing.yaml");
    ck_assert(!exists("faulty.h5"));
}
END_TEST

START_TEST(colour_only_when_asked_for)
{
    expect("check|faulty.yaml", 3, "faulty.yaml");
    ck_assert_ptr_null(strchr(text_err, '\033'));
    expect("check|faulty.yaml|--color", 3, "\033[1m");
    expect("check|faulty.yaml|--color=never", 3, "faulty.yaml");
    ck_assert_ptr_null(strchr(text_err, '\033'));
}
END_TEST

START_TEST(check_says_what_it_understood)
{
    struct outcome outcome = run_fine("check|desk.yaml");
    static const char *const SAID[] = {
        "A small desk", "43 h a week",   "30 contacts an hour x 3.5 min", "1.75 erlang", "Erlang C",
        "Erlang A",     "Candidate four"};
    for (size_t i = 0; i < sizeof SAID / sizeof SAID[0]; i++)
        ck_assert_msg(strstr(outcome.out, SAID[i]) != NULL, "%s is not in %s", SAID[i],
                      outcome.out);
    ck_assert_str_eq(outcome.err, "");
    ck_assert_uint_le(widest(outcome.out), 80);
    ck_assert(!exists("desk.h5"));
}
END_TEST

/* 30 calls an hour of 3.5 min are 1.75 erlang: one agent cannot do that. */
START_TEST(check_doubts_what_cannot_work)
{
    struct outcome outcome = run_fine("check|desk.yaml|--set|staff.agents.present=1|--set|"
                                      "services.calls.patience=3 s");
    ck_assert_ptr_nonnull(strstr(outcome.out, "Please look again"));
    ck_assert_ptr_nonnull(strstr(outcome.out, "175 %"));
    ck_assert_ptr_nonnull(strstr(outcome.out, "hardly anybody will wait"));
}
END_TEST

/* Every run of blanks and line ends becomes one blank. */
static void on_one_line(char *text)
{
    char *to = text;
    for (const char *from = text; *from; from++) {
        char c = *from == '\n' ? ' ' : *from;
        if (c != ' ' || to == text || to[-1] != ' ')
            *to++ = c;
    }
    *to = '\0';
}

/* By hand: 365 / 7 x 5 = 260.71 days, less 21 + 3 + 9 is 227.71; x 7.4 h = 1,685.1 h; x 12 =
 * 20,221 h. 8 x 37 + 8 x 18.5 = 444 h = 12 x 37 h. */
START_TEST(check_does_the_arithmetic_of_people)
{
    struct outcome outcome = run_fine("check|people.yaml");
    on_one_line(outcome.out);
    static const char *const SAID[] = {
        "12 FTE of 37 h = 16 posts: 8 x 37 h + 8 x 18.5 h = 444 h a week contracted",
        "- leave 21 - statutory 3 - bank holidays 0 - sickness 9 = 227.7 days at work",
        "x (7.4 h - paid breaks 0 h) = 1,685 h a year on the phones",
        "12 FTE x 1,685 h = 20,221 h a year",
        "Monday 15:15-18:00: open, but no allowed shift reaches it",
    };
    for (size_t i = 0; i < sizeof SAID / sizeof SAID[0]; i++)
        ck_assert_msg(strstr(outcome.out, SAID[i]) != NULL, "%s is not in %s", SAID[i],
                      outcome.out);
}
END_TEST

/* ---- results ---- */

static json_t *parse(const char *text)
{
    json_error_t error;
    json_t *root = json_loads(text, 0, &error);
    ck_assert_msg(root != NULL, "%s", error.text);
    return root;
}

static void expect_keys(json_t *object, const char *const *keys)
{
    for (; *keys; keys++)
        ck_assert_msg(json_object_get(object, *keys) != NULL, "no %s", *keys);
}

START_TEST(json_has_the_documented_keys_and_nothing_else_is_said)
{
    static const char *const ROOT[] = {"format",   "version",    "seed",       "elapsed_s",
                                       "currency", "candidates", "comparison", NULL};
    static const char *const CANDIDATE[] = {
        "name",     "settings", "replications", "contacts_simulated",
        "services", "staff",    "targets",      "by_month",
        NULL};
    static const char *const ALWAYS[] = {"attempted",
                                         "offered",
                                         "answered",
                                         "abandoned",
                                         "service_level",
                                         "service_level_offered",
                                         "service_level_answered",
                                         "service_level_short_waits_removed",
                                         "service_level_abandoned_credited",
                                         "service_level_short_abandons_removed",
                                         "service_level_attempted",
                                         "service_level_virtual",
                                         "abandoned_fraction",
                                         "waited_fraction",
                                         "asa_s",
                                         "wait_s",
                                         "queue_mean",
                                         NULL};
    static const char *const STATISTICS[] = {"mean", "se",  "lo",      "hi", "p10",
                                             "p50",  "p90", "typical", NULL};
    struct outcome outcome = run_fine("run|desk.yaml|--json|--output|none");
    ck_assert_str_eq(outcome.err, "");
    ck_assert(!exists("desk.h5"));
    json_t *root = parse(outcome.out);
    expect_keys(root, ROOT);
    ck_assert_str_eq(json_string_value(json_object_get(root, "format")), "muster.result/1");
    ck_assert_uint_eq(json_array_size(json_object_get(root, "candidates")), 2);
    json_t *four = json_array_get(json_object_get(root, "candidates"), 1);
    expect_keys(four, CANDIDATE);
    ck_assert_ptr_null(json_object_get(four, "profile"));
    ck_assert_int_eq(json_integer_value(json_object_get(four, "replications")), 6);
    json_t *setting = json_object_get(json_object_get(four, "settings"), "staff.agents.present");
    ck_assert_int_eq((int)json_number_value(setting), 4);
    json_t *all = json_object_get(json_object_get(four, "services"), "all");
    expect_keys(all, ALWAYS);
    expect_keys(json_object_get(all, "offered"), STATISTICS);
    json_decref(root);
    json_t *with =
        parse(run_fine("run|desk.yaml|--json|--output|none|--profile|--replications|2").out);
    four = json_array_get(json_object_get(with, "candidates"), 1);
    ck_assert_ptr_nonnull(json_object_get(four, "profile"));
    ck_assert_int_eq(json_integer_value(json_object_get(four, "replications")), 2);
    json_decref(with);
}
END_TEST

static char *json_without_time(const char *words)
{
    json_t *root = parse(run_fine(words).out);
    json_object_del(root, "elapsed_s");
    char *text = json_dumps(root, JSON_SORT_KEYS);
    json_decref(root);
    return text;
}

START_TEST(threads_change_nothing)
{
    char *one = json_without_time("run|desk.yaml|--json|--profile|--threads|1|--output|one.h5");
    char *four = json_without_time("run|desk.yaml|--json|--profile|--threads|4|--output|four.h5");
    ck_assert_str_eq(one, four);
    expect_same_bytes("one.h5", "four.h5");
    ck_assert(!exists("one.h5.part"));
    free(one);
    free(four);
}
END_TEST

START_TEST(an_existing_output_is_safe)
{
    run_fine("run|desk.yaml");
    ck_assert_int_eq(rename("desk.h5", "kept.h5"), 0);
    run_fine("run|desk.yaml");
    expect_same_bytes("desk.h5", "kept.h5");
    expect("run|desk.yaml|--seed|4", 2, "desk.h5");
    expect_same_bytes("desk.h5", "kept.h5");
    expect("run|desk.yaml|--seed|4|--resume", 2, "seed");
    expect_same_bytes("desk.h5", "kept.h5");
    run_fine("run|desk.yaml|--force");
    expect_same_bytes("desk.h5", "kept.h5");
}
END_TEST

/* Refused before anything runs, and nothing is left beside it. */
START_TEST(an_output_that_is_no_file_is_refused)
{
    static const char *const CALLS[] = {"run|desk.yaml|--output|place", "run|desk.yaml|--output|.",
                                        "run|desk.yaml|--output|place|--resume",
                                        "run|desk.yaml|--output|place|--force",
                                        "run|desk.yaml|--output|/dev/null|--force"};
    ck_assert_int_eq(mkdir("place", 0755), 0);
    for (size_t i = 0; i < sizeof CALLS / sizeof CALLS[0]; i++)
        expect(CALLS[i], 2, "no ordinary file");
    ck_assert(!exists("place.part"));
    ck_assert(!exists("..part"));
}
END_TEST

START_TEST(an_option_without_effect_is_told)
{
    static const struct {
        const char *words, *said;
    } UNUSED[] = {{"run|desk.yaml|--output|none|--profile", "--profile: only --json"},
                  {"run|desk.yaml|--output|none|--trace|1", "--trace: contacts are kept"},
                  {"run|desk.yaml|--output|none|--resume", "--resume: --output none"}};
    for (size_t i = 0; i < sizeof UNUSED / sizeof UNUSED[0]; i++) {
        char quiet[128];
        ck_assert_ptr_nonnull(strstr(run_fine(UNUSED[i].words).err, UNUSED[i].said));
        snprintf(quiet, sizeof quiet, "%s|--quiet", UNUSED[i].words);
        ck_assert_str_eq(run_fine(quiet).err, "");
    }
    ck_assert_str_eq(run_fine("run|desk.yaml|--output|none|--profile|--json").err, "");
}
END_TEST

START_TEST(more_replications_go_on_from_fewer)
{
    run_fine("run|desk.yaml|--replications|9|--output|nine.h5");
    run_fine("run|desk.yaml|--replications|4|--output|grown.h5");
    run_fine("run|desk.yaml|--replications|9|--output|grown.h5|--resume");
    expect_same_bytes("nine.h5", "grown.h5");
}
END_TEST

START_TEST(csv_and_the_table_fit)
{
    struct outcome outcome = run_fine("run|desk.yaml|--csv|--output|none");
    ck_assert_int_eq(strncmp(outcome.out, "candidate,side,where,measure,unit,mean,se,", 42), 0);
    outcome = run_fine("run|desk.yaml|--output|none");
    ck_assert_ptr_nonnull(strstr(outcome.out, "A small desk"));
    ck_assert_uint_le(widest(outcome.out), 80);
    ck_assert_str_eq(outcome.err, "");
}
END_TEST

START_TEST(a_scenario_comes_from_standard_input)
{
    ck_assert_int_eq(finish(start("run|-", "stdout", "stderr", "desk.yaml")), 0);
    run_fine("run|desk.yaml");
    struct outcome outcome = run_fine("show|scenario.h5|--scenario");
    ck_assert_str_eq(outcome.out, DESK);
}
END_TEST

START_TEST(what_is_required_is_judged)
{
    run_fine("run|desk.yaml|--output|none|--replications|20|--require|30% in 20 s");
    struct outcome outcome =
        run("run|desk.yaml|--output|none|--replications|20|--require|99.9% in 20 s");
    ck_assert_int_eq(outcome.status, 5);
    ck_assert_ptr_nonnull(strstr(outcome.err, "three: 99.9% in 20 s: not met"));
    ck_assert_ptr_nonnull(strstr(outcome.out, "A small desk"));
    outcome = run("run|desk.yaml|--output|none|--replications|20|--require|abandoned 0.1%");
    ck_assert_int_eq(outcome.status, 5);
}
END_TEST

START_TEST(show_and_traces)
{
    run_fine("run|desk.yaml|--trace|1");
    struct outcome outcome = run_fine("show|desk.h5");
    static const char *const SHOWN[] = {"three", "four", "/trace/contacts", "/summary/services",
                                        "/planned"};
    for (size_t i = 0; i < sizeof SHOWN / sizeof SHOWN[0]; i++)
        ck_assert_msg(strstr(outcome.out, SHOWN[i]) != NULL, "%s is not in %s", SHOWN[i],
                      outcome.out);
    expect("show|desk.yaml", 4, "desk.yaml");
    expect("show|missing.h5", 4, "missing.h5");
    expect("plot|desk.yaml", 4, "desk.yaml");
}
END_TEST

START_TEST(figures_in_letters)
{
    static const char *const SHOWN[] = {"Service level by time of day", "One day: three",
                                        "Demand given and realised", "median"};
    run_fine("run|desk.yaml|--replications|4");
    struct outcome outcome = run_fine("plot|desk.h5|--dumb");
    for (size_t i = 0; i < sizeof SHOWN / sizeof SHOWN[0]; i++)
        ck_assert_msg(strstr(outcome.out, SHOWN[i]) != NULL, "%s is not in %s", SHOWN[i],
                      outcome.out);
    ck_assert(widest(outcome.out) <= 80);
    ck_assert_ptr_null(strchr(outcome.out, '\033'));
    ck_assert_ptr_nonnull(strstr(outcome.err, "rota: left out: the scenario gives numbers"));
    ck_assert(!exists("one-day.svg"));
    outcome = run_fine("plot|desk.h5|one-day|--dumb|--day|median|--quiet|--candidate|four");
    ck_assert_ptr_nonnull(strstr(outcome.out, "One day: four"));
    expect("plot|desk.h5|one-day|--dumb|--day|yesterday", 2, "yesterday");
    expect("plot|desk.h5|rota|--dumb", 2, "numbers present");
    expect("plot|desk.h5|--dumb|--format|png|--script", 2, "--script is about files");
}
END_TEST

/* Every key by its last word, which users' names ("*") have not. */
START_TEST(every_key_is_explained)
{
    for (int i = 0; i < MUSTER_KEY_COUNT; i++) {
        const struct muster_key_row *row = muster_key_row((enum muster_key_id)i);
        char words[320];
        snprintf(words, sizeof words, "explain|%s", muster_key_word((enum muster_key_id)i));
        if (strcmp(words, "explain|*") == 0)
            continue;
        struct outcome outcome = run_fine(words);
        ck_assert_msg(strstr(outcome.out, row->path) != NULL, "%s: %s", words, outcome.out);
        ck_assert_msg(widest(outcome.out) <= 80, "%s is wider than 80", words);
    }
}
END_TEST

START_TEST(explain_tells_form_range_and_default)
{
    static const char *const TOLD[][2] = {
        {"explain|horizon.interval", "[5 min, 1 h]"},
        {"explain|horizon.interval", "15 min"},
        {"explain|horizon.interval", "a time with its unit such as 3.5 min"},
        {"explain|staff.agents.rota", "fixed, pattern or cover"},
        {"explain|staff.agents.fte", "staff.*.fte"},
        {"explain|fte", "staff.*.in_post.fte"},
        {"explain|patience", "services.*.patience"},
        {"explain|abandoned_fraction", "abandoned_fraction"},
        {"explain", "service_level_virtual"},
    };
    for (size_t i = 0; i < sizeof TOLD / sizeof TOLD[0]; i++) {
        struct outcome outcome = run_fine(TOLD[i][0]);
        ck_assert_msg(strstr(outcome.out, TOLD[i][1]) != NULL, "%s is not in %s", TOLD[i][1],
                      outcome.out);
    }
    expect("explain|patiense", 2, "did you mean patience?");
    expect("explain|qqqqqqqq", 2, "no key or measure of that name");
}
END_TEST

/* ---- interrupted, killed, cut off ---- */

/* Starts the long run and waits until some replications are safe. */
static pid_t start_long(const char *words)
{
    pid_t child = start(words, "stdout", "stderr", NULL);
    for (int i = 0; i < 10000 && journal_bytes("long.h5.part") == 0; i++)
        nap();
    ck_assert_int_gt(journal_bytes("long.h5.part"), 0);
    return child;
}

START_TEST(killed_and_resumed_is_as_undisturbed)
{
    run_fine("run|long.yaml|--output|whole.h5|--threads|2");
    pid_t child = start_long("run|long.yaml|--threads|2");
    ck_assert_int_eq(kill(child, SIGKILL), 0);
    ck_assert_int_eq(finish(child), -SIGKILL);
    ck_assert(!exists("long.h5"));
    expect("run|long.yaml", 2, "--resume");
    run_fine("run|long.yaml|--resume|--threads|1");
    expect_same_bytes("whole.h5", "long.h5");
    ck_assert(!exists("long.h5.part"));
}
END_TEST

START_TEST(interrupted_says_how_to_go_on)
{
    pid_t child =
        start_long("run|long.yaml|--set|title=A long day's desk|--force|--replications|5000");
    expect("run|long.yaml|--set|title=A long day's desk|--resume", 2, "long.h5");
    ck_assert_int_eq(kill(child, SIGINT), 0);
    ck_assert_int_eq(finish(child), 130);
    slurp(text_out, "stdout");
    ck_assert_str_eq(text_out, "");
    ck_assert(exists("long.h5.part"));
}
END_TEST

/* The command that an interrupted run prints is taken at its word. */
START_TEST(the_printed_command_resumes)
{
    const char *words = "run|long.yaml|--set|title=A long day's desk";
    run_fine("run|long.yaml|--set|title=A long day's desk|--output|whole.h5");
    pid_t child = start(words, "stdout", "interrupted", NULL);
    for (int i = 0; i < 10000 && journal_bytes("long.h5.part") == 0; i++)
        nap();
    kill(child, SIGTERM);
    ck_assert_int_eq(finish(child), 130);
    slurp(text_err, "interrupted");
    char *line = strstr(text_err, "\n  ");
    ck_assert_msg(line && strstr(line, "--resume\n"), "%s", text_err);
    char command[2048];
    snprintf(command, sizeof command, "%.*s > stdout 2> stderr", (int)strcspn(line + 3, "\n"),
             line + 3);
    ck_assert_int_eq(system(command), 0);
    expect_same_bytes("whole.h5", "long.h5");
}
END_TEST

START_TEST(stdout_closed_or_full_exits_1)
{
    static const char *const CALLS[] = {"run|desk.yaml|--output|none", "check|desk.yaml", "explain",
                                        "run|desk.yaml|--json|--output|none"};
    for (size_t i = 0; i < sizeof CALLS / sizeof CALLS[0]; i++) {
        ck_assert_int_eq(finish(start(CALLS[i], NULL, "stderr", NULL)), 1);
        slurp(text_err, "stderr");
        ck_assert_ptr_nonnull(strstr(text_err, "standard output"));
        ck_assert_int_eq(finish(start(CALLS[i], "/dev/full", "stderr", NULL)), 1);
    }
    ck_assert_int_eq(finish(start("--version", "/dev/full", "stderr", NULL)), 1);
}
END_TEST

START_TEST(an_output_that_cannot_be_written_exits_1)
{
    expect("run|desk.yaml|--output|no/such/folder/x.h5", 1, "no/such/folder");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("command");
    TCase *tcase = tcase_create("command");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_set_timeout(tcase, 200);
    tcase_add_loop_test(tcase, wrong_usage_exits_2_and_says_why, 0,
                        (int)(sizeof WRONG / sizeof WRONG[0]));
    tcase_add_loop_test(tcase, help_begins_with_an_example, 0,
                        (int)(sizeof VERBS / sizeof VERBS[0]));
    tcase_add_test(tcase, version_names_the_libraries);
    tcase_add_test(tcase, faults_are_all_reported_like_a_compiler_does);
    tcase_add_test(tcase, colour_only_when_asked_for);
    tcase_add_test(tcase, check_says_what_it_understood);
    tcase_add_test(tcase, check_doubts_what_cannot_work);
    tcase_add_test(tcase, check_does_the_arithmetic_of_people);
    tcase_add_test(tcase, json_has_the_documented_keys_and_nothing_else_is_said);
    tcase_add_test(tcase, threads_change_nothing);
    tcase_add_test(tcase, an_existing_output_is_safe);
    tcase_add_test(tcase, an_output_that_is_no_file_is_refused);
    tcase_add_test(tcase, an_option_without_effect_is_told);
    tcase_add_test(tcase, more_replications_go_on_from_fewer);
    tcase_add_test(tcase, csv_and_the_table_fit);
    tcase_add_test(tcase, a_scenario_comes_from_standard_input);
    tcase_add_test(tcase, what_is_required_is_judged);
    tcase_add_test(tcase, show_and_traces);
    tcase_add_test(tcase, figures_in_letters);
    tcase_add_test(tcase, every_key_is_explained);
    tcase_add_test(tcase, explain_tells_form_range_and_default);
    tcase_add_test(tcase, killed_and_resumed_is_as_undisturbed);
    tcase_add_test(tcase, interrupted_says_how_to_go_on);
    tcase_add_test(tcase, the_printed_command_resumes);
    tcase_add_test(tcase, stdout_closed_or_full_exits_1);
    tcase_add_test(tcase, an_output_that_cannot_be_written_exits_1);
    suite_add_tcase(suite, tcase);
    return muster_check_run(suite);
}
