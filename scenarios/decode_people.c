/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "decode.h"

#include "quantity.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- pay ---- */

void muster_decode_pay(struct muster_scenario *scenario, struct muster_decoder *decoder,
                       const struct muster_node *root)
{
    size_t mark, inner;
    const struct muster_node *pay = muster_decode_enter(&mark, decoder, root, MUSTER_KEY_PAY);
    if (pay == NULL)
        return;
    const struct muster_node *grades =
        muster_decode_enter(&inner, decoder, pay, MUSTER_KEY_PAY_GRADES);
    if (grades != NULL && grades->kind == MUSTER_NODE_MAP)
        scenario->grade = muster_decode_room(decoder, grades->count, sizeof *scenario->grade);
    for (const struct muster_node *child = grades != NULL ? grades->first : NULL;
         child != NULL && scenario->grade != NULL; child = child->next) {
        char *copy =
            child->kind == MUSTER_NODE_MAP ? muster_decode_copy(decoder, child->key) : NULL;
        if (copy == NULL)
            continue;
        struct muster_grade *grade = &scenario->grade[scenario->grade_count++];
        size_t name = muster_path_push(&decoder->path, child->key);
        grade->name = copy;
        grade->salary_per_year = muster_decode_number(decoder, child, MUSTER_KEY_GRADE_SALARY);
        grade->on_cost = muster_decode_number(decoder, child, MUSTER_KEY_GRADE_ON_COST);
        muster_path_pop(&decoder->path, name);
    }
    muster_decode_leave(decoder, mark);
}
