/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figures_board.h"

#include <assert.h>
#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct muster_board_piece {
    struct muster_board_piece *next;
    double values[];
};

struct muster_board *muster_board_new(void)
{
    struct muster_board *board = calloc(1, sizeof *board);
    if (!board)
        return NULL;
    board->figure.panels = board->panel;
    board->figure.title = board->title;
    board->figure.subtitle = board->subtitle;
    board->figure.note = board->note;
    return board;
}

struct muster_board *muster_board_free(struct muster_board *board)
{
    while (board && board->pieces) {
        struct muster_board_piece *next = board->pieces->next;
        free(board->pieces);
        board->pieces = next;
    }
    free(board);
    return NULL;
}

double *muster_board_numbers(struct muster_board *board, size_t count)
{
    struct muster_board_piece *piece = malloc(sizeof *piece + (count + 1) * sizeof(double));
    if (!piece) {
        board->no_memory = true;
        return NULL;
    }
    piece->next = board->pieces;
    board->pieces = piece;
    for (size_t i = 0; i < count; i++)
        piece->values[i] = NAN;
    return piece->values;
}

const char *muster_board_text(struct muster_board *board, const char *format, ...)
{
    char *text = (char *)muster_board_numbers(board, MUSTER_BOARD_TEXT / sizeof(double));
    if (!text)
        return "";
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, MUSTER_BOARD_TEXT, format, arguments);
    va_end(arguments);
    return text;
}

struct muster_panel *muster_board_panel(struct muster_board *board, const char *title)
{
    size_t at = board->figure.panel_count++;
    assert(at < MUSTER_FIGURE_PANELS_MAX);
    board->panel[at] = (struct muster_panel){.title = title, .curves = board->curve[at]};
    return &board->panel[at];
}

void muster_board_add(struct muster_board *board, struct muster_curve curve)
{
    size_t at = board->figure.panel_count - 1;
    struct muster_panel *panel = &board->panel[at];
    assert(panel->curve_count < MUSTER_BOARD_CURVES);
    board->curve[at][panel->curve_count++] = curve;
}

/* ---- words --------------------------------------------------------------------------------- */

/* "20 s", or that each service has its own. */
static const char *threshold(struct muster_board *board, const struct muster_figures_source *source,
                             size_t candidate)
{
    size_t services = source->shape->services;
    const double *within_s = source->within_s + candidate * services;
    for (size_t k = 1; k < services; k++)
        if (within_s[k] < within_s[0] || within_s[k] > within_s[0])
            return "each service's threshold";
    return muster_board_text(board, "%g s", within_s[0]);
}

static enum muster_service_level level_of(const struct muster_measure *measure)
{
    int level = 0;
    while (level < MUSTER_LEVEL_COUNT - 1 &&
           muster_measure_level((enum muster_service_level)level) != measure)
        level++;
    return (enum muster_service_level)level;
}

const char *muster_board_level(struct muster_board *board,
                               const struct muster_figures_source *source, size_t candidate,
                               enum muster_figures_window window)
{
    static const char *const form[MUSTER_LEVEL_COUNT] = {
        [MUSTER_LEVEL_OFFERED] = "answered within %s, of all offered",
        [MUSTER_LEVEL_ANSWERED] = "answered within %s, of all answered",
        [MUSTER_LEVEL_SHORT_WAITS_REMOVED] =
            "answered within %s, of the offered less those abandoned within it",
        [MUSTER_LEVEL_ABANDONED_CREDITED] = "answered or abandoned within %s, of all offered",
        [MUSTER_LEVEL_SHORT_ABANDONS_REMOVED] =
            "answered within %s, of the offered less short abandons",
        [MUSTER_LEVEL_ATTEMPTED] = "answered within %s, of all attempts, engaged tones included",
        [MUSTER_LEVEL_VIRTUAL] = "within %s for an endlessly patient caller"};
    const char *within = threshold(board, source, candidate);
    const char *words = form[level_of(muster_figures_level(source, candidate, window))];
    const char *gap = strstr(words, "%s");
    return muster_board_text(board, "%.*s%s%s", (int)(gap - words), words, within, gap + 2);
}

const char *muster_board_replications(struct muster_board *board,
                                      const struct muster_figures_source *source)
{
    size_t days = source->shape->days;
    const char *plural = source->replications == 1 ? "" : "s";
    if (days == 365 || days == 366)
        return muster_board_text(board, "%zu replication%s of a year", source->replications,
                                 plural);
    bool weeks = days % 7 == 0 && days >= 28;
    return muster_board_text(board, "%zu replication%s of %zu %s%s", source->replications, plural,
                             weeks ? days / 7 : days, weeks ? "week" : "day", days == 1 ? "" : "s");
}

void muster_board_title(struct muster_board *board, const struct muster_figures_source *source,
                        const char *what, size_t candidate)
{
    if (source->candidates > 1)
        snprintf(board->title, sizeof board->title, "%s: %s", what, source->name[candidate]);
    else
        snprintf(board->title, sizeof board->title, "%s", what);
}

void muster_board_note(struct muster_board *board, const struct muster_figures_source *source,
                       const char *what)
{
    snprintf(board->note, sizeof board->note, "%s%smuster %s, seed %" PRIu64 ".", what,
             *what ? " " : "", source->version, source->seed);
}

void muster_board_target(struct muster_board *board, const struct muster_figures_source *source,
                         size_t candidate, bool upright)
{
    double share = source->share[candidate];
    if (!isfinite(share))
        return;
    muster_board_add(
        board, (struct muster_curve){.kind = upright ? MUSTER_CURVE_UPRIGHT : MUSTER_CURVE_LEVEL,
                                     .label = muster_board_text(board, "target %g %%", 100 * share),
                                     .colour = MUSTER_COLOUR_VERMILLION,
                                     .dash = MUSTER_DASH_LONG,
                                     .at = share});
}
