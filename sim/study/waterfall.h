/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From established FTE to people on the phones, cause by cause, and the sum on paper beside it.
 *
 *   established - vacancies + recruits ahead -> in post - induction -> trained - leave - sickness
 * ... -> at work
 *   - breaks ... -> on the phones - waiting for contacts -> handling - slower than planned ->
 *   answered
 *
 * The lines are declared once, in order; a cause is a signed sum of tally columns, a stage is what
 * is left of everything above it. So the waterfall adds up in every replication, and that the stage
 * `on_the_phones` is the time on the phones as measured is the law of paid time (tally.h). All is
 * in paid hours: somebody sick in induction counts as sick. 1 FTE is the full-timer's week, of the
 * group's own, all through the window.
 *
 * On paper (paper.h) each cause has hours too, often 0. Simulated less paper, line by line, is why
 * the two differ; the differences of the causes add up to that of the stage. Hours are worth
 * contacts at the planned handle time: what paper says that the people can cope with, line by line
 * down to what they answered.
 *
 * `all` sums the groups with posts that are on the phones, and the relief pool. Thread rule: a
 * constant table and pure functions.
 */
#ifndef MUSTER_WATERFALL_H
#define MUSTER_WATERFALL_H

#include "measure.h"
#include "paper.h"
#include <stdint.h>

enum { MUSTER_FALL_MOST = 40, MUSTER_FALL_TERMS = 12 };

enum muster_fall_kind { MUSTER_FALL_STAGE, MUSTER_FALL_CAUSE };

struct muster_fall_line {
    const char *name;  /* "bank_holidays" */
    const char *label; /* "bank holidays" */
    const char *sentence;
    enum muster_fall_kind kind;
    enum muster_need need;         /* of a group with posts */
    bool on_phones;                /* only of groups on the phones */
    bool answers;                  /* with the work of answered contacts, only of `all` */
    short term[MUSTER_FALL_TERMS]; /* enum muster_term, staff columns by day; 0 ends, < 0 is less */
    double (*paper_h)(const struct muster_paper_year *year); /* of one FTE a year; NULL: 0 */
};

/* The table, *count lines long, at most MUSTER_FALL_MOST. */
const struct muster_fall_line *muster_fall_lines(size_t *count);
/* NULL when there is none of that name. */
const struct muster_fall_line *muster_fall_find(const char *name);

/* What the plan of a candidate says; made once. */
struct muster_paper {
    struct muster_paper_year *year; /* [groups], owned */
    double handle_s;                /* planned, see muster_paper_handle_s */
};
/* MUSTER_OK, or MUSTER_NO_MEMORY with *paper cleared. */
enum muster_status muster_paper_init(struct muster_paper *paper, const struct muster_plan *plan);
void muster_paper_clear(struct muster_paper *paper); /* zeros are fine */

/* False where the line would be a row of zeros; `place` is a group, or the number of groups: all.
 */
bool muster_fall_applies(const struct muster_fall_line *line, const struct muster_scope *scope,
                         size_t place);
/* Whether a line is known by month. */
bool muster_fall_by_month(const struct muster_fall_line *line);

#define MUSTER_FALL_HORIZON SIZE_MAX

/* One replication's lines, over the horizon (MUSTER_FALL_HORIZON) or in a calendar month (answers:
 * NAN). Causes that reduce are negative. */
struct muster_fall {
    double fte[MUSTER_FALL_MOST];
    double hours[MUSTER_FALL_MOST];   /* over the window */
    double paper_h[MUSTER_FALL_MOST]; /* the same on paper */
};
void muster_fall_of_row(struct muster_fall *fall, const struct muster_scope *scope,
                        const struct muster_paper *paper, const struct muster_row *row,
                        size_t place, size_t month);

#endif
