/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What `muster check` says of the rules of a scenario that has them all: leave by service, days and
 * shifts lost, outages, activities off the phones, overtime, joiners by plan, buddies, term time;
 * and what it doubts of them. Sums by hand.
 */
#include "commands.h"

/* Ten people of 35 h. */
static const char RULES[] =
    "muster: 1\n"
    "horizon: {start: 2004-11-01, weeks: 52}\n"
    "opening: {mon-fri: 09:00-17:00}\n"
    "target: 80% in 20 s\n"
    "services: {calls: {demand: {wanted: 90000}, profile: {09:00: 1, 17:00: 0}, handle: 3.5 min,\n"
    "  patience: {exponential: {mean: 3 min}}}}\n"
    "staff:\n"
    "  agents:\n"
    "    fte: 10\n"
    "    full_time_week: 35 h\n"
    "    in_post: {fte: 10, tenure: new}\n"
    "    shifts: [{start: 09:00, length: 8 h, lunch: {length: 1 h, between: 11:00-15:00}}]\n"
    "    skills: [calls]\n"
    "leave: {days: 22, statutory: 3, by_service: {2 years: 2, 5 years: 6}, carry_over: {days: 5}}\n"
    "one_offs:\n"
    "  jury service: {rate: 0.02 per year, length: 10 d}\n"
    "  study: {rate: 1 per year, length: 3 d, paid: no}\n"
    "lateness: {probability: 4%, length: {exponential: {mean: 12 min}}, paid: no}\n"
    "outages:\n"
    "  telephony: {rate: 12 per year, length: {lognormal: {mean: 90 min, cv: 1}}}\n"
    "  case system: {rate: 4 per year, length: 2 h}\n"
    "off_phone:\n"
    "  huddle: {at: [mon 09:00-09:15, thu 16:00-17:00], cancel_when: queue > 7}\n"
    "  training: {each: 2 h, every: 4 weeks, block: 30 min, if_cancelled: moved,\n"
    "    cancel_when: [service_level < 70%, wait > 2 min]}\n"
    "  meeting: {each_week: 30 min, together: yes, team: 5}\n"
    "  briefing: {each: 1 h, every: 13 weeks, together: yes, undelivered: {leaving_factor: 1.5}}\n"
    "overtime:\n"
    "  {accepted: 60%, at_most: 6 h, extend_when: [queue > 4, service_level < 75%], "
    "extend_by: 1 h}\n"
    "attrition: {yearly: 20%, burnout: {above: 85%, weeks: 3, per_point: 20%}}\n"
    "recruitment: {plan: {2005-01-03: 2, 2005-04-04: 3}, induction: 2 weeks}\n"
    "learning: {initial: 1.5, tau: 6 weeks}\n";

static void setup(void)
{
    enter_folder();
    write_file("rules.yaml", RULES);
}

static void teardown(void)
{
    leave_folder();
}

/* The output with every run of blanks and line ends as one blank. */
static const char *checked(const char *words)
{
    struct outcome outcome = run_fine(words);
    char *to = outcome.out;
    for (const char *from = outcome.out; *from; from++) {
        char c = *from == '\n' ? ' ' : *from;
        if (c != ' ' || to == outcome.out || to[-1] != ' ')
            *to++ = c;
    }
    *to = '\0';
    return outcome.out;
}

START_TEST(rules_in_words)
{
    static const char *const SAID[] = {
        "wanted over the horizon, all of them while open: 89,692 contacts (retries",
        "joining 2 on Mon 2005-01-03, 3 on Mon 2005-04-04, into vacant posts; leavers are not "
        "replaced otherwise",
        /* 0.02 x 10 + 1 x 3 days; 23.27 h a week of ten people on five days; 4 % of 12 min */
        "leave 22 - statutory 3 - bank holidays 0 - sickness 0 - one-offs 3.2 = 232.5 days",
        "x (7 h - paid breaks 0 h - off the phones 0.47 h - late 0.01 h) =",
        "overtime lost shifts are offered to those free that day; people stay on for 60 min when "
        "queue > 4 or service_level < 75 %; 60 % accept, at most 6 h a person and week",
        /* 232.5 days of a fifth of 1.25, 2 / 4, 0.5 and 1 / 13 h */
        "off phones huddle Mon 09:00-09:15, Thu 16:00-17:00, cancelled when queue > 7; 58.13 h a "
        "year of an FTE training",
        "training 2 h a person and turn, every 4 weeks, in pieces of 30 min or more, moved once "
        "when service_level < 70 % or wait > 2 min; 23.25 h a year of an FTE meeting",
        "meeting 30 min a person and week, in teams of 5; 23.25 h a year of an FTE briefing",
        "briefing 60 min a person and turn, every 13 weeks, all together; who gets none in 13 "
        "weeks is 1.5 times as likely to give notice; 3.58 h a year of an FTE",
        /* 1 + (100 - 85) x 20 %; 85 + (3 - 1) / 20 % */
        "burnout up to 85 % occupancy over 3 weeks nobody leaves for the load; at 100 % notice is "
        "1 + 15 x 20 % = 4 times as likely, but 3 times at most: from 95 % on (occupancy of the",
        "the first 13 weeks' rota, with one drawing of people, plans ",
        " FTE being past induction; most in the hours from ",
        /* 10 x (0.25 + 1 + 2/4 + 0.5 + 1/13) h of 350 h */
        "together 23.27 h a week with everybody on duty, 6.6 % of the contracted hours",
        "leave 25 days, 27 from 2 years of service on, 31 from 5 years of service on at most 5 "
        "days of leave go over into the next leave year",
        "one-offs jury service: 0.02 times a person-year, 10 days each = 0.2 days a year study: 1 "
        "times a person-year, 3 days each = 3 days a year, not paid",
        "lateness 4 % of shifts, by 12 min on average, not paid",
        "outages telephony: 12 times a year, 1.5 h each = 18 h a year by the clock case system: 4 "
        "times a year, 2 h each = 8 h a year by the clock"};
    const char *text = checked("check|rules.yaml");
    for (size_t i = 0; i < sizeof SAID / sizeof *SAID; i++)
        ck_assert_msg(strstr(text, SAID[i]) != NULL, "'%s' is not in: %s", SAID[i], text);
    ck_assert_ptr_null(strstr(text, "Please look again"));
}
END_TEST

/* A buddy's 15 % of 6.53 h for 28 of 364 days of five joiners to ten people; and of 25 h a week in
 * 39 weeks of term, others having 5 weeks' leave, 39 / 47.14 are paid. */
START_TEST(newcomers_and_terms_in_words)
{
    static const char BUDDY[] =
        "check|rules.yaml|--set|recruitment.buddy={weeks: 4, share: 15%, after: 26 weeks}";
    static const char TERM[] =
        "check|rules.yaml|--set|staff.agents.full_time=80%|--set|"
        "staff.agents.part_time={week: 25 h, weeks: term_time}|--set|opening.mon-fri=09:00-18:00|"
        "--set|staff.agents.shifts=[{start: 09:00, length: 8 h, for: full_time}, {end: close, "
        "length: 5 h, for: part_time}]|--set|leave.school_holidays={weight: 1, dates: [";
    static const char *const SAID[] = {
        "posts 10 FTE of 35 h = 11 posts: 8 x 35 h + 3 x 20.68 h of term time = 342 h a week",
        "term time 25 h a week in term, none in school holidays; paid are 39 / (52.14 - 5 weeks of "
        "leave and bank holidays) = 82.7 % of a year, in even months: 20.68 h a week, as FTE and "
        "as money by the dates 39.11 weeks a year are term joining",
        "gaps Monday 17:00-18:00 in school holidays: open, but only contracts of term time reach "
        "it Tuesday",
        "base: in school holidays 5 of 45 open hours a week are left to nobody, or too few, as "
        "contracts of term time are off (see gaps)"};
    char words[1024];
    const char *text = checked(BUDDY);
    ck_assert_msg(strstr(text, "buddying a newcomer takes 15 % of an experienced colleague's time "
                               "on the phones for 4 weeks, while both are there; one newcomer to a "
                               "buddy, who has been on the phones for 182 days; all are new at the "
                               "start, so nobody is a buddy before day 183"),
                  "%s", text);
    ck_assert_msg(strstr(text, "late 0.01 h - buddying 0.04 h) ="), "%s", text);
    snprintf(words, sizeof words,
             "%s{from: 2004-12-20, to: 2005-01-02}, {from: 2005-02-14, to: 2005-02-20}, {from: "
             "2005-03-28, to: 2005-04-10}, {from: 2005-05-30, to: 2005-06-05}, {from: 2005-07-25, "
             "to: 2005-09-04}, {from: 2005-10-24, to: 2005-10-30}]}",
             TERM);
    text = checked(words);
    for (size_t i = 0; i < sizeof SAID / sizeof *SAID; i++)
        ck_assert_msg(strstr(text, SAID[i]) != NULL, "'%s' is not in: %s", SAID[i], text);
    ck_assert_ptr_null(strstr(text, "people work one and are paid for the other"));
    snprintf(words, sizeof words, "%s{from: 2005-07-25, to: 2005-09-04}]}", TERM);
    text = checked(words);
    ck_assert_msg(strstr(text, "agents: by the dates of school_holidays 46.13 weeks a year are "
                               "term, and term_weeks is 39: people work one and are paid for the "
                               "other"),
                  "%s", text);
}
END_TEST

static const struct {
    const char *set; /* KEY=VALUE, '|--set|' between several */
    const char *said;
} DOUBT[] = {
    {"recruitment.plan={2005-01-03: 12}",
     "agents: the plan has 12 joiners for 10 posts: who finds none vacant is not hired"},
    {"budget=1000", "budget: nothing in the scenario has a price (pay, costs), so no cost is "
                    "compared with it - agents: there is no pay, so these people cost nothing"},
    {"costs={per_contact: 0.1}", "- agents: there is no pay, so these people cost nothing"},
    {"staff.agents.in_post=[{people: 12, tenure: 3 months}]",
     "agents: in_post lists 12 people, and there are 10 posts: so many start"},
    /* 31 days of weight 2 and 334.25 of 1: a mean of 1.085 */
    {"staff.agents.annualised={jan: 2}",
     "agents: annualised makes 64.52 h of the contract of 35 h in January, and a week of the "
     "longest shifts holds 35 h: the hours beyond it are paid and not worked; give longer shifts "
     "or a flatter year"},
    {"opening.sat=09:00-15:30|--set|staff.agents.saturday={one_in: 4, repaid: short_day, shifts: "
     "[{start: 09:00, length: 5.5 h}]}",
     "agents: short_day may make 1.5 h of a shift of 7 h, for a Saturday of 5.5 h, and what is "
     "planned off the phones still falls into it; repaid: day_off gives whole days"},
    {"staff.agents.fte=40|--set|staff.agents.in_post.fte=40",
     "of the hours on the phones: is the demand a day's or a month's volume, not a year's?"},
};

/* Somebody off the phones is inducted like everybody; two dates with the same FTE are one line. */
START_TEST(groups_off_the_phones_in_words)
{
    static const char SKILLS[] = "    skills: [calls]\n";
    const char *after = strstr(RULES, SKILLS) + strlen(SKILLS);
    char scenario[4096];
    snprintf(
        scenario, sizeof scenario,
        "%.*s  manager: {fte: {2004-11-01: 1, 2005-01-10: 2, 2005-06-06: 2}, full_time_week: 35 "
        "h, in_post: {fte: 1, tenure: new}}\n%s",
        (int)(after - RULES), RULES, after);
    write_file("rules.yaml", scenario);
    const char *text = checked("check|rules.yaml|--set|recruitment={lead_time: 4 weeks, induction: "
                               "2 weeks}");
    ck_assert_ptr_nonnull(strstr(text, "induction 14 days for whoever joins, as on the phones (one "
                                       "recruitment for all): paid, and not at their work"));
    ck_assert_ptr_nonnull(strstr(text, "from Mon 2005-01-10: 2 FTE"));
    ck_assert_ptr_null(strstr(text, "from Mon 2005-06-06"));
}
END_TEST

START_TEST(rules_are_doubted)
{
    char words[512];
    snprintf(words, sizeof words, "check|rules.yaml|--set|%s", DOUBT[_i].set);
    const char *text = checked(words);
    const char *doubts = strstr(text, "Please look again");
    ck_assert_msg(doubts && strstr(doubts, DOUBT[_i].said), "'%s' is not in: %s", DOUBT[_i].said,
                  text);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("words");
    TCase *tcase = tcase_create("words");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_set_timeout(tcase, 100);
    tcase_add_test(tcase, rules_in_words);
    tcase_add_test(tcase, newcomers_and_terms_in_words);
    tcase_add_test(tcase, groups_off_the_phones_in_words);
    tcase_add_loop_test(tcase, rules_are_doubted, 0, (int)(sizeof DOUBT / sizeof DOUBT[0]));
    suite_add_tcase(suite, tcase);
    return muster_check_run(suite);
}
