/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Leaving because of the load: leavers against the weekly factors that the reported occupancy
 * gives, notices against the hazard added up in one go, and a past that stays as it was.
 */
#include "burnout.h"
#include "calendar.h"
#include "engine_runs.h"

#include <stdlib.h>

#define SHIFTS                                                                                     \
    "    shifts: [{start: 08:00, length: 7.9 h, lunch: {length: 30 min, between: 11:30-14:00}}, "  \
    "{end: close, length: 7.9 h, lunch: {length: 30 min, between: 12:00-15:00}}]\n"
/* It starts on a Thursday: simulated weeks are not those of the rota. */
#define HEAD(rate)                                                                                 \
    "muster: 1\n"                                                                                  \
    "currency: £\n"                                                                               \
    "horizon: {start: 2004-10-07, weeks: 52, interval: 60 min}\n"                                  \
    "opening: {mon-fri: 08:00-18:00}\n"                                                            \
    "services:\n"                                                                                  \
    "  calls: {rate: " rate " per hour, handle: {exponential: {mean: 3 min}}, patience: "          \
    "{exponential: {mean: 2 min}}}\n"

/* ---- against the reported load ---- */

/* Two groups on two services, one of them with too much to do. */
static const char uneven[] =
    HEAD("120") "  letters: {rate: 60 per hour, handle: {exponential: {mean: 3 min}}, patience: "
                "{exponential: {mean: 2 min}}}\n"
                "staff:\n  busy:\n    fte: 8\n    in_post: {fte: 8, tenure: new}\n" SHIFTS
                "    skills: [calls]\n"
                "  idle:\n    fte: 8\n    in_post: {fte: 8, tenure: new}\n" SHIFTS
                "    skills: [letters]\n"
                "attrition: {yearly: 60%, notice: 0 d, burnout: {above: 70%, weeks: 3, per_point: "
                "10%, at_most: 3}}\n"
                "recruitment: {lead_time: 2 weeks}\n";

/* The factor of a day's week by the definition, from the columns reported. */
static double factor_on(const struct run *run, size_t group, size_t day)
{
    size_t week = day / 7, from = week > 3 ? week - 3 : 0;
    double handling = 0, present = 0;
    for (size_t d = 7 * from; d < 7 * week; d++) {
        handling += run_staff_day(run, group, MUSTER_STAFF_HANDLING_S, d);
        present += run_staff_day(run, group, MUSTER_STAFF_PRESENT_S, d);
    }
    double points = present > 0 ? 100 * (handling / present - 0.70) : 0;
    return fmin(3, 1 + 0.10 * fmax(0, points));
}

/* Leavers of a day that those in post the day before are expected to make, each with the hazard of
 * his day; who joined the day before has half a day of it more, and all those do at the start. */
static double expected_on(const struct run *run, size_t group, size_t day, double per_day,
                          bool burnout)
{
    double heads = run_staff_day(run, group, MUSTER_STAFF_HEADCOUNT, day - 1);
    double now = burnout ? factor_on(run, group, day) : 1;
    double before = burnout ? factor_on(run, group, day - 1) : 1;
    double joined = day == 1 ? heads : run_staff_day(run, group, MUSTER_STAFF_HIRES, day - 1);
    return (heads - joined) * -expm1(-per_day * now) +
           joined * -expm1(-per_day * (now + before / 2));
}

START_TEST(leavers_follow_the_reported_load)
{
    struct run run;
    int replications = (int)ceil(80 * MUSTER_EFFORT);
    double left[2] = {0}, expected[2] = {0}, plain[2] = {0}, per_day = 0.60 / 365.25;
    double load[2] = {0}, load_expected[2] = {0}, load_variance[2] = {0};
    run_open(&run, uneven);
    for (int n = 0; n < replications; n++) {
        run_replication(&run, 23, (uint64_t)n, false);
        for (size_t g = 0; g < 2; g++)
            for (size_t day = 1; day < run.tally.shape.days; day++) {
                left[g] += run_staff_day(&run, g, MUSTER_STAFF_LEAVERS, day);
                expected[g] += expected_on(&run, g, day, per_day, true);
                plain[g] += expected_on(&run, g, day, per_day, false);
                double now = expected_on(&run, g, day, per_day, true);
                double share = 1 - 1 / factor_on(&run, g, day); /* joiners' half days aside */
                load[g] += run_staff_day(&run, g, MUSTER_STAFF_LEAVERS_FOR_LOAD, day);
                load_expected[g] += share * now;
                load_variance[g] += share * share * now;
            }
    }
    /* What is left minus expected is a martingale: its variance is what is expected, nearly. */
    for (size_t g = 0; g < 2; g++) {
        double z = (left[g] - expected[g]) / sqrt(expected[g]);
        ck_assert_msg(fabs(z) < 3.5, "group %zu: %.0f left, %.1f expected, z %.2f", g, left[g],
                      expected[g], z);
        z = (load[g] - load_expected[g]) / sqrt(load_variance[g] + 1e-9);
        ck_assert_msg(fabs(z) < 3.5, "group %zu: %.1f for the load, %.1f expected, z %.2f", g,
                      load[g], load_expected[g], z);
    }
    ck_assert_msg(expected[0] > plain[0] + (MUSTER_EFFORT < 1 ? 0 : 10) * sqrt(plain[0]),
                  "%.1f of %.1f: burnout makes no difference", expected[0], plain[0]);
    ck_assert_double_lt(expected[1], 1.02 * plain[1]);
    run_close(&run);
}
END_TEST

/* ---- against the hazard added up in one go ---- */

/* A workforce without contacts: what it did in each week is told. */
struct told {
    struct run run;
    struct muster_workforce *people;
};

static double load_of(uint64_t replication, size_t week)
{
    return 0.6 + 0.4 * fabs(sin(1.7 * (double)week + (double)replication));
}

static void told_open(struct told *told, const char *text)
{
    run_open(&told->run, text);
    ck_assert_int_eq(muster_workforce_new(&told->people, told->run.plan->roster), MUSTER_OK);
}

static void told_close(struct told *told)
{
    muster_workforce_free(told->people);
    run_close(&told->run);
}

static void told_begin(struct told *told, uint64_t n)
{
    ck_assert_int_eq(muster_workforce_begin(told->people, (struct muster_key){29, n}), MUSTER_OK);
}

/* Lives week `week`, after the one before with so much to do. */
static void told_week(struct told *told, size_t week, double occupancy)
{
    const struct muster_staff_event *event;
    size_t count;
    for (size_t g = 0; g < told->run.tally.shape.groups && week > 0; g++)
        muster_workforce_worked(told->people, week - 1, g, occupancy * 1e6, 1e6);
    ck_assert_int_eq(muster_workforce_week(told->people, week, &event, &count, &told->run.tally),
                     MUSTER_OK);
}

static size_t weeks_of(const struct told *told)
{
    return (told->run.plan->period.day_count + 6) / 7;
}

#define STEADY(attrition)                                                                          \
    HEAD("20")                                                                                     \
    "staff:\n  agents:\n    fte: 40\n    in_post: {fte: 40, tenure: new}\n" SHIFTS                 \
    "    skills: [calls]\n"                                                                        \
    "attrition: {" attrition ", burnout: {above: 70%, weeks: 2, per_point: 8%, at_most: "          \
    "3}}\n"                                                                                        \
    "recruitment: {lead_time: {exponential: {mean: 4 weeks}}, intake_every: 2 weeks}\n"

static const char *const HAZARDS[] = {
    STEADY("yearly: 60%"),
    STEADY("yearly: 60%, by_tenure: {0-3 months: 2.5, 3-12 months: 1.4, later: 0.8}"),
    STEADY("yearly: 60%, weibull_shape: 0.7, season: {jan: 1.5, sep: 1.3}"),
    STEADY("monthly_by_tenure: [9%, 8%, 5%]") "retention: {coaching: {from: 2005-01-12, hazard: "
                                              "0.8}}\n",
};

/* What the hazard of a day is without burnout: of the months of service by the definition, else by
 * the hazard accumulated. */
static double plain_hazard(const struct told *told, int32_t join, int32_t day)
{
    const struct muster_workforce *people = told->people;
    const struct muster_attrition *rule = &told->run.scenario->attrition;
    double by_day = people->hazard_by_day ? people->hazard_factor[day] : 1;
    if (rule->monthly_count == 0)
        return by_day * (muster_stay_hazard(&people->stay, day - join + 0.5) -
                         muster_stay_hazard(&people->stay, fmax(0, day - join - 0.5)));
    int32_t origin = told->run.plan->period.day[0].date;
    size_t k = 0;
    while (muster_date_add_months(origin + join, (int)k + 1) <= origin + day)
        k++;
    int32_t from = muster_date_add_months(origin + join, (int)k) - origin;
    int32_t to = muster_date_add_months(origin + join, (int)k + 1) - origin;
    double chance = rule->monthly[k < rule->monthly_count ? k : rule->monthly_count - 1];
    return day == from ? 0 : -by_day * log1p(-chance) / (to - from - 1);
}

static double told_factor(uint64_t n, size_t week)
{
    double load = week == 0 ? 0 : load_of(n, week - 1);
    if (week > 1)
        load = (load + load_of(n, week - 2)) / 2;
    return fmin(3, 1 + 0.08 * 100 * fmax(0, load - 0.70));
}

/* Whoever joined within the horizon gives notice on the first day on which the hazard reaches the
 * draw. */
static size_t notices_hold(const struct told *told, uint64_t n)
{
    const struct muster_workforce *people = told->people;
    int32_t days = (int32_t)told->run.plan->period.day_count;
    size_t given = 0;
    for (size_t i = 0; i < people->occupant_count; i++) {
        const struct muster_occupant *who = &people->occupant[i];
        uint64_t entity = people->roster->role[0].post[who->post].entity;
        double left =
            -log(muster_uniform_at(people->key, MUSTER_PURPOSE_ATTRITION, entity, who->number, 0));
        int32_t day = who->join;
        for (; day < days; day++) {
            left -= told_factor(n, (size_t)day / 7) * plain_hazard(told, who->join, day);
            if (left <= 0)
                break;
        }
        HOLDS_MSG(who->notice == day || (day == days && who->notice >= days),
                  "post %u, holder %u: notice on day %d, by the hazard %d", who->post, who->number,
                  who->notice, day);
        given += day < days;
    }
    return given;
}

START_TEST(notice_is_when_the_hazard_is_used_up)
{
    struct told told;
    size_t given = 0;
    told_open(&told, HAZARDS[_i]);
    for (uint64_t n = 0; n < 6; n++) {
        told_begin(&told, n);
        for (size_t week = 0; week < weeks_of(&told); week++)
            told_week(&told, week, week > 0 ? load_of(n, week - 1) : 0);
        given += notices_hold(&told, n);
    }
    ck_assert_uint_gt(given, 100);
    told_close(&told);
}
END_TEST

/* A load that never changes multiplies a flat hazard from the second week on. */
START_TEST(constant_load_multiplies)
{
    struct told told;
    double gone = 0, people = 0, per_day = 0.60 / (365.25 - 0.60 * 28); /* four weeks' notice */
    told_open(&told, HAZARDS[0]);
    for (uint64_t n = 0; n < (uint64_t)(60 * MUSTER_EFFORT) + 1; n++) {
        told_begin(&told, n);
        for (size_t week = 0; week < weeks_of(&told); week++)
            told_week(&told, week, 0.85);
        for (size_t p = 0; p < 40; p++, people++)
            gone += told.people->occupant[told.people->post_first[p]].notice <= 182;
    }
    /* days up to 6, each from half a day before to half a day after, then at 1 + 0.08 x 15 */
    double p = -expm1(-per_day * (6.5 + 2.2 * 176));
    double z = (gone / people - p) / sqrt(p * (1 - p) / people);
    ck_assert_msg(fabs(z) < 3.5, "%.4f have given notice, exact %.4f, z %.2f", gone / people, p, z);
    told_close(&told);
}
END_TEST

/* ---- activities not delivered ---- */

static const char missed[] =
    HEAD("20") "staff:\n  agents:\n    fte: 40\n    in_post: {fte: 40, tenure: new}\n" SHIFTS
               "    skills: [calls]\n"
               "off_phone: {coaching: {each_week: 30 min, for: [agents], undelivered: "
               "{leaving_factor: 2.5}}}\n"
               "attrition: {yearly: 60%, notice: 0 d}\n"
               "recruitment: {lead_time: 4 weeks}\n";

/* Nothing is delivered where there are no contacts: from the second week on the hazard of those
 * there at the start is 2.5 times as high, and their notice on the day on which it is used up. */
START_TEST(who_misses_coaching_leaves_sooner)
{
    struct told told;
    double per_day = 0.60 / 365.25, given = 0;
    told_open(&told, missed);
    for (uint64_t n = 0; n < 4; n++) {
        told_begin(&told, n);
        for (size_t week = 0; week < weeks_of(&told); week++)
            told_week(&told, week, 0);
        const struct muster_workforce *people = told.people;
        int32_t days = (int32_t)told.run.plan->period.day_count;
        for (size_t p = 0; p < 40; p++) {
            const struct muster_occupant *who = &people->occupant[people->post_first[p]];
            double left = -log(muster_uniform_at(people->key, MUSTER_PURPOSE_ATTRITION,
                                                 people->roster->role[0].post[p].entity, 0, 0));
            int32_t day = 0;
            for (left -= per_day / 2; left > 0; left -= per_day * (day < 7 ? 1 : 2.5))
                day++;
            HOLDS_MSG(who->notice == day || (day >= days && who->notice >= days),
                      "post %zu: notice on day %d, by the hazard %d", p, who->notice, day);
            given += day < days;
        }
    }
    ck_assert_double_gt(given, 40);
    told_close(&told);
}
END_TEST

/* ---- the past ---- */

#define EVERYTHING(attrition, recruitment)                                                         \
    HEAD("20")                                                                                     \
    "staff:\n  agents:\n    fte: {2004-10-07: 24, 2005-04-01: 28}\n"                               \
    "    in_post: {fte: 21, tenure: steady_state}\n"                                               \
    "    full_time: 70%\n    part_time: {week: 18.5 h}\n" SHIFTS "    skills: [calls]\n"           \
    "    agency: {hourly: £14, ready_after: 1 week, sick_after: 3 weeks, most: 3}\n"              \
    "    casuals: {people: 2, hourly: £9.50, after: 2 d}\n"                                       \
    "  lead:\n    fte: 2\n    in_post: {fte: 2, tenure: new}\n"                                    \
    "leave: {days: 21, statutory: 3, carry_over: {days: 5, until: 06-30}}\n"                       \
    "sickness: {days_lost_per_fte: 12, long_term_share: 60%, short: {geometric: {mean: 2.5 d}}, "  \
    "long: {lognormal: {mean: 45 d, cv: 0.8}}, frailty: {cv: 0.8}}\n"                              \
    "one_offs: {jury service: {rate: 0.3 per year, length: 10 d}}\n"                               \
    "off_phone: {coaching: {each_week: 45 min, for: [agents], cancel_when: wait > 60 s, "          \
    "undelivered: {handle_factor: 1.1}}}\n"                                                        \
    "overtime: {accepted: 60%, at_most: 8 h}\n"                                                    \
    "learning: {initial: 1.6, tau: 8 weeks}\n"                                                     \
    "attrition: {yearly: 80%, by_tenure: {0-3 months: 2.5, later: 0.8}" attrition "}\n"            \
    "recruitment: {induction: 2 weeks, sign_off: {pass: 70%, retrain: 1 week, attempts: "          \
    "2}, " recruitment "}\n"

#define BURNOUT ", burnout: {above: 70%, weeks: 2, per_point: 8%, at_most: 3}"
#define SHORT_NOTICE ", notice: 0 d"
#define POST_BY_POST "lead_time: {lognormal: {mean: 6 weeks, cv: 0.6}}, intake_every: 2 weeks"
#define IN_CLASSES                                                                                 \
    "lead_time: {lognormal: {mean: 4 weeks, cv: 0.6}}, intake_every: 2 weeks, class: {least: 2, "  \
    "most: 3}"
#define BY_PLAN                                                                                    \
    "plan: {2004-11-10: {agents: 4}, 2005-01-12: {agents: 6, lead: 1}, 2005-05-02: {agents: 9}}"

static const char *const WAYS[] = {
    EVERYTHING(BURNOUT, POST_BY_POST),
    EVERYTHING(BURNOUT SHORT_NOTICE, POST_BY_POST),
    EVERYTHING(BURNOUT SHORT_NOTICE, IN_CLASSES),
    EVERYTHING(BURNOUT, BY_PLAN),
};

static int32_t up_to(int32_t day, int32_t end)
{
    return day < end ? day : end;
}

/* What a person's past is before a day: what happens on it or later is said to be on it. */
struct past {
    int32_t join, live, leave, notice;
    double worked_s, first_spell, last_spell, leave_carry, leave_over;
};

static struct past past_of(const struct muster_workforce *people, const struct muster_occupant *who,
                           int32_t day)
{
    struct past past = {up_to(who->join, day),
                        up_to(who->live, day),
                        up_to(who->leave, day),
                        up_to(who->notice, day),
                        who->worked_s,
                        -1,
                        -1,
                        who->leave_carry,
                        who->leave_over};
    for (size_t k = 0; k < who->spell_count; k++) {
        const struct muster_spell *spell = &people->spell[who->spell_first + k];
        if (spell->from_day >= day)
            break;
        past.first_spell = k == 0 ? spell->from_day : past.first_spell;
        past.last_spell = spell->to_day;
    }
    return past;
}

#define MOST_PAST 4096
struct pasts {
    size_t count, agency;
    struct past of[MOST_PAST];
};

/* The past of everybody who has joined before a day, in order, and of whoever stood in. */
static void all_pasts(struct pasts *pasts, const struct muster_workforce *people, int32_t day)
{
    memset(pasts, 0, sizeof *pasts);
    for (size_t i = 0; i < people->occupant_count; i++)
        if (people->occupant[i].join < day) {
            HOLDS_2(pasts->count, <, MOST_PAST);
            pasts->of[pasts->count++] = past_of(people, &people->occupant[i], day);
        }
    for (size_t post = 0; post < people->roster->post_count; post++)
        for (int32_t d = 0; d < day; d++)
            pasts->agency += muster_stand_in_on(people, post, d) != NULL;
}

/* Everybody is where he was on the last seven days. */
static void all_places(struct muster_person_day *place, const struct told *told, size_t week)
{
    const struct muster_workforce *people = told->people;
    for (size_t day = 7 * week; day < 7 * week + 7; day++)
        for (size_t r = 0; r < people->roster->role_count; r++)
            for (size_t p = 0; p < people->roster->role[r].post_count; p++)
                muster_workforce_person(place++, people, r, p, day);
}

/* Changes when anybody's leaving does. */
static double days_of_leaving(const struct muster_workforce *people)
{
    double sum = 0;
    for (size_t i = 0; i < people->occupant_count; i++)
        sum += up_to(people->occupant[i].leave, (int32_t)people->roster->period->day_count);
    return sum;
}

START_TEST(past_days_do_not_change)
{
    static struct pasts before, after;
    struct told told;
    size_t moved = 0;
    told_open(&told, WAYS[_i]);
    size_t places = 7 * told.people->roster->post_count;
    struct muster_person_day *then = calloc(places, sizeof *then);
    struct muster_person_day *now = calloc(places, sizeof *now);
    for (uint64_t n = 0; n < 4; n++) {
        told_begin(&told, n);
        told_week(&told, 0, 0);
        for (size_t week = 1; week < weeks_of(&told); week++) {
            int32_t today = 7 * (int32_t)week;
            double leaving = days_of_leaving(told.people);
            all_pasts(&before, told.people, today);
            all_places(then, &told, week - 1);
            for (size_t g = 0; g < 2; g++)
                muster_workforce_worked(told.people, week - 1, g, load_of(n, week - 1), 1);
            ck_assert_int_eq(muster_burnout_week(told.people, week), MUSTER_OK);
            all_pasts(&after, told.people, today);
            all_places(now, &told, week - 1);
            HOLDS_MSG(memcmp(&before, &after, sizeof before) == 0,
                      "replication %u, week %zu: the past is another", (unsigned)n, week);
            HOLDS_MSG(memcmp(then, now, places * sizeof *now) == 0,
                      "replication %u, week %zu: somebody was elsewhere", (unsigned)n, week);
            moved += leaving != days_of_leaving(told.people);
            told_week(&told, week, load_of(n, week - 1));
        }
    }
    ck_assert_uint_gt(moved, 10);
    free(then);
    free(now);
    told_close(&told);
}
END_TEST

/* ---- absent ---- */

/* A threshold that is never reached is no burnout, bit for bit. */
START_TEST(never_reached_is_absent)
{
    static const char *const PAIRS[][2] = {
        {EVERYTHING("", POST_BY_POST),
         EVERYTHING(", burnout: {above: 100%, per_point: 100%}", POST_BY_POST)},
        {EVERYTHING(", season: {jan: 1.5}", IN_CLASSES),
         EVERYTHING(", season: {jan: 1.5}, burnout: {above: 100%, per_point: 100%}", IN_CLASSES)}};
    struct run with, without;
    run_open(&without, PAIRS[_i][0]);
    run_open(&with, PAIRS[_i][1]);
    for (uint64_t n = 0; n < 3; n++) {
        run_replication(&with, 3, n, false);
        run_replication(&without, 3, n, false);
        ck_assert_uint_eq(with.tally.bytes, without.tally.bytes);
        ck_assert_mem_eq(with.tally.block, without.tally.block, with.tally.bytes);
    }
    run_close(&with);
    run_close(&without);
}
END_TEST

/* ---- once more, without the contacts ---- */

/* Everybody's coaching is cancelled as long as somebody waits, which is nearly always. */
static const char cancelled[] =
    HEAD("150") "  letters: {rate: 20 per hour, handle: {exponential: {mean: 3 min}}, patience: "
                "{exponential: {mean: 2 min}}}\n"
                "staff:\n  busy:\n    fte: 8\n    in_post: {fte: 8, tenure: new}\n" SHIFTS
                "    skills: [calls]\n"
                "  idle:\n    fte: 8\n    in_post: {fte: 8, tenure: new}\n" SHIFTS
                "    skills: [letters]\n"
                "off_phone: {coaching: {each_week: 1 h, for: [busy, idle], cancel_when: wait > 0 "
                "s, undelivered: {leaving_factor: 4}}}\n"
                "attrition: {yearly: 60%, notice: 0 d}\n"
                "recruitment: {lead_time: 2 weeks}\n";

static const char *const LIVED[] = {uneven, cancelled};

/* People who are told of another run's weeks live through them as its people did. */
START_TEST(lived_again_the_same)
{
    static const enum muster_staff OF_PEOPLE[] = {
        MUSTER_STAFF_HEADCOUNT, MUSTER_STAFF_LEAVERS,     MUSTER_STAFF_HIRES,
        MUSTER_STAFF_SPELLS,    MUSTER_STAFF_INDUCTION_S, MUSTER_STAFF_LEAVE_S,
        MUSTER_STAFF_DUE_S,     MUSTER_STAFF_SICKNESS_S,  MUSTER_STAFF_HEADCOUNT_END};
    struct run run;
    struct told told;
    double left = 0, plain = 0, load = 0, idle_load = 0;
    run_open(&run, LIVED[_i]);
    told_open(&told, LIVED[_i]);
    for (uint64_t n = 0; n < 3; n++) {
        run_replication(&run, 29, n, false);
        load += run_staff(&run, 0, MUSTER_STAFF_LEAVERS_FOR_LOAD);
        idle_load += run_staff(&run, 1, MUSTER_STAFF_LEAVERS_FOR_LOAD);
        for (int other = 0; other < 2; other++) { /* first without being told */
            told_begin(&told, n);
            muster_tally_zero(&told.run.tally);
            if (other)
                muster_workforce_work_as(told.people, muster_replication_people(run.replication));
            for (size_t week = 0; week < weeks_of(&told); week++)
                told_week(&told, week, 0);
            *(other ? &left : &plain) += run_staff(&told.run, 0, MUSTER_STAFF_LEAVERS);
        }
        for (size_t i = 0; i < sizeof OF_PEOPLE / sizeof *OF_PEOPLE; i++)
            for (size_t g = 0; g < 2; g++)
                HOLDS_2(run_staff(&run, g, OF_PEOPLE[i]), ==,
                        run_staff(&told.run, g, OF_PEOPLE[i]));
    }
    ck_assert_double_ne(left, plain);
    ck_assert_double_gt(load, 3);
    ck_assert_double_lt(idle_load, 0.3 * load);
    told_close(&told);
    run_close(&run);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("burnout");
    TCase *tests = tcase_create("burnout");
    tcase_set_timeout(tests, 240);
    tcase_add_test(tests, leavers_follow_the_reported_load);
    tcase_add_loop_test(tests, notice_is_when_the_hazard_is_used_up, 0,
                        (int)(sizeof HAZARDS / sizeof *HAZARDS));
    tcase_add_test(tests, constant_load_multiplies);
    tcase_add_loop_test(tests, past_days_do_not_change, 0, (int)(sizeof WAYS / sizeof *WAYS));
    tcase_add_loop_test(tests, never_reached_is_absent, 0, 2);
    tcase_add_test(tests, who_misses_coaching_leaves_sooner);
    tcase_add_loop_test(tests, lived_again_the_same, 0, (int)(sizeof LIVED / sizeof *LIVED));
    suite_add_tcase(suite, tests);
    return muster_check_run(suite);
}
