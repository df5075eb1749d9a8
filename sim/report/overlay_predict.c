/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "overlay_predict.h"

#include <math.h>

/* Nobody there: nobody is answered, and nobody abandons a prediction either. */
static struct muster_hits nobody(enum muster_service_level level)
{
    return (struct muster_hits){0, level == MUSTER_LEVEL_ANSWERED ? 0 : 1};
}

static double abandoned_within(struct muster_queue queue, double within_s)
{
    queue.within_s = within_s;
    return muster_erlang_a(&queue).abandoned_within;
}

static struct muster_hits hits_of(const struct muster_queue *queue, enum muster_service_level level,
                                  double short_abandon_s)
{
    struct muster_queue_figures f = muster_erlang_a(queue);
    if (!f.stable)
        return (struct muster_hits){0, 1};
    switch (level) {
    case MUSTER_LEVEL_ANSWERED:
        return (struct muster_hits){f.answered_within, f.answered_fraction};
    case MUSTER_LEVEL_SHORT_WAITS_REMOVED:
        return (struct muster_hits){f.answered_within, 1 - f.abandoned_within};
    case MUSTER_LEVEL_ABANDONED_CREDITED:
        return (struct muster_hits){f.answered_within + f.abandoned_within, 1};
    case MUSTER_LEVEL_SHORT_ABANDONS_REMOVED:
        return (struct muster_hits){f.answered_within,
                                    1 - abandoned_within(*queue, short_abandon_s)};
    case MUSTER_LEVEL_VIRTUAL:
        return (struct muster_hits){1 - f.virtual_longer, 1};
    default:
        return (struct muster_hits){f.answered_within, 1};
    }
}

static struct muster_hits hits_at(struct muster_queue queue, int agents,
                                  enum muster_service_level level, double short_abandon_s)
{
    if (agents == 0)
        return nobody(level);
    queue.agents = agents;
    return hits_of(&queue, level, short_abandon_s);
}

struct muster_hits muster_overlay_hits(const struct muster_queue *queue, double people,
                                       enum muster_service_level level, double short_abandon_s)
{
    double whole = fmin(floor(people), MUSTER_QUEUE_AGENTS_MOST - 1), more = people - whole;
    struct muster_hits low = hits_at(*queue, (int)whole, level, short_abandon_s);
    if (more <= 0)
        return low;
    more = fmin(more, 1);
    struct muster_hits high = hits_at(*queue, (int)whole + 1, level, short_abandon_s);
    return (struct muster_hits){(1 - more) * low.hits + more * high.hits,
                                (1 - more) * low.of + more * high.of};
}
