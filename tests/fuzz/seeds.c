/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Makes the inputs that need not be kept: seeds FOLDER
 *   FOLDER/NAME/         sound inputs for each target, from the tests' texts, the shipped
 *                        scenarios and the examples of the key table
 *   FOLDER/large/NAME/   inputs that are hostile by size; too large to change
 *   FOLDER/words.dict    every word of the key table, for libFuzzer
 */
#include "keys.h"
#include "sample_files.h"
#include "sample_journal.h"
#include "scenario_texts.h"

#include <dirent.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- writing ---- */

static FILE *begin(const char *format, ...) MUSTER_PRINTF(1, 2);
static FILE *begin(const char *format, ...)
{
    char name[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(name, sizeof name, format, arguments);
    va_end(arguments);
    FILE *file = fopen(name, "wb");
    fuzz_check(file != NULL, "%s cannot be written", name);
    return file;
}

static void end(FILE *file)
{
    fuzz_check(!ferror(file) && fclose(file) == 0, "the disk is full");
}

static void folder(const char *name)
{
    fuzz_check(mkdir(name, 0777) == 0 || errno == EEXIST, "%s cannot be made", name);
}

static void repeat(FILE *file, const char *text, size_t times)
{
    static char block[1 << 16];
    size_t length = strlen(text), most = sizeof block / length;
    for (size_t i = 0; i < most && i < times; i++)
        memcpy(block + i * length, text, length);
    for (; times > most; times -= most)
        fwrite(block, length, most, file);
    fwrite(block, length, times, file);
}

/* First byte and the rest of a file. */
static void put_chosen(const char *name, char choice, const char *from)
{
    size_t size;
    char *bytes = fuzz_get(from, &size);
    FILE *file = begin("%s", name);
    fputc(choice, file);
    fwrite(bytes, 1, size, file);
    end(file);
    free(bytes);
}

/* ---- seeds ---- */

static void copy_shipped(void)
{
    DIR *listing = opendir(MUSTER_SOURCE "/scenarios");
    fuzz_check(listing != NULL, "no scenarios");
    for (struct dirent *item = readdir(listing); item; item = readdir(listing)) {
        const char *dot = strrchr(item->d_name, '.');
        if (!dot || strcmp(dot, ".yaml") != 0)
            continue;
        char path[4096], name[512];
        size_t size;
        snprintf(path, sizeof path, "%s/scenarios/%s", MUSTER_SOURCE, item->d_name);
        snprintf(name, sizeof name, "scenario/%s", item->d_name);
        char *text = fuzz_get(path, &size);
        fuzz_put(name, text, size);
        free(text);
    }
    closedir(listing);
}

static void make_scenarios(void)
{
    fuzz_put_text("scenario/headline", HEADLINE);
    fuzz_put_text("scenario/fixed", FIXED);
    fuzz_put_text("scenario/rest", REST);
    fuzz_put_text("scenario/joining", JOINING);
    fuzz_put_text("scenario/paid", PAID);
    FILE *file = begin("scenario/include");
    fprintf(file, "include: part.yaml\nleave: {days: 25}\n%s", FIXED);
    end(file);
    file = begin("scenario/json");
    fputs("{\"muster\": 1, \"horizon\": {\"start\": \"2004-10-04\", \"days\": 30}, \"opening\": "
          "\"always\", \"target\": \"80% in 20 s\", \"services\": {\"calls\": {\"rate\": \"144 per "
          "hour\", \"handle\": {\"empirical\": \"values.csv\", \"unit\": \"min\"}}}, \"staff\": "
          "{\"all\": {\"present\": 9, \"skills\": [\"calls\"]}}}\n",
          file);
    end(file);
    copy_shipped();
}

/* The example of a key as an expression: its path with names for the stars, "=", its value. */
static void write_set(FILE *file, const struct muster_key_row *row)
{
    const char *value = strchr(row->example, ':');
    if (!value)
        return;
    bool staff = strncmp(row->path, "staff", 5) == 0;
    for (const char *at = row->path; *at; at++)
        fputs(*at == '*' ? (staff ? "generalists" : "calls") : (char[]){*at, '\0'}, file);
    fprintf(file, "=%s\n", value + 1);
}

static void make_sets(void)
{
    for (enum muster_key_id id = 0; id < MUSTER_KEY_COUNT; id++) {
        FILE *file = begin("set/%03d", (int)id);
        fputc('1', file);
        write_set(file, muster_key_row(id));
        end(file);
    }
    fuzz_put_text("set/several", "0staff.agents.fte=14\nstaff.agents.shifts[2].start=08:45\n"
                                 "staff.agents.shifts.late.length=6 h\ncandidates=[{name: one}]\n");
}

static void make_tables(void)
{
    put_chosen("csv/weeks", '0', "weeks.csv");
    put_chosen("csv/values", '1', "values.csv");
    put_chosen("csv/closed", '2', "closed.csv");
}

/* Records whose numbers are as high as they may be, and a step higher. */
static void make_far_records(void)
{
    size_t size;
    char *bytes = fuzz_get("journal/sealed", &size);
    size_t record = (size - 1) / FUZZ_RECORDS;
    for (uint32_t i = 0; i < 4; i++) {
        uint32_t replication = MUSTER_REPLICATIONS_MOST - 3 + i;
        memcpy(bytes + 1 + i * record + FUZZ_REPLICATION_AT, &replication, sizeof replication);
    }
    fuzz_put("journal/far", bytes, size);
    free(bytes);
}

static void make_journals(void)
{
    fuzz_make_journal();
    put_chosen("journal/raw", '0', FUZZ_JOURNAL "/runs-00000.journal");
    put_chosen("journal/sealed", '1', FUZZ_JOURNAL "/runs-00000.journal");
    put_chosen("journal/manifest", '2', FUZZ_JOURNAL "/manifest");
    put_chosen("journal/resolved", '3', FUZZ_JOURNAL "/resolved.yaml");
    make_far_records();
}

static void make_results(void)
{
    static const unsigned char byte[] = {0, 0x10, 0x27, 0, 1, 0xff};
    static const unsigned char sound[] = {224};
    static const unsigned char cut[] = {0, 0x00, 0x80, 0, 0};
    fuzz_put("results/small", "\0", 1);
    fuzz_put("results/whole", sound, sizeof sound);
    fuzz_put("results/nothing", "\1", 1);
    fuzz_put("results/unchanged", "\2", 1);
    fuzz_put("results/byte", byte, sizeof byte);
    fuzz_put("results/cut", cut, sizeof cut);
    /* Each change of results_changes.h on a few of the things in the file. */
    for (unsigned char kind = 0; kind < 8; kind++)
        for (unsigned char which = 0; which < 4; which++) {
            unsigned char one[] = {2,   kind, (unsigned char)(67 * which), 0, which, 3, 1, 2,
                                   'a', 'b'};
            char name[64];
            snprintf(name, sizeof name, "results/change-%d-%d", kind, which);
            fuzz_put(name, one, sizeof one);
        }
}

/* ---- hostile by size ---- */

static void nested(const char *name, const char *open, const char *close, size_t depth)
{
    FILE *file = begin("large/scenario/%s", name);
    fputs("muster: 1\nservices: ", file);
    repeat(file, open, depth);
    repeat(file, close, depth);
    end(file);
}

/* A sound file with `candidates` values in a grid and `services` services. */
static void grid(const char *name, size_t candidates, size_t services)
{
    FILE *file = begin("large/scenario/%s", name);
    fputs("muster: 1\nhorizon: {start: 2004-10-04, weeks: 4}\nopening: {mon-fri: 09:00-17:00}\n"
          "target: 80% in 20 s\nservices:\n",
          file);
    for (size_t i = 0; i < services; i++)
        fprintf(file, "  calls %zu: {rate: 20 per hour, handle: 3 min}\n", i);
    fputs("staff:\n  desk: {present: 2, skills: [", file);
    for (size_t i = 0; i < services; i++)
        fprintf(file, "%scalls %zu", i > 0 ? ", " : "", i);
    fputs("]}\ncandidates: {vary: {staff.desk.present: [", file);
    for (size_t i = 0; i < candidates; i++)
        fprintf(file, "%s%zu", i > 0 ? ", " : "", i + 1);
    fputs("]}}\n", file);
    end(file);
}

/* A grid whose keys, or whose one value, are large. */
static void grid_of(const char *name, const char *before, const char *item, const char *after)
{
    FILE *file = begin("large/scenario/%s", name);
    fprintf(file, "%scandidates: {vary: {staff.generalists.present: [", FIXED);
    for (int i = 1; i <= 5000; i++)
        fprintf(file, "%d, ", i);
    fprintf(file, "1], %s", before);
    for (int i = 0; i < 900; i++)
        fprintf(file, item, i);
    fprintf(file, "%s}}\n", after);
    end(file);
}

/* Each line names the one before it twice. */
static void aliases(void)
{
    FILE *file = begin("large/scenario/aliases");
    fputs("muster: 1\na0: &a0 [x, x]\n", file);
    for (int i = 1; i < 40; i++)
        fprintf(file, "a%d: &a%d [*a%d, *a%d]\n", i, i, i - 1, i - 1);
    end(file);
}

/* `head`, then `line` over and over, up to about `bytes`. */
static void lines(const char *name, const char *head, const char *line, size_t bytes)
{
    FILE *file = begin("large/%s", name);
    fputs(head, file);
    repeat(file, line, bytes / strlen(line));
    end(file);
}

/* A manifest with as many names as fit. */
static void large_manifest(void)
{
    size_t size;
    char *manifest = fuzz_get("journal/manifest", &size);
    lines("journal/services", manifest, "service: x\n", 8 << 20);
    lines("journal/lines", manifest, "\n", 8 << 20);
    free(manifest);
}

static void make_large(void)
{
    static const size_t MOST = 16 << 20, SOME = 4 << 20;
    large_manifest();
    lines("scenario/brackets", "", "[", MOST - 1);
    lines("scenario/braces", "", "{", SOME);
    lines("scenario/pairs", "muster: [", "[],", SOME);
    lines("scenario/dashes", "", "- ", SOME);
    lines("scenario/questions", "", "? ", SOME);
    lines("scenario/one-key", "muster: 1\n", "title: x\n", SOME);
    lines("scenario/one-word", "muster: 1\ntitle: ", "x", MOST - 20);
    lines("scenario/quotes", "muster: 1\ntitle: \"", "\\u202e", MOST - 20);
    lines("scenario/blanks", "muster: 1\ntitle: ", " ", SOME);
    lines("scenario/comments", "muster: 1\n", "#\n", SOME);
    lines("scenario/profile", "muster: 1\nservices: {calls: {profile: {", "08:00: 1, ", 400000);
    lines("scenario/skills", "muster: 1\nstaff: {desk: {skills: [", "nobody, ", 400000);
    lines("scenario/mixture", "muster: 1\nservices: {calls: {handle: {mixture: [",
          "{weight: 1, mixture: [", 4000);
    lines("scenario/too-large", "", "x", MOST + 1);
    nested("deep-lists", "[", "]", 100000);
    nested("deep-tables", "{a: ", "}", 100000);
    aliases();
    grid("grid", 10000, 1);
    grid("grid-too-large", 10001, 1);
    grid("services", 1, 500);
    grid("grid-of-services", 10000, 500);
    grid_of("grid-of-keys", "", "services.calls.profile.a%d: [1], ", "");
    grid_of("grid-of-values", "services: [{", "a%d: {rate: 1 per h, handle: 1 s}, ", "}]");
    lines("csv/values", "1value\n", "1.5\n", 4 << 20);
    lines("csv/weeks", "0week,weight\n", "1,1\n", 4 << 20);
    lines("csv/dates", "2date,name\n", "2004-12-27,x\n", 4 << 20);
    lines("csv/quotes", "1value\n\"", "\"\"", 4 << 20);
    lines("csv/commas", "0week,weight\n", ",", 4 << 20);
    lines("csv/blank", "1", "\n", 4 << 20);
    lines("set/dots", "1", "a.", 1 << 20);
    lines("set/brackets", "1staff.generalists.skills=", "[", 1 << 20);
}

/* ---- words ---- */

static void write_word(FILE *file, const char *word, size_t length)
{
    if (length > 0)
        fprintf(file, "\"%.*s\"\n", (int)length, word);
}

static void make_words(void)
{
    FILE *file = begin("words.dict");
    for (enum muster_key_id id = 0; id < MUSTER_KEY_COUNT; id++) {
        const struct muster_key_row *row = muster_key_row(id);
        write_word(file, muster_key_word(id), strlen(muster_key_word(id)));
        for (const char *word = row->words; word && *word;) {
            size_t length = strcspn(word, " ");
            write_word(file, word, length);
            word += length + strspn(word + length, " ");
        }
    }
    end(file);
}

int main(int argc, char **argv)
{
    static const char *const FOLDER[] = {
        "scenario",       "set",       "csv",       "journal",      "results", "large",
        "large/scenario", "large/set", "large/csv", "large/journal"};
    fuzz_check(argc == 2, "usage: seeds FOLDER");
    folder(argv[1]);
    fuzz_check(chdir(argv[1]) == 0, "%s is no folder", argv[1]);
    for (size_t i = 0; i < sizeof FOLDER / sizeof *FOLDER; i++)
        folder(FOLDER[i]);
    fuzz_put_sample_files();
    make_scenarios();
    make_sets();
    make_tables();
    make_journals();
    make_results();
    make_large();
    make_words();
    return EXIT_SUCCESS;
}
