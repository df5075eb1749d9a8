/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figures_data.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const day_name[7] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

/* Open seconds of an interval on a day on which it is open; bank holidays do not change it. */
static double open_on_a_day(const double *open_s, const double *open_days, size_t at)
{
    return open_days[at] > 0 ? open_s[at] / open_days[at] : 0;
}

static bool same_hours(const double *open_s, const double *open_days, size_t of_day,
                       double interval_s, size_t a, size_t b)
{
    for (size_t i = 0; i < of_day; i++) {
        double difference = open_on_a_day(open_s, open_days, a * of_day + i) -
                            open_on_a_day(open_s, open_days, b * of_day + i);
        if (fabs(difference) > 1e-3 * interval_s)
            return false;
    }
    return true;
}

static bool ever_open(const double *open_s, size_t of_day, size_t day)
{
    for (size_t i = 0; i < of_day; i++)
        if (open_s[day * of_day + i] > 0)
            return true;
    return false;
}

/* "Mon–Wed, Fri". */
static void label(struct muster_weekdays *days)
{
    size_t used = 0, in = 0;
    days->label[0] = '\0';
    for (size_t d = 0; d < 7; d++)
        in += days->in[d];
    if (in == 7) {
        snprintf(days->label, sizeof days->label, "every day");
        return;
    }
    for (size_t d = 0; d < 7; d++) {
        if (!days->in[d])
            continue;
        size_t last = d;
        while (last + 1 < 7 && days->in[last + 1])
            last++;
        const char *comma = used ? ", " : "";
        int written = last > d ? snprintf(days->label + used, sizeof days->label - used, "%s%s–%s",
                                          comma, day_name[d], day_name[last])
                               : snprintf(days->label + used, sizeof days->label - used, "%s%s",
                                          comma, day_name[d]);
        used += (size_t)written;
        d = last;
    }
}

size_t muster_figures_weekdays(struct muster_weekdays out[7], const double *open_s,
                               const double *open_days, size_t of_day, double interval_s)
{
    size_t count = 0;
    bool taken[7] = {false};
    memset(out, 0, 7 * sizeof *out);
    for (size_t d = 0; d < 7; d++) {
        if (taken[d] || !ever_open(open_s, of_day, d))
            continue;
        for (size_t other = d; other < 7; other++)
            if (!taken[other] && same_hours(open_s, open_days, of_day, interval_s, d, other))
                out[count].in[other] = taken[other] = true;
        label(&out[count++]);
    }
    return count;
}

void muster_figures_fold(double *out, const double *pairs, size_t replications, size_t of_day,
                         const struct muster_weekdays *days)
{
    memset(out, 0, 2 * replications * of_day * sizeof *out);
    for (size_t r = 0; r < replications; r++)
        for (size_t d = 0; d < 7; d++)
            for (size_t i = 0; days->in[d] && i < 2 * of_day; i++)
                out[r * 2 * of_day + i] += pairs[(r * 7 + d) * 2 * of_day + i];
}

double *muster_figures_cells(const double *pairs, const struct muster_figures_source *source,
                             size_t per)
{
    size_t of_day = source->intervals_of_day, cells = of_day / per;
    double *level = calloc(7 * cells + 1, sizeof *level);
    for (size_t at = 0; level && at < 7 * cells; at++) {
        double plus = 0, over = 0;
        for (size_t r = 0; r < source->replications; r++)
            for (size_t i = at * per; i < (at + 1) * per; i++) {
                plus += pairs[(r * 7 * of_day + i) * 2];
                over += pairs[(r * 7 * of_day + i) * 2 + 1];
            }
        level[at] = over > 0 ? plus / over : NAN;
    }
    return level;
}
