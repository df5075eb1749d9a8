/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keys.h"
#include "pages.h"
#include "roff.h"

#include <stdbool.h>
#include <string.h>

static bool is_law(const struct muster_key_row *row)
{
    return strncmp(row->path, "distribution.", 13) == 0;
}

static bool is_here(const struct muster_key_row *row)
{
    return row->type != MUSTER_TYPE_LATER;
}

static void put_key(FILE *file, enum muster_key_id id)
{
    const struct muster_key_row *row = muster_key_row(id);
    char value[512], range[96], words[1024];
    muster_roff_term(file, row->path, NULL);
    snprintf(words, sizeof words, "%s.", row->meaning);
    muster_roff_words(file, words);
    muster_key_value(value, sizeof value, row);
    muster_key_range(range, sizeof range, row);
    snprintf(words, sizeof words, "%s%s%s", value, range[0] ? ", in " : "", range);
    muster_roff_line(file, "Value:", words);
    muster_roff_line(file, "Default:",
                     muster_key_needed(row) ? "none, it has to be given"
                     : row->standard        ? row->standard
                                            : "none");
    muster_roff_line(file, "Example:", row->example);
}

/* The keys of the file, a heading for each table at its top. */
static void put_keys(FILE *file)
{
    const char *last = "";
    size_t length = 0;
    muster_roff_section(file, "KEYS");
    muster_roff_words(file, "By their path from the top of the file, parts joined by points. A `*` "
                            "stands for a name of yours: `services.*.patience` is the patience of "
                            "any service. Lists show nothing: `staff.*.shifts.start` is the start "
                            "of each shift.");
    for (int i = 0; i < MUSTER_KEY_COUNT; i++) {
        const struct muster_key_row *row = muster_key_row((enum muster_key_id)i);
        if (!is_here(row) || is_law(row))
            continue;
        size_t own = strcspn(row->path, ".");
        if (own != length || strncmp(row->path, last, own) != 0) {
            char heading[64];
            snprintf(heading, sizeof heading, "%.*s", (int)own, row->path);
            muster_roff_heading(file, heading);
        }
        last = row->path;
        length = own;
        put_key(file, (enum muster_key_id)i);
    }
}

static void put_laws(FILE *file)
{
    muster_roff_section(file, "DISTRIBUTIONS");
    muster_roff_words(
        file, "Where a value may be a distribution, a bare value is a constant; otherwise one of "
              "these keys. A distribution of a parameter (a year's demand, a mean, a percentage) "
              "is drawn once per replication: it says what is not known.");
    for (int i = 0; i < MUSTER_KEY_COUNT; i++)
        if (is_law(muster_key_row((enum muster_key_id)i)))
            put_key(file, (enum muster_key_id)i);
}

static void put_later(FILE *file)
{
    bool any = false;
    for (int i = 0; i < MUSTER_KEY_COUNT; i++) {
        const struct muster_key_row *row = muster_key_row((enum muster_key_id)i);
        if (is_here(row))
            continue;
        if (!any) {
            muster_roff_section(file, "NOT IN THIS VERSION");
            muster_roff_words(file, "A file with one of these is refused, never read without it.");
        }
        any = true;
        muster_roff_term(file, row->path, NULL);
        muster_roff_words(file, row->meaning);
    }
}

static void put_rules(FILE *file)
{
    muster_roff_section(file, "DESCRIPTION");
    muster_roff_words(
        file,
        "One file is one question: the centre, its demand, its people, and the candidate "
        "structures to compare. It is YAML without tags, aliases and repeated keys; JSON will do. "
        "Every fault is reported at once, with line, column, path and remedy, and `muster check` "
        "says what was understood.");
    muster_roff_paragraph(
        file,
        "Every quantity has its unit: times in `s`, `min`, `h`, `d`, `weeks` or `months`; times of "
        "day as `08:30`; dates as `2004-10-01`; shares as `30%` or `0.3`; rates as `64 per hour`; "
        "money with or without the sign of `currency`. Counts, weights and multipliers are bare "
        "numbers. Inside `{}` and `[]` a comma separates: write 15000, not 15,000.");
    muster_roff_paragraph(
        file,
        "Steps over the day, as `{08:00: 4, 10:00: 7}`, are 0 before the first time and keep the "
        "last value until midnight. `include` takes another file first: tables merge, lists are "
        "replaced. Data files lie in the scenario's folder or below it; the shipped ones (bank "
        "holidays) are found by name.");
    muster_roff_paragraph(
        file, "A group of staff is given either by `present`, people on the phones by time of day, "
              "or by `fte` with contracts and `shifts`, from which people, absence and rota "
              "follow.");
}

static void put_smallest(FILE *file)
{
    muster_roff_section(file, "EXAMPLES");
    muster_roff_words(file, "The smallest file that runs:");
    muster_roff_example(file, "muster: 1\n"
                              "horizon: {start: 2025-03-03, weeks: 4}\n"
                              "opening: {mon-fri: 09:00-17:00}\n"
                              "target: 80% in 20 s\n"
                              "services:\n"
                              "  calls: {rate: 60 per hour, handle: 3.5 min, patience: 2 min}\n"
                              "staff: {agents: {present: 5, skills: [calls]}}");
    muster_roff_paragraph(file, "Larger ones, with every assumption marked, and what to ask them:");
    muster_roff_example(file, "muster init fixed-staffing --output desk.yaml\n"
                              "muster check desk.yaml\n"
                              "muster run desk.yaml --set staff.agents.present=7 --output none\n"
                              "muster explain services.*.patience\n");
}

void muster_page_scenario(FILE *file, const char *date)
{
    muster_roff_title(file, "muster-scenario", 5, date);
    muster_roff_section(file, "NAME");
    fputs("muster-scenario \\- the scenario file of muster\n", file);
    put_rules(file);
    put_keys(file);
    put_laws(file);
    put_later(file);
    put_smallest(file);
    muster_roff_section(file, "SEE ALSO");
    fputs("\\fBmuster\\fR(1), \\fBmuster-store\\fR(5)\n", file);
}
