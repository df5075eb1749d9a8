/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What finance asks, by whole commands: the waterfall that `run` prints stands in the results file
 * and `show` says it again; its figures are drawn where their models are on, and refused by name
 * where they are off.
 */
#include "commands.h"

#define TEAM                                                                                       \
    "muster: 1\n"                                                                                  \
    "currency: £\n"                                                                               \
    "horizon: {start: 2004-10-04, weeks: 16, interval: 30 min}\n"                                  \
    "opening: {mon-fri: 08:00-18:00, closed: [2004-12-27, 2004-12-28]}\n"                          \
    "target: 80% in 20 s\n"                                                                        \
    "services: {calls: {rate: 25 per hour, handle: {exponential: {mean: 3.5 min}}, patience: "     \
    "{exponential: {mean: 2 min}}}}\n"                                                             \
    "staff:\n"                                                                                     \
    "  agents:\n"                                                                                  \
    "    fte: 5\n"                                                                                 \
    "    full_time_week: 37 h\n"                                                                   \
    "    in_post: {fte: 4, tenure: new}\n"                                                         \
    "    shifts: [{name: early, start: 08:00, length: 7.9 h, lunch: {length: 30 min, between: "    \
    "11:30-13:30}}, {name: late, end: 18:00, length: 7.9 h, lunch: {length: 30 min, between: "     \
    "12:00-14:30}}]\n"                                                                             \
    "    breaks: [{length: 15 min, paid: yes, between: 10:00-11:30}]\n"                            \
    "    rota: cover\n"                                                                            \
    "    skills: [calls]\n"                                                                        \
    "    grade: agent\n"                                                                           \
    "pay: {grades: {agent: {salary: 15500, on_cost: 24%}}}\n"
#define AWAY                                                                                       \
    "leave: {days: 24, year_starts: 04-01, cap: 25%}\n"                                            \
    "sickness: {days_lost_per_fte: 14, long_term_share: 50%, short: {geometric: {mean: 2.5 d}}, "  \
    "long: {lognormal: {mean: 40 d, cv: 0.8}}}\n"                                                  \
    "attrition: {yearly: 60%, notice: 2 weeks}\n"                                                  \
    "recruitment: {lead_time: {lognormal: {mean: 4 weeks, cv: 0.4}}, intake_every: 3 weeks, "      \
    "induction: 3 weeks}\n"
#define BUDGET "budget: 27000\n"
#define CANDIDATES                                                                                 \
    "candidates:\n"                                                                                \
    "  - {name: as it is}\n"                                                                       \
    "  - {name: two more, set: {staff.agents.fte: 7, staff.agents.in_post.fte: 6}}\n"
#define SIMULATION "simulation: {replications: 24, seed: 3}\n"

static void setup(void)
{
    enter_folder();
    write_file("team.yaml", TEAM AWAY BUDGET CANDIDATES SIMULATION);
    write_file("plain.yaml", TEAM SIMULATION);
}

static void teardown(void)
{
    leave_folder();
}

static char *copy_from(const char *text, const char *start)
{
    const char *from = strstr(text, start);
    ck_assert_msg(from != NULL, "no '%s' in: %s", start, text);
    return strdup(from);
}

START_TEST(show_says_what_run_said)
{
    char *said = copy_from(run_fine("run|team.yaml").out, "\nFrom established FTE");
    char *shown = strdup(run_fine("show|team.h5|--candidate|as it is").out);
    char *coverage = strstr(said, "\nCoverage of");
    if (coverage)
        *coverage = '\0';
    char *hours = strstr(shown, "\nPeople on the phones by hour");
    ck_assert_ptr_nonnull(hours);
    *hours = '\0';
    ck_assert_str_eq(said, shown);
    free(said);
    free(shown);
    char *other = strdup(run_fine("show|team.h5|--candidate|two more").out);
    ck_assert_ptr_nonnull(strstr(other, "candidate 2, two more"));
    ck_assert_ptr_nonnull(strstr(other, "Established                7.00"));
    free(other);
    expect("show|team.h5|--candidate|nobody", 2, "no candidate");
}
END_TEST

/* The text of a figure in letters. */
static char *drawn(const char *figure)
{
    char words[128];
    snprintf(words, sizeof words, "plot|team.h5|%s|--dumb|--quiet", figure);
    return strdup(run_fine(words).out);
}

START_TEST(figures_tell_their_curves)
{
    static const struct {
        const char *figure, *says[4];
    } figure[] = {{"waterfall", {"vacancies", "On the phones", "lost", "likely range"}},
                  {"shrinkage", {"leave", "sickness", "vacant, of established FTE", "Nov"}},
                  {"headcount", {"joiners", "leavers", "established", "Trained FTE"}},
                  {"cost", {"Cost of the whole horizon", "budget", "one replication", "£"}},
                  {"cost-against-level", {"frontier", "target 80 %", "candidate", "£"}},
                  {"spells", {"off sick", "leave", "post", "Dec"}}};
    run_fine("run|team.yaml|--quiet");
    for (size_t i = 0; i < sizeof figure / sizeof figure[0]; i++) {
        char *text = drawn(figure[i].figure);
        for (size_t k = 0; k < 4; k++)
            ck_assert_msg(strstr(text, figure[i].says[k]) != NULL, "%s says no '%s': %s",
                          figure[i].figure, figure[i].says[k], text);
        free(text);
    }
}
END_TEST

/* Five replications have no likely range: it is neither drawn nor spoken of. */
START_TEST(few_replications_draw_no_range)
{
    run_fine("run|team.yaml|--replications|5|--output|few.h5|--quiet");
    const char *text = run_fine("plot|few.h5|waterfall|--dumb|--quiet").out;
    ck_assert_ptr_nonnull(strstr(text, "a likely range needs 10"));
    ck_assert_msg(strstr(text, "80 %") == NULL, "%s", text);
}
END_TEST

START_TEST(no_line_of_the_tables_ends_in_blanks)
{
    const char *text = run_fine("run|team.yaml|--quiet").out;
    ck_assert_ptr_nonnull(strstr(text, "\nCost of 2  two more\n"));
    ck_assert_msg(strstr(text, " \n") == NULL, "%s", text);
}
END_TEST

/* Whatever takes people off the phones has a layer, under the name that the waterfall gives it. */
START_TEST(every_cause_has_its_layer)
{
    static const char *const CAUSES[] = {"leave",
                                         "bank holidays",
                                         "sickness",
                                         "induction",
                                         "lateness",
                                         "one-offs",
                                         "outages",
                                         "paid breaks",
                                         "buddying",
                                         "off the phones",
                                         "vacant, of established FTE"};
    write_file("team.yaml", TEAM AWAY SIMULATION
               "lateness: {probability: 10%, length: {exponential: {mean: 15 min}}}\n"
               "one_offs: {jury service: {rate: 2 per year, length: 3 d}}\n"
               "outages: {telephony: {rate: 60 per year, length: {exponential: {mean: 1 h}}}}\n"
               "off_phone: {coaching: {each: 45 min, every: 2 weeks}}\n"
               "learning: {initial: 1.6, tau: 8 weeks}\n");
    run_fine("run|team.yaml|--quiet|--set|recruitment.buddy={weeks: 4, share: 20%}");
    run_fine("plot|team.h5|shrinkage|--quiet");
    static char figure[TEXT_MOST];
    slurp(figure, "shrinkage.svg");
    for (size_t i = 0; i < sizeof CAUSES / sizeof CAUSES[0]; i++) {
        char text[64];
        snprintf(text, sizeof text, ">%s<", CAUSES[i]);
        ck_assert_msg(strstr(figure, text) != NULL, "no layer '%s'", CAUSES[i]);
    }
}
END_TEST

/* A budget by financial year is drawn year by year, one sum as one level. */
START_TEST(each_year_has_its_budget)
{
    run_fine("run|team.yaml|--quiet|--set|horizon.start=2005-01-31|--set|budget={2004/05: 90000, "
             "2005/06: 120000}|--output|years.h5");
    char *drawn = strdup(run_fine("plot|years.h5|cost|--dumb|--quiet").out);
    ck_assert_ptr_nonnull(strstr(drawn, "budget; by month its year"));
    free(drawn);
    run_fine("run|team.yaml|--quiet");
    ck_assert_ptr_nonnull(strstr(run_fine("plot|team.h5|cost|--dumb|--quiet").out,
                                 "budget; by month its even share"));
}
END_TEST

/* A target that no candidate comes near has no line; the note says where it lies. */
START_TEST(a_target_out_of_sight_is_told)
{
    run_fine("run|team.yaml|--set|target=1% in 20 s|--output|easy.h5|--quiet");
    char *drawn = strdup(run_fine("plot|easy.h5|cost-against-level|--dumb|--quiet").out);
    ck_assert_ptr_nonnull(strstr(drawn, "frontier"));
    ck_assert_ptr_null(strstr(drawn, "target"));
    free(drawn);
    run_fine("plot|easy.h5|cost-against-level|--quiet");
    static char figure[TEXT_MOST];
    slurp(figure, "cost-against-level.svg");
    ck_assert_ptr_nonnull(strstr(figure, "The target, 1 %, lies below what is shown."));
}
END_TEST

START_TEST(what_is_switched_off_has_no_line_and_no_figure)
{
    static const char *const OFF[] = {"  leave", "  sickness", "  induction"};
    char *said = copy_from(run_fine("run|plain.yaml").out, "\nFrom established FTE");
    for (size_t i = 0; i < sizeof OFF / sizeof OFF[0]; i++)
        ck_assert_msg(strstr(said, OFF[i]) == NULL, "%s in: %s", OFF[i], said);
    ck_assert_ptr_nonnull(strstr(said, "  vacancies"));
    free(said);
    expect("plot|plain.h5|spells|--dumb", 2, "nobody is ever off sick");
    expect("plot|plain.h5|cost-against-level|--dumb", 2, "at least two candidates");
    run_fine("plot|plain.h5|waterfall|--dumb");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("answers");
    TCase *tests = tcase_create("answers");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_set_timeout(tests, 200);
    tcase_add_test(tests, show_says_what_run_said);
    tcase_add_test(tests, figures_tell_their_curves);
    tcase_add_test(tests, few_replications_draw_no_range);
    tcase_add_test(tests, no_line_of_the_tables_ends_in_blanks);
    tcase_add_test(tests, every_cause_has_its_layer);
    tcase_add_test(tests, each_year_has_its_budget);
    tcase_add_test(tests, a_target_out_of_sight_is_told);
    tcase_add_test(tests, what_is_switched_off_has_no_line_and_no_figure);
    suite_add_tcase(suite, tests);
    return muster_check_run(suite);
}
