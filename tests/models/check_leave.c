/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Leave planning: what is granted, when, and to how many at once.
 */
#include "calendar.h"
#include "check_main.h"
#include "leave.h"

#include <math.h>
#include <string.h>

#define DAYS 364
#define PEOPLE 12

static const struct muster_key KEY = {20040513, 11};

/* A year of 52 weeks from a Monday, with its people. */
struct desk {
    unsigned char working[DAYS], mark[PEOPLE][DAYS];
    double weight[DAYS + 1];
    uint16_t away[DAYS];
    struct muster_leave_person person[PEOPLE];
    struct muster_leave_year year;
    struct muster_leave_request room[PEOPLE * 64];
};

static void desk_init(struct desk *desk, double days, unsigned cap, double first_half)
{
    memset(desk, 0, sizeof *desk);
    for (int d = 0; d < DAYS; d++) {
        desk->working[d] = d % 7 < 5;
        desk->weight[d + 1] = desk->weight[d] + (d < DAYS / 2 ? first_half : 1);
    }
    desk->year = (struct muster_leave_year){.count = DAYS,
                                            .working = desk->working,
                                            .weight = desk->weight,
                                            .number = 2004,
                                            .cap = cap,
                                            .away = desk->away};
    for (uint64_t i = 0; i < PEOPLE; i++)
        desk->person[i] = (struct muster_leave_person){
            .entity = 1000 + i, .to = DAYS, .days = days, .mark = desk->mark[i]};
}

static int taken(const struct desk *desk, int i)
{
    int days = 0;
    for (int d = 0; d < DAYS; d++)
        days += desk->mark[i][d] == MUSTER_LEAVE_TAKEN;
    return days;
}

START_TEST(all_is_granted_under_the_cap)
{
    static struct desk desk;
    desk_init(&desk, 24.6, 2, 1.3);
    muster_leave_plan(desk.person, PEOPLE, &desk.year, KEY, desk.room);
    int total[DAYS] = {0};
    for (int i = 0; i < PEOPLE; i++) {
        ck_assert_int_eq(taken(&desk, i), 24);
        ck_assert_double_eq_tol(desk.person[i].days, 0.6, 1e-9);
        for (int d = 0; d < DAYS; d++)
            total[d] += desk.mark[i][d] == MUSTER_LEAVE_TAKEN;
    }
    for (int d = 0; d < DAYS; d++) {
        ck_assert_int_le(total[d], 2);
        ck_assert_int_eq(total[d], desk.away[d]);
        ck_assert(total[d] == 0 || desk.working[d]);
    }
}
END_TEST

/* 24 days: one block of two weeks, two of one week, four single days; weekends between belong to
 * the block and are not deducted. */
START_TEST(blocks_and_days)
{
    static struct desk desk;
    desk_init(&desk, 24, PEOPLE, 1);
    muster_leave_plan(desk.person, PEOPLE, &desk.year, KEY, desk.room);
    for (int i = 0; i < PEOPLE; i++) {
        int weeks = 0;
        for (int monday = 0; monday < DAYS; monday += 7) {
            int days = 0;
            for (int d = monday; d < monday + 5; d++)
                days += desk.mark[i][d] == MUSTER_LEAVE_TAKEN;
            weeks += days == 5;
            if (days == 5)
                ck_assert_int_eq(desk.mark[i][monday + 5], MUSTER_LEAVE_INSIDE);
        }
        ck_assert_int_ge(weeks, 4);
        ck_assert_int_eq(taken(&desk, i), 24);
    }
}
END_TEST

/* A bank holiday inside a block is not deducted: the day comes back as a single day. */
START_TEST(holidays_are_not_deducted)
{
    static struct desk desk;
    desk_init(&desk, 24, PEOPLE, 1);
    for (int d = 0; d < DAYS; d += 7)
        desk.working[d] = 0; /* every Monday */
    muster_leave_plan(desk.person, PEOPLE, &desk.year, KEY, desk.room);
    for (int i = 0; i < PEOPLE; i++) {
        ck_assert_int_eq(taken(&desk, i), 24);
        for (int d = 0; d < DAYS; d += 7)
            ck_assert_int_ne(desk.mark[i][d], MUSTER_LEAVE_TAKEN);
    }
}
END_TEST

/* More asked for than the cap has room for: exactly the room is granted, the rest is left over. */
START_TEST(a_full_year_loses_the_rest)
{
    static struct desk desk;
    desk_init(&desk, 24, 1, 1);
    for (int i = 0; i < PEOPLE; i++)
        desk.person[i].to = 70; /* fifty working days for 288 asked */
    muster_leave_plan(desk.person, PEOPLE, &desk.year, KEY, desk.room);
    double granted = 0, left = 0;
    for (int i = 0; i < PEOPLE; i++) {
        granted += taken(&desk, i);
        left += desk.person[i].days;
        for (int d = 70; d < DAYS; d++)
            ck_assert_int_ne(desk.mark[i][d], MUSTER_LEAVE_TAKEN);
    }
    ck_assert_double_eq(granted, 50);
    ck_assert_double_eq(left, 24 * PEOPLE - 50);
}
END_TEST

/* Single days follow the pattern: weight 3 in the first half, 1 in the second, 182 days each. A
 * wish on a Sunday moves to the Monday after, so one day of the first half counts in the second: p
 * = 3/4 - 3/(4 * 182). */
START_TEST(days_follow_the_pattern)
{
    static struct desk desk;
    double early = 0, all = 0;
    int reps = (int)(1500 * MUSTER_EFFORT);
    for (int r = 0; r < reps; r++) {
        desk_init(&desk, 1, PEOPLE, 3);
        struct muster_key key = {KEY.seed, (uint64_t)r};
        muster_leave_plan(desk.person, PEOPLE, &desk.year, key, desk.room);
        for (int i = 0; i < PEOPLE; i++)
            for (int d = 0; d < DAYS; d++)
                if (desk.mark[i][d] == MUSTER_LEAVE_TAKEN) {
                    all++;
                    early += d < DAYS / 2;
                }
    }
    ck_assert_double_eq(all, reps * PEOPLE);
    double p = 0.75 - 0.75 / 182;
    double z = (early / all - p) / sqrt(p * (1 - p) / all);
    ck_assert_msg(fabs(z) < 4.5, "early %.4f, exact %.4f, z %.2f", early / all, p, z);
}
END_TEST

/* While the cap does not bind, one more person changes nobody's leave. */
START_TEST(people_do_not_disturb_each_other)
{
    static struct desk few, more;
    desk_init(&few, 21.4, PEOPLE, 1.2);
    desk_init(&more, 21.4, PEOPLE, 1.2);
    muster_leave_plan(few.person, PEOPLE - 1, &few.year, KEY, few.room);
    muster_leave_plan(more.person, PEOPLE, &more.year, KEY, more.room);
    ck_assert_mem_eq(few.mark, more.mark, (PEOPLE - 1) * DAYS);
    ck_assert_int_gt(taken(&more, PEOPLE - 1), 0);
}
END_TEST

/* ---- what is due, by hand ---- */

static int32_t date(int year, int month, int day)
{
    return muster_date_from_civil((struct muster_civil){year, month, day});
}

/* Leave year 1 April 2004 to 31 March 2005 (365 days); 21 + 3 days, 6 more after five years and 9
 * after ten (brief, centre A, and a second step). */
static double due(int32_t joined, int32_t from, int32_t to)
{
    static const struct muster_leave_step STEPS[] = {{5, 6}, {10, 9}};
    static const struct muster_leave_terms TERMS = {24, 2, STEPS};
    return muster_leave_due(&TERMS, joined, from, to, date(2004, 4, 1), date(2005, 4, 1));
}

START_TEST(due_by_hand)
{
    int32_t from = date(2004, 4, 1), to = date(2005, 4, 1);
    /* somebody of two years' service, all year */
    ck_assert_double_eq_tol(due(date(2002, 4, 1), from, to), 24, 1e-12);
    /* a joiner of 1 October: 182 of 365 days */
    ck_assert_double_eq_tol(due(date(2004, 10, 1), date(2004, 10, 1), to), 24 * 182 / 365.0, 1e-12);
    /* a leaver whose last day is 14 July: 105 of 365 days */
    ck_assert_double_eq_tol(due(date(2002, 4, 1), from, date(2004, 7, 15)), 24 * 105 / 365.0,
                            1e-12);
    /* the fifth anniversary on 1 January 2005: 275 days before it, 90 from it on */
    ck_assert_double_eq_tol(due(date(2000, 1, 1), from, to), (24 * 275 + 30 * 90) / 365.0, 1e-12);
    /* the same, leaving on 1 February: 31 days at 30 */
    ck_assert_double_eq_tol(due(date(2000, 1, 1), from, date(2005, 2, 1)),
                            (24 * 275 + 30 * 31) / 365.0, 1e-12);
    /* ten years on the first day of the leave year: all of it at 33 */
    ck_assert_double_eq_tol(due(date(1994, 4, 1), from, to), 33, 1e-12);
    /* a day later: one day at 30 */
    ck_assert_double_eq_tol(due(date(1994, 4, 2), from, to), (30 + 33 * 364) / 365.0, 1e-12);
    ck_assert_double_eq(due(date(2004, 10, 1), to, to), 0);
}
END_TEST

START_TEST(the_29th_of_february)
{
    static const struct muster_leave_step STEP = {5, 6};
    static const struct muster_leave_terms TERMS = {24, 1, &STEP};
    int32_t until;
    ck_assert_double_eq(muster_leave_rate(&until, &TERMS, date(2000, 2, 29), date(2005, 2, 27)),
                        24);
    ck_assert_int_eq(until, date(2005, 2, 28));
    ck_assert_double_eq(muster_leave_rate(&until, &TERMS, date(2000, 2, 29), until), 30);
    ck_assert_int_eq(until, INT32_MAX);
}
END_TEST

/* Three days carried over until day 70 come out of their own balance, all before it, beside the 10
 * of the year; with the cap full until day 70 they expire, and the year's own days do not. */
START_TEST(carried_days_come_first)
{
    static struct desk desk;
    desk_init(&desk, 10, PEOPLE, 1);
    for (int i = 0; i < PEOPLE; i++)
        desk.person[i].carried = 3.0, desk.person[i].carried_to = 70;
    muster_leave_plan(desk.person, PEOPLE, &desk.year, KEY, desk.room);
    for (int i = 0; i < PEOPLE; i++) {
        int early = 0;
        for (int d = 0; d < 70; d++)
            early += desk.mark[i][d] == MUSTER_LEAVE_TAKEN;
        ck_assert_int_ge(early, 3);
        ck_assert_int_eq(taken(&desk, i), 13);
        ck_assert_double_eq(desk.person[i].carried, 0);
        ck_assert_double_ge(desk.person[i].as_wished, 3);
        ck_assert_double_le(desk.person[i].as_wished, 13);
    }
    desk_init(&desk, 10, 1, 1);
    for (int d = 0; d < 70; d++)
        desk.away[d] = 1;
    for (int i = 0; i < 2; i++)
        desk.person[i].carried = 3.0, desk.person[i].carried_to = 70;
    muster_leave_plan(desk.person, 2, &desk.year, KEY, desk.room);
    for (int i = 0; i < 2; i++) {
        ck_assert_double_eq(desk.person[i].carried, 3);
        ck_assert_int_eq(taken(&desk, i), 10);
    }
}
END_TEST

/* Case L2 of the reference calculators: 64 people, 27 days each less 5 % carried over, by week in
 * proportion to weights: 1,641.6 days, 24.07 in week 1, 60.18 in week 30, when 18.8 % are away.
 * Here in single days (25.65 of them, 25 whole), so 1,600 / 1,641.6 of that; who is away already
 * is moved, so 5 % are allowed. */
START_TEST(leave_by_week)
{
    enum { CROWD = 64, WEEKS = 52 };
    static unsigned char working[DAYS], mark[CROWD][DAYS];
    static double weight[DAYS + 1];
    static uint16_t away[DAYS];
    static struct muster_leave_person person[CROWD];
    static struct muster_leave_request room[CROWD];
    static double sum[WEEKS];
    int reps = (int)(60 * MUSTER_EFFORT) + 1;
    for (int d = 0; d < DAYS; d++) {
        int w = d / 7;
        double factor = w < 20 ? 1 : w < 26 ? 1.5 : w < 34 ? 2.5 : w < 48 ? 1 : w < 50 ? 0.6 : 2;
        working[d] = d % 7 < 5;
        weight[d + 1] = weight[d] + (working[d] ? factor : 0);
    }
    for (int r = 0; r < reps; r++) {
        struct muster_leave_year year = {DAYS, 0, working, weight, 2004, CROWD, away};
        memset(mark, 0, sizeof mark);
        memset(away, 0, sizeof away);
        for (int k = 0; k < 25; k++) { /* one day each, 25 times */
            for (uint64_t i = 0; i < CROWD; i++)
                person[i] = (struct muster_leave_person){
                    .entity = 1000 + i, .to = DAYS, .days = 1, .mark = mark[i]};
            year.number = 2004 + (uint64_t)k;
            muster_leave_plan(person, CROWD, &year, (struct muster_key){5, (uint64_t)r}, room);
        }
        for (int d = 0; d < DAYS; d++)
            sum[d / 7] += away[d];
    }
    double all = 0, share = 1600 / 1641.6, slack = 0.05 / sqrt(MUSTER_EFFORT);
    for (int w = 0; w < WEEKS; w++)
        all += sum[w] / reps;
    ck_assert_double_eq_tol(all, 1641.6 * share, 1e-9);
    ck_assert_double_eq_tol(sum[0] / reps, 24.0704 * share, slack * 24);
    ck_assert_double_eq_tol(sum[29] / reps, 60.176 * share, slack * 60);
    ck_assert_double_eq_tol(sum[29] / reps / (CROWD * 5), 0.18805 * share, slack * 0.188);
}
END_TEST

/* 39 weeks of term, and 31 days of leave and bank holidays, so that others work 45.943 weeks: 84.89
 * % of a year is paid, 44.263 weeks; 5.263 of them are spread over 13.143. */
START_TEST(term_time_is_paid_like_a_year)
{
    const double weeks = 365.0 / 7;
    double share = muster_leave_term_share(39, 6.2);
    ck_assert_double_eq_tol(share, 0.848881, 1e-6);
    ck_assert_double_eq_tol(weeks * share, 44.263, 1e-3);
    ck_assert_double_eq_tol(muster_leave_out_of_term(39, share), 5.263 / 13.143, 1e-4);
    /* days off with pay to days worked as of somebody who works all year round */
    ck_assert_double_eq_tol((weeks * share - 39) / 39, 6.2 / (weeks - 6.2), 1e-12);
    ck_assert_double_eq(muster_leave_term_share(50, 6.2), 1);
    ck_assert_double_eq_tol(muster_leave_out_of_term(50, 1), 1, 1e-12);
    ck_assert_double_eq(muster_leave_term_share(39, 0), 39 / weeks);
    ck_assert_double_eq_tol(muster_leave_out_of_term(39, 39 / weeks), 0, 1e-12);
    ck_assert_double_eq(muster_leave_out_of_term(weeks, 1), 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("leave");
    TCase *tests = tcase_create("leave");
    tcase_add_test(tests, all_is_granted_under_the_cap);
    tcase_add_test(tests, blocks_and_days);
    tcase_add_test(tests, holidays_are_not_deducted);
    tcase_add_test(tests, a_full_year_loses_the_rest);
    tcase_add_test(tests, days_follow_the_pattern);
    tcase_add_test(tests, people_do_not_disturb_each_other);
    tcase_add_test(tests, due_by_hand);
    tcase_add_test(tests, the_29th_of_february);
    tcase_add_test(tests, carried_days_come_first);
    tcase_add_test(tests, leave_by_week);
    tcase_add_test(tests, term_time_is_paid_like_a_year);
    suite_add_tcase(suite, tests);
    return muster_check_run(suite);
}
