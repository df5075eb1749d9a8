/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demand.h"

#include "calendar.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define DAY_S 86400.0
#define YEAR_DAYS 365.25

/* What the normaliser sums over: a weekday's amount while open and while closed under the hours
 * that the figures come from, and the returns into each weekday's opening. */
struct week_amounts {
    double open[7];
    double closed[7];
    double returned[7];
};

/* Open segments of a weekday within its 24 hours: its own spans cut at midnight and what the day
 * before left over. Calls `visit` in time order. */
typedef bool visit_fn(void *context, double from_s, double to_s);

static bool each_segment(const struct muster_hours *hours, int weekday, visit_fn *visit,
                         void *context)
{
    if (hours->always)
        return visit(context, 0, DAY_S);
    int before = (weekday + 6) % 7;
    for (size_t i = 0; i < hours->count[before]; i++)
        if (hours->span[before][i].close_s > DAY_S &&
            !visit(context, 0, hours->span[before][i].close_s - DAY_S))
            return false;
    for (size_t i = 0; i < hours->count[weekday]; i++) {
        const struct muster_span *span = &hours->span[weekday][i];
        if (!visit(context, span->open_s, fmin(span->close_s, DAY_S)))
            return false;
    }
    return true;
}

struct segments {
    size_t count;
    double from_s[64], to_s[64];
};

static bool collect(void *context, double from_s, double to_s)
{
    struct segments *segments = context;
    if (segments->count < 64) {
        segments->from_s[segments->count] = from_s;
        segments->to_s[segments->count++] = to_s;
    }
    return true;
}

static double open_amount(const struct muster_intensity *shape, const struct segments *segments)
{
    double sum = 0;
    for (size_t i = 0; i < segments->count; i++)
        sum += muster_intensity_until(shape, segments->to_s[i]) -
               muster_intensity_until(shape, segments->from_s[i]);
    return sum;
}

/* Amounts of the week under the observed hours; returns of a gap go to the weekday of the next
 * opening. Two turns of the week settle what Sunday hands on to Monday. */
static struct week_amounts week_amounts(const struct muster_intensity shape[7],
                                        const struct muster_hours *hours, double return_share)
{
    struct week_amounts week = {{0}, {0}, {0}};
    double waiting = 0;
    for (int turn = 0; turn < 2; turn++) {
        for (int w = 0; w < 7; w++) {
            struct segments segments = {0};
            each_segment(hours, w, collect, &segments);
            week.open[w] = open_amount(&shape[w], &segments);
            week.closed[w] = muster_intensity_total(&shape[w]) - week.open[w];
            if (segments.count == 0) {
                waiting += week.closed[w];
                continue;
            }
            double after = muster_intensity_total(&shape[w]) -
                           muster_intensity_until(&shape[w], segments.to_s[segments.count - 1]);
            week.returned[w] = return_share * (waiting + week.closed[w] - after);
            waiting = after;
        }
    }
    return week;
}

static double season_of(const struct muster_service *service, int month, int iso_week)
{
    return service->has_weeks ? service->week_weight[iso_week - 1] : service->season[month];
}

/* What the events inside the stated volume add to their year. */
static double inside_events(const struct muster_service *service, const double amount[7])
{
    double added = 0;
    for (size_t i = 0; i < service->event_count; i++) {
        const struct muster_demand_event *event = &service->event[i];
        for (int32_t date = event->from; date < event->from + event->days; date++)
            if (event->inside_volume)
                added += (event->factor - 1) * amount[muster_weekday(date)] *
                         season_of(service, muster_civil_from_date(date).month - 1,
                                   muster_iso_week(date).week);
    }
    return added;
}

/* Sum over a year of season x (amount of the weekday), dates closed in the base file's list
 * weighing `holiday` and the days after them bank_holiday_next_day. */
static double year_sum(const struct muster_service *service, const struct muster_hours *base,
                       const double amount[7], double holiday)
{
    static const double length[12] = {31, 28.25, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    double weekday = 0, season = 0;
    for (int w = 0; w < 7; w++)
        weekday += amount[w] / 7;
    if (service->has_weeks) {
        for (int i = 0; i < 52; i++)
            season += 7 * service->week_weight[i];
        season += (YEAR_DAYS - 364) * service->week_weight[52];
    } else {
        for (int m = 0; m < 12; m++)
            season += length[m] * service->season[m];
    }
    double sum = season * weekday + inside_events(service, amount);
    if (base->closed_count == 0)
        return sum;
    int32_t reach = base->closed[base->closed_count - 1] - base->closed[0] + 1;
    double years = fmax(1, ceil(reach / YEAR_DAYS)), effect = 0;
    for (size_t i = 0; i < base->closed_count; i++) {
        int32_t date = base->closed[i];
        double here =
            season_of(service, muster_civil_from_date(date).month - 1, muster_iso_week(date).week);
        effect += here * amount[muster_weekday(date)] * (holiday - 1);
        if (!muster_hours_closed(base, date + 1))
            effect +=
                here * amount[muster_weekday(date + 1)] * (service->bank_holiday_next_day - 1);
    }
    return sum + effect / years;
}

/* Steps that are 1 while open and 0 while closed; all day where the weekday never opens. */
static bool uniform_shape(struct muster_intensity *shape, const struct muster_hours *hours,
                          int weekday)
{
    struct segments segments = {0};
    each_segment(hours, weekday, collect, &segments);
    if (segments.count == 0)
        return muster_intensity_init(shape, (double[]){0}, (double[]){1}, 1);
    double at_s[128], value[128];
    size_t n = 0;
    for (size_t i = 0; i < segments.count; i++) {
        if (n > 0 && at_s[n - 1] >= segments.from_s[i]) {
            n--;
        } else {
            at_s[n] = segments.from_s[i];
            value[n++] = 1;
        }
        if (segments.to_s[i] < DAY_S) {
            at_s[n] = segments.to_s[i];
            value[n++] = 0;
        }
    }
    return muster_intensity_init(shape, at_s, value, n);
}

static bool scale_day(struct muster_intensity *shape, double factor)
{
    return muster_intensity_scale(shape, 0, DAY_S, factor);
}

/* Profile and weekday weight, before any normalising: the day's total is the weekday's weight; with
 * no weekdays given, the hours open (nothing given) or 1 on days that open. */
static bool raw_shape(struct muster_intensity *shape, const struct muster_service *service,
                      const struct muster_hours *base, int weekday)
{
    struct segments segments = {0};
    each_segment(base, weekday, collect, &segments);
    const struct muster_steps *profile = &service->profile[weekday];
    bool made = service->has_profile
                    ? muster_intensity_init(shape, profile->at_s, profile->value, profile->count)
                    : uniform_shape(shape, base, weekday);
    if (!made)
        return false;
    double total = muster_intensity_total(shape);
    double weight = segments.count > 0;
    if (service->has_weekdays)
        weight = service->weekday[weekday];
    else if (!service->has_profile && segments.count > 0)
        weight = total / DAY_S;
    return scale_day(shape, total > 0 ? weight / total : 0);
}

#define WEEK_SLOTS 672
#define SLOT_S 900.0

/* Law of a delay by slots of the week. */
static void delay_slots(double share[WEEK_SLOTS], const struct muster_law *delay)
{
    double below = 0;
    for (size_t j = 0; j < (size_t)60 * WEEK_SLOTS && below < 1 - 1e-7; j++) {
        double upto = muster_law_cdf(delay, ((double)j + 0.5) * SLOT_S);
        share[j % WEEK_SLOTS] += upto - below;
        below = upto;
    }
}

/* Contacts and open share of each slot of the observed week; returns all contacts. */
static double open_slots(double contacts[WEEK_SLOTS], double open[WEEK_SLOTS],
                         const struct muster_intensity shape[7], const struct muster_hours *hours)
{
    double sum = 0;
    for (int w = 0; w < 7; w++) {
        struct segments segments = {0};
        each_segment(hours, w, collect, &segments);
        for (size_t i = 0; i < segments.count; i++) {
            double from_s = segments.from_s[i];
            while (from_s < segments.to_s[i]) {
                size_t slot = (size_t)(from_s / SLOT_S);
                double to_s = fmin(segments.to_s[i], ((double)slot + 1) * SLOT_S);
                double amount = muster_intensity_until(&shape[w], to_s) -
                                muster_intensity_until(&shape[w], from_s);
                contacts[(size_t)w * 96 + slot] += amount;
                open[(size_t)w * 96 + slot] += (to_s - from_s) / SLOT_S;
                sum += amount;
                from_s = to_s;
            }
        }
    }
    return sum;
}

/* Chance that a repeat reaches the centre of the observed week: due while it is open, or coming
 * back when it is not. */
static double repeats_through(const struct muster_service *service,
                              const struct muster_intensity shape[7],
                              const struct muster_hours *hours, double back)
{
    double delay[WEEK_SLOTS] = {0}, contacts[WEEK_SLOTS] = {0}, open[WEEK_SLOTS] = {0};
    double through = 0, sum = open_slots(contacts, open, shape, hours);
    if (sum <= 0 || !service->repeat_delay.given)
        return 1;
    delay_slots(delay, &service->repeat_delay.law);
    for (size_t i = 0; i < WEEK_SLOTS; i++)
        for (size_t j = 0; j < WEEK_SLOTS && contacts[i] > 0; j++) {
            double there = open[(i + j) % WEEK_SLOTS];
            through += contacts[i] / sum * delay[j] * (there + (1 - there) * back);
        }
    return through;
}

/* Share of first contacts in what the figures count: a contact served with chance `served` is
 * repeated with chance 1 - resolution, and the repeat gets through with chance `through`. */
static double first_share(const struct muster_service *service, double through)
{
    double unresolved = 1 - muster_law_mean(&service->resolution.law);
    double served = 1;
    if (service->demand_kind == MUSTER_DEMAND_ANSWERED) {
        double lost = 1 - muster_law_mean(&service->answer_rate.law);
        double again = muster_law_mean(&service->retry[MUSTER_RETRY_ABANDONED].law);
        served = (1 - lost) / (1 - lost * again);
    }
    return 1 - unresolved * served * through;
}

double muster_demand_level(const struct muster_service *service, double demand, double answer_rate)
{
    if (service->demand_kind != MUSTER_DEMAND_ANSWERED)
        return demand;
    double lost = 1 - answer_rate;
    double again = muster_law_mean(&service->retry[MUSTER_RETRY_ABANDONED].law);
    return demand * (1 - again * lost) / (1 - lost);
}

/* Takes the returns out of the open hours of the observed week. */
static bool take_out_returns(struct muster_intensity shape[7], const struct muster_hours *hours,
                             const struct week_amounts *week)
{
    for (int w = 0; w < 7; w++) {
        if (week->open[w] <= 0 || week->returned[w] <= 0)
            continue;
        double factor = fmax(0.05, 1 - week->returned[w] / week->open[w]);
        struct segments segments = {0};
        each_segment(hours, w, collect, &segments);
        for (size_t i = 0; i < segments.count; i++)
            if (!muster_intensity_scale(&shape[w], segments.from_s[i], segments.to_s[i], factor))
                return false;
    }
    return true;
}

/* Weekday shapes of a service whose demand is a year's volume, scaled so that level x scale x shape
 * counts contacts per second. */
static bool volume_shapes(struct muster_intensity shape[7], const struct muster_scenario *scenario,
                          const struct muster_service *service)
{
    for (int w = 0; w < 7; w++)
        if (!raw_shape(&shape[w], service, &scenario->base, w))
            return false;
    bool history = service->demand_kind != MUSTER_DEMAND_WANTED;
    double back = muster_law_mean(&service->closed_return.law);
    struct week_amounts week = week_amounts(shape, &scenario->observed, back);
    double holiday = service->bank_holiday_wanted, year = 0, first = 1;
    if (history) {
        year = year_sum(service, &scenario->base, week.open, back * holiday);
        if (muster_law_mean(&service->resolution.law) < 1)
            first =
                first_share(service, repeats_through(service, shape, &scenario->observed, back));
    }
    if ((history || scenario->observed_given) && back > 0 &&
        !take_out_returns(shape, &scenario->observed, &week))
        return false;
    if (!history) {
        double total[7];
        for (int w = 0; w < 7; w++)
            total[w] = muster_intensity_total(&shape[w]);
        year = year_sum(service, &scenario->base, total, holiday);
    }
    for (int w = 0; w < 7; w++)
        if (!scale_day(&shape[w], year > 0 ? first / year : 0))
            return false;
    return true;
}

static bool rate_shapes(struct muster_intensity shape[7], const struct muster_service *service)
{
    for (int w = 0; w < 7; w++) {
        bool made = service->rate.count
                        ? muster_intensity_init(&shape[w], service->rate.at_s, service->rate.value,
                                                service->rate.count)
                        : muster_intensity_init(&shape[w], (double[]){0}, (double[]){1}, 1);
        if (!made)
            return false;
    }
    return true;
}

static double event_factor(const struct muster_service *service, int32_t date)
{
    double factor = 1;
    for (size_t i = 0; i < service->event_count; i++) {
        const struct muster_demand_event *event = &service->event[i];
        if (date >= event->from && date < event->from + event->days)
            factor *= event->factor;
    }
    return factor;
}

static double phase_factor(const struct muster_service *service, int32_t date)
{
    if (!service->has_phase)
        return 1;
    if (date < service->phase_from)
        return 0;
    if (service->phase_ramp_days <= 0)
        return 1;
    return fmin(1, (date - service->phase_from + 0.5) / service->phase_ramp_days);
}

/* Everything that depends on the date but growth, which may be drawn. */
static double day_scale(const struct muster_scenario *scenario,
                        const struct muster_service *service, const struct muster_period_day *day)
{
    if (service->demand_kind == MUSTER_DEMAND_RATE)
        return 1;
    double scale = season_of(service, day->month, day->iso_week) *
                   event_factor(service, day->date) * phase_factor(service, day->date);
    if (muster_hours_closed(&scenario->base, day->date))
        return scale * service->bank_holiday_wanted;
    if (muster_hours_closed(&scenario->base, day->date - 1))
        return scale * service->bank_holiday_next_day;
    return scale;
}

/* Amount of the weekday shapes within a window, at most a day long. */
static double window_amount(const struct muster_intensity shape[7],
                            const struct muster_period *period, const struct muster_window *window)
{
    size_t day = (size_t)(window->open_s / DAY_S);
    double midnight_s = (double)day * DAY_S;
    double close_s = fmin(window->close_s, window->open_s + DAY_S) - midnight_s;
    const struct muster_intensity *here = &shape[period->day[day].weekday];
    double amount = muster_intensity_until(here, close_s) -
                    muster_intensity_until(here, window->open_s - midnight_s);
    if (close_s > DAY_S && day + 1 < period->day_count)
        amount += muster_intensity_until(&shape[period->day[day + 1].weekday], close_s - DAY_S);
    return amount;
}

/* Sums each window with the later ones of its day, for the time of returns; and what comes before
 * it. */
static void returning(struct muster_demand_service *out, const struct muster_period *period)
{
    double *sum = out->returning;
    for (size_t w = period->window_count; w-- > 0;) {
        const struct muster_window *window = &period->window[w];
        size_t day = (size_t)(window->open_s / DAY_S);
        sum[w] = window_amount(out->shape, period, window);
        if (w + 1 < period->window_count && window[1].day == window->day)
            sum[w] += sum[w + 1];
        out->opening[w] = muster_intensity_until(&out->shape[period->day[day].weekday],
                                                 window->open_s - (double)day * DAY_S);
    }
}

static enum muster_status service_init(struct muster_demand_service *out,
                                       const struct muster_scenario *scenario,
                                       const struct muster_service *service,
                                       const struct muster_period *period)
{
    bool rate = service->demand_kind == MUSTER_DEMAND_RATE;
    if (!(rate ? rate_shapes(out->shape, service) : volume_shapes(out->shape, scenario, service)))
        return MUSTER_NO_MEMORY;
    if (!muster_busyness_init(&out->busyness, service->busyness_cv, service->busyness_between_days,
                              service->busyness_between_services))
        return MUSTER_NO_MEMORY;
    out->scale = calloc(period->day_count, sizeof *out->scale);
    out->returning = calloc(period->window_count + 1, sizeof *out->returning);
    out->opening = calloc(period->window_count + 1, sizeof *out->opening);
    if (!out->scale || !out->returning || !out->opening)
        return MUSTER_NO_MEMORY;
    returning(out, period);
    for (size_t d = 0; d < period->day_count; d++)
        out->scale[d] = day_scale(scenario, service, &period->day[d]);
    double answered = service->demand_kind == MUSTER_DEMAND_ANSWERED
                          ? muster_law_mean(&service->answer_rate.law)
                          : 1;
    out->mean_level = muster_demand_level(service, muster_law_mean(&service->demand.law), answered);
    return MUSTER_OK;
}

/* What the planner looks ahead with. */
struct outlook {
    float *expected; /* [interval of the simulation] */
    const struct muster_demand_service *service;
    const struct muster_period *period;
    double growth; /* log of the yearly factor */
};

static struct outlook outlook_of(float *expected, const struct muster_demand_service *service,
                                 const struct muster_service *asked,
                                 const struct muster_period *period)
{
    double growth = log1p(muster_law_mean(&asked->growth_per_year.law));
    return (struct outlook){expected, service, period, growth};
}

static double level_on(const struct outlook *outlook, size_t day)
{
    double days = (double)day - (double)outlook->period->warm_days;
    return outlook->service->mean_level * outlook->service->scale[day] *
           exp(outlook->growth * days / YEAR_DAYS);
}

static double shape_between(const struct outlook *outlook, size_t day, double from_s, double to_s)
{
    const struct muster_intensity *shape =
        &outlook->service->shape[outlook->period->day[day].weekday];
    double midnight_s = (double)day * DAY_S;
    return muster_intensity_until(shape, to_s - midnight_s) -
           muster_intensity_until(shape, from_s - midnight_s);
}

/* First contacts wanted, open or closed. */
static double wanted_between(const struct outlook *outlook, double from_s, double to_s)
{
    double sum = 0;
    while (from_s < to_s) {
        size_t day = (size_t)(from_s / DAY_S);
        double until_s = fmin(to_s, ((double)day + 1) * DAY_S);
        sum += level_on(outlook, day) * shape_between(outlook, day, from_s, until_s);
        from_s = until_s;
    }
    return sum;
}

/* Attempts of open time: first ones, `per_unit` returns a unit of shape and `per_s` a second. */
static void expect_open(const struct outlook *outlook, double from_s, double to_s, double per_unit,
                        double per_s)
{
    const struct muster_period *period = outlook->period;
    while (from_s < to_s) {
        size_t cell = (size_t)(from_s / period->interval_s);
        size_t day = cell / period->intervals_of_day;
        double until_s = fmin(to_s, ((double)cell + 1) * period->interval_s);
        double amount = shape_between(outlook, day, from_s, until_s);
        outlook->expected[cell] +=
            (float)((level_on(outlook, day) + per_unit) * amount + per_s * (until_s - from_s));
        from_s = until_s;
    }
}

/* Attempts expected in each interval: first ones while open, and the returns of each closed stretch
 * over what is left of the next open day by its profile (evenly where that is nought). */
static void expect(float *expected, const struct muster_demand_service *service,
                   const struct muster_service *asked, const struct muster_period *period)
{
    struct outlook outlook = outlook_of(expected, service, asked, period);
    double back =
        asked->demand_kind == MUSTER_DEMAND_RATE ? 0 : muster_law_mean(&asked->closed_return.law);
    double closed_s = 0, per_unit = 0;
    for (size_t w = 0; w < period->window_count; w++) {
        const struct muster_window *window = &period->window[w];
        double day_end_s = fmin(window->close_s, window->open_s + DAY_S), per_s = 0;
        double returns = back > 0 ? back * wanted_between(&outlook, closed_s, window->open_s) : 0;
        if (w > 0 && window[-1].day != window->day)
            per_unit = 0;
        if (service->returning[w] > 0)
            per_unit += returns / service->returning[w];
        else
            per_s = returns / (window->close_s - window->open_s);
        expect_open(&outlook, window->open_s, day_end_s, per_unit, per_s);
        expect_open(&outlook, day_end_s, window->close_s, 0, per_s);
        closed_s = window->close_s;
    }
}

double muster_demand_wanted(const struct muster_demand *demand,
                            const struct muster_scenario *scenario,
                            const struct muster_period *period, size_t service, size_t day,
                            size_t interval_of_day)
{
    const struct muster_service *asked = &scenario->service[service];
    size_t cell = day * period->intervals_of_day + interval_of_day;
    if (asked->demand_kind == MUSTER_DEMAND_RATE)
        return demand->expected[service * period->day_count * period->intervals_of_day + cell];
    struct outlook outlook = outlook_of(NULL, &demand->service[service], asked, period);
    double from_s = (double)cell * period->interval_s;
    return wanted_between(&outlook, from_s, from_s + period->interval_s);
}

enum muster_status muster_demand_init(struct muster_demand *demand,
                                      const struct muster_scenario *scenario,
                                      const struct muster_period *period)
{
    size_t cells = period->day_count * period->intervals_of_day;
    demand->service_count = scenario->service_count;
    demand->service = calloc(scenario->service_count, sizeof *demand->service);
    demand->expected = calloc(scenario->service_count * cells, sizeof *demand->expected);
    enum muster_status status = MUSTER_OK;
    if (!demand->service || !demand->expected)
        status = MUSTER_NO_MEMORY;
    for (size_t k = 0; k < scenario->service_count && !status; k++) {
        status = service_init(&demand->service[k], scenario, &scenario->service[k], period);
        if (!status)
            expect(demand->expected + k * cells, &demand->service[k], &scenario->service[k],
                   period);
    }
    if (status)
        muster_demand_clear(demand);
    return status;
}

void muster_demand_clear(struct muster_demand *demand)
{
    for (size_t k = 0; demand->service && k < demand->service_count; k++) {
        struct muster_demand_service *service = &demand->service[k];
        for (int w = 0; w < 7; w++)
            muster_intensity_clear(&service->shape[w]);
        muster_busyness_clear(&service->busyness);
        free(service->scale);
        free(service->returning);
        free(service->opening);
    }
    free(demand->service);
    free(demand->expected);
    memset(demand, 0, sizeof *demand);
}
