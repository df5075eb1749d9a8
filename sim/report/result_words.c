/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "result_words.h"

#include <string.h>

#define BRACKETED                                                                                  \
    "bound of that percentile (95 %, order statistics), where the number of replications "         \
    "brackets "                                                                                    \
    "it"

static const struct muster_result_word table[] = {
    /* estimates */
    {"mean", NULL,
     "the estimate: a ratio of sums over replications, for a count its mean; by month the plain "
     "mean"},
    {"se", NULL, "standard error of the mean: simulation error, which more replications shrink"},
    {"lo", NULL, "lower end of the 95 % interval of the mean: simulation error"},
    {"hi", NULL, "upper end of the 95 % interval of the mean: simulation error"},
    {"p10", NULL, "one replication in ten is below: the low end of the likely range"},
    {"p50", NULL, "half of the replications are below"},
    {"p90", NULL, "nine replications in ten are below: the high end of the likely range"},
    {"typical", NULL, "plain mean of the replications' own values"},
    {"p10_lo", NULL, "lower " BRACKETED},
    {"p10_hi", NULL, "upper " BRACKETED},
    {"p50_lo", NULL, "lower " BRACKETED},
    {"p50_hi", NULL, "upper " BRACKETED},
    {"p90_lo", NULL, "lower " BRACKETED},
    {"p90_hi", NULL, "upper " BRACKETED},
    {"difference", NULL,
     "candidate b less candidate a, paired by replication: the same demand and callers"},
    /* of a candidate and its run */
    {"contacts_simulated", "contacts", "all attempts of all replications, warm-up included"},
    {"open_hours", "h", "hours open over the horizon, closed dates left out"},
    {"elapsed_s", "s", "time that the run took"},
    {"horizon", NULL,
     "of a target: what it asks for (service level, ASA, share answered or abandoned), over the "
     "whole horizon"},
    {"met", NULL,
     "of a target: true when the horizon's mean meets it at its one-sided 95 % bound, false when "
     "it misses at the other, null when undecided"},
    /* by month */
    {"headcount_start", "people",
     "people in post at the start of a month, joiners of that day included; one value more than "
     "months: the last is the day after the horizon"},
    {"total", "currency", "all headings of cost together: the measure cost"},
    /* from FTE to the phones */
    {"waterfall", NULL,
     "how established FTE become people on the phones: causes line by line, and what is left after "
     "them; beside it the hours on paper"},
    {"stage", NULL, "of a line of the waterfall: what is left of everything above it"},
    {"cause", NULL, "of a line of the waterfall: what is lost there (negative) or gained"},
    {"fte", "FTE", "of a line of the waterfall: FTE, in paid hours over those of one FTE"},
    {"hours", "h", "of a line of the waterfall: paid hours over the horizon"},
    {"paper_h", "h",
     "of a line of the waterfall: the hours by the sum on paper, as check's one FTE times the "
     "established FTE; 0 for what paper does not know"},
    {"beyond_paper_h", "h", "of a line of the waterfall: hours simulated less hours on paper"},
    {"beyond_paper_contacts", "contacts",
     "the same in contacts of the planned handle time, planned_handle_s"},
    {"planned_handle_s", "s",
     "mean handle time of experienced staff, services weighted by the contacts expected"},
    {"cost_by_year", "currency",
     "the measures of cost for each financial year, 1 April to 31 March, as far as it lies in the "
     "horizon: its part-year effect"},
    /* headings of the table */
    {"gross", "currency", "in the table: cost before offsets, the measure cost_gross"},
    {"cost, net", "currency", "in the table: all headings and offsets, the measure cost"},
    {"of it once", "currency", "in the table: the measure cost_one_off"},
    {"of it recurring", "currency", "in the table: the measure cost_recurring"},
    {"pay on paper", "currency", "in the table: the measure pay_on_paper"},
    {"budget left", "currency", "in the table: the measure budget_left"},
    {"pays for FTE, on paper", "FTE", "in the table: the measure budget_fte_on_paper"},
    {"pays for FTE, simulated", "FTE", "in the table: the measure budget_fte"},
    {"on budget, replications", "1", "in the table: the measure p_on_budget"},
    {"FTE", "FTE", "in the table: established FTE, the measure fte_established"},
    {"people", "people", "in the table: people by the given line, the measure fte_scheduled"},
    {"h/week", "h", "in the table: hours open in a week without closed dates"},
    {"ASA", "s", "average speed of answer: the measure asa_s"},
    {"likely", NULL,
     "in the table: p10 to p90 of the replications, what one such period may bring; more "
     "replications do not shrink it"},
    {"weeks", "1", "in the table: share of whole weeks that meet the target, p_target_week"},
    {"occup.", "1", "in the table: the measure occupancy"},
    {"level, pts", "points", "in the table: difference of the service level, in percentage points"},
    {"aband., pts", "points",
     "in the table: difference of abandoned_fraction, in percentage points"},
    {"callers served", "callers", "in the table: difference of the measure served"},
    {"%", "%", "in the table: the difference left of it, as a share of candidate 1's figure"},
    {"came back", "contacts", "in the table: difference of the measure returned"},
    {"busy hour, %", "%",
     "in the table: difference of offered_busy_hour, as a share of candidate 1's figure"},
    {"days met", "1", "in the table: share of days that meet the target, p_target_day"},
    {"months", "1", "in the table: share of whole months that meet the target, p_target_month"},
    {"replications", "1",
     "in the table: share of replications whose horizon meets the target, p_target; in the JSON "
     "their number"}};

const struct muster_result_word *muster_result_word_table(size_t *count)
{
    *count = sizeof table / sizeof *table;
    return table;
}

const struct muster_result_word *muster_result_word_find(const char *name)
{
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (strcmp(table[i].name, name) == 0)
            return &table[i];
    return NULL;
}
