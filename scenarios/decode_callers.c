/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "decode.h"

/* True unless the parameter is certain to be `value`. */
static bool may_differ(const struct muster_parameter *parameter, double value)
{
    return parameter->law.kind != MUSTER_LAW_CONSTANT || parameter->law.scale != value;
}

static void decode_when_closed(struct muster_service *service, struct muster_decoder *decoder,
                               const struct muster_node *table)
{
    size_t mark;
    const struct muster_node *node =
        muster_decode_enter(&mark, decoder, table, MUSTER_KEY_SERVICE_WHEN_CLOSED);
    muster_decode_parameter(&service->closed_return, decoder, node, MUSTER_KEY_WHEN_CLOSED_RETURN);
    muster_decode_quantity(&service->closed_delay, decoder, node, MUSTER_KEY_WHEN_CLOSED_DELAY);
    if (node != NULL)
        muster_decode_leave(decoder, mark);
}

static void decode_handling(struct muster_service *service, struct muster_decoder *decoder,
                            const struct muster_node *node)
{
    const struct muster_node *handle = muster_decode_get(node, MUSTER_KEY_SERVICE_HANDLE);
    const struct muster_node *talk = muster_decode_get(node, MUSTER_KEY_SERVICE_TALK);
    const struct muster_node *wrap = muster_decode_get(node, MUSTER_KEY_SERVICE_WRAP);
    muster_decode_quantity(&service->talk, decoder, node,
                           handle != NULL ? MUSTER_KEY_SERVICE_HANDLE : MUSTER_KEY_SERVICE_TALK);
    muster_decode_quantity(&service->wrap, decoder, node, MUSTER_KEY_SERVICE_WRAP);
    if (handle != NULL && talk != NULL) { /* one too many, and looked at all the same */
        struct muster_quantity aside = {.given = false};
        muster_decode_quantity(&aside, decoder, node, MUSTER_KEY_SERVICE_TALK);
        muster_law_clear(&aside.law);
        muster_law_clear(&aside.mean.law);
    }
    if (handle == NULL && talk == NULL)
        muster_decode_fault(decoder, node, "write for example handle: 3.5 min",
                            "give talk (and wrap), or handle");
    else if (handle != NULL && (talk != NULL || wrap != NULL))
        muster_decode_key_fault(decoder, node, MUSTER_KEY_SERVICE_HANDLE, "leave one out",
                                "give talk and wrap, or handle");
    service->handle_for_today =
        muster_decode_choice(decoder, node, MUSTER_KEY_SERVICE_HANDLE_FOR) == 1;
}

/* Time would hardly move for a caller who finds every line engaged. */
static bool without_end(const struct muster_service *service)
{
    return service->max_retries < 0 && muster_law_mean(&service->retry_delay.law) < 1;
}

static void decode_retry(struct muster_service *service, struct muster_decoder *decoder,
                         const struct muster_node *table)
{
    static const enum muster_key_id CAUSES[MUSTER_RETRY_CAUSES] = {
        [MUSTER_RETRY_ABANDONED] = MUSTER_KEY_RETRY_ABANDONED,
        [MUSTER_RETRY_BLOCKED] = MUSTER_KEY_RETRY_BLOCKED,
        [MUSTER_RETRY_BALKED] = MUSTER_KEY_RETRY_BALKED,
        [MUSTER_RETRY_CUT] = MUSTER_KEY_RETRY_CUT,
    };
    size_t mark;
    bool any = false;
    const struct muster_node *node =
        muster_decode_enter(&mark, decoder, table, MUSTER_KEY_SERVICE_RETRY);
    for (int cause = 0; cause < MUSTER_RETRY_CAUSES; cause++) {
        muster_decode_parameter(&service->retry[cause], decoder, node, CAUSES[cause]);
        any = any || may_differ(&service->retry[cause], 0);
    }
    muster_decode_quantity(&service->retry_delay, decoder, node, MUSTER_KEY_RETRY_DELAY);
    service->max_retries = muster_decode_get(node, MUSTER_KEY_RETRY_MAX) != NULL
                               ? muster_decode_whole(decoder, node, MUSTER_KEY_RETRY_MAX)
                               : -1;
    if (node == NULL)
        return;
    if (any && !service->retry_delay.given)
        muster_decode_fault(decoder, node, "write for example delay: {exponential: {mean: 25 min}}",
                            "retries need a delay");
    else if (any && without_end(service))
        muster_decode_key_fault(decoder, node, MUSTER_KEY_RETRY_DELAY,
                                "make it 1 s or longer, or add max_retries",
                                "under a second and no max_retries: a blocked caller redials "
                                "without end");
    muster_decode_leave(decoder, mark);
}

static void decode_repeat(struct muster_service *service, struct muster_decoder *decoder,
                          const struct muster_node *table)
{
    size_t mark;
    muster_decode_parameter(&service->resolution, decoder, table, MUSTER_KEY_SERVICE_RESOLUTION);
    const struct muster_node *node =
        muster_decode_enter(&mark, decoder, table, MUSTER_KEY_SERVICE_REPEAT);
    muster_decode_quantity(&service->repeat_delay, decoder, node, MUSTER_KEY_REPEAT_DELAY);
    if (node != NULL)
        muster_decode_leave(decoder, mark);
    if (may_differ(&service->resolution, 1) && !service->repeat_delay.given && !decoder->incomplete)
        muster_decode_key_fault(decoder, table, MUSTER_KEY_SERVICE_RESOLUTION,
                                "add repeat: {delay: {lognormal: {mean: 2 d, cv: 1}}}",
                                "below 100%% it needs repeat: {delay: …}");
    else if (service->repeat_delay.given && muster_law_max(&service->repeat_delay.law) <= 0)
        muster_decode_key_fault(decoder, node, MUSTER_KEY_REPEAT_DELAY, "make it longer than 0",
                                "0: a caller would ring again without end at one instant");
}

void muster_decode_callers(struct muster_service *service, struct muster_decoder *decoder,
                           const struct muster_node *node)
{
    decode_when_closed(service, decoder, node);
    decode_handling(service, decoder, node);
    muster_decode_quantity(&service->patience, decoder, node, MUSTER_KEY_SERVICE_PATIENCE);
    muster_decode_parameter(&service->balk, decoder, node, MUSTER_KEY_SERVICE_BALK);
    service->short_abandon_s =
        muster_decode_number(decoder, node, MUSTER_KEY_SERVICE_SHORT_ABANDON);
    decode_retry(service, decoder, node);
    decode_repeat(service, decoder, node);
    service->lines = muster_decode_get(node, MUSTER_KEY_SERVICE_LINES) != NULL
                         ? muster_decode_whole(decoder, node, MUSTER_KEY_SERVICE_LINES)
                         : 0;
    service->priority = muster_decode_whole(decoder, node, MUSTER_KEY_SERVICE_PRIORITY);
}
