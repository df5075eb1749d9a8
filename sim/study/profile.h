/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The typical week: sums over replications of the columns kept by interval of the week, and the
 * time the centre is open in each of these intervals. Sums are whole multiples of 2^-20, so adding
 * is exact and any order of finishing gives the same bits. Thread rule: one thread at a time.
 */
#ifndef MUSTER_PROFILE_H
#define MUSTER_PROFILE_H

#include "engine.h"
#include "measure.h"
#include <stdint.h>

struct muster_profile {
    struct muster_shape shape;
    size_t intervals_of_day;
    size_t replications;
    int64_t *count;     /* [by_interval column][service][interval of the week], in 2^-20 */
    int64_t *staff;     /* [by_interval column][group][interval of the week], in 2^-20 */
    double *open_s;     /* [interval of the week] open seconds over the horizon */
    double *open;       /* [interval of the week] how often open at all over the horizon */
    size_t weekdays[7]; /* how often each weekday is in the horizon */
};

/* Empty, for replications of that plan; then each tally is added, in any order and from one thread
 * at a time. MUSTER_OK, or MUSTER_NO_MEMORY with *profile cleared. */
enum muster_status muster_profile_init(struct muster_profile *profile,
                                       const struct muster_plan *plan);
void muster_profile_add(struct muster_profile *profile, const struct muster_tally *tally);
void muster_profile_clear(struct muster_profile *profile);

/* Sum over replications of a column kept by interval of the week (asserted); place == services or
 * groups: all. */
double muster_profile_count(const struct muster_profile *profile, enum muster_count column,
                            size_t place, size_t interval);
double muster_profile_staff(const struct muster_profile *profile, enum muster_staff column,
                            size_t place, size_t interval);

/* Whether a measure can be made by interval of the week: all its columns are kept by it. */
bool muster_profile_has(const struct muster_measure *measure, const struct muster_scope *scope);
/* The measure in an interval of the week: a ratio of sums over replications and weeks; a count per
 * open interval. NAN when undefined, when closed (but for what happens or is wanted while closed,
 * then per day), and for weekdays that the horizon lacks. */
double muster_profile_value(const struct muster_profile *profile,
                            const struct muster_measure *measure, const struct muster_scope *scope,
                            size_t place, size_t interval);

#endif
