/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Laws: what every family has in common. Its scale, its ownership, the search for quantiles.
 */
#include "law.h"
#include "law_family.h"
#include <assert.h>
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct muster_law_family *family_of(const struct muster_law *law)
{
    static const struct muster_law_family *const families[] = {
        [MUSTER_LAW_CONSTANT] = &MUSTER_FAMILY_CONSTANT,
        [MUSTER_LAW_EXPONENTIAL] = &MUSTER_FAMILY_EXPONENTIAL,
        [MUSTER_LAW_LOGNORMAL] = &MUSTER_FAMILY_LOGNORMAL,
        [MUSTER_LAW_GAMMA] = &MUSTER_FAMILY_GAMMA,
        [MUSTER_LAW_ERLANG] = &MUSTER_FAMILY_ERLANG,
        [MUSTER_LAW_WEIBULL] = &MUSTER_FAMILY_WEIBULL,
        [MUSTER_LAW_HYPEREXPONENTIAL] = &MUSTER_FAMILY_HYPEREXPONENTIAL,
        [MUSTER_LAW_UNIFORM] = &MUSTER_FAMILY_UNIFORM,
        [MUSTER_LAW_TRIANGULAR] = &MUSTER_FAMILY_TRIANGULAR,
        [MUSTER_LAW_PERT] = &MUSTER_FAMILY_PERT,
        [MUSTER_LAW_NORMAL] = &MUSTER_FAMILY_NORMAL,
        [MUSTER_LAW_GEOMETRIC] = &MUSTER_FAMILY_GEOMETRIC,
        [MUSTER_LAW_EMPIRICAL] = &MUSTER_FAMILY_EMPIRICAL,
        [MUSTER_LAW_MIXTURE] = &MUSTER_FAMILY_MIXTURE,
    };
    assert((size_t)law->kind < sizeof families / sizeof *families);
    return families[law->kind];
}

/* ---- ownership ---- */

void muster_law_clear(struct muster_law *law)
{
    if (law->part)
        for (size_t i = 0; i < law->count; i++)
            muster_law_clear(&law->part[i]);
    free(law->part);
    free(law->weights);
    free(law->values);
    *law = (struct muster_law){.kind = MUSTER_LAW_CONSTANT};
}

/* A copy of count numbers; NULL stays NULL, and that is no failure. */
static bool copy_numbers(double **out, const double *numbers, size_t count)
{
    *out = NULL;
    if (!numbers)
        return true;
    *out = malloc(count * sizeof *numbers);
    if (*out)
        memcpy(*out, numbers, count * sizeof *numbers);
    return *out != NULL;
}

static bool copy_parts(struct muster_law *out, const struct muster_law *law)
{
    if (!law->part)
        return true;
    out->part = calloc(law->count, sizeof *out->part);
    bool ok = out->part != NULL;
    for (size_t i = 0; ok && i < law->count; i++)
        ok = muster_law_copy(&out->part[i], &law->part[i]);
    return ok;
}

bool muster_law_copy(struct muster_law *out, const struct muster_law *law)
{
    *out = *law;
    out->values = out->weights = NULL;
    out->part = NULL;
    bool ok = copy_numbers(&out->values, law->values, law->count) &&
              copy_numbers(&out->weights, law->weights, law->count) && copy_parts(out, law);
    if (!ok)
        muster_law_clear(out);
    return ok;
}

/* ---- moments, cdf, quantile ---- */

double muster_law_mean(const struct muster_law *law)
{
    return law->scale * family_of(law)->mean(law);
}

double muster_law_variance(const struct muster_law *law)
{
    return law->scale * law->scale * family_of(law)->variance(law);
}

/* The largest standard value that the scale takes to x or below. Division alone may miss it by a
 * rounding, and then the cdf would miss an atom: draws are scale * standard value, rounded. */
static double unscaled(const struct muster_law *law, double x)
{
    double standard = x / law->scale;
    if (law->scale == 1 || !isfinite(standard))
        return standard;
    while (law->scale * standard > x)
        standard = nextafter(standard, -INFINITY);
    double next = nextafter(standard, INFINITY);
    return law->scale * next <= x ? next : standard;
}

double muster_law_cdf(const struct muster_law *law, double x)
{
    if (law->kind == MUSTER_LAW_CONSTANT) /* its scale is its value, and may be 0 or negative */
        return x >= law->scale ? 1 : 0;
    return family_of(law)->cdf(law, unscaled(law, x));
}

double muster_law_quantile(const struct muster_law *law, double u)
{
    assert(u > 0 && u < 1);
    return law->scale * family_of(law)->quantile(law, u);
}

double muster_law_min(const struct muster_law *law)
{
    double min;
    double max;
    family_of(law)->range(&min, &max, law);
    return law->scale * min;
}

double muster_law_max(const struct muster_law *law)
{
    double min;
    double max;
    family_of(law)->range(&min, &max, law);
    return law->scale * max;
}

void muster_law_range_positive(double *min, double *max, const struct muster_law *law)
{
    (void)law;
    *min = 0;
    *max = INFINITY;
}

/* ---- residual (equilibrium) law ---- */

/* On the standard form. */
static double residual_cdf(const struct muster_law *law, double x)
{
    const struct muster_law_family *family = family_of(law);
    return x <= 0 ? 0 : fmin(1, family->limited(law, x) / family->mean(law));
}

double muster_law_residual_cdf(const struct muster_law *law, double x)
{
    assert(muster_law_min(law) >= 0 && law->scale > 0);
    return residual_cdf(law, x / law->scale);
}

double muster_law_residual_quantile(const struct muster_law *law, double u)
{
    assert(u > 0 && u < 1);
    assert(muster_law_min(law) >= 0 && law->scale > 0);
    /* Rounding may keep the computed cdf a hair under 1 for ever. */
    double level = fmin(u, 1 - 1e-14);
    double high = family_of(law)->mean(law);
    while (residual_cdf(law, high) < level && high < DBL_MAX / 2)
        high *= 2;
    return law->scale * muster_law_search(residual_cdf, law, level, 0, high);
}

/* ---- search ---- */

/* Numbers the doubles in ascending order, -infinity first, so that they can be bisected. */
static uint64_t rank_of(double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits >> 63 ? ~bits : bits | UINT64_C(1) << 63;
}

static double double_at(uint64_t rank)
{
    uint64_t bits = rank >> 63 ? rank & ~(UINT64_C(1) << 63) : ~rank;
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

double muster_law_search(double (*cdf)(const struct muster_law *, double),
                         const struct muster_law *law, double u, double low, double high)
{
    uint64_t least = rank_of(low);
    uint64_t most = rank_of(high);
    while (least < most) {
        uint64_t middle = least + (most - least) / 2;
        if (cdf(law, double_at(middle)) >= u)
            most = middle;
        else
            least = middle + 1;
    }
    return double_at(most);
}

/* ---- draws ---- */

double muster_law_draw_any(const struct muster_law *law, uint64_t word,
                           struct muster_stream *reserve)
{
    return law->scale * family_of(law)->draw(law, word, reserve);
}
