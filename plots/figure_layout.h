/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where everything of a figure goes, in points from the lower left corner of the sheet: title and
 * subtitle on top, the grid of panels, the legend and the note below. Margins are worked out from
 * the widths of the very labels they hold; when the panels would come out too small the sheet
 * grows taller. Pure functions of the figure.
 */
#ifndef MUSTER_FIGURE_LAYOUT_H
#define MUSTER_FIGURE_LAYOUT_H

#include "figure_axis.h"

struct muster_box {
    double left, right, bottom, top; /* [pt] */
};

struct muster_panel_layout {
    struct muster_box box; /* inside the axes */
    struct muster_range x, y;
    struct muster_tick_set x_ticks, y_ticks;
    bool x_outer, y_outer; /* labels are drawn below, to the left */
    struct muster_text title, x_label, y_label;
    double x_label_top;  /* upper edge of the x label [pt] */
    double y_label_left; /* left edge of the y label [pt] */
};

struct muster_legend_entry {
    const struct muster_curve *curve;
    struct muster_text text;
    double left, top; /* [pt] */
};

struct muster_layout {
    double width, height; /* of the sheet [pt] */
    size_t columns, rows;
    struct muster_text title, subtitle, note;
    struct muster_panel_layout panel[MUSTER_FIGURE_PANELS_MAX];
    size_t legend_count;
    struct muster_legend_entry legend[MUSTER_FIGURE_LEGEND_MAX];
};

/* The typefaces of the house and the line height that goes with each. */
extern const struct muster_type muster_type_title, muster_type_subtitle, muster_type_panel,
    muster_type_label, muster_type_tick, muster_type_legend, muster_type_note;
double muster_type_leading(struct muster_type type); /* [pt] */

#define MUSTER_SHEET_MARGIN 9.0   /* around the sheet [pt] */
#define MUSTER_LEGEND_SAMPLE 22.0 /* width of a sample of line or fill [pt] */
#define MUSTER_LEGEND_GAP 5.0     /* between sample and text [pt] */

/* A new layout, the caller's to free(); NULL when out of memory. */
struct muster_layout *muster_layout_new(const struct muster_figure *figure);

/* Paper position of a value on an axis [pt]. */
double muster_layout_x(const struct muster_panel_layout *panel, double x);
double muster_layout_y(const struct muster_panel_layout *panel, double y);

#endif
