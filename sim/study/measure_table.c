/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure.h"

#include <string.h>

#define C(name) (MUSTER_TERM_COUNT + MUSTER_COUNT_##name)
#define P(name) (MUSTER_TERM_STAFF + MUSTER_STAFF_##name)
#define M(name) (MUSTER_TERM_MET + MUSTER_MET_##name)
#define S(name) MUSTER_TERM_##name
#define SERVICE MUSTER_SIDE_SERVICES, MUSTER_FORMULA_RATIO
#define STAFF MUSTER_SIDE_STAFF, MUSTER_FORMULA_RATIO
#define COST MUSTER_SIDE_COST, MUSTER_FORMULA_RATIO
#define NEED(name) MUSTER_NEED_##name
#define LIST(...)                                                                                  \
    {                                                                                              \
        __VA_ARGS__                                                                                \
    }
#define NONE                                                                                       \
    {                                                                                              \
        0                                                                                          \
    }

/* The seven definitions of the service level follow each other in the order of their enum. */
static const struct muster_measure table[] = {
    {"service_level", "1", "service level by the declared definition", MUSTER_SIDE_SERVICES,
     MUSTER_FORMULA_LEVEL, NEED(NOTHING), NONE, NONE, 1, true},
    {"service_level_offered", "1", "answered within the threshold, of all offered", SERVICE,
     NEED(NOTHING), LIST(C(ANSWERED_WITHIN)), LIST(C(OFFERED)), 1, false},
    {"service_level_answered", "1", "answered within the threshold, of all answered", SERVICE,
     NEED(NOTHING), LIST(C(ANSWERED_WITHIN)), LIST(C(ANSWERED)), 1, false},
    {"service_level_short_waits_removed", "1",
     "answered within the threshold, of the offered less those abandoned within the threshold",
     SERVICE, NEED(NOTHING), LIST(C(ANSWERED_WITHIN)), LIST(C(OFFERED), -C(ABANDONED_WITHIN)), 1,
     false},
    {"service_level_abandoned_credited", "1",
     "answered or abandoned within the threshold, of all offered", SERVICE, NEED(NOTHING),
     LIST(C(ANSWERED_WITHIN), C(ABANDONED_WITHIN)), LIST(C(OFFERED)), 1, false},
    {"service_level_short_abandons_removed", "1",
     "answered within the threshold, of the offered less those abandoned within short_abandon",
     SERVICE, NEED(NOTHING), LIST(C(ANSWERED_WITHIN)), LIST(C(OFFERED), -C(ABANDONED_SHORT)), 1,
     false},
    {"service_level_attempted", "1",
     "answered within the threshold, of all attempts: the engaged tone counts as a miss", SERVICE,
     NEED(NOTHING), LIST(C(ANSWERED_WITHIN)), LIST(C(ATTEMPTED)), 1, false},
    {"service_level_virtual", "1",
     "chance that an endlessly patient caller, neither blocked nor balking, is answered within "
     "the threshold",
     SERVICE, NEED(NOTHING), LIST(C(VIRTUAL_WITHIN)), LIST(C(OFFERED), -C(BALKED)), 1, false},
    {"wanted", "contacts", "first contacts that customers wanted", SERVICE, NEED(NOTHING),
     LIST(C(WANTED)), LIST(S(ONE)), 1, true},
    {"wanted_when_closed", "contacts", "of these, wanted while the centre was closed", SERVICE,
     NEED(CLOSING), LIST(C(WANTED_WHEN_CLOSED)), LIST(S(ONE)), 1, true},
    {"returned", "contacts", "attempts of those who came back after finding the centre closed",
     SERVICE, NEED(CLOSING), LIST(C(RETURNED)), LIST(S(ONE)), 1, true},
    {"retries", "contacts", "further attempts of callers not served", SERVICE, NEED(RETRY),
     LIST(C(RETRIES)), LIST(S(ONE)), 1, false},
    {"repeats", "contacts", "new contacts of callers whose matter was not resolved", SERVICE,
     NEED(REPEAT), LIST(C(REPEATS)), LIST(S(ONE)), 1, false},
    {"pending", "contacts", "attempts due after the horizon", SERVICE, NEED(AGAIN),
     LIST(C(PENDING)), LIST(S(ONE)), 1, false},
    {"attempted", "contacts", "attempts to reach the centre while it was open", SERVICE,
     NEED(NOTHING), LIST(C(ATTEMPTED)), LIST(S(ONE)), 1, false},
    {"offered", "contacts", "attempts that were not blocked", SERVICE, NEED(NOTHING),
     LIST(C(OFFERED)), LIST(S(ONE)), 1, true},
    {"answered", "contacts", "contacts whose handling started", SERVICE, NEED(NOTHING),
     LIST(C(ANSWERED)), LIST(S(ONE)), 1, true},
    {"offered_busy_hour", "contacts",
     "contacts offered in the busy hour: the hour of the day, the same on Mondays to Fridays, for "
     "which the first candidate's planner expects most",
     SERVICE, NEED(NOTHING), LIST(S(BUSY_HOUR)), LIST(S(ONE)), 1, true},
    {"abandoned", "contacts", "contacts that left the queue unserved", SERVICE, NEED(NOTHING),
     LIST(C(ABANDONED)), LIST(S(ONE)), 1, true},
    {"blocked", "contacts", "attempts that found every line engaged", SERVICE, NEED(LINES),
     LIST(C(BLOCKED)), LIST(S(ONE)), 1, true},
    {"balked", "contacts", "contacts that would not queue", SERVICE, NEED(BALK), LIST(C(BALKED)),
     LIST(S(ONE)), 1, false},
    {"lost_at_close", "contacts", "contacts lost at closing time", SERVICE, NEED(CLOSE),
     LIST(C(LOST_AT_CLOSE)), LIST(S(ONE)), 1, false},
    {"unfinished", "contacts", "contacts still queueing at the horizon's end", SERVICE,
     NEED(NOTHING), LIST(C(UNFINISHED)), LIST(S(ONE)), 1, false},
    {"abandoned_fraction", "1", "abandoned, of all offered", SERVICE, NEED(NOTHING),
     LIST(C(ABANDONED)), LIST(C(OFFERED)), 1, true},
    {"answered_fraction", "1", "answered, of all offered", SERVICE, NEED(NOTHING),
     LIST(C(ANSWERED)), LIST(C(OFFERED)), 1, true},
    {"balked_fraction", "1", "contacts that would not queue, of all offered", SERVICE, NEED(BALK),
     LIST(C(BALKED)), LIST(C(OFFERED)), 1, false},
    {"blocked_fraction", "1", "blocked, of all attempts", SERVICE, NEED(LINES), LIST(C(BLOCKED)),
     LIST(C(ATTEMPTED)), 1, true},
    {"abandoned_clock", "contacts", "abandonments counted when they happen, as ACD reports do",
     SERVICE, NEED(NOTHING), LIST(C(ABANDONED_CLOCK)), LIST(S(ONE)), 1, false},
    {"answered_clock", "contacts", "answers counted when they happen, as ACD reports do", SERVICE,
     NEED(NOTHING), LIST(C(ANSWERED_CLOCK)), LIST(S(ONE)), 1, false},
    {"waited_fraction", "1", "contacts that joined the queue, of all offered", SERVICE,
     NEED(NOTHING), LIST(C(WAITED)), LIST(C(OFFERED)), 1, false},
    {"served", "callers", "callers served on some attempt, by when they wanted contact", SERVICE,
     NEED(NOTHING), LIST(C(SERVED)), LIST(S(ONE)), 1, true},
    {"served_of_wanted", "1",
     "callers served on some attempt, of callers who wanted contact, closed hours included",
     SERVICE, NEED(NOTHING), LIST(C(SERVED)), LIST(C(WANTED)), 1, true},
    {"asa_s", "s", "average speed of answer: mean wait of the answered, zero waits included",
     SERVICE, NEED(NOTHING), LIST(C(WAIT_ANSWERED_S)), LIST(C(ANSWERED)), 1, true},
    {"wait_s", "s", "mean wait of all offered", SERVICE, NEED(NOTHING), LIST(C(WAIT_S)),
     LIST(C(OFFERED)), 1, true},
    {"wait_p50_s", "s", "median of the pooled waits of all offered", MUSTER_SIDE_SERVICES,
     MUSTER_FORMULA_QUANTILE, NEED(NOTHING), NONE, NONE, 0.5, false},
    {"wait_p90_s", "s", "wait that 90 % of all offered do not exceed", MUSTER_SIDE_SERVICES,
     MUSTER_FORMULA_QUANTILE, NEED(NOTHING), NONE, NONE, 0.9, false},
    {"wait_p95_s", "s", "wait that 95 % of all offered do not exceed", MUSTER_SIDE_SERVICES,
     MUSTER_FORMULA_QUANTILE, NEED(NOTHING), NONE, NONE, 0.95, false},
    {"wait_max_s", "s", "longest wait of a replication, mean over replications", SERVICE,
     NEED(NOTHING), LIST(S(WAIT_MAX_S)), LIST(S(ONE)), 1, false},
    {"time_to_abandon_s", "s", "mean wait of the abandoned", SERVICE, NEED(PATIENCE),
     LIST(C(WAIT_ABANDONED_S)), LIST(C(ABANDONED)), 1, false},
    {"handle_time_s", "s", "mean handle time of the answered: talk and wrap", SERVICE,
     NEED(NOTHING), LIST(C(HANDLE_S)), LIST(C(ANSWERED)), 1, false},
    {"offered_load_erl", "erl",
     "work arriving per open time: attempts times the mean handle time of the answered", SERVICE,
     NEED(NOTHING), LIST(S(WORK_S)), LIST(S(OPEN_S)), 1, false},
    {"queue_mean", "contacts", "contacts waiting, time average over open hours", SERVICE,
     NEED(NOTHING), LIST(C(QUEUE_S)), LIST(S(OPEN_S)), 1, false},
    {"interval_attainment", "1",
     "open intervals that meet the target, of those with an offered contact", SERVICE, NEED(TARGET),
     LIST(M(INTERVALS)), LIST(M(INTERVALS_OF)), 1, false},
    {"p_target_day", "1", "share of days that meet the target", SERVICE, NEED(TARGET),
     LIST(M(DAYS)), LIST(M(DAYS_OF)), 1, true},
    {"p_target_week", "1", "share of whole ISO weeks that meet the target", SERVICE, NEED(TARGET),
     LIST(M(WEEKS)), LIST(M(WEEKS_OF)), 1, true},
    {"p_target_month", "1", "share of whole months that meet the target", SERVICE, NEED(TARGET),
     LIST(M(MONTHS)), LIST(M(MONTHS_OF)), 1, true},
    {"p_target", "1", "share of replications whose horizon meets the target", MUSTER_SIDE_SERVICES,
     MUSTER_FORMULA_INDICATOR, NEED(TARGET), LIST(S(MET_TARGET)), LIST(S(ONE)), 1, true},
    {"mean_daily_service_level", "1", "plain mean over days of each day's declared service level",
     SERVICE, NEED(NOTHING), LIST(M(DAY_LEVEL_SUM)), LIST(M(DAYS_OF)), 1, false},
    {"occupancy", "1", "handling time, of handling and available time on the phones", STAFF,
     NEED(NOTHING), LIST(P(HANDLING_S)), LIST(P(PRESENT_S)), 1, true},
    {"utilisation", "1", "handling and available time, of paid time", STAFF, NEED(PEOPLE),
     LIST(P(PRESENT_S)), LIST(P(PAID_S)), 1, false},
    {"shrinkage", "1", "paid time not on the phones, of paid time", STAFF, NEED(PEOPLE),
     LIST(P(PAID_S), -P(PRESENT_S)), LIST(P(PAID_S)), 1, true},
    {"shrinkage_leave", "1", "leave, of paid time", STAFF, NEED(LEAVE), LIST(P(LEAVE_S)),
     LIST(P(PAID_S)), 1, false},
    {"shrinkage_holiday", "1", "bank holidays, of paid time", STAFF, NEED(HOLIDAYS),
     LIST(P(HOLIDAY_S)), LIST(P(PAID_S)), 1, false},
    {"shrinkage_sickness", "1", "sickness, of paid time", STAFF, NEED(SICKNESS),
     LIST(P(SICKNESS_S)), LIST(P(PAID_S)), 1, false},
    {"shrinkage_induction", "1", "induction, of paid time", STAFF, NEED(INDUCTION),
     LIST(P(INDUCTION_S)), LIST(P(PAID_S)), 1, false},
    {"shrinkage_lateness", "1", "paid lateness, of paid time", STAFF, NEED(LATENESS),
     LIST(P(LATENESS_S)), LIST(P(PAID_S)), 1, false},
    {"shrinkage_one_offs", "1", "paid days away for one-offs such as jury service, of paid time",
     STAFF, NEED(ONE_OFFS), LIST(P(ONE_OFF_S)), LIST(P(PAID_S)), 1, false},
    {"shrinkage_outage", "1",
     "time on the phones while all services of the group were down, of paid time", STAFF,
     NEED(OUTAGES), LIST(P(OUTAGE_S)), LIST(P(PAID_S)), 1, false},
    {"unpaid_h", "h", "hours late or away without pay", STAFF, NEED(UNPAID), LIST(P(UNPAID_S)),
     LIST(S(ONE)), 1.0 / 3600, false},
    {"shrinkage_breaks", "1", "paid breaks, of paid time", STAFF, NEED(BREAKS), LIST(P(BREAK_S)),
     LIST(P(PAID_S)), 1, false},
    {"shrinkage_off_phone", "1",
     "meetings, coaching and other activities off the phones as delivered, of paid time", STAFF,
     NEED(OFF_PHONE), LIST(P(OFF_PHONE_S)), LIST(P(PAID_S)), 1, false},
    {"shrinkage_buddying", "1", "experienced people helping newcomers, of paid time", STAFF,
     NEED(BUDDY), LIST(P(BUDDYING_S)), LIST(P(PAID_S)), 1, false},
    {"attendance", "1", "hours attended, of hours due", STAFF, NEED(PEOPLE), LIST(P(ATTENDED_S)),
     LIST(P(DUE_S)), 1, false},
    {"establishment_gap", "1",
     "established FTE not in post, of established FTE; people recruited ahead fill no post yet",
     STAFF, NEED(PEOPLE), LIST(P(ESTABLISHED_FTE), -P(IN_POST_FTE), P(AHEAD_FTE)),
     LIST(P(ESTABLISHED_FTE)), 1, false},
    {"headcount", "people", "people in post, mean over days", STAFF, NEED(PEOPLE),
     LIST(P(HEADCOUNT)), LIST(S(DAYS)), 1, false},
    {"fte_established", "FTE", "established FTE, mean over days", STAFF, NEED(PEOPLE),
     LIST(P(ESTABLISHED_FTE)), LIST(S(DAYS)), 1, false},
    {"fte_in_post", "FTE", "FTE in post, mean over days", STAFF, NEED(PEOPLE), LIST(P(IN_POST_FTE)),
     LIST(S(DAYS)), 1, false},
    {"fte_acting_up", "FTE",
     "FTE of other groups' people acting up in vacant posts, less the group's own acting up "
     "elsewhere, mean over days; they count as in post in their own group",
     STAFF, NEED(ACTING_UP), LIST(P(ACTING_FTE), -P(ACTS_AWAY_FTE)), LIST(S(DAYS)), 1, false},
    {"fte_trained", "FTE", "FTE in post and past induction, mean over days", STAFF, NEED(PEOPLE),
     LIST(P(TRAINED_FTE)), LIST(S(DAYS)), 1, false},
    {"fte_scheduled", "people", "people on the phones by the rota, mean over open hours", STAFF,
     NEED(NOTHING), LIST(P(SCHEDULED_S)), LIST(S(OPEN_S)), 1, false},
    {"fte_present", "people",
     "person time on the phones per open time; work after close counts, so that a short "
     "opening can show more people than are there",
     STAFF, NEED(NOTHING), LIST(P(PRESENT_S)), LIST(S(OPEN_S)), 1, true},
    {"overtime_h", "h", "hours worked beyond the shift, overtime Saturdays included", STAFF,
     NEED(PEOPLE), LIST(P(OVERTIME_S)), LIST(S(ONE)), 1.0 / 3600, false},
    {"relief_h", "h", "hours on the phones of people lent by a partner", STAFF, NEED(RELIEF),
     LIST(P(RELIEF_S)), LIST(S(ONE)), 1.0 / 3600, false},
    {"off_phone_planned_h", "h", "hours of activities off the phones as the rota planned them",
     STAFF, NEED(OFF_PHONE), LIST(P(OFF_PHONE_PLANNED_S)), LIST(S(ONE)), 1.0 / 3600, false},
    {"off_phone_delivered_h", "h", "hours of activities off the phones as delivered", STAFF,
     NEED(OFF_PHONE), LIST(P(OFF_PHONE_S)), LIST(S(ONE)), 1.0 / 3600, false},
    {"off_phone_cancelled_h", "h",
     "hours of activities off the phones cancelled for load and not made good; who is sick misses "
     "the rest of what was planned",
     STAFF, NEED(OFF_PHONE), LIST(P(OFF_PHONE_CANCELLED_S)), LIST(S(ONE)), 1.0 / 3600, false},
    {"buddying_h", "h", "hours off the phones of experienced people helping newcomers", STAFF,
     NEED(BUDDY), LIST(P(BUDDYING_S)), LIST(S(ONE)), 1.0 / 3600, false},
    {"unbuddied_days", "person d",
     "days at work of newcomers whom nobody was left to help, in their weeks with a buddy", STAFF,
     NEED(BUDDY), LIST(P(UNBUDDIED)), LIST(S(ONE)), 1, false},
    {"agency_h", "h",
     "paid hours of agency workers, in vacant posts or for people off sick for "
     "long; they are in the hours on the phones, too",
     STAFF, NEED(AGENCY), LIST(P(AGENCY_S)), LIST(S(ONE)), 1.0 / 3600, false},
    {"casual_h", "h", "paid hours of casuals, called in for shifts known to be lost", STAFF,
     NEED(CASUALS), LIST(P(CASUAL_S)), LIST(S(ONE)), 1.0 / 3600, false},
    {"sick_share", "1", "people off sick, of people in post", STAFF, NEED(SICKNESS),
     LIST(P(SICK_PEOPLE)), LIST(P(HEADCOUNT)), 1, false},
    {"sick_people", "people", "people off sick, mean over days", STAFF, NEED(SICKNESS),
     LIST(P(SICK_PEOPLE)), LIST(S(DAYS)), 1, false},
    {"sick_people_var", "people2", "variance over days of the number of people off sick",
     MUSTER_SIDE_STAFF, MUSTER_FORMULA_VARIANCE, NEED(SICKNESS),
     LIST(P(SICK_PEOPLE), P(SICK_PEOPLE_SQ)), LIST(S(DAYS)), 1, false},
    {"sickness_days_per_fte", "d per year",
     "working days of a full-timer (a fifth of the week) lost to sickness, per FTE in post and "
     "year; people who act up count where they act",
     STAFF, NEED(SICKNESS), LIST(S(SICK_DAYS)),
     LIST(P(IN_POST_FTE), P(ACTING_FTE), -P(ACTS_AWAY_FTE)), 365.25, false},
    {"spells_per_year", "per year", "sickness spells begun per person-year in post", STAFF,
     NEED(SICKNESS), LIST(P(SPELLS)), LIST(P(HEADCOUNT)), 365.25, false},
    {"absence_triggers", "people",
     "people who reach an absence trigger: too many spells, days lost or days running", STAFF,
     NEED(SICKNESS), LIST(P(TRIGGERS)), LIST(S(ONE)), 1, false},
    {"absence_triggers_spells", "people", "of these, by the number of spells", STAFF,
     NEED(SICKNESS), LIST(P(TRIGGER_SPELLS)), LIST(S(ONE)), 1, false},
    {"absence_triggers_days", "people", "of these, by the number of working days lost", STAFF,
     NEED(SICKNESS), LIST(P(TRIGGER_DAYS)), LIST(S(ONE)), 1, false},
    {"absence_triggers_running", "people", "of these, by the length of a spell", STAFF,
     NEED(SICKNESS), LIST(P(TRIGGER_RUNNING)), LIST(S(ONE)), 1, false},
    {"leave_moved", "1", "days of leave granted on other dates than asked for, of all asked for",
     STAFF, NEED(LEAVE), LIST(P(LEAVE_MOVED)), LIST(P(LEAVE_ASKED)), 1, false},
    {"leave_refused", "1",
     "days of leave that found no place in their leave year, of all asked for", STAFF, NEED(LEAVE),
     LIST(P(LEAVE_REFUSED)), LIST(P(LEAVE_ASKED)), 1, false},
    {"leave_carried", "d", "days of leave carried over into the next leave year", STAFF,
     NEED(LEAVE), LIST(P(LEAVE_CARRIED)), LIST(S(ONE)), 1, false},
    {"leave_lost", "d", "days of leave lost", STAFF, NEED(LEAVE), LIST(P(LEAVE_LOST)), LIST(S(ONE)),
     1, false},
    {"leavers", "people", "people leaving", STAFF, NEED(PEOPLE), LIST(P(LEAVERS)), LIST(S(ONE)), 1,
     false},
    {"leavers_for_load", "people",
     "of the leavers, because of the load: of each the share of the hazard that burnout and "
     "activities not delivered had when notice was given",
     STAFF, NEED(BURNOUT), LIST(P(LEAVERS_FOR_LOAD)), LIST(S(ONE)), 1, false},
    {"hires", "people", "people joining", STAFF, NEED(PEOPLE), LIST(P(HIRES)), LIST(S(ONE)), 1,
     false},
    {"turnover_month", "1", "leavers in a month, of the headcount at its start", STAFF,
     NEED(ATTRITION), LIST(S(MONTH_LEAVERS)), LIST(S(MONTH_START)), 1, false},
    {"turnover_year", "per year", "leavers a year, of the mean headcount", STAFF, NEED(ATTRITION),
     LIST(P(LEAVERS)), LIST(P(HEADCOUNT)), 365.25, false},
    {"cost", "currency", "cost over the horizon, all headings, net of offsets", COST, NEED(COST),
     LIST(S(COST_ALL)), LIST(S(ONE)), 1, true},
    {"cost_gross", "currency", "cost before offsets", COST, NEED(OFFSETS), LIST(S(COST_GROSS)),
     LIST(S(ONE)), 1, false},
    {"cost_one_off", "currency", "of the cost, what is spent once: capital and dated items", COST,
     NEED(ONCE), LIST(S(COST_ONCE)), LIST(S(ONE)), 1, false},
    {"cost_recurring", "currency", "of the cost, net of offsets, what is not spent once", COST,
     NEED(ONCE), LIST(S(COST_ALL), -S(COST_ONCE)), LIST(S(ONE)), 1, false},
    {"cost_full_year", "currency",
     "full-year effect: twelve times the recurring cost, net of offsets, of the horizon's last "
     "whole calendar month; relief, by the days of the horizon",
     COST, NEED(MONTH), LIST(S(FULL_YEAR)), LIST(S(ONE)), 1, true},
    {"budget", "currency",
     "budget of the years in the horizon, a year that lies in it in part by its days", COST,
     NEED(BUDGET), LIST(S(BUDGET)), LIST(S(ONE)), 1, false},
    {"budget_left", "currency", "budget less the cost of the same years", COST, NEED(BUDGET),
     LIST(S(BUDGET), -S(COST_BUDGETED)), LIST(S(ONE)), 1, true},
    {"p_on_budget", "1", "share of replications in which no year costs more than its budget",
     MUSTER_SIDE_COST, MUSTER_FORMULA_INDICATOR, NEED(BUDGET), LIST(S(ON_BUDGET)), LIST(S(ONE)), 1,
     true},
    {"p_target_and_on_budget", "1",
     "share of replications whose horizon meets the target and in which no year costs more than "
     "its budget",
     MUSTER_SIDE_COST, MUSTER_FORMULA_INDICATOR, NEED(BUDGET_TARGET),
     LIST(S(MET_TARGET), S(ON_BUDGET)), LIST(S(ONE)), 1, true},
    {"budget_fte", "FTE",
     "FTE of establishment that the budget pays for, with the vacancies, joiners and sick pay "
     "simulated: budget less the cost that does not go with posts, over the cost of one "
     "established "
     "FTE, which is the pay of whoever holds it and the agency workers and casuals who stand in; 0 "
     "where the other cost alone is more than the budget",
     COST, NEED(BUDGET_PAY), LIST(S(BUDGET_FTE)), LIST(S(COST_POSTS)), 1, false},
    {"budget_fte_on_paper", "FTE",
     "FTE that the budget pays for with every post filled all the time and nobody to stand in: "
     "budget less the cost that does not go with posts, over the pay on paper, less the vacancy "
     "factor, of one established FTE; 0 where the other cost alone is more than the budget",
     COST, NEED(BUDGET_PAY), LIST(S(BUDGET_FTE)), LIST(S(PAPER_BUDGETED)), 1, false},
    {"pay_on_paper", "currency",
     "pay of the establishment with every post filled all the time, before the vacancy factor: "
     "those in post at the start stay and rise with service from the point on which they stand, "
     "the holder of any other post joins at the first point of the grade; overtime and premia not "
     "in it",
     COST, NEED(PAPER), LIST(S(PAPER)), LIST(S(ONE)), 1, false},
    {"pay_per_fte_in_post", "currency per year",
     "pay of the people in post with all that the employer adds, overtime and premia included, "
     "over "
     "their FTE: what a filled post costs a year; agency workers, casuals and relief, who hold no "
     "post, are not in it",
     COST, NEED(PAPER), LIST(S(COST_PEOPLE)), LIST(S(IN_POST_DAYS)), 365.25, false},
    {"cost_per_answered", "currency", "cost per answered contact", COST, NEED(COST),
     LIST(S(COST_ALL)), LIST(S(ANSWERED_ALL)), 1, true},
    {"cost_per_extra_answered", "currency",
     "extra cost per net extra answered contact, against the first candidate", MUSTER_SIDE_COST,
     MUSTER_FORMULA_EXTRA, NEED(COST), LIST(S(COST_ALL)), LIST(S(ANSWERED_ALL)), 1, true},
    {"cost_per_open_hour", "currency", "cost per open hour", COST, NEED(COST), LIST(S(COST_ALL)),
     LIST(S(OPEN_S)), 3600, true},
#define HEADING(id, name, words)                                                                   \
    {name,         "currency", words " over the horizon",                                          \
     COST,         NEED(COST), LIST(MUSTER_TERM_COST + MUSTER_COST_##id),                          \
     LIST(S(ONE)), 1,          false},
    MUSTER_HEADINGS(HEADING)};

const struct muster_measure *muster_measure_table(size_t *count)
{
    *count = sizeof table / sizeof *table;
    return table;
}

const struct muster_measure *muster_measure_find(const char *name)
{
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (strcmp(table[i].name, name) == 0)
            return &table[i];
    return NULL;
}

const struct muster_measure *muster_measure_level(enum muster_service_level level)
{
    return &table[1 + (int)level];
}

static const char *term_name(int term)
{
    static const char *const special[] = {
        [0] = "replications", /* MUSTER_TERM_ONE */
        [MUSTER_TERM_OPEN_S - MUSTER_TERM_ONE] = "open seconds",
        [MUSTER_TERM_DAYS - MUSTER_TERM_ONE] = "days",
        [MUSTER_TERM_WORK_S - MUSTER_TERM_ONE] = "attempted x mean handle time",
        [MUSTER_TERM_WAIT_MAX_S - MUSTER_TERM_ONE] = "longest wait",
        [MUSTER_TERM_MONTH_LEAVERS - MUSTER_TERM_ONE] = "leavers of each month",
        [MUSTER_TERM_MONTH_START - MUSTER_TERM_ONE] = "headcount at each month's start",
        [MUSTER_TERM_COST_ALL - MUSTER_TERM_ONE] = "cost",
        [MUSTER_TERM_ANSWERED_ALL - MUSTER_TERM_ONE] = "answered",
        [MUSTER_TERM_BUSY_HOUR - MUSTER_TERM_ONE] = "offered in the busy hour",
        [MUSTER_TERM_MET_TARGET - MUSTER_TERM_ONE] = "target met",
        [MUSTER_TERM_ON_BUDGET - MUSTER_TERM_ONE] = "on budget",
        [MUSTER_TERM_COST_GROSS - MUSTER_TERM_ONE] = "cost before offsets",
        [MUSTER_TERM_COST_ONCE - MUSTER_TERM_ONE] = "cost spent once",
        [MUSTER_TERM_FULL_YEAR - MUSTER_TERM_ONE] = "12 x recurring cost of the last whole month",
        [MUSTER_TERM_BUDGET - MUSTER_TERM_ONE] = "budget",
        [MUSTER_TERM_COST_BUDGETED - MUSTER_TERM_ONE] = "cost of the years with a budget",
        [MUSTER_TERM_BUDGET_FTE - MUSTER_TERM_ONE] = "budget for people x FTE established",
        [MUSTER_TERM_PAPER - MUSTER_TERM_ONE] = "pay on paper",
        [MUSTER_TERM_PAPER_BUDGETED - MUSTER_TERM_ONE] = "pay on paper x (1 - vacancy_factor)",
        [MUSTER_TERM_COST_POSTS - MUSTER_TERM_ONE] = "cost of posts",
        [MUSTER_TERM_COST_PEOPLE - MUSTER_TERM_ONE] = "pay of people in post",
        [MUSTER_TERM_IN_POST_DAYS - MUSTER_TERM_ONE] = "FTE in post, days",
        [MUSTER_TERM_SICK_DAYS - MUSTER_TERM_ONE] = "sickness_s / a fifth of full_time_week"};
    static const char *const met[] = {
        [MUSTER_MET_INTERVALS] = "intervals meeting it",
        [MUSTER_MET_INTERVALS_OF] = "open intervals with an offered contact",
        [MUSTER_MET_DAYS] = "days meeting it",
        [MUSTER_MET_DAYS_OF] = "days with an offered contact",
        [MUSTER_MET_WEEKS] = "whole weeks meeting it",
        [MUSTER_MET_WEEKS_OF] = "whole weeks with an offered contact",
        [MUSTER_MET_MONTHS] = "whole months meeting it",
        [MUSTER_MET_MONTHS_OF] = "whole months with an offered contact",
        [MUSTER_MET_DAY_LEVEL_SUM] = "the days' service levels"};
    if (term >= MUSTER_TERM_ONE)
        return special[term - MUSTER_TERM_ONE];
    if (term >= MUSTER_TERM_COST)
        return muster_heading[term - MUSTER_TERM_COST].name;
    if (term >= MUSTER_TERM_MET)
        return met[term - MUSTER_TERM_MET];
    if (term >= MUSTER_TERM_STAFF)
        return muster_staff_column[term - MUSTER_TERM_STAFF].name;
    return muster_count_column[term - MUSTER_TERM_COUNT].name;
}

static void print_terms(FILE *file, const short *term)
{
    for (int i = 0; i < 4 && term[i]; i++) {
        if (term[i] < 0)
            fprintf(file, " - %s", term_name(-term[i]));
        else
            fprintf(file, "%s%s", i ? " + " : "", term_name(term[i]));
    }
}

static void print_ratio(FILE *file, const struct muster_measure *measure)
{
    fprintf(file, "  formula:  (");
    print_terms(file, measure->plus);
    fprintf(file, ") / (");
    print_terms(file, measure->over);
    fprintf(file, ")");
    if (measure->scale != 1)
        fprintf(file, " x %.6g", measure->scale);
    fprintf(file, "\n  estimate: ratio of sums over replications; jackknife by replication\n");
}

/* One term over one term, each candidate's less the first one's. */
static void print_extra(FILE *file, const struct muster_measure *measure)
{
    const char *above = term_name(measure->plus[0]), *below = term_name(measure->over[0]);
    fprintf(file,
            "  formula:  (%s - %s of the first) / (%s - %s of the first)\n"
            "  estimate: ratio of sums over replications, paired; Fieller's interval; none where "
            "the denominator may be 0 or is below it\n",
            above, above, below, below);
}

bool muster_measure_explain(FILE *file, const char *name)
{
    static const char *const side[] = {"services", "staff", "cost"};
    const struct muster_measure *measure = muster_measure_find(name);
    if (!measure)
        return false;
    fprintf(file, "%s (measure of %s)\n  %s\n  unit:     %s\n", measure->name, side[measure->side],
            measure->sentence,
            strcmp(measure->unit, "1") == 0 ? "fraction, 0 to 1" : measure->unit);
    switch (measure->formula) {
    case MUSTER_FORMULA_RATIO:
        print_ratio(file, measure);
        break;
    case MUSTER_FORMULA_LEVEL:
        fprintf(file, "  formula:  as the scenario's `service_level` says, one of\n");
        for (int i = 0; i < MUSTER_LEVEL_COUNT; i++)
            fprintf(file, "            %s\n", table[1 + i].name);
        break;
    case MUSTER_FORMULA_VARIANCE:
        fprintf(file, "  formula:  mean square over days less the squared mean\n"
                      "  estimate: of sums over replications; jackknife by replication\n");
        break;
    case MUSTER_FORMULA_QUANTILE:
        fprintf(file, "  estimate: quantile of the waits of all replications together (1 %% bins); "
                      "jackknife by replication\n");
        break;
    case MUSTER_FORMULA_INDICATOR:
        fprintf(file, "  estimate: one 0 or 1 a replication; Wilson's interval\n");
        break;
    case MUSTER_FORMULA_EXTRA:
        print_extra(file, measure);
        break;
    }
    return true;
}
