/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Acting up: a vacancy worked by hand to the day and the pound; who acts and when, found again by
 * search in random years; and nobody else's luck moved.
 */
#include "calendar.h"
#include "engine_runs.h"
#include "people.h"

#define HEAD                                                                                       \
    "muster: 1\n"                                                                                  \
    "currency: £\n"                                                                               \
    "horizon: {start: 2005-01-03, weeks: 52, interval: 30 min}\n"                                  \
    "opening: {mon-fri: 09:00-17:00}\n"                                                            \
    "services: {calls: {rate: 20 per hour, handle: {exponential: {mean: 3 min}}, patience: "       \
    "{exponential: {mean: 2 min}}}}\n"
#define SHIFTS                                                                                     \
    "    shifts: [{start: 09:00, length: 7.9 h, lunch: {length: 30 min, between: 11:30-14:00}}]\n" \
    "    skills: [calls]\n"
#define AGENTS "  agents:\n    fte: 8\n    in_post: {fte: 8, tenure: new}\n" SHIFTS
/* Two posts off the phones, one vacant from the first day on. */
#define LEADERS "staff:\n  team leaders:\n    posts: 2\n    in_post: {fte: 1, tenure: new}\n"
#define ACTING "    acting_up: {from: agents, after: 2 weeks, at_most: 2}\n"
/* The recruit joins on day 84 and is live on day 98. */
#define RECRUITMENT "recruitment: {lead_time: 12 weeks, induction: 2 weeks}\n"
#define GRADES(agent, leader) "pay: {grades: {agent: {" agent "}, leader: {" leader "}}}\n"
#define IN_GRADES(more)                                                                            \
    HEAD LEADERS "    grade: leader\n" ACTING AGENTS "    grade: agent\n" more RECRUITMENT

enum { LEADER, AGENT, FIRST = 14, LIVE = 98, DAY_S = 86400 };
static const double DAY_H = 7.4;

static double cost_of(const struct run *run, enum muster_cost heading, size_t month)
{
    return run->tally.cost[month * MUSTER_COSTS + heading];
}

static double cost_sum(const struct run *run, enum muster_cost heading)
{
    double sum = 0;
    for (size_t m = 0; m < run->tally.shape.months; m++)
        sum += cost_of(run, heading, m);
    return sum;
}

/* ---- a vacancy by hand ---- */

/* Vacant on Monday 2005-01-03; somebody acts from 17 January to 10 April, 84 days; the recruit is
 * inducted from 28 March and live on 11 April. */
START_TEST(a_vacancy_by_hand)
{
    struct run run;
    run_open(&run, HEAD LEADERS ACTING AGENTS RECRUITMENT);
    run_replication(&run, 1, 0, false);
    for (size_t d = 0; d < run.tally.shape.days; d++) {
        bool acts = d >= FIRST && d < LIVE, weekday = d % 7 < 5;
        HOLDS_2(run_staff_day(&run, LEADER, MUSTER_STAFF_ACTING_FTE, d), ==, acts);
        HOLDS_2(run_staff_day(&run, AGENT, MUSTER_STAFF_ACTS_AWAY_FTE, d), ==, acts);
        HOLDS_2(run_staff_day(&run, AGENT, MUSTER_STAFF_ACTING_FTE, d), ==, 0);
        /* Nobody is counted twice: the actor is in post as an agent only. */
        HOLDS_2(run_staff_day(&run, AGENT, MUSTER_STAFF_HEADCOUNT, d), ==, 8);
        HOLDS_2(run_staff_day(&run, LEADER, MUSTER_STAFF_HEADCOUNT, d), ==, d < 84 ? 1 : 2);
        HOLDS_2(run_staff_day(&run, LEADER, MUSTER_STAFF_IN_POST_FTE, d), ==, d < 84 ? 1 : 2);
        HOLDS_2(fabs(run_staff_day(&run, AGENT, MUSTER_STAFF_SCHEDULED_S, d) -
                     (weekday ? (acts ? 7 : 8) * DAY_H * 3600 : 0)),
                <=, 0.1);
        HOLDS_2(fabs(run_staff_day(&run, LEADER, MUSTER_STAFF_OTHER_WORK_S, d) -
                     (weekday ? (d < FIRST ? 1 : 2) * DAY_H * 3600 : 0)),
                <=, 0.1);
    }
    run_close(&run);
}
END_TEST

/* Who is where on Monday 24 January: the agent of the first post acts in the leaders' second. */
START_TEST(who_is_where)
{
    struct run run;
    struct muster_workforce *workforce;
    struct muster_person_day where;
    const struct muster_staff_event *event;
    size_t count;
    run_open(&run, HEAD LEADERS ACTING AGENTS RECRUITMENT);
    ck_assert_int_eq(muster_workforce_new(&workforce, run.plan->roster), MUSTER_OK);
    ck_assert_int_eq(muster_workforce_begin(workforce, (struct muster_key){1, 0}), MUSTER_OK);
    for (size_t week = 0; week < 4; week++)
        ck_assert_int_eq(muster_workforce_week(workforce, week, &event, &count, &run.tally),
                         MUSTER_OK);
    muster_workforce_person(&where, workforce, LEADER, 1, 21);
    ck_assert_int_eq(where.where, MUSTER_WHERE_OTHER_WORK);
    muster_workforce_person(&where, workforce, AGENT, 0, 21);
    ck_assert_int_eq(where.where, MUSTER_WHERE_ACTING);
    muster_workforce_person(&where, workforce, AGENT, 1, 21);
    ck_assert_int_eq(where.where, MUSTER_WHERE_WORK);
    muster_workforce_free(workforce);
    run_close(&run);
}
END_TEST

/* £15,000 + 20 % as an agent, £21,000 + 25 % acting: £6,000 a year more for 84 days; 15 of them in
 * January, 28 in February, 31 in March, 10 in April. */
START_TEST(pay_by_hand)
{
    static const double days[] = {15, 28, 31, 10, 0};
    struct run run;
    run_open(&run,
             IN_GRADES("") GRADES("salary: 15000, on_cost: 20%", "salary: 21000, on_cost: 25%"));
    run_replication(&run, 1, 0, false);
    for (size_t m = 0; m < 5; m++)
        ck_assert_double_eq_tol(cost_of(&run, MUSTER_COST_ACTING_UP, m), 6000 * days[m] / 365.25,
                                1e-6);
    ck_assert_double_eq_tol(cost_sum(&run, MUSTER_COST_ACTING_UP), 1379.88, 0.005);
    ck_assert_double_eq_tol(cost_sum(&run, MUSTER_COST_SALARIES),
                            (8 * 15000 * 364 + 21000 * (364 + 280)) / 365.25, 1e-6);
    ck_assert_double_eq_tol(
        cost_sum(&run, MUSTER_COST_ON_COSTS),
        (0.2 * 15000 * (8 * 364 - 84) + 0.25 * 21000 * (364 + 280 + 84)) / 365.25, 1e-6);
    run_close(&run);
    /* Who has more keeps it, and what goes with it. */
    run_open(&run,
             IN_GRADES("") GRADES("salary: 22000, on_cost: 20%", "salary: 21000, on_cost: 25%"));
    run_replication(&run, 1, 0, false);
    ck_assert_double_eq(cost_sum(&run, MUSTER_COST_ACTING_UP), 0);
    ck_assert_double_eq_tol(cost_sum(&run, MUSTER_COST_ON_COSTS),
                            (0.2 * 22000 * 8 * 364 + 0.25 * 21000 * (364 + 280)) / 365.25, 1e-6);
    run_close(&run);
}
END_TEST

/* By months, with an award of 3 % on 1 March: agents on a spine with a pension of 10 %, the
 * leaders' grade with 25 % on-costs. A month's twelfth by its days: £500 a month more, £515 from
 * March. */
START_TEST(detailed_pay_by_hand)
{
    static const char pay[] = IN_GRADES(
        "") "pay:\n  spines: {council: {14: 14500, 15: 14900}}\n"
            "  grades: {agent: {spine: council, points: 14-15}, leader: {salary: 20500, on_cost: "
            "25%}}\n"
            "  award: {from: 2005-03-01, rise: 3%}\n  pension: {rate: 10%}\n";
    static const double part[] = {15.0 / 31, 1, 1.03, 1.03 * 10 / 30, 0};
    static const double in_post[] = {29.0 / 31, 1, 1.03, 1.03, 1.03};
    static const double recruit[] = {0, 0, 1.03 * 4 / 31, 1.03, 1.03};
    struct run run;
    run_open(&run, pay);
    run_replication(&run, 1, 0, false);
    for (size_t m = 0; m < 5; m++) {
        double agent = 14500.0 / 12, leader = 20500.0 / 12;
        ck_assert_double_eq_tol(cost_of(&run, MUSTER_COST_ACTING_UP, m), 500 * part[m], 1e-6);
        ck_assert_double_eq_tol(cost_of(&run, MUSTER_COST_SALARIES, m),
                                8 * agent * in_post[m] + leader * (in_post[m] + recruit[m]), 1e-6);
        ck_assert_double_eq_tol(cost_of(&run, MUSTER_COST_ON_COSTS, m),
                                0.25 * leader * (in_post[m] + recruit[m] + part[m]), 1e-6);
        ck_assert_double_eq_tol(cost_of(&run, MUSTER_COST_PENSION, m),
                                0.1 * agent * (8 * in_post[m] - part[m]), 1e-6);
    }
    run_close(&run);
    /* National insurance of the agents' days alone, 7 x 29 and 14 in January: 12.8 % of what is
     * above £395 a month. */
    static const double days[] = {(7 * 29 + 14) / 31.0, 7, 7};
    char text[sizeof pay + 64];
    snprintf(text, sizeof text, "%s  national_insurance: uk-employer-ni.csv\n", pay);
    run_open(&run, text);
    run_replication(&run, 1, 0, false);
    for (size_t m = 0; m < 3; m++)
        ck_assert_double_eq_tol(cost_of(&run, MUSTER_COST_NATIONAL_INSURANCE, m),
                                0.128 * (14500.0 / 12 * (m < 2 ? 1 : 1.03) - 395) * days[m], 1e-6);
    run_close(&run);
}
END_TEST

/* With skills alike: the post's shifts are worked as if it were filled. */
START_TEST(on_the_phones)
{
#define SENIORS(post)                                                                              \
    "staff:\n  seniors:\n    posts: 2\n    in_post: {fte: " post ", tenure: new}\n"
    struct run acts, full;
    run_open(&acts, HEAD SENIORS("1") SHIFTS "    acting_up: {from: agents}\n" AGENTS);
    run_open(&full, HEAD SENIORS("2") SHIFTS AGENTS);
    run_replication(&acts, 1, 0, false);
    run_replication(&full, 1, 0, false);
    for (size_t d = 0; d < acts.tally.shape.days; d++) {
        HOLDS_2(run_staff_day(&acts, LEADER, MUSTER_STAFF_SCHEDULED_S, d), ==,
                run_staff_day(&full, LEADER, MUSTER_STAFF_SCHEDULED_S, d));
        HOLDS_2(run_staff_day(&acts, AGENT, MUSTER_STAFF_SCHEDULED_S, d) * 8, ==,
                run_staff_day(&full, AGENT, MUSTER_STAFF_SCHEDULED_S, d) * 7);
    }
    run_close(&acts);
    run_close(&full);
}
END_TEST

/* An agency in the agents' posts fills the one that is kept, and none comes where somebody acts. */
START_TEST(the_kept_post_is_filled)
{
    struct run run;
    run_open(&run, HEAD LEADERS "    acting_up: {from: agents, after: 2 weeks}\n" AGENTS
                                "    agency: {hourly: £10, ready_after: 3 d}\n" RECRUITMENT);
    run_replication(&run, 1, 0, false);
    for (size_t d = 0; d < run.tally.shape.days; d++) {
        bool there = d >= FIRST + 3 && d < LIVE && d % 7 < 5;
        HOLDS_2(
            fabs(run_staff_day(&run, AGENT, MUSTER_STAFF_AGENCY_S, d) - (there ? DAY_H * 3600 : 0)),
            <=, 0.1);
    }
    run_close(&run);
}
END_TEST

/* ---- who and when, by search ---- */

#define TURNOVER_AND(burnout)                                                                      \
    "leave: {days: 21, statutory: 3}\n"                                                            \
    "sickness: {spells: 3 per year, length: {exponential: {mean: 9 d}}}\n"                         \
    "attrition: {yearly: 90%, notice: 3 weeks" burnout "}\n"                                       \
    "recruitment: {lead_time: {lognormal: {mean: 9 weeks, cv: 0.5}}, induction: 3 weeks}\n"
#define TURNOVER TURNOVER_AND("")
#define LEVELS(leaders, trainers)                                                                  \
    HEAD "staff:\n"                                                                                \
         "  leaders:\n    posts: 5\n    in_post: {fte: 4, tenure: new}\n" leaders                  \
         "  agents:\n    fte: 8\n    full_time: 50%\n    part_time: {week: 18.5 h}\n    in_post: " \
         "{fte: 8, tenure: steady_state}\n" SHIFTS                                                 \
         "  trainers:\n    fte: 1.5\n    full_time: 67%\n    part_time: {week: 18.5 h}\n"          \
         "    in_post: {fte: 1.5, tenure: new}\n" trainers
#define RANDOM(burnout)                                                                            \
    LEVELS("    acting_up: {from: agents, after: 10 d, at_most: 2}\n",                             \
           "    acting_up: {from: agents}\n")                                                      \
    TURNOVER_AND(burnout)

static bool live_on(const struct muster_occupant *who, int32_t day)
{
    return who->live <= day && day < who->leave;
}

/* Nobody of the post's own is live on a day. */
static bool vacant_on(const struct muster_workforce *workforce, const struct muster_role *role,
                      size_t p, int32_t day)
{
    const size_t *first = workforce->post_first + role->first_post + p;
    for (size_t i = first[0]; i < first[1]; i++)
        if (live_on(&workforce->occupant[i], day))
            return false;
    return true;
}

static bool acts_on(const struct muster_workforce *workforce, int32_t occupant, int32_t day,
                    const struct muster_acting *but)
{
    for (size_t i = 0; i < workforce->acting_count; i++) {
        const struct muster_acting *one = &workforce->acting[i];
        if (one != but && one->actor == occupant && one->from <= day && day < one->to)
            return true;
    }
    return false;
}

/* Could act from a day on in a post of so many FTE. `but` is left out of those who act. */
static bool could_act(const struct muster_workforce *workforce, size_t occupant, double fte,
                      int32_t day, const struct muster_acting *but)
{
    const struct muster_role *agents = &workforce->roster->role[1];
    const struct muster_occupant *who = &workforce->occupant[occupant];
    return agents->fte[who->post] == fte && live_on(who, day) && who->notice > day &&
           !muster_spell_on(workforce, who, day) &&
           !acts_on(workforce, (int32_t)occupant, day, but);
}

static const struct muster_acting *acting_there(const struct muster_workforce *workforce,
                                                size_t post, int32_t day)
{
    const struct muster_acting *found = NULL;
    for (size_t i = 0; i < workforce->acting_count; i++) {
        const struct muster_acting *one = &workforce->acting[i];
        size_t p = 0;
        for (int32_t k; p < workforce->roster->post_count; p++) {
            for (k = workforce->acting_in[p]; k >= 0 && (size_t)k != i;)
                k = workforce->acting[k].next_in;
            if (k >= 0)
                break;
        }
        if (p == post && one->from <= day && day < one->to) {
            ck_assert_ptr_null(found); /* never two in a post */
            found = one;
        }
    }
    return found;
}

/* The agents' occupants are [*first, *end). */
static void agents_of(size_t *first, size_t *end, const struct muster_workforce *workforce)
{
    const struct muster_role *agents = &workforce->roster->role[1];
    *first = workforce->post_first[agents->first_post];
    *end = workforce->post_first[agents->first_post + agents->post_count];
}

/* Of those who could have, the one who acts has been live longest, and is of the lowest post. */
static void chosen_well(const struct muster_workforce *workforce, const struct muster_acting *one,
                        double fte)
{
    size_t first, end;
    agents_of(&first, &end, workforce);
    HOLDS(could_act(workforce, (size_t)one->actor, fte, one->from, one));
    for (size_t i = first; i < end; i++) {
        if (!could_act(workforce, i, fte, one->from, one))
            continue;
        int32_t live = workforce->occupant[i].live, his = workforce->occupant[one->actor].live;
        HOLDS(live > his || (live == his && i >= (size_t)one->actor));
    }
}

static bool anybody_could(const struct muster_workforce *workforce, double fte, int32_t day)
{
    size_t first, end;
    agents_of(&first, &end, workforce);
    for (size_t i = first; i < end; i++)
        if (could_act(workforce, i, fte, day, NULL))
            return true;
    return false;
}

/* Each day of each post: acted in when it has been vacant so long, somebody can, and the group has
 * fewer than its most; at_once is the group's on that day. */
static void post_is_covered(const struct muster_workforce *workforce,
                            const struct muster_role *role, size_t p, int32_t day, int *so_long)
{
    const struct muster_acting_up *rule = &role->group->acting_up;
    const struct muster_acting *one = acting_there(workforce, role->first_post + p, day);
    bool vacant = vacant_on(workforce, role, p, day);
    int at_once = 0;
    for (size_t i = 0; i < role->post_count; i++)
        at_once += acting_there(workforce, role->first_post + i, day) != NULL;
    HOLDS(at_once <= rule->most);
    if (one) {
        HOLDS(vacant && *so_long >= rule->after_days);
        HOLDS(live_on(&workforce->occupant[one->actor], day));
        if (one->from == day)
            chosen_well(workforce, one, role->fte[p]);
    } else if (vacant && *so_long >= rule->after_days) {
        HOLDS(at_once == rule->most || !anybody_could(workforce, role->fte[p], day));
    }
    *so_long = vacant ? *so_long + 1 : 0;
}

/* The seven days of a week; so_long[post] goes on. */
static void week_is_covered(const struct muster_workforce *workforce, size_t week, int *so_long)
{
    const struct muster_roster *roster = workforce->roster;
    for (int32_t day = 7 * (int32_t)week; day < 7 * (int32_t)week + 7; day++)
        for (size_t r = 0; r < roster->role_count; r++)
            for (size_t p = 0;
                 p < roster->role[r].post_count && roster->role[r].group->acting_up.given; p++)
                post_is_covered(workforce, &roster->role[r], p, day,
                                &so_long[roster->role[r].first_post + p]);
}

START_TEST(found_again_by_search)
{
    struct run run;
    struct muster_workforce *workforce;
    size_t acted = 0, part_time = 0;
    run_open(&run, RANDOM(""));
    const struct muster_roster *roster = run.plan->roster;
    ck_assert_int_eq(muster_workforce_new(&workforce, roster), MUSTER_OK);
    for (uint64_t n = 0; n < 25; n++) {
        int so_long[32] = {0};
        ck_assert_int_eq(muster_workforce_begin(workforce, (struct muster_key){11, n}), MUSTER_OK);
        for (size_t week = 0; week < 52; week++)
            week_is_covered(workforce, week, so_long);
        acted += workforce->acting_count;
        for (size_t i = 0; i < workforce->acting_count; i++)
            part_time +=
                workforce->acting[i].role == &roster->role[2] &&
                roster->role[1].fte[workforce->occupant[workforce->acting[i].actor].post] < 0.6;
    }
    ck_assert_uint_gt(acted, 100);
    ck_assert_uint_gt(part_time, 5);
    muster_workforce_free(workforce);
    run_close(&run);
}
END_TEST

/* Where the load makes people leave sooner, who acts is found anew week by week, and each week as
 * it is lived is covered as if it had been known. */
START_TEST(found_again_as_people_burn_out)
{
    struct run run;
    struct muster_workforce *workforce;
    const struct muster_staff_event *event;
    size_t count, hastened = 0, acted = 0;
    run_open(&run, RANDOM(", burnout: {above: 50%, per_point: 9%}"));
    ck_assert_int_eq(muster_workforce_new(&workforce, run.plan->roster), MUSTER_OK);
    for (uint64_t n = 0; n < 10; n++) {
        int so_long[32] = {0};
        ck_assert_int_eq(muster_workforce_begin(workforce, (struct muster_key){11, n}), MUSTER_OK);
        size_t first = workforce->occupant_count;
        for (size_t week = 0; week < 52; week++) {
            ck_assert_int_eq(muster_workforce_week(workforce, week, &event, &count, &run.tally),
                             MUSTER_OK);
            week_is_covered(workforce, week, so_long);
            muster_workforce_worked(workforce, week, 1, 80, 100);
        }
        hastened += workforce->occupant_count > first;
        acted += workforce->acting_count;
    }
    ck_assert_uint_gt(hastened, 5);
    ck_assert_uint_gt(acted, 40);
    muster_workforce_free(workforce);
    run_close(&run);
}
END_TEST

/* ---- leaving while acting ---- */

/* A duty of somebody who has left since the rota was made: in the post that they worked last. */
static size_t ghost_is_placed(const struct muster_workforce *workforce,
                              const struct muster_role *role, size_t p,
                              const struct muster_duty *duty)
{
    size_t post = role->first_post + p, gone = (size_t)duty->occupant;
    int32_t last = workforce->occupant[gone].leave - 1;
    bool own = workforce->post_first[post] <= gone && gone < workforce->post_first[post + 1];
    HOLDS(duty->flags & MUSTER_DUTY_GHOST);
    const struct muster_acting *one = muster_acting_in(workforce, post, last);
    HOLDS(own ? !muster_acting_of(workforce, post, (int32_t)gone, last)
              : one && one->actor == (int32_t)gone);
    return !own;
}

/* Whoever leaves without notice stays on the rota made by then: of the post acted in, not of the
 * one that was kept. */
START_TEST(leaving_while_acting)
{
    struct run run;
    struct muster_workforce *workforce;
    const struct muster_staff_event *event;
    size_t count, acted = 0;
    run_open(&run, HEAD "staff:\n  seniors:\n    posts: 4\n    in_post: {fte: 2, tenure: new}\n"
                        "    acting_up: {from: agents}\n" SHIFTS AGENTS
                        "attrition: {yearly: 120%, notice: 0 d}\n");
    const struct muster_roster *roster = run.plan->roster;
    ck_assert_int_eq(muster_workforce_new(&workforce, roster), MUSTER_OK);
    for (uint64_t n = 0; n < 20; n++) {
        ck_assert_int_eq(muster_workforce_begin(workforce, (struct muster_key){5, n}), MUSTER_OK);
        for (size_t week = 0; week < 40; week++) {
            ck_assert_int_eq(muster_workforce_week(workforce, week, &event, &count, &run.tally),
                             MUSTER_OK);
            for (size_t r = 0; r < roster->role_count; r++)
                for (size_t p = 0; p < roster->role[r].post_count; p++)
                    for (int32_t j = 0; j < 7; j++) {
                        int32_t day = 7 * (int32_t)week + j;
                        const struct muster_duty *duty = muster_post_duty(
                            (struct muster_post_at){workforce, &roster->role[r], p, day});
                        if (duty->occupant >= 0 && workforce->occupant[duty->occupant].leave <= day)
                            acted += ghost_is_placed(workforce, &roster->role[r], p, duty);
                    }
        }
    }
    ck_assert_uint_gt(acted, 100);
    muster_workforce_free(workforce);
    run_close(&run);
}
END_TEST

/* ---- laws ---- */

static void same_column(const struct run *a, const struct run *b, size_t group,
                        enum muster_staff column)
{
    HOLDS_MSG(run_staff(a, group, column) == run_staff(b, group, column), "%s: %.9g, %.9g",
              muster_staff_column[column].name, run_staff(a, group, column),
              run_staff(b, group, column));
}

/* Every bit of the people and the money. */
static void same_bits(const struct run *a, const struct run *b)
{
    const struct muster_shape *shape = &a->tally.shape;
    for (size_t g = 0; g < shape->groups; g++)
        for (int column = 0; column < MUSTER_STAFFS; column++)
            same_column(a, b, g, (enum muster_staff)column);
    ck_assert_mem_eq(a->tally.cost, b->tally.cost,
                     shape->months * MUSTER_COSTS * sizeof *a->tally.cost);
    ck_assert_mem_eq(a->tally.count, b->tally.count,
                     shape->services * MUSTER_COUNTS * sizeof *a->tally.count);
    ck_assert_mem_eq(a->tally.staff_day, b->tally.staff_day,
                     muster_staff_day_columns() * shape->groups * shape->days *
                         sizeof *a->tally.staff_day);
}

/* A table in which nobody may act, or no post is vacant for so long, changes no bit. */
START_TEST(never_used_is_absent)
{
    static const char *const pair[][2] = {
        {LEVELS("", "") TURNOVER,
         LEVELS("    acting_up: {from: agents, at_most: 0}\n", "") TURNOVER},
        {LEVELS("", "") TURNOVER,
         LEVELS("    acting_up: {from: agents, after: 366 d}\n", "") TURNOVER},
        {HEAD LEADERS AGENTS TURNOVER,
         HEAD LEADERS AGENTS "    acting_up: {from: team leaders, after: 366 d}\n" TURNOVER}};
    for (size_t i = 0; i < sizeof pair / sizeof *pair; i++) {
        struct run absent, unused;
        run_open(&absent, pair[i][0]);
        run_open(&unused, pair[i][1]);
        for (uint64_t n = 0; n < 5; n++) {
            run_replication(&absent, 3, n, false);
            run_replication(&unused, 3, n, false);
            same_bits(&absent, &unused);
        }
        run_close(&absent);
        run_close(&unused);
    }
}
END_TEST

/* Acting up moves no other draw: who is in post, who leaves, who falls sick, who calls. */
START_TEST(nobody_elses_luck_moves)
{
    static const enum muster_staff own[] = {MUSTER_STAFF_HEADCOUNT,   MUSTER_STAFF_LEAVERS,
                                            MUSTER_STAFF_HIRES,       MUSTER_STAFF_IN_POST_FTE,
                                            MUSTER_STAFF_TRAINED_FTE, MUSTER_STAFF_SICK_PEOPLE,
                                            MUSTER_STAFF_SPELLS,      MUSTER_STAFF_LEAVE_ASKED,
                                            MUSTER_STAFF_INDUCTION_S, MUSTER_STAFF_HEADCOUNT_END};
    struct run with, without;
    double acted = 0;
    run_open(&with, RANDOM(""));
    run_open(&without, LEVELS("", "") TURNOVER);
    for (uint64_t n = 0; n < 10; n++) {
        double here = 0, away = 0, leave_s = 0;
        run_replication(&with, 4, n, false);
        run_replication(&without, 4, n, false);
        for (size_t g = 0; g < 3; g++) {
            for (size_t i = 0; i < sizeof own / sizeof *own; i++)
                same_column(&with, &without, g, own[i]);
            here += run_staff(&with, g, MUSTER_STAFF_ACTING_FTE);
            away += run_staff(&with, g, MUSTER_STAFF_ACTS_AWAY_FTE);
            leave_s += run_staff(&with, g, MUSTER_STAFF_LEAVE_S) -
                       run_staff(&without, g, MUSTER_STAFF_LEAVE_S);
        }
        ck_assert_double_eq_tol(leave_s, 0, 1e-3); /* as booked, wherever they work */
        ck_assert_double_eq(here, away);
        acted += here;
        ck_assert_double_eq(run_count(&with, 0, MUSTER_COUNT_WANTED),
                            run_count(&without, 0, MUSTER_COUNT_WANTED));
        for (size_t d = 0; d < with.tally.shape.days; d++)
            HOLDS_2(run_staff_day(&with, 0, MUSTER_STAFF_ACTING_FTE, d) +
                        run_staff_day(&with, 2, MUSTER_STAFF_ACTING_FTE, d),
                    ==, run_staff_day(&with, 1, MUSTER_STAFF_ACTS_AWAY_FTE, d));
    }
    ck_assert_double_gt(acted, 0);
    run_close(&with);
    run_close(&without);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("acting");
    TCase *tests = tcase_create("acting");
    tcase_add_test(tests, a_vacancy_by_hand);
    tcase_add_test(tests, who_is_where);
    tcase_add_test(tests, pay_by_hand);
    tcase_add_test(tests, detailed_pay_by_hand);
    tcase_add_test(tests, on_the_phones);
    tcase_add_test(tests, the_kept_post_is_filled);
    tcase_add_test(tests, found_again_by_search);
    tcase_add_test(tests, found_again_as_people_burn_out);
    tcase_add_test(tests, leaving_while_acting);
    tcase_add_test(tests, never_used_is_absent);
    tcase_add_test(tests, nobody_elses_luck_moves);
    suite_add_tcase(suite, tests);
    return muster_check_run(suite);
}
