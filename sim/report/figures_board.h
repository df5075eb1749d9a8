/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A figure in the making: panels, curves, arrays and texts together, owned by one board, so that a
 * figure's function only says what is shown. Lack of memory is remembered, not reported each time:
 * what could not be added is left out and `no_memory` is set.
 */
#ifndef MUSTER_FIGURES_BOARD_H
#define MUSTER_FIGURES_BOARD_H

#include "figure.h"
#include "figures_data.h"

enum { MUSTER_BOARD_CURVES = 12, MUSTER_BOARD_TEXT = 640 };

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

/* ---- the figures ---- */

typedef enum muster_status muster_figures_fill(struct muster_board *board,
                                               struct muster_failure *failure,
                                               const struct muster_figures_source *source,
                                               size_t candidate);
muster_figures_fill muster_figures_level_by_time, muster_figures_level_by_week,
    muster_figures_staff_by_time, muster_figures_level_by_fte, muster_figures_level_distribution,
    muster_figures_candidates_compared;

#endif
