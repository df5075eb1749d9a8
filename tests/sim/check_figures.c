/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The figures of a results file: their numbers against values worked out by hand from made-up
 * tallies; what few replications may not show; what the planner's overlay predicts, against closed
 * formulas; all of them drawn, with names that would do harm in a careless script. The drawings
 * stay in example-plots/ of the working folder to be looked at.
 */
#include "check_main.h"
#include "figures.h"
#include "figures_data.h"
#include "overlay.h"
#include "overlay_predict.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---- a made-up question ---- */

enum { CANDIDATES = 4, SERVICES = 2, HOURS = 24, CELLS = 7 * HOURS };

static char folder[] = "/tmp/muster-figures-XXXXXX";
static char output[64];

static struct muster_service services[SERVICES] = {{.name = "general"}, {.name = "benefits"}};
static struct muster_group groups[] = {{.name = "agents"}};
static char as_read[] = "muster: 1\n", resolved[] = "muster: 1\n", pounds[] = "\xc2\xa3";
/* The fourth opens on Saturdays; the others differ in FTE only. */
static struct muster_setting settings[CANDIDATES][2] = {
    {{"staff.agents.fte", "12"}, {"opening.sat", "09:00-13:00"}},
    {{"staff.agents.fte", "16"}, {"opening.sat", "09:00-13:00"}},
    {{"staff.agents.fte", "14"}, {"opening.sat", "09:00-13:00"}},
    {{"staff.agents.fte", "12"}, {"opening.sat", "closed"}}};
static double fte[CANDIDATES] = {12, 16, 14, 12};
static char name0[] = "as proposed", name1[] = "`touch /tmp/muster-harm` $(reboot) 'x'\"",
            name2[] = "set output \"| sh\"; !id\n%s_{sub}^{sup} \xff\xfe",
            name3[] = "closed on Saturdays, a rather long name that has to be broken somewhere";
static struct muster_candidate candidates[CANDIDATES] = {
    {.name = name0, .setting_count = 2, .setting = settings[0]},
    {.name = name1, .setting_count = 2, .setting = settings[1]},
    {.name = name2, .setting_count = 2, .setting = settings[2]},
    {.name = name3, .setting_count = 2, .setting = settings[3]}};

/* Monday 2004-10-04 is day 12695. */
static struct muster_shape shape_of(size_t days, bool costed)
{
    return (struct muster_shape){.services = SERVICES,
                                 .groups = 1,
                                 .days = days,
                                 .intervals = CELLS,
                                 .months = days > 28 ? 13 : 1,
                                 .weeks = (days + 6) / 7,
                                 .interval_s = 3600,
                                 .start = 12695,
                                 .shift_based = true,
                                 .costed = costed,
                                 .headings = costed ? 1u << MUSTER_COST_SALARIES : 0};
}

/* ---- made-up planned values ---- */

/* Mon–Fri 8–18, Sat 9–13 (but for the last candidate), except for a bank holiday Monday. */
struct planned {
    double open_s[CANDIDATES * CELLS], open_days[CANDIDATES * CELLS];
    double expected[CANDIDATES * SERVICES * CELLS], needed[CANDIDATES * CELLS];
    double people[CANDIDATES], c[CANDIDATES * 3], a[CANDIDATES * 3];
    double c_spread[CANDIDATES * 3], a_spread[CANDIDATES * 3];
    int32_t definition[CANDIDATES];
    double within_s[CANDIDATES * SERVICES], share[CANDIDATES * 3];
    struct muster_overlay overlay;
};

static bool opens(size_t candidate, size_t cell)
{
    size_t day = cell / HOURS, hour = cell % HOURS;
    if (day < 5)
        return hour >= 8 && hour < 18;
    return day == 5 && candidate != 3 && hour >= 9 && hour < 13;
}

static void plan(struct planned *p, size_t count, double weeks)
{
    memset(p, 0, sizeof *p);
    for (size_t c = 0; c < count; c++) {
        for (size_t i = 0; i < CELLS; i++) {
            bool open = opens(c, i);
            double days = open ? weeks - (i < HOURS) : 0;
            p->open_days[c * CELLS + i] = days;
            p->open_s[c * CELLS + i] = 3600 * days;
            double busy = 1 - fabs((double)(i % HOURS) - 10.5) / 12;
            p->needed[c * CELLS + i] = open ? ceil(11 * busy) : NAN;
        }
        p->people[c] = NAN;
        p->definition[c] = MUSTER_LEVEL_OFFERED;
        for (size_t k = 0; k < 3; k++) {
            p->c[c * 3 + k] = 0.1 * (fte[c] - 10);
            p->a[c * 3 + k] = 0.4 + 0.05 * (fte[c] - 10);
            p->c_spread[c * 3 + k] = 0.09 * (fte[c] - 10);
            p->a_spread[c * 3 + k] = 0.36 + 0.05 * (fte[c] - 10);
            p->share[c * 3 + k] = 0.8;
        }
        p->within_s[c * 2] = p->within_s[c * 2 + 1] = 20;
    }
    p->overlay = (struct muster_overlay){.candidates = count,
                                         .services = SERVICES,
                                         .groups = 1,
                                         .intervals = CELLS,
                                         .open_s = p->open_s,
                                         .open_days = p->open_days,
                                         .expected = p->expected,
                                         .needed = p->needed,
                                         .fte = fte,
                                         .people = p->people,
                                         .erlang_c = p->c,
                                         .erlang_a = p->a,
                                         .erlang_c_spread = p->c_spread,
                                         .erlang_a_spread = p->a_spread,
                                         .definition = p->definition,
                                         .within_s = p->within_s,
                                         .share = p->share};
}

/* ---- a results file ---- */

typedef void filler(struct muster_tally *tally, size_t candidate, size_t replication);

static void write_results(const struct muster_shape *shape, size_t count, size_t replications,
                          filler *fill, const struct muster_extras *extras)
{
    struct muster_failure failure = {0};
    struct muster_journal *journal;
    char part[80];
    struct muster_question question = {.as_read = as_read,
                                       .resolved = resolved,
                                       .candidate_count = count,
                                       .candidate = candidates,
                                       .seed = 20041004};
    for (size_t c = 0; c < CANDIDATES; c++) {
        candidates[c].scenario.service = services;
        candidates[c].scenario.group = groups;
        candidates[c].scenario.currency = pounds;
    }
    snprintf(part, sizeof part, "%s.part", output);
    unlink(output);
    muster_journal_open(&journal, &failure, part, &question, shape, MUSTER_OPEN_FORCE, 1);
    ck_assert_msg(failure.status == MUSTER_OK, "%s", failure.text);
    struct muster_tally tally;
    ck_assert_int_eq(muster_tally_init(&tally, shape), MUSTER_OK);
    for (size_t c = 0; c < count; c++)
        for (size_t r = 0; r < replications; r++) {
            muster_tally_zero(&tally);
            fill(&tally, c, r);
            muster_journal_append(&failure, journal, 0, c, r, tally.block);
            ck_assert_msg(failure.status == MUSTER_OK, "%s", failure.text);
        }
    muster_tally_clear(&tally);
    muster_results_write(&failure, output, &question, journal, replications, extras, NULL);
    ck_assert_msg(failure.status == MUSTER_OK, "%s", failure.text);
    muster_journal_close(journal);
}

static void make(const struct muster_shape *shape, size_t count, size_t replications, filler *fill,
                 struct planned *planned)
{
    struct muster_dataset dataset[MUSTER_OVERLAY_DATASETS];
    struct muster_extras extras = {.dataset = dataset};
    extras.dataset_count = muster_overlay_datasets(dataset, &planned->overlay);
    write_results(shape, count, replications, fill, &extras);
}

static void add_week(struct muster_tally *tally, enum muster_count column, size_t service,
                     size_t cell, double value)
{
    size_t at = (size_t)muster_count_week_index(column) * SERVICES + service;
    tally->count_week[at * CELLS + cell] += (float)value;
}

static void add_day(struct muster_tally *tally, enum muster_count column, size_t service,
                    size_t day, double value)
{
    size_t at = (size_t)muster_count_day_index(column) * SERVICES + service;
    tally->count_day[at * tally->shape.days + day] += (float)value;
    tally->count[service * MUSTER_COUNTS + column] += value;
}

static void add_staff(struct muster_tally *tally, enum muster_staff column, size_t cell,
                      double value)
{
    tally->staff_week[(size_t)muster_staff_week_index(column) * CELLS + cell] += (float)value;
}

/* ---- a tally to compute by hand ---- */

/* Two weeks. Candidate c, replication r:
 * Mon 9 h   general 10 offered, 4 + r within; benefits 10 offered, 5 within
 * Tue 9 h   general 20 offered, 20 within                Sat 9 h: 4 offered, 1 within
 * by day    day 0: 40 offered, 20 + r + 3 c within; day 7: 20 offered, 10 + r within
 * on the phones Mon 9 h 2.5 h (one open Monday), Tue 9 h 7 + r h (two Tuesdays); Mon 20 h: 1 h
 */
static void by_hand(struct muster_tally *tally, size_t candidate, size_t replication)
{
    double c = (double)candidate, r = (double)replication;
    add_week(tally, MUSTER_COUNT_OFFERED, 0, 9, 10);
    add_week(tally, MUSTER_COUNT_ANSWERED_WITHIN, 0, 9, 4 + r);
    add_week(tally, MUSTER_COUNT_OFFERED, 1, 9, 10);
    add_week(tally, MUSTER_COUNT_ANSWERED_WITHIN, 1, 9, 5);
    add_week(tally, MUSTER_COUNT_OFFERED, 0, HOURS + 9, 20);
    add_week(tally, MUSTER_COUNT_ANSWERED_WITHIN, 0, HOURS + 9, 20);
    add_week(tally, MUSTER_COUNT_OFFERED, 1, 5 * HOURS + 9, 4);
    add_week(tally, MUSTER_COUNT_ANSWERED_WITHIN, 1, 5 * HOURS + 9, 1);
    add_day(tally, MUSTER_COUNT_OFFERED, 0, 0, 30);
    add_day(tally, MUSTER_COUNT_OFFERED, 1, 0, 10);
    add_day(tally, MUSTER_COUNT_ANSWERED_WITHIN, 0, 0, 20 + r + 3 * c);
    add_day(tally, MUSTER_COUNT_OFFERED, 1, 7, 20);
    add_day(tally, MUSTER_COUNT_ANSWERED_WITHIN, 1, 7, 10 + r);
    add_staff(tally, MUSTER_STAFF_PRESENT_S, 9, 2.5 * 3600);
    add_staff(tally, MUSTER_STAFF_PRESENT_S, HOURS + 9, (7 + r) * 3600);
    add_staff(tally, MUSTER_STAFF_PRESENT_S, 20, 3600);
    add_staff(tally, MUSTER_STAFF_SCHEDULED_S, 9, 4 * 3600);
    add_staff(tally, MUSTER_STAFF_SCHEDULED_S, HOURS + 9, 8 * 3600);
}

static struct planned planned;

static struct muster_figures_source opened(size_t replications, bool costed)
{
    struct muster_shape shape = shape_of(14, costed);
    struct muster_failure failure = {0};
    struct muster_figures_source source;
    plan(&planned, CANDIDATES, 2);
    make(&shape, CANDIDATES, replications, by_hand, &planned);
    muster_figures_source_open(&source, &failure, output);
    ck_assert_msg(failure.status == MUSTER_OK, "%s", failure.text);
    return source;
}

START_TEST(weekdays_of_equal_hours_stand_together)
{
    struct muster_figures_source source = opened(3, false);
    struct muster_figures_week week;
    struct muster_failure failure;
    ck_assert_int_eq(muster_figures_week_init(&week, &failure, &source, 0), MUSTER_OK);
    ck_assert_uint_eq(week.group_count, 2); /* the bank holiday does not set Monday apart */
    ck_assert_str_eq(week.group[0].label, "Mon–Fri");
    ck_assert_str_eq(week.group[1].label, "Sat");
    ck_assert_uint_eq(week.first, 8);
    ck_assert_uint_eq(week.end, 18);
    muster_figures_week_clear(&week);
    ck_assert_int_eq(muster_figures_week_init(&week, &failure, &source, 3), MUSTER_OK);
    ck_assert_uint_eq(week.group_count, 1);
    muster_figures_week_clear(&week);
    muster_figures_source_close(&source);
}
END_TEST

START_TEST(weekdays_are_named)
{
    double open_s[7 * 2] = {0}, days[7 * 2];
    struct muster_weekdays group[7];
    for (size_t i = 0; i < 14; i++)
        days[i] = 1;
    ck_assert_uint_eq(muster_figures_weekdays(group, open_s, days, 2, 43200), 0);
    for (size_t d = 0; d < 7; d++)
        open_s[2 * d] = 100;
    ck_assert_uint_eq(muster_figures_weekdays(group, open_s, days, 2, 43200), 1);
    ck_assert_str_eq(group[0].label, "every day");
    open_s[2 * 2] = 30000; /* Wednesday is longer */
    open_s[2 * 6] = 0;     /* Sunday is closed */
    ck_assert_uint_eq(muster_figures_weekdays(group, open_s, days, 2, 43200), 2);
    ck_assert_str_eq(group[0].label, "Mon–Tue, Thu–Sat");
    ck_assert_str_eq(group[1].label, "Wed");
}
END_TEST

START_TEST(level_by_time_of_day)
{
    struct muster_figures_source source = opened(3, false);
    struct muster_figures_week week;
    struct muster_failure failure;
    struct muster_fan fan;
    double *pairs, folded[3 * HOURS * 2];
    ck_assert_int_eq(muster_figures_week_init(&week, &failure, &source, 0), MUSTER_OK);
    ck_assert_int_eq(muster_figures_pairs(&pairs, &failure, &source, 0,
                                          muster_figures_level(&source, 0, MUSTER_WINDOW_INTERVAL),
                                          MUSTER_WINDOW_INTERVAL),
                     MUSTER_OK);
    muster_figures_fold(folded, pairs, 3, HOURS, &week.group[0]);
    /* Mon and Tue 9 h: (4 + r) + 5 + 20 of 10 + 10 + 20 */
    for (size_t r = 0; r < 3; r++) {
        ck_assert_double_eq(folded[(r * HOURS + 9) * 2], 29.0 + (double)r);
        ck_assert_double_eq(folded[(r * HOURS + 9) * 2 + 1], 40);
    }
    ck_assert_int_eq(muster_fan_init(&fan, folded, 3, HOURS), MUSTER_OK);
    ck_assert_double_eq(fan.p50[9], 30.0 / 40);
    ck_assert(isnan(fan.p50[10])); /* nobody called */
    ck_assert(isnan(fan.p25[9]) && isnan(fan.p95[9]));
    muster_fan_clear(&fan);
    muster_figures_fold(folded, pairs, 3, HOURS, &week.group[1]);
    ck_assert_double_eq(folded[9 * 2], 1);
    ck_assert_double_eq(folded[9 * 2 + 1], 4);
    free(pairs);
    muster_figures_week_clear(&week);
    muster_figures_source_close(&source);
}
END_TEST

START_TEST(level_by_week)
{
    struct muster_figures_source source = opened(3, false);
    struct muster_failure failure;
    double *pairs;
    ck_assert_int_eq(muster_figures_pairs(&pairs, &failure, &source, 1,
                                          muster_figures_level(&source, 1, MUSTER_WINDOW_WEEK),
                                          MUSTER_WINDOW_WEEK),
                     MUSTER_OK);
    for (size_t r = 0; r < 3; r++) {
        const double expected[] = {23.0 + (double)r, 40, 10.0 + (double)r, 20};
        for (size_t i = 0; i < 4; i++)
            ck_assert_double_eq(pairs[r * 4 + i], expected[i]);
    }
    free(pairs);
    muster_figures_source_close(&source);
}
END_TEST

START_TEST(ranges_need_replications)
{
    double pairs[40];
    struct muster_fan fan;
    for (size_t r = 0; r < 20; r++) {
        pairs[2 * r] = (double)(r + 1); /* 1 … 20 of 20 */
        pairs[2 * r + 1] = 20;
    }
    const size_t least[] = {MUSTER_RANGE_50_LEAST, MUSTER_RANGE_80_LEAST, MUSTER_RANGE_90_LEAST};
    for (size_t i = 0; i < COUNT(least); i++)
        for (size_t n = least[i] - 1; n <= least[i]; n++) {
            ck_assert_int_eq(muster_fan_init(&fan, pairs, n, 1), MUSTER_OK);
            const double *end[] = {fan.p25, fan.p10, fan.p05};
            ck_assert_int_eq(isnan(*end[i]) != 0, n < least[i]);
            muster_fan_clear(&fan);
        }
    pairs[1] = 0; /* one replication in which nobody called leaves 19 */
    ck_assert_int_eq(muster_fan_init(&fan, pairs, 20, 1), MUSTER_OK);
    ck_assert(isnan(fan.p05[0]) && isnan(fan.p95[0]));
    ck_assert_double_eq_tol(fan.p50[0], 11.0 / 20, 1e-15);            /* of 2 … 20 */
    ck_assert_double_eq_tol(fan.p25[0], (2 + 0.25 * 18) / 20, 1e-15); /* at (n - 1) p */
    muster_fan_clear(&fan);
}
END_TEST

START_TEST(staff_by_time_of_day)
{
    struct muster_figures_source source = opened(3, false);
    struct muster_figures_week week;
    struct muster_figures_staff staff;
    struct muster_failure failure;
    ck_assert_int_eq(muster_figures_week_init(&week, &failure, &source, 0), MUSTER_OK);
    ck_assert_int_eq(muster_figures_staff_init(&staff, &failure, &source, 0, &week, &week.group[0]),
                     MUSTER_OK);
    /* Nine open weekdays in two weeks: one Monday is a bank holiday. */
    ck_assert_double_eq_tol(staff.present.p50[9], (2.5 + 8) / 9, 1e-12);
    ck_assert_double_eq_tol(staff.present_mean[9], (2.5 + 8) / 9, 1e-12);
    ck_assert_double_eq_tol(staff.scheduled[9], 12.0 / 9, 1e-12);
    ck_assert_double_eq_tol(staff.needed[9], ceil(11 * (1 - 1.5 / 12)), 1e-12);
    ck_assert_double_eq(staff.present_mean[10], 0); /* open, nobody there */
    ck_assert(isnan(staff.present_mean[20]));       /* staying on after close */
    ck_assert(isnan(staff.needed[20]));
    muster_figures_staff_clear(&staff);
    muster_figures_week_clear(&week);
    muster_figures_source_close(&source);
}
END_TEST

START_TEST(ladder_of_candidates_by_fte)
{
    struct muster_figures_source source = opened(3, false);
    struct muster_ladder ladder;
    struct muster_failure failure;
    ck_assert_int_eq(muster_ladder_init(&ladder, &failure, &source), MUSTER_OK);
    ck_assert(ladder.size_only && ladder.fte);
    ck_assert_uint_eq(ladder.count, 3); /* not the one that is closed on Saturdays */
    const size_t order[] = {0, 2, 1};
    for (size_t i = 0; i < 3; i++) {
        /* Sums over replications: 3 x 30 + 2 (0 + 1 + 2) + 9 c of 3 x 60. */
        double hits = 96 + 9 * (double)order[i];
        ck_assert_uint_eq(ladder.candidate[i], order[i]);
        ck_assert_double_eq(ladder.size[i], 12 + 2 * (double)i);
        ck_assert_double_eq_tol(ladder.level[i].mean, hits / 180, 1e-15);
        ck_assert(isnan(ladder.level[i].p10)); /* three replications have no likely range */
        ck_assert_double_eq(ladder.erlang_c[i], planned.c[order[i] * 3 + 2]);
        ck_assert_double_eq(ladder.erlang_a[i], planned.a[order[i] * 3 + 2]);
        ck_assert_double_eq(ladder.erlang_c_spread[i], planned.c_spread[order[i] * 3 + 2]);
        ck_assert_double_eq(ladder.erlang_a_spread[i], planned.a_spread[order[i] * 3 + 2]);
    }
    /* Own values (30 + 2 r)/60 with equal weights: the jackknife is the plain standard error,
     * sd = 2/60, over root 3; t(2) at 97.5 % is 4.302653. */
    ck_assert_double_eq_tol(ladder.level[0].hi - ladder.level[0].mean,
                            4.30265273 * 2 / 60 / sqrt(3), 1e-8);
    muster_ladder_clear(&ladder);
    muster_figures_source_close(&source);
}
END_TEST

START_TEST(differences_are_paired)
{
    struct muster_figures_source source = opened(3, false);
    struct muster_difference difference;
    struct muster_failure failure;
    ck_assert_int_eq(muster_figures_difference(&difference, &failure, &source, 2, "service_level"),
                     MUSTER_OK);
    ck_assert_double_eq_tol(difference.mean, 6.0 / 60, 1e-15);
    ck_assert_double_eq_tol(difference.se, 0, 1e-15); /* the replications' noise is common */
    ck_assert_int_eq(
        muster_figures_difference(&difference, &failure, &source, 2, "abandoned_fraction"),
        MUSTER_OK);
    ck_assert_double_eq(difference.mean, 0);
    muster_figures_source_close(&source);
}
END_TEST

START_TEST(density_is_one_in_all)
{
    double value[] = {0.5, 0.61, 0.62, 0.7, 0.71, 0.9}, sum = 0;
    struct muster_density density = muster_density_of(value, 6);
    for (int i = 0; i < 4000; i++)
        sum += muster_density_at(&density, -1 + i * 0.001) * 0.001;
    ck_assert_double_eq_tol(sum, 1, 1e-9);
    /* Silverman: 0.9 min(sd, IQR / 1.34) n^-0.2; here IQR = 0.7075 - 0.6125 */
    ck_assert_double_eq_tol(density.bandwidth, 0.9 * 0.095 / 1.34 * pow(6, -0.2), 1e-12);
    double same[] = {0.5, 0.5};
    density = muster_density_of(same, 2);
    ck_assert_double_eq(muster_density_at(&density, 0.5), 0);
}
END_TEST

/* ---- predictions ---- */

/* W2: 2.4 calls a minute, handle 3.5 min, patience 2 min, 10 people. P(abandon) .079047, answered
 * within 20 s of all offered .792755 (M/M/n+M, the closed formula). */
static const struct muster_queue w2 = {
    .rate_per_s = 0.04, .handle_s = 210, .patience_s = 120, .within_s = 20};

static double predicted(struct muster_queue queue, double people, enum muster_service_level level)
{
    struct muster_hits hits = muster_overlay_hits(&queue, people, level, 5);
    return hits.hits / hits.of;
}

START_TEST(prediction_is_the_closed_formula)
{
    ck_assert_double_eq_tol(predicted(w2, 10, MUSTER_LEVEL_OFFERED), 0.792755, 5e-7);
    ck_assert_double_eq_tol(predicted(w2, 10, MUSTER_LEVEL_ANSWERED), 0.792755 / (1 - 0.079047),
                            2e-6);
    double credited = predicted(w2, 10, MUSTER_LEVEL_ABANDONED_CREDITED);
    double removed = predicted(w2, 10, MUSTER_LEVEL_SHORT_WAITS_REMOVED);
    double offered = predicted(w2, 10, MUSTER_LEVEL_OFFERED);
    ck_assert_double_eq_tol(removed, offered / (1 - (credited - offered)), 1e-12);
    ck_assert_double_gt(predicted(w2, 10, MUSTER_LEVEL_SHORT_ABANDONS_REMOVED), offered);
    ck_assert_double_lt(predicted(w2, 10, MUSTER_LEVEL_SHORT_ABANDONS_REMOVED), removed);
    ck_assert_double_lt(predicted(w2, 10, MUSTER_LEVEL_VIRTUAL), credited);
}
END_TEST

START_TEST(prediction_of_part_of_a_person)
{
    double nine = predicted(w2, 9, MUSTER_LEVEL_OFFERED);
    double ten = predicted(w2, 10, MUSTER_LEVEL_OFFERED);
    ck_assert_double_eq_tol(predicted(w2, 9.25, MUSTER_LEVEL_OFFERED), 0.75 * nine + 0.25 * ten,
                            1e-14);
    ck_assert_double_eq(predicted(w2, 0, MUSTER_LEVEL_OFFERED), 0);
}
END_TEST

START_TEST(erlang_c_is_nothing_at_a_full_load)
{
    struct muster_queue endless = w2;
    endless.patience_s = INFINITY;
    ck_assert_double_eq(predicted(endless, 8, MUSTER_LEVEL_OFFERED), 0); /* 8.4 Erlang */
    ck_assert_double_eq(predicted(endless, 8, MUSTER_LEVEL_ANSWERED), 0);
    ck_assert_double_eq(predicted(endless, 8, MUSTER_LEVEL_VIRTUAL), 0);
    /* Erlang C at 10: 1 - C exp(-(10 - 8.4) 20 / 210), C = .490 by its own definition */
    double waits = muster_erlang_c(8.4, 10);
    ck_assert_double_eq_tol(predicted(endless, 10, MUSTER_LEVEL_OFFERED),
                            1 - waits * exp(-1.6 * 20 / 210), 1e-12);
}
END_TEST

/* W2 by day beside a slower service with people of its own; the second candidate has eight for W2,
 * which is less than its 8.4 Erlang. Service b: 20 an hour, 6 min, endless patience, 3 people. */
static const char two_queues[] = "muster: 1\n"
                                 "horizon: {start: 2004-10-04, days: 14, interval: 30 min}\n"
                                 "opening: {mon-fri: 08:00-17:45}\n"
                                 "target: 80% in 20 s\n"
                                 "services:\n"
                                 "  a: {rate: 144 per hour, handle: {exponential: {mean: 3.5 min}},"
                                 " patience: {exponential: {mean: 2 min}}}\n"
                                 "  b: {rate: 20 per hour, handle: {exponential: {mean: 6 min}}}\n"
                                 "staff:\n"
                                 "  first: {present: 10, skills: [a]}\n"
                                 "  second: {present: 3, skills: [b]}\n"
                                 "candidates:\n"
                                 "  - {name: ten}\n"
                                 "  - {name: eight, set: {staff.first.present: 8}}\n";

static void study_two_queues(struct muster_question *question, struct muster_study **study,
                             struct muster_study_result *result)
{
    struct muster_faults faults;
    struct muster_failure failure = {0};
    struct muster_study_options options = {.threads = 1, .profile = true};
    muster_faults_init(&faults);
    if (!muster_question_read_text(question, &faults, "two queues", two_queues, strlen(two_queues),
                                   NULL)) {
        muster_faults_print(&faults, stderr);
        ck_abort_msg("the scenario has faults");
    }
    muster_faults_clear(&faults);
    question->replications = 2;
    ck_assert_int_eq(muster_study_new(study, &failure, question), MUSTER_OK);
    ck_assert_int_eq(muster_study_run(result, &failure, *study, &options), MUSTER_OK);
}

START_TEST(overlay_of_two_queues)
{
    struct muster_question question;
    struct muster_study *study;
    struct muster_study_result result;
    struct muster_overlay o;
    study_two_queues(&question, &study, &result);
    ck_assert_int_eq(muster_overlay_init(&o, study, &result), MUSTER_OK);
    const double b = 1 - muster_erlang_c(2, 3) * exp(-20.0 / 360);
    const double a_c = 1 - muster_erlang_c(8.4, 10) * exp(-1.6 * 20 / 210);
    ck_assert_double_eq_tol(o.erlang_a[0], 0.792755, 5e-7);
    ck_assert(isnan(o.erlang_a[1])); /* nobody is impatient there: no Erlang A */
    ck_assert_double_eq_tol(o.erlang_a[2], (144 * 0.792755 + 20 * b) / 164, 5e-7);
    ck_assert_double_eq_tol(o.erlang_c[0], a_c, 1e-6);
    ck_assert_double_eq_tol(o.erlang_c[1], b, 1e-6);
    ck_assert_double_eq_tol(o.erlang_c[2], (144 * a_c + 20 * b) / 164, 1e-6);
    ck_assert_double_eq(o.erlang_c[3], 0); /* eight for 8.4 Erlang */
    ck_assert_double_lt(o.erlang_a[3], 0.792755);
    for (size_t i = 0; i < 6; i++) { /* always the same number: both predictions are one */
        if (isnan(o.erlang_a[i]))
            ck_assert(isnan(o.erlang_a_spread[i]));
        else
            ck_assert_double_eq_tol(o.erlang_a_spread[i], o.erlang_a[i], 1e-6);
        ck_assert_double_eq_tol(o.erlang_c_spread[i], o.erlang_c[i], 1e-6);
    }
    ck_assert_double_eq(o.people[0], 13);
    ck_assert(isnan(o.fte[0]));
    /* Tuesday 17:30: open a quarter of an hour on each of two days. */
    size_t last = 48 + 35;
    ck_assert_double_eq(o.open_s[last], 2 * 900);
    ck_assert_double_eq(o.open_days[last], 2);
    ck_assert_double_eq_tol(o.expected[last], 144 * 0.5, 1e-3);
    ck_assert_double_eq_tol(o.expected[o.intervals + last - 1], 20 * 1.0, 1e-3);
    ck_assert(isnan(o.needed[last + 1]));
    struct muster_queue asked = w2;
    ck_assert_double_eq(o.needed[last],
                        muster_erlang_agents(&asked, MUSTER_ERLANG_OFFERED, 0.8, 100));
    muster_overlay_clear(&o);
    muster_study_result_clear(&result);
    muster_study_free(study);
    muster_question_clear(&question);
}
END_TEST

/* ---- drawing ---- */

/* A hash as noise, standard normal enough. */
static double noise(size_t a, size_t b)
{
    double sum = 0;
    for (uint64_t i = 1; i <= 12; i++) {
        uint64_t x = (a * 1000003 + b) * 31 + i;
        x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
        x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
        sum += (double)((x ^ (x >> 31)) >> 11) * 0x1p-53;
    }
    return sum - 6;
}

/* A year that looks like one: a morning dip, worse in the autumn, better with more people. */
static void a_year(struct muster_tally *tally, size_t candidate, size_t replication)
{
    double luck = 0.04 * noise(replication, 1) + 0.004 * noise(replication, 10 + candidate);
    double quality = 0.62 + 0.06 * (fte[candidate] - 12) + luck;
    for (size_t i = 0; i < CELLS; i++) {
        if (!opens(candidate, i))
            continue;
        double hour = (double)(i % HOURS) - 10, busy = 60 * exp(-hour * hour / 40) * 52;
        double level = quality - 0.25 * exp(-hour * hour / 3) + 0.03 * noise(replication, 100 + i);
        add_week(tally, MUSTER_COUNT_OFFERED, 0, i, round(busy));
        add_week(tally, MUSTER_COUNT_ANSWERED_WITHIN, 0, i, round(busy * fmin(fmax(level, 0), 1)));
        double people = 0.6 * fte[candidate] * (i < 5 * HOURS ? 1 : 0.4);
        add_staff(tally, MUSTER_STAFF_SCHEDULED_S, i, 52 * 3600 * people);
        add_staff(tally, MUSTER_STAFF_PRESENT_S, i, 52 * 3600 * people * (0.88 + luck));
    }
    for (size_t d = 0; d < tally->shape.days; d++) {
        if (d % 7 > 4)
            continue;
        double level =
            quality - 0.1 * cos((double)d / 58) + 0.05 * noise(replication, 1000 + d / 7);
        add_day(tally, MUSTER_COUNT_OFFERED, 0, d, 600);
        add_day(tally, MUSTER_COUNT_ANSWERED, 0, d, 560);
        add_day(tally, MUSTER_COUNT_ABANDONED, 0, d, round(300 * (1 - level)));
        add_day(tally, MUSTER_COUNT_WAIT_ANSWERED_S, 0, d, round(60000 * (1 - level)));
        add_day(tally, MUSTER_COUNT_ANSWERED_WITHIN, 0, d, round(600 * fmin(fmax(level, 0), 1)));
    }
    tally->cost[MUSTER_COST_SALARIES] = 14250.5 * fte[candidate] + 3000 * noise(replication, 5);
}

static const char *const names[] = {"service-level-by-time",
                                    "service-level-by-week",
                                    "service-level-by-fte",
                                    "service-level-distribution",
                                    "staff-by-time",
                                    "service-level-table",
                                    "headcount",
                                    "absence",
                                    "waterfall",
                                    "shrinkage",
                                    "cost",
                                    "cost-against-level",
                                    "spells",
                                    "demand",
                                    "one-day",
                                    "rota",
                                    "candidates-compared"};

/* Remembers what was left out. */
static void remember(void *context, const char *figure, const char *reason)
{
    char *all = context;
    snprintf(all + strlen(all), 2400 - strlen(all), "%s: %s\n", figure, reason);
}

static void draw_all(const char *into, size_t count, size_t days, size_t replications, filler *fill)
{
    struct muster_shape shape = shape_of(days, true);
    struct muster_failure failure;
    plan(&planned, count, (double)days / 7);
    make(&shape, count, replications, fill, &planned);
    mkdir("example-plots", 0777);
    mkdir(into, 0777);
    char left_out[2400] = "";
    struct muster_figures_request request = {.path = output,
                                             .folder = into,
                                             .keep_script = true,
                                             .listing = tmpfile(),
                                             .remark = remember,
                                             .remark_context = left_out};
    ck_assert(muster_figures_formats(&request.formats, "svg,png,pdf"));
    enum muster_status status = muster_figures_draw(&failure, &request);
    ck_assert_msg(status == MUSTER_OK, "%s", failure.text);
    char line[200];
    size_t lines = 0;
    rewind(request.listing);
    for (; fgets(line, sizeof line, request.listing); lines++) {
        line[strcspn(line, "\n")] = '\0';
        ck_assert_msg(access(line, F_OK) == 0, "%s is missing", line);
    }
    /* Nobody is ever away in a made-up tally. */
    ck_assert_uint_eq(lines, (count > 1 ? 10 : 8) * 4);
    ck_assert_ptr_nonnull(strstr(left_out, "absence: nobody is ever away"));
    ck_assert_ptr_nonnull(strstr(left_out, "one-day: a replication has to be simulated again"));
    ck_assert_ptr_nonnull(strstr(left_out, "shrinkage: nobody is ever away"));
    ck_assert_ptr_nonnull(strstr(left_out, "waterfall: the results file has no waterfall"));
    ck_assert_int_eq(strstr(left_out, "candidates-compared") != NULL, count < 2);
    ck_assert_int_eq(strstr(left_out, "cost-against-level: it needs") != NULL, count < 2);
    fclose(request.listing);
}

START_TEST(all_figures_with_names_that_mean_harm)
{
    unlink("/tmp/muster-harm");
    draw_all("example-plots/year", CANDIDATES, 365, 100, a_year);
    ck_assert(access("/tmp/muster-harm", F_OK) != 0);
}
END_TEST

START_TEST(all_figures_of_few_replications)
{
    draw_all("example-plots/five", CANDIDATES, 28, 5, a_year);
    draw_all("example-plots/one", CANDIDATES, 14, 1, by_hand);
    draw_all("example-plots/alone", 1, 14, 1, by_hand);
}
END_TEST

START_TEST(what_is_not_there_is_refused)
{
    static const char *const wrong[] = {"no-such-figure"};
    static const char *const compare[] = {"candidates-compared"};
    struct muster_shape shape = shape_of(14, false);
    struct muster_failure failure;
    struct muster_figures_request request = {.path = output, .folder = folder, .formats = 1};
    plan(&planned, 1, 2);
    make(&shape, 1, 2, by_hand, &planned);
    request.names = wrong;
    request.name_count = 1;
    ck_assert_int_eq(muster_figures_draw(&failure, &request), MUSTER_MISMATCH);
    request.names = compare;
    ck_assert_int_eq(muster_figures_draw(&failure, &request), MUSTER_MISMATCH);
    request.name_count = 0;
    request.candidate = "nobody";
    ck_assert_int_eq(muster_figures_draw(&failure, &request), MUSTER_MISMATCH);
    ck_assert_ptr_nonnull(strstr(failure.text, "nobody"));
    request.candidate = NULL;
    request.folder = "/no/such/folder";
    ck_assert_int_eq(muster_figures_draw(&failure, &request), MUSTER_IO_FAILED);
    request.path = "/no/such/file.h5";
    ck_assert_int_eq(muster_figures_draw(&failure, &request), MUSTER_BAD_FORMAT);
    write_results(&shape, 1, 2, by_hand, NULL); /* nothing planned in it */
    request.path = output;
    ck_assert_int_eq(muster_figures_draw(&failure, &request), MUSTER_BAD_FORMAT);
    ck_assert_ptr_nonnull(strstr(failure.text, "/planned"));
}
END_TEST

START_TEST(formats_and_names)
{
    unsigned formats = 0, both = 0;
    size_t count;
    ck_assert(muster_figures_formats(&formats, "svg"));
    ck_assert(muster_figures_formats(&both, "pdf,svg,pdf"));
    ck_assert_uint_ne(formats, both);
    ck_assert_uint_eq(formats & both, formats);
    ck_assert(!muster_figures_formats(&formats, ""));
    ck_assert(!muster_figures_formats(&formats, "svg,"));
    ck_assert(!muster_figures_formats(&formats, "svgpng"));
    const struct muster_figure_kind *kind = muster_figure_kinds(&count);
    ck_assert_uint_eq(count, COUNT(names));
    for (size_t i = 0; i < count; i++)
        ck_assert_ptr_eq(muster_figure_kind_find(names[i]), &kind[i]);
    ck_assert_ptr_null(muster_figure_kind_find("service-level"));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("figures");
    TCase *data = tcase_create("numbers");
    tcase_add_test(data, weekdays_of_equal_hours_stand_together);
    tcase_add_test(data, weekdays_are_named);
    tcase_add_test(data, level_by_time_of_day);
    tcase_add_test(data, level_by_week);
    tcase_add_test(data, ranges_need_replications);
    tcase_add_test(data, staff_by_time_of_day);
    tcase_add_test(data, ladder_of_candidates_by_fte);
    tcase_add_test(data, differences_are_paired);
    tcase_add_test(data, density_is_one_in_all);
    tcase_add_test(data, prediction_is_the_closed_formula);
    tcase_add_test(data, prediction_of_part_of_a_person);
    tcase_add_test(data, erlang_c_is_nothing_at_a_full_load);
    tcase_add_test(data, overlay_of_two_queues);
    suite_add_tcase(suite, data);
    TCase *drawing = tcase_create("drawing");
    tcase_set_timeout(drawing, 240);
    tcase_add_test(drawing, all_figures_with_names_that_mean_harm);
    tcase_add_test(drawing, all_figures_of_few_replications);
    tcase_add_test(drawing, what_is_not_there_is_refused);
    tcase_add_test(drawing, formats_and_names);
    suite_add_tcase(suite, drawing);
    if (!mkdtemp(folder))
        return EXIT_FAILURE;
    snprintf(output, sizeof output, "%s/runs.h5", folder);
    int result = muster_check_run(suite);
    char command[80];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command) == 0 ? result : EXIT_FAILURE;
}
