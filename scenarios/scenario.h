/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What we ask, resolved: one question (the file) holds one scenario per candidate structure. Every
 * number here is checked and in the units of its name: times in seconds, dates in days since
 * 1970-01-01, weekdays 0 = Monday, months 0 = January, shares in [0, 1], money in the currency.
 * Absent tables are marked by a `has_…` flag or a zero count; a default that applies is filled in.
 *
 * Ownership: muster_question_clear frees everything reachable. After reading, all of it is const
 * and safe to share between threads.
 */
#ifndef MUSTER_SCENARIO_H
#define MUSTER_SCENARIO_H

#include "faults.h"
#include "law.h"
#include "leave.h"
#include "pay.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A parameter: a constant, or what is not known, drawn once per replication by inversion at
 * (MUSTER_PURPOSE_PARAMETER, entity, 0, 0). A share's law may exceed 1 in at most 0.1 % of its
 * draws; such a draw counts as 1. */
struct muster_parameter {
    struct muster_law law;
    uint64_t entity; /* muster_entity("parameter", dotted path) */
};

/* A random quantity of each contact. `mean` is the given mean when that is itself uncertain
 * (law kind other than constant): a replication multiplies every draw by drawn mean / law mean. */
struct muster_quantity {
    bool given;
    struct muster_law law;
    bool mean_uncertain;
    struct muster_parameter mean;
};

/* Steps over the day: value[i] from at_s[i] until the next; 0 before the first; the last holds to
 * 24:00. at_s ascending in [0, 86400). */
struct muster_steps {
    size_t count;
    double *at_s;
    double *value;
};

/* An open span of a day; close_s > 86400 when it runs past midnight (it belongs to
 * its start day). */
struct muster_span {
    double open_s;  /* [0, 86400) */
    double close_s; /* (open_s, open_s + 86400] */
};

struct muster_hours {
    bool always; /* 24 hours, 7 days: one window without end */
    size_t count[7];
    struct muster_span *span[7]; /* ascending, disjoint, touching ones merged; the last of a day may
                                    end where the next day's first begins: no close between them */
    size_t closed_count;
    int32_t *closed; /* bank holidays and other closed dates, ascending */
    size_t closing_count;
    int32_t *closing; /* further closed dates on which people take leave, ascending */
};

enum muster_at_close { MUSTER_CLOSE_SERVE_QUEUE, MUSTER_CLOSE_CUT };

enum muster_target_kind {
    MUSTER_TARGET_WITHIN,   /* share in [0,1] within within_s */
    MUSTER_TARGET_ASA,      /* asa_s at most within_s */
    MUSTER_TARGET_ANSWERED, /* answered_fraction at least share */
    MUSTER_TARGET_ABANDONED /* abandoned_fraction at most share */
};

struct muster_target {
    char *text; /* as written, "80% in 20 s" */
    enum muster_target_kind kind;
    double share;
    double within_s;
    int service; /* index, or -1: all */
};

enum muster_service_level {
    MUSTER_LEVEL_OFFERED,
    MUSTER_LEVEL_ANSWERED,
    MUSTER_LEVEL_SHORT_WAITS_REMOVED,
    MUSTER_LEVEL_ABANDONED_CREDITED,
    MUSTER_LEVEL_SHORT_ABANDONS_REMOVED,
    MUSTER_LEVEL_ATTEMPTED,
    MUSTER_LEVEL_VIRTUAL,
    MUSTER_LEVEL_COUNT
};

enum muster_demand_kind {
    MUSTER_DEMAND_WANTED,   /* a year's first contacts, closed hours included */
    MUSTER_DEMAND_OFFERED,  /* a year's offered contacts at observed_opening */
    MUSTER_DEMAND_ANSWERED, /* a year's answered contacts, with answer_rate */
    MUSTER_DEMAND_RATE      /* contacts per second while open, nothing seasonal */
};

struct muster_demand_event {
    int32_t from;
    int32_t days;
    double factor;
    bool inside_volume; /* the year's volume already contains it (default false) */
};

enum muster_retry_cause {
    MUSTER_RETRY_ABANDONED,
    MUSTER_RETRY_BLOCKED,
    MUSTER_RETRY_BALKED,
    MUSTER_RETRY_CUT,
    MUSTER_RETRY_CAUSES
};

struct muster_service {
    char *name;
    uint64_t entity; /* muster_entity("service", name) */

    enum muster_demand_kind demand_kind;
    struct muster_parameter demand; /* a year's contacts; for a constant or random `rate`: per s */
    struct muster_parameter answer_rate; /* ANSWERED only */
    struct muster_steps rate;            /* RATE by steps: contacts per second (demand is then 1) */
    double season[12];                   /* by month, 1 = no effect */
    bool has_weeks;
    double week_weight[53]; /* instead of months; week 53 already filled from 52 */
    bool has_weekdays;
    double weekday[7];
    bool has_profile;
    struct muster_steps profile[7]; /* by weekday (shared arrays are copied) */
    double bank_holiday_wanted;   /* share of the day's demand kept on a bank holiday, default 1 */
    double bank_holiday_next_day; /* factor on the next day, default 1 */
    double busyness_cv;           /* 0 = off */
    double busyness_between_days; /* [0, 1) */
    double busyness_between_services; /* [0, 1] */
    bool busyness_once;               /* drawn: horizon */
    size_t event_count;
    struct muster_demand_event *event;
    struct muster_parameter growth_per_year; /* 0.03 = 3 % per year */
    bool has_phase;
    int32_t phase_from;
    int32_t phase_ramp_days;
    struct muster_parameter closed_return; /* share returning, default 0 */
    struct muster_quantity closed_delay;   /* after opening; not given = next day's own profile */

    struct muster_quantity talk; /* or the whole of `handle` */
    struct muster_quantity wrap; /* not given with `handle` */
    bool handle_for_today;
    struct muster_quantity patience;                    /* not given = endless */
    struct muster_parameter balk;                       /* share, default 0 */
    double short_abandon_s;                             /* default 5 */
    struct muster_parameter retry[MUSTER_RETRY_CAUSES]; /* shares, default 0 */
    struct muster_quantity retry_delay;                 /* given if any retry is > 0 */
    int max_retries;                                    /* -1 = no limit */
    struct muster_parameter resolution;                 /* first_contact_resolution, default 1 */
    struct muster_quantity repeat_delay;
    int lines;       /* 0 = unlimited */
    int priority;    /* lower is served first, default 1 */
    double within_s; /* T of its service level: own target's, else the first `in` target, else 20 */
    double target_share; /* share of that target; 0.8 if none says */
};

struct muster_skill {
    int service;          /* index */
    int place;            /* 0 = first; equal places share one rank */
    double handle_factor; /* default 1 */
};

enum muster_at_step { MUSTER_STEP_IDLE_FIRST, MUSTER_STEP_BY_PERSON };
enum muster_rota { MUSTER_ROTA_FIXED, MUSTER_ROTA_PATTERN, MUSTER_ROTA_COVER };
enum muster_repaid {
    MUSTER_REPAID_SHORT_DAY,
    MUSTER_REPAID_DAY_OFF,
    MUSTER_REPAID_TOIL,
    MUSTER_REPAID_OVERTIME
};
enum muster_for { MUSTER_FOR_ALL, MUSTER_FOR_FULL_TIME, MUSTER_FOR_PART_TIME };
enum muster_anchor { MUSTER_ANCHOR_TIME, MUSTER_ANCHOR_OPEN, MUSTER_ANCHOR_CLOSE };

struct muster_shift {
    char *name; /* given or "shift 1" */
    enum muster_anchor
        anchor;      /* TIME: start at start_s; OPEN: start at opening; CLOSE: end at close */
    double start_s;  /* TIME only */
    double length_s; /* with the unpaid lunch */
    double lunch_s;  /* 0 = none */
    double lunch_from_s, lunch_to_s;
    enum muster_for contract;
};

struct muster_break {
    double length_s;
    bool paid;
    double from_s, to_s;
    double shifts_over_s; /* only in shifts longer than this */
};

struct muster_part_time {
    double week_s; /* contracted seconds a week */
    double share;  /* of part-time FTE; sums to 1 over the list */
    bool term_time;
    double term_weeks;  /* a year */
    double leave_weeks; /* those of all others: leave and bank holidays */
    double paid_share;  /* of the year's weeks; see muster_leave_term_share */
};

/* What of its contracted week a post of the contract is paid on the year's average: all, or the
 * share of term time. */
double muster_part_time_paid_s(const struct muster_part_time *part);

enum muster_tenure { MUSTER_TENURE_NEW, MUSTER_TENURE_STEADY_STATE, MUSTER_TENURE_LISTED };

/* People in post at the start who joined so long before: months by the calendar, then days. */
struct muster_in_post {
    int people;
    int months, days;
};

/* The establishment from a date on, until the next step. */
struct muster_fte_step {
    int32_t from;
    double fte;
};

/* Agency workers in vacant posts. */
struct muster_agency {
    bool given;
    double hourly;
    int32_t from, until; /* dates, both included; INT32_MIN and INT32_MAX: without end */
    int ready_after_days;
    int sick_after_days; /* for people off sick so long, too; 0 = not */
    int most;            /* at once; INT_MAX = no limit */
};

/* People called in for shifts known to be lost. */
struct muster_casuals {
    bool given;
    int people; /* on one day */
    double hourly;
    int after_days; /* off sick so long */
};

/* People of a lower group who act up in vacant posts. */
struct muster_acting_up {
    bool given;
    int from;       /* index of the lower group */
    int after_days; /* the post has been vacant */
    int most;       /* at once; INT_MAX = no limit */
};

struct muster_group {
    char *name;
    uint64_t entity; /* muster_entity("group", name) */
    size_t skill_count;
    struct muster_skill *skill; /* ascending place */

    bool shift_based; /* by fte; otherwise the fixed-staffing form below */
    bool relief;      /* the pool of `relief`: neither form below */
    bool off_phones;  /* no skills: shift_based, but without shifts, rota and requirement */

    /* fixed staffing */
    struct muster_steps present; /* people, whole numbers; a constant is one step at 0 */
    bool has_attendance;
    struct muster_parameter attendance; /* probability */
    bool attendance_daily;              /* drawn: day (else horizon) */
    enum muster_at_step at_step;

    /* by FTE */
    double fte;                   /* the establishment, the largest of its steps */
    size_t step_count;            /* 0 = the same all the time */
    struct muster_fte_step *step; /* ascending; 0 FTE before the first */
    double full_time_week_s;
    bool annualised;
    double month_hours[12]; /* factor on the hours of each month; 1 over a year of days */
    double full_time;       /* share of FTE (of heads when by_heads), default 1 */
    bool full_time_heads;   /* the share is of people */
    size_t part_time_count;
    struct muster_part_time *part_time;
    bool has_in_post;
    double in_post_fte; /* at most fte: more in the file is cut, with a warning */
    enum muster_tenure in_post_tenure;
    size_t in_post_count; /* LISTED only; in_post_fte is then INFINITY */
    struct muster_in_post *in_post;
    size_t shift_count;
    struct muster_shift *shift;
    size_t break_count;
    struct muster_break *rest; /* breaks */
    bool has_saturday;
    int saturday_one_in;
    size_t saturday_shift_count;
    struct muster_shift *saturday_shift;
    enum muster_repaid saturday_repaid;
    enum muster_rota rota;
    int rota_notice_weeks; /* default 4 */
    struct muster_agency agency;
    struct muster_casuals casuals;
    struct muster_acting_up acting_up;
    int grade; /* index into pay.grade, or -1 */
};

/* Dates from <= d <= to. */
struct muster_dates {
    int32_t from, to;
};

struct muster_leave {
    bool given;
    double days;                    /* a year, of a full-timer's 1/5 week */
    size_t step_count;              /* extra days by service; after_5_years is a step */
    struct muster_leave_step *step; /* ascending years */
    double statutory;               /* extra days */
    int year_month, year_day;       /* 1-based start of the leave year, default 4 and 1 */
    double cap;                     /* share of the role away at once, default 1 */
    double pattern[12];
    double school_weight; /* factor on the pattern on dates of `school` */
    size_t school_count;
    struct muster_dates *school; /* ascending, disjoint */
    bool has_carry;
    double carry_days;          /* at most */
    int carry_month, carry_day; /* the last day to take them; 0 = the leave year's last */
    bool has_christmas;
    int christmas_month[2], christmas_day[2]; /* first and last day of the closing */
};

/* Whether a date lies in the school holidays. */
bool muster_school_holiday(const struct muster_leave *leave, int32_t date);
/* Closed dates on Mondays to Fridays a year, over whole years (at least one) from the start of a
 * horizon of so many days on: a short horizon says nothing of a year. */
double muster_bank_holidays(const struct muster_hours *hours, int32_t start, int32_t days);

struct muster_trigger_numbers {
    int spells; /* 0 = not looked at; days likewise, running likewise */
    double spells_within_s;
    int days;
    double days_within_s;
    int running_days;
};

struct muster_sickness {
    bool given;
    bool by_spells; /* spells a year + length; else days lost */
    struct muster_parameter days_lost_per_fte;
    double long_term_share; /* of days */
    struct muster_parameter spells_per_year;
    struct muster_quantity length;      /* by_spells: s (a day = 86400) */
    struct muster_quantity short_spell; /* s (a working day = 86400) */
    struct muster_quantity long_spell;  /* s (a calendar day = 86400) */
    bool calendar_days;                 /* counted_in, of `length` */
    double season[12];
    bool steady_state; /* start: steady_state (default), else none */
    double frailty_cv; /* 0 = off */
    double weekly_cv;  /* 0 = off */
    double weekly_between;
    bool has_weekdays;
    double weekday[7];
    struct muster_trigger_numbers trigger;
};

struct muster_lateness {
    bool given;
    struct muster_parameter probability;
    struct muster_quantity length; /* s */
    bool paid;
};

struct muster_one_off {
    char *name;
    uint64_t entity; /* muster_entity("one-off", name) */
    struct muster_parameter per_year;
    struct muster_quantity length; /* s (a working day = 86400) */
    bool paid;
};

struct muster_outage {
    char *name;
    uint64_t entity; /* muster_entity("outage", name) */
    struct muster_parameter per_year;
    struct muster_quantity length; /* s */
    size_t service_count;          /* 0 = all */
    int *service;                  /* index */
};

struct muster_tenure_band {
    double from_months; /* inclusive */
    double to_months;   /* exclusive; INFINITY for the last */
    double multiplier;
};

/* More leavers when occupancy is high. */
struct muster_burnout_terms {
    int weeks;    /* whose occupancy counts; 0 = no burnout */
    double above; /* occupancy, 0 to 1 */
    struct muster_parameter per_point;
    double at_most;
};

struct muster_attrition {
    bool given;
    struct muster_parameter
        yearly;        /* long-run leavers / mean headcount; of monthly what it makes */
    size_t band_count; /* 0 = flat */
    struct muster_tenure_band *band;
    double weibull_shape; /* instead of bands; 0 = none */
    size_t monthly_count; /* 0 = by the yearly rate */
    double *monthly; /* [0, 0.99] chance in the month after k completed ones; the last repeats */
    int notice_days;
    bool has_season;
    double season[12]; /* weights of the hazard */
    struct muster_burnout_terms burnout;
};

/* One stage of recruiting: approval, advert, hire. */
struct muster_stage {
    char *name;
    uint64_t entity; /* muster_entity("stage", name) */
    struct muster_quantity time;
};

/* The examination at the end of induction. */
struct muster_sign_off {
    bool given;
    struct muster_parameter pass; /* (0, 1] */
    int retrain_days;
    int attempts; /* let go after so many failures; 0 = never */
};

/* People of a group who join on a date. */
struct muster_joiners {
    int32_t date;
    int group;
    int people;
};

/* A colleague who helps a newcomer of the same group. */
struct muster_buddy {
    bool given;
    int days;                      /* from going live */
    struct muster_parameter share; /* of the buddy's time on the phones while both are there */
    int after_days;                /* since going live, to be one; at least `days` */
};

struct muster_recruitment {
    bool given;
    struct muster_quantity lead_time;
    size_t stage_count; /* instead of lead_time */
    struct muster_stage *stage;
    int intake_every_days; /* 0 = any day; intakes on horizon start + n * this */
    bool first_of_month;   /* intakes on the first of each month instead */
    int induction_days;
    struct muster_sign_off sign_off;
    struct muster_buddy buddy;
    bool has_class;
    int class_least, class_most; /* starting at one intake, of a group */
    int ahead_days;              /* recruiting begins so long before a post does */
    bool by_plan;                /* instead of keeping the establishment */
    size_t plan_count;
    struct muster_joiners *plan; /* ascending dates */
};

/* A programme that keeps people. */
struct muster_programme {
    char *name;
    int32_t from, until;            /* dates, both included; INT32_MIN and INT32_MAX: without end */
    struct muster_parameter hazard; /* factor >= 0 */
    struct muster_parameter per_year, once; /* money */
};

struct muster_learning {
    bool given;
    double initial;   /* >= 1 */
    double tau_weeks; /* weeks of full-time hours on the phones, > 0 */
};

/* What real-time rules look at, in their order in a file. */
enum muster_gauge {
    MUSTER_GAUGE_WAIT,  /* of the longest waiting [s]; holds above the limit */
    MUSTER_GAUGE_QUEUE, /* contacts waiting; holds above the limit */
    MUSTER_GAUGE_LEVEL, /* declared service level of the day so far; holds below the limit */
    MUSTER_GAUGES
};

struct muster_condition {
    enum muster_gauge gauge;
    double limit;
};

/* A fixed slot of an activity: on these weekdays (bit 0 Monday), inside the day. */
struct muster_slot {
    unsigned weekdays;
    double from_s, to_s; /* [0, 86400] */
};

/* Time off the phones. Planned by fixed slots, or each_s a person every so many weeks. */
struct muster_activity {
    char *name;
    double each_s;     /* 0 with slots */
    int every_weeks;   /* >= 1 */
    double block_s;    /* shortest piece; 0 = in one */
    size_t slot_count; /* 0 = planned where people are missed least */
    struct muster_slot *slot;
    bool together;
    int team; /* posts that go together, 0 = the whole group */
    bool pro_rata;
    bool *of_group;      /* [group_count] */
    size_t cancel_count; /* any of them cancels */
    struct muster_condition *cancel;
    bool moved; /* what is cancelled comes once again later in the week */
    /* of who had none of it for 13 weeks, >= 1: on handle times, on the hazard of giving notice */
    double handle_factor, leaving_factor;
};

/* People shared with a partner; the last group of the scenario. */
struct muster_relief {
    bool given;
    size_t group;
    int pool;             /* people; 0 = none, as a candidate may have it */
    int people;           /* that a call asks for, at most pool */
    size_t trigger_count; /* any of them calls */
    struct muster_condition *trigger;
    double arrives_after_s;
    double at_least_s, at_most_s;      /* time that they help; at_most_s INFINITY: none */
    double released_after_s;           /* nobody has waited for so long */
    struct muster_parameter available; /* chance that one of the pool is free */
    double handle_factor;
    double hourly; /* money */
    bool settled_yearly;
};

/* Overtime offered to the people of all groups by fte that answer. */
struct muster_overtime_offer {
    bool given;
    struct muster_parameter accepted; /* chance that an offer is taken */
    double at_most_s;                 /* of a person a week */
    bool lost_shifts;
    size_t extend_count; /* any of them makes a shift longer; 0 = none does */
    struct muster_condition *extend_when;
    double extend_by_s;
};

struct muster_grade {
    char *name;
    double salary_per_year; /* of one FTE; of a spine: of its first point */
    double on_cost;         /* share on top; instead of national insurance and pension */
    int spine;              /* index into pay.spine, or -1: one salary */
    size_t first, last;     /* positions of its points in the spine */
    int in_post;            /* position of those in post at the start, or -1: by their tenure */
};

struct muster_spine {
    char *name;
    size_t count;
    int *point;     /* ascending */
    double *salary; /* a year, of one FTE */
};

/* Every salary rises by a share from a date on. */
enum { MUSTER_AWARDS_MOST = 64 };
struct muster_award {
    int32_t from;
    struct muster_parameter rise;
};

/* Hours worked in a window of the day on some weekdays are paid `factor` times. */
struct muster_premium {
    unsigned days; /* bit 0 = Monday */
    double from_s, to_s;
    double factor; /* >= 1 */
};

/* What goes beyond a salary with on-costs. With any of it (`detailed`) pay is by month, a twelfth
 * of the year's salary each; without, by the day, a 365.25th. */
struct muster_pay {
    bool detailed;
    size_t spine_count, award_count, ni_count, sick_count, premium_count;
    struct muster_spine *spine;
    struct muster_award *award;    /* ascending */
    struct muster_ni_row *ni;      /* ascending; none = no national insurance */
    struct muster_sick_step *sick; /* none = full pay however long */
    struct muster_premium *premium;
    struct muster_parameter pension; /* share of the salaries of members, 0 = none */
    double members;                  /* share of people, by salary */
    double overtime;                 /* times the hourly rate, default 1 */
    double vacancy_factor;           /* share of a full establishment's pay, default 0 */
};

/* One sum of money, by date: once, or a year in twelfths by month; the money a year is multiplied
 * by `posts`. */
struct muster_item {
    char *name;
    bool yearly;
    bool capital;
    int32_t from;                   /* once: its day; yearly: its first day */
    int32_t end;                    /* yearly: the first day without it */
    double posts;                   /* of offsets, default 1 */
    struct muster_parameter amount; /* >= 0 */
};

struct muster_costs {
    bool given;
    struct muster_parameter recruitment_per_hire, training_per_hire;
    struct muster_parameter per_contact; /* each answered contact */
    struct muster_parameter per_seat;    /* a year */
    double seats;                        /* -1: as many as posts */
    struct muster_parameter capital;     /* in the horizon's first month */
    size_t item_count, offset_count;
    struct muster_item *item, *offset;
};

struct muster_budget_year {
    int year;      /* in which it begins, on 1 April */
    int32_t from;  /* first day that the amount is for */
    double amount; /* for the days from there to 31 March */
};

struct muster_budget {
    bool given;
    bool whole;    /* one amount for the horizon */
    double amount; /* of it */
    size_t count;  /* of financial years, ascending */
    struct muster_budget_year *year;
};

struct muster_scenario {
    char *title;
    char *currency; /* "£", "" if none */

    int32_t start;     /* first date of the horizon */
    int32_t days;      /* [1, 36600] */
    double interval_s; /* divides 3600 or is 3600; 300 … 3600 */
    double warm_up_s;  /* simulated before start, whole days */
    struct muster_hours opening;
    struct muster_hours base;     /* the file's own opening, before any candidate changes it */
    struct muster_hours observed; /* = base when not given */
    bool observed_given;
    enum muster_at_close at_close;

    size_t target_count;
    struct muster_target *target;
    enum muster_service_level level; /* the declared definition */
    int minimum_crew;

    size_t service_count;
    struct muster_service *service; /* file order */
    int lines;                      /* shared trunk group, 0 = none */
    size_t group_count;
    struct muster_group *group;

    struct muster_leave leave;
    struct muster_sickness sickness;
    struct muster_lateness lateness;
    size_t one_off_count;
    struct muster_one_off *one_off;
    size_t outage_count;
    struct muster_outage *outage;
    struct muster_attrition attrition;
    struct muster_recruitment recruitment;
    size_t programme_count;
    struct muster_programme *programme; /* retention */
    struct muster_learning learning;
    size_t activity_count;
    struct muster_activity *activity; /* off_phone */
    struct muster_relief relief;
    struct muster_overtime_offer overtime;
    size_t grade_count;
    struct muster_grade *grade;
    struct muster_pay pay;
    struct muster_costs costs;
    struct muster_budget budget;
    size_t year_count;    /* financial years touched by the horizon */
    char (*year_name)[8]; /* "2004/05" */
};

/* One setting of a candidate: the dotted key and the value as written. */
struct muster_setting {
    char *key;
    char *text;
};

struct muster_candidate {
    char *name;
    size_t setting_count; /* every key any candidate sets, in first-use order */
    struct muster_setting *setting;
    bool *own; /* [setting_count] it sets the key itself; else the value is the file's */
    struct muster_scenario scenario;
};

struct muster_precision {
    char *measure;     /* a measure's name */
    double half_width; /* absolute for fractions, relative otherwise */
};

struct muster_question {
    char *path;             /* as given, or "-" */
    char *as_read;          /* the file's text */
    char *resolved;         /* canonical text with includes and --set applied; hashed by --resume */
    size_t candidate_count; /* at least 1: "base" */
    struct muster_candidate *candidate;
    int replications;
    uint64_t seed;
    size_t precision_count;
    struct muster_precision *precision;
    int at_most;
};

/* What the command line adds to the file. */
struct muster_overrides {
    size_t set_count;
    const char *const *set; /* "staff.agents.fte=12" */
    bool allow_outside;
};

/* Reads, resolves and checks a scenario file ("-" = standard input). Returns true and fills *out
 * when there is no fault; otherwise *out is cleared and every fault found is in *faults.
 * A missing or unreadable file is a fault too. */
bool muster_question_read(struct muster_question *out, struct muster_faults *faults,
                          const char *path, const struct muster_overrides *overrides);
/* The same from memory; `name` stands in positions. */
bool muster_question_read_text(struct muster_question *out, struct muster_faults *faults,
                               const char *name, const char *text, size_t length,
                               const struct muster_overrides *overrides);
void muster_question_clear(struct muster_question *question);

#endif
