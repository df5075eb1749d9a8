/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "overlay.h"
#include "calendar.h"
#include "overlay_predict.h"
#include "present.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The predictions: a formula, and what it knows of the number present. */
enum form { FORM_C_MEAN, FORM_A_MEAN, FORM_C_SPREAD, FORM_A_SPREAD, FORMS };

static bool is_patient_form(int form)
{
    return form == FORM_C_MEAN || form == FORM_C_SPREAD;
}

enum { ANSWERS_MOST = 64 };

/* The queue asked last and the answers by people: intervals alike follow each other. */
struct memo {
    struct muster_queue queue;
    size_t answers;
    double people[ANSWERS_MOST];
    struct muster_hits hits[ANSWERS_MOST];
};

/* The same of people needed. */
struct need {
    struct muster_queue queue;
    double people, share;
    bool used;
};

/* One candidate on its way into the overlay. */
struct making {
    struct muster_overlay *overlay;
    size_t candidate;
    uint64_t seed;
    const struct muster_plan *plan;
    const struct muster_scenario *scenario;
    const struct muster_profile *profile;
    struct muster_hits *hits[FORMS]; /* [service] */
    struct memo *asked[FORMS];       /* [service] */
    struct need needed;
};

/* ---- memory -------------------------------------------------------------------------------- */

static double *numbers(size_t count)
{
    return calloc(count + 1, sizeof(double));
}

static bool allocate(struct muster_overlay *o)
{
    o->open_s = numbers(o->candidates * o->intervals);
    o->open_days = numbers(o->candidates * o->intervals);
    o->expected = numbers(o->candidates * o->services * o->intervals);
    o->needed = numbers(o->candidates * o->groups * o->intervals);
    o->fte = numbers(o->candidates);
    o->people = numbers(o->candidates);
    o->erlang_c = numbers(o->candidates * (o->services + 1));
    o->erlang_a = numbers(o->candidates * (o->services + 1));
    o->erlang_c_spread = numbers(o->candidates * (o->services + 1));
    o->erlang_a_spread = numbers(o->candidates * (o->services + 1));
    o->definition = calloc(o->candidates + 1, sizeof *o->definition);
    o->within_s = numbers(o->candidates * o->services);
    o->share = numbers(o->candidates * (o->services + 1));
    return o->open_s && o->open_days && o->expected && o->needed && o->fte && o->people &&
           o->erlang_c && o->erlang_a && o->erlang_c_spread && o->erlang_a_spread &&
           o->definition && o->within_s && o->share;
}

void muster_overlay_clear(struct muster_overlay *overlay)
{
    free(overlay->open_s);
    free(overlay->open_days);
    free(overlay->expected);
    free(overlay->needed);
    free(overlay->fte);
    free(overlay->people);
    free(overlay->erlang_c);
    free(overlay->erlang_a);
    free(overlay->erlang_c_spread);
    free(overlay->erlang_a_spread);
    free(overlay->definition);
    free(overlay->within_s);
    free(overlay->share);
    memset(overlay, 0, sizeof *overlay);
}

static size_t week_cell(const struct making *making)
{
    return making->candidate * making->overlay->intervals;
}

/* First element of row `place` of a [candidate][places][interval] table. */
static double *row_of(const struct making *making, double *table, size_t places, size_t place)
{
    return table + (making->candidate * places + place) * making->overlay->intervals;
}

/* ---- the planner's week -------------------------------------------------------------------- */

static void add_day(struct making *making, size_t day)
{
    struct muster_overlay *o = making->overlay;
    size_t of_day = o->intervals / 7;
    size_t weekday = (size_t)muster_weekday(making->profile->shape.start + (int32_t)day);
    for (size_t i = 0; i < of_day; i++) {
        size_t interval = weekday * of_day + i;
        double open_s = muster_plan_open_s(making->plan, day, i);
        if (!(open_s > 0))
            continue;
        for (size_t k = 0; k < o->services; k++)
            row_of(making, o->expected, o->services, k)[interval] +=
                muster_plan_expected(making->plan, k, day, i);
        for (size_t g = 0; g < o->groups; g++)
            row_of(making, o->needed, o->groups, g)[interval] +=
                open_s * muster_plan_required(making->plan, g, day, i);
    }
}

static void fill_week(struct making *making)
{
    struct muster_overlay *o = making->overlay;
    double *open_s = o->open_s + week_cell(making);
    size_t bytes = o->intervals * sizeof(double);
    memcpy(open_s, making->profile->open_s, bytes);
    memcpy(o->open_days + week_cell(making), making->profile->open, bytes);
    for (size_t day = 0; day < making->profile->shape.days; day++)
        add_day(making, day);
    for (size_t g = 0; g < o->groups; g++) {
        double *needed = row_of(making, o->needed, o->groups, g);
        for (size_t i = 0; i < o->intervals; i++)
            needed[i] = open_s[i] > 0 ? needed[i] / open_s[i] : NAN;
    }
}

/* ---- what was asked ------------------------------------------------------------------------ */

static double most_present(const struct muster_group *group)
{
    double most = 0;
    for (size_t i = 0; i < group->present.count; i++)
        most = fmax(most, group->present.value[i]);
    return most;
}

static void fill_size(struct making *making)
{
    double fte = NAN, people = NAN;
    for (size_t g = 0; g < making->scenario->group_count; g++) {
        const struct muster_group *group = &making->scenario->group[g];
        if (group->off_phones || group->relief)
            continue;
        if (group->shift_based)
            fte = (isnan(fte) ? 0 : fte) + group->fte;
        else
            people = (isnan(people) ? 0 : people) + most_present(group);
    }
    making->overlay->fte[making->candidate] = fte;
    making->overlay->people[making->candidate] = people;
}

/* The share asked of a place (`all` is -1) by its first target of this kind. */
static double share_asked(const struct muster_scenario *scenario, int place)
{
    for (size_t t = 0; t < scenario->target_count; t++)
        if (scenario->target[t].kind == MUSTER_TARGET_WITHIN &&
            scenario->target[t].service == place)
            return scenario->target[t].share;
    return place < 0 ? NAN : share_asked(scenario, -1);
}

static void fill_asked(struct making *making)
{
    struct muster_overlay *o = making->overlay;
    double *share = o->share + making->candidate * (o->services + 1);
    o->definition[making->candidate] = (int32_t)making->scenario->level;
    for (size_t k = 0; k < o->services; k++) {
        o->within_s[making->candidate * o->services + k] = making->scenario->service[k].within_s;
        share[k] = share_asked(making->scenario, (int)k);
    }
    share[o->services] = o->services == 1 ? share[0] : share_asked(making->scenario, -1);
}

/* ---- Erlang -------------------------------------------------------------------------------- */

/* Mean people while open. Who stays to finish after a close within the interval is present too; the
 * rota tells how many of them were there to be had before it. */
static double present(const struct making *making, size_t group, size_t interval)
{
    const struct muster_profile *profile = making->profile;
    double open_s = profile->open_s[interval];
    double there_s = muster_profile_staff(profile, MUSTER_STAFF_PRESENT_S, group, interval);
    double planned_s = muster_profile_staff(profile, MUSTER_STAFF_SCHEDULED_S, group, interval);
    bool whole = !(open_s < profile->open[interval] * profile->shape.interval_s);
    double people_s = whole ? there_s : fmin(there_s, planned_s);
    return people_s / ((double)profile->replications * open_s);
}

static const struct muster_skill *skill_of(const struct muster_group *group, size_t service)
{
    for (size_t i = 0; i < group->skill_count; i++)
        if (group->skill[i].service == (int)service)
            return &group->skill[i];
    return NULL;
}

static int highest_place(const struct muster_scenario *scenario, size_t service)
{
    int highest = -1;
    for (size_t g = 0; g < scenario->group_count; g++) {
        const struct muster_skill *skill = skill_of(&scenario->group[g], service);
        if (skill && (highest < 0 || skill->place < highest))
            highest = skill->place;
    }
    return highest;
}

/* Share of a service's contacts that this group is asked for; with nobody there, equal shares. */
static double share_of(const struct making *making, size_t service, size_t group, size_t interval)
{
    const struct muster_scenario *scenario = making->scenario;
    const struct muster_skill *skill = skill_of(&scenario->group[group], service);
    int place = skill ? highest_place(scenario, service) : -1;
    double people = 0, own = 0, groups = 0;
    if (!skill || skill->place != place)
        return 0;
    for (size_t g = 0; g < scenario->group_count; g++) {
        const struct muster_skill *other = skill_of(&scenario->group[g], service);
        if (!other || other->place != place)
            continue;
        double there = present(making, g, interval);
        people += there;
        groups++;
        if (g == group)
            own = there;
    }
    return people > 0 ? own / people : 1 / groups;
}

/* The contacts of a service over the horizon that come to this group in this interval. */
static double contacts(const struct making *making, size_t service, size_t group, size_t interval)
{
    struct muster_overlay *o = making->overlay;
    double expected = row_of(making, o->expected, o->services, service)[interval];
    return expected > 0 ? expected * share_of(making, service, group, interval) : 0;
}

/* What a group gets in an interval as one queue; false when that is nothing. */
static bool mixture(struct muster_queue *queue, const struct making *making, size_t group,
                    size_t interval)
{
    double volume = 0, handle = 0, impatience = 0;
    for (size_t k = 0; k < making->overlay->services; k++) {
        double here = contacts(making, k, group, interval);
        if (!(here > 0))
            continue;
        double factor = skill_of(&making->scenario->group[group], k)->handle_factor;
        volume += here;
        handle += here * muster_plan_handle_s(making->plan, k) * factor;
        impatience += here / muster_plan_patience_s(making->plan, k);
    }
    if (!(volume > 0 && handle > 0))
        return false;
    *queue = (struct muster_queue){.rate_per_s = volume / making->profile->open_s[interval],
                                   .handle_s = handle / volume,
                                   .patience_s = impatience > 0 ? volume / impatience : INFINITY};
    return true;
}

static void add_hits(struct muster_hits *sum, struct muster_hits hits, double weight)
{
    sum->hits += weight * hits.hits;
    sum->of += weight * hits.of;
}

static bool alike(const struct muster_queue *a, const struct muster_queue *b)
{
    const double x[] = {a->rate_per_s, a->handle_s, a->within_s};
    const double y[] = {b->rate_per_s, b->handle_s, b->within_s};
    for (size_t i = 0; i < sizeof x / sizeof *x; i++)
        if (fabs(x[i] - y[i]) > 1e-12 * x[i])
            return false;
    return 1 / a->patience_s >= 1 / b->patience_s && 1 / a->patience_s <= 1 / b->patience_s;
}

static struct muster_hits recalled_hits(struct making *making, int form, size_t service,
                                        const struct muster_queue *queue, double people)
{
    struct memo *memo = &making->asked[form][service];
    if (memo->answers == ANSWERS_MOST || (memo->answers && !alike(&memo->queue, queue)))
        memo->answers = 0;
    for (size_t i = 0; i < memo->answers; i++)
        if (fabs(memo->people[i] - people) <= 1e-12 * people)
            return memo->hits[i];
    double short_s = making->scenario->service[service].short_abandon_s;
    memo->queue = *queue;
    memo->people[memo->answers] = people;
    memo->hits[memo->answers] =
        muster_overlay_hits(queue, people, making->scenario->level, short_s);
    return memo->hits[memo->answers++];
}

/* A service's contacts of a cell, `weight` of them, by one form. */
static void predict_service(struct making *making, int form, size_t service,
                            struct muster_queue queue, const struct muster_present_points *points,
                            double weight)
{
    if (is_patient_form(form))
        queue.patience_s = INFINITY;
    for (size_t i = 0; i < points->count; i++)
        add_hits(&making->hits[form][service],
                 recalled_hits(making, form, service, &queue, points->people[i]),
                 weight * points->share[i]);
}

static void predict_cell(struct making *making, size_t group, size_t interval,
                         const struct muster_present *there)
{
    struct muster_queue queue;
    struct muster_present_points spread,
        mean = {.count = 1, .people = {present(making, group, interval)}, .share = {1}};
    if (!mixture(&queue, making, group, interval))
        return;
    muster_present_points(&spread, there, interval);
    for (size_t k = 0; k < making->overlay->services; k++) {
        double weight = contacts(making, k, group, interval);
        queue.within_s = making->scenario->service[k].within_s;
        for (int form = 0; form < FORMS && weight > 0; form++)
            predict_service(making, form, k, queue, form < FORM_C_SPREAD ? &mean : &spread, weight);
    }
}

/* People needed at the week's mean contacts; minimum_crew at least. */
static double needed_by_mean(struct making *making, size_t group, size_t interval)
{
    enum { MOST = 5000 };
    struct muster_queue queue;
    double crew = making->scenario->minimum_crew, volume = 0, within = 0, share = 0;
    if (!mixture(&queue, making, group, interval))
        return crew;
    for (size_t k = 0; k < making->overlay->services; k++) {
        double here = contacts(making, k, group, interval);
        volume += here;
        within += here * making->scenario->service[k].within_s;
        share += here * making->scenario->service[k].target_share;
    }
    queue.within_s = within / volume;
    share /= volume;
    struct need *memo = &making->needed;
    if (!memo->used || !alike(&memo->queue, &queue) || fabs(memo->share - share) > 1e-12)
        memo->people = muster_erlang_agents(&queue, muster_plan_goal(making->plan), share, MOST);
    memo->queue = queue;
    memo->share = share;
    memo->used = true;
    return memo->people > MOST ? NAN : fmax(memo->people, crew);
}

/* A plan makes its requirement, date by date, only where a rota needs it. */
static void complete_needed(struct making *making)
{
    struct muster_overlay *o = making->overlay;
    for (size_t g = 0; g < o->groups; g++) {
        double *needed = row_of(making, o->needed, o->groups, g);
        making->needed.used = false; /* another group, other targets */
        for (size_t i = 0; i < o->intervals; i++)
            if (making->profile->open_s[i] > 0 && isnan(needed[i]))
                needed[i] = needed_by_mean(making, g, i);
    }
}

static bool patient(const struct making *making, size_t service)
{
    return !isfinite(muster_plan_patience_s(making->plan, service));
}

static void fill_levels(struct making *making)
{
    struct muster_overlay *o = making->overlay;
    size_t row = making->candidate * (o->services + 1);
    double *level[FORMS] = {o->erlang_c + row, o->erlang_a + row, o->erlang_c_spread + row,
                            o->erlang_a_spread + row};
    bool all_patient = true;
    for (size_t k = 0; k < o->services; k++)
        all_patient = all_patient && patient(making, k);
    for (int form = 0; form < FORMS; form++) {
        struct muster_hits all = {0, 0};
        for (size_t k = 0; k < o->services; k++) {
            struct muster_hits hits = making->hits[form][k];
            add_hits(&all, hits, 1);
            bool idle = !is_patient_form(form) && patient(making, k);
            level[form][k] = hits.of > 0 && !idle ? hits.hits / hits.of : NAN;
        }
        bool idle = !is_patient_form(form) && all_patient;
        level[form][o->services] = all.of > 0 && !idle ? all.hits / all.of : NAN;
    }
}

static bool predict_group(struct making *making, size_t group)
{
    struct muster_present there;
    if (muster_present_init(&there, making->plan, making->seed, group))
        return false;
    for (size_t i = 0; i < making->overlay->intervals; i++)
        if (making->profile->open_s[i] > 0)
            predict_cell(making, group, i, &there);
    muster_present_clear(&there);
    return true;
}

static bool fill_candidate(struct making *making)
{
    struct muster_overlay *o = making->overlay;
    fill_week(making);
    fill_size(making);
    fill_asked(making);
    for (int form = 0; form < FORMS; form++) {
        memset(making->hits[form], 0, o->services * sizeof *making->hits[form]);
        memset(making->asked[form], 0, o->services * sizeof *making->asked[form]);
    }
    for (size_t g = 0; g < o->groups; g++)
        if (!predict_group(making, g))
            return false;
    complete_needed(making);
    fill_levels(making);
    return true;
}

enum muster_status muster_overlay_init(struct muster_overlay *out, const struct muster_study *study,
                                       const struct muster_study_result *result)
{
    const struct muster_shape *shape = muster_study_shape(study);
    memset(out, 0, sizeof *out);
    out->candidates = result->candidate_count;
    out->services = shape->services;
    out->groups = shape->groups;
    out->intervals = shape->intervals;
    struct making making = {.overlay = out, .seed = result->question->seed};
    bool good = allocate(out);
    for (int form = 0; form < FORMS; form++) {
        making.hits[form] = calloc(out->services + 1, sizeof *making.hits[form]);
        making.asked[form] = calloc(out->services + 1, sizeof *making.asked[form]);
        good = good && making.hits[form] && making.asked[form];
    }
    for (size_t c = 0; good && c < out->candidates; c++) {
        assert(result->candidate[c].profile.replications > 0);
        making.candidate = c;
        making.plan = muster_study_plan(study, c);
        making.scenario = result->candidate[c].scope.scenario;
        making.profile = &result->candidate[c].profile;
        good = fill_candidate(&making);
    }
    for (int form = 0; form < FORMS; form++) {
        free(making.hits[form]);
        free(making.asked[form]);
    }
    if (good)
        return MUSTER_OK;
    muster_overlay_clear(out);
    return MUSTER_NO_MEMORY;
}

/* ---- datasets ------------------------------------------------------------------------------ */

/* `axes`: C candidate, S service, A service and all, G group, I interval of the week. */
static struct muster_dataset dataset(const char *path, const char *unit, const char *long_name,
                                     const char *axes, const void *values)
{
    struct muster_dataset made = {
        path, unit, long_name, (int)strlen(axes), {NULL}, MUSTER_DATA_DOUBLE, values};
    for (int i = 0; i < made.rank; i++)
        switch (axes[i]) {
        case 'C':
            made.axis[i] = "candidate";
            break;
        case 'S':
            made.axis[i] = "service";
            break;
        case 'A':
            made.axis[i] = "service_and_all";
            break;
        case 'G':
            made.axis[i] = "group";
            break;
        default:
            made.axis[i] = "interval_of_week";
        }
    return made;
}

size_t muster_overlay_datasets(struct muster_dataset out[MUSTER_OVERLAY_DATASETS],
                               const struct muster_overlay *o)
{
    size_t n = 0;
    out[n++] = dataset("/planned/open_s", "s", "open seconds over the horizon", "CI", o->open_s);
    out[n++] = dataset("/planned/open_days", "d", "days on which the interval is open at all", "CI",
                       o->open_days);
    out[n++] = dataset("/planned/expected", "contacts",
                       "expected first attempts and returns over the horizon", "CSI", o->expected);
    out[n++] = dataset("/planned/needed", "people",
                       "people needed on the phones, by Erlang A for the target at the expected "
                       "contacts, mean over the horizon's open time",
                       "CGI", o->needed);
    out[n++] =
        dataset("/planned/fte", "FTE", "established FTE of all groups with posts", "C", o->fte);
    out[n++] = dataset("/planned/people", "people",
                       "most people at once of all groups whose presence is given", "C", o->people);
    out[n++] = dataset("/planned/service_level_erlang_c", "1",
                       "declared service level by Erlang C at the mean contacts and mean people "
                       "present of each interval of the week; 0 at a load of 1 or more",
                       "CA", o->erlang_c);
    out[n++] = dataset("/planned/service_level_erlang_a", "1",
                       "declared service level by Erlang A at the mean contacts and mean people "
                       "present of each interval of the week",
                       "CA", o->erlang_a);
    out[n++] = dataset("/planned/service_level_erlang_c_spread", "1",
                       "the same by Erlang C, at each number of people on the phones by its share "
                       "of the interval's time over the days",
                       "CA", o->erlang_c_spread);
    out[n++] = dataset("/planned/service_level_erlang_a_spread", "1",
                       "the same by Erlang A, at each number of people on the phones by its share "
                       "of the interval's time over the days",
                       "CA", o->erlang_a_spread);
    out[n++] = dataset("/planned/definition", "1",
                       "declared service level: 0 offered, 1 answered, 2 short_waits_removed, "
                       "3 abandoned_credited, 4 short_abandons_removed, 5 attempted, 6 virtual",
                       "C", o->definition);
    out[n - 1].data = MUSTER_DATA_INT32;
    out[n++] =
        dataset("/planned/within_s", "s", "threshold of the service level", "CS", o->within_s);
    out[n++] = dataset("/planned/target_share", "1", "service level asked for by a target", "CA",
                       o->share);
    assert(n == MUSTER_OVERLAY_DATASETS);
    return n;
}
