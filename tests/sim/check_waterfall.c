/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "check_main.h"
#include "csv.h"
#include "json.h"
#include "summary_table.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct answered {
    struct muster_question question;
    struct muster_study *study;
    struct muster_study_result result;
    struct muster_summary summary;
};

static void answer(struct answered *answered, const char *text)
{
    struct muster_faults faults;
    struct muster_failure failure;
    muster_faults_init(&faults);
    bool read = muster_question_read_text(&answered->question, &faults, "team.yaml", text,
                                          strlen(text), NULL);
    if (!read)
        muster_faults_print(&faults, stderr);
    ck_assert(read);
    muster_faults_clear(&faults);
    ck_assert_int_eq(muster_study_new(&answered->study, &failure, &answered->question), MUSTER_OK);
    ck_assert_int_eq(muster_study_run(&answered->result, &failure, answered->study,
                                      &(struct muster_study_options){.threads = 2}),
                     MUSTER_OK);
    ck_assert_int_eq(muster_summary_init(&answered->summary, &answered->result, NULL), MUSTER_OK);
}

static void forget(struct answered *answered)
{
    muster_summary_clear(&answered->summary);
    muster_study_result_clear(&answered->result);
    muster_study_free(answered->study);
    muster_question_clear(&answered->question);
}

static size_t line_at(const char *name)
{
    size_t count;
    const struct muster_fall_line *found = muster_fall_find(name);
    ck_assert_msg(found != NULL, "no line %s", name);
    return (size_t)(found - muster_fall_lines(&count));
}

/* ---- a team worked out by hand ---- */

/* Ten posts of 35 h, eight of them held, for a leave year of 365 days with 261 days Mondays to
 * Fridays, two of them closed; twenty days of leave each; seven paid hours a day with a quarter of
 * an hour's break. A contact of a second now and then keeps nobody busy. */
static const char by_hand[] =
    "muster: 1\n"
    "horizon: {start: 2005-04-01, days: 365, interval: 30 min}\n"
    "opening: {mon-fri: 08:00-15:30, closed: [2005-05-02, 2005-08-29]}\n"
    "services:\n"
    "  calls: {rate: 20 per hour, handle: 1 s}\n"
    "staff:\n"
    "  agents:\n"
    "    fte: 10\n"
    "    full_time_week: 35 h\n"
    "    in_post: {fte: 8, tenure: new}\n"
    "    shifts: [{name: day, start: 08:00, length: 7.5 h, lunch: {length: 30 min, between: "
    "11:30-13:00}}]\n"
    "    breaks: [{length: 15 min, paid: yes, between: 09:00-10:30}]\n"
    "    rota: fixed\n"
    "    skills: [calls]\n"
    "leave: {days: 20, year_starts: 04-01}\n"
    "simulation: {replications: 12, seed: 20050401}\n";

static void close_to(const struct muster_summary_fall *fall, const char *name, double hours,
                     double paper_h, double within_h)
{
    size_t i = line_at(name);
    ck_assert_msg(fall->applies[i], "%s does not apply", name);
    ck_assert_msg(fabs(fall->hours[i].mean - hours) <= within_h, "%s: %.4f h, by hand %.4f", name,
                  fall->hours[i].mean, hours);
    ck_assert_msg(fabs(fall->paper_h[i] - paper_h) <= 1e-6, "%s on paper: %.4f h, by hand %.4f",
                  name, fall->paper_h[i], paper_h);
    ck_assert_double_eq_tol(fall->fte[i].mean, fall->hours[i].mean / (35 * 365.0 / 7), 1e-9);
    ck_assert_double_eq_tol(fall->beyond[i].mean, fall->hours[i].mean - fall->paper_h[i], 1e-6);
}

START_TEST(a_team_worked_out_by_hand)
{
    static const char *const OFF[] = {"sickness", "induction"};
    const double contract_h = 10 * 35 * 365.0 / 7, day_h = 7;
    const double break_h = 0.25, work_days = 365 / 7.0 * 5 - 20 - 2;
    struct answered answered;
    answer(&answered, by_hand);
    const struct muster_summary_candidate *candidate = &answered.summary.candidate[0];
    const struct muster_summary_fall *fall = muster_summary_fall(candidate, "all");
    ck_assert_ptr_nonnull(fall);
    double overtime_h = fall->hours[line_at("overtime")].mean;
    ck_assert_double_lt(overtime_h, 0.2); /* the contacts in hand at the shifts' end */
    double at_work_h = 261 * 8 * day_h - 8 * 20 * day_h - 8 * 2 * day_h + overtime_h;
    double paper_h = contract_h - 10 * 22 * day_h;
    close_to(fall, "established", contract_h, contract_h, 1e-6);
    close_to(fall, "vacancies", -contract_h / 5, 0, 1e-6);
    close_to(fall, "in_post", contract_h * 0.8, contract_h, 1e-6);
    close_to(fall, "trained", contract_h * 0.8, contract_h, 1e-6);
    close_to(fall, "leave", -8 * 20 * day_h, -10 * 20 * day_h, 1e-6);
    close_to(fall, "bank_holidays", -8 * 2 * day_h, -10 * 2 * day_h, 1e-6);
    close_to(fall, "rota", 261 * 8 * day_h - contract_h * 0.8, 0, 1e-6);
    close_to(fall, "at_work", at_work_h, paper_h, 1e-6);
    close_to(fall, "breaks", -(261 - 22) * 8 * break_h, -10 * work_days * break_h, 0.1);
    close_to(fall, "on_the_phones", at_work_h - (261 - 22) * 8 * break_h,
             10 * work_days * (day_h - break_h), 0.1);
    double answered_all = muster_summary_find(candidate, "answered", "all")->mean;
    close_to(fall, "answered_work", answered_all / 3600, 10 * work_days * (day_h - break_h), 1e-6);
    ck_assert_double_eq_tol(answered.result.candidate[0].paper.handle_s, 1, 1e-12);
    for (size_t i = 0; i < sizeof OFF / sizeof *OFF; i++)
        ck_assert_msg(!fall->applies[line_at(OFF[i])], "%s is switched off", OFF[i]);
    forget(&answered);
}
END_TEST

/* Two leaders' posts of 35 h, one held, the other acted in by an agent from the 31st day on, for
 * the 335 days that are left: nobody recruits. 240 of them are Mondays to Fridays. */
START_TEST(acting_up_worked_out_by_hand)
{
    static const char text[] =
        "muster: 1\n"
        "horizon: {start: 2005-04-01, days: 365, interval: 30 min}\n"
        "opening: {mon-fri: 08:00-15:00}\n"
        "services:\n"
        "  calls: {rate: 20 per hour, handle: 1 s}\n"
        "staff:\n"
        "  leaders: {posts: 2, full_time_week: 35 h, in_post: {fte: 1, tenure: new}, acting_up: "
        "{from: agents, after: 30 d}}\n"
        "  agents:\n"
        "    fte: 10\n"
        "    full_time_week: 35 h\n"
        "    in_post: {fte: 10, tenure: new}\n"
        "    shifts: [{name: day, start: 08:00, length: 7 h}]\n"
        "    skills: [calls]\n"
        "simulation: {replications: 2, seed: 1}\n";
    const double fte_h = 35 * 365.0 / 7, acting_h = 335 * 5;
    struct answered answered;
    answer(&answered, text);
    const struct muster_summary_candidate *candidate = &answered.summary.candidate[0];
    const struct muster_summary_fall *leaders = muster_summary_fall(candidate, "leaders");
    const struct muster_summary_fall *agents = muster_summary_fall(candidate, "agents");
    close_to(leaders, "vacancies", -fte_h, 0, 1e-6);
    close_to(leaders, "acting_up", acting_h, 0, 1e-6);
    close_to(leaders, "trained", fte_h + acting_h, 2 * fte_h, 1e-6);
    close_to(leaders, "rota", 261 * 7 + 240 * 7 - fte_h - acting_h, 0, 1e-6);
    close_to(leaders, "at_work", (261 + 240) * 7, 2 * fte_h, 1e-6);
    close_to(agents, "vacancies", 0, 0, 1e-6);
    close_to(agents, "acting_up", -acting_h, 0, 1e-6);
    close_to(agents, "trained", 10 * fte_h - acting_h, 10 * fte_h, 1e-6);
    double overtime_h = agents->hours[line_at("overtime")].mean;
    close_to(agents, "at_work", (10 * 261 - 240) * 7 + overtime_h, 10 * fte_h, 1e-6);
    ck_assert_double_eq_tol(muster_summary_find(candidate, "fte_acting_up", "leaders")->mean,
                            335.0 / 365, 1e-12);
    ck_assert_double_eq_tol(muster_summary_find(candidate, "fte_acting_up", "agents")->mean,
                            -335.0 / 365, 1e-12);
    ck_assert_double_eq_tol(muster_summary_find(candidate, "headcount", "agents")->mean, 10, 1e-12);
    ck_assert_double_eq_tol(muster_summary_find(candidate, "establishment_gap", "leaders")->mean,
                            0.5, 1e-12);
    forget(&answered);
}
END_TEST

/* More leave than there are days, more meetings than there are hours: on paper nothing is left, and
 * not less than nothing. */
START_TEST(paper_ends_at_nothing)
{
    static const char *const MORE[] = {"leave: {days: 366}\n",
                                       "off_phone: {course: {each_week: 40 h}}\n"};
    for (size_t i = 0; i < sizeof MORE / sizeof *MORE; i++) {
        char text[2048];
        snprintf(text, sizeof text, "%.*s%ssimulation: {replications: 2, seed: 1}\n",
                 (int)(strstr(by_hand, "leave:") - by_hand), by_hand, MORE[i]);
        struct answered answered;
        answer(&answered, text);
        const struct muster_summary_fall *fall =
            muster_summary_fall(&answered.summary.candidate[0], "all");
        ck_assert_ptr_nonnull(fall);
        ck_assert_double_eq_tol(fall->paper_h[line_at("on_the_phones")], 0, 1e-9);
        ck_assert_double_ge(fall->paper_h[line_at("at_work")], -1e-9);
        forget(&answered);
    }
}
END_TEST

/* Four have served 70 months, four 54 and reach five years on 1 October, after 183 of the 365 days;
 * two posts are vacant, and on paper their holders join on the first day. */
START_TEST(leave_on_paper_grows_with_service)
{
    static const char IN_POST[] = "in_post: {fte: 8, tenure: new}";
    const char *at = strstr(by_hand, IN_POST), *leave = strstr(by_hand, "leave:");
    char text[2048];
    snprintf(text, sizeof text,
             "%.*sin_post: [{people: 4, tenure: 70 months}, {people: 4, tenure: 54 months}]%.*s"
             "leave: {days: 20, after_5_years: 6, year_starts: 04-01}\n"
             "simulation: {replications: 2, seed: 1}\n",
             (int)(at - by_hand), by_hand, (int)(leave - at) - (int)strlen(IN_POST),
             at + strlen(IN_POST));
    struct answered answered;
    answer(&answered, text);
    const struct muster_summary_fall *fall =
        muster_summary_fall(&answered.summary.candidate[0], "all");
    double days = 4 * 26 + 4 * (20 + 6 * 182 / 365.0) + 2 * 20;
    ck_assert_double_eq_tol(fall->paper_h[line_at("leave")], -days * 7, 1e-6);
    forget(&answered);
}
END_TEST

/* ---- laws ---- */

#define TEAMS_HEAD                                                                                 \
    "muster: 1\n"                                                                                  \
    "currency: £\n"                                                                               \
    "horizon: {start: 2004-10-13, days: 120, interval: 15 min}\n"                                  \
    "opening: {mon-fri: 08:00-18:00, sat: 09:00-13:00, closed: [2004-12-27, 2004-12-28]}\n"        \
    "services:\n"                                                                                  \
    "  calls:\n"                                                                                   \
    "    rate: 41 per hour\n"                                                                      \
    "    handle: {exponential: {mean: 3.7 min}}\n"                                                 \
    "    patience: {exponential: {mean: 2.3 min}}\n"                                               \
    "  letters:\n"                                                                                 \
    "    rate: 7 per hour\n"                                                                       \
    "    handle: {exponential: {mean: 6.1 min}}\n"                                                 \
    "staff:\n"
#define AGENTS                                                                                     \
    "  agents:\n"                                                                                  \
    "    fte: 7.5\n"                                                                               \
    "    full_time_week: 37 h\n"                                                                   \
    "    full_time: 70%\n"                                                                         \
    "    part_time: {week: 18.5 h, weeks: term_time}\n"                                            \
    "    in_post: {fte: 6.5, tenure: new}\n"                                                       \
    "    shifts:\n"                                                                                \
    "      - {name: early, start: 08:00, length: 7.9 h, lunch: {length: 30 min, between: "         \
    "11:30-14:00}, for: full_time}\n"                                                              \
    "      - {name: late, end: 18:00, length: 7.9 h, lunch: {length: 30 min, between: "            \
    "12:00-15:00}, for: full_time}\n"                                                              \
    "      - {name: morning, start: 09:00, length: 4 h, for: part_time}\n"                         \
    "    breaks: [{length: 15 min, paid: yes, between: 10:00-11:30, for_shifts_over: 4 h}]\n"      \
    "    saturday: {one_in: 4, shifts: [{start: 09:00, length: 4 h}], repaid: overtime}\n"         \
    "    rota: cover\n"                                                                            \
    "    skills: [calls, letters]\n"                                                               \
    "    grade: agent\n"
#define EXPERTS                                                                                    \
    "  experts:\n"                                                                                 \
    "    fte: 2\n"                                                                                 \
    "    full_time_week: 35 h\n    in_post: {fte: 2, tenure: new}\n"                               \
    "    shifts: [{name: day, start: 08:30, length: 7.5 h, lunch: {length: 30 min, between: "      \
    "12:00-14:00}}]\n"                                                                             \
    "    rota: fixed\n"                                                                            \
    "    skills: [letters]\n"                                                                      \
    "    grade: agent\n"
#define LEADERS                                                                                    \
    "  leaders:\n"                                                                                 \
    "    fte: 1\n"                                                                                 \
    "    full_time_week: 36 h\n"                                                                   \
    "    in_post: {fte: 1, tenure: new}\n"                                                         \
    "    grade: agent\n"
#define TEAMS_TAIL                                                                                 \
    "leave: {days: 23, statutory: 3, year_starts: 04-01, cap: 30%, school_holidays: {weight: 2, "  \
    "dates: [{from: 2004-10-25, to: 2004-10-29}, {from: 2004-12-18, to: 2005-01-03}]}}\n"          \
    "sickness: {days_lost_per_fte: 11, long_term_share: 50%, short: {geometric: {mean: 2.4 d}}, "  \
    "long: {lognormal: {mean: 31 d, cv: 0.8}}}\n"                                                  \
    "attrition: {yearly: 60%, notice: 2 weeks}\n"                                                  \
    "recruitment: {lead_time: {lognormal: {mean: 4 weeks, cv: 0.4}}, intake_every: 2 weeks, "      \
    "induction: 3 weeks, buddy: {weeks: 5, share: 12%}}\n"                                         \
    "relief: {pool: 2, trigger: wait > 90 s, arrives_after: 10 min, at_least: 30 min}\n"           \
    "lateness: {probability: 6%, length: {exponential: {mean: 14 min}}}\n"                         \
    "one_offs: {jury service: {rate: 0.9 per year, length: 3 d}, moving: {rate: 0.7 per year, "    \
    "length: 1 d, paid: no}}\n"                                                                    \
    "outages: {telephony: {rate: 60 per year, length: {lognormal: {mean: 70 min, cv: 1}}}}\n"      \
    "off_phone:\n"                                                                                 \
    "  team meeting: {at: tue 09:00-09:30}\n"                                                      \
    "  coaching: {each: 45 min, every: 2 weeks, for: [agents]}\n"                                  \
    "learning: {initial: 1.6, tau: 8 weeks}\n"                                                     \
    "pay: {grades: {agent: {salary: 15500, on_cost: 24%}}}\n"                                      \
    "simulation: {replications: 24, seed: 7}\n"

static const char teams[] = TEAMS_HEAD AGENTS EXPERTS LEADERS TEAMS_TAIL;

static double staff_h(const struct muster_row *row, size_t place, enum muster_staff column)
{
    double sum = 0;
    for (size_t g = 0; g < row->shape.groups; g++)
        if (place == g || place == row->shape.groups)
            sum += row->staff[g * MUSTER_STAFFS + (size_t)column];
    return sum / 3600;
}

/* The causes add up to what is measured on the phones (at work, of those who are off them),
 * whatever they are: nothing else is paid. */
START_TEST(adds_up_in_every_replication)
{
    struct answered answered;
    answer(&answered, teams);
    const struct muster_study_candidate *ran = &answered.result.candidate[0];
    size_t phones = line_at("on_the_phones"), handling = line_at("handling");
    ck_assert_double_gt(
        muster_summary_fall(&answered.summary.candidate[0], "all")->hours[line_at("relief")].mean,
        1);
    for (size_t i = 0; i < answered.result.replications; i++)
        for (size_t p = 0; p <= ran->shape.groups; p++) {
            struct muster_fall fall;
            if (p < ran->shape.groups && ran->scope.scenario->group[p].relief)
                continue; /* only one of all */
            muster_fall_of_row(&fall, &ran->scope, &ran->paper, &ran->rows[i], p,
                               MUSTER_FALL_HORIZON);
            bool off = p < ran->shape.groups && ran->scope.scenario->group[p].off_phones;
            double there_h =
                staff_h(&ran->rows[i], p, off ? MUSTER_STAFF_OTHER_WORK_S : MUSTER_STAFF_PRESENT_S);
            double left_h = fall.hours[off ? line_at("at_work") : phones];
            ck_assert_msg(fabs(left_h - there_h) <= 1e-9 * there_h + 1e-6,
                          "place %zu: %.9f h by causes, %.9f h there", p, left_h, there_h);
            if (!off)
                ck_assert_double_eq_tol(fall.hours[handling],
                                        staff_h(&ran->rows[i], p, MUSTER_STAFF_HANDLING_S), 1e-6);
        }
    forget(&answered);
}
END_TEST

/* A column of person seconds is a cause, or it is listed here as none of its own; so a new one does
 * not fall between the lines. */
START_TEST(every_cause_of_the_tally_has_its_line)
{
    static const enum muster_staff NONE[] = {
        MUSTER_STAFF_SCHEDULED_S,         /* before sickness */
        MUSTER_STAFF_DUE_S,               /* of the contract, paid or not */
        MUSTER_STAFF_ATTENDED_S,          /* part of it */
        MUSTER_STAFF_OTHER_WORK_S,        /* what is left of those off the phones */
        MUSTER_STAFF_OFF_PHONE_PLANNED_S, /* delivered or not */
        MUSTER_STAFF_OFF_PHONE_CANCELLED_S};
    size_t lines;
    const struct muster_fall_line *line = muster_fall_lines(&lines);
    for (int column = 0; column < MUSTER_STAFFS; column++) {
        bool found = strcmp(muster_staff_column[column].unit, "s") != 0;
        for (size_t i = 0; i < sizeof NONE / sizeof *NONE; i++)
            found = found || (int)NONE[i] == column;
        for (size_t i = 0; i < lines; i++)
            for (int t = 0; t < MUSTER_FALL_TERMS; t++)
                found = found || abs(line[i].term[t]) == MUSTER_TERM_STAFF + column;
        ck_assert_msg(found, "%s is in no line", muster_staff_column[column].name);
        for (size_t i = 0; i < lines; i++)
            for (int t = 0; t < MUSTER_FALL_TERMS && line[i].term[t]; t++)
                ck_assert_msg(muster_staff_column[abs(line[i].term[t]) - MUSTER_TERM_STAFF].by_day,
                              "%s is not known by month", line[i].name);
    }
}
END_TEST

START_TEST(stages_are_what_stands_above_them)
{
    struct answered answered;
    size_t lines;
    const struct muster_fall_line *line = muster_fall_lines(&lines);
    answer(&answered, teams);
    const struct muster_summary_candidate *candidate = &answered.summary.candidate[0];
    ck_assert_uint_eq(candidate->fall_count, 4);
    for (size_t f = 0; f < candidate->fall_count; f++) {
        const struct muster_summary_fall *fall = &candidate->fall[f];
        double fte = fall->fte[0].mean, hours = fall->hours[0].mean, beyond = 0;
        ck_assert_double_gt(fall->fte[line_at("vacancies")].se, 0);
        for (size_t i = 1; i < lines; i++) {
            if (!fall->applies[i])
                continue;
            ck_assert_msg(isfinite(fall->fte[i].lo) && isfinite(fall->fte[i].p10) &&
                              isfinite(fall->beyond[i].hi),
                          "%s has no interval", line[i].name);
            if (line[i].kind == MUSTER_FALL_CAUSE) {
                fte += fall->fte[i].mean;
                hours += fall->hours[i].mean;
                beyond += fall->beyond[i].mean;
                continue;
            }
            ck_assert_double_eq_tol(fall->fte[i].mean, fte, 1e-9);
            ck_assert_double_eq_tol(fall->hours[i].mean, hours, 1e-6);
            ck_assert_double_eq_tol(fall->beyond[i].mean, beyond, 1e-6);
        }
        ck_assert(fall->applies[lines - 1] == (f == 3)); /* answers are everybody's */
    }
    forget(&answered);
}
END_TEST

START_TEST(months_add_up_to_the_horizon)
{
    struct answered answered;
    size_t lines;
    const struct muster_fall_line *line = muster_fall_lines(&lines);
    answer(&answered, teams);
    const struct muster_study_candidate *ran = &answered.result.candidate[0];
    const struct muster_summary_candidate *candidate = &answered.summary.candidate[0];
    double days = 0;
    for (size_t m = 0; m < ran->shape.months; m++)
        days += (double)muster_month_days(&ran->shape, m);
    ck_assert_double_eq(days, 120);
    for (size_t f = 0; f < candidate->fall_count; f++)
        for (size_t i = 0; i < lines; i++) {
            const struct muster_summary_fall *fall = &candidate->fall[f];
            double sum = 0;
            if (!fall->applies[i] || !muster_fall_by_month(&line[i]))
                continue;
            for (size_t m = 0; m < ran->shape.months; m++)
                sum += fall->month[m * MUSTER_FALL_MOST + i].mean / days *
                       (double)muster_month_days(&ran->shape, m);
            ck_assert_msg(fabs(sum - fall->fte[i].mean) < 2e-5, "%s: %.7f by month, %.7f",
                          line[i].name, sum, fall->fte[i].mean);
        }
    forget(&answered);
}
END_TEST

/* Sum over months of a count; mean over days, paid time and the like weighted are the law above. */
START_TEST(measures_by_month_agree_with_the_horizon)
{
    static const char *const COUNTS[] = {"leavers", "hires", "overtime_h"};
    static const char *const MEANS[] = {"headcount", "fte_trained", "fte_in_post", "sick_people"};
    struct answered answered;
    answer(&answered, teams);
    const struct muster_study_candidate *ran = &answered.result.candidate[0];
    const struct muster_summary_candidate *candidate = &answered.summary.candidate[0];
    for (size_t k = 0; k < 7; k++) {
        const char *name = k < 3 ? COUNTS[k] : MEANS[k - 3];
        const struct muster_summary_series *series =
            muster_summary_series_find(candidate, MUSTER_SIDE_STAFF, name, "all");
        ck_assert_msg(series != NULL, "no %s by month", name);
        double sum = 0;
        for (size_t m = 0; m < series->length; m++) {
            double weight = k < 3 ? 1 : (double)muster_month_days(&ran->shape, m) / 120;
            sum += weight * series->point[m].mean;
            ck_assert_msg(isfinite(series->point[m].lo) && isfinite(series->point[m].p90),
                          "%s, month %zu: no interval", name, m);
        }
        double whole = muster_summary_find(candidate, name, "all")->mean;
        ck_assert_msg(fabs(sum - whole) <= 1e-5 * whole + 1e-9, "%s: %.9f by month, %.9f", name,
                      sum, whole);
    }
    forget(&answered);
}
END_TEST

/* Shrinkage of a month is that of its causes, and vacancies stand beside it. */
START_TEST(shrinkage_of_a_month_is_its_causes)
{
    static const char *const CAUSE[] = {
        "shrinkage_leave",  "shrinkage_holiday",   "shrinkage_sickness", "shrinkage_induction",
        "shrinkage_breaks", "shrinkage_off_phone", "shrinkage_lateness", "shrinkage_one_offs",
        "shrinkage_outage", "shrinkage_buddying"};
    struct answered answered;
    answer(&answered, teams);
    const struct muster_summary_candidate *candidate = &answered.summary.candidate[0];
    const struct muster_summary_series *whole =
        muster_summary_series_find(candidate, MUSTER_SIDE_STAFF, "shrinkage", "all");
    for (size_t m = 0; m < whole->length; m++) {
        double sum = 0;
        for (size_t i = 0; i < sizeof CAUSE / sizeof *CAUSE; i++)
            sum += muster_summary_series_find(candidate, MUSTER_SIDE_STAFF, CAUSE[i], "all")
                       ->point[m]
                       .mean;
        ck_assert_double_eq_tol(sum, whole->point[m].mean, 1e-5);
    }
    ck_assert_ptr_nonnull(
        muster_summary_series_find(candidate, MUSTER_SIDE_STAFF, "establishment_gap", "all"));
    forget(&answered);
}
END_TEST

/* Sickness in days of the group's own week: 37 h and 35 h. */
START_TEST(sickness_days_per_fte_are_of_the_own_week)
{
    struct answered answered;
    answer(&answered, teams);
    const struct muster_study_candidate *ran = &answered.result.candidate[0];
    double days = 0, fte_years = 0;
    for (size_t i = 0; i < answered.result.replications; i++) {
        const double *staff = ran->rows[i].staff;
        days += staff[MUSTER_STAFF_SICKNESS_S] / (37 * 720.0) +
                staff[MUSTER_STAFFS + MUSTER_STAFF_SICKNESS_S] / (35 * 720.0);
        fte_years +=
            (staff[MUSTER_STAFF_IN_POST_FTE] + staff[MUSTER_STAFFS + MUSTER_STAFF_IN_POST_FTE]) /
            365.25;
    }
    ck_assert_double_eq_tol(
        muster_summary_find(&answered.summary.candidate[0], "sickness_days_per_fte", "all")->mean,
        days / fte_years, 1e-9);
    forget(&answered);
}
END_TEST

/* Everybody falls sick in the first weeks of a year with 261 Mondays to Fridays and stays so,
 * whoever acts up included, who acts from the first morning on, when all are well. */
START_TEST(sickness_of_who_acts_up_is_per_fte_there)
{
    static const char text[] =
        "muster: 1\n"
        "horizon: {start: 2005-04-01, days: 365, interval: 30 min}\n"
        "opening: {mon-fri: 08:00-15:00}\n"
        "services: {calls: {rate: 20 per hour, handle: 1 s}}\n"
        "staff:\n"
        "  leaders: {posts: 2, full_time_week: 35 h, in_post: {fte: 1, tenure: new}, acting_up: "
        "{from: agents}}\n"
        "  agents:\n"
        "    fte: 10\n"
        "    full_time_week: 35 h\n"
        "    in_post: {fte: 10, tenure: new}\n"
        "    shifts: [{name: day, start: 08:00, length: 7 h}]\n"
        "    skills: [calls]\n"
        "sickness: {spells: 200 per year, length: 366 d, counted_in: calendar_days, start: none}\n"
        "simulation: {replications: 2, seed: 1}\n";
    static const char *const GROUP[] = {"leaders", "agents", "all"};
    struct answered answered;
    answer(&answered, text);
    for (size_t g = 0; g < sizeof GROUP / sizeof *GROUP; g++) {
        double days =
            muster_summary_find(&answered.summary.candidate[0], "sickness_days_per_fte", GROUP[g])
                ->mean;
        ck_assert_msg(240 < days && days < 261.5, "%s: %.1f days", GROUP[g], days);
    }
    forget(&answered);
}
END_TEST

/* ---- by hour of the week ---- */

START_TEST(hours_of_the_week_are_the_mean_on_the_phones)
{
    struct answered answered;
    answer(&answered, teams);
    const struct muster_study_candidate *ran = &answered.result.candidate[0];
    const struct muster_summary_candidate *candidate = &answered.summary.candidate[0];
    ck_assert_uint_eq(candidate->hours_count, 4); /* agents, experts, relief, all */
    double present_s = 0, open_s = 0;
    for (size_t h = 0; h < MUSTER_WEEK_HOURS; h++) {
        const struct muster_summary_point *all = &candidate->hours[3].hour[h];
        ck_assert(isfinite(all->mean) == (ran->open_hour_s[h] > 0));
        if (!isfinite(all->mean))
            continue;
        ck_assert(all->lo <= all->mean && all->mean <= all->hi && all->p10 <= all->p90);
        ck_assert_double_eq_tol(all->mean,
                                candidate->hours[0].hour[h].mean +
                                    candidate->hours[1].hour[h].mean +
                                    candidate->hours[2].hour[h].mean,
                                1e-5);
        present_s += all->mean * ran->open_hour_s[h];
        open_s += ran->open_hour_s[h];
    }
    ck_assert_double_eq_tol(open_s, ran->scope.open_s, 1e-3);
    double mean = muster_summary_find(candidate, "fte_present", "all")->mean;
    ck_assert_double_le(present_s / open_s, mean + 1e-6); /* work after close is in the mean */
    ck_assert_double_ge(present_s / open_s, 0.98 * mean);
    ck_assert(isnan(candidate->hours[3].hour[6 * 24 + 10].mean)); /* Sundays */
    forget(&answered);
}
END_TEST

/* ---- as it is told ---- */

static char *written(enum muster_status (*write)(FILE *, const struct muster_summary *),
                     const struct muster_summary *summary)
{
    char *text = NULL;
    size_t length = 0;
    FILE *file = open_memstream(&text, &length);
    ck_assert_int_eq(write(file, summary), MUSTER_OK);
    fclose(file);
    return text;
}

static enum muster_status print_table(FILE *file, const struct muster_summary *summary)
{
    return muster_summary_print(file, summary, NULL);
}

START_TEST(json_and_csv_hold_the_lines)
{
    struct answered answered;
    json_error_t error;
    answer(&answered, teams);
    char *text = written(muster_json_write, &answered.summary);
    json_t *root = json_loads(text, JSON_REJECT_DUPLICATES, &error);
    ck_assert_msg(root != NULL, "%s", error.text);
    json_t *candidate = json_array_get(json_object_get(root, "candidates"), 0);
    json_t *fall = json_object_get(candidate, "waterfall");
    const struct muster_summary_fall *own =
        muster_summary_fall(&answered.summary.candidate[0], "experts");
    json_t *leave = json_object_get(json_object_get(fall, "experts"), "leave");
    ck_assert(json_real_value(json_object_get(json_object_get(leave, "hours"), "mean")) ==
              own->hours[line_at("leave")].mean);
    ck_assert_uint_eq(json_array_size(json_object_get(json_object_get(leave, "by_month"), "p90")),
                      5);
    ck_assert_ptr_null(json_object_get(json_object_get(fall, "experts"), "breaks"));
    ck_assert_ptr_nonnull(json_object_get(json_object_get(fall, "all"), "answered_work"));
    json_t *monday =
        json_object_get(json_object_get(json_object_get(candidate, "on_the_phones"), "all"), "mon");
    ck_assert_uint_eq(json_array_size(json_object_get(monday, "hi")), 24);
    ck_assert(json_is_null(json_array_get(json_object_get(monday, "mean"), 3)));
    ck_assert(json_is_real(json_array_get(json_object_get(monday, "mean"), 10)));
    json_t *staff = json_object_get(json_object_get(candidate, "by_month"), "staff");
    json_t *start =
        json_object_get(json_object_get(json_object_get(staff, "agents"), "headcount_start"), "se");
    ck_assert_uint_eq(json_array_size(start), 6); /* one more than months */
    json_decref(root);
    free(text);
    text = written(muster_csv_write, &answered.summary);
    ck_assert_ptr_nonnull(strstr(text, "\"all\",on_the_phones,FTE,"));
    ck_assert_ptr_nonnull(strstr(text, "mon 10:00\r\n"));
    ck_assert_ptr_nonnull(strstr(text, "month from 2004-11-01\r\n"));
    free(text);
    forget(&answered);
}
END_TEST

/* No line is wider than 80 columns; what is switched off is not told. */
START_TEST(table_is_eighty_wide)
{
    struct answered answered;
    answer(&answered, teams);
    char *text = written(print_table, &answered.summary);
    ck_assert_ptr_nonnull(strstr(text, "people are on the phones"));
    ck_assert_ptr_nonnull(strstr(text, "productive hours"));
    for (char *line = text, *end; (end = strchr(line, '\n')); line = end + 1) {
        size_t columns = 0;
        for (char *c = line; c < end; c++)
            columns += ((unsigned char)*c & 0xC0) != 0x80;
        ck_assert_msg(columns <= 80, "%.*s", (int)(end - line), line);
    }
    free(text);
    forget(&answered);
    answer(&answered, by_hand);
    text = written(print_table, &answered.summary);
    ck_assert_ptr_null(strstr(text, "sickness"));
    ck_assert_ptr_null(strstr(text, "induction"));
    free(text);
    forget(&answered);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("waterfall");
    TCase *tests = tcase_create("waterfall");
    tcase_add_test(tests, acting_up_worked_out_by_hand);
    tcase_add_test(tests, a_team_worked_out_by_hand);
    tcase_add_test(tests, paper_ends_at_nothing);
    tcase_add_test(tests, leave_on_paper_grows_with_service);
    tcase_add_test(tests, adds_up_in_every_replication);
    tcase_add_test(tests, every_cause_of_the_tally_has_its_line);
    tcase_add_test(tests, stages_are_what_stands_above_them);
    tcase_add_test(tests, months_add_up_to_the_horizon);
    tcase_add_test(tests, measures_by_month_agree_with_the_horizon);
    tcase_add_test(tests, shrinkage_of_a_month_is_its_causes);
    tcase_add_test(tests, sickness_days_per_fte_are_of_the_own_week);
    tcase_add_test(tests, sickness_of_who_acts_up_is_per_fte_there);
    tcase_add_test(tests, hours_of_the_week_are_the_mean_on_the_phones);
    tcase_add_test(tests, json_and_csv_hold_the_lines);
    tcase_add_test(tests, table_is_eighty_wide);
    suite_add_tcase(suite, tests);
    return muster_check_run(suite);
}
