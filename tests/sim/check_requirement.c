/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The planner's requirement against the formula itself, interval by interval: fewest people who
 * reach the target, exactly up to 1,000 people and within one person beyond, whatever the service
 * level counts.
 */
#include "engine_runs.h"
#include "erlang.h"

/* Hourly rates from a quiet morning to more than the formulas are asked for. */
static const double RATE_PER_H[] = {2.3,   41,     260,    1711,    5009,    19011, 19120,
                                    23400, 181234, 777777, 1201000, 1999999, 3e6};
enum { RATES = sizeof RATE_PER_H / sizeof *RATE_PER_H, FIRST_HOUR = 6 };
#define HANDLE_S 200
#define PATIENCE_S 95
#define WITHIN_S 25
#define TARGET 0.83

static struct muster_plan *plan_of(struct run *run, const char *counted)
{
    char rates[512] = "", text[2048];
    size_t used = 0;
    for (int i = 0; i < RATES; i++)
        used += (size_t)snprintf(rates + used, sizeof rates - used, "%s%02d:00: %.1f per hour",
                                 i ? ", " : "", FIRST_HOUR + i, RATE_PER_H[i]);
    snprintf(text, sizeof text,
             "muster: 1\n"
             "horizon: {start: 2004-10-04, days: 1, interval: 60 min}\n"
             "opening: {mon-sun: 06:00-19:00}\n"
             "target: 83%% in 25 s\n"
             "service_level: %s\n"
             "services: {calls: {rate: {%s}, handle: {exponential: {mean: 200 s}},\n"
             "  patience: {exponential: {mean: 95 s}}}}\n"
             "staff: {agents: {fte: 2, shifts: [{start: 08:00, length: 8 h}], skills: [calls]}}\n",
             counted, rates);
    memset(run, 0, sizeof *run);
    muster_faults_init(&run->faults);
    bool read = muster_question_read_text(&run->question, &run->faults, "test.yaml", text,
                                          strlen(text), NULL);
    if (!read)
        muster_faults_print(&run->faults, stderr);
    ck_assert(read);
    ck_assert_int_eq(muster_plan_new(&run->plan, &run->question.candidate[0].scenario), MUSTER_OK);
    return run->plan;
}

static double level(int agents, double rate_per_h, enum muster_erlang_goal goal)
{
    struct muster_queue queue = {.rate_per_s = rate_per_h / 3600,
                                 .handle_s = HANDLE_S,
                                 .patience_s = PATIENCE_S,
                                 .within_s = WITHIN_S,
                                 .agents = agents};
    struct muster_queue_figures figures = muster_erlang_a(&queue);
    return muster_erlang_level(&figures, goal);
}

/* Of a rate that as many people as the formulas know could serve. */
static void fewest(int people, double rate_per_h, enum muster_erlang_goal goal)
{
    int slack = people > 1000 ? 1 : 0;
    HOLDS_MSG(level(people + slack, rate_per_h, goal) >= TARGET,
              "%d people are too few for %g an hour", people, rate_per_h);
    HOLDS_MSG(!(level(people - 1 - slack, rate_per_h, goal) >= TARGET),
              "%d people are too many for %g an hour", people, rate_per_h);
}

static void required(const char *counted, enum muster_erlang_goal goal)
{
    struct run run;
    struct muster_plan *plan = plan_of(&run, counted);
    ck_assert_int_eq(muster_plan_goal(plan), goal);
    double last = 0;
    for (size_t i = 0; i < RATES; i++) {
        double people = muster_plan_required(plan, 0, 0, FIRST_HOUR + i);
        ck_assert_double_eq(people, floor(people));
        if (people < MUSTER_QUEUE_AGENTS_MOST)
            fewest((int)people, RATE_PER_H[i], goal);
        last = people;
    }
    /* At the formulas' limit chance has averaged out: people are in proportion to the rate. */
    double before = muster_plan_required(plan, 0, 0, FIRST_HOUR + RATES - 2);
    ck_assert_double_gt(last, MUSTER_QUEUE_AGENTS_MOST);
    ck_assert_double_eq_tol(last / before, RATE_PER_H[RATES - 1] / RATE_PER_H[RATES - 2], 0.002);
    ck_assert_double_eq(muster_plan_required(plan, 0, 0, FIRST_HOUR - 1), 0);
    muster_plan_free(plan);
    muster_question_clear(&run.question);
    muster_faults_clear(&run.faults);
}

START_TEST(of_offered)
{
    required("offered", MUSTER_ERLANG_OFFERED);
}
END_TEST

START_TEST(of_answered)
{
    required("answered", MUSTER_ERLANG_ANSWERED);
}
END_TEST

START_TEST(of_waits)
{
    required("virtual", MUSTER_ERLANG_VIRTUAL);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("requirement");
    TCase *requirement = tcase_create("requirement");
    tcase_set_timeout(requirement, 60);
    tcase_add_test(requirement, of_offered);
    tcase_add_test(requirement, of_answered);
    tcase_add_test(requirement, of_waits);
    suite_add_tcase(suite, requirement);
    return muster_check_run(suite);
}
