/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Activities off the phones: hours known beforehand, where they are planned, what load cancels,
 * the law of paid time, and that nobody else's draws move.
 */
#include "engine_runs.h"
#include "workforce.h"

#include <stdlib.h>

#define HOUR 3600.0

/* Six full-timers of 37 h and, with part-timers, as many hours again in halves; nobody is ill or on
 * leave. A shift of 7.9 h with lunch and a paid break. */
#define CENTRE(WEEKS, CALLS, FULL, REST)                                                           \
    "muster: 1\n"                                                                                  \
    "horizon: {start: 2024-01-01, weeks: " WEEKS ", interval: 15 min}\n"                           \
    "opening: {mon-fri: 08:00-18:00}\n"                                                            \
    "services: {calls: {rate: " CALLS ", handle: {exponential: {mean: 5 min}}, patience: "         \
    "{exponential: {mean: 3 min}}}}\n"                                                             \
    "staff:\n"                                                                                     \
    "  agents:\n"                                                                                  \
    "    fte: 6\n"                                                                                 \
    "    full_time: " FULL "\n"                                                                    \
    "    part_time: {week: 18.5 h}\n"                                                              \
    "    shifts:\n"                                                                                \
    "      - {start: open, length: 7.9 h, lunch: {length: 30 min, between: 11:30-14:00}, for: "    \
    "full_time}\n"                                                                                 \
    "      - {end: close, length: 7.9 h, lunch: {length: 30 min, between: 12:00-15:00}, for: "     \
    "full_time}\n"                                                                                 \
    "      - {start: 09:00, length: 3.7 h, for: part_time}\n"                                      \
    "    breaks: [{length: 15 min, between: 10:00-11:30}]\n"                                       \
    "    rota: pattern\n"                                                                          \
    "    skills: [calls]\n" REST

#define NO_CALLS "{08:00: 0 per hour}"

static double planned(const struct run *run)
{
    return run_staff(run, 0, MUSTER_STAFF_OFF_PHONE_PLANNED_S);
}

static double delivered(const struct run *run)
{
    return run_staff(run, 0, MUSTER_STAFF_OFF_PHONE_S);
}

static double cancelled(const struct run *run)
{
    return run_staff(run, 0, MUSTER_STAFF_OFF_PHONE_CANCELLED_S);
}

/* Paid time is presence, paid breaks and activities, each day. */
static void paid_law(const struct run *run)
{
    double paid = run_staff(run, 0, MUSTER_STAFF_PAID_S);
    double parts = run_staff(run, 0, MUSTER_STAFF_PRESENT_S) +
                   run_staff(run, 0, MUSTER_STAFF_BREAK_S) + delivered(run) +
                   run_staff(run, 0, MUSTER_STAFF_SICKNESS_S) +
                   run_staff(run, 0, MUSTER_STAFF_LEAVE_S);
    HOLDS_2(fabs(paid - parts), <=, 1e-9 * paid + 1e-3);
}

/* ---- hours known beforehand ---- */

/* Coaching of 45 min takes 45/2220 of a full-timer's paid week of 37 h; every piece is delivered.
 */
START_TEST(coaching_takes_its_share)
{
    struct run run;
    run_open(&run, CENTRE("52", NO_CALLS, "100%", "off_phone: {coaching: {each_week: 45 min}}\n"));
    run_replication(&run, 1, 0, false);
    ck_assert_double_eq_tol(planned(&run), 6 * 52 * 2700.0, 1e-6);
    ck_assert_double_eq_tol(delivered(&run), planned(&run), 1e-3);
    ck_assert_double_eq(cancelled(&run), 0);
    ck_assert_double_eq_tol(run_staff(&run, 0, MUSTER_STAFF_PAID_S), 6 * 52 * 37 * HOUR, 1e-3);
    ck_assert_double_eq_tol(delivered(&run) / run_staff(&run, 0, MUSTER_STAFF_PAID_S), 45.0 / 2220,
                            1e-9);
    /* Nobody calls: scheduled are the paid seconds without breaks and coaching. */
    ck_assert_double_eq_tol(run_staff(&run, 0, MUSTER_STAFF_SCHEDULED_S),
                            run_staff(&run, 0, MUSTER_STAFF_PAID_S) -
                                run_staff(&run, 0, MUSTER_STAFF_BREAK_S) - delivered(&run),
                            1);
    paid_law(&run);
    run_close(&run);
}
END_TEST

/* Whole hours a person or by the contract; cut into pieces; every n weeks in turn. */
START_TEST(hours_of_a_year)
{
    static const struct {
        const char *activity;
        double hours; /* of 3 full-timers and 6 halves in 52 weeks */
    } CASES[] = {
        {"off_phone: {coaching: {each_week: 30 min}}\n", 9 * 52 * 0.5},
        {"off_phone: {coaching: {each_week: 30 min, pro_rata: yes}}\n", 6 * 52 * 0.5},
        {"off_phone: {coaching: {each_week: 100 min, block: 20 min, pro_rata: yes}}\n",
         6 * 52 * 100 / 60.0},
        {"off_phone: {training: {each: 3 h, block: 1 h, every: 4 weeks}}\n", 9 * 13 * 3},
        {"off_phone: {team meeting: {each: 1 h, every: 2 weeks, together: yes, team: 3}}\n",
         9 * 26},
        {"off_phone: {briefing: {at: mon-fri 09:30-09:45}, coaching: {each_week: 15 min}}\n",
         0.25 * (3 * 5 * 52 + 6 * 52 * 5) + 9 * 52 * 0.25},
    };
    struct run run;
    char text[4000];
    snprintf(text, sizeof text, "%s%s", CENTRE("52", NO_CALLS, "50%", ""), CASES[_i].activity);
    run_open(&run, text);
    run_replication(&run, 1, 0, false);
    /* Late starters miss a briefing of 09:30 in their weeks, so this one only bounds it. */
    if (_i < 5)
        ck_assert_double_eq_tol(planned(&run) / HOUR, CASES[_i].hours, 1e-6);
    else
        ck_assert(planned(&run) / HOUR > 0.7 * CASES[_i].hours &&
                  planned(&run) / HOUR < CASES[_i].hours);
    ck_assert_double_eq_tol(delivered(&run), planned(&run), 1e-3);
    paid_law(&run);
    run_close(&run);
}
END_TEST

/* ---- where they are ---- */

/* What one person does on one day. */
struct day_seen {
    double on_s, off_s;
    size_t count;
    double from_s[16], to_s[16];
};

static void see(struct day_seen *day, const struct muster_staff_event *event)
{
    if (event->change == MUSTER_CHANGE_ON)
        *day = (struct day_seen){.on_s = event->time_s, .off_s = INFINITY};
    else if (event->change == MUSTER_CHANGE_OFF)
        day->off_s = event->time_s;
    if (event->change == MUSTER_CHANGE_ON)
        return;
    if (event->change == MUSTER_CHANGE_OFF) {
        for (size_t i = 0; i < day->count; i++)
            HOLDS_2(day->to_s[i], <=, day->off_s + 1e-6);
        return;
    }
    HOLDS(day->count < 16);
    double to_s = event->time_s + event->value;
    for (size_t i = 0; i < day->count; i++)
        HOLDS_MSG(to_s <= day->from_s[i] + 1e-6 || day->to_s[i] <= event->time_s + 1e-6,
                  "at %.0f something crosses what begins at %.0f", event->time_s, day->from_s[i]);
    HOLDS_2(event->time_s, >=, day->on_s);
    day->from_s[day->count] = event->time_s;
    day->to_s[day->count++] = to_s;
}

/* Inside the shift, never across lunch, a break or each other, in every week of a year with leave
 * and sickness. */
START_TEST(nothing_is_crossed)
{
    static const char *const text =
        CENTRE("30", "60 per hour", "50%",
               "leave: {days: 25}\n"
               "sickness: {days_lost_per_fte: 9, short: {geometric: {mean: 2.5 d}}}\n"
               "off_phone:\n"
               "  meeting: {each_week: 30 min, together: yes}\n"
               "  briefing: {at: ['mon-fri 12:15-12:30', 'tue 10:20-10:45']}\n"
               "  coaching: {each_week: 45 min}\n"
               "  training: {each: 4 h, every: 3 weeks, block: 40 min}\n");
    struct run run;
    struct muster_workforce *workforce;
    run_open(&run, text);
    ck_assert_int_eq(muster_workforce_new(&workforce, run.plan->roster), MUSTER_OK);
    ck_assert_int_eq(muster_workforce_begin(workforce, (struct muster_key){3, 1}), MUSTER_OK);
    struct day_seen seen[16] = {{0}};
    size_t activities = 0, briefings = 0;
    for (size_t week = 0; week < 30; week++) {
        const struct muster_staff_event *event;
        size_t count;
        ck_assert_int_eq(muster_workforce_week(workforce, week, &event, &count, &run.tally),
                         MUSTER_OK);
        for (size_t i = 0; i < count; i++) {
            see(&seen[event[i].person], &event[i]);
            activities += event[i].change == MUSTER_CHANGE_OFF_PHONE;
            briefings += event[i].change == MUSTER_CHANGE_OFF_PHONE && event[i].activity == 1;
        }
    }
    ck_assert_uint_gt(activities, 30 * 20);
    ck_assert_uint_gt(briefings, 30 * 20);
    muster_workforce_free(workforce);
    run_close(&run);
}
END_TEST

/* All calls come between 09:00 and 12:00: what is planned one by one keeps out of it, and the
 * longest-staffed quarter of an hour is used first. */
START_TEST(surplus_is_used)
{
    struct run run;
    run_open(&run, CENTRE("8", "{09:00: 60 per hour, 12:00: 2 per hour}", "100%",
                          "off_phone: {coaching: {each_week: 1 h}}\n"));
    run_replication(&run, 1, 0, false);
    double busy = 0, all = 0;
    for (size_t i = 0; i < 7 * 96; i++) {
        double here = run_staff_week(&run, 0, MUSTER_STAFF_OFF_PHONE_PLANNED_S, i);
        busy += i % 96 >= 36 && i % 96 < 48 ? here : 0;
        all += here;
    }
    ck_assert_double_eq_tol(all, planned(&run), 1);
    ck_assert_double_eq(busy, 0);
    run_close(&run);
}
END_TEST

/* A team goes at one time; two teams at two. */
START_TEST(teams_go_together)
{
    struct run run;
    struct muster_workforce *workforce;
    run_open(&run, CENTRE("6", "60 per hour", "100%",
                          "off_phone: {meeting: {each_week: 1 h, together: yes, team: 3}}\n"));
    ck_assert_int_eq(muster_workforce_new(&workforce, run.plan->roster), MUSTER_OK);
    ck_assert_int_eq(muster_workforce_begin(workforce, (struct muster_key){3, 1}), MUSTER_OK);
    for (size_t week = 0; week < 6; week++) {
        const struct muster_staff_event *event;
        size_t count, met = 0;
        double at_s[2] = {-1, -1};
        ck_assert_int_eq(muster_workforce_week(workforce, week, &event, &count, &run.tally),
                         MUSTER_OK);
        for (size_t i = 0; i < count; i++) {
            if (event[i].change != MUSTER_CHANGE_OFF_PHONE)
                continue;
            double *mine = &at_s[event[i].person / 3];
            ck_assert(*mine < 0 || *mine == event[i].time_s);
            *mine = event[i].time_s;
            met++;
        }
        ck_assert_uint_eq(met, 6);
        ck_assert_double_ne(at_s[0], at_s[1]);
    }
    muster_workforce_free(workforce);
    run_close(&run);
}
END_TEST

/* A fixed slot after midnight belongs to the shifts that began the evening before: three people on
 * five evenings each, Sunday to Thursday with its slot, Friday and Saturday without. */
START_TEST(slots_of_the_night)
{
    struct run run;
    run_open(&run, "muster: 1\n"
                   "horizon: {start: 2024-01-01, weeks: 4}\n"
                   "opening: {mon-fri: 18:00-02:00}\n"
                   "services: {calls: {rate: {08:00: 0 per hour}, handle: 5 min}}\n"
                   "staff: {agents: {fte: 3, full_time_week: 40 h, shifts: [{start: 18:00, length: "
                   "8 h}], skills: [calls]}}\n"
                   "off_phone: {briefing: {at: ['tue-fri 00:10-00:25', 'mon-fri 23:00-23:15']}}\n");
    run_replication(&run, 1, 0, false);
    ck_assert_double_eq_tol(planned(&run), 4 * 3 * (4 + 5) * 900.0, 1e-6);
    ck_assert_double_eq_tol(delivered(&run), planned(&run), 1e-3);
    double early = 0;
    for (size_t i = 0; i < 7 * 96; i++)
        early += i % 96 < 8 ? run_staff_week(&run, 0, MUSTER_STAFF_OFF_PHONE_PLANNED_S, i) : 0;
    ck_assert_double_eq_tol(early, 4 * 3 * 4 * 900.0, 1e-3);
    paid_law(&run);
    run_close(&run);
}
END_TEST

/* ---- load ---- */

#define BUSY_COACHING(MORE) "off_phone: {coaching: {each_week: 45 min" MORE "}}\n"

/* Under load: planned = delivered + cancelled, and paid time adds up, whatever the rule. */
START_TEST(planned_is_delivered_or_cancelled)
{
    static const char *const RULES[] = {
        CENTRE("26", "75 per hour", "50%", BUSY_COACHING("")),
        CENTRE("26", "75 per hour", "50%", BUSY_COACHING(", cancel_when: wait > 30 s")),
        CENTRE("26", "75 per hour", "50%", BUSY_COACHING(", cancel_when: queue > 1")),
        CENTRE("26", "75 per hour", "50%",
               BUSY_COACHING(", cancel_when: [wait > 30 s, service_level < 60%]")),
        CENTRE("26", "75 per hour", "50%",
               BUSY_COACHING(", cancel_when: queue > 1, if_cancelled: moved")),
    };
    struct run run;
    run_open(&run, RULES[_i]);
    run_replication(&run, 7, 2, false);
    ck_assert_double_eq_tol(planned(&run), 9 * 26 * 2700.0, 1e-6);
    ck_assert_double_eq_tol(planned(&run), delivered(&run) + cancelled(&run), 1e-2);
    if (_i == 0) /* at most cut by a shift's end */
        ck_assert_double_lt(cancelled(&run), 0.01 * planned(&run));
    else
        ck_assert(cancelled(&run) > (_i == 4 ? 0 : 0.02) * planned(&run) &&
                  cancelled(&run) < planned(&run));
    paid_law(&run);
    double scheduled = run_staff(&run, 0, MUSTER_STAFF_SCHEDULED_S), phones_s = 6 * 26 * 37 * HOUR;
    phones_s -= 26 * 5 * 9 * 900; /* breaks: everybody works five days a week */
    ck_assert_double_eq_tol(scheduled, phones_s - planned(&run) + cancelled(&run), 30 * 900);
    run_close(&run);
}
END_TEST

/* Moving delivers more than losing. */
START_TEST(moving_delivers_more)
{
    double got[2];
    for (int moved = 0; moved < 2; moved++) {
        struct run run;
        run_open(&run, moved
                           ? CENTRE("26", "75 per hour", "50%",
                                    BUSY_COACHING(", cancel_when: queue > 1, if_cancelled: moved"))
                           : CENTRE("26", "75 per hour", "50%",
                                    BUSY_COACHING(", cancel_when: queue > 1")));
        run_replication(&run, 7, 2, false);
        got[moved] = delivered(&run);
        run_close(&run);
    }
    ck_assert_double_gt(got[1], got[0] + 3600);
}
END_TEST

/* So many calls that somebody always waits: everything is cancelled, and from the second week on
 * people take 1.25 times as long; the others, of whom nothing is planned, do not. */
START_TEST(undelivered_coaching_shows)
{
    struct run run;
    run_open(&run, CENTRE("4", "400 per hour", "100%",
                          BUSY_COACHING(", cancel_when: queue > 0, undelivered: {handle_factor: "
                                        "1.25}")));
    run_replication(&run, 7, 2, true);
    ck_assert_double_gt(cancelled(&run), 0.99 * planned(&run));
    size_t slow = 0, fast = 0;
    for (size_t i = 0; i < run.rows; i++) {
        const struct muster_trace_row *row = &run.row[i];
        if (row->outcome != MUSTER_OUTCOME_ANSWERED)
            continue;
        double factor = row->handle_s / row->base_handle_s;
        bool first_week = row->arrival_s + row->wait_s < 7 * 86400;
        HOLDS_2(fabs(factor - 1) < 1e-9, ==, first_week);
        if (!first_week && delivered(&run) == 0)
            HOLDS_2(fabs(factor - 1.25), <=, 1e-9);
        slow += factor > 1.2;
        fast += factor == 1;
    }
    ck_assert(slow > 1000 && fast > 1000);
    run_close(&run);
}
END_TEST

/* ---- nobody else's draws ---- */

START_TEST(no_other_draw_moves)
{
#define PEOPLE                                                                                     \
    "leave: {days: 25}\n"                                                                          \
    "sickness: {days_lost_per_fte: 9, short: {geometric: {mean: 2.5 d}}}\n"
    struct run with, without;
    run_open(&without, CENTRE("26", "60 per hour", "50%", PEOPLE));
    run_open(&with,
             CENTRE("26", "60 per hour", "50%",
                    PEOPLE "off_phone: {coaching: {each_week: 45 min, cancel_when: wait > 20 "
                           "s, if_cancelled: moved}}\n"));
    run_replication(&without, 5, 1, true);
    run_replication(&with, 5, 1, true);
    ck_assert_uint_eq(with.rows, without.rows); /* nobody calls again: settled in another order */
    double sum[2] = {0}, work[2] = {0};
    for (size_t i = 0; i < with.rows; i++) {
        sum[0] += without.row[i].arrival_s;
        sum[1] += with.row[i].arrival_s;
        work[0] += without.row[i].base_handle_s;
        work[1] += with.row[i].base_handle_s;
    }
    ck_assert_double_eq_tol(sum[0], sum[1], 1e-6 * sum[0]);
    ck_assert_double_eq_tol(work[0], work[1], 1e-9 * work[0]);
    static const enum muster_staff same[] = {MUSTER_STAFF_LEAVE_S, MUSTER_STAFF_SICKNESS_S,
                                             MUSTER_STAFF_DUE_S, MUSTER_STAFF_SPELLS};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        ck_assert_double_eq(run_staff(&with, 0, same[i]), run_staff(&without, 0, same[i]));
    ck_assert_double_gt(delivered(&with), 0);
    ck_assert_double_eq(delivered(&without), 0);
    paid_law(&with);
    run_close(&with);
    run_close(&without);
}
END_TEST

static Suite *suite(void)
{
    Suite *suite = suite_create("off_phone");
    TCase *tests = tcase_create("off_phone");
    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, coaching_takes_its_share);
    tcase_add_loop_test(tests, hours_of_a_year, 0, 6);
    tcase_add_test(tests, nothing_is_crossed);
    tcase_add_test(tests, surplus_is_used);
    tcase_add_test(tests, teams_go_together);
    tcase_add_test(tests, slots_of_the_night);
    tcase_add_loop_test(tests, planned_is_delivered_or_cancelled, 0, 5);
    tcase_add_test(tests, moving_delivers_more);
    tcase_add_test(tests, undelivered_coaching_shows);
    tcase_add_test(tests, no_other_draw_moves);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    return muster_check_run(suite());
}
