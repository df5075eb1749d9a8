/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * People and weeks that fall ill more often: the law of the person's factor, the mean rate in
 * closed form, the days lost that were solved for, and mean and variance of the days lost by
 * numerical integration over the factor.
 */
#include "check_main.h"
#include "frailty.h"
#include "sample.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sf_expint.h>
#include <math.h>
#include <string.h>

#define DAYS 1500

static const struct muster_key KEY = {20040513, 7};

static unsigned char working[DAYS];
static double even[DAYS], uneven[DAYS];
static struct muster_absence_days calendar;

static void setup(void)
{
    for (int d = 0; d < DAYS; d++) {
        working[d] = d % 7 < 5;
        even[d] = 1;
    }
    calendar = (struct muster_absence_days){DAYS, working, even, 5.0 / 7};
}

/* Mean 1, variance cv^2, third central moment 2 cv^4 of a Gamma. */
START_TEST(the_factor_is_gamma)
{
    struct sample mean = {0}, square = {0}, cube = {0};
    int people = (int)(200000 * MUSTER_EFFORT);
    for (uint64_t i = 0; i < (uint64_t)people; i++) {
        double z = muster_frailty_of(0.7, KEY, muster_entity("test", "frailty"), i) - 1;
        sample_add(&mean, z);
        sample_add(&square, z * z);
        sample_add(&cube, z * z * z);
    }
    ASSERT_Z(mean, 0);
    ASSERT_Z(square, 0.49);
    ASSERT_Z(cube, 2 * pow(0.7, 4));
    ck_assert_double_eq(muster_frailty_of(0, KEY, 1, 2), 1);
}
END_TEST

/* With cv 1 the factor is exponential: E[h Z / (1 + h Z c)] = (1 - e^(1/b) E_1(1/b) / b) / c with
 * b = h c, E_1 the exponential integral [GSL]. With a small cv: that of Z = 1 less c h^2 cv^2 /
 * (1 + h c)^3. */
START_TEST(mean_rate_in_closed_form)
{
    static const double RATE[] = {0.0007, 0.0123, 0.31};
    for (size_t i = 0; i < 3; i++) {
        double c = 17.3, b = RATE[i] * c;
        double exact = (1 - gsl_sf_expint_E1_scaled(1 / b) / b) / c;
        ck_assert_double_eq_tol(muster_frailty_onsets(RATE[i], c, 1), exact, 2e-6 * exact);
        double small = RATE[i] / (1 + b) - c * pow(RATE[i] * 0.01, 2) / pow(1 + b, 3);
        ck_assert_double_eq_tol(muster_frailty_onsets(RATE[i], c, 0.01), small, 2e-6 * small);
        ck_assert_double_eq(muster_frailty_onsets(RATE[i], c, 0), RATE[i] / (1 + b));
    }
}
END_TEST

/* The days of [from, to) that a person loses, at work on day 0. */
static void live(unsigned char *away, const struct muster_absence *absence, uint64_t person)
{
    struct muster_absence own = *absence;
    double since = 0;
    memset(away, 0, DAYS);
    for (uint64_t n = 1;; n++) {
        struct muster_spell spell;
        struct muster_stream stream = muster_stream_at(KEY, MUSTER_PURPOSE_SICKNESS,
                                                       muster_entity("test", "uneven"), person, n);
        if (!muster_absence_next(&spell, &own, &calendar, since, &stream))
            return;
        for (int32_t d = spell.first; d < spell.end && d < DAYS; d++)
            away[d] = 1;
        since = spell.to_day;
    }
}

static struct muster_absence solved(const struct muster_law law[2], double cv, double shared_days)
{
    struct muster_spell_kind kind[2] = {{&law[0], 1, false}, {&law[1], 1, true}};
    struct muster_absence absence;
    ck_assert(muster_absence_from_days(&absence, 13.7, 0.61, kind, 5.0 / 7, 1));
    ck_assert(muster_frailty_solve(&absence, cv, shared_days));
    return absence;
}

/* 13.7 working days a year are lost whatever the cv of the person's factor; without solving for it
 * they would not be. */
START_TEST(days_lost_are_reached_by_frail_people)
{
    struct muster_law law[2] = {muster_law_geometric(2.6 * 86400, 86400),
                                muster_law_lognormal(30 * 86400, 0.8)};
    for (int unsolved = 0; unsolved < 2; unsolved++) {
        struct muster_absence absence = solved(law, unsolved ? 0 : 1.4, 0);
        double rate = absence.onset_per_day;
        struct sample lost = {0};
        int people = (int)(40000 * MUSTER_EFFORT);
        for (int person = 0; person < people; person++) {
            static unsigned char away[DAYS];
            double days = 0;
            absence.onset_per_day =
                rate *
                muster_frailty_of(1.4, KEY, muster_entity("test", "frail"), (uint64_t)person);
            live(away, &absence, (uint64_t)person);
            for (int d = 365; d < DAYS; d++)
                days += away[d] && working[d];
            sample_add(&lost, days / (DAYS - 365) * 365.25);
        }
        if (!unsolved)
            ASSERT_Z(lost, 13.7);
        else if (MUSTER_EFFORT >= 1)
            ck_assert_double_lt(sample_z(&lost, 13.7), -Z_MOST);
    }
}
END_TEST

/* 40 % more or less from week to week, with a memory: the shared factor makes whole weeks bad and
 * the mean days lost stay. People of one replication share it, so replications are the sample. */
START_TEST(days_lost_are_reached_in_bad_weeks)
{
    struct muster_law law[2] = {muster_law_geometric(2.6 * 86400, 86400),
                                muster_law_lognormal(30 * 86400, 0.8)};
    struct muster_busyness weekly;
    ck_assert(muster_busyness_init(&weekly, 1.1, 0.93, 0));
    struct muster_spell_kind kind[2] = {{&law[0], 1, false}, {&law[1], 1, true}};
    struct muster_absence absence;
    ck_assert(muster_absence_from_days(&absence, 13.7, 0.61, kind, 5.0 / 7, 1));
    double shared = muster_sickness_shared_days(&absence, &weekly, 5.0 / 7);
    ck_assert_double_gt(shared, 0);
    ck_assert_double_lt(shared, 1.1 * 1.1 * absence.mean_days);
    ck_assert(muster_frailty_solve(&absence, 0, shared));
    calendar.season = uneven;
    struct sample lost = {0}, factor = {0}, square = {0};
    int reps = (int)(12000 * MUSTER_EFFORT);
    for (int r = 0; r < reps; r++) {
        struct muster_key key = {KEY.seed, (uint64_t)r};
        double score = 0, days = 0;
        for (int d = 0; d < DAYS; d++) {
            if (d % 7 == 0)
                score = muster_busyness_score(&weekly, score,
                                              muster_sickness_week_innovation(key, 4 + d), d == 0);
            uneven[d] = muster_busyness_factor(&weekly, score);
        }
        sample_add(&factor, uneven[700]);
        sample_add(&square, (uneven[700] - 1) * (uneven[707] - 1));
        for (uint64_t person = 0; person < 5; person++) {
            static unsigned char away[DAYS];
            live(away, &absence, (uint64_t)r * 5 + person);
            for (int d = 365; d < DAYS; d++)
                days += away[d] && working[d];
        }
        sample_add(&lost, days / 5 / (DAYS - 365) * 365.25);
    }
    ASSERT_Z(factor, 1);
    ck_assert_double_eq_tol(sample_mean(&square), 1.1 * 1.1 * 0.92,
                            0.1 / sqrt(MUSTER_EFFORT)); /* less than r cv^2 */
    ASSERT_Z(lost, 13.7);
    calendar.season = even;
    muster_busyness_clear(&weekly);
}
END_TEST

/* Mean and variance of the days lost in 200 days by people of frailty Z, exponential spells in
 * calendar days, stationary: given Z the covariance of days k apart is p (1 - p) e^(-(hZ + 1/m) k)
 * with p = hZm / (1 + hZm), as for case S1 of the reference calculators; over Z by 2,000 quantiles
 * of the Gamma [GSL]. */
START_TEST(variance_of_days_lost)
{
    enum { LONG = 200, STRATA = 2000 };
    double h = 0.0095, m = 4.7, cv = 0.9, mean = 0, second = 0;
    for (int i = 0; i < STRATA; i++) {
        double z = gsl_cdf_gamma_Pinv((i + 0.5) / STRATA, 1 / (cv * cv), cv * cv);
        double p = h * z * m / (1 + h * z * m), variance = LONG * p * (1 - p);
        for (int k = 1; k < LONG; k++)
            variance += 2 * (LONG - k) * p * (1 - p) * exp(-(h * z + 1 / m) * k);
        mean += LONG * p / STRATA;
        second += (variance + LONG * p * LONG * p) / STRATA;
    }
    struct muster_law law = muster_law_exponential(m * 86400);
    struct muster_absence absence;
    muster_absence_from_spells(&absence, h * 365.25, (struct muster_spell_kind){&law, 1, true},
                               5.0 / 7);
    struct sample lost = {0}, square = {0};
    int people = (int)(150000 * MUSTER_EFFORT);
    for (int person = 0; person < people; person++) {
        static unsigned char away[DAYS];
        double days = 0;
        absence.onset_per_day =
            h * muster_frailty_of(cv, KEY, muster_entity("test", "frail"), (uint64_t)person);
        live(away, &absence, (uint64_t)person);
        for (int d = 300; d < 300 + LONG; d++)
            days += away[d];
        sample_add(&lost, days);
        sample_add(&square, days * days);
    }
    ASSERT_Z(lost, mean);
    ASSERT_Z(square, second);
}
END_TEST

START_TEST(no_rate_loses_more_days_than_there_are)
{
    struct muster_law law = muster_law_exponential(86400);
    struct muster_absence absence;
    muster_absence_from_spells(&absence, 365.25 * 9, (struct muster_spell_kind){&law, 1, true}, 1);
    ck_assert(muster_frailty_solve(&absence, 0.5, 0));
    ck_assert_double_gt(absence.onset_per_day, 9);
    muster_absence_from_spells(&absence, 365.25 * 9, (struct muster_spell_kind){&law, 1, true}, 1);
    ck_assert(!muster_frailty_solve(&absence, 0.5, 1)); /* every other day at most */
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("frailty");
    TCase *tests = tcase_create("frailty");
    tcase_set_timeout(tests, 300);
    tcase_add_checked_fixture(tests, setup, NULL);
    tcase_add_test(tests, the_factor_is_gamma);
    tcase_add_test(tests, mean_rate_in_closed_form);
    tcase_add_test(tests, days_lost_are_reached_by_frail_people);
    tcase_add_test(tests, days_lost_are_reached_in_bad_weeks);
    tcase_add_test(tests, variance_of_days_lost);
    tcase_add_test(tests, no_rate_loses_more_days_than_there_are);
    suite_add_tcase(suite, tests);
    return muster_check_run(suite);
}
