/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli_erlang.h"
#include "figures.h"
#include "options.h"
#include "pages.h"
#include "roff.h"
#include "templates.h"
#include "verbs.h"

#include <string.h>

static void put_verbs(FILE *file)
{
    size_t count;
    const struct muster_verb *verb = muster_verbs(&count);
    muster_roff_section(file, "VERBS");
    for (size_t i = 0; i < count; i++) {
        if (!verb[i].help)
            continue;
        char term[64], does[128];
        snprintf(term, sizeof term, "muster %s", verb[i].name);
        snprintf(does, sizeof does, "%c%s.", verb[i].does[0] - 'a' + 'A', verb[i].does + 1);
        muster_roff_term(file, term, verb[i].usage);
        muster_roff_words(file, does);
        muster_roff_words(file, verb[i].help);
    }
}

/* "check, run": whose option it is. */
static void verbs_of(char *text, size_t size, enum muster_option_id id)
{
    size_t count, used = 0;
    const struct muster_verb *verb = muster_verbs(&count);
    text[0] = '\0';
    for (size_t i = 0; i < count; i++) {
        struct muster_option option;
        if (!verb[i].help || !muster_option_of(&option, id, verb[i].bit))
            continue;
        used +=
            (size_t)snprintf(text + used, size - used, "%s`%s`", used ? ", " : "", verb[i].name);
    }
}

static void put_options(FILE *file)
{
    muster_roff_section(file, "OPTIONS");
    muster_roff_words(file, "Each with the verbs that take it; `muster help` VERB has those of one "
                            "verb.");
    for (int i = 0; i < MUSTER_OPTION_COUNT; i++) {
        char verbs[256], term[64], words[512];
        struct muster_option option;
        verbs_of(verbs, sizeof verbs, (enum muster_option_id)i);
        muster_option_of(&option, (enum muster_option_id)i, 0);
        if (!verbs[0])
            continue;
        snprintf(term, sizeof term, "--%s", option.name);
        snprintf(words, sizeof words, "(%s) %s.", verbs, option.words);
        muster_roff_term(file, term, option.value);
        muster_roff_words(file, words);
    }
}

static void put_erlang(FILE *file)
{
    size_t count;
    const struct muster_erlang_option *option = muster_erlang_options(&count);
    muster_roff_section(file, "OPTIONS OF ERLANG");
    for (size_t i = 0; i < count; i++) {
        char term[64];
        snprintf(term, sizeof term, "--%s", option[i].name);
        muster_roff_term(file, term, option[i].value);
        muster_roff_words(file, option[i].words);
    }
}

static void put_figures(FILE *file)
{
    size_t count;
    const struct muster_figure_kind *kind = muster_figure_kinds(&count);
    muster_roff_section(file, "FIGURES");
    for (size_t i = 0; i < count; i++) {
        muster_roff_term(file, kind[i].name, NULL);
        muster_roff_words(file, kind[i].sentence);
    }
}

static void put_templates(FILE *file)
{
    size_t count;
    const struct muster_template *starter = muster_templates(&count);
    muster_roff_section(file, "TEMPLATES");
    for (size_t i = 0; i < count; i++) {
        char question[160];
        muster_template_question(question, sizeof question, &starter[i]);
        muster_roff_term(file, starter[i].name, NULL);
        muster_roff_words(file, question);
    }
}

static void put_status(FILE *file)
{
    static const struct {
        enum muster_exit status;
        const char *words;
    } STATUSES[] = {
        {MUSTER_EXIT_DONE, "Done."},
        {MUSTER_EXIT_FAILED, "Failed while running: disk, memory, gnuplot, standard output."},
        {MUSTER_EXIT_USAGE, "Wrong usage; a file in the way or in use by another run; `--resume` "
                            "does not match."},
        {MUSTER_EXIT_FAULTS, "The scenario or its data have faults or cannot be read."},
        {MUSTER_EXIT_RESULTS, "The results file cannot be read or has another format."},
        {MUSTER_EXIT_UNMET, "A target that was required is not met."},
        {MUSTER_EXIT_INTERRUPTED, "Interrupted. What is complete is kept, and the command that "
                                  "goes on is printed."}};
    muster_roff_section(file, "EXIT STATUS");
    for (size_t i = 0; i < sizeof STATUSES / sizeof STATUSES[0]; i++) {
        char term[16];
        snprintf(term, sizeof term, "%d", (int)STATUSES[i].status);
        muster_roff_term(file, term, NULL);
        muster_roff_words(file, STATUSES[i].words);
    }
}

static void put_surroundings(FILE *file)
{
    static const char *const VARIABLES[][2] = {
        {"MUSTER_DATA", "Folder of data tables found by name, before the installed ones."},
        {"NO_COLOR", "When not empty: no colour, unless `--color` asks for it."},
        {"TERM", "No colour on a `dumb` terminal."},
        {"TMPDIR", "Where figures are drawn before they are moved to their place."}};
    static const char *const FILES[][2] = {
        {"RUNS.h5", "The results, see `muster-store`(5): complete or not there."},
        {"RUNS.h5.part", "A run under way or interrupted: every completed replication."}};
    muster_roff_section(file, "ENVIRONMENT");
    for (size_t i = 0; i < sizeof VARIABLES / sizeof VARIABLES[0]; i++) {
        muster_roff_term(file, VARIABLES[i][0], NULL);
        muster_roff_words(file, VARIABLES[i][1]);
    }
    muster_roff_section(file, "FILES");
    for (size_t i = 0; i < sizeof FILES / sizeof FILES[0]; i++) {
        muster_roff_term(file, FILES[i][0], NULL);
        muster_roff_words(file, FILES[i][1]);
    }
}

/* Those of the verbs, in their order: each finds what the ones before it made. */
static void put_examples(FILE *file)
{
    size_t count;
    const struct muster_verb *verb = muster_verbs(&count);
    muster_roff_section(file, "EXAMPLES");
    muster_roff_words(file, "One after the other, beside a copy of the shipped "
                            "`district-council.yaml`:");
    for (size_t i = 0; i < count; i++)
        if (verb[i].help)
            muster_roff_example(file, verb[i].example);
}

void muster_page_command(FILE *file, const char *date)
{
    muster_roff_title(file, "muster", 1, date);
    muster_roff_section(file, "NAME");
    fputs("muster \\- simulate a contact centre and plan its staff\n", file);
    muster_roff_section(file, "SYNOPSIS");
    fputs("\\fBmuster\\fR \\fIVERB\\fR [\\fISCENARIO\\fR|\\fIRUNS.h5\\fR] [\\fIOPTIONS\\fR]\n",
          file);
    muster_roff_section(file, "DESCRIPTION");
    muster_roff_words(
        file, "A scenario is a text file that describes a contact centre: who calls when, how long "
              "the work takes, who is there, and which staffing structures are to be compared. "
              "`muster run` replays it many times and says what service each structure gives, how "
              "sure that is and what it costs; every replication is kept in a results file, which "
              "the other verbs draw and describe.");
    muster_roff_paragraph(
        file, "Standard output carries the result and nothing else; progress (on a terminal only), "
              "warnings and faults go to standard error. `-` reads a scenario from standard "
              "input.");
    put_verbs(file);
    put_options(file);
    put_erlang(file);
    put_figures(file);
    put_templates(file);
    put_status(file);
    put_surroundings(file);
    put_examples(file);
    muster_roff_section(file, "SEE ALSO");
    fputs("\\fBmuster-scenario\\fR(5), \\fBmuster-store\\fR(5), \\fBgnuplot\\fR(1)\n", file);
}
