/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Unfinished runs. The first byte chooses what the rest is:
 *   0  the journal file
 *   1  the same, with the checksum and end mark of every record put right
 *   2  the manifest
 *   3  the resolved text
 * A journal is told by reading it a second time here, record by record: exactly the whole records
 * up to the first bad one come back, byte for byte, and the file is cut behind them.
 */
#include "checksum.h"
#include "sample_journal.h"
#include "store_show.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#define RUNS FUZZ_JOURNAL "/runs-00000.journal"
enum { HEAD_BYTES = 24, TAIL_BYTES = 8 };

struct head {
    uint64_t magic, length;
    uint32_t candidate, replication;
};

/* The sound run, as made once. */
static char *sound_journal, *sound_manifest, *sound_resolved;
static size_t journal_size, manifest_size, resolved_size;
static size_t payload, record_bytes;
static struct muster_crc_table crc;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    fuzz_enter_folder();
    fuzz_make_journal();
    sound_journal = fuzz_get(RUNS, &journal_size);
    sound_manifest = fuzz_get(FUZZ_JOURNAL "/manifest", &manifest_size);
    sound_resolved = fuzz_get(FUZZ_JOURNAL "/resolved.yaml", &resolved_size);
    payload = muster_tally_bytes(&fuzz_shape);
    record_bytes = HEAD_BYTES + payload + TAIL_BYTES;
    fuzz_check(journal_size == FUZZ_RECORDS * record_bytes, "records are not as they were");
    muster_crc_table_init(&crc);
    return 0;
}

/* ---- what the file holds ---- */

/* A record carries its checksum and the end mark behind the payload. */
static void seal(unsigned char *record)
{
    uint32_t sum = muster_crc(&crc, 0, record, HEAD_BYTES + payload);
    memcpy(record + HEAD_BYTES + payload, &sum, sizeof sum);
    memcpy(record + record_bytes - 4, sound_journal + record_bytes - 4, 4);
}

static bool sound(struct head *head, const unsigned char *record)
{
    uint64_t magic;
    uint32_t sum;
    memcpy(&magic, sound_journal, sizeof magic);
    memcpy(head, record, sizeof *head);
    memcpy(&sum, record + HEAD_BYTES + payload, sizeof sum);
    return head->magic == magic && head->length == payload && head->candidate < 2 &&
           head->replication < MUSTER_REPLICATIONS_MOST &&
           sum == muster_crc(&crc, 0, record, HEAD_BYTES + payload) &&
           memcmp(record + record_bytes - 4, sound_journal + record_bytes - 4, 4) == 0;
}

/* The whole records at the file's beginning. */
static size_t whole_records(struct head *head, const unsigned char *bytes, size_t size)
{
    size_t count = 0;
    while ((count + 1) * record_bytes <= size && sound(&head[count], bytes + count * record_bytes))
        count++;
    return count;
}

static bool seen_before(const struct head *head, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (head[k].candidate == head[i].candidate && head[k].replication == head[i].replication)
            return true;
    return false;
}

/* ---- what the journal says ---- */

static void check_records(struct muster_journal *journal, const struct head *head, size_t count,
                          const unsigned char *bytes)
{
    struct muster_failure failure;
    double block[256];
    size_t distinct[2] = {0, 0};
    for (size_t i = 0; i < count; i++) {
        if (seen_before(head, i))
            continue;
        distinct[head[i].candidate]++;
        fuzz_check(muster_journal_has(journal, head[i].candidate, head[i].replication),
                   "record %zu is lost", i);
        fuzz_check(muster_journal_read(block, &failure, journal, head[i].candidate,
                                       head[i].replication) == MUSTER_OK,
                   "%s", failure.text);
        fuzz_check(memcmp(block, bytes + i * record_bytes + HEAD_BYTES, payload) == 0,
                   "record %zu comes back otherwise", i);
    }
    for (size_t c = 0; c < 2; c++) {
        size_t leading = muster_journal_leading(journal, c);
        fuzz_check(muster_journal_count(journal, c) == distinct[c], "records from nowhere");
        fuzz_check(leading <= distinct[c] && !muster_journal_has(journal, c, leading), "leading");
    }
}

static void check_file(size_t records)
{
    struct stat about;
    fuzz_check(stat(RUNS, &about) == 0, "the journal is gone");
    fuzz_check((size_t)about.st_size == records * record_bytes, "the journal is not cut");
}

/* `numbers`: what was put in holds no "nan" of its own. */
static void check_shown(bool numbers)
{
    struct muster_failure failure;
    char *text = NULL;
    size_t length = 0;
    FILE *file = open_memstream(&text, &length);
    fuzz_check(file != NULL, "no memory");
    enum muster_status status = muster_show_print(&failure, file, FUZZ_JOURNAL, NULL);
    fclose(file);
    fuzz_check(status == MUSTER_OK || status == MUSTER_BAD_FORMAT, "%s", failure.text);
    fuzz_check((status == MUSTER_OK) == (failure.text[0] == '\0'), "no reason");
    if (status == MUSTER_OK)
        fuzz_check_output(text, length, numbers);
    free(text);
}

static void try_journal(unsigned char *bytes, size_t size, bool sealed)
{
    struct muster_failure failure;
    struct head *head = calloc(size / record_bytes + 1, sizeof *head);
    fuzz_check(head != NULL, "no memory");
    for (size_t at = 0; sealed && at + record_bytes <= size; at += record_bytes)
        seal(bytes + at);
    fuzz_put(RUNS, bytes, size);
    check_shown(true);
    size_t count = whole_records(head, bytes, size);
    struct muster_journal *journal = fuzz_open_journal(&failure, MUSTER_OPEN_RESUME);
    fuzz_check(journal != NULL, "%s", failure.text);
    fuzz_check(muster_journal_cut_bytes(journal) == size - count * record_bytes, "cut bytes");
    check_records(journal, head, count, bytes);
    check_file(count);
    fuzz_append(journal, 1, muster_journal_leading(journal, 1));
    check_file(count + 1);
    muster_journal_close(journal);
    free(head);
}

/* Another identity is another run. */
static void try_text(const char *name, const unsigned char *bytes, size_t size,
                     const char *sound_is, size_t sound_size)
{
    struct muster_failure failure;
    bool same = size == sound_size && memcmp(bytes, sound_is, size) == 0;
    fuzz_put(RUNS, sound_journal, journal_size);
    fuzz_put(name, bytes, size);
    check_shown(!fuzz_holds_nan(bytes, size));
    struct muster_journal *journal = fuzz_open_journal(&failure, MUSTER_OPEN_RESUME);
    fuzz_check((journal != NULL) == same, "taken for %s run: %s", same ? "another" : "the same",
               failure.text);
    fuzz_check(journal || failure.status == MUSTER_MISMATCH || failure.status == MUSTER_BAD_FORMAT,
               "%s", failure.text);
    muster_journal_close(journal);
    fuzz_put(name, sound_is, sound_size);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    unsigned char *bytes = malloc(size);
    fuzz_check(bytes != NULL, "no memory");
    memcpy(bytes, data + 1, size - 1);
    switch (data[0] % 4) {
    case 0:
    case 1:
        try_journal(bytes, size - 1, data[0] % 4 == 1);
        break;
    case 2:
        try_text(FUZZ_JOURNAL "/manifest", bytes, size - 1, sound_manifest, manifest_size);
        break;
    default:
        try_text(FUZZ_JOURNAL "/resolved.yaml", bytes, size - 1, sound_resolved, resolved_size);
    }
    free(bytes);
    return 0;
}
