/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "check_main.h"
#include "everything.h"
#include "study.h"
#include "summary.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char desks[] = "muster: 1\n"
                            "title: two desks\n"
                            "horizon: {start: 2004-10-04, days: 8, interval: 15 min}\n"
                            "opening: {mon-sun: 08:00-11:00}\n"
                            "target: 80% in 20 s\n"
                            "services:\n"
                            "  calls:\n"
                            "    rate: 144 per hour\n"
                            "    handle: {exponential: {mean: 3.5 min}}\n"
                            "    patience: {exponential: {mean: 2 min}}\n"
                            "    busyness: {cv: 0.2}\n"
                            "staff:\n"
                            "  agents: {present: 9, skills: [calls]}\n"
                            "candidates:\n"
                            "  - {name: nine}\n"
                            "  - {name: ten, set: {staff.agents.present: 10}}\n";

/* Newcomers with buddies, contracts of term time, joining and leaving. */
static const char people[] =
    "muster: 1\n"
    "horizon: {start: 2004-10-04, weeks: 12, interval: 15 min}\n"
    "opening: {mon-fri: 08:00-18:00}\n"
    "target: 80% in 20 s\n"
    "services:\n"
    "  calls: {rate: 60 per hour, handle: {exponential: {mean: 3.5 min}}, patience: {exponential: "
    "{mean: 2 min}}}\n"
    "staff:\n"
    "  agents:\n"
    "    fte: 8\n"
    "    full_time: 80%\n"
    "    part_time: {week: 20 h, weeks: term_time}\n"
    "    in_post: {fte: 6, tenure: steady_state}\n"
    "    shifts: [{start: 08:00, length: 7.9 h, lunch: {length: 30 min, between: 11:30-14:00}}, "
    "{end: close, length: 7.9 h, lunch: {length: 30 min, between: 12:00-15:00}}]\n"
    "    skills: [calls]\n"
    "leave: {days: 21, school_holidays: {weight: 1.5, dates: [{from: 2004-10-25, to: "
    "2004-10-29}]}}\n"
    "sickness: {spells: 3 per year, length: {exponential: {mean: 4 d}}}\n"
    "attrition: {yearly: 50%}\n"
    "recruitment: {lead_time: {exponential: {mean: 2 weeks}}, induction: 1 week, buddy: {weeks: 4, "
    "share: {uniform: [10%, 30%]}}}\n"
    "learning: {initial: 1.6, tau: 8 weeks}\n"
    "candidates:\n"
    "  - {name: with buddies}\n"
    "  - {name: longer, set: {recruitment.buddy.weeks: 6}}\n";

/* People whose leaving depends on the load, and so on all that went before in the replication. */
static const char load[] =
    "muster: 1\n"
    "horizon: {start: 2004-10-07, weeks: 20, interval: 60 min, warm_up: 10 d}\n"
    "opening: {mon-fri: 08:00-18:00}\n"
    "target: 80% in 20 s\n"
    "services:\n"
    "  calls: {rate: 95 per hour, handle: {exponential: {mean: 3.5 min}}, patience: {exponential: "
    "{mean: 2 min}}, busyness: {cv: 0.2}}\n"
    "staff:\n"
    "  agents:\n"
    "    fte: 8\n"
    "    in_post: {fte: 8, tenure: steady_state}\n"
    "    shifts: [{start: open, length: 7.9 h}, {end: close, length: 7.9 h}]\n"
    "    skills: [calls]\n"
    "    agency: {hourly: 14, ready_after: 1 week}\n"
    "sickness: {spells: 3 per year, length: {exponential: {mean: 4 d}}}\n"
    "attrition: {yearly: 60%, notice: 1 week, burnout: {above: 60%, weeks: 2, per_point: {pert: "
    "[2%, 5%, 12%]}}}\n"
    "recruitment: {lead_time: 4 weeks, intake_every: 2 weeks}\n"
    "candidates:\n"
    "  - {name: eight}\n"
    "  - {name: ten, set: {staff.agents.fte: 10}}\n";

static const char *const TEXTS[] = {desks, people, load};
static const char *scenario_text = desks;

struct asked {
    struct muster_question question;
    struct muster_study *study;
};

static void ask(struct asked *asked, const char *simulation)
{
    char text[8192];
    struct muster_faults faults;
    struct muster_failure failure;
    int length = snprintf(text, sizeof text, "%ssimulation: %s\n", scenario_text, simulation);
    muster_faults_init(&faults);
    bool read = muster_question_read_text(&asked->question, &faults, "desk.yaml", text,
                                          (size_t)length, NULL);
    if (!read)
        muster_faults_print(&faults, stderr);
    ck_assert(read);
    muster_faults_clear(&faults);
    ck_assert_int_eq(muster_study_new(&asked->study, &failure, &asked->question), MUSTER_OK);
}

static void forget(struct asked *asked)
{
    muster_study_free(asked->study);
    muster_question_clear(&asked->question);
}

static void run(struct muster_study_result *result, struct asked *asked,
                const struct muster_study_options *options)
{
    struct muster_failure failure;
    enum muster_status status = muster_study_run(result, &failure, asked->study, options);
    ck_assert_msg(status == MUSTER_OK, "%s", failure.text);
}

static void same_rows(const struct muster_study_result *a, const struct muster_study_result *b)
{
    ck_assert_uint_eq(a->replications, b->replications);
    ck_assert_uint_eq(a->candidate_count, b->candidate_count);
    for (size_t c = 0; c < a->candidate_count; c++)
        for (size_t i = 0; i < a->replications; i++) {
            const struct muster_row *x = &a->candidate[c].rows[i], *y = &b->candidate[c].rows[i];
            size_t length = (size_t)(x->fte_trained + x->shape.groups * x->shape.months - x->block);
            ck_assert_mem_eq(x->block, y->block, length * sizeof *x->block);
            double bin[MUSTER_WAIT_BINS] = {0};
            muster_row_waits(bin, x, 0, 1);
            muster_row_waits(bin, y, 0, -1);
            for (size_t k = 0; k < MUSTER_WAIT_BINS; k++)
                ck_assert(bin[k] == 0);
        }
}

static void same_profiles(const struct muster_study_result *a, const struct muster_study_result *b)
{
    for (size_t c = 0; c < a->candidate_count; c++) {
        const struct muster_profile *x = &a->candidate[c].profile, *y = &b->candidate[c].profile;
        ck_assert_uint_eq(x->replications, y->replications);
        ck_assert_mem_eq(x->count, y->count,
                         muster_count_week_columns() * x->shape.intervals * sizeof *x->count);
        ck_assert_mem_eq(x->staff, y->staff,
                         muster_staff_week_columns() * x->shape.intervals * sizeof *x->staff);
    }
}

START_TEST(one_thread_and_eight_give_the_same_bits)
{
    scenario_text = TEXTS[_i];
    struct asked asked;
    struct muster_study_result one, eight;
    ask(&asked, "{replications: 21, seed: 3}");
    run(&one, &asked, &(struct muster_study_options){.threads = 1, .profile = true});
    run(&eight, &asked, &(struct muster_study_options){.threads = 8, .profile = true});
    ck_assert_uint_eq(one.replications, 21);
    ck_assert_double_gt(one.candidate[0].events, 0);
    ck_assert_double_eq(one.candidate[0].events, eight.candidate[0].events);
    same_rows(&one, &eight);
    same_profiles(&one, &eight);
    muster_study_result_clear(&one);
    muster_study_result_clear(&eight);
    forget(&asked);
}
END_TEST

START_TEST(candidates_share_their_callers)
{
    struct asked asked;
    struct muster_study_result result;
    struct muster_summary summary;
    ask(&asked, "{replications: 30, seed: 4}");
    run(&result, &asked, &(struct muster_study_options){.threads = 2});
    ck_assert_int_eq(muster_summary_init(&summary, &result, NULL), MUSTER_OK);
    const struct muster_difference *wanted = muster_summary_difference(&summary, 1, "wanted");
    ck_assert(wanted->mean == 0 && wanted->se == 0);
    const struct muster_difference *level = muster_summary_difference(&summary, 1, "service_level");
    ck_assert_double_gt(level->lo, 0); /* a tenth agent helps */
    const struct muster_estimate *alone =
        muster_summary_find(&summary.candidate[0], "service_level", "all");
    ck_assert_double_lt(level->se, alone->se);
    ck_assert_double_eq(muster_summary_find(&summary.candidate[0], "service_level", "calls")->mean,
                        alone->mean);
    ck_assert_ptr_null(muster_summary_find(&summary.candidate[0], "retries", "all"));
    /* 24 open hours of 144 calls, sd of a replication's mean about 5 % */
    const struct muster_estimate *offered =
        muster_summary_find(&summary.candidate[0], "offered", "all");
    ck_assert_double_lt(fabs(offered->mean - 3456) / offered->se, 4.5);
    muster_summary_clear(&summary);
    muster_study_result_clear(&result);
    forget(&asked);
}
END_TEST

START_TEST(looks_follow_the_stated_sequence)
{
    static const size_t looks[] = {30, 45, 68, 102, 153, 230, 345, 518, 777, 1166, 1749};
    size_t look = 0;
    for (size_t i = 0; i < sizeof looks / sizeof *looks; i++) {
        look = muster_study_next_look(look);
        ck_assert_uint_eq(look, looks[i]);
    }
}
END_TEST

/* The number of replications is the first look at which both candidates are precise. */
START_TEST(precision_stops_at_the_first_look_that_reaches_it)
{
    struct asked asked;
    struct muster_study_result result;
    ask(&asked, "{replications: 10, seed: 5, precision: {service_level: 2.5%}, at_most: 400}");
    run(&result, &asked, &(struct muster_study_options){.threads = 2});
    size_t n = result.replications;
    ck_assert(result.precise);
    const struct muster_measure *level = muster_measure_find("service_level");
    for (size_t look = muster_study_next_look(0); look <= n; look = muster_study_next_look(look)) {
        double worst = 0;
        for (size_t c = 0; c < 2; c++) {
            struct muster_estimate estimate;
            muster_measure_estimate(&estimate, level, &result.candidate[c].scope,
                                    result.candidate[c].rows, look, 1);
            worst = fmax(worst, estimate.hi - estimate.mean);
        }
        ck_assert(look == n ? worst <= 0.025 : worst > 0.025);
    }
    muster_study_result_clear(&result);
    forget(&asked);
}
END_TEST

START_TEST(precision_ends_at_most_and_looks_no_sooner_than_asked)
{
    struct asked asked;
    struct muster_study_result result;
    ask(&asked, "{replications: 10, seed: 5, precision: {service_level: 0.001%}, at_most: 50}");
    run(&result, &asked, &(struct muster_study_options){.threads = 2});
    ck_assert_uint_eq(result.replications, 50);
    ck_assert(!result.precise);
    muster_study_result_clear(&result);
    forget(&asked);
    ask(&asked, "{replications: 50, seed: 5, precision: {service_level: 90%}, at_most: 400}");
    run(&result, &asked, &(struct muster_study_options){.threads = 2});
    ck_assert_uint_eq(result.replications, 68);
    muster_study_result_clear(&result);
    forget(&asked);
    /* open hours never vary: zero variance is not precision */
    ask(&asked, "{replications: 10, seed: 5, precision: {pending: 10%}, at_most: 35}");
    run(&result, &asked, &(struct muster_study_options){.threads = 2});
    ck_assert_uint_eq(result.replications, 35);
    muster_study_result_clear(&result);
    forget(&asked);
}
END_TEST

/* ---- journal ---- */

static char folder[64];

static void make_folder(void)
{
    strcpy(folder, "study-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
}

static void path_in(char *path, size_t size, const char *name)
{
    snprintf(path, size, "%s/%s", folder, name);
}

static struct muster_journal *open_journal(struct asked *asked, const char *path,
                                           enum muster_open mode)
{
    struct muster_journal *journal;
    struct muster_failure failure;
    enum muster_status status =
        muster_journal_open(&journal, &failure, path, &asked->question,
                            muster_study_shape(asked->study), mode, muster_study_threads(4));
    ck_assert_msg(status == MUSTER_OK, "%s", failure.text);
    return journal;
}

struct watch {
    atomic_int stop;
    size_t after;
    size_t calls;
    struct muster_progress last;
};

static void watch_progress(void *context, const struct muster_progress *progress)
{
    struct watch *watch = context;
    watch->calls++;
    watch->last = *progress;
    if (progress->done >= watch->after)
        watch->stop = 1;
}

START_TEST(resumed_equals_undisturbed)
{
    scenario_text = TEXTS[_i];
    struct asked asked;
    struct muster_study_result undisturbed, resumed;
    char path[128];
    make_folder();
    path_in(path, sizeof path, "runs.h5.part");
    ask(&asked, "{replications: 25, seed: 6}");
    run(&undisturbed, &asked, &(struct muster_study_options){.threads = 2, .profile = true});
    /* the first nine of each, then all of them */
    asked.question.replications = 9;
    struct muster_journal *journal = open_journal(&asked, path, MUSTER_OPEN_NEW);
    run(&resumed, &asked, &(struct muster_study_options){.threads = 4, .journal = journal});
    muster_study_result_clear(&resumed);
    muster_journal_close(journal);
    asked.question.replications = 25;
    journal = open_journal(&asked, path, MUSTER_OPEN_RESUME);
    ck_assert_uint_eq(muster_journal_count(journal, 1), 9);
    struct watch watch = {.after = SIZE_MAX};
    run(&resumed, &asked,
        &(struct muster_study_options){.threads = 4,
                                       .journal = journal,
                                       .profile = true,
                                       .progress = watch_progress,
                                       .progress_context = &watch});
    ck_assert_uint_eq(watch.last.done, 50);
    ck_assert_uint_eq(watch.last.ran, 32);
    same_rows(&undisturbed, &resumed);
    same_profiles(&undisturbed, &resumed);
    ck_assert_int_eq(muster_journal_remove(journal), 0);
    muster_journal_close(journal);
    muster_study_result_clear(&undisturbed);
    muster_study_result_clear(&resumed);
    forget(&asked);
    rmdir(folder);
}
END_TEST

/* Every table at once, one thread; three, after the first two of a run that was broken off. */
START_TEST(everything_resumed_equals_undisturbed)
{
    struct asked asked;
    struct muster_study_result undisturbed, resumed;
    char path[128];
    static char text[sizeof everything + sizeof everything_else];
    make_folder();
    path_in(path, sizeof path, "runs.h5.part");
    scenario_text = text;
    snprintf(text, sizeof text, "%s%s", everything, everything_else);
    ask(&asked, "{replications: 5, seed: 6}");
    run(&undisturbed, &asked, &(struct muster_study_options){.threads = 1});
    asked.question.replications = 2;
    struct muster_journal *journal = open_journal(&asked, path, MUSTER_OPEN_NEW);
    run(&resumed, &asked, &(struct muster_study_options){.threads = 3, .journal = journal});
    muster_study_result_clear(&resumed);
    muster_journal_close(journal);
    asked.question.replications = 5;
    journal = open_journal(&asked, path, MUSTER_OPEN_RESUME);
    run(&resumed, &asked, &(struct muster_study_options){.threads = 3, .journal = journal});
    double acting = 0;
    for (size_t i = 0; i < 5; i++)
        acting += resumed.candidate[0].rows[i].staff[1 * MUSTER_STAFFS + MUSTER_STAFF_ACTING_FTE];
    ck_assert_double_gt(acting, 0);
    same_rows(&undisturbed, &resumed);
    ck_assert_int_eq(muster_journal_remove(journal), 0);
    muster_journal_close(journal);
    muster_study_result_clear(&undisturbed);
    muster_study_result_clear(&resumed);
    forget(&asked);
    rmdir(folder);
}
END_TEST

START_TEST(a_stop_is_obeyed_and_what_is_done_is_kept)
{
    struct asked asked;
    struct muster_study_result result;
    struct muster_failure failure;
    struct watch watch = {.after = 1};
    char path[128];
    make_folder();
    path_in(path, sizeof path, "runs.h5.part");
    ask(&asked, "{replications: 50000, seed: 7}");
    struct muster_journal *journal = open_journal(&asked, path, MUSTER_OPEN_NEW);
    double began_s = muster_clock_s();
    ck_assert_int_eq(muster_study_run(&result, &failure, asked.study,
                                      &(struct muster_study_options){.threads = 2,
                                                                     .journal = journal,
                                                                     .stop = &watch.stop,
                                                                     .progress = watch_progress,
                                                                     .progress_context = &watch}),
                     MUSTER_INTERRUPTED);
    ck_assert_double_lt(muster_clock_s() - began_s, 20); /* sanitizers are slow */
    ck_assert_ptr_null(result.candidate);
    ck_assert_uint_ge(muster_journal_count(journal, 0), 1);
    muster_journal_remove(journal);
    muster_journal_close(journal);
    forget(&asked);
    rmdir(folder);
}
END_TEST

/* ---- trace ---- */

START_TEST(trace_rows_add_up_to_the_counts)
{
    struct asked asked;
    struct muster_study_result result;
    ask(&asked, "{replications: 3, seed: 8}");
    run(&result, &asked, &(struct muster_study_options){.threads = 2, .traced = 2});
    for (size_t c = 0; c < 2; c++)
        for (size_t i = 0; i < 2; i++) {
            const struct muster_trace_log *log = &result.candidate[c].trace[i];
            const double *count = result.candidate[c].rows[i].count;
            double answered = 0, wait_s = 0;
            for (size_t r = 0; r < log->count; r++)
                if (log->row[r].outcome == MUSTER_OUTCOME_ANSWERED) {
                    answered++;
                    wait_s += log->row[r].wait_s;
                }
            ck_assert_double_eq(answered, count[MUSTER_COUNT_ANSWERED]);
            ck_assert_double_eq_tol(wait_s, count[MUSTER_COUNT_WAIT_ANSWERED_S], 1e-6 * wait_s);
        }
    muster_study_result_clear(&result);
    forget(&asked);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("study");
    TCase *tests = tcase_create("study");
    tcase_set_timeout(tests, 240);
    tcase_add_loop_test(tests, one_thread_and_eight_give_the_same_bits, 0, 3);
    tcase_add_test(tests, candidates_share_their_callers);
    tcase_add_test(tests, looks_follow_the_stated_sequence);
    tcase_add_test(tests, precision_stops_at_the_first_look_that_reaches_it);
    tcase_add_test(tests, precision_ends_at_most_and_looks_no_sooner_than_asked);
    tcase_add_loop_test(tests, resumed_equals_undisturbed, 0, 3);
    tcase_add_test(tests, everything_resumed_equals_undisturbed);
    tcase_add_test(tests, a_stop_is_obeyed_and_what_is_done_is_kept);
    tcase_add_test(tests, trace_rows_add_up_to_the_counts);
    suite_add_tcase(suite, tests);
    return muster_check_run(suite);
}
