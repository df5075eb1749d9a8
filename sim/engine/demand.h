/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Demand of one candidate, made once: for each service the shape of every weekday over 24 hours and
 * a scale for every simulated day, so that the rate of wanted first contacts is
 *
 *   lambda(d, t) = level * scale[d] * B(d) * shape[weekday(d)](t)
 *
 * `level` and the busyness B are drawn by the replication. The normaliser makes a year of 365.25
 * days of season x weekday x profile x bank holidays equal the stated volume; it looks at the
 * file's own opening and never at the candidate's, so that every candidate sees the same first
 * contacts. Events come on top of the volume unless they are said to be inside it; those are part
 * of one year's volume.
 *
 * What the stated figures already contain: `offered` and `answered` history holds repeats and those
 * who came back after finding the centre closed. Both are taken out here in the mean (repeats by
 * first_contact_resolution and the chance that they find the centre open or return; returns by the
 * wants of the hours closed under observed_opening, spread over the next open day), and come in
 * again as simulated contacts. With `wanted` the volume is first contacts; where observed_opening
 * is given its profile still holds returns, and only the shape is corrected. With `rate` nothing is
 * seasonal and nobody calls while closed.
 *
 * Thread rule: const once made.
 */
#ifndef MUSTER_DEMAND_H
#define MUSTER_DEMAND_H

#include "busyness.h"
#include "intensity.h"
#include "period.h"

struct muster_demand_service {
    struct muster_intensity shape[7];
    struct muster_busyness busyness;
    double *scale;     /* [simulated day] */
    double *returning; /* [window] shape amount of the window and the later ones of its day */
    double *opening;   /* [window] shape amount of its day before it */
    double mean_level; /* expected `level` */
};

struct muster_demand {
    size_t service_count;
    struct muster_demand_service *service;
    float *expected; /* [service][day][interval]: attempts expected, first plus returns */
};

/* Works out the expected contacts of the whole period. MUSTER_OK, or MUSTER_NO_MEMORY with *demand
 * cleared. */
enum muster_status muster_demand_init(struct muster_demand *demand,
                                      const struct muster_scenario *scenario,
                                      const struct muster_period *period);
void muster_demand_clear(struct muster_demand *demand);

/* First contacts of a service expected to be wanted in an interval of a simulated day, closed time
 * included; with `rate`, under which nobody wants what is closed, those of open time. */
double muster_demand_wanted(const struct muster_demand *demand,
                            const struct muster_scenario *scenario,
                            const struct muster_period *period, size_t service, size_t day,
                            size_t interval_of_day);

/* The level of a replication from its drawn demand figure and answer rate
 * (constants: their means). */
double muster_demand_level(const struct muster_service *service, double demand, double answer_rate);

#endif
