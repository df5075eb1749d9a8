/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What another opening gains, moves and costs, on a centre small enough to be worked out by hand.
 *
 * The profile is 1 an hour all round the clock but 2 from 11 to 12: 25 parts a day, 175 a week.
 * Open Mon-Fri 9-17 the centre meets 9 parts a day; until 21, 13. Callers are endlessly patient, so
 * whoever calls while it is open is served; of those who find it closed 60 % come back at a time of
 * the next open day's profile. Eight weeks from a Monday, so those who come back after the last
 * Friday never do: 7 + 50 parts of the shorter opening, 3 + 50 of the longer.
 *
 *   of 17-21   8 x 20 = 160 parts; served in any case by the longer opening, by the shorter 60 % of
 *              160 - 4: gained 160 - 93.6 = 66.4 parts, moved 93.6 parts
 *   busy hour  first contacts 8 x 5 x 2 = 80 parts in both; returns 0.6 x (8 x 130 - 57) x 2/9 =
 *              131.067 and 0.6 x (8 x 110 - 53) x 2/13 = 76.338: 211.067 become 156.338
 */
#include "difference_table.h"
#include "sample.h"
#include "summary.h"
#include "summary_table.h"

#include <string.h>

static const char CENTRE[] =
    "muster: 1\n"
    "currency: £\n"
    "horizon: {start: 2004-10-04, weeks: 8, interval: 15 min}\n"
    "opening: {mon-fri: 09:00-17:00}\n"
    "services:\n"
    "  calls:\n"
    "    demand: {wanted: 20000}\n"
    "    weekdays: {mon: 1, tue: 1, wed: 1, thu: 1, fri: 1, sat: 1, sun: 1}\n"
    "    profile: {00:00: 1, 11:00: 2, 12:00: 1}\n"
    "    when_closed: {return: 60%}\n"
    "    talk: 31 s\n"
    "staff:\n"
    "  agents:\n"
    "    fte: 10\n"
    "    full_time_week: 37 h\n"
    "    rota: fixed\n"
    "    skills: [calls]\n"
    "    grade: agent\n"
    "    shifts:\n"
    "      - {name: early, start: open, length: 7.9 h, lunch: {length: 30 min, between: "
    "12:00-14:00}}\n"
    "      - {name: late, end: close, length: 7.9 h, lunch: {length: 30 min, between: "
    "13:00-15:00}}\n"
    "pay: {grades: {agent: {salary: 15500, on_cost: 24%}}}\n"
    "candidates:\n"
    "  - {name: until five}\n"
    "  - {name: until nine, set: {opening.mon-fri: 09:00-21:00, staff.agents.fte: 11}}\n"
    "  - {name: one more, set: {staff.agents.fte: 11}}\n"
    "  - {name: from half past, set: {opening.mon-fri: 09:30-17:00, staff.agents.fte: 9,\n"
    "     staff.agents.shifts.early.length: 7.5 h, staff.agents.shifts.late.length: 7.5 h}}\n";
enum { UNTIL_NINE = 1, ONE_MORE, FROM_HALF_PAST };

struct asked {
    struct muster_question question;
    struct muster_study *study;
    struct muster_study_result result;
    struct muster_summary summary;
};

static void ask(struct asked *asked, const char *scenario, int replications)
{
    char text[4096];
    struct muster_faults faults;
    struct muster_failure failure;
    int length = snprintf(text, sizeof text, "%ssimulation: {replications: %d, seed: 17}\n",
                          scenario, replications);
    muster_faults_init(&faults);
    bool read = muster_question_read_text(&asked->question, &faults, "centre.yaml", text,
                                          (size_t)length, NULL);
    if (!read)
        muster_faults_print(&faults, stderr);
    ck_assert(read);
    muster_faults_clear(&faults);
    ck_assert_int_eq(muster_study_new(&asked->study, &failure, &asked->question), MUSTER_OK);
    ck_assert_int_eq(muster_study_run(&asked->result, &failure, asked->study,
                                      &(struct muster_study_options){.threads = 2}),
                     MUSTER_OK);
    ck_assert_int_eq(muster_summary_init(&asked->summary, &asked->result, NULL), MUSTER_OK);
}

static void forget(struct asked *asked)
{
    muster_summary_clear(&asked->summary);
    muster_study_result_clear(&asked->result);
    muster_study_free(asked->study);
    muster_question_clear(&asked->question);
}

static char *table_of(const struct asked *asked)
{
    char *text = NULL;
    size_t length = 0;
    FILE *file = open_memstream(&text, &length);
    ck_assert_int_eq(muster_summary_print(file, &asked->summary, NULL), MUSTER_OK);
    fclose(file);
    return text;
}

static void near(const struct muster_difference *difference, double exact, const char *what)
{
    ck_assert_double_gt(difference->se, 0);
    double z = (difference->mean - exact) / difference->se;
    ck_assert_msg(fabs(z) < Z_MOST, "%s: %g, exact %g, z %.2f", what, difference->mean, exact, z);
}

START_TEST(longer_hours_gain_move_and_cost_what_they_must)
{
    struct asked asked;
    ask(&asked, CENTRE, (int)(60 * MUSTER_EFFORT) + 4);
    const struct muster_summary *s = &asked.summary;
    double part = 20000 / 365.25 * 56 / (8 * 175);
    const struct muster_summary_comparison *served =
        muster_summary_compared(s, UNTIL_NINE, "served");
    near(&served->difference, 66.4 * part, "callers gained");
    /* by the shorter opening: 8 x 45 parts, and 60 % of those who found it closed in time */
    near(&served->relative, 66.4 / (360 + 0.6 * (8 * 130 - 57)), "the same as a share");
    near(muster_summary_difference(s, UNTIL_NINE, "returned"), -93.6 * part, "callers moved");
    near(&muster_summary_compared(s, UNTIL_NINE, "offered_busy_hour")->relative,
         156.338 / 211.067 - 1, "busy hour");
    forget(&asked);
}
END_TEST

/* No salary is uncertain here, so the interval is that of the gain turned over. */
START_TEST(an_extra_answer_costs_what_the_extra_post_costs)
{
    struct asked asked;
    ask(&asked, CENTRE, 24);
    const struct muster_summary *s = &asked.summary;
    const struct muster_difference *cost = muster_summary_difference(s, UNTIL_NINE, "cost");
    const struct muster_difference *answered = muster_summary_difference(s, UNTIL_NINE, "answered");
    const struct muster_summary_comparison *each =
        muster_summary_compared(s, UNTIL_NINE, "cost_per_extra_answered");
    ck_assert_double_gt(cost->mean, 0);
    ck_assert(cost->se < 1e-9 * cost->mean);
    ck_assert_double_gt(answered->lo, 0);
    ck_assert_ptr_null(each->why_none);
    ck_assert_double_eq_tol(each->difference.mean, cost->mean / answered->mean, 1e-9);
    ck_assert_double_eq_tol(each->difference.lo, cost->mean / answered->hi, 1e-9);
    ck_assert_double_eq_tol(each->difference.hi, cost->mean / answered->lo, 1e-9);
    double exact = cost->mean / (66.4 * 20000 / 365.25 * 56 / (8 * 175));
    near(&each->difference, exact, "cost of an extra answer");
    forget(&asked);
}
END_TEST

START_TEST(no_interval_where_nothing_is_gained)
{
    static const struct {
        size_t candidate;
        const char *why;
    } known[] = {{ONE_MORE, "the gain may be nothing"}, {FROM_HALF_PAST, "fewer are answered"}};
    struct asked asked;
    ask(&asked, CENTRE, 24);
    char *text = table_of(&asked);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        const struct muster_summary_comparison *each =
            muster_summary_compared(&asked.summary, known[i].candidate, "cost_per_extra_answered");
        ck_assert_str_eq(each->why_none, known[i].why);
        ck_assert_double_nan(each->difference.mean);
        ck_assert_double_nan(each->difference.lo);
        ck_assert_double_nan(each->difference.se);
        ck_assert_ptr_nonnull(strstr(text, known[i].why));
    }
    ck_assert_ptr_null(strstr(text, "nan"));
    free(text);
    forget(&asked);
    ask(&asked, CENTRE, 1);
    const struct muster_summary_comparison *alone =
        muster_summary_compared(&asked.summary, UNTIL_NINE, "cost_per_extra_answered");
    ck_assert_double_gt(alone->difference.mean, 0);
    ck_assert_str_eq(alone->why_none, "one replication");
    text = table_of(&asked);
    ck_assert_ptr_nonnull(strstr(text, ", no interval: one replication"));
    ck_assert_ptr_null(strstr(text, "nan"));
    free(text);
    forget(&asked);
}
END_TEST

START_TEST(busy_hour_is_the_one_expected)
{
    struct asked asked;
    ask(&asked, CENTRE, 3);
    const struct muster_busy_hour *hour = &asked.result.busy_hour;
    ck_assert_double_eq(muster_busy_hour_from_s(hour), 11 * 3600.0);
    ck_assert_double_eq(muster_busy_hour_to_s(hour), 12 * 3600.0);
    ck_assert_uint_eq(hour->days, 5);
    char *text = table_of(&asked);
    ck_assert_ptr_nonnull(strstr(text, "11:00 to 12:00, Mon-Fri"));
    free(text);
    /* what is offered then, replication by replication, is what its intervals hold */
    double pooled = 0;
    for (size_t i = 0; i < asked.result.replications; i++)
        pooled += asked.result.candidate[0].rows[i].busy_hour[0];
    const struct muster_estimate *mean =
        muster_summary_find(&asked.summary.candidate[0], "offered_busy_hour", "all");
    ck_assert_double_eq_tol(mean->mean, pooled / 3, 1e-9);
    ck_assert_double_gt(mean->mean, 0);
    forget(&asked);
}
END_TEST

/* Open at week-ends only, the same rate all day: the first hour, on all days. */
START_TEST(busy_hour_of_a_week_end_centre)
{
    static const char WEEK_END[] = "muster: 1\n"
                                   "horizon: {start: 2004-10-04, weeks: 2, interval: 20 min}\n"
                                   "opening: {sat-sun: 10:20-16:00}\n"
                                   "services: {calls: {rate: 30 per hour, handle: 2 min}}\n"
                                   "staff: {agents: {present: 3, skills: [calls]}}\n";
    struct asked asked;
    char text[MUSTER_BUSY_HOUR_TEXT];
    ask(&asked, WEEK_END, 2);
    const struct muster_busy_hour *hour = &asked.result.busy_hour;
    muster_busy_hour_text(text, muster_busy_hour_from_s(hour), muster_busy_hour_to_s(hour),
                          hour->days);
    ck_assert_str_eq(text, "10:20 to 11:20, Mon-Sun");
    ck_assert_double_gt(asked.result.candidate[0].rows[0].busy_hour[0], 0);
    forget(&asked);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("differences");
    TCase *tests = tcase_create("differences");
    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, longer_hours_gain_move_and_cost_what_they_must);
    tcase_add_test(tests, an_extra_answer_costs_what_the_extra_post_costs);
    tcase_add_test(tests, no_interval_where_nothing_is_gained);
    tcase_add_test(tests, busy_hour_is_the_one_expected);
    tcase_add_test(tests, busy_hour_of_a_week_end_centre);
    suite_add_tcase(suite, tests);
    return muster_check_run(suite);
}
