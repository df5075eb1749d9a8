/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate.h"

#include <assert.h>
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTH_MOST = 8 };
static const double tail = 0.025; /* either side of a 95 % interval */

static const struct muster_estimate undefined_estimate = {NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN,
                                                          NAN, NAN, NAN, NAN, NAN, NAN, 0};
static const struct muster_difference undefined_difference = {NAN, NAN, NAN, NAN, 0};

double muster_ratio_of_sums(const double *sum)
{
    return sum[0] / sum[1];
}

/* f with every way of being undefined as NAN. */
static double value_of(muster_of_sums *f, const double *sum)
{
    double value = f(sum);
    return isfinite(value) ? value : NAN;
}

static void total_of(double *total, const double *row, size_t n, size_t width)
{
    for (size_t k = 0; k < width; k++)
        total[k] = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < width; k++)
            total[k] += row[i * width + k];
}

static double value_without(muster_of_sums *f, const double *total, const double *row, size_t width)
{
    double sum[WIDTH_MOST];
    for (size_t k = 0; k < width; k++)
        sum[k] = total[k] - row[k];
    return value_of(f, sum);
}

/* Deviations are taken from the first value, so equal values have exactly no variance. */
static double jackknife_se(const double *deleted, size_t n)
{
    if (n < 2)
        return NAN;
    double shift = 0;
    for (size_t i = 0; i < n; i++)
        shift += deleted[i] - deleted[0];
    double centre = deleted[0] + shift / (double)n;
    double square = 0;
    for (size_t i = 0; i < n; i++)
        square += (deleted[i] - centre) * (deleted[i] - centre);
    return sqrt(square * (double)(n - 1) / (double)n);
}

static double student(double p, size_t n)
{
    return n < 2 ? NAN : gsl_cdf_tdist_Pinv(p, (double)(n - 1));
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double muster_quantile(const double *value, size_t n, double p)
{
    if (n == 0)
        return NAN;
    double place = (double)(n - 1) * p;
    size_t below = (size_t)place;
    if (below + 1 >= n)
        return value[n - 1];
    return value[below] + (place - (double)below) * (value[below + 1] - value[below]);
}

/* Smallest k in [0, n] with P(Binomial(n, p) <= k) >= share. */
static size_t binomial_quantile(size_t n, double p, double share)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (gsl_cdf_binomial_P((unsigned)middle, p, (unsigned)n) >= share)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

void muster_quantile_bounds(size_t *lo, size_t *hi, size_t n, double p)
{
    *lo = *hi = 0;
    if (n == 0)
        return;
    /* P(quantile < x_(l)) = P(B <= l - 1) must be at most the tail, and as l grows it grows. */
    size_t l = binomial_quantile(n, p, tail);
    if (gsl_cdf_binomial_P((unsigned)l, p, (unsigned)n) <= tail)
        l++;
    *lo = l;
    /* P(quantile > x_(u)) = P(B >= u) at most the tail. */
    size_t u = binomial_quantile(n, p, 1 - tail) + 1;
    *hi = u <= n ? u : 0;
}

static void bounds_of(double *lo, double *hi, const double *sorted, size_t n, double p)
{
    size_t l, u;
    muster_quantile_bounds(&l, &u, n, p);
    *lo = l ? sorted[l - 1] : NAN;
    *hi = u ? sorted[u - 1] : NAN;
}

/* The likely range from the replications' own values; undefined ones are left out. */
static enum muster_status fill_range(struct muster_estimate *out, const double *own, size_t n)
{
    double *sorted = malloc((n ? n : 1) * sizeof *sorted);
    if (!sorted)
        return MUSTER_NO_MEMORY;
    size_t defined = 0;
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        if (!isnan(own[i])) {
            sum += own[i];
            sorted[defined++] = own[i];
        }
    qsort(sorted, defined, sizeof *sorted, ascending);
    out->typical = defined ? sum / (double)defined : NAN;
    out->p10 = muster_quantile(sorted, defined, 0.1);
    out->p50 = muster_quantile(sorted, defined, 0.5);
    out->p90 = muster_quantile(sorted, defined, 0.9);
    bounds_of(&out->p10_lo, &out->p10_hi, sorted, defined, 0.1);
    bounds_of(&out->p50_lo, &out->p50_hi, sorted, defined, 0.5);
    bounds_of(&out->p90_lo, &out->p90_hi, sorted, defined, 0.9);
    free(sorted);
    return MUSTER_OK;
}

enum muster_status muster_estimate_of_deleted(struct muster_estimate *out, double mean,
                                              const double *deleted, const double *own, size_t n)
{
    *out = undefined_estimate;
    enum muster_status status = fill_range(out, own, n);
    if (status != MUSTER_OK)
        return status;
    out->replications = n;
    out->mean = mean;
    if (isnan(mean))
        return MUSTER_OK;
    out->se = jackknife_se(deleted, n);
    double half = student(1 - tail, n) * out->se;
    out->lo = mean - half;
    out->hi = mean + half;
    return MUSTER_OK;
}

enum muster_status muster_estimate_of_sums(struct muster_estimate *out, const double *row, size_t n,
                                           size_t width, muster_of_sums *f)
{
    assert(width >= 1 && width <= WIDTH_MOST);
    *out = undefined_estimate;
    double *deleted = malloc((n ? n : 1) * 2 * sizeof *deleted);
    if (!deleted)
        return MUSTER_NO_MEMORY;
    double *own = deleted + n;
    double total[WIDTH_MOST];
    total_of(total, row, n, width);
    for (size_t i = 0; i < n; i++) {
        deleted[i] = value_without(f, total, row + i * width, width);
        own[i] = value_of(f, row + i * width);
    }
    double mean = n ? value_of(f, total) : NAN;
    enum muster_status status = muster_estimate_of_deleted(out, mean, deleted, own, n);
    free(deleted);
    return status;
}

/* Mean of own[n]: the jackknife of a mean is the usual standard error. */
static void mean_and_error(double *mean, double *se, const double *own, size_t n)
{
    *mean = *se = NAN;
    if (n == 0)
        return;
    double shift = 0, square = 0;
    for (size_t i = 0; i < n; i++)
        shift += own[i] - own[0];
    *mean = own[0] + shift / (double)n;
    for (size_t i = 0; i < n; i++)
        square += (own[i] - *mean) * (own[i] - *mean);
    *se = n < 2 ? NAN : sqrt(square / (double)(n - 1) / (double)n);
}

enum muster_status muster_estimate_of_values(struct muster_estimate *out, const double *own,
                                             size_t n)
{
    *out = undefined_estimate;
    enum muster_status status = fill_range(out, own, n);
    if (status != MUSTER_OK)
        return status;
    out->replications = n;
    mean_and_error(&out->mean, &out->se, own, n);
    double half = student(1 - tail, n) * out->se;
    out->lo = out->mean - half;
    out->hi = out->mean + half;
    return MUSTER_OK;
}

void muster_wilson(double *lo, double *hi, double hits, double n, double z)
{
    double p = hits / n;
    double scale = 1 + z * z / n;
    double centre = p + z * z / (2 * n);
    double half = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    /* exact at the ends, where rounding would leave a trace */
    *lo = hits <= 0 ? 0 : (centre - half) / scale;
    *hi = hits >= n ? 1 : (centre + half) / scale;
}

void muster_estimate_of_indicator(struct muster_estimate *out, const double *indicator, size_t n)
{
    *out = undefined_estimate;
    double hits = 0;
    size_t defined = 0;
    for (size_t i = 0; i < n; i++)
        if (!isnan(indicator[i])) {
            hits += indicator[i];
            defined++;
        }
    out->replications = defined;
    if (defined == 0)
        return;
    double p = hits / (double)defined;
    out->mean = out->typical = p;
    out->se = defined < 2 ? NAN : sqrt(p * (1 - p) / (double)(defined - 1));
    muster_wilson(&out->lo, &out->hi, hits, (double)defined, gsl_cdf_ugaussian_Pinv(1 - tail));
}

enum muster_status muster_difference_of_sums(struct muster_difference *out, const double *a,
                                             const double *b, size_t n, size_t width,
                                             muster_of_sums *f)
{
    assert(width >= 1 && width <= WIDTH_MOST);
    *out = undefined_difference;
    double *deleted = malloc((n ? n : 1) * sizeof *deleted);
    if (!deleted)
        return MUSTER_NO_MEMORY;
    double total_a[WIDTH_MOST], total_b[WIDTH_MOST];
    total_of(total_a, a, n, width);
    total_of(total_b, b, n, width);
    for (size_t i = 0; i < n; i++)
        deleted[i] = value_without(f, total_b, b + i * width, width) -
                     value_without(f, total_a, a + i * width, width);
    out->pairs = n;
    out->mean = n ? value_of(f, total_b) - value_of(f, total_a) : NAN;
    out->se = isnan(out->mean) ? NAN : jackknife_se(deleted, n);
    double half = student(1 - tail, n) * out->se;
    out->lo = out->mean - half;
    out->hi = out->mean + half;
    free(deleted);
    return MUSTER_OK;
}

/* ---- a ratio of pairs ---------------------------------------------------------------------- */

/* Means of the pairs, and the variances and covariance of these means. */
struct pair_moments {
    double x, y, xx, xy, yy;
};

/* Deviations are taken from the first pair first, so equal pairs have exactly no variance. */
static struct pair_moments moments_of(const double *x, const double *y, size_t n)
{
    struct pair_moments m = {0};
    double size = (double)n;
    for (size_t i = 0; i < n; i++) {
        m.x += (x[i] - x[0]) / size;
        m.y += (y[i] - y[0]) / size;
    }
    m.x += x[0];
    m.y += y[0];
    for (size_t i = 0; i < n && n > 1; i++) {
        double dx = x[i] - m.x, dy = y[i] - m.y, over = size * (size - 1);
        m.xx += dx * dx / over;
        m.xy += dx * dy / over;
        m.yy += dy * dy / over;
    }
    return m;
}

void muster_ratio_of_pairs(struct muster_difference *out, const double *x, const double *y,
                           size_t n)
{
    *out = undefined_difference;
    out->pairs = n;
    if (n == 0)
        return;
    struct pair_moments m = moments_of(x, y, n);
    double ratio = m.x / m.y;
    if (!isfinite(ratio))
        return;
    out->mean = ratio;
    double t = student(1 - tail, n);
    /* Fieller: a rho^2 - 2 b rho + c <= 0, an interval only where a > 0 (NAN when t is) */
    double a = m.y * m.y - t * t * m.yy, b = m.x * m.y - t * t * m.xy;
    double c = m.x * m.x - t * t * m.xx;
    if (!(a > 0))
        return;
    double half = sqrt(fmax(b * b - a * c, 0));
    out->se = sqrt(fmax(m.xx - 2 * ratio * m.xy + ratio * ratio * m.yy, 0)) / fabs(m.y);
    out->lo = (b - half) / a;
    out->hi = (b + half) / a;
}

/* ---- indicators, paired -------------------------------------------------------------------- */

/* The correlation of a paired table, shrunk towards 0 when positive as Newcombe's
 * method 10 does. */
static double paired_phi(const double table[4])
{
    double a = table[0], b = table[1], c = table[2], d = table[3];
    double margins = (a + b) * (c + d) * (a + c) * (b + d);
    if (margins <= 0)
        return 0;
    double cross = a * d - b * c;
    if (cross > 0)
        cross = fmax(cross - (a + b + c + d) / 2, 0);
    return cross / sqrt(margins);
}

void muster_newcombe_paired(double *lo, double *hi, const double table[4])
{
    double n = table[0] + table[1] + table[2] + table[3];
    double z = gsl_cdf_ugaussian_Pinv(1 - tail);
    double p1 = (table[0] + table[1]) / n, p2 = (table[0] + table[2]) / n;
    double l1, u1, l2, u2;
    muster_wilson(&l1, &u1, table[0] + table[1], n, z);
    muster_wilson(&l2, &u2, table[0] + table[2], n, z);
    double phi = paired_phi(table);
    double down1 = p1 - l1, up1 = u1 - p1, down2 = p2 - l2, up2 = u2 - p2;
    double below = down1 * down1 - 2 * phi * down1 * up2 + up2 * up2;
    double above = up1 * up1 - 2 * phi * up1 * down2 + down2 * down2;
    *lo = p1 - p2 - sqrt(fmax(below, 0));
    *hi = p1 - p2 + sqrt(fmax(above, 0));
}

void muster_difference_of_indicator(struct muster_difference *out, const double *a, const double *b,
                                    size_t n)
{
    *out = undefined_difference;
    double table[4] = {0}; /* first is b: the difference is b - a */
    for (size_t i = 0; i < n; i++)
        if (!isnan(a[i]) && !isnan(b[i]))
            table[(b[i] > 0.5 ? 0 : 2) + (a[i] > 0.5 ? 0 : 1)]++;
    double pairs = table[0] + table[1] + table[2] + table[3];
    out->pairs = (size_t)pairs;
    if (pairs < 1)
        return;
    out->mean = (table[1] - table[2]) / pairs;
    double square = (table[1] + table[2]) / pairs - out->mean * out->mean;
    out->se = pairs < 2 ? NAN : sqrt(fmax(square, 0) / (pairs - 1));
    muster_newcombe_paired(&out->lo, &out->hi, table);
}

int muster_estimate_side(const struct muster_estimate *estimate, double limit)
{
    double half = student(0.95, estimate->replications) * estimate->se;
    if (estimate->mean - half >= limit)
        return 1;
    if (estimate->mean + half < limit)
        return -1;
    return 0;
}

int muster_estimate_indicator_side(const struct muster_estimate *estimate, double limit)
{
    if (estimate->replications == 0)
        return 0;
    double n = (double)estimate->replications, lo, hi;
    muster_wilson(&lo, &hi, round(estimate->mean * n), n, gsl_cdf_ugaussian_Pinv(0.95));
    if (lo >= limit)
        return 1;
    if (hi < limit)
        return -1;
    return 0;
}
