/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "decode.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    enum muster_key_id id;
    enum muster_demand_kind kind;
} YEARLY[] = {
    {MUSTER_KEY_DEMAND_WANTED, MUSTER_DEMAND_WANTED},
    {MUSTER_KEY_DEMAND_OFFERED, MUSTER_DEMAND_OFFERED},
    {MUSTER_KEY_DEMAND_ANSWERED, MUSTER_DEMAND_ANSWERED},
};

/* demand: {wanted | offered | answered, answer_rate} */
static void decode_yearly(struct muster_service *service, struct muster_decoder *decoder,
                          const struct muster_node *demand)
{
    int given = 0;
    for (size_t i = 0; i < sizeof YEARLY / sizeof *YEARLY; i++) {
        if (muster_decode_get(demand, YEARLY[i].id) == NULL)
            continue;
        given++;
        service->demand_kind = YEARLY[i].kind;
        muster_law_clear(&service->demand.law);
        muster_decode_parameter(&service->demand, decoder, demand, YEARLY[i].id);
    }
    muster_decode_parameter(&service->answer_rate, decoder, demand, MUSTER_KEY_DEMAND_ANSWER_RATE);
    const struct muster_node *rate = muster_decode_get(demand, MUSTER_KEY_DEMAND_ANSWER_RATE);
    bool answered = service->demand_kind == MUSTER_DEMAND_ANSWERED;
    if (given != 1)
        muster_decode_fault(decoder, demand, "write for example demand: {wanted: 175000}",
                            "give one of wanted, offered and answered");
    else if (answered && rate == NULL)
        muster_decode_fault(decoder, demand, "add answer_rate: the share that was answered",
                            "answered needs answer_rate; it is never taken for 100%%");
    else if (!answered && rate != NULL)
        muster_decode_key_fault(decoder, demand, MUSTER_KEY_DEMAND_ANSWER_RATE, "leave it out",
                                "answer_rate goes with answered only");
}

static void decode_rate(struct muster_service *service, struct muster_decoder *decoder,
                        const struct muster_node *table)
{
    size_t mark;
    service->demand_kind = MUSTER_DEMAND_RATE;
    const struct muster_node *rate = muster_decode_get(table, MUSTER_KEY_SERVICE_RATE);
    if (rate->kind != MUSTER_NODE_MAP || muster_decode_is_law(rate)) {
        muster_decode_parameter(&service->demand, decoder, table, MUSTER_KEY_SERVICE_RATE);
        return;
    }
    muster_decode_enter(&mark, decoder, table, MUSTER_KEY_SERVICE_RATE);
    service->demand.law = muster_law_constant(1);
    service->demand.entity = muster_entity("parameter", decoder->path.text);
    muster_decode_steps(&service->rate, decoder, rate, MUSTER_KEY_SERVICE_RATE);
    muster_decode_leave(decoder, mark);
}

/* With rate nothing is seasonal: tables that would shape the year are faults, not ignored. */
static void refuse_shapes(struct muster_decoder *decoder, const struct muster_node *table)
{
    static const enum muster_key_id SHAPES[] = {
        MUSTER_KEY_SERVICE_DEMAND,       MUSTER_KEY_SERVICE_SEASON, MUSTER_KEY_SERVICE_WEEKDAYS,
        MUSTER_KEY_SERVICE_PROFILE,      MUSTER_KEY_SERVICE_EVENTS, MUSTER_KEY_SERVICE_GROWTH,
        MUSTER_KEY_SERVICE_BANK_HOLIDAY, MUSTER_KEY_SERVICE_PHASE,
    };
    for (size_t i = 0; i < sizeof SHAPES / sizeof *SHAPES; i++) {
        size_t mark;
        const struct muster_node *node = muster_decode_enter(&mark, decoder, table, SHAPES[i]);
        if (node == NULL)
            continue;
        muster_faults_add(decoder->faults, node->key_place, decoder->path.text,
                          "leave it out, or give demand instead of rate",
                          "with rate nothing is seasonal");
        muster_decode_leave(decoder, mark);
    }
}

static void decode_season(struct muster_service *service, struct muster_decoder *decoder,
                          const struct muster_node *table)
{
    size_t mark;
    muster_decode_months(service->season, decoder, table, MUSTER_KEY_SERVICE_SEASON);
    const struct muster_node *season =
        muster_decode_enter(&mark, decoder, table, MUSTER_KEY_SERVICE_SEASON);
    if (season == NULL)
        return;
    service->has_weeks = muster_decode_week_file(service->week_weight, decoder, season);
    muster_decode_leave(decoder, mark);
}

static void decode_profile(struct muster_service *service, struct muster_decoder *decoder,
                           const struct muster_node *table)
{
    size_t mark;
    const struct muster_node *profile =
        muster_decode_enter(&mark, decoder, table, MUSTER_KEY_SERVICE_PROFILE);
    if (profile == NULL)
        return;
    service->has_profile = muster_decode_profile(service->profile, decoder, profile);
    muster_decode_leave(decoder, mark);
}

static void decode_bank_holiday(struct muster_service *service, struct muster_decoder *decoder,
                                const struct muster_node *table)
{
    size_t mark;
    const struct muster_node *node =
        muster_decode_enter(&mark, decoder, table, MUSTER_KEY_SERVICE_BANK_HOLIDAY);
    service->bank_holiday_wanted =
        muster_decode_number(decoder, node, MUSTER_KEY_BANK_HOLIDAY_WANTED);
    service->bank_holiday_next_day =
        muster_decode_number(decoder, node, MUSTER_KEY_BANK_HOLIDAY_NEXT_DAY);
    if (node != NULL)
        muster_decode_leave(decoder, mark);
}

static void decode_busyness(struct muster_service *service, struct muster_decoder *decoder,
                            const struct muster_node *table)
{
    size_t mark;
    const struct muster_node *node =
        muster_decode_enter(&mark, decoder, table, MUSTER_KEY_SERVICE_BUSYNESS);
    if (node == NULL)
        return;
    service->busyness_cv = muster_decode_number(decoder, node, MUSTER_KEY_BUSYNESS_CV);
    service->busyness_between_days =
        muster_decode_number(decoder, node, MUSTER_KEY_BUSYNESS_BETWEEN_DAYS);
    service->busyness_between_services =
        muster_decode_number(decoder, node, MUSTER_KEY_BUSYNESS_BETWEEN_SERVICES);
    service->busyness_once = muster_decode_choice(decoder, node, MUSTER_KEY_BUSYNESS_DRAWN) == 1;
    muster_decode_leave(decoder, mark);
}

static void decode_event(struct muster_demand_event *event, struct muster_decoder *decoder,
                         const struct muster_node *node)
{
    event->from = (int32_t)muster_decode_number(decoder, node, MUSTER_KEY_EVENT_FROM);
    event->days = (int32_t)muster_decode_number(decoder, node, MUSTER_KEY_EVENT_DAYS);
    event->factor = muster_decode_number(decoder, node, MUSTER_KEY_EVENT_FACTOR);
    event->inside_volume = muster_decode_flag(decoder, node, MUSTER_KEY_EVENT_INSIDE);
    free(muster_decode_text(decoder, node, MUSTER_KEY_EVENT_WHY, NULL));
}

static void decode_events(struct muster_service *service, struct muster_decoder *decoder,
                          const struct muster_node *table)
{
    size_t mark, position = 0;
    const struct muster_node *node =
        muster_decode_enter(&mark, decoder, table, MUSTER_KEY_SERVICE_EVENTS);
    if (node == NULL)
        return;
    if (node->kind == MUSTER_NODE_LIST)
        service->event = muster_decode_room(decoder, node->count, sizeof *service->event);
    for (const struct muster_node *item = node->first; item != NULL && service->event != NULL;
         item = item->next) {
        size_t inner = muster_path_push_position(&decoder->path, ++position);
        if (item->kind == MUSTER_NODE_MAP)
            decode_event(&service->event[service->event_count++], decoder, item);
        muster_path_pop(&decoder->path, inner);
    }
    muster_decode_leave(decoder, mark);
}

static void decode_phase(struct muster_service *service, struct muster_decoder *decoder,
                         const struct muster_node *table)
{
    size_t mark;
    const struct muster_node *node =
        muster_decode_enter(&mark, decoder, table, MUSTER_KEY_SERVICE_PHASE);
    if (node == NULL)
        return;
    service->has_phase = true;
    service->phase_from = (int32_t)muster_decode_number(decoder, node, MUSTER_KEY_PHASE_FROM);
    service->phase_ramp_days =
        (int32_t)(muster_decode_number(decoder, node, MUSTER_KEY_PHASE_RAMP) / 86400);
    muster_decode_leave(decoder, mark);
}

void muster_decode_demand(struct muster_service *service, struct muster_decoder *decoder,
                          const struct muster_node *node)
{
    size_t mark;
    service->demand.law = service->answer_rate.law = muster_law_constant(0);
    const struct muster_node *demand = muster_decode_get(node, MUSTER_KEY_SERVICE_DEMAND);
    if (muster_decode_get(node, MUSTER_KEY_SERVICE_RATE) != NULL) {
        decode_rate(service, decoder, node);
        refuse_shapes(decoder, node);
    } else if (demand != NULL) {
        muster_decode_enter(&mark, decoder, node, MUSTER_KEY_SERVICE_DEMAND);
        if (demand->kind == MUSTER_NODE_MAP)
            decode_yearly(service, decoder, demand);
        muster_decode_leave(decoder, mark);
    } else {
        muster_decode_fault(decoder, node, "write for example demand: {wanted: 175000}",
                            "give demand, a year's contacts, or rate");
    }
    decode_season(service, decoder, node);
    service->has_weekdays =
        muster_decode_weekdays(service->weekday, decoder, node, MUSTER_KEY_SERVICE_WEEKDAYS);
    decode_profile(service, decoder, node);
    decode_bank_holiday(service, decoder, node);
    decode_busyness(service, decoder, node);
    decode_events(service, decoder, node);
    decode_phase(service, decoder, node);
    muster_decode_parameter(&service->growth_per_year, decoder, node, MUSTER_KEY_SERVICE_GROWTH);
}
