/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * People, by whole commands: what `muster run` says of absence, headcount and hours worked against
 * theory worked out here from the scenario alone; and every shipped scenario the same on one thread
 * and on eight.
 */
#include "results.h"
#include "sample.h"

#include <dirent.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* A team with next to nothing to do, so that a run is about people only. */
#define TEAM(horizon, opening, group, tables)                                                      \
    "muster: 1\n"                                                                                  \
    "horizon: {start: " horizon ", interval: 30 min}\n"                                            \
    "opening: {mon-fri: 08:00-18:00" opening "}\n"                                                 \
    "services: {calls: {rate: 1 per hour, handle: 1 min}}\n"                                       \
    "staff:\n"                                                                                     \
    "  agents:\n"                                                                                  \
    "    full_time_week: 37 h\n"                                                                   \
    "    rota: fixed\n"                                                                            \
    "    skills: [calls]\n" group tables

#define DAY_SHIFT                                                                                  \
    "    shifts: [{name: day, start: 09:00, length: 7.9 h, lunch: {length: 30 min, between: "      \
    "12:00-14:00}}]\n"

static char folder[64];

static void setup(void)
{
    strcpy(folder, "/tmp/muster-people-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(chdir(folder), 0);
}

static void teardown(void)
{
    static const char *const FILES[] = {"team.yaml", "team.h5", "said"};
    for (size_t i = 0; i < sizeof FILES / sizeof FILES[0]; i++)
        unlink(FILES[i]);
    ck_assert_int_eq(chdir("/"), 0);
    rmdir(folder);
}

/* ---- running and reading ---- */

/* `muster run` with these words for the shell; its JSON, the caller's to release. */
static json_t *run(const char *words)
{
    char line[1024];
    int length = snprintf(line, sizeof line, "'%s' run %s --json 2> said", MUSTER_BINARY, words);
    ck_assert_int_lt(length, (int)sizeof line);
    FILE *pipe = popen(line, "r");
    ck_assert_ptr_nonnull(pipe);
    json_error_t error;
    json_t *root = json_loadf(pipe, 0, &error);
    int status = pclose(pipe);
    ck_assert_msg(WIFEXITED(status) && WEXITSTATUS(status) == 0, "%s: status %d", line, status);
    ck_assert_msg(root != NULL, "%s: %s", line, error.text);
    return root;
}

/* Runs the scenario text; with `full` replications when there is no sanitizer, never under 8. */
static json_t *run_team(const char *text, int full, const char *output)
{
    FILE *file = fopen("team.yaml", "w");
    ck_assert_ptr_nonnull(file);
    fputs(text, file);
    ck_assert_int_eq(fclose(file), 0);
    char words[128];
    snprintf(words, sizeof words, "team.yaml --force --replications %d --output %s",
             (int)fmax(8, full * MUSTER_EFFORT), output);
    return run(words);
}

static json_t *member(json_t *root, const char *path)
{
    char names[128];
    strcpy(names, path);
    json_t *at = json_array_get(json_object_get(root, "candidates"), 0);
    for (char *name = strtok(names, "/"); name; name = strtok(NULL, "/"))
        at = json_object_get(at, name);
    ck_assert_msg(at != NULL, "no %s", path);
    return at;
}

/* A column of the only candidate's and only group's days. */
struct days {
    size_t replications, count;
    double *value; /* [replications][count] */
};

static struct days read_days(const char *path)
{
    struct muster_results *results;
    struct muster_failure failure;
    ck_assert_int_eq(muster_results_open(&results, &failure, "team.h5"), MUSTER_OK);
    struct muster_dataset_info info;
    ck_assert_int_eq(muster_results_info(&info, &failure, results, path), MUSTER_OK);
    ck_assert_int_eq(info.rank, 4);
    ck_assert_uint_eq(info.length[0] * info.length[2], 1);
    struct days days = {info.length[1], info.length[3], NULL};
    days.value = malloc(days.replications * days.count * sizeof *days.value);
    ck_assert_ptr_nonnull(days.value);
    ck_assert_int_eq(muster_results_read(days.value, &failure, results, path, 0, 1), MUSTER_OK);
    muster_results_close(results);
    return days;
}

/* ---- absence ---- */

#define POSTS 20
#define SPELLS_PER_YEAR 8.0
#define SPELL_DAYS 10.0

static const char SICK_TEAM[] =
    TEAM("2004-10-04, weeks: 52", "", "    fte: 20\n" DAY_SHIFT,
         "sickness: {spells: 8 per year, length: {exponential: {mean: 10 d}}, counted_in: "
         "calendar_days, start: steady_state}\n");

/* Mean over the year of the product of what two days `lag` apart lie above `mean`. */
static double product(const double *value, size_t count, size_t lag, double mean)
{
    double sum = 0;
    for (size_t d = 0; d + lag < count; d++)
        sum += (value[d] - mean) * (value[d + lag] - mean);
    return sum / (double)(count - lag);
}

/* Each of n people is an alternating renewal process of two exponential laws, at work with hazard
 * h, off with hazard 1 / m: absent with chance p = h m / (1 + h m), and the number absent has
 * covariance n p (1 - p) exp(-(h + 1 / m) lag) [cox1962]. The mean is known, so the products are
 * unbiased, and product(7) less correlation times product(0) is zero on average. */
START_TEST(absence_remembers_last_week_as_renewal_theory_says)
{
    double h = SPELLS_PER_YEAR / 365.25, m = SPELL_DAYS, p = h * m / (1 + h * m);
    double variance = POSTS * p * (1 - p), correlation = exp(-(h + 1 / m) * 7);
    json_decref(run_team(SICK_TEAM, 300, "team.h5"));
    struct days days = read_days("/by_day/staff/sick_people_days");
    ck_assert_uint_eq(days.count, 364);
    struct sample absent = {0}, lag_0 = {0}, lag_7 = {0}, beyond_theory = {0};
    for (size_t r = 0; r < days.replications; r++) {
        const double *year = days.value + r * days.count;
        double sum = 0;
        for (size_t d = 0; d < days.count; d++)
            sum += year[d];
        double same = product(year, days.count, 0, POSTS * p);
        double later = product(year, days.count, 7, POSTS * p);
        sample_add(&absent, sum / (double)days.count);
        sample_add(&lag_0, same);
        sample_add(&lag_7, later);
        sample_add(&beyond_theory, later - correlation * same);
    }
    free(days.value);
    ASSERT_Z(absent, POSTS * p);
    ASSERT_Z(lag_0, variance);
    ASSERT_Z(lag_7, variance * correlation);
    ASSERT_Z(beyond_theory, 0);
    ck_assert_msg(sample_z(&lag_7, 0) > Z_MOST, "independent weeks: z %.2f", sample_z(&lag_7, 0));
}
END_TEST

/* ---- headcount ---- */

enum { YEARS_DAYS = 730, MONTHS = 24, NOTICE_DAYS = 28, LEAD_DAYS = 70, INTAKE_DAYS = 28 };
#define HEADS 30
#define YEARLY 0.4

#define LEAVING_TEAM(recruitment)                                                                  \
    TEAM("2005-01-01, days: 730", "",                                                              \
         "    fte: 30\n"                                                                           \
         "    in_post: {fte: 30, tenure: new}\n" DAY_SHIFT,                                        \
         "attrition: {yearly: 40%, notice: 4 weeks}\n" recruitment)

static const struct {
    const char *text;
    int lead_days, intake_days; /* lead -1: nobody is recruited */
} LEAVING[] = {
    {LEAVING_TEAM("recruitment: {lead_time: 10 weeks}\n"), LEAD_DAYS, 1},
    {LEAVING_TEAM("recruitment: {lead_time: 10 weeks, intake_every: 4 weeks, induction: 2 weeks}"),
     LEAD_DAYS, INTAKE_DAYS},
    {LEAVING_TEAM("recruitment: {lead_time: 2 weeks}\n"), 14, 1}, /* before the leaver is gone */
    {LEAVING_TEAM(""), -1, 1},
};

/* Expected heads of one post on each day, and leavers. */
struct renewal {
    double join[YEARS_DAYS + 1], leave[YEARS_DAYS + 1];
};

/* Chance of notice within half a day of `age`, at hazard c. */
static double notice_chance(double c, int age)
{
    return (age == 0 ? 1 : exp(-c * (age - 0.5))) - exp(-c * (age + 0.5));
}

/* Day by day: who joined on day j gives notice on day d with the chance of the age d - j, leaves a
 * notice later and is replaced at the first intake after the lead. Leavers per mean head come out
 * as asked when stays last 1 / YEARLY years: notice + 1 / c. */
static void renew(struct renewal *out, int lead_days, int intake_days)
{
    double c = 1 / (365.25 / YEARLY - NOTICE_DAYS);
    *out = (struct renewal){.join = {1}};
    for (int d = 0; d <= YEARS_DAYS; d++) {
        double notices = 0;
        for (int j = 0; j <= d; j++)
            notices += out->join[j] * notice_chance(c, d - j);
        int leave = d + NOTICE_DAYS;
        int join = (d + lead_days + intake_days - 1) / intake_days * intake_days;
        if (leave <= YEARS_DAYS)
            out->leave[leave] += notices;
        if (lead_days >= 0 && join <= YEARS_DAYS)
            out->join[join] += notices;
    }
}

/* A month's mean against what is exact, `se` from theory or, when negative, the command's own. A
 * month that never varies must be exact. */
static void check_month(json_t *measure, size_t month, double exact, double se, const char *name)
{
    double mean = json_number_value(json_array_get(json_object_get(measure, "mean"), month));
    if (se < 0)
        se = json_number_value(json_array_get(json_object_get(measure, "se"), month));
    double z = se > 0 ? (mean - exact) / se : fabs(mean - exact) < 1e-9 ? 0 : INFINITY;
    ck_assert_msg(fabs(z) < Z_MOST, "%s of month %zu: %.4f, exact %.4f, z %.2f", name, month, mean,
                  exact, z);
}

/* Leavers or hires of a month: of each post one or none, but for chances too small to matter. The
 * error is theory's: one estimated from so few events moves with their mean. */
static void check_count(json_t *measure, size_t month, double of_a_post, double replications,
                        const char *name)
{
    double se = sqrt(HEADS * of_a_post * (1 - of_a_post) / replications);
    check_month(measure, month, HEADS * of_a_post, se, name);
}

START_TEST(headcount_is_the_renewal_calculation_month_by_month)
{
    static const int DAYS[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    struct renewal post;
    renew(&post, LEAVING[_i].lead_days, LEAVING[_i].intake_days);
    json_t *root = run_team(LEAVING[_i].text, 120, "none");
    json_t *start = member(root, "by_month/staff/agents/headcount_start");
    json_t *leavers = member(root, "by_month/staff/agents/leavers");
    double replications = json_number_value(member(root, "replications"));
    json_t *hires = member(root, "by_month/staff/agents/hires");
    ck_assert_uint_eq(json_array_size(json_object_get(start, "mean")), MONTHS + 1);
    double heads = 0;
    int d = 0;
    for (size_t month = 0; month < MONTHS; month++) {
        double left = 0, joined = 0;
        check_month(start, month, HEADS * (heads + post.join[d] - post.leave[d]), -1, "headcount");
        for (int end = d + DAYS[month % 12]; d < end; d++) {
            left += post.leave[d];
            joined += d == 0 ? 0 : post.join[d]; /* those in post at the start are no hires */
            heads += post.join[d] - post.leave[d];
        }
        check_count(leavers, month, left, replications, "leavers");
        check_count(hires, month, joined, replications, "hires");
    }
    check_month(start, MONTHS, HEADS * (heads + post.join[d] - post.leave[d]), -1, "headcount");
    json_decref(root);
}
END_TEST

/* ---- hours ---- */

#define LONG_SHIFT                                                                                 \
    "      - {name: full, start: 09:00, length: 7.9 h, lunch: {length: 30 min, between: "          \
    "12:00-14:00}, for: full_time}\n"

/* 12 FTE of 37 h, 70 % full-time, are 8 x 37 h + 8 x 18.5 h = 444 h a week. */
#define MIXED_TEAM(opening, part, saturday)                                                        \
    TEAM("2004-10-04, weeks: 8", opening,                                                          \
         "    fte: 12\n"                                                                           \
         "    full_time: 70%\n"                                                                    \
         "    part_time: {week: 18.5 h}\n"                                                         \
         "    shifts:\n" LONG_SHIFT "      - {name: part, start: 08:30, length: " part             \
         ", for: part_time}\n" saturday,                                                           \
         "")

#define SATURDAY                                                                                   \
    "    saturday: {one_in: 4, shifts: [{start: 09:00, length: 4 h}], repaid: short_day}\n"

/* Hours that do not add up in a week go into a bank that stays within a shift of the contract: a
 * part-timer's 4 h Saturday cannot be repaid by a shorter day of 3.7 h, but by one of 9.25 h. */
static const struct {
    const char *text;
    int weeks;      /* that balance: 1 = every one of them */
    double slack_h; /* of all posts together */
} HOURS[] = {
    {MIXED_TEAM("", "3.7 h", ""), 1, 1e-3},
    {MIXED_TEAM("", "4 h", ""), 8, 1e-3},
    {MIXED_TEAM(", sat: 09:00-13:00", "9.25 h", SATURDAY), 1, 1e-3},
    {MIXED_TEAM(", sat: 09:00-13:00", "3.7 h", SATURDAY), 8, 8 * 3.7},
};

START_TEST(hours_worked_are_the_contract)
{
    json_decref(run_team(HOURS[_i].text, 8, "team.h5"));
    struct days days = read_days("/by_day/staff/paid_s");
    struct days beyond = read_days("/by_day/staff/overtime_s"); /* a contact in hand at the end */
    ck_assert_uint_eq(days.count, 8 * 7);
    size_t window = (size_t)HOURS[_i].weeks * 7;
    for (size_t first = 0; first < days.replications * days.count; first += window) {
        double hours = 0;
        for (size_t d = first; d < first + window; d++)
            hours += (days.value[d] - beyond.value[d]) / 3600;
        ck_assert_double_eq_tol(hours, 444 * HOURS[_i].weeks, HOURS[_i].slack_h);
    }
    free(days.value);
    free(beyond.value);
}
END_TEST

/* ---- threads ---- */

static char *json_of(const char *scenario, int threads)
{
    char words[512];
    snprintf(words, sizeof words,
             "'" MUSTER_SOURCE "/scenarios/%s' --replications 2 --output none --threads %d",
             scenario, threads);
    json_t *root = run(words);
    json_object_del(root, "elapsed_s");
    char *text = json_dumps(root, JSON_SORT_KEYS);
    json_decref(root);
    ck_assert_ptr_nonnull(text);
    return text;
}

START_TEST(shipped_scenarios_do_not_depend_on_threads)
{
    DIR *shipped = opendir(MUSTER_SOURCE "/scenarios");
    ck_assert_ptr_nonnull(shipped);
    int count = 0;
    for (struct dirent *entry; (entry = readdir(shipped));) {
        const char *end = strrchr(entry->d_name, '.');
        if (!end || strcmp(end, ".yaml") != 0)
            continue;
        char *one = json_of(entry->d_name, 1), *eight = json_of(entry->d_name, 8);
        ck_assert_msg(strcmp(one, eight) == 0, "%s differs by threads", entry->d_name);
        free(one);
        free(eight);
        count++;
    }
    closedir(shipped);
    ck_assert_int_ge(count, 5);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("people");
    TCase *tcase = tcase_create("people");
    tcase_set_timeout(tcase, 600);
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, absence_remembers_last_week_as_renewal_theory_says);
    tcase_add_loop_test(tcase, headcount_is_the_renewal_calculation_month_by_month, 0,
                        (int)(sizeof LEAVING / sizeof LEAVING[0]));
    tcase_add_loop_test(tcase, hours_worked_are_the_contract, 0,
                        (int)(sizeof HOURS / sizeof HOURS[0]));
    tcase_add_test(tcase, shipped_scenarios_do_not_depend_on_threads);
    suite_add_tcase(suite, tcase);
    return muster_check_run(suite);
}
