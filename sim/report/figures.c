/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figures.h"
#include "figures_board.h"
#include "store_failure.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* One table: what the command line knows and what draws it, in the same order. */
static const struct muster_figure_kind kinds[] = {
    {"service-level-by-time",
     "service level by time of day, with the likely range over replications, by weekdays"},
    {"service-level-by-week", "service level by week, with the likely range over replications"},
    {"service-level-by-fte", "service level against FTE, with Erlang C and Erlang A beside it"},
    {"service-level-distribution",
     "service level of the whole period, replication by replication, by candidate"},
    {"staff-by-time", "people needed, scheduled and present by time of day, by weekdays"},
    {"service-level-table", "service level by weekday and time of day, as a table of shades"},
    {"headcount",
     "headcount and trained FTE day by day, with the likely range; joiners and leavers by week"},
    {"absence", "leave, sickness and induction week by week, with the likely range"},
    {"waterfall", "from established FTE to people on the phones, cause by cause"},
    {"shrinkage", "shrinkage by cause month by month, with vacancies beside it"},
    {"cost", "cost through the horizon and its distribution, against the budget"},
    {"cost-against-level", "cost against service level of all candidates, the frontier marked"},
    {"spells", "sickness spells post by post in one replication, among leave and vacancies"},
    {"demand", "contacts given by the scenario and simulated, by week, weekday and time of day"},
    {"one-day", "a day of one replication, simulated again: service level so far, waits, queue, "
                "people"},
    {"rota", "who is on shift when in the week of that day, and who is away"},
    {"candidates-compared", "paired differences of each candidate from the first"},
};
enum { KINDS = sizeof kinds / sizeof *kinds };
static muster_figures_fill *const fill[KINDS] = {
    muster_figures_level_by_time,
    muster_figures_level_by_week,
    muster_figures_level_by_fte,
    muster_figures_level_distribution,
    muster_figures_staff_by_time,
    muster_figures_level_table,
    muster_figures_headcount,
    muster_figures_absence,
    muster_figures_waterfall,
    muster_figures_shrinkage,
    muster_figures_cost,
    muster_figures_cost_against_level,
    muster_figures_spells,
    muster_figures_demand,
    muster_figures_one_day,
    muster_figures_rota,
    muster_figures_candidates_compared,
};

const struct muster_figure_kind *muster_figure_kinds(size_t *count)
{
    *count = KINDS;
    return kinds;
}

const struct muster_figure_kind *muster_figure_kind_find(const char *name)
{
    for (size_t i = 0; i < KINDS; i++)
        if (strcmp(kinds[i].name, name) == 0)
            return &kinds[i];
    return NULL;
}

struct format {
    const char *name;
    unsigned bit;
};
static const struct format formats[] = {
    {"svg", MUSTER_PLOT_SVG}, {"png", MUSTER_PLOT_PNG}, {"pdf", MUSTER_PLOT_PDF}};
enum { FORMATS = sizeof formats / sizeof *formats };

bool muster_figures_formats(unsigned *bits, const char *text)
{
    unsigned found = 0;
    for (const char *word = text;; word++) {
        size_t length = strcspn(word, ","), i = 0;
        while (i < FORMATS &&
               !(strlen(formats[i].name) == length && strncmp(formats[i].name, word, length) == 0))
            i++;
        if (i == FORMATS)
            return false;
        found |= formats[i].bit;
        word += length;
        if (*word == '\0')
            break;
    }
    *bits = found;
    return true;
}

/* ---- drawing ------------------------------------------------------------------------------- */

static enum muster_status plot_failure(struct muster_failure *failure,
                                       enum muster_plot_status status, const char *text)
{
    return muster_failure_set(failure,
                              status == MUSTER_PLOT_NO_MEMORY ? MUSTER_NO_MEMORY
                              : status == MUSTER_PLOT_STOPPED ? MUSTER_INTERRUPTED
                                                              : MUSTER_IO_FAILED,
                              "%s", text);
}

static enum muster_status list(struct muster_failure *failure,
                               const struct muster_figures_request *request, const char *name)
{
    if (!request->listing)
        return MUSTER_OK;
    for (size_t i = 0; i < FORMATS; i++)
        if (request->formats & formats[i].bit)
            fprintf(request->listing, "%s/%s.%s\n", request->folder, name, formats[i].name);
    if (request->keep_script)
        fprintf(request->listing, "%s/%s.gp\n", request->folder, name);
    if (fflush(request->listing) || ferror(request->listing))
        return muster_failure_set(failure, MUSTER_IO_FAILED,
                                  "the list of figures could not be written");
    return MUSTER_OK;
}

/* The letters of a figure, a blank line between two of them. */
static enum muster_status put_letters(struct muster_failure *failure,
                                      const struct muster_figures_request *request,
                                      const struct muster_figure *figure)
{
    FILE *out = request->letters;
    struct muster_plot_error error;
    char *text;
    enum muster_plot_status drawn = muster_figure_text(&text, &error, figure, request->stop);
    if (drawn)
        return plot_failure(failure, drawn, error.text);
    fprintf(out, "%s\n", text);
    free(text);
    if (fflush(out) || ferror(out))
        return muster_failure_set(failure, MUSTER_IO_FAILED, "the figures could not be written");
    return MUSTER_OK;
}

static enum muster_status put_files(struct muster_failure *failure,
                                    const struct muster_figures_request *request,
                                    const struct muster_figure *figure, const char *name)
{
    struct muster_plot_error error;
    enum muster_plot_status drawn =
        muster_figure_draw(&error, figure, request->folder, name, request->formats,
                           request->keep_script, request->stop);
    return drawn ? plot_failure(failure, drawn, error.text) : list(failure, request, name);
}

static enum muster_status draw(struct muster_failure *failure,
                               const struct muster_figures_request *request,
                               const struct muster_figures_source *source, size_t kind,
                               size_t candidate)
{
    struct muster_board *board = muster_board_new();
    if (!board)
        return muster_failure_memory(failure);
    enum muster_status status = fill[kind](board, failure, source, candidate);
    if (!status && board->no_memory)
        status = muster_failure_memory(failure);
    if (!status && board->figure.panel_count == 0)
        status =
            muster_failure_set(failure, MUSTER_MISMATCH, "the results file has nothing to show");
    if (!status)
        status = request->letters ? put_letters(failure, request, &board->figure)
                                  : put_files(failure, request, &board->figure, kinds[kind].name);
    muster_board_free(board);
    return status;
}

/* ---- the request --------------------------------------------------------------------------- */

static enum muster_status find_candidate(size_t *candidate, struct muster_failure *failure,
                                         const struct muster_figures_source *source,
                                         const char *name)
{
    *candidate = 0;
    for (size_t c = 0; name && c < source->candidates; c++)
        if (strcmp(source->name[c], name) == 0) {
            *candidate = c;
            return MUSTER_OK;
        }
    if (!name)
        return MUSTER_OK;
    return muster_failure_set(failure, MUSTER_MISMATCH,
                              "the results file has no candidate “%s”; the first is “%s”", name,
                              source->name[0]);
}

static enum muster_status check_names(struct muster_failure *failure,
                                      const struct muster_figures_request *request)
{
    for (size_t i = 0; i < request->name_count; i++)
        if (!muster_figure_kind_find(request->names[i]))
            return muster_failure_set(failure, MUSTER_MISMATCH, "there is no figure “%s”",
                                      request->names[i]);
    return MUSTER_OK;
}

static bool asked_for(const struct muster_figures_request *request, size_t kind)
{
    for (size_t i = 0; i < request->name_count; i++)
        if (strcmp(request->names[i], kinds[kind].name) == 0)
            return true;
    return request->name_count == 0;
}

/* What the results cannot give is refused by name and otherwise left out. */
static enum muster_status judge(struct muster_failure *failure,
                                const struct muster_figures_request *request,
                                enum muster_status status, size_t kind)
{
    if (status != MUSTER_MISMATCH)
        return status;
    struct muster_failure reason = *failure;
    if (request->name_count)
        return muster_failure_set(failure, MUSTER_MISMATCH, "%s: %s", kinds[kind].name,
                                  reason.text);
    if (request->remark)
        request->remark(request->remark_context, kinds[kind].name, reason.text);
    return MUSTER_OK;
}

enum muster_status muster_figures_draw(struct muster_failure *failure,
                                       const struct muster_figures_request *request)
{
    struct muster_figures_source source;
    size_t candidate;
    assert(request->formats != 0 || request->letters);
    enum muster_status status = muster_figures_source_open(&source, failure, request->path);
    if (status)
        return status;
    source.day = request->day;
    source.stop = request->stop;
    status = check_names(failure, request);
    if (!status)
        status = find_candidate(&candidate, failure, &source, request->candidate);
    for (size_t kind = 0; !status && kind < KINDS; kind++) {
        if (request->stop && *request->stop)
            status = muster_failure_set(failure, MUSTER_INTERRUPTED, "interrupted");
        else if (asked_for(request, kind))
            status =
                judge(failure, request, draw(failure, request, &source, kind, candidate), kind);
    }
    muster_figures_source_close(&source);
    return status ? status : muster_failure_none(failure);
}
