/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Figures of money: cost through the horizon and its distribution against the budget; cost against
 * the service level, with the candidates that none other beats on both.
 */
#include "figures_money.h"
#include "calendar.h"
#include "figures_board.h"
#include "results.h"
#include "store_failure.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { OUTLINE = 61, STRIP_MOST = 60, LABELS_MOST = 24 };

static enum muster_status no_cost(struct muster_failure *failure)
{
    return muster_failure_set(failure, MUSTER_MISMATCH, "nothing in the scenario has a price");
}

/* The budget, where it is for all that the horizon costs; else NAN. */
static double whole_budget(const struct muster_figures_source *source, size_t candidate)
{
    double budget = muster_money_measure(source, candidate, "budget", 0);
    double left = muster_money_measure(source, candidate, "budget_left", 0);
    double cost = muster_money_measure(source, candidate, "cost", 0);
    return fabs(budget - left - cost) <= 1e-6 * fabs(cost) ? budget : NAN;
}

/* ---- cost through the horizon -------------------------------------------------------------- */

/* The horizon's first day, each month's first, the day after. */
static double *month_edges(struct muster_board *board, const struct muster_shape *shape)
{
    double *x = muster_board_numbers(board, shape->months + 1);
    double at = shape->start;
    for (size_t m = 0; x && m <= shape->months; m++) {
        x[m] = at;
        if (m < shape->months)
            at += (double)muster_month_days(shape, m);
    }
    return x;
}

static void budget_line(struct muster_board *board, double budget, bool upright)
{
    if (isfinite(budget))
        muster_board_add(board, (struct muster_curve){
                                    .kind = upright ? MUSTER_CURVE_UPRIGHT : MUSTER_CURVE_LEVEL,
                                    .label = upright ? NULL : "budget; by month its even share",
                                    .colour = MUSTER_COLOUR_VERMILLION,
                                    .dash = MUSTER_DASH_LONG,
                                    .width = 1.5,
                                    .at = budget});
}

static void budget_steps(struct muster_board *board, const struct muster_figures_source *source,
                         size_t candidate, const double *x, double budget)
{
    size_t months = source->shape->months;
    double *rate = muster_board_numbers(board, months + 1);
    if (rate && muster_money_budget_rates(rate, source, candidate))
        muster_board_add(board, (struct muster_curve){.kind = MUSTER_CURVE_STEPS,
                                                      .label = "budget; by month its year's share",
                                                      .colour = MUSTER_COLOUR_VERMILLION,
                                                      .dash = MUSTER_DASH_LONG,
                                                      .width = 1.5,
                                                      .count = months + 1,
                                                      .x = x,
                                                      .y = rate});
    else
        budget_line(board, budget * MUSTER_MONEY_YEAR_DAYS / 12 / (double)source->shape->days,
                    false);
}

/* As a rate, so that months of 28 and 31 days and those cut by the horizon compare. */
static enum muster_status through_panel(struct muster_board *board, struct muster_failure *failure,
                                        const struct muster_figures_source *source,
                                        size_t candidate, const double *cost, double budget)
{
    size_t n = source->replications, months = source->shape->months;
    double *pairs = malloc((2 * n * months + 1) * sizeof *pairs);
    struct muster_fan fan;
    for (size_t i = 0; pairs && i < n * months; i++) {
        pairs[2 * i] = cost[i] * MUSTER_MONEY_YEAR_DAYS / 12;
        pairs[2 * i + 1] = (double)muster_month_days(source->shape, i % months);
    }
    if (!pairs || muster_fan_init(&fan, pairs, n, months)) {
        free(pairs);
        return muster_failure_memory(failure);
    }
    free(pairs);
    double days = (double)source->shape->days;
    struct muster_panel *panel = muster_board_panel(board, "Cost of a month of 30.4 days");
    struct muster_stretch stretch = {month_edges(board, source->shape), 0, months, months + 1};
    panel->x = (struct muster_axis){.format = MUSTER_AXIS_DATE,
                                    .lower = source->shape->start,
                                    .upper = source->shape->start + days};
    panel->y = (struct muster_axis){.format = MUSTER_AXIS_MONEY, .currency = source->currency};
    if (stretch.x) {
        muster_board_fan(board, &stretch, &fan);
        budget_steps(board, source, candidate, stretch.x, budget);
    }
    muster_fan_clear(&fan);
    return MUSTER_OK;
}

/* ---- its distribution ---------------------------------------------------------------------- */

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void add_density(struct muster_board *board, const double *own, size_t n)
{
    struct muster_density density = muster_density_of(own, n);
    double *x = muster_board_numbers(board, OUTLINE), *high = muster_board_numbers(board, OUTLINE);
    double *low = muster_board_numbers(board, OUTLINE), peak = 0;
    if (n < MUSTER_RANGE_90_LEAST || !(density.bandwidth > 0) || !x || !high || !low)
        return;
    for (size_t i = 0; i < OUTLINE; i++) {
        x[i] = own[0] + (own[n - 1] - own[0]) * (double)i / (OUTLINE - 1);
        low[i] = 0;
        high[i] = muster_density_at(&density, x[i]);
        peak = fmax(peak, high[i]);
    }
    for (size_t i = 0; i < OUTLINE; i++)
        high[i] /= peak;
    muster_board_add(board, (struct muster_curve){.kind = MUSTER_CURVE_BAND,
                                                  .label = "how often (density)",
                                                  .colour = MUSTER_COLOUR_SKY,
                                                  .opacity = 0.5,
                                                  .count = OUTLINE,
                                                  .x = x,
                                                  .lower = low,
                                                  .upper = high});
}

/* Each replication a dot, low down; their heights only keep them apart. */
static void add_dots(struct muster_board *board, const double *own, size_t n)
{
    double *x = muster_board_numbers(board, n), *y = muster_board_numbers(board, n);
    if (n > STRIP_MOST || !x || !y)
        return;
    for (size_t i = 0; i < n; i++) {
        double turn = 0.6180339887498949 * (double)i;
        x[i] = own[i];
        y[i] = 0.08 + 0.2 * (turn - floor(turn));
    }
    muster_board_add(board, (struct muster_curve){.kind = MUSTER_CURVE_POINTS,
                                                  .label = "one replication",
                                                  .colour = MUSTER_COLOUR_GREY,
                                                  .size = 3.5,
                                                  .count = n,
                                                  .x = x,
                                                  .y = y});
}

/* An axis of nothing but height. */
static const struct muster_tick no_tick[] = {{0, ""}};

static bool distribution_panel(struct muster_board *board,
                               const struct muster_figures_source *source, double *own,
                               double budget)
{
    size_t n = source->replications;
    qsort(own, n, sizeof *own, ascending);
    double low = isfinite(budget) ? fmin(own[0], budget) : own[0];
    double high = isfinite(budget) ? fmax(own[n - 1], budget) : own[n - 1];
    double air = 0.06 * fmax(high - low, 1e-3 * fabs(high) + 1);
    double *ends = muster_board_numbers(board, 3), *y = muster_board_numbers(board, 1);
    if (!ends || !y)
        return false;
    struct muster_panel *panel = muster_board_panel(board, "Cost of the whole horizon");
    panel->x = (struct muster_axis){.format = MUSTER_AXIS_MONEY,
                                    .currency = source->currency,
                                    .lower = low - air,
                                    .upper = high + air};
    panel->y = (struct muster_axis){.ticks = no_tick, .tick_count = 1, .lower = 0, .upper = 1.12};
    add_density(board, own, n);
    add_dots(board, own, n);
    if (n >= MUSTER_RANGE_80_LEAST) {
        ends[0] = muster_quantile(own, n, 0.1);
        ends[1] = muster_quantile(own, n, 0.9);
        ends[2] = muster_quantile(own, n, 0.5);
        y[0] = 0.45;
        muster_board_add(board, (struct muster_curve){.kind = MUSTER_CURVE_INTERVALS_ACROSS,
                                                      .label = "likely range, 80 %, and median",
                                                      .colour = MUSTER_COLOUR_INK,
                                                      .count = 1,
                                                      .x = ends + 2,
                                                      .y = y,
                                                      .lower = ends,
                                                      .upper = ends + 1});
    }
    budget_line(board, budget, true);
    return true;
}

static void cost_words(struct muster_board *board, const struct muster_figures_source *source,
                       size_t candidate, double budget)
{
    double on = muster_money_measure(source, candidate, "p_on_budget", 0);
    double lo = muster_money_measure(source, candidate, "p_on_budget", 2);
    double hi = muster_money_measure(source, candidate, "p_on_budget", 3);
    const char *risk = "";
    if (isfinite(on) && isfinite(budget))
        risk = muster_board_text(board,
                                 "Risk of overspending: %.0f %% of replications (95 %%: %.0f to "
                                 "%.0f %%). ",
                                 100 * (1 - on), 100 * (1 - hi), 100 * (1 - lo));
    else if (isfinite(on))
        risk = "The budget is for a part of the horizon: the whole has no line of it. ";
    muster_board_title(board, source, "Cost, month by month and in the end", candidate);
    snprintf(board->subtitle, sizeof board->subtitle, "All headings. %s: %s",
             muster_board_replications(board, source), muster_board_fan_words(source));
    muster_board_note(board, source,
                      muster_board_text(board,
                                        "%sBands: likely range, how one replication differs from "
                                        "another; not simulation error.",
                                        risk));
}

enum muster_status muster_figures_cost(struct muster_board *board, struct muster_failure *failure,
                                       const struct muster_figures_source *source, size_t candidate)
{
    size_t n = source->replications, months = source->shape->months;
    double *cost;
    if (!source->shape->costed)
        return no_cost(failure);
    enum muster_status status = muster_money_costs(&cost, failure, source, candidate);
    if (status)
        return status;
    double budget = whole_budget(source, candidate);
    double *own = muster_board_numbers(board, n);
    for (size_t r = 0; own && r < n; r++)
        own[r] = muster_money_total(cost + r * months, months);
    status = through_panel(board, failure, source, candidate, cost, budget);
    if (!status && own)
        distribution_panel(board, source, own, budget);
    free(cost);
    board->figure.columns = 1;
    cost_words(board, source, candidate, budget);
    return status;
}

/* ---- cost against the service level -------------------------------------------------------- */

/* Candidates as points; all arrays [count]. */
struct points {
    size_t count, best_count;
    double *x, *y, *x_lo, *x_hi, *y_lo, *y_hi;
    double *best_x, *best_y; /* the frontier, by cost */
    bool *best;
};

static bool points_init(struct points *to, struct muster_board *board, size_t count)
{
    double **array[] = {&to->x,    &to->y,    &to->x_lo,   &to->x_hi,
                        &to->y_lo, &to->y_hi, &to->best_x, &to->best_y};
    *to = (struct points){.count = count};
    for (size_t i = 0; i < sizeof array / sizeof *array; i++) {
        *array[i] = muster_board_numbers(board, count);
        if (!*array[i])
            return false;
    }
    void *room = muster_board_numbers(board, count * sizeof(bool) / sizeof(double) + 1);
    to->best = room;
    return to->best != NULL;
}

/* Mean and likely range into one coordinate of a candidate. */
static void put_estimate(const struct muster_estimate *from, double *at, double *lo, double *hi)
{
    *at = from->mean;
    *lo = from->p10;
    *hi = from->p90;
}

static enum muster_status read_point(struct points *to, struct muster_failure *failure,
                                     const struct muster_figures_source *source, size_t c)
{
    size_t n = source->replications, months = source->shape->months;
    struct muster_estimate level = {0}, whole = {0};
    double *pairs = NULL, *cost = NULL;
    enum muster_status status = muster_figures_pairs(
        &pairs, failure, source, c, muster_figures_level(source, c, MUSTER_WINDOW_HORIZON),
        MUSTER_WINDOW_HORIZON);
    if (!status)
        status = muster_money_costs(&cost, failure, source, c);
    for (size_t r = 0; !status && r < n; r++)
        cost[r] = muster_money_total(cost + r * months, months); /* in place: r <= r * months */
    if (!status && (muster_estimate_of_sums(&level, pairs, n, 2, muster_ratio_of_sums) ||
                    muster_estimate_of_values(&whole, cost, n)))
        status = muster_failure_memory(failure);
    if (!status) {
        put_estimate(&level, &to->y[c], &to->y_lo[c], &to->y_hi[c]);
        put_estimate(&whole, &to->x[c], &to->x_lo[c], &to->x_hi[c]);
    }
    if (n < MUSTER_RANGE_80_LEAST)
        to->x_lo[c] = to->x_hi[c] = to->y_lo[c] = to->y_hi[c] = NAN;
    free(pairs);
    free(cost);
    return status;
}

/* No other is as good and as cheap, and better in one of the two; of equals the first. */
static bool is_best(const struct points *c, size_t i)
{
    if (!isfinite(c->x[i]) || !isfinite(c->y[i]))
        return false;
    for (size_t k = 0; k < c->count; k++) {
        bool no_worse = c->x[k] <= c->x[i] && c->y[k] >= c->y[i];
        bool better = c->x[k] < c->x[i] || c->y[k] > c->y[i];
        if (k != i && no_worse && (better || k < i))
            return false;
    }
    return true;
}

static void find_frontier(struct points *c)
{
    for (size_t i = 0; i < c->count; i++) {
        c->best[i] = is_best(c, i);
        if (!c->best[i])
            continue;
        size_t at = c->best_count++;
        for (; at > 0 && c->best_x[at - 1] > c->x[i]; at--) {
            c->best_x[at] = c->best_x[at - 1];
            c->best_y[at] = c->best_y[at - 1];
        }
        c->best_x[at] = c->x[i];
        c->best_y[at] = c->y[i];
    }
}

/* The range of values with air around it. */
static void airy(struct muster_axis *axis, const double *low, const double *high, const double *at,
                 size_t count, double share)
{
    double least = INFINITY, most = -INFINITY;
    for (size_t i = 0; i < count; i++) {
        least = fmin(least, isfinite(low[i]) ? low[i] : at[i]);
        most = fmax(most, isfinite(high[i]) ? high[i] : at[i]);
    }
    double air = share * fmax(most - least, fmax(1e-3 * fabs(most), 1e-3));
    axis->lower = least - air;
    axis->upper = most + air;
}

/* Whether a label at (x, y), in parts of the panel, touches a mark or a label put before. */
static bool is_free(double x, double y, const struct points *c, const struct muster_panel *panel,
                    const double *label_x, const double *label_y, size_t labels)
{
    double width = panel->x.upper - panel->x.lower, height = panel->y.upper - panel->y.lower;
    for (size_t i = 0; i < c->count; i++)
        if (fabs(x - c->x[i]) < 0.016 * width && fabs(y - c->y[i]) < 0.03 * height)
            return false;
    for (size_t i = 0; i < labels; i++)
        if (fabs(x - label_x[i]) < 0.028 * width && fabs(y - label_y[i]) < 0.05 * height)
            return false;
    return x > panel->x.lower && x < panel->x.upper && y > panel->y.lower && y < panel->y.upper;
}

/* Numbers beside the marks, wherever there is room; none where there is not. */
static void add_numbers(struct muster_board *board, const struct points *c,
                        const struct muster_panel *panel)
{
    /* Aslant first: upright and across stand the ranges. */
    static const double turn[][2] = {{1, -1}, {-1, 1}, {-1, -1}, {1, 1},
                                     {1, 0},  {-1, 0}, {0, 1},   {0, -1}};
    double width = panel->x.upper - panel->x.lower, height = panel->y.upper - panel->y.lower;
    double *x = muster_board_numbers(board, c->count), *y = muster_board_numbers(board, c->count);
    const char **word =
        (const char **)muster_board_numbers(board, c->count * sizeof *word / sizeof(double) + 1);
    size_t labels = 0;
    for (size_t i = 0; x && y && word && i < c->count; i++)
        for (size_t k = 0; k < 16; k++) {
            double far = k < 8 ? 1 : 1.8;
            double to_x = c->x[i] + far * 0.024 * width * turn[k % 8][0];
            double to_y = c->y[i] + far * 0.045 * height * turn[k % 8][1];
            if (!is_free(to_x, to_y, c, panel, x, y, labels))
                continue;
            x[labels] = to_x;
            y[labels] = to_y;
            word[labels++] = muster_board_text(board, "%zu", i + 1);
            break;
        }
    if (labels)
        muster_board_add(board, (struct muster_curve){.kind = MUSTER_CURVE_WORDS,
                                                      .colour = MUSTER_COLOUR_INK,
                                                      .bar_width = 0.1 * width,
                                                      .count = labels,
                                                      .x = x,
                                                      .y = y,
                                                      .words = word});
}

static void add_points(struct muster_board *board, const struct points *c)
{
    if (isfinite(c->y_lo[0])) {
        muster_board_add(board, (struct muster_curve){.kind = MUSTER_CURVE_INTERVALS,
                                                      .label = "likely range, 80 % of replications",
                                                      .colour = MUSTER_COLOUR_SKY,
                                                      .width = 1,
                                                      .count = c->count,
                                                      .x = c->x,
                                                      .lower = c->y_lo,
                                                      .upper = c->y_hi});
        muster_board_add(board, (struct muster_curve){.kind = MUSTER_CURVE_INTERVALS_ACROSS,
                                                      .colour = MUSTER_COLOUR_SKY,
                                                      .width = 1,
                                                      .count = c->count,
                                                      .y = c->y,
                                                      .lower = c->x_lo,
                                                      .upper = c->x_hi});
    }
    muster_board_add(board, (struct muster_curve){.kind = MUSTER_CURVE_LINE,
                                                  .label = "frontier: no other is cheaper and "
                                                           "better",
                                                  .colour = MUSTER_COLOUR_VERMILLION,
                                                  .width = 1.5,
                                                  .count = c->best_count,
                                                  .x = c->best_x,
                                                  .y = c->best_y});
    muster_board_add(board, (struct muster_curve){.kind = MUSTER_CURVE_POINTS,
                                                  .label = "candidate, by number",
                                                  .colour = MUSTER_COLOUR_BLUE,
                                                  .size = 5,
                                                  .count = c->count,
                                                  .x = c->x,
                                                  .y = c->y});
    muster_board_add(board, (struct muster_curve){.kind = MUSTER_CURVE_POINTS,
                                                  .label = "on the frontier",
                                                  .colour = MUSTER_COLOUR_VERMILLION,
                                                  .mark = MUSTER_MARK_RING,
                                                  .size = 9,
                                                  .count = c->best_count,
                                                  .x = c->best_x,
                                                  .y = c->best_y});
}

/* "1: as proposed, 2: 14 FTE, …". */
static const char *names_of(struct muster_board *board, const struct muster_figures_source *source,
                            size_t count)
{
    char text[400] = "";
    size_t used = 0, c = 0;
    for (; c < count; c++) {
        int more = snprintf(text + used, sizeof text - used, "%s%zu: %.40s", c ? ", " : "", c + 1,
                            source->name[c]);
        if (used + (size_t)more >= 300)
            break;
        used += (size_t)more;
    }
    text[used] = '\0';
    return muster_board_text(board, "%s%s. ", text, c < count ? ", …" : "");
}

/* The target's line where it lies within the axis; the sentence that says where it lies if not, or
 * "". */
static const char *add_target(struct muster_board *board,
                              const struct muster_figures_source *source,
                              const struct muster_axis *axis)
{
    double share = source->share[0];
    if (!isfinite(share))
        return "";
    if (share < axis->lower || share > axis->upper)
        return muster_board_text(board, "The target, %g %%, lies %s what is shown. ", 100 * share,
                                 share < axis->lower ? "below" : "above");
    muster_board_target(board, source, 0, false);
    return "";
}

enum muster_status muster_figures_cost_against_level(struct muster_board *board,
                                                     struct muster_failure *failure,
                                                     const struct muster_figures_source *source,
                                                     size_t candidate)
{
    (void)candidate;
    struct points c;
    size_t count = source->candidates < LABELS_MOST ? source->candidates : LABELS_MOST;
    if (!source->shape->costed)
        return no_cost(failure);
    if (source->candidates < 2)
        return muster_failure_set(failure, MUSTER_MISMATCH,
                                  "it needs at least two candidates; the results file has one");
    if (!points_init(&c, board, count))
        return MUSTER_OK; /* the board knows */
    for (size_t i = 0; i < count; i++) {
        enum muster_status status = read_point(&c, failure, source, i);
        if (status)
            return status;
    }
    find_frontier(&c);
    if (c.best_count == 0)
        return no_cost(failure);
    struct muster_panel *panel = muster_board_panel(board, NULL);
    panel->x = (struct muster_axis){.label = "cost of the whole horizon",
                                    .format = MUSTER_AXIS_MONEY,
                                    .currency = source->currency};
    panel->y = (struct muster_axis){.label = "service level", .format = MUSTER_AXIS_PERCENT};
    airy(&panel->x, c.x_lo, c.x_hi, c.x, count, 0.06);
    airy(&panel->y, c.y_lo, c.y_hi, c.y, count, 0.08);
    panel->y.upper = fmin(panel->y.upper, 1.02);
    add_points(board, &c);
    const char *target = add_target(board, source, &panel->y);
    add_numbers(board, &c, panel);
    snprintf(board->title, sizeof board->title, "Cost against service level");
    snprintf(board->subtitle, sizeof board->subtitle, "Service level: %s. %s: means",
             muster_board_level(board, source, 0, MUSTER_WINDOW_HORIZON),
             muster_board_replications(board, source));
    muster_board_note(
        board, source,
        muster_board_text(board, "%s%s%s", names_of(board, source, count),
                          count < source->candidates ? "The others are left out. " : "", target));
    return MUSTER_OK;
}
