/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figure_terminal.h"
#include <assert.h>
#include <math.h>
#include <string.h>

enum {
    LEGEND_MOST = 24, /* curves of a panel in the legend */
    LEGEND_ROWS = 4,
    TICK_ROWS = 2,
    NAME_COLUMNS = 24, /* for names on an upright axis */
    RIGHT_MARGIN = 2
};

/* Ticks are chosen on a paper whose points are these parts of a column and a row. */
#define COLUMN_PT 5.0
#define ROW_PT 12.0

static const struct muster_type letters = {.size = 1, .mono = true},
                                tick_type = {.size = COLUMN_PT, .mono = true};

struct entry {
    const struct muster_curve *curve;
    char glyph;
};

/* One panel on its grid. Rows count from the bottom. */
struct screen {
    FILE *out;
    const struct muster_figure *figure;
    const struct muster_panel *panel;
    size_t number;
    struct muster_range x, y;
    struct muster_tick_set x_ticks, y_ticks;
    int left, bottom, top; /* margins: columns, rows */
    size_t entries;
    struct entry entry[LEGEND_MOST];
    int legend_rows;
};

static int columns_inside(const struct screen *screen)
{
    return MUSTER_TEXT_COLUMNS - screen->left - RIGHT_MARGIN;
}

static int rows_inside(const struct screen *screen)
{
    return MUSTER_TEXT_ROWS - screen->bottom - screen->top;
}

/* ---- letters ---- */

enum family { FAMILY_LINE, FAMILY_AREA, FAMILY_SPAN, FAMILY_LEVEL, FAMILY_UPRIGHT };

static enum family family_of(enum muster_curve_kind kind)
{
    switch (kind) {
    case MUSTER_CURVE_BAND:
    case MUSTER_CURVE_BAND_STEPS:
    case MUSTER_CURVE_BARS:
        return FAMILY_AREA;
    case MUSTER_CURVE_SPANS:
        return FAMILY_SPAN;
    case MUSTER_CURVE_LEVEL:
        return FAMILY_LEVEL;
    case MUSTER_CURVE_UPRIGHT:
        return FAMILY_UPRIGHT;
    default:
        return FAMILY_LINE;
    }
}

static char glyph_of(enum family family, size_t number)
{
    static const char *const glyphs[] = {[FAMILY_LINE] = "*o+x#@$&",
                                         [FAMILY_AREA] = ".:%~^",
                                         [FAMILY_SPAN] = "@%#*+=-.",
                                         [FAMILY_LEVEL] = "-=",
                                         [FAMILY_UPRIGHT] = "|!"};
    return glyphs[family][number % strlen(glyphs[family])];
}

static bool alike(const struct muster_curve *a, const struct muster_curve *b)
{
    return a->kind == b->kind && a->colour == b->colour && a->dash == b->dash &&
           strcmp(a->label ? a->label : "", b->label ? b->label : "") == 0;
}

static bool is_interval(enum muster_curve_kind kind)
{
    return kind == MUSTER_CURVE_INTERVALS || kind == MUSTER_CURVE_INTERVALS_ACROSS;
}

static char bar_of(const struct muster_curve *curve)
{
    return curve->kind == MUSTER_CURVE_INTERVALS ? '|' : '-';
}

/* Gives each different curve of the panel its letter. */
static void collect(struct screen *screen)
{
    size_t used[FAMILY_UPRIGHT + 1] = {0};
    screen->entries = 0;
    for (size_t i = 0; i < screen->panel->curve_count; i++) {
        const struct muster_curve *curve = &screen->panel->curves[i];
        size_t k = 0;
        while (k < screen->entries && !alike(screen->entry[k].curve, curve))
            k++;
        if (k < screen->entries || k == LEGEND_MOST || curve->kind == MUSTER_CURVE_WORDS)
            continue;
        enum family family = family_of(curve->kind);
        bool bare = is_interval(curve->kind) && !(curve->x && curve->y);
        char glyph = bare ? bar_of(curve) : glyph_of(family, used[family]++);
        screen->entry[screen->entries++] = (struct entry){curve, glyph};
    }
}

static char letter(const struct screen *screen, const struct muster_curve *curve)
{
    for (size_t k = 0; k < screen->entries; k++)
        if (alike(screen->entry[k].curve, curve))
            return screen->entry[k].glyph;
    return '?';
}

/* ---- cells ---- */

static double column_x(const struct screen *screen, int column)
{
    double share = (double)column / (columns_inside(screen) - 1);
    return screen->x.lower + share * (screen->x.upper - screen->x.lower);
}

static double row_y(const struct screen *screen, int row)
{
    double share = (double)row / (rows_inside(screen) - 1);
    return screen->y.lower + share * (screen->y.upper - screen->y.lower);
}

static void put_cell(const struct screen *screen, double x, double y)
{
    if (isfinite(x) && isfinite(y) && x >= screen->x.lower && x <= screen->x.upper &&
        y >= screen->y.lower && y <= screen->y.upper)
        fprintf(screen->out, "%.17g %.17g\n", x, y);
}

/* Every cell on the way, at least the two ends. */
static void put_way(const struct screen *screen, double x0, double y0, double x1, double y1)
{
    double across = fabs(x1 - x0) / (screen->x.upper - screen->x.lower) * columns_inside(screen);
    double up = fabs(y1 - y0) / (screen->y.upper - screen->y.lower) * rows_inside(screen);
    int steps = (int)fmin(400, ceil(2 * fmax(across, up))) + 1;
    for (int k = 0; k <= steps; k++)
        put_cell(screen, x0 + (x1 - x0) * k / steps, y0 + (y1 - y0) * k / steps);
}

/* The cells whose middles lie inside; the nearest ones where there are none. */
static void put_area(const struct screen *screen, double x0, double y0, double x1, double y1)
{
    bool any_column = false;
    for (int c = 0; c <= columns_inside(screen); c++) {
        bool last = c == columns_inside(screen);
        double x = last ? 0.5 * (x0 + x1) : column_x(screen, c);
        if (last ? any_column : x < x0 || x > x1)
            continue;
        any_column = true;
        bool any_row = false;
        for (int r = 0; r < rows_inside(screen); r++) {
            double y = row_y(screen, r);
            if (y < y0 || y > y1)
                continue;
            any_row = true;
            put_cell(screen, x, y);
        }
        if (!any_row)
            put_cell(screen, x, 0.5 * (y0 + y1));
    }
}

/* ---- curves ---- */

static double step_end(const struct muster_curve *curve, size_t i)
{
    size_t n = curve->count;
    if (i + 1 < n)
        return curve->x[i + 1];
    return n > 1 ? 2 * curve->x[n - 1] - curve->x[n - 2] : curve->x[i];
}

static void put_line(const struct screen *screen, const struct muster_curve *curve)
{
    bool steps = curve->kind == MUSTER_CURVE_STEPS;
    for (size_t i = 0; i < curve->count; i++) {
        double x = curve->x[i], y = curve->y[i], end = step_end(curve, i);
        bool more = i + 1 < curve->count && isfinite(curve->y[i + 1]) && isfinite(curve->x[i + 1]);
        if (!isfinite(x) || !isfinite(y))
            continue;
        put_cell(screen, x, y);
        if (steps)
            put_way(screen, x, y, isfinite(end) ? end : x, y);
        if (more)
            put_way(screen, steps ? curve->x[i + 1] : x, y, curve->x[i + 1], curve->y[i + 1]);
    }
}

static void put_band(const struct screen *screen, const struct muster_curve *curve)
{
    bool steps = curve->kind == MUSTER_CURVE_BAND_STEPS;
    for (size_t i = 0; i + (steps ? 0 : 1) < curve->count; i++) {
        double x = curve->x[i], end = steps ? step_end(curve, i) : curve->x[i + 1];
        double low = curve->lower[i], high = curve->upper[i];
        double low_end = steps ? low : curve->lower[i + 1];
        double high_end = steps ? high : curve->upper[i + 1];
        if (!isfinite(x + end + low + high + low_end + high_end))
            continue;
        int parts = steps ? 1 : 8;
        for (int k = 0; k < parts; k++) {
            double t = (k + 0.5) / parts;
            put_area(screen, x + (end - x) * k / parts, low + t * (low_end - low),
                     x + (end - x) * (k + 1) / parts, high + t * (high_end - high));
        }
    }
}

static void put_boxes(const struct screen *screen, const struct muster_curve *curve)
{
    double half = 0.5 * curve->bar_width;
    for (size_t i = 0; i < curve->count; i++) {
        double y = curve->y[i];
        if (!isfinite(y))
            continue;
        if (curve->kind == MUSTER_CURVE_BARS && isfinite(curve->x[i]))
            put_area(screen, curve->x[i] - half, fmin(y, 0), curve->x[i] + half, fmax(y, 0));
        else if (curve->kind == MUSTER_CURVE_SPANS && isfinite(curve->lower[i] + curve->upper[i]))
            put_area(screen, curve->lower[i], y - half, curve->upper[i], y + half);
    }
}

static void put_intervals(const struct screen *screen, const struct muster_curve *curve)
{
    bool across = curve->kind == MUSTER_CURVE_INTERVALS_ACROSS;
    for (size_t i = 0; i < curve->count; i++) {
        double at = across ? curve->y[i] : curve->x[i], low = curve->lower[i],
               high = curve->upper[i];
        if (!isfinite(at + low + high))
            continue;
        if (across)
            put_way(screen, low, at, high, at);
        else
            put_way(screen, at, low, at, high);
    }
}

static void put_points(const struct screen *screen, const struct muster_curve *curve)
{
    for (size_t i = 0; i < curve->count && curve->x && curve->y; i++)
        put_cell(screen, curve->x[i], curve->y[i]);
}

static void put_shape(const struct screen *screen, const struct muster_curve *curve)
{
    switch (curve->kind) {
    case MUSTER_CURVE_LINE:
    case MUSTER_CURVE_STEPS:
        put_line(screen, curve);
        return;
    case MUSTER_CURVE_BAND:
    case MUSTER_CURVE_BAND_STEPS:
        put_band(screen, curve);
        return;
    case MUSTER_CURVE_BARS:
    case MUSTER_CURVE_SPANS:
        put_boxes(screen, curve);
        return;
    case MUSTER_CURVE_LEVEL:
        put_way(screen, screen->x.lower, curve->at, screen->x.upper, curve->at);
        return;
    case MUSTER_CURVE_UPRIGHT:
        put_way(screen, curve->at, screen->y.lower, curve->at, screen->y.upper);
        return;
    default:
        put_points(screen, curve);
    }
}

/* A first cell far outside keeps gnuplot from complaining of a curve without any. */
static void put_data(const struct screen *screen)
{
    for (size_t i = 0; i < screen->panel->curve_count; i++) {
        const struct muster_curve *curve = &screen->panel->curves[i];
        double outside = screen->x.lower - (screen->x.upper - screen->x.lower);
        for (int marks = 0; marks < 2; marks++) {
            fprintf(screen->out, "$%s_%zu_%zu << end_of_data\n%.17g %.17g\n",
                    marks ? "marks" : "shape", screen->number, i, outside, screen->y.lower);
            if (is_interval(curve->kind) && !marks)
                put_intervals(screen, curve);
            else if (is_interval(curve->kind) == (marks == 1))
                put_shape(screen, curve);
            fprintf(screen->out, "end_of_data\n");
        }
    }
}

static void put_plot(const struct screen *screen)
{
    fprintf(screen->out, "plot NaN notitle");
    for (size_t i = 0; i < screen->panel->curve_count; i++) {
        const struct muster_curve *curve = &screen->panel->curves[i];
        if (curve->kind == MUSTER_CURVE_WORDS)
            continue;
        fprintf(screen->out, ", $shape_%zu_%zu using 1:2 with points pt '%c' notitle",
                screen->number, i,
                is_interval(curve->kind) ? bar_of(curve) : letter(screen, curve));
        if (is_interval(curve->kind) && curve->x && curve->y)
            fprintf(screen->out, ", $marks_%zu_%zu using 1:2 with points pt '%c' notitle",
                    screen->number, i, letter(screen, curve));
    }
    fprintf(screen->out, "\n");
}

/* ---- text ---- */

static void put_label(const struct screen *screen, const char *line)
{
    fprintf(screen->out, "set label ");
    muster_text_quote(screen->out, line);
    fprintf(screen->out, " noenhanced front at ");
}

static void put_row(const struct screen *screen, const char *line, int column, int row)
{
    put_label(screen, line);
    fprintf(screen->out, "character %d, character %d left\n", column, row);
}

/* Rows of text from the top downwards; returns how many. */
static int put_head(const struct screen *screen, bool count_only)
{
    char title[2 * MUSTER_TEXT_BYTES];
    struct muster_text text;
    int rows = 0;
    const char *part = screen->panel->title;
    snprintf(title, sizeof title, "%s%s%s", screen->figure->title ? screen->figure->title : "",
             part && *part ? ": " : "", part ? part : "");
    const char *const head[] = {title, screen->figure->subtitle, screen->panel->y.label};
    for (size_t i = 0; i < sizeof head / sizeof *head; i++) {
        muster_text_wrap(&text, head[i], letters, MUSTER_TEXT_COLUMNS, i == 1 ? 2 : 1);
        for (size_t k = 0; k < text.count; k++, rows++)
            if (!count_only)
                put_row(screen, text.line[k], 0, MUSTER_TEXT_ROWS - 1 - rows);
    }
    return rows;
}

/* Legend entries packed into rows; returns how many rows they take. */
static int put_legend(const struct screen *screen, bool count_only)
{
    int row = 0, column = 0;
    for (size_t k = 0; k < screen->entries; k++) {
        struct muster_text text;
        const char *label = screen->entry[k].curve->label;
        muster_text_wrap(&text, label, letters, MUSTER_TEXT_COLUMNS - 4, 1);
        int width = text.count ? (int)text.width + 2 : 0;
        if (!width)
            continue;
        if (column > 0 && column + width > MUSTER_TEXT_COLUMNS) {
            row++;
            column = 0;
        }
        if (row == LEGEND_ROWS)
            return row;
        char line[MUSTER_TEXT_BYTES + 8];
        snprintf(line, sizeof line, "%c %s", screen->entry[k].glyph, text.line[0]);
        if (!count_only)
            put_row(screen, line, column, screen->legend_rows - 1 - row);
        column += width + 3;
    }
    return column > 0 ? row + 1 : row;
}

/* Of names on an upright axis only those that have a row each. */
static void put_y_labels(const struct screen *screen)
{
    double row = (screen->y.upper - screen->y.lower) / (rows_inside(screen) - 1), last = NAN;
    for (size_t i = 0; i < screen->y_ticks.count; i++) {
        struct muster_text text;
        double at = screen->y_ticks.tick[i].at;
        muster_text_wrap(&text, muster_tick_label(&screen->y_ticks, i), letters, screen->left - 2,
                         1);
        if (text.count == 0 || fabs(at - last) < 0.99 * row)
            continue;
        last = at;
        put_label(screen, text.line[0]);
        fprintf(screen->out, "character %d, first %.17g right\n", screen->left - 2, at);
    }
}

static void put_x_labels(const struct screen *screen)
{
    for (size_t i = 0; i < screen->x_ticks.count; i++) {
        struct muster_text text;
        muster_text_wrap(&text, muster_tick_label(&screen->x_ticks, i), letters,
                         fmax(3, screen->x_ticks.wrap / COLUMN_PT), TICK_ROWS);
        for (size_t k = 0; k < text.count; k++) {
            put_label(screen, text.line[k]);
            fprintf(screen->out, "first %.17g, character %d center\n", screen->x_ticks.tick[i].at,
                    screen->bottom - 1 - (int)k);
        }
    }
    struct muster_text text;
    muster_text_wrap(&text, screen->panel->x.label, letters, columns_inside(screen), 1);
    if (text.count)
        put_row(screen, text.line[0], screen->left + (columns_inside(screen) - (int)text.width) / 2,
                screen->legend_rows);
}

/* ---- the panel ---- */

static const struct muster_panel *shared(const struct screen *screen, bool all, size_t *count)
{
    *count = all ? screen->figure->panel_count : 1;
    return all ? screen->figure->panels : screen->panel;
}

/* Widest label of the upright axis on one row. */
static int names_columns(const struct screen *screen)
{
    double widest = 0;
    for (size_t i = 0; i < screen->y_ticks.count; i++) {
        struct muster_text text;
        muster_text_wrap(&text, muster_tick_label(&screen->y_ticks, i), letters, NAME_COLUMNS, 1);
        widest = fmax(widest, text.width);
    }
    return (int)widest;
}

static void set_axes(struct screen *screen)
{
    size_t count;
    const struct muster_panel *panels = shared(screen, screen->figure->share_y, &count);
    double height = ROW_PT * rows_inside(screen);
    screen->y = muster_axis_range(panels, count, MUSTER_ALONG_Y, height);
    muster_axis_ticks(&screen->y_ticks, &screen->panel->y, screen->y, MUSTER_ALONG_Y, tick_type,
                      height, COLUMN_PT * NAME_COLUMNS);
    screen->left = names_columns(screen) + 3;
    double width = COLUMN_PT * columns_inside(screen);
    panels = shared(screen, screen->figure->share_x, &count);
    screen->x = muster_axis_range(panels, count, MUSTER_ALONG_X, width);
    muster_axis_ticks(&screen->x_ticks, &screen->panel->x, screen->x, MUSTER_ALONG_X, tick_type,
                      width, width);
}

static void put_ticks(FILE *out, const char *axis, const struct muster_tick_set *set)
{
    fprintf(out, "unset %stics\n", axis);
    for (size_t i = 0; i < set->count; i++)
        fprintf(out, "set %stics %sborder out nomirror scale 0.5 ('' %.17g)\n", axis,
                i ? "add " : "", set->tick[i].at);
}

static void put_panel(FILE *out, const struct muster_figure *figure, size_t number)
{
    struct screen screen = {
        .out = out, .figure = figure, .panel = &figure->panels[number], .number = number};
    collect(&screen);
    screen.legend_rows = put_legend(&screen, true);
    screen.top = put_head(&screen, true);
    const char *label = screen.panel->x.label;
    screen.bottom = screen.legend_rows + TICK_ROWS + (label && *label ? 1 : 0);
    set_axes(&screen);
    if (screen.x_ticks.lines < TICK_ROWS) {
        screen.bottom--;
        set_axes(&screen);
    }
    put_data(&screen);
    fprintf(out, "reset\nunset key\nset border 3\nset lmargin %d\nset rmargin %d\nset tmargin %d\n",
            screen.left, RIGHT_MARGIN, screen.top);
    fprintf(out, "set bmargin %d\nset xrange [%.17g:%.17g]\nset yrange [%.17g:%.17g]\n",
            screen.bottom, screen.x.lower, screen.x.upper, screen.y.lower, screen.y.upper);
    put_ticks(out, "x", &screen.x_ticks);
    put_ticks(out, "y", &screen.y_ticks);
    put_head(&screen, false);
    put_x_labels(&screen);
    put_y_labels(&screen);
    put_legend(&screen, false);
    put_plot(&screen);
}

void muster_figure_terminal_script(FILE *out, const struct muster_figure *figure)
{
    fprintf(out,
            "set encoding utf8\nset terminal dumb size %d,%d noenhanced mono\nset output '%s'\n",
            MUSTER_TEXT_COLUMNS, MUSTER_TEXT_ROWS, MUSTER_TERMINAL_FILE);
    for (size_t p = 0; p < figure->panel_count; p++)
        put_panel(out, figure, p);
    fprintf(out, "set output\n");
}
