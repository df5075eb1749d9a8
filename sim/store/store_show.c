/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store_show.h"
#include "calendar.h"
#include "manifest.h"
#include "results.h"
#include "store_failure.h"
#include "store_file.h"
#include "utf8.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { WIDTH = 80, LABEL = 14, CANDIDATES_SHOWN = 40 };

/* Prints a user's text in at most `most` columns: what would move the cursor or turn the line
 * around is shown as '?', what does not fit as "...". Returns the columns used. */
static size_t print_name(FILE *file, const char *text, size_t most)
{
    size_t length = strlen(text), used = 0;
    bool cut = muster_utf8_count(text, length) > most;
    size_t room = cut ? most - 3 : most;
    for (size_t i = 0; i < length && used < room; used++) {
        uint32_t character = 0;
        size_t size = muster_utf8_decode(&character, text + i, length - i);
        bool plain = size > 0 && !muster_utf8_is_unruly(character);
        if (plain)
            fwrite(text + i, 1, size, file);
        else
            fputc('?', file);
        i += size > 0 ? size : 1;
    }
    if (cut)
        fputs("...", file);
    return cut ? used + 3 : used;
}

/* "services      calls, complaints" with further lines under the first. */
static void print_list(FILE *file, const char *label, const char *const *name, size_t count)
{
    size_t column = LABEL;
    fprintf(file, "%-*s", LABEL, label);
    if (count == 0)
        fputs("none", file);
    for (size_t i = 0; i < count; i++) {
        size_t length = muster_utf8_count(name[i], strlen(name[i]));
        if (i > 0 && column + length + 2 > WIDTH) {
            fprintf(file, "\n%-*s", LABEL, "");
            column = LABEL;
        }
        column += print_name(file, name[i], WIDTH - LABEL - 2);
        if (i + 1 < count)
            column += (size_t)fprintf(file, ", ");
    }
    fputc('\n', file);
}

static void print_period(FILE *file, const struct muster_shape *shape)
{
    char first[11], last[11];
    muster_date_format(first, shape->start);
    muster_date_format(last, shape->start + (int32_t)shape->days - 1);
    fprintf(file, "%-*s%s to %s: %zu day%s, intervals of %g min\n", LABEL, "horizon", first, last,
            shape->days, shape->days == 1 ? "" : "s", shape->interval_s / 60);
}

static void print_path(FILE *file, const char *label, const char *path)
{
    fprintf(file, "%-*s", LABEL, label);
    print_name(file, path, WIDTH - LABEL);
    fputc('\n', file);
}

static void print_format(FILE *file, const char *version, uint64_t seed)
{
    fprintf(file, "%-*s%s, muster ", LABEL, "format", MUSTER_STORE_FORMAT);
    print_name(file, version, 20);
    fprintf(file, ", seed %" PRIu64 "\n", seed);
}

/* ---- finished ---- */

static void print_settings(FILE *file, const struct muster_results *results, size_t candidate)
{
    size_t count;
    const char *const *key = muster_results_names(results, "setting", &count);
    for (size_t s = 0; s < count; s++) {
        const char *text = muster_results_setting(results, candidate, s);
        if (!text[0])
            continue;
        fputs("      ", file);
        size_t used = print_name(file, key[s], 40);
        fputs(" = ", file);
        print_name(file, text, WIDTH - 9 - used);
        fputc('\n', file);
    }
}

static void print_candidates(FILE *file, const struct muster_results *results)
{
    size_t count;
    const char *const *name = muster_results_names(results, "candidate", &count);
    fprintf(file, "candidates\n");
    for (size_t c = 0; c < count && c < CANDIDATES_SHOWN; c++) {
        fprintf(file, "%4zu  ", c + 1);
        print_name(file, name[c], WIDTH - 6);
        fputc('\n', file);
        print_settings(file, results, c);
    }
    if (count > CANDIDATES_SHOWN)
        fprintf(file, "      and %zu more\n", count - CANDIDATES_SHOWN);
}

/* Datasets are told by folder: "/runs/services   31  [candidate, replication, service]". */
struct folder {
    FILE *file;
    const struct muster_results *results;
    char name[256];
    char sample[512];
    size_t count;
    struct muster_failure *failure;
};

/* False: the sample cannot be read, as the failure says. */
static bool print_folder(const struct folder *folder)
{
    struct muster_dataset_info info;
    if (folder->count == 0)
        return true;
    if (muster_results_info(&info, folder->failure, folder->results, folder->sample) != MUSTER_OK)
        return false;
    fputs("  ", folder->file);
    size_t used = print_name(folder->file, folder->name, 36);
    fprintf(folder->file, "%*s%4zu  ", (int)(36 - used), "", folder->count);
    char axes[256] = "";
    for (int i = 0; i < info.rank; i++) {
        size_t at = strlen(axes);
        snprintf(axes + at, sizeof axes - at, "%s%s", i ? ", " : "",
                 info.axis[i][0] ? info.axis[i] : "-");
    }
    /* Every run dataset begins alike. */
    const char *rest = strstr(axes, "candidate, replication") == axes ? axes + 22 : NULL;
    fputs(info.rank == 0 ? "" : rest ? "[c, r" : "[", folder->file);
    print_name(folder->file, rest ? rest : axes, rest ? 30 : 33);
    fputs(info.rank == 0 ? "\n" : "]\n", folder->file);
    return true;
}

static bool visit(void *context, const char *path)
{
    struct folder *folder = context;
    const char *slash = strrchr(path, '/');
    size_t length = (size_t)(slash - path);
    if (strncmp(path, "/axes/", 6) == 0 || strncmp(path, "/scenario/", 10) == 0)
        return true;
    if (length >= sizeof folder->name)
        return true;
    if (strlen(folder->name) != length || strncmp(folder->name, path, length) != 0) {
        if (!print_folder(folder))
            return false;
        memcpy(folder->name, path, length);
        folder->name[length] = '\0';
        folder->count = 0;
    }
    snprintf(folder->sample, sizeof folder->sample, "%s", path);
    folder->count++;
    return true;
}

static enum muster_status print_datasets(struct muster_failure *failure, FILE *file,
                                         const struct muster_results *results)
{
    struct muster_failure listed, shown;
    struct folder folder = {.file = file, .results = results, .failure = &shown};
    muster_failure_none(&shown);
    fprintf(file, "datasets (c = candidate, r = replication)\n");
    muster_results_visit(&listed, results, visit, &folder);
    if (listed.status == MUSTER_OK && shown.status == MUSTER_OK)
        print_folder(&folder);
    *failure = listed.status != MUSTER_OK ? listed : shown;
    return failure->status;
}

static enum muster_status print_finished(struct muster_failure *failure, FILE *file,
                                         const char *path, const struct muster_results *results)
{
    size_t services, groups, targets;
    const char *const *service = muster_results_names(results, "service", &services);
    const char *const *group = muster_results_names(results, "group", &groups);
    const char *const *target = muster_results_names(results, "target", &targets);
    print_path(file, "results", path);
    print_format(file, muster_results_version(results), muster_results_seed(results));
    print_period(file, muster_results_shape(results));
    print_list(file, "services", service, services);
    print_list(file, "groups", group, groups);
    print_list(file, "targets", target, targets);
    fprintf(file, "%-*s%zu of each candidate\n", LABEL, "replications",
            muster_results_replications(results));
    print_candidates(file, results);
    return print_datasets(failure, file, results);
}

/* ---- unfinished ---- */

/* All values of a key of the manifest as one list; false when out of memory. */
static bool print_manifest_list(FILE *file, const char *label, const char *manifest,
                                const char *key)
{
    char value[256];
    size_t count = 0;
    for (const char *at = manifest; (at = muster_manifest_next(value, sizeof value, at, key));)
        count++;
    char(*text)[256] = calloc(count + 1, sizeof *text);
    const char **name = calloc(count + 1, sizeof *name);
    for (size_t i = 0; text && name && i < count; i++) {
        manifest = muster_manifest_next(text[i], sizeof text[i], manifest, key);
        name[i] = text[i];
    }
    bool good = text && name;
    if (good)
        print_list(file, label, name, count);
    free(name);
    free(text);
    return good;
}

static bool print_unfinished(FILE *file, const char *folder,
                             const struct muster_journal_survey *survey)
{
    struct muster_manifest manifest;
    char version[32] = "?", name[256];
    muster_manifest_parse(&manifest, survey->manifest);
    muster_manifest_value(version, sizeof version, survey->manifest, "version", 0);
    print_path(file, "unfinished", folder);
    print_format(file, version, manifest.seed);
    fprintf(file, "%-*s%s\n", LABEL, "state",
            survey->in_use ? "a run is writing to it now"
                           : "stopped; `muster run` with --resume continues it");
    print_period(file, &manifest.shape);
    if (!print_manifest_list(file, "services", survey->manifest, "service") ||
        !print_manifest_list(file, "groups", survey->manifest, "group"))
        return false;
    fprintf(file, "candidates, with the replications done\n");
    for (size_t c = 0; c < survey->candidates && c < CANDIDATES_SHOWN; c++) {
        bool named = muster_manifest_value(name, sizeof name, survey->manifest, "candidate", c);
        fprintf(file, "%4zu  %9zu  ", c + 1, survey->done[c]);
        print_name(file, named ? name : "?", WIDTH - 17);
        fputc('\n', file);
    }
    if (survey->candidates > CANDIDATES_SHOWN)
        fprintf(file, "      and %zu more\n", survey->candidates - CANDIDATES_SHOWN);
    return true;
}

/* ---- either ---- */

static bool is_folder(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

/* The folder of an unfinished run that `path` means or has beside it, in new
 * memory; NULL if none. False when out of memory. */
static bool unfinished_of(char **folder, const char *path)
{
    *folder = muster_text_join(path, is_folder(path) ? "" : ".part");
    if (!*folder)
        return false;
    if (!is_folder(*folder)) {
        free(*folder);
        *folder = NULL;
    }
    return true;
}

static enum muster_status flushed(struct muster_failure *failure, FILE *file)
{
    if (fflush(file) != 0 || ferror(file))
        return muster_failure_set(failure, MUSTER_IO_FAILED, "cannot write: %s", strerror(errno));
    return muster_failure_none(failure);
}

static enum muster_status show_folder(struct muster_failure *failure, FILE *file,
                                      const char *folder, bool scenario)
{
    struct muster_journal_survey survey;
    enum muster_status status = muster_journal_survey(&survey, failure, folder);
    if (status != MUSTER_OK)
        return status;
    bool good = true;
    if (scenario)
        fputs(survey.as_read, file);
    else
        good = print_unfinished(file, folder, &survey);
    muster_journal_survey_clear(&survey);
    return good ? flushed(failure, file) : muster_failure_memory(failure);
}

static enum muster_status show_file(struct muster_failure *failure, FILE *file, const char *path,
                                    bool scenario, muster_show_more *more)
{
    struct muster_results *results;
    enum muster_status status = muster_results_open(&results, failure, path);
    if (status != MUSTER_OK)
        return status;
    if (scenario)
        fputs(muster_results_as_read(results), file);
    else
        status = print_finished(failure, file, path, results);
    if (status == MUSTER_OK && more)
        status = more(file, failure, results);
    muster_results_close(results);
    return status == MUSTER_OK ? flushed(failure, file) : status;
}

static enum muster_status show(struct muster_failure *failure, FILE *file, const char *path,
                               bool scenario, muster_show_more *more)
{
    char *folder;
    if (!unfinished_of(&folder, path))
        return muster_failure_memory(failure);
    bool finished = muster_path_exists(path) && !is_folder(path);
    enum muster_status status = finished || !folder ? show_file(failure, file, path, scenario, more)
                                                    : show_folder(failure, file, folder, scenario);
    if (status == MUSTER_OK && finished && folder && !scenario) {
        fprintf(file, "\nAn unfinished run lies beside it.\n");
        status = show_folder(failure, file, folder, false);
    }
    free(folder);
    return status;
}

enum muster_status muster_show_print(struct muster_failure *failure, FILE *file, const char *path,
                                     muster_show_more *more)
{
    return show(failure, file, path, false, more);
}

enum muster_status muster_show_scenario(struct muster_failure *failure, FILE *file,
                                        const char *path)
{
    return show(failure, file, path, true, NULL);
}
