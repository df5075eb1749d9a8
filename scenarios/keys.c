/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keys.h"

#include "nearest.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* What the columns of key_list.h become. */
#define ANY false, false, 0, 0
#define BETWEEN(low, high) true, false, low, high
#define ABOVE(low, high) true, true, low, high
#define NONE NULL
#define NEEDED MUSTER_KEY_NEEDED

static const struct muster_key_row ROWS[MUSTER_KEY_COUNT] = {
#define MUSTER_KEY(id, path, type, draw, range, standard, words, meaning, example)                 \
    {path, MUSTER_TYPE_##type, MUSTER_DRAW_##draw, range, standard, words, meaning, example},
#include "key_list.h"
#undef MUSTER_KEY
};

#undef ANY
#undef BETWEEN
#undef ABOVE
#undef NONE
#undef NEEDED

const struct muster_key_row *muster_key_row(enum muster_key_id id)
{
    assert(id < MUSTER_KEY_COUNT);
    return &ROWS[id];
}

bool muster_key_needed(const struct muster_key_row *row)
{
    return row->standard != NULL && strcmp(row->standard, MUSTER_KEY_NEEDED) == 0;
}

const char *muster_key_word(enum muster_key_id id)
{
    const char *dot = strrchr(muster_key_row(id)->path, '.');
    return dot != NULL ? dot + 1 : muster_key_row(id)->path;
}

/* The path under which the keys of a table stand: its own, or the one whose keys it shares. */
static const char *home_of(enum muster_key_id parent)
{
    if (parent == MUSTER_KEY_COUNT)
        return "";
    const struct muster_key_row *row = &ROWS[parent];
    return row->type == MUSTER_TYPE_LIST && row->words[0] != '\0' ? row->words : row->path;
}

/* The last word of `path` if its parent is `home`, else NULL. */
static const char *word_under(const char *path, const char *home)
{
    size_t length = strlen(home);
    if (length > 0) {
        if (strncmp(path, home, length) != 0 || path[length] != '.')
            return NULL;
        path += length + 1;
    }
    return strchr(path, '.') == NULL ? path : NULL;
}

enum muster_key_id muster_key_child(enum muster_key_id parent, const char *word)
{
    const char *home = home_of(parent);
    enum muster_key_id named = MUSTER_KEY_COUNT;
    for (unsigned id = 0; id < MUSTER_KEY_COUNT; id++) {
        const char *own = word_under(ROWS[id].path, home);
        if (own == NULL)
            continue;
        if (strcmp(own, "*") == 0)
            named = (enum muster_key_id)id;
        else if (strcmp(own, word) == 0)
            return (enum muster_key_id)id;
    }
    return named;
}

bool muster_key_stands_in(enum muster_key_id id, enum muster_key_id parent)
{
    const char *word = word_under(ROWS[id].path, home_of(parent));
    return word != NULL && strcmp(word, "*") != 0;
}

const char *muster_key_nearest(enum muster_key_id parent, const char *word)
{
    const char *home = home_of(parent);
    struct muster_nearest nearest;
    muster_nearest_init(&nearest, word);
    for (unsigned id = 0; id < MUSTER_KEY_COUNT; id++) {
        const char *own = word_under(ROWS[id].path, home);
        if (own != NULL && strcmp(own, "*") != 0 && strncmp(ROWS[id].path, "distribution", 12) != 0)
            muster_nearest_offer(&nearest, own);
    }
    return nearest.best;
}

enum muster_key_id muster_key_find(const char *path)
{
    enum muster_key_id id = MUSTER_KEY_COUNT;
    char word[256];
    for (;;) {
        size_t length = strcspn(path, ".");
        if (length == 0 || length >= sizeof word)
            return MUSTER_KEY_COUNT;
        memcpy(word, path, length);
        word[length] = '\0';
        char *bracket = strchr(word, '[');
        if (bracket != NULL)
            *bracket = '\0';
        /* "shifts.[2]" or "shifts.early": a list's items have no word of their own. */
        enum muster_key_id child = muster_key_child(id, word);
        bool item = id != MUSTER_KEY_COUNT &&
                    (ROWS[id].type == MUSTER_TYPE_LIST || ROWS[id].type == MUSTER_TYPE_TABLES);
        if (child != MUSTER_KEY_COUNT)
            id = child;
        else if (!item || path[length] == '\0')
            return MUSTER_KEY_COUNT;
        if (path[length] == '\0')
            return id;
        path += length + 1;
    }
}

bool muster_key_is_law(const char *word)
{
    for (unsigned id = MUSTER_KEY_LAW_EXPONENTIAL; id <= MUSTER_KEY_LAW_MIXTURE; id++)
        if (id != MUSTER_KEY_LAW_UNIT && strcmp(muster_key_word((enum muster_key_id)id), word) == 0)
            return true;
    return false;
}

int muster_key_choice(const struct muster_key_row *row, const char *word, bool *later)
{
    *later = false;
    int position = 0;
    size_t length = strlen(word);
    for (const char *at = row->words; *at != '\0' && length > 0; position++) {
        bool not_yet = *at == '-';
        at += not_yet;
        size_t own = strcspn(at, " ");
        if (own == length && strncmp(at, word, own) == 0) {
            *later = not_yet;
            return position;
        }
        at += own + strspn(at + own, " ");
    }
    return -1;
}

void muster_key_choices(char *text, size_t size, const struct muster_key_row *row)
{
    size_t used = 0;
    text[0] = '\0';
    for (const char *at = row->words; *at != '\0' && used < size;) {
        size_t own = strcspn(at, " ");
        const char *next = at + own + strspn(at + own, " ");
        bool last = strspn(next, "-") > 0 || *next == '\0';
        if (*at != '-')
            used += (size_t)snprintf(text + used, size - used, "%s%.*s",
                                     used == 0 ? "" : (last ? " or " : ", "), (int)own, at);
        at = next;
    }
}

/* The longest unit of time that a duration fills a few times, exactly. */
static void format_duration(char *text, size_t size, double seconds)
{
    static const struct {
        double seconds;
        const char *unit;
    } UNITS[] = {{86400, "d"}, {3600, "h"}, {60, "min"}, {1, "s"}};
    size_t count = sizeof UNITS / sizeof *UNITS;
    size_t i = 0;
    while (i + 1 < count && fmod(seconds, UNITS[i].seconds) != 0)
        i++;
    if (seconds == 0)
        i = count - 1;
    snprintf(text, size, "%.12g %s", seconds / UNITS[i].seconds, UNITS[i].unit);
}

/* A value of the row's type with its unit, as short as it is exact: "5 min", "70%". */
static void format_value(char *text, size_t size, const struct muster_key_row *row, double value)
{
    switch (row->type) {
    case MUSTER_TYPE_DURATION:
    case MUSTER_TYPE_TENURE:
        format_duration(text, size, value);
        break;
    case MUSTER_TYPE_DAYS:
        snprintf(text, size, "%.12g d", value / 86400.0);
        break;
    case MUSTER_TYPE_SHARE:
    case MUSTER_TYPE_SHARES:
    case MUSTER_TYPE_PRECISION:
        snprintf(text, size, "%.12g%%", 100 * value);
        break;
    case MUSTER_TYPE_GROWTH:
        snprintf(text, size, "%.12g%% per year", 100 * value);
        break;
    case MUSTER_TYPE_RATE_STEPS:
        snprintf(text, size, "%.12g per hour", 3600 * value);
        break;
    case MUSTER_TYPE_YEARLY_RATE:
        snprintf(text, size, "%.12g per year", value);
        break;
    default:
        snprintf(text, size, "%.16g", value);
        break;
    }
}

void muster_key_range(char *text, size_t size, const struct muster_key_row *row)
{
    text[0] = '\0';
    if (!row->ranged)
        return;
    char least[40], most[40];
    format_value(least, sizeof least, row, row->least);
    format_value(most, sizeof most, row, row->most);
    snprintf(text, size, "%c%s, %s]", row->above ? '(' : '[', least, most);
}

void muster_key_limit(char *text, size_t size, const struct muster_key_row *row, double value)
{
    char limit[40];
    bool high = value > row->most;
    format_value(limit, sizeof limit, row, high ? row->most : row->least);
    if (row->least == row->most)
        snprintf(text, size, "write %s", limit);
    else
        snprintf(text, size, "give %s %s",
                 high         ? "at most"
                 : row->above ? "more than"
                              : "at least",
                 limit);
}

/* How a value of the type is written, after "where … belongs". */
static const char *const FORMS[] = {
    [MUSTER_TYPE_TABLE] = "a table of keys",
    [MUSTER_TYPE_NAMED] = "a table of names",
    [MUSTER_TYPE_LIST] = "a list of tables",
    [MUSTER_TYPE_TABLES] = "a table, or a list of tables",
    [MUSTER_TYPE_TEXT] = "a text",
    [MUSTER_TYPE_CHOICE] = "a word",
    [MUSTER_TYPE_YESNO] = "yes or no",
    [MUSTER_TYPE_WHOLE] = "a whole number",
    [MUSTER_TYPE_NUMBER] = "a number without unit",
    [MUSTER_TYPE_SHARE] = "a share such as 30% or 0.3",
    [MUSTER_TYPE_DURATION] = "a time with its unit such as 3.5 min",
    [MUSTER_TYPE_DAYS] = "a time of whole days such as 4 weeks",
    [MUSTER_TYPE_MONEY] = "an amount of money",
    [MUSTER_TYPE_DATE] = "a date such as 2004-10-04",
    [MUSTER_TYPE_YEARLY] = "a year's number such as 150000",
    [MUSTER_TYPE_YEARLY_RATE] = "a rate such as 3.65 per year",
    [MUSTER_TYPE_GROWTH] = "a growth such as 3% per year",
    [MUSTER_TYPE_RATE_STEPS] = "a rate such as 64 per hour, or steps of rates over the day",
    [MUSTER_TYPE_PEOPLE_STEPS] = "a whole number, or steps of them over the day",
    [MUSTER_TYPE_PROFILE] = "steps over the day such as {08:00: 1, 18:00: 0}",
    [MUSTER_TYPE_MONTHS] = "months and weights such as {jan: 1.2}",
    [MUSTER_TYPE_WEEKDAYS] = "all seven weekdays with weights",
    [MUSTER_TYPE_HOURS] = "weekdays with spans such as {mon-fri: 08:00-18:00}, or always",
    [MUSTER_TYPE_CLOSED] = "a list of dates, or the name of a file",
    [MUSTER_TYPE_TARGETS] = "a target such as 80% in 20 s, or a list of them",
    [MUSTER_TYPE_SKILLS] = "a list of services, best first",
    [MUSTER_TYPE_START] = "a time of day such as 08:30, or open",
    [MUSTER_TYPE_END] = "a time of day such as 17:30, or close",
    [MUSTER_TYPE_SPAN] = "a span such as 11:30-14:00",
    [MUSTER_TYPE_SLOTS] = "weekdays with a span such as tue 09:00-09:30, or a list of them",
    [MUSTER_TYPE_GROUPS] = "the name of a group of staff, or a list of them",
    [MUSTER_TYPE_CONDITIONS] = "a condition such as wait > 60 s, or a list of them",
    [MUSTER_TYPE_MONTH_DAY] = "a month and day such as 04-01",
    [MUSTER_TYPE_BANDS] = "months of service with multipliers such as {0-3 months: 2, later: 1}",
    [MUSTER_TYPE_YEARS] = "years of service with days such as {5 years: 6}",
    [MUSTER_TYPE_NAMES] = "a list of names such as [benefits, housing]",
    [MUSTER_TYPE_SETTINGS] = "keys by dotted path with their values",
    [MUSTER_TYPE_PRECISION] = "measures with half-widths such as {service_level: 0.5%}",
    [MUSTER_TYPE_SHARES] = "a list of shares such as [9%, 8%, 7%]",
    [MUSTER_TYPE_TENURE] = "new or steady_state; in a list a time such as 3 months",
    [MUSTER_TYPE_BUDGET] =
        "an amount of money, or financial years with amounts such as {2004/05: 150000}",
    [MUSTER_TYPE_DATED] =
        "a number, or dates with numbers such as {2004-10-04: 12, 2005-04-01: 20}",
    [MUSTER_TYPE_HEADS] = "dates with people such as {2024-01-01: 10}",
    [MUSTER_TYPE_SPINE] =
        "points with salaries such as {12: 13000, 13: 13350}, or the name of a file",
    [MUSTER_TYPE_FILE] = "the name of a file",
    [MUSTER_TYPE_NUMBERS] = "a list of values",
    [MUSTER_TYPE_LAW_VALUE] = "a value with the unit of the key",
    [MUSTER_TYPE_LATER] = "not in this version",
};

const char *muster_key_form(enum muster_key_type type)
{
    return FORMS[type];
}

void muster_key_value(char *text, size_t size, const struct muster_key_row *row)
{
    static const char *const DRAWN[] = {[MUSTER_DRAW_CONSTANT] = "",
                                        [MUSTER_DRAW_PARAMETER] =
                                            ", or a distribution, drawn once per replication",
                                        [MUSTER_DRAW_QUANTITY] = ", or a distribution"};
    char choices[256] = "";
    if (row->type == MUSTER_TYPE_CHOICE)
        muster_key_choices(choices, sizeof choices, row);
    snprintf(text, size, "%s%s", choices[0] ? choices : muster_key_form(row->type),
             DRAWN[row->draw]);
}
