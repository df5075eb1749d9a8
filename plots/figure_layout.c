/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figure_layout.h"
#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define PT_PER_CM (72 / 2.54)
#define TICK_GAP 6.0   /* from the axis to its tick labels */
#define LABEL_GAP 2.0  /* from tick labels to the axis label */
#define PANEL_GAP 10.0 /* between a panel and the next one's labels */
#define BOX_HEIGHT_MIN 62.0
#define NAMES_HEIGHT_MAX 1500.0 /* whatever the ticks: the sheet stays a sheet */
#define BLOCK_GAP 8.0           /* between title, panels, legend, note */
#define NAME_SHARE 0.30         /* of the sheet's width for names on an upright axis */
#define LEGEND_COLUMNS 5
#define LEGEND_APART 16.0

const struct muster_type muster_type_title = {.size = 10.5, .bold = true},
                         muster_type_subtitle = {.size = 8.5},
                         muster_type_panel = {.size = 8.5, .bold = true},
                         muster_type_label = {.size = 8.5}, muster_type_tick = {.size = 8},
                         muster_type_legend = {.size = 8}, muster_type_note = {.size = 7};

double muster_type_leading(struct muster_type type)
{
    return 1.3 * type.size;
}

static double text_height(const struct muster_text *text, struct muster_type type)
{
    return (double)text->count * muster_type_leading(type);
}

/* Margins every panel of a column or a row has in common. */
struct grid {
    double left[MUSTER_FIGURE_PANELS_MAX];   /* of each column: y labels */
    double bottom[MUSTER_FIGURE_PANELS_MAX]; /* of each row: x labels */
    double top[MUSTER_FIGURE_PANELS_MAX];    /* of each row: titles */
    double right;                            /* of all columns */
    double box_width, box_height;
    double bottom_edge, top_edge; /* of the whole grid */
};

static size_t columns_for(const struct muster_figure *figure)
{
    static const size_t usual[MUSTER_FIGURE_PANELS_MAX + 1] = {1, 1, 2, 3, 2, 3, 3,
                                                               3, 3, 3, 3, 3, 3};
    size_t columns = figure->columns ? figure->columns : usual[figure->panel_count];
    return columns < figure->panel_count ? columns : figure->panel_count;
}

static struct muster_range range_of(const struct muster_figure *figure, size_t p, bool shared,
                                    enum muster_direction direction, double length)
{
    const struct muster_panel *panels = shared ? figure->panels : figure->panels + p;
    return muster_axis_range(panels, shared ? figure->panel_count : 1, direction, length);
}

/* -- legend ---------------------------------------------------------------------------------- */

static bool same_entry(const struct muster_curve *a, const struct muster_curve *b)
{
    return a->kind == b->kind && a->colour == b->colour && a->dash == b->dash &&
           strcmp(a->label, b->label) == 0;
}

static void add_entry(struct muster_layout *layout, const struct muster_curve *curve)
{
    if (!curve->label || !*curve->label || curve->kind == MUSTER_CURVE_WORDS ||
        layout->legend_count == MUSTER_FIGURE_LEGEND_MAX)
        return;
    for (size_t i = 0; i < layout->legend_count; i++)
        if (same_entry(layout->legend[i].curve, curve))
            return;
    double room =
        layout->width - 2 * MUSTER_SHEET_MARGIN - MUSTER_LEGEND_SAMPLE - MUSTER_LEGEND_GAP;
    struct muster_legend_entry *entry = &layout->legend[layout->legend_count++];
    entry->curve = curve;
    muster_text_wrap(&entry->text, curve->label, muster_type_legend, 0.85 * room, 2);
}

static void collect_legend(struct muster_layout *layout, const struct muster_figure *figure)
{
    for (size_t p = 0; p < figure->panel_count; p++)
        for (size_t i = 0; i < figure->panels[p].curve_count; i++)
            add_entry(layout, &figure->panels[p].curves[i]);
}

/* Widths of `columns` columns filled row by row, gaps included; returns their sum. */
static double legend_widths(double *widths, const struct muster_layout *layout, size_t columns)
{
    double sum = 0;
    for (size_t c = 0; c < columns; c++) {
        widths[c] = 0;
        for (size_t i = c; i < layout->legend_count; i += columns)
            widths[c] = fmax(widths[c], layout->legend[i].text.width);
        widths[c] += MUSTER_LEGEND_SAMPLE + MUSTER_LEGEND_GAP + LEGEND_APART;
        sum += widths[c];
    }
    return sum;
}

static size_t legend_columns(const struct muster_layout *layout, double *widths)
{
    double room = layout->width - 2 * MUSTER_SHEET_MARGIN + LEGEND_APART;
    size_t columns = layout->legend_count < LEGEND_COLUMNS ? layout->legend_count : LEGEND_COLUMNS;
    while (columns > 1 && legend_widths(widths, layout, columns) > room)
        columns--;
    if (columns)
        legend_widths(widths, layout, columns);
    return columns;
}

/* Where the legend begins: under the first panel's axis if it fits there, else further left. */
static double legend_left(const struct muster_layout *layout, double axis)
{
    double widths[LEGEND_COLUMNS], right = layout->width - MUSTER_SHEET_MARGIN + LEGEND_APART;
    size_t columns = legend_columns(layout, widths);
    for (size_t i = 0; i < columns; i++)
        right -= widths[i];
    return fmax(MUSTER_SHEET_MARGIN, fmin(axis, right));
}

/* Places the entries in columns with the lower edge at `bottom` and the left edge at `left`;
 * returns the height. */
static double place_legend(struct muster_layout *layout, double left, double bottom)
{
    double widths[LEGEND_COLUMNS], height = 0;
    size_t columns = legend_columns(layout, widths), count = layout->legend_count;
    for (size_t row = columns ? (count - 1) / columns + 1 : 0; row-- > 0;) {
        double tallest = 0, at = left;
        size_t end = (row + 1) * columns < count ? (row + 1) * columns : count;
        for (size_t i = row * columns; i < end; i++)
            tallest = fmax(tallest, text_height(&layout->legend[i].text, muster_type_legend));
        height += tallest + 2;
        for (size_t i = row * columns; i < end; i++) {
            layout->legend[i].top = bottom + height;
            layout->legend[i].left = at;
            at += widths[i % columns];
        }
    }
    return height;
}

/* -- panels ---------------------------------------------------------------------------------- */

/* Sets ranges, titles, labels and ticks of every panel for boxes of the size in `grid`. */
static void set_panels(struct muster_layout *layout, const struct muster_figure *figure,
                       const struct grid *grid)
{
    assert(layout->columns > 0);
    for (size_t p = 0; p < figure->panel_count; p++) {
        const struct muster_panel *from = &figure->panels[p];
        struct muster_panel_layout *panel = &layout->panel[p];
        double width = grid->box_width, height = grid->box_height;
        panel->x = range_of(figure, p, figure->share_x, MUSTER_ALONG_X, width);
        panel->y = range_of(figure, p, figure->share_y, MUSTER_ALONG_Y, height);
        panel->x_outer = !figure->share_x || p + layout->columns >= figure->panel_count;
        panel->y_outer = !figure->share_y || p % layout->columns == 0;
        muster_text_wrap(&panel->title, from->title, muster_type_panel, width, 2);
        muster_text_wrap(&panel->x_label, panel->x_outer ? from->x.label : NULL, muster_type_label,
                         width, 2);
        muster_text_wrap(&panel->y_label, panel->y_outer ? from->y.label : NULL, muster_type_label,
                         height, 2);
        muster_axis_ticks(&panel->x_ticks, &from->x, panel->x, MUSTER_ALONG_X, muster_type_tick,
                          width, width);
        muster_axis_ticks(&panel->y_ticks, &from->y, panel->y, MUSTER_ALONG_Y, muster_type_tick,
                          height, NAME_SHARE * layout->width);
    }
}

static double left_margin(const struct muster_panel_layout *panel)
{
    double label = text_height(&panel->y_label, muster_type_label);
    if (!panel->y_outer)
        return 0;
    return TICK_GAP + panel->y_ticks.widest + (label > 0 ? LABEL_GAP + label : 0);
}

static double bottom_margin(const struct muster_panel_layout *panel)
{
    double label = text_height(&panel->x_label, muster_type_label);
    if (!panel->x_outer)
        return 0;
    return TICK_GAP + (double)panel->x_ticks.lines * muster_type_leading(muster_type_tick) +
           (label > 0 ? LABEL_GAP + label : 0);
}

/* How far the last x label sticks out on the right. */
static double right_margin(const struct muster_panel_layout *panel)
{
    return panel->x_outer ? 0.5 * panel->x_ticks.widest : 0;
}

static void set_margins(struct grid *grid, const struct muster_layout *layout, size_t count)
{
    memset(grid->left, 0, sizeof grid->left);
    memset(grid->bottom, 0, sizeof grid->bottom);
    memset(grid->top, 0, sizeof grid->top);
    grid->right = 6;
    for (size_t p = 0; p < count; p++) {
        const struct muster_panel_layout *panel = &layout->panel[p];
        size_t row = p / layout->columns, column = p % layout->columns;
        double title = text_height(&panel->title, muster_type_panel);
        grid->left[column] = fmax(grid->left[column], left_margin(panel));
        grid->bottom[row] = fmax(grid->bottom[row], bottom_margin(panel));
        grid->top[row] = fmax(grid->top[row], title > 0 ? title + 4 : 4);
        grid->right = fmax(grid->right, right_margin(panel));
    }
}

static double label_height(const struct muster_tick_set *set, size_t i)
{
    struct muster_text text;
    muster_text_wrap(&text, muster_tick_label(set, i), muster_type_tick, set->wrap,
                     MUSTER_TEXT_LINES_MAX);
    return text_height(&text, muster_type_tick);
}

/* The height that names on an upright axis need to stand apart. */
static double names_height(const struct muster_panel *panel, const struct muster_panel_layout *at)
{
    double span = at->y.upper - at->y.lower, need = 0;
    const struct muster_tick_set *set = &at->y_ticks;
    for (size_t i = 0; i + 1 < set->count && panel->y.ticks; i++) {
        double apart = fabs(set->tick[i + 1].at - set->tick[i].at);
        double room = 0.5 * (label_height(set, i) + label_height(set, i + 1)) + 4;
        need = fmax(need, room * span / apart);
    }
    return fmin(need, NAMES_HEIGHT_MAX);
}

/* Shares the room out among the boxes, growing the sheet when they come out too low. */
static void set_boxes(struct muster_layout *layout, const struct muster_figure *figure,
                      struct grid *grid, double fixed_height)
{
    double across = 0, up = 0, low = BOX_HEIGHT_MIN;
    for (size_t c = 0; c < layout->columns; c++)
        across += grid->left[c] + grid->right + (c ? PANEL_GAP : 0);
    for (size_t r = 0; r < layout->rows; r++)
        up += grid->top[r] + grid->bottom[r] + (r ? PANEL_GAP : 0);
    for (size_t p = 0; p < figure->panel_count; p++)
        low = fmax(low, names_height(&figure->panels[p], &layout->panel[p]));
    double rows = (double)layout->rows, columns = (double)layout->columns;
    double wanted = (figure->height_cm > 0 ? figure->height_cm : 12) * PT_PER_CM;
    layout->height = fmax(wanted, fixed_height + up + rows * low);
    grid->box_height = (layout->height - fixed_height - up) / rows;
    grid->box_width = fmax(20, (layout->width - 2 * MUSTER_SHEET_MARGIN - across) / columns);
}

static void place_panels(struct muster_layout *layout, const struct grid *grid, size_t count,
                         double top)
{
    for (size_t row = 0; row < layout->rows; row++) {
        double left = MUSTER_SHEET_MARGIN;
        top -= grid->top[row];
        for (size_t column = 0; column < layout->columns; column++) {
            size_t p = row * layout->columns + column;
            left += grid->left[column];
            if (p < count) {
                struct muster_panel_layout *panel = &layout->panel[p];
                panel->box =
                    (struct muster_box){left, left + grid->box_width, top - grid->box_height, top};
                panel->x_label_top = panel->box.bottom - grid->bottom[row] +
                                     text_height(&panel->x_label, muster_type_label);
                panel->y_label_left = left - grid->left[column];
            }
            left += grid->box_width + grid->right + PANEL_GAP;
        }
        top -= grid->box_height + grid->bottom[row] + PANEL_GAP;
    }
}

static void set_texts(struct muster_layout *layout, const struct muster_figure *figure)
{
    double room = layout->width - 2 * MUSTER_SHEET_MARGIN;
    muster_text_wrap(&layout->title, figure->title, muster_type_title, room, 2);
    muster_text_wrap(&layout->subtitle, figure->subtitle, muster_type_subtitle, room, 2);
    muster_text_wrap(&layout->note, figure->note, muster_type_note, room, 3);
}

static double with_gap(double height)
{
    return height > 0 ? height + BLOCK_GAP : 0;
}

struct muster_layout *muster_layout_new(const struct muster_figure *figure)
{
    struct muster_layout *layout = calloc(1, sizeof *layout);
    if (!layout)
        return NULL;
    layout->width = (figure->width_cm > 0 ? figure->width_cm : 17) * PT_PER_CM;
    layout->columns = columns_for(figure);
    layout->rows = (figure->panel_count - 1) / layout->columns + 1;
    set_texts(layout, figure);
    collect_legend(layout, figure);
    double head = with_gap(text_height(&layout->title, muster_type_title) +
                           text_height(&layout->subtitle, muster_type_subtitle));
    double note = with_gap(text_height(&layout->note, muster_type_note));
    double legend = with_gap(place_legend(layout, 0, 0));
    double fixed = 2 * MUSTER_SHEET_MARGIN + head + note + legend;
    /* Ticks depend on the size of the boxes, and through their labels' widths the size on the
     * ticks; a second round settles it. */
    struct grid grid = {.box_width = 0.8 * layout->width / (double)layout->columns,
                        .box_height = 200 / (double)layout->rows};
    for (int round = 0; round < 3; round++) {
        set_panels(layout, figure, &grid);
        set_margins(&grid, layout, figure->panel_count);
        set_boxes(layout, figure, &grid, fixed);
    }
    place_panels(layout, &grid, figure->panel_count, layout->height - MUSTER_SHEET_MARGIN - head);
    place_legend(layout, legend_left(layout, layout->panel[0].box.left),
                 MUSTER_SHEET_MARGIN + note);
    return layout;
}

double muster_layout_x(const struct muster_panel_layout *panel, double x)
{
    double share = (x - panel->x.lower) / (panel->x.upper - panel->x.lower);
    return panel->box.left + share * (panel->box.right - panel->box.left);
}

double muster_layout_y(const struct muster_panel_layout *panel, double y)
{
    double share = (y - panel->y.lower) / (panel->y.upper - panel->y.lower);
    return panel->box.bottom + share * (panel->box.top - panel->box.bottom);
}
