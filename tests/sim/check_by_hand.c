/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tables of people that meet, worked by hand: sick pay beside a stand-in, casuals beside overtime,
 * a part-timer's leave. What chance decides is read off the replication's spells first, and stands
 * here as a fact of the seed. Then what tables leave alone: nobody else's draws move.
 */
#include "calendar.h"
#include "engine_runs.h"
#include "people.h"

#define HEAD(start, days)                                                                          \
    "muster: 1\n"                                                                                  \
    "currency: £\n"                                                                               \
    "horizon: {start: " start ", days: " days ", interval: 30 min}\n"                              \
    "opening: {mon-fri: 09:00-16:00}\n"                                                            \
    "services: {calls: {rate: 1 per hour, handle: 1 s}}\n"
#define SHIFT "shifts: [{start: 09:00, length: 7 h}], skills: [calls]"

enum { HOUR_S = 3600 };

static double cost_of(const struct run *run, enum muster_cost heading, size_t month)
{
    return run->tally.cost[month * MUSTER_COSTS + heading];
}

/* The spells of a post's first holder in the first replication of seed 1. */
static size_t spells_of(struct muster_spell *spell, size_t most, const struct run *run, size_t post)
{
    struct muster_workforce *workforce;
    ck_assert_int_eq(muster_workforce_new(&workforce, run->plan->roster), MUSTER_OK);
    ck_assert_int_eq(muster_workforce_begin(workforce, (struct muster_key){1, 0}), MUSTER_OK);
    const struct muster_occupant *who = &workforce->occupant[workforce->post_first[post]];
    size_t count = 0;
    for (; count < who->spell_count && count < most; count++)
        spell[count] = workforce->spell[who->spell_first + count];
    muster_workforce_free(workforce);
    return count;
}

/* The only agent, £1,000 a month, is off sick for 80 days at a time: on full pay for two months,
 * which are 61 days, then on half pay for 30, in any twelve months. The agency, £70 a day, comes
 * when somebody has been away for four weeks. Days from Friday 2005-04-01:
 *
 *   spell        on full pay  on half pay       none   the agency from
 *   37 to 116    37 to 97     98 to 116, 19 d          65, Sunday 5 June
 *   138 to 217                138 to 148, 11 d  149 on  166, Wednesday 14 September
 *   275 to 354                                  275 on  303, Sunday 29 January
 *   395 to 474   (all 61 + 30 days lie in the 365 before)  423, Monday 29 May
 *   478 to 557   478 to 538   539 to 553, the 30 less 4 + 11 days since day 113
 *
 * A month's pay is its days' (full + half / 2) / days; July 2005: 7 on full pay, 19 on half, 5 at
 * work: 21.5 / 31. The agency's is its Mondays to Fridays: 19 in June, 18 in July 2005. */
START_TEST(sick_pay_beside_a_stand_in)
{
    static const char text[] = HEAD(
        "2005-04-01",
        "548") "staff: {agents: {posts: 1, full_time_week: 35 h, in_post: {fte: 1, tenure: new}, "
               "grade: a, agency: {hourly: 10, sick_after: 4 weeks}, " SHIFT "}}\n"
               "sickness: {spells: 12 per year, length: 80 d, counted_in: calendar_days, start: "
               "none}\n"
               "pay:\n  grades: {a: {salary: 12000}}\n"
               "  sick_pay: [{from: 0 months, full: 2 months, half: 1 month}]\n";
    static const struct muster_spell known[] = {{.first = 37, .end = 117},
                                                {.first = 138, .end = 218},
                                                {.first = 275, .end = 355},
                                                {.first = 395, .end = 475},
                                                {.first = 478, .end = 558}};
    static const struct {
        double paid, of; /* days of the month */
        int agency;      /* days */
    } month[18] = {{30, 30, 0},  {31, 31, 0},  {30, 30, 19},  {21.5, 31, 18}, {21.5, 31, 0},
                   {0, 30, 13},  {0, 31, 21},  {26, 30, 4},   {31, 31, 0},    {0, 31, 2},
                   {0, 28, 20},  {10, 31, 15}, {30, 30, 0},   {0, 31, 3},     {0, 30, 22},
                   {12, 31, 13}, {31, 31, 9},  {25.5, 30, 21}};
    struct muster_spell spell[8];
    struct run run;
    run_open(&run, text);
    ck_assert_uint_eq(spells_of(spell, 8, &run, 0), 5);
    for (size_t i = 0; i < 5; i++) {
        ck_assert_int_eq(spell[i].first, known[i].first);
        ck_assert_int_eq(spell[i].end, known[i].end);
    }
    run_replication(&run, 1, 0, false);
    for (size_t m = 0; m < 18; m++) {
        ck_assert_double_eq_tol(cost_of(&run, MUSTER_COST_SALARIES, m),
                                1000 * month[m].paid / month[m].of, 1e-6);
        ck_assert_double_eq_tol(cost_of(&run, MUSTER_COST_AGENCY, m), 70 * month[m].agency, 1e-6);
    }
    /* Hours are sickness whatever is paid for them, beside the stand-in as without. */
    double hours = 0;
    for (size_t i = 0; i < 5; i++)
        for (int32_t day = spell[i].first; day < spell[i].end && day < 548; day++)
            hours += (day + 4) % 7 < 5 ? 7 : 0; /* day 0 is a Friday */
    ck_assert_double_eq_tol(run_staff(&run, 0, MUSTER_STAFF_SICKNESS_S) / HOUR_S, hours, 1e-6);
    run_close(&run);
}
END_TEST

/* A full-timer of five days and two part-timers of two, £10 an hour. The first casual comes on the
 * third day of a spell; before that the shift is offered, at 1.5 times the rate, to a part-timer
 * who is free that day and has had no other that week. Days from Monday 2005-04-04. */
START_TEST(casuals_beside_overtime)
{
    static const char text[] = HEAD(
        "2005-04-04",
        "182") "staff: {agents: {fte: 1.8, full_time_week: 35 h, full_time: 55.5%, part_time: "
               "{week: 14 h}, in_post: {fte: 1.8, tenure: new}, grade: a, casuals: {people: 1, "
               "hourly: 12, after: 2 d}, " SHIFT "}}\n"
               "sickness: {spells: 3 per year, length: 5 d, start: none}\n"
               "overtime: {accepted: 100%, at_most: 8 h, lost_shifts: yes}\n"
               "pay: {grades: {a: {salary: 18262.5}}, overtime: 1.5}\n";
    static const struct {
        size_t day;
        double casual_h, overtime_h;
    } lost[] = {{66, 0, 0},  /* Thursday 9 June, a part-timer; both others are on */
                {67, 0, 7},  /* the other part-timer is free */
                {70, 7, 0},  /* Monday, the fifth day */
                {133, 0, 0}, /* Monday 15 August, the second: off since Sunday; nobody is free */
                {134, 7, 0}, {147, 0, 7}, /* Monday 29 August, the full-timer, for the week */
                {148, 0, 0}, {149, 7, 0}, {150, 7, 0}, {151, 7, 0}};
    static const double casuals[] = {0, 0, 84, 0, 168, 168, 0},
                        overtime[] = {0, 0, 105, 0, 105, 0, 0};
    struct run run;
    double casual_h = 0, overtime_h = 0;
    run_open(&run, text);
    run_replication(&run, 1, 0, false);
    for (size_t i = 0; i < sizeof lost / sizeof *lost; i++) {
        size_t day = lost[i].day;
        HOLDS_2(run_staff_day(&run, 0, MUSTER_STAFF_SICKNESS_S, day), ==, 7 * HOUR_S);
        HOLDS_2(run_staff_day(&run, 0, MUSTER_STAFF_CASUAL_S, day), ==, lost[i].casual_h * HOUR_S);
        HOLDS_2(fabs(run_staff_day(&run, 0, MUSTER_STAFF_OVERTIME_S, day) -
                     lost[i].overtime_h * HOUR_S),
                <=, 5); /* and the contact in hand at the shift's end */
        casual_h += lost[i].casual_h;
        overtime_h += lost[i].overtime_h;
    }
    ck_assert_double_eq_tol(run_staff(&run, 0, MUSTER_STAFF_SICKNESS_S), 10 * 7 * HOUR_S, 1e-6);
    ck_assert_double_eq_tol(run_staff(&run, 0, MUSTER_STAFF_CASUAL_S), casual_h * HOUR_S, 1e-6);
    ck_assert_double_eq_tol(run_staff(&run, 0, MUSTER_STAFF_OVERTIME_S), overtime_h * HOUR_S, 60);
    for (size_t m = 0; m < run.tally.shape.months; m++) {
        ck_assert_double_eq_tol(cost_of(&run, MUSTER_COST_CASUALS, m), casuals[m], 1e-6);
        ck_assert_double_eq_tol(cost_of(&run, MUSTER_COST_OVERTIME, m), overtime[m], 1e-6);
    }
    run_close(&run);
}
END_TEST

/* 23 days a year, each a fifth of the contract: 23 x 7.4 h of a full-timer, 23 x 3.7 h of a
 * half-timer, who has 2.5 shifts of 7.4 h a week. Who joins on 3 October 2005 has 180 of the leave
 * year's 365 days left: 23 x 180 / 365 = 11.34, of which 11 whole days are taken. What is left of
 * the year's 261 Mondays to Fridays, of the joiner's 129, is worked, to within a shift. */
START_TEST(a_part_timers_leave)
{
#define TEAM(name, contract)                                                                       \
    "  " name ": {full_time_week: 37 h, " contract ", in_post: {fte: 0.5, tenure: new}, shifts: "  \
    "[{start: 08:00, length: 7.4 h}], skills: [calls]}\n"
    static const char text[] =
        "muster: 1\n"
        "horizon: {start: 2005-04-01, days: 365, interval: 30 min}\n"
        "opening: {mon-fri: 08:00-16:00}\n"
        "services: {calls: {rate: 1 per hour, handle: 1 s}}\n"
        "staff:\n" TEAM("half", "fte: 0.5, full_time: 0%, part_time: {week: 18.5 h}")
            TEAM("whole", "fte: 1")
                TEAM("two halves", "fte: 1, full_time: 0%, part_time: {week: 18.5 "
                                   "h}") "leave: {days: 20, statutory: 3, "
                                         "year_starts: 04-01}\n"
                                         "recruitment: {plan: {2005-10-03: {two "
                                         "halves: 1}}}\n"
                                         "candidates: [{name: a, set: "
                                         "{staff.whole.in_post.fte: 1}}]\n";
    struct run run;
    run_open(&run, text);
    run_replication(&run, 1, 0, false);
    const double leave_h[] = {23 * 3.7, 23 * 7.4, 23 * 3.7 + 11 * 3.7};
    const double work_h[] = {(261 - 23) * 3.7, (261 - 23) * 7.4,
                             (261 - 23) * 3.7 + (129 - 11) * 3.7};
    for (size_t g = 0; g < 3; g++) {
        ck_assert_double_eq_tol(run_staff(&run, g, MUSTER_STAFF_LEAVE_S) / HOUR_S, leave_h[g],
                                1e-6);
        ck_assert_double_eq_tol(run_staff(&run, g, MUSTER_STAFF_SCHEDULED_S) / HOUR_S, work_h[g],
                                g == 1 ? 1e-6 : 7.4 * (g == 2 ? 2 : 1));
    }
    run_close(&run);
}
END_TEST

/* ---- what tables leave alone ---- */

#define TEAM_OF_TWELVE(more)                                                                       \
    "muster: 1\n"                                                                                  \
    "currency: £\n"                                                                               \
    "horizon: {start: 2005-01-03, weeks: 52, interval: 30 min}\n"                                  \
    "opening: {mon-fri: 08:00-18:00}\n"                                                            \
    "services: {calls: {rate: {gamma: {mean: 40 per hour, cv: 0.2}}, handle: {exponential: "       \
    "{mean: "                                                                                      \
    "3 min}}, patience: {exponential: {mean: 2 min}}, busyness: {cv: 0.2}}}\n"                     \
    "staff:\n"                                                                                     \
    "  others: {fte: 2, in_post: {fte: 2, tenure: new}, shifts: [{start: 09:00, length: 7.4 h}], " \
    "skills: [calls]}\n"                                                                           \
    "  agents:\n"                                                                                  \
    "    fte: 12\n    full_time: 60%\n    part_time: {week: 20 h}\n"                               \
    "    in_post: {fte: 11, tenure: new}\n"                                                        \
    "    shifts: [{start: 08:00, length: 7.4 h}, {end: close, length: 7.4 h}]\n"                   \
    "    skills: [calls]\n" more
#define TABLES(sign_off)                                                                           \
    "leave: {days: 21, statutory: 3, cap: 100%}\n"                                                 \
    "sickness: {spells: 5 per year, length: {exponential: {mean: 6 d}}, frailty: {cv: 0.5}}\n"     \
    "lateness: {probability: 4%, length: {exponential: {mean: 12 min}}}\n"                         \
    "one_offs: {jury service: {rate: 0.5 per year, length: 5 d}}\n"                                \
    "attrition: {yearly: 60%, notice: 3 weeks}\n"                                                  \
    "recruitment: {lead_time: {lognormal: {mean: 8 weeks, cv: 0.4}}, intake_every: 2 weeks, "      \
    "induction: 3 weeks" sign_off "}\n"                                                            \
    "learning: {initial: 1.6, tau: 8 weeks}\n"                                                     \
    "costs: {capital: {uniform: [100, 200]}}\n"

struct moves {
    const char *name, *with, *without;
    bool nothing; /* the table changes nothing at all */
    bool one;     /* it is of one group */
};

static const struct moves MOVES[] = {
    {"sign_off that all pass",
     TEAM_OF_TWELVE("") TABLES(", sign_off: {pass: 100%, retrain: 2 weeks}"),
     TEAM_OF_TWELVE("") TABLES(""), true, false},
    {"sign_off",
     TEAM_OF_TWELVE("") TABLES(", sign_off: {pass: {uniform: [30%, 60%]}, retrain: 2 weeks}"),
     TEAM_OF_TWELVE("") TABLES(""), false, false},
    {"casuals", TEAM_OF_TWELVE("    casuals: {people: 2, hourly: £9}\n") TABLES(""),
     TEAM_OF_TWELVE("") TABLES(""), false, true},
    {"annualised evenly", TEAM_OF_TWELVE("    annualised: {jan: 1}\n") TABLES(""),
     TEAM_OF_TWELVE("") TABLES(""), true, true},
    {"annualised", TEAM_OF_TWELVE("    annualised: {jan: 1.4, aug: 0.6}\n") TABLES(""),
     TEAM_OF_TWELVE("") TABLES(""), false, true}};

static void same_column(const struct run *a, const struct run *b, size_t group,
                        enum muster_staff column)
{
    HOLDS_MSG(run_staff(a, group, column) == run_staff(b, group, column), "%s: %.9g, %.9g",
              muster_staff_column[column].name, run_staff(a, group, column),
              run_staff(b, group, column));
}

/* First contacts, in the order in which they came: when, how long it takes, how patient. */
static void same_callers(const struct run *a, const struct run *b)
{
    size_t i = 0, j = 0, callers = 0;
    for (;; i++, j++, callers++) {
        while (i < a->rows && a->row[i].origin != MUSTER_ORIGIN_FIRST)
            i++;
        while (j < b->rows && b->row[j].origin != MUSTER_ORIGIN_FIRST)
            j++;
        if (i == a->rows || j == b->rows)
            break;
        HOLDS(a->row[i].arrival_s == b->row[j].arrival_s);
        HOLDS(a->row[i].base_handle_s == b->row[j].base_handle_s);
    }
    HOLDS(i == a->rows && j == b->rows && callers > 1000);
}

/* Who is in post, falls ill, asks for leave and calls is the same with the table as without; what
 * it says may change the rota, and the day on which newcomers go live. */
START_TEST(nobody_elses_luck_moves)
{
    static const enum muster_staff own[] = {MUSTER_STAFF_HEADCOUNT, MUSTER_STAFF_IN_POST_FTE,
                                            MUSTER_STAFF_LEAVERS,   MUSTER_STAFF_HIRES,
                                            MUSTER_STAFF_SPELLS,    MUSTER_STAFF_HEADCOUNT_END,
                                            MUSTER_STAFF_TRIGGERS,  MUSTER_STAFF_ESTABLISHED_FTE};
    const struct moves *moves = &MOVES[_i];
    struct run with, without;
    bool moved = false;
    run_open(&with, moves->with);
    run_open(&without, moves->without);
    for (uint64_t n = 0; n < 4; n++) {
        run_replication(&with, 9, n, true);
        run_replication(&without, 9, n, true);
        same_callers(&with, &without);
        for (int column = 0; column < MUSTER_STAFFS; column++)
            if (moves->nothing)
                same_column(&with, &without, 1, (enum muster_staff)column);
        for (size_t i = 0; i < sizeof own / sizeof *own; i++)
            for (size_t g = 0; g < 2; g++)
                same_column(&with, &without, g, own[i]);
        for (int column = MUSTER_STAFF_SCHEDULED_S; column < MUSTER_STAFFS; column++)
            moved = moved || run_staff(&with, 1, (enum muster_staff)column) !=
                                 run_staff(&without, 1, (enum muster_staff)column);
        static const enum muster_staff others[] = {
            MUSTER_STAFF_SCHEDULED_S, MUSTER_STAFF_LEAVE_S,    MUSTER_STAFF_SICKNESS_S,
            MUSTER_STAFF_LATENESS_S,  MUSTER_STAFF_ONE_OFF_S,  MUSTER_STAFF_INDUCTION_S,
            MUSTER_STAFF_DUE_S,       MUSTER_STAFF_ATTENDED_S, MUSTER_STAFF_SICK_PEOPLE};
        for (size_t i = 0; i < sizeof others / sizeof *others && moves->one; i++)
            same_column(&with, &without, 0, others[i]);
        ck_assert_double_eq(cost_of(&with, MUSTER_COST_CAPITAL, 0),
                            cost_of(&without, MUSTER_COST_CAPITAL, 0));
    }
    ck_assert_int_eq(moved, !moves->nothing);
    run_close(&with);
    run_close(&without);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("by hand");
    TCase *tests = tcase_create("by hand");
    tcase_add_test(tests, sick_pay_beside_a_stand_in);
    tcase_add_test(tests, casuals_beside_overtime);
    tcase_add_test(tests, a_part_timers_leave);
    tcase_add_loop_test(tests, nobody_elses_luck_moves, 0, (int)(sizeof MOVES / sizeof *MOVES));
    suite_add_tcase(suite, tests);
    return muster_check_run(suite);
}
