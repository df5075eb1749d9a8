/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "erlang.h"
#include <assert.h>
#include <float.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_integration.h>
#include <math.h>
#include <stddef.h>
#include <stdlib.h>

enum {
    STATES_MOST = 50000, /* longer unlimited queues are integrated instead of summed */
    BREAKS_MOST = 256,   /* places where a patience law may jump, passed to the quadrature */
    WORKSPACE = 200      /* intervals of the adaptive quadrature */
};

static const double SCALE = 1e250;      /* sums are brought down when a weight passes it */
static const double NEGLIGIBLE = 1e-18; /* share of a sum that is left out */
static const double TAIL_LOG = 50.0;    /* exp(-50) of the mode is the end of a density */

/* The system in the solver's terms. */
struct pool {
    double attempts_per_s; /* all */
    double joining_per_s;  /* those willing to queue */
    double serving_per_s;  /* all agents busy */
    double leaving_per_s;  /* of one waiting caller */
    double load_erl;
    double within_s;
    double balk;
    int servers; /* agents that can ever be busy */
    int agents;
};

/* Weights of the stationary law relative to "all busy, none waiting", times a common factor. */
struct sums {
    double idle;      /* some agent is free */
    double busy;      /* none is free */
    double full;      /* of busy: no line is free */
    double queue;     /* contacts waiting, weighted */
    double served;    /* of busy with room: would endure the wait */
    double lost;      /* of busy with room: would not */
    double served_in; /* of served: within the threshold */
    double longer;    /* of busy with room: virtual wait beyond the threshold */
    double left;      /* of longer: still in queue at the threshold */
    double seconds;   /* of served: seconds waited, weighted */
};

double muster_erlang_b(double load_erl, int agents)
{
    assert(load_erl >= 0 && agents >= 0);
    double b = 1;
    for (int n = 1; n <= agents; n++)
        b = load_erl * b / (n + load_erl * b);
    return b;
}

double muster_erlang_c(double load_erl, int agents)
{
    if (load_erl >= agents)
        return 1;
    double b = muster_erlang_b(load_erl, agents);
    return agents * b / (agents - load_erl * (1 - b));
}

static struct pool pool_of(const struct muster_queue *queue)
{
    assert(queue->rate_per_s > 0 && queue->handle_s > 0 && queue->within_s >= 0);
    assert(queue->balk >= 0 && queue->balk < 1);
    assert(queue->agents >= 0 && queue->agents <= MUSTER_QUEUE_AGENTS_MOST);
    assert(queue->lines >= 0 && queue->lines <= MUSTER_QUEUE_LINES_MOST);
    struct pool pool = {.attempts_per_s = queue->rate_per_s,
                        .joining_per_s = queue->rate_per_s * (1 - queue->balk),
                        .load_erl = queue->rate_per_s * queue->handle_s,
                        .within_s = queue->within_s,
                        .balk = queue->balk,
                        .servers = queue->agents,
                        .agents = queue->agents};
    if (queue->lines && queue->lines < queue->agents)
        pool.servers = queue->lines;
    pool.serving_per_s = pool.servers / queue->handle_s;
    return pool;
}

/* Weight of the states with a free agent, 1/B - 1. When B is too small for a double so is every
 * weight beside it. */
static double idle_weight(const struct pool *pool)
{
    double b = muster_erlang_b(pool->load_erl, pool->servers);
    return 1 / fmax(b, DBL_MIN * 1e10) - 1;
}

static struct muster_queue_figures figures_of(const struct pool *pool, const struct sums *sums)
{
    double total = sums->idle + sums->busy;
    double join = (1 - pool->balk) / total;
    double room = sums->busy - sums->full;
    struct muster_queue_figures f = {.stable = true, .load_erl = pool->load_erl};
    f.blocked_fraction = sums->full / total;
    f.balked_fraction = pool->balk * room / total;
    f.waited_fraction = join * room;
    f.abandoned_fraction = join * sums->lost;
    f.answered_fraction = sums->idle / total + join * sums->served;
    f.answered_within = sums->idle / total + join * sums->served_in;
    f.virtual_longer = join * sums->longer;
    f.wait_longer = join * sums->left;
    double served_later = join * (sums->served - sums->served_in);
    f.abandoned_within = fmax(0, f.abandoned_fraction - (f.wait_longer - served_later));
    f.queue_mean = sums->queue / total;
    f.wait_s = f.queue_mean / pool->attempts_per_s;
    f.asa_s = join * sums->seconds / f.answered_fraction;
    f.busy_mean = f.answered_fraction * pool->load_erl;
    f.occupancy = f.busy_mean / pool->agents;
    return f;
}

/* More work than the agents can do and nobody gives up. */
static struct muster_queue_figures figures_unstable(const struct pool *pool)
{
    double join = 1 - pool->balk;
    struct muster_queue_figures f = {.load_erl = pool->load_erl,
                                     .balked_fraction = pool->balk,
                                     .waited_fraction = join,
                                     .wait_longer = join,
                                     .virtual_longer = join,
                                     .wait_s = INFINITY,
                                     .asa_s = INFINITY,
                                     .queue_mean = INFINITY};
    f.answered_fraction = pool->serving_per_s / pool->attempts_per_s;
    f.busy_mean = pool->servers;
    f.occupancy = pool->servers / (double)pool->agents;
    return f;
}

/* Nobody serves and nobody gives up: the lines fill and stay full. */
static struct muster_queue_figures figures_stuck(const struct pool *pool, int lines)
{
    return (struct muster_queue_figures){.load_erl = pool->load_erl,
                                         .blocked_fraction = 1,
                                         .wait_s = INFINITY,
                                         .asa_s = NAN,
                                         .queue_mean = lines,
                                         .occupancy = NAN};
}

/* Erlang C, geometric above the agents. */
static struct sums sums_endless(const struct pool *pool)
{
    double spare_per_s = pool->serving_per_s - pool->joining_per_s;
    double busy = pool->serving_per_s / spare_per_s;
    double longer = busy * exp(-spare_per_s * pool->within_s);
    return (struct sums){.idle = idle_weight(pool),
                         .busy = busy,
                         .queue = busy * pool->joining_per_s / spare_per_s,
                         .served = busy,
                         .served_in = busy - longer,
                         .longer = longer,
                         .left = longer,
                         .seconds = busy / spare_per_s};
}

/* P(a sum of exponentials of rates first, first + step, … , first + k step exceeds t), built term
 * by term as k grows. The terms start at exp(-first t), which may be far below the smallest double,
 * so they are kept times exp(-shift) until the shift is used up. */
struct tail {
    double first, step, reach;
    double term, sum, shift;
};

/* Does without the shift as soon as its exponential is a double again. As log(SCALE) < 600, a shift
 * never becomes positive. */
static void tail_unshift(struct tail *tail)
{
    if (tail->shift > -600) {
        tail->term *= exp(tail->shift);
        tail->sum *= exp(tail->shift);
        tail->shift = 0;
    }
}

static struct tail tail_start(double first, double step, double t)
{
    double reach = step > 0 ? -expm1(-step * t) / step : t;
    struct tail tail = {.first = first, .step = step, .reach = reach, .term = 1, .sum = 1};
    tail.shift = -first * t;
    tail_unshift(&tail);
    return tail;
}

static double tail_value(const struct tail *tail)
{
    double value = tail->shift < 0 ? tail->sum * exp(tail->shift) : tail->sum;
    return fmin(value, 1);
}

/* From k to k + 1. */
static void tail_next(struct tail *tail, int k)
{
    tail->term *= (tail->first + k * tail->step) * tail->reach / (k + 1.0);
    tail->sum += tail->term;
    if (tail->shift < 0 && tail->sum > SCALE) {
        tail->shift += log(SCALE);
        tail->term /= SCALE;
        tail->sum /= SCALE;
        tail_unshift(tail);
    }
}

static void sums_rescale(struct sums *sums, double factor)
{
    sums->idle *= factor;
    sums->busy *= factor;
    sums->queue *= factor;
    sums->served *= factor;
    sums->lost *= factor;
    sums->served_in *= factor;
    sums->longer *= factor;
    sums->seconds *= factor;
}

/* The caller who finds `weight` and gets in: served or lost, and when. */
static void sums_add(struct sums *sums, const struct pool *pool, double weight, int k,
                     double endured_s, const struct tail *wait, const struct tail *endured)
{
    double leaving_per_s = (k + 1) * pool->leaving_per_s;
    double served = weight * pool->serving_per_s / (pool->serving_per_s + leaving_per_s);
    sums->served += served;
    sums->lost += weight * leaving_per_s / (pool->serving_per_s + leaving_per_s);
    sums->served_in += served * (1 - tail_value(endured));
    sums->longer += weight * tail_value(wait);
    sums->seconds += served * endured_s;
}

/* State by state, up to `room` waiting if limited; false when STATES_MOST states are not enough for
 * an unlimited queue. */
static bool sums_by_state(struct sums *out, const struct pool *pool, int room, bool limited)
{
    struct sums sums = {.idle = idle_weight(pool)};
    struct tail wait = tail_start(pool->serving_per_s, pool->leaving_per_s, pool->within_s);
    struct tail endured =
        tail_start(pool->serving_per_s + pool->leaving_per_s, pool->leaving_per_s, pool->within_s);
    double weight = 1, endured_s = 0;
    for (int k = 0;; k++) {
        double down_per_s = pool->serving_per_s + (k + 1) * pool->leaving_per_s;
        double ratio = pool->joining_per_s / down_per_s;
        sums.busy += weight;
        sums.queue += k * weight;
        if (limited && k == room) {
            sums.full = weight;
            break;
        }
        if (!limited && k == STATES_MOST)
            return false;
        endured_s += 1 / down_per_s;
        sums_add(&sums, pool, weight, k, endured_s, &wait, &endured);
        tail_next(&wait, k);
        tail_next(&endured, k);
        weight *= ratio;
        if (ratio < 1 && (k + 1 + 1 / (1 - ratio)) * weight < NEGLIGIBLE * (1 - ratio) * sums.busy)
            break;
        if (weight > SCALE) {
            sums_rescale(&sums, 1 / SCALE);
            weight /= SCALE;
        }
    }
    sums.left = sums.longer * exp(-pool->leaving_per_s * pool->within_s);
    *out = sums;
    return true;
}

/* Patience as the integrals need it: exponential given by its rate, or any law. */
struct patience {
    double leaving_per_s;
    const struct muster_law *law; /* NULL: exponential */
    double mean_s;
};

static double patience_survival(const struct patience *patience, double x)
{
    if (!patience->law)
        return exp(-patience->leaving_per_s * x);
    return 1 - muster_law_cdf(patience->law, x);
}

/* Integral of the survival function from `from` to `from + d` (d may be negative). */
static double patience_spent(const struct patience *patience, double from, double d)
{
    if (!patience->law)
        return -exp(-patience->leaving_per_s * from) * expm1(-patience->leaving_per_s * d) /
               patience->leaving_per_s;
    return patience->mean_s * (muster_law_residual_cdf(patience->law, from + d) -
                               muster_law_residual_cdf(patience->law, from));
}

/* The density of the virtual wait around its mode. The exponent is taken relative to the mode, so
 * that the two huge numbers whose difference it is never meet. */
struct density {
    const struct pool *pool;
    struct patience patience;
    double mode_s;
    double (*of)(const struct density *density, double x); /* what is weighted by it */
};

static double density_log(const struct density *density, double x)
{
    double d = x - density->mode_s;
    return density->pool->joining_per_s * patience_spent(&density->patience, density->mode_s, d) -
           density->pool->serving_per_s * d;
}

static double of_one(const struct density *density, double x)
{
    (void)density;
    (void)x;
    return 1;
}

static double of_served(const struct density *density, double x)
{
    return patience_survival(&density->patience, x);
}

static double of_lost(const struct density *density, double x)
{
    if (!density->patience.law)
        return -expm1(-density->patience.leaving_per_s * x);
    return muster_law_cdf(density->patience.law, x);
}

static double of_served_seconds(const struct density *density, double x)
{
    return x * patience_survival(&density->patience, x);
}

static double of_seconds(const struct density *density, double x)
{
    return patience_spent(&density->patience, 0, x);
}

static double integrand(double x, void *data)
{
    const struct density *density = data;
    return exp(density_log(density, x)) * density->of(density, x);
}

/* The density rises as long as more willing callers arrive than are served: its mode is where the
 * share still patient has fallen to serving / joining. */
static double mode_of(const struct density *density)
{
    double share = density->pool->serving_per_s / density->pool->joining_per_s;
    if (share >= 1)
        return 0;
    if (!density->patience.law)
        return -log(share) / density->patience.leaving_per_s;
    double high = density->patience.mean_s, low = 0;
    while (patience_survival(&density->patience, high) > share)
        high *= 2;
    for (int i = 0; i < 100 && high - low > 1e-13 * high; i++) {
        double middle = low + (high - low) / 2;
        if (patience_survival(&density->patience, middle) > share)
            low = middle;
        else
            high = middle;
    }
    return high;
}

/* Where the density has fallen to exp(-TAIL_LOG) of its mode, to the right (+1) or left (-1). */
static double density_end(const struct density *density, double direction)
{
    double near = 0, far = 1 / density->pool->serving_per_s;
    if (direction < 0 && far >= density->mode_s)
        return 0;
    while (density_log(density, density->mode_s + direction * far) > -TAIL_LOG) {
        near = far;
        far *= 2;
        if (direction < 0 && far >= density->mode_s)
            return 0;
    }
    for (int i = 0; i < 30; i++) {
        double middle = near + (far - near) / 2;
        if (density_log(density, density->mode_s + direction * middle) > -TAIL_LOG)
            near = middle;
        else
            far = middle;
    }
    return fmax(0, density->mode_s + direction * far);
}

/* Points at which the integrals are cut: ends, mode, threshold, jumps of the law. */
struct breaks {
    double at[BREAKS_MOST + 8];
    size_t count;
    double low, high;
};

static void breaks_add(struct breaks *breaks, double x)
{
    if (x > breaks->low && x < breaks->high && breaks->count < BREAKS_MOST + 6)
        breaks->at[breaks->count++] = x;
}

static void breaks_add_law(struct breaks *breaks, const struct muster_law *law, double scale,
                           size_t most)
{
    breaks_add(breaks, scale * muster_law_min(law));
    breaks_add(breaks, scale * muster_law_max(law));
    if (law->kind == MUSTER_LAW_MIXTURE)
        for (size_t i = 0; i < law->count; i++)
            breaks_add_law(breaks, &law->part[i], scale * law->scale, most / law->count);
    if (law->kind == MUSTER_LAW_EMPIRICAL) {
        size_t stride = 1 + law->count / (most + 1);
        for (size_t i = 0; i < law->count; i += stride)
            breaks_add(breaks,
                       scale * muster_law_quantile(law, ((double)i + 0.5) / (double)law->count));
    }
    if (law->kind == MUSTER_LAW_GEOMETRIC)
        for (size_t i = 2; i < most && (double)i * scale * muster_law_min(law) < breaks->high; i++)
            breaks_add(breaks, (double)i * scale * muster_law_min(law));
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void breaks_find(struct breaks *breaks, const struct density *density)
{
    breaks->low = density_end(density, -1);
    breaks->high = density_end(density, 1);
    breaks->count = 0;
    breaks_add(breaks, density->mode_s);
    breaks_add(breaks, density->pool->within_s);
    if (density->patience.law)
        breaks_add_law(breaks, density->patience.law, 1, BREAKS_MOST - 8);
    breaks->at[breaks->count++] = breaks->low;
    breaks->at[breaks->count++] = breaks->high;
    qsort(breaks->at, breaks->count, sizeof breaks->at[0], ascending);
}

/* Integrals of of(x) times the density up to the threshold and beyond it. */
struct parts {
    double until, beyond;
};

static struct parts integrate(struct density *density, const struct breaks *breaks,
                              gsl_integration_cquad_workspace *workspace,
                              double (*of)(const struct density *, double))
{
    struct parts parts = {0, 0};
    gsl_function function = {integrand, density};
    density->of = of;
    double scale = 1e-13;
    for (size_t i = 0; i + 1 < breaks->count; i++) {
        double a = breaks->at[i], b = breaks->at[i + 1], value = 0;
        if (b - a <= 1e-14 * b)
            continue;
        gsl_integration_cquad(&function, a, b, scale * (parts.until + parts.beyond), 1e-11,
                              workspace, &value, NULL, NULL);
        if (b <= density->pool->within_s)
            parts.until += value;
        else
            parts.beyond += value;
    }
    return parts;
}

static struct sums sums_from_density(struct density *density, const struct breaks *breaks,
                                     gsl_integration_cquad_workspace *workspace)
{
    const struct pool *pool = density->pool;
    struct parts all = integrate(density, breaks, workspace, of_one);
    struct parts served = integrate(density, breaks, workspace, of_served);
    struct parts lost = integrate(density, breaks, workspace, of_lost);
    struct parts waited = integrate(density, breaks, workspace, of_served_seconds);
    struct parts spent = integrate(density, breaks, workspace, of_seconds);
    double rate = pool->serving_per_s;
    struct sums sums = {.busy = rate * (all.until + all.beyond),
                        .served = rate * (served.until + served.beyond),
                        .lost = rate * (lost.until + lost.beyond),
                        .served_in = rate * served.until,
                        .longer = rate * all.beyond,
                        .seconds = rate * (waited.until + waited.beyond)};
    sums.queue = pool->joining_per_s * rate * (spent.until + spent.beyond);
    sums.left = sums.longer * patience_survival(&density->patience, pool->within_s);
    /* The density was scaled to 1 at its mode; the states below must be scaled alike. */
    sums.idle = idle_weight(pool) * exp(density_log(density, 0));
    return sums;
}

/* Nobody serves: everybody willing to queue waits out their patience. */
static struct muster_queue_figures figures_nobody(const struct pool *pool,
                                                  const struct patience *patience)
{
    double join = 1 - pool->balk, survival = patience_survival(patience, pool->within_s);
    struct muster_queue_figures f = {.stable = true, .load_erl = pool->load_erl};
    f.balked_fraction = pool->balk;
    f.waited_fraction = f.abandoned_fraction = f.virtual_longer = join;
    f.wait_longer = join * survival;
    f.abandoned_within = join * (1 - survival);
    f.wait_s = join * patience->mean_s;
    f.queue_mean = pool->attempts_per_s * f.wait_s;
    f.asa_s = f.occupancy = NAN;
    return f;
}

static struct muster_queue_figures solve_integrals(const struct pool *pool,
                                                   const struct patience *patience)
{
    if (pool->servers == 0)
        return figures_nobody(pool, patience);
    /* On the stack: an allocation could fail, and there would be no figures. */
    gsl_integration_cquad_ival interval[WORKSPACE];
    size_t heap[WORKSPACE];
    gsl_integration_cquad_workspace workspace = {WORKSPACE, interval, heap};
    struct density density = {.pool = pool, .patience = *patience};
    struct breaks breaks;
    density.mode_s = mode_of(&density);
    breaks_find(&breaks, &density);
    struct sums sums = sums_from_density(&density, &breaks, &workspace);
    return figures_of(pool, &sums);
}

struct muster_queue_figures muster_erlang_general(const struct muster_queue *queue,
                                                  const struct muster_law *law)
{
    assert(queue->lines == 0);
    struct pool pool = pool_of(queue);
    struct patience patience = {.law = law, .mean_s = muster_law_mean(law)};
    return solve_integrals(&pool, &patience);
}

struct muster_queue_figures muster_erlang_a(const struct muster_queue *queue)
{
    assert(queue->patience_s > 0);
    struct pool pool = pool_of(queue);
    bool limited = queue->lines > 0, endless = isinf(queue->patience_s);
    if (endless && limited && pool.servers == 0)
        return figures_stuck(&pool, queue->lines);
    if (endless && !limited && pool.joining_per_s >= pool.serving_per_s)
        return figures_unstable(&pool);
    pool.leaving_per_s = endless ? 0 : 1 / queue->patience_s;
    struct patience patience = {.leaving_per_s = pool.leaving_per_s, .mean_s = queue->patience_s};
    if (!limited && pool.servers == 0)
        return figures_nobody(&pool, &patience);
    struct sums sums;
    if (!limited && endless)
        sums = sums_endless(&pool);
    else if (!sums_by_state(&sums, &pool, queue->lines - pool.servers, limited))
        return solve_integrals(&pool, &patience);
    return figures_of(&pool, &sums);
}
