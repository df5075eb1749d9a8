/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rota of one week.
 *
 * Hours: each post has a bank of seconds still to be worked. A fifth of the contract goes in for
 * every Monday to Friday that its holder is on the phones and neither on leave nor on a bank
 * holiday, nor out of term; what is rostered comes out. Days are added while the bank holds a whole
 * one, so the bank stays within one shift, and a cycle that fits the contract is met exactly (18.5
 * h in shifts of 4 h: weeks of 4 and 5 days, 37 in 8 weeks). Hours that no shift can use are
 * dropped.
 *
 * Saturdays go to post p in week r when p = r modulo one_in. Its hours come back as a weekday cut
 * by as much in the same week (short_day, when a shift is long enough), by whole days as the bank
 * allows (day_off; toil: afterwards, the bank going below nothing), or are paid (overtime).
 *
 * The rota is made `rota_notice` weeks ahead from what is known then. A leaver whose notice came
 * later is still rostered (a gap); a person away for more than four weeks by then is not counted on
 * and follows the pattern on return.
 *
 * cover: people choose in turn, twice round, the shift and days of their week that most reduce the
 * sum over intervals of (people still needed)^2, a surplus weighing SURPLUS times as much; then
 * lunches are placed one by one where they are missed least.
 */
#include "off_phone.h"

#include <math.h>
#include <string.h>

#define ROUNDING_S 1.0
#define SHORTEST_CUT_DAY_S 3600.0 /* a cut day keeps at least an hour */
#define KNOWN_AWAY_DAYS 28
#define SURPLUS 0.02f
#define ROUNDS 2

/* A post's week while its duties are chosen. */
struct post_week {
    const struct muster_role *role;
    size_t post; /* within the role */
    int32_t first_day, week;
    struct muster_duty *duty; /* [7] */
    int32_t holder[7];        /* occupant, or who stands in, as in a duty */
    uint8_t flags[7];
    bool free_day[7]; /* may be rostered */
    bool counted;
    double bank_s, accrued_s;
};

/* ---- who is known to be there ---- */

static bool known_away(const struct muster_workforce *workforce,
                       const struct muster_occupant *occupant, int32_t made)
{
    const struct muster_spell *spell = muster_spell_on(workforce, occupant, made > 0 ? made : 0);
    return spell && spell->from_day <= made - KNOWN_AWAY_DAYS;
}

static bool saturday_table(const struct muster_role *role, int weekday)
{
    return weekday == 5 && role->group->has_saturday;
}

/* The agency goes before everybody; casuals are for posts that nobody holds. */
static void stand_in_for(struct post_week *week, const struct muster_workforce *workforce, int j)
{
    size_t post = week->role->first_post + week->post;
    const struct muster_casuals *casuals = &week->role->group->casuals;
    if (muster_stand_in_on(workforce, post, week->first_day + j)) {
        week->holder[j] = MUSTER_DUTY_AGENCY;
        week->flags[j] = 0;
    } else if (week->holder[j] == MUSTER_NO_DUTY && casuals->given &&
               week->role->from_day[week->post] <= week->first_day + j &&
               week->first_day + j < week->role->to_day[week->post]) {
        week->holder[j] = MUSTER_DUTY_CASUAL;
    }
}

/* What annualised hours make of a day of the contract. */
static double month_hours(const struct post_week *week, const struct muster_roster *roster,
                          int32_t day)
{
    return week->role->group->month_hours[roster->period->day[day].month];
}

static void look_ahead(struct post_week *week, const struct muster_workforce *workforce)
{
    const struct muster_roster *roster = workforce->roster;
    size_t post = week->role->first_post + week->post;
    double fifth = week->role->post[week->post].week_s / 5;
    int32_t made = week->first_day - 7 * week->role->group->rota_notice_weeks;
    week->counted = true;
    week->accrued_s = 0;
    for (int j = 0; j < 7; j++) {
        int32_t day = week->first_day + j;
        week->duty[j] = (struct muster_duty){.occupant = MUSTER_NO_DUTY};
        week->free_day[j] = false;
        week->holder[j] = MUSTER_NO_DUTY;
        if (day < 0 || (size_t)day >= roster->period->day_count)
            continue;
        if (week->role->post[week->post].term_time && roster->period->day[day].school)
            continue;
        week->holder[j] = muster_post_rostered(&week->flags[j], workforce, post, day, made);
        stand_in_for(week, workforce, j);
        bool closed = roster->period->day[day].closed || roster->period->day[day].closing;
        if (week->holder[j] == MUSTER_NO_DUTY || closed)
            continue;
        bool own = week->holder[j] >= 0;
        if (own && known_away(workforce, &workforce->occupant[week->holder[j]], made))
            week->counted = false;
        enum muster_leave_mark leave =
            own ? muster_leave_of(workforce, week->role, &workforce->occupant[week->holder[j]], day)
                : MUSTER_LEAVE_NONE;
        week->free_day[j] = leave == MUSTER_LEAVE_NONE;
        if (j < 5 && leave == MUSTER_LEAVE_NONE)
            week->accrued_s +=
                week->role->group->annualised ? fifth * month_hours(week, roster, day) : fifth;
    }
}

/* ---- choosing ---- */

static const struct muster_allowed *allowed_of(const struct post_week *week,
                                               enum muster_week_part part)
{
    return &week->role->allowed[week->role->post[week->post].full_time][part];
}

/* The shift of a weekday: the wished place in the list, else the next one worked on that day. */
static bool shift_on(size_t *shift, const struct post_week *week, enum muster_week_part part,
                     size_t place, int weekday)
{
    const struct muster_allowed *allowed = allowed_of(week, part);
    for (size_t k = 0; k < allowed->count; k++, place++) {
        place = place < allowed->count ? place : place % allowed->count;
        *shift = allowed->shift[place];
        if (week->role->shift[*shift].paid_s[weekday] > 0)
            return true;
    }
    return false;
}

/* Intervals side by side; compilers for machines without such registers take them one by one. */
typedef float pair __attribute__((vector_size(8)));
typedef float four __attribute__((vector_size(16)));
typedef int32_t four_bits __attribute__((vector_size(16)));

static inline four four_at(const float *row)
{
    four some;
    memcpy(&some, row, sizeof some);
    return some;
}

/* The cost of an interval's need x, SURPLUS x^2 below 0 and x^2 above, written without a branch:
 * SURPLUS x^2 + (1 - SURPLUS) max(x, 0)^2, max(x, 0) = (x + |x|) / 2. */
static inline four cost_of(four need)
{
    four twice = need + (four)((four_bits)need & INT32_MAX);
    return SURPLUS * need * need + (1 - SURPLUS) / 4 * twice * twice;
}

static inline four step_gain(four need, four present)
{
    return cost_of(need) - cost_of(need - present);
}

/* Presence of a shift on a weekday. */
static const float *presence_of(const struct muster_workforce *workforce,
                                const struct muster_role_shift *shift, int weekday)
{
    size_t n = workforce->roster->period->intervals_of_day;
    return shift->present + (size_t)weekday * (2 * n + MUSTER_FOUR);
}

/* Fall in cost when somebody works a shift: its even intervals and its odd ones summed apart, in
 * their order. */
static double gain(const struct muster_workforce *workforce, const struct muster_role *role,
                   size_t s, int weekday)
{
    const struct muster_role_shift *shift = &role->shift[s];
    const float *need =
        workforce->cover + (size_t)weekday * workforce->roster->period->intervals_of_day;
    const float *present = presence_of(workforce, shift, weekday);
    pair sum = {0, 0}, two;
    for (size_t i = shift->from[weekday], to = shift->to[weekday]; i < to; i += MUSTER_FOUR) {
        four some = step_gain(four_at(need + i), four_at(present + i));
        memcpy(&two, &some, sizeof two);
        sum += two;
        memcpy(&two, (const char *)&some + sizeof two, sizeof two);
        sum += two;
    }
    return sum[0] + sum[1];
}

/* Takes a duty's presence from what is still needed, or gives it back (sign -1). */
static void cover_duty(struct muster_workforce *workforce, const struct post_week *week, int j,
                       float sign)
{
    const struct muster_duty *duty = &week->duty[j];
    const struct muster_role_shift *shift = &week->role->shift[duty->shift];
    const struct muster_period *period = workforce->roster->period;
    size_t n = period->intervals_of_day;
    float *need = workforce->cover + (size_t)j * n;
    if (duty->occupant == MUSTER_NO_DUTY)
        return;
    if (duty->cut_s > 0) {
        struct muster_day_plan plan;
        muster_day_plan_make(&plan, week->role, duty, j, week->role->rank[week->post]);
        muster_row_add(need, 2 * n, period->interval_s, plan.start_s, plan.end_s,
                       -sign / period->interval_s);
        return;
    }
    const float *present = presence_of(workforce, shift, j);
    for (size_t i = shift->from[j]; i < shift->to[j]; i += MUSTER_FOUR) {
        four left = four_at(need + i) - sign * four_at(present + i);
        memcpy(need + i, &left, sizeof left);
    }
}

/* A day that can be rostered: which shift, and how much it helps. */
struct day_option {
    int weekday;
    size_t shift;
    double value;
};

/* The most valuable first, at equal values in the order found: each gets the place that the number
 * before it gives. */
static void sort_options(struct day_option option[7], const struct day_option found[7],
                         size_t count)
{
    size_t place[7];
    for (size_t i = 0; i < count; i++) {
        size_t before = 0;
        for (size_t j = 0; j < i; j++) {
            size_t less = found[j].value < found[i].value;
            place[j] += less;
            before += 1 - less;
        }
        place[i] = before;
    }
    for (size_t i = 0; i < count; i++)
        option[place[i]] = found[i];
}

/* The weekdays of one place in the list; in the order of the rotation, or by what they bring. */
static size_t list_options(struct day_option option[7], const struct post_week *week,
                           const struct muster_workforce *workforce, size_t place, bool by_value)
{
    struct day_option found[7];
    size_t count = 0;
    size_t turn = week->role->rank[week->post] + (size_t)week->week;
    int open[7], n = 0;
    for (int j = 0; j < 7; j++)
        if (week->free_day[j] && !saturday_table(week->role, j))
            open[n++] = j;
    int at_turn = n > 0 ? (int)(turn % (size_t)n) : 0;
    for (int k = 0; k < n; k++) {
        int j = open[at_turn];
        at_turn = at_turn + 1 < n ? at_turn + 1 : 0;
        size_t shift;
        if (!shift_on(&shift, week, MUSTER_PART_WEEK, place, j))
            continue;
        found[count++] =
            (struct day_option){j, shift, by_value ? gain(workforce, week->role, shift, j) : 0};
    }
    sort_options(option, found, count);
    return count;
}

/* How many of the options the bank pays for, from the first. What is left goes to *bank_s. */
static size_t affordable(double *bank_s, const struct post_week *week,
                         const struct day_option *option, size_t count, bool in_advance)
{
    size_t n = 0;
    for (; n < count; n++) {
        double paid = week->role->shift[option[n].shift].paid_s[option[n].weekday];
        if (*bank_s < (in_advance ? ROUNDING_S : paid - ROUNDING_S))
            break;
        *bank_s -= paid;
    }
    return n;
}

static void take(struct post_week *week, int j, size_t shift, uint8_t flags)
{
    week->duty[j] = (struct muster_duty){.occupant = week->holder[j],
                                         .shift = (uint16_t)shift,
                                         .lunch = MUSTER_LUNCH_OWN,
                                         .flags = (uint8_t)(week->flags[j] | flags)};
    if (!week->counted)
        week->duty[j].flags |= MUSTER_DUTY_UNCOUNTED;
}

/* The days of the place in the list of shifts whose affordable days bring most; ties to the
 * rotation's own. */
static size_t best_options(struct day_option option[7], const struct post_week *week,
                           const struct muster_workforce *workforce, double bank_s, bool in_advance)
{
    size_t places = allowed_of(week, MUSTER_PART_WEEK)->count, best = 0;
    size_t place = (week->role->rank[week->post] + (size_t)week->week) % places;
    double most = -INFINITY;
    for (size_t k = 0; k < places; k++, place = place + 1 < places ? place + 1 : 0) {
        struct day_option other[7];
        size_t count = list_options(other, week, workforce, place, true);
        double left = bank_s, value = 0;
        size_t days = affordable(&left, week, other, count, in_advance);
        for (size_t i = 0; i < days; i++)
            value += other[i].value;
        if (value > most + 1e-9) {
            most = value;
            best = count;
            memcpy(option, other, count * sizeof *option);
        }
    }
    return best;
}

/* ---- Saturday ---- */

static bool saturday_turn(const struct post_week *week)
{
    const struct muster_group *group = week->role->group;
    size_t n = (size_t)group->saturday_one_in;
    return group->has_saturday && week->free_day[5] && week->post % n == (size_t)week->week % n;
}

static double take_saturday(struct post_week *week, const struct muster_workforce *workforce,
                            bool by_value)
{
    const struct muster_group *group = week->role->group;
    size_t places = allowed_of(week, MUSTER_PART_SATURDAY)->count, shift, best = 0;
    size_t n = (size_t)group->saturday_one_in;
    size_t place = week->post / n + (group->rota == MUSTER_ROTA_FIXED ? 0 : (size_t)week->week / n);
    if (places == 0 || !shift_on(&shift, week, MUSTER_PART_SATURDAY, place, 5))
        return 0;
    double most = -INFINITY;
    for (size_t k = 0; k < places && by_value; k++) {
        size_t other;
        shift_on(&other, week, MUSTER_PART_SATURDAY, place + k, 5);
        double value = gain(workforce, week->role, other, 5);
        if (value > most + 1e-9) {
            most = value;
            best = other;
        }
    }
    if (by_value)
        shift = best;
    bool overtime = group->saturday_repaid == MUSTER_REPAID_OVERTIME;
    take(week, 5, shift, overtime ? MUSTER_DUTY_OVERTIME : 0);
    return overtime ? 0 : week->role->shift[shift].paid_s[5];
}

/* Fall in cost when one person is there in [from_s, to_s) of a day (rise, when sign is -1). */
static double presence_gain(const struct muster_workforce *workforce, int weekday, double from_s,
                            double to_s, double sign)
{
    const struct muster_period *period = workforce->roster->period;
    size_t n = period->intervals_of_day;
    const float *need = workforce->cover + (size_t)weekday * n;
    double sum = 0, interval_s = period->interval_s, share = sign / interval_s;
    size_t i = (size_t)(from_s / interval_s);
    for (double at = from_s; at < to_s && i < 2 * n; i++) {
        double next = (double)(i + 1) * interval_s;
        double end = next < to_s ? next : to_s;
        sum += (double)step_gain((four){need[i]}, (four){(float)(share * (end - at))})[0];
        at = end;
    }
    return sum;
}

/* What a cut day still brings. */
static double cut_gain(const struct muster_workforce *workforce, const struct post_week *week,
                       const struct day_option *option, double cut_s, bool cut_start)
{
    struct muster_day_plan plan;
    struct muster_duty duty = {.shift = (uint16_t)option->shift,
                               .flags = cut_start ? MUSTER_DUTY_CUT_START : 0,
                               .lunch = MUSTER_LUNCH_OWN,
                               .cut_s = (float)cut_s};
    muster_day_plan_make(&plan, week->role, &duty, option->weekday, week->role->rank[week->post]);
    return presence_gain(workforce, option->weekday, plan.start_s, plan.end_s, 1);
}

/* Cuts the last day taken that is long enough: its end, or its start when it is a closing shift.
 * With cover: the day and end that are missed least. */
static bool cut_day(struct post_week *week, const struct muster_workforce *workforce,
                    const struct day_option *option, size_t days, double cut_s, bool by_value)
{
    double most = -INFINITY;
    struct muster_duty *best = NULL;
    bool best_start = false;
    for (size_t i = 0; i < days; i++) {
        const struct muster_role_shift *shift = &week->role->shift[option[i].shift];
        if (shift->paid_s[option[i].weekday] < cut_s + SHORTEST_CUT_DAY_S)
            continue;
        for (int start = 0; start < 2; start++) {
            double value =
                by_value ? cut_gain(workforce, week, &option[i], cut_s, start) - option[i].value
                         : (shift->rule->anchor == MUSTER_ANCHOR_CLOSE) == start;
            if (value >= most) {
                most = value;
                best = &week->duty[option[i].weekday];
                best_start = start;
            }
        }
    }
    if (!best)
        return false;
    best->cut_s = (float)cut_s;
    best->flags |= best_start ? MUSTER_DUTY_CUT_START : 0;
    return true;
}

/* ---- one post, one role, one week ---- */

static void take_days(struct post_week *week, const struct day_option *option, size_t days)
{
    for (size_t i = 0; i < days; i++)
        take(week, option[i].weekday, option[i].shift, 0);
}

/* Chooses the duties of a post; returns the bank left. */
static double choose_week(struct post_week *week, const struct muster_workforce *workforce)
{
    const struct muster_group *group = week->role->group;
    bool by_value = group->rota == MUSTER_ROTA_COVER && week->counted;
    bool in_advance = group->has_saturday && group->saturday_repaid == MUSTER_REPAID_TOIL;
    double bank_s = week->bank_s + week->accrued_s;
    double saturday_s = saturday_turn(week) ? take_saturday(week, workforce, by_value) : 0;
    if (allowed_of(week, MUSTER_PART_WEEK)->count == 0)
        return 0;
    size_t rotation = group->rota == MUSTER_ROTA_FIXED ? 0 : (size_t)week->week;
    size_t place = week->role->rank[week->post] + rotation;
    struct day_option option[7] = {{0}};
    size_t count = by_value ? best_options(option, week, workforce, bank_s, in_advance)
                            : list_options(option, week, workforce, place, false);
    if (saturday_s > 0 && group->saturday_repaid == MUSTER_REPAID_SHORT_DAY) {
        double left = bank_s;
        size_t days = affordable(&left, week, option, count, false);
        take_days(week, option, days);
        if (cut_day(week, workforce, option, days, saturday_s, by_value))
            return left;
        for (size_t i = 0; i < days; i++)
            week->duty[option[i].weekday].occupant = MUSTER_NO_DUTY;
    }
    bank_s -= saturday_s;
    take_days(week, option, affordable(&bank_s, week, option, count, in_advance));
    return bank_s;
}

static void need_of_week(struct muster_workforce *workforce, const struct muster_role *role,
                         int32_t first_day)
{
    const struct muster_roster *roster = workforce->roster;
    const struct muster_requirement *requirement = roster->requirement;
    size_t n = roster->period->intervals_of_day;
    memset(workforce->cover, 0, MUSTER_COVER_DAYS * n * sizeof *workforce->cover);
    for (int32_t j = 0; j < MUSTER_COVER_DAYS && requirement; j++) {
        int32_t day = first_day + j;
        if (day >= 0 && (size_t)day < requirement->days)
            memcpy(workforce->cover + (size_t)j * n,
                   requirement->needed + (role->index * requirement->days + (size_t)day) * n,
                   n * sizeof *workforce->cover);
    }
}

/* Everybody's whole shifts and breaks, but no lunches, are taken from the need. */
static void cover_without_lunch(struct muster_workforce *workforce, const struct muster_role *role,
                                size_t p, const struct muster_duty *duty)
{
    const struct muster_period *period = workforce->roster->period;
    size_t n = period->intervals_of_day;
    for (int j = 0; j < 7; j++) {
        struct muster_day_plan plan;
        float *need = workforce->cover + (size_t)j * n;
        if (duty[j].occupant == MUSTER_NO_DUTY || duty[j].flags & MUSTER_DUTY_UNCOUNTED)
            continue;
        muster_day_plan_make(&plan, role, &duty[j], j, role->rank[p]);
        muster_row_add(need, 2 * n, period->interval_s, plan.start_s, plan.end_s,
                       -1 / period->interval_s);
        for (size_t i = 0; i < plan.count; i++)
            if (plan.item[i].paid)
                muster_row_add(need, 2 * n, period->interval_s, plan.item[i].at_s,
                               plan.item[i].at_s + plan.item[i].length_s, 1 / period->interval_s);
    }
}

/* Lunch where the person is missed least; ties to the own place. */
static void seat_lunch(struct muster_workforce *workforce, const struct muster_role *role, size_t p,
                       struct muster_duty *duty, int weekday)
{
    const struct muster_role_shift *shift = &role->shift[duty->shift];
    const struct muster_period *period = workforce->roster->period;
    size_t n = period->intervals_of_day;
    double first_s, length_s = shift->rule->lunch_s, most = -INFINITY, best_s = 0;
    size_t places = muster_lunch_places(&first_s, shift, weekday);
    size_t place = places > 0 ? role->rank[p] % places : 0;
    for (size_t k = 0; k < places && places < MUSTER_LUNCH_OWN; k++) {
        double at_s = first_s + MUSTER_STAGGER_S * (double)place;
        double value = presence_gain(workforce, weekday, at_s, at_s + length_s, -1);
        if (value > most + 1e-9) {
            most = value;
            best_s = at_s;
            duty->lunch = (uint8_t)place;
        }
        place = place + 1 < places ? place + 1 : 0;
    }
    if (duty->lunch != MUSTER_LUNCH_OWN)
        muster_row_add(workforce->cover + (size_t)weekday * n, 2 * n, period->interval_s, best_s,
                       best_s + length_s, 1 / period->interval_s);
}

/* Cover: once the week's shifts are chosen, lunches are placed one by one. */
static void seat_lunches(struct muster_workforce *workforce, const struct muster_role *role,
                         int32_t number, int32_t first_day)
{
    struct muster_duty *duty = workforce->duty[number & 1] + 7 * role->first_post;
    need_of_week(workforce, role, first_day);
    for (size_t p = 0; p < role->post_count; p++)
        cover_without_lunch(workforce, role, p, duty + 7 * p);
    for (size_t p = 0; p < role->post_count; p++)
        for (int j = 0; j < 7; j++) {
            struct muster_duty *one = &duty[7 * p + (size_t)j];
            if (one->occupant != MUSTER_NO_DUTY && !(one->flags & MUSTER_DUTY_UNCOUNTED) &&
                one->cut_s == 0)
                seat_lunch(workforce, role, p, one, j);
        }
}

static void roster_post(struct muster_workforce *workforce, struct post_week *week, int round)
{
    size_t post = week->role->first_post + week->post;
    bool cover = week->role->group->rota == MUSTER_ROTA_COVER;
    week->duty = workforce->duty[week->week & 1] + 7 * post;
    week->bank_s = workforce->bank_s[post];
    for (int j = 0; j < 7 && round > 0; j++)
        if (!(week->duty[j].flags & MUSTER_DUTY_UNCOUNTED))
            cover_duty(workforce, week, j, -1);
    look_ahead(week, workforce);
    double left_s = choose_week(week, workforce);
    double longest_s = week->role->longest_s[week->role->post[week->post].full_time];
    workforce->bank_next_s[post] = fmin(left_s, longest_s); /* hours that no shift can use */
    for (int j = 0; j < 7 && cover && week->counted; j++)
        cover_duty(workforce, week, j, 1);
}

static void roster_role(struct muster_workforce *workforce, const struct muster_role *role,
                        int32_t number, int32_t first_day)
{
    int rounds = role->group->rota == MUSTER_ROTA_COVER ? ROUNDS : 1;
    if (rounds > 1)
        need_of_week(workforce, role, first_day);
    for (int round = 0; round < rounds; round++)
        for (size_t k = 0; k < role->post_count; k++) {
            struct post_week week = {.role = role,
                                     .week = number,
                                     .first_day = first_day,
                                     .post = (k + (size_t)number) % role->post_count};
            roster_post(workforce, &week, round);
        }
    if (rounds > 1)
        seat_lunches(workforce, role, number, first_day);
    memcpy(workforce->bank_s + role->first_post, workforce->bank_next_s + role->first_post,
           role->post_count * sizeof *workforce->bank_s);
}

enum muster_status muster_rota_make(struct muster_workforce *workforce)
{
    const struct muster_roster *roster = workforce->roster;
    int32_t number = (int32_t)workforce->rota_next;
    int32_t first = 7 * number - roster->week_offset, last = first + 6;
    if ((size_t)last >= roster->period->day_count)
        last = (int32_t)roster->period->day_count - 1;
    enum muster_status status = muster_leave_year_plan(workforce, first > 0 ? first : 0);
    if (status == MUSTER_OK)
        status = muster_leave_year_plan(workforce, last);
    if (status != MUSTER_OK)
        return status;
    for (size_t r = 0; r < roster->role_count; r++)
        if (roster->role[r].post_count > 0)
            roster_role(workforce, &roster->role[r], number, first);
    if (workforce->off_phone)
        muster_off_phone_plan(workforce, number, first);
    workforce->rota_next++;
    return MUSTER_OK;
}
