/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The state of one replication, shared by the driver (replication.c: days, windows, staff, room)
 * and the event loop (loop.c: contacts and the people on the phones).
 * Thread rule: one owner at a time.
 */
#ifndef MUSTER_STATE_H
#define MUSTER_STATE_H

#include "heap.h"
#include "ledger.h"
#include "plan.h"
#include "staff_queue.h"
#include "tournament.h"

#define MUSTER_NOBODY UINT32_MAX

/* One attempt to reach the centre: being offered, queueing, or due later.
 *
 * Its decisions are two numbers of 24 bits. `outcome` serves a retry, a repeat and a return alike:
 * of these an attempt comes to one at most, and which one does not depend on the number. */
struct muster_attempt {
    double due_s;            /* when it arrives */
    double deadline_s;       /* of one in the queue: when patience ends; INFINITY if endless */
    double talk_s, handle_s; /* of somebody experienced, without handle factor */
    uint64_t patience_word;
    int32_t date;    /* wanted on */
    uint32_t number; /* of that date and service */
    uint32_t cell;   /* interval of arrival, or in which it is due */
    uint32_t wanted_cell;
    uint32_t balk, outcome;
    uint32_t service;
    uint32_t attempt; /* index of this try, returns included: the address of its draws */
    uint32_t retries; /* retries so far */
    uint16_t generation;
    uint8_t origin; /* enum muster_origin */
    bool gone;      /* abandonment settled; kept in the queue for its virtual wait */
};

/* First come, first served; positions only grow. */
struct muster_line {
    struct muster_attempt *item; /* [mask + 1] */
    uint64_t head, tail, mask;
    uint64_t watch;    /* longer than this, and the loop returns: for room, or to be looked at */
    uint64_t asked;    /* longer than this it is to be looked at; UINT64_MAX: never */
    uint64_t spare[2]; /* 64 bytes in all, as muster_person */
};

/* Whoever wants to look at a queue that grows beyond `most`. */
static inline void muster_line_watch(struct muster_line *line, uint64_t most)
{
    uint64_t room = line->mask - 8; /* of 16 at least */
    line->asked = most;
    line->watch = most < room ? most : room;
}

/* First contacts of one service: the unit-rate process of the day. Contact n stands in ring[n % 4]:
 * while one is offered the next two have their times (INFINITY: not today) and the one after has
 * its block drawn, so that the loop waits for none of this. */
struct muster_source {
    struct muster_attempt ring[4];
    uint64_t gap_word[4];
    uint32_t number; /* of the next to arrive */
    bool decides;    /* somebody may balk, retry, repeat or return: decisions are wanted */
    double midnight_s;
    double sum;      /* of unit-rate gaps */
    double total;    /* where the day ends */
    double per_unit; /* shape amount of one unit */
    struct muster_philox_series blocks;
    uint64_t entity, date_word; /* address */
    size_t step;
    const struct muster_intensity *shape;
};

/* Parameters drawn for this replication and laws ready to use. A chance is kept as the number below
 * which a decision comes out so. */
struct muster_drawn {
    const struct muster_law *talk_law, *wrap_law, *patience_law; /* NULL: none */
    uint32_t idle; /* sentinel of the one group that answers, or MUSTER_NOBODY: none or several */
    double talk, wrap, patience, retry_delay, repeat_delay, closed_delay; /* factors on draws */
    uint32_t balk, closed_return, unresolved;
    uint32_t retry[MUSTER_RETRY_CAUSES];
    bool decides;   /* somebody may balk, retry, repeat or return */
    bool limited;   /* by lines of its own, or shared ones */
    uint64_t spare; /* so many may queue and its own lines cannot be engaged */
    double level;   /* of demand */
    double growth;  /* log of the yearly factor */
    double score;   /* of busyness */
    struct muster_philox_series contacts, attempts; /* blocks of repeats and of further attempts */
    uint64_t filling[2];                            /* 512 bytes in all, as muster_person */
};

enum muster_person_state {
    MUSTER_PERSON_OFF,
    MUSTER_PERSON_IDLE,
    MUSTER_PERSON_BUSY,
    MUSTER_PERSON_BREAK
};

struct muster_crew;

/* One slot: a person, or one of the interchangeable agents of a fixed group. What every contact
 * touches comes first. */
struct muster_person {
    struct muster_crew *crew; /* of the group */
    double slowness;
    double idle_since_s;
    uint32_t next, before; /* idle list of the group, longest idle first */
    uint32_t group;
    uint8_t state;
    bool leaving; /* shift over; goes when the contact is finished */
    bool break_pending;
    uint32_t line_of;                    /* service of the last contact, where lines are limited */
    double line_until_s;                 /* its talk ends: it holds a line until then */
    double off_s;                        /* when the shift ended, if `leaving` */
    double break_begin_s;                /* of the break being taken */
    double break_paid_s, break_unpaid_s; /* of the break being taken, or pending while busy */
    double off_phone_s;                  /* the same, of activities: after the others */
    uint32_t token;                      /* of the break being taken: older timers are void */
    uint64_t spare[3]; /* 128 bytes in all: a shift finds a slot, and the event loop finds many */
};

struct muster_crew {
    const struct muster_plan_group *plan;
    const double *factor;                  /* [service] on handle times */
    struct muster_line *line;              /* the one queue it takes from, or NULL: several */
    uint32_t sentinel;                     /* of the idle list */
    bool surplus;                          /* more are present than `limit` */
    double busy, present, planned;         /* people */
    double planned_last_s;                 /* planned_s runs up to here */
    double busy_s, present_s;              /* person seconds of the interval, by their edges */
    double planned_s, break_s, overtime_s; /* of the current interval */
    double late, late_since_s; /* people beyond their shift, their overtime counted up to here */
    double limit;              /* idle_first: people wanted on the phones */
    bool dark;                 /* all services of the group are down */
    double dark_from_s;        /* available person seconds of the interval before it was */
    double dark_s;             /* … and while it was, of the current interval */
    struct muster_plan_group *reach; /* plan without the services that are down; NULL: no outages */
    const double *attend;            /* cumulated attendance of persons 1..n, or NULL */
    double *attend_store;
};

/* What a group did on the phones in this week, up to the current interval: person seconds. */
struct muster_load {
    double busy_s, present_s;
};

/* Kinds of timers, in their order at equal times. The word of a timer is its kind, whose it is
 * (slot or service) and a number: the break's token, or the position in the line. */
enum muster_timer { MUSTER_TIMER_BREAK_END, MUSTER_TIMER_DEADLINE };

#define MUSTER_TIMER_OF(kind, whose, number)                                                       \
    ((uint64_t)(kind) << 63 | (uint64_t)(whose) << 40 | (uint64_t)(number))
#define MUSTER_TIMER_KIND(what) ((enum muster_timer)((what) >> 63))
#define MUSTER_TIMER_WHOSE(what) ((uint32_t)((what) >> 40) & 0x7fffff)
#define MUSTER_TIMER_NUMBER(what) ((what)&0xffffffffff)

/* The word of an attempt due later: first scheduled, first to come; then its place in the pool. */
#define MUSTER_LATER_PLACE_BITS 26

/* Attempts due in a later interval stand in a chain through the pool, last scheduled first. When
 * the interval begins, as few as these are put in order at once; more go into the heap. */
#define MUSTER_SOON_ROOM 16

struct muster_due {
    uint32_t last, count;
};

struct muster_soon {
    double time_s[MUSTER_SOON_ROOM + 1]; /* ascending; then INFINITY */
    uint32_t at[MUSTER_SOON_ROOM];       /* places in the pool */
    uint32_t next;                       /* first still to come */
};

/* A change of a fixed group's number today. */
struct muster_step {
    double time_s;
    uint32_t group;
};

/* A system goes down or comes back. */
struct muster_down_edge {
    double time_s;
    uint32_t outage; /* of the scenario */
    bool begins;
};

struct muster_replication {
    const struct muster_plan *plan;
    struct muster_key key;
    struct muster_ledger ledger;
    struct muster_tally *tally;
    muster_trace_fn *trace;
    void *trace_context;

    struct muster_tournament finish; /* completion times by slot */
    struct muster_person *person;    /* [slots], then the sentinel of each group's idle list */
    struct muster_crew *crew;
    struct muster_workforce *workforce;
    struct muster_activities *activities; /* NULL: none are planned */
    struct muster_relief_pool *relief;    /* NULL: none */
    struct muster_staff_queue longer;     /* ends of shifts that were made longer; room 0: none */

    struct muster_source *source;
    struct muster_heap next_first; /* next first contact of each service, INFINITY: none today */
    struct muster_drawn *drawn;
    uint64_t spare; /* so many may queue in all and the shared lines cannot be engaged */
    struct muster_line *line;

    struct muster_heap timers;
    struct muster_soon soon;  /* attempts due in this interval, as they stood when it began */
    struct muster_heap later; /* and those scheduled since, or if they were too many */
    uint64_t scheduled;       /* so many so far */
    struct muster_due *due;   /* [interval] attempts due in later ones */
    struct muster_attempt *pool;
    uint32_t *pool_free, *pool_next;
    size_t pool_room, pool_free_count;

    const struct muster_staff_event *staff_event;
    size_t staff_count, staff_next;
    struct muster_step *step;
    size_t step_count, step_next;

    struct muster_down_edge *edge; /* ascending; of the whole replication */
    size_t edge_count, edge_room, edge_next;
    uint32_t *down;            /* [service] outages that last */
    struct muster_line nobody; /* an empty queue, for groups whose one service is down */

    size_t window; /* current or next */
    bool open;
    double window_close_s; /* of the window that is open or was last */
    double next_window_s;  /* next opening or closing */
    double next_staff_s;   /* next staff event, step or edge of an outage */
    double next_other_s;   /* earliest of timers, staff, window */
    double next_later_s;   /* earliest later attempt */
    double next_arrival_s; /* earliest first contact or later attempt */
    double look_s;         /* from then on the loop looks at the interval's end and for room */
    bool room_low;
    uint32_t warm_cells; /* intervals before the horizon */
    double events;
    struct muster_load *load; /* [group] NULL: nobody leaves because of it */
};

enum muster_pause {
    MUSTER_PAUSE_LIMIT,  /* everything before the limit is done */
    MUSTER_PAUSE_ROOM,   /* a pool is nearly full */
    MUSTER_PAUSE_WINDOW, /* an opening or closing is due */
    MUSTER_PAUSE_STAFF   /* a staff event or step is due */
};

/* loop.c */
enum muster_pause muster_loop_run(struct muster_replication *rep, double limit_s);
void muster_loop_refresh(struct muster_replication *rep); /* recomputes the `next_` times */
void muster_loop_advance(struct muster_replication *rep, double time_s);
void muster_source_begin(struct muster_replication *rep, size_t service, size_t day);
void muster_person_on(struct muster_replication *rep, uint32_t slot, double time_s,
                      double slowness);
void muster_person_off(struct muster_replication *rep, uint32_t slot, double time_s);
void muster_person_break(struct muster_replication *rep, uint32_t slot, double time_s,
                         double length_s, enum muster_staff_change kind);
/* Counts what the horizon's end cuts of the breaks being taken. */
void muster_breaks_close(struct muster_replication *rep, double time_s);
void muster_crew_limit(struct muster_replication *rep, uint32_t group, double time_s,
                       uint32_t people);
/* The idle take what waits for them, the one idle longest first. */
void muster_idle_take(struct muster_replication *rep, double time_s);
/* Available person seconds of the interval so far. */
double muster_crew_available(const struct muster_crew *crew, double time_s);
/* Changes the planned number of a fixed group. */
void muster_crew_planned(struct muster_crew *crew, double time_s, double planned);
/* Whether a busy person who has left the rota still serves the queue at closing time. */
bool muster_person_closes(const struct muster_replication *rep, const struct muster_person *person);
/* Settles everyone still queueing for a service: at closing (lost), before opening (patience). */
void muster_line_lose(struct muster_replication *rep, size_t service, double time_s,
                      bool endless_only);
void muster_line_empty(struct muster_replication *rep, size_t service, double time_s);
void muster_line_unfinished(struct muster_replication *rep, size_t service, double time_s);

/* outages.c */
enum muster_status muster_outages_new(struct muster_replication *rep);
void muster_outages_free(struct muster_replication *rep);
/* Everything is up. */
void muster_outages_reset(struct muster_replication *rep);
/* Draws the outages of the replication. */
enum muster_status muster_outages_draw(struct muster_replication *rep);
/* The edge that is due at time_s. */
void muster_outages_turn(struct muster_replication *rep, double time_s);

#endif
