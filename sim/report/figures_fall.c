/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Figures of where the hours go: from established FTE to people on the phones line by line, and
 * shrinkage by cause month by month.
 */
#include "calendar.h"
#include "figures_board.h"
#include "store_failure.h"
#include "stored_people.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- the waterfall ------------------------------------------------------------------------- */

enum bar { BAR_STAGE, BAR_LOSS, BAR_GAIN, BARS };
static const struct {
    const char *label;
    enum muster_colour colour;
    double opacity;
} bar_style[BARS] = {{"what is left", MUSTER_COLOUR_BLUE, 0.85},
                     {"lost", MUSTER_COLOUR_ORANGE, 0.85},
                     {"gained", MUSTER_COLOUR_GREEN, 0.85}};

/* The lines that are drawn, top to bottom: row r stands at rows - 1 - r. */
struct fall_rows {
    size_t rows;
    struct muster_tick *tick;
    const char **word; /* the mean, beside the bar */
    double *y, *low[BARS], *high[BARS], *p10, *p90, *word_x;
};

static bool rows_init(struct fall_rows *to, struct muster_board *board, size_t rows)
{
    double **array[] = {&to->y,      &to->p10,    &to->p90,     &to->word_x,  &to->low[0],
                        &to->low[1], &to->low[2], &to->high[0], &to->high[1], &to->high[2]};
    to->rows = 0;
    for (size_t i = 0; i < sizeof array / sizeof *array; i++) {
        *array[i] = muster_board_numbers(board, rows);
        if (!*array[i])
            return false;
    }
    to->tick = (struct muster_tick *)muster_board_numbers(
        board, rows * sizeof *to->tick / sizeof(double) + 1);
    to->word =
        (const char **)muster_board_numbers(board, rows * sizeof *to->word / sizeof(double) + 1);
    return to->tick && to->word;
}

static bool is_drawn(const struct muster_summary_fall *fall, const struct muster_fall_line *line,
                     size_t i)
{
    return fall->applies[i] && !line[i].answers;
}

/* One line; `left` is what was left above it. */
static void add_row(struct fall_rows *to, struct muster_board *board,
                    const struct muster_fall_line *line, const struct muster_estimate *fte,
                    double *left, size_t rows)
{
    size_t r = to->rows++;
    bool stage = line->kind == MUSTER_FALL_STAGE;
    double from = stage ? 0 : *left, until = stage ? fte->mean : *left + fte->mean;
    enum bar bar = stage ? BAR_STAGE : fte->mean <= 0 ? BAR_LOSS : BAR_GAIN;
    to->y[r] = (double)(rows - 1 - r);
    to->low[bar][r] = fmin(from, until);
    to->high[bar][r] = fmax(from, until);
    if (isfinite(fte->p10)) {
        to->p10[r] = stage ? fte->p10 : *left + fte->p10;
        to->p90[r] = stage ? fte->p90 : *left + fte->p90;
    }
    double end = fmax(fmax(from, until), isfinite(to->p90[r]) ? to->p90[r] : 0);
    to->word_x[r] = end;
    to->word[r] = muster_board_text(board, stage ? "%.1f" : "%+.2f", fte->mean);
    to->tick[r] = (struct muster_tick){to->y[r], line->label};
    *left = until;
}

static void fill_rows(struct fall_rows *to, struct muster_board *board,
                      const struct muster_summary_fall *fall)
{
    size_t lines, rows = 0;
    const struct muster_fall_line *line = muster_fall_lines(&lines);
    double left = 0;
    for (size_t i = 0; i < lines; i++)
        rows += is_drawn(fall, line, i);
    if (!rows_init(to, board, rows))
        return;
    for (size_t i = 0; i < lines; i++)
        if (is_drawn(fall, line, i))
            add_row(to, board, &line[i], &fall->fte[i], &left, rows);
}

static bool any(const double *values, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (isfinite(values[i]))
            return true;
    return false;
}

static void fall_panel(struct muster_board *board, const struct fall_rows *c, bool likely)
{
    struct muster_panel *panel = muster_board_panel(board, NULL);
    double most = 0;
    for (size_t r = 0; r < c->rows; r++)
        most = fmax(most, c->word_x[r]);
    panel->x =
        (struct muster_axis){.label = "FTE, in paid hours", .lower = 0, .upper = 1.12 * most};
    panel->y = (struct muster_axis){
        .ticks = c->tick, .tick_count = c->rows, .lower = -0.6, .upper = (double)c->rows - 0.4};
    for (int bar = 0; bar < BARS; bar++)
        if (any(c->low[bar], c->rows))
            muster_board_add(board, (struct muster_curve){.kind = MUSTER_CURVE_SPANS,
                                                          .label = bar_style[bar].label,
                                                          .colour = bar_style[bar].colour,
                                                          .opacity = bar_style[bar].opacity,
                                                          .bar_width = 0.7,
                                                          .count = c->rows,
                                                          .lower = c->low[bar],
                                                          .upper = c->high[bar],
                                                          .y = c->y});
    if (likely && any(c->p10, c->rows))
        muster_board_add(board, (struct muster_curve){.kind = MUSTER_CURVE_INTERVALS_ACROSS,
                                                      .label = "likely range, 80 % of replications",
                                                      .colour = MUSTER_COLOUR_INK,
                                                      .count = c->rows,
                                                      .y = c->y,
                                                      .lower = c->p10,
                                                      .upper = c->p90});
    for (size_t r = 0; r < c->rows; r++)
        c->word_x[r] += 0.05 * most;
    muster_board_add(board, (struct muster_curve){.kind = MUSTER_CURVE_WORDS,
                                                  .colour = MUSTER_COLOUR_INK,
                                                  .count = c->rows,
                                                  .bar_width = 0.1 * most,
                                                  .x = c->word_x,
                                                  .y = c->y,
                                                  .words = c->word});
}

enum muster_status muster_figures_waterfall(struct muster_board *board,
                                            struct muster_failure *failure,
                                            const struct muster_figures_source *source,
                                            size_t candidate)
{
    struct muster_stored_people people;
    enum muster_status status =
        muster_stored_people_init(&people, failure, source->results, candidate);
    if (status)
        return status;
    const struct muster_summary_fall *fall = &people.fall[people.places - 1];
    struct fall_rows rows = {0};
    bool likely = source->replications >= MUSTER_RANGE_80_LEAST;
    if (fall->applies[0]) {
        fill_rows(&rows, board, fall);
        if (rows.rows)
            fall_panel(board, &rows, likely);
        muster_board_title(board, source, "From established FTE to people on the phones",
                           candidate);
        snprintf(board->subtitle, sizeof board->subtitle,
                 "All groups on the phones, the whole horizon: means. %s%s",
                 muster_board_replications(board, source),
                 likely ? "" : " (a likely range needs 10)");
        muster_board_note(board, source,
                          likely
                              ? "A cause hangs at what is left above it. Rota: paid hours beyond "
                                "the contracts. Likely range: of each line by itself; it does "
                                "not shrink with more replications."
                              : "A cause hangs at what is left above it. Rota: paid hours beyond "
                                "the contracts.");
    } else {
        status = muster_failure_set(failure, MUSTER_MISMATCH,
                                    "no group on the phones has posts with people in them");
    }
    muster_stored_people_clear(&people);
    return status;
}

/* ---- shrinkage by month -------------------------------------------------------------------- */

enum { POINTS = 7, POINT_MEAN = 0, POINT_P10 = 4, POINT_P90 = 6, LAYERS_MOST = 10 };

/* One for each cause of shrinkage in the table of measures. */
static const enum muster_colour layer_colour[LAYERS_MOST] = {
    MUSTER_COLOUR_BLUE,      MUSTER_COLOUR_SKY,    MUSTER_COLOUR_VERMILLION,
    MUSTER_COLOUR_ORANGE,    MUSTER_COLOUR_PURPLE, MUSTER_COLOUR_GREEN,
    MUSTER_COLOUR_YELLOW,    MUSTER_COLOUR_GREY,   MUSTER_COLOUR_SHADES + 1,
    MUSTER_COLOUR_SHADES + 4};

/* `all` of a measure by month: [months][POINTS], the board's; NULL where the file has it not. */
static enum muster_status read_months(double **value, struct muster_board *board,
                                      struct muster_failure *failure,
                                      const struct muster_figures_source *source, size_t candidate,
                                      const char *measure)
{
    struct muster_dataset_info info;
    struct muster_failure absent;
    char path[96];
    size_t months = source->shape->months, places = source->shape->groups + 1;
    *value = NULL;
    snprintf(path, sizeof path, "/summary/by_month/staff/%s", measure);
    if (muster_results_info(&info, &absent, source->results, path) != MUSTER_OK || info.rank != 4 ||
        info.length[1] != places || info.length[2] != months || info.length[3] != POINTS)
        return MUSTER_OK;
    double *all = malloc(places * months * POINTS * sizeof *all);
    if (!all)
        return muster_failure_memory(failure);
    enum muster_status status =
        muster_results_read(all, failure, source->results, path, candidate, 1);
    double *own = status ? NULL : muster_board_numbers(board, months * POINTS);
    if (own)
        memcpy(own, all + (places - 1) * months * POINTS, months * POINTS * sizeof *own);
    free(all);
    *value = own;
    return status;
}

/* Months as a stretch of steps: from the horizon's first day to its last. */
struct months {
    size_t count;
    double *x; /* [count + 1] */
};

static bool months_init(struct months *to, struct muster_board *board,
                        const struct muster_shape *shape)
{
    int32_t date = muster_month_start(shape->start);
    to->count = shape->months;
    to->x = muster_board_numbers(board, to->count + 1);
    for (size_t m = 0; to->x && m <= to->count; m++, date = muster_month_next(date))
        to->x[m] = m == 0           ? shape->start
                   : m == to->count ? shape->start + (double)shape->days
                                    : date;
    return to->x != NULL;
}

/* A layer from `base` (raised by it) up; nothing for a cause that never happens. */
static bool add_layer(struct muster_board *board, const struct months *months, double *base,
                      const double *value, const char *label, enum muster_colour colour)
{
    double *low = muster_board_numbers(board, months->count + 1);
    double *high = muster_board_numbers(board, months->count + 1);
    double most = 0;
    if (!low || !high)
        return false;
    for (size_t m = 0; m < months->count; m++) {
        double share = value[m * POINTS + POINT_MEAN];
        low[m] = base[m];
        high[m] = base[m] += isfinite(share) ? share : 0;
        most = fmax(most, high[m] - low[m]);
    }
    if (!(most > 0))
        return false;
    muster_board_add(board, (struct muster_curve){.kind = MUSTER_CURVE_BAND_STEPS,
                                                  .label = label,
                                                  .colour = colour,
                                                  .opacity = 0.75,
                                                  .count = months->count + 1,
                                                  .x = months->x,
                                                  .lower = low,
                                                  .upper = high});
    return true;
}

/* The likely range of the whole, and vacancies beside it. */
static enum muster_status add_whole(struct muster_board *board, struct muster_failure *failure,
                                    const struct muster_figures_source *source, size_t candidate,
                                    const struct months *months)
{
    double *whole, *gap;
    enum muster_status status = read_months(&whole, board, failure, source, candidate, "shrinkage");
    if (!status)
        status = read_months(&gap, board, failure, source, candidate, "establishment_gap");
    double *x = muster_board_numbers(board, months->count);
    double *low = muster_board_numbers(board, months->count);
    double *high = muster_board_numbers(board, months->count);
    double *vacant = muster_board_numbers(board, months->count + 1);
    if (status || !whole || !x || !low || !high || !vacant)
        return status;
    bool likely = source->replications >= MUSTER_RANGE_80_LEAST;
    for (size_t m = 0; m < months->count; m++) {
        x[m] = (months->x[m] + months->x[m + 1]) / 2;
        low[m] = whole[m * POINTS + POINT_P10];
        high[m] = whole[m * POINTS + POINT_P90];
        vacant[m] = gap ? gap[m * POINTS + POINT_MEAN] : NAN;
    }
    if (likely)
        muster_board_add(board, (struct muster_curve){.kind = MUSTER_CURVE_INTERVALS,
                                                      .label = "together: likely range, 80 %",
                                                      .colour = MUSTER_COLOUR_INK,
                                                      .count = months->count,
                                                      .x = x,
                                                      .lower = low,
                                                      .upper = high});
    if (gap)
        muster_board_add(board, (struct muster_curve){.kind = MUSTER_CURVE_STEPS,
                                                      .label = "vacant, of established FTE",
                                                      .colour = MUSTER_COLOUR_INK,
                                                      .dash = MUSTER_DASH_SHORT,
                                                      .width = 2,
                                                      .count = months->count + 1,
                                                      .x = months->x,
                                                      .y = vacant});
    return MUSTER_OK;
}

/* A cause of shrinkage is called as in the waterfall, where it has a line, too. */
static const char *cause_label(const struct muster_measure *measure)
{
    size_t count;
    const struct muster_fall_line *line = muster_fall_lines(&count);
    for (size_t i = 0; i < count; i++)
        if (line[i].kind == MUSTER_FALL_CAUSE && line[i].term[0] == -measure->plus[0] &&
            line[i].term[1] == 0)
            return line[i].label;
    return measure->name + strlen("shrinkage_");
}

enum muster_status muster_figures_shrinkage(struct muster_board *board,
                                            struct muster_failure *failure,
                                            const struct muster_figures_source *source,
                                            size_t candidate)
{
    size_t count, layers = 0;
    const struct muster_measure *table = muster_measure_table(&count);
    struct months months;
    if (!isfinite(source->fte[candidate]))
        return muster_failure_set(failure, MUSTER_MISMATCH,
                                  "the scenario gives numbers present, not posts with people in "
                                  "them");
    double *base = muster_board_numbers(board, source->shape->months);
    if (!months_init(&months, board, source->shape) || !base)
        return MUSTER_OK; /* the board knows */
    for (size_t m = 0; m < months.count; m++)
        base[m] = 0;
    struct muster_panel *panel = muster_board_panel(board, NULL);
    panel->x = (struct muster_axis){
        .format = MUSTER_AXIS_DATE, .lower = months.x[0], .upper = months.x[months.count]};
    panel->y = (struct muster_axis){
        .label = "of paid time", .format = MUSTER_AXIS_PERCENT, .from_zero = true};
    for (size_t i = 0; i < count && layers < LAYERS_MOST; i++) {
        double *value;
        if (strncmp(table[i].name, "shrinkage_", 10) != 0)
            continue;
        enum muster_status status =
            read_months(&value, board, failure, source, candidate, table[i].name);
        if (status)
            return status;
        if (value)
            layers += add_layer(board, &months, base, value, cause_label(&table[i]),
                                layer_colour[layers]);
    }
    if (layers == 0)
        return muster_failure_set(failure, MUSTER_MISMATCH, "nobody is ever away");
    bool likely = source->replications >= MUSTER_RANGE_80_LEAST;
    enum muster_status status = add_whole(board, failure, source, candidate, &months);
    muster_board_title(board, source, "Shrinkage by cause, month by month", candidate);
    snprintf(board->subtitle, sizeof board->subtitle,
             "Share of the paid time of all groups on the phones: means. %s%s",
             muster_board_replications(board, source), likely ? "" : " (a likely range needs 10)");
    muster_board_note(board, source,
                      likely ? "Vacancies cost no pay: they stand beside it and are not added. "
                               "Likely range: how one replication differs from another; not "
                               "simulation error."
                             : "Vacancies cost no pay: they stand beside it and are not added.");
    return status;
}
