/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The service level as a table: weekdays across, time of day along, darker where it is worse.
 */
#include "figures_board.h"

#include <math.h>
#include <stdlib.h>

enum { COLUMNS_MOST = 30, DARK_SHADES = 4, CLASSES = MUSTER_SHADES };

/* Classes of the service level, the worst first; the target is an edge of one. */
struct classes {
    size_t count;
    double edge[CLASSES + 1]; /* [count + 1], from 0 to 1 */
};

/* Steps of ten points below the target, what is above it in two halves; usual without a target. */
static struct classes classes_of(double target)
{
    struct classes classes = {.edge = {0}};
    double middle = isfinite(target) && target > 0 && target < 1 ? target : 0.8;
    for (int below = 4; below >= 0; below--)
        if (middle - 0.1 * below > 0.005)
            classes.edge[++classes.count] = middle - 0.1 * below;
    classes.edge[++classes.count] = 0.5 * (middle + 1);
    classes.edge[++classes.count] = 1;
    return classes;
}

static size_t class_of(const struct classes *classes, double level)
{
    size_t k = 0;
    while (k + 1 < classes->count && level >= classes->edge[k + 1] - 1e-12)
        k++;
    return k;
}

/* How many intervals a cell holds: few enough cells that their numbers can be read, each a whole
 * part of a day. */
static size_t intervals_per_cell(const struct muster_figures_source *source, size_t intervals)
{
    size_t per = 1;
    while ((intervals + per - 1) / per > COLUMNS_MOST || source->intervals_of_day % per)
        per++;
    return per;
}

/* ---- the cells ---- */

struct table {
    const double *level; /* [7][cells] */
    size_t cells, first, end;
    double width_s;
    const double *row; /* [7] place of a weekday, NAN: never open */
    struct classes classes;
};

/* The numbers of cells whose ground is dark, or light. */
static void add_words(struct muster_board *board, const struct table *table, bool dark)
{
    size_t room = 7 * table->cells, n = 0;
    double *x = muster_board_numbers(board, room), *y = muster_board_numbers(board, room);
    size_t words_room = room * sizeof(const char *) / sizeof(double) + 1;
    const char **words = (const char **)muster_board_numbers(board, words_room);
    if (!x || !y || !words)
        return;
    for (size_t d = 0; d < 7; d++)
        for (size_t c = table->first; c < table->end; c++) {
            double level = table->level[d * table->cells + c];
            if (!isfinite(level) || (class_of(&table->classes, level) < DARK_SHADES) != dark)
                continue;
            x[n] = ((double)c + 0.5) * table->width_s;
            y[n] = table->row[d];
            words[n++] = muster_board_text(board, "%.0f", 100 * level);
        }
    muster_board_add(board,
                     (struct muster_curve){.kind = MUSTER_CURVE_WORDS,
                                           .colour = dark ? MUSTER_COLOUR_PAPER : MUSTER_COLOUR_INK,
                                           .count = n,
                                           .x = x,
                                           .y = y,
                                           .words = words,
                                           .bar_width = table->width_s});
}

static const char *class_label(struct muster_board *board, const struct classes *classes, size_t k)
{
    double from = 100 * classes->edge[k], to = 100 * classes->edge[k + 1];
    if (k == 0)
        return muster_board_text(board, "below %g %%", to);
    if (k + 1 == classes->count)
        return muster_board_text(board, "%g %% and more", from);
    return muster_board_text(board, "%g to %g %%", from, to);
}

static void add_class(struct muster_board *board, const struct table *table, size_t k)
{
    size_t room = 7 * table->cells, n = 0;
    double *low = muster_board_numbers(board, room), *high = muster_board_numbers(board, room);
    double *y = muster_board_numbers(board, room);
    if (!low || !high || !y)
        return;
    for (size_t d = 0; d < 7; d++)
        for (size_t c = table->first; c < table->end; c++) {
            double level = table->level[d * table->cells + c];
            if (!isfinite(level) || class_of(&table->classes, level) != k)
                continue;
            low[n] = (double)c * table->width_s;
            high[n] = (double)(c + 1) * table->width_s;
            y[n++] = table->row[d];
        }
    size_t shade = MUSTER_COLOUR_SHADES + CLASSES - table->classes.count + k;
    muster_board_add(board, (struct muster_curve){.kind = MUSTER_CURVE_SPANS,
                                                  .label = class_label(board, &table->classes, k),
                                                  .colour = (enum muster_colour)shade,
                                                  .count = n,
                                                  .lower = low,
                                                  .upper = high,
                                                  .y = y,
                                                  .bar_width = 1});
}

/* Open weekdays from the top downwards; returns their ticks. */
static struct muster_tick *weekday_rows(struct muster_board *board, double *row, size_t *count,
                                        const struct muster_figures_week *week)
{
    static const char *const day_name[7] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    bool open[7] = {false};
    for (size_t g = 0; g < week->group_count; g++)
        for (size_t d = 0; d < 7; d++)
            open[d] = open[d] || week->group[g].in[d];
    struct muster_tick *tick =
        (struct muster_tick *)muster_board_numbers(board, 7 * sizeof *tick / sizeof(double) + 1);
    *count = 0;
    for (size_t d = 7; tick && d-- > 0;) {
        row[d] = open[d] ? (double)*count + 1 : NAN;
        if (open[d])
            tick[(*count)++] = (struct muster_tick){row[d], day_name[d]};
    }
    return tick;
}

static void draw_table(struct muster_board *board, const struct muster_figures_week *week,
                       struct table *table)
{
    double *row = muster_board_numbers(board, 7);
    size_t count;
    struct muster_tick *tick = row ? weekday_rows(board, row, &count, week) : NULL;
    if (!tick)
        return;
    struct muster_panel *panel = muster_board_panel(board, NULL);
    panel->x = (struct muster_axis){.label = "time of day",
                                    .format = MUSTER_AXIS_TIME_OF_DAY,
                                    .lower = (double)table->first * table->width_s,
                                    .upper = (double)table->end * table->width_s};
    panel->y = (struct muster_axis){.ticks = tick, .tick_count = count};
    panel->y.lower = 0.45;
    panel->y.upper = (double)count + 0.55;
    table->row = row;
    for (size_t k = 0; k < table->classes.count; k++)
        add_class(board, table, k);
    add_words(board, table, true);
    add_words(board, table, false);
}

static void table_words(struct muster_board *board, const struct muster_figures_source *source,
                        size_t candidate, double minutes)
{
    muster_board_title(board, source, "Service level by weekday and time of day", candidate);
    snprintf(board->subtitle, sizeof board->subtitle, "Per cent %s. %s, all together",
             muster_board_level(board, source, candidate, MUSTER_WINDOW_INTERVAL),
             muster_board_replications(board, source));
    muster_board_note(
        board, source,
        muster_board_text(
            board, "Cells of %g minutes%s; blank: closed, or nothing offered.", minutes,
            isfinite(source->share[candidate]) ? muster_board_text(board,
                                                                   "; the target, %g %%, "
                                                                   "parts two shades",
                                                                   100 * source->share[candidate])
                                               : ""));
}

enum muster_status muster_figures_level_table(struct muster_board *board,
                                              struct muster_failure *failure,
                                              const struct muster_figures_source *source,
                                              size_t candidate)
{
    struct muster_figures_week week;
    double *pairs = NULL, *level = NULL;
    enum muster_status status = muster_figures_week_init(&week, failure, source, candidate);
    if (!status)
        status =
            muster_figures_pairs(&pairs, failure, source, candidate,
                                 muster_figures_level(source, candidate, MUSTER_WINDOW_INTERVAL),
                                 MUSTER_WINDOW_INTERVAL);
    size_t per = status ? 1 : intervals_per_cell(source, week.end - week.first);
    if (!status)
        level = muster_figures_cells(pairs, source, per);
    if (level && week.group_count) {
        struct table table = {.level = level,
                              .cells = source->intervals_of_day / per,
                              .first = week.first / per,
                              .end = (week.end + per - 1) / per,
                              .width_s = source->shape->interval_s * (double)per,
                              .classes = classes_of(source->share[candidate])};
        draw_table(board, &week, &table);
    }
    board->no_memory = board->no_memory || (!status && !level);
    table_words(board, source, candidate, source->shape->interval_s * (double)per / 60);
    free(level);
    free(pairs);
    muster_figures_week_clear(&week);
    return status;
}
