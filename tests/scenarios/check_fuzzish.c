/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Damaged scenarios never crash the reader: sound ones are cut at every place and have bytes and
 * pieces changed at random (fixed seed). Read or refused, the reader leaves nothing behind; run
 * under a sanitizer, that is checked too.
 */
#include "check_main.h"
#include "scenario.h"
#include "scenario_texts.h"

#include <stdint.h>
#include <string.h>

static const char *const TEXTS[] = {HEADLINE, FIXED, REST};
enum { TEXT_COUNT = sizeof TEXTS / sizeof *TEXTS };

/* Reads it; a refusal has to say why. */
static void read_damaged(const char *text, size_t length)
{
    struct muster_question question;
    struct muster_faults faults;
    muster_faults_init(&faults);
    bool fine = muster_question_read_text(&question, &faults, "text.yaml", text, length, NULL);
    ck_assert(fine == !muster_faults_any(&faults));
    ck_assert(fine == (question.candidate_count > 0));
    muster_question_clear(&question);
    muster_faults_clear(&faults);
}

static uint64_t next(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

/* A copy without NUL, so that reading past the end is noticed. */
static char *copy_of(const char *text, size_t length)
{
    char *copy = malloc(length > 0 ? length : 1);
    ck_assert_ptr_nonnull(copy);
    memcpy(copy, text, length);
    return copy;
}

START_TEST(cut_short)
{
    for (size_t i = 0; i < TEXT_COUNT; i++)
        for (size_t length = 0; length <= strlen(TEXTS[i]); length += 1 + length % 7) {
            char *cut = copy_of(TEXTS[i], length);
            read_damaged(cut, length);
            free(cut);
        }
}
END_TEST

/* Changes one byte, copies a piece over another, or takes a piece out. */
static size_t damage(char *text, size_t length, uint64_t *state)
{
    static const char BYTES[] = "{}[]:,-'\"\n #&*!|>%@`0917.eE=x";
    size_t at = next(state) % length, from = next(state) % length;
    size_t piece = 1 + next(state) % 20;
    piece = piece > length - at ? length - at : piece;
    piece = piece > length - from ? length - from : piece;
    switch (next(state) % 4) {
    case 0:
        text[at] = (char)next(state);
        return length;
    case 1:
        text[at] = BYTES[next(state) % (sizeof BYTES - 1)];
        return length;
    case 2:
        memmove(text + at, text + from, piece);
        return length;
    default:
        memmove(text + at, text + at + piece, length - at - piece);
        return length - piece;
    }
}

START_TEST(mutated)
{
    uint64_t state = 88172645463325252u;
    int rounds = (int)(10000 * MUSTER_EFFORT);
    for (int round = 0; round < rounds; round++) {
        const char *sound = TEXTS[next(&state) % TEXT_COUNT];
        size_t length = strlen(sound);
        char *text = copy_of(sound, length);
        for (uint64_t changes = 1 + next(&state) % 4; changes > 0 && length > 1; changes--)
            length = damage(text, length, &state);
        read_damaged(text, length);
        free(text);
    }
}
END_TEST

static Suite *suite(void)
{
    Suite *suite = suite_create("fuzzish");
    TCase *tests = tcase_create("fuzzish");
    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, cut_short);
    tcase_add_test(tests, mutated);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    return muster_check_run(suite());
}
