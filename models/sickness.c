/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sickness spells.
 */
#include "sickness.h"
#include <assert.h>
#include <math.h>

#define DAY_S 86400.0
#define YEAR_DAYS 365.25

static double kind_days(const struct muster_spell_kind *kind)
{
    return kind->scale * muster_law_mean(kind->law) / DAY_S;
}

/* Mean calendar days away; a working day takes 1 / working_per_day of them. */
static double kind_calendar(const struct muster_spell_kind *kind, double working_per_day)
{
    return kind->calendar ? kind_days(kind) : kind_days(kind) / working_per_day;
}

static double kind_lost(const struct muster_spell_kind *kind, double working_per_day)
{
    return kind->calendar ? kind_days(kind) * working_per_day : kind_days(kind);
}

static void absence_means(struct muster_absence *absence, double working_per_day)
{
    absence->mean_days = absence->lost_per_spell = 0;
    for (size_t i = 0; i < absence->kinds; i++) {
        double chance = i == 0 ? 1 - absence->long_chance : absence->long_chance;
        absence->mean_days += chance * kind_calendar(&absence->kind[i], working_per_day);
        absence->lost_per_spell += chance * kind_lost(&absence->kind[i], working_per_day);
    }
}

void muster_absence_from_spells(struct muster_absence *out, double spells_per_year,
                                struct muster_spell_kind kind, double working_per_day)
{
    *out = (struct muster_absence){.kinds = 1, .kind = {kind, kind}};
    out->onset_per_day = spells_per_year / YEAR_DAYS;
    absence_means(out, working_per_day);
}

bool muster_absence_from_days(struct muster_absence *out, double days_lost, double long_share,
                              const struct muster_spell_kind kind[2], double working_per_day,
                              double counted)
{
    assert(long_share >= 0 && long_share <= 1 && counted > 0);
    *out = (struct muster_absence){.kinds = 2, .kind = {kind[0], kind[1]}};
    /* Shares of days into shares of spells; the law of a kind with no share may be empty. */
    double short_weight = 0, long_weight = 0;
    if (long_share < 1)
        short_weight = (1 - long_share) / kind_lost(&kind[0], working_per_day);
    if (long_share > 0)
        long_weight = long_share / kind_lost(&kind[1], working_per_day);
    out->long_chance = long_weight / (short_weight + long_weight);
    absence_means(out, working_per_day);
    /* days_lost / counted = 365.25 h / (1 + h m) * lost_per_spell, solved for h. */
    double lost = days_lost / counted;
    double room = YEAR_DAYS * out->lost_per_spell - lost * out->mean_days;
    if (room <= 0)
        return false;
    out->onset_per_day = lost / room;
    return true;
}

double muster_absence_probability(const struct muster_absence *absence, double season)
{
    double odds = absence->onset_per_day * season * absence->mean_days;
    return odds / (1 + odds);
}

/* Where x working days after time t end: the clock of working days stands still on others. */
static double working_end(const struct muster_absence_days *days, double t, double x)
{
    int32_t day = (int32_t)floor(t);
    double elapsed = t - day;
    for (; (size_t)day < days->count; day++, elapsed = 0) {
        if (!days->working[day])
            continue;
        if (x <= 1 - elapsed)
            return day + elapsed + x;
        x -= 1 - elapsed;
    }
    return (double)day + x / days->working_per_day;
}

static void spell_set(struct muster_spell *spell, const struct muster_absence_days *days,
                      bool calendar, double from, double length)
{
    spell->from_day = from;
    spell->to_day = calendar ? from + length : working_end(days, from, length);
    spell->first = (int32_t)ceil(from);
    spell->end = (int32_t)ceil(fmin(spell->to_day, 1e9));
}

bool muster_absence_start(struct muster_spell *spell, const struct muster_absence *absence,
                          const struct muster_absence_days *days, int32_t at,
                          struct muster_stream *stream)
{
    double absent = muster_stream_uniform(stream);
    double which = muster_stream_uniform(stream);
    double u = muster_stream_uniform(stream);
    if (absent >= muster_absence_probability(absence, days->season[at]))
        return false;
    double long_days =
        absence->kinds < 2
            ? 0
            : absence->long_chance * kind_calendar(&absence->kind[1], days->working_per_day);
    spell->long_term = which * absence->mean_days < long_days;
    const struct muster_spell_kind *kind = &absence->kind[spell->long_term];
    double residual = kind->scale * muster_law_residual_quantile(kind->law, u) / DAY_S;
    spell_set(spell, days, kind->calendar, at, residual);
    return true;
}

/* The time at which the hazard accumulated since `since` reaches `level`; negative if never. */
static double onset_time(const struct muster_absence *absence,
                         const struct muster_absence_days *days, double since, double level)
{
    double t = since;
    for (int32_t day = (int32_t)floor(t); (size_t)day < days->count; t = ++day) {
        double hazard = absence->onset_per_day * days->season[day];
        double whole = hazard * (day + 1 - t);
        if (level < whole)
            return t + level / hazard;
        level -= whole;
    }
    return -1;
}

bool muster_absence_next(struct muster_spell *spell, const struct muster_absence *absence,
                         const struct muster_absence_days *days, double since,
                         struct muster_stream *stream)
{
    double level = -log(muster_stream_uniform(stream));
    double which = muster_stream_uniform(stream);
    double u = muster_stream_uniform(stream);
    double from = onset_time(absence, days, since, level);
    if (from < 0)
        return false;
    spell->long_term = absence->kinds > 1 && which < absence->long_chance;
    const struct muster_spell_kind *kind = &absence->kind[spell->long_term];
    double length = kind->scale * muster_law_quantile(kind->law, u) / DAY_S;
    spell_set(spell, days, kind->calendar, from, length);
    return true;
}
