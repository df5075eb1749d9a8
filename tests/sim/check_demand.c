/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Demand as the engine meets it: the year's volume, its shape over weeks and days, what history
 * already contains, the day's busyness, and that nobody calls where nobody should.
 */
#include "calendar.h"
#include "engine_runs.h"

#include <gsl/gsl_cdf.h>

#define ROOT_TWO_PI 2.50662827463100050242

/* The mean of the plan's wanted contacts over the horizon: level x scale x shape, growth apart. */
static double wanted_mean(const struct run *run, size_t service)
{
    const struct muster_demand_service *demand = &run->plan->demand.service[service];
    double sum = 0;
    for (size_t d = run->plan->period.warm_days; d < run->plan->period.day_count; d++)
        sum += demand->mean_level * demand->scale[d] *
               muster_intensity_total(&demand->shape[run->plan->period.day[d].weekday]);
    return sum;
}

/* ---- the year's volume ---- */

/* In the 28 years from 2001 every date falls on every weekday equally often, leap days and ISO
 * weeks 53 in their true proportion: 10227 days, 28 x 365.25, hold 28 volumes to the last digit. */
#define CYCLE "muster: 1\nhorizon: {start: 2001-01-01, days: 10227, interval: 60 min}\n"
#define NOBODY "staff: {agents: {present: 0, skills: [calls]}}\n"
#define QUICK ", handle: 1 s, patience: 1 s"

static const struct {
    const char *name;
    const char *text;
} volume[] = {
    {"uniform over the opening",
     CYCLE "opening: {mon-fri: 08:00-18:00, sat: 09:00-13:00}\n"
           "services: {calls: {demand: {wanted: 4000}" QUICK "}}\n" NOBODY},
    {"months, weekdays, profile", CYCLE
     "opening: {mon-fri: 08:00-18:00}\n"
     "services: {calls: {demand: {wanted: 4000}, season: {jan: 1.4, feb: 0.7, aug: 0.5}, "
     "weekdays: {mon: 1.5, tue: 1, wed: 1, thu: 1, fri: 0.8, sat: 0.3, sun: 0.1}, profile: "
     "{06:00: 1, 09:00: 3.3, 17:00: 1, 22:00: 0}, when_closed: {return: 50%}" QUICK "}}\n" NOBODY},
    {"always open, uncertain volume known in the mean",
     CYCLE "opening: always\n"
           "services: {calls: {demand: {wanted: 4000}, profile: {00:00: 1, 12:00: 4}" QUICK
           "}}\n" NOBODY},
    {"past midnight", CYCLE "opening: {mon-sun: 22:00-02:00}\n"
                            "services: {calls: {demand: {wanted: 4000}" QUICK "}}\n" NOBODY},
};

START_TEST(wanted_is_the_volume)
{
    struct run run;
    run_open(&run, volume[_i].text);
    double exact = 28 * 4000;
    ck_assert_double_eq_tol(wanted_mean(&run, 0), exact, 1e-6 * exact);
    run_replication(&run, 31, 0, false);
    double z = (run_count(&run, 0, MUSTER_COUNT_WANTED) - exact) / sqrt(exact);
    ck_assert_msg(fabs(z) < Z_MOST, "%s: z = %.2f", volume[_i].name, z);
    run_close(&run);
}
END_TEST

/* Bank holidays are part of the normaliser: with 25 and 26 December closed in each of the 28 years,
 * at 20 % of a day, and half as much again on the day after, the volume stays what it is. */
START_TEST(bank_holidays_stay_inside_the_volume)
{
    char text[4096];
    int used = snprintf(text, sizeof text,
                        CYCLE "opening: {mon-sun: 08:00-18:00, closed: [2001-12-25, 2001-12-26");
    for (int year = 2002; year <= 2028; year++)
        used +=
            snprintf(text + used, sizeof text - (size_t)used, ", %d-12-25, %d-12-26", year, year);
    snprintf(
        text + used, sizeof text - (size_t)used,
        "]}\nservices: {calls: {demand: {wanted: 4000}, season: {dec: 2}, weekdays: {mon: 1.5, "
        "tue: 1, wed: 1, thu: 1, fri: 0.8, sat: 0.3, sun: 0.1}, bank_holiday: {wanted: 20%%, "
        "next_day: 1.5}" QUICK "}}\n" NOBODY);
    struct run run;
    run_open(&run, text);
    ck_assert_double_eq_tol(wanted_mean(&run, 0), 28 * 4000, 28 * 4000 * 1e-6);
    const double *scale = run.plan->demand.service[0].scale;
    size_t christmas = 358; /* 25 December 2001 */
    ck_assert_double_eq_tol(scale[christmas] / scale[christmas - 1], 0.2, 1e-12);
    ck_assert_double_eq_tol(scale[christmas + 1] / scale[christmas - 1], 0.2, 1e-12);
    ck_assert_double_eq_tol(scale[christmas + 2] / scale[christmas - 1], 1.5, 1e-12);
    run_close(&run);
}
END_TEST

/* Ten days at three times the demand, inside the volume of 100,000: by hand, the year weighs 365.25
 * + 20 ordinary days. Outside it, an ordinary day is 100,000 / 365.25 and the event comes on top.
 */
START_TEST(events_inside_the_volume_are_part_of_it)
{
    static const struct {
        const char *inside;
        double weight; /* ordinary days a year */
    } event[] = {{", inside_volume: yes", 385.25}, {"", 365.25}};
    for (int i = 0; i < 2; i++) {
        char text[1024];
        snprintf(text, sizeof text,
                 "muster: 1\nhorizon: {start: 2005-01-01, days: 365, interval: 60 min}\n"
                 "opening: always\nservices: {calls: {demand: {wanted: 100000}, events: "
                 "[{from: 2005-03-07, days: 10, factor: 3%s}]" QUICK "}}\n" NOBODY,
                 event[i].inside);
        struct run run;
        run_open(&run, text);
        double exact = 100000 * (365 + 20) / event[i].weight;
        ck_assert_double_eq_tol(wanted_mean(&run, 0), exact, 1e-9 * exact);
        run_replication(&run, 5, 0, false);
        double z = (run_count(&run, 0, MUSTER_COUNT_WANTED) - exact) / sqrt(exact);
        ck_assert_msg(fabs(z) < Z_MOST, "case %d: z = %.2f", i, z);
        run_close(&run);
    }
}
END_TEST

/* ---- expected against simulated ---- */

static const struct {
    const char *name;
    const char *text;
} shaped[] = {
    {"returns in proportion, growth, events, two services",
     "muster: 1\nhorizon: {start: 2004-02-23, weeks: 20, interval: 60 min}\n"
     "opening: {mon-fri: 08:00-18:00, sat: 09:00-13:00, closed: [2004-04-09, 2004-04-12]}\n"
     "services:\n"
     "  calls: {demand: {wanted: {uniform: [60000, 90000]}}, season: {mar: 1.5}, weekdays: {mon: "
     "2, tue: 1, wed: 1, thu: 1, fri: 0.9, sat: 0.5, sun: 0.2}, profile: {06:00: 1, 09:00: 3, "
     "12:00: 2, 20:00: 0}, bank_holiday: {wanted: 30%, next_day: 1.4}, when_closed: {return: "
     "{uniform: [40%, 80%]}}, growth: 50% per year, events: [{from: 2004-03-15, days: 5, factor: "
     "2}], busyness: {cv: 0.1}" QUICK "}\n"
     "  more: {demand: {wanted: 30000}, phase: {from: 2004-03-01, ramp: 6 weeks}" QUICK "}\n"
     "staff: {agents: {present: 0, skills: [calls, more]}}\n"},
    {"past midnight",
     "muster: 1\nhorizon: {start: 2004-02-23, weeks: 20, interval: 60 min}\n"
     "opening: {mon-thu: 20:00-02:30, sat: 10:00-14:00}\n"
     "services: {calls: {demand: {wanted: 80000}, profile: {00:00: 1, 06:00: 2, 18:00: 3}, "
     "weekdays: {mon: 1, tue: 1, wed: 1, thu: 1, fri: 1, sat: 1, sun: 1}, "
     "when_closed: {return: 100%}" QUICK "}}\nstaff: {agents: {present: 0, skills: [calls]}}\n"},
    {"two windows a day",
     "muster: 1\nhorizon: {start: 2004-02-23, weeks: 20, interval: 60 min}\n"
     "opening: {mon-fri: '08:00-12:00, 14:00-18:00'}\n"
     "services: {calls: {demand: {wanted: 80000}, profile: {07:00: 1, 12:00: 3, 14:00: 1, 19:00: "
     "0}, weekdays: {mon: 1, tue: 1, wed: 1, thu: 1, fri: 1, sat: 1, sun: 1}, "
     "when_closed: {return: 100%}" QUICK "}}\nstaff: {agents: {present: 0, skills: [calls]}}\n"},
};

/* First attempts and returns of each interval of the week, and of each day, against what the
 * planner expects. The standard errors come from the replications. */
START_TEST(attempts_are_as_expected)
{
    struct run run;
    run_open(&run, shaped[_i].text);
    const struct muster_shape *shape = &run.tally.shape;
    size_t cells = shape->services * shape->intervals;
    struct sample *cell = calloc(cells, sizeof *cell);
    double *expected = calloc(cells, sizeof *expected);
    int replications = (int)ceil(60 * MUSTER_EFFORT);
    for (int r = 0; r < replications; r++) {
        run_replication(&run, 32, (uint64_t)r, false);
        for (size_t i = 0; i < cells; i++)
            sample_add(&cell[i], run_week(&run, i / shape->intervals, MUSTER_COUNT_ATTEMPTED,
                                          i % shape->intervals));
    }
    for (size_t k = 0; k < shape->services; k++)
        for (size_t d = 0; d < shape->days; d++)
            for (size_t i = 0; i < 24; i++)
                expected[k * shape->intervals +
                         (size_t)muster_weekday(shape->start + (int32_t)d) * 24 + i] +=
                    muster_plan_expected(run.plan, k, d, i);
    double worst = 0, looked = 0;
    for (size_t i = 0; i < cells; i++) {
        if (expected[i] <= 0) {
            ck_assert_double_eq(cell[i].sum, 0);
            continue;
        }
        if (expected[i] * replications < 400 || cell[i].n < 10)
            continue;
        double z = sample_z(&cell[i], expected[i]);
        ck_assert_msg(fabs(z) < 5, "%s: interval %zu of the week: %.2f, expected %.2f, z = %.2f",
                      shaped[_i].name, i, sample_mean(&cell[i]), expected[i], z);
        worst = fmax(worst, fabs(z));
        looked++;
    }
    ck_assert(looked > 20 || MUSTER_EFFORT < 1);
    free(cell);
    free(expected);
    run_close(&run);
}
END_TEST

/* ---- history ---- */

/* First contacts, returns and repeats of the base case add up to the stated demand: plenty of
 * people, so that everybody is served. A case of 28 years. */
static void history_case(const char *demand, const char *callers)
{
    char text[2048];
    snprintf(text, sizeof text,
             CYCLE
             "opening: {mon-fri: 08:00-18:00, sat: 09:00-13:00}\n"
             "services: {calls: {demand: %s, handle: 1 min, weekdays: {mon: 1.5, tue: 1, wed: "
             "1, thu: 1, fri: 0.8, sat: 0.7, sun: 0.1}, profile: {07:30: 1, 09:00: 3, 12:00: "
             "2, 14:00: 0.5, 19:00: 0}, %s}}\n"
             "staff: {agents: {present: 60, skills: [calls]}}\n",
             demand, callers);
    struct run run;
    run_open(&run, text);
    run_replication(&run, 33, 0, false);
    double exact = 28 * 4000;
    double seen = run_count(&run, 0, MUSTER_COUNT_ATTEMPTED);
    ck_assert_double_eq(run_count(&run, 0, MUSTER_COUNT_ANSWERED), seen);
    /* Repeats and returns come in small clusters: at most twice the Poisson variance here. */
    double z = (seen - exact) / sqrt(2 * exact);
    ck_assert_msg(fabs(z) < Z_MOST, "%s: %.0f of %.0f, z = %.2f", callers, seen, exact, z);
    run_close(&run);
}

START_TEST(history_contains_returns)
{
    history_case("{offered: 4000}", "when_closed: {return: 60%}");
}
END_TEST

START_TEST(history_contains_repeats)
{
    history_case("{offered: 4000}", "first_contact_resolution: 80%, repeat: {delay: {exponential: "
                                    "{mean: 2 d}}}, when_closed: {return: 100%}");
}
END_TEST

/* Some who would repeat find the centre closed and are lost: the history holds fewer repeats. */
START_TEST(history_contains_only_repeats_that_get_through)
{
    history_case("{offered: 4000}", "first_contact_resolution: 80%, repeat: {delay: {exponential: "
                                    "{mean: 2 d}}}, when_closed: {return: 50%}");
}
END_TEST

/* The figures come from shorter hours than the centre's: at those hours they come out again, at the
 * longer ones there are more attempts and fewer returns. */
START_TEST(history_is_that_of_the_observed_hours)
{
    const char *text = CYCLE
        "opening: {mon-fri: 08:00-20:00}\n"
        "observed_opening: {mon-fri: 09:00-17:00}\n"
        "services: {calls: {demand: {offered: 4000}, handle: 1 min, weekdays: {mon: 1.5, tue: "
        "1, wed: 1, thu: 1, fri: 0.8, sat: 0.3, sun: 0.1}, profile: {07:00: 1, 09:00: 3, "
        "12:00: 2, 14:00: 1, 20:00: 0}, when_closed: {return: 50%}}}\n"
        "staff: {agents: {present: 60, skills: [calls]}}\n"
        "candidates: [{name: longer}, {name: observed, set: {opening.mon-fri: "
        "09:00-17:00}}]\n";
    struct run run;
    double attempted[2], returned[2], exact = 28 * 4000;
    for (size_t c = 0; c < 2; c++) {
        run_open_candidate(&run, text, c);
        run_replication(&run, 40, 0, false);
        attempted[c] = run_count(&run, 0, MUSTER_COUNT_ATTEMPTED);
        returned[c] = run_count(&run, 0, MUSTER_COUNT_RETURNED);
        run_close(&run);
    }
    double z = (attempted[1] - exact) / sqrt(exact);
    ck_assert_msg(fabs(z) < Z_MOST, "%.0f of %.0f, z = %.2f", attempted[1], exact, z);
    ck_assert_double_gt(attempted[0], 1.02 * attempted[1]);
    ck_assert_double_lt(returned[0], 0.8 * returned[1]);
}
END_TEST

/* Who answered 70 % of offered calls, with 40 % of the abandoned trying again, had more callers
 * than answers: wanted = answered (1 - r a) / (1 - a). */
START_TEST(answered_undoes_retries)
{
    struct run run;
    run_open(&run, CYCLE "opening: always\n"
                         "services: {calls: {demand: {answered: 4000, answer_rate: 70%}, handle: 1 "
                         "min, patience: 1 min, retry: {abandoned: 40%, delay: 5 min}}}\n"
                         "staff: {agents: {present: 60, skills: [calls]}}\n");
    double exact = 4000 * (1 - 0.4 * 0.3) / (1 - 0.3);
    ck_assert_double_eq_tol(wanted_mean(&run, 0) / 28, exact, 1e-6 * exact);
    run_close(&run);
}
END_TEST

/* Of those answered one in five asks again, and may be answered again: a first contact is answered
 * s = (1 - a) / (1 - r a) times by its retries, and s (0.2 s) + s (0.2 s)^2 + ... times more. */
START_TEST(answered_undoes_repeats)
{
    struct run run;
    run_open(&run, CYCLE "opening: always\n"
                         "services: {calls: {demand: {answered: 4000, answer_rate: 70%}, handle: 1 "
                         "min, patience: 1 min, retry: {abandoned: 40%, delay: 5 min}, "
                         "first_contact_resolution: 80%, repeat: {delay: 1 d}}}\n"
                         "staff: {agents: {present: 60, skills: [calls]}}\n");
    double s = (1 - 0.3) / (1 - 0.4 * 0.3), exact = 4000 * (1 - 0.2 * s) / s;
    ck_assert_double_eq_tol(wanted_mean(&run, 0) / 28, exact, 1e-6 * exact);
    run_close(&run);
}
END_TEST

/* Weights of weeks from a file, two to one between the halves of the year: together they are the
 * volume, and a day of the first half weighs twice one of the second. */
START_TEST(weeks_stay_inside_the_volume)
{
    char folder[] = "/tmp/muster-demand-XXXXXX", weeks[64], text[64];
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(weeks, sizeof weeks, "%s/weeks.csv", folder);
    snprintf(text, sizeof text, "%s/s.yaml", folder);
    FILE *file = fopen(weeks, "w");
    fputs("week,weight\n", file);
    for (int week = 1; week <= 53; week++)
        fprintf(file, "%d,%d\n", week, week <= 26 ? 2 : 1);
    fclose(file);
    file = fopen(text, "w");
    fputs(CYCLE "opening: {mon-fri: 08:00-18:00}\n"
                "services: {calls: {demand: {offered: 4000}, season: {file: weeks.csv}, "
                "when_closed: {return: 0%}" QUICK "}}\n" NOBODY,
          file);
    fclose(file);
    struct run run = {0};
    muster_faults_init(&run.faults);
    bool read = muster_question_read(&run.question, &run.faults, text, NULL);
    muster_faults_print(&run.faults, stderr);
    remove(weeks);
    remove(text);
    remove(folder);
    ck_assert(read);
    run_prepare(&run, 0);
    double expected = 0;
    for (size_t d = 0; d < run.plan->period.day_count; d++)
        for (size_t i = 0; i < 24; i++)
            expected += muster_plan_expected(run.plan, 0, d, i);
    ck_assert_double_eq_tol(expected, 28 * 4000, 28 * 4000 * 1e-6);
    const double *scale = run.plan->demand.service[0].scale;
    ck_assert_double_eq_tol(scale[100] / scale[300], 2, 1e-12); /* of 2001 */
    run_close(&run);
}
END_TEST

/* Longer hours do not invent demand: first contacts are the candidate's own in number and time. */
START_TEST(volume_is_the_same_for_every_candidate)
{
    struct run run;
    const char *text =
        CYCLE "opening: {mon-fri: 08:00-18:00}\n"
              "observed_opening: {mon-fri: 09:00-17:00}\n"
              "services: {calls: {demand: {offered: 4000}, profile: {07:00: 1, 20:00: 0}, "
              "when_closed: {return: 50%}" QUICK "}}\n" NOBODY
              "candidates: [{name: short}, {name: long, set: {opening.mon-fri: 07:00-21:00, "
              "opening.sat: 09:00-13:00}}]\n";
    run_open_candidate(&run, text, 0);
    double first = wanted_mean(&run, 0);
    run_close(&run);
    run_open_candidate(&run, text, 1);
    ck_assert_double_eq_tol(wanted_mean(&run, 0), first, 1e-9 * first);
    run_close(&run);
}
END_TEST

/* ---- busyness ---- */

#define BUSY                                                                                       \
    "muster: 1\nhorizon: {start: 2004-10-04, days: 8, interval: 60 min}\nopening: always\n"        \
    "services:\n"                                                                                  \
    "  one: {rate: 10 per hour, busyness: {cv: 0.3, between_days: 0.6, between_services: "         \
    "0.8}" QUICK "}\n"                                                                             \
    "  two: {rate: 12 per hour, busyness: {cv: 0.2, between_days: 0.6, between_services: "         \
    "0.45}" QUICK "}\n"                                                                            \
    "staff: {agents: {present: 0, skills: [one, two]}}\n"

/* E[B1 B2] of Gamma factors whose normal scores correlate by r, by the midpoint rule. */
static double product_mean(double cv1, double cv2, double r)
{
    enum { POINTS = 400 };
    static double factor1[POINTS], factor2[4 * POINTS];
    const double step = 16.0 / POINTS, finer = 16.0 / (4 * POINTS);
    double a = 1 / (cv1 * cv1), b = 1 / (cv2 * cv2), sum = 0;
    for (int i = 0; i < POINTS; i++)
        factor1[i] = gsl_cdf_gamma_Pinv(gsl_cdf_ugaussian_P(-8 + (i + 0.5) * step), a, 1 / a);
    for (int i = 0; i < 4 * POINTS; i++)
        factor2[i] = gsl_cdf_gamma_Pinv(gsl_cdf_ugaussian_P(-8 + (i + 0.5) * finer), b, 1 / b);
    for (int i = 0; i < POINTS; i++) {
        double x = -8 + (i + 0.5) * step, inner = 0, weight = 0;
        for (int j = 0; j < 4 * POINTS; j++) {
            double y = (-8 + (j + 0.5) * finer - r * x) / sqrt(1 - r * r);
            if (fabs(y) > 8)
                continue;
            inner += exp(-y * y / 2) * factor2[j];
            weight += exp(-y * y / 2);
        }
        if (weight > 0)
            sum += factor1[i] * inner / weight * exp(-x * x / 2) / ROOT_TWO_PI * step;
    }
    return sum;
}

static double mean_product(double x, double y, double mx, double my)
{
    return x * y / (mx * my);
}

/* Factorial moments of the day's counts are those of the factor: variance cv^2, correlation from
 * one day to the next and between services as the normal scores say. */
START_TEST(busyness_moves_days_together)
{
    struct run run;
    struct sample mean = {0}, square = {0}, next = {0}, between = {0};
    run_open(&run, BUSY);
    int replications = (int)ceil(3000 * MUSTER_EFFORT);
    double one = 10 * 24, two = 12 * 24;
    for (int r = 0; r < replications; r++) {
        double m = 0, s = 0, n = 0, b = 0;
        run_replication(&run, 34, (uint64_t)r, false);
        for (size_t d = 0; d < 8; d++) {
            double x = run_day(&run, 0, MUSTER_COUNT_WANTED, d);
            m += x / one / 8;
            s += mean_product(x, x - 1, one, one) / 8;
            b += mean_product(x, run_day(&run, 1, MUSTER_COUNT_WANTED, d), one, two) / 8;
            if (d > 0)
                n += mean_product(x, run_day(&run, 0, MUSTER_COUNT_WANTED, d - 1), one, one) / 7;
        }
        sample_add(&mean, m);
        sample_add(&square, s);
        sample_add(&next, n);
        sample_add(&between, b);
    }
    const struct {
        const char *name;
        const struct sample *sample;
        double exact;
    } check[] = {{"mean", &mean, 1},
                 {"square", &square, 1 + 0.3 * 0.3},
                 {"next day", &next, product_mean(0.3, 0.3, 0.6)},
                 {"between services", &between, product_mean(0.3, 0.2, sqrt(0.8 * 0.45))}};
    for (size_t i = 0; i < 4; i++)
        ck_assert_msg(fabs(sample_z(check[i].sample, check[i].exact)) < Z_MOST,
                      "%s: %.5f, exact %.5f, z = %.2f", check[i].name, sample_mean(check[i].sample),
                      check[i].exact, sample_z(check[i].sample, check[i].exact));
    run_close(&run);
}
END_TEST

/* drawn: horizon gives all days of a replication one factor. */
START_TEST(busyness_drawn_once)
{
    struct run run;
    struct sample far = {0};
    run_open(&run,
             "muster: 1\nhorizon: {start: 2004-10-04, days: 8, interval: 60 min}\nopening: always\n"
             "services: {one: {rate: 10 per hour, busyness: {cv: 0.3, drawn: horizon}" QUICK "}}\n"
             "staff: {agents: {present: 0, skills: [one]}}\n");
    int replications = (int)ceil(2000 * MUSTER_EFFORT);
    for (int r = 0; r < replications; r++) {
        run_replication(&run, 35, (uint64_t)r, false);
        sample_add(&far, mean_product(run_day(&run, 0, MUSTER_COUNT_WANTED, 0),
                                      run_day(&run, 0, MUSTER_COUNT_WANTED, 7), 240, 240));
    }
    ck_assert_msg(fabs(sample_z(&far, 1.09)) < Z_MOST, "z = %.2f", sample_z(&far, 1.09));
    run_close(&run);
}
END_TEST

/* The day's factor is Gamma: counts of a busy line, divided by their rate, against its cdf. With
 * 24,000 contacts a day the Poisson noise (cv 0.6 %) is small beside cv 30 %; it is in the law
 * used: a Gamma of the same mean and variance differs from the mixture by less than 1e-4 anywhere.
 */
START_TEST(busyness_is_gamma)
{
    struct run run;
    run_open(&run,
             "muster: 1\nhorizon: {start: 2004-10-04, days: 1, interval: 60 min}\nopening: always\n"
             "services: {one: {rate: 1000 per hour, busyness: {cv: 0.3}" QUICK "}}\n"
             "staff: {agents: {present: 0, skills: [one]}}\n");
    enum { CELLS = 10 };
    int replications = (int)ceil(300 * MUSTER_EFFORT);
    double seen[CELLS] = {0}, variance = 0.09 + 1 / 24000.0, statistic = 0;
    for (int r = 0; r < replications; r++) {
        run_replication(&run, 36, (uint64_t)r, false);
        double factor = run_count(&run, 0, MUSTER_COUNT_WANTED) / 24000;
        double u = gsl_cdf_gamma_P(factor, 1 / variance, variance);
        seen[(int)fmin(CELLS - 1, u * CELLS)]++;
    }
    for (int i = 0; i < CELLS; i++)
        statistic += pow(seen[i] - replications / (double)CELLS, 2) * CELLS / replications;
    double tail = gsl_cdf_chisq_Q(statistic, CELLS - 1);
    ck_assert_msg(tail > 3.4e-6, "chi-square %.2f on %d cells", statistic, CELLS);
    run_close(&run);
}
END_TEST

/* ---- phase, growth, events ---- */

START_TEST(phase_events_and_growth_multiply)
{
    struct run run;
    run_open(
        &run,
        "muster: 1\nhorizon: {start: 2004-10-04, days: 800, interval: 60 min}\nopening: always\n"
        "services: {calls: {demand: {wanted: 365250}, growth: 20% per year, phase: {from: "
        "2004-11-01, ramp: 4 weeks}, events: [{from: 2005-03-07, days: 10, factor: 1.8}, "
        "{from: 2005-03-10, days: 2, factor: 0.5}]" QUICK "}}\n"
        "staff: {agents: {present: 0, skills: [calls]}}\n");
    struct sample event = {0}, both = {0}, grown = {0}, ramp = {0};
    int replications = (int)ceil(12 * MUSTER_EFFORT);
    replications = replications < 4 ? 4 : replications;
    for (int r = 0; r < replications; r++) {
        run_replication(&run, 37, (uint64_t)r, false);
        double sum[4] = {0};
        for (size_t d = 0; d < 28; d++)
            ck_assert_double_eq(run_day(&run, 0, MUSTER_COUNT_WANTED, d), 0);
        for (size_t d = 0; d < 10; d++)
            sum[d == 3 || d == 4] += run_day(&run, 0, MUSTER_COUNT_WANTED, 154 + d);
        for (size_t d = 731; d < 791; d++)
            sum[2] += run_day(&run, 0, MUSTER_COUNT_WANTED, d);
        for (size_t d = 28; d < 56; d++)
            sum[3] += run_day(&run, 0, MUSTER_COUNT_WANTED, d);
        sample_add(&event, sum[0]);
        sample_add(&both, sum[1]);
        sample_add(&grown, sum[2]);
        sample_add(&ramp, sum[3]);
    }
    double exact[4] = {0};
    for (int d = 0; d < 800; d++) {
        double day = 1000 * pow(1.2, d / 365.25);
        if (d >= 154 && d < 164)
            exact[d == 157 || d == 158] += day * 1.8 * (d == 157 || d == 158 ? 0.5 : 1);
        if (d >= 731 && d < 791)
            exact[2] += day;
        if (d >= 28 && d < 56) /* linear from 0 to 1 over 28 days, at each day's middle */
            exact[3] += day * (d - 28 + 0.5) / 28;
    }
    const struct sample *sample[4] = {&event, &both, &grown, &ramp};
    for (int i = 0; i < 4; i++) {
        double z = (sample_mean(sample[i]) - exact[i]) / sqrt(exact[i] / replications);
        ck_assert_msg(fabs(z) < Z_MOST, "stretch %d: %.1f, exact %.1f, z = %.2f", i,
                      sample_mean(sample[i]), exact[i], z);
    }
    run_close(&run);
}
END_TEST

/* ---- callers ---- */

/* With `rate` nobody calls while closed: nothing is wanted then, and the open hours
 * get the rate. */
START_TEST(rate_is_silent_while_closed)
{
    struct run run;
    run_open(&run, "muster: 1\nhorizon: {start: 2004-10-04, days: 700, interval: 30 min}\n"
                   "opening: {mon-fri: 08:15-12:00, sat: 22:00-01:00}\n"
                   "services: {calls: {rate: 60 per hour" QUICK "}}\n"
                   "staff: {agents: {present: 0, skills: [calls]}}\n");
    run_replication(&run, 38, 0, false);
    double exact = 100 * 60 * (5 * 3.75 + 3), seen = run_count(&run, 0, MUSTER_COUNT_WANTED);
    ck_assert_double_eq(run_count(&run, 0, MUSTER_COUNT_WANTED_WHEN_CLOSED), 0);
    ck_assert(fabs(seen - exact) < Z_MOST * sqrt(exact));
    double part = run_week(&run, 0, MUSTER_COUNT_WANTED, 16); /* Monday 08:00, half of it open */
    ck_assert(fabs(part - 1500) < Z_MOST * sqrt(1500));
    run_close(&run);
}
END_TEST

/* Each abandonment is followed by a retry with the stated chance, up to max_retries in a row. */
START_TEST(retries_per_abandonment)
{
    struct run run;
    run_open(&run, "muster: 1\nhorizon: {start: 2004-10-04, days: 200, interval: 30 min}\n"
                   "opening: always\n"
                   "services: {calls: {rate: 20 per hour, handle: 1 min, patience: 1 s, retry: "
                   "{abandoned: 35%, delay: {exponential: {mean: 2 min}}, max_retries: 2}}}\n"
                   "staff: {agents: {present: 0, skills: [calls]}}\n");
    run_replication(&run, 39, 0, true);
    double first = run_count(&run, 0, MUSTER_COUNT_WANTED), attempt[4] = {0};
    for (size_t i = 0; i < run.rows; i++) {
        ck_assert_uint_lt(run.row[i].attempt, 3);
        attempt[run.row[i].attempt]++;
    }
    double z1 = (attempt[1] - 0.35 * first) / sqrt(first * 0.35 * 0.65);
    double z2 = (attempt[2] - 0.35 * attempt[1]) / sqrt(attempt[1] * 0.35 * 0.65);
    ck_assert_msg(fabs(z1) < Z_MOST && fabs(z2) < Z_MOST, "z = %.2f, %.2f", z1, z2);
    run_close(&run);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("demand");
    TCase *tcase = tcase_create("demand");
    tcase_set_timeout(tcase, 240);
    tcase_add_loop_test(tcase, wanted_is_the_volume, 0, (int)(sizeof volume / sizeof *volume));
    tcase_add_test(tcase, bank_holidays_stay_inside_the_volume);
    tcase_add_test(tcase, events_inside_the_volume_are_part_of_it);
    tcase_add_loop_test(tcase, attempts_are_as_expected, 0, (int)(sizeof shaped / sizeof *shaped));
    tcase_add_test(tcase, history_contains_returns);
    tcase_add_test(tcase, history_contains_repeats);
    tcase_add_test(tcase, history_contains_only_repeats_that_get_through);
    tcase_add_test(tcase, history_is_that_of_the_observed_hours);
    tcase_add_test(tcase, answered_undoes_retries);
    tcase_add_test(tcase, answered_undoes_repeats);
    tcase_add_test(tcase, weeks_stay_inside_the_volume);
    tcase_add_test(tcase, volume_is_the_same_for_every_candidate);
    tcase_add_test(tcase, busyness_moves_days_together);
    tcase_add_test(tcase, busyness_drawn_once);
    tcase_add_test(tcase, busyness_is_gamma);
    tcase_add_test(tcase, phase_events_and_growth_multiply);
    tcase_add_test(tcase, rate_is_silent_while_closed);
    tcase_add_test(tcase, retries_per_abandonment);
    suite_add_tcase(suite, tcase);
    return muster_check_run(suite);
}
