/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outage.h"

#include <math.h>

bool muster_outage_next(double *from_s, double *to_s, const struct muster_outage_process *process,
                        struct muster_key key, uint64_t n, double since_s, double end_s)
{
    if (process->onset_per_s <= 0)
        return false;
    struct muster_stream stream =
        muster_stream_at(key, MUSTER_PURPOSE_OUTAGE, process->entity, n, 0);
    double gap = -log(muster_stream_uniform(&stream)) / process->onset_per_s;
    double u = muster_stream_uniform(&stream);
    *from_s = since_s + gap;
    if (*from_s >= end_s)
        return false;
    *to_s = *from_s + process->scale * muster_law_quantile(process->length, u);
    return true;
}
