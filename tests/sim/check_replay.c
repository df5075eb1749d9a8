/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Replications lived through again from a results file: the day's curves against the sums that the
 * tally kept of the same day, people's whereabouts against its absences, demand given against
 * values worked out by hand, the choice of the day, and what cannot be lived through again refused.
 */
#include "check_main.h"
#include "day_view.h"
#include "figures.h"
#include "figures_data.h"
#include "overlay.h"
#include "replay.h"
#include "results.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { REPLICATIONS = 3 };

static const char people[] =
    "muster: 1\n"
    "currency: £\n"
    "horizon: {start: 2004-11-29, weeks: 6, interval: 15 min}\n"
    "opening: {mon-fri: 08:00-18:00, sat: 09:00-13:00, closed: [2004-12-25, 2004-12-27]}\n"
    "target: 80% in 20 s\n"
    "services:\n"
    "  general:\n"
    "    demand: {wanted: 150000}\n"
    "    weekdays: {mon: 1.3, tue: 1, wed: 1, thu: 1, fri: 0.9, sat: 0.3, sun: 0}\n"
    "    profile: {07:00: 0.5, 08:00: 1, 09:00: 2, 12:00: 1.8, 17:00: 1, 18:00: 0}\n"
    "    when_closed: {return: 60%}\n"
    "    talk: {lognormal: {mean: 2.7 min, cv: 0.9}}\n"
    "    wrap: {exponential: {mean: 0.8 min}}\n"
    "    patience: {exponential: {mean: 3 min}}\n"
    "    balk: 2%\n"
    "    retry: {abandoned: 35%, delay: {exponential: {mean: 25 min}}, max_retries: 3}\n"
    "  'complaints `touch harm`':\n"
    "    demand: {wanted: 20000}\n"
    "    target: 80% in 60 s\n"
    "    handle: {exponential: {mean: 6 min}}\n"
    "staff:\n"
    "  agents:\n"
    "    fte: 8\n"
    "    full_time_week: 37 h\n"
    "    full_time: 70%\n"
    "    part_time: {week: 18.5 h}\n"
    "    in_post: {fte: 7, tenure: steady_state}\n"
    "    shifts:\n"
    "      - {name: early, start: open, length: 7.9 h, lunch: {length: 30 min, between: "
    "11:30-14:00}, for: full_time}\n"
    "      - {name: late, end: close, length: 7.9 h, lunch: {length: 30 min, between: "
    "12:00-15:00}, for: full_time}\n"
    "      - {name: morning, start: 09:00, length: 4 h, for: part_time}\n"
    "      - {name: evening, end: close, length: 4 h, for: part_time}\n"
    "    breaks: [{length: 15 min, paid: yes, between: 10:00-11:30, for_shifts_over: 4 h}]\n"
    "    saturday: {one_in: 2, shifts: [{start: 09:00, length: 4 h}], repaid: short_day}\n"
    "    rota: cover\n"
    "    skills: [[general, 'complaints `touch harm`']]\n"
    "    grade: agent\n"
    "  'specialists \xe2\x80\xae \"$(touch harm)\"':\n"
    "    fte: 2\n"
    "    full_time_week: 37 h\n"
    "    in_post: {fte: 2, tenure: new}\n"
    "    shifts: [{name: day, start: 09:00, length: 7.9 h, lunch: {length: 30 min, between: "
    "12:00-14:00}}]\n"
    "    rota: fixed\n"
    "    skills: ['complaints `touch harm`']\n"
    "    grade: agent\n"
    "leave: {days: 30, year_starts: 04-01, cap: 40%, pattern: {dec: 3}}\n"
    "sickness: {days_lost_per_fte: 25, long_term_share: 40%, short: {geometric: {mean: 2.5 d}}, "
    "long: {lognormal: {mean: 30 d, cv: 0.8}}, start: steady_state}\n"
    "attrition: {yearly: 60%, notice: 2 weeks}\n"
    "recruitment: {lead_time: {lognormal: {mean: 3 weeks, cv: 0.4}}, intake_every: 2 weeks, "
    "induction: 4 weeks}\n"
    "learning: {initial: 1.6, tau: 8 weeks}\n"
    "pay: {grades: {agent: {salary: 15500, on_cost: 24%}}}\n"
    "candidates: [{name: base}, {name: more, set: {staff.agents.fte: 9}}]\n";

static const char desk[] = "muster: 1\n"
                           "horizon: {start: 2004-10-04, days: 14, interval: 30 min}\n"
                           "opening: {mon-fri: 09:00-17:00}\n"
                           "target: 80% in 20 s\n"
                           "services:\n"
                           "  calls:\n"
                           "    rate: 60 per hour\n"
                           "    handle: {exponential: {mean: 3 min}}\n"
                           "    patience: {exponential: {mean: 2 min}}\n"
                           "    retry: {abandoned: 50%, delay: {exponential: {mean: 10 min}}}\n"
                           "staff: {desk: {present: 3, skills: [calls]}}\n";

/* A hundred contacts a day but for Mondays, two hundred; customers want them from 07:00 to 17:00,
 * most of that while the centre is closed. */
static const char volume[] =
    "muster: 1\n"
    "horizon: {start: 2004-10-04, weeks: 2, interval: 30 min}\n"
    "opening: {mon-fri: 09:00-12:00}\n"
    "target: 80% in 20 s\n"
    "services:\n"
    "  calls:\n"
    "    demand: {wanted: 41742.857142857}\n" /* 800 a week: x 365.25 / 7 */
    "    weekdays: {mon: 2, tue: 1, wed: 1, thu: 1, fri: 1, sat: 1, sun: 1}\n"
    "    profile: {07:00: 1, 17:00: 0}\n"
    "    when_closed: {return: 50%}\n"
    "    handle: {exponential: {mean: 3 min}}\n"
    "staff: {desk: {present: 3, skills: [calls]}}\n";

/* ---- a results file ---- */

struct lived {
    struct muster_question question;
    struct muster_figures_source source;
};

static char folder[] = "/tmp/muster-replay-XXXXXX";
static char output[64];

static void read_scenario(struct muster_question *question, const char *text)
{
    struct muster_faults faults;
    muster_faults_init(&faults);
    bool read = muster_question_read_text(question, &faults, "test.yaml", text, strlen(text), NULL);
    if (!read)
        muster_faults_print(&faults, stderr);
    ck_assert_msg(read, "the scenario has faults");
    muster_faults_clear(&faults);
}

/* Tallies of every replication; a spoilt one counts a contact that never was. */
static void fill_journal(struct muster_journal *journal, const struct muster_study *study,
                         const struct muster_question *question, bool spoilt)
{
    struct muster_failure failure = {0};
    struct muster_tally tally;
    ck_assert_int_eq(muster_tally_init(&tally, muster_study_shape(study)), MUSTER_OK);
    for (size_t c = 0; c < question->candidate_count; c++) {
        struct muster_replication *run;
        ck_assert_int_eq(muster_replication_new(&run, muster_study_plan(study, c)), MUSTER_OK);
        for (size_t r = 0; r < REPLICATIONS; r++) {
            struct muster_key key = {question->seed, r};
            ck_assert_int_eq(muster_replication_run(run, key, &tally, NULL, NULL, NULL), MUSTER_OK);
            tally.count[MUSTER_COUNT_BLOCKED] += spoilt;
            muster_journal_append(&failure, journal, 0, c, r, tally.block);
            ck_assert_msg(failure.status == MUSTER_OK, "%s", failure.text);
        }
        muster_replication_free(run);
    }
    muster_tally_clear(&tally);
}

static void write_results(const struct muster_study *study, const struct muster_question *question,
                          const struct muster_study_result *result, bool spoilt)
{
    struct muster_failure failure = {0};
    struct muster_overlay overlay;
    struct muster_dataset dataset[MUSTER_OVERLAY_DATASETS];
    struct muster_journal *journal;
    char part[80];
    ck_assert_int_eq(muster_overlay_init(&overlay, study, result), MUSTER_OK);
    struct muster_extras extras = {.dataset = dataset};
    extras.dataset_count = muster_overlay_datasets(dataset, &overlay);
    snprintf(part, sizeof part, "%s.part", output);
    unlink(output);
    muster_journal_open(&journal, &failure, part, question, muster_study_shape(study),
                        MUSTER_OPEN_FORCE, 1);
    ck_assert_msg(failure.status == MUSTER_OK, "%s", failure.text);
    fill_journal(journal, study, question, spoilt);
    muster_results_write(&failure, output, question, journal, REPLICATIONS, &extras, NULL);
    ck_assert_msg(failure.status == MUSTER_OK, "%s", failure.text);
    muster_journal_close(journal);
    muster_overlay_clear(&overlay);
}

static void live(struct lived *lived, const char *text, bool spoilt)
{
    struct muster_failure failure = {0};
    struct muster_study *study;
    struct muster_study_result result;
    struct muster_study_options options = {.threads = 1, .profile = true};
    read_scenario(&lived->question, text);
    lived->question.replications = 1; /* the journal below has them all */
    lived->question.seed = 20041129;
    ck_assert_int_eq(muster_study_new(&study, &failure, &lived->question), MUSTER_OK);
    ck_assert_int_eq(muster_study_run(&result, &failure, study, &options), MUSTER_OK);
    write_results(study, &lived->question, &result, spoilt);
    muster_study_result_clear(&result);
    muster_study_free(study);
    ck_assert_int_eq(muster_figures_source_open(&lived->source, &failure, output), MUSTER_OK);
}

static void forget(struct lived *lived)
{
    muster_figures_source_close(&lived->source);
    muster_question_clear(&lived->question);
    unlink(output);
}

/* A day's value of a column in the file, all services or groups. */
static double of_day(const struct lived *lived, size_t candidate, size_t replication, int term,
                     size_t day)
{
    struct muster_failure failure = {0};
    struct muster_measure measure = {.formula = MUSTER_FORMULA_RATIO,
                                     .plus = {(short)term},
                                     .over = {MUSTER_TERM_ONE},
                                     .scale = 1};
    double *pairs;
    ck_assert_int_eq(muster_figures_pairs(&pairs, &failure, &lived->source, candidate, &measure,
                                          MUSTER_WINDOW_DAY),
                     MUSTER_OK);
    double value = pairs[2 * (replication * lived->source.shape->days + day)];
    free(pairs);
    return value;
}

static double sum_s(const double *minute)
{
    double sum = 0;
    for (size_t m = 0; m < MUSTER_DAY_MINUTES; m++)
        sum += 60 * minute[m];
    return sum;
}

/* ---- a day ---- */

/* Contacts and people of a day, out of the trace and the rota, add up to what the tally has. */
static void check_day(const struct lived *lived, const struct muster_replay *replay,
                      size_t replication, size_t day)
{
    static struct muster_day_view view;
    struct muster_failure failure = {0};
    struct muster_trace_log log;
    struct muster_replay_staff staff;
    double day_s = 86400.0 * (double)day;
    size_t c = replay->candidate;
    ck_assert_int_eq(
        muster_replay_run(&log, &failure, replay, replication, day_s - 86400, day_s + 86400),
        MUSTER_OK);
    ck_assert_int_eq(muster_replay_staff_init(&staff, &failure, replay, replication, day, day + 1),
                     MUSTER_OK);
    ck_assert_int_eq(muster_day_view_make(&view, replay, day, &log, &staff), MUSTER_OK);
    double within =
        of_day(lived, c, replication, MUSTER_TERM_COUNT + MUSTER_COUNT_ANSWERED_WITHIN, day);
    double offered = of_day(lived, c, replication, MUSTER_TERM_COUNT + MUSTER_COUNT_OFFERED, day);
    double present = of_day(lived, c, replication, MUSTER_TERM_STAFF + MUSTER_STAFF_PRESENT_S, day);
    double handling =
        of_day(lived, c, replication, MUSTER_TERM_STAFF + MUSTER_STAFF_HANDLING_S, day);
    if (offered > 0)
        ck_assert_double_eq_tol(view.level[MUSTER_DAY_MINUTES - 1], within / offered, 1e-12);
    else
        ck_assert(isnan(view.level[MUSTER_DAY_MINUTES - 1]));
    ck_assert_double_eq_tol(sum_s(view.handling), handling, 1e-6 * handling + 0.01);
    ck_assert_double_eq_tol(sum_s(view.present), present, 1e-6 * present + 0.01);
    muster_replay_staff_clear(&staff);
    muster_trace_log_clear(&log);
}

START_TEST(a_day_adds_up_to_its_tally)
{
    struct lived lived;
    struct muster_failure failure = {0};
    struct muster_replay replay;
    live(&lived, people, false);
    for (size_t c = 0; c < 2; c++) {
        ck_assert_msg(muster_replay_open(&replay, &failure, &lived.source, c) == MUSTER_OK, "%s",
                      failure.text);
        for (size_t day = 0; day < 42; day += 1 + 2 * c)
            check_day(&lived, &replay, (day + c) % REPLICATIONS, day);
        muster_replay_close(&replay);
    }
    forget(&lived);
}
END_TEST

START_TEST(a_desk_of_given_numbers)
{
    static struct muster_day_view view;
    static const struct muster_trace_log nothing;
    static const struct muster_replay_staff nobody;
    struct lived lived;
    struct muster_failure failure = {0};
    struct muster_replay replay;
    live(&lived, desk, false);
    ck_assert_int_eq(muster_replay_open(&replay, &failure, &lived.source, 0), MUSTER_OK);
    ck_assert_int_eq(muster_day_view_make(&view, &replay, 1, &nothing, &nobody), MUSTER_OK);
    ck_assert_double_eq_tol(sum_s(view.present), 3 * 8 * 3600, 1e-6);
    ck_assert_uint_eq(view.first, 9 * 60);
    ck_assert_uint_eq(view.end, 17 * 60);
    ck_assert_double_eq(view.present[9 * 60], 3);
    ck_assert_int_eq(muster_day_view_make(&view, &replay, 5, &nothing, &nobody), MUSTER_OK);
    ck_assert_uint_eq(view.end, 0); /* Saturday */
    muster_replay_close(&replay);
    forget(&lived);
}
END_TEST

/* Three contacts by hand: 09:00:00 at once for 90 s, 09:00:30 waits 45 s, 09:01:10 gives up after
 * 10 s. */
START_TEST(curves_by_hand)
{
    static struct muster_day_view view;
    static const struct muster_replay_staff nobody;
    const double nine = 86400 + 9 * 3600;
    struct muster_trace_row row[] = {
        {.outcome = MUSTER_OUTCOME_ABANDONED, .arrival_s = nine + 70, .wait_s = 10, .person = -1},
        {.outcome = MUSTER_OUTCOME_ANSWERED, .arrival_s = nine, .handle_s = 90},
        {.outcome = MUSTER_OUTCOME_ANSWERED, .arrival_s = nine + 30, .wait_s = 45, .handle_s = 60},
        {.outcome = MUSTER_OUTCOME_BLOCKED, .arrival_s = nine + 200, .person = -1},
        {.outcome = MUSTER_OUTCOME_CLOSED, .arrival_s = nine + 200, .person = -1}};
    const struct muster_trace_log log = {.row = row, .count = 5};
    struct lived lived;
    struct muster_failure failure = {0};
    struct muster_replay replay;
    live(&lived, desk, false);
    ck_assert_int_eq(muster_replay_open(&replay, &failure, &lived.source, 0), MUSTER_OK);
    ck_assert_int_eq(muster_day_view_make(&view, &replay, 1, &log, &nobody), MUSTER_OK);
    ck_assert(isnan(view.level[539]));
    ck_assert_double_eq(view.level[540], 0.5);
    ck_assert_double_eq_tol(view.level[541], 1 / 3.0, 1e-12);
    ck_assert_double_eq_tol(view.level[1439], 1 / 3.0, 1e-12);
    ck_assert_double_eq(view.queue[540], 1);
    ck_assert_double_eq(view.queue[541], 2);
    ck_assert_double_eq(view.queue[542], 0);
    ck_assert_double_eq_tol(view.handling[540], 1, 1e-9);
    ck_assert_double_eq_tol(view.handling[541], 0.5 + 0.75, 1e-9);
    ck_assert_double_eq_tol(view.handling[542], 0.25, 1e-9);
    muster_replay_close(&replay);
    forget(&lived);
}
END_TEST

START_TEST(each_definition_of_the_level)
{
    struct muster_service service = {.within_s = 20, .short_abandon_s = 5};
    struct muster_scenario scenario = {.service = &service, .service_count = 1};
    static const struct muster_trace_row row[] = {
        {.outcome = MUSTER_OUTCOME_ANSWERED, .wait_s = 20},
        {.outcome = MUSTER_OUTCOME_ANSWERED, .wait_s = 20.5},
        {.outcome = MUSTER_OUTCOME_ABANDONED, .wait_s = 5},
        {.outcome = MUSTER_OUTCOME_ABANDONED, .wait_s = 19},
        {.outcome = MUSTER_OUTCOME_ABANDONED, .wait_s = 21},
        {.outcome = MUSTER_OUTCOME_BLOCKED},
        {.outcome = MUSTER_OUTCOME_BALKED},
        {.outcome = MUSTER_OUTCOME_CLOSED}};
    static const double hits[MUSTER_LEVEL_COUNT] = {1, 1, 1, 3, 1, 1, 1};
    static const double of[MUSTER_LEVEL_COUNT] = {6, 2, 4, 6, 5, 7, 6};
    for (int level = 0; level < MUSTER_LEVEL_COUNT; level++) {
        struct muster_day_hit sum = {0, 0};
        scenario.level = (enum muster_service_level)level;
        for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
            struct muster_day_hit hit = muster_day_hit(&row[i], &scenario);
            sum.hit += hit.hit;
            sum.of += hit.of;
        }
        ck_assert_msg(fabs(sum.hit - hits[level]) < 1e-12 && fabs(sum.of - of[level]) < 1e-12,
                      "definition %d: %g of %g", level, sum.hit, sum.of);
    }
}
END_TEST

/* ---- people ---- */

START_TEST(whereabouts_are_the_absences)
{
    static const struct {
        enum muster_where where;
        enum muster_staff column;
    } causes[] = {{MUSTER_WHERE_LEAVE, MUSTER_STAFF_LEAVE_S},
                  {MUSTER_WHERE_HOLIDAY, MUSTER_STAFF_HOLIDAY_S},
                  {MUSTER_WHERE_INDUCTION, MUSTER_STAFF_INDUCTION_S}};
    struct lived lived;
    struct muster_failure failure = {0};
    struct muster_replay replay;
    struct muster_replay_staff staff;
    live(&lived, people, false);
    ck_assert_int_eq(muster_replay_open(&replay, &failure, &lived.source, 0), MUSTER_OK);
    ck_assert_int_eq(muster_replay_staff_init(&staff, &failure, &replay, 2, 0, 42), MUSTER_OK);
    double all[3] = {0};
    size_t sick = 0;
    for (size_t day = 0; day < 42; day++) {
        double seconds[3] = {0}, lost = 0;
        for (size_t p = 0; p < staff.posts; p++) {
            const struct muster_person_day *person = &staff.day[day * staff.posts + p];
            for (size_t k = 0; k < 3; k++)
                if (person->where == causes[k].where)
                    seconds[k] += person->end_s - person->start_s;
            if (person->where == MUSTER_WHERE_SICK)
                lost += person->end_s - person->start_s;
            sick += person->where == MUSTER_WHERE_SICK;
        }
        for (size_t k = 0; k < 3; k++) {
            double stored = of_day(&lived, 0, 2, MUSTER_TERM_STAFF + (int)causes[k].column, day);
            ck_assert_double_eq_tol(seconds[k], stored, 1e-3 + 1e-6 * stored);
            all[k] += stored;
        }
        double stored = of_day(&lived, 0, 2, MUSTER_TERM_STAFF + MUSTER_STAFF_SICKNESS_S, day);
        ck_assert_double_le(stored, lost + 0.01); /* the shift less lunch */
        ck_assert_int_eq(stored > 0, lost > 0);
    }
    ck_assert(all[0] > 0 && all[1] > 0 && all[2] > 0 && sick > 0);
    muster_replay_staff_clear(&staff);
    muster_replay_close(&replay);
    forget(&lived);
}
END_TEST

/* With agency workers in vacant posts and casuals for lost shifts: their hours of a day are those
 * of the tally, the shifts less lunch, and nobody stands in for a post without. */
START_TEST(who_stands_in_is_seen)
{
    static const char ROTA[] = "    rota: cover\n";
    static const enum muster_staff column[2] = {MUSTER_STAFF_AGENCY_S, MUSTER_STAFF_CASUAL_S};
    const char *at = strstr(people, ROTA) + strlen(ROTA);
    char text[4096];
    struct lived lived;
    struct muster_failure failure = {0};
    struct muster_replay replay;
    struct muster_replay_staff staff;
    snprintf(text, sizeof text,
             "%.*s    agency: {hourly: 14, sick_after: 1 week}\n    casuals: {people: 1, hourly: "
             "9}\n%s",
             (int)(at - people), people, at);
    live(&lived, text, false);
    ck_assert_int_eq(muster_replay_open(&replay, &failure, &lived.source, 0), MUSTER_OK);
    ck_assert_int_eq(muster_replay_staff_init(&staff, &failure, &replay, 2, 0, 42), MUSTER_OK);
    double all[2] = {0};
    size_t sick = 0;
    for (size_t day = 0; day < 42; day++) {
        double covered[2] = {0};
        for (size_t p = 0; p < staff.posts; p++) {
            const struct muster_person_day *person = &staff.day[day * staff.posts + p];
            double length_s = person->cover_end_s - person->cover_start_s;
            ck_assert(person->cover != MUSTER_COVER_NONE || length_s == 0);
            if (person->cover != MUSTER_COVER_NONE)
                covered[person->cover == MUSTER_COVER_CASUAL] += length_s;
            sick += person->where == MUSTER_WHERE_SICK && person->cover == MUSTER_COVER_AGENCY;
        }
        for (int k = 0; k < 2; k++) {
            double stored = of_day(&lived, 0, 2, MUSTER_TERM_STAFF + (int)column[k], day);
            ck_assert_double_le(stored, covered[k] + 0.01);
            ck_assert_double_ge(stored, 0.9 * covered[k] - 0.01);
            all[k] += stored;
        }
    }
    ck_assert(all[0] > 0 && all[1] > 0 && sick > 0);
    muster_replay_staff_clear(&staff);
    muster_replay_close(&replay);
    forget(&lived);
}
END_TEST

/* ---- demand ---- */

static void open_demand(struct lived *lived, struct muster_replay *replay,
                        struct muster_figures_demand *demand, const char *text)
{
    struct muster_failure failure = {0};
    live(lived, text, false);
    ck_assert_int_eq(muster_replay_open(replay, &failure, &lived->source, 0), MUSTER_OK);
    ck_assert_int_eq(muster_figures_demand_init(demand, &failure, &lived->source, 0, replay->plan),
                     MUSTER_OK);
}

START_TEST(demand_by_a_rate)
{
    struct lived lived;
    struct muster_replay replay;
    struct muster_figures_demand demand;
    open_demand(&lived, &replay, &demand, desk);
    for (size_t w = 0; w < 2; w++) {
        ck_assert_double_eq_tol(demand.week[w], 60 * 8 * 5, 1e-3);
        ck_assert_double_lt(fabs(demand.week_fan.p50[w] - 2400), 4.5 * sqrt(2400));
    }
    ck_assert_double_eq_tol(demand.weekday[4], 480, 1e-3);
    ck_assert_double_eq(demand.weekday[5], 0);
    ck_assert_double_eq_tol(demand.time[18], 30, 1e-4);
    ck_assert_double_eq(demand.time[17], 0);
    ck_assert_double_eq(demand.time_fan.p50[17], 0);
    ck_assert_double_lt(fabs(demand.time_fan.p50[20] - 30), 4.5 * sqrt(3));
    muster_figures_demand_clear(&demand);
    muster_replay_close(&replay);
    forget(&lived);
}
END_TEST

START_TEST(demand_by_a_volume)
{
    struct lived lived;
    struct muster_replay replay;
    struct muster_figures_demand demand;
    open_demand(&lived, &replay, &demand, volume);
    ck_assert_double_eq_tol(demand.week[0], 800, 1e-6);
    ck_assert_double_eq_tol(demand.week[1], 800, 1e-6);
    ck_assert_double_eq_tol(demand.weekday[0], 200, 1e-6);
    ck_assert_double_eq_tol(demand.weekday[6], 100, 1e-6); /* closed */
    ck_assert_double_eq_tol(demand.time[14], 1600 / 14.0 / 20, 1e-6);
    ck_assert_double_eq(demand.time[13], 0);
    ck_assert_double_lt(fabs(demand.week_fan.p50[0] - 800), 4.5 * sqrt(800));
    ck_assert_double_lt(fabs(demand.weekday_fan.p50[6] - 100), 4.5 * sqrt(100 / 2.0));
    muster_figures_demand_clear(&demand);
    muster_replay_close(&replay);
    forget(&lived);
}
END_TEST

/* ---- which day, and what is refused ---- */

START_TEST(days_are_chosen)
{
    struct lived lived;
    struct muster_failure failure = {0};
    struct muster_replay_day worst, median, dated;
    live(&lived, desk, false);
    const struct muster_figures_source *source = &lived.source;
    ck_assert_int_eq(muster_replay_choose(&worst, &failure, source, 0, NULL), MUSTER_OK);
    ck_assert_int_eq(muster_replay_choose(&median, &failure, source, 0, "median"), MUSTER_OK);
    ck_assert_int_eq(muster_replay_choose(&dated, &failure, source, 0, "2004-10-13"), MUSTER_OK);
    ck_assert_uint_eq(dated.day, 9);
    ck_assert_uint_eq(worst.replication, median.replication);
    size_t below = 0, days = 0;
    double level[REPLICATIONS] = {0};
    for (size_t r = 0; r < REPLICATIONS; r++) {
        double hit = 0, of = 0;
        for (size_t day = 0; day < 14; day++) {
            double within =
                of_day(&lived, 0, r, MUSTER_TERM_COUNT + MUSTER_COUNT_ANSWERED_WITHIN, day);
            double offered = of_day(&lived, 0, r, MUSTER_TERM_COUNT + MUSTER_COUNT_OFFERED, day);
            hit += within;
            of += offered;
            if (r != worst.replication || offered <= 0)
                continue;
            days++;
            below += within / offered < median.level;
            ck_assert_double_ge(within / offered, worst.level);
        }
        level[r] = hit / of;
    }
    ck_assert_uint_eq(days, 10);
    ck_assert_uint_eq(below, 4); /* the lower of the two in the middle */
    size_t lower = 0;
    for (size_t r = 0; r < REPLICATIONS; r++)
        lower += level[r] < level[worst.replication];
    ck_assert_uint_eq(lower, 1);
    static const char *const wrong[] = {"best", "2004-10-16", "2003-10-13", ""};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        ck_assert_int_eq(muster_replay_choose(&dated, &failure, source, 0, wrong[i]),
                         MUSTER_MISMATCH);
        ck_assert_ptr_nonnull(strstr(failure.text, "2004-10-04 to 2004-10-17"));
    }
    forget(&lived);
}
END_TEST

START_TEST(another_tally_is_refused)
{
    struct lived lived;
    struct muster_failure failure = {0};
    struct muster_replay replay;
    struct muster_trace_log log;
    live(&lived, desk, true);
    ck_assert_int_eq(muster_replay_open(&replay, &failure, &lived.source, 0), MUSTER_OK);
    ck_assert_int_eq(muster_replay_run(&log, &failure, &replay, 0, 0, 86400), MUSTER_MISMATCH);
    ck_assert_ptr_nonnull(strstr(failure.text, "otherwise"));
    muster_trace_log_clear(&log);
    muster_replay_close(&replay);
    forget(&lived);
}
END_TEST

/* ---- drawn ---- */

static void draw(const char *const *name, size_t count, const char *day, enum muster_status wanted,
                 const char *word)
{
    struct muster_failure failure = {0};
    struct muster_figures_request request = {.path = output,
                                             .folder = ".",
                                             .names = name,
                                             .name_count = count,
                                             .day = day,
                                             .candidate = "more",
                                             .letters = tmpfile()};
    if (word && strcmp(word, "desk") == 0)
        request.candidate = NULL;
    enum muster_status status = muster_figures_draw(&failure, &request);
    ck_assert_msg(status == wanted, "%d: %s", (int)status, failure.text);
    if (wanted == MUSTER_OK)
        ck_assert_int_gt((int)ftell(request.letters), 1500 * (int)count);
    else
        ck_assert_msg(strstr(failure.text, word) != NULL, "%s", failure.text);
    fclose(request.letters);
}

START_TEST(figures_of_a_replay)
{
    static const char *const lived_again[] = {"demand", "one-day", "rota"};
    static const char *const of_people[] = {"headcount", "absence", "service-level-table"};
    struct lived lived;
    live(&lived, people, false);
    draw(lived_again, 3, NULL, MUSTER_OK, NULL);
    draw(lived_again + 1, 2, "2004-12-24", MUSTER_OK, NULL);
    draw(of_people, 3, NULL, MUSTER_OK, NULL);
    draw(lived_again + 1, 1, "2004-12-25", MUSTER_MISMATCH, "2004-12-25");
    ck_assert(access("harm", F_OK) != 0);
    forget(&lived);
}
END_TEST

START_TEST(no_posts_no_rota)
{
    static const char *const name[] = {"rota", "headcount", "absence", "one-day"};
    struct lived lived;
    live(&lived, desk, false);
    for (size_t i = 0; i < 3; i++) {
        struct muster_failure failure = {0};
        struct muster_figures_request request = {.path = output,
                                                 .folder = ".",
                                                 .names = &name[i],
                                                 .name_count = 1,
                                                 .letters = tmpfile()};
        ck_assert_int_eq(muster_figures_draw(&failure, &request), MUSTER_MISMATCH);
        ck_assert_ptr_nonnull(strstr(failure.text, "numbers present"));
        fclose(request.letters);
    }
    draw(name + 3, 1, "median", MUSTER_OK, "desk");
    forget(&lived);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("replay");
    TCase *replay = tcase_create("replay");
    tcase_set_timeout(replay, 240);
    tcase_add_test(replay, a_day_adds_up_to_its_tally);
    tcase_add_test(replay, a_desk_of_given_numbers);
    tcase_add_test(replay, curves_by_hand);
    tcase_add_test(replay, each_definition_of_the_level);
    tcase_add_test(replay, whereabouts_are_the_absences);
    tcase_add_test(replay, who_stands_in_is_seen);
    tcase_add_test(replay, demand_by_a_rate);
    tcase_add_test(replay, demand_by_a_volume);
    tcase_add_test(replay, days_are_chosen);
    tcase_add_test(replay, another_tally_is_refused);
    tcase_add_test(replay, figures_of_a_replay);
    tcase_add_test(replay, no_posts_no_rota);
    suite_add_tcase(suite, replay);
    if (!mkdtemp(folder))
        return EXIT_FAILURE;
    snprintf(output, sizeof output, "%s/runs.h5", folder);
    int status = muster_check_run(suite);
    char part[80];
    snprintf(part, sizeof part, "%s.part", output);
    unlink(part);
    unlink(output);
    rmdir(folder);
    return status;
}
