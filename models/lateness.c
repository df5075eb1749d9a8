/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lateness.h"

double muster_lateness_on(const struct muster_lateness_rule *rule, struct muster_key key,
                          uint64_t entity, uint64_t occupant, int32_t date)
{
    struct muster_stream stream =
        muster_stream_at(key, MUSTER_PURPOSE_LATENESS, entity, occupant, (uint64_t)(int64_t)date);
    if (muster_stream_uniform(&stream) >= rule->chance)
        return 0;
    return rule->scale * muster_law_quantile(rule->length, muster_stream_uniform(&stream));
}
