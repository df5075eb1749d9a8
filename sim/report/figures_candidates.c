/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Figures of candidates side by side: against FTE, the distribution of the horizon's service level,
 * paired differences.
 */
#include "figures_board.h"
#include "store_failure.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS_MOST = 40, OUTLINE = 61, STRIP_MOST = 60, TICKS_MOST = 12 };

/* ---- service level against FTE ------------------------------------------------------------- */

/* The ladder as arrays of curves. */
struct ladder_curves {
    size_t count;
    double *x, *mean, *lo, *hi, *p10, *p90, *erlang_c, *erlang_a, *erlang_c_spread,
        *erlang_a_spread;
};

/* A tick at each size where these are few; where candidates differ in more than size, one a
 * candidate, by size. */
static void size_axis(struct muster_panel *panel, struct muster_board *board,
                      const struct muster_ladder *ladder,
                      const struct muster_figures_source *source)
{
    const char *unit = ladder->fte ? "FTE" : "people";
    size_t words = ladder->count * sizeof(struct muster_tick) / sizeof(double) + 1, count = 0;
    panel->x =
        (struct muster_axis){.label = ladder->fte ? "established FTE" : "people, most at once"};
    struct muster_tick *tick = (struct muster_tick *)muster_board_numbers(board, words);
    for (size_t i = 0; tick && i < ladder->count; i++) {
        double size = ladder->size[i];
        if (!ladder->size_only)
            tick[count++] = (struct muster_tick){
                (double)i, muster_board_text(board, "%s (%g %s)",
                                             source->name[ladder->candidate[i]], size, unit)};
        else if (i == 0 || size > ladder->size[i - 1])
            tick[count++] = (struct muster_tick){size, muster_board_text(board, "%g", size)};
    }
    if (!ladder->size_only)
        panel->x.label = ladder->fte ? "candidates by FTE" : "candidates by people";
    if (count > (ladder->size_only ? TICKS_MOST : MUSTER_FIGURE_TICKS_MAX))
        return;
    panel->x.ticks = tick;
    panel->x.tick_count = count;
}

static bool ladder_curves(struct ladder_curves *to, struct muster_board *board,
                          const struct muster_ladder *ladder)
{
    double **array[] = {&to->x,
                        &to->mean,
                        &to->lo,
                        &to->hi,
                        &to->p10,
                        &to->p90,
                        &to->erlang_c,
                        &to->erlang_a,
                        &to->erlang_c_spread,
                        &to->erlang_a_spread};
    to->count = ladder->count;
    for (size_t a = 0; a < sizeof array / sizeof *array; a++) {
        *array[a] = muster_board_numbers(board, ladder->count);
        if (!*array[a])
            return false;
    }
    for (size_t i = 0; i < ladder->count; i++) {
        const struct muster_estimate *level = &ladder->level[i];
        to->x[i] = ladder->size_only ? ladder->size[i] : (double)i;
        to->mean[i] = level->mean;
        to->lo[i] = level->lo;
        to->hi[i] = level->hi;
        to->p10[i] = level->p10;
        to->p90[i] = level->p90;
        to->erlang_c[i] = ladder->erlang_c[i];
        to->erlang_a[i] = ladder->erlang_a[i];
        to->erlang_c_spread[i] = ladder->erlang_c_spread[i];
        to->erlang_a_spread[i] = ladder->erlang_a_spread[i];
    }
    return true;
}

static bool any(const double *values, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (isfinite(values[i]))
            return true;
    return false;
}

/* Marks, joined by a line where the candidates are steps of one ladder. */
static void add_marks(struct muster_board *board, const struct ladder_curves *c, const double *y,
                      bool joined, struct muster_curve curve)
{
    if (!any(y, c->count))
        return;
    curve.count = c->count;
    curve.x = c->x;
    curve.y = y;
    if (joined) {
        struct muster_curve line = curve;
        line.kind = MUSTER_CURVE_LINE;
        line.label = NULL;
        muster_board_add(board, line);
    }
    curve.kind = MUSTER_CURVE_POINTS;
    muster_board_add(board, curve);
}

static void add_likely(struct muster_board *board, const struct ladder_curves *c, bool joined)
{
    if (!any(c->p10, c->count))
        return;
    muster_board_add(
        board, (struct muster_curve){.kind = joined ? MUSTER_CURVE_BAND : MUSTER_CURVE_INTERVALS,
                                     .label = "likely range, 80 % of replications",
                                     .colour = joined ? MUSTER_COLOUR_BLUE : MUSTER_COLOUR_SKY,
                                     .width = joined ? 0 : 4,
                                     .count = c->count,
                                     .x = c->x,
                                     .lower = c->p10,
                                     .upper = c->p90});
}

static void add_ladder(struct muster_board *board, const struct ladder_curves *c, bool joined)
{
    add_likely(board, c, joined);
    add_marks(board, c, c->erlang_c, joined,
              (struct muster_curve){.label = "Erlang C, mean staff",
                                    .colour = MUSTER_COLOUR_ORANGE,
                                    .dash = MUSTER_DASH_SHORT,
                                    .mark = MUSTER_MARK_DIAMOND});
    add_marks(board, c, c->erlang_c_spread, joined,
              (struct muster_curve){.label = "Erlang C, staff as it varies",
                                    .colour = MUSTER_COLOUR_PURPLE,
                                    .dash = MUSTER_DASH_DOT,
                                    .mark = MUSTER_MARK_SQUARE});
    add_marks(board, c, c->erlang_a, joined,
              (struct muster_curve){.label = "Erlang A, mean staff",
                                    .colour = MUSTER_COLOUR_GREEN,
                                    .dash = MUSTER_DASH_LONG,
                                    .mark = MUSTER_MARK_RING,
                                    .size = 9});
    add_marks(board, c, c->erlang_a_spread, joined,
              (struct muster_curve){.label = "Erlang A, staff as it varies",
                                    .colour = MUSTER_COLOUR_INK,
                                    .width = 1,
                                    .mark = MUSTER_MARK_TRIANGLE});
    add_marks(
        board, c, c->mean, joined,
        (struct muster_curve){.label = "simulated", .colour = MUSTER_COLOUR_BLUE, .size = 4.5});
    if (any(c->lo, c->count))
        muster_board_add(board, (struct muster_curve){.kind = MUSTER_CURVE_INTERVALS,
                                                      .label = "simulation error, 95 %",
                                                      .colour = MUSTER_COLOUR_INK,
                                                      .count = c->count,
                                                      .x = c->x,
                                                      .lower = c->lo,
                                                      .upper = c->hi});
}

static void ladder_words(struct muster_board *board, const struct muster_figures_source *source,
                         const struct muster_ladder *ladder)
{
    bool few = source->replications < MUSTER_RANGE_80_LEAST;
    snprintf(board->title, sizeof board->title, "Service level against %s",
             ladder->fte ? "FTE" : "people");
    if (ladder->size_only)
        snprintf(board->title + strlen(board->title), sizeof board->title - strlen(board->title),
                 ": candidates like “%s”", source->name[0]);
    else if (source->candidates > 1)
        snprintf(board->title + strlen(board->title), sizeof board->title - strlen(board->title),
                 ": all candidates");
    snprintf(board->subtitle, sizeof board->subtitle, "Service level: %s. %s%s",
             muster_board_level(board, source, 0, MUSTER_WINDOW_HORIZON),
             muster_board_replications(board, source), few ? " (a likely range needs 10)" : "");
    muster_board_note(board, source,
                      "Erlang: each interval of the week by itself, with the mean contacts (no "
                      "retries) and the people on the phones: their mean number as simulated, or "
                      "each number there is on some day by its share of the time.");
}

enum muster_status muster_figures_level_by_fte(struct muster_board *board,
                                               struct muster_failure *failure,
                                               const struct muster_figures_source *source,
                                               size_t candidate)
{
    (void)candidate;
    struct muster_ladder ladder;
    struct ladder_curves curves;
    enum muster_status status = muster_ladder_init(&ladder, failure, source);
    if (status)
        return status;
    if (ladder.count > 0 && ladder_curves(&curves, board, &ladder)) {
        struct muster_panel *panel = muster_board_panel(board, NULL);
        size_axis(panel, board, &ladder, source);
        panel->y = (struct muster_axis){
            .label = "service level", .format = MUSTER_AXIS_PERCENT, .lower = 0, .upper = 1};
        add_ladder(board, &curves, ladder.size_only);
        muster_board_target(board, source, 0, false);
    }
    ladder_words(board, source, &ladder);
    muster_ladder_clear(&ladder);
    return MUSTER_OK;
}

/* ---- rows of candidates -------------------------------------------------------------------- */

/* An upright axis of names, `first` at the top. */
static void name_axis(struct muster_panel *panel, struct muster_board *board,
                      const struct muster_figures_source *source, size_t first, size_t rows)
{
    size_t words = rows * sizeof(struct muster_tick) / sizeof(double) + 1;
    struct muster_tick *tick = (struct muster_tick *)muster_board_numbers(board, words);
    for (size_t i = 0; tick && i < rows; i++)
        tick[i] = (struct muster_tick){(double)(rows - 1 - i), source->name[first + i]};
    panel->y = (struct muster_axis){
        .ticks = tick, .tick_count = tick ? rows : 0, .lower = -0.6, .upper = (double)rows - 0.4};
}

static size_t rows_of(const struct muster_figures_source *source, size_t first)
{
    size_t rows = source->candidates - first;
    return rows < ROWS_MOST ? rows : ROWS_MOST;
}

static const char *left_out(struct muster_board *board, const struct muster_figures_source *source,
                            size_t shown, const char *what)
{
    if (shown == source->candidates)
        return what;
    return muster_board_text(board, "%s The first %zu of %zu candidates.", what, shown,
                             source->candidates);
}

/* ---- distribution of the horizon's service level ------------------------------------------- */

struct rows {
    size_t rows, strip;
    double *outline_x, *outline_low, *outline_high; /* [rows][OUTLINE + 1] */
    double *strip_x, *strip_y;                      /* [rows][strip] */
    double *y, *p10, *p90, *p50;                    /* [rows] */
};

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* From the smallest to the largest value, as high as the density, the peak at 0.4. */
static void outline(struct rows *to, size_t row, const double *own, size_t n)
{
    struct muster_density density = muster_density_of(own, n);
    double peak = 0, height[OUTLINE];
    size_t at = row * (OUTLINE + 1);
    if (n < MUSTER_RANGE_90_LEAST || !(density.bandwidth > 0))
        return;
    for (size_t i = 0; i < OUTLINE; i++) {
        double x = own[0] + (own[n - 1] - own[0]) * (double)i / (OUTLINE - 1);
        height[i] = muster_density_at(&density, x);
        peak = fmax(peak, height[i]);
        to->outline_x[at + i] = x;
    }
    for (size_t i = 0; i < OUTLINE; i++) {
        to->outline_low[at + i] = to->y[row] - 0.4 * height[i] / peak;
        to->outline_high[at + i] = to->y[row] + 0.4 * height[i] / peak;
    }
}

/* Each replication a dot; their heights only keep them apart. */
static void strip(struct rows *to, size_t row, const double *own, size_t n)
{
    for (size_t i = 0; i < n && i < to->strip; i++) {
        double turn = 0.6180339887498949 * (double)i;
        to->strip_x[row * to->strip + i] = own[i];
        double aside = n > 1 ? 0.3 * (turn - floor(turn) - 0.5) : 0;
        to->strip_y[row * to->strip + i] = to->y[row] + aside;
    }
}

static size_t own_levels(double *own, const double *pairs, size_t replications)
{
    size_t n = 0;
    for (size_t r = 0; r < replications; r++)
        if (pairs[2 * r + 1] > 0)
            own[n++] = pairs[2 * r] / pairs[2 * r + 1];
    qsort(own, n, sizeof *own, ascending);
    return n;
}

static enum muster_status fill_row(struct rows *to, size_t row, double *own,
                                   struct muster_failure *failure,
                                   const struct muster_figures_source *source)
{
    double *pairs;
    enum muster_status status = muster_figures_pairs(
        &pairs, failure, source, row, muster_figures_level(source, row, MUSTER_WINDOW_HORIZON),
        MUSTER_WINDOW_HORIZON);
    if (status)
        return status;
    size_t n = own_levels(own, pairs, source->replications);
    free(pairs);
    to->y[row] = (double)(to->rows - 1 - row);
    to->p50[row] = n > 1 ? muster_quantile(own, n, 0.5) : NAN; /* one is its dot */
    if (n >= MUSTER_RANGE_80_LEAST) {
        to->p10[row] = muster_quantile(own, n, 0.1);
        to->p90[row] = muster_quantile(own, n, 0.9);
    }
    if (to->strip)
        strip(to, row, own, n);
    outline(to, row, own, n);
    return MUSTER_OK;
}

static bool rows_init(struct rows *to, struct muster_board *board,
                      const struct muster_figures_source *source)
{
    to->rows = rows_of(source, 0);
    to->strip = source->replications <= STRIP_MOST ? source->replications : 0;
    size_t outlines = to->rows * (OUTLINE + 1), dots = to->rows * to->strip;
    to->outline_x = muster_board_numbers(board, outlines);
    to->outline_low = muster_board_numbers(board, outlines);
    to->outline_high = muster_board_numbers(board, outlines);
    to->strip_x = muster_board_numbers(board, dots);
    to->strip_y = muster_board_numbers(board, dots);
    to->y = muster_board_numbers(board, to->rows);
    to->p10 = muster_board_numbers(board, to->rows);
    to->p50 = muster_board_numbers(board, to->rows);
    to->p90 = muster_board_numbers(board, to->rows);
    return !board->no_memory;
}

static void add_rows(struct muster_board *board, const struct rows *c)
{
    if (any(c->outline_x, c->rows * (OUTLINE + 1)))
        muster_board_add(board, (struct muster_curve){.kind = MUSTER_CURVE_BAND,
                                                      .label = "how often (density)",
                                                      .colour = MUSTER_COLOUR_BLUE,
                                                      .opacity = 0.3,
                                                      .count = c->rows * (OUTLINE + 1),
                                                      .x = c->outline_x,
                                                      .lower = c->outline_low,
                                                      .upper = c->outline_high});
    if (c->strip)
        muster_board_add(board, (struct muster_curve){.kind = MUSTER_CURVE_POINTS,
                                                      .label = "one replication",
                                                      .colour = MUSTER_COLOUR_GREY,
                                                      .size = 3,
                                                      .count = c->rows * c->strip,
                                                      .x = c->strip_x,
                                                      .y = c->strip_y});
    if (any(c->p10, c->rows))
        muster_board_add(board, (struct muster_curve){.kind = MUSTER_CURVE_INTERVALS_ACROSS,
                                                      .label = "likely range, 80 % of replications",
                                                      .colour = MUSTER_COLOUR_INK,
                                                      .count = c->rows,
                                                      .y = c->y,
                                                      .lower = c->p10,
                                                      .upper = c->p90});
    if (any(c->p50, c->rows))
        muster_board_add(board, (struct muster_curve){.kind = MUSTER_CURVE_POINTS,
                                                      .label = "median",
                                                      .colour = MUSTER_COLOUR_INK,
                                                      .count = c->rows,
                                                      .x = c->p50,
                                                      .y = c->y});
}

enum muster_status muster_figures_level_distribution(struct muster_board *board,
                                                     struct muster_failure *failure,
                                                     const struct muster_figures_source *source,
                                                     size_t candidate)
{
    (void)candidate;
    struct rows rows;
    enum muster_status status = MUSTER_OK;
    double *own = muster_board_numbers(board, source->replications);
    if (!rows_init(&rows, board, source) || !own)
        return MUSTER_OK; /* the board knows */
    for (size_t c = 0; !status && c < rows.rows; c++)
        status = fill_row(&rows, c, own, failure, source);
    if (status)
        return status;
    struct muster_panel *panel = muster_board_panel(board, NULL);
    panel->x = (struct muster_axis){.label = "service level of a replication's whole period",
                                    .format = MUSTER_AXIS_PERCENT};
    name_axis(panel, board, source, 0, rows.rows);
    add_rows(board, &rows);
    muster_board_target(board, source, 0, true);
    size_t days = source->shape->days;
    bool few = source->replications < MUSTER_RANGE_80_LEAST;
    snprintf(board->title, sizeof board->title, "Service level of %s, replication by replication",
             days >= 364 && days <= 366 ? "the year" : "the whole period");
    snprintf(board->subtitle, sizeof board->subtitle, "Service level: %s. %s%s",
             muster_board_level(board, source, 0, MUSTER_WINDOW_HORIZON),
             muster_board_replications(board, source), few ? " (a likely range needs 10)" : "");
    muster_board_note(
        board, source,
        left_out(board, source, rows.rows,
                 few ? "" : "Likely range: it does not shrink with more replications."));
    return MUSTER_OK;
}

/* ---- paired differences -------------------------------------------------------------------- */

struct compared {
    const char *measure, *title, *label;
    double factor; /* fractions as percentage points */
    enum muster_axis_format format;
};
static const struct compared compared[] = {
    {"service_level", "Service level", "percentage points more", 100, MUSTER_AXIS_PLAIN},
    {"abandoned_fraction", "Abandoned, of all offered", "percentage points more", 100,
     MUSTER_AXIS_PLAIN},
    {"asa_s", "Mean wait of the answered", "seconds more", 1, MUSTER_AXIS_PLAIN},
    {"cost", "Cost", "more in the whole period", 1, MUSTER_AXIS_MONEY},
};

struct differences {
    size_t count;
    double *mean, *lo, *hi, *y;
};

static bool differences_init(struct differences *d, struct muster_board *board, size_t count)
{
    d->count = count;
    d->mean = muster_board_numbers(board, count);
    d->lo = muster_board_numbers(board, count);
    d->hi = muster_board_numbers(board, count);
    d->y = muster_board_numbers(board, count);
    return !board->no_memory;
}

static enum muster_status fill_differences(struct differences *d, struct muster_failure *failure,
                                           const struct muster_figures_source *source,
                                           const struct compared *what)
{
    for (size_t i = 0; i < d->count; i++) {
        struct muster_difference difference;
        enum muster_status status =
            muster_figures_difference(&difference, failure, source, i + 1, what->measure);
        if (status)
            return status;
        d->y[i] = (double)(d->count - 1 - i);
        d->mean[i] = what->factor * difference.mean;
        d->lo[i] = what->factor * difference.lo;
        d->hi[i] = what->factor * difference.hi;
    }
    return MUSTER_OK;
}

static void difference_panel(struct muster_board *board, const struct differences *d,
                             const struct muster_figures_source *source,
                             const struct compared *what)
{
    struct muster_panel *panel = muster_board_panel(board, what->title);
    panel->x = (struct muster_axis){.label = what->label,
                                    .format = what->format,
                                    .currency = source->currency,
                                    .from_zero = true};
    name_axis(panel, board, source, 1, d->count);
    muster_board_add(board, (struct muster_curve){.kind = MUSTER_CURVE_UPRIGHT,
                                                  .label = "as the first candidate",
                                                  .colour = MUSTER_COLOUR_GREY,
                                                  .at = 0});
    if (any(d->lo, d->count))
        muster_board_add(board, (struct muster_curve){.kind = MUSTER_CURVE_INTERVALS_ACROSS,
                                                      .label = "simulation error, 95 % each",
                                                      .colour = MUSTER_COLOUR_BLUE,
                                                      .count = d->count,
                                                      .y = d->y,
                                                      .lower = d->lo,
                                                      .upper = d->hi});
    muster_board_add(board, (struct muster_curve){.kind = MUSTER_CURVE_POINTS,
                                                  .label = "difference",
                                                  .colour = MUSTER_COLOUR_BLUE,
                                                  .count = d->count,
                                                  .x = d->mean,
                                                  .y = d->y});
}

static void compared_words(struct muster_board *board, const struct muster_figures_source *source,
                           size_t shown)
{
    bool alone = source->replications == 1;
    snprintf(board->title, sizeof board->title, "Candidates compared with: %s", source->name[0]);
    snprintf(board->subtitle, sizeof board->subtitle,
             "Service level: %s. %s, paired by common random numbers%s",
             muster_board_level(board, source, 0, MUSTER_WINDOW_HORIZON),
             muster_board_replications(board, source), alone ? " (no interval from one)" : "");
    muster_board_note(
        board, source,
        left_out(board, source, shown + 1,
                 alone ? "" : "Intervals: of each difference by itself, not of all at once."));
}

enum muster_status muster_figures_candidates_compared(struct muster_board *board,
                                                      struct muster_failure *failure,
                                                      const struct muster_figures_source *source,
                                                      size_t candidate)
{
    (void)candidate;
    size_t rows = rows_of(source, 1);
    if (source->candidates < 2)
        return muster_failure_set(failure, MUSTER_MISMATCH,
                                  "it needs at least two candidates; the results file has one");
    for (size_t m = 0; m < sizeof compared / sizeof *compared; m++) {
        struct differences d;
        if (strcmp(compared[m].measure, "cost") == 0 && !source->shape->costed)
            continue;
        if (!differences_init(&d, board, rows))
            return MUSTER_OK; /* the board knows */
        enum muster_status status = fill_differences(&d, failure, source, &compared[m]);
        if (status)
            return status;
        if (any(d.mean, rows))
            difference_panel(board, &d, source, &compared[m]);
    }
    board->figure.columns = 2;
    board->figure.share_y = true;
    compared_words(board, source, rows);
    return MUSTER_OK;
}
