/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tally.h"

#include "calendar.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const struct muster_column muster_count_column[MUSTER_COUNTS] = {
    [MUSTER_COUNT_WANTED] = {"wanted", "contacts", "first contacts that customers wanted", true,
                             true},
    [MUSTER_COUNT_WANTED_WHEN_CLOSED] = {"wanted_when_closed", "contacts",
                                         "first contacts wanted while closed", true, true},
    [MUSTER_COUNT_RETURNED] = {"returned", "contacts",
                               "attempts of those who came back after finding the centre closed",
                               true, true},
    [MUSTER_COUNT_RETRIES] = {"retries", "contacts", "further attempts of callers not served", true,
                              true},
    [MUSTER_COUNT_REPEATS] = {"repeats", "contacts",
                              "new contacts of callers whose matter was not resolved", true, true},
    [MUSTER_COUNT_PENDING] = {"pending", "contacts", "attempts due after the horizon", false,
                              false},
    [MUSTER_COUNT_ATTEMPTED] = {"attempted", "contacts", "attempts to reach the centre while open",
                                true, true},
    [MUSTER_COUNT_BLOCKED] = {"blocked", "contacts", "attempts that found every line engaged", true,
                              true},
    [MUSTER_COUNT_OFFERED] = {"offered", "contacts", "attempts that were not blocked", true, true},
    [MUSTER_COUNT_ANSWERED] = {"answered", "contacts", "contacts whose handling started", true,
                               true},
    [MUSTER_COUNT_ABANDONED] = {"abandoned", "contacts", "contacts that left the queue unserved",
                                true, true},
    [MUSTER_COUNT_BALKED] = {"balked", "contacts", "contacts that would not queue", true, true},
    [MUSTER_COUNT_LOST_AT_CLOSE] = {"lost_at_close", "contacts", "contacts lost at closing time",
                                    true, true},
    [MUSTER_COUNT_UNFINISHED] = {"unfinished", "contacts",
                                 "contacts still queueing at the horizon's end", false, false},
    [MUSTER_COUNT_WAITED] = {"waited", "contacts", "contacts that joined the queue", true, true},
    [MUSTER_COUNT_ANSWERED_WITHIN] = {"answered_within", "contacts",
                                      "contacts answered within the threshold", true, true},
    [MUSTER_COUNT_ABANDONED_WITHIN] = {"abandoned_within", "contacts",
                                       "contacts abandoned within the threshold", true, true},
    [MUSTER_COUNT_ABANDONED_SHORT] = {"abandoned_short", "contacts",
                                      "contacts abandoned within short_abandon", true, true},
    [MUSTER_COUNT_VIRTUAL_WITHIN] = {"virtual_within", "contacts",
                                     "contacts whose wait, were they endlessly patient, is within "
                                     "the threshold (blocked and balked ones not counted)",
                                     true, true},
    [MUSTER_COUNT_SERVED] =
        {"served", "contacts",
         "first contacts served on some attempt, by the window they were wanted", true, true},
    [MUSTER_COUNT_ABANDONED_CLOCK] = {"abandoned_clock", "contacts",
                                      "abandonments by when they happen", true, true},
    [MUSTER_COUNT_ANSWERED_CLOCK] = {"answered_clock", "contacts", "answers by when they happen",
                                     true, true},
    [MUSTER_COUNT_WAIT_S] = {"wait_sum_s", "s", "sum of the waits of offered contacts", true, true},
    [MUSTER_COUNT_WAIT_ANSWERED_S] = {"wait_answered_sum_s", "s",
                                      "sum of the waits of answered contacts", true, true},
    [MUSTER_COUNT_WAIT_ABANDONED_S] = {"wait_abandoned_sum_s", "s",
                                       "sum of the waits of abandoned contacts", true, true},
    [MUSTER_COUNT_HANDLE_S] = {"handle_sum_s", "s", "handle time of answered contacts", true, true},
    [MUSTER_COUNT_QUEUE_S] = {"queue_sum_s", "s",
                              "contact seconds in the queue while open, by when they pass", true,
                              true},
};

const struct muster_column muster_staff_column[MUSTER_STAFFS] = {
    [MUSTER_STAFF_HANDLING_S] = {"handling_s", "s", "person seconds handling contacts", true, true},
    [MUSTER_STAFF_PRESENT_S] = {"present_s", "s",
                                "person seconds on the phones, handling or available", true, true},
    [MUSTER_STAFF_SCHEDULED_S] = {"scheduled_s", "s",
                                  "person seconds on the phones by the rota, before sickness", true,
                                  true},
    [MUSTER_STAFF_PAID_S] = {"paid_s", "s", "paid person seconds", true, true},
    [MUSTER_STAFF_BREAK_S] = {"break_s", "s", "person seconds of paid breaks as taken", true,
                              false},
    [MUSTER_STAFF_LEAVE_S] = {"leave_s", "s", "person seconds of leave", true, false},
    [MUSTER_STAFF_HOLIDAY_S] = {"holiday_s", "s", "person seconds of bank holidays", true, false},
    [MUSTER_STAFF_SICKNESS_S] = {"sickness_s", "s", "person seconds lost to sickness", true, false},
    [MUSTER_STAFF_INDUCTION_S] = {"induction_s", "s", "person seconds of induction", true, false},
    [MUSTER_STAFF_OVERTIME_S] =
        {"overtime_s", "s", "person seconds worked beyond the shift, overtime Saturdays included",
         true, false},
    [MUSTER_STAFF_DUE_S] = {"due_s", "s", "person seconds due: contracted less leave and holidays",
                            true, false},
    [MUSTER_STAFF_ATTENDED_S] = {"attended_s", "s", "person seconds due and not lost to sickness",
                                 true, false},
    [MUSTER_STAFF_ESTABLISHED_FTE] = {"established_fte_days", "FTE d", "established FTE by day",
                                      true, false},
    [MUSTER_STAFF_IN_POST_FTE] = {"in_post_fte_days", "FTE d", "FTE in post by day", true, false},
    [MUSTER_STAFF_TRAINED_FTE] = {"trained_fte_days", "FTE d",
                                  "FTE in post and past induction by day", true, false},
    [MUSTER_STAFF_HEADCOUNT] = {"headcount_days", "person d",
                                "people in post at the day's start, joiners included", true, false},
    [MUSTER_STAFF_LEAVERS] = {"leavers", "people", "people whose last day was the day before", true,
                              false},
    [MUSTER_STAFF_LEAVERS_FOR_LOAD] =
        {"leavers_for_load", "people",
         "of the leavers, because of the load: each by the share of the hazard that burnout had",
         true, false},
    [MUSTER_STAFF_HIRES] = {"hires", "people", "people joining on the day", true, false},
    [MUSTER_STAFF_SICK_PEOPLE] = {"sick_people_days", "person d", "people in post off sick", true,
                                  false},
    [MUSTER_STAFF_SICK_PEOPLE_SQ] = {"sick_people_sq_days", "person2 d",
                                     "sum over days of the squared number off sick", false, false},
    [MUSTER_STAFF_SPELLS] = {"spells", "spells", "sickness spells begun", false, false},
    [MUSTER_STAFF_HEADCOUNT_END] = {"headcount_end", "people",
                                    "people in post on the day after the horizon", false, false},
    [MUSTER_STAFF_OTHER_WORK_S] = {"other_work_s", "s",
                                   "person seconds of groups off the phones at their work", true,
                                   false},
    [MUSTER_STAFF_OFF_PHONE_S] = {"off_phone_s", "s",
                                  "person seconds of activities off the phones as delivered", true,
                                  false},
    [MUSTER_STAFF_OFF_PHONE_PLANNED_S] = {"off_phone_planned_s", "s",
                                          "person seconds of activities off the phones as planned",
                                          true, true},
    [MUSTER_STAFF_OFF_PHONE_CANCELLED_S] =
        {"off_phone_cancelled_s", "s",
         "person seconds of activities off the phones cancelled and not made good", true, false},
    [MUSTER_STAFF_RELIEF_S] = {"relief_s", "s",
                               "person seconds on the phones of people lent by a partner", true,
                               true},
    [MUSTER_STAFF_LATENESS_S] = {"lateness_s", "s", "paid person seconds lost to lateness", true,
                                 false},
    [MUSTER_STAFF_ONE_OFF_S] = {"one_off_s", "s",
                                "paid person seconds away for jury service and the like", true,
                                false},
    [MUSTER_STAFF_UNPAID_S] = {"unpaid_s", "s",
                               "person seconds late or away without pay, not in paid_s", true,
                               false},
    [MUSTER_STAFF_OUTAGE_S] = {"outage_s", "s",
                               "person seconds on the phones while all their services were down, "
                               "not in present_s",
                               true, false},
    [MUSTER_STAFF_TRIGGERS] = {"triggers", "people", "people who reach an absence trigger", false,
                               false},
    [MUSTER_STAFF_TRIGGER_SPELLS] = {"trigger_spells", "people",
                                     "people with so many spells of sickness within the time",
                                     false, false},
    [MUSTER_STAFF_TRIGGER_DAYS] = {"trigger_days", "people",
                                   "people with so many working days lost within the time", false,
                                   false},
    [MUSTER_STAFF_TRIGGER_RUNNING] = {"trigger_running", "people",
                                      "people with a spell of so many days running", false, false},
    [MUSTER_STAFF_LEAVE_ASKED] = {"leave_asked_days", "d",
                                  "days of leave asked for in the leave years planned", false,
                                  false},
    [MUSTER_STAFF_LEAVE_MOVED] = {"leave_moved_days", "d",
                                  "days of leave granted elsewhere than asked for", false, false},
    [MUSTER_STAFF_LEAVE_REFUSED] = {"leave_refused_days", "d",
                                    "days of leave without a place in the leave year", false,
                                    false},
    [MUSTER_STAFF_LEAVE_CARRIED] = {"leave_carried_days", "d",
                                    "days of leave carried over into the next leave year", false,
                                    false},
    [MUSTER_STAFF_LEAVE_LOST] = {"leave_lost_days", "d", "days of leave lost", false, false},
    [MUSTER_STAFF_AGENCY_S] = {"agency_s", "s", "paid person seconds of agency workers", true,
                               false},
    [MUSTER_STAFF_CASUAL_S] = {"casual_s", "s", "paid person seconds of casuals", true, false},
    [MUSTER_STAFF_BUDDYING_S] = {"buddying_s", "s",
                                 "person seconds off the phones helping newcomers", true, false},
    [MUSTER_STAFF_TERM_S] = {"term_s", "s", "person seconds contracted in term beyond the even pay",
                             true, false},
    [MUSTER_STAFF_OUT_OF_TERM_S] = {"out_of_term_s", "s",
                                    "person seconds contracted in school holidays short of the "
                                    "even pay",
                                    true, false},
    [MUSTER_STAFF_UNBUDDIED] = {"unbuddied_days", "person d",
                                "newcomers at work whom no buddy was left to help", true, false},
    [MUSTER_STAFF_AHEAD_FTE] = {"ahead_fte_days", "FTE d",
                                "FTE by day of people in post before their post exists", true,
                                false},
    [MUSTER_STAFF_ACTING_FTE] = {"acting_fte_days", "FTE d",
                                 "FTE days of people of other groups acting up in vacant posts",
                                 true, false},
    [MUSTER_STAFF_ACTS_AWAY_FTE] = {"acting_away_fte_days", "FTE d",
                                    "FTE days of people in post acting up in other groups", true,
                                    false},
};

const struct muster_heading muster_heading[MUSTER_COSTS] = {
#define MUSTER_HEADING(id, name, words) [MUSTER_COST_##id] = {name, words},
    MUSTER_HEADINGS(MUSTER_HEADING)
#undef MUSTER_HEADING
};

double muster_wait_bin_low(size_t bin)
{
    if (bin == 0)
        return 0;
    double step = (double)(bin % MUSTER_WAIT_BINS_PER_OCTAVE) / MUSTER_WAIT_BINS_PER_OCTAVE;
    return ldexp(1 + step, (int)(bin / MUSTER_WAIT_BINS_PER_OCTAVE) - 7);
}

/* Position of `column` among those of the table that have the flag, or -1. */
static int position(const struct muster_column *table, int column, bool by_day)
{
    int before = 0;
    for (int i = 0; i < column; i++)
        before += by_day ? table[i].by_day : table[i].by_interval;
    bool in = by_day ? table[column].by_day : table[column].by_interval;
    return in ? before : -1;
}

static size_t flagged(const struct muster_column *table, int count, bool by_day)
{
    size_t n = 0;
    for (int i = 0; i < count; i++)
        n += by_day ? table[i].by_day : table[i].by_interval;
    return n;
}

int muster_count_day_index(enum muster_count column)
{
    return position(muster_count_column, (int)column, true);
}

int muster_count_week_index(enum muster_count column)
{
    return position(muster_count_column, (int)column, false);
}

int muster_staff_day_index(enum muster_staff column)
{
    return position(muster_staff_column, (int)column, true);
}

int muster_staff_week_index(enum muster_staff column)
{
    return position(muster_staff_column, (int)column, false);
}

size_t muster_count_day_columns(void)
{
    return flagged(muster_count_column, MUSTER_COUNTS, true);
}

size_t muster_count_week_columns(void)
{
    return flagged(muster_count_column, MUSTER_COUNTS, false);
}

size_t muster_staff_day_columns(void)
{
    return flagged(muster_staff_column, MUSTER_STAFFS, true);
}

size_t muster_staff_week_columns(void)
{
    return flagged(muster_staff_column, MUSTER_STAFFS, false);
}

/* Sizes of the arrays in the order of the block: doubles first, then 4-byte values. */
struct layout {
    size_t wide[7];
    size_t narrow[5];
};

static struct layout layout_of(const struct muster_shape *shape)
{
    struct layout layout = {{shape->services * MUSTER_COUNTS, shape->groups * MUSTER_STAFFS,
                             (shape->services + 1) * MUSTER_METS, shape->targets * MUSTER_METS,
                             shape->services, 1, shape->months * MUSTER_COSTS},
                            {muster_count_day_columns() * shape->services * shape->days,
                             muster_count_week_columns() * shape->services * shape->intervals,
                             muster_staff_day_columns() * shape->groups * shape->days,
                             muster_staff_week_columns() * shape->groups * shape->intervals,
                             shape->services * MUSTER_WAIT_BINS}};
    return layout;
}

size_t muster_tally_bytes(const struct muster_shape *shape)
{
    struct layout layout = layout_of(shape);
    size_t bytes = 0;
    for (size_t i = 0; i < sizeof layout.wide / sizeof *layout.wide; i++)
        bytes += layout.wide[i] * sizeof(double);
    for (size_t i = 0; i < sizeof layout.narrow / sizeof *layout.narrow; i++)
        bytes += layout.narrow[i] * sizeof(float);
    return (bytes + 7) / 8 * 8;
}

void muster_tally_view(struct muster_tally *tally, const struct muster_shape *shape, void *block)
{
    struct layout layout = layout_of(shape);
    tally->shape = *shape;
    tally->bytes = muster_tally_bytes(shape);
    tally->block = block;
    double *wide = block;
    double **wide_array[] = {&tally->count,      &tally->staff,  &tally->met, &tally->target_met,
                             &tally->wait_max_s, &tally->events, &tally->cost};
    for (size_t i = 0; i < sizeof wide_array / sizeof *wide_array; i++) {
        *wide_array[i] = wide;
        wide += layout.wide[i];
    }
    float *narrow = (float *)(void *)wide;
    float **narrow_array[] = {&tally->count_day, &tally->count_week, &tally->staff_day,
                              &tally->staff_week};
    for (size_t i = 0; i < sizeof narrow_array / sizeof *narrow_array; i++) {
        *narrow_array[i] = narrow;
        narrow += layout.narrow[i];
    }
    tally->wait_bin = (uint32_t *)(void *)narrow;
}

enum muster_status muster_tally_init(struct muster_tally *tally, const struct muster_shape *shape)
{
    void *block = calloc(1, muster_tally_bytes(shape));
    if (!block) {
        memset(tally, 0, sizeof *tally);
        return MUSTER_NO_MEMORY;
    }
    muster_tally_view(tally, shape, block);
    return MUSTER_OK;
}

void muster_tally_zero(struct muster_tally *tally)
{
    memset(tally->block, 0, tally->bytes);
}

void muster_tally_clear(struct muster_tally *tally)
{
    free(tally->block);
    memset(tally, 0, sizeof *tally);
}

size_t muster_shape_year_of(const struct muster_shape *shape, size_t month)
{
    int since_april = (muster_civil_from_date(shape->start).month + 8) % 12;
    return ((size_t)since_april + month) / 12;
}

size_t muster_shape_years(const struct muster_shape *shape)
{
    return shape->months ? muster_shape_year_of(shape, shape->months - 1) + 1 : 0;
}
