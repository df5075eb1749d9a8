/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "staff_words.h"

#include "console.h"
#include "words.h"

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static void append(char *text, const char *format, ...) MUSTER_PRINTF(2, 3);

static void append(char *text, const char *format, ...)
{
    size_t used = strlen(text);
    va_list list;
    va_start(list, format);
    vsnprintf(text + used, MUSTER_STAFF_LINE - used, format, list);
    va_end(list);
}

/* "2 weeks", "1 day" */
static void append_days(char *text, int days)
{
    int count = days % 7 == 0 ? days / 7 : days;
    append(text, "%d %s%s", count, days % 7 == 0 ? "week" : "day", count == 1 ? "" : "s");
}

static void append_after(char *text, int days)
{
    if (days == 0) {
        append(text, "as soon as a post is vacant");
        return;
    }
    append_days(text, days);
    append(text, " after a post falls vacant");
}

static void append_most(char *text, int most)
{
    if (most < INT_MAX)
        append(text, ", at most %d at once", most);
}

void muster_staff_acting_up(char text[MUSTER_STAFF_LINE], const struct muster_scenario *scenario,
                            const struct muster_group *group)
{
    const struct muster_acting_up *acting = &group->acting_up;
    snprintf(text, MUSTER_STAFF_LINE, "from %.100s, ", scenario->group[acting->from].name);
    append_after(text, acting->after_days);
    append_most(text, acting->most);
    append(text, ", until a recruit goes live; ");
    if (group->grade >= 0)
        append(text, "paid %s%s a year and FTE, or as before if that is more; ", scenario->currency,
               muster_words_number(scenario->grade[group->grade].salary_per_year).text);
    append(text, "their own posts are kept for them");
}
