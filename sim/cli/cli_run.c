/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "console.h"
#include "csv.h"
#include "json.h"
#include "overlay.h"
#include "plan.h"
#include "results.h"
#include "run_extras.h"
#include "store_failure.h"
#include "store_output.h"
#include "summary_table.h"
#include "verbs.h"

#include <stdlib.h>
#include <string.h>

enum { GAPS_MOST = 6 }; /* sentences about one candidate */

/* One run under way, from the scenario to the exit status. */
struct running {
    const struct muster_command *command;
    struct muster_cli_question asked;
    const atomic_int *stop;
    char *output; /* NULL: none */
    struct muster_study *study;
    struct muster_journal *journal;
    struct muster_study_result result;
    struct muster_summary summary;
    struct muster_failure failure;
};

/* ---- names ---- */

/* "dir/district.yaml" -> "district.h5"; standard input -> "scenario.h5". */
static char *default_output(const char *scenario)
{
    const char *slash = strrchr(scenario, '/');
    const char *name = slash ? slash + 1 : scenario;
    const char *dot = strrchr(name, '.');
    size_t length = dot && dot != name ? (size_t)(dot - name) : strlen(name);
    if (!strcmp(scenario, "-")) {
        name = "scenario";
        length = strlen(name);
    }
    size_t size = length + sizeof ".h5";
    char *output = malloc(size);
    if (output)
        snprintf(output, size, "%.*s.h5", (int)length, name);
    return output;
}

static bool choose_output(struct running *run)
{
    const char *asked = run->command->text[MUSTER_OPTION_OUTPUT];
    if (asked && !strcmp(asked, "none"))
        return true;
    run->output = asked ? muster_text_join(asked, "") : default_output(run->command->word[0]);
    return run->output != NULL;
}

/* ---- how to go on ---- */

/* --force or --resume, also abbreviated. */
static bool is_mode(const char *word)
{
    size_t length = strlen(word);
    return (length >= 4 && strncmp("--force", word, length) == 0) ||
           (length >= 5 && strncmp("--resume", word, length) == 0);
}

/* The command that goes on from the open journal. */
static void print_resume(const struct running *run, const char *why)
{
    const struct muster_command *command = run->command;
    muster_console_say(command, "%severy completed replication is kept. To go on:", why);
    fputs("  ", stderr);
    for (int i = 0; i < command->argc; i++)
        if (!is_mode(command->argv[i])) {
            muster_console_quote(stderr, command->argv[i]);
            fputc(' ', stderr);
        }
    fputs("--resume\n", stderr);
}

/* Stopped before the end: says why and how to go on; returns the exit status. */
static int stopped(struct running *run, enum muster_status status)
{
    run->failure.status = status;
    if (status == MUSTER_INTERRUPTED && run->journal) {
        print_resume(run, "interrupted; ");
        return MUSTER_EXIT_INTERRUPTED;
    }
    if (status == MUSTER_INTERRUPTED)
        snprintf(run->failure.text, sizeof run->failure.text, "interrupted; nothing is kept%s",
                 run->output ? "" : " with --output none");
    int exit = muster_console_failure(run->command, &run->failure);
    if (run->journal)
        print_resume(run, "");
    return exit;
}

/* ---- the stages ---- */

/* A share within T can only be judged by the T that the services are counted by. */
static bool check_require(const struct running *run)
{
    const struct muster_target *require = &run->command->require;
    if (!run->command->given[MUSTER_OPTION_REQUIRE] || require->kind != MUSTER_TARGET_WITHIN)
        return true;
    const struct muster_question *question = &run->asked.question;
    for (size_t c = 0; c < question->candidate_count; c++) {
        const struct muster_scenario *scenario = &question->candidate[c].scenario;
        for (size_t s = 0; s < scenario->service_count; s++)
            if (scenario->service[s].within_s != require->within_s) {
                muster_console_say(run->command,
                                   "--require '%s': %s counts within %g s; change its target, as "
                                   "--set 'target=%s'",
                                   run->command->text[MUSTER_OPTION_REQUIRE],
                                   scenario->service[s].name, scenario->service[s].within_s,
                                   run->command->text[MUSTER_OPTION_REQUIRE]);
                return false;
            }
    }
    return true;
}

/* Options that the others given leave without effect are never passed over in silence. */
static void say_unused(const struct running *run)
{
    const bool *given = run->command->given;
    if (given[MUSTER_OPTION_QUIET])
        return;
    if (given[MUSTER_OPTION_PROFILE] && !given[MUSTER_OPTION_JSON])
        muster_console_say(run->command, "--profile: only --json shows the typical week");
    if (given[MUSTER_OPTION_TRACE] && !run->output)
        muster_console_say(
            run->command, "--trace: contacts are kept in the results file; --output none has none");
    if (given[MUSTER_OPTION_RESUME] && !run->output)
        muster_console_say(run->command, "--resume: --output none leaves nothing to go on with");
}

static enum muster_status open_output(struct running *run)
{
    const bool *given = run->command->given;
    if (!run->output)
        return MUSTER_OK;
    enum muster_open mode = given[MUSTER_OPTION_FORCE]    ? MUSTER_OPEN_FORCE
                            : given[MUSTER_OPTION_RESUME] ? MUSTER_OPEN_RESUME
                                                          : MUSTER_OPEN_NEW;
    size_t threads = muster_study_threads((size_t)run->command->number[MUSTER_OPTION_THREADS]);
    return muster_output_open(&run->journal, &run->failure, run->output, &run->asked.question,
                              muster_study_shape(run->study), mode, threads, run->stop);
}

static enum muster_status simulate(struct running *run)
{
    struct muster_progress_line line = muster_progress_line(run->command);
    struct muster_study_options options = {
        .threads = (size_t)run->command->number[MUSTER_OPTION_THREADS],
        .profile = run->output || run->command->given[MUSTER_OPTION_PROFILE],
        .traced = (size_t)run->command->number[MUSTER_OPTION_TRACE],
        .journal = run->journal,
        .stop = run->stop,
        .watched = line.wanted,
        .progress = muster_progress_line_show,
        .progress_context = &line};
    enum muster_status status = muster_study_run(&run->result, &run->failure, run->study, &options);
    muster_progress_line_end(&line);
    if (status != MUSTER_OK)
        return status;
    if (run->asked.question.precision_count && !run->result.precise &&
        !run->command->given[MUSTER_OPTION_QUIET])
        muster_console_say(run->command,
                           "the precision asked for was not reached in %zu "
                           "replications",
                           run->result.replications);
    status = muster_summary_init(&run->summary, &run->result, NULL);
    return status == MUSTER_OK ? status : muster_failure_memory(&run->failure);
}

static enum muster_status write_results(struct running *run)
{
    struct muster_run_extras extras;
    if (!run->output)
        return MUSTER_OK;
    if (muster_run_extras_init(&extras, &run->summary, run->study) != MUSTER_OK)
        return muster_failure_memory(&run->failure);
    enum muster_status status =
        muster_results_write(&run->failure, run->output, &run->asked.question, run->journal,
                             run->result.replications, &extras.extras, run->stop);
    muster_run_extras_clear(&extras);
    /* The typical week was kept for the file; the answer has it only when it was asked for. */
    for (size_t c = 0; c < run->result.candidate_count; c++)
        if (!run->command->given[MUSTER_OPTION_PROFILE])
            muster_profile_clear(&run->result.candidate[c].profile);
    /* What cannot be written is no fault of a results file that somebody brought. */
    if (status == MUSTER_BAD_FORMAT)
        run->failure.status = status = MUSTER_IO_FAILED;
    return status;
}

/* ---- the answer ---- */

static enum muster_status write_table(const struct running *run)
{
    size_t count = run->asked.question.candidate_count;
    struct muster_summary_notes *notes = calloc(count, sizeof *notes);
    char(*text)[160] = calloc(count * GAPS_MOST, sizeof *text);
    const char **line = calloc(count * GAPS_MOST, sizeof *line);
    enum muster_status status = notes && text && line ? MUSTER_OK : MUSTER_NO_MEMORY;
    for (size_t c = 0; status == MUSTER_OK && c < count; c++) {
        size_t first = c * GAPS_MOST;
        size_t gaps =
            muster_roster_gaps(muster_study_plan(run->study, c)->roster, text + first, GAPS_MOST);
        for (size_t i = 0; i < GAPS_MOST; i++)
            line[first + i] = text[first + i];
        notes[c] = (struct muster_summary_notes){gaps < GAPS_MOST ? gaps : GAPS_MOST, line + first};
        if (gaps > GAPS_MOST)
            snprintf(text[first + GAPS_MOST - 1], sizeof text[0], "and %zu more; see muster check",
                     gaps - GAPS_MOST + 1);
    }
    if (status == MUSTER_OK)
        status = muster_summary_print(stdout, &run->summary, notes);
    free(line);
    free(text);
    free(notes);
    return status;
}

static int write_answer(struct running *run)
{
    const bool *given = run->command->given;
    enum muster_status status = given[MUSTER_OPTION_JSON] ? muster_json_write(stdout, &run->summary)
                                : given[MUSTER_OPTION_CSV] ? muster_csv_write(stdout, &run->summary)
                                                           : write_table(run);
    if (status == MUSTER_NO_MEMORY) {
        muster_failure_memory(&run->failure);
        return muster_console_failure(run->command, &run->failure);
    }
    int exit = muster_console_close(run->command->verb->name, MUSTER_EXIT_DONE);
    if (exit != MUSTER_EXIT_DONE && run->output)
        muster_console_say(run->command,
                           "the results are whole in %s: the same command with --resume says them "
                           "again and simulates nothing",
                           run->output);
    return exit;
}

/* --require: met only when it is shown, at 95 %, of every candidate. */
static int judge(struct running *run)
{
    if (!run->command->given[MUSTER_OPTION_REQUIRE])
        return MUSTER_EXIT_DONE;
    int status = MUSTER_EXIT_DONE;
    for (size_t c = 0; c < run->result.candidate_count; c++) {
        const struct muster_study_candidate *candidate = &run->result.candidate[c];
        struct muster_target_result judged;
        if (muster_target_require(&judged, &candidate->scope, &run->command->require,
                                  candidate->rows, run->result.replications) != MUSTER_OK) {
            muster_failure_memory(&run->failure);
            return muster_console_failure(run->command, &run->failure);
        }
        if (judged.met == MUSTER_VERDICT_MET)
            continue;
        muster_console_say(run->command, "%s: %s: %s", candidate->name,
                           run->command->text[MUSTER_OPTION_REQUIRE],
                           judged.met == MUSTER_VERDICT_MISSED
                               ? "not met"
                               : "neither met nor missed for sure; more replications would tell");
        status = MUSTER_EXIT_UNMET;
    }
    return status;
}

static int run_question(struct running *run)
{
    run->stop = muster_console_stop();
    enum muster_status status = muster_study_new(&run->study, &run->failure, &run->asked.question);
    if (status == MUSTER_OK)
        status = open_output(run);
    if (status == MUSTER_OK)
        status = simulate(run);
    if (status == MUSTER_OK)
        status = write_results(run);
    if (status != MUSTER_OK)
        return stopped(run, status);
    int answered = write_answer(run);
    return answered == MUSTER_EXIT_DONE ? judge(run) : answered;
}

int muster_cli_run(const struct muster_command *command)
{
    struct running run = {.command = command};
    int status = muster_cli_question_read(&run.asked, command);
    if (status != MUSTER_EXIT_DONE)
        return status;
    status = MUSTER_EXIT_USAGE;
    if (!choose_output(&run)) {
        muster_failure_memory(&run.failure);
        status = muster_console_failure(command, &run.failure);
    } else if (check_require(&run)) {
        say_unused(&run);
        status = run_question(&run);
    }
    muster_summary_clear(&run.summary);
    muster_study_result_clear(&run.result);
    muster_journal_close(run.journal);
    muster_study_free(run.study);
    free(run.output);
    muster_cli_question_clear(&run.asked);
    return status;
}
