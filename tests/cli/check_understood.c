/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What `muster check` finds implausible, and says before anything is run: each doubt appears with
 * its arithmetic where there is cause, and not where there is none.
 */
#include "commands.h"

/* Ten people of 35 h, Mon-Fri 09:00-17:00 and every second Saturday: nothing to doubt. */
static const char SOUND[] =
    "muster: 1\n"
    "horizon: {start: 2004-11-01, weeks: 52}\n"
    "opening: {mon-fri: 09:00-17:00, sat: 09:00-13:00, closed: [2004-12-27, 2004-12-28, "
    "2005-01-03, 2005-03-25, 2005-03-28, 2005-05-02, 2005-05-30, 2005-08-29]}\n"
    "minimum_crew: 2\n"
    "target: 80% in 20 s\n"
    "services:\n"
    "  calls: {demand: {wanted: 90000}, profile: {09:00: 1, 17:00: 0}, weekdays: {mon: 1, tue: 1, "
    "wed: 1, thu: 1, fri: 1, sat: 0.3, sun: 0}, handle: 3.5 min, patience: {exponential: {mean: 3 "
    "min}}}\n"
    "staff:\n"
    "  agents:\n"
    "    fte: 10\n"
    "    full_time_week: 35 h\n"
    "    in_post: {fte: 10, tenure: new}\n"
    "    shifts: [{name: day, start: 09:00, length: 8 h, lunch: {length: 1 h, between: "
    "11:00-15:00}}]\n"
    "    saturday: {one_in: 2, shifts: [{start: 09:00, length: 4 h}], repaid: day_off}\n"
    "    rota: cover\n"
    "    skills: [calls]\n";

static const char SEVERAL[] = "include: sound.yaml\n"
                              "candidates:\n"
                              "  - {name: as it is}\n"
                              "  - {name: twelve, set: {staff.agents.fte: 12}}\n"
                              "  - {name: longer, set: {opening.mon-fri: 09:00-18:00}}\n";

static void setup(void)
{
    enter_folder();
    write_file("sound.yaml", SOUND);
    write_file("several.yaml", SEVERAL);
}

static void teardown(void)
{
    leave_folder();
}

/* Every run of blanks and line ends becomes one blank. */
static void on_one_line(char *text)
{
    char *to = text;
    for (const char *from = text; *from; from++) {
        char c = *from == '\n' ? ' ' : *from;
        if (c != ' ' || to == text || to[-1] != ' ')
            *to++ = c;
    }
    *to = '\0';
}

static const char *checked(const char *words)
{
    struct outcome outcome = run_fine(words);
    on_one_line(outcome.out);
    return outcome.out;
}

static void says(const char *words, const char *said)
{
    const char *text = checked(words);
    ck_assert_msg(strstr(text, said) != NULL, "%s: '%s' is not in: %s", words, said, text);
}

START_TEST(a_sound_centre_is_not_doubted)
{
    const char *text = checked("check|sound.yaml");
    ck_assert_msg(strstr(text, "Please look again") == NULL, "%s", text);
    says("check|sound.yaml", "bank holidays 8 -");
    ck_assert_ptr_null(strstr(text, "lie in the horizon"));
}
END_TEST

/* Each by hand from the figures above. */
static const struct {
    const char *set; /* KEY=VALUE, '|' between several */
    const char *said;
} DOUBT[] = {
    {"staff.agents.fte=12",
     "agents: fte is 12 and in_post.fte 10: 2 FTE start vacant; to start with everybody, set "
     "in_post.fte, too"},
    {"staff.agents.saturday.one_in=10",
     "agents: 10 posts, one Saturday in 10 = 1 person x 4 h = 4 h a Saturday, nobody away; the "
     "target needs"},
    /* five at once would do, for half of the day */
    {"opening.sat=09:00-17:00|--set|services.calls.weekdays.sat=1",
     "agents: 10 posts, one Saturday in 2 = 5 people x 4 h = 20 h a Saturday, nobody away;"},
    {"opening.sat=09:00-17:00", "check: 4 of 48 open hours a week are in nobody's shift"},
    {"opening.mon-fri=09:00-19:30",
     "check: 12.5 of 56.5 open hours a week are in nobody's shift (see gaps)"},
    {"minimum_crew=6",
     "check: in 4 of 44 open hours a week there are too few people for a minimum_crew of 6"},
    /* 2 x 35 h against 44 h x 2 */
    {"staff.agents.fte=2|--set|staff.agents.in_post.fte=2",
     "check: 44 open hours a week x 2 people (minimum_crew) = 88 h, and the people work 70 h a "
     "week: the opening can never be covered"},
    {"staff.agents.fte=1|--set|staff.agents.in_post.fte=1|--set|minimum_crew=0",
     "check: 44 open hours a week x 1 person = 44 h, and the people work 35 h a week"},
    /* 27 and 28 December, 3 January; a year has 8 */
    {"horizon.weeks=10", "bank holidays 8 - sickness 0"},
    {"horizon.weeks=10",
     "(a whole year's; 3 bank holidays, Mon-Fri, lie in the horizon of 70 days)"},
};

START_TEST(what_is_implausible_is_doubted)
{
    char words[512];
    snprintf(words, sizeof words, "check|sound.yaml|--set|%s", DOUBT[_i].set);
    const char *said = DOUBT[_i].said;
    says(words, strncmp(said, "check: ", 7) == 0 ? said + 5 : said);
}
END_TEST

/* Saturdays without a table of their own. */
START_TEST(saturdays_without_a_table_are_doubted)
{
    char text[sizeof SOUND];
    strcpy(text, SOUND);
    char *from = strstr(text, "    saturday:"), *to = strstr(text, "    rota:");
    memmove(from, to, strlen(to) + 1);
    write_file("plain.yaml", text);
    says("check|plain.yaml", "agents: open on Saturdays without a saturday: table");
    const char *closed = checked("check|plain.yaml|--set|opening.sat=closed");
    ck_assert_msg(strstr(closed, "without a saturday") == NULL, "%s", closed);
}
END_TEST

/* The file's Saturday table lies idle in a candidate that shuts; where the file shuts, it is no
 * use to anybody. */
START_TEST(a_candidate_may_shut_on_saturdays)
{
    write_file("shut.yaml", "include: sound.yaml\n"
                            "candidates:\n"
                            "  - {name: as it is}\n"
                            "  - {name: shut, set: {opening.sat: closed}}\n");
    ck_assert_str_eq(run_fine("check|shut.yaml").err, "");
    ck_assert_ptr_nonnull(strstr(run_fine("check|sound.yaml|--set|opening.sat=closed").err,
                                 "the centre is not open on Saturdays"));
}
END_TEST

/* Who finds it closed and does not call again is not said to come back, "0 %" of them. */
START_TEST(who_does_not_come_back_is_said)
{
    says("check|sound.yaml|--set|services.calls.profile={08:00: 1, 17:00: 0}", "none of the other");
    says("check|sound.yaml|--set|services.calls.profile={08:00: 1, 17:00: 0}|--set|"
         "services.calls.when_closed={return: 60%}",
         "60 % of the other");
}
END_TEST

#define WITH(keys)                                                                                 \
    "staff={agents: {fte: 3.5, full_time_week: 35 h, part_time: {week: 17.5 h}, full_time: 50%, "  \
    "in_post: {fte: 3.5, tenure: new}, shifts: [{start: 09:00, length: 8 h}], skills: "            \
    "[calls]" keys

/* Who works in whose place, word for word, and what is doubtful about it. */
static const struct {
    const char *set, *said;
} STAND_IN[] = {
    {WITH(", grade: a}, leaders: {posts: 2, in_post: {fte: 1, tenure: new}, grade: b, acting_up: "
          "{from: agents, after: 2 weeks, at_most: 1}}}|--set|pay={grades: {a: {salary: 15000}, b: "
          "{salary: 21000}}}|--set|currency=£"),
     "acting up from agents, 2 weeks after a post falls vacant, at most 1 at once, until a recruit "
     "goes live; paid £21,000 a year and FTE, or as before if that is more; their own posts are "
     "kept for them"},
    {WITH("}, leaders: {posts: 2, in_post: {fte: 1, tenure: new}, acting_up: {from: agents}}}"),
     "acting up from agents, as soon as a post is vacant, until a recruit goes live; their own "
     "posts are kept for them"},
    {WITH(", agency: {hourly: £14.50, ready_after: 1 week, sick_after: 10 d, most: 2, until: "
          "2005-03-31}}}|--set|currency=£"),
     "agency £14.5 an hour, 1 week after a post falls vacant until a recruit goes live, and for "
     "people off sick for 10 days until they are back, at most 2 at once, until Thu 2005-03-31"},
    {WITH(", agency: {hourly: 14, from: 2005-01-01}}}"),
     "agency 14 an hour, as soon as a post is vacant until a recruit goes live, from Sat "
     "2005-01-01"},
    {WITH(", agency: {hourly: 14, most: 0}}}"), "agency nobody"},
    {WITH(", casuals: {people: 3, hourly: 9, after: 1 d}}}"),
     "casuals at most 3 a day, 9 an hour, for shifts known to be lost: of vacant posts, of who has "
     "left since the rota was made, and of people off sick for 1 day"},
    {"recruitment={lead_time: 4 weeks, sign_off: {pass: {uniform: [80%, 90%]}, retrain: 2 weeks, "
     "attempts: 3}}",
     "sign-off 85 % pass at the end of induction; the others train for 2 weeks more and try again, "
     "and are let go after 3 failures"},
    {"recruitment={lead_time: 4 weeks, sign_off: {pass: 60%, retrain: 3 d}}",
     "sign-off 60 % pass at the end of induction; the others train for 3 days more and try again"},
    {"attrition={yearly: 20%}|--set|currency=£|--set|retention={coaching: {from: 2005-01-01, "
     "hazard: 0.8, per_year: 20000, once: 500}, study: {until: 2005-03-31, hazard: 0.9}}",
     "retention coaching: 0.8 times as many give notice, from Sat 2005-01-01; £20,000 a year and "
     "£500 once study: 0.9 times as many give notice, until Thu 2005-03-31"},
    /* the horizon is 2004-11-01 to 2005-10-30 */
    {WITH(", agency: {hourly: 14, from: 2005-10-31}}}"),
     "- agents: the dates of agency hold no day of the horizon: nobody stands in"},
    {"attrition={yearly: 20%}|--set|retention={coaching: {until: 2004-10-31, hazard: 0.8}}",
     "- retention: the dates of coaching hold no day of the horizon: it keeps nobody"},
    {"costs={items: {launch: {once: 100, on: 2004-10-31}}}",
     "- costs.items: launch lies outside the horizon: it comes to nothing"},
    {"costs={offsets: {back office: {yearly: 100, from: 2005-10-31}}}",
     "- costs.offsets: back office lies outside the horizon: it comes to nothing"},
    {"pay={grades: {a: {salary: 15000}}, award: [{from: 2004-10-31, rise: 2%}, {from: 2005-10-31, "
     "rise: 3%}]}",
     "- pay: the award of Sun 2004-10-31 was before the horizon: it raises every salary of the "
     "file "
     "from the first day on; are they not raised by it already? - pay: the award of Mon 2005-10-31 "
     "comes after the horizon: it changes nothing"},
    {"pay={grades: {a: {salary: 15000}}, sick_pay: [{from: 4 months, full: 1 month}]}",
     "- pay: sick_pay begins at 4 months of service: who has served less is paid nothing when off "
     "sick"},
    {"off_phone={briefing: {at: 'sat-sun 09:00-09:30'}}",
     "- off_phone: briefing: the centre is closed on Sun: nobody has it then"},
    {"recruitment={lead_time: 4 weeks, intake_every: 4 weeks, class: {least: 11, most: 12}}",
     "- agents: a class starts with 11 people at least, and there are 10 posts: nobody ever joins"},
    {WITH("}, leaders: {fte: 0.6, in_post: {fte: 0, tenure: new}, acting_up: {from: agents, after: "
          "1 d}}}"),
     "leaders: nobody of agents has a contract of 0.6 FTE, so nobody acts up in a post of that "
     "size"},
};

START_TEST(who_stands_in_is_said)
{
    char words[1024];
    snprintf(words, sizeof words, "check|sound.yaml|--set|%s", STAND_IN[_i].set);
    says(words, STAND_IN[_i].said);
}
END_TEST

/* What lies in the horizon, on open days and within the posts is not doubted. */
START_TEST(what_is_used_is_not_doubted)
{
    const char *text = checked(
        "check|sound.yaml|--set|costs={items: {launch: {once: 100, on: 2005-10-30}, rent: {yearly: "
        "9, until: 2004-11-01}}}|--set|pay={grades: {a: {salary: 15000}}, award: {from: "
        "2004-11-01, "
        "rise: 2%}, sick_pay: [{from: 0 months, full: 1 month}]}|--set|off_phone={briefing: {at: "
        "'sat 09:00-09:30'}}|--set|recruitment={lead_time: 4 weeks, intake_every: 4 weeks, class: "
        "{least: 10, most: 12}}|--set|staff.agents.grade=a|--set|staff.agents.agency={hourly: 14, "
        "until: 2004-11-01}");
    ck_assert_msg(strstr(text, "Please look again") == NULL, "%s", text);
}
END_TEST

/* A candidate is said with what it changes, not with what others change. */
START_TEST(candidates_say_what_they_change)
{
    const char *text = checked("check|several.yaml");
    ck_assert_ptr_nonnull(
        strstr(text, "Candidate as it is sets nothing: the file as it stands opening"));
    ck_assert_ptr_nonnull(strstr(text, "Candidate twelve sets staff.agents.fte = 12 opening"));
    ck_assert_ptr_nonnull(
        strstr(text, "Candidate longer sets opening.mon-fri = 09:00-18:00 opening"));
    ck_assert_ptr_nonnull(strstr(text, "fte is 12 and in_post.fte 10: 2 FTE start vacant"));
    ck_assert_ptr_nonnull(strstr(text, "longer: 5 of 49 open hours a week are in nobody's shift"));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("understood");
    TCase *tcase = tcase_create("understood");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_set_timeout(tcase, 100);
    tcase_add_test(tcase, a_sound_centre_is_not_doubted);
    tcase_add_loop_test(tcase, what_is_implausible_is_doubted, 0,
                        (int)(sizeof DOUBT / sizeof DOUBT[0]));
    tcase_add_loop_test(tcase, who_stands_in_is_said, 0,
                        (int)(sizeof STAND_IN / sizeof STAND_IN[0]));
    tcase_add_test(tcase, what_is_used_is_not_doubted);
    tcase_add_test(tcase, saturdays_without_a_table_are_doubted);
    tcase_add_test(tcase, a_candidate_may_shut_on_saturdays);
    tcase_add_test(tcase, who_does_not_come_back_is_said);
    tcase_add_test(tcase, candidates_say_what_they_change);
    suite_add_tcase(suite, tcase);
    return muster_check_run(suite);
}
