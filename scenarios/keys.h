/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every key of a scenario file, declared once (key_list.h): the reader, its ranges and defaults,
 * and `muster explain` walk this table. Paths are dotted; `*` stands for a name of the user's, and
 * a list shows nothing: "staff.*.shifts.start" is the start of any shift of any group. Keys of
 * distributions live under "distribution".
 * Thread rule: constant data.
 */
#ifndef MUSTER_KEYS_H
#define MUSTER_KEYS_H

#include <stdbool.h>
#include <stddef.h>

enum muster_key_id {
#define MUSTER_KEY(id, path, type, draw, range, standard, words, meaning, example) MUSTER_KEY_##id,
#include "key_list.h"
#undef MUSTER_KEY
    MUSTER_KEY_COUNT
};

/* What a value is. Numbers are held in the unit behind the dash. */
enum muster_key_type {
    MUSTER_TYPE_TABLE,  /* keys of this table */
    MUSTER_TYPE_NAMED,  /* keys are the user's names */
    MUSTER_TYPE_LIST,   /* a list of tables */
    MUSTER_TYPE_TABLES, /* a table, or a list of them */
    MUSTER_TYPE_TEXT,   /* one line of text */
    MUSTER_TYPE_CHOICE, /* one of `words` */
    MUSTER_TYPE_YESNO,
    MUSTER_TYPE_WHOLE,        /* a whole number */
    MUSTER_TYPE_NUMBER,       /* a number without unit */
    MUSTER_TYPE_SHARE,        /* 30% or 0.3 - 1 */
    MUSTER_TYPE_DURATION,     /* - s */
    MUSTER_TYPE_DAYS,         /* a duration of whole days - s */
    MUSTER_TYPE_MONEY,        /* - currency */
    MUSTER_TYPE_DATE,         /* - days since 1970-01-01 */
    MUSTER_TYPE_YEARLY,       /* a count a year, bare or "per year" - 1/year */
    MUSTER_TYPE_YEARLY_RATE,  /* a rate with its unit of time - 1/year */
    MUSTER_TYPE_GROWTH,       /* "3% per year" - 1/year */
    MUSTER_TYPE_RATE_STEPS,   /* a rate, or steps of rates over the day - 1/s */
    MUSTER_TYPE_PEOPLE_STEPS, /* a whole number, or steps of them over the day */
    MUSTER_TYPE_PROFILE,      /* steps of weights over the day, or those by weekday */
    MUSTER_TYPE_MONTHS,       /* months to weights; or file */
    MUSTER_TYPE_WEEKDAYS,     /* all weekdays to weights */
    MUSTER_TYPE_HOURS,        /* weekdays to spans; or always */
    MUSTER_TYPE_CLOSED,       /* dates, or a file of them */
    MUSTER_TYPE_TARGETS,      /* one target or a list */
    MUSTER_TYPE_SKILLS,       /* services, best first */
    MUSTER_TYPE_START,        /* a time of day, or open */
    MUSTER_TYPE_END,          /* a time of day, or close */
    MUSTER_TYPE_SPAN,         /* 11:30-14:00 */
    MUSTER_TYPE_SLOTS,        /* tue 09:00-09:30, or a list */
    MUSTER_TYPE_GROUPS,       /* the name of a group, or a list */
    MUSTER_TYPE_CONDITIONS,   /* wait > 60 s, or a list */
    MUSTER_TYPE_MONTH_DAY,    /* 04-01 */
    MUSTER_TYPE_BANDS,        /* bands of months of service to multipliers */
    MUSTER_TYPE_YEARS,        /* years of service to numbers */
    MUSTER_TYPE_NAMES,        /* a list of the user's names */
    MUSTER_TYPE_SETTINGS,     /* dotted paths to values */
    MUSTER_TYPE_PRECISION,    /* measures to half-widths */
    MUSTER_TYPE_SHARES,       /* a list of shares - 1 */
    MUSTER_TYPE_TENURE,       /* new, steady_state, or in a list a time of service - s */
    MUSTER_TYPE_BUDGET,       /* an amount, or financial years to amounts - currency */
    MUSTER_TYPE_DATED,        /* a number, or dates to numbers that hold from then on */
    MUSTER_TYPE_HEADS,        /* dates to people, of the one group or by group */
    MUSTER_TYPE_SPINE,        /* points to salaries, or a file of them - currency a year */
    MUSTER_TYPE_FILE,         /* the name of a file of data */
    MUSTER_TYPE_NUMBERS,      /* a list of `words` many values of the distribution's unit */
    MUSTER_TYPE_LAW_VALUE,    /* a value of the distribution's unit */
    MUSTER_TYPE_LATER         /* not in this version */
};

/* Whether a value may be a distribution. */
enum muster_key_draw {
    MUSTER_DRAW_CONSTANT,  /* no */
    MUSTER_DRAW_PARAMETER, /* drawn once per replication */
    MUSTER_DRAW_QUANTITY   /* drawn for every contact, spell or person */
};

/* Stands for a default: to leave the key out is a fault where its table is given. */
#define MUSTER_KEY_NEEDED "needed"

struct muster_key_row {
    const char *path;
    enum muster_key_type type;
    enum muster_key_draw draw;
    bool ranged;
    bool above; /* `least` itself is out of range */
    double least, most;
    const char *standard; /* the default as written in a file; NULL = none; MUSTER_KEY_NEEDED */
    const char *words;    /* see key_list.h */
    const char *meaning;  /* one sentence without its full stop */
    const char *example;
};

/* The row of a key; id in [0, MUSTER_KEY_COUNT). */
const struct muster_key_row *muster_key_row(enum muster_key_id id);
bool muster_key_needed(const struct muster_key_row *row);
/* The last word of its path: "fte". */
const char *muster_key_word(enum muster_key_id id);

/* The key of the word `word` in the table `parent` (MUSTER_KEY_COUNT = the top level), a user's
 * name included; MUSTER_KEY_COUNT when there is none. */
enum muster_key_id muster_key_child(enum muster_key_id parent, const char *word);
/* True when the key stands in that table under a word of its own. */
bool muster_key_stands_in(enum muster_key_id id, enum muster_key_id parent);
/* The key in `parent` spelt most like `word`, NULL when none is near. */
const char *muster_key_nearest(enum muster_key_id parent, const char *word);
/* The keys of a whole dotted path with the user's names or stars: "staff.agents.fte",
 * "staff.agents.shifts[2].start"; MUSTER_KEY_COUNT when there is none. */
enum muster_key_id muster_key_find(const char *path);
/* True for the words that name a distribution: "exponential". */
bool muster_key_is_law(const char *word);

/* The position of `word` among the choices of a CHOICE, -1 if it is none; *later says that it is
 * one but not in this version. */
int muster_key_choice(const struct muster_key_row *row, const char *word, bool *later);
/* Writes "call, chat or mail" into text[size]: the choices of this version. */
void muster_key_choices(char *text, size_t size, const struct muster_key_row *row);
/* Writes the range with units, "[5 min, 60 min]", "(0, 100%]"; "" if there is none. */
void muster_key_range(char *text, size_t size, const struct muster_key_row *row);
/* Writes how far `value`, out of the range, has to come: "give at most 100%". */
void muster_key_limit(char *text, size_t size, const struct muster_key_row *row, double value);
/* What a value of that type looks like, "a time such as 3.5 min". */
const char *muster_key_form(enum muster_key_type type);
/* Writes into text[size] what the key's value may be: its choices or its form, and whether it may
 * be a distribution. */
void muster_key_value(char *text, size_t size, const struct muster_key_row *row);

#endif
