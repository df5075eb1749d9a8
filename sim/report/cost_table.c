/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cost_table.h"

#include "budget.h"
#include "cells.h"

#include <math.h>
#include <string.h>

enum { LABEL = 26, COLUMN = 13, YEARS_MOST = 3 };

/* One candidate's table. */
struct table {
    FILE *file;
    const struct muster_summary_candidate *candidate;
    const struct muster_scope *scope;
    const struct muster_row *row; /* of the first replication */
    size_t years;                 /* columns of them; none when there are too many */
};

static const char *place_name(const struct table *table, size_t place)
{
    return place < table->years ? table->scope->scenario->year_name[place] : "";
}

static const struct muster_estimate *find(const struct table *table, const char *measure,
                                          size_t place)
{
    return muster_summary_find(table->candidate, measure, place_name(table, place));
}

enum part { MEAN, LOW, HIGH };

static double part_of(const struct muster_estimate *estimate, enum part part)
{
    if (!estimate)
        return NAN;
    return part == MEAN ? estimate->mean : part == LOW ? estimate->p10 : estimate->p90;
}

/* A row of money; nothing where the measure is not had at all. */
static void row(const struct table *table, const char *label, const char *measure, enum part part)
{
    if (!find(table, measure, table->years))
        return;
    muster_cell_put(table->file, label, -LABEL);
    for (size_t p = 0; p <= table->years; p++) {
        char text[MUSTER_CELL_TEXT];
        muster_cell_whole(text, part_of(find(table, measure, p), part));
        muster_cell_put(table->file, text, COLUMN);
    }
    fputc('\n', table->file);
}

static void row_of_shares(const struct table *table, const char *label, const char *measure)
{
    if (!find(table, measure, table->years))
        return;
    muster_cell_put(table->file, label, -LABEL);
    for (size_t p = 0; p <= table->years; p++) {
        char text[MUSTER_CELL_TEXT];
        muster_cell_percent(text, part_of(find(table, measure, p), MEAN));
        muster_cell_put(table->file, text, COLUMN);
    }
    fputc('\n', table->file);
}

static void row_of_fte(const struct table *table, const char *label, const char *measure)
{
    if (!find(table, measure, table->years))
        return;
    muster_cell_put(table->file, label, -LABEL);
    for (size_t p = 0; p <= table->years; p++) {
        char text[MUSTER_CELL_TEXT];
        muster_cell_decimal(text, part_of(find(table, measure, p), MEAN), 1, "");
        muster_cell_put(table->file, text, COLUMN);
    }
    fputc('\n', table->file);
}

static void head(const struct table *table, size_t number)
{
    const char *currency = table->scope->scenario->currency;
    fputs("\nCost of ", table->file);
    muster_cell_candidate_line(table->file, number, table->candidate->name);
    muster_cell_put(table->file, currency && *currency ? currency : "currency", -LABEL);
    for (size_t p = 0; p <= table->years; p++)
        muster_cell_put(table->file, p < table->years ? place_name(table, p) : "horizon", COLUMN);
    fputc('\n', table->file);
    muster_cell_rule(table->file);
}

static void rows(const struct table *table)
{
    for (int h = 0; h < MUSTER_COSTS; h++) {
        char label[LABEL + 1];
        size_t length = strlen(muster_heading[h].name);
        if (h == MUSTER_COST_OFFSETS)
            continue;
        for (size_t i = 0; i <= length && i < sizeof label; i++)
            label[i] = (char)(muster_heading[h].name[i] == '_' ? ' ' : muster_heading[h].name[i]);
        row(table, label, muster_heading[h].name, MEAN);
    }
    row(table, "gross", "cost_gross", MEAN);
    row(table, "offsets", "offsets", MEAN);
    row(table, "cost, net", "cost", MEAN);
    row(table, "  likely: p10", "cost", LOW);
    row(table, "  likely: p90", "cost", HIGH);
    row(table, "  of it once", "cost_one_off", MEAN);
    row(table, "  of it recurring", "cost_recurring", MEAN);
    row(table, "pay on paper", "pay_on_paper", MEAN);
    row(table, "budget", "budget", MEAN);
    row(table, "budget left", "budget_left", MEAN);
    row_of_fte(table, "pays for FTE, on paper", "budget_fte_on_paper");
    row_of_fte(table, "pays for FTE, simulated", "budget_fte");
    row_of_shares(table, "on budget, replications", "p_on_budget");
}

/* ---- sentences ---- */

/* "2004/05 counts 179 of its 365 days". */
static void say_days(const struct table *table)
{
    char text[512] = "";
    size_t used = 0, years = muster_shape_years(table->scope->shape);
    for (size_t y = 0; y < years && y < YEARS_MOST && used < sizeof text - 80; y++) {
        struct muster_budget_days days;
        double amount = muster_budget_at(&days, table->scope->scenario, table->scope->shape, y);
        if (isnan(amount) || days.inside == days.of)
            continue;
        used += (size_t)snprintf(
            text + used, sizeof text - used, "%s%s with %d of the %d days that its amount is for",
            used ? ", " : "The budget counts ", table->scope->scenario->year_name[y],
            (int)days.inside, (int)days.of);
    }
    if (used > 0) {
        snprintf(text + used, sizeof text - used, ": those inside the horizon.");
        muster_cell_wrap(table->file, text, 0);
    }
}

static void say_risk(const struct table *table)
{
    const struct muster_estimate *on = find(table, "p_on_budget", table->years);
    const struct muster_estimate *both =
        muster_summary_find(table->candidate, "p_target_and_on_budget", "");
    char text[512], also[160] = "";
    if (!on || !isfinite(on->mean))
        return;
    if (both && isfinite(both->mean))
        snprintf(also, sizeof also, " Target met and on budget: %.1f %% (95 %%: %.1f to %.1f %%).",
                 100 * both->mean, 100 * both->lo, 100 * both->hi);
    snprintf(text, sizeof text,
             "The risk of overspending is %.1f %% (95 %%: %.1f to %.1f %%): so many of the "
             "replications cost more than the budget%s.%s",
             100 * (1 - on->mean), 100 * (1 - on->hi), 100 * (1 - on->lo),
             table->scope->scenario->budget.count > 1 ? " in some year" : "", also);
    muster_cell_wrap(table->file, text, 0);
}

/* FTE established, all groups, on average over the horizon. */
static double established_fte(const struct muster_row *row)
{
    double fte = 0;
    for (size_t g = 0; g < row->shape.groups; g++)
        fte += row->staff[g * MUSTER_STAFFS + MUSTER_STAFF_ESTABLISHED_FTE];
    return fte / (double)row->shape.days;
}

/* Who holds no post and is paid for standing in; NULL when nobody is. */
static const char *stand_ins(const struct table *table)
{
    bool agency = find(table, "agency", table->years),
         casuals = find(table, "casuals", table->years);
    return agency && casuals ? "agency workers and casuals"
           : agency          ? "agency workers"
           : casuals         ? "casuals"
                             : NULL;
}

static void say_fte(const struct table *table)
{
    const struct muster_estimate *fte = find(table, "budget_fte", table->years);
    const struct muster_estimate *paper = find(table, "budget_fte_on_paper", table->years);
    double factor = table->scope->scenario->pay.vacancy_factor;
    const char *others = stand_ins(table);
    char text[640], less[80] = "", also[80] = "";
    if (!fte || !isfinite(fte->mean) || !paper)
        return;
    if (factor > 0)
        snprintf(less, sizeof less, " less the vacancy factor of %.1f %%", 100 * factor);
    if (others)
        snprintf(also, sizeof also, " and %s standing in", others);
    snprintf(text, sizeof text,
             "The budget pays for %.1f FTE on paper, every post filled all the time%s; with "
             "vacancies, joiners and sickness as simulated%s for %.1f FTE of establishment (95 %%: "
             "%.1f to %.1f). %.1f are established.",
             paper->mean, less, also, fte->mean, fte->lo, fte->hi, established_fte(table->row));
    muster_cell_wrap(table->file, text, 0);
}

/* "A filled post costs £18,346 a year per FTE", which no stand-in makes dearer. */
static void say_filled_post(const struct table *table)
{
    const struct muster_estimate *pay = find(table, "pay_per_fte_in_post", table->years);
    const char *currency = table->scope->scenario->currency;
    char text[256], money[MUSTER_CELL_TEXT];
    const char *others = stand_ins(table);
    if (!pay || !isfinite(pay->mean))
        return;
    muster_cell_money(money, pay->mean, currency ? currency : "");
    snprintf(text, sizeof text, "An FTE in post costs %s a year%s%s%s.", money, others ? "; " : "",
             others ? others : "", others ? " are not in it" : "");
    muster_cell_wrap(table->file, text, 0);
}

static void say_full_year(const struct table *table)
{
    const struct muster_estimate *full =
        muster_summary_find(table->candidate, "cost_full_year", "");
    bool relief = muster_summary_find(table->candidate, "relief", "") != NULL;
    const char *currency = table->scope->scenario->currency;
    char text[512], money[MUSTER_CELL_TEXT];
    if (!full || !isfinite(full->mean))
        return;
    muster_cell_money(money, full->mean, currency ? currency : "");
    snprintf(text, sizeof text,
             "Full-year effect: %s a year, twelve times the recurring cost, net of offsets, of the "
             "horizon's last whole calendar month%s. What a financial year shows above is its "
             "part-year effect: the cost of its days inside the horizon.",
             money, relief ? ", and relief by the days of the horizon" : "");
    muster_cell_wrap(table->file, text, 0);
}

void muster_cost_table_print(FILE *file, const struct muster_summary *summary)
{
    for (size_t c = 0; c < summary->candidate_count; c++) {
        const struct muster_scope *scope = &summary->result->candidate[c].scope;
        size_t years = muster_shape_years(scope->shape);
        struct table table = {file, &summary->candidate[c], scope,
                              summary->result->candidate[c].rows, years <= YEARS_MOST ? years : 0};
        if (!scope->scenario->costs.given && !scope->scenario->budget.given &&
            !scope->scenario->pay.detailed)
            continue;
        if (!find(&table, "cost", table.years))
            continue;
        head(&table, c);
        rows(&table);
        fputc('\n', file);
        say_days(&table);
        say_fte(&table);
        say_filled_post(&table);
        say_risk(&table);
        say_full_year(&table);
    }
}
