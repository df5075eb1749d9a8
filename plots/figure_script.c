/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figure_script.h"
#include <assert.h>
#include <math.h>
#include <string.h>

#define END_TAG "end_of_data"
#define INK "#222222"
#define SOFT "#666666"
#define PNG_DPI 200.0

/* wong2011, white, nunez2018, in the order of enum muster_colour. */
static const char *const palette[MUSTER_COLOUR_COUNT] = {
    "#000000", "#0072B2", "#D55E00", "#009E73", "#E69F00", "#56B4E9",
    "#CC79A7", "#F0E442", "#7F7F7F", "#FFFFFF", "#440154", "#443983",
    "#31688E", "#21918C", "#35B779", "#90D743", "#FDE725"};

/* What a body needs while it is written. */
struct sheet {
    FILE *out;
    const struct muster_figure *figure;
    const struct muster_layout *layout;
    const char *family;               /* of type */
    const struct muster_fonts *fonts; /* NULL: letters as they are */
    double mark;                      /* width of gnuplot's mark of size 1 on the terminal [pt] */
    double drop; /* how much too high the terminal sets its type, in its size */
};

enum align { ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT };

/* -- data ------------------------------------------------------------------------------------ */

/* One line of a datablock. gnuplot would take a line equal to the end tag for the block's end and
 * the next one for a command; numbers never are, and this makes sure of it. */
static void put_row(FILE *out, size_t count, const double *value)
{
    char row[128] = "";
    size_t used = 0;
    for (size_t i = 0; i < count; i++) {
        assert(isfinite(value[i]) && used + 30 < sizeof row);
        int n = snprintf(row + used, sizeof row - used, "%s%.17g", i ? " " : "", value[i]);
        used += n > 0 ? (size_t)n : 0;
    }
    assert(strcmp(row, END_TAG) != 0);
    fprintf(out, "%s\n", row);
}

static void put_point(FILE *out, double x, double y)
{
    put_row(out, 2, (double[]){x, y});
}

static void put_gap(FILE *out)
{
    fputc('\n', out);
}

static double step_end(const struct muster_curve *curve, size_t i)
{
    size_t n = curve->count;
    if (i + 1 < n)
        return curve->x[i + 1];
    return n > 1 ? 2 * curve->x[n - 1] - curve->x[n - 2] : curve->x[i];
}

static void put_line(FILE *out, const struct muster_curve *curve, bool steps)
{
    for (size_t i = 0; i < curve->count; i++) {
        if (!isfinite(curve->x[i]) || !isfinite(curve->y[i])) {
            put_gap(out);
            continue;
        }
        put_point(out, curve->x[i], curve->y[i]);
        if (steps && isfinite(step_end(curve, i)))
            put_point(out, step_end(curve, i), curve->y[i]);
    }
}

static bool has_band(const struct muster_curve *curve, size_t i)
{
    return isfinite(curve->x[i]) && isfinite(curve->lower[i]) && isfinite(curve->upper[i]);
}

/* Each stretch without gaps as one polygon: along the lower edge, back along the upper one. */
static void put_band(FILE *out, const struct muster_curve *curve, bool steps)
{
    for (size_t i = 0, end; i < curve->count; i = end + 1) {
        for (end = i; end < curve->count && has_band(curve, end); end++) {
            put_point(out, curve->x[end], curve->lower[end]);
            if (steps && isfinite(step_end(curve, end)))
                put_point(out, step_end(curve, end), curve->lower[end]);
        }
        for (size_t k = end; k-- > i;) {
            if (steps && isfinite(step_end(curve, k)))
                put_point(out, step_end(curve, k), curve->upper[k]);
            put_point(out, curve->x[k], curve->upper[k]);
        }
        put_gap(out);
    }
}

static void put_bars(FILE *out, const struct muster_curve *curve)
{
    double half = 0.5 * curve->bar_width;
    for (size_t i = 0; i < curve->count; i++) {
        double x = curve->x[i], y = curve->y[i];
        if (!isfinite(x) || !isfinite(y))
            continue;
        put_point(out, x - half, 0);
        put_point(out, x + half, 0);
        put_point(out, x + half, y);
        put_point(out, x - half, y);
        put_gap(out);
    }
}

static void put_spans(FILE *out, const struct muster_curve *curve)
{
    double half = 0.5 * curve->bar_width;
    for (size_t i = 0; i < curve->count; i++) {
        double from = curve->lower[i], to = curve->upper[i], y = curve->y[i];
        if (!isfinite(from) || !isfinite(to) || !isfinite(y))
            continue;
        put_point(out, from, y - half);
        put_point(out, to, y - half);
        put_point(out, to, y + half);
        put_point(out, from, y + half);
        put_gap(out);
    }
}

/* Beginnings and lengths, for `with vectors`: lines in bits get ragged ends on pngcairo. */
static void put_intervals(FILE *out, const struct muster_curve *curve)
{
    bool across = curve->kind == MUSTER_CURVE_INTERVALS_ACROSS;
    for (size_t i = 0; i < curve->count; i++) {
        double at = across ? curve->y[i] : curve->x[i];
        double from = curve->lower[i], length = curve->upper[i] - from;
        if (isfinite(at) && isfinite(from) && isfinite(length))
            put_row(out, 4,
                    (double[]){across ? from : at, across ? at : from, across ? length : 0,
                               across ? 0 : length});
    }
}

static void put_reference(FILE *out, const struct muster_curve *curve,
                          const struct muster_panel_layout *panel)
{
    if (!isfinite(curve->at))
        return;
    if (curve->kind == MUSTER_CURVE_LEVEL) {
        put_point(out, panel->x.lower, curve->at);
        put_point(out, panel->x.upper, curve->at);
    } else {
        put_point(out, curve->at, panel->y.lower);
        put_point(out, curve->at, panel->y.upper);
    }
}

/* The curve's lines or polygons. */
static void put_shape(FILE *out, const struct muster_curve *curve,
                      const struct muster_panel_layout *panel)
{
    switch (curve->kind) {
    case MUSTER_CURVE_LINE:
    case MUSTER_CURVE_STEPS:
        put_line(out, curve, curve->kind == MUSTER_CURVE_STEPS);
        return;
    case MUSTER_CURVE_BAND:
    case MUSTER_CURVE_BAND_STEPS:
        put_band(out, curve, curve->kind == MUSTER_CURVE_BAND_STEPS);
        return;
    case MUSTER_CURVE_BARS:
        put_bars(out, curve);
        return;
    case MUSTER_CURVE_SPANS:
        put_spans(out, curve);
        return;
    case MUSTER_CURVE_INTERVALS:
    case MUSTER_CURVE_INTERVALS_ACROSS:
        put_intervals(out, curve);
        return;
    case MUSTER_CURVE_LEVEL:
    case MUSTER_CURVE_UPRIGHT:
        put_reference(out, curve, panel);
        return;
    case MUSTER_CURVE_POINTS:
    case MUSTER_CURVE_WORDS:
        return;
    }
}

static bool is_filled(enum muster_curve_kind kind)
{
    return kind == MUSTER_CURVE_BAND || kind == MUSTER_CURVE_BAND_STEPS ||
           kind == MUSTER_CURVE_BARS || kind == MUSTER_CURVE_SPANS;
}

static bool has_marks(const struct muster_curve *curve)
{
    return curve->kind == MUSTER_CURVE_POINTS || ((curve->kind == MUSTER_CURVE_INTERVALS ||
                                                   curve->kind == MUSTER_CURVE_INTERVALS_ACROSS) &&
                                                  curve->x && curve->y);
}

static void put_marks(FILE *out, const struct muster_curve *curve)
{
    for (size_t i = 0; i < curve->count; i++)
        if (isfinite(curve->x[i]) && isfinite(curve->y[i]))
            put_point(out, curve->x[i], curve->y[i]);
}

static bool is_reference(const struct muster_curve *curve)
{
    return curve->kind == MUSTER_CURVE_LEVEL || curve->kind == MUSTER_CURVE_UPRIGHT;
}

/* Whether element `i` can be drawn. */
static bool is_drawn(const struct muster_curve *curve, size_t i)
{
    switch (curve->kind) {
    case MUSTER_CURVE_BAND:
    case MUSTER_CURVE_BAND_STEPS:
        return has_band(curve, i);
    case MUSTER_CURVE_SPANS:
        return isfinite(curve->lower[i]) && isfinite(curve->upper[i]) && isfinite(curve->y[i]);
    case MUSTER_CURVE_INTERVALS:
    case MUSTER_CURVE_INTERVALS_ACROSS:
        return (!curve->x || isfinite(curve->x[i])) && (!curve->y || isfinite(curve->y[i])) &&
               isfinite(curve->lower[i]) && isfinite(curve->upper[i]);
    default:
        return isfinite(curve->x[i]) && isfinite(curve->y[i]);
    }
}

/* gnuplot complains of a curve without any point: those are left out. */
static bool has_data(const struct muster_curve *curve)
{
    if (curve->kind == MUSTER_CURVE_WORDS)
        return false; /* text, see put_words */
    if (is_reference(curve))
        return isfinite(curve->at);
    for (size_t i = 0; i < curve->count; i++)
        if (is_drawn(curve, i))
            return true;
    return false;
}

/* Datablocks $shape_PANEL_CURVE and $marks_PANEL_CURVE. */
static void put_data(FILE *out, const struct muster_figure *figure,
                     const struct muster_layout *layout)
{
    for (size_t p = 0; p < figure->panel_count; p++)
        for (size_t i = 0; i < figure->panels[p].curve_count; i++) {
            const struct muster_curve *curve = &figure->panels[p].curves[i];
            if (!has_data(curve))
                continue;
            fprintf(out, "$shape_%zu_%zu << " END_TAG "\n", p, i);
            put_shape(out, curve, &layout->panel[p]);
            fprintf(out, END_TAG "\n");
            if (!has_marks(curve))
                continue;
            fprintf(out, "$marks_%zu_%zu << " END_TAG "\n", p, i);
            put_marks(out, curve);
            fprintf(out, END_TAG "\n");
        }
}

/* -- styles ---------------------------------------------------------------------------------- */

static const char *colour_of(const struct muster_curve *curve)
{
    assert((unsigned)curve->colour < MUSTER_COLOUR_COUNT);
    return palette[curve->colour];
}

static void put_line_style(FILE *out, const struct muster_curve *curve)
{
    static const char *const pattern[] = {"solid", "(11,6)", "(4,5)", "(0.5,4)"};
    /* Round ends add a width to each dash: with butt ends pngcairo leaves notches. */
    double width = curve->width > 0 ? curve->width : is_reference(curve) ? 1 : 1.5;
    assert((size_t)curve->dash < sizeof pattern / sizeof *pattern);
    fprintf(out, "lw %.3g dt %s lc rgb '%s'", width, pattern[curve->dash], colour_of(curve));
}

static void put_fill_style(FILE *out, const struct muster_curve *curve)
{
    double usual = curve->kind == MUSTER_CURVE_BARS    ? 0.7
                   : curve->kind == MUSTER_CURVE_SPANS ? 1
                                                       : 0.25;
    double opacity = curve->opacity > 0 ? fmin(curve->opacity, 1) : usual;
    fprintf(out, "fc rgb '%s' fillstyle %s solid %.3g noborder", colour_of(curve),
            opacity < 1 ? "transparent" : "", opacity);
}

static void put_mark_style(const struct sheet *sheet, const struct muster_curve *curve)
{
    static const int point_type[] = {7, 5, 9, 13, 6};
    assert((size_t)curve->mark < sizeof point_type / sizeof *point_type);
    double size = curve->size > 0 ? curve->size : 5;
    fprintf(sheet->out, "pt %d ps %.3g lw 1 lc rgb '%s'", point_type[curve->mark],
            size / sheet->mark, colour_of(curve));
}

/* -- panels ---------------------------------------------------------------------------------- */

static void put_margins(const struct sheet *sheet, struct muster_box box)
{
    double width = sheet->layout->width, height = sheet->layout->height;
    fprintf(sheet->out,
            "set lmargin at screen %.6f\nset rmargin at screen %.6f\n"
            "set bmargin at screen %.6f\nset tmargin at screen %.6f\n",
            box.left / width, box.right / width, box.bottom / height, box.top / height);
}

static void put_ticks(FILE *out, const char *axis, const struct muster_tick_set *set)
{
    if (!set->count) {
        fprintf(out, "unset %stics\n", axis);
        return;
    }
    fprintf(out, "set %stics border out nomirror scale 0.5 (", axis);
    for (size_t i = 0; i < set->count; i++)
        fprintf(out, "%s'' %.17g", i ? ", " : "", set->tick[i].at);
    fprintf(out, ")\n");
}

static const char *drawn_with(enum muster_curve_kind kind)
{
    if (kind == MUSTER_CURVE_INTERVALS || kind == MUSTER_CURVE_INTERVALS_ACROSS)
        return "1:2:3:4 with vectors nohead";
    return is_filled(kind) ? "1:2 with filledcurves closed" : "1:2 with lines";
}

static void put_plot_items(const struct sheet *sheet, const struct muster_panel *panel, size_t p)
{
    FILE *out = sheet->out;
    for (size_t i = 0; i < panel->curve_count; i++) {
        const struct muster_curve *curve = &panel->curves[i];
        if (!has_data(curve))
            continue;
        if (curve->kind != MUSTER_CURVE_POINTS) {
            fprintf(out, ", $shape_%zu_%zu using %s ", p, i, drawn_with(curve->kind));
            if (is_filled(curve->kind))
                put_fill_style(out, curve);
            else
                put_line_style(out, curve);
            fprintf(out, " notitle");
        }
        if (has_marks(curve)) {
            fprintf(out, ", $marks_%zu_%zu using 1:2 with points ", p, i);
            put_mark_style(sheet, curve);
            fprintf(out, " notitle");
        }
    }
}

static void put_panel(const struct sheet *sheet, size_t p)
{
    FILE *out = sheet->out;
    const struct muster_panel *panel = &sheet->figure->panels[p];
    const struct muster_panel_layout *at = &sheet->layout->panel[p];
    put_margins(sheet, at->box);
    fprintf(out, "set xrange [%.17g:%.17g]\nset yrange [%.17g:%.17g]\n", at->x.lower, at->x.upper,
            at->y.lower, at->y.upper);
    fprintf(out, "set border 3 lw 0.6 lc rgb '" SOFT "'\n");
    put_ticks(out, "x", &at->x_ticks);
    put_ticks(out, "y", &at->y_ticks);
    /* Names run along y: then the values to read off lie along x. */
    fprintf(out, "unset grid\nset grid %stics back lt 1 dt solid lw 0.5 lc rgb '#dddddd'\n",
            panel->y.ticks ? "x" : "y");
    fprintf(out, "plot NaN notitle");
    put_plot_items(sheet, panel, p);
    fprintf(out, "\n");
}

/* -- text and legend ------------------------------------------------------------------------- */

static void put_position(const struct sheet *sheet, double x, double y)
{
    fprintf(sheet->out, "screen %.6f, screen %.6f", x / sheet->layout->width,
            y / sheet->layout->height);
}

/* One line of text, (x, y) its left, middle or right at half its height. */
static void put_line_of_text(const struct sheet *sheet, const char *line, struct muster_type type,
                             const char *colour, enum align align, double x, double y, bool upright)
{
    static const char *const word[] = {"left", "center", "right"};
    char spared[2 * MUSTER_TEXT_BYTES];
    if (sheet->fonts) {
        muster_fonts_spare(spared, sizeof spared, sheet->fonts, line);
        line = spared;
    }
    fprintf(sheet->out, "set label ");
    muster_text_quote(sheet->out, line);
    fprintf(sheet->out, " at ");
    put_position(sheet, x + (upright ? sheet->drop * type.size : 0),
                 y - (upright ? 0 : sheet->drop * type.size));
    fprintf(sheet->out, " %s %s font '%s%s,%.3g' tc rgb '%s' noenhanced front\n", word[align],
            upright ? "rotate by 90" : "norotate", sheet->family, type.bold ? " Bold" : "",
            type.size, colour);
}

/* Lines below each other, the upper edge of the first at `top`. */
static void put_text(const struct sheet *sheet, const struct muster_text *text,
                     struct muster_type type, const char *colour, enum align align, double x,
                     double top)
{
    for (size_t i = 0; i < text->count; i++)
        put_line_of_text(sheet, text->line[i], type, colour, align, x,
                         top - ((double)i + 0.5) * muster_type_leading(type), false);
}

/* Lines that run upwards, side by side from `left`, centred on `y`. */
static void put_upright_text(const struct sheet *sheet, const struct muster_text *text,
                             struct muster_type type, double left, double y)
{
    for (size_t i = 0; i < text->count; i++)
        put_line_of_text(sheet, text->line[i], type, INK, ALIGN_CENTER,
                         left + ((double)i + 0.5) * muster_type_leading(type), y, true);
}

/* Text on a panel, where all of it has room. */
static void put_words(const struct sheet *sheet, const struct muster_curve *curve,
                      const struct muster_panel_layout *at)
{
    struct muster_type type = {.size = curve->size > 0 ? curve->size : 6.5};
    double room = muster_layout_x(at, curve->bar_width) - muster_layout_x(at, 0);
    for (size_t i = 0; i < curve->count; i++)
        if (muster_text_word_width(curve->words[i], type) > room)
            return;
    for (size_t i = 0; i < curve->count; i++) {
        struct muster_text text;
        muster_text_wrap(&text, curve->words[i], type, room, 1);
        if (text.count && isfinite(curve->x[i]) && isfinite(curve->y[i]))
            put_text(sheet, &text, type, colour_of(curve), ALIGN_CENTER,
                     muster_layout_x(at, curve->x[i]),
                     muster_layout_y(at, curve->y[i]) + 0.5 * muster_type_leading(type));
    }
}

static void put_x_labels(const struct sheet *sheet, const struct muster_panel_layout *at)
{
    const struct muster_tick_set *set = &at->x_ticks;
    for (size_t i = 0; i < set->count && at->x_outer; i++) {
        struct muster_text text;
        muster_text_wrap(&text, muster_tick_label(set, i), muster_type_tick, set->wrap,
                         MUSTER_TEXT_LINES_MAX);
        put_text(sheet, &text, muster_type_tick, INK, ALIGN_CENTER,
                 muster_layout_x(at, set->tick[i].at), at->box.bottom - 5);
    }
    put_text(sheet, &at->x_label, muster_type_label, INK, ALIGN_CENTER,
             0.5 * (at->box.left + at->box.right), at->x_label_top);
}

static void put_y_labels(const struct sheet *sheet, const struct muster_panel_layout *at)
{
    const struct muster_tick_set *set = &at->y_ticks;
    for (size_t i = 0; i < set->count && at->y_outer; i++) {
        struct muster_text text;
        muster_text_wrap(&text, muster_tick_label(set, i), muster_type_tick, set->wrap,
                         MUSTER_TEXT_LINES_MAX);
        double half = 0.5 * (double)text.count * muster_type_leading(muster_type_tick);
        put_text(sheet, &text, muster_type_tick, INK, ALIGN_RIGHT, at->box.left - 6,
                 muster_layout_y(at, set->tick[i].at) + half);
    }
    put_upright_text(sheet, &at->y_label, muster_type_label, at->y_label_left,
                     0.5 * (at->box.bottom + at->box.top));
}

static void put_segment(const struct sheet *sheet, double x0, double y0, double x1, double y1,
                        const struct muster_curve *curve)
{
    fprintf(sheet->out, "set arrow from ");
    put_position(sheet, x0, y0);
    fprintf(sheet->out, " to ");
    put_position(sheet, x1, y1);
    fprintf(sheet->out, " nohead front ");
    put_line_style(sheet->out, curve);
    fprintf(sheet->out, "\n");
}

/* A sample of the curve, `x` its left edge and `y` its middle. */
static void put_sample(const struct sheet *sheet, const struct muster_curve *curve, double x,
                       double y)
{
    double right = x + MUSTER_LEGEND_SAMPLE, middle = x + 0.5 * MUSTER_LEGEND_SAMPLE;
    if (is_filled(curve->kind)) {
        fprintf(sheet->out, "set object rectangle from ");
        put_position(sheet, x, y - 3.5);
        fprintf(sheet->out, " to ");
        put_position(sheet, right, y + 3.5);
        fprintf(sheet->out, " front ");
        put_fill_style(sheet->out, curve);
        fprintf(sheet->out, "\n");
    } else if (curve->kind == MUSTER_CURVE_INTERVALS || curve->kind == MUSTER_CURVE_UPRIGHT) {
        put_segment(sheet, middle, y - 5, middle, y + 5, curve);
    } else if (curve->kind != MUSTER_CURVE_POINTS) {
        put_segment(sheet, x, y, right, y, curve);
    }
    if (has_marks(curve)) {
        fprintf(sheet->out, "set label '' at ");
        put_position(sheet, middle, y);
        fprintf(sheet->out, " front point ");
        put_mark_style(sheet, curve);
        fprintf(sheet->out, "\n");
    }
}

static void put_legend(const struct sheet *sheet)
{
    for (size_t i = 0; i < sheet->layout->legend_count; i++) {
        const struct muster_legend_entry *entry = &sheet->layout->legend[i];
        double first = entry->top - 0.5 * muster_type_leading(muster_type_legend);
        put_sample(sheet, entry->curve, entry->left, first);
        put_text(sheet, &entry->text, muster_type_legend, INK, ALIGN_LEFT,
                 entry->left + MUSTER_LEGEND_SAMPLE + MUSTER_LEGEND_GAP, entry->top);
    }
}

static void put_all_text(const struct sheet *sheet)
{
    const struct muster_layout *layout = sheet->layout;
    double left = MUSTER_SHEET_MARGIN, top = layout->height - MUSTER_SHEET_MARGIN;
    put_text(sheet, &layout->title, muster_type_title, INK, ALIGN_LEFT, left, top);
    top -= (double)layout->title.count * muster_type_leading(muster_type_title);
    put_text(sheet, &layout->subtitle, muster_type_subtitle, SOFT, ALIGN_LEFT, left, top);
    double note = (double)layout->note.count * muster_type_leading(muster_type_note);
    put_text(sheet, &layout->note, muster_type_note, SOFT, ALIGN_LEFT, left,
             MUSTER_SHEET_MARGIN + note);
    for (size_t p = 0; p < sheet->figure->panel_count; p++) {
        const struct muster_panel_layout *at = &layout->panel[p];
        double title = (double)at->title.count * muster_type_leading(muster_type_panel);
        put_text(sheet, &at->title, muster_type_panel, INK, ALIGN_LEFT, at->box.left,
                 at->box.top + 4 + title);
        put_x_labels(sheet, at);
        put_y_labels(sheet, at);
        const struct muster_panel *panel = &sheet->figure->panels[p];
        for (size_t i = 0; i < panel->curve_count; i++)
            if (panel->curves[i].kind == MUSTER_CURVE_WORDS)
                put_words(sheet, &panel->curves[i], at);
    }
    put_legend(sheet);
}

/* -- terminals ------------------------------------------------------------------------------- */

/* The whole picture, on whatever terminal is set. Text and legend come in a last, empty plot that
 * covers the sheet. */
static void put_body(const struct sheet *sheet)
{
    FILE *out = sheet->out;
    fprintf(out, "reset\nset multiplot\nunset key\nset clip two\n");
    for (size_t p = 0; p < sheet->figure->panel_count; p++)
        put_panel(sheet, p);
    put_margins(sheet, (struct muster_box){0, sheet->layout->width, 0, sheet->layout->height});
    fprintf(out, "unset border\nunset xtics\nunset ytics\nunset grid\n"
                 "set xrange [0:1]\nset yrange [0:1]\n");
    put_all_text(sheet);
    fprintf(out, "plot NaN notitle\nunset multiplot\n");
}

/* Scales make 1 pt of type and of line the same length on every terminal: svg counts pixels of
 * 1/96 inch, png of 1/200 inch; gnuplot's cairo terminals take type for 96 dpi. */
static void put_svg(struct sheet *sheet, const char *name)
{
    double px = 96.0 / 72;
    char id[80]; /* gnuplot allows letters, digits and _ */
    snprintf(id, sizeof id, "%s", name);
    for (char *c = id; *c; c++)
        *c = *c == '-' ? '_' : *c;
    sheet->drop = 0.09;
    sheet->mark = 5.1;
    sheet->family = "sans-serif"; /* any viewer has it; with the DejaVu fonts, those */
    fprintf(sheet->out,
            "set terminal svg size %.0f,%.0f fixed rounded noenhanced font 'sans-serif,8' "
            "fontscale %.4f "
            "linewidth %.4f background '#ffffff' name '%s'\nset output '%s.svg'\n",
            sheet->layout->width * px, sheet->layout->height * px, px, px, id, name);
    put_body(sheet);
    fprintf(sheet->out, "set output\n");
}

static void put_png(struct sheet *sheet, const char *name)
{
    double px = PNG_DPI / 72, width = sheet->layout->width * px,
           height = sheet->layout->height * px;
    sheet->drop = 0;
    sheet->mark = 6.4;
    sheet->family = "DejaVu Sans";
    fprintf(sheet->out,
            "if (strstrt(GPVAL_TERMINALS, ' pngcairo ') > 0) {\n"
            "set terminal pngcairo rounded size %.0f,%.0f noenhanced font 'DejaVu Sans,8' "
            "fontscale %.4f "
            "linewidth %.4f pointscale %.4f background '#ffffff'\n} else {\n"
            "set terminal png truecolor size %.0f,%.0f noenhanced font 'DejaVu Sans,8' fontscale "
            "%.4f linewidth %.4f background '#ffffff'\n}\nset output '%s.png'\n",
            width, height, PNG_DPI / 96, px, PNG_DPI / 96, width, height, PNG_DPI / 96, px, name);
    put_body(sheet);
    fprintf(sheet->out, "set output\n");
}

static void put_pdf(struct sheet *sheet, const char *name)
{
    sheet->drop = 0;
    sheet->mark = 4.7;
    sheet->family = "DejaVu Sans";
    fprintf(sheet->out,
            "set terminal pdfcairo rounded size %.4fin,%.4fin noenhanced font 'DejaVu Sans,8' "
            "fontscale 0.75 linewidth 2 pointscale 0.5 background '#ffffff'\nset output '%s.pdf'\n",
            sheet->layout->width / 72, sheet->layout->height / 72, name);
    put_body(sheet);
    fprintf(sheet->out, "set output\n");
}

void muster_figure_script(FILE *out, const struct muster_figure *figure,
                          const struct muster_layout *layout, const struct muster_fonts *fonts,
                          const char *name, unsigned formats)
{
    struct sheet sheet = {.out = out, .figure = figure, .layout = layout};
    fprintf(out,
            "# A figure by muster. To draw it again: gnuplot -d %s.gp\n"
            "set encoding utf8\n",
            name);
    put_data(out, figure, layout);
    if (formats & MUSTER_PLOT_SVG)
        put_svg(&sheet, name);
    sheet.fonts = fonts;
    if (formats & MUSTER_PLOT_PNG)
        put_png(&sheet, name);
    if (formats & MUSTER_PLOT_PDF)
        put_pdf(&sheet, name);
}
