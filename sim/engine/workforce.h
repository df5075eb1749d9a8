/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The people of one replication: who holds which post, who is away and why, who is on which shift.
 *
 *   scenario + planner's requirement -> roster (posts, shift patterns; once per candidate, const)
 *   roster + key -> workforce (occupants, leave, spells of one replication)
 *   workforce -> the events of a week, in time order, and its paid, scheduled and away seconds
 *
 * Nothing here depends on the contacts, but for activities cancelled and, with burnout, who leaves
 * when: else the workforce is the same for any demand drawn.
 * Rules: posts, rotas, notice, leave, sickness, attrition, recruitment as the scenario format says.
 * Thread rule: a roster is const once made; a workforce belongs to one thread.
 */
#ifndef MUSTER_WORKFORCE_H
#define MUSTER_WORKFORCE_H

#include "period.h"
#include "random.h"
#include "tally.h"

enum muster_staff_change {
    MUSTER_CHANGE_OFF,      /* the shift ends (the contact in hand is finished) */
    MUSTER_CHANGE_ON,       /* on the phones; value = slowness (1 = experienced) */
    MUSTER_CHANGE_BREAK,    /* paid break; value = its length in s */
    MUSTER_CHANGE_LUNCH,    /* unpaid; value = its length in s */
    MUSTER_CHANGE_OFF_PHONE /* an activity off the phones begins; value = its length in s */
};

/* At time_s (engine time) of group's person. Order at equal times: time, then OFF, ON, others, then
 * group, then person. Break events lie inside the shift with room to be taken whole. */
struct muster_staff_event {
    double time_s;
    double value;
    uint32_t group;
    uint32_t person; /* post number within the group, 0-based */
    enum muster_staff_change change;
    uint32_t activity; /* OFF_PHONE: which one, in the order of the file */
};

/* The planner's requirement, shared by all replications of a candidate. */
struct muster_requirement {
    size_t groups, days, intervals_of_day; /* simulated days */
    float *needed; /* [group][day][interval] people on the phones; 0 when closed */
};

/* A post: contracted hours and the identity that its draws are addressed by. */
struct muster_post {
    double week_s; /* contracted seconds a week, of term if term_time */
    double paid_s; /* paid a week on the year's average: week_s, less out of term */
    bool full_time;
    bool term_time;       /* neither works nor takes leave in the school holidays */
    double out_of_term_s; /* paid as leave on a Monday to Friday then */
    uint64_t entity;      /* (role, contract, post number) */
    int32_t from, to;     /* dates [from, to) on which it exists */
};

struct muster_roster;
struct muster_workforce;

/* Posts of a group from its FTE: the whole-number mix nearest the split that uses the hours.
 * *posts is the caller's to free(). Also used by `check`. */
enum muster_status muster_posts_from_fte(struct muster_post **posts, size_t *count,
                                         const struct muster_group *group);

/* The establishment on a date. */
double muster_group_fte_on(const struct muster_group *group, int32_t date);
/* The establishment, mean over the days from a date on. */
double muster_group_mean_fte(const struct muster_group *group, int32_t start, int32_t days);

/* `scenario`, `period` and `requirement` must outlive the roster. */
enum muster_status muster_roster_new(struct muster_roster **out,
                                     const struct muster_scenario *scenario,
                                     const struct muster_period *period,
                                     const struct muster_requirement *requirement);
struct muster_roster *muster_roster_free(struct muster_roster *roster);
/* Posts of a group, on the phones or off them; 0 for a group in the fixed-staffing form. */
size_t muster_roster_people(const struct muster_roster *roster, size_t group);
double muster_roster_week_h(const struct muster_roster *roster, size_t group); /* contracted */
/* Paid hours of a week in which somebody works the longest shift allowed on each weekday, those of
 * the Saturday table left out: no week holds more. Of a group with shifts. */
double muster_roster_most_h(const struct muster_roster *roster, size_t group, bool full_time);
const struct muster_post *muster_roster_post(const struct muster_roster *roster, size_t group,
                                             size_t person);
/* Open intervals that no allowed shift reaches, or where all posts present would be fewer than
 * minimum_crew, all the year or in school holidays: a sentence each (weekday, times, and the dates
 * where the establishment changes), at most `most`, for `check` and the summary;
 * every text is at most 159 bytes. Returns how many there are. */
size_t muster_roster_gaps(const struct muster_roster *roster, char (*text)[160], size_t most);
/* The same in seconds of a week without closed dates; zeros where nobody works shifts. */
struct muster_roster_reach {
    double open_s;
    double unreached_s; /* reached by no allowed shift of anybody */
    double thin_s;      /* reached by fewer people than minimum_crew */
    double holiday_s;   /* either of them, in school holidays only */
};
struct muster_roster_reach muster_roster_reach(const struct muster_roster *roster);

/* Room for the people of one replication at a time; the roster must outlive it. MUSTER_OK or
 * MUSTER_NO_MEMORY. Free with muster_workforce_free: NULL is fine; returns NULL. */
enum muster_status muster_workforce_new(struct muster_workforce **out,
                                        const struct muster_roster *roster);
struct muster_workforce *muster_workforce_free(struct muster_workforce *workforce);

/* Draws the replication's people: parameters, occupants of each post, leavers, joiners, leave.
 * Allocates nothing after the first call unless a year needs more room than any before. */
enum muster_status muster_workforce_begin(struct muster_workforce *workforce,
                                          struct muster_key key);

/* Events of the seven simulated days from 7 * week on (fewer at the end), ascending; valid until
 * the next call. Weeks are asked for in order from 0. Adds the week's SCHEDULED, PAID (less
 * overtime), LEAVE, HOLIDAY, SICKNESS, LATENESS, ONE_OFF, UNPAID, INDUCTION, DUE, ATTENDED, FTE and
 * people columns of *tally (horizon days only; overtime, breaks taken, handling and presence are
 * the engine's), and its salary cost by month. Seconds past midnight stand on the day in which they
 * pass. */
enum muster_status muster_workforce_week(struct muster_workforce *workforce, size_t week,
                                         const struct muster_staff_event **events, size_t *count,
                                         struct muster_tally *tally);

/* ---- the load, where people leave because of it ---- */

/* Whether the scenario has burnout: then the engine tells, before it asks for week `week` + 1, what
 * each group did on the phones in the seven days of week `week` [person seconds]: handling, and
 * handling or available. What is not told is nothing done. */
bool muster_workforce_burns_out(const struct muster_workforce *workforce);
void muster_workforce_worked(struct muster_workforce *workforce, size_t week, size_t group,
                             double handling_s, double present_s);
/* After muster_workforce_begin: the weeks are lived as they were by another workforce of the same
 * roster, that must outlive this use. */
void muster_workforce_work_as(struct muster_workforce *workforce,
                              const struct muster_workforce *other);

/* ---- activities off the phones, as the contacts let them be ---- */

/* So much of an activity was delivered to the holder of a post. */
void muster_workforce_delivered(struct muster_workforce *workforce, size_t group, size_t person,
                                uint32_t activity, double seconds);
/* An activity cancelled at time_s is moved: the engine time at which it comes once again, later in
 * the rota week, or -1 when there is no room. */
double muster_workforce_later(struct muster_workforce *workforce, size_t group, size_t person,
                              double time_s, double length_s, uint32_t activity);
/* Whether the holder of a post, asked when the shift ends at time_s, stays on for so many seconds
 * as overtime; they are then paid in *tally. */
bool muster_workforce_stays(struct muster_workforce *workforce, size_t group, size_t person,
                            double time_s, double seconds, struct muster_tally *tally);
/* Activities that a week can bring, at most; 0 when there are none. */
size_t muster_workforce_activities(const struct muster_workforce *workforce);

/* Pays what is left to be paid when the last event is over. */
void muster_workforce_close(struct muster_workforce *workforce, struct muster_tally *tally);

/* ---- who is where ---- */

enum muster_where {
    MUSTER_WHERE_VACANT, /* nobody in post */
    MUSTER_WHERE_FREE,   /* in post, not rostered */
    MUSTER_WHERE_WORK,
    MUSTER_WHERE_SICK, /* off sick when rostered, or in induction */
    MUSTER_WHERE_LEAVE,
    MUSTER_WHERE_HOLIDAY,
    MUSTER_WHERE_INDUCTION,
    MUSTER_WHERE_OTHER_WORK,  /* at work, off the phones */
    MUSTER_WHERE_OUT_OF_TERM, /* in the school holidays, of who works only in term */
    MUSTER_WHERE_ONE_OFF,     /* jury service and the like, when due */
    MUSTER_WHERE_ACTING       /* acting up in another group: looked for there */
};

/* Who stands in for the holder of a post. */
enum muster_cover {
    MUSTER_COVER_NONE,
    MUSTER_COVER_AGENCY, /* an agency worker is in the post, on duty that day or not */
    MUSTER_COVER_CASUAL  /* a casual works the day's shift */
};

/* A post's day. From `start_s` to `end_s` after its 00:00 [s]: the shift as rostered; for leave,
 * holidays, induction and other work a fifth of the contract, at the hours that it is paid for;
 * else 0, as for somebody off sick while an agency worker has the shifts. Likewise the shift of who
 * stands in. */
struct muster_person_day {
    enum muster_where where;
    double start_s, end_s;
    enum muster_cover cover;
    double cover_start_s, cover_end_s;
};

/* Where the holder of a post is on a simulated day of the week last asked for; of two the one who
 * works, not the successor in induction, and whoever acts in a vacant post. */
void muster_workforce_person(struct muster_person_day *out,
                             const struct muster_workforce *workforce, size_t group, size_t person,
                             size_t day);

#endif
