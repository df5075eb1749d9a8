/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The runner every check_*.c shares: build a Suite, run it, fail the process on any failure.
 * Under a sanitizer (MUSTER_SANITIZED) statistical tests take a tenth of the replications:
 * multiply their counts by MUSTER_EFFORT.
 */
#ifndef MUSTER_CHECK_MAIN_H
#define MUSTER_CHECK_MAIN_H

#include <check.h>
#include <stdlib.h>

#ifdef MUSTER_SANITIZED
#define MUSTER_EFFORT 0.1
#else
#define MUSTER_EFFORT 1.0
#endif

static inline int muster_check_run(Suite *suite)
{
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

#endif
