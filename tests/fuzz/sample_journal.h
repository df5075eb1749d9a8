/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A made-up unfinished run of small records: two candidates, five replications done.
 */
#ifndef MUSTER_FUZZ_SAMPLE_JOURNAL_H
#define MUSTER_FUZZ_SAMPLE_JOURNAL_H

#include "fuzz.h"
#include "journal.h"
#include "tally.h"

#include <string.h>

#define FUZZ_JOURNAL "runs.h5.part"

enum { FUZZ_RECORDS = 5, FUZZ_REPLICATION_AT = 20 /* bytes into a record */ };

/* One day, no services: a record is a few hundred bytes. */
static const struct muster_shape fuzz_shape = {
    .days = 1, .months = 1, .weeks = 1, .interval_s = 1800, .start = 12697};

static inline struct muster_question fuzz_question(void)
{
    static char as_read[] = "muster: 1\ntitle: made up\n", resolved[] = "{\"muster\": \"1\"}\n";
    static char first[] = "as proposed", second[] = "open \x1b[31m till\neight";
    static char currency[] = "", key[] = "minimum_crew", one[] = "1", two[] = "2";
    static struct muster_setting setting[] = {{key, one}, {key, two}};
    static bool own[] = {true};
    static struct muster_candidate candidate[] = {{.name = first,
                                                   .setting_count = 1,
                                                   .setting = &setting[0],
                                                   .own = own,
                                                   .scenario = {.currency = currency}},
                                                  {.name = second,
                                                   .setting_count = 1,
                                                   .setting = &setting[1],
                                                   .own = own,
                                                   .scenario = {.currency = currency}}};
    return (struct muster_question){
        .as_read = as_read, .resolved = resolved, .candidate_count = 2, .candidate = candidate};
}

static inline struct muster_journal *fuzz_open_journal(struct muster_failure *failure,
                                                       enum muster_open mode)
{
    struct muster_question question = fuzz_question();
    struct muster_journal *journal;
    muster_journal_open(&journal, failure, FUZZ_JOURNAL, &question, &fuzz_shape, mode, 1);
    return journal;
}

static inline void fuzz_append(struct muster_journal *journal, size_t candidate, size_t replication)
{
    struct muster_failure failure;
    double block[256] = {0};
    size_t bytes = muster_tally_bytes(&fuzz_shape);
    fuzz_check(bytes <= sizeof block, "records have grown");
    for (size_t i = 0; i < bytes / sizeof *block; i++)
        block[i] = (double)(candidate * 100 + replication) + (double)i / 7;
    fuzz_check(muster_journal_append(&failure, journal, 0, candidate, replication, block) ==
                   MUSTER_OK,
               "%s", failure.text);
}

/* Makes the folder in the current one. */
static inline void fuzz_make_journal(void)
{
    struct muster_failure failure;
    struct muster_journal *journal = fuzz_open_journal(&failure, MUSTER_OPEN_FORCE);
    fuzz_check(journal != NULL, "%s", failure.text);
    for (size_t i = 0; i < FUZZ_RECORDS; i++)
        fuzz_append(journal, i % 2, i / 2);
    muster_journal_close(journal);
}

#endif
