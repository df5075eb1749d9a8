/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "difference_table.h"
#include "cells.h"
#include "measure.h"

#include <math.h>
#include <string.h>

/* How a difference is shown. */
enum form { FORM_COUNT, FORM_POINTS };

/* "+1,234 ± 56", or a fraction in hundredths: "+1.2 ± 0.3". */
static void put_difference(FILE *file, const struct muster_difference *difference, int width,
                           enum form form)
{
    char text[MUSTER_CELL_TEXT], amount[MUSTER_CELL_TEXT], error[MUSTER_CELL_TEXT];
    if (!difference || !isfinite(difference->mean)) {
        muster_cell_put(file, muster_cell_dash, width);
        return;
    }
    double half = (difference->hi - difference->lo) / 2;
    if (form == FORM_POINTS) {
        snprintf(amount, sizeof amount, "%+.1f", 100 * difference->mean);
        muster_cell_decimal(error, 100 * half, 1, "");
    } else {
        muster_cell_thousands(amount, difference->mean, true);
        muster_cell_whole(error, half);
    }
    if (!isfinite(half)) {
        muster_cell_put(file, amount, width);
        return;
    }
    int length = snprintf(text, sizeof text, "%.24s ± %.24s", amount, error);
    if (length - 1 >= width) /* "±" is two bytes; a full cell would touch its neighbour */
        snprintf(text, sizeof text, "%.24s±%.24s", amount, error);
    muster_cell_put(file, text, width);
}

struct column {
    const char *heading, *measure;
    int width;
    enum form form;
    bool relative;
};

static void print_block(FILE *file, const struct muster_differences *from,
                        const struct column *column, size_t columns)
{
    muster_cell_put(file, "Candidate", -MUSTER_CELL_NAME);
    for (size_t i = 0; i < columns; i++)
        muster_cell_put(file, column[i].heading, column[i].width);
    fputc('\n', file);
    muster_cell_rule(file);
    for (size_t c = 1; c < from->candidates; c++) {
        muster_cell_candidate(file, c, from->name(from->context, c));
        for (size_t i = 0; i < columns; i++)
            put_difference(file,
                           (column[i].relative ? from->relative : from->difference)(
                               from->context, c, column[i].measure),
                           column[i].width, column[i].form);
        fputc('\n', file);
    }
}

static void print_service(FILE *file, const struct muster_differences *from)
{
    static const struct column column[] = {
        {"level, pts", "service_level", 12, FORM_POINTS, false},
        {"aband., pts", "abandoned_fraction", 12, FORM_POINTS, false},
        {"answered", "answered", 15, FORM_COUNT, false},
        {"cost", "cost", 17, FORM_COUNT, false}};
    fputs("\nDifferences from candidate 1, same demand and callers (± simulation error)\n", file);
    print_block(file, from, column, sizeof column / sizeof *column);
}

static void print_callers(FILE *file, const struct muster_differences *from)
{
    static const struct column column[] = {
        {"callers served", "served", 16, FORM_COUNT, false},
        {"%", "served", 12, FORM_POINTS, true},
        {"came back", "returned", 15, FORM_COUNT, false},
        {"busy hour, %", "offered_busy_hour", 13, FORM_POINTS, true}};
    char text[256];
    snprintf(text, sizeof text,
             "Callers gained and moved, from candidate 1: served on some attempt; found the centre "
             "closed and came back; offered in the busy hour (%s)",
             from->busy_hour);
    fputc('\n', file);
    muster_cell_wrap(file, text, 0);
    print_block(file, from, column, sizeof column / sizeof *column);
}

/* ---- what an extra answered contact costs -------------------------------------------------- */

/* "-£1.84", from 1,000 on without pence. */
static void price(char *out, double value, const char *currency)
{
    char amount[MUSTER_CELL_TEXT];
    if (fabs(value) < 999.995)
        muster_cell_decimal(amount, fabs(value), 2, "");
    else
        muster_cell_whole(amount, fabs(value));
    snprintf(out, MUSTER_CELL_TEXT, "%s%.8s%.40s", value < 0 ? "-" : "", currency, amount);
}

/* "£1.84 (£1.75 to £1.94)", or why there is none. */
static void print_price(FILE *file, const struct muster_differences *from,
                        const struct muster_difference *each, const struct muster_difference *gain)
{
    char text[256], mean[MUSTER_CELL_TEXT], lo[MUSTER_CELL_TEXT], hi[MUSTER_CELL_TEXT];
    const char *why_none = muster_measure_why_none(each, gain);
    price(mean, each->mean, from->currency);
    price(lo, each->lo, from->currency);
    price(hi, each->hi, from->currency);
    if (!why_none)
        snprintf(text, sizeof text, "%s (%s to %s)", mean, lo, hi);
    else if (isfinite(each->mean))
        snprintf(text, sizeof text, "%s, no interval: %s", mean, why_none);
    else
        snprintf(text, sizeof text, "none: %s", why_none);
    muster_cell_wrap(file, text, 0); /* fits; nothing of the currency moves the cursor */
}

static void print_prices(FILE *file, const struct muster_differences *from)
{
    fputs("\nCost of a net extra answered contact, from candidate 1 (95 % interval)\n", file);
    muster_cell_rule(file);
    for (size_t c = 1; c < from->candidates; c++) {
        const struct muster_difference *each =
            from->difference(from->context, c, "cost_per_extra_answered");
        const struct muster_difference *gain = from->difference(from->context, c, "answered");
        muster_cell_candidate(file, c, from->name(from->context, c));
        fputs("  ", file);
        if (each && gain)
            print_price(file, from, each, gain);
        else
            fprintf(file, "%s\n", muster_cell_dash);
    }
}

void muster_difference_table_print(FILE *file, const struct muster_differences *from)
{
    if (from->candidates < 2)
        return;
    print_service(file, from);
    print_callers(file, from);
    if (from->difference(from->context, 1, "cost_per_extra_answered"))
        print_prices(file, from);
}
