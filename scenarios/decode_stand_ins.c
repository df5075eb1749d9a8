/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who stands in: agency workers in vacant posts, casuals for shifts known to be lost.
 */
#include "decode.h"

#include <limits.h>

#define DAY_S 86400.0

static int32_t date_or(struct muster_decoder *decoder, const struct muster_node *table,
                       enum muster_key_id id, int32_t otherwise)
{
    return muster_decode_get(table, id) != NULL ? (int32_t)muster_decode_number(decoder, table, id)
                                                : otherwise;
}

static void decode_agency(struct muster_agency *agency, struct muster_decoder *decoder,
                          const struct muster_node *table)
{
    size_t mark;
    const struct muster_node *node =
        muster_decode_enter(&mark, decoder, table, MUSTER_KEY_GROUP_AGENCY);
    if (node == NULL)
        return;
    agency->given = true;
    agency->hourly = muster_decode_number(decoder, node, MUSTER_KEY_AGENCY_HOURLY);
    agency->from = date_or(decoder, node, MUSTER_KEY_AGENCY_FROM, INT32_MIN);
    agency->until = date_or(decoder, node, MUSTER_KEY_AGENCY_UNTIL, INT32_MAX);
    agency->ready_after_days =
        (int)(muster_decode_number(decoder, node, MUSTER_KEY_AGENCY_READY_AFTER) / DAY_S);
    if (muster_decode_get(node, MUSTER_KEY_AGENCY_SICK_AFTER) != NULL)
        agency->sick_after_days =
            (int)(muster_decode_number(decoder, node, MUSTER_KEY_AGENCY_SICK_AFTER) / DAY_S);
    agency->most = muster_decode_get(node, MUSTER_KEY_AGENCY_MOST) != NULL
                       ? muster_decode_whole(decoder, node, MUSTER_KEY_AGENCY_MOST)
                       : INT_MAX;
    if (agency->until < agency->from)
        muster_decode_fault(decoder, node, "exchange them", "until lies before from");
    muster_decode_leave(decoder, mark);
}

static void decode_casuals(struct muster_casuals *casuals, struct muster_decoder *decoder,
                           const struct muster_node *table)
{
    size_t mark;
    const struct muster_node *node =
        muster_decode_enter(&mark, decoder, table, MUSTER_KEY_GROUP_CASUALS);
    if (node == NULL)
        return;
    casuals->given = true;
    casuals->people = muster_decode_whole(decoder, node, MUSTER_KEY_CASUALS_PEOPLE);
    casuals->hourly = muster_decode_number(decoder, node, MUSTER_KEY_CASUALS_HOURLY);
    casuals->after_days =
        (int)(muster_decode_number(decoder, node, MUSTER_KEY_CASUALS_AFTER) / DAY_S);
    muster_decode_leave(decoder, mark);
}

void muster_decode_stand_ins(struct muster_group *group, struct muster_decoder *decoder,
                             const struct muster_node *table)
{
    decode_agency(&group->agency, decoder, table);
    decode_casuals(&group->casuals, decoder, table);
}
