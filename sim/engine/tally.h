/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What one replication leaves behind: plain counts and sums, by service and by group, for the
 * horizon, each day and each interval of the week. Everything else (ratios, weeks, months,
 * quantiles) is computed from these by sim/study. Each column is declared once in the two tables
 * below (tally.c), which the store and the reports walk.
 *
 * A service's outcomes and waits stand in the window in which the attempt arrived; `_clock`
 * columns, queue time and all staff columns in the window in which they happen. Warm-up arrivals
 * are not counted; staff time and queue time of the warm-up are not either.
 *
 * A tally is one block of memory of a size fixed by its shape, so it can be written to a journal
 * and read back as it is. Thread rule: one owner at a time.
 */
#ifndef MUSTER_TALLY_H
#define MUSTER_TALLY_H

#include "status.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Columns by service. `all` is their sum over services (each by its own threshold). */
enum muster_count {
    MUSTER_COUNT_WANTED,
    MUSTER_COUNT_WANTED_WHEN_CLOSED,
    MUSTER_COUNT_RETURNED,
    MUSTER_COUNT_RETRIES,
    MUSTER_COUNT_REPEATS,
    MUSTER_COUNT_PENDING,
    MUSTER_COUNT_ATTEMPTED,
    MUSTER_COUNT_BLOCKED,
    MUSTER_COUNT_OFFERED,
    MUSTER_COUNT_ANSWERED,
    MUSTER_COUNT_ABANDONED,
    MUSTER_COUNT_BALKED,
    MUSTER_COUNT_LOST_AT_CLOSE,
    MUSTER_COUNT_UNFINISHED,
    MUSTER_COUNT_WAITED,           /* joined the queue */
    MUSTER_COUNT_ANSWERED_WITHIN,  /* A_T */
    MUSTER_COUNT_ABANDONED_WITHIN, /* L_T */
    MUSTER_COUNT_ABANDONED_SHORT,  /* L_s */
    MUSTER_COUNT_VIRTUAL_WITHIN,   /* offered, not balked, virtual wait <= T */
    MUSTER_COUNT_SERVED,           /* by the window wanted: callers served on some attempt */
    MUSTER_COUNT_ABANDONED_CLOCK,
    MUSTER_COUNT_ANSWERED_CLOCK,
    MUSTER_COUNT_WAIT_S, /* sum of W over offered */
    MUSTER_COUNT_WAIT_ANSWERED_S,
    MUSTER_COUNT_WAIT_ABANDONED_S,
    MUSTER_COUNT_HANDLE_S, /* handle time of contacts answered */
    MUSTER_COUNT_QUEUE_S,  /* contact seconds waiting while open, by clock */
    MUSTER_COUNTS
};

/* Columns by group. Times are person seconds unless the sentence says otherwise. */
enum muster_staff {
    MUSTER_STAFF_HANDLING_S,  /* handling contacts, after the shift's end or close included */
    MUSTER_STAFF_PRESENT_S,   /* on the phones: handling or available */
    MUSTER_STAFF_SCHEDULED_S, /* on the phones by the rota, before sickness */
    MUSTER_STAFF_PAID_S,
    MUSTER_STAFF_BREAK_S, /* paid breaks as taken */
    MUSTER_STAFF_LEAVE_S,
    MUSTER_STAFF_HOLIDAY_S, /* bank holidays */
    MUSTER_STAFF_SICKNESS_S,
    MUSTER_STAFF_INDUCTION_S,
    MUSTER_STAFF_OVERTIME_S, /* handling after the shift's end, overtime Saturdays, what is offered
                              */
    MUSTER_STAFF_DUE_S,      /* hours due: contracted work less leave and holidays */
    MUSTER_STAFF_ATTENDED_S, /* of these, not lost to sickness */
    MUSTER_STAFF_ESTABLISHED_FTE, /* FTE days */
    MUSTER_STAFF_IN_POST_FTE,     /* FTE days */
    MUSTER_STAFF_TRAINED_FTE,     /* FTE days: in post and past induction */
    MUSTER_STAFF_HEADCOUNT, /* people, at the start of the day (joiners included): person days */
    MUSTER_STAFF_LEAVERS,   /* people whose last day was the day before */
    MUSTER_STAFF_LEAVERS_FOR_LOAD, /* of these, each by the share of the hazard that burnout had */
    MUSTER_STAFF_HIRES,            /* people joining on the day */
    MUSTER_STAFF_SICK_PEOPLE,      /* people in post off sick: person days */
    MUSTER_STAFF_SICK_PEOPLE_SQ,   /* sum over days of its square */
    MUSTER_STAFF_SPELLS,           /* sickness spells begun */
    MUSTER_STAFF_HEADCOUNT_END,    /* headcount on the day after the horizon, joiners included */
    MUSTER_STAFF_OTHER_WORK_S,     /* work of groups off the phones, Monday to Friday */
    MUSTER_STAFF_OFF_PHONE_S,      /* meetings, coaching, training as delivered */
    MUSTER_STAFF_OFF_PHONE_PLANNED_S,   /* as the rota planned them, for people then sick, too */
    MUSTER_STAFF_OFF_PHONE_CANCELLED_S, /* cancelled for load and not made good */
    MUSTER_STAFF_RELIEF_S,              /* of the pool shared with a partner: present, and paid */
    MUSTER_STAFF_LATENESS_S,            /* paid */
    MUSTER_STAFF_ONE_OFF_S,             /* jury service and the like, paid */
    MUSTER_STAFF_UNPAID_S,              /* lateness and one-offs without pay: not in PAID_S */
    MUSTER_STAFF_OUTAGE_S, /* on the phones and not busy while all services of theirs are down:
                              not in PRESENT_S */
    MUSTER_STAFF_TRIGGERS, /* people who reach any absence trigger */
    MUSTER_STAFF_TRIGGER_SPELLS, /* … in the order of enum muster_trigger */
    MUSTER_STAFF_TRIGGER_DAYS,
    MUSTER_STAFF_TRIGGER_RUNNING,
    MUSTER_STAFF_LEAVE_ASKED, /* days, of the leave years planned */
    MUSTER_STAFF_LEAVE_MOVED, /* granted elsewhere than asked for */
    MUSTER_STAFF_LEAVE_REFUSED,
    MUSTER_STAFF_LEAVE_CARRIED, /* of these, into the next year */
    MUSTER_STAFF_LEAVE_LOST,    /* … or lost; leavers' are neither */
    MUSTER_STAFF_AGENCY_S,      /* paid time of agency workers, in PRESENT and PAID, too */
    MUSTER_STAFF_CASUAL_S,      /* of casuals, the same */
    MUSTER_STAFF_BUDDYING_S,    /* experienced people helping newcomers, off the phones */
    MUSTER_STAFF_TERM_S,        /* contracted in term beyond the even pay of the contract */
    MUSTER_STAFF_OUT_OF_TERM_S, /* … and short of it in school holidays */
    MUSTER_STAFF_UNBUDDIED,     /* newcomers at work whom nobody was left to help: person days */
    MUSTER_STAFF_AHEAD_FTE,     /* FTE days: of those in post, before their post exists */
    MUSTER_STAFF_ACTING_FTE,    /* FTE days: of people of other groups acting up here */
    MUSTER_STAFF_ACTS_AWAY_FTE, /* … of own people acting up elsewhere; they are in post, too */
    MUSTER_STAFFS
};

/* What is known of a column. */
struct muster_column {
    const char *name; /* measure name in files, e.g. "answered", "present_s" */
    const char *unit; /* "contacts", "s", "people", "FTE d" */
    const char *sentence;
    bool by_day;
    bool by_interval; /* of the week */
};
extern const struct muster_column muster_count_column[MUSTER_COUNTS];
extern const struct muster_column muster_staff_column[MUSTER_STAFFS];

/* Windows that meet a target: numerators and denominators, by service and for `all`. */
enum muster_met {
    MUSTER_MET_INTERVALS, /* open intervals with an offered contact: those meeting it */
    MUSTER_MET_INTERVALS_OF,
    MUSTER_MET_DAYS,
    MUSTER_MET_DAYS_OF,
    MUSTER_MET_WEEKS, /* whole ISO weeks inside the horizon */
    MUSTER_MET_WEEKS_OF,
    MUSTER_MET_MONTHS, /* whole months inside the horizon */
    MUSTER_MET_MONTHS_OF,
    MUSTER_MET_DAY_LEVEL_SUM, /* sum over days of the day's own declared service level */
    MUSTER_METS
};

/* Headings of cost, by month. Their sum is the cost, net; the sum of all but the offsets, which are
 * 0 or below, is the cost gross. Which of them a scenario can have: costs.h; the others are always
 * 0 and are shown nowhere. */
#define MUSTER_HEADINGS(HEADING)                                                                   \
    HEADING(SALARIES, "salaries", "salaries")                                                      \
    HEADING(ON_COSTS, "on_costs", "employer's on-costs")                                           \
    HEADING(OVERTIME, "overtime", "overtime")                                                      \
    HEADING(NATIONAL_INSURANCE, "national_insurance", "employer's national insurance")             \
    HEADING(PENSION, "pension", "employer's pension contributions")                                \
    HEADING(PREMIA, "premia", "premia for unsocial hours")                                         \
    HEADING(ACTING_UP, "acting_up", "what acting up pays beyond the own salaries")                 \
    HEADING(AGENCY, "agency", "agency workers")                                                    \
    HEADING(RELIEF, "relief", "staff lent by a partner")                                           \
    HEADING(CASUALS, "casuals", "casual staff")                                                    \
    HEADING(RECRUITMENT, "recruitment", "recruiting")                                              \
    HEADING(TRAINING, "training", "training")                                                      \
    HEADING(RETENTION, "retention", "the retention programme")                                     \
    HEADING(SEATS, "seats", "seats")                                                               \
    HEADING(CONTACTS, "contacts", "telephony by contact")                                          \
    HEADING(CAPITAL, "capital", "capital")                                                         \
    HEADING(ONE_OFF, "one_off", "items spent once that are no capital")                            \
    HEADING(ITEMS, "items", "items by the year")                                                   \
    HEADING(OFFSETS, "offsets", "savings elsewhere, 0 or below")
enum muster_cost {
#define MUSTER_HEADING(id, name, words) MUSTER_COST_##id,
    MUSTER_HEADINGS(MUSTER_HEADING)
#undef MUSTER_HEADING
        MUSTER_COSTS
};
struct muster_heading {
    const char *name;  /* measure name in files: "salaries" */
    const char *words; /* "over the horizon" follows */
};
extern const struct muster_heading muster_heading[MUSTER_COSTS];

/* Waits above 0 are binned by the logarithm: MUSTER_WAIT_BINS_PER_OCTAVE linear steps within each
 * power of two from 2^-7 s up, the ends open. Relative width at most 1 %. */
enum {
    MUSTER_WAIT_BINS_PER_OCTAVE = 100,
    MUSTER_WAIT_OCTAVES = 24,
    MUSTER_WAIT_BINS = MUSTER_WAIT_BINS_PER_OCTAVE * MUSTER_WAIT_OCTAVES
};
double muster_wait_bin_low(size_t bin);

/* The bin of a wait > 0 [s]. */
static inline size_t muster_wait_bin(double wait_s)
{
    uint64_t bits; /* exponent and fraction read off the double: no call, no logarithm */
    memcpy(&bits, &wait_s, sizeof bits);
    int octave = (int)(bits >> 52) - 1023 + 7;
    if (octave < 0)
        return 0;
    if (octave >= MUSTER_WAIT_OCTAVES)
        return MUSTER_WAIT_BINS - 1;
    uint64_t fraction = (bits & UINT64_C(0xFFFFFFFFFFFFF)) >> 20; /* 32 bits of it */
    return (size_t)octave * MUSTER_WAIT_BINS_PER_OCTAVE +
           (size_t)(fraction * MUSTER_WAIT_BINS_PER_OCTAVE >> 32);
}

struct muster_shape {
    size_t services, groups, targets;
    size_t days;      /* of the horizon */
    size_t intervals; /* of the week: 7 * 86400 / interval */
    size_t months;    /* calendar months touched by the horizon */
    size_t weeks;     /* ISO weeks touched by the horizon */
    double interval_s;
    int32_t start;     /* date of day 0 */
    bool shift_based;  /* some group has posts: people columns mean something */
    bool costed;       /* some candidate has a cost */
    uint32_t headings; /* those that some candidate can have: bit 1 << enum muster_cost */
};

/* Whether some candidate can have a cost under that heading. */
static inline bool muster_shape_has(const struct muster_shape *shape, enum muster_cost heading)
{
    return shape->headings >> heading & 1;
}

/* Financial years touched by the horizon, and the position among them of one of its months: a year
 * begins with April. */
size_t muster_shape_years(const struct muster_shape *shape);
size_t muster_shape_year_of(const struct muster_shape *shape, size_t month);

/* Arrays of one replication; all point into `block`. Index order as in the brackets. */
struct muster_tally {
    struct muster_shape shape;
    size_t bytes;
    void *block;
    double *count;      /* [service][MUSTER_COUNTS] */
    double *staff;      /* [group][MUSTER_STAFFS] */
    double *met;        /* [service, then all][MUSTER_METS] against the service's own level */
    double *target_met; /* [target][MUSTER_METS] */
    double *wait_max_s; /* [service] */
    double *events;     /* [1] attempts simulated, warm-up included */
    double *cost;       /* [month][MUSTER_COSTS] */
    float *count_day;   /* [by_day column][service][day] */
    float *count_week;  /* [by_interval column][service][interval of the week] */
    float *staff_day;   /* [by_day column][group][day] */
    float *staff_week;  /* [by_interval column][group][interval of the week] */
    uint32_t *wait_bin; /* [service][MUSTER_WAIT_BINS] waits > 0 of all offered contacts */
};

/* Adds money to a heading in a month of the horizon (0 = its first). Whoever causes cost calls it,
 * from the thread that owns the tally. */
static inline void muster_cost_add(struct muster_tally *tally, int32_t month,
                                   enum muster_cost heading, double money)
{
    tally->cost[(size_t)month * MUSTER_COSTS + heading] += money;
}

/* Position of a column among the by_day / by_interval ones, or -1. */
int muster_count_day_index(enum muster_count column);
int muster_count_week_index(enum muster_count column);
int muster_staff_day_index(enum muster_staff column);
int muster_staff_week_index(enum muster_staff column);
size_t muster_count_day_columns(void);
size_t muster_count_week_columns(void);
size_t muster_staff_day_columns(void);
size_t muster_staff_week_columns(void);

/* Size of the block, the same for every replication of a candidate. */
size_t muster_tally_bytes(const struct muster_shape *shape);
/* Allocates one zeroed block. MUSTER_OK or MUSTER_NO_MEMORY. */
enum muster_status muster_tally_init(struct muster_tally *tally, const struct muster_shape *shape);
/* Points the arrays into a block of the caller's, 8-byte aligned, muster_tally_bytes long. */
void muster_tally_view(struct muster_tally *tally, const struct muster_shape *shape, void *block);
void muster_tally_zero(struct muster_tally *tally);
void muster_tally_clear(struct muster_tally *tally); /* of muster_tally_init */

#endif
