/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The files that scenarios of the corpora name.
 */
#ifndef MUSTER_FUZZ_SAMPLE_FILES_H
#define MUSTER_FUZZ_SAMPLE_FILES_H

#include "fuzz.h"

#include <stdio.h>
#include <string.h>

static inline void fuzz_put_text(const char *name, const char *text)
{
    fuzz_put(name, text, strlen(text));
}

static inline void fuzz_put_sample_files(void)
{
    char text[1024] = "week,weight\n";
    for (int week = 1; week <= 53; week++) {
        size_t used = strlen(text);
        snprintf(text + used, sizeof text - used, "%d,%.1f\n", week, 0.5 + week % 7 * 0.2);
    }
    fuzz_put_text("weeks.csv", text);
    fuzz_put_text("values.csv", "value\n1.5\n2.385\n\"0.25\"\n17\n");
    fuzz_put_text("closed.csv", "date,name\n2004-12-27,Christmas Day\n2004-12-28,\"Boxing, Day\"\n"
                                "2005-01-03,New Year\n2005-12-26,Boxing Day\n");
    fuzz_put_text("school.csv", "from,to\n2004-10-25,2004-10-29\n2004-12-20,2005-01-02\n");
    fuzz_put_text("part.yaml", "muster: 1\ncurrency: £\nlines: 7\nminimum_crew: 1\n"
                               "leave: {days: 21, pattern: {jul: 1.4}}\n"
                               "learning: {initial: 1.6, tau: 8 weeks}\n");
}

#endif
