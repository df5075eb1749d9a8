/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "budget.h"
#include "console.h"
#include "doubts.h"
#include "payroll.h"
#include "rule_words.h"
#include "staff_words.h"
#include "store_failure.h"
#include "understood.h"
#include "verbs.h"
#include "words.h"

#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { INDENT = 14, GAPS_MOST = 12, LINE_MOST = 1024 };

/* ---- words ---- */

static void say(const char *label, const char *format, ...) MUSTER_PRINTF(2, 3);

static void say(const char *label, const char *format, ...)
{
    char words[LINE_MOST], padded[128];
    va_list list;
    va_start(list, format);
    vsnprintf(words, sizeof words, format, list);
    va_end(list);
    snprintf(padded, sizeof padded, "  %s", label);
    muster_console_wrap(stdout, padded, INDENT, words);
}

static void say_name(const char *before, const char *name)
{
    fputs(before, stdout);
    muster_console_text(stdout, name);
    putchar('\n');
}

/* ---- opening ---- */

static bool same_spans(const struct muster_hours *hours, int a, int b)
{
    if (hours->count[a] != hours->count[b])
        return false;
    for (size_t i = 0; i < hours->count[a]; i++)
        if (hours->span[a][i].open_s != hours->span[b][i].open_s ||
            hours->span[a][i].close_s != hours->span[b][i].close_s)
            return false;
    return true;
}

/* "Mon-Fri 08:00-18:00, Sat 09:00-13:00" */
static void hours_words(char words[LINE_MOST], const struct muster_hours *hours)
{
    size_t used = 0;
    if (hours->always) {
        snprintf(words, LINE_MOST, "always");
        return;
    }
    words[0] = '\0';
    for (int day = 0, last; day < 7; day = last + 1) {
        for (last = day; last < 6 && same_spans(hours, day, last + 1);)
            last++;
        if (hours->count[day] == 0)
            continue;
        used += (size_t)snprintf(words + used, LINE_MOST - used, "%s%s", used ? ", " : "",
                                 muster_words_weekday(day));
        if (last > day)
            used +=
                (size_t)snprintf(words + used, LINE_MOST - used, "-%s", muster_words_weekday(last));
        for (size_t i = 0; i < hours->count[day] && used + 32 < LINE_MOST; i++)
            used += (size_t)snprintf(words + used, LINE_MOST - used, "%s%s-%s", i ? "+" : " ",
                                     muster_words_clock(hours->span[day][i].open_s).text,
                                     muster_words_clock(hours->span[day][i].close_s).text);
    }
}

static void say_hours(const char *label, const struct muster_hours *hours)
{
    char words[LINE_MOST];
    hours_words(words, hours);
    say(label, "%s = %s h a week", words,
        muster_words_number(muster_understood_week_h(hours)).text);
}

/* ---- the file as a whole ---- */

static void say_question(const struct muster_question *question)
{
    const struct muster_scenario *scenario = &question->candidate[0].scenario;
    say_name("", scenario->title && scenario->title[0] ? scenario->title : question->path);
    putchar('\n');
    say("horizon", "%d days, %s to %s, counted by %s%s", (int)scenario->days,
        muster_words_date(scenario->start).text,
        muster_words_date(scenario->start + scenario->days - 1).text,
        muster_words_span(scenario->interval_s).text,
        scenario->warm_up_s > 0 ? ", after a warm-up that is not counted" : "");
    if (question->precision_count)
        say("precision", "%s to a half-width of %s", question->precision[0].measure,
            muster_words_share(question->precision[0].half_width).text);
    say("runs", "%zu candidate%s, %s%d replications each, seed %llu", question->candidate_count,
        question->candidate_count == 1 ? "" : "s", question->precision_count ? "at least " : "",
        question->replications, (unsigned long long)question->seed);
    if (scenario->observed_given)
        say_hours("observed", &scenario->observed);
    for (size_t i = 0; i < scenario->target_count; i++)
        say(i ? "" : "target", "%s, %s", scenario->target[i].text,
            scenario->target[i].service < 0 ? "all services"
                                            : scenario->service[scenario->target[i].service].name);
    say("counted as", "%s: %s", muster_measure_level(scenario->level)->name,
        muster_measure_level(scenario->level)->sentence);
}

/* ---- demand ---- */

struct phrase {
    char text[160];
};

static struct phrase stated(const struct muster_service *service)
{
    static const char *const KINDS[] = {"wanted", "offered", "answered"};
    double mean = muster_law_mean(&service->demand.law);
    struct phrase out;
    if (service->demand_kind == MUSTER_DEMAND_RATE && service->rate.count)
        snprintf(out.text, sizeof out.text, "by steps over the day");
    else if (service->demand_kind == MUSTER_DEMAND_RATE)
        snprintf(out.text, sizeof out.text, "%s an hour while open",
                 muster_words_number(3600 * mean).text);
    else
        snprintf(out.text, sizeof out.text, "%s a year %s", muster_words_number(mean).text,
                 KINDS[service->demand_kind]);
    return out;
}

static void say_service(const struct muster_plan *plan, size_t s)
{
    const struct muster_service *service = &plan->scenario->service[s];
    struct muster_understood_service known = muster_understood_service(plan, s);
    const struct muster_law *law = &service->demand.law;
    char likely[200] = "";
    if (law->kind != MUSTER_LAW_CONSTANT)
        snprintf(likely, sizeof likely, " (not known: 80 %% of draws %s to %s)",
                 muster_words_number(muster_law_quantile(law, 0.1) *
                                     (service->demand_kind == MUSTER_DEMAND_RATE ? 3600 : 1))
                     .text,
                 muster_words_number(muster_law_quantile(law, 0.9) *
                                     (service->demand_kind == MUSTER_DEMAND_RATE ? 3600 : 1))
                     .text);
    say_name("\nService ", service->name);
    say("stated", "%s%s", stated(service).text, likely);
    say("handling", "%s on average, by experienced staff", muster_words_span(known.handle_s).text);
    say("patience", "%s%s%s", muster_words_span(known.patience_s).text,
        isinf(known.patience_s) ? "" : " on average", service->lines ? "; lines are limited" : "");
    double work_y = known.expected_y * known.handle_s / 3600;
    say("work", "%s contacts a year x %s = %s h", muster_words_number(known.expected_y).text,
        muster_words_span(known.handle_s).text, muster_words_number(work_y).text);
}

/* Many contacts are told as a whole number, though an expectation need not be one. */
static struct muster_words contacts(double number)
{
    return muster_words_number(number >= 100 ? round(number) : number);
}

/* How the contacts that arrive come about, under the candidate's opening. */
static void say_expected(const struct muster_plan *plan, size_t s)
{
    const char *label = s == 0 ? "expected" : "";
    const struct muster_service *service = &plan->scenario->service[s];
    struct muster_understood_service known = muster_understood_service(plan, s);
    const char *name = plan->scenario->service_count > 1 ? service->name : "";
    if (service->demand_kind == MUSTER_DEMAND_RATE) {
        say(label, "%s%s%s contacts while open", name, name[0] ? ": " : "",
            contacts(known.expected).text);
        return;
    }
    char back[LINE_MOST] = "all of them while open";
    double closed = known.wanted - known.wanted_open;
    double share = muster_law_mean(&service->closed_return.law);
    if (closed > 1e-6 * known.wanted)
        snprintf(back, sizeof back, "%s of them while open; %s of the other %s come back",
                 contacts(known.wanted_open).text,
                 share > 0 ? muster_words_share(share).text : "none", contacts(closed).text);
    say(label, "%s%s%s wanted over the horizon, %s: %s contacts (retries and repeats come on top)",
        name, name[0] ? ": " : "", contacts(known.wanted).text, back,
        contacts(known.expected).text);
}

/* ---- people ---- */

/* "8 x 37 h + 8 x 18.5 h" into words; the hours go to *week_h. */
static size_t posts_words(char words[LINE_MOST], double *week_h, const struct muster_post *post,
                          size_t count)
{
    size_t used = 0;
    words[0] = '\0';
    for (size_t i = 0, last; i < count; i = last) {
        for (last = i; last < count && post[last].week_s == post[i].week_s &&
                       post[last].term_time == post[i].term_time;)
            last++;
        *week_h += (double)(last - i) * post[i].paid_s / 3600;
        if (used + 64 < LINE_MOST)
            used += (size_t)snprintf(words + used, LINE_MOST - used, "%s%zu x %s h%s",
                                     used ? " + " : "", last - i,
                                     muster_words_number(post[i].paid_s / 3600).text,
                                     post[i].term_time ? " of term time" : "");
    }
    return used;
}

/* "8 x 37 h + 8 x 18.5 h = 444 h a week"; false when out of memory, as of all below. */
static bool say_establishment(const struct muster_group *group, const char *label, const char *from)
{
    struct muster_post *post = NULL;
    size_t count = 0;
    char words[LINE_MOST];
    double week_h = 0;
    if (muster_posts_from_fte(&post, &count, group) != MUSTER_OK)
        return false;
    posts_words(words, &week_h, post, count);
    free(post);
    say(label, "%s%s FTE of %s h = %zu %s%s%s = %s h a week contracted", from,
        muster_words_number(group->fte).text,
        muster_words_number(group->full_time_week_s / 3600).text, count,
        count == 1 ? "post" : "posts", count > 0 ? ": " : "", words,
        muster_words_number(week_h).text);
    double asked_h = group->fte * group->full_time_week_s / 3600;
    if (fabs(asked_h - week_h) > 0.05)
        say("", "(%s h of %s h: no post for the rest)", muster_words_number(asked_h - week_h).text,
            muster_words_number(asked_h).text);
    return true;
}

static bool say_posts(const struct muster_group *group)
{
    if (group->step_count == 0)
        return say_establishment(group, "posts", "");
    for (size_t i = 0; i < group->step_count; i++) {
        struct muster_group step = *group;
        char from[96];
        if (i > 0 && fabs(group->step[i].fte - group->step[i - 1].fte) < 1e-9)
            continue;
        step.step_count = 0;
        step.fte = group->step[i].fte;
        snprintf(from, sizeof from, "from %s: ", muster_words_date(group->step[i].from).text);
        if (!say_establishment(&step, i ? "" : "posts", from))
            return false;
    }
    return true;
}

/* Contracts of term time, and how many weeks the dates make. */
static void say_term(const struct muster_plan *plan, const struct muster_group *group)
{
    char text[MUSTER_RULE_LINE];
    double weeks = muster_understood_term_weeks(plan);
    for (size_t i = 0; i < group->part_time_count; i++) {
        if (!group->part_time[i].term_time)
            continue;
        muster_rule_term(text, &group->part_time[i]);
        say("term time", "%s", text);
        if (isfinite(weeks))
            say("", "by the dates %s weeks a year are term", muster_words_number(weeks).text);
    }
}

/* Who joins when, where that is planned. */
static void say_plan(const struct muster_plan *plan, size_t g)
{
    const struct muster_recruitment *rule = &plan->scenario->recruitment;
    char words[LINE_MOST] = "";
    size_t used = 0;
    for (size_t i = 0; i < rule->plan_count && used + 48 < sizeof words; i++)
        if (rule->plan[i].group == (int)g)
            used +=
                (size_t)snprintf(words + used, sizeof words - used, "%s%d on %s", used ? ", " : "",
                                 rule->plan[i].people, muster_words_date(rule->plan[i].date).text);
    if (used > 0)
        say("joining", "%s, into vacant posts; leavers are not replaced otherwise", words);
    char buddies[MUSTER_RULE_LINE];
    muster_rule_buddy(buddies, &rule->buddy, &plan->scenario->group[g]);
    if (rule->buddy.given && !plan->scenario->group[g].off_phones)
        say("buddying", "%s", buddies);
}

/* Leave beyond the first year's, where there is more to say of it. */
static void say_leave(const struct muster_leave *leave)
{
    char words[LINE_MOST] = "";
    size_t used = 0;
    for (size_t i = 0; i < leave->step_count && used + 80 < sizeof words; i++)
        used += (size_t)snprintf(
            words + used, sizeof words - used, "%s%s from %d year%s of service on",
            used ? ", " : "",
            muster_words_number(leave->days + leave->statutory + leave->step[i].days).text,
            leave->step[i].years, leave->step[i].years == 1 ? "" : "s");
    if (leave->step_count > 1)
        say("leave", "%s days, %s", muster_words_number(leave->days + leave->statutory).text,
            words);
    if (leave->has_carry)
        say("", "at most %s days of leave go over into the next leave year",
            muster_words_number(leave->carry_days).text);
}

/* What lets people go live, and what keeps them. */
static void say_joining(const struct muster_scenario *scenario)
{
    char text[MUSTER_STAFF_LINE];
    if (scenario->recruitment.sign_off.given) {
        muster_staff_sign_off(text, &scenario->recruitment.sign_off);
        say("sign-off", "%s", text);
    }
    for (size_t i = 0; i < scenario->programme_count; i++) {
        muster_staff_retention(text, &scenario->programme[i], scenario->currency);
        say(i ? "" : "retention", "%s", text);
    }
}

/* What the file expects of a person-year, and of the systems. */
static void say_away(const struct muster_scenario *scenario)
{
    const struct muster_lateness *late = &scenario->lateness;
    say_leave(&scenario->leave);
    for (size_t i = 0; i < scenario->one_off_count; i++) {
        const struct muster_one_off *one_off = &scenario->one_off[i];
        double rate = muster_law_mean(&one_off->per_year.law);
        double days = muster_law_mean(&one_off->length.law) / 86400;
        say(i ? "" : "one-offs", "%s: %s times a person-year, %s days each = %s days a year%s",
            one_off->name, muster_words_number(rate).text, muster_words_number(days).text,
            muster_words_number(rate * days).text, one_off->paid ? "" : ", not paid");
    }
    if (late->given)
        say("lateness", "%s of shifts, by %s on average%s",
            muster_words_share(muster_law_mean(&late->probability.law)).text,
            muster_words_span(muster_law_mean(&late->length.law)).text,
            late->paid ? "" : ", not paid");
    for (size_t i = 0; i < scenario->outage_count; i++) {
        const struct muster_outage *outage = &scenario->outage[i];
        double rate = muster_law_mean(&outage->per_year.law);
        double mean_s = muster_law_mean(&outage->length.law);
        say(i ? "" : "outages", "%s: %s times a year, %s each = %s h a year by the clock",
            outage->name, muster_words_number(rate).text, muster_words_span(mean_s).text,
            muster_words_number(rate * mean_s / 3600).text);
    }
}

/* Why leave on paper is not the days as written: they grow with service. */
static void say_leave_due(const struct muster_leave *leave, double due)
{
    if (due > leave->days + 0.005)
        say("leave", "%s days by service, mean over the posts: %s at first, %s from %d years on",
            muster_words_number(due).text, muster_words_number(leave->days).text,
            muster_words_number(leave->days + leave->step[leave->step_count - 1].days).text,
            leave->step[leave->step_count - 1].years);
}

static void say_burnout(const struct muster_burnout_terms *burnout)
{
    char text[MUSTER_RULE_LINE];
    if (burnout->weeks == 0)
        return;
    muster_rule_burnout(text, burnout);
    say("burnout", "%s", text);
    say("", "(occupancy of the group's own; the share in post and trained is without it)");
}

static void say_year(const struct muster_plan *plan, size_t g)
{
    struct muster_understood_people people = muster_understood_people(plan, g);
    const struct muster_paper_year *year = &people.year;
    const struct muster_group *group = &plan->scenario->group[g];
    double one_offs = year->one_offs + year->unpaid;
    say("one FTE",
        "%.1f days a year - leave %s - statutory %s - bank holidays %s - sickness %s%s%s = "
        "%.1f days at work",
        year->days, muster_words_number(year->leave).text,
        muster_words_number(year->statutory).text, muster_words_number(year->holidays).text,
        muster_words_number(year->sickness).text, one_offs > 0 ? " - one-offs " : "",
        one_offs > 0 ? muster_words_number(one_offs).text : "", year->days_work);
    if (fabs(people.holidays_inside - year->holidays) > 0.5)
        say("", "(a whole year's; %s bank holidays, Mon-Fri, lie in the horizon of %d days)",
            muster_words_number(people.holidays_inside).text, (int)plan->shape.days);
    if (group->off_phones) {
        say("", "x %s h = %s h a year, off the phones", muster_words_number(year->day_h).text,
            muster_words_number(year->phone_h).text);
        say_leave_due(&plan->scenario->leave, year->leave);
        return;
    }
    bool meets = year->meetings_h > 0;
    double late_h = year->late_h + year->unpaid_late_h;
    bool buddies = year->buddying_h > 0;
    say("", "x (%s h - paid breaks %s h%s%s%s%s%s%s%s%s%s) = %s h a year on the phones",
        muster_words_number(year->day_h).text, muster_words_number(year->breaks_h).text,
        meets ? " - off the phones " : "", meets ? muster_words_number(year->meetings_h).text : "",
        meets ? " h" : "", late_h > 0 ? " - late " : "",
        late_h > 0 ? muster_words_number(late_h).text : "", late_h > 0 ? " h" : "",
        buddies ? " - buddying " : "", buddies ? muster_words_number(year->buddying_h).text : "",
        buddies ? " h" : "", muster_words_number(year->phone_h).text);
    say_leave_due(&plan->scenario->leave, year->leave);
    if (people.trained < 1)
        say("in post",
            "about %s in the long run are in post and trained (leavers, vacancies, "
            "induction)",
            muster_words_share(people.trained).text);
    say_burnout(&plan->scenario->attrition.burnout);
    double fte = muster_group_mean_fte(group, plan->shape.start, (int32_t)plan->shape.days);
    say("together", "%s FTE x %s h%s%s = %s h a year", muster_words_number(fte).text,
        muster_words_number(year->phone_h).text, people.trained < 1 ? " x " : "",
        people.trained < 1 ? muster_words_share(people.trained).text : "",
        muster_words_number(fte * year->phone_h * people.trained).text);
}

static void present_words(char words[LINE_MOST], const struct muster_steps *present)
{
    size_t used = 0;
    for (size_t i = 0; i < present->count && used + 32 < LINE_MOST; i++)
        used += (size_t)snprintf(words + used, LINE_MOST - used, "%s%s from %s", i ? ", " : "",
                                 muster_words_number(present->value[i]).text,
                                 muster_words_clock(present->at_s[i]).text);
    if (present->count == 1 && present->at_s[0] == 0)
        snprintf(words, LINE_MOST, "%s at any time", muster_words_number(present->value[0]).text);
}

/* What is asked of the group off the phones, and where the rota puts it. */
static bool say_activities(const struct muster_plan *plan, size_t g)
{
    struct muster_rule_activities known;
    char text[MUSTER_RULE_LINE];
    size_t said = 0;
    if (muster_rule_activities(&known, plan, g) != MUSTER_OK)
        return false;
    if (plan->scenario->overtime.given && !plan->scenario->group[g].off_phones) {
        muster_rule_overtime(text, &plan->scenario->overtime);
        say("overtime", "%s", text);
    }
    for (size_t a = 0; a < plan->scenario->activity_count; a++)
        if (plan->scenario->activity[a].of_group[g]) {
            muster_rule_activity(text, &plan->scenario->activity[a]);
            say(said++ ? "" : "off phones", "%s; %s h a year of an FTE", text,
                muster_words_number(muster_paper_activity_h(plan, g, a)).text);
        }
    if (known.count == 0)
        return true;
    say("", "together %s h a week with everybody on duty, %s of the contracted hours",
        muster_words_number(known.asked_h).text, muster_words_share(known.share).text);
    text[0] = '\0';
    for (int k = 0; k < MUSTER_RULE_HOURS && known.hour_share[k] > 0; k++)
        snprintf(text + strlen(text), sizeof text - strlen(text), "%s%s (%s)", k ? ", " : "",
                 muster_words_clock(3600 * known.hour[k]).text,
                 muster_words_share(known.hour_share[k]).text);
    say("",
        "the first %s weeks' rota, with one drawing of people, plans %s h a week of it, %s FTE "
        "being "
        "past induction%s%s",
        muster_words_number(known.weeks).text, muster_words_number(known.planned_h).text,
        muster_words_number(known.people).text, text[0] ? "; most in the hours from " : "", text);
    return true;
}

/* Who works in whose place. */
static void say_stand_ins(const struct muster_scenario *scenario, const struct muster_group *group)
{
    char text[MUSTER_STAFF_LINE];
    if (group->agency.given) {
        muster_staff_agency(text, &group->agency, scenario->currency);
        say("agency", "%s", text);
    }
    if (group->casuals.given) {
        muster_staff_casuals(text, &group->casuals, scenario->currency);
        say("casuals", "%s", text);
    }
    if (group->acting_up.given) {
        muster_staff_acting_up(text, scenario, group);
        say("acting up", "%s", text);
    }
}

/* One recruitment is for all: who never answers is inducted as long as who does. */
static void say_induction(const struct muster_recruitment *recruitment,
                          const struct muster_group *group)
{
    if (group->off_phones && recruitment->given && recruitment->induction_days > 0)
        say("induction",
            "%d days for whoever joins, as on the phones (one recruitment for all): paid, and not "
            "at their work",
            recruitment->induction_days);
}

static bool say_group(const struct muster_plan *plan, size_t g)
{
    const struct muster_group *group = &plan->scenario->group[g];
    say_name("\n  Group ", group->name);
    if (group->relief) {
        char text[MUSTER_RULE_LINE];
        muster_rule_relief(text, &plan->scenario->relief, plan->scenario->currency);
        say("pool", "%s", text);
        return true;
    }
    if (group->shift_based) {
        if (!say_posts(group))
            return false;
        say_term(plan, group);
        say_plan(plan, g);
        say_stand_ins(plan->scenario, group);
        say_year(plan, g);
        say_induction(&plan->scenario->recruitment, group);
        return say_activities(plan, g);
    }
    char words[LINE_MOST] = "nobody";
    present_words(words, &group->present);
    say("present", "%s%s%s", words, group->has_attendance ? ", each with a chance of " : "",
        group->has_attendance ? muster_words_share(muster_law_mean(&group->attendance.law)).text
                              : "");
    return true;
}

/* ---- the sum, and the peak ---- */

static void say_balance(const struct muster_plan *plan, const struct muster_understood *known)
{
    double year = known->horizon_y > 0 ? known->horizon_y : 1;
    printf("\n  All staff\n");
    if (known->least_h <= 0) {
        say("hours", "nobody is on the phones");
        return;
    }
    say("hours", "%s h a year on the phones for %s h of handling: occupancy %s",
        muster_words_number(known->least_h / year).text,
        muster_words_number(known->work_h / year).text,
        muster_words_share(known->work_h / known->least_h).text);
    double contacts = 0;
    for (size_t s = 0; s < plan->scenario->service_count; s++)
        contacts += muster_understood_service(plan, s).expected;
    double handle_s = 3600 * known->work_h / contacts;
    if (contacts > 0)
        say("at most",
            "%s h x %s contacts an hour (%s each, never idle) = %s contacts a year: what "
            "pure arithmetic promises, whatever the wait",
            muster_words_number(known->least_h / year).text,
            muster_words_number(3600 / handle_s).text, muster_words_span(handle_s).text,
            muster_words_number(known->least_h / year * 3600 / handle_s).text);
    if (!isnan(known->required_h))
        say("needed", "%s h a year for the target in every interval, by Erlang A: %s of the hours",
            muster_words_number(known->required_h / year).text,
            muster_words_share(known->required_h / known->least_h).text);
}

static struct muster_words level_words(struct muster_queue queue, int agents, double patience_s,
                                       enum muster_erlang_goal goal)
{
    queue.agents = agents;
    queue.patience_s = patience_s;
    struct muster_queue_figures figures = muster_erlang_a(&queue);
    double level = muster_erlang_level(&figures, goal);
    struct muster_words out = {"0" MUSTER_CONSOLE_TIE "%"};
    return isnan(level) ? out : muster_words_share(level);
}

/* "7 agents for 80 % in 20 s; they give 89 %" */
static void say_agents(const char *label, const struct muster_understood_peak *peak, int agents,
                       double patience_s)
{
    struct muster_words share = muster_words_share(peak->share);
    struct muster_words within = muster_words_span(peak->queue.within_s);
    if (agents == 0)
        say(label, "no number of agents gives %s in %s", share.text, within.text);
    else if (isinf(patience_s))
        say(label, "%d agents for %s in %s; they give %s", agents, share.text, within.text,
            level_words(peak->queue, agents, patience_s, peak->goal).text);
    else
        say(label, "%d agents, as some hang up; they give %s", agents,
            level_words(peak->queue, agents, patience_s, peak->goal).text);
}

static void say_peak(const struct muster_plan *plan, const struct muster_understood *known)
{
    const struct muster_understood_peak *peak = &known->peak;
    double at_s = (double)peak->interval * plan->shape.interval_s;
    if (peak->load_erl <= 0) {
        say("peak", "no contacts are expected while open");
        return;
    }
    printf("\n  Busiest interval: %s, %s\n",
           muster_words_date(plan->shape.start + (int32_t)peak->day).text,
           muster_words_clock(at_s).text);
    say("load", "%s contacts an hour x %s = %s erlang",
        muster_words_number(3600 * peak->rate_per_s).text,
        muster_words_span(peak->queue.handle_s).text, muster_words_number(peak->load_erl).text);
    say_agents("Erlang C", peak, peak->agents_c, INFINITY);
    if (isfinite(peak->queue.patience_s))
        say_agents("Erlang A", peak, peak->agents_a, peak->queue.patience_s);
    if (peak->present >= 1 && peak->present <= MUSTER_QUEUE_AGENTS_MOST)
        say("there", "%s agents: %s by Erlang C, %s by Erlang A",
            muster_words_number(peak->present).text,
            level_words(peak->queue, (int)peak->present, INFINITY, peak->goal).text,
            level_words(peak->queue, (int)peak->present, peak->queue.patience_s, peak->goal).text);
}

static void say_gaps(const struct muster_plan *plan)
{
    char text[GAPS_MOST][160];
    size_t gaps = muster_roster_gaps(plan->roster, text, GAPS_MOST);
    for (size_t i = 0; i < gaps && i < GAPS_MOST; i++)
        say(i ? "" : "gaps", "%s", text[i]);
    if (gaps > GAPS_MOST)
        say("", "and %zu more", gaps - GAPS_MOST);
    if (gaps == 0 && plan->shape.shift_based)
        say("gaps", "none: a shift reaches every open interval");
}

/* ---- the candidates ---- */

/* What a grade pays one FTE a year, on paper. */
static void say_grade(const struct muster_scenario *scenario, const struct muster_grade *grade,
                      double fte)
{
    const char *sign = scenario->currency;
    struct muster_words people = muster_words_number(fte);
    double low = grade->salary_per_year, high, factor = 1 + grade->on_cost;
    if (grade->spine < 0) {
        say(grade->name, "%s FTE x %s%s%s%s = %s%s a year", people.text, sign,
            muster_words_number(low).text, factor > 1 ? " x " : "",
            factor > 1 ? muster_words_number(factor).text : "", sign,
            muster_words_number(fte * low * factor).text);
        return;
    }
    const struct muster_spine *spine = &scenario->pay.spine[grade->spine];
    high = spine->salary[grade->last];
    say(grade->name, "%s FTE on points %d to %d, %s%s to %s%s = %s%s to %s%s a year", people.text,
        spine->point[grade->first], spine->point[grade->last], sign, muster_words_number(low).text,
        sign, muster_words_number(high).text, sign, muster_words_number(fte * low).text, sign,
        muster_words_number(fte * high).text);
}

/* The establishment's pay on paper, and the budget beside it. */
static void say_money(const struct muster_plan *plan)
{
    const struct muster_scenario *scenario = plan->scenario;
    const struct muster_shape *shape = muster_plan_shape(plan);
    double *month = plan->roster ? calloc(shape->months + 1, sizeof *month) : NULL, sum = 0;
    if (!month || !(scenario->pay.detailed || scenario->budget.given || scenario->costs.given)) {
        free(month);
        return;
    }
    printf("\n  Money on paper\n");
    for (size_t g = 0; g < scenario->group_count; g++)
        if (scenario->group[g].shift_based && scenario->group[g].grade >= 0)
            say_grade(scenario, &scenario->grade[scenario->group[g].grade], scenario->group[g].fte);
    muster_payroll_on_paper(month, plan->roster);
    for (size_t m = 0; m < shape->months; m++)
        sum += month[m];
    free(month);
    say("all posts",
        "filled all the time cost %s%s over the horizon, with awards, increments and "
        "what the employer pays on top",
        scenario->currency, muster_words_number(sum).text);
    if (scenario->pay.vacancy_factor > 0)
        say("less", "a vacancy factor of %s %% = %s%s",
            muster_words_number(100 * scenario->pay.vacancy_factor).text, scenario->currency,
            muster_words_number(sum * (1 - scenario->pay.vacancy_factor)).text);
    for (size_t y = 0; y <= scenario->year_count && scenario->budget.given; y++) {
        struct muster_budget_days days;
        double amount = muster_budget_at(&days, scenario, shape, y);
        if (isfinite(amount))
            say("budget", "%s: %s%s for %d of %d days",
                y < scenario->year_count ? scenario->year_name[y] : "horizon", scenario->currency,
                muster_words_number(amount).text, (int)days.inside, (int)days.of);
    }
}

/* What the candidate itself changes of the file. */
static void say_settings(const struct muster_candidate *candidate)
{
    size_t said = 0;
    for (size_t i = 0; i < candidate->setting_count; i++)
        if (candidate->own[i])
            say(said++ ? "" : "sets", "%s = %s", candidate->setting[i].key,
                candidate->setting[i].text);
    if (said == 0)
        say("sets", "nothing: the file as it stands");
}

static bool say_candidate(struct muster_doubts *doubts, const struct muster_candidate *candidate,
                          const struct muster_plan *plan, bool several)
{
    const struct muster_scenario *scenario = &candidate->scenario;
    struct muster_understood known = muster_understood(plan);
    say_name("\nCandidate ", candidate->name);
    if (several)
        say_settings(candidate);
    say_hours("opening", &scenario->opening);
    say("", "%s open hours over the horizon, closed dates left out",
        muster_words_number(known.open_h).text);
    for (size_t s = 0; s < scenario->service_count; s++)
        say_expected(plan, s);
    for (size_t g = 0; g < scenario->group_count; g++)
        if (!say_group(plan, g))
            return false;
    say_joining(scenario);
    say_away(scenario);
    say_balance(plan, &known);
    say_gaps(plan);
    say_money(plan);
    say_peak(plan, &known);
    return muster_doubt_candidate(doubts, candidate->name, plan, &known);
}

static int understood(const struct muster_command *command, const struct muster_question *question)
{
    struct muster_failure failure;
    struct muster_study *study;
    struct muster_doubts doubts = {0};
    if (muster_study_new(&study, &failure, question) != MUSTER_OK)
        return muster_console_failure(command, &failure);
    say_question(question);
    for (size_t s = 0; s < question->candidate[0].scenario.service_count; s++)
        say_service(muster_study_plan(study, 0), s);
    bool fine = true;
    for (size_t c = 0; fine && c < question->candidate_count; c++)
        fine = say_candidate(&doubts, &question->candidate[c], muster_study_plan(study, c),
                             question->candidate_count > 1);
    if (fine)
        muster_doubts_print(&doubts);
    muster_doubts_clear(&doubts);
    muster_study_free(study);
    if (!fine)
        return muster_console_failure(command,
                                      &(struct muster_failure){.status = MUSTER_NO_MEMORY});
    return muster_console_close(command->verb->name, MUSTER_EXIT_DONE);
}

int muster_cli_check(const struct muster_command *command)
{
    struct muster_cli_question asked;
    int status = muster_cli_question_read(&asked, command);
    if (status != MUSTER_EXIT_DONE)
        return status;
    status = understood(command, &asked.question);
    muster_cli_question_clear(&asked);
    return status;
}
