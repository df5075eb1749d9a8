/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Walks the table of keys: every key that a scenario has gets what is no number, what is none that
 * fits, and the ends of its range, once in each of four sound scenarios. Each is a fault that says
 * where, or the scenario is fine, and then one replication of it and `check` say finite numbers.
 * The same for the parameters of distributions.
 */
#include "commands.h"
#include "document.h"
#include "json.h"
#include "keys.h"
#include "scenarios/scenario_texts.h"
#include "study.h"

#include <gsl/gsl_errno.h>
#include <jansson.h>
#include <stdlib.h>

static const struct base {
    const char *text, *service, *group, *grade;
} BASES[] = {{HEADLINE, "general enquiries", "agents", "agent"},
             {FIXED, "calls", "specialists", "none"},
             {REST, "one", "team", "none"},
             {JOINING, "one", "team", "none"},
             {PAID, "one", "team", "agent"}};
enum { BASE_COUNT = sizeof BASES / sizeof *BASES, VALUE_MOST = 200, PATH_MOST = 256 };

static const char *const PLAIN[] = {
    "nan", ".nan", "inf", "-inf",   ".inf", "1e400",    "-1", "0",     "1e-300",    "1",   "1e18",
    "",    "''",   "[]",  "[1, 2]", "{}",   "{a: nan}", "~",  "[nan]", "!!float 1", "0x10"};
static const char *const NUMBERS[] = {"nan", "inf", "1e400", "-1", "0", "1", "1e-300", "1e300"};

/* ---- the value in the forms of its type ---- */

struct values {
    size_t count;
    char text[VALUE_MOST][64];
};

static void add(struct values *values, const char *number, const char *unit)
{
    ck_assert_uint_lt(values->count, VALUE_MOST);
    snprintf(values->text[values->count++], sizeof *values->text, "%.40s%.20s", number, unit);
}

static const char *const *units_of(enum muster_key_type type)
{
    static const char *const TIMES[] = {" s", " d", NULL};
    static const char *const SHARES[] = {"%", NULL};
    static const char *const RATES[] = {" per hour", " per year", NULL};
    static const char *const GROWTHS[] = {"% per year", " per year", NULL};
    static const char *const NONE[] = {NULL};
    switch (type) {
    case MUSTER_TYPE_DURATION:
    case MUSTER_TYPE_DAYS:
        return TIMES;
    case MUSTER_TYPE_SHARE:
    case MUSTER_TYPE_PRECISION:
        return SHARES;
    case MUSTER_TYPE_YEARLY:
    case MUSTER_TYPE_YEARLY_RATE:
    case MUSTER_TYPE_RATE_STEPS:
        return RATES;
    case MUSTER_TYPE_GROWTH:
        return GROWTHS;
    default:
        return NONE;
    }
}

/* The ends of the range as the table prints them: "[5 min, 60 min]". */
static void add_ends(struct values *values, const struct muster_key_row *row)
{
    char range[96];
    muster_key_range(range, sizeof range, row);
    char *comma = strstr(range, ", ");
    if (!comma)
        return;
    *comma = '\0';
    range[0] = ' ';
    comma[1 + strcspn(comma + 1, "]")] = '\0';
    add(values, range + 1, "");
    add(values, comma + 2, "");
}

static void all_values(struct values *values, const struct muster_key_row *row)
{
    values->count = 0;
    for (size_t i = 0; i < sizeof PLAIN / sizeof *PLAIN; i++)
        add(values, PLAIN[i], "");
    for (const char *const *unit = units_of(row->type); *unit; unit++)
        for (size_t i = 0; i < sizeof NUMBERS / sizeof *NUMBERS; i++)
            add(values, NUMBERS[i], *unit);
    add_ends(values, row);
}

/* ---- the path in a base ---- */

static bool is_list(const char *path)
{
    enum muster_key_id id = muster_key_find(path);
    return id != MUSTER_KEY_COUNT && muster_key_row(id)->type == MUSTER_TYPE_LIST;
}

/* "staff.*.shifts.start" to "staff.agents.shifts[1].start". */
static void path_in(char path[PATH_MOST], const char *key, const struct base *base)
{
    size_t used = 0;
    char stars[PATH_MOST];
    for (const char *at = key; *at;) {
        size_t length = strcspn(at, ".");
        bool star = *at == '*', last = at[length] == '\0';
        const char *name = strncmp(key, "staff.*.one_per", 15) == 0 ? "leaders"
                           : strncmp(key, "staff", 5) == 0          ? base->group
                           : strncmp(key, "pay", 3) == 0            ? base->grade
                           : strncmp(key, "budget", 6) == 0         ? "2004/05"
                           : strncmp(key, "recruitment", 11) == 0   ? "advert"
                           : strncmp(key, "off_phone", 9) == 0      ? "coaching"
                           : strncmp(key, "one_offs", 8) == 0       ? "jury service"
                           : strncmp(key, "outages", 7) == 0        ? "telephony"
                                                                    : base->service;
        used += (size_t)snprintf(path + used, PATH_MOST - used, "%.*s", star ? 100 : (int)length,
                                 star ? name : at);
        snprintf(stars, sizeof stars, "%.*s", (int)(at - key + (long)length), key);
        if (!last)
            used += (size_t)snprintf(path + used, PATH_MOST - used, is_list(stars) ? "[1]." : ".");
        at += length + !last;
    }
}

/* ---- one scenario ---- */

/* Numbers that JSON writes are finite, so that parsing is all there is to ask. */
static void expect_answer(const struct muster_study_result *result, const char *set)
{
    struct muster_summary summary;
    char *text = NULL;
    size_t length = 0;
    ck_assert_int_eq(muster_summary_init(&summary, result, NULL), MUSTER_OK);
    FILE *file = open_memstream(&text, &length);
    ck_assert_int_eq(muster_json_write(file, &summary), MUSTER_OK);
    fclose(file);
    json_error_t error;
    json_t *root = json_loads(text, 0, &error);
    ck_assert_msg(root != NULL, "%s: %s", set, error.text);
    json_decref(root);
    free(text);
    muster_summary_clear(&summary);
}

/* One replication. */
static void expect_run(struct muster_question *question, const char *set)
{
    struct muster_study *study;
    struct muster_failure failure;
    struct muster_study_result result;
    size_t aims = question->precision_count; /* given back below: clearing goes by it */
    question->replications = 1;
    question->precision_count = 0;
    enum muster_status status = muster_study_new(&study, &failure, question);
    ck_assert_msg(status == MUSTER_OK, "%s: %s", set, failure.text);
    status =
        muster_study_run(&result, &failure, study, &(struct muster_study_options){.threads = 1});
    ck_assert_msg(status == MUSTER_OK, "%s: %s", set, failure.text);
    expect_answer(&result, set);
    muster_study_result_clear(&result);
    muster_study_free(study);
    question->precision_count = aims;
}

static void expect_faults(struct muster_faults *faults, const char *set)
{
    ck_assert_msg(faults->count > 0, "%s: refused without a word", set);
    for (size_t i = 0; i < faults->count; i++) {
        const struct muster_fault *fault = &faults->items[i];
        ck_assert_msg(fault->file[0] && fault->line > 0 && fault->column > 0 && fault->text[0] &&
                          (fault->remedy[0] || fault->severity == MUSTER_SEVERITY_WARNING),
                      "%s: %s:%d:%d: %s: %s; %s", set, fault->file, fault->line, fault->column,
                      fault->path, fault->text, fault->remedy);
    }
}

/* The ends of some ranges are fine, and take long: a century, a thousand million contacts. */
static bool takes_long(const char *set)
{
    static const char *const LONG[] = {"horizon.weeks=5200",
                                       "horizon.days=36600",
                                       "horizon.warm_up=",
                                       ".rate=3600000 per hour",
                                       ".wanted=1000000000",
                                       ".offered=1000000000",
                                       ".answered=1000000000",
                                       ".talk=7 d",
                                       ".wrap=7 d",
                                       ".handle=7 d",
                                       ".talk=1 d",
                                       ".wrap=1 d",
                                       ".handle=1 d",
                                       "outages.telephony.rate=3600000 per hour",
                                       ".fte=10000",
                                       ".present=10000"};
    for (size_t i = 0; i < sizeof LONG / sizeof *LONG; i++)
        if (strstr(set, LONG[i]))
            return true;
    return false;
}

/* A setting that makes the base quick to run, unless `set` is about that itself. */
static const char *short_horizon(const struct base *base, const char *set)
{
    if (strncmp(set, "horizon", 7) == 0)
        return "simulation.seed=2";
    return base->text == FIXED ? "horizon.days=1" : "horizon.weeks=1";
}

/* Reads the base with the setting; true when it is fine. */
static bool try_setting(const struct base *base, const char *set)
{
    const char *sets[] = {short_horizon(base, set), "candidates=[{name: base}]", set};
    struct muster_overrides overrides = {.set_count = 3, .set = sets};
    struct muster_question question;
    struct muster_faults faults;
    muster_faults_init(&faults);
    bool fine = muster_question_read_text(&question, &faults, "text.yaml", base->text,
                                          strlen(base->text), &overrides);
    if (fine && !takes_long(set))
        expect_run(&question, set);
    if (!fine)
        expect_faults(&faults, set);
    muster_question_clear(&question);
    muster_faults_clear(&faults);
    return fine;
}

/* `check` of the base with the setting: done, and nothing that is no number. */
static void expect_check(const struct base *base, const char *set)
{
    static const char *const NEVER[] = {"nan", "inf ", "inf\n", "inf,", "-nan"};
    char words[512];
    write_file("base.yaml", base->text);
    if (takes_long(set))
        return;
    snprintf(words, sizeof words, "check|base.yaml|--set|%s|--set|%s", short_horizon(base, set),
             set);
    struct outcome outcome = run_fine(words);
    for (size_t i = 0; i < sizeof NEVER / sizeof *NEVER; i++)
        ck_assert_msg(!strstr(outcome.out, NEVER[i]), "%s: %.900s", set, outcome.out);
}

/* Whether the table of the key has keys in the base: others have nothing to be tried in. */
static bool stands_in(const struct base *base, const char *path)
{
    char parent[PATH_MOST];
    struct muster_document document;
    struct muster_faults faults;
    snprintf(parent, sizeof parent, "%s", path);
    char *dot = strrchr(parent, '.');
    *(dot ? dot : parent) = '\0';
    muster_document_init(&document);
    muster_faults_init(&faults);
    bool read = muster_document_parse(&document, &faults, "text.yaml", base->text,
                                      strlen(base->text), NULL);
    bool there = read && (!parent[0] || muster_node_find(document.root, parent));
    muster_document_clear(&document);
    muster_faults_clear(&faults);
    return there;
}

/* `check` is asked once for each value that is fine somewhere. */
static void try_all(const struct muster_key_row *row)
{
    static struct values values;
    all_values(&values, row);
    bool checked[VALUE_MOST] = {false};
    size_t tried = 0;
    for (size_t b = 0; b < BASE_COUNT; b++) {
        char path[PATH_MOST], set[2 * PATH_MOST];
        path_in(path, row->path, &BASES[b]);
        for (size_t v = 0; v < values.count && stands_in(&BASES[b], path); v++, tried++) {
            snprintf(set, sizeof set, "%s=%s", path, values.text[v]);
            if (try_setting(&BASES[b], set) && !checked[v]) {
                expect_check(&BASES[b], set);
                checked[v] = true;
            }
        }
    }
    ck_assert_msg(tried > 0, "%s stands in no base", row->path);
}

START_TEST(every_key)
{
    enum muster_key_id id = (enum muster_key_id)_i;
    const struct muster_key_row *row = muster_key_row(id);
    bool words = row->type == MUSTER_TYPE_TEXT || row->type == MUSTER_TYPE_FILE ||
                 row->type == MUSTER_TYPE_LATER || strchr(row->path, '*') > strrchr(row->path, '.');
    if (!words)
        try_all(row);
}
END_TEST

/* ---- distributions ---- */

static const char *const LAWS[] = {
    "%s",
    "{exponential: {mean: %s}}",
    "{lognormal: {mean: %s, cv: 0.8}}",
    "{lognormal: {mean: 3 min, cv: %s}}",
    "{gamma: {mean: 3 min, cv: %s}}",
    "{erlang: {mean: 3 min, k: %s}}",
    "{weibull: {mean: 3 min, shape: %s}}",
    "{hyperexponential: {mean: 3 min, cv: %s}}",
    "{uniform: [%s, 4 min]}",
    "{uniform: [1 min, %s]}",
    "{triangular: [1 min, %s, 4 min]}",
    "{pert: [%s, 1 min, 4 min]}",
    "{normal: {mean: %s, sd: 1 s}}",
    "{normal: {mean: 3 min, sd: %s}}",
    "{geometric: {mean: %s}}",
    ("{mixture: [{weight: %s, exponential: {mean: 2 min}}, "
     "{weight: 1, gamma: {mean: 9 min, cv: 1}}]}"),
    "{mixture: [{weight: 1, exponential: {mean: %s}}]}",
    "{empirical: %s}",
};

START_TEST(every_law)
{
    static struct values values;
    static const char *const KEYS[] = {"handle", "patience"};
    all_values(&values, muster_key_row(MUSTER_KEY_SERVICE_HANDLE));
    add(&values, "0.05", "");
    add(&values, "20", "");
    add(&values, "1000", "");
    for (size_t v = 0; v < values.count; v++)
        for (size_t k = 0; k < 2; k++) {
            char set[512];
            int used = snprintf(set, sizeof set, "services.calls.%s=", KEYS[k]);
            const char *gap = strstr(LAWS[_i], "%s");
            snprintf(set + used, sizeof set - (size_t)used, "%.*s%s%s", (int)(gap - LAWS[_i]),
                     LAWS[_i], values.text[v], gap + 2);
            if (try_setting(&BASES[1], set))
                expect_check(&BASES[1], set);
        }
}
END_TEST

static void setup(void)
{
    enter_folder();
    write_file("weeks.csv", "week,weight\n1,1\n44,2\n");
    write_file("school.csv", "from,to\n2004-10-25,2004-10-29\n");
}

static Suite *suite(void)
{
    Suite *suite = suite_create("every number");
    TCase *tests = tcase_create("every number");
    tcase_set_timeout(tests, 600);
    tcase_add_checked_fixture(tests, setup, leave_folder);
    tcase_add_loop_test(tests, every_key, 0, MUSTER_KEY_LAW_EXPONENTIAL);
    tcase_add_loop_test(tests, every_law, 0, (int)(sizeof LAWS / sizeof *LAWS));
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    gsl_set_error_handler_off();
    return muster_check_run(suite());
}
