/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The figures of a results file: `muster plot`.
 *
 *   RUNS.h5 -> figures_data (numbers of each figure) -> figures_* (curves) -> figure.h (gnuplot)
 *
 * Every figure is about all services together, says which definition and threshold of the service
 * level it uses, and tells the likely range (over replications) from simulation error. Ranges of
 * quantiles are drawn only from enough replications that one is expected beyond each end:
 * 90 % from 20, 80 % from 10, 50 % from 4.
 *
 * Thread rule: as results.h: one thread of the process at a time.
 */
#ifndef MUSTER_FIGURES_H
#define MUSTER_FIGURES_H

#include "status.h"
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct muster_figure_kind {
    const char *name; /* on the command line, and of the files */
    const char *sentence;
};
/* The table, in the order in which they are drawn. */
const struct muster_figure_kind *muster_figure_kinds(size_t *count);
/* NULL when there is none of that name. */
const struct muster_figure_kind *muster_figure_kind_find(const char *name);

/* "svg", "png,pdf" … as bits for the request; false for anything else. */
bool muster_figures_formats(unsigned *formats, const char *text);

/* A figure that was left out, and the reason. */
typedef void muster_figures_remark(void *context, const char *figure, const char *reason);

struct muster_figures_request {
    const char *path;         /* of the results file */
    const char *folder;       /* that exists; "." for the current one */
    const char *const *names; /* [name_count] of figures; count 0: all that the file has data for */
    size_t name_count;
    const char *candidate; /* for figures of one; NULL = the first */
    const char *day;  /* for figures of one day: "worst" (or NULL), "median", a date; replay.h */
    unsigned formats; /* muster_figures_formats, at least one unless for `letters` */
    bool keep_script; /* leave the gnuplot scripts too */
    FILE *listing;    /* one line a file made; may be NULL */
    FILE *letters;    /* not NULL: the figures themselves go here as text, no files are made */
    muster_figures_remark *remark; /* told of each figure left out; may be NULL */
    void *remark_context;
    const atomic_int *stop; /* not 0: stop; may be NULL */
};

/* Draws them. A figure that the results cannot give is refused when it was asked for by name, else
 * left out with a remark. Failures: MUSTER_BAD_FORMAT (the results file), MUSTER_MISMATCH (no
 * figure or candidate of that name, or a refused figure), MUSTER_IO_FAILED (gnuplot, disk, listing,
 * letters), MUSTER_NO_MEMORY, MUSTER_INTERRUPTED. Figures made before stay. */
enum muster_status muster_figures_draw(struct muster_failure *failure,
                                       const struct muster_figures_request *request);

#endif
