/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sickness spells against the theory of alternating renewal processes: the stationary share absent,
 * its covariance over days, a day-by-day chain, and the days lost that a rate was solved for.
 */
#include "check_main.h"
#include "sample.h"
#include "sickness.h"

#include <math.h>
#include <string.h>

#define DAYS 1500

static const struct muster_key KEY = {20040513, 7};

struct plain_days {
    unsigned char working[DAYS];
    double season[DAYS];
    struct muster_absence_days days;
};

/* `week` working days of seven, from day 0 on. */
static void plain_days_init(struct plain_days *plain, int week)
{
    for (int d = 0; d < DAYS; d++) {
        plain->working[d] = d % 7 < week;
        plain->season[d] = 1;
    }
    plain->days = (struct muster_absence_days){DAYS, plain->working, plain->season, week / 7.0};
}

static struct muster_stream spell_stream(uint64_t person, uint64_t n)
{
    return muster_stream_at(KEY, MUSTER_PURPOSE_SICKNESS, muster_entity("test", "sickness"), person,
                            n);
}

/* Marks the days that a person loses, from a stationary start; returns the spells begun. */
static int live(unsigned char *away, const struct muster_absence *absence,
                const struct muster_absence_days *days, int32_t horizon, uint64_t person)
{
    struct muster_spell spell;
    struct muster_stream stream = spell_stream(person, 0);
    int begun = 0;
    double since = 0;
    memset(away, 0, (size_t)horizon);
    bool found = muster_absence_start(&spell, absence, days, 0, &stream);
    for (uint64_t n = 1;; n++) {
        for (int32_t d = spell.first; found && d < spell.end && d < horizon; d++)
            away[d] = 1;
        since = found ? spell.to_day : since;
        stream = spell_stream(person, n);
        found = muster_absence_next(&spell, absence, days, since, &stream);
        if (!found || spell.from_day >= horizon)
            return begun;
        begun++;
    }
}

/* Case S1 of the reference calculators: spells at 0.01 per day at work, exponential with mean 4.5
 * days, 80 people; exact values of the stationary renewal process in continuous time. */
START_TEST(stationary_absence_matches_theory)
{
    static struct plain_days plain;
    plain_days_init(&plain, 5);
    struct muster_law law = muster_law_exponential(4.5 * 86400);
    struct muster_absence absence;
    muster_absence_from_spells(&absence, 0.01 * 365.25, (struct muster_spell_kind){&law, 1, true},
                               5.0 / 7);
    double p = 1 - 0.956938;
    ck_assert_double_eq_tol(muster_absence_probability(&absence, 1), p, 1e-6);
    struct sample mean = {0}, variance = {0}, lag1 = {0}, lag7 = {0}, spells = {0};
    int reps = (int)(4000 * MUSTER_EFFORT);
    for (int r = 0; r < reps; r++) {
        double sum = 0, one = 0, seven = 0, begun = 0, of_day = 0;
        for (uint64_t person = 0; person < 80; person++) {
            unsigned char away[60];
            begun += live(away, &absence, &plain.days, 60, (uint64_t)r * 80 + person);
            of_day += away[41];
            for (int d = 0; d < 60; d++)
                sum += away[d];
            for (int d = 0; d < 50; d++) {
                one += (away[d] - p) * (away[d + 1] - p);
                seven += (away[d] - p) * (away[d + 7] - p);
            }
        }
        sample_add(&mean, sum / 60);
        sample_add(&variance, (of_day - 3.44498) * (of_day - 3.44498));
        sample_add(&lag1, one / 50 / 80);
        sample_add(&lag7, seven / 50 / 80);
        sample_add(&spells, begun / 80 / 60 * 365);
    }
    ASSERT_Z(mean, 3.44498);
    ASSERT_Z(variance, 3.29663);
    ASSERT_Z(lag1, 0.0326683);
    ASSERT_Z(lag7, 0.0081098);
    ASSERT_Z(spells, 3.49282);
}
END_TEST

/* Case S3: each day at work, or last day of a spell, is followed with chance 0.009 by a spell of d
 * days, pmf below. In the continuous process that is a hazard of -ln(1 - 0.009) from the start of
 * the last day on; the chain is run in for 1000 days. */
START_TEST(daily_chain_matches_theory)
{
    static struct plain_days plain;
    plain_days_init(&plain, 7);
    double pmf[10] = {0.38, 0.2, 0.12, 0.08, 0.07, 0.04, 0.03, 0.02, 0.02, 0.04}, values[100];
    int filled = 0;
    for (int d = 0; d < 10; d++)
        for (int k = 0; k < (int)(100 * pmf[d] + 0.5); k++)
            values[filled++] = (d + 1) * 86400.0;
    ck_assert_int_eq(filled, 100);
    struct muster_law law;
    ck_assert(muster_law_empirical(&law, values, 100));
    struct muster_absence absence;
    muster_absence_from_spells(&absence, -365.25 * log1p(-0.009),
                               (struct muster_spell_kind){&law, 1, false}, 1);
    struct sample lost = {0}, square = {0};
    int reps = (int)(60000 * MUSTER_EFFORT);
    for (int r = 0; r < reps; r++) {
        struct muster_spell spell = {.end = 1};
        double days = 0;
        for (uint64_t n = 1; spell.end < 1365; n++) {
            struct muster_stream stream = spell_stream((uint64_t)r, n);
            if (!muster_absence_next(&spell, &absence, &plain.days, spell.end - 1, &stream))
                break;
            for (int32_t d = spell.first; d < spell.end; d++)
                days += d >= 1000 && d < 1365;
        }
        sample_add(&lost, days);
        sample_add(&square, (days - 9.68075) * (days - 9.68075));
    }
    ASSERT_Z(lost, 9.68075);
    ASSERT_Z(square, 46.1525);
    muster_law_clear(&law);
}
END_TEST

/* The mean share absent depends on the mean spell alone (renewal theorem), whatever the law: so the
 * residual law of the start must be right for each. Day 0 and day 30 are alike. */
START_TEST(start_is_stationary_for_every_law)
{
    static struct plain_days plain;
    plain_days_init(&plain, 7);
    struct muster_law law[] = {
        muster_law_constant(4.5 * 86400), muster_law_lognormal(4.5 * 86400, 1.3),
        muster_law_geometric(4.5 * 86400, 86400), muster_law_weibull(4.5 * 86400, 0.7)};
    for (size_t i = 0; i < sizeof law / sizeof *law; i++) {
        struct muster_absence absence;
        muster_absence_from_spells(&absence, 0.01 * 365.25,
                                   (struct muster_spell_kind){&law[i], 1, i % 2}, 1);
        struct sample first = {0}, later = {0};
        int people = (int)(100000 * MUSTER_EFFORT);
        for (int person = 0; person < people; person++) {
            unsigned char away[31];
            live(away, &absence, &plain.days, 31, (uint64_t)person);
            sample_add(&first, away[0]);
            sample_add(&later, away[30]);
        }
        ASSERT_Z(first, 1 - 0.956938);
        ASSERT_Z(later, 1 - 0.956938);
    }
}
END_TEST

/* 9.3 working days a year, 61 % of them long: both are reached on a calendar of Mondays to Fridays,
 * when a tenth of the sick days is not lost. */
START_TEST(days_lost_are_reached)
{
    static struct plain_days plain;
    plain_days_init(&plain, 5);
    struct muster_law brief = muster_law_geometric(2.6 * 86400, 86400);
    struct muster_law lasting = muster_law_lognormal(44 * 86400, 0.8);
    struct muster_spell_kind kind[2] = {{&brief, 1, false}, {&lasting, 1, true}};
    struct muster_absence absence;
    ck_assert(muster_absence_from_days(&absence, 9.3, 0.61, kind, 5.0 / 7, 0.9));
    ck_assert_double_eq_tol(absence.long_chance,
                            (0.61 / (44 * 5 / 7.0)) / (0.61 / (44 * 5 / 7.0) + 0.39 / 2.6), 1e-12);
    struct sample lost = {0};
    int people = (int)(30000 * MUSTER_EFFORT);
    for (int person = 0; person < people; person++) {
        static unsigned char away[1461];
        live(away, &absence, &plain.days, 1461, (uint64_t)person);
        double days = 0;
        for (int d = 0; d < 1461; d++)
            days += away[d] && plain.working[d];
        sample_add(&lost, 0.9 * days / 4);
    }
    ASSERT_Z(lost, 9.3);
    ck_assert(!muster_absence_from_days(&absence, 400, 0.61, kind, 5.0 / 7, 1));
}
END_TEST

/* A spell of two working days from a Thursday noon takes Friday and Monday; four calendar days take
 * Friday to Monday. */
START_TEST(spells_are_counted_in_their_days)
{
    static struct plain_days plain;
    plain_days_init(&plain, 5);
    struct muster_law two = muster_law_constant(2 * 86400.0),
                      four = muster_law_constant(4 * 86400.0);
    for (int calendar = 0; calendar < 2; calendar++) {
        struct muster_absence absence;
        struct muster_spell_kind kind = {calendar ? &four : &two, 1, calendar};
        muster_absence_from_spells(&absence, 3.7, kind, 5.0 / 7);
        for (uint64_t person = 0, seen = 0; seen < 20; person++) {
            struct muster_spell spell;
            struct muster_stream stream = spell_stream(person, 1);
            if (!muster_absence_next(&spell, &absence, &plain.days, 0, &stream) ||
                (int)floor(spell.from_day) % 7 != 3 || spell.from_day > 1400)
                continue;
            seen++;
            ck_assert_int_eq(spell.first % 7, 4);
            ck_assert_int_eq(spell.end, spell.first + 4);
            ck_assert_int_eq((int)floor(spell.to_day) % 7, 0);
            double noon = spell.from_day - floor(spell.from_day);
            ck_assert_double_eq_tol(spell.to_day - floor(spell.to_day), noon, 1e-9);
        }
    }
}
END_TEST

/* With a winter hazard 1.6 times the mean for 40 days, nobody falls ill in them with probability
 * exp(-40 * 1.6 h). */
START_TEST(season_moves_the_hazard)
{
    static struct plain_days plain;
    plain_days_init(&plain, 5);
    for (int d = 0; d < 40; d++)
        plain.season[d] = 1.6;
    struct muster_law law = muster_law_exponential(3 * 86400);
    struct muster_absence absence;
    muster_absence_from_spells(&absence, 3.7, (struct muster_spell_kind){&law, 1, true}, 5.0 / 7);
    struct sample spared = {0};
    int people = (int)(40000 * MUSTER_EFFORT);
    for (int person = 0; person < people; person++) {
        struct muster_spell spell;
        struct muster_stream stream = spell_stream((uint64_t)person, 1);
        bool found = muster_absence_next(&spell, &absence, &plain.days, 0, &stream);
        sample_add(&spared, !found || spell.from_day >= 40);
    }
    ASSERT_Z(spared, exp(-40 * 1.6 * 3.7 / 365.25));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("sickness");
    TCase *tests = tcase_create("sickness");
    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, stationary_absence_matches_theory);
    tcase_add_test(tests, daily_chain_matches_theory);
    tcase_add_test(tests, start_is_stationary_for_every_law);
    tcase_add_test(tests, days_lost_are_reached);
    tcase_add_test(tests, spells_are_counted_in_their_days);
    tcase_add_test(tests, season_moves_the_hazard);
    suite_add_tcase(suite, tests);
    return muster_check_run(suite);
}
