/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Contracts, joining and leaving, by scenarios run through the engine: who is in post when, what it
 * adds to paid time, and that a table added moves nobody else.
 */
#include "calendar.h"
#include "engine_runs.h"
#include "people.h"

/* A team with a few calls; more groups and tables are added behind. */
#define HEAD_FROM(start, horizon)                                                                  \
    "muster: 1\n"                                                                                  \
    "currency: £\n"                                                                               \
    "horizon: {start: " start ", " horizon ", interval: 30 min}\n"                                 \
    "opening: {mon-fri: 08:00-18:00}\n"                                                            \
    "services: {calls: {rate: 20 per hour, handle: {exponential: {mean: 3 min}}, patience: "       \
    "{exponential: {mean: 2 min}}}}\n"
#define HEAD(horizon) HEAD_FROM("2004-10-04", horizon)
#define SHIFTS                                                                                     \
    "    shifts: [{start: 08:00, length: 7.9 h, lunch: {length: 30 min, between: 11:30-14:00}}, "  \
    "{end: close, length: 7.9 h, lunch: {length: 30 min, between: 12:00-15:00}}]\n"                \
    "    breaks: [{length: 15 min, between: 10:00-11:30}]\n"                                       \
    "    skills: [calls]\n"
#define TURNOVER                                                                                   \
    "leave: {days: 21, statutory: 3}\n"                                                            \
    "sickness: {spells: 2.5 per year, length: {exponential: {mean: 4 d}}}\n"                       \
    "attrition: {yearly: 40%}\n"                                                                   \
    "recruitment: {lead_time: {lognormal: {mean: 8 weeks, cv: 0.4}}, intake_every: 2 weeks, "      \
    "induction: 3 weeks}\n"

/* Every column of a group is the same in both runs. */
static void same_group(const struct run *a, size_t g, const struct run *b, size_t h)
{
    for (int column = 0; column < MUSTER_STAFFS; column++)
        HOLDS_MSG(run_staff(a, g, (enum muster_staff)column) ==
                      run_staff(b, h, (enum muster_staff)column),
                  "%s: %.9g, %.9g", muster_staff_column[column].name,
                  run_staff(a, g, (enum muster_staff)column),
                  run_staff(b, h, (enum muster_staff)column));
}

/* Paid time of a group is what is scheduled of those there, and each cause away, exactly. */
static void paid_is_explained(const struct run *run, size_t g)
{
    static const enum muster_staff part[] = {MUSTER_STAFF_PRESENT_S,   MUSTER_STAFF_BREAK_S,
                                             MUSTER_STAFF_LEAVE_S,     MUSTER_STAFF_HOLIDAY_S,
                                             MUSTER_STAFF_SICKNESS_S,  MUSTER_STAFF_INDUCTION_S,
                                             MUSTER_STAFF_OTHER_WORK_S};
    double paid = run_staff(run, g, MUSTER_STAFF_PAID_S), sum = 0;
    for (size_t i = 0; i < sizeof part / sizeof *part; i++)
        sum += run_staff(run, g, part[i]);
    HOLDS_MSG(fabs(paid - sum) <= 1e-9 * paid + 1e-3, "paid %.6f, explained %.6f", paid, sum);
}

/* ---- off the phones ---- */

#define AGENTS "staff:\n  agents:\n    fte: 8\n    in_post: {fte: 8, tenure: new}\n" SHIFTS
#define MANAGER                                                                                    \
    "  manager:\n    fte: 1.5\n    part_time: {week: 18.5 h}\n    full_time: 67%\n"                \
    "    in_post: {fte: 1.5, tenure: new}\n"

START_TEST(group_without_skills)
{
    struct run with, without;
    run_open(&with, HEAD("weeks: 52") AGENTS MANAGER TURNOVER);
    run_open(&without, HEAD("weeks: 52") AGENTS TURNOVER);
    for (uint64_t n = 0; n < 20; n++) {
        run_replication(&with, 5, n, false);
        run_replication(&without, 5, n, false);
        same_group(&with, 0, &without, 0);
        paid_is_explained(&with, 1);
        ck_assert_double_eq(run_staff(&with, 1, MUSTER_STAFF_SCHEDULED_S), 0);
        ck_assert_double_eq(run_staff(&with, 1, MUSTER_STAFF_PRESENT_S), 0);
        ck_assert_double_gt(run_staff(&with, 1, MUSTER_STAFF_OTHER_WORK_S), 0);
        /* A fifth of the contract every Monday to Friday in post, whatever it goes to. */
        double days = run_staff(&with, 1, MUSTER_STAFF_PAID_S) / (37.0 / 5 * 3600);
        double in_post = run_staff(&with, 1, MUSTER_STAFF_IN_POST_FTE) * 5 / 7;
        ck_assert_double_le(fabs(days - in_post), 4 * 1.5);
        HOLDS(muster_plan_required(with.plan, 1, 30, 20) == 0);
    }
    run_close(&with);
    run_close(&without);
}
END_TEST

/* ---- known answer H1 ---- */

/* Case H1 of the reference collection: 100 people, leavers replaced after two months; expected
 * numbers by month from its independent calculation (tenure cohorts, month steps). */
#define H1_MONTHS 24
static const double H1_HEADS[] = {100.0,   97.494,  95.1481, 95.473,  95.6251, 95.4922, 95.3421,
                                  95.3897, 95.4121, 95.3015, 95.2798, 95.2967, 95.2792, 95.2859,
                                  95.2747, 95.2398, 95.2237, 95.2226, 95.2182, 95.2123, 95.2081,
                                  95.2057, 95.2029, 95.2,    95.1984};
static const double H1_LEAVERS[] = {2.506,   2.34593, 2.18109, 2.19379, 2.31399, 2.34394,
                                    2.26634, 2.32158, 2.37689, 2.34332, 2.36003, 2.36073,
                                    2.35342, 2.37189, 2.38833, 2.388,   2.38942, 2.39241,
                                    2.3953,  2.39664, 2.39768, 2.39947, 2.40057, 2.401};
static const double H1_HIRES[] = {0.0,     0.0,     0.0,     2.506,   2.34593, 2.18109,
                                  2.19379, 2.31399, 2.34394, 2.26634, 2.32158, 2.37689,
                                  2.34332, 2.36003, 2.36073, 2.35342, 2.37189, 2.38833,
                                  2.388,   2.38942, 2.39241, 2.3953,  2.39664, 2.39768};

static const char h1[] =
    "muster: 1\n"
    "horizon: {start: 2003-01-01, days: 731, interval: 60 min}\n"
    "opening: {mon-fri: 09:00-17:00}\n"
    "services: {calls: {rate: 1 per hour, handle: 1 min}}\n"
    "staff:\n"
    "  agents:\n"
    "    fte: 100\n"
    "    in_post: [{people: 4, tenure: 0 months}, {people: 3, tenure: 1 month}, {people: 5, "
    "tenure: 3 "
    "months}, {people: 6, tenure: 6 months}, {people: 82, tenure: 12 months}]\n"
    "    shifts: [{start: 09:00, length: 7.4 h}]\n"
    "    skills: [calls]\n"
    "attrition: {monthly_by_tenure: [9%, 8%, 7%, 5%, 5%, 5%, 3%, 3%, 3%, 3%, 3%, 3%, 1.8%], "
    "notice: 0 d}\n"
    "recruitment: {lead_time: 2 months, intake: first_of_month}\n";

/* A month's figure of each replication: its mean within so many standard errors. */
struct figure {
    double sum, square;
};

static void note(struct figure *figure, double value)
{
    figure->sum += value;
    figure->square += value * value;
}

static double z_of(const struct figure *figure, double n, double expected)
{
    double mean = figure->sum / n;
    double variance = (figure->square - n * mean * mean) / (n - 1);
    if (!(variance > 0))
        return fabs(mean - expected) < 1e-9 ? 0 : INFINITY;
    return (mean - expected) / sqrt(variance / n);
}

START_TEST(h1_by_month)
{
    static struct figure heads[H1_MONTHS + 1], leavers[H1_MONTHS], hires[H1_MONTHS];
    struct run run;
    int replications = (int)(200 * MUSTER_EFFORT);
    run_open(&run, h1);
    for (int n = 0; n < replications; n++) {
        run_replication(&run, 11, (uint64_t)n, false);
        size_t day = 0;
        for (size_t m = 0; m < H1_MONTHS; m++) {
            int32_t next = muster_month_next(run.scenario->start + (int32_t)day);
            size_t end = (size_t)(next - run.scenario->start);
            double left = 0, joined = 0;
            note(&heads[m], run_staff_day(&run, 0, MUSTER_STAFF_HEADCOUNT, day));
            for (; day < end; day++) {
                left += run_staff_day(&run, 0, MUSTER_STAFF_LEAVERS, day);
                joined += run_staff_day(&run, 0, MUSTER_STAFF_HIRES, day);
            }
            note(&leavers[m], left);
            note(&hires[m], joined);
        }
        note(&heads[H1_MONTHS], run_staff(&run, 0, MUSTER_STAFF_HEADCOUNT_END));
    }
    double furthest = 0;
    for (size_t m = 0; m <= H1_MONTHS; m++)
        furthest = fmax(furthest, fabs(z_of(&heads[m], replications, H1_HEADS[m])));
    for (size_t m = 0; m < H1_MONTHS; m++) {
        furthest = fmax(furthest, fabs(z_of(&leavers[m], replications, H1_LEAVERS[m])));
        furthest = fmax(furthest, fabs(z_of(&hires[m], replications, H1_HIRES[m])));
    }
    /* 73 figures: one false alarm in a thousand */
    ck_assert_msg(furthest < 4.3, "furthest of 73: %.2f standard errors", furthest);
    run_close(&run);
}
END_TEST

/* ---- the ways of leaving and joining ---- */

static const char flat[] = HEAD("weeks: 104") AGENTS TURNOVER;

/* A season that says nothing is added up day by day, and moves nobody. */
START_TEST(factors_of_one)
{
    struct run plain, season;
    run_open(&plain, flat);
    run_open(&season, HEAD("weeks: 104") AGENTS
             "leave: {days: 21, statutory: 3}\n"
             "sickness: {spells: 2.5 per year, length: {exponential: {mean: 4 d}}}\n"
             "attrition: {yearly: 40%, season: {jan: 1, jul: 1}}\n"
             "recruitment: {lead_time: {lognormal: {mean: 8 weeks, cv: 0.4}}, intake_every: 2 "
             "weeks, induction: 3 weeks}\n");
    for (uint64_t n = 0; n < 20; n++) {
        run_replication(&plain, 3, n, false);
        run_replication(&season, 3, n, false);
        ck_assert_uint_eq(plain.tally.bytes, season.tally.bytes);
        ck_assert_mem_eq(plain.tally.block, season.tally.block, plain.tally.bytes);
    }
    run_close(&plain);
    run_close(&season);
}
END_TEST

/* People of one replication, from the scenario of a run. */
static struct muster_workforce *people_of(const struct run *run, uint64_t n)
{
    struct muster_workforce *workforce;
    ck_assert_int_eq(muster_workforce_new(&workforce, run->plan->roster), MUSTER_OK);
    ck_assert_int_eq(muster_workforce_begin(workforce, (struct muster_key){17, n}), MUSTER_OK);
    return workforce;
}

#define VACANT "staff:\n  agents:\n    fte: 60\n    in_post: {fte: 0, tenure: new}\n" SHIFTS

/* Three failures in four, let go after two: a quarter goes live at once, 3/16 later, 9/16 never. */
START_TEST(sign_off_repeats)
{
    struct run run;
    struct figure at_once = {0}, later = {0}, never = {0};
    run_open(&run, HEAD("weeks: 104") VACANT
             "attrition: {yearly: 0%}\n"
             "recruitment: {lead_time: 0 d, induction: 10 d, sign_off: {pass: 25%, retrain: 3 d, "
             "attempts: 2}}\n");
    for (uint64_t n = 0; n < 40; n++) {
        struct muster_workforce *people = people_of(&run, n);
        for (size_t p = 0; p < 60; p++) { /* the first of each post; then the second */
            for (size_t i = people->post_first[p];
                 i < people->post_first[p] + 2 && i < people->post_first[p + 1]; i++) {
                const struct muster_occupant *who = &people->occupant[i];
                int32_t days = who->live - who->join;
                ck_assert(days == 10 || days == 13);
                ck_assert(who->let_go == 0 || (days == 13 && who->leave == who->live));
                note(&at_once, days == 10);
                note(&later, days == 13 && who->let_go == 0);
                note(&never, who->let_go > 0);
            }
            for (size_t i = people->post_first[p] + 1; i < people->post_first[p + 1]; i++)
                ck_assert_int_ge(people->occupant[i].join, people->occupant[i - 1].let_go);
        }
        muster_workforce_free(people);
    }
    double n = 40 * 60; /* at least so many looked at */
    ck_assert_double_lt(fabs(at_once.sum / (at_once.sum + later.sum + never.sum) - 0.25),
                        4 * sqrt(0.25 * 0.75 / n));
    ck_assert_double_lt(fabs(later.sum / (at_once.sum + later.sum + never.sum) - 0.1875),
                        4 * sqrt(0.1875 * 0.8125 / n));
    run_close(&run);
}
END_TEST

/* The lead time is the sum of its stages, each with a draw of its own. */
START_TEST(stages_add_up)
{
    struct run run;
    struct figure days = {0};
    run_open(&run, HEAD("weeks: 104") VACANT
             "attrition: {yearly: 0%}\n"
             "recruitment: {stages: {approval: 2 weeks, advert: {exponential: {mean: 4 weeks}}, "
             "hire: {exponential: {mean: 3 weeks}}}}\n");
    for (uint64_t n = 0; n < 60; n++) {
        struct muster_workforce *people = people_of(&run, n);
        for (size_t p = 0; p < 60; p++)
            note(&days, people->occupant[people->post_first[p]].join);
        muster_workforce_free(people);
    }
    double n = 60 * 60, mean = days.sum / n, variance = days.square / n - mean * mean;
    /* joining is at the next day's start: half a day more */
    ck_assert_double_lt(fabs(mean - 63.5), 4 * sqrt((28.0 * 28 + 21 * 21) / n));
    ck_assert_double_lt(fabs(variance / (28.0 * 28 + 21 * 21) - 1), 0.2);
    run_close(&run);
}
END_TEST

/* Weibull: the share that has given notice by a time, and the long-run rate. */
START_TEST(weibull_notice)
{
    struct run run;
    run_open(&run, HEAD("weeks: 104") "staff:\n  agents:\n    fte: 60\n    in_post: {fte: 60, "
                                      "tenure: new}\n" SHIFTS
                                      "attrition: {yearly: 60%, weibull_shape: 0.6, notice: 0 d}\n"
                                      "recruitment: {lead_time: 4 weeks}\n");
    double by_half = 0, by_year = 0, n = 60 * 60;
    for (uint64_t i = 0; i < 60; i++) {
        struct muster_workforce *people = people_of(&run, i);
        for (size_t p = 0; p < 60; p++) {
            const struct muster_occupant *who = &people->occupant[people->post_first[p]];
            by_half += who->notice <= 182;
            by_year += who->notice <= 364;
        }
        muster_workforce_free(people);
    }
    /* mean 365.25 / 0.6 = scale * Gamma(1 + 1 / 0.6) */
    double scale = 365.25 / 0.6 / tgamma(1 + 1 / 0.6);
    double half = 1 - exp(-pow(182.5 / scale, 0.6)), year = 1 - exp(-pow(364.5 / scale, 0.6));
    ck_assert_double_lt(fabs(by_half / n - half), 4 * sqrt(half * (1 - half) / n));
    ck_assert_double_lt(fabs(by_year / n - year), 4 * sqrt(year * (1 - year) / n));
    run_close(&run);
}
END_TEST

/* ---- by dates, in classes, by plan ---- */

/* The holders of every post of `a` are the same in `b`, where the post is there. */
static void same_holders(const struct run *a, const struct run *b, uint64_t n, size_t least)
{
    const struct muster_roster *x = a->plan->roster, *y = b->plan->roster;
    struct muster_workforce *few = people_of(a, n), *more = people_of(b, n);
    size_t same = 0;
    for (size_t p = 0; p < x->role[0].post_count; p++)
        for (size_t q = 0; q < y->role[0].post_count; q++) {
            if (x->role[0].post[p].entity != y->role[0].post[q].entity)
                continue;
            size_t i = few->post_first[p], j = more->post_first[q];
            HOLDS_2(few->post_first[p + 1] - i, ==, more->post_first[q + 1] - j);
            for (; i < few->post_first[p + 1]; i++, j++, same++) {
                HOLDS_2(few->occupant[i].join, ==, more->occupant[j].join);
                HOLDS_2(few->occupant[i].live, ==, more->occupant[j].live);
                HOLDS_2(few->occupant[i].leave, ==, more->occupant[j].leave);
            }
        }
    HOLDS_2(same, >=, least);
    muster_workforce_free(few);
    muster_workforce_free(more);
}

#define MIX "    full_time: 70%\n    part_time: {week: 18.5 h}\n" SHIFTS
#define STEPPED(fte)                                                                               \
    "staff:\n  agents:\n    fte: " fte "\n    in_post: {fte: 12, tenure: new}\n" MIX

START_TEST(fte_by_dates)
{
    struct run steady, stepped;
    run_open(&steady, HEAD("weeks: 60") STEPPED("12") TURNOVER);
    run_open(
        &stepped,
        HEAD("weeks: 60") STEPPED(
            "{2004-04-01: 12, 2005-04-01: 20}") "leave: {days: 21, statutory: 3}\n"
                                                "sickness: {spells: 2.5 per year, length: "
                                                "{exponential: {mean: 4 d}}}\n"
                                                "attrition: {yearly: 40%}\n"
                                                "recruitment: {lead_time: {lognormal: {mean: 8 "
                                                "weeks, cv: 0.4}}, intake_every: 2 "
                                                "weeks, induction: 3 weeks, ahead: 13 weeks}\n");
    int32_t step = muster_date_from_civil((struct muster_civil){2005, 4, 1}) -
                   muster_date_from_civil((struct muster_civil){2004, 10, 4});
    const struct muster_role *role = &stepped.plan->roster->role[0];
    double early = 0, of = 0;
    for (uint64_t n = 0; n < 10; n++) {
        same_holders(&steady, &stepped, n, 16);
        struct muster_workforce *people = people_of(&stepped, n);
        for (size_t p = 0; p < role->post_count; p++) {
            if (role->from_day[p] < 0)
                continue;
            ck_assert_int_eq(role->from_day[p], step);
            ck_assert(!role->filled[p]);
            for (size_t i = people->post_first[p]; i < people->post_first[p + 1]; i++) {
                HOLDS_2(people->occupant[i].join, >, step - 91);
                HOLDS_2(people->occupant[i].live, >=, step);
                early += people->occupant[i].join < step && people->occupant[i].number == 1;
            }
            of++;
        }
        muster_workforce_free(people);
        run_replication(&stepped, 17, n, false);
        paid_is_explained(&stepped, 0);
        HOLDS_2(
            fabs(run_staff_day(&stepped, 0, MUSTER_STAFF_ESTABLISHED_FTE, (size_t)step - 1) - 12),
            <, 1e-5);
        HOLDS_2(fabs(run_staff_day(&stepped, 0, MUSTER_STAFF_ESTABLISHED_FTE, (size_t)step) - 20),
                <, 1e-5);
        for (size_t d = 0; d < stepped.tally.shape.days; d++) {
            double ahead = run_staff_day(&stepped, 0, MUSTER_STAFF_AHEAD_FTE, d);
            HOLDS(ahead == 0 || d < (size_t)step);
            HOLDS_2(run_staff_day(&stepped, 0, MUSTER_STAFF_IN_POST_FTE, d) - ahead, <=,
                    run_staff_day(&stepped, 0, MUSTER_STAFF_ESTABLISHED_FTE, d) + 1e-5);
        }
        ck_assert_double_gt(run_staff(&stepped, 0, MUSTER_STAFF_AHEAD_FTE), 0);
    }
    ck_assert_double_gt(early, 0.7 * of); /* 8 weeks and an intake against 13 */
    run_close(&steady);
    run_close(&stepped);
}
END_TEST

/* Down again: posts that go keep their holders, who are not followed. */
START_TEST(posts_that_go)
{
    struct run run;
    run_open(&run, HEAD("weeks: 60") STEPPED("{2004-04-01: 12, 2005-01-03: 6}") TURNOVER);
    const struct muster_role *role = &run.plan->roster->role[0];
    for (uint64_t n = 0; n < 10; n++) {
        struct muster_workforce *people = people_of(&run, n);
        double left = 0;
        for (size_t p = 0; p < role->post_count; p++)
            for (size_t i = people->post_first[p]; i < people->post_first[p + 1]; i++)
                if (role->to_day[p] < INT32_MAX) {
                    left += people->occupant[i].leave == MUSTER_STAYS;
                    /* wanted before the post went */
                    HOLDS(people->occupant[i].number == 0 ||
                          people->occupant[i - 1].notice < role->to_day[p]);
                }
        ck_assert_double_ge(left, 0);
        muster_workforce_free(people);
    }
    run_close(&run);
}
END_TEST

START_TEST(spans_and_posts)
{
    struct run run;
    run_open(&run, HEAD("weeks: 4") "staff:\n"
                                    "  leaders: {one_per: {fte: 8, of: agents}, in_post: {fte: 2, "
                                    "tenure: new}}\n"
                                    "  agents:\n    fte: {2004-04-01: 12, 2004-10-18: 20}\n    "
                                    "in_post: {fte: 12, tenure: "
                                    "new}\n" MIX
                                    "  manager: {posts: 1, in_post: {fte: 1, tenure: new}}\n");
    const struct muster_scenario *scenario = run.scenario;
    ck_assert_str_eq(scenario->group[0].name, "leaders");
    ck_assert_double_eq(scenario->group[0].fte, 3);
    ck_assert_double_eq(scenario->group[0].step[0].fte, 2);
    ck_assert_double_eq(scenario->group[2].fte, 1);
    run_replication(&run, 1, 0, false);
    ck_assert_double_eq(run_staff_day(&run, 0, MUSTER_STAFF_ESTABLISHED_FTE, 13), 2);
    ck_assert_double_eq(run_staff_day(&run, 0, MUSTER_STAFF_ESTABLISHED_FTE, 14), 3);
    ck_assert_double_eq(run_staff_day(&run, 2, MUSTER_STAFF_ESTABLISHED_FTE, 14), 1);
    run_close(&run);
}
END_TEST

#define CLASSES(limits)                                                                            \
    HEAD("weeks: 104")                                                                             \
    AGENTS "attrition: {yearly: 60%}\n"                                                            \
           "recruitment: {lead_time: {lognormal: {mean: 8 weeks, cv: 0.4}}, "                      \
           "intake_every: 2 weeks, induction: 3 weeks" limits "}\n"

START_TEST(classes)
{
    struct run free_run, wide, narrow;
    run_open(&free_run, CLASSES(""));
    run_open(&wide, CLASSES(", class: {most: 1000}"));
    run_open(&narrow, CLASSES(", class: {least: 2, most: 3}"));
    size_t of_size[5] = {0};
    for (uint64_t n = 0; n < 20; n++) {
        run_replication(&free_run, 4, n, false);
        run_replication(&wide, 4, n, false);
        ck_assert_mem_eq(free_run.tally.block, wide.tally.block, wide.tally.bytes);
        run_replication(&narrow, 4, n, false);
        paid_is_explained(&narrow, 0);
        for (size_t d = 0; d < narrow.tally.shape.days; d++) {
            double hires = run_staff_day(&narrow, 0, MUSTER_STAFF_HIRES, d);
            HOLDS(hires == 0 || (hires >= 2 && hires <= 3 && d % 14 == 0));
            of_size[(size_t)hires]++;
        }
    }
    ck_assert_uint_gt(of_size[2], 0);
    ck_assert_uint_gt(of_size[3], 0);
    run_close(&free_run);
    run_close(&wide);
    run_close(&narrow);
}
END_TEST

/* Cohorts by month of service worked out apart: 10, 10 and 5 join, and nobody is replaced. */
START_TEST(plan_by_month)
{
    static const double HEADS[] = {10.00000, 9.10000,  8.37200,  17.78596, 16.49666,
                                   15.62073, 19.88971, 18.90834, 18.25717, 17.68273,
                                   17.21229, 16.86804, 16.53068};
    static const double LEAVERS[] = {0.90000, 0.72800, 0.58604, 1.28930, 0.87593, 0.73101,
                                     0.98137, 0.65117, 0.57444, 0.47044, 0.34425, 0.33736};
    static struct figure heads[13], leavers[12];
    struct run run;
    int replications = (int)(400 * MUSTER_EFFORT);
    run_open(&run, "muster: 1\n"
                   "horizon: {start: 2003-01-01, days: 365, interval: 60 min}\n"
                   "opening: {mon-fri: 09:00-17:00}\n"
                   "services: {calls: {rate: 1 per hour, handle: 1 min}}\n"
                   "staff:\n"
                   "  agents:\n"
                   "    fte: 25\n"
                   "    in_post: {fte: 0, tenure: new}\n"
                   "    shifts: [{start: 09:00, length: 7.4 h}]\n"
                   "    skills: [calls]\n"
                   "attrition: {monthly_by_tenure: [9%, 8%, 7%, 5%, 2%], notice: 0 d}\n"
                   "recruitment: {plan: {2003-01-01: 10, 2003-04-01: 10, 2003-07-01: 5}}\n");
    for (int n = 0; n < replications; n++) {
        run_replication(&run, 11, (uint64_t)n, false);
        size_t day = 0;
        for (size_t m = 0; m < 12; m++) {
            int32_t next = muster_month_next(run.scenario->start + (int32_t)day);
            size_t end = (size_t)(next - run.scenario->start);
            double left = 0;
            note(&heads[m], run_staff_day(&run, 0, MUSTER_STAFF_HEADCOUNT, day));
            for (; day < end; day++)
                left += run_staff_day(&run, 0, MUSTER_STAFF_LEAVERS, day);
            note(&leavers[m], left);
        }
        note(&heads[12], run_staff(&run, 0, MUSTER_STAFF_HEADCOUNT_END));
        ck_assert_double_eq(run_staff(&run, 0, MUSTER_STAFF_HIRES), 25);
    }
    double furthest = 0;
    for (size_t m = 0; m <= 12; m++)
        furthest = fmax(furthest, fabs(z_of(&heads[m], replications, HEADS[m])));
    for (size_t m = 0; m < 12; m++)
        furthest = fmax(furthest, fabs(z_of(&leavers[m], replications, LEAVERS[m])));
    ck_assert_msg(furthest < 3.9, "furthest of 25: %.2f standard errors", furthest);
    run_close(&run);
}
END_TEST

/* ---- agency and casuals ---- */

#define SICK "sickness: {spells: 6 per year, length: {exponential: {mean: 8 d}}}\n"
#define LEAVING                                                                                    \
    "attrition: {yearly: 80%, notice: 1 week}\n"                                                   \
    "recruitment: {lead_time: {lognormal: {mean: 12 weeks, cv: 0.4}}, induction: 3 weeks}\n"       \
    "learning: {initial: 1.6, tau: 8 weeks}\n"

/* Paid seconds without what contacts took beyond the shifts. */
static double in_time(const struct run *run)
{
    return run_staff(run, 0, MUSTER_STAFF_PAID_S) - run_staff(run, 0, MUSTER_STAFF_OVERTIME_S);
}

/* Nobody of the group moves, the hours are paid and costed, and vacant posts are covered. */
START_TEST(agency_in_vacant_posts)
{
    struct run with, without;
    run_open(&with, HEAD("weeks: 52") AGENTS
             "    agency: {hourly: £14, ready_after: 1 week, most: 2, until: 2005-06-30}\n" SICK
                 LEAVING);
    run_open(&without, HEAD("weeks: 52") AGENTS SICK LEAVING);
    size_t last =
        (size_t)(muster_date_from_civil((struct muster_civil){2005, 6, 30}) - with.scenario->start);
    static const enum muster_staff own[] = {MUSTER_STAFF_SICKNESS_S,  MUSTER_STAFF_INDUCTION_S,
                                            MUSTER_STAFF_HEADCOUNT,   MUSTER_STAFF_LEAVERS,
                                            MUSTER_STAFF_IN_POST_FTE, MUSTER_STAFF_HIRES};
    for (uint64_t n = 0; n < 10; n++) {
        run_replication(&with, 7, n, false);
        run_replication(&without, 7, n, false);
        paid_is_explained(&with, 0);
        for (size_t i = 0; i < sizeof own / sizeof *own; i++)
            ck_assert_double_eq(run_staff(&with, 0, own[i]), run_staff(&without, 0, own[i]));
        double agency = run_staff(&with, 0, MUSTER_STAFF_AGENCY_S), cost = 0;
        ck_assert_double_gt(agency, 0);
        for (size_t m = 0; m < with.tally.shape.months; m++)
            cost += with.tally.cost[m * MUSTER_COSTS + MUSTER_COST_AGENCY];
        ck_assert_double_lt(fabs(cost - 14 * agency / 3600), 1e-6 * cost);
        for (size_t d = 0; d < with.tally.shape.days; d++) {
            double day_s = run_staff_day(&with, 0, MUSTER_STAFF_AGENCY_S, d);
            HOLDS_2(day_s, <=, 2 * 7.4 * 3600 + 1);
            HOLDS(d <= last || day_s == 0);
        }
    }
    run_close(&with);
    run_close(&without);
}
END_TEST

/* With an agency for every vacancy at once, contracted hours are worked as if nobody had left. */
START_TEST(agency_fills_the_rota)
{
    struct run all, vacant;
    run_open(&all, HEAD("weeks: 26") AGENTS);
    run_open(&vacant,
             HEAD("weeks: 26") "staff:\n  agents:\n    fte: 8\n    in_post: {fte: 0, tenure: "
                               "new}\n" SHIFTS "    agency: {hourly: £14}\n");
    run_replication(&all, 7, 0, false);
    run_replication(&vacant, 7, 0, false);
    ck_assert_double_eq(run_staff(&vacant, 0, MUSTER_STAFF_SCHEDULED_S),
                        run_staff(&all, 0, MUSTER_STAFF_SCHEDULED_S));
    ck_assert_double_lt(fabs(run_staff(&vacant, 0, MUSTER_STAFF_AGENCY_S) - in_time(&vacant)),
                        1e-3);
    ck_assert_double_eq(run_staff(&vacant, 0, MUSTER_STAFF_PRESENT_S),
                        run_staff(&all, 0, MUSTER_STAFF_PRESENT_S));
    run_close(&all);
    run_close(&vacant);
}
END_TEST

/* Whoever is off sick for more than two weeks has somebody standing in, and is paid as before. */
START_TEST(agency_for_the_sick)
{
    struct run with, without;
    run_open(&with,
             HEAD("weeks: 52") AGENTS "    agency: {hourly: £14, sick_after: 2 weeks}\n" SICK);
    run_open(&without, HEAD("weeks: 52") AGENTS SICK);
    double agency = 0;
    for (uint64_t n = 0; n < 10; n++) {
        run_replication(&with, 7, n, false);
        run_replication(&without, 7, n, false);
        paid_is_explained(&with, 0);
        agency += run_staff(&with, 0, MUSTER_STAFF_AGENCY_S);
        ck_assert_double_eq(run_staff(&with, 0, MUSTER_STAFF_SPELLS),
                            run_staff(&without, 0, MUSTER_STAFF_SPELLS));
        double sick = run_staff(&without, 0, MUSTER_STAFF_SICKNESS_S);
        ck_assert_double_lt(fabs(run_staff(&with, 0, MUSTER_STAFF_SICKNESS_S) / sick - 1), 0.02);
    }
    ck_assert_double_gt(agency, 0);
    run_close(&with);
    run_close(&without);
}
END_TEST

START_TEST(casuals_for_lost_shifts)
{
    struct run with, without;
    run_open(&with,
             HEAD("weeks: 52") AGENTS "    casuals: {people: 1, hourly: £9.50}\n" SICK LEAVING);
    run_open(&without, HEAD("weeks: 52") AGENTS SICK LEAVING);
    for (uint64_t n = 0; n < 10; n++) {
        run_replication(&with, 7, n, false);
        run_replication(&without, 7, n, false);
        paid_is_explained(&with, 0);
        ck_assert_double_eq(run_staff(&with, 0, MUSTER_STAFF_SICKNESS_S),
                            run_staff(&without, 0, MUSTER_STAFF_SICKNESS_S));
        ck_assert_double_gt(run_staff(&with, 0, MUSTER_STAFF_CASUAL_S), 0);
        double more = in_time(&with) - in_time(&without);
        ck_assert_double_lt(fabs(more - run_staff(&with, 0, MUSTER_STAFF_CASUAL_S)), 1);
        for (size_t d = 0; d < with.tally.shape.days; d++)
            HOLDS_2(run_staff_day(&with, 0, MUSTER_STAFF_CASUAL_S, d), <=, 7.4 * 3600 + 1);
    }
    run_close(&with);
    run_close(&without);
}
END_TEST

/* ---- keeping people ---- */

#define PROGRAMME(words)                                                                           \
    HEAD("weeks: 104")                                                                             \
    "staff:\n  agents:\n    fte: 40\n    in_post: {fte: 40, tenure: new}\n" SHIFTS                 \
    "attrition: {yearly: 40%, notice: 0 d}\nrecruitment: {lead_time: 8 weeks}\n" words

/* A factor of 1 moves nobody and costs what it says; a half halves the hazard from its day on. */
START_TEST(retention_programme)
{
    struct run without, one, half;
    run_open(&without, PROGRAMME(""));
    run_open(&one,
             PROGRAMME("retention: {coaching: {from: 2005-10-03, hazard: 1, per_year: £36525, "
                       "once: £1000}}\n"));
    run_open(&half, PROGRAMME("retention: {coaching: {from: 2005-10-03, hazard: 0.5}}\n"));
    double before[2] = {0}, after[2] = {0}, cost = 0;
    size_t from = 364;
    for (uint64_t n = 0; n < 30; n++) {
        run_replication(&without, 2, n, false);
        run_replication(&one, 2, n, false);
        run_replication(&half, 2, n, false);
        same_group(&without, 0, &one, 0);
        for (size_t d = 0; d < half.tally.shape.days; d++) {
            double *sum = d <= from ? before : after;
            sum[0] += run_staff_day(&without, 0, MUSTER_STAFF_LEAVERS, d);
            sum[1] += run_staff_day(&half, 0, MUSTER_STAFF_LEAVERS, d);
        }
    }
    ck_assert_double_eq(before[0], before[1]);
    /* rates of leaving of people in post, nearly the same numbers: 4 standard errors */
    ck_assert_double_lt(fabs(after[1] / after[0] - 0.5), 4 * sqrt(0.75 / after[0]) + 0.02);
    for (size_t m = 0; m < one.tally.shape.months; m++)
        cost += one.tally.cost[m * MUSTER_COSTS + MUSTER_COST_RETENTION];
    /* a year by twelfths, parts of a month by its days: within a day's money */
    ck_assert_double_lt(fabs(cost - 100 * 364 - 1000), 100);
    run_close(&without);
    run_close(&one);
    run_close(&half);
}
END_TEST

/* ---- annualised hours ---- */

START_TEST(annualised_hours)
{
    struct run run;
    run_open(&run, HEAD_FROM("2004-01-01", "days: 1461") AGENTS
             "    full_time_week: 30 h\n    annualised: {jan: 1.2, jul: 0.8}\n");
    run_replication(&run, 1, 0, false);
    double month[12] = {0}, days[12] = {0}, all = 0;
    for (size_t d = 0; d < run.tally.shape.days; d++) {
        int32_t date = run.scenario->start + (int32_t)d;
        int m = muster_civil_from_date(date).month - 1;
        month[m] += run_staff_day(&run, 0, MUSTER_STAFF_SCHEDULED_S, d);
        days[m] += muster_weekday(date) < 5;
        all += muster_weekday(date) < 5;
    }
    double hours = run_staff(&run, 0, MUSTER_STAFF_DUE_S) / 3600;
    double contract = 8 * 6 * all;
    /* balanced over the year but for weekdays that fall unevenly and the bank of one shift */
    ck_assert_double_lt(fabs(hours / contract - 1), 0.005);
    double jan = month[0] / days[0], jul = month[6] / days[6], oct = month[9] / days[9];
    ck_assert_double_lt(fabs(jan / oct - 1.2), 0.04);
    ck_assert_double_lt(fabs(jul / oct - 0.8), 0.03);
    run_close(&run);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("joining");
    TCase *tests = tcase_create("joining");
    tcase_add_test(tests, group_without_skills);
    tcase_add_test(tests, h1_by_month);
    tcase_add_test(tests, factors_of_one);
    tcase_add_test(tests, sign_off_repeats);
    tcase_add_test(tests, stages_add_up);
    tcase_add_test(tests, weibull_notice);
    tcase_add_test(tests, fte_by_dates);
    tcase_add_test(tests, posts_that_go);
    tcase_add_test(tests, spans_and_posts);
    tcase_add_test(tests, classes);
    tcase_add_test(tests, plan_by_month);
    tcase_add_test(tests, agency_in_vacant_posts);
    tcase_add_test(tests, agency_fills_the_rota);
    tcase_add_test(tests, agency_for_the_sick);
    tcase_add_test(tests, casuals_for_lost_shifts);
    tcase_add_test(tests, retention_programme);
    tcase_add_test(tests, annualised_hours);
    suite_add_tcase(suite, tests);
    return muster_check_run(suite);
}
