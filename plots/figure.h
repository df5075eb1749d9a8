/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Figures out of plain curves: panels on a grid, each with two axes and any number of curves, one
 * legend below them all, drawn by gnuplot into svg, png and pdf. Knows nothing of what is shown.
 *
 * Every struct is open and may be set with designated initialisers; zero means "the usual". The
 * size is an A4 half page, 17 cm by 12 cm, and taller when rows of panels or names need it. Ranges,
 * ticks, margins, line breaks and the legend are worked out here, from the widths of DejaVu Sans,
 * so that nothing overlaps; gnuplot only draws. Texts are plain UTF-8, never markup: controls are
 * dropped, what does not fit is wrapped and at last cut with an ellipsis.
 *
 * Colours are the eight of Okabe and Ito, told apart with any colour vision (wong2011), a grey, and
 * for what is more or less seven shades of viridis from dark to light, in order for any colour
 * vision and on grey paper (see nunez2018); give curves that matter also a dash or a mark of their
 * own.
 *
 * Ownership: a figure borrows everything it points to; drawing keeps nothing. Thread rule: figures
 * may be drawn from several threads at once as long as folder and name differ (see also gnuplot.h).
 */
#ifndef MUSTER_FIGURE_H
#define MUSTER_FIGURE_H

#include "gnuplot.h"
#include <stdbool.h>
#include <stddef.h>

#define MUSTER_FIGURE_PANELS_MAX 12
#define MUSTER_FIGURE_TICKS_MAX 64  /* labelled ticks on an axis */
#define MUSTER_FIGURE_LEGEND_MAX 24 /* different legend entries; further ones are left out */

enum muster_colour {
    MUSTER_COLOUR_INK,
    MUSTER_COLOUR_BLUE,
    MUSTER_COLOUR_VERMILLION,
    MUSTER_COLOUR_GREEN,
    MUSTER_COLOUR_ORANGE,
    MUSTER_COLOUR_SKY,
    MUSTER_COLOUR_PURPLE,
    MUSTER_COLOUR_YELLOW,
    MUSTER_COLOUR_GREY,
    MUSTER_COLOUR_PAPER,  /* white */
    MUSTER_COLOUR_SHADES, /* the first, darkest, of MUSTER_SHADES that grow lighter */
    MUSTER_COLOUR_COUNT = MUSTER_COLOUR_SHADES + 7
};

#define MUSTER_SHADES (MUSTER_COLOUR_COUNT - MUSTER_COLOUR_SHADES)

enum muster_dash { MUSTER_DASH_SOLID, MUSTER_DASH_LONG, MUSTER_DASH_SHORT, MUSTER_DASH_DOT };

enum muster_mark {
    MUSTER_MARK_CIRCLE,
    MUSTER_MARK_SQUARE,
    MUSTER_MARK_TRIANGLE,
    MUSTER_MARK_DIAMOND,
    MUSTER_MARK_RING
};

/* What a curve reads is named; all arrays have `count` elements. A value that is not finite leaves
 * a gap: the line is interrupted, the point or bar left out. */
enum muster_curve_kind {
    MUSTER_CURVE_LINE,             /* x, y */
    MUSTER_CURVE_STEPS,            /* x, y: y[i] holds from x[i] to x[i+1]; the last as long as
                                      the one before it */
    MUSTER_CURVE_BAND,             /* x, lower, upper: filled between them */
    MUSTER_CURVE_BAND_STEPS,       /* the same, held like STEPS */
    MUSTER_CURVE_POINTS,           /* x, y */
    MUSTER_CURVE_INTERVALS,        /* x, y, lower, upper: upright error bars; y NULL = no mark */
    MUSTER_CURVE_INTERVALS_ACROSS, /* x, y, lower, upper: error bars along x; x NULL = no mark */
    MUSTER_CURVE_BARS,             /* x (centres), y, bar_width: from 0 to y */
    MUSTER_CURVE_SPANS,            /* lower, upper, y: filled from lower to upper along x, bar_width
                                      high around y: cells of a table, shifts of a rota */
    MUSTER_CURVE_WORDS,            /* x, y, words: text centred there; all or, when one is wider
                                      than bar_width, none */
    MUSTER_CURVE_LEVEL,            /* at: a line across the panel at this y */
    MUSTER_CURVE_UPRIGHT           /* at: a line up the panel at this x */
};

struct muster_curve {
    enum muster_curve_kind kind;
    const char *label; /* legend text; NULL or "" = not in the legend. Curves of the same label,
                          kind and colour in several panels share one entry */
    enum muster_colour colour;
    enum muster_dash dash;
    enum muster_mark mark;
    double width;   /* of lines [pt]; 0 = 1.5, reference lines 1 */
    double size;    /* of marks [pt]; 0 = 5 */
    double opacity; /* of fills [0, 1]; 0 = 0.25, bars 0.7, spans 1 */
    size_t count;
    const double *x, *y, *lower, *upper;
    const char *const *words; /* NULL or "" = nothing there */
    double bar_width;         /* > 0 for bars and words in units of x, for spans in units of y */
    double at;
};

enum muster_axis_format {
    MUSTER_AXIS_PLAIN,       /* 150,000 */
    MUSTER_AXIS_PERCENT,     /* values are fractions: 0.8 is "80 %" */
    MUSTER_AXIS_TIME_OF_DAY, /* seconds since midnight: "08:00" */
    MUSTER_AXIS_DATE,        /* days since 1970-01-01: "Apr", "3 May", a year where it begins */
    MUSTER_AXIS_MONEY        /* currency before the number: "£1.2M", "£250k" */
};

struct muster_tick {
    double at;
    const char *label;
};

struct muster_axis {
    const char *label;
    enum muster_axis_format format;
    const char *currency;            /* MONEY: the sign, at most 8 bytes used; NULL = none */
    double lower, upper;             /* the range; lower >= upper = from the data */
    bool from_zero;                  /* a range from the data includes 0 */
    const struct muster_tick *ticks; /* NULL = chosen here */
    size_t tick_count;               /* at most MUSTER_FIGURE_TICKS_MAX */
};

struct muster_panel {
    const char *title;
    struct muster_axis x, y;
    const struct muster_curve *curves; /* drawn in this order, the last on top */
    size_t curve_count;
};

struct muster_figure {
    const char *title, *subtitle;
    const char *note; /* small, below everything: how many replications, the seed */
    const struct muster_panel *panels;
    size_t panel_count;         /* 1 … MUSTER_FIGURE_PANELS_MAX */
    size_t columns;             /* 0 = chosen from the number of panels */
    bool share_x, share_y;      /* all panels have the same range; labels at the outer edge only */
    double width_cm, height_cm; /* 0 = 17 and 12; the height is a minimum */
};

#define MUSTER_TEXT_COLUMNS 80
#define MUSTER_TEXT_ROWS 24

#define MUSTER_PLOT_SVG 1u
#define MUSTER_PLOT_PNG 2u
#define MUSTER_PLOT_PDF 4u

/* Draws `figure` into folder/name.svg, .png, .pdf as `formats` says (at least one); with
 * keep_script also leaves folder/name.gp, which `gnuplot name.gp` draws again, even when gnuplot
 * fails. `name` is the program's own: [a-z0-9-]+, at most 64 bytes (asserted). A file of that name
 * is replaced; it is there whole or not at all. gnuplot has 60 s;
 * once *stop is not 0 (NULL: never) nothing more is drawn.
 * Returns MUSTER_PLOT_OK, or what failed with a text in *error (never NULL). */
enum muster_plot_status muster_figure_draw(struct muster_plot_error *error,
                                           const struct muster_figure *figure, const char *folder,
                                           const char *name, unsigned formats, bool keep_script,
                                           const atomic_int *stop);

/* The same figure in letters, for a terminal: by gnuplot's `dumb` terminal, each panel
 * MUSTER_TEXT_COLUMNS wide and MUSTER_TEXT_ROWS high, with its own legend, one below the other.
 * UTF-8 without control or escape codes but the line ends. The note and words on panels are left
 * out; names that the rows have no room for lose their label. gnuplot has 60 s; `stop` as above.
 * *text is the caller's to free(), NULL after a failure. */
enum muster_plot_status muster_figure_text(char **text, struct muster_plot_error *error,
                                           const struct muster_figure *figure,
                                           const atomic_int *stop);

#endif
