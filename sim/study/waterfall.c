/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "waterfall.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double HOUR_S = 3600;

/* ---- on paper: hours of one FTE a year ----------------------------------------------------- */

static double paper_contract(const struct muster_paper_year *year)
{
    return year->days * year->day_h;
}

static double paper_leave(const struct muster_paper_year *year)
{
    return -(year->leave + year->statutory) * year->day_h;
}

static double paper_holidays(const struct muster_paper_year *year)
{
    return -year->holidays * year->day_h;
}

static double paper_sickness(const struct muster_paper_year *year)
{
    return -year->sickness * year->day_h;
}

static double paper_one_offs(const struct muster_paper_year *year)
{
    return -year->one_offs * year->day_h;
}

static double paper_lateness(const struct muster_paper_year *year)
{
    return -year->days_work * year->late_h;
}

static double paper_unpaid(const struct muster_paper_year *year)
{
    return -year->unpaid * year->day_h - year->days_work * year->unpaid_late_h;
}

static double paper_breaks(const struct muster_paper_year *year)
{
    return -year->days_work * year->breaks_h;
}

static double paper_meetings(const struct muster_paper_year *year)
{
    return -year->days_work * year->meetings_h;
}

static double paper_buddying(const struct muster_paper_year *year)
{
    return -year->days_work * year->buddying_h;
}

/* ---- the lines ----------------------------------------------------------------------------- */

#define P(name) (MUSTER_TERM_STAFF + MUSTER_STAFF_##name)
#define STAGE MUSTER_FALL_STAGE, MUSTER_NEED_PEOPLE
#define CAUSE(need) MUSTER_FALL_CAUSE, MUSTER_NEED_##need
#define NOWHERE                                                                                    \
    {                                                                                              \
        0                                                                                          \
    }
#define LIST(...)                                                                                  \
    {                                                                                              \
        __VA_ARGS__                                                                                \
    }

static const struct muster_fall_line table[] = {
    {"established", "Established", "posts as established, filled or not", STAGE, false, false,
     LIST(P(ESTABLISHED_FTE)), paper_contract},
    {"vacancies", "vacancies", "established posts that nobody holds; they cost no pay",
     CAUSE(PEOPLE), false, false, LIST(P(IN_POST_FTE), -P(ESTABLISHED_FTE), -P(AHEAD_FTE)), NULL},
    {"recruits_ahead", "recruits ahead",
     "people recruited ahead of a post that is to come: in post before it exists", CAUSE(AHEAD),
     false, false, LIST(P(AHEAD_FTE)), NULL},
    {"in_post", "In post", "contracts of the people in post", STAGE, false, false, NOWHERE, NULL},
    {"acting_up", "acting up",
     "contracts of other groups' people acting up in vacant posts, less those of the group's own "
     "people acting up elsewhere",
     CAUSE(ACTING_UP), false, false, LIST(P(ACTING_FTE), -P(ACTS_AWAY_FTE)), NULL},
    {"induction", "induction", "hours of induction and training before going live",
     CAUSE(INDUCTION), false, false, LIST(-P(INDUCTION_S)), NULL},
    {"trained", "Trained", "in post and acting, less the hours of induction", STAGE, false, false,
     NOWHERE, NULL},
    {"leave", "leave", "annual and statutory leave", CAUSE(LEAVE), false, false, LIST(-P(LEAVE_S)),
     paper_leave},
    {"bank_holidays", "bank holidays", "closed dates on Mondays to Fridays", CAUSE(HOLIDAYS), false,
     false, LIST(-P(HOLIDAY_S)), paper_holidays},
    {"sickness", "sickness", "hours lost to sickness", CAUSE(SICKNESS), false, false,
     LIST(-P(SICKNESS_S)), paper_sickness},
    {"one_offs", "one-offs", "paid days away for jury service and the like", CAUSE(ONE_OFFS), false,
     false, LIST(-P(ONE_OFF_S)), paper_one_offs},
    {"lateness", "lateness", "paid hours lost to lateness", CAUSE(LATENESS), false, false,
     LIST(-P(LATENESS_S)), paper_lateness},
    {"unpaid", "unpaid", "hours late or away without pay", CAUSE(UNPAID), false, false,
     LIST(-P(UNPAID_S)), paper_unpaid},
    {"term_time", "term time",
     "hours that contracts of term time have in term beyond their even pay, less those that they "
     "are short of it in school holidays; about 0 in a year",
     CAUSE(TERM), false, false, LIST(P(TERM_S), -P(OUT_OF_TERM_S)), NULL},
    {"rota", "rota",
     "paid hours beyond the contracts of those in post (or, negative, contracted hours that the "
     "rota did not use), overtime left out",
     CAUSE(PEOPLE), false, false,
     LIST(P(PAID_S), P(UNPAID_S), -P(OVERTIME_S), -P(IN_POST_FTE), -P(ACTING_FTE), P(ACTS_AWAY_FTE),
          -P(RELIEF_S), -P(AGENCY_S), -P(CASUAL_S), -P(TERM_S), P(OUT_OF_TERM_S)),
     NULL},
    {"agency", "agency", "agency workers in posts that nobody of the group works", CAUSE(AGENCY),
     false, false, LIST(P(AGENCY_S)), NULL},
    {"casuals", "casuals", "casuals called in for shifts known to be lost", CAUSE(CASUALS), false,
     false, LIST(P(CASUAL_S)), NULL},
    {"overtime", "overtime",
     "hours worked beyond the shift, overtime Saturdays and overtime offered included",
     CAUSE(PEOPLE), false, false, LIST(P(OVERTIME_S)), NULL},
    {"relief", "relief", "hours on the phones of people lent by a partner", CAUSE(RELIEF), true,
     false, LIST(P(RELIEF_S)), NULL},
    {"at_work", "At work", "hours at work", STAGE, false, false, NOWHERE, NULL},
    {"off_phone", "off the phones", "meetings, coaching and training as delivered",
     CAUSE(OFF_PHONE), false, false, LIST(-P(OFF_PHONE_S)), paper_meetings},
    {"buddying", "buddying", "experienced people off the phones, helping newcomers", CAUSE(BUDDY),
     false, false, LIST(-P(BUDDYING_S)), paper_buddying},
    {"breaks", "paid breaks", "paid breaks as taken", CAUSE(BREAKS), false, false,
     LIST(-P(BREAK_S)), paper_breaks},
    {"outages", "outages", "hours on the phones while all services of the group were down",
     CAUSE(OUTAGES), false, false, LIST(-P(OUTAGE_S)), NULL},
    {"on_the_phones", "On the phones", "hours on the phones, handling or available", STAGE, true,
     false, NOWHERE, NULL},
    {"waiting", "waiting",
     "hours available, waiting for a contact: the slack that a service level needs", CAUSE(PEOPLE),
     true, false, LIST(P(HANDLING_S), -P(PRESENT_S)), NULL},
    {"handling", "Handling", "hours handling contacts", STAGE, true, false, NOWHERE, NULL},
    {"slower", "slower",
     "handling beyond the planned handle time: new people are slower; also another mix of contacts "
     "than planned and chance",
     CAUSE(PEOPLE), true, true, LIST(-P(HANDLING_S)), NULL},
    {"answered_work", "Answered", "answered contacts times the planned handle time", STAGE, true,
     true, NOWHERE, NULL},
};
_Static_assert(sizeof table / sizeof *table <= MUSTER_FALL_MOST, "room for all lines");

const struct muster_fall_line *muster_fall_lines(size_t *count)
{
    *count = sizeof table / sizeof *table;
    return table;
}

const struct muster_fall_line *muster_fall_find(const char *name)
{
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (strcmp(table[i].name, name) == 0)
            return &table[i];
    return NULL;
}

/* ---- where they apply ---------------------------------------------------------------------- */

/* Whether the place holds a group: itself, or as one of all, which the relief pool belongs to. */
static bool holds(const struct muster_scope *scope, size_t place, size_t group)
{
    const struct muster_group *asked = &scope->scenario->group[group];
    return (asked->shift_based || asked->relief) && muster_place_holds(scope, place, group);
}

/* Contacts are answered by groups with posts and by relief only, so that all the work is in the
 * waterfall. */
static bool only_posts(const struct muster_scenario *scenario)
{
    for (size_t g = 0; g < scenario->group_count; g++)
        if (!scenario->group[g].off_phones && !scenario->group[g].shift_based &&
            !scenario->group[g].relief)
            return false;
    return true;
}

bool muster_fall_applies(const struct muster_fall_line *line, const struct muster_scope *scope,
                         size_t place)
{
    const struct muster_scenario *scenario = scope->scenario;
    if (line->answers && (place != scope->shape->groups || !only_posts(scenario)))
        return false;
    for (size_t g = 0; g < scope->shape->groups; g++)
        if (holds(scope, place, g) && muster_measure_group_has(scenario, g, line->need) &&
            !(line->on_phones && scenario->group[g].off_phones))
            return true;
    return false;
}

bool muster_fall_by_month(const struct muster_fall_line *line)
{
    return !line->answers;
}

/* ---- paper --------------------------------------------------------------------------------- */

enum muster_status muster_paper_init(struct muster_paper *paper, const struct muster_plan *plan)
{
    size_t groups = plan->scenario->group_count;
    *paper = (struct muster_paper){.year = calloc(groups + 1, sizeof *paper->year),
                                   .handle_s = muster_paper_handle_s(plan)};
    if (!paper->year)
        return MUSTER_NO_MEMORY;
    for (size_t g = 0; g < groups; g++)
        paper->year[g] = muster_paper_year(plan, g);
    return MUSTER_OK;
}

void muster_paper_clear(struct muster_paper *paper)
{
    free(paper->year);
    *paper = (struct muster_paper){0};
}

/* ---- one replication ----------------------------------------------------------------------- */

/* A group in a window. */
struct window {
    const struct muster_row *row;
    size_t group, month;
    double days;
    double fte_h;     /* hours of one FTE */
    double fte_day_h; /* of one FTE in a day: the week's seventh */
};

static double column_at(const struct window *at, enum muster_staff column)
{
    if (at->month != MUSTER_FALL_HORIZON)
        return muster_row_month(at->row, column, at->group, at->month);
    return at->row->staff[at->group * MUSTER_STAFFS + (size_t)column];
}

static bool in_fte_days(enum muster_staff column)
{
    return strcmp(muster_staff_column[column].unit, "FTE d") == 0;
}

static double hours_of(const struct muster_fall_line *line, const struct window *at)
{
    double hours = 0;
    for (int i = 0; i < MUSTER_FALL_TERMS && line->term[i]; i++) {
        enum muster_staff column = (enum muster_staff)(abs(line->term[i]) - MUSTER_TERM_STAFF);
        double value = column_at(at, column) * (in_fte_days(column) ? at->fte_day_h : 1 / HOUR_S);
        hours += line->term[i] < 0 ? -value : value;
    }
    return hours;
}

/* The full-timer's week of a group; of relief, which has no contracts, that of the first group with
 * posts. */
static double week_s(const struct muster_scenario *scenario, size_t group)
{
    if (scenario->group[group].shift_based)
        return scenario->group[group].full_time_week_s;
    for (size_t g = 0; g < scenario->group_count; g++)
        if (scenario->group[g].shift_based && !scenario->group[g].off_phones)
            return scenario->group[g].full_time_week_s;
    return NAN; /* no group with posts on the phones: there is no waterfall of all */
}

static struct window window_of(const struct muster_scope *scope, const struct muster_row *row,
                               size_t group, size_t month)
{
    const struct muster_shape *shape = scope->shape;
    size_t days = month == MUSTER_FALL_HORIZON ? shape->days : muster_month_days(shape, month);
    struct window at = {.row = row, .group = group, .month = month, .days = (double)days};
    at.fte_day_h = week_s(scope->scenario, group) / 7 / HOUR_S;
    at.fte_h = at.fte_day_h * at.days;
    return at;
}

/* Adds the causes of one group. */
static void add_group(struct muster_fall *fall, const struct muster_paper *paper,
                      const struct window *at)
{
    const struct muster_paper_year *year = &paper->year[at->group];
    double fte = column_at(at, MUSTER_STAFF_ESTABLISHED_FTE) / at->days;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        double hours = hours_of(&table[i], at);
        fall->hours[i] += hours;
        fall->fte[i] += hours / at->fte_h;
        if (table[i].paper_h)
            fall->paper_h[i] += fte * table[i].paper_h(year) * at->days / MUSTER_PAPER_YEAR_DAYS;
    }
}

/* Hours that the answered contacts take at the planned handle time. */
static double answered_h(const struct muster_row *row, const struct muster_paper *paper)
{
    double answered = 0;
    for (size_t s = 0; s < row->shape.services; s++)
        answered += row->count[s * MUSTER_COUNTS + MUSTER_COUNT_ANSWERED];
    return answered * paper->handle_s / HOUR_S;
}

/* The causes become stages: each the sum of what stands above it. */
static void add_up(double *value)
{
    double left = 0;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        left += value[i];
        if (table[i].kind == MUSTER_FALL_STAGE)
            value[i] = left;
    }
}

void muster_fall_of_row(struct muster_fall *fall, const struct muster_scope *scope,
                        const struct muster_paper *paper, const struct muster_row *row,
                        size_t place, size_t month)
{
    memset(fall, 0, sizeof *fall);
    for (size_t g = 0; g < scope->shape->groups; g++)
        if (holds(scope, place, g)) {
            struct window at = window_of(scope, row, g, month);
            add_group(fall, paper, &at);
        }
    double hours = month == MUSTER_FALL_HORIZON ? answered_h(row, paper) : NAN;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (table[i].kind == MUSTER_FALL_CAUSE && table[i].answers) {
            fall->hours[i] += hours;
            fall->fte[i] += hours * fall->fte[0] / fall->hours[0]; /* the mean week */
        }
    add_up(fall->fte);
    add_up(fall->hours);
    add_up(fall->paper_h);
}
