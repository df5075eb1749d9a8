/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Absence triggers of spells written down by hand.
 */
#include "check_main.h"
#include "triggers.h"

#include <string.h>

#define DAYS 800

static unsigned char working[DAYS];
static const struct muster_trigger_rule RULE = {3, 182.625, 10, 365.25, 20};

static void setup(void)
{
    for (int d = 0; d < DAYS; d++)
        working[d] = d % 7 < 5;
}

static struct muster_spell spell_of(int32_t first, int32_t end)
{
    return (struct muster_spell){.from_day = first - 0.5, .to_day = end - 0.5, first, end, false};
}

static void expect(const struct muster_spell *spell, size_t count, bool spells, bool days,
                   bool running)
{
    bool reached[MUSTER_TRIGGERS];
    muster_triggers_reached(reached, &RULE, spell, count, working, 0, DAYS);
    ck_assert_int_eq(reached[MUSTER_TRIGGER_SPELLS], spells);
    ck_assert_int_eq(reached[MUSTER_TRIGGER_DAYS], days);
    ck_assert_int_eq(reached[MUSTER_TRIGGER_RUNNING], running);
}

/* Three single Mondays: the third within 182 days of the first counts, a week later it does not. */
START_TEST(three_spells_in_six_months)
{
    struct muster_spell near[3] = {spell_of(7, 8), spell_of(70, 71), spell_of(189, 190)};
    expect(near, 3, true, false, false);
    struct muster_spell far[3] = {spell_of(7, 8), spell_of(70, 71), spell_of(196, 197)};
    expect(far, 3, false, false, false);
    struct muster_spell four[4] = {spell_of(7, 8), spell_of(70, 71), spell_of(196, 197),
                                   spell_of(210, 211)};
    expect(four, 4, true, false, false);
    expect(near, 2, false, false, false);
}
END_TEST

/* Monday to Friday of two weeks are ten days, however far apart within a year; the weekend between
 * counts nothing. */
START_TEST(ten_days_in_twelve_months)
{
    struct muster_spell whole = spell_of(0, 12), short_of_it = spell_of(0, 11);
    expect(&whole, 1, false, true, false);
    expect(&short_of_it, 1, false, false, false);
    struct muster_spell apart[2] = {spell_of(0, 5), spell_of(350, 355)};
    expect(apart, 2, false, true, false);
    struct muster_spell too_far[2] = {spell_of(0, 5), spell_of(364, 369)};
    expect(too_far, 2, false, false, false); /* the first Monday has left the window */
}
END_TEST

/* Twenty days running are reached on the twentieth, weekends included. */
START_TEST(twenty_days_running)
{
    struct muster_spell twenty = spell_of(3, 23), nineteen = spell_of(3, 22);
    expect(&twenty, 1, false, true, true);
    expect(&nineteen, 1, false, true, false);
}
END_TEST

/* Only what is reached inside the time looked at counts, though what began before helps. */
START_TEST(before_and_after_the_horizon)
{
    bool reached[MUSTER_TRIGGERS];
    struct muster_spell spell[3] = {spell_of(0, 5), spell_of(10, 25), spell_of(40, 80)};
    muster_triggers_reached(reached, &RULE, spell, 3, working, 90, DAYS);
    for (int i = 0; i < MUSTER_TRIGGERS; i++)
        ck_assert(!reached[i]);
    muster_triggers_reached(reached, &RULE, spell, 3, working, 0, 14);
    for (int i = 0; i < MUSTER_TRIGGERS; i++)
        ck_assert(!reached[i]);
    muster_triggers_reached(reached, &RULE, spell, 3, working, 39, 60);
    for (int i = 0; i < MUSTER_TRIGGERS; i++)
        ck_assert(reached[i]);
}
END_TEST

START_TEST(a_number_of_nothing_is_off)
{
    static const struct muster_trigger_rule OFF = {0, 182, 0, 365, 0};
    bool reached[MUSTER_TRIGGERS];
    struct muster_spell spell[3] = {spell_of(0, 5), spell_of(10, 25), spell_of(40, 80)};
    muster_triggers_reached(reached, &OFF, spell, 3, working, 0, DAYS);
    for (int i = 0; i < MUSTER_TRIGGERS; i++)
        ck_assert(!reached[i]);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("triggers");
    TCase *tests = tcase_create("triggers");
    tcase_add_checked_fixture(tests, setup, NULL);
    tcase_add_test(tests, three_spells_in_six_months);
    tcase_add_test(tests, ten_days_in_twelve_months);
    tcase_add_test(tests, twenty_days_running);
    tcase_add_test(tests, before_and_after_the_horizon);
    tcase_add_test(tests, a_number_of_nothing_is_off);
    suite_add_tcase(suite, tests);
    return muster_check_run(suite);
}
