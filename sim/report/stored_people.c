/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stored_people.h"
#include "store_failure.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { STATISTICS = 14, POINTS = 7 };

/* ---- reading ------------------------------------------------------------------------------- */

/* One candidate's part of a dataset: new memory of `length` values, *rest of them by place. */
static enum muster_status read_part(double **value, struct muster_failure *failure,
                                    const struct muster_results *results, const char *path,
                                    size_t candidate, size_t length)
{
    struct muster_dataset_info info;
    enum muster_status status = muster_results_info(&info, failure, results, path);
    size_t here = 1;
    *value = NULL;
    if (status != MUSTER_OK)
        return status;
    for (int i = 1; i < info.rank; i++)
        here *= info.length[i];
    if (info.rank < 1 || here != length || candidate >= info.length[0]) {
        muster_failure_set(failure, MUSTER_BAD_FORMAT,
                           "%s in the results file is not of the expected size", path);
        return MUSTER_BAD_FORMAT;
    }
    *value = malloc((length + 1) * sizeof **value);
    if (!*value)
        return muster_failure_memory(failure);
    status = muster_results_read(*value, failure, results, path, candidate, 1);
    if (status != MUSTER_OK) {
        free(*value);
        *value = NULL;
    }
    return status;
}

static void read_estimate(struct muster_estimate *out, const double *value)
{
    *out = (struct muster_estimate){.mean = value[0],
                                    .se = value[1],
                                    .lo = value[2],
                                    .hi = value[3],
                                    .p10 = value[4],
                                    .p50 = value[5],
                                    .p90 = value[6],
                                    .typical = value[7]};
}

static void read_point(struct muster_summary_point *out, const double *value)
{
    *out = (struct muster_summary_point){value[0], value[1], value[2], value[3],
                                         value[4], value[5], value[6]};
}

/* Where each line of the program stands in the file; SIZE_MAX: nowhere. */
static enum muster_status find_lines(size_t at[MUSTER_FALL_MOST], size_t *stored,
                                     struct muster_failure *failure,
                                     const struct muster_results *results)
{
    size_t lines;
    const struct muster_fall_line *line = muster_fall_lines(&lines);
    char **name;
    enum muster_status status =
        muster_results_texts(&name, stored, failure, results, "/axes/waterfall_line");
    if (status != MUSTER_OK)
        return status;
    for (size_t i = 0; i < MUSTER_FALL_MOST; i++)
        at[i] = SIZE_MAX;
    for (size_t i = 0; i < lines; i++)
        for (size_t k = 0; k < *stored; k++)
            if (strcmp(name[k], line[i].name) == 0)
                at[i] = k;
    muster_results_texts_free(name, *stored);
    return MUSTER_OK;
}

static enum muster_status read_falls(struct muster_stored_people *out,
                                     struct muster_failure *failure,
                                     const struct muster_results *results, size_t candidate)
{
    static const char *const PATH[] = {"/summary/waterfall/fte", "/summary/waterfall/hours",
                                       "/summary/waterfall/beyond_paper_h"};
    size_t at[MUSTER_FALL_MOST], stored, lines;
    double *paper = NULL, *value;
    muster_fall_lines(&lines);
    enum muster_status status = find_lines(at, &stored, failure, results);
    for (int part = 0; part < 3 && status == MUSTER_OK; part++) {
        status = read_part(&value, failure, results, PATH[part], candidate,
                           out->places * stored * STATISTICS);
        for (size_t p = 0; p < out->places && status == MUSTER_OK; p++)
            for (size_t i = 0; i < lines; i++) {
                struct muster_summary_fall *fall = &out->fall[p];
                struct muster_estimate *to[] = {fall->fte, fall->hours, fall->beyond};
                size_t from = at[i] == SIZE_MAX ? 0 : (p * stored + at[i]) * STATISTICS;
                fall->applies[i] = at[i] != SIZE_MAX && isfinite(value[from]);
                if (fall->applies[i])
                    read_estimate(&to[part][i], value + from);
            }
        free(value);
    }
    if (status == MUSTER_OK)
        status = read_part(&paper, failure, results, "/summary/waterfall/paper_h", candidate,
                           out->places * stored);
    for (size_t p = 0; p < out->places && status == MUSTER_OK; p++)
        for (size_t i = 0; i < lines; i++)
            if (at[i] != SIZE_MAX)
                out->fall[p].paper_h[i] = paper[p * stored + at[i]];
    free(paper);
    return status;
}

static enum muster_status read_hours(struct muster_stored_people *out,
                                     struct muster_failure *failure,
                                     const struct muster_results *results, size_t candidate)
{
    double *value;
    enum muster_status status = read_part(&value, failure, results, "/summary/on_the_phones",
                                          candidate, out->places * MUSTER_WEEK_HOURS * POINTS);
    for (size_t p = 0; p < out->places && status == MUSTER_OK; p++)
        for (size_t h = 0; h < MUSTER_WEEK_HOURS; h++)
            read_point(&out->hours[p].hour[h], value + (p * MUSTER_WEEK_HOURS + h) * POINTS);
    free(value);
    return status;
}

enum muster_status muster_stored_people_init(struct muster_stored_people *out,
                                             struct muster_failure *failure,
                                             const struct muster_results *results, size_t candidate)
{
    struct muster_dataset_info info;
    struct muster_failure absent;
    size_t groups;
    double *handle_s = NULL;
    const char *const *group = muster_results_names(results, "group", &groups);
    memset(out, 0, sizeof *out);
    if (muster_results_info(&info, &absent, results, "/summary/waterfall/fte") != MUSTER_OK)
        return muster_failure_set(failure, MUSTER_MISMATCH,
                                  "the results file has no waterfall: no group has posts");
    out->places = groups + 1;
    out->where = calloc(out->places, sizeof *out->where);
    out->fall = calloc(out->places, sizeof *out->fall);
    out->hours = calloc(out->places, sizeof *out->hours);
    enum muster_status status =
        out->where && out->fall && out->hours ? MUSTER_OK : muster_failure_memory(failure);
    for (size_t p = 0; p < out->places && status == MUSTER_OK; p++) {
        out->where[p] = p < groups ? group[p] : "all";
        out->fall[p].place = out->hours[p].place = p;
        out->fall[p].where = out->hours[p].where = out->where[p];
    }
    if (status == MUSTER_OK)
        status = read_falls(out, failure, results, candidate);
    if (status == MUSTER_OK)
        status = read_hours(out, failure, results, candidate);
    if (status == MUSTER_OK)
        status = read_part(&handle_s, failure, results, "/summary/waterfall/planned_handle_s",
                           candidate, 1);
    out->handle_s = handle_s ? handle_s[0] : NAN;
    free(handle_s);
    if (status != MUSTER_OK)
        muster_stored_people_clear(out);
    return status;
}

void muster_stored_people_clear(struct muster_stored_people *people)
{
    free(people->where);
    free(people->fall);
    free(people->hours);
    memset(people, 0, sizeof *people);
}

/* ---- printing ------------------------------------------------------------------------------ */

static enum muster_status find_candidate(size_t *candidate, struct muster_failure *failure,
                                         const struct muster_results *results, const char *name)
{
    size_t count;
    const char *const *names = muster_results_names(results, "candidate", &count);
    for (*candidate = 0; *candidate < count; ++*candidate)
        if (strcmp(names[*candidate], name) == 0)
            return MUSTER_OK;
    return muster_failure_set(failure, MUSTER_MISMATCH,
                              "the results file has no candidate “%s”; the first is “%s”", name,
                              count ? names[0] : "");
}

enum muster_status muster_stored_people_print(FILE *file, struct muster_failure *failure,
                                              const struct muster_results *results,
                                              const char *name)
{
    struct muster_stored_people people;
    size_t candidate, with_posts = 0;
    double busy_hour_s[2];
    enum muster_status status = find_candidate(&candidate, failure, results, name);
    if (status == MUSTER_OK)
        status = muster_stored_people_init(&people, failure, results, candidate);
    if (status != MUSTER_OK)
        return status;
    status = muster_results_read(busy_hour_s, failure, results, "/summary/busy_hour", 0, 2);
    for (size_t p = 0; p + 1 < people.places; p++)
        with_posts += people.fall[p].applies[0];
    for (size_t p = people.places; status == MUSTER_OK && p-- > 0;) {
        bool all = p + 1 == people.places;
        if (!people.fall[p].applies[0] || (!all && with_posts < 2))
            continue;
        struct muster_fall_report report = {.candidate = candidate,
                                            .name = name,
                                            .only = muster_results_candidates(results) == 1,
                                            .whole = all,
                                            .days = muster_results_shape(results)->days,
                                            .fall = &people.fall[p],
                                            .hours = &people.hours[p],
                                            .handle_s = people.handle_s,
                                            .hour =
                                                muster_fall_hour(&people.hours[p], busy_hour_s[0])};
        muster_fall_table_print(file, &report);
        muster_fall_hours_print(file, &report);
    }
    muster_stored_people_clear(&people);
    return status;
}
