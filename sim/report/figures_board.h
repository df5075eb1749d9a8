/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A figure in the making: panels, curves, arrays and texts together, owned by one board, so that a
 * figure's function only says what is shown. Lack of memory is remembered, not reported each time:
 * what could not be added is left out and `no_memory` is set. Thread rule: one owner at a time.
 */
#ifndef MUSTER_FIGURES_BOARD_H
#define MUSTER_FIGURES_BOARD_H

#include "figure.h"
#include "figures_data.h"

enum { MUSTER_BOARD_CURVES = 16, MUSTER_BOARD_TEXT = 640 };

struct muster_board {
    struct muster_figure figure; /* panels point to `panel` */
    struct muster_panel panel[MUSTER_FIGURE_PANELS_MAX];
    struct muster_curve curve[MUSTER_FIGURE_PANELS_MAX][MUSTER_BOARD_CURVES];
    char title[MUSTER_BOARD_TEXT], subtitle[MUSTER_BOARD_TEXT], note[MUSTER_BOARD_TEXT];
    struct muster_board_piece *pieces;
    bool no_memory;
};

struct muster_board *muster_board_new(void); /* NULL: out of memory */
struct muster_board *muster_board_free(struct muster_board *board);

/* count doubles, all NAN; NULL when out of memory. */
double *muster_board_numbers(struct muster_board *board, size_t count);
/* A text that lasts as long as the board; "" when out of memory. */
const char *muster_board_text(struct muster_board *board, const char *format, ...)
    MUSTER_PRINTF(2, 3);
/* Adds a panel, at most MUSTER_FIGURE_PANELS_MAX (asserted). */
struct muster_panel *muster_board_panel(struct muster_board *board, const char *title);
/* Adds a curve to the last panel, at most MUSTER_BOARD_CURVES (asserted). */
void muster_board_add(struct muster_board *board, struct muster_curve curve);

/* ---- words ---- */

/* "answered within 20 s, of all offered": what the service level by `window` counts. */
const char *muster_board_level(struct muster_board *board,
                               const struct muster_figures_source *source, size_t candidate,
                               enum muster_figures_window window);
/* "100 replications of a year", "60 of 52 weeks", "1 of 10 days", each with the word. */
const char *muster_board_replications(struct muster_board *board,
                                      const struct muster_figures_source *source);
/* Title "WHAT: candidate", or WHAT alone when the file has one candidate. */
void muster_board_title(struct muster_board *board, const struct muster_figures_source *source,
                        const char *what, size_t candidate);
/* The note: `what`, then version and seed. */
void muster_board_note(struct muster_board *board, const struct muster_figures_source *source,
                       const char *what);
/* The line of the target in the last panel, with its legend; nothing when there is no target. */
void muster_board_target(struct muster_board *board, const struct muster_figures_source *source,
                         size_t candidate, bool upright);

/* ---- along windows of time ---- */

/* A stretch of windows as steps: one more value than windows, NAN, says where the last one ends. */
struct muster_stretch {
    const double *x; /* [count] */
    size_t first, end, count;
};
/* Windows [first, end), window i from start + width * i on. */
struct muster_stretch muster_stretch_of(struct muster_board *board, size_t first, size_t end,
                                        double start, double width);
/* The values of a stretch, given by window from 0 on: a blue band; steps in the style of `curve`;
 * the median with its 50 % and 90 % bands. What is all NAN is left out. */
void muster_board_band(struct muster_board *board, const struct muster_stretch *stretch,
                       const double *low, const double *high, const char *label, double opacity);
void muster_board_steps(struct muster_board *board, const struct muster_stretch *stretch,
                        const double *y, struct muster_curve curve);
void muster_board_fan(struct muster_board *board, const struct muster_stretch *stretch,
                      const struct muster_fan *fan);
/* What of a fan this number of replications allows: "median, 50 % and 90 % of them". */
const char *muster_board_fan_words(const struct muster_figures_source *source);
/* A little more than the open hours, so that the labels at the ends stay within the panel. */
struct muster_axis muster_board_time_axis(const struct muster_figures_source *source,
                                          const struct muster_figures_week *week);
extern const struct muster_axis muster_board_level_axis; /* 0 to 100 % */

/* ---- the figures ---- */

/* Fills the board. MUSTER_MISMATCH, with the reason, when the results cannot give the figure. */

typedef enum muster_status muster_figures_fill(struct muster_board *board,
                                               struct muster_failure *failure,
                                               const struct muster_figures_source *source,
                                               size_t candidate);
muster_figures_fill muster_figures_level_by_time, muster_figures_level_by_week,
    muster_figures_staff_by_time, muster_figures_level_by_fte, muster_figures_level_distribution,
    muster_figures_candidates_compared, muster_figures_level_table, muster_figures_headcount,
    muster_figures_absence, muster_figures_waterfall, muster_figures_shrinkage, muster_figures_cost,
    muster_figures_cost_against_level, muster_figures_spells, muster_figures_demand,
    muster_figures_one_day, muster_figures_rota;

#endif
