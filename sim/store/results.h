/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The results file RUNS.h5, format muster.store/1 (HDF5): every replication of every candidate, and
 * what was computed from them.
 *
 *   attributes of /                format, version, seed, Conventions
 *   /scenario/as_read, /scenario/resolved
 *   /candidates/name, /candidates/settings [candidate, setting] (absent when nobody sets anything)
 *   /runs/services/MEASURE         [candidate, replication, service]
 *   /runs/services/wait_bins       [candidate, replication, service, wait_bin]
 *   /runs/staff/MEASURE            [candidate, replication, group]
 *   /runs/attainment/…, /runs/targets/…   windows that met their target
 *   /runs/cost/HEADING             [candidate, replication]
 *   /by_day /by_week /by_month /by_interval_of_week, each with services/ and staff/
 *                                  [candidate, replication, service or group, window]
 *   /axes/…                        what the indices mean: dimension scales, attached everywhere
 * and whatever extra datasets the caller adds (ratios in /runs, /summary/…, /trace/contacts/…).
 * Every dataset has `units` and `long_name`. NaN = undefined. No time, host, path or thread count
 * is in it: the same run gives the same bytes. netCDF looks for a dimension in a variable's own
 * group and its parents only, so every scale also has a (hard) link of the same name in /.
 *
 * Behind it stands a seal (store_seal.h) that a reader checks before HDF5 sees a byte.
 *
 * The file is made as RUNS.h5.tmp, closed, sealed, reopened and compared with the journal
 * replication by replication, synced and renamed: RUNS.h5 is there complete or not at all. The
 * journal goes last.
 *
 * Thread rule: HDF5 is not thread-safe here: at most one thread of the process at a time inside
 * this header's functions. They switch HDF5's printing of its error stack off for the process.
 */
#ifndef MUSTER_RESULTS_H
#define MUSTER_RESULTS_H

#include "journal.h"
#include "scenario.h"
#include "status.h"
#include "tally.h"
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { MUSTER_RANK_MOST = 8 };

enum muster_data { MUSTER_DATA_DOUBLE, MUSTER_DATA_INT32, MUSTER_DATA_TEXT };

/* A dimension of the caller's. `values` [length] by `data`; NULL = 0, 1, 2 … */
struct muster_results_axis {
    const char *name; /* not one of /axes' own, no '/' */
    const char *unit; /* "" for names */
    const char *long_name;
    size_t length; /* at least 1 */
    enum muster_data data;
    const void *values; /* const double *, const int32_t * or const char *const * */
};

/* A dataset of the caller's: row-major over its axes, each named as in /axes. HDF5 keeps at most
 * some 3,500 datasets attached to one axis, and making one costs about a millisecond: statistics
 * of one measure are better an axis than datasets of their own. */
struct muster_dataset {
    const char *path; /* "/summary/services/service_level/mean"; groups are made */
    const char *unit;
    const char *long_name;
    int rank; /* [1, MUSTER_RANK_MOST] */
    const char *axis[MUSTER_RANK_MOST];
    enum muster_data data;
    const void *values; /* doubles: NAN = undefined */
};

struct muster_extras {
    size_t axis_count;
    const struct muster_results_axis *axis;
    size_t dataset_count;
    const struct muster_dataset *dataset;
};

/* Makes `path` from the journal's replications 0 … replications - 1 of every candidate, then
 * removes the journal's folder (close the handle afterwards in any case). `extras` may be NULL.
 * Failures: MUSTER_IO_FAILED (disk full: the text says that the journal is kept and how to go on),
 * MUSTER_BAD_FORMAT (a replication missing or damaged in the journal; the written file does not
 * compare), MUSTER_NO_MEMORY, MUSTER_INTERRUPTED (*stop was no longer 0; NULL: never). On failure
 * the journal is kept, and nothing new stands at `path` unless the text says so. */
enum muster_status muster_results_write(struct muster_failure *failure, const char *path,
                                        const struct muster_question *question,
                                        struct muster_journal *journal, size_t replications,
                                        const struct muster_extras *extras, const atomic_int *stop);

/* ---- reading ---- */

struct muster_results;

/* Opens a finished file and checks that it is whole: format, axes, every dataset's dimensions.
 * MUSTER_BAD_FORMAT: missing, unreadable, truncated, or another format; the text says which. */
enum muster_status muster_results_open(struct muster_results **out, struct muster_failure *failure,
                                       const char *path);
struct muster_results *
muster_results_close(struct muster_results *results); /* NULL; returns NULL */

/* Everything below is owned by `results`. */
const char *muster_results_version(const struct muster_results *results);
uint64_t muster_results_seed(const struct muster_results *results);
size_t muster_results_candidates(const struct muster_results *results);
size_t muster_results_replications(const struct muster_results *results);
const struct muster_shape *muster_results_shape(const struct muster_results *results);
const char *muster_results_as_read(const struct muster_results *results);
const char *muster_results_resolved(const struct muster_results *results);
const char *muster_results_manifest(const struct muster_results *results); /* manifest.h */

/* The names along a text axis ("candidate", "service", "group", "target", "iso_week", "month",
 * "setting"), *count of them; NULL and 0 for an axis that is absent or holds numbers. */
const char *const *muster_results_names(const struct muster_results *results, const char *axis,
                                        size_t *count);
/* Candidate c's setting s as written; count and keys are names(…, "setting"). */
const char *muster_results_setting(const struct muster_results *results, size_t candidate,
                                   size_t setting);

struct muster_dataset_info {
    int rank;
    size_t length[MUSTER_RANK_MOST];
    char axis[MUSTER_RANK_MOST][64]; /* "" = no scale */
    char unit[64];
    char long_name[256];
    bool text;
};
/* MUSTER_BAD_FORMAT when there is no such dataset. */
enum muster_status muster_results_info(struct muster_dataset_info *info,
                                       struct muster_failure *failure,
                                       const struct muster_results *results, const char *path);
/* Reads `count` steps from `first` of the dataset's first dimension, all of the others, as doubles:
 * values[count * length[1] * …]. The file's checksums are verified. For axes of numbers too
 * ("/axes/wait_bin"). */
enum muster_status muster_results_read(double *values, struct muster_failure *failure,
                                       const struct muster_results *results, const char *path,
                                       size_t first, size_t count);

/* All texts of a dataset (an axis of the caller's, a column of the trace) in new memory, row-major;
 * free them with muster_results_texts_free. MUSTER_BAD_FORMAT when there is no such text dataset.
 */
enum muster_status muster_results_texts(char ***text, size_t *count, struct muster_failure *failure,
                                        const struct muster_results *results, const char *path);
void muster_results_texts_free(char **text, size_t count);

/* The tallies of replications first … first + count - 1 of a candidate, bit for bit as they were:
 * blocks[count] of muster_tally_bytes(shape) each, one after the other. */
enum muster_status muster_results_tallies(void *blocks, struct muster_failure *failure,
                                          const struct muster_results *results, size_t candidate,
                                          size_t first, size_t count);
/* How many tallies are best read at once (whole chunks of the file). */
size_t muster_results_batch(const struct muster_results *results);

/* Calls `visit` for every dataset in the order of paths; stops when it returns false. */
typedef bool muster_results_visit_fn(void *context, const char *path);
enum muster_status muster_results_visit(struct muster_failure *failure,
                                        const struct muster_results *results,
                                        muster_results_visit_fn *visit, void *context);

/* The currency of the file's money, "" when nothing in it has a price. */
void muster_results_currency(char *currency, size_t size, const struct muster_results *results);

#endif
