/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The closed formulas against known answers, against each other, at their extremes and backwards.
 */
#include "check_main.h"
#include "erlang.h"
#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdio.h>

enum law { NONE, EXPONENTIAL, LOGNORMAL, FIXED, MIXTURE };

/* NAN: the source does not give it. */
struct known {
    const char *name;
    enum law law;
    double calls_per_h, handle_s, patience_s;
    int agents, lines;
    double wait, abandon, wait_s, asa_s, served_in, longer, abandoned_in, virtual_longer;
    double queue, busy, occupancy, block;
};

/* M/M/n+M exact, computed independently (six digits; threshold 20 s). C1 and C4 are Erlang C, T1
 * and T3 have finite lines, G1, G3 and G5 are M/M/n+G by another quadrature. A1 is the example of
 * [garnett2002]. */
static const struct known KNOWN[] = {
    {"C1", NONE, 12, 600, INFINITY, 3, 0, 0.444444, NAN, 266.667, NAN, 0.570126, NAN, NAN, NAN,
     0.888889, NAN, 0.666667, 0},
    {"C4", NONE, 60, 300, INFINITY, 7, 0, 0.32415, NAN, 48.6225, NAN, 0.716313, NAN, NAN, NAN,
     0.810375, NAN, 0.714286, 0},
    {"A1", EXPONENTIAL, 2880, 60, 120, 50, 0, 0.467774, 0.0309122, 3.70947, 3.6159, 0.943019,
     0.0271356, 0.0298454, 0.0320569, 2.96758, 46.5162, 0.930324, 0},
    {"A2", EXPONENTIAL, 15, 240, 90, 2, 0, 0.237612, 0.143581, 12.9223, 6.1545, 0.789685, 0.165929,
     0.044385, 0.207221, 0.053843, 0.856419, 0.428209, 0},
    {"A4", EXPONENTIAL, 200, 190, 5, 10, 0, 0.282763, 0.229298, 1.14649, 0.293799, 0.770305,
     0.00190803, 0.227787, 0.104175, 0.0636939, 8.13519, 0.813519, 0},
    {"A6", EXPONENTIAL, 7900, 183, 150, 400, 0, 0.512155, 0.0229353, 3.4403, 3.39636, 0.967665,
     0.00958757, 0.0227476, 0.0109551, 7.54954, 392.373, 0.980932, 0},
    {"T1", NONE, 252, 120, INFINITY, 12, 17, 0.156365, 0, 3.6327, 3.66745, 0.918768, 0.0717553, 0,
     0.0717553, 0.254289, 8.32039, 0.693366, 0.00947687},
    {"T3", EXPONENTIAL, 400, 200, 60, 20, 20, 0, 0, 0, 0, 0.78548, 0, 0, 0, 0, 17.4551, 0.872756,
     0.21452},
    {"G1", LOGNORMAL, 340, 300, 180, 28, 0, 0.495177, 0.0890014, 16.2141, 14.5329, 0.658425,
     0.314543, 0.0270314, 0.337964, 1.53134, NAN, 0.921844, 0},
    {"G3", FIXED, 115, 240, 60, 8, 0, 0.440195, 0.142657, 17.3616, 10.2668, 0.661752, 0.338248, 0,
     0.338248, 0.554607, NAN, 0.821621, 0},
    {"G5", MIXTURE, 210, 360, 216.8, 22, 0, 0.356462, 0.0830859, 12.6953, 11.6914, 0.741809,
     0.207029, 0.0511615, 0.247569, 0.740558, NAN, 0.875236, 0},
};
enum { KNOWN_COUNT = sizeof KNOWN / sizeof KNOWN[0] };

/* The busy hour of the tests below, nothing round: 11.7 erl on 12. */
static const struct muster_queue UNTIDY = {.rate_per_s = 207.3 / 3600,
                                           .handle_s = 203.7,
                                           .patience_s = 97.1,
                                           .within_s = 19.3,
                                           .agents = 12};

static void check_value(const char *name, const char *what, double found, double expected)
{
    if (isnan(expected))
        return;
    ck_assert_msg(fabs(found - expected) <= 5.001e-6 * fabs(expected) + 1e-12,
                  "%s %s: %.9g, not %.9g", name, what, found, expected);
}

/* Equal to `digits` relative, or both negligible beside 1. */
static void check_near(double a, double b, double relative)
{
    ck_assert_msg(fabs(a - b) <= relative * fmax(fabs(a), fabs(b)) + 1e-13, "%.15g and %.15g", a,
                  b);
}

static struct muster_queue queue_of(const struct known *known)
{
    return (struct muster_queue){.rate_per_s = known->calls_per_h / 3600,
                                 .handle_s = known->handle_s,
                                 .patience_s = known->patience_s,
                                 .within_s = 20,
                                 .agents = known->agents,
                                 .lines = known->lines};
}

static struct muster_law law_of(const struct known *known)
{
    struct muster_law law = muster_law_exponential(known->patience_s);
    if (known->law == LOGNORMAL)
        law = muster_law_lognormal(known->patience_s, 1.5);
    if (known->law == FIXED)
        law = muster_law_constant(known->patience_s);
    if (known->law == MIXTURE) {
        const double weights[] = {0.9, 0.1};
        const struct muster_law parts[] = {muster_law_exponential(240), muster_law_exponential(8)};
        ck_assert(muster_law_mixture(&law, weights, parts, 2));
    }
    return law;
}

static void check_known(const struct known *known, const struct muster_queue_figures *f)
{
    ck_assert(f->stable);
    check_value(known->name, "waited", f->waited_fraction, known->wait);
    check_value(known->name, "abandoned", f->abandoned_fraction, known->abandon);
    check_value(known->name, "wait_s", f->wait_s, known->wait_s);
    check_value(known->name, "asa_s", f->asa_s, known->asa_s);
    check_value(known->name, "answered_within", f->answered_within, known->served_in);
    check_value(known->name, "wait_longer", f->wait_longer, known->longer);
    check_value(known->name, "abandoned_within", f->abandoned_within, known->abandoned_in);
    check_value(known->name, "virtual_longer", f->virtual_longer, known->virtual_longer);
    check_value(known->name, "queue_mean", f->queue_mean, known->queue);
    check_value(known->name, "busy_mean", f->busy_mean, known->busy);
    check_value(known->name, "occupancy", f->occupancy, known->occupancy);
    check_value(known->name, "blocked", f->blocked_fraction, known->block);
}

START_TEST(known_answers)
{
    const struct known *known = &KNOWN[_i];
    struct muster_queue queue = queue_of(known);
    struct muster_law law = law_of(known);
    bool general = known->law > EXPONENTIAL;
    struct muster_queue_figures figures =
        general ? muster_erlang_general(&queue, &law) : muster_erlang_a(&queue);
    check_known(known, &figures);
    if (known->law == EXPONENTIAL && known->lines == 0) {
        figures = muster_erlang_general(&queue, &law);
        check_known(known, &figures);
    }
    muster_law_clear(&law);
}
END_TEST

/* Balking, with and without lines: 6 agents, 144 an hour, 3.5 min, patience 2 min, 30 % balk. */
START_TEST(balking)
{
    struct muster_queue queue = {144.0 / 3600, 210, 120, 0.3, 20, 6, 0};
    struct muster_queue_figures f = muster_erlang_a(&queue);
    /* M/M/n/K+M with balking exact, computed independently */
    check_value("balk", "balked", f.balked_fraction, 0.1947356);
    check_value("balk", "waited", f.waited_fraction, 0.454383);
    check_value("balk", "abandoned", f.abandoned_fraction, 0.1655654);
    check_value("balk", "within", f.answered_within, 0.4393042);
    check_value("balk", "abandoned within", f.abandoned_within, 0.06252961);
    check_value("balk", "virtual", f.virtual_longer, 0.3584609);
    check_value("balk", "asa", f.asa_s, 20.94889);
    queue.lines = 9;
    f = muster_erlang_a(&queue);
    check_value("balk, 9 lines", "blocked", f.blocked_fraction, 0.06281788);
    check_value("balk, 9 lines", "balked", f.balked_fraction, 0.1710906);
    check_value("balk, 9 lines", "waited", f.waited_fraction, 0.3992114);
    check_value("balk, 9 lines", "abandoned", f.abandoned_fraction, 0.1297934);
    check_value("balk, 9 lines", "within", f.answered_within, 0.4589513);
    check_value("balk, 9 lines", "abandoned within", f.abandoned_within, 0.05374418);
    check_value("balk, 9 lines", "virtual", f.virtual_longer, 0.2993521);
    check_value("balk, 9 lines", "asa", f.asa_s, 17.33069);
    check_value("balk, 9 lines", "queue", f.queue_mean, 0.6230083);
}
END_TEST

/* Erlang B by its own definition, small enough for factorials: a = 2.385, n = 4. */
START_TEST(erlang_b_definition)
{
    double a = 2.385, top = pow(a, 4) / 24;
    double sum = 1 + a + a * a / 2 + pow(a, 3) / 6 + top;
    check_near(muster_erlang_b(a, 4), top / sum, 1e-14);
    ck_assert_double_eq(muster_erlang_b(a, 0), 1);
    ck_assert_double_eq(muster_erlang_b(0, 3), 0);
    double b = top / sum, rho = a / 4;
    check_near(muster_erlang_c(a, 4), b / (1 - rho * (1 - b)), 1e-14);
    ck_assert_double_eq(muster_erlang_c(4, 4), 1);
    ck_assert_double_eq(muster_erlang_c(7.1, 4), 1);
    ck_assert_double_eq(muster_erlang_c(0.3, 0), 1);
}
END_TEST

/* Every attempt has one fate; Little; the wait is split at the threshold; abandonment is the
 * leaving rate of the queue. Over loads from idle to hopeless, lines and balking. */
static void check_laws(const struct muster_queue *queue)
{
    struct muster_queue_figures f = muster_erlang_a(queue);
    check_near(f.blocked_fraction + f.balked_fraction + f.abandoned_fraction + f.answered_fraction,
               1, 1e-12);
    check_near(f.answered_within + f.abandoned_within + f.wait_longer + f.blocked_fraction +
                   f.balked_fraction,
               1, 1e-11);
    check_near(f.queue_mean, queue->rate_per_s * f.wait_s, 1e-12);
    if (isfinite(queue->patience_s))
        check_near(f.abandoned_fraction, f.wait_s / queue->patience_s, 1e-9);
    ck_assert(f.virtual_longer >= f.wait_longer - 1e-15);
    ck_assert(f.waited_fraction >= f.virtual_longer - 1e-15);
    ck_assert(f.occupancy >= 0 && f.occupancy <= 1 + 1e-12);
}

START_TEST(laws_hold)
{
    const double loads[] = {0.03, 0.7, 0.97, 1, 1.31, 17};
    const int agents[] = {1, 3, 41, 350, 2000};
    for (size_t i = 0; i < sizeof loads / sizeof loads[0]; i++)
        for (size_t j = 0; j < sizeof agents / sizeof agents[0]; j++)
            for (int lines = 0; lines < 3; lines++) {
                struct muster_queue queue = UNTIDY;
                queue.agents = agents[j];
                queue.rate_per_s = loads[i] * agents[j] / queue.handle_s;
                queue.lines = lines == 0 ? 0 : agents[j] + 10 * (lines - 1);
                queue.balk = lines == 1 ? 0.13 : 0;
                check_laws(&queue);
            }
}
END_TEST

/* Summed by states and integrated must be the same queue. */
static void check_same(const struct muster_queue *queue, double relative)
{
    struct muster_law law = muster_law_exponential(queue->patience_s);
    struct muster_queue_figures a = muster_erlang_a(queue);
    struct muster_queue_figures g = muster_erlang_general(queue, &law);
    check_near(a.waited_fraction, g.waited_fraction, relative);
    check_near(a.abandoned_fraction, g.abandoned_fraction, relative);
    check_near(a.balked_fraction, g.balked_fraction, relative);
    check_near(a.answered_within, g.answered_within, relative);
    check_near(a.abandoned_within, g.abandoned_within, relative);
    check_near(a.virtual_longer, g.virtual_longer, relative);
    check_near(a.asa_s, g.asa_s, relative);
    check_near(a.queue_mean, g.queue_mean, relative);
}

START_TEST(two_roads)
{
    struct muster_queue queue = UNTIDY;
    check_same(&queue, 1e-9);
    queue.balk = 0.21;
    check_same(&queue, 1e-9);
    queue.rate_per_s *= 2.9;
    check_same(&queue, 1e-9);
    queue = (struct muster_queue){97000 / 211.7, 211.7, 133, 0, 11, 97310, 0};
    check_same(&queue, 1e-8);
    queue.rate_per_s *= 1.17; /* thousands waiting: every term of the tail starts below a double */
    check_same(&queue, 1e-8);
}
END_TEST

/* With exponential handling and patience of the same mean nobody's fate changes the number in the
 * system, which is Poisson: the states are those of M/M/infinity. */
START_TEST(poisson_when_rates_agree)
{
    struct muster_queue queue = UNTIDY;
    queue.patience_s = queue.handle_s;
    double load = queue.rate_per_s * queue.handle_s, p = exp(-load), idle = 0, busy = 0;
    for (int n = 0; n < 200; n++, p *= load / n) {
        idle += n < queue.agents ? p : 0;
        busy += p * (n < queue.agents ? n : queue.agents);
    }
    struct muster_queue_figures f = muster_erlang_a(&queue);
    check_near(f.waited_fraction, 1 - idle, 1e-11);
    check_near(f.busy_mean, busy, 1e-11);
}
END_TEST

START_TEST(lines_equal_agents_is_erlang_b)
{
    struct muster_queue queue = UNTIDY;
    queue.lines = queue.agents;
    struct muster_queue_figures f = muster_erlang_a(&queue);
    check_near(f.blocked_fraction, muster_erlang_b(f.load_erl, queue.agents), 1e-13);
    queue.agents = 40; /* lines for 12 only: the rest stand idle */
    struct muster_queue_figures more = muster_erlang_a(&queue);
    check_near(more.blocked_fraction, f.blocked_fraction, 1e-13);
    check_near(more.occupancy, f.busy_mean / 40, 1e-13);
}
END_TEST

START_TEST(many_lines_are_no_limit)
{
    struct muster_queue queue = UNTIDY;
    struct muster_queue_figures open = muster_erlang_a(&queue);
    queue.lines = MUSTER_QUEUE_LINES_MOST;
    struct muster_queue_figures lines = muster_erlang_a(&queue);
    check_near(lines.answered_within, open.answered_within, 1e-13);
    ck_assert_double_le(lines.blocked_fraction, 1e-15);
    queue.patience_s = INFINITY; /* endless patience, overload: the queue fills the lines */
    queue.rate_per_s *= 3;
    queue.lines = 5000;
    lines = muster_erlang_a(&queue);
    double ratio = queue.rate_per_s * queue.handle_s / queue.agents;
    check_near(lines.blocked_fraction, 1 - 1 / ratio, 1e-9);
    check_near(lines.queue_mean, 5000 - 12 - 1 / (ratio - 1), 1e-9);
}
END_TEST

START_TEST(patience_without_end_is_erlang_c)
{
    struct muster_queue queue = UNTIDY;
    queue.agents = 14;
    queue.patience_s = 1e9;
    struct muster_queue_figures nearly = muster_erlang_a(&queue);
    queue.patience_s = INFINITY;
    struct muster_queue_figures c = muster_erlang_a(&queue);
    check_near(c.waited_fraction, muster_erlang_c(c.load_erl, 14), 1e-12);
    double spare_per_s = 14 / queue.handle_s - queue.rate_per_s;
    check_near(c.wait_s, c.waited_fraction / spare_per_s, 1e-12);
    check_near(nearly.waited_fraction, c.waited_fraction, 1e-5);
    check_near(nearly.answered_within, c.answered_within, 1e-5);
    check_near(nearly.asa_s, c.asa_s, 1e-5);
}
END_TEST

/* An overload met with a long patience: fluid limit. Wait of the served patience * ln(rho), share
 * lost 1 - 1/rho, to the order of 1/sqrt(rate * patience). */
START_TEST(overload_with_endless_patience)
{
    struct muster_queue queue = {120000 / 210.0, 210, 1e9, 0, 20, 100000, 0};
    struct muster_queue_figures f = muster_erlang_a(&queue);
    check_near(f.abandoned_fraction, 1 - 1 / 1.2, 1e-9);
    check_near(f.asa_s, 1e9 * log(1.2), 1e-6);
    ck_assert_double_le(f.answered_within, 1e-12);
    check_near(f.occupancy, 1, 1e-12);
}
END_TEST

START_TEST(impatience_is_erlang_b)
{
    struct muster_queue queue = UNTIDY;
    queue.patience_s = 1e-6;
    struct muster_queue_figures f = muster_erlang_a(&queue);
    check_near(f.abandoned_fraction, muster_erlang_b(f.load_erl, 12), 1e-5);
    queue = (struct muster_queue){120000 / 210.0, 210, 1e-3, 0, 20, 100000, 0};
    f = muster_erlang_a(&queue); /* M/M/n+M exact, computed independently */
    check_value("1e5", "waited", f.waited_fraction, 0.2300168);
    check_value("1e5", "abandoned", f.abandoned_fraction, 0.1667051);
    check_value("1e5", "asa", f.asa_s, 5.889125e-05);
}
END_TEST

START_TEST(hundred_thousand_agents)
{
    struct muster_queue queue = {100000 / 210.0, 210, 120, 0, 20, 100000, 0};
    struct muster_queue_figures f = muster_erlang_a(&queue);
    /* M/M/n+M exact, computed independently */
    check_value("1e5", "waited", f.waited_fraction, 0.43098);
    check_value("1e5", "abandoned", f.abandoned_fraction, 0.00143692);
    check_value("1e5", "asa", f.asa_s, 0.1722259);
    queue.rate_per_s *= 1.2;
    f = muster_erlang_a(&queue);
    check_value("1.2e5", "within", f.answered_within, 7.390343e-05);
    check_value("1.2e5", "virtual", f.virtual_longer, 0.9999128);
    check_value("1.2e5", "asa", f.asa_s, 21.87754);
}
END_TEST

START_TEST(nobody_at_work)
{
    struct muster_queue queue = UNTIDY;
    struct muster_law law = muster_law_exponential(queue.patience_s);
    queue.agents = 0;
    struct muster_queue_figures a = muster_erlang_a(&queue);
    struct muster_queue_figures g = muster_erlang_general(&queue, &law);
    ck_assert_double_eq(a.answered_fraction, 0);
    ck_assert_double_eq(a.abandoned_fraction, 1);
    check_near(a.wait_s, queue.patience_s, 1e-12);
    check_near(a.abandoned_within, 1 - exp(-queue.within_s / queue.patience_s), 1e-12);
    check_near(g.abandoned_within, a.abandoned_within, 1e-12);
    ck_assert(isnan(a.asa_s) && isnan(a.occupancy));
    queue.lines = 4; /* callers hold lines only: Erlang B of rate * patience on 4 */
    a = muster_erlang_a(&queue);
    check_near(a.blocked_fraction, muster_erlang_b(queue.rate_per_s * queue.patience_s, 4), 1e-12);
    queue.patience_s = INFINITY;
    a = muster_erlang_a(&queue);
    ck_assert(!a.stable);
    ck_assert_double_eq(a.blocked_fraction, 1);
    queue.lines = 0;
    a = muster_erlang_a(&queue);
    ck_assert(!a.stable && isinf(a.wait_s) && isnan(a.occupancy));
}
END_TEST

START_TEST(unstable_without_patience)
{
    struct muster_queue queue = UNTIDY;
    queue.patience_s = INFINITY;
    queue.agents = 11;
    struct muster_queue_figures f = muster_erlang_a(&queue);
    ck_assert(!f.stable && isinf(f.wait_s) && isinf(f.asa_s) && isinf(f.queue_mean));
    ck_assert_double_eq(f.answered_within, 0);
    check_near(f.answered_fraction, 11 / f.load_erl, 1e-12);
    for (int goal = MUSTER_ERLANG_OFFERED; goal <= MUSTER_ERLANG_ABANDONED; goal++)
        ck_assert_double_eq(muster_erlang_level(&f, (enum muster_erlang_goal)goal), 0);
    queue.balk = 0.2; /* those who balk make it stable again */
    ck_assert(muster_erlang_a(&queue).stable);
}
END_TEST

/* An empirical law of many exponential quantiles is nearly exponential; a law whose every value is
 * one is that constant. */
START_TEST(empirical_patience)
{
    enum { COUNT = 400 };
    double values[COUNT];
    for (int i = 0; i < COUNT; i++)
        values[i] = -UNTIDY.patience_s * log1p(-(i + 0.5) / COUNT);
    struct muster_law law;
    ck_assert(muster_law_empirical(&law, values, COUNT));
    struct muster_queue_figures a = muster_erlang_a(&UNTIDY);
    struct muster_queue_figures g = muster_erlang_general(&UNTIDY, &law);
    check_near(g.answered_within, a.answered_within, 2e-3);
    check_near(g.asa_s, a.asa_s, 2e-3);
    muster_law_clear(&law);
    for (int i = 0; i < COUNT; i++)
        values[i] = 60;
    ck_assert(muster_law_empirical(&law, values, COUNT));
    struct muster_queue queue = queue_of(&KNOWN[9]);
    g = muster_erlang_general(&queue, &law);
    check_known(&KNOWN[9], &g);
    muster_law_clear(&law);
}
END_TEST

/* Two identities every patience law must meet, whatever its shape [zeltyn2005]: the flow balance
 * answered * load = busy <= agents, and what is lost is what is not served. */
static void check_law(struct muster_law law)
{
    struct muster_queue_figures f = muster_erlang_general(&UNTIDY, &law);
    check_near(f.answered_fraction + f.abandoned_fraction, 1, 1e-7);
    check_near(f.queue_mean, UNTIDY.rate_per_s * f.wait_s, 1e-12);
    check_near(f.answered_within + f.abandoned_within + f.wait_longer, 1, 1e-7);
    /* busy_mean = E[busy; some free] + n P(all busy); the first by the truncated Poisson law. */
    double idle = 1 - f.waited_fraction;
    double free_busy = idle * f.load_erl * (1 - muster_erlang_b(f.load_erl, UNTIDY.agents - 1));
    check_near(f.busy_mean, free_busy + UNTIDY.agents * f.waited_fraction, 1e-7);
    muster_law_clear(&law);
}

START_TEST(every_patience_law)
{
    check_law(muster_law_gamma(97, 3));
    check_law(muster_law_gamma(97, 0.3));
    check_law(muster_law_erlang(97, 3));
    check_law(muster_law_weibull(97, 0.4));
    check_law(muster_law_weibull(97, 3));
    check_law(muster_law_hyperexponential(97, 2.5));
    check_law(muster_law_uniform(13, 170));
    check_law(muster_law_triangular(3, 40, 300));
    check_law(muster_law_pert(0, 60, 400));
    check_law(muster_law_normal(97, 30));
    check_law(muster_law_geometric(97, 7));
    check_law(muster_law_lognormal(97, 4));
}
END_TEST

/* The fewest agents reach the target and one less do not, whatever the goal, lines, balking; more
 * load never needs fewer. */
static void check_agents(const struct muster_queue *queue, enum muster_erlang_goal goal,
                         double target, int *before)
{
    struct muster_queue trial = *queue;
    int agents = muster_erlang_agents(queue, goal, target, 3000);
    ck_assert_int_ge(agents, *before);
    *before = agents;
    trial.agents = agents;
    struct muster_queue_figures f = muster_erlang_a(&trial);
    ck_assert(muster_erlang_level(&f, goal) >= target);
    trial.agents = agents - 1;
    f = muster_erlang_a(&trial);
    ck_assert(!(agents > 1 && muster_erlang_level(&f, goal) >= target));
}

START_TEST(agents_backwards)
{
    for (int goal = MUSTER_ERLANG_OFFERED; goal <= MUSTER_ERLANG_SERVED; goal++)
        for (int kind = 0; kind < 3; kind++) {
            struct muster_queue queue = UNTIDY;
            queue.patience_s = kind == 1 ? INFINITY : queue.patience_s;
            queue.balk = kind == 2 ? 0.1 : 0;
            int before = 1;
            for (double load = 0.02; load < 1500; load *= 2.7) {
                queue.rate_per_s = load / queue.handle_s;
                if ((goal != MUSTER_ERLANG_ABANDONED && goal != MUSTER_ERLANG_SERVED) || kind != 1)
                    check_agents(&queue, (enum muster_erlang_goal)goal, 0.83, &before);
            }
        }
}
END_TEST

START_TEST(agents_out_of_reach)
{
    struct muster_queue queue = UNTIDY;
    ck_assert_int_eq(muster_erlang_agents(&queue, MUSTER_ERLANG_OFFERED, 0.99, 10), 11);
    queue.lines = 12; /* all lines manned and still a busy tone for one in ten */
    ck_assert_int_eq(muster_erlang_agents(&queue, MUSTER_ERLANG_ATTEMPTED, 0.99, 500), 501);
    ck_assert_int_eq(muster_erlang_agents(&queue, MUSTER_ERLANG_OFFERED, 0.99, 500), 12);
}
END_TEST

/* Erlang's own inverses; and immediate impatience is Erlang B. */
START_TEST(erlang_b_backwards)
{
    double load = UNTIDY.rate_per_s * UNTIDY.handle_s;
    int agents = muster_erlang_b_agents(load, 0.013, 1000);
    ck_assert(muster_erlang_b(load, agents) <= 0.013);
    ck_assert(muster_erlang_b(load, agents - 1) > 0.013);
    struct muster_queue queue = UNTIDY;
    queue.patience_s = 1e-9;
    ck_assert_int_eq(muster_erlang_agents(&queue, MUSTER_ERLANG_SERVED, 1 - 0.013, 1000), agents);
    ck_assert_int_eq(muster_erlang_b_agents(load, 0.013, 7), 8);
    ck_assert_int_eq(muster_erlang_b_agents(0, 0.013, 7), 1);
    for (agents = 1; agents < 5000; agents = 3 * agents + 1)
        check_near(muster_erlang_b(muster_erlang_b_load(agents, 0.013), agents), 0.013, 1e-9);
    ck_assert_double_eq(muster_erlang_b_load(0, 0.013), 0);
}
END_TEST

/* Mean waits as targets: negative levels. */
START_TEST(asa_backwards)
{
    struct muster_queue queue = UNTIDY;
    queue.patience_s = INFINITY;
    queue.agents = muster_erlang_agents(&queue, MUSTER_ERLANG_ASA, -7.7, 1000);
    ck_assert(muster_erlang_a(&queue).asa_s <= 7.7);
    queue.agents--;
    ck_assert(muster_erlang_a(&queue).asa_s > 7.7);
    queue.rate_per_s = muster_erlang_rate(&queue, MUSTER_ERLANG_ASA, -7.7);
    check_near(muster_erlang_a(&queue).asa_s, 7.7, 1e-8);
}
END_TEST

START_TEST(rate_backwards)
{
    for (int goal = MUSTER_ERLANG_OFFERED; goal <= MUSTER_ERLANG_SERVED; goal++) {
        double before = 0;
        for (int agents = 1; agents < 600; agents = agents * 2 + 1) {
            struct muster_queue queue = UNTIDY;
            queue.agents = agents;
            double rate_per_s = muster_erlang_rate(&queue, (enum muster_erlang_goal)goal, 0.83);
            ck_assert(rate_per_s > before);
            before = rate_per_s;
            queue.rate_per_s = rate_per_s;
            struct muster_queue_figures f = muster_erlang_a(&queue);
            check_near(muster_erlang_level(&f, (enum muster_erlang_goal)goal), 0.83, 1e-8);
            queue.rate_per_s = rate_per_s * (1 - 1e-6); /* that many agents are needed, not fewer */
            ck_assert_int_eq(
                muster_erlang_agents(&queue, (enum muster_erlang_goal)goal, 0.83, 1000), agents);
        }
    }
}
END_TEST

START_TEST(rate_at_its_limits)
{
    struct muster_queue queue = UNTIDY;
    queue.agents = 0;
    ck_assert_double_eq(muster_erlang_rate(&queue, MUSTER_ERLANG_OFFERED, 0.8), 0);
    queue.agents = queue.lines = 5; /* who gets in is served at once, at any rate */
    ck_assert(isinf(muster_erlang_rate(&queue, MUSTER_ERLANG_OFFERED, 0.8)));
    queue.lines = 0;
    queue.patience_s = INFINITY; /* stable below 5 agents' work */
    double rate_per_s = muster_erlang_rate(&queue, MUSTER_ERLANG_OFFERED, 1e-6);
    ck_assert(rate_per_s < 5 / queue.handle_s && rate_per_s > 4.99 / queue.handle_s);
}
END_TEST

static Suite *suite(void)
{
    Suite *all = suite_create("erlang");
    TCase *forwards = tcase_create("forwards");
    tcase_set_timeout(forwards, 120);
    tcase_add_loop_test(forwards, known_answers, 0, KNOWN_COUNT);
    tcase_add_test(forwards, balking);
    tcase_add_test(forwards, erlang_b_definition);
    tcase_add_test(forwards, laws_hold);
    tcase_add_test(forwards, two_roads);
    tcase_add_test(forwards, poisson_when_rates_agree);
    tcase_add_test(forwards, lines_equal_agents_is_erlang_b);
    tcase_add_test(forwards, many_lines_are_no_limit);
    tcase_add_test(forwards, patience_without_end_is_erlang_c);
    tcase_add_test(forwards, overload_with_endless_patience);
    tcase_add_test(forwards, impatience_is_erlang_b);
    tcase_add_test(forwards, hundred_thousand_agents);
    tcase_add_test(forwards, nobody_at_work);
    tcase_add_test(forwards, unstable_without_patience);
    tcase_add_test(forwards, empirical_patience);
    tcase_add_test(forwards, every_patience_law);
    suite_add_tcase(all, forwards);
    TCase *backwards = tcase_create("backwards");
    tcase_set_timeout(backwards, 120);
    tcase_add_test(backwards, agents_backwards);
    tcase_add_test(backwards, agents_out_of_reach);
    tcase_add_test(backwards, erlang_b_backwards);
    tcase_add_test(backwards, asa_backwards);
    tcase_add_test(backwards, rate_backwards);
    tcase_add_test(backwards, rate_at_its_limits);
    suite_add_tcase(all, backwards);
    return all;
}

int main(void)
{
    gsl_set_error_handler_off();
    return muster_check_run(suite());
}
