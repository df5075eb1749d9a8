/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "calendar.h"
#include "check_main.h"
#include "measure.h"
#include "profile.h"
#include "random.h"
#include "target.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* A scenario made by hand: two services and one group, nothing switched on. */
struct bench {
    struct muster_scenario scenario;
    struct muster_service service[2];
    struct muster_group group[1];
    struct muster_target target[3];
    struct muster_shape shape;
    struct muster_scope scope;
    struct muster_tally tally;
};

static char first_name[] = "enquiries", second_name[] = "complaints", group_name[] = "agents";
static char text_within[] = "80% in 20 s", text_asa[] = "asa 30 s", text_other[] = "95% in 60 s";

/* 10:00 to 11:00 at intervals of 15 minutes, Mondays to Fridays. */
static const struct muster_busy_hour busy_hour = {40, 4, 5, 900};

static void bench_open(struct bench *bench, int32_t start, size_t days, size_t months)
{
    memset(bench, 0, sizeof *bench);
    struct muster_scenario *scenario = &bench->scenario;
    for (int s = 0; s < 2; s++) {
        struct muster_service *service = &bench->service[s];
        service->name = s ? second_name : first_name;
        service->demand_kind = MUSTER_DEMAND_RATE;
        service->resolution.law = muster_law_constant(1);
        service->within_s = 20;
        service->target_share = 0.8;
        service->max_retries = -1;
    }
    bench->group[0].name = group_name;
    scenario->service = bench->service;
    scenario->service_count = 2;
    scenario->group = bench->group;
    scenario->group_count = 1;
    scenario->target = bench->target;
    scenario->opening.always = true;
    bench->shape = (struct muster_shape){.services = 2,
                                         .groups = 1,
                                         .targets = 3,
                                         .days = days,
                                         .intervals = 672,
                                         .months = months,
                                         .weeks = 1,
                                         .interval_s = 900,
                                         .start = start};
    bench->scope = (struct muster_scope){
        .scenario = scenario, .shape = &bench->shape, .open_s = 86400.0 * (double)days};
    ck_assert_int_eq(muster_tally_init(&bench->tally, &bench->shape), MUSTER_OK);
}

static void bench_close(struct bench *bench)
{
    muster_tally_clear(&bench->tally);
}

/* ICMI's day: answered 1000, abandoned 60, answered within 20 s 860, abandoned within 20 s 20,
 * within 5 s 10. Another 40 found the lines engaged; 50 of those offered would not queue. */
static void icmi_day(double *count)
{
    count[MUSTER_COUNT_ANSWERED] = 1000;
    count[MUSTER_COUNT_ABANDONED] = 60;
    count[MUSTER_COUNT_OFFERED] = 1060;
    count[MUSTER_COUNT_BLOCKED] = 40;
    count[MUSTER_COUNT_ATTEMPTED] = 1100;
    count[MUSTER_COUNT_BALKED] = 50;
    count[MUSTER_COUNT_ANSWERED_WITHIN] = 860;
    count[MUSTER_COUNT_ABANDONED_WITHIN] = 20;
    count[MUSTER_COUNT_ABANDONED_SHORT] = 10;
    count[MUSTER_COUNT_VIRTUAL_WITHIN] = 870;
    count[MUSTER_COUNT_WAIT_ANSWERED_S] = 15500;
    count[MUSTER_COUNT_HANDLE_S] = 216000;
    count[MUSTER_COUNT_QUEUE_S] = 17280;
}

static double value_of(const struct bench *bench, const struct muster_row *row, const char *name,
                       size_t place)
{
    const struct muster_measure *measure = muster_measure_find(name);
    ck_assert_ptr_nonnull(measure);
    return muster_measure_value(measure, &bench->scope, row, place);
}

START_TEST(icmi_worked_day)
{
    static const struct {
        const char *name;
        double share;
    } known[] = {{"service_level_offered", 81.1},
                 {"service_level_answered", 86.0},
                 {"service_level_short_waits_removed", 82.7},
                 {"service_level_abandoned_credited", 83.0},
                 {"service_level_short_abandons_removed", 81.9},
                 {"service_level_attempted", 78.2}, /* 860 / 1100 */
                 {"service_level_virtual", 86.1}};  /* 870 / 1010 */
    struct bench bench;
    struct muster_row row;
    bench_open(&bench, 0, 1, 1);
    icmi_day(bench.tally.count);
    ck_assert_int_eq(muster_row_init(&row, &bench.tally, &busy_hour), MUSTER_OK);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        ck_assert_double_eq_tol(100 * value_of(&bench, &row, known[i].name, 0), known[i].share,
                                0.05);
        bench.scenario.level = (enum muster_service_level)i; /* in the order of the enum */
        ck_assert_double_eq_tol(100 * value_of(&bench, &row, "service_level", 0), known[i].share,
                                0.05);
    }
    ck_assert_double_eq_tol(value_of(&bench, &row, "asa_s", 0), 15.5, 1e-12);
    ck_assert_double_eq_tol(value_of(&bench, &row, "handle_time_s", 0), 216, 1e-12);
    ck_assert_double_eq_tol(value_of(&bench, &row, "offered_load_erl", 0), 1100 * 216 / 86400.0,
                            1e-12);
    ck_assert_double_eq_tol(value_of(&bench, &row, "queue_mean", 0), 0.2, 1e-12);
    ck_assert_double_nan(value_of(&bench, &row, "service_level", 1));
    muster_row_clear(&row);
    bench_close(&bench);
}
END_TEST

START_TEST(all_sums_the_services)
{
    struct bench bench;
    struct muster_row row;
    bench_open(&bench, 0, 1, 1);
    icmi_day(bench.tally.count);
    double *second = bench.tally.count + MUSTER_COUNTS;
    second[MUSTER_COUNT_ANSWERED] = second[MUSTER_COUNT_OFFERED] = 40;
    second[MUSTER_COUNT_ATTEMPTED] = 40;
    second[MUSTER_COUNT_ANSWERED_WITHIN] = 7;
    second[MUSTER_COUNT_HANDLE_S] = 40 * 611;
    bench.tally.wait_max_s[0] = 61.5;
    bench.tally.wait_max_s[1] = 88.25;
    bench.tally.met[2 * MUSTER_METS + MUSTER_MET_DAYS] = 3; /* `all` has its own */
    bench.tally.met[2 * MUSTER_METS + MUSTER_MET_DAYS_OF] = 4;
    ck_assert_int_eq(muster_row_init(&row, &bench.tally, &busy_hour), MUSTER_OK);
    ck_assert_double_eq_tol(value_of(&bench, &row, "service_level", 2), 867.0 / 1100, 1e-14);
    ck_assert_double_eq(value_of(&bench, &row, "offered", 2), 1100);
    ck_assert_double_eq(value_of(&bench, &row, "wait_max_s", 2), 88.25);
    ck_assert_double_eq(value_of(&bench, &row, "wait_max_s", 0), 61.5);
    ck_assert_double_eq(value_of(&bench, &row, "p_target_day", 2), 0.75);
    ck_assert_double_eq_tol(value_of(&bench, &row, "offered_load_erl", 2),
                            (1100 * 216 + 40 * 611) / 86400.0, 1e-12);
    ck_assert_double_eq(value_of(&bench, &row, "p_target", 0), 1); /* 81.1 % of 80 % */
    ck_assert_double_eq(value_of(&bench, &row, "p_target", 2), 0); /* 78.8 % */
    muster_row_clear(&row);
    bench_close(&bench);
}
END_TEST

/* ---- pooled waits ---- */

enum { WAITS = 3000, ROWS = 5 };

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Fills the bench's tally with waits of replication i: a fifth without waiting. */
static void add_waits(struct bench *bench, double *wait, uint64_t i)
{
    muster_tally_zero(&bench->tally);
    for (int w = 0; w < WAITS; w++) {
        struct muster_stream stream = muster_stream_at((struct muster_key){77, i},
                                                       MUSTER_PURPOSE_PARAMETER, (uint64_t)w, 0, 0);
        double u = muster_stream_uniform(&stream), v = muster_stream_uniform(&stream);
        wait[w] = v < 0.2 ? 0 : -(20 + 3 * (double)i) * log(u);
        bench->tally.count[MUSTER_COUNTS + MUSTER_COUNT_OFFERED]++;
        if (wait[w] > 0)
            bench->tally.wait_bin[MUSTER_WAIT_BINS + muster_wait_bin(wait[w])]++;
    }
}

START_TEST(wait_quantiles_are_those_of_the_pooled_waits)
{
    static const struct {
        const char *name;
        double p;
    } quantile[] = {{"wait_p50_s", 0.5}, {"wait_p90_s", 0.9}, {"wait_p95_s", 0.95}};
    struct bench bench;
    struct muster_row rows[ROWS];
    static double wait[ROWS * WAITS], other[ROWS * WAITS];
    bench_open(&bench, 0, 1, 1);
    for (int i = 0; i < ROWS; i++) {
        add_waits(&bench, wait + i * WAITS, (uint64_t)i);
        ck_assert_int_eq(muster_row_init(&rows[i], &bench.tally, &busy_hour), MUSTER_OK);
    }
    for (size_t q = 0; q < 3; q++) {
        const struct muster_measure *measure = muster_measure_find(quantile[q].name);
        struct muster_estimate estimate, all;
        double deleted[ROWS], own[ROWS];
        for (int i = 0; i < ROWS; i++) {
            memcpy(other, wait, sizeof other);
            memmove(other + i * WAITS, other + (i + 1) * WAITS,
                    (size_t)(ROWS - 1 - i) * WAITS * sizeof *other);
            qsort(other, (ROWS - 1) * WAITS, sizeof *other, ascending);
            deleted[i] = muster_quantile(other, (ROWS - 1) * WAITS, quantile[q].p);
            memcpy(other, wait + i * WAITS, WAITS * sizeof *other);
            qsort(other, WAITS, sizeof *other, ascending);
            own[i] = muster_quantile(other, WAITS, quantile[q].p);
        }
        memcpy(other, wait, sizeof other);
        qsort(other, ROWS * WAITS, sizeof *other, ascending);
        double exact = muster_quantile(other, ROWS * WAITS, quantile[q].p);
        struct muster_estimate brute;
        muster_estimate_of_deleted(&brute, exact, deleted, own, ROWS);
        ck_assert_int_eq(muster_measure_estimate(&estimate, measure, &bench.scope, rows, ROWS, 1),
                         MUSTER_OK);
        ck_assert_double_eq_tol(estimate.mean, exact, 0.01 * exact);
        ck_assert_double_eq_tol(estimate.p50, brute.p50, 0.01 * exact);
        ck_assert_double_eq_tol(estimate.se, brute.se, 0.1 * brute.se);
        muster_measure_estimate(&all, measure, &bench.scope, rows, ROWS, 2);
        ck_assert_double_eq(all.mean, estimate.mean); /* the other service has none */
    }
    for (int i = 0; i < ROWS; i++)
        muster_row_clear(&rows[i]);
    bench_close(&bench);
}
END_TEST

START_TEST(histograms_survive_packing)
{
    struct bench bench;
    struct muster_row row;
    bench_open(&bench, 0, 1, 1);
    bench.tally.wait_bin[3] = UINT32_MAX;
    bench.tally.wait_bin[4] = 127;
    bench.tally.wait_bin[900] = 128;
    bench.tally.wait_bin[MUSTER_WAIT_BINS - 1] = 16384;
    bench.tally.wait_bin[MUSTER_WAIT_BINS + 17] = 5; /* the second service's */
    ck_assert_int_eq(muster_row_init(&row, &bench.tally, &busy_hour), MUSTER_OK);
    for (size_t s = 0; s < 2; s++) {
        double bin[MUSTER_WAIT_BINS] = {0};
        muster_row_waits(bin, &row, s, 2);
        for (size_t b = 0; b < MUSTER_WAIT_BINS; b++)
            ck_assert_double_eq(bin[b], 2.0 * bench.tally.wait_bin[s * MUSTER_WAIT_BINS + b]);
    }
    muster_row_clear(&row);
    bench_close(&bench);
}
END_TEST

/* ---- people by month ---- */

/* 20 October to 30 November 2004: 12 + 30 days. */
START_TEST(leavers_belong_to_the_month_of_their_last_day)
{
    struct bench bench;
    struct muster_row row;
    int32_t start = muster_date_from_civil((struct muster_civil){2004, 10, 20});
    bench_open(&bench, start, 42, 2);
    bench.shape.shift_based = bench.tally.shape.shift_based = true;
    size_t days = bench.shape.days;
    float *leavers =
        bench.tally.staff_day + (size_t)muster_staff_day_index(MUSTER_STAFF_LEAVERS) * days;
    float *hires =
        bench.tally.staff_day + (size_t)muster_staff_day_index(MUSTER_STAFF_HIRES) * days;
    float *people =
        bench.tally.staff_day + (size_t)muster_staff_day_index(MUSTER_STAFF_HEADCOUNT) * days;
    float *trained =
        bench.tally.staff_day + (size_t)muster_staff_day_index(MUSTER_STAFF_TRAINED_FTE) * days;
    leavers[0] = 7;  /* their last day was before the horizon */
    leavers[5] = 1;  /* last day 24 October */
    leavers[12] = 2; /* last day 31 October */
    leavers[20] = 1;
    hires[12] = 3; /* 1 November */
    double head = 15;
    for (size_t d = 0; d < days; d++) {
        if (d > 0)
            head += (double)hires[d] - (double)leavers[d];
        people[d] = (float)head;
        trained[d] = d < 12 ? 10.5F : 9.25F;
    }
    bench.tally.staff[MUSTER_STAFF_LEAVERS] =
        7 + 1 + 2 + 1 + 4; /* 4 more last worked on the last day */
    bench.tally.staff[MUSTER_STAFF_HEADCOUNT_END] = head - 4;
    ck_assert_int_eq(muster_row_init(&row, &bench.tally, &busy_hour), MUSTER_OK);
    ck_assert_double_eq(row.leavers[0], 3);
    ck_assert_double_eq(row.leavers[1], 5);
    ck_assert_double_eq(row.hires[0], 0);
    ck_assert_double_eq(row.hires[1], 3);
    ck_assert_double_eq(row.headcount_start[0], 15);
    ck_assert_double_eq(row.headcount_start[1], 15 - 3 + 3); /* joiners of that day included */
    ck_assert_double_eq(row.headcount_start[2], row.headcount_start[1] - 5);
    ck_assert_double_eq_tol(row.fte_trained[0], 10.5, 1e-12);
    ck_assert_double_eq_tol(row.fte_trained[1], 9.25, 1e-12);
    muster_row_clear(&row);
    bench_close(&bench);
}
END_TEST

START_TEST(staff_measures_follow_their_definitions)
{
    struct bench bench;
    struct muster_row row;
    bench_open(&bench, 0, 5, 1);
    bench.group[0].shift_based = true;
    double *staff = bench.tally.staff;
    staff[MUSTER_STAFF_HANDLING_S] = 61;
    staff[MUSTER_STAFF_PRESENT_S] = 80;
    staff[MUSTER_STAFF_PAID_S] = 125;
    staff[MUSTER_STAFF_SICKNESS_S] = 5;
    staff[MUSTER_STAFF_ESTABLISHED_FTE] = 60;
    staff[MUSTER_STAFF_IN_POST_FTE] = 57;
    staff[MUSTER_STAFF_AHEAD_FTE] = 6; /* of the 57, before their posts exist */
    staff[MUSTER_STAFF_HEADCOUNT] = 75;
    staff[MUSTER_STAFF_SICK_PEOPLE] = 4; /* 0 0 1 0 3 over five days */
    staff[MUSTER_STAFF_SICK_PEOPLE_SQ] = 10;
    staff[MUSTER_STAFF_SPELLS] = 2;
    staff[MUSTER_STAFF_OVERTIME_S] = 5400;
    ck_assert_int_eq(muster_row_init(&row, &bench.tally, &busy_hour), MUSTER_OK);
    ck_assert_double_eq_tol(value_of(&bench, &row, "occupancy", 0), 0.7625, 1e-14);
    ck_assert_double_eq_tol(value_of(&bench, &row, "utilisation", 1), 0.64, 1e-14);
    ck_assert_double_eq_tol(value_of(&bench, &row, "shrinkage", 1), 0.36, 1e-14);
    ck_assert_double_eq_tol(value_of(&bench, &row, "shrinkage_sickness", 1), 0.04, 1e-14);
    ck_assert_double_eq_tol(value_of(&bench, &row, "establishment_gap", 0), 0.15, 1e-14);
    ck_assert_double_eq_tol(value_of(&bench, &row, "fte_in_post", 0), 11.4, 1e-14);
    ck_assert_double_eq_tol(value_of(&bench, &row, "sick_people", 0), 0.8, 1e-14);
    ck_assert_double_eq_tol(value_of(&bench, &row, "sick_people_var", 0), 2 - 0.64, 1e-14);
    ck_assert_double_eq_tol(value_of(&bench, &row, "spells_per_year", 0), 2 * 365.25 / 75, 1e-12);
    ck_assert_double_eq_tol(value_of(&bench, &row, "overtime_h", 0), 1.5, 1e-14);
    muster_row_clear(&row);
    bench_close(&bench);
}
END_TEST

/* ---- which are there ---- */

static bool applies(const struct bench *bench, const char *name, size_t place)
{
    return muster_measure_applies(muster_measure_find(name), &bench->scope, place);
}

START_TEST(switched_off_models_omit_their_measures)
{
    static const char *const always[] = {"attempted",
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
                                         "queue_mean"};
    static const char *const off[] = {"retries",
                                      "repeats",
                                      "blocked",
                                      "blocked_fraction",
                                      "balked",
                                      "wanted_when_closed",
                                      "returned",
                                      "pending",
                                      "p_target",
                                      "p_target_week",
                                      "time_to_abandon_s",
                                      "shrinkage",
                                      "headcount",
                                      "cost"};
    struct bench bench;
    bench_open(&bench, 0, 1, 1);
    for (size_t i = 0; i < sizeof always / sizeof *always; i++)
        for (size_t place = 0; place < 3; place++)
            ck_assert_msg(applies(&bench, always[i], place), "%s", always[i]);
    for (size_t i = 0; i < sizeof off / sizeof *off; i++)
        ck_assert_msg(!applies(&bench, off[i], 0), "%s", off[i]);
    bench.service[1].retry[MUSTER_RETRY_ABANDONED].law = muster_law_constant(0.6);
    ck_assert(!applies(&bench, "retries", 0));
    ck_assert(applies(&bench, "retries", 1));
    ck_assert(applies(&bench, "retries", 2)); /* all */
    bench.service[0].lines = 40;
    ck_assert(applies(&bench, "blocked", 0));
    ck_assert(!applies(&bench, "blocked", 1));
    ck_assert(!applies(&bench, "lost_at_close", 0));
    bench.scenario.opening.always = false;
    ck_assert(applies(&bench, "lost_at_close", 0));
    ck_assert(!applies(&bench, "wanted_when_closed", 0)); /* with rate: nobody calls while closed */
    ck_assert(applies(&bench, "wanted_when_closed", 1));  /* but a retry may come then */
    bench.group[0].shift_based = true;
    ck_assert(applies(&bench, "shrinkage", 0));
    ck_assert(!applies(&bench, "sick_share", 0));
    bench_close(&bench);
}
END_TEST

START_TEST(names_are_unique_and_explained)
{
    size_t count;
    const struct muster_measure *table = muster_measure_table(&count);
    ck_assert_uint_gt(count, 60);
    for (size_t i = 0; i < count; i++) {
        char *text = NULL;
        size_t length = 0;
        FILE *file = open_memstream(&text, &length);
        ck_assert_ptr_eq(muster_measure_find(table[i].name), &table[i]);
        ck_assert(muster_measure_explain(file, table[i].name));
        fclose(file);
        ck_assert_ptr_nonnull(strstr(text, table[i].sentence));
        ck_assert_ptr_nonnull(strstr(text, "formula:") ? strstr(text, "formula:")
                                                       : strstr(text, "estimate:"));
        free(text);
    }
    ck_assert(!muster_measure_explain(stderr, "no_such_measure"));
    for (int level = 0; level < MUSTER_LEVEL_COUNT; level++)
        ck_assert_int_eq(strncmp(muster_measure_level((enum muster_service_level)level)->name,
                                 "service_level_", 14),
                         0);
}
END_TEST

/* ---- targets ---- */

START_TEST(targets_are_met_missed_or_undecided)
{
    enum { N = 40 };
    struct bench bench;
    struct muster_row rows[N];
    bench_open(&bench, 0, 1, 1);
    bench.scenario.target_count = 3;
    bench.target[0] = (struct muster_target){text_within, MUSTER_TARGET_WITHIN, 0.8, 20, -1};
    bench.target[1] = (struct muster_target){text_asa, MUSTER_TARGET_ASA, 0, 30, 0};
    bench.target[2] = (struct muster_target){text_other, MUSTER_TARGET_WITHIN, 0.95, 60, -1};
    for (int i = 0; i < N; i++) {
        double *count = bench.tally.count;
        count[MUSTER_COUNT_OFFERED] = 1000;
        count[MUSTER_COUNT_ANSWERED_WITHIN] = i % 2 ? 780 : 821; /* mean 0.8005, se 0.0033 */
        count[MUSTER_COUNT_ANSWERED] = 900;
        count[MUSTER_COUNT_WAIT_ANSWERED_S] = 900 * (i % 4 ? 25.5 : 31); /* mean 26.9 s */
        bench.tally.target_met[MUSTER_MET_WEEKS] = 9 + i % 2;
        bench.tally.target_met[MUSTER_MET_WEEKS_OF] = 10;
        bench.tally.target_met[MUSTER_MET_MONTHS] = 6 + i % 2;
        bench.tally.target_met[MUSTER_MET_MONTHS_OF] = 12;
        ck_assert_int_eq(muster_row_init(&rows[i], &bench.tally, &busy_hour), MUSTER_OK);
    }
    struct muster_assurance none = {MUSTER_ASSURANCE_NONE, 0},
                            weeks = {MUSTER_ASSURANCE_WEEKS, 0.9},
                            months = {MUSTER_ASSURANCE_MONTHS, 0.9},
                            years = {MUSTER_ASSURANCE_YEARS, 0.9};
    struct muster_target_result result;
    muster_target_judge(&result, &bench.scope, 0, &none, rows, N);
    ck_assert_int_eq(result.met, MUSTER_VERDICT_UNDECIDED);
    ck_assert_double_eq_tol(result.p_target.mean, 0.5, 1e-14);
    ck_assert_double_eq_tol(result.p_target_week.mean, 0.95, 1e-14);
    ck_assert_double_nan(result.p_target_day.mean);
    ck_assert_str_eq(result.service, "all");
    muster_target_judge(&result, &bench.scope, 0, &weeks, rows, N);
    ck_assert_int_eq(result.met, MUSTER_VERDICT_MET); /* 95 % of weeks, se 0.8 points */
    muster_target_judge(&result, &bench.scope, 0, &months, rows, N);
    ck_assert_int_eq(result.met, MUSTER_VERDICT_MISSED); /* 54 % of months */
    muster_target_judge(&result, &bench.scope, 0, &years, rows, N);
    ck_assert_int_eq(result.met, MUSTER_VERDICT_MISSED); /* half of the replications */
    muster_target_judge(&result, &bench.scope, 1, &none, rows, N);
    ck_assert_int_eq(result.met, MUSTER_VERDICT_MET);
    ck_assert_double_eq_tol(result.p_target.mean, 0.75, 1e-14);
    ck_assert_str_eq(result.service, first_name);
    muster_target_judge(&result, &bench.scope, 2, &none, rows, N); /* not counted at 60 s */
    ck_assert_int_eq(result.met, MUSTER_VERDICT_UNDECIDED);
    ck_assert_double_nan(result.p_target.mean);
    struct muster_target hard = {text_asa, MUSTER_TARGET_ASA, 0, 20, -1};
    muster_target_require(&result, &bench.scope, &hard, rows, N);
    ck_assert_int_eq(result.met, MUSTER_VERDICT_MISSED);
    for (int i = 0; i < N; i++)
        muster_row_clear(&rows[i]);
    bench_close(&bench);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("measure");
    TCase *tests = tcase_create("measure");
    tcase_add_test(tests, icmi_worked_day);
    tcase_add_test(tests, all_sums_the_services);
    tcase_add_test(tests, wait_quantiles_are_those_of_the_pooled_waits);
    tcase_add_test(tests, histograms_survive_packing);
    tcase_add_test(tests, leavers_belong_to_the_month_of_their_last_day);
    tcase_add_test(tests, staff_measures_follow_their_definitions);
    tcase_add_test(tests, switched_off_models_omit_their_measures);
    tcase_add_test(tests, names_are_unique_and_explained);
    tcase_add_test(tests, targets_are_met_missed_or_undecided);
    suite_add_tcase(suite, tests);
    return muster_check_run(suite);
}
