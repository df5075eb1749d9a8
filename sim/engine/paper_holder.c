/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper_holder.h"

#include <math.h>

bool muster_paper_stay(struct muster_stay *stay, const struct muster_roster *roster)
{
    const struct muster_attrition *rule = &roster->scenario->attrition;
    double yearly = rule->given ? muster_law_mean(&rule->yearly.law) : 0;
    *stay = (struct muster_stay){0};
    if (yearly <= 0 && rule->monthly_count == 0)
        return false;
    *stay = muster_leaving_stay(roster, yearly);
    return true;
}

void muster_paper_holder(struct muster_paper_holder *out, const struct muster_roster *roster,
                         const struct muster_role *role, size_t p, const struct muster_stay *stay)
{
    const struct muster_group *group = role->group;
    bool steady = group->in_post_tenure == MUSTER_TENURE_STEADY_STATE;
    int32_t start = (int32_t)roster->period->warm_days, from = role->from_day[p];
    *out = (struct muster_paper_holder){.count = 1, .in_post = role->filled[p]};
    if (!out->in_post) {
        out->join[0] = from > start ? from : start;
        return;
    }
    out->experienced = !group->has_in_post || (steady && !stay);
    out->join[0] = role->joined[p];
    if (!stay || (group->has_in_post && !steady))
        return;
    out->count = MUSTER_PAPER_HOLDERS;
    for (size_t k = 0; k < out->count; k++) {
        double age = muster_stay_tenure(stay, ((double)k + 0.5) / (double)out->count);
        out->join[k] = -(int32_t)floor(fmin(age, 1e9) + 0.5);
    }
}

/* Days due over the horizon as a year's, to one who joined on a simulated day. */
static double leave_rate(const struct muster_roster *roster, int32_t join)
{
    const struct muster_leave *leave = &roster->scenario->leave;
    const struct muster_leave_terms terms = {leave->days, leave->step_count, leave->step};
    const struct muster_period *period = roster->period;
    int32_t origin = period->day[0].date, from = origin + (int32_t)period->warm_days;
    int32_t to = origin + (int32_t)period->day_count;
    return muster_leave_due(&terms, origin + join, from, to, from, to);
}

double muster_paper_leave_days(const struct muster_roster *roster, size_t group)
{
    const struct muster_role *role = &roster->role[group];
    struct muster_stay stay;
    const struct muster_stay *leavers = muster_paper_stay(&stay, roster) ? &stay : NULL;
    double days = 0, fte = 0;
    for (size_t p = 0; p < role->post_count && roster->scenario->leave.given; p++) {
        struct muster_paper_holder holder;
        muster_paper_holder(&holder, roster, role, p, leavers);
        if (role->post[p].term_time) { /* whose pay knows no days by service */
            holder.count = 0;
            days += role->fte[p] * roster->scenario->leave.days;
        }
        for (size_t k = 0; k < holder.count; k++)
            days += role->fte[p] * leave_rate(roster, holder.join[k]) / (double)holder.count;
        fte += role->fte[p];
    }
    return fte > 0 ? days / fte : 0;
}
