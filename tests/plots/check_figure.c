/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Figures: the six kinds the reports draw, with made-up data, left in example-figures/ of the
 * working folder to be looked at; hostile text; a gnuplot that is missing, fails, hangs or dies.
 */
#include "check_main.h"
#include "figure.h"
#include "figure_fonts.h"
#include "gnuplot.h"
#include <dirent.h>
#include <locale.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define EXAMPLES "example-figures"
#define QUARTERS 40 /* quarter hours from 08:00 to 18:00 */
#define HOUR 3600.0
#define COUNT(array) (sizeof(array) / sizeof *(array))

/* -- looking at files ------------------------------------------------------------------------- */

static char *read_all(const char *folder, const char *file, size_t *length)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s", folder, file);
    FILE *in = fopen(path, "rb");
    ck_assert_msg(in != NULL, "%s is missing", path);
    char *bytes = malloc(1 << 24);
    *length = fread(bytes, 1, (1 << 24) - 1, in);
    bytes[*length] = '\0';
    fclose(in);
    return bytes;
}

static bool exists(const char *folder, const char *file)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s", folder, file);
    return access(path, F_OK) == 0;
}

static size_t entries(const char *folder)
{
    size_t count = 0;
    DIR *dir = opendir(folder);
    for (struct dirent *entry; dir && (entry = readdir(dir)) != NULL;)
        count += entry->d_name[0] != '.' || strlen(entry->d_name) > 2;
    if (dir)
        closedir(dir);
    return count;
}

/* A well-formed document: tags nest, & begins an entity, no control characters. */
static void check_xml(const char *text)
{
    int depth = 0;
    ck_assert(strncmp(text, "<?xml", 5) == 0);
    for (const char *s = text; *s; s++) {
        ck_assert((unsigned char)*s >= ' ' || strchr("\t\r\n", *s));
        if (*s == '&')
            ck_assert_msg(strcspn(s, ";") < strcspn(s, " <"), "bare & before %.20s", s);
        if (*s != '<')
            continue;
        const char *end = strncmp(s, "<![CDATA[", 9) == 0 ? strstr(s, "]]>") + 2
                          : strncmp(s, "<!--", 4) == 0    ? strstr(s, "-->") + 2
                                                          : strchr(s, '>');
        ck_assert(end > s);
        if (s[1] == '/')
            depth--;
        else if (s[1] != '?' && s[1] != '!' && end[-1] != '/')
            depth++;
        ck_assert_int_ge(depth, 0);
        s = end;
    }
    ck_assert_int_eq(depth, 0);
}

static void check_svg(const char *folder, const char *file)
{
    size_t length;
    char *text = read_all(folder, file, &length);
    ck_assert_uint_eq(strlen(text), length);
    check_xml(text);
    free(text);
}

static void check_png(const char *folder, const char *file)
{
    size_t length;
    char *bytes = read_all(folder, file, &length);
    ck_assert_uint_gt(length, 1000);
    ck_assert(memcmp(bytes, "\x89PNG\r\n\x1a\n", 8) == 0);
    ck_assert(memcmp(bytes + length - 8, "IEND", 4) == 0);
    free(bytes);
}

static void check_pdf(const char *folder, const char *file)
{
    size_t length;
    char *bytes = read_all(folder, file, &length);
    ck_assert_uint_gt(length, 1000);
    ck_assert(memcmp(bytes, "%PDF-", 5) == 0);
    ck_assert(strncmp(bytes + length - 6, "%%EOF", 5) == 0);
    free(bytes);
}

/* Columns that UTF-8 takes on a terminal whose letters all have one; -1 for a control. */
static int columns_of(const char *line, size_t length)
{
    int columns = 0;
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)line[i];
        if (byte < ' ' || byte == 0x7f)
            return -1;
        columns += (byte & 0xc0) != 0x80;
    }
    return columns;
}

/* A screen for each panel, nothing but letters on it. */
static void check_letters(const struct muster_figure *figure)
{
    struct muster_plot_error error;
    char *text;
    size_t lines = 0;
    enum muster_plot_status status = muster_figure_text(&text, &error, figure, NULL);
    ck_assert_msg(status == MUSTER_PLOT_OK, "%s", error.text);
    ck_assert_str_eq(error.text, "");
    for (const char *line = text, *end; (end = strchr(line, '\n')); line = end + 1, lines++) {
        int columns = columns_of(line, (size_t)(end - line));
        ck_assert_msg(columns >= 0 && columns <= MUSTER_TEXT_COLUMNS, "%.*s", (int)(end - line),
                      line);
    }
    ck_assert_uint_ge(lines, MUSTER_TEXT_ROWS * figure->panel_count);
    ck_assert_uint_le(lines, (MUSTER_TEXT_ROWS + 1) * figure->panel_count);
    free(text);
}

/* Draws an example in all three formats and looks at what came out. */
static void draw_example(const struct muster_figure *figure, const char *name)
{
    struct muster_plot_error error;
    char file[80];
    mkdir(EXAMPLES, 0777);
    enum muster_plot_status status =
        muster_figure_draw(&error, figure, EXAMPLES, name,
                           MUSTER_PLOT_SVG | MUSTER_PLOT_PNG | MUSTER_PLOT_PDF, true, NULL);
    ck_assert_msg(status == MUSTER_PLOT_OK, "%s: %s", name, error.text);
    ck_assert_str_eq(error.text, ""); /* gnuplot had no remarks */
    check_letters(figure);
    snprintf(file, sizeof file, "%s.svg", name);
    check_svg(EXAMPLES, file);
    snprintf(file, sizeof file, "%s.png", name);
    check_png(EXAMPLES, file);
    snprintf(file, sizeof file, "%s.pdf", name);
    check_pdf(EXAMPLES, file);
    snprintf(file, sizeof file, "%s.gp", name);
    ck_assert(exists(EXAMPLES, file));
}

/* -- made-up data ----------------------------------------------------------------------------- */

/* Five quantiles of a service level, wandering around `middle`. */
struct fan {
    double x[60], low90[60], low50[60], median[60], high50[60], high90[60];
};

static double unit(double value)
{
    return fmin(fmax(value, 0), 1);
}

static void fill_fan(struct fan *fan, size_t count, double x0, double dx, double middle, double dip)
{
    for (size_t i = 0; i < count; i++) {
        double t = (double)i / (double)count;
        double m = middle - dip * exp(-40 * (t - 0.3) * (t - 0.3)) + 0.03 * sin(37 * t);
        fan->x[i] = x0 + dx * (double)i;
        fan->median[i] = unit(m);
        fan->low50[i] = unit(m - 0.06 - 0.2 * dip);
        fan->high50[i] = unit(m + 0.05);
        fan->low90[i] = unit(m - 0.16 - 0.5 * dip);
        fan->high90[i] = unit(m + 0.11);
    }
}

static size_t fan_curves(struct muster_curve *curves, const struct fan *fan, size_t count)
{
    curves[0] = (struct muster_curve){.kind = MUSTER_CURVE_BAND,
                                      .label = "90 % of days",
                                      .colour = MUSTER_COLOUR_BLUE,
                                      .opacity = 0.15,
                                      .count = count,
                                      .x = fan->x,
                                      .lower = fan->low90,
                                      .upper = fan->high90};
    curves[1] = (struct muster_curve){.kind = MUSTER_CURVE_BAND,
                                      .label = "50 % of days",
                                      .colour = MUSTER_COLOUR_BLUE,
                                      .opacity = 0.3,
                                      .count = count,
                                      .x = fan->x,
                                      .lower = fan->low50,
                                      .upper = fan->high50};
    curves[2] = (struct muster_curve){.kind = MUSTER_CURVE_LINE,
                                      .label = "median",
                                      .colour = MUSTER_COLOUR_BLUE,
                                      .count = count,
                                      .x = fan->x,
                                      .y = fan->median};
    curves[3] = (struct muster_curve){.kind = MUSTER_CURVE_LEVEL,
                                      .label = "target 80 %",
                                      .colour = MUSTER_COLOUR_VERMILLION,
                                      .dash = MUSTER_DASH_LONG,
                                      .at = 0.8};
    return 4;
}

START_TEST(service_level_by_time_of_day)
{
    static const char *const group[] = {"Monday", "Tuesday to Friday", "Saturday"};
    struct fan fan[3];
    struct muster_curve curves[3][4];
    struct muster_panel panels[3];
    for (size_t p = 0; p < 3; p++) {
        size_t count = p == 2 ? 16 : QUARTERS;
        fill_fan(&fan[p], count, p == 2 ? 9 * HOUR : 8 * HOUR, HOUR / 4, 0.93 - 0.05 * (double)p,
                 0.3 / (1 + (double)p));
        if (p == 1)
            fan[p].median[20] = fan[p].low50[20] = NAN; /* a quarter of an hour without calls */
        size_t n = fan_curves(curves[p], &fan[p], count);
        panels[p] = (struct muster_panel){
            .title = group[p],
            .x = {.label = "time of day", .format = MUSTER_AXIS_TIME_OF_DAY},
            .y = {.label = "answered within 20 s", .format = MUSTER_AXIS_PERCENT, .upper = 1},
            .curves = curves[p],
            .curve_count = n};
    }
    struct muster_figure figure = {
        .title = "Service level by time of day",
        .subtitle = "As proposed: 12 FTE, 70 % full-time, Mon-Fri 08:00-18:00, Sat 09:00-13:00",
        .note = "200 replications of the year from 1 April 2004, seed 1",
        .panels = panels,
        .panel_count = 3,
        .share_x = true,
        .share_y = true};
    draw_example(&figure, "service-level-by-time");
}
END_TEST

START_TEST(service_level_by_week)
{
    struct fan fan;
    struct muster_curve curves[4];
    fill_fan(&fan, 53, 12509, 7, 0.86, 0.2); /* weeks from 1 April 2004 */
    struct muster_panel panel = {
        .x = {.label = "week beginning", .format = MUSTER_AXIS_DATE},
        .y = {.label = "answered within 20 s", .format = MUSTER_AXIS_PERCENT},
        .curves = curves,
        .curve_count = fan_curves(curves, &fan, 53)};
    curves[0].label = "90 % of weeks";
    curves[1].label = "50 % of weeks";
    struct muster_figure figure = {.title = "Service level by week of the year",
                                   .subtitle = "As proposed: 12 FTE, 150,000 calls",
                                   .panels = &panel,
                                   .panel_count = 1};
    draw_example(&figure, "service-level-by-week");
}
END_TEST

START_TEST(service_level_against_fte)
{
    static const double fte[] = {10, 12, 14, 16, 18, 20};
    static const double low[] = {0.31, 0.55, 0.72, 0.83, 0.90, 0.94};
    static const double mid[] = {0.42, 0.66, 0.80, 0.885, 0.935, 0.962};
    static const double high[] = {0.53, 0.76, 0.87, 0.93, 0.965, 0.98};
    double x[101], a[101], c[101];
    for (int i = 0; i <= 100; i++) {
        x[i] = 10 + 0.1 * i;
        a[i] = 1 - exp(-0.32 * (x[i] - 6.5));
        c[i] = x[i] < 11.2 ? 0 : 1 - exp(-0.5 * (x[i] - 11.2));
    }
    const struct muster_curve curves[] = {
        {MUSTER_CURVE_BAND, .label = "90 % of years", .colour = MUSTER_COLOUR_BLUE, .count = 6,
         .x = fte, .lower = low, .upper = high},
        {MUSTER_CURVE_LINE, .label = "Erlang A, mean staff present", .colour = MUSTER_COLOUR_GREEN,
         .dash = MUSTER_DASH_LONG, .count = 101, .x = x, .y = a},
        {MUSTER_CURVE_LINE, .label = "Erlang C, mean staff present", .colour = MUSTER_COLOUR_ORANGE,
         .dash = MUSTER_DASH_SHORT, .count = 101, .x = x, .y = c},
        {MUSTER_CURVE_INTERVALS, .label = "simulated, median and 90 % of years",
         .colour = MUSTER_COLOUR_BLUE, .count = 6, .x = fte, .y = mid, .lower = low, .upper = high},
        {MUSTER_CURVE_LEVEL, .label = "target 80 %", .colour = MUSTER_COLOUR_VERMILLION,
         .dash = MUSTER_DASH_LONG, .at = 0.8},
    };
    struct muster_panel panel = {.x = {.label = "full-time equivalents in post"},
                                 .y = {.label = "year's calls answered within 20 s",
                                       .format = MUSTER_AXIS_PERCENT,
                                       .from_zero = true},
                                 .curves = curves,
                                 .curve_count = COUNT(curves)};
    struct muster_figure figure = {.title = "What each further post buys",
                                   .subtitle = "District centre, 150,000 calls a year",
                                   .panels = &panel,
                                   .panel_count = 1};
    draw_example(&figure, "service-level-against-fte");
}
END_TEST

#define CANDIDATES 8
static const char *const candidate[CANDIDATES] = {
    "as proposed",
    "today's hours (37.5 h)",
    "Mon-Sat 08:00-20:00 with shifts that reach 20:00 and a Saturday in every second week",
    "all full-time",
    "half part-time (50/50)",
    "14 FTE",
    "16 FTE",
    "20 FTE"};

/* Names up the y axis, the first on top. */
static void name_ticks(struct muster_tick *ticks)
{
    for (size_t i = 0; i < CANDIDATES; i++)
        ticks[i] = (struct muster_tick){.at = (double)(CANDIDATES - i), .label = candidate[i]};
}

START_TEST(distribution_per_candidate)
{
    enum { POINTS = 61 };
    static double x[CANDIDATES][POINTS], lower[CANDIDATES][POINTS], upper[CANDIDATES][POINTS];
    static double middle[CANDIDATES], row[CANDIDATES], low[CANDIDATES], high[CANDIDATES];
    struct muster_curve curves[CANDIDATES + 2];
    struct muster_tick ticks[CANDIDATES];
    name_ticks(ticks);
    for (size_t c = 0; c < CANDIDATES; c++) {
        double m = 0.62 + 0.045 * (double)c, s = 0.06 - 0.005 * (double)c;
        for (size_t i = 0; i < POINTS; i++) {
            double z = -3 + 0.1 * (double)i, half = 0.42 * exp(-0.5 * z * z);
            x[c][i] = m + s * z > 1 ? NAN : m + s * z;
            lower[c][i] = ticks[c].at - half;
            upper[c][i] = ticks[c].at + half;
        }
        middle[c] = m;
        row[c] = ticks[c].at;
        low[c] = m - 0.67 * s;
        high[c] = m + 0.67 * s;
        curves[c] = (struct muster_curve){.kind = MUSTER_CURVE_BAND,
                                          .label = "simulated years",
                                          .colour = MUSTER_COLOUR_SKY,
                                          .opacity = 0.5,
                                          .count = POINTS,
                                          .x = x[c],
                                          .lower = lower[c],
                                          .upper = upper[c]};
    }
    curves[CANDIDATES] = (struct muster_curve){.kind = MUSTER_CURVE_INTERVALS_ACROSS,
                                               .label = "median and middle half",
                                               .colour = MUSTER_COLOUR_BLUE,
                                               .width = 2,
                                               .count = CANDIDATES,
                                               .x = middle,
                                               .y = row,
                                               .lower = low,
                                               .upper = high};
    curves[CANDIDATES + 1] = (struct muster_curve){.kind = MUSTER_CURVE_UPRIGHT,
                                                   .label = "target",
                                                   .colour = MUSTER_COLOUR_VERMILLION,
                                                   .dash = MUSTER_DASH_LONG,
                                                   .at = 0.8};
    struct muster_panel panel = {
        .x = {.label = "year's service level", .format = MUSTER_AXIS_PERCENT},
        .y = {.ticks = ticks, .tick_count = CANDIDATES},
        .curves = curves,
        .curve_count = COUNT(curves)};
    struct muster_figure figure = {
        .title = "How good and how bad a year can be", .panels = &panel, .panel_count = 1};
    draw_example(&figure, "distribution");
}
END_TEST

START_TEST(histograms_per_candidate)
{
    enum { BINS = 20 };
    static double x[BINS], y[MUSTER_FIGURE_PANELS_MAX][BINS];
    struct muster_curve curves[MUSTER_FIGURE_PANELS_MAX][2];
    struct muster_panel panels[MUSTER_FIGURE_PANELS_MAX];
    for (size_t p = 0; p < MUSTER_FIGURE_PANELS_MAX; p++) {
        for (size_t i = 0; i < BINS; i++) {
            x[i] = 0.5125 + 0.025 * (double)i;
            double z = (x[i] - 0.6 - 0.03 * (double)p) / 0.06;
            y[p][i] = round(60 * exp(-0.5 * z * z));
        }
        curves[p][0] = (struct muster_curve){.kind = MUSTER_CURVE_BARS,
                                             .label = "simulated years of 200",
                                             .colour = MUSTER_COLOUR_BLUE,
                                             .bar_width = 0.025,
                                             .count = BINS,
                                             .x = x,
                                             .y = y[p]};
        curves[p][1] = (struct muster_curve){.kind = MUSTER_CURVE_UPRIGHT,
                                             .label = "target",
                                             .colour = MUSTER_COLOUR_VERMILLION,
                                             .at = 0.8};
        panels[p] = (struct muster_panel){
            .title = candidate[p % CANDIDATES],
            .x = {.label = "year's service level", .format = MUSTER_AXIS_PERCENT},
            .y = {.label = "years"},
            .curves = curves[p],
            .curve_count = 2};
    }
    struct muster_figure figure = {.title = "The year's service level, candidate by candidate",
                                   .panels = panels,
                                   .panel_count = MUSTER_FIGURE_PANELS_MAX,
                                   .share_x = true,
                                   .share_y = true};
    draw_example(&figure, "histograms");
    figure.panel_count = 5; /* a ragged grid */
    figure.share_x = figure.share_y = false;
    draw_example(&figure, "histograms-own-axes");
}
END_TEST

START_TEST(staff_by_time_of_day)
{
    static double x[QUARTERS], needed[QUARTERS], due[QUARTERS], present[QUARTERS], low[QUARTERS],
        high[QUARTERS];
    for (size_t i = 0; i < QUARTERS; i++) {
        double h = 8 + 0.25 * (double)i;
        x[i] = h * HOUR;
        needed[i] = round(4 + 6 * exp(-0.5 * (h - 10.5) * (h - 10.5)) +
                          3 * exp(-0.4 * (h - 14.5) * (h - 14.5)));
        due[i] = h < 9 ? 4 : h < 9.5 ? 8 : h > 12 && h < 14 ? 8 : h < 16 ? 11 : h < 17 ? 7 : 3;
        present[i] = 0.83 * due[i];
        low[i] = 0.7 * due[i];
        high[i] = 0.95 * due[i];
    }
    const struct muster_curve curves[] = {
        {MUSTER_CURVE_BAND_STEPS, .label = "present, 90 % of days", .colour = MUSTER_COLOUR_SKY,
         .opacity = 0.3, .count = QUARTERS, .x = x, .lower = low, .upper = high},
        {MUSTER_CURVE_STEPS, .label = "present, mean", .colour = MUSTER_COLOUR_BLUE,
         .count = QUARTERS, .x = x, .y = present},
        {MUSTER_CURVE_STEPS, .label = "scheduled", .colour = MUSTER_COLOUR_INK,
         .dash = MUSTER_DASH_SHORT, .count = QUARTERS, .x = x, .y = due},
        {MUSTER_CURVE_STEPS, .label = "needed for the target (Erlang A)",
         .colour = MUSTER_COLOUR_VERMILLION, .count = QUARTERS, .x = x, .y = needed},
    };
    struct muster_panel panel = {.x = {.label = "time of day", .format = MUSTER_AXIS_TIME_OF_DAY},
                                 .y = {.label = "agents", .from_zero = true},
                                 .curves = curves,
                                 .curve_count = COUNT(curves)};
    struct muster_figure figure = {.title = "Staff needed, scheduled and present, Mondays",
                                   .subtitle = "As proposed: 12 FTE",
                                   .panels = &panel,
                                   .panel_count = 1};
    draw_example(&figure, "staff-by-time");
}
END_TEST

START_TEST(candidates_compared)
{
    static double row[CANDIDATES], gain[CANDIDATES], low[CANDIDATES], high[CANDIDATES],
        cost[CANDIDATES], cost_low[CANDIDATES], cost_high[CANDIDATES];
    struct muster_tick ticks[CANDIDATES];
    name_ticks(ticks);
    for (size_t c = 0; c < CANDIDATES; c++) {
        row[c] = ticks[c].at;
        gain[c] = c ? 0.06 * ((double)c - 3) : NAN;
        low[c] = gain[c] - 0.012;
        high[c] = gain[c] + 0.012;
        cost[c] = c ? 21000 * ((double)c - 2) : NAN;
        cost_low[c] = cost[c] - 4000;
        cost_high[c] = cost[c] + 4000;
    }
    const struct muster_curve gains[] = {
        {MUSTER_CURVE_UPRIGHT, .label = "as proposed", .colour = MUSTER_COLOUR_GREY, .at = 0},
        {MUSTER_CURVE_INTERVALS_ACROSS, .label = "difference, 95 % interval, same random days",
         .colour = MUSTER_COLOUR_BLUE, .count = CANDIDATES, .x = gain, .y = row, .lower = low,
         .upper = high}};
    const struct muster_curve costs[] = {
        {MUSTER_CURVE_UPRIGHT, .label = "as proposed", .colour = MUSTER_COLOUR_GREY, .at = 0},
        {MUSTER_CURVE_INTERVALS_ACROSS, .label = "difference, 95 % interval, same random days",
         .colour = MUSTER_COLOUR_BLUE, .count = CANDIDATES, .x = cost, .y = row, .lower = cost_low,
         .upper = cost_high}};
    const struct muster_axis names = {.ticks = ticks, .tick_count = CANDIDATES};
    const struct muster_panel panels[] = {
        {.title = "Service level",
         .curves = gains,
         .curve_count = 2,
         .y = names,
         .x = {.label = "percentage points gained", .format = MUSTER_AXIS_PERCENT}},
        {.title = "Cost a year",
         .curves = costs,
         .curve_count = 2,
         .y = names,
         .x = {.label = "more than as proposed", .format = MUSTER_AXIS_MONEY, .currency = "£"}}};
    struct muster_figure figure = {.title = "Candidates compared with the proposal",
                                   .panels = panels,
                                   .panel_count = 2,
                                   .share_y = true};
    draw_example(&figure, "candidates");
}
END_TEST

/* Five days of four cells, dark to light, with what they hold; below two people's shifts. */
START_TEST(tables_of_cells)
{
    static const char *const word[] = {"61", "72", "85", "100"};
    static const double x[] = {0.5, 1.5, 2.5, 3.5}, low[] = {0, 1, 2, 3}, high[] = {1, 2, 3, 4};
    static double y[5][4];
    static const struct muster_tick days[] = {
        {5, "Mon"}, {4, "Tue"}, {3, "Wed"}, {2, "Thu"}, {1, "Fri"}};
    struct muster_curve curves[11];
    for (size_t d = 0; d < 5; d++) {
        for (size_t i = 0; i < 4; i++)
            y[d][i] = (double)d + 1;
        curves[d] = (struct muster_curve){.kind = MUSTER_CURVE_SPANS,
                                          .label = word[d % 4],
                                          .colour = (enum muster_colour)(MUSTER_COLOUR_SHADES + d),
                                          .count = d == 4 ? 2 : 4,
                                          .lower = low,
                                          .upper = high,
                                          .y = y[d],
                                          .bar_width = 1};
        curves[5 + d] =
            (struct muster_curve){.kind = MUSTER_CURVE_WORDS,
                                  .label = "no entry",
                                  .colour = d < 3 ? MUSTER_COLOUR_PAPER : MUSTER_COLOUR_INK,
                                  .count = 4,
                                  .x = x,
                                  .y = y[d],
                                  .words = word,
                                  .bar_width = d == 1 ? 0.01 : 1};
    }
    curves[10] = (struct muster_curve){.kind = MUSTER_CURVE_SPANS,
                                       .label = "break",
                                       .colour = MUSTER_COLOUR_ORANGE,
                                       .count = 1,
                                       .lower = (double[]){1.2},
                                       .upper = (double[]){1.3},
                                       .y = (double[]){3},
                                       .bar_width = 0.6};
    struct muster_panel panel = {.title = "Cells",
                                 .x = {.label = "hour"},
                                 .y = {.ticks = days, .tick_count = 5},
                                 .curves = curves,
                                 .curve_count = 11};
    struct muster_figure figure = {.title = "A table of cells", .panels = &panel, .panel_count = 1};
    draw_example(&figure, "cells");
    size_t length;
    char *script = read_all(EXAMPLES, "cells.gp", &length);
    ck_assert_ptr_nonnull(strstr(script, "'85'"));
    ck_assert_ptr_null(strstr(script, "no entry"));
    /* Four rows have words with room for them, the second has not. */
    size_t found = 0;
    for (const char *at = script; (at = strstr(at, "label '100' at")); at++)
        found++;
    ck_assert_uint_eq(found, 3 * (4 + 1)); /* and the legend's, in each format */
    free(script);
}
END_TEST

/* What stands where: a rising line, a level, an area. */
START_TEST(letters_stand_where_the_values_are)
{
    static const double x[] = {0, 10}, y[] = {0, 1}, low[] = {0, 0}, high[] = {0.2, 0.2};
    const struct muster_curve curves[] = {
        {.kind = MUSTER_CURVE_BAND,
         .label = "area",
         .count = 2,
         .x = x,
         .lower = low,
         .upper = high},
        {.kind = MUSTER_CURVE_LEVEL, .label = "level", .at = 0.5},
        {.kind = MUSTER_CURVE_LINE, .label = "line", .count = 2, .x = x, .y = y}};
    const struct muster_panel panel = {
        .curves = curves,
        .curve_count = 3,
        .y = {.format = MUSTER_AXIS_PERCENT, .lower = 0, .upper = 1}};
    const struct muster_figure figure = {.title = "T", .panels = &panel, .panel_count = 1};
    struct muster_plot_error error;
    char *text, *line[MUSTER_TEXT_ROWS];
    ck_assert_int_eq(muster_figure_text(&text, &error, &figure, NULL), MUSTER_PLOT_OK);
    size_t rows = 0;
    for (char *at = strtok(text, "\n"); at && rows < MUSTER_TEXT_ROWS; at = strtok(NULL, "\n"))
        line[rows++] = at;
    ck_assert_uint_ge(rows, 20);
    ck_assert_str_eq(line[0], "T");
    const char *top = line[1], *bottom = NULL, *middle = NULL;
    for (size_t i = 1; i < rows; i++) {
        middle = strstr(line[i], "-----*") ? line[i] : middle;
        bottom = strstr(line[i], " 0\xc2\xa0% +") ? line[i - 1] : bottom;
    }
    ck_assert_str_eq(line[rows - 1], ". area   - level   * line");
    ck_assert_ptr_nonnull(middle);
    ck_assert_int_eq(top[strlen(top) - 1], '*'); /* the line ends in the upper right corner */
    ck_assert_int_gt((int)strlen(middle), 70);
    ck_assert_int_gt((int)strlen(top), 70);
    ck_assert_ptr_nonnull(bottom);
    ck_assert_msg(strstr(bottom, "......") != NULL, "%s", bottom); /* the area above the axis */
    free(text);
}
END_TEST

/* -- hostile text ------------------------------------------------------------------------------ */

struct hostile {
    char text[400];
};

/* A figure that says `text` in every place a text can have. */
static enum muster_plot_status draw_hostile(struct muster_plot_error *error, const char *text,
                                            const char *folder)
{
    static const double x[] = {1, 2, 3}, y[] = {0.2, 0.9, 0.4}, low[] = {0.1, 0.8, 0.3},
                        high[] = {0.3, 1, 0.5};
    const struct muster_tick ticks[] = {{1, text}, {2, "%s%n%d"}, {3, text}};
    const struct muster_curve curves[] = {
        {MUSTER_CURVE_LINE, .label = text, .count = 3, .x = x, .y = y},
        {MUSTER_CURVE_INTERVALS, .label = text, .colour = MUSTER_COLOUR_GREEN, .count = 3, .x = x,
         .y = y, .lower = low, .upper = high},
        {MUSTER_CURVE_LEVEL, .label = text, .at = 0.5}};
    const struct muster_panel panels[] = {
        {.title = text,
         .x = {.label = text, .ticks = ticks, .tick_count = 3},
         .y = {.label = text, .format = MUSTER_AXIS_MONEY, .currency = text},
         .curves = curves,
         .curve_count = 3},
        {.title = text,
         .y = {.label = text, .ticks = ticks, .tick_count = 3},
         .x = {.label = text},
         .curves = curves,
         .curve_count = 2}};
    struct muster_figure figure = {
        .title = text, .subtitle = text, .note = text, .panels = panels, .panel_count = 2};
    check_letters(&figure);
    return muster_figure_draw(error, &figure, folder, "hostile",
                              MUSTER_PLOT_SVG | MUSTER_PLOT_PNG | MUSTER_PLOT_PDF, true, NULL);
}

/* A fresh private folder, its path in `path`. */
static void make_folder(char path[64])
{
    strcpy(path, "/tmp/muster-check-XXXXXX");
    ck_assert(mkdtemp(path) != NULL);
}

static void remove_folder(const char *path)
{
    char file[512];
    DIR *dir = opendir(path);
    for (struct dirent *entry; dir && (entry = readdir(dir)) != NULL;) {
        snprintf(file, sizeof file, "%s/%s", path, entry->d_name);
        if (strcmp(entry->d_name, ".") && strcmp(entry->d_name, ".."))
            unlink(file);
    }
    if (dir)
        closedir(dir);
    rmdir(path);
}

/* Each %s is the command that must not run. */
static const char *const attacks[] = {
    "`%s`",
    "$(%s)",
    "\"`%s`\"",
    "'`%s`",
    "''`%s`''",
    "\\'`%s`'\\",
    "x'\nsystem('%s')\n'",
    "x\nend_of_data\nsystem('%s')\n",
    "end_of_data",
    "'; system '%s' ; '",
    "' ; ! %s ; '",
    "x\n!%s\n",
    "x\r\n!%s\r\n",
    "| %s",
    "< %s",
    "@a \\\n!%s",
    "<b>&amp;</b> & < > \" ]]> <!-- %s",
    "{/:Bold x}_{%s}^2 %%d %%s \\n \\t",
    "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d `%s` \xe2\x80\xae txet",
    "\xff\xfe\xc0\xaf\xed\xa0\x80 `%s` \x01\x02\x1b[31m\x7f",
    "\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e \xf0\x9f\x93\x9e caf\xc3\xa9 %s",
    "",
};

START_TEST(hostile_text_is_only_text)
{
    char folder[64], command[128], text[400];
    struct muster_plot_error error;
    make_folder(folder);
    snprintf(command, sizeof command, "touch %s/X", folder);
    snprintf(text, sizeof text, attacks[_i], command);
    enum muster_plot_status status = draw_hostile(&error, text, folder);
    ck_assert_msg(status == MUSTER_PLOT_OK, "%s", error.text);
    ck_assert(!exists(folder, "X"));
    ck_assert_uint_eq(entries(folder), 4); /* svg, png, pdf, gp and nothing else */
    check_svg(folder, "hostile.svg");
    check_png(folder, "hostile.png");
    check_pdf(folder, "hostile.pdf");
    remove_folder(folder);
}
END_TEST

static void check_spared(const char *ranges, const char *line, const char *expected)
{
    char out[64];
    struct muster_fonts *fonts = muster_fonts_new(ranges);
    ck_assert_ptr_nonnull(fonts);
    muster_fonts_spare(out, sizeof out, fonts, line);
    ck_assert_str_eq(out, expected);
    muster_fonts_free(fonts);
}

START_TEST(letters_of_no_font_are_spared)
{
    const char *mixed = "caf\u00e9 \u03a9 \u2026 \u4e09\u4eba \u05d0";
    ck_assert(!muster_fonts_wanted("caf\u00e9 \u03a9 \u2013 \u2265"));
    ck_assert(muster_fonts_wanted(mixed));
    check_spared("20-7e", mixed, "caf\u00e9 \u03a9 \u2026 \u25a1\u25a1 \u25a1");
    check_spared("20-7e\n4e09 4eb0-4eba\n5d0-5ea 1f600\n", mixed, mixed);
    check_spared("no ranges - at all-", mixed, "caf\u00e9 \u03a9 \u2026 \u25a1\u25a1 \u25a1");
    check_spared("5d0-ffffffffffffffff", mixed, mixed);
    check_spared("", "", "");
}
END_TEST

/* Pango drew the box of a missing letter as large as the page: PNG and PDF get a square, the SVG
 * the letter. U+1B170 is Nushu, which hardly any machine can draw. */
START_TEST(a_missing_letter_is_a_square)
{
    char folder[64];
    size_t length;
    struct muster_plot_error error;
    make_folder(folder);
    enum muster_plot_status status = draw_hostile(&error, "desk \U0001b170", folder);
    ck_assert_msg(status == MUSTER_PLOT_OK, "%s", error.text);
    char *script = read_all(folder, "hostile.gp", &length);
    char *png = strstr(script, "set terminal png");
    ck_assert_ptr_nonnull(png);
    ck_assert_ptr_nonnull(strstr(png, "desk \u25a1"));
    ck_assert_ptr_null(strstr(png, "\U0001b170"));
    *png = '\0';
    ck_assert_ptr_nonnull(strstr(script, "desk \U0001b170"));
    free(script);
    remove_folder(folder);
}
END_TEST

/* That the attacks are real: unquoted, the first one does run. */
START_TEST(the_attack_would_work)
{
    char folder[64], script[256];
    struct muster_plot_error error;
    make_folder(folder);
    int length = snprintf(script, sizeof script, "set title \"`touch %s/X`\"\n", folder);
    ck_assert_int_eq(muster_gnuplot_run(&error, script, (size_t)length, 20, NULL), MUSTER_PLOT_OK);
    ck_assert(exists(folder, "X"));
    remove_folder(folder);
}
END_TEST

START_TEST(long_texts_and_odd_data)
{
    static const double x[] = {1, 2, 3, 4}, y[] = {INFINITY, NAN, 1e300, -1e-300};
    static const double same[] = {5, 5, 5, 5};
    const char *text = "A title that goes on and on about the service level of the district "
                       "council's new contact centre as it was proposed to the cabinet in the "
                       "autumn of the year two thousand and four, with all its annexes";
    const struct muster_curve curves[] = {
        {MUSTER_CURVE_LINE, .label = text, .count = 4, .x = x, .y = y},
        {MUSTER_CURVE_LINE, .label = text, .colour = MUSTER_COLOUR_GREEN, .count = 4, .x = x,
         .y = same},
        {MUSTER_CURVE_STEPS, .label = "nothing", .count = 0}};
    const struct muster_panel panels[] = {
        {.title = text,
         .x = {.label = text},
         .y = {.label = text},
         .curves = curves,
         .curve_count = 1},
        {.title = "constant",
         .x = {.label = text},
         .y = {.label = text},
         .curves = curves + 1,
         .curve_count = 2},
        {.title = "no curves", .curve_count = 0},
        {.title = "only gaps", .curves = curves, .curve_count = 0}};
    struct muster_figure figure = {
        .title = text, .subtitle = text, .note = text, .panels = panels, .panel_count = 4};
    draw_example(&figure, "long-texts");
}
END_TEST

START_TEST(numbers_ignore_the_locale)
{
    char folder[64];
    size_t length;
    struct muster_plot_error error;
    static const double x[] = {0.25, 0.75}, y[] = {1.5, 2.5};
    const struct muster_curve curve = {MUSTER_CURVE_LINE, .count = 2, .x = x, .y = y};
    const struct muster_panel panel = {.curves = &curve, .curve_count = 1};
    const struct muster_figure figure = {.panels = &panel, .panel_count = 1};
    static const char *const comma[] = {"de_DE.UTF-8", "fr_FR.UTF-8", "de_DE", "nl_NL.UTF-8"};
    for (size_t i = 0; i < COUNT(comma) && !setlocale(LC_ALL, comma[i]); i++)
        ;
    make_folder(folder);
    ck_assert_int_eq(muster_figure_draw(&error, &figure, folder, "x", MUSTER_PLOT_SVG, true, NULL),
                     MUSTER_PLOT_OK);
    setlocale(LC_ALL, "C");
    char *script = read_all(folder, "x.gp", &length);
    ck_assert(strstr(script, "\n0.25 1.5\n0.75 2.5\n") != NULL);
    free(script);
    remove_folder(folder);
}
END_TEST

/* -- a world that fails ------------------------------------------------------------------------ */

static char old_path[4096];
static char fake[64];

/* Puts a gnuplot with this shell script before all others on the PATH. */
static void fake_gnuplot(const char *script)
{
    char file[128], path[4300];
    make_folder(fake);
    snprintf(old_path, sizeof old_path, "%s", getenv("PATH"));
    snprintf(path, sizeof path, "%s:%s", fake, old_path);
    if (script) {
        snprintf(file, sizeof file, "%s/gnuplot", fake);
        FILE *out = fopen(file, "w");
        fprintf(out, "#!/bin/sh\n%s\n", script);
        fclose(out);
        chmod(file, 0755);
        setenv("PATH", path, 1);
    } else {
        setenv("PATH", fake, 1);
    }
}

static void true_gnuplot(void)
{
    setenv("PATH", old_path, 1);
    remove_folder(fake);
}

/* Draws a plain figure with a fake gnuplot into a fresh folder, that stays empty on failure. */
static enum muster_plot_status draw_with(struct muster_plot_error *error, const char *script)
{
    char folder[64], temporary[64];
    static const double x[] = {1, 2}, y[] = {1, 2};
    const struct muster_curve curve = {MUSTER_CURVE_LINE, .count = 2, .x = x, .y = y};
    const struct muster_panel panel = {.curves = &curve, .curve_count = 1};
    const struct muster_figure figure = {.panels = &panel, .panel_count = 1};
    make_folder(folder);
    make_folder(temporary);
    setenv("TMPDIR", temporary, 1);
    fake_gnuplot(script);
    enum muster_plot_status status =
        muster_figure_draw(error, &figure, folder, "x", MUSTER_PLOT_SVG, false, NULL);
    true_gnuplot();
    unsetenv("TMPDIR");
    ck_assert_uint_eq(entries(temporary), 0);
    ck_assert_uint_eq(entries(folder), 0);
    remove_folder(temporary);
    remove_folder(folder);
    return status;
}

START_TEST(gnuplot_missing)
{
    struct muster_plot_error error;
    ck_assert_int_eq(draw_with(&error, NULL), MUSTER_PLOT_NO_GNUPLOT);
    ck_assert(strstr(error.text, "PATH") != NULL);
}
END_TEST

START_TEST(gnuplot_fails)
{
    struct muster_plot_error error;
    ck_assert_int_eq(draw_with(&error, "cat >/dev/null; echo sorry >&2; exit 1"),
                     MUSTER_PLOT_FAILED);
    ck_assert_str_eq(error.text, "gnuplot ended with status 1: sorry");
    ck_assert_int_eq(draw_with(&error, "cat >/dev/null; kill -SEGV $$"), MUSTER_PLOT_FAILED);
    ck_assert(strstr(error.text, "signal 11") != NULL);
    ck_assert_int_eq(draw_with(&error, "cat >/dev/null"), MUSTER_PLOT_FAILED);
    ck_assert_str_eq(error.text, "gnuplot drew no x.svg");
    ck_assert_int_eq(draw_with(&error, "read cd dir; dir=$(echo $dir | tr -d \"'\"); echo '<svg>' "
                                       ">$dir/x.svg; cat >/dev/null; exit 1"),
                     MUSTER_PLOT_FAILED); /* a half-made figure is not delivered */
}
END_TEST

static double now_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* Runs 4 MB of comment through a fake gnuplot within 0.4 s. */
static enum muster_plot_status run_big(struct muster_plot_error *error, const char *fake_script)
{
    size_t length = (size_t)4 << 20;
    char *script = malloc(length);
    memset(script, '#', length);
    fake_gnuplot(fake_script);
    enum muster_plot_status status = muster_gnuplot_run(error, script, length, 0.4, NULL);
    true_gnuplot();
    free(script);
    return status;
}

START_TEST(gnuplot_hangs)
{
    struct muster_plot_error error;
    double start = now_s();
    ck_assert_int_eq(run_big(&error, "sleep 20"), MUSTER_PLOT_TIMEOUT);
    ck_assert_int_eq(run_big(&error, "cat >/dev/null; sleep 20"), MUSTER_PLOT_TIMEOUT);
    ck_assert_int_eq(run_big(&error, "exec >&- 2>&-; cat; sleep 20"), MUSTER_PLOT_TIMEOUT);
    ck_assert_int_eq(run_big(&error, "trap '' TERM INT; while :; do echo noise; done"),
                     MUSTER_PLOT_TIMEOUT);
    ck_assert_double_lt(now_s() - start, 10);
}
END_TEST

START_TEST(gnuplot_leaves_the_pipe)
{
    struct muster_plot_error error;
    struct sigaction before;
    sigaction(SIGPIPE, NULL, &before);
    ck_assert(before.sa_handler == SIG_DFL); /* it would kill this test */
    ck_assert_int_eq(run_big(&error, "exit 0"), MUSTER_PLOT_FAILED);
    ck_assert(strstr(error.text, "whole script") != NULL);
    ck_assert_int_eq(run_big(&error, "exec <&-; kill -PIPE $$"), MUSTER_PLOT_FAILED);
    ck_assert(strstr(error.text, "signal 13") != NULL);
    /* A grandchild keeps the pipe open: the answer does not wait for it. */
    double start = now_s();
    ck_assert_int_eq(run_big(&error, "sleep 3 & exit 7"), MUSTER_PLOT_FAILED);
    ck_assert(strstr(error.text, "status 7") != NULL);
    ck_assert_double_lt(now_s() - start, 2);
}
END_TEST

START_TEST(gnuplot_talks_much)
{
    struct muster_plot_error error;
    ck_assert_int_eq(run_big(&error, "head -c 300000 /dev/zero | tr '\\0' x >&2; cat >/dev/null; "
                                     "exit 3"),
                     MUSTER_PLOT_FAILED);
    ck_assert_uint_lt(strlen(error.text), sizeof error.text);
    ck_assert(strstr(error.text, "status 3: xxx") != NULL);
}
END_TEST

START_TEST(true_gnuplot_refuses_a_script)
{
    struct muster_plot_error error;
    ck_assert_int_eq(muster_gnuplot_run(&error, "plot nonsense(\n", 15, 20, NULL),
                     MUSTER_PLOT_FAILED);
    ck_assert(strstr(error.text, "status 1") != NULL);
}
END_TEST

START_TEST(folder_cannot_be_written)
{
    struct muster_plot_error error;
    char folder[64], file[128];
    static const double x[] = {1, 2}, y[] = {1, 2};
    const struct muster_curve curve = {MUSTER_CURVE_LINE, .count = 2, .x = x, .y = y};
    const struct muster_panel panel = {.curves = &curve, .curve_count = 1};
    const struct muster_figure figure = {.panels = &panel, .panel_count = 1};
    make_folder(folder);
    snprintf(file, sizeof file, "%s/missing", folder);
    ck_assert_int_eq(muster_figure_draw(&error, &figure, file, "x", MUSTER_PLOT_SVG, false, NULL),
                     MUSTER_PLOT_NO_FILE);
    ck_assert_int_eq(muster_figure_draw(&error, &figure, file, "x", MUSTER_PLOT_SVG, true, NULL),
                     MUSTER_PLOT_NO_FILE);
    ck_assert(strstr(error.text, "No such file") != NULL);
    /* A folder in the figure's place: the rename fails, and no part is left behind. */
    snprintf(file, sizeof file, "%s/x.svg", folder);
    ck_assert_int_eq(mkdir(file, 0777), 0);
    ck_assert_int_eq(muster_figure_draw(&error, &figure, folder, "x", MUSTER_PLOT_SVG, false, NULL),
                     MUSTER_PLOT_NO_FILE);
    ck_assert_uint_eq(entries(folder), 1);
    rmdir(file);
    remove_folder(folder);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("figure");
    TCase *examples = tcase_create("examples"), *hostile = tcase_create("hostile"),
          *failures = tcase_create("failures");
    tcase_set_timeout(examples, 60);
    tcase_add_test(examples, service_level_by_time_of_day);
    tcase_add_test(examples, service_level_by_week);
    tcase_add_test(examples, service_level_against_fte);
    tcase_add_test(examples, distribution_per_candidate);
    tcase_add_test(examples, histograms_per_candidate);
    tcase_add_test(examples, staff_by_time_of_day);
    tcase_add_test(examples, candidates_compared);
    tcase_add_test(examples, tables_of_cells);
    tcase_add_test(examples, letters_stand_where_the_values_are);
    tcase_add_test(examples, long_texts_and_odd_data);
    tcase_add_test(examples, numbers_ignore_the_locale);
    tcase_set_timeout(hostile, 60);
    tcase_add_loop_test(hostile, hostile_text_is_only_text, 0, (int)COUNT(attacks));
    tcase_add_test(hostile, letters_of_no_font_are_spared);
    tcase_add_test(hostile, a_missing_letter_is_a_square);
    tcase_add_test(hostile, the_attack_would_work);
    tcase_set_timeout(failures, 60);
    tcase_add_test(failures, gnuplot_missing);
    tcase_add_test(failures, gnuplot_fails);
    tcase_add_test(failures, gnuplot_hangs);
    tcase_add_test(failures, gnuplot_leaves_the_pipe);
    tcase_add_test(failures, gnuplot_talks_much);
    tcase_add_test(failures, true_gnuplot_refuses_a_script);
    tcase_add_test(failures, folder_cannot_be_written);
    suite_add_tcase(suite, examples);
    suite_add_tcase(suite, hostile);
    suite_add_tcase(suite, failures);
    return muster_check_run(suite);
}
