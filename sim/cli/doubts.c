/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doubts.h"
#include "calendar.h"
#include "costs.h"

#include "console.h"
#include "words.h"

#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

void muster_doubt(struct muster_doubts *doubts, const char *format, ...)
{
    char text[256];
    va_list list;
    va_start(list, format);
    vsnprintf(text, sizeof text, format, list);
    va_end(list);
    for (size_t i = 0; i < doubts->count; i++)
        if (!strcmp(doubts->text[i], text))
            return;
    if (doubts->count == doubts->room) {
        void *more = realloc(doubts->text, (doubts->room + 16) * sizeof *doubts->text);
        if (!more) {
            doubts->incomplete = true;
            return;
        }
        doubts->text = more;
        doubts->room += 16;
    }
    memcpy(doubts->text[doubts->count++], text, sizeof text);
}

static void doubt_service(struct muster_doubts *doubts, const struct muster_plan *plan, size_t s)
{
    const struct muster_service *service = &plan->scenario->service[s];
    struct muster_understood_service known = muster_understood_service(plan, s);
    double mean = muster_law_mean(&service->demand.law);
    if (known.handle_s < 20)
        muster_doubt(doubts, "%s: a handle time of %s is very short", service->name,
                     muster_words_span(known.handle_s).text);
    if (known.handle_s > 3600)
        muster_doubt(doubts, "%s: a handle time of %s is very long", service->name,
                     muster_words_span(known.handle_s).text);
    if (isfinite(known.patience_s) && known.patience_s > 3600)
        muster_doubt(doubts, "%s: a patience of %s: hardly anybody will ever give up",
                     service->name, muster_words_span(known.patience_s).text);
    if (known.patience_s < 5)
        muster_doubt(doubts, "%s: a patience of %s: hardly anybody will wait", service->name,
                     muster_words_span(known.patience_s).text);
    if (service->demand_kind != MUSTER_DEMAND_RATE && mean < 2000)
        muster_doubt(doubts, "%s: %s contacts a year looks like a day's, week's or month's volume",
                     service->name, muster_words_number(mean).text);
    if (known.expected <= 0)
        muster_doubt(doubts, "%s: no contact is expected while open", service->name);
}

/* What a group's Saturday has and what it needs. */
static void doubt_saturday(struct muster_doubts *doubts, const struct muster_plan *plan, size_t g)
{
    const struct muster_group *group = &plan->scenario->group[g];
    const struct muster_hours *hours = &plan->scenario->opening;
    size_t posts = muster_roster_people(plan->roster, g);
    if (posts == 0 || !(hours->always || hours->count[5] > 0))
        return;
    if (!group->has_saturday) {
        muster_doubt(
            doubts,
            "%s: open on Saturdays without a saturday: table, so people work them like any other "
            "day, out of the same weekly hours",
            group->name);
        return;
    }
    struct muster_understood_saturday saturday = muster_understood_saturday(plan, g);
    double crew_h = saturday.crew * saturday.shift_h;
    if (saturday.crew < saturday.needed - 0.25 || crew_h < 0.95 * saturday.needed_h)
        muster_doubt(
            doubts,
            "%s: %zu posts, one Saturday in %d = %s %s x %s h = %s h a Saturday, nobody away; "
            "the target needs %s h by Erlang A, from %s on %s people",
            group->name, posts, group->saturday_one_in, muster_words_number(saturday.crew).text,
            saturday.crew == 1 ? "person" : "people", muster_words_number(saturday.shift_h).text,
            muster_words_number(crew_h).text, muster_words_number(saturday.needed_h).text,
            muster_words_clock(saturday.at_s).text, muster_words_number(saturday.needed).text);
}

/* People of a list, and of the plan of joiners. */
static size_t listed_people(const struct muster_group *group)
{
    size_t people = 0;
    for (size_t i = 0; i < group->in_post_count; i++)
        people += (size_t)group->in_post[i].people;
    return people;
}

static size_t planned_people(const struct muster_scenario *scenario, size_t g)
{
    size_t people = 0;
    for (size_t i = 0; i < scenario->recruitment.plan_count; i++)
        if (scenario->recruitment.plan[i].group == (int)g)
            people += (size_t)scenario->recruitment.plan[i].people;
    return people;
}

static void doubt_list(struct muster_doubts *doubts, const struct muster_plan *plan, size_t g)
{
    const struct muster_group *group = &plan->scenario->group[g];
    size_t posts = 0, people = listed_people(group);
    for (size_t p = 0; p < muster_roster_people(plan->roster, g); p++)
        posts += muster_roster_post(plan->roster, g, p)->from <= plan->shape.start;
    if (people > posts)
        muster_doubt(doubts, "%s: in_post lists %zu people, and there are %zu posts: so many start",
                     group->name, people, posts);
    else if (people < posts)
        muster_doubt(doubts, "%s: in_post lists %zu people for %zu posts: %zu posts start vacant",
                     group->name, people, posts, posts - people);
}

static void doubt_in_post(struct muster_doubts *doubts, const struct muster_plan *plan, size_t g)
{
    const struct muster_group *group = &plan->scenario->group[g];
    double fte = muster_group_fte_on(group, plan->shape.start);
    if (!group->has_in_post)
        return;
    if (group->in_post_tenure == MUSTER_TENURE_LISTED)
        doubt_list(doubts, plan, g);
    else if (group->in_post_fte < fte - 0.05)
        muster_doubt(
            doubts,
            "%s: fte is %s and in_post.fte %s: %s FTE start vacant; to start with everybody, set "
            "in_post.fte, too",
            group->name, muster_words_number(fte).text,
            muster_words_number(group->in_post_fte).text,
            muster_words_number(fte - group->in_post_fte).text);
}

/* Joiners by plan take vacant posts, and there may be none. */
static void doubt_plan(struct muster_doubts *doubts, const struct muster_plan *plan, size_t g)
{
    const struct muster_group *group = &plan->scenario->group[g];
    size_t joiners = planned_people(plan->scenario, g);
    size_t posts = muster_roster_people(plan->roster, g);
    if (joiners > posts)
        muster_doubt(
            doubts,
            "%s: the plan has %zu joiners for %zu posts: who finds none vacant is not hired",
            group->name, joiners, posts);
    if (joiners == 0 && plan->scenario->recruitment.by_plan)
        muster_doubt(doubts,
                     "%s: the plan of joiners has nobody for it: who leaves is not replaced",
                     group->name);
}

static bool has_post_of(const struct muster_plan *plan, size_t g, double fte)
{
    double full_s = plan->scenario->group[g].full_time_week_s;
    for (size_t p = 0; p < muster_roster_people(plan->roster, g); p++)
        if (fabs(muster_roster_post(plan->roster, g, p)->week_s / full_s - fte) < 1e-6 &&
            !muster_roster_post(plan->roster, g, p)->term_time)
            return true;
    return false;
}

/* Whoever acts up holds a contract of as many FTE as the post. */
static void doubt_acting_up(struct muster_doubts *doubts, const struct muster_plan *plan, size_t g)
{
    const struct muster_group *group = &plan->scenario->group[g];
    size_t from = (size_t)group->acting_up.from;
    for (size_t p = 0; group->acting_up.given && p < muster_roster_people(plan->roster, g); p++) {
        double fte = muster_roster_post(plan->roster, g, p)->week_s / group->full_time_week_s;
        if (!muster_roster_post(plan->roster, g, p)->term_time && !has_post_of(plan, from, fte))
            muster_doubt(
                doubts,
                "%s: nobody of %s has a contract of %s FTE, so nobody acts up in a post of that "
                "size",
                group->name, plan->scenario->group[from].name, muster_words_number(fte).text);
    }
}

/* The dates of school holidays, and the weeks of term that are paid. */
static void doubt_term(struct muster_doubts *doubts, const struct muster_plan *plan, size_t g)
{
    const struct muster_group *group = &plan->scenario->group[g];
    double weeks = muster_understood_term_weeks(plan);
    for (size_t i = 0; i < group->part_time_count; i++)
        if (group->part_time[i].term_time && fabs(weeks - group->part_time[i].term_weeks) > 1)
            muster_doubt(
                doubts,
                "%s: by the dates of school_holidays %s weeks a year are term, and term_weeks is "
                "%s: people work one and are paid for the other",
                group->name, muster_words_number(weeks).text,
                muster_words_number(group->part_time[i].term_weeks).text);
}

/* Hours of a heavy month that the week's shifts cannot hold. */
static void doubt_annualised(struct muster_doubts *doubts, const struct muster_plan *plan, size_t g)
{
    static const char *const NAME[12] = {"January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December"};
    const struct muster_group *group = &plan->scenario->group[g];
    int most = 0;
    for (int month = 1; month < 12; month++)
        most = group->month_hours[month] > group->month_hours[most] ? month : most;
    for (size_t k = 0; group->annualised && k <= group->part_time_count; k++) {
        double week_s = k ? group->part_time[k - 1].week_s : group->full_time_week_s;
        double due_h = week_s / 3600 * group->month_hours[most];
        double held_h = muster_roster_most_h(plan->roster, g, k == 0);
        if (held_h > 0 && held_h < due_h - 0.05)
            muster_doubt(
                doubts,
                "%s: annualised makes %s h of the contract of %s h in %s, and a week of the "
                "longest shifts holds %s h: the hours beyond it are paid and not worked; give "
                "longer "
                "shifts or a flatter year",
                group->name, muster_words_number(due_h).text,
                muster_words_number(week_s / 3600).text, NAME[most],
                muster_words_number(held_h).text);
    }
}

/* A Saturday taken off a day that is hardly longer leaves a day of an hour or so. */
static void doubt_short_day(struct muster_doubts *doubts, const struct muster_group *group)
{
    for (size_t i = 0; group->has_saturday && i < group->shift_count; i++)
        for (size_t k = 0; k < group->saturday_shift_count; k++) {
            const struct muster_shift *day = &group->shift[i];
            const struct muster_shift *saturday = &group->saturday_shift[k];
            double day_h = (day->length_s - day->lunch_s) / 3600;
            double saturday_h = (saturday->length_s - saturday->lunch_s) / 3600;
            double left_h = day_h - saturday_h;
            if (group->saturday_repaid != MUSTER_REPAID_SHORT_DAY || left_h < 1 || left_h >= 2)
                continue;
            muster_doubt(
                doubts,
                "%s: short_day may make %s h of a shift of %s h, for a Saturday of %s h, and what "
                "is planned off the phones still falls into it; repaid: day_off gives whole days",
                group->name, muster_words_number(left_h).text, muster_words_number(day_h).text,
                muster_words_number(saturday_h).text);
            return;
        }
}

static void doubt_group(struct muster_doubts *doubts, const struct muster_plan *plan, size_t g)
{
    const struct muster_group *group = &plan->scenario->group[g];
    if (!group->shift_based)
        return;
    doubt_in_post(doubts, plan, g);
    doubt_plan(doubts, plan, g);
    doubt_acting_up(doubts, plan, g);
    doubt_term(doubts, plan, g);
    if (group->off_phones)
        return;
    doubt_saturday(doubts, plan, g);
    doubt_annualised(doubts, plan, g);
    doubt_short_day(doubts, group);
}

/* Far more people than the target needs: the volume of a month is easily taken for a year's. */
static void doubt_volume(struct muster_doubts *doubts, const char *name,
                         const struct muster_plan *plan, const struct muster_understood *known)
{
    bool yearly = false;
    for (size_t s = 0; s < plan->scenario->service_count; s++)
        yearly = yearly || plan->scenario->service[s].demand_kind != MUSTER_DEMAND_RATE;
    if (known->required_h > 0 && known->required_h < known->least_h / 4)
        muster_doubt(doubts, "%s: the target needs only %s of the hours on the phones%s", name,
                     muster_words_share(known->required_h / known->least_h).text,
                     yearly ? ": is the demand a day's or a month's volume, not a year's?" : "");
}

/* 08:00-06:00 is 22 hours past midnight to the reader, and a working day to its writer. */
static bool doubt_span(struct muster_doubts *doubts, int day, const struct muster_span *span)
{
    static const double DAY_S = 86400, HALF_S = 43200;
    double length_s = span->close_s - span->open_s, meant_s = span->close_s - DAY_S + HALF_S;
    bool odd = span->close_s > DAY_S && length_s > HALF_S && meant_s > span->open_s;
    if (odd)
        muster_doubt(doubts, "opening: %s %s-%s is %s, past midnight: is %s meant?",
                     muster_words_weekday(day), muster_words_clock(span->open_s).text,
                     muster_words_clock(span->close_s).text, muster_words_span(length_s).text,
                     muster_words_clock(meant_s).text);
    return odd;
}

static void doubt_hours(struct muster_doubts *doubts, const struct muster_hours *hours)
{
    bool said = hours->always;
    for (int day = 0; day < 7; day++)
        for (size_t i = 0; i < hours->count[day] && !said; i++)
            said = doubt_span(doubts, day, &hours->span[day][i]);
    double week_h = muster_understood_week_h(hours);
    if (week_h < 2)
        muster_doubt(doubts, "opening: the centre is open for %s a week",
                     muster_words_span(3600 * week_h).text);
}

/* 0.7% is a slip for 70% or 0.7. */
static void doubt_share(struct muster_doubts *doubts, const char *name, const char *key,
                        double value)
{
    if (value > 0 && value < 0.02)
        muster_doubt(doubts,
                     "%s: %s is %.3g" MUSTER_CONSOLE_TIE "%%: is %.3g" MUSTER_CONSOLE_TIE
                     "%% meant?",
                     name, key, 100 * value, 10000 * value);
}

static void doubt_shares(struct muster_doubts *doubts, const struct muster_scenario *scenario)
{
    for (size_t s = 0; s < scenario->service_count; s++) {
        const struct muster_service *service = &scenario->service[s];
        doubt_share(doubts, service->name, "answer_rate",
                    muster_law_mean(&service->answer_rate.law));
        doubt_share(doubts, service->name, "first_contact_resolution",
                    muster_law_mean(&service->resolution.law));
        if (muster_law_mean(&service->growth_per_year.law) > 0.5)
            muster_doubt(doubts, "%s: demand grows by %s a year", service->name,
                         muster_words_share(muster_law_mean(&service->growth_per_year.law)).text);
    }
    for (size_t g = 0; g < scenario->group_count; g++)
        if (scenario->group[g].shift_based)
            doubt_share(doubts, scenario->group[g].name, "full_time", scenario->group[g].full_time);
}

/* Salaries by the hour, the month, or in thousands. */
static void doubt_pay(struct muster_doubts *doubts, const struct muster_scenario *scenario)
{
    for (size_t g = 0; g < scenario->group_count; g++) {
        int grade = scenario->group[g].grade;
        double salary = grade >= 0 ? scenario->grade[grade].salary_per_year : 0;
        if (salary > 0 && salary < 5000)
            muster_doubt(
                doubts, "%s: a salary of %s%s a year: is that an hour's, a month's, or thousands?",
                scenario->grade[grade].name, scenario->currency, muster_words_number(salary).text);
    }
}

static void doubt_target(struct muster_doubts *doubts, const struct muster_scenario *scenario)
{
    if (scenario->target_count == 0)
        muster_doubt(doubts,
                     "there is no target: contacts are counted within %s, and nothing says "
                     "whether that is good enough",
                     muster_words_span(scenario->service[0].within_s).text);
}

static void doubt_balance(struct muster_doubts *doubts, const char *name,
                          const struct muster_plan *plan, const struct muster_understood *known)
{
    const struct muster_understood_peak *peak = &known->peak;
    double occupancy = known->work_h / known->least_h;
    if (known->least_h <= 0)
        muster_doubt(doubts, "%s: nobody is on the phones", name);
    else if (occupancy > 1)
        muster_doubt(doubts, "%s: the work is %s of the hours on the phones: more than can be done",
                     name, muster_words_share(occupancy).text);
    else if (occupancy > 0.95)
        muster_doubt(doubts, "%s: an occupancy of %s leaves no room for waiting to be short", name,
                     muster_words_share(occupancy).text);
    else if (occupancy < 0.05)
        muster_doubt(doubts, "%s: an occupancy of %s: is the demand a day's or a month's volume?",
                     name, muster_words_share(occupancy).text);
    else
        doubt_volume(doubts, name, plan, known);
    double posts = 0;
    for (size_t g = 0; g < plan->scenario->group_count; g++)
        if (!plan->scenario->group[g].off_phones)
            posts += (double)muster_roster_people(plan->roster, g);
    double most = isnan(peak->present) ? posts : peak->present + posts;
    if (peak->load_erl > most)
        muster_doubt(doubts,
                     "%s: the busiest interval asks for %s erlang, and %s people at most are "
                     "there for it",
                     name, muster_words_number(peak->load_erl).text,
                     muster_words_number(most).text);
}

/* Hours that the people can never cover, whatever the rota and with nobody away. */
static void doubt_cover(struct muster_doubts *doubts, const char *name,
                        const struct muster_plan *plan)
{
    struct muster_understood_cover cover = muster_understood_cover(plan);
    struct muster_words open_h = muster_words_number(cover.open_h);
    double asked_h = cover.open_h * cover.crew;
    if (cover.unreached_h > 0)
        muster_doubt(
            doubts,
            "%s: %s of %s open hours a week are in nobody's shift (see gaps): whoever calls then "
            "finds nobody there",
            name, muster_words_number(cover.unreached_h).text, open_h.text);
    if (cover.thin_h > 0)
        muster_doubt(
            doubts,
            "%s: in %s of %s open hours a week there are too few people for a minimum_crew of %d "
            "(see gaps)",
            name, muster_words_number(cover.thin_h).text, open_h.text, cover.crew);
    if (cover.holiday_h > 0)
        muster_doubt(
            doubts,
            "%s: in school holidays %s of %s open hours a week are left to nobody, or too few, as "
            "contracts of term time are off (see gaps)",
            name, muster_words_number(cover.holiday_h).text, open_h.text);
    if (cover.people_h < asked_h - 0.05)
        muster_doubt(
            doubts,
            "%s: %s open hours a week x %d %s = %s h, and the people work %s h a week: the "
            "opening can never be covered",
            name, open_h.text, cover.crew,
            plan->scenario->minimum_crew > 0 ? "people (minimum_crew)" : "person",
            muster_words_number(asked_h).text, muster_words_number(cover.people_h).text);
}

/* Years of the budget that the horizon does not touch, and of the horizon without a budget. */
static void doubt_budget_years(struct muster_doubts *doubts, const struct muster_scenario *scenario)
{
    int first = muster_financial_year(scenario->start);
    int last = muster_financial_year(scenario->start + scenario->days - 1);
    for (size_t i = 0; i < scenario->budget.count; i++) {
        char name[8];
        int year = scenario->budget.year[i].year;
        muster_financial_year_format(name, year);
        if (year < first || year > last)
            muster_doubt(
                doubts,
                "budget: the horizon holds no day of %s: its amount is compared with nothing",
                name);
    }
    for (int year = first; year <= last; year++) {
        bool found = false;
        for (size_t i = 0; i < scenario->budget.count; i++)
            found = found || scenario->budget.year[i].year == year;
        if (!found)
            muster_doubt(doubts,
                         "budget: %s has no amount: the cost of that year is compared with nothing",
                         scenario->year_name[year - first]);
    }
}

/* People without a price, and a budget for nothing. */
static void doubt_money(struct muster_doubts *doubts, const struct muster_scenario *scenario)
{
    bool budget = scenario->budget.given;
    if (budget && !scenario->budget.whole)
        doubt_budget_years(doubts, scenario);
    if (budget && muster_cost_headings(scenario) == 0)
        muster_doubt(doubts,
                     "budget: nothing in the scenario has a price (pay, costs), so no cost is "
                     "compared with it");
    for (size_t g = 0; g < scenario->group_count; g++) {
        const struct muster_group *group = &scenario->group[g];
        if (group->shift_based && scenario->grade_count == 0 && (budget || scenario->costs.given))
            muster_doubt(doubts, "%s: there is no pay, so these people cost nothing", group->name);
    }
}

bool muster_doubt_candidate(struct muster_doubts *doubts, const char *name,
                            const struct muster_plan *plan, const struct muster_understood *known)
{
    for (size_t s = 0; s < plan->scenario->service_count; s++)
        doubt_service(doubts, plan, s);
    for (size_t g = 0; g < plan->scenario->group_count; g++)
        doubt_group(doubts, plan, g);
    doubt_hours(doubts, &plan->scenario->opening);
    doubt_shares(doubts, plan->scenario);
    doubt_pay(doubts, plan->scenario);
    doubt_money(doubts, plan->scenario);
    muster_doubt_unused(doubts, plan);
    doubt_target(doubts, plan->scenario);
    doubt_cover(doubts, name, plan);
    doubt_balance(doubts, name, plan, known);
    return !doubts->incomplete;
}

void muster_doubts_print(const struct muster_doubts *doubts)
{
    if (doubts->count)
        printf("\nPlease look again\n");
    for (size_t i = 0; i < doubts->count; i++)
        muster_console_wrap(stdout, "  -", 4, doubts->text[i]);
}

void muster_doubts_clear(struct muster_doubts *doubts)
{
    free(doubts->text);
    *doubts = (struct muster_doubts){0};
}
