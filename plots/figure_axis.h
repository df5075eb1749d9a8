/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Ranges and ticks: from the curves to the two ends of an axis, and from the ends and a length on
 * paper to labelled ticks that do not touch. Steps are the round numbers of each format: 1-2-5,
 * hours and their parts, weeks, months, years. Pure functions.
 */
#ifndef MUSTER_FIGURE_AXIS_H
#define MUSTER_FIGURE_AXIS_H

#include "figure.h"
#include "figure_text.h"

enum muster_direction { MUSTER_ALONG_X, MUSTER_ALONG_Y };

struct muster_range {
    double lower, upper; /* lower < upper, both finite */
};

struct muster_tick_set {
    size_t count;
    size_t lines;  /* text lines of the tallest label */
    double widest; /* widest label as set [pt] */
    double wrap;   /* labels are to be wrapped to this width [pt] */
    struct {
        double at;
        const char *given; /* the caller's label, or NULL: */
        char text[24];
    } tick[MUSTER_FIGURE_TICKS_MAX];
};

/* The range of an axis shared by `count` panels, `length` [pt] [> 0] long: as given by the first
 * panel's axis, or from all their curves. An upright axis then ends at ticks; an axis of names has
 * half a space around them; else x ends at the data, with some air where there are marks. */
struct muster_range muster_axis_range(const struct muster_panel *panels, size_t count,
                                      enum muster_direction direction, double length);

/* Ticks for `range` on `length` [pt] [> 0] of paper; labels of an upright axis are wrapped to
 * `room` [pt]. Labels of an x axis are wrapped to their spacing; where a word is still too wide
 * only every second, third … tick given by the caller keeps its label. */
void muster_axis_ticks(struct muster_tick_set *set, const struct muster_axis *axis,
                       struct muster_range range, enum muster_direction direction,
                       struct muster_type type, double length, double room);

/* The label of a tick. */
static inline const char *muster_tick_label(const struct muster_tick_set *set, size_t i)
{
    return set->tick[i].given ? set->tick[i].given : set->tick[i].text;
}

#endif
