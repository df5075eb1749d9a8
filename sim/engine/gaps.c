/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Opening that nobody's shift reaches, or fewer people than minimum_crew, whoever is well and at
 * work, all the year round or only in school holidays, when contracts of term time are off. Where
 * the establishment changes by dates, each stretch of it is looked at by itself, as long as its
 * gaps stay the same.
 */
#include "people.h"

#include "calendar.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- a week ---- */

/* When the people are looked at: as they are on a simulated day, in school holidays or not. */
struct when {
    int32_t day;
    bool school;
};

/* Whether a post exists then, and can be held by somebody who works. */
static bool can_be_held(const struct muster_role *role, size_t p, struct when when)
{
    return role->ever[p] && role->from_day[p] <= when.day && when.day < role->to_day[p] &&
           !(when.school && role->post[p].term_time);
}

/* People of a role present in an interval if everybody who may worked a shift that reaches it; on
 * Saturdays the smallest group in turn. */
static double reach(const struct muster_role *role, struct when when, int weekday, double from_s,
                    double to_s)
{
    enum muster_week_part part =
        weekday == 5 && role->group->has_saturday ? MUSTER_PART_SATURDAY : MUSTER_PART_WEEK;
    bool reached[2] = {false, false};
    for (int full_time = 0; full_time < 2; full_time++) {
        const struct muster_allowed *allowed = &role->allowed[full_time][part];
        for (size_t i = 0; i < allowed->count; i++) {
            const struct muster_role_shift *shift = &role->shift[allowed->shift[i]];
            reached[full_time] |=
                shift->start_s[weekday] <= from_s && to_s <= shift->end_s[weekday];
            int before = (weekday + 6) % 7; /* a shift past midnight */
            reached[full_time] |= shift->start_s[before] <= from_s + MUSTER_DAY_S &&
                                  to_s + MUSTER_DAY_S <= shift->end_s[before];
        }
    }
    size_t people = 0;
    for (size_t p = 0; p < role->post_count; p++)
        people += reached[role->post[p].full_time] && can_be_held(role, p, when);
    if (part == MUSTER_PART_SATURDAY)
        people = people > 0 && people < (size_t)role->group->saturday_one_in
                     ? 1
                     : people / (size_t)role->group->saturday_one_in;
    return (double)people;
}

static double fixed_present(const struct muster_group *group, double at_s)
{
    double present = 0;
    for (size_t i = 0; i < group->present.count && group->present.at_s[i] <= at_s; i++)
        present = group->present.value[i];
    return present;
}

/* People at most in [from, to) of a weekday, over all groups, as they are then. */
static double most_present(const struct muster_roster *roster, struct when when, int weekday,
                           double from_s, double to_s)
{
    double people = 0;
    for (size_t r = 0; r < roster->role_count; r++)
        people += roster->role[r].group->off_phones ? 0
                  : roster->role[r].group->shift_based
                      ? reach(&roster->role[r], when, weekday, from_s, to_s)
                      : fixed_present(roster->role[r].group, fmod(from_s, MUSTER_DAY_S));
    return people;
}

static void clock_text(char text[8], double time_s)
{
    int minutes = (int)(time_s / 60 + 0.5);
    minutes = minutes > 1440 ? minutes % 1440 : minutes; /* past midnight; 24:00 stays */
    snprintf(text, 8, "%02d:%02d", minutes / 60 % 25, minutes % 60);
}

/* What is found of a week's opening: the sentences that are asked for, and the hours, those of a
 * stretch by its share of all days. */
struct finding {
    char (*text)[160];
    size_t most, found;
    struct muster_roster_reach reach;
    bool school;        /* only what school holidays add to it */
    int32_t first, end; /* simulated days of the stretch */
    double share;
    char when[32];      /* "" or ", until 2005-01-09" */
    uint64_t signature; /* of all gaps of the stretch: two with the same are one */
};

static void gap_text(char text[160], const struct finding *finding,
                     const struct muster_roster *roster, int weekday, double from_s, double to_s,
                     int people)
{
    static const char *const name[7] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                        "Friday", "Saturday", "Sunday"};
    const char *school = finding->school ? " in school holidays" : "";
    char from[8], to[8];
    clock_text(from, from_s);
    clock_text(to, to_s);
    if (people == 0)
        snprintf(text, 160, "%s %s-%s%s%s: open, but %s", name[weekday], from, to, school,
                 finding->when,
                 finding->school          ? "only contracts of term time reach it"
                 : roster->post_count > 0 ? "no allowed shift reaches it"
                                          : "the hours make no post, so nobody is there");
    else
        snprintf(text, 160, "%s %s-%s%s%s: at most %d people can be present, minimum_crew is %d",
                 name[weekday], from, to, school, finding->when, people,
                 roster->scenario->minimum_crew);
}

static void note_gap(struct finding *finding, const struct muster_roster *roster, int weekday,
                     double from_s, double to_s, int people)
{
    if (finding->found < finding->most)
        gap_text(finding->text[finding->found], finding, roster, weekday, from_s, to_s, people);
    finding->found++;
    *(finding->school ? &finding->reach.holiday_s
      : people > 0    ? &finding->reach.thin_s
                      : &finding->reach.unreached_s) += finding->share * (to_s - from_s);
    const uint64_t part[4] = {(uint64_t)weekday, (uint64_t)from_s, (uint64_t)to_s,
                              (uint64_t)people};
    for (int i = 0; i < 4; i++)
        finding->signature = muster_entity_item(finding->signature, part[i]);
}

/* People at most in an interval of the stretch where these are nobody or fewer than the crew, else
 * -1. */
static int too_few(const struct finding *finding, const struct muster_roster *roster, int weekday,
                   double from_s, double to_s, bool school)
{
    struct when when = {finding->first, school};
    int people = (int)most_present(roster, when, weekday, from_s, to_s);
    return people > 0 && people >= roster->scenario->minimum_crew ? -1 : people;
}

/* Runs of intervals of one span with the same finding. */
static void span_gaps(struct finding *finding, const struct muster_roster *roster, int weekday,
                      double open_s, double close_s)
{
    double run_from = 0;
    int run_people = -1; /* -1 = no gap running */
    if (!finding->school)
        finding->reach.open_s += finding->share * (close_s - open_s);
    for (double at = open_s;;) {
        double end = fmin(close_s, (floor(at / roster->period->interval_s + 1e-9) + 1) *
                                       roster->period->interval_s);
        int people = -1;
        bool known = finding->school && too_few(finding, roster, weekday, at, end, false) >= 0;
        if (at < close_s && !known)
            people = too_few(finding, roster, weekday, at, end, finding->school);
        if (people != run_people && run_people >= 0)
            note_gap(finding, roster, weekday, run_from, at, run_people);
        if (people != run_people)
            run_from = at;
        run_people = people;
        if (at >= close_s)
            return;
        at = end;
    }
}

/* Fewer hours than make a post leave shifts without anybody: these gaps count, too. */
static bool works_shifts(const struct muster_roster *roster)
{
    for (size_t r = 0; r < roster->role_count; r++)
        if (roster->role[r].group->shift_based && !roster->role[r].group->off_phones)
            return true;
    return false;
}

/* Whether the centre opens in school holidays on some such weekday of the stretch. */
static bool opens_in_holidays(const struct finding *finding, const struct muster_roster *roster,
                              int weekday)
{
    for (int32_t d = finding->first; d < finding->end; d++) {
        const struct muster_period_day *day = &roster->period->day[d];
        if (day->weekday == weekday && day->school && !day->closed && !day->closing)
            return true;
    }
    return false;
}

static void week_gaps(struct finding *finding, const struct muster_roster *roster)
{
    const struct muster_hours *hours = &roster->scenario->opening;
    for (int weekday = 0; weekday < 7 && works_shifts(roster); weekday++) {
        if (finding->school && !opens_in_holidays(finding, roster, weekday))
            continue;
        if (hours->always)
            span_gaps(finding, roster, weekday, 0, MUSTER_DAY_S);
        for (size_t i = 0; i < hours->count[weekday] && !hours->always; i++)
            span_gaps(finding, roster, weekday, hours->span[weekday][i].open_s,
                      hours->span[weekday][i].close_s);
    }
}

/* ---- by dates ---- */

/* The first simulated day after `day` on which a post comes or goes; at most the last + 1. */
static int32_t next_change(const struct muster_roster *roster, int32_t day)
{
    int32_t next = (int32_t)roster->period->day_count;
    for (size_t r = 0; r < roster->role_count; r++)
        for (size_t p = 0; p < roster->role[r].post_count; p++) {
            const int32_t change[2] = {roster->role[r].from_day[p], roster->role[r].to_day[p]};
            for (int i = 0; i < 2; i++)
                next = day < change[i] && change[i] < next ? change[i] : next;
        }
    return next;
}

static uint64_t signature_on(const struct muster_roster *roster, int32_t day, bool school)
{
    struct finding finding = {
        .school = school, .first = day, .end = (int32_t)roster->period->day_count, .share = 1};
    week_gaps(&finding, roster);
    return finding.signature;
}

/* ", until 2005-01-09", of a stretch of days [first, end); nothing for the whole horizon. */
static void when_text(char text[32], const struct muster_roster *roster, int32_t first, int32_t end)
{
    int32_t origin = roster->period->day[0].date;
    bool begins = first == (int32_t)roster->period->warm_days;
    bool ends = end == (int32_t)roster->period->day_count;
    char from[11], to[11];
    muster_date_format(from, origin + first);
    muster_date_format(to, origin + end - 1);
    text[0] = '\0';
    if (begins && !ends)
        snprintf(text, 32, ", until %s", to);
    else if (!begins && ends)
        snprintf(text, 32, ", from %s", from);
    else if (!begins)
        snprintf(text, 32, ", %s to %s", from, to);
}

static void find(struct finding *finding, const struct muster_roster *roster, bool school)
{
    int32_t start = (int32_t)roster->period->warm_days, last = (int32_t)roster->period->day_count;
    for (int32_t first = start, end; first < last; first = end) {
        uint64_t signature = signature_on(roster, first, school);
        end = next_change(roster, first);
        while (end < last && signature_on(roster, end, school) == signature)
            end = next_change(roster, end);
        finding->school = school;
        finding->first = first;
        finding->end = end;
        finding->share = (double)(end - first) / (last - start);
        when_text(finding->when, roster, first, end);
        week_gaps(finding, roster);
    }
}

size_t muster_roster_gaps(const struct muster_roster *roster, char (*text)[160], size_t most)
{
    struct finding finding = {.text = text, .most = most};
    find(&finding, roster, false);
    find(&finding, roster, true);
    return finding.found;
}

struct muster_roster_reach muster_roster_reach(const struct muster_roster *roster)
{
    struct finding finding = {0};
    find(&finding, roster, false);
    find(&finding, roster, true);
    return finding.reach;
}
