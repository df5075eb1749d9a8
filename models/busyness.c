/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "busyness.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SCORE_MOST 6.0
#define SCORE_STEP (2 * SCORE_MOST / (MUSTER_BUSYNESS_POINTS - 1))

static double gamma_quantile(double cv, double score)
{
    double shape = 1 / (cv * cv), scale = cv * cv;
    return score < 0 ? gsl_cdf_gamma_Pinv(gsl_cdf_ugaussian_P(score), shape, scale)
                     : gsl_cdf_gamma_Qinv(gsl_cdf_ugaussian_Q(score), shape, scale);
}

bool muster_busyness_init(struct muster_busyness *busyness, double cv, double between_days,
                          double between_services)
{
    *busyness = (struct muster_busyness){
        .cv = cv, .between_days = between_days, .between_services = between_services};
    if (cv <= 0)
        return true;
    busyness->factor = malloc(MUSTER_BUSYNESS_POINTS * sizeof *busyness->factor);
    if (!busyness->factor)
        return false;
    for (int i = 0; i < MUSTER_BUSYNESS_POINTS; i++)
        busyness->factor[i] = gamma_quantile(cv, -SCORE_MOST + i * SCORE_STEP);
    return true;
}

void muster_busyness_clear(struct muster_busyness *busyness)
{
    free(busyness->factor);
    memset(busyness, 0, sizeof *busyness);
}

double muster_busyness_factor(const struct muster_busyness *busyness, double score)
{
    if (busyness->cv <= 0)
        return 1;
    if (score <= -SCORE_MOST || score >= SCORE_MOST)
        return gamma_quantile(busyness->cv, score);
    double place = (score + SCORE_MOST) / SCORE_STEP;
    int i = (int)place;
    double part = place - i;
    return busyness->factor[i] + part * (busyness->factor[i + 1] - busyness->factor[i]);
}

static double normal_at(struct muster_key key, uint64_t entity, int32_t date)
{
    struct muster_stream stream =
        muster_stream_at(key, MUSTER_PURPOSE_BUSYNESS, entity, (uint64_t)(int64_t)date, 0);
    return gsl_cdf_ugaussian_Pinv(muster_stream_uniform(&stream));
}

double muster_busyness_innovation(const struct muster_busyness *busyness, struct muster_key key,
                                  uint64_t service, int32_t date)
{
    double own = normal_at(key, service, date);
    double shared = busyness->between_services;
    if (shared <= 0)
        return own;
    double common = normal_at(key, muster_entity("busyness", "all services"), date);
    return sqrt(shared) * common + sqrt(1 - shared) * own;
}

double muster_busyness_score(const struct muster_busyness *busyness, double last, double innovation,
                             bool first)
{
    if (first)
        return innovation;
    double r = busyness->between_days;
    return r * last + sqrt(1 - r * r) * innovation;
}
