/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Leave planning: what is granted, when, and to how many at once.
 */
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
    suite_add_tcase(suite, tests);
    return muster_check_run(suite);
}
