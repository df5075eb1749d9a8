/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The limit: with m figures a correct simulator may have |z| beyond it once in a hundred
 * validations, at most, so each figure gets the share p = 1 - 0.99^(1/m) of that (the figures of a
 * case are dependent, which only makes it rarer). A figure is (simulated - exact) / se with n - 1
 * degrees of freedom; its Student tail is turned into the normal deviate of the same tail, so that
 * one limit serves all.
 */
#include "console.h"
#include "validate_cases.h"
#include "verbs.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <string.h>

enum { SEED = 20040513, QUICK = 3, LEAST_REPLICATIONS = 10, STANDARD_REPLICATIONS = 60 };

static const double FALSE_ALARMS = 0.01;

/* One validation under way. */
struct validating {
    const struct muster_command *command;
    size_t cases, figures, off;
    double limit, worst;
    struct muster_progress_line line;
};

static size_t count_figures(const struct muster_validate_case *one)
{
    size_t count = 0;
    while (one->figure[count].measure)
        count++;
    return count;
}

static double limit_of(size_t figures)
{
    double each = 1 - pow(1 - FALSE_ALARMS, 1.0 / (double)figures);
    return gsl_cdf_ugaussian_Qinv(each / 2);
}

static double normal_of_student(double t, double freedom)
{
    double tail = gsl_cdf_tdist_Q(fabs(t), freedom);
    double z = tail > 0 ? gsl_cdf_ugaussian_Qinv(tail) : INFINITY;
    return t < 0 ? -z : z;
}

/* ---- one figure ---- */

static size_t place_of(const struct muster_measure *measure, const struct muster_scope *scope,
                       const char *where)
{
    size_t places = muster_measure_places(measure, scope->shape);
    for (size_t p = 0; p < places; p++)
        if (!strcmp(muster_measure_place(measure, scope->scenario, p), where ? where : "all"))
            return p;
    return places - 1;
}

static enum muster_status judge(struct validating *all, const struct muster_validate_figure *figure,
                                const struct muster_study_result *result)
{
    const struct muster_study_candidate *candidate = &result->candidate[0];
    const struct muster_measure *measure = muster_measure_find(figure->measure);
    struct muster_estimate estimate = {.mean = NAN, .se = NAN};
    enum muster_status status =
        measure ? muster_measure_estimate(&estimate, measure, &candidate->scope, candidate->rows,
                                          result->replications,
                                          place_of(measure, &candidate->scope, figure->where))
                : MUSTER_OK;
    if (status != MUSTER_OK)
        return status;
    double z = normal_of_student((estimate.mean - figure->exact) / estimate.se,
                                 (double)result->replications - 1);
    bool fine = fabs(z) <= all->limit; /* not of NAN */
    bool colour = !fine && muster_console_colour(all->command);
    char name[64];
    snprintf(name, sizeof name, "%s%s%s", figure->measure, figure->where ? ", " : "",
             figure->where ? figure->where : "");
    printf("  %-36s %12.6g %12.6g %+8.2f%s\n", name, estimate.mean, figure->exact, z,
           fine     ? ""
           : colour ? "  \033[31mOFF\033[0m"
                    : "  OFF");
    all->off += !fine;
    if (!(fabs(z) <= all->worst))
        all->worst = fabs(z);
    return MUSTER_OK;
}

/* ---- one case ---- */

static int replications_of(const struct muster_command *command,
                           const struct muster_validate_case *one)
{
    double scale = command->given[MUSTER_OPTION_QUICK] ? 1.0 / QUICK : 1;
    if (command->given[MUSTER_OPTION_REPLICATIONS])
        scale = (double)command->number[MUSTER_OPTION_REPLICATIONS] / STANDARD_REPLICATIONS;
    double replications = round(scale * one->replications);
    return (int)fmin(fmax(replications, LEAST_REPLICATIONS), 1e7);
}

static enum muster_status simulate(struct muster_study_result *result,
                                   struct muster_failure *failure, struct validating *all,
                                   struct muster_study *study)
{
    struct muster_study_options options = {.threads =
                                               (size_t)all->command->number[MUSTER_OPTION_THREADS],
                                           .progress = muster_progress_line_show,
                                           .progress_context = &all->line};
    enum muster_status status = muster_study_run(result, failure, study, &options);
    muster_progress_line_end(&all->line);
    return status;
}

static enum muster_status run_case(struct muster_failure *failure, struct validating *all,
                                   const struct muster_validate_case *one,
                                   struct muster_question *question)
{
    struct muster_study *study = NULL;
    struct muster_study_result result = {0};
    /* Another seed for each case: with one for all, their draws would be the same. */
    question->seed = (all->command->given[MUSTER_OPTION_SEED]
                          ? (uint64_t)all->command->number[MUSTER_OPTION_SEED]
                          : SEED) +
                     all->cases++;
    question->replications = replications_of(all->command, one);
    enum muster_status status = muster_study_new(&study, failure, question);
    if (status == MUSTER_OK)
        status = simulate(&result, failure, all, study);
    if (status == MUSTER_OK)
        printf("%s\n", one->name);
    for (size_t i = 0; status == MUSTER_OK && one->figure[i].measure; i++)
        status = judge(all, &one->figure[i], &result);
    fflush(stdout);
    muster_study_result_clear(&result);
    muster_study_free(study);
    return status;
}

static int validate_case(struct validating *all, const struct muster_validate_case *one)
{
    struct muster_question question;
    struct muster_faults faults;
    struct muster_failure failure = {0};
    muster_faults_init(&faults);
    int status = MUSTER_EXIT_DONE;
    if (muster_question_read_text(&question, &faults, one->name, one->scenario,
                                  strlen(one->scenario), NULL)) {
        failure.status = run_case(&failure, all, one, &question);
        if (failure.status != MUSTER_OK)
            status = muster_console_failure(all->command, &failure);
        muster_question_clear(&question);
    } else {
        muster_console_faults(all->command, &faults);
        status = MUSTER_EXIT_FAILED;
    }
    muster_faults_clear(&faults);
    return status;
}

int muster_cli_validate(const struct muster_command *command)
{
    size_t count;
    const struct muster_validate_case *cases = muster_validate_cases(&count);
    struct validating all = {.command = command, .line = muster_progress_line(command)};
    for (size_t i = 0; i < count; i++)
        all.figures += count_figures(&cases[i]);
    all.limit = limit_of(all.figures);
    printf("%-38s %12s %12s %8s\n", "", "simulated", "exact", "diff/se");
    for (size_t i = 0; i < count; i++) {
        int status = validate_case(&all, &cases[i]);
        if (status != MUSTER_EXIT_DONE)
            return status;
    }
    printf("\n%zu figures of %zu cases. The furthest lies %.2f standard errors off; a correct\n"
           "simulator stays within %.2f in 99 validations of 100. %s",
           all.figures, count, all.worst, all.limit, all.off ? "" : "Nothing is wrong.\n");
    if (all.off)
        printf("%zu figure%s OFF.\n", all.off, all.off == 1 ? " is" : "s are");
    return muster_console_close(command->verb->name,
                                all.off ? MUSTER_EXIT_FAILED : MUSTER_EXIT_DONE);
}
