/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Inside the workforce: the structs that its sources share, from posts.c to workforce.c.
 * Only they include this header; everybody else sees workforce.h.
 *
 * Days are simulated days (0 = the warm-up's first) unless a name says otherwise; rota weeks run
 * from Monday, rota week 0 holds simulated day 0. A weekday's times are seconds from its 00:00.
 */
#ifndef MUSTER_PEOPLE_H
#define MUSTER_PEOPLE_H

#include "attrition.h"
#include "frailty.h"
#include "lateness.h"
#include "learning.h"
#include "leave.h"
#include "sickness.h"
#include "triggers.h"
#include "workforce.h"

#define MUSTER_DAY_S 86400.0
#define MUSTER_AWAY_FROM_S (9 * 3600.0) /* where a day away stands in the day (assumed) */
#define MUSTER_PLAN_ITEMS 8             /* lunch and breaks of one shift at most */
#define MUSTER_STAGGER_S 900.0          /* lunches and breaks begin so far apart */
#define MUSTER_COVER_DAYS 8             /* a rota week and what its Sunday's shifts reach into */
#define MUSTER_LUNCH_OWN 255            /* the place that the person's rank gives */

#define MUSTER_FOUR 4 /* intervals taken at a time */

/* ---- shifts ---- */

/* An allowed shift, resolved for each weekday against that day's opening: the part of it between
 * the first opening and the last close. Not worked (start = end) when less than half of it is left.
 */
struct muster_role_shift {
    const struct muster_shift *rule;
    double start_s[7], end_s[7];
    double paid_s[7]; /* without lunch and unpaid breaks */
    /* [7][2 * intervals, MUSTER_FOUR] share of each on the phones, to the end of the next day;
     * beyond the last that it touches 0, so that four may be taken at a time */
    float *present;
    uint16_t from[7], to[7]; /* intervals that it touches */
};

struct muster_plan_item {
    double at_s, length_s;
    bool paid;
};

/* One person's day as planned. */
struct muster_day_plan {
    double start_s, end_s;
    double paid_s;      /* scheduled_s and paid breaks */
    double scheduled_s; /* on the phones */
    size_t count;
    struct muster_plan_item item[MUSTER_PLAN_ITEMS]; /* ascending */
};

/* ---- roles and posts ---- */

enum muster_week_part { MUSTER_PART_WEEK, MUSTER_PART_SATURDAY };

/* Shifts a contract may work, by position in the role's list. */
struct muster_allowed {
    size_t count;
    size_t *shift;
};

struct muster_role {
    const struct muster_group *group;
    size_t index;      /* of the group */
    size_t first_post; /* in arrays over all posts */
    size_t post_count;
    struct muster_post *post;
    double *fte;                          /* [post] */
    size_t *rank;                         /* [post] number among those of its contract, 0-based */
    bool *filled;                         /* [post] held at the start */
    int32_t *from_day, *to_day;           /* [post] it exists on days [from, to) */
    bool *ever;                           /* [post] somebody can come to hold it */
    double *place;                        /* [post] its place in the order of filling */
    int32_t *joined;                      /* [post] when those of a list of tenures joined, <= 0 */
    size_t shift_count, week_shift_count; /* the Saturday table's shifts come last */
    struct muster_role_shift *shift;
    struct muster_allowed allowed[2][2]; /* [full_time][muster_week_part] */
    double longest_s[2];                 /* longest paid shift, by full_time */
};

struct muster_roster {
    const struct muster_scenario *scenario;
    const struct muster_period *period;
    const struct muster_requirement *requirement;
    size_t role_count, post_count;
    struct muster_role *role;      /* one per group */
    int32_t week_offset;           /* weekday of simulated day 0 */
    unsigned char *working;        /* [day] Monday to Friday, no bank holiday */
    unsigned char *closing;        /* [day] of the Christmas closing: people take leave */
    double *season;                /* [day] of sickness */
    double *even;                  /* [day] 1: no season */
    double sick_weekday[7];        /* factor on the first day missed, mean 1 */
    struct muster_busyness weekly; /* shared factor of the weeks of sickness */
    double shared_days;            /* of muster_frailty_solve */
    double working_per_day;        /* long-run share of working days */
    double on_leave;               /* share of sick working days that fall on leave */
    size_t step_count;             /* tenure steps of attrition */
    double *step_from_day, *step_multiplier;
    struct muster_absence_days absence_days, even_days;
    double leave_weight; /* of the whole leave year that holds the first day */
};

/* ---- one replication ---- */

#define MUSTER_STAYS INT32_MAX

/* A person: (post, number). In post on days join <= d < leave, on the phones from `live`. */
struct muster_occupant {
    uint32_t post; /* within the role */
    uint32_t number;
    int32_t join, live, leave, notice;
    int32_t due;     /* notice as the hazard gives it, whatever becomes of sign-off */
    double over;     /* hazard accumulated through that day, beyond the Exp(1) drawn; of those who
                        never give notice, below 0: what lacks on the last day looked at */
    double for_load; /* share of the hazard that burnout had when notice was given */
    double worked_s; /* on the phones since going live */
    bool experienced;
    size_t spell_first, spell_count;
    int32_t let_go;      /* after failing sign-off; 0 = not */
    double extra_pay[2]; /* overtime and premia of the month, by its parity; see payroll.h */
    double leave_carry;  /* days, below 1, from one leave year to the next */
    double leave_over;   /* whole days carried over */
    size_t one_off_first, one_off_count;
};

/* A post while its holders are drawn. */
struct muster_seat {
    size_t post;      /* within the role */
    uint32_t number;  /* of the next holder */
    int32_t wanted;   /* recruiting begins */
    int32_t free_day; /* the first day on which the next holder can work */
    double ready;     /* day on which the next one could join; INFINITY = nobody is looked for */
};

/* An agency worker in a post on days [from, to). */
struct muster_stand_in {
    int32_t from, to;
    int32_t next;  /* of the same post, -1 = none */
    uint32_t post; /* among all posts */
    double worked_s;
};

/* Somebody of a lower role in a post of `role`, a higher one, on days [from, to). */
struct muster_acting {
    int32_t from, to;
    int32_t actor; /* in the array of all occupants */
    const struct muster_role *role;
    uint32_t post;   /* within the role */
    int32_t next_in; /* in the same post; of the actor's own post: next_of; -1 = none */
    int32_t next_of;
};

enum muster_duty_flag {
    MUSTER_DUTY_GHOST = 1,     /* rostered, but has left since */
    MUSTER_DUTY_UNCOUNTED = 2, /* the rota does not count on this person */
    MUSTER_DUTY_OVERTIME = 4,  /* an overtime Saturday */
    MUSTER_DUTY_CUT_START = 8, /* cut_s is taken off the start, else off the end */
    MUSTER_DUTY_OFFERED = 16,  /* a lost shift taken as overtime: not of the rota */
    MUSTER_DUTY_TAKEN = 32     /* a lost shift that a casual works */
};

struct muster_duty {
    int32_t occupant; /* in the array of all occupants, or one of the two below */
    uint16_t shift;
    uint8_t flags;
    uint8_t lunch; /* place of lunch among those possible, or MUSTER_LUNCH_OWN */
    float cut_s;   /* paid seconds taken off a short day */
};

#define MUSTER_NO_DUTY (-1)
#define MUSTER_DUTY_AGENCY (-2) /* the post's stand-in works it */
#define MUSTER_DUTY_CASUAL (-3) /* of a vacant post, worked by a casual if one is free */

/* Leave of one leave year; two of them alternate. */
struct muster_leave_book {
    int number;          /* the year in which it starts; 0 = empty */
    int32_t first, end;  /* simulated days it covers, first >= 0 */
    unsigned char *mark; /* [post][366] */
    uint16_t *away;      /* [role][366] */
};
#define MUSTER_YEAR_DAYS 366

struct muster_burnout;
struct muster_off_phone;
struct muster_buddies;
struct muster_overtime;
struct muster_payroll;

/* Days of leave asked for in the leave years of a role, and what became of them. */
struct muster_leave_counts {
    double asked, as_wished, refused;
    double carried, lost; /* of those refused, of people who stay */
};

/* Days away now and then: first <= d < end. */
struct muster_one_off_time {
    int32_t first, end;
    uint32_t cause; /* of the scenario's one_offs */
};

struct muster_workforce {
    const struct muster_roster *roster;
    struct muster_key key;
    struct muster_absence absence;
    bool has_absence, has_leavers;
    struct muster_stay stay;
    bool hazard_by_day;
    double *hazard_factor;          /* [day] on everybody's hazard of giving notice */
    struct muster_burnout *burnout; /* NULL: none */
    double lead_scale;
    size_t occupant_count, occupant_room;
    struct muster_occupant *occupant; /* by post, then number */
    size_t *post_first;               /* [post + 1] */
    struct muster_seat *seat;         /* [post] of one role */
    size_t stand_in_count, stand_in_room;
    struct muster_stand_in *stand_in;
    int32_t stand_in_from;   /* nobody begins before that day any more */
    int32_t *stand_in_first; /* [post] -1 = none; NULL when no group has an agency */
    uint16_t *agency_on;     /* [role][day] agency workers at once */
    size_t acting_count, acting_room;
    struct muster_acting *acting;
    int32_t *acting_in, *acting_of; /* [post] the last of each, -1 = none; NULL: nobody acts up */
    int32_t *vacant_days;           /* [post] while who acts is worked out */
    size_t spell_count, spell_room;
    struct muster_spell *spell; /* by occupant, ascending */
    double *hazard; /* [day] factor on the rate of falling sick; NULL: the roster's season alone */
    struct muster_absence_days sick_days;   /* the calendar that spells meet in this replication */
    struct muster_absence *one_off_absence; /* [one_offs of the scenario] */
    size_t one_off_count, one_off_room;
    struct muster_one_off_time *one_off;  /* by occupant, then cause */
    struct muster_lateness_rule lateness; /* chance 0: off */
    struct muster_leave_book book[2];
    struct muster_leave_counts *leave_counts; /* [role] */
    size_t request_room, person_room;
    struct muster_leave_request *request;
    struct muster_leave_person *person;
    double *weight;               /* [MUSTER_YEAR_DAYS + 1] */
    double *bank_s, *bank_next_s; /* [post] hours still to be worked, at the week's start, end */
    size_t rota_next;             /* first rota week not yet made */
    struct muster_duty *duty[2];  /* [post][7] by parity of the rota week */
    struct muster_off_phone *off_phone; /* NULL: no activities */
    struct muster_buddies *buddies;     /* NULL: newcomers have none */
    struct muster_overtime *overtime;   /* NULL: none is offered */
    struct muster_payroll *payroll;     /* NULL: salaries and on-costs alone */
    float *cover; /* [MUSTER_COVER_DAYS][intervals] people still needed; then MUSTER_FOUR */
    size_t event_count, event_given, event_room;
    struct muster_staff_event *event, *sorted;
};

/* shifts.c */
enum muster_status muster_role_shifts(struct muster_role *role, const struct muster_roster *roster);
/* The day that a duty on a weekday makes for the person of that rank. */
void muster_day_plan_make(struct muster_day_plan *plan, const struct muster_role *role,
                          const struct muster_duty *duty, int weekday, size_t rank);
/* When lunch can begin on a whole shift: *first_s, and every MUSTER_STAGGER_S from there, so many
 * times; 0 when it has no lunch or its window lies outside. */
size_t muster_lunch_places(double *first_s, const struct muster_role_shift *shift, int weekday);
/* Adds seconds of [from, to) to a row of intervals, times weight. */
void muster_row_add(float *row, size_t intervals, double interval_s, double from_s, double to_s,
                    double weight);

/* leaving.c */
/* How long people stay who leave at a yearly rate; by months of service it is left unsolved. */
struct muster_stay muster_leaving_stay(const struct muster_roster *roster, double yearly);
void muster_leaving_prepare(struct muster_workforce *workforce);
/* When the hazard makes a person give notice who has been in post for `age_day` when time starts
 * for them: `due` and `over`. */
void muster_leaving_draw(struct muster_occupant *occupant, const struct muster_workforce *workforce,
                         uint64_t entity, double age_day);
/* Brings `due` forward for a factor >= 1 on the hazard of seven days from `day` on; it is later
 * than the day before. Says in `for_load` what part of it burnout has, when it lies in these. */
void muster_leaving_hasten(struct muster_occupant *who, const struct muster_workforce *workforce,
                           int32_t day, double factor);
/* Notice and leaving from `due` and sign-off. */
void muster_leaving_settle(struct muster_occupant *who, const struct muster_workforce *workforce);
/* The first uniform at an address. */
double muster_uniform_at(struct muster_key key, enum muster_purpose purpose, uint64_t entity,
                         uint64_t index, uint64_t sub);

/* occupants.c */
enum muster_status muster_occupants_draw(struct muster_workforce *workforce);
/* All anew but those who joined before today, as burnout.h has them. */
enum muster_status muster_occupants_redraw(struct muster_workforce *workforce);
/* The first intake on or after a day. */
int32_t muster_next_intake(const struct muster_roster *roster, int32_t day);
/* A post with its holder at the start, if any; drawn anew, with those who have joined by then. Then
 * the next holder, ready on seat->ready when the post is wanted at all, who joins on a day. */
enum muster_status muster_seat_open(struct muster_seat *seat, struct muster_workforce *workforce,
                                    const struct muster_role *role, size_t p);
bool muster_seat_wanted(struct muster_seat *seat, const struct muster_workforce *workforce,
                        const struct muster_role *role);
enum muster_status muster_seat_join(struct muster_workforce *workforce,
                                    const struct muster_role *role, struct muster_seat *seat,
                                    int32_t join);
/* acting.c: room for them, and who acts up, once holders and spells are drawn. */
enum muster_status muster_acting_room(struct muster_workforce *workforce);
enum muster_status muster_acting_draw(struct muster_workforce *workforce);
/* The same from today's drawing on; whoever acts by then goes on. */
enum muster_status muster_acting_redraw(struct muster_workforce *workforce);
/* Who acts in a post on a day; where an occupant of a post acts on a day; NULL: nobody, nowhere. */
const struct muster_acting *muster_acting_in(const struct muster_workforce *workforce, size_t post,
                                             int32_t day);
const struct muster_acting *muster_acting_of(const struct muster_workforce *workforce, size_t post,
                                             int32_t occupant, int32_t day);
/* Who acts in a post on a day, or did so last. */
const struct muster_acting *muster_acting_last(const struct muster_workforce *workforce,
                                               size_t post, int32_t day);
/* holders.c: who works a post on a day, its live holder or somebody who acts in it; -1: nobody. */
int32_t muster_post_worker(const struct muster_workforce *workforce, size_t post, int32_t day);
/* Whether a live holder has the post, at work in it or acting elsewhere. */
bool muster_post_held(const struct muster_workforce *workforce, size_t post, int32_t day);
/* Who the rota made on day `made` puts on `day`: who works the post, or has left since and is
 * flagged a ghost; MUSTER_NO_DUTY: nobody. */
int32_t muster_post_rostered(uint8_t *flags, const struct muster_workforce *workforce, size_t post,
                             int32_t day, int32_t made);
/* The role whose post somebody who works in `role` holds: `role`, or the one they act up from. The
 * post in it is who->post. */
const struct muster_role *muster_home(const struct muster_workforce *workforce,
                                      const struct muster_role *role,
                                      const struct muster_occupant *who);
/* stand_ins.c: room for them, and those in vacant posts, once holders are drawn. */
enum muster_status muster_stand_ins_room(struct muster_workforce *workforce);
enum muster_status muster_stand_ins_draw(struct muster_workforce *workforce);
/* The same for people off sick for long, once spells are drawn. */
enum muster_status muster_stand_ins_for_sick(struct muster_workforce *workforce);
/* Both again, from day `stand_in_from` on: whoever stands in by then and is still wanted stays. */
enum muster_status muster_stand_ins_redraw(struct muster_workforce *workforce);
/* An agency worker in post p of a role on days [from, to), as far as the group's agency goes: its
 * dates, and at most so many at once. Nothing when the group has none. */
enum muster_status muster_stand_in_add(struct muster_workforce *workforce,
                                       const struct muster_role *role, size_t p, int32_t from,
                                       int32_t to);
/* Who stands in a post on a day; NULL when nobody does. */
struct muster_stand_in *muster_stand_in_on(const struct muster_workforce *workforce, size_t post,
                                           int32_t day);
/* joiners.c: whether posts are filled together, and how. */
bool muster_joined_together(const struct muster_scenario *scenario);
enum muster_status muster_role_joins(struct muster_workforce *workforce,
                                     const struct muster_role *role);
double muster_parameter_value(const struct muster_parameter *parameter, struct muster_key key);
/* Drawn mean over the law's own mean; 1 when the mean is certain. */
double muster_quantity_scale(const struct muster_quantity *quantity, struct muster_key key);

/* spells.c */
void muster_spells_prepare(struct muster_workforce *workforce);
enum muster_status muster_spells_draw(struct muster_workforce *workforce);
/* Of those who were drawn anew otherwise than before. */
enum muster_status muster_spells_redraw(struct muster_workforce *workforce);
const struct muster_spell *muster_spell_on(const struct muster_workforce *workforce,
                                           const struct muster_occupant *occupant, int32_t day);
void muster_one_offs_prepare(struct muster_workforce *workforce);
/* The one-off that an occupant is away for, or NULL. */
const struct muster_one_off *muster_one_off_on(const struct muster_workforce *workforce,
                                               const struct muster_occupant *occupant, int32_t day);

/* leave.c */
/* Weight of the whole leave year that holds a date in people's wishes. */
double muster_leave_year_weight(const struct muster_leave *leave, int32_t date);
/* Plans the leave years that days up to `day` belong to. */
enum muster_status muster_leave_year_plan(struct muster_workforce *workforce, int32_t day);
enum muster_leave_mark muster_leave_on(const struct muster_workforce *workforce, size_t post,
                                       int32_t day);
/* Leave of somebody who works in `role`, taken from their own post. */
enum muster_leave_mark muster_leave_of(const struct muster_workforce *workforce,
                                       const struct muster_role *role,
                                       const struct muster_occupant *who, int32_t day);

/* A post on a day, as it is looked at: nothing is counted. */
struct muster_post_at {
    const struct muster_workforce *workforce;
    const struct muster_role *role;
    size_t post; /* within the role */
    int32_t day;
};

/* workforce.c: who is where; `who` is in post. */
/* When the hours of a day away begin: at the shift's start for those whose shifts of the weekday
 * all run past midnight. */
double muster_post_away_from(struct muster_post_at at, const struct muster_occupant *who);
/* Whether its holder works only in term, and the day lies in the school holidays. */
bool muster_post_out_of_term(struct muster_post_at at);
bool muster_post_sick(struct muster_post_at at, const struct muster_occupant *who);
/* The one-off for which somebody neither on leave nor sick is away, or NULL. */
const struct muster_one_off *muster_post_one_off(struct muster_post_at at,
                                                 const struct muster_occupant *who);
const struct muster_duty *muster_post_duty(struct muster_post_at at);
/* What a person in post is meant to do that day, sick or not. */
enum muster_where muster_post_where(struct muster_post_at at, const struct muster_occupant *who);

/* rota.c: makes rota week `workforce->rota_next`. */
enum muster_status muster_rota_make(struct muster_workforce *workforce);

#endif
