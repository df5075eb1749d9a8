/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the engine does, contact by contact: closing time, breaks, steps, lines, the routing rule
 * and virtual waits rebuilt from the trace; common random numbers; bytes that repeat.
 */
#include "calendar.h"
#include "engine_runs.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <stdatomic.h>

#define DAY_S 86400.0
#define HOUR 3600.0

static double of_day(double time_s)
{
    return time_s - DAY_S * floor(time_s / DAY_S);
}

static double start_s(const struct muster_trace_row *row)
{
    return row->arrival_s + row->wait_s;
}

static double end_s(const struct muster_trace_row *row)
{
    return start_s(row) + row->handle_s;
}

static int by_start(const void *a, const void *b)
{
    double x = start_s(a), y = start_s(b);
    return x < y ? -1 : x > y;
}

static int by_arrival(const void *a, const void *b)
{
    const struct muster_trace_row *x = a, *y = b;
    return x->arrival_s < y->arrival_s ? -1 : x->arrival_s > y->arrival_s;
}

static void sort_rows(struct run *run, int (*order)(const void *, const void *))
{
    qsort(run->row, run->rows, sizeof *run->row, order);
}

/* ---- closing time ---- */

/* Nobody answers, everybody gives up after 30 s and tries again half an hour later: who called
 * after 17:30 finds the centre closed and comes back by the profile of the next open day, two
 * thirds of them in the morning (4 h at 1 against 30 min at 4). */
static const char late_callers[] =
    "muster: 1\n"
    "horizon: {start: 2004-10-04, days: 364}\n"
    "opening: {mon-fri: 08:00-18:00, closed: [2004-10-12, 2005-03-14]}\n"
    "services:\n"
    "  calls:\n"
    "    demand: {wanted: 20000}\n"
    "    weekdays: {mon: 1, tue: 1, wed: 1, thu: 1, fri: 1, sat: 0, sun: 0}\n"
    "    profile: {08:00: 1, 12:00: 0, 17:30: 4, 18:00: 0}\n"
    "    when_closed: {return: 100%}\n"
    "    handle: 3 min\n"
    "    patience: 30 s\n"
    "    retry: {abandoned: 100%, delay: 30 min, max_retries: 1}\n"
    "staff: {agents: {present: 0, skills: [calls]}}\n";

static int next_open(int day)
{
    do
        day++;
    while (day % 7 > 4 || day == 8 || day == 161);
    return day;
}

START_TEST(late_caller_retries_next_morning)
{
    struct run run;
    run_open(&run, late_callers);
    run_replication(&run, 5, 0, true);
    double late = 0, back = 0, morning = 0;
    for (size_t i = 0; i < run.rows; i++) {
        const struct muster_trace_row *row = &run.row[i];
        int day = (int)floor(row->arrival_s / DAY_S), weekday = day % 7;
        double hour = of_day(row->arrival_s) / HOUR;
        late += row->origin == MUSTER_ORIGIN_RETRY && row->outcome == MUSTER_OUTCOME_CLOSED;
        if (row->origin != MUSTER_ORIGIN_RETURN)
            continue;
        ck_assert_int_ne(row->outcome, MUSTER_OUTCOME_CLOSED);
        if (row->attempt == 1) /* first wanted on one of the two closed dates */
            ck_assert(row->wanted_day == 8 || row->wanted_day == 161);
        int next = next_open(row->wanted_day);
        if (row->attempt == 3) /* found it closed twice */
            next = next_open(next);
        ck_assert_int_eq(day, next);
        ck_assert_int_lt(weekday, 5);
        ck_assert((hour >= 8 && hour < 12) || (hour >= 17.5 && hour < 18));
        back++;
        morning += hour < 12;
    }
    ck_assert_double_gt(late, 3000);
    double z = (morning - back * 2 / 3) / sqrt(back * 2 / 9);
    ck_assert_msg(fabs(z) < Z_MOST, "%.0f of %.0f in the morning, z = %.2f", morning, back, z);
    run_close(&run);
}
END_TEST

#define CLOSING(close, rest, present)                                                              \
    "muster: 1\n"                                                                                  \
    "horizon: {start: 2004-10-04, days: 100, interval: 15 min}\n"                                  \
    "opening: {mon-fri: 09:00-11:00, at_close: " close "}\n"                                       \
    "services: {calls: {rate: 13 per hour, handle: 6 min" rest "}}\n"                              \
    "staff: {agents: {present: " present ", skills: [calls]}}\n"

/* serve_queue: the one agent stays until the last of the queue is answered, without a pause. */
START_TEST(queue_is_served_after_close)
{
    struct run run;
    run_open(&run, CLOSING("serve_queue", "", "1"));
    run_replication(&run, 6, 0, true);
    ck_assert_double_eq(run_count(&run, 0, MUSTER_COUNT_ANSWERED),
                        run_count(&run, 0, MUSTER_COUNT_WANTED));
    sort_rows(&run, by_start);
    double after = 0;
    for (size_t i = 1; i < run.rows; i++) {
        double began = of_day(start_s(&run.row[i]));
        ck_assert_double_lt(of_day(run.row[i].arrival_s), 11 * HOUR);
        if (began <= 11 * HOUR)
            continue;
        after++;
        ck_assert_double_eq_tol(start_s(&run.row[i]), end_s(&run.row[i - 1]), 1e-6);
    }
    ck_assert_double_gt(after, 50);
    run_close(&run);
}
END_TEST

/* Nobody there at closing: the endlessly patient are lost at once, the others wait out their
 * patience. The agent of the first hour leaves a queue behind. */
START_TEST(unattended_queue_at_close)
{
    struct run run;
    run_open(&run, CLOSING("serve_queue", "", "{09:00: 1, 10:00: 0}"));
    run_replication(&run, 7, 0, true);
    double lost = 0;
    for (size_t i = 0; i < run.rows; i++) {
        const struct muster_trace_row *row = &run.row[i];
        if (row->outcome == MUSTER_OUTCOME_ANSWERED)
            continue;
        ck_assert_int_eq(row->outcome, MUSTER_OUTCOME_LOST_AT_CLOSE);
        ck_assert_double_eq_tol(of_day(start_s(row)), 11 * HOUR, 1e-6);
        lost++;
    }
    ck_assert_double_gt(lost, 1000);
    run_close(&run);
    run_open(&run, CLOSING("serve_queue", ", patience: 40 min", "{09:00: 1, 10:00: 0}"));
    run_replication(&run, 7, 0, true);
    double late = 0;
    for (size_t i = 0; i < run.rows; i++) {
        ck_assert(run.row[i].outcome == MUSTER_OUTCOME_ANSWERED ||
                  run.row[i].outcome == MUSTER_OUTCOME_ABANDONED);
        late += of_day(start_s(&run.row[i])) > 11 * HOUR;
    }
    ck_assert_double_gt(late, 300);
    ck_assert_double_eq(run_count(&run, 0, MUSTER_COUNT_LOST_AT_CLOSE), 0);
    run_close(&run);
}
END_TEST

/* cut: whoever still queues at 11:00 is lost then; the contact in hand is finished. */
START_TEST(queue_is_cut_at_close)
{
    struct run run;
    run_open(&run, CLOSING("cut", ", patience: {exponential: {mean: 20 min}}", "1"));
    run_replication(&run, 8, 0, true);
    double lost = 0;
    for (size_t i = 0; i < run.rows; i++) {
        ck_assert_double_le(of_day(start_s(&run.row[i])), 11 * HOUR + 1e-6);
        if (run.row[i].outcome != MUSTER_OUTCOME_LOST_AT_CLOSE)
            continue;
        ck_assert_double_eq_tol(of_day(start_s(&run.row[i])), 11 * HOUR, 1e-6);
        lost++;
    }
    ck_assert_double_gt(lost, 30);
    run_close(&run);
}
END_TEST

/* ---- breaks ---- */

/* One person who is never idle: the only pauses are lunch and break, each begun when the contact in
 * hand is finished and taken whole; the last contact runs past the shift's end, as overtime. */
START_TEST(breaks_begin_after_the_contact_and_are_whole)
{
    struct run run;
    run_open(&run,
             "muster: 1\nhorizon: {start: 2004-10-04, weeks: 4}\nopening: {mon-fri: 08:00-18:00}\n"
             "services: {calls: {rate: 40 per hour, handle: {exponential: {mean: 7 min}}, "
             "patience: {exponential: {mean: 30 min}}}}\n"
             "staff: {agents: {fte: 1, full_time_week: 37 h, in_post: {fte: 1, tenure: new}, rota: "
             "fixed, skills: [calls],\n"
             "  shifts: [{start: 09:00, length: 7.9 h, lunch: {length: 30 min, between: "
             "12:00-14:00}}],\n"
             "  breaks: [{length: 15 min, paid: yes, between: 10:00-11:30, for_shifts_over: 4 "
             "h}]}}\n");
    run_replication(&run, 9, 0, true);
    sort_rows(&run, by_start);
    double breaks = 0, lunches = 0, overtime_s = 0, last_s = -1;
    const double shift_end_s = 9 * HOUR + 7.9 * HOUR;
    for (size_t i = 0; i < run.rows; i++) {
        const struct muster_trace_row *row = &run.row[i];
        if (row->outcome != MUSTER_OUTCOME_ANSWERED)
            continue;
        double pause_s = start_s(row) - last_s;
        bool same_day = last_s > 0 && floor(start_s(row) / DAY_S) == floor(last_s / DAY_S);
        if (same_day && pause_s > 1e-6) {
            bool lunch = fabs(pause_s - 1800) < 1e-6;
            ck_assert_msg(lunch || fabs(pause_s - 900) < 1e-6, "a pause of %.6f s", pause_s);
            ck_assert_double_ge(of_day(last_s), (lunch ? 12 : 10) * HOUR);
            lunches += lunch;
            breaks += !lunch;
        }
        last_s = end_s(row);
        if (of_day(last_s) > shift_end_s)
            overtime_s += of_day(last_s) - shift_end_s;
        ck_assert_double_lt(of_day(start_s(row)), shift_end_s);
    }
    ck_assert_double_eq(lunches, 20);
    ck_assert_double_eq(breaks, 20);
    ck_assert_double_eq_tol(run_staff(&run, 0, MUSTER_STAFF_BREAK_S), 20 * 900, 1e-6);
    ck_assert_double_gt(overtime_s, 0);
    ck_assert_double_eq_tol(run_staff(&run, 0, MUSTER_STAFF_OVERTIME_S), overtime_s, 1e-3);
    run_close(&run);
}
END_TEST

/* Whoever leaves with the doors has left when somebody calls at that very moment. */
START_TEST(nobody_answers_at_the_moment_they_all_leave)
{
    struct run run;
    run_open(&run,
             "muster: 1\nhorizon: {start: 2004-10-04, days: 4}\nopening: {mon-sun: 09:00-17:00}\n"
             "services: {calls: {demand: {wanted: 40000}, profile: {00:00: 1}, handle: 10 s, "
             "patience: 1 min, "
             "when_closed: {return: 100%, delay: 8 h}}}\n"
             "staff: {agents: {present: {09:00: 20, 17:00: 0}, skills: [calls]}}\n");
    run_replication(&run, 1, 0, true);
    double at_close = 0;
    for (size_t i = 0; i < run.rows; i++) {
        const struct muster_trace_row *row = &run.row[i];
        if (row->outcome == MUSTER_OUTCOME_CLOSED || of_day(row->arrival_s) != 17 * HOUR)
            continue;
        at_close++;
        ck_assert_int_ne(row->outcome, MUSTER_OUTCOME_ANSWERED);
    }
    ck_assert_double_gt(at_close, 0);
    run_close(&run);
}
END_TEST

/* ---- steps ---- */

#define STEP(policy)                                                                               \
    "muster: 1\n"                                                                                  \
    "horizon: {start: 2004-10-04, days: 140, interval: 30 min}\n"                                  \
    "opening: {mon-sun: 08:00-10:00}\n"                                                            \
    "services: {calls: {rate: {08:00: 300 per hour, 09:30: 130 per hour}, handle: {exponential: "  \
    "{mean: 330 s}}, patience: {exponential: {mean: 100 s}}}}\n"                                   \
    "staff: {agents: {present: {08:00: 30, 09:00: 12}, at_step: " policy ", skills: [calls]}}\n"

/* Abandonments a day by the clock, by half hours from 08:00, when 30 agents become 12 at 09:00. The
 * exact values are transient solutions of the Markov chain by uniformisation, computed apart. */
static void step_case(const char *text, double before, double after, double last)
{
    struct run run;
    struct sample sample[3] = {{0}};
    run_open(&run, text);
    int replications = (int)ceil(24 * MUSTER_EFFORT);
    for (int r = 0; r < replications; r++) {
        double half[4] = {0};
        run_replication(&run, 10, (uint64_t)r, false);
        for (size_t weekday = 0; weekday < 7; weekday++)
            for (size_t i = 0; i < 4; i++)
                half[i] += run_week(&run, 0, MUSTER_COUNT_ABANDONED_CLOCK, weekday * 48 + 16 + i);
        sample_add(&sample[0], (half[0] + half[1]) / 140);
        sample_add(&sample[1], half[2] / 140);
        sample_add(&sample[2], half[3] / 140);
    }
    const double exact[3] = {before, after, last};
    for (int i = 0; i < 3; i++)
        if (exact[i] > 0)
            ck_assert_msg(fabs(sample_z(&sample[i], exact[i])) < Z_MOST,
                          "stretch %d: %.4f a day, exact %.4f, z = %.2f", i,
                          sample_mean(&sample[i]), exact[i], sample_z(&sample[i], exact[i]));
    run_close(&run);
}

START_TEST(idle_go_first_at_a_step)
{
    step_case(STEP("idle_first"), 13.2988, 89.3789, 13.7137);
}
END_TEST

START_TEST(named_people_go_at_a_step)
{
    step_case(STEP("by_person"), 13.2988, 79.24, 0);
}
END_TEST

/* idle_first: after 09:00 no contact starts while 12 are in service. */
START_TEST(no_start_while_too_many_serve)
{
    struct run run;
    run_open(&run, STEP("idle_first"));
    run_replication(&run, 10, 0, true);
    sort_rows(&run, by_start);
    double starts = 0;
    for (size_t i = 0; i < run.rows; i++) {
        const struct muster_trace_row *row = &run.row[i];
        if (row->outcome != MUSTER_OUTCOME_ANSWERED || of_day(start_s(row)) <= 9 * HOUR)
            continue;
        int serving = 0;
        for (size_t j = i; j-- > 0 && start_s(&run.row[j]) > start_s(row) - 3 * HOUR;)
            serving += run.row[j].outcome == MUSTER_OUTCOME_ANSWERED &&
                       end_s(&run.row[j]) > start_s(row) + 1e-6;
        ck_assert_int_lt(serving, 12);
        starts++;
    }
    ck_assert_double_gt(starts, 10000);
    run_close(&run);
}
END_TEST

/* by_person: the highest numbers go, busy or not, and take nothing more. */
START_TEST(highest_numbers_leave)
{
    struct run run;
    run_open(&run, STEP("by_person"));
    run_replication(&run, 11, 0, true);
    double high = 0;
    for (size_t i = 0; i < run.rows; i++) {
        if (run.row[i].outcome != MUSTER_OUTCOME_ANSWERED)
            continue;
        if (of_day(start_s(&run.row[i])) > 9 * HOUR)
            ck_assert_int_lt(run.row[i].person, 12);
        else
            high += run.row[i].person >= 12;
    }
    ck_assert_double_gt(high, 1000);
    run_close(&run);
}
END_TEST

/* ---- attendance ---- */

/* 34 rostered, each there with 93 % that day: the number present is binomial. */
START_TEST(attendance_is_binomial)
{
    struct run run;
    run_open(&run, "muster: 1\nhorizon: {start: 2004-10-04, days: 4000}\n"
                   "opening: {mon-sun: 09:00-10:00}\n"
                   "services: {calls: {rate: 0 per hour, handle: 3 min}}\n"
                   "staff: {agents: {present: 34, skills: [calls], attendance: {probability: 93%, "
                   "drawn: day}}}\n");
    run_replication(&run, 12, 0, false);
    double seen[35] = {0}, days = 4000, statistic = 0, pooled = 0, pooled_expected = 0;
    for (size_t d = 0; d < 4000; d++) {
        double people = run_staff_day(&run, 0, MUSTER_STAFF_PRESENT_S, d) / HOUR;
        ck_assert_double_eq(people, floor(people));
        seen[(int)people]++;
    }
    int cells = 0;
    for (unsigned n = 0; n <= 34; n++) {
        pooled += seen[n];
        pooled_expected += days * gsl_ran_binomial_pdf(n, 0.93, 34);
        if (pooled_expected < 20)
            continue;
        statistic += pow(pooled - pooled_expected, 2) / pooled_expected;
        pooled = pooled_expected = 0;
        cells++;
    }
    double tail = gsl_cdf_chisq_Q(statistic, cells - 1);
    ck_assert_msg(tail > 3.4e-6, "chi-square %.2f on %d cells", statistic, cells);
    run_close(&run);
}
END_TEST

/* ---- lines ---- */

/* Lines held just before `now`, by a service or by all: waiting, or talking for 4 minutes. Rows are
 * sorted by arrival. */
static int held(const struct run *run, size_t now, int service, double talk_s)
{
    int lines = 0;
    double at = run->row[now].arrival_s;
    for (size_t j = now; j-- > 0 && run->row[j].arrival_s > at - 3 * HOUR;) {
        const struct muster_trace_row *row = &run->row[j];
        bool talked = row->outcome == MUSTER_OUTCOME_ANSWERED;
        bool waited = row->outcome == MUSTER_OUTCOME_ABANDONED || talked;
        if (waited && (service < 0 || (int)row->service == service))
            lines += start_s(row) + (talked ? talk_s : 0) > at;
    }
    return lines;
}

static void lines_case(const char *head, const char *rest, int own, int shared)
{
    char text[1024];
    snprintf(text, sizeof text,
             "muster: 1\n%shorizon: {start: 2004-10-04, days: 3}\nopening: always\n"
             "services:\n"
             "  one: {rate: 50 per hour, talk: 4 min, wrap: 3 min, patience: {exponential: {mean: "
             "3 min}}%s}\n"
             "  two: {rate: 40 per hour, talk: 4 min, wrap: 3 min, patience: {exponential: {mean: "
             "3 min}}}\n"
             "staff: {agents: {present: 9, skills: [[one, two]]}}\n",
             head, rest);
    struct run run;
    run_open(&run, text);
    run_replication(&run, 13, 0, true);
    sort_rows(&run, by_arrival);
    double blocked = 0;
    for (size_t i = 0; i < run.rows; i++) {
        bool engaged = (shared > 0 && held(&run, i, -1, 240) >= shared) ||
                       (own > 0 && run.row[i].service == 0 && held(&run, i, 0, 240) >= own);
        HOLDS_2(engaged, ==, run.row[i].outcome == MUSTER_OUTCOME_BLOCKED);
        blocked += engaged;
    }
    HOLDS_2(blocked, >, 100);
    run_close(&run);
}

/* A line is free as soon as the talk ends, wrap or not: with 9 agents at 7 minutes and 8 lines the
 * engaged tone comes exactly when 8 wait or talk. */
START_TEST(lines_are_freed_when_talk_ends)
{
    lines_case("lines: 8\n", "", 0, 8);
    lines_case("", ", lines: 5", 5, 0);
    lines_case("lines: 9\n", ", lines: 4", 4, 9);
}
END_TEST

/* ---- the routing rule ---- */

static const char skilled[] =
    "muster: 1\n"
    "horizon: {start: 2004-10-04, days: 3}\n"
    "opening: always\n"
    "services:\n"
    "  one: {rate: 62 per hour, priority: 2, handle: {exponential: {mean: 5 min}}, patience: "
    "{exponential: {mean: 6 min}}}\n"
    "  two: {rate: 35 per hour, priority: 2, handle: {exponential: {mean: 5 min}}, patience: "
    "{exponential: {mean: 6 min}}}\n"
    "  three: {rate: 13 per hour, priority: 1, handle: {exponential: {mean: 5 min}}, patience: "
    "{exponential: {mean: 6 min}}}\n"
    "staff:\n"
    "  nested: {present: 4, skills: [[one, two], three]}\n"
    "  ordered: {present: 3, skills: [two, one]}\n"
    "  wide: {present: 3, skills: [three, [two, one]]}\n";

static int place_of(const struct muster_group *group, uint32_t service)
{
    for (size_t i = 0; i < group->skill_count; i++)
        if ((uint32_t)group->skill[i].service == service)
            return group->skill[i].place;
    return -1;
}

/* Whether contact a comes before b for somebody of the group: priority, place, longest waiting. */
static bool before(const struct run *run, const struct muster_group *group,
                   const struct muster_trace_row *a, const struct muster_trace_row *b)
{
    int first = run->scenario->service[a->service].priority;
    int second = run->scenario->service[b->service].priority;
    if (first != second)
        return first < second;
    if (place_of(group, a->service) != place_of(group, b->service))
        return place_of(group, a->service) < place_of(group, b->service);
    return a->arrival_s < b->arrival_s;
}

/* Who is taken from the queue is the one that the rule says, of all who wait. */
START_TEST(freed_person_takes_by_the_rule)
{
    struct run run;
    run_open(&run, skilled);
    run_replication(&run, 14, 0, true);
    sort_rows(&run, by_arrival);
    double taken = 0;
    for (size_t i = 0; i < run.rows; i++) {
        const struct muster_trace_row *row = &run.row[i];
        if (row->outcome != MUSTER_OUTCOME_ANSWERED || row->wait_s <= 0)
            continue;
        const struct muster_group *group = &run.scenario->group[row->group];
        double now = start_s(row);
        size_t first = i;
        while (first > 0 && run.row[first - 1].arrival_s > now - 3 * HOUR)
            first--;
        for (size_t j = first; j < run.rows && run.row[j].arrival_s < now; j++) {
            const struct muster_trace_row *other = &run.row[j];
            if (j == i || start_s(other) <= now + 1e-6 || place_of(group, other->service) < 0)
                continue;
            HOLDS_MSG(before(&run, group, row, other),
                      "at %.3f s service %u goes before service %u", now, row->service,
                      other->service);
        }
        taken++;
    }
    HOLDS_2(taken, >, 2000);
    run_close(&run);
}
END_TEST

/* An arrival goes to the group that places its service highest, among those to who is idle longest:
 * idle since the end of the last contact (nobody here ever goes). */
START_TEST(arrival_goes_to_highest_place_and_longest_idle)
{
    struct run run;
    run_open(&run, skilled);
    run_replication(&run, 15, 0, true);
    sort_rows(&run, by_start);
    double idle_since[3][4], answered = 0;
    for (int g = 0; g < 3; g++)
        for (int p = 0; p < 4; p++)
            idle_since[g][p] = g > 0 && p > 2 ? INFINITY : 0;
    for (size_t i = 0; i < run.rows; i++) {
        const struct muster_trace_row *row = &run.row[i];
        if (row->outcome != MUSTER_OUTCOME_ANSWERED)
            continue;
        int place = place_of(&run.scenario->group[row->group], row->service);
        double since = idle_since[row->group][row->person];
        for (int g = 0; g < 3 && row->wait_s <= 0; g++) {
            int other = place_of(&run.scenario->group[g], row->service);
            for (int p = 0; p < 4 && other >= 0; p++) {
                if (idle_since[g][p] >= row->arrival_s)
                    continue; /* not idle */
                HOLDS_2(other, >=, place);
                if (other == place)
                    HOLDS_2(idle_since[g][p], >=, since);
            }
        }
        answered += row->wait_s <= 0;
        idle_since[row->group][row->person] = end_s(row);
    }
    HOLDS_2(answered, >, 1000);
    run_close(&run);
}
END_TEST

/* ---- virtual waits ---- */

/* A contact that gave up would have been taken at the first completion after its patience ended at
 * which nobody better placed was still waiting. One group, all services. */
static double virtual_end(const struct run *run, size_t gone, const double *completion,
                          size_t completions)
{
    const struct muster_trace_row *ghost = &run->row[gone];
    size_t low = 0, high = completions;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (completion[middle] < start_s(ghost))
            low = middle + 1;
        else
            high = middle;
    }
    for (size_t c = low; c < completions; c++) {
        double now = completion[c];
        bool better = false;
        for (size_t j = 0; j < run->rows && run->row[j].arrival_s < now && !better; j++)
            if (run->row[j].arrival_s > now - 2 * HOUR && run->row[j].wait_s > 0 && j != gone)
                better = start_s(&run->row[j]) >= now - 1e-7 &&
                         before(run, &run->scenario->group[0], &run->row[j], ghost);
        if (!better)
            return now;
    }
    return INFINITY;
}

static int by_value(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return *x < *y ? -1 : *x > *y;
}

static void virtual_case(const char *services, const char *skills)
{
    char text[1024];
    snprintf(text, sizeof text,
             "muster: 1\nhorizon: {start: 2004-10-04, days: 1}\nopening: always\n"
             "services:\n%sstaff: {agents: {present: 5, skills: %s}}\n",
             services, skills);
    struct run run;
    run_open(&run, text);
    run_replication(&run, 16, 0, true);
    sort_rows(&run, by_arrival);
    double *completion = calloc(run.rows + 1, sizeof *completion), ghosts = 0;
    double within[2] = {0};
    size_t n = 0;
    for (size_t i = 0; i < run.rows; i++)
        if (run.row[i].outcome == MUSTER_OUTCOME_ANSWERED && end_s(&run.row[i]) < DAY_S)
            completion[n++] = end_s(&run.row[i]);
    qsort(completion, n, sizeof *completion, by_value);
    for (size_t i = 0; i < run.rows; i++) {
        const struct muster_trace_row *row = &run.row[i];
        double threshold = run.scenario->service[row->service].within_s;
        double wait_s = row->wait_s;
        if (row->outcome == MUSTER_OUTCOME_ABANDONED) {
            wait_s = virtual_end(&run, i, completion, n) - row->arrival_s;
            ghosts += wait_s <= threshold;
        }
        bool counted =
            row->outcome == MUSTER_OUTCOME_ANSWERED || row->outcome == MUSTER_OUTCOME_ABANDONED;
        within[row->service] += counted && wait_s <= threshold;
    }
    ck_assert_double_gt(ghosts, 20);
    for (size_t k = 0; k < run.scenario->service_count; k++)
        ck_assert_msg(run_count(&run, k, MUSTER_COUNT_VIRTUAL_WITHIN) == within[k],
                      "service %zu of skills %s: %.0f within by virtual wait, %.0f by the rule", k,
                      skills, run_count(&run, k, MUSTER_COUNT_VIRTUAL_WITHIN), within[k]);
    free(completion);
    run_close(&run);
}

START_TEST(virtual_waits_follow_the_routing_order)
{
    virtual_case("  one: {rate: 70 per hour, handle: {exponential: {mean: 5 min}}, patience: "
                 "{exponential: {mean: 1 min}}, target: 80% in 60 s}\n",
                 "[one]");
    virtual_case("  one: {rate: 35 per hour, priority: 1, handle: {exponential: {mean: 5 min}}, "
                 "patience: {exponential: {mean: 1 min}}, target: 80% in 60 s}\n"
                 "  two: {rate: 35 per hour, priority: 2, handle: {exponential: {mean: 5 min}}, "
                 "patience: {exponential: {mean: 1 min}}, target: 80% in 90 s}\n",
                 "[[one, two]]");
    virtual_case("  one: {rate: 35 per hour, handle: {exponential: {mean: 5 min}}, "
                 "patience: {exponential: {mean: 1 min}}, target: 80% in 60 s}\n"
                 "  two: {rate: 35 per hour, handle: {exponential: {mean: 5 min}}, "
                 "patience: {exponential: {mean: 1 min}}, target: 80% in 90 s}\n",
                 "[[one, two]]");
}
END_TEST

/* ---- common random numbers ---- */

static const char common[] =
    "muster: 1\n"
    "horizon: {start: 2004-10-04, days: 28}\n"
    "opening: {mon-fri: 08:00-18:00, sat: 09:00-13:00}\n"
    "services:\n"
    "  one:\n"
    "    demand: {wanted: {pert: [30000, 40000, 60000]}}\n"
    "    weekdays: {mon: 2, tue: 1, wed: 1, thu: 1, fri: 1, sat: 0.5, sun: 0.2}\n"
    "    profile: {07:00: 1, 12:00: 2, 20:00: 0}\n"
    "    busyness: {cv: 0.2, between_days: 0.3, between_services: 0.5}\n"
    "    when_closed: {return: 60%}\n"
    "    talk: {lognormal: {mean: 3 min, cv: 1}}\n"
    "    wrap: {gamma: {mean: 1 min, cv: 0.5}}\n"
    "    patience: {weibull: {mean: 3 min, shape: 0.8}}\n"
    "    balk: 3%\n"
    "    retry: {abandoned: 40%, delay: {exponential: {mean: 20 min}}}\n"
    "    first_contact_resolution: 80%\n"
    "    repeat: {delay: {lognormal: {mean: 1 d, cv: 1}}}\n"
    "  two:\n"
    "    rate: 9 per hour\n"
    "    busyness: {cv: 0.3, between_services: 0.5}\n"
    "    handle: {exponential: {mean: 5 min}}\n"
    "    patience: {exponential: {mean: 2 min}}\n"
    "staff:\n"
    "  agents: {present: 3, skills: [one, two]}\n"
    "  others: {present: 1, skills: [two]}\n"
    "candidates:\n"
    "  - {name: base}\n"
    "  - {name: more people, set: {staff.agents.present: 7}}\n"
    "  - {name: other routing, set: {staff.others.skills: [[one, two]], services.two.priority: "
    "3}}\n"
    "  - {name: longer hours, set: {opening.mon-fri: 08:00-20:00, opening.sat: 08:00-20:00}}\n"
    "  - {name: two windows, set: {opening.mon-fri: '08:00-12:00, 14:00-18:00'}}\n"
    "  - {name: by person, set: {staff.agents.at_step: by_person, staff.agents.present: {08:00: 2, "
    "10:00: 5}, staff.agents.attendance: {probability: 80%, drawn: day}}}\n"
    "  - {name: few lines, set: {lines: 4}}\n";

static int by_address(const void *a, const void *b)
{
    const struct muster_trace_row *x = a, *y = b;
    const int64_t at[5][2] = {{x->service, y->service},
                              {x->wanted_day, y->wanted_day},
                              {x->number, y->number},
                              {x->generation, y->generation},
                              {x->attempt, y->attempt}};
    for (int i = 0; i < 5; i++)
        if (at[i][0] != at[i][1])
            return at[i][0] < at[i][1] ? -1 : 1;
    return 0;
}

static bool is_first(const struct muster_trace_row *row)
{
    return row->generation == 0 && row->attempt == 0;
}

/* The first contacts of one run are those of another: number, time, work, patience; so is whatever
 * else the two have in common. `closed` services are compared only while both are open: with `rate`
 * nobody calls while closed. */
static void same_contacts(struct run *one, struct run *two, bool hours_differ)
{
    size_t i = 0, j = 0;
    double firsts = 0, others = 0;
    sort_rows(one, by_address);
    sort_rows(two, by_address);
    while (i < one->rows && j < two->rows) {
        const struct muster_trace_row *a = &one->row[i], *b = &two->row[j];
        int order = by_address(a, b);
        i += order <= 0;
        j += order >= 0;
        bool may_differ = hours_differ && a->service == 1 && b->service == 1;
        if (order != 0) {
            const struct muster_trace_row *alone = order < 0 ? a : b;
            HOLDS_MSG(!is_first(alone) || may_differ || alone->service == 1,
                      "contact %d/%u of service %u only in one", alone->wanted_day, alone->number,
                      alone->service);
            continue;
        }
        if (is_first(a)) {
            HOLDS_2(a->arrival_s, ==, b->arrival_s);
            if (!isnan(a->patience_s) && !isnan(b->patience_s))
                HOLDS_2(a->patience_s, ==, b->patience_s);
            firsts++;
        } else if (!isnan(a->patience_s) && !isnan(b->patience_s)) {
            ck_assert_double_eq_tol(a->patience_s, b->patience_s, 1e-6);
            others++;
        }
        HOLDS_2(a->base_handle_s, ==, b->base_handle_s);
    }
    HOLDS_2(firsts, >, 3000);
    HOLDS_2(others, >, 0);
}

START_TEST(structure_leaves_contacts_alone)
{
    struct run base, other;
    run_open_candidate(&base, common, 0);
    run_open_candidate(&other, common, (size_t)_i);
    run_replication(&base, 17, 3, true);
    run_replication(&other, 17, 3, true);
    same_contacts(&base, &other, _i == 3 || _i == 4);
    ck_assert_double_eq(run_count(&base, 0, MUSTER_COUNT_WANTED),
                        run_count(&other, 0, MUSTER_COUNT_WANTED));
    if (_i != 3 && _i != 4)
        ck_assert_double_eq(run_count(&base, 1, MUSTER_COUNT_WANTED),
                            run_count(&other, 1, MUSTER_COUNT_WANTED));
    run_close(&base);
    run_close(&other);
}
END_TEST

#define ONE                                                                                        \
    "  one: {rate: 20 per hour, handle: {lognormal: {mean: 3 min, cv: 1}}, patience: "             \
    "{exponential: {mean: 2 min}}, busyness: {cv: 0.3, between_services: 0.4, between_days: "      \
    "0.2}, "                                                                                       \
    "retry: {abandoned: 50%, delay: 5 min}}\n"
#define TWO                                                                                        \
    "  two: {rate: 15 per hour, handle: {gamma: {mean: 4 min, cv: 2}}, patience: {exponential: "   \
    "{mean: 2 min}}, busyness: {cv: 0.2, between_services: 0.4}}\n"
#define SMALL                                                                                      \
    "muster: 1\nhorizon: {start: 2004-10-04, days: 40}\nopening: {mon-sun: 08:00-12:00}\n"         \
    "services:\n"
#define CREW "staff: {agents: {present: 2, skills: [one]}}\n"
#define BOTH "staff: {agents: {present: 2, skills: [[one, two]]}}\n"

/* First contacts of the service called "one": the same in both texts. */
static void same_service_one(const char *text, const char *other_text)
{
    struct run run[2];
    struct muster_trace_row *kept[2];
    size_t count[2] = {0};
    for (int r = 0; r < 2; r++) {
        run_open(&run[r], r ? other_text : text);
        run_replication(&run[r], 18, 1, true);
        kept[r] = calloc(run[r].rows, sizeof *kept[r]);
        for (size_t i = 0; i < run[r].rows; i++) {
            const struct muster_trace_row *row = &run[r].row[i];
            if (is_first(row) && strcmp(run[r].scenario->service[row->service].name, "one") == 0) {
                kept[r][count[r]] = *row;
                kept[r][count[r]++].service = 0;
            }
        }
        qsort(kept[r], count[r], sizeof *kept[r], by_address);
    }
    ck_assert_uint_gt(count[0], 2000);
    ck_assert_uint_eq(count[0], count[1]);
    for (size_t i = 0; i < count[0]; i++) {
        ck_assert_double_eq(kept[0][i].arrival_s, kept[1][i].arrival_s);
        ck_assert_double_eq(kept[0][i].base_handle_s, kept[1][i].base_handle_s);
    }
    for (int r = 0; r < 2; r++) {
        free(kept[r]);
        run_close(&run[r]);
    }
}

START_TEST(another_service_or_order_moves_no_draw)
{
    same_service_one(SMALL ONE CREW, SMALL ONE TWO BOTH);
    same_service_one(SMALL ONE TWO BOTH, SMALL TWO ONE BOTH);
}
END_TEST

#define POSTS(fte, tables)                                                                         \
    "muster: 1\nhorizon: {start: 2004-10-04, weeks: 40}\nopening: {mon-fri: 08:00-18:00}\n"        \
    "services:\n" ONE "staff: {agents: {fte: " fte ", full_time_week: 37 h, in_post: {fte: " fte   \
    ", tenure: new}, rota: fixed, skills: [one],\n"                                                \
    "  shifts: [{start: open, length: 7.9 h, lunch: {length: 30 min, between: "                    \
    "12:00-14:00}}]}}\n" tables
#define SICK                                                                                       \
    "sickness: {days_lost_per_fte: 12, long_term_share: 40%, short: {geometric: {mean: 2.5 d}}, "  \
    "long: {lognormal: {mean: 30 d, cv: 0.8}}}\n"

START_TEST(people_tables_move_no_contact)
{
    same_service_one(POSTS("3", ""), POSTS("3", SICK "leave: {days: 25}\n"
                                                     "learning: {initial: 1.6, tau: 8 weeks}\n"));
}
END_TEST

/* Days on the phones of each post, as bits. */
static void days_worked(unsigned char *worked, size_t posts, const char *text)
{
    struct run run;
    run_open(&run, text);
    struct muster_workforce *workforce;
    ck_assert_int_eq(muster_workforce_new(&workforce, run.plan->roster), MUSTER_OK);
    ck_assert_int_eq(muster_workforce_begin(workforce, (struct muster_key){19, 2}), MUSTER_OK);
    for (size_t week = 0; week < 40; week++) {
        const struct muster_staff_event *event;
        size_t count;
        ck_assert_int_eq(muster_workforce_week(workforce, week, &event, &count, &run.tally),
                         MUSTER_OK);
        for (size_t i = 0; i < count; i++)
            if (event[i].change == MUSTER_CHANGE_ON && event[i].person < posts)
                worked[(size_t)(event[i].time_s / DAY_S) * posts + event[i].person] = 1;
    }
    muster_workforce_free(workforce);
    run_close(&run);
}

/* One FTE more adds a post; who is away when among the others does not change. */
START_TEST(one_more_fte_moves_nobody)
{
    enum { POSTS_BEFORE = 5, DAYS = 280 };
    static unsigned char few[POSTS_BEFORE * DAYS], more[POSTS_BEFORE * DAYS];
    memset(few, 0, sizeof few);
    memset(more, 0, sizeof more);
    days_worked(few, POSTS_BEFORE, POSTS("5", SICK));
    days_worked(more, POSTS_BEFORE, POSTS("6", SICK));
    ck_assert_int_eq(memcmp(few, more, sizeof few), 0);
    double days = 0;
    for (size_t i = 0; i < sizeof few; i++)
        days += few[i];
    ck_assert(days > 800 && days < 1000); /* some were away */
}
END_TEST

/* ---- bytes that repeat ---- */

START_TEST(replications_give_the_same_bytes)
{
    const char *text = _i ? POSTS("3", SICK) : common;
    struct run reused, fresh;
    run_open(&reused, text);
    size_t bytes = reused.tally.bytes;
    void *first = malloc(bytes);
    ck_assert_ptr_nonnull(first);
    run_replication(&reused, 20, 4, false);
    memcpy(first, reused.tally.block, bytes);
    run_replication(&reused, 20, 9, false);
    ck_assert_int_ne(memcmp(first, reused.tally.block, bytes), 0);
    run_replication(&reused, 20, 4, true); /* after another one, and traced */
    ck_assert_int_eq(memcmp(first, reused.tally.block, bytes), 0);
    run_open(&fresh, text);
    run_replication(&fresh, 20, 4, false);
    ck_assert_uint_eq(fresh.tally.bytes, bytes);
    ck_assert_int_eq(memcmp(first, fresh.tally.block, bytes), 0);
    run_replication(&fresh, 21, 4, false);
    ck_assert_int_ne(memcmp(first, fresh.tally.block, bytes), 0);
    free(first);
    run_close(&reused);
    run_close(&fresh);
}
END_TEST

START_TEST(a_run_can_be_stopped)
{
    struct run run;
    run_open(&run, common);
    const atomic_int stop = 1;
    ck_assert_int_eq(muster_replication_run(run.replication, (struct muster_key){1, 0}, &run.tally,
                                            NULL, NULL, &stop),
                     MUSTER_INTERRUPTED);
    run_replication(&run, 1, 0, false); /* and begun again */
    ck_assert_double_gt(run.tally.events[0], 0);
    run_close(&run);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("engine");
    TCase *tcase = tcase_create("engine");
    tcase_set_timeout(tcase, 240);
    tcase_add_test(tcase, late_caller_retries_next_morning);
    tcase_add_test(tcase, queue_is_served_after_close);
    tcase_add_test(tcase, unattended_queue_at_close);
    tcase_add_test(tcase, queue_is_cut_at_close);
    tcase_add_test(tcase, breaks_begin_after_the_contact_and_are_whole);
    tcase_add_test(tcase, nobody_answers_at_the_moment_they_all_leave);
    tcase_add_test(tcase, idle_go_first_at_a_step);
    tcase_add_test(tcase, named_people_go_at_a_step);
    tcase_add_test(tcase, no_start_while_too_many_serve);
    tcase_add_test(tcase, highest_numbers_leave);
    tcase_add_test(tcase, attendance_is_binomial);
    tcase_add_test(tcase, lines_are_freed_when_talk_ends);
    tcase_add_test(tcase, freed_person_takes_by_the_rule);
    tcase_add_test(tcase, arrival_goes_to_highest_place_and_longest_idle);
    tcase_add_test(tcase, virtual_waits_follow_the_routing_order);
    tcase_add_loop_test(tcase, structure_leaves_contacts_alone, 1, 7);
    tcase_add_test(tcase, another_service_or_order_moves_no_draw);
    tcase_add_test(tcase, people_tables_move_no_contact);
    tcase_add_test(tcase, one_more_fte_moves_nobody);
    tcase_add_loop_test(tcase, replications_give_the_same_bytes, 0, 2);
    tcase_add_test(tcase, a_run_can_be_stopped);
    suite_add_tcase(suite, tcase);
    return muster_check_run(suite);
}
