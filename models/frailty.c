/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "frailty.h"

#include "calendar.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_math.h>
#include <math.h>

#define DAY_S 86400.0
#define STRATA 64      /* of a spell's length */
#define WEEKS_MOST 520 /* of covariance looked at */
#define TERMS 12       /* of the covariance in Hermite polynomials */
#define NODES 120      /* of Simpson's rule, even */
#define FURTHEST 40.0  /* e^-40 is nothing */
#define RATE_MOST 1e6  /* onsets a day: always away */
#define STEPS_MOST 1000

double muster_frailty_of(double cv, struct muster_key key, uint64_t entity, uint64_t occupant)
{
    if (cv <= 0)
        return 1;
    struct muster_stream stream =
        muster_stream_at(key, MUSTER_PURPOSE_FRAILTY, entity, occupant, 0);
    return gsl_cdf_gamma_Pinv(muster_stream_uniform(&stream), 1 / (cv * cv), cv * cv);
}

double muster_sickness_week_innovation(struct muster_key key, int32_t date)
{
    int32_t monday = date - muster_weekday(date);
    struct muster_stream stream =
        muster_stream_at(key, MUSTER_PURPOSE_SICKNESS_WEEK, 0, (uint64_t)(int64_t)monday, 0);
    return gsl_cdf_ugaussian_Pinv(muster_stream_uniform(&stream));
}

/* ---- the covariance of the weekly factor ---- */

/* power[n - 1] = a_n^2: W = sum of a_n He_n(z) / sqrt(n!), so Cov = sum of a_n^2 r^n for normal
 * scores of correlation r. */
static void hermite_powers(double power[TERMS], const struct muster_busyness *weekly)
{
    double a[TERMS] = {0};
    const double step = 0.02;
    for (double z = -8; z <= 8; z += step) {
        double weight = step * exp(-z * z / 2) / sqrt(2 * M_PI);
        double factor = muster_busyness_factor(weekly, z), last = 1, now = z;
        for (int n = 1; n <= TERMS; n++) { /* normalised polynomials */
            a[n - 1] += weight * factor * now;
            double next = (z * now - sqrt(n) * last) / sqrt(n + 1);
            last = now;
            now = next;
        }
    }
    for (int n = 0; n < TERMS; n++)
        power[n] = a[n] * a[n];
}

static double covariance(const double power[TERMS], double correlation)
{
    double sum = 0, r = correlation;
    for (int n = 0; n < TERMS; n++, r *= correlation)
        sum += power[n] * r;
    return sum;
}

/* integral_0^days of the covariance at lag u, which lies between those of whole weeks. */
static double shared_until(const double *week, double days)
{
    double weeks = days / 7, sum = 0;
    for (int w = 0; w < WEEKS_MOST && w < weeks; w++) {
        double part = fmin(weeks - w, 1);
        sum += part * week[w] + part * part / 2 * (week[w + 1] - week[w]);
    }
    return 7 * sum;
}

double muster_sickness_shared_days(const struct muster_absence *absence,
                                   const struct muster_busyness *weekly, double working_per_day)
{
    double power[TERMS], week[WEEKS_MOST + 1], sum = 0;
    double chance[2] = {1 - absence->long_chance, absence->long_chance};
    hermite_powers(power, weekly);
    for (int w = 0; w <= WEEKS_MOST; w++)
        week[w] = covariance(power, pow(weekly->between_days, w));
    for (size_t i = 0; i < absence->kinds; i++) {
        const struct muster_spell_kind *kind = &absence->kind[i];
        for (int k = 0; k < STRATA && chance[i] > 0; k++) {
            double u = (k + 0.5) / STRATA;
            double days = kind->scale * muster_law_quantile(kind->law, u) / DAY_S;
            days = kind->calendar ? days : days / working_per_day;
            sum += chance[i] / STRATA * shared_until(week, days);
        }
    }
    return sum;
}

/* ---- the rate ---- */

double muster_frailty_onsets(double onset_per_day, double occupied_days, double cv)
{
    double v = cv * cv, x = onset_per_day * occupied_days;
    if (v <= 0)
        return onset_per_day / (1 + x);
    if (occupied_days <= 0)
        return onset_per_day;
    double sum = 0, step = cbrt(FURTHEST) / NODES;
    for (int i = 0; i <= NODES; i++) { /* s = t^3: smooth at both ends */
        double t = i * step, s = t * t * t, weight = i == 0 || i == NODES ? 1 : i % 2 ? 4 : 2;
        /* 1 - (1 + s x v)^(-1/v), without cancellation */
        sum += weight * 3 * t * t * exp(-s) * -expm1(-log1p(s * x * v) / v);
    }
    return sum * step / 3 / occupied_days;
}

bool muster_frailty_solve(struct muster_absence *absence, double cv, double shared_days)
{
    double rate = absence->onset_per_day, goal = rate / (1 + rate * absence->mean_days);
    double occupied = absence->mean_days + shared_days;
    /* A rate's mean onsets grow less than it does, so the steps do not go too far. */
    for (int i = 0; i < STEPS_MOST && rate > 0 && rate < RATE_MOST; i++) {
        double step = goal / muster_frailty_onsets(rate, occupied, cv);
        rate *= step;
        if (fabs(step - 1) < 1e-12)
            break;
    }
    if (rate >= RATE_MOST)
        return false;
    absence->onset_per_day = rate;
    return true;
}
