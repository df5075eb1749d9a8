/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The learning curve.
 */
#include "learning.h"
#include <math.h>

double muster_learning_slowness(const struct muster_learning_curve *curve, double weeks)
{
    return 1 + (curve->initial - 1) * exp(-weeks / curve->tau_weeks);
}
