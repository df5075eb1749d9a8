/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* What can be looked at, and the side on which it is bad. */
static const struct {
    const char *word;
    char sign;
    const char *example;
} gauges[] = {
    [MUSTER_GAUGE_WAIT] = {"wait", '>', "wait > 60 s"},
    [MUSTER_GAUGE_QUEUE] = {"queue", '>', "queue > 5"},
    [MUSTER_GAUGE_LEVEL] = {"service_level", '<', "service_level < 70%"},
};

static struct muster_reading not_so(enum muster_gauge gauge, const char *message)
{
    return muster_reading_bad(MUSTER_READING_MALFORMED, message, "write for example %s",
                              gauges[gauge].example);
}

static struct muster_reading read_limit(struct muster_condition *condition, const char *text)
{
    struct muster_reading reading;
    double limit = 0;
    int64_t whole = 0;
    switch (condition->gauge) {
    case MUSTER_GAUGE_WAIT:
        reading = muster_duration_read(&limit, text);
        break;
    case MUSTER_GAUGE_QUEUE:
        reading = muster_count_read(&whole, text);
        limit = (double)whole;
        break;
    default:
        reading = muster_share_read(&limit, text);
    }
    if (reading.status != MUSTER_READING_FINE)
        return reading;
    if (!(limit >= 0) || (condition->gauge == MUSTER_GAUGE_LEVEL && !(limit > 0 && limit <= 1)) ||
        (condition->gauge == MUSTER_GAUGE_WAIT && limit > 86400) || limit > 1e6)
        return not_so(condition->gauge, condition->gauge == MUSTER_GAUGE_LEVEL
                                            ? "asks for a share above 0 and up to 100%"
                                        : condition->gauge == MUSTER_GAUGE_WAIT
                                            ? "asks for a wait from 0 s to 1 d"
                                            : "asks for a number from 0 to 1000000");
    condition->limit = limit;
    return reading;
}

struct muster_reading muster_condition_read(struct muster_condition *condition, const char *text)
{
    struct muster_condition read = {0};
    if (muster_text_ended(text))
        return muster_reading_bad(MUSTER_READING_EMPTY, "no condition is given", NULL, NULL);
    for (int gauge = 0; gauge < MUSTER_GAUGES; gauge++) {
        const char *rest = muster_text_word(text, gauges[gauge].word);
        if (rest == NULL)
            continue;
        read.gauge = (enum muster_gauge)gauge;
        rest = muster_text_skip(rest);
        if (*rest != gauges[gauge].sign)
            return not_so(read.gauge, "is no condition: the word is followed by > or <, and the "
                                      "limit on the bad side");
        if (rest[1] == '=')
            return not_so(read.gauge, "has a sign that is not known: > or < alone");
        struct muster_reading reading = read_limit(&read, rest + 1);
        if (reading.status == MUSTER_READING_FINE)
            *condition = read;
        return reading;
    }
    return not_so(MUSTER_GAUGE_WAIT,
                  "is no condition: it begins with wait, queue or service_level");
}
