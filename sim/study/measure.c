/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure.h"
#include "budget.h"
#include "calendar.h"
#include "costs.h"
#include "ledger.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- places and switches ------------------------------------------------------------------- */

bool muster_measure_by_year(const struct muster_measure *measure)
{
    bool yearly = measure->over[0] == MUSTER_TERM_ONE || measure->need == MUSTER_NEED_PAPER ||
                  measure->need == MUSTER_NEED_BUDGET_PAY;
    return measure->side == MUSTER_SIDE_COST && yearly && measure->need != MUSTER_NEED_MONTH &&
           measure->need != MUSTER_NEED_BUDGET_TARGET;
}

size_t muster_measure_places(const struct muster_measure *measure, const struct muster_shape *shape)
{
    switch (measure->side) {
    case MUSTER_SIDE_SERVICES:
        return shape->services + 1;
    case MUSTER_SIDE_STAFF:
        return shape->groups + 1;
    case MUSTER_SIDE_COST:
        break;
    }
    return muster_measure_by_year(measure) ? muster_shape_years(shape) + 1 : 1;
}

const char *muster_measure_place(const struct muster_measure *measure,
                                 const struct muster_scenario *scenario, size_t place)
{
    if (measure->side == MUSTER_SIDE_SERVICES)
        return place < scenario->service_count ? scenario->service[place].name : "all";
    if (measure->side == MUSTER_SIDE_STAFF)
        return place < scenario->group_count ? scenario->group[place].name : "all";
    return muster_measure_by_year(measure) && place < scenario->year_count
               ? scenario->year_name[place]
               : "";
}

static bool possible(const struct muster_parameter *share)
{
    return muster_law_max(&share->law) > 0;
}

static bool may_close(const struct muster_scenario *scenario, const struct muster_service *service)
{
    return !scenario->opening.always && service->demand_kind != MUSTER_DEMAND_RATE;
}

static bool may_retry(const struct muster_service *service)
{
    for (int cause = 0; cause < MUSTER_RETRY_CAUSES; cause++)
        if (possible(&service->retry[cause]))
            return service->max_retries != 0;
    return false;
}

static bool may_repeat(const struct muster_service *service)
{
    return service->repeat_delay.given && muster_law_min(&service->resolution.law) < 1;
}

static bool service_has(const struct muster_scenario *scenario,
                        const struct muster_service *service, enum muster_need need)
{
    switch (need) {
    case MUSTER_NEED_CLOSING:
        return may_close(scenario, service) ||
               (!scenario->opening.always && (may_retry(service) || may_repeat(service)));
    case MUSTER_NEED_CLOSE:
        return !scenario->opening.always;
    case MUSTER_NEED_AGAIN:
        return may_close(scenario, service) || may_retry(service) || may_repeat(service);
    case MUSTER_NEED_RETRY:
        return may_retry(service);
    case MUSTER_NEED_REPEAT:
        return may_repeat(service);
    case MUSTER_NEED_LINES:
        return service->lines > 0 || scenario->lines > 0;
    case MUSTER_NEED_BALK:
        return possible(&service->balk);
    case MUSTER_NEED_PATIENCE:
        return service->patience.given;
    default:
        return true;
    }
}

static bool has_activity(const struct muster_scenario *scenario, const struct muster_group *group)
{
    for (size_t a = 0; a < scenario->activity_count; a++)
        if (scenario->activity[a].of_group[group - scenario->group])
            return true;
    return false;
}

static bool has_term_time(const struct muster_group *group)
{
    for (size_t i = 0; i < group->part_time_count; i++)
        if (group->part_time[i].term_time)
            return true;
    return false;
}

static bool some_unpaid(const struct muster_scenario *scenario)
{
    bool unpaid = scenario->lateness.given && !scenario->lateness.paid;
    for (size_t i = 0; i < scenario->one_off_count; i++)
        unpaid = unpaid || !scenario->one_off[i].paid;
    return unpaid;
}

/* Others act up in the group's posts, or its people in those of others. */
static bool acts_up(const struct muster_scenario *scenario, const struct muster_group *group)
{
    bool any = group->acting_up.given;
    for (size_t g = 0; g < scenario->group_count; g++)
        any = any || (scenario->group[g].acting_up.given &&
                      &scenario->group[scenario->group[g].acting_up.from] == group);
    return any;
}

/* Burnout, or activities that people miss. */
static bool leaves_for_load(const struct muster_scenario *scenario)
{
    bool any = scenario->attrition.burnout.weeks > 0;
    for (size_t a = 0; a < scenario->activity_count; a++)
        any = any || (scenario->attrition.given && scenario->activity[a].leaving_factor > 1);
    return any;
}

static bool group_has(const struct muster_scenario *scenario, const struct muster_group *group,
                      enum muster_need need)
{
    if (need == MUSTER_NEED_NOTHING)
        return true;
    if (need == MUSTER_NEED_RELIEF)
        return group->relief;
    if (need == MUSTER_NEED_OUTAGES)
        return scenario->outage_count > 0;
    if (!group->shift_based)
        return false;
    switch (need) {
    case MUSTER_NEED_LEAVE:
        return scenario->leave.given;
    case MUSTER_NEED_HOLIDAYS:
        return scenario->opening.closed_count > 0;
    case MUSTER_NEED_SICKNESS:
        return scenario->sickness.given;
    case MUSTER_NEED_LATENESS:
        return scenario->lateness.given && scenario->lateness.paid;
    case MUSTER_NEED_ONE_OFFS:
        return scenario->one_off_count > 0;
    case MUSTER_NEED_UNPAID:
        return some_unpaid(scenario);
    case MUSTER_NEED_ATTRITION:
        return scenario->attrition.given;
    case MUSTER_NEED_BURNOUT:
        return leaves_for_load(scenario) && !group->off_phones;
    case MUSTER_NEED_INDUCTION:
        return scenario->recruitment.given && scenario->recruitment.induction_days > 0;
    case MUSTER_NEED_AHEAD:
        return scenario->recruitment.given && scenario->recruitment.ahead_days > 0;
    case MUSTER_NEED_BREAKS:
        return group->break_count > 0;
    case MUSTER_NEED_AGENCY:
        return group->agency.given;
    case MUSTER_NEED_CASUALS:
        return group->casuals.given;
    case MUSTER_NEED_ACTING_UP:
        return acts_up(scenario, group);
    case MUSTER_NEED_OFF_PHONE:
        return has_activity(scenario, group);
    case MUSTER_NEED_TERM:
        return has_term_time(group);
    case MUSTER_NEED_BUDDY:
        return scenario->recruitment.buddy.given && !group->off_phones;
    default:
        return true;
    }
}

/* Whether a scenario can have the cost that a term adds up. */
static bool costs(const struct muster_scenario *scenario, int term)
{
    uint32_t headings = muster_cost_headings(scenario);
    if (term >= MUSTER_TERM_COST && term < MUSTER_TERM_COST + MUSTER_COSTS)
        return headings >> (term - MUSTER_TERM_COST) & 1;
    return headings != 0;
}

/* Columns of time on the phones say nothing of a group that is off them. */
static bool on_phones(const short *term)
{
    for (int i = 0; i < 4 && term[i]; i++) {
        int column = abs(term[i]) - MUSTER_TERM_STAFF;
        if (column == MUSTER_STAFF_HANDLING_S || column == MUSTER_STAFF_PRESENT_S ||
            column == MUSTER_STAFF_SCHEDULED_S)
            return true;
    }
    return false;
}

bool muster_measure_group_has(const struct muster_scenario *scenario, size_t group,
                              enum muster_need need)
{
    return group_has(scenario, &scenario->group[group], need);
}

static bool whole_month(const struct muster_shape *shape)
{
    int32_t date = muster_month_start(shape->start);
    int32_t first = date == shape->start ? date : muster_month_next(date);
    return muster_month_next(first) <= shape->start + (int32_t)shape->days;
}

static bool costs_apply(const struct muster_measure *measure, const struct muster_scope *scope,
                        size_t place)
{
    const struct muster_scenario *scenario = scope->scenario;
    uint32_t headings = muster_cost_headings(scenario);
    size_t whole = muster_shape_years(scope->shape);
    bool budget =
        headings && !isnan(muster_budget_at(NULL, scenario, scope->shape,
                                            muster_measure_by_year(measure) ? place : whole));
    switch (measure->need) {
    case MUSTER_NEED_ONCE:
        return headings & MUSTER_COST_SET_ONCE;
    case MUSTER_NEED_OFFSETS:
        return headings >> MUSTER_COST_OFFSETS & 1;
    case MUSTER_NEED_MONTH:
        return headings && whole_month(scope->shape);
    case MUSTER_NEED_BUDGET:
        return budget;
    case MUSTER_NEED_PAPER:
        return scope->paper_month && headings & MUSTER_COST_SET_PEOPLE &&
               (scenario->budget.given || scenario->costs.given || scenario->pay.detailed);
    case MUSTER_NEED_BUDGET_PAY:
        return budget && headings & MUSTER_COST_SET_PEOPLE;
    case MUSTER_NEED_BUDGET_TARGET:
        return budget && scenario->target_count > 0;
    default:
        return costs(scenario, measure->plus[0]);
    }
}

bool muster_measure_applies(const struct muster_measure *measure, const struct muster_scope *scope,
                            size_t place)
{
    const struct muster_scenario *scenario = scope->scenario;
    if (measure->side == MUSTER_SIDE_COST)
        return costs_apply(measure, scope, place);
    if (measure->need == MUSTER_NEED_TARGET)
        return scenario->target_count > 0;
    if (measure->side == MUSTER_SIDE_SERVICES) {
        for (size_t s = 0; s < scenario->service_count; s++)
            if ((place == s || place == scenario->service_count) &&
                service_has(scenario, &scenario->service[s], measure->need))
                return true;
        return false;
    }
    for (size_t g = 0; g < scenario->group_count; g++) {
        const struct muster_group *group = &scenario->group[g];
        bool counts = place == g ? !group->off_phones || !on_phones(measure->plus)
                                 : place == scenario->group_count && !group->off_phones;
        if (counts && group_has(scenario, group, measure->need))
            return true;
    }
    return false;
}

/* ---- terms --------------------------------------------------------------------------------- */

/* Sum of column `column` of value[count][columns] over the place (== count: all). */
static double column_at(const double *value, size_t columns, size_t count, size_t column,
                        size_t place)
{
    if (place < count)
        return value[place * columns + column];
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += value[i * columns + column];
    return sum;
}

/* The same of the staff; all are those on the phones. */
static double staff_at(const struct muster_scope *scope, const struct muster_row *row,
                       size_t column, size_t place)
{
    double sum = 0;
    for (size_t g = 0; g < row->shape.groups; g++)
        if (muster_place_holds(scope, place, g))
            sum += row->staff[g * MUSTER_STAFFS + column];
    return sum;
}

static double work_at(const struct muster_row *row, size_t service)
{
    const double *count = row->count + service * MUSTER_COUNTS;
    if (!(count[MUSTER_COUNT_ANSWERED] > 0))
        return 0;
    return count[MUSTER_COUNT_ATTEMPTED] * count[MUSTER_COUNT_HANDLE_S] /
           count[MUSTER_COUNT_ANSWERED];
}

static double over_services(const struct muster_row *row, size_t place, bool longest)
{
    double result = 0;
    for (size_t s = 0; s < row->shape.services; s++) {
        if (place != s && place != row->shape.services)
            continue;
        if (longest)
            result = fmax(result, row->wait_max_s[s]);
        else
            result += work_at(row, s);
    }
    return result;
}

/* Over the horizon's months: leavers, or headcounts at the start. */
static double over_months(const struct muster_scope *scope, const struct muster_row *row,
                          size_t place, bool leavers)
{
    size_t months = row->shape.months;
    double sum = 0;
    for (size_t g = 0; g < row->shape.groups; g++)
        for (size_t m = 0; m < months && muster_place_holds(scope, place, g); m++)
            sum +=
                leavers ? row->leavers[g * months + m] : row->headcount_start[g * (months + 1) + m];
    return sum;
}

/* Does the horizon meet the target of the place, 1 or 0? NAN when nothing was offered. */
static double met_target(const struct muster_scope *scope, const struct muster_row *row,
                         size_t place)
{
    double level =
        muster_measure_value(muster_measure_level(scope->scenario->level), scope, row, place);
    if (isnan(level))
        return NAN;
    return level >= muster_ledger_share(scope->scenario, place) - 1e-12;
}

/* (budget - cost that does not go with posts, at least 0) x FTE established: divided by the cost
 * of posts, it is the FTE of establishment that the budget pays for. */
static double budget_fte(const struct muster_scope *scope, const struct muster_row *row,
                         size_t place)
{
    double fte = muster_established_budgeted(row, scope->scenario, place);
    double other = muster_cost_budgeted(row, scope->scenario,
                                        MUSTER_COST_SET_ALL & ~MUSTER_COST_SET_POSTS, place);
    double budget = muster_budget_at(NULL, scope->scenario, &row->shape, place);
    return fmax(0, budget - other) * fte;
}

/* Pay of the establishment on paper in a year or the whole; of the whole, if asked for, only the
 * years that have a budget. */
static double paper_at(const struct muster_scope *scope, size_t place, bool budgeted)
{
    const struct muster_shape *shape = scope->shape;
    size_t years = muster_shape_years(shape);
    bool all = place == years && budgeted && !scope->scenario->budget.whole;
    double sum = 0;
    for (size_t m = 0; scope->paper_month && m < shape->months; m++) {
        size_t year = muster_shape_year_of(shape, m);
        bool in = place == years || year == place;
        if (all && isnan(muster_budget_at(NULL, scope->scenario, shape, year)))
            in = false;
        sum += in ? scope->paper_month[m] : 0;
    }
    return sum;
}

/* Terms of cost; `place` is a financial year, or their number: the whole. */
static double money_at(int term, const struct muster_scope *scope, const struct muster_row *row,
                       size_t place)
{
    switch (term) {
    case MUSTER_TERM_ON_BUDGET:
        return muster_on_budget(row, scope->scenario, place);
    case MUSTER_TERM_COST_GROSS:
        return muster_cost_at(row, MUSTER_COST_SET_GROSS, place);
    case MUSTER_TERM_COST_ONCE:
        return muster_cost_at(row, MUSTER_COST_SET_ONCE, place);
    case MUSTER_TERM_FULL_YEAR:
        return muster_cost_full_year(row);
    case MUSTER_TERM_BUDGET:
        return muster_budget_at(NULL, scope->scenario, &row->shape, place);
    case MUSTER_TERM_COST_BUDGETED:
        return muster_cost_budgeted(row, scope->scenario, MUSTER_COST_SET_ALL, place);
    case MUSTER_TERM_BUDGET_FTE:
        return budget_fte(scope, row, place);
    case MUSTER_TERM_PAPER:
        return paper_at(scope, place, false);
    case MUSTER_TERM_PAPER_BUDGETED:
        return paper_at(scope, place, true) * (1 - scope->scenario->pay.vacancy_factor);
    case MUSTER_TERM_COST_POSTS:
        return muster_cost_budgeted(row, scope->scenario, MUSTER_COST_SET_POSTS, place);
    case MUSTER_TERM_COST_PEOPLE:
        return muster_cost_at(row, MUSTER_COST_SET_PEOPLE, place);
    case MUSTER_TERM_IN_POST_DAYS:
        return muster_fte_days_at(row, MUSTER_STAFF_IN_POST_FTE, place);
    default:
        assert(term == MUSTER_TERM_COST_ALL);
        return muster_cost_at(row, MUSTER_COST_SET_ALL, place);
    }
}

static double sick_days(const struct muster_scope *scope, const struct muster_row *row,
                        size_t place)
{
    double days = 0;
    for (size_t g = 0; g < row->shape.groups; g++)
        if (muster_place_holds(scope, place, g) && scope->scenario->group[g].shift_based)
            days += row->staff[g * MUSTER_STAFFS + MUSTER_STAFF_SICKNESS_S] /
                    (scope->scenario->group[g].full_time_week_s / 5);
    return days;
}

static double special_at(int term, const struct muster_scope *scope, const struct muster_row *row,
                         size_t place)
{
    switch (term) {
    case MUSTER_TERM_ONE:
        return 1;
    case MUSTER_TERM_OPEN_S:
        return scope->open_s;
    case MUSTER_TERM_DAYS:
        return (double)row->shape.days;
    case MUSTER_TERM_WORK_S:
        return over_services(row, place, false);
    case MUSTER_TERM_WAIT_MAX_S:
        return over_services(row, place, true);
    case MUSTER_TERM_MONTH_LEAVERS:
        return over_months(scope, row, place, true);
    case MUSTER_TERM_MONTH_START:
        return over_months(scope, row, place, false);
    case MUSTER_TERM_SICK_DAYS:
        return sick_days(scope, row, place);
    case MUSTER_TERM_MET_TARGET:
        return met_target(scope, row, place);
    case MUSTER_TERM_BUSY_HOUR:
        return column_at(row->busy_hour, 1, row->shape.services, 0, place);
    case MUSTER_TERM_ANSWERED_ALL:
        return column_at(row->count, MUSTER_COUNTS, row->shape.services, MUSTER_COUNT_ANSWERED,
                         row->shape.services);
    default:
        return money_at(term, scope, row, place);
    }
}

static double term_at(int term, const struct muster_scope *scope, const struct muster_row *row,
                      size_t place)
{
    const struct muster_shape *shape = &row->shape;
    if (term >= MUSTER_TERM_ONE) /* above every heading of cost */
        return special_at(term, scope, row, place);
    if (term >= MUSTER_TERM_COST)
        return muster_cost_at(row, UINT32_C(1) << (term - MUSTER_TERM_COST) % 32, place);
    if (term >= MUSTER_TERM_MET) /* `all` has its own entry: meeting a target does not add up */
        return row->met[place * MUSTER_METS + (size_t)(term - MUSTER_TERM_MET)];
    if (term >= MUSTER_TERM_STAFF)
        return staff_at(scope, row, (size_t)(term - MUSTER_TERM_STAFF), place);
    return column_at(row->count, MUSTER_COUNTS, shape->services, (size_t)(term - MUSTER_TERM_COUNT),
                     place);
}

static double sum_of_terms(const short *term, const struct muster_scope *scope,
                           const struct muster_row *row, size_t place)
{
    double sum = 0;
    for (int i = 0; i < 4 && term[i]; i++)
        sum += term[i] < 0 ? -term_at(-term[i], scope, row, place)
                           : term_at(term[i], scope, row, place);
    return sum;
}

/* ---- values -------------------------------------------------------------------------------- */

static double variance_of_sums(const double *sum)
{
    double mean = sum[0] / sum[1];
    return sum[2] / sum[1] - mean * mean;
}

/* The measure that does the work: the declared service level for `service_level`. */
const struct muster_measure *muster_measure_declared(const struct muster_measure *measure,
                                                     const struct muster_scope *scope)
{
    return measure->formula == MUSTER_FORMULA_LEVEL ? muster_measure_level(scope->scenario->level)
                                                    : measure;
}

/* Where the terms of a measure are taken: of cost that is not had by year, over the whole. */
static size_t place_of_terms(const struct muster_measure *measure, const struct muster_row *row,
                             size_t place)
{
    bool whole = measure->side == MUSTER_SIDE_COST && !muster_measure_by_year(measure);
    return whole ? muster_shape_years(&row->shape) : place;
}

/* The sums of one replication; returns how many. */
static size_t fill_sums(double *sum, const struct muster_measure *measure,
                        const struct muster_scope *scope, const struct muster_row *row,
                        size_t place)
{
    place = place_of_terms(measure, row, place);
    sum[1] = sum_of_terms(measure->over, scope, row, place);
    if (measure->formula == MUSTER_FORMULA_VARIANCE) {
        sum[0] = term_at(measure->plus[0], scope, row, place);
        sum[2] = term_at(measure->plus[1], scope, row, place);
        return 3;
    }
    sum[0] = measure->scale * sum_of_terms(measure->plus, scope, row, place);
    return 2;
}

static muster_of_sums *function_of(const struct muster_measure *measure)
{
    return measure->formula == MUSTER_FORMULA_VARIANCE ? variance_of_sums : muster_ratio_of_sums;
}

/* The terms of `plus` hold, all of them: 1, else 0. A target's place is the service, or all. */
static double indicator_at(const struct muster_measure *measure, const struct muster_scope *scope,
                           const struct muster_row *row, size_t place)
{
    double all = 1;
    place = place_of_terms(measure, row, place);
    for (int i = 0; i < 4 && measure->plus[i]; i++) {
        bool target = measure->plus[i] == MUSTER_TERM_MET_TARGET;
        bool everywhere = target && measure->side == MUSTER_SIDE_COST;
        all *= term_at(measure->plus[i], scope, row, everywhere ? row->shape.services : place);
    }
    return all;
}

/* ---- pooled waits -------------------------------------------------------------------------- */

static void add_waits(double *bin, const struct muster_row *row, size_t place)
{
    for (size_t s = 0; s < row->shape.services; s++)
        if (place == s || place == row->shape.services)
            muster_row_waits(bin, row, s, 1);
}

static double offered_at(const struct muster_row *row, size_t place)
{
    return column_at(row->count, MUSTER_COUNTS, row->shape.services, MUSTER_COUNT_OFFERED, place);
}

/* Quantile p of `total` waits: those in pooled[] less those in without[] (NULL: none), the rest 0.
 * Linear within a bin. */
static double wait_quantile(const double *pooled, const double *without, double total, double p)
{
    if (!(total > 0))
        return NAN;
    double above = 0; /* waits from this bin up */
    double beyond = (1 - p) * total;
    for (size_t b = MUSTER_WAIT_BINS; b-- > 0;) {
        double here = pooled[b] - (without ? without[b] : 0);
        if (here > 0 && above + here > beyond) {
            double low = muster_wait_bin_low(b);
            double high = b + 1 < MUSTER_WAIT_BINS ? muster_wait_bin_low(b + 1) : low;
            return high - (high - low) * (beyond - above) / here;
        }
        above += here;
    }
    return 0;
}

static double own_quantile(double *scratch, const struct muster_row *row, size_t place, double p)
{
    memset(scratch, 0, MUSTER_WAIT_BINS * sizeof *scratch);
    add_waits(scratch, row, place);
    return wait_quantile(scratch, NULL, offered_at(row, place), p);
}

static enum muster_status estimate_quantile(struct muster_estimate *out, double p,
                                            const struct muster_row *rows, size_t n, size_t place)
{
    double *pooled = calloc(2 * (n + MUSTER_WAIT_BINS), sizeof *pooled);
    if (!pooled) {
        muster_estimate_of_indicator(out, NULL, 0); /* all undefined */
        return MUSTER_NO_MEMORY;
    }
    double *scratch = pooled + MUSTER_WAIT_BINS;
    double *own = scratch + MUSTER_WAIT_BINS, *deleted = own + n;
    double total = 0;
    for (size_t i = 0; i < n; i++) {
        add_waits(pooled, &rows[i], place);
        total += offered_at(&rows[i], place);
    }
    for (size_t i = 0; i < n; i++) {
        own[i] = own_quantile(scratch, &rows[i], place, p);
        deleted[i] = wait_quantile(pooled, scratch, total - offered_at(&rows[i], place), p);
    }
    double mean = wait_quantile(pooled, NULL, total, p);
    enum muster_status status = muster_estimate_of_deleted(out, mean, deleted, own, n);
    free(pooled);
    return status;
}

/* ---- estimates ----------------------------------------------------------------------------- */

double muster_measure_value(const struct muster_measure *measure, const struct muster_scope *scope,
                            const struct muster_row *row, size_t place)
{
    measure = muster_measure_declared(measure, scope);
    assert(muster_measure_single(measure));
    if (measure->formula == MUSTER_FORMULA_INDICATOR)
        return indicator_at(measure, scope, row, place);
    if (measure->formula == MUSTER_FORMULA_QUANTILE) {
        double scratch[MUSTER_WAIT_BINS];
        return own_quantile(scratch, row, place, measure->scale);
    }
    double sum[3];
    fill_sums(sum, measure, scope, row, place);
    double value = function_of(measure)(sum);
    return isfinite(value) ? value : NAN;
}

/* A new array of the sums (or, for an indicator, the values) of rows[n]; NULL: no memory. */
static double *sums_of_rows(size_t *width, const struct muster_measure *measure,
                            const struct muster_scope *scope, const struct muster_row *rows,
                            size_t n, size_t place)
{
    bool indicator = measure->formula == MUSTER_FORMULA_INDICATOR;
    *width = indicator ? 1 : measure->formula == MUSTER_FORMULA_VARIANCE ? 3 : 2;
    double *sum = malloc((n * *width + 1) * sizeof *sum);
    for (size_t i = 0; sum && i < n; i++) {
        if (indicator)
            sum[i] = indicator_at(measure, scope, &rows[i], place);
        else
            fill_sums(sum + i * *width, measure, scope, &rows[i], place);
    }
    return sum;
}

enum muster_status muster_measure_estimate(struct muster_estimate *out,
                                           const struct muster_measure *measure,
                                           const struct muster_scope *scope,
                                           const struct muster_row *rows, size_t n, size_t place)
{
    measure = muster_measure_declared(measure, scope);
    assert(muster_measure_single(measure));
    if (measure->formula == MUSTER_FORMULA_QUANTILE)
        return estimate_quantile(out, measure->scale, rows, n, place);
    size_t width;
    double *sum = sums_of_rows(&width, measure, scope, rows, n, place);
    if (!sum) {
        muster_estimate_of_indicator(out, NULL, 0); /* all undefined */
        return MUSTER_NO_MEMORY;
    }
    enum muster_status status = MUSTER_OK;
    if (measure->formula == MUSTER_FORMULA_INDICATOR)
        muster_estimate_of_indicator(out, sum, n);
    else
        status = muster_estimate_of_sums(out, sum, n, width, function_of(measure));
    free(sum);
    return status;
}

/* ---- between two candidates ---------------------------------------------------------------- */

bool muster_measure_single(const struct muster_measure *measure)
{
    return measure->formula != MUSTER_FORMULA_EXTRA;
}

bool muster_measure_counts(const struct muster_measure *measure)
{
    return measure->formula == MUSTER_FORMULA_RATIO && measure->over[0] == MUSTER_TERM_ONE;
}

static double *sums_of(size_t *width, const struct muster_measure *measure,
                       const struct muster_compared *side, size_t n)
{
    return sums_of_rows(width, measure, side->scope, side->rows, n, side->place);
}

/* Ratio of the differences of the two sums; a[] and b[] become the differences. */
static void extra_of_sums(struct muster_difference *out, double *a, double *b, size_t n)
{
    double gain = 0;
    for (size_t i = 0; i < n; i++) {
        double above = b[2 * i] - a[2 * i], below = b[2 * i + 1] - a[2 * i + 1];
        a[i] = above;
        b[i] = below;
        gain += below;
    }
    muster_ratio_of_pairs(out, a, b, gain > 0 ? n : 0);
}

enum muster_status muster_measure_difference(struct muster_difference *out,
                                             const struct muster_measure *measure,
                                             const struct muster_compared *a,
                                             const struct muster_compared *b, size_t n)
{
    const struct muster_measure *measure_a = muster_measure_declared(measure, a->scope);
    const struct muster_measure *measure_b = muster_measure_declared(measure, b->scope);
    assert(measure_a->formula != MUSTER_FORMULA_QUANTILE);
    size_t width;
    double *sum_a = sums_of(&width, measure_a, a, n), *sum_b = sums_of(&width, measure_b, b, n);
    enum muster_status status = sum_a && sum_b ? MUSTER_OK : MUSTER_NO_MEMORY;
    if (status != MUSTER_OK)
        muster_difference_of_indicator(out, NULL, NULL, 0); /* all undefined */
    else if (measure_a->formula == MUSTER_FORMULA_INDICATOR)
        muster_difference_of_indicator(out, sum_a, sum_b, n);
    else if (measure_a->formula == MUSTER_FORMULA_EXTRA)
        extra_of_sums(out, sum_a, sum_b, n);
    else
        status = muster_difference_of_sums(out, sum_a, sum_b, n, width, function_of(measure_a));
    free(sum_a);
    free(sum_b);
    return status;
}

enum muster_status muster_measure_relative(struct muster_difference *out,
                                           const struct muster_measure *measure,
                                           const struct muster_compared *a,
                                           const struct muster_compared *b, size_t n)
{
    assert(muster_measure_counts(measure));
    size_t width;
    double *sum_a = sums_of(&width, measure, a, n), *sum_b = sums_of(&width, measure, b, n);
    enum muster_status status = sum_a && sum_b ? MUSTER_OK : MUSTER_NO_MEMORY;
    for (size_t i = 0; status == MUSTER_OK && i < n; i++) {
        double own = sum_a[width * i];
        sum_b[i] = sum_b[width * i] - own;
        sum_a[i] = own;
    }
    muster_ratio_of_pairs(out, sum_b, sum_a, status == MUSTER_OK ? n : 0);
    free(sum_a);
    free(sum_b);
    return status;
}

const char *muster_measure_why_none(const struct muster_difference *each,
                                    const struct muster_difference *gain)
{
    if (isfinite(each->lo))
        return NULL;
    if (gain->pairs < 2)
        return "one replication";
    return gain->hi < 0 ? "fewer are answered" : "the gain may be nothing";
}
