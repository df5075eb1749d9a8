/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "console.h"
#include "keys.h"
#include "measure.h"
#include "nearest.h"
#include "result_words.h"
#include "tally.h"
#include "verbs.h"
#include "waterfall.h"

#include <stdlib.h>
#include <string.h>

static void print_wrapped(const char *label, const char *words)
{
    muster_console_wrap(stdout, label, 12, words);
}

static void print_key(enum muster_key_id id)
{
    const struct muster_key_row *row = muster_key_row(id);
    char range[96], meaning[512], value[512];
    printf("%s\n", row->path);
    snprintf(meaning, sizeof meaning, "%s.", row->meaning);
    print_wrapped("  meaning", meaning);
    muster_key_value(value, sizeof value, row);
    print_wrapped("  value", value);
    if (row->type == MUSTER_TYPE_LATER)
        return;
    muster_key_range(range, sizeof range, row);
    if (range[0])
        print_wrapped("  range", range);
    print_wrapped("  default", muster_key_needed(row) ? "none: it has to be given"
                               : row->standard        ? row->standard
                                                      : "none");
    print_wrapped("  example", row->example);
}

/* The measure's own text; lines that are too long are broken. False: out of memory. */
static bool print_measure(const char *name)
{
    enum { WIDTH = 79 };
    char *text = NULL;
    size_t length = 0;
    FILE *memory = open_memstream(&text, &length);
    if (!memory)
        return false;
    muster_measure_explain(memory, name);
    bool whole = fclose(memory) == 0;
    for (char *line = text, *end; whole && (end = strchr(line, '\n')); line = end + 1) {
        *end = '\0';
        size_t blanks = strspn(line, " ");
        if (end - line <= WIDTH)
            puts(line);
        else
            muster_console_wrap(stdout, "", (int)blanks, line + blanks);
    }
    free(text);
    return whole;
}

static void print_meaning(const char *sentence, const char *unit)
{
    print_wrapped("  meaning", sentence);
    if (unit)
        print_wrapped("  unit", strcmp(unit, "1") == 0 ? "fraction, 0 to 1" : unit);
}

/* A column of the tally, which is a dataset of the results file; NULL: none of that name. */
static const struct muster_column *find_column(const char *name)
{
    for (int c = 0; c < MUSTER_COUNTS; c++)
        if (strcmp(muster_count_column[c].name, name) == 0)
            return &muster_count_column[c];
    for (int c = 0; c < MUSTER_STAFFS; c++)
        if (strcmp(muster_staff_column[c].name, name) == 0)
            return &muster_staff_column[c];
    return NULL;
}

/* What the results call by this name, measures first, and how many there are. False: out of
 * memory. */
static bool print_results(size_t *count, const char *name)
{
    const struct muster_result_word *word = muster_result_word_find(name);
    const struct muster_column *column = find_column(name);
    const struct muster_fall_line *line = muster_fall_find(name);
    *count = 0;
    if (muster_measure_find(name) && ++*count && !print_measure(name))
        return false;
    if (word) {
        printf("%s%s (in the results)\n", (*count)++ ? "\n" : "", name);
        print_meaning(word->sentence, word->unit);
    }
    if (line) {
        printf("%s%s (%s of the waterfall from established FTE to the phones)\n",
               (*count)++ ? "\n" : "", name, line->kind == MUSTER_FALL_STAGE ? "stage" : "cause");
        print_meaning(line->sentence, "FTE, hours");
    }
    if (column && *count == 0 && ++*count) {
        printf("%s (sum kept in the results file)\n", name);
        print_meaning(column->sentence, column->unit);
    }
    return true;
}

/* Every key of this last word: `fte` is in several tables. Returns `count` and how many more. */
static size_t print_keys(const char *name, size_t count)
{
    enum muster_key_id whole = muster_key_find(name);
    if (whole != MUSTER_KEY_COUNT) {
        if (count++)
            putchar('\n');
        print_key(whole);
        if (strchr(name, '.'))
            return count;
    }
    for (int i = 0; i < MUSTER_KEY_COUNT; i++) {
        enum muster_key_id id = (enum muster_key_id)i;
        if (id == whole || strcmp(muster_key_word(id), name) != 0)
            continue;
        if (count++)
            putchar('\n');
        print_key(id);
    }
    return count;
}

static void print_list(void)
{
    size_t count = 0;
    const struct muster_measure *table = muster_measure_table(&count);
    puts("Measures:");
    for (size_t i = 0; i < count; i++)
        printf("  %s\n", table[i].name);
    const struct muster_fall_line *line = muster_fall_lines(&count);
    puts("\nLines of the waterfall:");
    for (size_t i = 0; i < count; i++)
        printf("  %s\n", line[i].name);
    const struct muster_result_word *word = muster_result_word_table(&count);
    puts("\nOther words of the results:");
    for (size_t i = 0; i < count; i++)
        printf("  %s\n", word[i].name);
    puts("\nKeys:");
    for (int i = 0; i < MUSTER_KEY_COUNT; i++)
        if (muster_key_row((enum muster_key_id)i)->type != MUSTER_TYPE_LATER)
            printf("  %s\n", muster_key_row((enum muster_key_id)i)->path);
}

static int unknown(const struct muster_command *command, const char *name)
{
    struct muster_nearest nearest;
    size_t count = 0;
    const struct muster_measure *table = muster_measure_table(&count);
    muster_nearest_init(&nearest, name);
    for (size_t i = 0; i < count; i++)
        muster_nearest_offer(&nearest, table[i].name);
    const struct muster_fall_line *line = muster_fall_lines(&count);
    for (size_t i = 0; i < count; i++)
        muster_nearest_offer(&nearest, line[i].name);
    const struct muster_result_word *word = muster_result_word_table(&count);
    for (size_t i = 0; i < count; i++)
        muster_nearest_offer(&nearest, word[i].name);
    for (int i = 0; i < MUSTER_KEY_COUNT; i++) {
        muster_nearest_offer(&nearest, muster_key_word((enum muster_key_id)i));
        muster_nearest_offer(&nearest, muster_key_row((enum muster_key_id)i)->path);
    }
    if (nearest.best)
        muster_console_say(command, "%s: no key or measure of that name; did you mean %s?", name,
                           nearest.best);
    else
        muster_console_say(
            command, "%s: no key or measure of that name; muster explain lists them all", name);
    return MUSTER_EXIT_USAGE;
}

int muster_cli_explain(const struct muster_command *command)
{
    if (command->word_count == 0) {
        print_list();
        return muster_console_close(command->verb->name, MUSTER_EXIT_DONE);
    }
    const char *name = command->word[0];
    size_t count;
    if (!print_results(&count, name))
        return muster_console_failure(command,
                                      &(struct muster_failure){.status = MUSTER_NO_MEMORY});
    if (print_keys(name, count) == 0)
        return unknown(command, name);
    return muster_console_close(command->verb->name, MUSTER_EXIT_DONE);
}
