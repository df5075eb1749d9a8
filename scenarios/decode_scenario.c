/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "decode.h"

#include "calendar.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Leave years and ISO weeks reach beyond the horizon; and nobody means the year 204. */
static void check_years(const struct muster_scenario *scenario, struct muster_decoder *decoder,
                        const struct muster_node *node)
{
    enum { FIRST_YEAR = 1900, LAST_YEAR = 2999 };
    int32_t first = muster_date_from_civil((struct muster_civil){FIRST_YEAR, 1, 1});
    int32_t last = muster_date_from_civil((struct muster_civil){LAST_YEAR, 12, 31});
    int32_t warm_days = (int32_t)(scenario->warm_up_s / 86400);
    bool fine =
        scenario->start - warm_days >= first && scenario->start + scenario->days - 1 <= last;
    if (decoder->horizon_known && !fine)
        muster_decode_key_fault(decoder, node, MUSTER_KEY_HORIZON_START, "check start and length",
                                "the horizon, with its warm-up, leaves the years %d to %d",
                                FIRST_YEAR, LAST_YEAR);
    decoder->horizon_known = decoder->horizon_known && fine;
}

void muster_decode_horizon(struct muster_scenario *scenario, struct muster_decoder *decoder,
                           const struct muster_node *root)
{
    size_t mark;
    const struct muster_node *node = muster_decode_enter(&mark, decoder, root, MUSTER_KEY_HORIZON);
    size_t before = decoder->faults->fault_count;
    bool weeks = muster_decode_get(node, MUSTER_KEY_HORIZON_WEEKS) != NULL;
    bool days = muster_decode_get(node, MUSTER_KEY_HORIZON_DAYS) != NULL;
    scenario->start = (int32_t)muster_decode_number(decoder, node, MUSTER_KEY_HORIZON_START);
    scenario->days =
        (int32_t)(weeks ? 7 * muster_decode_number(decoder, node, MUSTER_KEY_HORIZON_WEEKS)
                        : muster_decode_number(decoder, node, MUSTER_KEY_HORIZON_DAYS));
    scenario->interval_s = muster_decode_number(decoder, node, MUSTER_KEY_HORIZON_INTERVAL);
    scenario->warm_up_s = muster_decode_number(decoder, node, MUSTER_KEY_HORIZON_WARM_UP);
    if (node == NULL)
        return;
    decoder->horizon_known = weeks != days && decoder->faults->fault_count == before &&
                             muster_decode_get(node, MUSTER_KEY_HORIZON_START) != NULL;
    check_years(scenario, decoder, node);
    if (weeks == days)
        muster_decode_fault(decoder, node, "write for example weeks: 52", "give weeks or days");
    if (fmod(3600, scenario->interval_s) != 0)
        muster_decode_key_fault(decoder, node, MUSTER_KEY_HORIZON_INTERVAL,
                                "use 5, 6, 10, 12, 15, 20, 30 or 60 min",
                                "a whole number of intervals has to make an hour");
    if (fmod(scenario->warm_up_s, 86400) != 0)
        muster_decode_key_fault(decoder, node, MUSTER_KEY_HORIZON_WARM_UP, "give whole days",
                                "the warm-up is not a whole number of days");
    muster_decode_leave(decoder, mark);
}

/* Hours and closed dates of the opening; without dates, all of the week may be always open. */
static void decode_opening(struct muster_scenario *scenario, struct muster_decoder *decoder,
                           const struct muster_node *root)
{
    size_t mark;
    int32_t last = scenario->start + scenario->days - 1;
    int32_t first = scenario->start - (int32_t)(scenario->warm_up_s / 86400);
    muster_decode_hours(&scenario->opening, decoder, root, MUSTER_KEY_OPENING);
    const struct muster_node *node = muster_decode_enter(&mark, decoder, root, MUSTER_KEY_OPENING);
    scenario->at_close = MUSTER_CLOSE_SERVE_QUEUE;
    if (node == NULL)
        return;
    muster_decode_closed(&scenario->opening, decoder, node, MUSTER_KEY_OPENING_CLOSED, first, last);
    scenario->at_close =
        (enum muster_at_close)muster_decode_choice(decoder, node, MUSTER_KEY_OPENING_AT_CLOSE);
    if (scenario->opening.closed_count > 0)
        scenario->opening.always = false;
    muster_decode_leave(decoder, mark);
}

/* The observed opening: its own, or the base file's; closed dates likewise. */
static void decode_observed(struct muster_scenario *scenario, struct muster_decoder *decoder,
                            const struct muster_node *root, const struct muster_hours *base)
{
    size_t mark;
    struct muster_hours *observed = &scenario->observed;
    int32_t last = scenario->start + scenario->days - 1;
    if (!muster_decode_hours(observed, decoder, root, MUSTER_KEY_OBSERVED)) {
        if (!muster_hours_copy(observed, base))
            decoder->faults->out_of_memory = true;
        return;
    }
    scenario->observed_given = true;
    const struct muster_node *node = muster_decode_enter(&mark, decoder, root, MUSTER_KEY_OBSERVED);
    muster_decode_closed(observed, decoder, node, MUSTER_KEY_OBSERVED_CLOSED, scenario->start,
                         last);
    bool own = muster_decode_get(node, MUSTER_KEY_OBSERVED_CLOSED) != NULL;
    if (!own && base->closed_count > 0) {
        observed->closed = muster_decode_room(decoder, base->closed_count, sizeof(int32_t));
        if (observed->closed != NULL) {
            memcpy(observed->closed, base->closed, base->closed_count * sizeof(int32_t));
            observed->closed_count = base->closed_count;
        }
    }
    if (observed->closed_count > 0)
        observed->always = false;
    muster_decode_leave(decoder, mark);
}

static void decode_service(struct muster_scenario *scenario, struct muster_decoder *decoder,
                           const struct muster_node *node)
{
    char *name = muster_decode_copy(decoder, node->key);
    if (name == NULL)
        return;
    int index = (int)scenario->service_count++;
    struct muster_service *service = &scenario->service[index];
    service->name = name;
    service->entity = muster_entity("service", node->key);
    muster_decode_choice(decoder, node, MUSTER_KEY_SERVICE_CHANNEL);
    muster_decode_demand(service, decoder, node);
    muster_decode_callers(service, decoder, node);
    muster_decode_targets(scenario, decoder, node, MUSTER_KEY_SERVICE_TARGET, index);
}

static void decode_services(struct muster_scenario *scenario, struct muster_decoder *decoder,
                            const struct muster_node *root)
{
    size_t mark;
    const struct muster_node *node = muster_decode_enter(&mark, decoder, root, MUSTER_KEY_SERVICES);
    if (node == NULL)
        return;
    if (node->kind == MUSTER_NODE_MAP)
        scenario->service = muster_decode_room(decoder, node->count, sizeof *scenario->service);
    if (node->kind == MUSTER_NODE_MAP && node->count == 0)
        muster_decode_fault(decoder, node,
                            "write for example calls: {rate: 144 per hour, handle: 3.5 min}",
                            "there is no service");
    for (const struct muster_node *child = node->first; child != NULL && scenario->service != NULL;
         child = child->next) {
        if (child->kind != MUSTER_NODE_MAP)
            continue;
        size_t inner = muster_path_push(&decoder->path, child->key);
        decode_service(scenario, decoder, child);
        muster_path_pop(&decoder->path, inner);
    }
    muster_decode_leave(decoder, mark);
}

/* Files are laid over each other before anything is set; one that is left came too late. */
static void refuse_include(struct muster_decoder *decoder, const struct muster_node *root)
{
    size_t mark;
    const struct muster_node *node = muster_decode_enter(&mark, decoder, root, MUSTER_KEY_INCLUDE);
    if (node == NULL)
        return;
    muster_decode_fault(decoder, node, "write it into the file", "include cannot be set");
    muster_decode_leave(decoder, mark);
}

void muster_decode_scenario(struct muster_scenario *scenario, struct muster_decoder *decoder,
                            const struct muster_node *root, const struct muster_hours *base_opening)
{
    *scenario = (struct muster_scenario){0};
    muster_decode_walk(decoder, root, MUSTER_KEY_COUNT);
    refuse_include(decoder, root);
    muster_decode_number(decoder, root, MUSTER_KEY_MUSTER);
    scenario->title = muster_decode_text(decoder, root, MUSTER_KEY_TITLE, "");
    scenario->currency = muster_decode_text(decoder, root, MUSTER_KEY_CURRENCY, "");
    decoder->currency = scenario->currency != NULL ? scenario->currency : "";
    muster_decode_horizon(scenario, decoder, root);
    decode_opening(scenario, decoder, root);
    const struct muster_hours *base = base_opening != NULL ? base_opening : &scenario->opening;
    if (!muster_hours_copy(&scenario->base, base))
        decoder->faults->out_of_memory = true;
    decode_observed(scenario, decoder, root, base);
    muster_decode_targets(scenario, decoder, root, MUSTER_KEY_TARGET, -1);
    scenario->level =
        (enum muster_service_level)muster_decode_choice(decoder, root, MUSTER_KEY_SERVICE_LEVEL);
    scenario->minimum_crew = muster_decode_whole(decoder, root, MUSTER_KEY_MINIMUM_CREW);
    scenario->lines = muster_decode_get(root, MUSTER_KEY_LINES) != NULL
                          ? muster_decode_whole(decoder, root, MUSTER_KEY_LINES)
                          : 0;
    decode_services(scenario, decoder, root);
    muster_decode_thresholds(scenario);
    muster_decode_pay(scenario, decoder, root);
    muster_decode_leaves(&scenario->leave, decoder, root);
    muster_decode_closing(scenario, decoder);
    muster_decode_staff(scenario, decoder, root);
    muster_decode_sickness(&scenario->sickness, decoder, root);
    muster_decode_lateness(&scenario->lateness, decoder, root);
    muster_decode_one_offs(scenario, decoder, root);
    muster_decode_outages(scenario, decoder, root);
    muster_decode_attrition(&scenario->attrition, decoder, root);
    muster_decode_retention(scenario, decoder, root);
    muster_decode_recruitment(scenario, decoder, root);
    muster_decode_off_phone(scenario, decoder, root);
    muster_decode_costs(scenario, decoder, root);
    muster_decode_budget(scenario, decoder, root);
    muster_decode_overtime(scenario, decoder, root);
    muster_decode_relief(scenario, decoder, root);
    muster_decode_check(scenario, decoder, root);
    decoder->currency = "";
}
