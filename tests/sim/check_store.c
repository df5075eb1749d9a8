/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The store: journal, results file, resume and show, on made-up tallies; killed, cut, damaged, out
 * of space and refused on purpose.
 */
#include "check_main.h"
#include "checksum.h"
#include "manifest.h"
#include "results.h"
#include "store_layout.h"
#include "store_output.h"
#include "store_seal.h"
#include "store_show.h"

#include <errno.h>
#include <fcntl.h>
#include <hdf5.h>
#include <math.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* ---- a made-up question ---- */

static char folder[] = "/tmp/muster-store-XXXXXX";
static char output[64], part[64];

static struct muster_service services[] = {{.name = "general enquiries"}, {.name = "benefits"}};
static struct muster_group groups[] = {{.name = "agents"},
                                       {.name = "team leaders"},
                                       {.name = "sp\xc3\xa9"
                                                "cialistes"}};
static struct muster_target targets[] = {{.text = "80% in 20 s"}};
static struct muster_setting settings[3][2] = {
    {{"staff.agents.fte", "12"}, {"opening.sat", ""}},
    {{"staff.agents.fte", "14"}, {"opening.sat", ""}},
    {{"staff.agents.fte", "12"}, {"opening.sat", "08:00-20:00"}}};
static struct muster_candidate candidates[] = {
    {.name = "as proposed", .setting_count = 2, .setting = settings[0]},
    {.name = "fourteen", .setting_count = 2, .setting = settings[1]},
    {.name = "open \x1b[31m till\neight", .setting_count = 2, .setting = settings[2]}};

static char as_read[] = "muster: 1\ntitle: made up\n# a comment, \xc2\xa3 and all\n";
static char resolved[] = "muster: 1\ntitle: made up\nstaff: {agents: {fte: 12}}\n";

static char pounds[] = "\xc2\xa3";

static struct muster_question question_of(size_t count)
{
    struct muster_question question = {.as_read = as_read,
                                       .resolved = resolved,
                                       .candidate_count = count,
                                       .candidate = candidates,
                                       .seed = 20040513};
    for (size_t i = 0; i < 3; i++) {
        candidates[i].scenario.service = services;
        candidates[i].scenario.group = groups;
        candidates[i].scenario.target = targets;
        candidates[i].scenario.currency = pounds;
    }
    return question;
}

/* 2004-10-06, a Wednesday, is day 12697; 40 days touch 6 ISO weeks and 2 months. */
static const struct muster_shape full_shape = {.services = 2,
                                               .groups = 3,
                                               .targets = 1,
                                               .days = 40,
                                               .intervals = 7 * 48,
                                               .months = 2,
                                               .weeks = 6,
                                               .interval_s = 1800,
                                               .start = 12697,
                                               .shift_based = true,
                                               .costed = true,
                                               .headings = (1u << MUSTER_COSTS) - 1};
/* A record of a few hundred bytes, for the journal alone. */
static const struct muster_shape small_shape = {.months = 1, .weeks = 1, .interval_s = 1800};

/* SplitMix64's output function as a hash: any bits will do, if they differ. */
static uint64_t mix(uint64_t x)
{
    x += UINT64_C(0x9e3779b97f4a7c15);
    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    return x ^ (x >> 31);
}

/* A tally with untidy values everywhere, NaN, infinity and -0 among them. */
static void fill(void *block, const struct muster_shape *shape, size_t candidate,
                 size_t replication)
{
    struct muster_tally tally;
    memset(block, 0, muster_tally_bytes(shape));
    muster_tally_view(&tally, shape, block);
    uint64_t key = mix(1000003 * candidate + replication);
    double *first = block;
    size_t doubles = (size_t)((double *)(void *)tally.count_day - first);
    for (size_t i = 0; i < doubles; i++)
        first[i] = (double)(mix(key + i) >> 40) / 2.385;
    first[0] = NAN;
    first[1] = -0.0;
    first[2] = INFINITY;
    size_t floats = (size_t)((float *)(void *)tally.wait_bin - tally.count_day);
    for (size_t i = 0; i < floats; i++)
        tally.count_day[i] = (float)(mix(key ^ i) >> 60) / 3.0F;
    for (size_t i = 0; i < shape->services * MUSTER_WAIT_BINS; i++)
        tally.wait_bin[i] = (uint32_t)(mix(key - i) >> 58);
}

static void *filled(const struct muster_shape *shape, size_t candidate, size_t replication)
{
    void *block = malloc(muster_tally_bytes(shape));
    ck_assert_ptr_nonnull(block);
    fill(block, shape, candidate, replication);
    return block;
}

static void remove_all(void)
{
    char command[256];
    snprintf(command, sizeof command, "rm -rf %s/* %s/.??*", folder, folder);
    ck_assert_int_eq(system(command), 0);
}

static struct muster_journal *opened(const struct muster_shape *shape, size_t count,
                                     enum muster_open mode, size_t writers)
{
    struct muster_journal *journal;
    struct muster_failure failure;
    struct muster_question question = question_of(count);
    muster_output_open(&journal, &failure, output, &question, shape, mode, writers, NULL);
    ck_assert_msg(failure.status == MUSTER_OK, "%s", failure.text);
    return journal;
}

static void append(struct muster_journal *journal, size_t writer, size_t candidate,
                   size_t replication)
{
    struct muster_failure failure;
    void *block = filled(muster_journal_shape(journal), candidate, replication);
    muster_journal_append(&failure, journal, writer, candidate, replication, block);
    ck_assert_msg(failure.status == MUSTER_OK, "%s", failure.text);
    free(block);
}

/* Every replication that the journal says it has is the one it should be. */
static size_t check_journal(struct muster_journal *journal, size_t replications)
{
    const struct muster_shape *shape = muster_journal_shape(journal);
    size_t bytes = muster_tally_bytes(shape), found = 0;
    void *block = malloc(bytes), *expected = malloc(bytes);
    struct muster_failure failure;
    for (size_t c = 0; c < muster_journal_candidates(journal); c++)
        for (size_t r = 0; r < replications; r++) {
            if (!muster_journal_has(journal, c, r))
                continue;
            found++;
            fill(expected, shape, c, r);
            ck_assert_int_eq(muster_journal_read(block, &failure, journal, c, r), MUSTER_OK);
            ck_assert_int_eq(memcmp(block, expected, bytes), 0);
        }
    free(expected);
    free(block);
    return found;
}

static char *bytes_of(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    ck_assert_msg(file != NULL, "%s: %s", path, strerror(errno));
    fseek(file, 0, SEEK_END);
    *size = (size_t)ftell(file);
    rewind(file);
    char *bytes = malloc(*size + 1);
    ck_assert_uint_eq(fread(bytes, 1, *size, file), *size);
    bytes[*size] = '\0';
    fclose(file);
    return bytes;
}

static void put(const char *path, const char *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes, 1, size, file), size);
    ck_assert_int_eq(fclose(file), 0);
}

static bool exists(const char *path)
{
    return access(path, F_OK) == 0;
}

static void set_up(void)
{
    ck_assert_ptr_nonnull(mkdtemp(strcpy(folder, "/tmp/muster-store-XXXXXX")));
    snprintf(output, sizeof output, "%s/runs.h5", folder);
    snprintf(part, sizeof part, "%s/runs.h5.part", folder);
}

static void tear_down(void)
{
    remove_all();
    rmdir(folder);
}

/* ---- checksums ---- */

/* RFC 3720, appendix B.4; "123456789" is the customary check value of CRC-32C. */
/* A forked child shares the file through which Check's tests report: whatever it would write there,
 * half a message when it is killed, goes to /dev/null. */
static void leave_the_runner(void)
{
    int nowhere = open("/dev/null", O_RDWR);
    for (int descriptor = 3; descriptor < 64; descriptor++)
        if (descriptor != nowhere && fcntl(descriptor, F_GETFD) != -1)
            dup2(nowhere, descriptor);
}

START_TEST(crc_known_answers)
{
    struct muster_crc_table table;
    muster_crc_table_init(&table);
    unsigned char zeros[32] = {0}, ones[32], up[32];
    for (int i = 0; i < 32; i++) {
        ones[i] = 0xFF;
        up[i] = (unsigned char)i;
    }
    ck_assert_uint_eq(muster_crc(&table, 0, "123456789", 9), 0xE3069283U);
    ck_assert_uint_eq(muster_crc(&table, 0, zeros, 32), 0x8A9136AAU);
    ck_assert_uint_eq(muster_crc(&table, 0, ones, 32), 0x62A8AB43U);
    ck_assert_uint_eq(muster_crc(&table, 0, up, 32), 0x46DD794EU);
    for (size_t cut = 0; cut <= 32; cut++)
        ck_assert_uint_eq(muster_crc(&table, muster_crc(&table, 0, up, cut), up + cut, 32 - cut),
                          0x46DD794EU);
}
END_TEST

/* Long stretches go another way than short ones. */
START_TEST(crc_of_the_pieces)
{
    struct muster_crc_table table;
    muster_crc_table_init(&table);
    unsigned char bytes[4099];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)mix(i);
    for (size_t from = 0; from < 17; from++)
        for (size_t length = 100; from + length <= sizeof bytes; length += 131) {
            uint32_t crc = 0;
            for (size_t at = 0; at < length; at += 50)
                crc =
                    muster_crc(&table, crc, bytes + from + at, length - at < 50 ? length - at : 50);
            ck_assert_uint_eq(muster_crc(&table, 0, bytes + from, length), crc);
        }
}
END_TEST

/* Test vectors published with FNV-1a 64. */
START_TEST(hash_known_answers)
{
    ck_assert_uint_eq(muster_text_hash(""), UINT64_C(0xcbf29ce484222325));
    ck_assert_uint_eq(muster_text_hash("a"), UINT64_C(0xaf63dc4c8601ec8c));
    ck_assert_uint_eq(muster_text_hash("foobar"), UINT64_C(0x85944171f73967e8));
}
END_TEST

/* ---- journal ---- */

START_TEST(journal_gives_back)
{
    struct muster_journal *journal = opened(&full_shape, 3, MUSTER_OPEN_NEW, 2);
    for (size_t r = 0; r < 5; r++)
        for (size_t c = 0; c < 3; c++)
            if (!(c == 1 && r == 2))
                append(journal, (c + r) % 2, c, r);
    append(journal, 0, 0, 0); /* a second time: nothing happens */
    ck_assert_uint_eq(check_journal(journal, 9), 14);
    muster_journal_close(journal);

    journal = opened(&full_shape, 3, MUSTER_OPEN_RESUME, 1);
    ck_assert_uint_eq(check_journal(journal, 9), 14);
    ck_assert_uint_eq(muster_journal_count(journal, 1), 4);
    ck_assert_uint_eq(muster_journal_leading(journal, 1), 2);
    ck_assert_uint_eq(muster_journal_leading(journal, 2), 5);
    ck_assert_uint_eq(muster_journal_cut_bytes(journal), 0);
    append(journal, 0, 1, 2);
    ck_assert_uint_eq(muster_journal_leading(journal, 1), 5);
    struct muster_failure failure;
    void *block = malloc(muster_tally_bytes(&full_shape));
    ck_assert_int_eq(muster_journal_read(block, &failure, journal, 0, 77), MUSTER_BAD_FORMAT);
    free(block);
    ck_assert_int_eq(muster_journal_remove(journal), 0);
    muster_journal_close(journal);
    ck_assert(!exists(part));
}
END_TEST

/* Five records on file, to be cut or damaged; returns the bytes of the file. */
static char *five_records(char path[128], size_t *size)
{
    struct muster_journal *journal = opened(&small_shape, 1, MUSTER_OPEN_NEW, 1);
    for (size_t r = 0; r < 5; r++)
        append(journal, 0, 0, r);
    muster_journal_close(journal);
    snprintf(path, 128, "%s/runs-00000.journal", part);
    return bytes_of(path, size);
}

START_TEST(cut_at_every_byte)
{
    char path[128];
    size_t size;
    char *bytes = five_records(path, &size);
    for (size_t cut = 0; cut <= size; cut++) {
        put(path, bytes, cut);
        struct muster_journal *journal = opened(&small_shape, 1, MUSTER_OPEN_RESUME, 1);
        size_t whole = cut / (size / 5);
        ck_assert_uint_eq(muster_journal_leading(journal, 0), whole);
        ck_assert_uint_eq(check_journal(journal, 9), whole);
        ck_assert_uint_eq(muster_journal_cut_bytes(journal), cut - whole * (size / 5));
        for (size_t r = whole; r < 5; r++)
            append(journal, 0, 0, r);
        muster_journal_close(journal);
        size_t again;
        char *mended = bytes_of(path, &again);
        ck_assert_uint_eq(again, size);
        ck_assert_int_eq(memcmp(mended, bytes, size), 0);
        free(mended);
    }
    free(bytes);
}
END_TEST

/* Any single flipped bit costs the record it is in and those after it, and nothing else. */
START_TEST(flipped_bits)
{
    char path[128];
    size_t size;
    char *bytes = five_records(path, &size);
    for (size_t at = 0; at < size; at++) {
        bytes[at] = (char)(bytes[at] ^ (1 << at % 8));
        put(path, bytes, size);
        struct muster_journal *journal = opened(&small_shape, 1, MUSTER_OPEN_RESUME, 1);
        ck_assert_uint_eq(muster_journal_leading(journal, 0), at / (size / 5));
        ck_assert_uint_eq(check_journal(journal, 9), at / (size / 5));
        muster_journal_close(journal);
        bytes[at] = (char)(bytes[at] ^ (1 << at % 8));
    }
    free(bytes);
}
END_TEST

/* Damage after opening is seen when the record is read. */
START_TEST(damage_while_open)
{
    struct muster_journal *journal = opened(&small_shape, 1, MUSTER_OPEN_NEW, 1);
    append(journal, 0, 0, 0);
    char path[128];
    snprintf(path, sizeof path, "%s/runs-00000.journal", part);
    size_t size;
    char *bytes = bytes_of(path, &size);
    bytes[size / 2] ^= 4;
    put(path, bytes, size);
    free(bytes);
    struct muster_failure failure;
    void *block = malloc(muster_tally_bytes(&small_shape));
    ck_assert_int_eq(muster_journal_read(block, &failure, journal, 0, 0), MUSTER_BAD_FORMAT);
    ck_assert_ptr_nonnull(strstr(failure.text, "--resume"));
    free(block);
    muster_journal_close(journal);
}
END_TEST

enum { KILLED_REPLICATIONS = 60 };

/* Appends what is missing, slowly enough to be killed. */
static void write_missing(struct muster_journal *journal, bool slowly)
{
    const struct timespec pause = {0, 200000};
    for (size_t r = 0; r < KILLED_REPLICATIONS; r++)
        for (size_t c = 0; c < 2; c++)
            if (!muster_journal_has(journal, c, r)) {
                append(journal, r % 2, c, r);
                if (slowly)
                    nanosleep(&pause, NULL);
            }
}

static void write_results(struct muster_journal *journal, size_t count, size_t replications,
                          const struct muster_extras *extras)
{
    struct muster_failure failure;
    struct muster_question question = question_of(count);
    muster_results_write(&failure, output, &question, journal, replications, extras, NULL);
    ck_assert_msg(failure.status == MUSTER_OK, "%s", failure.text);
    muster_journal_close(journal);
    ck_assert(!exists(part));
}

START_TEST(killed_and_resumed)
{
    struct muster_journal *journal = opened(&full_shape, 2, MUSTER_OPEN_NEW, 2);
    write_missing(journal, false);
    write_results(journal, 2, KILLED_REPLICATIONS, NULL);
    size_t size, again;
    char *undisturbed = bytes_of(output, &size);
    remove_all();
    int kills = 0;
    for (int trial = 0; trial < 12; trial++) {
        pid_t child = fork();
        ck_assert_int_ge(child, 0);
        if (child == 0) {
            leave_the_runner();
            write_missing(opened(&full_shape, 2, MUSTER_OPEN_RESUME, 2), true);
            _exit(0);
        }
        struct timespec wait = {0, 1000000 + (long)(mix((uint64_t)trial) % 9000000)};
        nanosleep(&wait, NULL);
        kill(child, SIGKILL);
        int status;
        waitpid(child, &status, 0);
        kills += WIFSIGNALED(status);
        journal = opened(&full_shape, 2, MUSTER_OPEN_RESUME, 2);
        check_journal(journal, KILLED_REPLICATIONS);
        muster_journal_close(journal);
    }
    ck_assert_int_ge(kills, 1);
    journal = opened(&full_shape, 2, MUSTER_OPEN_RESUME, 2);
    write_missing(journal, false);
    write_results(journal, 2, KILLED_REPLICATIONS, NULL);
    char *resumed = bytes_of(output, &again);
    ck_assert_uint_eq(size, again);
    ck_assert_int_eq(memcmp(undisturbed, resumed, size), 0);
    free(resumed);
    free(undisturbed);
}
END_TEST

struct worker {
    struct muster_journal *journal;
    size_t number;
    size_t refused; /* threads count: Check's own asserts are for one thread */
};

static void *work(void *context)
{
    struct worker *worker = context;
    for (size_t r = worker->number; r < 400; r += 4) {
        struct muster_failure failure = {0};
        const struct muster_shape *shape = muster_journal_shape(worker->journal);
        void *block = malloc(muster_tally_bytes(shape));
        if (!block)
            abort();
        fill(block, shape, 0, r);
        muster_journal_append(&failure, worker->journal, worker->number, 0, r, block);
        worker->refused += failure.status != MUSTER_OK;
        free(block);
    }
    return NULL;
}

START_TEST(four_threads)
{
    pthread_t thread[4];
    struct worker worker[4];
    struct muster_journal *journal = opened(&small_shape, 1, MUSTER_OPEN_NEW, 4);
    for (size_t i = 0; i < 4; i++) {
        worker[i] = (struct worker){journal, i, 0};
        ck_assert_int_eq(pthread_create(&thread[i], NULL, work, &worker[i]), 0);
    }
    for (size_t i = 0; i < 4; i++)
        pthread_join(thread[i], NULL);
    for (size_t i = 0; i < 4; i++)
        ck_assert_uint_eq(worker[i].refused, 0);
    ck_assert_uint_eq(muster_journal_leading(journal, 0), 400);
    ck_assert_uint_eq(check_journal(journal, 400), 400);
    muster_journal_close(journal);
}
END_TEST

/* ---- refusals ---- */

static enum muster_status try_open(struct muster_failure *failure, enum muster_open mode,
                                   const struct muster_question *question,
                                   const struct muster_shape *shape)
{
    struct muster_journal *journal;
    enum muster_status status =
        muster_output_open(&journal, failure, output, question, shape, mode, 1, NULL);
    ck_assert_int_eq(status, failure->status);
    ck_assert(status == MUSTER_OK || (journal == NULL && failure->text[0] != '\0'));
    muster_journal_close(journal);
    return status;
}

START_TEST(second_run_refused)
{
    struct muster_journal *journal = opened(&small_shape, 1, MUSTER_OPEN_NEW, 1);
    append(journal, 0, 0, 0);
    pid_t child = fork();
    if (child == 0) {
        leave_the_runner();
        struct muster_failure failure;
        struct muster_question question = question_of(1);
        int refused = 0;
        for (enum muster_open mode = MUSTER_OPEN_NEW; mode <= MUSTER_OPEN_RESUME; mode++)
            refused += try_open(&failure, mode, &question, &small_shape) == MUSTER_IN_USE;
        _exit(refused);
    }
    int status;
    waitpid(child, &status, 0);
    ck_assert(WIFEXITED(status));
    ck_assert_int_eq(WEXITSTATUS(status), 3);
    append(journal, 0, 0, 1);
    ck_assert_uint_eq(check_journal(journal, 5), 2);
    muster_journal_close(journal);
}
END_TEST

START_TEST(existing_output_refused)
{
    struct muster_failure failure;
    struct muster_question question = question_of(1);
    struct muster_journal *journal = opened(&small_shape, 1, MUSTER_OPEN_NEW, 1);
    append(journal, 0, 0, 0);
    muster_journal_close(journal);
    ck_assert_int_eq(try_open(&failure, MUSTER_OPEN_NEW, &question, &small_shape), MUSTER_EXISTS);
    ck_assert_ptr_nonnull(strstr(failure.text, "--resume"));
    journal = opened(&small_shape, 1, MUSTER_OPEN_RESUME, 1);
    ck_assert_uint_eq(muster_journal_count(journal, 0), 1); /* the refusal did no harm */
    muster_journal_close(journal);
    journal = opened(&small_shape, 1, MUSTER_OPEN_FORCE, 1);
    ck_assert_uint_eq(muster_journal_count(journal, 0), 0);
    muster_journal_close(journal);
    remove_all();
    put(output, "mine", 4);
    ck_assert_int_eq(try_open(&failure, MUSTER_OPEN_NEW, &question, &small_shape), MUSTER_EXISTS);
    ck_assert(!exists(part));
    ck_assert_int_eq(try_open(&failure, MUSTER_OPEN_RESUME, &question, &small_shape),
                     MUSTER_BAD_FORMAT);
    ck_assert(!exists(part));
    size_t size;
    char *bytes = bytes_of(output, &size);
    ck_assert_str_eq(bytes, "mine");
    free(bytes);
}
END_TEST

START_TEST(mismatch_says_what)
{
    struct muster_failure failure;
    struct muster_question question = question_of(2);
    ck_assert_int_eq(try_open(&failure, MUSTER_OPEN_NEW, &question, &full_shape), MUSTER_OK);
    question.seed++;
    ck_assert_int_eq(try_open(&failure, MUSTER_OPEN_RESUME, &question, &full_shape),
                     MUSTER_MISMATCH);
    ck_assert_ptr_nonnull(strstr(failure.text, "'seed: 20040513', this run 'seed: 20040514'"));
    question.seed--;
    question.resolved = (char[]){"muster: 1\ntitle: made up\nstaff: {agents: {fte: 14}}\n"};
    ck_assert_int_eq(try_open(&failure, MUSTER_OPEN_RESUME, &question, &full_shape),
                     MUSTER_MISMATCH);
    ck_assert_ptr_nonnull(strstr(failure.text, "line 3"));
    ck_assert_ptr_nonnull(strstr(failure.text, "fte: 14"));
    question = question_of(2);
    struct muster_shape shape = full_shape;
    shape.days++;
    ck_assert_int_eq(try_open(&failure, MUSTER_OPEN_RESUME, &question, &shape), MUSTER_MISMATCH);
    question.replications = 500;
    ck_assert_int_eq(try_open(&failure, MUSTER_OPEN_RESUME, &question, &full_shape), MUSTER_OK);
    char path[128];
    snprintf(path, sizeof path, "%s/resolved.yaml", part);
    unlink(path);
    ck_assert_int_eq(try_open(&failure, MUSTER_OPEN_RESUME, &question, &full_shape),
                     MUSTER_BAD_FORMAT);
}
END_TEST

/* A damaged manifest is never taken for this run's, and never upsets `show`. */
START_TEST(garbled_manifest)
{
    struct muster_failure failure;
    struct muster_question question = question_of(2);
    struct muster_journal *journal = opened(&small_shape, 2, MUSTER_OPEN_NEW, 1);
    append(journal, 0, 0, 0);
    muster_journal_close(journal);
    char path[128];
    size_t size;
    snprintf(path, sizeof path, "%s/manifest", part);
    char *text = bytes_of(path, &size);
    FILE *nowhere = fopen("/dev/null", "w");
    for (size_t at = 0; at < size; at++) {
        text[at] = (char)(text[at] ^ (1 << at % 7));
        put(path, text, at % 2 ? size : at);
        enum muster_status status = try_open(&failure, MUSTER_OPEN_RESUME, &question, &small_shape);
        ck_assert(status == MUSTER_MISMATCH || status == MUSTER_BAD_FORMAT);
        status = muster_show_print(&failure, nowhere, part, NULL);
        ck_assert(status == MUSTER_OK || status == MUSTER_BAD_FORMAT);
        text[at] = (char)(text[at] ^ (1 << at % 7));
    }
    fclose(nowhere);
    put(path, text, size);
    free(text);
    journal = opened(&small_shape, 2, MUSTER_OPEN_RESUME, 1);
    ck_assert_uint_eq(check_journal(journal, 2), 1);
    muster_journal_close(journal);
}
END_TEST

/* Root may write anywhere, so the refusal is tried as another user. */
START_TEST(read_only_folder)
{
    ck_assert_int_eq(chmod(folder, 0555), 0);
    pid_t child = fork();
    if (child == 0) {
        leave_the_runner();
        struct muster_failure failure;
        struct muster_question question = question_of(1);
        if (geteuid() == 0 && seteuid(65534) != 0)
            _exit(99);
        bool refused =
            try_open(&failure, MUSTER_OPEN_NEW, &question, &small_shape) == MUSTER_IO_FAILED &&
            strstr(failure.text, "Permission denied");
        _exit(refused ? 0 : 1);
    }
    int status;
    waitpid(child, &status, 0);
    chmod(folder, 0755);
    ck_assert(WIFEXITED(status));
    ck_assert_int_eq(WEXITSTATUS(status), 0);
    ck_assert(!exists(part));
}
END_TEST

START_TEST(missing_folder)
{
    struct muster_failure failure;
    struct muster_journal *journal;
    struct muster_question question = question_of(1);
    ck_assert_int_eq(muster_output_open(&journal, &failure, "/nowhere/at/all.h5", &question,
                                        &small_shape, MUSTER_OPEN_NEW, 1, NULL),
                     MUSTER_IO_FAILED);
    ck_assert_ptr_nonnull(strstr(failure.text, "No such file"));
}
END_TEST

/* ---- no space ---- */

/* The limit holds for the file of Check's own messages too: no assert may stand between setting and
 * lifting it. */
static void limit_files(rlim_t bytes)
{
    struct rlimit limit;
    getrlimit(RLIMIT_FSIZE, &limit);
    limit.rlim_cur = bytes;
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
        abort();
}

START_TEST(journal_out_of_space)
{
    struct muster_journal *journal = opened(&small_shape, 1, MUSTER_OPEN_NEW, 1);
    size_t record = muster_tally_bytes(&small_shape) + 32;
    struct muster_failure failure;
    void *block = filled(&small_shape, 0, 2);
    append(journal, 0, 0, 0);
    append(journal, 0, 0, 1);
    signal(SIGXFSZ, SIG_IGN);
    limit_files(2 * record + 100); /* the third record only begins to fit */
    enum muster_status status = muster_journal_append(&failure, journal, 0, 0, 2, block);
    limit_files(RLIM_INFINITY);
    ck_assert_int_eq(status, MUSTER_IO_FAILED);
    ck_assert_ptr_nonnull(strstr(failure.text, strerror(EFBIG)));
    ck_assert_ptr_nonnull(strstr(failure.text, "free some space"));
    ck_assert(!muster_journal_has(journal, 0, 2));
    struct stat about;
    char path[128];
    snprintf(path, sizeof path, "%s/runs-00000.journal", part);
    ck_assert_int_eq(stat(path, &about), 0);
    ck_assert_uint_eq((size_t)about.st_size, 2 * record);
    ck_assert_int_eq(muster_journal_append(&failure, journal, 0, 0, 2, block), MUSTER_OK);
    ck_assert_uint_eq(check_journal(journal, 5), 3);
    muster_journal_close(journal);
    free(block);
}
END_TEST

static void fill_journal(struct muster_journal *journal, size_t from, size_t to)
{
    for (size_t r = from; r < to; r++)
        for (size_t c = 0; c < muster_journal_candidates(journal); c++)
            append(journal, 0, c, r);
}

/* Tries to write the results with files limited to `limit` bytes. True when that fails as it
 * should: said in words, nothing left behind, the journal whole. */
static bool refused_for_space(struct muster_journal *journal, size_t limit)
{
    char temporary[80];
    struct muster_question question = question_of(2);
    struct muster_failure failure;
    snprintf(temporary, sizeof temporary, "%s.tmp", output);
    limit_files(limit);
    muster_results_write(&failure, output, &question, journal, 3, NULL, NULL);
    limit_files(RLIM_INFINITY);
    bool told = failure.status == MUSTER_IO_FAILED && strstr(failure.text, strerror(EFBIG)) &&
                strstr(failure.text, "--resume") && strstr(failure.text, "free some space");
    return told && !exists(output) && !exists(temporary) && check_journal(journal, 3) == 6;
}

/* HDF5 1.10 keeps the memory of a file whose flush failed, and without care crashes when the
 * process ends: so a process of its own, ended in the ordinary way where leaks are not counted. */
static void out_of_space_process(size_t limit)
{
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        leave_the_runner();
        struct muster_journal *journal = opened(&full_shape, 2, MUSTER_OPEN_RESUME, 1);
        int result = refused_for_space(journal, limit) ? 0 : 1;
        muster_journal_close(journal);
#ifdef MUSTER_SANITIZED
        _exit(result);
#else
        exit(result);
#endif
    }
    int status;
    waitpid(child, &status, 0);
    ck_assert_msg(WIFEXITED(status) && WEXITSTATUS(status) == 0, "limit %zu: status %d", limit,
                  status);
}

/* The limit falls on every part of the file in turn: head, chunks, the last flush. */
START_TEST(results_out_of_space)
{
    struct muster_journal *journal = opened(&full_shape, 2, MUSTER_OPEN_NEW, 1);
    fill_journal(journal, 0, 3);
    write_results(journal, 2, 3, NULL);
    size_t size, again;
    char *whole = bytes_of(output, &size);
    unlink(output);
    signal(SIGXFSZ, SIG_IGN);
    journal = opened(&full_shape, 2, MUSTER_OPEN_NEW, 1);
    fill_journal(journal, 0, 3);
    muster_journal_close(journal);
    for (size_t step = 0; step < 8; step++)
        out_of_space_process(step < 7 ? 100 + step * size / 7 : size - 1);
    journal = opened(&full_shape, 2, MUSTER_OPEN_RESUME, 1);
    write_results(journal, 2, 3, NULL);
    char *bytes = bytes_of(output, &again);
    ck_assert_uint_eq(size, again);
    ck_assert_int_eq(memcmp(bytes, whole, size), 0);
    free(bytes);
    free(whole);
}
END_TEST

/* ---- results ---- */

static void check_tallies(const struct muster_results *results)
{
    size_t bytes = muster_tally_bytes(&full_shape), batch = muster_results_batch(results);
    size_t replications = muster_results_replications(results);
    unsigned char *blocks = malloc(batch * bytes);
    void *expected = malloc(bytes);
    struct muster_failure failure;
    for (size_t c = 0; c < muster_results_candidates(results); c++)
        for (size_t r = 0; r < replications; r += batch) {
            size_t count = replications - r < batch ? replications - r : batch;
            ck_assert_int_eq(muster_results_tallies(blocks, &failure, results, c, r, count),
                             MUSTER_OK);
            for (size_t i = 0; i < count; i++) {
                fill(expected, &full_shape, c, r + i);
                ck_assert_int_eq(memcmp(blocks + i * bytes, expected, bytes), 0);
            }
        }
    free(expected);
    free(blocks);
}

START_TEST(results_give_back)
{
    struct muster_journal *journal = opened(&full_shape, 3, MUSTER_OPEN_NEW, 1);
    fill_journal(journal, 0, 70); /* more than one chunk */
    write_results(journal, 3, 70, NULL);
    struct muster_results *results;
    struct muster_failure failure;
    ck_assert_int_eq(muster_results_open(&results, &failure, output), MUSTER_OK);
    ck_assert_uint_eq(muster_results_replications(results), 70);
    ck_assert_uint_eq(muster_results_candidates(results), 3);
    ck_assert_uint_eq(muster_results_seed(results), 20040513);
    ck_assert_str_eq(muster_results_as_read(results), as_read);
    ck_assert_str_eq(muster_results_resolved(results), resolved);
    ck_assert_str_eq(muster_results_setting(results, 2, 1), "08:00-20:00");
    size_t count;
    const char *const *name = muster_results_names(results, "group", &count);
    ck_assert_uint_eq(count, 3);
    ck_assert_str_eq(name[2], groups[2].name);
    name = muster_results_names(results, "service_and_all", &count);
    ck_assert_uint_eq(count, 3);
    ck_assert_str_eq(name[2], "all");
    name = muster_results_names(results, "iso_week", &count);
    ck_assert_uint_eq(count, 6);
    ck_assert_str_eq(name[0], "2004-W41");
    ck_assert_str_eq(name[5], "2004-W46");
    name = muster_results_names(results, "month", &count);
    ck_assert_str_eq(name[1], "2004-11");
    check_tallies(results);
    muster_results_close(results);
}
END_TEST

/* Weeks and months are the sums of their days: Wednesday 6 October has 5 days in week 41, its month
 * 26 of the 40. */
START_TEST(windows_add_up)
{
    struct muster_journal *journal = opened(&full_shape, 1, MUSTER_OPEN_NEW, 1);
    fill_journal(journal, 0, 2);
    write_results(journal, 1, 2, NULL);
    struct muster_results *results;
    struct muster_failure failure;
    struct muster_dataset_info info;
    ck_assert_int_eq(muster_results_open(&results, &failure, output), MUSTER_OK);
    ck_assert_int_eq(muster_results_info(&info, &failure, results, "/by_day/services/offered"),
                     MUSTER_OK);
    ck_assert_int_eq(info.rank, 4);
    ck_assert_str_eq(info.axis[0], "candidate");
    ck_assert_str_eq(info.axis[3], "day");
    ck_assert_str_eq(info.unit, "contacts");
    ck_assert_uint_eq(info.length[3], 40);
    static double day[2][2][40], week[2][2][6], month[2][2][2];
    ck_assert_int_eq(
        muster_results_read(&day[0][0][0], &failure, results, "/by_day/services/offered", 0, 1),
        MUSTER_OK);
    muster_results_read(&week[0][0][0], &failure, results, "/by_week/services/offered", 0, 1);
    muster_results_read(&month[0][0][0], &failure, results, "/by_month/services/offered", 0, 1);
    for (int r = 0; r < 2; r++)
        for (int s = 0; s < 2; s++) {
            double first_week = 0, first_month = 0, total = 0;
            for (int d = 0; d < 40; d++) {
                first_week += d < 5 ? day[r][s][d] : 0;
                first_month += d < 26 ? day[r][s][d] : 0;
                total += day[r][s][d];
            }
            ck_assert_double_eq(week[r][s][0], first_week);
            ck_assert_double_eq(month[r][s][0], first_month);
            ck_assert_double_eq_tol(month[r][s][0] + month[r][s][1], total, 1e-9);
        }
    double cost[2], by_month[2][2];
    muster_results_read(cost, &failure, results, "/runs/cost/salaries", 0, 1);
    muster_results_read(&by_month[0][0], &failure, results, "/by_month/cost/salaries", 0, 1);
    ck_assert_double_eq(cost[1], by_month[1][0] + by_month[1][1]);
    ck_assert_int_eq(muster_results_read(cost, &failure, results, "/runs/cost/none", 0, 1),
                     MUSTER_BAD_FORMAT);
    ck_assert_int_eq(muster_results_read(cost, &failure, results, "/runs/cost/salaries", 1, 1),
                     MUSTER_BAD_FORMAT);
    muster_results_close(results);
}
END_TEST

/* The bytes do not depend on the order or the number of writers. */
START_TEST(same_run_same_bytes)
{
    size_t size, again;
    struct muster_journal *journal = opened(&full_shape, 2, MUSTER_OPEN_NEW, 1);
    fill_journal(journal, 0, 9);
    write_results(journal, 2, 9, NULL);
    char *first = bytes_of(output, &size);
    const struct timespec second = {1, 100000000};
    nanosleep(&second, NULL); /* a time stamp would differ */
    journal = opened(&full_shape, 2, MUSTER_OPEN_FORCE, 3);
    for (size_t r = 9; r-- > 0;)
        for (size_t c = 2; c-- > 0;)
            append(journal, r % 3, c, r);
    write_results(journal, 2, 9, NULL);
    char *bytes = bytes_of(output, &again);
    ck_assert_uint_eq(size, again);
    ck_assert_int_eq(memcmp(bytes, first, size), 0);
    free(bytes);
    free(first);
}
END_TEST

START_TEST(finished_goes_on)
{
    size_t size, again;
    struct muster_journal *journal = opened(&full_shape, 2, MUSTER_OPEN_NEW, 1);
    fill_journal(journal, 0, 12);
    write_results(journal, 2, 12, NULL);
    char *whole = bytes_of(output, &size);
    unlink(output);
    journal = opened(&full_shape, 2, MUSTER_OPEN_NEW, 1);
    fill_journal(journal, 0, 7);
    write_results(journal, 2, 7, NULL);
    struct muster_question question = question_of(2);
    struct muster_failure failure;
    question.seed = 1;
    ck_assert_int_eq(try_open(&failure, MUSTER_OPEN_RESUME, &question, &full_shape),
                     MUSTER_MISMATCH);
    ck_assert(!exists(part));
    journal = opened(&full_shape, 2, MUSTER_OPEN_RESUME, 2);
    ck_assert(exists(output));
    ck_assert_uint_eq(check_journal(journal, 12), 14);
    fill_journal(journal, 7, 12);
    write_results(journal, 2, 12, NULL);
    char *bytes = bytes_of(output, &again);
    ck_assert_uint_eq(size, again);
    ck_assert_int_eq(memcmp(bytes, whole, size), 0);
    free(bytes);
    free(whole);
}
END_TEST

/* Ctrl-C while a finished file is put back: the file stays, and --resume goes on. */
START_TEST(going_on_is_interrupted)
{
    struct muster_journal *journal = opened(&full_shape, 2, MUSTER_OPEN_NEW, 1);
    fill_journal(journal, 0, 7);
    write_results(journal, 2, 7, NULL);
    struct muster_question question = question_of(2);
    struct muster_failure failure;
    const atomic_int stop = 1;
    ck_assert_int_eq(muster_output_open(&journal, &failure, output, &question, &full_shape,
                                        MUSTER_OPEN_RESUME, 1, &stop),
                     MUSTER_INTERRUPTED);
    ck_assert_ptr_nonnull(journal);
    ck_assert_uint_eq(check_journal(journal, 7), 0);
    muster_journal_close(journal);
    ck_assert(exists(output));
    journal = opened(&full_shape, 2, MUSTER_OPEN_RESUME, 1);
    ck_assert_uint_eq(check_journal(journal, 7), 14);
    muster_journal_close(journal);
}
END_TEST

START_TEST(incomplete_journal_refused)
{
    struct muster_journal *journal = opened(&full_shape, 1, MUSTER_OPEN_NEW, 1);
    struct muster_question question = question_of(1);
    struct muster_failure failure;
    append(journal, 0, 0, 0);
    append(journal, 0, 0, 2);
    ck_assert_int_eq(muster_results_write(&failure, output, &question, journal, 3, NULL, NULL),
                     MUSTER_BAD_FORMAT);
    ck_assert(!exists(output) && exists(part));
    muster_journal_close(journal);
}
END_TEST

static const double curve[2][3][2] = {{{1.5, NAN}, {-0.0, 3}, {4, 5}}, {{6, 7}, {8, 9}, {10, 11}}};
static const int32_t person[5] = {3, -1, 0, 7, 12};
static const char *const outcome[5] = {"answered", "abandoned", "", "blocked", "answered"};
static const double share[2] = {0.1, 0.9};
static const struct muster_results_axis extra_axis[] = {
    {"quantile", "1", "share of replications below", 2, MUSTER_DATA_DOUBLE, share},
    {"contact", "1", "contact of the trace", 5, MUSTER_DATA_INT32, NULL},
};
static const struct muster_dataset extra_dataset[] = {
    {"/summary/services/service_level/quantiles",
     "1",
     "likely range of the service level",
     3,
     {"candidate", "service_and_all", "quantile"},
     MUSTER_DATA_DOUBLE,
     curve},
    {"/trace/contacts/person", "1", "who answered", 1, {"contact"}, MUSTER_DATA_INT32, person},
    {"/trace/contacts/outcome", "", "how it ended", 1, {"contact"}, MUSTER_DATA_TEXT, outcome},
};
static const struct muster_extras extras = {2, extra_axis, 3, extra_dataset};

/* A file of two candidates and extras, as `muster run` would leave it. */
static void sample_file(void)
{
    struct muster_journal *journal = opened(&full_shape, 2, MUSTER_OPEN_NEW, 1);
    fill_journal(journal, 0, 4);
    write_results(journal, 2, 4, &extras);
}

START_TEST(extras_come_back)
{
    sample_file();
    struct muster_results *results;
    struct muster_failure failure;
    struct muster_dataset_info info;
    double back[2][3][2], number[5];
    ck_assert_int_eq(muster_results_open(&results, &failure, output), MUSTER_OK);
    ck_assert_int_eq(
        muster_results_read(&back[0][0][0], &failure, results, extra_dataset[0].path, 0, 2),
        MUSTER_OK);
    ck_assert_int_eq(memcmp(back, curve, sizeof back), 0);
    ck_assert_int_eq(muster_results_info(&info, &failure, results, extra_dataset[0].path),
                     MUSTER_OK);
    ck_assert_str_eq(info.axis[2], "quantile");
    ck_assert_str_eq(info.long_name, "likely range of the service level");
    ck_assert_int_eq(muster_results_read(number, &failure, results, "/trace/contacts/person", 1, 3),
                     MUSTER_OK);
    ck_assert_double_eq(number[0], -1);
    ck_assert_int_eq(muster_results_read(number, &failure, results, "/axes/contact", 0, 5),
                     MUSTER_OK);
    ck_assert_double_eq(number[4], 4);
    ck_assert_int_eq(muster_results_info(&info, &failure, results, "/trace/contacts/outcome"),
                     MUSTER_OK);
    ck_assert(info.text);
    char **text;
    size_t count;
    ck_assert_int_eq(
        muster_results_texts(&text, &count, &failure, results, "/trace/contacts/outcome"),
        MUSTER_OK);
    ck_assert_uint_eq(count, 5);
    for (size_t i = 0; i < 5; i++)
        ck_assert_str_eq(text[i], outcome[i]);
    muster_results_texts_free(text, count);
    ck_assert_int_eq(
        muster_results_texts(&text, &count, &failure, results, "/trace/contacts/person"),
        MUSTER_BAD_FORMAT);
    muster_results_close(results);
}
END_TEST

/* Every dataset of numbers has units, a sentence and a named axis on every dimension. */
static bool check_dataset(void *context, const char *path)
{
    struct muster_dataset_info info;
    struct muster_failure failure;
    ck_assert_int_eq(muster_results_info(&info, &failure, context, path), MUSTER_OK);
    ck_assert_msg(info.long_name[0] != '\0', "%s has no long_name", path);
    ck_assert_msg(info.text || info.unit[0] != '\0', "%s has no units", path);
    for (int i = 0; i < info.rank && strncmp(path, "/axes/", 6) != 0; i++)
        ck_assert_msg(info.axis[i][0] != '\0', "%s has no scale on dimension %d", path, i);
    return true;
}

START_TEST(every_dataset_explains_itself)
{
    sample_file();
    struct muster_results *results;
    struct muster_failure failure;
    ck_assert_int_eq(muster_results_open(&results, &failure, output), MUSTER_OK);
    ck_assert_int_eq(muster_results_visit(&failure, results, check_dataset, results), MUSTER_OK);
    muster_results_close(results);
}
END_TEST

/* Cut anywhere, the file is refused; stderr stays silent. */
START_TEST(cut_file_refused)
{
    sample_file();
    size_t size, spoken;
    char *bytes = bytes_of(output, &size);
    char noise[80];
    snprintf(noise, sizeof noise, "%s/noise", folder);
    fflush(stderr);
    int kept = dup(2), file = open(noise, O_CREAT | O_RDWR, 0600);
    dup2(file, 2);
    struct muster_results *results;
    struct muster_failure failure;
    for (size_t i = 0; i < 60; i++) {
        size_t cut = i < 20 ? i : i * (size - 1) / 59;
        put(output, bytes, cut);
        enum muster_status status = muster_results_open(&results, &failure, output);
        muster_results_close(results);
        ck_assert_int_eq(status, MUSTER_BAD_FORMAT);
        ck_assert_str_ne(failure.text, "");
    }
    unlink(output);
    ck_assert_int_eq(muster_results_open(&results, &failure, output), MUSTER_BAD_FORMAT);
    ck_assert_int_eq(muster_results_open(&results, &failure, folder), MUSTER_BAD_FORMAT);
    dup2(kept, 2);
    close(kept);
    close(file);
    char *said = bytes_of(noise, &spoken);
    ck_assert_str_eq(said, "");
    free(said);
    free(bytes);
}
END_TEST

/* Where a dataset's first chunk lies in the file. */
static size_t chunk_position(const char *path)
{
    hid_t file = H5Fopen(output, H5F_ACC_RDONLY, H5P_DEFAULT);
    hid_t dataset = H5Dopen2(file, path, H5P_DEFAULT), space = H5Dget_space(dataset);
    unsigned filters;
    haddr_t position = 0;
    hsize_t offset[4], size;
    ck_assert_int_ge(H5Dget_chunk_info(dataset, space, 0, offset, &filters, &position, &size), 0);
    H5Sclose(space);
    H5Dclose(dataset);
    H5Fclose(file);
    return (size_t)position + (size_t)size / 2;
}

/* A file changed on purpose, so that what lies behind the seal is tested. */
static void seal(void)
{
    ck_assert_int_eq(muster_seal_write(output), 0);
}

/* HDF5 is not asked to read what it did not write: it crashes on some of it. */
START_TEST(any_flipped_bit_refused)
{
    sample_file();
    size_t size;
    struct muster_results *results;
    struct muster_failure failure;
    char *bytes = bytes_of(output, &size);
    for (size_t i = 0; i < 200; i++) {
        size_t at = i < 100 ? mix(i) % size : size - 1 - (i - 100);
        char was = bytes[at];
        bytes[at] = (char)(was ^ (1 << i % 8));
        put(output, bytes, size);
        bytes[at] = was;
        ck_assert_int_eq(muster_results_open(&results, &failure, output), MUSTER_BAD_FORMAT);
        ck_assert_ptr_nonnull(strstr(failure.text, output));
    }
    free(bytes);
}
END_TEST

START_TEST(fifo_refused)
{
    struct muster_results *results;
    struct muster_failure failure;
    ck_assert_int_eq(mkfifo(output, 0600), 0);
    ck_assert_int_eq(muster_results_open(&results, &failure, output), MUSTER_BAD_FORMAT);
    ck_assert_ptr_nonnull(strstr(failure.text, "no ordinary file"));
}
END_TEST

START_TEST(damaged_chunk_noticed)
{
    sample_file();
    size_t size, at = chunk_position("/by_day/staff/present_s");
    char *bytes = bytes_of(output, &size);
    bytes[at] ^= 16;
    put(output, bytes, size);
    free(bytes);
    struct muster_results *results;
    struct muster_failure failure;
    unsigned char *block = malloc(muster_tally_bytes(&full_shape));
    ck_assert_int_eq(muster_results_open(&results, &failure, output), MUSTER_BAD_FORMAT);
    ck_assert_ptr_nonnull(strstr(failure.text, "damaged"));
    seal();
    ck_assert_int_eq(muster_results_open(&results, &failure, output), MUSTER_OK);
    ck_assert_int_eq(muster_results_tallies(block, &failure, results, 0, 0, 1), MUSTER_BAD_FORMAT);
    ck_assert_ptr_nonnull(strstr(failure.text, "/by_day/staff/present_s"));
    muster_results_close(results);
    free(block);
}
END_TEST

static void set_format(const char *path, const char *format)
{
    hid_t file = H5Fopen(path, H5F_ACC_RDWR, H5P_DEFAULT);
    ck_assert_int_ge(H5Adelete(file, "format"), 0);
    hid_t type = H5Tcopy(H5T_C_S1), space = H5Screate(H5S_SCALAR);
    H5Tset_size(type, strlen(format) + 1);
    hid_t attribute = H5Acreate2(file, "format", type, space, H5P_DEFAULT, H5P_DEFAULT);
    ck_assert_int_ge(H5Awrite(attribute, type, format), 0);
    H5Aclose(attribute);
    H5Sclose(space);
    H5Tclose(type);
    H5Fclose(file);
    seal();
}

START_TEST(other_format_refused)
{
    sample_file();
    struct muster_results *results;
    struct muster_failure failure;
    set_format(output, "muster.store/9");
    ck_assert_int_eq(muster_results_open(&results, &failure, output), MUSTER_BAD_FORMAT);
    ck_assert_ptr_nonnull(strstr(failure.text, "format"));
    set_format(output, MUSTER_STORE_FORMAT);
    ck_assert_int_eq(muster_results_open(&results, &failure, output), MUSTER_OK);
    muster_results_close(results);
    hid_t file = H5Fopen(output, H5F_ACC_RDWR, H5P_DEFAULT);
    ck_assert_int_ge(H5Ldelete(file, "/by_day/staff/paid_s", H5P_DEFAULT), 0);
    H5Fclose(file);
    ck_assert_int_eq(muster_results_open(&results, &failure, output), MUSTER_BAD_FORMAT);
    ck_assert_ptr_nonnull(strstr(failure.text, "another program has changed it"));
    seal();
    ck_assert_int_eq(muster_results_open(&results, &failure, output), MUSTER_BAD_FORMAT);
    ck_assert_ptr_nonnull(strstr(failure.text, "/by_day/staff/paid_s"));
}
END_TEST

/* Regression: H5DSis_scale of HDF5 1.10.8 frees twice when CLASS is padded in another way. */
START_TEST(damaged_scale_survived)
{
    sample_file();
    hid_t file = H5Fopen(output, H5F_ACC_RDWR, H5P_DEFAULT);
    hid_t scale = H5Dopen2(file, "/axes/day", H5P_DEFAULT);
    ck_assert_int_ge(H5Adelete(scale, "CLASS"), 0);
    hid_t type = H5Tcopy(H5T_C_S1), space = H5Screate(H5S_SCALAR);
    H5Tset_size(type, 16);
    H5Tset_strpad(type, H5T_STR_SPACEPAD);
    hid_t attribute = H5Acreate2(scale, "CLASS", type, space, H5P_DEFAULT, H5P_DEFAULT);
    ck_assert_int_ge(H5Awrite(attribute, type, "DIMENSION_SCALE "), 0);
    H5Aclose(attribute);
    H5Sclose(space);
    H5Tclose(type);
    H5Dclose(scale);
    H5Fclose(file);
    seal();
    struct muster_results *results;
    struct muster_failure failure;
    struct muster_dataset_info info;
    ck_assert_int_eq(muster_results_open(&results, &failure, output), MUSTER_OK);
    ck_assert_int_eq(muster_results_info(&info, &failure, results, "/by_day/staff/paid_s"),
                     MUSTER_OK);
    ck_assert_str_eq(info.axis[3], "day");
    muster_results_close(results);
}
END_TEST

/* Regression: H5DSiterate_scales of HDF5 1.10.8 writes past its memory when the list of a dataset's
 * scales is longer than it has dimensions. */
START_TEST(long_list_of_scales_survived)
{
    sample_file();
    const char *path = "/by_day/staff/paid_s";
    hid_t file = H5Fopen(output, H5F_ACC_RDWR, H5P_DEFAULT);
    hid_t dataset = H5Dopen2(file, path, H5P_DEFAULT);
    ck_assert_int_ge(H5Adelete(dataset, "DIMENSION_LIST"), 0);
    hsize_t length = 500;
    hvl_t none[500] = {0};
    hid_t type = H5Tvlen_create(H5T_STD_REF_OBJ), space = H5Screate_simple(1, &length, NULL);
    hid_t list = H5Acreate2(dataset, "DIMENSION_LIST", type, space, H5P_DEFAULT, H5P_DEFAULT);
    ck_assert_int_ge(H5Awrite(list, type, none), 0);
    H5Aclose(list);
    H5Sclose(space);
    H5Tclose(type);
    H5Dclose(dataset);
    H5Fclose(file);
    seal();
    struct muster_results *results;
    struct muster_failure failure;
    struct muster_dataset_info info;
    ck_assert_int_eq(muster_results_open(&results, &failure, output), MUSTER_OK);
    ck_assert_int_eq(muster_results_info(&info, &failure, results, path), MUSTER_OK);
    ck_assert_int_eq(info.rank, 4);
    ck_assert_str_eq(info.axis[3], "");
    muster_results_close(results);
}
END_TEST

/* Other people's tools read it all. A tool that is not installed cannot be asked. */
static void ask_tool(const char *command)
{
    char line[256];
    snprintf(line, sizeof line, "%s %s > %s/said 2>&1", command, output, folder);
    int status = system(line);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 127) {
        fprintf(stderr, "not asked, not installed: %s\n", command);
        return;
    }
    ck_assert_msg(WIFEXITED(status) && WEXITSTATUS(status) == 0, "%s fails", command);
    char path[80];
    size_t size;
    snprintf(path, sizeof path, "%s/said", folder);
    char *said = bytes_of(path, &size);
    ck_assert_msg(strstr(said, "abandoned_fraction") || strstr(said, "wait_bins"), "%s", command);
    free(said);
}

START_TEST(other_tools_read_it)
{
    sample_file();
    ask_tool("h5dump");
    ask_tool("ncdump");
}
END_TEST

/* ---- show ---- */

static char *shown(const char *path)
{
    char name[80];
    size_t size;
    struct muster_failure failure;
    snprintf(name, sizeof name, "%s/shown", folder);
    FILE *file = fopen(name, "w");
    muster_show_print(&failure, file, path, NULL);
    ck_assert_msg(failure.status == MUSTER_OK, "%s", failure.text);
    fclose(file);
    return bytes_of(name, &size);
}

static void check_shown(const char *text)
{
    for (const char *line = text; *line;) {
        size_t length = strcspn(line, "\n");
        ck_assert_msg(length <= 82, "%.*s", (int)length, line); /* two bytes a character at times */
        ck_assert_ptr_null(memchr(line, 27, length));
        line += length + (line[length] == '\n');
    }
}

START_TEST(show_tells)
{
    struct muster_journal *journal = opened(&full_shape, 3, MUSTER_OPEN_NEW, 2);
    fill_journal(journal, 0, 5);
    char *text = shown(output);
    check_shown(text);
    ck_assert_ptr_nonnull(strstr(text, "a run is writing to it now"));
    free(text);
    muster_journal_close(journal);
    text = shown(part);
    check_shown(text);
    ck_assert_ptr_nonnull(strstr(text, "   1          5  as proposed"));
    ck_assert_ptr_nonnull(strstr(text, "--resume"));
    free(text);
    journal = opened(&full_shape, 3, MUSTER_OPEN_RESUME, 1);
    write_results(journal, 3, 5, NULL);
    text = shown(output);
    check_shown(text);
    ck_assert_ptr_nonnull(strstr(text, "general enquiries, benefits"));
    ck_assert_ptr_nonnull(strstr(text, "2004-10-06 to 2004-11-14: 40 days, intervals of 30 min"));
    ck_assert_ptr_nonnull(strstr(text, "staff.agents.fte = 14"));
    ck_assert_ptr_nonnull(strstr(text, "/by_interval_of_week/staff"));
    free(text);
}
END_TEST

START_TEST(show_gives_the_scenario)
{
    char name[80];
    size_t size;
    struct muster_failure failure;
    snprintf(name, sizeof name, "%s/scenario", folder);
    struct muster_journal *journal = opened(&full_shape, 1, MUSTER_OPEN_NEW, 1);
    fill_journal(journal, 0, 1);
    for (int finished = 0; finished < 2; finished++) {
        FILE *file = fopen(name, "w");
        ck_assert_int_eq(muster_show_scenario(&failure, file, output), MUSTER_OK);
        fclose(file);
        char *text = bytes_of(name, &size);
        ck_assert_str_eq(text, as_read);
        free(text);
        if (!finished)
            write_results(journal, 1, 1, NULL);
    }
    FILE *full = fopen("/dev/full", "w");
    if (full) {
        ck_assert_int_eq(muster_show_print(&failure, full, output, NULL), MUSTER_IO_FAILED);
        fclose(full);
    }
    ck_assert_int_eq(muster_show_print(&failure, stdout, "/nowhere.h5", NULL), MUSTER_BAD_FORMAT);
}
END_TEST

static void add(Suite *suite, const char *name, const TTest *const *test, size_t count)
{
    TCase *tcase = tcase_create(name);
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_set_timeout(tcase, 120);
    for (size_t i = 0; i < count; i++)
        tcase_add_test(tcase, test[i]);
    suite_add_tcase(suite, tcase);
}

int main(void)
{
    const TTest *const checksums[] = {crc_known_answers, crc_of_the_pieces, hash_known_answers};
    const TTest *const journal[] = {journal_gives_back, cut_at_every_byte,  flipped_bits,
                                    damage_while_open,  killed_and_resumed, four_threads};
    const TTest *const refusals[] = {
        second_run_refused, existing_output_refused, mismatch_says_what,   garbled_manifest,
        read_only_folder,   missing_folder,          journal_out_of_space, results_out_of_space};
    const TTest *const results[] = {results_give_back,
                                    windows_add_up,
                                    same_run_same_bytes,
                                    finished_goes_on,
                                    going_on_is_interrupted,
                                    incomplete_journal_refused,
                                    extras_come_back,
                                    every_dataset_explains_itself,
                                    cut_file_refused,
                                    damaged_chunk_noticed,
                                    any_flipped_bit_refused,
                                    fifo_refused,
                                    other_format_refused,
                                    damaged_scale_survived,
                                    long_list_of_scales_survived,
                                    other_tools_read_it};
    const TTest *const show[] = {show_tells, show_gives_the_scenario};
    Suite *suite = suite_create("store");
    add(suite, "checksums", checksums, sizeof checksums / sizeof *checksums);
    add(suite, "journal", journal, sizeof journal / sizeof *journal);
    add(suite, "refusals", refusals, sizeof refusals / sizeof *refusals);
    add(suite, "results", results, sizeof results / sizeof *results);
    add(suite, "show", show, sizeof show / sizeof *show);
    return muster_check_run(suite);
}
