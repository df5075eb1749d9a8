/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Cases with known answers for `muster validate`: a scenario as a user would write it, and figures
 * whose exact values were computed independently of this program (closed formulas, Markov chains
 * solved numerically, transient solutions by uniformisation; six digits).
 * Thread rule: constant data.
 */
#ifndef MUSTER_VALIDATE_CASES_H
#define MUSTER_VALIDATE_CASES_H

#include <stddef.h>

enum { MUSTER_VALIDATE_FIGURES = 10 };

struct muster_validate_figure {
    const char *measure; /* of measures.md; NULL ends the list */
    const char *where;   /* a service or group; NULL: all */
    double exact;
};

struct muster_validate_case {
    const char *name;
    const char *scenario;
    int replications;
    struct muster_validate_figure figure[MUSTER_VALIDATE_FIGURES + 1];
};

/* The table, *count cases long. */
const struct muster_validate_case *muster_validate_cases(size_t *count);

#endif
