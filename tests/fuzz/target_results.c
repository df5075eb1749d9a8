/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Results files. Two sound ones are made here: a small one by the store, without services, and a
 * whole one by the command, which takes twenty times as long. The first byte of an input, modulo 4,
 * says what happens to the small one, or, from 224 on, to the whole one:
 *   0  changed bytes, unsealed, over and over: 3 bytes position (little-endian, modulo the length),
 *      1 byte how many follow (modulo 16; 0: the file ends there), the bytes to put there. Only a
 *      file that is the same after all may be opened: HDF5 is never given a damaged one.
 *   1  the rest is the whole file.
 *   2, 3  changed by HDF5's own means and sealed again (results_changes.h): what is opened can be
 *      shown, listed, read and drawn from.
 */
#include "figures_data.h"
#include "fuzz.h"
#include "results.h"
#include "results_changes.h"
#include "sample_journal.h"
#include "store_seal.h"
#include "store_show.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { VALUES_MOST = 1 << 22, FIRST_WHOLE = 224 };

struct sound {
    char *bytes;
    size_t size;
};
static struct sound small, whole;

static const char SCENARIO[] =
    "muster: 1\n"
    "horizon: {start: 2004-10-04, days: 2, interval: 60 min}\n"
    "opening: {mon-fri: 09:00-12:00}\n"
    "target: 80% in 20 s\n"
    "services:\n"
    "  calls: {rate: 20 per hour, handle: {exponential: {mean: 3 min}}, patience: 2 min}\n"
    "staff:\n"
    "  desk: {present: 2, skills: [calls]}\n"
    "candidates: [{name: two}, {name: \"thr\\u202ee\", set: {staff.desk.present: 3}}]\n"
    "simulation: {replications: 4, seed: 1}\n";

static void make_small(void)
{
    struct muster_failure failure;
    struct muster_question question = fuzz_question();
    fuzz_make_journal();
    struct muster_journal *journal = fuzz_open_journal(&failure, MUSTER_OPEN_RESUME);
    fuzz_check(journal && muster_results_write(&failure, "small.h5", &question, journal,
                                               FUZZ_RECORDS / 2, NULL, NULL) == MUSTER_OK,
               "%s", failure.text);
    muster_journal_close(journal);
    small.bytes = fuzz_get("small.h5", &small.size);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    fuzz_enter_folder();
    fuzz_put("sound.yaml", SCENARIO, strlen(SCENARIO));
    fuzz_check(system("\"" MUSTER_BINARY "\" run sound.yaml --output sound.h5 --quiet >out.txt") ==
                   0,
               "the command makes no results");
    whole.bytes = fuzz_get("sound.h5", &whole.size);
    make_small();
    return 0;
}

/* ---- the file ---- */

static size_t change(char *bytes, size_t length, const uint8_t *data, size_t size)
{
    while (size >= 4 && length > 0) {
        size_t at = ((size_t)data[0] | (size_t)data[1] << 8 | (size_t)data[2] << 16) % length;
        size_t count = data[3] % 16;
        data += 4;
        size -= 4;
        if (count == 0)
            length = at;
        for (; count > 0 && size > 0 && at < length; count--, size--)
            bytes[at++] = (char)*data++;
    }
    return length;
}

/* Makes runs.h5. True when it is as sealed, so that it may be opened. */
static bool make_file(const uint8_t *data, size_t size)
{
    const struct sound *sound = data[0] >= FIRST_WHOLE ? &whole : &small;
    char *bytes = malloc(sound->size);
    size_t length = sound->size;
    bool sealed = true;
    fuzz_check(bytes != NULL, "no memory");
    memcpy(bytes, sound->bytes, sound->size);
    if (data[0] % 4 == 0) {
        length = change(bytes, length, data + 1, size - 1);
        sealed = length == sound->size && memcmp(bytes, sound->bytes, length) == 0;
    }
    fuzz_put("runs.h5", bytes, length);
    free(bytes);
    if (data[0] % 4 == 1) {
        fuzz_put("runs.h5", data + 1, size - 1);
        sealed = false;
    } else if (data[0] % 4 >= 2) {
        fuzz_change_results("runs.h5", data + 1, size - 1);
        fuzz_check(muster_seal_write("runs.h5") == 0, "no seal");
    }
    return sealed;
}

/* ---- reading ---- */

static bool check_failure(enum muster_status status, const struct muster_failure *failure)
{
    fuzz_check(status == MUSTER_OK || status == MUSTER_BAD_FORMAT, "%s", failure->text);
    fuzz_check(status == MUSTER_OK || failure->text[0] != '\0', "no reason");
    return status == MUSTER_OK;
}

static void read_values(const struct muster_results *results, const char *path,
                        const struct muster_dataset_info *info)
{
    struct muster_failure failure;
    size_t count = 1;
    for (int i = 0; i < info->rank; i++)
        count = info->length[i] > VALUES_MOST ? VALUES_MOST + 1 : count * info->length[i];
    if (info->rank < 1 || count > VALUES_MOST)
        return;
    double *values = calloc(count + 1, sizeof *values);
    fuzz_check(values != NULL, "no memory");
    check_failure(muster_results_read(values, &failure, results, path, 0, info->length[0]),
                  &failure);
    free(values);
}

static bool read_dataset(void *context, const char *path)
{
    const struct muster_results *results = context;
    struct muster_dataset_info info;
    struct muster_failure failure;
    if (!check_failure(muster_results_info(&info, &failure, results, path), &failure))
        return true;
    if (info.text) {
        char **text;
        size_t count;
        if (check_failure(muster_results_texts(&text, &count, &failure, results, path), &failure))
            muster_results_texts_free(text, count);
    } else {
        read_values(results, path, &info);
    }
    return true;
}

static void read_tallies(const struct muster_results *results)
{
    struct muster_failure failure;
    size_t batch = muster_results_batch(results);
    void *blocks = calloc(batch, muster_tally_bytes(muster_results_shape(results)));
    fuzz_check(blocks != NULL, "no memory");
    check_failure(muster_results_tallies(blocks, &failure, results, 0, 0, batch), &failure);
    free(blocks);
}

static void read_all(struct muster_results *results)
{
    struct muster_failure failure;
    check_failure(muster_results_visit(&failure, results, read_dataset, results), &failure);
    read_tallies(results);
}

static void read_figures(void)
{
    struct muster_figures_source source;
    struct muster_figures_week week;
    struct muster_ladder ladder;
    struct muster_failure failure;
    if (!check_failure(muster_figures_source_open(&source, &failure, "runs.h5"), &failure))
        return;
    if (check_failure(muster_figures_week_init(&week, &failure, &source, 0), &failure))
        muster_figures_week_clear(&week);
    if (check_failure(muster_ladder_init(&ladder, &failure, &source), &failure))
        muster_ladder_clear(&ladder);
    muster_figures_source_close(&source);
}

/* True when the file can be shown. `numbers`: what was put in holds no "nan" of its own. */
static bool check_shown(bool numbers)
{
    struct muster_failure failure;
    char *text = NULL;
    size_t length = 0;
    FILE *file = open_memstream(&text, &length);
    fuzz_check(file != NULL, "no memory");
    bool shown = check_failure(muster_show_print(&failure, file, "runs.h5", NULL), &failure);
    fclose(file);
    if (shown)
        fuzz_check_output(text, length, numbers);
    free(text);
    return shown;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct muster_results *results;
    struct muster_failure failure;
    if (size == 0)
        return 0;
    bool sealed = make_file(data, size);
    bool shown = check_shown(!fuzz_holds_nan(data, size));
    fuzz_check(sealed || !shown, "a damaged file is shown");
    bool opened = check_failure(muster_results_open(&results, &failure, "runs.h5"), &failure);
    fuzz_check(shown == opened, "shown %d, opened %d", shown, opened);
    if (!opened)
        return 0;
    read_all(results);
    muster_results_close(results);
    read_figures();
    return 0;
}
